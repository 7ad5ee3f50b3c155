/* test-document.c: documents that travel, and findings about them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-document.h"
#include "manicule-finding.h"

#include "fixture.h"

/* A document keeps its article, its text and its sets in their order. */
static void
test_document (void)
{
  g_autoptr(ManiculeArticle) article = plain_article ("a", "A title");
  g_autoptr(ManiculeText) text = manicule_text_new_from_string ("A text");
  g_autoptr(ManiculeAnnotationSet) ben = manicule_annotation_set_new ("a", "ben", text);
  g_autoptr(ManiculeAnnotationSet) anna = manicule_annotation_set_new ("a", "anna", text);
  g_autoptr(ManiculeDocument) document = manicule_document_new (article, text);

  g_assert_cmpuint (manicule_document_get_n_sets (document), ==, 0);
  manicule_document_add_set (document, ben);
  manicule_document_add_set (document, anna);

  g_assert_true (manicule_document_get_article (document) == article);
  g_assert_true (manicule_document_get_text (document) == text);
  g_assert_cmpuint (manicule_document_get_n_sets (document), ==, 2);
  g_assert_true (manicule_document_get_set (document, 0) == ben);
  g_assert_true (manicule_document_get_set (document, 1) == anna);

  g_assert_finalize_object (g_steal_pointer (&document));
  g_assert_finalize_object (g_steal_pointer (&ben));
  g_assert_finalize_object (g_steal_pointer (&article));
}

/* Findings keep their order, and errors are counted. */
static void
test_findings (void)
{
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  const ManiculeFinding *finding;

  g_assert_cmpuint (manicule_findings_get_n (findings), ==, 0);
  manicule_findings_add (findings, MANICULE_FINDING_NOTE, "encoding", NULL, 0, "Read as %s", "windows-1252");
  manicule_findings_add (findings, MANICULE_FINDING_ERROR, "range-outside-text", "a.ann", 7, "%u is past the end", 9u);
  manicule_findings_add (findings, MANICULE_FINDING_WARNING, "duplicate", "a.ann", 0, "Left out");

  g_assert_cmpuint (manicule_findings_get_n (findings), ==, 3);
  g_assert_cmpuint (manicule_findings_get_n_errors (findings), ==, 1);
  finding = manicule_findings_get (findings, 1);
  g_assert_cmpint (finding->severity, ==, MANICULE_FINDING_ERROR);
  g_assert_cmpstr (finding->code, ==, "range-outside-text");
  g_assert_cmpstr (finding->file, ==, "a.ann");
  g_assert_cmpuint (finding->line, ==, 7);
  g_assert_cmpstr (finding->message, ==, "9 is past the end");
}

typedef struct
{
  const char *file;
  guint       line;
  const char *expected;
} StringCase;

static const StringCase string_cases[] = {
  { NULL, 0, "Wrong" },
  { NULL, 3, "Wrong" },
  { "a.json", 0, "a.json: Wrong" },
  { "a.json", 3, "a.json:3: Wrong" },
};

/* A finding in one line says as much of the place as is known. */
static void
test_finding_string (gconstpointer data)
{
  const StringCase *row = data;
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autofree char *string = NULL;

  manicule_findings_add (findings, MANICULE_FINDING_ERROR, "wrong", row->file, row->line, "Wrong");
  string = manicule_finding_to_string (manicule_findings_get (findings, 0));
  g_assert_cmpstr (string, ==, row->expected);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/document/sets", test_document);
  g_test_add_func ("/findings/list", test_findings);
  for (guint i = 0; i < G_N_ELEMENTS (string_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/findings/string/%u", i);

      g_test_add_data_func (path, &string_cases[i], test_finding_string);
    }

  return g_test_run ();
}
