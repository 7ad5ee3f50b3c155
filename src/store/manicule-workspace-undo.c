/* manicule-workspace-undo.c: an open project: undo and redo, wherever the step was made
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-workspace-private.h"

#include <glib/gi18n-lib.h>

static void undo_or_load (GTask *task);

static gboolean
is_redo (GTask *task)
{
  return GPOINTER_TO_INT (g_task_get_task_data (task));
}

static void
end_with_error (GTask  *task,
                GError *error)
{
  manicule_workspace_unpin_sets (g_task_get_source_object (task));
  g_task_return_error (task, error);
}

/* The first change of @step whose set is not loaded; NULL when all are. */
static ManiculeChange *
find_missing (ManiculeWorkspace *self,
              ManiculeStep      *step)
{
  guint i;

  for (i = 0; i < manicule_step_get_n_changes (step); i++)
    {
      ManiculeChange *change = manicule_step_get_change (step, i);
      const char *article_id = manicule_change_get_article_id (change);

      if (article_id != NULL &&
          manicule_project_find_set (self->project, article_id, manicule_change_get_annotator (change)) == NULL)
        return change;
    }

  return NULL;
}

static void
on_loaded (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(GTask) task = data;
  g_autoptr(ManiculeAnnotationSet) set = NULL;
  GError *error = NULL;

  set = manicule_workspace_load_set_finish (MANICULE_WORKSPACE (source), result, &error);
  if (set == NULL)
    end_with_error (task, error);
  else
    undo_or_load (task);
}

/* Borrowed: the article with that id, in the list or where @step puts it there. */
static ManiculeArticle *
find_article (ManiculeWorkspace *self,
              ManiculeStep      *step,
              const char        *id)
{
  ManiculeArticle *article = manicule_project_find_article (self->project, id);
  guint i;

  for (i = 0; article == NULL && i < manicule_step_get_n_changes (step); i++)
    {
      ManiculeChange *change = manicule_step_get_change (step, i);
      ManiculeArticle *other;

      if (manicule_change_get_kind (change) != MANICULE_CHANGE_ARTICLE)
        continue;

      other = manicule_change_get_after (change);
      if (other != NULL && g_str_equal (manicule_article_get_id (other), id))
        article = other;
    }

  return article;
}

static void
load_missing (GTask          *task,
              ManiculeStep   *step,
              ManiculeChange *change)
{
  ManiculeWorkspace *self = g_task_get_source_object (task);
  const char *article_id = manicule_change_get_article_id (change);
  ManiculeArticle *article = find_article (self, step, article_id);

  if (article != NULL)
    manicule_workspace_load_set_async (self, article, manicule_change_get_annotator (change), NULL,
                                       on_loaded, g_object_ref (task));
  else
    end_with_error (task, g_error_new (G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                                       _("There is no article “%s” in this project."), article_id));
}

static void
undo_now (GTask        *task,
          ManiculeStep *step)
{
  ManiculeWorkspace *self = g_task_get_source_object (task);
  g_autoptr(ManiculeStep) kept = g_object_ref (step);
  GError *error = NULL;
  gboolean done;

  done = is_redo (task) ? manicule_history_redo (self->history, &error)
                        : manicule_history_undo (self->history, &error);
  if (!done)
    {
      end_with_error (task, error);
      return;
    }

  manicule_workspace_unpin_sets (self);
  g_task_return_pointer (task, g_steal_pointer (&kept), g_object_unref);
}

/* Looks again after each load: the step may have changed meanwhile, or have been taken by a second key press. */
static void
undo_or_load (GTask *task)
{
  ManiculeWorkspace *self = g_task_get_source_object (task);
  ManiculeStep *step = is_redo (task) ? manicule_history_peek_redo (self->history)
                                      : manicule_history_peek_undo (self->history);
  ManiculeChange *missing;

  if (step == NULL || self->groups->len > 0)
    {
      end_with_error (task, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                                                 is_redo (task) ? _("There is nothing to redo.")
                                                                : _("There is nothing to undo.")));
      return;
    }

  missing = find_missing (self, step);
  if (missing != NULL)
    load_missing (task, step, missing);
  else
    undo_now (task, step);
}

/**
 * manicule_workspace_undo_async:
 * @self: a workspace
 * @redo: redo instead
 * @callback: called when it is done
 * @data: for @callback
 *
 * Takes back the last step, or does the first undone one again, loading the annotation sets that it needs.
 */
void
manicule_workspace_undo_async (ManiculeWorkspace   *self,
                               gboolean             redo,
                               GAsyncReadyCallback  callback,
                               gpointer             data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (MANICULE_IS_WORKSPACE (self));

  task = g_task_new (self, NULL, callback, data);
  g_task_set_task_data (task, GINT_TO_POINTER (redo), NULL);
  manicule_workspace_pin_sets (self);
  undo_or_load (task);
}

/**
 * manicule_workspace_undo_finish:
 * @self: a workspace
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the step that was undone or redone; %NULL with %G_IO_ERROR_NOT_FOUND when
 *   there is none, or another error
 */
ManiculeStep *
manicule_workspace_undo_finish (ManiculeWorkspace  *self,
                                GAsyncResult       *result,
                                GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
