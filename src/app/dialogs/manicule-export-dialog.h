/* manicule-export-dialog.h: choose a format, see what it costs, write
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "manicule-workspace.h"

G_BEGIN_DECLS

/* Choosing an annotation in the loss report closes the dialog and activates "project.go-to" (ss: article, annotation)
 * on @parent; toasts go to the AdwToastOverlay that @parent lies in. */
void manicule_export_dialog_present (GtkWidget         *parent,
                                     ManiculeWorkspace *workspace);

G_END_DECLS
