/* manicule-workspace-plan.c: an open project: what an import of files would bring
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-workspace-private.h"

#include "manicule-import-private.h"

typedef struct
{
  GFile                *folder;     /* (owned) */
  ManiculeProjectParts *parts;      /* (owned) */
  GPtrArray            *files;      /* (owned) (element-type GFile) */
  ManiculeImportOptions options;    /* with what follows */
  GHashTable           *table;      /* (owned) (nullable) */
  GHashTable           *chosen;     /* (owned) (nullable) */
  char                 *encoding;   /* (owned) (nullable) */
  char                 *annotator;  /* (owned) */
  ManiculeImport       *plan;       /* (owned) (nullable): the result */
  GError               *error;      /* (owned) (nullable): instead */
} PlanJob;

static void
plan_job_free (gpointer data)
{
  PlanJob *job = data;

  g_object_unref (job->folder);
  manicule_project_parts_free (job->parts);
  g_ptr_array_unref (job->files);
  g_clear_pointer (&job->table, g_hash_table_unref);
  g_clear_pointer (&job->chosen, g_hash_table_unref);
  g_free (job->encoding);
  g_free (job->annotator);
  g_clear_pointer (&job->plan, manicule_import_free);
  g_clear_error (&job->error);
  g_free (job);
}

static void
plan_in_thread (gpointer      data,
                GCancellable *cancellable)
{
  PlanJob *job = data;
  g_autoptr(ManiculeProject) project = manicule_project_parts_assemble (job->parts, job->parts->schema);

  job->plan = manicule_import_plan (job->files, &job->options, project, cancellable, &job->error);
  if (job->plan != NULL &&
      !manicule_import_find_similar (job->plan, job->folder, project, cancellable, &job->error))
    g_clear_pointer (&job->plan, manicule_import_free);
}

static void
on_planned (ManiculeWorkspace *self,
            gpointer           data,
            GTask             *task)
{
  PlanJob *job = data;

  if (job->plan != NULL)
    g_task_return_pointer (task, g_steal_pointer (&job->plan), (GDestroyNotify) manicule_import_free);
  else
    g_task_return_error (task, g_steal_pointer (&job->error));
}

/* NULL: the defaults. */
static void
take_options (PlanJob                     *job,
              const ManiculeImportOptions *options,
              const char                  *annotator)
{
  if (options != NULL)
    job->options = *options;

  job->table = job->options.options != NULL ? g_hash_table_ref (job->options.options) : NULL;
  job->chosen = job->options.chosen != NULL ? g_hash_table_ref (job->options.chosen) : NULL;
  job->encoding = g_strdup (job->options.encoding);
  job->annotator = g_strdup (annotator);

  job->options.encoding = job->encoding;
  job->options.annotator = job->annotator;
}

/**
 * manicule_workspace_plan_import_async:
 * @self: a workspace
 * @files: (element-type GFile): files and folders; not to be changed meanwhile
 * @options: (nullable): how to read them; its tables are not to be changed meanwhile, its annotator is not looked at
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @data: for @callback
 *
 * Reads files without writing anything.
 */
void
manicule_workspace_plan_import_async (ManiculeWorkspace    *self,
                                      GPtrArray            *files,
                                      const ManiculeImportOptions *options,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              data)
{
  g_autoptr(GTask) task = NULL;
  PlanJob *job;

  g_return_if_fail (MANICULE_IS_WORKSPACE (self));
  g_return_if_fail (files != NULL);

  job = g_new0 (PlanJob, 1);
  job->folder = g_object_ref (self->folder);
  job->parts = manicule_project_parts_new (self->project);
  job->files = g_ptr_array_ref (files);
  take_options (job, options, self->annotator);

  task = g_task_new (self, cancellable, callback, data);
  manicule_workspace_run (self, task, cancellable, job, plan_job_free, plan_in_thread, on_planned);
}

/**
 * manicule_workspace_plan_import_finish:
 * @self: a workspace
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the plan
 */
ManiculeImport *
manicule_workspace_plan_import_finish (ManiculeWorkspace  *self,
                                       GAsyncResult       *result,
                                       GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
