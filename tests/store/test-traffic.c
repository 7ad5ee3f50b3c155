/* test-traffic.c: an open project, and articles that come in and go out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fault-fs.h"
#include "workspace-test.h"

#include <errno.h>
#include <string.h>

/* Two texts, one of them with annotations; a copy of "one" with two annotations, one of which is there already. */
static void
write_source (GFile *source)
{
  store_test_write (source, "a.txt", "Ines Halloran spoke on Tuesday.\n");
  store_test_write (source, "a.ann", "T1\tPER 0 13\tInes Halloran\nT2\tDATE 23 30\tTuesday\n");
  store_test_write (source, "b.txt", "Something else.\n");
  store_test_write (source, "c.txt", "Ines Halloran spoke for the Harbour Board.\nShe said it was late.\n");
  store_test_write (source, "c.ann", "T1\tORG 28 41\tHarbour Board\nT2\tPER 43 46\tShe\n");
}

static guint
get_n_articles (ManiculeWorkspace *workspace)
{
  return g_list_model_get_n_items (manicule_project_get_articles (manicule_workspace_get_project (workspace)));
}

static ManiculeImportItem *
find_item (ManiculeImport *plan,
           const char     *file)
{
  guint i;

  for (i = 0; i < plan->items->len; i++)
    {
      ManiculeImportItem *item = g_ptr_array_index (plan->items, i);

      if (g_str_has_suffix (item->file, file))
        return item;
    }

  g_assert_not_reached ();
}

/* An import is one step; undone it is gone, redone it is all there, also when the project was closed in between. Its files
 * go when it can be redone no more. */
static void
test_traffic_import (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(StoreTestFolder) source = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autoptr(ManiculeImport) import_plan = NULL;
  g_autoptr(ManiculeAnnotationSet) set = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  ManiculeStatus status;
  guint n;

  store_test_make_project (folder->file);
  write_source (source->file);
  workspace = workspace_test_open (folder->file, NULL);
  before = store_test_fingerprint (folder->file);

  import_plan = workspace_test_plan (workspace, source->file);
  find_item (import_plan, "c.ann")->add_annotations = TRUE;
  g_assert_true (workspace_test_import (workspace, import_plan, &n, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (get_n_articles (workspace), ==, 5);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (manicule_workspace_get_history (workspace))), ==, 1);
  g_assert_true (manicule_workspace_get_summary (workspace, "a", &status, &n));
  g_assert_cmpuint (n, ==, 2);
  workspace_test_save (workspace);

  set = workspace_test_load (workspace, "one");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (set)), ==, 5);
  store_test_assert_no_errors (folder->file);

  g_object_unref (workspace_test_undo (workspace, FALSE));
  g_assert_cmpuint (get_n_articles (workspace), ==, 3);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (set)), ==, 4);
  workspace_test_save (workspace);

  g_object_unref (workspace_test_undo (workspace, TRUE));
  g_assert_cmpuint (get_n_articles (workspace), ==, 5);
  workspace_test_save (workspace);
  store_test_assert_sound (folder->file);

  g_object_unref (workspace_test_undo (workspace, FALSE));
  g_clear_object (&set);
  workspace_test_close (&workspace);
  store_test_assert_sound (folder->file);

  workspace = workspace_test_open (folder->file, NULL);
  g_object_unref (workspace_test_undo (workspace, TRUE));
  g_assert_cmpuint (get_n_articles (workspace), ==, 5);
  g_clear_object (&set);
  set = workspace_test_load (workspace, "a");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (set)), ==, 2);
  g_object_unref (workspace_test_undo (workspace, FALSE));

  g_clear_object (&set);
  set = workspace_test_load (workspace, "one");
  workspace_test_add (workspace, set, "y1", 0, 4);
  manicule_history_undo (manicule_workspace_get_history (workspace), NULL);
  g_assert_true (manicule_history_can_redo (manicule_workspace_get_history (workspace)));
  g_clear_object (&set);
  workspace_test_close (&workspace);
  store_test_assert_sound (folder->file);
  g_assert_false (store_test_exists (folder->file, "articles/a.txt"));
  after = store_test_fingerprint (folder->file);
  g_assert_true (g_str_has_prefix (before, ".lock"));
  g_assert_cmpstr (strchr (before, '\n') + 1, ==, after);
}

/* An article that came in is opened and edited; all of it is undone and redone without a pause for saving. */
static void
test_traffic_import_undo_quickly (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(StoreTestFolder) source = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autoptr(ManiculeImport) import_plan = NULL;
  g_autoptr(ManiculeAnnotationSet) set = NULL;
  g_autoptr(ManiculeAnnotationSet) again = NULL;
  g_autoptr(GError) error = NULL;
  guint round;

  store_test_make_project (folder->file);
  write_source (source->file);
  store_test_write (source->file, "d.txt", "Something else.\n");
  store_test_write (source->file, "d.ann", "T1\tTHING 0 9\tSomething\n");
  workspace = workspace_test_open (folder->file, NULL);
  import_plan = workspace_test_plan (workspace, source->file);
  find_item (import_plan, "d.ann")->add_annotations = TRUE;
  g_assert_true (workspace_test_import (workspace, import_plan, NULL, &error));
  g_assert_no_error (error);

  set = workspace_test_load (workspace, "a");
  workspace_test_add (workspace, set, "x1", 0, 4);
  workspace_test_save (workspace);

  for (round = 0; round < 3; round++)
    {
      g_object_unref (workspace_test_undo (workspace, FALSE));
      g_object_unref (workspace_test_undo (workspace, FALSE));
      g_assert_cmpuint (get_n_articles (workspace), ==, 3);
      g_assert_null (manicule_schema_find_label (manicule_project_get_schema (manicule_workspace_get_project (workspace)),
                                                 "DATE"));
      if (round == 1)
        workspace_test_save (workspace);

      g_object_unref (workspace_test_undo (workspace, TRUE));
      g_object_unref (workspace_test_undo (workspace, TRUE));
      g_assert_cmpuint (get_n_articles (workspace), ==, 5);
    }

  g_clear_object (&set);
  set = workspace_test_load (workspace, "a");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (set)), ==, 3);
  again = workspace_test_load (workspace, "b");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (again)), ==, 1);

  g_clear_object (&set);
  g_clear_object (&again);
  workspace_test_close (&workspace);
  store_test_assert_sound (folder->file);
}

/* After an import was undone, other articles may come in under its ids; nothing of the first one clings to them. */
static void
test_traffic_import_again (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(StoreTestFolder) source = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autoptr(ManiculeImport) first = NULL;
  g_autoptr(ManiculeImport) second = NULL;
  g_autoptr(ManiculeAnnotationSet) set = NULL;
  g_autoptr(GError) error = NULL;

  store_test_make_project (folder->file);
  write_source (source->file);
  workspace = workspace_test_open (folder->file, NULL);
  first = workspace_test_plan (workspace, source->file);
  g_assert_true (workspace_test_import (workspace, first, NULL, &error));
  workspace_test_save (workspace);
  g_object_unref (workspace_test_undo (workspace, FALSE));

  store_test_remove_all (source->file);
  store_test_write (source->file, "a.txt", "A different text.\n");
  second = workspace_test_plan (workspace, source->file);
  g_assert_true (workspace_test_import (workspace, second, NULL, &error));
  g_assert_no_error (error);
  set = workspace_test_load (workspace, "a");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (set)), ==, 0);

  g_clear_object (&set);
  workspace_test_close (&workspace);
  store_test_assert_sound (folder->file);
}

/* One import with the disk failing at call number @at. Whether it failed somewhere; when not, the import had no more
 * calls than that. */
static gboolean
try_import (GFile *folder,
            GFile *source,
            guint  at)
{
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autoptr(ManiculeImport) import_plan = NULL;
  g_autoptr(ManiculeAnnotationSet) set = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gboolean done, failed;

  store_test_remove_all (folder);
  store_test_make_project (folder);
  workspace = workspace_test_open (folder, NULL);
  workspace_test_settle (workspace);
  import_plan = workspace_test_plan (workspace, source);
  before = store_test_fingerprint (folder);

  fault_fs_begin (at, EIO, FAULT_ONCE);
  done = workspace_test_import (workspace, import_plan, NULL, NULL);
  failed = fault_has_failed ();
  fault_fs_end ();

  if (!done)
    {
      after = store_test_fingerprint (folder);
      g_assert_cmpstr (before, ==, after);
      g_assert_cmpuint (get_n_articles (workspace), ==, 3);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (manicule_workspace_get_history (workspace))), ==, 0);
      g_assert_true (workspace_test_import (workspace, import_plan, NULL, NULL));
    }

  g_assert_cmpuint (get_n_articles (workspace), ==, 5);
  set = workspace_test_load (workspace, "three");
  workspace_test_add (workspace, set, "x1", 0, 4);
  workspace_test_save (workspace);
  g_clear_object (&set);
  workspace_test_close (&workspace);
  /* What could not be removed goes with the next opening. */
  g_assert_true (manicule_project_folder_clean (folder, NULL));
  store_test_assert_sound (folder);

  return failed;
}

/* Whichever call fails, the import is there as a whole or the model and the disk are as they were; it can be done again,
 * and edits go on being saved. */
static void
test_traffic_import_fails (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(StoreTestFolder) source = store_test_folder_new ();
  guint i = 1;

  write_source (source->file);
  while (try_import (folder->file, source->file, i))
    i++;

  g_assert_cmpuint (i, >, 50);
}

/* What another program changed in a list keeps an import from writing over it. */
static void
test_traffic_import_foreign (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(StoreTestFolder) source = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autoptr(ManiculeImport) import_plan = NULL;
  g_autoptr(GError) error = NULL;

  store_test_make_project (folder->file);
  write_source (source->file);
  workspace = workspace_test_open (folder->file, NULL);
  import_plan = workspace_test_plan (workspace, source->file);
  store_test_replace (folder->file, "schema.json", "Organisation", "Organization");
  g_assert_false (workspace_test_import (workspace, import_plan, NULL, &error));
  g_assert_error (error, MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_CHANGED);
  g_assert_cmpuint (get_n_articles (workspace), ==, 3);
  workspace_test_close (&workspace);
}

/* --- exports --- */

static ManiculeLossReport *
export_to (ManiculeWorkspace    *workspace,
           gboolean              only_done,
           GFile                *output,
           ManiculeProgressFunc  progress,
           gpointer              data)
{
  ManiculeExport export = { .format = manicule_formats_find ("jsonl") };
  GAsyncResult *done = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  ManiculeLossReport *report;

  g_assert_nonnull (export.format);
  manicule_loss_policy_init (&export.policy, export.format);
  manicule_workspace_export_async (workspace, &export, "anna", only_done, output, progress, data, NULL,
                                   store_test_keep_result, &done);
  result = store_test_wait (&done);
  report = manicule_workspace_export_finish (workspace, result, &error);
  g_assert_no_error (error);

  return report;
}

static void
note_progress (guint    done,
               guint    total,
               gpointer data)
{
  guint *n = data;

  g_assert_cmpuint (done, <=, total);
  (*n)++;
}

/* An export holds what is open, with edits that are not saved yet; counting writes nothing; done ones can go alone. */
static void
test_traffic_export (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(StoreTestFolder) target = store_test_folder_new ();
  g_autoptr(GFile) output = g_file_get_child (target->file, "out.jsonl");
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autoptr(ManiculeAnnotationSet) set = NULL;
  g_autoptr(ManiculeLossReport) counted = NULL;
  g_autoptr(ManiculeLossReport) written = NULL;
  g_autoptr(ManiculeLossReport) done = NULL;
  g_autofree char *content = NULL;
  guint n_told = 0;

  store_test_make_project (folder->file);
  workspace = workspace_test_open (folder->file, NULL);
  set = workspace_test_load (workspace, "three");
  workspace_test_add (workspace, set, "x1", 0, 7);

  counted = export_to (workspace, FALSE, NULL, NULL, NULL);
  g_assert_cmpuint (counted->n_articles, ==, 3);
  g_assert_cmpuint (counted->n_annotations, ==, 6);
  g_assert_false (store_test_exists (target->file, "out.jsonl"));

  written = export_to (workspace, FALSE, output, note_progress, &n_told);
  g_assert_cmpuint (written->n_articles, ==, 3);
  content = store_test_read (target->file, "out.jsonl");
  g_assert_nonnull (strstr (content, "\"x1\""));
  g_assert_nonnull (strstr (content, "\"works_for\""));

  done = export_to (workspace, TRUE, NULL, NULL, NULL);
  g_assert_cmpuint (done->n_articles, ==, 1);

  g_clear_object (&set);
  workspace_test_close (&workspace);
}

/* When the project's disk is full, an export to another place still holds what could not be saved. */
static void
test_traffic_export_unsaved (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(StoreTestFolder) target = store_test_folder_new ();
  g_autoptr(GFile) output = g_file_get_child (target->file, "out.jsonl");
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autoptr(ManiculeAnnotationSet) set = NULL;
  g_autoptr(ManiculeLossReport) written = NULL;
  g_autofree char *content = NULL;

  store_test_make_project (folder->file);
  workspace = workspace_test_open (folder->file, NULL);
  set = workspace_test_load (workspace, "three");
  workspace_test_settle (workspace);

  fault_fs_begin (1, ENOSPC, FAULT_FULL);
  workspace_test_add (workspace, set, "x1", 0, 7);
  written = export_to (workspace, FALSE, output, NULL, NULL);
  g_assert_true (manicule_workspace_get_unsaved (workspace));
  fault_fs_end ();

  content = store_test_read (target->file, "out.jsonl");
  g_assert_nonnull (strstr (content, "\"x1\""));

  g_clear_object (&set);
  workspace_test_close (&workspace);
  store_test_assert_sound (folder->file);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/traffic/import", test_traffic_import);
  g_test_add_func ("/traffic/import-undo-quickly", test_traffic_import_undo_quickly);
  g_test_add_func ("/traffic/import-again", test_traffic_import_again);
  g_test_add_func ("/traffic/import-fails", test_traffic_import_fails);
  g_test_add_func ("/traffic/import-foreign", test_traffic_import_foreign);
  g_test_add_func ("/traffic/export", test_traffic_export);
  g_test_add_func ("/traffic/export-unsaved", test_traffic_export_unsaved);

  return g_test_run ();
}
