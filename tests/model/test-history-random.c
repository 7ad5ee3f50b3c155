/* test-history-random.c: whatever is done, a naive model agrees, and undo leads back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fixture.h"

/* The naive model: annotations in a plain array that is sorted anew each time. It is fed by items-changed alone and by
 * "applied" alone, so it also shows that both tell the whole truth. */
typedef struct
{
  GPtrArray *by_items;    /* (owned): rebuilt from items-changed */
  GPtrArray *by_changes;  /* (owned): rebuilt from "applied" */
} Naive;

static void
follow_items (GListModel *model,
              guint       position,
              guint       removed,
              guint       added,
              gpointer    data)
{
  Naive *naive = data;

  if (removed > 0)
    g_ptr_array_remove_range (naive->by_items, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (naive->by_items, position + i, g_list_model_get_item (model, position + i));
  g_assert_cmpuint (naive->by_items->len, ==, g_list_model_get_n_items (model));
}

static void
follow_changes (ManiculeHistory *history,
                ManiculeChange  *change,
                gpointer         data)
{
  Naive *naive = data;
  ManiculeAnnotation *before = manicule_change_get_before (change);
  ManiculeAnnotation *after = manicule_change_get_after (change);

  for (guint i = 0; before != NULL && i < naive->by_changes->len; i++)
    if (manicule_annotation_equal (g_ptr_array_index (naive->by_changes, i), before))
      {
        g_ptr_array_remove_index (naive->by_changes, i);
        break;
      }
  if (after != NULL)
    g_ptr_array_add (naive->by_changes, g_object_ref (after));
  g_ptr_array_sort_values (naive->by_changes, (GCompareFunc) manicule_annotation_compare);
}

static void
assert_agree (Fixture *fixture,
              Naive   *naive)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (fixture->set));

  g_assert_cmpuint (naive->by_items->len, ==, n);
  g_assert_cmpuint (naive->by_changes->len, ==, n);
  for (guint i = 0; i < n; i++)
    {
      ManiculeAnnotation *annotation = manicule_annotation_set_get (fixture->set, i);

      g_assert_true (g_ptr_array_index (naive->by_items, i) == annotation);
      g_assert_true (manicule_annotation_equal (g_ptr_array_index (naive->by_changes, i), annotation));
      g_assert_true (manicule_annotation_set_find (fixture->set, manicule_annotation_get_id (annotation)) == annotation);
      g_assert_cmpuint (manicule_annotation_set_get_position (fixture->set, annotation), ==, i);
    }
}

static gboolean
has_end (ManiculeAnnotation *relation_or_other,
         const char         *id)
{
  return g_strcmp0 (manicule_annotation_get_from (relation_or_other), id) == 0 ||
         g_strcmp0 (manicule_annotation_get_to (relation_or_other), id) == 0;
}

/* The relations of a random annotation, and the spans about a random place, by looking at all. */
static void
assert_queries_agree (Fixture *fixture,
                      Naive   *naive)
{
  g_autoptr(GPtrArray) relations = NULL;
  g_autoptr(GPtrArray) expected_relations = g_ptr_array_new ();
  g_autoptr(GPtrArray) hits = g_ptr_array_new ();
  g_autoptr(GPtrArray) expected_hits = g_ptr_array_new ();
  guint start = g_test_rand_int_range (0, 106);
  guint end = start + 1;
  const char *id;

  if (naive->by_items->len == 0)
    return;

  id = manicule_annotation_get_id (g_ptr_array_index (naive->by_items, g_test_rand_int_range (0, naive->by_items->len)));
  for (guint i = 0; i < naive->by_items->len; i++)
    {
      ManiculeAnnotation *annotation = g_ptr_array_index (naive->by_items, i);
      ManiculeRange hull = manicule_annotation_get_hull (annotation);
      gboolean is_span = manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_SPAN;

      if (has_end (annotation, id))
        g_ptr_array_add (expected_relations, annotation);
      if (is_span && hull.start < end && MAX (hull.end, hull.start + 1) > start)
        g_ptr_array_add (expected_hits, annotation);
      else if (is_span && hull.start == 106 && end == 106)
        g_ptr_array_add (expected_hits, annotation);
    }
  relations = manicule_annotation_set_query_relations (fixture->set, id);
  manicule_annotation_set_query (fixture->set, start, end, hits);

  g_assert_cmpmem (relations->pdata, relations->len * sizeof (gpointer),
                   expected_relations->pdata, expected_relations->len * sizeof (gpointer));
  g_assert_cmpmem (hits->pdata, hits->len * sizeof (gpointer),
                   expected_hits->pdata, expected_hits->len * sizeof (gpointer));
}

static ManiculeAnnotation *
pick (Fixture *fixture)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (fixture->set));

  return n > 0 ? manicule_annotation_set_get (fixture->set, g_test_rand_int_range (0, n)) : NULL;
}

static ManiculeAnnotation *
random_span (const char *id)
{
  guint start = g_test_rand_int_range (0, 107);
  guint end = g_test_rand_int_range (start, 107);

  return span (id, g_test_rand_bit () ? "PER" : "LOC", start, end);
}

static ManiculeAnnotation *
random_new (Fixture *fixture)
{
  g_autofree char *id = manicule_id_new ();
  ManiculeAnnotation *from = pick (fixture);
  ManiculeAnnotation *to = pick (fixture);

  switch (g_test_rand_int_range (0, 8))
    {
    case 0:
      return manicule_annotation_new_document (id, "topic");
    case 1:
    case 2:
      if (from != NULL)
        return relation (id, "source", manicule_annotation_get_id (from), manicule_annotation_get_id (to));
      return random_span (id);
    default:
      return random_span (id);
    }
}

static ManiculeAnnotation *
random_other (Fixture            *fixture,
              ManiculeAnnotation *annotation)
{
  const char *id = manicule_annotation_get_id (annotation);

  if (g_test_rand_int_range (0, 3) == 0)
    return manicule_annotation_with_note (annotation, g_test_rand_bit () ? "A note" : NULL);
  if (manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_SPAN)
    return random_span (id);
  if (manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_RELATION)
    return manicule_annotation_with_ends (annotation,
                                          manicule_annotation_get_id (pick (fixture)),
                                          manicule_annotation_get_id (pick (fixture)));

  return manicule_annotation_with_label (annotation, "topic");
}

static void
do_replacement (Fixture            *fixture,
                ManiculeAnnotation *annotation)
{
  g_autoptr(GError) error = NULL;

  /* A relation may have been led back to itself, which is rightly refused. */
  if (!edit (fixture, g_object_ref (annotation), random_other (fixture, annotation), &error))
    g_assert_error (error, MANICULE_MODEL_ERROR, MANICULE_MODEL_ERROR_INVALID);
}

static void
do_removal (Fixture            *fixture,
            ManiculeAnnotation *annotation)
{
  g_autoptr(ManiculeAnnotation) held = g_object_ref (annotation);
  g_autoptr(GError) error = NULL;

  g_assert_true (manicule_history_remove (fixture->history, fixture->set, held, &error));
  g_assert_no_error (error);
}

static void
do_something (Fixture *fixture)
{
  ManiculeAnnotation *annotation = pick (fixture);
  guint action = g_test_rand_int_range (0, 10);

  if (annotation == NULL || action < 5)
    add (fixture, random_new (fixture));
  else if (action < 8)
    do_replacement (fixture, annotation);
  else
    do_removal (fixture, annotation);
}

static void
do_group (Fixture *fixture)
{
  guint n = g_test_rand_int_range (0, 6);

  manicule_history_begin (fixture->history, NULL);
  for (guint i = 0; i < n; i++)
    do_something (fixture);
  if (g_test_rand_int_range (0, 3) == 0)
    manicule_history_cancel (fixture->history);
  else
    manicule_history_end (fixture->history);
}

static void
do_anything (Fixture *fixture)
{
  switch (g_test_rand_int_range (0, 12))
    {
    case 0:
      do_group (fixture);
      break;
    case 1:
      if (manicule_history_can_undo (fixture->history))
        g_assert_true (manicule_history_undo (fixture->history, NULL));
      break;
    case 2:
      if (manicule_history_can_redo (fixture->history))
        g_assert_true (manicule_history_redo (fixture->history, NULL));
      break;
    default:
      do_something (fixture);
    }
}

static void
naive_set_up (Naive   *naive,
              Fixture *fixture)
{
  naive->by_items = g_ptr_array_new_with_free_func (g_object_unref);
  naive->by_changes = g_ptr_array_new_with_free_func (g_object_unref);
  g_signal_connect (fixture->set, "items-changed", G_CALLBACK (follow_items), naive);
  g_signal_connect (fixture->history, "applied", G_CALLBACK (follow_changes), naive);
}

static void
naive_tear_down (Naive   *naive,
                 Fixture *fixture)
{
  g_signal_handlers_disconnect_by_data (fixture->set, naive);
  g_signal_handlers_disconnect_by_data (fixture->history, naive);
  g_ptr_array_unref (naive->by_items);
  g_ptr_array_unref (naive->by_changes);
}

/* A thousand random edits, groups, cancels, undos and redos: the naive model agrees all the way; all undone, the set is
 * as it was; all redone, as it became. */
static void
test_random (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(ManiculeAnnotationSet) start = manicule_annotation_set_snapshot (fixture->set);
  g_autoptr(ManiculeAnnotationSet) end = NULL;
  Naive naive;

  naive_set_up (&naive, fixture);
  for (guint i = 0; i < 1000; i++)
    {
      do_anything (fixture);
      assert_queries_agree (fixture, &naive);
      if (i % 20 == 0)
        assert_agree (fixture, &naive);
    }
  assert_agree (fixture, &naive);

  while (manicule_history_can_redo (fixture->history))
    g_assert_true (manicule_history_redo (fixture->history, NULL));
  end = manicule_annotation_set_snapshot (fixture->set);
  while (manicule_history_can_undo (fixture->history))
    g_assert_true (manicule_history_undo (fixture->history, NULL));
  assert_agree (fixture, &naive);
  g_assert_true (manicule_annotation_set_equal (fixture->set, start));
  while (manicule_history_can_redo (fixture->history))
    g_assert_true (manicule_history_redo (fixture->history, NULL));
  assert_agree (fixture, &naive);
  g_assert_true (manicule_annotation_set_equal (fixture->set, end));
  naive_tear_down (&naive, fixture);
}

static void
record (ManiculeHistory *history,
        ManiculeChange  *change,
        gpointer         data)
{
  g_ptr_array_add (data, g_object_ref (change));
}

/* The journal of all changes, applied to another project, gives an equal set: recovery needs no more than "applied". */
static void
test_replay (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GPtrArray) journal = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(ManiculeProject) project = manicule_project_new ("Recovered", fixture->schema);
  g_autoptr(ManiculeAnnotationSet) set = manicule_annotation_set_new ("harbour", "anna", fixture->text);

  g_signal_connect (fixture->history, "applied", G_CALLBACK (record), journal);
  for (guint i = 0; i < 500; i++)
    do_anything (fixture);
  g_signal_handlers_disconnect_by_data (fixture->history, journal);

  manicule_project_hold_set (project, set);
  for (guint i = 0; i < journal->len; i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_true (manicule_change_apply (g_ptr_array_index (journal, i), project, &error));
      g_assert_no_error (error);
    }
  g_assert_true (manicule_annotation_set_equal (fixture->set, set));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/history/random/naive", Fixture, NULL, fixture_set_up, test_random, fixture_tear_down);
  g_test_add ("/history/random/replay", Fixture, NULL, fixture_set_up, test_replay, fixture_tear_down);

  return g_test_run ();
}
