/* manicule-rebase-align.c: pairs the words of two versions of a text
 *
 * Runs of words that stand once in both versions are anchors (after the patience diff of Bram Cohen, 2003, which takes
 * lines); a longest rising run of them is kept, and what lies between is done the same way with shorter runs. What then
 * is left is compared by the greedy algorithm of Myers (1986), An O(ND) Difference Algorithm and Its Variations, as far
 * as a bound on its cost allows; past it the rest stays unpaired.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-rebase-private.h"

/* How many words an anchor has, in the rounds. */
static const guint rounds[] = { 12, 4, 1 };

/* A moved passage has at least so many words. */
#define MOVED_MIN 4

/* The most differences that are followed, and words times differences. */
#define MYERS_MAX 1000
#define MYERS_COST (4u * 1000 * 1000)

/* So many paired words in a row can be strays, where of so many words on each side less than so many of a hundred are
 * paired. */
#define STRAY_MAX 3
#define STRAY_WINDOW 10
#define STRAY_PAIRED 40

typedef struct
{
  ManiculeRebaseSide *old;
  ManiculeRebaseSide *new;
} Pair;

/* Stretches of both that are compared. */
typedef struct
{
  guint old_start;
  guint old_end;
  guint new_start;
  guint new_end;
} Stretch;

static void
pair_words (Pair *self,
            guint old,
            guint new)
{
  self->old->partner[old] = new;
  self->new->partner[new] = old;
}

static gboolean
same (Pair *self,
      guint old,
      guint new)
{
  return self->old->words[old].id == self->new->words[new].id;
}

static void
pair_ends (Pair    *self,
           Stretch *stretch)
{
  while (stretch->old_start < stretch->old_end && stretch->new_start < stretch->new_end &&
         same (self, stretch->old_start, stretch->new_start))
    pair_words (self, stretch->old_start++, stretch->new_start++);
  while (stretch->old_start < stretch->old_end && stretch->new_start < stretch->new_end &&
         same (self, stretch->old_end - 1, stretch->new_end - 1))
    pair_words (self, --stretch->old_end, --stretch->new_end);
}

/* --- Myers ------------------------------------------------------------------------------------------------------ */

/* The furthest points of each round, kept for the way back: round d has d + 1 of them. */
static gboolean
search (Pair          *self,
        const Stretch *stretch,
        guint          limit,
        GArray        *trace)
{
  int n = stretch->old_end - stretch->old_start;
  int m = stretch->new_end - stretch->new_start;
  g_autofree int *furthest = g_new0 (int, 2 * (gsize) limit + 3);
  int *v = furthest + limit + 1;

  for (int d = 0; d <= (int) limit; d++)
    {
      for (int k = -d; k <= d; k += 2)
        {
          int x = k == -d || (k != d && v[k - 1] < v[k + 1]) ? v[k + 1] : v[k - 1] + 1;
          int y = x - k;

          while (x < n && y < m && x >= 0 && y >= 0 && same (self, stretch->old_start + x, stretch->new_start + y))
            {
              x++;
              y++;
            }
          v[k] = x;
          if (x >= n && y >= m)
            return TRUE;
        }
      for (int k = -d; k <= d; k += 2)
        g_array_append_val (trace, v[k]);
    }

  return FALSE;
}

/* Where the points of round @d begin: after 1 + 2 + … + d of them. */
static int
get_furthest (GArray *trace,
              int     d,
              int     k)
{
  return g_array_index (trace, int, (gsize) d * (d + 1) / 2 + (k + d) / 2);
}

static guint
count_rounds (GArray *trace)
{
  guint d = 0;

  while ((gsize) (d + 1) * (d + 2) / 2 <= trace->len)
    d++;

  return d;
}

static void
walk_back (Pair          *self,
           const Stretch *stretch,
           GArray        *trace)
{
  int x = stretch->old_end - stretch->old_start;
  int y = stretch->new_end - stretch->new_start;

  for (int d = count_rounds (trace); d > 0; d--)
    {
      int k = x - y;
      gboolean down = k == -d ||
                      (k != d && get_furthest (trace, d - 1, k - 1) < get_furthest (trace, d - 1, k + 1));
      int from_k = down ? k + 1 : k - 1;
      int from_x = get_furthest (trace, d - 1, from_k);
      int from_y = from_x - from_k;

      while (x > from_x + !down && y > from_y + down)
        pair_words (self, stretch->old_start + --x, stretch->new_start + --y);
      x = from_x;
      y = from_y;
    }
  while (x > 0 && y > 0)
    pair_words (self, stretch->old_start + --x, stretch->new_start + --y);
}

static void
compare (Pair          *self,
         const Stretch *stretch)
{
  g_autoptr(GArray) trace = g_array_new (FALSE, FALSE, sizeof (int));
  guint n = stretch->old_end - stretch->old_start + (stretch->new_end - stretch->new_start);

  if (search (self, stretch, MIN (MIN (n, MYERS_MAX), MYERS_COST / n), trace))
    walk_back (self, stretch, trace);
}

/* --- anchors ---------------------------------------------------------------------------------------------------- */

static void align (Pair   *self,
                   Stretch stretch,
                   guint   round);

/* Pairs the anchors and aligns what lies between them. */
static void
align_between (Pair    *self,
               Stretch  stretch,
               GArray  *anchors,
               guint    k,
               guint    round)
{
  Stretch gap = { stretch.old_start, 0, stretch.new_start, 0 };

  for (guint i = 0; i < anchors->len; i++)
    {
      ManiculeRebaseAnchor *anchor = &g_array_index (anchors, ManiculeRebaseAnchor, i);

      /* Anchors overlap where a longer run stands once. */
      if (anchor->old < gap.old_start || anchor->new < gap.new_start)
        continue;
      gap.old_end = anchor->old;
      gap.new_end = anchor->new;
      align (self, gap, round);
      for (guint j = 0; j < k; j++)
        pair_words (self, anchor->old + j, anchor->new + j);
      gap.old_start = anchor->old + k;
      gap.new_start = anchor->new + k;
    }
  gap.old_end = stretch.old_end;
  gap.new_end = stretch.new_end;
  align (self, gap, round);
}

static void
align (Pair   *self,
       Stretch stretch,
       guint   round)
{
  pair_ends (self, &stretch);
  if (stretch.old_start == stretch.old_end || stretch.new_start == stretch.new_end)
    return;

  for (; round < G_N_ELEMENTS (rounds); round++)
    {
      g_autoptr(GArray) anchors = manicule_rebase_find_anchors (self->old, stretch.old_start, stretch.old_end, self->new,
                                                                stretch.new_start, stretch.new_end, rounds[round], FALSE);

      manicule_rebase_keep_rising (anchors);
      if (anchors->len == 0)
        continue;
      align_between (self, stretch, anchors, rounds[round], round + 1);
      return;
    }

  compare (self, &stretch);
}

/* --- stray pairs ------------------------------------------------------------------------------------------------ */

/* How many of the words before each are paired. */
static guint *
sum_up (const ManiculeRebaseSide *side)
{
  guint *sums = g_new (guint, (gsize) side->n_words + 1);

  sums[0] = 0;
  for (guint i = 0; i < side->n_words; i++)
    sums[i + 1] = sums[i] + (side->partner[i] != MANICULE_REBASE_NONE);

  return sums;
}

static gboolean
is_lonely (const ManiculeRebaseSide *side,
           const guint              *sums,
           guint                     start,
           guint                     n)
{
  guint from = start > STRAY_WINDOW ? start - STRAY_WINDOW : 0;
  guint to = MIN (side->n_words, start + n + STRAY_WINDOW);

  return (sums[to] - sums[from]) * 100 < (to - from) * STRAY_PAIRED;
}

/* Common words find partners in any text. A few of them among words without partners say nothing, and are in the way of
 * passages that moved. */
static void
unpair_strays (Pair *self)
{
  g_autofree guint *old_sums = sum_up (self->old);
  g_autofree guint *new_sums = sum_up (self->new);

  for (guint a = 0, n; a < self->old->n_words; a += n)
    {
      guint b = self->old->partner[a];

      n = 1;
      if (b == MANICULE_REBASE_NONE)
        continue;
      while (a + n < self->old->n_words && self->old->partner[a + n] == b + n)
        n++;
      if (n > STRAY_MAX || !is_lonely (self->old, old_sums, a, n) || !is_lonely (self->new, new_sums, b, n))
        continue;
      for (guint i = 0; i < n; i++)
        {
          self->old->partner[a + i] = MANICULE_REBASE_NONE;
          self->new->partner[b + i] = MANICULE_REBASE_NONE;
        }
    }
}

void
manicule_rebase_align (ManiculeRebaseSide *old,
                       ManiculeRebaseSide *new)
{
  Pair pair = { old, new };
  Stretch whole = { 0, old->n_words, 0, new->n_words };

  align (&pair, whole, 0);
  unpair_strays (&pair);
}

/* --- moved passages --------------------------------------------------------------------------------------------- */

static gboolean
can_move (ManiculeRebaseSide *old,
          ManiculeRebaseSide *new,
          const guint        *moved,
          const gboolean     *taken,
          guint               a,
          guint               b)
{
  return a < old->n_words && b < new->n_words && old->words[a].id == new->words[b].id &&
         old->partner[a] == MANICULE_REBASE_NONE && new->partner[b] == MANICULE_REBASE_NONE &&
         moved[a] == MANICULE_REBASE_NONE && !taken[b];
}

void
manicule_rebase_find_moved (ManiculeRebaseSide *old,
                            ManiculeRebaseSide *new,
                            guint              *moved)
{
  g_autoptr(GArray) anchors = manicule_rebase_find_anchors (old, 0, old->n_words, new, 0, new->n_words, MOVED_MIN, TRUE);
  g_autofree gboolean *taken = g_new0 (gboolean, MAX (new->n_words, 1));

  for (guint i = 0; i < old->n_words; i++)
    moved[i] = MANICULE_REBASE_NONE;

  for (guint i = 0; i < anchors->len; i++)
    {
      ManiculeRebaseAnchor *anchor = &g_array_index (anchors, ManiculeRebaseAnchor, i);
      guint a = anchor->old, b = anchor->new;

      if (!can_move (old, new, moved, taken, a, b))
        continue;
      while (a > 0 && b > 0 && can_move (old, new, moved, taken, a - 1, b - 1))
        {
          a--;
          b--;
        }
      for (; can_move (old, new, moved, taken, a, b); a++, b++)
        {
          moved[a] = b;
          taken[b] = TRUE;
        }
    }
}
