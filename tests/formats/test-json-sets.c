/* test-json-sets.c: what files of annotation tools bring beside spans: several people, predictions, labels with colours
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "standoff-testing.h"

#include "manicule-export.h"
#include "manicule-format-huggingface-private.h"
#include "manicule-format-input.h"

#include <math.h>

static gboolean
take_document (ManiculeDocument  *document,
               gpointer           data,
               GError           **error)
{
  g_ptr_array_add (data, g_object_ref (document));

  return TRUE;
}

/* (element-type ManiculeDocument) */
static GPtrArray *
read_with_predictions (const char *format,
                       const char *path)
{
  GPtrArray *documents = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(ManiculeSchema) schema = manicule_schema_new ();
  g_autoptr(ManiculeFormatInput) input = manicule_format_input_new (manicule_formats_find (format), file, NULL, schema, NULL,
                                                                    NULL);
  g_autoptr(GError) error = NULL;

  manicule_format_input_set_predictions (input, MANICULE_PREDICTIONS_ANNOTATIONS);
  manicule_format_input_read (input, take_document, documents, &error);
  g_assert_no_error (error);

  return documents;
}

/* --- several people, and models --- */

static const char label_studio_tasks[] =
  "[{\"id\": 1, \"data\": {\"text\": \"Ida left.\"}, \"annotations\": [\n"
  " {\"completed_by\": {\"id\": 3, \"email\": \"ida@example.org\"}, \"result\": [{\"id\": \"a\", \"from_name\": \"label\", \"to_name\": \"text\",\n"
  "   \"type\": \"labels\", \"value\": {\"start\": 0, \"end\": 3, \"labels\": [\"PER\"]}}]},\n"
  " {\"completed_by\": {\"id\": 3, \"email\": \"ida@example.org\"}, \"result\": []},\n"
  " {\"completed_by\": 5, \"was_cancelled\": true, \"result\": []}],\n"
  " \"predictions\": [{\"model_version\": \"m-1\", \"score\": 0.5, \"result\": [{\"id\": \"a\", \"from_name\": \"label\",\n"
  "   \"to_name\": \"text\", \"type\": \"labels\", \"value\": {\"start\": 0, \"end\": 3, \"labels\": [\"PER\"]}}]}]}]\n";

static const char argilla_records[] =
  "{\"id\":\"r\",\"fields\":{\"text\":\"Ida left.\"},\"responses\":{\"spans\":[\n"
  "{\"value\":[{\"start\":0,\"end\":3,\"label\":\"PER\"}],\"user_id\":\"u1\"},{\"value\":[],\"user_id\":\"u2\",\"status\":\"draft\"}]},\n"
  "\"suggestions\":{\"spans\":{\"value\":[{\"start\":0,\"end\":3,\"label\":\"PER\",\"score\":0.25}],\"agent\":\"m\"}}}\n";

static const char doccano_lines[] =
  "{\"text\":\"Ida left.\",\"annotations\":[{\"label\":1,\"start_offset\":0,\"end_offset\":3,\"user\":7},"
  "{\"label\":1,\"start_offset\":4,\"end_offset\":8,\"user\":8}]}\n";

typedef struct
{
  const char *format;
  const char *contents;
  const char *sets;   /* "name:number of annotations:status", in order */
  double      score;  /* of the annotation in the last set, NAN: no prediction */
} People;

static const People people[] = {
  { "label-studio", label_studio_tasks, "ida@example.org:1:2 ida@example.org 2:0:2 5:0:0 m-1:1:0", 0.5 },
  { "argilla", argilla_records, "u1:1:2 u2:0:1 m:1:0", 0.25 },
  { "doccano", doccano_lines, "7:1:0 8:1:0", NAN },
};

/* Each person has a set, and so has each model where predictions are asked for, with its score. */
static void
test_people (gconstpointer data)
{
  const People *test = data;
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autofree char *path = standoff_put (folder, "a.json", test->contents, -1);
  g_autoptr(GPtrArray) documents = read_with_predictions (test->format, path);
  g_autoptr(GString) sets = g_string_new (NULL);
  ManiculeDocument *document;
  ManiculeAnnotationSet *last = NULL;

  g_assert_cmpuint (documents->len, ==, 1);
  document = documents->pdata[0];
  for (guint i = 0; i < manicule_document_get_n_sets (document); i++)
    {
      last = manicule_document_get_set (document, i);
      g_string_append_printf (sets, "%s%s:%u:%u", i > 0 ? " " : "", manicule_annotation_set_get_annotator (last),
                              g_list_model_get_n_items (G_LIST_MODEL (last)), manicule_annotation_set_get_status (last));
    }
  g_assert_cmpstr (sets->str, ==, test->sets);
  if (!isnan (test->score))
    g_assert_cmpfloat (manicule_annotation_get_origin_score (manicule_annotation_set_get (last, 0)), ==, test->score);
}

/* --- labels --- */

static ManiculeSchema *
make_schema (void)
{
  static const char * const values[] = { "low", "high", NULL };
  ManiculeSchema *schema = manicule_schema_new ();
  g_autoptr(ManiculeLabel) person = manicule_label_new (&(ManiculeLabelFields) { .name = "PER", .color = "#112233", .key = "x" });
  g_autoptr(ManiculeLabel) place = manicule_label_new (&(ManiculeLabelFields) { .name = "A <place> & \"more\"", .color = "#445566" });
  g_autoptr(ManiculeRelationType) type = manicule_relation_type_new (&(ManiculeRelationTypeFields) { .name = "lives in" });
  g_autoptr(ManiculeAttribute) rank = manicule_attribute_new (&(ManiculeAttributeFields) {
      .name = "rank", .type = MANICULE_ATTRIBUTE_CHOICE, .values = values,
    });
  g_autoptr(ManiculeAttribute) topic = manicule_attribute_new (&(ManiculeAttributeFields) {
      .name = "topic", .type = MANICULE_ATTRIBUTE_CHOICES, .values = values,
    });

  g_assert_true (manicule_schema_add_label (schema, person));
  g_assert_true (manicule_schema_add_label (schema, place));
  g_assert_true (manicule_schema_add_relation_type (schema, type));
  g_assert_true (manicule_schema_add_attribute (schema, rank));
  g_assert_true (manicule_schema_add_document_label (schema, topic));

  return schema;
}

/* A labelling configuration tells the whole schema again: labels with their colours and keys, types, attributes, choices. */
static void
test_label_studio_config (void)
{
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autofree char *place = g_build_filename (folder, "out", NULL);
  g_autofree char *tasks = g_build_filename (place, "tasks.json", NULL);
  g_autoptr(ManiculeSchema) schema = make_schema ();
  StandoffReading writing = { .documents = g_ptr_array_new (), .schema = schema };
  g_autoptr(StandoffReading) reading = NULL;
  ManiculeLabel *label;
  g_autoptr(GError) error = NULL;

  standoff_write ("label-studio", &writing, NULL, place, &error);
  g_assert_no_error (error);
  g_ptr_array_unref (writing.documents);

  reading = standoff_read ("label-studio", tasks, NULL);
  standoff_assert_no_faults (reading);
  g_assert_cmpuint (reading->documents->len, ==, 0);
  label = manicule_schema_find_label (reading->schema, "PER");
  g_assert_nonnull (label);
  g_assert_cmpstr (manicule_label_get_color (label), ==, "#112233");
  g_assert_cmpstr (manicule_label_get_key (label), ==, "x");
  g_assert_nonnull (manicule_schema_find_label (reading->schema, "A <place> & \"more\""));
  g_assert_nonnull (manicule_schema_find_relation_type (reading->schema, "lives in"));
  g_assert_cmpint (manicule_attribute_get_value_type (manicule_schema_find_attribute (reading->schema, "rank")), ==,
                   MANICULE_ATTRIBUTE_CHOICE);
  g_assert_cmpstr (manicule_attribute_get_values (manicule_schema_find_document_label (reading->schema, "topic"))[1], ==, "high");
}

/* A list of labels of labelbuddy brings colours and keys. */
static void
test_labelbuddy_labels (void)
{
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autofree char *path = standoff_put (folder, "labels.json",
                                        "[{\"name\": \"Word\", \"color\": \"#AEC7E8\"}, {\"name\": \"Number\", \"color\": \"red\", \"shortcut_key\": \"n\"}]",
                                        -1);
  g_autoptr(StandoffReading) reading = standoff_read ("labelbuddy", path, NULL);

  standoff_assert_no_faults (reading);
  g_assert_cmpuint (g_list_model_get_n_items (manicule_schema_get_labels (reading->schema)), ==, 2);
  g_assert_cmpstr (manicule_label_get_color (manicule_schema_find_label (reading->schema, "Word")), ==, "#aec7e8");
  g_assert_cmpstr (manicule_label_get_key (manicule_schema_find_label (reading->schema, "Number")), ==, "n");
  g_assert_nonnull (manicule_label_get_color (manicule_schema_find_label (reading->schema, "Number")));
}

/* The card numbers tags by the order of labels, "O" first, and is read as it is written. */
static void
test_huggingface_card (void)
{
  g_autoptr(ManiculeSchema) schema = make_schema ();
  g_autofree char *features = manicule_huggingface_describe (schema);
  g_autofree char *card = g_strconcat ("---\npretty_name: \"x\"\n", features, "---\n\n# x\n", NULL);
  g_autoptr(GPtrArray) tags = manicule_huggingface_parse_card (card, "ner_tags");
  static const char * const expected[] = { "O", "B-PER", "I-PER", "B-A <place> & \"more\"", "I-A <place> & \"more\"" };

  g_assert_nonnull (tags);
  g_assert_cmpuint (tags->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < tags->len; i++)
    g_assert_cmpstr (tags->pdata[i], ==, expected[i]);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autofree char *path = g_strdup_printf ("/json-sets/people/%s", people[i].format);

      g_test_add_data_func (path, &people[i], test_people);
    }
  g_test_add_func ("/json-sets/label-studio-config", test_label_studio_config);
  g_test_add_func ("/json-sets/labelbuddy-labels", test_labelbuddy_labels);
  g_test_add_func ("/json-sets/huggingface-card", test_huggingface_card);

  return g_test_run ();
}
