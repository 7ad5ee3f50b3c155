/* manicule-rebase-slide.c: where a passage that was removed or added begins
 *
 * Where a sentence is removed, and the next one begins with the same words, it cannot be told from the characters alone
 * whether its own beginning went or that of the next. People remove and add sentences and lines, so the cut is moved to
 * where one begins.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-rebase-private.h"

/* A cut is moved over at most so many characters. */
#define SLIDE_MAX 400

typedef ManiculeRebaseBlock Block;

/* How good a place is to begin at: after the end of a line, of a sentence, of a word. */
static guint
rate (const ManiculeRebaseSide *side,
      guint                     offset)
{
  gunichar before, last;

  if (offset == 0 || offset == side->n_chars)
    return 4;

  before = side->chars[offset - 1];
  if (before == '\n' || before == '\r')
    return 4;
  if (!g_unichar_isspace (before))
    return before == 0x3002 ? 3 : 0;

  last = offset > 1 ? side->chars[offset - 2] : ' ';
  if (last == '.' || last == '!' || last == '?' || last == 0x201d || last == '"')
    return 3;

  return 1;
}

/* How far the cut can move to the left, to the right: @side is the one that has something between the blocks. */
static guint
find_room (const ManiculeRebaseSide *side,
           guint                     start,
           guint                     end,
           guint                     most,
           gboolean                  right)
{
  guint room = 0;

  while (room < MIN (most, SLIDE_MAX) &&
         side->chars[right ? start + room : start - 1 - room] == side->chars[right ? end + room : end - 1 - room])
    room++;

  return room;
}

/* By how much to move the cut, to the right where it is positive; the best place, and of equal ones the one that is there. */
static int
find_shift (const ManiculeRebaseSide *side,
            guint                     start,
            guint                     end,
            guint                     before,
            guint                     after)
{
  int left = find_room (side, start, end, before, FALSE);
  int right = find_room (side, start, end, after, TRUE);
  guint best = rate (side, start) + rate (side, end);
  int shift = 0;

  for (int i = -left; i <= right; i++)
    if (rate (side, start + i) + rate (side, end + i) > best)
      {
        best = rate (side, start + i) + rate (side, end + i);
        shift = i;
      }

  return shift;
}

void
manicule_rebase_slide (GArray                   *blocks,
                       const ManiculeRebaseSide *old,
                       const ManiculeRebaseSide *new)
{
  guint before = 0;

  for (guint i = 0; i + 1 < blocks->len; i++)
    {
      Block *a = &g_array_index (blocks, Block, i);
      Block *b = &g_array_index (blocks, Block, i + 1);
      guint old_gap = b->old - (a->old + a->length), new_gap = b->new - (a->new + a->length);
      int shift = 0;

      /* Not more than leaves both blocks something. */
      if (old_gap > 0 && new_gap == 0)
        shift = find_shift (old, a->old + a->length, b->old, a->length - 1, b->length - 1);
      else if (new_gap > 0 && old_gap == 0)
        shift = find_shift (new, a->new + a->length, b->new, a->length - 1, b->length - 1);

      a->length += shift;
      b->old += shift;
      b->new += shift;
      b->length -= shift;
    }

  for (guint i = 0; i < blocks->len; i++)
    {
      Block *block = &g_array_index (blocks, Block, i);

      block->before = before;
      before += block->length;
    }
}
