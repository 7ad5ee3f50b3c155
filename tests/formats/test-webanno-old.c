/* test-webanno-old.c: WebAnno TSV 2 with more columns than anyone has
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "standoff-testing.h"

#include <string.h>
#include <time.h>

/* Few, as what a schema proposes for a new label depends on how many it has. */
#define N_TYPES 10

/* Layers of one column, each of which says something of each token, and as many of relations between what they say: from
 * each token to itself, or none. */
static char *
make_table (guint    n_layers,
            guint    n_rows,
            gboolean has_relations)
{
  GString *table = g_string_new (" ");

  for (guint i = 0; i < n_layers; i++)
    g_string_append_printf (table, "# a.L%u | c ", i % N_TYPES);
  for (guint i = 0; i < n_layers; i++)
    g_string_append_printf (table, "# a.R%u | AttachTo=a.L%u ", i % N_TYPES, i % N_TYPES);
  g_string_append_c (table, '\n');

  for (guint row = 1; row <= n_rows; row++)
    {
      g_string_append_printf (table, "#id=%u\n#text=on\n%u-1\ton\t", row, row);
      for (guint i = 0; i < n_layers; i++)
        g_string_append (table, "x\t");
      for (guint i = 0; i < n_layers; i++)
        if (has_relations)
          g_string_append_printf (table, "y\t%u-1\t", row);
        else
          g_string_append (table, "_\t_\t");
      g_string_append (table, "\n\n");
    }

  return g_string_free_and_steal (table);
}

/* In seconds of the processor. */
static double
measure (guint    n_layers,
         guint    n_rows,
         gboolean has_relations)
{
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autofree char *table = make_table (n_layers, n_rows, has_relations);
  g_autofree char *path = standoff_put (folder, "table.tsv", table, -1);
  g_autoptr(StandoffReading) reading = NULL;
  struct timespec start, end;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &start);
  reading = standoff_read ("webanno-tsv", path, NULL);
  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &end);

  standoff_assert_no_faults (reading);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (standoff_get_set (reading, 0))), ==,
                    n_layers * n_rows * (has_relations ? 2 : 1));

  return (double) (end.tv_sec - start.tv_sec) + (double) (end.tv_nsec - start.tv_nsec) / 1e9;
}

/* What stands in few long rows takes about as long as the same in many short ones. */
static void
test_wide (gconstpointer has_relations)
{
  double narrow = measure (30, 2000, GPOINTER_TO_INT (has_relations));
  double wide = measure (3000, 20, GPOINTER_TO_INT (has_relations));

  g_test_message ("%.2f s, %.2f s", narrow, wide);
  g_assert_cmpfloat (wide, <, 2.5 * narrow);
}

/* Too many columns are one fault of the file, not one of each row. */
static void
test_too_wide (gconstpointer data)
{
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autoptr(GString) table = g_string_new (" # a.B | c");
  g_autofree char *path = NULL;
  g_autoptr(StandoffReading) reading = NULL;

  for (guint i = 0; i < 10000; i++)
    g_string_append (table, data);
  g_string_append (table, "\n#id=1\n#text=on\n1-1\ton\t");
  for (guint i = 0; i <= 10000; i++)
    g_string_append (table, "_\t");
  g_string_append (table, "\n");
  path = standoff_put (folder, "table.tsv", table->str, -1);

  reading = standoff_read ("webanno-tsv", path, NULL);
  g_assert_error (reading->error, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_DAMAGED);
  g_assert_nonnull (strstr (reading->error->message, "table.tsv:1: the file has too many columns"));
  g_assert_cmpuint (manicule_findings_get_n (reading->findings), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/webanno-old/wide/spans", GINT_TO_POINTER (FALSE), test_wide);
  g_test_add_data_func ("/webanno-old/wide/relations", GINT_TO_POINTER (TRUE), test_wide);
  g_test_add_data_func ("/webanno-old/too-wide/layers", " # a.B | c", test_too_wide);
  g_test_add_data_func ("/webanno-old/too-wide/features", " | c", test_too_wide);

  return g_test_run ();
}
