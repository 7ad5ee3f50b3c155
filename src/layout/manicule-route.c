/* manicule-route.c: the ways that relations take between marks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two marks in one visual line are joined by a curve above the text. All others are joined through the gutter: up into
 * the room above the one line, along it, down or up a lane, and back along the other line; so no route crosses letters.
 */

#include "manicule-route.h"

#include <math.h>

/* Below and above a text there are so many px without letters, rules and names. */
#define RUN 3.0

#define FIRST_LANE 10.0
#define LANE_PITCH 5.0
#define GUTTER_EDGE 4.0

/* A mark that begins this near to the gutter is entered from it. */
#define EDGE 3.0
#define GAP 2.0

/* The highest curve is so high, by its control points; below the lowest there is no room for the head of an arrow. */
#define CURVE_HEIGHT 22.0
#define CURVE_LOWEST 11.0
#define CURVE_SLOPE 0.35

#define NAME_MARGIN 6.0
#define LANE_PLACES 6
#define MAX_PLACES 32
#define CURVE_STEPS 16

/* The head of an arrow, which stands upon its tip. */
#define TIP_WIDTH 8.0
#define TIP_HEIGHT 6.0

/* A name is tried at these parts of a way, the best first. */
static const double parts[] = { 0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8 };

typedef struct
{
  double top;
  double bottom;
  guint  bundle;
} Extent;

static double
middle_of (const ManiculeRouteEnd *end)
{
  return (end->x0 + end->x1) / 2;
}

static gboolean
is_at_gutter (const ManiculeRouteEnd   *end,
              const ManiculeRouteFrame *frame)
{
  return frame->right ? end->x1 >= frame->width - EDGE : end->x0 <= EDGE;
}

/* The height at which a route comes out of the gutter. */
static double
height_of (const ManiculeRouteEnd   *end,
           const ManiculeRouteFrame *frame)
{
  switch (end->where)
    {
    case MANICULE_ROUTE_ABOVE:
      return frame->top;
    case MANICULE_ROUTE_BELOW:
      return frame->bottom;
    case MANICULE_ROUTE_HERE:
    default:
      return is_at_gutter (end, frame) ? (end->top + end->bottom) / 2 : end->top - RUN;
    }
}

static double
lane_x (guint                     lane,
        const ManiculeRouteFrame *frame)
{
  double distance = MIN (FIRST_LANE + LANE_PITCH * lane, MAX (frame->gutter - GUTTER_EDGE, GUTTER_EDGE));

  return frame->right ? frame->width + distance : -distance;
}

static void
add_point (ManiculeRoute *route,
           double         x,
           double         y)
{
  route->points[route->n_points++] = (ManiculeRoutePoint) { x, y };
}

/* --- curves ----------------------------------------------------------------------------------------------------- */

typedef struct
{
  ManiculeRoute *route;
  double         x0;     /* the left one of its ends */
  double         x1;
  guint          level;  /* above how many others it runs */
} Curve;

static int
compare_curves (gconstpointer a,
                gconstpointer b)
{
  const Curve *first = a, *second = b;
  double difference = (first->x1 - first->x0) - (second->x1 - second->x0);

  if (difference != 0)
    return difference < 0 ? -1 : 1;

  return first->route < second->route ? -1 : first->route > second->route;
}

static GArray *
find_curves (ManiculeRoute *routes,
             guint          n)
{
  GArray *curves = g_array_new (FALSE, FALSE, sizeof (Curve));

  for (guint i = 0; i < n; i++)
    {
      double from = middle_of (&routes[i].from), to = middle_of (&routes[i].to);
      Curve curve = { &routes[i], MIN (from, to), MAX (from, to), 0 };

      if (routes[i].is_curve)
        g_array_append_val (curves, curve);
    }
  g_array_sort (curves, compare_curves);

  return curves;
}

/* Each runs above all shorter ones that it would lie upon. */
static void
assign_levels (GArray *curves)
{
  for (guint i = 0; i < curves->len; i++)
    {
      Curve *curve = &g_array_index (curves, Curve, i);

      for (guint k = 0; k < i; k++)
        {
          const Curve *other = &g_array_index (curves, Curve, k);

          if (other->route->from.row == curve->route->from.row && other->x0 <= curve->x1 && other->x1 >= curve->x0)
            curve->level = MAX (curve->level, other->level + 1);
        }
    }
}

static guint
find_highest (GArray  *curves,
              guint64  row)
{
  guint highest = 0;

  for (guint i = 0; i < curves->len; i++)
    {
      const Curve *curve = &g_array_index (curves, Curve, i);

      if (curve->route->from.row == row)
        highest = MAX (highest, curve->level);
    }

  return highest;
}

static void
plan_curve (const Curve *curve,
            guint        highest)
{
  ManiculeRoute *route = curve->route;
  double x0 = middle_of (&route->from), x1 = middle_of (&route->to);
  double height = MIN (CURVE_HEIGHT, 8 + CURVE_SLOPE * fabs (x1 - x0));

  if (highest > 0)
    height = CURVE_LOWEST + MAX (height - CURVE_LOWEST, 0) * curve->level / highest;
  add_point (route, x0, route->from.top - 1);
  add_point (route, x0, route->from.top - 1 - height);
  add_point (route, x1, route->to.top - 1 - height);
  add_point (route, x1, route->to.top - 1);
}

static void
plan_curves (ManiculeRoute *routes,
             guint          n)
{
  g_autoptr(GArray) curves = find_curves (routes, n);

  assign_levels (curves);
  for (guint i = 0; i < curves->len; i++)
    {
      const Curve *curve = &g_array_index (curves, Curve, i);

      plan_curve (curve, find_highest (curves, curve->route->from.row));
    }
}

static ManiculeRoutePoint
curve_at (const ManiculeRoute *route,
          double               t)
{
  const ManiculeRoutePoint *p = route->points;
  double u = 1 - t;
  double a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;

  return (ManiculeRoutePoint) {
    a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x,
    a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y,
  };
}

/* --- through the gutter ----------------------------------------------------------------------------------------- */

static void
leave (ManiculeRoute            *route,
       const ManiculeRouteEnd   *end,
       const ManiculeRouteFrame *frame)
{
  double x = lane_x (route->lane, frame), y = height_of (end, frame);

  if (end->where == MANICULE_ROUTE_HERE && is_at_gutter (end, frame))
    {
      add_point (route, frame->right ? MAX (end->x1, frame->width) + GAP : MIN (end->x0, 0) - GAP, y);
    }
  else if (end->where == MANICULE_ROUTE_HERE)
    {
      add_point (route, middle_of (end), end->top - 1);
      add_point (route, middle_of (end), y);
    }
  add_point (route, x, y);
}

static void
plan_detour (ManiculeRoute            *route,
             const ManiculeRouteFrame *frame)
{
  ManiculeRoute back = { .lane = route->lane };

  leave (route, &route->from, frame);
  leave (&back, &route->to, frame);
  while (back.n_points > 0)
    {
      ManiculeRoutePoint *point = &back.points[--back.n_points];

      add_point (route, point->x, point->y);
    }
}

static Extent
extent_of (const ManiculeRoute      *route,
           const ManiculeRouteFrame *frame)
{
  double from = height_of (&route->from, frame), to = height_of (&route->to, frame);

  return (Extent) { MIN (from, to), MAX (from, to), route->bundle };
}

static int
compare_extents (gconstpointer a,
                 gconstpointer b)
{
  const Extent *first = a;
  const Extent *second = b;
  double difference = (first->bottom - first->top) - (second->bottom - second->top);

  if (difference != 0)
    return difference < 0 ? -1 : 1;

  return first->bundle < second->bundle ? -1 : first->bundle > second->bundle;
}

static GArray *
find_extents (ManiculeRoute            *routes,
              guint                     n,
              const ManiculeRouteFrame *frame)
{
  GArray *extents = g_array_new (FALSE, FALSE, sizeof (Extent));

  for (guint i = 0; i < n; i++)
    {
      Extent extent = extent_of (&routes[i], frame);
      guint k = 0;

      if (!routes[i].is_drawn || routes[i].is_curve)
        continue;
      while (k < extents->len && g_array_index (extents, Extent, k).bundle != extent.bundle)
        k++;
      if (k == extents->len)
        g_array_append_val (extents, extent);
      g_array_index (extents, Extent, k).top = MIN (g_array_index (extents, Extent, k).top, extent.top);
      g_array_index (extents, Extent, k).bottom = MAX (g_array_index (extents, Extent, k).bottom, extent.bottom);
    }
  g_array_sort (extents, compare_extents);

  return extents;
}

/* The lane nearest to the text in which none of the shorter bundles, those before @at, runs beside it; where the gutter
 * is full, the last one. */
static guint
find_lane (GArray      *extents,
           const guint *lanes,
           guint        at,
           guint        n_lanes)
{
  const Extent *extent = &g_array_index (extents, Extent, at);

  for (guint lane = 0; lane + 1 < n_lanes; lane++)
    {
      gboolean is_free = TRUE;

      for (guint i = 0; i < at && is_free; i++)
        {
          const Extent *other = &g_array_index (extents, Extent, i);

          is_free = lanes[i] != lane || other->top > extent->bottom || other->bottom < extent->top;
        }
      if (is_free)
        return lane;
    }

  return n_lanes - 1;
}

static void
assign_lanes (ManiculeRoute            *routes,
              guint                     n,
              const ManiculeRouteFrame *frame)
{
  g_autoptr(GArray) extents = find_extents (routes, n, frame);
  g_autofree guint *lanes = g_new0 (guint, extents->len + 1);
  double room = frame->gutter - FIRST_LANE - GUTTER_EDGE;
  guint n_lanes = room > 0 ? (guint) (room / LANE_PITCH) + 1 : 1;

  for (guint i = 0; i < extents->len; i++)
    lanes[i] = find_lane (extents, lanes, i, n_lanes);

  for (guint i = 0; i < n; i++)
    {
      for (guint k = 0; k < extents->len; k++)
        {
          if (g_array_index (extents, Extent, k).bundle == routes[i].bundle)
            routes[i].lane = lanes[k];
        }
    }
}

/* --- names ------------------------------------------------------------------------------------------------------ */

typedef struct
{
  ManiculeRoutePoint points[MAX_PLACES];
  guint              n;
} Places;

static void
add_place (Places *places,
           double  x,
           double  y)
{
  if (places->n < MAX_PLACES)
    places->points[places->n++] = (ManiculeRoutePoint) { x, y };
}

/* Above the line of one end, between the mark and the gutter, if that is long enough. */
static void
add_run_places (const ManiculeRoute *route,
                gboolean             at_from,
                Places              *places)
{
  const ManiculeRoutePoint *a = at_from ? &route->points[0] : &route->points[route->n_points - 1];
  const ManiculeRoutePoint *b = at_from ? a + 1 : a - 1, *c = at_from ? a + 2 : a - 2;

  if ((at_from ? &route->from : &route->to)->where != MANICULE_ROUTE_HERE || a->x != b->x
      || fabs (b->x - c->x) < route->name_width + 2 * NAME_MARGIN)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    add_place (places, b->x + (c->x - b->x) * parts[i], b->y);
}

/* Beside the lane, near to the line of one end. */
static void
add_lane_places (const ManiculeRoute      *route,
                 gboolean                  at_from,
                 const ManiculeRouteFrame *frame,
                 Places                   *places)
{
  double from = height_of (&route->from, frame), to = height_of (&route->to, frame);
  double start = at_from ? from : to, end = at_from ? to : from;
  double distance = route->name_width / 2 + NAME_MARGIN, step = route->name_height + 2;

  if ((at_from ? &route->from : &route->to)->where != MANICULE_ROUTE_HERE || frame->margin < route->name_width + 2 * GAP)
    return;

  distance = MIN (distance, frame->margin - route->name_width / 2 - GAP);

  for (guint i = 1; i <= LANE_PLACES && i * step < fabs (end - start); i++)
    add_place (places, frame->right ? frame->width + distance : -distance, start + (end > start ? 1 : -1) * step * i);
}

/* Where the margin is too narrow: above the line of the mark that is seen, at its beginning, and not upon its text. */
static void
add_place_above (const ManiculeRoute      *route,
                 const ManiculeRouteFrame *frame,
                 Places                   *places)
{
  gboolean at_from = route->from.where == MANICULE_ROUTE_HERE && (route->name_at_from || route->to.where != MANICULE_ROUTE_HERE);
  const ManiculeRouteEnd *end = at_from ? &route->from : &route->to;

  add_place (places, frame->right ? end->x1 - route->name_width / 2 : end->x0 + route->name_width / 2,
             end->top - route->name_height / 2);
}

/* Where a name may stand, best places first. On a detour: at the one end, then at the other. */
static void
find_places (const ManiculeRoute      *route,
             const ManiculeRouteFrame *frame,
             Places                   *places)
{
  places->n = 0;
  for (guint i = 0; route->is_curve && i < G_N_ELEMENTS (parts); i++)
    {
      ManiculeRoutePoint point = curve_at (route, parts[i]);

      add_place (places, point.x, point.y);
    }
  if (route->is_curve)
    return;

  for (guint pass = 0; pass < 2; pass++)
    {
      add_run_places (route, route->name_at_from == (pass == 0), places);
      add_lane_places (route, route->name_at_from == (pass == 0), frame, places);
    }
  if (places->n == 0)
    add_place_above (route, frame, places);
}

static gboolean
names_overlap (const ManiculeRoute      *a,
               const ManiculeRoutePoint *at,
               const ManiculeRoute      *b)
{
  return b->name_width > 0 && b->is_drawn
         && fabs (at->x - b->name.x) < (a->name_width + b->name_width) / 2 + 2
         && fabs (at->y - b->name.y) < (a->name_height + b->name_height) / 2 + 1;
}

/* Would a name hide where a route arrives? */
static gboolean
hides_tip (const ManiculeRoute      *route,
           const ManiculeRoutePoint *at,
           const ManiculeRoute      *other)
{
  const ManiculeRoutePoint *tip;

  if (!other->is_drawn || other->to.where != MANICULE_ROUTE_HERE)
    return FALSE;
  tip = &other->points[other->n_points - 1];

  return fabs (at->x - tip->x) < route->name_width / 2 + TIP_WIDTH / 2
         && fabs (at->y - tip->y + TIP_HEIGHT / 2) < (route->name_height + TIP_HEIGHT) / 2;
}

static gboolean
is_free (const ManiculeRoute      *routes,
         guint                     n,
         guint                     at,
         const ManiculeRoutePoint *place,
         gboolean                  spare_tips)
{
  for (guint i = 0; i < n; i++)
    {
      if ((i < at && names_overlap (&routes[at], place, &routes[i]))
          || (spare_tips && hides_tip (&routes[at], place, &routes[i])))
        return FALSE;
    }

  return TRUE;
}

/* Keeps a name in the window. */
static ManiculeRoutePoint
hold (ManiculeRoutePoint        place,
      const ManiculeRoute      *route,
      const ManiculeRouteFrame *frame)
{
  double left = -frame->margin + route->name_width / 2 + 1;
  double right = frame->width + frame->margin - route->name_width / 2 - 1;

  return (ManiculeRoutePoint) { MAX (MIN (place.x, right), left), place.y };
}

/* Names that were placed before stay, and so do the heads of arrows where there is room for all. */
static void
place_name (ManiculeRoute            *routes,
            guint                     n,
            guint                     at,
            const ManiculeRouteFrame *frame)
{
  ManiculeRoute *route = &routes[at];
  Places places;

  find_places (route, frame, &places);
  route->name = hold (places.points[0], route, frame);
  for (guint i = 0; i < 2 * places.n; i++)
    {
      ManiculeRoutePoint place = hold (places.points[i % places.n], route, frame);

      if (is_free (routes, n, at, &place, i < places.n))
        {
          route->name = place;
          return;
        }
    }
}

/**
 * manicule_routes_plan:
 * @routes: (array length=n): what to join; the ways are written into them
 * @n: how many
 * @frame: where routes may run
 *
 * Finds a way for each route, and for its name a place where no name before it stands, as far as there is room.
 * Takes O(n²): for what is on screen, not for a whole text.
 */
void
manicule_routes_plan (ManiculeRoute            *routes,
                      guint                     n,
                      const ManiculeRouteFrame *frame)
{
  for (guint i = 0; i < n; i++)
    {
      ManiculeRoute *route = &routes[i];

      route->n_points = 0;
      route->is_drawn = route->from.where == MANICULE_ROUTE_HERE || route->to.where == MANICULE_ROUTE_HERE;
      route->is_curve = route->is_drawn && route->from.where == route->to.where && route->from.row == route->to.row;
    }
  plan_curves (routes, n);
  assign_lanes (routes, n, frame);

  for (guint i = 0; i < n; i++)
    {
      if (routes[i].is_drawn && !routes[i].is_curve)
        plan_detour (&routes[i], frame);
    }
  for (guint i = 0; i < n; i++)
    {
      if (routes[i].is_drawn && routes[i].name_width > 0)
        place_name (routes, n, i, frame);
    }
}

static double
distance_to (const ManiculeRoutePoint *a,
             const ManiculeRoutePoint *b,
             double                    x,
             double                    y)
{
  double dx = b->x - a->x, dy = b->y - a->y;
  double length = dx * dx + dy * dy;
  double t = length > 0 ? CLAMP (((x - a->x) * dx + (y - a->y) * dy) / length, 0, 1) : 0;

  return hypot (x - a->x - t * dx, y - a->y - t * dy);
}

/**
 * manicule_route_distance:
 * @route: a planned route
 * @x: a place
 * @y: a place
 *
 * Returns: how far the place is from the route, in px; %G_MAXDOUBLE where the route is not drawn
 */
double
manicule_route_distance (const ManiculeRoute *route,
                         double               x,
                         double               y)
{
  double distance = G_MAXDOUBLE;

  if (!route->is_drawn)
    return G_MAXDOUBLE;

  if (!route->is_curve)
    {
      for (guint i = 0; i + 1 < route->n_points; i++)
        distance = MIN (distance, distance_to (&route->points[i], &route->points[i + 1], x, y));
      return distance;
    }

  for (guint i = 0; i < CURVE_STEPS; i++)
    {
      ManiculeRoutePoint a = curve_at (route, i / (double) CURVE_STEPS);
      ManiculeRoutePoint b = curve_at (route, (i + 1) / (double) CURVE_STEPS);

      distance = MIN (distance, distance_to (&a, &b, x, y));
    }

  return distance;
}
