/* test-height-index.c: sums of heights against plain addition
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-height-index.h"

static double
random_height (void)
{
  return g_test_rand_int_range (0, 4) == 0 ? 0 : g_test_rand_int_range (1, 64 * 400) / 64.0;
}

/* The line at @y by plain addition, and the lines without height before it skipped. */
static guint
find_plainly (const double *heights,
              guint         n,
              double        y)
{
  double sum = 0;

  for (guint i = 0; i + 1 < n; i++)
    {
      sum += heights[i];
      if (y < sum)
        return i;
    }

  return n - 1;
}

static void
check (ManiculeHeightIndex *index,
       const double        *heights,
       guint                n)
{
  double sum = 0;

  g_assert_cmpuint (manicule_height_index_get_n (index), ==, n);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpfloat (manicule_height_index_get (index, i), ==, heights[i]);
      g_assert_cmpfloat (manicule_height_index_sum (index, i), ==, sum);
      sum += heights[i];
    }
  g_assert_cmpfloat (manicule_height_index_sum (index, n), ==, sum);

  for (guint i = 0; i < 50; i++)
    {
      double y = g_test_rand_double_range (-10, sum + 10);
      double into;
      guint line = manicule_height_index_find (index, y, &into);

      g_assert_cmpuint (line, ==, find_plainly (heights, n, y));
      g_assert_cmpfloat (into, ==, y - manicule_height_index_sum (index, line));
    }
}

/* Sums, single heights and places agree with plain addition, exactly, whatever the order of changes. */
static void
test_plain (gconstpointer data)
{
  guint n = GPOINTER_TO_UINT (data);
  g_autoptr(ManiculeHeightIndex) index = manicule_height_index_new ();
  g_autofree double *heights = g_new (double, n);

  for (guint i = 0; i < n; i++)
    heights[i] = random_height ();
  manicule_height_index_reset (index, heights, n);
  check (index, heights, n);

  for (guint round = 0; round < 20; round++)
    {
      for (guint i = 0; i < 10; i++)
        {
          guint line = g_test_rand_int_range (0, n);

          heights[line] = random_height ();
          manicule_height_index_set (index, line, heights[line]);
        }
      check (index, heights, n);
    }
}

/* A new document replaces the old one whole, also a shorter one. */
static void
test_reset (void)
{
  const double many[] = { 1, 2, 3, 4, 5 };
  const double few[] = { 7 };
  g_autoptr(ManiculeHeightIndex) index = manicule_height_index_new ();

  g_assert_cmpuint (manicule_height_index_get_n (index), ==, 0);
  g_assert_cmpfloat (manicule_height_index_sum (index, 0), ==, 0);

  manicule_height_index_reset (index, many, G_N_ELEMENTS (many));
  check (index, many, G_N_ELEMENTS (many));
  manicule_height_index_reset (index, few, G_N_ELEMENTS (few));
  check (index, few, G_N_ELEMENTS (few));
  manicule_height_index_reset (index, NULL, 0);
  g_assert_cmpfloat (manicule_height_index_sum (index, 0), ==, 0);
}

/* A height that cannot be is taken for the nearest one that can. */
static void
test_odd_heights (void)
{
  const double heights[] = { -5, 1e30, 3 };
  g_autoptr(ManiculeHeightIndex) index = manicule_height_index_new ();

  manicule_height_index_reset (index, heights, G_N_ELEMENTS (heights));
  g_assert_cmpfloat (manicule_height_index_get (index, 0), ==, 0);
  g_assert_cmpfloat (manicule_height_index_get (index, 1), >, 1e7);
  g_assert_cmpuint (manicule_height_index_find (index, 1e30, NULL), ==, 2);
  g_assert_cmpuint (manicule_height_index_find (index, -1e30, NULL), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  static const guint sizes[] = { 1, 2, 3, 63, 64, 65, 1000 };

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/height-index/plain/%u", sizes[i]);

      g_test_add_data_func (path, GUINT_TO_POINTER (sizes[i]), test_plain);
    }
  g_test_add_func ("/height-index/reset", test_reset);
  g_test_add_func ("/height-index/odd-heights", test_odd_heights);

  return g_test_run ();
}
