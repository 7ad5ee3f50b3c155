/* fuzz-json.c: one file of a project, against any bytes
 *
 * Built once for each kind of file, with its name in FUZZ_JSON. What reads without an error is written and must read the
 * same again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz.h"

#include "manicule-json.h"

#include <string.h>

/* Reads @bytes and writes what was read; NULL when it cannot be read. */
typedef GBytes *(*Pass) (GBytes           *bytes,
                         ManiculeFindings *findings);

static GBytes *
take (char *string)
{
  return g_bytes_new_take (string, strlen (string));
}

static GBytes *
pass_project (GBytes           *bytes,
              ManiculeFindings *findings)
{
  g_autoptr(ManiculeProject) project = manicule_json_read_project (bytes, "manicule.json", NULL);

  return project != NULL ? manicule_json_write_project (project) : NULL;
}

static GBytes *
pass_schema (GBytes           *bytes,
             ManiculeFindings *findings)
{
  g_autoptr(ManiculeSchema) schema = manicule_json_read_schema (bytes, "schema.json", findings, NULL);

  return schema != NULL ? manicule_json_write_schema (schema) : NULL;
}

static GListModel *
list_items (GPtrArray *items,
            GType      type)
{
  GListStore *store = g_list_store_new (type);

  g_list_store_splice (store, 0, 0, items->pdata, items->len);

  return G_LIST_MODEL (store);
}

static GBytes *
pass_articles (GBytes           *bytes,
               ManiculeFindings *findings)
{
  g_autoptr(GPtrArray) articles = manicule_json_read_articles (bytes, "articles.jsonl", findings, NULL);
  g_autoptr(GListModel) list = NULL;

  if (articles == NULL)
    return NULL;
  list = list_items (articles, MANICULE_TYPE_ARTICLE);

  return manicule_json_write_articles (list);
}

static GBytes *
pass_entities (GBytes           *bytes,
               ManiculeFindings *findings)
{
  g_autoptr(GPtrArray) entities = manicule_json_read_entities (bytes, "entities.jsonl", findings, NULL);
  g_autoptr(GListModel) list = NULL;

  if (entities == NULL)
    return NULL;
  list = list_items (entities, MANICULE_TYPE_ENTITY);

  return manicule_json_write_entities (list);
}

/* The text is a part of the input, up to the first NUL, so that hash, length and covered text can be right. */
static GBytes *
pass_annotations (GBytes           *bytes,
                  ManiculeFindings *findings)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  const char *end = size > 0 ? memchr (data, '\0', size) : NULL;
  gsize length = end != NULL ? (gsize) (end - data) : 0;
  gsize skip = end != NULL ? length + 1 : 0;
  g_autofree char *valid = g_utf8_make_valid (length > 0 ? data : "", (gssize) length);
  g_autoptr(ManiculeText) text = manicule_text_new_from_string (valid);
  g_autoptr(GBytes) json = g_bytes_new_from_bytes (bytes, skip, size - skip);
  g_autoptr(ManiculeAnnotationSet) set = NULL;
  ManiculeStatus status;
  guint n;

  manicule_json_read_summary (json, "set.json", &status, &n, NULL);
  set = manicule_json_read_annotations (json, "set.json", text, findings, NULL);

  return NULL;
}

static GBytes *
pass_record (GBytes           *bytes,
             ManiculeFindings *findings)
{
  g_autoptr(ManiculeDocument) document = manicule_json_read_record (bytes, "record.jsonl", 1, findings, NULL);

  if (document == NULL || manicule_document_get_n_sets (document) == 0)
    return NULL;

  return take (manicule_json_write_record (manicule_document_get_article (document), manicule_document_get_set (document, 0)));
}

static GBytes *
pass_change (GBytes           *bytes,
             ManiculeFindings *findings)
{
  g_autoptr(ManiculeChange) change = manicule_json_read_change (bytes, "journal.jsonl", 1, NULL);

  return change != NULL ? take (manicule_json_write_change (change)) : NULL;
}

static const struct
{
  const char *name;
  Pass        pass;
} passes[] = {
  { "project", pass_project },
  { "schema", pass_schema },
  { "articles", pass_articles },
  { "entities", pass_entities },
  { "annotations", pass_annotations },
  { "record", pass_record },
  { "change", pass_change },
};

static Pass pass;

int
LLVMFuzzerInitialize (int    *argc,
                      char ***argv)
{
  fuzz_init ();
  for (guint i = 0; i < G_N_ELEMENTS (passes); i++)
    if (g_str_equal (passes[i].name, FUZZ_JSON))
      pass = passes[i].pass;
  g_assert_nonnull (pass);

  return 0;
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  g_autoptr(GBytes) first = pass (bytes, NULL);
  g_autoptr(GBytes) repaired = pass (bytes, findings);
  g_autoptr(GBytes) second = first != NULL ? pass (first, NULL) : NULL;

  if (first != NULL && (second == NULL || !g_bytes_equal (first, second)))
    g_error ("what was written reads back otherwise:\n%.*s\n%.*s", (int) g_bytes_get_size (first),
             (const char *) g_bytes_get_data (first, NULL), second != NULL ? (int) g_bytes_get_size (second) : 0,
             second != NULL ? (const char *) g_bytes_get_data (second, NULL) : "");

  return 0;
}
