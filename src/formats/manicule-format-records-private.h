/* manicule-format-records-private.h: the bytes of a stream of JSON values
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format-input-private.h"
#include "manicule-format-records.h"

G_BEGIN_DECLS

struct _ManiculeRecords
{
  ManiculeFormatInput   *input;      /* (not owned) */
  GBytes                *bytes;      /* (owned) (nullable): in the place of the file */
  GInputStream          *stream;     /* (owned) (nullable): NULL before the first value */
  char                  *buffer;     /* (owned): bytes from start to end are read and not yet handed out */
  gsize                  capacity;
  gsize                  start;
  gsize                  end;
  gboolean               at_end;     /* of the file */
  guint                  line;       /* in which start lies */
  gboolean               is_quiet;   /* a former pass has reported what is damaged */
  ManiculeRecordsLayout  layout;
  gboolean               is_closed;  /* the end of the list was seen, or nothing more can be found */
  guint                  number;
  ManiculeJsonReader    *reader;     /* (owned) (nullable): of the value */
};

typedef enum
{
  MANICULE_RECORDS_END_FOUND,
  MANICULE_RECORDS_END_MISSING,  /* the file is over before */
  MANICULE_RECORDS_END_ERROR,
} ManiculeRecordsEnd;

/* Reads on; offsets from start stay the same. */
gboolean            manicule_records_fill          (ManiculeRecords  *self,
                                                    GError          **error);
/* Whether there is a byte at that offset from start. */
gboolean            manicule_records_has_byte      (ManiculeRecords  *self,
                                                    gsize             offset,
                                                    GError          **error);
void                manicule_records_drop_bytes    (ManiculeRecords  *self,
                                                    gsize             n);
/* Steps over white space. Returns the byte at start, 0 at the end or with an error. */
char                manicule_records_skip_space    (ManiculeRecords  *self,
                                                    GError          **error);
/* @n: the bytes of the value that begins at start, never 0 unless it begins with what no value begins with. */
ManiculeRecordsEnd  manicule_records_find_end      (ManiculeRecords  *self,
                                                    gsize            *n,
                                                    GError          **error);
/* @n: the bytes of the line at start, without its end. */
gboolean            manicule_records_find_line_end (ManiculeRecords  *self,
                                                    gsize            *n,
                                                    GError          **error);
/* Whether the value at start fills its line, or is damaged in a way that lets the next line begin another one. */
gboolean            manicule_records_find_whether_lines (ManiculeRecords  *self,
                                                         gboolean         *is_lines,
                                                         GError          **error);

G_END_DECLS
