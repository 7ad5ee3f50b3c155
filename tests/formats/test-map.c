/* test-map.c: other names for labels, relation types, attributes and document labels
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "format-helpers.h"
#include "manicule-format-learn.h"
#include "manicule-map.h"

#include <string.h>

static ManiculeMap *
parse (const char * const *pairs)
{
  ManiculeMap *map = manicule_map_new ();
  g_autoptr(GError) error = NULL;

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      g_assert_true (manicule_map_parse (map, pairs[i], &error));
      g_assert_no_error (error);
    }

  return map;
}

static void
add (GPtrArray          *annotations,
     ManiculeAnnotation *annotation)
{
  g_ptr_array_add (annotations, annotation);
}

/* Two spans, one with two attributes, a relation, a relation at that, a document label. */
static ManiculeDocument *
make_document (void)
{
  g_autoptr(GPtrArray) annotations = g_ptr_array_new_with_free_func (g_object_unref);
  ManiculeAnnotation *span = test_add_span (annotations, "a", "PERS", 0, 3);
  g_autoptr(ManiculeAnnotation) with_one = manicule_annotation_with_attribute (span, "sure", g_variant_new_boolean (TRUE));

  annotations->pdata[0] = manicule_annotation_with_attribute (with_one, "certain", g_variant_new_boolean (FALSE));
  g_object_unref (span);
  test_add_span (annotations, "b", "LOC", 9, 14);
  add (annotations, manicule_annotation_new_relation ("r", "PERS", "a", "b"));
  add (annotations, manicule_annotation_new_relation ("s", "says", "r", "b"));
  add (annotations, manicule_annotation_new_document ("d", "topic"));

  return test_document_new ("x", "Kim left Seoul.", annotations);
}

/* "id=label id=label" in the order of the set. */
static char *
list_labels (ManiculeDocument *document)
{
  ManiculeAnnotationSet *set = manicule_document_get_set (document, 0);
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (set)); i++)
    {
      ManiculeAnnotation *annotation = manicule_annotation_set_get (set, i);

      g_string_append_printf (list, "%s%s=%s", i > 0 ? " " : "", manicule_annotation_get_id (annotation),
                              manicule_annotation_get_label (annotation));
    }

  return g_string_free_and_steal (list);
}

typedef struct
{
  const char *name;
  const char *pairs[4];
  const char *labels;
} MapCase;

static const MapCase map_cases[] = {
  { "nothing", { NULL }, "d=topic a=PERS b=LOC r=PERS s=says" },
  { "every-kind", { "PERS=PER", NULL }, "d=topic a=PER b=LOC r=PER s=says" },
  { "one-kind", { "label:PERS=PER", NULL }, "d=topic a=PER b=LOC r=PERS s=says" },
  { "relation", { "relation:PERS=went", NULL }, "d=topic a=PERS b=LOC r=went s=says" },
  { "document", { "document:topic=subject", NULL }, "d=subject a=PERS b=LOC r=PERS s=says" },
  { "change-places", { "label:PERS=LOC", "label:LOC=PERS", NULL }, "d=topic a=LOC b=PERS r=PERS s=says" },
  { "leave-out-end", { "LOC=", NULL }, "d=topic a=PERS" },
  { "leave-out-relation", { "relation:PERS=", NULL }, "d=topic a=PERS b=LOC" },
  { "leave-out-document", { "topic=", NULL }, "a=PERS b=LOC r=PERS s=says" },
  { "equals-in-new", { "LOC=a=b", NULL }, "d=topic a=PERS b=a=b r=PERS s=says" },
};

/* Everything of the kinds that are named gets its new name; what is left out takes with it what hangs on it. */
static void
test_map_labels (gconstpointer data)
{
  const MapCase *test = data;
  g_autoptr(ManiculeMap) map = parse (test->pairs);
  g_autoptr(ManiculeDocument) document = make_document ();
  g_autoptr(ManiculeDocument) mapped = manicule_map_document (map, document);
  g_autofree char *labels = list_labels (mapped);

  g_assert_cmpstr (labels, ==, test->labels);
}

/* An attribute keeps its value under its new name; one that has the new name already stays. */
static void
test_map_attributes (void)
{
  static const char * const rename[] = { "attribute:sure=positive", NULL };
  static const char * const merge[] = { "sure=certain", NULL };
  static const char * const swap[] = { "sure=certain", "certain=sure", NULL };
  static const char * const drop[] = { "sure=", "certain=", NULL };
  static const struct { const char * const *pairs; const char *attributes; } cases[] = {
    { rename, "{'certain': <false>, 'positive': <true>}" },
    { merge, "{'certain': <false>}" },
    { swap, "{'certain': <true>, 'sure': <false>}" },
    { drop, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(ManiculeMap) map = parse (cases[i].pairs);
      g_autoptr(ManiculeDocument) document = make_document ();
      g_autoptr(ManiculeDocument) mapped = manicule_map_document (map, document);
      ManiculeAnnotation *span = manicule_annotation_set_find (manicule_document_get_set (mapped, 0), "a");
      GVariant *attributes = manicule_annotation_get_attributes (span);
      g_autofree char *printed = attributes != NULL ? g_variant_print (attributes, FALSE) : NULL;

      g_assert_cmpstr (printed, ==, cases[i].attributes);
    }
}

/* The schema goes along: names, the ends of relation types, parents; of two that become one the first stays. */
static void
test_map_schema (void)
{
  static const char * const pairs[] = { "PER=Person", "ORG=Person", "GPE=", NULL };
  g_autoptr(ManiculeMap) map = parse (pairs);
  g_autoptr(ManiculeSchema) schema = manicule_schema_new ();
  g_autoptr(ManiculeSchema) mapped = manicule_schema_new ();
  static const char * const ends[] = { "PER", "GPE", "ORG", NULL };
  g_autoptr(ManiculeRelationType) type = manicule_relation_type_new (&(ManiculeRelationTypeFields) { .name = "at", .from = ends });
  g_autoptr(ManiculeLabel) person = manicule_label_new (&(ManiculeLabelFields) { .name = "PER", .title = "A person", .color = "#123456", .key = "q" });
  g_autoptr(ManiculeLabel) place = manicule_label_new (&(ManiculeLabelFields) { .name = "GPE" });
  g_autoptr(ManiculeLabel) city = manicule_label_new (&(ManiculeLabelFields) { .name = "City", .parent = "GPE" });
  ManiculeLabel *found;

  manicule_schema_add_label (schema, person);
  manicule_schema_add_label (schema, place);
  manicule_schema_add_label (schema, city);
  manicule_schema_ensure_label (schema, "ORG", MANICULE_LABEL_HIGHLIGHT);
  manicule_schema_add_relation_type (schema, type);
  manicule_map_schema (map, schema, mapped);

  g_assert_cmpuint (g_list_model_get_n_items (manicule_schema_get_labels (mapped)), ==, 2);
  found = manicule_schema_find_label (mapped, "Person");
  g_assert_cmpstr (manicule_label_get_color (found), ==, "#123456");
  g_assert_cmpstr (manicule_label_get_key (found), ==, "q");
  g_assert_cmpstr (manicule_label_get_title (found), ==, "Person");
  g_assert_null (manicule_label_get_parent (manicule_schema_find_label (mapped, "City")));
  g_assert_cmpstrv (manicule_relation_type_get_from (manicule_schema_find_relation_type (mapped, "at")),
                    ((const char * const []) { "Person", NULL }));
}

/* What says nothing, or two things, is refused. */
static void
test_map_parse_errors (void)
{
  static const char * const bad[] = { "", "=", "=PER", "PER", "label:=PER", "label:PER", "PERS=ORG" };
  static const char * const good[] = { "PERS=PER", NULL };
  g_autoptr(ManiculeMap) map = parse (good);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (manicule_map_parse (map, bad[i], &error));
      g_assert_error (error, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_OPTION);
    }
}

/* A name that the files do not bring is an error that lists what they bring. */
static void
test_map_check (void)
{
  static const char * const known[] = { "PERS=PER", "relation:at=in", NULL };
  static const char * const wrong_kind[] = { "relation:PERS=PER", NULL };
  static const char * const mistyped[] = { "PRES=PER", NULL };
  g_autoptr(ManiculeSchema) schema = manicule_schema_new ();
  g_autoptr(ManiculeMap) first = parse (known);
  g_autoptr(ManiculeMap) second = parse (wrong_kind);
  g_autoptr(ManiculeMap) third = parse (mistyped);
  g_autoptr(GError) error = NULL;

  manicule_schema_ensure_label (schema, "PERS", MANICULE_LABEL_HIGHLIGHT);
  manicule_schema_ensure_relation_type (schema, "at");

  g_assert_true (manicule_map_check (first, schema, &error));
  g_assert_no_error (error);
  g_assert_false (manicule_map_check (second, schema, &error));
  g_assert_error (error, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_OPTION);
  g_clear_error (&error);
  g_assert_false (manicule_map_check (third, schema, &error));
  g_assert_nonnull (strstr (error->message, "PRES"));
  g_assert_nonnull (strstr (error->message, "label:PERS"));
  g_assert_nonnull (strstr (error->message, "relation:at"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (map_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/map/labels/%s", map_cases[i].name);

      g_test_add_data_func (path, &map_cases[i], test_map_labels);
    }
  g_test_add_func ("/map/attributes", test_map_attributes);
  g_test_add_func ("/map/schema", test_map_schema);
  g_test_add_func ("/map/parse-errors", test_map_parse_errors);
  g_test_add_func ("/map/check", test_map_check);

  return g_test_run ();
}
