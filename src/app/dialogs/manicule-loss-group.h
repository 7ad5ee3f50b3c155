/* manicule-loss-group.h: what a format cannot hold, and what is done about it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "manicule-workspace.h"

G_BEGIN_DECLS

/* One expander row a kind of loss: the number first, inside it the choice, where there is one, and the annotations.
 * Signals: "policy-changed" (guint kind, guint lossy): the user chose another way;
 *   "go-to" (const char *article_id, const char *annotation_id): wants to see that annotation. */
#define MANICULE_TYPE_LOSS_GROUP (manicule_loss_group_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeLossGroup, manicule_loss_group, MANICULE, LOSS_GROUP, AdwPreferencesGroup)

void manicule_loss_group_show (ManiculeLossGroup        *self,
                               ManiculeLossReport       *report,   /* kept until the next one is shown: takes it */
                               const ManiculeFormat     *format,
                               const ManiculeLossPolicy *policy,
                               ManiculeWorkspace        *workspace);

G_END_DECLS
