/* test-news-head.c: what the first lines of a news text say
 *
 * All reports, agencies and people here are invented, but for the forms in which they are written.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-news-head.h"
#include "text-samples.h"

#include <string.h>

/* A paragraph that reads like text. */
#define BODY "The council voted late on Friday to close the old pier, two officials said, after a debate of nine hours."

typedef struct
{
  const char *path;
  const char *text;

  /* NULL where nothing is found */
  const char *title;
  const char *date;
  const char *place;
  const char *source;
  const char *byline;
  const char *headline;
  const char *metadata;
  const char *dateline;
} Case;

static const Case cases[] = {
  /* dates and headlines */
  { "/news-head/fused-date", " date 2031-04-18 Varga calls port motion a matter of keys\n\n" BODY,
    .title = "Varga calls port motion a matter of keys", .date = "2031-04-18",
    .headline = "Varga calls port motion a matter of keys", .metadata = "date 2031-04-18" },
  { "/news-head/fused-date-dateline", "date 2031-04-18 Varga calls port motion a matter of keys\nORVIK, Carvel (NPA) — " BODY,
    .title = "Varga calls port motion a matter of keys", .date = "2031-04-18", .place = "Orvik", .source = "NPA",
    .headline = "Varga calls port motion a matter of keys", .metadata = "date 2031-04-18", .dateline = "ORVIK, Carvel (NPA) —" },
  { "/news-head/fused-bare-date", "2031-04-18 | Varga calls port motion a matter of keys\n\n" BODY,
    .title = "Varga calls port motion a matter of keys", .date = "2031-04-18",
    .headline = "Varga calls port motion a matter of keys", .metadata = "2031-04-18" },
  { "/news-head/date-line", "Date: April 18, 2031\nPier closes after long debate\n\n" BODY,
    .title = "Pier closes after long debate", .date = "2031-04-18",
    .headline = "Pier closes after long debate", .metadata = "Date: April 18, 2031" },
  { "/news-head/date-below", "Pier closes after long debate\nPublished: Friday, 18 April 2031, 10:30 AM EST\n\n" BODY,
    .title = "Pier closes after long debate", .date = "2031-04-18",
    .headline = "Pier closes after long debate", .metadata = "Published: Friday, 18 April 2031, 10:30 AM EST" },
  { "/news-head/date-alone", "18 April 2031\n\n" BODY, .date = "2031-04-18", .metadata = "18 April 2031" },
  { "/news-head/date-iso-time", "Pier closes after long debate\n2031-04-18T10:30:00Z\n\n" BODY,
    .title = "Pier closes after long debate", .date = "2031-04-18",
    .headline = "Pier closes after long debate", .metadata = "2031-04-18T10:30:00Z" },
  { "/news-head/date-german", "Seebrücke schließt nach langer Debatte\nStand: 18.04.2031, 10:30 Uhr\n\n" BODY,
    .title = "Seebrücke schließt nach langer Debatte", .date = "2031-04-18",
    .headline = "Seebrücke schließt nach langer Debatte", .metadata = "Stand: 18.04.2031, 10:30 Uhr" },
  { "/news-head/date-french", "La jetée ferme après un long débat\nPublié le 1er avril 2031 à 10h30\n\n" BODY,
    .title = "La jetée ferme après un long débat", .date = "2031-04-01",
    .headline = "La jetée ferme après un long débat", .metadata = "Publié le 1er avril 2031 à 10h30" },
  { "/news-head/date-spanish", "El muelle cierra tras largo debate\nViernes, 18 de abril de 2031\n\n" BODY,
    .title = "El muelle cierra tras largo debate", .date = "2031-04-18",
    .headline = "El muelle cierra tras largo debate", .metadata = "Viernes, 18 de abril de 2031" },
  { "/news-head/date-russian", "Причал закрыли после долгих споров\nОпубликовано: 18 апреля 2031\n\n" BODY,
    .title = "Причал закрыли после долгих споров", .date = "2031-04-18",
    .headline = "Причал закрыли после долгих споров", .metadata = "Опубликовано: 18 апреля 2031" },
  { "/news-head/date-chinese", "2031年4月18日\n\n" BODY, .date = "2031-04-18", .metadata = "2031年4月18日" },
  { "/news-head/date-month", "Date: April 2031\n\n" BODY, .date = "2031-04", .metadata = "Date: April 2031" },
  { "/news-head/date-year", "Date: 2031\n\n" BODY, .date = "2031", .metadata = "Date: 2031" },
  { "/news-head/date-american", "Posted on 4/18/2031\n\n" BODY, .date = "2031-04-18", .metadata = "Posted on 4/18/2031" },
  { "/news-head/date-day-month-open", "Posted on 4/5/2031\n\n" BODY, NULL },
  { "/news-head/date-impossible", "Date: 2031-02-30\n\n" BODY, NULL },
  { "/news-head/headline", "Pier closes after long debate\n\n" BODY,
    .title = "Pier closes after long debate", .headline = "Pier closes after long debate" },
  { "/news-head/headline-mark", "\xef\xbb\xbfPier closes after long debate\r\n\r\n" BODY,
    .title = "Pier closes after long debate", .headline = "Pier closes after long debate" },
  { "/news-head/headline-quoted", "“We will not go,” say anglers of Orvik\n\n" BODY,
    .title = "“We will not go,” say anglers of Orvik", .headline = "“We will not go,” say anglers of Orvik" },
  { "/news-head/headline-abbreviation", "Orvik pier to be sold to the U.S.\n\n" BODY,
    .title = "Orvik pier to be sold to the U.S.", .headline = "Orvik pier to be sold to the U.S." },
  { "/news-head/headline-question", "Who will pay for the pier?\n\n" BODY,
    .title = "Who will pay for the pier?", .headline = "Who will pay for the pier?" },
  { "/news-head/headline-chinese", "奥尔维克码头辩论后关闭\n\n" BODY,
    .title = "奥尔维克码头辩论后关闭", .headline = "奥尔维克码头辩论后关闭" },
  { "/news-head/fields", "Title: Pier closes\nSource: The Orvik Lantern\nAuthor: Jane Doe\nDate: 2031-04-18\n\n" BODY,
    .title = "Pier closes", .date = "2031-04-18", .source = "The Orvik Lantern", .byline = "Jane Doe",
    .headline = "Pier closes", .metadata = "Date: 2031-04-18" },

  /* bylines */
  { "/news-head/byline", "Pier closes after long debate\nBy Jane Doe and John van der Roe\n\n" BODY,
    .title = "Pier closes after long debate", .byline = "Jane Doe and John van der Roe",
    .headline = "Pier closes after long debate" },
  { "/news-head/byline-capitals", "Pier closes after long debate\n\nBy JANE Q. DOE, Orvik Lantern\n\nORVIK — " BODY,
    .title = "Pier closes after long debate", .place = "Orvik", .byline = "JANE Q. DOE, Orvik Lantern",
    .headline = "Pier closes after long debate", .dateline = "ORVIK —" },
  { "/news-head/byline-german", "Seebrücke schließt nach langer Debatte\nVon Max Mustermann\n\n" BODY,
    .title = "Seebrücke schließt nach langer Debatte", .byline = "Max Mustermann",
    .headline = "Seebrücke schließt nach langer Debatte" },
  { "/news-head/byline-french", "La jetée ferme après un long débat\nPar Jean Dupont et Zoé d’Arc\n\n" BODY,
    .title = "La jetée ferme après un long débat", .byline = "Jean Dupont et Zoé d’Arc",
    .headline = "La jetée ferme après un long débat" },
  { "/news-head/by-in-headline", "By Land and Sea\n\n" BODY, .title = "By Land and Sea", .headline = "By Land and Sea" },
  { "/news-head/no-byline", "Pier closes after long debate\n\nBy Friday the council had voted to close the old pier, two officials said on the quay.",
    .title = "Pier closes after long debate", .headline = "Pier closes after long debate" },

  /* datelines */
  { "/news-head/dateline/region", "ORVIK, North Carvel: " BODY, .place = "Orvik", .dateline = "ORVIK, North Carvel:" },
  { "/news-head/dateline/source", "ORVIK, Carvel (NPA) — " BODY, .place = "Orvik", .source = "NPA", .dateline = "ORVIK, Carvel (NPA) —" },
  { "/news-head/dateline/source-only", "ORVIK (Reuters) - " BODY, .place = "Orvik", .source = "Reuters", .dateline = "ORVIK (Reuters) -" },
  { "/news-head/dateline/two-hyphens", "ORVIK, Dec. 29 (Yonhap) -- " BODY, .place = "Orvik", .source = "Yonhap", .dateline = "ORVIK, Dec. 29 (Yonhap) --" },
  { "/news-head/dateline/full-date", "ORVIK, December 29, 2031 (NPA) — " BODY,
    .date = "2031-12-29", .place = "Orvik", .source = "NPA", .dateline = "ORVIK, December 29, 2031 (NPA) —" },
  { "/news-head/dateline/date-without-comma", "ORVIK Dec 29 (NPA) - " BODY, .place = "Orvik", .source = "NPA", .dateline = "ORVIK Dec 29 (NPA) -" },
  { "/news-head/dateline/point", "ORVIK. Dec 29 (Interpress) - " BODY, .place = "Orvik", .source = "Interpress", .dateline = "ORVIK. Dec 29 (Interpress) -" },
  { "/news-head/dateline/slashes", "ORVIK, December 29. /NPA/. " BODY, .place = "Orvik", .source = "NPA", .dateline = "ORVIK, December 29. /NPA/." },
  { "/news-head/dateline/several-words", "NEW ORVIK, Carvel (NPA) — " BODY, .place = "New Orvik", .source = "NPA", .dateline = "NEW ORVIK, Carvel (NPA) —" },
  { "/news-head/dateline/saint", "ST. PETERSBURG, Russia (NPA) — " BODY, .place = "St. Petersburg", .source = "NPA", .dateline = "ST. PETERSBURG, Russia (NPA) —" },
  { "/news-head/dateline/hyphens", "PORT-AU-PRINCE, Haiti (NPA) — " BODY, .place = "Port-au-Prince", .source = "NPA", .dateline = "PORT-AU-PRINCE, Haiti (NPA) —" },
  { "/news-head/dateline/small-words", "RIO DE JANEIRO (NPA) — " BODY, .place = "Rio de Janeiro", .source = "NPA", .dateline = "RIO DE JANEIRO (NPA) —" },
  { "/news-head/dateline/article", "THE HAGUE, Netherlands (NPA) — " BODY, .place = "The Hague", .source = "NPA", .dateline = "THE HAGUE, Netherlands (NPA) —" },
  { "/news-head/dateline/apostrophe", "N’DJAMENA, Chad (NPA) — " BODY, .place = "N’Djamena", .source = "NPA", .dateline = "N’DJAMENA, Chad (NPA) —" },
  { "/news-head/dateline/apostrophe-inside", "XI’AN, China (NPA) — " BODY, .place = "Xi’an", .source = "NPA", .dateline = "XI’AN, China (NPA) —" },
  { "/news-head/dateline/scottish", "McALLEN, Texas (NPA) — " BODY, .place = "McAllen", .source = "NPA", .dateline = "McALLEN, Texas (NPA) —" },
  { "/news-head/dateline/umlaut", "KÖLN (dpa) – " BODY, .place = "Köln", .source = "dpa", .dateline = "KÖLN (dpa) –" },
  { "/news-head/dateline/state", "WASHINGTON, D.C. — " BODY, .place = "Washington", .dateline = "WASHINGTON, D.C. —" },
  { "/news-head/dateline/capitals-only", "WASHINGTON — " BODY, .place = "Washington", .dateline = "WASHINGTON —" },
  { "/news-head/dateline/no-spaces", "ORVIK—" BODY, .place = "Orvik", .dateline = "ORVIK—" },
  { "/news-head/dateline/colon", "NEW ORVIK: " BODY, .place = "New Orvik", .dateline = "NEW ORVIK:" },
  { "/news-head/dateline/quotation", "WASHINGTON — “We will go,” the mayor said on the quay.", .place = "Washington", .dateline = "WASHINGTON —" },
  { "/news-head/dateline/small-letters", "Berlin (dpa/AFP) - " BODY, .place = "Berlin", .source = "dpa/AFP", .dateline = "Berlin (dpa/AFP) -" },
  { "/news-head/dateline/spanish", "Madrid, 29 dic (EFE).- " BODY, .place = "Madrid", .source = "EFE", .dateline = "Madrid, 29 dic (EFE).-" },
  { "/news-head/dateline/no-place", "(Reuters) - " BODY, .source = "Reuters", .dateline = "(Reuters) -" },
  { "/news-head/dateline/date-first", "Dec. 29 (UPI) -- " BODY, .source = "UPI", .dateline = "Dec. 29 (UPI) --" },
  { "/news-head/dateline/two-places", "PARIS/BERLIN (AFP) — " BODY, .place = "Paris/Berlin", .source = "AFP", .dateline = "PARIS/BERLIN (AFP) —" },
  { "/news-head/dateline/paper", "ORVIK, Carvel (The Orvik Lantern) — " BODY,
    .place = "Orvik", .source = "The Orvik Lantern", .dateline = "ORVIK, Carvel (The Orvik Lantern) —" },
  { "/news-head/dateline/russian", "МОСКВА, 29 дек — " BODY, .place = "Москва", .dateline = "МОСКВА, 29 дек —" },
  { "/news-head/dateline/own-line", "Pier closes after long debate\nORVIK, Carvel (NPA) —\n\n" BODY,
    .title = "Pier closes after long debate", .place = "Orvik", .source = "NPA",
    .headline = "Pier closes after long debate", .dateline = "ORVIK, Carvel (NPA) —" },
  { "/news-head/dateline/below-subheading", "Pier closes after long debate\n\nAnglers are not amused by the vote\n\nORVIK — " BODY,
    .title = "Pier closes after long debate", .place = "Orvik",
    .headline = "Pier closes after long debate", .dateline = "ORVIK —" },
  { "/news-head/dateline/below-caption",
    "Pier closes after long debate\n\nThe pier at dawn, seen from the new quay, in a picture of last year.\n\nORVIK (NPA) — " BODY,
    .title = "Pier closes after long debate", .place = "Orvik", .source = "NPA",
    .headline = "Pier closes after long debate", .dateline = "ORVIK (NPA) —" },

  /* nothing at all */
  { "/news-head/nothing/empty", "", NULL },
  { "/news-head/nothing/blank", " \n\n\t", NULL },
  { "/news-head/nothing/prose", BODY "\n\n" BODY "\n", NULL },
  { "/news-head/nothing/one-line", "Pier closes after long debate", NULL },
  { "/news-head/nothing/sentence-first", "The pier is closed.\n\n" BODY, NULL },
  { "/news-head/nothing/sentences-first", "The pier is closed. Nobody went\n\n" BODY, NULL },
  { "/news-head/nothing/hard-wrapped", "The council of the town voted late on\nFriday to close the old pier, two\nofficials said.\n\n" BODY, NULL },
  { "/news-head/nothing/poem", "The pier is old and grey\n\nThe sea is far away\n\nThe anglers go to bed\n", NULL },
  { "/news-head/nothing/letter", "Dear Sir or Madam,\n\n" BODY, NULL },
  { "/news-head/nothing/list", "- one thing to do\n\n- another thing to do\n\n" BODY, NULL },
  { "/news-head/nothing/small-letter", "pier closes after long debate\n\n" BODY, NULL },
  { "/news-head/nothing/colon", "What he said on the pier:\n\n" BODY, NULL },
  { "/news-head/nothing/breaking", "BREAKING: " BODY, NULL },
  { "/news-head/nothing/chapter", "CHAPTER ONE — " BODY, NULL },
  { "/news-head/nothing/transcript", "VARGA: " BODY "\n\nOTT: " BODY, NULL },
  { "/news-head/nothing/acronym", "NATO — the alliance founded long ago — closed the pier on Friday, said two officials.", NULL },
  { "/news-head/nothing/capitals", "ORVIK HAS CLOSED ITS PIER", NULL },
  { "/news-head/nothing/company", "Acme Ltd. (ACME) — " BODY, NULL },
  { "/news-head/nothing/senator", "Jane Doe (R) — " BODY, NULL },
  { "/news-head/nothing/person", "Jane Doe: " BODY, NULL },
  { "/news-head/nothing/date-in-prose", "December 29, 2031 was a cold day in Orvik, and the council voted late to close the old pier.\n\n" BODY, NULL },
  { "/news-head/nothing/key-in-prose", "Published 2031 by a small house, the book sold well.\n\n" BODY, NULL },
  { "/news-head/nothing/date-in-title", "Date night in Orvik ends in the sea, two officials said on Friday evening.\n" BODY, NULL },
  { "/news-head/nothing/dateline-late", BODY "\n\nORVIK — " BODY, NULL },
  { "/news-head/nothing/dash", "—\n", NULL },
  { "/news-head/nothing/brackets", "()", NULL },
  { "/news-head/nothing/arabic", "قال الزعيم يوم الأحد إن بلاده ستتبع سياسة أكثر صرامة.\n\nقال الزعيم يوم الأحد إن بلاده ستتبع سياسة.", NULL },
};

static void
assert_range (ManiculeText        *text,
              const ManiculeRange *range,
              const char          *expected)
{
  g_autofree char *slice = manicule_text_get_slice (text, range->start, range->end);

  g_assert_cmpstr (slice, ==, expected != NULL ? expected : "");
}

/* All that is there is found, and nothing else. */
static void
test_head (gconstpointer data)
{
  const Case *head = data;
  g_autoptr(ManiculeText) text = manicule_text_new_from_string (head->text);
  g_autoptr(ManiculeNewsHead) found = manicule_news_head_parse (text);

  g_assert_cmpstr (found->title, ==, head->title);
  g_assert_cmpstr (found->date, ==, head->date);
  g_assert_cmpstr (found->place, ==, head->place);
  g_assert_cmpstr (found->source, ==, head->source);
  g_assert_cmpstr (found->byline, ==, head->byline);
  assert_range (text, &found->headline, head->headline);
  assert_range (text, &found->metadata, head->metadata);
  assert_range (text, &found->dateline, head->dateline);
  g_assert_cmpuint (found->boilerplate->len, ==, 0);
}

typedef struct
{
  const char *path;
  const char *line;
  gboolean    is_boilerplate;
} LineCase;

static const LineCase line_cases[] = {
  { "/news-head/boilerplate/read-also", "Read also: Two Ferries Touch, Nobody Hurt", TRUE },
  { "/news-head/boilerplate/also-read", "Also read | Two ferries touch", TRUE },
  { "/news-head/boilerplate/read-more", "READ MORE: Two ferries touch", TRUE },
  { "/news-head/boilerplate/read-more-alone", "Read more", TRUE },
  { "/news-head/boilerplate/no-colon", "Read also Two Ferries Touch, Nobody Hurt", TRUE },
  { "/news-head/boilerplate/brackets", "[Read more: Two ferries touch]", TRUE },
  { "/news-head/boilerplate/arrow", "► See also – Two ferries touch", TRUE },
  { "/news-head/boilerplate/related", "Related: Two ferries touch", TRUE },
  { "/news-head/boilerplate/related-articles", "RELATED ARTICLES", TRUE },
  { "/news-head/boilerplate/with-stop", "Read also: Two ferries touch. Nobody was hurt.", TRUE },
  { "/news-head/boilerplate/german", "Lesen Sie auch: Zwei Fähren stoßen an", TRUE },
  { "/news-head/boilerplate/french", "À LIRE AUSSI : Deux ferrys se touchent", TRUE },
  { "/news-head/boilerplate/spanish", "Lea también: Dos barcos chocan", TRUE },
  { "/news-head/boilerplate/italian", "Leggi anche › Due traghetti", TRUE },
  { "/news-head/boilerplate/portuguese", "Leia mais: Duas balsas", TRUE },
  { "/news-head/boilerplate/dutch", "Lees ook: Twee veerboten", TRUE },
  { "/news-head/boilerplate/polish", "Czytaj także: Dwa promy", TRUE },
  { "/news-head/boilerplate/russian", "ЧИТАЙТЕ ТАКЖЕ: Два парома", TRUE },
  { "/news-head/boilerplate/turkish", "Bunu da okuyun: İki feribot", TRUE },
  { "/news-head/boilerplate/chinese", "相关阅读：两艘渡轮", TRUE },
  { "/news-head/boilerplate/japanese", "関連記事 フェリー", TRUE },
  { "/news-head/boilerplate/korean", "관련기사: 페리", TRUE },
  { "/news-head/boilerplate/arabic", "اقرأ أيضا: عبارتان", TRUE },
  { "/news-head/boilerplate/advertisement", "ADVERTISEMENT", TRUE },
  { "/news-head/boilerplate/copyright", "© 2031 The Orvik Lantern. All rights reserved.", TRUE },
  { "/news-head/boilerplate/copyright-word", "Copyright 2031 The Orvik Lantern. All rights reserved.", TRUE },
  { "/news-head/boilerplate/not-prose", "Read more and you will know more, the teacher said to the class.", FALSE },
  { "/news-head/boilerplate/not-see", "See also what the council did about the pier in the years before.", FALSE },
  { "/news-head/boilerplate/not-within", "He told them to read also: nobody did.", FALSE },
  { "/news-head/boilerplate/not-related", "Related parties sold the pier.", FALSE },
  { "/news-head/boilerplate/not-word", "Readmore is a shop.", FALSE },
  { "/news-head/boilerplate/not-advertisement", "Advertisement revenue fell by half.", FALSE },
  { "/news-head/boilerplate/not-copyright", "Copyright law is dull.", FALSE },
  { "/news-head/boilerplate/not-marks", "***", FALSE },
};

/* The whole line is boilerplate, without the white space around it, wherever it stands; or it is not. */
static void
test_boilerplate (gconstpointer data)
{
  const LineCase *line = data;
  g_autofree char *string = g_strdup_printf (BODY "\n\n \t%s \r\n" BODY "\n%s", line->line, line->line);
  g_autoptr(ManiculeText) text = manicule_text_new_from_string (string);
  g_autoptr(ManiculeNewsHead) head = manicule_news_head_parse (text);
  guint i;

  g_assert_cmpuint (head->boilerplate->len, ==, line->is_boilerplate ? 2 : 0);
  for (i = 0; i < head->boilerplate->len; i++)
    assert_range (text, &g_array_index (head->boilerplate, ManiculeRange, i), line->line);
}

/* A paragraph is no boilerplate, whatever it begins with. */
static void
test_long_line (void)
{
  g_autofree char *string = g_strdup_printf ("Read also: %s %s %s %s", BODY, BODY, BODY, BODY);
  g_autoptr(ManiculeText) text = manicule_text_new_from_string (string);
  g_autoptr(ManiculeNewsHead) head = manicule_news_head_parse (text);

  g_assert_cmpuint (head->boilerplate->len, ==, 0);
}

typedef struct
{
  const char *path;
  const char *text;
  const char *opening;
} OpeningCase;

static const OpeningCase opening_cases[] = {
  { "/news-head/opening/after-dateline", "ORVIK, Carvel (NPA) — The pier is closed. It stays so.", "The pier is closed." },
  { "/news-head/opening/cut-at-a-word", "date 2031-04-18\n\n" BODY,
    "The council voted late on Friday to close the old pier, two officials said, after a debate…" },
  { "/news-head/opening/one-huge-word", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…" },
  { "/news-head/opening/nothing", " \n ", NULL },
};

/* The first words of the report stand for a title that it does not have. */
static void
test_opening (gconstpointer data)
{
  const OpeningCase *opening = data;
  g_autoptr(ManiculeText) text = manicule_text_new_from_string (opening->text);
  g_autoptr(ManiculeNewsHead) head = manicule_news_head_parse (text);

  g_assert_cmpstr (head->opening, ==, opening->opening);
}

/* Whatever the text, the ranges lie in it, and strings and ranges go together. */
static void
test_random (void)
{
  guint i, k;

  for (i = 0; i < 3000; i++)
    {
      g_autoptr(ManiculeText) text = text_samples_random (40);
      g_autoptr(ManiculeNewsHead) head = manicule_news_head_parse (text);
      const ManiculeRange *ranges[] = { &head->headline, &head->metadata, &head->dateline };
      guint n = manicule_text_get_n_chars (text);

      for (k = 0; k < G_N_ELEMENTS (ranges); k++)
        g_assert_true (ranges[k]->start <= ranges[k]->end && ranges[k]->end <= n);
      for (k = 0; k < head->boilerplate->len; k++)
        g_assert_cmpuint (g_array_index (head->boilerplate, ManiculeRange, k).end, <=, n);
      g_assert_cmpint (head->title != NULL, ==, head->headline.end > head->headline.start);
      g_assert_true (head->place == NULL || head->dateline.end > head->dateline.start);
      assert_range (text, &head->headline, head->title);
    }
}

int
main (int    argc,
      char **argv)
{
  guint i;

  g_test_init (&argc, &argv, NULL);

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].path, &cases[i], test_head);
  for (i = 0; i < G_N_ELEMENTS (line_cases); i++)
    g_test_add_data_func (line_cases[i].path, &line_cases[i], test_boilerplate);
  for (i = 0; i < G_N_ELEMENTS (opening_cases); i++)
    g_test_add_data_func (opening_cases[i].path, &opening_cases[i], test_opening);
  g_test_add_func ("/news-head/boilerplate/long-line", test_long_line);
  g_test_add_func ("/news-head/random", test_random);

  return g_test_run ();
}
