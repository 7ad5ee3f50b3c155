/* manicule-format-input-private.h: the parts of an input
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format-input.h"
#include "manicule-format-learn.h"

G_BEGIN_DECLS

/* The file as a stream of lines. The bytes from start to end of the buffer are read and not yet handed out. */
typedef struct
{
  GInputStream *stream;    /* (owned) (nullable): NULL before the first line */
  char         *buffer;    /* (owned) */
  char         *decoded;   /* (owned) (nullable): the last line that was not UTF-8, in UTF-8 */
  gsize         capacity;  /* without the byte that is kept for a final NUL */
  gsize         start;
  gsize         end;
  gsize         scanned;   /* no line feed stands before this */
  gsize         max_line;
  guint         number;    /* of the last line handed out */
  guint         reported;  /* the last line that was reported: after going back it is not reported again */
  gboolean      at_end;
} ManiculeLineReader;

struct _ManiculeFormatInput
{
  const ManiculeFormat *format;
  GFile                *file;         /* (owned) */
  char                 *name;         /* (owned) */
  char                 *encoding;     /* (owned) (nullable) */
  GHashTable           *options;      /* (not owned) (nullable) */
  ManiculeSchema       *schema;       /* (owned) */
  ManiculeFindings     *findings;     /* (not owned) (nullable) */
  GCancellable         *cancellable;  /* (owned) (nullable) */

  GFileProgressCallback progress;
  gpointer              progress_data;
  goffset               n_done;
  goffset               n_bytes;
  goffset               n_reported;   /* n_done at the last call of progress */

  gboolean              is_for_comparing;
  ManiculePredictions   predictions;
  guint                 n_predictions; /* left out */
  guint                 n_suggestions; /* made of predictions */

  guint                 n_findings;
  gboolean              has_told_encoding;  /* that the file was decoded was said */
  ManiculeLineReader    lines;
  ManiculeLearned      *learned;      /* (owned) */
};

/* Opens a regular file, whose size goes to @size. */
GInputStream *manicule_format_input_open    (ManiculeFormatInput *self,
                                             GFile               *file,
                                             goffset             *size,
                                             GError             **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same for a file of lines or JSON, in UTF-8 whatever it was in, which a note reports. */
GInputStream *manicule_format_input_open_decoded (ManiculeFormatInput *self,
                                             goffset             *size,
                                             GError             **error) G_GNUC_WARN_UNUSED_RESULT;
void          manicule_format_input_advance (ManiculeFormatInput *self,
                                             gsize                n_bytes);
void          manicule_line_reader_clear    (ManiculeLineReader  *self);
void          manicule_format_input_report_predictions (ManiculeFormatInput *self);

G_END_DECLS
