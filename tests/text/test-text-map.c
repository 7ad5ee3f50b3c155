/* test-text-map.c: a text as display lines
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-text-map.h"
#include "text-samples.h"

#include <string.h>

/* The lines cover the text in order, only breaks lie between them, no piece is too long, and each is found by its bytes. */
static void
check (ManiculeText    *text,
       ManiculeTextMap *map)
{
  const char *data = manicule_text_get_data (text);
  guint n = manicule_text_map_get_n_lines (map);
  guint expected = 0;
  guint n_hard = 0;
  guint i, byte;

  for (i = 0; i < n; i++)
    {
      const ManiculeTextLine *line = manicule_text_map_get_line (map, i);

      g_assert_cmpuint (line->start, ==, expected);
      g_assert_cmpuint (line->end, >=, line->start);
      g_assert_cmpuint (line->end - line->start, <=, MANICULE_TEXT_MAP_PIECE);
      g_assert_true (g_utf8_validate_len (data + line->start, line->end - line->start, NULL));
      g_assert_true (line->hard || line->end > line->start);
      n_hard += line->hard;
      expected = line->end;
      if (line->hard && i + 1 < n)
        {
          guint chr = manicule_text_byte_to_char (text, line->end);
          gunichar c = manicule_text_get_char (text, chr);

          g_assert_true (c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029);
          expected += c > 0xff ? 3 : 1;
          if (c == '\r' && data[expected] == '\n')
            expected++;
        }
      for (byte = line->start; byte < expected; byte++)
        g_assert_cmpuint (manicule_text_map_line_at (map, byte), ==, i);
    }
  g_assert_cmpuint (expected, ==, manicule_text_get_n_bytes (text));
  g_assert_cmpuint (manicule_text_map_line_at (map, expected), ==, n - 1);
  g_assert_cmpuint (n_hard, ==, manicule_text_get_n_lines (text));
}

/* A short paragraph is one line, and the breaks belong to none. */
static void
test_paragraphs (void)
{
  g_autoptr(ManiculeText) text = manicule_text_new_from_string ("one\r\n\ntwo\xe2\x80\xa8three\n");
  g_autoptr(ManiculeTextMap) map = manicule_text_map_new (text);
  const ManiculeTextLine *line;

  check (text, map);
  g_assert_true (manicule_text_map_get_text (map) == text);
  g_assert_cmpuint (manicule_text_map_get_n_lines (map), ==, 5);
  line = manicule_text_map_get_line (map, 2);
  g_assert_cmpuint (line->start, ==, 6);
  g_assert_cmpuint (line->end, ==, 9);
  g_assert_true (line->hard);
}

/* The empty text is one empty line. */
static void
test_empty (void)
{
  g_autoptr(ManiculeText) text = manicule_text_new_from_string ("");
  g_autoptr(ManiculeTextMap) map = manicule_text_map_new (text);

  check (text, map);
  g_assert_cmpuint (manicule_text_map_get_n_lines (map), ==, 1);
}

typedef struct
{
  const char *path;
  const char *unit;    /* repeated until the text is long */
  const char *before;  /* what each soft split has before it */
  guint       least;   /* the shortest piece but the last */
} SplitCase;

static const SplitCase split_cases[] = {
  { "/text-map/split/sentences", "Mr. Doe said “It is over” to Gen. Roe alone. Then all of them went home to St. Petersburg, with J. K. Poe as one. ", "ne. ", 600 },
  { "/text-map/split/words", "word after word without an end ", " ", 1100 },
  { "/text-map/split/several-spaces", "some   words    apart ", " ", 1100 },
  { "/text-map/split/no-spaces", "x", "x", 1200 },
  { "/text-map/split/chinese", "这是一个没有空格的句子。", "。", 600 },
  { "/text-map/split/no-stops", "这是没有句号的文字", "", 1190 },
  { "/text-map/split/families", "👨‍👩‍👧‍👦", "👨‍👩‍👧‍👦", 1150 },
  { "/text-map/split/piled-marks", "\xcc\x81", "\xcc\x81", 1190 },
  { "/text-map/split/flags", "🇰🇷", "🇰🇷", 1190 },
};

/* A long paragraph is cut after sentences, else after spaces, else between clusters, and as a last resort between characters. */
static void
test_split (gconstpointer data)
{
  const SplitCase *split = data;
  g_autoptr(GString) string = g_string_new (NULL);
  g_autoptr(ManiculeText) text = NULL;
  g_autoptr(ManiculeTextMap) map = NULL;
  guint i;

  while (string->len < 20000)
    g_string_append (string, split->unit);
  text = manicule_text_new_from_string (string->str);
  map = manicule_text_map_new (text);

  check (text, map);
  g_assert_cmpuint (manicule_text_map_get_n_lines (map), >, 15);
  for (i = 0; i + 1 < manicule_text_map_get_n_lines (map); i++)
    {
      const ManiculeTextLine *line = manicule_text_map_get_line (map, i);
      gsize n = strlen (split->before);

      g_assert_false (line->hard);
      g_assert_cmpuint (line->end - line->start, >=, split->least);
      g_assert_cmpmem (string->str + line->end - n, n, split->before, n);
      g_assert_cmpint (string->str[line->end], !=, ' ');
    }
}

/* A paragraph of just the length of a piece is whole, one byte more is cut. */
static void
test_limit (void)
{
  g_autofree char *fits = g_strnfill (MANICULE_TEXT_MAP_PIECE, 'x');
  g_autofree char *exceeds = g_strnfill (MANICULE_TEXT_MAP_PIECE + 1, 'x');
  g_autoptr(ManiculeText) whole = manicule_text_new_from_string (fits);
  g_autoptr(ManiculeText) cut = manicule_text_new_from_string (exceeds);
  g_autoptr(ManiculeTextMap) whole_map = manicule_text_map_new (whole);
  g_autoptr(ManiculeTextMap) cut_map = manicule_text_map_new (cut);

  g_assert_cmpuint (manicule_text_map_get_n_lines (whole_map), ==, 1);
  g_assert_cmpuint (manicule_text_map_get_n_lines (cut_map), ==, 2);
}

/* Random texts of all scripts are covered. */
static void
test_random (void)
{
  guint i;

  for (i = 0; i < 200; i++)
    {
      g_autoptr(ManiculeText) text = text_samples_random (i < 150 ? 50 : 3000);
      g_autoptr(ManiculeTextMap) map = manicule_text_map_new (text);

      check (text, map);
    }
}

/* The map keeps its text and lets go of it. */
static void
test_finalize (void)
{
  ManiculeText *text = manicule_text_new_from_string ("one\ntwo");
  ManiculeTextMap *map = manicule_text_map_new (text);

  g_object_unref (text);
  g_assert_cmpstr (manicule_text_get_data (manicule_text_map_get_text (map)), ==, "one\ntwo");
  g_assert_finalize_object (map);
}

int
main (int    argc,
      char **argv)
{
  guint i;

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text-map/paragraphs", test_paragraphs);
  g_test_add_func ("/text-map/empty", test_empty);
  for (i = 0; i < G_N_ELEMENTS (split_cases); i++)
    g_test_add_data_func (split_cases[i].path, &split_cases[i], test_split);
  g_test_add_func ("/text-map/limit", test_limit);
  g_test_add_func ("/text-map/random", test_random);
  g_test_add_func ("/text-map/finalize", test_finalize);

  return g_test_run ();
}
