/* test-caret.c: every movement of the caret
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <pango/pangocairo.h>

#include "manicule-caret.h"
#include "surface-sample.h"

typedef struct
{
  ManiculeText      *text;
  ManiculeTextMap   *map;
  ManiculeStyle     *style;
  ManiculeLineCache *cache;
  ManiculeCaret     *caret;
  guint              n_moved;
  guint              n_selected;
} Fixture;

static void
no_marks (const ManiculeTextLine *line,
          GArray                 *marks,
          gpointer                data)
{
}

static void
changed (gboolean moved,
         gboolean selection_changed,
         gpointer data)
{
  Fixture *fixture = data;

  g_assert_true (moved || selection_changed);
  fixture->n_moved += moved;
  fixture->n_selected += selection_changed;
}

static void
fixture_init (Fixture    *fixture,
              const char *string,
              int         width)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());

  fixture->text = manicule_text_new_from_string (string);
  fixture->map = manicule_text_map_new (fixture->text);
  fixture->style = manicule_style_new (context);
  g_object_unref (context);
  fixture->cache = manicule_line_cache_new (fixture->style, no_marks, NULL);
  manicule_line_cache_set_map (fixture->cache, fixture->map);
  manicule_line_cache_set_width (fixture->cache, width);
  fixture->caret = manicule_caret_new (fixture->cache, changed, fixture);
  manicule_caret_set_map (fixture->caret, fixture->map);
  manicule_caret_set_page (fixture->caret, 400);
  fixture->n_moved = fixture->n_selected = 0;
}

static void
fixture_clear (Fixture *fixture)
{
  manicule_caret_free (fixture->caret);
  manicule_line_cache_free (fixture->cache);
  manicule_style_free (fixture->style);
  g_assert_finalize_object (fixture->map);
  g_assert_finalize_object (fixture->text);
}

static guint
get_byte (Fixture *fixture)
{
  return manicule_caret_get_place (fixture->caret).byte;
}

static void
assert_selection (Fixture    *fixture,
                  const char *expected)
{
  g_autofree char *selected = NULL;
  guint from, to;

  manicule_caret_get_selection (fixture->caret, &from, &to);
  selected = g_strndup (manicule_text_get_data (fixture->text) + from, to - from);
  g_assert_cmpstr (selected, ==, expected);
}

typedef struct
{
  const char *path;
  const char *text;
  gboolean    rtl;
  gboolean    mixed;
} WalkCase;

static const WalkCase walk_cases[] = {
  { "latin", "The council — all of it — met.\nIt was Monday.\n\nNobody spoke; the harbour lay still.", FALSE, FALSE },
  { "crlf", "First line.\r\nSecond line.\r\n\r\nThird.", FALSE, FALSE },
  { "combining", "nai\xCC\x88ve e\xCC\x81t\xCC\xA3u\xCC\x88" "de A\xCC\x8Angstro\xCC\x88m q̃ z̈.", FALSE, FALSE },
  { "emoji", "a 👩‍👩‍👧 b 🇳🇴🇸🇪 c 👍🏽 d 🏳️‍🌈 e", FALSE, FALSE },
  { "chinese", "海门市政府周三表示，林岚将在十月九日前往东堤，与渡口工会会谈。第二天她回来了。", FALSE, FALSE },
  { "arabic", "في الميناء قال سامي نور إن الاتحاد وافق على ذلك في المساء ولم يحضر أحد من المجلس.", TRUE, FALSE },
  { "hebrew", "ירושת הנהר היא עיר הגשר של העמק, לפי העיתון של הערב.", TRUE, FALSE },
  { "devanagari", "नदी का पानी सोमवार को फिर बढ़ गया।", FALSE, FALSE },
  { "mixed", "The station قناة الواحة was quoted by רשת הגשר on Monday.", FALSE, TRUE },
};

/* How many different caret places a text has: one before each grapheme, and the end. */
static guint
count_places (Fixture *fixture)
{
  guint n = 1, chr = 0, end = manicule_text_get_n_chars (fixture->text);

  while (chr < end)
    {
      ManiculeRange range;

      manicule_segment_around (fixture->text, MANICULE_UNIT_GRAPHEME, chr, &range);
      chr = range.end;
      n++;
    }

  return n;
}

static guint
walk (Fixture    *fixture,
      int         direction,
      GHashTable *seen)
{
  guint n_steps = 0;

  for (;;)
    {
      ManiculePlace before = manicule_caret_get_place (fixture->caret), after;

      g_hash_table_add (seen, GUINT_TO_POINTER (before.byte));
      manicule_caret_move (fixture->caret, MANICULE_STEP_CHARACTER, direction, FALSE);
      after = manicule_caret_get_place (fixture->caret);
      if (after.byte == before.byte && after.at_end == before.at_end)
        return n_steps;
      g_assert_cmpuint (++n_steps, <, 20000);
    }
}

/* Steps from one end of a text to the other visit every place between two characters, forward and back. */
static void
test_walk (gconstpointer data)
{
  const WalkCase *row = data;
  g_autoptr(GHashTable) forward = g_hash_table_new (NULL, NULL);
  g_autoptr(GHashTable) back = g_hash_table_new (NULL, NULL);
  Fixture fixture;
  guint n;

  fixture_init (&fixture, row->text, 200);
  n = count_places (&fixture);
  walk (&fixture, row->rtl ? -1 : 1, forward);
  g_assert_cmpuint (get_byte (&fixture), ==, manicule_text_get_n_bytes (fixture.text));
  walk (&fixture, row->rtl ? 1 : -1, back);
  g_assert_cmpuint (get_byte (&fixture), ==, 0);

  /* Where the direction changes, two places look the same, and one of them is passed over. */
  g_assert_cmpuint (g_hash_table_size (forward), >=, row->mixed ? n - 6 : n);
  g_assert_cmpuint (g_hash_table_size (forward), <=, n);
  g_assert_cmpuint (g_hash_table_size (back), >=, row->mixed ? n - 6 : n);
  fixture_clear (&fixture);
}

/* A long paragraph is cut into pieces that no walk notices: each place once, no step that stands still. */
static void
test_walk_split (void)
{
  g_autoptr(GString) string = g_string_new (NULL);
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);
  Fixture fixture;

  while (string->len < 6000)
    g_string_append (string, g_test_rand_int_range (0, 8) == 0 ? "the end. " : "Ångmark said ");
  fixture_init (&fixture, string->str, 300);
  g_assert_cmpuint (manicule_text_map_get_n_lines (fixture.map), >, 3);
  walk (&fixture, 1, seen);
  g_assert_cmpuint (g_hash_table_size (seen), ==, count_places (&fixture));
  g_hash_table_remove_all (seen);
  walk (&fixture, -1, seen);
  g_assert_cmpuint (g_hash_table_size (seen), ==, count_places (&fixture));
  fixture_clear (&fixture);
}

typedef struct
{
  const char        *path;
  const char        *text;
  guint              start;
  ManiculeCaretStep  step;
  int                count;
  guint              expected;
} StepCase;

static const StepCase step_cases[] = {
  { "word/right", "the Kim-Trump talks", 0, MANICULE_STEP_WORD, 1, 3 },
  { "word/right-hyphen", "the Kim-Trump talks", 3, MANICULE_STEP_WORD, 1, 7 },
  { "word/right-into-hyphen", "the Kim-Trump talks", 7, MANICULE_STEP_WORD, 1, 8 },
  { "word/right-three", "the Kim-Trump talks", 0, MANICULE_STEP_WORD, 5, 19 },
  { "word/left", "the Kim-Trump talks", 19, MANICULE_STEP_WORD, -1, 14 },
  { "word/left-space", "the Kim-Trump talks", 14, MANICULE_STEP_WORD, -1, 8 },
  { "word/left-at-start", "the", 0, MANICULE_STEP_WORD, -1, 0 },
  { "word/right-at-end", "the", 3, MANICULE_STEP_WORD, 1, 3 },
  { "word/over-break", "one\n\ntwo", 3, MANICULE_STEP_WORD, 1, 8 },
  { "word/back-over-break", "one\r\n\r\ntwo", 7, MANICULE_STEP_WORD, -1, 0 },
  { "word/only-space-left", "one   ", 3, MANICULE_STEP_WORD, 1, 6 },
  { "word/rtl", "שלום עולם", 0, MANICULE_STEP_WORD, -1, 8 },
  { "text/end", "one\ntwo\nthree", 2, MANICULE_STEP_TEXT_ENDS, 1, 13 },
  { "text/start", "one\ntwo\nthree", 9, MANICULE_STEP_TEXT_ENDS, -1, 0 },
  { "line/end", "one\ntwo\nthree", 5, MANICULE_STEP_LINE_ENDS, 1, 7 },
  { "line/home", "one\ntwo\nthree", 6, MANICULE_STEP_LINE_ENDS, -1, 4 },
  { "line/down", "abcd\nabcd\nabcd", 2, MANICULE_STEP_LINE, 1, 7 },
  { "line/up", "abcd\nabcd\nabcd", 7, MANICULE_STEP_LINE, -1, 2 },
  { "line/down-at-end", "abcd\nabcd", 7, MANICULE_STEP_LINE, 1, 9 },
  { "line/up-at-start", "abcd\nabcd", 2, MANICULE_STEP_LINE, -1, 0 },
  { "paragraph/down", "one\ntwo", 1, MANICULE_STEP_PARAGRAPH, 1, 3 },
  { "paragraph/down-again", "one\ntwo", 3, MANICULE_STEP_PARAGRAPH, 1, 7 },
  { "paragraph/up", "one\ntwo", 6, MANICULE_STEP_PARAGRAPH, -1, 4 },
  { "paragraph/up-again", "one\ntwo", 4, MANICULE_STEP_PARAGRAPH, -1, 0 },
  { "page/down", "one\ntwo", 0, MANICULE_STEP_PAGE, 1, 7 },
  { "page/up", "one\ntwo", 6, MANICULE_STEP_PAGE, -1, 0 },
};

/* Each step leads where it should. */
static void
test_step (gconstpointer data)
{
  const StepCase *row = data;
  Fixture fixture;

  fixture_init (&fixture, row->text, 600);
  manicule_caret_place (fixture.caret, (ManiculePlace) { row->start, FALSE }, FALSE);
  manicule_caret_move (fixture.caret, row->step, row->count, FALSE);
  g_assert_cmpuint (get_byte (&fixture), ==, row->expected);
  assert_selection (&fixture, "");
  fixture_clear (&fixture);
}

/* Moving down and up through short lines keeps to the column that one started from. */
static void
test_goal (void)
{
  Fixture fixture;

  fixture_init (&fixture, "a long first line\nab\na long third line", 600);
  manicule_caret_place (fixture.caret, (ManiculePlace) { 12, FALSE }, FALSE);
  manicule_caret_move (fixture.caret, MANICULE_STEP_LINE, 1, FALSE);
  g_assert_cmpuint (get_byte (&fixture), ==, 20);
  manicule_caret_move (fixture.caret, MANICULE_STEP_LINE, -1, FALSE);
  g_assert_cmpuint (get_byte (&fixture), ==, 12);
  manicule_caret_move (fixture.caret, MANICULE_STEP_LINE, 2, FALSE);
  g_assert_cmpuint (get_byte (&fixture), >=, 32);
  manicule_caret_move (fixture.caret, MANICULE_STEP_CHARACTER, -1, FALSE);
  manicule_caret_move (fixture.caret, MANICULE_STEP_LINE, -1, FALSE);
  g_assert_cmpuint (get_byte (&fixture), ==, 20);
  fixture_clear (&fixture);
}

/* Home and End stay in the visual line, however often they are pressed; End stops before the space of the wrap. */
static void
test_visual_ends (void)
{
  Fixture fixture;
  guint end, home;
  ManiculePlace place;

  fixture_init (&fixture, "several words that a narrow column breaks into more than one line", 200);
  manicule_caret_move (fixture.caret, MANICULE_STEP_LINE, 1, FALSE);
  manicule_caret_move (fixture.caret, MANICULE_STEP_LINE_ENDS, -1, FALSE);
  home = get_byte (&fixture);
  g_assert_cmpuint (home, >, 0);
  manicule_caret_move (fixture.caret, MANICULE_STEP_LINE_ENDS, 1, FALSE);
  end = get_byte (&fixture);
  g_assert_cmpuint (manicule_text_get_data (fixture.text)[end], ==, ' ');
  manicule_caret_move (fixture.caret, MANICULE_STEP_LINE_ENDS, 1, FALSE);
  g_assert_cmpuint (get_byte (&fixture), ==, end);
  manicule_caret_move (fixture.caret, MANICULE_STEP_LINE_ENDS, -1, FALSE);
  g_assert_cmpuint (get_byte (&fixture), ==, home);
  fixture_clear (&fixture);

  /* Without a space the end of one line is the beginning of the next: which is meant is remembered. */
  fixture_init (&fixture, "海门市政府周三表示林岚将在十月九日前往东堤与渡口工会会谈", 120);
  manicule_caret_move (fixture.caret, MANICULE_STEP_LINE_ENDS, 1, FALSE);
  place = manicule_caret_get_place (fixture.caret);
  g_assert_true (place.at_end);
  manicule_caret_move (fixture.caret, MANICULE_STEP_LINE_ENDS, -1, FALSE);
  g_assert_cmpuint (get_byte (&fixture), ==, 0);
  fixture_clear (&fixture);
}

/* Shift extends and shrinks by characters; a plain arrow then goes to that side of the selection. */
static void
test_extend (void)
{
  Fixture fixture;

  fixture_init (&fixture, "the Orrey board", 600);
  manicule_caret_place (fixture.caret, (ManiculePlace) { 4, FALSE }, FALSE);
  manicule_caret_move (fixture.caret, MANICULE_STEP_CHARACTER, 5, TRUE);
  assert_selection (&fixture, "Orrey");
  manicule_caret_move (fixture.caret, MANICULE_STEP_CHARACTER, -2, TRUE);
  assert_selection (&fixture, "Orr");
  manicule_caret_move (fixture.caret, MANICULE_STEP_CHARACTER, 1, FALSE);
  g_assert_cmpuint (get_byte (&fixture), ==, 7);
  assert_selection (&fixture, "");

  manicule_caret_move (fixture.caret, MANICULE_STEP_CHARACTER, -3, TRUE);
  manicule_caret_move (fixture.caret, MANICULE_STEP_CHARACTER, -1, FALSE);
  g_assert_cmpuint (get_byte (&fixture), ==, 4);
  manicule_caret_move (fixture.caret, MANICULE_STEP_TEXT_ENDS, 1, TRUE);
  assert_selection (&fixture, "Orrey board");
  fixture_clear (&fixture);
}

/* A drag covers whole words where that is set, and exactly what it passes where not; keys go on from what is shown. */
static void
test_snapping (void)
{
  Fixture fixture;

  fixture_init (&fixture, "the Orrey Water Board met", 600);
  manicule_caret_press (fixture.caret, (ManiculePlace) { 6, FALSE }, MANICULE_UNIT_GRAPHEME, FALSE);
  manicule_caret_drag (fixture.caret, (ManiculePlace) { 12, FALSE });
  assert_selection (&fixture, "rey Wa");
  manicule_caret_set_snapping (fixture.caret, MANICULE_UNIT_WORD);
  assert_selection (&fixture, "Orrey Water");
  manicule_caret_drag (fixture.caret, (ManiculePlace) { 2, FALSE });
  assert_selection (&fixture, "the Orrey");

  manicule_caret_drag (fixture.caret, (ManiculePlace) { 12, FALSE });
  manicule_caret_move (fixture.caret, MANICULE_STEP_CHARACTER, 1, TRUE);
  assert_selection (&fixture, "Orrey Water ");
  manicule_caret_move (fixture.caret, MANICULE_STEP_CHARACTER, -3, TRUE);
  assert_selection (&fixture, "Orrey Wat");
  fixture_clear (&fixture);
}

/* Hyphenated words are taken whole where that is set, by the pointer and by steps; else cut at the hyphen. */
static void
test_snapping_compounds (void)
{
  Fixture fixture;

  fixture_init (&fixture, "an anti-US motion", 600);
  manicule_caret_set_snapping (fixture.caret, MANICULE_UNIT_WORD);
  manicule_caret_press (fixture.caret, (ManiculePlace) { 8, FALSE }, MANICULE_UNIT_GRAPHEME, FALSE);
  manicule_caret_drag (fixture.caret, (ManiculePlace) { 9, FALSE });
  assert_selection (&fixture, "US");
  manicule_caret_set_snapping (fixture.caret, MANICULE_UNIT_COMPOUND);
  assert_selection (&fixture, "anti-US");

  manicule_caret_place (fixture.caret, (ManiculePlace) { 3, FALSE }, FALSE);
  manicule_caret_move (fixture.caret, MANICULE_STEP_WORD, 1, TRUE);
  assert_selection (&fixture, "anti-US");
  manicule_caret_set_snapping (fixture.caret, MANICULE_UNIT_WORD);
  manicule_caret_move (fixture.caret, MANICULE_STEP_WORD, -1, TRUE);
  assert_selection (&fixture, "anti-");
  fixture_clear (&fixture);
}

/* A press by words, sentences, paragraphs selects one; a drag then goes on by the same unit, on both sides. */
static void
test_units (void)
{
  Fixture fixture;

  fixture_init (&fixture, "The board met. It was late.\nNobody spoke.", 600);
  manicule_caret_press (fixture.caret, (ManiculePlace) { 5, FALSE }, MANICULE_UNIT_WORD, FALSE);
  assert_selection (&fixture, "board");
  manicule_caret_drag (fixture.caret, (ManiculePlace) { 11, FALSE });
  assert_selection (&fixture, "board met");
  manicule_caret_drag (fixture.caret, (ManiculePlace) { 1, FALSE });
  assert_selection (&fixture, "The board");
  manicule_caret_drag (fixture.caret, (ManiculePlace) { 9, FALSE });
  assert_selection (&fixture, "board");

  manicule_caret_press (fixture.caret, (ManiculePlace) { 5, FALSE }, MANICULE_UNIT_SENTENCE, FALSE);
  assert_selection (&fixture, "The board met.");
  manicule_caret_press (fixture.caret, (ManiculePlace) { 5, FALSE }, MANICULE_UNIT_PARAGRAPH, FALSE);
  assert_selection (&fixture, "The board met. It was late.");
  fixture_clear (&fixture);
}

/* The listener hears of each change once, and of nothing when nothing changes. */
static void
test_notify (void)
{
  Fixture fixture;

  fixture_init (&fixture, "the Orrey board", 600);
  manicule_caret_move (fixture.caret, MANICULE_STEP_CHARACTER, -1, FALSE);
  g_assert_cmpuint (fixture.n_moved, ==, 0);
  manicule_caret_move (fixture.caret, MANICULE_STEP_CHARACTER, 3, FALSE);
  g_assert_cmpuint (fixture.n_moved, ==, 1);
  g_assert_cmpuint (fixture.n_selected, ==, 0);
  manicule_caret_move (fixture.caret, MANICULE_STEP_CHARACTER, 1, TRUE);
  g_assert_cmpuint (fixture.n_selected, ==, 1);
  manicule_caret_unselect (fixture.caret);
  g_assert_cmpuint (fixture.n_moved, ==, 2);
  g_assert_cmpuint (fixture.n_selected, ==, 2);
  manicule_caret_unselect (fixture.caret);
  g_assert_cmpuint (fixture.n_selected, ==, 2);
  fixture_clear (&fixture);
}

/* Random presses, drags and steps never leave the text, nor stop inside a character or a line break. */
static void
test_random (gconstpointer data)
{
  const WalkCase *row = data;
  Fixture fixture;
  const char *bytes;

  fixture_init (&fixture, row->text, 150);
  bytes = manicule_text_get_data (fixture.text);
  for (guint i = 0; i < 3000; i++)
    {
      ManiculePlace place = { (guint) g_test_rand_int_range (0, 400), (gboolean) g_test_rand_bit () };
      guint from, to;

      while (place.byte < manicule_text_get_n_bytes (fixture.text) && ((guchar) bytes[place.byte] & 0xc0) == 0x80)
        place.byte++;

      switch (g_test_rand_int_range (0, 4))
        {
        case 0:
          manicule_caret_press (fixture.caret, place, (ManiculeUnit) g_test_rand_int_range (0, 4), g_test_rand_bit ());
          break;
        case 1:
          manicule_caret_drag (fixture.caret, place);
          break;
        default:
          manicule_caret_move (fixture.caret, (ManiculeCaretStep) g_test_rand_int_range (0, MANICULE_STEP_TEXT_ENDS + 1),
                               g_test_rand_int_range (-3, 4), g_test_rand_bit ());
        }

      place = manicule_caret_get_place (fixture.caret);
      g_assert_cmpuint (place.byte, <=, manicule_text_get_n_bytes (fixture.text));
      g_assert_true (((guchar) bytes[place.byte] & 0xc0) != 0x80);
      g_assert_false (place.byte > 0 && bytes[place.byte - 1] == '\r' && bytes[place.byte] == '\n');
      manicule_caret_get_selection (fixture.caret, &from, &to);
      g_assert_cmpuint (from, <=, to);
      g_assert_cmpuint (to, <=, manicule_text_get_n_bytes (fixture.text));
    }
  fixture_clear (&fixture);
}

/* Without a text nothing happens. */
static void
test_no_text (void)
{
  Fixture fixture;

  fixture_init (&fixture, "", 600);
  manicule_caret_move (fixture.caret, MANICULE_STEP_WORD, 1, TRUE);
  manicule_caret_move (fixture.caret, MANICULE_STEP_PAGE, -1, FALSE);
  g_assert_cmpuint (get_byte (&fixture), ==, 0);
  manicule_caret_set_map (fixture.caret, NULL);
  manicule_caret_move (fixture.caret, MANICULE_STEP_CHARACTER, 1, FALSE);
  manicule_caret_press (fixture.caret, (ManiculePlace) { 5, FALSE }, MANICULE_UNIT_WORD, FALSE);
  g_assert_cmpuint (fixture.n_moved, ==, 0);
  fixture_clear (&fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (walk_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/caret/walk/", walk_cases[i].path, NULL);
      g_autofree char *random_path = g_strconcat ("/caret/random/", walk_cases[i].path, NULL);

      g_test_add_data_func (path, &walk_cases[i], test_walk);
      g_test_add_data_func (random_path, &walk_cases[i], test_random);
    }
  g_test_add_func ("/caret/walk-split", test_walk_split);
  for (guint i = 0; i < G_N_ELEMENTS (step_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/caret/step/", step_cases[i].path, NULL);

      g_test_add_data_func (path, &step_cases[i], test_step);
    }
  g_test_add_func ("/caret/goal", test_goal);
  g_test_add_func ("/caret/visual-ends", test_visual_ends);
  g_test_add_func ("/caret/extend", test_extend);
  g_test_add_func ("/caret/snapping", test_snapping);
  g_test_add_func ("/caret/snapping-compounds", test_snapping_compounds);
  g_test_add_func ("/caret/units", test_units);
  g_test_add_func ("/caret/notify", test_notify);
  g_test_add_func ("/caret/no-text", test_no_text);

  return g_test_run ();
}
