/* manicule-findings-group.h: what is wrong in files, or was guessed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "manicule-finding.h"

G_BEGIN_DECLS

/* A row a finding with its file and line; the first ones, and a button for the rest. Invisible where there are none. */
#define MANICULE_TYPE_FINDINGS_GROUP (manicule_findings_group_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeFindingsGroup, manicule_findings_group, MANICULE, FINDINGS_GROUP, AdwPreferencesGroup)

/* @findings must stay until others are shown. */
void manicule_findings_group_show (ManiculeFindingsGroup *self,
                                   ManiculeFindings      *findings);

G_END_DECLS
