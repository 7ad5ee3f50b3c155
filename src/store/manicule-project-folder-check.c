/* manicule-project-folder-check.c: a project on disk: is all of it sound?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-check-private.h"

#include "manicule-file-name.h"
#include "manicule-json.h"
#include "manicule-unlisted.h"

#include <glib/gi18n-lib.h>

/* The project as far as it can be read. Lists of a newer version count as empty here, for a check goes on. */
static ManiculeProject *
read_project (GFile            *folder,
              ManiculeFindings *findings)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(ManiculeSchema) schema = NULL;
  ManiculeProject *project;

  project = manicule_project_folder_read (folder, findings, &error);
  if (project != NULL)
    return project;

  if (g_error_matches (error, MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_NOT_A_PROJECT))
    manicule_findings_add (findings, MANICULE_FINDING_ERROR, "file-missing", MANICULE_FOLDER_MANIFEST, 0,
                           "%s", error->message);
  else if (g_str_has_prefix (error->message, MANICULE_FOLDER_SCHEMA))
    manicule_project_folder_add_error (findings, "file-damaged", MANICULE_FOLDER_SCHEMA, error);
  else
    manicule_project_folder_add_error (findings, "file-damaged", MANICULE_FOLDER_MANIFEST, error);

  return NULL;
}

/* The annotators' folders, by what is in them; names that are not safe are left to the search for strays. */
typedef struct
{
  char       *annotator;  /* (owned) */
  GHashTable *files;      /* (owned) (element-type utf8) */
} Folder;

static void
folder_clear (gpointer data)
{
  Folder *folder = data;

  g_free (folder->annotator);
  g_hash_table_unref (folder->files);
}

static void
add_folder (GArray     *folders,
            GFile      *root,
            const char *annotator)
{
  g_autofree char *path = g_build_filename (MANICULE_FOLDER_SETS, annotator, NULL);
  g_autoptr(GPtrArray) entries = manicule_file_list (root, path, NULL);
  Folder folder = { g_strdup (annotator), g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
  guint i;

  for (i = 0; entries != NULL && i < entries->len; i++)
    {
      ManiculeFileEntry *entry = g_ptr_array_index (entries, i);

      if (entry->type == MANICULE_FILE_REGULAR)
        g_hash_table_add (folder.files, g_strdup (entry->name));
    }

  g_array_append_val (folders, folder);
}

static GArray *
list_folders (GFile *root)
{
  GArray *folders = g_array_new (FALSE, FALSE, sizeof (Folder));
  g_autoptr(GPtrArray) entries = manicule_file_list (root, MANICULE_FOLDER_SETS, NULL);
  guint i;

  g_array_set_clear_func (folders, folder_clear);
  for (i = 0; entries != NULL && i < entries->len; i++)
    {
      ManiculeFileEntry *entry = g_ptr_array_index (entries, i);

      if (entry->type == MANICULE_FILE_FOLDER && manicule_file_name_is_safe (entry->name))
        add_folder (folders, root, entry->name);
    }

  return folders;
}

/* What they say is not held against the schema: they are not said yet. */
static void
check_suggestions (ManiculeCheck   *check,
                   ManiculeArticle *article,
                   ManiculeText    *text)
{
  g_autoptr(GPtrArray) suggestions = NULL;

  suggestions = manicule_project_folder_read_suggestions (check->folder, manicule_article_get_id (article), text,
                                                          check->findings);
}

static void
check_article (ManiculeCheck   *check,
               ManiculeLines   *lines,
               GArray          *folders,
               ManiculeArticle *article)
{
  g_autoptr(ManiculeText) text = manicule_check_text (check, lines, article);
  g_autofree char *file = g_strconcat (manicule_article_get_id (article), ".json", NULL);
  guint i;

  for (i = 0; text != NULL && i < folders->len; i++)
    {
      Folder *folder = &g_array_index (folders, Folder, i);
      g_autofree char *name = g_build_filename (MANICULE_FOLDER_SETS, folder->annotator, file, NULL);

      if (g_hash_table_contains (folder->files, file))
        manicule_check_set (check, name, article, folder->annotator, text);
    }

  if (text != NULL)
    check_suggestions (check, article, text);
}

static gboolean
check_all_articles (ManiculeCheck  *check,
                    ManiculeLines  *lines,
                    GCancellable   *cancellable,
                    GError        **error)
{
  g_autoptr(GArray) folders = list_folders (check->folder);
  GListModel *articles = manicule_project_get_articles (check->project);
  guint n = g_list_model_get_n_items (articles);
  guint i;

  for (i = 0; i < n; i++)
    {
      g_autoptr(ManiculeArticle) article = g_list_model_get_item (articles, i);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;

      check_article (check, lines, folders, article);
    }

  return TRUE;
}

static ManiculeLines *
read_article_lines (GFile *folder)
{
  g_autoptr(GBytes) bytes = manicule_file_read (folder, MANICULE_FOLDER_ARTICLES, MANICULE_FILE_MAX_BYTES, NULL, NULL);

  if (bytes == NULL)
    bytes = g_bytes_new_static ("", 0);

  return manicule_lines_new_rows (bytes, "id");
}

/**
 * manicule_project_folder_check:
 * @folder: a project folder
 * @findings: gets all that is wrong, with file, line and what to do; nothing when the project is sound
 * @cancellable: (nullable): a cancellable
 * @error: return location
 *
 * Reads and verifies every file of a project and changes none: lists, texts, annotation sets, how they refer to each
 * other, and what should not be there.
 *
 * Returns: %TRUE when it came to its end, whatever it found
 */
gboolean
manicule_project_folder_check (GFile             *folder,
                               ManiculeFindings  *findings,
                               GCancellable      *cancellable,
                               GError           **error)
{
  g_autoptr(ManiculeProject) project = NULL;
  g_autoptr(ManiculeLines) lines = NULL;
  g_autoptr(GPtrArray) entries = NULL;
  g_autoptr(GHashTable) undoable = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) unlisted = NULL;
  ManiculeCheck check = { folder, findings, NULL, undoable, NULL };

  g_return_val_if_fail (G_IS_FILE (folder), FALSE);
  g_return_val_if_fail (findings != NULL, FALSE);

  entries = manicule_file_list (folder, "", error);
  if (entries == NULL)
    return FALSE;

  project = read_project (folder, findings);
  if (project == NULL)
    return TRUE;

  check.project = project;
  lines = read_article_lines (folder);

  manicule_check_journals (&check);
  manicule_check_schema (&check);
  manicule_check_articles (&check, lines);
  manicule_check_entities (&check);
  if (!check_all_articles (&check, lines, cancellable, error))
    return FALSE;
  check.unlisted = unlisted = manicule_unlisted_find (folder, project, NULL);
  manicule_check_strays (&check);

  return TRUE;
}
