/* manicule-workspace-save.c: an open project: every edit to the disk, soon and safely
 *
 * An edit raises its file's revision and starts a timer, unless one runs. When the timer ends, all files with unsaved
 * revisions are written in a thread, from snapshots. What fails stays unsaved and is tried again: after some seconds, and
 * at the next edit. A file that another program changed is never written over unasked.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-workspace-private.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GFile        *folder;  /* (owned) */
  ManiculeLock *lock;    /* (unowned): the workspace waits for us before it gives it back */
  GPtrArray    *units;   /* (owned) (element-type ManiculeSaveUnit) */
  guint         generation;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->folder);
  g_ptr_array_unref (job->units);
  g_free (job);
}

/* --- in the thread --- */

/* One file that cannot be written does not keep the others from it. */
static void
save_in_thread (gpointer      data,
                GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr(GError) error = NULL;
  gboolean ours = manicule_lock_verify (job->lock, &error);
  guint i;

  for (i = 0; i < job->units->len; i++)
    {
      ManiculeSaveUnit *unit = g_ptr_array_index (job->units, i);

      if (!ours)
        unit->error = g_error_copy (error);
      else
        manicule_save_unit_write (unit, job->folder);
    }
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
  self->retrying = milliseconds > MANICULE_WORKSPACE_DELAY;
  g_clear_handle_id (&self->save_timer, g_source_remove);
  self->save_timer = g_timeout_add_full (G_PRIORITY_DEFAULT, milliseconds, on_timer, g_object_ref (self), g_object_unref);
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

  return NULL;
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
      if (error != NULL && !is_final (error) && self->save_timer == 0)
        start_timer (self, MANICULE_WORKSPACE_RETRY * 1000);

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
  g_clear_handle_id (&self->save_timer, g_source_remove);

  if (self->lock == NULL)
    {
      fail_read_only (self);
      return;
    }

  units = collect_units (self);
  if (units->len == 0)
    {
      end_save (self, NULL);
      return;
    }

  job = g_new0 (Job, 1);
  job->folder = g_object_ref (self->folder);
  job->lock = self->lock;
  job->units = g_steal_pointer (&units);
  job->generation = self->generation;
  manicule_workspace_run (self, NULL, NULL, job, job_free, save_in_thread, on_saved);
}

/* --- edits --- */

/**
 * manicule_workspace_schedule_save:
 * @self: a workspace
 *
 * Sees to it that what is unsaved now is written soon.
 */
void
manicule_workspace_schedule_save (ManiculeWorkspace *self)
{
  manicule_workspace_update_unsaved (self);

  if (self->closed)
    return;

  /* A timer of an earlier edit runs on, so that the first one never waits longer; one of a failure is cut short. */
  if (self->save_timer == 0 || self->retrying)
    start_timer (self, MANICULE_WORKSPACE_DELAY);
}

static void
touch (ManiculeWorkspace *self,
       const char        *name)
{
  ManiculeWorkspaceFile *file = g_hash_table_lookup (self->files, name);

  g_return_if_fail (file != NULL);

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
