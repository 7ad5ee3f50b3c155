/* manicule-surface-place.c: from places of the widget to the text and back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-surface-private.h"

#include "manicule-paint.h"

/* The line at a place of the widget, and the place in that line's coordinates. */
ManiculeLine *
manicule_surface_line_at (ManiculeSurface *self,
                          double           x,
                          double           y,
                          double          *line_x,
                          double          *line_y)
{
  guint line;

  manicule_surface_flush (self);
  line = manicule_viewport_y_to_line (self->viewport, y, line_y);
  *line_x = x - self->column_x;

  return manicule_line_cache_get (self->cache, line);
}

/* FALSE when there is no text. */
gboolean
manicule_surface_find_place (ManiculeSurface *self,
                             double           x,
                             double           y,
                             ManiculePlace   *place)
{
  double line_x, line_y;
  ManiculeLine *line;

  *place = (ManiculePlace) { 0, FALSE };
  if (self->map == NULL)
    return FALSE;

  line = manicule_surface_line_at (self, x, y, &line_x, &line_y);
  place->byte = manicule_line_hit (line, manicule_line_visual_at_y (line, line_y), line_x, &place->at_end);

  return TRUE;
}

/* The character that is drawn there, not the nearest gap between two. */
guint
manicule_surface_find_char (ManiculeSurface *self,
                            double           x,
                            double           y)
{
  double line_x, line_y;
  ManiculeLine *line;

  if (self->map == NULL)
    return 0;

  line = manicule_surface_line_at (self, x, y, &line_x, &line_y);

  return manicule_line_char_at (line, manicule_line_visual_at_y (line, line_y), line_x);
}

static gboolean
is_in_ranges (ManiculeLine            *line,
              const ManiculeMarkPiece *piece,
              double                   x)
{
  const ManiculeXRange *ranges = manicule_line_get_ranges (line) + piece->first_range;

  for (guint i = 0; i < piece->n_ranges; i++)
    {
      if (x >= ranges[i].x0 - 1 && x <= ranges[i].x1 + 1)
        return TRUE;
    }

  return FALSE;
}

/* The top of a row of rules, from the top of the display line. */
double
manicule_surface_get_row_top (ManiculeSurface          *self,
                              const ManiculeVisualLine *v,
                              guint                     row)
{
  return manicule_paint_row_top (v, manicule_style_get_metrics (self->style), row);
}

static gboolean
is_in_row (ManiculeSurface          *self,
           ManiculeLine             *line,
           const ManiculeVisualLine *v,
           const ManiculeMarkPiece  *piece,
           double                    x,
           double                    y)
{
  const ManiculeStyleMetrics *metrics = manicule_style_get_metrics (self->style);
  guint n;
  const ManiculeMark *mark = &manicule_line_get_marks (line, &n)[piece->mark];
  double top = manicule_surface_get_row_top (self, v, piece->row);
  double height = piece->row < MANICULE_ROWS_NAMED ? metrics->row : metrics->deep_row;
  double name = piece->form != MANICULE_NAME_NONE ? mark->style->widths[piece->before][piece->form] : 0;
  double x0 = v->rtl ? MIN (piece->x0, piece->x1 - name) : piece->x0;
  double x1 = v->rtl ? piece->x1 : MAX (piece->x1, piece->x0 + name);

  return y >= top && y < top + height && x >= x0 - 1 && x <= x1 + 1;
}

/**
 * manicule_surface_marks_at:
 * @self: a surface
 * @x: a place of the widget
 * @y: a place of the widget
 *
 * Returns: (transfer container) (element-type ManiculeAnnotation): the marks on the text there, the shortest first; below
 *   the text the one whose rule or name is there
 */
GPtrArray *
manicule_surface_marks_at (ManiculeSurface *self,
                           double           x,
                           double           y)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  const ManiculeMarkPiece *pieces;
  const ManiculeVisualLine *v;
  const ManiculeMark *marks;
  double line_x, line_y;
  ManiculeLine *line;
  guint n, n_marks, visual;

  if (self->map == NULL)
    return found;

  line = manicule_surface_line_at (self, x, y, &line_x, &line_y);
  visual = manicule_line_visual_at_y (line, line_y);
  v = manicule_line_get_visual (line, visual);
  pieces = manicule_line_get_pieces (line, &n);
  marks = manicule_line_get_marks (line, &n_marks);
  if (line_y >= v->y + v->height)
    return found;

  for (guint i = 0; i < n; i++)
    {
      if (pieces[i].visual == visual
          && (line_y < v->rows_y - 1
              ? is_in_ranges (line, &pieces[i], line_x)
              : is_in_row (self, line, v, &pieces[i], line_x, line_y)))
        g_ptr_array_add (found, g_object_ref (marks[pieces[i].mark].annotation));
    }

  return found;
}

/* Where the caret stands in the widget; FALSE without text. */
gboolean
manicule_surface_get_caret_box (ManiculeSurface *self,
                                graphene_rect_t *box)
{
  ManiculePlace place = manicule_caret_get_place (self->caret);
  ManiculeCaretPlace where;
  guint line;

  if (self->map == NULL)
    return FALSE;

  manicule_surface_flush (self);
  line = manicule_caret_get_line (self->caret);
  manicule_line_get_caret (manicule_line_cache_get (self->cache, line), place.byte, place.at_end, &where);
  graphene_rect_init (box, (float) (self->column_x + where.x),
                      (float) (manicule_viewport_line_to_y (self->viewport, line) + where.y), 2, (float) where.height);

  return TRUE;
}

/* Is anything of the range in a visual line? An empty range, and a line break, count where they stand. */
static gboolean
is_seen_in (ManiculeLine *line,
            guint         visual,
            guint         from,
            guint         to)
{
  const ManiculeVisualLine *v = manicule_line_get_visual (line, visual);

  if (from < to && from < manicule_line_get_end (line))
    return from < v->end && to > v->start;

  return from >= manicule_line_get_start (line) && visual == manicule_line_visual_of (line, from, FALSE);
}

/* Adds what of a range is seen in one display line to its extents. */
static void
add_extents (ManiculeSurface *self,
             guint            index,
             guint            from,
             guint            to,
             graphene_rect_t *extents,
             gboolean        *found)
{
  ManiculeLine *line = manicule_line_cache_get (self->cache, index);
  double y = manicule_viewport_line_to_y (self->viewport, index);
  guint n = manicule_line_get_n_visuals (line);
  g_autoptr(GArray) ranges = g_array_new (FALSE, FALSE, sizeof (ManiculeXRange));

  for (guint i = 0; i < n; i++)
    {
      const ManiculeVisualLine *v = manicule_line_get_visual (line, i);

      g_array_set_size (ranges, 0);
      if (!is_seen_in (line, i, from, to))
        continue;
      manicule_line_find_ranges (line, i, from, to, ranges);
      for (guint k = 0; k < ranges->len; k++)
        {
          const ManiculeXRange *range = &g_array_index (ranges, ManiculeXRange, k);
          graphene_rect_t rect = GRAPHENE_RECT_INIT ((float) (self->column_x + range->x0), (float) (y + v->text_y),
                                                     (float) (range->x1 - range->x0), (float) v->text_height);

          if (*found)
            graphene_rect_union (extents, &rect, extents);
          else
            *extents = rect;
          *found = TRUE;
        }
    }
}

/* The box around what of some bytes stands in the display lines from @first to @last; FALSE when nothing does. */
gboolean
manicule_surface_find_extents (ManiculeSurface *self,
                               guint            from,
                               guint            to,
                               guint            first,
                               guint            last,
                               graphene_rect_t *extents)
{
  gboolean found = FALSE;

  first = MAX (first, manicule_text_map_line_at (self->map, from));
  last = MIN (last, manicule_text_map_line_at (self->map, to));
  for (guint i = first; i <= last; i++)
    add_extents (self, i, from, to, extents, &found);

  return found;
}

/**
 * manicule_surface_get_extents:
 * @self: a surface
 * @range: a range in code points
 * @extents: (out): the box around what of it stands in lines that are on screen, in the widget's coordinates
 *
 * Returns: %FALSE when nothing of it is on screen
 */
gboolean
manicule_surface_get_extents (ManiculeSurface *self,
                              ManiculeRange    range,
                              graphene_rect_t *extents)
{
  guint first, last;

  g_return_val_if_fail (MANICULE_IS_SURFACE (self), FALSE);
  g_return_val_if_fail (extents != NULL, FALSE);

  *extents = GRAPHENE_RECT_INIT (0, 0, 0, 0);
  if (self->map == NULL || manicule_viewport_get_page (self->viewport) == 0)
    return FALSE;

  manicule_surface_flush (self);
  manicule_viewport_get_visible (self->viewport, &first, &last);

  return manicule_surface_find_extents (self, manicule_surface_to_byte (self, range.start),
                                        manicule_surface_to_byte (self, MAX (range.end, range.start)), first, last, extents)
         && extents->origin.y < gtk_widget_get_height (GTK_WIDGET (self))
         && extents->origin.y + extents->size.height > 0;
}

/**
 * manicule_surface_get_offset_at:
 * @self: a surface
 * @x: a place of the widget
 * @y: a place of the widget
 *
 * Returns: the place in the text that is nearest to it, in code points
 */
guint
manicule_surface_get_offset_at (ManiculeSurface *self,
                                double           x,
                                double           y)
{
  ManiculePlace place;

  g_return_val_if_fail (MANICULE_IS_SURFACE (self), 0);

  return manicule_surface_find_place (self, x, y, &place) ? manicule_surface_to_char (self, place.byte) : 0;
}
