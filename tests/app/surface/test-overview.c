/* test-overview.c: the strip with the whole article: when it is filled, what a click does
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-overview.h"
#include "surface-fixture.h"

typedef struct
{
  SurfaceFixture    surface;
  ManiculeOverview *overview;
} Fixture;

static gboolean
has_built (SurfaceFixture *fixture,
           gpointer        data)
{
  return fixture->surface->calibrate_source == 0 && fixture->surface->sync_source == 0
         && manicule_overview_get_n_built (data) > 0;
}

static void
init (Fixture *fixture,
      guint    n_spans)
{
  GtkWidget *scrolled, *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  surface_fixture_init (&fixture->surface, surface_sample_generate (200000, n_spans, 1, 0), 700, 500);
  scrolled = g_object_ref (adw_window_get_content (ADW_WINDOW (fixture->surface.window)));
  adw_window_set_content (ADW_WINDOW (fixture->surface.window), NULL);
  gtk_widget_set_hexpand (scrolled, TRUE);
  fixture->overview = MANICULE_OVERVIEW (manicule_overview_new (fixture->surface.surface));
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (fixture->overview));
  adw_window_set_content (ADW_WINDOW (fixture->surface.window), box);
  g_object_unref (scrolled);
  surface_fixture_wait (&fixture->surface, has_built, fixture->overview);
  /* Whatever the calibration has still brought about. */
  surface_fixture_settle (&fixture->surface, 400);
  g_assert_cmpuint (manicule_overview_get_n_built (fixture->overview), >, 0);
}

static guint
settle (Fixture *fixture)
{
  surface_fixture_settle (&fixture->surface, 400);

  return manicule_overview_get_n_built (fixture->overview);
}

/* Frames, scrolls and steps of the caret fill nothing; an edit, hits and suggestions fill it once each, however many come
 * at a time. */
static void
test_when (void)
{
  Fixture fixture;
  GtkAdjustment *adjustment;
  g_autoptr(GArray) hits = g_array_new (FALSE, FALSE, sizeof (ManiculeRange));
  ManiculeRange hit = { 100, 110 };
  guint n;

  init (&fixture, 4000);
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (fixture.surface.surface));
  n = manicule_overview_get_n_built (fixture.overview);

  for (guint i = 0; i < 5; i++)
    {
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + 40);
      surface_fixture_frame (&fixture.surface);
    }
  surface_fixture_keys (&fixture.surface, "Right Right Down");
  g_assert_cmpuint (settle (&fixture), ==, n);

  surface_sample_add (fixture.surface.set, "a", "Person", 10, 20);
  surface_sample_add (fixture.surface.set, "b", "Person", 30, 40);
  surface_sample_add (fixture.surface.set, "c", "Person", 50, 60);
  g_assert_cmpuint (settle (&fixture), ==, n + 1);

  g_array_append_val (hits, hit);
  manicule_surface_set_hits (fixture.surface.surface, hits, 0);
  g_assert_cmpuint (settle (&fixture), ==, n + 2);
  surface_fixture_clear (&fixture.surface);
}

/* A click goes to that part of the article. */
static void
test_click (void)
{
  Fixture fixture;
  GtkAdjustment *adjustment;
  double middle;

  init (&fixture, 100);
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (fixture.surface.surface));
  surface_fixture_point (&fixture.surface, gtk_widget_get_width (GTK_WIDGET (fixture.surface.surface)) + 5,
                         gtk_widget_get_height (GTK_WIDGET (fixture.surface.surface)) * 0.75);
  surface_fixture_xdotool (&fixture.surface, "click", "1", NULL);
  surface_fixture_frame (&fixture.surface);

  middle = gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment) / 2;
  g_assert_cmpfloat (middle / gtk_adjustment_get_upper (adjustment), >, 0.72);
  g_assert_cmpfloat (middle / gtk_adjustment_get_upper (adjustment), <, 0.78);
  surface_fixture_clear (&fixture.surface);
}

/* It outlives its article, and another one, and none. */
static void
test_articles (void)
{
  Fixture fixture;
  g_autoptr(ManiculeAnnotationSet) other = surface_sample_parse ("[Person:Ines] said [Quote:[Date:no]].");
  guint n;

  init (&fixture, 100);
  n = manicule_overview_get_n_built (fixture.overview);
  manicule_surface_set_annotation_set (fixture.surface.surface, other);
  g_assert_cmpuint (settle (&fixture), >, n);
  manicule_surface_set_annotation_set (fixture.surface.surface, NULL);
  n = settle (&fixture);
  manicule_surface_set_annotation_set (fixture.surface.surface, fixture.surface.set);
  g_assert_cmpuint (settle (&fixture), >, n);
  surface_fixture_clear (&fixture.surface);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/overview/when", test_when);
  g_test_add_func ("/overview/click", test_click);
  g_test_add_func ("/overview/articles", test_articles);

  return g_test_run ();
}
