/* test-rows.c: rows of marks, and the names that fit
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-rows.h"

/* Fills fragments with places and widths, then sorts them by length as the caller of the rows does. */
static int
compare_lengths (gconstpointer a,
                 gconstpointer b)
{
  const ManiculeFragment *first = a;
  const ManiculeFragment *second = b;
  double difference = (first->x1 - first->x0) - (second->x1 - second->x0);

  return difference < 0 ? -1 : difference > 0;
}

static void
fill (ManiculeFragment *fragments,
      guint             n)
{
  for (guint i = 0; i < n; i++)
    {
      double full = g_test_rand_int_range (10, 90);

      fragments[i].x0 = g_test_rand_int_range (0, 500);
      fragments[i].x1 = fragments[i].x0 + g_test_rand_int_range (0, 4) * g_test_rand_int_range (0, 60);
      fragments[i].widths[MANICULE_NAME_FULL] = full;
      fragments[i].widths[MANICULE_NAME_SHORT] = full / 2;
      fragments[i].widths[MANICULE_NAME_INITIALS] = 8;
    }
  if (n > 0)
    qsort (fragments, n, sizeof (ManiculeFragment), compare_lengths);
}

static gboolean
overlaps (const ManiculeFragment *a,
          const ManiculeFragment *b)
{
  return a->x0 < MAX (b->x1, b->x0 + 1) && b->x0 < MAX (a->x1, a->x0 + 1);
}

/* Every fragment stands exactly one row below the deepest earlier one that it overlaps. */
static void
test_assign_plain (void)
{
  for (guint round = 0; round < 300; round++)
    {
      guint n = g_test_rand_int_range (0, 60);
      g_autofree ManiculeFragment *fragments = g_new0 (ManiculeFragment, n);
      guint deepest = 0, n_rows;

      fill (fragments, n);
      n_rows = manicule_rows_assign (fragments, n);

      for (guint i = 0; i < n; i++)
        {
          guint expected = 0;

          for (guint k = 0; k < i; k++)
            {
              if (overlaps (&fragments[i], &fragments[k]) && fragments[k].row < MANICULE_ROWS_MAX)
                expected = MAX (expected, fragments[k].row + 1);
            }
          g_assert_cmpuint (fragments[i].row, ==, expected);
          deepest = MAX (deepest, MIN (expected + 1, MANICULE_ROWS_MAX));
        }
      g_assert_cmpuint (n_rows, ==, deepest);
    }
}

/* Marks beyond the deepest row are left out, and do not make the line grow. */
static void
test_assign_deep (void)
{
  ManiculeFragment fragments[100] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (fragments); i++)
    fragments[i].x1 = 10 + i;

  g_assert_cmpuint (manicule_rows_assign (fragments, G_N_ELEMENTS (fragments)), ==, MANICULE_ROWS_MAX);
  g_assert_cmpuint (fragments[0].row, ==, 0);
  g_assert_cmpuint (fragments[MANICULE_ROWS_MAX - 1].row, ==, MANICULE_ROWS_MAX - 1);
  g_assert_cmpuint (fragments[MANICULE_ROWS_MAX].row, ==, MANICULE_ROWS_MAX);
  g_assert_cmpuint (fragments[99].row, ==, MANICULE_ROWS_MAX);
}

static void
name_extent (const ManiculeFragment *fragment,
             gboolean                from_right,
             double                 *x0,
             double                 *x1)
{
  double width = fragment->form == MANICULE_NAME_NONE ? 0 : fragment->widths[fragment->form];

  *x0 = from_right ? fragment->x1 - width : fragment->x0;
  *x1 = from_right ? fragment->x1 : fragment->x0 + width;
}

/* A line of fragments in their rows, with names. */
static ManiculeFragment *
make_named (gboolean  from_right,
            guint    *n)
{
  ManiculeFragment *fragments;

  *n = g_test_rand_int_range (1, 60);
  fragments = g_new0 (ManiculeFragment, *n);
  fill (fragments, *n);
  manicule_rows_assign (fragments, *n);
  manicule_rows_fit_names (fragments, *n, from_right, 0, 700, 4);

  return fragments;
}

/* No two names of a row touch, none reaches another fragment, none leaves the line, none stands in a deep row. */
static void
test_names_apart (gconstpointer data)
{
  gboolean from_right = GPOINTER_TO_INT (data);

  for (guint round = 0; round < 300; round++)
    {
      guint n;
      g_autofree ManiculeFragment *fragments = make_named (from_right, &n);

      for (guint i = 0; i < n; i++)
        {
          double x0, x1;

          if (fragments[i].form == MANICULE_NAME_NONE)
            continue;

          name_extent (&fragments[i], from_right, &x0, &x1);
          g_assert_cmpuint (fragments[i].row, <, MANICULE_ROWS_NAMED);
          g_assert_cmpfloat (x0, >=, 0);
          g_assert_cmpfloat (x1, <=, 700);

          for (guint k = 0; k < n; k++)
            {
              double other0, other1;

              if (k == i || fragments[k].row != fragments[i].row)
                continue;
              name_extent (&fragments[k], from_right, &other0, &other1);
              if (fragments[k].form != MANICULE_NAME_NONE)
                g_assert_true (x1 + 4 <= other0 || other1 + 4 <= x0);
              g_assert_true (x1 <= fragments[k].x0 || fragments[k].x1 <= x0);
            }
        }
    }
}

/* How far a name may run, by a look at every other fragment of the row. */
static double
room_of (const ManiculeFragment *fragments,
         guint                   n,
         guint                   index,
         gboolean                from_right)
{
  double x = from_right ? fragments[index].x1 : fragments[index].x0;
  double end = from_right ? 0 : 700;

  for (guint i = 0; i < n; i++)
    {
      if (i == index || fragments[i].row != fragments[index].row)
        continue;
      if (from_right && fragments[i].x0 < fragments[index].x0)
        end = MAX (end, fragments[i].x1 + 4);
      if (!from_right && fragments[i].x0 > fragments[index].x0)
        end = MIN (end, fragments[i].x0 - 4);
    }

  return from_right ? x - end : end - x;
}

/* No name is shorter than it must be. */
static void
test_names_longest (gconstpointer data)
{
  gboolean from_right = GPOINTER_TO_INT (data);

  for (guint round = 0; round < 300; round++)
    {
      guint n;
      g_autofree ManiculeFragment *fragments = make_named (from_right, &n);

      for (guint i = 0; i < n; i++)
        {
          double room = room_of (fragments, n, i, from_right);
          guint form = MANICULE_NAME_FULL;

          if (fragments[i].row >= MANICULE_ROWS_NAMED)
            continue;
          while (form < MANICULE_NAME_NONE && fragments[i].widths[form] > room)
            form++;
          g_assert_cmpuint (fragments[i].form, ==, form);
        }
    }
}

/* The longest form that fits is taken. */
static void
test_names_forms (void)
{
  ManiculeFragment fragments[] = {
    { .x0 = 0, .x1 = 10, .widths = { 60, 20, 8 } },
    { .x0 = 64, .x1 = 70, .widths = { 60, 20, 8 } },
    { .x0 = 100, .x1 = 110, .widths = { 60, 20, 8 } },
    { .x0 = 112, .x1 = 120, .widths = { 60, 20, 8 } },
  };

  g_assert_cmpuint (manicule_rows_assign (fragments, G_N_ELEMENTS (fragments)), ==, 1);
  manicule_rows_fit_names (fragments, G_N_ELEMENTS (fragments), FALSE, 0, 180, 4);
  g_assert_cmpint (fragments[0].form, ==, MANICULE_NAME_FULL);
  g_assert_cmpint (fragments[1].form, ==, MANICULE_NAME_SHORT);
  g_assert_cmpint (fragments[2].form, ==, MANICULE_NAME_INITIALS);
  g_assert_cmpint (fragments[3].form, ==, MANICULE_NAME_FULL);
}

typedef struct
{
  const char *path;
  const char *title;
  const char *shorter;
  const char *initials;
} NameCase;

static const NameCase name_cases[] = {
  { "/name/one-word", "Organisation", "Org", "O" },
  { "/name/capitals", "GPE", "GPE", "G" },
  { "/name/words", "Work of Art", "Work", "WA" },
  { "/name/long-words", "Quantity of Money", "Qua", "QM" },
  { "/name/accents", "Événement", "Évé", "É" },
  { "/name/decomposed", "E\xCC\x81ve\xCC\x81nement", "E\xCC\x81ve\xCC\x81", "E\xCC\x81" },
  { "/name/chinese", "组织", "组织", "组" },
  { "/name/arabic", "منظمة", "منظ", "م" },
  { "/name/no-letters", "§!", "§!", "§" },
  { "/name/empty", "", "", "" },
};

/* Each title has a short form and initials, cut between characters. */
static void
test_name (gconstpointer data)
{
  const NameCase *row = data;
  g_autofree char *full = manicule_name_shorten (row->title, MANICULE_NAME_FULL);
  g_autofree char *shorter = manicule_name_shorten (row->title, MANICULE_NAME_SHORT);
  g_autofree char *initials = manicule_name_shorten (row->title, MANICULE_NAME_INITIALS);
  g_autofree char *none = manicule_name_shorten (row->title, MANICULE_NAME_NONE);

  g_assert_cmpstr (full, ==, row->title);
  g_assert_cmpstr (shorter, ==, row->shorter);
  g_assert_cmpstr (initials, ==, row->initials);
  g_assert_cmpstr (none, ==, "");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rows/assign/plain", test_assign_plain);
  g_test_add_func ("/rows/assign/deep", test_assign_deep);
  g_test_add_data_func ("/rows/names/apart/from-left", GINT_TO_POINTER (FALSE), test_names_apart);
  g_test_add_data_func ("/rows/names/apart/from-right", GINT_TO_POINTER (TRUE), test_names_apart);
  g_test_add_data_func ("/rows/names/longest/from-left", GINT_TO_POINTER (FALSE), test_names_longest);
  g_test_add_data_func ("/rows/names/longest/from-right", GINT_TO_POINTER (TRUE), test_names_longest);
  g_test_add_func ("/rows/names/forms", test_names_forms);
  for (guint i = 0; i < G_N_ELEMENTS (name_cases); i++)
    g_test_add_data_func (name_cases[i].path, &name_cases[i], test_name);

  return g_test_run ();
}
