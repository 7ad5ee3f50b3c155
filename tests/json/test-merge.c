/* test-merge.c: two versions of a file of a project
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-json-bare.h"
#include "manicule-json-merge.h"
#include "random-model.h"

#include <string.h>

#define SHA "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static GBytes *
bytes_of (const char *text)
{
  return text != NULL ? g_bytes_new_static (text, strlen (text)) : NULL;
}

static char *
merge_text (const char  *name,
            const char  *base,
            const char  *ours,
            const char  *theirs,
            guint       *n_conflicts,
            GError     **error)
{
  g_autoptr(GBytes) in_base = bytes_of (base), in_ours = bytes_of (ours), in_theirs = bytes_of (theirs);
  g_autoptr(ManiculeFindings) conflicts = manicule_findings_new ();
  g_autoptr(GBytes) merged = manicule_json_merge (name, in_base, in_ours, in_theirs, conflicts, error);

  *n_conflicts = manicule_findings_get_n (conflicts);
  return merged != NULL ? g_strndup (g_bytes_get_data (merged, NULL), g_bytes_get_size (merged)) : NULL;
}

/* Three versions of a list, and what becomes of them. */
typedef struct
{
  const char *path;
  const char *name;
  const char *base;
  const char *ours;
  const char *theirs;
  const char *expected;
  guint       n_conflicts;
} Row;

#define ENTITY(id, rest) "{\"id\":\"" id "\"" rest "}\n"
#define PROJECT(name, annotators) "{\"format\":\"manicule-project\",\"version\":1,\n \"name\":\"" name "\",\n \"annotators\":[" annotators "]}\n"
#define SCHEMA(labels) \
  "{\"format\":\"manicule-schema\",\"version\":1,\n \"labels\":[" labels "],\n \"relations\":[],\n \"attributes\":[],\n \"document_labels\":[]}\n"

static const Row rows[] = {
  { "/merge/lines/both-added", "entities.jsonl", ENTITY ("a", ""), ENTITY ("a", "") ENTITY ("b", ""),
    ENTITY ("a", "") ENTITY ("c", ""), ENTITY ("a", "") ENTITY ("b", "") ENTITY ("c", ""), 0 },
  { "/merge/lines/in-the-middle", "entities.jsonl", ENTITY ("a", "") ENTITY ("z", ""),
    ENTITY ("a", "") ENTITY ("b", "") ENTITY ("z", ""), ENTITY ("c", "") ENTITY ("a", "") ENTITY ("z", ""),
    ENTITY ("c", "") ENTITY ("a", "") ENTITY ("b", "") ENTITY ("z", ""), 0 },
  { "/merge/lines/other-order", "entities.jsonl", ENTITY ("a", "") ENTITY ("b", ""), ENTITY ("a", "") ENTITY ("b", "") ENTITY ("c", ""),
    ENTITY ("b", "") ENTITY ("a", ""), ENTITY ("b", "") ENTITY ("c", "") ENTITY ("a", ""), 0 },
  { "/merge/lines/removed", "entities.jsonl", ENTITY ("a", "") ENTITY ("b", ""), ENTITY ("a", ""),
    ENTITY ("a", "") ENTITY ("b", ""), ENTITY ("a", ""), 0 },
  { "/merge/lines/removed-changed", "entities.jsonl", ENTITY ("a", ""), "", ENTITY ("a", ",\"name\":\"A\""),
    ENTITY ("a", ",\"name\":\"A\""), 1 },
  { "/merge/lines/two-members", "entities.jsonl", ENTITY ("a", ""), ENTITY ("a", ",\"name\":\"A\""),
    ENTITY ("a", ",\"label\":\"ORG\""), ENTITY ("a", ",\"name\":\"A\",\"label\":\"ORG\""), 0 },
  { "/merge/lines/one-member-twice", "entities.jsonl", ENTITY ("a", ""), ENTITY ("a", ",\"name\":\"B\""),
    ENTITY ("a", ",\"name\":\"A\""), ENTITY ("a", ",\"name\":\"A\",\"name.conflict\":\"B\""), 1 },
  { "/merge/lines/again", "entities.jsonl", ENTITY ("a", ""), ENTITY ("a", ",\"name\":\"A\",\"name.conflict\":\"B\""),
    ENTITY ("a", ",\"name\":\"B\""), ENTITY ("a", ",\"name\":\"A\",\"name.conflict\":\"B\""), 1 },
  { "/merge/project/annotators", "manicule.json", PROJECT ("P", "\"anna\",\"ben\""), PROJECT ("P", "\"ben\",\"cem\""),
    PROJECT ("Q", "\"anna\",\"ben\",\"dora\""), PROJECT ("Q", "\"ben\",\"cem\",\"dora\""), 0 },
  { "/merge/project/no-base", "manicule.json", NULL, PROJECT ("P", "\"anna\""), PROJECT ("P", "\"ben\""),
    PROJECT ("P", "\"anna\",\"ben\""), 0 },
  { "/merge/schema/labels", "schema.json", SCHEMA (""), SCHEMA ("\n  {\"name\":\"ORG\"}\n "),
    SCHEMA ("\n  {\"name\":\"PER\"}\n "), SCHEMA ("\n  {\"name\":\"ORG\",\"kind\":\"highlight\"},\n  {\"name\":\"PER\",\"kind\":\"highlight\"}\n "), 0 },
};

/* Each row. */
static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr(GError) error = NULL;
  guint n_conflicts;
  g_autofree char *merged = merge_text (row->name, row->base, row->ours, row->theirs, &n_conflicts, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (merged, ==, row->expected);
  g_assert_cmpuint (n_conflicts, ==, row->n_conflicts);
}

#define SET(sha, annotator, annotations) \
  "{\"format\":\"manicule-annotations\",\"version\":1,\n \"article\":{\"id\":\"one\",\"sha256\":\"" sha "\",\"length\":99},\n " \
  "\"annotator\":\"" annotator "\",\"status\":\"done\",\n \"annotations\":[\n" annotations " ]}\n"
#define SPAN(id, label, text) "  {\"id\":\"" id "\",\"type\":\"span\",\"label\":\"" label "\",\"ranges\":[[4,8]],\"text\":[\"" text "\"]}"

/* Where two people gave one annotation two labels, the file has both, one under an id that says so. */
static void
test_set_conflict (void)
{
  g_autoptr(GError) error = NULL;
  guint n_conflicts;
  g_autofree char *merged = merge_text ("x.json", SET (SHA, "anna", SPAN ("a", "PER", "Ines") "\n"),
                                        SET (SHA, "anna", SPAN ("a", "ORG", "Ines") "\n"),
                                        SET (SHA, "anna", SPAN ("a", "LOC", "Ines") "\n"), &n_conflicts, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (merged, ==, SET (SHA, "anna", SPAN ("a", "LOC", "Ines") ",\n" SPAN ("a.conflict", "ORG", "Ines") "\n"));
  g_assert_cmpuint (n_conflicts, ==, 1);
}

/* What cannot be merged: other texts, other annotators, damage, files of no known kind. */
static void
test_refused (void)
{
  static const char * const others[] = {
    SET ("1123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "anna", SPAN ("a", "PER", "Ines") "\n"),
    SET (SHA, "ben", SPAN ("a", "PER", "Ines") "\n"),
    SET (SHA, "anna", SPAN ("a", "PER", "Ines") ",\n" SPAN ("a", "PER", "Ines") "\n"),
    SET (SHA, "anna", "  {\"id\":\"r\",\"type\":\"relation\",\"label\":\"s\",\"from\":\"a\",\"to\":\"b\"}\n"),
    "{",
    "",
  };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    for (guint turned = 0; turned < 2; turned++)
      {
        const char *sound = SET (SHA, "anna", SPAN ("a", "PER", "Ines") "\n");
        g_autoptr(GError) error = NULL;
        guint n_conflicts;
        g_autofree char *merged = merge_text ("x.json", NULL, turned ? others[i] : sound, turned ? sound : others[i],
                                              &n_conflicts, &error);

        g_assert_null (merged);
        g_assert_nonnull (error);
      }
}

/* A set without its text comes out as it went in. */
static void
test_bare (void)
{
  for (guint i = 0; i < 300; i++)
    {
      g_autoptr(ManiculeText) text = random_text (40);
      g_autoptr(ManiculeAnnotationSet) set = random_set (text, g_test_rand_int_range (0, 30));
      g_autoptr(GBytes) bytes = manicule_json_write_annotations (set);
      g_autoptr(GError) error = NULL;
      g_autoptr(ManiculeJsonBare) bare = manicule_json_bare_read (bytes, "x.json", &error);
      g_autoptr(GBytes) again = NULL;

      g_assert_no_error (error);
      again = manicule_json_bare_write (bare);
      g_assert_true (g_bytes_equal (bytes, again));
    }
}

static void
assert_one_sided (const char *name,
                  GBytes     *base,
                  GBytes     *side)
{
  g_autoptr(ManiculeFindings) conflicts = manicule_findings_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) ours = manicule_json_merge (name, base, side, base, conflicts, &error);
  g_autoptr(GBytes) theirs = manicule_json_merge (name, base, base, side, conflicts, &error);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (ours, side));
  g_assert_true (g_bytes_equal (theirs, side));
  g_assert_cmpuint (manicule_findings_get_n (conflicts), ==, 0);
}

/* What one side alone did is what becomes of it, whatever it is, to the byte. */
static void
test_one_sided (void)
{
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr(ManiculeText) text = random_text (40);
      g_autoptr(ManiculeAnnotationSet) set = random_set (text, 12), other = random_set (text, 12);
      g_autoptr(GBytes) before = manicule_json_write_annotations (set), after = manicule_json_write_annotations (other);
      g_autoptr(ManiculeSchema) schema = random_schema (3), changed = random_schema (3);
      g_autoptr(GBytes) old = manicule_json_write_schema (schema), new = manicule_json_write_schema (changed);

      assert_one_sided ("x.json", before, after);
      assert_one_sided ("schema.json", old, new);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_test_add_data_func (rows[i].path, &rows[i], test_row);
  g_test_add_func ("/merge/set/conflict", test_set_conflict);
  g_test_add_func ("/merge/refused", test_refused);
  g_test_add_func ("/merge/bare", test_bare);
  g_test_add_func ("/merge/one-sided", test_one_sided);

  return g_test_run ();
}
