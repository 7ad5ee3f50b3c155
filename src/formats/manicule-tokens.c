/* manicule-tokens.c: the tokens of a text, cut where spans begin and end
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-tokens.h"

#include "manicule-loss-private.h"
#include "manicule-segment.h"

typedef struct
{
  guint       chr;
  const char *p;
} Cursor;

static int
compare_offsets (gconstpointer a,
                 gconstpointer b)
{
  guint x = *(const guint *) a, y = *(const guint *) b;

  return x < y ? -1 : x > y;
}

/* Where spans and their parts begin and end, sorted. */
static GArray *
list_borders (ManiculeAnnotationSet *set)
{
  GArray *borders = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (set));

  for (guint i = 0; i < n; i++)
    {
      ManiculeAnnotation *annotation = manicule_annotation_set_get (set, i);
      const ManiculeRange *ranges;
      guint n_ranges = 0;

      if (manicule_annotation_get_kind (annotation) != MANICULE_ANNOTATION_SPAN)
        continue;
      ranges = manicule_annotation_get_ranges (annotation, &n_ranges);
      for (guint j = 0; j < n_ranges; j++)
        if (ranges[j].start < ranges[j].end)
          {
            g_array_append_val (borders, ranges[j].start);
            g_array_append_val (borders, ranges[j].end);
          }
    }
  g_array_sort (borders, compare_offsets);

  return borders;
}

static void
go_to (Cursor *cursor,
       guint   chr)
{
  for (; cursor->chr < chr; cursor->chr++)
    cursor->p = g_utf8_next_char (cursor->p);
}

/* Adds what is between two places, without white space at both ends. */
static void
add_piece (GArray           *pieces,
           Cursor            start,
           Cursor            end,
           ManiculeCutToken *rest)
{
  while (start.p < end.p && manicule_char_is_space (g_utf8_get_char (start.p)))
    go_to (&start, start.chr + 1);
  while (start.p < end.p && manicule_char_is_space (g_utf8_get_char (g_utf8_prev_char (end.p))))
    {
      end.p = g_utf8_prev_char (end.p);
      end.chr--;
    }
  if (start.p == end.p)
    return;

  rest->start = start.chr;
  rest->end = end.chr;
  rest->data = start.p;
  rest->length = (gsize) (end.p - start.p);
  g_array_append_val (pieces, *rest);
  rest->starts_sentence = rest->starts_paragraph = FALSE;
}

static gboolean
is_break (char c)
{
  return c == '\t' || c == '\n' || c == '\r';
}

static void
cut (GArray              *pieces,
     const ManiculeToken *token,
     GArray              *borders,
     guint               *next,
     Cursor              *cursor,
     ManiculeCutToken    *rest)
{
  Cursor start;

  go_to (cursor, token->start);
  start = *cursor;
  rest->starts_sentence |= token->starts_sentence || token->starts_paragraph;
  rest->starts_paragraph |= token->starts_paragraph;

  for (; cursor->chr < token->end; go_to (cursor, cursor->chr + 1))
    {
      while (*next < borders->len && g_array_index (borders, guint, *next) < cursor->chr)
        (*next)++;
      if ((*next < borders->len && g_array_index (borders, guint, *next) == cursor->chr) || is_break (*cursor->p))
        {
          add_piece (pieces, start, *cursor, rest);
          start = *cursor;
        }
    }
  add_piece (pieces, start, *cursor, rest);
}

/* Takes the borders of sentences away that lie within spans. Spans come in the order of their starts. */
static void
join_sentences (ManiculeAnnotationSet *set,
                GArray                *pieces)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (set));
  guint next = 0, covered = 0;

  for (guint i = 0; i < pieces->len; i++)
    {
      ManiculeCutToken *piece = &g_array_index (pieces, ManiculeCutToken, i);

      for (; next < n; next++)
        {
          ManiculeAnnotation *annotation = manicule_annotation_set_get (set, next);

          if (manicule_annotation_get_kind (annotation) != MANICULE_ANNOTATION_SPAN)
            continue;
          if (manicule_annotation_get_hull (annotation).start >= piece->start)
            break;
          covered = MAX (covered, manicule_annotation_get_hull (annotation).end);
        }
      if (i > 0 && covered > piece->start)
        piece->starts_sentence = piece->starts_paragraph = FALSE;
    }
}

/**
 * manicule_tokens_cut:
 * @set: the spans of a text
 * @joins: whether sentences are joined where a span runs over their border
 *
 * Returns: (transfer full) (element-type ManiculeCutToken): the tokens; the first one begins a sentence
 */
GArray *
manicule_tokens_cut (ManiculeAnnotationSet *set,
                     gboolean               joins)
{
  ManiculeText *text = manicule_annotation_set_get_text (set);
  ManiculeRange all = { 0, manicule_text_get_n_chars (text) };
  g_autoptr(GArray) tokens = manicule_segment_tokenize (text, all);
  g_autoptr(GArray) borders = list_borders (set);
  GArray *pieces = g_array_sized_new (FALSE, FALSE, sizeof (ManiculeCutToken), tokens->len);
  Cursor cursor = { 0, manicule_text_get_data (text) };
  ManiculeCutToken rest = { .starts_sentence = TRUE, .starts_paragraph = TRUE };
  guint next = 0;

  for (guint i = 0; i < tokens->len; i++)
    cut (pieces, &g_array_index (tokens, ManiculeToken, i), borders, &next, &cursor, &rest);
  if (joins)
    join_sentences (set, pieces);

  return pieces;
}
