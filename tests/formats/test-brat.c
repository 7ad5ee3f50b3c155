/* test-brat.c: what lines of an .ann file become, and what becomes of them when they are written again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "standoff-testing.h"

#include <math.h>
#include <string.h>

/* Offsets:            0         1         2         3         4         5         6
 *                     0123456789012345678901234567890123456789012345678901234567890123 */
#define TEXT          "Ada Lovelace met Charles Babbage.\nThey talked about\nan engine.\n"

static void
assert_attribute (ManiculeAnnotationSet *set,
                  const char            *id,
                  const char            *name,
                  const char            *printed)
{
  ManiculeAnnotation *annotation = manicule_annotation_set_find (set, id);
  g_autoptr(GVariant) value = NULL;
  g_autofree char *text = NULL;

  g_assert_nonnull (annotation);
  value = manicule_annotation_dup_attribute (annotation, name);
  g_assert_nonnull (value);
  text = g_variant_print (value, FALSE);
  g_assert_cmpstr (text, ==, printed);
}

/* --- files that come out as they went in --- */

/* Every one is without fault and must be written again byte for byte. */
static const struct
{
  const char *name;
  const char *ann;
} exact[] = {
  { "empty", "" },
  { "plain", "T1\tPER 0 12\tAda Lovelace\nT2\tPER 17 32\tCharles Babbage\n" },
  { "ids-with-gaps", "T7\tPER 0 12\tAda Lovelace\nT3\tPER 17 32\tCharles Babbage\n" },
  { "ids-with-zeros", "T07\tPER 0 12\tAda Lovelace\nT3\tPER 17 32\tCharles Babbage\nA01\tOld T07\n" },
  { "discontinuous", "T1\tMEET 0 3;13 16\tAda met\n" },
  { "over-a-line-break", "T1\tWHAT 46 51;52 61\tabout an engine\n" },
  { "empty-span", "T1\tGAP 3 3\t\n" },
  { "nested-and-equal", "T1\tPER 0 12\tAda Lovelace\nT2\tFIRST 0 3\tAda\nT3\tPER 0 12\tAda Lovelace\n" },
  { "text-after-the-text", "T1\tPER 0 3\tAda and a comment\n" },
  { "more-spaces", "T1\tPER  0  3\tAda\nR1\tKnows Arg1:T1  Arg2:T2\t\nT2\tPER 17 24\tCharles\n" },
  { "fragments-in-odd-order", "T1\tMEET 0 3;13 16\tAda met\nT2\tX 17 32\tCharles Babbage\n" },
  { "relation-without-tab", "T1\tPER 0 3\tAda\nT2\tPER 17 24\tCharles\nR1\tKnows Arg1:T1 Arg2:T2\n" },
  { "relation-with-tab", "T1\tPER 0 3\tAda\nT2\tPER 17 24\tCharles\nR1\tKnows Arg1:T1 Arg2:T2\t\n" },
  { "relation-other-names", "T1\tPER 0 3\tAda\nT2\tPER 17 24\tCharles\nR1\tKnows Who:T1 Whom:T2\t\n" },
  { "relation-turned", "T1\tPER 0 3\tAda\nT2\tPER 17 24\tCharles\nR1\tKnows Arg2:T2 Arg1:T1\t\n" },
  { "relation-of-relations", "T1\tPER 0 3\tAda\nT2\tPER 17 24\tCharles\nR2\tThen Arg1:R1 Arg2:T1\t\nR1\tKnows Arg1:T1 Arg2:T2\t\n" },
  { "equivalence", "T1\tPER 0 3\tAda\nT2\tPER 4 12\tLovelace\nT3\tPRO 34 38\tThey\n*\tEquiv T3 T1 T2\n" },
  { "equivalences", "T1\tPER 0 3\tAda\nT2\tPER 4 12\tLovelace\n*\tEquiv T1 T2\nT3\tPRO 34 38\tThey\n*\tSame T3 T1\t\n" },
  { "equivalences-of-one-type", "T1\tPER 0 3\tAda\nT2\tPER 4 12\tLovelace\nT3\tPRO 34 38\tThey\n*\tEquiv T1 T2\n*\tEquiv T2 T3\n" },
  { "event", "T1\tPER 0 12\tAda Lovelace\nT2\tPER 17 32\tCharles Babbage\nT3\tMeet 13 16\tmet\nE1\tMeet:T3 Who:T1 Whom:T2\n" },
  { "event-without-roles", "T3\tMeet 13 16\tmet\nE1\tMeet:T3\n" },
  { "event-with-a-space", "T3\tMeet 13 16\tmet\nE1\tMeet:T3 \n" },
  { "event-repeated-role", "T1\tPER 0 12\tAda Lovelace\nT2\tPER 17 32\tCharles Babbage\nT3\tMeet 13 16\tmet\nE1\tMeet:T3 Who:T1 Who2:T2\n" },
  { "event-role-from-one", "T1\tPER 0 12\tAda Lovelace\nT2\tPER 17 32\tCharles Babbage\nT3\tMeet 13 16\tmet\nE1\tMeet:T3 Who1:T1 Who2:T2\n" },
  { "event-refers-forward", "E1\tTalk:T1 When:E2\nT1\tTalk 39 45\ttalked\nT2\tMeet 13 16\tmet\nE2\tMeet:T2\n" },
  { "events-of-one-trigger", "T1\tPER 0 3\tAda\nT2\tPER 17 24\tCharles\nT3\tMeet 13 16\tmet\nE1\tMeet:T3 Who:T1\nE2\tMeet:T3 Who:T2\n" },
  { "events-in-a-circle", "T1\tTalk 39 45\ttalked\nT2\tMeet 13 16\tmet\nE1\tTalk:T1 Of:E2\nE2\tMeet:T2 Of:E1\n" },
  { "event-of-itself", "T1\tTalk 39 45\ttalked\nE1\tTalk:T1 Of:E1\n" },
  { "relation-to-a-trigger", "T1\tPER 0 3\tAda\nT3\tMeet 13 16\tmet\nE1\tMeet:T3\nR1\tIn Arg1:T1 Arg2:T3\t\nR2\tIn Arg1:T1 Arg2:E1\t\n" },
  { "trigger-without-event", "T3\tMeet 13 16\tmet\nT4\tTalk 39 45\ttalked\nE1\tTalk:T4\n" },
  { "attributes", "T1\tPER 0 3\tAda\nA1\tOld T1\nA3\tTone T1 high\nM2\tSaid T1\n" },
  { "attribute-twice", "T1\tPER 0 3\tAda\nA1\tTone T1 high\nA2\tTone T1 low\n" },
  { "attribute-with-spaces", "T1\tPER 0 3\tAda\nA1\tTone T1 very high\n" },
  { "attribute-of-all-kinds", "T1\tPER 0 3\tAda\nT3\tMeet 13 16\tmet\nE1\tMeet:T3\nR1\tIn Arg1:T1 Arg2:E1\t\nA1\tSure T1 no\nA2\tSure E1 yes\nA3\tSure R1 0.5\n" },
  { "notes", "T1\tPER 0 3\tAda\n#1\tAnnotatorNotes T1\tCountess of Lovelace\n#2\tAnnotatorNotes T1\tsecond\tline\n#3\tChecker T1\tfine\n" },
  { "note-without-text", "T1\tPER 0 3\tAda\n#1\tAnnotatorNotes T1\t\n" },
  { "note-of-all-kinds", "T1\tPER 0 3\tAda\nT3\tMeet 13 16\tmet\nE1\tMeet:T3\nR1\tIn Arg1:T1 Arg2:E1\t\n#1\tAnnotatorNotes R1\tr\n#2\tAnnotatorNotes E1\te\n#3\tAnnotatorNotes T3\tt\n" },
  { "references", "T1\tPER 0 3\tAda\nN1\tReference T1 Wikidata:Q7259\tAda Lovelace\nN2\tReference T1 VIAF:64059\t\n" },
  { "reference-of-2013", "T1\tPER 0 3\tAda\nN1\tReference Annotation:T1 Referent:VIAF:64059\nN2\tReference Referent:VIAF:64059 Annotation:T1\n" },
  { "lines-not-understood", "# a comment\nT1\tPER 0 3\tAda\n\nX1\tPER 0 3\tAda\nnonsense\nT2\tPER 17 24\tCharles\n?\n" },
  { "prefixes-of-several-letters", "TR1\tPER 0 3\tAda\nEV1\tPER:TR1\n" },
  { "names-of-others", "T1\tcustom.Ort 0 3\tAda\nT2\tÜber 17 24\tCharles\nA1\tcustom.grad T1 Größe\nR1\tneben.an Arg1:T1 Arg2:T2\n" },
};

static void
test_exact (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autoptr(StandoffReading) reading = standoff_read_pair (folder, TEXT, exact[i].ann, NULL);
  g_autofree char *again = NULL;

  g_assert_no_error (reading->error);
  g_assert_cmpuint (manicule_findings_get_n_errors (reading->findings), ==, 0);
  again = standoff_write_pair (folder, reading, NULL);
  g_assert_cmpstr (again, ==, exact[i].ann);
}

/* --- what lines become --- */

/* A text-bound is a span; its id in brat is its origin. */
static void
test_textbound (void)
{
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autoptr(StandoffReading) reading = standoff_read_pair (folder, TEXT, "T4\tMEET 0 3;13 16\tAda met\n", NULL);
  ManiculeAnnotationSet *set = standoff_get_set (reading, 0);
  ManiculeAnnotation *span = manicule_annotation_set_find (set, "T4");

  standoff_assert_no_faults (reading);
  standoff_assert_span (set, "T4", "MEET", "0-3,13-16");
  g_assert_cmpstr (manicule_annotation_get_origin_source (span), ==, "brat");
  g_assert_cmpstr (manicule_annotation_get_origin_id (span), ==, "T4");
}

/* Fragments around a line break are one span, and a note says so; with join=no they stay apart. */
static void
test_join (void)
{
  const char *ann = "T1\tWHAT 46 51;52 61\tabout an engine\n";
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autoptr(StandoffReading) joined = standoff_read_pair (folder, TEXT, ann, NULL);
  g_autoptr(StandoffReading) apart = standoff_read_pair (folder, TEXT, ann, "join=no");
  g_autofree char *again = NULL;

  standoff_assert_no_faults (joined);
  standoff_assert_span (standoff_get_set (joined, 0), "T1", "WHAT", "46-61");
  g_assert_true (standoff_found (joined, "fragments-joined", 0));

  standoff_assert_span (standoff_get_set (apart, 0), "T1", "WHAT", "46-51,52-61");
  g_assert_false (standoff_found (apart, "fragments-joined", 0));

  again = standoff_write_pair (folder, apart, "join=no");
  g_assert_cmpstr (again, ==, ann);
}

/* What fragments cannot say, a note of ours does: two ranges that look like one, and white space at the ends. */
static void
test_exact_ranges (void)
{
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autoptr(StandoffReading) reading = standoff_read_pair (folder, TEXT, "", NULL);
  g_autoptr(StandoffReading) back = NULL;
  ManiculeAnnotationSet *set = standoff_get_set (reading, 0);
  const ManiculeRange two[] = { { 46, 51 }, { 52, 61 } };
  const ManiculeRange ends[] = { { 33, 52 } };
  const ManiculeRange space[] = { { 33, 34 } };
  g_autoptr(GPtrArray) spans = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *again = NULL;

  g_ptr_array_add (spans, manicule_annotation_new_span ("a", "TWO", two, 2));
  g_ptr_array_add (spans, manicule_annotation_new_span ("b", "ENDS", ends, 1));
  g_ptr_array_add (spans, manicule_annotation_new_span ("c", "SPACE", space, 1));
  g_assert_true (manicule_annotation_set_add_all (set, spans, NULL));

  again = standoff_write_pair (folder, reading, NULL);
  g_assert_cmpstr (again, ==,
                   "T1\tENDS 34 51\tThey talked about\n#1\tManiculeRanges T1\t33 52\n"
                   "T2\tSPACE 33 33\t\n#2\tManiculeRanges T2\t33 34\n"
                   "T3\tTWO 46 51;52 61\tabout an engine\n#3\tManiculeRanges T3\t46 51;52 61\n");

  back = standoff_read_pair (folder, TEXT, again, NULL);
  standoff_assert_no_faults (back);
  standoff_assert_span (standoff_get_set (back, 0), "T1", "ENDS", "33-52");
  standoff_assert_span (standoff_get_set (back, 0), "T2", "SPACE", "33-34");
  standoff_assert_span (standoff_get_set (back, 0), "T3", "TWO", "46-51,52-61");
}

/* An event is a span where its trigger is; what fills its roles is at the other end of relations that start there. */
static void
test_event (void)
{
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autoptr(StandoffReading) reading = standoff_read_pair (folder, TEXT,
                                                           "T1\tPER 0 12\tAda Lovelace\n"
                                                           "T2\tPER 17 32\tCharles Babbage\n"
                                                           "T3\tMeet 13 16\tmet\n"
                                                           "E1\tMeet:T3 Who:T1 Who2:T2\n"
                                                           "T4\tTalk 39 45\ttalked\n"
                                                           "E2\tTalk:T4 After:E1\n", NULL);
  ManiculeAnnotationSet *set = standoff_get_set (reading, 0);

  standoff_assert_no_faults (reading);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (set)), ==, 7);
  standoff_assert_span (set, "E1", "Meet", "13-16");
  standoff_assert_span (set, "E2", "Talk", "39-45");
  standoff_assert_relation (set, "E1.Who", "Who", "E1", "T1");
  standoff_assert_relation (set, "E1.Who2", "Who", "E1", "T2");
  standoff_assert_relation (set, "E2.After", "After", "E2", "E1");
  g_assert_cmpint (manicule_label_get_kind (manicule_schema_find_label (reading->schema, "Meet")), ==,
                   MANICULE_LABEL_FRAME);
}

/* Two events on one trigger are two spans over the same words. */
static void
test_shared_trigger (void)
{
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autoptr(StandoffReading) reading = standoff_read_pair (folder, TEXT,
                                                           "T1\tPER 0 3\tAda\n"
                                                           "T3\tMeet 13 16\tmet\n"
                                                           "E1\tMeet:T3 Who:T1\n"
                                                           "E2\tMeet:T3\n"
                                                           "A1\tSure E2\n"
                                                           "#1\tAnnotatorNotes T3\tof the trigger\n", NULL);
  ManiculeAnnotationSet *set = standoff_get_set (reading, 0);

  standoff_assert_no_faults (reading);
  g_assert_cmpuint (manicule_annotation_set_get_n (set, MANICULE_ANNOTATION_SPAN), ==, 3);
  standoff_assert_span (set, "E1", "Meet", "13-16");
  standoff_assert_span (set, "E2", "Meet", "13-16");
  assert_attribute (set, "E2", "Sure", "true");
  g_assert_cmpstr (manicule_annotation_get_note (manicule_annotation_set_find (set, "E1")), ==, "of the trigger");
  g_assert_null (manicule_annotation_get_note (manicule_annotation_set_find (set, "E2")));
}

/* When one of two events moves to other words, it gets a trigger of its own, and references to the other stay. */
static void
test_shared_trigger_parts (void)
{
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autoptr(StandoffReading) reading = standoff_read_pair (folder, TEXT,
                                                           "T1\tPER 0 3\tAda\n"
                                                           "T3\tMeet 13 16\tmet\n"
                                                           "E1\tMeet:T3 Who:T1\n"
                                                           "E2\tMeet:T3 Who:T1\n", NULL);
  ManiculeAnnotationSet *set = standoff_get_set (reading, 0);
  g_autoptr(ManiculeAnnotationSet) moved = manicule_annotation_set_new ("doc", "", manicule_annotation_set_get_text (set));
  g_autoptr(GPtrArray) annotations = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(ManiculeDocument) document = NULL;
  const ManiculeRange elsewhere = { 39, 45 };
  g_autofree char *again = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (set)); i++)
    {
      ManiculeAnnotation *annotation = manicule_annotation_set_get (set, i);
      gboolean is_moved = g_str_equal (manicule_annotation_get_id (annotation), "E2");

      g_ptr_array_add (annotations, is_moved ? manicule_annotation_with_ranges (annotation, &elsewhere, 1)
                                             : g_object_ref (annotation));
    }
  g_assert_true (manicule_annotation_set_add_all (moved, annotations, NULL));
  manicule_annotation_set_set_carried (moved, manicule_annotation_set_get_carried (set));
  document = manicule_document_new (manicule_document_get_article (g_ptr_array_index (reading->documents, 0)),
                                    manicule_annotation_set_get_text (set));
  manicule_document_add_set (document, moved);
  g_ptr_array_set_size (reading->documents, 0);
  g_ptr_array_add (reading->documents, g_steal_pointer (&document));

  again = standoff_write_pair (folder, reading, NULL);
  g_assert_cmpstr (again, ==,
                   "T1\tPER 0 3\tAda\n"
                   "T3\tMeet 13 16\tmet\n"
                   "E1\tMeet:T3 Who:T1\n"
                   "E2\tMeet:T4 Who:T1\n"
                   "T4\tMeet 39 45\ttalked\n");
}

/* Attributes: with a value, without, several values, on every kind of annotation. */
static void
test_attributes (void)
{
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autoptr(StandoffReading) reading = standoff_read_pair (folder, TEXT,
                                                           "T1\tPER 0 3\tAda\nT2\tMeet 13 16\tmet\nE1\tMeet:T2\n"
                                                           "R1\tIn Arg1:T1 Arg2:E1\n"
                                                           "A1\tOld T1\nA2\tTone T1 high\nA3\tSeen T1 a\nA4\tSeen T1 b\n"
                                                           "M1\tSpeculation E1\nA5\tSure R1 no\n", NULL);
  ManiculeAnnotationSet *set = standoff_get_set (reading, 0);

  standoff_assert_no_faults (reading);
  assert_attribute (set, "T1", "Old", "true");
  assert_attribute (set, "T1", "Tone", "'high'");
  assert_attribute (set, "T1", "Seen", "['a', 'b']");
  assert_attribute (set, "E1", "Speculation", "true");
  assert_attribute (set, "R1", "Sure", "'no'");
}

/* Notes of people are the note, one a line; a reference is the tie to an entity. */
static void
test_notes_and_references (void)
{
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autoptr(StandoffReading) reading = standoff_read_pair (folder, TEXT,
                                                           "T1\tPER 0 3\tAda\nT2\tPER 17 24\tCharles\nT3\tPRO 34 38\tThey\n"
                                                           "#1\tAnnotatorNotes T1\tfirst\n#2\tAnnotatorNotes T1\tsecond\n"
                                                           "#3\tChecker T1\tfine\n"
                                                           "N1\tReference T1 Wikidata:Q7259\tAda Lovelace\n"
                                                           "N2\tReference T2 Manicule:babbage\tbabbage\n"
                                                           "N3\tReference T3 a-b:c/d\t\n", NULL);
  ManiculeAnnotationSet *set = standoff_get_set (reading, 0);
  ManiculeAnnotation *span = manicule_annotation_set_find (set, "T1");
  const char *hashed = manicule_annotation_get_entity (manicule_annotation_set_find (set, "T3"));

  standoff_assert_no_faults (reading);
  g_assert_cmpstr (manicule_annotation_get_note (span), ==, "first\nsecond");
  g_assert_cmpstr (manicule_annotation_get_entity (span), ==, "Wikidata-Q7259");
  g_assert_cmpstr (manicule_annotation_get_entity (manicule_annotation_set_find (set, "T2")), ==, "babbage");
  g_assert_true (g_str_has_prefix (hashed, "a-b-c-d-") && manicule_id_is_valid (hashed));
}

/* Equivalences are chains of relations of a type that is symmetric and transitive. */
static void
test_equivalence (void)
{
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autoptr(StandoffReading) reading = standoff_read_pair (folder, TEXT,
                                                           "T1\tPER 0 3\tAda\nT2\tPER 4 12\tLovelace\nT3\tPRO 34 38\tThey\n"
                                                           "*\tAlias T3 T1 T2\n", NULL);
  ManiculeAnnotationSet *set = standoff_get_set (reading, 0);
  ManiculeRelationType *type = manicule_schema_find_relation_type (reading->schema, "Alias");

  standoff_assert_no_faults (reading);
  standoff_assert_relation (set, "equiv1.1", "Alias", "T3", "T1");
  standoff_assert_relation (set, "equiv1.2", "Alias", "T1", "T2");
  g_assert_true (manicule_relation_type_is_symmetric (type) && manicule_relation_type_is_transitive (type));
}

/* Of the relations of such a type only those that make a chain become an equivalence. */
static void
test_equivalence_shapes (void)
{
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autoptr(StandoffReading) reading = standoff_read_pair (folder, TEXT, "", NULL);
  ManiculeAnnotationSet *set = standoff_get_set (reading, 0);
  ManiculeRelationTypeFields fields = { .name = "same", .symmetric = TRUE, .transitive = TRUE };
  g_autoptr(ManiculeRelationType) type = manicule_relation_type_new (&fields);
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(ManiculeAnnotation) plain = manicule_annotation_new_relation ("noted", "same", "a", "h");
  const char *links[][2] = { { "a", "b" }, { "b", "c" },                 /* a chain */
                             { "d", "e" }, { "d", "f" },                 /* a fork */
                             { "g", "h" }, { "h", "g" } };               /* a circle */
  g_autofree char *again = NULL;

  manicule_schema_add_relation_type (reading->schema, type);
  for (guint i = 0; i < 8; i++)
    {
      ManiculeRange range = { i, i + 1 };
      char id[] = { (char) ('a' + i), '\0' };

      g_ptr_array_add (all, manicule_annotation_new_span (id, "X", &range, 1));
    }
  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    {
      g_autofree char *id = g_strdup_printf ("l%u", i);

      g_ptr_array_add (all, manicule_annotation_new_relation (id, "same", links[i][0], links[i][1]));
    }
  g_ptr_array_add (all, manicule_annotation_with_note (plain, "with a note"));
  g_assert_true (manicule_annotation_set_add_all (set, all, NULL));

  again = standoff_write_pair (folder, reading, NULL);
  g_assert_nonnull (strstr (again, "*\tsame T1 T2 T3\n"));
  g_assert_nonnull (strstr (again, "same Arg1:T4 Arg2:T5\t\n"));
  g_assert_nonnull (strstr (again, "same Arg1:T4 Arg2:T6\t\n"));
  g_assert_nonnull (strstr (again, "same Arg1:T7 Arg2:T8\t\n"));
  g_assert_nonnull (strstr (again, "same Arg1:T8 Arg2:T7\t\n"));
  g_assert_nonnull (strstr (again, "same Arg1:T1 Arg2:T8\t\n"));
}

/* --- changes --- */

/* Takes @id out of the first document and puts @other, (transfer full) (nullable), there. */
static void
replace_annotation (StandoffReading    *reading,
                    const char         *id,
                    ManiculeAnnotation *other)
{
  ManiculeDocument *document = g_ptr_array_index (reading->documents, 0);
  ManiculeAnnotationSet *set = manicule_document_get_set (document, 0);
  g_autoptr(ManiculeAnnotationSet) changed = manicule_annotation_set_new ("doc", "", manicule_document_get_text (document));
  g_autoptr(ManiculeDocument) made = manicule_document_new (manicule_document_get_article (document),
                                                            manicule_document_get_text (document));
  g_autoptr(GPtrArray) annotations = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (set)); i++)
    {
      ManiculeAnnotation *annotation = manicule_annotation_set_get (set, i);

      if (!g_str_equal (manicule_annotation_get_id (annotation), id))
        g_ptr_array_add (annotations, g_object_ref (annotation));
    }
  if (other != NULL)
    g_ptr_array_add (annotations, other);
  g_assert_true (manicule_annotation_set_add_all (changed, annotations, NULL));
  manicule_annotation_set_set_carried (changed, manicule_annotation_set_get_carried (set));
  manicule_document_add_set (made, changed);

  g_ptr_array_set_size (reading->documents, 0);
  g_ptr_array_add (reading->documents, g_steal_pointer (&made));
}

static ManiculeAnnotation *
get_first (StandoffReading *reading,
           const char      *id)
{
  return manicule_annotation_set_find (standoff_get_set (reading, 0), id);
}

#define CHANGED "T1\tPER 0 3\tAda\n" \
                "A1\tTone T1 high\n" \
                "not a line\n" \
                "T2\tPER 17 24\tCharles\n" \
                "#1\tAnnotatorNotes T2\told\n" \
                "N1\tReference T2 VIAF:1\tC. B.\n"

/* What is changed changes in its place, under its id; the rest of the file stays as it is. */
static void
test_change_in_place (void)
{
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autoptr(StandoffReading) reading = standoff_read_pair (folder, TEXT, CHANGED, NULL);
  g_autofree char *again = NULL;

  replace_annotation (reading, "T1", manicule_annotation_with_attribute (get_first (reading, "T1"), "Tone",
                                                                         g_variant_new_string ("low")));
  replace_annotation (reading, "T2", manicule_annotation_with_note (get_first (reading, "T2"), "new"));

  again = standoff_write_pair (folder, reading, NULL);
  g_assert_cmpstr (again, ==,
                   "T1\tPER 0 3\tAda\n"
                   "A1\tTone T1 low\n"
                   "not a line\n"
                   "T2\tPER 17 24\tCharles\n"
                   "#1\tAnnotatorNotes T2\tnew\n"
                   "N1\tReference T2 VIAF:1\tC. B.\n");
}

/* What goes takes its lines with it, and ids are not used again. */
static void
test_removal (void)
{
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autoptr(StandoffReading) reading = standoff_read_pair (folder, TEXT, CHANGED, NULL);
  const ManiculeRange range = { 4, 12 };
  g_autofree char *again = NULL;

  replace_annotation (reading, "T2", manicule_annotation_new_span ("zz", "PER", &range, 1));

  again = standoff_write_pair (folder, reading, NULL);
  g_assert_cmpstr (again, ==,
                   "T1\tPER 0 3\tAda\n"
                   "A1\tTone T1 high\n"
                   "not a line\n"
                   "T3\tPER 4 12\tLovelace\n");
}

/* An entity that is tied anew replaces the reference; one that is taken away removes it. */
static void
test_entity_changes (void)
{
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autoptr(StandoffReading) reading = standoff_read_pair (folder, TEXT, "T2\tPER 17 24\tCharles\nN1\tReference T2 VIAF:1\tC. B.\n", NULL);
  g_autofree char *tied = NULL;
  g_autofree char *untied = NULL;
  g_autofree char *second = g_build_filename (folder, "second", NULL);

  replace_annotation (reading, "T2", manicule_annotation_with_entity (get_first (reading, "T2"), "babbage"));
  tied = standoff_write_pair (folder, reading, NULL);
  g_assert_cmpstr (tied, ==, "T2\tPER 17 24\tCharles\nN1\tReference T2 Manicule:babbage\tbabbage\n");

  g_assert_cmpint (g_mkdir_with_parents (second, 0700), ==, 0);
  replace_annotation (reading, "T2", manicule_annotation_with_entity (get_first (reading, "T2"), NULL));
  untied = standoff_write_pair (second, reading, NULL);
  g_assert_cmpstr (untied, ==, "T2\tPER 17 24\tCharles\n");
}

/* A frame of ours becomes an event with its roles; roles that end in a digit are not taken for numbered ones. */
static void
test_new_frame (void)
{
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autoptr(StandoffReading) reading = standoff_read_pair (folder, TEXT, "", NULL);
  g_autoptr(StandoffReading) back = NULL;
  ManiculeLabelFields fields = { .name = "quotation", .kind = MANICULE_LABEL_FRAME };
  g_autoptr(ManiculeLabel) label = manicule_label_new (&fields);
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  const ManiculeRange what = { 39, 45 }, who = { 0, 3 }, whom = { 17, 24 };
  g_autofree char *again = NULL;

  manicule_schema_add_label (reading->schema, label);
  g_ptr_array_add (all, manicule_annotation_new_span ("q", "quotation", &what, 1));
  g_ptr_array_add (all, manicule_annotation_new_span ("a", "PER", &who, 1));
  g_ptr_array_add (all, manicule_annotation_new_span ("b", "PER", &whom, 1));
  g_ptr_array_add (all, manicule_annotation_new_relation ("r1", "source", "q", "a"));
  g_ptr_array_add (all, manicule_annotation_new_relation ("r2", "source", "q", "b"));
  g_ptr_array_add (all, manicule_annotation_new_relation ("r3", "rank2", "q", "b"));
  g_assert_true (manicule_annotation_set_add_all (standoff_get_set (reading, 0), all, NULL));

  again = standoff_write_pair (folder, reading, NULL);
  g_assert_cmpstr (again, ==,
                   "T1\tPER 0 3\tAda\n"
                   "T2\tPER 17 24\tCharles\n"
                   "T3\tquotation 39 45\ttalked\n"
                   "E1\tquotation:T3 source:T1 source2:T2 rank_x0032_:T2\n");

  back = standoff_read_pair (folder, TEXT, again, NULL);
  standoff_assert_no_faults (back);
  standoff_assert_relation (standoff_get_set (back, 0), "E1.rank_x0032_", "rank2", "E1", "T2");
  standoff_assert_relation (standoff_get_set (back, 0), "E1.source2", "source", "E1", "T2");
}

/* --- offsets --- */

/* Files that count UTF-16 units or bytes are recognised by what they say to cover, all lines together. */
static const struct
{
  const char *name;
  const char *text;
  const char *ann;
  gboolean    is_noted;
} units[] = {
  { "code-points", "😀 Zürich 😀 Köln", "T1\tLOC 2 8\tZürich\nT2\tLOC 11 15\tKöln\n", FALSE },
  { "utf-16", "😀 Zürich 😀 Köln", "T1\tLOC 3 9\tZürich\nT2\tLOC 13 17\tKöln\n", TRUE },
  { "bytes", "😀 Zürich 😀 Köln", "T1\tLOC 5 12\tZürich\nT2\tLOC 18 23\tKöln\n", TRUE },
  { "line-ends-as-one", "a\r\nb\r\nZürich\r\nKöln", "T1\tLOC 4 10\tZürich\nT2\tLOC 11 15\tKöln\n", TRUE },
};

static void
test_units (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autoptr(StandoffReading) reading = standoff_read_pair (folder, units[i].text, units[i].ann, NULL);
  ManiculeAnnotationSet *set = standoff_get_set (reading, 0);
  g_autofree char *first = manicule_annotation_set_dup_covered (set, manicule_annotation_set_get (set, 0));
  g_autofree char *second = manicule_annotation_set_dup_covered (set, manicule_annotation_set_get (set, 1));

  standoff_assert_no_faults (reading);
  g_assert_cmpstr (first, ==, "Zürich");
  g_assert_cmpstr (second, ==, "Köln");
  g_assert_cmpint (standoff_found (reading, "offset-unit", 0), ==, units[i].is_noted);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (exact); i++)
    {
      g_autofree char *path = g_strconcat ("/brat/exact/", exact[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_exact);
    }
  g_test_add_func ("/brat/textbound", test_textbound);
  g_test_add_func ("/brat/join", test_join);
  g_test_add_func ("/brat/exact-ranges", test_exact_ranges);
  g_test_add_func ("/brat/event", test_event);
  g_test_add_func ("/brat/shared-trigger", test_shared_trigger);
  g_test_add_func ("/brat/shared-trigger-parts", test_shared_trigger_parts);
  g_test_add_func ("/brat/attributes", test_attributes);
  g_test_add_func ("/brat/notes-and-references", test_notes_and_references);
  g_test_add_func ("/brat/equivalence", test_equivalence);
  g_test_add_func ("/brat/equivalence-shapes", test_equivalence_shapes);
  g_test_add_func ("/brat/change-in-place", test_change_in_place);
  g_test_add_func ("/brat/removal", test_removal);
  g_test_add_func ("/brat/entity-changes", test_entity_changes);
  g_test_add_func ("/brat/new-frame", test_new_frame);
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autofree char *path = g_strconcat ("/brat/unit/", units[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_units);
    }

  return g_test_run ();
}
