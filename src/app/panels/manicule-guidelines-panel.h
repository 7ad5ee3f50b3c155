/* manicule-guidelines-panel.h: when to give a label
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "manicule-editor.h"

G_BEGIN_DECLS

/* Shows the label of the focused annotation, else the one given last, else the first. */
#define MANICULE_TYPE_GUIDELINES_PANEL (manicule_guidelines_panel_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeGuidelinesPanel, manicule_guidelines_panel, MANICULE, GUIDELINES_PANEL, AdwBin)

void manicule_guidelines_panel_set_editor (ManiculeGuidelinesPanel *self,
                                           ManiculeEditor          *editor);

G_END_DECLS
