/* manicule-export-split.c: which article goes to train, which to validation, which to test
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-export-private.h"

typedef struct
{
  guint64 hash;
  guint   index;
} Place;

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const Place *x = a;
  const Place *y = b;

  if (x->hash != y->hash)
    return x->hash < y->hash ? -1 : 1;

  return (x->index > y->index) - (x->index < y->index);
}

/* The method of the largest remainder (Hamilton 1792): shares are rounded down, and what is left goes to the largest
 * fractions, so that every share is within one article of its weight. */
static void
share_out (guint       n,
           const guint weights[MANICULE_N_SPLITS],
           guint       shares[MANICULE_N_SPLITS])
{
  guint64 remainders[MANICULE_N_SPLITS];
  guint64 total = 0;
  guint n_left = n;

  for (guint i = 0; i < MANICULE_N_SPLITS; i++)
    total += weights[i];

  for (guint i = 0; i < MANICULE_N_SPLITS; i++)
    {
      shares[i] = (guint) ((guint64) n * weights[i] / total);
      remainders[i] = (guint64) n * weights[i] % total;
      n_left -= shares[i];
    }

  for (; n_left > 0; n_left--)
    {
      guint best = 0;

      for (guint i = 1; i < MANICULE_N_SPLITS; i++)
        if (remainders[i] > remainders[best])
          best = i;
      shares[best]++;
      remainders[best] = 0;
    }
}

guint64
manicule_export_hash_id (const char *id)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;
  guint64 hash = 0;

  g_checksum_update (checksum, (const guchar *) id, -1);
  g_checksum_get_digest (checksum, digest, &length);
  for (guint i = 0; i < 8; i++)
    hash = hash << 8 | digest[i];

  return hash;
}

guint8 *
manicule_export_place_splits (const guint64 *hashes,
                              guint          n,
                              const guint    weights[MANICULE_N_SPLITS])
{
  g_autofree Place *places = g_new (Place, n);
  guint8 *splits = g_new (guint8, n);
  guint shares[MANICULE_N_SPLITS];
  guint split = 0;

  for (guint i = 0; i < n; i++)
    places[i] = (Place) { hashes[i], i };
  if (n > 0)
    qsort (places, n, sizeof *places, compare_places);

  share_out (n, weights, shares);
  for (guint i = 0; i < n; i++)
    {
      while (shares[split] == 0)
        split++;
      shares[split]--;
      splits[places[i].index] = (guint8) split;
    }

  return splits;
}
