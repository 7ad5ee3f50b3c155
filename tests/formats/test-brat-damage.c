/* test-brat-damage.c: what is wrong with files of brat is said, and kept
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "standoff-testing.h"

#include <string.h>

/* Offsets:            0         1         2         3         4         5         6
 *                     0123456789012345678901234567890123456789012345678901234567890123 */
#define TEXT          "Ada Lovelace met Charles Babbage.\nThey talked about\nan engine.\n"

/* Each line is reported with its number; what can be read of the rest is read, and the line is written again. */
static const struct
{
  const char *name;
  const char *line;
  const char *code;
  const char *written;  /* NULL: as it was */
  gboolean    is_odd;   /* a warning: brat reads the line, we have no place for it */
} damages[] = {
  { "past-the-end", "T9\tPER 60 900\tx", "range-outside-text" },
  { "huge", "T9\tPER 9223372036854775808 18446744073709551616\tx", "range-outside-text" },
  { "turned", "T9\tPER 12 0\tAda Lovelace", "range-outside-text" },
  { "overlapping-fragments", "T9\tPER 0 5;3 8\tAda L Love", "range-outside-text" },
  { "other-text", "T9\tPER 0 3\tEve", "covered-text-differs", "T9\tPER 0 3\tAda\n" },
  { "duplicate-id", "T1\tPER 17 24\tCharles", "duplicate-id" },
  { "negative", "T9\tPER -1 3\tAda", "line-not-understood" },
  { "spaces-for-tabs", "T9 PER 0 3 Ada", "line-not-understood" },
  { "no-end", "T9\tPER 0\tAda", "line-not-understood" },
  { "one-argument", "R9\tKnows Arg1:T1", "line-not-understood" },
  { "three-arguments", "R9\tKnows Arg1:T1 Arg2:T1 Arg3:T1", "line-not-understood" },
  { "equal-arguments", "R9\tKnows Arg1:T1 Arg1:T1", "line-not-understood" },
  { "relation-to-nothing", "R9\tKnows Arg1:T1 Arg2:T99", "reference-missing" },
  { "relation-to-itself", "R9\tKnows Arg1:T1 Arg2:R9", "reference-missing" },
  { "event-without-trigger", "E9\tMeet:T99 Who:T1", "reference-missing" },
  { "event-on-an-event", "E9\tMeet:E9", "reference-missing" },
  { "event-without-type", "E9\tMeet Who:T1", "line-not-understood" },
  { "equivalence-of-one", "*\tSame T1", "equivalence-of-one", NULL, TRUE },
  { "equivalence-with-nothing", "*\tSame T1 T99", "reference-missing" },
  { "equivalence-of-the-same", "*\tSame T1 T1", "reference-missing" },
  { "attribute-of-nothing", "A9\tOld T99", "reference-missing" },
  { "attribute-of-an-attribute", "A9\tOld A9", "reference-missing" },
  { "note-on-nothing", "#9\tAnnotatorNotes T99\tlost", "reference-missing" },
  { "note-without-target", "#9\tAnnotatorNotes\tlost", "line-not-understood" },
  { "reference-of-nothing", "N9\tReference T99 a:b\tlost", "reference-missing" },
  { "reference-without-colon", "N9\tReference T1 ab\tlost", "line-not-understood" },
  { "ranges-of-ours-differ", "#9\tManiculeRanges T1\t4 12", "ranges-differ", "", TRUE },
  { "cut-off", "T9\tPER", "line-not-understood" },
  { "nothing-known", "garbage", "line-not-understood", NULL, TRUE },
  { "comment", "# 1 comment", "line-not-understood", NULL, TRUE },
};

static void
test_damage (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *ann = g_strconcat ("T1\tPER 0 3\tAda\n", damages[i].line, "\nT2\tPER 17 24\tCharles\n", NULL);
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autoptr(StandoffReading) reading = standoff_read_pair (folder, TEXT, ann, NULL);
  ManiculeAnnotationSet *set = standoff_get_set (reading, 0);
  g_autofree char *again = NULL;
  g_autofree char *expected = NULL;

  g_assert_true (standoff_found (reading, damages[i].code, 2));
  g_assert_cmpuint (manicule_findings_get_n_errors (reading->findings), ==, damages[i].is_odd ? 0 : 1);
  standoff_assert_span (set, "T1", "PER", "0-3");
  standoff_assert_span (set, "T2", "PER", "17-24");

  again = standoff_write_pair (folder, reading, NULL);
  if (damages[i].written == NULL)
    expected = g_strdup (ann);
  else
    expected = g_strconcat ("T1\tPER 0 3\tAda\n", damages[i].written, "T2\tPER 17 24\tCharles\n", NULL);
  g_assert_cmpstr (again, ==, expected);
}

/* Relations that lead to each other in a circle are kept aside, all of them. */
static void
test_circle_of_relations (void)
{
  const char *ann = "T1\tPER 0 3\tAda\nR1\tX Arg1:T1 Arg2:R2\nR2\tX Arg1:T1 Arg2:R3\nR3\tX Arg1:R1 Arg2:T1\n"
                    "R4\tX Arg1:R1 Arg2:T1\n";
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autoptr(StandoffReading) reading = standoff_read_pair (folder, TEXT, ann, NULL);
  g_autofree char *again = NULL;

  for (guint line = 2; line <= 5; line++)
    g_assert_true (standoff_found (reading, "reference-missing", line));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (standoff_get_set (reading, 0))), ==, 1);

  again = standoff_write_pair (folder, reading, NULL);
  g_assert_cmpstr (again, ==, ann);
}

/* A role that nothing fills is an error; the event stays. */
static void
test_role_of_nothing (void)
{
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autoptr(StandoffReading) reading = standoff_read_pair (folder, TEXT,
                                                           "T1\tPER 0 3\tAda\nT3\tMeet 13 16\tmet\nE1\tMeet:T3 Who:T1 Whom:T99\n", NULL);
  g_autofree char *again = NULL;

  g_assert_true (standoff_found (reading, "reference-missing", 3));
  standoff_assert_relation (standoff_get_set (reading, 0), "E1.Who", "Who", "E1", "T1");

  again = standoff_write_pair (folder, reading, NULL);
  g_assert_cmpstr (again, ==, "T1\tPER 0 3\tAda\nT3\tMeet 13 16\tmet\nE1\tMeet:T3 Who:T1\n");
}

/* Without a list of findings the first error fails, with file and line. */
static void
test_strict (void)
{
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autofree char *text = standoff_put (folder, "doc.txt", TEXT, -1);
  g_autofree char *path = standoff_put (folder, "doc.ann", "T1\tPER 0 3\tAda\nT2\tPER 0 3\tEve\n", -1);
  g_autoptr(StandoffReading) reading = standoff_read_strictly ("brat", path);

  g_assert_error (reading->error, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_DAMAGED);
  g_assert_nonnull (strstr (reading->error->message, "doc.ann:2"));
  g_assert_cmpuint (reading->documents->len, ==, 0);
}

/* Without its text an annotation file is worth nothing. */
static void
test_no_text (void)
{
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autofree char *path = standoff_put (folder, "doc.ann", "T1\tPER 0 3\tAda\n", -1);
  g_autoptr(StandoffReading) reading = standoff_read ("brat", path, NULL);

  g_assert_error (reading->error, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_DAMAGED);
  g_assert_nonnull (strstr (reading->error->message, "doc.txt"));
}

/* A line that is not UTF-8 is left out; CRLF and a byte order mark do no harm. */
static void
test_bytes (void)
{
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autoptr(StandoffReading) reading = standoff_read_pair (folder, TEXT,
                                                           "\xef\xbb\xbfT1\tPER 0 3\tAda\r\nT2\tPER 0 3\tA\xff" "a\r\nT3\tPER 17 24\tCharles",
                                                           NULL);
  g_autofree char *again = NULL;

  g_assert_true (standoff_found (reading, "not-utf8", 2));
  again = standoff_write_pair (folder, reading, NULL);
  g_assert_cmpstr (again, ==, "T1\tPER 0 3\tAda\nT3\tPER 17 24\tCharles\n");
}

/* The entities of an .a1 and the events of an .a2 file are read together, from either. */
static void
test_bionlp_pair (gconstpointer data)
{
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autofree char *text = standoff_put (folder, "doc.txt", TEXT, -1);
  g_autofree char *first = standoff_put (folder, "doc.a1", "T1\tPER 0 3\tAda\n", -1);
  g_autofree char *second = standoff_put (folder, "doc.a2", "T2\tMeet 13 16\tmet\nE1\tMeet:T2 Who:T1\nE2\tMeet:T9\n", -1);
  g_autoptr(StandoffReading) reading = standoff_read ("brat", g_str_equal (data, "a1") ? first : second, NULL);

  standoff_assert_span (standoff_get_set (reading, 0), "T1", "PER", "0-3");
  standoff_assert_relation (standoff_get_set (reading, 0), "E1.Who", "Who", "E1", "T1");
  g_assert_true (standoff_found (reading, "reference-missing", 3));
}

/* The text that is written is the text that was read, whatever its line ends. */
static void
test_text_stays (void)
{
  const char *text = "\xef\xbb\xbfone\r\ntwo\rthree\n\tfour\n";
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autoptr(StandoffReading) reading = standoff_read_pair (folder, text, "T1\tX 1 4;6 9\tone two\n", NULL);
  g_autofree char *again = standoff_write_pair (folder, reading, NULL);
  g_autofree char *place = g_build_filename (folder, "out", NULL);
  g_autofree char *written = standoff_get (place, "doc.txt");

  standoff_assert_no_faults (reading);
  standoff_assert_span (standoff_get_set (reading, 0), "T1", "X", "1-9");
  g_assert_cmpstr (again, ==, "T1\tX 1 4;6 9\tone two\n");
  g_assert_cmpstr (written, ==, text);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *path = g_strconcat ("/brat/damage/", damages[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_damage);
    }
  g_test_add_func ("/brat/circle-of-relations", test_circle_of_relations);
  g_test_add_func ("/brat/role-of-nothing", test_role_of_nothing);
  g_test_add_func ("/brat/strict", test_strict);
  g_test_add_func ("/brat/no-text", test_no_text);
  g_test_add_func ("/brat/bytes", test_bytes);
  g_test_add_data_func ("/brat/bionlp-pair/a1", "a1", test_bionlp_pair);
  g_test_add_data_func ("/brat/bionlp-pair/a2", "a2", test_bionlp_pair);
  g_test_add_func ("/brat/text-stays", test_text_stays);

  return g_test_run ();
}
