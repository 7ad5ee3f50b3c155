/* test-tei.c: what TEI of others brings, and what stays of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "format-helpers.h"
#include "standoff-testing.h"

#include <string.h>

static StandoffReading *
read_corpus (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("MANICULE_SOURCE"), "tests", "formats", "corpus", "tei", name, NULL);
  StandoffReading *reading = standoff_read ("tei", path, NULL);

  g_assert_cmpuint (reading->documents->len, ==, 1);
  return reading;
}

static char *
write_again (StandoffReading *reading,
             const char      *name)
{
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autofree char *place = g_build_filename (folder, "out", NULL);
  g_autoptr(GError) error = NULL;

  standoff_write ("tei", reading, NULL, place, &error);
  g_assert_no_error (error);

  return standoff_get (place, name);
}

static ManiculeAnnotation *
find_label (ManiculeAnnotationSet *set,
            const char            *label,
            guint                  nth)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (set)); i++)
    if (g_str_equal (manicule_annotation_get_label (manicule_annotation_set_get (set, i)), label) && nth-- == 0)
      return manicule_annotation_set_get (set, i);

  g_error ("there is no annotation “%s”", label);
}

/* Stand-off annotations are spans over what they point to: words, stretches, parts of a text, words that lie apart. Their
 * label is their type, their category or that of the group. */
static void
test_tei_stand_off (void)
{
  g_autoptr(StandoffReading) reading = read_corpus ("ok-stand-off-of-others.xml");
  ManiculeAnnotationSet *set = standoff_get_set (reading, 0);
  ManiculeAnnotation *move = find_label (set, "move", 0);
  g_autoptr(GVariant) cert = manicule_annotation_dup_attribute (move, "cert");

  standoff_assert_no_faults (reading);
  standoff_assert_span (set, "n1", "PER", "0-13");
  g_assert_cmpstr (manicule_annotation_get_note (manicule_annotation_set_find (set, "n1")), ==, "the mayor");
  standoff_assert_span (set, manicule_annotation_get_id (move), "move", "14-29");
  g_assert_cmpstr (manicule_annotation_get_note (move), ==, "a departure");
  g_assert_cmpstr (g_variant_get_string (cert, NULL), ==, "low");
  standoff_assert_span (set, manicule_annotation_get_id (find_label (set, "move", 1)), "move", "19-23");
  standoff_assert_span (set, manicule_annotation_get_id (find_label (set, "far", 0)), "far", "0-4,25-29");
}

/* What became an annotation is written as one, once; a group that says more than a type stays. */
static void
test_tei_stand_off_written (void)
{
  g_autoptr(StandoffReading) reading = read_corpus ("ok-stand-off-of-others.xml");
  g_autofree char *written = write_again (reading, "ok-stand-off-of-others.xml");

  g_assert_null (strstr (written, "target=\"#w1 #w2\""));
  g_assert_null (strstr (written, "string-range"));
  g_assert_null (strstr (written, "<spanGrp type=\"far\">"));
  g_assert_nonnull (strstr (written, "<standOff xml:id=\"so\"><spanGrp type=\"move\" resp=\"#bo\"></spanGrp></standOff>"));
  g_assert_nonnull (strstr (written, "<w xml:id=\"w3\">left</w>"));
}

/* What points nowhere is kept as it stands. */
static void
test_tei_stand_off_kept (void)
{
  g_autoptr(StandoffReading) reading = read_corpus ("odd-stand-off-elsewhere.xml");
  g_autofree char *written = write_again (reading, "odd-stand-off-elsewhere.xml");

  g_assert_nonnull (strstr (written, "<standOff><spanGrp type=\"x\"><span target=\"other.xml#a\"></span>"
                                     "<span target=\"#string-range(p1,8,99)\"></span></spanGrp></standOff>"));
  standoff_assert_span (standoff_get_set (reading, 0), manicule_annotation_get_id (find_label (standoff_get_set (reading, 0), "x", 0)),
                        "x", "0-10");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tei/stand-off", test_tei_stand_off);
  g_test_add_func ("/tei/stand-off-written", test_tei_stand_off_written);
  g_test_add_func ("/tei/stand-off-kept", test_tei_stand_off_kept);

  return g_test_run ();
}
