/* test-lists.c: the project, its articles and its entities
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-json.h"

#include <string.h>

#define HASH "\"sha256\":\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\",\"length\":3"
#define GOOD_ARTICLE "{\"id\":\"a\"," HASH "}"

static GBytes *
bytes_of (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

/* An article's line, with all that may be known of it and what is unknown to us. */
static void
test_article_looks (void)
{
  const char *text =
    "{\"id\":\"004_3a02\",\"title\":\"A “meeting”\",\"date\":\"2024-12-29\",\"source\":\"AP\",\"language\":\"en\",\"place\":\"Rome\","
    "\"byline\":\"Ann\",\"url\":\"https://example.org/\",\"file\":\"004.txt\",\"encoding\":\"windows-1252\","
    "\"original_sha256\":\"f123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\"," HASH ",\"newspaper\":{\"pages\":12}}\n"
    GOOD_ARTICLE "\n";
  g_autoptr(GBytes) bytes = bytes_of (text), again = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) articles = manicule_json_read_articles (bytes, "articles.jsonl", NULL, &error);
  g_autoptr(GListStore) store = g_list_store_new (MANICULE_TYPE_ARTICLE);

  g_assert_no_error (error);
  g_list_store_splice (store, 0, 0, articles->pdata, articles->len);
  again = manicule_json_write_articles (G_LIST_MODEL (store));
  g_assert_cmpmem (g_bytes_get_data (again, NULL), g_bytes_get_size (again), text, strlen (text));
}

/* An entity's line, the same way. */
static void
test_entity_looks (void)
{
  const char *text =
    "{\"id\":\"trump\",\"name\":\"Donald Trump\",\"label\":\"PER\",\"description\":\"Of the US\",\"aliases\":[\"Trump\"],"
    "\"reference\":\"Wikidata:Q22686\",\"born\":1946}\n{\"id\":\"b\"}\n";
  g_autoptr(GBytes) bytes = bytes_of (text), again = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) entities = manicule_json_read_entities (bytes, "entities.jsonl", NULL, &error);
  g_autoptr(GListStore) store = g_list_store_new (MANICULE_TYPE_ENTITY);

  g_assert_no_error (error);
  g_list_store_splice (store, 0, 0, entities->pdata, entities->len);
  again = manicule_json_write_entities (G_LIST_MODEL (store));
  g_assert_cmpmem (g_bytes_get_data (again, NULL), g_bytes_get_size (again), text, strlen (text));
}

/* However often an id stands in a list, its first line counts and each other one is a finding. */
static void
test_id_thrice (void)
{
  const char *text = "{\"id\":\"a\",\"name\":\"One\"}\n{\"id\":\"a\",\"name\":\"Two\"}\n{\"id\":\"a\",\"name\":\"Three\"}\n";
  g_autoptr(GBytes) bytes = bytes_of (text);
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) entities = manicule_json_read_entities (bytes, "entities.jsonl", findings, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (entities->len, ==, 1);
  g_assert_cmpstr (manicule_entity_get_name (entities->pdata[0]), ==, "One");
  g_assert_cmpuint (manicule_findings_get_n_errors (findings), ==, 2);
}

/* The project's file. */
static void
test_project_looks (void)
{
  const char *text = "{\"format\":\"manicule-project\",\"version\":1,\n \"name\":\"Harbour\",\n \"annotators\":[\"anna\",\"ben\"],\"since\":2024}\n";
  g_autoptr(GBytes) bytes = bytes_of (text), again = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(ManiculeProject) project = manicule_json_read_project (bytes, "manicule.json", &error);

  g_assert_no_error (error);
  again = manicule_json_write_project (project);
  g_assert_cmpmem (g_bytes_get_data (again, NULL), g_bytes_get_size (again), text, strlen (text));
}

typedef struct
{
  const char       *name;
  const char       *line;
  const char       *code;
  ManiculeSeverity  severity;
} Damage;

static const Damage article_damages[] = {
  { "syntax", "{\"id\":", "json-syntax", MANICULE_FINDING_ERROR },
  { "array", "[]", "json-type", MANICULE_FINDING_ERROR },
  { "no-id", "{" HASH "}", "json-missing", MANICULE_FINDING_ERROR },
  { "id-twice", "{\"id\":\"a\"," HASH "}", "duplicate-id", MANICULE_FINDING_ERROR },
  { "id-path", "{\"id\":\"../b\"," HASH "}", "not-a-file-name", MANICULE_FINDING_ERROR },
  { "id-drive", "{\"id\":\"c:b\"," HASH "}", "not-a-file-name", MANICULE_FINDING_ERROR },
  { "id-hidden", "{\"id\":\".b\"," HASH "}", "not-a-file-name", MANICULE_FINDING_ERROR },
  { "id-empty", "{\"id\":\"\"," HASH "}", "not-a-file-name", MANICULE_FINDING_ERROR },
  { "id-control", "{\"id\":\"a\\nb\"," HASH "}", "not-a-file-name", MANICULE_FINDING_ERROR },
  { "id-long", "{\"id\":\"0123456789012345678901234567890123456789012345678901234567890123x\"," HASH "}", "not-a-file-name",
    MANICULE_FINDING_ERROR },
  { "no-hash", "{\"id\":\"b\",\"length\":3}", "json-missing", MANICULE_FINDING_ERROR },
  { "hash-short", "{\"id\":\"b\",\"sha256\":\"0123\",\"length\":3}", "not-a-hash", MANICULE_FINDING_ERROR },
  { "hash-capital", "{\"id\":\"b\",\"sha256\":\"ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789\",\"length\":3}",
    "not-a-hash", MANICULE_FINDING_ERROR },
  { "length", "{\"id\":\"b\",\"sha256\":\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\",\"length\":-3}",
    "number-out-of-range", MANICULE_FINDING_ERROR },
  { "title", "{\"id\":\"b\",\"title\":7," HASH "}", "json-type", MANICULE_FINDING_ERROR },
  { "reserved", "{\"id\":\"b\",\"text\":\"x\"," HASH "}", "member-ignored", MANICULE_FINDING_WARNING },
};

/* A damaged line of articles is named and left out; the others are read. */
static void
test_article_damage (gconstpointer data)
{
  const Damage *damage = data;
  g_autofree char *text = g_strdup_printf ("\xef\xbb\xbf" GOOD_ARTICLE "\r\n\r\n%s\r\n{\"id\":\"z\"," HASH "}", damage->line);
  g_autoptr(GBytes) bytes = bytes_of (text);
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autoptr(GError) error = NULL, strict_error = NULL;
  g_autoptr(GPtrArray) articles = manicule_json_read_articles (bytes, "articles.jsonl", findings, &error), strict = NULL;
  gboolean is_error = damage->severity == MANICULE_FINDING_ERROR;

  g_assert_no_error (error);
  g_assert_cmpuint (manicule_findings_get_n (findings), ==, 1);
  g_assert_cmpstr (manicule_findings_get (findings, 0)->code, ==, damage->code);
  g_assert_cmpint (manicule_findings_get (findings, 0)->severity, ==, damage->severity);
  g_assert_cmpuint (manicule_findings_get (findings, 0)->line, ==, 3);
  g_assert_cmpuint (articles->len, ==, is_error ? 2 : 3);

  strict = manicule_json_read_articles (bytes, "articles.jsonl", NULL, &strict_error);
  g_assert_true ((strict == NULL) == is_error);
  g_assert_true (!is_error || g_str_has_prefix (strict_error->message, "articles.jsonl:3: "));
}

/* So it is with entities. */
static void
test_entity_damage (void)
{
  g_autoptr(GBytes) bytes = bytes_of ("{\"id\":\"a\"}\n{\"id\":\"\"}\n{\"id\":\"a\"}\n{\"id\":\"b\",\"aliases\":[1]}\n{\"id\":\"c\"}\n");
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) entities = manicule_json_read_entities (bytes, "entities.jsonl", findings, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (entities->len, ==, 2);
  g_assert_cmpuint (manicule_findings_get_n_errors (findings), ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (manicule_findings_get (findings, i)->line, ==, i + 2);
}

/* A project's file that is wrong is refused; that of a newer program with a word on what to do. */
static void
test_project_damage (void)
{
  const struct { const char *text; ManiculeJsonError code; } rows[] = {
    { "", MANICULE_JSON_ERROR_SYNTAX },
    { "{\"format\":\"manicule-project\",\"version\":7,\"name\":\"x\",\"annotators\":[]}", MANICULE_JSON_ERROR_VERSION },
    { "{\"format\":\"manicule-annotations\",\"version\":1}", MANICULE_JSON_ERROR_VALUE },
    { "{\"format\":\"manicule-project\",\"version\":1,\"annotators\":[]}", MANICULE_JSON_ERROR_MISSING },
    { "{\"format\":\"manicule-project\",\"version\":1,\"name\":\"x\"}", MANICULE_JSON_ERROR_MISSING },
    { "{\"format\":\"manicule-project\",\"version\":1,\"name\":\"x\",\"annotators\":[\"a/b\"]}", MANICULE_JSON_ERROR_VALUE },
    { "{\"format\":\"manicule-project\",\"version\":1,\"name\":\"x\",\"annotators\":[7]}", MANICULE_JSON_ERROR_TYPE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GBytes) bytes = bytes_of (rows[i].text);
      g_autoptr(GError) error = NULL;

      g_assert_null (manicule_json_read_project (bytes, "manicule.json", &error));
      g_assert_error (error, MANICULE_JSON_ERROR, (int) rows[i].code);
      if (rows[i].code == MANICULE_JSON_ERROR_VERSION)
        g_assert_nonnull (strstr (error->message, "Update Manicule"));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/lists/article/looks", test_article_looks);
  g_test_add_func ("/lists/entity/looks", test_entity_looks);
  g_test_add_func ("/lists/project/looks", test_project_looks);
  for (guint i = 0; i < G_N_ELEMENTS (article_damages); i++)
    {
      g_autofree char *path = g_strconcat ("/lists/article/damage/", article_damages[i].name, NULL);

      g_test_add_data_func (path, &article_damages[i], test_article_damage);
    }
  g_test_add_func ("/lists/entity/damage", test_entity_damage);
  g_test_add_func ("/lists/project/damage", test_project_damage);
  g_test_add_func ("/lists/entity/id-thrice", test_id_thrice);

  return g_test_run ();
}
