/* manicule-window.h: a window: the welcome page, or a project
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define MANICULE_TYPE_WINDOW (manicule_window_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeWindow, manicule_window, MANICULE, WINDOW, AdwApplicationWindow)

ManiculeWindow *manicule_window_new         (GtkApplication *application) G_GNUC_WARN_UNUSED_RESULT;
/* Of the project that is open or being opened; NULL when none is. */
GFile          *manicule_window_get_folder  (ManiculeWindow *self);
/* Only for a window without a project. */
void            manicule_window_open_folder (ManiculeWindow *self,
                                             GFile          *folder);
/* Files from outside (element-type GFile): for the project that is open, else for a new one; a project folder is opened. */
void            manicule_window_take_files  (ManiculeWindow *self,
                                             GListModel     *files);

G_END_DECLS
