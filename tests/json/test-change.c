/* test-change.c: lines of the journal
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-json.h"

#include <string.h>

static ManiculeChange *
read_line (const char  *line,
           GError     **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (line, strlen (line));

  return manicule_json_read_change (bytes, "anna.jsonl", 17, error);
}

/* A change of each sort, as it stands in a journal. */
static void
test_looks (void)
{
  g_autoptr(ManiculeAnnotation) span = manicule_annotation_new_span ("k3f9", "PER", &(ManiculeRange) { 123, 135 }, 1);
  g_autoptr(ManiculeAnnotation) other = manicule_annotation_with_label (span, "ORG");
  g_autoptr(ManiculeLabel) label = manicule_label_new (&(ManiculeLabelFields) { .name = "PER", .key = "p", .kind = MANICULE_LABEL_ENTITY });
  g_autoptr(ManiculeChange) replaced = manicule_change_new_annotation_for ("a1", "anna", span, other);
  g_autoptr(ManiculeChange) status = manicule_change_new_status_for ("a1", "anna", MANICULE_STATUS_NEW, MANICULE_STATUS_DONE);
  g_autoptr(ManiculeChange) removed = manicule_change_new_item (MANICULE_CHANGE_LABEL, label, NULL, 3);
  const struct { ManiculeChange *change; const char *line; } rows[] = {
    { replaced, "{\"kind\":\"annotation\",\"article\":\"a1\",\"annotator\":\"anna\","
                "\"before\":{\"id\":\"k3f9\",\"type\":\"span\",\"label\":\"PER\",\"ranges\":[[123,135]]},"
                "\"after\":{\"id\":\"k3f9\",\"type\":\"span\",\"label\":\"ORG\",\"ranges\":[[123,135]]}}\n" },
    { status, "{\"kind\":\"status\",\"article\":\"a1\",\"annotator\":\"anna\",\"before\":\"new\",\"after\":\"done\"}\n" },
    { removed, "{\"kind\":\"label\",\"before\":{\"name\":\"PER\",\"kind\":\"entity\",\"key\":\"p\"},\"position\":3}\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *line = manicule_json_write_change (rows[i].change);

      g_assert_cmpstr (line, ==, rows[i].line);
    }
}

typedef struct
{
  const char        *name;
  const char        *line;
  ManiculeJsonError  code;
} Damage;

#define PLACE "\"article\":\"a1\",\"annotator\":\"anna\""
#define DOCUMENT(id) "{\"id\":\"" id "\",\"type\":\"document\",\"label\":\"L\"}"

static const Damage damages[] = {
  { "cut-off", "{\"kind\":\"annotation\",\"art", MANICULE_JSON_ERROR_SYNTAX },
  { "array", "[]", MANICULE_JSON_ERROR_TYPE },
  { "no-kind", "{}", MANICULE_JSON_ERROR_MISSING },
  { "unknown-kind", "{\"kind\":\"wish\"}", MANICULE_JSON_ERROR_VALUE },
  { "no-article", "{\"kind\":\"annotation\",\"annotator\":\"anna\",\"after\":" DOCUMENT ("x") "}", MANICULE_JSON_ERROR_MISSING },
  { "no-annotator", "{\"kind\":\"annotation\",\"article\":\"a1\",\"after\":" DOCUMENT ("x") "}", MANICULE_JSON_ERROR_MISSING },
  { "article-path", "{\"kind\":\"annotation\",\"article\":\"..\",\"annotator\":\"anna\",\"after\":" DOCUMENT ("x") "}", MANICULE_JSON_ERROR_VALUE },
  { "no-sides", "{\"kind\":\"annotation\"," PLACE "}", MANICULE_JSON_ERROR_MISSING },
  { "sides-differ", "{\"kind\":\"annotation\"," PLACE ",\"before\":" DOCUMENT ("x") ",\"after\":" DOCUMENT ("y") "}", MANICULE_JSON_ERROR_VALUE },
  { "side-damaged", "{\"kind\":\"annotation\"," PLACE ",\"after\":{\"id\":\"x\",\"type\":\"span\",\"label\":\"L\",\"ranges\":[[3,1]]}}", MANICULE_JSON_ERROR_VALUE },
  { "status-without-before", "{\"kind\":\"status\"," PLACE ",\"after\":\"done\"}", MANICULE_JSON_ERROR_MISSING },
  { "status-unknown", "{\"kind\":\"status\"," PLACE ",\"before\":\"new\",\"after\":\"ready\"}", MANICULE_JSON_ERROR_VALUE },
  { "no-position", "{\"kind\":\"label\",\"after\":{\"name\":\"PER\"}}", MANICULE_JSON_ERROR_MISSING },
  { "labels-differ", "{\"kind\":\"label\",\"before\":{\"name\":\"A\"},\"after\":{\"name\":\"B\"},\"position\":0}", MANICULE_JSON_ERROR_VALUE },
  { "label-as-string", "{\"kind\":\"label\",\"after\":\"PER\",\"position\":0}", MANICULE_JSON_ERROR_TYPE },
};

/* A damaged line is an error with its number. */
static void
test_damage (gconstpointer data)
{
  const Damage *damage = data;
  g_autoptr(GError) error = NULL;

  g_assert_null (read_line (damage->line, &error));
  g_assert_error (error, MANICULE_JSON_ERROR, (int) damage->code);
  g_assert_true (g_str_has_prefix (error->message, "anna.jsonl:17: "));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/change/looks", test_looks);
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *path = g_strconcat ("/change/damage/", damages[i].name, NULL);

      g_test_add_data_func (path, &damages[i], test_damage);
    }

  return g_test_run ();
}
