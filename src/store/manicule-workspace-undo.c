/* manicule-workspace-undo.c: an open project: undo and redo, wherever the step was made
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-workspace-private.h"

#include <glib/gi18n-lib.h>

static void undo_or_load (GTask *task);

/* What is asked for; the data of its task. */
typedef enum
{
  DEED_UNDO,
  DEED_REDO,
  DEED_REVERT,
} Deed;

typedef struct
{
  Deed          deed;
  ManiculeStep *step;    /* (owned) (nullable): to be reverted */
  ManiculeStep *tried;   /* (owned) (nullable): was read from the journal already, and is not there */
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_clear_object (&request->step);
  g_clear_object (&request->tried);
  g_free (request);
}

/* What a thread reads of a long step. */
typedef struct
{
  GFile           *folder;     /* (owned) */
  char            *annotator;  /* (owned) */
  ManiculeJournal *journal;    /* (owned) (nullable) */
  ManiculeStep    *step;       /* (owned) */
  guint            number;
  GPtrArray       *changes;    /* (owned) (nullable) (element-type ManiculeChange): the result */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_object_unref (reading->folder);
  g_free (reading->annotator);
  g_clear_pointer (&reading->journal, manicule_journal_unref);
  g_object_unref (reading->step);
  g_clear_pointer (&reading->changes, g_ptr_array_unref);
  g_free (reading);
}

static void
read_in_thread (gpointer      data,
                GCancellable *cancellable)
{
  Reading *reading = data;
  g_autoptr(ManiculeJournalLog) log = NULL;

  if (reading->journal != NULL)
    manicule_journal_flush (reading->journal, NULL);

  log = manicule_journal_log_read (reading->folder, reading->annotator, NULL);
  if (log != NULL && reading->number > log->base && reading->number <= log->base + log->steps->len)
    reading->changes = manicule_journal_log_read_changes (log, g_ptr_array_index (log->steps,
                                                                                   reading->number - log->base - 1));
}

static void
on_read (ManiculeWorkspace *self,
         gpointer           data,
         GTask             *task)
{
  Reading *reading = data;

  if (reading->changes != NULL)
    manicule_step_load (reading->step, reading->changes);
  undo_or_load (task);
}

static guint
find_number (ManiculeHistory *history,
             ManiculeStep    *step)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (history));
  guint i;

  for (i = 0; i < n; i++)
    {
      g_autoptr(ManiculeStep) other = g_list_model_get_item (G_LIST_MODEL (history), i);

      if (other == step)
        return manicule_history_get_base (history) + i + 1;
    }

  return 0;
}

static void
load_step (GTask        *task,
           ManiculeStep *step)
{
  ManiculeWorkspace *self = g_task_get_source_object (task);
  Request *request = g_task_get_task_data (task);
  Reading *reading = g_new0 (Reading, 1);

  g_set_object (&request->tried, step);
  reading->folder = g_object_ref (self->folder);
  reading->annotator = g_strdup (self->annotator);
  reading->journal = self->journal != NULL ? manicule_journal_ref (self->journal) : NULL;
  reading->step = g_object_ref (step);
  reading->number = find_number (self->history, step);
  manicule_workspace_run (self, task, NULL, reading, reading_free, read_in_thread, on_read);
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
  Request *request = g_task_get_task_data (task);
  g_autoptr(ManiculeStep) kept = g_object_ref (step);
  GError *error = NULL;
  gboolean done = FALSE;

  switch (request->deed)
    {
    case DEED_UNDO:
      done = manicule_history_undo (self->history, &error);
      break;
    case DEED_REDO:
      done = manicule_history_redo (self->history, &error);
      break;
    case DEED_REVERT:
      done = manicule_history_revert (self->history, step, &error);
      break;
    default:
      g_assert_not_reached ();
    }

  if (!done)
    {
      end_with_error (task, error);
      return;
    }

  manicule_workspace_unpin_sets (self);
  g_task_return_pointer (task, g_steal_pointer (&kept), g_object_unref);
}

static ManiculeStep *
get_step (ManiculeWorkspace *self,
          Request           *request)
{
  switch (request->deed)
    {
    case DEED_UNDO:
      return manicule_history_peek_undo (self->history);
    case DEED_REDO:
      return manicule_history_peek_redo (self->history);
    case DEED_REVERT:
      return find_number (self->history, request->step) != 0 ? request->step : NULL;
    default:
      g_assert_not_reached ();
    }
}

/* Looks again after each load: the step may have changed meanwhile, or have been taken by a second key press. */
static void
undo_or_load (GTask *task)
{
  ManiculeWorkspace *self = g_task_get_source_object (task);
  Request *request = g_task_get_task_data (task);
  ManiculeStep *step = get_step (self, request);
  ManiculeChange *missing;

  if (step == NULL || self->groups->len > 0)
    {
      end_with_error (task, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                                                 request->deed == DEED_REDO ? _("There is nothing to redo.")
                                                                            : _("There is nothing to undo.")));
      return;
    }

  if (!manicule_step_is_loaded (step))
    {
      if (request->tried == step)
        end_with_error (task, g_error_new (G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                                           /* Translators: %s is a step of the history in words. */
                                           _("“%s” cannot be read from the journal any more."),
                                           manicule_step_get_title (step)));
      else
        load_step (task, step);
      return;
    }

  missing = find_missing (self, step);
  if (missing != NULL)
    load_missing (task, step, missing);
  else
    undo_now (task, step);
}

static void
start (ManiculeWorkspace   *self,
       Deed                 deed,
       ManiculeStep        *step,
       GAsyncReadyCallback  callback,
       gpointer             data)
{
  g_autoptr(GTask) task = g_task_new (self, NULL, callback, data);
  Request *request = g_new0 (Request, 1);

  request->deed = deed;
  request->step = step != NULL ? g_object_ref (step) : NULL;
  g_task_set_task_data (task, request, request_free);
  manicule_workspace_pin_sets (self);
  undo_or_load (task);
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
  g_return_if_fail (MANICULE_IS_WORKSPACE (self));

  start (self, redo ? DEED_REDO : DEED_UNDO, NULL, callback, data);
}

/**
 * manicule_workspace_revert_async:
 * @self: a workspace
 * @step: a step that is done
 * @callback: called when it is done, to end it with manicule_workspace_undo_finish()
 * @data: for @callback
 *
 * Takes back a single step, whatever came after it, as a new step; fails where something builds on it.
 */
void
manicule_workspace_revert_async (ManiculeWorkspace   *self,
                                 ManiculeStep        *step,
                                 GAsyncReadyCallback  callback,
                                 gpointer             data)
{
  g_return_if_fail (MANICULE_IS_WORKSPACE (self));
  g_return_if_fail (MANICULE_IS_STEP (step));

  start (self, DEED_REVERT, step, callback, data);
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
