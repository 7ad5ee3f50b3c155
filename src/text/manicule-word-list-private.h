/* manicule-word-list-private.h: lists of words that are written as one string
 *
 * A list has a space before and behind each word: " one two ".
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/* Whether @list has the word of @n bytes, in just these letters. */
static inline gboolean
manicule_word_list_has (const char *list,
                        const char *word,
                        gsize       n)
{
  char needle[64];

  if (n == 0 || n + 2 > sizeof needle)
    return FALSE;

  needle[0] = ' ';
  memcpy (needle + 1, word, n);
  needle[n + 1] = ' ';

  return memmem (list, strlen (list), needle, n + 2) != NULL;
}

/* The same for a list of case-folded words and a word in any case. */
static inline gboolean
manicule_word_list_has_folded (const char *list,
                               const char *word,
                               gsize       n)
{
  g_autofree char *folded = NULL;

  /* A word this long is in no list. */
  if (n > 60)
    return FALSE;

  folded = g_utf8_casefold (word, (gssize) n);
  return manicule_word_list_has (list, folded, strlen (folded));
}

G_END_DECLS
