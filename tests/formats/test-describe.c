/* test-describe.c: descriptions beside an exported data set
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "format-helpers.h"

#include <json-glib/json-glib.h>
#include <string.h>

typedef struct
{
  TestFolder     *folder;
  GPtrArray      *documents;
  ManiculeSchema *schema;
  ManiculeExport  export;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  format_id)
{
  self->folder = test_folder_new ();
  self->documents = g_ptr_array_new_with_free_func (g_object_unref);
  self->schema = test_make_schema ();
  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *id = g_strdup_printf ("%03u", i);

      g_ptr_array_add (self->documents, test_make_document (id));
    }
  test_export_init (&self->export, manicule_formats_find (format_id), self->documents, self->schema);
  self->export.title = "Harbour “news”: a | b";
  self->export.describe = MANICULE_DESCRIBE_ALL;
}

static void
tear_down (Fixture       *self,
           gconstpointer  format_id)
{
  g_clear_pointer (&self->folder, test_folder_free);
  g_clear_pointer (&self->documents, g_ptr_array_unref);
  g_clear_object (&self->schema);
}

static GFile *
run (Fixture    *self,
     const char *name)
{
  GFile *output = test_folder_get (self->folder, name);
  g_autoptr(ManiculeLossReport) report = NULL;
  g_autoptr(GError) error = NULL;

  report = manicule_export_run (&self->export, output, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (report);

  return output;
}

static JsonNode *
read_json (Fixture    *self,
           const char *name)
{
  g_autoptr(GFile) file = test_folder_get (self->folder, name);
  g_autofree char *contents = test_read_file (file);
  g_autoptr(GError) error = NULL;
  JsonNode *node = json_from_string (contents, &error);

  g_assert_no_error (error);

  return node;
}

/* "sha256 of the file" as a program that knows nothing of ours would make it. */
static char *
hash_file (Fixture    *self,
           const char *name)
{
  g_autoptr(GFile) file = test_folder_get (self->folder, name);
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (g_file_peek_path (file), &contents, &length, NULL));

  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) contents, length);
}

/* Beside a file they bear its name; sizes and hashes are right, and the columns are those of the table. */
static void
test_describe_file (Fixture       *self,
                    gconstpointer  format_id)
{
  g_autoptr(GFile) output = run (self, "out.csv");
  g_autoptr(JsonNode) package = read_json (self, "out.csv.datapackage.json");
  g_autoptr(JsonNode) croissant = read_json (self, "out.csv.croissant.json");
  g_autofree char *hash = hash_file (self, "out.csv");
  g_autofree char *prefixed = g_strconcat ("sha256:", hash, NULL);
  JsonObject *resource = json_array_get_object_element (json_object_get_array_member (json_node_get_object (package), "resources"), 0);
  JsonObject *file = json_array_get_object_element (json_object_get_array_member (json_node_get_object (croissant), "distribution"), 0);
  JsonArray *fields = json_object_get_array_member (json_object_get_object_member (resource, "schema"), "fields");

  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (package), "name"), ==, "harbour-news-a-b");
  g_assert_cmpstr (json_object_get_string_member (resource, "path"), ==, "out.csv");
  g_assert_cmpstr (json_object_get_string_member (resource, "hash"), ==, prefixed);
  g_assert_cmpstr (json_object_get_string_member (resource, "mediatype"), ==, "text/csv");
  g_assert_cmpuint (json_array_get_length (fields), >, 5);
  g_assert_cmpstr (json_object_get_string_member (file, "contentUrl"), ==, "out.csv");
  g_assert_cmpstr (json_object_get_string_member (file, "sha256"), ==, hash);
}

/* In a split each part is a resource; the card names splits, labels with their numbers, and what is lost. */
static void
test_describe_split (Fixture       *self,
                     gconstpointer  format_id)
{
  g_autoptr(GFile) output = NULL;
  g_autoptr(GFile) card_file = NULL;
  g_autoptr(JsonNode) package = NULL;
  g_autofree char *card = NULL;

  self->export.split[0] = 6;
  self->export.split[1] = 2;
  self->export.split[2] = 2;
  output = run (self, "set");
  package = read_json (self, "set/datapackage.json");
  card_file = test_folder_get (self->folder, "set/README.md");
  card = test_read_file (card_file);

  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (json_node_get_object (package), "resources")), ==, 3);
  g_assert_true (g_str_has_prefix (card, "---\npretty_name: \"Harbour “news”: a | b\"\n"));
  g_assert_nonnull (strstr (card, "- split: train\n    path: \"train.jsonl\"\n"));
  g_assert_nonnull (strstr (card, "# Harbour “news”: a \\| b\n"));
  g_assert_nonnull (strstr (card, "| train | 6 |"));
  g_assert_nonnull (strstr (card, "| ROLE | 10 |"));
  g_assert_nonnull (strstr (card, "- token-classification\n- text-classification\n"));
}

/* The same articles give the same descriptions, byte for byte. */
static void
test_describe_same (Fixture       *self,
                    gconstpointer  format_id)
{
  static const char * const names[] = { "README.md", "croissant.json", "datapackage.json" };
  g_autoptr(GFile) first = NULL;
  g_autoptr(GFile) second = NULL;

  self->export.split[0] = 1;
  first = run (self, "first");
  second = run (self, "second");

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(GFile) a = g_file_get_child (first, names[i]);
      g_autoptr(GFile) b = g_file_get_child (second, names[i]);
      g_autofree char *contents_a = test_read_file (a);
      g_autofree char *contents_b = test_read_file (b);

      g_assert_cmpstr (contents_a, ==, contents_b);
    }
}

/* A folder that an export has written, descriptions and all, is replaced by the next one. */
static void
test_describe_again (Fixture       *self,
                     gconstpointer  format_id)
{
  g_autoptr(GFile) first = run (self, "pairs");
  g_autoptr(GFile) second = run (self, "pairs");
  g_autoptr(GFile) croissant = g_file_get_child (second, "croissant.json");

  g_assert_true (g_file_query_exists (croissant, NULL));
}

/* What an export that fails has begun is gone, descriptions too. */
static void
test_describe_cancelled (Fixture       *self,
                         gconstpointer  format_id)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GFile) output = test_folder_get (self->folder, "out.jsonl");
  g_autoptr(GDir) dir = NULL;
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (manicule_export_run (&self->export, output, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  dir = g_dir_open (self->folder->path, 0, NULL);
  g_assert_null (g_dir_read_name (dir));
}

/* Lists of descriptions, and what is none. */
static void
test_describe_parse (void)
{
  static const struct { const char *string; guint which; } good[] = {
    { "none", 0 }, { "all", 7 }, { "hf", 1 }, { "croissant,frictionless", 6 }, { "frictionless, hf", 5 },
  };
  static const char * const bad[] = { "", ",", "card", "hf,", "hf,all" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      ManiculeDescriptions which;
      g_autoptr(GError) error = NULL;

      g_assert_true (manicule_descriptions_parse (good[i].string, &which, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (which, ==, good[i].which);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      ManiculeDescriptions which;
      g_autoptr(GError) error = NULL;

      g_assert_false (manicule_descriptions_parse (bad[i], &which, &error));
      g_assert_error (error, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_OPTION);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/describe/file", Fixture, "csv", set_up, test_describe_file, tear_down);
  g_test_add ("/describe/split", Fixture, "jsonl", set_up, test_describe_split, tear_down);
  g_test_add ("/describe/same", Fixture, "jsonl", set_up, test_describe_same, tear_down);
  g_test_add ("/describe/again", Fixture, "brat", set_up, test_describe_again, tear_down);
  g_test_add ("/describe/cancelled", Fixture, "jsonl", set_up, test_describe_cancelled, tear_down);
  g_test_add_func ("/describe/parse", test_describe_parse);

  return g_test_run ();
}
