/* manicule-text-map.h: a text as display lines
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-text.h"

G_BEGIN_DECLS

/* One display line: a paragraph, or a piece of a long one (a soft split). Bytes; the line break is not part of it. */
typedef struct
{
  guint start;
  guint end;
  guint hard : 1;  /* a paragraph ends here; else the next line goes on */
} ManiculeTextLine;

/* Pieces are at most this long, so that no paragraph makes a frame slow. */
#define MANICULE_TEXT_MAP_PIECE 1200

#define MANICULE_TYPE_TEXT_MAP (manicule_text_map_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeTextMap, manicule_text_map, MANICULE, TEXT_MAP, GObject)

ManiculeTextMap        *manicule_text_map_new       (ManiculeText    *text) G_GNUC_WARN_UNUSED_RESULT;
ManiculeText           *manicule_text_map_get_text  (ManiculeTextMap *self);
guint                   manicule_text_map_get_n_lines (ManiculeTextMap *self);  /* never 0 */
const ManiculeTextLine *manicule_text_map_get_line  (ManiculeTextMap *self,
                                                     guint            line);
guint                   manicule_text_map_line_at   (ManiculeTextMap *self,
                                                     guint            byte);

G_END_DECLS
