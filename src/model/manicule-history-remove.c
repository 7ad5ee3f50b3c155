/* manicule-history-remove.c: removing an annotation with all that leans on it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-history.h"

static gboolean
is_held (ManiculeProject       *project,
         ManiculeAnnotationSet *set)
{
  return manicule_project_find_set (project,
                                    manicule_annotation_set_get_article_id (set),
                                    manicule_annotation_set_get_annotator (set)) == set;
}

static gboolean
is_present (ManiculeAnnotationSet *set,
            ManiculeAnnotation    *annotation)
{
  ManiculeAnnotation *present = manicule_annotation_set_find (set, manicule_annotation_get_id (annotation));

  return present != NULL && manicule_annotation_equal (present, annotation);
}

static gboolean
remove_one (ManiculeHistory        *self,
            ManiculeAnnotationSet  *set,
            ManiculeAnnotation     *annotation,
            GError                **error)
{
  g_autoptr(ManiculeChange) change = manicule_change_new_annotation (set, annotation, NULL);

  return manicule_history_apply (self, change, error);
}

/* Depth first: what leans on an annotation goes before it. Relations do not go in circles, so this ends. */
static gboolean
remove_with_relations (ManiculeHistory        *self,
                       ManiculeAnnotationSet  *set,
                       ManiculeAnnotation     *annotation,
                       GError                **error)
{
  g_autoptr(GPtrArray) stack = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (stack, g_object_ref (annotation));
  while (stack->len > 0)
    {
      ManiculeAnnotation *top = g_ptr_array_index (stack, stack->len - 1);
      const char *id = manicule_annotation_get_id (top);
      g_autoptr(GPtrArray) relations = manicule_annotation_set_query_relations (set, id);

      if (relations->len > 0)
        {
          for (guint i = 0; i < relations->len; i++)
            g_ptr_array_add (stack, g_object_ref (g_ptr_array_index (relations, i)));
          continue;
        }

      /* A relation that was found from both of its ends has gone already. */
      if (manicule_annotation_set_find (set, id) != NULL && !remove_one (self, set, top, error))
        return FALSE;
      g_ptr_array_set_size (stack, stack->len - 1);
    }

  return TRUE;
}

/**
 * manicule_history_remove:
 * @self: a history that is not undoing or redoing
 * @set: an annotation set that the project holds
 * @annotation: an annotation of it
 * @error: return location for an error of MANICULE_MODEL_ERROR
 *
 * Removes @annotation and the relations that start or end at it, and theirs, in one step.
 *
 * Returns: whether they were removed; when not, nothing was
 */
gboolean
manicule_history_remove (ManiculeHistory        *self,
                         ManiculeAnnotationSet  *set,
                         ManiculeAnnotation     *annotation,
                         GError                **error)
{
  g_autoptr(ManiculeChange) change = NULL;
  g_autofree char *title = NULL;
  ManiculeProject *project;
  gboolean success;

  g_return_val_if_fail (MANICULE_IS_HISTORY (self), FALSE);
  g_return_val_if_fail (MANICULE_IS_ANNOTATION_SET (set), FALSE);
  g_return_val_if_fail (MANICULE_IS_ANNOTATION (annotation), FALSE);

  project = manicule_history_get_project (self);
  g_return_val_if_fail (is_held (project, set), FALSE);

  /* Its relations must not go when it cannot: this gives the error. */
  if (!is_present (set, annotation))
    return remove_one (self, set, annotation, error);

  change = manicule_change_new_annotation (set, annotation, NULL);
  title = manicule_change_describe (change, project);
  manicule_history_begin (self, title);
  success = remove_with_relations (self, set, annotation, error);
  if (success)
    manicule_history_end (self);
  else
    manicule_history_cancel (self);

  return success;
}
