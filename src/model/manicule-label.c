/* manicule-label.c: a name that annotations carry
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-label.h"

#include "manicule-record-private.h"

struct _ManiculeLabel
{
  GObject              parent_instance;

  ManiculeLabelFields  fields;  /* points into memory */
  gpointer             memory;  /* (owned) */
};

G_DEFINE_FINAL_TYPE (ManiculeLabel, manicule_label, G_TYPE_OBJECT)

static const gsize strings[] = {
  G_STRUCT_OFFSET (ManiculeLabelFields, name),
  G_STRUCT_OFFSET (ManiculeLabelFields, title),
  G_STRUCT_OFFSET (ManiculeLabelFields, color),
  G_STRUCT_OFFSET (ManiculeLabelFields, key),
  G_STRUCT_OFFSET (ManiculeLabelFields, description),
  G_STRUCT_OFFSET (ManiculeLabelFields, parent),
  G_STRUCT_OFFSET (ManiculeLabelFields, carried),
};

static const gsize lists[] = {
  G_STRUCT_OFFSET (ManiculeLabelFields, examples),
  G_STRUCT_OFFSET (ManiculeLabelFields, counter_examples),
};

static const ManiculeRecordLayout layout = {
  sizeof (ManiculeLabelFields), strings, G_N_ELEMENTS (strings), lists, G_N_ELEMENTS (lists),
};

static void
manicule_label_finalize (GObject *object)
{
  ManiculeLabel *self = MANICULE_LABEL (object);

  g_free (self->memory);

  G_OBJECT_CLASS (manicule_label_parent_class)->finalize (object);
}

static void
manicule_label_class_init (ManiculeLabelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = manicule_label_finalize;
}

static void
manicule_label_init (ManiculeLabel *self)
{
}

/**
 * manicule_label_new:
 * @fields: what the label is; copied. The name must not be empty; other empty strings and lists count as NULL
 *
 * Returns: (transfer full): a new label
 */
ManiculeLabel *
manicule_label_new (const ManiculeLabelFields *fields)
{
  ManiculeLabel *self;

  g_return_val_if_fail (fields != NULL, NULL);
  g_return_val_if_fail (fields->name != NULL && *fields->name != '\0', NULL);

  self = g_object_new (MANICULE_TYPE_LABEL, NULL);
  self->memory = manicule_record_copy (&layout, &self->fields, fields);

  return self;
}

/**
 * manicule_label_get_name:
 * @self: a label
 *
 * Returns: the name that files carry, such as "PER"
 */
const char *
manicule_label_get_name (ManiculeLabel *self)
{
  g_return_val_if_fail (MANICULE_IS_LABEL (self), NULL);

  return self->fields.name;
}

/**
 * manicule_label_get_title:
 * @self: a label
 *
 * Returns: the name that people read; the plain name where the label has no title
 */
const char *
manicule_label_get_title (ManiculeLabel *self)
{
  g_return_val_if_fail (MANICULE_IS_LABEL (self), NULL);

  return self->fields.title != NULL ? self->fields.title : self->fields.name;
}

/**
 * manicule_label_get_color:
 * @self: a label
 *
 * Returns: (nullable): "#rrggbb"
 */
const char *
manicule_label_get_color (ManiculeLabel *self)
{
  g_return_val_if_fail (MANICULE_IS_LABEL (self), NULL);

  return self->fields.color;
}

/**
 * manicule_label_get_key:
 * @self: a label
 *
 * Returns: (nullable): the one character that sets the label
 */
const char *
manicule_label_get_key (ManiculeLabel *self)
{
  g_return_val_if_fail (MANICULE_IS_LABEL (self), NULL);

  return self->fields.key;
}

/**
 * manicule_label_get_description:
 * @self: a label
 *
 * Returns: (nullable): the guideline
 */
const char *
manicule_label_get_description (ManiculeLabel *self)
{
  g_return_val_if_fail (MANICULE_IS_LABEL (self), NULL);

  return self->fields.description;
}

/**
 * manicule_label_get_parent:
 * @self: a label
 *
 * Returns: (nullable): the name of the label that this is a kind of
 */
const char *
manicule_label_get_parent (ManiculeLabel *self)
{
  g_return_val_if_fail (MANICULE_IS_LABEL (self), NULL);

  return self->fields.parent;
}

/**
 * manicule_label_get_kind:
 * @self: a label
 *
 * Returns: how annotations with the label behave
 */
ManiculeLabelKind
manicule_label_get_kind (ManiculeLabel *self)
{
  g_return_val_if_fail (MANICULE_IS_LABEL (self), MANICULE_LABEL_HIGHLIGHT);

  return self->fields.kind;
}

/**
 * manicule_label_get_examples:
 * @self: a label
 *
 * Returns: (nullable): texts to mark, NULL-terminated; NULL when there are none
 */
const char * const *
manicule_label_get_examples (ManiculeLabel *self)
{
  g_return_val_if_fail (MANICULE_IS_LABEL (self), NULL);

  return self->fields.examples;
}

/**
 * manicule_label_get_counter_examples:
 * @self: a label
 *
 * Returns: (nullable): texts to leave unmarked, NULL-terminated; NULL when there are none
 */
const char * const *
manicule_label_get_counter_examples (ManiculeLabel *self)
{
  g_return_val_if_fail (MANICULE_IS_LABEL (self), NULL);

  return self->fields.counter_examples;
}

/**
 * manicule_label_get_carried:
 * @self: a label
 *
 * Returns: (nullable): what a reader did not understand and carries through
 */
const char *
manicule_label_get_carried (ManiculeLabel *self)
{
  g_return_val_if_fail (MANICULE_IS_LABEL (self), NULL);

  return self->fields.carried;
}

/**
 * manicule_label_equal:
 * @a: a label
 * @b: another
 *
 * Returns: whether all of both is the same
 */
gboolean
manicule_label_equal (ManiculeLabel *a,
                      ManiculeLabel *b)
{
  g_return_val_if_fail (MANICULE_IS_LABEL (a), FALSE);
  g_return_val_if_fail (MANICULE_IS_LABEL (b), FALSE);

  return a == b ||
         (a->fields.kind == b->fields.kind &&
          manicule_record_equal (&layout, &a->fields, &b->fields));
}
