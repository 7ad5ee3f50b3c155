/* test-input.c: what readers read from, and the ids and sets they make
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "format-helpers.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean
read_nothing (ManiculeFormatInput   *input,
              ManiculeDocumentFunc   func,
              gpointer               data,
              GError               **error)
{
  return TRUE;
}

static const char * const yes_no[] = { "no", "yes", NULL };
static const ManiculeFormatOption options[] = { { "strict", "Strict", "", yes_no, "no" }, { NULL } };

/* A format whose reader does nothing: what it would read with is tested. */
static const ManiculeFormat format = { .id = "made-up", .title = "Made Up", .options = options, .read = read_nothing };

static ManiculeFormatInput *
make_input (GFile            *file,
            ManiculeFindings *findings)
{
  g_autoptr(ManiculeSchema) schema = manicule_schema_new ();

  return manicule_format_input_new (&format, file, NULL, schema, findings, NULL);
}

/* --- lines --- */

typedef struct
{
  const char *name;
  const char *contents;
  gssize      length;
  const char *lines;      /* "1<one>\n 2<two>" */
  guint       n_errors;
} LineCase;

static const LineCase line_cases[] = {
  { "empty", "", -1, "", 0 },
  { "one", "one\n", -1, "1<one>\\n ", 0 },
  { "no-end", "one\ntwo", -1, "1<one>\\n 2<two> ", 0 },
  { "crlf", "one\r\ntwo\r\n", -1, "1<one>\\r\\n 2<two>\\r\\n ", 0 },
  { "blank", "\n\n\r\n\n", -1, "1<>\\n 2<>\\n 3<>\\r\\n 4<>\\n ", 0 },
  { "mark", "\xef\xbb\xbfone\n", -1, "1<one>\\n ", 0 },
  { "only-mark", "\xef\xbb\xbf", -1, "", 0 },
  { "mark-later", "a\n\xef\xbb\xbf" "b\n", -1, "1<a>\\n 2<\\357\\273\\277b>\\n ", 0 },
  { "lone-return", "one\rtwo\n", -1, "1<one\\rtwo>\\n ", 0 },
  { "return-at-end", "one\r", -1, "1<one\\r> ", 0 },
  { "invalid", "one\nt\xffo\nthree\n", -1, "1<one>\\n 3<three>\\n ", 1 },
  { "surrogate", "a\n\xed\xa0\x80\n", -1, "1<a>\\n ", 1 },
  { "nul", "a\nb\0c\nd\n", 8, "1<a>\\n 3<d>\\n ", 1 },
  { "cut-character", "a\n\xe2\x82", -1, "1<a>\\n ", 1 },
};

static char *
list_lines (ManiculeFormatInput *input)
{
  GString *list = g_string_new (NULL);
  ManiculeFormatLine line;
  g_autoptr(GError) error = NULL;

  while (manicule_format_input_next_line (input, &line, &error))
    {
      g_autofree char *data = g_strescape (line.data, "");
      g_autofree char *eol = g_strescape (line.eol, "");

      g_assert_cmpuint (strlen (line.data), ==, line.length);
      g_string_append_printf (list, "%u<%s>%s ", line.number, data, eol);
    }
  g_assert_no_error (error);

  return g_string_free_and_steal (list);
}

/* Lines come without their ends and with their numbers; what is not text is reported and left out. */
static void
test_input_lines (gconstpointer data)
{
  const LineCase *test = data;
  g_autoptr(TestFolder) folder = test_folder_new ();
  g_autoptr(GFile) file = test_folder_write (folder, "file", test->contents, test->length);
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autoptr(ManiculeFormatInput) input = make_input (file, findings);
  g_autofree char *lines = list_lines (input);
  g_autofree char *again = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpstr (lines, ==, test->lines);
  g_assert_cmpuint (manicule_findings_get_n_errors (findings), ==, test->n_errors);

  g_assert_true (manicule_format_input_rewind (input, &error));
  g_assert_no_error (error);
  again = list_lines (input);
  g_assert_cmpstr (again, ==, test->lines);
}

/* Lines that are cut by the size of a buffer come whole, whatever their lengths. */
static void
test_input_long_lines (void)
{
  g_autoptr(TestFolder) folder = test_folder_new ();
  g_autoptr(GString) contents = g_string_new (NULL);
  g_autoptr(GArray) lengths = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autoptr(GFile) file = NULL;
  g_autoptr(ManiculeFormatInput) input = NULL;
  g_autoptr(GError) error = NULL;
  ManiculeFormatLine line;
  guint n = 0;

  for (guint i = 0; i < 300; i++)
    {
      gsize length = (gsize) g_test_rand_int_range (0, i % 50 == 49 ? 900000 : 3000);

      for (gsize j = 0; j < length; j++)
        g_string_append_c (contents, 'a' + (char) (i % 26));
      g_string_append (contents, i % 3 == 0 ? "\r\n" : "\n");
      g_array_append_val (lengths, length);
    }
  file = test_folder_write (folder, "file", contents->str, (gssize) contents->len);
  input = make_input (file, NULL);

  while (manicule_format_input_next_line (input, &line, &error))
    {
      g_assert_cmpuint (line.length, ==, g_array_index (lengths, gsize, n));
      for (gsize j = 0; j < line.length; j += 97)
        g_assert_cmpint (line.data[j], ==, 'a' + (int) (n % 26));
      n++;
    }
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, lengths->len);
}

/* A line past the limit is an error with its number, and no more memory is taken for it than the limit. */
static void
test_input_line_limit (void)
{
  g_autoptr(TestFolder) folder = test_folder_new ();
  g_autofree char *contents = g_strnfill (10 * 1024 * 1024, 'x');
  g_autoptr(GFile) file = NULL;
  g_autoptr(ManiculeFormatInput) input = NULL;
  g_autoptr(ManiculeFormatInput) wide_input = NULL;
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autoptr(GError) error = NULL;
  ManiculeFormatLine line;

  memcpy (contents, "first\n", 6);
  file = test_folder_write (folder, "file", contents, -1);

  input = make_input (file, findings);
  manicule_format_input_set_max_line (input, 1024 * 1024);
  g_assert_true (manicule_format_input_next_line (input, &line, &error));
  g_assert_false (manicule_format_input_next_line (input, &line, &error));
  g_assert_error (error, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_LIMIT);
  g_assert_true (g_str_has_prefix (error->message, "file:2: "));
  g_clear_error (&error);

  wide_input = make_input (file, findings);
  g_assert_true (manicule_format_input_next_line (wide_input, &line, &error));
  g_assert_true (manicule_format_input_next_line (wide_input, &line, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (line.length, ==, 10 * 1024 * 1024 - 6);
}

/* A large file of lines is read in little memory. */
static void
test_input_streams (void)
{
  g_autoptr(TestFolder) folder = test_folder_new ();
  g_autoptr(GFile) file = test_folder_get (folder, "file");
  g_autoptr(ManiculeFormatInput) input = NULL;
  g_autoptr(GError) error = NULL;
  ManiculeFormatLine line;
  struct rusage before;
  struct rusage after;
  FILE *stream = fopen (g_file_peek_path (file), "w");
  guint n = 0;

  for (guint i = 0; i < 400000; i++)
    fprintf (stream, "%099u\n", i);
  fclose (stream);

  getrusage (RUSAGE_SELF, &before);
  input = make_input (file, NULL);
  while (manicule_format_input_next_line (input, &line, &error))
    n++;
  getrusage (RUSAGE_SELF, &after);
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 400000);
  /* 40 MB were read; sanitizers take some of their own. */
  g_assert_cmpint (after.ru_maxrss - before.ru_maxrss, <, 12 * 1024);
}

static goffset last_done;

static void
note_progress (goffset  done,
               goffset  total,
               gpointer data)
{
  g_assert_cmpint (done, >, last_done);
  g_assert_cmpint (total, ==, *(goffset *) data);
  last_done = done;
}

/* Progress is told in bytes and ends at all of them. */
static void
test_input_progress (void)
{
  g_autoptr(TestFolder) folder = test_folder_new ();
  g_autofree char *contents = g_strnfill (3 * 1024 * 1024, '\n');
  g_autoptr(GFile) file = test_folder_write (folder, "file", contents, -1);
  g_autoptr(ManiculeFormatInput) input = make_input (file, NULL);
  ManiculeFormatLine line;
  goffset size = 3 * 1024 * 1024;

  last_done = 0;
  manicule_format_input_set_progress (input, note_progress, &size);
  while (manicule_format_input_next_line (input, &line, NULL))
    ;
  g_assert_cmpint (last_done, ==, size);
}

/* --- files --- */

/* Whole files are read as they are; what is not a regular file is refused without waiting for it. */
static void
test_input_bytes (void)
{
  g_autoptr(TestFolder) folder = test_folder_new ();
  g_autoptr(GFile) file = test_folder_write (folder, "file", "a\0b", 3);
  g_autoptr(GFile) pipe_file = test_folder_get (folder, "pipe");
  g_autoptr(GFile) missing = test_folder_get (folder, "missing");
  g_autoptr(GFile) folder_file = test_folder_get (folder, "");
  g_autoptr(ManiculeFormatInput) input = make_input (file, NULL);
  g_autoptr(ManiculeFormatInput) pipe_input = make_input (pipe_file, NULL);
  g_autoptr(ManiculeFormatInput) missing_input = make_input (missing, NULL);
  g_autoptr(ManiculeFormatInput) folder_input = make_input (folder_file, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = manicule_format_input_read_bytes (input, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "a\0b", 3);

  g_assert_cmpint (mkfifo (g_file_peek_path (pipe_file), 0600), ==, 0);
  g_assert_null (manicule_format_input_read_bytes (pipe_input, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE);
  g_clear_error (&error);

  g_assert_null (manicule_format_input_read_bytes (missing_input, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_null (manicule_format_input_read_bytes (folder_input, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE);
}

/* Files beside the one that is read are found by name, but no name and no link leads out of the folder. */
static void
test_input_sibling (void)
{
  static const char * const unsafe[] = { "", ".", "..", "../x", "a/b", "/etc/passwd" };
  g_autoptr(TestFolder) folder = test_folder_new ();
  g_autoptr(GFile) file = test_folder_write (folder, "a.ann", "", -1);
  g_autoptr(GFile) text = test_folder_write (folder, "a.txt", "Text.", -1);
  g_autoptr(GFile) link_file = test_folder_get (folder, "link.txt");
  g_autoptr(ManiculeFormatInput) input = make_input (file, NULL);
  g_autoptr(GFile) sibling = manicule_format_input_get_sibling (input, "a.txt");
  g_autoptr(GFile) linked = manicule_format_input_get_sibling (input, "link.txt");
  g_autoptr(ManiculeText) read = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_equal (sibling, text));
  read = manicule_format_input_read_text (input, sibling, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (manicule_text_get_data (read), ==, "Text.");

  g_assert_cmpint (symlink ("/etc/passwd", g_file_peek_path (link_file)), ==, 0);
  g_assert_null (manicule_format_input_read_bytes (input, linked, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE);

  for (guint i = 0; i < G_N_ELEMENTS (unsafe); i++)
    g_assert_null (manicule_format_input_get_sibling (input, unsafe[i]));
}

/* An option is what was chosen, else the default. */
static void
test_input_option (void)
{
  g_autoptr(GFile) file = g_file_new_for_path ("x");
  g_autoptr(ManiculeSchema) schema = manicule_schema_new ();
  g_autoptr(GHashTable) chosen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(ManiculeFormatInput) input = manicule_format_input_new (&format, file, chosen, schema, NULL, NULL);

  g_assert_cmpstr (manicule_format_input_get_option (input, "strict"), ==, "no");
  g_hash_table_insert (chosen, (gpointer) "strict", (gpointer) "yes");
  g_assert_cmpstr (manicule_format_input_get_option (input, "strict"), ==, "yes");
}

/* --- findings --- */

/* Without a list the first error fails, with file and line, and nothing less does. */
static void
test_input_report (void)
{
  g_autoptr(GFile) file = g_file_new_for_path ("/x/name.txt");
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autoptr(ManiculeFormatInput) strict = make_input (file, NULL);
  g_autoptr(ManiculeFormatInput) input = make_input (file, findings);
  g_autoptr(GError) error = NULL;

  g_assert_true (manicule_format_input_report (strict, MANICULE_FINDING_WARNING, "a", 1, &error, "odd"));
  g_assert_no_error (error);
  g_assert_false (manicule_format_input_report (strict, MANICULE_FINDING_ERROR, "a", 7, &error, "bad %s", "thing"));
  g_assert_error (error, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_DAMAGED);
  g_assert_cmpstr (error->message, ==, "name.txt:7: bad thing");
  g_clear_error (&error);

  g_assert_true (manicule_format_input_report (input, MANICULE_FINDING_ERROR, "a", 7, &error, "bad"));
  g_assert_true (manicule_format_input_report_in (input, "other.txt", MANICULE_FINDING_ERROR, "b", 0, &error, "bad"));
  g_assert_no_error (error);
  g_assert_cmpuint (manicule_findings_get_n_errors (findings), ==, 2);
  g_assert_cmpstr (manicule_findings_get (findings, 0)->file, ==, "name.txt");
  g_assert_cmpstr (manicule_findings_get (findings, 1)->file, ==, "other.txt");
}

/* A file with an error in every line does not fill the memory with findings. */
static void
test_input_many_findings (void)
{
  g_autoptr(GFile) file = g_file_new_for_path ("/x/name.txt");
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autoptr(ManiculeFormatInput) input = make_input (file, findings);

  for (guint i = 1; i <= 100000; i++)
    g_assert_true (manicule_format_input_report (input, MANICULE_FINDING_ERROR, "a", i, NULL, "bad"));
  g_assert_cmpuint (manicule_findings_get_n (findings), ==, 5001);
  g_assert_cmpstr (manicule_findings_get (findings, 5000)->code, ==, "more-findings");
}

/* --- ids --- */

static const struct
{
  const char *file_name;
  const char *id;
} id_cases[] = {
  { "004_3a02.txt", "004_3a02" },
  { "/some/where/004.ann", "004" },
  { "no-suffix", "no-suffix" },
  { "two.dots.txt", "two.dots" },
  { "Ünïcode 東京.txt", "Ünïcode 東京" },
  { "a:b*c?.txt", "a-b-c" },
  { "tab\tand\nline.txt", "tab-and-line" },
  { ".hidden", "hidden" },
  { "...", "article" },
  { "  spaces  .txt", "spaces" },
  { "\xff\xfe.txt", "article" },
  { "turn\xe2\x80\xae" "ed.txt", "turn-ed" },
};

/* Ids from file names are safe, and what is safe stays as it is. */
static void
test_input_ids (void)
{
  g_autofree char *long_name = g_strnfill (300, 'n');
  g_autofree char *other_name = g_strconcat (long_name, "m", NULL);
  g_autofree char *long_id = manicule_format_document_id (long_name);
  g_autofree char *other_id = manicule_format_document_id (other_name);

  for (guint i = 0; i < G_N_ELEMENTS (id_cases); i++)
    {
      g_autofree char *id = manicule_format_document_id (id_cases[i].file_name);
      g_autofree char *again = manicule_format_document_id (id);

      if (!g_str_equal (id_cases[i].file_name, "\xff\xfe.txt"))
        g_assert_cmpstr (id, ==, id_cases[i].id);
      g_assert_true (manicule_format_document_id_is_safe (id));
    }

  g_assert_true (manicule_format_document_id_is_safe (long_id));
  g_assert_cmpstr (long_id, !=, other_id);
  g_assert_false (manicule_format_document_id_is_safe (NULL));
  g_assert_false (manicule_format_document_id_is_safe (""));
  g_assert_false (manicule_format_document_id_is_safe (".."));
  g_assert_false (manicule_format_document_id_is_safe ("a/b"));
  g_assert_false (manicule_format_document_id_is_safe (long_name));
}

/* --- sets --- */

/* Circles and loose ends among relations go, with all that leans on them, in a time that grows with their number. */
static void
test_input_fill_set (void)
{
  const guint n = 50000;
  g_autoptr(GFile) file = g_file_new_for_path ("/x/name.txt");
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autoptr(ManiculeFormatInput) input = make_input (file, findings);
  g_autoptr(ManiculeText) text = manicule_text_new_from_string ("0123456789");
  g_autoptr(ManiculeAnnotationSet) set = manicule_annotation_set_new ("a", "", text);
  g_autoptr(GPtrArray) annotations = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GError) error = NULL;

  test_add_span (annotations, "s1", "X", 0, 3);
  test_add_span (annotations, "s2", "X", 3, 10);
  test_add_span (annotations, "s1", "X", 4, 5);
  test_add_span (annotations, "s3", "X", 4, 11);
  g_ptr_array_add (annotations, manicule_annotation_new_relation ("good", "to", "s1", "s2"));
  g_ptr_array_add (annotations, manicule_annotation_new_relation ("better", "to", "good", "good"));
  g_ptr_array_add (annotations, manicule_annotation_new_relation ("self", "to", "self", "s1"));
  /* A chain that hangs on the span that was left out. */
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("r%u", i);
      g_autofree char *next = i + 1 < n ? g_strdup_printf ("r%u", i + 1) : g_strdup ("s3");

      g_ptr_array_add (annotations, manicule_annotation_new_relation (id, "to", "s1", next));
    }

  g_assert_true (manicule_format_input_fill_set (input, set, annotations, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (set)), ==, 4);
  g_assert_nonnull (manicule_annotation_set_find (set, "better"));
  g_assert_cmpstr (manicule_findings_get (findings, 0)->code, ==, "duplicate-id");
  g_assert_cmpstr (manicule_findings_get (findings, 1)->code, ==, "range-outside-text");
  g_assert_cmpstr (manicule_findings_get (findings, 2)->code, ==, "relation-end-missing");
}

typedef struct
{
  const char *encoding;
  const char *mark;
} Utf16Case;

static const Utf16Case utf16_cases[] = { { "UTF-16LE", "\xff\xfe" }, { "UTF-16BE", "\xfe\xff" } };

/* A file in UTF-16 is read as if it were UTF-8, also from the beginning again, and that is said once. */
static void
test_input_utf16 (gconstpointer data)
{
  const Utf16Case *expected = data;
  g_autoptr(TestFolder) folder = test_folder_new ();
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autoptr(GError) error = NULL;
  gsize length;
  g_autofree char *encoded = g_convert ("Ida 😀\r\nleft", -1, expected->encoding, "UTF-8", NULL, &length, &error);
  g_autoptr(GString) bytes = g_string_new_len (expected->mark, 2);
  g_autoptr(GFile) file = NULL;
  g_autoptr(ManiculeFormatInput) input = NULL;
  ManiculeFormatLine line;

  g_assert_no_error (error);
  g_string_append_len (bytes, encoded, (gssize) length);
  file = test_folder_write (folder, "a.csv", bytes->str, (gssize) bytes->len);
  input = make_input (file, findings);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (manicule_format_input_next_line (input, &line, &error));
      g_assert_cmpstr (line.data, ==, "Ida 😀");
      g_assert_cmpstr (line.eol, ==, "\r\n");
      g_assert_true (manicule_format_input_next_line (input, &line, &error));
      g_assert_cmpstr (line.data, ==, "left");
      g_assert_true (manicule_format_input_rewind (input, &error));
      g_assert_no_error (error);
    }
  g_assert_cmpuint (manicule_findings_get_n (findings), ==, 1);
  g_assert_cmpstr (manicule_findings_get (findings, 0)->code, ==, "encoding-detected");
}

/* Half a character at the end is an error with the name of the file. */
static void
test_input_utf16_cut (void)
{
  g_autoptr(TestFolder) folder = test_folder_new ();
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autoptr(GFile) file = test_folder_write (folder, "a.csv", "\xff\xfe" "a\0\x3d\xd8", 6);
  g_autoptr(ManiculeFormatInput) input = make_input (file, findings);
  g_autoptr(GError) error = NULL;
  ManiculeFormatLine line;

  g_assert_false (manicule_format_input_next_line (input, &line, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "a.csv"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (line_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/input/lines/%s", line_cases[i].name);

      g_test_add_data_func (path, &line_cases[i], test_input_lines);
    }
  g_test_add_data_func ("/input/utf16/little", &utf16_cases[0], test_input_utf16);
  g_test_add_data_func ("/input/utf16/big", &utf16_cases[1], test_input_utf16);
  g_test_add_func ("/input/utf16/cut", test_input_utf16_cut);
  g_test_add_func ("/input/streams", test_input_streams);
  g_test_add_func ("/input/long-lines", test_input_long_lines);
  g_test_add_func ("/input/line-limit", test_input_line_limit);
  g_test_add_func ("/input/progress", test_input_progress);
  g_test_add_func ("/input/bytes", test_input_bytes);
  g_test_add_func ("/input/sibling", test_input_sibling);
  g_test_add_func ("/input/option", test_input_option);
  g_test_add_func ("/input/report", test_input_report);
  g_test_add_func ("/input/many-findings", test_input_many_findings);
  g_test_add_func ("/input/ids", test_input_ids);
  g_test_add_func ("/input/fill-set", test_input_fill_set);

  return g_test_run ();
}
