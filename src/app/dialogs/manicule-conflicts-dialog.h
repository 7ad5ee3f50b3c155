/* manicule-conflicts-dialog.h: annotations with two versions, side by side
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "manicule-editor.h"

G_BEGIN_DECLS

#define MANICULE_TYPE_CONFLICTS_DIALOG (manicule_conflicts_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeConflictsDialog, manicule_conflicts_dialog, MANICULE, CONFLICTS_DIALOG, AdwDialog)

/* Those of the open article; each decision is one undo step. Closes when the last one is made. */
ManiculeConflictsDialog *manicule_conflicts_dialog_new (ManiculeEditor *editor) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
