/* test-offsets.c: in which unit a file counts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "format-helpers.h"

#include "manicule-format-offsets.h"

/* Astral characters, clusters and CR LF before most of the words. */
static const char sample[] = "Ana 👩‍👩‍👧‍👦 met\r\nBert 𠀀 at\xc2\xa0" "Cé\xcc\x81line’s café; Dora \t slept.";
static const char * const words[] = { "Ana", "met", "Bert", "𠀀", "Cé\xcc\x81line’s", "Dora", "slept" };

static ManiculeForeignRange
find (ManiculeText       *text,
      const char         *word,
      ManiculeOffsetUnit  unit)
{
  const char *data = manicule_text_get_data (text);
  const char *found = strstr (data, word);
  guint start = manicule_text_byte_to_char (text, (guint) (found - data));
  guint end = start + (guint) g_utf8_strlen (word, -1);

  return (ManiculeForeignRange) { manicule_text_from_chars (text, unit, start), manicule_text_from_chars (text, unit, end) };
}

/* Whatever unit a file counts in is found, and what does not fit even so is counted. */
static void
test_offsets_vote (void)
{
  g_autoptr(ManiculeText) text = manicule_text_new_from_string (sample);

  for (guint unit = 0; unit < MANICULE_N_OFFSET_UNITS; unit++)
    for (guint n_wrong = 0; n_wrong < 2; n_wrong++)
      {
        ManiculeUnitVote vote = { 0, };

        for (guint i = 0; i < G_N_ELEMENTS (words); i++)
          {
            ManiculeForeignRange range = find (text, words[i], unit);

            range.start += i == 5 && n_wrong > 0;
            manicule_unit_vote_add (&vote, text, &range, 1, words[i]);
          }

        g_assert_cmpuint (vote.n_claims, ==, G_N_ELEMENTS (words));
        g_assert_cmpint (manicule_unit_vote_decide (&vote, MANICULE_OFFSET_CHARS), ==, unit);
        g_assert_cmpuint (vote.n_mismatches[unit], ==, n_wrong);
      }
}

/* Where nothing speaks against it, a file counts as its format asks. */
static void
test_offsets_declared (void)
{
  g_autoptr(ManiculeText) text = manicule_text_new_from_string ("Ana met Bert.");
  ManiculeForeignRange range = { 8, 12 };

  for (guint unit = 0; unit < MANICULE_N_OFFSET_UNITS; unit++)
    {
      ManiculeUnitVote vote = { 0, };

      g_assert_cmpint (manicule_unit_vote_decide (&vote, unit), ==, unit);
      manicule_unit_vote_add (&vote, text, &range, 1, "Bert");
      g_assert_cmpint (manicule_unit_vote_decide (&vote, unit), ==, unit);
      manicule_unit_vote_add (&vote, text, &range, 1, "Ben");
      g_assert_cmpint (manicule_unit_vote_decide (&vote, unit), ==, unit);
    }
}

static const struct
{
  guint       starts[2];
  guint       ends[2];
  guint       n;
  const char *covered;
  gboolean    does;
} cover_cases[] = {
  /*0123456789012345678 */
  /*one  two\r\n\nthree four */
  { { 0 }, { 3 }, 1, "one", TRUE },
  { { 0 }, { 3 }, 1, "two", FALSE },
  { { 0 }, { 3 }, 1, "on", FALSE },
  { { 0 }, { 3 }, 1, "ones", FALSE },
  { { 0 }, { 3 }, 1, "", FALSE },
  { { 0 }, { 8 }, 1, "one two", TRUE },
  { { 0 }, { 8 }, 1, "one\ttwo", TRUE },
  { { 0 }, { 8 }, 1, "onetwo", FALSE },
  { { 5 }, { 16 }, 1, "two three", TRUE },
  { { 0, 5 }, { 3, 8 }, 2, "one two", TRUE },
  { { 0, 11 }, { 3, 16 }, 2, "one three", TRUE },
  { { 0, 11 }, { 3, 16 }, 2, "onethree", FALSE },
  { { 0, 8 }, { 3, 16 }, 2, "one three", TRUE },
  { { 3 }, { 3 }, 1, "", TRUE },
  { { 3 }, { 3 }, 1, "x", FALSE },
  { { 3 }, { 5 }, 1, "", TRUE },
  { { 3 }, { 5 }, 1, "  ", TRUE },
};

/* What a span covers is compared with white space folded, and nothing else. */
static void
test_offsets_cover (void)
{
  g_autoptr(ManiculeText) text = manicule_text_new_from_string ("one  two\r\n\nthree four");

  for (guint i = 0; i < G_N_ELEMENTS (cover_cases); i++)
    {
      ManiculeRange ranges[2];

      for (guint j = 0; j < 2; j++)
        ranges[j] = (ManiculeRange) { cover_cases[i].starts[j], cover_cases[i].ends[j] };
      g_assert_cmpint (manicule_ranges_cover (text, ranges, cover_cases[i].n, cover_cases[i].covered), ==,
                       cover_cases[i].does);
    }
}

/* Offsets past the end, inside a character or the wrong way round are refused, and never moved. */
static void
test_offsets_foreign (void)
{
  static const struct { ManiculeOffsetUnit unit; ManiculeForeignRange range; gboolean good; } cases[] = {
    { MANICULE_OFFSET_CHARS, { 0, 3 }, TRUE },
    { MANICULE_OFFSET_CHARS, { 0, 4 }, FALSE },
    { MANICULE_OFFSET_CHARS, { 2, 1 }, FALSE },
    { MANICULE_OFFSET_CHARS, { 0, G_MAXUINT64 }, FALSE },
    { MANICULE_OFFSET_CHARS, { G_MAXUINT64, G_MAXUINT64 }, FALSE },
    { MANICULE_OFFSET_UTF16, { 1, 3 }, TRUE },
    { MANICULE_OFFSET_UTF16, { 1, 2 }, FALSE },
    { MANICULE_OFFSET_BYTES, { 1, 5 }, TRUE },
    { MANICULE_OFFSET_BYTES, { 1, 3 }, FALSE },
    { MANICULE_OFFSET_BYTES, { 4294967297, 4294967298 }, FALSE },
  };
  g_autoptr(ManiculeText) text = manicule_text_new_from_string ("a𠀀b");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ManiculeRange range;

      g_assert_cmpint (manicule_foreign_to_ranges (text, cases[i].unit, &cases[i].range, 1, &range), ==, cases[i].good);
    }
}

/* To every unit and back is the same place. */
static void
test_offsets_units (void)
{
  for (guint run = 0; run < 50; run++)
    {
      g_autoptr(ManiculeDocument) document = test_random_document ("a", 0);
      ManiculeText *text = manicule_document_get_text (document);

      for (guint chr = 0; chr <= manicule_text_get_n_chars (text); chr++)
        for (guint unit = 0; unit < MANICULE_OFFSET_GRAPHEMES; unit++)
          {
            guint offset = manicule_text_from_chars (text, unit, chr);
            ManiculeForeignRange foreign = { offset, offset };
            ManiculeRange range;

            g_assert_true (manicule_foreign_to_ranges (text, unit, &foreign, 1, &range));
            g_assert_cmpuint (range.start, ==, chr);
          }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/offsets/vote", test_offsets_vote);
  g_test_add_func ("/offsets/declared", test_offsets_declared);
  g_test_add_func ("/offsets/cover", test_offsets_cover);
  g_test_add_func ("/offsets/foreign", test_offsets_foreign);
  g_test_add_func ("/offsets/units", test_offsets_units);

  return g_test_run ();
}
