/* manicule-format-lines.c: a file as a stream of lines, in bounded memory
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-input-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define STEP (256 * 1024)

void
manicule_line_reader_clear (ManiculeLineReader *self)
{
  g_clear_object (&self->stream);
  g_clear_pointer (&self->buffer, g_free);
  g_clear_pointer (&self->decoded, g_free);
}

/**
 * manicule_format_input_set_max_line:
 * @self: an input from which no line was read yet
 * @bytes: how long a line may be; memory grows only with the lines that there are
 *
 * Sets another limit than MANICULE_FORMAT_MAX_LINE.
 */
void
manicule_format_input_set_max_line (ManiculeFormatInput *self,
                                    gsize                bytes)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (self->lines.stream == NULL);
  g_return_if_fail (bytes > 0 && bytes <= G_MAXSIZE / 4);

  self->lines.max_line = bytes;
}

/* Makes room for STEP more bytes: first by moving what is left to the front, then by growing. */
static void
make_room (ManiculeLineReader *lines)
{
  gsize n_left = lines->end - lines->start;

  if (lines->start > 0)
    {
      memmove (lines->buffer, lines->buffer + lines->start, n_left);
      lines->scanned -= lines->start;
      lines->end = n_left;
      lines->start = 0;
    }

  if (lines->capacity - lines->end < STEP)
    {
      lines->capacity = MAX (2 * lines->capacity, lines->end + STEP);
      lines->buffer = g_realloc (lines->buffer, lines->capacity + 1);
    }
}

static gboolean
fill (ManiculeFormatInput  *self,
      GError              **error)
{
  ManiculeLineReader *lines = &self->lines;
  gssize n;

  make_room (lines);
  n = g_input_stream_read (lines->stream, lines->buffer + lines->end, lines->capacity - lines->end, self->cancellable,
                           error);
  if (n < 0)
    {
      g_prefix_error (error, "%s: ", self->name);
      return FALSE;
    }

  lines->end += (gsize) n;
  lines->at_end = n == 0;
  manicule_format_input_advance (self, (gsize) n);

  return TRUE;
}

static void
skip_byte_order_mark (ManiculeLineReader *lines)
{
  if (lines->end - lines->start >= 3 && memcmp (lines->buffer + lines->start, "\xef\xbb\xbf", 3) == 0)
    lines->start = lines->scanned = lines->start + 3;
}

static gboolean
open_lines (ManiculeFormatInput  *self,
            GError              **error)
{
  goffset size = 0;

  self->lines.stream = manicule_format_input_open_decoded (self, &size, error);
  if (self->lines.stream == NULL)
    return FALSE;

  /* The first read of a regular file brings the mark whole, if there is one. */
  if (!fill (self, error))
    return FALSE;
  skip_byte_order_mark (&self->lines);

  return TRUE;
}

/**
 * manicule_format_input_rewind:
 * @self: an input
 *
 * Goes back to the first line. Lines that are left out are reported once, however often they are met.
 *
 * Returns: FALSE with an error when the file cannot be read again
 */
gboolean
manicule_format_input_rewind (ManiculeFormatInput  *self,
                              GError              **error)
{
  ManiculeLineReader *lines = &self->lines;

  g_return_val_if_fail (self != NULL, FALSE);

  if (lines->stream == NULL)
    return TRUE;

  g_clear_object (&lines->stream);
  lines->start = lines->end = lines->scanned = 0;
  lines->number = 0;
  lines->at_end = FALSE;
  self->n_done = self->n_reported = 0;

  return open_lines (self, error);
}

/* Finds the end of the line that begins at start, reading on as needed: the offset of its line feed, or of the end
 * of the file. */
static gboolean
find_end (ManiculeFormatInput  *self,
          gsize                *end,
          GError              **error)
{
  ManiculeLineReader *lines = &self->lines;

  while (TRUE)
    {
      const char *feed = memchr (lines->buffer + lines->scanned, '\n', lines->end - lines->scanned);

      lines->scanned = feed != NULL ? (gsize) (feed - lines->buffer) : lines->end;
      if (lines->scanned - lines->start > lines->max_line)
        {
          manicule_format_input_fail (self, MANICULE_FORMAT_ERROR_LIMIT, lines->number + 1, error,
                                      _("the line is longer than %zu kB, which is as long as is read"),
                                      lines->max_line / 1024);
          return FALSE;
        }
      if (feed != NULL || lines->at_end)
        {
          *end = lines->scanned;
          return TRUE;
        }
      if (!fill (self, error))
        return FALSE;
    }
}

static void
take_line (ManiculeLineReader *lines,
           gsize               end,
           ManiculeFormatLine *line)
{
  char *data = lines->buffer + lines->start;
  gsize length = end - lines->start;

  line->eol = "";
  if (end < lines->end)
    {
      line->eol = "\n";
      if (length > 0 && data[length - 1] == '\r')
        {
          line->eol = "\r\n";
          length--;
        }
    }

  data[length] = '\0';
  line->data = data;
  line->length = length;
  line->number = ++lines->number;

  lines->start = lines->scanned = MIN (end + 1, lines->end);
}

/* Reports a line that is not text; TRUE to read on behind it. */
static gboolean
report_line (ManiculeFormatInput       *self,
             const ManiculeFormatLine  *line,
             GError                   **error)
{
  if (line->number <= self->lines.reported)
    return TRUE;

  self->lines.reported = line->number;
  if (memchr (line->data, '\0', line->length) != NULL)
    return manicule_format_input_report (self, MANICULE_FINDING_ERROR, "nul-in-line", line->number, error,
                                         _("the line holds a NUL byte and was left out; is this a text file?"));

  if (self->encoding != NULL)
    return manicule_format_input_report (self, MANICULE_FINDING_ERROR, "invalid-utf8", line->number, error,
                                         _("the line is neither UTF-8 nor %s and was left out"), self->encoding);

  return manicule_format_input_report (self, MANICULE_FINDING_ERROR, "invalid-utf8", line->number, error,
                                       _("the line is not UTF-8 and was left out; save the file as UTF-8, or import it with the "
                                         "name of its encoding, such as windows-1252"));
}

/* A line in the encoding that was set; what is UTF-8 is never taken for it. FALSE without an error: it is not in that. */
static gboolean
decode_line (ManiculeFormatInput  *self,
             ManiculeFormatLine   *line,
             GError              **error)
{
  g_autoptr(GError) local_error = NULL;
  g_autofree char *decoded = NULL;
  gsize length;

  if (self->encoding == NULL || memchr (line->data, '\0', line->length) != NULL)
    return FALSE;

  decoded = g_convert (line->data, (gssize) line->length, "UTF-8", self->encoding, NULL, &length, &local_error);
  if (decoded == NULL && g_error_matches (local_error, G_CONVERT_ERROR, G_CONVERT_ERROR_NO_CONVERSION))
    {
      g_set_error (error, MANICULE_TEXT_ERROR, MANICULE_TEXT_ERROR_INVALID_ENCODING,
                   /* Translators: %s is what was given as the name of an encoding */
                   _("There is no encoding “%s”; choose one such as UTF-8, windows-1252 or Shift_JIS"), self->encoding);
      return FALSE;
    }
  if (decoded == NULL || memchr (decoded, '\0', length) != NULL)
    return FALSE;

  g_free (self->lines.decoded);
  self->lines.decoded = g_steal_pointer (&decoded);
  line->data = self->lines.decoded;
  line->length = length;

  return TRUE;
}

/* Whether eight bytes are ASCII without NUL. */
static inline gboolean
is_plain (const char *data)
{
  static const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101);
  guint64 word;

  memcpy (&word, data, sizeof word);

  return ((word | (word - ones)) & (ones << 7)) == 0;
}

/* UTF-8 without NUL. Lines are short and mostly ASCII, so that eight bytes are looked at together as long as they are. */
static gboolean
is_valid (const char *data,
          gsize       length)
{
  const char *end = data + length;

  for (; end - data >= 8; data += 8)
    if (!is_plain (data))
      return g_utf8_validate_len (data, (gsize) (end - data), NULL);

  /* What is left is looked at with what stands before it. */
  if (length >= 8 && is_plain (end - 8))
    return TRUE;

  return g_utf8_validate_len (data, (gsize) (end - data), NULL);
}

/**
 * manicule_format_input_next_line:
 * @self: an input
 * @line: (out): the line
 *
 * Reads the next line. Lines end at LF or CRLF; the last one need not. Lines that are not UTF-8 are read in the encoding that
 * was set, if any; else these, and lines that hold NUL, are reported, and skipped where findings are collected.
 *
 * Returns: FALSE at the end, or with an error
 */
gboolean
manicule_format_input_next_line (ManiculeFormatInput  *self,
                                 ManiculeFormatLine   *line,
                                 GError              **error)
{
  ManiculeLineReader *lines = &self->lines;
  g_autoptr(GError) local_error = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (line != NULL, FALSE);

  if (lines->stream == NULL && !open_lines (self, error))
    return FALSE;

  while (TRUE)
    {
      gsize end;

      if (!find_end (self, &end, error))
        return FALSE;
      if (end == lines->end && lines->start == lines->end)
        return FALSE;

      take_line (lines, end, line);
      if (is_valid (line->data, line->length) || decode_line (self, line, &local_error))
        return TRUE;
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if (!report_line (self, line, error))
        return FALSE;
    }
}

/**
 * manicule_format_input_each_line:
 * @self: an input
 * @func: (scope call): gets each line that is left; FALSE with an error ends it
 * @data: for @func
 * @error: return location for an error
 *
 * Returns: FALSE when a line cannot be read, as manicule_format_input_next_line(), or @func gave FALSE
 */
gboolean
manicule_format_input_each_line (ManiculeFormatInput     *self,
                                 ManiculeFormatLineFunc   func,
                                 gpointer                 data,
                                 GError                 **error)
{
  g_autoptr(GError) local_error = NULL;
  ManiculeFormatLine line;

  while (manicule_format_input_next_line (self, &line, &local_error))
    if (!func (&line, data, error))
      return FALSE;
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}
