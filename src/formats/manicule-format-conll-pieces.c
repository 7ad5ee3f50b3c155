/* manicule-format-conll-pieces.c: tokens, cut where spans begin and end within them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-conll-pieces.h"

#include "manicule-token-cutter.h"

static void
add_borders (ManiculeTokenCutter *cutter,
             GPtrArray           *spans)
{
  for (guint i = 0; i < spans->len; i++)
    {
      ManiculeRange hull = manicule_annotation_get_hull (g_ptr_array_index (spans, i));

      manicule_token_cutter_add_border (cutter, &hull);
    }
  manicule_token_cutter_sort (cutter);
}

static void
add_piece (GArray                 *pieces,
           const ManiculeCutToken *cut,
           gboolean                starts_sentence,
           guint                   line)
{
  ManiculeConllPiece piece = {
    .token = { cut->start, cut->end, starts_sentence, line },
    .data = cut->data,
    .n_bytes = cut->length,
  };

  g_array_append_val (pieces, piece);
}

/* A token that leaves nothing behind still ends its sentence. */
static void
cut_tokens (ManiculeTokenCutter *cutter,
            GArray              *tokens,
            GArray              *pieces)
{
  g_autoptr(GArray) cut = g_array_sized_new (FALSE, FALSE, sizeof (ManiculeCutToken), tokens->len);
  gboolean pending = FALSE;

  for (guint i = 0; i < tokens->len; i++)
    {
      const ManiculeConllToken *token = &g_array_index (tokens, ManiculeConllToken, i);
      guint first = cut->len;

      manicule_token_cutter_cut (cutter, token->start, token->end, cut);
      pending |= token->starts_sentence;
      for (guint j = first; j < cut->len; j++)
        {
          add_piece (pieces, &g_array_index (cut, ManiculeCutToken, j), pending, token->line);
          pending = FALSE;
        }
    }
}

GArray *
manicule_conll_cut (ManiculeText *text,
                    GArray       *tokens,
                    GPtrArray    *spans,
                    gboolean      at_spaces)
{
  GArray *pieces = g_array_sized_new (FALSE, FALSE, sizeof (ManiculeConllPiece), tokens->len);
  ManiculeTokenCutter cutter;

  manicule_token_cutter_init (&cutter, text, at_spaces);
  add_borders (&cutter, spans);
  cut_tokens (&cutter, tokens, pieces);
  manicule_token_cutter_clear (&cutter);

  return pieces;
}
