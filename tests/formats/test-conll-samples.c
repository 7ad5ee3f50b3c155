/* test-conll-samples.c: files of tags from elsewhere, counted in another way, read, and written again as they were
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "standoff-testing.h"

#include <stdlib.h>
#include <string.h>

typedef struct
{
  const char *path;
  const char *options;    /* to write it as it was */
  const char *counter;    /* how the counter is called: column and separator; a second column after a comma */
  gboolean    is_iob2;    /* NLTK must count the same */
  const char *surplus;    /* what the file has at its end and ours has not */
  const char *missing;    /* what ours has and the file has not */
} Sample;

/* Everything else is equal, byte for byte. */
static const Sample samples[] = {
  { "samples/conll-columns/conll2003-iob1.conll", "scheme=iob1,docstart=no", "4 space", FALSE, "", "" },
  { "samples/conll-columns/germeval2014_test.conll", "docstart=no", "3 tab,4 tab", TRUE, "", "" },
  { "samples/conll-columns/labeling.trailing.conll", "docstart=no", "2 tab", TRUE, "\n", "" },
  { "samples/conll-columns/ner-sent-per-line.iob", "docstart=no", "3 pipe", TRUE, "", "" },
  { "samples/conll-columns/ner-token-per-line-conll2003.iob", "docstart=yes", "4 space", TRUE, "", "" },
  { "samples/conll-columns/space-after-column.txt", "docstart=no", "2 space", TRUE, "", "\n\n" },
  { "corpora/wnut17/emerging.dev.conll", "docstart=no", "2 tab", TRUE, "", "" },
  { "corpora/wnut17/emerging.test.annotated", "docstart=no", "2 tab", TRUE, "", "" },
  { "corpora/wnut17/wnut17train.conll", "docstart=no", "2 tab", TRUE, "", "" },
};

static void
add_counts (GHashTable *counts,
            const char *output)
{
  g_auto(GStrv) lines = g_strsplit (output, "\n", -1);

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      char *space = strrchr (lines[i], ' ');
      guint n = (guint) atoi (space + 1);

      *space = '\0';
      n += GPOINTER_TO_UINT (g_hash_table_lookup (counts, lines[i]));
      g_hash_table_replace (counts, g_strdup (lines[i]), GUINT_TO_POINTER (n));
    }
}

/* By the script, which knows nothing of our code: label to number. */
static GHashTable *
count_by_script (const char *path,
                 const char *counter,
                 gboolean    is_iob2)
{
  g_autofree char *script = g_build_filename (g_getenv ("MANICULE_SOURCE"), "tests", "formats", "conll-count.py", NULL);
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto(GStrv) calls = g_strsplit (counter, ",", -1);

  for (guint i = 0; calls[i] != NULL; i++)
    {
      g_auto(GStrv) words = g_strsplit (calls[i], " ", 2);
      const char *arguments[] = { "python3", script, path, words[0], words[1], is_iob2 ? "--nltk" : NULL, NULL };
      g_autofree char *output = NULL;
      g_autofree char *faults = NULL;
      g_autoptr(GError) error = NULL;
      int status;

      g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, &faults, &status, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (faults, ==, "");
      g_assert_cmpint (status, ==, 0);
      add_counts (counts, output);
    }

  return counts;
}

static GHashTable *
count_spans (StandoffReading *reading)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < reading->documents->len; i++)
    {
      ManiculeAnnotationSet *set = standoff_get_set (reading, i);

      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (set)); j++)
        {
          const char *label = manicule_annotation_get_label (manicule_annotation_set_get (set, j));
          guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, label)) + 1;

          g_hash_table_replace (counts, g_strdup (label), GUINT_TO_POINTER (n));
        }
    }

  return counts;
}

static void
assert_same_counts (GHashTable *ours,
                    GHashTable *theirs)
{
  GHashTableIter iter;
  gpointer label, n;

  g_assert_cmpuint (g_hash_table_size (ours), ==, g_hash_table_size (theirs));
  g_hash_table_iter_init (&iter, theirs);
  while (g_hash_table_iter_next (&iter, &label, &n))
    {
      g_test_message ("%s: %u", (char *) label, GPOINTER_TO_UINT (n));
      g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (ours, label)), ==, GPOINTER_TO_UINT (n));
    }
}

/* As many entities of each label as another way of counting finds, none of them with a fault. */
static void
test_counts (gconstpointer data)
{
  const Sample *sample = data;
  g_autofree char *path = standoff_find_shared (sample->path);
  g_autoptr(StandoffReading) reading = NULL;
  g_autoptr(GHashTable) ours = NULL;
  g_autoptr(GHashTable) theirs = NULL;
  g_autofree char *faults = NULL;

  if (path == NULL)
    return;

  standoff_assert_recognised ("conll", path);
  reading = standoff_read ("conll", path, NULL);
  g_assert_no_error (reading->error);
  faults = standoff_list_faults (reading);
  g_assert_cmpstr (faults, ==, "");

  ours = count_spans (reading);
  theirs = count_by_script (path, sample->counter, sample->is_iob2);
  g_assert_cmpuint (g_hash_table_size (theirs), >, 0);
  assert_same_counts (ours, theirs);
}

/* The file comes out as it went in. */
static void
test_again (gconstpointer data)
{
  const Sample *sample = data;
  g_autofree char *path = standoff_find_shared (sample->path);
  g_autofree char *options = g_strconcat ("columns=source,", sample->options, NULL);
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autofree char *place = g_build_filename (folder, "out.conll", NULL);
  g_autoptr(StandoffReading) reading = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *expected = NULL;
  g_autoptr(GError) error = NULL;

  if (path == NULL)
    return;

  reading = standoff_read ("conll", path, NULL);
  standoff_write ("conll", reading, options, place, &error);
  g_assert_no_error (error);

  g_assert_true (g_file_get_contents (path, &before, NULL, NULL));
  after = standoff_get (folder, "out.conll");
  g_assert_true (g_str_has_suffix (before, sample->surplus));
  before[strlen (before) - strlen (sample->surplus)] = '\0';
  expected = g_strconcat (before, sample->missing, NULL);
  g_assert_cmpstr (after, ==, expected);
}

static void
assert_written (StandoffReading *reading,
                const char      *options,
                const char      *counter,
                gboolean         is_iob2)
{
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autofree char *place = g_build_filename (folder, "out.conll", NULL);
  g_autoptr(GHashTable) ours = count_spans (reading);
  g_autoptr(GHashTable) theirs = NULL;

  g_assert_true (standoff_write ("conll", reading, options, place, NULL));
  theirs = count_by_script (place, counter, is_iob2);
  assert_same_counts (ours, theirs);
}

/* The counter counts the same in what is written in each scheme, and NLTK in what is written without any choice. */
static void
test_schemes (gconstpointer data)
{
  const Sample *sample = data;
  static const char * const schemes[] = { "iob1", "iob2", "bioes", "bilou" };
  g_autofree char *path = standoff_find_shared (sample->path);
  g_autoptr(StandoffReading) reading = NULL;

  if (path == NULL)
    return;

  reading = standoff_read ("conll", path, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      g_autofree char *options = g_strdup_printf ("scheme=%s,columns=two,separator=tab", schemes[i]);

      assert_written (reading, options, "2 tab", g_str_equal (schemes[i], "iob2"));
    }
  assert_written (reading, NULL, "4 space", TRUE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *name = g_path_get_basename (samples[i].path);
      g_autofree char *counts = g_strconcat ("/conll/samples/counts/", name, NULL);
      g_autofree char *again = g_strconcat ("/conll/samples/again/", name, NULL);
      g_autofree char *schemes = g_strconcat ("/conll/samples/schemes/", name, NULL);

      g_test_add_data_func (counts, &samples[i], test_counts);
      g_test_add_data_func (again, &samples[i], test_again);
      if (g_str_has_prefix (samples[i].path, "corpora/"))
        g_test_add_data_func (schemes, &samples[i], test_schemes);
    }

  return g_test_run ();
}
