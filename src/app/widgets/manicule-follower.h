/* manicule-follower.h: what is brought up to date after the text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Runs a function of a widget once after the next frame, however often it was asked for. So the text shows a change first, and
 * what stands beside it follows in the frame after. While the widget is hidden nothing is run; it catches up when it is shown.
 */
typedef struct _ManiculeFollower ManiculeFollower;

/* @widget is of the type that asked. */
typedef void (*ManiculeFollow) (gpointer widget);

ManiculeFollower *manicule_follower_new   (GtkWidget        *widget,
                                           ManiculeFollow    follow) G_GNUC_WARN_UNUSED_RESULT;
void              manicule_follower_free  (ManiculeFollower *self);
void              manicule_follower_queue (ManiculeFollower *self);
void              manicule_follower_run   (ManiculeFollower *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeFollower, manicule_follower_free)

G_END_DECLS
