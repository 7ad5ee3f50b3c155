/* manicule-import-similar.c: texts that are the same but for spacing and capitals
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-import-private.h"
#include "manicule-project-folder.h"

#include <glib/gi18n-lib.h>

/* The hash of the text with runs of white space as one space, none at the ends, and without case. */
static char *
fold_hash (ManiculeText *text)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *folded = g_utf8_casefold (manicule_text_get_data (text), manicule_text_get_n_bytes (text));
  const char *p = folded;
  gboolean first = TRUE;

  while (*p != '\0')
    {
      const char *end;

      while (*p != '\0' && g_unichar_isspace (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      for (end = p; *end != '\0' && !g_unichar_isspace (g_utf8_get_char (end)); )
        end = g_utf8_next_char (end);

      if (end > p && !first)
        g_checksum_update (checksum, (const guchar *) " ", 1);
      g_checksum_update (checksum, (const guchar *) p, end - p);
      first = FALSE;
      p = end;
    }

  return g_strdup (g_checksum_get_string (checksum));
}

/* A text that cannot be read is no reason to stop: the check of the project tells about it. */
static gboolean
add_project (GHashTable       *hashes,
             GFile            *folder,
             ManiculeProject  *project,
             GCancellable     *cancellable,
             GError          **error)
{
  GListModel *articles = manicule_project_get_articles (project);
  guint n = g_list_model_get_n_items (articles);
  guint i;

  for (i = 0; i < n; i++)
    {
      g_autoptr(ManiculeArticle) article = g_list_model_get_item (articles, i);
      g_autoptr(ManiculeText) text = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;

      text = manicule_project_folder_read_text (folder, article, NULL);
      if (text != NULL)
        g_hash_table_insert (hashes, fold_hash (text), g_strdup (manicule_article_get_id (article)));
    }

  return TRUE;
}

/**
 * manicule_import_find_similar:
 * @self: a plan
 * @folder: (nullable): the project folder; %NULL: only the plan is looked through
 * @project: (nullable): the project in it; not changed
 * @cancellable: (nullable): a cancellable
 * @error: return location
 *
 * Adds a finding for each item whose text is nearly that of another article. The items themselves stay as they are:
 * offsets differ, so these are no duplicates.
 *
 * Returns: %FALSE when cancelled
 */
gboolean
manicule_import_find_similar (ManiculeImport   *self,
                              GFile            *folder,
                              ManiculeProject  *project,
                              GCancellable     *cancellable,
                              GError          **error)
{
  g_autoptr(GHashTable) hashes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  guint i;

  if (self->items->len > 0 && folder != NULL && project != NULL &&
      !add_project (hashes, folder, project, cancellable, error))
    return FALSE;

  for (i = 0; i < self->items->len; i++)
    {
      ManiculeImportItem *item = g_ptr_array_index (self->items, i);
      const char *id = manicule_article_get_id (manicule_document_get_article (item->document));
      g_autofree char *hash = NULL;
      const char *other;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (item->duplicate_of != NULL)
        continue;

      hash = fold_hash (manicule_document_get_text (item->document));
      other = g_hash_table_lookup (hashes, hash);
      if (other != NULL)
        manicule_findings_add (self->findings, MANICULE_FINDING_WARNING, "similar-text", item->file, 0,
                               _("But for spacing and capitals the text is that of the article “%s”. "
                                 "Leave it out unless you want both."), other);
      else
        g_hash_table_insert (hashes, g_steal_pointer (&hash), g_strdup (id));
    }

  return TRUE;
}
