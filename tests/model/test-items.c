/* test-items.c: the immutable records: labels, relation types, attributes, entities, articles
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fixture.h"

static const char * const list_a[] = { "one", "two", NULL };
static const char * const list_b[] = { "one", NULL };
static const char * const list_empty[] = { NULL };

/* A label gives back what it was made of, also after that is gone. */
static void
test_label (void)
{
  g_autofree char *name = g_strdup ("PER");
  ManiculeLabelFields fields = {
    .name = name, .title = "Person", .color = "#1a5fb4", .key = "p", .description = "People", .parent = "ENT",
    .kind = MANICULE_LABEL_ENTITY, .examples = list_a, .counter_examples = list_b, .carried = "\"x\":1",
  };
  g_autoptr(ManiculeLabel) label = manicule_label_new (&fields);

  name[0] = '?';
  g_assert_cmpstr (manicule_label_get_name (label), ==, "PER");
  g_assert_cmpstr (manicule_label_get_title (label), ==, "Person");
  g_assert_cmpstr (manicule_label_get_color (label), ==, "#1a5fb4");
  g_assert_cmpstr (manicule_label_get_key (label), ==, "p");
  g_assert_cmpstr (manicule_label_get_description (label), ==, "People");
  g_assert_cmpstr (manicule_label_get_parent (label), ==, "ENT");
  g_assert_cmpint (manicule_label_get_kind (label), ==, MANICULE_LABEL_ENTITY);
  g_assert_cmpstrv (manicule_label_get_examples (label), list_a);
  g_assert_cmpstrv (manicule_label_get_counter_examples (label), list_b);
  g_assert_cmpstr (manicule_label_get_carried (label), ==, "\"x\":1");
  g_assert_finalize_object (g_steal_pointer (&label));
}

/* Empty strings and lists count as NULL; the title is the name where there is none. */
static void
test_label_empty (void)
{
  ManiculeLabelFields fields = { .name = "PER", .title = "", .key = "", .examples = list_empty };
  g_autoptr(ManiculeLabel) label = manicule_label_new (&fields);
  g_autoptr(ManiculeLabel) plain = plain_label ("PER");

  g_assert_cmpstr (manicule_label_get_title (label), ==, "PER");
  g_assert_null (manicule_label_get_key (label));
  g_assert_null (manicule_label_get_examples (label));
  g_assert_true (manicule_label_equal (label, plain));
}

static const ManiculeLabelFields label_cases[] = {
  { .name = "A" },
  { .name = "B" },
  { .name = "A", .title = "A title" },
  { .name = "A", .color = "A title" },
  { .name = "A", .key = "a" },
  { .name = "A", .description = "a" },
  { .name = "A", .parent = "a" },
  { .name = "A", .kind = MANICULE_LABEL_FRAME },
  { .name = "A", .examples = list_a },
  { .name = "A", .examples = list_b },
  { .name = "A", .counter_examples = list_a },
  { .name = "A", .carried = "a" },
};

/* Every member counts for equality. */
static void
test_label_equal (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (label_cases); i++)
    for (guint j = 0; j < G_N_ELEMENTS (label_cases); j++)
      {
        g_autoptr(ManiculeLabel) a = manicule_label_new (&label_cases[i]);
        g_autoptr(ManiculeLabel) b = manicule_label_new (&label_cases[j]);

        g_assert_true (manicule_label_equal (a, b) == (i == j));
      }
}

/* A relation type gives back what it was made of. */
static void
test_relation_type (void)
{
  ManiculeRelationTypeFields fields = {
    .name = "source", .title = "Source", .color = "#000000", .key = "s", .description = "Who says it",
    .from = list_a, .to = list_b, .symmetric = TRUE, .transitive = TRUE, .required = TRUE, .carried = "c",
  };
  g_autoptr(ManiculeRelationType) type = manicule_relation_type_new (&fields);

  g_assert_cmpstr (manicule_relation_type_get_name (type), ==, "source");
  g_assert_cmpstr (manicule_relation_type_get_title (type), ==, "Source");
  g_assert_cmpstr (manicule_relation_type_get_color (type), ==, "#000000");
  g_assert_cmpstr (manicule_relation_type_get_key (type), ==, "s");
  g_assert_cmpstr (manicule_relation_type_get_description (type), ==, "Who says it");
  g_assert_cmpstrv (manicule_relation_type_get_from (type), list_a);
  g_assert_cmpstrv (manicule_relation_type_get_to (type), list_b);
  g_assert_true (manicule_relation_type_is_symmetric (type));
  g_assert_true (manicule_relation_type_is_transitive (type));
  g_assert_true (manicule_relation_type_is_required (type));
  g_assert_cmpstr (manicule_relation_type_get_carried (type), ==, "c");
  g_assert_finalize_object (g_steal_pointer (&type));
}

static const ManiculeRelationTypeFields relation_type_cases[] = {
  { .name = "a" },
  { .name = "b" },
  { .name = "a", .title = "A" },
  { .name = "a", .color = "A" },
  { .name = "a", .key = "A" },
  { .name = "a", .description = "A" },
  { .name = "a", .from = list_a },
  { .name = "a", .to = list_a },
  { .name = "a", .symmetric = TRUE },
  { .name = "a", .transitive = TRUE },
  { .name = "a", .required = TRUE },
  { .name = "a", .carried = "A" },
};

/* Every member counts for equality. */
static void
test_relation_type_equal (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (relation_type_cases); i++)
    for (guint j = 0; j < G_N_ELEMENTS (relation_type_cases); j++)
      {
        g_autoptr(ManiculeRelationType) a = manicule_relation_type_new (&relation_type_cases[i]);
        g_autoptr(ManiculeRelationType) b = manicule_relation_type_new (&relation_type_cases[j]);

        g_assert_true (manicule_relation_type_equal (a, b) == (i == j));
      }
}

/* Which labels a relation may link: any where nothing is said; a symmetric one also the other way round. */
static void
test_allows (void)
{
  static const char * const from[] = { "QUOTE", NULL };
  static const char * const to[] = { "PER", "ORG", NULL };
  ManiculeRelationTypeFields fields = { .name = "source", .from = from, .to = to };
  ManiculeRelationTypeFields any = { .name = "same" };
  g_autoptr(ManiculeRelationType) directed = manicule_relation_type_new (&fields);
  g_autoptr(ManiculeRelationType) symmetric = NULL;
  g_autoptr(ManiculeRelationType) open = manicule_relation_type_new (&any);

  fields.symmetric = TRUE;
  symmetric = manicule_relation_type_new (&fields);

  g_assert_true (manicule_relation_type_allows (directed, "QUOTE", "ORG"));
  g_assert_false (manicule_relation_type_allows (directed, "ORG", "QUOTE"));
  g_assert_false (manicule_relation_type_allows (directed, "QUOTE", "LOC"));
  g_assert_true (manicule_relation_type_allows (symmetric, "ORG", "QUOTE"));
  g_assert_false (manicule_relation_type_allows (symmetric, "ORG", "PER"));
  g_assert_true (manicule_relation_type_allows (open, "LOC", "DATE"));
}

/* An attribute gives back what it was made of and says whom it asks. */
static void
test_attribute (void)
{
  ManiculeAttributeFields fields = {
    .name = "mention", .title = "Mention", .description = "How", .type = MANICULE_ATTRIBUTE_CHOICES, .values = list_a,
    .default_value = "one", .labels = list_b, .carried = "c",
  };
  ManiculeAttributeFields any = { .name = "sure", .type = MANICULE_ATTRIBUTE_FLAG };
  g_autoptr(ManiculeAttribute) attribute = manicule_attribute_new (&fields);
  g_autoptr(ManiculeAttribute) open = manicule_attribute_new (&any);

  g_assert_cmpstr (manicule_attribute_get_name (attribute), ==, "mention");
  g_assert_cmpstr (manicule_attribute_get_title (attribute), ==, "Mention");
  g_assert_cmpstr (manicule_attribute_get_description (attribute), ==, "How");
  g_assert_cmpint (manicule_attribute_get_value_type (attribute), ==, MANICULE_ATTRIBUTE_CHOICES);
  g_assert_cmpstrv (manicule_attribute_get_values (attribute), list_a);
  g_assert_cmpstr (manicule_attribute_get_default_value (attribute), ==, "one");
  g_assert_cmpstrv (manicule_attribute_get_labels (attribute), list_b);
  g_assert_cmpstr (manicule_attribute_get_carried (attribute), ==, "c");
  g_assert_true (manicule_attribute_applies_to (attribute, "one"));
  g_assert_false (manicule_attribute_applies_to (attribute, "two"));
  g_assert_cmpstr (manicule_attribute_get_title (open), ==, "sure");
  g_assert_true (manicule_attribute_applies_to (open, "two"));
  g_assert_finalize_object (g_steal_pointer (&attribute));
}

static const ManiculeAttributeFields attribute_cases[] = {
  { .name = "a" },
  { .name = "b" },
  { .name = "a", .title = "A" },
  { .name = "a", .description = "A" },
  { .name = "a", .type = MANICULE_ATTRIBUTE_NUMBER },
  { .name = "a", .values = list_a },
  { .name = "a", .default_value = "A" },
  { .name = "a", .labels = list_a },
  { .name = "a", .carried = "A" },
};

/* Every member counts for equality. */
static void
test_attribute_equal (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (attribute_cases); i++)
    for (guint j = 0; j < G_N_ELEMENTS (attribute_cases); j++)
      {
        g_autoptr(ManiculeAttribute) a = manicule_attribute_new (&attribute_cases[i]);
        g_autoptr(ManiculeAttribute) b = manicule_attribute_new (&attribute_cases[j]);

        g_assert_true (manicule_attribute_equal (a, b) == (i == j));
      }
}

static const ManiculeEntityFields entity_cases[] = {
  { .id = "a" },
  { .id = "b" },
  { .id = "a", .name = "A" },
  { .id = "a", .label = "A" },
  { .id = "a", .description = "A" },
  { .id = "a", .aliases = list_a },
  { .id = "a", .aliases = list_b },
  { .id = "a", .reference = "A" },
  { .id = "a", .carried = "A" },
};

/* An entity gives back what it was made of; its id is its name where it has none; every member counts. */
static void
test_entity (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (entity_cases); i++)
    for (guint j = 0; j < G_N_ELEMENTS (entity_cases); j++)
      {
        g_autoptr(ManiculeEntity) a = manicule_entity_new (&entity_cases[i]);
        g_autoptr(ManiculeEntity) b = manicule_entity_new (manicule_entity_get_fields (a));
        g_autoptr(ManiculeEntity) c = manicule_entity_new (&entity_cases[j]);

        g_assert_cmpstr (manicule_entity_get_id (a), ==, entity_cases[i].id);
        g_assert_cmpstr (manicule_entity_get_name (a), ==, i == 2 ? "A" : entity_cases[i].id);
        g_assert_true (manicule_entity_equal (a, b));
        g_assert_true (manicule_entity_equal (a, c) == (i == j));
        g_assert_finalize_object (g_steal_pointer (&a));
      }
}

static const ManiculeArticleFields article_cases[] = {
  { .id = "a", .sha256 = "0" },
  { .id = "b", .sha256 = "0" },
  { .id = "a", .sha256 = "1" },
  { .id = "a", .sha256 = "0", .title = "A" },
  { .id = "a", .sha256 = "0", .date = "A" },
  { .id = "a", .sha256 = "0", .source = "A" },
  { .id = "a", .sha256 = "0", .place = "A" },
  { .id = "a", .sha256 = "0", .byline = "A" },
  { .id = "a", .sha256 = "0", .language = "A" },
  { .id = "a", .sha256 = "0", .url = "A" },
  { .id = "a", .sha256 = "0", .file = "A" },
  { .id = "a", .sha256 = "0", .encoding = "A" },
  { .id = "a", .sha256 = "0", .original_sha256 = "A" },
  { .id = "a", .sha256 = "0", .length = 7 },
  { .id = "a", .sha256 = "0", .carried = "A" },
};

/* An article gives back what it was made of; its id is its title where it has none; every member counts. */
static void
test_article (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (article_cases); i++)
    for (guint j = 0; j < G_N_ELEMENTS (article_cases); j++)
      {
        g_autoptr(ManiculeArticle) a = manicule_article_new (&article_cases[i]);
        g_autoptr(ManiculeArticle) b = manicule_article_new (manicule_article_get_fields (a));
        g_autoptr(ManiculeArticle) c = manicule_article_new (&article_cases[j]);

        g_assert_cmpstr (manicule_article_get_id (a), ==, article_cases[i].id);
        g_assert_cmpstr (manicule_article_get_title (a), ==, i == 3 ? "A" : article_cases[i].id);
        g_assert_true (manicule_article_equal (a, b));
        g_assert_true (manicule_article_equal (a, c) == (i == j));
        g_assert_finalize_object (g_steal_pointer (&a));
      }
}

/* To change one member: copy the record, set it, make another; the first may go before the second. */
static void
test_article_edit (void)
{
  ManiculeArticle *article = plain_article ("a", "Before");
  ManiculeArticleFields fields = *manicule_article_get_fields (article);
  g_autoptr(ManiculeArticle) edited = NULL;

  fields.title = "After";
  edited = manicule_article_new (&fields);
  g_object_unref (article);

  g_assert_cmpstr (manicule_article_get_id (edited), ==, "a");
  g_assert_cmpstr (manicule_article_get_title (edited), ==, "After");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/items/label", test_label);
  g_test_add_func ("/items/label/empty", test_label_empty);
  g_test_add_func ("/items/label/equal", test_label_equal);
  g_test_add_func ("/items/relation-type", test_relation_type);
  g_test_add_func ("/items/relation-type/equal", test_relation_type_equal);
  g_test_add_func ("/items/relation-type/allows", test_allows);
  g_test_add_func ("/items/attribute", test_attribute);
  g_test_add_func ("/items/attribute/equal", test_attribute_equal);
  g_test_add_func ("/items/entity", test_entity);
  g_test_add_func ("/items/article", test_article);
  g_test_add_func ("/items/article/edit", test_article_edit);

  return g_test_run ();
}
