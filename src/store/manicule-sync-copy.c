/* manicule-sync-copy.c: copies that sync programs make where two machines changed a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-sync-copy.h"

#include "manicule-journal-known.h"
#include "manicule-json-merge.h"
#include "manicule-project-folder-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define TEXT_SUFFIX ".txt"

static void
copy_free (gpointer data)
{
  ManiculeSyncCopy *copy = data;

  g_free (copy->name);
  g_free (copy->original);
  g_free (copy);
}

static void
add_copy (GPtrArray  *copies,
          const char *folder,
          const char *name,
          const char *original)
{
  ManiculeSyncCopy *copy = g_new (ManiculeSyncCopy, 1);

  copy->name = *folder != '\0' ? g_build_filename (folder, name, NULL) : g_strdup (name);
  copy->original = *folder != '\0' ? g_build_filename (folder, original, NULL) : g_strdup (original);
  g_ptr_array_add (copies, copy);
}

/* Of the lists, where @name is "", or of the sets in a folder. */
static gboolean
find_in (GFile       *folder,
         const char  *name,
         GPtrArray   *copies,
         GError     **error)
{
  g_autoptr(GPtrArray) entries = manicule_file_list (folder, name, error);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      ManiculeFileEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *original = NULL;

      if (entry->type == MANICULE_FILE_REGULAR && entry->name[0] != '.' &&
          manicule_sync_copy_recognize (folder, name, entry->name, &original))
        add_copy (copies, name, entry->name, original);
    }

  return entries != NULL;
}

/* Of the sets in all folders of @parent. */
static gboolean
find_below (GFile       *folder,
            const char  *parent,
            GPtrArray   *copies,
            GError     **error)
{
  g_autoptr(GPtrArray) entries = manicule_file_list (folder, parent, error);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      ManiculeFileEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *name = g_build_filename (parent, entry->name, NULL);

      if (entry->type == MANICULE_FILE_FOLDER && entry->name[0] != '.' && !find_in (folder, name, copies, error))
        return FALSE;
    }

  return entries != NULL;
}

/* Takes those out, from @first on, that are texts of articles, be it that undoing or redoing brings the article back. */
static void
leave_articles (GFile     *folder,
                GPtrArray *copies,
                guint      first)
{
  g_autoptr(ManiculeProject) project = manicule_project_folder_read (folder, NULL, NULL);
  g_autoptr(GHashTable) known = manicule_journal_known_read (folder, MANICULE_LIST_ARTICLES, NULL);

  for (guint i = copies->len; i > first; i--)
    {
      const ManiculeSyncCopy *copy = g_ptr_array_index (copies, i - 1);
      const char *name = copy->name + strlen (MANICULE_FOLDER_TEXTS "/");
      g_autofree char *id = g_strndup (name, strlen (name) - strlen (TEXT_SUFFIX));

      if (project == NULL || known == NULL || manicule_project_find_article (project, id) != NULL ||
          g_hash_table_contains (known, id))
        g_ptr_array_remove_index (copies, i - 1);
    }
}

static gboolean
find_texts (GFile      *folder,
            GPtrArray  *copies,
            GError    **error)
{
  guint first = copies->len;
  g_autoptr(GPtrArray) entries = manicule_file_list (folder, MANICULE_FOLDER_TEXTS, error);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      ManiculeFileEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *original = NULL;

      if (entry->type == MANICULE_FILE_REGULAR && g_str_has_suffix (entry->name, TEXT_SUFFIX) &&
          manicule_sync_copy_is_same_text (folder, entry->name) && manicule_sync_copy_parse (entry->name, &original))
        add_copy (copies, MANICULE_FOLDER_TEXTS, entry->name, original);
    }

  if (copies->len > first)
    leave_articles (folder, copies, first);

  return entries != NULL;
}

/**
 * manicule_sync_copy_find:
 * @folder: a project folder
 * @error: return location
 *
 * Returns: (transfer full) (element-type ManiculeSyncCopy): the copies of lists, annotation sets and texts, or %NULL with
 *   an error
 */
GPtrArray *
manicule_sync_copy_find (GFile   *folder,
                         GError **error)
{
  g_autoptr(GPtrArray) copies = g_ptr_array_new_with_free_func (copy_free);

  g_return_val_if_fail (G_IS_FILE (folder), NULL);

  if (!find_in (folder, "", copies, error) ||
      !find_texts (folder, copies, error) ||
      !find_below (folder, MANICULE_FOLDER_SETS, copies, error) ||
      !find_below (folder, MANICULE_FOLDER_SUGGESTIONS, copies, error))
    return NULL;

  return g_steal_pointer (&copies);
}

/* The content of both; where the file itself is gone, that of the copy. What both began with is not known. */
static GBytes *
merge_one (GFile             *folder,
           ManiculeSyncCopy  *copy,
           ManiculeStamp     *stamp,
           ManiculeFindings  *findings,
           GError           **error)
{
  g_autoptr(GBytes) theirs = manicule_file_read (folder, copy->name, MANICULE_FILE_MAX_BYTES, NULL, error);
  g_autoptr(GError) local_error = NULL;
  g_autoptr(GBytes) ours = NULL;

  if (theirs == NULL)
    return NULL;

  ours = manicule_file_read (folder, copy->original, MANICULE_FILE_MAX_BYTES, stamp, &local_error);
  if (ours != NULL && g_bytes_equal (ours, theirs))
    return g_steal_pointer (&ours);
  if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return manicule_json_merge (copy->original, theirs, theirs, theirs, findings, error);
  if (ours == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return manicule_json_merge (copy->original, NULL, ours, theirs, findings, error);
}

/**
 * manicule_sync_copy_merge:
 * @folder: a project folder whose lock the caller holds
 * @copies: (element-type ManiculeSyncCopy): what to merge
 * @findings: gets what a person must decide, and what cannot be merged
 * @n_merged: (out): how many copies are gone now
 * @error: return location
 *
 * Merges copies into their files. A copy goes when what it says is on the disk; not before.
 *
 * Returns: %FALSE when something cannot be written
 */
gboolean
manicule_sync_copy_merge (GFile             *folder,
                          GPtrArray         *copies,
                          ManiculeFindings  *findings,
                          guint             *n_merged,
                          GError           **error)
{
  guint i;

  g_return_val_if_fail (G_IS_FILE (folder) && copies != NULL && findings != NULL && n_merged != NULL, FALSE);

  *n_merged = 0;
  for (i = 0; i < copies->len; i++)
    {
      ManiculeSyncCopy *copy = g_ptr_array_index (copies, i);
      g_autoptr(GError) local_error = NULL;
      ManiculeStamp stamp = { 0, };
      g_autoptr(GBytes) merged = merge_one (folder, copy, &stamp, findings, &local_error);

      if (merged == NULL)
        {
          manicule_findings_add (findings, MANICULE_FINDING_WARNING, "sync-copy", copy->name, 0,
                                 _("This copy of a sync program cannot be merged: %s"), local_error->message);
          continue;
        }

      if (!manicule_file_verify (folder, copy->original, &stamp, error) ||
          !manicule_save (folder, copy->original, merged, MANICULE_SAVE_DEFAULT, NULL, error) ||
          !manicule_file_remove (folder, copy->name, error))
        return FALSE;
      (*n_merged)++;
    }

  return TRUE;
}
