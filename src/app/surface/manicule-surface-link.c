/* manicule-surface-link.c: a relation that is being drawn from one mark to another
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-surface-private.h"

#include "manicule-paint.h"

#include <math.h>

#define LINE_WIDTH 2
#define ARROW 8

/* (transfer none) (nullable): the mark whose rule or name is there. */
ManiculeAnnotation *
manicule_surface_find_link_start (ManiculeSurface *self,
                                  double           x,
                                  double           y)
{
  g_autoptr(GPtrArray) marks = NULL;

  if (self->map == NULL || !manicule_surface_is_below_text (self, x, y))
    return NULL;

  marks = manicule_surface_marks_at (self, x, y);
  if (marks->len == 0 || manicule_surface_is_proposal (self, g_ptr_array_index (marks, 0)))
    return NULL;

  return g_ptr_array_index (marks, 0);
}

gboolean
manicule_surface_begin_link (ManiculeSurface *self,
                             double           x,
                             double           y)
{
  ManiculeAnnotation *from = manicule_surface_find_link_start (self, x, y);

  if (from == NULL)
    return FALSE;

  g_set_object (&self->link_from, from);
  g_clear_object (&self->link_target);
  self->link_x = x;
  self->link_line = manicule_viewport_y_to_line (self->viewport, y, &self->link_into);

  return TRUE;
}

/* The innermost mark there that is not the start. */
void
manicule_surface_drag_link (ManiculeSurface *self,
                            double           x,
                            double           y)
{
  g_autoptr(GPtrArray) marks = manicule_surface_marks_at (self, x, y);
  ManiculeAnnotation *target = NULL;

  for (guint i = 0; i < marks->len && target == NULL; i++)
    {
      ManiculeAnnotation *mark = g_ptr_array_index (marks, i);

      if (g_strcmp0 (manicule_annotation_get_id (mark), manicule_annotation_get_id (self->link_from)) != 0
          && !manicule_surface_is_proposal (self, mark))
        target = mark;
    }

  g_set_object (&self->link_target, target);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Neither end may have been removed meanwhile. */
static ManiculeAnnotation *
find_now (ManiculeSurface    *self,
          ManiculeAnnotation *annotation)
{
  return annotation != NULL && self->set != NULL
         ? manicule_annotation_set_find (self->set, manicule_annotation_get_id (annotation)) : NULL;
}

void
manicule_surface_end_link_drag (ManiculeSurface *self,
                                gboolean         dropped)
{
  g_autoptr(ManiculeAnnotation) from = g_steal_pointer (&self->link_from);
  g_autoptr(ManiculeAnnotation) target = g_steal_pointer (&self->link_target);
  ManiculeAnnotation *from_now = find_now (self, from), *target_now = find_now (self, target);

  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (dropped && from_now != NULL && target_now != NULL)
    g_signal_emit_by_name (self, "link-dropped", from_now, target_now);
}

/**
 * manicule_surface_set_link_start:
 * @self: a surface
 * @annotation: (nullable): where a relation starts that is being made by keys; %NULL: none is
 *
 * Keeps it marked while the focus moves on.
 */
void
manicule_surface_set_link_start (ManiculeSurface    *self,
                                 ManiculeAnnotation *annotation)
{
  g_return_if_fail (MANICULE_IS_SURFACE (self));

  g_set_str (&self->link_start, annotation != NULL ? manicule_annotation_get_id (annotation) : NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- drawing ---------------------------------------------------------------------------------------------------- */

static void
light_up (ManiculeSurface *self,
          GtkSnapshot     *snapshot,
          ManiculeLine    *line)
{
  guint n;
  const ManiculeMark *marks = manicule_line_get_marks (line, &n);

  for (guint i = 0; i < n; i++)
    {
      if (g_str_equal (manicule_annotation_get_id (marks[i].annotation), manicule_annotation_get_id (self->link_target)))
        manicule_paint_selection (snapshot, line, marks[i].start, marks[i].end, FALSE,
                                  manicule_style_get_palette (self->style));
    }
  manicule_paint_focus (snapshot, line, manicule_annotation_get_id (self->link_target), self->style);
}

/* The two ends, in the coordinates of a line. */
void
manicule_surface_snapshot_link_ends (ManiculeSurface *self,
                                     GtkSnapshot     *snapshot,
                                     ManiculeLine    *line)
{
  if (self->link_start != NULL)
    manicule_paint_focus (snapshot, line, self->link_start, self->style);
  if (self->link_from != NULL)
    manicule_paint_focus (snapshot, line, manicule_annotation_get_id (self->link_from), self->style);
  if (self->link_target != NULL)
    light_up (self, snapshot, line);
}

static void
append_arrow (GskPathBuilder *builder,
              float           x,
              float           y,
              double          angle)
{
  for (int side = -1; side <= 1; side += 2)
    {
      gsk_path_builder_move_to (builder, x, y);
      gsk_path_builder_line_to (builder, x - ARROW * (float) cos (angle + side * 0.45),
                                y - ARROW * (float) sin (angle + side * 0.45));
    }
}

/* The line that follows the pointer, in the coordinates of the widget. */
void
manicule_surface_snapshot_link_line (ManiculeSurface *self,
                                     GtkSnapshot     *snapshot)
{
  g_autoptr(GskPathBuilder) builder = NULL;
  g_autoptr(GskStroke) stroke = NULL;
  g_autoptr(GskPath) path = NULL;
  float x0, y0, x1 = (float) self->drag_x, y1 = (float) self->drag_y;

  if (self->drag != MANICULE_DRAG_LINK)
    return;

  x0 = (float) self->link_x;
  y0 = (float) (manicule_viewport_line_to_y (self->viewport, self->link_line) + self->link_into);
  builder = gsk_path_builder_new ();
  gsk_path_builder_add_circle (builder, &GRAPHENE_POINT_INIT (x0, y0), 3);
  gsk_path_builder_move_to (builder, x0, y0);
  gsk_path_builder_line_to (builder, x1, y1);
  append_arrow (builder, x1, y1, atan2 (y1 - y0, x1 - x0));
  path = gsk_path_builder_free_to_path (g_steal_pointer (&builder));
  stroke = gsk_stroke_new (LINE_WIDTH);
  gsk_stroke_set_line_cap (stroke, GSK_LINE_CAP_ROUND);
  gtk_snapshot_append_stroke (snapshot, path, stroke, &manicule_style_get_palette (self->style)->accent);
}
