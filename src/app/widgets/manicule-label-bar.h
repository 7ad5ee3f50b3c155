/* manicule-label-bar.h: the labels under the text, each with its key
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "manicule-schema.h"

G_BEGIN_DECLS

/* Buttons activate "mark.link-role", "mark.apply-label" and "mark.open-palette" of the widget above.
 * Properties: narrow (boolean): all labels, in a row that scrolls.
 * Signals: "menu-left": the menu of roles was closed, and has the focus no more. */
#define MANICULE_TYPE_LABEL_BAR (manicule_label_bar_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeLabelBar, manicule_label_bar, MANICULE, LABEL_BAR, AdwBin)

void     manicule_label_bar_set_schema   (ManiculeLabelBar *self,
                                          ManiculeSchema   *schema);
void     manicule_label_bar_set_roles    (ManiculeLabelBar *self,
                                          GListModel       *roles);
void     manicule_label_bar_set_obstacle (ManiculeLabelBar *self,
                                          const char       *obstacle);
gboolean manicule_label_bar_get_narrow   (ManiculeLabelBar *self);
void     manicule_label_bar_set_narrow   (ManiculeLabelBar *self,
                                          gboolean          narrow);

G_END_DECLS
