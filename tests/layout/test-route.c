/* test-route.c: the ways of relations between marks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-route.h"

#include <math.h>

#define PITCH 42
#define TEXT_TOP 3
#define TEXT_HEIGHT 20
#define WIDTH 500

static const ManiculeRouteFrame wide = { WIDTH, 64, 64, FALSE, -50, 30 * PITCH };

static ManiculeRouteEnd
mark (guint  row,
      double x0,
      double x1)
{
  double top = row * PITCH + TEXT_TOP;

  return (ManiculeRouteEnd) { MANICULE_ROUTE_HERE, row, x0, x1, top, top + TEXT_HEIGHT };
}

static ManiculeRouteEnd
random_mark (guint n_rows)
{
  double x0 = g_test_rand_int_range (0, 10) < 3 ? 0 : g_test_rand_int_range (0, WIDTH - 40);
  double x1 = g_test_rand_int_range (0, 10) < 3 ? WIDTH : x0 + g_test_rand_int_range (1, 40);

  return mark ((guint) g_test_rand_int_range (0, (int) n_rows), x0, x1);
}

/* Two marks of one visual line are joined by a curve from the middle of the one to the middle of the other. */
static void
test_curve (void)
{
  ManiculeRoute route = { .from = mark (2, 300, 400), .to = mark (2, 50, 70) };

  manicule_routes_plan (&route, 1, &wide);

  g_assert_true (route.is_drawn);
  g_assert_true (route.is_curve);
  g_assert_cmpuint (route.n_points, ==, 4);
  g_assert_cmpfloat (route.points[0].x, ==, 350);
  g_assert_cmpfloat (route.points[3].x, ==, 60);
  g_assert_cmpfloat (route.points[1].y, <, route.from.top);
  /* The curve reaches three quarters of the way to its control points: not into the text above. */
  g_assert_cmpfloat (route.from.top - 0.75 * (route.from.top - route.points[1].y), >, route.from.top - PITCH + TEXT_HEIGHT);
}

/* Of curves of one visual line that would lie upon each other, the longer one runs above the shorter one, and the highest
 * reaches no further than one alone. */
static void
test_curves_apart (void)
{
  for (guint round = 0; round < 300; round++)
    {
      guint n = (guint) g_test_rand_int_range (2, 7);
      ManiculeRoute routes[7] = { 0 };

      for (guint i = 0; i < n; i++)
        routes[i] = (ManiculeRoute) { .from = mark (2, i == 0 ? 0 : 30 * i, 30 * i + 10),
                                      .to = mark (2, 250 + g_test_rand_int_range (0, 8) * 30, 490) };
      manicule_routes_plan (routes, n, &wide);

      for (guint i = 0; i < n; i++)
        {
          g_assert_cmpfloat (routes[i].from.top - routes[i].points[1].y, <=, 23);
          g_assert_cmpfloat (routes[i].from.top - routes[i].points[1].y, >=, 12);
          for (guint k = 0; k < n; k++)
            {
              double first = fabs (routes[i].points[3].x - routes[i].points[0].x);
              double second = fabs (routes[k].points[3].x - routes[k].points[0].x);

              if (first < second)
                g_assert_cmpfloat (routes[i].points[1].y, >, routes[k].points[1].y);
              else if (i != k)
                g_assert_cmpfloat (routes[i].points[1].y, !=, routes[k].points[1].y);
            }
        }
    }
}

/* A name never stands upon the text of the marks that its relation joins: it goes into the margin, however narrow that is,
 * and where it is too narrow for it, above the line. */
static void
test_name_beside_text (void)
{
  for (guint margin = 8; margin < 80; margin++)
    {
      for (guint side = 0; side < 4; side++)
        {
          ManiculeRouteFrame frame = { WIDTH, MIN (margin, 64), margin, side % 2 == 1, -50, 30 * PITCH };
          ManiculeRoute route = { .from = mark (2, 0, WIDTH), .to = side < 2 ? mark (6, 0, WIDTH) : (ManiculeRouteEnd) { MANICULE_ROUTE_BELOW },
                                  .name_width = 60, .name_height = 14, .name_at_from = TRUE };
          gboolean is_beside, is_above;

          manicule_routes_plan (&route, 1, &frame);
          is_beside = frame.right ? route.name.x - 30 >= WIDTH : route.name.x + 30 <= 0;
          is_above = route.name.y + 7 <= route.from.top;
          g_assert_true (is_beside || is_above);
          g_assert_true (is_beside == (margin >= 64));
          g_assert_cmpfloat (fabs (route.name.x - WIDTH / 2.0) + 30, <=, WIDTH / 2.0 + margin);
        }
    }
}

/* Where the marks of one line are come to through the gutter, no name hides the arrow at another mark, if there is room. */
static void
test_arrows_seen (void)
{
  for (guint x = 120; x < 300; x++)
    {
      ManiculeRoute routes[] = {
        { .from = mark (2, 0, 500), .to = mark (3, x, x + 20), .name_width = 40, .name_height = 14 },
        { .from = mark (2, 0, 500), .to = mark (3, 400, 440), .name_width = 40, .name_height = 14 },
      };
      ManiculeRoutePoint tip;

      manicule_routes_plan (routes, 2, &wide);
      tip = routes[0].points[routes[0].n_points - 1];
      g_assert_true (fabs (routes[1].name.x - tip.x) >= 24 || fabs (routes[1].name.y - tip.y) >= 13);
    }
}

/* Where neither end is in view, nothing is drawn. */
static void
test_unseen (void)
{
  ManiculeRoute route = { .from = { MANICULE_ROUTE_ABOVE }, .to = { MANICULE_ROUTE_BELOW } };

  manicule_routes_plan (&route, 1, &wide);

  g_assert_false (route.is_drawn);
  g_assert_cmpfloat (manicule_route_distance (&route, 0, 0), ==, G_MAXDOUBLE);
}

/* A far end is left for through the gutter, up or down. */
static void
test_far (void)
{
  ManiculeRoute routes[] = {
    { .from = mark (2, 300, 400), .to = { MANICULE_ROUTE_ABOVE }, .bundle = 0 },
    { .from = { MANICULE_ROUTE_BELOW }, .to = mark (3, 300, 400), .bundle = 1 },
  };

  manicule_routes_plan (routes, 2, &wide);

  g_assert_cmpfloat (routes[0].points[routes[0].n_points - 1].y, ==, wide.top);
  g_assert_cmpfloat (routes[0].points[routes[0].n_points - 1].x, <, 0);
  g_assert_cmpfloat (routes[1].points[0].y, ==, wide.bottom);
  g_assert_cmpfloat (routes[1].points[0].x, <, 0);
  g_assert_cmpfloat (routes[1].points[routes[1].n_points - 1].x, ==, 350);
}

/* Is there a letter on the way? Text fills each row from 0 to WIDTH. */
static gboolean
crosses_text (const ManiculeRoutePoint *a,
              const ManiculeRoutePoint *b)
{
  double top = MIN (a->y, b->y), bottom = MAX (a->y, b->y);

  if (MAX (a->x, b->x) < 0 || MIN (a->x, b->x) > WIDTH)
    return FALSE;

  for (guint row = 0; row < 30; row++)
    {
      double text = row * PITCH + TEXT_TOP;

      if (top < text + TEXT_HEIGHT && bottom > text)
        return TRUE;
    }

  return FALSE;
}

/* Whatever is joined, no straight line of any route crosses letters, on either side, and all corners are right angles. */
static void
test_no_letters_crossed (void)
{
  for (guint round = 0; round < 300; round++)
    {
      guint n = (guint) g_test_rand_int_range (1, 20);
      g_autofree ManiculeRoute *routes = g_new0 (ManiculeRoute, n);
      ManiculeRouteFrame frame = wide;

      frame.right = g_test_rand_bit ();
      for (guint i = 0; i < n; i++)
        routes[i] = (ManiculeRoute) { .from = random_mark (30), .to = random_mark (30), .bundle = i };
      manicule_routes_plan (routes, n, &frame);

      for (guint i = 0; i < n; i++)
        {
          g_assert_cmpuint (routes[i].n_points, <=, MANICULE_ROUTE_POINTS);
          for (guint k = 0; !routes[i].is_curve && k + 1 < routes[i].n_points; k++)
            {
              const ManiculeRoutePoint *a = &routes[i].points[k], *b = &routes[i].points[k + 1];

              g_assert_true (a->x == b->x || a->y == b->y);
              g_assert_false (crosses_text (a, b));
            }
        }
    }
}

/* How far a route runs up and down its lane. */
static void
get_extent (const ManiculeRoute *route,
            double              *top,
            double              *bottom)
{
  *top = G_MAXDOUBLE;
  *bottom = -G_MAXDOUBLE;
  for (guint i = 0; i < route->n_points; i++)
    {
      if (route->points[i].x < 0)
        {
          *top = MIN (*top, route->points[i].y);
          *bottom = MAX (*bottom, route->points[i].y);
        }
    }
}

/* Routes that run beside each other have lanes of their own as far as there is room; a bundle shares one. */
static void
test_lanes (void)
{
  for (guint round = 0; round < 300; round++)
    {
      ManiculeRoute routes[8];
      guint n_lanes = 1 + (guint) ((wide.gutter - 10 - 4) / 5);

      g_assert_cmpuint (n_lanes, >, G_N_ELEMENTS (routes));
      for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
        routes[i] = (ManiculeRoute) { .from = random_mark (30), .to = random_mark (30), .bundle = i / 2 };
      manicule_routes_plan (routes, G_N_ELEMENTS (routes), &wide);

      for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
        {
          for (guint k = 0; k < i; k++)
            {
              double top, bottom, other_top, other_bottom;

              get_extent (&routes[i], &top, &bottom);
              get_extent (&routes[k], &other_top, &other_bottom);
              if (routes[i].is_curve || routes[k].is_curve)
                continue;
              if (routes[i].bundle == routes[k].bundle)
                g_assert_cmpuint (routes[i].lane, ==, routes[k].lane);
              else if (top <= other_bottom && bottom >= other_top)
                g_assert_cmpuint (routes[i].lane, !=, routes[k].lane);
            }
        }
    }
}

/* In an interface that runs from right to left, all is mirrored. */
static void
test_mirrored (void)
{
  ManiculeRouteFrame right = wide;

  right.right = TRUE;
  for (guint round = 0; round < 200; round++)
    {
      ManiculeRoute route = { .from = random_mark (30), .to = random_mark (30), .name_width = 40, .name_height = 14 };
      ManiculeRoute mirrored = route;

      mirrored.from.x0 = WIDTH - route.from.x1;
      mirrored.from.x1 = WIDTH - route.from.x0;
      mirrored.to.x0 = WIDTH - route.to.x1;
      mirrored.to.x1 = WIDTH - route.to.x0;
      manicule_routes_plan (&route, 1, &wide);
      manicule_routes_plan (&mirrored, 1, &right);

      g_assert_cmpuint (route.n_points, ==, mirrored.n_points);
      for (guint i = 0; i < route.n_points; i++)
        {
          g_assert_cmpfloat_with_epsilon (mirrored.points[i].x, WIDTH - route.points[i].x, 1e-9);
          g_assert_cmpfloat (mirrored.points[i].y, ==, route.points[i].y);
        }
      g_assert_cmpfloat_with_epsilon (mirrored.name.x, WIDTH - route.name.x, 1e-9);
    }
}

/* The names of one span's relations do not cover each other, and do not leave the window. */
static void
test_names (void)
{
  for (guint round = 0; round < 300; round++)
    {
      ManiculeRoute routes[6];
      ManiculeRouteEnd hub = mark (15, 100, 160);

      for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
        routes[i] = (ManiculeRoute) { .from = hub, .to = mark (5 * i, g_test_rand_int_range (100, 400), 450),
                                      .name_width = g_test_rand_int_range (20, 80), .name_height = 14 };
      manicule_routes_plan (routes, G_N_ELEMENTS (routes), &wide);

      for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
        {
          g_assert_cmpfloat (routes[i].name.x - routes[i].name_width / 2, >=, -wide.gutter);
          g_assert_cmpfloat (routes[i].name.x + routes[i].name_width / 2, <=, WIDTH + wide.gutter);
          for (guint k = 0; k < i; k++)
            g_assert_true (fabs (routes[i].name.x - routes[k].name.x) >= (routes[i].name_width + routes[k].name_width) / 2
                           || fabs (routes[i].name.y - routes[k].name.y) >= 14);
        }
    }
}

/* The distance is that of the nearest of many points along the way. */
static void
test_distance (void)
{
  for (guint round = 0; round < 200; round++)
    {
      ManiculeRoute route = { .from = random_mark (8), .to = random_mark (8) };
      double x = g_test_rand_int_range (-60, WIDTH), y = g_test_rand_int_range (0, 8 * PITCH);
      double nearest = G_MAXDOUBLE;

      manicule_routes_plan (&route, 1, &wide);
      for (guint i = 0; !route.is_curve && i + 1 < route.n_points; i++)
        {
          for (guint k = 0; k <= 1000; k++)
            {
              double px = route.points[i].x + (route.points[i + 1].x - route.points[i].x) * k / 1000;
              double py = route.points[i].y + (route.points[i + 1].y - route.points[i].y) * k / 1000;

              nearest = MIN (nearest, hypot (x - px, y - py));
            }
        }
      if (!route.is_curve)
        g_assert_cmpfloat_with_epsilon (manicule_route_distance (&route, x, y), nearest, 1.0);
      g_assert_cmpfloat (manicule_route_distance (&route, route.points[0].x, route.points[0].y), <, 1e-6);
    }
}

/* In a window without a margin, routes still have a way. */
static void
test_no_gutter (void)
{
  ManiculeRouteFrame narrow = { WIDTH, 0, 0, FALSE, -50, 30 * PITCH };
  ManiculeRoute routes[] = {
    { .from = mark (2, 300, 400), .to = mark (9, 100, 200), .bundle = 0, .name_width = 40, .name_height = 14 },
    { .from = mark (1, 300, 400), .to = mark (9, 0, 20), .bundle = 1, .name_width = 40, .name_height = 14 },
  };

  manicule_routes_plan (routes, 2, &narrow);

  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (routes[i].is_drawn);
      g_assert_cmpuint (routes[i].lane, ==, 0);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/route/curve", test_curve);
  g_test_add_func ("/route/curves-apart", test_curves_apart);
  g_test_add_func ("/route/name-beside-text", test_name_beside_text);
  g_test_add_func ("/route/arrows-seen", test_arrows_seen);
  g_test_add_func ("/route/unseen", test_unseen);
  g_test_add_func ("/route/far", test_far);
  g_test_add_func ("/route/no-letters-crossed", test_no_letters_crossed);
  g_test_add_func ("/route/lanes", test_lanes);
  g_test_add_func ("/route/mirrored", test_mirrored);
  g_test_add_func ("/route/names", test_names);
  g_test_add_func ("/route/distance", test_distance);
  g_test_add_func ("/route/no-gutter", test_no_gutter);

  return g_test_run ();
}
