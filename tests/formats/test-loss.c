/* test-loss.c: what a format cannot hold is reduced and counted
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "format-helpers.h"

#include <string.h>

#define ALL (MANICULE_HOLDS_NESTED | MANICULE_HOLDS_CROSSING | MANICULE_HOLDS_DISCONTINUOUS | \
             MANICULE_HOLDS_ZERO_LENGTH | MANICULE_HOLDS_SUB_TOKEN | MANICULE_HOLDS_RELATIONS | \
             MANICULE_HOLDS_RELATION_EXTRAS | MANICULE_HOLDS_ATTRIBUTES | MANICULE_HOLDS_DOCUMENT_LABELS | \
             MANICULE_HOLDS_ENTITIES | MANICULE_HOLDS_NOTES | MANICULE_HOLDS_ORIGIN | MANICULE_HOLDS_IDS | \
             MANICULE_HOLDS_TEXT | MANICULE_HOLDS_SPANS | MANICULE_HOLDS_TYPES)
#define FLAT (ALL & ~(MANICULE_HOLDS_NESTED | MANICULE_HOLDS_CROSSING))

static const char * const no_suffixes[] = { "x", NULL };

/* A format that is never written: what is reduced for it is looked at. */
static ManiculeFormat
make_format (ManiculeHolds holds)
{
  return (ManiculeFormat) { .id = "made-up", .title = "Made Up", .suffixes = no_suffixes, .holds = holds };
}

static ManiculeDocument *
reduce (ManiculeDocument     *document,
        const ManiculeFormat *format,
        const char           *policy_string,
        ManiculeSchema       *schema,
        ManiculeLossReport   *report)
{
  ManiculeLossPolicy policy;
  g_autoptr(GError) error = NULL;

  manicule_loss_policy_init (&policy, format);
  if (*policy_string != '\0')
    manicule_loss_policy_parse (&policy, format, policy_string, &error);
  g_assert_no_error (error);
  policy.schema = schema;

  return manicule_loss_reduce (document, format, &policy, report);
}

/* The ids that are left, in the order of the set: "s1 s3". */
static char *
list_ids (ManiculeDocument *document)
{
  ManiculeAnnotationSet *set = manicule_document_get_set (document, 0);
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (set)); i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? " " : "",
                            manicule_annotation_get_id (manicule_annotation_set_get (set, i)));

  return g_string_free_and_steal (ids);
}

/* The ids that are listed under a kind. */
static char *
list_lost (ManiculeLossReport *report,
           ManiculeLossKind    kind)
{
  g_autoptr(GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; report->items[kind] != NULL && i < report->items[kind]->len; i++)
    g_ptr_array_add (ids, (gpointer) g_array_index (report->items[kind], ManiculeLossItem, i).annotation_id);
  g_ptr_array_sort_values (ids, (GCompareFunc) g_strcmp0);
  g_ptr_array_add (ids, NULL);

  return g_strjoinv (" ", (char **) ids->pdata);
}

/* --- flat formats --- */

/* Spans of a case: "id:label:start-end id:label:start-end". */
static GPtrArray *
parse_spans (const char *string)
{
  GPtrArray *annotations = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto(GStrv) words = g_strsplit (string, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_auto(GStrv) parts = g_strsplit_set (words[i], ":-", -1);

      test_add_span (annotations, parts[0], parts[1], (guint) atoi (parts[2]), (guint) atoi (parts[3]));
    }

  return annotations;
}

typedef struct
{
  const char    *name;
  const char    *spans;
  ManiculeHolds  holds;
  const char    *policy;
  const char    *kept;
  const char    *nested;
  const char    *crossing;
} OverlapCase;

static const OverlapCase overlap_cases[] = {
  { "apart", "a:X:0-3 b:X:3-6", FLAT, "", "a b", "", "" },
  { "nested", "a:X:0-9 b:X:2-4", FLAT, "", "a", "b", "" },
  { "nested-inner", "a:X:0-9 b:X:2-4", FLAT, "nested=inner,crossing=inner", "b", "a", "" },
  { "nested-same-start", "a:X:0-9 b:X:0-4", FLAT, "", "a", "b", "" },
  { "nested-same-end", "a:X:0-9 b:X:5-9", FLAT, "", "a", "b", "" },
  { "deep", "a:X:0-9 b:X:1-8 c:X:2-7", FLAT, "", "a", "b c", "" },
  { "deep-inner", "a:X:0-9 b:X:1-8 c:X:2-7", FLAT, "nested=inner", "c", "a b", "" },
  { "crossing", "a:X:0-5 b:X:3-9", FLAT, "", "b", "", "a" },
  { "crossing-inner", "a:X:0-5 b:X:3-9", FLAT, "nested=inner,crossing=inner", "a", "", "b" },
  /* Of equally long ones the label that stands first in the schema is kept. */
  { "equal", "a:Y:0-5 b:X:0-5", FLAT, "", "b", "", "a" },
  { "crossing-equally-long", "a:Y:0-5 b:X:3-8", FLAT, "", "b", "", "a" },
  { "equal-label-too", "b:X:0-5 a:X:0-5", FLAT, "", "a", "", "b" },
  /* The longest decides first, so that its neighbours do not fall for each other. */
  { "chain", "a:X:0-4 b:X:3-9 c:X:8-12", FLAT, "", "b", "", "a c" },
  { "chain-of-three", "a:X:0-6 b:X:5-9 c:X:8-14", FLAT, "", "a c", "", "b" },
  { "mixed-policies", "a:X:0-9 b:X:2-4 c:X:8-12", FLAT, "nested=inner,crossing=outer", "b", "a", "c" },
  { "tree-nested", "a:X:0-9 b:X:1-8 c:X:2-7", FLAT | MANICULE_HOLDS_NESTED, "", "a b c", "", "" },
  { "tree-crossing", "a:X:0-9 b:X:7-12 c:X:2-4", FLAT | MANICULE_HOLDS_NESTED, "", "a c", "", "b" },
  { "tree-equal", "a:X:0-9 b:Y:0-9", FLAT | MANICULE_HOLDS_NESTED, "", "a", "", "b" },
  { "empty-inside", "a:X:0-9 b:X:4-4", FLAT, "", "a", "b", "" },
  { "empty-at-border", "a:X:3-9 b:X:3-3 c:X:9-9", FLAT, "", "a b c", "", "" },
  { "empty-equal", "a:X:3-3 b:X:3-3", FLAT, "", "a", "", "b" },
};

/* Of spans that a flat format cannot hold together, the right ones stay. */
static void
test_loss_overlap (gconstpointer data)
{
  const OverlapCase *test = data;
  ManiculeFormat format = make_format (test->holds);
  g_autoptr(GPtrArray) annotations = parse_spans (test->spans);
  g_autoptr(ManiculeDocument) document = test_document_new ("a", "0123456789abcdef", annotations);
  g_autoptr(ManiculeSchema) schema = manicule_schema_new ();
  g_autoptr(ManiculeLossReport) report = manicule_loss_report_new ();
  g_autoptr(ManiculeLabel) x = manicule_label_new (&(ManiculeLabelFields) { .name = "X" });
  g_autoptr(ManiculeLabel) y = manicule_label_new (&(ManiculeLabelFields) { .name = "Y" });
  g_autoptr(ManiculeDocument) reduced = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *nested = NULL;
  g_autofree char *crossing = NULL;

  manicule_schema_add_label (schema, x);
  manicule_schema_add_label (schema, y);
  reduced = reduce (document, &format, test->policy, schema, report);

  kept = list_ids (reduced);
  nested = list_lost (report, MANICULE_LOSS_NESTED);
  crossing = list_lost (report, MANICULE_LOSS_CROSSING);
  g_assert_cmpstr (nested, ==, test->nested);
  g_assert_cmpstr (crossing, ==, test->crossing);
  g_assert_cmpint (strlen (kept), ==, strlen (test->kept));
  for (const char *id = test->kept; *id != '\0'; id++)
    g_assert_nonnull (strchr (kept, *id));
  g_assert_cmpuint (report->n_annotations, ==, annotations->len);
  g_assert_cmpuint (report->n_exact, ==, annotations->len - report->n_lost[MANICULE_LOSS_NESTED]
                                         - report->n_lost[MANICULE_LOSS_CROSSING]);
}

static gboolean
crosses (ManiculeRange a,
         ManiculeRange b)
{
  if (a.start == b.start && a.end == b.end)
    return TRUE;
  return manicule_range_overlaps (&a, &b) && !manicule_range_contains (&a, &b) && !manicule_range_contains (&b, &a);
}

static gboolean
nests (ManiculeRange a,
       ManiculeRange b)
{
  return manicule_range_overlaps (&a, &b) && !crosses (a, b);
}

static guint
get_length (ManiculeRange range)
{
  return range.end - range.start;
}

/* How many of the kept spans lie in one another at most, counted the slow way. */
static guint
get_depth (ManiculeAnnotationSet *set)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (set));
  guint deepest = 0;

  for (guint i = 0; i < n; i++)
    {
      ManiculeRange range = manicule_annotation_get_hull (manicule_annotation_set_get (set, i));
      guint depth = 1;

      for (guint j = 0; j < n; j++)
        {
          ManiculeRange other = manicule_annotation_get_hull (manicule_annotation_set_get (set, j));

          depth += j != i && nests (range, other) && get_length (other) > get_length (range);
        }
      deepest = MAX (deepest, depth);
    }

  return deepest;
}

static guint n_levels;

static ManiculeHolds
hold_levels (GHashTable *options,
             guint      *levels)
{
  *levels = n_levels;

  return n_levels == 1 ? FLAT : FLAT | MANICULE_HOLDS_NESTED;
}

/* Whatever the spans and the policy: no two that are kept cross, none lies deeper than the format holds, and each that
 * was left out is in the way of one that was kept and goes before it. */
static void
test_loss_overlap_random (void)
{
  static const char * const policies[] = { "nested=outer,crossing=outer", "nested=inner,crossing=inner" };
  ManiculeFormat format = make_format (FLAT);
  g_autofree char *text = g_strnfill (40, 'x');

  format.holds_with = hold_levels;
  for (guint run = 0; run < 400; run++)
    {
      g_autoptr(GPtrArray) annotations = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr(ManiculeLossReport) report = manicule_loss_report_new ();
      g_autoptr(ManiculeDocument) document = NULL;
      g_autoptr(ManiculeDocument) reduced = NULL;
      ManiculeAnnotationSet *kept;
      gboolean outer = run % 2 == 0;

      n_levels = (guint) g_test_rand_int_range (1, 4);
      for (guint i = 0; i < 25; i++)
        {
          guint start = (guint) g_test_rand_int_range (0, 40);
          g_autofree char *id = g_strdup_printf ("s%02u", i);

          test_add_span (annotations, id, "X", start, start + (guint) g_test_rand_int_range (0, 41 - (int) start));
        }

      document = test_document_new ("a", text, annotations);
      reduced = reduce (document, &format, policies[run % 2], NULL, report);
      kept = manicule_document_get_set (reduced, 0);
      g_assert_cmpuint (get_depth (kept), <=, n_levels);

      for (guint i = 0; i < annotations->len; i++)
        {
          ManiculeAnnotation *span = annotations->pdata[i];
          ManiculeRange range = manicule_annotation_get_hull (span);
          gboolean is_kept = manicule_annotation_set_find (kept, manicule_annotation_get_id (span)) != NULL;
          guint n_in_the_way = 0;

          for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (kept)); j++)
            {
              ManiculeAnnotation *other = manicule_annotation_set_get (kept, j);
              ManiculeRange its_range = manicule_annotation_get_hull (other);
              gboolean goes_before = outer ? get_length (its_range) >= get_length (range)
                                           : get_length (its_range) <= get_length (range);

              if (span == other)
                continue;
              if (is_kept)
                g_assert_false (crosses (range, its_range));
              n_in_the_way += goes_before && (crosses (range, its_range) || nests (range, its_range));
            }
          if (!is_kept)
            g_assert_cmpuint (n_in_the_way, >, 0);
        }
    }
}

/* --- kinds --- */

typedef struct
{
  const char       *name;
  ManiculeHolds     missing;
  ManiculeLossKind  kind;
  const char       *lost;
  guint             n_left;    /* annotations in the reduced document */
  guint             n_exact;
} KindCase;

/* The document with everything has 28 annotations: 2 document labels, 19 spans, 5 relations, and 2 parts may come. */
static const KindCase kind_cases[] = {
  { "nothing", 0, MANICULE_LOSS_NESTED, "", 26, 26 },
  { "discontinuous", MANICULE_HOLDS_DISCONTINUOUS, MANICULE_LOSS_DISCONTINUOUS, "s12", 27, 25 },
  { "zero-length", MANICULE_HOLDS_ZERO_LENGTH, MANICULE_LOSS_ZERO_LENGTH, "s13 s14", 23, 23 },
  { "relations", MANICULE_HOLDS_RELATIONS, MANICULE_LOSS_RELATIONS, "r1 r2 r3 r4 r5", 21, 21 },
  { "relation-extras", MANICULE_HOLDS_RELATION_EXTRAS, MANICULE_LOSS_RELATION_EXTRAS, "r2 r4", 25, 24 },
  { "attributes", MANICULE_HOLDS_ATTRIBUTES, MANICULE_LOSS_ATTRIBUTES, "d2 r2 s12 s2 s4 s5 s6", 26, 19 },
  { "document-labels", MANICULE_HOLDS_DOCUMENT_LABELS, MANICULE_LOSS_DOCUMENT_LABELS, "d1 d2", 24, 24 },
  { "entities", MANICULE_HOLDS_ENTITIES, MANICULE_LOSS_ENTITIES, "s1", 26, 25 },
  { "notes", MANICULE_HOLDS_NOTES, MANICULE_LOSS_NOTES, "d2 r2 s1", 26, 23 },
  { "origin", MANICULE_HOLDS_ORIGIN, MANICULE_LOSS_ORIGIN, "s7", 26, 25 },
  { "spans", MANICULE_HOLDS_SPANS, MANICULE_LOSS_SPANS,
    "s1 s10 s11 s12 s13 s14 s15 s16 s17 s18 s19 s2 s3 s4 s5 s6 s7 s8 s9", 2, 2 },
};

/* Each thing that a format does not hold is counted with the annotations that had it. */
static void
test_loss_kind (gconstpointer data)
{
  const KindCase *test = data;
  ManiculeFormat format = make_format (ALL & ~test->missing);
  g_autoptr(ManiculeDocument) document = test_make_document ("a");
  g_autoptr(ManiculeLossReport) report = manicule_loss_report_new ();
  g_autoptr(ManiculeDocument) reduced = reduce (document, &format, "", NULL, report);
  g_autofree char *lost = list_lost (report, test->kind);

  g_assert_cmpstr (lost, ==, test->lost);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (manicule_document_get_set (reduced, 0))), ==, test->n_left);
  g_assert_cmpuint (report->n_annotations, ==, 26);
  g_assert_cmpuint (report->n_exact, ==, test->n_exact);
  g_assert_cmpuint (report->n_articles, ==, 1);
}

/* An annotation that loses two things counts once as not exact, and what is left out counts only for that. */
static void
test_loss_counts_once (void)
{
  ManiculeFormat format = make_format (ALL & ~(MANICULE_HOLDS_NOTES | MANICULE_HOLDS_ENTITIES | MANICULE_HOLDS_SPANS));
  ManiculeFormat other = make_format (ALL & ~(MANICULE_HOLDS_NOTES | MANICULE_HOLDS_ENTITIES));
  g_autoptr(ManiculeDocument) document = test_make_document ("a");
  g_autoptr(ManiculeLossReport) report = manicule_loss_report_new ();
  g_autoptr(ManiculeLossReport) other_report = manicule_loss_report_new ();
  g_autoptr(ManiculeDocument) reduced = reduce (document, &format, "", NULL, report);
  g_autoptr(ManiculeDocument) other_reduced = reduce (document, &other, "", NULL, other_report);

  g_assert_cmpuint (report->n_lost[MANICULE_LOSS_ENTITIES], ==, 0);
  g_assert_cmpuint (report->n_lost[MANICULE_LOSS_NOTES], ==, 1);
  g_assert_cmpuint (report->n_lost[MANICULE_LOSS_RELATIONS], ==, 5);
  g_assert_cmpuint (other_report->n_lost[MANICULE_LOSS_ENTITIES], ==, 1);
  g_assert_cmpuint (other_report->n_lost[MANICULE_LOSS_NOTES], ==, 3);
  g_assert_cmpuint (other_report->n_exact, ==, 26 - 3);
}

/* What a format holds whole is handed on as it is, not copied. */
static void
test_loss_shares (void)
{
  ManiculeFormat format = make_format (ALL);
  ManiculeFormat flat = make_format (FLAT & ~MANICULE_HOLDS_NOTES);
  g_autoptr(GPtrArray) annotations = parse_spans ("a:X:0-3 b:X:4-6");
  g_autoptr(ManiculeDocument) document = test_make_document ("a");
  g_autoptr(ManiculeDocument) simple = test_document_new ("b", "0123456789", annotations);
  g_autoptr(ManiculeLossReport) report = manicule_loss_report_new ();
  g_autoptr(ManiculeDocument) reduced = reduce (document, &format, "", NULL, report);
  g_autoptr(ManiculeDocument) simple_reduced = reduce (simple, &flat, "", NULL, report);

  g_assert_true (reduced == document);
  g_assert_true (simple_reduced == simple);
}

/* A document without annotation set gets an empty one. */
static void
test_loss_no_set (void)
{
  ManiculeFormat format = make_format (ALL);
  g_autoptr(ManiculeDocument) whole = test_make_document ("a");
  g_autoptr(ManiculeDocument) document = manicule_document_new (manicule_document_get_article (whole),
                                                                manicule_document_get_text (whole));
  g_autoptr(ManiculeLossReport) report = manicule_loss_report_new ();
  g_autoptr(ManiculeDocument) reduced = reduce (document, &format, "", NULL, report);

  g_assert_cmpuint (manicule_document_get_n_sets (reduced), ==, 1);
  g_assert_cmpuint (report->n_annotations, ==, 0);
  g_assert_cmpuint (report->n_articles, ==, 1);
}

/* --- discontinuous spans --- */

static ManiculeDocument *
make_discontinuous (void)
{
  static const ManiculeRange parts[] = { { 0, 3 }, { 5, 5 }, { 6, 9 } };
  g_autoptr(GPtrArray) annotations = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (annotations, manicule_annotation_new_span ("s", "X", parts, 3));
  test_add_span (annotations, "s.2", "X", 12, 14);
  g_ptr_array_add (annotations, manicule_annotation_new_relation ("r", "to", "s.2", "s"));

  return test_document_new ("a", "0123456789abcdef", annotations);
}

/* The parts of a split span say whose they are, have ids that are free, and relations lead to the first. */
static void
test_loss_split (void)
{
  ManiculeFormat format = make_format (ALL & ~(MANICULE_HOLDS_DISCONTINUOUS | MANICULE_HOLDS_ZERO_LENGTH));
  g_autoptr(ManiculeDocument) document = make_discontinuous ();
  g_autoptr(ManiculeLossReport) report = manicule_loss_report_new ();
  g_autoptr(ManiculeDocument) reduced = reduce (document, &format, "", NULL, report);
  ManiculeAnnotationSet *set = manicule_document_get_set (reduced, 0);
  ManiculeAnnotation *first = manicule_annotation_set_find (set, "s");
  ManiculeAnnotation *second = manicule_annotation_set_find (set, "s.2.2");
  g_autoptr(GVariant) part_of = NULL;

  g_assert_nonnull (first);
  g_assert_nonnull (second);
  g_assert_cmpuint (manicule_annotation_get_hull (first).end, ==, 3);
  g_assert_cmpuint (manicule_annotation_get_hull (second).start, ==, 6);
  part_of = manicule_annotation_dup_attribute (second, "part_of");
  g_assert_cmpstr (g_variant_get_string (part_of, NULL), ==, "s");
  g_assert_nonnull (manicule_annotation_set_find (set, "r"));
  g_assert_cmpuint (report->n_exact, ==, 2);
  g_assert_cmpuint (report->n_lost[MANICULE_LOSS_DISCONTINUOUS], ==, 1);
}

/* What the span loses no part keeps, and it is counted once. */
static void
test_loss_split_strips (void)
{
  ManiculeFormat format = make_format (ALL & ~(MANICULE_HOLDS_DISCONTINUOUS | MANICULE_HOLDS_ENTITIES | MANICULE_HOLDS_NOTES));
  ManiculeRange parts[] = { { 0, 3 }, { 6, 9 } };
  g_autoptr(GPtrArray) annotations = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(ManiculeAnnotation) bare = manicule_annotation_new_span ("s", "PER", parts, 2);
  g_autoptr(ManiculeAnnotation) with_entity = manicule_annotation_with_entity (bare, "kim");
  g_autoptr(ManiculeDocument) document = NULL;
  g_autoptr(ManiculeDocument) reduced = NULL;
  g_autoptr(ManiculeLossReport) report = manicule_loss_report_new ();

  g_ptr_array_add (annotations, manicule_annotation_with_note (with_entity, "a note"));
  document = test_document_new ("a", "0123456789", annotations);
  reduced = reduce (document, &format, "", NULL, report);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (manicule_document_get_set (reduced, 0))), ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      ManiculeAnnotation *part = manicule_annotation_set_get (manicule_document_get_set (reduced, 0), i);

      g_assert_null (manicule_annotation_get_entity (part));
      g_assert_null (manicule_annotation_get_note (part));
    }
  g_assert_cmpuint (report->n_lost[MANICULE_LOSS_ENTITIES], ==, 1);
  g_assert_cmpuint (report->n_lost[MANICULE_LOSS_NOTES], ==, 1);
}

/* The hull covers all parts; where there is nothing to mark parts with it is the default. */
static void
test_loss_hull (void)
{
  ManiculeFormat format = make_format (ALL & ~(MANICULE_HOLDS_DISCONTINUOUS | MANICULE_HOLDS_ATTRIBUTES));
  g_autoptr(ManiculeDocument) document = make_discontinuous ();
  g_autoptr(ManiculeLossReport) report = manicule_loss_report_new ();
  g_autoptr(ManiculeDocument) reduced = reduce (document, &format, "", NULL, report);
  ManiculeAnnotation *span = manicule_annotation_set_find (manicule_document_get_set (reduced, 0), "s");

  g_assert_false (manicule_annotation_is_discontinuous (span));
  g_assert_cmpuint (manicule_annotation_get_hull (span).start, ==, 0);
  g_assert_cmpuint (manicule_annotation_get_hull (span).end, ==, 9);
}

/* --- tokens --- */

typedef struct
{
  const char *name;
  guint       start;
  guint       end;
  const char *policy;
  guint       new_start;  /* both 0: left out */
  guint       new_end;
  guint       n_lost;
  guint       n_exact;
} TokenCase;

/*                              0123456789012345678901 */
#define TOKEN_TEXT              "The U.S.  left Kim-Un."

static const TokenCase token_cases[] = {
  { "whole", 4, 8, "", 4, 8, 0, 1 },
  { "cut", 10, 12, "", 10, 12, 1, 1 },
  { "cut-widen", 11, 12, "sub-token=widen", 10, 14, 1, 0 },
  { "cut-drop", 11, 12, "sub-token=drop", 0, 0, 1, 0 },
  { "abbreviation", 4, 7, "", 4, 7, 1, 1 },
  { "abbreviation-widen", 4, 7, "sub-token=widen", 4, 8, 1, 0 },
  { "hyphen", 15, 18, "", 15, 18, 0, 1 },
  { "before-point", 15, 21, "", 15, 21, 0, 1 },
  { "white-space", 3, 10, "", 4, 8, 1, 0 },
};

/* Spans that end inside a token, or beside white space. */
static void
test_loss_token (gconstpointer data)
{
  const TokenCase *test = data;
  ManiculeFormat format = make_format (ALL & ~MANICULE_HOLDS_SUB_TOKEN);
  g_autoptr(GPtrArray) annotations = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(ManiculeDocument) document = NULL;
  g_autoptr(ManiculeLossReport) report = manicule_loss_report_new ();
  g_autoptr(ManiculeDocument) reduced = NULL;
  ManiculeAnnotation *span;

  test_add_span (annotations, "s", "X", test->start, test->end);
  document = test_document_new ("a", TOKEN_TEXT, annotations);
  reduced = reduce (document, &format, test->policy, NULL, report);
  span = manicule_annotation_set_find (manicule_document_get_set (reduced, 0), "s");

  g_assert_cmpuint (report->n_lost[MANICULE_LOSS_SUB_TOKEN], ==, test->n_lost);
  g_assert_cmpuint (report->n_exact, ==, test->n_exact);
  if (test->new_end == 0)
    {
      g_assert_null (span);
      return;
    }
  g_assert_cmpuint (manicule_annotation_get_hull (span).start, ==, test->new_start);
  g_assert_cmpuint (manicule_annotation_get_hull (span).end, ==, test->new_end);
}

/* --- names and characters --- */

/* Letters and "_" only. */
static char *
fit_letters (ManiculeNameKind  kind,
             const char       *name)
{
  g_autofree char *fitted = g_strdup (name);

  g_strcanon (fitted, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_", '_');

  return g_str_equal (fitted, name) ? NULL : g_steal_pointer (&fitted);
}

/* Names are written as they can be, two labels never become one, and the schema is written alike. */
static void
test_loss_names (void)
{
  ManiculeFormat format = make_format (ALL);
  g_autoptr(GPtrArray) annotations = parse_spans ("a:X.Y:0-3 b:X_Y:4-6 c:X!Y:7-8 d:fine:9-10");
  g_autoptr(ManiculeDocument) document = NULL;
  g_autoptr(ManiculeSchema) schema = manicule_schema_new ();
  g_autoptr(ManiculeSchema) reduced_schema = NULL;
  g_autoptr(ManiculeLossReport) report = manicule_loss_report_new ();
  g_autoptr(ManiculeDocument) reduced = NULL;
  g_autofree char *lost = NULL;
  static const char * const names[] = { "X.Y", "X_Y", "X!Y", "fine" };
  static const char * const expected[] = { "X_Y_2", "X_Y", "X_Y_3", "fine" };
  static const char * const ids[] = { "a", "b", "c", "d" };
  ManiculeLossPolicy policy;

  format.fit_name = fit_letters;
  document = test_document_new ("a", "0123456789abcdef", annotations);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(ManiculeLabel) label = manicule_label_new (&(ManiculeLabelFields) { .name = names[i] });

      manicule_schema_add_label (schema, label);
    }

  reduced = reduce (document, &format, "", schema, report);
  manicule_loss_policy_init (&policy, &format);
  policy.schema = schema;
  reduced_schema = manicule_loss_reduce_schema (&format, &policy, report);

  lost = list_lost (report, MANICULE_LOSS_NAMES);
  g_assert_cmpstr (lost, ==, "a c");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      ManiculeAnnotation *span = manicule_annotation_set_find (manicule_document_get_set (reduced, 0), ids[i]);

      g_assert_cmpstr (manicule_annotation_get_label (span), ==, expected[i]);
      g_assert_nonnull (manicule_schema_find_label (reduced_schema, expected[i]));
    }
}

static char *
fit_numbers (GVariant *value)
{
  return g_variant_is_of_type (value, G_VARIANT_TYPE_INT64) ? g_strdup_printf ("%d", (int) g_variant_get_int64 (value)) : NULL;
}

/* A value that only a text can stand for is lost as what it was, and the annotation with it; other values are not. */
static void
test_loss_values (void)
{
  ManiculeFormat format = make_format (ALL);
  g_autoptr(GPtrArray) annotations = parse_spans ("a:X:0-3 b:X:4-6");
  g_autoptr(ManiculeDocument) document = NULL;
  g_autoptr(ManiculeLossReport) report = manicule_loss_report_new ();
  g_autoptr(ManiculeDocument) reduced = NULL;
  g_autoptr(GVariant) value = NULL;
  g_autofree char *lost = NULL;

  format.fit_value = fit_numbers;
  for (guint i = 0; i < annotations->len; i++)
    {
      g_autoptr(ManiculeAnnotation) span = annotations->pdata[i];

      annotations->pdata[i] = manicule_annotation_with_attribute (span, "rank", i == 0 ? g_variant_new_int64 (5)
                                                                                       : g_variant_new_boolean (FALSE));
    }
  document = test_document_new ("a", "0123456789abcdef", annotations);
  reduced = reduce (document, &format, "", NULL, report);

  lost = list_lost (report, MANICULE_LOSS_NAMES);
  g_assert_cmpstr (lost, ==, "a");
  g_assert_cmpuint (report->n_exact, ==, 1);
  value = manicule_annotation_dup_attribute (manicule_annotation_set_find (manicule_document_get_set (reduced, 0), "a"), "rank");
  g_assert_cmpstr (g_variant_get_string (value, NULL), ==, "5");
}

static gboolean
fits_no_control (gunichar c)
{
  return c == '\n' || !g_unichar_iscntrl (c);
}

/* Characters that cannot be written become spaces, so that no offset moves. */
static void
test_loss_text (void)
{
  ManiculeFormat format = make_format (ALL);
  g_autoptr(GPtrArray) annotations = parse_spans ("a:X:0-3 b:X:4-6");
  g_autoptr(ManiculeDocument) document = test_document_new ("a", "01\x01""3\x02\n6é\x03", annotations);
  g_autoptr(ManiculeLossReport) report = manicule_loss_report_new ();
  g_autoptr(ManiculeDocument) reduced = NULL;
  const ManiculeArticleFields *fields;

  format.fits_text = fits_no_control;
  reduced = reduce (document, &format, "", NULL, report);
  fields = manicule_article_get_fields (manicule_document_get_article (reduced));

  g_assert_cmpstr (manicule_text_get_data (manicule_document_get_text (reduced)), ==, "01 3 \n6é ");
  g_assert_cmpstr (fields->sha256, ==, manicule_text_get_sha256 (manicule_document_get_text (reduced)));
  g_assert_cmpuint (fields->length, ==, 9);
  g_assert_cmpuint (report->n_lost[MANICULE_LOSS_TEXT], ==, 1);
  g_assert_cmpuint (report->n_exact, ==, 2);
}

/* Origins of the format itself stay, for its writer, and are not counted. */
static void
test_loss_own_origin (void)
{
  ManiculeFormat format = make_format (ALL & ~MANICULE_HOLDS_ORIGIN);
  g_autoptr(GPtrArray) annotations = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(ManiculeAnnotation) span = manicule_annotation_new_span ("s", "X", &(ManiculeRange) { 0, 3 }, 1);
  g_autoptr(ManiculeDocument) document = NULL;
  g_autoptr(ManiculeDocument) reduced = NULL;
  g_autoptr(ManiculeLossReport) report = manicule_loss_report_new ();

  g_ptr_array_add (annotations, manicule_annotation_with_origin (span, "made-up", "T4", 0.5));
  document = test_document_new ("a", "0123456789", annotations);
  reduced = reduce (document, &format, "", NULL, report);

  g_assert_true (reduced == document);
  g_assert_cmpuint (report->n_exact, ==, 1);
}

/* --- policies --- */

/* A policy is parsed as it is named, and an error leaves it as it was and lists the choices. */
static void
test_loss_policy (void)
{
  ManiculeFormat format = make_format (FLAT);
  ManiculeLossPolicy policy;
  g_autoptr(GError) error = NULL;
  static const char * const wrong[] = { "", " , ", "nested", "nested=", "nested=both", "no=drop", "=", "nested=split", "nested=inner,x=y" };

  manicule_loss_policy_init (&policy, &format);
  g_assert_cmpint (policy.policy[MANICULE_LOSS_NESTED], ==, MANICULE_LOSSY_OUTER);
  g_assert_cmpint (policy.policy[MANICULE_LOSS_DISCONTINUOUS], ==, MANICULE_LOSSY_SPLIT);

  g_assert_true (manicule_loss_policy_parse (&policy, &format, " nested = inner , discontinuous=hull,", &error));
  g_assert_no_error (error);
  g_assert_cmpint (policy.policy[MANICULE_LOSS_NESTED], ==, MANICULE_LOSSY_INNER);
  g_assert_cmpint (policy.policy[MANICULE_LOSS_DISCONTINUOUS], ==, MANICULE_LOSSY_HULL);

  manicule_loss_policy_init (&policy, &format);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_false (manicule_loss_policy_parse (&policy, &format, wrong[i], &error));
      g_assert_error (error, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_OPTION);
      g_assert_nonnull (strstr (error->message, "nested=outer|inner"));
      g_assert_cmpint (policy.policy[MANICULE_LOSS_NESTED], ==, MANICULE_LOSSY_OUTER);
      g_clear_error (&error);
    }
}

/* Every kind has a name, a title and choices that have names and titles, for every format. */
static void
test_loss_titles (void)
{
  const ManiculeFormat * const *formats = manicule_formats_list ();

  for (guint f = 0; formats[f] != NULL; f++)
    for (guint kind = 0; kind < MANICULE_N_LOSSES; kind++)
      {
        const int *choices = manicule_loss_kind_get_choices (kind, formats[f]);

        g_assert_cmpstr (manicule_loss_kind_get_name (kind), !=, NULL);
        g_assert_cmpstr (manicule_loss_kind_get_title (kind), !=, "");
        g_assert_cmpint (choices[0], >=, 0);
        for (guint i = 0; choices[i] >= 0; i++)
          {
            g_assert_nonnull (manicule_lossy_get_name ((ManiculeLossy) choices[i]));
            g_assert_cmpstr (manicule_lossy_get_title (kind, (ManiculeLossy) choices[i]), !=, "");
          }
      }
}

/* The list of lost items ends at a bound; the count does not. */
static void
test_loss_bound (void)
{
  ManiculeFormat format = make_format (ALL & ~MANICULE_HOLDS_SPANS);
  g_autoptr(GPtrArray) annotations = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(ManiculeLossReport) report = manicule_loss_report_new ();
  g_autoptr(ManiculeDocument) document = NULL;
  g_autoptr(ManiculeDocument) reduced = NULL;

  for (guint i = 0; i < MANICULE_LOSS_MAX_ITEMS + 10; i++)
    {
      g_autofree char *id = g_strdup_printf ("s%u", i);

      test_add_span (annotations, id, "X", 0, 1);
    }
  document = test_document_new ("a", "0123456789", annotations);
  reduced = reduce (document, &format, "", NULL, report);

  g_assert_cmpuint (report->n_lost[MANICULE_LOSS_SPANS], ==, MANICULE_LOSS_MAX_ITEMS + 10);
  g_assert_cmpuint (report->items[MANICULE_LOSS_SPANS]->len, ==, MANICULE_LOSS_MAX_ITEMS);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (overlap_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/loss/overlap/%s", overlap_cases[i].name);

      g_test_add_data_func (path, &overlap_cases[i], test_loss_overlap);
    }
  for (guint i = 0; i < G_N_ELEMENTS (kind_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/loss/kind/%s", kind_cases[i].name);

      g_test_add_data_func (path, &kind_cases[i], test_loss_kind);
    }
  for (guint i = 0; i < G_N_ELEMENTS (token_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/loss/token/%s", token_cases[i].name);

      g_test_add_data_func (path, &token_cases[i], test_loss_token);
    }
  g_test_add_func ("/loss/overlap-random", test_loss_overlap_random);
  g_test_add_func ("/loss/counts-once", test_loss_counts_once);
  g_test_add_func ("/loss/shares", test_loss_shares);
  g_test_add_func ("/loss/no-set", test_loss_no_set);
  g_test_add_func ("/loss/split", test_loss_split);
  g_test_add_func ("/loss/split-strips", test_loss_split_strips);
  g_test_add_func ("/loss/hull", test_loss_hull);
  g_test_add_func ("/loss/names", test_loss_names);
  g_test_add_func ("/loss/values", test_loss_values);
  g_test_add_func ("/loss/text", test_loss_text);
  g_test_add_func ("/loss/own-origin", test_loss_own_origin);
  g_test_add_func ("/loss/policy", test_loss_policy);
  g_test_add_func ("/loss/titles", test_loss_titles);
  g_test_add_func ("/loss/bound", test_loss_bound);

  return g_test_run ();
}
