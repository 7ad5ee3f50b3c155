/* manicule-project-folder.c: a project on disk: names, making one
 *
 *     manicule.json, schema.json, articles.jsonl, entities.jsonl
 *     articles/<id>.txt
 *     annotations/<annotator>/<id>.json
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-project-folder-private.h"

#include "manicule-file-name.h"
#include "manicule-fs.h"
#include "manicule-journal-log.h"
#include "manicule-rebase-article.h"
#include "manicule-recovery.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

const char * const manicule_list_names[MANICULE_N_LISTS] = {
  [MANICULE_LIST_SCHEMA] = MANICULE_FOLDER_SCHEMA,
  [MANICULE_LIST_ENTITIES] = MANICULE_FOLDER_ENTITIES,
  [MANICULE_LIST_MANIFEST] = MANICULE_FOLDER_MANIFEST,
  [MANICULE_LIST_ARTICLES] = MANICULE_FOLDER_ARTICLES,
};

G_DEFINE_QUARK (manicule-store-error-quark, manicule_store_error)

/**
 * manicule_project_folder_text_name:
 * @article_id: a safe name
 *
 * Returns: (transfer full): the path of the text below the project folder
 */
char *
manicule_project_folder_text_name (const char *article_id)
{
  g_return_val_if_fail (manicule_file_name_is_safe (article_id), NULL);

  return g_strconcat (MANICULE_FOLDER_TEXTS "/", article_id, ".txt", NULL);
}

/**
 * manicule_project_folder_set_name:
 * @article_id: a safe name
 * @annotator: a safe name
 *
 * Returns: (transfer full): the path of the annotation set below the project folder
 */
char *
manicule_project_folder_set_name (const char *article_id,
                                  const char *annotator)
{
  g_return_val_if_fail (manicule_file_name_is_safe (article_id), NULL);
  g_return_val_if_fail (manicule_file_name_is_safe (annotator), NULL);

  return g_strconcat (MANICULE_FOLDER_SETS "/", annotator, "/", article_id, ".json", NULL);
}

static gboolean
add_sets_in (GPtrArray   *names,
             GFile       *folder,
             const char  *parent,
             const char  *file,
             GError     **error)
{
  g_autoptr(GPtrArray) entries = manicule_file_list (folder, parent, error);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      ManiculeFileEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *name = g_build_filename (parent, entry->name, file, NULL);
      gboolean exists;

      if (entry->type != MANICULE_FILE_FOLDER)
        continue;
      if (!manicule_file_look (folder, name, &exists, error))
        return FALSE;
      if (exists)
        g_ptr_array_add (names, g_steal_pointer (&name));
    }

  return entries != NULL;
}

/**
 * manicule_project_folder_list_sets:
 * @folder: a project folder
 * @article_id: the id of an article, which may be no more
 * @error: return location
 *
 * Returns: (transfer full) (nullable): (element-type utf8): the paths of all annotation sets and suggestions of it
 */
GPtrArray *
manicule_project_folder_list_sets (GFile       *folder,
                                   const char  *article_id,
                                   GError     **error)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *file = g_strconcat (article_id, ".json", NULL);

  if (!add_sets_in (names, folder, MANICULE_FOLDER_SETS, file, error) ||
      !add_sets_in (names, folder, MANICULE_FOLDER_SUGGESTIONS, file, error))
    return NULL;

  return g_steal_pointer (&names);
}

/* Makes @folder unless it is there. FALSE with an error when it cannot be made or has anything in it. */
static gboolean
make_empty_folder (GFile     *folder,
                   gboolean  *made,
                   GError   **error)
{
  g_autofree char *path = manicule_file_get_path (folder, "", error);
  g_autofree char *shown = NULL;
  g_autoptr(GPtrArray) entries = NULL;

  if (path == NULL)
    return FALSE;

  shown = g_file_get_basename (folder);
  *made = manicule_fs_get ()->mkdir (path, 0777) == 0;
  if (*made)
    return TRUE;

  if (errno != EEXIST)
    {
      manicule_fs_set_error (error, MANICULE_FS_WRITING, shown, errno);
      return FALSE;
    }

  entries = manicule_file_list (folder, "", error);
  if (entries == NULL)
    return FALSE;

  if (entries->len > 0)
    {
      g_set_error (error, MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_EXISTS,
                   _("“%s” is not empty. Choose an empty folder, or give the new project another name."), shown);
      return FALSE;
    }

  return TRUE;
}

/* The manifest comes last: before it is there, the folder is no project. */
static gboolean
write_new_lists (GFile            *folder,
                 ManiculeProject  *project,
                 GError          **error)
{
  return manicule_project_folder_write_list (folder, project, MANICULE_LIST_SCHEMA, error) &&
         manicule_project_folder_write_list (folder, project, MANICULE_LIST_ENTITIES, error) &&
         manicule_project_folder_write_list (folder, project, MANICULE_LIST_ARTICLES, error) &&
         manicule_project_folder_write_list (folder, project, MANICULE_LIST_MANIFEST, error);
}

/**
 * manicule_project_folder_create:
 * @folder: where; absent, in a folder that is there, or empty
 * @project: what the project is: its name, schema, annotators; without articles
 * @error: return location
 *
 * Makes a project. On failure everything is as before.
 *
 * Returns: %TRUE when it is on the disk
 */
gboolean
manicule_project_folder_create (GFile            *folder,
                                ManiculeProject  *project,
                                GError          **error)
{
  gboolean made;

  g_return_val_if_fail (G_IS_FILE (folder), FALSE);
  g_return_val_if_fail (MANICULE_IS_PROJECT (project), FALSE);

  if (!make_empty_folder (folder, &made, error))
    return FALSE;

  if (manicule_save_make_folder (folder, MANICULE_FOLDER_TEXTS, error) &&
      manicule_save_make_folder (folder, MANICULE_FOLDER_SETS, error) &&
      write_new_lists (folder, project, error))
    return TRUE;

  manicule_project_folder_take_back (folder, made);
  return FALSE;
}

/**
 * manicule_project_folder_take_back:
 * @folder: the folder of a project without articles, that the caller has just made
 * @with_folder: whether @folder itself was absent before
 *
 * Removes what manicule_project_folder_create() made, and nothing else.
 */
void
manicule_project_folder_take_back (GFile    *folder,
                                   gboolean  with_folder)
{
  const char * const folders[] = { MANICULE_FOLDER_TEXTS, MANICULE_FOLDER_SETS };
  const char *root = g_file_peek_path (folder);
  guint i;

  g_return_if_fail (G_IS_FILE (folder) && root != NULL);

  for (i = 0; i < MANICULE_N_LISTS; i++)
    manicule_file_remove (folder, manicule_list_names[i], NULL);

  for (i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_build_filename (root, folders[i], NULL);

      manicule_fs_get ()->rmdir (path);
    }

  if (with_folder)
    manicule_fs_get ()->rmdir (root);
}

/* (nullable): the path without links, also of what is not there yet. */
static char *
resolve (GFile *file)
{
  const char *path = g_file_peek_path (file);
  g_autofree char *parent = NULL;
  g_autofree char *base = NULL;
  char *real;

  if (path == NULL)
    return NULL;
  real = realpath (path, NULL);
  if (real != NULL)
    return real;

  parent = g_path_get_dirname (path);
  base = g_path_get_basename (path);
  real = realpath (parent, NULL);
  if (real == NULL)
    return g_strdup (path);

  g_set_str (&parent, real);
  free (real);
  return g_build_filename (parent, base, NULL);
}

static gboolean
is_own_name (const char *name)
{
  const char * const folders[] = {
    MANICULE_FOLDER_TEXTS, MANICULE_FOLDER_SETS, MANICULE_FOLDER_SUGGESTIONS, "journal", MANICULE_FOLDER_ORPHANS,
    MANICULE_FOLDER_VERSIONS, ".lock", NULL,
  };
  g_autofree char *key = manicule_file_name_key (name);
  guint i;

  for (i = 0; i < MANICULE_N_LISTS; i++)
    if (g_str_equal (key, manicule_list_names[i]))
      return TRUE;

  return g_strv_contains (folders, key);
}

/**
 * manicule_project_folder_spares:
 * @output: where something is to be written
 * @error: return location
 *
 * An export that is given the name of a project's own file by mistake would replace it.
 *
 * Returns: %TRUE when @output is none of a project's own files and folders, and in none of them
 */
gboolean
manicule_project_folder_spares (GFile   *output,
                                GError **error)
{
  g_autofree char *path = resolve (output);
  char *slash;

  while (path != NULL && (slash = strrchr (path, '/')) != NULL && slash != path)
    {
      g_autofree char *name = g_strdup (slash + 1);
      g_autofree char *manifest = NULL;

      *slash = '\0';
      manifest = g_build_filename (path, MANICULE_FOLDER_MANIFEST, NULL);
      if (!is_own_name (name) || !g_file_test (manifest, G_FILE_TEST_EXISTS))
        continue;

      g_set_error (error, MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_EXISTS,
                   /* Translators: the first is a file or folder, the second the folder of a project */
                   _("“%s” belongs to the project in %s, which would be damaged. Choose another name or place."), name, path);
      return FALSE;
    }

  return TRUE;
}

static gboolean
clean_below (GFile       *folder,
             const char  *parent,
             GError     **error)
{
  g_autoptr(GPtrArray) entries = manicule_file_list (folder, parent, error);

  if (entries == NULL)
    return FALSE;

  for (guint i = 0; i < entries->len; i++)
    {
      ManiculeFileEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *name = g_build_filename (parent, entry->name, NULL);

      if (entry->type == MANICULE_FILE_FOLDER && !manicule_save_clean (folder, name, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * manicule_project_folder_clean:
 * @folder: a project folder
 * @error: return location
 *
 * Returns: %TRUE when no temporary file is left in the project
 */
gboolean
manicule_project_folder_clean (GFile   *folder,
                               GError **error)
{
  return manicule_save_clean (folder, "", error) &&
         manicule_save_clean (folder, MANICULE_FOLDER_TEXTS, error) &&
         manicule_save_clean (folder, MANICULE_FOLDER_JOURNAL, error) &&
         manicule_save_clean (folder, MANICULE_FOLDER_RECOVERED, error) &&
         clean_below (folder, MANICULE_FOLDER_SETS, error) &&
         clean_below (folder, MANICULE_FOLDER_SUGGESTIONS, error) &&
         clean_below (folder, MANICULE_FOLDER_ORPHANS, error) &&
         clean_below (folder, MANICULE_FOLDER_VERSIONS, error);
}
