/* test-sections.c: the heading of what is read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-column-bin.h"
#include "manicule-headings.h"
#include "surface-fixture.h"

/* Headings stand above every fifth paragraph, in the first half of the text only. */
static ManiculeAnnotationSet *
make_set (guint n_paragraphs)
{
  g_autoptr(GString) text = g_string_new ("The whole story\n");

  for (guint i = 0; i < n_paragraphs; i++)
    {
      if (i % 5 == 2 && i < n_paragraphs / 2)
        g_string_append_printf (text, "Part %u of it\n", i);
      g_string_append (text, "The board met on Monday, and on Tuesday it met again, with all who live near the harbour and "
                             "with those who work there. Nothing was agreed.\n");
    }

  return surface_sample_parse (text->str);
}

/* By a look at all lines above. */
static guint
find_naively (SurfaceFixture *fixture)
{
  guint found = G_MAXUINT;

  for (guint i = 1; i < manicule_viewport_get_line (fixture->surface->viewport); i++)
    {
      if (manicule_headings_is_heading (fixture->surface->map, i))
        found = i;
    }

  return found;
}

static void
check (SurfaceFixture *fixture)
{
  guint expected = find_naively (fixture);
  ManiculeRange range;

  if (expected == G_MAXUINT)
    {
      g_assert_false (manicule_surface_get_section (fixture->surface, &range));
      return;
    }

  g_assert_true (manicule_surface_get_section (fixture->surface, &range));
  g_assert_cmpuint (manicule_surface_to_byte (fixture->surface, range.start), ==,
                    manicule_text_map_get_line (fixture->surface->map, expected)->start);
}

/* Wherever one scrolls and jumps, it is the last heading above the view; the headline is none. */
static void
test_scroll (void)
{
  SurfaceFixture fixture;
  GtkAdjustment *adjustment;

  surface_fixture_init (&fixture, make_set (200), 700, 500);
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (fixture.surface));
  check (&fixture);
  for (guint i = 0; i < 200; i++)
    {
      double value = g_test_rand_int_range (0, 4) == 0
                     ? g_test_rand_double_range (0, gtk_adjustment_get_upper (adjustment))
                     : gtk_adjustment_get_value (adjustment) + g_test_rand_double_range (-900, 900);

      gtk_adjustment_set_value (adjustment, value);
      check (&fixture);
    }
  surface_fixture_clear (&fixture);
}

/* A short article has none, however far it is scrolled. */
static void
test_short (void)
{
  SurfaceFixture fixture;
  GtkAdjustment *adjustment;
  ManiculeRange range;

  surface_fixture_init (&fixture, make_set (8), 700, 500);
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (fixture.surface));
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  g_assert_false (manicule_surface_get_section (fixture.surface, &range));
  surface_fixture_clear (&fixture);
}

/* What is scrolled to stays clear of what covers the top. */
static void
test_cover (void)
{
  SurfaceFixture fixture;
  graphene_rect_t extents;
  guint chr;

  surface_fixture_init (&fixture, make_set (200), 700, 500);
  manicule_surface_set_top_cover (fixture.surface, 40);
  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (fixture.surface)), 2000);
  surface_fixture_frame (&fixture);
  chr = manicule_surface_get_offset_at (fixture.surface, 300, 2);
  manicule_surface_set_caret (fixture.surface, chr);
  surface_fixture_frame (&fixture);
  g_assert_true (manicule_surface_get_extents (fixture.surface, (ManiculeRange) { chr, chr + 1 }, &extents));
  g_assert_cmpfloat (extents.origin.y, >=, 40);
  surface_fixture_clear (&fixture);
}

/* Puts a bin with a label over the surface. */
static GtkWidget *
add_bin (SurfaceFixture *fixture)
{
  g_autoptr(GtkWidget) child = g_object_ref (adw_window_get_content (ADW_WINDOW (fixture->window)));
  GtkWidget *overlay = gtk_overlay_new (), *label = gtk_label_new ("Part 2 of it");
  ManiculeColumnBin *bin = g_object_new (MANICULE_TYPE_COLUMN_BIN, "child", label, "valign", GTK_ALIGN_START, NULL);

  adw_window_set_content (ADW_WINDOW (fixture->window), NULL);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), child);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), GTK_WIDGET (bin));
  manicule_column_bin_set_surface (bin, fixture->surface);
  adw_window_set_content (ADW_WINDOW (fixture->window), overlay);

  return label;
}

static gboolean
is_in_line (SurfaceFixture *fixture,
            gpointer        label)
{
  graphene_rect_t box;

  return gtk_widget_compute_bounds (label, GTK_WIDGET (fixture->surface), &box)
         && ABS (box.origin.x - fixture->surface->column_x) < 1
         && ABS (box.size.width - manicule_line_cache_get_width (fixture->surface->cache)) < 1;
}

/* What stands over the text is in line with it, also when window, letters or measure change. */
static void
test_in_line (void)
{
  SurfaceFixture fixture;
  GtkWidget *label;
  int widths[] = { 900, 420, 600, 1100 };

  surface_fixture_init (&fixture, make_set (40), 700, 500);
  label = add_bin (&fixture);
  surface_fixture_wait (&fixture, is_in_line, label);
  g_assert_true (is_in_line (&fixture, label));

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      gtk_window_set_default_size (GTK_WINDOW (fixture.window), widths[i], 500);
      surface_fixture_settle (&fixture, 60);
      surface_fixture_wait (&fixture, is_in_line, label);
      g_assert_true (is_in_line (&fixture, label));
      g_object_set (fixture.surface, "font-size", 14.0 + i, "measure", 50 + 10 * i, NULL);
      surface_fixture_wait (&fixture, is_in_line, label);
      g_assert_true (is_in_line (&fixture, label));
    }
  surface_fixture_clear (&fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/sections/scroll", test_scroll);
  g_test_add_func ("/sections/short", test_short);
  g_test_add_func ("/sections/cover", test_cover);
  g_test_add_func ("/sections/in-line", test_in_line);

  return g_test_run ();
}
