/* test-cas.c: what of UIMA survives when annotations are edited, and what is hostile
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "standoff-testing.h"

#include <string.h>

static char *
make_corpus_path (const char *format,
                  const char *name)
{
  return g_build_filename (g_getenv ("MANICULE_SOURCE"), "tests", "formats", "corpus", format, name, NULL);
}

/* Writes, and reads what was written. */
static StandoffReading *
write_and_read (StandoffReading *reading,
                const char      *format,
                const char      *folder,
                const char      *name)
{
  g_autofree char *place = g_build_filename (folder, format, NULL);
  g_autofree char *path = g_build_filename (place, name, NULL);
  g_autoptr(GError) error = NULL;

  standoff_write (format, reading, NULL, place, &error);
  g_assert_no_error (error);

  return standoff_read (format, path, NULL);
}

/* Puts another set of annotations in the place of the one that was read, with what that carries. */
static void
replace_annotations (StandoffReading *reading,
                     GPtrArray       *annotations)
{
  ManiculeDocument *document = reading->documents->pdata[0];
  ManiculeAnnotationSet *former = standoff_get_set (reading, 0);
  ManiculeArticle *article = manicule_document_get_article (document);
  g_autoptr(ManiculeDocument) edited = manicule_document_new (article, manicule_document_get_text (document));
  g_autoptr(ManiculeAnnotationSet) set = manicule_annotation_set_new (manicule_article_get_id (article), "anna",
                                                                      manicule_document_get_text (document));
  g_autoptr(GError) error = NULL;

  manicule_annotation_set_add_all (set, annotations, &error);
  g_assert_no_error (error);
  manicule_annotation_set_set_carried (set, manicule_annotation_set_get_carried (former));
  manicule_document_add_set (edited, set);
  g_ptr_array_remove_index (reading->documents, 0);
  g_ptr_array_insert (reading->documents, 0, g_steal_pointer (&edited));
}

/* Views of the same text are the sets of annotators, of another text another document. */
static void
test_cas_views (void)
{
  static const char xmi[] =
    "<xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\" xmlns:cas=\"http:///uima/cas.ecore\" xmlns:n=\"http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore\">"
    "<n:NamedEntity xmi:id=\"3\" sofa=\"1\" begin=\"0\" end=\"3\" value=\"A\"/><n:NamedEntity xmi:id=\"4\" sofa=\"2\" begin=\"0\" end=\"4\" value=\"B\"/>"
    "<n:NamedEntity xmi:id=\"6\" sofa=\"5\" begin=\"0\" end=\"4\"/>"
    "<cas:Sofa xmi:id=\"1\" sofaID=\"anna\" sofaString=\"Boat\"/><cas:Sofa xmi:id=\"2\" sofaID=\"ben\" sofaString=\"Boat\"/>"
    "<cas:Sofa xmi:id=\"5\" sofaID=\"german\" sofaString=\"Boot\"/>"
    "<cas:View sofa=\"1\" members=\"3\"/><cas:View sofa=\"2\" members=\"4\"/><cas:View sofa=\"5\" members=\"6\"/></xmi:XMI>";
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autofree char *path = standoff_put (folder, "doc.xmi", xmi, -1);
  g_autoptr(StandoffReading) reading = standoff_read ("xmi", path, NULL);
  ManiculeDocument *first, *second;

  standoff_assert_no_faults (reading);
  g_assert_cmpuint (reading->documents->len, ==, 2);
  first = reading->documents->pdata[0];
  second = reading->documents->pdata[1];
  g_assert_cmpuint (manicule_document_get_n_sets (first), ==, 2);
  g_assert_cmpstr (manicule_annotation_set_get_annotator (manicule_document_get_set (first, 1)), ==, "ben");
  standoff_assert_span (manicule_document_get_set (first, 1), "4", "B", "0-4");
  g_assert_cmpstr (manicule_article_get_id (manicule_document_get_article (second)), ==, "doc-german");
  standoff_assert_span (manicule_document_get_set (second, 0), "6", "NamedEntity", "0-4");
}

/* Without a type system a reader says so, finds what names tell, and loses nothing. */
static void
test_cas_no_type_system (void)
{
  static const char xmi[] =
    "<xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\" xmlns:cas=\"http:///uima/cas.ecore\" xmlns:c=\"http:///webanno/custom.ecore\">"
    "<c:Host xmi:id=\"2\" sofa=\"1\" begin=\"0\" end=\"4\" links=\"4 5\" rank=\"5\"/><c:Other xmi:id=\"3\" sofa=\"1\" begin=\"0\" end=\"2\"/>"
    "<c:Link xmi:id=\"4\" role=\"a\" target=\"3\"/><c:Link xmi:id=\"5\" target=\"2\"/>"
    "<c:Arc xmi:id=\"6\" sofa=\"1\" begin=\"0\" end=\"2\" Governor=\"2\" Dependent=\"3\" value=\"x\"/>"
    "<cas:Sofa xmi:id=\"1\" sofaID=\"_InitialView\" sofaString=\"Boat\"/><cas:View sofa=\"1\" members=\"2 3 6\"/></xmi:XMI>";
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autofree char *path = standoff_put (folder, "doc.xmi", xmi, -1);
  g_autoptr(StandoffReading) reading = standoff_read ("xmi", path, NULL);
  g_autoptr(StandoffReading) again = NULL;

  g_assert_true (standoff_found (reading, "no-type-system", 0));
  standoff_assert_span (standoff_get_set (reading, 0), "2", "Host", "0-4");
  standoff_assert_relation (standoff_get_set (reading, 0), "4", "a", "2", "3");
  standoff_assert_relation (standoff_get_set (reading, 0), "5", "links", "2", "2");
  standoff_assert_relation (standoff_get_set (reading, 0), "6", "x", "2", "3");

  again = write_and_read (reading, "xmi", folder, "doc.xmi");
  standoff_assert_no_faults (again);
  standoff_assert_relation (standoff_get_set (again, 0), "5", "links", "2", "2");
  standoff_assert_relation (standoff_get_set (again, 0), "6", "x", "2", "3");
}

/* What led to an annotation that was deleted leads nowhere, and a label that changed goes where it can be said. */
static void
test_cas_edited (gconstpointer data)
{
  const char *format = data;
  g_autofree char *path = make_corpus_path ("xmi", "ok-everything.xmi");
  g_autoptr(StandoffReading) reading = standoff_read ("xmi", path, NULL);
  g_autoptr(GPtrArray) annotations = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autofree char *name = g_strdup_printf ("ok-everything.%s", g_str_equal (format, "xmi") ? "xmi" : "json");
  g_autoptr(StandoffReading) again = NULL;
  ManiculeAnnotation *quote;
  ManiculeRange range = { 10, 16 };

  standoff_assert_no_faults (reading);
  quote = manicule_annotation_set_find (standoff_get_set (reading, 0), "2");
  g_ptr_array_add (annotations, manicule_annotation_with_label (quote, "SAYING"));
  g_ptr_array_add (annotations, manicule_annotation_new_span ("new", "Quote", &range, 1));
  replace_annotations (reading, annotations);

  again = write_and_read (reading, format, folder, name);
  standoff_assert_no_faults (again);
  g_assert_cmpuint (manicule_annotation_set_get_n (standoff_get_set (again, 0), MANICULE_ANNOTATION_SPAN), ==, 2);
  g_assert_cmpuint (manicule_annotation_set_get_n (standoff_get_set (again, 0), MANICULE_ANNOTATION_RELATION), ==, 0);
  standoff_assert_span (standoff_get_set (again, 0), "2", "SAYING", "0-9");
}

/* What is carried may have been made by others; whatever stands there, nothing breaks. */
static void
test_cas_hostile_carried (void)
{
  static const char * const carried[] = {
    "\"uima\":5", "\"uima\":{}", "\"uima\":{\"view\":5,\"types\":7,\"structures\":[1,{\"%ID\":2}],\"order\":[\"x\",{}]}",
    "\"uima\":{\"view\":{\"id\":2,\"name\":7},\"structures\":[{\"%ID\":2,\"%TYPE\":\"uima.cas.FSArray\",\"@elements\":[2,9]},{\"%ID\":2,\"%TYPE\":\"x\"}]}",
    "\"uima\":{\"structures\":[{\"%ID\":2,\"%TYPE\":\"uima.tcas.DocumentAnnotation\",\"@sofa\":1,\"begin\":9,\"end\":3,\"language\":5}]}",
    "\"uima\":{\"types\":{\"a.A\":{\"%SUPER_TYPE\":\"a.B\"},\"a.B\":{\"%SUPER_TYPE\":\"a.A\"}},\"structures\":[{\"%ID\":7,\"%TYPE\":\"a.A\",\"@x\":7}]}",
  };
  static const char * const of_span[] = {
    "\"uima\":{\"type\":\"de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence\"}", "\"uima\":{\"type\":5,\"features\":[]}",
    "\"uima\":{\"type\":\"a.A\",\"features\":{\"@x\":9,\"value\":\"y\",\"begin\":1}}", "\"uima\":{\"slot\":{\"feature\":\"next\"}}",
    "\"uima\":{\"type\":\"de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (carried); i++)
    for (guint j = 0; j < G_N_ELEMENTS (of_span); j++)
      {
        g_autofree char *path = make_corpus_path ("xmi", "ok-entities.xmi");
        g_autoptr(StandoffReading) reading = standoff_read ("xmi", path, NULL);
        g_autoptr(GPtrArray) annotations = g_ptr_array_new_with_free_func (g_object_unref);
        g_autoptr(ManiculeAnnotation) span = NULL;
        g_autoptr(ManiculeAnnotation) relation = manicule_annotation_new_relation ("r", "x", "2", "2");
        ManiculeRange range = { 0, 3 };

        span = manicule_annotation_new_span ("2", "X", &range, 1);
        g_ptr_array_add (annotations, manicule_annotation_with_carried (span, of_span[j]));
        g_ptr_array_add (annotations, manicule_annotation_with_carried (relation, of_span[j]));
        manicule_annotation_set_set_carried (standoff_get_set (reading, 0), carried[i]);
        replace_annotations (reading, annotations);

        for (guint k = 0; k < 2; k++)
          {
            g_autoptr(StandoffFolder) folder = standoff_make_folder ();
            g_autoptr(StandoffReading) again = write_and_read (reading, k == 0 ? "xmi" : "cas-json", folder,
                                                               k == 0 ? "ok-entities.xmi" : "ok-entities.json");
            const char *span_id;

            g_assert_no_error (again->error);
            span_id = manicule_annotation_get_id (manicule_annotation_set_get (standoff_get_set (again, 0), 0));
            standoff_assert_span (standoff_get_set (again, 0), span_id, "X", "0-3");
            g_assert_cmpuint (manicule_annotation_set_get_n (standoff_get_set (again, 0), MANICULE_ANNOTATION_RELATION), ==, 1);
          }
      }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cas/views", test_cas_views);
  g_test_add_func ("/cas/no-type-system", test_cas_no_type_system);
  g_test_add_data_func ("/cas/edited/xmi", "xmi", test_cas_edited);
  g_test_add_data_func ("/cas/edited/cas-json", "cas-json", test_cas_edited);
  g_test_add_func ("/cas/hostile-carried", test_cas_hostile_carried);

  return g_test_run ();
}
