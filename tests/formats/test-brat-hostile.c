/* test-brat-hostile.c: files of brat that mean harm: an error or findings, never a crash, never more than they are worth
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "standoff-testing.h"

#include <string.h>

#define MEGABYTE (1024 * 1024)

static const char text[] = "Ada Lovelace met Charles Babbage.\nThey talked about\nan engine.\n😀\n";

static const char ann[] =
  "T1\tPER 0 12\tAda Lovelace\n"
  "T2\tMeet 13 16\tmet\n"
  "E1\tMeet:T2 Who:T1 Who2:T3 After:E2\n"
  "T3\tPER 17 32\tCharles Babbage\n"
  "R1\tKnows Arg1:T1 Arg2:E1\t\n"
  "*\tSame T1 T3\n"
  "A1\tTone E1 high\n"
  "M1\tOld R1\n"
  "N1\tReference T1 Wikidata:Q7259\tAda\n"
  "#1\tAnnotatorNotes T1\tnote\n"
  "#2\tManiculeRanges T4\t33 52\n"
  "T4\tX_x0020_y 34 51\tThey talked about\n"
  "T5\tTalk 39 45\ttalked\n"
  "E2\tTalk:T5 Of:E1\n"
  "garbage\n";

static StandoffReading *
read_pair (const char *folder,
           const char *text_data,
           const char *data,
           gssize      length)
{
  g_autofree char *text_path = standoff_put (folder, "doc.txt", text_data, -1);
  g_autofree char *path = standoff_put (folder, "doc.ann", data, length);

  return standoff_read ("brat", path, NULL);
}

/* Whatever is read can be written, and reads back to as many annotations. */
static void
assert_writes (const char      *folder,
               StandoffReading *reading)
{
  g_autofree char *place = g_build_filename (folder, "out", NULL);
  g_autofree char *path = g_build_filename (place, "doc.ann", NULL);
  g_autoptr(StandoffFolder) out = NULL;
  g_autoptr(StandoffReading) back = NULL;
  g_autoptr(GError) error = NULL;

  standoff_write ("brat", reading, "configuration=no", place, &error);
  g_assert_no_error (error);
  out = g_strdup (place);

  back = standoff_read ("brat", path, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (standoff_get_set (back, 0))), ==,
                    g_list_model_get_n_items (G_LIST_MODEL (standoff_get_set (reading, 0))));
}

/* A file that ends anywhere. */
static void
test_truncated (void)
{
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();

  for (gsize i = 0; i < sizeof ann; i++)
    {
      g_autoptr(StandoffReading) reading = read_pair (folder, text, ann, (gssize) i);

      g_assert_no_error (reading->error);
      assert_writes (folder, reading);
    }
}

/* A text that ends anywhere, also inside a character. */
static void
test_truncated_text (void)
{
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autofree char *path = standoff_put (folder, "doc.ann", ann, -1);

  for (gsize i = 0; i < sizeof text; i++)
    {
      g_autofree char *text_path = standoff_put (folder, "doc.txt", text, (gssize) i);
      g_autoptr(StandoffReading) reading = standoff_read ("brat", path, NULL);

      if (reading->error == NULL)
        assert_writes (folder, reading);
    }
}

/* Every byte replaced by others, one at a time. */
static void
test_damaged_bytes (void)
{
  static const char bytes[] = { '\0', '\t', ' ', ':', ';', '*', '9', 'E', '\xff' };
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();

  for (gsize i = 0; i < sizeof ann - 1; i++)
    {
      g_autofree char *damaged = g_memdup2 (ann, sizeof ann);
      g_autoptr(StandoffReading) reading = NULL;

      damaged[i] = bytes[g_test_rand_int_range (0, G_N_ELEMENTS (bytes))];
      reading = read_pair (folder, text, damaged, sizeof ann - 1);
      g_assert_no_error (reading->error);
      assert_writes (folder, reading);
    }
}

/* The lines in any order, some twice, some missing. */
static void
test_shuffled (void)
{
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_auto(GStrv) lines = g_strsplit (ann, "\n", -1);
  guint n = g_strv_length (lines);

  for (guint round = 0; round < 120; round++)
    {
      g_autoptr(GString) shuffled = g_string_new (NULL);
      g_autoptr(StandoffReading) reading = NULL;

      for (guint i = 0; i < n; i++)
        g_string_append_printf (shuffled, "%s\n", lines[g_test_rand_int_range (0, (int) n)]);
      reading = read_pair (folder, text, shuffled->str, -1);
      g_assert_no_error (reading->error);
      assert_writes (folder, reading);
    }
}

/* A string of @n times @part. */
static char *
repeat (const char *part,
        guint       n)
{
  GString *string = g_string_sized_new (strlen (part) * n);

  for (guint i = 0; i < n; i++)
    g_string_append (string, part);

  return g_string_free_and_steal (string);
}

/* How often a heavy file repeats itself: enough to show what grows faster than the file, less where the sanitizers look at
 * each string again and again. */
static guint
many (void)
{
  return g_getenv ("MANICULE_TEST_SLOW") != NULL ? 3000 : 30000;
}

/* Each is a file that asks for much more than it is worth. */
static char *
make_long_line (void)
{
  g_autofree char *long_text = repeat ("a", 4 * MEGABYTE);

  return g_strconcat ("T1\tPER 0 12\t", long_text, "\n", long_text, "\n", NULL);
}

static char *
make_many_fragments (void)
{
  GString *string = g_string_new ("T1\tX ");

  for (guint i = 0; i < 2 * many (); i++)
    g_string_append_printf (string, "%s%u %u", i > 0 ? ";" : "", i % 60, i % 60 + 1);
  g_string_append (string, "\tx\n");

  return g_string_free_and_steal (string);
}

static char *
make_many_events (void)
{
  GString *string = g_string_new ("T1\tX 0 3;4 12;13 16;17 32\tAda Lovelace met Charles Babbage\n");

  for (guint i = 1; i < many (); i++)
    g_string_append_printf (string, "E%u\tX:T1\n", i);

  return g_string_free_and_steal (string);
}

static char *
make_event_of_many_roles (void)
{
  GString *string = g_string_new ("T1\tX 0 3\tAda\nE1\tX:T1");

  for (guint i = 1; i < many (); i++)
    g_string_append_printf (string, " Role%u:T1", i);
  g_string_append (string, "\n");

  return g_string_free_and_steal (string);
}

static char *
make_chain_of_relations (void)
{
  GString *string = g_string_new ("T1\tX 0 3\tAda\n");

  for (guint i = 1; i < many (); i++)
    g_string_append_printf (string, "R%u\tX Arg1:T1 Arg2:R%u\n", i, i + 1);
  g_string_append_printf (string, "R%u\tX Arg1:T1 Arg2:T1\n", many ());

  return g_string_free_and_steal (string);
}

static char *
make_long_equivalence (void)
{
  GString *string = g_string_new (NULL);

  for (guint i = 1; i < many (); i++)
    g_string_append_printf (string, "T%u\tX 0 3\tAda\n", i);
  g_string_append (string, "*\tSame");
  for (guint i = 1; i < many (); i++)
    g_string_append_printf (string, " T%u", i);
  g_string_append (string, "\n");

  return g_string_free_and_steal (string);
}

static char *
make_many_attributes (void)
{
  GString *string = g_string_new ("T1\tX 0 3\tAda\n");

  for (guint i = 1; i < many () / 2; i++)
    g_string_append_printf (string, "A%u\tQuestion%u T1 yes\nA%u\tSame T1 v%u\n", i, i, i + many (), i);

  return g_string_free_and_steal (string);
}

static char *
make_many_notes (void)
{
  GString *string = g_string_new ("T1\tX 0 3\tAda\n");

  for (guint i = 1; i < many () / 2; i++)
    g_string_append_printf (string, "#%u\tAnnotatorNotes T1\tn\n#%u\tManiculeRanges T1\t0 62\nN%u\tReference T1 a:b\t\n",
                            i, i + many (), i);

  return g_string_free_and_steal (string);
}

static char *
make_spans_without_text (void)
{
  GString *string = g_string_new (NULL);

  for (guint i = 1; i < many (); i++)
    g_string_append_printf (string, "T%u\tX 0 62\n", i);

  return g_string_free_and_steal (string);
}

static const struct
{
  const char *name;
  char     *(*make) (void);
} heavy[] = {
  { "long-line", make_long_line },
  { "many-fragments", make_many_fragments },
  { "many-events", make_many_events },
  { "event-of-many-roles", make_event_of_many_roles },
  { "chain-of-relations", make_chain_of_relations },
  { "long-equivalence", make_long_equivalence },
  { "many-attributes", make_many_attributes },
  { "many-notes", make_many_notes },
  { "spans-without-text", make_spans_without_text },
};

static void
test_heavy (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autofree char *made = heavy[i].make ();
  g_autoptr(StandoffReading) reading = read_pair (folder, text, made, -1);

  g_assert_no_error (reading->error);
  assert_writes (folder, reading);
}

/* What annotations and sets carry comes from files of projects, which may say anything. */
static void
test_carried (void)
{
  static const char * const carried[] = {
    "\"brat\":\"T1-T4000000000 E1-E2 T5-T1 = * * = \\n\\nT1\\tX 0 3\\n\"",
    "\"brat\":\"\"", "\"brat\":7", "\"other\":{}", "\"brat\":\"E1\\tX:T1 A:T1 B:T9\\nA1\\tOld T1\\nA1\\tOld T1\"",
    "\"brat\":\"T1\\tX 0 3\\tAda\\nE1\\tX:T1\\nR1\\tX Arg1:T1 Arg2:T1\\n*\\tX T1\\n#1\\tAnnotatorNotes T9\\tx\\nN1\\tReference T9 a:b\\t\"",
  };

  for (guint i = 0; i < G_N_ELEMENTS (carried); i++)
    for (guint j = 0; j < G_N_ELEMENTS (carried); j++)
      {
        g_autoptr(StandoffFolder) folder = standoff_make_folder ();
        g_autoptr(StandoffReading) reading = read_pair (folder, text, "", -1);
        ManiculeAnnotationSet *set = standoff_get_set (reading, 0);
        g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
        const ManiculeRange range = { 0, 3 };
        g_autoptr(ManiculeAnnotation) span = manicule_annotation_new_span ("a", "X", &range, 1);
        g_autoptr(ManiculeAnnotation) relation = manicule_annotation_new_relation ("b", "Y", "a", "a");

        g_ptr_array_add (all, manicule_annotation_with_carried (span, carried[i]));
        g_ptr_array_add (all, manicule_annotation_with_carried (relation, carried[i]));
        g_assert_true (manicule_annotation_set_add_all (set, all, NULL));
        manicule_annotation_set_set_carried (set, carried[j]);
        assert_writes (folder, reading);
      }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/brat/hostile/truncated", test_truncated);
  g_test_add_func ("/brat/hostile/truncated-text", test_truncated_text);
  g_test_add_func ("/brat/hostile/damaged-bytes", test_damaged_bytes);
  g_test_add_func ("/brat/hostile/shuffled", test_shuffled);
  g_test_add_func ("/brat/hostile/carried", test_carried);
  for (guint i = 0; i < G_N_ELEMENTS (heavy); i++)
    {
      g_autofree char *path = g_strconcat ("/brat/hostile/heavy/", heavy[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_heavy);
    }

  return g_test_run ();
}
