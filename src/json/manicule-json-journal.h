/* manicule-json-journal.h: a line of the journal
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-change.h"

G_BEGIN_DECLS

/* The journal is JSONL. Each line has a number, one more than the line before it, a time, and at its end a checksum of
 * all that stands before: what was torn by a power cut, or damaged, is told from what was written. */
typedef enum
{
  MANICULE_JOURNAL_HEAD,    /* the first line of a file, and where one goes on after something was lost */
  MANICULE_JOURNAL_CHANGE,  /* a change of a step; the step's last one has the title */
  MANICULE_JOURNAL_UNDO,    /* the step was undone */
  MANICULE_JOURNAL_REDO,    /* and done again */
  MANICULE_JOURNAL_SAVING,  /* files are about to be written */
  MANICULE_JOURNAL_SAVED,   /* files are this on the disk; no file: all are complete up to here */
  MANICULE_JOURNAL_SPENT,   /* the time that went into articles, as far as lines before it tell */
} ManiculeJournalKind;

/* A file of the project, and up to which line of the journal all changes of it are in it. */
typedef struct
{
  char    *name;     /* (owned) */
  char    *sha256;   /* (owned) (nullable): NULL when there is no such file */
  guint64  upto;
} ManiculeJournalFile;

typedef struct
{
  char    *article_id;  /* (owned) */
  guint64  seconds;
} ManiculeJournalSpent;

typedef struct
{
  ManiculeJournalKind  kind;
  guint64              seq;
  gint64               time;       /* seconds since 1970 */
  char                *annotator;  /* (owned) (nullable): of a head */
  char                *id;         /* (owned) (nullable): of a head: random, to tell one from another */
  guint                step;       /* of changes, undo, redo: its number, from 1 */
  char                *title;      /* (owned) (nullable): of the last change of a step */
  ManiculeChange      *change;     /* (owned) (nullable) */
  GPtrArray           *files;      /* (owned) (nullable) (element-type ManiculeJournalFile) */
  GPtrArray           *spent;      /* (owned) (nullable) (element-type ManiculeJournalSpent) */
} ManiculeJournalLine;

ManiculeJournalFile  *manicule_journal_file_new  (const char                *name,
                                                  const char                *sha256,
                                                  guint64                    upto) G_GNUC_WARN_UNUSED_RESULT;
void                  manicule_journal_file_free (ManiculeJournalFile       *self);
ManiculeJournalSpent *manicule_journal_spent_new (const char                *article_id,
                                                  guint64                    seconds) G_GNUC_WARN_UNUSED_RESULT;
void                  manicule_journal_spent_free (ManiculeJournalSpent     *self);
void                  manicule_journal_line_free (ManiculeJournalLine       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeJournalLine, manicule_journal_line_free)

/* With checksum and line feed. */
void                  manicule_json_append_journal_line (GString                   *out,
                                                         const ManiculeJournalLine *line);
/* Is this line, without its line feed, whole? */
gboolean              manicule_json_check_journal_line  (const char                *data,
                                                         gsize                      length);
/* A line that is whole. @number: in its file, from 1. */
ManiculeJournalLine  *manicule_json_read_journal_line   (GBytes                    *bytes,
                                                         const char                *file,
                                                         guint                      number,
                                                         GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
