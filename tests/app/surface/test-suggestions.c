/* test-suggestions.c: suggestions in the text: drawn, focused by caret and pointer, gone when decided
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "surface-fixture.h"

typedef struct
{
  SurfaceFixture       surface;
  ManiculeSuggestions *list;     /* (owned) */
} Fixture;

static void
suggest (Fixture    *fixture,
         const char *label,
         const char *text)
{
  g_autoptr(GPtrArray) suggestions = g_ptr_array_new_with_free_func (g_object_unref);
  guint start = surface_fixture_offset (&fixture->surface, text);
  ManiculeRange range = { start, start + (guint) g_utf8_strlen (text, -1) };

  g_ptr_array_add (suggestions, manicule_suggestion_new (label, &range, 1, "test", 0.5));
  manicule_suggestions_add (fixture->list, suggestions);
  surface_fixture_frame (&fixture->surface);
}

static void
init (Fixture *fixture)
{
  g_autoptr(GHashTable) rejected = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  surface_fixture_init (&fixture->surface, surface_sample_parse ("[Place:Oslo] and Bergen and [Place:Molde] met.\n"
                                                                 "Nothing was agreed between them.\n"), 700, 500);
  fixture->list = manicule_suggestions_new (fixture->surface.set, rejected);
  manicule_surface_set_suggestions (fixture->surface.surface, fixture->list);
}

static void
clear (Fixture *fixture)
{
  manicule_surface_set_suggestions (fixture->surface.surface, NULL);
  g_assert_finalize_object (fixture->list);
  surface_fixture_clear (&fixture->surface);
}

static guint
count_suggested (Fixture *fixture)
{
  guint n_marks, n = 0;
  const ManiculeMark *marks = manicule_line_get_marks (manicule_line_cache_get (fixture->surface.surface->cache, 0), &n_marks);

  for (guint i = 0; i < n_marks; i++)
    n += marks[i].suggested;

  return n;
}

/* A suggestion is a mark of its line, under its own name; only that line is placed anew when it comes or goes. */
static void
test_marks (void)
{
  Fixture fixture;
  ManiculeLineCounts before, after;

  init (&fixture);
  surface_fixture_frame (&fixture.surface);
  before = *manicule_surface_get_counts (fixture.surface.surface);
  suggest (&fixture, "Place", "Bergen");
  after = *manicule_surface_get_counts (fixture.surface.surface);
  g_assert_cmpuint (after.n_shaped, ==, before.n_shaped);
  g_assert_cmpuint (after.n_placed - before.n_placed, ==, 1);
  g_assert_cmpuint (count_suggested (&fixture), ==, 1);

  manicule_suggestions_reject (fixture.list, manicule_suggestions_get (fixture.list, 0));
  surface_fixture_frame (&fixture.surface);
  g_assert_cmpuint (count_suggested (&fixture), ==, 0);
  g_assert_cmpuint (manicule_surface_get_counts (fixture.surface.surface)->n_placed - after.n_placed, ==, 1);
  clear (&fixture);
}

/* The caret in a suggestion focuses it, an annotation there comes first, and never both have the focus. */
static void
test_caret (void)
{
  Fixture fixture;
  ManiculeSurface *surface;

  init (&fixture);
  surface = fixture.surface.surface;
  suggest (&fixture, "Place", "Bergen");

  manicule_surface_set_caret (surface, surface_fixture_offset (&fixture.surface, "Bergen") + 2);
  g_assert_true (manicule_surface_get_suggestion (surface) == manicule_suggestions_get (fixture.list, 0));
  g_assert_null (manicule_surface_get_focused (surface));

  manicule_surface_set_caret (surface, 1);
  g_assert_null (manicule_surface_get_suggestion (surface));
  g_assert_nonnull (manicule_surface_get_focused (surface));

  manicule_surface_focus_suggestion (surface, manicule_suggestions_get (fixture.list, 0));
  g_assert_nonnull (manicule_surface_get_suggestion (surface));
  g_assert_null (manicule_surface_get_focused (surface));
  g_assert_cmpuint (manicule_surface_get_caret (surface), ==, surface_fixture_offset (&fixture.surface, "Bergen"));
  clear (&fixture);
}

/* A click on one focuses it. */
static void
test_click (void)
{
  Fixture fixture;
  graphene_rect_t extents;

  init (&fixture);
  suggest (&fixture, "Place", "Bergen");
  surface_fixture_find (&fixture.surface, "Bergen", &extents);
  surface_fixture_point (&fixture.surface, extents.origin.x + 10, extents.origin.y + 6);
  surface_fixture_xdotool (&fixture.surface, "click", "1", NULL);
  g_assert_nonnull (manicule_surface_get_suggestion (fixture.surface.surface));
  clear (&fixture);
}

/* When the set says it, the suggestion and the focus on it are gone. */
static void
test_said (void)
{
  Fixture fixture;
  guint start;

  init (&fixture);
  suggest (&fixture, "Place", "Bergen");
  manicule_surface_focus_suggestion (fixture.surface.surface, manicule_suggestions_get (fixture.list, 0));
  start = surface_fixture_offset (&fixture.surface, "Bergen");
  surface_sample_add (fixture.surface.set, "new", "Place", start, start + 6);
  surface_fixture_frame (&fixture.surface);

  g_assert_null (manicule_surface_get_suggestion (fixture.surface.surface));
  g_assert_cmpuint (count_suggested (&fixture), ==, 0);
  clear (&fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/suggestions-shown/marks", test_marks);
  g_test_add_func ("/suggestions-shown/caret", test_caret);
  g_test_add_func ("/suggestions-shown/click", test_click);
  g_test_add_func ("/suggestions-shown/said", test_said);

  return g_test_run ();
}
