/* manicule-format-brat-ranges.c: spans as fragments that stand in one line each
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-brat-ranges.h"

#include "manicule-format-offsets.h"
#include "manicule-json-writer.h"

#include <string.h>

/* As much white space, in characters, is taken for a line break with its indentation. */
#define MAX_GAP 1024

static gboolean
is_break (char c)
{
  return c == '\n' || c == '\r' || c == '\t';
}

/* The end in bytes of the white space that begins at @p; @has_break says whether one of ours is in it. */
static const char *
skip_space (const char *p,
            const char *end,
            gboolean   *has_break)
{
  *has_break = FALSE;

  while (p < end && (is_break (*p) || g_unichar_isspace (g_utf8_get_char (p))))
    {
      *has_break |= is_break (*p);
      p = g_utf8_next_char (p);
    }

  return p;
}

static void
append_piece (GArray       *fragments,
              ManiculeText *text,
              const char   *data,
              const char   *start,
              const char   *end)
{
  ManiculeRange range = {
    .start = manicule_text_byte_to_char (text, (guint) (start - data)),
    .end = manicule_text_byte_to_char (text, (guint) (end - data)),
  };

  if (start < end)
    g_array_append_val (fragments, range);
}

static gboolean
stands_in_one_line (const char *data,
                    gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (is_break (data[i]))
      return FALSE;

  return TRUE;
}

static void
append_fragments (GArray              *fragments,
                  ManiculeText        *text,
                  const ManiculeRange *range)
{
  const char *data = manicule_text_get_data (text);
  gsize length;
  const char *start = manicule_range_get_data (text, range, &length);
  const char *end = start + length;
  const char *p = start;

  if (stands_in_one_line (start, length))
    {
      g_array_append_val (fragments, *range);
      return;
    }

  while (p < end)
    {
      gboolean has_break;
      const char *after = skip_space (p, end, &has_break);

      if (has_break)
        {
          append_piece (fragments, text, data, start, p);
          start = after;
        }
      p = after > p ? after : g_utf8_next_char (p);
    }

  append_piece (fragments, text, data, start, end);
}

/**
 * manicule_brat_fragments:
 * @text: the text of the article
 * @ranges: (array length=n_ranges): sorted ranges of a span
 * @n_ranges: their number
 *
 * Cuts a span where its text cannot stand in one line.
 *
 * Returns: (transfer full) (element-type ManiculeRange): at least one fragment
 */
GArray *
manicule_brat_fragments (ManiculeText        *text,
                         const ManiculeRange *ranges,
                         guint                n_ranges)
{
  GArray *fragments = g_array_new (FALSE, FALSE, sizeof (ManiculeRange));

  for (guint i = 0; i < n_ranges; i++)
    {
      if (ranges[i].start == ranges[i].end)
        g_array_append_val (fragments, ranges[i]);
      else
        append_fragments (fragments, text, &ranges[i]);
    }

  if (fragments->len == 0)
    {
      ManiculeRange empty = { ranges[0].start, ranges[0].start };

      g_array_append_val (fragments, empty);
    }

  return fragments;
}

static gboolean
is_broken_space (ManiculeText *text,
                 guint         start,
                 guint         end)
{
  const char *data = manicule_text_get_data (text);
  const char *p = data + manicule_text_char_to_byte (text, start);
  const char *stop = data + manicule_text_char_to_byte (text, end);
  gboolean has_break;

  return end - start <= MAX_GAP && skip_space (p, stop, &has_break) == stop && has_break;
}

/**
 * manicule_brat_join:
 * @text: the text of the article
 * @fragments: (array length=n_fragments): sorted fragments
 * @n_fragments: their number
 *
 * Joins the fragments that brat made of one span because it runs over a line break.
 *
 * Returns: (transfer full) (element-type ManiculeRange): the ranges
 */
GArray *
manicule_brat_join (ManiculeText        *text,
                    const ManiculeRange *fragments,
                    guint                n_fragments)
{
  GArray *ranges = g_array_sized_new (FALSE, FALSE, sizeof (ManiculeRange), n_fragments);

  for (guint i = 0; i < n_fragments; i++)
    {
      ManiculeRange *last = ranges->len > 0 ? &g_array_index (ranges, ManiculeRange, ranges->len - 1) : NULL;

      if (last != NULL && is_broken_space (text, last->end, fragments[i].start))
        last->end = fragments[i].end;
      else
        g_array_append_val (ranges, fragments[i]);
    }

  return ranges;
}

/**
 * manicule_brat_ranges_equal:
 * @a: (array length=n_a): ranges
 * @n_a: their number
 * @b: (array length=n_b): other ranges
 * @n_b: their number
 *
 * Returns: whether both are the same ranges in the same order
 */
gboolean
manicule_brat_ranges_equal (const ManiculeRange *a,
                            guint                n_a,
                            const ManiculeRange *b,
                            guint                n_b)
{
  return n_a == n_b && memcmp (a, b, n_a * sizeof *a) == 0;
}

/**
 * manicule_brat_append_ranges:
 * @string: where to append
 * @ranges: (array length=n_ranges): ranges
 * @n_ranges: their number
 *
 * Appends ranges as a text-bound line has them: "0 5;6 11".
 */
void
manicule_brat_append_ranges (GString             *string,
                             const ManiculeRange *ranges,
                             guint                n_ranges)
{
  for (guint i = 0; i < n_ranges; i++)
    {
      if (i > 0)
        g_string_append_c (string, ';');
      manicule_json_append_int (string, ranges[i].start);
      g_string_append_c (string, ' ');
      manicule_json_append_int (string, ranges[i].end);
    }
}

/**
 * manicule_brat_append_textbound:
 * @string: where to append
 * @id: the id
 * @type: the type, encoded
 * @text: the text of the article
 * @fragments: (array length=n_fragments): what to cover
 * @n_fragments: their number
 *
 * Appends a text-bound line. The texts of fragments are joined by one space, as brat demands.
 */
void
manicule_brat_append_textbound (GString             *string,
                                const char          *id,
                                const char          *type,
                                ManiculeText        *text,
                                const ManiculeRange *fragments,
                                guint                n_fragments)
{
  g_string_append (string, id);
  g_string_append_c (string, '\t');
  g_string_append (string, type);
  g_string_append_c (string, ' ');
  manicule_brat_append_ranges (string, fragments, n_fragments);
  g_string_append_c (string, '\t');

  for (guint i = 0; i < n_fragments; i++)
    {
      gsize length;
      const char *data = manicule_range_get_data (text, &fragments[i], &length);

      if (i > 0)
        g_string_append_c (string, ' ');
      g_string_append_len (string, data, (gssize) length);
    }
}
