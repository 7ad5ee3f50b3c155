/* test-refi-qda.c: what REFI-QDA projects say to others, and what they bring
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "format-helpers.h"
#include "standoff-testing.h"

static void
run (const char * const *arguments)
{
  g_autofree char *output = NULL;
  g_autofree char *faults = NULL;
  g_autoptr(GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, &faults, &status, &error);
  g_assert_no_error (error);
  if (status != 0)
    g_error ("%s: %s%s", arguments[0], output, faults);
}

/* What is written is a zip archive for others, too, whose project is valid by the schema of the standard. */
static void
test_refi_valid (void)
{
  g_autofree char *xsd = standoff_find_shared ("samples/refi-qda/Project.xsd");
  g_autofree char *script = g_build_filename (g_getenv ("MANICULE_SOURCE"), "tests", "formats", "check-qdpx.py", NULL);
  g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(ManiculeSchema) schema = test_make_schema ();
  g_autoptr(TestFolder) folder = test_folder_new ();
  g_autoptr(GFile) place = test_folder_get (folder, "x.qdpx");
  g_autofree char *project = g_build_filename (folder->path, "project.qde", NULL);
  g_autoptr(ManiculeLossReport) report = NULL;
  g_autoptr(GError) error = NULL;
  ManiculeExport export;

  if (xsd == NULL)
    return;

  g_ptr_array_add (documents, test_make_document ("everything"));
  g_ptr_array_add (documents, test_document_new ("empty", "", NULL));
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *id = g_strdup_printf ("random%u", i);

      g_ptr_array_add (documents, test_random_document (id, i));
    }
  test_export_init (&export, manicule_formats_find ("refi-qda"), documents, schema);
  report = manicule_export_run (&export, place, NULL, &error);
  g_assert_no_error (error);

  run ((const char * const []) { "python3", script, g_file_peek_path (place), folder->path, NULL });
  run ((const char * const []) { "xmllint", "--noout", "--schema", xsd, project, NULL });
}

/* Each user is an annotator with an annotation set; codes are labels, with what they are a kind of. */
static void
test_refi_users (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("MANICULE_SOURCE"), "tests", "formats", "corpus", "refi-qda", "users.qdpx", NULL);
  g_autoptr(StandoffReading) reading = standoff_read ("refi-qda", path, NULL);
  ManiculeDocument *document;
  ManiculeLabel *ferry;

  standoff_assert_no_faults (reading);
  g_assert_cmpuint (reading->documents->len, ==, 1);
  document = reading->documents->pdata[0];
  g_assert_cmpuint (manicule_document_get_n_sets (document), ==, 2);
  g_assert_cmpstr (manicule_annotation_set_get_annotator (manicule_document_get_set (document, 0)), ==, "Anna");
  g_assert_cmpstr (manicule_annotation_set_get_annotator (manicule_document_get_set (document, 1)), ==, "Ben");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (manicule_document_get_set (document, 0))), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (manicule_document_get_set (document, 1))), ==, 2);

  ferry = manicule_schema_find_label (reading->schema, "Ferry");
  g_assert_nonnull (ferry);
  g_assert_cmpstr (manicule_label_get_parent (ferry), ==, "Ship");
  g_assert_cmpstr (manicule_label_get_color (manicule_schema_find_label (reading->schema, "Ship")), ==, "#aa3300");
  g_assert_cmpstr (manicule_label_get_description (manicule_schema_find_label (reading->schema, "Ship")), ==, "what floats");
}

/* A code book alone gives labels; two of the same name are told apart. */
static void
test_refi_code_book (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("MANICULE_SOURCE"), "tests", "formats", "corpus", "refi-qda", "ok-code-book.qdc", NULL);
  g_autoptr(StandoffReading) reading = standoff_read ("refi-qda", path, NULL);
  GListModel *labels = manicule_schema_get_labels (reading->schema);

  standoff_assert_no_faults (reading);
  g_assert_cmpuint (reading->documents->len, ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (labels), ==, 3);
  g_assert_nonnull (manicule_schema_find_label (reading->schema, "Ship"));
  g_assert_nonnull (manicule_schema_find_label (reading->schema, "Other"));
}

/* GUIDs of codes, sources, selections and codings are the same after a round trip. */
static void
test_refi_guids (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("MANICULE_SOURCE"), "tests", "formats", "corpus", "refi-qda", "ok-project.qdpx", NULL);
  g_autoptr(StandoffReading) reading = standoff_read ("refi-qda", path, NULL);
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autofree char *place = g_build_filename (folder, "again.qdpx", NULL);
  g_autoptr(StandoffReading) again = NULL;
  g_autoptr(GError) error = NULL;

  standoff_write ("refi-qda", reading, NULL, place, &error);
  g_assert_no_error (error);
  again = standoff_read ("refi-qda", place, NULL);
  standoff_assert_no_faults (again);
  g_assert_true (manicule_annotation_set_equal (standoff_get_set (reading, 0), standoff_get_set (again, 0)));
  g_assert_cmpstr (manicule_article_get_fields (manicule_document_get_article (reading->documents->pdata[0]))->carried, ==,
                   manicule_article_get_fields (manicule_document_get_article (again->documents->pdata[0]))->carried);
  g_assert_true (manicule_schema_equal (reading->schema, again->schema));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/refi-qda/valid", test_refi_valid);
  g_test_add_func ("/refi-qda/users", test_refi_users);
  g_test_add_func ("/refi-qda/code-book", test_refi_code_book);
  g_test_add_func ("/refi-qda/guids", test_refi_guids);

  return g_test_run ();
}
