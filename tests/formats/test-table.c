/* test-table.c: cells and rows of tables
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "format-helpers.h"

#include "manicule-format-table.h"
#include "manicule-format-values.h"
#include "standoff-testing.h"

#include <string.h>

/* --- cells --- */

static const struct
{
  const char *value;  /* a GVariant in text form */
  const char *cell;
} cell_cases[] = {
  { "'plain text'", "plain text" },
  { "''", "" },
  { "true", "true" },
  { "false", "false" },
  { "'true'", "\"true\"" },
  { "'True'", "True" },
  { "int64 5", "5" },
  { "int64 -9223372036854775808", "-9223372036854775808" },
  { "'5'", "\"5\"" },
  { "'-5'", "\"-5\"" },
  { "'5 people'", "5 people" },
  { "'05'", "\"05\"" },
  { "5.0", "5.0" },
  { "0.1", "0.1" },
  { "-1e+300", "-1e+300" },
  { "'1e3'", "\"1e3\"" },
  { "'0x1F'", "0x1F" },
  { "'1.2.3'", "1.2.3" },
  { "'2024-12-29'", "2024-12-29" },
  { "'+'", "+" },
  { "'-'", "-" },
  { "'\"quoted\"'", "\"\\\"quoted\\\"\"" },
  { "'[not a list'", "[not a list" },
  { "'[\"a list\"]'", "\"[\\\"a list\\\"]\"" },
  { "['a', 'b c']", "[\"a\",\"b c\"]" },
  { "@as []", "[]" },
  { "'null'", "null" },
  { "'{}'", "{}" },
};

/* A value has one cell, which is read as that value, type and all. */
static void
test_table_cells (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cell_cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GVariant) value = g_variant_parse (NULL, cell_cases[i].value, NULL, NULL, &error);
      g_autofree char *cell = NULL;
      g_autoptr(GVariant) back = NULL;

      g_assert_no_error (error);
      cell = manicule_table_value_to_cell (value);
      g_assert_cmpstr (cell, ==, cell_cases[i].cell);
      back = manicule_table_cell_to_value (cell);
      g_assert_cmpvariant (back, value);
    }
}

/* Cells that others wrote, which we would not write so. */
static void
test_table_foreign_cells (void)
{
  static const struct { const char *cell; const char *value; } cases[] = {
    { "[1,2]", "'[1,2]'" },
    { "[\"a\",null]", "'[\"a\",null]'" },
    { "\"open", "'\"open'" },
    { "\"a\" b", "'\"a\" b'" },
    { "99999999999999999999", "1e20" },
    { "1e999", "'1e999'" },
    { "1,5", "'1,5'" },
    { "TRUE", "'TRUE'" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GVariant) expected = g_variant_parse (NULL, cases[i].value, NULL, NULL, NULL);
      g_autoptr(GVariant) value = manicule_table_cell_to_value (cases[i].cell);

      g_assert_cmpvariant (value, expected);
    }
}

/* The texts of a value, for formats without types. */
static void
test_table_texts (void)
{
  static const struct { const char *value; const char *texts; } cases[] = {
    { "true", "true" }, { "int64 7", "7" }, { "0.5", "0.5" }, { "2.0", "2.0" }, { "'a|b'", "a|b" }, { "['a', 'b']", "a|b" },
    { "@as []", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GVariant) value = g_variant_parse (NULL, cases[i].value, NULL, NULL, NULL);
      g_auto(GStrv) texts = manicule_value_dup_texts (value);
      g_autofree char *joined = g_strjoinv ("|", texts);

      g_assert_cmpstr (joined, ==, cases[i].texts);
    }
}

/* --- for Excel --- */

/* The variant for Excel marks its encoding and guards what looks like a formula; it reads back like the other, whether
 * the reader is told or not. */
static void
test_table_excel (void)
{
  const ManiculeFormat *csv = manicule_formats_find ("csv");
  g_autoptr(TestFolder) folder = test_folder_new ();
  g_autoptr(GFile) target = test_folder_get (folder, "table.csv");
  g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) annotations = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GHashTable) options = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(ManiculeSchema) schema = test_make_schema ();
  g_autoptr(ManiculeLossReport) report = NULL;
  g_autoptr(GPtrArray) read = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *contents = NULL;
  ManiculeExport export;

  test_add_span (annotations, "s1", "PER", 0, 9);
  test_add_span (annotations, "s2", "PER", 10, 16);
  g_ptr_array_add (documents, test_document_new ("a", "=SUM(A1)\n'=odd' +49 @home -5\n", annotations));
  g_hash_table_insert (options, (gpointer) "excel", (gpointer) "yes");
  test_export_init (&export, csv, documents, schema);
  export.options = options;
  report = manicule_export_run (&export, target, NULL, &error);
  g_assert_no_error (error);

  contents = test_read_file (target);
  g_assert_true (g_str_has_prefix (contents, "\xef\xbb\xbf" "doc_id,id,kind,"));
  g_assert_nonnull (strstr (contents, ",\"'=SUM(A1)\n"));
  g_assert_nonnull (strstr (contents, "\r\na,s1,span,PER,0,9,"));
  g_assert_null (strstr (contents, ",=SUM"));
  g_assert_null (strstr (contents, ",\"=SUM"));

  read = test_read_all (csv, target, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (read->len, ==, 1);
  g_assert_cmpstr (manicule_text_get_data (manicule_document_get_text (read->pdata[0])), ==,
                   "=SUM(A1)\n'=odd' +49 @home -5\n");
}

/* --- as others read it --- */

static guint
count_spans (GPtrArray *documents)
{
  guint n = 0;

  for (guint i = 0; i < documents->len; i++)
    n += manicule_annotation_set_get_n (manicule_document_get_set (documents->pdata[i], 0), MANICULE_ANNOTATION_SPAN);

  return n;
}

/* Python reads the same rows, and its slices are the texts that they say to cover. */
static void
test_table_python (gconstpointer format_id)
{
  const ManiculeFormat *format = manicule_formats_find (format_id);
  g_autoptr(TestFolder) folder = test_folder_new ();
  g_autoptr(GFile) target = test_folder_get (folder, "export");
  g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(ManiculeSchema) schema = test_make_schema ();
  g_autoptr(ManiculeLossReport) report = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *script = g_build_filename (g_getenv ("MANICULE_SOURCE"), "tests", "formats", "check-export.py", NULL);
  g_autofree char *n = NULL;
  g_autofree char *messages = NULL;
  ManiculeExport export;
  int status;

  g_ptr_array_add (documents, test_make_document ("everything"));
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *id = g_strdup_printf ("%03u", i);

      g_ptr_array_add (documents, test_random_document (id, 12));
    }
  test_export_init (&export, format, documents, schema);
  report = manicule_export_run (&export, target, NULL, &error);
  g_assert_no_error (error);

  n = g_strdup_printf ("%u", count_spans (documents));
  g_spawn_sync (NULL, (char *[]) { (char *) "python3", script, (char *) format->id, (char *) g_file_peek_path (target), n, NULL },
                NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, &messages, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (messages, ==, "");
  g_assert_cmpint (status, ==, 0);
}

/* --- rows of foreign tables in any order --- */

/* "a3": the third span of document a, whose text is “a a a a …” and stands in each row. */
static StandoffReading *
read_rows (const char *folder,
           const char *header,
           const char *rows)
{
  g_auto(GStrv) names = g_strsplit (rows, " ", -1);
  g_autoptr(GString) table = g_string_new (header);
  g_autofree char *path = NULL;

  for (guint i = 0; names[i] != NULL; i++)
    {
      char c = names[i][0];
      guint start = 2 * (guint) (names[i][1] - '0');

      g_string_append_printf (table, "doc-%c,%u,%u,Letter,\"%c %c %c %c %c\"\n", c, start, start + 1, c, c, c, c, c);
    }
  path = standoff_put (folder, "some.csv", table->str, -1);

  return standoff_read ("csv", path, NULL);
}

static const struct
{
  const char *rows;
  gboolean    is_apart;
} orders[] = {
  { "a0 a1 b0 b1 b2 c0", FALSE },
  { "c2 c1 a0 b1 b0", FALSE },
  { "a0 b0 a1 c0 b1 b2", TRUE },
};

/* A table gives the same documents in whatever order its rows stand; whether all of it had to be held is told. */
static void
test_table_orders (gconstpointer header)
{
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autoptr(StandoffFolder) folder = standoff_make_folder ();
      g_autoptr(StandoffReading) reading = read_rows (folder, header, orders[i].rows);
      guint n = 0;

      standoff_assert_no_faults (reading);
      g_assert_cmpuint (reading->documents->len, ==, 3);
      g_assert_true (standoff_found (reading, "rows-apart", 0) == orders[i].is_apart);
      for (guint d = 0; d < 3; d++)
        {
          ManiculeDocument *document = reading->documents->pdata[d];
          const char *id = manicule_article_get_id (manicule_document_get_article (document));

          g_assert_cmpint (*manicule_text_get_data (manicule_document_get_text (document)), ==, id[strlen ("doc-")]);
          n += g_list_model_get_n_items (G_LIST_MODEL (standoff_get_set (reading, d)));
        }
      g_assert_cmpuint (n, ==, (strlen (orders[i].rows) + 1) / 3);
    }
}

/* --- encodings --- */

/* A table that is not UTF-8 is read as it is told to be encoded; else the line is named. */
static void
test_table_encoding (void)
{
  static const char table[] = "document,start,end,label,full_text\nx,0,2,Caf\xe9,\xc9t\xe9 \x80\n";
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autofree char *path = standoff_put (folder, "some.csv", table, -1);
  g_autoptr(StandoffReading) blind = standoff_read ("csv", path, NULL);
  g_autoptr(StandoffReading) reading = NULL;

  g_assert_true (standoff_found (blind, "invalid-utf8", 2));

  reading = standoff_read_encoded ("csv", path, "windows-1252");
  standoff_assert_no_faults (reading);
  g_assert_cmpuint (reading->documents->len, ==, 1);
  g_assert_cmpstr (manicule_text_get_data (manicule_document_get_text (reading->documents->pdata[0])), ==, "Été €");
  g_assert_nonnull (manicule_schema_find_label (reading->schema, "Café"));
}

/* What is no encoding, or does not fit the file, is an error and not a guess. */
static void
test_table_encoding_wrong (void)
{
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autofree char *path = standoff_put (folder, "some.csv", "document,start,end,label\nx,0,2,\x81\n", -1);
  g_autoptr(StandoffReading) unknown = standoff_read_encoded ("csv", path, "klingon");
  g_autoptr(StandoffReading) wrong = standoff_read_encoded ("csv", path, "shift_jis");

  g_assert_error (unknown->error, MANICULE_TEXT_ERROR, MANICULE_TEXT_ERROR_INVALID_ENCODING);
  g_assert_nonnull (strstr (unknown->error->message, "klingon"));
  g_assert_true (standoff_found (wrong, "invalid-utf8", 2));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/table/cells", test_table_cells);
  g_test_add_func ("/table/foreign-cells", test_table_foreign_cells);
  g_test_add_func ("/table/texts", test_table_texts);
  g_test_add_func ("/table/excel", test_table_excel);
  g_test_add_data_func ("/table/orders/full-text", "file,start,end,label,full_text\n", test_table_orders);
  g_test_add_data_func ("/table/orders/text", "file,start,end,label,text\n", test_table_orders);
  g_test_add_func ("/table/encoding", test_table_encoding);
  g_test_add_func ("/table/encoding-wrong", test_table_encoding_wrong);
  g_test_add_data_func ("/table/python/csv", "csv", test_table_python);
  g_test_add_data_func ("/table/python/tsv", "tsv", test_table_python);
  g_test_add_data_func ("/table/python/jsonl", "jsonl", test_table_python);

  return g_test_run ();
}
