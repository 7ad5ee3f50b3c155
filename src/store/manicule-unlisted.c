/* manicule-unlisted.c: texts of a project that its list of articles lacks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-unlisted.h"

#include "manicule-file-name.h"
#include "manicule-import-private.h"
#include "manicule-journal-known.h"
#include "manicule-news-head.h"
#include "manicule-project-folder-private.h"
#include "manicule-sync-copy.h"

#include <string.h>

#define TEXT_SUFFIX ".txt"

static void
article_unref (gpointer article)
{
  if (article != NULL)
    g_object_unref (article);
}

/* --- finding ---------------------------------------------------------------------------------------------------- */

/* (element-type utf8): the ids that texts have which no list names. */
static GPtrArray *
list_texts (GFile            *folder,
            ManiculeProject  *project,
            GError          **error)
{
  g_autoptr(GPtrArray) entries = manicule_file_list (folder, MANICULE_FOLDER_TEXTS, error);
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  if (entries == NULL)
    return NULL;

  for (guint i = 0; i < entries->len; i++)
    {
      ManiculeFileEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *id = NULL;

      if (entry->type != MANICULE_FILE_REGULAR || entry->name[0] == '.' || !g_str_has_suffix (entry->name, TEXT_SUFFIX))
        continue;

      id = g_strndup (entry->name, strlen (entry->name) - strlen (TEXT_SUFFIX));
      if (manicule_file_name_is_safe (id) && manicule_project_find_article (project, id) == NULL &&
          !manicule_sync_copy_is_same_text (folder, entry->name))
        g_ptr_array_add (ids, g_steal_pointer (&id));
    }

  return g_steal_pointer (&ids);
}

/**
 * manicule_unlisted_find:
 * @folder: a project folder
 * @project: what is in it
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type utf8 ManiculeArticle): texts that no list names, by the id that they give
 *   their article; %NULL with an error
 */
GHashTable *
manicule_unlisted_find (GFile            *folder,
                        ManiculeProject  *project,
                        GError          **error)
{
  g_autoptr(GPtrArray) ids = list_texts (folder, project, error);
  g_autoptr(GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, article_unref);
  g_autoptr(GHashTable) known = NULL;

  if (ids == NULL)
    return NULL;

  if (ids->len > 0)
    {
      known = manicule_journal_known_read (folder, MANICULE_LIST_ARTICLES, error);
      if (known == NULL)
        return NULL;
    }

  for (guint i = 0; i < ids->len; i++)
    {
      const char *id = g_ptr_array_index (ids, i);
      ManiculeArticle *article = g_hash_table_lookup (known, id);

      /* Undoing or redoing may bring it back. */
      if (article == NULL && g_hash_table_contains (known, id))
        continue;

      g_hash_table_insert (found, g_strdup (id), article != NULL ? g_object_ref (article) : NULL);
    }

  return g_steal_pointer (&found);
}

/* --- restoring -------------------------------------------------------------------------------------------------- */

/* As the journal knew it, where that is of the same text; else with what its head says. */
static ManiculeArticle *
make_article (const char      *id,
              ManiculeArticle *known,
              ManiculeText    *text)
{
  g_autoptr(ManiculeNewsHead) head = NULL;
  ManiculeArticleFields fields = {
    .id = id, .sha256 = manicule_text_get_sha256 (text), .length = manicule_text_get_n_chars (text),
  };

  if (known != NULL && strcmp (manicule_article_get_fields (known)->sha256, fields.sha256) == 0)
    return g_object_ref (known);

  head = manicule_news_head_parse (text);
  manicule_import_fill_from_head (&fields, head);
  return manicule_article_new (&fields);
}

/* FALSE with an error where the disk fails; a text that is none is left out. */
static gboolean
restore_one (GFile            *folder,
             ManiculeProject  *project,
             const char       *id,
             ManiculeArticle  *known,
             guint            *n_restored,
             GError          **error)
{
  g_autofree char *name = manicule_project_folder_text_name (id);
  g_autoptr(GBytes) bytes = manicule_file_read (folder, name, MANICULE_TEXT_MAX_BYTES, NULL, error);
  g_autoptr(ManiculeText) text = NULL;
  g_autoptr(ManiculeArticle) article = NULL;

  if (bytes == NULL)
    return FALSE;

  text = manicule_text_new (bytes, NULL);
  if (text == NULL)
    return TRUE;

  article = make_article (id, known, text);
  if (manicule_project_add_article (project, article))
    (*n_restored)++;

  return TRUE;
}

/**
 * manicule_unlisted_add:
 * @folder: a project folder
 * @project: what is in it
 * @hints: (nullable) (element-type utf8 ManiculeArticle): what else is known of articles of which no journal tells, by id
 * @n_restored: (out): how many articles were added to @project
 * @error: return location
 *
 * Returns: %FALSE when the disk failed; nothing is written in any case
 */
gboolean
manicule_unlisted_add (GFile            *folder,
                       ManiculeProject  *project,
                       GHashTable       *hints,
                       guint            *n_restored,
                       GError          **error)
{
  g_autoptr(GHashTable) found = manicule_unlisted_find (folder, project, error);
  g_autoptr(GList) ids = NULL;

  *n_restored = 0;
  if (found == NULL)
    return FALSE;

  ids = g_list_sort (g_hash_table_get_keys (found), (GCompareFunc) strcmp);
  for (GList *link = ids; link != NULL; link = link->next)
    {
      ManiculeArticle *known = g_hash_table_lookup (found, link->data);

      if (known == NULL && hints != NULL)
        known = g_hash_table_lookup (hints, link->data);
      if (!restore_one (folder, project, link->data, known, n_restored, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * manicule_unlisted_restore:
 * @folder: a project folder whose lock the caller holds
 * @project: what is in it, read without any damage
 * @n_restored: (out): how many articles are in the list again
 * @error: return location
 *
 * Returns: %FALSE when the list could not be written, and is as it was
 */
gboolean
manicule_unlisted_restore (GFile            *folder,
                           ManiculeProject  *project,
                           guint            *n_restored,
                           GError          **error)
{
  return manicule_unlisted_add (folder, project, NULL, n_restored, error) &&
         (*n_restored == 0 || manicule_project_folder_write_list (folder, project, MANICULE_LIST_ARTICLES, error));
}
