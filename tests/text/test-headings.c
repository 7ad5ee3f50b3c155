/* test-headings.c: which paragraphs head the ones below them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-headings.h"

typedef struct
{
  const char *path;
  const char *text;      /* line 1 is asked about */
  gboolean    expected;
} HeadingCase;

static const HeadingCase cases[] = {
  { "plain", "First.\nThe Harbour\nThe board met on Monday.\n", TRUE },
  { "blank-line-below", "First.\nThe Harbour\n\n \nThe board met on Monday.\n", TRUE },
  { "quoted", "First.\n“A door with a key”\nThe board met on Monday.\n", TRUE },
  { "greek", "First.\nΤο λιμάνι\nΤο συμβούλιο συνήλθε.\n", TRUE },
  { "chinese", "First.\n海门港\n委员会周一开会。\n", TRUE },
  { "arabic", "First.\nالميناء\nاجتمع المجلس يوم الاثنين.\n", TRUE },
  { "sentence", "First.\nThe board met.\nIt met on Monday.\n", FALSE },
  { "question", "First.\nWho pays?\nThe board met on Monday.\n", FALSE },
  { "quoted-sentence", "First.\n“The board met.”\nIt met on Monday.\n", FALSE },
  { "chinese-sentence", "First.\n委员会开会。\n委员会周一开会。\n", FALSE },
  { "colon", "First.\nMembers:\nThe board met on Monday.\n", FALSE },
  { "blank", "First.\n   \nThe board met on Monday.\n", FALSE },
  { "no-letters", "First.\n* * *\nThe board met on Monday.\n", FALSE },
  { "long", "First.\nThe board of the harbour of the old town by the sea met on Monday and on Tuesday and on Wednesday and then again\n"
            "It met.\n", FALSE },
  { "list", "First.\nApples\nPears\nPlums\n", FALSE },
  { "last", "First.\nThe Harbour", FALSE },
  { "last-with-break", "First.\nThe Harbour\n\n", FALSE },
};

static void
test_case (gconstpointer data)
{
  const HeadingCase *row = data;
  g_autoptr(ManiculeText) text = manicule_text_new_from_string (row->text);
  g_autoptr(ManiculeTextMap) map = manicule_text_map_new (text);

  g_assert_true (manicule_headings_is_heading (map, 1) == row->expected);
}

/* A piece of a long paragraph is none, however short it is. */
static void
test_pieces (void)
{
  g_autoptr(GString) long_text = g_string_new ("First.\n");
  g_autoptr(ManiculeText) text = NULL;
  g_autoptr(ManiculeTextMap) map = NULL;

  while (long_text->len < 3 * MANICULE_TEXT_MAP_PIECE + 20)
    g_string_append (long_text, "the harbour and the sea ");
  g_string_append (long_text, "\nThe board met.\n");
  text = manicule_text_new_from_string (long_text->str);
  map = manicule_text_map_new (text);
  for (guint i = 0; i < manicule_text_map_get_n_lines (map); i++)
    g_assert_false (manicule_headings_is_heading (map, i));
}

/* The headline is the first line that is not blank. */
static void
test_first_line (void)
{
  g_autoptr(ManiculeText) text = manicule_text_new_from_string ("\n  \nThe Harbour\nThe board met.\n");
  g_autoptr(ManiculeTextMap) map = manicule_text_map_new (text);
  g_autoptr(ManiculeText) nothing = manicule_text_new_from_string ("");
  g_autoptr(ManiculeTextMap) empty = manicule_text_map_new (nothing);

  g_assert_cmpuint (manicule_headings_first_line (map), ==, 2);
  g_assert_cmpuint (manicule_headings_first_line (empty), ==, 0);
  g_assert_false (manicule_headings_is_heading (empty, 0));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/headings/", cases[i].path, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/headings/pieces", test_pieces);
  g_test_add_func ("/headings/first-line", test_first_line);

  return g_test_run ();
}
