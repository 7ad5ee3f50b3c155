/* test-line.c: shaped lines: places, ranges, rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <pango/pangocairo.h>

#include "manicule-line-cache.h"
#include "manicule-segment.h"
#include "surface-sample.h"

typedef struct
{
  ManiculeAnnotationSet *set;
  ManiculeText          *text;
  ManiculeTextMap       *map;
  ManiculeStyle         *style;
  ManiculeLineCache     *cache;
} Fixture;

static void
add_marks (const ManiculeTextLine *line,
           GArray                 *marks,
           gpointer                data)
{
  Fixture *fixture = data;
  g_autoptr(GPtrArray) found = g_ptr_array_new ();
  guint from = manicule_text_byte_to_char (fixture->text, line->start);
  guint to = manicule_text_byte_to_char (fixture->text, line->end);

  manicule_annotation_set_query (fixture->set, from, to, found);
  for (guint i = 0; i < found->len; i++)
    {
      ManiculeAnnotation *annotation = g_ptr_array_index (found, i);
      ManiculeRange hull = manicule_annotation_get_hull (annotation);
      ManiculeMark mark = {
        .annotation = g_object_ref (annotation),
        .style = manicule_style_get_label (fixture->style, manicule_annotation_get_label (annotation)),
        .start = manicule_text_char_to_byte (fixture->text, MAX (hull.start, from)),
        .end = manicule_text_char_to_byte (fixture->text, MIN (hull.end, to)),
        .length = hull.end - hull.start,
        .before = hull.start < from,
        .after = hull.end > to,
      };

      g_array_append_val (marks, mark);
    }
}

static void
fixture_init (Fixture    *fixture,
              const char *markup,
              int         width)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());

  fixture->set = surface_sample_parse (markup);
  fixture->text = manicule_annotation_set_get_text (fixture->set);
  fixture->map = manicule_text_map_new (fixture->text);
  fixture->style = manicule_style_new (context);
  g_object_unref (context);
  fixture->cache = manicule_line_cache_new (fixture->style, add_marks, fixture);
  manicule_line_cache_set_map (fixture->cache, fixture->map);
  manicule_line_cache_set_width (fixture->cache, width);
}

static void
fixture_clear (Fixture *fixture)
{
  manicule_line_cache_free (fixture->cache);
  manicule_style_free (fixture->style);
  g_assert_finalize_object (fixture->map);
  g_assert_finalize_object (fixture->set);
}

static guint
n_lines (Fixture *fixture)
{
  return manicule_text_map_get_n_lines (fixture->map);
}

static gboolean
is_char_start (Fixture *fixture,
               guint    byte)
{
  return ((guchar) manicule_text_get_data (fixture->text)[byte] & 0xc0) != 0x80;
}

/* Each visual line stands at the side where its paragraph begins, whichever way the interface runs; so do pieces of a
 * paragraph that is too long for one display line. */
static void
test_alignment (gconstpointer data)
{
  PangoDirection interface = GPOINTER_TO_INT (data);
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  ManiculeStyle *style;
  static const struct
  {
    const char     *text;
    PangoDirection  direction;
    gboolean        right;
  } cases[] = {
    { "The board met.", PANGO_DIRECTION_NEUTRAL, FALSE },
    { "اجتمع المجلس.", PANGO_DIRECTION_NEUTRAL, TRUE },
    { "The board met.", PANGO_DIRECTION_RTL, TRUE },
    { "اجتمع المجلس.", PANGO_DIRECTION_LTR, FALSE },
  };

  pango_context_set_base_dir (context, interface);
  style = manicule_style_new (context);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ManiculeLineSource source = { .text = cases[i].text, .end = (guint) strlen (cases[i].text), .width = 600,
                                    .direction = cases[i].direction };
      g_autoptr(ManiculeLine) line = manicule_line_new (style, &source);
      const ManiculeVisualLine *v = manicule_line_get_visual (line, 0);

      if (cases[i].right)
        g_assert_cmpfloat_with_epsilon (v->x + v->width, 600, 1);
      else
        g_assert_cmpfloat_with_epsilon (v->x, 0, 1);
    }

  manicule_style_free (style);
  g_object_unref (context);
}

/* Visual lines cover their display line without gap or overlap, and stand below each other at whole pixels. */
static void
test_visuals (void)
{
  Fixture fixture;

  fixture_init (&fixture, surface_sample_article, 420);
  for (guint i = 0; i < n_lines (&fixture); i++)
    {
      ManiculeLine *line = manicule_line_cache_get (fixture.cache, i);
      guint n = manicule_line_get_n_visuals (line), byte = manicule_line_get_start (line);
      int y = 0;

      for (guint k = 0; k < n; k++)
        {
          const ManiculeVisualLine *v = manicule_line_get_visual (line, k);

          g_assert_cmpuint (v->start, ==, byte);
          g_assert_cmpint (v->y, ==, y);
          g_assert_cmpint (v->text_y + v->text_height, <=, v->rows_y);
          g_assert_cmpint (v->rows_y, <=, v->y + v->height);
          g_assert_cmpuint (manicule_line_visual_at_y (line, y), ==, k);
          g_assert_cmpuint (manicule_line_visual_at_y (line, y + v->height - 0.5), ==, k);
          g_assert_cmpuint (manicule_line_visual_of (line, v->start, FALSE), ==, k);
          byte = v->end;
          y += v->height;
        }
      g_assert_cmpuint (byte, ==, manicule_line_get_end (line));
      g_assert_cmpint (y, <=, manicule_line_get_height (line));
    }
  fixture_clear (&fixture);
}

typedef struct
{
  const char *path;
  const char *markup;
  gboolean    mixed;  /* both directions in one line */
} TextCase;

static const TextCase text_cases[] = {
  { "latin", surface_sample_article, FALSE },
  { "mixed", surface_sample_mixed, TRUE },
  { "arabic", "في الميناء قال سامي نور إن الاتحاد وافق على ذلك في المساء ولم يحضر أحد من المجلس.", FALSE },
  { "hebrew", "ירושת הנהר היא עיר הגשר של העמק, לפי העיתון של הערב.", FALSE },
  { "chinese", "海门市政府周三表示，林岚将在十月九日前往东堤，与渡口工会会谈。", FALSE },
  { "emoji", "👩‍👩‍👧 and 🇳🇴🇸🇪 or 👍🏽, 🏳️‍🌈.", FALSE },
  { "combining", "naïve e\xCC\x81t\xCC\xA3u\xCC\x88" "de A\xCC\x8Angstro\xCC\x88m q̃ z̈.", FALSE },
  { "devanagari", "नदी का पानी सोमवार को फिर बढ़ गया।", FALSE },
};

/* Where a caret is drawn, a click puts it: the same place comes back from every one, in text of one direction. */
static void
test_round_trip (gconstpointer data)
{
  const TextCase *row = data;
  Fixture fixture;
  guint n_wrong = 0, n_all = 0;

  fixture_init (&fixture, row->markup, 300);
  for (guint i = 0; i < n_lines (&fixture); i++)
    {
      ManiculeLine *line = manicule_line_cache_get (fixture.cache, i);
      guint byte = manicule_line_get_start (line);

      while (byte < manicule_line_get_end (line))
        {
          ManiculeCaretPlace place;
          gboolean at_end;
          ManiculeRange cluster;

          manicule_line_get_caret (line, byte, FALSE, &place);
          n_wrong += manicule_line_hit (line, place.visual, place.x, &at_end) != byte;
          n_all++;
          manicule_segment_around (fixture.text, MANICULE_UNIT_GRAPHEME, manicule_text_byte_to_char (fixture.text, byte),
                                   &cluster);
          byte = manicule_text_char_to_byte (fixture.text, cluster.end);
        }
    }

  /* Where the direction changes two places are drawn at one x. */
  g_assert_cmpuint (n_wrong, <=, row->mixed ? n_all / 20 : 0);
  fixture_clear (&fixture);
}

/* A click anywhere, also far outside, gives a place between two characters of that visual line. */
static void
test_hit_anywhere (gconstpointer data)
{
  const TextCase *row = data;
  Fixture fixture;

  fixture_init (&fixture, row->markup, 300);
  for (guint round = 0; round < 2000; round++)
    {
      ManiculeLine *line = manicule_line_cache_get (fixture.cache, (guint) g_test_rand_int_range (0, (gint32) n_lines (&fixture)));
      guint visual = (guint) g_test_rand_int_range (0, (gint32) manicule_line_get_n_visuals (line));
      const ManiculeVisualLine *v = manicule_line_get_visual (line, visual);
      double x = g_test_rand_double_range (-5000, 5000);
      gboolean at_end;
      guint byte = manicule_line_hit (line, visual, x, &at_end);

      g_assert_cmpuint (byte, >=, v->start);
      g_assert_cmpuint (byte, <=, v->end);
      g_assert_true (is_char_start (&fixture, byte));
      g_assert_cmpuint (manicule_line_visual_of (line, byte, at_end), ==, visual);
      g_assert_true (is_char_start (&fixture, manicule_line_char_at (line, visual, x)));
    }
  fixture_clear (&fixture);
}

/* The ranges of a piece of text are sorted, do not touch, and are as wide as its parts together. */
static void
test_ranges (gconstpointer data)
{
  const TextCase *row = data;
  g_autoptr(GArray) whole = g_array_new (FALSE, FALSE, sizeof (ManiculeXRange));
  Fixture fixture;

  fixture_init (&fixture, row->markup, 300);
  for (guint i = 0; i < n_lines (&fixture); i++)
    {
      ManiculeLine *line = manicule_line_cache_get (fixture.cache, i);

      for (guint visual = 0; visual < manicule_line_get_n_visuals (line); visual++)
        {
          const ManiculeVisualLine *v = manicule_line_get_visual (line, visual);
          guint from = (guint) g_test_rand_int_range ((gint32) v->start, (gint32) v->end + 1);
          guint to = (guint) g_test_rand_int_range ((gint32) v->start, (gint32) v->end + 1);

          if (!is_char_start (&fixture, from) || !is_char_start (&fixture, to))
            continue;
          g_array_set_size (whole, 0);
          g_assert_cmpuint (manicule_line_find_ranges (line, visual, MIN (from, to), MAX (from, to), whole), ==, whole->len);
          for (guint k = 0; k < whole->len; k++)
            {
              const ManiculeXRange *range = &g_array_index (whole, ManiculeXRange, k);

              g_assert_cmpfloat (range->x0, <=, range->x1);
              g_assert_cmpfloat (range->x0, >=, -1);
              g_assert_cmpfloat (range->x1, <=, v->x + v->width + 1);
              if (k > 0)
                g_assert_cmpfloat (range->x0, >, g_array_index (whole, ManiculeXRange, k - 1).x1);
            }
        }
    }
  fixture_clear (&fixture);
}

/* A name inside mixed text is one range: runs that touch are joined, so frames and names do not repeat. */
static void
test_ranges_joined (void)
{
  Fixture fixture;
  g_autoptr(GArray) ranges = g_array_new (FALSE, FALSE, sizeof (ManiculeXRange));
  ManiculeLine *line;

  fixture_init (&fixture, "في قال سامي (Sami) نور إن", 600);
  line = manicule_line_cache_get (fixture.cache, 0);
  g_assert_cmpuint (manicule_line_find_ranges (line, 0, 0, manicule_line_get_end (line), ranges), ==, 1);
  fixture_clear (&fixture);
}

/* What lies outside a visual line has no ranges there; an empty range has one without width. */
static void
test_ranges_outside (void)
{
  Fixture fixture;
  g_autoptr(GArray) ranges = g_array_new (FALSE, FALSE, sizeof (ManiculeXRange));
  ManiculeLine *line;

  fixture_init (&fixture, "Short\nlines\n", 600);
  line = manicule_line_cache_get (fixture.cache, 1);
  g_assert_cmpuint (manicule_line_find_ranges (line, 0, 0, 3, ranges), ==, 0);
  g_assert_cmpuint (manicule_line_find_ranges (line, 0, 8, 8, ranges), ==, 1);
  g_assert_cmpfloat (g_array_index (ranges, ManiculeXRange, 0).x0, ==, g_array_index (ranges, ManiculeXRange, 0).x1);
  fixture_clear (&fixture);
}

static const ManiculeMarkPiece *
find_piece (ManiculeLine *line,
            const char   *label,
            guint         nth)
{
  guint n, n_marks;
  const ManiculeMarkPiece *pieces = manicule_line_get_pieces (line, &n);
  const ManiculeMark *marks = manicule_line_get_marks (line, &n_marks);

  for (guint i = 0; i < n; i++)
    {
      if (g_strcmp0 (manicule_annotation_get_label (marks[pieces[i].mark].annotation), label) == 0 && nth-- == 0)
        return &pieces[i];
    }

  return NULL;
}

/* The shortest mark is nearest to the text, and each mark around it one row further out. */
static void
test_rows_nested (void)
{
  Fixture fixture;
  ManiculeLine *line;

  fixture_init (&fixture, "[Quote:so [Claim:the [Place:Orrey] board said] on [Date:Monday]]", 600);
  line = manicule_line_cache_get (fixture.cache, 0);
  g_assert_cmpuint (find_piece (line, "Place", 0)->row, ==, 0);
  g_assert_cmpuint (find_piece (line, "Date", 0)->row, ==, 0);
  g_assert_cmpuint (find_piece (line, "Claim", 0)->row, ==, 1);
  g_assert_cmpuint (find_piece (line, "Quote", 0)->row, ==, 2);
  g_assert_cmpuint (manicule_line_get_visual (line, 0)->n_rows, ==, 3);
  fixture_clear (&fixture);
}

/* One row is always there: the first mark of a line makes it no higher, the second row does. */
static void
test_rows_reserved (void)
{
  Fixture plain, marked, nested;

  fixture_init (&plain, "the Orrey board", 600);
  fixture_init (&marked, "the [Place:Orrey] board", 600);
  fixture_init (&nested, "[Organisation:the [Place:Orrey] board]", 600);
  g_assert_cmpint (manicule_line_get_height (manicule_line_cache_get (plain.cache, 0)), ==,
                   manicule_line_get_height (manicule_line_cache_get (marked.cache, 0)));
  g_assert_cmpint (manicule_line_get_height (manicule_line_cache_get (nested.cache, 0)), ==,
                   manicule_line_get_height (manicule_line_cache_get (marked.cache, 0))
                   + manicule_style_get_metrics (nested.style)->row);
  fixture_clear (&plain);
  fixture_clear (&marked);
  fixture_clear (&nested);
}

/* A mark over two lines is two pieces, each open where it goes on, and the second is named as continued. */
static void
test_continued (void)
{
  Fixture fixture;
  ManiculeLine *line;
  const ManiculeMarkPiece *first, *second;

  fixture_init (&fixture, "some words to come first and then [Claim:a long claim that the line cannot hold whole], end", 330);
  line = manicule_line_cache_get (fixture.cache, 0);
  first = find_piece (line, "Claim", 0);
  second = find_piece (line, "Claim", 1);
  g_assert_nonnull (second);
  g_assert_cmpuint (first->visual + 1, ==, second->visual);
  g_assert_false (first->before);
  g_assert_true (first->after);
  g_assert_true (second->before);
  g_assert_cmpfloat (second->x0, <, 1);
  fixture_clear (&fixture);
}

static int
get_x (PangoLayout *layout,
       int          byte)
{
  PangoRectangle where;

  pango_layout_index_to_pos (layout, byte, &where);
  return where.x + MIN (where.width, 0);
}

/* The dots of a name that is continued stand where the line comes from, and it is as wide at both sides. */
static void
test_continued_side (void)
{
  static const char * const labels[] = { "Claim", "טענה" };
  Fixture fixture;

  fixture_init (&fixture, "text", 330);
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      const ManiculeLabelStyle *label = manicule_style_get_label (fixture.style, labels[i]);
      PangoLayout *whole = manicule_style_get_name (fixture.style, label, MANICULE_NAME_FULL, FALSE, TRUE);
      PangoLayout *left = manicule_style_get_name (fixture.style, label, MANICULE_NAME_FULL, TRUE, FALSE);
      PangoLayout *right = manicule_style_get_name (fixture.style, label, MANICULE_NAME_FULL, TRUE, TRUE);
      int dots = (int) (strstr (pango_layout_get_text (left), "…") - pango_layout_get_text (left));
      int name = dots + (int) strlen ("…");
      int left_width, right_width;

      g_assert_cmpstr (pango_layout_get_text (whole), ==, labels[i]);
      g_assert_cmpint (get_x (left, dots), <, get_x (left, name));
      g_assert_cmpint (get_x (right, dots), >, get_x (right, name));
      pango_layout_get_size (left, &left_width, NULL);
      pango_layout_get_size (right, &right_width, NULL);
      g_assert_cmpint (left_width, ==, right_width);
    }
  fixture_clear (&fixture);
}

/* A change of marks places the line again and shapes nothing; a change of width shapes. */
static void
test_counts (void)
{
  Fixture fixture;
  const ManiculeLineCounts *counts;

  fixture_init (&fixture, surface_sample_article, 420);
  counts = manicule_line_cache_get_counts (fixture.cache);
  manicule_line_cache_get (fixture.cache, 1);
  manicule_line_cache_get (fixture.cache, 1);
  g_assert_cmpuint (counts->n_shaped, ==, 1);
  g_assert_cmpuint (counts->n_placed, ==, 1);

  manicule_line_cache_unplace (fixture.cache, 1);
  manicule_line_cache_get (fixture.cache, 1);
  g_assert_cmpuint (counts->n_shaped, ==, 1);
  g_assert_cmpuint (counts->n_placed, ==, 2);

  g_assert_false (manicule_line_cache_set_width (fixture.cache, 420));
  g_assert_true (manicule_line_cache_set_width (fixture.cache, 421));
  manicule_line_cache_get (fixture.cache, 1);
  g_assert_cmpuint (counts->n_shaped, ==, 2);
  fixture_clear (&fixture);
}

/* A long paragraph runs in one direction, also in pieces that begin with letters of the other. */
static void
test_pieces_direction (void)
{
  g_autoptr(GString) text = g_string_new ("في البداية ");
  Fixture fixture;

  while (text->len < 6000)
    g_string_append (text, "Harbour Union وافقت. ");
  g_string_append (text, "\nThe next paragraph is another matter.");
  fixture_init (&fixture, text->str, 420);
  g_assert_cmpuint (n_lines (&fixture), >, 4);
  for (guint i = 0; i + 1 < n_lines (&fixture); i++)
    g_assert_true (manicule_line_is_rtl (manicule_line_cache_get (fixture.cache, i)));
  g_assert_false (manicule_line_is_rtl (manicule_line_cache_get (fixture.cache, n_lines (&fixture) - 1)));
  fixture_clear (&fixture);
}

/* The cache forgets what is not used, and never what this frame uses. */
static void
test_evict (void)
{
  g_autoptr(GString) text = g_string_new (NULL);
  Fixture fixture;
  const ManiculeLineCounts *counts;

  for (guint i = 0; i < 400; i++)
    g_string_append (text, "line\n");
  fixture_init (&fixture, text->str, 420);
  counts = manicule_line_cache_get_counts (fixture.cache);

  for (guint i = 0; i < 400; i++)
    manicule_line_cache_get (fixture.cache, i);
  g_assert_cmpuint (counts->n_shaped, ==, 400);
  for (guint frame = 0; frame < 100; frame++)
    {
      manicule_line_cache_tick (fixture.cache);
      manicule_line_cache_get (fixture.cache, 7);
    }
  g_assert_cmpuint (counts->n_shaped, ==, 400);
  manicule_line_cache_get (fixture.cache, 8);
  g_assert_cmpuint (counts->n_shaped, ==, 401);
  fixture_clear (&fixture);
}

/* Blank lines are low, and stand in for the gap between paragraphs. */
static void
test_blank (void)
{
  Fixture with, without;

  fixture_init (&without, "one\ntwo", 600);
  fixture_init (&with, "one\n\ntwo", 600);
  g_assert_cmpint (manicule_line_get_height (manicule_line_cache_get (without.cache, 0)), ==,
                   manicule_line_get_height (manicule_line_cache_get (with.cache, 0))
                   + manicule_style_get_metrics (with.style)->paragraph_gap);
  g_assert_cmpint (manicule_line_get_height (manicule_line_cache_get (with.cache, 1)), ==,
                   manicule_style_get_metrics (with.style)->blank);
  fixture_clear (&with);
  fixture_clear (&without);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/line/visuals", test_visuals);
  for (guint i = 0; i < G_N_ELEMENTS (text_cases); i++)
    {
      g_autofree char *round_trip = g_strconcat ("/line/round-trip/", text_cases[i].path, NULL);
      g_autofree char *anywhere = g_strconcat ("/line/hit-anywhere/", text_cases[i].path, NULL);
      g_autofree char *ranges = g_strconcat ("/line/ranges/", text_cases[i].path, NULL);

      g_test_add_data_func (round_trip, &text_cases[i], test_round_trip);
      g_test_add_data_func (anywhere, &text_cases[i], test_hit_anywhere);
      g_test_add_data_func (ranges, &text_cases[i], test_ranges);
    }
  g_test_add_data_func ("/line/alignment/left-to-right", GINT_TO_POINTER (PANGO_DIRECTION_LTR), test_alignment);
  g_test_add_data_func ("/line/alignment/right-to-left", GINT_TO_POINTER (PANGO_DIRECTION_RTL), test_alignment);
  g_test_add_func ("/line/ranges-joined", test_ranges_joined);
  g_test_add_func ("/line/ranges-outside", test_ranges_outside);
  g_test_add_func ("/line/rows-nested", test_rows_nested);
  g_test_add_func ("/line/rows-reserved", test_rows_reserved);
  g_test_add_func ("/line/continued", test_continued);
  g_test_add_func ("/line/continued-side", test_continued_side);
  g_test_add_func ("/line/counts", test_counts);
  g_test_add_func ("/line/pieces-direction", test_pieces_direction);
  g_test_add_func ("/line/evict", test_evict);
  g_test_add_func ("/line/blank", test_blank);

  return g_test_run ();
}
