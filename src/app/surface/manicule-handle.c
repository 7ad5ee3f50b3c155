/* manicule-handle.c: an end of the selection that a finger can take hold of
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-handle.h"

#include <math.h>

struct _ManiculeHandle
{
  GtkWidget   parent_instance;

  GtkGesture *drag;     /* borrowed from the widget */
  GdkRGBA     color;
  gboolean    right;
  double      text_x;   /* the middle of the place in the text, in the parent */
  double      text_y;
  double      way_x;    /* from the finger to that place when it took hold */
  double      way_y;
  double      begin_x;  /* where that was, in the handle */
  double      begin_y;
};

enum
{
  GRABBED,
  DRAGGED,
  RELEASED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ManiculeHandle, manicule_handle, GTK_TYPE_WIDGET)

/* A finger's place in the parent: the handle itself moves under it. */
static gboolean
find_finger (ManiculeHandle   *self,
             double            x,
             double            y,
             graphene_point_t *point)
{
  return gtk_widget_compute_point (GTK_WIDGET (self), gtk_widget_get_parent (GTK_WIDGET (self)),
                                   &GRAPHENE_POINT_INIT ((float) x, (float) y), point);
}

static void
drag_begin (ManiculeHandle *self,
            double          x,
            double          y)
{
  graphene_point_t finger;

  gtk_gesture_set_state (self->drag, GTK_EVENT_SEQUENCE_CLAIMED);
  if (!find_finger (self, x, y, &finger))
    return;

  self->begin_x = x;
  self->begin_y = y;
  self->way_x = self->text_x - finger.x;
  self->way_y = self->text_y - finger.y;
  g_signal_emit (self, signals[GRABBED], 0);
}

static void
drag_update (ManiculeHandle *self,
             double          offset_x,
             double          offset_y)
{
  graphene_point_t finger;

  if (find_finger (self, self->begin_x + offset_x, self->begin_y + offset_y, &finger))
    g_signal_emit (self, signals[DRAGGED], 0, finger.x + self->way_x, finger.y + self->way_y);
}

static void
drag_end (ManiculeHandle *self)
{
  g_signal_emit (self, signals[RELEASED], 0);
}

static void
manicule_handle_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  *minimum = *natural = MANICULE_HANDLE_SIZE;
}

/* A drop whose point is at the text. */
static void
manicule_handle_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  ManiculeHandle *self = MANICULE_HANDLE (widget);
  float inset = (MANICULE_HANDLE_SIZE - MANICULE_HANDLE_SEEN) / 2.f, r = MANICULE_HANDLE_SEEN / 2.f;
  graphene_rect_t box = GRAPHENE_RECT_INIT (inset, 0, MANICULE_HANDLE_SEEN, MANICULE_HANDLE_SEEN);
  graphene_size_t round = GRAPHENE_SIZE_INIT (r, r), point = GRAPHENE_SIZE_INIT (0, 0);
  GskRoundedRect drop;

  gsk_rounded_rect_init (&drop, &box, self->right ? &point : &round, self->right ? &round : &point, &round, &round);
  gtk_snapshot_push_rounded_clip (snapshot, &drop);
  gtk_snapshot_append_color (snapshot, &self->color, &box);
  gtk_snapshot_pop (snapshot);
}

static void
manicule_handle_class_init (ManiculeHandleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = manicule_handle_measure;
  widget_class->snapshot = manicule_handle_snapshot;

  signals[GRABBED] = g_signal_new ("grabbed", MANICULE_TYPE_HANDLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DRAGGED] = g_signal_new ("dragged", MANICULE_TYPE_HANDLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[RELEASED] = g_signal_new ("released", MANICULE_TYPE_HANDLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "handle");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
manicule_handle_init (ManiculeHandle *self)
{
  self->drag = gtk_gesture_drag_new ();
  g_signal_connect_swapped (self->drag, "drag-begin", G_CALLBACK (drag_begin), self);
  g_signal_connect_swapped (self->drag, "drag-update", G_CALLBACK (drag_update), self);
  g_signal_connect_swapped (self->drag, "drag-end", G_CALLBACK (drag_end), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (self->drag));
}

GtkWidget *
manicule_handle_new (void)
{
  return g_object_new (MANICULE_TYPE_HANDLE, NULL);
}

/**
 * manicule_handle_place:
 * @self: a handle
 * @x: a place in the text, in the parent
 * @y: the top of that place
 * @height: its height
 * @right: whether the handle hangs to its right, else to its left
 *
 * Allocates the handle below that place.
 */
void
manicule_handle_place (ManiculeHandle *self,
                       double          x,
                       double          y,
                       double          height,
                       gboolean        right)
{
  int inset = (MANICULE_HANDLE_SIZE - MANICULE_HANDLE_SEEN) / 2;
  GtkAllocation box = { .width = MANICULE_HANDLE_SIZE, .height = MANICULE_HANDLE_SIZE };

  g_return_if_fail (MANICULE_IS_HANDLE (self));

  self->text_x = x;
  self->text_y = y + height / 2;
  box.x = (int) round (right ? x - inset : x - inset - MANICULE_HANDLE_SEEN);
  box.y = (int) round (y + height);
  if (self->right != right)
    gtk_widget_queue_draw (GTK_WIDGET (self));
  self->right = right;
  gtk_widget_size_allocate (GTK_WIDGET (self), &box, -1);
}

void
manicule_handle_set_color (ManiculeHandle *self,
                           const GdkRGBA  *color)
{
  g_return_if_fail (MANICULE_IS_HANDLE (self));

  self->color = *color;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
