/* test-import-faults.c: imports that fail, on disks that fail
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fault-fs.h"
#include "import-test.h"
#include "manicule-project-folder.h"
#include "store-test.h"

#include <errno.h>
#include <string.h>

/* A text whose place is taken by a file of nobody's stops the import, with nothing done. */
static void
test_faults_in_the_way (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(StoreTestFolder) source = store_test_folder_new ();
  g_autoptr(ManiculeProject) project = NULL;
  g_autoptr(ManiculeImport) plan = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr(GError) error = NULL;

  store_test_make_project (folder->file);
  project = import_test_read_project (folder->file);
  store_test_write (folder->file, "articles/b.txt", "left by somebody");
  store_test_write (source->file, "a.txt", "First.");
  store_test_write (source->file, "b.txt", "Second.");
  before = store_test_fingerprint (folder->file);

  plan = import_test_plan_folder (source->file, project);
  g_assert_false (manicule_project_folder_import (folder->file, project, plan, "anna", NULL, &error));
  g_assert_error (error, MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_EXISTS);
  g_assert_nonnull (strstr (error->message, "articles/b.txt"));

  after = store_test_fingerprint (folder->file);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpuint (import_test_get_n_articles (project), ==, 3);
}

/* Each call in turn fails: all of the import is there, or none of it; then it can be done again. */
static void
test_faults_once (gconstpointer data)
{
  int number = GPOINTER_TO_INT (data);
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(StoreTestFolder) source = store_test_folder_new ();
  g_autofree char *before = NULL;
  gboolean failed = TRUE;
  guint i;

  import_test_write_pair (source->file, "halloran.txt", "halloran.ann");
  store_test_write (source->file, "second.txt", "Something else.");
  store_test_make_project (folder->file);
  before = store_test_fingerprint (folder->file);

  for (i = 1; failed; i++)
    {
      g_autoptr(ManiculeProject) project = import_test_read_project (folder->file);
      g_autoptr(ManiculeImport) plan = import_test_plan_folder (source->file, project);
      g_autofree char *after = NULL;
      g_autoptr(GError) error = NULL;
      gboolean done;

      fault_fs_begin (i, number, FAULT_ONCE);
      done = manicule_project_folder_import (folder->file, project, plan, "clara", NULL, &error);
      failed = fault_has_failed ();
      fault_fs_end ();

      if (!done)
        {
          g_assert_nonnull (error);
          after = store_test_fingerprint (folder->file);
          g_assert_cmpstr (before, ==, after);
          g_assert_cmpuint (import_test_get_n_articles (project), ==, 3);

          if (i % 10 != 0)
            continue;
          g_assert_true (manicule_project_folder_import (folder->file, project, plan, "clara", NULL, NULL));
        }

      /* What could not be removed goes with the next opening. */
      g_assert_true (manicule_project_folder_clean (folder->file, NULL));
      g_assert_cmpuint (import_test_get_n_articles (project), ==, 5);
      store_test_assert_sound (folder->file);
      store_test_remove_all (folder->file);
      store_test_make_project (folder->file);
    }

  g_assert_cmpuint (i, >, 50);
}

/* A disk that stays full from any moment on leaves the project as it was. */
static void
test_faults_full_disk (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(StoreTestFolder) source = store_test_folder_new ();
  g_autofree char *before = NULL;
  guint i, n_failed = 0;

  store_test_make_project (folder->file);
  import_test_write_pair (source->file, "halloran.txt", "halloran.ann");
  before = store_test_fingerprint (folder->file);

  for (i = 1; ; i++)
    {
      g_autoptr(ManiculeProject) project = import_test_read_project (folder->file);
      g_autoptr(ManiculeImport) plan = import_test_plan_folder (source->file, project);
      g_autofree char *after = NULL;
      gboolean done;

      fault_fs_begin (i, ENOSPC, FAULT_FULL);
      done = manicule_project_folder_import (folder->file, project, plan, "clara", NULL, NULL);
      fault_fs_end ();

      if (done)
        break;

      n_failed++;
      after = store_test_fingerprint (folder->file);
      if (strcmp (before, after) == 0)
        continue;

      /* Only where a list could not be restored: then it is whole, and so is what it names. */
      store_test_assert_no_errors (folder->file);
      store_test_remove_all (folder->file);
      store_test_make_project (folder->file);
    }

  g_assert_cmpuint (n_failed, >, 20);
}

/* A disk that dies for good in any moment of an import leaves a project that opens without errors. */
static void
test_faults_dead_disk (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(StoreTestFolder) source = store_test_folder_new ();
  g_autofree char *before = NULL;
  gboolean done = FALSE;
  guint i;

  import_test_write_pair (source->file, "halloran.txt", "halloran.ann");

  store_test_make_project (folder->file);
  before = store_test_fingerprint (folder->file);

  for (i = 1; !done; i++)
    {
      g_autoptr(ManiculeProject) project = import_test_read_project (folder->file);
      g_autoptr(ManiculeImport) plan = import_test_plan_folder (source->file, project);
      g_autofree char *after = NULL;

      fault_fs_begin (i, EIO, FAULT_LASTING);
      done = manicule_project_folder_import (folder->file, project, plan, "clara", NULL, NULL);
      fault_fs_end ();

      after = store_test_fingerprint (folder->file);
      if (strcmp (before, after) == 0)
        continue;

      store_test_assert_no_errors (folder->file);
      store_test_remove_all (folder->file);
      store_test_make_project (folder->file);
    }

  g_assert_cmpuint (i, >, 50);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/import-faults/in-the-way", test_faults_in_the_way);
  g_test_add_data_func ("/import-faults/once/full", GINT_TO_POINTER (ENOSPC), test_faults_once);
  g_test_add_data_func ("/import-faults/once/broken", GINT_TO_POINTER (EIO), test_faults_once);
  g_test_add_func ("/import-faults/full-disk", test_faults_full_disk);
  g_test_add_func ("/import-faults/dead-disk", test_faults_dead_disk);

  return g_test_run ();
}
