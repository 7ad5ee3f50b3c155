/* test-summary-cache.c: what is remembered of many sets, and that it is never wrong
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fault-fs.h"
#include "manicule-summary-cache.h"
#include "workspace-test.h"

#include <string.h>
#include <sys/stat.h>
#include <utime.h>

#define N_ARTICLES 300

static char *
set_path (GFile *folder,
          guint  number)
{
  return g_strdup_printf ("%s/annotations/anna/more-%u.json", g_file_peek_path (folder), number);
}

/* A set for each of many articles, written a while ago. */
static void
make_project (GFile *folder)
{
  guint i;

  fault_fs_begin (0, 0, FAULT_ONCE);
  store_test_make_project (folder);
  workspace_test_add_articles (folder, N_ARTICLES);
  for (i = 0; i < N_ARTICLES; i++)
    {
      g_autoptr(ManiculeText) text = manicule_text_new_from_string ("abcdefghijklmnopqrstuvwxyz");
      g_autofree char *id = g_strdup_printf ("more-%u", i);
      g_autofree char *path = set_path (folder, i);
      g_autoptr(ManiculeAnnotationSet) set = manicule_annotation_set_new (id, "anna", text);
      g_autoptr(GPtrArray) spans = g_ptr_array_new_with_free_func (g_object_unref);
      struct utimbuf times = { 1000000000 + i, 1000000000 + i };

      g_ptr_array_add (spans, store_test_span ("s", "PER", 0, 4));
      g_assert_true (manicule_annotation_set_add_all (set, spans, NULL));
      g_assert_true (manicule_project_folder_write_set (folder, set, NULL));
      g_assert_cmpint (utime (path, &times), ==, 0);
    }
  fault_fs_end ();
}

/* Opens, waits for all summaries, and tells how many annotations they count; closes. */
static guint
count_annotations (GFile *folder,
                   guint *n_calls)
{
  ManiculeWorkspace *workspace;
  guint i, n = 0;

  fault_fs_begin (0, 0, FAULT_ONCE);
  workspace = workspace_test_open (folder, "anna");
  workspace_test_settle (workspace);
  for (i = 0; i < N_ARTICLES; i++)
    {
      g_autofree char *id = g_strdup_printf ("more-%u", i);
      guint n_annotations;

      g_assert_true (manicule_workspace_get_summary (workspace, id, NULL, &n_annotations));
      n += n_annotations;
    }
  workspace_test_close (&workspace);
  *n_calls = fault_fs_end ();

  return n;
}

/* The second opening reads no set; one that was changed is read again; and when the cache is gone, all are. */
static void
test_used (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  guint first, second, third;

  make_project (folder->file);
  g_assert_cmpuint (count_annotations (folder->file, &first), ==, N_ARTICLES);
  g_assert_cmpuint (count_annotations (folder->file, &second), ==, N_ARTICLES);
  g_assert_cmpuint (second, <, first);

  store_test_replace (folder->file, "annotations/anna/more-7.json", "\n ]}", ",\n  {\"id\":\"t\",\"type\":\"document\",\"label\":\"topic\"}\n ]}");
  g_assert_cmpuint (count_annotations (folder->file, &third), ==, N_ARTICLES + 1);
  g_assert_cmpuint (third, <, first);
}

static struct stat
make_info (void)
{
  struct stat info = { .st_size = 100, .st_ino = 7, .st_mtim = { .tv_sec = 1000000000, .tv_nsec = 5 } };

  return info;
}

/* Whatever stands in the file, an entry that is not whole is none. */
static void
test_damaged (gconstpointer data)
{
  const char *content = data;
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(GFile) cache_folder = g_file_new_build_filename (g_get_user_cache_dir (), "manicule", "summaries", NULL);
  g_autofree char *uri = g_file_get_uri (folder->file);
  g_autofree char *key = g_strconcat (uri, "\nanna", NULL);
  g_autofree char *name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, key, -1);
  g_autoptr(ManiculeSummaryCache) cache = NULL;
  struct stat info = make_info ();
  ManiculeStatus status;
  guint n;

  store_test_write (cache_folder, name, content);
  cache = manicule_summary_cache_new (folder->file, "anna");
  g_assert_false (manicule_summary_cache_find (cache, "one", &info, &status, &n));
}

/* An entry is good for the file that it was made of, and no other; and not for one that was written just now. */
static void
test_entry (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeSummaryCache) cache = manicule_summary_cache_new (folder->file, "anna");
  g_autoptr(ManiculeSummaryCache) again = NULL;
  struct stat info = make_info (), other = make_info ();
  ManiculeStatus status;
  guint n;

  manicule_summary_cache_put (cache, "one", &info, MANICULE_STATUS_DONE, 12);
  other.st_mtim.tv_sec = g_get_real_time () / G_USEC_PER_SEC;
  manicule_summary_cache_put (cache, "two", &other, MANICULE_STATUS_DONE, 12);
  manicule_summary_cache_write (cache);

  again = manicule_summary_cache_new (folder->file, "anna");
  g_assert_false (manicule_summary_cache_find (again, "two", &other, &status, &n));
  other = info;
  other.st_mtim.tv_nsec++;
  g_assert_false (manicule_summary_cache_find (again, "one", &other, &status, &n));
  g_assert_true (manicule_summary_cache_find (again, "one", &info, &status, &n));
  g_assert_cmpint (status, ==, MANICULE_STATUS_DONE);
  g_assert_cmpuint (n, ==, 12);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/summary-cache/used", test_used);
  g_test_add_func ("/summary-cache/entry", test_entry);
  g_test_add_data_func ("/summary-cache/damaged/empty", "", test_damaged);
  g_test_add_data_func ("/summary-cache/damaged/other", "manicule-summaries 2\n100 1000000000000000005 7 2 12 one\n", test_damaged);
  g_test_add_data_func ("/summary-cache/damaged/cut", "manicule-summaries 1\n100 1000000000000000005 7 2 12 one", test_damaged);
  g_test_add_data_func ("/summary-cache/damaged/status", "manicule-summaries 1\n100 1000000000000000005 7 9 12 one\n", test_damaged);
  g_test_add_data_func ("/summary-cache/damaged/words", "manicule-summaries 1\n100 soon 7 2 12 one\n\n\n", test_damaged);

  return g_test_run ();
}
