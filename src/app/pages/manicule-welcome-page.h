/* manicule-welcome-page.h: the way into a project
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Signals: "open" (GFile): a project folder was chosen; "toast" (AdwToast). Rows activate "win.new-project",
 *   "win.open-project", "win.try-sample". */
#define MANICULE_TYPE_WELCOME_PAGE (manicule_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeWelcomePage, manicule_welcome_page, MANICULE, WELCOME_PAGE, AdwNavigationPage)

void manicule_welcome_page_show_menu (ManiculeWelcomePage *self);
/* While a project is being opened. */
void manicule_welcome_page_set_busy  (ManiculeWelcomePage *self,
                                      gboolean             busy);

G_END_DECLS
