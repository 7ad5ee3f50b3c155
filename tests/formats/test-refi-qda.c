/* test-refi-qda.c: what REFI-QDA projects say to others, and what they bring
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "format-helpers.h"
#include "manicule-format-meta.h"
#include "manicule-json-writer.h"
#include "manicule-zip.h"
#include "standoff-testing.h"

#include <string.h>

static void
run (const char * const *arguments)
{
  g_autofree char *output = NULL;
  g_autofree char *faults = NULL;
  g_autoptr(GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, &faults, &status, &error);
  g_assert_no_error (error);
  if (status != 0)
    g_error ("%s: %s%s", arguments[0], output, faults);
}

/* What is written is a zip archive for others, too, whose project is valid by the schema of the standard. */
static void
test_refi_valid (void)
{
  g_autofree char *xsd = standoff_find_shared ("samples/refi-qda/Project.xsd");
  g_autofree char *script = g_build_filename (g_getenv ("MANICULE_SOURCE"), "tests", "formats", "check-qdpx.py", NULL);
  g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(ManiculeSchema) schema = test_make_schema ();
  g_autoptr(TestFolder) folder = test_folder_new ();
  g_autoptr(GFile) place = test_folder_get (folder, "x.qdpx");
  g_autofree char *project = g_build_filename (folder->path, "project.qde", NULL);
  g_autoptr(ManiculeLossReport) report = NULL;
  g_autoptr(GError) error = NULL;
  ManiculeExport export;

  if (xsd == NULL)
    return;

  g_ptr_array_add (documents, test_make_document ("everything"));
  g_ptr_array_add (documents, test_document_new ("empty", "", NULL));
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *id = g_strdup_printf ("random%u", i);

      g_ptr_array_add (documents, test_random_document (id, i));
    }
  test_export_init (&export, manicule_formats_find ("refi-qda"), documents, schema);
  report = manicule_export_run (&export, place, NULL, &error);
  g_assert_no_error (error);

  run ((const char * const []) { "python3", script, g_file_peek_path (place), folder->path, NULL });
  run ((const char * const []) { "xmllint", "--noout", "--schema", xsd, project, NULL });
}

/* Each user is an annotator with an annotation set; codes are labels, with what they are a kind of. */
static void
test_refi_users (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("MANICULE_SOURCE"), "tests", "formats", "corpus", "refi-qda", "users.qdpx", NULL);
  g_autoptr(StandoffReading) reading = standoff_read ("refi-qda", path, NULL);
  ManiculeDocument *document;
  ManiculeLabel *ferry;

  standoff_assert_no_faults (reading);
  g_assert_cmpuint (reading->documents->len, ==, 1);
  document = reading->documents->pdata[0];
  g_assert_cmpuint (manicule_document_get_n_sets (document), ==, 2);
  g_assert_cmpstr (manicule_annotation_set_get_annotator (manicule_document_get_set (document, 0)), ==, "Anna");
  g_assert_cmpstr (manicule_annotation_set_get_annotator (manicule_document_get_set (document, 1)), ==, "Ben");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (manicule_document_get_set (document, 0))), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (manicule_document_get_set (document, 1))), ==, 2);

  ferry = manicule_schema_find_label (reading->schema, "Ferry");
  g_assert_nonnull (ferry);
  g_assert_cmpstr (manicule_label_get_parent (ferry), ==, "Ship");
  g_assert_cmpstr (manicule_label_get_color (manicule_schema_find_label (reading->schema, "Ship")), ==, "#aa3300");
  g_assert_cmpstr (manicule_label_get_description (manicule_schema_find_label (reading->schema, "Ship")), ==, "what floats");
}

/* A code book alone gives labels; two of the same name are told apart. */
static void
test_refi_code_book (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("MANICULE_SOURCE"), "tests", "formats", "corpus", "refi-qda", "ok-code-book.qdc", NULL);
  g_autoptr(StandoffReading) reading = standoff_read ("refi-qda", path, NULL);
  GListModel *labels = manicule_schema_get_labels (reading->schema);

  standoff_assert_no_faults (reading);
  g_assert_cmpuint (reading->documents->len, ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (labels), ==, 3);
  g_assert_nonnull (manicule_schema_find_label (reading->schema, "Ship"));
  g_assert_nonnull (manicule_schema_find_label (reading->schema, "Other"));
}

/* GUIDs of codes, sources, selections and codings are the same after a round trip. */
static void
test_refi_guids (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("MANICULE_SOURCE"), "tests", "formats", "corpus", "refi-qda", "ok-project.qdpx", NULL);
  g_autoptr(StandoffReading) reading = standoff_read ("refi-qda", path, NULL);
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autofree char *place = g_build_filename (folder, "again.qdpx", NULL);
  g_autoptr(StandoffReading) again = NULL;
  g_autoptr(GError) error = NULL;

  standoff_write ("refi-qda", reading, NULL, place, &error);
  g_assert_no_error (error);
  again = standoff_read ("refi-qda", place, NULL);
  standoff_assert_no_faults (again);
  g_assert_true (manicule_annotation_set_equal (standoff_get_set (reading, 0), standoff_get_set (again, 0)));
  g_assert_cmpstr (manicule_article_get_fields (manicule_document_get_article (reading->documents->pdata[0]))->carried, ==,
                   manicule_article_get_fields (manicule_document_get_article (again->documents->pdata[0]))->carried);
  g_assert_true (manicule_schema_equal (reading->schema, again->schema));
}

static StandoffReading *
read_cases (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("MANICULE_SOURCE"), "tests", "formats", "corpus", "refi-qda", "ok-cases.qde", NULL);
  StandoffReading *reading = standoff_read ("refi-qda", path, NULL);

  standoff_assert_no_faults (reading);
  g_assert_cmpuint (reading->documents->len, ==, 2);

  return reading;
}

/* What was written of @reading: project.qde. */
static char *
write_project (StandoffReading *reading,
               TestFolder      *folder)
{
  g_autofree char *xsd = standoff_find_shared ("samples/refi-qda/Project.xsd");
  g_autofree char *script = g_build_filename (g_getenv ("MANICULE_SOURCE"), "tests", "formats", "check-qdpx.py", NULL);
  g_autofree char *place = g_build_filename (folder->path, "x.qdpx", NULL);
  g_autofree char *project = g_build_filename (folder->path, "project.qde", NULL);
  g_autoptr(GError) error = NULL;

  standoff_write ("refi-qda", reading, NULL, place, &error);
  g_assert_no_error (error);
  run ((const char * const []) { "python3", script, place, folder->path, NULL });
  if (xsd != NULL)
    run ((const char * const []) { "xmllint", "--noout", "--schema", xsd, project, NULL });

  return standoff_get (folder->path, "project.qde");
}

/* Sets, graphs and links between codes come out as they came in, but for what leads nowhere or has no guid. */
static void
test_refi_asides (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("MANICULE_SOURCE"), "tests", "formats", "corpus", "refi-qda", "ok-sets.qde", NULL);
  g_autoptr(StandoffReading) reading = standoff_read ("refi-qda", path, NULL);
  g_autoptr(TestFolder) folder = test_folder_new ();
  g_autofree char *written = write_project (reading, folder);

  standoff_assert_no_faults (reading);
  g_assert_nonnull (strstr (written, "<Set guid=\"50000000-0000-4000-8000-000000000001\" name=\"Boats &amp; more\"><Description>what floats</Description>"
                                     "<MemberCode targetGUID=\"C0000000-0000-4000-8000-000000000001\"></MemberCode>"
                                     "<MemberSource targetGUID=\"A0000000-0000-4000-8000-000000000001\"></MemberSource></Set>\n</Sets>"));
  g_assert_nonnull (strstr (written, "name=\"kind of\" direction=\"OneWay\" originGUID=\"C0000000-0000-4000-8000-000000000001\""));
  g_assert_nonnull (strstr (written, "<Edge guid=\"E0000000-0000-4000-8000-000000000009\" sourceVertex=\"E0000000-0000-4000-8000-000000000007\""));
  g_assert_null (strstr (written, "nowhere"));
  g_assert_null (strstr (written, "no guid"));
}

/* Variables, their values and cases come out as they came in, but for white space and what leads nowhere. */
static void
test_refi_cases (void)
{
  static const char * const expected[] = {
    "<Variables>\n"
    "<Variable guid=\"0000000A-0000-4000-8000-0000000000AA\" name=\"Length\" typeOfVariable=\"Integer\">"
    "<Description>in metres &amp; rounded</Description></Variable>\n"
    "<Variable guid=\"0000000B-0000-4000-8000-0000000000AA\" name=\"Flag\" typeOfVariable=\"Text\"></Variable>\n"
    "</Variables>\n"
    "<Cases>\n"
    "<Case guid=\"00000010-0000-4000-8000-0000000000AA\" name=\"The “Anneke”\"><Description>a ferry</Description>"
    "<CodeRef targetGUID=\"00000001-0000-4000-8000-000000000000\"/>"
    "<VariableValue><VariableRef targetGUID=\"0000000A-0000-4000-8000-0000000000AA\"></VariableRef>"
    "<IntegerValue>41</IntegerValue></VariableValue>"
    "<SourceRef targetGUID=\"00000032-0000-4000-8000-000000000000\"/>"
    "<SelectionRef targetGUID=\"0000003C-0000-4000-8000-000000000000\"/></Case>\n"
    "<Case guid=\"00000011-0000-4000-8000-0000000000AA\" name=\"Nobody’s\"></Case>\n"
    "</Cases>\n",
    "<VariableValue><VariableRef targetGUID=\"0000000B-0000-4000-8000-0000000000AA\"></VariableRef>"
    "<TextValue>white &lt;blue&gt;</TextValue></VariableValue>\n</TextSource>",
  };
  g_autoptr(StandoffReading) reading = read_cases ();
  g_autoptr(StandoffReading) again = NULL;
  g_autoptr(TestFolder) folder = test_folder_new ();
  g_autofree char *written = write_project (reading, folder);
  g_autofree char *place = g_build_filename (folder->path, "x.qdpx", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    if (strstr (written, expected[i]) == NULL)
      g_error ("%s\nis not in\n%s", expected[i], written);

  again = standoff_read ("refi-qda", place, NULL);
  g_assert_cmpuint (again->documents->len, ==, reading->documents->len);
  for (guint i = 0; i < again->documents->len; i++)
    g_assert_cmpstr (manicule_article_get_fields (manicule_document_get_article (reading->documents->pdata[i]))->carried, ==,
                     manicule_article_get_fields (manicule_document_get_article (again->documents->pdata[i]))->carried);
}

/* Of a part of the project goes out what concerns it. */
static void
test_refi_cases_part (void)
{
  g_autoptr(StandoffReading) reading = read_cases ();
  g_autoptr(TestFolder) folder = test_folder_new ();
  g_autofree char *written = NULL;

  g_ptr_array_remove_index (reading->documents, 0);
  written = write_project (reading, folder);
  g_assert_nonnull (strstr (written, "SelectionRef"));
  g_assert_nonnull (strstr (written, "name=\"Length\""));
  g_assert_null (strstr (written, "SourceRef"));
  g_assert_null (strstr (written, "name=\"Flag\""));
  g_assert_null (strstr (written, "Nobody"));
}

/* What many sources share is not carried by each of them where it is long. */
static void
test_refi_cases_long (void)
{
  g_autoptr(GString) xml = g_string_new ("<Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"x\"><Cases>"
                                         "<Case guid=\"00000010-0000-4000-8000-0000000000AA\"><Description>");
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autofree char *place = g_build_filename (folder, "long.qde", NULL);
  g_autoptr(StandoffReading) reading = NULL;
  g_autoptr(GError) error = NULL;
  gsize sum = 0;

  for (guint i = 0; i < 20000; i++)
    g_string_append (xml, "word ");
  g_string_append (xml, "</Description>");
  for (guint i = 0; i < 100; i++)
    g_string_append_printf (xml, "<SourceRef targetGUID=\"%08X-0000-4000-8000-000000000000\"/>", i);
  g_string_append (xml, "</Case></Cases><Sources>");
  for (guint i = 0; i < 100; i++)
    g_string_append_printf (xml, "<TextSource guid=\"%08X-0000-4000-8000-000000000000\" name=\"s%u\">"
                                 "<PlainTextContent>x</PlainTextContent></TextSource>", i, i);
  g_string_append (xml, "</Sources></Project>");
  g_file_set_contents (place, xml->str, (gssize) xml->len, &error);
  g_assert_no_error (error);

  reading = standoff_read ("refi-qda", place, NULL);
  standoff_assert_no_faults (reading);
  g_assert_cmpuint (reading->documents->len, ==, 100);
  for (guint i = 0; i < reading->documents->len; i++)
    sum += strlen (manicule_article_get_fields (manicule_document_get_article (reading->documents->pdata[i]))->carried);
  g_assert_cmpuint (sum, <, 2 * xml->len);
}

/* A code book alone is valid by the schema of the standard, and reads back as the same labels; where there are none, there
 * is none. */
static void
test_refi_write_code_book (void)
{
  g_autofree char *xsd = standoff_find_shared ("samples/refi-qda/Codebook.xsd");
  g_autofree char *path = g_build_filename (g_getenv ("MANICULE_SOURCE"), "tests", "formats", "corpus", "refi-qda", "ok-code-book.qdc", NULL);
  g_autoptr(StandoffReading) reading = standoff_read ("refi-qda", path, NULL);
  g_autoptr(StandoffReading) empty = standoff_read ("refi-qda", path, NULL);
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autofree char *place = g_build_filename (folder, "again.qdc", NULL);
  g_autofree char *nothing = g_build_filename (folder, "nothing.qdc", NULL);
  g_autoptr(StandoffReading) again = NULL;
  g_autoptr(GError) error = NULL;

  standoff_write ("refi-qda", reading, "content=code-book", place, &error);
  g_assert_no_error (error);
  if (xsd != NULL)
    run ((const char * const []) { "xmllint", "--noout", "--schema", xsd, place, NULL });
  again = standoff_read ("refi-qda", place, NULL);
  standoff_assert_no_faults (again);
  g_assert_true (manicule_schema_equal (reading->schema, again->schema));

  g_clear_object (&empty->schema);
  empty->schema = manicule_schema_new ();
  g_assert_false (standoff_write ("refi-qda", empty, "content=code-book", nothing, &error));
  g_assert_error (error, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_OPTION);
}

/* An export of a code book says that all annotations stay behind. */
static void
test_refi_export_code_book (void)
{
  g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GHashTable) options = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(ManiculeSchema) schema = test_make_schema ();
  g_autoptr(TestFolder) folder = test_folder_new ();
  g_autoptr(GFile) place = test_folder_get (folder, "x.qdc");
  g_autoptr(ManiculeLossReport) report = NULL;
  g_autoptr(GError) error = NULL;
  ManiculeExport export;

  g_ptr_array_add (documents, test_make_document ("everything"));
  test_export_init (&export, manicule_formats_find ("refi-qda"), documents, schema);
  g_hash_table_insert (options, "content", "code-book");
  export.options = options;
  report = manicule_export_run (&export, place, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->n_exact, ==, 0);
  g_assert_true (g_file_query_exists (place, NULL));
}

/* A name is proposed with the suffix of what is written. */
static void
test_refi_suffix (void)
{
  const ManiculeFormat *format = manicule_formats_find ("refi-qda");
  g_autoptr(GHashTable) options = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpstr (manicule_format_get_suffix (format, NULL), ==, "qdpx");
  g_hash_table_insert (options, "content", "project");
  g_assert_cmpstr (manicule_format_get_suffix (format, options), ==, "qdpx");
  g_hash_table_insert (options, "content", "code-book");
  g_assert_cmpstr (manicule_format_get_suffix (format, options), ==, "qdc");
}

/* A project of three sources with many codings each; their texts stand in the archive in the @order, "cab", and one is that
 * of two sources where its letter is not there. */
static char *
put_archive (TestFolder *folder,
             const char *order,
             guint       n_codings)
{
  g_autoptr(GFile) place = test_folder_get (folder, "x.qdpx");
  g_autoptr(GString) project = g_string_new ("<Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"x\"><CodeBook><Codes>"
                                             "<Code guid=\"C0000000-0000-4000-8000-000000000001\" name=\"Boat\" isCodable=\"true\"/>"
                                             "</Codes></CodeBook><Sources>");
  g_autoptr(GError) error = NULL;
  g_autoptr(ManiculeFormatOutput) output = manicule_format_output_new (manicule_formats_find ("refi-qda"), place, NULL, NULL, &error);
  ManiculeZipWriter *zip = manicule_zip_writer_new (output, &error);

  g_assert_true (manicule_zip_writer_add (zip, "notes.txt", "x", 1, &error));
  for (const char *p = order; *p != '\0'; p++)
    {
      g_autofree char *name = g_strdup_printf ("sources/%c.txt", *p);
      g_autofree char *text = g_strdup_printf ("The boat %c is here.", *p);

      g_assert_true (manicule_zip_writer_add (zip, name, text, strlen (text), &error));
    }
  for (char c = 'a'; c <= 'c'; c++)
    {
      g_string_append_printf (project, "<TextSource guid=\"A0000000-0000-4000-8000-00000000000%c\" name=\"source %c\" "
                              "plainTextPath=\"internal://%c.txt\">", c, c, strchr (order, c) != NULL ? c : 'a');
      for (guint i = 0; i < n_codings; i++)
        g_string_append_printf (project, "<PlainTextSelection guid=\"B0000000-0000-4000-800%c-%012u\" name=\"boat\" startPosition=\"4\" "
                                "endPosition=\"8\"><Coding guid=\"D0000000-0000-4000-800%c-%012u\">"
                                "<CodeRef targetGUID=\"C0000000-0000-4000-8000-000000000001\"/></Coding></PlainTextSelection>", c, i, c, i);
      g_string_append (project, "</TextSource>");
    }
  g_string_append (project, "</Sources><Links><Link guid=\"E0000000-0000-4000-8000-000000000001\" name=\"beside\" "
                   "originGUID=\"B0000000-0000-4000-800B-000000000001\" targetGUID=\"B0000000-0000-4000-800B-000000000000\"/></Links></Project>");
  g_assert_true (manicule_zip_writer_add (zip, "project.qde", project->str, project->len, &error));
  g_assert_true (manicule_zip_writer_close (zip, TRUE, &error));
  g_assert_true (manicule_format_output_finish (output, FALSE, &error));
  g_assert_no_error (error);

  return g_file_get_path (place);
}

/* Sources find their texts in whatever order these stand, also where not all of them wait at once, and where two have the
 * same. */
static void
test_refi_order (gconstpointer data)
{
  const char *order = data;
  g_autoptr(TestFolder) folder = test_folder_new ();
  g_autofree char *path = put_archive (folder, order, 5000);
  g_autoptr(StandoffReading) reading = standoff_read ("refi-qda", path, NULL);
  guint n_relations = 0;

  standoff_assert_no_faults (reading);
  g_assert_cmpuint (reading->documents->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      ManiculeDocument *document = reading->documents->pdata[i];
      const ManiculeArticleFields *fields = manicule_article_get_fields (manicule_document_get_article (document));
      const char *text = manicule_text_get_data (manicule_document_get_text (document));
      char c = fields->file[strlen ("source ")];
      guint n = g_list_model_get_n_items (G_LIST_MODEL (manicule_document_get_set (document, 0)));

      g_assert_cmpint (text[strlen ("The boat ")], ==, strchr (order, c) != NULL ? c : 'a');
      g_assert_cmpuint (n - 5000, <=, 1);
      n_relations += n - 5000;
    }
  g_assert_cmpuint (n_relations, ==, 1);
}

/* A text that is not in the archive is told, with the line of its source, and the others come in. */
static void
test_refi_missing (void)
{
  g_autoptr(TestFolder) folder = test_folder_new ();
  g_autofree char *path = put_archive (folder, "cb", 3);
  g_autoptr(StandoffReading) reading = standoff_read ("refi-qda", path, NULL);

  g_assert_no_error (reading->error);
  g_assert_cmpuint (reading->documents->len, ==, 2);
  g_assert_true (standoff_found (reading, "source-missing", 1));
}

/* Folders in the archive are called alike whatever their case, as files in them are. */
static void
test_refi_folder_case (void)
{
  static const char project[] = "<Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"x\"><Sources>"
                                "<TextSource guid=\"A0000000-0000-4000-8000-00000000000A\" name=\"a\" plainTextPath=\"internal://A.txt\"/>"
                                "</Sources></Project>";
  g_autoptr(TestFolder) folder = test_folder_new ();
  g_autoptr(GFile) place = test_folder_get (folder, "x.qdpx");
  g_autoptr(GError) error = NULL;
  g_autoptr(ManiculeFormatOutput) output = manicule_format_output_new (manicule_formats_find ("refi-qda"), place, NULL, NULL, &error);
  ManiculeZipWriter *zip = manicule_zip_writer_new (output, &error);
  g_autoptr(StandoffReading) reading = NULL;

  g_assert_true (manicule_zip_writer_add (zip, "My Project/Project.qde", project, strlen (project), &error));
  g_assert_true (manicule_zip_writer_add (zip, "MY PROJECT/Sources/a.TXT", "The boat.", 9, &error));
  g_assert_true (manicule_zip_writer_close (zip, TRUE, &error));
  g_assert_true (manicule_format_output_finish (output, FALSE, &error));
  g_assert_no_error (error);

  reading = standoff_read ("refi-qda", g_file_peek_path (place), NULL);
  standoff_assert_no_faults (reading);
  g_assert_cmpuint (reading->documents->len, ==, 1);
}

/* How often it stands in @text. */
static guint
count (const char *text,
       const char *what)
{
  guint n = 0;

  for (const char *p = strstr (text, what); p != NULL; p = strstr (p + 1, what))
    n++;

  return n;
}

/* A link that becomes a relation is not carried, although its source waits for its text until the project ends. */
static void
test_refi_relation (void)
{
  g_autoptr(TestFolder) folder = test_folder_new ();
  g_autofree char *path = put_archive (folder, "abc", 3);
  g_autoptr(StandoffReading) reading = standoff_read ("refi-qda", path, NULL);

  standoff_assert_no_faults (reading);
  g_assert_cmpuint (reading->documents->len, ==, 3);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (standoff_get_set (reading, 1))), ==, 4);
  g_assert_null (manicule_schema_get_carried (reading->schema));
  g_assert_false (standoff_found (reading, "sets-kept", 0));
}

/* A link that is carried and is a relation besides, and one that is carried twice, is written once. */
static void
test_refi_link_once (void)
{
  static const char * const guids[] = { "E0000000-0000-4000-8000-000000000001", "E0000000-0000-4000-8000-000000000002" };
  g_autoptr(TestFolder) folder = test_folder_new ();
  g_autofree char *path = put_archive (folder, "abc", 3);
  g_autoptr(StandoffReading) reading = standoff_read ("refi-qda", path, NULL);
  g_autoptr(GString) links = g_string_new (NULL);
  g_autoptr(GString) inner = g_string_new ("{");
  g_autoptr(TestFolder) written_to = test_folder_new ();
  g_autofree char *written = NULL;

  standoff_assert_no_faults (reading);
  for (guint i = 0; i < 2 * G_N_ELEMENTS (guids); i++)
    g_string_append_printf (links, "<Link guid=\"%s\" name=\"kept\" originGUID=\"B0000000-0000-4000-800B-000000000001\" "
                            "targetGUID=\"B0000000-0000-4000-800B-000000000000\"></Link>\n", guids[i % G_N_ELEMENTS (guids)]);
  manicule_json_put_string (inner, "links", links->str);
  manicule_schema_set_carried (reading->schema, NULL);
  manicule_meta_carry_in_schema (reading->schema, "refi", g_strdup (inner->str + 1));

  written = write_project (reading, written_to);
  for (guint i = 0; i < G_N_ELEMENTS (guids); i++)
    g_assert_cmpuint (count (written, guids[i]), ==, 1);
  g_assert_cmpuint (count (written, "name=\"kept\""), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/refi-qda/valid", test_refi_valid);
  g_test_add_data_func ("/refi-qda/order/same", "abc", test_refi_order);
  g_test_add_data_func ("/refi-qda/order/backwards", "cba", test_refi_order);
  g_test_add_data_func ("/refi-qda/order/mixed", "bca", test_refi_order);
  g_test_add_data_func ("/refi-qda/order/shared", "ba", test_refi_order);
  g_test_add_func ("/refi-qda/missing", test_refi_missing);
  g_test_add_func ("/refi-qda/folder-case", test_refi_folder_case);
  g_test_add_func ("/refi-qda/relation", test_refi_relation);
  g_test_add_func ("/refi-qda/link-once", test_refi_link_once);
  g_test_add_func ("/refi-qda/suffix", test_refi_suffix);
  g_test_add_func ("/refi-qda/users", test_refi_users);
  g_test_add_func ("/refi-qda/code-book", test_refi_code_book);
  g_test_add_func ("/refi-qda/guids", test_refi_guids);
  g_test_add_func ("/refi-qda/asides", test_refi_asides);
  g_test_add_func ("/refi-qda/cases", test_refi_cases);
  g_test_add_func ("/refi-qda/cases-part", test_refi_cases_part);
  g_test_add_func ("/refi-qda/cases-long", test_refi_cases_long);
  g_test_add_func ("/refi-qda/write-code-book", test_refi_write_code_book);
  g_test_add_func ("/refi-qda/export-code-book", test_refi_export_code_book);

  return g_test_run ();
}
