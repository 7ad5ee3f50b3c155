/* test-segment.c: the word rule and the sentence rule, by examples
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-segment.h"

#include <string.h>

typedef struct
{
  const char *path;
  const char *text;
  const char *expected;
} Case;

/* Words stand alone, other tokens with a "~" before them. */
static const Case word_cases[] = {
  { "/segment/words/plain", "Kim vowed.", "Kim vowed ~." },
  { "/segment/words/hyphens", "anti-US Kim-Trump five‐day", "anti ~- US Kim ~- Trump five ~‐ day" },
  { "/segment/words/dashes", "Seoul—Kim 2019–2024", "Seoul ~— Kim 2019 ~– 2024" },
  { "/segment/words/slashes", "and/or 1/2", "and ~/ or 1 ~/ 2" },
  { "/segment/words/apostrophes", "Korea’s didn't l‘eau", "Korea ~’ s didn ~' t l ~‘ eau" },
  { "/segment/words/possessive", "the Workers’ Party", "the Workers ~’ Party" },
  { "/segment/words/leading-apostrophe", "’twas 'n'", "~’ twas ~' n ~'" },
  { "/segment/words/fullwidth-apostrophe", "a＇b", "a ~＇ b" },
  { "/segment/words/french", "l’ONU d’abord aujourd’hui", "l ~’ ONU d ~’ abord aujourd ~’ hui" },
  { "/segment/words/ukrainian", "п'ять Лук’янівка", "п'ять Лук’янівка" },
  { "/segment/words/cyrillic-possessive", "Київ's", "Київ ~' s" },
  { "/segment/words/many-apostrophes", "a'b'c", "a ~' b ~' c" },
  { "/segment/words/marked-apostrophe", "a'\xcc\x81""b a'\xc2\xad""b", "a'\xcc\x81""b a'\xc2\xad""b" },
  { "/segment/words/hebrew", "צה\"ל ג'ורג' תל־אביב", "צה\"ל ג'ורג' תל ~־ אביב" },
  { "/segment/words/dotted", "the U.S. and U.N. troops", "the U.S. and U.N. troops" },
  { "/segment/words/dotted-in-compound", "U.S.-led anti-U.S. U.S.–Korea U.S.’s", "U.S. ~- led anti ~- U.S. U.S. ~– Korea U.S. ~’ s" },
  { "/segment/words/dotted-at-end", "allies of the U.S.", "allies of the U.S." },
  { "/segment/words/dotted-then-comma", "the U.S., Japan", "the U.S. ~, Japan" },
  { "/segment/words/dotted-and-question", "the U.S.?", "the U.S. ~?" },
  { "/segment/words/dotted-mixed", "Ph.D. e.g. i.e. D.C. a.m. EE.UU. т.е.", "Ph.D. e.g. i.e. D.C. a.m. EE.UU. т.е." },
  { "/segment/words/full-stop", "in the North. The", "in the North ~. The" },
  { "/segment/words/not-dotted", "on example.com. She", "on example.com ~. She" },
  { "/segment/words/titles", "Mr. Doe, Gen. Roe, St. Petersburg", "Mr. Doe ~, Gen. Roe ~, St. Petersburg" },
  { "/segment/words/capitals", "ST. PETERSBURG MR. DOE DEC. 29", "ST. PETERSBURG MR. DOE DEC. 29" },
  { "/segment/words/months", "Jan. 6 in Jan. Sept. 11", "Jan. 6 in Jan. Sept. 11" },
  { "/segment/words/companies", "Acme Inc. and Doe & Co. said", "Acme Inc. and Doe ~& Co. said" },
  { "/segment/words/numbers-after", "No. 10, no. 5, p. 3, said no. He", "No. 10 ~, no. 5 ~, p. 3 ~, said no ~. He" },
  { "/segment/words/states", "Reno, Nev. and Mass. was", "Reno ~, Nev. and Mass ~. was" },
  { "/segment/words/days", "on Sat., Dec. 28. It sat. Sun. 5", "on Sat. ~, Dec. 28 ~. It sat ~. Sun. 5" },
  { "/segment/words/initials", "J. K. Rowling, J.K. Rowling, Donald J. Trump", "J. K. Rowling ~, J.K. Rowling ~, Donald J. Trump" },
  { "/segment/words/initials-more", "J.-P. Dupont, S. Korea, Doe, J., Roe", "J. ~- P. Dupont ~, S. Korea ~, Doe ~, J. ~, Roe" },
  { "/segment/words/single-capital", "Plan B. The end of plan B.", "Plan B ~. The end of plan B ~." },
  { "/segment/words/pronoun", "than I. He I. M. Pei", "than I ~. He I. M. Pei" },
  { "/segment/words/german", "z. B. d. h. bzw. z.B. Dr. Nr. 5 am 3. Mai", "z. B. d. h. bzw. z.B. Dr. Nr. 5 am 3 ~. Mai" },
  { "/segment/words/numbers", "10,000 4.50 1.234.567,89 3.5bn 50% $5", "10,000 4.50 1.234.567,89 3.5bn 50 ~% ~$ 5" },
  { "/segment/words/number-and-stop", "in 2019. By 10,000.", "in 2019 ~. By 10,000 ~." },
  { "/segment/words/dates", "2024-12-29 29.12.2024 12/29", "2024 ~- 12 ~- 29 29.12.2024 12 ~/ 29" },
  { "/segment/words/times", "at 10:30", "at 10 ~: 30" },
  { "/segment/words/quotes", "“fell in love.” «Non»", "~“ fell in love ~. ~” ~« Non ~»" },
  { "/segment/words/ellipsis", "wait... no…", "wait ~. ~. ~. no ~…" },
  { "/segment/words/web", "@kim #news a_b __ me@example.com", "~@ kim ~# news a_b ~__ me ~@ example.com" },
  { "/segment/words/catalan", "col·lecció", "col·lecció" },
  { "/segment/words/soft-hyphen", "co\xc2\xadop", "co\xc2\xadop" },
  { "/segment/words/combining", "cafe\xcc\x81s", "cafe\xcc\x81s" },
  { "/segment/words/chinese", "北京和上海", "北京 和 上海" },
  { "/segment/words/japanese", "東京で会議。", "東京 で 会議 ~。" },
  { "/segment/words/thai", "ประเทศไทย สวัสดี", "ประเทศไทย สวัสดี" },
  { "/segment/words/korean", "북한의 김정은", "북한의 김정은" },
  { "/segment/words/arabic", "قال كيم، إن", "قال كيم ~، إن" },
  { "/segment/words/emoji", "ok 👨‍👩‍👧 🇰🇷👍🏽!", "ok ~👨‍👩‍👧 ~🇰🇷 ~👍🏽 ~!" },
  { "/segment/words/invisible", "\xef\xbb\xbf""a\xe2\x80\x8b""b\x01 \xe2\x81\xa0", "a b" },
  { "/segment/words/spaces", "a\xc2\xa0""b\tc\xe3\x80\x80""d  e", "a b c d e" },
  { "/segment/words/lines", "a\r\nb\rc\xe2\x80\xa8""d\n\n", "a b c d" },
  { "/segment/words/nothing", " \n\t ", "" },
};

static ManiculeRange
whole (ManiculeText *text)
{
  return (ManiculeRange) { 0, manicule_text_get_n_chars (text) };
}

/* A word keeps the points of abbreviations and is cut at hyphens, apostrophes and slashes. */
static void
test_words (gconstpointer data)
{
  const Case *words = data;
  g_autoptr(ManiculeText) text = manicule_text_new_from_string (words->text);
  g_autoptr(GArray) tokens = manicule_segment_tokenize (text, whole (text));
  g_autoptr(GString) found = g_string_new (NULL);
  guint i;

  for (i = 0; i < tokens->len; i++)
    {
      ManiculeToken *token = &g_array_index (tokens, ManiculeToken, i);
      g_autofree char *slice = manicule_text_get_slice (text, token->start, token->end);

      g_string_append_printf (found, "%s%s%s", i > 0 ? " " : "", token->is_word ? "" : "~", slice);
    }
  g_assert_cmpstr (found->str, ==, words->expected);
}

/* Each compound stands between brackets; all else is left as it is. */
static const Case compound_cases[] = {
  { "/segment/compounds/hyphens", "the anti-US Kim-Trump talks.", "[the] [anti-US] [Kim-Trump] [talks]." },
  { "/segment/compounds/apostrophes", "Korea’s Workers’ 'n' didn't", "[Korea’s] [Workers]’ '[n]' [didn't]" },
  { "/segment/compounds/slashes", "and/or 12/29 a//b", "[and/or] [12/29] [a]//[b]" },
  { "/segment/compounds/dates", "2024-12-29: U.S.-led", "[2024-12-29]: [U.S.-led]" },
  { "/segment/compounds/dashes", "Seoul—Kim 2019–2024 a- b -c", "[Seoul]—[Kim] [2019]–[2024] [a]- [b] -[c]" },
  { "/segment/compounds/ties-alone", "- ' / -- ’", "- ' / -- ’" },
  { "/segment/compounds/chinese", "北京和上海", "[北京][和][上海]" },
  { "/segment/compounds/lines", "a-\nb -\n-c", "[a]-\n[b] -\n-[c]" },
};

/* Words that are tied together are one; found from each of its characters, and by steps. */
static void
test_compounds (gconstpointer data)
{
  const Case *compounds = data;
  g_autoptr(ManiculeText) text = manicule_text_new_from_string (compounds->text);
  g_autoptr(GString) found = g_string_new (NULL);
  guint n = manicule_text_get_n_chars (text), chr = 0;

  while (chr < n)
    {
      ManiculeRange range, again;
      gboolean is_unit = manicule_segment_around (text, MANICULE_UNIT_COMPOUND, chr, &range);
      g_autofree char *slice = manicule_text_get_slice (text, range.start, range.end);

      g_assert_cmpuint (range.start, ==, chr);
      for (; chr < range.end; chr++)
        {
          g_assert_true (manicule_segment_around (text, MANICULE_UNIT_COMPOUND, chr, &again) == is_unit);
          g_assert_cmpuint (again.start, ==, range.start);
          g_assert_cmpuint (again.end, ==, range.end);
        }
      if (is_unit)
        {
          g_assert_cmpuint (manicule_segment_next (text, MANICULE_UNIT_COMPOUND, range.start), ==, range.end);
          g_assert_cmpuint (manicule_segment_previous (text, MANICULE_UNIT_COMPOUND, range.end), ==, range.start);
        }
      g_string_append_printf (found, is_unit ? "[%s]" : "%s", slice);
    }
  g_assert_cmpstr (found->str, ==, compounds->expected);
}

/* Sentences stand between bars. */
static const Case sentence_cases[] = {
  { "/segment/sentences/plain", "One. Two! Three? Four", "One.|Two!|Three?|Four" },
  { "/segment/sentences/spaces", "  One.   Two.  ", "One.|Two." },
  { "/segment/sentences/lines", "One\ntwo\r\n\r\nthree. Four\xe2\x80\xa8""five", "One|two|three.|Four|five" },
  { "/segment/sentences/quotes", "“It is done.” Then he left. \"Go.\" She went.", "“It is done.”|Then he left.|\"Go.\"|She went." },
  { "/segment/sentences/brackets", "He left. (She had said so.) They ran.", "He left.|(She had said so.)|They ran." },
  { "/segment/sentences/asked-in-between", "“Really?” he said. “No!” she said.", "“Really?” he said.|“No!” she said." },
  { "/segment/sentences/titles", "Mr. and Mrs. Doe met Gen. Roe. St. Paul won.", "Mr. and Mrs. Doe met Gen. Roe.|St. Paul won." },
  { "/segment/sentences/initials", "J. K. Rowling and George W. Bush met.", "J. K. Rowling and George W. Bush met." },
  { "/segment/sentences/us-goes-on", "The U.S. and its U.S. Army won. U.S. President Doe spoke.", "The U.S. and its U.S. Army won.|U.S. President Doe spoke." },
  { "/segment/sentences/us-ends", "It left the U.S. But Japan stayed in the U.N. The end.", "It left the U.S.|But Japan stayed in the U.N.|The end." },
  { "/segment/sentences/us-quote", "It left the U.S. “We stay,” he said of the U.S. “Iron Dome” plan.",
    "It left the U.S.|“We stay,” he said of the U.S. “Iron Dome” plan." },
  { "/segment/sentences/companies", "Acme Inc. President Doe left Acme Inc. He was rich.", "Acme Inc. President Doe left Acme Inc.|He was rich." },
  { "/segment/sentences/hours", "They met at 9 a.m. Monday. They left at 5 p.m. EST. They met at 6 p.m. He spoke.",
    "They met at 9 a.m. Monday.|They left at 5 p.m. EST.|They met at 6 p.m.|He spoke." },
  { "/segment/sentences/months", "On Jan. 6 it rained. In Dec. Doe died.", "On Jan. 6 it rained.|In Dec. Doe died." },
  { "/segment/sentences/numbers", "No. 10 is empty. She said no. Now go.", "No. 10 is empty.|She said no.|Now go." },
  { "/segment/sentences/etc", "Cats, dogs, etc. were there. Cats etc. Dogs ran.", "Cats, dogs, etc. were there.|Cats etc.|Dogs ran." },
  { "/segment/sentences/list", "1. First thing. Second thing.\n2. Third", "1. First thing.|Second thing.|2. Third" },
  { "/segment/sentences/year", "It began in 2019. Nobody knew.", "It began in 2019.|Nobody knew." },
  { "/segment/sentences/german", "Am 3. Oktober kam Dr. Doe, z. B. um 5. Er ging.", "Am 3. Oktober kam Dr. Doe, z. B. um 5.|Er ging." },
  { "/segment/sentences/decimals", "It rose 4.5 percent to 3.2. It fell.", "It rose 4.5 percent to 3.2.|It fell." },
  { "/segment/sentences/ellipsis", "He waited... Then he left... and ran.", "He waited...|Then he left... and ran." },
  { "/segment/sentences/states", "He lives in Reno, Nev. She is from Springfield, Ill. and works.", "He lives in Reno, Nev.|She is from Springfield, Ill. and works." },
  { "/segment/sentences/chinese", "他说。她走了！好", "他说。|她走了！|好" },
  { "/segment/sentences/arabic", "قال؟ نعم.", "قال؟|نعم." },
  { "/segment/sentences/hindi", "वह गया। वह आया।", "वह गया।|वह आया।" },
  { "/segment/sentences/nothing", " \n\n ", "" },
};

/* A sentence ends at ICU's breaks, but not behind a title, an initial or an abbreviation that goes on. */
static void
test_sentences (gconstpointer data)
{
  const Case *sentences = data;
  g_autoptr(ManiculeText) text = manicule_text_new_from_string (sentences->text);
  g_autoptr(GArray) ranges = manicule_segment_sentences (text, whole (text));
  g_autoptr(GString) found = g_string_new (NULL);
  guint i;

  for (i = 0; i < ranges->len; i++)
    {
      ManiculeRange *range = &g_array_index (ranges, ManiculeRange, i);
      g_autofree char *slice = manicule_text_get_slice (text, range->start, range->end);

      g_string_append_printf (found, "%s%s", i > 0 ? "|" : "", slice);
    }
  g_assert_cmpstr (found->str, ==, sentences->expected);
}

typedef struct
{
  const char   *path;
  const char   *text;
  ManiculeUnit  unit;
  guint         chr;
  gboolean      is_unit;
  guint         start;
  guint         end;
} AroundCase;

static const AroundCase around_cases[] = {
  { "/segment/around/word", "anti-US policy", MANICULE_UNIT_WORD, 6, TRUE, 5, 7 },
  { "/segment/around/hyphen", "anti-US policy", MANICULE_UNIT_WORD, 4, FALSE, 4, 5 },
  { "/segment/around/space-after-word", "anti-US policy", MANICULE_UNIT_WORD, 7, FALSE, 7, 8 },
  { "/segment/around/spaces", "a \t\xc2\xa0 b", MANICULE_UNIT_WORD, 2, FALSE, 1, 5 },
  { "/segment/around/one-mark", "a.”b", MANICULE_UNIT_WORD, 2, FALSE, 2, 3 },
  { "/segment/around/point-of-abbreviation", "the U.S. is", MANICULE_UNIT_WORD, 7, TRUE, 4, 8 },
  { "/segment/around/inner-point", "the U.S. is", MANICULE_UNIT_WORD, 5, TRUE, 4, 8 },
  { "/segment/around/after-apostrophe", "Korea’s", MANICULE_UNIT_WORD, 6, TRUE, 6, 7 },
  { "/segment/around/break", "a\r\nb", MANICULE_UNIT_WORD, 2, FALSE, 1, 3 },
  { "/segment/around/end", "abc", MANICULE_UNIT_WORD, 3, FALSE, 3, 3 },
  { "/segment/around/grapheme", "a👍🏽b", MANICULE_UNIT_GRAPHEME, 2, TRUE, 1, 3 },
  { "/segment/around/grapheme-break", "a\r\nb", MANICULE_UNIT_GRAPHEME, 2, TRUE, 1, 3 },
  { "/segment/around/sentence", "One. Two. Three.", MANICULE_UNIT_SENTENCE, 6, TRUE, 5, 9 },
  { "/segment/around/between-sentences", "One.  Two.", MANICULE_UNIT_SENTENCE, 5, FALSE, 4, 6 },
  { "/segment/around/before-sentence", "  One.", MANICULE_UNIT_SENTENCE, 0, FALSE, 0, 2 },
  { "/segment/around/blank-line-of-spaces", "   ", MANICULE_UNIT_SENTENCE, 1, FALSE, 0, 3 },
  { "/segment/around/paragraph", "One. Two.\r\n\r\nThree", MANICULE_UNIT_PARAGRAPH, 8, TRUE, 0, 9 },
  { "/segment/around/paragraph-break", "One. Two.\r\n\r\nThree", MANICULE_UNIT_PARAGRAPH, 10, FALSE, 9, 11 },
};

/* The unit that covers an offset is found, or the gap there. */
static void
test_around (gconstpointer data)
{
  const AroundCase *around = data;
  g_autoptr(ManiculeText) text = manicule_text_new_from_string (around->text);
  ManiculeRange range;

  g_assert_cmpint (manicule_segment_around (text, around->unit, around->chr, &range), ==, around->is_unit);
  g_assert_cmpuint (range.start, ==, around->start);
  g_assert_cmpuint (range.end, ==, around->end);
}

/* Going through a text, forward and back: the stops, with both ends of the text. */
static void
check_stops (const char   *string,
             ManiculeUnit  unit,
             const guint  *stops,
             guint         n)
{
  g_autoptr(ManiculeText) text = manicule_text_new_from_string (string);
  guint i;

  g_assert_cmpuint (stops[n - 1], ==, manicule_text_get_n_chars (text));
  for (i = 0; i + 1 < n; i++)
    {
      g_assert_cmpuint (manicule_segment_next (text, unit, stops[i]), ==, stops[i + 1]);
      g_assert_cmpuint (manicule_segment_previous (text, unit, stops[i + 1]), ==, stops[i]);
    }
  g_assert_cmpuint (manicule_segment_next (text, unit, stops[n - 1]), ==, stops[n - 1]);
  g_assert_cmpuint (manicule_segment_previous (text, unit, 0), ==, 0);
}

/* By words a caret stops at starts and ends of words and of marks, and passes over breaks. */
static void
test_stops_words (void)
{
  check_stops (" anti-US “ .\r\n\n b\xcc\x81 ", MANICULE_UNIT_WORD,
               (const guint[]) { 0, 1, 5, 6, 8, 9, 10, 11, 12, 16, 18, 19 }, 12);
  check_stops ("anti|-|US", MANICULE_UNIT_WORD, (const guint[]) { 0, 4, 5, 6, 7, 9 }, 6);
  check_stops ("", MANICULE_UNIT_WORD, (const guint[]) { 0 }, 1);
}

/* By other units it stops at their starts. */
static void
test_stops_units (void)
{
  check_stops ("a👍🏽\r\ne\xcc\x81", MANICULE_UNIT_GRAPHEME, (const guint[]) { 0, 1, 3, 5, 7 }, 5);
  check_stops ("One. Two.\n\nMr. Doe. Four", MANICULE_UNIT_SENTENCE, (const guint[]) { 0, 5, 11, 20, 24 }, 5);
  check_stops ("One\n\n\r\nTwo\rThree", MANICULE_UNIT_PARAGRAPH, (const guint[]) { 0, 7, 11, 16 }, 4);
}

typedef struct
{
  const char    *path;
  const char    *text;
  ManiculeUnit   unit;
  ManiculeRange  range;
  ManiculeRange  expected;
} SnapCase;

static const SnapCase snap_cases[] = {
  { "/segment/snap/inside-word", "the policy is", MANICULE_UNIT_WORD, { 5, 7 }, { 4, 10 } },
  { "/segment/snap/sub-token", "anti-US policy", MANICULE_UNIT_WORD, { 5, 7 }, { 5, 7 } },
  { "/segment/snap/over-hyphen", "anti-US policy", MANICULE_UNIT_WORD, { 3, 6 }, { 0, 7 } },
  { "/segment/snap/trims", "the  policy  is", MANICULE_UNIT_WORD, { 3, 13 }, { 5, 11 } },
  { "/segment/snap/point", "the U.S. is", MANICULE_UNIT_WORD, { 4, 7 }, { 4, 8 } },
  { "/segment/snap/full-stop-out", "the North. It", MANICULE_UNIT_WORD, { 4, 8 }, { 4, 9 } },
  { "/segment/snap/mark", "“No.” he", MANICULE_UNIT_WORD, { 0, 5 }, { 0, 5 } },
  { "/segment/snap/blank", "a   b", MANICULE_UNIT_WORD, { 1, 3 }, { 3, 3 } },
  { "/segment/snap/caret-in-word", "the policy", MANICULE_UNIT_WORD, { 6, 6 }, { 4, 10 } },
  { "/segment/snap/caret-beside-word", "the policy", MANICULE_UNIT_WORD, { 4, 4 }, { 4, 4 } },
  { "/segment/snap/caret-at-end", "the", MANICULE_UNIT_WORD, { 3, 3 }, { 3, 3 } },
  { "/segment/snap/lines", "one\ntwo\nthree", MANICULE_UNIT_WORD, { 2, 6 }, { 0, 7 } },
  { "/segment/snap/grapheme", "a👍🏽b", MANICULE_UNIT_GRAPHEME, { 2, 3 }, { 1, 3 } },
  { "/segment/snap/sentence", "One. Mr. Doe ran. Three.", MANICULE_UNIT_SENTENCE, { 9, 12 }, { 5, 17 } },
  { "/segment/snap/paragraph", "One. Two.\nThree", MANICULE_UNIT_PARAGRAPH, { 2, 11 }, { 0, 15 } },
};

/* A range is trimmed, then widened to whole units. */
static void
test_snap (gconstpointer data)
{
  const SnapCase *snap = data;
  g_autoptr(ManiculeText) text = manicule_text_new_from_string (snap->text);
  ManiculeRange range = manicule_segment_snap (text, snap->unit, snap->range);

  g_assert_cmpuint (range.start, ==, snap->expected.start);
  g_assert_cmpuint (range.end, ==, snap->expected.end);
}

/* Tokens say where sentences and paragraphs start; in a part of the text it is still the text that decides. */
static void
test_token_flags (void)
{
  g_autoptr(ManiculeText) text = manicule_text_new_from_string ("Mr. Doe left. “He ran.”\nHe fell");
  g_autoptr(GArray) tokens = manicule_segment_tokenize (text, whole (text));
  g_autoptr(GArray) part = manicule_segment_tokenize (text, (ManiculeRange) { 5, 17 });
  g_autoptr(GString) flags = g_string_new (NULL);
  guint i;

  for (i = 0; i < tokens->len; i++)
    {
      ManiculeToken *token = &g_array_index (tokens, ManiculeToken, i);

      g_string_append_c (flags, token->starts_paragraph ? 'P' : token->starts_sentence ? 'S' : '-');
    }
  g_assert_cmpstr (flags->str, ==, "P---S----P-");

  g_assert_cmpuint (part->len, ==, 5);
  g_assert_cmpuint (g_array_index (part, ManiculeToken, 0).start, ==, 5);
  g_assert_cmpuint (g_array_index (part, ManiculeToken, 0).end, ==, 7);
  g_assert_false (g_array_index (part, ManiculeToken, 0).starts_sentence);
  g_assert_true (g_array_index (part, ManiculeToken, 3).starts_sentence);
}

static void
add_cases (const Case       *cases,
           guint             n,
           GTestDataFunc     func)
{
  guint i;

  for (i = 0; i < n; i++)
    g_test_add_data_func (cases[i].path, &cases[i], func);
}

/* In a long paragraph the sentence around a place is that of the whole paragraph, be it short or longer than what is looked
 * at first. */
static void
test_long_paragraph (void)
{
  g_autoptr(GString) string = g_string_new (NULL);
  g_autoptr(ManiculeText) text = NULL;
  g_autoptr(GArray) sentences = NULL;

  while (string->len < 60000)
    {
      guint n = g_test_rand_int_range (0, 40) == 0 ? 2000 : (guint) g_test_rand_int_range (1, 25);

      g_string_append (string, g_test_rand_bit () ? "Mr. Doe of the U.S. Navy " : "“Ångström said: ");
      for (guint i = 0; i < n; i++)
        g_string_append (string, g_test_rand_bit () ? "harbour " : "3.5 ");
      g_string_append (string, g_test_rand_bit () ? "went home.” " : "was it? ");
    }
  text = manicule_text_new_from_string (string->str);
  sentences = manicule_segment_sentences (text, whole (text));
  for (guint i = 0; i < sentences->len; i++)
    {
      const ManiculeRange *sentence = &g_array_index (sentences, ManiculeRange, i);
      guint chr = (guint) g_test_rand_int_range ((gint32) sentence->start, (gint32) sentence->end);
      ManiculeRange found;

      g_assert_true (manicule_segment_around (text, MANICULE_UNIT_SENTENCE, chr, &found));
      g_assert_cmpuint (found.start, ==, sentence->start);
      g_assert_cmpuint (found.end, ==, sentence->end);
    }
}

int
main (int    argc,
      char **argv)
{
  guint i;

  g_test_init (&argc, &argv, NULL);

  add_cases (word_cases, G_N_ELEMENTS (word_cases), test_words);
  add_cases (compound_cases, G_N_ELEMENTS (compound_cases), test_compounds);
  add_cases (sentence_cases, G_N_ELEMENTS (sentence_cases), test_sentences);
  for (i = 0; i < G_N_ELEMENTS (around_cases); i++)
    g_test_add_data_func (around_cases[i].path, &around_cases[i], test_around);
  g_test_add_func ("/segment/sentences/long-paragraph", test_long_paragraph);
  g_test_add_func ("/segment/stops/words", test_stops_words);
  g_test_add_func ("/segment/stops/units", test_stops_units);
  for (i = 0; i < G_N_ELEMENTS (snap_cases); i++)
    g_test_add_data_func (snap_cases[i].path, &snap_cases[i], test_snap);
  g_test_add_func ("/segment/token-flags", test_token_flags);

  return g_test_run ();
}
