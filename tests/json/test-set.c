/* test-set.c: annotation sets, what they look like and what is wrong with them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-json.h"

#include <string.h>

#define TEXT "Ann met Bob in Rome. Ann and Bob left. 😀 Ann."

static ManiculeText *
make_text (void)
{
  return manicule_text_new_from_string (TEXT);
}

/* A file with these annotations, which begin in line 5. */
static GBytes *
make_file (const char *annotations)
{
  g_autoptr(ManiculeText) text = make_text ();
  char *file = g_strdup_printf ("{\"format\":\"manicule-annotations\",\"version\":1,\n"
                                " \"article\":{\"id\":\"a1\",\"sha256\":\"%s\",\"length\":%u},\n"
                                " \"annotator\":\"anna\",\"status\":\"done\",\n"
                                " \"annotations\":[\n"
                                "%s\n"
                                " ]}\n",
                                manicule_text_get_sha256 (text), manicule_text_get_n_chars (text), annotations);

  return g_bytes_new_take (file, strlen (file));
}

static ManiculeAnnotationSet *
read_file (GBytes           *bytes,
           ManiculeFindings *findings,
           GError          **error)
{
  g_autoptr(ManiculeText) text = make_text ();

  return manicule_json_read_annotations (bytes, "a1.json", text, findings, error);
}

static void
add (GPtrArray          *annotations,
     ManiculeAnnotation *annotation)
{
  g_ptr_array_add (annotations, annotation);
}

/* A set looks as the format's description shows it: members in this order, one annotation a line. */
static void
test_looks (void)
{
  g_autoptr(ManiculeText) text = make_text ();
  g_autoptr(ManiculeAnnotationSet) set = manicule_annotation_set_new ("a1", "anna", text), empty = NULL;
  g_autoptr(GPtrArray) annotations = g_ptr_array_new_with_free_func (g_object_unref);
  const ManiculeRange parts[] = { { 0, 3 }, { 8, 11 } };
  g_autoptr(ManiculeAnnotation) span = manicule_annotation_new_span ("k3f9", "PER", parts, 2);
  g_autoptr(ManiculeAnnotation) tied = manicule_annotation_with_entity (span, "pair");
  g_autoptr(ManiculeAnnotation) relation = manicule_annotation_new_relation ("q7aa", "source", "p2c1", "k3f9");
  g_autoptr(ManiculeAnnotation) noted = manicule_annotation_with_note (relation, "sure?\n");
  g_autoptr(ManiculeAnnotation) dated = manicule_annotation_with_times (noted, 1764000000, 1764000001);
  g_autoptr(ManiculeAnnotation) label = manicule_annotation_new_document ("d1x0", "topic");
  g_autoptr(ManiculeAnnotation) scored = manicule_annotation_with_origin (label, "crf", "7", 0.83);
  g_autoptr(GBytes) bytes = NULL, empty_bytes = NULL;
  g_autofree char *expected = NULL, *expected_empty = NULL;

  add (annotations, g_object_ref (dated));
  add (annotations, g_object_ref (tied));
  add (annotations, manicule_annotation_new_span ("p2c1", "QUOTE", &(ManiculeRange) { 39, 40 }, 1));
  add (annotations, manicule_annotation_with_attribute (scored, "value", g_variant_new_string ("diplomacy")));
  g_assert_true (manicule_annotation_set_add_all (set, annotations, NULL));
  manicule_annotation_set_init_status (set, MANICULE_STATUS_IN_PROGRESS);

  bytes = manicule_json_write_annotations (set);
  expected = g_strdup_printf (
    "{\"format\":\"manicule-annotations\",\"version\":1,\n"
    " \"article\":{\"id\":\"a1\",\"sha256\":\"%s\",\"length\":45},\n"
    " \"annotator\":\"anna\",\"status\":\"in-progress\",\n"
    " \"annotations\":[\n"
    "  {\"id\":\"d1x0\",\"type\":\"document\",\"label\":\"topic\",\"attributes\":{\"value\":\"diplomacy\"},"
    "\"origin\":{\"source\":\"crf\",\"id\":\"7\",\"score\":0.83}},\n"
    "  {\"id\":\"k3f9\",\"type\":\"span\",\"label\":\"PER\",\"ranges\":[[0,3],[8,11]],\"text\":[\"Ann\",\"Bob\"],\"entity\":\"pair\"},\n"
    "  {\"id\":\"p2c1\",\"type\":\"span\",\"label\":\"QUOTE\",\"ranges\":[[39,40]],\"text\":[\"😀\"]},\n"
    "  {\"id\":\"q7aa\",\"type\":\"relation\",\"label\":\"source\",\"from\":\"p2c1\",\"to\":\"k3f9\",\"note\":\"sure?\\n\","
    "\"created\":\"2025-11-24T16:00:00Z\",\"modified\":\"2025-11-24T16:00:01Z\"}\n"
    " ]}\n", manicule_text_get_sha256 (text));
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), expected, strlen (expected));

  empty = manicule_annotation_set_new ("a1", "anna", text);
  empty_bytes = manicule_json_write_annotations (empty);
  expected_empty = g_strdup_printf (
    "{\"format\":\"manicule-annotations\",\"version\":1,\n"
    " \"article\":{\"id\":\"a1\",\"sha256\":\"%s\",\"length\":45},\n"
    " \"annotator\":\"anna\",\"status\":\"new\",\n"
    " \"annotations\":[]}\n", manicule_text_get_sha256 (text));
  g_assert_cmpmem (g_bytes_get_data (empty_bytes, NULL), g_bytes_get_size (empty_bytes), expected_empty, strlen (expected_empty));
}

/* Members that are unknown stay, on every level, sorted, after the known ones. */
static void
test_unknown_members (void)
{
  g_autoptr(ManiculeText) text = make_text ();
  g_autofree char *file = g_strdup_printf (
    "{ \"z\" : [ 1.50, { \"b\" : 1, \"a\" : 2 } ], \"format\":\"manicule-annotations\", \"a\":null, \"version\":1,\n"
    " \"article\":{\"when\" : \"now\", \"id\":\"a1\",\"sha256\":\"%s\",\"length\":45},\n"
    " \"annotator\":\"anna\",\"status\":\"new\",\n"
    " \"annotations\":[ {\"y\":true,\"id\":\"k\",\"x\":1e2,\"type\":\"document\",\"label\":\"L\",\"origin\":{\"run\":7,\"source\":\"crf\"}},\n"
    " {\"id\":\"l\",\"type\":\"document\",\"label\":\"L\",\"origin\":{\"run\":8}}]}\n", manicule_text_get_sha256 (text));
  g_autofree char *expected = g_strdup_printf (
    "{\"format\":\"manicule-annotations\",\"version\":1,\n"
    " \"article\":{\"id\":\"a1\",\"sha256\":\"%s\",\"length\":45,\"when\":\"now\"},\n"
    " \"annotator\":\"anna\",\"status\":\"new\",\n"
    " \"annotations\":[\n"
    "  {\"id\":\"k\",\"type\":\"document\",\"label\":\"L\",\"origin\":{\"source\":\"crf\",\"run\":7},\"x\":1e2,\"y\":true},\n"
    "  {\"id\":\"l\",\"type\":\"document\",\"label\":\"L\",\"origin\":{\"run\":8}}\n"
    " ],\"a\":null,\"z\":[1.50,{\"b\":1,\"a\":2}]}\n", manicule_text_get_sha256 (text));
  g_autoptr(GBytes) bytes = g_bytes_new (file, strlen (file)), again = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(ManiculeAnnotationSet) set = read_file (bytes, NULL, &error);

  g_assert_no_error (error);
  again = manicule_json_write_annotations (set);
  g_assert_cmpmem (g_bytes_get_data (again, NULL), g_bytes_get_size (again), expected, strlen (expected));
}

/* Members that mean something elsewhere are left out with a warning, so that no object gets one twice. */
static void
test_reserved_members (void)
{
  g_autoptr(GBytes) bytes = make_file ("{\"id\":\"k\",\"type\":\"document\",\"label\":\"L\",\n\"start\":5}"), again = NULL;
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(ManiculeAnnotationSet) set = read_file (bytes, findings, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (manicule_findings_get_n (findings), ==, 1);
  g_assert_cmpint (manicule_findings_get (findings, 0)->severity, ==, MANICULE_FINDING_WARNING);
  g_assert_cmpstr (manicule_findings_get (findings, 0)->code, ==, "member-ignored");
  g_assert_cmpuint (manicule_findings_get (findings, 0)->line, ==, 6);
  again = manicule_json_write_annotations (set);
  g_assert_null (g_strstr_len (g_bytes_get_data (again, NULL), g_bytes_get_size (again), "start"));
}

/* --- what is wrong ---------------------------------------------------------------------------------------------- */

typedef struct
{
  const char *name;
  const char *annotations;
  const char *code;     /* of the first finding */
  guint       line;
  guint       n_errors;
  guint       n_left;
  const char *says;     /* what its message holds besides; NULL: anything */
} Damage;

#define ANN "{\"id\":\"x\",\"type\":\"span\",\"label\":\"PER\",\"ranges\":[[0,3]],\"text\":[\"Ann\"]}"
#define SPAN(id, ranges, text) "{\"id\":\"" id "\",\"type\":\"span\",\"label\":\"PER\",\"ranges\":" ranges ",\"text\":" text "}"
#define LINK(id, from, to) "{\"id\":\"" id "\",\"type\":\"relation\",\"label\":\"r\",\"from\":\"" from "\",\"to\":\"" to "\"}"

static const Damage damages[] = {
  { "range-outside", ANN ",\n" SPAN ("y", "[[44,46]]", "[\".\"]"), "range-outside-text", 6, 1, 1, "45" },
  { "range-far-outside", SPAN ("y", "[[4294967295,4294967295]]", "[\"\"]") ",\n" ANN, "range-outside-text", 5, 1, 1, NULL },
  { "range-too-large", SPAN ("y", "[[0,4294967296]]", "[\"\"]"), "number-out-of-range", 5, 1, 0, NULL },
  { "range-negative", SPAN ("y", "[[-1,3]]", "[\"Ann\"]"), "number-out-of-range", 5, 1, 0, NULL },
  { "range-of-fractions", SPAN ("y", "[[0.0,3]]", "[\"Ann\"]"), "json-type", 5, 1, 0, "annotations[0].ranges[0][0]: " },
  { "range-backwards", SPAN ("y", "[[3,0]]", "[\"Ann\"]"), "range-backwards", 5, 1, 0, NULL },
  { "range-of-one", SPAN ("y", "[[0]]", "[\"Ann\"]"), "not-a-range", 5, 1, 0, NULL },
  { "range-of-three", SPAN ("y", "[[0,3,4]]", "[\"Ann\"]"), "not-a-range", 5, 1, 0, NULL },
  { "range-flat", SPAN ("y", "[0,3]", "[\"Ann\"]"), "json-type", 5, 1, 0, NULL },
  { "range-object", SPAN ("y", "[{\"start\":0,\"end\":3}]", "[\"Ann\"]"), "not-a-range", 5, 1, 0, NULL },
  { "ranges-object", SPAN ("y", "{\"start\":0,\"end\":3}", "[\"Ann\"]"), "json-type", 5, 1, 0, NULL },
  { "no-range", SPAN ("y", "[]", "[]"), "no-ranges", 5, 1, 0, NULL },
  { "ranges-unsorted", SPAN ("y", "[[8,11],[0,3]]", "[\"Bob\",\"Ann\"]"), "ranges-not-sorted", 5, 1, 0, NULL },
  { "ranges-overlap", SPAN ("y", "[[0,3],[2,5]]", "[\"Ann\",\"n m\"]"), "ranges-not-sorted", 5, 1, 0, NULL },
  { "no-ranges-member", "{\"id\":\"y\",\"type\":\"span\",\"label\":\"PER\",\"text\":[\"Ann\"]}", "json-missing", 5, 1, 0, "ranges" },
  { "text-differs", ANN ",\n" ANN ",\n" SPAN ("y", "[[4,7]]", "[\"Xyz\"]"), "duplicate-id", 6, 2, 1, NULL },
  { "text-moved", SPAN ("y", "[[16,20]]", "[\"Rome\"]"), "covered-text-differs", 5, 1, 0, "15 to 19" },
  { "text-moved-far-back", SPAN ("y", "[[44,45]]", "[\"met\"]"), "covered-text-differs", 5, 1, 0, "4 to 7" },
  { "text-twice-nearby", SPAN ("y", "[[1,4]]", "[\"Ann\"]"), "covered-text-differs", 5, 1, 0, "nn " },
  { "text-by-utf16", SPAN ("y", "[[41,44]]", "[\"😀 A\"]"), "covered-text-differs", 5, 1, 0, "39 to 42" },
  { "text-longer", SPAN ("y", "[[0,3]]", "[\"Ann \"]"), "covered-text-differs", 5, 1, 0, NULL },
  { "text-missing", "{\"id\":\"y\",\"type\":\"span\",\"label\":\"PER\",\"ranges\":[[0,3]]}", "json-missing", 5, 1, 0, "text" },
  { "text-too-few", SPAN ("y", "[[0,3],[8,11]]", "[\"Ann\"]"), "covered-text-missing", 5, 1, 0, "2" },
  { "text-string", SPAN ("y", "[[0,3]]", "\"Ann\""), "json-type", 5, 1, 0, NULL },
  { "text-numbers", SPAN ("y", "[[0,3]]", "[1]"), "json-type", 5, 1, 0, NULL },
  { "id-missing", "{\"type\":\"document\",\"label\":\"L\"}", "json-missing", 5, 1, 0, "id" },
  { "id-empty", "{\"id\":\"\",\"type\":\"document\",\"label\":\"L\"}", "invalid-id", 5, 1, 0, NULL },
  { "id-path", "{\"id\":\"../x\",\"type\":\"document\",\"label\":\"L\"}", "invalid-id", 5, 1, 0, NULL },
  { "id-number", "{\"id\":7,\"type\":\"document\",\"label\":\"L\"}", "json-type", 5, 1, 0, NULL },
  { "id-twice", ANN ",\n\n" SPAN ("x", "[[8,11]]", "[\"Bob\"]"), "duplicate-id", 7, 1, 1, "x" },
  { "type-missing", "{\"id\":\"y\",\"label\":\"L\"}", "json-missing", 5, 1, 0, "type" },
  { "type-unknown", ANN ",\n{\"id\":\"y\",\"type\":\"arc\",\"label\":\"L\"}", "unknown-word", 6, 1, 1, "arc" },
  { "label-missing", "{\"id\":\"y\",\"type\":\"document\"}", "json-missing", 5, 1, 0, "label" },
  { "label-empty", "{\"id\":\"y\",\"type\":\"document\",\"label\":\"\"}", "empty-string", 5, 1, 0, NULL },
  { "not-an-object", "7,\n" ANN, "json-type", 5, 1, 1, "annotations[0]: " },
  { "attributes-list", "{\"id\":\"y\",\"type\":\"document\",\"label\":\"L\",\"attributes\":[]}", "json-type", 5, 1, 0, NULL },
  { "attribute-no-name", "{\"id\":\"y\",\"type\":\"document\",\"label\":\"L\",\"attributes\":{\"\":1}}", "empty-string", 5, 1, 0, "annotations[0].attributes" },
  { "attribute-object", "{\"id\":\"y\",\"type\":\"document\",\"label\":\"L\",\"attributes\":{\"a\":{}}}", "attribute-type", 5, 1, 0, "annotations[0].attributes.a: " },
  { "attribute-null", "{\"id\":\"y\",\"type\":\"document\",\"label\":\"L\",\"attributes\":{\"a\":null}}", "attribute-type", 5, 1, 0, NULL },
  { "attribute-mixed", "{\"id\":\"y\",\"type\":\"document\",\"label\":\"L\",\"attributes\":{\"a\":[\"x\",1]}}", "json-type", 5, 1, 0, NULL },
  { "attribute-large", "{\"id\":\"y\",\"type\":\"document\",\"label\":\"L\",\"attributes\":{\"a\":99999999999999999999}}", "number-too-large", 5, 1, 0, NULL },
  { "time", "{\"id\":\"y\",\"type\":\"document\",\"label\":\"L\",\n\"created\":\"today\"}", "not-a-time", 6, 1, 0, NULL },
  { "origin-string", "{\"id\":\"y\",\"type\":\"document\",\"label\":\"L\",\"origin\":\"crf\"}", "json-type", 5, 1, 0, NULL },
  { "origin-score", "{\"id\":\"y\",\"type\":\"document\",\"label\":\"L\",\"origin\":{\"score\":\"high\"}}", "json-type", 5, 1, 0, NULL },
  { "note-number", "{\"id\":\"y\",\"type\":\"document\",\"label\":\"L\",\"note\":1}", "json-type", 5, 1, 0, NULL },
  { "end-missing", ANN ",\n" LINK ("y", "x", "gone"), "missing-end", 6, 1, 1, "gone" },
  { "end-damaged", SPAN ("x", "[[0,3]]", "[\"Bob\"]") ",\n" LINK ("y", "x", "x"), "covered-text-differs", 5, 2, 0, NULL },
  { "ends-damaged-in-a-chain",
    LINK ("d", "c", "x") ",\n" LINK ("c", "b", "x") ",\n" ANN ",\n" LINK ("b", "x", "gone") ",\n" LINK ("a", "x", "x"),
    "missing-end", 8, 3, 2, "gone" },
  { "circle", LINK ("a", "b", "x") ",\n" LINK ("b", "a", "x") ",\n" LINK ("c", "x", "x") ",\n" ANN, "relation-circle", 5, 2, 2, NULL },
  { "circle-of-one", ANN ",\n" LINK ("a", "a", "x"), "relation-circle", 6, 1, 1, NULL },
  { "into-a-circle", LINK ("a", "a", "a") ",\n" LINK ("b", "a", "a") ",\n" ANN, "relation-circle", 5, 2, 1, NULL },
};

/* With findings, what is damaged is named with its line and left out, and the rest is read. Without, it is an error. */
static void
test_damage (gconstpointer data)
{
  const Damage *damage = data;
  g_autoptr(GBytes) bytes = make_file (damage->annotations);
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autoptr(GError) error = NULL, strict_error = NULL;
  g_autoptr(ManiculeAnnotationSet) set = read_file (bytes, findings, &error), strict = NULL;
  g_autofree char *place = g_strdup_printf ("a1.json:%u: ", damage->line);
  const ManiculeFinding *finding;

  g_assert_no_error (error);
  g_assert_cmpuint (manicule_findings_get_n_errors (findings), ==, damage->n_errors);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (set)), ==, damage->n_left);
  finding = manicule_findings_get (findings, 0);
  g_assert_cmpstr (finding->code, ==, damage->code);
  g_assert_cmpuint (finding->line, ==, damage->line);
  if (damage->says != NULL)
    g_assert_nonnull (strstr (finding->message, damage->says));

  strict = read_file (bytes, NULL, &strict_error);
  g_assert_null (strict);
  g_assert_true (strict_error->domain == MANICULE_JSON_ERROR);
  g_assert_true (g_str_has_prefix (strict_error->message, place));
}

typedef struct
{
  const char        *name;
  const char        *file;
  ManiculeJsonError  code;
} Head;

#define HASH "0000000000000000000000000000000000000000000000000000000000000000"
#define ARTICLE "\"article\":{\"id\":\"a1\",\"sha256\":\"" HASH "\",\"length\":45}"

static const Head heads[] = {
  { "array", "[]", MANICULE_JSON_ERROR_TYPE },
  { "empty-object", "{}", MANICULE_JSON_ERROR_MISSING },
  { "other-format", "{\"format\":\"manicule-schema\",\"version\":1}", MANICULE_JSON_ERROR_VALUE },
  { "no-version", "{\"format\":\"manicule-annotations\"}", MANICULE_JSON_ERROR_MISSING },
  { "version-string", "{\"format\":\"manicule-annotations\",\"version\":\"1\"}", MANICULE_JSON_ERROR_TYPE },
  { "version-0", "{\"format\":\"manicule-annotations\",\"version\":0}", MANICULE_JSON_ERROR_VALUE },
  { "version-2", "{\"format\":\"manicule-annotations\",\"version\":2}", MANICULE_JSON_ERROR_VERSION },
  { "no-article", "{\"format\":\"manicule-annotations\",\"version\":1,\"annotator\":\"anna\",\"status\":\"new\",\"annotations\":[]}",
    MANICULE_JSON_ERROR_MISSING },
  { "article-path", "{\"format\":\"manicule-annotations\",\"version\":1,\"article\":{\"id\":\"../../etc\",\"sha256\":\"" HASH "\",\"length\":45},"
    "\"annotator\":\"anna\",\"status\":\"new\",\"annotations\":[]}", MANICULE_JSON_ERROR_VALUE },
  { "annotator-path", "{\"format\":\"manicule-annotations\",\"version\":1," ARTICLE ",\"annotator\":\"a/b\",\"status\":\"new\",\"annotations\":[]}",
    MANICULE_JSON_ERROR_VALUE },
  { "no-annotations", "{\"format\":\"manicule-annotations\",\"version\":1," ARTICLE ",\"annotator\":\"anna\",\"status\":\"new\"}",
    MANICULE_JSON_ERROR_MISSING },
  { "annotations-object", "{\"format\":\"manicule-annotations\",\"version\":1," ARTICLE ",\"annotator\":\"anna\",\"status\":\"new\",\"annotations\":{}}",
    MANICULE_JSON_ERROR_TYPE },
};

/* A file whose head cannot be read is refused, findings or not. */
static void
test_head (gconstpointer data)
{
  const Head *head = data;
  g_autoptr(GBytes) bytes = g_bytes_new (head->file, strlen (head->file));
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autoptr(GError) error = NULL, strict_error = NULL;

  g_assert_null (read_file (bytes, findings, &error));
  g_assert_error (error, MANICULE_JSON_ERROR, (int) head->code);
  g_assert_null (read_file (bytes, NULL, &strict_error));
  g_assert_error (strict_error, MANICULE_JSON_ERROR, (int) head->code);
}

/* Another text is an error; with findings the annotations that still fit are kept. */
static void
test_other_text (void)
{
  g_autoptr(GBytes) bytes = make_file (ANN ",\n" SPAN ("y", "[[8,11]]", "[\"Bob\"]"));
  const char * const others[] = { "Ann met Rob in Rome. Ann and Bob left. 😀 Ann.", "Ann met Rob." };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr(ManiculeText) text = manicule_text_new_from_string (others[i]);
      g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
      g_autoptr(GError) error = NULL;
      g_autoptr(ManiculeAnnotationSet) set = manicule_json_read_annotations (bytes, "a1.json", text, findings, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (set)), ==, 1);
      g_assert_cmpuint (manicule_findings_get_n_errors (findings), ==, 2);
      g_assert_cmpstr (manicule_findings_get (findings, 0)->code, ==, "text-differs");
      g_assert_cmpuint (manicule_findings_get (findings, 0)->line, ==, 2);
      g_assert_cmpstr (manicule_findings_get (findings, 1)->code, ==, "covered-text-differs");
      g_assert_cmpuint (manicule_findings_get (findings, 1)->line, ==, 6);

      g_assert_null (manicule_json_read_annotations (bytes, "a1.json", text, NULL, &error));
      g_assert_error (error, MANICULE_JSON_ERROR, MANICULE_JSON_ERROR_VALUE);
    }
}

/* A file full of damage is read in linear time, every line right; so is a long chain of relations in the worst order. */
static void
test_much_damage (void)
{
  const guint n = 50000;
  g_autoptr(GString) spans = g_string_new (NULL), chain = g_string_new (NULL);
  g_autoptr(ManiculeFindings) findings = manicule_findings_new (), chain_findings = manicule_findings_new ();
  g_autoptr(GBytes) bytes = NULL, chain_bytes = NULL;
  g_autoptr(ManiculeAnnotationSet) set = NULL, chain_set = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_string_append_printf (spans, "%s" SPAN ("s%u", "[[0,3]]", "[\"Xyz\"]"), i > 0 ? ",\n" : "", i);
      g_string_append_printf (chain, "%s" LINK ("r%u", "r%u", "r%u"), i > 0 ? ",\n" : "", i, i + 1, i + 1);
    }
  bytes = make_file (spans->str);
  set = read_file (bytes, findings, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (set)), ==, 0);
  g_assert_cmpuint (manicule_findings_get_n (findings), ==, n);
  for (guint i = 0; i < n; i += 997)
    g_assert_cmpuint (manicule_findings_get (findings, i)->line, ==, 5 + i);

  chain_bytes = make_file (chain->str);
  chain_set = read_file (chain_bytes, chain_findings, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (chain_set)), ==, 0);
  g_assert_cmpuint (manicule_findings_get_n (chain_findings), ==, n);
}

/* Spans are found by their label, and nothing but spans; a file that is cut off has none. */
static void
test_has_label (void)
{
  g_autoptr(GBytes) bytes = make_file (LINK ("y", "x", "x") ",\n" ANN);
  g_autoptr(GBytes) cut = g_bytes_new_from_bytes (bytes, 0, g_bytes_get_size (bytes) - 3);
  g_autoptr(GBytes) other = g_bytes_new_static ("{}", 2);

  g_assert_true (manicule_json_set_has_label (bytes, "a1.json", "PER"));
  g_assert_false (manicule_json_set_has_label (bytes, "a1.json", "ORG"));
  g_assert_false (manicule_json_set_has_label (bytes, "a1.json", "r"));
  g_assert_false (manicule_json_set_has_label (cut, "a1.json", "PER"));
  g_assert_false (manicule_json_set_has_label (other, "a1.json", "PER"));
}

/* Cut off anywhere, a file gives an error, also for its summary. */
static void
test_truncated (void)
{
  g_autoptr(GBytes) bytes = make_file (ANN ",\n" LINK ("y", "x", "x"));
  gsize size = g_bytes_get_size (bytes);

  for (gsize length = 0; length < size - 1; length++)
    {
      g_autoptr(GBytes) cut = g_bytes_new_from_bytes (bytes, 0, length);
      g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
      g_autoptr(GError) error = NULL, summary_error = NULL;
      ManiculeStatus status;
      guint n;

      g_assert_null (read_file (cut, findings, &error));
      g_assert_nonnull (error);
      g_assert_false (manicule_json_read_summary (cut, "a1.json", &status, &n, &summary_error));
      g_assert_nonnull (summary_error);
    }
}

/* Any byte changed: an error, findings or a set, never a crash. */
static void
test_one_byte (void)
{
  g_autoptr(GBytes) bytes = make_file (SPAN ("x", "[[0,3],[4,7]]", "[\"Ann\",\"met\"]") ",\n" LINK ("y", "x", "x"));
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  for (gsize i = 0; i < size; i++)
    for (guint n = 0; n < 20; n++)
      {
        char *changed = g_memdup2 (data, size);
        g_autoptr(GBytes) changed_bytes = g_bytes_new_take (changed, size);
        g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
        g_autoptr(GError) error = NULL;
        g_autoptr(ManiculeAnnotationSet) set = NULL;

        changed[i] = n < 10 ? "0\"[{]},:-\\"[n] : g_test_rand_int_range (0, 256);
        set = read_file (changed_bytes, findings, &error);
        g_assert_true ((set == NULL) == (error != NULL));
      }
}

#define ADD_ROWS(prefix, rows, func) \
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) \
    { \
      g_autofree char *path = g_strconcat (prefix, rows[i].name, NULL); \
      g_test_add_data_func (path, &rows[i], func); \
    }

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/set/looks", test_looks);
  g_test_add_func ("/set/unknown-members", test_unknown_members);
  g_test_add_func ("/set/reserved-members", test_reserved_members);
  ADD_ROWS ("/set/damage/", damages, test_damage);
  ADD_ROWS ("/set/head/", heads, test_head);
  g_test_add_func ("/set/other-text", test_other_text);
  g_test_add_func ("/set/much-damage", test_much_damage);
  g_test_add_func ("/set/has-label", test_has_label);
  g_test_add_func ("/set/truncated", test_truncated);
  g_test_add_func ("/set/one-byte", test_one_byte);

  return g_test_run ();
}
