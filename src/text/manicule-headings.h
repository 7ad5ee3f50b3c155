/* manicule-headings.h: which paragraphs head the ones below them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-text-map.h"

G_BEGIN_DECLS

/* Longer paragraphs are no headings, in characters. */
#define MANICULE_HEADING_MAX 90

gboolean manicule_headings_is_heading (ManiculeTextMap *map,
                                       guint            line);
/* The first line with anything in it: what an article begins with is its headline, not a heading. */
guint    manicule_headings_first_line (ManiculeTextMap *map);

G_END_DECLS
