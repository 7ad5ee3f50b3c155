/* test-workspace.c: an open project: edits reach the disk, undo reaches them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fault-fs.h"
#include "manicule-json.h"
#include "store-test.h"
#include "workspace-test.h"

#include <errno.h>
#include <libglib-testing/signal-logger.h>
#include <string.h>

/* --- opening --- */

/* A project opens with its lists; its summaries follow; closed, it gives the lock back and is as it was. */
static void
test_workspace_open (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  ManiculeStatus status;
  guint n;

  store_test_make_project (folder->file);
  before = store_test_fingerprint (folder->file);

  workspace = workspace_test_open (folder->file, NULL);
  g_assert_cmpstr (manicule_workspace_get_annotator (workspace), ==, "anna");
  g_assert_false (manicule_workspace_get_read_only (workspace));
  g_assert_false (manicule_workspace_get_unsaved (workspace));
  g_assert_null (manicule_workspace_get_error (workspace));
  g_assert_cmpuint (g_list_model_get_n_items (manicule_project_get_articles (manicule_workspace_get_project (workspace))), ==, 3);
  g_assert_true (store_test_exists (folder->file, ".lock"));

  while (!manicule_workspace_get_summary (workspace, "three", NULL, NULL))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (manicule_workspace_get_summary (workspace, "one", &status, &n));
  g_assert_cmpint (status, ==, MANICULE_STATUS_DONE);
  g_assert_cmpuint (n, ==, 4);
  g_assert_true (manicule_workspace_get_summary (workspace, "three", &status, &n));
  g_assert_cmpint (status, ==, MANICULE_STATUS_NEW);
  g_assert_cmpuint (n, ==, 0);

  workspace_test_close (&workspace);
  after = store_test_fingerprint (folder->file);
  g_assert_cmpstr (before, ==, after);
}

/* A project that is open does not open again, except read-only or by taking it over. */
static void
test_workspace_busy (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autoptr(ManiculeWorkspace) reader = NULL;
  g_autoptr(ManiculeWorkspace) thief = NULL;
  g_autoptr(GError) error = NULL;

  store_test_make_project (folder->file);
  workspace = workspace_test_open (folder->file, NULL);

  g_assert_null (workspace_test_open_full (folder->file, NULL, FALSE, FALSE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_assert_nonnull (strstr (error->message, g_get_host_name ()));
  g_clear_error (&error);

  reader = workspace_test_open_full (folder->file, NULL, TRUE, FALSE, &error);
  g_assert_no_error (error);
  g_assert_true (manicule_workspace_get_read_only (reader));
  workspace_test_close (&reader);
  g_assert_true (store_test_exists (folder->file, ".lock"));

  thief = workspace_test_open_full (folder->file, NULL, FALSE, TRUE, &error);
  g_assert_no_error (error);
  workspace_test_close (&thief);
  workspace_test_close (&workspace);
}

/* A folder without a project is told, and gets no lock; so is a name that cannot be an annotator's. */
static void
test_workspace_refused (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(GError) error = NULL;

  g_assert_null (workspace_test_open_full (folder->file, NULL, FALSE, FALSE, &error));
  g_assert_error (error, MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_NOT_A_PROJECT);
  g_assert_false (store_test_exists (folder->file, ".lock"));
  g_clear_error (&error);

  g_assert_null (workspace_test_open_full (folder->file, "../anna", FALSE, FALSE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
}

/* A project is made, opened, and has its annotator. */
static void
test_workspace_create (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autoptr(ManiculeSchema) schema = store_test_schema ();
  GAsyncResult *done = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  manicule_workspace_create_async (folder->file, "New", schema, "clara", NULL, store_test_keep_result, &done);
  result = store_test_wait (&done);
  workspace = manicule_workspace_create_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (manicule_workspace_get_annotator (workspace), ==, "clara");
  g_assert_cmpstr (manicule_project_get_name (manicule_workspace_get_project (workspace)), ==, "New");

  g_clear_object (&result);
  workspace_test_close (&workspace);
  store_test_assert_sound (folder->file);
}

/* What a killed process left is cleared away when the project is opened for writing. */
static void
test_workspace_leftovers (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;

  store_test_make_project (folder->file);
  store_test_write (folder->file, "annotations/anna/.one.json.tmp-abcdefgh", "{");
  store_test_write (folder->file, ".articles.jsonl.tmp-01234567", "{");
  store_test_write (folder->file, "journal/.anna.jsonl.tmp-01234567", "{");
  store_test_write (folder->file, "orphans/anna/.one.json.tmp-01234567", "{");
  workspace = workspace_test_open (folder->file, NULL);
  workspace_test_close (&workspace);
  store_test_assert_sound (folder->file);
}

/* A project with a damaged list opens read-only, says why, and is not written. */
static void
test_workspace_damaged_list (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  store_test_make_project (folder->file);
  store_test_replace (folder->file, "entities.jsonl", "{", "");
  before = store_test_fingerprint (folder->file);

  workspace = workspace_test_open (folder->file, NULL);
  g_assert_true (manicule_workspace_get_read_only (workspace));
  g_assert_cmpuint (manicule_findings_get_n_errors (manicule_workspace_get_findings (workspace)), ==, 1);
  workspace_test_close (&workspace);

  after = store_test_fingerprint (folder->file);
  g_assert_cmpstr (before, ==, after);
}

/* --- editing --- */

/* An edit is on the disk soon, by itself: in the journal; a new set is in progress by it, and one undo takes back both. */
static void
test_workspace_edit (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autoptr(ManiculeAnnotationSet) set = NULL;
  g_autoptr(ManiculeStep) step = NULL;
  g_autofree char *content = NULL;
  gint64 edited;

  store_test_make_project (folder->file);
  workspace = workspace_test_open (folder->file, NULL);
  set = workspace_test_load (workspace, "three");
  g_assert_cmpint (manicule_annotation_set_get_status (set), ==, MANICULE_STATUS_NEW);

  edited = g_get_monotonic_time ();
  workspace_test_add (workspace, set, "x1", 0, 7);
  g_assert_true (manicule_workspace_get_unsaved (workspace));
  g_assert_cmpint (manicule_annotation_set_get_status (set), ==, MANICULE_STATUS_IN_PROGRESS);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (manicule_workspace_get_history (workspace))), ==, 1);

  while (manicule_workspace_get_unsaved (workspace))
    g_main_context_iteration (NULL, TRUE);
  g_test_message ("on the disk after %.0f ms", (g_get_monotonic_time () - edited) / 1000.0);
  content = store_test_read (folder->file, "journal/anna.jsonl");
  g_assert_nonnull (strstr (content, "\"x1\""));
  g_assert_nonnull (strstr (content, "in-progress"));
  g_assert_false (store_test_exists (folder->file, "annotations/anna/three.json"));

  step = workspace_test_undo (workspace, FALSE);
  g_assert_nonnull (step);
  g_assert_cmpint (manicule_annotation_set_get_status (set), ==, MANICULE_STATUS_NEW);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (set)), ==, 0);

  workspace_test_close (&workspace);
  store_test_assert_sound (folder->file);
}

/* A group that is cancelled leaves no trace, and one without an edit leaves a new set new. */
static void
test_workspace_groups (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autoptr(ManiculeAnnotationSet) set = NULL;

  store_test_make_project (folder->file);
  workspace = workspace_test_open (folder->file, NULL);
  set = workspace_test_load (workspace, "three");

  manicule_workspace_begin (workspace, set, "Nothing");
  manicule_workspace_end (workspace);
  g_assert_cmpint (manicule_annotation_set_get_status (set), ==, MANICULE_STATUS_NEW);

  manicule_workspace_begin (workspace, set, "Outer");
  workspace_test_add (workspace, set, "x1", 0, 7);
  manicule_workspace_cancel (workspace);
  g_assert_cmpint (manicule_annotation_set_get_status (set), ==, MANICULE_STATUS_NEW);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (set)), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (manicule_workspace_get_history (workspace))), ==, 0);

  workspace_test_close (&workspace);
}

/* Many edits in a row are few writes, and the list hears of them once. */
static void
test_workspace_coalesce (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autoptr(ManiculeAnnotationSet) set = NULL;
  g_autoptr(GtSignalLogger) logger = gt_signal_logger_new ();
  g_autofree char *told = NULL;
  ManiculeStatus status;
  guint i, n;

  store_test_make_project (folder->file);
  workspace = workspace_test_open (folder->file, NULL);
  set = workspace_test_load (workspace, "three");
  workspace_test_settle (workspace);
  gt_signal_logger_connect (logger, workspace, "summary-changed");

  fault_fs_begin (0, 0, FAULT_ONCE);
  for (i = 0; i < 200; i++)
    {
      g_autofree char *id = g_strdup_printf ("x%u", i);

      workspace_test_add (workspace, set, id, i % 20, i % 20 + 3);
    }
  workspace_test_settle (workspace);
  g_assert_cmpuint (fault_fs_n_renames (), ==, 1);
  fault_fs_end ();

  gt_signal_logger_assert_emission_pop (logger, (gpointer) workspace, "summary-changed", &told);
  g_assert_cmpstr (told, ==, "three");
  gt_signal_logger_assert_no_emissions (logger);
  g_assert_true (manicule_workspace_get_summary (workspace, "three", &status, &n));
  g_assert_cmpint (status, ==, MANICULE_STATUS_IN_PROGRESS);
  g_assert_cmpuint (n, ==, 200);

  workspace_test_close (&workspace);
}

/* Closed and opened again, everything is as it was left. */
static void
test_workspace_reopen (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autoptr(ManiculeAnnotationSet) set = NULL;
  g_autoptr(ManiculeAnnotationSet) again = NULL;
  g_autoptr(ManiculeLabel) label = NULL;
  g_autoptr(ManiculeSchema) schema = NULL;
  g_autoptr(ManiculeChange) change = NULL;
  g_autoptr(GError) error = NULL;

  store_test_make_project (folder->file);
  workspace = workspace_test_open (folder->file, "clara");
  set = workspace_test_load (workspace, "two");
  workspace_test_add (workspace, set, "x1", 0, 6);

  label = manicule_label_new (&(ManiculeLabelFields) { .name = "LOC", .color = "#33d17a", .key = "l" });
  change = manicule_change_new_item (MANICULE_CHANGE_LABEL, NULL, label, 2);
  manicule_history_apply (manicule_workspace_get_history (workspace), change, &error);
  g_assert_no_error (error);
  manicule_project_set_name (manicule_workspace_get_project (workspace), "Harbours");
  schema = manicule_schema_copy (manicule_project_get_schema (manicule_workspace_get_project (workspace)));
  workspace_test_close (&workspace);
  store_test_assert_sound (folder->file);

  workspace = workspace_test_open (folder->file, "clara");
  again = workspace_test_load (workspace, "two");
  g_assert_true (manicule_annotation_set_equal (set, again));
  g_assert_true (manicule_schema_equal (schema, manicule_project_get_schema (manicule_workspace_get_project (workspace))));
  g_assert_cmpstr (manicule_project_get_name (manicule_workspace_get_project (workspace)), ==, "Harbours");
  g_assert_true (g_strv_contains (manicule_project_get_annotators (manicule_workspace_get_project (workspace)), "clara"));
  workspace_test_close (&workspace);
}

/* Undo goes back over all articles, and loads those that were let go of; redo goes forward again. */
static void
test_workspace_undo (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *edited = NULL;
  g_autofree char *redone = NULL;
  const guint n = 20;
  guint i;

  store_test_make_project (folder->file);
  workspace_test_add_articles (folder->file, n);
  workspace = workspace_test_open (folder->file, NULL);

  /* An empty set has a file once it was edited; so that before and after are alike, each has one. */
  for (i = 0; i < n; i++)
    workspace_test_edit_article (workspace, i, "a1");
  workspace_test_save (workspace);
  before = store_test_fingerprint (folder->file);

  for (i = 0; i < n; i++)
    workspace_test_edit_article (workspace, i, "a2");
  workspace_test_save (workspace);
  edited = store_test_fingerprint (folder->file);
  g_assert_cmpstr (before, !=, edited);
  g_assert_null (manicule_project_find_set (manicule_workspace_get_project (workspace), "more-0", "anna"));

  for (i = 0; i < n; i++)
    {
      g_autoptr(ManiculeStep) step = workspace_test_undo (workspace, FALSE);
      g_autofree char *id = g_strdup_printf ("more-%u", n - 1 - i);

      g_assert_cmpstr (manicule_step_get_article_id (step), ==, id);
    }
  workspace_test_save (workspace);
  after = store_test_fingerprint (folder->file);
  g_assert_cmpstr (before, ==, after);

  for (i = 0; i < n; i++)
    g_object_unref (workspace_test_undo (workspace, TRUE));
  workspace_test_save (workspace);
  redone = store_test_fingerprint (folder->file);
  g_assert_cmpstr (edited, ==, redone);

  workspace_test_close (&workspace);
  store_test_assert_sound (folder->file);
}

/* One step over more articles than stay loaded is undone as one. */
static void
test_workspace_undo_wide (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autoptr(GPtrArray) sets = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(ManiculeStep) step = NULL;
  g_autoptr(ManiculeAnnotationSet) first = NULL;
  const guint n = 15;
  guint i;

  store_test_make_project (folder->file);
  workspace_test_add_articles (folder->file, n);
  workspace = workspace_test_open (folder->file, NULL);

  for (i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("more-%u", i);

      g_ptr_array_add (sets, workspace_test_load (workspace, id));
      workspace_test_add (workspace, g_ptr_array_index (sets, i), "a1", 0, 4);
    }

  manicule_history_begin (manicule_workspace_get_history (workspace), "All at once");
  for (i = 0; i < n; i++)
    workspace_test_add (workspace, g_ptr_array_index (sets, i), "a2", 5, 9);
  manicule_history_end (manicule_workspace_get_history (workspace));
  workspace_test_save (workspace);
  g_assert_null (manicule_project_find_set (manicule_workspace_get_project (workspace), "more-0", "anna"));

  step = workspace_test_undo (workspace, FALSE);
  g_assert_cmpstr (manicule_step_get_title (step), ==, "All at once");
  workspace_test_save (workspace);
  first = workspace_test_load (workspace, "more-0");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (first)), ==, 1);

  workspace_test_close (&workspace);
  store_test_assert_sound (folder->file);
}

/* With nothing to undo, undo says so. */
static void
test_workspace_nothing_to_undo (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  GAsyncResult *done = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  store_test_make_project (folder->file);
  workspace = workspace_test_open (folder->file, NULL);
  manicule_workspace_undo_async (workspace, FALSE, store_test_keep_result, &done);
  result = store_test_wait (&done);
  g_assert_null (manicule_workspace_undo_finish (workspace, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);

  g_clear_object (&result);
  workspace_test_close (&workspace);
}

/* --- failures --- */

/* Two that ask for the same set at the same time get the same; one that is not there is told. */
static void
test_workspace_load (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autoptr(ManiculeAnnotationSet) first = NULL;
  g_autoptr(ManiculeAnnotationSet) second = NULL;
  GAsyncResult *done[3] = { NULL, NULL, NULL };
  g_autoptr(GError) error = NULL;
  guint i;

  store_test_make_project (folder->file);
  workspace = workspace_test_open (folder->file, NULL);
  manicule_workspace_load_async (workspace, "one", NULL, store_test_keep_result, &done[0]);
  manicule_workspace_load_async (workspace, "one", NULL, store_test_keep_result, &done[1]);
  manicule_workspace_load_async (workspace, "nine", NULL, store_test_keep_result, &done[2]);
  while (done[0] == NULL || done[1] == NULL || done[2] == NULL)
    g_main_context_iteration (NULL, TRUE);

  first = manicule_workspace_load_finish (workspace, done[0], &error);
  g_assert_no_error (error);
  second = manicule_workspace_load_finish (workspace, done[1], &error);
  g_assert_no_error (error);
  g_assert_true (first == second);
  g_assert_null (manicule_workspace_load_finish (workspace, done[2], &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);

  for (i = 0; i < 3; i++)
    g_object_unref (done[i]);
  workspace_test_close (&workspace);
}

/* A damaged set loads as far as it is sound; before the rest is saved, the damaged file is kept under another name. */
static void
test_workspace_damaged_set (void)
{
  const char *name = "annotations/anna/one.json";
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autoptr(ManiculeAnnotationSet) set = NULL;
  g_autofree char *damaged = NULL;
  g_autofree char *kept = NULL;

  store_test_make_project (folder->file);
  store_test_replace (folder->file, name, "[[28,41]]", "[[28,4100]]");
  damaged = store_test_read (folder->file, name);

  workspace = workspace_test_open (folder->file, NULL);
  set = workspace_test_load (workspace, "one");
  g_assert_cmpuint (manicule_annotation_set_get_n (set, MANICULE_ANNOTATION_SPAN), ==, 1);
  g_assert_cmpuint (manicule_findings_get_n_errors (manicule_workspace_get_findings (workspace)), >, 0);

  workspace_test_add (workspace, set, "x1", 0, 4);
  workspace_test_save (workspace);
  kept = store_test_read (folder->file, "annotations/anna/one.json.damaged");
  g_assert_cmpstr (damaged, ==, kept);

  workspace_test_close (&workspace);
  store_test_assert_no_errors (folder->file);
}

/* While the disk is full the edit stays in memory and is told as unsaved; when there is room again it is written. */
static void
test_workspace_full_disk (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autoptr(ManiculeAnnotationSet) set = NULL;
  g_autofree char *content = NULL;
  GAsyncResult *done = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  store_test_make_project (folder->file);
  workspace = workspace_test_open (folder->file, NULL);
  set = workspace_test_load (workspace, "one");
  workspace_test_settle (workspace);

  fault_fs_begin (1, ENOSPC, FAULT_FULL);
  workspace_test_add (workspace, set, "x1", 0, 4);
  while (manicule_workspace_get_error (workspace) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (manicule_workspace_get_error (workspace), G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_nonnull (strstr (manicule_workspace_get_error (workspace)->message, "journal"));
  g_assert_true (manicule_workspace_get_unsaved (workspace));

  /* Closing fails, and the project stays open. */
  manicule_workspace_close_async (workspace, store_test_keep_result, &done);
  result = store_test_wait (&done);
  g_assert_false (manicule_workspace_close_finish (workspace, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_clear_object (&result);
  fault_fs_end ();

  /* The next edit tries again at once. */
  workspace_test_add (workspace, set, "x2", 0, 5);
  workspace_test_settle (workspace);
  g_assert_null (manicule_workspace_get_error (workspace));
  content = store_test_read (folder->file, "annotations/anna/one.json");
  g_assert_nonnull (strstr (content, "\"x1\""));
  g_assert_nonnull (strstr (content, "\"x2\""));

  workspace_test_close (&workspace);
  store_test_assert_sound (folder->file);
}

/* What failed is tried again by itself. */
static void
test_workspace_retry (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autoptr(ManiculeAnnotationSet) set = NULL;

  store_test_make_project (folder->file);
  workspace = workspace_test_open (folder->file, NULL);
  set = workspace_test_load (workspace, "one");
  workspace_test_settle (workspace);

  fault_fs_begin (1, EIO, FAULT_LASTING);
  workspace_test_add (workspace, set, "x1", 0, 4);
  while (manicule_workspace_get_error (workspace) == NULL)
    g_main_context_iteration (NULL, TRUE);
  fault_fs_end ();

  while (manicule_workspace_get_unsaved (workspace))
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (manicule_workspace_get_error (workspace));

  workspace_test_close (&workspace);
  store_test_assert_sound (folder->file);
}

/* Each call of a save in turn fails: the file is the old or the new one, the model is unharmed, saving works again. */
static void
test_workspace_save_faults (void)
{
  const char *name = "annotations/anna/one.json";
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autoptr(ManiculeAnnotationSet) set = NULL;
  gboolean failed = TRUE;
  guint i;

  store_test_make_project (folder->file);
  workspace = workspace_test_open (folder->file, NULL);
  set = workspace_test_load (workspace, "one");
  workspace_test_settle (workspace);

  for (i = 1; failed; i++)
    {
      g_autofree char *id = g_strdup_printf ("x%u", i);
      g_autofree char *before = store_test_read (folder->file, name);
      g_autofree char *after = NULL;
      g_autoptr(ManiculeAnnotationSet) copy = NULL;
      g_autoptr(GBytes) wanted = NULL;

      workspace_test_add (workspace, set, id, 0, 4);
      copy = manicule_annotation_set_snapshot (set);

      fault_fs_begin (i, ENOSPC, FAULT_ONCE);
      workspace_test_try_save (workspace);
      failed = fault_has_failed ();
      fault_fs_end ();

      g_assert_true (manicule_annotation_set_equal (set, copy));
      wanted = manicule_json_write_annotations (set);
      after = store_test_read (folder->file, name);
      g_assert_true (strcmp (after, before) == 0 ||
                     strncmp (after, g_bytes_get_data (wanted, NULL), g_bytes_get_size (wanted)) == 0);
      workspace_test_save (workspace);
    }

  g_assert_cmpuint (i, >, 10);
  workspace_test_close (&workspace);
  store_test_assert_sound (folder->file);
}

/* One of what people do. */
static void
do_something (ManiculeWorkspace *workspace,
              guint              step)
{
  ManiculeHistory *history = manicule_workspace_get_history (workspace);
  g_autofree char *id = g_strdup_printf ("x%u", step);

  switch (g_test_rand_int_range (0, 8))
    {
    case 0:
    case 1:
    case 2:
      workspace_test_edit_article (workspace, g_test_rand_int_range (0, 14), id);
      break;

    case 3:
      if (manicule_history_can_undo (history))
        g_object_unref (workspace_test_undo (workspace, FALSE));
      break;

    case 4:
      if (manicule_history_can_redo (history))
        g_object_unref (workspace_test_undo (workspace, TRUE));
      break;

    case 5:
      workspace_test_save (workspace);
      break;

    case 6:
      fault_fs_begin (g_test_rand_int_range (1, 60), g_test_rand_bit () ? ENOSPC : EIO,
                      g_test_rand_bit () ? FAULT_ONCE : FAULT_FULL);
      workspace_test_try_save (workspace);
      fault_fs_begin (0, 0, FAULT_ONCE);
      break;

    default:
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
}

/* The sets of all articles that the walk edits. */
static GPtrArray *
load_all (ManiculeWorkspace *workspace)
{
  GPtrArray *sets = g_ptr_array_new_with_free_func (g_object_unref);
  guint i;

  for (i = 0; i < 14; i++)
    {
      g_autofree char *id = g_strdup_printf ("more-%u", i);

      g_ptr_array_add (sets, workspace_test_load (workspace, id));
    }

  return sets;
}

/* Whatever is edited, undone and saved in what order, and however often the disk fails: opened again, all is as it was
 * left. */
static void
test_workspace_random (void)
{
  guint round, step, i;

  for (round = 0; round < 15; round++)
    {
      g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
      g_autoptr(ManiculeWorkspace) workspace = NULL;
      g_autoptr(GPtrArray) left = NULL;
      g_autoptr(GPtrArray) found = NULL;

      store_test_make_project (folder->file);
      workspace_test_add_articles (folder->file, 14);
      workspace = workspace_test_open (folder->file, NULL);
      workspace_test_settle (workspace);

      fault_fs_begin (0, 0, FAULT_ONCE);
      for (step = 0; step < 60; step++)
        do_something (workspace, step);
      fault_fs_end ();

      workspace_test_save (workspace);
      left = load_all (workspace);
      workspace_test_close (&workspace);
      store_test_assert_sound (folder->file);

      workspace = workspace_test_open (folder->file, NULL);
      found = load_all (workspace);
      for (i = 0; i < left->len; i++)
        g_assert_true (manicule_annotation_set_equal (g_ptr_array_index (left, i), g_ptr_array_index (found, i)));
      workspace_test_close (&workspace);
    }
}

/* What is on a disk that can only be read, or is full, is shown, read-only and with the reason. */
static void
test_workspace_unwritable (gconstpointer data)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autoptr(GError) error = NULL;
  const ManiculeFinding *finding;

  store_test_make_project (folder->file);
  fault_fs_begin (1, GPOINTER_TO_INT (data), FAULT_FULL);
  workspace = workspace_test_open_full (folder->file, "anna", FALSE, FALSE, &error);
  fault_fs_end ();

  g_assert_no_error (error);
  g_assert_true (manicule_workspace_get_read_only (workspace));
  g_assert_cmpuint (g_list_model_get_n_items (manicule_project_get_articles (manicule_workspace_get_project (workspace))), ==, 3);
  g_assert_cmpuint (manicule_findings_get_n (manicule_workspace_get_findings (workspace)), ==, 1);
  finding = manicule_findings_get (manicule_workspace_get_findings (workspace), 0);
  g_assert_cmpstr (finding->code, ==, "lock-unwritable");
  workspace_test_close (&workspace);
}

/* Edits of a project that is open read-only are told as unsaved, never written, and do not keep it open. */
static void
test_workspace_read_only (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autoptr(ManiculeAnnotationSet) set = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  store_test_make_project (folder->file);
  before = store_test_fingerprint (folder->file);
  workspace = workspace_test_open_full (folder->file, NULL, TRUE, FALSE, NULL);
  set = workspace_test_load (workspace, "one");
  workspace_test_add (workspace, set, "x1", 0, 4);
  while (manicule_workspace_get_error (workspace) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (manicule_workspace_get_error (workspace), G_IO_ERROR, G_IO_ERROR_READ_ONLY);

  workspace_test_close (&workspace);
  after = store_test_fingerprint (folder->file);
  g_assert_cmpstr (before, ==, after);
}

/* A workspace that is let go of without being closed still writes its edit, and gives the lock back. */
static void
test_workspace_let_go (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  ManiculeWorkspace *workspace;
  ManiculeAnnotationSet *set;
  g_autofree char *content = NULL;

  store_test_make_project (folder->file);
  workspace = workspace_test_open (folder->file, NULL);
  set = workspace_test_load (workspace, "one");
  workspace_test_add (workspace, set, "x1", 0, 4);
  g_object_unref (set);
  g_object_unref (workspace);

  /* The last thread to finish tells nobody: there may be nothing left to wake the loop. */
  while (store_test_exists (folder->file, ".lock"))
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  content = store_test_read (folder->file, "annotations/anna/one.json");
  g_assert_nonnull (strstr (content, "\"x1\""));
  store_test_assert_sound (folder->file);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/workspace/open", test_workspace_open);
  g_test_add_func ("/workspace/busy", test_workspace_busy);
  g_test_add_func ("/workspace/refused", test_workspace_refused);
  g_test_add_func ("/workspace/create", test_workspace_create);
  g_test_add_func ("/workspace/leftovers", test_workspace_leftovers);
  g_test_add_func ("/workspace/damaged-list", test_workspace_damaged_list);
  g_test_add_func ("/workspace/edit", test_workspace_edit);
  g_test_add_func ("/workspace/groups", test_workspace_groups);
  g_test_add_func ("/workspace/coalesce", test_workspace_coalesce);
  g_test_add_func ("/workspace/reopen", test_workspace_reopen);
  g_test_add_func ("/workspace/undo", test_workspace_undo);
  g_test_add_func ("/workspace/undo-wide", test_workspace_undo_wide);
  g_test_add_func ("/workspace/nothing-to-undo", test_workspace_nothing_to_undo);
  g_test_add_func ("/workspace/load", test_workspace_load);
  g_test_add_func ("/workspace/damaged-set", test_workspace_damaged_set);
  g_test_add_func ("/workspace/full-disk", test_workspace_full_disk);
  g_test_add_func ("/workspace/retry", test_workspace_retry);
  g_test_add_func ("/workspace/save-faults", test_workspace_save_faults);
  g_test_add_func ("/workspace/random", test_workspace_random);
  g_test_add_data_func ("/workspace/unwritable/full", GINT_TO_POINTER (ENOSPC), test_workspace_unwritable);
  g_test_add_data_func ("/workspace/unwritable/read-only", GINT_TO_POINTER (EROFS), test_workspace_unwritable);
  g_test_add_data_func ("/workspace/unwritable/not-allowed", GINT_TO_POINTER (EACCES), test_workspace_unwritable);
  g_test_add_func ("/workspace/read-only", test_workspace_read_only);
  g_test_add_func ("/workspace/let-go", test_workspace_let_go);

  return g_test_run ();
}
