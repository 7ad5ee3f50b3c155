/* test-export.c: an export is whole, verified, or has not happened
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "format-helpers.h"

#include "manicule-format-output.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  TestFolder     *folder;
  GFile          *target;
  GPtrArray      *documents;
  ManiculeSchema *schema;
  ManiculeExport  export;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  format_id)
{
  fixture->folder = test_folder_new ();
  fixture->target = test_folder_get (fixture->folder, "target");
  fixture->schema = test_make_schema ();
  fixture->documents = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (fixture->documents, test_document_new ("000_first", "First.\n", NULL));
  g_ptr_array_add (fixture->documents, test_make_document ("001_everything"));
  g_ptr_array_add (fixture->documents, test_document_new ("002_last", "Last.\n", NULL));
  test_export_init (&fixture->export, manicule_formats_find (format_id), fixture->documents, fixture->schema);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_pointer (&fixture->folder, test_folder_free);
  g_clear_object (&fixture->target);
  g_clear_object (&fixture->schema);
  g_clear_pointer (&fixture->documents, g_ptr_array_unref);
}

/* Names in a folder, hidden ones too, in order: "a b c". */
static char *
list_names (const char *path)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  g_assert_nonnull (folder);
  while ((name = g_dir_read_name (folder)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort_values (names, (GCompareFunc) g_strcmp0);
  g_ptr_array_add (names, NULL);

  return g_strjoinv (" ", (char **) names->pdata);
}

static void
assert_names (const char *path,
              const char *expected)
{
  g_autofree char *names = list_names (path);

  g_assert_cmpstr (names, ==, expected);
}

static void
run (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(ManiculeLossReport) report = manicule_export_run (&fixture->export, fixture->target, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (report);
}

/* Runs what must fail, and gives the message. */
static char *
run_failing (Fixture *fixture,
             GQuark   domain,
             int      code)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(ManiculeLossReport) report = manicule_export_run (&fixture->export, fixture->target, NULL, &error);

  g_assert_null (report);
  g_assert_error (error, domain, code);

  return g_strdup (error->message);
}

/* --- the target --- */

/* Nothing but the target is left in its folder, and a second run gives the same bytes. */
static void
test_export_file (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  run (fixture);
  assert_names (fixture->folder->path, "target");
  first = test_read_file (fixture->target);
  run (fixture);
  second = test_read_file (fixture->target);
  g_assert_cmpstr (first, ==, second);
}

/* What a link leads to is replaced, and stays as private as it was. */
static void
test_export_link (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *real_path = g_build_filename (fixture->folder->path, "real", NULL);
  GStatBuf info;

  g_file_set_contents (real_path, "old", -1, NULL);
  g_chmod (real_path, 0600);
  g_assert_cmpint (symlink ("real", g_file_peek_path (fixture->target)), ==, 0);
  run (fixture);

  g_assert_true (g_file_test (g_file_peek_path (fixture->target), G_FILE_TEST_IS_SYMLINK));
  g_assert_cmpint (g_stat (real_path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (info.st_size, >, 100);
  assert_names (fixture->folder->path, "real target");
}

/* A format that writes one file does not take a folder for it. */
static void
test_export_folder_for_file (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autofree char *message = NULL;

  g_mkdir (g_file_peek_path (fixture->target), 0777);
  message = run_failing (fixture, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  assert_names (fixture->folder->path, "target");
}

/* A folder is made, an empty one is taken, and an export is replaced by the next, with nothing of it left. */
static void
test_export_folder (Fixture       *fixture,
                    gconstpointer  data)
{
  const char *path = g_file_peek_path (fixture->target);

  run (fixture);
  assert_names (path, ".manicule-export 000_first.txt 001_everything.txt 002_last.txt");
  g_ptr_array_remove_index (fixture->documents, 0);
  run (fixture);
  assert_names (path, ".manicule-export 001_everything.txt 002_last.txt");
  assert_names (fixture->folder->path, "target");
}

static void
test_export_empty_folder (Fixture       *fixture,
                          gconstpointer  data)
{
  g_mkdir (g_file_peek_path (fixture->target), 0777);
  run (fixture);
  assert_names (g_file_peek_path (fixture->target), ".manicule-export 000_first.txt 001_everything.txt 002_last.txt");
}

/* Files that no export has left in a folder are never touched, whether they were there before or came later. */
static void
test_export_foreign_folder (Fixture       *fixture,
                            gconstpointer  data)
{
  const char *path = g_file_peek_path (fixture->target);
  g_autofree char *foreign = g_build_filename (path, "thesis.txt", NULL);
  g_autofree char *message = NULL;
  g_autofree char *second_message = NULL;

  g_mkdir (path, 0777);
  g_file_set_contents (foreign, "mine", -1, NULL);
  message = run_failing (fixture, G_IO_ERROR, G_IO_ERROR_NOT_EMPTY);
  g_assert_nonnull (strstr (message, "empty folder"));
  assert_names (path, "thesis.txt");

  g_unlink (foreign);
  run (fixture);
  g_file_set_contents (foreign, "mine", -1, NULL);
  second_message = run_failing (fixture, G_IO_ERROR, G_IO_ERROR_NOT_EMPTY);
  assert_names (path, ".manicule-export 000_first.txt 001_everything.txt 002_last.txt thesis.txt");
}

/* A file that was changed since the export is somebody's work. */
static void
test_export_changed_folder (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autofree char *changed = g_build_filename (g_file_peek_path (fixture->target), "000_first.txt", NULL);
  g_autofree char *message = NULL;
  g_autofree char *contents = NULL;

  run (fixture);
  g_file_set_contents (changed, "corrected by hand", -1, NULL);
  message = run_failing (fixture, G_IO_ERROR, G_IO_ERROR_NOT_EMPTY);
  g_file_get_contents (changed, &contents, NULL, NULL);
  g_assert_cmpstr (contents, ==, "corrected by hand");
  assert_names (fixture->folder->path, "target");
}

/* A symbolic link in the folder is not followed and not replaced. */
static void
test_export_linked_folder (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autofree char *link_path = g_build_filename (g_file_peek_path (fixture->target), "elsewhere", NULL);
  g_autofree char *outside = g_build_filename (fixture->folder->path, "outside", NULL);
  g_autofree char *message = NULL;

  run (fixture);
  g_mkdir (outside, 0777);
  g_assert_cmpint (symlink (outside, link_path), ==, 0);
  message = run_failing (fixture, G_IO_ERROR, G_IO_ERROR_NOT_EMPTY);
  g_assert_true (g_file_test (link_path, G_FILE_TEST_IS_SYMLINK));
}

/* Two articles of one id cannot both have the file. */
static void
test_export_same_id (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *message = NULL;

  g_ptr_array_add (fixture->documents, test_document_new ("000_first", "Again.\n", NULL));
  message = run_failing (fixture, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_assert_nonnull (strstr (message, "000_first.txt"));
  assert_names (fixture->folder->path, "");
}

/* --- what goes wrong on the way --- */

static ManiculeDocument *
fail_at_second (guint      index,
                gpointer   documents,
                GError   **error)
{
  if (index == 1)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the disk is gone");
      return NULL;
    }

  return test_get_document (index, documents, error);
}

/* An error of the source is the export's, and the old target stays. */
static void
test_export_source_fails (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autofree char *message = NULL;
  g_autofree char *contents = NULL;

  g_object_unref (test_folder_write (fixture->folder, "target", "as it was", -1));
  fixture->export.source = fail_at_second;
  message = run_failing (fixture, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_cmpstr (message, ==, "the disk is gone");
  contents = test_read_file (fixture->target);
  g_assert_cmpstr (contents, ==, "as it was");
  assert_names (fixture->folder->path, "target");
}

static GCancellable *to_cancel;
static guint cancel_at;

static void
cancel_later (guint    done,
              guint    total,
              gpointer data)
{
  if (done == cancel_at)
    g_cancellable_cancel (to_cancel);
}

/* Wherever it is cancelled, nothing is left. */
static void
test_export_cancelled (Fixture       *fixture,
                       gconstpointer  data)
{
  fixture->export.progress = cancel_later;
  for (cancel_at = 1; cancel_at <= 9; cancel_at++)
    {
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      g_autoptr(GError) error = NULL;
      g_autoptr(ManiculeLossReport) report = NULL;

      to_cancel = cancellable;
      report = manicule_export_run (&fixture->export, fixture->target, cancellable, &error);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_null (report);
      assert_names (fixture->folder->path, "");
    }
}

static guint last_done;

static void
check_progress (guint    done,
                guint    total,
                gpointer data)
{
  g_assert_cmpuint (done, ==, last_done + 1);
  g_assert_cmpuint (total, ==, 9);
  last_done = done;
}

/* Progress goes up by one to the total: each document is counted, written and read back. */
static void
test_export_progress (Fixture       *fixture,
                      gconstpointer  data)
{
  last_done = 0;
  fixture->export.progress = check_progress;
  run (fixture);
  g_assert_cmpuint (last_done, ==, 9);
}

/* --- verifying --- */

static const ManiculeFormat *jsonl;

static ManiculeDocument *
rebuild (ManiculeDocument *document,
         const char       *text_string,
         const char       *dropped)
{
  ManiculeAnnotationSet *set = manicule_document_get_set (document, 0);
  g_autoptr(ManiculeText) text = text_string != NULL ? manicule_text_new_from_string (text_string)
                                                     : g_object_ref (manicule_document_get_text (document));
  g_autoptr(GPtrArray) annotations = g_ptr_array_new ();
  g_autoptr(ManiculeAnnotationSet) copy = manicule_annotation_set_new (manicule_annotation_set_get_article_id (set), "anna", text);
  ManiculeDocument *rebuilt = manicule_document_new (manicule_document_get_article (document), text);

  for (guint i = 0; dropped != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (set)); i++)
    if (!g_str_equal (manicule_annotation_get_id (manicule_annotation_set_get (set, i)), dropped))
      g_ptr_array_add (annotations, manicule_annotation_set_get (set, i));

  manicule_annotation_set_add_all (copy, annotations, NULL);
  manicule_annotation_set_init_status (copy, manicule_annotation_set_get_status (set));
  manicule_document_add_set (rebuilt, copy);

  return rebuilt;
}

static gboolean
is_everything (ManiculeDocument *document)
{
  return g_str_equal (manicule_article_get_id (manicule_document_get_article (document)), "001_everything");
}

static gboolean
write_without_span (gpointer           state,
                    ManiculeDocument  *document,
                    GError           **error)
{
  g_autoptr(ManiculeDocument) changed = is_everything (document) ? rebuild (document, NULL, "s7") : g_object_ref (document);

  return jsonl->write (state, changed, error);
}

static gboolean
write_other_text (gpointer           state,
                  ManiculeDocument  *document,
                  GError           **error)
{
  g_autoptr(ManiculeDocument) changed = is_everything (document) ? rebuild (document, "Other.", NULL) : g_object_ref (document);

  return jsonl->write (state, changed, error);
}

static gboolean
write_none (gpointer           state,
            ManiculeDocument  *document,
            GError           **error)
{
  return is_everything (document) || jsonl->write (state, document, error);
}

static gboolean
write_twice (gpointer           state,
             ManiculeDocument  *document,
             GError           **error)
{
  return jsonl->write (state, document, error) && (!is_everything (document) || jsonl->write (state, document, error));
}

static gboolean
write_broken (gpointer           state,
              ManiculeDocument  *document,
              GError           **error)
{
  return manicule_format_output_write (state, is_everything (document) ? "{\"id\":\n" : "", -1, error) &&
         jsonl->write (state, document, error);
}

static gboolean
write_all_but_last (gpointer           state,
                    ManiculeDocument  *document,
                    GError           **error)
{
  return g_str_equal (manicule_article_get_id (manicule_document_get_article (document)), "002_last") ||
         jsonl->write (state, document, error);
}

typedef struct
{
  const char *name;
  gboolean  (*write) (gpointer state, ManiculeDocument *document, GError **error);
  const char *says[3];   /* what the message names */
} LiarCase;

static const LiarCase liar_cases[] = {
  { "span", write_without_span, { "“001_everything”", "(s7)", "span “GPE”" } },
  { "text", write_other_text, { "“001_everything”", "text of ", "SHA-256" } },
  { "document", write_none, { "“001_everything”", NULL } },
  { "twice", write_twice, { "“002_last”", NULL } },
  { "last", write_all_but_last, { "“002_last”", NULL } },
  { "broken", write_broken, { "cannot be read back", NULL } },
};

/* A writer that does not write what it was given is found out; the message says where, and the target stays. */
static void
test_export_liar (gconstpointer data)
{
  const LiarCase *test = data;
  ManiculeFormat format;
  Fixture fixture;
  g_autofree char *message = NULL;
  g_autofree char *contents = NULL;

  set_up (&fixture, "jsonl");
  jsonl = fixture.export.format;
  format = *jsonl;
  format.write = test->write;
  fixture.export.format = &format;
  g_object_unref (test_folder_write (fixture.folder, "target", "as it was", -1));

  message = run_failing (&fixture, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_DIFFERS);
  for (guint i = 0; i < G_N_ELEMENTS (test->says) && test->says[i] != NULL; i++)
    if (strstr (message, test->says[i]) == NULL)
      g_error ("“%s” does not say %s", message, test->says[i]);

  contents = test_read_file (fixture.target);
  g_assert_cmpstr (contents, ==, "as it was");
  assert_names (fixture.folder->path, "target");
  tear_down (&fixture, NULL);
}

/* A format of tokens: a line for each word, with a label before it or not; documents have no borders. */
static gboolean
write_tokens (gpointer           state,
              ManiculeDocument  *document,
              GError           **error)
{
  g_auto(GStrv) words = g_strsplit_set (manicule_text_get_data (manicule_document_get_text (document)), " \n", -1);
  ManiculeAnnotationSet *set = manicule_document_get_set (document, 0);
  guint chr = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autoptr(GPtrArray) spans = g_ptr_array_new ();
      g_autofree char *line = NULL;
      guint length = (guint) g_utf8_strlen (words[i], -1);

      manicule_annotation_set_query (set, chr, chr + length, spans);
      line = g_strdup_printf ("%s\t%s\n", spans->len > 0 ? manicule_annotation_get_label (spans->pdata[0]) : "", words[i]);
      if (length > 0 && !manicule_format_output_write (state, line, -1, error))
        return FALSE;
      chr += length + 1;
    }

  return TRUE;
}

static gboolean lose_a_label;

static gboolean
read_tokens (ManiculeFormatInput   *input,
             ManiculeDocumentFunc   func,
             gpointer               data,
             GError               **error)
{
  g_autoptr(GString) string = g_string_new (NULL);
  g_autoptr(GPtrArray) annotations = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(ManiculeDocument) document = NULL;
  ManiculeFormatLine line;
  guint chr = 0;

  while (manicule_format_input_next_line (input, &line, error))
    {
      g_auto(GStrv) columns = g_strsplit (line.data, "\t", 2);
      guint length = (guint) g_utf8_strlen (columns[1], -1);
      g_autofree char *id = g_strdup_printf ("t%u", line.number);

      if (*columns[0] != '\0' && !(lose_a_label && line.number == 3))
        test_add_span (annotations, id, columns[0], chr, chr + length);
      g_string_append_printf (string, "%s ", columns[1]);
      chr += length + 1;
    }

  document = test_document_new ("read", string->str, annotations);

  return manicule_format_input_emit (input, document, func, data, error);
}

static gpointer
begin_tokens (ManiculeFormatOutput  *output,
              ManiculeSchema        *schema,
              GError               **error)
{
  return output;
}

static gboolean
end_tokens (gpointer   state,
            gboolean   commit,
            GError   **error)
{
  return TRUE;
}

/* What has no borders of documents is compared as one sequence, and a difference is still found in its article. */
static void
test_export_tokens (void)
{
  ManiculeFormat format = {
    .id = "tokens", .title = "Tokens", .holds = MANICULE_HOLDS_SPANS,
    .container = MANICULE_CONTAINER_FILE, .read = read_tokens, .begin = begin_tokens, .write = write_tokens, .end = end_tokens,
  };
  Fixture fixture;
  g_autoptr(GPtrArray) annotations = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *message = NULL;

  set_up (&fixture, "jsonl");
  test_add_span (annotations, "s1", "PER", 0, 3);
  test_add_span (annotations, "s2", "ORG", 9, 14);
  g_ptr_array_set_size (fixture.documents, 0);
  g_ptr_array_add (fixture.documents, test_document_new ("a", "Kim", NULL));
  g_ptr_array_add (fixture.documents, test_document_new ("b", "", NULL));
  g_ptr_array_add (fixture.documents, test_document_new ("c", "Kim  met Reuters\n\n", NULL));
  g_ptr_array_add (fixture.documents, test_document_new ("d", "Kim met  Trump  today", annotations));
  g_ptr_array_add (fixture.documents, test_document_new ("e", " \n ", NULL));
  test_export_init (&fixture.export, &format, fixture.documents, fixture.schema);

  lose_a_label = FALSE;
  run (&fixture);

  g_ptr_array_remove_index (fixture.documents, 2);
  lose_a_label = FALSE;
  run (&fixture);
  lose_a_label = TRUE;
  g_ptr_array_remove_index (fixture.documents, 0);
  message = run_failing (&fixture, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_DIFFERS);
  g_assert_nonnull (strstr (message, "“d”"));
  g_assert_nonnull (strstr (message, "span “ORG” 6–11 (s2)"));
  tear_down (&fixture, NULL);
}

/* --- loss --- */

/* A strict export fails rather than lose anything, and says what it would have lost. */
static void
test_export_strict (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *message = NULL;

  fixture->export.strict = TRUE;
  message = run_failing (fixture, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_LOSS);
  g_assert_nonnull (strstr (message, ": 1"));
  assert_names (fixture->folder->path, "");
}

/* What is held whole passes a strict export. */
static void
test_export_strict_passes (Fixture       *fixture,
                           gconstpointer  data)
{
  fixture->export.strict = TRUE;
  run (fixture);
}

/* Counting gives the same report as exporting. */
static void
test_export_count (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(ManiculeLossReport) counted = manicule_export_count (&fixture->export, NULL, &error);
  g_autoptr(ManiculeLossReport) written = NULL;

  g_assert_no_error (error);
  assert_names (fixture->folder->path, "");
  written = manicule_export_run (&fixture->export, fixture->target, NULL, &error);
  g_assert_no_error (error);

  g_assert_cmpuint (counted->n_articles, ==, 3);
  g_assert_cmpuint (counted->n_annotations, ==, written->n_annotations);
  g_assert_cmpuint (counted->n_exact, ==, written->n_exact);
  g_assert_cmpmem (counted->n_lost, sizeof counted->n_lost, written->n_lost, sizeof written->n_lost);
}

/* Two annotation sets of an article cannot both go into one place: the caller must choose. */
static void
test_export_two_sets (Fixture       *fixture,
                      gconstpointer  data)
{
  ManiculeDocument *document = fixture->documents->pdata[1];
  g_autoptr(ManiculeAnnotationSet) second = manicule_annotation_set_new ("001_everything", "bert",
                                                                         manicule_document_get_text (document));
  g_autofree char *message = NULL;

  manicule_document_add_set (document, second);
  message = run_failing (fixture, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_LOSS);
  g_assert_nonnull (strstr (message, "001_everything"));
}

/* --- options --- */

typedef struct
{
  const char *option;
  const char *value;
  const char *says;
} OptionCase;

static const OptionCase option_cases[] = {
  { "no-such", "yes", "excel" },
  { "excel", "perhaps", "no, yes" },
};

/* Unknown options and values are refused before anything is done, with those that there are. */
static void
test_export_options (Fixture       *fixture,
                     gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (option_cases); i++)
    {
      g_autoptr(GHashTable) options = g_hash_table_new (g_str_hash, g_str_equal);
      g_autofree char *message = NULL;

      g_hash_table_insert (options, (gpointer) option_cases[i].option, (gpointer) option_cases[i].value);
      fixture->export.options = options;
      message = run_failing (fixture, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_OPTION);
      g_assert_nonnull (strstr (message, option_cases[i].says));
    }
}

/* --- splits --- */

static guint
count_lines (GFile *file)
{
  g_autofree char *contents = test_read_file (file);
  g_auto(GStrv) lines = g_strsplit (contents, "\n", -1);

  return g_strv_length (lines) - 1;
}

static void
fill (GPtrArray *documents,
      guint      n)
{
  g_ptr_array_set_size (documents, 0);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("article-%03u", i);

      g_ptr_array_add (documents, test_document_new (id, "A text.\n", NULL));
    }
}

/* The shares are what the weights say, within one article, and every article is in one split, the same each time. */
static void
test_export_split (Fixture       *fixture,
                   gconstpointer  data)
{
  static const char * const names[] = { "train.jsonl", "validation.jsonl", "test.jsonl" };
  static const guint expected[] = { 82, 10, 11 };
  g_autoptr(GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *first_train = NULL;

  fill (fixture->documents, 103);
  fixture->export.n_documents = 103;
  memcpy (fixture->export.split, (guint[]) { 80, 10, 10 }, sizeof fixture->export.split);
  run (fixture);
  assert_names (g_file_peek_path (fixture->target), ".manicule-export test.jsonl train.jsonl validation.jsonl");

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(GFile) file = g_file_get_child (fixture->target, names[i]);
      g_autoptr(GPtrArray) documents = test_read_all (fixture->export.format, file, NULL, NULL, NULL);

      g_assert_cmpuint (count_lines (file), >=, expected[i] - 1);
      g_assert_cmpuint (count_lines (file), <=, expected[i] + 1);
      for (guint j = 0; j < documents->len; j++)
        g_assert_true (g_hash_table_add (ids, g_strdup (manicule_article_get_id (manicule_document_get_article (documents->pdata[j])))));
      if (i == 0)
        first_train = test_read_file (file);
    }
  g_assert_cmpuint (g_hash_table_size (ids), ==, 103);

  /* Another order of the same articles places them alike; only their order differs. */
  for (guint i = 0; i < 51; i++)
    {
      gpointer held = fixture->documents->pdata[i];

      fixture->documents->pdata[i] = fixture->documents->pdata[102 - i];
      fixture->documents->pdata[102 - i] = held;
    }
  run (fixture);
  {
    g_autoptr(GFile) file = g_file_get_child (fixture->target, "train.jsonl");
    g_autoptr(GPtrArray) documents = test_read_all (fixture->export.format, file, NULL, NULL, NULL);

    for (guint j = 0; j < documents->len; j++)
      g_assert_nonnull (strstr (first_train, manicule_article_get_id (manicule_document_get_article (documents->pdata[j]))));
  }
}

/* A split without weight has no file; few articles still go somewhere. */
static void
test_export_small_split (Fixture       *fixture,
                         gconstpointer  data)
{
  fixture->export.split[0] = 2;
  fixture->export.split[2] = 1;
  run (fixture);
  assert_names (g_file_peek_path (fixture->target), ".manicule-export test.jsonl train.jsonl");
}

/* Formats with a folder of files get a folder for each split. */
static void
test_export_folder_split (Fixture       *fixture,
                          gconstpointer  data)
{
  fixture->export.split[0] = fixture->export.split[1] = fixture->export.split[2] = 1;
  run (fixture);
  assert_names (g_file_peek_path (fixture->target), ".manicule-export test train validation");
  run (fixture);
  assert_names (g_file_peek_path (fixture->target), ".manicule-export test train validation");
  assert_names (fixture->folder->path, "target");
}

/* No articles at all are exported as none, by every format and split or not. */
static void
test_export_nothing (void)
{
  const ManiculeFormat * const *formats = manicule_formats_list ();

  for (guint i = 0; formats[i] != NULL; i++)
    for (guint split = 0; split < 2; split++)
      {
        Fixture fixture;

        if (!manicule_format_can_write (formats[i]))
          continue;
        set_up (&fixture, formats[i]->id);
        g_ptr_array_set_size (fixture.documents, 0);
        fixture.export.n_documents = 0;
        fixture.export.split[0] = split;
        run (&fixture);
        tear_down (&fixture, NULL);
      }
}

#define ADD(path, format, test) g_test_add ("/export/" path, Fixture, format, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("file", "jsonl", test_export_file);
  ADD ("link", "jsonl", test_export_link);
  ADD ("folder-for-file", "jsonl", test_export_folder_for_file);
  ADD ("folder", "text", test_export_folder);
  ADD ("empty-folder", "text", test_export_empty_folder);
  ADD ("foreign-folder", "text", test_export_foreign_folder);
  ADD ("changed-folder", "text", test_export_changed_folder);
  ADD ("linked-folder", "text", test_export_linked_folder);
  ADD ("same-id", "text", test_export_same_id);
  ADD ("source-fails", "jsonl", test_export_source_fails);
  ADD ("cancelled", "csv", test_export_cancelled);
  ADD ("progress", "csv", test_export_progress);
  for (guint i = 0; i < G_N_ELEMENTS (liar_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/export/liar/%s", liar_cases[i].name);

      g_test_add_data_func (path, &liar_cases[i], test_export_liar);
    }
  g_test_add_func ("/export/tokens", test_export_tokens);
  ADD ("strict", "text", test_export_strict);
  ADD ("strict-passes", "jsonl", test_export_strict_passes);
  ADD ("count", "text", test_export_count);
  ADD ("two-sets", "jsonl", test_export_two_sets);
  ADD ("options", "csv", test_export_options);
  ADD ("split", "jsonl", test_export_split);
  ADD ("small-split", "jsonl", test_export_small_split);
  ADD ("folder-split", "text", test_export_folder_split);
  g_test_add_func ("/export/nothing", test_export_nothing);

  return g_test_run ();
}
