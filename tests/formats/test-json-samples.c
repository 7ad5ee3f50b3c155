/* test-json-samples.c: JSON of other tools, counted in another way, read, and written again so that it says the same
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "standoff-testing.h"

#include <string.h>

typedef struct
{
  const char *format;
  const char *path;
  const char *options;  /* (nullable): to write it as it was */
  const char *member;   /* (nullable): the file to look at, where a folder is written */
  const char *faults;   /* the codes of what is found wrong with it, and where: "code:line code:line" */
} Sample;

static const Sample samples[] = {
  { "doccano", "samples/doccano/sequence_labeling.jsonl", "form=classic", NULL, "json-missing:3" },
  { "doccano", "samples/doccano/export-sequence_labeling.jsonl", "form=classic", NULL, "" },
  { "doccano", "samples/doccano/relation_extraction.jsonl", NULL, NULL, "" },
  { "doccano", "samples/doccano/text_classification.jsonl", "form=classification", NULL, "" },
  { "label-studio", "samples/label-studio/named_entity-annotation.json", NULL, "tasks.json", "" },
  { "label-studio", "samples/label-studio/named_entity-tasks.json", NULL, "tasks.json", "predictions-left-out:0" },
  { "label-studio", "samples/label-studio/rich_text_html-annotation.json", NULL, "tasks.json", "covered-text-differs:65" },
  { "label-studio", "samples/label-studio/export-csv_test.json", NULL, "tasks.json", "" },
  { "huggingface", "samples/huggingface/dataset_infos-wnut_17.json", NULL, NULL, "" },
  { "labelbuddy", "samples/labelbuddy/annotations.json", NULL, NULL, "text-missing:1 text-missing:1" },
  { "labelbuddy", "samples/labelbuddy/exported_docs.jsonl", NULL, NULL, "" },
  { "labelbuddy", "samples/labelbuddy/exported_labels.jsonl", NULL, NULL, "" },
  { "prodigy", "samples/prodigy/annotated_news_headlines-ORG-PERSON-LOCATION-ner.jsonl", NULL, NULL, "tasks-refused:0" },
  { "prodigy", "samples/prodigy/bio_events.jsonl", NULL, NULL, "" },
  { "spacy", "samples/spacy/ner-token-per-line.json", NULL, NULL, "" },
  { "spacy", "samples/spacy/training-data.json", NULL, NULL, "" },
};

/* Runs the script, which knows nothing of our code. */
static char *
run_script (const char *command,
            const char *format,
            const char *first,
            const char *second)
{
  g_autofree char *script = g_build_filename (g_getenv ("MANICULE_SOURCE"), "tests", "formats", "json-samples.py", NULL);
  const char *arguments[] = { "python3", script, command, format, first, second, NULL };
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

/* --- counting --- */

static void
count_one (GHashTable *counts,
           char       *key)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key));

  g_hash_table_replace (counts, key, GUINT_TO_POINTER (n + 1));
}

static void
count_set (GHashTable            *counts,
           ManiculeAnnotationSet *set)
{
  static const char * const kinds[] = { "label", "span", "relation" };

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (set)); i++)
    {
      ManiculeAnnotation *annotation = manicule_annotation_set_get (set, i);

      count_one (counts, g_strdup_printf ("%s %s", kinds[manicule_annotation_get_kind (annotation)],
                                          manicule_annotation_get_label (annotation)));
    }
}

/* "span PER 3", a line each, sorted; as the script prints it. */
static char *
print_counts (StandoffReading *reading)
{
  g_autoptr(GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) keys = NULL;
  GString *printed = g_string_new (NULL);

  for (guint i = 0; i < reading->documents->len; i++)
    {
      count_one (counts, g_strdup ("document"));
      for (guint j = 0; j < manicule_document_get_n_sets (reading->documents->pdata[i]); j++)
        count_set (counts, manicule_document_get_set (reading->documents->pdata[i], j));
    }

  keys = g_hash_table_get_keys_as_ptr_array (counts);
  g_ptr_array_sort_values (keys, (GCompareFunc) strcmp);
  for (guint i = 0; i < keys->len; i++)
    g_string_append_printf (printed, "%s %u\n", (const char *) keys->pdata[i],
                            GPOINTER_TO_UINT (g_hash_table_lookup (counts, keys->pdata[i])));

  return g_string_free_and_steal (printed);
}

static char *
list_faults (StandoffReading *reading)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < manicule_findings_get_n (reading->findings); i++)
    {
      const ManiculeFinding *finding = manicule_findings_get (reading->findings, i);

      if (finding->severity != MANICULE_FINDING_NOTE)
        g_string_append_printf (list, "%s%s:%u", list->len > 0 ? " " : "", finding->code, finding->line);
    }

  return g_string_free_and_steal (list);
}

/* As many of everything as another way of counting finds, and exactly the faults that are known. */
static void
test_counts (gconstpointer data)
{
  const Sample *sample = data;
  g_autofree char *path = standoff_find_shared (sample->path);
  g_autoptr(StandoffReading) reading = NULL;
  g_autofree char *faults = NULL;
  g_autofree char *ours = NULL;
  g_autofree char *theirs = NULL;

  if (path == NULL)
    return;

  standoff_assert_recognised (sample->format, path);
  reading = standoff_read (sample->format, path, NULL);
  g_assert_no_error (reading->error);
  faults = list_faults (reading);
  g_assert_cmpstr (faults, ==, sample->faults);

  ours = print_counts (reading);
  theirs = run_script ("count", sample->format, path, NULL);
  g_test_message ("%s", theirs);
  g_assert_cmpstr (ours, ==, theirs);
}

/* What nobody has annotated is written as something that nobody has annotated. */
static void
add_empty_sets (StandoffReading *reading)
{
  for (guint i = 0; i < reading->documents->len; i++)
    if (manicule_document_get_n_sets (reading->documents->pdata[i]) == 0)
      {
        ManiculeDocument *document = reading->documents->pdata[i];
        g_autoptr(ManiculeAnnotationSet) set =
          manicule_annotation_set_new (manicule_article_get_id (manicule_document_get_article (document)), "",
                                       manicule_document_get_text (document));

        manicule_document_add_set (document, set);
      }
}

/* What is written says what was read, to the last member. */
static void
test_again (gconstpointer data)
{
  const Sample *sample = data;
  g_autofree char *path = standoff_find_shared (sample->path);
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autofree char *place = g_build_filename (folder, "out", NULL);
  g_autofree char *written = g_build_filename (place, sample->member, NULL);
  g_autoptr(StandoffReading) reading = NULL;
  g_autofree char *output = NULL;
  g_autoptr(GError) error = NULL;

  if (path == NULL)
    return;

  reading = standoff_read (sample->format, path, NULL);
  add_empty_sets (reading);
  standoff_write (sample->format, reading, sample->options, place, &error);
  g_assert_no_error (error);
  output = run_script ("same", sample->format, path, written);
}

/* Annotations come without their text. This one has what they quote where their positions say, but for one quotation, which
 * its sample claims to be a character longer than it is, and which goes before the position. */
static char *
make_text (void)
{
  static const struct { guint place; const char *quote; } quotes[] = {
    { 124, "Troy" }, { 646, "death in battle" }, { 960, "Ithaca" },
  };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < 1100; i++)
    g_string_append_c (text, i % 10 == 9 ? '\n' : '.');
  for (guint i = 0; i < G_N_ELEMENTS (quotes); i++)
    g_string_overwrite (text, quotes[i].place, quotes[i].quote);

  return g_string_free_and_steal (text);
}

static void
test_web (void)
{
  g_autofree char *path = standoff_find_shared ("samples/w3c-web-annotation/annotations.w3c.json");
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autofree char *place = g_build_filename (folder, "out", NULL);
  g_autofree char *written = g_build_filename (place, "annotations.w3c.jsonld", NULL);
  g_autofree char *text = make_text ();
  g_autofree char *sample = NULL;
  g_autofree char *copy = NULL;
  g_autofree char *text_path = NULL;
  g_autofree char *ours = NULL;
  g_autofree char *theirs = NULL;
  g_autofree char *output = NULL;
  g_autoptr(StandoffReading) reading = NULL;
  g_autoptr(GError) error = NULL;

  if (path == NULL)
    return;

  g_assert_true (g_file_get_contents (path, &sample, NULL, NULL));
  copy = standoff_put (folder, "annotations.w3c.json", sample, -1);
  text_path = standoff_put (folder, "annotations.w3c.txt", text, -1);
  standoff_assert_recognised ("web-annotation", copy);
  reading = standoff_read ("web-annotation", copy, NULL);
  g_assert_no_error (reading->error);

  ours = print_counts (reading);
  theirs = run_script ("count", "web-annotation", copy, NULL);
  g_assert_cmpstr (ours, ==, theirs);
  g_assert_true (standoff_found (reading, "quotation-elsewhere", 0));
  standoff_assert_span (standoff_get_set (reading, 0), "d7197c87-b45d-4217-9c4f-27573030448f", "annotation", "960-966");

  standoff_write ("web-annotation", reading, NULL, place, &error);
  g_assert_no_error (error);
  output = run_script ("same", "web-annotation", copy, written);
}

/* Members that Hypothesis has in the place of a body are, beside one, members that are not known: they are kept. */
static void
test_web_members (void)
{
  static const char contents[] =
    "{\"@context\": \"http://www.w3.org/ns/anno.jsonld\", \"id\": \"#x\", \"type\": \"Annotation\", "
    "\"body\": {\"type\": \"TextualBody\", \"purpose\": \"tagging\", \"value\": \"PER\"}, "
    "\"text\": \"grain\", \"tags\": [\"mill\"], \"user\": \"bo\", \"creator\": \"ida\", "
    "\"target\": {\"source\": \"http://example.org/page\", \"selector\": {\"type\": \"TextPositionSelector\", \"start\": 0, \"end\": 3}}}";
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autofree char *text = standoff_put (folder, "page.txt", "Ida left.", -1);
  g_autofree char *path = standoff_put (folder, "page.jsonld", contents, -1);
  g_autofree char *place = g_build_filename (folder, "out", NULL);
  g_autofree char *written = NULL;
  g_autoptr(StandoffReading) reading = standoff_read ("web-annotation", path, NULL);
  g_autoptr(GError) error = NULL;

  standoff_assert_no_faults (reading);
  standoff_assert_span (standoff_get_set (reading, 0), "x", "PER", "0-3");
  g_assert_null (manicule_annotation_get_note (manicule_annotation_set_get (standoff_get_set (reading, 0), 0)));
  g_assert_cmpstr (manicule_annotation_set_get_annotator (standoff_get_set (reading, 0)), ==, "ida");

  standoff_write ("web-annotation", reading, NULL, place, &error);
  g_assert_no_error (error);
  written = standoff_get (place, "page.jsonld");
  g_assert_nonnull (strstr (written, "grain"));
  g_assert_nonnull (strstr (written, "mill"));
  g_assert_nonnull (strstr (written, "\"user\""));
}

/* A body that says nothing is none: what Hypothesis has in its place is read. */
static void
test_web_no_body (gconstpointer data)
{
  g_autofree char *contents =
    g_strdup_printf ("{\"@context\": \"http://www.w3.org/ns/anno.jsonld\", \"id\": \"#x\", \"type\": \"Annotation\", "
                     "\"body\": %s, \"text\": \"grain\", \"tags\": [\"mill\"], \"user\": \"bo\", \"target\": "
                     "{\"source\": \"http://example.org/page\", \"selector\": {\"type\": \"TextPositionSelector\", \"start\": 0, "
                     "\"end\": 3}}}", (const char *) data);
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autofree char *text = standoff_put (folder, "page.txt", "Ida left.", -1);
  g_autofree char *path = standoff_put (folder, "page.jsonld", contents, -1);
  g_autofree char *place = g_build_filename (folder, "out", NULL);
  g_autofree char *written = NULL;
  g_autoptr(StandoffReading) reading = standoff_read ("web-annotation", path, NULL);
  g_autoptr(GError) error = NULL;

  standoff_assert_no_faults (reading);
  standoff_assert_span (standoff_get_set (reading, 0), "x", "mill", "0-3");
  g_assert_cmpstr (manicule_annotation_get_note (manicule_annotation_set_get (standoff_get_set (reading, 0), 0)), ==, "grain");
  g_assert_cmpstr (manicule_annotation_set_get_annotator (standoff_get_set (reading, 0)), ==, "bo");

  standoff_write ("web-annotation", reading, NULL, place, &error);
  g_assert_no_error (error);
  written = standoff_get (place, "page.jsonld");
  g_assert_null (strstr (written, "null"));
}

/* An annotation of the standard's own, on a page that we do not have: a text of ours stands for it. */
typedef struct
{
  const char *name;
  const char *text_name;
  const char *ranges;    /* (nullable): NULL: all of the page */
} WebSample;

static const WebSample web_samples[] = {
  { "anno1.json", "page1.txt", NULL },
  { "anno23.json", "page1.txt", "16-25" },
  { "anno24.json", "ebook1.txt", "412-795" },
};

static void
assert_web_sample (StandoffReading *reading,
                   const WebSample *sample)
{
  ManiculeAnnotationSet *set = standoff_get_set (reading, 0);
  ManiculeAnnotation *annotation;

  standoff_assert_no_faults (reading);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (set)), ==, 1);
  annotation = manicule_annotation_set_get (set, 0);
  if (sample->ranges != NULL)
    standoff_assert_span (set, manicule_annotation_get_id (annotation), "annotation", sample->ranges);
  else
    g_assert_cmpint (manicule_annotation_get_kind (annotation), ==, MANICULE_ANNOTATION_DOCUMENT);
}

/* Without the page nothing comes in, and that is told; with it the annotation stands where it should, and goes out so. */
static void
test_web_sample (gconstpointer data)
{
  const WebSample *sample = data;
  g_autofree char *shared = g_strconcat ("samples/w3c-web-annotation/", sample->name, NULL);
  g_autofree char *path = standoff_find_shared (shared);
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autofree char *place = g_build_filename (folder, "out", NULL);
  g_autofree char *written = NULL;
  g_autofree char *contents = NULL;
  g_autofree char *copy = NULL;
  g_autofree char *text_path = NULL;
  g_autoptr(GString) text = g_string_new ("Here this is an anotation that has some faults.");
  g_autoptr(StandoffReading) without = NULL;
  g_autoptr(StandoffReading) reading = NULL;
  g_autoptr(StandoffReading) again = NULL;
  g_autoptr(GError) error = NULL;

  if (path == NULL)
    return;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  copy = standoff_put (folder, sample->name, contents, -1);
  without = standoff_read ("web-annotation", copy, NULL);
  g_assert_cmpuint (without->documents->len, ==, 0);
  g_assert_true (standoff_found (without, "text-missing", 1));

  while (text->len < 900)
    g_string_append (text, " More of it follows.");
  text_path = standoff_put (folder, sample->text_name, text->str, -1);
  reading = standoff_read ("web-annotation", copy, NULL);
  assert_web_sample (reading, sample);

  standoff_write ("web-annotation", reading, NULL, place, &error);
  g_assert_no_error (error);
  written = g_strdup_printf ("%s/%.*s.jsonld", place, (int) (strlen (sample->text_name) - strlen (".txt")), sample->text_name);
  again = standoff_read ("web-annotation", written, NULL);
  assert_web_sample (again, sample);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/web-annotation/samples/annotations.w3c.json", test_web);
  g_test_add_func ("/web-annotation/members", test_web_members);
  g_test_add_data_func ("/web-annotation/body/null", "null", test_web_no_body);
  g_test_add_data_func ("/web-annotation/body/empty", "[]", test_web_no_body);
  for (guint i = 0; i < G_N_ELEMENTS (web_samples); i++)
    {
      g_autofree char *path = g_strconcat ("/web-annotation/samples/", web_samples[i].name, NULL);

      g_test_add_data_func (path, &web_samples[i], test_web_sample);
    }

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *name = g_path_get_basename (samples[i].path);
      g_autofree char *counts = g_strdup_printf ("/%s/samples/counts/%s", samples[i].format, name);
      g_autofree char *again = g_strdup_printf ("/%s/samples/again/%s", samples[i].format, name);

      g_test_add_data_func (counts, &samples[i], test_counts);
      g_test_add_data_func (again, &samples[i], test_again);
    }

  return g_test_run ();
}
