/* bench-start.c: how long the program takes from its start to the first complete frame of an article
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>
#include <stdlib.h>
#include <time.h>

#include "manicule-application.h"
#include "manicule-surface.h"

#define N_RUNS 5

static double
cpu_now (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static double
resident_megabytes (void)
{
  g_autofree char *status = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  line = g_strstr_len (status, -1, "VmRSS:");
  return line != NULL ? g_ascii_strtod (line + 6, NULL) / 1024 : 0;
}

static GtkWidget *
find_surface (GtkWidget *widget)
{
  GtkWidget *child;

  if (MANICULE_IS_SURFACE (widget))
    return widget;
  for (child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_surface (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The first frame after the text is there is the first that shows it. */
static void
after_paint_cb (GdkFrameClock *clock,
                GtkWidget     *window)
{
  static gboolean loaded;
  GtkWidget *surface = find_surface (window);

  if (loaded)
    {
      g_print ("%.3f %.1f\n", cpu_now (), resident_megabytes ());
      exit (0);
    }
  loaded = surface != NULL && gtk_widget_get_mapped (surface) &&
           manicule_surface_get_annotation_set (MANICULE_SURFACE (surface)) != NULL;
  gtk_widget_queue_draw (window);
}

static void
realize_cb (GtkWidget *window)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (after_paint_cb), window);
}

static void
window_added_cb (GtkApplication *application,
                 GtkWindow      *window)
{
  if (gtk_widget_get_realized (GTK_WIDGET (window)))
    realize_cb (GTK_WIDGET (window));
  else
    g_signal_connect (window, "realize", G_CALLBACK (realize_cb), NULL);
}

static int
run_once (char *project)
{
  g_autoptr(ManiculeApplication) application = manicule_application_new ();
  char *arguments[] = { (char *) "manicule", project, NULL };

  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), NULL);
  g_application_set_flags (G_APPLICATION (application),
                           g_application_get_flags (G_APPLICATION (application)) | G_APPLICATION_NON_UNIQUE);
  return g_application_run (G_APPLICATION (application), 2, arguments);
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return (first > second) - (first < second);
}

static char *
copy_sample (void)
{
  g_autofree char *folder = g_dir_make_tmp ("bench-start-XXXXXX", NULL);
  char *copy = g_build_filename (folder, "Sample", NULL);
  const char *arguments[] = { "cp", "-r", g_getenv ("MANICULE_SAMPLE"), copy, NULL };

  if (!g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL))
    g_error ("The sample cannot be copied");
  return copy;
}

/* Each start is a process of its own, as a user's is; the first one warms the caches and does not count. */
static gboolean
measure (const char *self,
         const char *project,
         double     *cpu,
         double     *memory)
{
  const char *arguments[] = { self, "--one", project, NULL };
  g_autofree char *output = NULL;
  g_autofree char *lock = g_build_filename (project, ".lock", NULL);
  char *end;

  g_unlink (lock);
  if (!g_spawn_sync (NULL, (char **) arguments, NULL, 0, NULL, NULL, &output, NULL, NULL, NULL))
    return FALSE;
  *cpu = g_ascii_strtod (output, &end);
  *memory = g_ascii_strtod (end, NULL);
  return *cpu > 0;
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *project = NULL;
  double cpu[N_RUNS], memory[N_RUNS];
  int i;

  if (argc == 3 && g_str_equal (argv[1], "--one"))
    return run_once (argv[2]);

  project = copy_sample ();
  for (i = -1; i < N_RUNS; i++)
    if (!measure (argv[0], project, &cpu[MAX (i, 0)], &memory[MAX (i, 0)]))
      {
        g_printerr ("bench-start: the program did not come to its first frame\n");
        return 1;
      }

  qsort (cpu, N_RUNS, sizeof (double), compare_doubles);
  qsort (memory, N_RUNS, sizeof (double), compare_doubles);
  g_print ("{\"bench\":\"start\",\"size\":\"sample\",\"metric\":\"first-complete-frame-cpu\",\"value\":%.1f,\"unit\":\"ms\",\"budget\":350}\n",
           cpu[N_RUNS / 2]);
  g_print ("{\"bench\":\"start\",\"size\":\"sample\",\"metric\":\"resident-memory\",\"value\":%.1f,\"unit\":\"MB\"}\n",
           memory[N_RUNS / 2]);
  return 0;
}
