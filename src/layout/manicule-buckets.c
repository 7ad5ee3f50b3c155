/* manicule-buckets.c: what there is most of, pixel by pixel, in a long document
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-buckets.h"

#include <math.h>

/* Differences: where a stretch begins its kind counts one more from there on, behind its end one less. So the counts are
 * the sums from the first bucket on. */
struct _ManiculeBuckets
{
  guint  n_buckets;
  guint  n_kinds;
  int   *steps;  /* (owned): n_kinds times n_buckets + 1 */
};

/**
 * manicule_buckets_new:
 * @n_buckets: how many parts, at least 1
 * @n_kinds: how many kinds
 *
 * Returns: (transfer full): empty buckets
 */
ManiculeBuckets *
manicule_buckets_new (guint n_buckets,
                      guint n_kinds)
{
  ManiculeBuckets *self = g_new0 (ManiculeBuckets, 1);

  self->n_buckets = MAX (n_buckets, 1);
  self->n_kinds = n_kinds;
  self->steps = g_new0 (int, (gsize) n_kinds * (self->n_buckets + 1));

  return self;
}

/**
 * manicule_buckets_free:
 * @self: (transfer full) (nullable): buckets
 */
void
manicule_buckets_free (ManiculeBuckets *self)
{
  if (self == NULL)
    return;

  g_free (self->steps);
  g_free (self);
}

static guint
find_bucket (ManiculeBuckets *self,
             double           y)
{
  return (guint) CLAMP (floor (y), 0, self->n_buckets - 1);
}

/**
 * manicule_buckets_add:
 * @self: buckets
 * @kind: a kind
 * @from: where it begins, in buckets; outside counts as the nearest bucket
 * @to: where it ends, at or behind @from
 *
 * Counts the kind once in each bucket that it touches.
 */
void
manicule_buckets_add (ManiculeBuckets *self,
                      guint            kind,
                      double           from,
                      double           to)
{
  int *steps;
  guint first = find_bucket (self, from);
  /* What ends exactly where a bucket begins does not touch it. */
  guint last = MAX (find_bucket (self, ceil (to) - 1), first);

  g_return_if_fail (kind < self->n_kinds);

  steps = self->steps + (gsize) kind * (self->n_buckets + 1);
  steps[first]++;
  steps[last + 1]--;
}

/**
 * manicule_buckets_finish:
 * @self: buckets
 *
 * Returns: (transfer full) (array): for each bucket the kind that was counted most often, the lowest of equal ones,
 *   G_MAXUINT where none was
 */
guint *
manicule_buckets_finish (ManiculeBuckets *self)
{
  guint *kinds = g_new (guint, self->n_buckets);
  g_autofree int *best = g_new0 (int, self->n_buckets);

  for (guint i = 0; i < self->n_buckets; i++)
    kinds[i] = G_MAXUINT;

  for (guint kind = 0; kind < self->n_kinds; kind++)
    {
      const int *steps = self->steps + (gsize) kind * (self->n_buckets + 1);
      int count = 0;

      for (guint i = 0; i < self->n_buckets; i++)
        {
          count += steps[i];
          if (count > best[i])
            {
              best[i] = count;
              kinds[i] = kind;
            }
        }
    }

  return kinds;
}
