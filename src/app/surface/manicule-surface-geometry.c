/* manicule-surface-geometry.c: sizes, what is in view, and drawing it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-surface-private.h"

#include <math.h>

#include "manicule-paint.h"

#define MARGIN 64
#define NARROW_MARGIN 20
#define NARROW 520

/* What the viewport asks. */

static double
measure_line (guint    line,
              gpointer data)
{
  ManiculeSurface *self = data;

  return manicule_line_get_height (manicule_line_cache_get (self->cache, line));
}

static double
estimate_line (guint    line,
               gpointer data)
{
  ManiculeSurface *self = data;

  return manicule_line_cache_estimate (self->cache, line);
}

static guint
line_to_key (guint    line,
             double   y,
             double  *top,
             gpointer data)
{
  ManiculeSurface *self = data;
  ManiculeLine *shaped = manicule_line_cache_get (self->cache, line);
  const ManiculeVisualLine *v = manicule_line_get_visual (shaped, manicule_line_visual_at_y (shaped, y));

  *top = v->y;

  return v->start;
}

static double
line_from_key (guint    line,
               guint    key,
               gpointer data)
{
  ManiculeSurface *self = data;
  ManiculeLine *shaped = manicule_line_cache_get (self->cache, line);

  return manicule_line_get_visual (shaped, manicule_line_visual_of (shaped, key, FALSE))->y;
}

const ManiculeViewportFuncs manicule_surface_viewport_funcs = {
  measure_line, estimate_line, line_to_key, line_from_key,
};

/* What stands at the top shall stay there over the change that follows, and over all until a scroll or a key. */
void
manicule_surface_keep (ManiculeSurface *self)
{
  if (self->has_keep || self->map == NULL || manicule_viewport_get_page (self->viewport) == 0)
    return;

  self->keep = manicule_viewport_keep (self->viewport);
  self->has_keep = TRUE;
}

void
manicule_surface_drop_keep (ManiculeSurface *self)
{
  manicule_surface_flush (self);
  self->has_keep = FALSE;
}

/* Fonts or widths have changed: nothing that is known of heights holds any more. Call manicule_surface_keep() before. */
void
manicule_surface_geometry_changed (ManiculeSurface *self)
{
  manicule_line_cache_clear (self->cache);
  if (self->map == NULL)
    return;

  manicule_viewport_reestimate (self->viewport);
  self->is_stale = TRUE;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* Lines in view are placed and measured, and what stands at the top stays there. */
void
manicule_surface_flush (ManiculeSurface *self)
{
  if (!self->is_stale || self->map == NULL)
    return;

  self->is_stale = FALSE;
  if (self->check_marks)
    manicule_surface_marks_check (self);

  if (self->has_keep)
    manicule_viewport_restore (self->viewport, &self->keep);
  else
    manicule_viewport_settle (self->viewport);
}

static void
set_column_width (ManiculeSurface *self,
                  int              column)
{
  manicule_surface_keep (self);
  manicule_line_cache_set_width (self->cache, column);
  if (self->map != NULL)
    manicule_viewport_reestimate (self->viewport);
  manicule_surface_start_calibration (self);
  self->is_stale = TRUE;
}

static void
set_column (ManiculeSurface *self,
            int              width)
{
  int margin = width < NARROW ? NARROW_MARGIN : MARGIN;
  int column = MIN (manicule_style_get_metrics (self->style)->column, MAX (width - 2 * margin, 1));
  int x = (width - column) / 2;
  gboolean is_other = column != manicule_line_cache_get_width (self->cache);

  if (!is_other && x == self->column_x)
    return;

  self->column_x = x;
  if (is_other)
    set_column_width (self, column);
  g_signal_emit_by_name (self, "column-changed");
}

static void
set_page (ManiculeSurface *self,
          int              height)
{
  if (manicule_viewport_get_page (self->viewport) == height)
    return;

  manicule_surface_keep (self);
  manicule_viewport_set_page (self->viewport, height);
  manicule_caret_set_page (self->caret, MAX (height - self->bottom_padding - 60, 40));
  self->is_stale = TRUE;
}

void
manicule_surface_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  ManiculeSurface *self = MANICULE_SURFACE (widget);

  set_column (self, width);
  set_page (self, height);
  manicule_surface_flush (self);
  manicule_surface_configure (self);
  manicule_surface_handles_allocate (self);

  if (self->is_scrolled_to && self->map != NULL && height > 0)
    {
      self->is_scrolled_to = FALSE;
      manicule_surface_scroll_to (self, self->scroll_range);
    }
}

void
manicule_surface_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  ManiculeSurface *self = MANICULE_SURFACE (widget);

  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 2 * NARROW_MARGIN + 80 : 0;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL
             ? manicule_style_get_metrics (self->style)->column + 2 * MARGIN : 300;
}

/* Drawing. */

static void
snapshot_hits (ManiculeSurface *self,
               GtkSnapshot     *snapshot,
               ManiculeLine    *line)
{
  guint start = manicule_line_get_start (line), end = manicule_line_get_end (line);
  guint low = 0, high = self->hits != NULL ? self->hits->len : 0;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->hits, ManiculeRange, middle).end <= start)
        low = middle + 1;
      else
        high = middle;
    }

  for (; self->hits != NULL && low < self->hits->len; low++)
    {
      const ManiculeRange *hit = &g_array_index (self->hits, ManiculeRange, low);

      if (hit->start >= end)
        break;
      manicule_paint_hit (snapshot, line, hit->start, hit->end, low == self->current_hit,
                          manicule_style_get_palette (self->style));
    }
}

static void
snapshot_selection (ManiculeSurface *self,
                    GtkSnapshot     *snapshot,
                    ManiculeLine    *line,
                    guint            index)
{
  guint end = manicule_line_get_end (line), from, to;

  if (!manicule_caret_get_selection (self->caret, &from, &to))
    return;
  if (from >= end && !(from == end && to > end))
    return;
  if (to <= manicule_line_get_start (line))
    return;

  manicule_paint_selection (snapshot, line, from, to,
                            to > end && manicule_text_map_get_line (self->map, index)->hard,
                            manicule_style_get_palette (self->style));
}

static void
snapshot_line (ManiculeSurface *self,
               GtkSnapshot     *snapshot,
               guint            index)
{
  ManiculeLine *line = manicule_line_cache_get_painted (self->cache, index);
  ManiculeLineNodes *nodes = manicule_line_get_nodes (line);

  if (nodes->below != NULL)
    gtk_snapshot_append_node (snapshot, nodes->below);
  snapshot_hits (self, snapshot, line);
  snapshot_selection (self, snapshot, line, index);
  if (self->focused_id != NULL)
    manicule_paint_focus (snapshot, line, self->focused_id, self->style);
  if (self->suggestion != NULL)
    manicule_paint_focus (snapshot, line, manicule_annotation_get_id (manicule_suggestion_get_proposal (self->suggestion)),
                          self->style);
  manicule_surface_snapshot_edge (self, snapshot, line);
  manicule_surface_snapshot_link_ends (self, snapshot, line);
  if (nodes->above != NULL)
    gtk_snapshot_append_node (snapshot, nodes->above);
  if (!manicule_surface_get_show_relations (self))
    manicule_paint_dots (snapshot, line, self->column_x, gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL,
                         manicule_style_get_palette (self->style));
}

static void
snapshot_caret (ManiculeSurface *self,
                GtkSnapshot     *snapshot,
                ManiculeLine    *line)
{
  ManiculePlace place = manicule_caret_get_place (self->caret);
  ManiculeCaretPlace where;

  if (self->caret_hidden || !gtk_widget_has_focus (GTK_WIDGET (self)))
    return;

  manicule_line_get_caret (line, place.byte, place.at_end, &where);
  manicule_paint_caret (snapshot, &where, manicule_style_get_palette (self->style));
}

/* On a whole device pixel, so that letters and rules stay sharp while scrolling. */
static float
snap_y (ManiculeSurface *self,
        double           y)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  double scale = native != NULL ? gdk_surface_get_scale (gtk_native_get_surface (native)) : 1;

  return (float) (round (y * scale) / scale);
}

void
manicule_surface_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  ManiculeSurface *self = MANICULE_SURFACE (widget);
  graphene_rect_t all = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                            (float) gtk_widget_get_height (widget));
  guint first, last;

  gtk_snapshot_append_color (snapshot, &manicule_style_get_palette (self->style)->background, &all);
  if (self->map == NULL || !manicule_viewport_get_visible (self->viewport, &first, &last))
    return;

  for (guint i = first; i <= last; i++)
    {
      float y = snap_y (self, manicule_viewport_line_to_y (self->viewport, i));

      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) self->column_x, y));
      snapshot_line (self, snapshot, i);
      if (i == manicule_caret_get_line (self->caret))
        snapshot_caret (self, snapshot, manicule_line_cache_get (self->cache, i));
      gtk_snapshot_restore (snapshot);
    }
  manicule_surface_snapshot_link_line (self, snapshot);
  manicule_surface_handles_snapshot (self, snapshot);

  /* Last, so that arcs lie above names and rules of all lines. */
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) self->column_x,
                                                          snap_y (self, manicule_viewport_line_to_y (self->viewport, first))));
  manicule_surface_relations_snapshot (self, snapshot, first, last);
  manicule_line_cache_tick (self->cache);
}
