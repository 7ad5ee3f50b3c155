/* manicule-rebase-words.c: the words of two versions of a text, and runs of them that stand once in each
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-rebase-private.h"

#include <string.h>

/* A word as a key: it points into the characters of its side. */
typedef struct
{
  const gunichar *chars;
  guint           n;
} Key;

/* A run of words by its hash. */
typedef struct
{
  guint64 hash;
  guint   word;
} Run;

/* --- words ------------------------------------------------------------------------------------------------------ */

static guint64
mix (guint64 hash,
     guint64 value)
{
  return (hash ^ value) * G_GUINT64_CONSTANT (1099511628211);  /* FNV-1a, Fowler, Noll and Vo 1991 */
}

static guint
key_hash (gconstpointer data)
{
  const Key *key = data;
  guint64 hash = G_GUINT64_CONSTANT (14695981039346656037);

  for (guint i = 0; i < key->n; i++)
    hash = mix (hash, key->chars[i]);

  return hash ^ (hash >> 32);
}

static gboolean
key_equal (gconstpointer a,
           gconstpointer b)
{
  const Key *first = a;
  const Key *second = b;

  return first->n == second->n && memcmp (first->chars, second->chars, first->n * sizeof (gunichar)) == 0;
}

GHashTable *
manicule_rebase_ids_new (void)
{
  return g_hash_table_new_full (key_hash, key_equal, g_free, NULL);
}

/* Scripts that do not part words by spaces: each character is a word. */
static gboolean
stands_alone (gunichar c)
{
  switch (g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_KHMER:
    case G_UNICODE_SCRIPT_LAO:
    case G_UNICODE_SCRIPT_MYANMAR:
    case G_UNICODE_SCRIPT_THAI:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
is_of_word (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

static guint
find_end (const ManiculeRebaseSide *side,
          guint                     start)
{
  guint end = start + 1;

  if (!stands_alone (side->chars[start]))
    while (end < side->n_chars && is_of_word (side->chars[end]) && !stands_alone (side->chars[end]))
      end++;

  return end;
}

static guint
intern (GHashTable     *ids,
        const gunichar *chars,
        guint           n)
{
  Key key = { chars, n };
  gpointer id = g_hash_table_lookup (ids, &key);

  if (id == NULL)
    {
      id = GUINT_TO_POINTER (g_hash_table_size (ids) + 1);
      g_hash_table_insert (ids, g_memdup2 (&key, sizeof key), id);
    }

  return GPOINTER_TO_UINT (id);
}

void
manicule_rebase_side_init (ManiculeRebaseSide *side,
                           const char         *utf8,
                           GHashTable         *ids)
{
  g_autoptr(GArray) words = g_array_new (FALSE, FALSE, sizeof (ManiculeRebaseWord));
  glong n_chars;

  side->chars = g_utf8_to_ucs4_fast (utf8, -1, &n_chars);
  side->n_chars = n_chars;

  for (guint i = 0; i < side->n_chars; )
    {
      ManiculeRebaseWord word = { i, i + 1, 0 };

      if (is_of_word (side->chars[i]))
        {
          word.end = find_end (side, i);
          word.id = intern (ids, side->chars + i, word.end - i);
          g_array_append_val (words, word);
        }
      i = word.end;
    }

  side->n_words = words->len;
  side->words = (ManiculeRebaseWord *) g_array_free (g_steal_pointer (&words), FALSE);
  side->partner = g_new (guint, MAX (side->n_words, 1));
  for (guint i = 0; i < side->n_words; i++)
    side->partner[i] = MANICULE_REBASE_NONE;
}

void
manicule_rebase_side_clear (ManiculeRebaseSide *side)
{
  g_free (side->chars);
  g_free (side->words);
  g_free (side->partner);
}

/* --- runs ------------------------------------------------------------------------------------------------------- */

static int
compare_runs (gconstpointer a,
              gconstpointer b)
{
  const Run *first = a;
  const Run *second = b;

  return first->hash != second->hash ? (first->hash < second->hash ? -1 : 1) : (first->word < second->word ? -1 : 1);
}

static gboolean
is_free (const ManiculeRebaseSide *side,
         guint                     word,
         guint                     k)
{
  for (guint i = 0; i < k; i++)
    if (side->partner[word + i] != MANICULE_REBASE_NONE)
      return FALSE;

  return TRUE;
}

/* Those that stand once, by hash. */
static GArray *
list_runs (const ManiculeRebaseSide *side,
           guint                     start,
           guint                     end,
           guint                     k,
           gboolean                  free_only)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (Run));
  guint n = 0;

  for (guint word = start; word + k <= end; word++)
    {
      Run run = { G_GUINT64_CONSTANT (14695981039346656037), word };

      if (free_only && !is_free (side, word, k))
        continue;
      for (guint i = 0; i < k; i++)
        run.hash = mix (run.hash, side->words[word + i].id);
      g_array_append_val (runs, run);
    }
  g_array_sort (runs, compare_runs);

  for (guint i = 0, next; i < runs->len; i = next)
    {
      for (next = i + 1; next < runs->len && g_array_index (runs, Run, next).hash == g_array_index (runs, Run, i).hash; )
        next++;
      if (next == i + 1)
        g_array_index (runs, Run, n++) = g_array_index (runs, Run, i);
    }
  g_array_set_size (runs, n);

  return runs;
}

static gboolean
runs_equal (const ManiculeRebaseSide *old,
            guint                     a,
            const ManiculeRebaseSide *new,
            guint                     b,
            guint                     k)
{
  for (guint i = 0; i < k; i++)
    if (old->words[a + i].id != new->words[b + i].id)
      return FALSE;

  return TRUE;
}

static int
compare_anchors (gconstpointer a,
                 gconstpointer b)
{
  const ManiculeRebaseAnchor *first = a;
  const ManiculeRebaseAnchor *second = b;

  return first->old < second->old ? -1 : first->old > second->old;
}

GArray *
manicule_rebase_find_anchors (const ManiculeRebaseSide *old,
                              guint                     old_start,
                              guint                     old_end,
                              const ManiculeRebaseSide *new,
                              guint                     new_start,
                              guint                     new_end,
                              guint                     k,
                              gboolean                  free_only)
{
  GArray *anchors = g_array_new (FALSE, FALSE, sizeof (ManiculeRebaseAnchor));
  g_autoptr(GArray) in_old = list_runs (old, old_start, old_end, k, free_only);
  g_autoptr(GArray) in_new = list_runs (new, new_start, new_end, k, free_only);

  for (guint i = 0, j = 0; i < in_old->len && j < in_new->len; )
    {
      Run *a = &g_array_index (in_old, Run, i);
      Run *b = &g_array_index (in_new, Run, j);

      if (a->hash == b->hash && runs_equal (old, a->word, new, b->word, k))
        {
          ManiculeRebaseAnchor anchor = { a->word, b->word };

          g_array_append_val (anchors, anchor);
        }
      i += a->hash <= b->hash;
      j += b->hash <= a->hash;
    }
  g_array_sort (anchors, compare_anchors);

  return anchors;
}

/* Longest increasing subsequence by binary search (Schensted 1961, Fredman 1975). */
void
manicule_rebase_keep_rising (GArray *anchors)
{
  g_autofree guint *tails = g_new (guint, MAX (anchors->len, 1));
  g_autofree guint *before = g_new (guint, MAX (anchors->len, 1));
  ManiculeRebaseAnchor *all = (ManiculeRebaseAnchor *) anchors->data;
  guint length = 0;

  for (guint i = 0; i < anchors->len; i++)
    {
      guint low = 0, high = length;

      while (low < high)
        {
          guint middle = low + (high - low) / 2;

          if (all[tails[middle]].new < all[i].new)
            low = middle + 1;
          else
            high = middle;
        }
      before[i] = low > 0 ? tails[low - 1] : MANICULE_REBASE_NONE;
      tails[low] = i;
      length = MAX (length, low + 1);
    }

  /* From the end, so that the chain is written behind what was read of it. */
  for (guint i = length, at = length > 0 ? tails[length - 1] : 0; i > 0; i--, at = before[at])
    tails[i - 1] = at;
  for (guint i = 0; i < length; i++)
    all[i] = all[tails[i]];
  g_array_set_size (anchors, length);
}
