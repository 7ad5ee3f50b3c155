/* manicule-chip-style.h: the colours of chips, as style classes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The class for a label's colour, "#rrggbb", or for the name of a label that has none. Its rules follow light, dark and high contrast by themselves. */
const char *manicule_chip_style_get_class (const char *color);

G_END_DECLS
