/* manicule-tokens.c: the tokens of a text, cut where spans begin and end
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-tokens.h"

#include "manicule-segment.h"
#include "manicule-token-cutter.h"

/* Tokens are cut where spans and their parts begin and end. */
static void
add_borders (ManiculeTokenCutter   *cutter,
             ManiculeAnnotationSet *set)
{
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
          manicule_token_cutter_add_border (cutter, &ranges[j]);
    }
  manicule_token_cutter_sort (cutter);
}

/* A token that leaves nothing behind still ends its sentence. */
static void
cut (ManiculeTokenCutter *cutter,
     GArray              *tokens,
     GArray              *pieces)
{
  gboolean starts_sentence = TRUE, starts_paragraph = TRUE;

  for (guint i = 0; i < tokens->len; i++)
    {
      const ManiculeToken *token = &g_array_index (tokens, ManiculeToken, i);
      guint before = pieces->len;

      starts_sentence |= token->starts_sentence || token->starts_paragraph;
      starts_paragraph |= token->starts_paragraph;
      manicule_token_cutter_cut (cutter, token->start, token->end, pieces);
      if (pieces->len == before)
        continue;
      g_array_index (pieces, ManiculeCutToken, before).starts_sentence = starts_sentence != FALSE;
      g_array_index (pieces, ManiculeCutToken, before).starts_paragraph = starts_paragraph != FALSE;
      starts_sentence = starts_paragraph = FALSE;
    }
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
  GArray *pieces = g_array_sized_new (FALSE, FALSE, sizeof (ManiculeCutToken), tokens->len);
  ManiculeTokenCutter cutter;

  manicule_token_cutter_init (&cutter, text, FALSE);
  add_borders (&cutter, set);
  cut (&cutter, tokens, pieces);
  manicule_token_cutter_clear (&cutter);
  if (joins)
    join_sentences (set, pieces);

  return pieces;
}
