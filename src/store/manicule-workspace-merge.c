/* manicule-workspace-merge.c: an open project: what other programs wrote, merged with what is open here
 *
 * The base of the merge is what was read or written last. The merge is made in a thread, of snapshots; when the model
 * was edited meanwhile, it is made again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-workspace-private.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GFile            *folder;      /* (owned) */
  ManiculeLock     *lock;        /* (unowned) */
  GPtrArray        *parts;       /* (owned) (element-type ManiculeMergePart) */
  ManiculeFindings *conflicts;   /* (owned) */
  GError           *error;       /* (owned) (nullable): what could not be merged */
  guint             generation;
} Job;

static void
part_free (gpointer data)
{
  ManiculeMergePart *part = data;

  g_free (part->name);
  g_free (part->article_id);
  g_clear_object (&part->base_set);
  g_clear_object (&part->our_set);
  g_clear_pointer (&part->base_list, manicule_list_snapshot_free);
  g_clear_pointer (&part->our_list, manicule_list_snapshot_free);
  g_clear_object (&part->their_set);
  g_clear_pointer (&part->annotations, g_ptr_array_unref);
  g_free (part->carried);
  g_clear_pointer (&part->items, g_ptr_array_unref);
  g_clear_object (&part->schema);
  g_clear_object (&part->project);
  g_free (part);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->folder);
  g_ptr_array_unref (job->parts);
  manicule_findings_free (job->conflicts);
  g_clear_error (&job->error);
  g_free (job);
}

/* NULL when what is in the file is not loaded. */
static ManiculeMergePart *
part_new (ManiculeWorkspace           *self,
          const ManiculeWorkspaceFile *file)
{
  ManiculeAnnotationSet *set = file->article_id != NULL ? manicule_workspace_find_set (self, file) : NULL;
  ManiculeMergePart *part;

  /* A parked set is of an article that was removed here; the model does not hold it. */
  if (file->article_id != NULL && (set == NULL || g_hash_table_contains (self->parked, file->name)))
    return NULL;

  part = g_new0 (ManiculeMergePart, 1);
  part->name = g_strdup (file->name);
  part->article_id = g_strdup (file->article_id);
  part->list = file->list;
  part->stamp = file->stamp;
  part->revision = file->revision;
  g_set_object (&part->base_set, file->base_set);
  if (file->base_list != NULL)
    part->base_list = manicule_list_snapshot_ref (file->base_list);
  if (set != NULL)
    part->our_set = manicule_annotation_set_snapshot (set);
  else
    part->our_list = manicule_list_snapshot_new (self->project, file->list);

  return part;
}

static Job *
job_new (ManiculeWorkspace *self)
{
  Job *job = g_new0 (Job, 1);
  GHashTableIter iter;
  gpointer value;

  job->folder = g_object_ref (self->folder);
  job->lock = self->lock;
  job->parts = g_ptr_array_new_with_free_func (part_free);
  job->conflicts = manicule_findings_new ();
  job->generation = self->generation;

  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      ManiculeMergePart *part = part_new (self, value);

      if (part != NULL)
        g_ptr_array_add (job->parts, part);
    }

  return job;
}

/* One file that cannot be merged does not keep the others from it. */
static void
merge_in_thread (gpointer      data,
                 GCancellable *cancellable)
{
  Job *job = data;
  guint i;

  if (!manicule_lock_verify (job->lock, &job->error))
    {
      g_ptr_array_set_size (job->parts, 0);
      return;
    }

  for (i = job->parts->len; i > 0; i--)
    {
      ManiculeMergePart *part = g_ptr_array_index (job->parts, i - 1);
      g_autoptr(GError) error = NULL;
      gboolean done = manicule_merge_part_run (part, job->folder, job->conflicts, &error);

      if (!done && job->error == NULL)
        job->error = g_steal_pointer (&error);
      if (!done || !part->changed)
        g_ptr_array_remove_index (job->parts, i - 1);
    }
}

static gboolean
was_edited (ManiculeWorkspace *self,
            Job               *job)
{
  guint i;

  for (i = 0; i < job->parts->len; i++)
    {
      ManiculeMergePart *part = g_ptr_array_index (job->parts, i);
      ManiculeWorkspaceFile *file = g_hash_table_lookup (self->files, part->name);

      if (file == NULL || file->revision != part->revision)
        return TRUE;
    }

  return FALSE;
}

/* The disk holds theirs, which is the base of what comes next. */
static void
note_parts (ManiculeWorkspace *self,
            Job               *job)
{
  guint i;

  for (i = 0; i < job->parts->len; i++)
    {
      ManiculeMergePart *part = g_ptr_array_index (job->parts, i);
      ManiculeWorkspaceFile *file = g_hash_table_lookup (self->files, part->name);

      file->stamp = part->stamp;
      if (part->as_theirs && part->our_list != NULL)
        {
          ManiculeListSnapshot *now = manicule_list_snapshot_new (self->project, file->list);

          manicule_workspace_file_set_base (file, NULL, now);
          manicule_list_snapshot_free (now);
        }
      else if (part->their_set != NULL)
        manicule_workspace_file_set_base (file, part->their_set, NULL);

      if (part->as_theirs)
        {
          file->saved = file->revision;
          manicule_workspace_journal_written (self, file, self->wanted);
        }
      else if (!manicule_workspace_file_is_unsaved (file))
        file->revision++;
    }
}

/**
 * manicule_workspace_take_conflicts:
 * @self: a workspace
 * @conflicts: what a merge did not decide
 */
void
manicule_workspace_take_conflicts (ManiculeWorkspace *self,
                                   ManiculeFindings  *conflicts)
{
  guint i;

  for (i = 0; i < manicule_findings_get_n (conflicts); i++)
    {
      const ManiculeFinding *finding = manicule_findings_get (conflicts, i);

      manicule_findings_add (self->findings, MANICULE_FINDING_WARNING, finding->code, finding->file, finding->line, "%s",
                             finding->message);
    }

  if (manicule_findings_get_n (conflicts) > 0)
    manicule_workspace_emit_findings (self);
}

/* Whatever kept it from being merged, the file was changed elsewhere, and trying again by itself would change nothing. */
static void
set_failure (ManiculeWorkspace *self,
             const GError      *cause)
{
  g_autoptr(GError) error = g_error_new_literal (MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_CHANGED, cause->message);

  if (cause->domain == MANICULE_STORE_ERROR)
    manicule_workspace_set_error (self, cause);
  else
    manicule_workspace_set_error (self, error);
}

static void
end_merge (ManiculeWorkspace *self,
           Job               *job,
           guint              n_changes,
           GTask             *task)
{
  self->changed_elsewhere = job->error != NULL;
  if (job->error != NULL)
    {
      set_failure (self, job->error);
      g_task_return_error (task, g_error_copy (job->error));
    }
  else
    {
      manicule_workspace_set_error (self, NULL);
      manicule_workspace_schedule_save (self);
      g_task_return_int (task, n_changes);
    }
  manicule_workspace_leave_slot (self);
}

static void start_merge (ManiculeWorkspace *self,
                         GTask             *task);

static void
on_merged (ManiculeWorkspace *self,
           gpointer           data,
           GTask             *task)
{
  Job *job = data;
  guint n_changes = 0;

  if (job->generation != self->generation || self->closed)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                               _("The project was closed or read anew meanwhile."));
      manicule_workspace_leave_slot (self);
      return;
    }

  if (was_edited (self, job))
    {
      start_merge (self, task);
      return;
    }

  if (job->parts->len > 0)
    {
      g_autoptr(GError) error = NULL;

      if (manicule_workspace_apply_parts (self, job->parts, job->conflicts, &n_changes, &error))
        {
          note_parts (self, job);
          manicule_workspace_take_conflicts (self, job->conflicts);
          manicule_workspace_read_summaries (self);
        }
      else if (job->error == NULL)
        job->error = g_steal_pointer (&error);
    }

  end_merge (self, job, n_changes, task);
}

static void
start_merge (ManiculeWorkspace *self,
             GTask             *task)
{
  if (self->lock == NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_READ_ONLY, _("The project is open read-only."));
  else if (self->groups->len > 0)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_BUSY, _("An edit is not finished yet."));
  else
    {
      manicule_workspace_run (self, task, NULL, job_new (self), job_free, merge_in_thread, on_merged);
      return;
    }

  manicule_workspace_leave_slot (self);
}

/**
 * manicule_workspace_merge_async:
 * @self: a workspace
 * @cancellable: (nullable): stops the waiting
 * @callback: called when it is done
 * @data: for @callback
 *
 * Takes over what other programs wrote, merged with what is open here. A file that cannot be merged stays as it is on
 * both sides, and the property error says so.
 */
void
manicule_workspace_merge_async (ManiculeWorkspace   *self,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (MANICULE_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, data);
  manicule_workspace_enter_slot (self, task, start_merge);
}

/**
 * manicule_workspace_merge_finish:
 * @self: a workspace
 * @result: the result
 * @n_changes: (out) (optional): how many things of others were taken over
 * @error: return location
 *
 * Returns: %TRUE when nothing of other programs is left to take over
 */
gboolean
manicule_workspace_merge_finish (ManiculeWorkspace  *self,
                                 GAsyncResult       *result,
                                 guint              *n_changes,
                                 GError            **error)
{
  gssize n;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  n = g_task_propagate_int (G_TASK (result), error);
  if (n_changes != NULL)
    *n_changes = MAX (n, 0);

  return n >= 0;
}
