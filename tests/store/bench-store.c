/* bench-store.c: what opening and saving cost
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-json.h"
#include "workspace-test.h"

#include <math.h>
#include <time.h>

static void
print (const char *size,
       const char *metric,
       double      value,
       double      budget)
{
  g_print ("{\"bench\":\"store\",\"size\":\"%s\",\"metric\":\"%s\",\"value\":%.3f,\"unit\":\"ms\"", size, metric, value);
  if (budget > 0)
    g_print (",\"budget\":%g", budget);
  g_print ("}\n");
}

static double
milliseconds_since (gint64 start)
{
  return (g_get_monotonic_time () - start) / 1000.0;
}

/* What this thread has worked: on a busy machine the clock on the wall tells about the others. */
static double
get_work (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * 1000.0 + time.tv_nsec / 1000000.0;
}

/* --- opening --- */

/* A project of @n articles, half of which have a set. */
static void
make_project (GFile *folder,
              guint  n)
{
  g_autoptr(ManiculeSchema) schema = store_test_schema ();
  g_autoptr(ManiculeProject) project = manicule_project_new ("Bench", schema);
  guint i;

  manicule_project_add_annotator (project, "anna");
  g_assert_true (manicule_project_folder_create (folder, project, NULL));

  for (i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("article-%06u", i);
      g_autofree char *content = g_strdup_printf ("Ines Halloran spoke for the Harbour Board on day %u.\n", i);
      g_autoptr(ManiculeText) text = manicule_text_new_from_string (content);
      g_autoptr(ManiculeArticle) article = manicule_article_new (&(ManiculeArticleFields) {
        .id = id, .title = "The Harbour Board meets again after a long summer", .date = "2026-03-03",
        .source = "Meridian Wire", .place = "Caldmoor", .file = id,
        .sha256 = manicule_text_get_sha256 (text), .length = manicule_text_get_n_chars (text),
      });
      g_autoptr(ManiculeAnnotationSet) set = manicule_annotation_set_new (id, "anna", text);
      g_autofree char *text_name = g_strdup_printf ("articles/%s.txt", id);
      g_autofree char *set_name = g_strdup_printf ("annotations/anna/%s.json", id);
      g_autoptr(GBytes) bytes = manicule_json_write_annotations (set);

      /* Not by the store: it would sync every one. */
      store_test_write (folder, text_name, content);
      if (i % 2 == 0)
        store_test_write (folder, set_name, g_bytes_get_data (bytes, NULL));
      g_assert_true (manicule_project_add_article (project, article));
    }

  g_assert_true (manicule_project_folder_write_lists (folder, project, NULL));
}

static double
bench_open (guint  n,
            double budget)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autofree char *size = g_strdup_printf ("%u articles", n);
  double best = INFINITY, best_summaries = INFINITY;
  guint i;

  make_project (folder->file, n);
  for (i = 0; i < 5; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr(ManiculeWorkspace) workspace = workspace_test_open (folder->file, NULL);
      double opened = milliseconds_since (start);
      double settled;

      workspace_test_settle (workspace);
      settled = milliseconds_since (start);
      best = MIN (best, opened);
      best_summaries = MIN (best_summaries, settled);
      workspace_test_close (&workspace);
    }

  print (size, "open-to-list", best, budget);
  print (size, "all-summaries", best_summaries, 0);
  return best;
}

/* --- saving --- */

/* The main thread's share of a save: the work in the longest turn of the main loop between an edit and the end of its
 * save. */
static double
longest_turn (ManiculeWorkspace *workspace)
{
  double longest = 0;

  while (manicule_workspace_get_unsaved (workspace))
    {
      double start, turn;

      /* Waiting for the thread is not work. */
      while (!g_main_context_pending (NULL))
        g_usleep (50);

      start = get_work ();
      g_main_context_iteration (NULL, FALSE);
      turn = get_work () - start;
      longest = MAX (longest, turn);
    }

  return longest;
}

static void
bench_save (guint n)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autoptr(ManiculeAnnotationSet) set = NULL;
  g_autoptr(GPtrArray) spans = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *content = g_strnfill (n * 10 + 10, 'a');
  g_autoptr(ManiculeText) text = manicule_text_new_from_string (content);
  g_autoptr(ManiculeAnnotationSet) written = manicule_annotation_set_new ("long", "anna", text);
  g_autoptr(ManiculeSchema) schema = store_test_schema ();
  g_autoptr(ManiculeProject) project = manicule_project_new ("Bench", schema);
  g_autoptr(ManiculeArticle) article = NULL;
  g_autofree char *size = g_strdup_printf ("%u spans", n);
  double longest = 0, slowest = 0;
  guint i;

  article = manicule_article_new (&(ManiculeArticleFields) {
    .id = "long", .sha256 = manicule_text_get_sha256 (text), .length = manicule_text_get_n_chars (text),
  });
  manicule_project_add_annotator (project, "anna");
  manicule_project_add_article (project, article);
  g_assert_true (manicule_project_folder_create (folder->file, project, NULL));
  g_assert_true (manicule_project_folder_write_text (folder->file, article, text, NULL));

  for (i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("s%u", i);

      g_ptr_array_add (spans, store_test_span (id, "PER", i * 10, i * 10 + 5));
    }
  g_assert_true (manicule_annotation_set_add_all (written, spans, NULL));
  g_assert_true (manicule_project_folder_write_set (folder->file, written, NULL));

  workspace = workspace_test_open (folder->file, NULL);
  set = workspace_test_load (workspace, "long");
  workspace_test_settle (workspace);

  for (i = 0; i < 15; i++)
    {
      g_autofree char *id = g_strdup_printf ("x%u", i);
      gint64 start;
      double turn, all;

      workspace_test_add (workspace, set, id, i, i + 3);
      start = g_get_monotonic_time ();
      turn = longest_turn (workspace);
      all = milliseconds_since (start);
      longest = MAX (longest, turn);
      slowest = MAX (slowest, all);
    }

  print (size, "save-main-thread-cpu", longest, 1);
  print (size, "edit-to-disk", slowest, 250);
  g_clear_object (&set);
  workspace_test_close (&workspace);
}

int
main (int    argc,
      char **argv)
{
  double first, last;

  first = bench_open (1000, 100);
  bench_open (10000, 0);
  last = bench_open (100000, 1500);
  g_print ("{\"bench\":\"store\",\"size\":\"1,000 to 100,000 articles\",\"metric\":\"open-exponent\",\"value\":%.2f}\n",
           log (last / first) / log (100));

  bench_save (300);
  bench_save (20000);
  bench_save (200000);

  return 0;
}
