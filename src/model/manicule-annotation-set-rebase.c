/* manicule-annotation-set-rebase.c: annotations, carried over to another version of their text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-annotation-set-rebase.h"

typedef struct
{
  ManiculeRebase       *rebase;
  ManiculeRebaseCounts *counts;
  GHashTable           *orphans;  /* (owned) (element-type utf8): ids (unowned) */
} Carry;

static ManiculeAnnotation *
carry_span (Carry              *self,
            ManiculeAnnotation *span)
{
  guint n;
  const ManiculeRange *ranges = manicule_annotation_get_ranges (span, &n);
  g_autofree ManiculeRange *mapped = g_new (ManiculeRange, n);
  ManiculeRebaseFate fate = manicule_rebase_map (self->rebase, ranges, n, mapped);

  self->counts->n[fate]++;
  if (fate == MANICULE_REBASE_ORPHANED)
    {
      g_hash_table_add (self->orphans, (gpointer) manicule_annotation_get_id (span));
      return NULL;
    }

  return manicule_annotation_with_ranges (span, mapped, n);
}

static gboolean
leads_to_orphan (Carry              *self,
                 ManiculeAnnotation *relation)
{
  return g_hash_table_contains (self->orphans, manicule_annotation_get_from (relation)) ||
         g_hash_table_contains (self->orphans, manicule_annotation_get_to (relation));
}

/* A relation is orphaned with an end of it, and so is what leads to that relation. */
static void
orphan_relations (Carry                 *self,
                  ManiculeAnnotationSet *set)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (set));
  guint before;

  do
    {
      before = g_hash_table_size (self->orphans);
      for (guint i = 0; i < n; i++)
        {
          ManiculeAnnotation *annotation = manicule_annotation_set_get (set, i);

          if (manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_RELATION && leads_to_orphan (self, annotation))
            g_hash_table_add (self->orphans, (gpointer) manicule_annotation_get_id (annotation));
        }
    }
  while (g_hash_table_size (self->orphans) > before);
}

static void
add_with_ends (ManiculeAnnotationSet *set,
               ManiculeAnnotation    *annotation,
               GHashTable            *added,
               GPtrArray             *list)
{
  const char *ends[] = { manicule_annotation_get_from (annotation), manicule_annotation_get_to (annotation) };

  if (!g_hash_table_add (added, annotation))
    return;

  g_ptr_array_add (list, g_object_ref (annotation));
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (ends[i] != NULL)
      add_with_ends (set, manicule_annotation_set_find (set, ends[i]), added, list);
}

/* A set of the old text with what is orphaned, and with the ends of orphaned relations, which it needs. */
static ManiculeAnnotationSet *
make_orphans (Carry                 *self,
              ManiculeAnnotationSet *set)
{
  ManiculeAnnotationSet *orphans = manicule_annotation_set_new (manicule_annotation_set_get_article_id (set),
                                                                manicule_annotation_set_get_annotator (set),
                                                                manicule_annotation_set_get_text (set));
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GHashTable) added = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->orphans);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    add_with_ends (set, manicule_annotation_set_find (set, id), added, list);
  if (!manicule_annotation_set_add_all (orphans, list, NULL))
    g_assert_not_reached ();  /* a part of a set that holds its ends is a set */
  manicule_annotation_set_init_status (orphans, manicule_annotation_set_get_status (set));

  return orphans;
}

static GPtrArray *
carry_all (Carry                 *self,
           ManiculeAnnotationSet *set)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (set));

  for (guint i = 0; i < n; i++)
    {
      ManiculeAnnotation *annotation = manicule_annotation_set_get (set, i);
      ManiculeAnnotation *carried = manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_SPAN
                                    ? carry_span (self, annotation) : NULL;

      if (carried != NULL)
        g_ptr_array_add (list, carried);
    }

  orphan_relations (self, set);
  for (guint i = 0; i < n; i++)
    {
      ManiculeAnnotation *annotation = manicule_annotation_set_get (set, i);
      gboolean orphaned = g_hash_table_contains (self->orphans, manicule_annotation_get_id (annotation));

      if (manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_SPAN)
        continue;
      self->counts->n[orphaned ? MANICULE_REBASE_ORPHANED : MANICULE_REBASE_KEPT]++;
      if (!orphaned)
        g_ptr_array_add (list, g_object_ref (annotation));
    }

  return list;
}

/**
 * manicule_annotation_set_rebase:
 * @set: an annotation set
 * @text: another version of its text
 * @rebase: the two, compared
 * @counts: what became of how many is added to it
 * @orphans: (out) (transfer full) (nullable): a set of the old text with what has no place in the new one; %NULL when
 *   everything has
 *
 * Carries annotations over to another version of their text, with their ids. Document labels are kept; relations are, when
 * both their ends are. A set with orphans is not done any more.
 *
 * Returns: (transfer full): the set of the new text
 */
ManiculeAnnotationSet *
manicule_annotation_set_rebase (ManiculeAnnotationSet  *set,
                                ManiculeText           *text,
                                ManiculeRebase         *rebase,
                                ManiculeRebaseCounts   *counts,
                                ManiculeAnnotationSet **orphans)
{
  g_autoptr(GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) list = NULL;
  Carry carry = { rebase, counts, ids };
  ManiculeAnnotationSet *result;
  ManiculeStatus status;

  g_return_val_if_fail (MANICULE_IS_ANNOTATION_SET (set) && MANICULE_IS_TEXT (text), NULL);
  g_return_val_if_fail (rebase != NULL && counts != NULL && orphans != NULL, NULL);

  list = carry_all (&carry, set);
  result = manicule_annotation_set_new (manicule_annotation_set_get_article_id (set),
                                        manicule_annotation_set_get_annotator (set), text);
  if (!manicule_annotation_set_add_all (result, list, NULL))
    g_assert_not_reached ();  /* ranges lie in the new text, and relations have their ends */

  status = manicule_annotation_set_get_status (set);
  if (g_hash_table_size (ids) > 0)
    status = MIN (status, MANICULE_STATUS_IN_PROGRESS);
  manicule_annotation_set_init_status (result, status);
  manicule_annotation_set_set_carried (result, manicule_annotation_set_get_carried (set));
  *orphans = g_hash_table_size (ids) > 0 ? make_orphans (&carry, set) : NULL;

  return result;
}
