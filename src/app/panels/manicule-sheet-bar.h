/* manicule-sheet-bar.h: the bottom sheet while it is closed: the focused annotation in one line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "manicule-editor.h"

G_BEGIN_DECLS

#define MANICULE_TYPE_SHEET_BAR (manicule_sheet_bar_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeSheetBar, manicule_sheet_bar, MANICULE, SHEET_BAR, AdwBin)

void manicule_sheet_bar_set_editor (ManiculeSheetBar *self,
                                    ManiculeEditor   *editor);

G_END_DECLS
