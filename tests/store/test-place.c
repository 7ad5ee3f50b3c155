/* test-place.c: what becomes of a project whose folder goes elsewhere while it is open
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "workspace-test.h"

#include <glib/gstdio.h>
#include <string.h>

#define ONE "annotations/anna/one.json"

typedef struct
{
  StoreTestFolder   *parent;
  GFile             *place;      /* where the project is opened */
  GFile             *elsewhere;  /* where it goes */
  ManiculeWorkspace *workspace;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(ManiculeAnnotationSet) set = NULL;

  fixture->parent = store_test_folder_new ();
  fixture->place = g_file_get_child (fixture->parent->file, "place");
  fixture->elsewhere = g_file_get_child (fixture->parent->file, "elsewhere");
  g_assert_true (g_file_make_directory (fixture->place, NULL, NULL));
  store_test_make_project (fixture->place);
  fixture->workspace = workspace_test_open (fixture->place, "anna");
  set = workspace_test_load (fixture->workspace, "one");
  workspace_test_add (fixture->workspace, set, "before", 0, 4);
  workspace_test_settle (fixture->workspace);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_unref (fixture->place);
  g_object_unref (fixture->elsewhere);
  store_test_folder_free (fixture->parent);
}

static void
move (GFile *from,
      GFile *to)
{
  g_assert_cmpint (g_rename (g_file_peek_path (from), g_file_peek_path (to)), ==, 0);
}

static void
edit (Fixture    *fixture,
      const char *article_id,
      const char *id)
{
  g_autoptr(ManiculeAnnotationSet) set = workspace_test_load (fixture->workspace, article_id);

  workspace_test_add (fixture->workspace, set, id, 0, 4);
}

static gboolean
has (GFile      *folder,
     const char *file,
     const char *id)
{
  g_autofree char *content = store_test_exists (folder, file) ? store_test_read (folder, file) : g_strdup ("");
  g_autofree char *member = g_strdup_printf ("\"id\":\"%s\"", id);

  return strstr (content, member) != NULL;
}

static void
wait_for_error (Fixture *fixture)
{
  while (manicule_workspace_get_error (fixture->workspace) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (manicule_workspace_get_unsaved (fixture->workspace));
}

static void
expect_saved_when_back (Fixture *fixture)
{
  move (fixture->elsewhere, fixture->place);
  workspace_test_save (fixture->workspace);
  g_assert_null (manicule_workspace_get_error (fixture->workspace));
  workspace_test_close (&fixture->workspace);
  g_assert_true (has (fixture->place, ONE, "before"));
  g_assert_true (has (fixture->place, ONE, "after"));
  store_test_assert_sound (fixture->place);
}

/* A folder that was renamed: what is done is not called saved, and is saved when the folder is back. */
static void
test_place_renamed (Fixture       *fixture,
                    gconstpointer  data)
{
  move (fixture->place, fixture->elsewhere);
  edit (fixture, "one", "after");
  wait_for_error (fixture);
  g_assert_false (g_file_query_exists (fixture->place, NULL));

  expect_saved_when_back (fixture);
}

/* Another project in its place gets nothing of ours: no edit, no journal, no lock. */
static void
test_place_replaced (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  move (fixture->place, fixture->elsewhere);
  g_assert_true (g_file_make_directory (fixture->place, NULL, NULL));
  store_test_make_project (fixture->place);
  before = store_test_fingerprint (fixture->place);

  edit (fixture, "two", "stray");
  edit (fixture, "one", "after");
  wait_for_error (fixture);
  g_assert_false (workspace_test_try_save (fixture->workspace));

  after = store_test_fingerprint (fixture->place);
  g_assert_cmpstr (before, ==, after);
  g_assert_false (store_test_exists (fixture->place, "journal"));
  g_assert_false (store_test_exists (fixture->place, ".lock"));
  store_test_remove_all (fixture->place);
  g_assert_cmpint (g_rmdir (g_file_peek_path (fixture->place)), ==, 0);

  expect_saved_when_back (fixture);
}

/* Closing a project that is gone takes nothing away from the one in its place: not even a text of the name of one whose import
 * was undone. */
static void
test_place_closed (Fixture       *fixture,
                   gconstpointer  data)
{
  workspace_test_import_text (fixture->workspace, "came.txt", "The harbour was closed on Tuesday.\n");
  g_object_unref (workspace_test_undo (fixture->workspace, FALSE));
  workspace_test_settle (fixture->workspace);

  move (fixture->place, fixture->elsewhere);
  g_assert_true (g_file_make_directory (fixture->place, NULL, NULL));
  store_test_make_project (fixture->place);
  store_test_write (fixture->place, "articles/came.txt", "Theirs.\n");
  workspace_test_close (&fixture->workspace);
  g_assert_true (store_test_exists (fixture->place, "articles/came.txt"));
}

/* A lock that a program removed in the same folder is made again, and nobody is bothered. */
static void
test_place_lock_removed (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr(GFile) lock = g_file_get_child (fixture->place, ".lock");

  g_assert_true (g_file_delete (lock, NULL, NULL));
  edit (fixture, "one", "after");
  workspace_test_settle (fixture->workspace);
  g_assert_null (manicule_workspace_get_error (fixture->workspace));
  g_assert_true (g_file_query_exists (lock, NULL));
  workspace_test_close (&fixture->workspace);
  g_assert_true (has (fixture->place, ONE, "after"));
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/place/renamed", test_place_renamed);
  ADD ("/place/replaced", test_place_replaced);
  ADD ("/place/closed", test_place_closed);
  ADD ("/place/lock-removed", test_place_lock_removed);

  return g_test_run ();
}
