/* manicule-state-banner.h: what is wrong with an open project, and the way out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "manicule-workspace.h"

G_BEGIN_DECLS

/* Shows at most one state: a save that failed, a change by another program, read only, damaged files. The button
 * activates "project.reload", "project.resolve", "project.save" or "project.show-findings" of the widget above. */
#define MANICULE_TYPE_STATE_BANNER (manicule_state_banner_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeStateBanner, manicule_state_banner, MANICULE, STATE_BANNER, AdwBin)

void manicule_state_banner_set_workspace (ManiculeStateBanner *self,
                                          ManiculeWorkspace   *workspace);

G_END_DECLS
