/* manicule-workspace-save.c: an open project: every edit into its file, in time and safely
 *
 * An edit is in the journal at once (manicule-workspace-journal.c). It also raises its file's revision and starts a timer
 * that waits for a pause; an article that is left is not waited for. When the timer ends, all files with unsaved
 * revisions are written in a thread, from snapshots: first the journal says what they are about to become, then they are
 * written, then it says that they are so. What fails stays unsaved and is tried again: after some seconds, and at the next
 * edit. A file that another program changed is never written over unasked.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-workspace-private.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GFile           *folder;   /* (owned) */
  ManiculeLock    *lock;     /* (unowned): the workspace waits for us before it gives it back */
  ManiculeJournal *journal;  /* (owned) */
  GPtrArray       *units;    /* (owned) (element-type ManiculeSaveUnit) */
  GError          *error;    /* (owned) (nullable): why the journal could not be written */
  guint            generation;
} Job;

/* Files of so many bytes are made ready together. */
#define PORTION (16 * 1024 * 1024)

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->folder);
  manicule_journal_unref (job->journal);
  g_ptr_array_unref (job->units);
  g_clear_error (&job->error);
  g_free (job);
}

/* --- in the thread --- */

/* Which files the journal is told of: all of ours that are about to be written, or that are. */
static GPtrArray *
list_files (Job      *job,
            guint     first,
            guint     end,
            gboolean  saved)
{
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify) manicule_journal_file_free);
  guint i;

  for (i = first; i < end; i++)
    {
      ManiculeSaveUnit *unit = g_ptr_array_index (job->units, i);
      g_autofree char *sha256 = NULL;

      if (!unit->journaled || unit->error != NULL)
        continue;

      if (!saved)
        sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, unit->bytes);
      g_ptr_array_add (files, manicule_journal_file_new (unit->name, saved ? unit->stamp.sha256 : sha256, unit->upto));
    }

  return files;
}

static void
tell_journal (Job      *job,
              guint     first,
              guint     end,
              gboolean  saved)
{
  GPtrArray *files = list_files (job, first, end, saved);

  if (files->len > 0)
    manicule_journal_push_files (job->journal, saved, files);
  else
    g_ptr_array_unref (files);
}

/* Makes ready the files from @first on, up to a portion; returns where it stopped. */
static guint
prepare_portion (Job   *job,
                 guint  first)
{
  gsize n_bytes = 0;
  guint i;

  for (i = first; i < job->units->len && n_bytes < PORTION; i++)
    {
      ManiculeSaveUnit *unit = g_ptr_array_index (job->units, i);

      manicule_save_unit_prepare (unit, job->folder);
      n_bytes += unit->bytes != NULL ? g_bytes_get_size (unit->bytes) : 0;
    }

  return i;
}

static void
fail_all (Job          *job,
          const GError *error)
{
  guint i;

  for (i = 0; i < job->units->len; i++)
    {
      ManiculeSaveUnit *unit = g_ptr_array_index (job->units, i);

      unit->error = g_error_copy (error);
    }
}

/* One file that cannot be written does not keep the others from it; a journal that cannot be written neither, for then
 * the files are all that can be saved. */
static void
save_in_thread (gpointer      data,
                GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr(GError) error = NULL;
  guint first, end, i;

  if (!manicule_lock_verify (job->lock, &error))
    {
      fail_all (job, error);
      return;
    }

  for (first = 0; first < job->units->len; first = end)
    {
      end = prepare_portion (job, first);
      tell_journal (job, first, end, FALSE);
      manicule_journal_flush (job->journal, NULL);

      for (i = first; i < end; i++)
        {
          ManiculeSaveUnit *unit = g_ptr_array_index (job->units, i);

          if (unit->error == NULL)
            manicule_save_unit_write (unit, job->folder);
        }
      tell_journal (job, first, end, TRUE);
    }

  manicule_journal_flush (job->journal, &job->error);
}

/* --- files --- */

/**
 * manicule_workspace_add_file:
 * @self: a workspace
 * @name: a path below its folder, not known yet
 * @stamp: what the file is on the disk
 *
 * Returns: (transfer none): what the workspace knows of the file from now on
 */
ManiculeWorkspaceFile *
manicule_workspace_add_file (ManiculeWorkspace   *self,
                             const char          *name,
                             const ManiculeStamp *stamp)
{
  ManiculeWorkspaceFile *file = g_new0 (ManiculeWorkspaceFile, 1);

  file->name = g_strdup (name);
  file->list = MANICULE_N_LISTS;
  file->stamp = *stamp;
  g_hash_table_replace (self->files, file->name, file);

  return file;
}

/**
 * manicule_workspace_add_lists:
 * @self: a workspace
 * @stamps: by list, what the files are on the disk
 */
void
manicule_workspace_add_lists (ManiculeWorkspace   *self,
                              const ManiculeStamp *stamps)
{
  guint i;

  for (i = 0; i < MANICULE_N_LISTS; i++)
    {
      ManiculeWorkspaceFile *file = manicule_workspace_add_file (self, manicule_list_names[i], &stamps[i]);

      file->list = i;
      file->base_list = manicule_list_snapshot_new (self->project, i);
    }
}

/**
 * manicule_workspace_file_set_base:
 * @file: a file
 * @set: (nullable): what it holds now, where it is a set; it must not be edited any more
 * @list: (nullable): the same where it is a list
 *
 * Remembers what the disk holds, for a merge with what another program may make of it.
 */
void
manicule_workspace_file_set_base (ManiculeWorkspaceFile *file,
                                  ManiculeAnnotationSet *set,
                                  ManiculeListSnapshot  *list)
{
  g_set_object (&file->base_set, set);
  g_clear_pointer (&file->base_list, manicule_list_snapshot_free);
  if (list != NULL)
    file->base_list = manicule_list_snapshot_ref (list);
}

/**
 * manicule_workspace_file_is_unsaved:
 * @file: a file
 *
 * Returns: %TRUE when the disk does not hold what is in memory
 */
gboolean
manicule_workspace_file_is_unsaved (const ManiculeWorkspaceFile *file)
{
  return file->revision != file->saved;
}

/* --- one save --- */

static void
add_unit (ManiculeWorkspace     *self,
          GPtrArray             *units,
          ManiculeWorkspaceFile *file)
{
  ManiculeSaveUnit *unit = manicule_workspace_file_is_unsaved (file) ? manicule_save_unit_new (self, file) : NULL;

  if (unit != NULL)
    g_ptr_array_add (units, unit);
}

static void
add_lists (ManiculeWorkspace *self,
           GPtrArray         *units)
{
  guint i;

  for (i = 0; i < MANICULE_N_LISTS; i++)
    add_unit (self, units, g_hash_table_lookup (self->files, manicule_list_names[i]));
}

static void
add_sets (ManiculeWorkspace *self,
          GPtrArray         *units)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      ManiculeWorkspaceFile *file = value;

      if (file->article_id != NULL)
        add_unit (self, units, file);
    }
}

/* Snapshots of all that is unsaved, in an order in which a process killed between two files leaves nothing without its
 * label: lists first, but after a removal from a list last. */
static GPtrArray *
collect_units (ManiculeWorkspace *self)
{
  GPtrArray *units = g_ptr_array_new_with_free_func (manicule_save_unit_free);

  if (!self->lists_shrunk)
    add_lists (self, units);
  add_sets (self, units);
  if (self->lists_shrunk)
    add_lists (self, units);

  self->lists_shrunk = FALSE;
  return units;
}

static void
note_unit (ManiculeWorkspace *self,
           ManiculeSaveUnit  *unit)
{
  ManiculeWorkspaceFile *file = g_hash_table_lookup (self->files, unit->name);

  if (file == NULL)
    return;

  /* Also after a failure: a file may be in its place though the last step, the sync of its folder, failed. */
  file->stamp = unit->stamp;
  if (unit->error != NULL)
    return;

  manicule_workspace_file_set_base (file, unit->set, unit->list);
  file->saved = unit->revision;
  file->overwrite = FALSE;
  file->damaged = FALSE;
}

/* Only the user can tell what is to become of these; trying again by ourselves would change nothing. */
static gboolean
is_final (const GError *error)
{
  return g_error_matches (error, MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_CHANGED) ||
         g_error_matches (error, MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_LOCKED);
}

static gboolean
on_timer (gpointer data)
{
  ManiculeWorkspace *self = data;

  self->save_timer = 0;
  manicule_workspace_save_async (self, NULL, NULL, NULL);

  return G_SOURCE_REMOVE;
}

/* The timer keeps the workspace alive, so that an edit cannot be lost by letting go of it. */
static void
start_timer (ManiculeWorkspace *self,
             guint              milliseconds)
{
  self->retrying = FALSE;
  self->idling = FALSE;
  g_clear_handle_id (&self->save_timer, g_source_remove);
  self->save_timer = g_timeout_add_full (G_PRIORITY_DEFAULT, milliseconds, on_timer, g_object_ref (self), g_object_unref);
}

/**
 * manicule_workspace_retry_save:
 * @self: a workspace
 *
 * Tries again after a while what failed, unless something else is about to.
 */
void
manicule_workspace_retry_save (ManiculeWorkspace *self)
{
  if (self->closed || (self->save_timer != 0 && !self->idling))
    return;

  start_timer (self, MANICULE_WORKSPACE_RETRY * 1000);
  self->retrying = TRUE;
}

static const GError *
find_error (Job *job)
{
  guint i;

  for (i = 0; i < job->units->len; i++)
    {
      ManiculeSaveUnit *unit = g_ptr_array_index (job->units, i);

      if (unit->error != NULL)
        return unit->error;
    }

  return job->error;
}

static void
end_tasks (GPtrArray    *tasks,
           const GError *error)
{
  guint i;

  for (i = 0; i < tasks->len; i++)
    {
      GTask *task = g_ptr_array_index (tasks, i);

      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_boolean (task, TRUE);
    }
}

static void
end_save (ManiculeWorkspace *self,
          const GError      *error)
{
  g_autoptr(GPtrArray) tasks = g_steal_pointer (&self->saving_tasks);

  end_tasks (tasks, error);
  manicule_workspace_leave_slot (self);
}

static void
on_saved (ManiculeWorkspace *self,
          gpointer           data,
          GTask             *task)
{
  Job *job = data;
  const GError *error = find_error (job);
  guint i;

  if (job->generation == self->generation)
    {
      for (i = 0; i < job->units->len; i++)
        note_unit (self, g_ptr_array_index (job->units, i));

      if (error != NULL || !self->changed_elsewhere)
        manicule_workspace_set_error (self, error);
      if (error != NULL && !is_final (error))
        manicule_workspace_retry_save (self);
      self->journal_failed = job->error != NULL;

      manicule_workspace_journal_complete (self);
      manicule_workspace_update_unsaved (self);
      manicule_workspace_trim_sets (self);
    }

  end_save (self, error);
}

static void
fail_read_only (ManiculeWorkspace *self)
{
  g_autoptr(GError) error = NULL;

  if (self->was_unsaved)
    error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_READ_ONLY,
                                 _("The project is open read-only, so edits are not saved."));
  if (error != NULL)
    manicule_workspace_set_error (self, error);

  end_save (self, error);
}

static void
start_save (ManiculeWorkspace *self,
            GTask             *task)
{
  g_autoptr(GPtrArray) units = NULL;
  Job *job;

  self->saving_tasks = g_steal_pointer (&self->save_tasks);
  self->save_tasks = g_ptr_array_new_with_free_func (g_object_unref);
  self->save_queued = FALSE;
  self->idle_since = 0;
  g_clear_handle_id (&self->save_timer, g_source_remove);

  if (self->lock == NULL || self->journal == NULL)
    {
      fail_read_only (self);
      return;
    }

  units = collect_units (self);
  if (units->len == 0 && manicule_journal_get_durable (self->journal) >= self->wanted)
    {
      end_save (self, NULL);
      return;
    }

  job = g_new0 (Job, 1);
  job->folder = g_object_ref (self->folder);
  job->lock = self->lock;
  job->journal = manicule_journal_ref (self->journal);
  job->units = g_steal_pointer (&units);
  job->generation = self->generation;
  manicule_workspace_run (self, NULL, NULL, job, job_free, save_in_thread, on_saved);
}

/* --- edits --- */

/* What the journal does not hold must not wait for a pause. */
static gboolean
must_hurry (ManiculeWorkspace *self)
{
  ManiculeWorkspaceFile *manifest = g_hash_table_lookup (self->files, MANICULE_FOLDER_MANIFEST);

  return self->journal == NULL || self->journal_failed || (manifest != NULL && manicule_workspace_file_is_unsaved (manifest));
}

static void
wait_for_pause (ManiculeWorkspace *self)
{
  gint64 now = g_get_monotonic_time ();

  if (self->idle_since == 0)
    self->idle_since = now;
  if (self->save_timer != 0 && (!self->idling || now - self->idle_since > MANICULE_WORKSPACE_BUSY * 1000))
    return;

  start_timer (self, MANICULE_WORKSPACE_IDLE);
  self->idling = TRUE;
}

/**
 * manicule_workspace_hurry_save:
 * @self: a workspace
 *
 * Sees to it that what is unsaved now is written soon.
 */
void
manicule_workspace_hurry_save (ManiculeWorkspace *self)
{
  if (self->closed)
    return;

  /* A timer of an earlier edit runs on, so that the first one never waits longer; one of a failure is cut short. */
  if (self->save_timer == 0 || self->retrying || self->idling)
    start_timer (self, MANICULE_WORKSPACE_DELAY);
}

/**
 * manicule_workspace_schedule_save:
 * @self: a workspace
 *
 * Sees to it that what is unsaved now is written in time.
 */
void
manicule_workspace_schedule_save (ManiculeWorkspace *self)
{
  manicule_workspace_update_unsaved (self);

  if (self->closed)
    return;

  if (must_hurry (self))
    manicule_workspace_hurry_save (self);
  else
    wait_for_pause (self);
}

static void
touch (ManiculeWorkspace *self,
       const char        *name)
{
  ManiculeWorkspaceFile *file = g_hash_table_lookup (self->files, name);

  g_return_if_fail (file != NULL);

  manicule_workspace_journal_file (self, file);
  file->revision++;
}

/**
 * manicule_workspace_mark_list:
 * @self: a workspace
 * @list: a list that was edited
 */
void
manicule_workspace_mark_list (ManiculeWorkspace *self,
                              ManiculeList       list)
{
  touch (self, manicule_list_names[list]);
  manicule_workspace_schedule_save (self);
}

static ManiculeList
get_list (ManiculeChangeKind kind)
{
  switch (kind)
    {
    case MANICULE_CHANGE_ENTITY:
      return MANICULE_LIST_ENTITIES;

    case MANICULE_CHANGE_ARTICLE:
      return MANICULE_LIST_ARTICLES;

    case MANICULE_CHANGE_LABEL:
    case MANICULE_CHANGE_RELATION_TYPE:
    case MANICULE_CHANGE_ATTRIBUTE:
    case MANICULE_CHANGE_DOCUMENT_LABEL:
      return MANICULE_LIST_SCHEMA;

    case MANICULE_CHANGE_ANNOTATION:
    case MANICULE_CHANGE_STATUS:
    default:
      g_assert_not_reached ();
    }
}

/**
 * manicule_workspace_mark_change:
 * @self: a workspace
 * @change: what was applied to the model
 */
void
manicule_workspace_mark_change (ManiculeWorkspace *self,
                                ManiculeChange    *change)
{
  const char *article_id = manicule_change_get_article_id (change);

  if (article_id != NULL)
    {
      g_autofree char *name = manicule_project_folder_set_name (article_id, manicule_change_get_annotator (change));

      touch (self, name);
    }
  else
    {
      touch (self, manicule_list_names[get_list (manicule_change_get_kind (change))]);
      if (manicule_change_get_after (change) == NULL)
        self->lists_shrunk = TRUE;
    }

  if (self->manifest_due)
    {
      self->manifest_due = FALSE;
      touch (self, MANICULE_FOLDER_MANIFEST);
    }

  manicule_workspace_schedule_save (self);
}

/**
 * manicule_workspace_stop_saving:
 * @self: a workspace
 *
 * No save starts by itself any more.
 */
void
manicule_workspace_stop_saving (ManiculeWorkspace *self)
{
  g_clear_handle_id (&self->save_timer, g_source_remove);
}

/**
 * manicule_workspace_save_async:
 * @self: a workspace
 * @cancellable: (nullable): stops the waiting, not the save
 * @callback: (nullable): called when it is done
 * @data: for @callback
 *
 * Writes all that is unsaved, now.
 */
void
manicule_workspace_save_async (ManiculeWorkspace   *self,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (MANICULE_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, data);
  g_ptr_array_add (self->save_tasks, g_object_ref (task));

  if (self->save_queued)
    return;

  self->save_queued = TRUE;
  manicule_workspace_enter_slot (self, task, start_save);
}

/**
 * manicule_workspace_save_finish:
 * @self: a workspace
 * @result: the result
 * @error: return location
 *
 * Returns: %TRUE when all that was unsaved at the call is on the disk
 */
gboolean
manicule_workspace_save_finish (ManiculeWorkspace  *self,
                                GAsyncResult       *result,
                                GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
