/* manicule-workspace-import.c: an open project: articles that come in
 *
 * The files are written in a thread first; then the model follows, as one undo step. An import that is undone leaves its
 * files until the project is closed, so that it can be redone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-workspace-private.h"

#include "manicule-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* --- files of imports that are undone --- */

/**
 * manicule_workspace_purge:
 * @folder: a project folder
 * @ids: (element-type utf8): articles that came in by an import and went by its undoing
 *
 * Removes their texts, annotation sets and suggestions, which no list names any more. What cannot be removed stays: the check of the
 * project tells about it.
 *
 * Returns: (transfer full) (element-type utf8): the sets that were removed
 */
GPtrArray *
manicule_workspace_purge (GFile      *folder,
                          GHashTable *ids)
{
  GPtrArray *removed = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      g_autofree char *text_name = manicule_project_folder_text_name (id);
      g_autoptr(GPtrArray) names = manicule_project_folder_list_sets (folder, id, NULL);

      for (guint i = 0; names != NULL && i < names->len; i++)
        {
          const char *name = g_ptr_array_index (names, i);

          if (manicule_file_remove (folder, name, NULL))
            g_ptr_array_add (removed, g_strdup (name));
        }

      manicule_file_remove (folder, text_name, NULL);
    }

  return removed;
}

static GHashTable *
copy_ids (GHashTable *ids)
{
  GHashTable *copy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (copy, g_strdup (id));

  return copy;
}

/* --- carrying out --- */

/* One import, from its start to its end; the data of its task. */
typedef struct
{
  ManiculeImport  *plan;        /* (unowned): the caller's */
  ManiculeProjectParts *parts;  /* (owned) (nullable): what the project was when it began */
  ManiculeProject *merged;      /* (owned) (nullable): what it is on the disk afterwards */
  guint            n_articles;
  GPtrArray       *to_load;     /* (owned) (element-type ManiculeAnnotationSet): what is added to loaded sets, with
                                 * the article that it is added to */
  guint            next_load;
  gboolean         pinned;
  guint64          upto;        /* edits up to this line of the journal are in what it was when it began */
} Import;

/* The part of it that a thread does. */
typedef struct
{
  ManiculeImportJob     job;
  ManiculeProjectParts *parts;      /* (unowned): the import's */
  char                 *annotator;  /* (owned) */
  ManiculeLock         *lock;       /* (unowned) */
  ManiculeStamp         stamps[MANICULE_N_LISTS];
  gboolean              left[MANICULE_N_LISTS];  /* it failed, and so did taking this list back: it is what stamps say */
  GError               *error;      /* (owned) (nullable) */
} Writing;

static void
import_free (gpointer data)
{
  Import *import = data;

  g_clear_pointer (&import->parts, manicule_project_parts_free);
  g_clear_object (&import->merged);
  g_clear_pointer (&import->to_load, g_ptr_array_unref);
  g_free (import);
}

static void
writing_free (gpointer data)
{
  Writing *writing = data;

  g_object_unref (writing->job.folder);
  g_clear_object (&writing->job.merged);
  g_free (writing->annotator);
  g_hash_table_unref (writing->job.replaceable);
  g_clear_error (&writing->error);
  g_free (writing);
}

static void
end_import (GTask  *task,
            GError *error)
{
  ManiculeWorkspace *self = g_task_get_source_object (task);
  Import *import = g_task_get_task_data (task);

  if (import->pinned)
    manicule_workspace_unpin_sets (self);

  manicule_workspace_leave_slot (self);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, import->n_articles);
}

/* A list that was written, and is not what it was before, is not another program's work. */
static void
find_left (Writing             *writing,
           const ManiculeStamp *before)
{
  for (guint i = 0; i < MANICULE_N_LISTS; i++)
    {
      ManiculeStamp stamp = before[i];

      writing->left[i] = writing->stamps[i].inode != stamp.inode &&
                         !manicule_file_verify (writing->job.folder, manicule_list_names[i], &stamp, NULL);
    }
}

/* In the thread: all of the files, or none. */
static void
import_in_thread (gpointer      data,
                  GCancellable *cancellable)
{
  Writing *writing = data;
  gboolean done = manicule_lock_verify (writing->lock, &writing->error);
  ManiculeStamp before[MANICULE_N_LISTS];
  guint i;

  for (i = 0; done && i < MANICULE_N_LISTS; i++)
    done = manicule_file_verify (writing->job.folder, manicule_list_names[i], &writing->stamps[i], &writing->error);

  if (!done)
    return;

  writing->job.cancellable = cancellable;
  writing->job.merged = manicule_import_merge (writing->parts, writing->job.plan, writing->annotator);
  memcpy (before, writing->stamps, sizeof before);
  if (!manicule_import_write (&writing->job, &writing->error))
    find_left (writing, before);
}

static const char *
get_target (ManiculeImportItem *item)
{
  return item->include ? manicule_article_get_id (manicule_document_get_article (item->document)) : item->duplicate_of;
}

/* (element-type ManiculeAnnotationSet): the sets of the plan that go to articles which are there already, each under
 * the id of that article. */
static GPtrArray *
collect_additions (ManiculeImport *plan)
{
  GPtrArray *sets = g_ptr_array_new_with_free_func (g_object_unref);
  guint i, j;

  for (i = 0; i < plan->items->len; i++)
    {
      ManiculeImportItem *item = g_ptr_array_index (plan->items, i);

      if (!manicule_import_item_adds (item))
        continue;

      for (j = 0; j < manicule_document_get_n_sets (item->document); j++)
        {
          ManiculeAnnotationSet *set = manicule_document_get_set (item->document, j);

          if (g_list_model_get_n_items (G_LIST_MODEL (set)) > 0)
            g_ptr_array_add (sets, manicule_map_copy_set (NULL, set, get_target (item),
                                                          manicule_annotation_set_get_annotator (set)));
        }
    }

  return sets;
}

static gboolean
add_annotations (ManiculeWorkspace  *self,
                 Import             *import,
                 GError            **error)
{
  guint i;

  for (i = 0; i < import->to_load->len; i++)
    {
      ManiculeAnnotationSet *source = g_ptr_array_index (import->to_load, i);
      ManiculeAnnotationSet *set = manicule_project_find_set (self->project,
                                                              manicule_annotation_set_get_article_id (source),
                                                              manicule_annotation_set_get_annotator (source));

      if (!manicule_import_add_to_set (self->history, set, source, error))
        return FALSE;
    }

  return TRUE;
}

/* The list of articles need not be read from the disk to show what came in. */
static void
note_items (ManiculeWorkspace *self,
            Import            *import)
{
  guint i, j;

  for (i = 0; i < import->plan->items->len; i++)
    {
      ManiculeImportItem *item = g_ptr_array_index (import->plan->items, i);
      const char *id = get_target (item);
      ManiculeStatus status = MANICULE_STATUS_NEW;
      guint n = 0;

      if (!item->include)
        continue;

      for (j = 0; j < manicule_document_get_n_sets (item->document); j++)
        {
          ManiculeAnnotationSet *set = manicule_document_get_set (item->document, j);

          if (strcmp (manicule_annotation_set_get_annotator (set), self->annotator) != 0)
            continue;

          status = manicule_annotation_set_get_status (set);
          n = g_list_model_get_n_items (G_LIST_MODEL (set));
        }

      manicule_workspace_set_summary (self, id, status, n);
    }
}

/* What came in goes again when the project is closed. */
static void
take_back_items (ManiculeWorkspace *self,
                 Import            *import)
{
  guint i;

  for (i = 0; i < import->plan->items->len; i++)
    {
      ManiculeImportItem *item = g_ptr_array_index (import->plan->items, i);

      if (item->include)
        g_hash_table_add (self->taken_back, g_strdup (get_target (item)));
    }
}

/* Those who show an article that was there before look what is proposed for it now. */
static void
tell_suggestions (ManiculeWorkspace *self,
                  Import            *import)
{
  guint i;

  for (i = 0; i < import->plan->items->len; i++)
    {
      ManiculeImportItem *item = g_ptr_array_index (import->plan->items, i);

      if (manicule_import_item_suggests (item))
        g_signal_emit_by_name (self, "suggestions-changed", item->duplicate_of);
    }
}

/* The model follows the disk. Where the lists were edited meanwhile, the next save writes what came of both. */
static void
apply (GTask *task)
{
  ManiculeWorkspace *self = g_task_get_source_object (task);
  Import *import = g_task_get_task_data (task);
  g_autofree char *title = NULL;
  GError *error = NULL;

  title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Imported %u article", "Imported %u articles", import->n_articles),
                           import->n_articles);

  note_items (self, import);
  manicule_history_begin (self->history, title);
  if (manicule_import_bring_up (self->history, import->plan, import->parts, import->merged, &error) &&
      add_annotations (self, import, &error))
    {
      manicule_history_end (self->history);
      tell_suggestions (self, import);
    }
  else
    {
      manicule_history_cancel (self->history);
      take_back_items (self, import);
    }

  end_import (task, error);
}

static void load_next (GTask *task);

static void
on_loaded (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(GTask) task = data;
  g_autoptr(ManiculeAnnotationSet) set = NULL;
  GError *error = NULL;

  set = manicule_workspace_load_set_finish (MANICULE_WORKSPACE (source), result, &error);
  if (set != NULL)
    load_next (task);
  else
    end_import (task, error);
}

/* The sets that get something must be loaded before the model can follow. */
static void
load_next (GTask *task)
{
  ManiculeWorkspace *self = g_task_get_source_object (task);
  Import *import = g_task_get_task_data (task);
  ManiculeAnnotationSet *set;
  ManiculeArticle *article;

  if (import->next_load == import->to_load->len)
    {
      apply (task);
      return;
    }

  set = g_ptr_array_index (import->to_load, import->next_load++);
  article = manicule_project_find_article (import->merged, manicule_annotation_set_get_article_id (set));
  manicule_workspace_load_set_async (self, article, manicule_annotation_set_get_annotator (set), NULL,
                                     on_loaded, g_object_ref (task));
}

/* The next save makes it again what is open here. */
static void
take_left (ManiculeWorkspace *self,
           Writing           *writing)
{
  for (guint i = 0; i < MANICULE_N_LISTS; i++)
    {
      ManiculeWorkspaceFile *file = g_hash_table_lookup (self->files, manicule_list_names[i]);

      if (!writing->left[i])
        continue;

      file->stamp = writing->stamps[i];
      manicule_workspace_mark_list (self, i);
    }
}

static void
on_written (ManiculeWorkspace *self,
            gpointer           data,
            GTask             *task)
{
  Import *import = g_task_get_task_data (task);
  Writing *writing = data;
  guint i;

  if (writing->error != NULL)
    {
      take_left (self, writing);
      end_import (task, g_steal_pointer (&writing->error));
      return;
    }

  for (i = 0; i < MANICULE_N_LISTS; i++)
    {
      ManiculeWorkspaceFile *file = g_hash_table_lookup (self->files, manicule_list_names[i]);

      file->stamp = writing->stamps[i];
      manicule_workspace_journal_written (self, file, import->upto);
    }

  import->merged = g_steal_pointer (&writing->job.merged);
  import->to_load = collect_additions (import->plan);
  import->pinned = TRUE;
  manicule_workspace_pin_sets (self);
  load_next (task);
}

static Writing *
writing_new (ManiculeWorkspace *self,
             Import            *import)
{
  Writing *writing = g_new0 (Writing, 1);
  guint i;

  writing->lock = self->lock;
  writing->job.folder = g_object_ref (self->folder);
  writing->parts = import->parts;
  writing->annotator = g_strdup (self->annotator);
  writing->job.plan = import->plan;
  writing->job.replaceable = copy_ids (self->taken_back);
  writing->job.stamps = writing->stamps;

  for (i = 0; i < MANICULE_N_LISTS; i++)
    {
      ManiculeWorkspaceFile *file = g_hash_table_lookup (self->files, manicule_list_names[i]);

      writing->stamps[i] = file->stamp;
    }

  return writing;
}

static void
start_import (ManiculeWorkspace *self,
              GTask             *task)
{
  Import *import = g_task_get_task_data (task);

  if (self->lock == NULL)
    {
      end_import (task, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_READ_ONLY,
                                             _("The project is open read-only, so nothing can be imported.")));
      return;
    }

  import->parts = manicule_project_parts_new (self->project);
  import->upto = self->wanted;
  import->n_articles = manicule_import_count (import->plan);
  manicule_workspace_run (self, task, g_task_get_cancellable (task), writing_new (self, import), writing_free,
                          import_in_thread, on_written);
}

/**
 * manicule_workspace_import_async:
 * @self: a workspace
 * @plan: what to import; it must stay as it is until this is done
 * @cancellable: (nullable): a cancellable; nothing is imported when it is cancelled in time
 * @callback: called when it is done
 * @data: for @callback
 *
 * Carries out a plan, all or nothing, as one undo step.
 */
void
manicule_workspace_import_async (ManiculeWorkspace   *self,
                                 ManiculeImport      *plan,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             data)
{
  g_autoptr(GTask) task = NULL;
  Import *import;

  g_return_if_fail (MANICULE_IS_WORKSPACE (self));
  g_return_if_fail (plan != NULL);

  import = g_new0 (Import, 1);
  import->plan = plan;

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, import, import_free);
  manicule_workspace_enter_slot (self, task, start_import);
}

/**
 * manicule_workspace_import_finish:
 * @self: a workspace
 * @result: the result
 * @n_articles: (out) (optional): how many articles came in
 * @error: return location
 *
 * Returns: %TRUE when all of the plan is carried out; %FALSE when nothing of it is
 */
gboolean
manicule_workspace_import_finish (ManiculeWorkspace  *self,
                                  GAsyncResult       *result,
                                  guint              *n_articles,
                                  GError            **error)
{
  gssize n;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  n = g_task_propagate_int (G_TASK (result), error);
  if (n < 0)
    return FALSE;

  if (n_articles != NULL)
    *n_articles = n;

  return TRUE;
}
