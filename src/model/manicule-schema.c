/* manicule-schema.c: what may be annotated: labels, relation types, attributes, document labels
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-schema-private.h"

struct _ManiculeSchema
{
  GObject           parent_instance;

  ManiculeItemList *lists[MANICULE_SCHEMA_N_LISTS];  /* (owned) */
  gboolean          open;
  char             *carried;                         /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (ManiculeSchema, manicule_schema, G_TYPE_OBJECT)

static void
manicule_schema_finalize (GObject *object)
{
  ManiculeSchema *self = MANICULE_SCHEMA (object);

  for (guint i = 0; i < MANICULE_SCHEMA_N_LISTS; i++)
    g_clear_object (&self->lists[i]);
  g_free (self->carried);

  G_OBJECT_CLASS (manicule_schema_parent_class)->finalize (object);
}

static void
manicule_schema_class_init (ManiculeSchemaClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = manicule_schema_finalize;
}

static ManiculeItemList *
attribute_list_new (void)
{
  return manicule_item_list_new (MANICULE_TYPE_ATTRIBUTE,
                                 (ManiculeItemNameFunc) manicule_attribute_get_name,
                                 (ManiculeItemEqualFunc) manicule_attribute_equal);
}

static void
manicule_schema_init (ManiculeSchema *self)
{
  self->lists[MANICULE_SCHEMA_LABELS] =
    manicule_item_list_new (MANICULE_TYPE_LABEL,
                            (ManiculeItemNameFunc) manicule_label_get_name,
                            (ManiculeItemEqualFunc) manicule_label_equal);
  self->lists[MANICULE_SCHEMA_RELATION_TYPES] =
    manicule_item_list_new (MANICULE_TYPE_RELATION_TYPE,
                            (ManiculeItemNameFunc) manicule_relation_type_get_name,
                            (ManiculeItemEqualFunc) manicule_relation_type_equal);
  self->lists[MANICULE_SCHEMA_ATTRIBUTES] = attribute_list_new ();
  self->lists[MANICULE_SCHEMA_DOCUMENT_LABELS] = attribute_list_new ();
}

ManiculeItemList *
manicule_schema_get_list (ManiculeSchema     *self,
                          ManiculeSchemaList  list)
{
  return self->lists[list];
}

/**
 * manicule_schema_new:
 *
 * Returns: (transfer full): an empty schema to which the annotator may not add labels
 */
ManiculeSchema *
manicule_schema_new (void)
{
  return g_object_new (MANICULE_TYPE_SCHEMA, NULL);
}

/**
 * manicule_schema_copy:
 * @self: a schema
 *
 * Returns: (transfer full): another with the same items
 */
ManiculeSchema *
manicule_schema_copy (ManiculeSchema *self)
{
  ManiculeSchema *copy;

  g_return_val_if_fail (MANICULE_IS_SCHEMA (self), NULL);

  copy = manicule_schema_new ();
  for (guint i = 0; i < MANICULE_SCHEMA_N_LISTS; i++)
    for (guint j = 0; j < manicule_item_list_get_n (self->lists[i]); j++)
      manicule_item_list_append (copy->lists[i], manicule_item_list_get (self->lists[i], j));
  copy->open = self->open;
  copy->carried = g_strdup (self->carried);

  return copy;
}

/**
 * manicule_schema_get_labels:
 * @self: a schema
 *
 * Returns: (transfer none): a list of ManiculeLabel
 */
GListModel *
manicule_schema_get_labels (ManiculeSchema *self)
{
  g_return_val_if_fail (MANICULE_IS_SCHEMA (self), NULL);

  return G_LIST_MODEL (self->lists[MANICULE_SCHEMA_LABELS]);
}

/**
 * manicule_schema_get_relation_types:
 * @self: a schema
 *
 * Returns: (transfer none): a list of ManiculeRelationType
 */
GListModel *
manicule_schema_get_relation_types (ManiculeSchema *self)
{
  g_return_val_if_fail (MANICULE_IS_SCHEMA (self), NULL);

  return G_LIST_MODEL (self->lists[MANICULE_SCHEMA_RELATION_TYPES]);
}

/**
 * manicule_schema_get_attributes:
 * @self: a schema
 *
 * Returns: (transfer none): a list of ManiculeAttribute
 */
GListModel *
manicule_schema_get_attributes (ManiculeSchema *self)
{
  g_return_val_if_fail (MANICULE_IS_SCHEMA (self), NULL);

  return G_LIST_MODEL (self->lists[MANICULE_SCHEMA_ATTRIBUTES]);
}

/**
 * manicule_schema_get_document_labels:
 * @self: a schema
 *
 * Returns: (transfer none): a list of ManiculeAttribute, each asked of a whole article
 */
GListModel *
manicule_schema_get_document_labels (ManiculeSchema *self)
{
  g_return_val_if_fail (MANICULE_IS_SCHEMA (self), NULL);

  return G_LIST_MODEL (self->lists[MANICULE_SCHEMA_DOCUMENT_LABELS]);
}

/**
 * manicule_schema_get_open:
 * @self: a schema
 *
 * Returns: whether the annotator may add labels
 */
gboolean
manicule_schema_get_open (ManiculeSchema *self)
{
  g_return_val_if_fail (MANICULE_IS_SCHEMA (self), FALSE);

  return self->open;
}

/**
 * manicule_schema_set_open:
 * @self: a schema
 * @open: whether the annotator may add labels
 *
 * Opens the schema or closes it.
 */
void
manicule_schema_set_open (ManiculeSchema *self,
                          gboolean        open)
{
  g_return_if_fail (MANICULE_IS_SCHEMA (self));

  self->open = open != FALSE;
}

/**
 * manicule_schema_get_carried:
 * @self: a schema
 *
 * Returns: (nullable): what a reader did not understand and carries through
 */
const char *
manicule_schema_get_carried (ManiculeSchema *self)
{
  g_return_val_if_fail (MANICULE_IS_SCHEMA (self), NULL);

  return self->carried;
}

/**
 * manicule_schema_set_carried:
 * @self: a schema
 * @carried: (nullable): what a reader did not understand
 *
 * Keeps @carried for the writer.
 */
void
manicule_schema_set_carried (ManiculeSchema *self,
                             const char     *carried)
{
  g_return_if_fail (MANICULE_IS_SCHEMA (self));

  g_set_str (&self->carried, carried);
}

static gpointer
find (ManiculeSchema     *self,
      ManiculeSchemaList  list,
      const char         *name)
{
  g_return_val_if_fail (MANICULE_IS_SCHEMA (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return manicule_item_list_find (self->lists[list], name);
}

/**
 * manicule_schema_find_label:
 * @self: a schema
 * @name: a name
 *
 * Returns: (transfer none) (nullable): the label of that name
 */
ManiculeLabel *
manicule_schema_find_label (ManiculeSchema *self,
                            const char     *name)
{
  return find (self, MANICULE_SCHEMA_LABELS, name);
}

/**
 * manicule_schema_find_label_by_key:
 * @self: a schema
 * @key: a character, as the label has it
 *
 * Returns: (transfer none) (nullable): the first label with that key
 */
ManiculeLabel *
manicule_schema_find_label_by_key (ManiculeSchema *self,
                                   const char     *key)
{
  ManiculeItemList *labels;

  g_return_val_if_fail (MANICULE_IS_SCHEMA (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  labels = self->lists[MANICULE_SCHEMA_LABELS];
  for (guint i = 0; i < manicule_item_list_get_n (labels); i++)
    {
      ManiculeLabel *label = manicule_item_list_get (labels, i);

      if (g_strcmp0 (manicule_label_get_key (label), key) == 0)
        return label;
    }

  return NULL;
}

/**
 * manicule_schema_find_relation_type:
 * @self: a schema
 * @name: a name
 *
 * Returns: (transfer none) (nullable): the relation type of that name
 */
ManiculeRelationType *
manicule_schema_find_relation_type (ManiculeSchema *self,
                                    const char     *name)
{
  return find (self, MANICULE_SCHEMA_RELATION_TYPES, name);
}

/**
 * manicule_schema_find_attribute:
 * @self: a schema
 * @name: a name
 *
 * Returns: (transfer none) (nullable): the attribute of that name
 */
ManiculeAttribute *
manicule_schema_find_attribute (ManiculeSchema *self,
                                const char     *name)
{
  return find (self, MANICULE_SCHEMA_ATTRIBUTES, name);
}

/**
 * manicule_schema_find_document_label:
 * @self: a schema
 * @name: a name
 *
 * Returns: (transfer none) (nullable): the document label of that name
 */
ManiculeAttribute *
manicule_schema_find_document_label (ManiculeSchema *self,
                                     const char     *name)
{
  return find (self, MANICULE_SCHEMA_DOCUMENT_LABELS, name);
}

/**
 * manicule_schema_add_label:
 * @self: a schema that nobody sees yet
 * @label: a label
 *
 * Adds @label after the others.
 *
 * Returns: FALSE where the name is taken
 */
gboolean
manicule_schema_add_label (ManiculeSchema *self,
                           ManiculeLabel  *label)
{
  g_return_val_if_fail (MANICULE_IS_SCHEMA (self), FALSE);
  g_return_val_if_fail (MANICULE_IS_LABEL (label), FALSE);

  return manicule_item_list_append (self->lists[MANICULE_SCHEMA_LABELS], label);
}

/**
 * manicule_schema_add_relation_type:
 * @self: a schema that nobody sees yet
 * @type: a relation type
 *
 * Adds @type after the others.
 *
 * Returns: FALSE where the name is taken
 */
gboolean
manicule_schema_add_relation_type (ManiculeSchema       *self,
                                   ManiculeRelationType *type)
{
  g_return_val_if_fail (MANICULE_IS_SCHEMA (self), FALSE);
  g_return_val_if_fail (MANICULE_IS_RELATION_TYPE (type), FALSE);

  return manicule_item_list_append (self->lists[MANICULE_SCHEMA_RELATION_TYPES], type);
}

/**
 * manicule_schema_add_attribute:
 * @self: a schema that nobody sees yet
 * @attribute: an attribute
 *
 * Adds @attribute after the others.
 *
 * Returns: FALSE where the name is taken
 */
gboolean
manicule_schema_add_attribute (ManiculeSchema    *self,
                               ManiculeAttribute *attribute)
{
  g_return_val_if_fail (MANICULE_IS_SCHEMA (self), FALSE);
  g_return_val_if_fail (MANICULE_IS_ATTRIBUTE (attribute), FALSE);

  return manicule_item_list_append (self->lists[MANICULE_SCHEMA_ATTRIBUTES], attribute);
}

/**
 * manicule_schema_add_document_label:
 * @self: a schema that nobody sees yet
 * @label: a document label
 *
 * Adds @label after the others.
 *
 * Returns: FALSE where the name is taken
 */
gboolean
manicule_schema_add_document_label (ManiculeSchema    *self,
                                    ManiculeAttribute *label)
{
  g_return_val_if_fail (MANICULE_IS_SCHEMA (self), FALSE);
  g_return_val_if_fail (MANICULE_IS_ATTRIBUTE (label), FALSE);

  return manicule_item_list_append (self->lists[MANICULE_SCHEMA_DOCUMENT_LABELS], label);
}

/**
 * manicule_schema_equal:
 * @a: a schema
 * @b: another
 *
 * Returns: whether both have equal items in the same order
 */
gboolean
manicule_schema_equal (ManiculeSchema *a,
                       ManiculeSchema *b)
{
  g_return_val_if_fail (MANICULE_IS_SCHEMA (a), FALSE);
  g_return_val_if_fail (MANICULE_IS_SCHEMA (b), FALSE);

  if (a->open != b->open || g_strcmp0 (a->carried, b->carried) != 0)
    return FALSE;

  for (guint i = 0; i < MANICULE_SCHEMA_N_LISTS; i++)
    if (!manicule_item_list_equal (a->lists[i], b->lists[i]))
      return FALSE;

  return TRUE;
}
