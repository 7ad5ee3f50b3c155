/* manicule-orphans-dialog.h: annotations that lost their place when the text of their article changed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "manicule-editor.h"

G_BEGIN_DECLS

#define MANICULE_TYPE_ORPHANS_DIALOG (manicule_orphans_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeOrphansDialog, manicule_orphans_dialog, MANICULE, ORPHANS_DIALOG, AdwDialog)

/* Those of the open article, with what stood around them. Closes when the last one is decided. @selection (nullable): where one of them can be put. */
ManiculeOrphansDialog *manicule_orphans_dialog_new (ManiculeEditor       *editor,
                                                    const ManiculeRange  *selection) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
