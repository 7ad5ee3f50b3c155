/* test-conll-export.c: documents made by chance, exported with every choice of options, and files that mean harm
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "format-helpers.h"
#include "standoff-testing.h"

#include <glib/gstdio.h>
#include <string.h>

#define N_DOCUMENTS 6
#define MEGABYTE (1024 * 1024)

static const char * const choices[][4] = {
  { "scheme", "iob1", "iob2", "bioes" },
  { "separator", "space", "tab", NULL },
  { "columns", "four", "two", "source" },
  { "docstart", "yes", "no", NULL },
  { "nested", "yes", "no", NULL },
  { "comments", "yes", "no", NULL },
};

static guint
count_choices (guint option)
{
  return choices[option][3] != NULL ? 3 : 2;
}

/* The options of that number among all combinations, some of which have four schemes. */
static GHashTable *
make_options (guint number)
{
  GHashTable *options = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      g_hash_table_insert (options, (gpointer) choices[i][0], (gpointer) choices[i][1 + number % count_choices (i)]);
      number /= count_choices (i);
    }
  if (number % 2 == 1)
    g_hash_table_insert (options, (gpointer) "scheme", (gpointer) "bilou");

  return options;
}

/* The export reads back what it wrote and compares. */
static void
export_with (GPtrArray  *documents,
             GHashTable *options)
{
  g_autoptr(TestFolder) folder = test_folder_new ();
  g_autoptr(GFile) place = test_folder_get (folder, "out.conll");
  g_autoptr(ManiculeSchema) schema = test_make_schema ();
  g_autoptr(ManiculeLossReport) report = NULL;
  g_autoptr(GError) error = NULL;
  ManiculeExport export;

  test_export_init (&export, manicule_formats_find ("conll"), documents, schema);
  export.options = options;
  report = manicule_export_run (&export, place, NULL, &error);
  g_assert_no_error (error);
}

static void
test_options (void)
{
  guint n = 1;

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    n *= count_choices (i);

  for (guint number = 0; number < n; number++)
    {
      g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr(GHashTable) options = make_options (number);

      g_ptr_array_add (documents, test_make_document ("everything"));
      g_ptr_array_add (documents, test_document_new ("empty", "", NULL));
      for (guint i = 2; i < N_DOCUMENTS; i++)
        {
          g_autofree char *id = g_strdup_printf ("%03u", i);

          g_ptr_array_add (documents, test_random_document (id, (guint) g_test_rand_int_range (0, 20)));
        }
      export_with (documents, options);
    }
}

/* What was read from such files goes through every combination as well. */
static void
test_read_options (void)
{
  static const char * const files[] = {
    "Ada NNP I-NP B-PER\nmet VBD I-VP O\n\nBo NNP I-NP B-PER\n\n",
    "New York\tB-LOC\nU.S.-led\tO\n\n",
    "# text = Ada met Bo.\n1\tAda\tB-PER\tO\n2\tmet\tO\tO\n3\tBo\tB-PER\tB-X\n4\t.\tO\tO\n\n",
    "It O +\nGerman B-LOC -\n- O -\nowned O +\n\n",
    "Ada|NNP|B-PER met|VBD|O\nBo|NNP|B-PER\n",
    "TOKEN\tNE-COARSE-LIT\tNE-COARSE-METO\tNEL-LIT\tMISC\n# document_id = a\nAda\tB-pers\tO\tNIL\tNoSpaceAfter\n,\tO\tB-org\t_\t_\n"
    "Bo\tB-pers\tO\t_\t_\n\n# language = en\n# document_id = b\nIt\tO\tO\t_\t_\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    for (guint number = 0; number < 288; number += 31)
      {
        g_autoptr(StandoffFolder) folder = standoff_make_folder ();
        g_autofree char *path = standoff_put (folder, "some.conll", files[i], -1);
        g_autoptr(StandoffReading) reading = standoff_read ("conll", path, NULL);
        g_autoptr(GHashTable) options = make_options (number);

        g_assert_no_error (reading->error);
        export_with (reading->documents, options);
      }
}

/* The columns of HIPE have names, by which a file is known whatever it is called, and which come out again with all of
 * them. */
static void
test_names (void)
{
  static const char file[] = "TOKEN\tNE-COARSE-LIT\tNE-FINE-LIT\tNE-NESTED\tNEL-LIT\tMISC\n"
                             "# hipe2022:date = 1803-02-11\n"
                             "Port\tB-loc\tB-loc.adm\tO\tQ1\tEndOfLine\n"
                             "Ellen\tI-loc\tI-loc.adm\tO\tQ1\tNoSpaceAfter|EndOfSentence\n"
                             ".\tO\tO\t_\t_\t_\n\n";
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autofree char *path = standoff_put (folder, "HIPE-2022-en.tsv", file, -1);
  g_autofree char *place = g_build_filename (folder, "out.tsv", NULL);
  g_autofree char *written = NULL;
  g_autoptr(StandoffReading) reading = standoff_read ("conll", path, NULL);
  g_autoptr(GError) error = NULL;

  standoff_assert_recognised ("conll", path);
  standoff_assert_no_faults (reading);
  standoff_write ("conll", reading, "columns=source,separator=tab,docstart=no", place, &error);
  g_assert_no_error (error);
  written = standoff_get (folder, "out.tsv");
  g_assert_cmpstr (written, ==, file);
}

/* Comments of any form come out where they stood, be they rules or headings, and are taken for no names. */
static void
test_comments (void)
{
  static const char file[] = "#=TOKEN of the day\n#=====\nAda NNP I-NP B-PER\n\n#=== Chapter 2 ===\nBo NNP I-NP B-PER\n\n";
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autofree char *path = standoff_put (folder, "some.conll", file, -1);
  g_autofree char *place = g_build_filename (folder, "out.conll", NULL);
  g_autofree char *written = NULL;
  g_autoptr(StandoffReading) reading = standoff_read ("conll", path, NULL);
  g_autoptr(GError) error = NULL;

  standoff_assert_no_faults (reading);
  standoff_write ("conll", reading, "columns=source,separator=space,docstart=no", place, &error);
  g_assert_no_error (error);
  written = standoff_get (folder, "out.conll");
  g_assert_cmpstr (written, ==, file);
}

/* A line of HIPE that was cut off has its tag where the others have it. */
static void
test_names_cut (void)
{
  static const char file[] = "TOKEN\tNE-COARSE-LIT\tNE-COARSE-METO\tNEL-LIT\tMISC\nIn\tO\tO\t_\t_\nParis\tB-loc\t_\nit\tO\tO\t_\t_\n";
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autofree char *path = standoff_put (folder, "HIPE-2022-en.tsv", file, -1);
  g_autoptr(StandoffReading) reading = standoff_read ("conll", path, NULL);
  ManiculeAnnotationSet *set;
  g_autoptr(ManiculeAnnotation) span = NULL;

  g_assert_no_error (reading->error);
  set = standoff_get_set (reading, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (set)), ==, 1);
  span = g_list_model_get_item (G_LIST_MODEL (set), 0);
  g_assert_cmpstr (manicule_annotation_get_label (span), ==, "loc");
}

/* What is in no token, since it is not seen or stands on nothing, is no difference; every range of such a text, also of
 * nothing else, can be exported. */
static void
test_unseen (void)
{
  static const char * const unseen[] = {
    "\u200b", "\u200d", "\ufeff", "\u00ad", "\u202e", "\u2060", "\ufe0f", "\U000e0001", "\u0301", "\u200b\u0301", "\u2028", "\f",
  };
  static const char * const texts[] = { "%sInes saw it.", "Ines saw %s it.", "Ines s%saw it.", "Ines saw it.%s", "Ines.\n%s\nOk.", "%s" };

  for (guint i = 0; i < G_N_ELEMENTS (unseen) * G_N_ELEMENTS (texts); i++)
    {
      g_auto(GStrv) parts = g_strsplit (texts[i % G_N_ELEMENTS (texts)], "%s", -1);
      g_autofree char *text = g_strjoinv (unseen[i / G_N_ELEMENTS (texts)], parts);
      guint n = (guint) g_utf8_strlen (text, -1);

      for (guint k = 0; k < n * n; k++)
        {
          g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func (g_object_unref);
          g_autoptr(GPtrArray) annotations = g_ptr_array_new_with_free_func (g_object_unref);
          g_autoptr(GHashTable) options = make_options (k);

          if (k % n < k / n)
            test_add_span (annotations, "a", "PER", k % n, k / n);
          g_ptr_array_add (documents, test_document_new ("unseen", text, annotations));
          export_with (documents, options);
        }
    }
}

/* --- files that mean harm --- */

static const char sample[] =
  "-DOCSTART- -X- -X- O\n\n# newdoc id = a\n# text = Ada met Bo.\n1\tAda\tB-PER\tO\t+\n2\tmet\tO\tO\t+\n"
  "3\tBo\tB-PER\tI-X\t-\n4\t.\tO\tO\t+\n\n1\t\u00e9\tI-PER\tB-Y\t+\nno\n\n";

static void
read_and_write (const char *folder,
                const char *data,
                gssize      length)
{
  g_autofree char *path = standoff_put (folder, "some.conll", data, length);
  g_autofree char *place = g_build_filename (folder, "out.conll", NULL);
  g_autoptr(StandoffReading) reading = standoff_read ("conll", path, NULL);
  g_autoptr(GError) error = NULL;

  if (reading->error != NULL)
    {
      g_assert_cmpuint (reading->error->domain, ==, MANICULE_FORMAT_ERROR);
      return;
    }

  standoff_write ("conll", reading, "columns=source", place, &error);
  g_assert_no_error (error);
  g_remove (place);
}

/* A file that ends anywhere. */
static void
test_truncated (void)
{
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();

  for (gsize i = 0; i < sizeof sample; i++)
    read_and_write (folder, sample, (gssize) i);
}

/* Bytes replaced by others, some at a time. */
static void
test_damaged (void)
{
  static const char bytes[] = { '\0', '\t', ' ', '\n', '|', '#', '-', 'O', '\xff', '\xe9' };
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();

  for (guint round = 0; round < 600; round++)
    {
      g_autofree char *damaged = g_memdup2 (sample, sizeof sample);

      for (guint i = 0; i <= round % 4; i++)
        damaged[g_test_rand_int_range (0, sizeof sample - 1)] = bytes[g_test_rand_int_range (0, sizeof bytes)];
      read_and_write (folder, damaged, sizeof sample - 1);
    }
}

static char *
repeat (const char *part,
        guint       n)
{
  GString *string = g_string_sized_new (strlen (part) * n);

  for (guint i = 0; i < n; i++)
    g_string_append (string, part);

  return g_string_free_and_steal (string);
}

/* Lines of megabytes: one token, one label, many columns, many items, one sentence. */
static void
test_heavy (gconstpointer data)
{
  g_auto(GStrv) parts = g_strsplit (data, "\v", 4);
  g_autofree char *long_part = repeat (parts[2], MEGABYTE / (guint) strlen (parts[2]));
  g_autofree char *all = g_strconcat (parts[1], long_part, parts[3], NULL);
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();

  read_and_write (folder, all, -1);
}

static const char * const heavy[] = {
  "long-token\vAda B-PER\n\vx\v O\n",
  "long-label\vAda B-\vx\v\nmet O\n",
  "many-columns\vAda B-PER\nmet\v x\v\n",
  "only-columns\v\vO \v",
  "many-items\v\vAda|B-PER \v",
  "many-bars\vAda|O\nx\v|\v|O\n",
  "long-sentence\v\vAda B-PER\n\v",
  "many-documents\vAda B-PER\n\v-DOCSTART- O\n\nAda B-PER\n\v\n",
  "long-comment\vAda B-PER\n# text = \vx \v\nmet O\n",
  "long-id\v# newdoc id = \vx\v\nmet O\nx O\n",
};

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/conll/export/options", test_options);
  g_test_add_func ("/conll/export/read-options", test_read_options);
  g_test_add_func ("/conll/export/names", test_names);
  g_test_add_func ("/conll/export/names-cut", test_names_cut);
  g_test_add_func ("/conll/export/comments", test_comments);
  g_test_add_func ("/conll/export/unseen", test_unseen);
  g_test_add_func ("/conll/hostile/truncated", test_truncated);
  g_test_add_func ("/conll/hostile/damaged", test_damaged);
  for (guint i = 0; i < G_N_ELEMENTS (heavy); i++)
    {
      g_autofree char *name = g_strndup (heavy[i], strcspn (heavy[i], "\v"));
      g_autofree char *path = g_strconcat ("/conll/hostile/", name, NULL);

      g_test_add_data_func (path, heavy[i], test_heavy);
    }

  return g_test_run ();
}
