/* test-check.c: what is wrong with a project is found, where it is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-project-folder.h"
#include "store-test.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* One kind of damage, done to a sound project, and the finding that must name it. */
typedef struct
{
  const char       *name;
  const char       *file;      /* where the damage is done */
  const char       *old;       /* (nullable): what @new replaces; NULL: @new is the whole content */
  const char       *new;       /* (nullable): NULL: the file is removed */
  ManiculeSeverity  severity;
  const char       *code;
  const char       *where;     /* the finding's file */
  guint             line;
  const char       *word;      /* that the message says */
} Damage;

#define ANNA_ONE "annotations/anna/one.json"
#define ERROR MANICULE_FINDING_ERROR
#define WARNING MANICULE_FINDING_WARNING
#define NOTE MANICULE_FINDING_NOTE

static const Damage damages[] = {
  /* The four lists */
  { "manifest-missing", "manicule.json", NULL, NULL, ERROR, "file-missing", "manicule.json", 0, "--repair" },
  { "manifest-syntax", "manicule.json", "{", "[", ERROR, "file-damaged", "manicule.json", 1, "" },
  { "manifest-newer", "manicule.json", "\"version\":1", "\"version\":7", ERROR, "file-damaged", "manicule.json", 1, "newer" },
  { "manifest-other", "manicule.json", "manicule-project", "other-thing", ERROR, "file-damaged", "manicule.json", 1, "" },
  { "schema-missing", "schema.json", NULL, NULL, ERROR, "file-missing", "schema.json", 0, "copy" },
  { "schema-truncated", "schema.json", "\"labels\":[", "\"labels\":", ERROR, "file-damaged", "schema.json", 0, "" },
  { "schema-newer", "schema.json", "\"version\":1", "\"version\":2", ERROR, "file-damaged", "schema.json", 0, "newer" },
  { "schema-parent", "schema.json", "\"name\":\"ORG\"", "\"name\":\"ORG\",\"parent\":\"GROUP\"", WARNING, "unknown-parent",
    "schema.json", 4, "GROUP" },
  { "schema-key", "schema.json", "\"key\":\"o\"", "\"key\":\"p\"", WARNING, "key-clash", "schema.json", 4, "“p”" },
  { "schema-relation-from", "schema.json", "\"from\":[\"PER\"]", "\"from\":[\"MAN\"]", ERROR, "unknown-label",
    "schema.json", 7, "MAN" },
  { "schema-attribute-label", "schema.json", "\"labels\":[\"PER\"]", "\"labels\":[\"MAN\"]", ERROR, "unknown-label",
    "schema.json", 10, "MAN" },
  { "schema-default", "schema.json", "\"values\":[\"sure\",\"unsure\"]", "\"values\":[\"sure\",\"unsure\"],\"default\":\"x\"",
    ERROR, "unknown-value", "schema.json", 10, "“x”" },
  { "schema-no-values", "schema.json", "\"values\":[\"sure\",\"unsure\"]", "\"values\":[]", WARNING, "no-values",
    "schema.json", 10, "certainty" },
  { "schema-name-twice", "schema.json", "\"name\":\"ORG\"", "\"name\":\"PER\"", ERROR, "duplicate-id", "schema.json", 4, "PER" },
  { "articles-missing", "articles.jsonl", NULL, NULL, ERROR, "file-missing", "articles.jsonl", 0, "" },
  { "articles-syntax", "articles.jsonl", "{\"id\":\"two\"", "{\"id\":\"two", ERROR, NULL, "articles.jsonl", 2, "" },
  { "articles-twice", "articles.jsonl", "\"id\":\"two\"", "\"id\":\"one\"", ERROR, "duplicate-id", "articles.jsonl", 2, "one" },
  { "articles-unsafe", "articles.jsonl", "\"id\":\"two\"", "\"id\":\"../two\"", ERROR, NULL, "articles.jsonl", 2, "" },
  { "articles-case", "articles.jsonl", "\"id\":\"two\"", "\"id\":\"ONE\"", ERROR, "case-collision", "articles.jsonl", 2, "ONE" },
  { "articles-date", "articles.jsonl", "\"date\":\"2026-03-03\"", "\"date\":\"3 March\"", WARNING, "odd-date",
    "articles.jsonl", 1, "3 March" },
  { "articles-length", "articles.jsonl", "\"length\":", "\"length\":1", ERROR, "length-differs", "articles.jsonl", 1, "one" },
  { "entities-missing", "entities.jsonl", NULL, NULL, ERROR, "file-missing", "entities.jsonl", 0, "" },
  { "entities-label", "entities.jsonl", "\"label\":\"PER\"", "\"label\":\"MAN\"", ERROR, "unknown-label", "entities.jsonl", 1,
    "MAN" },
  { "entities-twice", "entities.jsonl", NULL, "{\"id\":\"halloran\",\"name\":\"a\"}\n{\"id\":\"halloran\",\"name\":\"b\"}\n", ERROR,
    "duplicate-id", "entities.jsonl", 2, "halloran" },

  /* Texts */
  { "text-missing", "articles/two.txt", NULL, NULL, ERROR, "text-missing", "articles.jsonl", 2, "articles/two.txt" },
  { "text-changed", "articles/two.txt", "early", "late.", ERROR, "text-changed", "articles/two.txt", 0, "imported" },
  { "text-utf8", "articles/one.txt", NULL, "Ines Halloran\nspoke \xff", ERROR, "text-damaged", "articles/one.txt", 2, "" },

  /* Annotation sets */
  { "set-truncated", ANNA_ONE, "]", "", ERROR, "file-damaged", ANNA_ONE, 0, "" },
  { "set-newer", ANNA_ONE, "\"version\":1", "\"version\":3", ERROR, "file-damaged", ANNA_ONE, 1, "newer" },
  { "set-label", ANNA_ONE, "\"label\":\"ORG\"", "\"label\":\"LOC\"", ERROR, "unknown-label", ANNA_ONE, 7, "LOC" },
  { "set-attribute", ANNA_ONE, "\"certainty\":", "\"colour\":", ERROR, "unknown-attribute", ANNA_ONE, 6, "colour" },
  { "set-value", ANNA_ONE, "\"certainty\":\"sure\"", "\"certainty\":\"maybe\"", ERROR, "unknown-value", ANNA_ONE, 6, "maybe" },
  { "set-value-type", ANNA_ONE, "\"certainty\":\"sure\"", "\"certainty\":true", ERROR, "unknown-value", ANNA_ONE, 6, "true" },
  { "set-attribute-label", ANNA_ONE, "\"label\":\"ORG\"", "\"label\":\"ORG\",\"attributes\":{\"certainty\":\"sure\"}", WARNING,
    "attribute-of-other-label", ANNA_ONE, 7, "ORG" },
  { "set-entity", ANNA_ONE, "\"entity\":\"halloran\"", "\"entity\":\"nobody\"", ERROR, "unknown-entity", ANNA_ONE, 6, "nobody" },
  { "set-relation", ANNA_ONE, "\"label\":\"works_for\"", "\"label\":\"knows\"", ERROR, "unknown-relation-type", ANNA_ONE, 8,
    "knows" },
  { "set-relation-ends", ANNA_ONE, "\"from\":\"a1\",\"to\":\"a2\"", "\"from\":\"a2\",\"to\":\"a1\"", WARNING, "relation-ends",
    ANNA_ONE, 8, "works_for" },
  { "set-document-label", ANNA_ONE, "\"label\":\"topic\"", "\"label\":\"mood\"", ERROR, "unknown-document-label", ANNA_ONE, 5,
    "mood" },
  { "set-document-value", ANNA_ONE, "\"value\":\"economy\"", "\"value\":\"sports\"", ERROR, "unknown-value", ANNA_ONE, 5, "sports" },
  { "set-range", ANNA_ONE, "[[28,41]]", "[[28,4100]]", ERROR, "range-outside-text", ANNA_ONE, 7, "" },
  { "set-backwards", ANNA_ONE, "[[28,41]]", "[[41,28]]", ERROR, "range-backwards", ANNA_ONE, 7, "" },
  { "set-covered", ANNA_ONE, "[[28,41]]", "[[29,42]]", ERROR, "covered-text-differs", ANNA_ONE, 7, "" },
  { "set-twice", ANNA_ONE, "\"id\":\"a2\"", "\"id\":\"a1\"", ERROR, "duplicate-id", ANNA_ONE, 7, "a1" },
  { "set-dangling", ANNA_ONE, "\"to\":\"a2\"", "\"to\":\"a9\"", ERROR, "missing-end", ANNA_ONE, 8, "a9" },
  { "set-status", ANNA_ONE, "\"status\":\"done\"", "\"status\":\"finished\"", ERROR, "unknown-word", ANNA_ONE, 0, "finished" },
  { "set-other-text", ANNA_ONE, "\"sha256\":\"", "\"sha256\":\"0", ERROR, NULL, ANNA_ONE, 2, "" },
  { "set-other-article", ANNA_ONE, "\"id\":\"one\"", "\"id\":\"two\"", ERROR, "other-article", ANNA_ONE, 0, "two" },
  { "set-other-annotator", ANNA_ONE, "\"annotator\":\"anna\"", "\"annotator\":\"ben\"", ERROR, "other-annotator", ANNA_ONE, 0,
    "ben" },

  /* What should not be there */
  { "stray-set", "annotations/anna/four.json", NULL, "{}", ERROR, "unknown-article", "annotations/anna/four.json", 0,
    "no article" },
  { "stray-in-sets", "annotations/anna/one.bak", NULL, "x", WARNING, "stray-file", "annotations/anna/one.bak", 0, "Move" },
  { "stray-among-annotators", "annotations/notes.txt", NULL, "x", WARNING, "stray-file", "annotations/notes.txt", 0, "Move" },
  { "unlisted-text", "articles/four.txt", NULL, "x", ERROR, "article-unlisted", "articles/four.txt", 0, "--repair" },
  { "stray-text", "articles/four.md", NULL, "x", WARNING, "stray-file", "articles/four.md", 0, "No article" },
  { "stray-top", "README.md", NULL, "x", NOTE, "stray-file", "README.md", 0, "left alone" },
  { "leftover", "articles/.one.txt.tmp-abcdefgh", NULL, "half", WARNING, "leftover-file", "articles/.one.txt.tmp-abcdefgh", 0,
    "did not come to its end" },
  { "leftover-top", ".schema.json.tmp-01234567", NULL, "half", WARNING, "leftover-file", ".schema.json.tmp-01234567", 0, "" },
  { "damaged-copy", ANNA_ONE ".damaged", NULL, "x", WARNING, "damaged-copy", ANNA_ONE ".damaged", 0, "remove it" },
  { "unknown-annotator", "annotations/clara/.keep", NULL, "", WARNING, "unknown-annotator", "annotations/clara", 0,
    "manicule.json" },
  { "annotator-case", "annotations/ANNA/.keep", NULL, "", ERROR, "case-collision", "annotations/anna", 0, "capitals" },
  { "source-unsafe", "suggestions/con/one.json", NULL, "{}", WARNING, "source-unsafe", "suggestions/con", 0, "another name" },
  { "stray-among-sources", "suggestions/notes.txt", NULL, "x", WARNING, "stray-file", "suggestions/notes.txt", 0, "Move" },
  { "journal-folder", "journal/anna.jsonl/.keep", NULL, "", ERROR, "file-unreadable", "journal/anna.jsonl", 0, "no file" },
  { "journal-unsafe", "journal/con.jsonl", NULL, "x", WARNING, "stray-file", "journal/con.jsonl", 0, "no annotator" },
  { "journal-stray", "journal/notes.txt", NULL, "x", WARNING, "stray-file", "journal/notes.txt", 0, "no annotator" },
  { "annotator-unsafe", "annotations/con/.keep", NULL, "", ERROR, "annotator-unsafe", "annotations/con", 0, "another name" },
};

static void
do_damage (GFile        *folder,
           const Damage *damage)
{
  g_autofree char *path = g_build_filename (g_file_peek_path (folder), damage->file, NULL);

  if (damage->old != NULL)
    store_test_replace (folder, damage->file, damage->old, damage->new);
  else if (damage->new != NULL)
    store_test_write (folder, damage->file, damage->new);
  else
    g_assert_cmpint (g_unlink (path), ==, 0);
}

static gboolean
matches (const ManiculeFinding *finding,
         const Damage          *damage)
{
  return finding->severity == damage->severity &&
         (damage->code == NULL || g_str_equal (finding->code, damage->code)) &&
         g_strcmp0 (finding->file, damage->where) == 0 &&
         (damage->line == 0 || finding->line == damage->line) &&
         strstr (finding->message, damage->word) != NULL &&
         strlen (finding->message) > 20;
}

/* Each damage of the table is found, with severity, code, file, line and a helpful word. */
static void
test_check_damage (gconstpointer data)
{
  const Damage *damage = data;
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr(GError) error = NULL;
  gboolean found = FALSE;
  guint i;

  store_test_make_project (folder->file);
  do_damage (folder->file, damage);
  before = store_test_fingerprint (folder->file);

  g_assert_true (manicule_project_folder_check (folder->file, findings, NULL, &error));
  g_assert_no_error (error);

  for (i = 0; i < manicule_findings_get_n (findings); i++)
    {
      const ManiculeFinding *finding = manicule_findings_get (findings, i);
      g_autofree char *line = manicule_finding_to_string (finding);

      g_test_message ("%d %s %s", finding->severity, finding->code, line);
      found |= matches (finding, damage);
    }
  g_assert_true (found);

  /* To check is to change nothing. */
  after = store_test_fingerprint (folder->file);
  g_assert_cmpstr (before, ==, after);
}

/* A sound project gives no finding, and neither does what version control and desktops put beside it. */
static void
test_check_sound (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();

  store_test_make_project (folder->file);
  store_test_write (folder->file, ".git/HEAD", "ref: refs/heads/main\n");
  store_test_write (folder->file, ".gitattributes", "* text=auto\n");
  store_test_write (folder->file, "articles/.DS_Store", "x");
  store_test_write (folder->file, ".lock", "{}");
  store_test_write (folder->file, "journal/anna.jsonl", "");
  store_test_assert_sound (folder->file);
}

/* The sample project is sound. */
static void
test_check_sample (void)
{
  const char *path = g_getenv ("MANICULE_SAMPLE");
  g_autoptr(GFile) folder = NULL;

  if (path == NULL || !g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("the sample project is not here");
      return;
    }

  folder = g_file_new_for_path (path);
  store_test_assert_sound (folder);
}

/* A folder of texts that is a link leads nowhere; its articles are reported, not read. */
static void
test_check_links (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(StoreTestFolder) outside = store_test_folder_new ();
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autofree char *inside_path = g_build_filename (g_file_peek_path (folder->file), "articles", NULL);
  g_autofree char *outside_path = g_build_filename (g_file_peek_path (outside->file), "articles", NULL);
  guint i, n_links = 0;

  store_test_make_project (folder->file);
  g_assert_cmpint (g_rename (inside_path, outside_path), ==, 0);
  g_assert_cmpint (symlink (outside_path, inside_path), ==, 0);

  g_assert_true (manicule_project_folder_check (folder->file, findings, NULL, NULL));
  for (i = 0; i < manicule_findings_get_n (findings); i++)
    n_links += g_str_equal (manicule_findings_get (findings, i)->code, "symbolic-link") ||
               strstr (manicule_findings_get (findings, i)->message, "symbolic link") != NULL;
  g_assert_cmpuint (n_links, >=, 3);
}

/* What stands where a set or an annotator's folder should be, and cannot be read, is an error, as it is to who reads it. */
static void
test_check_types (void)
{
  static const char * const names[] = { ANNA_ONE, "annotations/anna" };
  guint i;

  for (i = 0; i < 3 * G_N_ELEMENTS (names); i++)
    {
      g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
      g_autoptr(StoreTestFolder) aside = store_test_folder_new ();
      g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
      const char *name = names[i / 3];
      g_autofree char *path = NULL;
      g_autofree char *moved = NULL;

      store_test_make_project (folder->file);
      path = g_build_filename (g_file_peek_path (folder->file), name, NULL);
      moved = g_build_filename (g_file_peek_path (aside->file), "moved", NULL);
      g_assert_cmpint (g_rename (path, moved), ==, 0);
      if (i % 3 == 0)
        g_assert_cmpint (symlink (moved, path), ==, 0);
      else if (i % 3 == 1)
        g_assert_cmpint (mkfifo (path, 0600), ==, 0);
      else if (i / 3 == 0)
        g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
      else
        store_test_write (folder->file, name, "x");

      g_assert_true (manicule_project_folder_check (folder->file, findings, NULL, NULL));
      g_assert_cmpuint (manicule_findings_get_n_errors (findings), ==, 1);
      g_assert_cmpstr (manicule_findings_get (findings, 0)->file, ==, name);
    }
}

/* A check can be cancelled, and one of a folder that is not there fails. */
static void
test_check_cancelled (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(GFile) gone = g_file_get_child (folder->file, "gone");
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  store_test_make_project (folder->file);
  g_cancellable_cancel (cancellable);
  g_assert_false (manicule_project_folder_check (folder->file, findings, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  g_assert_false (manicule_project_folder_check (gone, findings, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/* Whatever bytes a file is made of, the check comes to its end. */
static void
test_check_garbage (void)
{
  static const char * const files[] = {
    "manicule.json", "schema.json", "articles.jsonl", "entities.jsonl", "articles/one.txt", ANNA_ONE,
  };
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  guint i;

  store_test_make_project (folder->file);

  for (i = 0; i < 300; i++)
    {
      const char *name = files[g_test_rand_int_range (0, G_N_ELEMENTS (files))];
      g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
      g_autofree char *sound = store_test_read (folder->file, name);
      g_autofree char *content = g_strdup (sound);
      guint n = strlen (content);
      guint k;

      for (k = 0; k < 3; k++)
        content[g_test_rand_int_range (0, n)] = g_test_rand_int_range (1, 256);
      if (g_test_rand_bit ())
        content[g_test_rand_int_range (0, n)] = '\0';

      store_test_write (folder->file, name, content);
      g_assert_true (manicule_project_folder_check (folder->file, findings, NULL, NULL));
      store_test_write (folder->file, name, sound);
    }

  store_test_assert_sound (folder->file);
}

int
main (int    argc,
      char **argv)
{
  guint i;

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/check/sound", test_check_sound);
  g_test_add_func ("/check/sample", test_check_sample);
  g_test_add_func ("/check/links", test_check_links);
  g_test_add_func ("/check/types", test_check_types);
  g_test_add_func ("/check/cancelled", test_check_cancelled);
  g_test_add_func ("/check/garbage", test_check_garbage);
  for (i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *path = g_strconcat ("/check/damage/", damages[i].name, NULL);

      g_test_add_data_func (path, &damages[i], test_check_damage);
    }

  return g_test_run ();
}
