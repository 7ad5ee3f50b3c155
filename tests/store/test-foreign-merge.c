/* test-foreign-merge.c: an open project, and what other programs wrote, in one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "workspace-test.h"

#include <string.h>

#define ANNA_ONE "annotations/anna/one.json"

static gboolean
merge (ManiculeWorkspace  *workspace,
       guint              *n_changes,
       GError            **error)
{
  GAsyncResult *done = NULL;
  g_autoptr(GAsyncResult) result = NULL;

  manicule_workspace_merge_async (workspace, NULL, store_test_keep_result, &done);
  result = store_test_wait (&done);

  return manicule_workspace_merge_finish (workspace, result, n_changes, error);
}

static guint
merge_well (ManiculeWorkspace *workspace)
{
  g_autoptr(GError) error = NULL;
  guint n_changes;

  merge (workspace, &n_changes, &error);
  g_assert_no_error (error);
  g_assert_null (manicule_workspace_get_error (workspace));

  return n_changes;
}

/* Adds a span to the file of article "one", as another machine would. */
static void
add_elsewhere (GFile                 *folder,
               ManiculeAnnotationSet *set,
               const char            *id,
               const char            *label,
               guint                  start,
               guint                  end)
{
  ManiculeText *text = manicule_annotation_set_get_text (set);
  g_autoptr(GError) error = NULL;
  g_autoptr(ManiculeAnnotationSet) theirs = NULL;
  g_autoptr(GPtrArray) spans = g_ptr_array_new_with_free_func (g_object_unref);

  theirs = manicule_project_folder_read_set (folder, "one", "anna", text, NULL, &error);
  g_assert_no_error (error);
  g_ptr_array_add (spans, store_test_span (id, label, start, end));
  g_assert_true (manicule_annotation_set_add_all (theirs, spans, &error));
  g_assert_true (manicule_project_folder_write_set (folder, theirs, &error));
}

static gboolean
stands_in (GFile      *folder,
           const char *name,
           const char *what)
{
  g_autofree char *content = store_test_read (folder, name);

  return strstr (content, what) != NULL;
}

static guint
count_conflicts (ManiculeWorkspace *workspace)
{
  ManiculeFindings *findings = manicule_workspace_get_findings (workspace);
  guint i, n = 0;

  for (i = 0; i < manicule_findings_get_n (findings); i++)
    n += g_str_equal (manicule_findings_get (findings, i)->code, "merge-conflict");

  return n;
}

/* Both add something: both is there, in memory and on the disk, and one undo takes theirs back. */
static void
test_merge_both (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autoptr(ManiculeAnnotationSet) set = NULL;
  g_autoptr(ManiculeStep) step = NULL;

  store_test_make_project (folder->file);
  workspace = workspace_test_open (folder->file, "anna");
  set = workspace_test_load (workspace, "one");
  workspace_test_add (workspace, set, "ours", 0, 4);
  add_elsewhere (folder->file, set, "theirs", "ORG", 5, 8);
  g_assert_false (workspace_test_try_save (workspace));

  g_assert_cmpuint (merge_well (workspace), ==, 1);
  g_assert_nonnull (manicule_annotation_set_find (set, "ours"));
  g_assert_nonnull (manicule_annotation_set_find (set, "theirs"));
  workspace_test_settle (workspace);
  g_assert_true (stands_in (folder->file, ANNA_ONE, "\"ours\""));
  g_assert_true (stands_in (folder->file, ANNA_ONE, "\"theirs\""));
  g_assert_cmpuint (count_conflicts (workspace), ==, 0);

  step = workspace_test_undo (workspace, FALSE);
  g_assert_null (manicule_annotation_set_find (set, "theirs"));
  g_assert_nonnull (manicule_annotation_set_find (set, "ours"));
  workspace_test_close (&workspace);
  store_test_assert_sound (folder->file);
}

/* What another program alone changed is taken over, and the file is not written. */
static void
test_merge_theirs (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autoptr(ManiculeAnnotationSet) set = NULL;
  g_autofree char *before = NULL, *after = NULL;

  store_test_make_project (folder->file);
  workspace = workspace_test_open (folder->file, "anna");
  set = workspace_test_load (workspace, "one");
  add_elsewhere (folder->file, set, "theirs", "ORG", 5, 8);
  before = store_test_fingerprint (folder->file);

  g_assert_cmpuint (merge_well (workspace), ==, 1);
  g_assert_nonnull (manicule_annotation_set_find (set, "theirs"));
  workspace_test_save (workspace);
  after = store_test_fingerprint (folder->file);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpuint (merge_well (workspace), ==, 0);

  workspace_test_close (&workspace);
}

/* Two that gave one id to different things keep both, and it is told. */
static void
test_merge_conflict (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autoptr(ManiculeAnnotationSet) set = NULL;

  store_test_make_project (folder->file);
  workspace = workspace_test_open (folder->file, "anna");
  set = workspace_test_load (workspace, "one");
  workspace_test_add (workspace, set, "both", 0, 4);
  add_elsewhere (folder->file, set, "both", "ORG", 0, 4);

  merge_well (workspace);
  g_assert_cmpuint (count_conflicts (workspace), ==, 1);
  g_assert_nonnull (manicule_annotation_set_find (set, "both"));
  g_assert_nonnull (manicule_annotation_set_find (set, "both.conflict"));
  workspace_test_settle (workspace);
  g_assert_true (stands_in (folder->file, ANNA_ONE, "\"both.conflict\""));

  workspace_test_close (&workspace);
  store_test_assert_no_errors (folder->file);
}

/* The lists are merged too: a label and an article of theirs, a label of ours. */
static void
test_merge_lists (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autoptr(ManiculeLabel) label = manicule_label_new (&(ManiculeLabelFields) { .name = "OURS", .title = "Ours" });
  g_autoptr(ManiculeChange) change = manicule_change_new_item (MANICULE_CHANGE_LABEL, NULL, label, 0);
  g_autoptr(GError) error = NULL;
  ManiculeProject *project;

  store_test_make_project (folder->file);
  workspace = workspace_test_open (folder->file, "anna");
  project = manicule_workspace_get_project (workspace);
  manicule_history_apply (manicule_workspace_get_history (workspace), change, &error);
  g_assert_no_error (error);
  store_test_replace (folder->file, "schema.json", "\"labels\":[", "\"labels\":[{\"name\":\"THEIRS\",\"kind\":\"highlight\"},");
  store_test_replace (folder->file, "manicule.json", "\"annotators\":[", "\"annotators\":[\"cem\",");
  store_test_replace (folder->file, "articles.jsonl", "{\"id\":\"two\"", "{\"id\":\"two\",\"note\":\"theirs\"");

  g_assert_cmpuint (merge_well (workspace), ==, 3);
  g_assert_nonnull (manicule_schema_find_label (manicule_project_get_schema (project), "THEIRS"));
  g_assert_nonnull (manicule_schema_find_label (manicule_project_get_schema (project), "OURS"));
  g_assert_true (g_strv_contains (manicule_project_get_annotators (project), "cem"));
  workspace_test_settle (workspace);
  g_assert_true (stands_in (folder->file, "schema.json", "THEIRS"));
  g_assert_true (stands_in (folder->file, "schema.json", "OURS"));
  g_assert_true (stands_in (folder->file, "articles.jsonl", "theirs"));

  workspace_test_close (&workspace);
  store_test_assert_no_errors (folder->file);
}

/* What of theirs cannot be read is an error that stays; ours is unharmed, theirs is not written over, and when the file
 * is sound again all is well. */
static void
test_merge_damaged (gconstpointer data)
{
  const char *content = data;
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autoptr(ManiculeAnnotationSet) set = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *sound = NULL;

  store_test_make_project (folder->file);
  sound = store_test_read (folder->file, ANNA_ONE);
  workspace = workspace_test_open (folder->file, "anna");
  set = workspace_test_load (workspace, "one");
  workspace_test_add (workspace, set, "ours", 0, 4);
  store_test_write (folder->file, ANNA_ONE, content);

  g_assert_false (merge (workspace, NULL, &error));
  g_assert_nonnull (manicule_workspace_get_error (workspace));
  g_assert_nonnull (manicule_annotation_set_find (set, "ours"));
  g_assert_true (stands_in (folder->file, ANNA_ONE, content));

  store_test_write (folder->file, ANNA_ONE, sound);
  merge_well (workspace);
  workspace_test_settle (workspace);
  g_assert_true (stands_in (folder->file, ANNA_ONE, "\"ours\""));
  workspace_test_close (&workspace);
}

/* An edit while the merge is made is in it. */
static void
test_merge_meanwhile (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autoptr(ManiculeAnnotationSet) set = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *done = NULL;
  GAsyncResult *result;

  store_test_make_project (folder->file);
  workspace = workspace_test_open (folder->file, "anna");
  set = workspace_test_load (workspace, "one");
  add_elsewhere (folder->file, set, "theirs", "ORG", 5, 8);
  manicule_workspace_merge_async (workspace, NULL, store_test_keep_result, &done);
  workspace_test_add (workspace, set, "ours", 0, 4);
  result = store_test_wait (&done);
  manicule_workspace_merge_finish (workspace, result, NULL, &error);
  g_assert_no_error (error);
  g_object_unref (result);

  g_assert_nonnull (manicule_annotation_set_find (set, "ours"));
  g_assert_nonnull (manicule_annotation_set_find (set, "theirs"));
  workspace_test_settle (workspace);
  g_assert_true (stands_in (folder->file, ANNA_ONE, "\"ours\""));
  g_assert_true (stands_in (folder->file, ANNA_ONE, "\"theirs\""));
  workspace_test_close (&workspace);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/foreign-merge/both", test_merge_both);
  g_test_add_func ("/foreign-merge/theirs", test_merge_theirs);
  g_test_add_func ("/foreign-merge/conflict", test_merge_conflict);
  g_test_add_func ("/foreign-merge/lists", test_merge_lists);
  g_test_add_data_func ("/foreign-merge/damaged/empty", "", test_merge_damaged);
  g_test_add_data_func ("/foreign-merge/damaged/markers", "<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> left\n", test_merge_damaged);
  g_test_add_func ("/foreign-merge/meanwhile", test_merge_meanwhile);

  return g_test_run ();
}
