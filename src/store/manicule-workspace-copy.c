/* manicule-workspace-copy.c: an open project: a copy of it in another place, for when it cannot be saved
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-workspace-private.h"

#include "manicule-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Folders in a project are not nested deeper. */
#define MAX_DEPTH 4

typedef struct
{
  GFile      *folder;    /* (owned) */
  GFile      *target;    /* (owned) */
  GPtrArray  *units;     /* (owned) (element-type ManiculeSaveUnit): what is not in its files */
  GHashTable *names;     /* (owned) (element-type utf8): of those */
  guint       n_missing; /* files, and folders, that cannot be read */
  GError     *error;     /* (owned) (nullable) */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->folder);
  g_object_unref (job->target);
  g_ptr_array_unref (job->units);
  g_hash_table_unref (job->names);
  g_clear_error (&job->error);
  g_free (job);
}

/* --- in the thread --- */

/* What cannot be read here is no reason not to save the rest there. */
static gboolean
copy_file (Job        *job,
           const char *name,
           GError    **error)
{
  g_autoptr(GBytes) bytes = NULL;

  if (g_hash_table_contains (job->names, name))
    return TRUE;

  bytes = manicule_file_read (job->folder, name, MANICULE_FILE_MAX_BYTES, NULL, NULL);
  if (bytes == NULL)
    {
      job->n_missing++;
      return TRUE;
    }

  return manicule_save (job->target, name, bytes, MANICULE_SAVE_ONCE | MANICULE_SAVE_UNSETTLED, NULL, error);
}

static gboolean
copy_folder (Job         *job,
             const char  *name,
             guint        depth,
             GError     **error)
{
  g_autoptr(GPtrArray) entries = manicule_file_list (job->folder, name, NULL);

  if (entries == NULL)
    job->n_missing++;
  if (*name != '\0' && !manicule_save_make_folder (job->target, name, error))
    return FALSE;

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      ManiculeFileEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *child = g_build_path ("/", name, entry->name, NULL);

      /* What is hidden is the lock, or left over, or another program's. */
      if (entry->name[0] == '.')
        continue;
      if (entry->type == MANICULE_FILE_FOLDER && depth < MAX_DEPTH && !copy_folder (job, child, depth + 1, error))
        return FALSE;
      if (entry->type == MANICULE_FILE_REGULAR && !copy_file (job, child, error))
        return FALSE;
    }

  return manicule_save_sync_folder (job->target, name, error);
}

/* The edits that the journal here lacks are in the files there. */
static gboolean
write_units (Job     *job,
             GError **error)
{
  for (guint i = 0; i < job->units->len; i++)
    {
      ManiculeSaveUnit *unit = g_ptr_array_index (job->units, i);

      unit->bytes = unit->list != NULL ? manicule_list_snapshot_write (unit->list)
                                       : manicule_json_write_annotations (unit->set);
      if (!manicule_save (job->target, unit->name, unit->bytes, MANICULE_SAVE_ONCE, NULL, error))
        return FALSE;
      g_clear_pointer (&unit->bytes, g_bytes_unref);
    }

  return TRUE;
}

static gboolean
check_target (Job     *job,
              GError **error)
{
  g_autoptr(GPtrArray) entries = manicule_file_list (job->target, "", error);
  g_autofree char *shown = g_file_get_basename (job->target);

  if (entries == NULL)
    return FALSE;

  if (entries->len == 0)
    return TRUE;

  g_set_error (error, MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_EXISTS,
               _("“%s” is not empty. Choose an empty folder for the copy."), shown);
  return FALSE;
}

static void
copy_in_thread (gpointer      data,
                GCancellable *cancellable)
{
  Job *job = data;

  if (check_target (job, &job->error) && write_units (job, &job->error))
    copy_folder (job, "", 0, &job->error);
}

static void
on_copied (ManiculeWorkspace *self,
           gpointer           data,
           GTask             *task)
{
  Job *job = data;

  if (job->error != NULL)
    g_task_return_error (task, g_steal_pointer (&job->error));
  else
    g_task_return_int (task, job->n_missing);
}

/* --- the rest --- */

static void
add_unit (Job              *job,
          ManiculeSaveUnit *unit)
{
  if (unit == NULL)
    return;

  g_ptr_array_add (job->units, unit);
  g_hash_table_add (job->names, g_strdup (unit->name));
}

/**
 * manicule_workspace_save_copy_async:
 * @self: a workspace
 * @target: an empty folder, perhaps on another disk
 * @cancellable: (nullable): stops the waiting
 * @callback: called when it is done
 * @data: for @callback
 *
 * Writes the project as it is now, with what could not be saved, into another folder. What is open stays open.
 */
void
manicule_workspace_save_copy_async (ManiculeWorkspace   *self,
                                    GFile               *target,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             data)
{
  g_autoptr(GTask) task = NULL;
  GHashTableIter iter;
  gpointer file;
  Job *job;

  g_return_if_fail (MANICULE_IS_WORKSPACE (self));
  g_return_if_fail (G_IS_FILE (target));

  job = g_new0 (Job, 1);
  job->folder = g_object_ref (self->folder);
  job->target = g_object_ref (target);
  job->units = g_ptr_array_new_with_free_func (manicule_save_unit_free);
  job->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, NULL, &file))
    {
      if (manicule_workspace_file_is_unsaved (file))
        add_unit (job, manicule_save_unit_new (self, file));
    }

  task = g_task_new (self, cancellable, callback, data);
  manicule_workspace_run (self, task, NULL, job, job_free, copy_in_thread, on_copied);
}

/**
 * manicule_workspace_save_copy_finish:
 * @self: a workspace
 * @result: the result
 * @n_missing: (out) (optional): how many files could not be read here, and are not in the copy
 * @error: return location
 *
 * Returns: %TRUE when the copy is on the disk; %FALSE when it is not, or not all of it
 */
gboolean
manicule_workspace_save_copy_finish (ManiculeWorkspace  *self,
                                     GAsyncResult       *result,
                                     guint              *n_missing,
                                     GError            **error)
{
  gssize n;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  n = g_task_propagate_int (G_TASK (result), error);
  if (n_missing != NULL)
    *n_missing = MAX (n, 0);

  return n >= 0;
}
