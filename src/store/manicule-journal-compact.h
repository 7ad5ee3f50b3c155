/* manicule-journal-compact.h: a journal without what nobody can undo or redo any more
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-journal-log.h"

G_BEGIN_DECLS

/* Is so much of the journal of no use any more that it should be written anew? */
gboolean manicule_journal_wants_compaction (ManiculeJournalLog  *log);
/* The same journal, with the same history, times and states of files. */
GBytes  *manicule_journal_compact          (ManiculeJournalLog  *log,
                                            const char          *annotator) G_GNUC_WARN_UNUSED_RESULT;
/* Where it is due: writes the journal anew, at one stroke. For who holds the lock and appends no more. */
gboolean manicule_journal_compact_file     (GFile               *folder,
                                            const char          *annotator,
                                            GError             **error);

G_END_DECLS
