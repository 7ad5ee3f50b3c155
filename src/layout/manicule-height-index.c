/* manicule-height-index.c: where each display line begins, by the heights of all
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A tree of partial sums (Fenwick, 1994: "A new data structure for cumulative frequency tables").
 */

#include "manicule-height-index.h"

#include <math.h>

#define UNITS 64.0

struct _ManiculeHeightIndex
{
  gint64 *tree;     /* (owned), counted from 1 */
  gint32 *heights;  /* (owned) */
  guint   n;
  guint   top;      /* the largest power of two that is not above n */
};

static gint32
to_units (double height)
{
  return (gint32) lround (CLAMP (height, 0, G_MAXINT32 / UNITS - 1) * UNITS);
}

/**
 * manicule_height_index_new:
 *
 * Returns: (transfer full): an index of no lines
 */
ManiculeHeightIndex *
manicule_height_index_new (void)
{
  return g_new0 (ManiculeHeightIndex, 1);
}

/**
 * manicule_height_index_free:
 * @self: (transfer full) (nullable): an index
 */
void
manicule_height_index_free (ManiculeHeightIndex *self)
{
  if (self == NULL)
    return;

  g_free (self->tree);
  g_free (self->heights);
  g_free (self);
}

/**
 * manicule_height_index_reset:
 * @self: an index
 * @heights: (array length=n): the heights in px, negative ones count as 0
 * @n: the number of lines
 *
 * Replaces all lines, in O(n).
 */
void
manicule_height_index_reset (ManiculeHeightIndex *self,
                             const double        *heights,
                             guint                n)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (heights != NULL || n == 0);

  self->tree = g_renew (gint64, self->tree, (gsize) n + 1);
  self->heights = g_renew (gint32, self->heights, n);
  self->n = n;
  self->top = n == 0 ? 0 : 1u << (g_bit_storage (n) - 1);

  self->tree[0] = 0;
  for (guint i = 0; i < n; i++)
    {
      self->heights[i] = to_units (heights[i]);
      self->tree[i + 1] = self->heights[i];
    }

  for (guint i = 1; i <= n; i++)
    {
      guint64 parent = (guint64) i + (i & -i);

      if (parent <= n)
        self->tree[parent] += self->tree[i];
    }
}

/**
 * manicule_height_index_get_n:
 * @self: an index
 *
 * Returns: the number of lines
 */
guint
manicule_height_index_get_n (ManiculeHeightIndex *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n;
}

/**
 * manicule_height_index_get:
 * @self: an index
 * @line: a line of it
 *
 * Returns: the height of the line in px
 */
double
manicule_height_index_get (ManiculeHeightIndex *self,
                           guint                line)
{
  g_return_val_if_fail (self != NULL && line < self->n, 0);

  return self->heights[line] / UNITS;
}

/**
 * manicule_height_index_set:
 * @self: an index
 * @line: a line of it
 * @height: its height in px, rounded to 1/64; a negative one counts as 0
 *
 * Changes the height of one line, in O(log n).
 */
void
manicule_height_index_set (ManiculeHeightIndex *self,
                           guint                line,
                           double               height)
{
  gint32 delta;

  g_return_if_fail (self != NULL && line < self->n);

  delta = to_units (height) - self->heights[line];
  if (delta == 0)
    return;

  self->heights[line] += delta;
  for (guint64 i = (guint64) line + 1; i <= self->n; i += i & -i)
    self->tree[i] += delta;
}

/**
 * manicule_height_index_sum:
 * @self: an index
 * @n_lines: how many lines, from the first; at most all
 *
 * Returns: their height in px, that is where the next line begins; in O(log n)
 */
double
manicule_height_index_sum (ManiculeHeightIndex *self,
                           guint                n_lines)
{
  gint64 sum = 0;

  g_return_val_if_fail (self != NULL && n_lines <= self->n, 0);

  for (guint i = n_lines; i > 0; i -= i & -i)
    sum += self->tree[i];

  return sum / UNITS;
}

/**
 * manicule_height_index_find:
 * @self: an index with at least one line
 * @y: a place in px
 * @into: (out) (optional): how far below the beginning of the line @y is; negative above the first line, and above
 *   the line's height after the last
 *
 * Returns: the line at @y, the first or last one where @y is outside; a line without height is never found unless all
 *   lines after it have none either
 */
guint
manicule_height_index_find (ManiculeHeightIndex *self,
                            double               y,
                            double              *into)
{
  gint64 rest = (gint64) floor (CLAMP (y, -1e15, 1e15) * UNITS);
  guint line = 0;

  g_return_val_if_fail (self != NULL && self->n > 0, 0);

  for (guint step = self->top; step > 0; step >>= 1)
    {
      if (line + step < self->n && self->tree[line + step] <= rest)
        {
          line += step;
          rest -= self->tree[line];
        }
    }

  if (into != NULL)
    *into = y - manicule_height_index_sum (self, line);

  return line;
}
