/* manicule-handle.h: an end of the selection that a finger can take hold of
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The drop that is seen, and the square around it that is felt, in px. */
#define MANICULE_HANDLE_SEEN 24
#define MANICULE_HANDLE_SIZE 44

/* Hangs below a place of its parent's text. Tells where it is dragged; whoever owns it allocates it.
 * Signals: "grabbed"; "dragged" (double x, double y): where in the parent the finger is, less the way from the text to
 *   where it took hold; "released". */
#define MANICULE_TYPE_HANDLE (manicule_handle_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeHandle, manicule_handle, MANICULE, HANDLE, GtkWidget)

GtkWidget *manicule_handle_new       (void) G_GNUC_WARN_UNUSED_RESULT;
/* @right: hangs to the right of its place, else to the left. */
void       manicule_handle_place     (ManiculeHandle *self,
                                      double          x,
                                      double          y,
                                      double          height,
                                      gboolean        right);
void       manicule_handle_set_color (ManiculeHandle *self,
                                      const GdkRGBA  *color);

G_END_DECLS
