/* manicule-import-dialog.h: see what files bring before they come in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "manicule-workspace.h"

G_BEGIN_DECLS

/* @files (element-type GFile): files and folders. Nothing is written before the user says so; the import is one undo
 * step. Toasts go to the AdwToastOverlay that @parent lies in; their "Undo" activates "history.undo" on @parent. */
void manicule_import_dialog_present (GtkWidget         *parent,
                                     ManiculeWorkspace *workspace,
                                     GPtrArray         *files);

G_END_DECLS
