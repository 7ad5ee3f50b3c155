/* manicule-import-names.c: the names of an import, and those they get here
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-import-private.h"

#include "manicule-file-name.h"

#include <string.h>

static void
count_name (GHashTable *counts,
            const char *name)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, name));

  g_hash_table_replace (counts, g_strdup (name), GUINT_TO_POINTER (n + 1));
}

static void
count_attributes (GHashTable         *counts,
                  ManiculeAnnotation *annotation)
{
  GVariant *attributes = manicule_annotation_get_attributes (annotation);
  GVariantIter iter;
  const char *name;

  if (attributes == NULL || manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_DOCUMENT)
    return;

  g_variant_iter_init (&iter, attributes);
  while (g_variant_iter_next (&iter, "{&sv}", &name, NULL))
    count_name (counts, name);
}

static void
count_annotation (GHashTable         *counts,
                  ManiculeMapKind     kind,
                  ManiculeAnnotation *annotation)
{
  static const ManiculeAnnotationKind kinds[MANICULE_N_MAPS] = {
    [MANICULE_MAP_LABEL] = MANICULE_ANNOTATION_SPAN,
    [MANICULE_MAP_RELATION] = MANICULE_ANNOTATION_RELATION,
    [MANICULE_MAP_DOCUMENT_LABEL] = MANICULE_ANNOTATION_DOCUMENT,
  };

  if (kind == MANICULE_MAP_ATTRIBUTE)
    count_attributes (counts, annotation);
  else if (manicule_annotation_get_kind (annotation) == kinds[kind])
    count_name (counts, manicule_annotation_get_label (annotation));
}

static void
count_set (GHashTable            *counts,
           ManiculeMapKind        kind,
           ManiculeAnnotationSet *set)
{
  guint i;

  for (i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (set)); i++)
    count_annotation (counts, kind, manicule_annotation_set_get (set, i));
}

/**
 * manicule_import_count_names:
 * @self: a plan
 * @kind: labels, relation types, attributes or document labels
 *
 * Returns: (transfer full) (element-type utf8 guint): those that the included items carry, with how often
 */
GHashTable *
manicule_import_count_names (ManiculeImport  *self,
                             ManiculeMapKind  kind)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint i, j;

  for (i = 0; i < self->items->len; i++)
    {
      ManiculeImportItem *item = g_ptr_array_index (self->items, i);
      gboolean comes_in = item->include || manicule_import_item_adds (item);

      for (j = 0; comes_in && j < manicule_document_get_n_sets (item->document); j++)
        count_set (counts, kind, manicule_document_get_set (item->document, j));

      comes_in = item->include || manicule_import_item_suggests (item);
      for (j = 0; comes_in && j < manicule_document_get_n_suggestions (item->document); j++)
        count_set (counts, kind, manicule_document_get_suggestions (item->document, j));
    }

  return counts;
}

/* Borrowed: the name of the first of @items whose name, or title, has that key. */
static const char *
find_by_key (GListModel *items,
             const char *key,
             const char *(*get_string) (gpointer item))
{
  guint n = g_list_model_get_n_items (items);
  guint i;

  for (i = 0; i < n; i++)
    {
      g_autoptr(GObject) item = g_list_model_get_item (items, i);
      g_autofree char *other = manicule_file_name_key (get_string (item));

      /* The list keeps the item, and that its name. */
      if (strcmp (key, other) == 0)
        return manicule_map_get_item_name (item);
    }

  return NULL;
}

/* Borrowed: what of @items has the name, else the title, @name when case does not count. */
static const char *
find_alike (GListModel *items,
            const char *name)
{
  g_autofree char *key = manicule_file_name_key (name);
  const char *alike = find_by_key (items, key, manicule_map_get_item_name);

  return alike != NULL ? alike : find_by_key (items, key, manicule_map_get_item_title);
}

/**
 * manicule_import_propose_names:
 * @self: a plan
 * @kind: labels, relation types, attributes or document labels
 * @schema: the project's schema
 *
 * Returns: (transfer full) (element-type utf8 utf8): foreign names to names of @schema that mean the same by their
 *   spelling; names that are in @schema as they are need none
 */
GHashTable *
manicule_import_propose_names (ManiculeImport  *self,
                               ManiculeMapKind  kind,
                               ManiculeSchema  *schema)
{
  GHashTable *proposed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr(GHashTable) counts = manicule_import_count_names (self, kind);
  GListModel *items = manicule_map_get_items (schema, kind);
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      const char *alike = manicule_map_find_item (schema, kind, name) != NULL ? NULL : find_alike (items, name);

      if (alike != NULL)
        g_hash_table_insert (proposed, g_strdup (name), g_strdup (alike));
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
