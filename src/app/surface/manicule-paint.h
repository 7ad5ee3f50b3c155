/* manicule-paint.h: what the surface shows, as render nodes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "manicule-line.h"
#include "manicule-route.h"

G_BEGIN_DECLS

/* A display line is painted in two nodes, kept with it: tints below, text, rules and names above. What changes often
 * (selection, hits, focus, caret) is painted between and after them. All in the coordinates of the line. */

/* FALSE: it had its nodes. */
gboolean manicule_paint_line  (ManiculeLine          *line,
                               ManiculeStyle         *style);
GskRenderNode *manicule_paint_cull (GskRenderNode  *node,
                                    ManiculeStyle  *style) G_GNUC_WARN_UNUSED_RESULT;
/* Where the rule of a mark in that row begins, in the coordinates of the line. */
int      manicule_paint_row_top (const ManiculeVisualLine   *visual,
                                 const ManiculeStyleMetrics *metrics,
                                 guint                       row);
void manicule_paint_text      (PangoLayoutLine       *line,
                               double                 x,
                               double                 y,
                               const GdkRGBA         *color,
                               GPtrArray             *nodes);
void manicule_paint_selection (GtkSnapshot           *snapshot,
                               ManiculeLine          *line,
                               guint                  from,
                               guint                  to,
                               gboolean               with_break,
                               const ManiculePalette *palette);
void manicule_paint_hit       (GtkSnapshot           *snapshot,
                               ManiculeLine          *line,
                               guint                  from,
                               guint                  to,
                               gboolean               current,
                               const ManiculePalette *palette);
void manicule_paint_focus     (GtkSnapshot           *snapshot,
                               ManiculeLine          *line,
                               const char            *id,
                               ManiculeStyle         *style);
void manicule_paint_dots      (GtkSnapshot           *snapshot,
                               ManiculeLine          *line,
                               double                 gutter,
                               gboolean               right,
                               const ManiculePalette *palette);
void manicule_paint_caret     (GtkSnapshot           *snapshot,
                               const ManiculeCaretPlace *place,
                               const ManiculePalette *palette);

void           manicule_paint_measure_pill (PangoLayout          *name,
                                           ManiculeRoute         *route);
/* Relations. @names: a layout for each route, NULL: no name. NULL when there is nothing to draw. */
GskRenderNode *manicule_paint_routes      (const ManiculeRoute   *routes,
                                           PangoLayout * const   *names,
                                           guint                  n,
                                           const ManiculePalette *palette) G_GNUC_WARN_UNUSED_RESULT;
GskRenderNode *manicule_paint_thin_routes (const ManiculeRoute   *routes,
                                           guint                  n,
                                           const ManiculePalette *palette) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
