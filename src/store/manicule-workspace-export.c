/* manicule-workspace-export.c: an open project: articles that go out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-workspace-private.h"

#include "manicule-folder-documents-private.h"

#include <string.h>

/* What is exported. The task and the thread each hold a reference: which of them is the last is left open. */
typedef struct
{
  ManiculeExport           export;         /* its pointers belong to the fields below */
  GHashTable              *options;        /* (owned) (nullable) */
  ManiculeSchema          *schema;         /* (owned) (nullable) */
  ManiculeFolderDocuments *documents;      /* (owned) (nullable) */
  char                    *title;          /* (owned) (nullable) */
  char                    *annotator;      /* (owned) */
  gboolean                 only_done;
  GFile                   *output;         /* (owned) (nullable) */
  ManiculeProgressFunc     progress;       /* (nullable): the caller's, for the main thread */
  gpointer                 progress_data;
  GTask                   *task;           /* (unowned): it lives longer than the work */
  ManiculeLossReport      *report;         /* (owned) (nullable): the result */
  GError                  *error;          /* (owned) (nullable): instead */

  GMutex                   lock;           /* over what follows */
  guint                    done;
  guint                    total;
  gboolean                 telling;        /* the main thread is about to tell */
} Job;

static void
job_clear (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->options, g_hash_table_unref);
  g_clear_object (&job->schema);
  g_clear_pointer (&job->documents, manicule_folder_documents_free);
  g_free (job->title);
  g_free (job->annotator);
  g_clear_object (&job->output);
  g_clear_pointer (&job->report, manicule_loss_report_free);
  g_clear_error (&job->error);
  g_mutex_clear (&job->lock);
}

static void
job_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, job_clear);
}

/* --- progress, from the thread to the main one; no more often than it can tell --- */

static gboolean
tell (gpointer data)
{
  GTask *task = data;
  Job *job = g_task_get_task_data (task);
  guint done, total;

  g_mutex_lock (&job->lock);
  done = job->done;
  total = job->total;
  job->telling = FALSE;
  g_mutex_unlock (&job->lock);

  if (!g_task_get_completed (task))
    job->progress (done, total, job->progress_data);

  return G_SOURCE_REMOVE;
}

static void
on_progress (guint    done,
             guint    total,
             gpointer data)
{
  Job *job = data;
  gboolean telling;

  g_mutex_lock (&job->lock);
  job->done = done;
  job->total = total;
  telling = job->telling;
  job->telling = TRUE;
  g_mutex_unlock (&job->lock);

  if (!telling)
    {
      g_autoptr(GSource) source = g_idle_source_new ();

      g_source_set_priority (source, G_PRIORITY_DEFAULT);
      g_source_set_callback (source, tell, g_object_ref (job->task), g_object_unref);
      g_source_attach (source, g_task_get_context (job->task));
    }
}

/* --- exporting --- */

static void
export_in_thread (gpointer      data,
                  GCancellable *cancellable)
{
  Job *job = data;

  if (job->output != NULL && !manicule_project_folder_spares (job->output, &job->error))
    return;
  if (job->only_done && !manicule_folder_documents_keep_done (job->documents, cancellable, &job->error))
    return;

  job->export.n_documents = manicule_folder_documents_get_n (job->documents);
  job->report = job->output != NULL ? manicule_export_run (&job->export, job->output, cancellable, &job->error)
                                    : manicule_export_count (&job->export, cancellable, &job->error);
}

static void
on_exported (ManiculeWorkspace *self,
             gpointer           data,
             GTask             *task)
{
  Job *job = data;

  if (job->report != NULL)
    g_task_return_pointer (task, g_steal_pointer (&job->report), (GDestroyNotify) manicule_loss_report_free);
  else
    g_task_return_error (task, g_steal_pointer (&job->error));
}

/* A set that could not be saved goes out all the same: this may be the way to save it. */
static void
add_unsaved_sets (ManiculeWorkspace *self,
                  Job               *job)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      ManiculeWorkspaceFile *file = value;
      ManiculeAnnotationSet *set;

      if (file->article_id == NULL || strcmp (file->annotator, job->annotator) != 0 ||
          !manicule_workspace_file_is_unsaved (file))
        continue;

      set = manicule_workspace_find_set (self, file);
      manicule_folder_documents_add_newer (job->documents, manicule_annotation_set_snapshot (set));
    }
}

static void
on_saved (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  ManiculeWorkspace *self = MANICULE_WORKSPACE (source);
  g_autoptr(GTask) task = data;
  Job *job = g_task_get_task_data (task);

  manicule_workspace_save_finish (self, result, NULL);

  job->schema = manicule_schema_copy (manicule_project_get_schema (self->project));
  job->documents = manicule_folder_documents_new_all (self->folder, self->project, job->annotator);
  add_unsaved_sets (self, job);

  job->title = g_strdup (manicule_project_get_name (self->project));

  job->export.title = job->title;
  job->export.schema = job->schema;
  job->export.policy.schema = job->schema;
  job->export.source = manicule_folder_documents_get;
  job->export.data = job->documents;
  if (job->progress != NULL)
    {
      job->export.progress = on_progress;
      job->export.progress_data = job;
    }

  manicule_workspace_run (self, task, g_task_get_cancellable (task), g_atomic_rc_box_acquire (job), job_unref,
                          export_in_thread, on_exported);
}

/**
 * manicule_workspace_export_async:
 * @self: a workspace
 * @export: format, options, policy, split and strictness; copied
 * @annotator: whose sets
 * @only_done: leave out articles that are not marked done
 * @output: (nullable): where to; %NULL: only count what would be lost
 * @progress: (nullable): called in the main thread
 * @progress_data: for @progress
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @data: for @callback
 *
 * Exports the project. Edits that are not on the disk yet go out too.
 */
void
manicule_workspace_export_async (ManiculeWorkspace    *self,
                                 const ManiculeExport *export,
                                 const char           *annotator,
                                 gboolean              only_done,
                                 GFile                *output,
                                 ManiculeProgressFunc  progress,
                                 gpointer              progress_data,
                                 GCancellable         *cancellable,
                                 GAsyncReadyCallback   callback,
                                 gpointer              data)
{
  g_autoptr(GTask) task = NULL;
  Job *job;

  g_return_if_fail (MANICULE_IS_WORKSPACE (self));
  g_return_if_fail (export != NULL && annotator != NULL);

  job = g_atomic_rc_box_new0 (Job);
  g_mutex_init (&job->lock);
  job->export = *export;
  job->options = export->options != NULL ? g_hash_table_ref (export->options) : NULL;
  job->export.policy.options = job->options;
  job->export.progress = NULL;
  job->annotator = g_strdup (annotator);
  job->only_done = only_done;
  job->output = output != NULL ? g_object_ref (output) : NULL;
  job->progress = progress;
  job->progress_data = progress_data;

  task = g_task_new (self, cancellable, callback, data);
  job->task = task;
  g_task_set_task_data (task, job, job_unref);
  manicule_workspace_save_async (self, NULL, on_saved, g_object_ref (task));
}

/**
 * manicule_workspace_export_finish:
 * @self: a workspace
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what was, or would be, lost
 */
ManiculeLossReport *
manicule_workspace_export_finish (ManiculeWorkspace  *self,
                                  GAsyncResult       *result,
                                  GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
