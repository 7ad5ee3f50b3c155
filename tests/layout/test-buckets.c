/* test-buckets.c: what there is most of in each part of a document
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-buckets.h"

#include <math.h>

#define N_KINDS 5

typedef struct
{
  guint  kind;
  double from;
  double to;
} Stretch;

static gboolean
touches (const Stretch *stretch,
         guint          bucket,
         guint          n_buckets)
{
  double first = CLAMP (floor (stretch->from), 0, n_buckets - 1);
  double last = CLAMP (ceil (stretch->to) - 1, 0, n_buckets - 1);

  return bucket >= first && bucket <= MAX (last, first);
}

static guint
most (const Stretch *stretches,
      guint          n,
      guint          bucket,
      guint          n_buckets)
{
  guint counts[N_KINDS] = { 0 }, best = G_MAXUINT;

  for (guint i = 0; i < n; i++)
    counts[stretches[i].kind] += touches (&stretches[i], bucket, n_buckets);
  for (guint kind = 0; kind < N_KINDS; kind++)
    {
      if (counts[kind] > (best != G_MAXUINT ? counts[best] : 0))
        best = kind;
    }

  return best;
}

/* The buckets agree with a count of every stretch in every bucket, also of stretches that reach beyond either end. */
static void
test_random (void)
{
  for (guint round = 0; round < 300; round++)
    {
      guint n_buckets = (guint) g_test_rand_int_range (1, 60), n = (guint) g_test_rand_int_range (0, 40);
      g_autofree Stretch *stretches = g_new0 (Stretch, n + 1);
      g_autoptr(ManiculeBuckets) buckets = manicule_buckets_new (n_buckets, N_KINDS);
      g_autofree guint *kinds = NULL;

      for (guint i = 0; i < n; i++)
        {
          stretches[i].kind = (guint) g_test_rand_int_range (0, N_KINDS);
          stretches[i].from = g_test_rand_double_range (-3, n_buckets + 3);
          stretches[i].to = stretches[i].from + (g_test_rand_bit () ? g_test_rand_double_range (0, 9) : 0);
          manicule_buckets_add (buckets, stretches[i].kind, stretches[i].from, stretches[i].to);
        }
      kinds = manicule_buckets_finish (buckets);
      for (guint i = 0; i < n_buckets; i++)
        g_assert_cmpuint (kinds[i], ==, most (stretches, n, i, n_buckets));
    }
}

/* Something without length still lies in one bucket. */
static void
test_point (void)
{
  g_autoptr(ManiculeBuckets) buckets = manicule_buckets_new (4, 1);
  g_autofree guint *kinds = NULL;

  manicule_buckets_add (buckets, 0, 2, 2);
  kinds = manicule_buckets_finish (buckets);
  g_assert_cmpuint (kinds[1], ==, G_MAXUINT);
  g_assert_cmpuint (kinds[2], ==, 0);
  g_assert_cmpuint (kinds[3], ==, G_MAXUINT);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/buckets/random", test_random);
  g_test_add_func ("/buckets/point", test_point);

  return g_test_run ();
}
