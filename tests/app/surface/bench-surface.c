/* bench-surface.c: what the surface costs, in a real window at three sizes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Prints a JSON object a line. Times are CPU of this process from the cause to the end of the painted frame.
 */

#include <math.h>
#include <stdio.h>
#include <time.h>

#include "surface-fixture.h"

#define N_FRAMES 60

typedef struct
{
  const char *name;
  gsize       n_bytes;
  guint       n_spans;
  guint       n_relations;
  double      first_frame;  /* budgets, ms */
  double      memory;       /* MB */
} Size;

static const Size sizes[] = {
  { "8 kB", 8000, 300, 30, 30, 125 },
  { "1 MB", 1000000, 20000, 2000, 35, 135 },
  { "10 MB", 10000000, 200000, 20000, 70, 155 },
};

typedef struct
{
  SurfaceFixture  fixture;
  const Size     *size;
  guint           step;
} Bench;

typedef void (*Action) (Bench *bench);

static double
cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);

  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static void
print (Bench      *bench,
       const char *metric,
       double      value,
       const char *unit,
       double      budget)
{
  g_print ("{\"bench\":\"surface\",\"size\":\"%s\",\"metric\":\"%s\",\"value\":%.4f,\"unit\":\"%s\"",
           bench->size->name, metric, value, unit);
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
    {
      action (bench);
      surface_fixture_frame (&bench->fixture);
    }
  for (bench->step = 0; bench->step < N_FRAMES; bench->step++)
    {
      double before = cpu_ms ();

      action (bench);
      surface_fixture_frame (&bench->fixture);
      times[bench->step] = cpu_ms () - before;
    }

  qsort (times, N_FRAMES, sizeof (double), compare);
  print (bench, metric, times[(guint) (part * (N_FRAMES - 1))], "ms", budget);
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

static void
nothing (Bench *bench)
{
}

static void
add_span (Bench *bench)
{
  guint chr = manicule_surface_get_offset_at (bench->fixture.surface, 300, 300);
  g_autofree char *id = g_strdup_printf ("n%u-%u", bench->step, g_random_int ());

  surface_sample_add (bench->fixture.set, id, "Person", chr, MIN (chr + 8 + bench->step % 5,
                      manicule_text_get_n_chars (manicule_annotation_set_get_text (bench->fixture.set))));
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
  gtk_window_set_default_size (GTK_WINDOW (bench->fixture.window), 560 + (int) (bench->step * 7) % 90, 800);
}

static void
measure_hits (Bench *bench)
{
  guint sum = 0;
  double before = cpu_ms ();

  for (guint i = 0; i < 20000; i++)
    sum += manicule_surface_get_offset_at (bench->fixture.surface, g_random_double_range (100, 800), g_random_double_range (0, 790));
  print (bench, "hit-test", (cpu_ms () - before) / 20000 + sum * 0.0, "ms", 0.005);
}

static double
resident_mb (void)
{
  g_autofree char *status = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  line = strstr (status, "VmRSS:");

  return line != NULL ? g_ascii_strtod (line + 6, NULL) / 1024 : 0;
}

static gboolean
is_calm (SurfaceFixture *fixture,
         gpointer        data)
{
  return fixture->surface->calibrate_source == 0 && fixture->surface->sync_source == 0;
}

static void
measure_first_frame (Bench *bench)
{
  g_autoptr(ManiculeAnnotationSet) set = surface_sample_generate (bench->size->n_bytes, bench->size->n_spans, 1,
                                                                  bench->size->n_relations);
  double before;

  surface_fixture_settle (&bench->fixture, 300);
  before = cpu_ms ();
  manicule_surface_set_annotation_set (bench->fixture.surface, set);
  surface_fixture_frame (&bench->fixture);
  print (bench, "first-frame", cpu_ms () - before, "ms", bench->size->first_frame);

  before = cpu_ms ();
  surface_fixture_wait (&bench->fixture, is_calm, NULL);
  print (bench, "idle-after", cpu_ms () - before, "ms", 0);
  print (bench, "resident-memory", resident_mb (), "MB", bench->size->memory);
  g_set_object (&bench->fixture.set, set);
}

static void
run (const Size *size)
{
  Bench bench = { .size = size };

  surface_fixture_init (&bench.fixture, surface_sample_parse ("Another article"), 1000, 800);
  measure_first_frame (&bench);
  measure (&bench, nothing, "idle-frame", 0.5, 0);
  measure (&bench, scroll, "scroll-p95", 0.95, 5);
  measure (&bench, jump, "jump", 0.5, 8);
  measure (&bench, jump, "jump-p95", 0.95, 0);
  g_object_set (bench.fixture.surface, "show-relations", TRUE, NULL);
  measure (&bench, scroll, "scroll-all-relations-p95", 0.95, 5);
  g_object_set (bench.fixture.surface, "show-relations", FALSE, NULL);
  scroll_to (&bench, 0.5);
  surface_fixture_settle (&bench.fixture, 300);
  measure (&bench, add_span, "add-span", 0.5, 3);
  measure (&bench, add_span, "add-span-p95", 0.95, 0);
  manicule_surface_set_caret (bench.fixture.surface, manicule_surface_get_offset_at (bench.fixture.surface, 300, 100));
  measure (&bench, caret_step, "caret-step", 0.5, 2);
  measure (&bench, select_step, "selection-step", 0.5, 1.5);
  manicule_surface_unselect (bench.fixture.surface);
  measure_hits (&bench);
  measure (&bench, resize, "resize-step", 0.5, 9);
  measure (&bench, resize, "resize-step-p95", 0.95, 0);
  surface_fixture_clear (&bench.fixture);
}

int
main (int    argc,
      char **argv)
{
  if (argc > 1)
    {
      adw_init ();
      run (&sizes[atoi (argv[1]) % (int) G_N_ELEMENTS (sizes)]);
      return 0;
    }

  /* Each size in a process of its own, so that memory can be told apart. */
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);
      const char * const command[] = { argv[0], number, NULL };
      int status = 0;

      if (!g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_CHILD_INHERITS_STDOUT, NULL, NULL, NULL, NULL, &status, NULL)
          || status != 0)
        return 1;
    }

  return 0;
}
