/* manicule-project-folder-import.c: a project on disk: carrying out an import
 *
 * Texts come first, then annotation sets, then the lists that make them visible; so a process that is killed on the
 * way leaves files that no list names, and nothing else.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-import-private.h"

#include "manicule-fs.h"
#include "manicule-json.h"
#include "manicule-project-folder-private.h"

#include <glib/gi18n-lib.h>

/* A file that was written, and what it was before. */
typedef struct
{
  char   *name;    /* (owned) */
  char   *kept;    /* (owned) (nullable): another name of what was there, to be put back without any room */
  GBytes *before;  /* (owned) (nullable): what was there, where it has no other name */
} Written;

/* What a failure takes back. */
typedef struct
{
  const ManiculeImportJob *job;
  GFile      *folder;   /* (unowned) */
  GArray     *files;    /* (owned) (element-type Written) */
  GPtrArray  *folders;  /* (owned) (element-type utf8): that were made */
  GPtrArray  *unsynced; /* (owned) (element-type utf8): new files whose content may not be on the disk yet */
  GHashTable *touched;  /* (owned) (element-type utf8): folders with new files that are not synced yet */
} Log;

static void
written_clear (gpointer data)
{
  Written *written = data;

  g_free (written->name);
  g_free (written->kept);
  g_clear_pointer (&written->before, g_bytes_unref);
}

static void
log_init (Log                     *log,
          const ManiculeImportJob *job)
{
  log->job = job;
  log->folder = job->folder;
  log->files = g_array_new (FALSE, FALSE, sizeof (Written));
  g_array_set_clear_func (log->files, written_clear);
  log->folders = g_ptr_array_new_with_free_func (g_free);
  log->unsynced = g_ptr_array_new_with_free_func (g_free);
  log->touched = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
log_clear (Log *log)
{
  g_array_unref (log->files);
  g_ptr_array_unref (log->folders);
  g_ptr_array_unref (log->unsynced);
  g_hash_table_unref (log->touched);
}

/* Backwards, so that the lists come first. Where one of them cannot be restored, which takes a second failure, the files
 * that it names stay: better an import that is on the disk after all than a list of texts that are not. */
static void
log_take_back (Log *log)
{
  guint i;

  for (i = log->files->len; i-- > 0; )
    {
      Written *written = &g_array_index (log->files, Written, i);

      if (written->kept != NULL)
        {
          if (!manicule_save_put_back (log->folder, written->name, written->kept, NULL))
            return;
        }
      else if (written->before == NULL)
        manicule_file_remove (log->folder, written->name, NULL);
      else if (!manicule_save (log->folder, written->name, written->before, MANICULE_SAVE_DEFAULT, NULL, NULL))
        return;
    }

  for (i = log->folders->len; i-- > 0; )
    {
      g_autofree char *path = manicule_file_get_path (log->folder, g_ptr_array_index (log->folders, i), NULL);

      if (path != NULL)
        manicule_fs_get ()->rmdir (path);
    }
}

/* What was kept is needed no more. */
static void
log_let_go (Log *log)
{
  guint i;

  for (i = 0; i < log->files->len; i++)
    {
      const Written *written = &g_array_index (log->files, Written, i);

      if (written->kept != NULL)
        manicule_file_remove (log->folder, written->kept, NULL);
    }
}

/* Before a file is written that was not there. */
static void
log_new (Log        *log,
         const char *name)
{
  Written written = { g_strdup (name), NULL, NULL };

  g_array_append_val (log->files, written);
}

/* Before a file is written that may be there, or is removed. */
static gboolean
log_file (Log         *log,
          const char  *name,
          GError     **error)
{
  Written written = { NULL, manicule_save_keep (log->folder, name), NULL };
  g_autoptr(GError) local_error = NULL;

  if (written.kept == NULL)
    written.before = manicule_file_read (log->folder, name, MANICULE_FILE_MAX_BYTES, NULL, &local_error);
  if (local_error != NULL && !g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  written.name = g_strdup (name);
  g_array_append_val (log->files, written);
  /* cppcheck-suppress memleak ; the array took it */
  return TRUE;
}

static gboolean
make_folder (Log         *log,
             const char  *name,
             GError     **error)
{
  gboolean exists;

  if (g_hash_table_contains (log->touched, name))
    return TRUE;

  if (!manicule_file_look (log->folder, name, &exists, error))
    return FALSE;
  if (!exists)
    g_ptr_array_add (log->folders, g_strdup (name));

  g_hash_table_add (log->touched, g_strdup (name));
  return manicule_save_make_folder (log->folder, name, error);
}

/* A file that must not be there yet; one with the same content, left by a process that was killed, may stay. */
static gboolean
write_new (Log         *log,
           const char  *name,
           GBytes      *bytes,
           GError     **error)
{
  gboolean exists;

  if (!manicule_file_look (log->folder, name, &exists, error))
    return FALSE;
  if (!exists)
    log_new (log, name);

  if (manicule_save (log->folder, name, bytes, MANICULE_SAVE_ONCE | MANICULE_SAVE_UNSETTLED | MANICULE_SAVE_UNSYNCED, NULL,
                     error))
    {
      g_ptr_array_add (log->unsynced, g_strdup (name));
      return TRUE;
    }

  if (error != NULL && g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_EXISTS))
    {
      g_clear_error (error);
      g_set_error (error, MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_EXISTS,
                   _("Nothing was imported, because “%s” is there already though no article of the project has that id. "
                     "Move the file away, then import again."), name);
    }

  return FALSE;
}

/* A file that may be there. */
static gboolean
write_over (Log            *log,
            const char     *name,
            GBytes         *bytes,
            ManiculeStamp  *stamp,
            GError        **error)
{
  return log_file (log, name, error) && manicule_save (log->folder, name, bytes, MANICULE_SAVE_DEFAULT, stamp, error);
}

static gboolean
is_replaceable (Log        *log,
                const char *article_id)
{
  return log->job->replaceable != NULL && g_hash_table_contains (log->job->replaceable, article_id);
}

static gboolean
write_for (Log         *log,
           const char  *article_id,
           const char  *name,
           GBytes      *bytes,
           GError     **error)
{
  g_autofree char *parent = g_path_get_dirname (name);

  if (!make_folder (log, parent, error))
    return FALSE;

  if (is_replaceable (log, article_id))
    return write_over (log, name, bytes, NULL, error);

  return write_new (log, name, bytes, error);
}

/* The sets of an article that is no more do not become those of another one that gets its id. */
static gboolean
remove_old_sets (Log         *log,
                 const char  *article_id,
                 GError     **error)
{
  g_autoptr(GPtrArray) names = manicule_project_folder_list_sets (log->folder, article_id, error);
  guint i;

  if (names == NULL)
    return FALSE;

  for (i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      if (!log_file (log, name, error) || !manicule_file_remove (log->folder, name, error))
        return FALSE;
    }

  return TRUE;
}

/* What a program has proposed for the article before goes: it has thought again. */
static gboolean
write_suggestions (Log                 *log,
                   const char          *article_id,
                   ManiculeImportItem  *item,
                   GError             **error)
{
  guint i;

  for (i = 0; i < manicule_document_get_n_suggestions (item->document); i++)
    {
      ManiculeAnnotationSet *set = manicule_document_get_suggestions (item->document, i);
      const char *source = manicule_annotation_set_get_annotator (set);
      g_autofree char *name = manicule_project_folder_suggestions_name (article_id, source);
      g_autofree char *parent = g_path_get_dirname (name);
      g_autoptr(ManiculeAnnotationSet) own = manicule_map_copy_set (NULL, set, article_id, source);
      g_autoptr(GBytes) bytes = manicule_json_write_annotations (own);

      if (!make_folder (log, MANICULE_FOLDER_SUGGESTIONS, error) ||
          !make_folder (log, parent, error) ||
          !write_over (log, name, bytes, NULL, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_item (Log                 *log,
            ManiculeImportItem  *item,
            GError             **error)
{
  const char *id = manicule_article_get_id (manicule_document_get_article (item->document));
  g_autofree char *text_name = manicule_project_folder_text_name (id);
  ManiculeText *text = manicule_document_get_text (item->document);
  guint i;

  if (is_replaceable (log, id) && !remove_old_sets (log, id, error))
    return FALSE;

  if (!write_for (log, id, text_name, manicule_text_get_bytes (text), error))
    return FALSE;

  for (i = 0; i < manicule_document_get_n_sets (item->document); i++)
    {
      ManiculeAnnotationSet *set = manicule_document_get_set (item->document, i);
      g_autofree char *name = manicule_project_folder_set_name (id, manicule_annotation_set_get_annotator (set));
      g_autoptr(GBytes) bytes = NULL;

      if (manicule_import_set_is_empty (set))
        continue;

      bytes = manicule_json_write_annotations (set);
      if (!write_for (log, id, name, bytes, error))
        return FALSE;
    }

  return write_suggestions (log, id, item, error);
}

/* The annotations of a duplicate, added to the set that its article has. */
static gboolean
write_addition (Log                    *log,
                ManiculeHistory        *history,
                const char             *article_id,
                ManiculeAnnotationSet  *source,
                GError                **error)
{
  const char *annotator = manicule_annotation_set_get_annotator (source);
  g_autofree char *name = manicule_project_folder_set_name (article_id, annotator);
  g_autoptr(ManiculeAnnotationSet) set = NULL;
  g_autoptr(GBytes) bytes = NULL;

  set = manicule_project_folder_read_set (log->folder, article_id, annotator,
                                          manicule_annotation_set_get_text (source), NULL, error);
  if (set == NULL)
    return FALSE;

  manicule_project_hold_set (manicule_history_get_project (history), set);
  if (!manicule_import_add_to_set (history, set, source, error))
    return FALSE;

  bytes = manicule_json_write_annotations (set);
  return write_over (log, name, bytes, NULL, error);
}

static gboolean
write_additions (Log                 *log,
                 ManiculeHistory     *history,
                 ManiculeImportItem  *item,
                 GError             **error)
{
  guint i;

  for (i = 0; i < manicule_document_get_n_sets (item->document); i++)
    {
      ManiculeAnnotationSet *set = manicule_document_get_set (item->document, i);

      if (g_list_model_get_n_items (G_LIST_MODEL (set)) > 0 &&
          !write_addition (log, history, item->duplicate_of, set, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_items (Log      *log,
             GError  **error)
{
  ManiculeImport *plan = log->job->plan;
  g_autoptr(ManiculeHistory) history = log->job->additions ? manicule_history_new (log->job->merged) : NULL;
  guint i;

  for (i = 0; i < plan->items->len; i++)
    {
      ManiculeImportItem *item = g_ptr_array_index (plan->items, i);

      if (g_cancellable_set_error_if_cancelled (log->job->cancellable, error))
        return FALSE;

      if (item->include && !write_item (log, item, error))
        return FALSE;
    }

  /* Later, because a duplicate's twin may itself be new. */
  for (i = 0; i < plan->items->len; i++)
    {
      ManiculeImportItem *item = g_ptr_array_index (plan->items, i);

      if (history != NULL && manicule_import_item_adds (item) && !write_additions (log, history, item, error))
        return FALSE;
      if (manicule_import_item_suggests (item) &&
          manicule_project_find_article (log->job->merged, item->duplicate_of) != NULL &&
          !write_suggestions (log, item->duplicate_of, item, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
sync_folders (Log     *log,
              GError **error)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, log->touched);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      if (!manicule_save_sync_folder (log->folder, name, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_lists (Log     *log,
             GError **error)
{
  ManiculeStamp *stamps = log->job->stamps;
  guint i;

  for (i = 0; i < MANICULE_N_LISTS; i++)
    {
      ManiculeListSnapshot *snapshot = manicule_list_snapshot_new (log->job->merged, i);
      g_autoptr(GBytes) bytes = manicule_list_snapshot_write (snapshot);

      manicule_list_snapshot_free (snapshot);
      if (!write_over (log, manicule_list_names[i], bytes, stamps != NULL ? &stamps[i] : NULL, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * manicule_import_write:
 * @job: what to do; the caller holds the folder's lock
 * @error: return location
 *
 * Any thread, while nobody edits the project or the plan of @job.
 *
 * Returns: %TRUE when all of it is on the disk; %FALSE when none of it is
 */
gboolean
manicule_import_write (const ManiculeImportJob  *job,
                       GError                  **error)
{
  g_autoptr(GError) local_error = NULL;
  gboolean done;
  Log log;

  log_init (&log, job);

  done = write_items (&log, &local_error) &&
         manicule_save_sync_files (log.folder, log.unsynced, &local_error) &&
         sync_folders (&log, &local_error) &&
         write_lists (&log, &local_error);
  if (done)
    log_let_go (&log);
  else
    {
      log_take_back (&log);
      g_propagate_error (error, g_steal_pointer (&local_error));
    }

  log_clear (&log);
  return done;
}

/**
 * manicule_project_folder_import:
 * @folder: a project folder; the caller holds its lock
 * @project: the project in it; gets the articles, labels, entities and annotators
 * @plan: what comes in
 * @annotator: who imports
 * @n_articles: (out) (optional): how many articles came in
 * @error: return location
 *
 * Carries out a plan, on the disk and in @project. No set that it adds to may be loaded.
 *
 * Returns: %TRUE when all of it is done; %FALSE when nothing is
 */
gboolean
manicule_project_folder_import (GFile            *folder,
                                ManiculeProject  *project,
                                ManiculeImport   *plan,
                                const char       *annotator,
                                guint            *n_articles,
                                GError          **error)
{
  g_autoptr(ManiculeProjectParts) parts = NULL;
  g_autoptr(ManiculeProject) merged = NULL;
  g_autoptr(ManiculeHistory) history = NULL;
  ManiculeImportJob job;

  g_return_val_if_fail (G_IS_FILE (folder), FALSE);
  g_return_val_if_fail (MANICULE_IS_PROJECT (project), FALSE);

  parts = manicule_project_parts_new (project);
  merged = manicule_import_merge (parts, plan, annotator);
  job = (ManiculeImportJob) { .folder = folder, .merged = merged, .plan = plan, .additions = TRUE };
  if (!manicule_import_write (&job, error))
    return FALSE;

  history = manicule_history_new (project);
  if (!manicule_import_bring_up (history, plan, parts, merged, error))
    return FALSE;

  if (n_articles != NULL)
    *n_articles = manicule_import_count (plan);

  return TRUE;
}
