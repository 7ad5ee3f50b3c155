/* manicule-window-private.h: what the files of the window share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-window.h"

#include "manicule-project-page.h"
#include "manicule-welcome-page.h"

G_BEGIN_DECLS

struct _ManiculeWindow
{
  AdwApplicationWindow  parent_instance;

  AdwToastOverlay      *toasts;
  AdwNavigationView    *pages;
  ManiculeWelcomePage  *welcome;
  AdwStatusPage        *drop_page;  /* over all else while files are held above the window */

  ManiculeProjectPage  *project;  /* (owned) (nullable) */
  GFile                *folder;   /* (owned) (nullable): open or being opened */
  gboolean              closing;  /* saving before it closes */
  gboolean              leaving;  /* and then it goes away, not only the project */
};

/* Whether the window was closed while something that it had begun was under way. */
gboolean manicule_window_is_gone            (ManiculeWindow    *self);

void     manicule_window_show_project       (ManiculeWindow    *self,
                                             ManiculeWorkspace *workspace);
void     manicule_window_show_welcome       (ManiculeWindow    *self);
/* Saves and gives the lock back; then shows the welcome page, or goes away where @leave says so. */
void     manicule_window_close_project      (ManiculeWindow    *self,
                                             gboolean           leave);
/* In the window that has it open, else in an empty one. */
void     manicule_window_open_anywhere      (ManiculeWindow    *self,
                                             GFile             *folder);
/* A new project with what is in @files (element-type GFile), folders or files. */
void     manicule_window_start_project      (ManiculeWindow    *self,
                                             GListModel        *files);
void     manicule_window_actions_class_init (GtkWidgetClass    *widget_class);
void     manicule_window_drop_class_init    (GtkWidgetClass    *widget_class);

GPtrArray *manicule_window_dup_files        (GListModel        *files) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
