/* manicule-orphans-page.h: annotations that lost their place when the text of their article changed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "manicule-editor.h"

G_BEGIN_DECLS

/* Those of the open article. Each is put where the text is selected, or let go; when the last is, the page leaves. */
#define MANICULE_TYPE_ORPHANS_PAGE (manicule_orphans_page_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeOrphansPage, manicule_orphans_page, MANICULE, ORPHANS_PAGE, AdwNavigationPage)

AdwNavigationPage *manicule_orphans_page_new (ManiculeEditor *editor) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
