/* manicule-about-dialog.h: who made it, under which licence
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void manicule_about_dialog_present (GtkWidget *parent);

G_END_DECLS
