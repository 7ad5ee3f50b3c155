/* manicule-workspace-load.c: an open project: annotation sets, loaded when they are needed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-workspace-private.h"

#include "manicule-file-name.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a thread reads. */
typedef struct
{
  GFile                 *folder;      /* (owned) */
  ManiculeArticle       *article;     /* (owned) */
  char                  *annotator;   /* (owned) */
  char                  *name;        /* (owned) */
  ManiculeAnnotationSet *set;         /* (owned) (nullable): the result */
  ManiculeStamp          stamp;
  ManiculeFindings      *findings;    /* (owned) */
  GError                *error;       /* (owned) (nullable): instead */
  guint                  generation;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->folder);
  g_object_unref (job->article);
  g_free (job->annotator);
  g_free (job->name);
  g_clear_object (&job->set);
  manicule_findings_free (job->findings);
  g_clear_error (&job->error);
  g_free (job);
}

static void
load_in_thread (gpointer      data,
                GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr(ManiculeText) text = NULL;

  text = manicule_project_folder_read_text (job->folder, job->article, &job->error);
  if (text != NULL)
    job->set = manicule_project_folder_read_set_full (job->folder, manicule_article_get_id (job->article),
                                                      job->annotator, text, &job->stamp, job->findings, &job->error);
}

/* --- which sets stay --- */

/* An article that is left is done with for now. */
static void
leave_set (ManiculeWorkspace *self,
           const char        *name)
{
  const char *left = g_queue_peek_head (&self->recent);
  ManiculeWorkspaceFile *file = left != NULL ? g_hash_table_lookup (self->files, left) : NULL;

  if (file != NULL && strcmp (left, name) != 0 && manicule_workspace_file_is_unsaved (file))
    manicule_workspace_hurry_save (self);
}

static void
use_set (ManiculeWorkspace *self,
         const char        *name)
{
  GList *link = g_queue_find_custom (&self->recent, name, (GCompareFunc) strcmp);

  leave_set (self, name);
  if (link == NULL)
    g_queue_push_head (&self->recent, g_strdup (name));
  else
    {
      g_queue_unlink (&self->recent, link);
      g_queue_push_head_link (&self->recent, link);
    }
}

/**
 * manicule_workspace_find_set:
 * @self: a workspace
 * @file: what it knows of a set's file
 *
 * Returns: (transfer none) (nullable): the set
 */
ManiculeAnnotationSet *
manicule_workspace_find_set (ManiculeWorkspace           *self,
                             const ManiculeWorkspaceFile *file)
{
  ManiculeAnnotationSet *set = manicule_project_find_set (self->project, file->article_id, file->annotator);

  return set != NULL ? set : g_hash_table_lookup (self->parked, file->name);
}

/* Takes @link out of the sets that were used last, and its set out of the project. */
static void
let_go (ManiculeWorkspace     *self,
        GList                 *link,
        ManiculeWorkspaceFile *file)
{
  manicule_project_drop_set (self->project, file->article_id, file->annotator);
  g_free (link->data);
  g_queue_delete_link (&self->recent, link);
}

static gboolean
is_saved (gpointer name,
          gpointer set,
          gpointer data)
{
  ManiculeWorkspace *self = data;

  if (manicule_workspace_file_is_unsaved (g_hash_table_lookup (self->files, name)))
    return FALSE;

  g_hash_table_remove (self->files, name);
  return TRUE;
}

/**
 * manicule_workspace_trim_sets:
 * @self: a workspace
 *
 * Drops the loaded sets beyond the last few used, except unsaved ones, and unless somebody needs all of them.
 */
void
manicule_workspace_trim_sets (ManiculeWorkspace *self)
{
  guint i = g_queue_get_length (&self->recent);
  GList *link = g_queue_peek_tail_link (&self->recent);

  g_hash_table_foreach_remove (self->parked, is_saved, self);

  for (; self->n_pins == 0 && i > MANICULE_WORKSPACE_KEPT_SETS; i--)
    {
      GList *before = link->prev;
      ManiculeWorkspaceFile *file = g_hash_table_lookup (self->files, link->data);

      if (!manicule_workspace_file_is_unsaved (file))
        {
          let_go (self, link, file);
          g_hash_table_remove (self->files, file->name);
        }

      link = before;
    }
}

/**
 * manicule_workspace_park_sets:
 * @self: a workspace
 * @change: what was applied to the model
 */
void
manicule_workspace_park_sets (ManiculeWorkspace *self,
                              ManiculeChange    *change)
{
  ManiculeArticle *article = manicule_change_get_before (change);
  GList *link;

  if (manicule_change_get_kind (change) != MANICULE_CHANGE_ARTICLE || manicule_change_get_after (change) != NULL)
    return;

  for (link = self->recent.head; link != NULL; )
    {
      GList *next = link->next;
      ManiculeWorkspaceFile *file = g_hash_table_lookup (self->files, link->data);

      if (strcmp (file->article_id, manicule_article_get_id (article)) == 0)
        {
          ManiculeAnnotationSet *set = manicule_workspace_find_set (self, file);

          g_hash_table_insert (self->parked, g_strdup (file->name), g_object_ref (set));
          let_go (self, link, file);
        }

      link = next;
    }
}

/* Gives a parked set back to the project; NULL when there is none. */
static ManiculeAnnotationSet *
unpark (ManiculeWorkspace *self,
        const char        *name)
{
  ManiculeAnnotationSet *set = g_hash_table_lookup (self->parked, name);

  if (set != NULL)
    {
      manicule_project_hold_set (self->project, set);
      g_hash_table_remove (self->parked, name);
    }

  return set;
}

/**
 * manicule_workspace_pin_sets:
 * @self: a workspace
 *
 * Keeps all sets loaded that are so or will be, until manicule_workspace_unpin_sets().
 */
void
manicule_workspace_pin_sets (ManiculeWorkspace *self)
{
  self->n_pins++;
}

void
manicule_workspace_unpin_sets (ManiculeWorkspace *self)
{
  g_return_if_fail (self->n_pins > 0);

  self->n_pins--;
  manicule_workspace_trim_sets (self);
}

/* --- loading --- */

static void
end_tasks (GPtrArray             *tasks,
           ManiculeAnnotationSet *set,
           const GError          *error)
{
  guint i;

  for (i = 0; i < tasks->len; i++)
    {
      GTask *task = g_ptr_array_index (tasks, i);

      if (set != NULL)
        g_task_return_pointer (task, g_object_ref (set), g_object_unref);
      else
        g_task_return_error (task, g_error_copy (error));
    }
}

static gboolean
is_told (ManiculeFindings      *findings,
         const ManiculeFinding *finding)
{
  guint i;

  for (i = 0; i < manicule_findings_get_n (findings); i++)
    {
      const ManiculeFinding *other = manicule_findings_get (findings, i);

      if (other->line == finding->line && g_strcmp0 (other->file, finding->file) == 0 &&
          strcmp (other->message, finding->message) == 0)
        return TRUE;
    }

  return FALSE;
}

/* What was damaged in the set is told with what was damaged in the project; once, however often it is loaded. */
static void
take_findings (ManiculeWorkspace *self,
               ManiculeFindings  *findings)
{
  gboolean changed = FALSE;
  guint i;

  for (i = 0; i < manicule_findings_get_n (findings); i++)
    {
      const ManiculeFinding *finding = manicule_findings_get (findings, i);

      if (is_told (self->findings, finding))
        continue;

      manicule_findings_add (self->findings, finding->severity, finding->code, finding->file, finding->line,
                             "%s", finding->message);
      changed = TRUE;
    }

  if (changed)
    manicule_workspace_emit_findings (self);
}

static void
take_set (ManiculeWorkspace *self,
          Job               *job)
{
  ManiculeWorkspaceFile *file = manicule_workspace_add_file (self, job->name, &job->stamp);

  file->article_id = g_strdup (manicule_article_get_id (job->article));
  file->annotator = g_strdup (job->annotator);
  file->damaged = manicule_findings_get_n_errors (job->findings) > 0;
  file->base_set = manicule_annotation_set_snapshot (job->set);

  manicule_project_hold_set (self->project, job->set);
  use_set (self, job->name);
  manicule_workspace_trim_sets (self);

  if (strcmp (job->annotator, self->annotator) == 0)
    manicule_workspace_set_summary (self, file->article_id, manicule_annotation_set_get_status (job->set),
                                    g_list_model_get_n_items (G_LIST_MODEL (job->set)));
}

static void
on_loaded (ManiculeWorkspace *self,
           gpointer           data,
           GTask             *task)
{
  Job *job = data;
  gpointer key;
  gpointer tasks;

  if (job->generation != self->generation || self->closed)
    {
      g_clear_error (&job->error);
      g_clear_object (&job->set);
      g_set_error_literal (&job->error, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                           _("The project was closed or read anew meanwhile."));
    }

  if (job->set != NULL)
    take_set (self, job);

  if (g_hash_table_steal_extended (self->loads, job->name, &key, &tasks))
    {
      end_tasks (tasks, job->set, job->error);
      g_ptr_array_unref (tasks);
      g_free (key);
    }

  if (job->set != NULL)
    take_findings (self, job->findings);
}

static void
start_load (ManiculeWorkspace *self,
            ManiculeArticle   *article,
            const char        *annotator,
            const char        *name)
{
  Job *job = g_new0 (Job, 1);

  job->folder = g_object_ref (self->folder);
  job->article = g_object_ref (article);
  job->annotator = g_strdup (annotator);
  job->name = g_strdup (name);
  job->findings = manicule_findings_new ();
  job->generation = self->generation;
  manicule_workspace_run (self, NULL, NULL, job, job_free, load_in_thread, on_loaded);
}

/**
 * manicule_workspace_load_set_async:
 * @self: a workspace
 * @article: an article whose text is in the folder
 * @annotator: whose set
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @data: for @callback
 *
 * Loads a set, or gives the one that is loaded already. Two that ask for the same at the same time get the same.
 */
void
manicule_workspace_load_set_async (ManiculeWorkspace   *self,
                                   ManiculeArticle     *article,
                                   const char          *annotator,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             data)
{
  const char *id = manicule_article_get_id (article);
  g_autofree char *name = manicule_project_folder_set_name (id, annotator);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, data);
  ManiculeAnnotationSet *set = manicule_project_find_set (self->project, id, annotator);
  GPtrArray *waiting;


  if (set == NULL)
    set = unpark (self, name);

  if (set != NULL)
    {
      use_set (self, name);
      g_task_return_pointer (task, g_object_ref (set), g_object_unref);
      return;
    }

  waiting = g_hash_table_lookup (self->loads, name);
  if (waiting == NULL)
    {
      waiting = g_ptr_array_new_with_free_func (g_object_unref);
      g_hash_table_insert (self->loads, g_strdup (name), waiting);
      start_load (self, article, annotator, name);
    }

  g_ptr_array_add (waiting, g_steal_pointer (&task));
}

ManiculeAnnotationSet *
manicule_workspace_load_set_finish (ManiculeWorkspace  *self,
                                    GAsyncResult       *result,
                                    GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * manicule_workspace_load_async:
 * @self: a workspace
 * @article_id: an article of the project
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @data: for @callback
 *
 * Loads the text and this annotator's set of an article.
 */
void
manicule_workspace_load_async (ManiculeWorkspace   *self,
                               const char          *article_id,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             data)
{
  ManiculeArticle *article;

  g_return_if_fail (MANICULE_IS_WORKSPACE (self));
  g_return_if_fail (article_id != NULL);

  article = manicule_project_find_article (self->project, article_id);
  if (article != NULL)
    manicule_workspace_load_set_async (self, article, self->annotator, cancellable, callback, data);
  else
    g_task_report_new_error (self, callback, data, NULL, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                             _("There is no article “%s” in this project."), article_id);
}

/**
 * manicule_workspace_load_finish:
 * @self: a workspace
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the set, which the project holds now
 */
ManiculeAnnotationSet *
manicule_workspace_load_finish (ManiculeWorkspace  *self,
                                GAsyncResult       *result,
                                GError            **error)
{
  return manicule_workspace_load_set_finish (self, result, error);
}
