/* manicule-follower.c: what is brought up to date after the text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-follower.h"

struct _ManiculeFollower
{
  GtkWidget      *widget;   /* (unowned): it owns this */
  ManiculeFollow  follow;
  gulong          map;
  gulong          unmap;
  GdkFrameClock  *clock;    /* (owned) (nullable): while a frame is waited for */
  gulong          painted;
  gboolean        queued;
};

static void
stop_waiting (ManiculeFollower *self)
{
  g_clear_signal_handler (&self->painted, self->clock);
  g_clear_object (&self->clock);
}

static void
wait_for_frame (ManiculeFollower *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (self->widget);

  if (!gtk_widget_get_mapped (self->widget) || clock == NULL)
    return;

  self->clock = g_object_ref (clock);
  self->painted = g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (manicule_follower_run), self);
  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
}

/**
 * manicule_follower_new:
 * @widget: what follows; it frees the follower when it is disposed of
 * @follow: brings it up to date
 *
 * Returns: (transfer full): a follower that waits to be asked
 */
ManiculeFollower *
manicule_follower_new (GtkWidget      *widget,
                       ManiculeFollow  follow)
{
  ManiculeFollower *self = g_new0 (ManiculeFollower, 1);

  self->widget = widget;
  self->follow = follow;
  self->map = g_signal_connect_swapped (widget, "map", G_CALLBACK (manicule_follower_run), self);
  self->unmap = g_signal_connect_swapped (widget, "unmap", G_CALLBACK (stop_waiting), self);

  return self;
}

/**
 * manicule_follower_free:
 * @self: (transfer full) (nullable): a follower
 *
 * What it was asked for and has not done is not done.
 */
void
manicule_follower_free (ManiculeFollower *self)
{
  if (self == NULL)
    return;

  stop_waiting (self);
  g_clear_signal_handler (&self->map, self->widget);
  g_clear_signal_handler (&self->unmap, self->widget);
  g_free (self);
}

/**
 * manicule_follower_queue:
 * @self: (nullable): a follower; a widget that is disposed of has none any more
 *
 * Asks for it after the next frame, or when the widget is shown.
 */
void
manicule_follower_queue (ManiculeFollower *self)
{
  if (self == NULL || self->queued)
    return;
  self->queued = TRUE;
  wait_for_frame (self);
}

/**
 * manicule_follower_run:
 * @self: a follower
 *
 * Does at once what was asked for, if anything was.
 */
void
manicule_follower_run (ManiculeFollower *self)
{
  g_return_if_fail (self != NULL);

  if (!self->queued)
    return;
  self->queued = FALSE;
  stop_waiting (self);
  self->follow (self->widget);
}
