/* test-events.c: the surface by real keys and a real pointer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "surface-fixture.h"

static const char keys_text[] =
  "The first line is short\n"
  "Then Hedda Winstrom said that the anti-flood plan would not stand. It was late.\n"
  "Last words";

typedef struct
{
  const char *path;
  guint       start;
  const char *keys;
  const char *before;    /* what stands before the caret afterwards */
  const char *selected;
} KeyCase;

static const KeyCase key_cases[] = {
  { "right", 0, "Right Right Right", "The", "" },
  { "left", 3, "Left", "Th", "" },
  { "word-right", 0, "ctrl+Right ctrl+Right", "The first", "" },
  { "word-left", 9, "ctrl+Left", "The ", "" },
  { "word-parts", 58, "ctrl+Right ctrl+Right ctrl+Right", "anti-flood", "" },
  { "end", 0, "End", "The first line is short", "" },
  { "home", 30, "Home", "The first line is short\n", "" },
  { "down", 2, "Down", "short\nTh", "" },
  { "up", 26, "Up", "Th", "" },
  { "text-end", 0, "ctrl+End", "Last words", "" },
  { "text-start", 60, "ctrl+Home shift+Right", "T", "T" },
  { "select-right", 4, "shift+Right shift+Right shift+Right shift+Right shift+Right", "The first", "first" },
  { "select-word", 4, "ctrl+shift+Right ctrl+shift+Right", "first line", "first line" },
  { "select-back", 9, "ctrl+shift+Left", "The ", "first" },
  { "select-end", 4, "shift+End", "short", "first line is short" },
  { "select-home", 9, "shift+Home", "", "The first" },
  { "select-down", 4, "shift+Down", "The first line is short\nThe", "first line is short\nThe" },
  { "select-text-start", 9, "ctrl+shift+Home", "", "The first" },
  { "select-all", 5, "ctrl+a", "Last words", NULL },
  { "keypad", 0, "KP_Right KP_End", "short", "" },
  { "escape", 4, "ctrl+shift+Right Escape", "The first", "" },
  { "collapse-left", 4, "ctrl+shift+Right Left", "The ", "" },
  { "collapse-right", 9, "ctrl+shift+Left Right", "The first", "" },
  { "page-down", 0, "Page_Down", "Last words", "" },
  { "page-up", 60, "Page_Up", "", "" },
  { "select-page-down", 24, "shift+Page_Down", "Last words",
    "Then Hedda Winstrom said that the anti-flood plan would not stand. It was late.\nLast words" },
};

static void
assert_before_caret (SurfaceFixture *fixture,
                     const char     *expected)
{
  guint caret = manicule_surface_get_caret (fixture->surface), length = (guint) g_utf8_strlen (expected, -1);
  g_autofree char *before = manicule_text_get_slice (manicule_annotation_set_get_text (fixture->set),
                                                     caret - MIN (length, caret), caret);

  g_assert_cmpstr (before, ==, expected);
}

/* One window for all rows: each sets the caret, presses its keys, and finds caret and selection where they belong. */
static void
test_keys (void)
{
  SurfaceFixture fixture;

  surface_fixture_init (&fixture, surface_sample_parse (keys_text), 900, 400);
  g_object_set (fixture.surface, "headline-range", g_variant_new ("(uu)", 0, 0), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (key_cases); i++)
    {
      g_autofree char *selected = NULL;

      g_test_message ("%s", key_cases[i].path);
      manicule_surface_set_caret (fixture.surface, key_cases[i].start);
      surface_fixture_keys (&fixture, key_cases[i].keys);
      assert_before_caret (&fixture, key_cases[i].before);
      selected = surface_fixture_selected (&fixture);
      g_assert_cmpstr (selected, ==, key_cases[i].selected != NULL ? key_cases[i].selected : keys_text);
    }
  surface_fixture_clear (&fixture);
}

static gboolean
key_pressed (GtkEventControllerKey *controller,
             guint                  keyval,
             guint                  keycode,
             GdkModifierType        state,
             GString               *seen)
{
  if (!g_str_has_prefix (gdk_keyval_name (keyval), "Alt") && !g_str_has_prefix (gdk_keyval_name (keyval), "Shift")
      && !g_str_has_prefix (gdk_keyval_name (keyval), "Control"))
    g_string_append_printf (seen, "%s ", gdk_keyval_name (keyval));

  return FALSE;
}

/* Keys that mean something to the page reach it, and do nothing here; so does Escape when nothing is selected. */
static void
test_keys_propagate (void)
{
  g_autoptr(GString) seen = g_string_new (NULL);
  GtkEventController *controller = gtk_event_controller_key_new ();
  SurfaceFixture fixture;

  surface_fixture_init (&fixture, surface_sample_parse (keys_text), 900, 400);
  g_signal_connect (controller, "key-pressed", G_CALLBACK (key_pressed), seen);
  gtk_widget_add_controller (gtk_widget_get_parent (GTK_WIDGET (fixture.surface)), controller);
  manicule_surface_set_caret (fixture.surface, 5);

  surface_fixture_keys (&fixture, "p period comma equal minus Delete Return alt+Left alt+shift+Right BackSpace F2 Escape Right");
  g_assert_cmpstr (seen->str, ==, "p period comma equal minus Delete Return Left Right BackSpace F2 Escape ");
  g_assert_cmpuint (manicule_surface_get_caret (fixture.surface), ==, 6);
  surface_fixture_clear (&fixture);
}

static void
text_read (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static gboolean
is_read (SurfaceFixture *fixture,
         gpointer        data)
{
  return *(char **) data != NULL;
}

/* Ctrl+C puts what is selected on the clipboard. */
static void
test_copy (void)
{
  SurfaceFixture fixture;
  g_autofree char *text = NULL;

  surface_fixture_init (&fixture, surface_sample_parse (keys_text), 900, 400);
  manicule_surface_select (fixture.surface, (ManiculeRange) { 29, 43 });
  surface_fixture_keys (&fixture, "ctrl+c");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (fixture.window), NULL, text_read, &text);
  surface_fixture_wait (&fixture, is_read, &text);
  g_assert_cmpstr (text, ==, "Hedda Winstrom");
  surface_fixture_clear (&fixture);
}

/* Moves the pointer to the left edge of some text, and a part of it further. */
static void
point_at (SurfaceFixture *fixture,
          const char     *text,
          double          part)
{
  graphene_rect_t box;

  surface_fixture_find (fixture, text, &box);
  surface_fixture_point (fixture, box.origin.x + part * box.size.width, box.origin.y + box.size.height / 2);
}

static void
assert_selected (SurfaceFixture *fixture,
                 const char     *expected)
{
  g_autofree char *selected = surface_fixture_selected (fixture);

  g_assert_cmpstr (selected, ==, expected);
}

/* A click puts the caret between the two nearest letters; far beside a line, at its end. */
static void
test_click (void)
{
  SurfaceFixture fixture;
  graphene_rect_t box;

  surface_fixture_init (&fixture, surface_sample_parse (keys_text), 900, 400);
  point_at (&fixture, "Hedda", 0.02);
  surface_fixture_xdotool (&fixture, "click", "1", NULL);
  g_assert_cmpuint (manicule_surface_get_caret (fixture.surface), ==, surface_fixture_offset (&fixture, "Hedda"));

  surface_fixture_find (&fixture, "Last words", &box);
  surface_fixture_point (&fixture, 880, box.origin.y + 4);
  surface_fixture_xdotool (&fixture, "click", "1", NULL);
  assert_before_caret (&fixture, "Last words");
  surface_fixture_point (&fixture, 5, box.origin.y + 4);
  surface_fixture_xdotool (&fixture, "click", "1", NULL);
  assert_before_caret (&fixture, "late.\n");
  surface_fixture_clear (&fixture);
}

/* Two clicks select the word, three the sentence, four the paragraph. */
static void
test_clicks (void)
{
  SurfaceFixture fixture;

  surface_fixture_init (&fixture, surface_sample_parse (keys_text), 900, 400);
  point_at (&fixture, "Winstrom", 0.9);
  surface_fixture_xdotool (&fixture, "click", "--repeat", "2", "--delay", "30", "1", NULL);
  assert_selected (&fixture, "Winstrom");
  surface_fixture_settle (&fixture, 500);
  surface_fixture_xdotool (&fixture, "click", "--repeat", "3", "--delay", "30", "1", NULL);
  assert_selected (&fixture, "Then Hedda Winstrom said that the anti-flood plan would not stand.");
  surface_fixture_settle (&fixture, 500);
  surface_fixture_xdotool (&fixture, "click", "--repeat", "4", "--delay", "30", "1", NULL);
  assert_selected (&fixture, "Then Hedda Winstrom said that the anti-flood plan would not stand. It was late.");

  surface_fixture_settle (&fixture, 500);
  surface_fixture_xdotool (&fixture, "click", "1", NULL);
  assert_selected (&fixture, "");
  surface_fixture_clear (&fixture);
}

static void
drag (SurfaceFixture *fixture,
      const char     *from,
      double          from_part,
      const char     *to,
      double          to_part)
{
  point_at (fixture, from, from_part);
  surface_fixture_xdotool (fixture, "mousedown", "1", NULL);
  point_at (fixture, from, from_part + (1 - from_part) / 2);
  point_at (fixture, to, to_part / 2);
  point_at (fixture, to, to_part);
  surface_fixture_xdotool (fixture, "mouseup", "1", NULL);
}

/* A drag from inside one word into another selects both whole, or exactly what it passed where snapping is off. */
static void
test_drag (void)
{
  SurfaceFixture fixture;

  surface_fixture_init (&fixture, surface_sample_parse (keys_text), 900, 400);
  drag (&fixture, "Hedda", 0.45, "Winstrom", 0.35);
  assert_selected (&fixture, "Hedda Winstrom");

  surface_fixture_settle (&fixture, 500);
  g_object_set (fixture.surface, "snapping", MANICULE_SNAPPING_OFF, NULL);
  drag (&fixture, "Hedda", 0.01, "Win", 0.99);
  assert_selected (&fixture, "Hedda Win");

  /* Back over its start. */
  surface_fixture_settle (&fixture, 500);
  drag (&fixture, "said", 0.01, "Hedda", 0.01);
  assert_selected (&fixture, "Hedda Winstrom ");
  surface_fixture_clear (&fixture);
}

/* What a drag or a double click selects can be pasted by the middle button, and stays so until the next selection. */
static void
test_primary (void)
{
  static const char * const expected[] = { "Hedda Winstrom", "plan" };
  SurfaceFixture fixture;

  surface_fixture_init (&fixture, surface_sample_parse (keys_text), 900, 400);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *text = NULL;

      if (i == 0)
        drag (&fixture, "Hedda", 0.45, "Winstrom", 0.35);
      else
        {
          point_at (&fixture, "plan", 0.5);
          surface_fixture_xdotool (&fixture, "click", "--repeat", "2", "--delay", "30", "1", NULL);
        }
      gdk_clipboard_read_text_async (gtk_widget_get_primary_clipboard (fixture.window), NULL, text_read, &text);
      surface_fixture_wait (&fixture, is_read, &text);
      g_assert_cmpstr (text, ==, expected[i]);
      surface_fixture_settle (&fixture, 500);
    }
  surface_fixture_clear (&fixture);
}

/* A drag belongs to the text in which it began: in another one, which is shown meanwhile, it selects nothing. */
static void
test_drag_over (void)
{
  g_autoptr(ManiculeAnnotationSet) other = surface_sample_parse ("Short");
  SurfaceFixture fixture;

  surface_fixture_init (&fixture, surface_sample_parse (keys_text), 900, 400);
  point_at (&fixture, "Hedda", 0.45);
  surface_fixture_xdotool (&fixture, "mousedown", "1", NULL);
  point_at (&fixture, "said", 0.5);
  manicule_surface_set_annotation_set (fixture.surface, other);
  surface_fixture_frame (&fixture);
  surface_fixture_point (&fixture, 300, 60);
  surface_fixture_point (&fixture, 80, 20);
  g_assert_false (manicule_surface_get_selection (fixture.surface, NULL));
  surface_fixture_xdotool (&fixture, "mouseup", "1", NULL);
  manicule_surface_set_annotation_set (fixture.surface, fixture.set);
  surface_fixture_clear (&fixture);
}

/* A long paragraph is laid out in pieces; a drag and Shift with arrows select across a seam as if there were none. */
static void
test_split (void)
{
  g_autoptr(GString) markup = g_string_new (NULL);
  SurfaceFixture fixture;
  ManiculeRange range;
  guint seam;

  for (guint i = 0; i < 400; i++)
    g_string_append_printf (markup, "word%u ", i);
  surface_fixture_init (&fixture, surface_sample_parse (markup->str), 900, 700);
  g_object_set (fixture.surface, "snapping", MANICULE_SNAPPING_OFF, NULL);
  g_assert_cmpuint (manicule_text_map_get_n_lines (fixture.surface->map), >, 1);
  seam = manicule_text_map_get_line (fixture.surface->map, 1)->start;
  g_assert_false (manicule_text_map_get_line (fixture.surface->map, 0)->hard);

  manicule_surface_set_caret (fixture.surface, seam - 3);
  surface_fixture_keys (&fixture, "shift+Right shift+Right shift+Right shift+Right shift+Right shift+Right");
  g_assert_true (manicule_surface_get_selection (fixture.surface, &range));
  g_assert_cmpuint (range.start, ==, seam - 3);
  g_assert_cmpuint (range.end, ==, seam + 3);
  surface_fixture_keys (&fixture, "shift+Left shift+Left shift+Left shift+Left");
  g_assert_true (manicule_surface_get_selection (fixture.surface, &range));
  g_assert_cmpuint (range.end, ==, seam - 1);

  manicule_surface_set_caret (fixture.surface, seam);
  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (fixture.surface)), 450);
  surface_fixture_settle (&fixture, 200);
  drag (&fixture, "word130 ", 0.01, "word180 ", 0.01);
  g_assert_true (manicule_surface_get_selection (fixture.surface, &range));
  g_assert_cmpuint (range.start, ==, surface_fixture_offset (&fixture, "word130 "));
  g_assert_cmpuint (range.end, ==, surface_fixture_offset (&fixture, "word180 "));
  g_assert_true (range.start < seam && seam < range.end);
  surface_fixture_clear (&fixture);
}

/* A double click that is held and dragged goes on by words. */
static void
test_drag_words (void)
{
  SurfaceFixture fixture;

  surface_fixture_init (&fixture, surface_sample_parse (keys_text), 900, 400);
  point_at (&fixture, "Winstrom", 0.5);
  surface_fixture_xdotool (&fixture, "click", "1", "mousedown", "1", NULL);
  point_at (&fixture, "said", 0.3);
  point_at (&fixture, "that the", 0.2);
  assert_selected (&fixture, "Winstrom said that");
  point_at (&fixture, "Hedda", 0.5);
  assert_selected (&fixture, "Hedda Winstrom");
  surface_fixture_xdotool (&fixture, "mouseup", "1", NULL);
  assert_selected (&fixture, "Hedda Winstrom");
  surface_fixture_clear (&fixture);
}

/* Shift and a click take the selection there. */
static void
test_shift_click (void)
{
  SurfaceFixture fixture;

  surface_fixture_init (&fixture, surface_sample_parse (keys_text), 900, 400);
  g_object_set (fixture.surface, "snapping", MANICULE_SNAPPING_OFF, NULL);
  point_at (&fixture, "Hedda", 0.01);
  surface_fixture_xdotool (&fixture, "click", "1", NULL);
  point_at (&fixture, "that the", 0.01);
  surface_fixture_xdotool (&fixture, "keydown", "shift", "click", "1", "keyup", "shift", NULL);
  assert_selected (&fixture, "Hedda Winstrom said ");
  surface_fixture_clear (&fixture);
}

static double
get_value (SurfaceFixture *fixture)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (fixture->surface));

  return gtk_adjustment_get_value (adjustment);
}

static gboolean
has_scrolled (SurfaceFixture *fixture,
              gpointer        data)
{
  return get_value (fixture) > 200;
}

/* A drag held below the window scrolls on and selects what comes. */
static void
test_autoscroll (void)
{
  SurfaceFixture fixture;
  ManiculeRange before, after;

  surface_fixture_init (&fixture, surface_sample_generate (60000, 200, 1, 0), 700, 400);
  surface_fixture_point (&fixture, 300, 100);
  surface_fixture_xdotool (&fixture, "mousedown", "1", NULL);
  surface_fixture_point (&fixture, 320, 300);
  surface_fixture_point (&fixture, 320, 395);
  manicule_surface_get_selection (fixture.surface, &before);
  surface_fixture_xdotool (&fixture, "mousemove", "320", "520", NULL);
  surface_fixture_wait (&fixture, has_scrolled, NULL);
  g_assert_cmpfloat (get_value (&fixture), >, 200);
  manicule_surface_get_selection (fixture.surface, &after);
  surface_fixture_xdotool (&fixture, "mouseup", "1", NULL);
  g_assert_cmpuint (after.start, ==, before.start);
  g_assert_cmpuint (after.end, >, before.end + 100);
  g_assert_cmpuint (fixture.surface->autoscroll_tick, ==, 0);
  surface_fixture_clear (&fixture);
}

/* The wheel scrolls, and what was at one place is then higher by what was scrolled. */
static void
test_wheel (void)
{
  SurfaceFixture fixture;
  graphene_rect_t before, after;
  ManiculeRange range;

  surface_fixture_init (&fixture, surface_sample_generate (60000, 200, 1, 0), 700, 400);
  surface_fixture_point (&fixture, 300, 100);
  range.start = manicule_surface_get_offset_at (fixture.surface, 300, 390);
  range.end = range.start + 1;
  g_assert_true (manicule_surface_get_extents (fixture.surface, range, &before));
  surface_fixture_xdotool (&fixture, "click", "5", NULL);
  surface_fixture_settle (&fixture, 400);
  g_assert_cmpfloat (get_value (&fixture), >, 10);
  g_assert_true (manicule_surface_get_extents (fixture.surface, range, &after));
  g_assert_cmpfloat_with_epsilon (before.origin.y - after.origin.y, get_value (&fixture), 0.5);
  surface_fixture_clear (&fixture);
}

/* Page Down goes down by less than the page, and the caret stays in view; Ctrl+End shows the end. */
static void
test_page_keys (void)
{
  SurfaceFixture fixture;
  graphene_rect_t box;

  surface_fixture_init (&fixture, surface_sample_generate (60000, 200, 1, 0), 700, 400);
  for (guint i = 0; i < 6; i++)
    {
      double before = get_value (&fixture);

      surface_fixture_keys (&fixture, "Page_Down");
      g_assert_cmpfloat (get_value (&fixture), >, before + 200);
      g_assert_cmpfloat (get_value (&fixture), <=, before + 400);
      g_assert_true (manicule_surface_get_caret_box (fixture.surface, &box));
      g_assert_cmpfloat (box.origin.y, >=, 0);
      g_assert_cmpfloat (box.origin.y + box.size.height, <=, 400);
    }

  surface_fixture_keys (&fixture, "ctrl+End");
  g_assert_true (manicule_surface_get_caret_box (fixture.surface, &box));
  g_assert_cmpfloat (box.origin.y + box.size.height, <=, 400);
  g_assert_cmpuint (manicule_surface_get_caret (fixture.surface), ==,
                    manicule_text_get_n_chars (manicule_annotation_set_get_text (fixture.set)));
  surface_fixture_keys (&fixture, "ctrl+Home");
  surface_fixture_settle (&fixture, 200);
  g_assert_true (manicule_surface_get_caret_box (fixture.surface, &box));
  g_assert_cmpfloat (box.origin.y, >=, 0);
  surface_fixture_clear (&fixture);
}

/* Of the line with the caret, the names are in view, too, down to the last row. */
static void
test_names_in_view (void)
{
  SurfaceFixture fixture;

  surface_fixture_init (&fixture, surface_sample_generate (20000, 2000, 8, 0), 700, 400);
  for (guint i = 0; i < 12; i++)
    {
      ManiculeSurface *surface;
      ManiculeCaretPlace where;
      ManiculePlace place;
      const ManiculeVisualLine *v;
      ManiculeLine *line;
      guint index;

      surface_fixture_keys (&fixture, i < 10 ? "Down" : "Page_Down");
      surface = fixture.surface;
      place = manicule_caret_get_place (surface->caret);
      index = manicule_caret_get_line (surface->caret);
      line = manicule_line_cache_get (surface->cache, index);
      manicule_line_get_caret (line, place.byte, place.at_end, &where);
      v = manicule_line_get_visual (line, where.visual);
      g_assert_cmpuint (v->n_rows, >=, 8);
      g_assert_cmpfloat (manicule_viewport_line_to_y (surface->viewport, index) + v->y + v->height, <=, 400);
    }
  surface_fixture_clear (&fixture);
}

static void
annotation_pressed (ManiculeSurface    *surface,
                    ManiculeAnnotation *annotation,
                    int                 n_press,
                    GString            *log)
{
  g_string_append_printf (log, "%s/%d ", manicule_annotation_get_label (annotation), n_press);
}

static const char *
focused_label (SurfaceFixture *fixture)
{
  ManiculeAnnotation *annotation = manicule_surface_get_focused (fixture->surface);

  return annotation != NULL ? manicule_annotation_get_label (annotation) : "none";
}

/* A click on marks focuses the innermost; again at the same place, the next further out, and round. */
static void
test_focus_stack (void)
{
  g_autoptr(GString) log = g_string_new (NULL);
  SurfaceFixture fixture;

  surface_fixture_init (&fixture, surface_sample_parse ("He said [Quote:all of [Claim:the [Place:Orrey] board] met]. Then"), 900, 300);
  g_signal_connect (fixture.surface, "annotation-pressed", G_CALLBACK (annotation_pressed), log);
  point_at (&fixture, "Orrey", 0.5);
  for (guint i = 0; i < 4; i++)
    {
      surface_fixture_xdotool (&fixture, "click", "1", NULL);
      surface_fixture_settle (&fixture, 500);
      g_string_append_printf (log, "%s ", focused_label (&fixture));
    }
  g_assert_cmpstr (log->str, ==, "Place/1 Place Claim/1 Claim Quote/1 Quote Place/1 Place ");

  point_at (&fixture, "Then", 0.5);
  surface_fixture_xdotool (&fixture, "click", "1", NULL);
  g_assert_cmpstr (focused_label (&fixture), ==, "none");
  surface_fixture_clear (&fixture);
}

/* A click on a rule or a name focuses exactly its mark, however many lie above it. */
static void
test_focus_row (void)
{
  SurfaceFixture fixture;
  graphene_rect_t box;
  int row;

  surface_fixture_init (&fixture, surface_sample_parse ("He said [Quote:all of [Claim:the [Place:Orrey] board] met]. Then"), 900, 300);
  row = manicule_style_get_metrics (fixture.surface->style)->row;
  surface_fixture_find (&fixture, "Orrey", &box);
  for (guint i = 0; i < 3; i++)
    {
      static const char * const expected[] = { "Place", "Claim", "Quote" };

      surface_fixture_point (&fixture, box.origin.x + 4, box.origin.y + box.size.height + 4 + (int) i * row);
      surface_fixture_xdotool (&fixture, "click", "1", NULL);
      g_assert_cmpstr (focused_label (&fixture), ==, expected[i]);
      surface_fixture_settle (&fixture, 450);
    }
  surface_fixture_clear (&fixture);
}

/* The caret focuses the innermost mark that it comes into, and keeps it at the mark's end. */
static void
test_focus_caret (void)
{
  g_autoptr(GString) log = g_string_new (NULL);
  SurfaceFixture fixture;

  surface_fixture_init (&fixture, surface_sample_parse ("a [Claim:b [Place:c] d] e"), 900, 300);
  for (guint i = 0; i < 9; i++)
    {
      g_string_append_printf (log, "%s ", focused_label (&fixture));
      surface_fixture_keys (&fixture, "Right");
    }
  g_assert_cmpstr (log->str, ==, "none none Claim Claim Place Claim Claim Claim none ");
  surface_fixture_clear (&fixture);
}

static void
menu_asked (ManiculeSurface *surface,
            double           x,
            double           y,
            double          *place)
{
  place[0] = x;
  place[1] = y;
}

/* A right click asks for the menu where it is, and takes the caret along, unless it is on the selection; so does the Menu
 * key, at the caret. */
static void
test_menu (void)
{
  double place[2] = { -1, -1 };
  SurfaceFixture fixture;
  graphene_rect_t box;

  surface_fixture_init (&fixture, surface_sample_parse (keys_text), 900, 400);
  g_signal_connect (fixture.surface, "menu", G_CALLBACK (menu_asked), place);
  surface_fixture_find (&fixture, "Hedda", &box);
  point_at (&fixture, "Hedda", 0.02);
  surface_fixture_xdotool (&fixture, "click", "3", NULL);
  g_assert_cmpuint (manicule_surface_get_caret (fixture.surface), ==, surface_fixture_offset (&fixture, "Hedda"));
  g_assert_cmpfloat_with_epsilon (place[0], box.origin.x, 4);

  manicule_surface_select (fixture.surface, (ManiculeRange) { 24, 43 });
  surface_fixture_xdotool (&fixture, "click", "3", NULL);
  assert_selected (&fixture, "Then Hedda Winstrom");

  manicule_surface_set_caret (fixture.surface, 29);
  surface_fixture_keys (&fixture, "Menu");
  g_assert_cmpfloat_with_epsilon (place[0], box.origin.x, 4);
  g_assert_cmpfloat (place[1], >=, box.origin.y + box.size.height - 1);
  place[0] = -1;
  surface_fixture_keys (&fixture, "shift+F10");
  g_assert_cmpfloat (place[0], >=, 0);
  surface_fixture_clear (&fixture);
}

/* A name under the text is pressed twice: the page hears of both. */
static void
test_press_twice (void)
{
  g_autoptr(GString) log = g_string_new (NULL);
  SurfaceFixture fixture;
  graphene_rect_t box;

  surface_fixture_init (&fixture, surface_sample_parse ("the [Place:Orrey] board"), 900, 300);
  g_signal_connect (fixture.surface, "annotation-pressed", G_CALLBACK (annotation_pressed), log);
  surface_fixture_find (&fixture, "Orrey", &box);
  surface_fixture_point (&fixture, box.origin.x + 4, box.origin.y + box.size.height + 6);
  surface_fixture_xdotool (&fixture, "click", "--repeat", "2", "--delay", "30", "1", NULL);
  g_assert_cmpstr (log->str, ==, "Place/1 Place/2 ");
  surface_fixture_clear (&fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/surface/events/keys", test_keys);
  g_test_add_func ("/surface/events/keys-propagate", test_keys_propagate);
  g_test_add_func ("/surface/events/copy", test_copy);
  g_test_add_func ("/surface/events/click", test_click);
  g_test_add_func ("/surface/events/clicks", test_clicks);
  g_test_add_func ("/surface/events/drag", test_drag);
  g_test_add_func ("/surface/events/primary", test_primary);
  g_test_add_func ("/surface/events/drag-over", test_drag_over);
  g_test_add_func ("/surface/events/split", test_split);
  g_test_add_func ("/surface/events/drag-words", test_drag_words);
  g_test_add_func ("/surface/events/shift-click", test_shift_click);
  g_test_add_func ("/surface/events/autoscroll", test_autoscroll);
  g_test_add_func ("/surface/events/wheel", test_wheel);
  g_test_add_func ("/surface/events/page-keys", test_page_keys);
  g_test_add_func ("/surface/events/names-in-view", test_names_in_view);
  g_test_add_func ("/surface/events/focus-stack", test_focus_stack);
  g_test_add_func ("/surface/events/focus-row", test_focus_row);
  g_test_add_func ("/surface/events/focus-caret", test_focus_caret);
  g_test_add_func ("/surface/events/menu", test_menu);
  g_test_add_func ("/surface/events/press-twice", test_press_twice);

  return g_test_run ();
}
