/* manicule-recovery-folder.c: the journals of all annotators of a project
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-recovery.h"

#include "manicule-project-folder-private.h"

#include <glib/gi18n-lib.h>

#define MAX_NAMES 1000

/**
 * manicule_recovery_keep:
 * @folder: a project folder
 * @base: what the file's name ends in
 * @bytes: what to keep
 * @name: (out) (nullable): the file, below @folder
 * @error: return location
 *
 * Returns: %FALSE when it could not be written
 */
gboolean
manicule_recovery_keep (GFile       *folder,
                        const char  *base,
                        GBytes      *bytes,
                        char       **name,
                        GError     **error)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format (now, "%Y-%m-%dT%H-%M-%S");

  for (guint i = 1; ; i++)
    {
      g_autofree char *number = i > 1 ? g_strdup_printf ("-%u", i) : g_strdup ("");
      g_autofree char *tried = g_strconcat (MANICULE_FOLDER_RECOVERED "/", time, number, "-", base, NULL);
      g_autoptr(GError) local_error = NULL;

      if (manicule_save (folder, tried, bytes, MANICULE_SAVE_ONCE, NULL, &local_error))
        {
          if (name != NULL)
            *name = g_steal_pointer (&tried);
          return TRUE;
        }

      if (i == MAX_NAMES || !g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_EXISTS))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }
}

/**
 * manicule_recovery_report_pending:
 * @log: a journal
 * @folder: the project folder
 * @findings: gets what waits in the journal
 */
void
manicule_recovery_report_pending (ManiculeJournalLog *log,
                                  GFile              *folder,
                                  ManiculeFindings   *findings)
{
  guint n = manicule_recovery_count (log, folder);

  if (n > 0)
    manicule_findings_add (findings, MANICULE_FINDING_WARNING, "edits-pending", log->name, 0,
                           g_dngettext (GETTEXT_PACKAGE,
                                        "%u edit is in the journal, but not in the files yet. Open the project for writing, and it is restored.",
                                        "%u edits are in the journal, but not in the files yet. Open the project for writing, and they are restored.",
                                        n), n);
}

static gboolean
run_one (GFile             *folder,
         const char        *annotator,
         ManiculeLock      *lock,
         ManiculeProject   *project,
         ManiculeStamp     *stamps,
         ManiculeFindings  *findings,
         ManiculeRecovery  *result,
         GError           **error)
{
  g_autoptr(GError) read_error = NULL;
  g_autoptr(ManiculeJournalLog) log = manicule_journal_log_read (folder, annotator, &read_error);
  g_autoptr(ManiculeJournal) journal = NULL;
  gboolean done;

  if (log == NULL)
    {
      g_autofree char *name = manicule_journal_name (annotator);

      manicule_project_folder_add_error (findings, "journal-unreadable", name, read_error);
      return TRUE;
    }

  manicule_recovery_examine (log, folder, MANICULE_RECOVERY_N_READ, findings);
  if (lock == NULL)
    {
      manicule_recovery_report_pending (log, folder, findings);
      return TRUE;
    }

  if (!manicule_recovery_is_due (log))
    return TRUE;

  journal = manicule_journal_new (folder, annotator, log->last_seq, lock);
  done = manicule_recovery_run (log, journal, folder, project, stamps, findings, result, error);
  return manicule_journal_close (journal, done ? error : NULL) && done;
}

/**
 * manicule_recovery_run_others:
 * @folder: a project folder
 * @annotator: (nullable): whose journal to leave out
 * @lock: (nullable): the lock; %NULL: what waits is only told
 * @project: its lists, which are brought up to date
 * @stamps: (inout): what they are on the disk
 * @findings: gets what is wrong
 * @result: (inout): what was done is added
 * @error: return location
 *
 * Brings sessions to their end that were cut off.
 *
 * Returns: %FALSE when something could not be written; the journal still holds it then
 */
gboolean
manicule_recovery_run_others (GFile             *folder,
                              const char        *annotator,
                              ManiculeLock      *lock,
                              ManiculeProject   *project,
                              ManiculeStamp     *stamps,
                              ManiculeFindings  *findings,
                              ManiculeRecovery  *result,
                              GError           **error)
{
  g_autoptr(GPtrArray) annotators = manicule_journal_list_annotators (folder, NULL);

  for (guint i = 0; annotators != NULL && i < annotators->len; i++)
    {
      const char *other = g_ptr_array_index (annotators, i);

      if (g_strcmp0 (other, annotator) != 0 &&
          !run_one (folder, other, lock, project, stamps, findings, result, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_any_due (GFile *folder)
{
  g_autoptr(GPtrArray) annotators = manicule_journal_list_annotators (folder, NULL);

  for (guint i = 0; annotators != NULL && i < annotators->len; i++)
    {
      g_autoptr(ManiculeJournalLog) log = manicule_journal_log_read (folder, g_ptr_array_index (annotators, i), NULL);

      if (log != NULL && manicule_recovery_is_due (log))
        return TRUE;
    }

  return FALSE;
}

/**
 * manicule_recovery_run_folder:
 * @folder: a project folder
 * @words: (out) (nullable): what was done, or why nothing was, in words
 * @error: return location
 *
 * Before a project is read without opening it: brings into its files what the journals hold. Where another has the
 * project open, that is his to do, and @words say so; damaged lists are left to the reader to tell.
 *
 * Returns: %FALSE when something could not be written; the journal still holds it then
 */
gboolean
manicule_recovery_run_folder (GFile   *folder,
                              char   **words,
                              GError **error)
{
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autoptr(ManiculeProject) project = NULL;
  g_autoptr(ManiculeLock) lock = NULL;
  ManiculeStamp stamps[MANICULE_N_LISTS] = { 0 };
  ManiculeRecovery result = { 0 };

  *words = NULL;
  if (!is_any_due (folder))
    return TRUE;

  lock = manicule_lock_acquire (folder, FALSE, NULL);
  if (lock == NULL)
    {
      *words = g_strdup (_("The last edits are in the journal, but not in the files yet, because the project is open elsewhere."));
      return TRUE;
    }

  project = manicule_project_folder_read_full (folder, stamps, findings, NULL);
  if (project == NULL || manicule_findings_get_n_errors (findings) > 0)
    return TRUE;

  if (!manicule_recovery_run_others (folder, NULL, lock, project, stamps, findings, &result, error))
    return FALSE;

  *words = manicule_recovery_describe (&result);
  return TRUE;
}
