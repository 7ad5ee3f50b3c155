/* manicule-relation-type.c: a name that relations carry
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-relation-type.h"

#include "manicule-record-private.h"

struct _ManiculeRelationType
{
  GObject                     parent_instance;

  ManiculeRelationTypeFields  fields;  /* points into memory */
  gpointer                    memory;  /* (owned) */
};

G_DEFINE_FINAL_TYPE (ManiculeRelationType, manicule_relation_type, G_TYPE_OBJECT)

static const gsize strings[] = {
  G_STRUCT_OFFSET (ManiculeRelationTypeFields, name),
  G_STRUCT_OFFSET (ManiculeRelationTypeFields, title),
  G_STRUCT_OFFSET (ManiculeRelationTypeFields, color),
  G_STRUCT_OFFSET (ManiculeRelationTypeFields, key),
  G_STRUCT_OFFSET (ManiculeRelationTypeFields, description),
  G_STRUCT_OFFSET (ManiculeRelationTypeFields, carried),
};

static const gsize lists[] = {
  G_STRUCT_OFFSET (ManiculeRelationTypeFields, from),
  G_STRUCT_OFFSET (ManiculeRelationTypeFields, to),
};

static const ManiculeRecordLayout layout = {
  sizeof (ManiculeRelationTypeFields), strings, G_N_ELEMENTS (strings), lists, G_N_ELEMENTS (lists),
};

static void
manicule_relation_type_finalize (GObject *object)
{
  ManiculeRelationType *self = MANICULE_RELATION_TYPE (object);

  g_free (self->memory);

  G_OBJECT_CLASS (manicule_relation_type_parent_class)->finalize (object);
}

static void
manicule_relation_type_class_init (ManiculeRelationTypeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = manicule_relation_type_finalize;
}

static void
manicule_relation_type_init (ManiculeRelationType *self)
{
}

/**
 * manicule_relation_type_new:
 * @fields: what the relation type is; copied. The name must not be empty; other empty strings and lists count as NULL
 *
 * Returns: (transfer full): a new relation type
 */
ManiculeRelationType *
manicule_relation_type_new (const ManiculeRelationTypeFields *fields)
{
  ManiculeRelationType *self;

  g_return_val_if_fail (fields != NULL, NULL);
  g_return_val_if_fail (fields->name != NULL && *fields->name != '\0', NULL);

  self = g_object_new (MANICULE_TYPE_RELATION_TYPE, NULL);
  self->memory = manicule_record_copy (&layout, &self->fields, fields);

  return self;
}

/**
 * manicule_relation_type_get_name:
 * @self: a relation type
 *
 * Returns: the name that files carry
 */
const char *
manicule_relation_type_get_name (ManiculeRelationType *self)
{
  g_return_val_if_fail (MANICULE_IS_RELATION_TYPE (self), NULL);

  return self->fields.name;
}

/**
 * manicule_relation_type_get_title:
 * @self: a relation type
 *
 * Returns: the name that people read; the plain name where the relation type has no title
 */
const char *
manicule_relation_type_get_title (ManiculeRelationType *self)
{
  g_return_val_if_fail (MANICULE_IS_RELATION_TYPE (self), NULL);

  return self->fields.title != NULL ? self->fields.title : self->fields.name;
}

/**
 * manicule_relation_type_get_color:
 * @self: a relation type
 *
 * Returns: (nullable): "#rrggbb"
 */
const char *
manicule_relation_type_get_color (ManiculeRelationType *self)
{
  g_return_val_if_fail (MANICULE_IS_RELATION_TYPE (self), NULL);

  return self->fields.color;
}

/**
 * manicule_relation_type_get_key:
 * @self: a relation type
 *
 * Returns: (nullable): the one character that chooses it
 */
const char *
manicule_relation_type_get_key (ManiculeRelationType *self)
{
  g_return_val_if_fail (MANICULE_IS_RELATION_TYPE (self), NULL);

  return self->fields.key;
}

/**
 * manicule_relation_type_get_description:
 * @self: a relation type
 *
 * Returns: (nullable): the guideline
 */
const char *
manicule_relation_type_get_description (ManiculeRelationType *self)
{
  g_return_val_if_fail (MANICULE_IS_RELATION_TYPE (self), NULL);

  return self->fields.description;
}

/**
 * manicule_relation_type_get_from:
 * @self: a relation type
 *
 * Returns: (nullable): the names of the labels it may start at, NULL-terminated; NULL for every one
 */
const char * const *
manicule_relation_type_get_from (ManiculeRelationType *self)
{
  g_return_val_if_fail (MANICULE_IS_RELATION_TYPE (self), NULL);

  return self->fields.from;
}

/**
 * manicule_relation_type_get_to:
 * @self: a relation type
 *
 * Returns: (nullable): the names of the labels it may lead to, NULL-terminated; NULL for every one
 */
const char * const *
manicule_relation_type_get_to (ManiculeRelationType *self)
{
  g_return_val_if_fail (MANICULE_IS_RELATION_TYPE (self), NULL);

  return self->fields.to;
}

/**
 * manicule_relation_type_is_symmetric:
 * @self: a relation type
 *
 * Returns: whether the two ends may change places
 */
gboolean
manicule_relation_type_is_symmetric (ManiculeRelationType *self)
{
  g_return_val_if_fail (MANICULE_IS_RELATION_TYPE (self), FALSE);

  return self->fields.symmetric;
}

/**
 * manicule_relation_type_is_transitive:
 * @self: a relation type
 *
 * Returns: whether two relations in a chain say the same as one from end to end
 */
gboolean
manicule_relation_type_is_transitive (ManiculeRelationType *self)
{
  g_return_val_if_fail (MANICULE_IS_RELATION_TYPE (self), FALSE);

  return self->fields.transitive;
}

/**
 * manicule_relation_type_is_required:
 * @self: a relation type
 *
 * Returns: whether a frame without it is not complete
 */
gboolean
manicule_relation_type_is_required (ManiculeRelationType *self)
{
  g_return_val_if_fail (MANICULE_IS_RELATION_TYPE (self), FALSE);

  return self->fields.required;
}

/**
 * manicule_relation_type_get_carried:
 * @self: a relation type
 *
 * Returns: (nullable): what a reader did not understand and carries through
 */
const char *
manicule_relation_type_get_carried (ManiculeRelationType *self)
{
  g_return_val_if_fail (MANICULE_IS_RELATION_TYPE (self), NULL);

  return self->fields.carried;
}

static gboolean
admits (const char * const *labels,
        const char         *label)
{
  return labels == NULL || g_strv_contains (labels, label);
}

static gboolean
allows_directed (ManiculeRelationType *self,
                 const char           *from_label,
                 const char           *to_label)
{
  return admits (self->fields.from, from_label) && admits (self->fields.to, to_label);
}

/**
 * manicule_relation_type_allows:
 * @self: a relation type
 * @from_label: the label of the annotation where a relation starts
 * @to_label: the label of the one where it ends
 *
 * Returns: whether such a relation may be made; a symmetric one may be made in either direction
 */
gboolean
manicule_relation_type_allows (ManiculeRelationType *self,
                               const char           *from_label,
                               const char           *to_label)
{
  g_return_val_if_fail (MANICULE_IS_RELATION_TYPE (self), FALSE);
  g_return_val_if_fail (from_label != NULL, FALSE);
  g_return_val_if_fail (to_label != NULL, FALSE);

  return allows_directed (self, from_label, to_label) ||
         (self->fields.symmetric && allows_directed (self, to_label, from_label));
}

/**
 * manicule_relation_type_equal:
 * @a: a relation type
 * @b: another
 *
 * Returns: whether all of both is the same
 */
gboolean
manicule_relation_type_equal (ManiculeRelationType *a,
                              ManiculeRelationType *b)
{
  g_return_val_if_fail (MANICULE_IS_RELATION_TYPE (a), FALSE);
  g_return_val_if_fail (MANICULE_IS_RELATION_TYPE (b), FALSE);

  return a == b ||
         (!a->fields.symmetric == !b->fields.symmetric &&
          !a->fields.transitive == !b->fields.transitive &&
          !a->fields.required == !b->fields.required &&
          manicule_record_equal (&layout, &a->fields, &b->fields));
}
