/* test-history.c: doing, undoing, redoing, groups, and the order of signals
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fixture.h"

/* Pops one "applied" and sees that its change does what is said: ids, NULL for nothing. */
static void
assert_applied (GtSignalLogger *logger,
                Fixture        *fixture,
                const char     *before,
                const char     *after)
{
  g_autoptr(ManiculeChange) change = NULL;
  gpointer history = fixture->history;
  ManiculeAnnotation *annotation;

  gt_signal_logger_assert_emission_pop (logger, history, "applied", &change);
  annotation = manicule_change_get_before (change);
  g_assert_cmpstr (annotation != NULL ? manicule_annotation_get_id (annotation) : NULL, ==, before);
  annotation = manicule_change_get_after (change);
  g_assert_cmpstr (annotation != NULL ? manicule_annotation_get_id (annotation) : NULL, ==, after);
}

static void
connect_all (GtSignalLogger *logger,
             Fixture        *fixture)
{
  gt_signal_logger_connect (logger, fixture->set, "items-changed");
  gt_signal_logger_connect (logger, fixture->history, "applied");
  gt_signal_logger_connect (logger, fixture->history, "items-changed");
  gt_signal_logger_connect (logger, fixture->history, "notify");
}

static guint
n_steps (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->history));
}

static guint
position (Fixture *fixture)
{
  guint value;

  g_object_get (fixture->history, "position", &value, NULL);

  return value;
}

static void
undo (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  gboolean success = manicule_history_undo (fixture->history, &error);

  g_assert_no_error (error);
  g_assert_true (success);
}

static void
redo (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  gboolean success = manicule_history_redo (fixture->history, &error);

  g_assert_no_error (error);
  g_assert_true (success);
}

/* A new history has nothing to undo. */
static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  g_assert_true (manicule_history_get_project (fixture->history) == fixture->project);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (fixture->history)) == MANICULE_TYPE_STEP);
  g_assert_cmpuint (n_steps (fixture), ==, 0);
  g_assert_false (manicule_history_can_undo (fixture->history));
  g_assert_false (manicule_history_can_redo (fixture->history));
  g_assert_null (manicule_history_peek_undo (fixture->history));
  g_assert_null (manicule_history_peek_redo (fixture->history));
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (fixture->history), 0));
}

/* The order of signals when something is done: the set's, "applied", the list's, then the properties that changed. */
static void
test_signals_apply (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(GtSignalLogger) logger = gt_signal_logger_new ();

  connect_all (logger, fixture);
  add (fixture, span ("a", "PER", INES));
  assert_items_changed (logger, fixture->set, 0, 0, 1);
  assert_applied (logger, fixture, NULL, "a");
  assert_items_changed (logger, fixture->history, 0, 0, 1);
  assert_notify (logger, fixture->history, "can-undo");
  assert_notify (logger, fixture->history, "position");
  gt_signal_logger_assert_no_emissions (logger);

  add (fixture, span ("b", "PER", TOMAS));
  assert_items_changed (logger, fixture->set, 1, 0, 1);
  assert_applied (logger, fixture, NULL, "b");
  assert_items_changed (logger, fixture->history, 1, 0, 1);
  assert_notify (logger, fixture->history, "position");
  gt_signal_logger_assert_no_emissions (logger);
}

/* The order of signals in undo and redo; the list of steps stays as it is. */
static void
test_signals_undo (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(GtSignalLogger) logger = gt_signal_logger_new ();

  add (fixture, span ("a", "PER", INES));
  connect_all (logger, fixture);

  undo (fixture);
  assert_items_changed (logger, fixture->set, 0, 1, 0);
  assert_applied (logger, fixture, "a", NULL);
  assert_notify (logger, fixture->history, "can-undo");
  assert_notify (logger, fixture->history, "can-redo");
  assert_notify (logger, fixture->history, "position");
  gt_signal_logger_assert_no_emissions (logger);
  g_assert_cmpuint (n_steps (fixture), ==, 1);
  g_assert_cmpuint (position (fixture), ==, 0);

  redo (fixture);
  assert_items_changed (logger, fixture->set, 0, 0, 1);
  assert_applied (logger, fixture, NULL, "a");
  assert_notify (logger, fixture->history, "can-undo");
  assert_notify (logger, fixture->history, "can-redo");
  assert_notify (logger, fixture->history, "position");
  gt_signal_logger_assert_no_emissions (logger);
}

/* A group tells of each change at once, of its step once, when it is closed. */
static void
test_signals_group (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(GtSignalLogger) logger = gt_signal_logger_new ();

  connect_all (logger, fixture);
  manicule_history_begin (fixture->history, NULL);
  add (fixture, span ("a", "PER", INES));
  add (fixture, span ("b", "PER", TOMAS));
  assert_items_changed (logger, fixture->set, 0, 0, 1);
  assert_applied (logger, fixture, NULL, "a");
  assert_items_changed (logger, fixture->set, 1, 0, 1);
  assert_applied (logger, fixture, NULL, "b");
  gt_signal_logger_assert_no_emissions (logger);

  manicule_history_end (fixture->history);
  assert_items_changed (logger, fixture->history, 0, 0, 1);
  assert_notify (logger, fixture->history, "can-undo");
  assert_notify (logger, fixture->history, "position");
  gt_signal_logger_assert_no_emissions (logger);
}

/* Undo takes a group back last change first, redo does it again in order. */
static void
test_group_order (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(GtSignalLogger) logger = gt_signal_logger_new ();

  manicule_history_begin (fixture->history, NULL);
  add (fixture, span ("q", "QUOTE", QUOTE));
  add (fixture, span ("a", "PER", INES));
  add (fixture, relation ("r", "source", "q", "a"));
  manicule_history_end (fixture->history);
  gt_signal_logger_connect (logger, fixture->history, "applied");

  undo (fixture);
  assert_applied (logger, fixture, "r", NULL);
  assert_applied (logger, fixture, "a", NULL);
  assert_applied (logger, fixture, "q", NULL);
  assert_ids (fixture->set, "");

  redo (fixture);
  assert_applied (logger, fixture, NULL, "q");
  assert_applied (logger, fixture, NULL, "a");
  assert_applied (logger, fixture, NULL, "r");
  assert_ids (fixture->set, "a q r");
  gt_signal_logger_assert_no_emissions (logger);
}

/* A step knows its changes, when it was made, where, and in which words. */
static void
test_step (Fixture       *fixture,
           gconstpointer  data)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr(ManiculeStep) step = NULL;

  manicule_history_begin (fixture->history, NULL);
  add (fixture, span ("a", "PER", INES));
  add (fixture, span ("b", "PER", TOMAS));
  manicule_history_end (fixture->history);
  step = g_list_model_get_item (G_LIST_MODEL (fixture->history), 0);

  g_assert_true (step == manicule_history_peek_undo (fixture->history));
  g_assert_cmpstr (manicule_step_get_title (step), ==, "Added Person “Ines Halloran”");
  g_assert_cmpuint (manicule_step_get_n_changes (step), ==, 2);
  g_assert_true (manicule_change_get_after (manicule_step_get_change (step, 1)) == find (fixture, "b"));
  g_assert_cmpstr (manicule_step_get_article_id (step), ==, "harbour");
  g_assert_cmpint (manicule_step_get_time (step), >=, now);
  g_assert_cmpint (manicule_step_get_time (step), <=, now + 60);
}

/* A step that begins with the project's own lists is about no article. */
static void
test_step_without_article (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr(ManiculeLabel) label = plain_label ("DATE");
  g_autoptr(ManiculeChange) change = manicule_change_new_item (MANICULE_CHANGE_LABEL, NULL, label, 3);

  g_assert_true (manicule_history_apply (fixture->history, change, NULL));
  g_assert_null (manicule_step_get_article_id (manicule_history_peek_undo (fixture->history)));
}

/* Groups nest; the outermost counts and gives the title. */
static void
test_nested (Fixture       *fixture,
             gconstpointer  data)
{
  manicule_history_begin (fixture->history, "Added 2 Persons at once");
  add (fixture, span ("a", "PER", INES));
  manicule_history_begin (fixture->history, "Something else");
  add (fixture, span ("b", "PER", TOMAS));
  manicule_history_end (fixture->history);
  g_assert_cmpuint (n_steps (fixture), ==, 0);
  manicule_history_end (fixture->history);

  g_assert_cmpuint (n_steps (fixture), ==, 1);
  g_assert_cmpstr (manicule_step_get_title (manicule_history_peek_undo (fixture->history)), ==, "Added 2 Persons at once");
  undo (fixture);
  assert_ids (fixture->set, "");
}

/* A group in which nothing was done, or everything was refused, leaves no step and drops none. */
static void
test_empty_group (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(GtSignalLogger) logger = gt_signal_logger_new ();

  add (fixture, span ("a", "PER", INES));
  undo (fixture);
  connect_all (logger, fixture);

  manicule_history_begin (fixture->history, "Nothing");
  manicule_history_end (fixture->history);
  g_assert_false (edit (fixture, NULL, span ("b", "PER", 0, 900), NULL));

  gt_signal_logger_assert_no_emissions (logger);
  g_assert_true (manicule_history_can_redo (fixture->history));
}

/* Cancelling takes everything back, last change first, and leaves no step; undone steps stay. */
static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GtSignalLogger) logger = gt_signal_logger_new ();

  add (fixture, span ("a", "PER", INES));
  add (fixture, span ("c", "LOC", PORT));
  undo (fixture);
  connect_all (logger, fixture);

  manicule_history_begin (fixture->history, NULL);
  add (fixture, span ("b", "PER", TOMAS));
  add (fixture, span ("q", "QUOTE", QUOTE));
  manicule_history_cancel (fixture->history);

  assert_items_changed (logger, fixture->set, 1, 0, 1);
  assert_applied (logger, fixture, NULL, "b");
  assert_items_changed (logger, fixture->set, 2, 0, 1);
  assert_applied (logger, fixture, NULL, "q");
  assert_items_changed (logger, fixture->set, 2, 1, 0);
  assert_applied (logger, fixture, "q", NULL);
  assert_items_changed (logger, fixture->set, 1, 1, 0);
  assert_applied (logger, fixture, "b", NULL);
  gt_signal_logger_assert_no_emissions (logger);
  assert_ids (fixture->set, "a");
  g_assert_cmpuint (n_steps (fixture), ==, 2);
  redo (fixture);
  assert_ids (fixture->set, "a c");
}

/* Cancelling an inner group takes back that group alone; what comes after is described anew. */
static void
test_cancel_inner (Fixture       *fixture,
                   gconstpointer  data)
{
  manicule_history_begin (fixture->history, NULL);
  manicule_history_begin (fixture->history, NULL);
  add (fixture, span ("a", "PER", INES));
  manicule_history_cancel (fixture->history);
  add (fixture, span ("b", "PER", TOMAS));
  manicule_history_end (fixture->history);

  assert_ids (fixture->set, "b");
  g_assert_cmpuint (n_steps (fixture), ==, 1);
  g_assert_cmpuint (manicule_step_get_n_changes (manicule_history_peek_undo (fixture->history)), ==, 1);
  g_assert_cmpstr (manicule_step_get_title (manicule_history_peek_undo (fixture->history)), ==,
                   "Added Person “Tomas Brandt”");
}

/* What cannot be taken back, since its set has gone, stays, and so does its step: the history does not lie. */
static void
test_cancel_impossible (Fixture       *fixture,
                        gconstpointer  data)
{
  manicule_history_begin (fixture->history, NULL);
  add (fixture, span ("a", "PER", INES));
  manicule_project_drop_set (fixture->project, "harbour", "anna");
  g_test_expect_message (G_LOG_DOMAIN, G_LOG_LEVEL_WARNING, "*cannot be taken back*");
  manicule_history_cancel (fixture->history);
  g_test_assert_expected_messages ();

  g_assert_cmpuint (n_steps (fixture), ==, 1);
  manicule_project_hold_set (fixture->project, fixture->set);
  undo (fixture);
  assert_ids (fixture->set, "");
}

/* A new edit drops the undone steps; their number is told exactly. */
static void
test_drop_undone (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(GtSignalLogger) logger = gt_signal_logger_new ();
  ManiculeStep *dropped;

  add (fixture, span ("a", "PER", INES));
  add (fixture, span ("b", "PER", TOMAS));
  add (fixture, span ("c", "LOC", PORT));
  undo (fixture);
  undo (fixture);
  dropped = g_list_model_get_item (G_LIST_MODEL (fixture->history), 2);
  gt_signal_logger_connect (logger, fixture->history, "items-changed");
  gt_signal_logger_connect (logger, fixture->history, "notify");

  add (fixture, span ("q", "QUOTE", QUOTE));
  assert_items_changed (logger, fixture->history, 1, 2, 1);
  assert_notify (logger, fixture->history, "can-redo");
  assert_notify (logger, fixture->history, "position");
  gt_signal_logger_assert_no_emissions (logger);
  g_assert_finalize_object (dropped);
  assert_ids (fixture->set, "a q");
}

/* The steps that undo and redo would take. */
static void
test_peek (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(ManiculeStep) first = NULL;
  g_autoptr(ManiculeStep) second = NULL;

  add (fixture, span ("a", "PER", INES));
  add (fixture, span ("b", "PER", TOMAS));
  first = g_list_model_get_item (G_LIST_MODEL (fixture->history), 0);
  second = g_list_model_get_item (G_LIST_MODEL (fixture->history), 1);

  g_assert_true (manicule_history_peek_undo (fixture->history) == second);
  g_assert_null (manicule_history_peek_redo (fixture->history));
  undo (fixture);
  g_assert_true (manicule_history_peek_undo (fixture->history) == first);
  g_assert_true (manicule_history_peek_redo (fixture->history) == second);
}

/* A step over two articles, one of which is not loaded any more, is not undone by halves, nor redone. */
static void
test_undo_fails (Fixture       *fixture,
                 gconstpointer  data)
{
  gboolean first_is_missing = GPOINTER_TO_INT (data);
  g_autoptr(ManiculeAnnotationSet) quay = manicule_annotation_set_new ("quay", "anna", fixture->text);
  g_autoptr(ManiculeAnnotation) annotation = span ("x", "PER", INES);
  g_autoptr(ManiculeChange) change = manicule_change_new_annotation (quay, NULL, annotation);
  g_autoptr(GtSignalLogger) logger = gt_signal_logger_new ();
  g_autoptr(GError) error = NULL;

  manicule_project_hold_set (fixture->project, quay);
  manicule_history_begin (fixture->history, "Two articles");
  if (first_is_missing)
    g_assert_true (manicule_history_apply (fixture->history, change, NULL));
  add (fixture, span ("a", "PER", INES));
  add (fixture, span ("b", "PER", TOMAS));
  if (!first_is_missing)
    g_assert_true (manicule_history_apply (fixture->history, change, NULL));
  manicule_history_end (fixture->history);
  manicule_project_drop_set (fixture->project, "quay", "anna");
  gt_signal_logger_connect (logger, fixture->history, "notify");

  g_assert_false (manicule_history_undo (fixture->history, &error));
  g_assert_error (error, MANICULE_MODEL_ERROR, MANICULE_MODEL_ERROR_NOT_FOUND);
  g_assert_true (g_str_has_prefix (error->message, "“Two articles” cannot be undone: "));
  assert_ids (fixture->set, "a b");
  assert_ids (quay, "x");
  gt_signal_logger_assert_no_emissions (logger);
  g_clear_error (&error);

  manicule_project_hold_set (fixture->project, quay);
  undo (fixture);
  manicule_project_drop_set (fixture->project, "quay", "anna");
  g_assert_false (manicule_history_redo (fixture->history, &error));
  g_assert_error (error, MANICULE_MODEL_ERROR, MANICULE_MODEL_ERROR_NOT_FOUND);
  assert_ids (fixture->set, "");
  assert_ids (quay, "");
  g_assert_true (manicule_history_can_redo (fixture->history));
}

/* When an undo fails midway, "applied" tells of what was taken back and of what was done again. */
static void
test_undo_fails_signals (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr(ManiculeAnnotationSet) quay = manicule_annotation_set_new ("quay", "anna", fixture->text);
  g_autoptr(ManiculeAnnotation) annotation = span ("x", "PER", INES);
  g_autoptr(ManiculeChange) change = manicule_change_new_annotation (quay, NULL, annotation);
  g_autoptr(GtSignalLogger) logger = gt_signal_logger_new ();

  manicule_project_hold_set (fixture->project, quay);
  manicule_history_begin (fixture->history, NULL);
  g_assert_true (manicule_history_apply (fixture->history, change, NULL));
  add (fixture, span ("a", "PER", INES));
  manicule_history_end (fixture->history);
  manicule_project_drop_set (fixture->project, "quay", "anna");
  connect_all (logger, fixture);

  g_assert_false (manicule_history_undo (fixture->history, NULL));
  assert_items_changed (logger, fixture->set, 0, 1, 0);
  assert_applied (logger, fixture, "a", NULL);
  assert_items_changed (logger, fixture->set, 0, 0, 1);
  assert_applied (logger, fixture, NULL, "a");
  gt_signal_logger_assert_no_emissions (logger);
}

/* Removing an annotation takes its relations with it, and those between relations, in one step; undo brings all back. */
static void
test_remove (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(ManiculeAnnotationSet) snapshot = NULL;
  g_autoptr(GError) error = NULL;

  add (fixture, span ("a", "PER", INES));
  add (fixture, span ("b", "PER", TOMAS));
  add (fixture, span ("q", "QUOTE", QUOTE));
  add (fixture, relation ("r1", "source", "q", "a"));
  add (fixture, relation ("r2", "source", "a", "r1"));
  add (fixture, relation ("r0", "source", "r2", "r1"));
  add (fixture, relation ("r3", "source", "a", "a"));
  add (fixture, relation ("other", "source", "q", "b"));
  snapshot = manicule_annotation_set_snapshot (fixture->set);

  g_assert_true (manicule_history_remove (fixture->history, fixture->set, find (fixture, "a"), &error));
  g_assert_no_error (error);
  assert_ids (fixture->set, "b q other");
  g_assert_cmpuint (n_steps (fixture), ==, 9);
  g_assert_cmpuint (manicule_step_get_n_changes (manicule_history_peek_undo (fixture->history)), ==, 5);
  g_assert_cmpstr (manicule_step_get_title (manicule_history_peek_undo (fixture->history)), ==,
                   "Removed Person “Ines Halloran”");

  undo (fixture);
  g_assert_true (manicule_annotation_set_equal (fixture->set, snapshot));
  redo (fixture);
  assert_ids (fixture->set, "b q other");
}

/* What is not there cannot be removed; its relations stay, and nothing is emitted. */
static void
test_remove_stale (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(ManiculeAnnotation) stale = span ("a", "LOC", INES);
  g_autoptr(ManiculeAnnotation) absent = span ("z", "LOC", INES);
  g_autoptr(GtSignalLogger) logger = gt_signal_logger_new ();
  g_autoptr(GError) error = NULL;

  add (fixture, span ("a", "PER", INES));
  add (fixture, relation ("r", "source", "a", "a"));
  connect_all (logger, fixture);

  g_assert_false (manicule_history_remove (fixture->history, fixture->set, stale, &error));
  g_assert_error (error, MANICULE_MODEL_ERROR, MANICULE_MODEL_ERROR_STALE);
  g_clear_error (&error);
  g_assert_false (manicule_history_remove (fixture->history, fixture->set, absent, &error));
  g_assert_error (error, MANICULE_MODEL_ERROR, MANICULE_MODEL_ERROR_STALE);
  gt_signal_logger_assert_no_emissions (logger);
}

/* A hub of many relations goes without looking at each of them again and again. */
static void
test_remove_hub (Fixture       *fixture,
                 gconstpointer  data)
{
  add (fixture, span ("hub", "PER", INES));
  manicule_history_begin (fixture->history, "Relations");
  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *id = g_strdup_printf ("r%u", i);

      add (fixture, relation (id, "source", "hub", "hub"));
    }
  manicule_history_end (fixture->history);

  g_assert_true (manicule_history_remove (fixture->history, fixture->set, find (fixture, "hub"), NULL));
  assert_ids (fixture->set, "");
  g_assert_cmpuint (manicule_step_get_n_changes (manicule_history_peek_undo (fixture->history)), ==, 3001);
  undo (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->set)), ==, 3001);
}

static void
mark_in_progress (ManiculeHistory *history,
                  ManiculeChange  *change,
                  gpointer         data)
{
  Fixture *fixture = data;
  g_autoptr(ManiculeChange) status = NULL;

  if (manicule_annotation_set_get_status (fixture->set) != MANICULE_STATUS_NEW)
    return;

  status = manicule_change_new_status (fixture->set, MANICULE_STATUS_IN_PROGRESS);
  g_assert_true (manicule_history_apply (history, status, NULL));
}

/* A change that a listener to "applied" makes joins the step. */
static void
test_joined (Fixture       *fixture,
             gconstpointer  data)
{
  gulong handler = g_signal_connect (fixture->history, "applied", G_CALLBACK (mark_in_progress), fixture);

  add (fixture, span ("a", "PER", INES));
  g_signal_handler_disconnect (fixture->history, handler);

  g_assert_cmpint (manicule_annotation_set_get_status (fixture->set), ==, MANICULE_STATUS_IN_PROGRESS);
  g_assert_cmpuint (n_steps (fixture), ==, 1);
  g_assert_cmpstr (manicule_step_get_title (manicule_history_peek_undo (fixture->history)), ==,
                   "Added Person “Ines Halloran”");
  undo (fixture);
  g_assert_cmpint (manicule_annotation_set_get_status (fixture->set), ==, MANICULE_STATUS_NEW);
  assert_ids (fixture->set, "");
}

/* A whole import, articles and labels and all, is undone and redone as one. */
static void
test_lists (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(ManiculeSchema) before = manicule_schema_copy (fixture->schema);
  g_autoptr(ManiculeSchema) after = NULL;
  g_autoptr(ManiculeLabel) label = plain_label ("DATE");
  g_autoptr(ManiculeChange) label_change = manicule_change_new_item (MANICULE_CHANGE_LABEL, NULL, label, 0);

  manicule_history_begin (fixture->history, "Imported 12 articles");
  g_assert_true (manicule_history_apply (fixture->history, label_change, NULL));
  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *id = g_strdup_printf ("a%u", i);
      g_autoptr(ManiculeArticle) article = plain_article (id, NULL);
      g_autoptr(ManiculeChange) change = manicule_change_new_item (MANICULE_CHANGE_ARTICLE, NULL, article, i / 2);

      g_assert_true (manicule_history_apply (fixture->history, change, NULL));
    }
  manicule_history_end (fixture->history);
  after = manicule_schema_copy (fixture->schema);

  undo (fixture);
  g_assert_true (manicule_schema_equal (fixture->schema, before));
  g_assert_cmpuint (g_list_model_get_n_items (manicule_project_get_articles (fixture->project)), ==, 1);
  redo (fixture);
  g_assert_true (manicule_schema_equal (fixture->schema, after));
  g_assert_cmpuint (g_list_model_get_n_items (manicule_project_get_articles (fixture->project)), ==, 13);
  g_assert_cmpuint (manicule_project_get_article_position (fixture->project, "a11"), ==, 5);
}

/* A history that is let go with a group open takes nothing back and leaks nothing. */
static void
test_open_group_freed (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(ManiculeHistory) history = manicule_history_new (fixture->project);
  g_autoptr(ManiculeAnnotation) annotation = span ("a", "PER", INES);
  g_autoptr(ManiculeChange) change = manicule_change_new_annotation (fixture->set, NULL, annotation);

  manicule_history_begin (history, NULL);
  g_assert_true (manicule_history_apply (history, change, NULL));
  g_assert_finalize_object (g_steal_pointer (&history));
  assert_ids (fixture->set, "a");
}

#define ADD(path, func) g_test_add ("/history/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("empty", test_empty);
  ADD ("signals/apply", test_signals_apply);
  ADD ("signals/undo", test_signals_undo);
  ADD ("signals/group", test_signals_group);
  ADD ("signals/undo-fails", test_undo_fails_signals);
  ADD ("step", test_step);
  ADD ("step/without-article", test_step_without_article);
  ADD ("group/order", test_group_order);
  ADD ("group/nested", test_nested);
  ADD ("group/empty", test_empty_group);
  ADD ("group/joined", test_joined);
  ADD ("group/freed", test_open_group_freed);
  ADD ("cancel", test_cancel);
  ADD ("cancel/inner", test_cancel_inner);
  ADD ("cancel/impossible", test_cancel_impossible);
  ADD ("drop-undone", test_drop_undone);
  ADD ("peek", test_peek);
  ADD ("lists", test_lists);
  ADD ("remove", test_remove);
  ADD ("remove/stale", test_remove_stale);
  ADD ("remove/hub", test_remove_hub);
  g_test_add ("/history/undo-fails/first", Fixture, GINT_TO_POINTER (TRUE), fixture_set_up, test_undo_fails, fixture_tear_down);
  g_test_add ("/history/undo-fails/last", Fixture, GINT_TO_POINTER (FALSE), fixture_set_up, test_undo_fails, fixture_tear_down);

  return g_test_run ();
}
