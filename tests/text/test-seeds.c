/* test-seeds.c: real articles and what a person marked in them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-news-head.h"
#include "manicule-segment.h"
#include "text-samples.h"

#include <json-glib/json-glib.h>

/* Called for each range of the hand annotation. */
typedef void (*RangeFunc) (ManiculeText *text,
                           JsonObject   *range);

/* The articles by file name, with what was marked in them. */
typedef struct
{
  JsonParser *parser;  /* (owned) */
  JsonObject *root;
  GHashTable *texts;   /* (owned) (element-type utf8 ManiculeText) */
} Seeds;

static void
seeds_free (Seeds *seeds)
{
  g_clear_object (&seeds->parser);
  g_hash_table_unref (seeds->texts);
  g_free (seeds);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Seeds, seeds_free)

/* NULL after skipping the test. */
static Seeds *
seeds_new (void)
{
  gsize n_bytes;
  g_autofree char *json = text_samples_shared ("oracles/seed-annotations.json", &n_bytes);
  g_autoptr(Seeds) seeds = NULL;
  JsonArray *files;
  guint i;

  if (json == NULL)
    return NULL;

  seeds = g_new0 (Seeds, 1);
  seeds->texts = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  seeds->parser = json_parser_new ();
  g_assert_true (json_parser_load_from_data (seeds->parser, json, (gssize) n_bytes, NULL));
  seeds->root = json_node_get_object (json_parser_get_root (seeds->parser));
  files = json_object_get_array_member (seeds->root, "files");
  for (i = 0; i < json_array_get_length (files); i++)
    {
      JsonObject *file = json_array_get_object_element (files, i);
      const char *name = json_object_get_string_member (file, "name");
      g_autofree char *path = g_build_filename ("seeds", name, NULL);
      g_autofree char *data = text_samples_shared (path, &n_bytes);
      g_autoptr(GBytes) bytes = NULL;
      ManiculeText *text;

      if (data == NULL)
        return NULL;
      bytes = g_bytes_new (data, n_bytes);
      text = manicule_text_new (bytes, NULL);
      g_assert_nonnull (text);
      g_assert_cmpstr (manicule_text_get_sha256 (text), ==, json_object_get_string_member (file, "sha256"));
      g_assert_cmpint (manicule_text_get_n_chars (text), ==, json_object_get_int_member (file, "code_points"));
      g_hash_table_insert (seeds->texts, (gpointer) name, text);
    }

  return g_steal_pointer (&seeds);
}

static ManiculeRange
range_of (JsonObject *range)
{
  return (ManiculeRange) {
    (guint) json_object_get_int_member (range, "start"),
    (guint) json_object_get_int_member (range, "end"),
  };
}

static void
visit (Seeds      *seeds,
       JsonObject *range,
       RangeFunc   func)
{
  func (g_hash_table_lookup (seeds->texts, json_object_get_string_member (range, "file")), range);
}

/* Calls @func for the entities, and for the contents, speakers and cues of the quotations. */
static guint
for_each_range (Seeds     *seeds,
                RangeFunc  func)
{
  static const char * const parts[] = { "content", "speaker", "cue" };
  JsonArray *entities = json_object_get_array_member (seeds->root, "entities");
  JsonArray *quotations = json_object_get_array_member (seeds->root, "quotations");
  guint n = 0;
  guint i, k;

  for (i = 0; i < json_array_get_length (entities); i++, n++)
    visit (seeds, json_array_get_object_element (entities, i), func);
  for (i = 0; i < json_array_get_length (quotations); i++)
    {
      for (k = 0; k < G_N_ELEMENTS (parts); k++)
        {
          JsonNode *part = json_object_get_member (json_array_get_object_element (quotations, i), parts[k]);

          if (part != NULL && JSON_NODE_HOLDS_OBJECT (part))
            {
              visit (seeds, json_node_get_object (part), func);
              n++;
            }
        }
    }

  return n;
}

static void
check_offsets (ManiculeText *text,
               JsonObject   *object)
{
  ManiculeRange range = range_of (object);
  g_autofree char *slice = manicule_text_get_slice (text, range.start, range.end);

  g_assert_cmpstr (slice, ==, json_object_get_string_member (object, "text"));
  g_assert_cmpint (manicule_text_char_to_byte (text, range.start), ==, json_object_get_int_member (object, "byte_start"));
  g_assert_cmpint (manicule_text_char_to_byte (text, range.end), ==, json_object_get_int_member (object, "byte_end"));
}

/* Code points and bytes are those that another program counted. */
static void
test_offsets (void)
{
  g_autoptr(Seeds) seeds = seeds_new ();

  if (seeds != NULL)
    g_assert_cmpuint (for_each_range (seeds, check_offsets), >, 150);
}

static gboolean
is_stop (ManiculeText *text,
         guint         chr)
{
  return chr == 0 || manicule_segment_next (text, MANICULE_UNIT_WORD, chr - 1) == chr;
}

static void
check_stops (ManiculeText *text,
             JsonObject   *object)
{
  ManiculeRange range = range_of (object);

  if (!is_stop (text, range.start) || !is_stop (text, range.end))
    g_error ("“%s” at %u–%u is cut out of a word", json_object_get_string_member (object, "text"), range.start, range.end);
}

/* Whatever a person marked begins and ends where a caret that goes by words stops. */
static void
test_stops (void)
{
  g_autoptr(Seeds) seeds = seeds_new ();

  if (seeds != NULL)
    g_assert_cmpuint (for_each_range (seeds, check_stops), >, 150);
}

static void
check_snap (ManiculeText *text,
            JsonObject   *object)
{
  ManiculeRange range = range_of (object);
  ManiculeRange snapped = manicule_segment_snap (text, MANICULE_UNIT_WORD, range);

  g_assert_cmpuint (snapped.start, ==, range.start);
  g_assert_cmpuint (snapped.end, ==, range.end);
}

/* And snapping leaves it as it is. */
static void
test_snap (void)
{
  g_autoptr(Seeds) seeds = seeds_new ();

  if (seeds != NULL)
    g_assert_cmpuint (for_each_range (seeds, check_snap), >, 150);
}

static void
assert_range (const ManiculeRange *found,
              JsonObject          *object)
{
  ManiculeRange expected = range_of (object);

  g_assert_cmpuint (found->start, ==, expected.start);
  g_assert_cmpuint (found->end, ==, expected.end);
}

static void
check_structure (ManiculeText *text,
                 JsonObject   *object)
{
  g_autoptr(ManiculeNewsHead) head = manicule_news_head_parse (text);
  const char *label = json_object_get_string_member (object, "label");

  if (g_str_equal (label, "DATELINE"))
    assert_range (&head->dateline, object);
  else if (g_str_equal (label, "HEADLINE"))
    assert_range (&head->headline, object);
  else if (g_str_equal (label, "METADATA"))
    assert_range (&head->metadata, object);
  else
    {
      g_assert_cmpstr (label, ==, "BOILERPLATE");
      g_assert_cmpuint (head->boilerplate->len, ==, 1);
      assert_range (&g_array_index (head->boilerplate, ManiculeRange, 0), object);
    }
}

/* The head and the boilerplate are found where a person marked them. */
static void
test_structure (void)
{
  g_autoptr(Seeds) seeds = seeds_new ();
  JsonArray *structure;
  guint i;

  if (seeds == NULL)
    return;

  structure = json_object_get_array_member (seeds->root, "structure");
  g_assert_cmpuint (json_array_get_length (structure), ==, 5);
  for (i = 0; i < json_array_get_length (structure); i++)
    visit (seeds, json_array_get_object_element (structure, i), check_structure);
}

/* No sentence of the articles is cut at an abbreviation: each but a dateline's and a headline's ends with a full stop. */
static void
test_sentences (void)
{
  g_autoptr(Seeds) seeds = seeds_new ();
  GHashTableIter iter;
  gpointer value;
  guint n = 0;

  if (seeds == NULL)
    return;

  g_hash_table_iter_init (&iter, seeds->texts);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      ManiculeText *text = value;
      g_autoptr(GArray) sentences = manicule_segment_sentences (text, (ManiculeRange) { 0, manicule_text_get_n_chars (text) });
      guint i;

      n += sentences->len;
      for (i = 0; i < sentences->len; i++)
        {
          ManiculeRange *range = &g_array_index (sentences, ManiculeRange, i);
          g_autofree char *sentence = manicule_text_get_slice (text, range->start, range->end);

          g_assert_false (g_str_has_suffix (sentence, "U.S.") || g_str_has_suffix (sentence, "U.N."));
          g_assert_true (g_str_has_suffix (sentence, ".") || g_str_has_suffix (sentence, ".”")
                         || g_str_has_prefix (sentence, "date ") || g_str_has_prefix (sentence, "Read also: "));
        }
    }
  g_assert_cmpuint (n, ==, 42);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/seeds/offsets", test_offsets);
  g_test_add_func ("/seeds/stops", test_stops);
  g_test_add_func ("/seeds/snap", test_snap);
  g_test_add_func ("/seeds/structure", test_structure);
  g_test_add_func ("/seeds/sentences", test_sentences);

  return g_test_run ();
}
