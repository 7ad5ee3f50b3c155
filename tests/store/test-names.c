/* test-names.c: names that become file names, and article ids
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-file-name.h"
#include "manicule-import.h"

#include <string.h>

typedef struct
{
  const char *name;
  gboolean    safe;
} NameCase;

static const NameCase names[] = {
  { "anna", TRUE },
  { "Anna Müller-Núñez", TRUE },
  { "李雷", TRUE },
  { "می\xe2\x80\x8cخواهم", TRUE },
  { "004_3a02ab8942e5eae6", TRUE },
  { "a.b", TRUE },
  { "common", TRUE },
  { "com", TRUE },
  { "", FALSE },
  { ".", FALSE },
  { "..", FALSE },
  { ".hidden", FALSE },
  { " x", FALSE },
  { "x ", FALSE },
  { "x.", FALSE },
  { "a/b", FALSE },
  { "a\\b", FALSE },
  { "c:", FALSE },
  { "what?", FALSE },
  { "a\nb", FALSE },
  { "a\tb", FALSE },
  { "a\x7f", FALSE },
  { "a\xc2\x85", FALSE },
  { "gpj.\xe2\x80\xae" "anna", FALSE },
  { "a\xe2\x80\xa8" "b", FALSE },
  { "bad \xff utf-8", FALSE },
  { "con", FALSE },
  { "NUL.txt", FALSE },
  { "com7", FALSE },
  { "lpt1.a.b", FALSE },
  { "0123456789012345678901234567890123456789012345678901234567890123", TRUE },
  { "01234567890123456789012345678901234567890123456789012345678901234", FALSE },
};

/* Each name of the table is safe or not, as it says. */
static void
test_names_safe (void)
{
  guint i;

  g_assert_false (manicule_file_name_is_safe (NULL));
  for (i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *shown = g_strescape (names[i].name, NULL);

      g_test_message ("%s", shown);
      g_assert_cmpint (manicule_file_name_is_safe (names[i].name), ==, names[i].safe);
    }
}

typedef struct
{
  const char *file_name;
  const char *id;
} IdCase;

static const IdCase ids[] = {
  { "004_3a02ab8942e5eae6.txt", "004_3a02ab8942e5eae6" },
  { "/home/anna/000_4cb59e91ea71091b.txt", "000_4cb59e91ea71091b" },
  { "North Korea, 29.12.TXT", "north-korea-29.12" },
  { "Ärger in Köln.html", "ärger-in-köln" },
  { "A\xcc\x88rger.txt", "ärger" },
  { "平壤.txt", "平壤" },
  { "…", "article" },
  { "", "article" },
  { ".txt", "txt" },
  { "con.txt", "con-2" },
  { "COM1", "com1-2" },
  { "aux.2024.txt", "aux-2" },
  { "../../etc/passwd", "passwd" },
  { "a\nb\x01" "c.txt", "a-b-c" },
  { "-rf.txt", "rf" },
  { "report.december", "report.december" },
  { "1.5 million", "1.5-million" },
  { "bad\xff\xfe.txt", "bad" },
  { "ab\xcc\x81", "ab\xcc\x81" },
  { "a😀b.txt", "a-b" },
};

/* Each file name of the table gives the id that it says. */
static void
test_ids_table (void)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *id = manicule_article_id_new (ids[i].file_name, NULL, NULL);

      g_assert_cmpstr (id, ==, ids[i].id);
    }
}

static gboolean
is_taken (const char *id,
          gpointer    data)
{
  g_autofree char *key = manicule_file_name_key (id);

  return g_hash_table_contains (data, key);
}

static void
take (GHashTable *keys,
      const char *id)
{
  g_assert_true (g_hash_table_add (keys, manicule_file_name_key (id)));
}

/* An id that is taken in any capitals gets a number, and a long one is cut to make room for it. */
static void
test_ids_taken (void)
{
  g_autoptr(GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *long_name = g_strnfill (100, 'x');
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  g_autofree char *long_first = NULL;
  g_autofree char *long_second = NULL;

  take (keys, "Report");
  first = manicule_article_id_new ("report.txt", is_taken, keys);
  g_assert_cmpstr (first, ==, "report-2");
  take (keys, first);
  second = manicule_article_id_new ("REPORT.html", is_taken, keys);
  g_assert_cmpstr (second, ==, "report-3");
  third = manicule_article_id_new ("report-2", is_taken, keys);
  g_assert_cmpstr (third, ==, "report-2-2");

  long_first = manicule_article_id_new (long_name, is_taken, keys);
  g_assert_cmpuint (strlen (long_first), ==, MANICULE_FILE_NAME_MAX);
  take (keys, long_first);
  long_second = manicule_article_id_new (long_name, is_taken, keys);
  g_assert_cmpuint (strlen (long_second), ==, MANICULE_FILE_NAME_MAX);
  g_assert_true (g_str_has_suffix (long_second, "x-2"));
}

static char *
random_name (void)
{
  static const gunichar pieces[] = {
    'a', 'B', 'z', '0', '9', '.', '.', '-', '_', ' ', '/', '\\', ':', '\n', 0x7f, 0xe4, 0xdf, 0x301, 0x308, 0x200d, 0x202e,
    0x4e2d, 0x1f600, 0x1f468, 0x5d0, 0xfffd, 0x1100, 0x1161, 0x11a8, 0xe000, 0x130, 0xfb01,
  };
  GString *name = g_string_new (NULL);
  guint n = g_test_rand_int_range (0, 60);
  guint i;

  for (i = 0; i < n; i++)
    {
      if (g_test_rand_int_range (0, 40) == 0)
        g_string_append_c (name, (char) 0xff);
      else
        g_string_append_unichar (name, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
    }

  return g_string_free (name, FALSE);
}

/* Whatever the file names are: ids are safe, composed, unique whatever the capitals, the same for the same name, and
 * made again from themselves. */
static void
test_ids_random (void)
{
  g_autoptr(GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint i;

  for (i = 0; i < 3000; i++)
    {
      g_autofree char *name = random_name ();
      g_autofree char *id = manicule_article_id_new (name, is_taken, keys);
      g_autofree char *again = manicule_article_id_new (name, is_taken, keys);
      g_autofree char *composed = g_utf8_normalize (id, -1, G_NORMALIZE_NFC);

      g_assert_true (manicule_file_name_is_safe (id));
      g_assert_cmpstr (id, ==, composed);
      g_assert_cmpstr (id, ==, again);
      g_assert_cmpint (id[0], !=, '-');
      take (keys, id);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/names/safe", test_names_safe);
  g_test_add_func ("/ids/table", test_ids_table);
  g_test_add_func ("/ids/taken", test_ids_taken);
  g_test_add_func ("/ids/random", test_ids_random);

  return g_test_run ();
}
