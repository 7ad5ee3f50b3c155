/* test-window-recent.c: the projects opened last, and things as people read them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-recent.h"
#include "manicule-settings.h"
#include "manicule-wording.h"

static void
add (const char *uri,
     guint       n_done)
{
  ManiculeRecent recent = { (char *) uri, (char *) "Name", (char *) "one", n_done, 10 };

  manicule_recent_add (manicule_settings_get (), &recent);
}

/* The newest stands first, none stands twice, and the oldest falls out. */
static void
test_order (void)
{
  g_autoptr(GPtrArray) list = NULL;

  g_settings_reset (manicule_settings_get (), "recent-projects");
  for (guint i = 0; i < MANICULE_RECENT_MAX + 2; i++)
    {
      g_autofree char *uri = g_strdup_printf ("file:///%u", i);

      add (uri, i);
    }
  add ("file:///4", 9);

  list = manicule_recent_list (manicule_settings_get ());
  g_assert_cmpuint (list->len, ==, MANICULE_RECENT_MAX);
  g_assert_cmpstr (((ManiculeRecent *) list->pdata[0])->uri, ==, "file:///4");
  g_assert_cmpuint (((ManiculeRecent *) list->pdata[0])->n_done, ==, 9);
  g_assert_cmpstr (((ManiculeRecent *) list->pdata[1])->uri, ==, "file:///6");
}

/* A forgotten one is gone, and found again when it is added again. */
static void
test_forget (void)
{
  g_autoptr(ManiculeRecent) found = NULL;

  g_settings_reset (manicule_settings_get (), "recent-projects");
  add ("file:///a", 1);
  add ("file:///b", 2);
  manicule_recent_forget (manicule_settings_get (), "file:///b");
  g_assert_null (manicule_recent_find (manicule_settings_get (), "file:///b"));
  manicule_recent_forget (manicule_settings_get (), "file:///never");

  found = manicule_recent_find (manicule_settings_get (), "file:///a");
  g_assert_cmpstr (found->name, ==, "Name");
  g_assert_cmpstr (found->article, ==, "one");
}

/* Dates are read as far as they go, and left as they are where they cannot be read. */
static void
test_date (void)
{
  static const struct { const char *date; gboolean short_month; const char *words; } rows[] = {
    { "2024-12-29", FALSE, "29 December 2024" },
    { "2024-12-29", TRUE, "29 Dec 2024" },
    { "2024-02", FALSE, "February 2024" },
    { "2024", TRUE, "2024" },
    { "2023-02-29", FALSE, "2023-02-29" },
    { "yesterday", FALSE, "yesterday" },
    { "", FALSE, "" },
    { "-1-1-1", FALSE, "-1-1-1" },
    { "0000-01-01", FALSE, "0000-01-01" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words = manicule_wording_date (rows[i].date, rows[i].short_month);

      g_assert_cmpstr (words, ==, rows[i].words);
    }
  g_assert_null (manicule_wording_date (NULL, FALSE));
}

/* A line has no breaks, no double spaces, and at most as many characters as were asked for. */
static void
test_one_line (void)
{
  static const struct { const char *text; guint max; const char *line; } rows[] = {
    { "  two\n\n words ", 20, "two words" },
    { "exactly", 7, "exactly" },
    { "exactly one", 7, "exactl…" },
    { "ñandú über", 6, "ñandú…" },
    { "", 5, "" },
    { " \n\t", 5, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *line = manicule_wording_one_line (rows[i].text, rows[i].max);

      g_assert_cmpstr (line, ==, rows[i].line);
    }
}

/* Only the first letter changes, whatever it is made of. */
static void
test_sentence (void)
{
  static const char * const rows[][2] = { { "no name", "No name" }, { "éa", "Éa" }, { "", "" }, { "ßa", "SSa" }, { "42", "42" } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *sentence = manicule_wording_sentence (rows[i][0]);

      g_assert_cmpstr (sentence, ==, rows[i][1]);
    }
}

/* Source and date stand together, each alone where the other is not known. */
static void
test_origin (void)
{
  static const struct { const char *source; const char *date; const char *origin; } rows[] = {
    { "Meridian Wire", "2024-03-03", "Meridian Wire · 3 Mar 2024" },
    { "Meridian Wire", NULL, "Meridian Wire" },
    { NULL, "2024-03-03", "3 Mar 2024" },
    { NULL, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(ManiculeArticle) article = manicule_article_new (&(ManiculeArticleFields) {
        .id = "one", .sha256 = "0", .source = rows[i].source, .date = rows[i].date,
      });
      g_autofree char *origin = manicule_wording_origin (article, TRUE);

      g_assert_cmpstr (origin, ==, rows[i].origin);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/window/recent/order", test_order);
  g_test_add_func ("/window/recent/forget", test_forget);
  g_test_add_func ("/window/wording/date", test_date);
  g_test_add_func ("/window/wording/one-line", test_one_line);
  g_test_add_func ("/window/wording/sentence", test_sentence);
  g_test_add_func ("/window/wording/origin", test_origin);

  return g_test_run ();
}
