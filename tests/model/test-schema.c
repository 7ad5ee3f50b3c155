/* test-schema.c: schemas, proposals for new labels, the palette
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-palette-private.h"

#include "color-vision.h"
#include "fixture.h"

static void
add_label (ManiculeSchema *schema,
           const char     *name,
           const char     *color,
           const char     *key)
{
  ManiculeLabelFields fields = { .name = name, .color = color, .key = key };
  g_autoptr(ManiculeLabel) label = manicule_label_new (&fields);

  g_assert_true (manicule_schema_add_label (schema, label));
}

/* Each list finds its own things and refuses a name that is taken; one name may stand in several lists. */
static void
test_lists (void)
{
  ManiculeAttributeFields attribute_fields = { .name = "x" };
  ManiculeRelationTypeFields type_fields = { .name = "x" };
  g_autoptr(ManiculeSchema) schema = manicule_schema_new ();
  g_autoptr(ManiculeLabel) label = plain_label ("x");
  g_autoptr(ManiculeLabel) twin = plain_label ("x");
  g_autoptr(ManiculeRelationType) type = manicule_relation_type_new (&type_fields);
  g_autoptr(ManiculeAttribute) attribute = manicule_attribute_new (&attribute_fields);
  g_autoptr(ManiculeAttribute) document_label = manicule_attribute_new (&attribute_fields);

  g_assert_null (manicule_schema_find_label (schema, "x"));
  g_assert_true (manicule_schema_add_label (schema, label));
  g_assert_false (manicule_schema_add_label (schema, twin));
  g_assert_true (manicule_schema_add_relation_type (schema, type));
  g_assert_false (manicule_schema_add_relation_type (schema, type));
  g_assert_true (manicule_schema_add_attribute (schema, attribute));
  g_assert_false (manicule_schema_add_attribute (schema, document_label));
  g_assert_true (manicule_schema_add_document_label (schema, document_label));
  g_assert_false (manicule_schema_add_document_label (schema, attribute));

  g_assert_true (manicule_schema_find_label (schema, "x") == label);
  g_assert_true (manicule_schema_find_relation_type (schema, "x") == type);
  g_assert_true (manicule_schema_find_attribute (schema, "x") == attribute);
  g_assert_true (manicule_schema_find_document_label (schema, "x") == document_label);
  g_assert_cmpuint (g_list_model_get_n_items (manicule_schema_get_labels (schema)), ==, 1);
  g_assert_true (g_list_model_get_item_type (manicule_schema_get_relation_types (schema)) == MANICULE_TYPE_RELATION_TYPE);
  g_assert_true (g_list_model_get_item_type (manicule_schema_get_document_labels (schema)) == MANICULE_TYPE_ATTRIBUTE);
  g_assert_finalize_object (g_steal_pointer (&schema));
}

/* A copy is equal and lives on its own; all that a schema has counts for equality. */
static void
test_copy (void)
{
  g_autoptr(ManiculeSchema) schema = manicule_schema_new ();
  g_autoptr(ManiculeSchema) copy = NULL;

  add_label (schema, "PER", NULL, NULL);
  add_label (schema, "LOC", NULL, NULL);
  manicule_schema_set_open (schema, TRUE);
  manicule_schema_set_carried (schema, "\"x\":1");
  copy = manicule_schema_copy (schema);

  g_assert_true (manicule_schema_equal (schema, copy));
  g_assert_true (manicule_schema_get_open (copy));
  g_assert_cmpstr (manicule_schema_get_carried (copy), ==, "\"x\":1");

  manicule_schema_set_open (copy, FALSE);
  g_assert_false (manicule_schema_equal (schema, copy));
  manicule_schema_set_open (copy, TRUE);
  manicule_schema_set_carried (copy, NULL);
  g_assert_false (manicule_schema_equal (schema, copy));
  manicule_schema_set_carried (copy, "\"x\":1");
  g_assert_true (manicule_schema_equal (schema, copy));
  add_label (copy, "ORG", NULL, NULL);
  g_assert_false (manicule_schema_equal (schema, copy));
  g_assert_null (manicule_schema_find_label (schema, "ORG"));
}

/* The order of the labels is the user's, so it counts. */
static void
test_order_counts (void)
{
  g_autoptr(ManiculeSchema) a = manicule_schema_new ();
  g_autoptr(ManiculeSchema) b = manicule_schema_new ();

  add_label (a, "PER", NULL, NULL);
  add_label (a, "LOC", NULL, NULL);
  add_label (b, "LOC", NULL, NULL);
  add_label (b, "PER", NULL, NULL);
  g_assert_false (manicule_schema_equal (a, b));
}

/* A label is found by its key, the first where two have the same. */
static void
test_find_by_key (void)
{
  g_autoptr(ManiculeSchema) schema = manicule_schema_new ();

  add_label (schema, "PER", NULL, "p");
  add_label (schema, "LOC", NULL, NULL);
  add_label (schema, "PRO", NULL, "p");

  g_assert_true (manicule_schema_find_label_by_key (schema, "p") == manicule_schema_find_label (schema, "PER"));
  g_assert_null (manicule_schema_find_label_by_key (schema, "l"));
  g_assert_null (manicule_schema_find_label_by_key (schema, ""));
}

/* Colours are given out in the palette's order, one that was freed first, and all again when all are used. */
static void
test_propose_color (void)
{
  g_autoptr(ManiculeSchema) schema = manicule_schema_new ();

  for (guint i = 0; i < 2 * manicule_palette_size + 1; i++)
    {
      g_autofree char *color = manicule_schema_propose_color (schema);
      g_autofree char *name = g_strdup_printf ("L%u", i);
      g_autofree char *upper = g_ascii_strup (color, -1);

      g_assert_cmpstr (color, ==, manicule_palette[i % manicule_palette_size]);
      add_label (schema, name, i % 2 == 0 ? color : upper, NULL);
    }
}

typedef struct
{
  const char *name;
  const char *taken;   /* the keys of other labels */
  const char *key;
} KeyCase;

static const KeyCase key_cases[] = {
  { "Person", "", "p" },
  { "Person", "p", "e" },
  { "Person", "perso", "n" },
  { "Person", "person", "a" },
  { "Person", "persona", "b" },
  { "Événement", "", "e" },
  { "Лицо", "", "л" },
  { "Лицо", "л", "и" },
  { "事件", "", "a" },
  { "", "", "a" },
  { ".,-=", "", "a" },
  { "- Person", "", "p" },
  { "2nd", "", "n" },
  { "!", "abcdefghijklmnopqrstuvwxyz", "1" },
  { "Person", "abcdefghijklmnopqrstuvwxyz123456789", "0" },
  { "Person", "abcdefghijklmnopqrstuvwxyz1234567890", NULL },
};

/* The first free letter of the name, else any letter, else a digit; never a command's key such as "." or "=". */
static void
test_propose_key (gconstpointer data)
{
  const KeyCase *row = data;
  g_autoptr(ManiculeSchema) schema = manicule_schema_new ();
  g_autofree char *key = NULL;

  for (const char *c = row->taken; *c != '\0'; c = g_utf8_next_char (c))
    {
      g_autofree char *taken = g_strndup (c, g_utf8_next_char (c) - c);

      add_label (schema, taken, NULL, taken);
    }

  key = manicule_schema_propose_key (schema, row->name);
  g_assert_cmpstr (key, ==, row->key);
}

/* A key that chooses a relation is not proposed for a label. */
static void
test_propose_key_relation (void)
{
  ManiculeRelationTypeFields fields = { .name = "source", .key = "s" };
  g_autoptr(ManiculeRelationType) type = manicule_relation_type_new (&fields);
  g_autoptr(ManiculeSchema) schema = manicule_schema_new ();
  g_autofree char *key = NULL;

  g_assert_true (manicule_schema_add_relation_type (schema, type));
  key = manicule_schema_propose_key (schema, "Sum");
  g_assert_cmpstr (key, ==, "u");
}

/* The palette is long enough, written as files write colours, and legible on white. */
static void
test_palette_colors (void)
{
  g_assert_cmpuint (manicule_palette_size, >=, 20);
  for (guint i = 0; i < manicule_palette_size; i++)
    {
      ColorVisionRgb color = color_vision_parse (manicule_palette[i]);

      g_assert_cmpuint (strlen (manicule_palette[i]), ==, 7);
      g_assert_cmpfloat (1.05 / (color_vision_luminance (&color) + 0.05), >=, 4.5);
    }
}

/* Every two colours can be told apart, also by the colour-blind: the first eight well, the others still. */
static void
test_palette_differences (void)
{
  for (guint i = 0; i < manicule_palette_size; i++)
    for (guint j = 0; j < i; j++)
      for (ColorVision eye = COLOR_VISION_NORMAL; eye < COLOR_VISION_N; eye++)
        {
          ColorVisionRgb a = color_vision_parse (manicule_palette[i]), b = color_vision_parse (manicule_palette[j]);

          g_assert_cmpfloat (color_vision_difference (&a, &b, eye), >=, i < 8 ? 14 : 7.5);
        }
}

/* A name has its colour for ever, of the palette; names that differ have as many colours as there are. */
static void
test_default_color (void)
{
  g_autoptr(GHashTable) used = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *name = g_strdup_printf ("Label %u", i);
      const char *color = manicule_schema_default_color (name);

      g_assert_true (g_hash_table_contains (used, color) || g_hash_table_size (used) < manicule_palette_size);
      g_hash_table_add (used, (gpointer) color);
      g_assert_true (manicule_schema_default_color (name) == color);
    }
  g_assert_cmpuint (g_hash_table_size (used), ==, manicule_palette_size);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/schema/lists", test_lists);
  g_test_add_func ("/schema/copy", test_copy);
  g_test_add_func ("/schema/order-counts", test_order_counts);
  g_test_add_func ("/schema/find-by-key", test_find_by_key);
  g_test_add_func ("/schema/propose-color", test_propose_color);
  g_test_add_func ("/schema/propose-key-relation", test_propose_key_relation);
  for (guint i = 0; i < G_N_ELEMENTS (key_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/schema/propose-key/%u", i);

      g_test_add_data_func (path, &key_cases[i], test_propose_key);
    }
  g_test_add_func ("/palette/colors", test_palette_colors);
  g_test_add_func ("/palette/differences", test_palette_differences);
  g_test_add_func ("/palette/default-color", test_default_color);

  return g_test_run ();
}
