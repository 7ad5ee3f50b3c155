/* test-json-written.c: what is written for annotation tools, checked by a script that knows nothing of our code
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "format-helpers.h"

typedef struct
{
  const char *format;
  const char *member;  /* (nullable): the file to look at, where a folder is written */
  gboolean    single;  /* it holds the first article only */
} Case;

static const Case cases[] = {
  { "doccano", NULL },
  { "label-studio", "tasks.json" },
  { "labelbuddy", NULL },
  { "prodigy", NULL },
  { "spacy", NULL },
  { "argilla", NULL },
  { "huggingface", NULL },
  { "web-annotation", "first.jsonld", TRUE },
  { "bdoc", "first.bdocjs", TRUE },
  { "cas-json", "first.json", TRUE },
};

/* Everything that makes units differ, before, within and behind spans that lie in one another and cross. */
static const char first_text[] =
  "PYONGYANG — Minister Ines Halloran 👩‍👩‍👧‍👦 met 𠀀𠀁 traders.\r\n\r\n“anti-US talk,” said كاتب عربي; résumé e\xcc\x81.\n\tLast \\line\\ \"of\" all";

static const struct { const char *label; guint start; guint end; } first_spans[] = {
  { "GPE", 0, 9 }, { "PER", 12, 34 }, { "ROLE", 12, 20 }, { "PER", 21, 34 }, { "EVENT", 21, 46 }, { "GROUP", 35, 42 },
  { "GPE", 47, 48 }, { "GPE", 47, 49 }, { "EVENT", 47, 72 }, { "Person or \"group\"", 85, 89 }, { "PER", 85, 93 }, { "TAIL", 99, 112 },
};

static ManiculeDocument *
make_first (void)
{
  g_autoptr(GPtrArray) annotations = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < G_N_ELEMENTS (first_spans); i++)
    {
      g_autofree char *id = g_strdup_printf ("s%u", i);

      test_add_span (annotations, id, first_spans[i].label, first_spans[i].start, first_spans[i].end);
    }
  g_ptr_array_add (annotations, manicule_annotation_new_relation ("r1", "met", "s1", "s5"));
  g_ptr_array_add (annotations, manicule_annotation_new_document ("d1", "news"));

  return test_document_new ("first", first_text, annotations);
}

static void
export_to (const char *format,
           GPtrArray  *documents,
           GFile      *place)
{
  g_autoptr(ManiculeSchema) schema = manicule_schema_new ();
  g_autoptr(ManiculeLossReport) report = NULL;
  g_autoptr(GError) error = NULL;
  ManiculeExport export;

  test_export_init (&export, manicule_formats_find (format), documents, schema);
  report = manicule_export_run (&export, place, NULL, &error);
  g_assert_no_error (error);
}

static void
run_script (const char *format,
            const char *written,
            const char *expected)
{
  g_autofree char *script = g_build_filename (g_getenv ("MANICULE_SOURCE"), "tests", "formats", "json-written.py", NULL);
  const char *arguments[] = { "python3", script, format, written, expected, NULL };
  g_autofree char *faults = NULL;
  g_autoptr(GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, &faults, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (faults, ==, "");
  g_assert_cmpint (status, ==, 0);
}

/* The file fits the schema of its format, and each span covers what it should, counted in another way. */
static void
test_written (gconstpointer data)
{
  const Case *test = data;
  g_autoptr(TestFolder) folder = test_folder_new ();
  g_autoptr(GFile) place = test_folder_get (folder, "written");
  g_autoptr(GFile) expected = test_folder_get (folder, "expected.jsonl");
  g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *written = g_build_filename (g_file_peek_path (place), test->member, NULL);

  g_ptr_array_add (documents, make_first ());
  if (!test->single)
    g_ptr_array_add (documents, test_document_new ("second", "Nothing is said of this.\n", NULL));
  export_to (test->format, documents, place);
  export_to ("jsonl", documents, expected);

  run_script (test->format, written, g_file_peek_path (expected));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/json-written/%s", cases[i].format);

      g_test_add_data_func (path, &cases[i], test_written);
    }

  return g_test_run ();
}
