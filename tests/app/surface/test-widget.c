/* test-widget.c: the surface in a window: places kept, edits of the model, properties
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <libglib-testing/signal-logger.h>

#include "manicule-paint.h"
#include "surface-fixture.h"

/* The y of the character at the top of the view's middle, to see whether it moves. */
static guint
middle_char (SurfaceFixture *fixture)
{
  return manicule_surface_get_offset_at (fixture->surface, 350, 200);
}

static double
char_y (SurfaceFixture *fixture,
        guint           chr)
{
  graphene_rect_t box;

  g_assert_true (manicule_surface_get_extents (fixture->surface, (ManiculeRange) { chr, chr + 1 }, &box));

  return box.origin.y;
}

/* Marks above and in the view, zoom, narrower and wider windows, all in turn: the top line does not move by a pixel. */
static void
test_no_drift (void)
{
  SurfaceFixture fixture;
  guint first, n_added = 0;
  double y;

  surface_fixture_init (&fixture, surface_sample_generate (100000, 1000, 1, 0), 700, 500);
  surface_fixture_calibrate (&fixture);
  surface_fixture_scroll_to (&fixture, 0.4);
  surface_fixture_settle (&fixture, 250);
  first = manicule_surface_get_offset_at (fixture.surface, 0, 2);
  y = char_y (&fixture, first);

  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *id = g_strdup_printf ("n%u", n_added++);

      surface_sample_add (fixture.set, id, "Claim", first - 400 + 10 * i, first - 100);
      surface_fixture_frame (&fixture);
      g_assert_cmpfloat (char_y (&fixture, first), ==, y);
    }

  for (guint i = 0; i < 12; i++)
    {
      gtk_window_set_default_size (GTK_WINDOW (fixture.window), 420 + 30 * (int) ((i * 5) % 11), 500);
      surface_fixture_settle (&fixture, 60);
      g_assert_cmpuint (manicule_viewport_get_line (fixture.surface->viewport), ==, fixture.surface->keep.line);
    }
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), 700, 500);
  surface_fixture_settle (&fixture, 100);
  surface_fixture_frame (&fixture);
  g_assert_cmpfloat (char_y (&fixture, first), ==, y);

  g_object_set (fixture.surface, "font-size", 22.0, NULL);
  surface_fixture_frame (&fixture);
  g_object_set (fixture.surface, "font-size", 16.0, "typeface", MANICULE_TYPEFACE_SERIF, NULL);
  surface_fixture_frame (&fixture);
  g_object_set (fixture.surface, "typeface", MANICULE_TYPEFACE_DOCUMENT, NULL);
  surface_fixture_frame (&fixture);
  g_assert_cmpfloat (char_y (&fixture, first), ==, y);
  surface_fixture_clear (&fixture);
}

/* A scroll up into lines that were never measured moves the text by exactly the way of the bar, also while the estimates
 * are far off, and the ends are reached. */
static void
test_scroll_exact (void)
{
  SurfaceFixture fixture;
  GtkAdjustment *adjustment;
  guint chr;

  surface_fixture_init (&fixture, surface_sample_generate (150000, 9000, 12, 0), 700, 500);
  adjustment = surface_fixture_adjustment (&fixture);
  surface_fixture_scroll_to (&fixture, 0.6);
  for (guint i = 0; i < 60; i++)
    {
      double before;

      chr = middle_char (&fixture);
      before = char_y (&fixture, chr);
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) - 37);
      g_assert_cmpfloat (char_y (&fixture, chr) - before, ==, 37);
    }

  gtk_adjustment_set_value (adjustment, 0);
  surface_fixture_settle (&fixture, 250);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 0);
  g_assert_cmpuint (manicule_surface_get_offset_at (fixture.surface, 0, 30), ==, 0);

  for (guint i = 0; i < 5; i++)
    {
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
      surface_fixture_settle (&fixture, 200);
    }
  chr = manicule_text_get_n_chars (manicule_annotation_set_get_text (fixture.set));
  g_assert_cmpfloat (char_y (&fixture, chr - 1), <, 500);
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (adjustment),
                                  gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment), 0.5);
  surface_fixture_clear (&fixture);
}

/* The object in focus is always the set's current one of that id; when it goes, the focus goes to what is there. */
static void
test_focus_edit (void)
{
  g_autoptr(GtSignalLogger) logger = gt_signal_logger_new ();
  g_autoptr(ManiculeAnnotation) noted = NULL;
  SurfaceFixture fixture;
  ManiculeAnnotation *place;

  surface_fixture_init (&fixture, surface_sample_parse ("the [Organisation:[Place:Orrey] Board] met"), 700, 300);
  manicule_surface_set_caret (fixture.surface, 6);
  place = manicule_surface_get_focused (fixture.surface);
  g_assert_cmpstr (manicule_annotation_get_label (place), ==, "Place");

  gt_signal_logger_connect (logger, fixture.surface, "notify::focused");
  noted = manicule_annotation_with_note (place, "A note");
  surface_sample_change (fixture.set, place, noted);
  g_assert_true (manicule_surface_get_focused (fixture.surface) == noted);
  gt_signal_logger_assert_notify_emission_pop (logger, (gpointer) fixture.surface, "focused");

  surface_sample_change (fixture.set, noted, NULL);
  g_assert_cmpstr (manicule_annotation_get_label (manicule_surface_get_focused (fixture.surface)), ==, "Organisation");
  gt_signal_logger_assert_notify_emission_pop (logger, (gpointer) fixture.surface, "focused");

  surface_sample_change (fixture.set, manicule_surface_get_focused (fixture.surface), NULL);
  g_assert_null (manicule_surface_get_focused (fixture.surface));
  gt_signal_logger_assert_notify_emission_pop (logger, (gpointer) fixture.surface, "focused");
  gt_signal_logger_assert_no_emissions (logger);
  surface_fixture_clear (&fixture);
}

/* Focusing an annotation brings the caret to it and it into view, however far away it is. */
static void
test_focus_annotation (void)
{
  SurfaceFixture fixture;
  ManiculeAnnotation *far;
  ManiculeRange hull;
  graphene_rect_t box;

  surface_fixture_init (&fixture, surface_sample_generate (300000, 3000, 1, 0), 700, 500);
  far = manicule_annotation_set_get (fixture.set, 2222);
  hull = manicule_annotation_get_hull (far);
  manicule_surface_focus_annotation (fixture.surface, far);
  surface_fixture_settle (&fixture, 50);
  g_assert_true (manicule_surface_get_focused (fixture.surface) == far);
  g_assert_cmpuint (manicule_surface_get_caret (fixture.surface), ==, hull.start);
  g_assert_true (manicule_surface_get_extents (fixture.surface, hull, &box));
  g_assert_cmpfloat (box.origin.y, >=, 0);
  g_assert_cmpfloat (box.origin.y + box.size.height, <=, 500);

  manicule_surface_focus_annotation (fixture.surface, NULL);
  g_assert_null (manicule_surface_get_focused (fixture.surface));
  surface_fixture_clear (&fixture);
}

/* Selecting tells of the selection once, and of the caret; the same selection again tells nothing. */
static void
test_select (void)
{
  g_autoptr(GtSignalLogger) logger = gt_signal_logger_new ();
  SurfaceFixture fixture;
  ManiculeRange range;

  surface_fixture_init (&fixture, surface_sample_parse ("the Orrey Board met"), 700, 300);
  gt_signal_logger_connect (logger, fixture.surface, "selection-changed");
  manicule_surface_select (fixture.surface, (ManiculeRange) { 5, 9 });
  g_assert_true (gt_signal_logger_pop_emission (logger, NULL, NULL, NULL, NULL));
  g_assert_true (manicule_surface_get_selection (fixture.surface, &range));
  g_assert_cmpuint (range.start, ==, 5);
  g_assert_cmpuint (range.end, ==, 9);
  manicule_surface_select (fixture.surface, (ManiculeRange) { 5, 9 });
  gt_signal_logger_assert_no_emissions (logger);

  manicule_surface_unselect (fixture.surface);
  g_assert_true (gt_signal_logger_pop_emission (logger, NULL, NULL, NULL, NULL));
  g_assert_false (manicule_surface_get_selection (fixture.surface, &range));
  g_assert_cmpuint (range.start, ==, 9);
  g_assert_cmpuint (range.end, ==, 9);

  /* Past the end is the end. */
  manicule_surface_select (fixture.surface, (ManiculeRange) { 10, 4000 });
  manicule_surface_get_selection (fixture.surface, &range);
  g_assert_cmpuint (range.end, ==, 19);
  manicule_surface_set_caret (fixture.surface, G_MAXUINT);
  g_assert_cmpuint (manicule_surface_get_caret (fixture.surface), ==, 19);
  surface_fixture_clear (&fixture);
}

/* Coming back to a set finds it as it was left: scrolled to the same pixel, with caret and selection. */
static void
test_views (void)
{
  g_autoptr(ManiculeAnnotationSet) other = surface_sample_parse (surface_sample_article);
  SurfaceFixture fixture;
  guint first;
  double y;
  ManiculeRange range;

  surface_fixture_init (&fixture, surface_sample_generate (100000, 1000, 1, 0), 700, 500);
  manicule_annotation_set_set_carried (other, NULL);
  surface_fixture_scroll_to (&fixture, 0.7);
  first = middle_char (&fixture);
  manicule_surface_select (fixture.surface, (ManiculeRange) { first, first + 5 });
  surface_fixture_settle (&fixture, 200);
  y = char_y (&fixture, first);

  manicule_surface_set_annotation_set (fixture.surface, NULL);
  surface_fixture_frame (&fixture);
  g_assert_cmpuint (manicule_surface_get_caret (fixture.surface), ==, 0);
  g_assert_false (manicule_surface_get_selection (fixture.surface, NULL));
  manicule_surface_set_annotation_set (fixture.surface, fixture.set);
  surface_fixture_frame (&fixture);
  g_assert_cmpfloat (char_y (&fixture, first), ==, y);
  manicule_surface_get_selection (fixture.surface, &range);
  g_assert_cmpuint (range.start, ==, first);
  g_assert_cmpuint (range.end, ==, first + 5);
  surface_fixture_clear (&fixture);
}

/* What is asked for before the window has a size is shown when it has one. */
static void
test_early (void)
{
  g_autoptr(ManiculeAnnotationSet) set = surface_sample_generate (100000, 1000, 1, 0);
  SurfaceFixture fixture;
  graphene_rect_t box;
  GtkWidget *surface = g_object_ref_sink (manicule_surface_new ());

  manicule_surface_set_annotation_set (MANICULE_SURFACE (surface), set);
  manicule_surface_set_caret (MANICULE_SURFACE (surface), 60000);
  manicule_surface_scroll_to (MANICULE_SURFACE (surface), (ManiculeRange) { 60000, 60010 });
  g_assert_false (manicule_surface_get_extents (MANICULE_SURFACE (surface), (ManiculeRange) { 0, 1 }, &box));
  g_assert_finalize_object (surface);

  surface_fixture_init (&fixture, surface_sample_parse ("short"), 700, 500);
  manicule_surface_set_annotation_set (fixture.surface, set);
  manicule_surface_scroll_to (fixture.surface, (ManiculeRange) { 60000, 60010 });
  surface_fixture_frame (&fixture);
  g_assert_true (manicule_surface_get_extents (fixture.surface, (ManiculeRange) { 60000, 60010 }, &box));
  surface_fixture_clear (&fixture);
}

/* The column is as wide as the measure, in the middle, with wide margins, and narrow ones in a narrow window. */
static void
test_column (void)
{
  SurfaceFixture fixture;
  int column, width;

  surface_fixture_init (&fixture, surface_sample_parse (surface_sample_article), 1100, 300);
  width = gtk_widget_get_width (GTK_WIDGET (fixture.surface));
  column = manicule_line_cache_get_width (fixture.surface->cache);
  g_assert_cmpint (column, ==, manicule_style_get_metrics (fixture.surface->style)->column);
  g_assert_cmpint (ABS (width - 2 * fixture.surface->column_x - column), <=, 1);
  g_object_set (fixture.surface, "measure", 40, NULL);
  surface_fixture_frame (&fixture);
  g_assert_cmpint (manicule_line_cache_get_width (fixture.surface->cache), <, column * 0.6);
  g_object_set (fixture.surface, "measure", 70, NULL);
  surface_fixture_clear (&fixture);

  surface_fixture_init (&fixture, surface_sample_parse (surface_sample_article), 600, 300);
  width = gtk_widget_get_width (GTK_WIDGET (fixture.surface));
  g_assert_cmpint (manicule_line_cache_get_width (fixture.surface->cache), ==, width - 2 * 64);
  surface_fixture_clear (&fixture);

  surface_fixture_init (&fixture, surface_sample_parse (surface_sample_article), 420, 300);
  width = gtk_widget_get_width (GTK_WIDGET (fixture.surface));
  g_assert_cmpint (manicule_line_cache_get_width (fixture.surface->cache), ==, width - 2 * 20);
  surface_fixture_clear (&fixture);
}

/* A short first paragraph is a headline; what the page says goes before that. */
static void
test_headline (void)
{
  g_autoptr(GVariant) range = NULL;
  SurfaceFixture fixture;
  guint start, end;
  int large, small;

  surface_fixture_init (&fixture, surface_sample_parse ("Harbour opens\nThe harbour has opened, said the board."), 700, 300);
  g_object_get (fixture.surface, "headline-range", &range, NULL);
  g_variant_get (range, "(uu)", &start, &end);
  g_assert_cmpuint (start, ==, 0);
  g_assert_cmpuint (end, ==, 13);
  large = manicule_line_get_height (manicule_line_cache_get (fixture.surface->cache, 0));
  g_object_set (fixture.surface, "headline-range", g_variant_new ("(uu)", 0, 0), NULL);
  small = manicule_line_get_height (manicule_line_cache_get (fixture.surface->cache, 0));
  g_assert_cmpint (large, >, small + 4);
  g_object_set (fixture.surface, "headline-range", NULL, NULL);
  g_assert_cmpint (manicule_line_get_height (manicule_line_cache_get (fixture.surface->cache, 0)), ==, large);
  surface_fixture_clear (&fixture);
}

/* Bars that float over the bottom hide nothing: the end can be scrolled above them, and the caret stays above them. */
static void
test_bottom_padding (void)
{
  SurfaceFixture fixture;
  graphene_rect_t box;

  surface_fixture_init (&fixture, surface_sample_generate (30000, 100, 1, 0), 700, 500);
  g_object_set (fixture.surface, "bottom-padding", 120, NULL);
  surface_fixture_frame (&fixture);
  manicule_surface_set_caret (fixture.surface, G_MAXUINT);
  g_assert_true (manicule_surface_get_caret_box (fixture.surface, &box));
  g_assert_cmpfloat (box.origin.y + box.size.height, <=, 380);
  surface_fixture_scroll_to (&fixture, 1);
  surface_fixture_settle (&fixture, 200);
  surface_fixture_scroll_to (&fixture, 1);
  g_assert_true (manicule_surface_get_caret_box (fixture.surface, &box));
  g_assert_cmpfloat (box.origin.y + box.size.height, <=, 380);
  surface_fixture_clear (&fixture);
}

/* Labels that the schema does not know are shown by their names; a label that is renamed is named anew. */
static void
test_schema (void)
{
  SurfaceFixture fixture;
  ManiculeLineCounts before, after;
  g_autoptr(ManiculeLabel) label = NULL;
  g_autofree char *described = NULL;

  surface_fixture_init (&fixture, surface_sample_parse ("the [Unknown:Orrey] Board met"), 700, 300);
  described = manicule_surface_describe (fixture.surface, manicule_annotation_set_get (fixture.set, 0));
  g_assert_cmpstr (described, ==, "<b>Unknown</b>");

  before = surface_fixture_count (&fixture);
  label = manicule_label_new (&(ManiculeLabelFields) { .name = "Unknown", .title = "Known & <new>" });
  manicule_schema_add_label (fixture.schema, label);
  surface_fixture_frame (&fixture);
  after = surface_fixture_count (&fixture);
  g_assert_cmpuint (after.n_shaped, ==, before.n_shaped);
  g_assert_cmpuint (after.n_placed, >, before.n_placed);
  g_free (described);
  described = manicule_surface_describe (fixture.surface, manicule_annotation_set_get (fixture.set, 0));
  g_assert_cmpstr (described, ==, "<b>Known &amp; &lt;new&gt;</b>");
  surface_fixture_clear (&fixture);
}

/* A tip says label, attributes and note, safe from markup in them. */
static void
test_describe (void)
{
  SurfaceFixture fixture;
  g_autoptr(ManiculeAnnotation) flagged = NULL;
  g_autoptr(ManiculeAnnotation) listed = NULL;
  g_autoptr(ManiculeAnnotation) noted = NULL;
  g_autofree char *described = NULL;
  const char * const values[] = { "a", "b", NULL };

  surface_fixture_init (&fixture, surface_sample_parse ("the [Place:Orrey] Board met"), 700, 300);
  flagged = manicule_annotation_with_attribute (manicule_annotation_set_get (fixture.set, 0), "flag", g_variant_new_boolean (TRUE));
  listed = manicule_annotation_with_attribute (flagged, "kinds", g_variant_new_strv (values, -1));
  noted = manicule_annotation_with_note (listed, "<b>");
  described = manicule_surface_describe (fixture.surface, noted);
  g_assert_cmpstr (described, ==, "<b>Place</b>\nflag: Yes\nkinds: a, b\n<i>&lt;b&gt;</i>");
  surface_fixture_clear (&fixture);
}

/* How far down the frame of a mark in focus reaches in the first line. */
static float
get_focus_bottom (SurfaceFixture *fixture,
                  guint           position)
{
  ManiculeAnnotation *annotation = manicule_annotation_set_get (fixture->set, position);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr(GskRenderNode) node = NULL;
  graphene_rect_t bounds;

  manicule_paint_focus (snapshot, manicule_line_cache_get (fixture->surface->cache, 0), manicule_annotation_get_id (annotation),
                        fixture->surface->style);
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  gsk_render_node_get_bounds (node, &bounds);
  return bounds.origin.y + bounds.size.height;
}

/* Of several marks on the same text, the name of the one in focus is framed too, each in its own row; one that has the
 * text for itself needs no more than the frame around that. */
static void
test_twins (void)
{
  SurfaceFixture fixture;
  const ManiculeVisualLine *visual;
  float bottoms[4];

  surface_fixture_init (&fixture, surface_sample_parse ("[Place:[Organisation:[Event:[Claim:Orrey]]]] and [Person:Winstrom] met"),
                        700, 300);
  surface_fixture_frame (&fixture);
  visual = manicule_line_get_visual (manicule_line_cache_get (fixture.surface->cache, 0), 0);
  for (guint i = 0; i < G_N_ELEMENTS (bottoms); i++)
    {
      bottoms[i] = get_focus_bottom (&fixture, i);
      g_assert_cmpfloat (bottoms[i], >, visual->rows_y);
      for (guint k = 0; k < i; k++)
        g_assert_cmpfloat (bottoms[i], !=, bottoms[k]);
    }
  g_assert_cmpfloat (get_focus_bottom (&fixture, 4), <=, visual->text_y + visual->text_height + 1);
  surface_fixture_clear (&fixture);
}

/* Hits are copied, may be many, and are gone with the next text. */
static void
test_hits (void)
{
  g_autoptr(GArray) hits = g_array_new (FALSE, FALSE, sizeof (ManiculeRange));
  g_autoptr(ManiculeAnnotationSet) other = surface_sample_parse ("other");
  SurfaceFixture fixture;

  surface_fixture_init (&fixture, surface_sample_generate (50000, 100, 1, 0), 700, 300);
  for (guint i = 0; i < 4000; i++)
    g_array_append_val (hits, ((ManiculeRange) { 12 * i, 12 * i + 3 }));
  manicule_surface_set_hits (fixture.surface, hits, 2);
  g_array_set_size (hits, 0);
  surface_fixture_frame (&fixture);
  g_assert_cmpuint (fixture.surface->hits->len, ==, 4000);
  manicule_surface_set_hits (fixture.surface, hits, G_MAXUINT);
  g_assert_null (fixture.surface->hits);
  g_array_append_val (hits, ((ManiculeRange) { 3, 7 }));
  manicule_surface_set_hits (fixture.surface, hits, 0);
  manicule_surface_set_annotation_set (fixture.surface, other);
  g_assert_null (fixture.surface->hits);
  surface_fixture_frame (&fixture);
  surface_fixture_clear (&fixture);
}

static gboolean
is_on_the_way (SurfaceFixture *fixture,
               gpointer        data)
{
  return gtk_adjustment_get_value (surface_fixture_adjustment (fixture)) > 20;
}

static gboolean
is_in_view (SurfaceFixture *fixture,
            gpointer        data)
{
  graphene_rect_t box;

  return manicule_surface_get_extents (fixture->surface, *(ManiculeRange *) data, &box)
         && box.origin.y + box.size.height < 480;
}

/* A near place is gone to step by step; a hand on the scroll bar ends that where it is. */
static void
test_smooth (void)
{
  SurfaceFixture fixture;
  GtkAdjustment *adjustment;
  ManiculeRange range = { 1300, 1310 };
  double value;

  surface_fixture_init (&fixture, surface_sample_generate (60000, 600, 1, 0), 700, 500);
  surface_fixture_calibrate (&fixture);
  adjustment = surface_fixture_adjustment (&fixture);
  g_object_set (gtk_widget_get_settings (fixture.window), "gtk-enable-animations", TRUE, NULL);

  manicule_surface_scroll_to (fixture.surface, range);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 0);
  surface_fixture_wait (&fixture, is_on_the_way, NULL);
  value = gtk_adjustment_get_value (adjustment);
  gtk_adjustment_set_value (adjustment, value + 3);
  surface_fixture_settle (&fixture, 400);
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (adjustment), value + 3, 1);

  manicule_surface_scroll_to (fixture.surface, range);
  surface_fixture_wait (&fixture, is_in_view, &range);
  g_assert_true (is_in_view (&fixture, &range));
  g_object_set (gtk_widget_get_settings (fixture.window), "gtk-enable-animations", FALSE, NULL);
  surface_fixture_clear (&fixture);
}

/* Dark or light, the lines in view are painted anew and not shaped. */
static void
test_dark (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  SurfaceFixture fixture;
  ManiculeLineCounts before, after;

  surface_fixture_init (&fixture, surface_sample_parse (surface_sample_article), 700, 500);
  surface_fixture_calibrate (&fixture);
  before = surface_fixture_count (&fixture);
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_DARK);
  surface_fixture_frame (&fixture);
  after = surface_fixture_count (&fixture);
  g_assert_true (manicule_style_get_palette (fixture.surface->style)->dark);
  g_assert_cmpuint (after.n_shaped, ==, before.n_shaped);
  g_assert_cmpuint (after.n_placed, >, before.n_placed);
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_DEFAULT);
  surface_fixture_clear (&fixture);
}

/* Random edits, undone at random, leave the lines in view as if they had been placed for the first time. */
static void
test_edits_random (void)
{
  SurfaceFixture fixture;
  g_autoptr(GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);
  guint base, n_ids = 0;

  surface_fixture_init (&fixture, surface_sample_generate (60000, 600, 1, 60), 700, 500);
  surface_fixture_scroll_to (&fixture, 0.5);
  base = manicule_surface_get_offset_at (fixture.surface, 0, 0);
  for (guint i = 0; i < 300; i++)
    {
      if (added->len > 0 && g_test_rand_int_range (0, 3) == 0)
        {
          guint k = (guint) g_test_rand_int_range (0, (gint32) added->len);

          surface_sample_change (fixture.set, g_ptr_array_index (added, k), NULL);
          g_ptr_array_remove_index_fast (added, k);
        }
      else
        {
          g_autofree char *id = g_strdup_printf ("n%u", n_ids++);
          guint start = base + (guint) g_test_rand_int_range (0, 1500);

          surface_sample_add (fixture.set, id, "Claim", start, start + (guint) g_test_rand_int_range (0, 300));
          g_ptr_array_add (added, g_object_ref (manicule_annotation_set_find (fixture.set, id)));
        }
      if (i % 10 == 0)
        {
          guint first, last;

          surface_fixture_frame (&fixture);
          manicule_viewport_get_visible (fixture.surface->viewport, &first, &last);
          for (guint line = first; line <= last; line++)
            {
              int shown = manicule_line_get_height (manicule_line_cache_get (fixture.surface->cache, line));

              manicule_line_cache_unplace (fixture.surface->cache, line);
              g_assert_cmpint (manicule_line_get_height (manicule_line_cache_get (fixture.surface->cache, line)), ==, shown);
            }
        }
    }
  surface_fixture_clear (&fixture);
}

/* Texts that are hardly any: nothing, one break, only breaks, one letter; marks of no length and over everything. */
static void
test_odd_texts (void)
{
  static const char * const texts[] = { "", "\n", "\r\n\r\n", "\n\n\n\n", "x", "[Place:]", "[Place:a\nb\n\nc]", "\t", "\xE2\x80\xA8" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      SurfaceFixture fixture;
      ManiculeRange all = { 0, G_MAXUINT };
      graphene_rect_t box;

      surface_fixture_init (&fixture, surface_sample_parse (texts[i]), 300, 200);
      manicule_surface_select (fixture.surface, all);
      surface_fixture_frame (&fixture);
      manicule_surface_get_offset_at (fixture.surface, 100, 100);
      manicule_surface_get_offset_at (fixture.surface, -100, 10000);
      manicule_surface_get_extents (fixture.surface, all, &box);
      manicule_surface_set_caret (fixture.surface, 1);
      manicule_surface_scroll_to (fixture.surface, all);
      surface_fixture_frame (&fixture);
      surface_fixture_clear (&fixture);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/surface/no-drift", test_no_drift);
  g_test_add_func ("/surface/scroll-exact", test_scroll_exact);
  g_test_add_func ("/surface/focus-edit", test_focus_edit);
  g_test_add_func ("/surface/focus-annotation", test_focus_annotation);
  g_test_add_func ("/surface/select", test_select);
  g_test_add_func ("/surface/views", test_views);
  g_test_add_func ("/surface/early", test_early);
  g_test_add_func ("/surface/column", test_column);
  g_test_add_func ("/surface/headline", test_headline);
  g_test_add_func ("/surface/bottom-padding", test_bottom_padding);
  g_test_add_func ("/surface/schema", test_schema);
  g_test_add_func ("/surface/describe", test_describe);
  g_test_add_func ("/surface/twins", test_twins);
  g_test_add_func ("/surface/hits", test_hits);
  g_test_add_func ("/surface/smooth", test_smooth);
  g_test_add_func ("/surface/dark", test_dark);
  g_test_add_func ("/surface/edits-random", test_edits_random);
  g_test_add_func ("/surface/odd-texts", test_odd_texts);

  return g_test_run ();
}
