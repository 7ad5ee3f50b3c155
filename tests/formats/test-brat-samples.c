/* test-brat-samples.c: files of brat and of others, read and written again as they were
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "standoff-testing.h"

typedef struct
{
  const char *path;
  guint       n_spans;
  guint       n_relations;
} Sample;

/* Counted with grep and awk: text-bounds and triggers are one span each; roles, relations and links of equivalences
 * (members less one) are relations. */
static const Sample samples[] = {
  { "samples/brat/000-introduction.ann", 7, 6 },
  { "samples/brat/060-relation_annotation.ann", 10, 3 },
  { "samples/brat/100-attribute_annotation.ann", 26, 20 },
  { "samples/brat/document1.ann", 4, 3 },
  { "samples/brat/event.ann", 2, 1 },
};

static const char * const corpora[] = {
  "corpora/litbank-sample/coref-brat",
  "corpora/litbank-sample/entities-brat",
  "corpora/litbank-sample/events-brat",
};

/* Reads @path and writes it into a folder: the file must be what it was, byte for byte. */
static StandoffReading *
assert_round_trip (const char *path)
{
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autofree char *place = g_build_filename (folder, "out", NULL);
  g_autofree char *source = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *before = standoff_get (source, name);
  g_autofree char *after = NULL;
  g_autoptr(StandoffReading) reading = standoff_read ("brat", path, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_no_error (reading->error);
  g_assert_cmpuint (reading->documents->len, ==, 1);
  standoff_write ("brat", reading, NULL, place, &error);
  g_assert_no_error (error);

  after = standoff_get (place, name);
  g_assert_cmpstr (after, ==, before);

  return g_steal_pointer (&reading);
}

/* A sample gives the counted annotations and comes out as it went in. */
static void
test_sample (gconstpointer data)
{
  const Sample *sample = data;
  g_autofree char *path = standoff_find_shared (sample->path);
  g_autoptr(StandoffReading) reading = NULL;
  ManiculeAnnotationSet *set;

  if (path == NULL)
    return;

  standoff_assert_recognised ("brat", path);
  reading = assert_round_trip (path);
  set = standoff_get_set (reading, 0);
  g_assert_cmpuint (manicule_annotation_set_get_n (set, MANICULE_ANNOTATION_SPAN), ==, sample->n_spans);
  g_assert_cmpuint (manicule_annotation_set_get_n (set, MANICULE_ANNOTATION_RELATION), ==, sample->n_relations);
}

static guint
count_textbounds (const char *path)
{
  g_autofree char *data = NULL;
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &data, NULL, NULL));
  for (const char *p = data; *p != '\0'; p++)
    n += *p == 'T' && (p == data || p[-1] == '\n');

  return n;
}

/* Every file of a corpus gives a span for each text-bound, and comes out as it went in. */
static void
test_corpus (gconstpointer data)
{
  g_autofree char *folder = standoff_find_shared (data);
  g_autoptr(GDir) dir = NULL;
  guint n_files = 0;
  const char *name;

  if (folder == NULL)
    return;

  dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr(StandoffReading) reading = NULL;
      ManiculeAnnotationSet *set;

      if (!g_str_has_suffix (name, ".ann"))
        continue;

      reading = assert_round_trip (path);
      set = standoff_get_set (reading, 0);
      n_files++;
      g_assert_cmpuint (manicule_annotation_set_get_n (set, MANICULE_ANNOTATION_SPAN), ==, count_textbounds (path));
    }

  g_assert_cmpuint (n_files, ==, 6);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *name = g_path_get_basename (samples[i].path);
      g_autofree char *path = g_strconcat ("/brat/sample/", name, NULL);

      g_test_add_data_func (path, &samples[i], test_sample);
    }
  for (guint i = 0; i < G_N_ELEMENTS (corpora); i++)
    {
      g_autofree char *name = g_path_get_basename (corpora[i]);
      g_autofree char *path = g_strconcat ("/brat/corpus/", name, NULL);

      g_test_add_data_func (path, corpora[i], test_corpus);
    }

  return g_test_run ();
}
