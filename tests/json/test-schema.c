/* test-schema.c: schemas, and those that we ship
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-json-reader.h"

#include <math.h>
#include <string.h>

#include "color-vision.h"

static ManiculeSchema *
read_text (const char        *text,
           ManiculeFindings  *findings,
           GError           **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));

  return manicule_json_read_schema (bytes, "schema.json", findings, error);
}

static char *
write_text (ManiculeSchema *schema)
{
  g_autoptr(GBytes) bytes = manicule_json_write_schema (schema);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* Items stand one a line; title and description of the file stay at its head; what is unknown stays. */
static void
test_looks (void)
{
  const char *text =
    "{\"format\":\"manicule-schema\",\"version\":1,\"title\":\"Names\",\"description\":\"Of people.\",\"open\":true,\n"
    " \"labels\":[\n"
    "  {\"name\":\"PER\",\"title\":\"Person\",\"kind\":\"entity\",\"color\":\"#1a5fb4\",\"key\":\"p\",\"parent\":\"NAME\","
    "\"description\":\"A person.\",\"examples\":[\"*Ann*\"],\"counter_examples\":[\"*she*\"],\"weight\":2},\n"
    "  {\"name\":\"NAME\",\"kind\":\"highlight\"}\n"
    " ],\n"
    " \"relations\":[\n"
    "  {\"name\":\"same\",\"title\":\"Same one\",\"color\":\"#000000\",\"key\":\"s\",\"from\":[\"PER\"],\"to\":[\"PER\",\"NAME\"],"
    "\"symmetric\":true,\"transitive\":true,\"required\":true,\"description\":\"Of one person.\"}\n"
    " ],\n"
    " \"attributes\":[\n"
    "  {\"name\":\"mention\",\"type\":\"choice\",\"values\":[\"name\",\"pronoun\"],\"default\":\"name\",\"labels\":[\"PER\"]}\n"
    " ],\n"
    " \"document_labels\":[],\"rules\":{\"x\":1}}\n";
  g_autoptr(GError) error = NULL;
  g_autoptr(ManiculeSchema) schema = read_text (text, NULL, &error);
  g_autofree char *again = NULL, *title = NULL, *description = NULL;

  g_assert_no_error (error);
  g_assert_true (manicule_schema_get_open (schema));
  again = write_text (schema);
  g_assert_cmpstr (again, ==, text);
  title = manicule_json_dup_schema_title (schema);
  g_assert_cmpstr (title, ==, "Names");
  description = manicule_json_dup_schema_description (schema);
  g_assert_cmpstr (description, ==, "Of people.");
}

/* A file may leave out what it does not need. */
static void
test_little (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(ManiculeSchema) schema = read_text ("{\"format\":\"manicule-schema\",\"version\":1}", NULL, &error);
  g_autofree char *title = NULL, *text = NULL;

  g_assert_no_error (error);
  g_assert_false (manicule_schema_get_open (schema));
  title = manicule_json_dup_schema_title (schema);
  g_assert_null (title);
  text = write_text (schema);
  g_assert_cmpstr (text, ==, "{\"format\":\"manicule-schema\",\"version\":1,\n \"labels\":[],\n \"relations\":[],\n"
                             " \"attributes\":[],\n \"document_labels\":[]}\n");
}

typedef struct
{
  const char       *name;
  const char       *list;
  const char       *item;
  const char       *code;
  ManiculeSeverity  severity;
} Damage;

static const Damage damages[] = {
  { "no-name", "labels", "{}", "json-missing", MANICULE_FINDING_ERROR },
  { "empty-name", "labels", "{\"name\":\"\"}", "empty-string", MANICULE_FINDING_ERROR },
  { "name-twice", "labels", "{\"name\":\"A\"}", "duplicate-id", MANICULE_FINDING_ERROR },
  { "kind", "labels", "{\"name\":\"B\",\"kind\":\"colour\"}", "unknown-word", MANICULE_FINDING_ERROR },
  { "color-word", "labels", "{\"name\":\"B\",\"color\":\"red\"}", "not-a-color", MANICULE_FINDING_ERROR },
  { "color-short", "labels", "{\"name\":\"B\",\"color\":\"#fff\"}", "not-a-color", MANICULE_FINDING_ERROR },
  { "color-long", "labels", "{\"name\":\"B\",\"color\":\"#1a5fb4ff\"}", "not-a-color", MANICULE_FINDING_ERROR },
  { "color-empty", "labels", "{\"name\":\"B\",\"color\":\"\"}", "not-a-color", MANICULE_FINDING_ERROR },
  { "key-long", "labels", "{\"name\":\"B\",\"key\":\"ab\"}", "not-a-key", MANICULE_FINDING_ERROR },
  { "key-clash", "labels", "{\"name\":\"B\",\"key\":\"a\"}", "key-clash", MANICULE_FINDING_WARNING },
  { "unknown-parent", "labels", "{\"name\":\"B\",\"parent\":\"C\"}", "unknown-parent", MANICULE_FINDING_WARNING },
  { "own-parent", "labels", "{\"name\":\"B\",\"parent\":\"B\"}", "parent-circle", MANICULE_FINDING_WARNING },
  { "examples", "labels", "{\"name\":\"B\",\"examples\":\"*b*\"}", "json-type", MANICULE_FINDING_ERROR },
  { "string", "labels", "\"B\"", "json-type", MANICULE_FINDING_ERROR },
  { "array", "labels", "[\"name\",[1]]", "json-type", MANICULE_FINDING_ERROR },
  { "from", "relations", "{\"name\":\"r\",\"from\":\"A\"}", "json-type", MANICULE_FINDING_ERROR },
  { "relation-array", "relations", "[1,2]", "json-type", MANICULE_FINDING_ERROR },
  { "required", "relations", "{\"name\":\"r\",\"required\":\"yes\"}", "json-type", MANICULE_FINDING_ERROR },
  { "attribute-array", "attributes", "[1,2]", "json-type", MANICULE_FINDING_ERROR },
  { "no-type", "attributes", "{\"name\":\"a\"}", "json-missing", MANICULE_FINDING_ERROR },
  { "type", "attributes", "{\"name\":\"a\",\"type\":\"list\"}", "unknown-word", MANICULE_FINDING_ERROR },
  { "values", "document_labels", "{\"name\":\"a\",\"type\":\"choice\",\"values\":[1]}", "json-type", MANICULE_FINDING_ERROR },
};

/* A damaged item is named with its line and left out; without findings an error fails, and a warning does not. */
static void
test_damage (gconstpointer data)
{
  const Damage *damage = data;
  gboolean of_labels = strcmp (damage->list, "labels") == 0;
  g_autofree char *text = g_strdup_printf ("{\"format\":\"manicule-schema\",\"version\":1,\n\"%s\":[\n%s\n%s%s]}", damage->list,
                                           of_labels ? "{\"name\":\"A\",\"key\":\"a\"}," : "", damage->item,
                                           of_labels ? "" : ",{\"name\":\"last\",\"type\":\"text\"}");
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autoptr(GError) error = NULL, strict_error = NULL;
  g_autoptr(ManiculeSchema) schema = read_text (text, findings, &error), strict = read_text (text, NULL, &strict_error);

  g_assert_no_error (error);
  g_assert_cmpuint (manicule_findings_get_n (findings), ==, 1);
  g_assert_cmpstr (manicule_findings_get (findings, 0)->code, ==, damage->code);
  g_assert_cmpint (manicule_findings_get (findings, 0)->severity, ==, damage->severity);
  g_assert_cmpuint (manicule_findings_get (findings, 0)->line, ==, 4);
  g_assert_true ((strict == NULL) == (damage->severity == MANICULE_FINDING_ERROR));
}

/* A whole that is wrong is refused. */
static void
test_heads (void)
{
  const struct { const char *text; ManiculeJsonError code; } rows[] = {
    { "{}", MANICULE_JSON_ERROR_MISSING },
    { "{\"format\":\"manicule-schema\",\"version\":2}", MANICULE_JSON_ERROR_VERSION },
    { "{\"format\":\"manicule-project\",\"version\":1}", MANICULE_JSON_ERROR_VALUE },
    { "{\"format\":\"manicule-schema\",\"version\":1,\"title\":1}", MANICULE_JSON_ERROR_TYPE },
    { "{\"format\":\"manicule-schema\",\"version\":1,\"labels\":\"A\"}", MANICULE_JSON_ERROR_TYPE },
    { "{\"format\":\"manicule-schema\",\"version\":1,\"labels\":{}}", MANICULE_JSON_ERROR_TYPE },
    { "{\"format\":\"manicule-schema\",\"version\":1,\"open\":1}", MANICULE_JSON_ERROR_TYPE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (read_text (rows[i].text, NULL, &error));
      g_assert_error (error, MANICULE_JSON_ERROR, (int) rows[i].code);
    }
}

/* --- templates -------------------------------------------------------------------------------------------------- */

static ManiculeSchema *
read_template (const char *name)
{
  g_autoptr(GError) error = NULL;
  ManiculeSchema *schema = manicule_json_read_template (name, &error);

  g_assert_no_error (error);
  return schema;
}

/* Each template is a file as we write it: reading and writing gives the same bytes. */
static void
test_template_bytes (gconstpointer name)
{
  g_autofree char *path = g_strdup_printf ("%s/data/schemas-templates/%s.json", g_getenv ("MANICULE_SOURCE"), (const char *) name);
  g_autoptr(ManiculeSchema) schema = read_template (name);
  g_autofree char *text = write_text (schema), *file = NULL, *title = NULL, *description = NULL;
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autoptr(ManiculeSchema) again = NULL;

  g_assert_true (g_file_get_contents (path, &file, NULL, NULL));
  g_assert_cmpstr (text, ==, file);
  again = read_text (file, findings, NULL);
  g_assert_nonnull (again);
  g_assert_cmpuint (manicule_findings_get_n (findings), ==, 0);

  title = manicule_json_dup_schema_title (schema);
  description = manicule_json_dup_schema_description (schema);
  g_assert_nonnull (title);
  g_assert_nonnull (description);
}

static double
channel (const char *hex)
{
  double value = (g_ascii_xdigit_value (hex[0]) * 16 + g_ascii_xdigit_value (hex[1])) / 255.0;

  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

/* Against white, by WCAG 2. */
static double
contrast (const char *color)
{
  double luminance = 0.2126 * channel (color + 1) + 0.7152 * channel (color + 3) + 0.0722 * channel (color + 5);

  return 1.05 / (luminance + 0.05);
}

static void
assert_marked (const char * const *examples)
{
  for (; examples != NULL && *examples != NULL; examples++)
    {
      g_auto(GStrv) parts = g_strsplit (*examples, "*", -1);

      g_assert_cmpuint (g_strv_length (parts), >=, 3);
      g_assert_cmpuint (g_strv_length (parts) % 2, ==, 1);
    }
}

static void
assert_key_is_free (GHashTable *keys,
                    const char *key)
{
  g_assert_nonnull (key);
  g_assert_null (strpbrk (key, ".,-="));
  g_assert_true (g_hash_table_add (keys, (gpointer) key));
}

/* Each label of a template has a title, a guideline with marked examples, a colour that can be read, a key that is free. */
static void
test_template_labels (gconstpointer name)
{
  g_autoptr(ManiculeSchema) schema = read_template (name);
  g_autoptr(GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal), colors = g_hash_table_new (g_str_hash, g_str_equal);
  GListModel *labels = manicule_schema_get_labels (schema), *types = manicule_schema_get_relation_types (schema);

  g_assert_cmpuint (g_list_model_get_n_items (labels), >=, 4);
  for (guint i = 0; i < g_list_model_get_n_items (labels); i++)
    {
      g_autoptr(ManiculeLabel) label = g_list_model_get_item (labels, i);

      g_assert_cmpuint (strlen (manicule_label_get_description (label)), >, 20);
      g_assert_nonnull (manicule_label_get_examples (label));
      assert_marked (manicule_label_get_examples (label));
      assert_marked (manicule_label_get_counter_examples (label));
      g_assert_cmpfloat (contrast (manicule_label_get_color (label)), >=, 4.5);
      g_assert_true (g_hash_table_add (colors, (gpointer) manicule_label_get_color (label)));
      assert_key_is_free (keys, manicule_label_get_key (label));
    }
  for (guint i = 0; i < g_list_model_get_n_items (types); i++)
    {
      g_autoptr(ManiculeRelationType) type = g_list_model_get_item (types, i);

      assert_key_is_free (keys, manicule_relation_type_get_key (type));
    }
}

/* Labels of one template can be told apart by all, also by the colour-blind. */
static void
test_template_colors (gconstpointer name)
{
  g_autoptr(ManiculeSchema) schema = read_template (name);
  GListModel *labels = manicule_schema_get_labels (schema);
  guint n = g_list_model_get_n_items (labels);
  g_autofree ColorVisionRgb *colors = g_new0 (ColorVisionRgb, n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(ManiculeLabel) label = g_list_model_get_item (labels, i);

      colors[i] = color_vision_parse (manicule_label_get_color (label));
      for (guint j = 0; j < i; j++)
        for (ColorVision eye = COLOR_VISION_NORMAL; eye < COLOR_VISION_N; eye++)
          g_assert_cmpfloat (color_vision_difference (&colors[i], &colors[j], eye), >=, 7.5);
    }
}

static void
assert_labels_exist (ManiculeSchema     *schema,
                     const char * const *names)
{
  for (; names != NULL && *names != NULL; names++)
    g_assert_nonnull (manicule_schema_find_label (schema, *names));
}

/* What a template says of its own labels names labels that it has. */
static void
test_template_names (gconstpointer name)
{
  g_autoptr(ManiculeSchema) schema = read_template (name);
  GListModel *types = manicule_schema_get_relation_types (schema), *attributes = manicule_schema_get_attributes (schema);

  for (guint i = 0; i < g_list_model_get_n_items (types); i++)
    {
      g_autoptr(ManiculeRelationType) type = g_list_model_get_item (types, i);

      assert_labels_exist (schema, manicule_relation_type_get_from (type));
      assert_labels_exist (schema, manicule_relation_type_get_to (type));
    }
  for (guint i = 0; i < g_list_model_get_n_items (attributes); i++)
    {
      g_autoptr(ManiculeAttribute) attribute = g_list_model_get_item (attributes, i);
      const char *default_value = manicule_attribute_get_default_value (attribute);

      assert_labels_exist (schema, manicule_attribute_get_labels (attribute));
      g_assert_true (default_value == NULL || g_strv_contains (manicule_attribute_get_values (attribute), default_value));
    }
}

/* A template that is not there is an error that names those that are. */
static void
test_template_unknown (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (manicule_json_read_template ("../news", &error));
  g_assert_error (error, MANICULE_JSON_ERROR, MANICULE_JSON_ERROR_VALUE);
  g_assert_nonnull (strstr (error->message, "open-coding"));
}

/* The news template has every label with which two real reports were annotated by hand. */
static void
test_template_oracle (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("MANICULE_SHARED"), "oracles", "seed-annotations.json", NULL), *text = NULL;
  g_autoptr(ManiculeSchema) schema = read_template ("news");
  g_autoptr(ManiculeJsonReader) reader = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) entities = NULL, structure = NULL;
  ManiculeJsonValue labels;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, NULL))
    {
      g_test_skip ("../shared is not here");
      return;
    }

  bytes = g_bytes_new (text, length);
  reader = manicule_json_reader_new (bytes, path, &error);
  g_assert_no_error (error);
  labels = manicule_json_get_object (manicule_json_reader_get_root (reader), "labels");
  entities = manicule_json_find_strv (labels, "entities");
  structure = manicule_json_find_strv (labels, "structure");
  g_assert_cmpuint (g_strv_length (entities) + g_strv_length (structure), ==, 13);
  assert_labels_exist (schema, (const char * const *) entities);
  assert_labels_exist (schema, (const char * const *) structure);
  for (guint i = 0; structure[i] != NULL; i++)
    g_assert_cmpint (manicule_label_get_kind (manicule_schema_find_label (schema, structure[i])), ==, MANICULE_LABEL_STRUCTURE);
}

static void
add_row (const char    *prefix,
         const char    *name,
         gconstpointer  data,
         GTestDataFunc  func)
{
  g_autofree char *path = g_strconcat (prefix, name, NULL);

  g_test_add_data_func (path, data, func);
}

int
main (int   argc,
      char *argv[])
{
  g_auto(GStrv) templates = manicule_json_list_templates ();

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/schema/looks", test_looks);
  g_test_add_func ("/schema/little", test_little);
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    add_row ("/schema/damage/", damages[i].name, &damages[i], test_damage);
  g_test_add_func ("/schema/heads", test_heads);
  for (guint i = 0; templates[i] != NULL; i++)
    {
      add_row ("/schema/template/bytes/", templates[i], templates[i], test_template_bytes);
      add_row ("/schema/template/labels/", templates[i], templates[i], test_template_labels);
      add_row ("/schema/template/colors/", templates[i], templates[i], test_template_colors);
      add_row ("/schema/template/names/", templates[i], templates[i], test_template_names);
    }
  g_test_add_func ("/schema/template/unknown", test_template_unknown);
  g_test_add_func ("/schema/template/oracle", test_template_oracle);

  return g_test_run ();
}
