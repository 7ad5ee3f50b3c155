/* manicule-table-foreign-private.h: what the parts of reading a table from elsewhere share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-csv.h"
#include "manicule-format-document-ids.h"
#include "manicule-format-draft.h"
#include "manicule-hash-set.h"
#include "manicule-table-roles.h"

G_BEGIN_DECLS

typedef struct
{
  char   *label;        /* (owned) */
  char   *covered;      /* (owned) (nullable) */
  char   *annotator;    /* (owned) */
  char   *note;         /* (owned) (nullable) */
  char   *id;           /* (owned) (nullable) */
  char  **attributes;   /* (owned): of the columns without a role, NULL where nothing stands; one block */
  guint64 start;
  guint64 end;
  guint   line;
} ManiculeTableRow;

typedef struct
{
  char         *name;      /* (owned) (nullable): as the table has it */
  ManiculeText *text;      /* (owned) (nullable) */
  gboolean      is_tried;  /* its text was looked for */
  GPtrArray    *rows;      /* (owned) (element-type ManiculeTableRow) */
  char         *title;     /* (owned) (nullable) */
  char         *date;      /* (owned) (nullable) */
  char         *source;    /* (owned) (nullable) */
  char         *language;  /* (owned) (nullable) */
} ManiculeTableDocument;

/* How well each way to count fits the spans that were seen. */
#define MANICULE_TABLE_N_BASES 3

typedef struct
{
  ManiculeUnitVote votes[MANICULE_TABLE_N_BASES];   /* by what is covered */
  guint            n_claims;
  guint            n_words[MANICULE_TABLE_N_BASES]; /* spans that begin and end at words */
  guint            n_spans;
} ManiculeTableWitnesses;

typedef struct _ManiculeTableReader ManiculeTableReader;
typedef gboolean (*ManiculeTableDocumentFunc) (ManiculeTableReader    *self,
                                               ManiculeTableDocument  *document,
                                               GError                **error);

typedef gboolean (*ManiculeTableRowFunc)      (ManiculeTableReader    *self,
                                               GError                **error);

struct _ManiculeTableReader
{
  ManiculeFormatInput      *input;      /* (not owned) */
  ManiculeCsvReader        *csv;        /* (not owned) */
  const ManiculeTableRoles *roles;      /* (not owned) */
  GPtrArray                *names;      /* (not owned): of the columns */
  GArray                   *extras;     /* (owned) (element-type guint): columns without a role */
  ManiculeDocumentIds       ids;
  ManiculeDraft             draft;
  ManiculeDocumentFunc      func;
  gpointer                  data;

  GPtrArray                *documents;  /* (owned) (element-type ManiculeTableDocument) */
  GHashTable               *by_name;    /* (owned): what tells a document from others to the document, not owned */
  gboolean                  is_full;    /* “text” is all of the text */
  gboolean                  is_silent;  /* the rows will be read again, and findings be reported then */
  gboolean                  is_done;    /* no more rows are needed */
  guint64                   n_held;     /* bytes of the rows that are held */
  ManiculeTableWitnesses    witnesses;
  guint                     base;       /* how offsets count */
  guint64                   n_searched; /* bytes, for quotations */
  gpointer                  survey;     /* (not owned) (nullable): what the first reading counts */
  ManiculeTableDocumentFunc take;       /* what becomes of a document that is whole */
};

/* --- manicule-table-foreign.c: the row that was read --- */

/* NULL where nothing stands. */
const char *manicule_table_get_cell        (ManiculeTableReader        *self,
                                            ManiculeRole                role);
gboolean    manicule_table_get_number      (ManiculeTableReader        *self,
                                            ManiculeRole                role,
                                            guint64                    *number);
/* The values of the columns without a role; to be freed at once. */
char      **manicule_table_dup_attributes  (ManiculeTableReader        *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean    manicule_table_report          (ManiculeTableReader        *self,
                                            const char                 *code,
                                            guint                       line,
                                            const char                 *message,
                                            GError                    **error);
void        manicule_table_add_details     (ManiculeTableReader        *self,
                                            ManiculeAnnotation        **slot,
                                            const ManiculeTableRow     *row);

/* Hands on what is known of a document, whose rows may have no text. */
gboolean    manicule_table_emit_document   (ManiculeTableReader        *self,
                                            ManiculeTableDocument      *document,
                                            GError                    **error);
/* The rows that are left, until it is done. */
gboolean    manicule_table_each_row        (ManiculeTableReader        *self,
                                            ManiculeTableRowFunc        take,
                                            GError                    **error);

/* --- manicule-table-spans.c --- */

gboolean    manicule_table_read_spans      (ManiculeTableReader        *self,
                                            GError                    **error);

/* --- manicule-table-documents.c --- */

/* Keeps the row that was read. */
gboolean    manicule_table_take_row        (ManiculeTableReader        *self,
                                            GError                    **error);
/* What tells the document of the row that was read from others, where “text” is all of the text, or is not. */
char       *manicule_table_make_key        (ManiculeTableReader        *self,
                                            gboolean                    is_full) G_GNUC_WARN_UNUSED_RESULT;
/* Finds the text of a document that the table does not hold; reports where it is not there. */
gboolean    manicule_table_load_text       (ManiculeTableReader        *self,
                                            ManiculeTableDocument      *document,
                                            GError                    **error);
void        manicule_table_document_free   (gpointer                    document);

/* --- manicule-table-classes.c --- */

/* Reads a text with its label, and hands it on. */
gboolean    manicule_table_take_class      (ManiculeTableReader        *self,
                                            GError                    **error);

/* --- manicule-table-places.c --- */

/* Lets the spans of a document tell how offsets count. FALSE: enough have told. */
gboolean    manicule_table_hear            (ManiculeTableReader        *self,
                                            ManiculeTableDocument      *document);
/* Decides how offsets count, and says so where that is not plain. */
gboolean    manicule_table_find_count      (ManiculeTableReader        *self,
                                            GError                    **error);
/* FALSE where the row cannot count so. */
gboolean    manicule_table_shift           (guint                       base,
                                            const ManiculeTableRow     *row,
                                            ManiculeForeignRange       *range);
/* Gives the rows of a document offsets by what they cover; G_MAXUINT32 where that is not there. */
gboolean    manicule_table_find_quotes     (ManiculeTableReader        *self,
                                            ManiculeTableDocument      *document,
                                            GError                    **error);

G_END_DECLS
