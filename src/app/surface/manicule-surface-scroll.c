/* manicule-surface-scroll.c: the scroll bar follows the viewport, and the viewport a wheel, a key or a range
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-surface-private.h"

#include <math.h>

/* A scroll is over when nothing came for so long: only then may the bar's length and value be corrected, since a kinetic
 * scroll goes on from the value that it set last and would undo the correction. */
#define SCROLL_PAUSE 150

/* So many lines are measured at a time when there is nothing else to do. */
#define CALIBRATE_LINES 2
#define CALIBRATE_PAUSE 250

#define SCROLL_TIME 200

/* What stays free above and below the caret. */
#define CARET_MARGIN 12

/* --- the bar ---------------------------------------------------------------------------------------------------- */

static void
configure_now (ManiculeSurface *self)
{
  double page = manicule_viewport_get_page (self->viewport);
  double pitch = 3 * manicule_style_get_font_size (self->style);

  if (self->vadjustment == NULL)
    return;

  self->is_configuring = TRUE;
  gtk_adjustment_configure (self->vadjustment, manicule_viewport_get_value (self->viewport),
                            0, manicule_viewport_get_upper (self->viewport), pitch, MAX (page * 0.9, 1), page);
  self->last_value = gtk_adjustment_get_value (self->vadjustment);
  self->is_configuring = FALSE;
}

/* Lets the bars say what is known now, or, in the middle of a scroll, when it is over. */
void
manicule_surface_configure (ManiculeSurface *self)
{
  if (self->hadjustment != NULL)
    {
      double width = gtk_widget_get_width (GTK_WIDGET (self));

      gtk_adjustment_configure (self->hadjustment, 0, 0, width, 1, 1, width);
    }

  if (self->sync_source == 0 || self->vadjustment == NULL
      || gtk_adjustment_get_page_size (self->vadjustment) != manicule_viewport_get_page (self->viewport))
    configure_now (self);
}

static gboolean
sync_after_scroll (gpointer data)
{
  ManiculeSurface *self = data;

  self->sync_source = 0;
  configure_now (self);

  return G_SOURCE_REMOVE;
}

/* Near the ends there is no time: the bar must not stop before the text does, nor go on after it. */
static gboolean
is_near_end (ManiculeSurface *self)
{
  double value = manicule_viewport_get_value (self->viewport), page = manicule_viewport_get_page (self->viewport);

  return value < page || value > manicule_viewport_get_upper (self->viewport) - 2 * page;
}

static gboolean
is_in_step (ManiculeSurface *self)
{
  return fabs (gtk_adjustment_get_value (self->vadjustment) - manicule_viewport_get_value (self->viewport)) < 0.5
         && fabs (gtk_adjustment_get_upper (self->vadjustment) - manicule_viewport_get_upper (self->viewport)) < 0.5;
}

static void
stop_animation (ManiculeSurface *self)
{
  if (self->scroll_animation != NULL)
    adw_animation_pause (self->scroll_animation);
  g_clear_object (&self->scroll_animation);
}

static void
value_changed (ManiculeSurface *self)
{
  double value = gtk_adjustment_get_value (self->vadjustment);

  if (self->is_configuring || self->map == NULL)
    return;

  stop_animation (self);
  manicule_surface_drop_keep (self);
  manicule_viewport_follow (self->viewport, self->last_value, value);
  self->last_value = value;

  g_clear_handle_id (&self->sync_source, g_source_remove);
  if (is_near_end (self) && !is_in_step (self))
    configure_now (self);
  self->sync_source = g_timeout_add (SCROLL_PAUSE, sync_after_scroll, self);
  manicule_surface_handles_update (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
manicule_surface_set_adjustment (ManiculeSurface *self,
                                 GtkOrientation   orientation,
                                 GtkAdjustment   *adjustment)
{
  gboolean vertical = orientation == GTK_ORIENTATION_VERTICAL;
  GtkAdjustment **field = vertical ? &self->vadjustment : &self->hadjustment;
  g_autoptr(GtkAdjustment) own = NULL;

  if (adjustment == NULL)
    adjustment = own = g_object_ref_sink (gtk_adjustment_new (0, 0, 0, 0, 0, 0));
  if (*field == adjustment)
    return;

  if (*field != NULL)
    g_signal_handlers_disconnect_by_data (*field, self);
  g_set_object (field, adjustment);
  if (vertical)
    g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (value_changed), self, G_CONNECT_SWAPPED);
  manicule_surface_configure (self);
  g_object_notify (G_OBJECT (self), vertical ? "vadjustment" : "hadjustment");
}

/* --- calibration ------------------------------------------------------------------------------------------------ */

static gboolean
calibrate (gpointer data)
{
  ManiculeSurface *self = data;

  if (self->map != NULL && manicule_viewport_get_page (self->viewport) > 0
      && manicule_viewport_calibrate (self->viewport, CALIBRATE_LINES))
    return G_SOURCE_CONTINUE;

  self->calibrate_source = 0;
  manicule_surface_configure (self);

  return G_SOURCE_REMOVE;
}

static gboolean
begin_calibration (gpointer data)
{
  ManiculeSurface *self = data;

  self->calibrate_source = g_idle_add_full (G_PRIORITY_LOW, calibrate, self, NULL);

  return G_SOURCE_REMOVE;
}

/* Learns in idle time how long the text really is; not while the window is being resized. */
void
manicule_surface_start_calibration (ManiculeSurface *self)
{
  g_clear_handle_id (&self->calibrate_source, g_source_remove);
  self->calibrate_source = g_timeout_add (CALIBRATE_PAUSE, begin_calibration, self);
}

/* --- going somewhere -------------------------------------------------------------------------------------------- */

void
manicule_surface_scroll_pixels (ManiculeSurface *self,
                                double           delta)
{
  if (self->map == NULL)
    return;

  manicule_surface_drop_keep (self);
  manicule_viewport_scroll_by (self->viewport, delta);
  configure_now (self);
  manicule_surface_handles_update (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* How far to scroll so that a box of a line comes into view; G_MAXDOUBLE when it is further away than one page. */
static double
find_way (ManiculeSurface *self,
          guint            line,
          double           top,
          double           bottom)
{
  double page = manicule_viewport_get_page (self->viewport) - self->bottom_padding;
  double y = manicule_viewport_line_to_y (self->viewport, line);

  top += y - CARET_MARGIN - self->top_cover;
  bottom += y + CARET_MARGIN;
  if (bottom < -page || top > 2 * page)
    return G_MAXDOUBLE;
  if (top < 0 || bottom - top > page)
    return top;

  return MAX (bottom - page, 0);
}

/* The caret, and all names below it. */
static double
box_of (ManiculeSurface *self,
        ManiculePlace    place,
        guint            line,
        double          *bottom)
{
  ManiculeLine *shown = manicule_line_cache_get (self->cache, line);
  ManiculeCaretPlace where;
  const ManiculeVisualLine *v;

  manicule_line_get_caret (shown, place.byte, place.at_end, &where);
  v = manicule_line_get_visual (shown, where.visual);
  *bottom = v->y + v->height;

  return where.y;
}

static void
jump_to (ManiculeSurface *self,
         guint            line,
         double           top)
{
  double page = manicule_viewport_get_page (self->viewport) - self->bottom_padding;

  manicule_surface_drop_keep (self);
  manicule_viewport_move_to (self->viewport, line, top - page / 3);
  configure_now (self);
  manicule_surface_handles_update (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Scrolls no more than needed. */
void
manicule_surface_show_caret (ManiculeSurface *self)
{
  ManiculePlace place = manicule_caret_get_place (self->caret);
  guint line;
  double top, bottom;

  if (self->map == NULL)
    return;
  if (manicule_viewport_get_page (self->viewport) == 0)
    {
      guint chr = manicule_surface_to_char (self, place.byte);

      manicule_surface_scroll_to (self, (ManiculeRange) { chr, chr });
      return;
    }

  stop_animation (self);
  manicule_surface_flush (self);
  line = manicule_caret_get_line (self->caret);
  top = box_of (self, place, line, &bottom);

  /* Lines that come into view only now may turn out to have another height. */
  for (guint i = 0; i < 3; i++)
    {
      double way = find_way (self, line, top, bottom);

      if (way == G_MAXDOUBLE)
        jump_to (self, line, top);
      else if (fabs (way) >= 0.5)
        manicule_surface_scroll_pixels (self, way);
      else
        break;
    }
}

static void
animate (double   value,
         gpointer data)
{
  ManiculeSurface *self = data;
  double step = round (value) - self->scrolled;

  self->scrolled += step;
  if (step != 0)
    manicule_surface_scroll_pixels (self, step);
}

static void
scroll_smoothly (ManiculeSurface *self,
                 double           way)
{
  stop_animation (self);
  if (way == 0)
    return;

  self->scrolled = 0;
  self->scroll_animation =
    adw_timed_animation_new (GTK_WIDGET (self), 0, way, SCROLL_TIME,
                             adw_callback_animation_target_new (animate, self, NULL));
  adw_animation_play (self->scroll_animation);
}

/**
 * manicule_surface_scroll_to:
 * @self: a surface
 * @range: what to show, in code points; of a long range the beginning
 *
 * Scrolls smoothly, and no more than needed; from afar the way is cut short.
 */
void
manicule_surface_scroll_to (ManiculeSurface *self,
                            ManiculeRange    range)
{
  ManiculePlace start, end;
  guint first, last;
  double top, bottom, way;

  g_return_if_fail (MANICULE_IS_SURFACE (self));

  if (self->map == NULL || manicule_viewport_get_page (self->viewport) == 0)
    {
      self->is_scrolled_to = self->map != NULL;
      self->scroll_range = range;
      return;
    }

  manicule_surface_flush (self);
  start = (ManiculePlace) { manicule_surface_to_byte (self, range.start), FALSE };
  end = (ManiculePlace) { manicule_surface_to_byte (self, MAX (range.end, range.start)), FALSE };
  first = manicule_text_map_line_at (self->map, start.byte);
  last = manicule_text_map_line_at (self->map, end.byte);
  top = box_of (self, start, first, &bottom);
  if (first == last)
    box_of (self, end, last, &bottom);

  way = find_way (self, first, top, bottom);
  if (way == G_MAXDOUBLE)
    jump_to (self, first, top);
  else
    scroll_smoothly (self, way);
}

void
manicule_surface_scroll_dispose (ManiculeSurface *self)
{
  stop_animation (self);
  g_clear_handle_id (&self->sync_source, g_source_remove);
  g_clear_handle_id (&self->calibrate_source, g_source_remove);
  if (self->vadjustment != NULL)
    g_signal_handlers_disconnect_by_data (self->vadjustment, self);
  g_clear_object (&self->vadjustment);
  g_clear_object (&self->hadjustment);
}
