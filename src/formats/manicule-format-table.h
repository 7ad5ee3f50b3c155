/* manicule-format-table.h: a table of annotations, for R and spreadsheets
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format.h"

G_BEGIN_DECLS

/* The columns, in the order in which they are written. Attributes follow, "attr." before their names. What a row is
 * says its kind:
 *
 *   article   the whole text, and what is known of it; before the rows of its annotations
 *   span      start and end count code points from 0, end is behind the last; text is what is covered; the parts of a
 *             discontinuous one stand in ranges ("0-5;16-23"), and start and end are its hull
 *   relation  from and to are ids of rows
 *   label     a document label; its answer is the attribute "value"
 *
 * Where an annotation was not made by hand, origin says where it comes from, origin_id its id there, score how sure that
 * was. */
typedef enum
{
  MANICULE_COLUMN_DOC_ID,
  MANICULE_COLUMN_ID,
  MANICULE_COLUMN_KIND,
  MANICULE_COLUMN_LABEL,
  MANICULE_COLUMN_START,
  MANICULE_COLUMN_END,
  MANICULE_COLUMN_TEXT,
  MANICULE_COLUMN_ENTITY,
  MANICULE_COLUMN_NOTE,
  MANICULE_COLUMN_ANNOTATOR,
  MANICULE_COLUMN_RANGES,
  MANICULE_COLUMN_FROM,
  MANICULE_COLUMN_TO,
  MANICULE_COLUMN_TITLE,
  MANICULE_COLUMN_DATE,
  MANICULE_COLUMN_SOURCE,
  MANICULE_COLUMN_LANGUAGE,
  MANICULE_COLUMN_ORIGIN,
  MANICULE_COLUMN_ORIGIN_ID,
  MANICULE_COLUMN_SCORE,
  MANICULE_N_COLUMNS,
} ManiculeColumn;

extern const char * const manicule_columns[MANICULE_N_COLUMNS];
#define MANICULE_ATTRIBUTE_COLUMN "attr."

#define MANICULE_TABLE_HOLDS \
  (MANICULE_HOLDS_NESTED | MANICULE_HOLDS_CROSSING | MANICULE_HOLDS_DISCONTINUOUS | MANICULE_HOLDS_ZERO_LENGTH | \
   MANICULE_HOLDS_SUB_TOKEN | MANICULE_HOLDS_RELATIONS | MANICULE_HOLDS_RELATION_EXTRAS | MANICULE_HOLDS_ATTRIBUTES | \
   MANICULE_HOLDS_DOCUMENT_LABELS | MANICULE_HOLDS_ENTITIES | MANICULE_HOLDS_NOTES | MANICULE_HOLDS_ORIGIN | \
   MANICULE_HOLDS_IDS | MANICULE_HOLDS_TEXT | MANICULE_HOLDS_METADATA | MANICULE_HOLDS_SPANS | MANICULE_HOLDS_TYPES)

/* "excel": a byte order mark, CR LF, and an apostrophe before what a spreadsheet would take for a formula. */
extern const ManiculeFormatOption manicule_table_options[];

guint    manicule_table_sniff (const char            *head,
                               gsize                  length,
                               char                   separator);
gboolean manicule_table_read  (ManiculeFormatInput   *input,
                               char                   separator,
                               ManiculeDocumentFunc   func,
                               gpointer               data,
                               GError               **error);
gpointer manicule_table_begin (ManiculeFormatOutput  *output,
                               ManiculeSchema        *schema,
                               char                   separator,
                               GError               **error);
gboolean manicule_table_write (gpointer               state,
                               ManiculeDocument      *document,
                               GError               **error);
gboolean manicule_table_end   (gpointer               state,
                               gboolean               commit,
                               GError               **error);

/* Whether a spreadsheet would not take the cell for a text, or the cell looks as if it had been guarded from that. */
gboolean manicule_table_needs_guard (const char      *cell);

/* A value as a cell and back, types and all: what would be read as another type stands as a JSON string. */
char     *manicule_table_value_to_cell (GVariant     *value) G_GNUC_WARN_UNUSED_RESULT;
GVariant *manicule_table_cell_to_value (const char   *cell) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
