/* manicule-text-lines.c: the lines of a text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-text-private.h"

#include <string.h>
#include <unicode/uchar.h>

/* The length of the line break that begins at @at, or 0. The NUL behind the text makes looking ahead safe. */
static inline guint
break_length (const char *at)
{
  if (*at == '\n')
    return 1;
  if (*at == '\r')
    return at[1] == '\n' ? 2 : 1;
  if ((guchar) at[0] == 0xe2 && (guchar) at[1] == 0x80 && ((guchar) at[2] == 0xa8 || (guchar) at[2] == 0xa9))
    return 3;
  return 0;
}

/* Whether no line break begins in eight bytes, for certain: none of them is a byte up to the carriage return, or the first of
 * U+2028 and U+2029. */
static inline gboolean
is_without_break (const char *at)
{
  static const guint64 each = G_GUINT64_CONSTANT (0x0101010101010101);
  guint64 word, differs;

  memcpy (&word, at, sizeof word);
  differs = word ^ each * 0xe2;

  return ((((word - each * 0x0e) & ~word) | ((differs - each) & ~differs)) & (each << 7)) == 0;
}

/* The lines that begin behind the breaks from @at to @end; returns where the last break ends, or @end. */
static guint
add_lines (ManiculeText *self,
           guint         at,
           guint         end,
           GArray       *lines)
{
  while (at < end)
    {
      guint n = break_length (self->data + at);

      at += MAX (n, 1);
      if (n > 0)
        g_array_append_val (lines, at);
    }

  return at;
}

/* Finds the lines of a text that has its data. */
void
manicule_text_lines_build (ManiculeText *self)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (guint));
  guint i = 0;

  g_array_append_val (lines, i);
  while (i < self->n_bytes)
    if (i + 8 <= self->n_bytes && is_without_break (self->data + i))
      i += 8;
    else
      i = add_lines (self, i, MIN (i + 8, self->n_bytes), lines);
  self->n_lines = lines->len;
  self->lines = g_memdup2 (lines->data, lines->len * sizeof (guint));
  g_array_unref (lines);
}

/* The line that holds @byte; a line break belongs to the line that it ends. */
guint
manicule_text_line_at (ManiculeText *self,
                       guint         byte)
{
  guint low = 0;
  guint high = self->n_lines;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (self->lines[middle] <= byte)
        low = middle;
      else
        high = middle;
    }

  return low;
}

/* The byte at which @line ends, its break left out; @n_break is set to the length of the break. */
guint
manicule_text_line_end (ManiculeText *self,
                        guint         line,
                        guint        *n_break)
{
  guint next, length;

  *n_break = 0;
  if (line + 1 == self->n_lines)
    return self->n_bytes;

  next = self->lines[line + 1];
  length = self->data[next - 1] == '\n' || self->data[next - 1] == '\r' ? 1 : 3;
  if (self->data[next - 1] == '\n' && next - self->lines[line] > 1 && self->data[next - 2] == '\r')
    length = 2;
  *n_break = length;

  return next - length;
}

static gboolean
is_space (gunichar c)
{
  return c < 0x80 ? c == ' ' || (c >= '\t' && c <= '\r') : u_isUWhiteSpace ((UChar32) c);
}

/* Takes the white space off both ends of a stretch of bytes; one of nothing else becomes empty at its end. */
void
manicule_text_trim (ManiculeText *self,
                    guint        *start,
                    guint        *end)
{
  while (*start < *end && is_space (g_utf8_get_char (self->data + *start)))
    *start += g_utf8_skip[(guchar) self->data[*start]];
  while (*start < *end)
    {
      const char *last = g_utf8_prev_char (self->data + *end);

      if (!is_space (g_utf8_get_char (last)))
        break;
      *end = (guint) (last - self->data);
    }
}

/**
 * manicule_text_get_position:
 * @self: a text
 * @chr: an offset in code points, at most the length
 * @line: (out) (optional): the line, from 0
 * @column: (out) (optional): the column in code points, from 0
 *
 * Says where an offset stands. The characters of a line break are the last columns of the line that they end.
 */
void
manicule_text_get_position (ManiculeText *self,
                            guint         chr,
                            guint        *line,
                            guint        *column)
{
  guint found;

  g_return_if_fail (MANICULE_IS_TEXT (self));
  g_return_if_fail (chr <= self->n_chars);

  found = manicule_text_line_at (self, manicule_text_char_to_byte (self, chr));
  if (line != NULL)
    *line = found;
  if (column != NULL)
    *column = chr - manicule_text_byte_to_char (self, self->lines[found]);
}

/**
 * manicule_text_from_position:
 * @self: a text
 * @line: a line, from 0
 * @column: a column in code points, from 0
 * @chr: (out): the offset; untouched on failure
 *
 * Returns: %FALSE when there is no such line, or no such column in it
 */
gboolean
manicule_text_from_position (ManiculeText *self,
                             guint         line,
                             guint         column,
                             guint        *chr)
{
  guint start, n;

  g_return_val_if_fail (MANICULE_IS_TEXT (self), FALSE);
  g_return_val_if_fail (chr != NULL, FALSE);

  if (line >= self->n_lines)
    return FALSE;

  start = manicule_text_byte_to_char (self, self->lines[line]);
  n = line + 1 < self->n_lines ? manicule_text_byte_to_char (self, self->lines[line + 1]) : self->n_chars + 1;
  if (column >= n - start)
    return FALSE;

  *chr = start + column;
  return TRUE;
}

/**
 * manicule_text_get_n_lines:
 * @self: a text
 *
 * Returns: how many lines there are: one more than line breaks, so never 0
 */
guint
manicule_text_get_n_lines (ManiculeText *self)
{
  g_return_val_if_fail (MANICULE_IS_TEXT (self), 1);

  return self->n_lines;
}
