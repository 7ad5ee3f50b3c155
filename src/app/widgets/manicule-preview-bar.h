/* manicule-preview-bar.h: asks what Return and Escape answer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "manicule-label.h"

G_BEGIN_DECLS

/* Buttons activate "preview.confirm" and "preview.cancel" of the widget above. */
#define MANICULE_TYPE_PREVIEW_BAR (manicule_preview_bar_get_type ())
G_DECLARE_FINAL_TYPE (ManiculePreviewBar, manicule_preview_bar, MANICULE, PREVIEW_BAR, AdwBin)

void manicule_preview_bar_ask        (ManiculePreviewBar *self,
                                      ManiculeLabel      *label,
                                      const char         *words,
                                      const char         *confirm);
/* Without the keys, where there is no room for them. */
void manicule_preview_bar_set_narrow (ManiculePreviewBar *self,
                                      gboolean            narrow);

G_END_DECLS
