/* manicule-excerpt.c: a few words of a text, for titles
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-excerpt-private.h"

#include <string.h>

#include "manicule-segment.h"

#define MAX_GRAPHEMES 28
/* Enough code points to find so many graphemes in most texts, and little enough to copy of a long one. */
#define MAX_CHARS 400

static gboolean
is_quotation_mark (gunichar character)
{
  GUnicodeType type = g_unichar_type (character);

  return character == '"' || character == 0x201e ||
         type == G_UNICODE_INITIAL_PUNCTUATION || type == G_UNICODE_FINAL_PUNCTUATION;
}

/* The excerpt will stand in quotation marks, where a second pair only disturbs. */
static void
strip_quotation_marks (char *string)
{
  char *last = g_utf8_find_prev_char (string, string + strlen (string));
  char *rest;

  if (last == NULL || last == string || !is_quotation_mark (g_utf8_get_char (string)) ||
      !is_quotation_mark (g_utf8_get_char (last)))
    return;

  *last = '\0';
  rest = g_utf8_next_char (string);
  memmove (string, rest, strlen (rest) + 1);
}

/* White space of any kind and length becomes one space; none stays at the ends. */
static char *
to_one_line (const char *string)
{
  g_autoptr(GString) line = g_string_new (NULL);

  for (const char *c = string; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (!g_unichar_isspace (character) && !g_unichar_iscntrl (character))
        g_string_append_unichar (line, character);
      else if (line->len > 0 && line->str[line->len - 1] != ' ')
        g_string_append_c (line, ' ');
    }
  if (line->len > 0 && line->str[line->len - 1] == ' ')
    g_string_truncate (line, line->len - 1);

  return g_string_free (g_steal_pointer (&line), FALSE);
}

/* @cut: what @string was taken from goes on, and its last grapheme may be a part of one. */
static char *
shorten (const char *string,
         gboolean    cut)
{
  g_autoptr(ManiculeText) text = manicule_text_new_from_string (string);
  g_autofree char *head = NULL;
  guint n_chars = manicule_text_get_n_chars (text);
  guint end = 0;

  if (n_chars <= MAX_GRAPHEMES && !cut)
    return g_strdup (string);

  for (guint i = 0; i < MAX_GRAPHEMES && end < n_chars; i++)
    end = manicule_segment_next (text, MANICULE_UNIT_GRAPHEME, end);
  if (end >= n_chars && cut)
    end = manicule_segment_previous (text, MANICULE_UNIT_GRAPHEME, end);
  else if (end >= n_chars)
    return g_strdup (string);

  head = manicule_text_get_slice (text, 0, end);

  return g_strconcat (g_strchomp (head), "…", NULL);
}

static char *
make_excerpt (const char *string,
              gboolean    cut)
{
  g_autofree char *line = to_one_line (string);

  if (!cut)
    strip_quotation_marks (line);

  return shorten (line, cut);
}

char *
manicule_excerpt_of_string (const char *string)
{
  gboolean cut = g_utf8_strlen (string, -1) > MAX_CHARS;
  g_autofree char *head = cut ? g_utf8_substring (string, 0, MAX_CHARS) : g_strdup (string);

  return make_excerpt (head, cut);
}

char *
manicule_excerpt_of_span (ManiculeAnnotationSet *set,
                          ManiculeAnnotation    *span)
{
  ManiculeText *text = manicule_annotation_set_get_text (set);
  g_autoptr(GString) covered = g_string_new (NULL);
  guint n_chars = manicule_text_get_n_chars (text);
  guint left = MAX_CHARS;
  gboolean cut = FALSE;
  const ManiculeRange *ranges;
  guint n_ranges;

  ranges = manicule_annotation_get_ranges (span, &n_ranges);
  for (guint i = 0; i < n_ranges && !cut && ranges[i].end <= n_chars; i++)
    {
      guint n = MIN (ranges[i].end - ranges[i].start, left);
      g_autofree char *part = manicule_text_get_slice (text, ranges[i].start, ranges[i].start + n);

      g_string_append_printf (covered, "%s%s", i > 0 ? " " : "", part);
      left -= n;
      cut = ranges[i].start + n < ranges[i].end;
    }

  return make_excerpt (covered->str, cut);
}
