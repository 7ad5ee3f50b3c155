/* test-uima-names.c: layers, features and attributes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-annotation.h"
#include "manicule-uima-names.h"

/* A layer is called by the last part of its name, and its label feature is known. */
static void
test_names_layers (void)
{
  g_assert_cmpstr (manicule_uima_get_short_name (MANICULE_UIMA_NAMED_ENTITY), ==, "NamedEntity");
  g_assert_cmpstr (manicule_uima_get_short_name ("Bare"), ==, "Bare");
  g_assert_cmpstr (manicule_uima_get_short_name ("odd."), ==, "odd.");
  g_assert_cmpstr (manicule_uima_get_label_feature (MANICULE_UIMA_NAMED_ENTITY), ==, "value");
  g_assert_cmpstr (manicule_uima_get_label_feature ("webanno.custom.Quotation"), ==, "value");
  g_assert_cmpstr (manicule_uima_get_label_feature (MANICULE_UIMA_DOCUMENT_LABEL), ==, "label");
  g_assert_true (manicule_uima_is_segmentation (MANICULE_UIMA_TOKEN));
  g_assert_false (manicule_uima_is_segmentation ("webanno.custom.Token"));
}

/* Every name and type has a feature of its own, which UIMA can hold, and gives the name back. */
static void
test_names_attributes (void)
{
  static const char * const names[] = {
    "value", "first name", "m_s_value", "_x0041_", "größe", "a_b", "a_xb", "1st", "𠀀", "-", "_", "begin", "x_x0020_y",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (const char *type = "bxdsa"; *type != '\0'; type++)
      {
        g_autofree char *feature = manicule_uima_feature_for_attribute (names[i], *type);
        g_autofree char *back = manicule_uima_attribute_for_feature (feature);

        g_assert_cmpstr (back, ==, names[i]);
        g_assert_true (g_ascii_isalpha (feature[0]));
        for (const char *p = feature; *p != '\0'; p++)
          g_assert_true (g_ascii_isalnum (*p) || *p == '_');
      }
}

/* What is plain is written as it is, and reads as it is. */
static void
test_names_plain (void)
{
  g_assert_true (manicule_uima_is_plain_feature (MANICULE_UIMA_NAMED_ENTITY, "certain"));
  g_assert_true (manicule_uima_is_plain_feature (MANICULE_UIMA_DOCUMENT_LABEL, "value"));
  g_assert_false (manicule_uima_is_plain_feature (MANICULE_UIMA_NAMED_ENTITY, "value"));
  g_assert_false (manicule_uima_is_plain_feature (MANICULE_UIMA_NAMED_ENTITY, "begin"));
  g_assert_false (manicule_uima_is_plain_feature (MANICULE_UIMA_NAMED_ENTITY, "first name"));
  g_assert_false (manicule_uima_is_plain_feature (MANICULE_UIMA_NAMED_ENTITY, "m_s_value"));
  g_assert_false (manicule_uima_is_plain_feature (MANICULE_UIMA_NAMED_ENTITY, "1st"));
  g_assert_false (manicule_uima_is_plain_feature (MANICULE_UIMA_NAMED_ENTITY, ""));
}

/* Identifiers become ids, the same always the same and different ones different. */
static void
test_names_entities (void)
{
  static const char * const identifiers[] = {
    "http://www.wikidata.org/entity/Q42", "http://example.org/entity/Q42", "http://example.org/entity/", "ä", "",
  };
  g_autofree char *plain = manicule_uima_entity_for_identifier ("halloran");
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_assert_cmpstr (plain, ==, "halloran");
  for (guint i = 0; i < G_N_ELEMENTS (identifiers); i++)
    {
      char *id = manicule_uima_entity_for_identifier (identifiers[i]);

      g_assert_true (manicule_id_is_valid (id));
      g_assert_true (g_hash_table_add (seen, id));
    }
}

/* The layer of an annotation is carried, whatever else is. */
static void
test_names_carried (void)
{
  g_autofree char *carried = manicule_uima_carry_type ("webanno.custom.Quotation");
  g_autofree char *with_more = g_strconcat ("\"brat\":\"T1\",", carried, NULL);
  g_autofree char *type = manicule_uima_dup_carried_type (carried);
  g_autofree char *same_type = manicule_uima_dup_carried_type (with_more);

  g_assert_cmpstr (type, ==, "webanno.custom.Quotation");
  g_assert_cmpstr (same_type, ==, type);
  g_assert_null (manicule_uima_dup_carried_type (NULL));
  g_assert_null (manicule_uima_dup_carried_type ("\"uima\":5"));
  g_assert_null (manicule_uima_dup_carried_type ("\"brat\":\"T1\""));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/uima-names/layers", test_names_layers);
  g_test_add_func ("/uima-names/attributes", test_names_attributes);
  g_test_add_func ("/uima-names/plain", test_names_plain);
  g_test_add_func ("/uima-names/entities", test_names_entities);
  g_test_add_func ("/uima-names/carried", test_names_carried);

  return g_test_run ();
}
