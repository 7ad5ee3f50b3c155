/* test-sync-copy.c: the copies that sync programs make
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-file.h"
#include "manicule-sync-copy.h"
#include "store-test.h"

#include <string.h>

#define ANNA_ONE "annotations/anna/one.json"
#define COPY "annotations/anna/one.sync-conflict-20310418-101500-ABCDEFG.json"

static const struct
{
  const char *name;
  const char *original;  /* NULL: is no copy */
} names[] = {
  { "one.sync-conflict-20310418-101500-ABCDEFG.json", "one.json" },
  { "one.sync-conflict-20310418-101500.json", "one.json" },
  { "one (conflicted copy 2031-04-18 101500).json", "one.json" },
  { "one (Zoë's conflicted copy 2031-04-18).json", "one.json" },
  { "one (Konfliktkopie von Anna 2031-04-18).json", "one.json" },
  { "one (copie en conflit de anna 2031-04-18).json", "one.json" },
  { "one_conflict-20310418-101500.json", "one.json" },
  { "a (b) (conflicted copy 2031-04-18 101500).json", "a (b).json" },
  { "one (SFConflict anna@example.org 2031-04-18-10-15-00).json", "one.json" },
  { "one.Conflict.json", "one.json" },
  { "one (Anna's selective sync conflict).json", "one.json" },
  { "one.json", NULL },
  { "one (2).json", NULL },
  { "the conflicted copy.json", NULL },
  { "one.sync-conflict.json", NULL },
  { " (conflicted copy).json", NULL },
};

/* The names of the programs' copies, and what only looks like one. */
static void
test_names (void)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *original = NULL;

      g_assert_cmpint (manicule_sync_copy_parse (names[i].name, &original), ==, names[i].original != NULL);
      g_assert_cmpstr (original, ==, names[i].original);
    }
}

static guint
merge_all (GFile            *folder,
           ManiculeFindings *findings)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) copies = manicule_sync_copy_find (folder, &error);
  guint n;

  g_assert_no_error (error);
  manicule_sync_copy_merge (folder, copies, findings, &n, &error);
  g_assert_no_error (error);

  return n;
}

static gboolean
check_tells (GFile      *folder,
             const char *code)
{
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();

  g_assert_true (manicule_project_folder_check (folder, findings, NULL, NULL));
  return store_test_has_finding (findings, code);
}

/* A copy of a set is found by the check, merged into the set, and goes. */
static void
test_set (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autofree char *content = NULL;
  g_autofree char *merged = NULL;

  store_test_make_project (folder->file);
  content = store_test_read (folder->file, ANNA_ONE);
  store_test_write (folder->file, COPY, content);
  store_test_replace (folder->file, COPY, "\"annotations\":[", "\"annotations\":[{\"id\":\"copied\",\"type\":\"document\","
                                                             "\"label\":\"topic\",\"attributes\":{\"value\":\"economy\"}},");
  g_assert_true (check_tells (folder->file, "sync-copy"));

  g_assert_cmpuint (merge_all (folder->file, findings), ==, 1);
  g_assert_cmpuint (manicule_findings_get_n (findings), ==, 0);
  g_assert_false (store_test_exists (folder->file, COPY));
  merged = store_test_read (folder->file, ANNA_ONE);
  g_assert_nonnull (strstr (merged, "\"copied\""));
  store_test_assert_sound (folder->file);
}

/* A copy of a list too; a copy whose file is gone becomes the file. */
static void
test_others (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autofree char *merged = NULL;
  g_autofree char *set = NULL;
  g_autofree char *again = NULL;

  store_test_make_project (folder->file);
  store_test_write (folder->file, "entities (conflicted copy 2031-04-18 101500).jsonl", "{\"id\":\"copied\"}\n");
  set = store_test_read (folder->file, ANNA_ONE);
  store_test_write (folder->file, COPY, set);
  g_assert_true (manicule_file_remove (folder->file, ANNA_ONE, NULL));

  g_assert_cmpuint (merge_all (folder->file, findings), ==, 2);
  again = store_test_read (folder->file, ANNA_ONE);
  g_assert_cmpstr (set, ==, again);
  merged = store_test_read (folder->file, "entities.jsonl");
  g_assert_nonnull (strstr (merged, "\"copied\""));
  store_test_assert_sound (folder->file);
}

/* What is no file of ours stays where it is, with the reason; and so does what lies beside the project's files. */
static void
test_damaged (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();

  store_test_make_project (folder->file);
  store_test_write (folder->file, COPY, "{");
  store_test_write (folder->file, "thesis (conflicted copy 2031-04-18 101500).json", "{}");

  g_assert_cmpuint (merge_all (folder->file, findings), ==, 0);
  g_assert_cmpuint (manicule_findings_get_n (findings), ==, 1);
  g_assert_cmpstr (manicule_findings_get (findings, 0)->code, ==, "sync-copy");
  g_assert_true (store_test_exists (folder->file, COPY));
  g_assert_true (store_test_exists (folder->file, "thesis (conflicted copy 2031-04-18 101500).json"));
}

/* Names that say nothing: the file must be of that article, and of no other. */
static const struct
{
  const char *name;
  gboolean    is_copy;
} guesses[] = {
  { "one (1).json", TRUE },
  { "one 2.json", TRUE },
  { "one-ANNAS-PC.json", TRUE },
  { "one-Annas-MacBook.json", TRUE },
  { "one - Copy.json", TRUE },
  { "one - Kopie (2).json", TRUE },
  { "one copy.json", TRUE },
  { "one-old.json", FALSE },
  { "one-2.json", FALSE },
  { "two (1).json", FALSE },
  { "four (1).json", FALSE },
};

static void
test_guesses (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (guesses); i++)
    {
      g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
      g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
      g_autofree char *name = g_strconcat ("annotations/anna/", guesses[i].name, NULL);
      g_autofree char *content = NULL;

      store_test_make_project (folder->file);
      content = store_test_read (folder->file, ANNA_ONE);
      store_test_write (folder->file, name, content);

      g_test_message ("%s", guesses[i].name);
      g_assert_cmpint (check_tells (folder->file, "sync-copy"), ==, guesses[i].is_copy);
      g_assert_cmpint (check_tells (folder->file, "unknown-article"), ==, !guesses[i].is_copy);
      g_assert_cmpuint (merge_all (folder->file, findings), ==, guesses[i].is_copy ? 1 : 0);
      g_assert_cmpint (store_test_exists (folder->file, name), ==, !guesses[i].is_copy);
    }
}

/* Copies of a list, with a number or a computer's name; a backup that somebody made is none. */
static void
test_guessed_lists (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autofree char *merged = NULL;

  store_test_make_project (folder->file);
  store_test_write (folder->file, "entities (1).jsonl", "{\"id\":\"first\"}\n");
  store_test_write (folder->file, "entities-DESKTOP-1.jsonl", "{\"id\":\"second\"}\n");
  store_test_write (folder->file, "entities-backup.jsonl", "{\"id\":\"third\"}\n");
  g_assert_true (check_tells (folder->file, "sync-copy"));

  g_assert_cmpuint (merge_all (folder->file, findings), ==, 2);
  merged = store_test_read (folder->file, "entities.jsonl");
  g_assert_nonnull (strstr (merged, "\"first\""));
  g_assert_nonnull (strstr (merged, "\"second\""));
  g_assert_null (strstr (merged, "\"third\""));
  g_assert_true (store_test_exists (folder->file, "entities-backup.jsonl"));
}

/* An article called like a copy keeps its annotations. */
static void
test_own_article (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autofree char *content = NULL;

  store_test_make_project (folder->file);
  content = store_test_read (folder->file, ANNA_ONE);
  store_test_write (folder->file, "annotations/anna/one (1).json", content);
  store_test_write (folder->file, "articles/one (1).txt", "Another text.");
  g_assert_cmpuint (merge_all (folder->file, findings), ==, 0);
}

/* Adds an article of that name with the text of "one", as the import of a folder with a copy in it leaves it. */
static void
import_copy (GFile      *folder,
             const char *id)
{
  g_autofree char *articles = store_test_read (folder, "articles.jsonl");
  g_autofree char *text = store_test_read (folder, "articles/one.txt");
  g_autofree char *set = store_test_read (folder, ANNA_ONE);
  g_autofree char *text_name = g_strdup_printf ("articles/%s.txt", id);
  g_autofree char *set_name = g_strdup_printf ("annotations/anna/%s.json", id);
  g_autofree char *article = g_strdup_printf ("{\"id\":\"%s\"", id);
  g_autofree char *of_article = g_strdup_printf ("\"article\":{\"id\":\"%s\"", id);
  g_autoptr(GString) line = g_string_new_len (articles, strchr (articles, '\n') + 1 - articles);
  g_autofree char *longer = NULL;

  g_string_replace (line, "{\"id\":\"one\"", article, 1);
  longer = g_strconcat (articles, line->str, NULL);
  store_test_write (folder, "articles.jsonl", longer);
  store_test_write (folder, text_name, text);
  store_test_write (folder, set_name, set);
  store_test_replace (folder, set_name, "\"article\":{\"id\":\"one\"", of_article);
  store_test_assert_sound (folder);
}

/* A file that a sync program copied may have been imported under the copy's name: its article keeps its text and its annotations. */
static void
test_imported (gconstpointer id)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autofree char *copy = g_strdup_printf ("annotations/anna/%s.sync-conflict-20310418-101500.json", (const char *) id);
  g_autofree char *set_name = g_strdup_printf ("annotations/anna/%s.json", (const char *) id);
  g_autofree char *set = NULL;

  store_test_make_project (folder->file);
  import_copy (folder->file, id);
  g_assert_cmpuint (merge_all (folder->file, findings), ==, 0);
  store_test_assert_sound (folder->file);

  /* A copy of its own set is one. */
  set = store_test_read (folder->file, set_name);
  store_test_write (folder->file, copy, set);
  g_assert_true (check_tells (folder->file, "sync-copy"));
  g_assert_cmpuint (merge_all (folder->file, findings), ==, 1);
  store_test_assert_sound (folder->file);
}

/* A copy of a text that is the same again is no article, and goes; another text under such a name stays. */
static void
test_texts (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autofree char *text = NULL;

  store_test_make_project (folder->file);
  text = store_test_read (folder->file, "articles/one.txt");
  store_test_write (folder->file, "articles/one (conflicted copy 2031-04-18 101500).txt", text);
  g_assert_true (check_tells (folder->file, "sync-copy"));
  g_assert_false (check_tells (folder->file, "article-unlisted"));
  g_assert_cmpuint (merge_all (folder->file, findings), ==, 1);
  store_test_assert_sound (folder->file);

  store_test_write (folder->file, "articles/one (conflicted copy 2031-04-18 101500).txt", "Another text.");
  g_assert_true (check_tells (folder->file, "article-unlisted"));
  g_assert_cmpuint (merge_all (folder->file, findings), ==, 0);
  g_assert_true (store_test_exists (folder->file, "articles/one (conflicted copy 2031-04-18 101500).txt"));
}

/* What programs suggest is copied too. */
static void
test_suggestions (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autofree char *content = NULL;

  store_test_make_project (folder->file);
  content = store_test_read (folder->file, ANNA_ONE);
  store_test_write (folder->file, "suggestions/anna/one.json", content);
  store_test_write (folder->file, "suggestions/anna/one.sync-conflict-20310418-101500-ABCDEFG.json", content);
  g_assert_true (check_tells (folder->file, "sync-copy"));
  g_assert_cmpuint (merge_all (folder->file, findings), ==, 1);
  g_assert_false (check_tells (folder->file, "sync-copy"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sync-copy/names", test_names);
  g_test_add_func ("/sync-copy/set", test_set);
  g_test_add_func ("/sync-copy/others", test_others);
  g_test_add_func ("/sync-copy/damaged", test_damaged);
  g_test_add_func ("/sync-copy/guesses", test_guesses);
  g_test_add_func ("/sync-copy/guessed-lists", test_guessed_lists);
  g_test_add_func ("/sync-copy/own-article", test_own_article);
  g_test_add_data_func ("/sync-copy/imported/conflict", "one.conflict", test_imported);
  g_test_add_data_func ("/sync-copy/imported/dated", "one.sync-conflict-20310418-101500-abcdefg", test_imported);
  g_test_add_func ("/sync-copy/texts", test_texts);
  g_test_add_func ("/sync-copy/suggestions", test_suggestions);

  return g_test_run ();
}
