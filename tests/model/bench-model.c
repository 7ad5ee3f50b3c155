/* bench-model.c: what the model costs, at three sizes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <malloc.h>
#include <stdio.h>
#include <time.h>

#include "manicule-history.h"

/* Prints one JSON object a line: CPU time of this process, the median of several runs where one would be noise. The
 * text has fifty characters for each span, as a news text that is fully annotated has. */

#define CHARS_PER_SPAN 50
#define N_RUNS 9
#define N_QUERIES 20000

typedef struct
{
  guint                  n;
  char                  *size;        /* (owned) */
  ManiculeText          *text;        /* (owned) */
  ManiculeProject       *project;     /* (owned) */
  ManiculeHistory       *history;     /* (owned) */
  ManiculeAnnotationSet *set;         /* (owned) */
} Bench;

/* In microseconds. */
static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);

  return time.tv_sec * 1e6 + time.tv_nsec / 1e3;
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static double
median (double *values,
        guint   n)
{
  qsort (values, n, sizeof *values, compare_doubles);

  return values[n / 2];
}

static void
print (Bench      *bench,
       const char *metric,
       double      value,
       const char *unit,
       const char *budget)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (number, sizeof number, "%.6g", value);
  printf ("{\"bench\":\"model\",\"size\":\"%s\",\"metric\":\"%s\",\"value\":%s,\"unit\":\"%s\"%s%s}\n",
          bench->size, metric, number, unit, budget != NULL ? ",\"budget\":" : "", budget != NULL ? budget : "");
}

static ManiculeAnnotation *
random_span (Bench *bench)
{
  static const char * const labels[] = { "PER", "ORG", "LOC", "DATE", "EVENT" };
  g_autofree char *id = manicule_id_new ();
  ManiculeRange range;

  range.start = g_random_int_range (0, bench->n * CHARS_PER_SPAN - 20);
  range.end = range.start + g_random_int_range (1, 20);

  return manicule_annotation_new_span (id, labels[g_random_int_range (0, G_N_ELEMENTS (labels))], &range, 1);
}

static GPtrArray *
make_spans (Bench *bench)
{
  GPtrArray *spans = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < bench->n; i++)
    g_ptr_array_add (spans, random_span (bench));

  return spans;
}

static void
bench_set_up (Bench *bench,
              guint  n)
{
  g_autoptr(ManiculeSchema) schema = manicule_schema_new ();
  g_autofree char *characters = g_strnfill (n * CHARS_PER_SPAN, 'x');

  bench->n = n;
  bench->size = g_strdup_printf ("%u", n);
  bench->text = manicule_text_new_from_string (characters);
  bench->project = manicule_project_new ("Bench", schema);
  bench->history = manicule_history_new (bench->project);
  bench->set = manicule_annotation_set_new ("article", "anna", bench->text);
  manicule_project_hold_set (bench->project, bench->set);
}

static void
bench_tear_down (Bench *bench)
{
  g_clear_object (&bench->history);
  g_clear_object (&bench->project);
  g_clear_object (&bench->set);
  g_clear_object (&bench->text);
  g_clear_pointer (&bench->size, g_free);
}

static void
load (Bench                 *bench,
      ManiculeAnnotationSet *set,
      GPtrArray             *spans,
      const char            *metric)
{
  double start = now ();

  if (!manicule_annotation_set_add_all (set, spans, NULL))
    g_error ("The spans of the benchmark do not fit together");
  print (bench, metric, (now () - start) / 1000, "ms", NULL);
}

/* As our own files have them: in order, one made after the other, and a relation for every ten spans. */
static GPtrArray *
make_sorted (Bench *bench)
{
  GPtrArray *sorted = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < bench->n; i++)
    {
      g_autofree char *id = g_strdup_printf ("s%u", i);
      ManiculeAnnotation *annotation = manicule_annotation_set_get (bench->set, i);

      g_ptr_array_add (sorted, manicule_annotation_with_id (annotation, id));
    }
  for (guint i = 0; i + 1 < bench->n; i += 10)
    {
      g_autofree char *id = g_strdup_printf ("t%09u", i);
      g_autofree char *from = g_strdup_printf ("s%u", i);
      g_autofree char *to = g_strdup_printf ("s%u", i + 1);

      g_ptr_array_add (sorted, manicule_annotation_new_relation (id, "source", from, to));
    }

  return sorted;
}

/* In any order, as formats may have them, and in order. */
static void
run_load (Bench *bench)
{
  g_autoptr(ManiculeAnnotationSet) again = manicule_annotation_set_new ("again", "anna", bench->text);
  g_autoptr(GPtrArray) sorted = NULL;
  gsize before = mallinfo2 ().uordblks;
  GPtrArray *spans = make_spans (bench);
  gsize alone = mallinfo2 ().uordblks - before - bench->n * sizeof (gpointer);

  load (bench, bench->set, spans, "load-unsorted-cpu");
  g_ptr_array_unref (spans);
  print (bench, "annotation-bytes", alone / (double) bench->n, "B", "110");
  print (bench, "annotation-in-set-bytes", (mallinfo2 ().uordblks - before) / (double) bench->n, "B", NULL);

  sorted = make_sorted (bench);
  load (bench, again, sorted, "load-sorted-cpu");
}

static double
apply (Bench              *bench,
       ManiculeAnnotation *before,
       ManiculeAnnotation *after)
{
  g_autoptr(ManiculeChange) change = manicule_change_new_annotation (bench->set, before, after);
  double start = now ();
  double end;

  if (!manicule_change_apply (change, bench->project, NULL))
    g_error ("A change of the benchmark was refused");
  end = now ();

  return end - start;
}

/* Just after a snapshot, so that a block is copied each time: a save was begun and the next key is pressed. */
static void
run_insert (Bench *bench)
{
  double plain[1001];
  double shared[1001];
  double step[1001];

  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    {
      g_autoptr(ManiculeAnnotation) first = random_span (bench);
      g_autoptr(ManiculeAnnotation) second = random_span (bench);
      g_autoptr(ManiculeAnnotation) third = random_span (bench);
      g_autoptr(ManiculeChange) change = manicule_change_new_annotation (bench->set, NULL, third);
      g_autoptr(ManiculeAnnotationSet) snapshot = NULL;
      double start;

      plain[i] = apply (bench, NULL, first);
      snapshot = manicule_annotation_set_snapshot (bench->set);
      shared[i] = apply (bench, NULL, second);
      start = now ();
      manicule_history_apply (bench->history, change, NULL);
      step[i] = now () - start;
    }

  print (bench, "insert-cpu", median (plain, G_N_ELEMENTS (plain)) / 1000, "ms", "0.5");
  print (bench, "insert-after-snapshot-cpu", median (shared, G_N_ELEMENTS (shared)) / 1000, "ms", "0.5");
  print (bench, "insert-step-cpu", median (step, G_N_ELEMENTS (step)) / 1000, "ms", "0.5");
}

static void
run_query (Bench *bench)
{
  g_autoptr(GPtrArray) hits = g_ptr_array_new ();
  g_autofree guint *places = g_new (guint, N_QUERIES);
  double start;

  for (guint i = 0; i < N_QUERIES; i++)
    places[i] = g_random_int_range (0, bench->n * CHARS_PER_SPAN - 100);
  start = now ();
  for (guint i = 0; i < N_QUERIES; i++)
    {
      g_ptr_array_set_size (hits, 0);
      manicule_annotation_set_query (bench->set, places[i], places[i] + 100, hits);
    }

  print (bench, "query-cpu", (now () - start) / N_QUERIES, "µs", "5");
}

static void
run_snapshot (Bench *bench)
{
  double values[N_RUNS];

  for (guint i = 0; i < N_RUNS; i++)
    {
      g_autoptr(ManiculeAnnotationSet) snapshot = NULL;
      double start = now ();

      snapshot = manicule_annotation_set_snapshot (bench->set);
      values[i] = now () - start;
    }

  print (bench, "snapshot-cpu", median (values, N_RUNS) / 1000, "ms", "1");
}

int
main (int    argc,
      char **argv)
{
  static const guint sizes[] = { 2000, 20000, 200000 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      Bench bench;

      bench_set_up (&bench, sizes[i]);
      run_load (&bench);
      run_insert (&bench);
      run_query (&bench);
      run_snapshot (&bench);
      bench_tear_down (&bench);
    }

  return 0;
}
