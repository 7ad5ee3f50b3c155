/* bench-text.c: what loading, cutting and searching a text costs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-news-head.h"
#include "manicule-search.h"
#include "manicule-segment.h"
#include "manicule-text-map.h"
#include "text-samples.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

/* Work on a text that is measured. */
typedef void (*Work) (ManiculeText *text);

typedef struct
{
  const char *metric;
  Work        work;
} Figure;

static double
cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static ManiculeRange
whole (ManiculeText *text)
{
  return (ManiculeRange) { 0, manicule_text_get_n_chars (text) };
}

static void
load (ManiculeText *text)
{
  g_autoptr(ManiculeText) copy = manicule_text_new (manicule_text_get_bytes (text), NULL);

  g_assert_nonnull (copy);
}

static void
map (ManiculeText *text)
{
  g_autoptr(ManiculeTextMap) lines = manicule_text_map_new (text);

  g_assert_cmpuint (manicule_text_map_get_n_lines (lines), >, 0);
}

static void
tokenize (ManiculeText *text)
{
  g_autoptr(GArray) tokens = manicule_segment_tokenize (text, whole (text));

  g_assert_cmpuint (tokens->len, >, 0);
}

static void
sentences (ManiculeText *text)
{
  g_autoptr(GArray) ranges = manicule_segment_sentences (text, whole (text));

  g_assert_cmpuint (ranges->len, >, 0);
}

static void
search (ManiculeText        *text,
        const char          *needle,
        ManiculeSearchFlags  flags)
{
  g_autoptr(GArray) hits = manicule_search_find (text, needle, flags, NULL, NULL);

  g_assert_cmpuint (hits->len, >, 0);
}

static void
search_exact (ManiculeText *text)
{
  search (text, "Varga", MANICULE_SEARCH_DEFAULT);
}

static void
search_folded (ManiculeText *text)
{
  search (text, "zoe's", MANICULE_SEARCH_FOLD_CASE | MANICULE_SEARCH_FOLD_ACCENTS);
}

static void
search_words (ManiculeText *text)
{
  search (text, "the", MANICULE_SEARCH_FOLD_CASE | MANICULE_SEARCH_WHOLE_WORDS);
}

static void
search_regex (ManiculeText *text)
{
  search (text, "\\b[A-Z]\\w+’s\\b", MANICULE_SEARCH_REGEX);
}

static void
clusters (ManiculeText *text)
{
  g_autoptr(ManiculeText) copy = manicule_text_new (manicule_text_get_bytes (text), NULL);

  g_assert_cmpuint (manicule_text_get_length (copy, MANICULE_OFFSET_GRAPHEMES), >, 0);
}

static void
head (ManiculeText *text)
{
  g_autoptr(ManiculeNewsHead) found = manicule_news_head_parse (text);

  g_assert_null (found->place);
}

/* The median of some runs, in ms. */
static double
measure (ManiculeText *text,
         Work          work)
{
  double runs[5];
  guint i, k;

  for (i = 0; i < G_N_ELEMENTS (runs); i++)
    {
      double start = cpu_ms ();
      double spent;

      work (text);
      spent = cpu_ms () - start;
      for (k = i; k > 0 && runs[k - 1] > spent; k--)
        runs[k] = runs[k - 1];
      runs[k] = spent;
    }

  return runs[G_N_ELEMENTS (runs) / 2];
}

int
main (void)
{
  static const struct { const char *name; gsize n_bytes; } sizes[] = {
    { "8 kB", 8000 }, { "1 MB", 1000000 }, { "10 MB", 10000000 },
  };
  static const Figure figures[] = {
    { "load", load },
    { "display-lines", map },
    { "tokenize", tokenize },
    { "sentences", sentences },
    { "search-exact", search_exact },
    { "search-folded", search_folded },
    { "search-words", search_words },
    { "search-regex", search_regex },
    { "load-and-count-clusters", clusters },
    { "news-head", head },
  };
  guint i, k;

  for (i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *string = text_samples_news (sizes[i].n_bytes);
      g_autoptr(ManiculeText) text = manicule_text_new_from_string (string);

      for (k = 0; k < G_N_ELEMENTS (figures); k++)
        printf ("{\"bench\":\"text\",\"size\":\"%s\",\"metric\":\"%s\",\"value\":%.3f,\"unit\":\"ms\"}\n",
                sizes[i].name, figures[k].metric, measure (text, figures[k].work));
    }

  return 0;
}
