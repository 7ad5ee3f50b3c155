/* test-columns-samples.c: files of columns from elsewhere, counted in another way, read, and written again as they were
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "standoff-testing.h"

#include <string.h>

typedef struct
{
  const char *format;
  const char *path;
  const char *missing;  /* what ours has at the end and the file has not */
  const char *options;  /* (nullable): to write it by */
} Sample;

/* Everything else is equal, byte for byte. */
static const Sample samples[] = {
  { "conll2012", "samples/conll-2012-coref/GUM_news_crane.conll", "", "form=gum" },
  { "conll2012", "samples/conll-2012-coref/en-orig.conll", "\n" },
  { "conll2012", "samples/conll-2012-coref/test-doc-tueba-gold-parses.conll", "" },
  { "conllu", "samples/conllu/GUM_news_crane.conllu", "" },
  { "conllu", "samples/conllu/conllu-empty_nodes.conllu", "\n" },
  { "conllu", "samples/conllu/conllu-paragraph_and_document_boundaries.conllu", "\n" },
  { "conllu", "samples/conllu/conllu-untokenized_text.conllu", "\n" },
  { "conllu", "samples/conllu/conllu-words_and_tokens.conllu", "" },
  { "conllu", "samples/conllu/train.conllup", "\n" },
  { "webanno-tsv", "samples/webanno-tsv/testMultiTokenChain.tsv", "" },
  { "webanno-tsv", "samples/webanno-tsv/testMultiTokenStackedSpanWithFeatureValue.tsv", "" },
  { "webanno-tsv", "samples/webanno-tsv/testSentenceWithEmoji.tsv", "" },
  { "webanno-tsv", "samples/webanno-tsv/testSimpleSlotFeature.tsv", "" },
  { "webanno-tsv", "samples/webanno-tsv/testSingleTokenRelationWithMultipleFeatureValues.tsv", "" },
  { "webanno-tsv", "samples/webanno-tsv/testTokenBoundedSpanWithSpecialSymbolsValue.tsv", "" },
};

/* The same document in two formats; @ignores_labels: which the tools that made the files did not take from the same layer;
 * @ignores_space: one of them has the words alone; @ignores_relations: one of them knows none. */
typedef struct
{
  const char *first_format;
  const char *first;
  const char *second_format;
  const char *second;
  gboolean    ignores_labels;
  gboolean    ignores_space;
  gboolean    ignores_relations;
} Pair;

static const Pair pairs[] = {
  { "webanno-tsv", "samples/webanno-tsv/testMultiTokenChain.tsv", "xmi", "samples/uima-xmi/testMultiTokenChain.xmi", FALSE },
  { "webanno-tsv", "samples/webanno-tsv/testSimpleSlotFeature.tsv", "xmi", "samples/uima-xmi/testSimpleSlotFeature.xmi", FALSE },
  { "webanno-tsv", "samples/webanno-tsv/testSimpleSlotFeature.tsv", "cas-json",
    "samples/uima-json-cas/tsv3-testSimpleSlotFeature.json", FALSE },
  { "webanno-tsv", "samples/webanno-tsv/testSentenceWithEmoji.tsv", "xmi", "samples/uima-xmi/testSentenceWithEmoji.xmi", TRUE },
  { "conllu", "samples/conllu/GUM_news_crane.conllu", "conll2012", "samples/conll-2012-coref/GUM_news_crane.conll", FALSE, TRUE, TRUE },
};

/* By the script, which knows nothing of our code. */
static char *
count_by_script (const Sample *sample,
                 const char   *path)
{
  g_autofree char *script = g_build_filename (g_getenv ("MANICULE_SOURCE"), "tests", "formats", "columns-count.py", NULL);
  const char *arguments[] = { "python3", script, sample->format, path, NULL };
  g_autofree char *faults = NULL;
  g_autoptr(GError) error = NULL;
  char *output = NULL;
  int status;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, &faults, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (faults, ==, "");
  g_assert_cmpint (status, ==, 0);

  return output;
}

static void
count (GHashTable *counts,
       const char *kind,
       const char *label)
{
  char *what = label != NULL ? g_strdup_printf ("%s %s", kind, label) : g_strdup (kind);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, what)) + 1;

  g_hash_table_replace (counts, what, GUINT_TO_POINTER (n));
}

static void
count_set (GHashTable            *counts,
           ManiculeAnnotationSet *set)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (set)); i++)
    {
      ManiculeAnnotation *annotation = manicule_annotation_set_get (set, i);
      gboolean is_relation = manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_RELATION;

      count (counts, is_relation ? "relation" : "span", manicule_annotation_get_label (annotation));
      if (manicule_annotation_get_entity (annotation) != NULL)
        count (counts, "tied", NULL);
    }
}

static int
compare_keys (gconstpointer a,
              gconstpointer b)
{
  return strcmp (*(char * const *) a, *(char * const *) b);
}

static char *
count_reading (StandoffReading *reading)
{
  g_autoptr(GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) keys = NULL;
  g_autoptr(GString) lines = g_string_new (NULL);

  for (guint i = 0; i < reading->documents->len; i++)
    {
      count (counts, "articles", NULL);
      count_set (counts, standoff_get_set (reading, i));
    }

  keys = g_hash_table_get_keys_as_ptr_array (counts);
  g_ptr_array_sort (keys, compare_keys);
  for (guint i = 0; i < keys->len; i++)
    g_string_append_printf (lines, "%s %u\n", (char *) keys->pdata[i],
                            GPOINTER_TO_UINT (g_hash_table_lookup (counts, keys->pdata[i])));

  return g_strdup (lines->str);
}

/* As many articles, spans of each label, relations and ties as another way of counting finds. */
static void
test_counts (gconstpointer data)
{
  const Sample *sample = data;
  g_autofree char *path = standoff_find_shared (sample->path);
  g_autoptr(StandoffReading) reading = NULL;
  g_autofree char *ours = NULL;
  g_autofree char *theirs = NULL;

  if (path == NULL)
    return;

  standoff_assert_recognised (sample->format, path);
  reading = standoff_read (sample->format, path, NULL);
  g_assert_no_error (reading->error);
  g_assert_cmpuint (manicule_findings_get_n_errors (reading->findings), ==, 0);

  ours = count_reading (reading);
  theirs = count_by_script (sample, path);
  g_test_message ("%s", theirs);
  g_assert_cmpstr (ours, ==, theirs);
}

/* Of a format that writes a file for each article, that file. */
static char *
get_written_path (const char      *format_id,
                  StandoffReading *reading,
                  const char      *place)
{
  const ManiculeFormat *format = manicule_formats_find (format_id);
  const char *id = manicule_annotation_set_get_article_id (standoff_get_set (reading, 0));
  g_autofree char *name = g_strdup_printf ("%s.%s", id, format->suffixes[0]);

  return format->container == MANICULE_CONTAINER_FILE ? g_strdup (place) : g_build_filename (place, name, NULL);
}

static char *
get_written (const Sample    *sample,
             StandoffReading *reading,
             const char      *place)
{
  g_autofree char *path = get_written_path (sample->format, reading, place);
  char *contents = NULL;
  g_autoptr(GError) error = NULL;

  g_file_get_contents (path, &contents, NULL, &error);
  g_assert_no_error (error);

  return contents;
}

/* The file comes out as it went in. */
static void
test_again (gconstpointer data)
{
  const Sample *sample = data;
  g_autofree char *path = standoff_find_shared (sample->path);
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autofree char *place = g_build_filename (folder, "out", NULL);
  g_autoptr(StandoffReading) reading = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *expected = NULL;
  g_autoptr(GError) error = NULL;

  if (path == NULL)
    return;

  reading = standoff_read (sample->format, path, NULL);
  standoff_write (sample->format, reading, sample->options, place, &error);
  g_assert_no_error (error);

  g_assert_true (g_file_get_contents (path, &before, NULL, NULL));
  after = get_written (sample, reading, place);
  expected = g_strconcat (before, sample->missing, NULL);
  g_assert_cmpstr (after, ==, expected);
}

/* How many characters stand before an offset, or how many that are no white space. */
static guint
count_before (ManiculeAnnotationSet *set,
              guint                  offset,
              gboolean               ignores_space)
{
  ManiculeText *text = manicule_annotation_set_get_text (set);
  guint n = 0;

  for (guint i = 0; i < offset; i++)
    n += !ignores_space || !g_unichar_isspace (manicule_text_get_char (text, i));

  return n;
}

/* What an annotation says, whatever its id is. */
static void
describe (GString               *out,
          ManiculeAnnotationSet *set,
          ManiculeAnnotation    *annotation,
          const Pair            *pair)
{
  const char *entity = manicule_annotation_get_entity (annotation);
  ManiculeRange hull;

  g_string_append (out, pair->ignores_labels ? "-" : manicule_annotation_get_label (annotation));
  if (manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_SPAN)
    {
      hull = manicule_annotation_get_hull (annotation);
      g_string_append_printf (out, " %u %u %s", count_before (set, hull.start, pair->ignores_space),
                              count_before (set, hull.end, pair->ignores_space), entity != NULL ? entity : "");
      return;
    }

  g_string_append_c (out, '(');
  describe (out, set, manicule_annotation_set_find (set, manicule_annotation_get_from (annotation)), pair);
  g_string_append_c (out, ',');
  describe (out, set, manicule_annotation_set_find (set, manicule_annotation_get_to (annotation)), pair);
  g_string_append_c (out, ')');
}

static char *
describe_reading (StandoffReading *reading,
                  const Pair      *pair)
{
  ManiculeAnnotationSet *set = standoff_get_set (reading, 0);
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  char *joined;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (set)); i++)
    {
      ManiculeAnnotation *annotation = manicule_annotation_set_get (set, i);
      GString *line;

      if (manicule_annotation_get_kind (annotation) != MANICULE_ANNOTATION_SPAN && pair->ignores_relations)
        continue;
      line = g_string_new (NULL);
      describe (line, set, annotation, pair);
      g_ptr_array_add (lines, g_string_free_and_steal (line));
    }
  g_ptr_array_sort (lines, compare_keys);
  g_ptr_array_add (lines, NULL);
  joined = g_strjoinv ("\n", (char **) lines->pdata);
  g_ptr_array_set_size (lines, (int) lines->len - 1);

  return joined;
}

static char *
get_text (StandoffReading *reading,
          const Pair      *pair)
{
  ManiculeText *text = manicule_annotation_set_get_text (standoff_get_set (reading, 0));
  GString *kept = g_string_new (NULL);

  for (guint i = 0; i < manicule_text_get_n_chars (text); i++)
    if (!pair->ignores_space || !g_unichar_isspace (manicule_text_get_char (text, i)))
      g_string_append_unichar (kept, manicule_text_get_char (text, i));

  return g_string_free_and_steal (kept);
}

/* The same document gives the same text, spans, entities and relations, whatever format it is in. */
static void
test_pair (gconstpointer data)
{
  const Pair *pair = data;
  g_autofree char *first_path = standoff_find_shared (pair->first);
  g_autofree char *second_path = first_path != NULL ? standoff_find_shared (pair->second) : NULL;
  g_autoptr(StandoffReading) first = NULL;
  g_autoptr(StandoffReading) second = NULL;
  g_autofree char *first_text = NULL;
  g_autofree char *second_text = NULL;
  g_autofree char *ours = NULL;
  g_autofree char *theirs = NULL;

  if (second_path == NULL)
    return;

  first = standoff_read (pair->first_format, first_path, NULL);
  second = standoff_read (pair->second_format, second_path, NULL);
  first_text = get_text (first, pair);
  second_text = get_text (second, pair);
  g_assert_cmpstr (first_text, ==, second_text);
  ours = describe_reading (first, pair);
  theirs = describe_reading (second, pair);
  g_assert_cmpstr (ours, ==, theirs);
}

static const Sample sets[] = {
  { "webanno-tsv", "samples/webanno-tsv/testMultiTokenChain.tsv", "" },
  { "webanno-tsv", "samples/webanno-tsv/testMultiTokenStackedSpanWithFeatureValue.tsv", "" },
  { "webanno-tsv", "samples/webanno-tsv/testSentenceWithEmoji.tsv", "" },
  { "webanno-tsv", "samples/webanno-tsv/testSimpleSlotFeature.tsv", "" },
  { "webanno-tsv", "samples/webanno-tsv/testSingleTokenRelationWithMultipleFeatureValues.tsv", "" },
  { "webanno-tsv", "samples/webanno-tsv/testTokenBoundedSpanWithSpecialSymbolsValue.tsv", "" },
  { "xmi", "samples/uima-xmi/small_cas.xmi", "" },
  { "xmi", "samples/uima-xmi/testMultiTokenChain.xmi", "" },
  { "xmi", "samples/uima-xmi/testSentenceWithEmoji.xmi", "" },
  { "xmi", "samples/uima-xmi/testSimpleSlotFeature.xmi", "" },
  { "cas-json", "samples/uima-json-cas/casWithEmojiUnicodeTextAndAnnotations.json", "" },
  { "cas-json", "samples/uima-json-cas/casWithTextAndAnnotations.json", "" },
  { "cas-json", "samples/uima-json-cas/tsv3-testSimpleSlotFeature.json", "" },
  { "conllu", "samples/conllu/GUM_news_crane.conllu", "" },
};

/* What is read from a sample is the same model when it was written as any of these formats and read from there. */
static void
test_through (gconstpointer data)
{
  static const char * const formats[] = { "webanno-tsv", "xmi", "cas-json", "conllu" };
  const Pair pair = { .ignores_space = TRUE };
  const Sample *sample = data;
  g_autofree char *path = standoff_find_shared (sample->path);
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autoptr(StandoffReading) first = path != NULL ? standoff_read (sample->format, path, NULL) : NULL;
  g_autofree char *expected = NULL;

  if (path == NULL)
    return;

  expected = describe_reading (first, &pair);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *place = g_build_filename (folder, formats[i], NULL);
      g_autofree char *file = NULL;
      g_autoptr(StandoffReading) second = NULL;
      g_autofree char *found = NULL;
      g_autoptr(GError) error = NULL;

      standoff_write (formats[i], first, NULL, place, &error);
      g_assert_no_error (error);
      file = get_written_path (formats[i], first, place);
      second = standoff_read (formats[i], file, NULL);
      g_assert_no_error (second->error);
      found = describe_reading (second, &pair);
      if (!g_str_equal (found, expected))
        g_error ("%s: “%s”, not “%s”", formats[i], found, expected);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *name = g_path_get_basename (samples[i].path);
      g_autofree char *counts = g_strdup_printf ("/columns/counts/%s/%s", samples[i].format, name);
      g_autofree char *again = g_strdup_printf ("/columns/again/%s/%s", samples[i].format, name);

      g_test_add_data_func (counts, &samples[i], test_counts);
      g_test_add_data_func (again, &samples[i], test_again);
    }

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *name = g_path_get_basename (pairs[i].second);
      g_autofree char *path = g_strdup_printf ("/columns/same/%s/%s", pairs[i].second_format, name);

      g_test_add_data_func (path, &pairs[i], test_pair);
    }

  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    {
      g_autofree char *name = g_path_get_basename (sets[i].path);
      g_autofree char *path = g_strdup_printf ("/columns/through/%s/%s", sets[i].format, name);

      g_test_add_data_func (path, &sets[i], test_through);
    }

  return g_test_run ();
}
