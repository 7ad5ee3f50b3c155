/* manicule-search.c: finding a string in a text
 *
 * Both needle and text are folded, and the needle is sought by the algorithm of Knuth, Morris and Pratt (1977), which reads the text once and
 * never goes back: the time does not depend on the needle, and the text need not be folded as a whole.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-search-private.h"

#include "manicule-break-private.h"
#include "manicule-fold-private.h"
#include "manicule-text-private.h"

#include <string.h>

#define FOLDS (MANICULE_SEARCH_FOLD_CASE | MANICULE_SEARCH_FOLD_ACCENTS)

gboolean
manicule_search_add (ManiculeSearch *self,
                     guint           start,
                     guint           end)
{
  ManiculeText *text = self->text;
  ManiculeRange hit;

  if (!manicule_cluster_starts_at (text->data, self->boundary, text->n_bytes, start))
    return FALSE;
  self->boundary = start;
  if (!manicule_cluster_starts_at (text->data, self->boundary, text->n_bytes, end))
    return FALSE;
  if ((self->flags & MANICULE_SEARCH_WHOLE_WORDS)
      && !(manicule_segment_is_edge (text, start) && manicule_segment_is_edge (text, end)))
    return FALSE;

  hit.start = manicule_text_byte_to_char (text, start);
  hit.end = manicule_text_byte_to_char (text, end);
  g_array_append_val (self->hits, hit);

  return TRUE;
}

gboolean
manicule_search_goes_on (ManiculeSearch  *self,
                         GError         **error)
{
  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

/* Finds the bytes of the needle as they are. */
static gboolean
run_exact (ManiculeSearch  *self,
           const char      *needle,
           GError         **error)
{
  const char *data = self->text->data;
  const char *end = data + self->text->n_bytes;
  gsize n = strlen (needle);
  const char *at;

  for (at = data; (at = memmem (at, (gsize) (end - at), needle, n)) != NULL;)
    {
      guint start = (guint) (at - data);

      if (!manicule_search_goes_on (self, error))
        return FALSE;
      at += manicule_search_add (self, start, start + (guint) n) ? n : 1;
    }

  return TRUE;
}

/* The folded needle, and for each prefix the length of its longest proper prefix that is also its end. */
typedef struct
{
  gunichar *c;       /* (owned) */
  guint    *border;  /* (owned), of n + 1 */
  guint    *starts;  /* (owned): where the last n units of the text began, in a ring; G_MAXUINT inside a segment */
  guint     n;
} Needle;

static void
needle_init (Needle              *needle,
             const char          *string,
             ManiculeSearchFlags  flags)
{
  g_autofree char *folded = manicule_search_fold (string, flags);
  glong n;
  guint i, k;

  needle->c = g_utf8_to_ucs4_fast (folded, -1, &n);
  needle->n = (guint) n;
  needle->border = g_new0 (guint, needle->n + 1);
  needle->starts = g_new0 (guint, needle->n);
  for (i = 1, k = 0; i < needle->n; i++)
    {
      while (k > 0 && needle->c[i] != needle->c[k])
        k = needle->border[k];
      k += needle->c[i] == needle->c[k];
      needle->border[i + 1] = k;
    }
}

static void
needle_clear (Needle *needle)
{
  g_free (needle->c);
  g_free (needle->border);
  g_free (needle->starts);
}

static gboolean
run_folded (ManiculeSearch  *self,
            Needle          *needle,
            GError         **error)
{
  ManiculeFolder folder;
  ManiculeFoldUnit unit;
  guint matched = 0;
  gboolean goes_on = TRUE;
  guint i;

  manicule_folder_init (&folder, self->text->data, self->text->n_bytes, self->flags);
  for (i = 0; goes_on && manicule_folder_next (&folder, &unit); i++)
    {
      guint start;

      needle->starts[i % needle->n] = unit.is_first ? unit.start : G_MAXUINT;
      while (matched > 0 && unit.c != needle->c[matched])
        matched = needle->border[matched];
      matched += unit.c == needle->c[matched];
      if ((i & 0xffff) == 0 || matched == needle->n)
        goes_on = manicule_search_goes_on (self, error);
      if (matched < needle->n || !goes_on)
        continue;

      start = needle->starts[(i + 1) % needle->n];
      if (unit.is_last && start != G_MAXUINT && manicule_search_add (self, start, unit.end))
        matched = 0;
      else
        matched = needle->border[matched];
    }
  manicule_folder_clear (&folder);

  return goes_on;
}

static gboolean
run (ManiculeSearch  *self,
     const char      *string,
     GError         **error)
{
  Needle needle;
  gboolean done = TRUE;

  if (self->flags & MANICULE_SEARCH_REGEX)
    return manicule_search_run_regex (self, string, error);
  if (!(self->flags & FOLDS))
    return run_exact (self, string, error);

  needle_init (&needle, string, self->flags);
  /* A needle of accents alone folds to nothing and is found nowhere. */
  if (needle.n > 0)
    done = run_folded (self, &needle, error);
  needle_clear (&needle);

  return done;
}

/**
 * manicule_search_find:
 * @text: a text
 * @needle: valid UTF-8: a string, or a pattern with %MANICULE_SEARCH_REGEX; an empty one has no hits
 * @flags: how to compare; without a flag to fold the characters have to be the same
 * @cancellable: (nullable): asked while the text is searched
 * @error: return location
 *
 * Finds all hits that do not overlap, from the start on. A hit never begins or ends inside a grapheme cluster, so "e" is not found in a
 * decomposed "é" unless accents are folded. With %MANICULE_SEARCH_WHOLE_WORDS a hit begins and ends where words or marks do, by the one word
 * rule: "US" is found in "anti-US". Empty matches of a pattern are no hits.
 *
 * Returns: (transfer full) (element-type ManiculeRange): the hits in order, in code points of @text, or %NULL with an error: for a bad
 *   pattern, for one that takes too long, when cancelled
 */
GArray *
manicule_search_find (ManiculeText         *text,
                      const char           *needle,
                      ManiculeSearchFlags   flags,
                      GCancellable         *cancellable,
                      GError              **error)
{
  g_autoptr(GArray) hits = g_array_new (FALSE, FALSE, sizeof (ManiculeRange));
  ManiculeSearch search = { .text = text, .flags = flags, .cancellable = cancellable, .hits = hits };

  g_return_val_if_fail (MANICULE_IS_TEXT (text), NULL);
  g_return_val_if_fail (needle != NULL, NULL);
  g_return_val_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable), NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (*needle != '\0' && !run (&search, needle, error))
    return NULL;

  return g_steal_pointer (&hits);
}
