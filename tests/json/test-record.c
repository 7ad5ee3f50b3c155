/* test-record.c: Manicule JSONL
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-json.h"

#include <string.h>

#define TEXT "Ann met Bob in Rome. 😀 Ann."

static ManiculeDocument *
read_line (const char        *line,
           ManiculeFindings  *findings,
           GError           **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (line, strlen (line));

  return manicule_json_read_record (bytes, "data.jsonl", 17, findings, error);
}

static ManiculeAnnotationSet *
make_set (ManiculeText *text)
{
  ManiculeAnnotationSet *set = manicule_annotation_set_new ("004_3a02", "anna", text);
  g_autoptr(GPtrArray) annotations = g_ptr_array_new_with_free_func (g_object_unref);
  const ManiculeRange parts[] = { { 0, 3 }, { 8, 11 } };
  g_autoptr(ManiculeAnnotation) span = manicule_annotation_new_span ("k3f9", "PER", &(ManiculeRange) { 23, 26 }, 1);
  g_autoptr(ManiculeAnnotation) label = manicule_annotation_new_document ("d1x0", "topic");

  g_ptr_array_add (annotations, manicule_annotation_with_entity (span, "ann"));
  g_ptr_array_add (annotations, manicule_annotation_new_span ("p2c1", "PAIR", parts, 2));
  g_ptr_array_add (annotations, manicule_annotation_new_relation ("q7aa", "source", "p2c1", "k3f9"));
  g_ptr_array_add (annotations, manicule_annotation_with_attribute (label, "value", g_variant_new_string ("diplomacy")));
  g_assert_true (manicule_annotation_set_add_all (set, annotations, NULL));
  manicule_annotation_set_init_status (set, MANICULE_STATUS_DONE);
  return set;
}

/* A record looks as the format's description shows it. */
static void
test_looks (void)
{
  g_autoptr(ManiculeText) text = manicule_text_new_from_string (TEXT);
  g_autoptr(ManiculeAnnotationSet) set = make_set (text), empty = manicule_annotation_set_new ("004_3a02", "anna", text);
  g_autoptr(ManiculeArticle) article = manicule_article_new (&(ManiculeArticleFields) {
    .id = "004_3a02", .title = "A meeting", .date = "2024-12-29", .source = "AP", .language = "en",
    .sha256 = manicule_text_get_sha256 (text), .length = manicule_text_get_n_chars (text) });
  g_autofree char *line = manicule_json_write_record (article, set), *empty_line = manicule_json_write_record (article, empty);

  g_assert_cmpstr (line, ==,
    "{\"id\":\"004_3a02\",\"title\":\"A meeting\",\"date\":\"2024-12-29\",\"source\":\"AP\",\"language\":\"en\","
    "\"annotator\":\"anna\",\"status\":\"done\",\"text\":\"" TEXT "\","
    "\"spans\":[{\"id\":\"p2c1\",\"label\":\"PAIR\",\"start\":0,\"end\":11,\"ranges\":[[0,3],[8,11]],\"text\":\"Ann Bob\",\"attributes\":{}},"
    "{\"id\":\"k3f9\",\"label\":\"PER\",\"start\":23,\"end\":26,\"text\":\"Ann\",\"entity\":\"ann\",\"attributes\":{}}],"
    "\"relations\":[{\"id\":\"q7aa\",\"label\":\"source\",\"from\":\"p2c1\",\"to\":\"k3f9\"}],"
    "\"labels\":[{\"id\":\"d1x0\",\"label\":\"topic\",\"attributes\":{\"value\":\"diplomacy\"}}]}\n");
  g_assert_cmpstr (empty_line, ==,
    "{\"id\":\"004_3a02\",\"title\":\"A meeting\",\"date\":\"2024-12-29\",\"source\":\"AP\",\"language\":\"en\","
    "\"annotator\":\"anna\",\"status\":\"new\",\"text\":\"" TEXT "\",\"spans\":[],\"relations\":[],\"labels\":[]}\n");
}

/* Columns of other programs belong to the article and stay. */
static void
test_columns (void)
{
  const char *line = "{\"newspaper\":{\"circulation\":1e6},\"id\":\"a\",\"annotator\":\"anna\",\"text\":\"x\",\"spans\":[],\"relations\":[],"
                     "\"labels\":[],\"set\":{\"run\":1}}";
  g_autoptr(GError) error = NULL;
  g_autoptr(ManiculeDocument) document = read_line (line, NULL, &error);
  g_autofree char *again = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (manicule_article_get_fields (manicule_document_get_article (document))->carried, ==,
                   "\"newspaper\":{\"circulation\":1e6}");
  g_assert_cmpstr (manicule_annotation_set_get_carried (manicule_document_get_set (document, 0)), ==, "\"run\":1");
  g_assert_cmpint (manicule_annotation_set_get_status (manicule_document_get_set (document, 0)), ==, MANICULE_STATUS_NEW);
  again = manicule_json_write_record (manicule_document_get_article (document), manicule_document_get_set (document, 0));
  g_assert_cmpstr (again, ==, "{\"id\":\"a\",\"annotator\":\"anna\",\"status\":\"new\",\"text\":\"x\",\"spans\":[],\"relations\":[],"
                              "\"labels\":[],\"set\":{\"run\":1},\"newspaper\":{\"circulation\":1e6}}\n");
}

/* A record that was made from another format may have no annotator and stays without. */
static void
test_no_annotator (void)
{
  const char *line = "{\"id\":\"a\",\"status\":\"new\",\"text\":\"x\",\"spans\":[],\"relations\":[],\"labels\":[]}\n";
  g_autoptr(GError) error = NULL;
  g_autoptr(ManiculeDocument) document = read_line (line, NULL, &error);
  g_autofree char *again = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (manicule_annotation_set_get_annotator (manicule_document_get_set (document, 0)), ==, "");
  again = manicule_json_write_record (manicule_document_get_article (document), manicule_document_get_set (document, 0));
  g_assert_cmpstr (again, ==, line);
}

typedef struct
{
  const char *name;
  const char *head;
  const char *lists;
  const char *code;    /* of the finding; NULL: an error even with findings */
  guint       n_left;
} Damage;

#define HEAD "\"id\":\"a\",\"annotator\":\"anna\",\"text\":\"" TEXT "\""
#define SPAN(rest) "\"spans\":[{\"id\":\"x\",\"label\":\"PER\"," rest "},{\"id\":\"y\",\"label\":\"PER\",\"start\":0,\"end\":3}]," \
                   "\"relations\":[],\"labels\":[]"
#define NO_LISTS "\"spans\":[],\"relations\":[],\"labels\":[]"

static const Damage damages[] = {
  { "outside", HEAD, SPAN ("\"start\":24,\"end\":28"), "range-outside-text", 1 },
  { "utf16", HEAD, SPAN ("\"start\":24,\"end\":27,\"text\":\"Ann\""), "covered-text-differs", 1 },
  { "backwards", HEAD, SPAN ("\"start\":3,\"end\":0"), "range-backwards", 1 },
  { "no-start", HEAD, SPAN ("\"end\":3"), "json-missing", 1 },
  { "text-differs", HEAD, SPAN ("\"start\":0,\"end\":3,\"text\":\"Bob\""), "covered-text-differs", 1 },
  { "joined-text-differs", HEAD, SPAN ("\"start\":0,\"end\":11,\"ranges\":[[0,3],[8,11]],\"text\":\"AnnBob\""), "covered-text-differs", 1 },
  { "joined-text-longer", HEAD, SPAN ("\"start\":0,\"end\":11,\"ranges\":[[0,3],[8,11]],\"text\":\"Ann Bob \""), "covered-text-differs", 1 },
  { "ranges-differ", HEAD, SPAN ("\"start\":0,\"end\":11,\"ranges\":[[0,3],[8,10]]"), "ranges-differ", 1 },
  { "ranges-unsorted", HEAD, SPAN ("\"start\":0,\"end\":11,\"ranges\":[[8,11],[0,3]]"), "ranges-not-sorted", 1 },
  { "ranges-empty", HEAD, SPAN ("\"start\":0,\"end\":11,\"ranges\":[]"), "no-ranges", 1 },
  { "no-labels", HEAD, "\"spans\":[],\"relations\":[]", "json-missing", 0 },
  { "spans-object", HEAD, "\"spans\":{},\"relations\":[],\"labels\":[]", "json-type", 0 },
  { "missing-end", HEAD, "\"spans\":[],\"relations\":[{\"id\":\"r\",\"label\":\"r\",\"from\":\"a\",\"to\":\"b\"}],\"labels\":[]", "missing-end", 0 },
  { "id-twice", HEAD, "\"spans\":[{\"id\":\"x\",\"label\":\"L\",\"start\":0,\"end\":3}],\"relations\":[],\"labels\":[{\"id\":\"x\",\"label\":\"L\"}]",
    "duplicate-id", 1 },
  { "no-id", "\"annotator\":\"anna\",\"text\":\"x\"", NO_LISTS, NULL, 0 },
  { "id-path", "\"id\":\"a/b\",\"annotator\":\"anna\",\"text\":\"x\"", NO_LISTS, NULL, 0 },
  { "no-text", "\"id\":\"a\",\"annotator\":\"anna\"", NO_LISTS, NULL, 0 },
  { "annotator-path", "\"id\":\"a\",\"annotator\":\"a/b\",\"text\":\"x\"", NO_LISTS, NULL, 0 },
  { "annotator-empty", "\"id\":\"a\",\"annotator\":\"\",\"text\":\"x\"", NO_LISTS, NULL, 0 },
  { "status", HEAD ",\"status\":\"ready\"", NO_LISTS, NULL, 0 },
  { "length", HEAD ",\"length\":2", NO_LISTS, NULL, 0 },
  { "hash", HEAD ",\"sha256\":\"0000000000000000000000000000000000000000000000000000000000000000\"", NO_LISTS, NULL, 0 },
  { "set", HEAD ",\"set\":[]", NO_LISTS, NULL, 0 },
};

/* What does not fit the record's own text is an error with its line; with findings the rest of the record is read. */
static void
test_damage (gconstpointer data)
{
  const Damage *damage = data;
  g_autofree char *line = g_strdup_printf ("{%s,%s}", damage->head, damage->lists);
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autoptr(GError) error = NULL, strict_error = NULL;
  g_autoptr(ManiculeDocument) document = read_line (line, findings, &error);

  if (damage->code == NULL)
    {
      g_assert_null (document);
      g_assert_true (error->domain == MANICULE_JSON_ERROR);
    }
  else
    {
      g_assert_no_error (error);
      g_assert_cmpuint (manicule_findings_get_n (findings), ==, 1);
      g_assert_cmpstr (manicule_findings_get (findings, 0)->code, ==, damage->code);
      g_assert_cmpuint (manicule_findings_get (findings, 0)->line, ==, 17);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (manicule_document_get_set (document, 0))), ==, damage->n_left);
    }

  g_assert_null (read_line (line, NULL, &strict_error));
  g_assert_true (g_str_has_prefix (strict_error->message, "data.jsonl:17: "));
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

  g_test_add_func ("/record/looks", test_looks);
  g_test_add_func ("/record/columns", test_columns);
  g_test_add_func ("/record/no-annotator", test_no_annotator);
  ADD_ROWS ("/record/damage/", damages, test_damage);

  return g_test_run ();
}
