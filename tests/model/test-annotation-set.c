/* test-annotation-set.c: annotation sets: order, queries, signals, snapshots
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fixture.h"

/* Takes over what is in the NULL-terminated list. */
static GPtrArray *
list_of (ManiculeAnnotation *first,
         ...)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);
  va_list arguments;

  va_start (arguments, first);
  for (ManiculeAnnotation *item = first; item != NULL; item = va_arg (arguments, ManiculeAnnotation *))
    g_ptr_array_add (list, item);
  va_end (arguments);

  return list;
}

/* A reader may add in any order, also relations before their ends; the set is sorted, and tells of it once. */
static void
test_add_all (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GPtrArray) list = list_of (relation ("r", "source", "q", "p"),
                                       span ("p", "PER", INES),
                                       span ("q", "QUOTE", QUOTE),
                                       manicule_annotation_new_document ("d", "topic"), NULL);
  g_autoptr(GPtrArray) more = list_of (span ("o", "LOC", PORT), NULL);
  g_autoptr(GtSignalLogger) logger = gt_signal_logger_new ();
  g_autoptr(GError) error = NULL;

  gt_signal_logger_connect (logger, fixture->set, "items-changed");
  g_assert_true (manicule_annotation_set_add_all (fixture->set, list, &error));
  g_assert_no_error (error);

  assert_items_changed (logger, fixture->set, 0, 0, 4);
  assert_ids (fixture->set, "d p q r");
  g_assert_cmpuint (manicule_annotation_set_get_n (fixture->set, MANICULE_ANNOTATION_DOCUMENT), ==, 1);
  g_assert_cmpuint (manicule_annotation_set_get_n (fixture->set, MANICULE_ANNOTATION_SPAN), ==, 2);
  g_assert_cmpuint (manicule_annotation_set_get_n (fixture->set, MANICULE_ANNOTATION_RELATION), ==, 1);
  g_assert_cmpuint (manicule_annotation_set_get_revision (fixture->set), ==, 0);

  g_assert_true (manicule_annotation_set_add_all (fixture->set, more, &error));
  assert_items_changed (logger, fixture->set, 0, 4, 5);
  assert_ids (fixture->set, "d p o q r");
  gt_signal_logger_assert_no_emissions (logger);
}

/* Adding nothing says nothing. */
static void
test_add_nothing (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new ();
  g_autoptr(GtSignalLogger) logger = gt_signal_logger_new ();

  gt_signal_logger_connect (logger, fixture->set, "items-changed");
  g_assert_true (manicule_annotation_set_add_all (fixture->set, list, NULL));
  gt_signal_logger_assert_no_emissions (logger);
}

static GPtrArray *
list_duplicate (void)
{
  return list_of (span ("a", "PER", INES), span ("b", "PER", TOMAS), span ("a", "LOC", PORT), NULL);
}

static GPtrArray *
list_taken (void)
{
  return list_of (span ("there", "LOC", PORT), NULL);
}

static GPtrArray *
list_outside (void)
{
  return list_of (span ("a", "PER", INES), span ("b", "PER", 100, 107), NULL);
}

static GPtrArray *
list_part_outside (void)
{
  const ManiculeRange ranges[] = { { 0, 1 }, { 200, 200 } };

  return list_of (manicule_annotation_new_span ("a", "PER", ranges, 2), NULL);
}

static GPtrArray *
list_no_end (void)
{
  return list_of (span ("a", "PER", INES), relation ("r", "source", "a", "b"), NULL);
}

static GPtrArray *
list_no_start (void)
{
  return list_of (span ("a", "PER", INES), relation ("r", "source", "b", "a"), NULL);
}

static GPtrArray *
list_own_end (void)
{
  return list_of (span ("a", "PER", INES), relation ("r", "source", "a", "r"), NULL);
}

static GPtrArray *
list_circle (void)
{
  return list_of (span ("a", "PER", INES),
                  relation ("r", "source", "a", "s"),
                  relation ("s", "source", "t", "t"),
                  relation ("t", "source", "r", "a"),
                  relation ("u", "source", "r", "s"), NULL);
}

typedef struct
{
  const char  *name;
  GPtrArray *(* make) (void);
  int          code;
} RefusedCase;

static const RefusedCase refused_cases[] = {
  { "duplicate", list_duplicate, MANICULE_MODEL_ERROR_DUPLICATE },
  { "taken", list_taken, MANICULE_MODEL_ERROR_DUPLICATE },
  { "outside", list_outside, MANICULE_MODEL_ERROR_RANGE },
  { "part-outside", list_part_outside, MANICULE_MODEL_ERROR_RANGE },
  { "no-end", list_no_end, MANICULE_MODEL_ERROR_NOT_FOUND },
  { "no-start", list_no_start, MANICULE_MODEL_ERROR_NOT_FOUND },
  { "own-end", list_own_end, MANICULE_MODEL_ERROR_INVALID },
  { "circle", list_circle, MANICULE_MODEL_ERROR_INVALID },
};

/* When one annotation of many is wrong, none is added, nothing is emitted, and the error says which it was. */
static void
test_add_refused (Fixture       *fixture,
                  gconstpointer  data)
{
  const RefusedCase *row = data;
  g_autoptr(GPtrArray) list = row->make ();
  g_autoptr(GtSignalLogger) logger = gt_signal_logger_new ();
  g_autoptr(GError) error = NULL;

  add (fixture, span ("there", "PER", TOMAS));
  gt_signal_logger_connect (logger, fixture->set, "items-changed");

  g_assert_false (manicule_annotation_set_add_all (fixture->set, list, &error));
  g_assert_error (error, MANICULE_MODEL_ERROR, row->code);
  g_assert_nonnull (strstr (error->message, "“"));
  assert_ids (fixture->set, "there");
  g_assert_null (manicule_annotation_set_find (fixture->set, "a"));
  g_assert_cmpuint (manicule_annotation_set_get_n (fixture->set, MANICULE_ANNOTATION_SPAN), ==, 1);
  gt_signal_logger_assert_no_emissions (logger);
}

/* Relations may link relations, as deep as one likes. */
static void
test_deep_relations (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(GPtrArray) list = list_of (span ("r0", "PER", INES), NULL);
  g_autoptr(GError) error = NULL;

  for (guint i = 1; i <= 20000; i++)
    {
      g_autofree char *id = g_strdup_printf ("r%u", i);
      g_autofree char *end = g_strdup_printf ("r%u", i - 1);

      g_ptr_array_add (list, relation (id, "source", end, end));
    }

  g_assert_true (manicule_annotation_set_add_all (fixture->set, list, &error));
  g_assert_no_error (error);
  add (fixture, relation ("last", "source", "r20000", "r19999"));
  g_assert_false (edit (fixture,
                        g_object_ref (find (fixture, "r1")),
                        relation ("r1", "source", "last", "r0"), &error));
  g_assert_error (error, MANICULE_MODEL_ERROR, MANICULE_MODEL_ERROR_INVALID);
}

/* As a list model: type, number, items, NULL past the end. */
static void
test_list_model (Fixture       *fixture,
                 gconstpointer  data)
{
  GListModel *model = G_LIST_MODEL (fixture->set);
  g_autoptr(ManiculeAnnotation) item = NULL;

  add (fixture, span ("a", "PER", INES));
  item = g_list_model_get_item (model, 0);

  g_assert_true (g_list_model_get_item_type (model) == MANICULE_TYPE_ANNOTATION);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 1);
  g_assert_true (item == find (fixture, "a"));
  g_assert_null (g_list_model_get_item (model, 1));
  g_assert_null (manicule_annotation_set_get (fixture->set, 1));
}

/* Each edit emits one items-changed that says exactly what it did. */
static void
test_items_changed (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(GtSignalLogger) logger = gt_signal_logger_new ();
  g_autoptr(GError) error = NULL;

  add (fixture, span ("a", "PER", INES));
  add (fixture, span ("c", "LOC", PORT));
  gt_signal_logger_connect (logger, fixture->set, "items-changed");

  add (fixture, span ("b", "PER", TOMAS));
  assert_items_changed (logger, fixture->set, 1, 0, 1);

  g_assert_true (edit (fixture, g_object_ref (find (fixture, "b")), span ("b", "LOC", TOMAS), &error));
  assert_items_changed (logger, fixture->set, 1, 1, 1);

  g_assert_true (edit (fixture, g_object_ref (find (fixture, "a")), NULL, &error));
  assert_items_changed (logger, fixture->set, 0, 1, 0);

  g_assert_no_error (error);
  gt_signal_logger_assert_no_emissions (logger);
}

typedef struct
{
  guint       from;
  guint       to;
  guint       position;
  guint       n;
  const char *order;
} MoveCase;

/* Five spans stand at 0, 10, 20, 30, 40; the one at @from goes to @to. */
static const MoveCase move_cases[] = {
  { 0, 5, 0, 1, "s0 s10 s20 s30 s40" },
  { 0, 15, 0, 2, "s10 s0 s20 s30 s40" },
  { 0, 45, 0, 5, "s10 s20 s30 s40 s0" },
  { 40, 5, 1, 4, "s0 s40 s10 s20 s30" },
  { 20, 1, 1, 2, "s0 s20 s10 s30 s40" },
  { 20, 35, 2, 2, "s0 s10 s30 s20 s40" },
  { 20, 21, 2, 1, "s0 s10 s20 s30 s40" },
};

/* A span that moves past others emits one items-changed over the smallest stretch. */
static void
test_move (Fixture       *fixture,
           gconstpointer  data)
{
  const MoveCase *row = data;
  g_autofree char *id = g_strdup_printf ("s%u", row->from);
  g_autoptr(GtSignalLogger) logger = gt_signal_logger_new ();
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < 50; i += 10)
    {
      g_autofree char *name = g_strdup_printf ("s%u", i);

      add (fixture, span (name, "PER", i, i + 2));
    }
  gt_signal_logger_connect (logger, fixture->set, "items-changed");

  g_assert_true (edit (fixture, g_object_ref (find (fixture, id)), span (id, "PER", row->to, row->to + 2), &error));
  g_assert_no_error (error);
  assert_items_changed (logger, fixture->set, row->position, row->n, row->n);
  gt_signal_logger_assert_no_emissions (logger);
  assert_ids (fixture->set, row->order);
}

typedef struct
{
  guint       start;
  guint       end;
  const char *hits;
} QueryCase;

/* The spans: all [0, 106), ines [0, 13), point [13, 13), tomas [18, 30), last [106, 106). */
static const QueryCase query_cases[] = {
  { 0, 1, "all ines" },
  { 12, 13, "all ines" },
  { 13, 14, "all point" },
  { 12, 14, "all ines point" },
  { 14, 18, "all" },
  { 13, 13, "all point" },
  { 5, 5, "all ines" },
  { 0, 106, "all ines point tomas last" },
  { 104, 106, "all last" },
  { 104, 105, "all" },
  { 106, 106, "last" },
  { 500, 600, "last" },
  { 29, 18, "all tomas" },
  { 0, G_MAXUINT, "all ines point tomas last" },
};

/* Spans are found by what they touch; an empty one counts where it stands. */
static void
test_query (Fixture       *fixture,
            gconstpointer  data)
{
  const QueryCase *row = data;
  g_autoptr(GPtrArray) result = g_ptr_array_new ();

  add (fixture, span ("all", "QUOTE", 0, 106));
  add (fixture, span ("ines", "PER", INES));
  add (fixture, span ("point", "PER", 13, 13));
  add (fixture, span ("tomas", "PER", TOMAS));
  add (fixture, span ("last", "PER", 106, 106));
  add (fixture, manicule_annotation_new_document ("d", "topic"));
  add (fixture, relation ("r", "source", "all", "d"));

  manicule_annotation_set_query (fixture->set, row->start, row->end, result);
  assert_hits (result, row->hits);
}

/* A query appends, so that one array serves many. */
static void
test_query_appends (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(GPtrArray) result = g_ptr_array_new ();

  add (fixture, span ("a", "PER", INES));
  add (fixture, span ("b", "PER", TOMAS));
  manicule_annotation_set_query (fixture->set, 20, 21, result);
  manicule_annotation_set_query (fixture->set, 0, 1, result);
  assert_hits (result, "b a");
}

/* Annotations are found by id, label and relation. */
static void
test_find (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GPtrArray) persons = NULL;
  g_autoptr(GPtrArray) nothing = NULL;
  g_autoptr(GPtrArray) of_quote = NULL;
  g_autoptr(GPtrArray) of_ines = NULL;
  g_autoptr(GPtrArray) of_relation = NULL;

  add (fixture, span ("tomas", "PER", TOMAS));
  add (fixture, span ("ines", "PER", INES));
  add (fixture, span ("quote", "QUOTE", QUOTE));
  add (fixture, relation ("r2", "source", "quote", "tomas"));
  add (fixture, relation ("r1", "source", "quote", "ines"));
  add (fixture, relation ("r3", "source", "quote", "quote"));
  add (fixture, relation ("r4", "source", "ines", "r1"));

  persons = manicule_annotation_set_query_label (fixture->set, "PER");
  nothing = manicule_annotation_set_query_label (fixture->set, "EVENT");
  of_quote = manicule_annotation_set_query_relations (fixture->set, "quote");
  of_ines = manicule_annotation_set_query_relations (fixture->set, "ines");
  of_relation = manicule_annotation_set_query_relations (fixture->set, "r1");

  assert_hits (persons, "ines tomas");
  assert_hits (nothing, "");
  assert_hits (of_quote, "r1 r2 r3");
  assert_hits (of_ines, "r1 r4");
  assert_hits (of_relation, "r4");
  g_assert_null (manicule_annotation_set_find (fixture->set, "nobody"));
}

/* A position is found by an equal annotation too, and G_MAXUINT says that there is none. */
static void
test_position (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(ManiculeAnnotation) same_place = span ("b", "LOC", TOMAS);
  g_autoptr(ManiculeAnnotation) other_place = span ("b", "PER", PORT);
  g_autoptr(ManiculeAnnotation) absent = span ("c", "PER", TOMAS);

  g_assert_cmpuint (manicule_annotation_set_get_position (fixture->set, absent), ==, G_MAXUINT);
  add (fixture, span ("a", "PER", INES));
  add (fixture, span ("b", "PER", TOMAS));

  g_assert_cmpuint (manicule_annotation_set_get_position (fixture->set, find (fixture, "b")), ==, 1);
  g_assert_cmpuint (manicule_annotation_set_get_position (fixture->set, same_place), ==, 1);
  g_assert_cmpuint (manicule_annotation_set_get_position (fixture->set, other_place), ==, G_MAXUINT);
  g_assert_cmpuint (manicule_annotation_set_get_position (fixture->set, absent), ==, G_MAXUINT);
}

/* The covered text of a span in parts is joined by spaces. */
static void
test_covered (Fixture       *fixture,
              gconstpointer  data)
{
  const ManiculeRange ranges[] = { { 0, 4 }, { 24, 30 } };
  g_autoptr(ManiculeAnnotation) parts = manicule_annotation_new_span ("a", "PER", ranges, 2);
  g_autoptr(ManiculeAnnotation) whole = span ("b", "PER", QUOTE);
  g_autoptr(ManiculeAnnotation) empty = span ("c", "PER", 5, 5);
  g_autofree char *parts_text = manicule_annotation_set_dup_covered (fixture->set, parts);
  g_autofree char *whole_text = manicule_annotation_set_dup_covered (fixture->set, whole);
  g_autofree char *empty_text = manicule_annotation_set_dup_covered (fixture->set, empty);

  g_assert_cmpstr (parts_text, ==, "Ines Brandt");
  g_assert_cmpstr (whole_text, ==, "“Nobody drowns for want of a wall”");
  g_assert_cmpstr (empty_text, ==, "");
}

/* Every applied change counts, also one of the status, and undo. */
static void
test_revision (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(ManiculeChange) status = manicule_change_new_status (fixture->set, MANICULE_STATUS_DONE);

  add (fixture, span ("a", "PER", INES));
  g_assert_cmpuint (manicule_annotation_set_get_revision (fixture->set), ==, 1);
  g_assert_true (manicule_history_apply (fixture->history, status, NULL));
  g_assert_cmpuint (manicule_annotation_set_get_revision (fixture->set), ==, 2);
  g_assert_true (manicule_history_undo (fixture->history, NULL));
  g_assert_cmpuint (manicule_annotation_set_get_revision (fixture->set), ==, 3);
}

/* What distinguishes two sets: article, annotator, status, what is carried, annotations; not the revision. */
static void
test_equal (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(ManiculeAnnotationSet) twin = manicule_annotation_set_new ("harbour", "anna", fixture->text);
  g_autoptr(ManiculeAnnotationSet) other_article = manicule_annotation_set_new ("strike", "anna", fixture->text);
  g_autoptr(ManiculeAnnotationSet) other_annotator = manicule_annotation_set_new ("harbour", "ben", fixture->text);
  g_autoptr(GPtrArray) same = list_of (span ("a", "PER", INES), NULL);
  g_autoptr(GPtrArray) longer = list_of (span ("b", "PER", INES), NULL);

  g_assert_true (manicule_annotation_set_equal (fixture->set, twin));
  g_assert_false (manicule_annotation_set_equal (fixture->set, other_article));
  g_assert_false (manicule_annotation_set_equal (fixture->set, other_annotator));

  add (fixture, span ("a", "PER", INES));
  g_assert_false (manicule_annotation_set_equal (fixture->set, twin));
  g_assert_true (manicule_annotation_set_add_all (twin, same, NULL));
  g_assert_true (manicule_annotation_set_equal (fixture->set, twin));

  manicule_annotation_set_set_carried (twin, "\"x\":1");
  g_assert_false (manicule_annotation_set_equal (fixture->set, twin));
  manicule_annotation_set_set_carried (twin, NULL);
  manicule_annotation_set_init_status (twin, MANICULE_STATUS_DONE);
  g_assert_false (manicule_annotation_set_equal (fixture->set, twin));
  manicule_annotation_set_init_status (twin, MANICULE_STATUS_NEW);
  g_assert_true (manicule_annotation_set_add_all (twin, longer, NULL));
  g_assert_false (manicule_annotation_set_equal (fixture->set, twin));
}

/* A snapshot is the same and stays so, whatever happens to the set, and the other way round. */
static void
test_snapshot (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(ManiculeAnnotationSet) snapshot = NULL;
  g_autoptr(GPtrArray) relations = NULL;
  g_autoptr(GPtrArray) more = list_of (span ("t", "PER", TOMAS), NULL);
  g_autoptr(GError) error = NULL;

  add (fixture, span ("a", "PER", INES));
  add (fixture, span ("q", "QUOTE", QUOTE));
  add (fixture, relation ("r", "source", "q", "a"));
  manicule_annotation_set_set_carried (fixture->set, "\"x\":1");
  snapshot = manicule_annotation_set_snapshot (fixture->set);
  g_assert_true (manicule_annotation_set_equal (fixture->set, snapshot));
  g_assert_cmpuint (manicule_annotation_set_get_revision (snapshot), ==, 3);

  g_assert_true (edit (fixture, g_object_ref (find (fixture, "r")), NULL, &error));
  g_assert_true (edit (fixture, g_object_ref (find (fixture, "a")), span ("a", "LOC", INES), &error));
  assert_ids (fixture->set, "a q");
  assert_ids (snapshot, "a q r");
  g_assert_cmpstr (manicule_annotation_get_label (manicule_annotation_set_find (snapshot, "a")), ==, "PER");
  relations = manicule_annotation_set_query_relations (snapshot, "a");
  assert_hits (relations, "r");
  g_assert_cmpuint (manicule_annotation_set_get_n (snapshot, MANICULE_ANNOTATION_RELATION), ==, 1);

  g_assert_true (manicule_annotation_set_add_all (snapshot, more, &error));
  assert_ids (fixture->set, "a q");
  g_assert_finalize_object (g_steal_pointer (&snapshot));
}

/* Reads all that a writer would; the sum is the same every time if nobody edits what it reads. */
static gpointer
read_snapshot (gpointer data)
{
  ManiculeAnnotationSet *snapshot = data;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (snapshot));
  gsize sum = 0;

  for (guint round = 0; round < 20; round++)
    for (guint i = 0; i < n; i++)
      {
        g_autoptr(ManiculeAnnotation) item = g_list_model_get_item (G_LIST_MODEL (snapshot), i);

        if (manicule_annotation_set_find (snapshot, manicule_annotation_get_id (item)) == item)
          sum += manicule_annotation_get_hull (item).start + 1;
      }

  return GSIZE_TO_POINTER (sum / 20);
}

static gsize
sum_of (ManiculeAnnotationSet *set)
{
  gsize sum = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (set)); i++)
    sum += manicule_annotation_get_hull (manicule_annotation_set_get (set, i)).start + 1;

  return sum;
}

/* Threads read snapshots, two of them the same one, while the set is edited without pause. */
static void
test_snapshot_threads (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *id = g_strdup_printf ("s%u", i);

      g_ptr_array_add (list, span (id, "PER", i % 100, i % 100 + 3));
    }
  g_assert_true (manicule_annotation_set_add_all (fixture->set, list, NULL));

  for (guint round = 0; round < 10; round++)
    {
      g_autoptr(ManiculeAnnotationSet) snapshot = manicule_annotation_set_snapshot (fixture->set);
      gsize expected = sum_of (snapshot);
      GThread *a = g_thread_new ("read-a", read_snapshot, snapshot);
      GThread *b = g_thread_new ("read-b", read_snapshot, snapshot);

      for (guint i = 0; i < 300; i++)
        {
          g_autofree char *id = g_strdup_printf ("s%d", g_test_rand_int_range (0, 3000));
          guint start = g_test_rand_int_range (0, 100);

          g_assert_true (edit (fixture, g_object_ref (find (fixture, id)), span (id, "LOC", start, start + 1), NULL));
        }
      g_assert_cmpuint (GPOINTER_TO_SIZE (g_thread_join (a)), ==, expected);
      g_assert_cmpuint (GPOINTER_TO_SIZE (g_thread_join (b)), ==, expected);
    }
}

#define ADD(path, func) g_test_add ("/annotation-set/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

static void
add_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/annotation-set/add-refused/", refused_cases[i].name, NULL);

      g_test_add (path, Fixture, &refused_cases[i], fixture_set_up, test_add_refused, fixture_tear_down);
    }
  for (guint i = 0; i < G_N_ELEMENTS (move_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/annotation-set/move/%u-to-%u", move_cases[i].from, move_cases[i].to);

      g_test_add (path, Fixture, &move_cases[i], fixture_set_up, test_move, fixture_tear_down);
    }
  for (guint i = 0; i < G_N_ELEMENTS (query_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/annotation-set/query/%u-%u", query_cases[i].start, query_cases[i].end);

      g_test_add (path, Fixture, &query_cases[i], fixture_set_up, test_query, fixture_tear_down);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("add-all", test_add_all);
  ADD ("add-nothing", test_add_nothing);
  ADD ("deep-relations", test_deep_relations);
  ADD ("list-model", test_list_model);
  ADD ("items-changed", test_items_changed);
  ADD ("query-appends", test_query_appends);
  ADD ("find", test_find);
  ADD ("position", test_position);
  ADD ("covered", test_covered);
  ADD ("revision", test_revision);
  ADD ("equal", test_equal);
  ADD ("snapshot", test_snapshot);
  ADD ("snapshot-threads", test_snapshot_threads);
  add_rows ();

  return g_test_run ();
}
