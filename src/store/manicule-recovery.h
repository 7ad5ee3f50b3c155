/* manicule-recovery.h: from the journal into the files, after a crash
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-file.h"
#include "manicule-finding.h"
#include "manicule-journal-log.h"
#include "manicule-journal.h"
#include "manicule-project.h"

G_BEGIN_DECLS

/* What could not be placed goes here, below the project folder. */
#define MANICULE_FOLDER_RECOVERED "recovered"

typedef struct
{
  guint n_edits;     /* changes that were brought into the files */
  guint n_unplaced;  /* that do not fit any more: they are in recovered/ */
  guint n_torn;      /* lines of lists that were none: they are in recovered/ too */
  guint n_restored;  /* entries that got back into lists with such lines */
  guint n_renamed;   /* files and folders that got their names back */
} ManiculeRecovery;

/* May anything be left to do? Tells without looking at the files. */
gboolean manicule_recovery_is_due (ManiculeJournalLog  *log);
/* How many changes does the journal hold that may not be in the files? Nothing is written. */
guint    manicule_recovery_count  (ManiculeJournalLog  *log,
                                   GFile               *folder);
/* @project: its lists, as they were read, are brought up to date, and so are @stamps (of the lists). Sets are written.
 * FALSE when something cannot be written; then the journal still holds it. Only for who holds the lock. */
gboolean manicule_recovery_run    (ManiculeJournalLog  *log,
                                   ManiculeJournal     *journal,
                                   GFile               *folder,
                                   ManiculeProject     *project,
                                   ManiculeStamp       *stamps,
                                   ManiculeFindings    *findings,
                                   ManiculeRecovery    *result,
                                   GError             **error);
/* So many files are looked into at each opening: when an older copy of a project was put back, these tell it. */
#define MANICULE_RECOVERY_N_READ 20

/* Lines of the journal that are damaged, and files that are missing or, for the @n_read saved last, older than it says. */
void     manicule_recovery_examine (ManiculeJournalLog *log,
                                    GFile              *folder,
                                    guint               n_read,
                                    ManiculeFindings   *findings);
/* For who does not have the lock: what waits in the journal is a finding. */
void     manicule_recovery_report_pending (ManiculeJournalLog *log,
                                    GFile              *folder,
                                    ManiculeFindings   *findings);
/* The journals of all annotators but @annotator (nullable: of all). Without @lock (nullable) nothing is written. */
gboolean manicule_recovery_run_others (GFile           *folder,
                                   const char          *annotator,
                                   ManiculeLock        *lock,
                                   ManiculeProject     *project,
                                   ManiculeStamp       *stamps,
                                   ManiculeFindings    *findings,
                                   ManiculeRecovery    *result,
                                   GError             **error);
/* For the command line, before it reads a project: takes the lock while it works, where there is anything to do. @words:
 * what was done, or why it was not; NULL when there was nothing to do. */
gboolean manicule_recovery_run_folder (GFile           *folder,
                                   char               **words,
                                   GError             **error);
/* Keeps what has no place in recovered/, under a name that is not taken and ends in @base. @name (nullable) is that name. */
gboolean manicule_recovery_keep   (GFile               *folder,
                                   const char          *base,
                                   GBytes              *bytes,
                                   char               **name,
                                   GError             **error);
/* In one sentence; NULL when nothing was to be restored. */
char    *manicule_recovery_describe (const ManiculeRecovery *result) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
