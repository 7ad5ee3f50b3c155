/* manicule-overview.h: the whole article in a strip beside its scroll bar
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-surface.h"

G_BEGIN_DECLS

/* Shows where annotations, by the colours of their labels, suggestions, search hits and the caret of a surface stand; a
 * click or a drag goes there. It is filled in idle time, after something has changed, never while a frame is made. */
#define MANICULE_TYPE_OVERVIEW (manicule_overview_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeOverview, manicule_overview, MANICULE, OVERVIEW, GtkWidget)

GtkWidget *manicule_overview_new         (ManiculeSurface  *surface);
/* Work done so far, for tests. */
guint      manicule_overview_get_n_built (ManiculeOverview *self);

G_END_DECLS
