/* manicule-line-private.h: shared by shaping and placing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-line.h"

G_BEGIN_DECLS

struct _ManiculeLine
{
  PangoLayout       *layout;   /* (owned) */
  const char        *text;     /* of this line, borrowed from the document */
  guint              start;
  guint              end;
  guint              gap : 1;
  guint              placed : 1;
  int                width;
  int                height;
  GArray            *visuals;  /* (owned) (element-type ManiculeVisualLine) */
  GArray            *marks;    /* (owned) (element-type ManiculeMark), the shortest annotation first */
  GArray            *pieces;   /* (owned) (element-type ManiculeMarkPiece), by visual line, then as the marks */
  GArray            *ranges;   /* (owned) (element-type ManiculeXRange) */
  ManiculeLineNodes  nodes;
};

#define VISUAL(self, i) (&g_array_index ((self)->visuals, ManiculeVisualLine, i))
#define MARK(self, i) (&g_array_index ((self)->marks, ManiculeMark, i))

void manicule_line_clear_nodes (ManiculeLine *self);

G_END_DECLS
