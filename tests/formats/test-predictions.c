/* test-predictions.c: what a model has said never becomes what a person has said
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "format-helpers.h"

#include <math.h>
#include <string.h>

/* Reads one document with an annotation by hand and predictions by two models, one of which has predicted twice. */
static gboolean
read_predictions (ManiculeFormatInput   *input,
                  ManiculeDocumentFunc   func,
                  gpointer               data,
                  GError               **error)
{
  static const char * const sources[] = { "tagger v2", "tagger v2", NULL };
  g_autoptr(ManiculeText) text = manicule_text_new_from_string ("Kim left Seoul.");
  g_autoptr(GPtrArray) by_hand = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(ManiculeDocument) document = NULL;
  g_autoptr(ManiculeAnnotationSet) set = NULL;

  document = manicule_format_input_new_document (input, &(ManiculeArticleFields) { .id = "a" }, text);
  set = manicule_annotation_set_new ("a", "anna", text);
  test_add_span (by_hand, "t1", "PER", 0, 3);
  if (!manicule_format_input_fill_set (input, set, by_hand, NULL, error))
    return FALSE;
  manicule_document_add_set (document, set);

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      g_autoptr(GPtrArray) predicted = g_ptr_array_new_with_free_func (g_object_unref);
      ManiculeAnnotation *span = test_add_span (predicted, "t1", "GPE", 9, 14);

      predicted->pdata[0] = manicule_annotation_with_origin (span, "ignored", "x7", 0.5);
      g_object_unref (span);
      if (i == 0)
        g_ptr_array_add (predicted, manicule_annotation_new_document ("d1", "topic"));
      if (!manicule_format_input_add_predictions (input, document, sources[i], predicted, NULL, error))
        return FALSE;
    }

  return manicule_format_input_emit (input, document, func, data, error);
}

static const ManiculeFormat format = { .id = "made-up", .title = "Made Up", .read = read_predictions };

static gboolean
keep (ManiculeDocument  *document,
      gpointer           data,
      GError           **error)
{
  return g_set_object ((ManiculeDocument **) data, document);
}

static ManiculeDocument *
read_with (ManiculePredictions  predictions,
           ManiculeFindings    *findings,
           ManiculeSchema      *schema)
{
  g_autoptr(GFile) file = g_file_new_for_path ("/nowhere");
  g_autoptr(ManiculeFormatInput) input = manicule_format_input_new (&format, file, NULL, schema, findings, NULL);
  g_autoptr(GError) error = NULL;
  ManiculeDocument *document = NULL;

  manicule_format_input_set_predictions (input, predictions);
  g_assert_true (manicule_format_input_read (input, keep, &document, &error));
  g_assert_no_error (error);

  return document;
}

/* Nobody asked for them: they are left out and counted, and the schema does not learn from them. */
static void
test_predictions_skip (void)
{
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autoptr(ManiculeSchema) schema = manicule_schema_new ();
  g_autoptr(ManiculeDocument) document = read_with (MANICULE_PREDICTIONS_SKIP, findings, schema);

  g_assert_cmpuint (manicule_document_get_n_sets (document), ==, 1);
  g_assert_cmpuint (manicule_findings_get_n (findings), ==, 1);
  g_assert_cmpstr (manicule_findings_get (findings, 0)->code, ==, "predictions-left-out");
  g_assert_nonnull (strstr (manicule_findings_get (findings, 0)->message, "4"));
  g_assert_null (manicule_schema_find_label (schema, "GPE"));
}

/* Asked for, each prediction is a set by its maker, with origin and score; the set of the person stays as it is. */
static void
test_predictions_annotations (void)
{
  static const char * const annotators[] = { "anna", "tagger v2", "tagger v2 2", "model" };
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autoptr(ManiculeSchema) schema = manicule_schema_new ();
  g_autoptr(ManiculeDocument) document = read_with (MANICULE_PREDICTIONS_ANNOTATIONS, findings, schema);
  ManiculeAnnotation *span;

  g_assert_cmpuint (manicule_findings_get_n (findings), ==, 0);
  g_assert_cmpuint (manicule_document_get_n_sets (document), ==, G_N_ELEMENTS (annotators));
  for (guint i = 0; i < G_N_ELEMENTS (annotators); i++)
    {
      g_assert_cmpstr (manicule_annotation_set_get_annotator (manicule_document_get_set (document, i)), ==, annotators[i]);
      g_assert_cmpuint (manicule_annotation_set_get_n (manicule_document_get_set (document, i), MANICULE_ANNOTATION_SPAN), ==, 1);
    }

  span = manicule_annotation_set_find (manicule_document_get_set (document, 1), "t1");
  g_assert_cmpstr (manicule_annotation_get_origin_source (span), ==, "tagger v2");
  g_assert_cmpstr (manicule_annotation_get_origin_id (span), ==, "x7");
  g_assert_cmpfloat (manicule_annotation_get_origin_score (span), ==, 0.5);
  span = manicule_annotation_set_get (manicule_document_get_set (document, 0), 0);
  g_assert_null (manicule_annotation_get_origin_source (span));
  g_assert_nonnull (manicule_schema_find_label (schema, "GPE"));
}

/* As suggestions they are a set by their maker too, but none of the document's annotation sets; what is no span is left
 * out and counted. */
static void
test_predictions_suggestions (void)
{
  static const char * const sources[] = { "tagger v2", "tagger v2 2", "model" };
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autoptr(ManiculeSchema) schema = manicule_schema_new ();
  g_autoptr(ManiculeDocument) document = read_with (MANICULE_PREDICTIONS_SUGGESTIONS, findings, schema);
  ManiculeAnnotation *span;

  g_assert_cmpuint (manicule_document_get_n_sets (document), ==, 1);
  g_assert_cmpuint (manicule_document_get_n_suggestions (document), ==, G_N_ELEMENTS (sources));
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      ManiculeAnnotationSet *set = manicule_document_get_suggestions (document, i);

      g_assert_cmpstr (manicule_annotation_set_get_annotator (set), ==, sources[i]);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (set)), ==, 1);
    }
  span = manicule_annotation_set_get (manicule_document_get_suggestions (document, 0), 0);
  g_assert_cmpstr (manicule_annotation_get_origin_source (span), ==, "tagger v2");
  g_assert_cmpfloat (manicule_annotation_get_origin_score (span), ==, 0.5);
  g_assert_nonnull (manicule_schema_find_label (schema, "GPE"));

  g_assert_cmpuint (manicule_findings_get_n (findings), ==, 2);
  g_assert_cmpstr (manicule_findings_get (findings, 0)->code, ==, "predictions-suggested");
  g_assert_nonnull (strstr (manicule_findings_get (findings, 0)->message, "3"));
  g_assert_cmpstr (manicule_findings_get (findings, 1)->code, ==, "predictions-not-suggested");
  g_assert_nonnull (strstr (manicule_findings_get (findings, 1)->message, "1"));
  g_assert_null (manicule_schema_find_document_label (schema, "topic"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/predictions/skip", test_predictions_skip);
  g_test_add_func ("/predictions/annotations", test_predictions_annotations);
  g_test_add_func ("/predictions/suggestions", test_predictions_suggestions);

  return g_test_run ();
}
