/* test-work.c: how much is shaped, placed, painted and asked for in a frame
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "surface-fixture.h"

/* A window of 500 px shows no more lines than this. */
#define MAX_SEEN 12

/* What was done since the last look. */
typedef struct
{
  ManiculeLineCounts counts;
  guint64            n_queries;
} Work;

static Work
begin (SurfaceFixture *fixture)
{
  return (Work) { surface_fixture_count (fixture), fixture->surface->n_queries };
}

/* Paints a frame, then looks. */
static Work
work_of_frame (SurfaceFixture *fixture,
               const Work     *since)
{
  Work now;

  surface_fixture_frame (fixture);
  now = begin (fixture);
  now.counts.n_shaped -= since->counts.n_shaped;
  now.counts.n_placed -= since->counts.n_placed;
  now.counts.n_painted -= since->counts.n_painted;
  now.n_queries -= since->n_queries;

  return now;
}

static void
init (SurfaceFixture *fixture,
      guint           n_bytes,
      guint           n_relations)
{
  surface_fixture_init (fixture, surface_sample_generate (n_bytes, n_bytes / 50, 1, n_relations), 700, 500);
  surface_fixture_calibrate (fixture);
  surface_fixture_scroll_to (fixture, 0.5);
  surface_fixture_calibrate (fixture);
  surface_fixture_frame (fixture);
}

static void
assert_idle (const Work *work)
{
  g_assert_cmpuint (work->counts.n_shaped, ==, 0);
  g_assert_cmpuint (work->counts.n_placed, ==, 0);
  g_assert_cmpuint (work->counts.n_painted, ==, 0);
  g_assert_cmpuint (work->n_queries, ==, 0);
}

static guint
middle_char (SurfaceFixture *fixture)
{
  return manicule_surface_get_offset_at (fixture->surface, 350, 200);
}

/* A frame in which nothing has changed costs nothing, however large the text. */
static void
test_still (gconstpointer data)
{
  SurfaceFixture fixture;
  Work before, work;

  init (&fixture, GPOINTER_TO_UINT (data), 20);
  before = begin (&fixture);
  work = work_of_frame (&fixture, &before);
  assert_idle (&work);
  surface_fixture_clear (&fixture);
}

/* A short scroll shapes, places and paints only lines that come into view, each once, and asks for the marks of these. */
static void
test_scroll (gconstpointer data)
{
  SurfaceFixture fixture;
  GtkAdjustment *adjustment;
  guint64 n_painted = 0;

  init (&fixture, GPOINTER_TO_UINT (data), 0);
  adjustment = surface_fixture_adjustment (&fixture);

  for (guint i = 0; i < 20; i++)
    {
      Work before = begin (&fixture), work;

      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + 40);
      work = work_of_frame (&fixture, &before);
      g_assert_cmpuint (work.counts.n_shaped, <=, 2);
      g_assert_cmpuint (work.counts.n_placed, ==, work.counts.n_shaped);
      g_assert_cmpuint (work.counts.n_painted, <=, 2);
      g_assert_cmpuint (work.n_queries, ==, work.counts.n_placed);
      n_painted += work.counts.n_painted;
    }
  g_assert_cmpuint (n_painted, >=, 1);
  g_assert_cmpuint (n_painted, <=, 20);

  /* Back again: all of it is still there. */
  for (guint i = 0; i < 10; i++)
    {
      Work before = begin (&fixture), work;

      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) - 40);
      work = work_of_frame (&fixture, &before);
      assert_idle (&work);
    }
  surface_fixture_clear (&fixture);
}

/* A far jump makes what it shows, whatever lies between. */
static void
test_jump (gconstpointer data)
{
  SurfaceFixture fixture;
  Work before, work;

  init (&fixture, GPOINTER_TO_UINT (data), 0);
  before = begin (&fixture);
  surface_fixture_scroll_to (&fixture, 0.9);
  work = work_of_frame (&fixture, &before);
  g_assert_cmpuint (work.counts.n_shaped, <=, MAX_SEEN);
  g_assert_cmpuint (work.counts.n_placed, ==, work.counts.n_shaped);
  g_assert_cmpuint (work.counts.n_painted, <=, MAX_SEEN);
  g_assert_cmpuint (work.n_queries, ==, work.counts.n_placed);
  surface_fixture_clear (&fixture);
}

/* How many display lines a range lies in. */
static guint
n_lines_of (SurfaceFixture *fixture,
            ManiculeRange   range)
{
  ManiculeText *text = manicule_annotation_set_get_text (fixture->set);

  return manicule_text_map_line_at (fixture->surface->map, manicule_text_char_to_byte (text, range.end))
         - manicule_text_map_line_at (fixture->surface->map, manicule_text_char_to_byte (text, range.start)) + 1;
}

/* A new mark, and a mark that goes, shape nothing and make the nodes of the display lines that they lie in, of no others. */
static void
test_edit (gconstpointer data)
{
  SurfaceFixture fixture;
  Work before, work;
  ManiculeRange range;
  guint n;

  init (&fixture, GPOINTER_TO_UINT (data), 0);
  range.start = middle_char (&fixture);
  range.end = range.start + 12;
  n = n_lines_of (&fixture, range);

  before = begin (&fixture);
  surface_sample_add (fixture.set, "new", "Person", range.start, range.end);
  work = work_of_frame (&fixture, &before);
  g_assert_cmpuint (work.counts.n_shaped, ==, 0);
  g_assert_cmpuint (work.counts.n_placed, ==, n);
  g_assert_cmpuint (work.counts.n_painted, ==, n);
  g_assert_cmpuint (work.n_queries, ==, n);

  before = begin (&fixture);
  surface_sample_change (fixture.set, manicule_annotation_set_find (fixture.set, "new"), NULL);
  work = work_of_frame (&fixture, &before);
  g_assert_cmpuint (work.counts.n_shaped, ==, 0);
  g_assert_cmpuint (work.counts.n_placed, ==, n);
  g_assert_cmpuint (work.counts.n_painted, ==, n);
  g_assert_cmpuint (work.n_queries, ==, n);

  /* Far away nothing is to be seen of it. */
  before = begin (&fixture);
  surface_sample_add (fixture.set, "far", "Person", 10, 20);
  work = work_of_frame (&fixture, &before);
  g_assert_cmpuint (work.counts.n_shaped, ==, 0);
  g_assert_cmpuint (work.counts.n_painted, ==, 0);
  surface_fixture_clear (&fixture);
}

/* A step of the caret or of a selection paints no line anew, and asks what is at the caret: before it and behind it. */
static void
test_caret (gconstpointer data)
{
  SurfaceFixture fixture;
  guint chr;

  init (&fixture, GPOINTER_TO_UINT (data), 0);
  chr = middle_char (&fixture);
  manicule_surface_set_caret (fixture.surface, chr);
  surface_fixture_settle (&fixture, 300);

  for (guint i = 0; i < 20; i++)
    {
      Work before = begin (&fixture), work;

      if (i < 10)
        manicule_surface_set_caret (fixture.surface, chr + i);
      else
        manicule_surface_select (fixture.surface, (ManiculeRange) { chr, chr + i });
      work = work_of_frame (&fixture, &before);
      g_assert_cmpuint (work.counts.n_shaped, ==, 0);
      g_assert_cmpuint (work.counts.n_placed, ==, 0);
      g_assert_cmpuint (work.counts.n_painted, ==, 0);
      g_assert_cmpuint (work.n_queries, <=, 2);
    }
  surface_fixture_clear (&fixture);
}

/* A window that is wider than the measure shapes nothing; the text only moves. */
static void
test_wide (void)
{
  SurfaceFixture fixture;
  int measure;

  init (&fixture, 50000, 0);
  measure = manicule_style_get_metrics (fixture.surface->style)->column;
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), measure + 300, 500);
  surface_fixture_settle (&fixture, 200);
  surface_fixture_calibrate (&fixture);
  g_assert_cmpint (manicule_line_cache_get_width (fixture.surface->cache), ==, measure);

  for (int i = 1; i <= 5; i++)
    {
      Work before = begin (&fixture), work;

      gtk_window_set_default_size (GTK_WINDOW (fixture.window), measure + 300 + 20 * i, 500);
      surface_fixture_settle (&fixture, 100);
      work = work_of_frame (&fixture, &before);
      assert_idle (&work);
    }
  surface_fixture_clear (&fixture);
}

/* What the renderer draws of the surface as it is now. */
static GBytes *
draw (SurfaceFixture *fixture)
{
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (fixture->surface));
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  gdk_paintable_snapshot (paintable, snapshot, gdk_paintable_get_intrinsic_width (paintable),
                          gdk_paintable_get_intrinsic_height (paintable));
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (fixture->window)), node, NULL);
  return gdk_texture_save_to_png_bytes (texture);
}

static GskRenderNodeType
get_visual_type (SurfaceFixture *fixture)
{
  ManiculeLine *line = manicule_line_cache_get_painted (fixture->surface->cache, 0);
  GskRenderNode *above = manicule_line_get_nodes (line)->above;

  g_assert_cmpint (gsk_render_node_get_node_type (above), ==, GSK_CONTAINER_NODE);
  return gsk_render_node_get_node_type (gsk_container_node_get_child (above, 0));
}

/* A renderer that draws each node is given lines that leave themselves out; they look as they do without. */
static void
test_culling (void)
{
  SurfaceFixture fixture;
  g_autoptr(GBytes) with = NULL, without = NULL;

  init (&fixture, 8000, 0);
  g_assert_true (GSK_IS_CAIRO_RENDERER (gtk_native_get_renderer (GTK_NATIVE (fixture.window))));
  g_assert_cmpint (get_visual_type (&fixture), ==, GSK_SHADOW_NODE);
  with = draw (&fixture);

  g_assert_true (manicule_style_set_culling (fixture.surface->style, FALSE));
  manicule_line_cache_unplace_all (fixture.surface->cache);
  gtk_widget_queue_draw (GTK_WIDGET (fixture.surface));
  surface_fixture_frame (&fixture);
  g_assert_cmpint (get_visual_type (&fixture), ==, GSK_CLIP_NODE);
  without = draw (&fixture);
  g_assert_true (g_bytes_equal (with, without));
  surface_fixture_clear (&fixture);
}

/* With all relations shown, frames in which nothing changes ask for none of them again. */
static void
test_relations (void)
{
  SurfaceFixture fixture;
  Work before, work;
  guint64 n_built;

  init (&fixture, 100000, 500);
  manicule_surface_set_show_relations (fixture.surface, TRUE);
  surface_fixture_frame (&fixture);
  n_built = manicule_surface_relations_get_n_built (fixture.surface);
  for (guint i = 0; i < 5; i++)
    {
      before = begin (&fixture);
      work = work_of_frame (&fixture, &before);
      assert_idle (&work);
    }
  g_assert_cmpuint (manicule_surface_relations_get_n_built (fixture.surface), ==, n_built);
  surface_fixture_clear (&fixture);
}

/* The same work at any size. */
static void
add_sizes (const char   *name,
           GTestDataFunc func)
{
  static const struct
  {
    const char *name;
    guint       n_bytes;
  } sizes[] = { { "50-kB", 50000 }, { "2-MB", 2000000 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *path = g_strconcat ("/surface/work/", name, "/", sizes[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (sizes[i].n_bytes), func);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  add_sizes ("still", test_still);
  add_sizes ("scroll", test_scroll);
  add_sizes ("jump", test_jump);
  add_sizes ("edit", test_edit);
  add_sizes ("caret", test_caret);
  g_test_add_func ("/surface/work/wide", test_wide);
  g_test_add_func ("/surface/work/culling", test_culling);
  g_test_add_func ("/surface/work/relations", test_relations);

  return g_test_run ();
}
