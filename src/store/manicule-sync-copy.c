/* manicule-sync-copy.c: copies that sync programs make where two machines changed a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-sync-copy.h"

#include "manicule-json-merge.h"
#include "manicule-project-folder-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What each program puts into the name, with what stood before and after it in groups. */
static const char * const patterns[] = {
  "^(.+)\\.sync-conflict-[0-9]{8}-[0-9]{6}(?:-[A-Z0-9]+)?(\\.[^.]+)$",
  "^(.+)_conflict-[0-9]{8}-[0-9]{6}(\\.[^.]+)$",
  "^(.+) \\([^()]*(?:conflicted copy|case conflict|Konfliktkopie|in Konflikt stehende Kopie|copie en conflit|"
    "copia en conflicto|copia in conflitto|cópia em conflito|conflict copy)[^()]*\\)(\\.[^.]+)$",
};

static void
copy_free (gpointer data)
{
  ManiculeSyncCopy *copy = data;

  g_free (copy->name);
  g_free (copy->original);
  g_free (copy);
}

/**
 * manicule_sync_copy_parse:
 * @name: the base name of a file
 * @original: (out) (optional) (transfer full): the name of the file that it is a copy of
 *
 * Returns: whether it is such a copy
 */
gboolean
manicule_sync_copy_parse (const char  *name,
                          char       **original)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      g_autoptr(GRegex) regex = g_regex_new (patterns[i], G_REGEX_CASELESS, 0, NULL);
      g_autoptr(GMatchInfo) match = NULL;

      if (!g_utf8_validate (name, -1, NULL) || !g_regex_match (regex, name, 0, &match))
        continue;

      if (original != NULL)
        {
          g_autofree char *before = g_match_info_fetch (match, 1);
          g_autofree char *after = g_match_info_fetch (match, 2);

          *original = g_strconcat (before, after, NULL);
        }
      return TRUE;
    }

  return FALSE;
}

static gboolean
is_list (const char *name)
{
  guint i;

  for (i = 0; i < MANICULE_N_LISTS; i++)
    {
      if (strcmp (name, manicule_list_names[i]) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Of the files in one folder; @lists: only copies of the project's lists, not of whatever lies beside them. */
static gboolean
find_in (GFile       *folder,
         const char  *name,
         gboolean     lists,
         GPtrArray   *copies,
         GError     **error)
{
  g_autoptr(GPtrArray) entries = manicule_file_list (folder, name, error);
  guint i;

  for (i = 0; entries != NULL && i < entries->len; i++)
    {
      ManiculeFileEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *original = NULL;
      ManiculeSyncCopy *copy;

      if (entry->type != MANICULE_FILE_REGULAR || entry->name[0] == '.' ||
          !manicule_sync_copy_parse (entry->name, &original) || (lists && !is_list (original)))
        continue;

      copy = g_new (ManiculeSyncCopy, 1);
      copy->name = *name != '\0' ? g_build_filename (name, entry->name, NULL) : g_strdup (entry->name);
      copy->original = *name != '\0' ? g_build_filename (name, original, NULL) : g_strdup (original);
      g_ptr_array_add (copies, copy);
    }

  return entries != NULL;
}

/**
 * manicule_sync_copy_find:
 * @folder: a project folder
 * @error: return location
 *
 * Returns: (transfer full) (element-type ManiculeSyncCopy): the copies of lists and annotation sets, or %NULL with an
 *   error
 */
GPtrArray *
manicule_sync_copy_find (GFile   *folder,
                         GError **error)
{
  g_autoptr(GPtrArray) copies = g_ptr_array_new_with_free_func (copy_free);
  g_autoptr(GPtrArray) annotators = NULL;
  guint i;

  g_return_val_if_fail (G_IS_FILE (folder), NULL);

  if (!find_in (folder, "", TRUE, copies, error))
    return NULL;

  annotators = manicule_file_list (folder, MANICULE_FOLDER_SETS, error);
  if (annotators == NULL)
    return NULL;

  for (i = 0; i < annotators->len; i++)
    {
      ManiculeFileEntry *entry = g_ptr_array_index (annotators, i);
      g_autofree char *name = g_build_filename (MANICULE_FOLDER_SETS, entry->name, NULL);

      if (entry->type == MANICULE_FILE_FOLDER && entry->name[0] != '.' && !find_in (folder, name, FALSE, copies, error))
        return NULL;
    }

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
