/* manicule-workspace-copies.c: an open project: the copies that sync programs put beside its files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-workspace-private.h"

#include "manicule-sync-copy.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GFile            *folder;    /* (owned) */
  ManiculeLock     *lock;      /* (unowned) (nullable): NULL: only look */
  ManiculeFindings *findings;  /* (owned) */
  guint             n;
  GError           *error;     /* (owned) (nullable) */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->folder);
  manicule_findings_free (job->findings);
  g_clear_error (&job->error);
  g_free (job);
}

static Job *
job_new (ManiculeWorkspace *self,
         ManiculeLock      *lock)
{
  Job *job = g_new0 (Job, 1);

  job->folder = g_object_ref (self->folder);
  job->lock = lock;
  job->findings = manicule_findings_new ();
  return job;
}

static void
work_in_thread (gpointer      data,
                GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr(GPtrArray) copies = manicule_sync_copy_find (job->folder, &job->error);

  if (copies == NULL || (job->lock != NULL && !manicule_lock_verify (job->lock, &job->error)))
    return;

  if (job->lock != NULL)
    manicule_sync_copy_merge (job->folder, copies, job->findings, &job->n, &job->error);
  else
    job->n = copies->len;
}

static void
on_worked (ManiculeWorkspace *self,
           gpointer           data,
           GTask             *task)
{
  Job *job = data;

  manicule_workspace_take_conflicts (self, job->findings);
  if (job->error != NULL)
    g_task_return_error (task, g_steal_pointer (&job->error));
  else
    g_task_return_int (task, job->n);

  if (job->lock != NULL)
    manicule_workspace_leave_slot (self);
}

static gboolean
finish (ManiculeWorkspace  *self,
        GAsyncResult       *result,
        guint              *n,
        GError            **error)
{
  gssize number;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  number = g_task_propagate_int (G_TASK (result), error);
  *n = MAX (number, 0);
  return number >= 0;
}

/**
 * manicule_workspace_find_copies_async:
 * @self: a workspace
 * @callback: called when it is done
 * @data: for @callback
 *
 * Looks for copies that a sync program made of the project's files.
 */
void
manicule_workspace_find_copies_async (ManiculeWorkspace   *self,
                                      GAsyncReadyCallback  callback,
                                      gpointer             data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (MANICULE_IS_WORKSPACE (self));

  task = g_task_new (self, NULL, callback, data);
  manicule_workspace_run (self, task, NULL, job_new (self, NULL), job_free, work_in_thread, on_worked);
}

/**
 * manicule_workspace_find_copies_finish:
 * @self: a workspace
 * @result: the result
 * @n_copies: (out): how many there are
 * @error: return location
 *
 * Returns: %TRUE when that is known
 */
gboolean
manicule_workspace_find_copies_finish (ManiculeWorkspace  *self,
                                       GAsyncResult       *result,
                                       guint              *n_copies,
                                       GError            **error)
{
  return finish (self, result, n_copies, error);
}

static void
start_merge (ManiculeWorkspace *self,
             GTask             *task)
{
  if (self->lock != NULL)
    {
      manicule_workspace_run (self, task, NULL, job_new (self, self->lock), job_free, work_in_thread, on_worked);
      return;
    }

  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_READ_ONLY, _("The project is open read-only."));
  manicule_workspace_leave_slot (self);
}

/**
 * manicule_workspace_merge_copies_async:
 * @self: a workspace
 * @callback: called when it is done
 * @data: for @callback
 *
 * Merges the copies into the project's files on the disk. What is open here does not follow by itself:
 * manicule_workspace_merge_async() comes next.
 */
void
manicule_workspace_merge_copies_async (ManiculeWorkspace   *self,
                                       GAsyncReadyCallback  callback,
                                       gpointer             data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (MANICULE_IS_WORKSPACE (self));

  task = g_task_new (self, NULL, callback, data);
  manicule_workspace_enter_slot (self, task, start_merge);
}

/**
 * manicule_workspace_merge_copies_finish:
 * @self: a workspace
 * @result: the result
 * @n_copies: (out): how many are gone now
 * @error: return location
 *
 * Returns: %TRUE when all was done that could be
 */
gboolean
manicule_workspace_merge_copies_finish (ManiculeWorkspace  *self,
                                        GAsyncResult       *result,
                                        guint              *n_copies,
                                        GError            **error)
{
  return finish (self, result, n_copies, error);
}
