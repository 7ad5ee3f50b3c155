/* test-kill.c: a process that is killed in any moment leaves a sound project
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "workspace-test.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define EDITED "annotations/anna/one.json"

/* --- the child: works on the project until it is killed --- */

/* Edits sets and lists without end; as fast as it can be saved. */
static int
edit_for_ever (const char *path)
{
  g_autoptr(GFile) folder = g_file_new_for_path (path);
  g_autoptr(ManiculeWorkspace) workspace = workspace_test_open (folder, NULL);
  static const char * const ids[] = { "one", "two", "three" };
  guint i;

  for (i = 0; ; i++)
    {
      g_autoptr(ManiculeAnnotationSet) set = workspace_test_load (workspace, ids[i % 3]);
      g_autofree char *id = g_strdup_printf ("x%u", i);
      g_autofree char *name = g_strdup_printf ("L%u", i);
      g_autoptr(ManiculeLabel) label = manicule_label_new (&(ManiculeLabelFields) { .name = name, .color = "#33d17a" });
      g_autoptr(ManiculeChange) change = NULL;

      workspace_test_add (workspace, set, id, i % 20, i % 20 + 5);
      change = manicule_change_new_item (MANICULE_CHANGE_LABEL, NULL, label, 0);
      if (!manicule_history_apply (manicule_workspace_get_history (workspace), change, NULL))
        return 1;
      workspace_test_save (workspace);
    }
}

/* Imports article after article. */
static int
import_for_ever (const char *path)
{
  g_autoptr(GFile) folder = g_file_new_for_path (path);
  g_autofree char *source_path = g_strconcat (path, ".source", NULL);
  g_autoptr(GFile) source = g_file_new_for_path (source_path);
  g_autoptr(GPtrArray) files = g_ptr_array_new ();
  guint i;

  g_ptr_array_add (files, source);
  for (i = 0; ; i++)
    {
      g_autofree char *text = g_strdup_printf ("Report number %d of %u.", (int) getpid (), i);
      g_autofree char *name = g_strdup_printf ("r-%d-%u.txt", (int) getpid (), i);
      g_autoptr(ManiculeProject) project = manicule_project_folder_read (folder, NULL, NULL);
      g_autoptr(ManiculeImport) plan = NULL;

      store_test_remove_all (source);
      store_test_write (source, name, text);
      plan = manicule_import_plan (files, &(ManiculeImportOptions) { .annotator = "anna" }, project, NULL, NULL);
      if (!manicule_project_folder_import (folder, project, plan, "anna", NULL, NULL))
        return 1;
    }
}

/* --- the parent --- */

static const char *program;

static GPid
start_child (const char *work,
             const char *path)
{
  char *argv[] = { (char *) program, (char *) "--child", (char *) work, (char *) path, NULL };
  g_autoptr(GError) error = NULL;
  GPid pid;

  g_spawn_async (NULL, argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, &pid, &error);
  g_assert_no_error (error);

  return pid;
}

/* Kills it in some moment after it has changed that file. */
static void
kill_at_work (GPid        pid,
              GFile      *folder,
              const char *name,
              const char *before)
{
  gboolean works = FALSE;
  int status;

  while (!works)
    {
      g_autofree char *now = store_test_read (folder, name);

      works = strcmp (now, before) != 0;
      g_usleep (1000);
    }

  g_usleep (g_test_rand_int_range (0, 30000));
  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  /* It was still at work. */
  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (WTERMSIG (status), ==, SIGKILL);
}

/* Killed dozens of times while it saves, the process leaves a project that opens at once and checks clean. */
static void
test_kill_edit (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autofree char *path = g_file_get_path (folder->file);
  guint i;

  for (i = 0; i < 40; i++)
    {
      g_autoptr(ManiculeWorkspace) workspace = NULL;
      g_autoptr(ManiculeAnnotationSet) set = NULL;
      g_autofree char *before = NULL;

      store_test_remove_all (folder->file);
      store_test_make_project (folder->file);
      before = store_test_read (folder->file, EDITED);
      kill_at_work (start_child ("edit", path), folder->file, EDITED, before);

      workspace = workspace_test_open_full (folder->file, NULL, FALSE, FALSE, NULL);
      if (workspace == NULL)
        {
          /* Killed between the making and the filling of the lock: it asks. */
          g_autofree char *lock = store_test_read (folder->file, ".lock");

          g_assert_cmpstr (lock, ==, "");
          workspace = workspace_test_open_full (folder->file, NULL, FALSE, TRUE, NULL);
        }

      set = workspace_test_load (workspace, "one");
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (set)), >, 4);
      g_clear_object (&set);
      workspace_test_close (&workspace);
      store_test_assert_sound (folder->file);
    }
}

/* Killed while it imports, the process leaves a project without errors: at most files that no list names. */
static void
test_kill_import (void)
{
  g_autoptr(StoreTestFolder) parent = store_test_folder_new ();
  g_autoptr(GFile) folder = g_file_get_child (parent->file, "project");
  g_autofree char *path = g_file_get_path (folder);
  guint i, n_articles = 0;

  g_assert_true (g_file_make_directory (folder, NULL, NULL));
  store_test_make_project (folder);

  for (i = 0; i < 20; i++)
    {
      g_autoptr(ManiculeProject) project = NULL;
      g_autofree char *before = store_test_read (folder, "articles.jsonl");

      kill_at_work (start_child ("import", path), folder, "articles.jsonl", before);
      store_test_assert_no_errors (folder);
      project = manicule_project_folder_read (folder, NULL, NULL);
      g_assert_nonnull (project);
      n_articles = g_list_model_get_n_items (manicule_project_get_articles (project));
    }

  g_assert_cmpuint (n_articles, >=, 3 + 20);
}

int
main (int    argc,
      char **argv)
{
  if (argc == 4 && strcmp (argv[1], "--child") == 0)
    return strcmp (argv[2], "edit") == 0 ? edit_for_ever (argv[3]) : import_for_ever (argv[3]);

  program = argv[0];
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/kill/edit", test_kill_edit);
  g_test_add_func ("/kill/import", test_kill_import);

  return g_test_run ();
}
