/* manicule-column-bin.h: something above the text, in line with it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "manicule-surface.h"

G_BEGIN_DECLS

/* Puts its child where the column of a surface stands that is allocated before it, as an overlay's main child is. */
#define MANICULE_TYPE_COLUMN_BIN (manicule_column_bin_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeColumnBin, manicule_column_bin, MANICULE, COLUMN_BIN, AdwBin)

void manicule_column_bin_set_surface (ManiculeColumnBin *self,
                                      ManiculeSurface   *surface);

G_END_DECLS
