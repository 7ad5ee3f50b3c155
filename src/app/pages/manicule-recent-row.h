/* manicule-recent-row.h: a project that was open before
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "manicule-recent.h"

G_BEGIN_DECLS

/* Finds out whether its folder is still there. Signals: "open" (GFile), "forget". */
#define MANICULE_TYPE_RECENT_ROW (manicule_recent_row_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeRecentRow, manicule_recent_row, MANICULE, RECENT_ROW, AdwActionRow)

GtkWidget  *manicule_recent_row_new     (const ManiculeRecent *recent) G_GNUC_WARN_UNUSED_RESULT;
const char *manicule_recent_row_get_uri (ManiculeRecentRow    *self);
void        manicule_recent_row_open    (ManiculeRecentRow    *self);

G_END_DECLS
