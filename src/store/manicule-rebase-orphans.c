/* manicule-rebase-orphans.c: annotations of a former text that have no place in the present one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-rebase-article.h"

#include "manicule-json.h"
#include "manicule-project-folder-private.h"
#include "manicule-rebase-article-private.h"

#include <string.h>

/* So many characters of the former text are shown on each side. */
#define CONTEXT 40

static void
orphan_free (gpointer data)
{
  ManiculeOrphan *orphan = data;

  g_object_unref (orphan->annotation);
  g_object_unref (orphan->text);
  g_free (orphan->file);
  g_free (orphan);
}

/* "ID.HASH.json": the hash; NULL for another name. */
static char *
dup_hash (const char *name,
          const char *id)
{
  gsize n = strlen (id);

  if (strlen (name) != n + 1 + 12 + strlen (".json") || strncmp (name, id, n) != 0 || name[n] != '.' ||
      !g_str_has_suffix (name, ".json"))
    return NULL;

  return g_strndup (name + n + 1, 12);
}

static ManiculeText *
read_version (GFile       *folder,
              const char  *id,
              const char  *hash,
              GError     **error)
{
  g_autofree char *name = manicule_rebase_version_name (id, hash, ".txt");
  g_autoptr(GBytes) bytes = manicule_file_read (folder, name, MANICULE_TEXT_MAX_BYTES, NULL, error);

  return bytes != NULL ? manicule_text_new (bytes, error) : NULL;
}

/* What is in the set again has found its place, or never lost it: ends of relations stand with the orphans too. */
static void
add_orphans (GPtrArray             *result,
             ManiculeAnnotationSet *orphans,
             ManiculeAnnotationSet *set,
             const char            *file)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (orphans));
  guint i;

  for (i = 0; i < n; i++)
    {
      ManiculeAnnotation *annotation = manicule_annotation_set_get (orphans, i);
      ManiculeOrphan *orphan;

      if (set != NULL && manicule_annotation_set_find (set, manicule_annotation_get_id (annotation)) != NULL)
        continue;

      orphan = g_new (ManiculeOrphan, 1);
      orphan->annotation = g_object_ref (annotation);
      orphan->text = g_object_ref (manicule_annotation_set_get_text (orphans));
      orphan->file = g_strdup (file);
      g_ptr_array_add (result, orphan);
    }
}

static ManiculeAnnotationSet *
read_orphans (GFile       *folder,
              const char  *file,
              const char  *id,
              const char  *hash,
              GError     **error)
{
  g_autoptr(ManiculeText) text = read_version (folder, id, hash, error);
  g_autoptr(GBytes) bytes = text != NULL ? manicule_file_read (folder, file, MANICULE_FILE_MAX_BYTES, NULL, error) : NULL;

  return bytes != NULL ? manicule_json_read_annotations (bytes, file, text, NULL, error) : NULL;
}

/**
 * manicule_rebase_list_orphans:
 * @folder: a project folder
 * @article_id: the id of an article
 * @annotator: whose orphans
 * @set: (nullable): what the annotator says of the present text
 * @error: return location
 *
 * What a rebase that was not ended has left there is none: it is of the present text.
 *
 * Returns: (transfer full) (element-type ManiculeOrphan): what has no place in the present text, in the order of the
 *   former one; %NULL with an error
 */
GPtrArray *
manicule_rebase_list_orphans (GFile                  *folder,
                              const char             *article_id,
                              const char             *annotator,
                              ManiculeAnnotationSet  *set,
                              GError                **error)
{
  g_autofree char *name = g_build_filename (MANICULE_FOLDER_ORPHANS, annotator, NULL);
  g_autoptr(GPtrArray) entries = manicule_file_list (folder, name, error);
  g_autoptr(GPtrArray) result = g_ptr_array_new_with_free_func (orphan_free);
  const char *present = set != NULL ? manicule_text_get_sha256 (manicule_annotation_set_get_text (set)) : "";
  guint i;

  if (entries == NULL)
    return NULL;

  for (i = 0; i < entries->len; i++)
    {
      ManiculeFileEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *hash = dup_hash (entry->name, article_id);
      g_autofree char *file = g_build_filename (name, entry->name, NULL);
      g_autoptr(ManiculeAnnotationSet) orphans = NULL;

      if (hash == NULL || entry->type != MANICULE_FILE_REGULAR || g_str_has_prefix (present, hash))
        continue;

      orphans = read_orphans (folder, file, article_id, hash, error);
      if (orphans == NULL)
        return NULL;
      add_orphans (result, orphans, set, file);
    }

  return g_steal_pointer (&result);
}

static gboolean
goes_with (ManiculeAnnotation *annotation,
           GHashTable         *gone)
{
  const char *from = manicule_annotation_get_from (annotation);
  const char *to = manicule_annotation_get_to (annotation);

  return (from != NULL && g_hash_table_contains (gone, from)) || (to != NULL && g_hash_table_contains (gone, to));
}

/* Without @id and the relations that lead to it, or to one of those. */
static GPtrArray *
list_others (ManiculeAnnotationSet *orphans,
             const char            *id)
{
  GPtrArray *others = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GHashTable) gone = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (orphans));
  guint n_gone = 0;
  guint i;

  g_hash_table_add (gone, (gpointer) id);
  while (n_gone != g_hash_table_size (gone))
    {
      n_gone = g_hash_table_size (gone);
      for (i = 0; i < n; i++)
        {
          ManiculeAnnotation *annotation = manicule_annotation_set_get (orphans, i);

          if (goes_with (annotation, gone))
            g_hash_table_add (gone, (gpointer) manicule_annotation_get_id (annotation));
        }
    }

  for (i = 0; i < n; i++)
    {
      ManiculeAnnotation *annotation = manicule_annotation_set_get (orphans, i);

      if (!g_hash_table_contains (gone, manicule_annotation_get_id (annotation)))
        g_ptr_array_add (others, g_object_ref (annotation));
    }

  return others;
}

/**
 * manicule_rebase_drop_orphan:
 * @folder: a project folder whose lock the caller holds
 * @orphan: an orphan
 * @annotator: whose it is
 * @error: return location
 *
 * Takes an orphan off the list, with the orphaned relations that lead to it.
 *
 * Returns: %TRUE when it is on the disk
 */
gboolean
manicule_rebase_drop_orphan (GFile           *folder,
                             ManiculeOrphan  *orphan,
                             const char      *annotator,
                             GError         **error)
{
  g_autoptr(GBytes) bytes = manicule_file_read (folder, orphan->file, MANICULE_FILE_MAX_BYTES, NULL, error);
  g_autoptr(ManiculeAnnotationSet) orphans = NULL;
  g_autoptr(ManiculeAnnotationSet) rest = NULL;
  g_autoptr(GPtrArray) others = NULL;
  g_autoptr(GBytes) written = NULL;

  if (bytes != NULL)
    orphans = manicule_json_read_annotations (bytes, orphan->file, orphan->text, NULL, error);
  if (orphans == NULL)
    return FALSE;

  others = list_others (orphans, manicule_annotation_get_id (orphan->annotation));
  if (others->len == 0)
    return manicule_file_remove (folder, orphan->file, error);

  rest = manicule_annotation_set_new (manicule_annotation_set_get_article_id (orphans), annotator, orphan->text);
  if (!manicule_annotation_set_add_all (rest, others, error))
    return FALSE;
  manicule_annotation_set_init_status (rest, manicule_annotation_set_get_status (orphans));
  written = manicule_json_write_annotations (rest);

  return manicule_save (folder, orphan->file, written, MANICULE_SAVE_DEFAULT, NULL, error);
}

/* Words that are cut through are left out. */
static void
cut_to_words (char     *before,
              char     *after,
              gboolean  is_cut_before,
              gboolean  is_cut_after)
{
  char *space = strchr (before, ' ');

  if (is_cut_before && space != NULL)
    memmove (before, space + 1, strlen (space));
  space = strrchr (after, ' ');
  if (is_cut_after && space != NULL)
    *space = '\0';
}

/**
 * manicule_orphan_dup_context:
 * @orphan: an orphan
 *
 * Returns: (transfer full): what stood around it in the former text, and itself in brackets, on one line; for what is no
 *   span, its label
 */
char *
manicule_orphan_dup_context (ManiculeOrphan *orphan)
{
  ManiculeRange hull = manicule_annotation_get_hull (orphan->annotation);
  guint n = manicule_text_get_n_chars (orphan->text);
  guint start = hull.start > CONTEXT ? hull.start - CONTEXT : 0;
  guint end = MIN (n, hull.end + CONTEXT);
  g_autofree char *before = NULL, *covered = NULL, *after = NULL;
  char *context;

  if (manicule_annotation_get_kind (orphan->annotation) != MANICULE_ANNOTATION_SPAN)
    return g_strdup (manicule_annotation_get_label (orphan->annotation));

  before = manicule_text_get_slice (orphan->text, start, hull.start);
  covered = manicule_text_get_slice (orphan->text, hull.start, hull.end);
  after = manicule_text_get_slice (orphan->text, hull.end, end);
  cut_to_words (before, after, start > 0, end < n);
  context = g_strdup_printf ("%s%s[%s]%s%s", start > 0 ? "…" : "", before, covered, after, end < n ? "…" : "");
  g_strdelimit (context, "\r\n\t", ' ');

  return context;
}
