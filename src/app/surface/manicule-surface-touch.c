/* manicule-surface-touch.c: fingers: a long press selects, two handles adjust, a pinch zooms
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A finger that is dragged scrolls: that is left to the scrolled window.
 */

#include "manicule-surface-private.h"

#include "manicule-handle.h"

#include <math.h>

/* A pinch changes the size of the letters in steps, since each shapes all lines in view anew. */
#define ZOOM_STEP 0.5

/* --- handles ---------------------------------------------------------------------------------------------------- */

static gboolean
find_end (ManiculeSurface *self,
          gboolean         is_end,
          graphene_rect_t *box,
          gboolean        *rtl)
{
  ManiculeCaretPlace where;
  ManiculeLine *shaped;
  guint from, to, byte, line;

  if (self->map == NULL || !manicule_caret_get_selection (self->caret, &from, &to))
    return FALSE;

  byte = is_end ? to : from;
  line = manicule_text_map_line_at (self->map, byte);
  if (is_end && line > 0 && byte == manicule_text_map_get_line (self->map, line)->start)
    line--;
  shaped = manicule_line_cache_get (self->cache, line);
  manicule_line_get_caret (shaped, MIN (byte, manicule_line_get_end (shaped)), is_end, &where);
  *rtl = manicule_line_get_visual (shaped, where.visual)->rtl;
  graphene_rect_init (box, (float) (self->column_x + where.x),
                      (float) (manicule_viewport_line_to_y (self->viewport, line) + where.y), 0, (float) where.height);

  return box->origin.y + box->size.height > 0 && box->origin.y < gtk_widget_get_height (GTK_WIDGET (self));
}

/* Allocates the handles where the ends of the selection are seen, and hides them elsewhere. */
void
manicule_surface_handles_allocate (ManiculeSurface *self)
{
  for (guint i = 0; i < 2; i++)
    {
      graphene_rect_t box;
      gboolean rtl, seen = self->handles_shown && find_end (self, i == 1, &box, &rtl);

      gtk_widget_set_child_visible (self->handles[i], seen);
      if (!seen)
        continue;

      manicule_handle_set_color (MANICULE_HANDLE (self->handles[i]), &manicule_style_get_palette (self->style)->accent);
      manicule_handle_place (MANICULE_HANDLE (self->handles[i]), box.origin.x, box.origin.y, box.size.height,
                             (i == 1) != rtl);
    }
}

/* After the selection or the view moved. */
void
manicule_surface_handles_update (ManiculeSurface *self)
{
  if (self->handles_shown)
    gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
manicule_surface_handles_show (ManiculeSurface *self,
                               gboolean         show)
{
  if (self->handles_shown == show)
    return;

  self->handles_shown = show;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
manicule_surface_handles_snapshot (ManiculeSurface *self,
                                   GtkSnapshot     *snapshot)
{
  for (guint i = 0; i < 2 && self->handles_shown; i++)
    gtk_widget_snapshot_child (GTK_WIDGET (self), self->handles[i], snapshot);
}

/* From now on the other end stays where it is. */
static void
grabbed (ManiculeHandle  *handle,
         ManiculeSurface *self)
{
  gboolean is_end = GTK_WIDGET (handle) == self->handles[1];
  guint from, to;

  if (!manicule_caret_get_selection (self->caret, &from, &to))
    return;

  manicule_caret_select (self->caret, is_end ? from : to, is_end ? to : from);
  manicule_surface_begin_selection_drag (self);
}

static void
dragged (ManiculeHandle  *handle,
         double           x,
         double           y,
         ManiculeSurface *self)
{
  manicule_surface_drag_at (self, x, y);
}

/* The ends may have passed each other: then the handles change places. */
static void
released (ManiculeHandle  *handle,
          ManiculeSurface *self)
{
  manicule_surface_end_drag (self, TRUE);
  manicule_surface_handles_update (self);
}

/* --- a long press, a pinch, a wheel ------------------------------------------------------------------------------- */

static void
long_pressed (GtkGestureLongPress *gesture,
              double               x,
              double               y,
              ManiculeSurface     *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  manicule_surface_press (self, 2, x, y, FALSE);
  if (!manicule_surface_get_selection (self, NULL))
    return;

  manicule_surface_handles_show (self, TRUE);
  g_signal_emit_by_name (self, "long-pressed");
}

static void
ask_zoom (ManiculeSurface *self,
          double           size)
{
  size = round (size / ZOOM_STEP) * ZOOM_STEP;
  if (size != self->font_size)
    g_signal_emit_by_name (self, "zoom", size);
}

static void
pinch_begun (GtkGesture       *gesture,
             GdkEventSequence *sequence,
             ManiculeSurface  *self)
{
  self->zoom_start = self->font_size;
}

static void
pinched (GtkGestureZoom  *gesture,
         double           scale,
         ManiculeSurface *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  ask_zoom (self, self->zoom_start * scale);
}

/* Ctrl and the wheel: a pixel for each notch. */
static gboolean
scrolled (GtkEventControllerScroll *controller,
          double                    dx,
          double                    dy,
          ManiculeSurface          *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if ((state & GDK_CONTROL_MASK) == 0)
    return GDK_EVENT_PROPAGATE;

  self->zoom_way -= dy;
  if (fabs (self->zoom_way) >= ZOOM_STEP)
    {
      double size = self->font_size + self->zoom_way;

      self->zoom_way = 0;
      ask_zoom (self, size);
    }

  return GDK_EVENT_STOP;
}

void
manicule_surface_touch_init (ManiculeSurface *self)
{
  GtkGesture *long_press = gtk_gesture_long_press_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkEventController *wheel = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  g_signal_connect (long_press, "pressed", G_CALLBACK (long_pressed), self);
  g_signal_connect (pinch, "begin", G_CALLBACK (pinch_begun), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (pinched), self);
  g_signal_connect (wheel, "scroll", G_CALLBACK (scrolled), self);
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (long_press), TRUE);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (long_press));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (pinch));
  gtk_widget_add_controller (GTK_WIDGET (self), wheel);
  self->long_press = long_press;
  self->pinch = pinch;

  for (guint i = 0; i < 2; i++)
    {
      self->handles[i] = manicule_handle_new ();
      gtk_widget_set_parent (self->handles[i], GTK_WIDGET (self));
      gtk_widget_set_child_visible (self->handles[i], FALSE);
      g_signal_connect (self->handles[i], "grabbed", G_CALLBACK (grabbed), self);
      g_signal_connect (self->handles[i], "dragged", G_CALLBACK (dragged), self);
      g_signal_connect (self->handles[i], "released", G_CALLBACK (released), self);
    }
}

void
manicule_surface_touch_dispose (ManiculeSurface *self)
{
  for (guint i = 0; i < 2; i++)
    g_clear_pointer (&self->handles[i], gtk_widget_unparent);
}
