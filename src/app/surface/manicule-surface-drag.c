/* manicule-surface-drag.c: drags with the pointer: a selection, the edge of a span, a relation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a drag is for is decided where it begins: at an end of the focused span's rule it moves that end, on any other rule
 * or name it draws a relation, else it selects. The model is never edited here: a drop is told by a signal.
 */

#include "manicule-surface-private.h"

#include <math.h>

/* How fast a drag beyond the edge scrolls: px a second for each px of distance. */
#define AUTOSCROLL_SPEED 9
#define AUTOSCROLL_MIN 40

static void
drag_to (ManiculeSurface *self)
{
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  double y = CLAMP (self->drag_y, 0, MAX (height - 1, 0));
  ManiculePlace place;

  switch (self->drag)
    {
    case MANICULE_DRAG_SELECTION:
      if (manicule_surface_find_place (self, self->drag_x, y, &place))
        manicule_caret_drag (self->caret, place);
      break;
    case MANICULE_DRAG_EDGE:
      manicule_surface_drag_edge (self, self->drag_x, y);
      break;
    case MANICULE_DRAG_LINK:
      manicule_surface_drag_link (self, self->drag_x, y);
      break;
    case MANICULE_DRAG_NONE:
    default:
      break;
    }
}

static double
beyond_edge (ManiculeSurface *self)
{
  double bottom = gtk_widget_get_height (GTK_WIDGET (self)) - self->bottom_padding;

  if (self->drag_y < 0)
    return self->drag_y;

  return MAX (self->drag_y - bottom, 0);
}

static gboolean
autoscroll (GtkWidget     *widget,
            GdkFrameClock *clock,
            gpointer       data)
{
  ManiculeSurface *self = MANICULE_SURFACE (widget);
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  double distance = beyond_edge (self), seconds = CLAMP ((now - self->autoscroll_time) / 1e6, 0, 0.1), step;

  self->autoscroll_time = now;
  if (distance == 0)
    {
      self->autoscroll_tick = 0;
      return G_SOURCE_REMOVE;
    }

  step = (fabs (distance) * AUTOSCROLL_SPEED + AUTOSCROLL_MIN) * seconds;
  manicule_surface_scroll_pixels (self, copysign (step, distance));
  drag_to (self);

  return G_SOURCE_CONTINUE;
}

static void
stop_autoscroll (ManiculeSurface *self)
{
  if (self->autoscroll_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->autoscroll_tick);
  self->autoscroll_tick = 0;
}

/* What is dragged is at that place of the widget now; outside of it the text scrolls. */
void
manicule_surface_drag_at (ManiculeSurface *self,
                          double           x,
                          double           y)
{
  /* A pointer that is held down goes on reporting when the window turned to another page meanwhile. */
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  self->drag_x = x;
  self->drag_y = y;
  drag_to (self);

  if (beyond_edge (self) != 0 && self->autoscroll_tick == 0)
    {
      self->autoscroll_time = gdk_frame_clock_get_frame_time (gtk_widget_get_frame_clock (GTK_WIDGET (self)));
      self->autoscroll_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), autoscroll, NULL, NULL);
    }
}

/* The end at which the caret is follows from now on. */
void
manicule_surface_begin_selection_drag (ManiculeSurface *self)
{
  manicule_surface_end_drag (self, FALSE);
  manicule_caret_press (self->caret, manicule_caret_get_place (self->caret), MANICULE_UNIT_GRAPHEME, TRUE);
  self->drag = MANICULE_DRAG_SELECTION;
}

/* What a drag that begins there is for. */
static ManiculeDrag
find_drag (ManiculeSurface *self,
           double           x,
           double           y)
{
  if (manicule_surface_find_edge (self, x, y, NULL))
    return MANICULE_DRAG_EDGE;
  if (manicule_surface_find_link_start (self, x, y) != NULL)
    return MANICULE_DRAG_LINK;

  return MANICULE_DRAG_SELECTION;
}

static void
begin (ManiculeSurface *self,
       double           x,
       double           y)
{
  self->drag = self->begun;
  if (self->drag == MANICULE_DRAG_EDGE && !manicule_surface_begin_edge (self, x, y))
    self->drag = MANICULE_DRAG_SELECTION;
  if (self->drag == MANICULE_DRAG_LINK && !manicule_surface_begin_link (self, x, y))
    self->drag = MANICULE_DRAG_SELECTION;
  manicule_surface_update_cursor (self, x, y);
}

/**
 * manicule_surface_end_drag:
 * @self: a surface
 * @dropped: whether it counts; else all is as before, but a selection stays
 *
 * Returns: whether there was a drag
 */
gboolean
manicule_surface_end_drag (ManiculeSurface *self,
                           gboolean         dropped)
{
  ManiculeDrag drag = self->drag;

  stop_autoscroll (self);
  self->drag = MANICULE_DRAG_NONE;
  if (drag == MANICULE_DRAG_EDGE)
    manicule_surface_end_edge (self, dropped);
  else if (drag == MANICULE_DRAG_LINK)
    manicule_surface_end_link_drag (self, dropped);
  else if (drag == MANICULE_DRAG_SELECTION && dropped)
    manicule_surface_offer_primary (self);
  if (drag != MANICULE_DRAG_NONE)
    manicule_surface_update_cursor (self, self->drag_x, self->drag_y);

  return drag != MANICULE_DRAG_NONE;
}

/* The focus may move by the very press that begins a drag: so what it is for is decided before. */
static void
drag_begin (GtkGestureDrag  *gesture,
            double           x,
            double           y,
            ManiculeSurface *self)
{
  manicule_surface_end_drag (self, FALSE);
  if (manicule_surface_is_touch (GTK_GESTURE (gesture)))
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
}

static void
drag_update (GtkGestureDrag  *gesture,
             double           offset_x,
             double           offset_y,
             ManiculeSurface *self)
{
  double x, y;

  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  if (self->begun == MANICULE_DRAG_NONE
      || (self->drag == MANICULE_DRAG_NONE
          && !gtk_drag_check_threshold (GTK_WIDGET (self), (int) x, (int) y, (int) (x + offset_x), (int) (y + offset_y))))
    return;

  if (self->drag == MANICULE_DRAG_NONE)
    begin (self, x, y);
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  manicule_surface_drag_at (self, x + offset_x, y + offset_y);
}

static void
drag_end (GtkGestureDrag  *gesture,
          double           offset_x,
          double           offset_y,
          ManiculeSurface *self)
{
  manicule_surface_end_drag (self, TRUE);
  self->begun = MANICULE_DRAG_NONE;
}

static void
drag_cancel (GtkGesture       *gesture,
             GdkEventSequence *sequence,
             ManiculeSurface  *self)
{
  manicule_surface_end_drag (self, FALSE);
  self->begun = MANICULE_DRAG_NONE;
}

/* Says what a drag that begins with this press will be for; once, before the press moves the focus. */
void
manicule_surface_prepare_drag (ManiculeSurface *self,
                               int              n_press,
                               double           x,
                               double           y)
{
  self->begun = n_press == 1 ? find_drag (self, x, y) : MANICULE_DRAG_SELECTION;
}

/* The drag goes on being watched, but does nothing more until the button is let go: what is shown has changed below it. */
void
manicule_surface_abandon_drag (ManiculeSurface *self)
{
  manicule_surface_end_drag (self, FALSE);
  self->begun = MANICULE_DRAG_NONE;
}

/* Of an end or a relation, which Escape takes back; a selection stays. */
gboolean
manicule_surface_cancel_drag (ManiculeSurface *self)
{
  if (self->drag != MANICULE_DRAG_EDGE && self->drag != MANICULE_DRAG_LINK)
    return FALSE;

  manicule_surface_abandon_drag (self);

  return TRUE;
}

/* --- the cursor ------------------------------------------------------------------------------------------------- */

static const char *
find_cursor (ManiculeSurface *self,
             double           x,
             double           y)
{
  ManiculeDrag drag = self->drag;

  if (drag == MANICULE_DRAG_LINK)
    return "crosshair";
  if (drag == MANICULE_DRAG_NONE)
    drag = find_drag (self, x, y);
  if (drag == MANICULE_DRAG_EDGE)
    return "ew-resize";

  return drag == MANICULE_DRAG_LINK ? "pointer" : "text";
}

/* The same cursor is not set twice: each time takes a round trip on some systems. */
void
manicule_surface_update_cursor (ManiculeSurface *self,
                                double           x,
                                double           y)
{
  const char *name = find_cursor (self, x, y);

  if (g_strcmp0 (name, self->cursor_name) == 0)
    return;

  self->cursor_name = name;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), name);
}

static void
moved (GtkEventControllerMotion *motion,
       double                    x,
       double                    y,
       ManiculeSurface          *self)
{
  if (self->drag == MANICULE_DRAG_NONE)
    manicule_surface_update_cursor (self, x, y);
}

void
manicule_surface_drag_init (ManiculeSurface *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (drag_cancel), self);
  g_signal_connect (motion, "enter", G_CALLBACK (moved), self);
  g_signal_connect (motion, "motion", G_CALLBACK (moved), self);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), GDK_BUTTON_PRIMARY);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}

void
manicule_surface_drag_dispose (ManiculeSurface *self)
{
  stop_autoscroll (self);
  self->drag = MANICULE_DRAG_NONE;
  g_clear_object (&self->link_from);
  g_clear_object (&self->link_target);
}
