/* manicule-unlisted.c: texts of a project that its list of articles lacks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-unlisted.h"

#include "manicule-file-name.h"
#include "manicule-import-private.h"
#include "manicule-journal-log.h"
#include "manicule-news-head.h"
#include "manicule-project-folder-private.h"

#include <string.h>

#define TEXT_SUFFIX ".txt"

static void
article_unref (gpointer article)
{
  if (article != NULL)
    g_object_unref (article);
}

/* --- what the journals know ------------------------------------------------------------------------------------- */

static void
note_change (GHashTable     *known,
             ManiculeChange *change)
{
  ManiculeArticle *before = manicule_change_get_before (change);
  ManiculeArticle *after = manicule_change_get_after (change);
  const char *id = manicule_article_get_id (after != NULL ? after : before);

  g_hash_table_insert (known, g_strdup (id), after != NULL ? g_object_ref (after) : NULL);
}

static void
note_deed (GHashTable                *known,
           ManiculeJournalLog        *log,
           const ManiculeJournalDeed *deed)
{
  g_autoptr(GPtrArray) changes = NULL;

  if (deed->step == NULL)
    return;

  changes = manicule_journal_log_read_changes (log, deed->step);
  for (guint i = 0; i < changes->len; i++)
    {
      gboolean back = deed->deed == MANICULE_DEED_UNDO;
      ManiculeChange *change = g_ptr_array_index (changes, back ? changes->len - 1 - i : i);
      g_autoptr(ManiculeChange) done = back ? manicule_change_invert (change) : g_object_ref (change);

      if (manicule_change_get_kind (done) == MANICULE_CHANGE_ARTICLE)
        note_change (known, done);
    }
}

/* (element-type utf8 ManiculeArticle): as they were last; NULL for those that are no more. */
static GHashTable *
read_known (GFile   *folder,
            GError **error)
{
  g_autoptr(GPtrArray) annotators = manicule_journal_list_annotators (folder, error);
  g_autoptr(GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, article_unref);

  if (annotators == NULL)
    return NULL;

  for (guint i = 0; i < annotators->len; i++)
    {
      /* One that cannot be read tells nothing; that it cannot is told elsewhere. */
      g_autoptr(ManiculeJournalLog) log = manicule_journal_log_read (folder, g_ptr_array_index (annotators, i), NULL);

      for (guint j = 0; log != NULL && j < log->deeds->len; j++)
        note_deed (known, log, &g_array_index (log->deeds, ManiculeJournalDeed, j));
    }

  return g_steal_pointer (&known);
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
      if (manicule_file_name_is_safe (id) && manicule_project_find_article (project, id) == NULL)
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

  if (ids->len > 0 && (known = read_known (folder, error)) == NULL)
    return NULL;

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
  g_autoptr(GHashTable) found = manicule_unlisted_find (folder, project, error);
  g_autoptr(GList) ids = NULL;

  *n_restored = 0;
  if (found == NULL)
    return FALSE;

  ids = g_list_sort (g_hash_table_get_keys (found), (GCompareFunc) strcmp);
  for (GList *link = ids; link != NULL; link = link->next)
    {
      if (!restore_one (folder, project, link->data, g_hash_table_lookup (found, link->data), n_restored, error))
        return FALSE;
    }

  return *n_restored == 0 || manicule_project_folder_write_list (folder, project, MANICULE_LIST_ARTICLES, error);
}
