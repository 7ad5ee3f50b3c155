/* test-search.c: finding a string in a text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-search.h"
#include "manicule-segment.h"
#include "text-samples.h"

#include <string.h>

#define C MANICULE_SEARCH_FOLD_CASE
#define A MANICULE_SEARCH_FOLD_ACCENTS
#define W MANICULE_SEARCH_WHOLE_WORDS
#define R MANICULE_SEARCH_REGEX

typedef struct
{
  const char *path;
  const char *text;
  const char *needle;
  int         flags;
  const char *expected;  /* "start-end" of each hit */
} Case;

static const Case cases[] = {
  { "/search/exact", "Kim met Kim Jong", "Kim", 0, "0-3 8-11" },
  { "/search/exact/case", "KIM Kim", "Kim", 0, "4-7" },
  { "/search/exact/none", "Kim", "Trump", 0, "" },
  { "/search/exact/empty", "Kim", "", 0, "" },
  { "/search/exact/empty-text", "", "a", C, "" },
  { "/search/exact/no-overlap", "aaaaa", "aa", 0, "0-2 2-4" },
  { "/search/exact/code-points", "é𠀀Kim", "Kim", 0, "2-5" },
  { "/search/exact/inside-cluster", "e\xcc\x81 e", "e", 0, "3-4" },
  { "/search/exact/mark-alone", "e\xcc\x81", "\xcc\x81", 0, "" },
  { "/search/exact/emoji-part", "👍🏽👍", "👍", 0, "2-3" },
  { "/search/exact/crlf", "a\r\nb", "\n", 0, "" },
  { "/search/exact/not-composed", "é e\xcc\x81", "é", 0, "0-1" },
  { "/search/case", "KIM Kim kim", "kIm", C, "0-3 4-7 8-11" },
  { "/search/case/sharp-s", "STRASSE straße", "Strasse", C, "0-7 8-14" },
  { "/search/case/half-of-sharp-s", "ß s", "s", C, "2-3" },
  { "/search/case/sigma", "ΟΔΟΣ οδος οδός", "οδος", C, "0-4 5-9" },
  { "/search/case/ligature", "ﬁre FIRE", "fire", C, "0-3 4-8" },
  { "/search/case/half-of-ligature", "ﬁre", "ire", C, "" },
  { "/search/case/composed", "É e\xcc\x81", "é", C, "0-1 2-4" },
  { "/search/case/order-of-marks", "E\xcc\x81\xcc\xa3", "e\xcc\xa3\xcc\x81", C, "0-3" },
  { "/search/case/keeps-accents", "cafe café", "cafe", C, "0-4" },
  { "/search/case/width", "ＫＩＭ", "kim", C, "0-3" },
  { "/search/case/capital-i-with-dot", "İstanbul", "i\xcc\x87stanbul", C, "0-8" },
  { "/search/accents", "Café CAFÉ cafe\xcc\x81s", "cafe", C | A, "0-4 5-9 10-15" },
  { "/search/accents/only", "Café café", "cafe", A, "5-9" },
  { "/search/accents/needle-has-them", "cafe", "café", A, "0-4" },
  { "/search/accents/needle-of-them", "cafe\xcc\x81", "\xcc\x81", A, "" },
  { "/search/accents/quotes", "Korea’s ‘x’ “y” „z‟", "korea's 'x' \"y\" \"z\"", C | A, "0-19" },
  { "/search/accents/curly-needle", "it's", "it’s", A, "0-4" },
  { "/search/accents/dashes", "a–b a—b a−b a‑b", "a-b", A, "0-3 4-7 8-11 12-15" },
  { "/search/accents/no-break-space", "10\xc2\xa0km", "10 km", A, "0-5" },
  { "/search/accents/vietnamese", "Việt Nam", "viet nam", C | A, "0-8" },
  { "/search/accents/arabic", "مُحَمَّد", "محمد", A, "0-8" },
  { "/search/accents/hebrew", "שָׁלוֹם", "שלום", A, "0-7" },
  { "/search/accents/hindi-vowels-stay", "कि कु", "क", A, "" },
  { "/search/accents/japanese-voicing-stays", "が か", "か", A, "2-3" },
  { "/search/accents/thai-tones-stay", "ที่ ที", "ที", A, "4-6" },
  { "/search/accents/russian", "й и", "и", A, "0-1 2-3" },
  { "/search/accents/variation-selector", "❤️", "❤", A, "" },
  { "/search/words", "US anti-US USA bus US.", "US", W, "0-2 8-10 19-21" },
  { "/search/words/folded", "The other the", "the", W | C, "0-3 10-13" },
  { "/search/words/abbreviation", "U.S. U.S", "U.S", W, "5-8" },
  { "/search/words/several", "Kim Jong Un, Kim Jong Und", "Kim Jong Un", W, "0-11" },
  { "/search/words/possessive", "Korea’s", "Korea", W, "0-5" },
  { "/search/words/mark", "a-b", "-", W, "1-2" },
  { "/search/words/chinese", "北京和上海", "北京", W, "0-2" },
  { "/search/words/chinese-part", "北京大学", "京大", W, "" },
  { "/search/regex", "Kim, kim, Kin", "[Kk]i[mn]", R, "0-3 5-8 10-13" },
  { "/search/regex/case", "Kim KIM", "kim", R | C, "0-3 4-7" },
  { "/search/regex/words", "US anti-US USA", "US", R | W, "0-2 8-10" },
  { "/search/regex/empty-matches", "aab", "a*", R, "0-2" },
  { "/search/regex/line-ends", "one\r\ntwo\nend", "^\\w+$", R, "0-3 5-8 9-12" },
  { "/search/regex/letters", "Łódź 1", "\\w+", R, "0-4 5-6" },
  { "/search/regex/inside-cluster", "e\xcc\x81 e", "e", R, "3-4" },
  { "/search/regex/look-behind", "anti-US US", "(?<=anti-)US", R, "5-7" },
};

static char *
hits_to_string (GArray *hits)
{
  GString *string = g_string_new (NULL);
  guint i;

  for (i = 0; i < hits->len; i++)
    {
      ManiculeRange *hit = &g_array_index (hits, ManiculeRange, i);

      g_string_append_printf (string, "%s%u-%u", i > 0 ? " " : "", hit->start, hit->end);
    }

  return g_string_free_and_steal (string);
}

/* The hits are those of the table. */
static void
test_find (gconstpointer data)
{
  const Case *find = data;
  g_autoptr(ManiculeText) text = manicule_text_new_from_string (find->text);
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) hits = manicule_search_find (text, find->needle, (ManiculeSearchFlags) find->flags, NULL, &error);
  g_autofree char *found = NULL;

  g_assert_no_error (error);
  found = hits_to_string (hits);
  g_assert_cmpstr (found, ==, find->expected);
}

/* A pattern that is not a regular expression is refused with its place. */
static void
test_bad_pattern (void)
{
  g_autoptr(ManiculeText) text = manicule_text_new_from_string ("a");
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) hits = manicule_search_find (text, "a(b", MANICULE_SEARCH_REGEX, NULL, &error);

  g_assert_null (hits);
  g_assert_error (error, MANICULE_TEXT_ERROR, MANICULE_TEXT_ERROR_INVALID_PATTERN);
  g_assert_nonnull (strstr (error->message, "a(b"));
  g_assert_nonnull (strstr (error->message, "3"));
}

/* A catastrophic pattern ends in an error. */
static void
test_catastrophic_pattern (void)
{
  g_autofree char *string = g_strnfill (5000, 'a');
  g_autoptr(ManiculeText) text = manicule_text_new_from_string (string);
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) hits = manicule_search_find (text, "(a+)+[bc]", MANICULE_SEARCH_REGEX, NULL, &error);

  g_assert_null (hits);
  g_assert_error (error, MANICULE_TEXT_ERROR, MANICULE_TEXT_ERROR_INVALID_PATTERN);
}

/* A cancelled search gives an error and no hits, whichever way it searches. */
static void
test_cancelled (void)
{
  static const int flags[] = { 0, C, A | W, R };
  g_autoptr(ManiculeText) text = manicule_text_new_from_string ("aaa");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  guint i;

  g_cancellable_cancel (cancellable);
  for (i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GArray) hits = manicule_search_find (text, "a", (ManiculeSearchFlags) flags[i], cancellable, &error);

      g_assert_null (hits);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

typedef struct
{
  const char *path;
  const char *string;
  int         flags;
  const char *expected;
} FoldCase;

static const FoldCase fold_cases[] = {
  { "/search/fold/none", "Éa’", 0, "E\xcc\x81""a’" },
  { "/search/fold/case", "ÉSTRAßE", C, "e\xcc\x81strasse" },
  { "/search/fold/accents", "Café’s—“x”", A, "Cafe's-\"x\"" },
  { "/search/fold/both", "ÅNGSTRÖM Ⅻ ½", C | A, "angstrom xii 1⁄2" },
  { "/search/fold/long-pile", "a\xcc\x80\xcc\x81\xcc\x82\xcc\x83\xcc\x84\xcc\x85", A, "a" },
  { "/search/fold/ligature-of-words", "ﷺ", C, "صلى الله عليه وسلم" },
  { "/search/fold/empty", "", C | A, "" },
};

/* A folded string is NFKD, and case and accents go as the flags say. */
static void
test_fold (gconstpointer data)
{
  const FoldCase *fold = data;
  g_autofree char *folded = manicule_search_fold (fold->string, (ManiculeSearchFlags) fold->flags);

  g_assert_cmpstr (folded, ==, fold->expected);
}

/* A pile of marks without end is folded in time and memory that grow with it. */
static void
test_fold_endless (void)
{
  g_autoptr(GString) string = g_string_new ("a");
  g_autofree char *folded = NULL;
  guint i;

  for (i = 0; i < 100000; i++)
    g_string_append (string, i % 2 == 0 ? "\xcc\x81" : "\xcc\xa3");
  folded = manicule_search_fold (string->str, MANICULE_SEARCH_FOLD_CASE);
  g_assert_cmpuint (strlen (folded), ==, string->len);
}

/* A needle that nearly fits everywhere costs no more than one that does not. */
static void
test_repetitive (void)
{
  g_autofree char *string = g_strnfill (2000000, 'a');
  g_autofree char *needle = g_strnfill (100000, 'a');
  g_autoptr(ManiculeText) text = manicule_text_new_from_string (string);
  g_autoptr(GArray) hits = NULL;

  needle[99999] = 'b';
  hits = manicule_search_find (text, needle, MANICULE_SEARCH_FOLD_CASE, NULL, NULL);
  g_assert_cmpuint (hits->len, ==, 0);
}

static gboolean
is_edge (ManiculeText *text,
         guint         chr)
{
  return chr == 0 || manicule_segment_next (text, MANICULE_UNIT_WORD, chr - 1) == chr;
}

static char *
fold_slice (ManiculeText        *text,
            guint                start,
            guint                end,
            ManiculeSearchFlags  flags)
{
  g_autofree char *slice = manicule_text_get_slice (text, start, end);

  return flags & (C | A) ? manicule_search_fold (slice, flags) : g_steal_pointer (&slice);
}

/* The naive model: try each stretch between two cluster boundaries, the first and shortest first. */
static GArray *
find_naively (ManiculeText        *text,
              const char          *needle,
              ManiculeSearchFlags  flags)
{
  g_autoptr(GArray) clusters = text_samples_clusters (text);
  g_autofree char *folded = flags & (C | A) ? manicule_search_fold (needle, flags) : g_strdup (needle);
  GArray *hits = g_array_new (FALSE, FALSE, sizeof (ManiculeRange));
  guint i, k;

  for (i = 0; *folded != '\0' && i + 1 < clusters->len; i++)
    {
      ManiculeRange hit = { .start = g_array_index (clusters, guint, i) };
      g_autofree char *first = fold_slice (text, hit.start, hit.start + 1, flags);

      /* A hit begins with a character that counts. */
      if (*first == '\0')
        continue;
      for (k = i + 1; k < clusters->len; k++)
        {
          g_autofree char *slice = NULL;

          hit.end = g_array_index (clusters, guint, k);
          slice = fold_slice (text, hit.start, hit.end, flags);
          if (strlen (slice) > strlen (folded))
            break;
          if (!g_str_equal (slice, folded))
            continue;
          if (!(flags & W) || (is_edge (text, hit.start) && is_edge (text, hit.end)))
            {
              g_array_append_val (hits, hit);
              i = k - 1;
            }
          break;
        }
    }

  return hits;
}

static char *
random_needle (ManiculeText *text)
{
  guint n = manicule_text_get_n_chars (text);
  guint start = (guint) g_test_rand_int_range (0, (gint32) n + 1);
  guint end = (guint) g_test_rand_int_range ((gint32) start, (gint32) MIN (start + 6, n) + 1);
  g_autofree char *slice = manicule_text_get_slice (text, start, end);

  return g_test_rand_bit () ? g_utf8_strup (slice, -1) : g_steal_pointer (&slice);
}

/* In random texts of all scripts the hits are those of the naive model, for every way to fold. */
static void
test_random (void)
{
  static const int flags[] = { 0, W, C, A, C | A, C | W, A | W, C | A | W };
  guint i, k;

  for (i = 0; i < 400; i++)
    {
      g_autoptr(ManiculeText) text = text_samples_random (30);
      g_autofree char *needle = random_needle (text);

      for (k = 0; k < G_N_ELEMENTS (flags); k++)
        {
          g_autoptr(GArray) hits = manicule_search_find (text, needle, (ManiculeSearchFlags) flags[k], NULL, NULL);
          g_autoptr(GArray) expected = find_naively (text, needle, (ManiculeSearchFlags) flags[k]);
          g_autofree char *found_string = hits_to_string (hits);
          g_autofree char *expected_string = hits_to_string (expected);

          if (!g_str_equal (found_string, expected_string))
            {
              g_autofree char *shown_needle = g_strescape (needle, NULL);
              g_autofree char *shown_text = g_strescape (manicule_text_get_data (text), NULL);

              g_test_message ("\"%s\" in \"%s\", flags %d", shown_needle, shown_text, flags[k]);
            }
          g_assert_cmpstr (found_string, ==, expected_string);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  guint i;

  g_test_init (&argc, &argv, NULL);

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].path, &cases[i], test_find);
  g_test_add_func ("/search/bad-pattern", test_bad_pattern);
  g_test_add_func ("/search/catastrophic-pattern", test_catastrophic_pattern);
  g_test_add_func ("/search/cancelled", test_cancelled);
  for (i = 0; i < G_N_ELEMENTS (fold_cases); i++)
    g_test_add_data_func (fold_cases[i].path, &fold_cases[i], test_fold);
  g_test_add_func ("/search/fold/endless", test_fold_endless);
  g_test_add_func ("/search/repetitive", test_repetitive);
  g_test_add_func ("/search/random", test_random);

  return g_test_run ();
}
