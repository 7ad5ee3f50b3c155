/* manicule-check-journal.c: the check of a project: the journals, and what they know of its files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-check-private.h"

#include "manicule-recovery.h"

#include <glib/gi18n-lib.h>

static void
note_articles (ManiculeCheck      *check,
               ManiculeJournalLog *log)
{
  g_autoptr(GHashTable) articles = manicule_journal_log_list_articles (log);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, articles);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (check->undoable, g_strdup (id));
}

static void
check_journal (ManiculeCheck *check,
               const char    *annotator)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(ManiculeJournalLog) log = manicule_journal_log_read (check->folder, annotator, &error);
  g_autofree char *name = manicule_journal_name (annotator);
  guint n;

  if (log == NULL)
    {
      manicule_project_folder_add_error (check->findings, "journal-unreadable", name, error);
      return;
    }

  note_articles (check, log);
  manicule_recovery_examine (log, check->folder, G_MAXUINT, check->findings);

  n = manicule_recovery_count (log, check->folder);
  if (n > 0)
    manicule_findings_add (check->findings, MANICULE_FINDING_NOTE, "edits-pending", name, 0,
                           g_dngettext (GETTEXT_PACKAGE,
                                        "%u edit is in the journal, but not in the files yet: the project is open, or was not closed. "
                                        "It gets there when the project is opened.",
                                        "%u edits are in the journal, but not in the files yet: the project is open, or was not closed. "
                                        "They get there when the project is opened.", n), n);
}

/**
 * manicule_check_journals:
 * @check: a check
 *
 * Reads the journals of all annotators.
 */
void
manicule_check_journals (ManiculeCheck *check)
{
  g_autoptr(GPtrArray) annotators = manicule_journal_list_annotators (check->folder, NULL);

  for (guint i = 0; annotators != NULL && i < annotators->len; i++)
    check_journal (check, g_ptr_array_index (annotators, i));
}
