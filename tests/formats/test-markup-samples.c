/* test-markup-samples.c: files of XML and CAS from elsewhere, counted in another way, read, and written again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "standoff-testing.h"

#include <string.h>

typedef struct
{
  const char *format;
  const char *path;
  const char *warning;    /* (nullable): the code of one that is due */
  enum { SAME_MODEL, SAME_XML, SAME_BYTES } sameness;  /* of what is written */
} Sample;

static const Sample samples[] = {
  { "xmi", "samples/uima-xmi/small_cas.xmi", NULL, SAME_MODEL },
  { "xmi", "samples/uima-xmi/testMultiTokenChain.xmi", NULL, SAME_MODEL },
  { "xmi", "samples/uima-xmi/testSentenceWithEmoji.xmi", NULL, SAME_MODEL },
  { "xmi", "samples/uima-xmi/testSimpleSlotFeature.xmi", NULL, SAME_MODEL },
  { "cas-json", "samples/uima-json-cas/casWithEmojiUnicodeTextAndAnnotations.json", NULL, SAME_BYTES },
  { "cas-json", "samples/uima-json-cas/casWithTextAndAnnotations.json", NULL, SAME_BYTES },
  { "cas-json", "samples/uima-json-cas/emptyCas.json", NULL, SAME_BYTES },
  { "cas-json", "samples/uima-json-cas/tsv3-testSimpleSlotFeature.json", NULL, SAME_BYTES },
  { "gate-xml", "samples/gate/ner2002_ref_generic.xml", NULL, SAME_MODEL },
  { "gate-xml", "samples/gate/testdoc1.xml", NULL, SAME_MODEL },
  { "bdoc", "samples/gate/debug_doc2.bdocjs", NULL, SAME_MODEL },
  { "bdoc", "samples/gate/testdoc1.bdocjs", NULL, SAME_MODEL },
  { "tei", "samples/tei/phr-rs-w.xml", NULL, SAME_XML },
  { "tei", "samples/tei/rs-ref.xml", NULL, SAME_XML },
  { "tei", "samples/tei/w-xml-id.xml", NULL, SAME_XML },
  { "refi-qda", "samples/refi-qda/TestProject.qdpx", "source-missing", SAME_MODEL },
};

/* By the script, which knows nothing of our code. */
static char *
count_by_script (const Sample *sample,
                 const char   *path)
{
  g_autofree char *script = g_build_filename (g_getenv ("MANICULE_SOURCE"), "tests", "formats", "markup-count.py", NULL);
  const char *arguments[] = { "python3", script, sample->format, path, NULL };
  g_autofree char *faults = NULL;
  g_autoptr(GError) error = NULL;
  char *output = NULL;
  int status;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, &faults, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (faults, ==, "");
  g_assert_cmpint (status, ==, 0);

  return output;
}

static char *
count_by_reader (StandoffReading *reading)
{
  guint counts[3] = { 0, };

  for (guint i = 0; i < reading->documents->len; i++)
    for (guint j = 0; j < manicule_document_get_n_sets (reading->documents->pdata[i]); j++)
      for (guint kind = 0; kind < G_N_ELEMENTS (counts); kind++)
        counts[kind] += manicule_annotation_set_get_n (manicule_document_get_set (reading->documents->pdata[i], j), kind);

  return g_strdup_printf ("documents %u\nspans %u\nrelations %u\nlabels %u\n", reading->documents->len,
                          counts[MANICULE_ANNOTATION_SPAN], counts[MANICULE_ANNOTATION_RELATION],
                          counts[MANICULE_ANNOTATION_DOCUMENT]);
}

static void
assert_same_documents (StandoffReading *first,
                       StandoffReading *second)
{
  g_assert_cmpuint (first->documents->len, ==, second->documents->len);
  for (guint i = 0; i < first->documents->len; i++)
    {
      ManiculeDocument *a = first->documents->pdata[i], *b = second->documents->pdata[i];

      g_assert_cmpstr (manicule_text_get_data (manicule_document_get_text (a)), ==,
                       manicule_text_get_data (manicule_document_get_text (b)));
      g_assert_true (manicule_annotation_set_equal (manicule_document_get_set (a, 0), manicule_document_get_set (b, 0)));
    }
}

/* The file that was written of the sample. */
static char *
find_written (const Sample *sample,
              const char   *place,
              const char   *path)
{
  g_autofree char *id = manicule_format_document_id (path);
  g_autofree char *name = g_strdup_printf ("%s.%s", id, manicule_formats_find (sample->format)->suffixes[0]);

  if (g_file_test (place, G_FILE_TEST_IS_DIR))
    return g_build_filename (place, name, NULL);

  return g_strdup (place);
}

static void
assert_same_bytes (const char *path,
                   const char *written)
{
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;

  g_file_get_contents (path, &a, NULL, NULL);
  g_file_get_contents (written, &b, NULL, NULL);
  g_assert_cmpstr (b, ==, a);
}

static char *
make_canonical (const char *path)
{
  const char *arguments[] = { "xmllint", "--c14n", path, NULL };
  g_autoptr(GError) error = NULL;
  char *output = NULL;
  int status;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);

  return output;
}

/* In the canonical form, which leaves out how a document may be spelt. */
static void
assert_same_xml (const char *path,
                 const char *written)
{
  g_autofree char *a = make_canonical (path);
  g_autofree char *b = make_canonical (written);

  g_assert_cmpstr (b, ==, a);
}

/* A file is recognised, holds what a script finds in it, and is the same when it was written and read again. */
static void
test_samples_round_trip (gconstpointer data)
{
  const Sample *sample = data;
  g_autofree char *path = standoff_find_shared (sample->path);
  g_autoptr(StandoffReading) reading = NULL;
  g_autoptr(StandoffReading) again = NULL;
  g_autoptr(StandoffFolder) folder = NULL;
  g_autofree char *place = NULL;
  g_autofree char *written = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *counted = NULL;
  g_autoptr(GError) error = NULL;

  if (path == NULL)
    return;

  standoff_assert_recognised (sample->format, path);
  reading = standoff_read (sample->format, path, NULL);
  if (sample->warning == NULL)
    standoff_assert_no_faults (reading);
  else
    g_assert_true (standoff_found (reading, sample->warning, 0));

  expected = count_by_script (sample, path);
  counted = count_by_reader (reading);
  g_assert_cmpstr (counted, ==, expected);

  folder = standoff_make_folder ();
  place = g_build_filename (folder, "out", NULL);
  standoff_write (sample->format, reading, NULL, place, &error);
  g_assert_no_error (error);
  written = find_written (sample, place, path);
  again = standoff_read (sample->format, written, NULL);
  standoff_assert_no_faults (again);
  assert_same_documents (reading, again);
  if (sample->sameness == SAME_XML)
    assert_same_xml (path, written);
  else if (sample->sameness == SAME_BYTES)
    assert_same_bytes (path, written);
}

/* --- the same document in two formats --- */

static void
describe (GString               *out,
          ManiculeAnnotationSet *set,
          ManiculeAnnotation    *annotation)
{
  const char *ends[] = { manicule_annotation_get_from (annotation), manicule_annotation_get_to (annotation) };

  g_string_append (out, manicule_annotation_get_label (annotation));
  if (manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_SPAN)
    g_string_append_printf (out, " %u-%u", manicule_annotation_get_hull (annotation).start,
                            manicule_annotation_get_hull (annotation).end);
  for (guint i = 0; i < G_N_ELEMENTS (ends) && ends[i] != NULL; i++)
    {
      g_string_append (out, " [");
      describe (out, set, manicule_annotation_set_find (set, ends[i]));
      g_string_append_c (out, ']');
    }
}

/* Without ids and what is carried. */
static char *
describe_set (ManiculeAnnotationSet *set)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (set)); i++)
    {
      GString *line = g_string_new (NULL);

      describe (line, set, manicule_annotation_set_get (set, i));
      g_ptr_array_add (lines, g_string_free_and_steal (line));
    }
  g_ptr_array_sort_values (lines, (GCompareFunc) g_strcmp0);
  g_ptr_array_add (lines, NULL);

  return g_strjoinv ("\n", (char **) lines->pdata);
}

/* A document with slots gives the same model from XMI and from JSON. */
static void
test_samples_same_model (void)
{
  g_autofree char *xmi = standoff_find_shared ("samples/uima-xmi/testSimpleSlotFeature.xmi");
  g_autofree char *json = standoff_find_shared ("samples/uima-json-cas/tsv3-testSimpleSlotFeature.json");
  g_autoptr(StandoffReading) first = NULL;
  g_autoptr(StandoffReading) second = NULL;
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;

  if (xmi == NULL || json == NULL)
    return;

  first = standoff_read ("xmi", xmi, NULL);
  second = standoff_read ("cas-json", json, NULL);
  a = describe_set (standoff_get_set (first, 0));
  b = describe_set (standoff_get_set (second, 0));
  g_assert_cmpstr (a, ==, b);
  g_assert_cmpstr (a, ==,
                   "SimpleLinkHost 0-4\nSimpleSpan 5-7\nSimpleSpan 8-9\n"
                   "p1 [SimpleLinkHost 0-4] [SimpleSpan 5-7]\np2 [SimpleLinkHost 0-4] [SimpleSpan 8-9]");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *path = g_strdup_printf ("/markup-samples/%s/%s", samples[i].format, strrchr (samples[i].path, '/') + 1);

      g_test_add_data_func (path, &samples[i], test_samples_round_trip);
    }
  g_test_add_func ("/markup-samples/same-model", test_samples_same_model);

  return g_test_run ();
}
