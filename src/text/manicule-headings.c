/* manicule-headings.c: which paragraphs head the ones below them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-headings.h"

#include <unicode/uchar.h>

static gboolean
is_blank (const ManiculeTextLine *line,
          const char             *data)
{
  for (const char *p = data + line->start; p < data + line->end; p = g_utf8_next_char (p))
    {
      if (!u_isUWhiteSpace ((UChar32) g_utf8_get_char (p)))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_whole_paragraph (ManiculeTextMap *map,
                    guint            line)
{
  return manicule_text_map_get_line (map, line)->hard && (line == 0 || manicule_text_map_get_line (map, line - 1)->hard);
}

/* A sentence, a clause or an item of a list ends so; quotation marks and brackets that close it do not count. */
static gboolean
ends_a_sentence (const char *start,
                 const char *end)
{
  while (end > start)
    {
      const char *last = g_utf8_prev_char (end);
      UChar32 c = (UChar32) g_utf8_get_char (last);

      if (u_hasBinaryProperty (c, UCHAR_S_TERM) || u_hasBinaryProperty (c, UCHAR_TERMINAL_PUNCTUATION))
        return TRUE;
      if (!u_isUWhiteSpace (c) && !u_hasBinaryProperty (c, UCHAR_QUOTATION_MARK) && u_charType (c) != U_END_PUNCTUATION)
        return FALSE;
      end = last;
    }

  return FALSE;
}

static gboolean
has_letters (const char *start,
             const char *end)
{
  for (const char *p = start; p < end; p = g_utf8_next_char (p))
    {
      if (u_isalpha ((UChar32) g_utf8_get_char (p)))
        return TRUE;
    }

  return FALSE;
}

/* Of several short lines in a row, a table or a list, none is a heading. */
static gboolean
heads_text (ManiculeTextMap *map,
            guint            line,
            const char      *data)
{
  guint n = manicule_text_map_get_n_lines (map);

  for (guint i = line + 1; i < n; i++)
    {
      const ManiculeTextLine *next = manicule_text_map_get_line (map, i);

      if (!is_blank (next, data))
        return next->end - next->start > MANICULE_HEADING_MAX || ends_a_sentence (data + next->start, data + next->end);
    }

  return FALSE;
}

/**
 * manicule_headings_is_heading:
 * @map: a text
 * @line: a display line of it
 *
 * Returns: whether the line is a short paragraph of words without a mark at its end, and text follows
 */
gboolean
manicule_headings_is_heading (ManiculeTextMap *map,
                              guint            line)
{
  const char *data = manicule_text_get_data (manicule_text_map_get_text (map));
  const ManiculeTextLine *l = manicule_text_map_get_line (map, line);

  /* Four bytes are the longest character. */
  if (l->start == l->end || l->end - l->start > 4 * MANICULE_HEADING_MAX || !is_whole_paragraph (map, line))
    return FALSE;

  return g_utf8_strlen (data + l->start, l->end - l->start) <= MANICULE_HEADING_MAX
         && has_letters (data + l->start, data + l->end)
         && !ends_a_sentence (data + l->start, data + l->end)
         && heads_text (map, line, data);
}

/**
 * manicule_headings_first_line:
 * @map: a text
 *
 * Returns: its first display line that is not blank, the last one where all are
 */
guint
manicule_headings_first_line (ManiculeTextMap *map)
{
  const char *data = manicule_text_get_data (manicule_text_map_get_text (map));
  guint line = 0, n = manicule_text_map_get_n_lines (map);

  while (line + 1 < n && is_blank (manicule_text_map_get_line (map, line), data))
    line++;

  return line;
}
