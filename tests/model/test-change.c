/* test-change.c: changes: what they do, refuse and take back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fixture.h"

typedef struct
{
  const char      *name;
  ManiculeChange *(* make) (Fixture *fixture);
  int              code;
} RefusedCase;

static ManiculeChange *
change_annotation (Fixture            *fixture,
                   ManiculeAnnotation *before,
                   ManiculeAnnotation *after)
{
  g_autoptr(ManiculeAnnotation) held_before = before;
  g_autoptr(ManiculeAnnotation) held_after = after;

  return manicule_change_new_annotation (fixture->set, before, after);
}

static ManiculeAnnotation *
here (Fixture    *fixture,
      const char *id)
{
  return g_object_ref (find (fixture, id));
}

static ManiculeChange *
add_taken (Fixture *fixture)
{
  return change_annotation (fixture, NULL, span ("ines", "LOC", PORT));
}

static ManiculeChange *
add_outside (Fixture *fixture)
{
  return change_annotation (fixture, NULL, span ("new", "LOC", 100, 107));
}

static ManiculeChange *
add_without_end (Fixture *fixture)
{
  return change_annotation (fixture, NULL, relation ("new", "source", "quote", "nobody"));
}

static ManiculeChange *
add_without_start (Fixture *fixture)
{
  return change_annotation (fixture, NULL, relation ("new", "source", "nobody", "quote"));
}

static ManiculeChange *
add_to_itself (Fixture *fixture)
{
  return change_annotation (fixture, NULL, relation ("new", "source", "quote", "new"));
}

static ManiculeChange *
replace_stale (Fixture *fixture)
{
  return change_annotation (fixture, span ("ines", "LOC", INES), span ("ines", "PER", PORT));
}

static ManiculeChange *
replace_absent (Fixture *fixture)
{
  return change_annotation (fixture, span ("new", "PER", INES), span ("new", "PER", PORT));
}

static ManiculeChange *
replace_outside (Fixture *fixture)
{
  return change_annotation (fixture, here (fixture, "ines"), span ("ines", "PER", 0, 107));
}

static ManiculeChange *
replace_id (Fixture *fixture)
{
  return change_annotation (fixture, here (fixture, "ines"), span ("new", "PER", INES));
}

static ManiculeChange *
replace_kind (Fixture *fixture)
{
  return change_annotation (fixture, here (fixture, "ines"), relation ("ines", "source", "quote", "tomas"));
}

static ManiculeChange *
replace_circle (Fixture *fixture)
{
  return change_annotation (fixture, here (fixture, "r"), relation ("r", "source", "quote", "s"));
}

static ManiculeChange *
replace_own_end (Fixture *fixture)
{
  return change_annotation (fixture, here (fixture, "r"), relation ("r", "source", "r", "tomas"));
}

static ManiculeChange *
remove_absent (Fixture *fixture)
{
  return change_annotation (fixture, span ("new", "PER", INES), NULL);
}

static ManiculeChange *
remove_stale (Fixture *fixture)
{
  return change_annotation (fixture, span ("ines", "PER", PORT), NULL);
}

static ManiculeChange *
remove_end (Fixture *fixture)
{
  return change_annotation (fixture, here (fixture, "tomas"), NULL);
}

static ManiculeChange *
remove_relation_end (Fixture *fixture)
{
  return change_annotation (fixture, here (fixture, "r"), NULL);
}

static ManiculeChange *
annotate_unloaded (Fixture *fixture)
{
  g_autoptr(ManiculeAnnotation) annotation = span ("new", "PER", INES);

  return manicule_change_new_annotation_for ("harbour", "ben", NULL, annotation);
}

static ManiculeChange *
status_unloaded (Fixture *fixture)
{
  return manicule_change_new_status_for ("quay", "anna", MANICULE_STATUS_NEW, MANICULE_STATUS_DONE);
}

static ManiculeChange *
status_stale (Fixture *fixture)
{
  return manicule_change_new_status_for ("harbour", "anna", MANICULE_STATUS_IN_PROGRESS, MANICULE_STATUS_DONE);
}

static ManiculeChange *
label_taken (Fixture *fixture)
{
  g_autoptr(ManiculeLabel) label = plain_label ("PER");

  return manicule_change_new_item (MANICULE_CHANGE_LABEL, NULL, label, 0);
}

static ManiculeChange *
label_too_far (Fixture *fixture)
{
  g_autoptr(ManiculeLabel) label = plain_label ("DATE");

  return manicule_change_new_item (MANICULE_CHANGE_LABEL, NULL, label, 4);
}

static ManiculeChange *
label_stale (Fixture *fixture)
{
  g_autoptr(ManiculeLabel) label = plain_label ("PER");

  return manicule_change_new_item (MANICULE_CHANGE_LABEL, label, NULL, 0);
}

static ManiculeChange *
label_absent (Fixture *fixture)
{
  g_autoptr(ManiculeLabel) label = plain_label ("DATE");

  return manicule_change_new_item (MANICULE_CHANGE_LABEL, label, NULL, 0);
}

static ManiculeChange *
label_elsewhere (Fixture *fixture)
{
  return manicule_change_new_item (MANICULE_CHANGE_LABEL, manicule_schema_find_label (fixture->schema, "LOC"), NULL, 2);
}

static ManiculeChange *
label_renamed (Fixture *fixture)
{
  g_autoptr(ManiculeLabel) label = plain_label ("PLACE");

  return manicule_change_new_item (MANICULE_CHANGE_LABEL, manicule_schema_find_label (fixture->schema, "LOC"), label, 0);
}

static ManiculeChange *
label_used (Fixture *fixture)
{
  return manicule_change_new_item (MANICULE_CHANGE_LABEL, manicule_schema_find_label (fixture->schema, "PER"), NULL, 0);
}

static ManiculeChange *
relation_type_used (Fixture *fixture)
{
  return manicule_change_new_item (MANICULE_CHANGE_RELATION_TYPE,
                                   manicule_schema_find_relation_type (fixture->schema, "source"), NULL, 0);
}

static ManiculeChange *
attribute_used (Fixture *fixture)
{
  return manicule_change_new_item (MANICULE_CHANGE_ATTRIBUTE,
                                   manicule_schema_find_attribute (fixture->schema, "mention"), NULL, 0);
}

static ManiculeChange *
document_label_used (Fixture *fixture)
{
  return manicule_change_new_item (MANICULE_CHANGE_DOCUMENT_LABEL,
                                   manicule_schema_find_document_label (fixture->schema, "topic"), NULL, 0);
}

static ManiculeChange *
entity_used (Fixture *fixture)
{
  return manicule_change_new_item (MANICULE_CHANGE_ENTITY,
                                   manicule_project_find_entity (fixture->project, "union"), NULL, 0);
}

static ManiculeChange *
article_taken (Fixture *fixture)
{
  g_autoptr(ManiculeArticle) article = plain_article ("harbour", "Another");

  return manicule_change_new_item (MANICULE_CHANGE_ARTICLE, NULL, article, 1);
}

static const RefusedCase refused_cases[] = {
  { "add-taken", add_taken, MANICULE_MODEL_ERROR_DUPLICATE },
  { "add-outside", add_outside, MANICULE_MODEL_ERROR_RANGE },
  { "add-without-end", add_without_end, MANICULE_MODEL_ERROR_NOT_FOUND },
  { "add-without-start", add_without_start, MANICULE_MODEL_ERROR_NOT_FOUND },
  { "add-to-itself", add_to_itself, MANICULE_MODEL_ERROR_NOT_FOUND },
  { "replace-stale", replace_stale, MANICULE_MODEL_ERROR_STALE },
  { "replace-absent", replace_absent, MANICULE_MODEL_ERROR_STALE },
  { "replace-outside", replace_outside, MANICULE_MODEL_ERROR_RANGE },
  { "replace-id", replace_id, MANICULE_MODEL_ERROR_INVALID },
  { "replace-kind", replace_kind, MANICULE_MODEL_ERROR_INVALID },
  { "replace-circle", replace_circle, MANICULE_MODEL_ERROR_INVALID },
  { "replace-own-end", replace_own_end, MANICULE_MODEL_ERROR_INVALID },
  { "remove-absent", remove_absent, MANICULE_MODEL_ERROR_STALE },
  { "remove-stale", remove_stale, MANICULE_MODEL_ERROR_STALE },
  { "remove-end", remove_end, MANICULE_MODEL_ERROR_IN_USE },
  { "remove-relation-end", remove_relation_end, MANICULE_MODEL_ERROR_IN_USE },
  { "annotate-unloaded", annotate_unloaded, MANICULE_MODEL_ERROR_NOT_FOUND },
  { "status-unloaded", status_unloaded, MANICULE_MODEL_ERROR_NOT_FOUND },
  { "status-stale", status_stale, MANICULE_MODEL_ERROR_STALE },
  { "label-taken", label_taken, MANICULE_MODEL_ERROR_DUPLICATE },
  { "label-too-far", label_too_far, MANICULE_MODEL_ERROR_STALE },
  { "label-stale", label_stale, MANICULE_MODEL_ERROR_STALE },
  { "label-absent", label_absent, MANICULE_MODEL_ERROR_STALE },
  { "label-elsewhere", label_elsewhere, MANICULE_MODEL_ERROR_STALE },
  { "label-renamed", label_renamed, MANICULE_MODEL_ERROR_INVALID },
  { "label-used", label_used, MANICULE_MODEL_ERROR_IN_USE },
  { "relation-type-used", relation_type_used, MANICULE_MODEL_ERROR_IN_USE },
  { "attribute-used", attribute_used, MANICULE_MODEL_ERROR_IN_USE },
  { "document-label-used", document_label_used, MANICULE_MODEL_ERROR_IN_USE },
  { "entity-used", entity_used, MANICULE_MODEL_ERROR_IN_USE },
  { "article-taken", article_taken, MANICULE_MODEL_ERROR_DUPLICATE },
};

/* An example of everything, so that everything is used. */
static void
fill (Fixture *fixture)
{
  ManiculeEntityFields fields = { .id = "union" };
  g_autoptr(ManiculeEntity) entity = manicule_entity_new (&fields);
  g_autoptr(ManiculeAnnotation) plain = span ("tomas", "PER", TOMAS);
  g_autoptr(ManiculeAnnotation) tied = manicule_annotation_with_entity (plain, "union");

  g_assert_true (manicule_project_add_entity (fixture->project, entity));
  add (fixture, manicule_annotation_with_attribute (tied, "mention", g_variant_new_string ("Name")));
  add (fixture, span ("ines", "PER", INES));
  add (fixture, span ("quote", "QUOTE", QUOTE));
  add (fixture, relation ("r", "source", "quote", "tomas"));
  add (fixture, relation ("s", "source", "ines", "r"));
  add (fixture, manicule_annotation_new_document ("topic", "topic"));
}

static void
connect_all (GtSignalLogger *logger,
             Fixture        *fixture)
{
  gt_signal_logger_connect (logger, fixture->set, "items-changed");
  gt_signal_logger_connect (logger, fixture->set, "notify");
  gt_signal_logger_connect (logger, manicule_schema_get_labels (fixture->schema), "items-changed");
  gt_signal_logger_connect (logger, manicule_schema_get_relation_types (fixture->schema), "items-changed");
  gt_signal_logger_connect (logger, manicule_schema_get_attributes (fixture->schema), "items-changed");
  gt_signal_logger_connect (logger, manicule_schema_get_document_labels (fixture->schema), "items-changed");
  gt_signal_logger_connect (logger, manicule_project_get_articles (fixture->project), "items-changed");
  gt_signal_logger_connect (logger, manicule_project_get_entities (fixture->project), "items-changed");
  gt_signal_logger_connect (logger, fixture->history, "items-changed");
  gt_signal_logger_connect (logger, fixture->history, "applied");
  gt_signal_logger_connect (logger, fixture->history, "notify");
}

/* A change that would leave something wrong is refused with the right error: nothing is changed, nothing emitted. */
static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  const RefusedCase *row = data;
  g_autoptr(GtSignalLogger) logger = gt_signal_logger_new ();
  g_autoptr(ManiculeAnnotationSet) snapshot = NULL;
  g_autoptr(ManiculeSchema) schema = manicule_schema_copy (fixture->schema);
  g_autoptr(ManiculeChange) change = NULL;
  g_autoptr(GError) error = NULL;

  fill (fixture);
  snapshot = manicule_annotation_set_snapshot (fixture->set);
  change = row->make (fixture);
  connect_all (logger, fixture);

  g_assert_false (manicule_history_apply (fixture->history, change, &error));
  g_assert_error (error, MANICULE_MODEL_ERROR, row->code);
  g_assert_cmpuint (g_utf8_strlen (error->message, -1), >, 10);
  g_assert_true (manicule_annotation_set_equal (fixture->set, snapshot));
  g_assert_cmpuint (manicule_annotation_set_get_revision (fixture->set), ==,
                    manicule_annotation_set_get_revision (snapshot));
  g_assert_true (manicule_schema_equal (fixture->schema, schema));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->history)), ==, 6);
  gt_signal_logger_assert_no_emissions (logger);
}

/* "before" need not be the same object: an equal one, as a journal brings it, will do. */
static void
test_equal_before (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  add (fixture, span ("a", "PER", INES));
  g_assert_true (edit (fixture, span ("a", "PER", INES), span ("a", "PER", TOMAS), &error));
  g_assert_true (edit (fixture, span ("a", "PER", TOMAS), NULL, &error));
  g_assert_no_error (error);
  assert_ids (fixture->set, "");
}

/* A replaced relation is found at its new ends and no more at the old ones. */
static void
test_replace_ends (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(GPtrArray) old_end = NULL;
  g_autoptr(GPtrArray) new_end = NULL;

  fill (fixture);
  g_assert_true (edit (fixture, here (fixture, "r"), relation ("r", "source", "quote", "ines"), NULL));
  old_end = manicule_annotation_set_query_relations (fixture->set, "tomas");
  new_end = manicule_annotation_set_query_relations (fixture->set, "ines");
  assert_hits (old_end, "");
  assert_hits (new_end, "r s");
  g_assert_true (edit (fixture, here (fixture, "tomas"), NULL, NULL));
}

/* A change of status says what it was; the set notifies once, and not at all when it stays the same. */
static void
test_status (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(ManiculeChange) change = manicule_change_new_status (fixture->set, MANICULE_STATUS_DONE);
  g_autoptr(ManiculeChange) same = NULL;
  g_autoptr(GtSignalLogger) logger = gt_signal_logger_new ();
  ManiculeStatus status;

  gt_signal_logger_connect (logger, fixture->set, "notify");
  g_assert_true (manicule_change_apply (change, fixture->project, NULL));
  assert_notify (logger, fixture->set, "status");
  g_object_get (fixture->set, "status", &status, NULL);
  g_assert_cmpint (status, ==, MANICULE_STATUS_DONE);
  g_assert_cmpint (manicule_change_get_status_before (change), ==, MANICULE_STATUS_NEW);
  g_assert_cmpint (manicule_change_get_status_after (change), ==, MANICULE_STATUS_DONE);

  same = manicule_change_new_status (fixture->set, MANICULE_STATUS_DONE);
  g_assert_true (manicule_change_apply (same, fixture->project, NULL));
  gt_signal_logger_assert_no_emissions (logger);
}

/* A first annotation leaves the status alone: whoever wants it changed says so. */
static void
test_status_alone (Fixture       *fixture,
                   gconstpointer  data)
{
  add (fixture, span ("a", "PER", INES));
  g_assert_cmpint (manicule_annotation_set_get_status (fixture->set), ==, MANICULE_STATUS_NEW);
}

/* A label is added where it was told, replaced where it stands, and removed; each emits one items-changed. */
static void
test_label (Fixture       *fixture,
            gconstpointer  data)
{
  ManiculeLabelFields fields = { .name = "DATE", .title = "Date" };
  GListModel *labels = manicule_schema_get_labels (fixture->schema);
  g_autoptr(ManiculeLabel) label = plain_label ("DATE");
  g_autoptr(ManiculeLabel) titled = manicule_label_new (&fields);
  g_autoptr(ManiculeChange) addition = manicule_change_new_item (MANICULE_CHANGE_LABEL, NULL, label, 1);
  g_autoptr(ManiculeChange) replacement = manicule_change_new_item (MANICULE_CHANGE_LABEL, label, titled, 17);
  g_autoptr(ManiculeChange) removal = manicule_change_new_item (MANICULE_CHANGE_LABEL, titled, NULL, 1);
  ManiculeChange *changes[] = { addition, replacement, removal };
  g_autoptr(GtSignalLogger) logger = gt_signal_logger_new ();

  gt_signal_logger_connect (logger, labels, "items-changed");
  for (guint i = 0; i < 3; i++)
    {
      g_assert_true (manicule_change_apply (changes[i], fixture->project, NULL));
      assert_items_changed (logger, labels, 1, i > 0, i < 2);
    }
  gt_signal_logger_assert_no_emissions (logger);
  g_assert_cmpuint (g_list_model_get_n_items (labels), ==, 3);
  g_assert_null (manicule_schema_find_label (fixture->schema, "DATE"));
}

/* What no annotation uses may go: a label, a relation type, an attribute, a document label. */
static void
test_unused (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(ManiculeChange) label = label_used (fixture);
  g_autoptr(ManiculeChange) relation_type = relation_type_used (fixture);
  g_autoptr(ManiculeChange) attribute = attribute_used (fixture);
  g_autoptr(ManiculeChange) document_label = document_label_used (fixture);
  ManiculeChange *changes[] = { label, relation_type, attribute, document_label };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_true (manicule_change_apply (changes[i], fixture->project, &error));
      g_assert_no_error (error);
    }
}

/* An attribute that is asked of one label is not used by another label's attribute of that name. */
static void
test_attribute_of_label (Fixture       *fixture,
                         gconstpointer  data)
{
  static const char * const labels[] = { "LOC", NULL };
  ManiculeAttributeFields fields = { .name = "size", .labels = labels };
  g_autoptr(ManiculeAttribute) attribute = manicule_attribute_new (&fields);
  g_autoptr(ManiculeChange) removal = manicule_change_new_item (MANICULE_CHANGE_ATTRIBUTE, attribute, NULL, 1);
  g_autoptr(ManiculeAnnotation) person = span ("p", "PER", INES);
  g_autoptr(ManiculeAnnotation) place = span ("l", "LOC", PORT);
  g_autoptr(GError) error = NULL;

  g_assert_true (manicule_schema_add_attribute (fixture->schema, attribute));
  add (fixture, manicule_annotation_with_attribute (person, "size", g_variant_new_int64 (1)));
  add (fixture, manicule_annotation_with_attribute (place, "size", g_variant_new_int64 (1)));
  g_assert_false (manicule_change_apply (removal, fixture->project, &error));
  g_assert_error (error, MANICULE_MODEL_ERROR, MANICULE_MODEL_ERROR_IN_USE);

  g_assert_true (edit (fixture, here (fixture, "l"), NULL, NULL));
  g_assert_true (manicule_change_apply (removal, fixture->project, NULL));
}

/* An inverse swaps the two and keeps all else; the inverse of the inverse is the change. */
static void
test_invert (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(ManiculeLabel) label = plain_label ("DATE");
  g_autoptr(ManiculeChange) change = manicule_change_new_item (MANICULE_CHANGE_LABEL, NULL, label, 2);
  g_autoptr(ManiculeChange) inverse = manicule_change_invert (change);
  g_autoptr(ManiculeChange) status = manicule_change_new_status (fixture->set, MANICULE_STATUS_DONE);
  g_autoptr(ManiculeChange) status_inverse = manicule_change_invert (status);

  g_assert_cmpint (manicule_change_get_kind (inverse), ==, MANICULE_CHANGE_LABEL);
  g_assert_true (manicule_change_get_before (inverse) == label);
  g_assert_null (manicule_change_get_after (inverse));
  g_assert_cmpuint (manicule_change_get_position (inverse), ==, 2);
  g_assert_null (manicule_change_get_article_id (inverse));
  g_assert_null (manicule_change_get_annotator (inverse));

  g_assert_cmpint (manicule_change_get_status_before (status_inverse), ==, MANICULE_STATUS_DONE);
  g_assert_cmpint (manicule_change_get_status_after (status_inverse), ==, MANICULE_STATUS_NEW);
  g_assert_cmpstr (manicule_change_get_article_id (status_inverse), ==, "harbour");
  g_assert_cmpstr (manicule_change_get_annotator (status_inverse), ==, "anna");
  g_assert_finalize_object (g_steal_pointer (&inverse));
}

/* A change keeps the ids of its set, not the set. */
static void
test_keeps_ids_only (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(ManiculeAnnotationSet) set = manicule_annotation_set_new ("quay", "ben", fixture->text);
  g_autoptr(ManiculeAnnotation) annotation = span ("a", "PER", INES);
  g_autoptr(ManiculeChange) change = manicule_change_new_annotation (set, NULL, annotation);

  g_assert_finalize_object (g_steal_pointer (&set));
  g_assert_cmpstr (manicule_change_get_article_id (change), ==, "quay");
  g_assert_cmpstr (manicule_change_get_annotator (change), ==, "ben");
  g_assert_true (manicule_change_get_after (change) == annotation);
  g_assert_finalize_object (g_steal_pointer (&change));
}

#define ADD(path, func) g_test_add ("/change/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("equal-before", test_equal_before);
  ADD ("replace-ends", test_replace_ends);
  ADD ("status", test_status);
  ADD ("status-alone", test_status_alone);
  ADD ("label", test_label);
  ADD ("unused", test_unused);
  ADD ("attribute-of-label", test_attribute_of_label);
  ADD ("invert", test_invert);
  ADD ("keeps-ids-only", test_keeps_ids_only);
  for (guint i = 0; i < G_N_ELEMENTS (refused_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/change/refused/", refused_cases[i].name, NULL);

      g_test_add (path, Fixture, &refused_cases[i], fixture_set_up, test_refused, fixture_tear_down);
    }

  return g_test_run ();
}
