/* manicule-check-strays.c: the check of a project: files that do not belong to it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-check-private.h"

#include "manicule-file-name.h"
#include "manicule-rebase-article.h"
#include "manicule-recovery.h"
#include "manicule-sync-copy.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SET_SUFFIX ".json"
#define TEXT_SUFFIX ".txt"

static void
report (ManiculeCheck    *check,
        ManiculeSeverity  severity,
        const char       *code,
        const char       *file,
        const char       *message)
{
  g_autofree char *shown = g_utf8_make_valid (file, -1);

  manicule_findings_add (check->findings, severity, code, shown, 0, "%s", message);
}

/* @is_needed: something of the project should be there, which cannot be read so. */
static gboolean
report_odd_type (ManiculeCheck    *check,
                 const char       *path,
                 ManiculeFileType  type,
                 ManiculeFileType  wanted,
                 gboolean          is_needed)
{
  ManiculeSeverity severity = is_needed ? MANICULE_FINDING_ERROR : MANICULE_FINDING_WARNING;

  if (type == wanted)
    return FALSE;

  if (type == MANICULE_FILE_LINK)
    report (check, severity, "symbolic-link", path,
            _("This is a symbolic link; links inside a project are not followed. Put the file or folder itself there."));
  else if (is_needed)
    report (check, severity, "file-unreadable", path,
            wanted == MANICULE_FILE_FOLDER
            ? _("The annotator’s folder should be here, and this is none. Put the folder itself there, or move this away.")
            : _("The annotations of an article should be here, and this is no file. Put the file there, or move this away."));
  else
    report (check, severity, "stray-file", path,
            _("This does not belong to the project. Move it away."));

  return TRUE;
}

/* What is hidden is not ours, but for our own temporary files. */
static gboolean
is_passed_over (ManiculeCheck     *check,
                const char        *path,
                ManiculeFileEntry *entry)
{
  if (manicule_save_is_leftover (entry->name))
    {
      report (check, MANICULE_FINDING_WARNING, "leftover-file", path,
              _("This was left by a save that did not come to its end; what it was to replace is untouched. "
                "It goes when the project is opened for writing."));
      return TRUE;
    }

  return entry->name[0] == '.';
}

/* Opens a folder; what keeps it from being read is a finding. */
static GPtrArray *
list (ManiculeCheck *check,
      const char    *name)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *entries = manicule_file_list (check->folder, name, &error);

  if (entries == NULL)
    report (check, MANICULE_FINDING_ERROR, "file-unreadable", name, error->message);

  return entries;
}

/* NULL where @name does not end so. */
static char *
strip (const char *name,
       const char *suffix)
{
  return g_str_has_suffix (name, suffix) ? g_strndup (name, strlen (name) - strlen (suffix)) : NULL;
}

/* Is @name without @suffix the id of an article, be it one that only undoing or redoing brings back? */
static gboolean
has_article (ManiculeCheck *check,
             const char    *name,
             const char    *suffix)
{
  g_autofree char *id = strip (name, suffix);

  return id != NULL &&
         (manicule_project_find_article (check->project, id) != NULL || g_hash_table_contains (check->undoable, id));
}

/* Is it a text of which a list, perhaps, was cut off? */
static gboolean
is_unlisted (ManiculeCheck *check,
             const char    *name)
{
  g_autofree char *id = strip (name, TEXT_SUFFIX);

  return id != NULL && check->unlisted != NULL && g_hash_table_contains (check->unlisted, id);
}

static void
report_sync_copy (ManiculeCheck *check,
                  const char    *path)
{
  report (check, MANICULE_FINDING_WARNING, "sync-copy", path,
          _("A sync program put this copy here, because two machines changed the file. “manicule-cli check --repair” merges "
            "the two, and so does Manicule when the project is opened."));
}

static void
check_texts (ManiculeCheck *check)
{
  g_autoptr(GPtrArray) entries = list (check, MANICULE_FOLDER_TEXTS);
  guint i;

  for (i = 0; entries != NULL && i < entries->len; i++)
    {
      ManiculeFileEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *path = g_build_filename (MANICULE_FOLDER_TEXTS, entry->name, NULL);
      gboolean is_known;

      if (is_passed_over (check, path, entry) || report_odd_type (check, path, entry->type, MANICULE_FILE_REGULAR, FALSE))
        continue;

      is_known = has_article (check, entry->name, TEXT_SUFFIX);
      if (!is_known && manicule_sync_copy_is_same_text (check->folder, entry->name))
        report_sync_copy (check, path);
      else if (is_unlisted (check, entry->name))
        report (check, MANICULE_FINDING_ERROR, "article-unlisted", path,
                _("The list of articles does not name this text, so nobody sees it. “manicule-cli check --repair” puts it back "
                  "into the list; or move it away."));
      else if (!is_known)
        report (check, MANICULE_FINDING_WARNING, "stray-file", path,
                _("No article of the project has this text. Move it away, or import it from another place."));
    }
}

static void
check_set_name (ManiculeCheck     *check,
                const char        *folder,
                const char        *path,
                ManiculeFileEntry *entry)
{
  if (strstr (entry->name, SET_SUFFIX MANICULE_FOLDER_DAMAGED) != NULL)
    report (check, MANICULE_FINDING_WARNING, "damaged-copy", path,
            _("This is the copy of a damaged file, kept because not all of it could be read. "
              "Take from it what is missing, then remove it."));
  else if (manicule_sync_copy_recognize (check->folder, folder, entry->name, NULL))
    report_sync_copy (check, path);
  else if (!g_str_has_suffix (entry->name, SET_SUFFIX))
    report (check, MANICULE_FINDING_WARNING, "stray-file", path,
            _("This does not belong to the project. Move it away."));
  else if (!has_article (check, entry->name, SET_SUFFIX))
    report (check, MANICULE_FINDING_ERROR, "unknown-article", path,
            _("The project has no article of this name, so nobody sees these annotations. "
              "Import the article again, or move the file away."));
}

static void
check_sets_of (ManiculeCheck *check,
               const char    *folder)
{
  g_autoptr(GPtrArray) entries = list (check, folder);
  guint i;

  for (i = 0; entries != NULL && i < entries->len; i++)
    {
      ManiculeFileEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *path = g_build_filename (folder, entry->name, NULL);

      if (!is_passed_over (check, path, entry) &&
          !report_odd_type (check, path, entry->type, MANICULE_FILE_REGULAR,
                            has_article (check, entry->name, SET_SUFFIX)))
        check_set_name (check, folder, path, entry);
    }
}

static gboolean
is_annotator (ManiculeCheck *check,
              const char    *name)
{
  const char * const *annotators = manicule_project_get_annotators (check->project);

  return annotators != NULL && g_strv_contains (annotators, name);
}

static void
check_annotator (ManiculeCheck *check,
                 const char    *path,
                 const char    *name,
                 GHashTable    *keys)
{
  g_autofree char *key = NULL;

  if (!manicule_file_name_is_safe (name))
    {
      report (check, MANICULE_FINDING_ERROR, "annotator-unsafe", path,
              _("This cannot be an annotator’s name, so the annotations in it are not read. Give the folder another name."));
      return;
    }

  if (!is_annotator (check, name))
    report (check, MANICULE_FINDING_WARNING, "unknown-annotator", path,
            _("The project does not know this annotator. Add the name to the annotators in manicule.json, "
              "or move the folder away."));

  key = manicule_file_name_key (name);
  if (!g_hash_table_add (keys, g_steal_pointer (&key)))
    report (check, MANICULE_FINDING_ERROR, "case-collision", path,
            _("Another annotator’s name differs from this one only in capitals or accents, which some disks do not tell "
              "apart. Rename one of the two folders, and correct the name in its files."));

  check_sets_of (check, path);
}

static void
check_sets (ManiculeCheck *check)
{
  g_autoptr(GPtrArray) entries = list (check, MANICULE_FOLDER_SETS);
  g_autoptr(GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint i;

  for (i = 0; entries != NULL && i < entries->len; i++)
    {
      ManiculeFileEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *path = g_build_filename (MANICULE_FOLDER_SETS, entry->name, NULL);

      if (!is_passed_over (check, path, entry) &&
          !report_odd_type (check, path, entry->type, MANICULE_FILE_FOLDER, is_annotator (check, entry->name)))
        check_annotator (check, path, entry->name, keys);
    }
}

static void
check_suggestions (ManiculeCheck *check)
{
  g_autoptr(GPtrArray) entries = list (check, MANICULE_FOLDER_SUGGESTIONS);
  guint i;

  manicule_project_folder_check_sources (check->folder, check->findings);
  for (i = 0; entries != NULL && i < entries->len; i++)
    {
      ManiculeFileEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *path = g_build_filename (MANICULE_FOLDER_SUGGESTIONS, entry->name, NULL);

      if (!is_passed_over (check, path, entry) && entry->type == MANICULE_FILE_FOLDER &&
          manicule_file_name_is_safe (entry->name))
        check_sets_of (check, path);
    }
}

/* A journal that cannot be read says nothing of what may still wait in it. */
static void
check_journals (ManiculeCheck *check)
{
  g_autoptr(GPtrArray) entries = list (check, MANICULE_FOLDER_JOURNAL);
  guint i;

  for (i = 0; entries != NULL && i < entries->len; i++)
    {
      ManiculeFileEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *path = g_build_filename (MANICULE_FOLDER_JOURNAL, entry->name, NULL);
      g_autofree char *annotator = strip (entry->name, MANICULE_JOURNAL_SUFFIX);

      if (is_passed_over (check, path, entry))
        continue;

      if (entry->type == MANICULE_FILE_LINK)
        report_odd_type (check, path, entry->type, MANICULE_FILE_REGULAR, annotator != NULL && is_annotator (check, annotator));
      else if (entry->type != MANICULE_FILE_REGULAR && annotator != NULL)
        report (check, MANICULE_FINDING_ERROR, "file-unreadable", path,
                _("The journal of an annotator should be here, and this is no file. Move it away."));
      else if (annotator == NULL || !manicule_file_name_is_safe (annotator))
        report (check, MANICULE_FINDING_WARNING, "stray-file", path,
                _("This is the journal of no annotator, so it is not read. Move it away."));
    }
}

static gboolean
is_ours (ManiculeFileEntry *entry)
{
  static const char * const folders[] = {
    MANICULE_FOLDER_TEXTS, MANICULE_FOLDER_SETS, MANICULE_FOLDER_SUGGESTIONS, MANICULE_FOLDER_JOURNAL, MANICULE_FOLDER_ORPHANS,
    MANICULE_FOLDER_VERSIONS, NULL,
  };
  guint i;

  for (i = 0; i < MANICULE_N_LISTS; i++)
    {
      if (strcmp (entry->name, manicule_list_names[i]) == 0)
        return entry->type == MANICULE_FILE_REGULAR;
    }

  return entry->type == MANICULE_FILE_FOLDER && g_strv_contains (folders, entry->name);
}

/* People keep a README beside their project; that is worth a note only. */
static void
check_top (ManiculeCheck *check)
{
  g_autoptr(GPtrArray) entries = list (check, "");
  guint i;

  for (i = 0; entries != NULL && i < entries->len; i++)
    {
      ManiculeFileEntry *entry = g_ptr_array_index (entries, i);

      if (is_passed_over (check, entry->name, entry) || is_ours (entry))
        continue;

      if (manicule_sync_copy_recognize (check->folder, "", entry->name, NULL))
        report_sync_copy (check, entry->name);
      else if (entry->type == MANICULE_FILE_LINK)
        report_odd_type (check, entry->name, entry->type, MANICULE_FILE_REGULAR, FALSE);
      else if (strcmp (entry->name, MANICULE_FOLDER_RECOVERED) == 0)
        report (check, MANICULE_FINDING_WARNING, "recovered", entry->name,
                _("Here is what could not be placed after a crash. Take from it what is missing, then remove it."));
      else
        report (check, MANICULE_FINDING_NOTE, "stray-file", entry->name,
                _("This does not belong to the project; it is left alone."));
    }
}

/**
 * manicule_check_strays:
 * @check: a check
 */
void
manicule_check_strays (ManiculeCheck *check)
{
  check_top (check);
  check_texts (check);
  check_sets (check);
  check_suggestions (check);
  check_journals (check);
}
