/* manicule-paint.c: a display line as render nodes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-paint.h"

#include <math.h>

/* Lengths of dashes and gaps in turn. */
#define N_DASHES 4

/* So many whole pixels a clip can be higher than what it holds. */
#define N_CLIPS 100000

typedef struct
{
  ManiculeLine               *line;
  ManiculeStyle              *style;
  const ManiculeStyleMetrics *metrics;
  const ManiculePalette      *palette;
  GPtrArray                  *nodes;    /* (element-type GskRenderNode) */
} Painter;

/* Appends to the painter's nodes what belongs to one visual line. */
typedef void (*PaintFunc) (Painter                 *self,
                           const ManiculeMarkPiece *pieces,
                           guint                    n,
                           guint                    visual);

static void
add_rect (GPtrArray     *nodes,
          double         x,
          double         y,
          double         width,
          double         height,
          const GdkRGBA *color)
{
  graphene_rect_t rect = GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height);

  g_ptr_array_add (nodes, gsk_color_node_new (color, &rect));
}

static void
add_rounded (GPtrArray            *nodes,
             const GskRoundedRect *outline,
             const GdkRGBA        *color)
{
  g_autoptr(GskRenderNode) fill = gsk_color_node_new (color, &outline->bounds);

  g_ptr_array_add (nodes, gsk_rounded_clip_node_new (fill, outline));
}

static GskRenderNode *
contain (GPtrArray *nodes)
{
  return gsk_container_node_new ((GskRenderNode **) nodes->pdata, nodes->len);
}

/**
 * manicule_paint_text:
 * @line: a shaped line
 * @x: where it begins, in px
 * @y: its baseline
 * @color: the colour of the letters
 * @nodes: (element-type GskRenderNode): a node for each run is appended
 */
void
manicule_paint_text (PangoLayoutLine *line,
                     double           x,
                     double           y,
                     const GdkRGBA   *color,
                     GPtrArray       *nodes)
{
  for (GSList *l = line->runs; l != NULL; l = l->next)
    {
      PangoGlyphItem *run = l->data;
      graphene_point_t offset = GRAPHENE_POINT_INIT ((float) x, (float) (y - run->y_offset / (double) PANGO_SCALE));
      GskRenderNode *node = gsk_text_node_new (run->item->analysis.font, run->glyphs, color, &offset);

      if (node != NULL)
        g_ptr_array_add (nodes, node);
      x += pango_glyph_string_get_width (run->glyphs) / (double) PANGO_SCALE;
    }
}

static const ManiculeMark *
mark_of (Painter                 *self,
         const ManiculeMarkPiece *piece)
{
  guint n;

  return &manicule_line_get_marks (self->line, &n)[piece->mark];
}

/* The sides at which a mark goes on in another line are left open. */
static void
find_open_sides (Painter                 *self,
                 const ManiculeMarkPiece *piece,
                 gboolean                *left,
                 gboolean                *right)
{
  gboolean rtl = manicule_line_get_visual (self->line, piece->visual)->rtl;

  *left = rtl ? piece->after : piece->before;
  *right = rtl ? piece->before : piece->after;
}

static void
paint_tint (Painter                 *self,
            const ManiculeMarkPiece *piece)
{
  const ManiculeVisualLine *v = manicule_line_get_visual (self->line, piece->visual);
  const ManiculeXRange *ranges = manicule_line_get_ranges (self->line) + piece->first_range;
  const ManiculeLabelColors *colors = &mark_of (self, piece)->style->colors;
  gboolean left, right;

  find_open_sides (self, piece, &left, &right);
  for (guint i = 0; i < piece->n_ranges; i++)
    {
      float l = left && i == 0 ? 0 : self->metrics->radius;
      float r = right && i + 1 == piece->n_ranges ? 0 : self->metrics->radius;
      GskRoundedRect outline;

      if (ranges[i].x1 <= ranges[i].x0)
        continue;
      gsk_rounded_rect_init (&outline,
                             &GRAPHENE_RECT_INIT ((float) ranges[i].x0 - 1, (float) v->text_y,
                                                  (float) (ranges[i].x1 - ranges[i].x0) + 2, (float) v->text_height),
                             &GRAPHENE_SIZE_INIT (l, l), &GRAPHENE_SIZE_INIT (r, r),
                             &GRAPHENE_SIZE_INIT (r, r), &GRAPHENE_SIZE_INIT (l, l));
      add_rounded (self->nodes, &outline, piece->row == 0 ? &colors->tint : &colors->faint);
    }
}

/* Outer marks first, so that inner ones lie on them. */
static void
paint_tints (Painter                 *self,
             const ManiculeMarkPiece *pieces,
             guint                    n,
             guint                    visual)
{
  for (guint i = n; i > 0; i--)
    {
      if (pieces[i - 1].row < MANICULE_ROWS_MAX && !mark_of (self, &pieces[i - 1])->suggested)
        paint_tint (self, &pieces[i - 1]);
    }
}

int
manicule_paint_row_top (const ManiculeVisualLine   *visual,
                        const ManiculeStyleMetrics *metrics,
                        guint                       row)
{
  int named = (int) MIN (row, MANICULE_ROWS_NAMED);

  return visual->rows_y + named * metrics->row + ((int) row - named) * metrics->deep_row;
}

static int
row_y (Painter                 *self,
       const ManiculeMarkPiece *piece)
{
  return manicule_paint_row_top (manicule_line_get_visual (self->line, piece->visual), self->metrics, piece->row);
}

/* Suggestions are dashed; and, in high contrast, where labels cannot be told by their tints, all but every fourth label. */
static const float *
find_dashes (Painter            *self,
             const ManiculeMark *mark)
{
  static const float dashes[][N_DASHES] = { { 0 }, { 8, 3, 8, 3 }, { 9, 3, 3, 3 }, { 14, 3, 14, 3 } };
  static const float suggested[N_DASHES] = { 3, 2.5f, 3, 2.5f };

  if (mark->suggested)
    return suggested;

  return self->palette->high_contrast && mark->style->dash > 0 ? dashes[mark->style->dash] : NULL;
}

static void
paint_dashed (Painter             *self,
              const ManiculeMark  *mark,
              const float         *dashes,
              double               x0,
              double               x1,
              double               y)
{
  graphene_rect_t rect = GRAPHENE_RECT_INIT ((float) x0, (float) y, (float) (x1 - x0), (float) self->metrics->rule);
  g_autoptr(GskRenderNode) fill = gsk_color_node_new (&mark->style->colors.name, &rect);
  g_autoptr(GskPathBuilder) builder = gsk_path_builder_new ();
  g_autoptr(GskPath) path = NULL;
  g_autoptr(GskStroke) stroke = gsk_stroke_new ((float) self->metrics->rule);

  gsk_path_builder_move_to (builder, (float) x0, (float) (y + self->metrics->rule / 2.0));
  gsk_path_builder_line_to (builder, (float) x1, (float) (y + self->metrics->rule / 2.0));
  path = gsk_path_builder_free_to_path (g_steal_pointer (&builder));
  gsk_stroke_set_dash (stroke, dashes, N_DASHES);
  g_ptr_array_add (self->nodes, gsk_stroke_node_new (fill, path, stroke));
}

static void
paint_rule (Painter                 *self,
            const ManiculeMarkPiece *piece)
{
  const ManiculeXRange *ranges = manicule_line_get_ranges (self->line) + piece->first_range;
  const ManiculeMark *mark = mark_of (self, piece);
  const float *dashes = find_dashes (self, mark);
  double y = row_y (self, piece);

  for (guint i = 0; i < piece->n_ranges; i++)
    {
      /* An empty mark is a short stroke where it stands. */
      double width = MAX (ranges[i].x1 - ranges[i].x0, self->metrics->rule);

      if (dashes != NULL)
        paint_dashed (self, mark, dashes, ranges[i].x0, ranges[i].x0 + width, y);
      else
        add_rect (self->nodes, ranges[i].x0, y, width, self->metrics->rule, &mark->style->colors.name);
    }
}

static void
paint_ticks (Painter                 *self,
             const ManiculeMarkPiece *piece)
{
  const GdkRGBA *color = &mark_of (self, piece)->style->colors.name;
  double y = row_y (self, piece) - self->metrics->tick;
  double width = MAX (self->metrics->rule * 0.75, 1);
  gboolean left, right;

  find_open_sides (self, piece, &left, &right);
  if (!left)
    add_rect (self->nodes, piece->x0, y, width, self->metrics->tick, color);
  if (!right && piece->x1 > piece->x0)
    add_rect (self->nodes, piece->x1 - width, y, width, self->metrics->tick, color);
}

static void
paint_name (Painter                 *self,
            const ManiculeMarkPiece *piece)
{
  const ManiculeVisualLine *v = manicule_line_get_visual (self->line, piece->visual);
  const ManiculeLabelStyle *style = mark_of (self, piece)->style;
  PangoLayout *name;
  double x;

  if (piece->form == MANICULE_NAME_NONE)
    return;

  name = manicule_style_get_name (self->style, style, piece->form, piece->before, v->rtl);
  x = v->rtl ? piece->x1 - style->widths[piece->before][piece->form] : piece->x0;
  manicule_paint_text (pango_layout_get_line_readonly (name, 0), x, row_y (self, piece) + self->metrics->name_baseline,
                       &style->colors.name, self->nodes);
}

/* An empty mark stands between two letters. */
static void
paint_empty (Painter                 *self,
             const ManiculeMarkPiece *piece)
{
  const ManiculeVisualLine *v = manicule_line_get_visual (self->line, piece->visual);

  if (piece->x1 == piece->x0)
    add_rect (self->nodes, piece->x0, v->text_y, 1, row_y (self, piece) - v->text_y,
              &mark_of (self, piece)->style->colors.name);
}

static void
paint_piece (Painter                 *self,
             const ManiculeMarkPiece *piece)
{
  if (piece->row >= MANICULE_ROWS_MAX)
    return;

  paint_rule (self, piece);
  if (piece->row > 0 && piece->row < MANICULE_ROWS_NAMED)
    paint_ticks (self, piece);
  paint_empty (self, piece);
  paint_name (self, piece);
}

static void
paint_names_and_text (Painter                 *self,
                      const ManiculeMarkPiece *pieces,
                      guint                    n,
                      guint                    visual)
{
  const ManiculeVisualLine *v = manicule_line_get_visual (self->line, visual);

  for (guint i = 0; i < n; i++)
    paint_piece (self, &pieces[i]);
  manicule_paint_text (v->line, v->x, v->text_y + v->ascent, &self->palette->text, self->nodes);
}

static guint
mix (guint  hash,
     double number)
{
  return (hash ^ (guint) (gint64) (number * 8)) * 16777619u;
}

/* Tells the contents of a visual line apart (Fowler, Noll and Vo 1991: FNV-1a, by numbers instead of bytes). */
static guint
hash_pieces (Painter                 *self,
             const ManiculeMarkPiece *pieces,
             guint                    n,
             guint                    visual)
{
  const ManiculeXRange *ranges = manicule_line_get_ranges (self->line);
  guint hash = mix (2166136261u, manicule_line_get_visual (self->line, visual)->text_y);

  for (guint i = 0; i < n; i++)
    {
      hash = mix (mix (hash, pieces[i].row), pieces[i].form);
      hash = mix (hash, GPOINTER_TO_UINT (mark_of (self, &pieces[i])->style));
      for (guint k = pieces[i].first_range; k < pieces[i].first_range + pieces[i].n_ranges; k++)
        hash = mix (mix (hash, ranges[k].x0), ranges[k].x1);
    }

  return hash;
}

/**
 * manicule_paint_cull:
 * @node: (transfer full): what is drawn
 * @style: how
 *
 * The renderer that draws without a graphics card draws each node, also where nothing is to be seen of it, but does not look
 * into those with a shadow there; the one that this adds, where the style says so, cannot be seen. To draw all text and marks
 * for a caret that has blinked costs more than the caret.
 *
 * Returns: (transfer full): the node to be drawn
 */
GskRenderNode *
manicule_paint_cull (GskRenderNode *node,
                     ManiculeStyle *style)
{
  static const GskShadow shadow = { { 0, 0, 0, 0 }, 0, 0, 0 };
  g_autoptr(GskRenderNode) plain = node;

  return manicule_style_get_culling (style) ? gsk_shadow_node_new (plain, &shadow, 1) : g_steal_pointer (&plain);
}

/* What is drawn of one visual line, as one thing to GTK. Nodes of two frames are compared in pairs, and where they differ the
 * window is drawn again; many small places are many rectangles, and from some thirty of them on GTK draws all. So a line that has
 * changed is another one as a whole: it has another clip, and none cuts anything off.
 */
static GskRenderNode *
clip_visual (GPtrArray *nodes,
             guint      hash)
{
  g_autoptr(GskRenderNode) all = contain (nodes);
  graphene_rect_t bounds;

  gsk_render_node_get_bounds (all, &bounds);
  graphene_rect_inset (&bounds, -1, -(float) (1 + hash % N_CLIPS));

  return gsk_clip_node_new (all, &bounds);
}

/* A node for each visual line, be there something in it or not, so that each is compared with itself. */
static GskRenderNode *
paint_visuals (Painter   *self,
               PaintFunc  paint)
{
  g_autoptr(GPtrArray) visuals = g_ptr_array_new_with_free_func ((GDestroyNotify) gsk_render_node_unref);
  guint n, n_visuals = manicule_line_get_n_visuals (self->line);
  const ManiculeMarkPiece *pieces = manicule_line_get_pieces (self->line, &n);
  guint first = 0, end = 0;

  for (guint i = 0; i < n_visuals; i++, first = end)
    {
      while (end < n && pieces[end].visual == i)
        end++;
      g_ptr_array_set_size (self->nodes, 0);
      paint (self, pieces + first, end - first, i);
      g_ptr_array_add (visuals, manicule_paint_cull (clip_visual (self->nodes, hash_pieces (self, pieces + first, end - first, i)),
                                                     self->style));
    }

  return contain (visuals);
}

/**
 * manicule_paint_line:
 * @line: a placed line
 * @style: how it is drawn
 *
 * Makes the nodes of the line unless it has them.
 *
 * Returns: whether there was something to do
 */
gboolean
manicule_paint_line (ManiculeLine  *line,
                     ManiculeStyle *style)
{
  ManiculeLineNodes *nodes = manicule_line_get_nodes (line);
  g_autoptr(GPtrArray) list = NULL;
  Painter painter;

  if (nodes->valid)
    return FALSE;

  list = g_ptr_array_new_with_free_func ((GDestroyNotify) gsk_render_node_unref);
  painter = (Painter) { line, style, manicule_style_get_metrics (style), manicule_style_get_palette (style), list };

  if (!painter.palette->high_contrast)
    nodes->below = paint_visuals (&painter, paint_tints);
  nodes->above = paint_visuals (&painter, paint_names_and_text);
  nodes->valid = TRUE;

  return TRUE;
}
