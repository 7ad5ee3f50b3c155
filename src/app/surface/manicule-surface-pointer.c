/* manicule-surface-pointer.c: clicks, and what lies under the pointer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-surface-private.h"

#include <math.h>

/* Presses this near to each other are at one place, in px. */
#define SAME_PLACE 4

gboolean
manicule_surface_is_touch (GtkGesture *gesture)
{
  GdkDevice *device = gtk_gesture_get_device (gesture);

  return device != NULL && gdk_device_get_source (device) == GDK_SOURCE_TOUCHSCREEN;
}

static gboolean
has_shift (GtkGesture *gesture)
{
  return (gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture)) & GDK_SHIFT_MASK) != 0;
}

static ManiculeUnit
unit_for (int n_press)
{
  switch ((n_press - 1) % 4)
    {
    case 1:
      return MANICULE_UNIT_WORD;
    case 2:
      return MANICULE_UNIT_SENTENCE;
    case 3:
      return MANICULE_UNIT_PARAGRAPH;
    default:
      return MANICULE_UNIT_GRAPHEME;
    }
}

/* Is a place of the widget in the rows of rules and names? */
gboolean
manicule_surface_is_below_text (ManiculeSurface *self,
                                double           x,
                                double           y)
{
  ManiculePlace place;
  double into;
  guint line;
  ManiculeLine *shaped;
  const ManiculeVisualLine *v;

  manicule_surface_find_place (self, x, y, &place);
  line = manicule_viewport_y_to_line (self->viewport, y, &into);
  shaped = manicule_line_cache_get (self->cache, line);
  v = manicule_line_get_visual (shaped, manicule_line_visual_at_y (shaped, into));

  return into >= v->rows_y - 1;
}

/* A press where marks are focuses one of them; pressed again at the same place, the next further out. */
static void
focus_pressed (ManiculeSurface *self,
               GPtrArray       *marks,
               int              n_press,
               double           x,
               double           y)
{
  gboolean again = hypot (x - self->press_x, y - self->press_y) < SAME_PLACE;

  self->press_x = x;
  self->press_y = y;
  if (n_press > 1 || marks->len == 0)
    {
      self->press_depth = 0;
      manicule_surface_focus_caret (self);
      return;
    }

  self->press_depth = again ? (self->press_depth + 1) % marks->len : 0;
  manicule_surface_set_focused (self, g_ptr_array_index (marks, self->press_depth));
}

/* A rule or a name stands for its mark, wherever the nearest letter is. */
static ManiculePlace
move_into (ManiculeSurface    *self,
           ManiculePlace       place,
           ManiculeAnnotation *annotation)
{
  ManiculeRange hull = manicule_annotation_get_hull (annotation);
  guint chr = manicule_surface_to_char (self, place.byte);

  if (chr < hull.start || chr >= hull.end)
    return (ManiculePlace) { manicule_surface_to_byte (self, hull.start), FALSE };

  return place;
}

/* A press at a place of the widget: caret, selection and focus go there. */
void
manicule_surface_press (ManiculeSurface *self,
                        int              n_press,
                        double           x,
                        double           y,
                        gboolean         extend)
{
  g_autoptr(GPtrArray) marks = NULL;
  ManiculeUnit unit = unit_for (n_press);
  ManiculePlace place;

  if (!manicule_surface_find_place (self, x, y, &place))
    return;

  manicule_surface_handles_show (self, FALSE);
  manicule_surface_drop_keep (self);
  marks = manicule_surface_marks_at (self, x, y);
  if (unit != MANICULE_UNIT_GRAPHEME)
    place = (ManiculePlace) { manicule_surface_find_char (self, x, y), FALSE };
  if (marks->len > 0 && manicule_surface_is_below_text (self, x, y))
    place = move_into (self, place, g_ptr_array_index (marks, 0));

  self->holds_focus = TRUE;
  manicule_caret_press (self->caret, place, unit, extend);
  self->holds_focus = FALSE;
  if (extend)
    {
      manicule_surface_focus_caret (self);
      return;
    }

  focus_pressed (self, marks, n_press, x, y);
  if (marks->len > 0)
    g_signal_emit_by_name (self, "annotation-pressed", g_ptr_array_index (marks, self->press_depth), n_press);
}

static void
pressed (GtkGestureClick *gesture,
         int              n_press,
         double           x,
         double           y,
         ManiculeSurface *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));

  /* A finger may still begin to pan. */
  if (manicule_surface_is_touch (GTK_GESTURE (gesture)))
    return;

  manicule_surface_prepare_drag (self, has_shift (GTK_GESTURE (gesture)) ? 0 : n_press, x, y);
  if (self->begun != MANICULE_DRAG_EDGE)
    manicule_surface_press (self, n_press, x, y, has_shift (GTK_GESTURE (gesture)));
}

/* What is selected can be put elsewhere by the middle button. */
void
manicule_surface_offer_primary (ManiculeSurface *self)
{
  if (manicule_surface_get_selection (self, NULL))
    manicule_surface_copy (self, gtk_widget_get_primary_clipboard (GTK_WIDGET (self)));
}

static void
released (GtkGestureClick *gesture,
          int              n_press,
          double           x,
          double           y,
          ManiculeSurface *self)
{
  if (manicule_surface_is_touch (GTK_GESTURE (gesture)))
    manicule_surface_press (self, n_press, x, y, FALSE);
  else
    manicule_surface_offer_primary (self);
}

/* --- menu ------------------------------------------------------------------------------------------------------- */

/* A menu belongs to the selection when it is opened on it, else to what is there. */
static void
menu_pressed (GtkGestureClick *gesture,
              int              n_press,
              double           x,
              double           y,
              ManiculeSurface *self)
{
  ManiculePlace place;
  guint from, to;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (!manicule_surface_find_place (self, x, y, &place))
    return;

  if (!manicule_caret_get_selection (self->caret, &from, &to) || place.byte < from || place.byte > to)
    manicule_surface_press (self, 1, x, y, FALSE);
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  g_signal_emit_by_name (self, "menu", x, y);
}

static void
focus_moved (ManiculeSurface *self)
{
  manicule_surface_blink (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
add_gesture (ManiculeSurface *self,
             GtkGesture      *gesture,
             guint            button)
{
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), button);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (gesture));
}

void
manicule_surface_pointer_init (ManiculeSurface *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *menu = gtk_gesture_click_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->press_x = self->press_y = -SAME_PLACE;
  g_signal_connect (click, "pressed", G_CALLBACK (pressed), self);
  g_signal_connect (click, "released", G_CALLBACK (released), self);
  g_signal_connect (menu, "pressed", G_CALLBACK (menu_pressed), self);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (focus_moved), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_moved), self);

  add_gesture (self, click, GDK_BUTTON_PRIMARY);
  add_gesture (self, menu, GDK_BUTTON_SECONDARY);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}
