/* manicule-format-tokens.c: which tokens a span is made of
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-tokens.h"

#define TOKEN(tokens, i) (&g_array_index ((tokens), ManiculeCutToken, (i)))

/* The first token that starts at @chr or later. */
static guint
find_start (GArray *tokens,
            guint   chr)
{
  guint low = 0, high = tokens->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (TOKEN (tokens, middle)->start < chr)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/**
 * manicule_tokens_find:
 * @tokens: (element-type ManiculeCutToken): tokens
 * @range: a range of their text
 * @first: (out): the first token in it, or where one would be
 * @last: (out): the last one
 *
 * Returns: whether the range begins and ends with a token
 */
gboolean
manicule_tokens_find (GArray        *tokens,
                      ManiculeRange  range,
                      guint         *first,
                      guint         *last)
{
  guint behind = find_start (tokens, MAX (range.end, range.start + 1));

  *first = find_start (tokens, range.start);
  *last = behind > *first ? behind - 1 : *first;

  return behind > *first && TOKEN (tokens, *first)->start == range.start && TOKEN (tokens, *last)->end == range.end;
}
