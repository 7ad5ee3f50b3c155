/* manicule-line-marks.c: the marks of a display line placed in rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-line-private.h"

/* A name may reach this far beyond the column. */
#define OVERHANG 16
#define NAME_GAP 5

static int
compare_marks (gconstpointer a,
               gconstpointer b)
{
  const ManiculeMark *first = a;
  const ManiculeMark *second = b;

  if (first->length != second->length)
    return first->length < second->length ? -1 : 1;
  if (first->start != second->start)
    return first->start < second->start ? -1 : 1;

  return strcmp (manicule_annotation_get_id (first->annotation), manicule_annotation_get_id (second->annotation));
}

static gboolean
touches (const ManiculeMark       *mark,
         const ManiculeVisualLine *v)
{
  if (mark->start == mark->end)
    return mark->start >= v->start && (mark->start < v->end || (mark->start == v->end && !v->wrapped));

  return mark->start < v->end && mark->end > v->start;
}

/* The white space at which a line was wrapped is not drawn over, unless a mark has nothing else. */
static guint
find_end (ManiculeLine       *self,
          const ManiculeMark *mark,
          guint               visual)
{
  gboolean at_end;
  guint end = manicule_line_visual_end (self, visual, &at_end);

  return mark->after || mark->end > VISUAL (self, visual)->end || mark->start < end ? MIN (mark->end, end) : mark->end;
}

static void
add_piece (ManiculeLine *self,
           guint         mark,
           guint         visual)
{
  const ManiculeMark *m = MARK (self, mark);
  const ManiculeVisualLine *v = VISUAL (self, visual);
  ManiculeMarkPiece piece = { .mark = mark, .visual = visual, .first_range = self->ranges->len };
  guint end = find_end (self, m, visual);

  if (m->start < m->end && end <= m->start)
    return;

  piece.n_ranges = manicule_line_find_ranges (self, visual, m->start, end, self->ranges);
  if (piece.n_ranges == 0)
    return;

  piece.before = m->before || m->start < v->start;
  piece.after = m->after || m->end > v->end;
  piece.x0 = g_array_index (self->ranges, ManiculeXRange, piece.first_range).x0;
  piece.x1 = g_array_index (self->ranges, ManiculeXRange, self->ranges->len - 1).x1;
  g_array_append_val (self->pieces, piece);
}

/* Gives the pieces of one visual line, from @first on, their rows and names. */
static guint
assign_rows (ManiculeLine *self,
             guint         visual,
             guint         first)
{
  guint n = self->pieces->len - first;
  g_autofree ManiculeFragment *fragments = g_new0 (ManiculeFragment, n);
  ManiculeMarkPiece *pieces = &g_array_index (self->pieces, ManiculeMarkPiece, first);
  guint n_rows;

  for (guint i = 0; i < n; i++)
    {
      fragments[i].x0 = pieces[i].x0;
      fragments[i].x1 = pieces[i].x1;
      memcpy (fragments[i].widths, MARK (self, pieces[i].mark)->style->widths[pieces[i].before],
              sizeof fragments[i].widths);
    }

  n_rows = manicule_rows_assign (fragments, n);
  manicule_rows_fit_names (fragments, n, VISUAL (self, visual)->rtl, -OVERHANG, self->width + OVERHANG, NAME_GAP);

  for (guint i = 0; i < n; i++)
    {
      pieces[i].row = fragments[i].row;
      pieces[i].form = fragments[i].form;
    }

  return n_rows;
}

static guint
count_links (ManiculeLine *self,
             guint         first)
{
  guint n = 0;

  for (guint i = first; i < self->pieces->len; i++)
    {
      const ManiculeMarkPiece *piece = &g_array_index (self->pieces, ManiculeMarkPiece, i);

      n += piece->before ? 0 : MARK (self, piece->mark)->n_links;
    }

  return n;
}

static void
place_visual (ManiculeLine               *self,
              const ManiculeStyleMetrics *metrics,
              guint                       visual)
{
  ManiculeVisualLine *v = VISUAL (self, visual);
  guint first = self->pieces->len, n_rows;

  for (guint i = 0; i < self->marks->len; i++)
    {
      if (touches (MARK (self, i), v))
        add_piece (self, i, visual);
    }

  v->n_rows = self->pieces->len > first ? assign_rows (self, visual, first) : 0;
  v->n_links = count_links (self, first);
  v->y = self->height;
  v->text_y = v->y + metrics->above;
  v->rows_y = v->text_y + v->text_height + metrics->below;

  /* One row is always there, so that the first mark of a line moves nothing. */
  n_rows = MAX (v->n_rows, 1);
  v->height = v->rows_y - v->y + (int) MIN (n_rows, MANICULE_ROWS_NAMED) * metrics->row + metrics->bottom;
  if (n_rows > MANICULE_ROWS_NAMED)
    v->height += (int) (n_rows - MANICULE_ROWS_NAMED) * metrics->deep_row;
  self->height += v->height;
}

static void
place_blank (ManiculeLine               *self,
             const ManiculeStyleMetrics *metrics)
{
  ManiculeVisualLine *v = VISUAL (self, 0);

  v->y = v->text_y = 0;
  v->height = v->rows_y = metrics->blank;
  v->text_height = MIN (v->text_height, metrics->blank);
  v->n_rows = v->n_links = 0;
  self->height = metrics->blank;
}

static void
take_marks (ManiculeLine *self,
            GArray       *marks)
{
  if (marks->len == 0)
    return;

  g_array_append_vals (self->marks, marks->data, marks->len);
  /* The annotations now belong to the line. */
  memset (marks->data, 0, marks->len * sizeof (ManiculeMark));
  g_array_set_size (marks, 0);
  g_array_sort (self->marks, compare_marks);
}

/**
 * manicule_mark_clear:
 * @mark: a mark
 *
 * Lets go of what the mark holds.
 */
void
manicule_mark_clear (ManiculeMark *mark)
{
  g_clear_object (&mark->annotation);
}

/**
 * manicule_line_place:
 * @self: a line
 * @style: measures
 * @marks: (element-type ManiculeMark): what is marked in it, in any order; taken over, and left empty
 *
 * Finds rows and names for all marks, and with them the heights. Empties the nodes.
 */
void
manicule_line_place (ManiculeLine  *self,
                     ManiculeStyle *style,
                     GArray        *marks)
{
  const ManiculeStyleMetrics *metrics = manicule_style_get_metrics (style);

  manicule_line_clear_nodes (self);
  g_array_set_size (self->marks, 0);
  g_array_set_size (self->pieces, 0);
  g_array_set_size (self->ranges, 0);
  take_marks (self, marks);

  self->height = 0;
  if (self->start == self->end && self->marks->len == 0)
    {
      place_blank (self, metrics);
    }
  else
    {
      for (guint i = 0; i < self->visuals->len; i++)
        place_visual (self, metrics, i);
      if (self->gap)
        self->height += metrics->paragraph_gap;
    }

  self->placed = TRUE;
}

/**
 * manicule_line_is_placed:
 * @self: a line
 *
 * Returns: whether rows and heights are those of the present marks
 */
gboolean
manicule_line_is_placed (ManiculeLine *self)
{
  return self->placed;
}

/**
 * manicule_line_unplace:
 * @self: a line
 *
 * The marks have changed: the line must be placed before it is asked for heights.
 */
void
manicule_line_unplace (ManiculeLine *self)
{
  self->placed = FALSE;
}

/**
 * manicule_line_get_marks:
 * @self: a line
 * @n_marks: (out): how many
 *
 * Returns: (array length=n_marks): the marks, those of the shortest annotations first
 */
const ManiculeMark *
manicule_line_get_marks (ManiculeLine *self,
                         guint        *n_marks)
{
  *n_marks = self->marks->len;

  return (const ManiculeMark *) (void *) self->marks->data;
}

/**
 * manicule_line_get_pieces:
 * @self: a line
 * @n_pieces: (out): how many
 *
 * Returns: (array length=n_pieces): the pieces by visual line, those of the shortest annotations first
 */
const ManiculeMarkPiece *
manicule_line_get_pieces (ManiculeLine *self,
                          guint        *n_pieces)
{
  *n_pieces = self->pieces->len;

  return (const ManiculeMarkPiece *) (void *) self->pieces->data;
}

/**
 * manicule_line_get_ranges:
 * @self: a line
 *
 * Returns: the ranges that the pieces name
 */
const ManiculeXRange *
manicule_line_get_ranges (ManiculeLine *self)
{
  return (const ManiculeXRange *) (void *) self->ranges->data;
}
