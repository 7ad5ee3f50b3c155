/* test-name-mend.c: names that a disk or a sync program wrote in another way
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fault-fs.h"
#include "manicule-name-mend.h"
#include "workspace-test.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* The same name, composed and taken apart. */
#define COMPOSED "zo\xc3\xab"
#define APART "zoe\xcc\x88"

static void
move (GFile      *folder,
      const char *from,
      const char *to)
{
  g_autofree char *from_path = g_build_filename (g_file_peek_path (folder), from, NULL);
  g_autofree char *to_path = g_build_filename (g_file_peek_path (folder), to, NULL);

  g_assert_cmpint (g_rename (from_path, to_path), ==, 0);
}

/* A project of that annotator with an annotation "x1" in the article of the same name, closed. */
static void
make_project (GFile *folder)
{
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autoptr(ManiculeAnnotationSet) set = NULL;

  store_test_make_project (folder);
  workspace = workspace_test_open (folder, COMPOSED);
  workspace_test_import_text (workspace, COMPOSED ".txt", "The harbour was closed on Tuesday.\n");
  set = workspace_test_load (workspace, COMPOSED);
  workspace_test_add (workspace, set, "x1", 4, 11);
  g_clear_object (&set);
  workspace_test_close (&workspace);
  g_assert_true (store_test_exists (folder, "annotations/" COMPOSED "/" COMPOSED ".json"));
  g_assert_true (store_test_exists (folder, "journal/" COMPOSED ".jsonl"));
}

static void
take_apart (GFile *folder)
{
  move (folder, "articles/" COMPOSED ".txt", "articles/" APART ".txt");
  move (folder, "annotations/" COMPOSED "/" COMPOSED ".json", "annotations/" COMPOSED "/" APART ".json");
  move (folder, "annotations/" COMPOSED, "annotations/" APART);
  move (folder, "journal/" COMPOSED ".jsonl", "journal/" APART ".jsonl");
}

/* A copy whose names were taken apart opens as it was, with what was annotated and what can be undone, and says so once. */
static void
test_name_mend_apart (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autoptr(ManiculeAnnotationSet) set = NULL;

  make_project (folder->file);
  take_apart (folder->file);

  workspace = workspace_test_open (folder->file, COMPOSED);
  g_assert_nonnull (strstr (manicule_workspace_get_recovery (workspace), "4 files or folders"));
  g_assert_cmpuint (manicule_findings_get_n (manicule_workspace_get_findings (workspace)), ==, 0);
  set = workspace_test_load (workspace, COMPOSED);
  g_assert_nonnull (manicule_annotation_set_find (set, "x1"));
  g_object_unref (workspace_test_undo (workspace, FALSE));
  g_assert_null (manicule_annotation_set_find (set, "x1"));
  g_clear_object (&set);
  workspace_test_close (&workspace);
  store_test_assert_sound (folder->file);

  workspace = workspace_test_open (folder->file, COMPOSED);
  g_assert_null (manicule_workspace_get_recovery (workspace));
  workspace_test_close (&workspace);
}

/* Capitals too; a name that is there both ways is told, and neither is touched. */
static void
test_name_mend_both (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autofree char *content = NULL;

  store_test_make_project (folder->file);
  move (folder->file, "annotations/ben", "annotations/BEN");
  content = store_test_read (folder->file, "annotations/anna/one.json");
  store_test_write (folder->file, "annotations/Anna/one.json", content);

  workspace = workspace_test_open (folder->file, "anna");
  g_assert_nonnull (strstr (manicule_workspace_get_recovery (workspace), "1 file"));
  g_assert_true (store_test_has_finding (manicule_workspace_get_findings (workspace), "case-collision"));
  g_assert_false (manicule_workspace_get_read_only (workspace));
  workspace_test_close (&workspace);
  g_assert_true (store_test_exists (folder->file, "annotations/ben/one.json"));
  g_assert_true (store_test_exists (folder->file, "annotations/Anna/one.json"));
  g_assert_true (store_test_exists (folder->file, "annotations/anna/one.json"));
}

/* What is there both ways is told once, however much there is to look at. */
static void
test_name_mend_once (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  ManiculeFindings *findings;
  guint n = 0;

  store_test_make_project (folder->file);
  store_test_write (folder->file, "articles/more.txt", "A text that no list names.\n");
  store_test_write (folder->file, "annotations/Anna/.keep", "");

  workspace = workspace_test_open (folder->file, "anna");
  findings = manicule_workspace_get_findings (workspace);
  for (guint i = 0; i < manicule_findings_get_n (findings); i++)
    n += strcmp (manicule_findings_get (findings, i)->code, "case-collision") == 0 ? 1 : 0;
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (store_test_has_finding (findings, "article-unlisted"));
  workspace_test_close (&workspace);
}

/* A disk that does not mind capitals has one file under both names, of which nothing is to be removed. A second link is like that. */
static void
test_name_mend_same (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autoptr(ManiculeProject) project = NULL;
  g_autofree char *path = NULL;
  g_autofree char *other_path = NULL;
  guint n;

  store_test_make_project (folder->file);
  path = g_build_filename (g_file_peek_path (folder->file), "articles", "one.txt", NULL);
  other_path = g_build_filename (g_file_peek_path (folder->file), "articles", "ONE.txt", NULL);
  g_assert_cmpint (link (path, other_path), ==, 0);

  project = manicule_project_folder_read (folder->file, NULL, NULL);
  g_assert_true (manicule_name_mend (folder->file, project, TRUE, &n, findings, NULL));
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpuint (manicule_findings_get_n (findings), ==, 0);
}

/* Whatever call to the disk fails, every file is under one of its names, and gets the right one when the disk is well again. */
static void
test_name_mend_faults (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autoptr(ManiculeProject) project = NULL;
  gboolean failed = TRUE;
  guint n, n_failed = 0;

  make_project (folder->file);
  project = manicule_project_folder_read (folder->file, NULL, NULL);

  for (guint i = 1; failed; i++)
    {
      take_apart (folder->file);
      fault_fs_begin (i, EIO, FAULT_ONCE);
      n_failed += manicule_name_mend (folder->file, project, TRUE, &n, findings, NULL) ? 0 : 1;
      failed = fault_has_failed ();
      fault_fs_end ();

      g_assert_true (manicule_name_mend (folder->file, project, TRUE, &n, findings, NULL));
      g_assert_cmpuint (manicule_findings_get_n (findings), ==, 0);
      store_test_assert_sound (folder->file);
    }

  g_assert_cmpuint (n_failed, >, 5);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/name-mend/apart", test_name_mend_apart);
  g_test_add_func ("/name-mend/both", test_name_mend_both);
  g_test_add_func ("/name-mend/once", test_name_mend_once);
  g_test_add_func ("/name-mend/same", test_name_mend_same);
  g_test_add_func ("/name-mend/faults", test_name_mend_faults);

  return g_test_run ();
}
