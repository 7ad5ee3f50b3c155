/* manicule-attribute.c: a question that the schema asks of an annotation or an article
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-attribute.h"

#include "manicule-record-private.h"

struct _ManiculeAttribute
{
  GObject                  parent_instance;

  ManiculeAttributeFields  fields;  /* points into memory */
  gpointer                 memory;  /* (owned) */
};

G_DEFINE_FINAL_TYPE (ManiculeAttribute, manicule_attribute, G_TYPE_OBJECT)

static const gsize strings[] = {
  G_STRUCT_OFFSET (ManiculeAttributeFields, name),
  G_STRUCT_OFFSET (ManiculeAttributeFields, title),
  G_STRUCT_OFFSET (ManiculeAttributeFields, description),
  G_STRUCT_OFFSET (ManiculeAttributeFields, default_value),
  G_STRUCT_OFFSET (ManiculeAttributeFields, carried),
};

static const gsize lists[] = {
  G_STRUCT_OFFSET (ManiculeAttributeFields, values),
  G_STRUCT_OFFSET (ManiculeAttributeFields, labels),
};

static const ManiculeRecordLayout layout = {
  sizeof (ManiculeAttributeFields), strings, G_N_ELEMENTS (strings), lists, G_N_ELEMENTS (lists),
};

static void
manicule_attribute_finalize (GObject *object)
{
  ManiculeAttribute *self = MANICULE_ATTRIBUTE (object);

  g_free (self->memory);

  G_OBJECT_CLASS (manicule_attribute_parent_class)->finalize (object);
}

static void
manicule_attribute_class_init (ManiculeAttributeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = manicule_attribute_finalize;
}

static void
manicule_attribute_init (ManiculeAttribute *self)
{
}

/**
 * manicule_attribute_new:
 * @fields: what the attribute is; copied. The name must not be empty; other empty strings and lists count as NULL
 *
 * Returns: (transfer full): a new attribute
 */
ManiculeAttribute *
manicule_attribute_new (const ManiculeAttributeFields *fields)
{
  ManiculeAttribute *self;

  g_return_val_if_fail (fields != NULL, NULL);
  g_return_val_if_fail (fields->name != NULL && *fields->name != '\0', NULL);

  self = g_object_new (MANICULE_TYPE_ATTRIBUTE, NULL);
  self->memory = manicule_record_copy (&layout, &self->fields, fields);

  return self;
}

/**
 * manicule_attribute_get_name:
 * @self: an attribute
 *
 * Returns: the name that files carry
 */
const char *
manicule_attribute_get_name (ManiculeAttribute *self)
{
  g_return_val_if_fail (MANICULE_IS_ATTRIBUTE (self), NULL);

  return self->fields.name;
}

/**
 * manicule_attribute_get_title:
 * @self: an attribute
 *
 * Returns: the name that people read; the plain name where the attribute has no title
 */
const char *
manicule_attribute_get_title (ManiculeAttribute *self)
{
  g_return_val_if_fail (MANICULE_IS_ATTRIBUTE (self), NULL);

  return self->fields.title != NULL ? self->fields.title : self->fields.name;
}

/**
 * manicule_attribute_get_description:
 * @self: an attribute
 *
 * Returns: (nullable): the guideline
 */
const char *
manicule_attribute_get_description (ManiculeAttribute *self)
{
  g_return_val_if_fail (MANICULE_IS_ATTRIBUTE (self), NULL);

  return self->fields.description;
}

/**
 * manicule_attribute_get_value_type:
 * @self: an attribute
 *
 * Returns: what answers look like
 */
ManiculeAttributeType
manicule_attribute_get_value_type (ManiculeAttribute *self)
{
  g_return_val_if_fail (MANICULE_IS_ATTRIBUTE (self), MANICULE_ATTRIBUTE_CHOICE);

  return self->fields.type;
}

/**
 * manicule_attribute_get_values:
 * @self: an attribute
 *
 * Returns: (nullable): the choices, NULL-terminated; NULL when there are none
 */
const char * const *
manicule_attribute_get_values (ManiculeAttribute *self)
{
  g_return_val_if_fail (MANICULE_IS_ATTRIBUTE (self), NULL);

  return self->fields.values;
}

/**
 * manicule_attribute_get_default_value:
 * @self: an attribute
 *
 * Returns: (nullable): the answer that is proposed
 */
const char *
manicule_attribute_get_default_value (ManiculeAttribute *self)
{
  g_return_val_if_fail (MANICULE_IS_ATTRIBUTE (self), NULL);

  return self->fields.default_value;
}

/**
 * manicule_attribute_get_labels:
 * @self: an attribute
 *
 * Returns: (nullable): the names of the labels and relation types it is asked of, NULL-terminated; NULL for every one
 */
const char * const *
manicule_attribute_get_labels (ManiculeAttribute *self)
{
  g_return_val_if_fail (MANICULE_IS_ATTRIBUTE (self), NULL);

  return self->fields.labels;
}

/**
 * manicule_attribute_get_carried:
 * @self: an attribute
 *
 * Returns: (nullable): what a reader did not understand and carries through
 */
const char *
manicule_attribute_get_carried (ManiculeAttribute *self)
{
  g_return_val_if_fail (MANICULE_IS_ATTRIBUTE (self), NULL);

  return self->fields.carried;
}

/**
 * manicule_attribute_applies_to:
 * @self: an attribute
 * @label: the name of a label or relation type
 *
 * Returns: whether the attribute is asked of annotations with @label
 */
gboolean
manicule_attribute_applies_to (ManiculeAttribute *self,
                               const char        *label)
{
  g_return_val_if_fail (MANICULE_IS_ATTRIBUTE (self), FALSE);
  g_return_val_if_fail (label != NULL, FALSE);

  return self->fields.labels == NULL || g_strv_contains (self->fields.labels, label);
}

/**
 * manicule_attribute_equal:
 * @a: an attribute
 * @b: another
 *
 * Returns: whether all of both is the same
 */
gboolean
manicule_attribute_equal (ManiculeAttribute *a,
                          ManiculeAttribute *b)
{
  g_return_val_if_fail (MANICULE_IS_ATTRIBUTE (a), FALSE);
  g_return_val_if_fail (MANICULE_IS_ATTRIBUTE (b), FALSE);

  return a == b ||
         (a->fields.type == b->fields.type &&
          manicule_record_equal (&layout, &a->fields, &b->fields));
}
