/* test-touch.c: what fingers do: gestures are told by their signals, where no finger can be had
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-handle.h"
#include "surface-fixture.h"

#include <math.h>

static const char touch_text[] =
  "The first line is short\n"
  "Then Hedda Winstrom said that the anti-flood plan would not stand. It was late.\n"
  "قالت الرئيسة إن الجسر مفتوح\n"
  "北京和上海的报纸都报道了这件事。\n"
  "Last words";

static void
count (guint *n)
{
  (*n)++;
}

static void
press_long (SurfaceFixture *fixture,
            const char     *text)
{
  graphene_rect_t box;

  surface_fixture_find (fixture, text, &box);
  g_signal_emit_by_name (fixture->surface->long_press, "pressed", box.origin.x + box.size.width / 2,
                         box.origin.y + box.size.height / 2);
  surface_fixture_settle (fixture, 40);
}

static void
assert_selected (SurfaceFixture *fixture,
                 const char     *expected)
{
  g_autofree char *selected = surface_fixture_selected (fixture);

  g_assert_cmpstr (selected, ==, expected);
}

/* Where a handle's drop begins, below the text, in the surface. */
static void
find_handle (SurfaceFixture   *fixture,
             guint             i,
             graphene_rect_t  *box)
{
  g_assert_true (gtk_widget_get_child_visible (fixture->surface->handles[i]));
  g_assert_true (gtk_widget_compute_bounds (fixture->surface->handles[i], GTK_WIDGET (fixture->surface), box));
}

static void
drag_handle (SurfaceFixture *fixture,
             guint           i,
             const char     *to,
             double          part)
{
  graphene_rect_t handle, end, box;
  double x, y;
  ManiculeRange range;

  find_handle (fixture, i, &handle);
  x = handle.origin.x + MANICULE_HANDLE_SIZE / 2;
  y = handle.origin.y + 6;
  manicule_surface_get_selection (fixture->surface, &range);
  g_assert_true (manicule_surface_get_extents (fixture->surface, range, &end));
  surface_fixture_find (fixture, to, &box);

  surface_fixture_point (fixture, x, y);
  surface_fixture_xdotool (fixture, "mousedown", "1", NULL);
  surface_fixture_point (fixture, x + 12, y + 2);
  /* The finger keeps its way to the text: it stays below it. */
  surface_fixture_point (fixture, box.origin.x + part * box.size.width + (i == 0 ? -11 : 11),
                         box.origin.y + box.size.height / 2 + (y - end.origin.y - end.size.height / 2));
  surface_fixture_xdotool (fixture, "mouseup", "1", NULL);
}

/* A long press selects the word, whatever the script, says so, and shows a handle at each end. */
static void
test_long_press (void)
{
  static const char * const words[] = { "Winstrom", "الجسر", "上海" };
  SurfaceFixture fixture;
  guint n = 0;

  surface_fixture_init (&fixture, surface_sample_parse (touch_text), 900, 500);
  g_signal_connect_swapped (fixture.surface, "long-pressed", G_CALLBACK (count), &n);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      graphene_rect_t box, left, right;
      gboolean rtl = i == 1;

      press_long (&fixture, words[i]);
      assert_selected (&fixture, words[i]);
      g_assert_cmpuint (n, ==, i + 1);
      surface_fixture_find (&fixture, words[i], &box);
      find_handle (&fixture, rtl ? 1 : 0, &left);
      find_handle (&fixture, rtl ? 0 : 1, &right);
      g_assert_cmpfloat_with_epsilon (left.origin.x + 10 + MANICULE_HANDLE_SEEN, box.origin.x, 2);
      g_assert_cmpfloat_with_epsilon (right.origin.x + 10, box.origin.x + box.size.width, 2);
      g_assert_cmpfloat_with_epsilon (left.origin.y, box.origin.y + box.size.height, 3);
    }
  surface_fixture_clear (&fixture);
}

/* The handles move the ends, by words, and may pass each other. */
static void
test_handles (void)
{
  SurfaceFixture fixture;

  surface_fixture_init (&fixture, surface_sample_parse (touch_text), 900, 500);
  press_long (&fixture, "Winstrom");
  drag_handle (&fixture, 1, "that", 0.5);
  assert_selected (&fixture, "Winstrom said that");
  drag_handle (&fixture, 0, "Hedda", 0.5);
  assert_selected (&fixture, "Hedda Winstrom said that");
  drag_handle (&fixture, 1, "Then", 0.4);
  assert_selected (&fixture, "Then");
  surface_fixture_clear (&fixture);
}

/* They go where nothing is selected any more, follow the text when it scrolls, and are hidden where it is out of view. */
static void
test_handles_follow (void)
{
  SurfaceFixture fixture;
  graphene_rect_t before, after;
  GtkAdjustment *adjustment;

  surface_fixture_init (&fixture, surface_sample_generate (20000, 50, 1, 0), 700, 400);
  g_signal_emit_by_name (fixture.surface->long_press, "pressed", 200.0, 200.0);
  surface_fixture_settle (&fixture, 40);
  find_handle (&fixture, 0, &before);
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (fixture.surface));
  gtk_adjustment_set_value (adjustment, 60);
  surface_fixture_settle (&fixture, 60);
  find_handle (&fixture, 0, &after);
  g_assert_cmpfloat_with_epsilon (before.origin.y - after.origin.y, 60, 1);
  gtk_adjustment_set_value (adjustment, 2000);
  surface_fixture_settle (&fixture, 60);
  g_assert_false (gtk_widget_get_child_visible (fixture.surface->handles[0]));
  gtk_adjustment_set_value (adjustment, 0);
  surface_fixture_settle (&fixture, 60);
  g_assert_true (gtk_widget_get_child_visible (fixture.surface->handles[0]));

  surface_fixture_keys (&fixture, "Escape");
  surface_fixture_settle (&fixture, 40);
  g_assert_false (gtk_widget_get_child_visible (fixture.surface->handles[0]));
  g_assert_false (gtk_widget_get_child_visible (fixture.surface->handles[1]));
  surface_fixture_clear (&fixture);
}

static void
zoomed (ManiculeSurface *surface,
        double           size)
{
  g_object_set (surface, "font-size", CLAMP (size, 8, 48), NULL);
}

static double
get_size (SurfaceFixture *fixture)
{
  double size;

  g_object_get (fixture->surface, "font-size", &size, NULL);
  return size;
}

/* A pinch asks for letters as much larger as the fingers went apart, and what stands at the top stays there; the wheel
 * with Ctrl asks for a pixel a notch and scrolls nothing. */
static void
test_zoom (void)
{
  SurfaceFixture fixture;
  ManiculeRange top = { 0, 0 };
  graphene_rect_t box;

  surface_fixture_init (&fixture, surface_sample_generate (20000, 50, 1, 0), 700, 400);
  g_signal_connect (fixture.surface, "zoom", G_CALLBACK (zoomed), NULL);
  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (fixture.surface)), 800);
  surface_fixture_settle (&fixture, 250);
  top.start = manicule_surface_get_offset_at (fixture.surface, 5, 20);
  top.end = top.start + 1;
  g_signal_emit_by_name (fixture.surface->pinch, "begin", NULL);
  for (guint i = 0; i <= 20; i++)
    g_signal_emit_by_name (fixture.surface->pinch, "scale-changed", 1 + i * 0.025);
  g_assert_cmpfloat (get_size (&fixture), ==, 24);
  surface_fixture_settle (&fixture, 100);
  g_assert_true (manicule_surface_get_extents (fixture.surface, top, &box));
  g_assert_cmpfloat (fabs (box.origin.y), <, 110);

  surface_fixture_point (&fixture, 300, 200);
  surface_fixture_xdotool (&fixture, "keydown", "ctrl", "click", "5", "click", "5", "keyup", "ctrl", NULL);
  surface_fixture_settle (&fixture, 100);
  g_assert_cmpfloat (get_size (&fixture), ==, 22);
  surface_fixture_xdotool (&fixture, "keydown", "ctrl", "click", "4", "keyup", "ctrl", NULL);
  surface_fixture_settle (&fixture, 100);
  g_assert_cmpfloat (get_size (&fixture), ==, 23);
  g_assert_true (manicule_surface_get_extents (fixture.surface, top, &box));
  g_assert_cmpfloat (fabs (box.origin.y), <, 110);
  surface_fixture_clear (&fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/surface/touch/long-press", test_long_press);
  g_test_add_func ("/surface/touch/handles", test_handles);
  g_test_add_func ("/surface/touch/handles-follow", test_handles_follow);
  g_test_add_func ("/surface/touch/zoom", test_zoom);

  return g_test_run ();
}
