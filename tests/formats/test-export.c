/* test-export.c: an export is whole, verified, or has not happened
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "export-fixture.h"

#include "manicule-format-output.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* --- the target --- */

/* Nothing but the target is left in its folder, and a second run gives the same bytes. */
static void
test_export_file (ExportFixture *fixture,
                  gconstpointer  data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  export_fixture_run (fixture);
  export_fixture_assert_names (fixture->folder->path, "target");
  first = test_read_file (fixture->target);
  export_fixture_run (fixture);
  second = test_read_file (fixture->target);
  g_assert_cmpstr (first, ==, second);
}

/* In the midst of the writing. */
static void
pause_for_ever (guint    done,
                guint    total,
                gpointer data)
{
  if (done > total / 2)
    pause ();
}

/* The hidden name that process @child writes to is there. */
static gboolean
is_writing (ExportFixture *fixture,
            pid_t          child)
{
  g_autofree char *names = export_fixture_list_names (fixture->folder->path);
  g_autofree char *part = g_strdup_printf ("-%d-", child);

  return strstr (names, part) != NULL;
}

/* Starts an export in another process and kills it on the way. */
static void
kill_export (ExportFixture *fixture)
{
  pid_t child = fork ();

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      fixture->export.progress = pause_for_ever;
      _exit (manicule_export_run (&fixture->export, fixture->target, NULL, NULL) != NULL);
    }

  while (!is_writing (fixture, child))
    {
      g_assert_cmpint (waitpid (child, NULL, WNOHANG), ==, 0);
      g_usleep (1000);
    }
  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
  g_assert_true (is_writing (fixture, child));
}

/* What killed exports leave is gone after the next one; what is another's stays. */
static void
test_export_killed (ExportFixture *fixture,
                    gconstpointer  data)
{
  g_autofree char *theirs = g_build_filename (fixture->folder->path, ".target.new-0123456789ab-1-01234567", NULL);

  kill_export (fixture);
  kill_export (fixture);
  g_assert_true (g_file_set_contents (theirs, "", 0, NULL));

  export_fixture_run (fixture);
  export_fixture_assert_names (fixture->folder->path, ".target.new-0123456789ab-1-01234567 target");
}

/* What a link leads to is replaced, and stays as private as it was. */
static void
test_export_link (ExportFixture *fixture,
                  gconstpointer  data)
{
  g_autofree char *real_path = g_build_filename (fixture->folder->path, "real", NULL);
  GStatBuf info;

  g_file_set_contents (real_path, "old", -1, NULL);
  g_chmod (real_path, 0600);
  g_assert_cmpint (symlink ("real", g_file_peek_path (fixture->target)), ==, 0);
  export_fixture_run (fixture);

  g_assert_true (g_file_test (g_file_peek_path (fixture->target), G_FILE_TEST_IS_SYMLINK));
  g_assert_cmpint (g_stat (real_path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (info.st_size, >, 100);
  export_fixture_assert_names (fixture->folder->path, "real target");
}

/* A format that writes one file does not take a folder for it. */
static void
test_export_folder_for_file (ExportFixture *fixture,
                             gconstpointer  data)
{
  g_autofree char *message = NULL;

  g_mkdir (g_file_peek_path (fixture->target), 0777);
  message = export_fixture_run_failing (fixture, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  export_fixture_assert_names (fixture->folder->path, "target");
}

/* A folder is made, an empty one is taken, and an export is replaced by the next, with nothing of it left. */
static void
test_export_folder (ExportFixture *fixture,
                    gconstpointer  data)
{
  const char *path = g_file_peek_path (fixture->target);

  export_fixture_run (fixture);
  export_fixture_assert_names (path, ".manicule-export 000_first.txt 001_everything.txt 002_last.txt");
  g_ptr_array_remove_index (fixture->documents, 0);
  export_fixture_run (fixture);
  export_fixture_assert_names (path, ".manicule-export 001_everything.txt 002_last.txt");
  export_fixture_assert_names (fixture->folder->path, "target");
}

static void
test_export_empty_folder (ExportFixture *fixture,
                          gconstpointer  data)
{
  g_mkdir (g_file_peek_path (fixture->target), 0777);
  export_fixture_run (fixture);
  export_fixture_assert_names (g_file_peek_path (fixture->target), ".manicule-export 000_first.txt 001_everything.txt 002_last.txt");
}

/* Files that no export has left in a folder are never touched, whether they were there before or came later. */
static void
test_export_foreign_folder (ExportFixture *fixture,
                            gconstpointer  data)
{
  const char *path = g_file_peek_path (fixture->target);
  g_autofree char *foreign = g_build_filename (path, "thesis.txt", NULL);
  g_autofree char *message = NULL;
  g_autofree char *second_message = NULL;

  g_mkdir (path, 0777);
  g_file_set_contents (foreign, "mine", -1, NULL);
  message = export_fixture_run_failing (fixture, G_IO_ERROR, G_IO_ERROR_NOT_EMPTY);
  g_assert_nonnull (strstr (message, "empty folder"));
  export_fixture_assert_names (path, "thesis.txt");

  g_unlink (foreign);
  export_fixture_run (fixture);
  g_file_set_contents (foreign, "mine", -1, NULL);
  second_message = export_fixture_run_failing (fixture, G_IO_ERROR, G_IO_ERROR_NOT_EMPTY);
  export_fixture_assert_names (path, ".manicule-export 000_first.txt 001_everything.txt 002_last.txt thesis.txt");
}

/* A file that was changed since the export is somebody's work. */
static void
test_export_changed_folder (ExportFixture *fixture,
                            gconstpointer  data)
{
  g_autofree char *changed = g_build_filename (g_file_peek_path (fixture->target), "000_first.txt", NULL);
  g_autofree char *message = NULL;
  g_autofree char *contents = NULL;

  export_fixture_run (fixture);
  g_file_set_contents (changed, "corrected by hand", -1, NULL);
  message = export_fixture_run_failing (fixture, G_IO_ERROR, G_IO_ERROR_NOT_EMPTY);
  g_file_get_contents (changed, &contents, NULL, NULL);
  g_assert_cmpstr (contents, ==, "corrected by hand");
  export_fixture_assert_names (fixture->folder->path, "target");
}

/* A symbolic link in the folder is not followed and not replaced. */
static void
test_export_linked_folder (ExportFixture *fixture,
                           gconstpointer  data)
{
  g_autofree char *link_path = g_build_filename (g_file_peek_path (fixture->target), "elsewhere", NULL);
  g_autofree char *outside = g_build_filename (fixture->folder->path, "outside", NULL);
  g_autofree char *message = NULL;

  export_fixture_run (fixture);
  g_mkdir (outside, 0777);
  g_assert_cmpint (symlink (outside, link_path), ==, 0);
  message = export_fixture_run_failing (fixture, G_IO_ERROR, G_IO_ERROR_NOT_EMPTY);
  g_assert_true (g_file_test (link_path, G_FILE_TEST_IS_SYMLINK));
}

/* Two articles of one id cannot both have the file. */
static void
test_export_same_id (ExportFixture *fixture,
                     gconstpointer  data)
{
  g_autofree char *message = NULL;

  g_ptr_array_add (fixture->documents, test_document_new ("000_first", "Again.\n", NULL));
  message = export_fixture_run_failing (fixture, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_assert_nonnull (strstr (message, "000_first.txt"));
  export_fixture_assert_names (fixture->folder->path, "");
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
test_export_source_fails (ExportFixture *fixture,
                          gconstpointer  data)
{
  g_autofree char *message = NULL;
  g_autofree char *contents = NULL;

  g_object_unref (test_folder_write (fixture->folder, "target", "as it was", -1));
  fixture->export.source = fail_at_second;
  message = export_fixture_run_failing (fixture, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_cmpstr (message, ==, "the disk is gone");
  contents = test_read_file (fixture->target);
  g_assert_cmpstr (contents, ==, "as it was");
  export_fixture_assert_names (fixture->folder->path, "target");
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
test_export_cancelled (ExportFixture *fixture,
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
      export_fixture_assert_names (fixture->folder->path, "");
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
test_export_progress (ExportFixture *fixture,
                      gconstpointer  data)
{
  last_done = 0;
  fixture->export.progress = check_progress;
  export_fixture_run (fixture);
  g_assert_cmpuint (last_done, ==, 9);
}

/* --- loss --- */

/* A strict export fails rather than lose anything, and says what it would have lost. */
static void
test_export_strict (ExportFixture *fixture,
                    gconstpointer  data)
{
  g_autofree char *message = NULL;

  fixture->export.strict = TRUE;
  message = export_fixture_run_failing (fixture, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_LOSS);
  g_assert_nonnull (strstr (message, ": 1"));
  export_fixture_assert_names (fixture->folder->path, "");
}

/* What is held whole passes a strict export. */
static void
test_export_strict_passes (ExportFixture *fixture,
                           gconstpointer  data)
{
  fixture->export.strict = TRUE;
  export_fixture_run (fixture);
}

/* Counting gives the same report as exporting. */
static void
test_export_count (ExportFixture *fixture,
                   gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(ManiculeLossReport) counted = manicule_export_count (&fixture->export, NULL, &error);
  g_autoptr(ManiculeLossReport) written = NULL;

  g_assert_no_error (error);
  export_fixture_assert_names (fixture->folder->path, "");
  written = manicule_export_run (&fixture->export, fixture->target, NULL, &error);
  g_assert_no_error (error);

  g_assert_cmpuint (counted->n_articles, ==, 3);
  g_assert_cmpuint (counted->n_annotations, ==, written->n_annotations);
  g_assert_cmpuint (counted->n_exact, ==, written->n_exact);
  g_assert_cmpmem (counted->n_lost, sizeof counted->n_lost, written->n_lost, sizeof written->n_lost);
}

/* Two annotation sets of an article cannot both go into one place: the caller must choose. */
static void
test_export_two_sets (ExportFixture *fixture,
                      gconstpointer  data)
{
  ManiculeDocument *document = fixture->documents->pdata[1];
  g_autoptr(ManiculeAnnotationSet) second = manicule_annotation_set_new ("001_everything", "bert",
                                                                         manicule_document_get_text (document));
  g_autofree char *message = NULL;

  manicule_document_add_set (document, second);
  message = export_fixture_run_failing (fixture, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_LOSS);
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
test_export_options (ExportFixture *fixture,
                     gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (option_cases); i++)
    {
      g_autoptr(GHashTable) options = g_hash_table_new (g_str_hash, g_str_equal);
      g_autofree char *message = NULL;

      g_hash_table_insert (options, (gpointer) option_cases[i].option, (gpointer) option_cases[i].value);
      fixture->export.options = options;
      message = export_fixture_run_failing (fixture, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_OPTION);
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
test_export_split (ExportFixture *fixture,
                   gconstpointer  data)
{
  static const char * const names[] = { "train.jsonl", "validation.jsonl", "test.jsonl" };
  static const guint expected[] = { 82, 10, 11 };
  g_autoptr(GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *first_train = NULL;

  fill (fixture->documents, 103);
  fixture->export.n_documents = 103;
  memcpy (fixture->export.split, (guint[]) { 80, 10, 10 }, sizeof fixture->export.split);
  export_fixture_run (fixture);
  export_fixture_assert_names (g_file_peek_path (fixture->target), ".manicule-export test.jsonl train.jsonl validation.jsonl");

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
  export_fixture_run (fixture);
  {
    g_autoptr(GFile) file = g_file_get_child (fixture->target, "train.jsonl");
    g_autoptr(GPtrArray) documents = test_read_all (fixture->export.format, file, NULL, NULL, NULL);

    for (guint j = 0; j < documents->len; j++)
      g_assert_nonnull (strstr (first_train, manicule_article_get_id (manicule_document_get_article (documents->pdata[j]))));
  }
}

/* A split without weight has no file; few articles still go somewhere. */
static void
test_export_small_split (ExportFixture *fixture,
                         gconstpointer  data)
{
  fixture->export.split[0] = 2;
  fixture->export.split[2] = 1;
  export_fixture_run (fixture);
  export_fixture_assert_names (g_file_peek_path (fixture->target), ".manicule-export test.jsonl train.jsonl");
}

/* Formats with a folder of files get a folder for each split. */
static void
test_export_folder_split (ExportFixture *fixture,
                          gconstpointer  data)
{
  fixture->export.split[0] = fixture->export.split[1] = fixture->export.split[2] = 1;
  export_fixture_run (fixture);
  export_fixture_assert_names (g_file_peek_path (fixture->target), ".manicule-export test train validation");
  export_fixture_run (fixture);
  export_fixture_assert_names (g_file_peek_path (fixture->target), ".manicule-export test train validation");
  export_fixture_assert_names (fixture->folder->path, "target");
}

/* No articles at all are exported as none, by every format and split or not. */
static void
test_export_nothing (void)
{
  const ManiculeFormat * const *formats = manicule_formats_list ();

  for (guint i = 0; formats[i] != NULL; i++)
    for (guint split = 0; split < 2; split++)
      {
        ExportFixture fixture;

        if (!manicule_format_can_write (formats[i]))
          continue;
        export_fixture_set_up (&fixture, formats[i]->id);
        g_ptr_array_set_size (fixture.documents, 0);
        fixture.export.n_documents = 0;
        fixture.export.split[0] = split;
        export_fixture_run (&fixture);
        export_fixture_tear_down (&fixture, NULL);
      }
}

#define ADD(path, format, test) g_test_add ("/export/" path, ExportFixture, format, export_fixture_set_up, test, export_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("file", "jsonl", test_export_file);
  ADD ("killed", "jsonl", test_export_killed);
  ADD ("killed-folder", "text", test_export_killed);
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
