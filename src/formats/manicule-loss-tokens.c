/* manicule-loss-tokens.c: spans and tokens, for formats that know only whole tokens
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-loss-private.h"

#include "manicule-format-offsets.h"
#include "manicule-segment.h"

gboolean
manicule_char_is_space (gunichar c)
{
  if (c < 0x80)
    return c <= 0x20 || c == 0x7f;

  return g_unichar_isspace (c) || g_unichar_iscntrl (c);
}

static gboolean
ends_line (gunichar c)
{
  return c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029;
}

ManiculeRange
manicule_range_trim (ManiculeText  *text,
                     ManiculeRange  range)
{
  gsize length;
  const char *start = manicule_range_get_data (text, &range, &length);
  const char *end = start + length;
  ManiculeRange trimmed = range;

  while (start < end && manicule_char_is_space (g_utf8_get_char (start)))
    {
      start = g_utf8_next_char (start);
      trimmed.start++;
    }

  while (start < end)
    {
      const char *last = g_utf8_prev_char (end);

      if (!manicule_char_is_space (g_utf8_get_char (last)))
        break;
      end = last;
      trimmed.end--;
    }

  if (trimmed.start == trimmed.end)
    trimmed.start = trimmed.end = range.start;

  return trimmed;
}

/* Whether marks at @p stand on a blank, and so are in no token; not so at the beginning of a line. *@first (out) is the
 * first of them. */
static gboolean
stands_on_blank (const char  *data,
                 const char  *p,
                 const char **first)
{
  *first = p;
  while (*first > data)
    {
      const char *before = g_utf8_prev_char (*first);
      gunichar c = g_utf8_get_char (before);

      if (manicule_segment_is_blank (c))
        return !ends_line (c);
      if (!manicule_segment_is_attached (c))
        return FALSE;
      *first = before;
    }

  return FALSE;
}

static guint
trim_start (const char  *data,
            const char **start,
            const char  *end)
{
  const char *first;
  gboolean on_blank = stands_on_blank (data, *start, &first);
  guint n = 0;

  while (*start < end)
    {
      gunichar c = g_utf8_get_char (*start);

      if (manicule_segment_is_blank (c))
        on_blank = !ends_line (c);
      else if (!on_blank || !manicule_segment_is_attached (c))
        break;
      *start = g_utf8_next_char (*start);
      n++;
    }

  return n;
}

static guint
trim_end (const char *data,
          const char *start,
          const char *end)
{
  guint n = 0;

  while (start < end)
    {
      const char *last = g_utf8_prev_char (end);
      const char *first = last;
      gunichar c = g_utf8_get_char (last);

      if (!manicule_segment_is_blank (c) && (!manicule_segment_is_attached (c) || !stands_on_blank (data, last, &first)))
        break;
      first = MAX (first, start);
      n += (guint) g_utf8_strlen (first, end - first);
      end = first;
    }

  return n;
}

ManiculeRange
manicule_range_trim_unheld (ManiculeText  *text,
                            ManiculeRange  range)
{
  const char *data = manicule_text_get_data (text);
  gsize length;
  const char *start = manicule_range_get_data (text, &range, &length);
  const char *end = start + length;
  ManiculeRange trimmed = range;

  trimmed.start += trim_start (data, &start, end);
  trimmed.end -= trim_end (data, start, end);
  if (trimmed.start == trimmed.end)
    trimmed.start = trimmed.end = range.start;

  return trimmed;
}

void
manicule_token_finder_init (ManiculeTokenFinder *self,
                            ManiculeText        *text)
{
  self->text = text;
  self->tokens = NULL;
}

void
manicule_token_finder_clear (ManiculeTokenFinder *self)
{
  g_clear_pointer (&self->tokens, g_array_unref);
}

/* What the borders of tokens can be told by without looking for them: most spans end beside white space. */
static gboolean
is_border (const char *start,
           const char *p)
{
  return p == start || *p == '\0' || manicule_char_is_space (g_utf8_get_char (p)) ||
         manicule_char_is_space (g_utf8_get_char (g_utf8_prev_char (p)));
}

static void
find_paragraph (ManiculeTokenFinder *self,
                guint                chr)
{
  if (self->tokens != NULL && self->paragraph.start <= chr && chr < self->paragraph.end)
    return;

  g_clear_pointer (&self->tokens, g_array_unref);
  manicule_segment_around (self->text, MANICULE_UNIT_PARAGRAPH, chr, &self->paragraph);
  self->tokens = manicule_segment_tokenize (self->text, self->paragraph);
}

gboolean
manicule_token_finder_inside (ManiculeTokenFinder *self,
                              guint                chr,
                              ManiculeRange       *token)
{
  const char *data = manicule_text_get_data (self->text);
  guint low = 0;
  guint high;

  if (is_border (data, data + manicule_text_char_to_byte (self->text, chr)))
    return FALSE;

  find_paragraph (self, chr);

  /* The first token that ends behind @chr. */
  high = self->tokens->len;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->tokens, ManiculeToken, middle).end <= chr)
        low = middle + 1;
      else
        high = middle;
    }
  if (low == self->tokens->len || g_array_index (self->tokens, ManiculeToken, low).start >= chr)
    return FALSE;

  if (token != NULL)
    *token = (ManiculeRange) { g_array_index (self->tokens, ManiculeToken, low).start,
                               g_array_index (self->tokens, ManiculeToken, low).end };

  return TRUE;
}
