/* test-recovery.c: what a crash left in the journal gets into the files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "workspace-test.h"

#include "manicule-file.h"

#include <string.h>

#define ONE "annotations/anna/one.json"
#define JOURNAL "journal/anna.jsonl"

typedef struct
{
  StoreTestFolder *parent;
  GFile           *live;     /* the project that is edited */
  GFile           *left;     /* what a crash left of it */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->parent = store_test_folder_new ();
  fixture->live = g_file_get_child (fixture->parent->file, "live");
  fixture->left = g_file_get_child (fixture->parent->file, "left");
  g_assert_true (g_file_make_directory (fixture->live, NULL, NULL));
  store_test_make_project (fixture->live);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_unref (fixture->live);
  g_object_unref (fixture->left);
  store_test_folder_free (fixture->parent);
}

static void
wait_saved (ManiculeWorkspace *workspace)
{
  while (manicule_workspace_get_unsaved (workspace))
    g_main_context_iteration (NULL, TRUE);
}

/* Leaves what a crash leaves. */
static void
crash (Fixture           *fixture,
       ManiculeWorkspace *workspace)
{
  wait_saved (workspace);
  store_test_copy (fixture->live, fixture->left);
}

static void
add_label (ManiculeWorkspace *workspace,
           const char        *name)
{
  g_autoptr(ManiculeLabel) label = manicule_label_new (&(ManiculeLabelFields) { .name = name, .color = "#33d17a" });
  g_autoptr(ManiculeChange) change = manicule_change_new_item (MANICULE_CHANGE_LABEL, NULL, label, 0);

  g_assert_true (manicule_history_apply (manicule_workspace_get_history (workspace), change, NULL));
}

static gboolean
has_label (ManiculeWorkspace *workspace,
           const char        *name)
{
  return manicule_schema_find_label (manicule_project_get_schema (manicule_workspace_get_project (workspace)), name) != NULL;
}

static guint
get_position (ManiculeWorkspace *workspace)
{
  guint position;

  g_object_get (manicule_workspace_get_history (workspace), "position", &position, NULL);
  return position;
}

/* Edits that are in the journal alone are in the files after the next opening, and can be undone there. */
static void
test_recovery_replay (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(ManiculeWorkspace) workspace = workspace_test_open (fixture->live, NULL);
  g_autoptr(ManiculeAnnotationSet) set = workspace_test_load (workspace, "one");
  g_autoptr(ManiculeWorkspace) again = NULL;
  g_autofree char *before = store_test_read (fixture->live, ONE);
  g_autofree char *after = NULL;

  add_label (workspace, "SHIP");
  workspace_test_add (workspace, set, "x1", 0, 4);
  workspace_test_add (workspace, set, "x2", 5, 9);
  g_object_unref (workspace_test_undo (workspace, FALSE));
  crash (fixture, workspace);
  after = store_test_read (fixture->left, ONE);
  g_assert_cmpstr (before, ==, after);

  again = workspace_test_open (fixture->left, NULL);
  g_assert_nonnull (manicule_workspace_get_recovery (again));
  g_test_message ("%s", manicule_workspace_get_recovery (again));
  g_assert_true (has_label (again, "SHIP"));
  g_clear_object (&set);
  set = workspace_test_load (again, "one");
  g_assert_nonnull (manicule_annotation_set_find (set, "x1"));
  g_assert_null (manicule_annotation_set_find (set, "x2"));
  store_test_assert_sound (fixture->left);

  g_assert_cmpuint (get_position (again), ==, 2);
  g_object_unref (workspace_test_undo (again, TRUE));
  g_assert_nonnull (manicule_annotation_set_find (set, "x2"));
  for (guint i = 0; i < 3; i++)
    g_object_unref (workspace_test_undo (again, FALSE));
  g_assert_false (has_label (again, "SHIP"));
  g_clear_object (&set);
  workspace_test_close (&again);
  g_clear_pointer (&after, g_free);
  after = store_test_read (fixture->left, ONE);
  g_assert_cmpstr (before, ==, after);

  /* Nothing is left to restore. */
  again = workspace_test_open (fixture->left, NULL);
  g_assert_null (manicule_workspace_get_recovery (again));
  workspace_test_close (&again);
  workspace_test_close (&workspace);
}

/* Between the journal's word that a file will be written and the file itself: either is known for what it is. */
static void
test_recovery_between (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(ManiculeWorkspace) workspace = workspace_test_open (fixture->live, NULL);
  g_autoptr(ManiculeAnnotationSet) set = workspace_test_load (workspace, "one");
  g_autofree char *older = store_test_read (fixture->live, ONE);
  g_autofree char *newer = NULL;
  g_autofree char *journal = NULL;
  char *saved;

  workspace_test_add (workspace, set, "x1", 0, 4);
  workspace_test_save (workspace);
  crash (fixture, workspace);
  newer = store_test_read (fixture->left, ONE);
  journal = store_test_read (fixture->left, JOURNAL);
  saved = strstr (journal, "\"saving\":");
  *(strchr (saved, '\n') + 1) = '\0';

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(ManiculeWorkspace) again = NULL;
      g_autofree char *now = NULL;

      store_test_write (fixture->left, JOURNAL, journal);
      store_test_write (fixture->left, ONE, i == 0 ? older : newer);
      again = workspace_test_open (fixture->left, NULL);
      g_assert_true ((manicule_workspace_get_recovery (again) != NULL) == (i == 0));
      now = store_test_read (fixture->left, ONE);
      g_assert_cmpstr (now, ==, newer);
      workspace_test_close (&again);
      store_test_assert_sound (fixture->left);
    }

  workspace_test_close (&workspace);
}

/* What does not fit a file that another program wrote is kept aside and told; what fits is placed. */
static void
test_recovery_unplaced (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr(ManiculeWorkspace) workspace = workspace_test_open (fixture->live, NULL);
  g_autoptr(ManiculeAnnotationSet) set = workspace_test_load (workspace, "one");
  g_autoptr(ManiculeWorkspace) again = NULL;
  g_autoptr(ManiculeAnnotation) kept = g_object_ref (manicule_annotation_set_get (set, 0));
  g_autoptr(ManiculeAnnotation) noted = manicule_annotation_with_note (kept, "ours");
  g_autoptr(ManiculeChange) change = manicule_change_new_annotation (set, kept, noted);
  g_autoptr(GPtrArray) entries = NULL;
  g_autofree char *id = g_strdup_printf ("\"id\":\"%s\"", manicule_annotation_get_id (kept));

  g_assert_true (manicule_history_apply (manicule_workspace_get_history (workspace), change, NULL));
  workspace_test_add (workspace, set, "x1", 0, 4);
  crash (fixture, workspace);
  store_test_replace (fixture->left, ONE, id, "\"id\":\"other\"");

  again = workspace_test_open (fixture->left, NULL);
  g_assert_nonnull (strstr (manicule_workspace_get_recovery (again), "recovered"));
  g_assert_true (store_test_has_finding (manicule_workspace_get_findings (again), "changes-unplaced"));
  g_assert_false (manicule_workspace_get_read_only (again));
  g_clear_object (&set);
  set = workspace_test_load (again, "one");
  g_assert_nonnull (manicule_annotation_set_find (set, "x1"));
  g_assert_nonnull (manicule_annotation_set_find (set, "other"));
  entries = manicule_file_list (fixture->left, "recovered", NULL);
  g_assert_cmpuint (entries->len, ==, 1);
  g_clear_object (&set);
  workspace_test_close (&again);

  again = workspace_test_open (fixture->left, NULL);
  g_assert_null (manicule_workspace_get_recovery (again));
  workspace_test_close (&again);
  workspace_test_close (&workspace);
}

/* A damaged line in the journal is told once, the project opens, and nothing that was saved suffers. */
static void
test_recovery_damaged (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(ManiculeWorkspace) workspace = workspace_test_open (fixture->live, NULL);
  g_autoptr(ManiculeAnnotationSet) set = workspace_test_load (workspace, "one");
  g_autoptr(ManiculeWorkspace) again = NULL;

  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *id = g_strdup_printf ("x%u", i);

      workspace_test_add (workspace, set, id, i, i + 4);
    }
  crash (fixture, workspace);
  store_test_replace (fixture->left, JOURNAL, "\"id\":\"x2\"", "\"id\":\"y2\"");

  again = workspace_test_open (fixture->left, NULL);
  g_assert_true (store_test_has_finding (manicule_workspace_get_findings (again), "journal-gap"));
  g_assert_false (manicule_workspace_get_read_only (again));
  g_clear_object (&set);
  set = workspace_test_load (again, "one");
  g_assert_nonnull (manicule_annotation_set_find (set, "x1"));
  g_assert_null (manicule_annotation_set_find (set, "x2"));
  g_assert_nonnull (manicule_annotation_set_find (set, "x4"));
  g_assert_cmpuint (get_position (again), ==, 2);
  g_clear_object (&set);
  workspace_test_close (&again);
  store_test_assert_sound (fixture->left);

  again = workspace_test_open (fixture->left, NULL);
  g_assert_cmpuint (manicule_findings_get_n (manicule_workspace_get_findings (again)), ==, 0);
  workspace_test_close (&again);
  workspace_test_close (&workspace);
}

/* Read-only, nothing is written, and it is told that something waits. */
static void
test_recovery_read_only (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr(ManiculeWorkspace) workspace = workspace_test_open (fixture->live, NULL);
  g_autoptr(ManiculeAnnotationSet) set = workspace_test_load (workspace, "one");
  g_autoptr(ManiculeWorkspace) again = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  workspace_test_add (workspace, set, "x1", 0, 4);
  crash (fixture, workspace);
  before = store_test_read (fixture->left, JOURNAL);

  again = workspace_test_open_full (fixture->left, NULL, TRUE, FALSE, NULL);
  g_assert_true (store_test_has_finding (manicule_workspace_get_findings (again), "edits-pending"));
  workspace_test_close (&again);
  after = store_test_read (fixture->left, JOURNAL);
  g_assert_cmpstr (before, ==, after);
  g_assert_false (store_test_exists (fixture->left, ".lock"));
  workspace_test_close (&workspace);
}

/* Another annotator's session that was cut off is brought to its end too. */
static void
test_recovery_other (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(ManiculeWorkspace) workspace = workspace_test_open (fixture->live, "ben");
  g_autoptr(ManiculeAnnotationSet) set = workspace_test_load (workspace, "one");
  g_autoptr(ManiculeWorkspace) again = NULL;
  g_autofree char *content = NULL;

  workspace_test_add (workspace, set, "x1", 0, 4);
  add_label (workspace, "SHIP");
  crash (fixture, workspace);

  again = workspace_test_open (fixture->left, "anna");
  g_assert_nonnull (manicule_workspace_get_recovery (again));
  g_assert_true (has_label (again, "SHIP"));
  g_assert_cmpuint (get_position (again), ==, 0);
  content = store_test_read (fixture->left, "annotations/ben/one.json");
  g_assert_nonnull (strstr (content, "\"x1\""));
  workspace_test_close (&again);
  store_test_assert_sound (fixture->left);
  workspace_test_close (&workspace);
}

/* A file that the journal says was saved, and that is gone, and one that is an older version, are told. */
static void
test_recovery_missing (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(ManiculeWorkspace) workspace = workspace_test_open (fixture->live, NULL);
  g_autoptr(ManiculeAnnotationSet) set = workspace_test_load (workspace, "one");
  g_autoptr(ManiculeAnnotationSet) other = workspace_test_load (workspace, "two");
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autoptr(GFile) gone = g_file_get_child (fixture->live, "annotations/anna/two.json");
  g_autofree char *older = store_test_read (fixture->live, ONE);

  workspace_test_add (workspace, set, "x1", 0, 4);
  workspace_test_add (workspace, other, "x2", 0, 4);
  g_clear_object (&set);
  g_clear_object (&other);
  workspace_test_close (&workspace);
  g_assert_true (g_file_delete (gone, NULL, NULL));
  store_test_write (fixture->live, ONE, older);

  g_assert_true (manicule_project_folder_check (fixture->live, findings, NULL, NULL));
  g_assert_true (store_test_has_finding (findings, "file-missing"));
  g_assert_true (store_test_has_finding (findings, "older-version"));

  workspace = workspace_test_open (fixture->live, NULL);
  g_assert_true (store_test_has_finding (manicule_workspace_get_findings (workspace), "file-missing"));
  g_assert_true (store_test_has_finding (manicule_workspace_get_findings (workspace), "older-version"));
  g_assert_false (manicule_workspace_get_read_only (workspace));
  workspace_test_close (&workspace);
}

/* The journal of another project, with edits that wait in it: those that have no place here are kept aside, the files are not
 * touched, and its steps cannot be undone here. */
static void
test_recovery_other_project (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr(GFile) here = g_file_get_child (fixture->parent->file, "here");
  g_autoptr(ManiculeWorkspace) workspace = workspace_test_open (fixture->live, NULL);
  g_autoptr(ManiculeWorkspace) again = NULL;
  g_autoptr(ManiculeAnnotationSet) set = NULL;
  g_autofree char *journal = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  workspace_test_add_articles (fixture->live, 1);
  workspace_test_close (&workspace);
  workspace = workspace_test_open (fixture->live, NULL);
  workspace_test_edit_article (workspace, 0, "there");
  crash (fixture, workspace);
  journal = store_test_read (fixture->left, JOURNAL);
  workspace_test_close (&workspace);

  g_assert_true (g_file_make_directory (here, NULL, NULL));
  store_test_make_project (here);
  before = store_test_read (here, ONE);
  store_test_write (here, JOURNAL, journal);
  again = workspace_test_open (here, NULL);
  g_assert_nonnull (strstr (manicule_workspace_get_recovery (again), "could not be placed"));
  g_assert_false (manicule_workspace_get_read_only (again));
  after = store_test_read (here, ONE);
  g_assert_cmpstr (before, ==, after);
  set = workspace_test_load (again, "one");
  workspace_test_add (again, set, "mine", 0, 4);
  workspace_test_settle (again);
  g_object_unref (workspace_test_undo (again, FALSE));
  g_assert_null (manicule_annotation_set_find (set, "mine"));
  g_clear_object (&set);
  workspace_test_close (&again);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/recovery/replay", test_recovery_replay);
  ADD ("/recovery/between", test_recovery_between);
  ADD ("/recovery/unplaced", test_recovery_unplaced);
  ADD ("/recovery/damaged", test_recovery_damaged);
  ADD ("/recovery/read-only", test_recovery_read_only);
  ADD ("/recovery/other", test_recovery_other);
  ADD ("/recovery/missing", test_recovery_missing);
  ADD ("/recovery/other-project", test_recovery_other_project);

  return g_test_run ();
}
