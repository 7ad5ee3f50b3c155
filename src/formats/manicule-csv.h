/* manicule-csv.h: records of fields (RFC 4180), with any separator
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format-input.h"

G_BEGIN_DECLS

/* One record at a time. A field may hold line breaks, so a record has the number of its first line. */
typedef struct
{
  ManiculeFormatInput *input;      /* (not owned) */
  char                 separator;
  GString             *buffer;     /* (owned): the fields of the record, each ended by NUL */
  GArray              *offsets;    /* (owned) (element-type gsize): where each begins */
  GArray              *quoted;     /* (owned) (element-type gboolean): whether each stood in quotes */
  guint                line;
  gboolean             ends_in_crlf;
} ManiculeCsvReader;

void        manicule_csv_reader_init   (ManiculeCsvReader    *self,
                                        ManiculeFormatInput  *input,
                                        char                  separator);
void        manicule_csv_reader_clear  (ManiculeCsvReader    *self);
/* The next record that is not empty; FALSE without an error at the end. */
gboolean    manicule_csv_reader_next   (ManiculeCsvReader    *self,
                                        GError              **error);
guint       manicule_csv_reader_get_n  (ManiculeCsvReader    *self);
/* Good until the next record. NULL: nothing stood there, or there is no such field; "": two quotes did. */
const char *manicule_csv_reader_get    (ManiculeCsvReader    *self,
                                        guint                 field);

/* Appends a field; NULL stays empty, "" becomes two quotes. */
void        manicule_csv_append        (GString              *record,
                                        const char           *field,
                                        char                  separator);

G_END_DECLS
