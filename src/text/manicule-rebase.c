/* manicule-rebase.c: where the passages of a text are in another version of it
 *
 * Of the paired words and of what is the same between them come blocks of equal characters. A range that lies in one
 * block covers the same text; whether it is the same passage is told by its surroundings, which must be paired too.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-rebase.h"

#include "manicule-rebase-private.h"

/* So many characters on each side are looked at. */
#define WINDOW 40
/* On one side alone, at least so many of them must be there, and so many of a hundred be paired, and so many must be the
 * same without a break; or so many of a hundred on both sides together. */
#define SIDE_MIN 8
#define SIDE_PAIRED 70
#define CONTEXT_MIN 25
#define BOTH_PAIRED 60
/* Or so many of a hundred of those in the old text. */
#define OLD_PAIRED 90
/* What moved took at least so many characters with it. */
#define MOVED_CONTEXT 20

typedef ManiculeRebaseBlock Block;

struct _ManiculeRebase
{
  GArray *blocks;    /* (owned) (element-type Block): in the order of both texts */
  GArray *moved;     /* (owned) (element-type Block): in the order of the old text */
  guint   old_chars;
  guint   new_chars;
};

/* --- blocks ----------------------------------------------------------------------------------------------------- */

static void
add_equal (GArray *blocks,
           guint   old,
           guint   new,
           guint   length)
{
  Block *last = blocks->len > 0 ? &g_array_index (blocks, Block, blocks->len - 1) : NULL;
  Block block = { old, new, length, last != NULL ? last->before + last->length : 0 };

  if (length == 0)
    return;
  if (last != NULL && last->old + last->length == old && last->new + last->length == new)
    last->length += length;
  else
    g_array_append_val (blocks, block);
}

/* What is equal of two stretches without words: their beginnings and their ends. */
static void
add_between (GArray                   *blocks,
             const ManiculeRebaseSide *old,
             guint                     old_start,
             guint                     old_end,
             const ManiculeRebaseSide *new,
             guint                     new_start,
             guint                     new_end,
             gboolean                  from_end_too)
{
  guint head = 0, tail = 0;
  guint most = MIN (old_end - old_start, new_end - new_start);

  while (head < most && old->chars[old_start + head] == new->chars[new_start + head])
    head++;
  while (from_end_too && tail < most - head && old->chars[old_end - 1 - tail] == new->chars[new_end - 1 - tail])
    tail++;
  add_equal (blocks, old_start, new_start, head);
  add_equal (blocks, old_end - tail, new_end - tail, tail);
}

static guint
end_of (const ManiculeRebaseSide *side,
        guint                     word)
{
  return word == MANICULE_REBASE_NONE ? 0 : side->words[word].end;
}

static guint
start_of (const ManiculeRebaseSide *side,
          guint                     word)
{
  return word == side->n_words ? side->n_chars : side->words[word].start;
}

/* What is in the last block already is not taken again. */
static void
skip_taken (GArray *blocks,
            guint  *old_from,
            guint   old_to,
            guint  *new_from,
            guint   new_to)
{
  Block *last = blocks->len > 0 ? &g_array_index (blocks, Block, blocks->len - 1) : NULL;

  if (last == NULL)
    return;

  *old_from = MIN (old_to, MAX (*old_from, last->old + last->length));
  if (last->new + last->length <= new_to)
    *new_from = MAX (*new_from, last->new + last->length);
}

/* What stands before a paired word: up to the word before it, which may be paired with the word before its partner. */
static void
add_before (GArray                   *blocks,
            const ManiculeRebaseSide *old,
            guint                     a,
            const ManiculeRebaseSide *new,
            guint                     b,
            gboolean                  joined)
{
  guint old_from = end_of (old, a - 1), new_from = end_of (new, b - 1);
  guint old_to = start_of (old, a), new_to = start_of (new, b);
  guint tail = 0;

  if (joined)
    {
      add_between (blocks, old, old_from, old_to, new, new_from, new_to, TRUE);
      return;
    }

  skip_taken (blocks, &old_from, old_to, &new_from, new_to);
  while (tail < MIN (old_to - old_from, new_to - new_from) && old->chars[old_to - 1 - tail] == new->chars[new_to - 1 - tail])
    tail++;
  add_equal (blocks, old_to - tail, new_to - tail, tail);
}

static void
add_after (GArray                   *blocks,
           const ManiculeRebaseSide *old,
           guint                     a,
           const ManiculeRebaseSide *new,
           guint                     b)
{
  add_between (blocks, old, end_of (old, a), start_of (old, a + 1), new, end_of (new, b), start_of (new, b + 1), FALSE);
}

/* @partner: by old word. */
static GArray *
make_blocks (const ManiculeRebaseSide *old,
             const ManiculeRebaseSide *new,
             const guint              *partner)
{
  GArray *blocks = g_array_new (FALSE, FALSE, sizeof (Block));

  for (guint a = 0; a < old->n_words; a++)
    {
      guint b = partner[a];
      gboolean at_start = a == 0 && b == 0;
      gboolean joined = at_start || (a > 0 && b > 0 && b != MANICULE_REBASE_NONE && partner[a - 1] == b - 1);

      if (b == MANICULE_REBASE_NONE)
        continue;
      add_before (blocks, old, a, new, b, joined);
      add_equal (blocks, old->words[a].start, new->words[b].start, old->words[a].end - old->words[a].start);
      if (a + 1 == old->n_words || partner[a + 1] != b + 1)
        add_after (blocks, old, a, new, b);
    }

  return blocks;
}

/* Texts without words are the same or they are not. */
static GArray *
make_whole (const ManiculeRebaseSide *old,
            const ManiculeRebaseSide *new)
{
  GArray *blocks = g_array_new (FALSE, FALSE, sizeof (Block));

  add_between (blocks, old, 0, old->n_chars, new, 0, new->n_chars, TRUE);

  return blocks;
}

/**
 * manicule_rebase_new:
 * @old: a text
 * @new: another version of it
 *
 * Compares the two. O(n log n) in the length of the texts, and bounded where they have little in common.
 *
 * Returns: (transfer full): what is where
 */
ManiculeRebase *
manicule_rebase_new (ManiculeText *old,
                     ManiculeText *new)
{
  ManiculeRebase *self;
  ManiculeRebaseSide a, b;
  g_autoptr(GHashTable) ids = manicule_rebase_ids_new ();
  g_autofree guint *moved = NULL;

  g_return_val_if_fail (MANICULE_IS_TEXT (old), NULL);
  g_return_val_if_fail (MANICULE_IS_TEXT (new), NULL);

  manicule_rebase_side_init (&a, manicule_text_get_data (old), ids);
  manicule_rebase_side_init (&b, manicule_text_get_data (new), ids);
  moved = g_new (guint, MAX (a.n_words, 1));
  manicule_rebase_align (&a, &b);
  manicule_rebase_find_moved (&a, &b, moved);

  self = g_new (ManiculeRebase, 1);
  self->blocks = a.n_words > 0 && b.n_words > 0 ? make_blocks (&a, &b, a.partner) : make_whole (&a, &b);
  manicule_rebase_slide (self->blocks, &a, &b);
  self->moved = make_blocks (&a, &b, moved);
  self->old_chars = a.n_chars;
  self->new_chars = b.n_chars;
  manicule_rebase_side_clear (&a);
  manicule_rebase_side_clear (&b);

  return self;
}

void
manicule_rebase_free (ManiculeRebase *self)
{
  g_array_unref (self->blocks);
  g_array_unref (self->moved);
  g_free (self);
}

/* --- looking up ------------------------------------------------------------------------------------------------- */

/* The last block that begins at or before @offset, in the old text or the new one; -1 when none does. */
static int
find_block (GArray  *blocks,
            guint    offset,
            gboolean in_new)
{
  int low = 0, high = blocks->len;

  while (low < high)
    {
      int middle = low + (high - low) / 2;
      Block *block = &g_array_index (blocks, Block, middle);

      if ((in_new ? block->new : block->old) <= offset)
        low = middle + 1;
      else
        high = middle;
    }

  return low - 1;
}

/* How many characters before @offset are in blocks. */
static guint
count_paired (GArray  *blocks,
              guint    offset,
              gboolean in_new)
{
  int index = find_block (blocks, offset, in_new);
  Block *block;

  if (index < 0)
    return 0;

  block = &g_array_index (blocks, Block, index);

  return block->before + MIN (block->length, offset - (in_new ? block->new : block->old));
}

/* How many of the characters from @start to @end are paired: of each of the two texts, then the worse of both. */
typedef struct
{
  guint paired;
  guint all;
} Share;

static Share
get_share (ManiculeRebase *self,
           guint           start,
           guint           end,
           gboolean        in_new)
{
  Share share = {
    count_paired (self->blocks, end, in_new) - count_paired (self->blocks, start, in_new), end - start,
  };

  return share;
}

static gboolean
is_above (Share share,
          guint percent)
{
  return share.paired * 100 >= share.all * percent;
}

static Share
add_shares (Share a,
            Share b)
{
  Share sum = { a.paired + b.paired, a.all + b.all };

  return sum;
}

static gboolean
is_good_side (Share old,
              Share new)
{
  return old.all >= SIDE_MIN && new.all >= SIDE_MIN && is_above (old, SIDE_PAIRED) && is_above (new, SIDE_PAIRED);
}

/* Do the surroundings say that the two are the same passage? @context: how many characters around it are equal without a
 * break. */
static gboolean
is_at_home (ManiculeRebase      *self,
            const ManiculeRange *old,
            const ManiculeRange *new,
            guint                context)
{
  Share old_left = get_share (self, old->start > WINDOW ? old->start - WINDOW : 0, old->start, FALSE);
  Share new_left = get_share (self, new->start > WINDOW ? new->start - WINDOW : 0, new->start, TRUE);
  Share old_right = get_share (self, old->end, MIN (self->old_chars, old->end + WINDOW), FALSE);
  Share new_right = get_share (self, new->end, MIN (self->new_chars, new->end + WINDOW), TRUE);

  Share old_both = add_shares (old_left, old_right);

  /* Where nothing around it went, whatever came in between says nothing. */
  if (old_both.all >= SIDE_MIN && is_above (old_both, OLD_PAIRED))
    return TRUE;

  return (context >= CONTEXT_MIN && (is_good_side (old_left, new_left) || is_good_side (old_right, new_right))) ||
         (is_above (old_both, BOTH_PAIRED) &&
          is_above (add_shares (new_left, new_right), BOTH_PAIRED));
}

static const Block *
find_covering (ManiculeRebase      *self,
               GArray              *blocks,
               const ManiculeRange *range)
{
  int index = find_block (blocks, range->start, FALSE);
  const Block *block = index >= 0 ? &g_array_index (blocks, Block, index) : NULL;

  if (block == NULL || range->end > block->old + block->length)
    return NULL;

  /* An empty range at the edge of a block stands between two things of which one is another now. */
  if (range->start == range->end &&
      ((range->start == block->old && block->old > 0) ||
       (range->end == block->old + block->length && range->end < self->old_chars)))
    return NULL;

  return block;
}

static ManiculeRebaseFate
map_one (ManiculeRebase      *self,
         const ManiculeRange *range,
         ManiculeRange       *mapped)
{
  const Block *block = find_covering (self, self->blocks, range);

  if (block != NULL)
    {
      mapped->start = block->new + (range->start - block->old);
      mapped->end = mapped->start + (range->end - range->start);
      if (is_at_home (self, range, mapped, block->length - (range->end - range->start)))
        return MANICULE_REBASE_KEPT;
      return MANICULE_REBASE_ORPHANED;
    }

  block = find_covering (self, self->moved, range);
  if (block == NULL || block->length - (range->end - range->start) < MOVED_CONTEXT)
    return MANICULE_REBASE_ORPHANED;

  mapped->start = block->new + (range->start - block->old);
  mapped->end = mapped->start + (range->end - range->start);

  return MANICULE_REBASE_MOVED;
}

/**
 * manicule_rebase_map:
 * @self: two versions of a text
 * @ranges: (array length=n): the ranges of a span in the old one
 * @n: how many, at least one
 * @mapped: (out caller-allocates) (array length=n): where they are in the new one
 *
 * Never guesses: the new ranges cover the same characters, in the same order.
 *
 * Returns: what became of them; of several ranges, the worst
 */
ManiculeRebaseFate
manicule_rebase_map (ManiculeRebase      *self,
                     const ManiculeRange *ranges,
                     guint                n,
                     ManiculeRange       *mapped)
{
  ManiculeRebaseFate worst = MANICULE_REBASE_KEPT;

  g_return_val_if_fail (self != NULL && ranges != NULL && n > 0 && mapped != NULL, MANICULE_REBASE_ORPHANED);

  for (guint i = 0; i < n; i++)
    {
      ManiculeRebaseFate fate = map_one (self, &ranges[i], &mapped[i]);

      worst = MAX (worst, fate);
      if (i > 0 && worst != MANICULE_REBASE_ORPHANED && mapped[i].start < mapped[i - 1].end)
        worst = MANICULE_REBASE_ORPHANED;
    }

  return worst;
}

/**
 * manicule_rebase_estimate:
 * @self: two versions of a text
 * @offset: an offset in the old one
 *
 * Returns: about where that is in the new one
 */
guint
manicule_rebase_estimate (ManiculeRebase *self,
                          guint           offset)
{
  int index;
  const Block *block;

  g_return_val_if_fail (self != NULL && offset <= self->old_chars, 0);

  index = find_block (self->blocks, offset, FALSE);
  if (index < 0)
    return 0;

  block = &g_array_index (self->blocks, Block, index);

  return block->new + MIN (block->length, offset - block->old);
}
