/* bench-store.c: what opening and saving cost
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fault-fs.h"
#include "manicule-json.h"
#include "workspace-test.h"

#include <math.h>
#include <string.h>
#include <sys/resource.h>
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

#define N_SPANS 40

/* The file of a set, without what comes before the id of its article and what comes after it. */
static void
make_set (ManiculeText  *text,
          char         **head,
          char         **tail)
{
  g_autoptr(ManiculeAnnotationSet) set = manicule_annotation_set_new ("XXXX", "anna", text);
  g_autoptr(GPtrArray) spans = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GBytes) bytes = NULL;
  g_auto(GStrv) parts = NULL;
  guint i;

  for (i = 0; i < N_SPANS; i++)
    {
      g_autofree char *id = g_strdup_printf ("s%07u", i);

      g_ptr_array_add (spans, store_test_span (id, "PER", i * 20, i * 20 + 13));
    }
  g_assert_true (manicule_annotation_set_add_all (set, spans, NULL));
  bytes = manicule_json_write_annotations (set);
  parts = g_strsplit (g_bytes_get_data (bytes, NULL), "XXXX", 2);
  *head = g_strdup (parts[0]);
  *tail = g_strndup (parts[1], g_bytes_get_size (bytes) - strlen (parts[0]) - 4);
}

/* A project of @n articles of the same text, each with a set of 40 spans; not by the store, which would sync every file. */
static void
make_project (GFile *folder,
              guint  n)
{
  g_autoptr(ManiculeSchema) schema = store_test_schema ();
  g_autoptr(ManiculeProject) project = manicule_project_new ("Bench", schema);
  g_autoptr(GString) content = g_string_new (NULL);
  g_autoptr(ManiculeText) text = NULL;
  g_autofree char *head = NULL, *tail = NULL;
  guint i;

  for (i = 0; i < N_SPANS; i++)
    g_string_append (content, "Ines Halloran spoke.");
  text = manicule_text_new_from_string (content->str);
  make_set (text, &head, &tail);
  manicule_project_add_annotator (project, "anna");
  g_assert_true (manicule_project_folder_create (folder, project, NULL));

  for (i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("article-%06u", i);
      g_autofree char *text_name = g_strdup_printf ("articles/%s.txt", id);
      g_autofree char *set_name = g_strdup_printf ("annotations/anna/%s.json", id);
      g_autofree char *set = g_strconcat (head, id, tail, NULL);
      g_autoptr(ManiculeArticle) article = manicule_article_new (&(ManiculeArticleFields) {
        .id = id, .title = "The Harbour Board meets again after a long summer", .date = "2026-03-03",
        .source = "Meridian Wire", .place = "Caldmoor", .file = id,
        .sha256 = manicule_text_get_sha256 (text), .length = manicule_text_get_n_chars (text),
      });

      store_test_write (folder, text_name, content->str);
      store_test_write (folder, set_name, set);
      g_assert_true (manicule_project_add_article (project, article));
    }

  g_assert_true (manicule_project_folder_write_lists (folder, project, NULL));
}

/* What one size costs. */
typedef struct
{
  double opened;
  double first;     /* until all summaries were read */
  double again;     /* until they were known the next time */
  double saved;     /* from an edit of one article to the disk */
  double closed;
  guint  n_renames; /* files written by that */
} Costs;

static void
edit_one (ManiculeWorkspace *workspace,
          Costs             *costs)
{
  g_autoptr(ManiculeAnnotationSet) set = workspace_test_load (workspace, "article-000500");
  gint64 start;

  fault_fs_begin (0, 0, FAULT_ONCE);
  start = g_get_monotonic_time ();
  workspace_test_add (workspace, set, "new", 3, 8);
  workspace_test_save (workspace);
  costs->saved = milliseconds_since (start);
  costs->n_renames = fault_fs_n_renames ();
  fault_fs_end ();
}

static void
open_once (GFile    *folder,
           Costs    *costs,
           gboolean  first)
{
  gint64 start = g_get_monotonic_time ();
  ManiculeWorkspace *workspace = workspace_test_open (folder, NULL);
  double settled;

  costs->opened = MIN (costs->opened, milliseconds_since (start));
  workspace_test_settle (workspace);
  settled = milliseconds_since (start);
  if (first)
    costs->first = settled;
  else
    costs->again = MIN (costs->again, settled);

  if (first)
    edit_one (workspace, costs);
  start = g_get_monotonic_time ();
  workspace_test_close (&workspace);
  costs->closed = MIN (costs->closed, milliseconds_since (start));
}

static double
get_peak (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024.0;
}

static Costs
bench_open (guint  n,
            double budget)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autofree char *size = g_strdup_printf ("%u articles", n);
  Costs costs = { INFINITY, 0, INFINITY, 0, INFINITY, 0 };
  guint i;

  make_project (folder->file, n);
  /* What was written just now is not remembered: it could be written again within the same tick of the clock. */
  g_usleep (2100 * 1000);
  for (i = 0; i < 4; i++)
    open_once (folder->file, &costs, i == 0);

  print (size, "open-to-list", costs.opened, budget);
  print (size, "all-summaries-first", costs.first, 0);
  print (size, "all-summaries-again", costs.again, 0);
  print (size, "save-one-article", costs.saved, 0);
  print (size, "close", costs.closed, 0);
  g_print ("{\"bench\":\"store\",\"size\":\"%s\",\"metric\":\"files-written-by-that\",\"value\":%u}\n", size, costs.n_renames);
  g_print ("{\"bench\":\"store\",\"size\":\"%s\",\"metric\":\"peak-memory\",\"value\":%.0f,\"unit\":\"MB\"}\n", size, get_peak ());
  return costs;
}

static void
print_exponent (const char *metric,
                double      first,
                double      last)
{
  g_print ("{\"bench\":\"store\",\"size\":\"1,000 to 100,000 articles\",\"metric\":\"%s-exponent\",\"value\":%.2f}\n",
           metric, log (last / first) / log (100));
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
  Costs first, last;

  first = bench_open (1000, 100);
  bench_open (10000, 0);
  last = bench_open (100000, 1500);
  print_exponent ("open", first.opened, last.opened);
  print_exponent ("all-summaries-first", first.first, last.first);
  print_exponent ("all-summaries-again", first.again, last.again);
  print_exponent ("save-one-article", first.saved, last.saved);
  print_exponent ("close", first.closed, last.closed);

  bench_save (300);
  bench_save (20000);
  bench_save (200000);

  return 0;
}
