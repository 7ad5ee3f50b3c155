/* manicule-preferences-dialog.h: typeface, size, measure, theme, snapping
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void manicule_preferences_dialog_present (GtkWidget *parent);

G_END_DECLS
