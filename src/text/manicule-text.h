/* manicule-text.h: an immutable text and its offsets
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "manicule-range.h"

G_BEGIN_DECLS

/**
 * ManiculeTextError:
 * @MANICULE_TEXT_ERROR_INVALID_UTF8: bytes that are not UTF-8
 * @MANICULE_TEXT_ERROR_NUL: a NUL byte, which no text holds
 * @MANICULE_TEXT_ERROR_TOO_LARGE: more than MANICULE_TEXT_MAX_BYTES
 * @MANICULE_TEXT_ERROR_INVALID_ENCODING: bytes that do not fit the encoding named
 * @MANICULE_TEXT_ERROR_INVALID_PATTERN: a search pattern that is not a regular expression
 */
typedef enum
{
  MANICULE_TEXT_ERROR_INVALID_UTF8,
  MANICULE_TEXT_ERROR_NUL,
  MANICULE_TEXT_ERROR_TOO_LARGE,
  MANICULE_TEXT_ERROR_INVALID_ENCODING,
  MANICULE_TEXT_ERROR_INVALID_PATTERN,
} ManiculeTextError;

#define MANICULE_TEXT_ERROR (manicule_text_error_quark ())
GQuark manicule_text_error_quark (void);

#define MANICULE_TEXT_MAX_BYTES (256u * 1024 * 1024)

/* The unit in which an offset counts. Ours is always MANICULE_OFFSET_CHARS; the others exist at the edges. */
typedef enum
{
  MANICULE_OFFSET_CHARS,      /* Unicode code points */
  MANICULE_OFFSET_BYTES,      /* UTF-8 bytes */
  MANICULE_OFFSET_UTF16,      /* UTF-16 code units */
  MANICULE_OFFSET_GRAPHEMES,  /* extended grapheme clusters */
} ManiculeOffsetUnit;

/* Immutable and never normalised, so it may be read from any thread at once.
 * All offsets are 0-based; an offset equal to the length is the end of the text. */
#define MANICULE_TYPE_TEXT (manicule_text_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeText, manicule_text, MANICULE, TEXT, GObject)

ManiculeText *manicule_text_new             (GBytes              *utf8,
                                             GError             **error) G_GNUC_WARN_UNUSED_RESULT;
ManiculeText *manicule_text_new_from_string (const char          *string) G_GNUC_WARN_UNUSED_RESULT;

const char   *manicule_text_get_data        (ManiculeText        *self);
GBytes       *manicule_text_get_bytes       (ManiculeText        *self);
guint         manicule_text_get_n_bytes     (ManiculeText        *self);
guint         manicule_text_get_n_chars     (ManiculeText        *self);
guint         manicule_text_get_length      (ManiculeText        *self,
                                             ManiculeOffsetUnit   unit);
const char   *manicule_text_get_sha256      (ManiculeText        *self);

/* O(log n). An offset past the end is the caller's mistake. */
guint         manicule_text_char_to_byte    (ManiculeText        *self,
                                             guint                chr);
guint         manicule_text_byte_to_char    (ManiculeText        *self,
                                             guint                byte);
guint         manicule_text_from_chars      (ManiculeText        *self,
                                             ManiculeOffsetUnit   unit,
                                             guint                chr);
/* For offsets that come from outside: FALSE past the end or inside a character (surrogate pair, UTF-8 sequence, cluster). */
gboolean      manicule_text_to_chars        (ManiculeText        *self,
                                             ManiculeOffsetUnit   unit,
                                             guint64              offset,
                                             guint               *chr);

/* Lines end at LF, CRLF, lone CR, U+2028 and U+2029; both numbers count from 0, the column in code points. */
void          manicule_text_get_position    (ManiculeText        *self,
                                             guint                chr,
                                             guint               *line,
                                             guint               *column);
guint         manicule_text_get_n_lines     (ManiculeText        *self);
gboolean      manicule_text_from_position   (ManiculeText        *self,
                                             guint                line,
                                             guint                column,
                                             guint               *chr);

char         *manicule_text_get_slice       (ManiculeText        *self,
                                             guint                start,
                                             guint                end) G_GNUC_WARN_UNUSED_RESULT;
gunichar      manicule_text_get_char        (ManiculeText        *self,
                                             guint                chr);

G_END_DECLS
