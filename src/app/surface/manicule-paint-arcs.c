/* manicule-paint-arcs.c: relations: arcs with their names, and dots in the margin
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-paint.h"

#include <math.h>

#define STROKE 1.5f
#define CORNER 5.0f
#define ARROW_WIDTH 4.0f
#define ARROW_LENGTH 6.0f

#define PILL_PADDING 6.0f
#define PILL_RADIUS 6.0f

#define MAX_DOTS 3
#define DOT_RADIUS 2.5f
#define DOT_PITCH 7.0f
#define DOT_DISTANCE 18.0f
/* In a margin that is narrower than this, dots move together. */
#define DOT_ROOM 36.0f

/* --- dots ------------------------------------------------------------------------------------------------------- */

static void
paint_dot (GtkSnapshot   *snapshot,
           float          x,
           float          y,
           float          radius,
           const GdkRGBA *color)
{
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (x - radius, y - radius, 2 * radius, 2 * radius), radius);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, color, &outline.bounds);
  gtk_snapshot_pop (snapshot);
}

/**
 * manicule_paint_dots:
 * @snapshot: a snapshot
 * @line: a placed line
 * @gutter: the room beside the column, in px
 * @right: whether the gutter is to the right of the column
 * @palette: colours
 *
 * Shows by one to three dots how many ends of relations stand in each visual line.
 */
void
manicule_paint_dots (GtkSnapshot           *snapshot,
                     ManiculeLine          *line,
                     double                 gutter,
                     gboolean               right,
                     const ManiculePalette *palette)
{
  float scale = MIN ((float) gutter / DOT_ROOM, 1), radius = MAX (DOT_RADIUS * scale, 1.5f);
  float side = right ? 1 : -1;
  guint n = manicule_line_get_n_visuals (line);

  for (guint i = 0; i < n; i++)
    {
      const ManiculeVisualLine *v = manicule_line_get_visual (line, i);
      float y = (float) v->text_y + (float) v->text_height / 2;

      for (guint k = 0; k < MIN (v->n_links, MAX_DOTS); k++)
        paint_dot (snapshot, (right ? (float) manicule_line_get_width (line) : 0)
                             + side * scale * (DOT_DISTANCE + DOT_PITCH * (float) k),
                   y, radius, &palette->dim);
    }
}

/* --- arcs ------------------------------------------------------------------------------------------------------- */

/* A straight line that rounds the corners between its points. */
static void
add_rounded_line (GskPathBuilder           *builder,
                  const ManiculeRoutePoint *points,
                  guint                     n)
{
  gsk_path_builder_move_to (builder, (float) points[0].x, (float) points[0].y);
  for (guint i = 1; i + 1 < n; i++)
    {
      const ManiculeRoutePoint *a = &points[i - 1], *b = &points[i], *c = &points[i + 1];
      double before = hypot (b->x - a->x, b->y - a->y), after = hypot (c->x - b->x, c->y - b->y);
      double radius = MIN (CORNER, MIN (before, after) / 2);

      if (before == 0 || after == 0)
        continue;
      gsk_path_builder_line_to (builder, (float) (b->x - (b->x - a->x) * radius / before),
                                (float) (b->y - (b->y - a->y) * radius / before));
      gsk_path_builder_quad_to (builder, (float) b->x, (float) b->y, (float) (b->x + (c->x - b->x) * radius / after),
                                (float) (b->y + (c->y - b->y) * radius / after));
    }
  gsk_path_builder_line_to (builder, (float) points[n - 1].x, (float) points[n - 1].y);
}

static GskPath *
make_path (const ManiculeRoute *route)
{
  g_autoptr(GskPathBuilder) builder = gsk_path_builder_new ();
  const ManiculeRoutePoint *p = route->points;

  if (route->is_curve)
    {
      gsk_path_builder_move_to (builder, (float) p[0].x, (float) p[0].y);
      gsk_path_builder_cubic_to (builder, (float) p[1].x, (float) p[1].y, (float) p[2].x, (float) p[2].y,
                                 (float) p[3].x, (float) p[3].y);
    }
  else
    {
      add_rounded_line (builder, p, route->n_points);
    }

  return gsk_path_builder_free_to_path (g_steal_pointer (&builder));
}

/* The head points the way that the last part of the line goes; curves come from above. */
static GskPath *
make_arrow (const ManiculeRoute *route)
{
  g_autoptr(GskPathBuilder) builder = gsk_path_builder_new ();
  const ManiculeRoutePoint *tip = &route->points[route->n_points - 1], *before = tip - 1;
  double dx = route->is_curve ? 0 : tip->x - before->x, dy = route->is_curve ? 1 : tip->y - before->y;
  double length = hypot (dx, dy);
  float x = (float) tip->x, y = (float) tip->y, ux, uy;

  if (length == 0)
    return gsk_path_builder_free_to_path (g_steal_pointer (&builder));

  ux = (float) (dx / length);
  uy = (float) (dy / length);
  gsk_path_builder_move_to (builder, x, y);
  gsk_path_builder_line_to (builder, x - ux * ARROW_LENGTH - uy * ARROW_WIDTH, y - uy * ARROW_LENGTH + ux * ARROW_WIDTH);
  gsk_path_builder_line_to (builder, x - ux * ARROW_LENGTH + uy * ARROW_WIDTH, y - uy * ARROW_LENGTH - ux * ARROW_WIDTH);
  gsk_path_builder_close (builder);

  return gsk_path_builder_free_to_path (g_steal_pointer (&builder));
}

static void
paint_arc (GtkSnapshot         *snapshot,
           const ManiculeRoute *route,
           const GdkRGBA       *color)
{
  g_autoptr(GskPath) path = make_path (route);
  g_autoptr(GskStroke) stroke = gsk_stroke_new (STROKE);

  gtk_snapshot_append_stroke (snapshot, path, stroke, color);
  if (route->to.where == MANICULE_ROUTE_HERE)
    {
      g_autoptr(GskPath) arrow = make_arrow (route);

      gtk_snapshot_append_fill (snapshot, arrow, GSK_FILL_RULE_WINDING, color);
    }
}

static void
paint_pill (GtkSnapshot           *snapshot,
            const ManiculeRoute   *route,
            PangoLayout           *name,
            const ManiculePalette *palette)
{
  const GdkRGBA *edge = palette->high_contrast ? &palette->accent : &palette->background;
  float width = (float) route->name_width, height = (float) route->name_height;
  float x = floorf ((float) route->name.x - width / 2), y = floorf ((float) route->name.y - height / 2);
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (x, y, width, height), PILL_RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &palette->pill, &outline.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]) { 1, 1, 1, 1 }, (GdkRGBA[4]) { *edge, *edge, *edge, *edge });

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x + PILL_PADDING, y + 1));
  gtk_snapshot_append_layout (snapshot, name, &palette->pill_text);
  gtk_snapshot_restore (snapshot);
}

/**
 * manicule_paint_measure_pill:
 * @name: the name of a relation
 * @route: what gets the size of the pill that the name is drawn in
 */
void
manicule_paint_measure_pill (PangoLayout   *name,
                             ManiculeRoute *route)
{
  int width, height;

  pango_layout_get_pixel_size (name, &width, &height);
  route->name_width = width + 2 * PILL_PADDING;
  route->name_height = height + 2;
}

/**
 * manicule_paint_routes:
 * @routes: (array length=n): planned routes
 * @names: (array length=n) (nullable): their names
 * @n: how many
 * @palette: colours
 *
 * Returns: (transfer full) (nullable): arcs in the accent colour with an arrowhead at their targets, their names upon them
 */
GskRenderNode *
manicule_paint_routes (const ManiculeRoute   *routes,
                       PangoLayout * const   *names,
                       guint                  n,
                       const ManiculePalette *palette)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  for (guint i = 0; i < n; i++)
    {
      if (routes[i].is_drawn)
        paint_arc (snapshot, &routes[i], &palette->accent);
    }
  for (guint i = 0; i < n && names != NULL; i++)
    {
      if (routes[i].is_drawn && names[i] != NULL)
        paint_pill (snapshot, &routes[i], names[i], palette);
    }

  return gtk_snapshot_free_to_node (snapshot);
}

/* --- all relations ---------------------------------------------------------------------------------------------- */

static void
append_line (GtkSnapshot   *snapshot,
             double         x0,
             double         y0,
             double         x1,
             double         y1,
             const GdkRGBA *color)
{
  double left = floor (MIN (x0, x1)), top = floor (MIN (y0, y1));

  gtk_snapshot_append_color (snapshot, color,
                             &GRAPHENE_RECT_INIT ((float) left, (float) top, (float) (floor (MAX (x0, x1)) - left + 1),
                                                  (float) (floor (MAX (y0, y1)) - top + 1)));
}

/* A curve as three straight lines: rectangles cost a tenth of a stroke. */
static void
append_bracket (GtkSnapshot         *snapshot,
                const ManiculeRoute *route,
                const GdkRGBA       *color)
{
  const ManiculeRoutePoint *p = route->points;
  double y = p[0].y - (p[0].y - p[1].y) * 0.3;

  append_line (snapshot, p[0].x, p[0].y, p[0].x, y, color);
  append_line (snapshot, p[0].x, y, p[3].x, y, color);
  append_line (snapshot, p[3].x, y, p[3].x, p[3].y, color);
}

/* A small square stands for the head of an arrow. */
static void
append_head (GtkSnapshot         *snapshot,
             const ManiculeRoute *route,
             const GdkRGBA       *color)
{
  const ManiculeRoutePoint *tip = &route->points[route->n_points - 1];

  append_line (snapshot, tip->x - 2, tip->y - 2, tip->x + 2, tip->y + 1, color);
}

/**
 * manicule_paint_thin_routes:
 * @routes: (array length=n): planned routes
 * @n: how many
 * @palette: colours
 *
 * Returns: (transfer full) (nullable): all of them as thin grey lines without names, cheap enough for a page full of them
 */
GskRenderNode *
manicule_paint_thin_routes (const ManiculeRoute   *routes,
                            guint                  n,
                            const ManiculePalette *palette)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  const GdkRGBA *color = &palette->dim;

  for (guint i = 0; i < n; i++)
    {
      const ManiculeRoute *route = &routes[i];

      if (!route->is_drawn)
        continue;
      if (route->is_curve)
        append_bracket (snapshot, route, color);
      for (guint k = 0; !route->is_curve && k + 1 < route->n_points; k++)
        append_line (snapshot, route->points[k].x, route->points[k].y, route->points[k + 1].x, route->points[k + 1].y, color);
      if (route->to.where == MANICULE_ROUTE_HERE)
        append_head (snapshot, route, color);
    }

  return gtk_snapshot_free_to_node (snapshot);
}
