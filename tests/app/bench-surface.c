/* bench-surface.c: what the text costs, in the program's own window
 *
 *     bench-surface [--article FILE.txt]
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Opens a project of two articles, goes from the short one to the one that is measured, and works in it. Times are CPU of
 * the main thread from the cause to the end of the painted frame, with all that the window does besides: panel, list, bars.
 * Prints a JSON object a line. Each size is a process of its own, so that memory can be told apart.
 */

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "bench-surface-project.h"
#include "manicule-application.h"
#include "manicule-project-page.h"
#include "manicule-window.h"
#include "surface-fixture.h"

#define N_FRAMES 60

static const BenchSize sizes[] = {
  { "8 kB", 8000, 300, 30, 1, FALSE, 30, 125 },
  { "100 kB", 100000, 3000, 300, 1, FALSE, 35, 0 },
  { "1 MB", 1000000, 20000, 2000, 1, FALSE, 35, 135 },
  { "10 MB", 10000000, 200000, 20000, 1, FALSE, 70, 155 },
  { "one paragraph of 1 MB", 1000000, 20000, 2000, 1, TRUE, 35, 135 },
  { "depth 12", 20000, 2400, 0, 12, FALSE, 30, 125 },
};

typedef struct
{
  SurfaceFixture       fixture;
  ManiculeProjectPage *page;
  ManiculeEditor      *editor;
  GtkWidget           *view;       /* owns the verbs of the text */
  const char          *name;
  double               first_frame;
  double               memory;
  guint                step;
} Bench;

typedef void (*Action) (Bench *bench);

static double
clock_ms (clockid_t id)
{
  struct timespec now;

  clock_gettime (id, &now);

  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static double
main_cpu (void)
{
  return clock_ms (CLOCK_THREAD_CPUTIME_ID);
}

static void
print (Bench      *bench,
       const char *metric,
       double      value,
       const char *unit,
       double      budget)
{
  g_autofree char *name = g_strescape (bench->name, "…“”");

  g_print ("{\"bench\":\"surface\",\"size\":\"%s\",\"metric\":\"%s\",\"value\":%.4f,\"unit\":\"%s\"", name, metric, value, unit);
  if (budget > 0)
    g_print (",\"budget\":%g", budget);
  g_print ("}\n");
}

static int
compare (const void *a,
         const void *b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return first < second ? -1 : first > second;
}

static void
print_part (Bench      *bench,
            const char *metric,
            double     *times,
            double      part,
            double      budget)
{
  qsort (times, N_FRAMES, sizeof (double), compare);
  print (bench, metric, times[(guint) (part * (N_FRAMES - 1))], "ms", budget);
}

static double
measure_frame (Bench  *bench,
               Action  action)
{
  double before = main_cpu ();

  action (bench);
  surface_fixture_frame (&bench->fixture);

  return main_cpu () - before;
}

/* Runs an action again and again, a frame each, and prints the median or the 95th percentile. */
static void
measure (Bench      *bench,
         Action      action,
         const char *metric,
         double      part,
         double      budget)
{
  double times[N_FRAMES];

  for (guint i = 0; i < 5; i++)
    measure_frame (bench, action);
  for (bench->step = 0; bench->step < N_FRAMES; bench->step++)
    times[bench->step] = measure_frame (bench, action);

  print_part (bench, metric, times, part, budget);
}

static GtkAdjustment *
get_adjustment (Bench *bench)
{
  return gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (bench->fixture.surface));
}

static void
scroll_to (Bench *bench,
           double part)
{
  GtkAdjustment *adjustment = get_adjustment (bench);

  gtk_adjustment_set_value (adjustment, part * (gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment)));
}

static void
scroll (Bench *bench)
{
  GtkAdjustment *adjustment = get_adjustment (bench);

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + 40);
}

static void
jump (Bench *bench)
{
  scroll_to (bench, fmod (bench->step * 0.381966, 1));
}

/* As the label's key does it: selection, then the verb, with all that follows from it. Each lies elsewhere in what is seen. */
static void
add_span (Bench *bench)
{
  guint n = manicule_text_get_n_chars (manicule_editor_get_text (bench->editor));
  guint chr = manicule_surface_get_offset_at (bench->fixture.surface, 200 + (int) bench->step * 37 % 300,
                                              100 + (int) bench->step * 53 % 500);
  ManiculeRange range = { chr, MIN (chr + 9 + bench->step % 5, n) };

  manicule_surface_select (bench->fixture.surface, range);
  gtk_widget_activate_action (bench->view, "mark.apply-label", "s", "HIGHLIGHT");
}

static void
nothing (Bench *bench)
{
}

/* The text shows a span in the next frame; in the one after, the panel. */
static void
measure_add_span (Bench *bench)
{
  double times[N_FRAMES], after[N_FRAMES];

  for (bench->step = 0; bench->step < N_FRAMES; bench->step++)
    {
      surface_fixture_settle (&bench->fixture, 50);
      times[bench->step] = measure_frame (bench, add_span);
      after[bench->step] = measure_frame (bench, nothing);
    }

  print_part (bench, "add-span", times, 0.5, 3);
  print_part (bench, "add-span-p95", times, 0.95, 0);
  print_part (bench, "add-span-panel", after, 0.5, 0);
}

static void
caret_step (Bench *bench)
{
  manicule_caret_move (bench->fixture.surface->caret, MANICULE_STEP_CHARACTER, 1, FALSE);
  manicule_surface_show_caret (bench->fixture.surface);
}

static void
select_step (Bench *bench)
{
  manicule_caret_move (bench->fixture.surface->caret, MANICULE_STEP_WORD, 1, TRUE);
}

static void
resize (Bench *bench)
{
  gtk_window_set_default_size (GTK_WINDOW (bench->fixture.window), 1120 - (int) (bench->step * 7) % 90, 780);
}

static void
measure_hits (Bench *bench)
{
  guint sum = 0;
  double before = main_cpu ();

  for (guint i = 0; i < 20000; i++)
    sum += manicule_surface_get_offset_at (bench->fixture.surface, g_random_double_range (60, 600), g_random_double_range (0, 600));
  print (bench, "hit-test", (main_cpu () - before) / 20000 + sum * 0.0, "ms", 0.005);
}

static double
status_mb (const char *name)
{
  g_autofree char *status = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  line = strstr (status, name);

  return line != NULL ? g_ascii_strtod (line + strlen (name), NULL) / 1024 : 0;
}

static gboolean
is_calm (SurfaceFixture *fixture,
         gpointer        data)
{
  return fixture->surface->calibrate_source == 0 && fixture->surface->sync_source == 0;
}

static void
wait_until_shown (Bench      *bench,
                  const char *id)
{
  ManiculeAnnotationSet *set;

  do
    {
      g_main_context_iteration (NULL, TRUE);
      set = manicule_surface_get_annotation_set (bench->fixture.surface);
    }
  while (set == NULL || !g_str_equal (manicule_annotation_set_get_article_id (set), id));
}

/* From the list of articles to the first frame that shows the text. */
static void
measure_first_frame (Bench *bench)
{
  GListModel *articles = manicule_project_get_articles (manicule_editor_get_project (bench->editor));
  g_autoptr(ManiculeArticle) article = g_list_model_get_item (articles, 1);
  const char *id = manicule_article_get_id (article);
  double cpu, wall;

  surface_fixture_settle (&bench->fixture, 300);
  cpu = main_cpu ();
  wall = clock_ms (CLOCK_MONOTONIC);
  manicule_editor_open_article (bench->editor, id);
  wait_until_shown (bench, id);
  surface_fixture_frame (&bench->fixture);
  print (bench, "first-frame", main_cpu () - cpu, "ms", bench->first_frame);
  print (bench, "open-wall", clock_ms (CLOCK_MONOTONIC) - wall, "ms", 0);

  cpu = main_cpu ();
  surface_fixture_settle (&bench->fixture, 400);
  surface_fixture_wait (&bench->fixture, is_calm, NULL);
  print (bench, "idle-after", main_cpu () - cpu, "ms", 0);
  print (bench, "resident-memory", status_mb ("VmRSS:"), "MB", bench->memory);
  /* The rest are files, mostly libraries; among them the drivers of the graphics. */
  print (bench, "own-memory", status_mb ("RssAnon:"), "MB", 0);
}

static void
measure_all (Bench *bench)
{
  measure_first_frame (bench);
  measure (bench, nothing, "idle-frame", 0.5, 0);
  measure (bench, scroll, "scroll-p95", 0.95, 5);
  measure (bench, jump, "jump", 0.5, 8);
  measure (bench, jump, "jump-p95", 0.95, 0);
  scroll_to (bench, 0.5);
  surface_fixture_settle (&bench->fixture, 300);
  measure_add_span (bench);
  manicule_surface_set_caret (bench->fixture.surface, manicule_surface_get_offset_at (bench->fixture.surface, 200, 100));
  measure (bench, caret_step, "caret-step", 0.5, 2);
  measure (bench, select_step, "selection-step", 0.5, 1.5);
  manicule_surface_unselect (bench->fixture.surface);
  measure_hits (bench);
  measure (bench, resize, "resize-step", 0.5, 9);
  measure (bench, resize, "resize-step-p95", 0.95, 0);
}

static GtkWidget *
find_child (GtkWidget *widget,
            GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_child (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* TRUE when the window shows the first article. */
static gboolean
find_parts (Bench     *bench,
            GtkWidget *window)
{
  GtkWidget *page = find_child (window, MANICULE_TYPE_PROJECT_PAGE);
  GtkWidget *surface = find_child (window, MANICULE_TYPE_SURFACE);

  if (page == NULL || surface == NULL || manicule_surface_get_annotation_set (MANICULE_SURFACE (surface)) == NULL)
    return FALSE;
  bench->page = MANICULE_PROJECT_PAGE (page);
  bench->editor = manicule_project_page_get_editor (bench->page);
  bench->view = gtk_widget_get_ancestor (surface, g_type_from_name ("ManiculeArticleView"));
  bench->fixture.window = window;
  bench->fixture.surface = MANICULE_SURFACE (surface);
  return TRUE;
}

static gboolean
begin (gpointer data)
{
  Bench *bench = data;
  GtkApplication *application = GTK_APPLICATION (g_application_get_default ());
  GtkWindow *window = gtk_application_get_active_window (application);

  if (window == NULL || !find_parts (bench, GTK_WIDGET (window)))
    return G_SOURCE_CONTINUE;
  measure_all (bench);
  gtk_window_close (window);
  return G_SOURCE_REMOVE;
}

static int
run (Bench *bench,
     char  *project)
{
  g_autoptr(ManiculeApplication) application = manicule_application_new ();
  char *arguments[] = { (char *) "manicule", project, NULL };

  g_application_set_flags (G_APPLICATION (application),
                           g_application_get_flags (G_APPLICATION (application)) | G_APPLICATION_NON_UNIQUE);
  g_timeout_add (50, begin, bench);
  return g_application_run (G_APPLICATION (application), 2, arguments);
}

/* A process of its own for one size. */
static gboolean
spawn (const char *self,
       char       *project,
       const char *name,
       double      first_frame,
       double      memory)
{
  g_autofree char *frame = g_strdup_printf ("%g", first_frame);
  g_autofree char *megabytes = g_strdup_printf ("%g", memory);
  const char * const command[] = { self, "--run", project, name, frame, megabytes, NULL };
  int status = 0;

  return g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_CHILD_INHERITS_STDOUT, NULL, NULL, NULL, NULL, &status, NULL)
         && status == 0;
}

static void
remove_folder (const char *folder)
{
  const char * const command[] = { "rm", "-rf", folder, NULL };

  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
}

static gboolean
measure_size (const char      *self,
              const BenchSize *size)
{
  g_autofree char *folder = g_dir_make_tmp ("bench-surface-XXXXXX", NULL);
  g_autofree char *project = bench_project_generate (folder, size);
  gboolean success = project != NULL && spawn (self, project, size->name, size->first_frame, size->memory);

  remove_folder (folder);
  return success;
}

static gboolean
measure_article (const char *self,
                 const char *path)
{
  g_autofree char *folder = g_dir_make_tmp ("bench-surface-XXXXXX", NULL);
  g_autofree char *project = bench_project_import (folder, path);
  g_autofree char *name = g_path_get_basename (path);
  gboolean success = project != NULL && spawn (self, project, name, 0, 0);

  remove_folder (folder);
  return success;
}

int
main (int    argc,
      char **argv)
{
  if (argc == 6 && g_str_equal (argv[1], "--run"))
    {
      Bench bench = { .name = argv[3], .first_frame = g_ascii_strtod (argv[4], NULL), .memory = g_ascii_strtod (argv[5], NULL) };

      return run (&bench, argv[2]);
    }
  if (argc == 3 && g_str_equal (argv[1], "--article"))
    return measure_article (argv[0], argv[2]) ? 0 : 1;
  if (argc > 1)
    {
      g_printerr ("Usage: %s [--article FILE.txt]\n", argv[0]);
      return 2;
    }

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    if (!measure_size (argv[0], &sizes[i]))
      return 1;
  return 0;
}
