/* manicule-workspace-foreign.c: an open project: what other programs do to its files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-workspace-private.h"

#include <glib/gi18n-lib.h>

/* A file that is compared with the disk. */
typedef struct
{
  char          *name;     /* (owned) */
  ManiculeStamp  stamp;
  gboolean       changed;
} Compared;

typedef struct
{
  GFile            *folder;     /* (owned) */
  ManiculeLock     *lock;       /* (unowned) (nullable) */
  GArray           *files;      /* (owned) (element-type Compared) */
  GError           *error;      /* (owned) (nullable): the first thing that is not as it was */
  GError           *failure;    /* (owned) (nullable): why what was to be done could not be done */
  gboolean          lost;       /* another has the lock */
  guint             generation;

  ManiculeLock     *new_lock;   /* (owned) (nullable): taken back */
  ManiculeProject  *project;    /* (owned) (nullable): read anew */
  ManiculeFindings *findings;   /* (owned) (nullable) */
  ManiculeStamp     stamps[MANICULE_N_LISTS];
  ManiculeJournal  *journal;    /* (owned) (nullable) */
  char             *annotator;  /* (owned) */
  ManiculeJournalLog *log;      /* (owned) (nullable): read anew */
} Job;

static void
compared_clear (gpointer data)
{
  Compared *compared = data;

  g_free (compared->name);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->folder);
  g_array_unref (job->files);
  g_clear_error (&job->error);
  g_clear_error (&job->failure);
  g_clear_pointer (&job->new_lock, manicule_lock_release);
  g_clear_object (&job->project);
  g_clear_pointer (&job->findings, manicule_findings_free);
  g_clear_pointer (&job->journal, manicule_journal_unref);
  g_clear_pointer (&job->log, manicule_journal_log_free);
  g_free (job->annotator);
  g_free (job);
}

static Job *
job_new (ManiculeWorkspace *self)
{
  Job *job = g_new0 (Job, 1);
  GHashTableIter iter;
  gpointer value;

  job->folder = g_object_ref (self->folder);
  job->lock = self->lock;
  job->generation = self->generation;
  job->journal = self->journal != NULL ? manicule_journal_ref (self->journal) : NULL;
  job->annotator = g_strdup (self->annotator);
  job->files = g_array_new (FALSE, TRUE, sizeof (Compared));
  g_array_set_clear_func (job->files, compared_clear);

  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      ManiculeWorkspaceFile *file = value;
      Compared compared = { g_strdup (file->name), file->stamp, FALSE };

      g_array_append_val (job->files, compared);
    }

  return job;
}

/* --- comparing --- */

static void
keep_first (Job    *job,
            GError *error)
{
  if (job->error == NULL)
    job->error = error;
  else
    g_error_free (error);
}

/* What cannot be read for another reason is no change; the next save tells about it. */
static void
compare_files (Job *job)
{
  guint i;

  for (i = 0; i < job->files->len; i++)
    {
      Compared *compared = &g_array_index (job->files, Compared, i);
      GError *error = NULL;

      if (manicule_file_verify (job->folder, compared->name, &compared->stamp, &error))
        continue;

      compared->changed = g_error_matches (error, MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_CHANGED);
      keep_first (job, error);
    }
}

static void
compare_lock (Job *job)
{
  GError *error = NULL;

  if (job->lock == NULL || manicule_lock_verify (job->lock, &error))
    return;

  job->lost = g_error_matches (error, MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_LOCKED);
  keep_first (job, error);
}

static void
verify_in_thread (gpointer      data,
                  GCancellable *cancellable)
{
  compare_lock (data);
  compare_files (data);
}

static void
on_verified (ManiculeWorkspace *self,
             gpointer           data,
             GTask             *task)
{
  Job *job = data;

  if (job->error != NULL)
    {
      self->changed_elsewhere = TRUE;
      manicule_workspace_set_error (self, job->error);
    }
  else if (self->changed_elsewhere)
    {
      self->changed_elsewhere = FALSE;
      manicule_workspace_set_error (self, NULL);
    }

  if (job->error != NULL)
    g_task_return_error (task, g_error_copy (job->error));
  else
    g_task_return_boolean (task, TRUE);

  manicule_workspace_leave_slot (self);
}

static void
start_verify (ManiculeWorkspace *self,
              GTask             *task)
{
  manicule_workspace_run (self, task, NULL, job_new (self), job_free, verify_in_thread, on_verified);
}

/**
 * manicule_workspace_verify_async:
 * @self: a workspace
 * @cancellable: (nullable): stops the waiting
 * @callback: called when it is done
 * @data: for @callback
 *
 * Looks what other programs did: whether the lock is still ours and the files are what was read or written last.
 */
void
manicule_workspace_verify_async (ManiculeWorkspace   *self,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (MANICULE_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, data);
  manicule_workspace_enter_slot (self, task, start_verify);
}

/**
 * manicule_workspace_verify_finish:
 * @self: a workspace
 * @result: the result
 * @error: return location
 *
 * Returns: %TRUE when all is as it was; %FALSE with %MANICULE_STORE_ERROR_CHANGED or %MANICULE_STORE_ERROR_LOCKED
 */
gboolean
manicule_workspace_verify_finish (ManiculeWorkspace  *self,
                                  GAsyncResult       *result,
                                  GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- reading anew --- */

static void
reload_in_thread (gpointer      data,
                  GCancellable *cancellable)
{
  Job *job = data;

  compare_lock (job);
  job->findings = manicule_findings_new ();
  job->project = manicule_project_folder_read_full (job->folder, job->stamps, job->findings, &job->failure);

  /* Without it, nothing that was done before can be undone; that is no reason not to reload. */
  if (job->journal != NULL)
    manicule_journal_flush (job->journal, NULL);
  job->log = manicule_journal_log_read (job->folder, job->annotator, NULL);
}

/* What can be undone after the reload: all that the journal tells of, or nothing, where edits are dropped on which it
 * would build. */
static void
take_history (ManiculeWorkspace *self,
              Job               *job,
              guint              n_done,
              gboolean           dropped)
{
  g_autoptr(GPtrArray) none = g_ptr_array_new ();

  if (!dropped && job->log != NULL)
    {
      g_autoptr(GPtrArray) steps = manicule_journal_log_make_steps (job->log);

      manicule_history_restore (self->history, steps, job->log->position, job->log->base);
      return;
    }

  manicule_history_restore (self->history, none, 0, n_done);
  if (self->journal != NULL)
    manicule_journal_push_head (self->journal, TRUE);
}

static guint
count_done (ManiculeHistory *history)
{
  guint position;

  g_object_get (history, "position", &position, NULL);
  return manicule_history_get_base (history) + position;
}

/* The edits until now are in the files, or are to be forgotten. */
static void
settle_journal (ManiculeWorkspace *self)
{
  if (self->lock == NULL)
    manicule_workspace_drop_journal (self);
  if (self->journal == NULL)
    return;

  manicule_journal_push_files (self->journal, TRUE,
                               g_ptr_array_new_with_free_func ((GDestroyNotify) manicule_journal_file_free));
  self->complete = self->wanted;
}

static void
take_reloaded (ManiculeWorkspace *self,
               Job               *job)
{
  guint n_done = count_done (self->history);
  gboolean dropped = manicule_workspace_has_unsaved_file (self);
  gboolean read_only;

  if (job->lost || manicule_findings_get_n_errors (job->findings) > 0)
    g_clear_pointer (&self->lock, manicule_lock_release);

  read_only = self->lock == NULL;
  self->changed_elsewhere = FALSE;
  manicule_workspace_stop_saving (self);
  manicule_workspace_take_project (self, job->project);
  g_clear_object (&job->project);
  manicule_workspace_add_lists (self, job->stamps);
  take_history (self, job, n_done, dropped);
  settle_journal (self);

  manicule_findings_free (self->findings);
  self->findings = g_steal_pointer (&job->findings);

  manicule_workspace_set_error (self, NULL);
  manicule_workspace_update_unsaved (self);
  manicule_workspace_notify (self, "project");
  manicule_workspace_notify (self, "history");
  if (self->read_only != read_only)
    {
      self->read_only = read_only;
      manicule_workspace_notify (self, "read-only");
    }
  manicule_workspace_emit_findings (self);
  manicule_workspace_read_summaries (self);
}

static void
on_reloaded (ManiculeWorkspace *self,
             gpointer           data,
             GTask             *task)
{
  Job *job = data;

  if (job->project != NULL)
    {
      take_reloaded (self, job);
      g_task_return_boolean (task, TRUE);
    }
  else
    g_task_return_error (task, g_steal_pointer (&job->failure));

  manicule_workspace_leave_slot (self);
}

static void
start_reload (ManiculeWorkspace *self,
              GTask             *task)
{
  manicule_workspace_run (self, task, NULL, job_new (self), job_free, reload_in_thread, on_reloaded);
}

/* What could not be saved is what is dropped: the user chose so. */
static void
on_saved_before_reload (GObject      *source,
                        GAsyncResult *result,
                        gpointer      data)
{
  g_autoptr(GTask) task = data;
  g_autoptr(GError) error = NULL;

  manicule_workspace_save_finish (MANICULE_WORKSPACE (source), result, &error);
  manicule_workspace_enter_slot (MANICULE_WORKSPACE (source), task, start_reload);
}

/**
 * manicule_workspace_reload_async:
 * @self: a workspace
 * @cancellable: (nullable): stops the waiting
 * @callback: called when it is done
 * @data: for @callback
 *
 * Takes over what other programs wrote. Edits that could not be saved are gone afterwards, and then so is the history.
 * Where that is damaged, nothing is written any more: so the journal still holds them for the next opening.
 */
void
manicule_workspace_reload_async (ManiculeWorkspace   *self,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (MANICULE_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, data);
  manicule_workspace_save_async (self, NULL, on_saved_before_reload, g_object_ref (task));
}

/**
 * manicule_workspace_reload_finish:
 * @self: a workspace
 * @result: the result
 * @error: return location
 *
 * Returns: %TRUE when the workspace shows what is on the disk; %FALSE when that cannot be read: all is as before then
 */
gboolean
manicule_workspace_reload_finish (ManiculeWorkspace  *self,
                                  GAsyncResult       *result,
                                  GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- writing over --- */

static void
overwrite_in_thread (gpointer      data,
                     GCancellable *cancellable)
{
  Job *job = data;

  compare_lock (job);
  compare_files (job);

  if (job->lost)
    job->new_lock = manicule_lock_acquire (job->folder, TRUE, &job->failure);
}

/* What another program changed is to be written though nothing of it is unsaved. */
static void
mark_for_writing (ManiculeWorkspace *self,
                  Job               *job)
{
  guint i;

  for (i = 0; i < job->files->len; i++)
    {
      Compared *compared = &g_array_index (job->files, Compared, i);
      ManiculeWorkspaceFile *file = g_hash_table_lookup (self->files, compared->name);

      if (!compared->changed || file == NULL)
        continue;

      file->overwrite = TRUE;
      if (!manicule_workspace_file_is_unsaved (file))
        file->revision++;
    }

  manicule_workspace_update_unsaved (self);
}

static void
on_overwritten (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr(GTask) task = data;
  GError *error = NULL;

  if (manicule_workspace_save_finish (MANICULE_WORKSPACE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_compared (ManiculeWorkspace *self,
             gpointer           data,
             GTask             *task)
{
  Job *job = data;

  manicule_workspace_leave_slot (self);

  if (job->failure != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&job->failure));
      return;
    }

  if (job->new_lock != NULL)
    {
      g_clear_pointer (&self->lock, manicule_lock_release);
      self->lock = g_steal_pointer (&job->new_lock);
      if (self->journal != NULL)
        manicule_journal_set_lock (self->journal, self->lock);
    }

  self->changed_elsewhere = FALSE;
  manicule_workspace_set_error (self, NULL);
  if (job->generation == self->generation)
    mark_for_writing (self, job);
  manicule_workspace_save_async (self, NULL, on_overwritten, g_object_ref (task));
}

static void
start_overwrite (ManiculeWorkspace *self,
                 GTask             *task)
{
  if (self->lock == NULL)
    {
      manicule_workspace_leave_slot (self);
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_READ_ONLY, _("The project is open read-only."));
      return;
    }

  manicule_workspace_run (self, task, NULL, job_new (self), job_free, overwrite_in_thread, on_compared);
}

/**
 * manicule_workspace_overwrite_async:
 * @self: a workspace
 * @cancellable: (nullable): stops the waiting
 * @callback: called when it is done
 * @data: for @callback
 *
 * Writes what is open here over what other programs wrote, and takes the lock back from them.
 */
void
manicule_workspace_overwrite_async (ManiculeWorkspace   *self,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (MANICULE_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, data);
  manicule_workspace_enter_slot (self, task, start_overwrite);
}

/**
 * manicule_workspace_overwrite_finish:
 * @self: a workspace
 * @result: the result
 * @error: return location
 *
 * Returns: %TRUE when the disk holds what is open here
 */
gboolean
manicule_workspace_overwrite_finish (ManiculeWorkspace  *self,
                                     GAsyncResult       *result,
                                     GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
