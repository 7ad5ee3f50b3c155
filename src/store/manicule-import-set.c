/* manicule-import-set.c: annotation sets under other names, and one set added to another
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-import-private.h"

#include <string.h>

/**
 * manicule_import_set_is_empty:
 * @set: a set
 *
 * Returns: %TRUE when no file says the same as its file would
 */
gboolean
manicule_import_set_is_empty (ManiculeAnnotationSet *set)
{
  return g_list_model_get_n_items (G_LIST_MODEL (set)) == 0 &&
         manicule_annotation_set_get_status (set) == MANICULE_STATUS_NEW &&
         manicule_annotation_set_get_carried (set) == NULL;
}

static gboolean
same_string (const char *a,
             const char *b)
{
  return g_strcmp0 (a, b) == 0;
}

static gboolean
same_attributes (ManiculeAnnotation *a,
                 ManiculeAnnotation *b)
{
  GVariant *first = manicule_annotation_get_attributes (a);
  GVariant *second = manicule_annotation_get_attributes (b);

  return first == NULL || second == NULL ? first == second : g_variant_equal (first, second);
}

static gboolean
same_place (ManiculeAnnotation *a,
            ManiculeAnnotation *b)
{
  guint n_first = 0;
  guint n_second = 0;
  const ManiculeRange *first = manicule_annotation_get_ranges (a, &n_first);
  const ManiculeRange *second = manicule_annotation_get_ranges (b, &n_second);

  return n_first == n_second && (n_first == 0 || memcmp (first, second, n_first * sizeof *first) == 0);
}

/* Do both say the same of the same? Ids, times and origins do not count. */
static gboolean
says_the_same (ManiculeAnnotation *a,
               ManiculeAnnotation *b)
{
  return manicule_annotation_get_kind (a) == manicule_annotation_get_kind (b) &&
         same_string (manicule_annotation_get_label (a), manicule_annotation_get_label (b)) &&
         same_string (manicule_annotation_get_note (a), manicule_annotation_get_note (b)) &&
         same_string (manicule_annotation_get_entity (a), manicule_annotation_get_entity (b)) &&
         same_string (manicule_annotation_get_from (a), manicule_annotation_get_from (b)) &&
         same_string (manicule_annotation_get_to (a), manicule_annotation_get_to (b)) &&
         same_place (a, b) && same_attributes (a, b);
}

/* Borrowed: the annotation of @set that says the same; NULL when none does. */
static ManiculeAnnotation *
find_same (ManiculeAnnotationSet *set,
           ManiculeAnnotation    *annotation)
{
  g_autoptr(GPtrArray) candidates = NULL;
  ManiculeRange hull;
  guint i;

  switch (manicule_annotation_get_kind (annotation))
    {
    case MANICULE_ANNOTATION_SPAN:
      hull = manicule_annotation_get_hull (annotation);
      candidates = g_ptr_array_new ();
      manicule_annotation_set_query (set, hull.start, hull.end, candidates);
      break;

    case MANICULE_ANNOTATION_RELATION:
      candidates = manicule_annotation_set_query_relations (set, manicule_annotation_get_from (annotation));
      break;

    case MANICULE_ANNOTATION_DOCUMENT:
      candidates = g_ptr_array_new ();
      for (i = 0; i < manicule_annotation_set_get_n (set, MANICULE_ANNOTATION_DOCUMENT); i++)
        g_ptr_array_add (candidates, manicule_annotation_set_get (set, i));
      break;

    default:
      g_assert_not_reached ();
    }

  for (i = 0; i < candidates->len; i++)
    {
      if (says_the_same (g_ptr_array_index (candidates, i), annotation))
        return g_ptr_array_index (candidates, i);
    }

  return NULL;
}

/* @annotation as it goes into @set: with the ends that @ids gives, and an id that is free. */
static ManiculeAnnotation *
adapt (ManiculeAnnotationSet *set,
       ManiculeAnnotation    *annotation,
       GHashTable            *ids)
{
  g_autoptr(ManiculeAnnotation) adapted = g_object_ref (annotation);

  if (manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_RELATION)
    {
      const char *from = g_hash_table_lookup (ids, manicule_annotation_get_from (annotation));
      const char *to = g_hash_table_lookup (ids, manicule_annotation_get_to (annotation));

      g_object_unref (adapted);
      adapted = manicule_annotation_with_ends (annotation, from, to);
    }

  while (manicule_annotation_set_find (set, manicule_annotation_get_id (adapted)) != NULL)
    {
      g_autofree char *id = manicule_id_new ();
      ManiculeAnnotation *other = manicule_annotation_with_id (adapted, id);

      g_object_unref (adapted);
      adapted = other;
    }

  return g_steal_pointer (&adapted);
}

static gboolean
is_ready (ManiculeAnnotation *annotation,
          GHashTable         *ids)
{
  return manicule_annotation_get_kind (annotation) != MANICULE_ANNOTATION_RELATION ||
         (g_hash_table_contains (ids, manicule_annotation_get_from (annotation)) &&
          g_hash_table_contains (ids, manicule_annotation_get_to (annotation)));
}

static gboolean
add_one (ManiculeHistory        *history,
         ManiculeAnnotationSet  *set,
         ManiculeAnnotation     *annotation,
         GHashTable             *ids,
         GError                **error)
{
  g_autoptr(ManiculeAnnotation) adapted = adapt (set, annotation, ids);
  g_autoptr(ManiculeChange) change = NULL;
  ManiculeAnnotation *same = find_same (set, adapted);

  g_hash_table_insert (ids, (char *) manicule_annotation_get_id (annotation),
                       g_strdup (manicule_annotation_get_id (same != NULL ? same : adapted)));
  if (same != NULL)
    return TRUE;

  change = manicule_change_new_annotation (set, NULL, adapted);
  return manicule_history_apply (history, change, error);
}

/**
 * manicule_import_add_to_set:
 * @history: the history of the project that holds @set
 * @set: where the annotations go
 * @source: where they come from, a set of the same text
 * @error: return location
 *
 * Adds what @source says and @set does not. Ids that are taken are made anew.
 *
 * Returns: %TRUE when all is added
 */
gboolean
manicule_import_add_to_set (ManiculeHistory        *history,
                            ManiculeAnnotationSet  *set,
                            ManiculeAnnotationSet  *source,
                            GError                **error)
{
  g_autoptr(GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (source));
  guint n_done = 0;
  guint n_before;
  guint i;

  /* Relations between relations wait for a later round. */
  do
    {
      n_before = n_done;
      for (i = 0; i < n; i++)
        {
          ManiculeAnnotation *annotation = manicule_annotation_set_get (source, i);

          if (g_hash_table_contains (ids, manicule_annotation_get_id (annotation)) || !is_ready (annotation, ids))
            continue;

          if (!add_one (history, set, annotation, ids, error))
            return FALSE;
          n_done++;
        }
    }
  while (n_done < n && n_done > n_before);

  return TRUE;
}
