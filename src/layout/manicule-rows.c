/* manicule-rows.c: rows of rules and names under one visual line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-rows.h"

typedef struct
{
  double x0;
  double x1;
} Stretch;

/* The first stretch of a row that ends after @x. Stretches of a row are sorted and do not overlap. */
static guint
first_after (GArray *row,
             double  x)
{
  guint low = 0, high = row->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (row, Stretch, middle).x1 > x)
        high = middle;
      else
        low = middle + 1;
    }

  return low;
}

static gboolean
is_taken (GArray        *row,
          const Stretch *stretch)
{
  guint i = first_after (row, stretch->x0);

  return i < row->len && g_array_index (row, Stretch, i).x0 < stretch->x1;
}

static guint
find_row (GArray        *rows[],
          guint          n_rows,
          const Stretch *stretch)
{
  guint row = n_rows;

  while (row > 0 && !is_taken (rows[row - 1], stretch))
    row--;

  return row;
}

/**
 * manicule_rows_assign:
 * @fragments: (array length=n): fragments of one visual line, the shortest mark first
 * @n: how many
 *
 * Gives each fragment the row below the deepest one that it overlaps, so inner marks stand nearest to the text and
 * fragments that only touch share a row.
 *
 * Returns: the number of rows in use
 */
guint
manicule_rows_assign (ManiculeFragment *fragments,
                      guint             n)
{
  GArray *rows[MANICULE_ROWS_MAX];
  guint n_rows = 0;

  for (guint i = 0; i < n; i++)
    {
      /* An empty mark takes room as well. */
      Stretch stretch = { fragments[i].x0, MAX (fragments[i].x1, fragments[i].x0 + 1) };
      guint row = find_row (rows, n_rows, &stretch);

      fragments[i].row = row;
      fragments[i].form = MANICULE_NAME_NONE;
      if (row == MANICULE_ROWS_MAX)
        continue;

      if (row == n_rows)
        rows[n_rows++] = g_array_new (FALSE, FALSE, sizeof (Stretch));
      g_array_insert_val (rows[row], first_after (rows[row], stretch.x0), stretch);
    }

  for (guint i = 0; i < n_rows; i++)
    g_array_unref (rows[i]);

  return n_rows;
}

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const ManiculeFragment *first = a;
  const ManiculeFragment *second = b;

  if (first->row != second->row)
    return first->row < second->row ? -1 : 1;

  return first->x0 < second->x0 ? -1 : first->x0 > second->x0;
}

static void
fit_name (ManiculeFragment *fragment,
          double            room)
{
  for (ManiculeNameForm form = MANICULE_NAME_FULL; form < MANICULE_NAME_NONE; form++)
    {
      if (fragment->widths[form] <= room)
        {
          fragment->form = form;
          return;
        }
    }
}

/**
 * manicule_rows_fit_names:
 * @fragments: (array length=n): fragments with their rows
 * @n: how many
 * @from_right: in a line that runs from right to left names begin at x1 and run to the left, else at x0 to the right
 * @left: how far to the left names may reach, in px
 * @right: how far to the right
 * @gap: what stays free between a name and the next fragment of the row
 *
 * Gives each fragment of the named rows the longest form of its name that does not reach its neighbour.
 */
void
manicule_rows_fit_names (ManiculeFragment *fragments,
                         guint             n,
                         gboolean          from_right,
                         double            left,
                         double            right,
                         double            gap)
{
  g_autoptr(GPtrArray) order = g_ptr_array_sized_new (n);

  for (guint i = 0; i < n; i++)
    {
      if (fragments[i].row < MANICULE_ROWS_NAMED)
        g_ptr_array_add (order, &fragments[i]);
    }
  g_ptr_array_sort_values (order, compare_places);

  for (guint i = 0; i < order->len; i++)
    {
      ManiculeFragment *fragment = g_ptr_array_index (order, i);
      ManiculeFragment *next = i + 1 < order->len ? g_ptr_array_index (order, i + 1) : NULL;
      ManiculeFragment *former = i > 0 ? g_ptr_array_index (order, i - 1) : NULL;

      if (from_right)
        fit_name (fragment, fragment->x1
                            - (former != NULL && former->row == fragment->row ? former->x1 + gap : left));
      else
        fit_name (fragment, (next != NULL && next->row == fragment->row ? next->x0 - gap : right) - fragment->x0);
    }
}
