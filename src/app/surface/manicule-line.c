/* manicule-line.c: one display line, shaped
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-line-private.h"

#include <math.h>

static double
to_px (int units)
{
  return units / (double) PANGO_SCALE;
}

static void
add_visual (ManiculeLine    *self,
            PangoLayoutIter *iter)
{
  PangoLayoutLine *line = pango_layout_iter_get_line_readonly (iter);
  ManiculeVisualLine visual = { 0 };
  PangoRectangle logical;

  pango_layout_iter_get_line_extents (iter, NULL, &logical);
  visual.start = self->start + pango_layout_line_get_start_index (line);
  visual.end = visual.start + pango_layout_line_get_length (line);
  visual.rtl = pango_layout_line_get_resolved_direction (line) == PANGO_DIRECTION_RTL;
  visual.line = line;
  visual.x = to_px (logical.x);
  visual.width = to_px (logical.width);
  visual.ascent = (int) ceil (to_px (pango_layout_iter_get_baseline (iter) - logical.y) - 1e-3);
  visual.text_height = visual.ascent
                       + (int) ceil (to_px (logical.y + logical.height - pango_layout_iter_get_baseline (iter)) - 0.5);
  g_array_append_val (self->visuals, visual);
}

static void
find_visuals (ManiculeLine *self,
              gboolean      soft)
{
  PangoLayoutIter *iter = pango_layout_get_iter (self->layout);

  do
    add_visual (self, iter);
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);

  for (guint i = 0; i < self->visuals->len; i++)
    VISUAL (self, i)->wrapped = soft || i + 1 < self->visuals->len;
}

/**
 * manicule_line_new:
 * @style: fonts
 * @source: what to shape; its text must outlive the line
 *
 * Returns: (transfer full): the line, shaped and not placed
 */
ManiculeLine *
manicule_line_new (ManiculeStyle            *style,
                   const ManiculeLineSource *source)
{
  ManiculeLine *self = g_new0 (ManiculeLine, 1);

  self->text = source->text + source->start;
  self->start = source->start;
  self->end = source->end;
  self->gap = source->gap;
  self->width = source->width;
  self->layout = manicule_style_create_layout (style, self->text, (int) (self->end - self->start), source->headline,
                                               source->direction);
  pango_layout_set_width (self->layout, self->width * PANGO_SCALE);
  self->visuals = g_array_new (FALSE, FALSE, sizeof (ManiculeVisualLine));
  self->marks = g_array_new (FALSE, FALSE, sizeof (ManiculeMark));
  g_array_set_clear_func (self->marks, (GDestroyNotify) manicule_mark_clear);
  self->pieces = g_array_new (FALSE, FALSE, sizeof (ManiculeMarkPiece));
  self->ranges = g_array_new (FALSE, FALSE, sizeof (ManiculeXRange));
  find_visuals (self, source->soft);

  return self;
}

/**
 * manicule_line_free:
 * @self: (transfer full) (nullable): a line
 */
void
manicule_line_free (ManiculeLine *self)
{
  if (self == NULL)
    return;

  manicule_line_clear_nodes (self);
  g_array_unref (self->visuals);
  g_array_unref (self->marks);
  g_array_unref (self->pieces);
  g_array_unref (self->ranges);
  g_object_unref (self->layout);
  g_free (self);
}

void
manicule_line_clear_nodes (ManiculeLine *self)
{
  g_clear_pointer (&self->nodes.below, gsk_render_node_unref);
  g_clear_pointer (&self->nodes.above, gsk_render_node_unref);
  self->nodes.valid = FALSE;
}

/**
 * manicule_line_get_start:
 * @self: a line
 *
 * Returns: the first byte of the line in the document
 */
guint
manicule_line_get_start (ManiculeLine *self)
{
  return self->start;
}

/**
 * manicule_line_get_end:
 * @self: a line
 *
 * Returns: the end of the line, where its line break would be
 */
guint
manicule_line_get_end (ManiculeLine *self)
{
  return self->end;
}

/**
 * manicule_line_get_height:
 * @self: a placed line
 *
 * Returns: its height in px, room to the next paragraph included
 */
int
manicule_line_get_height (ManiculeLine *self)
{
  return self->height;
}

/**
 * manicule_line_get_width:
 * @self: a line
 *
 * Returns: the width of the column in px
 */
int
manicule_line_get_width (ManiculeLine *self)
{
  return self->width;
}

/**
 * manicule_line_get_n_visuals:
 * @self: a line
 *
 * Returns: the number of visual lines, at least 1
 */
guint
manicule_line_get_n_visuals (ManiculeLine *self)
{
  return self->visuals->len;
}

/**
 * manicule_line_get_visual:
 * @self: a line
 * @visual: one of its visual lines
 *
 * Returns: the visual line, until the line is placed anew
 */
const ManiculeVisualLine *
manicule_line_get_visual (ManiculeLine *self,
                          guint         visual)
{
  return VISUAL (self, visual);
}

/**
 * manicule_line_is_rtl:
 * @self: a line
 *
 * Returns: whether its paragraph runs from right to left
 */
gboolean
manicule_line_is_rtl (ManiculeLine *self)
{
  return VISUAL (self, 0)->rtl;
}

/**
 * manicule_line_get_nodes:
 * @self: a line
 *
 * Returns: where painting keeps what it made of the line; placing empties it
 */
ManiculeLineNodes *
manicule_line_get_nodes (ManiculeLine *self)
{
  return &self->nodes;
}
