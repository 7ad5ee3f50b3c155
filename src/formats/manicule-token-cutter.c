/* manicule-token-cutter.c: cuts tokens where spans begin and end
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-token-cutter.h"

#include "manicule-loss-private.h"

/* A place in the text. */
typedef struct
{
  guint       chr;
  const char *p;
} Place;

void
manicule_token_cutter_init (ManiculeTokenCutter *self,
                            ManiculeText        *text,
                            gboolean             at_spaces)
{
  *self = (ManiculeTokenCutter) {
    .borders = g_array_new (FALSE, FALSE, sizeof (guint)),
    .p = manicule_text_get_data (text),
    .at_spaces = at_spaces,
  };
}

void
manicule_token_cutter_clear (ManiculeTokenCutter *self)
{
  g_array_unref (self->borders);
}

void
manicule_token_cutter_add_border (ManiculeTokenCutter *self,
                                  const ManiculeRange *range)
{
  g_array_append_val (self->borders, range->start);
  g_array_append_val (self->borders, range->end);
}

static int
compare_offsets (gconstpointer a,
                 gconstpointer b)
{
  guint x = *(const guint *) a, y = *(const guint *) b;

  return x < y ? -1 : x > y;
}

/* Of spans that lie one behind the other they are sorted as they come. */
static gboolean
are_sorted (GArray *borders)
{
  for (guint i = 1; i < borders->len; i++)
    if (g_array_index (borders, guint, i - 1) > g_array_index (borders, guint, i))
      return FALSE;

  return TRUE;
}

void
manicule_token_cutter_sort (ManiculeTokenCutter *self)
{
  if (!are_sorted (self->borders))
    g_array_sort (self->borders, compare_offsets);
}

static void
go_to (ManiculeTokenCutter *self,
       guint                chr)
{
  for (; self->chr < chr; self->chr++)
    self->p = g_utf8_next_char (self->p);
}

/* What separates fields would make several tokens of one, so it is written as several. */
static gboolean
is_break (const ManiculeTokenCutter *self)
{
  char c = *self->p;

  return c == '\t' || c == '\n' || c == '\r' || (c == ' ' && self->at_spaces);
}

static gboolean
is_border (ManiculeTokenCutter *self)
{
  while (self->next < self->borders->len && g_array_index (self->borders, guint, self->next) < self->chr)
    self->next++;

  return self->next < self->borders->len && g_array_index (self->borders, guint, self->next) == self->chr;
}

/* Adds what is between two places. White space and control characters around a token are none of it, and alone they are no
 * token. */
static void
add_piece (GArray *pieces,
           Place   start,
           Place   end)
{
  ManiculeCutToken piece = { 0 };

  while (start.p < end.p && manicule_char_is_space (g_utf8_get_char (start.p)))
    {
      start.p = g_utf8_next_char (start.p);
      start.chr++;
    }
  while (start.p < end.p && manicule_char_is_space (g_utf8_get_char (g_utf8_prev_char (end.p))))
    {
      end.p = g_utf8_prev_char (end.p);
      end.chr--;
    }
  if (start.p == end.p)
    return;

  piece.start = start.chr;
  piece.end = end.chr;
  piece.data = start.p;
  piece.length = (gsize) (end.p - start.p);
  g_array_append_val (pieces, piece);
}

void
manicule_token_cutter_cut (ManiculeTokenCutter *self,
                           guint                start,
                           guint                end,
                           GArray              *pieces)
{
  Place first;

  go_to (self, start);
  first = (Place) { self->chr, self->p };
  for (; self->chr < end; go_to (self, self->chr + 1))
    if (is_border (self) || is_break (self))
      {
        add_piece (pieces, first, (Place) { self->chr, self->p });
        first = (Place) { self->chr, self->p };
      }
  add_piece (pieces, first, (Place) { self->chr, self->p });
}
