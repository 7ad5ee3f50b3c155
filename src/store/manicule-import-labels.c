/* manicule-import-labels.c: the labels of an import, and the names they get here
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-import-private.h"

#include "manicule-file-name.h"

#include <string.h>

/**
 * manicule_import_count_labels:
 * @self: a plan
 *
 * Returns: (transfer full) (element-type utf8 guint): the labels that the included items carry, with the number of spans
 */
GHashTable *
manicule_import_count_labels (ManiculeImport *self)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint i, j, k;

  for (i = 0; i < self->items->len; i++)
    {
      ManiculeImportItem *item = g_ptr_array_index (self->items, i);

      if (!item->include && !manicule_import_item_adds (item))
        continue;

      for (j = 0; j < manicule_document_get_n_sets (item->document); j++)
        {
          ManiculeAnnotationSet *set = manicule_document_get_set (item->document, j);

          for (k = 0; k < g_list_model_get_n_items (G_LIST_MODEL (set)); k++)
            {
              ManiculeAnnotation *annotation = manicule_annotation_set_get (set, k);
              const char *label = manicule_annotation_get_label (annotation);
              guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, label));

              if (manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_SPAN)
                g_hash_table_replace (counts, g_strdup (label), GUINT_TO_POINTER (n + 1));
            }
        }
    }

  return counts;
}

/* Borrowed: the label whose name, or title, has that key. */
static ManiculeLabel *
find_by_key (ManiculeSchema *schema,
             const char     *key,
             const char   *(*get_string) (ManiculeLabel *label))
{
  GListModel *labels = manicule_schema_get_labels (schema);
  guint n = g_list_model_get_n_items (labels);
  guint i;

  for (i = 0; i < n; i++)
    {
      g_autoptr(ManiculeLabel) label = g_list_model_get_item (labels, i);
      g_autofree char *other = manicule_file_name_key (get_string (label));

      if (strcmp (key, other) == 0)
        return manicule_schema_find_label (schema, manicule_label_get_name (label));
    }

  return NULL;
}

/* Borrowed: the label of @schema whose name, else whose title, is @name when case does not count. */
static ManiculeLabel *
find_alike (ManiculeSchema *schema,
            const char     *name)
{
  g_autofree char *key = manicule_file_name_key (name);
  ManiculeLabel *label = find_by_key (schema, key, manicule_label_get_name);

  return label != NULL ? label : find_by_key (schema, key, manicule_label_get_title);
}

/**
 * manicule_import_propose_labels:
 * @self: a plan
 * @schema: the project's schema
 *
 * Returns: (transfer full) (element-type utf8 utf8): foreign names to names of @schema that mean the same by their
 *   spelling; names that are in @schema as they are need none
 */
GHashTable *
manicule_import_propose_labels (ManiculeImport *self,
                                ManiculeSchema *schema)
{
  GHashTable *proposed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr(GHashTable) counts = manicule_import_count_labels (self);
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      ManiculeLabel *label = NULL;

      if (manicule_schema_find_label (schema, name) == NULL)
        label = find_alike (schema, name);
      if (label != NULL)
        g_hash_table_insert (proposed, g_strdup (name), g_strdup (manicule_label_get_name (label)));
    }

  return proposed;
}

/* The names that @map gives to @names, each once, without those left out; NULL for NULL. */
static char **
map_names (const char * const *names,
           GHashTable         *map)
{
  g_autoptr(GStrvBuilder) builder = NULL;
  g_autoptr(GHashTable) seen = NULL;
  guint i;

  if (names == NULL)
    return NULL;

  builder = g_strv_builder_new ();
  seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (i = 0; names[i] != NULL; i++)
    {
      const char *other = g_hash_table_lookup (map, names[i]);
      const char *name = other != NULL ? other : names[i];

      if (*name != '\0' && g_hash_table_add (seen, (char *) name))
        g_strv_builder_add (builder, name);
    }

  return g_strv_builder_end (builder);
}

static ManiculeLabel *
rename_label (ManiculeLabel *label,
              GHashTable    *map)
{
  const char *name = g_hash_table_lookup (map, manicule_label_get_name (label));
  const char *parent = manicule_label_get_parent (label);
  const char *new_parent = parent != NULL ? g_hash_table_lookup (map, parent) : NULL;
  ManiculeLabelFields fields = {
    .name = name != NULL ? name : manicule_label_get_name (label),
    .title = name != NULL ? NULL : manicule_import_title (manicule_label_get_title (label), manicule_label_get_name (label)),
    .color = manicule_label_get_color (label),
    .key = manicule_label_get_key (label),
    .description = manicule_label_get_description (label),
    .parent = new_parent == NULL ? parent : *new_parent != '\0' ? new_parent : NULL,
    .kind = manicule_label_get_kind (label),
    .examples = manicule_label_get_examples (label),
    .counter_examples = manicule_label_get_counter_examples (label),
    .carried = manicule_label_get_carried (label),
  };

  return *fields.name != '\0' ? manicule_label_new (&fields) : NULL;
}

static ManiculeRelationType *
rename_ends (ManiculeRelationType *type,
             GHashTable           *map)
{
  g_auto(GStrv) from = map_names (manicule_relation_type_get_from (type), map);
  g_auto(GStrv) to = map_names (manicule_relation_type_get_to (type), map);
  ManiculeRelationTypeFields fields = {
    .name = manicule_relation_type_get_name (type),
    .title = manicule_import_title (manicule_relation_type_get_title (type), manicule_relation_type_get_name (type)),
    .color = manicule_relation_type_get_color (type),
    .key = manicule_relation_type_get_key (type),
    .description = manicule_relation_type_get_description (type),
    .from = (const char * const *) from,
    .to = (const char * const *) to,
    .symmetric = manicule_relation_type_is_symmetric (type),
    .transitive = manicule_relation_type_is_transitive (type),
    .required = manicule_relation_type_is_required (type),
    .carried = manicule_relation_type_get_carried (type),
  };

  return manicule_relation_type_new (&fields);
}

static ManiculeAttribute *
rename_labels (ManiculeAttribute *attribute,
               GHashTable        *map)
{
  g_auto(GStrv) labels = map_names (manicule_attribute_get_labels (attribute), map);
  ManiculeAttributeFields fields = {
    .name = manicule_attribute_get_name (attribute),
    .title = manicule_import_title (manicule_attribute_get_title (attribute), manicule_attribute_get_name (attribute)),
    .description = manicule_attribute_get_description (attribute),
    .type = manicule_attribute_get_value_type (attribute),
    .values = manicule_attribute_get_values (attribute),
    .default_value = manicule_attribute_get_default_value (attribute),
    .labels = (const char * const *) labels,
    .carried = manicule_attribute_get_carried (attribute),
  };

  return manicule_attribute_new (&fields);
}

static void
add_renamed_labels (ManiculeSchema *renamed,
                    GListModel     *labels,
                    GHashTable     *map)
{
  guint i;

  for (i = 0; i < g_list_model_get_n_items (labels); i++)
    {
      g_autoptr(ManiculeLabel) label = g_list_model_get_item (labels, i);
      g_autoptr(ManiculeLabel) other = rename_label (label, map);

      if (other != NULL)
        manicule_schema_add_label (renamed, other);
    }
}

static void
add_renamed_types (ManiculeSchema *renamed,
                   GListModel     *types,
                   GHashTable     *map)
{
  guint i;

  for (i = 0; i < g_list_model_get_n_items (types); i++)
    {
      g_autoptr(ManiculeRelationType) type = g_list_model_get_item (types, i);
      g_autoptr(ManiculeRelationType) other = rename_ends (type, map);

      manicule_schema_add_relation_type (renamed, other);
    }
}

static void
add_renamed_attributes (ManiculeSchema *renamed,
                        GListModel     *attributes,
                        GHashTable     *map)
{
  guint i;

  for (i = 0; i < g_list_model_get_n_items (attributes); i++)
    {
      g_autoptr(ManiculeAttribute) attribute = g_list_model_get_item (attributes, i);
      g_autoptr(ManiculeAttribute) other = rename_labels (attribute, map);

      manicule_schema_add_attribute (renamed, other);
    }
}

static ManiculeSchema *
rename_schema (ManiculeSchema *schema,
               GHashTable     *map)
{
  ManiculeSchema *renamed = manicule_schema_new ();
  GListModel *document_labels = manicule_schema_get_document_labels (schema);
  guint i;

  add_renamed_labels (renamed, manicule_schema_get_labels (schema), map);
  add_renamed_types (renamed, manicule_schema_get_relation_types (schema), map);
  add_renamed_attributes (renamed, manicule_schema_get_attributes (schema), map);

  for (i = 0; i < g_list_model_get_n_items (document_labels); i++)
    {
      g_autoptr(ManiculeAttribute) label = g_list_model_get_item (document_labels, i);

      manicule_schema_add_document_label (renamed, label);
    }

  manicule_schema_set_open (renamed, manicule_schema_get_open (schema));
  manicule_schema_set_carried (renamed, manicule_schema_get_carried (schema));
  return renamed;
}

static void
rename_document (ManiculeImportItem *item,
                 GHashTable         *map)
{
  ManiculeArticle *article = manicule_document_get_article (item->document);
  ManiculeDocument *renamed = manicule_document_new (article, manicule_document_get_text (item->document));
  guint i;

  for (i = 0; i < manicule_document_get_n_sets (item->document); i++)
    {
      ManiculeAnnotationSet *set = manicule_document_get_set (item->document, i);
      g_autoptr(ManiculeAnnotationSet) other = NULL;

      other = manicule_import_copy_set (set, manicule_article_get_id (article),
                                        manicule_annotation_set_get_annotator (set), map);
      manicule_document_add_set (renamed, other);
    }

  g_object_unref (item->document);
  item->document = renamed;
}

/**
 * manicule_import_map_labels:
 * @self: a plan
 * @map: (element-type utf8 utf8): names of labels to others; "" leaves a label out
 *
 * Renames labels of spans in all documents and in the schema of the plan.
 */
void
manicule_import_map_labels (ManiculeImport *self,
                            GHashTable     *map)
{
  ManiculeSchema *schema = rename_schema (self->schema, map);
  guint i;

  g_object_unref (self->schema);
  self->schema = schema;

  for (i = 0; i < self->items->len; i++)
    rename_document (g_ptr_array_index (self->items, i), map);
}
