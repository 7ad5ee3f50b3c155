/* manicule-shortcuts-dialog.h: every command with its keys
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void manicule_shortcuts_dialog_present (GtkWidget *parent);

G_END_DECLS
