/* manicule-journal.h: every edit, to the disk at once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "manicule-history.h"
#include "manicule-json-journal.h"
#include "manicule-lock.h"

G_BEGIN_DECLS

/* An edit is on the disk at most so many milliseconds after it was pushed, as long as the disk does not keep us waiting. */
#define MANICULE_JOURNAL_DELAY 40

/* Appends to the journal of one annotator, in a thread of its own: what is pushed costs the caller a lock and no more.
 * What came together goes to the disk together, with one fsync. What cannot be written is kept, and tried again when
 * something else is pushed, or flushed. Only for who holds the project's lock. Counted; any thread. */
typedef struct _ManiculeJournal ManiculeJournal;

/* Called in the main context in which it was set, when what is durable, or the error, is other than before. */
typedef void (* ManiculeJournalFunc) (gpointer data);

/* @last_seq: what is in the file already (manicule-journal-log.h); 0 where there is none. */
ManiculeJournal *manicule_journal_new          (GFile               *folder,
                                                const char          *annotator,
                                                guint64              last_seq,
                                                ManiculeLock        *lock) G_GNUC_WARN_UNUSED_RESULT;
ManiculeJournal *manicule_journal_ref          (ManiculeJournal     *self);
void             manicule_journal_unref        (ManiculeJournal     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeJournal, manicule_journal_unref)

/* Another one, when the first was lost and taken back. */
void             manicule_journal_set_lock     (ManiculeJournal     *self,
                                                ManiculeLock        *lock);
/* NULL: nobody is told any more. Main thread. */
void             manicule_journal_set_func     (ManiculeJournal     *self,
                                                ManiculeJournalFunc  func,
                                                gpointer             data);

/* A step that is closed. */
void             manicule_journal_push_step    (ManiculeJournal     *self,
                                                ManiculeStep        *step,
                                                ManiculeDeed         deed,
                                                guint                number);
void             manicule_journal_push_files   (ManiculeJournal     *self,
                                                gboolean             saved,
                                                GPtrArray           *files);  /* (transfer full) (element-type ManiculeJournalFile) */
/* Where the journal goes on after something in it was damaged, which is told by now. @cut: what was done before can not
 * be undone any more; a number that is left out says so. */
void             manicule_journal_push_head    (ManiculeJournal     *self,
                                                gboolean             cut);

guint64          manicule_journal_get_pushed   (ManiculeJournal     *self);  /* the number of the last line */
guint64          manicule_journal_get_durable  (ManiculeJournal     *self);  /* that is on the disk */
/* (transfer full) (nullable): why what was pushed is not on the disk. */
GError          *manicule_journal_dup_error    (ManiculeJournal     *self) G_GNUC_WARN_UNUSED_RESULT;
/* Waits until all that was pushed before is on the disk; not in the main thread. */
gboolean         manicule_journal_flush        (ManiculeJournal     *self,
                                                GError             **error);
/* Wakes the thread to write, or try again, now; does not wait. */
void             manicule_journal_kick         (ManiculeJournal     *self);
/* TRUE once after another program took the file away: all of the project's files are to be written then. */
gboolean         manicule_journal_take_replaced (ManiculeJournal    *self);
/* Lets the thread write what there is, and end. */
void             manicule_journal_end          (ManiculeJournal     *self);
/* Flushes, and ends the thread: nothing can be pushed any more. Not in the main thread. */
gboolean         manicule_journal_close        (ManiculeJournal     *self,
                                                GError             **error);

G_END_DECLS
