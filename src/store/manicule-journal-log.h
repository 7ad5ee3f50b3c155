/* manicule-journal-log.h: what a journal tells
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "manicule-history.h"
#include "manicule-json-journal.h"

G_BEGIN_DECLS

#define MANICULE_FOLDER_JOURNAL "journal"
#define MANICULE_JOURNAL_SUFFIX ".jsonl"

/* A step as it stands in the journal; its changes are read when they are asked for. Immutable, counted. */
typedef struct
{
  guint           number;     /* from 1: so many steps were done when it was done */
  guint           n_changes;
  gint64          time;
  char           *title;      /* (owned) */
  ManiculeChange *first;      /* (owned) */
  gsize           offset;     /* its lines in the file */
  gsize           length;
} ManiculeJournalStep;

/* Something that was done. */
typedef struct
{
  guint64              seq;
  gint64               time;
  ManiculeDeed         deed;
  ManiculeJournalStep *step;   /* (owned) (nullable): NULL where the step itself is lost */
} ManiculeJournalDeed;

/* What a file was at one moment. */
typedef struct
{
  char     *sha256;  /* (owned) (nullable): NULL when there was no such file */
  guint64   upto;    /* changes up to this line are in it */
  gint64    time;
  gboolean  saved;   /* it was seen on the disk; else it was about to be written */
} ManiculeJournalState;

/* Lines that cannot be what was written. */
typedef struct
{
  guint    line;     /* from 1 */
  gsize    offset;
  gsize    length;
  guint64  n_lost;   /* so many lines are missing here; 0 where it cannot be told */
} ManiculeJournalDamage;

typedef struct
{
  char       *name;       /* (owned): below the project folder */
  GBytes     *bytes;      /* (owned) */
  guint64     last_seq;
  guint       base;       /* so many steps came before those that are known */
  GPtrArray  *steps;      /* (owned) (element-type ManiculeJournalStep): what can be undone or redone */
  guint       position;   /* so many of them are done */
  GArray     *deeds;      /* (owned) (element-type ManiculeJournalDeed): all, in order */
  GHashTable *files;      /* (owned) (element-type utf8 GArray): of ManiculeJournalState, by name, in order */
  GHashTable *spent;      /* (owned) (element-type utf8 guint64): seconds by article, that were summed up */
  guint64     spent_upto; /* deeds up to this line are in it */
  guint64     complete;   /* all files are complete up to this line */
  GArray     *damages;    /* (owned) (element-type ManiculeJournalDamage): since the last head */
} ManiculeJournalLog;

char               *manicule_journal_name           (const char           *annotator) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type utf8): who has a journal. */
GPtrArray          *manicule_journal_list_annotators (GFile                *folder,
                                                     GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* Where there is no journal, an empty log. NULL when it cannot be read at all, or was written by a newer Manicule. */
ManiculeJournalLog *manicule_journal_log_read       (GFile                *folder,
                                                     const char           *annotator,
                                                     GError              **error) G_GNUC_WARN_UNUSED_RESULT;
ManiculeJournalLog *manicule_journal_log_new        (GBytes               *bytes,
                                                     const char           *name,
                                                     GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void                manicule_journal_log_free       (ManiculeJournalLog   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeJournalLog, manicule_journal_log_free)

/* (element-type ManiculeChange): all changes of a step, in order. */
GPtrArray          *manicule_journal_log_read_changes (ManiculeJournalLog  *self,
                                                       ManiculeJournalStep *step) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type ManiculeStep): its steps for a history. */
GPtrArray          *manicule_journal_log_make_steps (ManiculeJournalLog   *self) G_GNUC_WARN_UNUSED_RESULT;

/* (element-type utf8): articles that steps bring which can be undone, or done again. */
GHashTable         *manicule_journal_log_list_articles (ManiculeJournalLog *self) G_GNUC_WARN_UNUSED_RESULT;

void                manicule_journal_step_unref     (ManiculeJournalStep  *step);

G_END_DECLS
