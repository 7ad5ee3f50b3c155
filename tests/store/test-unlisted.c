/* test-unlisted.c: a list of articles that was cut off
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-unlisted.h"
#include "workspace-test.h"

#include <string.h>

#define LIST "articles.jsonl"

/* Cuts the list off after its first line. */
static void
cut (GFile *folder)
{
  g_autofree char *list = store_test_read (folder, LIST);

  *(strchr (list, '\n') + 1) = '\0';
  store_test_write (folder, LIST, list);
}

static guint
restore (GFile *folder)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(ManiculeProject) project = manicule_project_folder_read (folder, NULL, &error);
  guint n;

  g_assert_no_error (error);
  g_assert_true (manicule_unlisted_restore (folder, project, &n, &error));
  g_assert_no_error (error);

  return n;
}

/* The check and the opening tell of it, and the texts get back into the list; what the journal knew of them too. */
static void
test_unlisted_cut (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autoptr(ManiculeAnnotationSet) set = NULL;
  g_autofree char *whole = NULL;
  g_autofree char *restored = NULL;

  store_test_make_project (folder->file);
  workspace = workspace_test_open (folder->file, "anna");
  workspace_test_import_text (workspace, "came.txt", "The harbour was closed on Tuesday.\n");
  set = workspace_test_load (workspace, "came");
  workspace_test_add (workspace, set, "x1", 4, 11);
  g_clear_object (&set);
  workspace_test_close (&workspace);
  whole = store_test_read (folder->file, LIST);

  cut (folder->file);
  g_assert_true (manicule_project_folder_check (folder->file, findings, NULL, NULL));
  g_assert_true (store_test_has_finding (findings, "article-unlisted"));
  workspace = workspace_test_open (folder->file, "anna");
  g_assert_true (store_test_has_finding (manicule_workspace_get_findings (workspace), "article-unlisted"));
  g_assert_false (manicule_workspace_get_read_only (workspace));
  workspace_test_close (&workspace);

  g_assert_cmpuint (restore (folder->file), ==, 3);
  restored = store_test_read (folder->file, LIST);
  g_assert_nonnull (strstr (restored, strstr (whole, "{\"id\":\"came\"")));
  store_test_assert_sound (folder->file);
  workspace = workspace_test_open (folder->file, "anna");
  set = workspace_test_load (workspace, "came");
  g_assert_nonnull (manicule_annotation_set_find (set, "x1"));
  g_clear_object (&set);
  workspace_test_close (&workspace);
}

/* What is undone is not cut off. */
static void
test_unlisted_undone (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;

  store_test_make_project (folder->file);
  workspace = workspace_test_open (folder->file, "anna");
  workspace_test_import_text (workspace, "came.txt", "The harbour was closed on Tuesday.\n");
  g_object_unref (workspace_test_undo (workspace, FALSE));
  workspace_test_close (&workspace);

  g_assert_true (store_test_exists (folder->file, "articles/came.txt"));
  store_test_assert_sound (folder->file);
  g_assert_cmpuint (restore (folder->file), ==, 0);
  workspace = workspace_test_open (folder->file, "anna");
  g_assert_cmpuint (manicule_findings_get_n (manicule_workspace_get_findings (workspace)), ==, 0);
  g_object_unref (workspace_test_undo (workspace, TRUE));
  workspace_test_close (&workspace);
  store_test_assert_sound (folder->file);
}

/* What was annotated in an import that is undone goes with it when it can be redone no more, and nobody misses it. */
static void
test_unlisted_gone (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autoptr(ManiculeAnnotationSet) set = NULL;

  store_test_make_project (folder->file);
  workspace = workspace_test_open (folder->file, "anna");
  workspace_test_import_text (workspace, "came.txt", "The harbour was closed on Tuesday.\n");
  set = workspace_test_load (workspace, "came");
  workspace_test_add (workspace, set, "x1", 4, 11);
  g_clear_object (&set);
  workspace_test_save (workspace);
  g_object_unref (workspace_test_undo (workspace, FALSE));
  g_object_unref (workspace_test_undo (workspace, FALSE));
  set = workspace_test_load (workspace, "one");
  workspace_test_add (workspace, set, "x2", 0, 4);
  g_clear_object (&set);
  workspace_test_close (&workspace);

  g_assert_false (store_test_exists (folder->file, "articles/came.txt"));
  store_test_assert_sound (folder->file);
  workspace = workspace_test_open (folder->file, "anna");
  g_assert_cmpuint (manicule_findings_get_n (manicule_workspace_get_findings (workspace)), ==, 0);
  workspace_test_close (&workspace);
}

/* A text that is none is told by the check, and stays as it is. */
static void
test_unlisted_damaged (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autofree char *content = NULL;

  store_test_make_project (folder->file);
  store_test_write (folder->file, "articles/odd.txt", "\xff\xfe");
  g_assert_cmpuint (restore (folder->file), ==, 0);
  content = store_test_read (folder->file, "articles/odd.txt");
  g_assert_cmpstr (content, ==, "\xff\xfe");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/unlisted/cut", test_unlisted_cut);
  g_test_add_func ("/unlisted/undone", test_unlisted_undone);
  g_test_add_func ("/unlisted/gone", test_unlisted_gone);
  g_test_add_func ("/unlisted/damaged", test_unlisted_damaged);

  return g_test_run ();
}
