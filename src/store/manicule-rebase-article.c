/* manicule-rebase-article.c: gives an article another text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-rebase-article.h"

#include "manicule-change.h"
#include "manicule-file-name.h"
#include "manicule-fs.h"
#include "manicule-json-items.h"
#include "manicule-json-writer.h"
#include "manicule-json.h"
#include "manicule-news-head.h"
#include "manicule-project-folder-private.h"
#include "manicule-rebase-article-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PENDING MANICULE_FOLDER_VERSIONS "/pending.json"
#define PENDING_TEXT "text.txt"
/* After the name of who proposes them. */
#define PENDING_SUGGESTIONS ".suggestions"

/* What is done to the sets of one article. */
typedef struct
{
  GFile                *folder;
  const char           *id;
  ManiculeText         *old;
  ManiculeText         *new;
  ManiculeRebase       *rebase;
  ManiculeRebaseCounts *counts;
} Rebase;

/* --- names --- */

/**
 * manicule_rebase_version_name:
 * @id: the id of an article
 * @sha256: the hash of a text
 * @suffix: ".txt", or what follows the hash otherwise
 *
 * Returns: (transfer full): the path below the project folder of a former version
 */
char *
manicule_rebase_version_name (const char *id,
                              const char *sha256,
                              const char *suffix)
{
  return g_strdup_printf (MANICULE_FOLDER_VERSIONS "/%s/%.12s%s", id, sha256, suffix);
}

static char *
pending_name (const char *id,
              const char *name)
{
  return g_strdup_printf (MANICULE_FOLDER_VERSIONS "/%s/pending%s%s", id, *name != '\0' ? "/" : "", name);
}

/* (element-type utf8): all that have a folder. */
static GPtrArray *
list_annotators (GFile   *folder,
                 GError **error)
{
  g_autoptr(GPtrArray) entries = manicule_file_list (folder, MANICULE_FOLDER_SETS, error);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  guint i;

  if (entries == NULL)
    return NULL;

  for (i = 0; i < entries->len; i++)
    {
      ManiculeFileEntry *entry = g_ptr_array_index (entries, i);

      if (entry->type == MANICULE_FILE_FOLDER && manicule_file_name_is_safe (entry->name))
        g_ptr_array_add (names, g_strdup (entry->name));
    }

  return g_steal_pointer (&names);
}

/* --- preparing --- */

static gboolean
save_set (Rebase                 *self,
          const char             *name,
          ManiculeAnnotationSet  *set,
          GError                **error)
{
  g_autoptr(GBytes) bytes = manicule_json_write_annotations (set);

  return manicule_save (self->folder, name, bytes, MANICULE_SAVE_DEFAULT, NULL, error);
}

static gboolean
prepare_set (Rebase      *self,
             const char  *annotator,
             GError     **error)
{
  g_autofree char *suffix = g_strdup_printf (".%s.json", annotator);
  g_autofree char *file = g_strconcat (annotator, ".json", NULL);
  const char *sha256 = manicule_text_get_sha256 (self->old);
  g_autofree char *former = manicule_rebase_version_name (self->id, sha256, suffix);
  g_autofree char *pending = pending_name (self->id, file);
  g_autofree char *orphaned = g_strdup_printf (MANICULE_FOLDER_ORPHANS "/%s/%s.%.12s.json", annotator, self->id, sha256);
  g_autoptr(ManiculeAnnotationSet) set = NULL;
  g_autoptr(ManiculeAnnotationSet) carried = NULL;
  g_autoptr(ManiculeAnnotationSet) orphans = NULL;
  ManiculeStamp stamp = { 0, };

  set = manicule_project_folder_read_set_full (self->folder, self->id, annotator, self->old, &stamp, NULL, error);
  if (set == NULL || !stamp.exists)
    return set != NULL;

  carried = manicule_annotation_set_rebase (set, self->new, self->rebase, self->counts, &orphans);
  return save_set (self, former, set, error) &&
         save_set (self, pending, carried, error) &&
         (orphans == NULL || save_set (self, orphaned, orphans, error));
}

/* What is proposed for words that are no more goes. */
static gboolean
prepare_suggestions (Rebase      *self,
                     const char  *source,
                     GError     **error)
{
  g_autofree char *file = g_strconcat (source, PENDING_SUGGESTIONS, NULL);
  g_autofree char *pending = pending_name (self->id, file);
  g_autoptr(ManiculeAnnotationSet) set = NULL;
  g_autoptr(ManiculeAnnotationSet) carried = NULL;
  g_autoptr(ManiculeAnnotationSet) orphans = NULL;
  ManiculeRebaseCounts counts = { { 0, } };

  set = manicule_project_folder_read_suggested (self->folder, self->id, source, self->old, NULL, error);
  if (set == NULL)
    return FALSE;

  carried = manicule_annotation_set_rebase (set, self->new, self->rebase, &counts, &orphans);
  return save_set (self, pending, carried, error);
}

static gboolean
prepare_texts (Rebase  *self,
               GError **error)
{
  g_autofree char *former = manicule_rebase_version_name (self->id, manicule_text_get_sha256 (self->old), ".txt");
  g_autofree char *pending = pending_name (self->id, PENDING_TEXT);

  return manicule_save (self->folder, former, manicule_text_get_bytes (self->old), MANICULE_SAVE_DEFAULT, NULL, error) &&
         manicule_save (self->folder, pending, manicule_text_get_bytes (self->new), MANICULE_SAVE_DEFAULT, NULL, error);
}

static gboolean
write_marker (Rebase  *self,
              GError **error)
{
  GString *out = g_string_new ("{");
  g_autoptr(GBytes) bytes = NULL;

  manicule_json_put_string (out, "format", "manicule-rebase");
  manicule_json_put_int (out, "version", 1);
  manicule_json_put_string (out, "article", self->id);
  manicule_json_put_string (out, "sha256", manicule_text_get_sha256 (self->new));
  g_string_append (out, "}\n");
  bytes = g_string_free_to_bytes (out);

  return manicule_save (self->folder, PENDING, bytes, MANICULE_SAVE_DEFAULT, NULL, error);
}

/* Removes what stands ready, and the folder. What stays does no harm: without the marker nobody looks at it. */
static void
clear_pending (GFile      *folder,
               const char *id)
{
  g_autofree char *name = pending_name (id, "");
  g_autoptr(GPtrArray) entries = manicule_file_list (folder, name, NULL);
  g_autofree char *path = g_build_filename (g_file_peek_path (folder), name, NULL);
  guint i;

  for (i = 0; entries != NULL && i < entries->len; i++)
    {
      ManiculeFileEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *file = pending_name (id, entry->name);

      manicule_file_remove (folder, file, NULL);
    }
  manicule_fs_get ()->rmdir (path);
}

static gboolean
prepare (Rebase   *self,
         GError  **error)
{
  g_autoptr(GPtrArray) annotators = list_annotators (self->folder, error);
  g_autoptr(GPtrArray) sources = manicule_project_folder_list_sources (self->folder, self->id, annotators != NULL ? error : NULL);
  guint i;

  if (annotators == NULL || sources == NULL)
    return FALSE;

  clear_pending (self->folder, self->id);
  if (!prepare_texts (self, error))
    return FALSE;
  for (i = 0; i < annotators->len; i++)
    {
      if (!prepare_set (self, g_ptr_array_index (annotators, i), error))
        return FALSE;
    }
  for (i = 0; i < sources->len; i++)
    {
      if (!prepare_suggestions (self, g_ptr_array_index (sources, i), error))
        return FALSE;
    }

  return write_marker (self, error);
}

/* --- ending --- */

typedef struct
{
  char *id;      /* (owned) */
  char *sha256;  /* (owned) */
} Marker;

static void
marker_clear (Marker *self)
{
  g_free (self->id);
  g_free (self->sha256);
}

static gboolean
read_marker (GFile   *folder,
             Marker  *marker,
             GError **error)
{
  g_autoptr(GBytes) bytes = manicule_file_read (folder, PENDING, 4096, NULL, error);
  g_autoptr(ManiculeJsonReader) reader = bytes != NULL ? manicule_json_reader_new (bytes, PENDING, error) : NULL;
  ManiculeJsonValue root;

  if (reader == NULL)
    return FALSE;

  root = manicule_json_reader_get_root (reader);
  if (manicule_json_check_format (root, "manicule-rebase"))
    {
      marker->id = g_strdup (manicule_json_get_file_name (root, "article"));
      marker->sha256 = g_strdup (manicule_json_get_sha256 (root, "sha256"));
    }

  return manicule_json_reader_settle (reader, NULL, error);
}

static ManiculeArticle *
make_article (ManiculeArticle *article,
              ManiculeText    *text)
{
  ManiculeArticleFields fields = *manicule_article_get_fields (article);
  g_autoptr(ManiculeNewsHead) head = NULL;

  if (fields.opening != NULL)
    {
      head = manicule_news_head_parse (text);
      fields.opening = head->opening;
    }
  fields.sha256 = manicule_text_get_sha256 (text);
  fields.length = manicule_text_get_n_chars (text);
  /* The hash of the file as it came is that of another text. */
  fields.original_sha256 = NULL;
  fields.encoding = NULL;

  return manicule_article_new (&fields);
}

static gboolean
update_project (ManiculeProject  *project,
                const char       *id,
                ManiculeText     *text,
                GError          **error)
{
  ManiculeArticle *before = manicule_project_find_article (project, id);
  g_autoptr(ManiculeArticle) after = before != NULL ? make_article (before, text) : NULL;
  g_autoptr(ManiculeChange) change = NULL;

  /* The article may have been taken out of the list meanwhile; then there is nothing to update. */
  if (before == NULL || manicule_article_equal (before, after))
    return TRUE;

  change = manicule_change_new_item (MANICULE_CHANGE_ARTICLE, before, after, 0);
  return manicule_change_apply (change, project, error);
}

/* Where a prepared file goes. */
static char *
get_place (const char *id,
           const char *entry)
{
  g_autofree char *name = NULL;

  if (strcmp (entry, PENDING_TEXT) == 0)
    return manicule_project_folder_text_name (id);

  name = g_strndup (entry, strlen (entry) - strlen (g_str_has_suffix (entry, PENDING_SUGGESTIONS) ? PENDING_SUGGESTIONS : ".json"));
  return g_str_has_suffix (entry, PENDING_SUGGESTIONS) ? manicule_project_folder_suggestions_name (id, name)
                                                       : manicule_project_folder_set_name (id, name);
}

/* Puts one prepared file into its place. */
static gboolean
put_in_place (GFile       *folder,
              const char  *id,
              const char  *entry,
              GError     **error)
{
  g_autofree char *from = pending_name (id, entry);
  g_autofree char *to = get_place (id, entry);
  g_autoptr(GBytes) bytes = manicule_file_read (folder, from, MANICULE_FILE_MAX_BYTES, NULL, error);

  return bytes != NULL && manicule_save (folder, to, bytes, MANICULE_SAVE_DEFAULT, NULL, error);
}

static ManiculeText *
read_pending_text (GFile         *folder,
                   const Marker  *marker,
                   GError       **error)
{
  g_autofree char *name = pending_name (marker->id, PENDING_TEXT);
  g_autoptr(GBytes) bytes = manicule_file_read (folder, name, MANICULE_TEXT_MAX_BYTES, NULL, error);
  g_autoptr(ManiculeText) text = bytes != NULL ? manicule_text_new (bytes, error) : NULL;

  if (text == NULL || strcmp (manicule_text_get_sha256 (text), marker->sha256) == 0)
    return g_steal_pointer (&text);

  g_set_error (error, MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_DAMAGED,
               _("%s: this is not the text that was to take the place of the former one. Bring it back, or remove %s."), name,
               PENDING);
  return NULL;
}

static gboolean
end_marked (GFile            *folder,
            ManiculeProject  *project,
            const Marker     *marker,
            GError          **error)
{
  g_autofree char *name = pending_name (marker->id, "");
  g_autoptr(ManiculeText) text = read_pending_text (folder, marker, error);
  g_autoptr(GPtrArray) entries = text != NULL ? manicule_file_list (folder, name, error) : NULL;
  guint i;

  if (entries == NULL)
    return FALSE;

  for (i = 0; i < entries->len; i++)
    {
      ManiculeFileEntry *entry = g_ptr_array_index (entries, i);

      if (entry->type == MANICULE_FILE_REGULAR && entry->name[0] != '.' && !put_in_place (folder, marker->id, entry->name, error))
        return FALSE;
    }

  if (!update_project (project, marker->id, text, error) ||
      !manicule_project_folder_write_list (folder, project, MANICULE_LIST_ARTICLES, error) ||
      !manicule_file_remove (folder, PENDING, error))
    return FALSE;

  clear_pending (folder, marker->id);
  return TRUE;
}

/**
 * manicule_rebase_end_pending:
 * @folder: a project folder whose lock the caller holds, and which nobody has read yet
 * @error: return location
 *
 * Returns: %TRUE when no rebase is pending any more
 */
gboolean
manicule_rebase_end_pending (GFile   *folder,
                             GError **error)
{
  g_autoptr(ManiculeProject) project = NULL;
  Marker marker = { NULL, NULL };
  gboolean is_pending, done;

  if (!manicule_file_look (folder, PENDING, &is_pending, error))
    return FALSE;
  if (!is_pending)
    return TRUE;

  project = manicule_project_folder_read (folder, NULL, error);
  done = project != NULL && read_marker (folder, &marker, error) && end_marked (folder, project, &marker, error);
  marker_clear (&marker);

  return done;
}

/**
 * manicule_rebase_article:
 * @folder: a project folder whose lock the caller holds
 * @project: the project, which gets the article's new hash and length
 * @article_id: an article of it
 * @text: its new text
 * @counts: what became of how many annotations is added to it
 * @error: return location
 *
 * Gives an article another text. The annotations of all annotators are carried over, or stand as orphans beside the sets;
 * the former text and the former sets stay as a version.
 *
 * Returns: %TRUE when it is on the disk
 */
gboolean
manicule_rebase_article (GFile                 *folder,
                         ManiculeProject       *project,
                         const char            *article_id,
                         ManiculeText          *text,
                         ManiculeRebaseCounts  *counts,
                         GError               **error)
{
  ManiculeArticle *article;
  g_autoptr(ManiculeText) old = NULL;
  g_autoptr(ManiculeRebase) compared = NULL;
  Marker marker = { (char *) article_id, NULL };
  Rebase rebase = { folder, article_id, NULL, text, NULL, counts };

  g_return_val_if_fail (G_IS_FILE (folder) && MANICULE_IS_PROJECT (project) && MANICULE_IS_TEXT (text), FALSE);

  article = manicule_project_find_article (project, article_id);
  if (article == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("There is no article “%s” in this project."), article_id);
      return FALSE;
    }

  old = manicule_project_folder_read_text (folder, article, error);
  if (old == NULL)
    return FALSE;
  if (strcmp (manicule_text_get_sha256 (old), manicule_text_get_sha256 (text)) == 0)
    return TRUE;

  compared = manicule_rebase_new (old, text);
  rebase.old = old;
  rebase.rebase = compared;
  marker.sha256 = (char *) manicule_text_get_sha256 (text);

  return prepare (&rebase, error) && end_marked (folder, project, &marker, error);
}
