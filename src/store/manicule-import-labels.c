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

/**
 * manicule_import_map:
 * @self: a plan
 * @map: names to others
 *
 * Renames labels, relation types, attributes and document labels in all documents and in the schema of the plan.
 */
void
manicule_import_map (ManiculeImport *self,
                     ManiculeMap    *map)
{
  ManiculeSchema *schema = manicule_schema_new ();
  guint i;

  manicule_map_schema (map, self->schema, schema);
  g_object_unref (self->schema);
  self->schema = schema;

  for (i = 0; i < self->items->len; i++)
    {
      ManiculeImportItem *item = g_ptr_array_index (self->items, i);
      ManiculeDocument *document = manicule_map_document (map, item->document);

      g_object_unref (item->document);
      item->document = document;
    }
}
