/* manicule-format-tokens.c: tokens that no span cuts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-tokens.h"

#include "manicule-segment.h"

#define TOKEN(tokens, i) (&g_array_index ((tokens), ManiculeCutToken, (i)))

static int
compare_numbers (const guint *a,
                 const guint *b)
{
  return *a < *b ? -1 : *a > *b;
}

/* Where spans begin and end, in order. */
static GArray *
list_borders (ManiculeAnnotationSet *set)
{
  GArray *borders = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (set));

  for (guint i = 0; i < n; i++)
    {
      ManiculeAnnotation *annotation = manicule_annotation_set_get (set, i);

      if (manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_SPAN)
        {
          ManiculeRange hull = manicule_annotation_get_hull (annotation);

          g_array_append_val (borders, hull.start);
          g_array_append_val (borders, hull.end);
        }
    }
  g_array_sort (borders, (GCompareFunc) compare_numbers);

  return borders;
}

/**
 * manicule_tokens_cut:
 * @set: an annotation set
 *
 * Returns: (transfer full) (element-type ManiculeCutToken): tokens in which no span cuts one
 */
GArray *
manicule_tokens_cut (ManiculeAnnotationSet *set)
{
  ManiculeText *text = manicule_annotation_set_get_text (set);
  ManiculeRange all = { 0, manicule_text_get_n_chars (text) };
  g_autoptr(GArray) words = manicule_segment_tokenize (text, all);
  g_autoptr(GArray) borders = list_borders (set);
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (ManiculeCutToken));
  guint next = 0;

  for (guint i = 0; i < words->len; i++)
    {
      const ManiculeToken *word = &g_array_index (words, ManiculeToken, i);
      ManiculeCutToken token = { word->start, word->end, word->starts_sentence || word->starts_paragraph };

      for (; next < borders->len && g_array_index (borders, guint, next) < word->end; next++)
        {
          guint border = g_array_index (borders, guint, next);

          if (border > token.start)
            {
              ManiculeCutToken head = { token.start, border, token.starts_sentence };

              g_array_append_val (tokens, head);
              token.start = border;
              token.starts_sentence = FALSE;
            }
        }
      g_array_append_val (tokens, token);
    }

  return tokens;
}

/* The first token that starts at @chr or later. */
static guint
find_start (GArray *tokens,
            guint   chr)
{
  guint low = 0, high = tokens->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (TOKEN (tokens, middle)->start < chr)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/**
 * manicule_tokens_find:
 * @tokens: (element-type ManiculeCutToken): tokens
 * @range: a range of their text
 * @first: (out): the first token in it, or where one would be
 * @last: (out): the last one
 *
 * Returns: whether the range begins and ends with a token
 */
gboolean
manicule_tokens_find (GArray        *tokens,
                      ManiculeRange  range,
                      guint         *first,
                      guint         *last)
{
  guint behind = find_start (tokens, MAX (range.end, range.start + 1));

  *first = find_start (tokens, range.start);
  *last = behind > *first ? behind - 1 : *first;

  return behind > *first && TOKEN (tokens, *first)->start == range.start && TOKEN (tokens, *last)->end == range.end;
}
