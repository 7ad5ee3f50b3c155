/* test-round-trip.c: what is written reads back the same, whatever it is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-json-reader.h"
#include "random-model.h"

#include <string.h>

#define ROUNDS 200

static void
shuffle (GPtrArray *array)
{
  for (guint i = array->len; i > 1; i--)
    {
      guint j = g_test_rand_int_range (0, i);
      gpointer swapped = array->pdata[i - 1];

      array->pdata[i - 1] = array->pdata[j];
      array->pdata[j] = swapped;
    }
}

static void assert_same (JsonNode          *node,
                         ManiculeJsonValue  value);

static void
assert_same_members (JsonObject        *object,
                     ManiculeJsonValue  value)
{
  ManiculeJsonIter iter;

  g_assert_cmpuint (json_object_get_size (object), ==, manicule_json_get_n (value));
  manicule_json_iter_init (&iter, value);
  while (manicule_json_iter_next (&iter))
    {
      g_assert_true (json_object_has_member (object, iter.name));
      assert_same (json_object_get_member (object, iter.name), iter.value);
    }
}

static void
assert_same_items (JsonArray         *array,
                   ManiculeJsonValue  value)
{
  ManiculeJsonIter iter;
  guint i = 0;

  g_assert_cmpuint (json_array_get_length (array), ==, manicule_json_get_n (value));
  for (manicule_json_iter_init (&iter, value); manicule_json_iter_next (&iter); i++)
    assert_same (json_array_get_element (array, i), iter.value);
}

static void
assert_same (JsonNode          *node,
             ManiculeJsonValue  value)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    assert_same_members (json_node_get_object (node), value);
  else if (JSON_NODE_HOLDS_ARRAY (node))
    assert_same_items (json_node_get_array (node), value);
  else if (JSON_NODE_HOLDS_NULL (node))
    g_assert_cmpint (manicule_json_get_kind (value), ==, MANICULE_JSON_NULL);
  else if (json_node_get_value_type (node) == G_TYPE_STRING)
    g_assert_cmpstr (json_node_get_string (node), ==, manicule_json_as_string (value));
  else if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    g_assert_cmpint (json_node_get_boolean (node), ==, manicule_json_as_boolean (value));
  else
    g_assert_cmpint (manicule_json_get_kind (value), >=, MANICULE_JSON_INTEGER);
}

/* json-glib finds the same values in what we wrote as our reader does. */
static void
assert_json (GBytes   *bytes,
             gboolean  lines)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(ManiculeJsonReader) reader = NULL;
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_auto(GStrv) texts = g_strsplit (text, "\n", -1);
  guint n = 0;

  g_assert_true (g_str_has_suffix (text, "\n"));
  reader = manicule_json_reader_new_many (bytes, "a.json", lines ? MANICULE_JSON_LINES : MANICULE_JSON_SEQUENCE, &error);
  g_assert_no_error (error);
  while (manicule_json_reader_next (reader))
    {
      g_autoptr(JsonParser) parser = json_parser_new ();

      json_parser_set_strict (parser, TRUE);
      json_parser_load_from_data (parser, lines ? texts[n] : text, -1, &error);
      g_assert_no_error (error);
      assert_same (json_parser_get_root (parser), manicule_json_reader_get_root (reader));
      n++;
    }
  g_assert_cmpuint (n, ==, lines ? g_strv_length (texts) - 1 : 1);
}

/* Sets of any annotations in any text are the same after writing and reading, and their bytes too. */
static void
test_sets (void)
{
  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr(ManiculeText) text = random_text (i % 50 + 1);
      g_autoptr(ManiculeAnnotationSet) set = random_set (text, g_test_rand_int_range (0, 40));
      g_autoptr(GBytes) bytes = manicule_json_write_annotations (set), again = NULL;
      g_autoptr(GError) error = NULL;
      g_autoptr(ManiculeAnnotationSet) copy = manicule_json_read_annotations (bytes, "a.json", text, NULL, &error);
      ManiculeStatus status;
      guint n;

      g_assert_no_error (error);
      g_assert_true (manicule_annotation_set_equal (set, copy));
      g_assert_cmpstr (manicule_annotation_set_get_carried (set), ==, manicule_annotation_set_get_carried (copy));
      again = manicule_json_write_annotations (copy);
      g_assert_true (g_bytes_equal (bytes, again));
      assert_json (bytes, FALSE);

      g_assert_true (manicule_json_read_summary (bytes, "a.json", &status, &n, &error));
      g_assert_cmpint (status, ==, manicule_annotation_set_get_status (set));
      g_assert_cmpuint (n, ==, g_list_model_get_n_items (G_LIST_MODEL (set)));
    }
}

/* The order in which annotations were added does not show. */
static void
test_shuffled (void)
{
  g_autoptr(ManiculeText) text = random_text (200);
  g_autoptr(GPtrArray) annotations = random_annotations (text, 300);
  g_autoptr(GBytes) first = NULL;

  for (guint i = 0; i < 5; i++)
    {
      g_autoptr(ManiculeAnnotationSet) set = manicule_annotation_set_new ("a", "anna", text);
      g_autoptr(GBytes) bytes = NULL;
      g_autoptr(GError) error = NULL;

      manicule_annotation_set_add_all (set, annotations, &error);
      g_assert_no_error (error);
      bytes = manicule_json_write_annotations (set);
      if (first == NULL)
        first = g_bytes_ref (bytes);
      g_assert_true (g_bytes_equal (first, bytes));
      shuffle (annotations);
    }
}

/* A record gives the article and the set back. */
static void
test_records (void)
{
  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr(ManiculeText) text = random_text (i % 50 + 1);
      g_autoptr(ManiculeAnnotationSet) set = random_set (text, g_test_rand_int_range (0, 40));
      g_autoptr(ManiculeArticle) article = random_article ("004_3a02", text);
      g_autofree char *line = manicule_json_write_record (article, set), *again = NULL;
      g_autoptr(GBytes) bytes = g_bytes_new (line, strlen (line));
      g_autoptr(GError) error = NULL;
      g_autoptr(ManiculeDocument) document = manicule_json_read_record (bytes, "a.jsonl", 1, NULL, &error);
      ManiculeAnnotationSet *copy;

      g_assert_no_error (error);
      g_assert_cmpuint (manicule_document_get_n_sets (document), ==, 1);
      copy = manicule_document_get_set (document, 0);
      g_assert_true (manicule_article_equal (article, manicule_document_get_article (document)));
      g_assert_true (manicule_annotation_set_equal (set, copy));
      g_assert_cmpstr (manicule_annotation_set_get_carried (set), ==, manicule_annotation_set_get_carried (copy));
      g_assert_cmpstr (manicule_text_get_data (text), ==, manicule_text_get_data (manicule_document_get_text (document)));

      again = manicule_json_write_record (manicule_document_get_article (document), copy);
      g_assert_cmpstr (line, ==, again);
      g_assert_true (strchr (line, '\n') == line + strlen (line) - 1);
      assert_json (bytes, TRUE);
    }
}

/* Schemas keep their items, in order. */
static void
test_schemas (void)
{
  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr(ManiculeSchema) schema = random_schema (i % 8);
      g_autoptr(GBytes) bytes = manicule_json_write_schema (schema), again = NULL;
      g_autoptr(GError) error = NULL;
      g_autoptr(ManiculeSchema) copy = manicule_json_read_schema (bytes, "schema.json", NULL, &error);

      g_assert_no_error (error);
      g_assert_true (manicule_schema_equal (schema, copy));
      again = manicule_json_write_schema (copy);
      g_assert_true (g_bytes_equal (bytes, again));
      assert_json (bytes, FALSE);
    }
}

/* Articles and entities keep their order and what they say. */
static void
test_lists (void)
{
  g_autoptr(GListStore) articles = g_list_store_new (MANICULE_TYPE_ARTICLE), entities = g_list_store_new (MANICULE_TYPE_ENTITY);
  g_autoptr(GBytes) article_bytes = NULL, entity_bytes = NULL;
  g_autoptr(GPtrArray) article_copies = NULL, entity_copies = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autofree char *id = g_strdup_printf ("a%u", ROUNDS - i);
      g_autoptr(ManiculeText) text = random_text (10);
      g_autoptr(ManiculeArticle) article = random_article (id, text);
      g_autoptr(ManiculeEntity) entity = random_entity (id);

      g_list_store_append (articles, article);
      g_list_store_append (entities, entity);
    }

  article_bytes = manicule_json_write_articles (G_LIST_MODEL (articles));
  article_copies = manicule_json_read_articles (article_bytes, "articles.jsonl", NULL, &error);
  g_assert_no_error (error);
  entity_bytes = manicule_json_write_entities (G_LIST_MODEL (entities));
  entity_copies = manicule_json_read_entities (entity_bytes, "entities.jsonl", NULL, &error);
  g_assert_no_error (error);
  assert_json (article_bytes, TRUE);
  assert_json (entity_bytes, TRUE);

  g_assert_cmpuint (article_copies->len, ==, ROUNDS);
  g_assert_cmpuint (entity_copies->len, ==, ROUNDS);
  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr(ManiculeArticle) article = g_list_model_get_item (G_LIST_MODEL (articles), i);
      g_autoptr(ManiculeEntity) entity = g_list_model_get_item (G_LIST_MODEL (entities), i);

      g_assert_true (manicule_article_equal (article, article_copies->pdata[i]));
      g_assert_true (manicule_entity_equal (entity, entity_copies->pdata[i]));
    }
}

/* A project keeps its name, its annotators in order, and what it carries. */
static void
test_projects (void)
{
  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autofree char *name = random_string (5), *carried = random_carried ();
      g_autoptr(ManiculeSchema) schema = manicule_schema_new ();
      g_autoptr(ManiculeProject) project = manicule_project_new (name, schema), copy = NULL;
      g_autoptr(GBytes) bytes = NULL;
      g_autoptr(GError) error = NULL;

      manicule_project_set_carried (project, carried);
      for (guint j = 0; j < i % 4; j++)
        {
          g_autofree char *annotator = g_strdup_printf ("Zoë “%u”", 9 - j);

          manicule_project_add_annotator (project, annotator);
        }
      bytes = manicule_json_write_project (project);
      copy = manicule_json_read_project (bytes, "manicule.json", &error);
      g_assert_no_error (error);
      g_assert_cmpstr (manicule_project_get_name (copy), ==, name);
      g_assert_cmpstr (manicule_project_get_carried (copy), ==, manicule_project_get_carried (project));
      g_assert_cmpstrv (manicule_project_get_annotators (copy), manicule_project_get_annotators (project));
      assert_json (bytes, FALSE);
    }
}

static gboolean
sides_equal (ManiculeChangeKind kind,
             gpointer           a,
             gpointer           b)
{
  if (a == NULL || b == NULL)
    return a == b;

  switch (kind)
    {
    case MANICULE_CHANGE_ANNOTATION: return manicule_annotation_equal (a, b);
    case MANICULE_CHANGE_LABEL: return manicule_label_equal (a, b);
    case MANICULE_CHANGE_RELATION_TYPE: return manicule_relation_type_equal (a, b);
    case MANICULE_CHANGE_ATTRIBUTE:
    case MANICULE_CHANGE_DOCUMENT_LABEL: return manicule_attribute_equal (a, b);
    case MANICULE_CHANGE_ENTITY: return manicule_entity_equal (a, b);
    case MANICULE_CHANGE_ARTICLE: return manicule_article_equal (a, b);
    case MANICULE_CHANGE_STATUS:
    default: return FALSE;
    }
}

/* Changes of every kind come back from the journal. */
static void
test_changes (void)
{
  for (guint i = 0; i < 5 * ROUNDS; i++)
    {
      g_autoptr(ManiculeChange) change = random_change (), copy = NULL;
      g_autofree char *line = manicule_json_write_change (change), *again = NULL;
      g_autoptr(GBytes) bytes = g_bytes_new (line, strlen (line));
      g_autoptr(GError) error = NULL;
      ManiculeChangeKind kind = manicule_change_get_kind (change);

      copy = manicule_json_read_change (bytes, "anna.jsonl", 1, &error);
      g_assert_no_error (error);
      g_assert_cmpint (manicule_change_get_kind (copy), ==, kind);
      g_assert_cmpstr (manicule_change_get_article_id (copy), ==, manicule_change_get_article_id (change));
      g_assert_cmpstr (manicule_change_get_annotator (copy), ==, manicule_change_get_annotator (change));
      g_assert_cmpint (manicule_change_get_status_before (copy), ==, manicule_change_get_status_before (change));
      g_assert_cmpint (manicule_change_get_status_after (copy), ==, manicule_change_get_status_after (change));
      g_assert_cmpuint (manicule_change_get_position (copy), ==, manicule_change_get_position (change));
      g_assert_true (sides_equal (kind, manicule_change_get_before (change), manicule_change_get_before (copy)));
      g_assert_true (sides_equal (kind, manicule_change_get_after (change), manicule_change_get_after (copy)));

      again = manicule_json_write_change (copy);
      g_assert_cmpstr (line, ==, again);
      assert_json (bytes, TRUE);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/round-trip/sets", test_sets);
  g_test_add_func ("/round-trip/shuffled", test_shuffled);
  g_test_add_func ("/round-trip/records", test_records);
  g_test_add_func ("/round-trip/schemas", test_schemas);
  g_test_add_func ("/round-trip/lists", test_lists);
  g_test_add_func ("/round-trip/projects", test_projects);
  g_test_add_func ("/round-trip/changes", test_changes);

  return g_test_run ();
}
