/* test-foreign.c: an open project, and what other programs do to its files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "workspace-test.h"

#include <libglib-testing/signal-logger.h>
#include <string.h>

#define ANNA_ONE "annotations/anna/one.json"
#define ANNA_TWO "annotations/anna/two.json"

static gboolean
verify (ManiculeWorkspace  *workspace,
        GError            **error)
{
  GAsyncResult *done = NULL;
  g_autoptr(GAsyncResult) result = NULL;

  manicule_workspace_verify_async (workspace, NULL, store_test_keep_result, &done);
  result = store_test_wait (&done);

  return manicule_workspace_verify_finish (workspace, result, error);
}

static void
reload (ManiculeWorkspace *workspace)
{
  GAsyncResult *done = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  manicule_workspace_reload_async (workspace, NULL, store_test_keep_result, &done);
  result = store_test_wait (&done);
  manicule_workspace_reload_finish (workspace, result, &error);
  g_assert_no_error (error);
}

static void
overwrite (ManiculeWorkspace *workspace)
{
  GAsyncResult *done = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  manicule_workspace_overwrite_async (workspace, NULL, store_test_keep_result, &done);
  result = store_test_wait (&done);
  manicule_workspace_overwrite_finish (workspace, result, &error);
  g_assert_no_error (error);
}

/* A set that another program changed is not written over by an edit; other sets are saved all the same. */
static void
test_foreign_kept (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autoptr(ManiculeAnnotationSet) one = NULL;
  g_autoptr(ManiculeAnnotationSet) two = NULL;
  g_autofree char *theirs = NULL;
  g_autofree char *now = NULL;
  g_autofree char *other = NULL;

  store_test_make_project (folder->file);
  workspace = workspace_test_open (folder->file, NULL);
  one = workspace_test_load (workspace, "one");
  two = workspace_test_load (workspace, "two");

  store_test_replace (folder->file, ANNA_ONE, "\"done\"", "\"new\"");
  theirs = store_test_read (folder->file, ANNA_ONE);
  workspace_test_add (workspace, one, "x1", 0, 4);
  workspace_test_add (workspace, two, "x2", 0, 4);
  while (manicule_workspace_get_error (workspace) == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_error (manicule_workspace_get_error (workspace), MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_CHANGED);
  g_assert_nonnull (strstr (manicule_workspace_get_error (workspace)->message, ANNA_ONE));
  now = store_test_read (folder->file, ANNA_ONE);
  g_assert_cmpstr (theirs, ==, now);
  other = store_test_read (folder->file, ANNA_TWO);
  g_assert_nonnull (strstr (other, "\"x2\""));
  g_assert_true (manicule_workspace_get_unsaved (workspace));

  overwrite (workspace);
  workspace_test_close (&workspace);
}

/* Overwriting writes what is open here, edited or not. */
static void
test_foreign_overwrite (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autoptr(ManiculeAnnotationSet) one = NULL;
  g_autoptr(ManiculeAnnotationSet) two = NULL;
  g_autofree char *before = NULL;
  g_autofree char *content = NULL;
  g_autofree char *other = NULL;
  g_autoptr(GError) error = NULL;

  store_test_make_project (folder->file);
  before = store_test_read (folder->file, ANNA_TWO);
  workspace = workspace_test_open (folder->file, NULL);
  one = workspace_test_load (workspace, "one");
  two = workspace_test_load (workspace, "two");

  store_test_replace (folder->file, ANNA_ONE, "\"done\"", "\"new\"");
  store_test_replace (folder->file, ANNA_TWO, "in-progress", "done");
  workspace_test_add (workspace, one, "x1", 0, 4);
  overwrite (workspace);

  g_assert_null (manicule_workspace_get_error (workspace));
  g_assert_false (manicule_workspace_get_unsaved (workspace));
  content = store_test_read (folder->file, ANNA_ONE);
  g_assert_nonnull (strstr (content, "\"x1\""));
  g_assert_nonnull (strstr (content, "\"done\""));
  other = store_test_read (folder->file, ANNA_TWO);
  g_assert_cmpstr (before, ==, other);
  g_assert_true (verify (workspace, &error));

  workspace_test_close (&workspace);
  store_test_assert_sound (folder->file);
}

/* Reloading takes over what others wrote, and drops only the edit that clashes with it. */
static void
test_foreign_reload (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autoptr(ManiculeAnnotationSet) one = NULL;
  g_autoptr(ManiculeAnnotationSet) two = NULL;
  g_autoptr(ManiculeAnnotationSet) one_again = NULL;
  g_autoptr(ManiculeAnnotationSet) two_again = NULL;
  g_autoptr(GtSignalLogger) logger = gt_signal_logger_new ();
  ManiculeProject *project;

  store_test_make_project (folder->file);
  workspace = workspace_test_open (folder->file, NULL);
  one = workspace_test_load (workspace, "one");
  two = workspace_test_load (workspace, "two");
  project = manicule_workspace_get_project (workspace);

  store_test_replace (folder->file, ANNA_ONE, "\"done\"", "\"new\"");
  workspace_test_add (workspace, one, "x1", 0, 4);
  workspace_test_add (workspace, two, "x2", 0, 4);

  gt_signal_logger_connect (logger, workspace, "notify::project");
  gt_signal_logger_connect (logger, workspace, "notify::history");
  reload (workspace);
  gt_signal_logger_assert_notify_emission_pop (logger, (gpointer) workspace, "project");
  gt_signal_logger_assert_notify_emission_pop (logger, (gpointer) workspace, "history");
  gt_signal_logger_assert_no_emissions (logger);

  g_assert_true (manicule_workspace_get_project (workspace) != project);
  g_assert_null (manicule_workspace_get_error (workspace));
  g_assert_false (manicule_workspace_get_unsaved (workspace));
  g_assert_false (manicule_workspace_get_read_only (workspace));

  one_again = workspace_test_load (workspace, "one");
  g_assert_cmpint (manicule_annotation_set_get_status (one_again), ==, MANICULE_STATUS_NEW);
  g_assert_null (manicule_annotation_set_find (one_again, "x1"));
  two_again = workspace_test_load (workspace, "two");
  g_assert_nonnull (manicule_annotation_set_find (two_again, "x2"));

  workspace_test_close (&workspace);
  store_test_assert_sound (folder->file);
}

/* A reload drops an edit that clashes with what another program wrote; then the project is closed. @damaged: the schema is
 * damaged meanwhile. */
static void
drop_by_reload (GFile    *folder,
                gboolean  damaged)
{
  g_autoptr(ManiculeWorkspace) workspace = workspace_test_open (folder, NULL);
  g_autoptr(ManiculeAnnotationSet) one = workspace_test_load (workspace, "one");

  store_test_replace (folder, ANNA_ONE, "\"done\"", "\"new\"");
  workspace_test_add (workspace, one, "x1", 0, 4);
  g_assert_false (workspace_test_try_save (workspace));
  g_clear_object (&one);

  if (damaged)
    store_test_replace (folder, "schema.json", "\"labels\"", "\"labels");
  reload (workspace);
  g_assert_cmpint (manicule_workspace_get_read_only (workspace), ==, damaged);
  workspace_test_close (&workspace);
  if (damaged)
    store_test_replace (folder, "schema.json", "\"labels", "\"labels\"");
}

/* The journal, which holds what a reload drops, does not bring it back; it does where what the reload found was damaged. */
static void
test_foreign_dropped (gconstpointer data)
{
  gboolean damaged = GPOINTER_TO_INT (data);
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autoptr(ManiculeAnnotationSet) one = NULL;

  store_test_make_project (folder->file);
  drop_by_reload (folder->file, damaged);

  workspace = workspace_test_open (folder->file, NULL);
  one = workspace_test_load (workspace, "one");
  g_assert_cmpint (manicule_annotation_set_find (one, "x1") != NULL, ==, damaged);
  g_assert_cmpint (manicule_workspace_get_recovery (workspace) != NULL, ==, damaged);
  g_clear_object (&one);
  workspace_test_close (&workspace);
  store_test_assert_sound (folder->file);
}

/* A look finds changes of what is not edited, and that they are gone again; a save of something else does not hide them. */
static void
test_foreign_verify (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autoptr(ManiculeAnnotationSet) one = NULL;
  g_autoptr(GError) error = NULL;

  store_test_make_project (folder->file);
  workspace = workspace_test_open (folder->file, NULL);
  one = workspace_test_load (workspace, "one");
  g_assert_true (verify (workspace, &error));

  store_test_replace (folder->file, "schema.json", "Organisation", "Organization");
  g_assert_false (verify (workspace, &error));
  g_assert_error (error, MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_CHANGED);
  g_clear_error (&error);

  workspace_test_add (workspace, one, "x1", 0, 4);
  workspace_test_save (workspace);
  g_assert_error (manicule_workspace_get_error (workspace), MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_CHANGED);

  store_test_replace (folder->file, "schema.json", "Organization", "Organisation");
  g_assert_true (verify (workspace, &error));
  g_assert_null (manicule_workspace_get_error (workspace));

  workspace_test_close (&workspace);
}

/* A file that appears where there was none, and one that is removed, are changes too. */
static void
test_foreign_appears (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autoptr(ManiculeAnnotationSet) three = NULL;
  g_autofree char *theirs = NULL;
  g_autofree char *now = NULL;

  store_test_make_project (folder->file);
  workspace = workspace_test_open (folder->file, NULL);
  three = workspace_test_load (workspace, "three");
  store_test_write (folder->file, "annotations/anna/three.json", "{}");
  theirs = store_test_read (folder->file, "annotations/anna/three.json");

  workspace_test_add (workspace, three, "x1", 0, 4);
  g_assert_false (workspace_test_try_save (workspace));
  g_assert_error (manicule_workspace_get_error (workspace), MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_CHANGED);
  now = store_test_read (folder->file, "annotations/anna/three.json");
  g_assert_cmpstr (theirs, ==, now);

  overwrite (workspace);
  workspace_test_close (&workspace);
  store_test_assert_sound (folder->file);
}

/* Who lost the lock writes nothing; reloading makes the project read-only here. */
static void
test_foreign_lock_reload (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autoptr(ManiculeWorkspace) thief = NULL;
  g_autoptr(ManiculeAnnotationSet) one = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  store_test_make_project (folder->file);
  workspace = workspace_test_open (folder->file, NULL);
  one = workspace_test_load (workspace, "one");
  thief = workspace_test_open_full (folder->file, NULL, FALSE, TRUE, NULL);

  before = store_test_fingerprint (folder->file);
  workspace_test_add (workspace, one, "x1", 0, 4);
  g_assert_false (workspace_test_try_save (workspace));
  g_assert_error (manicule_workspace_get_error (workspace), MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_LOCKED);
  after = store_test_fingerprint (folder->file);
  g_assert_cmpstr (before, ==, after);

  reload (workspace);
  g_assert_true (manicule_workspace_get_read_only (workspace));
  workspace_test_close (&workspace);
  g_assert_true (store_test_exists (folder->file, ".lock"));
  workspace_test_close (&thief);
}

/* Overwriting takes the lock back. */
static void
test_foreign_lock_overwrite (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autoptr(ManiculeWorkspace) thief = NULL;
  g_autoptr(ManiculeAnnotationSet) one = NULL;
  g_autofree char *content = NULL;
  g_autoptr(GError) error = NULL;

  store_test_make_project (folder->file);
  workspace = workspace_test_open (folder->file, NULL);
  one = workspace_test_load (workspace, "one");
  thief = workspace_test_open_full (folder->file, NULL, FALSE, TRUE, NULL);
  workspace_test_add (workspace, one, "x1", 0, 4);
  g_assert_false (workspace_test_try_save (workspace));

  overwrite (workspace);
  content = store_test_read (folder->file, ANNA_ONE);
  g_assert_nonnull (strstr (content, "\"x1\""));
  g_assert_false (verify (thief, &error));
  g_assert_error (error, MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_LOCKED);

  workspace_test_close (&workspace);
  reload (thief);
  workspace_test_close (&thief);
  store_test_assert_sound (folder->file);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/foreign/kept", test_foreign_kept);
  g_test_add_func ("/foreign/overwrite", test_foreign_overwrite);
  g_test_add_func ("/foreign/reload", test_foreign_reload);
  g_test_add_data_func ("/foreign/dropped/sound", GINT_TO_POINTER (FALSE), test_foreign_dropped);
  g_test_add_data_func ("/foreign/dropped/damaged", GINT_TO_POINTER (TRUE), test_foreign_dropped);
  g_test_add_func ("/foreign/verify", test_foreign_verify);
  g_test_add_func ("/foreign/appears", test_foreign_appears);
  g_test_add_func ("/foreign/lock-reload", test_foreign_lock_reload);
  g_test_add_func ("/foreign/lock-overwrite", test_foreign_lock_overwrite);

  return g_test_run ();
}
