/* manicule-project-page.h: an open project: articles, text and panel
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "manicule-editor.h"

G_BEGIN_DECLS

/* Properties: show-panel (boolean). Owns what is said of the project, its history and its articles as actions.
 * Signals: "toast" (AdwToast); "close": the user is done with this project; "reload": the workspace holds a new
 *   project and history, so that a new page must be made. */
#define MANICULE_TYPE_PROJECT_PAGE (manicule_project_page_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeProjectPage, manicule_project_page, MANICULE, PROJECT_PAGE, AdwNavigationPage)

ManiculeProjectPage *manicule_project_page_new           (ManiculeWorkspace   *workspace,
                                                          const char          *article_id) G_GNUC_WARN_UNUSED_RESULT;
ManiculeWorkspace   *manicule_project_page_get_workspace (ManiculeProjectPage *self);
ManiculeEditor      *manicule_project_page_get_editor    (ManiculeProjectPage *self);
void                 manicule_project_page_show_menu     (ManiculeProjectPage *self);
/* Into the list of recent projects, with what is done. */
void                 manicule_project_page_remember      (ManiculeProjectPage *self);
/* Looks whether another program changed a file; for when the window gets the focus. */
void                 manicule_project_page_verify        (ManiculeProjectPage *self);

G_END_DECLS
