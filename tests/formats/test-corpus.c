/* test-corpus.c: files of each format, read as they should be
 *
 * Under corpus/FORMAT lie files named ok-…, odd-… and bad-…: ok ones are read without an error or a warning, odd ones
 * are read whatever they look like, bad ones give an error, or an error among the findings, with a line where the format
 * has lines. Beside a file may lie what is expected of it, in FILE.expect, a line each:
 *
 *   documents N          so many articles
 *   annotations N        so many annotations in all of them
 *   finding CODE LINE    such a finding, at that line (0: none)
 *   error TEXT           the reading fails, and the message holds the text
 *   format ID            what the file is recognised as (the folder's name where nothing is said; "none")
 *   text TEXT            the whole text of the first article, with the escapes of C
 *   has TEXT             a piece of it
 *   hasnot TEXT          no piece of it
 *   title, date, byline, source, language, url, encoding TEXT   what is known of the first article; "-": nothing
 *   option NAME VALUE    read with that option
 *   kept                 the damaged lines are kept and written again as they are, so that nothing is lost: a reading
 *                        without findings goes on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "format-helpers.h"

#include <string.h>

typedef struct
{
  const ManiculeFormat *format;
  char                 *path;
} Case;

static void
case_free (gpointer data)
{
  Case *self = data;

  g_free (self->path);
  g_free (self);
}

/* --- expectations --- */

typedef struct
{
  char *word;
  char *rest;
} Expectation;

static void
expectation_clear (gpointer data)
{
  g_free (((Expectation *) data)->word);
  g_free (((Expectation *) data)->rest);
}

static GArray *
read_expectations (const char *path)
{
  g_autofree char *expect_path = g_strconcat (path, ".expect", NULL);
  g_autofree char *contents = NULL;
  g_auto(GStrv) lines = NULL;
  GArray *expectations = g_array_new (FALSE, FALSE, sizeof (Expectation));

  g_array_set_clear_func (expectations, expectation_clear);
  if (!g_file_get_contents (expect_path, &contents, NULL, NULL))
    return expectations;

  lines = g_strsplit (contents, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto(GStrv) parts = g_strsplit (lines[i], " ", 2);

      if (*lines[i] != '\0')
        g_array_append_val (expectations, ((Expectation) { g_strdup (parts[0]), g_strdup (parts[1] != NULL ? parts[1] : "") }));
    }

  return expectations;
}

static const char *
find_expectation (GArray     *expectations,
                  const char *word)
{
  for (guint i = 0; i < expectations->len; i++)
    if (g_str_equal (g_array_index (expectations, Expectation, i).word, word))
      return g_array_index (expectations, Expectation, i).rest;

  return NULL;
}

static GHashTable *
make_options (GArray *expectations)
{
  GHashTable *options = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < expectations->len; i++)
    {
      Expectation *expectation = &g_array_index (expectations, Expectation, i);

      if (g_str_equal (expectation->word, "option"))
        {
          g_auto(GStrv) parts = g_strsplit (expectation->rest, " ", 2);

          g_hash_table_insert (options, g_strdup (parts[0]), g_strdup (parts[1]));
        }
    }

  return options;
}

static guint
count_annotations (GPtrArray *documents)
{
  guint n = 0;

  for (guint i = 0; i < documents->len; i++)
    for (guint j = 0; j < manicule_document_get_n_sets (documents->pdata[i]); j++)
      n += g_list_model_get_n_items (G_LIST_MODEL (manicule_document_get_set (documents->pdata[i], j)));

  return n;
}

static void
expect_finding (ManiculeFindings *findings,
                const char       *rest)
{
  g_auto(GStrv) parts = g_strsplit (rest, " ", 2);
  guint line = (guint) atoi (parts[1] != NULL ? parts[1] : "0");

  for (guint i = 0; i < manicule_findings_get_n (findings); i++)
    if (g_str_equal (manicule_findings_get (findings, i)->code, parts[0]) && manicule_findings_get (findings, i)->line == line)
      return;

  g_error ("there is no finding %s", rest);
}

static const char *
get_field (ManiculeDocument *document,
           const char       *name)
{
  const ManiculeArticleFields *fields = manicule_article_get_fields (manicule_document_get_article (document));
  const struct { const char *name; const char *value; } all[] = {
    { "id", fields->id }, { "title", fields->title }, { "date", fields->date }, { "byline", fields->byline },
    { "source", fields->source }, { "language", fields->language }, { "url", fields->url }, { "encoding", fields->encoding },
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (g_str_equal (all[i].name, name))
      return all[i].value != NULL ? all[i].value : "-";

  g_error ("nothing is known of “%s”", name);
}

static void
expect (const Expectation *expectation,
        GPtrArray         *documents,
        ManiculeFindings  *findings)
{
  g_autofree char *string = g_strcompress (expectation->rest);
  const char *word = expectation->word;
  const char *text = documents->len > 0 ? manicule_text_get_data (manicule_document_get_text (documents->pdata[0])) : "";

  if (g_str_equal (word, "option") || g_str_equal (word, "format") || g_str_equal (word, "kept"))
    return;

  if (g_str_equal (word, "documents"))
    g_assert_cmpuint (documents->len, ==, (guint) atoi (string));
  else if (g_str_equal (word, "annotations"))
    g_assert_cmpuint (count_annotations (documents), ==, (guint) atoi (string));
  else if (g_str_equal (word, "finding"))
    expect_finding (findings, string);
  else if (g_str_equal (word, "text"))
    g_assert_cmpstr (text, ==, string);
  else if (g_str_equal (word, "has"))
    g_assert_nonnull (strstr (text, string));
  else if (g_str_equal (word, "hasnot"))
    g_assert_null (strstr (text, string));
  else
    g_assert_cmpstr (get_field (documents->pdata[0], word), ==, string);
}

/* --- reading --- */

static void
assert_recognised (const Case *test,
                   GFile      *file,
                   GArray     *expectations)
{
  const char *id = find_expectation (expectations, "format");
  g_autoptr(GError) error = NULL;
  const ManiculeFormat *format = manicule_formats_sniff (file, &error);

  if (id == NULL)
    id = test->format->id;
  if (error != NULL)
    g_test_message ("%s", error->message);
  g_assert_cmpstr (format != NULL ? format->id : "none", ==, id);
}

/* Files that nothing is wrong with come through the format itself unharmed. */
static void
assert_survives (const Case *test,
                 GPtrArray  *documents,
                 GHashTable *options)
{
  g_autoptr(TestFolder) folder = test_folder_new ();
  g_autoptr(GFile) target = test_folder_get (folder, "target");
  g_autoptr(ManiculeSchema) schema = manicule_schema_new ();
  g_autoptr(ManiculeLossReport) report = NULL;
  g_autoptr(GError) error = NULL;
  ManiculeExport export;

  if (!manicule_format_can_write (test->format))
    return;

  test_export_init (&export, test->format, documents, schema);
  export.options = options;
  report = manicule_export_run (&export, target, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_fails (GError       *error,
              const char   *says,
              const char   *name)
{
  if (says == NULL)
    g_error ("%s: %s", name, error->message);
  if (strstr (error->message, says) == NULL)
    g_error ("%s: “%s” does not say “%s”", name, error->message, says);
}

static void
assert_findings_fit_name (ManiculeFindings *findings,
                          const char       *name)
{
  guint n_bad = 0;

  for (guint i = 0; i < manicule_findings_get_n (findings); i++)
    {
      const ManiculeFinding *finding = manicule_findings_get (findings, i);
      g_autofree char *string = manicule_finding_to_string (finding);

      g_test_message ("%s (%s)", string, finding->code);
      n_bad += finding->severity != MANICULE_FINDING_NOTE;
    }

  if (g_str_has_prefix (name, "ok-"))
    g_assert_cmpuint (n_bad, ==, 0);
  if (g_str_has_prefix (name, "bad-"))
    g_assert_cmpuint (manicule_findings_get_n_errors (findings), >, 0);
}

/* A file of the corpus is read as its name and its expectations say. */
static void
test_corpus_file (gconstpointer data)
{
  const Case *test = data;
  g_autofree char *name = g_path_get_basename (test->path);
  g_autoptr(GFile) file = g_file_new_for_path (test->path);
  g_autoptr(GArray) expectations = read_expectations (test->path);
  g_autoptr(GHashTable) options = make_options (expectations);
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autoptr(GPtrArray) documents = NULL;
  g_autoptr(GPtrArray) strict_documents = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) strict_error = NULL;

  assert_recognised (test, file, expectations);
  strict_documents = test_read_all (test->format, file, options, NULL, &strict_error);
  documents = test_read_all (test->format, file, options, findings, &error);

  if (error != NULL)
    {
      assert_fails (error, g_str_has_prefix (name, "bad-") ? find_expectation (expectations, "error") : NULL, name);
      g_assert_nonnull (strict_error);
      return;
    }

  /* Without findings the first error that loses something fails, and nothing else does. */
  g_assert_cmpint (strict_error != NULL, ==,
                   manicule_findings_get_n_errors (findings) > 0 && find_expectation (expectations, "kept") == NULL);
  assert_findings_fit_name (findings, name);
  g_assert_null (find_expectation (expectations, "error"));
  for (guint i = 0; i < expectations->len; i++)
    expect (&g_array_index (expectations, Expectation, i), documents, findings);
  if (g_str_has_prefix (name, "ok-"))
    assert_survives (test, documents, options);
}

/* --- the corpus --- */

static gboolean
is_main (const ManiculeFormat *format,
         const char           *name)
{
  const char *dot = strrchr (name, '.');

  return (g_str_has_prefix (name, "ok-") || g_str_has_prefix (name, "odd-") || g_str_has_prefix (name, "bad-")) &&
         dot != NULL && g_strv_contains (format->suffixes, dot + 1);
}

static void
add_folder (const ManiculeFormat *format,
            const char           *folder_path)
{
  g_autoptr(GDir) folder = g_dir_open (folder_path, 0, NULL);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    if (is_main (format, name))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort_values (names, (GCompareFunc) g_strcmp0);

  for (guint i = 0; i < names->len; i++)
    {
      Case *test = g_new0 (Case, 1);
      g_autofree char *path = g_strdup_printf ("/corpus/%s/%s", format->id, (const char *) names->pdata[i]);

      test->format = format;
      test->path = g_build_filename (folder_path, names->pdata[i], NULL);
      g_test_add_data_func_full (path, test, test_corpus_file, case_free);
    }
}

int
main (int    argc,
      char **argv)
{
  const ManiculeFormat * const *formats = manicule_formats_list ();

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; formats[i] != NULL; i++)
    {
      g_autofree char *folder = g_build_filename (g_getenv ("MANICULE_SOURCE"), "tests", "formats", "corpus", formats[i]->id, NULL);

      if (manicule_format_can_read (formats[i]))
        add_folder (formats[i], folder);
    }

  return g_test_run ();
}
