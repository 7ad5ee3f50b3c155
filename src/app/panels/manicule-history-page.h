/* manicule-history-page.h: what was done, and back to before it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "manicule-editor.h"

G_BEGIN_DECLS

#define MANICULE_TYPE_HISTORY_PAGE (manicule_history_page_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeHistoryPage, manicule_history_page, MANICULE, HISTORY_PAGE, AdwNavigationPage)

AdwNavigationPage *manicule_history_page_new (ManiculeEditor *editor) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
