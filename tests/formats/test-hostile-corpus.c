/* test-hostile-corpus.c: good files of every format with numbers that are none of theirs, cut at every byte, and XML that
 * would grow
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "hostile-testing.h"

#include <string.h>

/* Longer files are cut in other tests. */
#define MAX_BYTES 20000

static char *
get_corpus (const ManiculeFormat *format)
{
  return g_build_filename (g_getenv ("MANICULE_SOURCE"), "tests", "formats", "corpus", format->id, NULL);
}

/* (element-type utf8): the good files of the format, in order. */
static GPtrArray *
list_good (const ManiculeFormat *format)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *path = get_corpus (format);
  g_autoptr(GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_prefix (name, "ok-") && !g_str_has_suffix (name, ".expect"))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort_values (names, (GCompareFunc) strcmp);
  g_assert_cmpuint (names->len, >, 0);

  return names;
}

static void
copy_corpus (Victim     *self,
             const char *path)
{
  g_autoptr(GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *from = g_build_filename (path, name, NULL);
      g_autofree char *contents = NULL;
      gsize length;

      if (g_file_get_contents (from, &contents, &length, NULL))
        g_object_unref (test_folder_write (self->folder, name, contents, (gssize) length));
    }
}

/* The corpus of the format, in a folder of its own. */
static void
victim_init (Victim               *self,
             const ManiculeFormat *format)
{
  g_autofree char *path = get_corpus (format);

  *self = (Victim) { .format = format, .folder = test_folder_new () };
  copy_corpus (self, path);
}

static void
take_good (Victim     *self,
           const char *name)
{
  victim_take (self, test_folder_get (self->folder, name));
}

static void
restore (Victim *self)
{
  g_file_set_contents (g_file_peek_path (self->file), self->contents, (gssize) self->length, NULL);
}

/* --- numbers --- */

static gsize
find_number (const char *contents,
             gsize       length,
             gsize       from,
             gsize      *end)
{
  gsize start = from;

  while (start < length && !g_ascii_isdigit (contents[start]))
    start++;
  for (*end = start; *end < length && g_ascii_isdigit (contents[*end]); )
    (*end)++;

  return start;
}

static guint
count_numbers (const Victim *victim)
{
  guint n = 0;
  gsize end;

  for (gsize start = find_number (victim->contents, victim->length, 0, &end); start < victim->length;
       start = find_number (victim->contents, victim->length, end, &end))
    n++;

  return n;
}

static void
replace_numbers (Victim *victim)
{
  static const char * const numbers[] = {
    "9223372036854775807", "9223372036854775808", "18446744073709551616", "-9223372036854775809", "4294967295", "2147483648", "-1", "1e999",
    "0.5",
  };
  guint step = count_numbers (victim) / hostile_scale (20) + 1;
  guint n = 0;
  gsize end;

  for (gsize start = find_number (victim->contents, victim->length, 0, &end); start < victim->length;
       start = find_number (victim->contents, victim->length, end, &end), n++)
    for (guint i = 0; n % step == 0 && i < G_N_ELEMENTS (numbers); i++)
      {
        g_autoptr(GString) damaged = g_string_new_len (victim->contents, (gssize) start);

        g_string_append (damaged, numbers[i]);
        g_string_append_len (damaged, victim->contents + end, (gssize) (victim->length - end));
        victim_read (victim, damaged->str, damaged->len);
      }
  restore (victim);
}

/* Offsets of 2⁶³, below nothing, and in parts, wherever a number stands. */
static void
test_hostile_numbers (gconstpointer data)
{
  g_autoptr(GPtrArray) names = list_good (data);
  Victim victim;

  victim_init (&victim, data);
  for (guint i = 0; i < names->len; i++)
    {
      take_good (&victim, names->pdata[i]);
      if (victim.length <= MAX_BYTES)
        replace_numbers (&victim);
    }
  victim_clear (&victim);
}

/* --- the end --- */

/* Each good file ends at any byte; in a quick run, at hundreds of them. */
static void
test_hostile_cut (gconstpointer data)
{
  g_autoptr(GPtrArray) names = list_good (data);
  Victim victim;

  victim_init (&victim, data);
  for (guint i = 0; i < names->len; i++)
    {
      gsize step;

      take_good (&victim, names->pdata[i]);
      step = victim.length / hostile_scale (120) + 1;
      for (gsize n = 0; victim.length <= MAX_BYTES && n < victim.length; n += step)
        victim_read (&victim, victim.contents, n);
      restore (&victim);
    }
  victim_clear (&victim);
}

/* --- XML that would grow --- */

/* Puts @inserted behind the declaration, where there is one. */
static char *
insert_before_root (const char *xml,
                    const char *inserted)
{
  const char *declaration = strncmp (xml, "<?xml", 5) == 0 ? strstr (xml, "?>") : NULL;
  const char *rest = declaration != NULL ? declaration + 2 : xml;
  g_autofree char *head = g_strndup (xml, (gsize) (rest - xml));

  return g_strconcat (head, inserted, rest, NULL);
}

static void
assert_refused (Victim     *victim,
                const char *xml)
{
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autoptr(GPtrArray) documents = NULL;
  g_autoptr(GError) error = NULL;

  g_file_set_contents (g_file_peek_path (victim->file), xml, -1, &error);
  g_assert_no_error (error);
  documents = test_read_all (victim->format, victim->file, NULL, findings, &error);
  g_assert_nonnull (error);
}

/* Entities that become others, that are files, and elements in elements without end: all of it is refused. */
static void
test_hostile_xml (gconstpointer data)
{
  static const char * const declarations[] = {
    "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>",
    "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>",
    "<!DOCTYPE x [<!ENTITY % a SYSTEM \"file:///etc/passwd\"> %a;]>",
  };
  g_autoptr(GPtrArray) names = list_good (data);
  guint n_tried = 0;
  Victim victim;

  victim_init (&victim, data);
  for (guint i = 0; i < names->len; i++)
    {
      g_autoptr(GString) deep = g_string_new (NULL);
      const char *root_end;

      take_good (&victim, names->pdata[i]);
      if (victim.contents[0] != '<')
        continue;
      for (guint j = 0; j < G_N_ELEMENTS (declarations); j++)
        {
          g_autofree char *xml = insert_before_root (victim.contents, declarations[j]);

          assert_refused (&victim, xml);
        }

      root_end = strrchr (victim.contents, '<');
      g_string_append_len (deep, victim.contents, root_end - victim.contents);
      for (guint j = 0; j < hostile_scale (100000); j++)
        g_string_append (deep, "<x>");
      assert_refused (&victim, deep->str);
      restore (&victim);
      n_tried++;
    }
  victim_clear (&victim);
  g_assert_cmpuint (n_tried, >, 0);
}

static void
add_tests (const ManiculeFormat *format)
{
  static const char * const xml_formats[] = { "gate-xml", "refi-qda", "tei", "xmi", NULL };
  g_autofree char *numbers = g_strdup_printf ("/hostile-corpus/numbers/%s", format->id);
  g_autofree char *cut = g_strdup_printf ("/hostile-corpus/cut/%s", format->id);
  g_autofree char *xml = g_strdup_printf ("/hostile-corpus/xml/%s", format->id);

  g_test_add_data_func (numbers, format, test_hostile_numbers);
  g_test_add_data_func (cut, format, test_hostile_cut);
  if (g_strv_contains (xml_formats, format->id))
    g_test_add_data_func (xml, format, test_hostile_xml);
}

int
main (int    argc,
      char **argv)
{
  const ManiculeFormat * const *formats = manicule_formats_list ();

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; formats[i] != NULL; i++)
    if (manicule_format_can_read (formats[i]))
      add_tests (formats[i]);

  return g_test_run ();
}
