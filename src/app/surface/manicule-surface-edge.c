/* manicule-surface-edge.c: the ends of the focused span, moved by the pointer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-surface-private.h"

#include "manicule-paint.h"

#include <math.h>

/* How near to an end of a rule the pointer must be, in px. */
#define REACH 6
#define REACH_ABOVE 3
#define REACH_BELOW 6

/* Which of the span's ranges a mark is a piece of. */
static gboolean
find_range (ManiculeSurface    *self,
            const ManiculeMark *mark,
            guint              *index)
{
  guint n;
  const ManiculeRange *ranges = manicule_annotation_get_ranges (mark->annotation, &n);
  guint start = manicule_surface_to_char (self, mark->start);

  for (guint i = 0; i < n; i++)
    {
      if (ranges[i].start <= start && start < MAX (ranges[i].end, ranges[i].start + 1))
        {
          *index = i;
          return TRUE;
        }
    }

  return FALSE;
}

/* How far an end of a piece is from @x; infinitely where the piece goes on there. */
static double
distance (ManiculeLine            *line,
          const ManiculeMarkPiece *piece,
          guint                    byte,
          gboolean                 is_end,
          double                   x)
{
  ManiculeCaretPlace place;

  if (is_end ? piece->after : piece->before)
    return G_MAXDOUBLE;

  manicule_line_get_caret (line, byte, is_end, &place);

  return fabs (CLAMP (place.x, piece->x0, piece->x1) - x);
}

static gboolean
is_at_rule (ManiculeSurface          *self,
            const ManiculeVisualLine *v,
            const ManiculeMarkPiece  *piece,
            double                    y)
{
  double top = manicule_surface_get_row_top (self, v, piece->row);

  return piece->row < MANICULE_ROWS_MAX && y >= top - REACH_ABOVE && y < top + REACH_BELOW;
}

static gboolean
find_in_piece (ManiculeSurface         *self,
               ManiculeLine            *line,
               const ManiculeMarkPiece *piece,
               double                   x,
               ManiculeEdge            *edge)
{
  guint n;
  const ManiculeMark *mark = &manicule_line_get_marks (line, &n)[piece->mark];
  double to_start = distance (line, piece, mark->start, FALSE, x), to_end = distance (line, piece, mark->end, TRUE, x);

  if (MIN (to_start, to_end) > REACH || !find_range (self, mark, &edge->range))
    return FALSE;

  edge->is_end = to_end <= to_start;

  return TRUE;
}

/* Is there an end of the focused span's rule? @edge (out) (optional): which one. */
gboolean
manicule_surface_find_edge (ManiculeSurface *self,
                            double           x,
                            double           y,
                            ManiculeEdge    *edge)
{
  double line_x, line_y;
  ManiculeLine *line;
  const ManiculeMarkPiece *pieces;
  const ManiculeMark *marks;
  ManiculeEdge found = { 0 };
  guint n, n_marks, visual;

  if (self->map == NULL || self->focused == NULL)
    return FALSE;

  line = manicule_surface_line_at (self, x, y, &line_x, &line_y);
  visual = manicule_line_visual_at_y (line, line_y);
  pieces = manicule_line_get_pieces (line, &n);
  marks = manicule_line_get_marks (line, &n_marks);
  for (guint i = 0; i < n; i++)
    {
      if (pieces[i].visual == visual && marks[pieces[i].mark].annotation == self->focused
          && is_at_rule (self, manicule_line_get_visual (line, visual), &pieces[i], line_y)
          && find_in_piece (self, line, &pieces[i], line_x, &found))
        {
          if (edge != NULL)
            *edge = found;
          return TRUE;
        }
    }

  return FALSE;
}

static const ManiculeRange *
get_range (ManiculeSurface *self)
{
  guint n;
  const ManiculeRange *ranges = manicule_annotation_get_ranges (self->focused, &n);

  return &ranges[MIN (self->edge.range, n - 1)];
}

gboolean
manicule_surface_begin_edge (ManiculeSurface *self,
                             double           x,
                             double           y)
{
  if (!manicule_surface_find_edge (self, x, y, &self->edge))
    return FALSE;

  self->edge_range = *get_range (self);

  return TRUE;
}

/* The nearer end of the unit that holds a place. */
static guint
to_unit (ManiculeSurface *self,
         guint            chr)
{
  ManiculeRange unit;

  if (self->snapping == MANICULE_SNAPPING_OFF
      || !manicule_segment_around (self->text, manicule_surface_get_unit (self), chr, &unit))
    return chr;

  return chr - unit.start < unit.end - chr ? unit.start : unit.end;
}

/* Between the neighbouring ranges of the same span, and at least one character wide. */
static ManiculeRange
limit (ManiculeSurface *self,
       guint            chr)
{
  guint n, i = self->edge.range;
  const ManiculeRange *ranges = manicule_annotation_get_ranges (self->focused, &n);
  ManiculeRange range = *get_range (self);

  if (self->edge.is_end)
    range.end = CLAMP (chr, range.start + 1, i + 1 < n ? ranges[i + 1].start - 1 : manicule_text_get_n_chars (self->text));
  else
    range.start = CLAMP (chr, i > 0 ? ranges[i - 1].end + 1 : 0, range.end - 1);

  return range;
}

void
manicule_surface_drag_edge (ManiculeSurface *self,
                            double           x,
                            double           y)
{
  ManiculePlace place;
  ManiculeRange range, trimmed;

  if (!manicule_surface_find_place (self, x, y, &place))
    return;

  range = limit (self, to_unit (self, manicule_surface_to_char (self, place.byte)));
  trimmed = manicule_segment_snap (self->text, manicule_surface_get_unit (self), range);
  if (trimmed.start == trimmed.end)
    return;

  /* Only the end that is dragged moves. */
  if (self->edge.is_end)
    range = limit (self, trimmed.end);
  else
    range = limit (self, trimmed.start);
  if (range.start == self->edge_range.start && range.end == self->edge_range.end)
    return;

  self->edge_range = range;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
manicule_surface_end_edge (ManiculeSurface *self,
                           gboolean         dropped)
{
  guint chr = self->edge.is_end ? self->edge_range.end : self->edge_range.start;

  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (dropped && self->focused != NULL && chr != (self->edge.is_end ? get_range (self)->end : get_range (self)->start))
    g_signal_emit_by_name (self, "edge-dropped", self->focused, self->edge.range, self->edge.is_end, chr);
}

/* What the span would cover, as if it were selected, in the coordinates of a line. */
void
manicule_surface_snapshot_edge (ManiculeSurface *self,
                                GtkSnapshot     *snapshot,
                                ManiculeLine    *line)
{
  guint from = manicule_surface_to_byte (self, self->edge_range.start);
  guint to = manicule_surface_to_byte (self, self->edge_range.end);

  if (self->drag == MANICULE_DRAG_EDGE && from < manicule_line_get_end (line) && to > manicule_line_get_start (line))
    manicule_paint_selection (snapshot, line, from, to, FALSE, manicule_style_get_palette (self->style));
}
