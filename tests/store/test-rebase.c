/* test-rebase.c: an article that gets another text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fault-fs.h"
#include "manicule-rebase-article.h"
#include "store-test.h"

#include <errno.h>
#include <string.h>

#define PENDING "versions/pending.json"

static ManiculeProject *
read_project (GFile *folder)
{
  g_autoptr(GError) error = NULL;
  ManiculeProject *project = manicule_project_folder_read (folder, NULL, &error);

  g_assert_no_error (error);

  return project;
}

/* The text of article "one", with something before it and without its end. */
static ManiculeText *
make_new_text (GFile *folder)
{
  g_autofree char *old = store_test_read (folder, "articles/one.txt");
  g_autofree char *new = g_strconcat ("It was said before that all would end well for everybody.\n", old, NULL);

  return manicule_text_new_from_string (new);
}

static gboolean
rebase (GFile                 *folder,
        ManiculeText          *text,
        ManiculeRebaseCounts  *counts,
        GError               **error)
{
  g_autoptr(ManiculeProject) project = manicule_project_folder_read (folder, NULL, error);

  return project != NULL && manicule_rebase_article (folder, project, "one", text, counts, error);
}

/* Everything finds its place when something is put before it; the former text and sets stay; and back again. */
static void
test_kept (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeText) text = NULL;
  g_autoptr(ManiculeText) old = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *content = NULL;
  g_autofree char *again = NULL;
  g_autofree char *version = NULL;
  ManiculeRebaseCounts counts = { { 0, } };

  store_test_make_project (folder->file);
  content = store_test_read (folder->file, "articles/one.txt");
  before = store_test_read (folder->file, "annotations/anna/one.json");
  old = manicule_text_new_from_string (content);
  text = make_new_text (folder->file);
  g_assert_true (rebase (folder->file, text, &counts, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (counts.n[MANICULE_REBASE_ORPHANED], ==, 0);
  g_assert_cmpuint (counts.n[MANICULE_REBASE_KEPT], >, 0);
  store_test_assert_sound (folder->file);
  version = g_strdup_printf ("versions/one/%.12s.anna.json", manicule_text_get_sha256 (old));
  again = store_test_read (folder->file, version);
  g_assert_cmpstr (again, ==, before);

  g_assert_true (rebase (folder->file, old, &counts, &error));
  g_clear_pointer (&again, g_free);
  again = store_test_read (folder->file, "annotations/anna/one.json");
  g_assert_cmpstr (again, ==, before);
  store_test_assert_sound (folder->file);
}

static GPtrArray *
list_orphans (GFile *folder)
{
  g_autoptr(ManiculeProject) project = read_project (folder);
  g_autoptr(GError) error = NULL;
  g_autoptr(ManiculeText) text = manicule_project_folder_read_text (folder, manicule_project_find_article (project, "one"), &error);
  g_autoptr(ManiculeAnnotationSet) set = manicule_project_folder_read_set (folder, "one", "anna", text, NULL, &error);
  GPtrArray *orphans = manicule_rebase_list_orphans (folder, "one", "anna", set, &error);

  g_assert_no_error (error);

  return orphans;
}

/* What has no place is listed with what stood around it, until each is dropped. */
static void
test_orphans (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeText) text = manicule_text_new_from_string ("Nothing of it is left at all.");
  g_autoptr(GError) error = NULL;
  ManiculeRebaseCounts counts = { { 0, } };
  guint n_left;

  store_test_make_project (folder->file);
  g_assert_true (rebase (folder->file, text, &counts, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (counts.n[MANICULE_REBASE_ORPHANED], >, 0);
  store_test_assert_no_errors (folder->file);

  for (n_left = G_MAXUINT; ; )
    {
      g_autoptr(GPtrArray) orphans = list_orphans (folder->file);
      ManiculeOrphan *last;

      g_assert_cmpuint (orphans->len, <, n_left);
      n_left = orphans->len;
      if (n_left == 0)
        break;

      last = g_ptr_array_index (orphans, orphans->len - 1);
      if (manicule_annotation_get_kind (last->annotation) == MANICULE_ANNOTATION_SPAN)
        {
          g_autofree char *context = manicule_orphan_dup_context (last);

          g_assert_nonnull (strchr (context, '['));
        }
      g_assert_true (manicule_rebase_drop_orphan (folder->file, last, "anna", &error));
      g_assert_no_error (error);
    }
}

/* Killed or refused at any call: the project is as before, or the rebase is ended by who opens it next; never between. */
static void
test_any_fault (gconstpointer data)
{
  static const int numbers[] = { ENOSPC, EIO, EACCES, EROFS };
  FaultKind kind = GPOINTER_TO_INT (data);
  guint n_failed = 0, n_pending = 0;
  gboolean done = FALSE;
  guint call;

  for (call = 1; !done; call += kind == FAULT_ONCE ? 1 : 3)
    {
      g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
      g_autoptr(ManiculeText) text = NULL;
      g_autoptr(GError) error = NULL;
      ManiculeRebaseCounts counts = { { 0, } };

      fault_fs_begin (0, 0, FAULT_ONCE);
      store_test_make_project (folder->file);
      fault_fs_end ();
      text = make_new_text (folder->file);
      fault_fs_begin (call, numbers[call % G_N_ELEMENTS (numbers)], kind);
      done = rebase (folder->file, text, &counts, &error) && !fault_has_failed ();
      fault_fs_end ();

      n_failed += error != NULL;
      n_pending += store_test_exists (folder->file, PENDING);
      g_clear_error (&error);
      fault_fs_begin (0, 0, FAULT_ONCE);
      manicule_rebase_end_pending (folder->file, &error);
      fault_fs_end ();
      g_assert_no_error (error);
      g_assert_false (store_test_exists (folder->file, PENDING));
      store_test_assert_no_errors (folder->file);
      if (done)
        store_test_assert_sound (folder->file);
    }

  g_test_message ("%u calls refused in turn, after %u of them the rebase was ended later", n_failed, n_pending);
  g_assert_cmpuint (n_failed, >, 20);
  g_assert_cmpuint (n_pending, >, 3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rebase-article/kept", test_kept);
  g_test_add_func ("/rebase-article/orphans", test_orphans);
  g_test_add_data_func ("/rebase-article/fault/once", GINT_TO_POINTER (FAULT_ONCE), test_any_fault);
  g_test_add_data_func ("/rebase-article/fault/lasting", GINT_TO_POINTER (FAULT_LASTING), test_any_fault);
  g_test_add_data_func ("/rebase-article/fault/full", GINT_TO_POINTER (FAULT_FULL), test_any_fault);

  return g_test_run ();
}
