/* manicule-map-group.h: names in files, and what they become
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "manicule-import.h"

G_BEGIN_DECLS

/* A row for each name of one kind that files bring: one of the schema's, a new one, or left out. Invisible where there is
 * nothing to decide. */
#define MANICULE_TYPE_MAP_GROUP (manicule_map_group_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeMapGroup, manicule_map_group, MANICULE, MAP_GROUP, AdwPreferencesGroup)

void manicule_map_group_show       (ManiculeMapGroup *self,
                                    ManiculeMapKind   kind,
                                    ManiculeImport   *plan,
                                    ManiculeSchema   *schema);
/* Adds what was chosen; names that stay are not in it. */
void manicule_map_group_add_to_map (ManiculeMapGroup *self,
                                    ManiculeMap      *map);

G_END_DECLS
