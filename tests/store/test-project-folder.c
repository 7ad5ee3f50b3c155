/* test-project-folder.c: a project on disk, made, written and read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fault-fs.h"
#include "manicule-json.h"
#include "manicule-project-folder-private.h"
#include "store-test.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static ManiculeProject *
read_project (GFile *folder)
{
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autoptr(GError) error = NULL;
  ManiculeProject *project = manicule_project_folder_read (folder, findings, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (manicule_findings_get_n (findings), ==, 0);

  return project;
}

/* A project that was written is read again, with everything in it; the check finds nothing to say. */
static void
test_folder_round_trip (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeProject) project = NULL;
  g_autoptr(ManiculeSchema) schema = store_test_schema ();
  g_autoptr(ManiculeText) text = NULL;
  g_autoptr(ManiculeAnnotationSet) set = NULL;
  g_autoptr(GError) error = NULL;
  ManiculeArticle *article;

  store_test_make_project (folder->file);
  store_test_assert_sound (folder->file);

  project = read_project (folder->file);
  g_assert_cmpstr (manicule_project_get_name (project), ==, "Harbour");
  g_assert_cmpstrv (manicule_project_get_annotators (project), ((const char *[]) { "anna", "ben", NULL }));
  g_assert_true (manicule_schema_equal (manicule_project_get_schema (project), schema));
  g_assert_cmpuint (g_list_model_get_n_items (manicule_project_get_articles (project)), ==, 3);
  g_assert_nonnull (manicule_project_find_entity (project, "halloran"));

  article = manicule_project_find_article (project, "one");
  g_assert_cmpstr (manicule_article_get_title (article), ==, "Report 1");
  text = manicule_project_folder_read_text (folder->file, article, &error);
  g_assert_no_error (error);
  set = manicule_project_folder_read_set (folder->file, "one", "anna", text, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (manicule_annotation_set_get_status (set), ==, MANICULE_STATUS_DONE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (set)), ==, 4);
}

/* The same model gives the same bytes, so nothing is written again. */
static void
test_folder_deterministic (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeProject) project = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr(GError) error = NULL;

  store_test_make_project (folder->file);
  before = store_test_fingerprint (folder->file);
  project = read_project (folder->file);

  fault_fs_begin (0, 0, FAULT_ONCE);
  manicule_project_folder_write_lists (folder->file, project, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fault_fs_n_renames (), ==, 0);
  fault_fs_end ();

  after = store_test_fingerprint (folder->file);
  g_assert_cmpstr (before, ==, after);
}

/* A folder that has something in it is left alone. */
static void
test_folder_not_empty (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeSchema) schema = manicule_schema_new ();
  g_autoptr(ManiculeProject) project = manicule_project_new ("x", schema);
  g_autoptr(GError) error = NULL;

  store_test_write (folder->file, "thesis.odt", "years of work");
  g_assert_false (manicule_project_folder_create (folder->file, project, &error));
  g_assert_error (error, MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_EXISTS);
  g_assert_true (store_test_exists (folder->file, "thesis.odt"));
  g_assert_false (store_test_exists (folder->file, "manicule.json"));
}

/* A folder without manicule.json is no project, and the message says what to do. */
static void
test_folder_no_project (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(GFile) gone = g_file_get_child (folder->file, "gone");
  g_autoptr(GError) error = NULL;

  g_assert_null (manicule_project_folder_read (folder->file, NULL, &error));
  g_assert_error (error, MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_NOT_A_PROJECT);
  g_assert_nonnull (strstr (error->message, "manicule.json"));
  g_clear_error (&error);

  g_assert_null (manicule_project_folder_read (gone, NULL, &error));
  g_assert_nonnull (error);
}

/* A text is written once: the same again is no failure, another one is. */
static void
test_folder_text_once (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeProject) project = NULL;
  g_autoptr(ManiculeText) other = manicule_text_new_from_string ("Something else.");
  g_autoptr(ManiculeText) text = NULL;
  g_autoptr(GError) error = NULL;
  ManiculeArticle *article;

  store_test_make_project (folder->file);
  project = read_project (folder->file);
  article = manicule_project_find_article (project, "one");
  text = manicule_project_folder_read_text (folder->file, article, &error);
  g_assert_true (manicule_project_folder_write_text (folder->file, article, text, &error));
  g_assert_false (manicule_project_folder_write_text (folder->file, article, other, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
}

/* A text that is not the imported one is refused, with its file's name. */
static void
test_folder_text_changed (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeProject) project = NULL;
  g_autoptr(GError) error = NULL;

  store_test_make_project (folder->file);
  store_test_replace (folder->file, "articles/one.txt", "Harbour", "harbour");
  project = read_project (folder->file);
  g_assert_null (manicule_project_folder_read_text (folder->file, manicule_project_find_article (project, "one"), &error));
  g_assert_error (error, MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_DAMAGED);
  g_assert_true (g_str_has_prefix (error->message, "articles/one.txt: "));
}

/* A project with a damaged list opens with what is sound; without findings it does not open. */
static void
test_folder_damaged_list (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autoptr(ManiculeProject) project = NULL;
  g_autoptr(GError) error = NULL;
  const ManiculeFinding *finding;

  store_test_make_project (folder->file);
  store_test_replace (folder->file, "articles.jsonl", "{\"id\":\"two\"", "{\"id\":\"two");

  project = manicule_project_folder_read (folder->file, findings, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (manicule_project_get_articles (project)), ==, 2);
  g_assert_cmpuint (manicule_findings_get_n_errors (findings), ==, 1);
  finding = manicule_findings_get (findings, 0);
  g_assert_cmpstr (finding->file, ==, "articles.jsonl");
  g_assert_cmpuint (finding->line, ==, 2);

  g_assert_null (manicule_project_folder_read (folder->file, NULL, &error));
  g_assert_nonnull (error);
}

/* What a newer version wrote is refused, even by who collects findings. */
static void
test_folder_newer (gconstpointer data)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autoptr(GError) error = NULL;

  store_test_make_project (folder->file);
  store_test_replace (folder->file, data, "\"version\":1", "\"version\":2");
  g_assert_null (manicule_project_folder_read (folder->file, findings, &error));
  g_assert_error (error, MANICULE_JSON_ERROR, MANICULE_JSON_ERROR_VERSION);
}

/* Each call in turn fails while a project is made: it is there as a whole, or nothing of it is. */
static void
test_folder_create_faults (gconstpointer data)
{
  int number = GPOINTER_TO_INT (data);
  g_autoptr(ManiculeSchema) schema = store_test_schema ();
  g_autoptr(ManiculeProject) project = manicule_project_new ("x", schema);
  guint i;

  for (i = 1; ; i++)
    {
      g_autoptr(StoreTestFolder) parent = store_test_folder_new ();
      g_autoptr(GFile) folder = g_file_get_child (parent->file, "project");
      g_autofree char *left = NULL;
      g_autoptr(GError) error = NULL;
      gboolean made, failed;

      fault_fs_begin (i, number, FAULT_ONCE);
      made = manicule_project_folder_create (folder, project, &error);
      failed = fault_has_failed ();
      fault_fs_end ();

      if (made)
        store_test_assert_sound (folder);
      else
        {
          g_assert_nonnull (error);
          left = store_test_fingerprint (parent->file);
          g_assert_cmpstr (left, ==, "");
        }

      if (!failed)
        break;
    }

  g_assert_cmpuint (i, >, 40);
}

/* Nothing may be written in the place of what makes up a project, also by another name; beside it all is free. */
static void
test_project_folder_spares (void)
{
  static const struct
  {
    const char *name;
    gboolean    is_spared;
  } rows[] = {
    { "manicule.json", FALSE }, { "schema.json", FALSE }, { "Articles.jsonl", FALSE }, { "entities.jsonl", FALSE },
    { "articles", FALSE }, { "articles/x.jsonl", FALSE }, { "annotations/anna/one.json", FALSE }, { "journal/x", FALSE },
    { ".lock", FALSE }, { "link.jsonl", FALSE }, { "./articles/../schema.json", FALSE },
    { "export.jsonl", TRUE }, { "exports/articles", TRUE }, { "", TRUE },
  };
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  const char *root = g_file_peek_path (folder->file);
  g_autofree char *link = g_build_filename (root, "link.jsonl", NULL);
  g_autofree char *exports = g_build_filename (root, "exports", NULL);
  guint i;

  store_test_make_project (folder->file);
  g_assert_cmpint (symlink ("articles.jsonl", link), ==, 0);
  g_assert_cmpint (g_mkdir (exports, 0700), ==, 0);

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_build_filename (root, rows[i].name, NULL);
      g_autoptr(GFile) file = g_file_new_for_path (path);
      g_autoptr(GError) error = NULL;

      g_assert_cmpint (manicule_project_folder_spares (file, &error), ==, rows[i].is_spared);
      g_assert_cmpint (error == NULL, ==, rows[i].is_spared);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/folder/round-trip", test_folder_round_trip);
  g_test_add_func ("/folder/deterministic", test_folder_deterministic);
  g_test_add_func ("/folder/not-empty", test_folder_not_empty);
  g_test_add_func ("/folder/no-project", test_folder_no_project);
  g_test_add_func ("/folder/text-once", test_folder_text_once);
  g_test_add_func ("/folder/text-changed", test_folder_text_changed);
  g_test_add_func ("/folder/damaged-list", test_folder_damaged_list);
  g_test_add_data_func ("/folder/newer/manicule.json", "manicule.json", test_folder_newer);
  g_test_add_data_func ("/folder/newer/schema.json", "schema.json", test_folder_newer);
  g_test_add_data_func ("/folder/create-faults/full", GINT_TO_POINTER (ENOSPC), test_folder_create_faults);
  g_test_add_data_func ("/folder/create-faults/broken", GINT_TO_POINTER (EIO), test_folder_create_faults);

  g_test_add_func ("/project-folder/spares", test_project_folder_spares);

  return g_test_run ();
}
