/* manicule-workspace-orphans.c: an open project: annotations of former texts that have no place in the present one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-workspace-private.h"

#include "manicule-rebase-article.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GFile                 *folder;      /* (owned) */
  char                  *article_id;  /* (owned) */
  char                  *annotator;   /* (owned) */
  ManiculeAnnotationSet *set;         /* (owned) (nullable): a snapshot */
  ManiculeLock          *lock;        /* (unowned) (nullable): NULL: only look */
  char                  *dropped;     /* (owned) (nullable): the id of the orphan to let go of */
  GPtrArray             *orphans;     /* (owned) (nullable): the result */
  GError                *error;       /* (owned) (nullable): instead */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->folder);
  g_free (job->article_id);
  g_free (job->annotator);
  g_clear_object (&job->set);
  g_free (job->dropped);
  g_clear_pointer (&job->orphans, g_ptr_array_unref);
  g_clear_error (&job->error);
  g_free (job);
}

static Job *
job_new (ManiculeWorkspace *self,
         const char        *article_id)
{
  ManiculeAnnotationSet *set = manicule_project_find_set (self->project, article_id, self->annotator);
  Job *job = g_new0 (Job, 1);

  job->folder = g_object_ref (self->folder);
  job->article_id = g_strdup (article_id);
  job->annotator = g_strdup (self->annotator);
  job->set = set != NULL ? manicule_annotation_set_snapshot (set) : NULL;
  return job;
}

/* --- in the thread --- */

static gboolean
drop (Job *job)
{
  for (guint i = 0; i < job->orphans->len; i++)
    {
      ManiculeOrphan *orphan = g_ptr_array_index (job->orphans, i);

      if (g_str_equal (manicule_annotation_get_id (orphan->annotation), job->dropped))
        return manicule_rebase_drop_orphan (job->folder, orphan, job->annotator, &job->error);
    }

  return TRUE;
}

static void
work_in_thread (gpointer      data,
                GCancellable *cancellable)
{
  Job *job = data;

  if (job->lock != NULL && !manicule_lock_verify (job->lock, &job->error))
    return;

  job->orphans = manicule_rebase_list_orphans (job->folder, job->article_id, job->annotator, job->set, &job->error);
  if (job->orphans != NULL && job->dropped != NULL)
    drop (job);
}

static void
on_listed (ManiculeWorkspace *self,
           gpointer           data,
           GTask             *task)
{
  Job *job = data;

  if (job->error != NULL)
    g_task_return_error (task, g_steal_pointer (&job->error));
  else
    g_task_return_pointer (task, g_steal_pointer (&job->orphans), (GDestroyNotify) g_ptr_array_unref);
}

static void
on_dropped (ManiculeWorkspace *self,
            gpointer           data,
            GTask             *task)
{
  Job *job = data;

  manicule_workspace_leave_slot (self);
  if (job->error != NULL)
    g_task_return_error (task, g_steal_pointer (&job->error));
  else
    g_task_return_boolean (task, TRUE);
}

/* --- the public part --- */

/**
 * manicule_workspace_list_orphans_async:
 * @self: a workspace
 * @article_id: an article
 * @callback: called when it is done
 * @data: for @callback
 *
 * Looks for this annotator's annotations of former texts of the article that have no place in the present one.
 */
void
manicule_workspace_list_orphans_async (ManiculeWorkspace   *self,
                                       const char          *article_id,
                                       GAsyncReadyCallback  callback,
                                       gpointer             data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (MANICULE_IS_WORKSPACE (self));
  g_return_if_fail (article_id != NULL);

  task = g_task_new (self, NULL, callback, data);
  manicule_workspace_run (self, task, NULL, job_new (self, article_id), job_free, work_in_thread, on_listed);
}

/**
 * manicule_workspace_list_orphans_finish:
 * @self: a workspace
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type ManiculeOrphan): what has no place, in the order of the former text
 */
GPtrArray *
manicule_workspace_list_orphans_finish (ManiculeWorkspace  *self,
                                        GAsyncResult       *result,
                                        GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
start_drop (ManiculeWorkspace *self,
            GTask             *task)
{
  char **names = g_task_get_task_data (task);
  Job *job;

  if (self->lock == NULL)
    {
      manicule_workspace_leave_slot (self);
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_READ_ONLY, _("The project is open read-only."));
      return;
    }

  job = job_new (self, names[0]);
  job->lock = self->lock;
  job->dropped = g_strdup (names[1]);
  manicule_workspace_run (self, task, NULL, job, job_free, work_in_thread, on_dropped);
}

/**
 * manicule_workspace_drop_orphan_async:
 * @self: a workspace
 * @article_id: an article
 * @annotation_id: the annotation that has no place
 * @callback: called when it is done
 * @data: for @callback
 *
 * Takes an orphan off the list for good; the former version of the article keeps it.
 */
void
manicule_workspace_drop_orphan_async (ManiculeWorkspace   *self,
                                      const char          *article_id,
                                      const char          *annotation_id,
                                      GAsyncReadyCallback  callback,
                                      gpointer             data)
{
  const char *names[] = { article_id, annotation_id, NULL };
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (MANICULE_IS_WORKSPACE (self));
  g_return_if_fail (article_id != NULL && annotation_id != NULL);

  task = g_task_new (self, NULL, callback, data);
  g_task_set_task_data (task, g_strdupv ((char **) names), (GDestroyNotify) g_strfreev);
  manicule_workspace_enter_slot (self, task, start_drop);
}

gboolean
manicule_workspace_drop_orphan_finish (ManiculeWorkspace  *self,
                                       GAsyncResult       *result,
                                       GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
