/* test-export-verify.c: what was written is read back, and a difference is found
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "export-fixture.h"

#include "manicule-format-input.h"
#include "manicule-format-output.h"

#include <string.h>

static const ManiculeFormat *jsonl;

static ManiculeDocument *
rebuild (ManiculeDocument *document,
         const char       *text_string,
         const char       *dropped)
{
  ManiculeAnnotationSet *set = manicule_document_get_set (document, 0);
  g_autoptr(ManiculeText) text = text_string != NULL ? manicule_text_new_from_string (text_string)
                                                     : g_object_ref (manicule_document_get_text (document));
  g_autoptr(GPtrArray) annotations = g_ptr_array_new ();
  g_autoptr(ManiculeAnnotationSet) copy = manicule_annotation_set_new (manicule_annotation_set_get_article_id (set), "anna", text);
  ManiculeDocument *rebuilt = manicule_document_new (manicule_document_get_article (document), text);

  for (guint i = 0; dropped != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (set)); i++)
    if (!g_str_equal (manicule_annotation_get_id (manicule_annotation_set_get (set, i)), dropped))
      g_ptr_array_add (annotations, manicule_annotation_set_get (set, i));

  manicule_annotation_set_add_all (copy, annotations, NULL);
  manicule_annotation_set_init_status (copy, manicule_annotation_set_get_status (set));
  manicule_document_add_set (rebuilt, copy);

  return rebuilt;
}

static gboolean
is_everything (ManiculeDocument *document)
{
  return g_str_equal (manicule_article_get_id (manicule_document_get_article (document)), "001_everything");
}

static gboolean
write_without_span (gpointer           state,
                    ManiculeDocument  *document,
                    GError           **error)
{
  g_autoptr(ManiculeDocument) changed = is_everything (document) ? rebuild (document, NULL, "s7") : g_object_ref (document);

  return jsonl->write (state, changed, error);
}

static gboolean
write_other_text (gpointer           state,
                  ManiculeDocument  *document,
                  GError           **error)
{
  g_autoptr(ManiculeDocument) changed = is_everything (document) ? rebuild (document, "Other.", NULL) : g_object_ref (document);

  return jsonl->write (state, changed, error);
}

static gboolean
write_none (gpointer           state,
            ManiculeDocument  *document,
            GError           **error)
{
  return is_everything (document) || jsonl->write (state, document, error);
}

static gboolean
write_twice (gpointer           state,
             ManiculeDocument  *document,
             GError           **error)
{
  return jsonl->write (state, document, error) && (!is_everything (document) || jsonl->write (state, document, error));
}

static gboolean
write_broken (gpointer           state,
              ManiculeDocument  *document,
              GError           **error)
{
  return manicule_format_output_write (state, is_everything (document) ? "{\"id\":\n" : "", -1, error) &&
         jsonl->write (state, document, error);
}

static gboolean
write_all_but_last (gpointer           state,
                    ManiculeDocument  *document,
                    GError           **error)
{
  return g_str_equal (manicule_article_get_id (manicule_document_get_article (document)), "002_last") ||
         jsonl->write (state, document, error);
}

typedef struct
{
  const char *name;
  gboolean  (*write) (gpointer state, ManiculeDocument *document, GError **error);
  const char *says[3];   /* what the message names */
} LiarCase;

static const LiarCase liar_cases[] = {
  { "span", write_without_span, { "“001_everything”", "(s7)", "span “GPE”" } },
  { "text", write_other_text, { "“001_everything”", "text of ", "SHA-256" } },
  { "document", write_none, { "“001_everything”", NULL } },
  { "twice", write_twice, { "“002_last”", NULL } },
  { "last", write_all_but_last, { "“002_last”", NULL } },
  { "broken", write_broken, { "cannot be read back", NULL } },
};

/* A writer that does not write what it was given is found out; the message says where, and the target stays. */
static void
test_export_liar (gconstpointer data)
{
  const LiarCase *test = data;
  ManiculeFormat format;
  ExportFixture fixture;
  g_autofree char *message = NULL;
  g_autofree char *contents = NULL;

  export_fixture_set_up (&fixture, "jsonl");
  jsonl = fixture.export.format;
  format = *jsonl;
  format.write = test->write;
  fixture.export.format = &format;
  g_object_unref (test_folder_write (fixture.folder, "target", "as it was", -1));

  message = export_fixture_run_failing (&fixture, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_DIFFERS);
  for (guint i = 0; i < G_N_ELEMENTS (test->says) && test->says[i] != NULL; i++)
    if (strstr (message, test->says[i]) == NULL)
      g_error ("“%s” does not say %s", message, test->says[i]);

  contents = test_read_file (fixture.target);
  g_assert_cmpstr (contents, ==, "as it was");
  export_fixture_assert_names (fixture.folder->path, "target");
  export_fixture_tear_down (&fixture, NULL);
}

/* A format of tokens: a line for each word, with a label before it or not; documents have no borders. */
static gboolean
write_tokens (gpointer           state,
              ManiculeDocument  *document,
              GError           **error)
{
  g_auto(GStrv) words = g_strsplit_set (manicule_text_get_data (manicule_document_get_text (document)), " \n", -1);
  ManiculeAnnotationSet *set = manicule_document_get_set (document, 0);
  guint chr = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autoptr(GPtrArray) spans = g_ptr_array_new ();
      g_autofree char *line = NULL;
      guint length = (guint) g_utf8_strlen (words[i], -1);

      manicule_annotation_set_query (set, chr, chr + length, spans);
      line = g_strdup_printf ("%s\t%s\n", spans->len > 0 ? manicule_annotation_get_label (spans->pdata[0]) : "", words[i]);
      if (length > 0 && !manicule_format_output_write (state, line, -1, error))
        return FALSE;
      chr += length + 1;
    }

  return TRUE;
}

static gboolean lose_a_label;

static gboolean
read_tokens (ManiculeFormatInput   *input,
             ManiculeDocumentFunc   func,
             gpointer               data,
             GError               **error)
{
  g_autoptr(GString) string = g_string_new (NULL);
  g_autoptr(GPtrArray) annotations = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(ManiculeDocument) document = NULL;
  ManiculeFormatLine line;
  guint chr = 0;

  while (manicule_format_input_next_line (input, &line, error))
    {
      g_auto(GStrv) columns = g_strsplit (line.data, "\t", 2);
      guint length = (guint) g_utf8_strlen (columns[1], -1);
      g_autofree char *id = g_strdup_printf ("t%u", line.number);

      if (*columns[0] != '\0' && !(lose_a_label && line.number == 3))
        test_add_span (annotations, id, columns[0], chr, chr + length);
      g_string_append_printf (string, "%s ", columns[1]);
      chr += length + 1;
    }

  document = test_document_new ("read", string->str, annotations);

  return manicule_format_input_emit (input, document, func, data, error);
}

static gpointer
begin_tokens (ManiculeFormatOutput  *output,
              ManiculeSchema        *schema,
              GError               **error)
{
  return output;
}

static gboolean
end_tokens (gpointer   state,
            gboolean   commit,
            GError   **error)
{
  return TRUE;
}

/* What has no borders of documents is compared as one sequence, and a difference is still found in its article. */
static void
test_export_tokens (void)
{
  ManiculeFormat format = {
    .id = "tokens", .title = "Tokens", .holds = MANICULE_HOLDS_SPANS,
    .container = MANICULE_CONTAINER_FILE, .read = read_tokens, .begin = begin_tokens, .write = write_tokens, .end = end_tokens,
  };
  ExportFixture fixture;
  g_autoptr(GPtrArray) annotations = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *message = NULL;

  export_fixture_set_up (&fixture, "jsonl");
  test_add_span (annotations, "s1", "PER", 0, 3);
  test_add_span (annotations, "s2", "ORG", 9, 14);
  g_ptr_array_set_size (fixture.documents, 0);
  g_ptr_array_add (fixture.documents, test_document_new ("a", "Kim", NULL));
  g_ptr_array_add (fixture.documents, test_document_new ("b", "", NULL));
  g_ptr_array_add (fixture.documents, test_document_new ("c", "Kim  met Reuters\n\n", NULL));
  g_ptr_array_add (fixture.documents, test_document_new ("d", "Kim met  Trump  today", annotations));
  g_ptr_array_add (fixture.documents, test_document_new ("e", " \n ", NULL));
  test_export_init (&fixture.export, &format, fixture.documents, fixture.schema);

  lose_a_label = FALSE;
  export_fixture_run (&fixture);

  g_ptr_array_remove_index (fixture.documents, 2);
  lose_a_label = FALSE;
  export_fixture_run (&fixture);
  lose_a_label = TRUE;
  g_ptr_array_remove_index (fixture.documents, 0);
  message = export_fixture_run_failing (&fixture, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_DIFFERS);
  g_assert_nonnull (strstr (message, "“d”"));
  g_assert_nonnull (strstr (message, "span “ORG” 6–11 (s2)"));
  export_fixture_tear_down (&fixture, NULL);
}

/* A file for each article shows where each ends: what stands in one without a word is not taken for the end of the one
 * before it. */
static void
test_export_borders (void)
{
  ExportFixture fixture;
  g_autoptr(GPtrArray) annotations = g_ptr_array_new_with_free_func (g_object_unref);

  export_fixture_set_up (&fixture, "webanno-tsv");
  test_add_span (annotations, "s1", "MARK", 0, 0);
  test_add_span (annotations, "s2", "MARK", 1, 2);
  g_ptr_array_set_size (fixture.documents, 0);
  g_ptr_array_add (fixture.documents, test_document_new ("a", "Kim met Reuters", NULL));
  g_ptr_array_add (fixture.documents, test_document_new ("b", " \n ", annotations));
  g_ptr_array_add (fixture.documents, test_document_new ("c", "\n", NULL));
  test_export_init (&fixture.export, fixture.export.format, fixture.documents, fixture.schema);

  export_fixture_run (&fixture);
  export_fixture_tear_down (&fixture, NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (liar_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/export/liar/%s", liar_cases[i].name);

      g_test_add_data_func (path, &liar_cases[i], test_export_liar);
    }
  g_test_add_func ("/export/tokens", test_export_tokens);
  g_test_add_func ("/export/borders", test_export_borders);

  return g_test_run ();
}
