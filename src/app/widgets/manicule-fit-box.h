/* manicule-fit-box.h: a row of widgets of which only whole ones show
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Shows as many of its children as fit, from the start, and never a cut one; the last child stands for the rest and
 * shows only where one is hidden. Properties: fit (boolean): FALSE shows all and asks for the room they need; xalign
 * (double): where they stand in the room that is left, from 0 (at the start of the line) to 1. */
#define MANICULE_TYPE_FIT_BOX (manicule_fit_box_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeFitBox, manicule_fit_box, MANICULE, FIT_BOX, GtkWidget)

gboolean manicule_fit_box_get_fit    (ManiculeFitBox *self);
void     manicule_fit_box_set_fit    (ManiculeFitBox *self,
                                      gboolean        fit);
void     manicule_fit_box_set_xalign (ManiculeFitBox *self,
                                      double          xalign);
/* After all but the rest. */
void     manicule_fit_box_append     (ManiculeFitBox *self,
                                      GtkWidget      *child);
/* All but the rest. */
void     manicule_fit_box_clear      (ManiculeFitBox *self);
void     manicule_fit_box_set_rest   (ManiculeFitBox *self,
                                      GtkWidget      *child);

G_END_DECLS
