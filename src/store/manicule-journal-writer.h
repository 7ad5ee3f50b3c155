/* manicule-journal-writer.h: the file of a journal
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "manicule-history.h"
#include "manicule-json-journal.h"

G_BEGIN_DECLS

/* Something that is to be written: one line, or those of a step. */
typedef struct
{
  ManiculeJournalKind  kind;
  guint64              seq;     /* of its first line */
  guint                n_lines;
  gint64               time;
  ManiculeStep        *step;    /* (owned) (nullable) */
  guint                number;
  GPtrArray           *files;   /* (owned) (nullable) */
  char                *id;      /* (owned) (nullable): of a head */
  gboolean             cut;     /* a number is left out before it */
} ManiculeJournalEntry;

ManiculeJournalEntry *manicule_journal_entry_new  (ManiculeJournalKind   kind) G_GNUC_WARN_UNUSED_RESULT;
void                  manicule_journal_entry_free (ManiculeJournalEntry *self);

/* Appends to the file of one annotator. For one thread. */
typedef struct _ManiculeJournalWriter ManiculeJournalWriter;

ManiculeJournalWriter *manicule_journal_writer_new      (GFile                  *folder,
                                                         const char             *annotator) G_GNUC_WARN_UNUSED_RESULT;
void                   manicule_journal_writer_free     (ManiculeJournalWriter  *self);
/* Brings @entries (element-type ManiculeJournalEntry), one after the other, to the disk. After a failure nobody knows what
 * is there; the same, and what came since, is to be written once more. @replaced: another program took the file away. */
gboolean               manicule_journal_writer_write    (ManiculeJournalWriter  *self,
                                                         GPtrArray              *entries,
                                                         gboolean               *replaced,
                                                         GError                **error);
/* The next write opens it anew. */
void                   manicule_journal_writer_close    (ManiculeJournalWriter  *self);

G_END_DECLS
