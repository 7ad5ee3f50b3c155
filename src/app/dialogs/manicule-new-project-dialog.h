/* manicule-new-project-dialog.h: name, place, labels, annotator of a new project
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "manicule-workspace.h"

G_BEGIN_DECLS

/* Gets the new project, open and still empty, and the files that were to come into it. */
typedef void (*ManiculeNewProjectFunc) (ManiculeWorkspace *workspace,
                                        GPtrArray         *files,
                                        gpointer           data);

/* @files (nullable) (element-type GFile): what will be imported; only counted here. @data must live as long as @parent. */
void manicule_new_project_dialog_present (GtkWidget              *parent,
                                          GPtrArray              *files,
                                          ManiculeNewProjectFunc  func,
                                          gpointer                data);

G_END_DECLS
