/* test-relations.c: arcs of the annotation in focus, dots, and all relations, in a window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "surface-fixture.h"

#define N_SPANS 4000
#define N_BYTES 200000

static void
init (SurfaceFixture *fixture,
      guint           n_relations)
{
  surface_fixture_init (fixture, surface_sample_generate (N_BYTES, N_SPANS, 1, n_relations), 700, 500);
  surface_fixture_calibrate (fixture);
}

static void
tie (SurfaceFixture *fixture,
     const char     *from,
     const char     *to)
{
  g_autofree char *id = g_strdup_printf ("%s-%s", from, to);

  surface_sample_link (fixture->set, id, from, to);
}

static void
focus (SurfaceFixture *fixture,
       const char     *id)
{
  manicule_surface_focus_annotation (fixture->surface, manicule_annotation_set_find (fixture->set, id));
  surface_fixture_settle (fixture, 250);
  surface_fixture_frame (fixture);
}

/* One span in view is linked to one in view, one above and one below: two arcs leave through the gutter. */
static void
test_focus (void)
{
  SurfaceFixture fixture;
  const ManiculeRoute *routes;
  guint n, n_curves = 0, n_above = 0, n_below = 0;

  init (&fixture, 0);
  tie (&fixture, "g2000", "g2001");
  tie (&fixture, "g2000", "g10");
  tie (&fixture, "g3900", "g2000");
  focus (&fixture, "g2000");

  routes = manicule_surface_relations_get_arcs (fixture.surface, &n);
  g_assert_cmpuint (n, ==, 3);
  for (guint i = 0; i < n; i++)
    {
      g_assert_true (routes[i].is_drawn);
      g_assert_cmpfloat (routes[i].name_width, >, 0);
      n_curves += routes[i].from.where == MANICULE_ROUTE_HERE && routes[i].to.where == MANICULE_ROUTE_HERE;
      n_above += routes[i].to.where == MANICULE_ROUTE_ABOVE;
      n_below += routes[i].from.where == MANICULE_ROUTE_BELOW;
    }
  g_assert_cmpuint (n_curves, ==, 1);
  g_assert_cmpuint (n_above, ==, 1);
  g_assert_cmpuint (n_below, ==, 1);
  surface_fixture_clear (&fixture);
}

/* Nodes are kept while nothing changes, over scrolling within the same lines, and are built once for a new focus. */
static void
test_kept (void)
{
  SurfaceFixture fixture;
  GtkAdjustment *adjustment;
  guint64 built;

  init (&fixture, 0);
  tie (&fixture, "g2000", "g2001");
  focus (&fixture, "g2000");
  adjustment = surface_fixture_adjustment (&fixture);

  built = manicule_surface_relations_get_n_built (fixture.surface);
  for (guint i = 0; i < 5; i++)
    surface_fixture_frame (&fixture);
  g_assert_cmpuint (manicule_surface_relations_get_n_built (fixture.surface), ==, built);

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + 1);
  surface_fixture_frame (&fixture);
  g_assert_cmpuint (manicule_surface_relations_get_n_built (fixture.surface), <=, built + 1);

  tie (&fixture, "g2000", "g2002");
  surface_fixture_frame (&fixture);
  g_assert_cmpuint (manicule_surface_relations_get_n_built (fixture.surface), >, built);
  g_assert_cmpuint (manicule_surface_relations_get_n_built (fixture.surface), <=, built + 2);
  surface_fixture_clear (&fixture);
}

/* A span with hundreds of relations shows those to the twenty nearest. */
static void
test_many (void)
{
  SurfaceFixture fixture;
  g_autoptr(GPtrArray) found = NULL;
  const ManiculeRoute *routes;
  guint n;

  init (&fixture, 0);
  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *id = g_strdup_printf ("g%u", 2060 - i);

      tie (&fixture, "g2000", id);
    }
  focus (&fixture, "g2000");

  routes = manicule_surface_relations_get_arcs (fixture.surface, &n);
  g_assert_cmpuint (n, ==, 20);
  for (guint i = 0; i + 1 < n; i++)
    {
      /* The nearest first; the lines behind the last in view have no place. */
      g_assert_cmpint (routes[i].to.where, <=, routes[i + 1].to.where);
      if (routes[i + 1].to.where == MANICULE_ROUTE_HERE)
        g_assert_cmpuint (routes[i].to.row, <=, routes[i + 1].to.row);
    }
  surface_fixture_clear (&fixture);
}

/* A relation that begins at a relation begins where that one does; one in focus shows itself. */
static void
test_nested (void)
{
  SurfaceFixture fixture;
  const ManiculeRoute *routes;
  guint n;

  init (&fixture, 0);
  tie (&fixture, "g2000", "g2001");
  tie (&fixture, "g2000-g2001", "g2003");
  focus (&fixture, "g2000");
  focus (&fixture, "g2000-g2001-g2003");

  routes = manicule_surface_relations_get_arcs (fixture.surface, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (routes[0].is_drawn);
  surface_fixture_clear (&fixture);
}

/* A relation that goes takes its arc with it. */
static void
test_removed (void)
{
  SurfaceFixture fixture;
  guint n;

  init (&fixture, 0);
  tie (&fixture, "g2000", "g2001");
  focus (&fixture, "g2000");
  manicule_surface_relations_get_arcs (fixture.surface, &n);
  g_assert_cmpuint (n, ==, 1);

  surface_sample_change (fixture.set, manicule_annotation_set_find (fixture.set, "g2000-g2001"), NULL);
  tie (&fixture, "g5", "g6");
  surface_fixture_frame (&fixture);
  manicule_surface_relations_get_arcs (fixture.surface, &n);
  g_assert_cmpuint (n, ==, 0);
  surface_fixture_clear (&fixture);
}

/* The lines in view know how many ends of relations they hold, and a frame asks the index for none of them. */
static void
test_dots (void)
{
  SurfaceFixture fixture;
  guint n = 0, first, last;

  init (&fixture, 0);
  tie (&fixture, "g0", "g1");
  surface_fixture_frame (&fixture);
  manicule_viewport_get_visible (fixture.surface->viewport, &first, &last);
  for (guint i = first; i <= last; i++)
    {
      ManiculeLine *line = manicule_line_cache_get (fixture.surface->cache, i);

      for (guint k = 0; k < manicule_line_get_n_visuals (line); k++)
        n += manicule_line_get_visual (line, k)->n_links;
    }
  g_assert_cmpuint (n, ==, 2);
  surface_fixture_clear (&fixture);
}

/* All relations of a page are shown at once, thinned out where there are too many; that survives jumps and edits. */
static void
test_all (void)
{
  SurfaceFixture fixture;
  GtkAdjustment *adjustment;
  guint64 built;

  init (&fixture, 3000);
  g_object_set (fixture.surface, "show-relations", TRUE, NULL);
  surface_fixture_frame (&fixture);
  built = manicule_surface_relations_get_n_built (fixture.surface);
  g_assert_cmpuint (built, >, 0);
  surface_fixture_frame (&fixture);
  g_assert_cmpuint (manicule_surface_relations_get_n_built (fixture.surface), ==, built);

  adjustment = surface_fixture_adjustment (&fixture);
  for (guint i = 0; i < 10; i++)
    {
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment) * i / 10);
      surface_fixture_frame (&fixture);
    }
  g_object_set (fixture.surface, "show-relations", FALSE, NULL);
  surface_fixture_frame (&fixture);
  built = manicule_surface_relations_get_n_built (fixture.surface);
  surface_fixture_frame (&fixture);
  g_assert_cmpuint (manicule_surface_relations_get_n_built (fixture.surface), ==, built);
  surface_fixture_clear (&fixture);
}

/* At its first letter: a span may go on in the next line. */
static void
point_at (SurfaceFixture *fixture,
          const char     *id)
{
  guint start = manicule_annotation_get_hull (manicule_annotation_set_find (fixture->set, id)).start;
  graphene_rect_t letter;

  g_assert_true (manicule_surface_get_extents (fixture->surface, (ManiculeRange) { start, start + 1 }, &letter));
  surface_fixture_point (fixture, letter.origin.x + 3, letter.origin.y + letter.size.height / 2);
  surface_fixture_settle (fixture, 60);
  surface_fixture_frame (fixture);
}

static void
assert_shown (SurfaceFixture *fixture,
              guint           n_in_focus,
              guint           n_hovered)
{
  guint n;

  manicule_surface_relations_get_arcs (fixture->surface, &n);
  g_assert_cmpuint (n, ==, n_in_focus);
  manicule_surface_relations_get_hovered (fixture->surface, &n);
  g_assert_cmpuint (n, ==, n_hovered);
}

/* While all are shown, the pointer on a mark brings out its relations, and leaving it puts them back. */
static void
test_hover (void)
{
  SurfaceFixture fixture;

  init (&fixture, 0);
  tie (&fixture, "g3", "g4");
  manicule_surface_focus_annotation (fixture.surface, NULL);
  g_object_set (fixture.surface, "show-relations", TRUE, NULL);
  surface_fixture_frame (&fixture);

  point_at (&fixture, "g3");
  assert_shown (&fixture, 0, 1);
  point_at (&fixture, "g6");
  assert_shown (&fixture, 0, 0);
  surface_fixture_clear (&fixture);
}

/* The arcs of the annotation in focus stay as they are, whatever is under the pointer; none is drawn twice. */
static void
test_hover_beside_focus (void)
{
  SurfaceFixture fixture;
  const ManiculeRoute *routes;
  ManiculeRoute before;
  guint n;

  init (&fixture, 0);
  tie (&fixture, "g3", "g4");
  tie (&fixture, "g4", "g5");
  tie (&fixture, "g6", "g7");
  g_object_set (fixture.surface, "show-relations", TRUE, NULL);
  focus (&fixture, "g3");
  routes = manicule_surface_relations_get_arcs (fixture.surface, &n);
  g_assert_cmpuint (n, ==, 1);
  before = routes[0];

  point_at (&fixture, "g6");
  assert_shown (&fixture, 1, 1);
  point_at (&fixture, "g4");
  assert_shown (&fixture, 1, 1);
  point_at (&fixture, "g3");
  assert_shown (&fixture, 1, 0);

  routes = manicule_surface_relations_get_arcs (fixture.surface, &n);
  g_assert_true (routes[0].is_drawn);
  g_assert_cmpmem (routes[0].points, sizeof before.points, before.points, sizeof before.points);
  surface_fixture_clear (&fixture);
}

/* On the line of the only relation, which is planned alike in focus and among all. */
static void
point_at_arc (SurfaceFixture *fixture)
{
  guint n, first, last;
  const ManiculeRoute *routes = manicule_surface_relations_get_arcs (fixture->surface, &n);
  double x, y;

  g_assert_cmpuint (n, ==, 1);
  g_assert_false (routes[0].is_curve);
  manicule_viewport_get_visible (fixture->surface->viewport, &first, &last);
  x = (routes[0].points[1].x + routes[0].points[2].x) / 2 + fixture->surface->column_x;
  y = routes[0].points[1].y + manicule_viewport_line_to_y (fixture->surface->viewport, first);
  surface_fixture_point (fixture, x, y);
  surface_fixture_settle (fixture, 60);
  manicule_surface_focus_annotation (fixture->surface, NULL);
  surface_fixture_frame (fixture);
}

/* A relation that goes while the pointer is on it takes its arc with it. */
static void
test_hover_removed (void)
{
  SurfaceFixture fixture;

  init (&fixture, 0);
  tie (&fixture, "g3", "g12");
  tie (&fixture, "g2000", "g2001");
  g_object_set (fixture.surface, "show-relations", TRUE, NULL);
  focus (&fixture, "g3");
  point_at_arc (&fixture);
  assert_shown (&fixture, 0, 1);

  surface_sample_change (fixture.set, manicule_annotation_set_find (fixture.set, "g3-g12"), NULL);
  surface_fixture_frame (&fixture);
  assert_shown (&fixture, 0, 0);
  surface_fixture_clear (&fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/relations/focus", test_focus);
  g_test_add_func ("/relations/kept", test_kept);
  g_test_add_func ("/relations/many", test_many);
  g_test_add_func ("/relations/nested", test_nested);
  g_test_add_func ("/relations/removed", test_removed);
  g_test_add_func ("/relations/dots", test_dots);
  g_test_add_func ("/relations/all", test_all);
  g_test_add_func ("/relations/hover", test_hover);
  g_test_add_func ("/relations/hover-beside-focus", test_hover_beside_focus);
  g_test_add_func ("/relations/hover-removed", test_hover_removed);

  return g_test_run ();
}
