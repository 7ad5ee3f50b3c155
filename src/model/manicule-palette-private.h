/* manicule-palette-private.h: colours for labels that have none yet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "#rrggbb", in the order in which they are given out. */
extern const char * const manicule_palette[];
extern const guint        manicule_palette_size;

G_END_DECLS
