/* manicule-format-conll-pieces.c: tokens, cut where spans begin and end within them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-conll-pieces.h"

#include "manicule-loss-private.h"

typedef struct
{
  ManiculeText *text;       /* (not owned) */
  GArray       *tokens;     /* (not owned) (element-type ManiculeConllToken) */
  GPtrArray    *spans;      /* (not owned) (element-type ManiculeAnnotation) */
  gboolean      at_spaces;
  GArray       *pieces;     /* (owned) (element-type ManiculeConllPiece) */
} Cutter;

/* Where the text was looked at last: tokens come in order, so nothing is counted from the beginning again. */
typedef struct
{
  guint       chr;
  const char *p;
} Cursor;

/* A token that holds what separates fields would be taken for several, so it is written as several. */
static gboolean
is_break (const Cutter *self,
          char          c)
{
  return c == '\t' || c == '\n' || c == '\r' || (c == ' ' && self->at_spaces);
}

/* White space and control characters around a token are none of it, and alone they are no token. */
static void
add_piece (Cutter                   *self,
           const ManiculeConllToken *token,
           Cursor                    start,
           Cursor                    end,
           gboolean                 *starts_sentence)
{
  ManiculeConllPiece piece;

  while (start.p < end.p && manicule_char_is_space (g_utf8_get_char (start.p)))
    {
      start.p = g_utf8_next_char (start.p);
      start.chr++;
    }
  while (start.p < end.p)
    {
      const char *last = g_utf8_prev_char (end.p);

      if (!manicule_char_is_space (g_utf8_get_char (last)))
        break;
      end.p = last;
      end.chr--;
    }
  if (start.p == end.p)
    return;

  piece = (ManiculeConllPiece) {
    .token = { start.chr, end.chr, *starts_sentence, token->line },
    .data = start.p,
    .n_bytes = (gsize) (end.p - start.p),
  };
  g_array_append_val (self->pieces, piece);
  *starts_sentence = FALSE;
}

static int
compare_offsets (gconstpointer a,
                 gconstpointer b)
{
  guint x = *(const guint *) a, y = *(const guint *) b;

  return x < y ? -1 : x > y;
}

/* Where spans begin and end, sorted. */
static GArray *
list_borders (Cutter *self)
{
  GArray *borders = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->spans->len; i++)
    {
      ManiculeRange hull = manicule_annotation_get_hull (g_ptr_array_index (self->spans, i));

      g_array_append_val (borders, hull.start);
      g_array_append_val (borders, hull.end);
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

static void
cut_token (Cutter                   *self,
           const ManiculeConllToken *token,
           Cursor                   *cursor,
           GArray                   *borders,
           guint                    *next)
{
  gboolean starts_sentence = token->starts_sentence;
  Cursor start;

  go_to (cursor, token->start);
  start = *cursor;
  while (*next < borders->len && g_array_index (borders, guint, *next) <= token->start)
    (*next)++;

  for (; cursor->chr < token->end; go_to (cursor, cursor->chr + 1))
    {
      gboolean is_border = *next < borders->len && g_array_index (borders, guint, *next) == cursor->chr;

      while (*next < borders->len && g_array_index (borders, guint, *next) <= cursor->chr)
        (*next)++;
      if (is_border || is_break (self, *cursor->p))
        {
          add_piece (self, token, start, *cursor, &starts_sentence);
          start = *cursor;
        }
    }
  add_piece (self, token, start, *cursor, &starts_sentence);
}

/* A token that leaves nothing behind still ends its sentence. */
static void
cut_tokens (Cutter *self)
{
  g_autoptr(GArray) borders = list_borders (self);
  Cursor cursor = { 0, manicule_text_get_data (self->text) };
  gboolean pending = FALSE;
  guint next = 0;

  for (guint i = 0; i < self->tokens->len; i++)
    {
      ManiculeConllToken token = g_array_index (self->tokens, ManiculeConllToken, i);
      guint before = self->pieces->len;

      token.starts_sentence |= pending;
      cut_token (self, &token, &cursor, borders, &next);
      pending = token.starts_sentence && self->pieces->len == before;
    }
}

GArray *
manicule_conll_cut (ManiculeText *text,
                    GArray       *tokens,
                    GPtrArray    *spans,
                    gboolean      at_spaces)
{
  Cutter self = {
    .text = text,
    .tokens = tokens,
    .spans = spans,
    .at_spaces = at_spaces,
    .pieces = g_array_new (FALSE, FALSE, sizeof (ManiculeConllPiece)),
  };

  cut_tokens (&self);

  return self.pieces;
}
