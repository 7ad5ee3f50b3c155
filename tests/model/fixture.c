/* fixture.c: a small project to edit, for the tests of the model
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fixture.h"

static void
add_labels (ManiculeSchema *schema)
{
  static const ManiculeLabelFields labels[] = {
    { .name = "PER", .title = "Person", .kind = MANICULE_LABEL_ENTITY },
    { .name = "LOC", .title = "Place", .kind = MANICULE_LABEL_ENTITY },
    { .name = "QUOTE", .title = "Quotation", .kind = MANICULE_LABEL_FRAME },
  };
  static const ManiculeRelationTypeFields source = { .name = "source" };
  static const ManiculeAttributeFields mention = { .name = "mention", .title = "Mention" };
  static const ManiculeAttributeFields topic = { .name = "topic", .title = "Topic" };
  g_autoptr(ManiculeRelationType) type = manicule_relation_type_new (&source);
  g_autoptr(ManiculeAttribute) attribute = manicule_attribute_new (&mention);
  g_autoptr(ManiculeAttribute) document_label = manicule_attribute_new (&topic);

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_autoptr(ManiculeLabel) label = manicule_label_new (&labels[i]);

      g_assert_true (manicule_schema_add_label (schema, label));
    }
  g_assert_true (manicule_schema_add_relation_type (schema, type));
  g_assert_true (manicule_schema_add_attribute (schema, attribute));
  g_assert_true (manicule_schema_add_document_label (schema, document_label));
}

void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(ManiculeArticle) article = plain_article ("harbour", "Averne dockers end strike after barrier deal");

  fixture->text = manicule_text_new_from_string ("Ines Halloran met Tomas Brandt in Port Averne on 3 March. "
                                                 "“Nobody drowns for want of a wall”, said Brandt.");
  fixture->schema = manicule_schema_new ();
  add_labels (fixture->schema);
  fixture->project = manicule_project_new ("Harbour Strike", fixture->schema);
  g_assert_true (manicule_project_add_article (fixture->project, article));
  fixture->set = manicule_annotation_set_new ("harbour", "anna", fixture->text);
  manicule_project_hold_set (fixture->project, fixture->set);
  fixture->history = manicule_history_new (fixture->project);
}

void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  g_assert_finalize_object (fixture->history);
  g_assert_finalize_object (fixture->project);
  g_assert_finalize_object (fixture->set);
  g_assert_finalize_object (fixture->schema);
  g_assert_finalize_object (fixture->text);
}

ManiculeAnnotation *
span (const char *id,
      const char *label,
      guint       start,
      guint       end)
{
  ManiculeRange range = { start, end };

  return manicule_annotation_new_span (id, label, &range, 1);
}

ManiculeAnnotation *
relation (const char *id,
          const char *label,
          const char *from,
          const char *to)
{
  return manicule_annotation_new_relation (id, label, from, to);
}

ManiculeLabel *
plain_label (const char *name)
{
  ManiculeLabelFields fields = { .name = name };

  return manicule_label_new (&fields);
}

ManiculeArticle *
plain_article (const char *id,
               const char *title)
{
  ManiculeArticleFields fields = { .id = id, .title = title, .sha256 = "0" };

  return manicule_article_new (&fields);
}

gboolean
edit (Fixture             *fixture,
      ManiculeAnnotation  *before,
      ManiculeAnnotation  *after,
      GError             **error)
{
  g_autoptr(ManiculeAnnotation) held_before = before;
  g_autoptr(ManiculeAnnotation) held_after = after;
  g_autoptr(ManiculeChange) change = manicule_change_new_annotation (fixture->set, before, after);

  return manicule_history_apply (fixture->history, change, error);
}

void
add (Fixture            *fixture,
     ManiculeAnnotation *annotation)
{
  g_autoptr(GError) error = NULL;
  gboolean success = edit (fixture, NULL, annotation, &error);

  g_assert_no_error (error);
  g_assert_true (success);
}

ManiculeAnnotation *
find (Fixture    *fixture,
      const char *id)
{
  ManiculeAnnotation *annotation = manicule_annotation_set_find (fixture->set, id);

  g_assert_nonnull (annotation);

  return annotation;
}

static void
append_id (GString            *ids,
           ManiculeAnnotation *annotation)
{
  g_string_append_printf (ids, "%s%s", ids->len > 0 ? " " : "", manicule_annotation_get_id (annotation));
}

char *
ids_of (ManiculeAnnotationSet *set)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (set)); i++)
    append_id (ids, manicule_annotation_set_get (set, i));

  return g_string_free (ids, FALSE);
}

void
assert_ids (ManiculeAnnotationSet *set,
            const char            *expected)
{
  g_autofree char *ids = ids_of (set);

  g_assert_cmpstr (ids, ==, expected);
}

void
assert_hits (GPtrArray  *annotations,
             const char *expected)
{
  g_autoptr(GString) ids = g_string_new (NULL);

  for (guint i = 0; i < annotations->len; i++)
    append_id (ids, g_ptr_array_index (annotations, i));

  g_assert_cmpstr (ids->str, ==, expected);
}

void
assert_items_changed (GtSignalLogger *logger,
                      gpointer        model,
                      guint           position,
                      guint           removed,
                      guint           added)
{
  guint seen_position = G_MAXUINT;
  guint seen_removed = G_MAXUINT;
  guint seen_added = G_MAXUINT;

  gt_signal_logger_assert_emission_pop (logger, model, "items-changed", &seen_position, &seen_removed, &seen_added);
  g_assert_cmpuint (seen_position, ==, position);
  g_assert_cmpuint (seen_removed, ==, removed);
  g_assert_cmpuint (seen_added, ==, added);
}

void
assert_notify (GtSignalLogger *logger,
               gpointer        object,
               const char     *property)
{
  GParamSpec *pspec = NULL;

  gt_signal_logger_assert_emission_pop (logger, object, "notify", &pspec);
  g_assert_cmpstr (g_param_spec_get_name (pspec), ==, property);
  g_param_spec_unref (pspec);
}
