/* manicule-merge-decide.c: which of two versions counts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-merge.h"

#include <glib/gi18n-lib.h>

/**
 * manicule_merge_find_first:
 * @set: an annotation set
 * @twin: an annotation of it
 *
 * Returns: (transfer none) (nullable): what @twin is another version of, where it is a twin and that is there
 */
ManiculeAnnotation *
manicule_merge_find_first (ManiculeAnnotationSet *set,
                           ManiculeAnnotation    *twin)
{
  g_autofree char *id = NULL;

  g_return_val_if_fail (MANICULE_IS_ANNOTATION_SET (set), NULL);
  g_return_val_if_fail (MANICULE_IS_ANNOTATION (twin), NULL);

  if (!manicule_merge_parse_twin (manicule_annotation_get_id (twin), &id))
    return NULL;

  return manicule_annotation_set_find (set, id);
}

/**
 * manicule_merge_list_twins:
 * @set: an annotation set
 *
 * Returns: (transfer container) (element-type ManiculeAnnotation): the twins whose other version is in the set too
 */
GPtrArray *
manicule_merge_list_twins (ManiculeAnnotationSet *set)
{
  GPtrArray *twins = g_ptr_array_new ();
  guint n;

  g_return_val_if_fail (MANICULE_IS_ANNOTATION_SET (set), twins);

  n = g_list_model_get_n_items (G_LIST_MODEL (set));
  for (guint i = 0; i < n; i++)
    {
      ManiculeAnnotation *annotation = manicule_annotation_set_get (set, i);

      if (manicule_merge_find_first (set, annotation) != NULL)
        g_ptr_array_add (twins, annotation);
    }

  return twins;
}

static gboolean
apply (ManiculeHistory        *history,
       ManiculeAnnotationSet  *set,
       ManiculeAnnotation     *before,
       ManiculeAnnotation     *after,
       GError                **error)
{
  g_autoptr(ManiculeChange) change = manicule_change_new_annotation (set, before, after);

  return manicule_history_apply (history, change, error);
}

/* What @twin says, under @id. */
static gboolean
put_as (ManiculeHistory        *history,
        ManiculeAnnotationSet  *set,
        ManiculeAnnotation     *first,
        ManiculeAnnotation     *twin,
        const char             *id,
        GError                **error)
{
  g_autoptr(ManiculeAnnotation) renamed = manicule_annotation_with_id (twin, id);

  return apply (history, set, first, renamed, error);
}

static gboolean
keep_twin (ManiculeHistory        *history,
           ManiculeAnnotationSet  *set,
           ManiculeAnnotation     *first,
           ManiculeAnnotation     *twin,
           GError                **error)
{
  const char *id = manicule_annotation_get_id (first);

  if (manicule_annotation_get_kind (first) == manicule_annotation_get_kind (twin))
    return put_as (history, set, first, twin, id, error);

  return manicule_history_remove (history, set, first, error) && put_as (history, set, NULL, twin, id, error);
}

static gboolean
decide (ManiculeHistory        *history,
        ManiculeAnnotationSet  *set,
        ManiculeAnnotation     *twin,
        ManiculeMergeChoice     choice,
        GError                **error)
{
  g_autoptr(ManiculeAnnotation) first = g_object_ref (manicule_merge_find_first (set, twin));
  g_autofree char *id = manicule_id_new ();

  if (!manicule_history_remove (history, set, twin, error))
    return FALSE;

  switch (choice)
    {
    case MANICULE_MERGE_KEEP_TWIN:
      return keep_twin (history, set, first, twin, error);
    case MANICULE_MERGE_KEEP_BOTH:
      return put_as (history, set, NULL, twin, id, error);
    case MANICULE_MERGE_KEEP_FIRST:
    default:
      return TRUE;
    }
}

/**
 * manicule_merge_decide:
 * @history: the history
 * @set: an annotation set
 * @twin: a twin in it, whose other version is there too
 * @choice: which version counts
 * @error: return location
 *
 * Decides between two versions of an annotation that a merge left, as one step. On failure all is as before.
 *
 * Returns: whether it was done
 */
gboolean
manicule_merge_decide (ManiculeHistory        *history,
                       ManiculeAnnotationSet  *set,
                       ManiculeAnnotation     *twin,
                       ManiculeMergeChoice     choice,
                       GError                **error)
{
  g_autoptr(ManiculeAnnotation) kept = NULL;

  g_return_val_if_fail (MANICULE_IS_HISTORY (history), FALSE);
  g_return_val_if_fail (manicule_merge_find_first (set, twin) != NULL, FALSE);

  kept = g_object_ref (twin);
  manicule_history_begin (history, _("Decided Between Two Versions"));
  if (!decide (history, set, kept, choice, error))
    {
      manicule_history_cancel (history);
      return FALSE;
    }
  manicule_history_end (history);

  return TRUE;
}
