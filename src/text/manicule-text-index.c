/* manicule-text-index.c: the map between bytes, code points and UTF-16 units
 *
 * A mark at every 256th byte says what came before it. A conversion finds its mark by division or bisection and
 * counts on from there, eight bytes at a time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-text-private.h"

#include <string.h>

#define EACH_BYTE G_GUINT64_CONSTANT (0x0101010101010101)

static inline gboolean
is_continuation (char c)
{
  return ((guchar) c & 0xc0) == 0x80;
}

static inline guint64
load_8 (const char *at)
{
  guint64 word;

  memcpy (&word, at, sizeof word);
  return word;
}

/* How many of eight bytes are continuations: 10xxxxxx. */
static inline guint
continuations_8 (guint64 word)
{
  return (guint) (((word >> 7 & ~word >> 6 & EACH_BYTE) * EACH_BYTE) >> 56);
}

/* How many of eight bytes lead four-byte sequences, which take two UTF-16 units: 1111xxxx. */
static inline guint
long_leads_8 (guint64 word)
{
  return (guint) (((word >> 7 & word >> 6 & word >> 5 & word >> 4 & EACH_BYTE) * EACH_BYTE) >> 56);
}

/* Counts the characters that begin in the bytes, and the UTF-16 units that they take. */
static ManiculeTextMark
count (const char *data,
       guint       n_bytes)
{
  ManiculeTextMark n = { n_bytes, 0 };
  guint i;

  for (i = 0; i + 8 <= n_bytes; i += 8)
    {
      guint64 word = load_8 (data + i);

      if ((word & (EACH_BYTE << 7)) == 0)
        continue;
      n.chars -= continuations_8 (word);
      n.utf16 += long_leads_8 (word);
    }
  for (; i < n_bytes; i++)
    {
      n.chars -= is_continuation (data[i]);
      n.utf16 += (guchar) data[i] >= 0xf0;
    }
  n.utf16 += n.chars;

  return n;
}

static void
build_marks (ManiculeText *self)
{
  ManiculeTextMark sum = { 0, 0 };
  guint i;

  self->n_marks = (self->n_bytes >> MANICULE_TEXT_MARK_BITS) + 1;
  self->marks = g_new (ManiculeTextMark, self->n_marks);
  for (i = 0; i < self->n_marks; i++)
    {
      guint start = i << MANICULE_TEXT_MARK_BITS;
      ManiculeTextMark n = count (self->data + start, MIN (MANICULE_TEXT_MARK_BYTES, self->n_bytes - start));

      self->marks[i] = sum;
      sum.chars += n.chars;
      sum.utf16 += n.utf16;
    }
  self->n_chars = sum.chars;
  self->n_utf16 = sum.utf16;
}

/* Builds the marks and the lines of a text that has its data. */
void
manicule_text_index_build (ManiculeText *self)
{
  build_marks (self);
  manicule_text_lines_build (self);
}

/**
 * manicule_text_byte_to_char:
 * @self: a text
 * @byte: an offset in bytes, at most the length
 *
 * Returns: the character that begins at @byte, or that holds it
 */
guint
manicule_text_byte_to_char (ManiculeText *self,
                            guint         byte)
{
  guint start;

  g_return_val_if_fail (MANICULE_IS_TEXT (self), 0);
  g_return_val_if_fail (byte <= self->n_bytes, self->n_chars);

  if (self->n_chars == self->n_bytes)
    return byte;

  while (is_continuation (self->data[byte]))
    byte--;
  start = byte & ~(MANICULE_TEXT_MARK_BYTES - 1);

  return self->marks[byte >> MANICULE_TEXT_MARK_BITS].chars + count (self->data + start, byte - start).chars;
}

/* The last mark with at most @chr characters before it. */
static guint
mark_of_char (ManiculeText *self,
              guint         chr)
{
  guint low = chr >> MANICULE_TEXT_MARK_BITS;
  guint high = self->n_marks;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (self->marks[middle].chars <= chr)
        low = middle;
      else
        high = middle;
    }

  return low;
}

/**
 * manicule_text_char_to_byte:
 * @self: a text
 * @chr: an offset in code points, at most the length
 *
 * Returns: the byte at which the character begins
 */
guint
manicule_text_char_to_byte (ManiculeText *self,
                            guint         chr)
{
  guint mark, byte, rest;

  g_return_val_if_fail (MANICULE_IS_TEXT (self), 0);
  g_return_val_if_fail (chr <= self->n_chars, self->n_bytes);

  if (self->n_chars == self->n_bytes)
    return chr;

  mark = mark_of_char (self, chr);
  byte = mark << MANICULE_TEXT_MARK_BITS;
  rest = chr - self->marks[mark].chars;
  while (byte + 8 <= self->n_bytes)
    {
      guint n = 8 - continuations_8 (load_8 (self->data + byte));

      if (n > rest)
        break;
      rest -= n;
      byte += 8;
    }
  for (;;)
    {
      while (is_continuation (self->data[byte]))
        byte++;
      if (rest == 0)
        return byte;
      rest--;
      byte++;
    }
}

static guint
byte_to_utf16 (ManiculeText *self,
               guint         byte)
{
  guint start = byte & ~(MANICULE_TEXT_MARK_BYTES - 1);

  return self->marks[byte >> MANICULE_TEXT_MARK_BITS].utf16 + count (self->data + start, byte - start).utf16;
}

static gboolean
utf16_to_char (ManiculeText *self,
               guint         utf16,
               guint        *chr)
{
  guint low = 0;
  guint high = self->n_marks;
  guint byte, units, c;

  if (self->n_utf16 == self->n_chars)
    {
      *chr = utf16;
      return TRUE;
    }

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (self->marks[middle].utf16 <= utf16)
        low = middle;
      else
        high = middle;
    }
  byte = low << MANICULE_TEXT_MARK_BITS;
  units = self->marks[low].utf16;
  c = self->marks[low].chars;
  while (is_continuation (self->data[byte]))
    byte++;
  while (units < utf16)
    {
      units += (guchar) self->data[byte] >= 0xf0 ? 2 : 1;
      byte += g_utf8_skip[(guchar) self->data[byte]];
      c++;
    }
  *chr = c;

  return units == utf16;
}

/**
 * manicule_text_get_length:
 * @self: a text
 * @unit: what to count
 *
 * For %MANICULE_OFFSET_GRAPHEMES the first call reads the whole text, later ones and the other units read nothing.
 *
 * Returns: how many units the text has
 */
guint
manicule_text_get_length (ManiculeText       *self,
                          ManiculeOffsetUnit  unit)
{
  g_return_val_if_fail (MANICULE_IS_TEXT (self), 0);

  switch (unit)
    {
    case MANICULE_OFFSET_CHARS:
      return self->n_chars;
    case MANICULE_OFFSET_BYTES:
      return self->n_bytes;
    case MANICULE_OFFSET_UTF16:
      return self->n_utf16;
    case MANICULE_OFFSET_GRAPHEMES:
      return manicule_text_n_clusters (self);
    default:
      g_return_val_if_reached (0);
    }
}

/**
 * manicule_text_from_chars:
 * @self: a text
 * @unit: the unit to convert to
 * @chr: an offset in code points, at most the length
 *
 * Returns: the same offset in @unit; for an offset inside a grapheme cluster, that of the cluster
 */
guint
manicule_text_from_chars (ManiculeText       *self,
                          ManiculeOffsetUnit  unit,
                          guint               chr)
{
  g_return_val_if_fail (MANICULE_IS_TEXT (self), 0);
  g_return_val_if_fail (chr <= self->n_chars, 0);

  switch (unit)
    {
    case MANICULE_OFFSET_CHARS:
      return chr;
    case MANICULE_OFFSET_BYTES:
      return manicule_text_char_to_byte (self, chr);
    case MANICULE_OFFSET_UTF16:
      return self->n_utf16 == self->n_chars ? chr : byte_to_utf16 (self, manicule_text_char_to_byte (self, chr));
    case MANICULE_OFFSET_GRAPHEMES:
      return manicule_text_cluster_index (self, manicule_text_char_to_byte (self, chr));
    default:
      g_return_val_if_reached (0);
    }
}

static gboolean
to_byte (ManiculeText       *self,
         ManiculeOffsetUnit  unit,
         guint               offset,
         guint              *byte)
{
  if (unit == MANICULE_OFFSET_GRAPHEMES)
    return manicule_text_cluster_start (self, offset, byte);

  *byte = offset;
  return offset <= self->n_bytes && !is_continuation (self->data[offset]);
}

/**
 * manicule_text_to_chars:
 * @self: a text
 * @unit: the unit of @offset
 * @offset: any number
 * @chr: (out): the offset in code points; untouched on failure
 *
 * Converts an offset that comes from outside.
 *
 * Returns: %FALSE when @offset is past the end or inside a character of that unit
 */
gboolean
manicule_text_to_chars (ManiculeText       *self,
                        ManiculeOffsetUnit  unit,
                        guint64             offset,
                        guint              *chr)
{
  guint byte, found;

  g_return_val_if_fail (MANICULE_IS_TEXT (self), FALSE);
  g_return_val_if_fail (chr != NULL, FALSE);

  if (offset > (unit == MANICULE_OFFSET_CHARS ? self->n_chars : self->n_bytes))
    return FALSE;

  if (unit == MANICULE_OFFSET_CHARS)
    found = (guint) offset;
  else if (unit == MANICULE_OFFSET_UTF16)
    {
      if (offset > self->n_utf16 || !utf16_to_char (self, (guint) offset, &found))
        return FALSE;
    }
  else if (to_byte (self, unit, (guint) offset, &byte))
    found = manicule_text_byte_to_char (self, byte);
  else
    return FALSE;

  *chr = found;
  return TRUE;
}
