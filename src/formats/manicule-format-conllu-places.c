/* manicule-format-conllu-places.c: at which words spans begin and end
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-conllu-job.h"

#include <string.h>

/* The words, in order; their starts and ends never decrease. */
typedef struct
{
  ManiculeConlluBody *body;
  GArray             *rows;  /* (owned) (element-type guint) */
} Words;

static const ManiculeConlluRow *
get_word (Words *self,
          guint  i)
{
  return manicule_conllu_body_get (self->body, g_array_index (self->rows, guint, i));
}

/* How many words end at @chr or before. */
static guint
count_ended (Words *self,
             guint  chr)
{
  guint low = 0, high = self->rows->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (get_word (self, middle)->end <= chr)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* How many words start before @chr. */
static guint
count_started (Words *self,
               guint  chr)
{
  guint low = 0, high = self->rows->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (get_word (self, middle)->start < chr)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* The row before the first that is written; where there is none, before the end of the first sentence. */
static guint
find_head (Words *self)
{
  for (guint i = 0; i < self->body->rows->len; i++)
    {
      ManiculeConlluKind kind = manicule_conllu_body_get (self->body, i)->kind;

      if (kind != MANICULE_CONLLU_COMMENT && kind != MANICULE_CONLLU_EMPTY)
        return i > 0 ? i - 1 : 0;
    }

  return 0;
}

/* What covers no word goes to a word that is not written, behind the one before it. */
static void
place_between (Words              *self,
               ManiculeRange       range,
               ManiculeConlluPart *part)
{
  guint n = count_ended (self, range.start);
  guint row = n > 0 ? g_array_index (self->rows, guint, n - 1) : find_head (self);
  gint64 place = n > 0 ? get_word (self, n - 1)->end : self->rows->len > 0 ? get_word (self, 0)->start : 0;

  part->first = 2 * (ManiculeConlluPlace) row + 1;
  if (n > 0 && row + 1 < self->body->rows->len &&
      manicule_conllu_body_get (self->body, row + 1)->kind == MANICULE_CONLLU_EMPTY)
    part->first++;
  else if (n == 0 && manicule_conllu_body_get (self->body, row)->kind == MANICULE_CONLLU_EMPTY)
    part->first--;
  part->last = part->first;
  part->from = range.start - place;
  part->to = place - range.end;
}

static ManiculeConlluPart
place_range (Words         *self,
             ManiculeRange  range)
{
  ManiculeConlluPart part;
  guint first = count_ended (self, range.start);
  guint end = count_started (self, range.end);

  if (range.start == range.end || first >= end)
    {
      place_between (self, range, &part);
      return part;
    }

  part.first = 2 * (ManiculeConlluPlace) g_array_index (self->rows, guint, first);
  part.last = 2 * (ManiculeConlluPlace) g_array_index (self->rows, guint, end - 1);
  part.from = (gint64) range.start - get_word (self, first)->start;
  part.to = (gint64) get_word (self, end - 1)->end - range.end;

  return part;
}

/* By where they begin, longer ones first; equal ones in the order of their ids as numbers. */
static int
compare_spans (gconstpointer a,
               gconstpointer b)
{
  const ManiculeConlluSpan *x = *(ManiculeConlluSpan * const *) a, *y = *(ManiculeConlluSpan * const *) b;
  const ManiculeConlluPart *p = &g_array_index (x->parts, ManiculeConlluPart, 0);
  const ManiculeConlluPart *q = &g_array_index (y->parts, ManiculeConlluPart, 0);
  const char *s = manicule_annotation_get_id (x->span), *t = manicule_annotation_get_id (y->span);

  if (p->first != q->first)
    return p->first < q->first ? -1 : 1;
  if (p->last != q->last)
    return p->last > q->last ? -1 : 1;
  if (strlen (s) != strlen (t))
    return strlen (s) < strlen (t) ? -1 : 1;

  return strcmp (s, t);
}

void
manicule_conllu_place_spans (ManiculeConlluJob *self)
{
  Words words = { &self->body, g_array_new (FALSE, FALSE, sizeof (guint)) };

  for (guint i = 0; i < self->body.rows->len; i++)
    if (manicule_conllu_row_is_anchor (&self->body, i))
      g_array_append_val (words.rows, i);

  for (guint i = 0; i < self->spans->len; i++)
    {
      ManiculeConlluSpan *span = g_ptr_array_index (self->spans, i);
      guint n_ranges;
      const ManiculeRange *ranges = manicule_annotation_get_ranges (span->span, &n_ranges);

      for (guint j = 0; j < n_ranges; j++)
        {
          ManiculeConlluPart part = place_range (&words, ranges[j]);

          g_array_append_val (span->parts, part);
        }
    }
  g_ptr_array_sort (self->spans, compare_spans);
  g_array_unref (words.rows);
}
