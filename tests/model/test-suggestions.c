/* test-suggestions.c: what is proposed for an article
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fixture.h"

#include <math.h>

#include "manicule-suggest-head.h"
#include "manicule-suggestions.h"

static ManiculeSuggestion *
suggestion (const char *source,
            const char *label,
            guint       start,
            guint       end)
{
  ManiculeRange range = { start, end };

  return manicule_suggestion_new (label, &range, 1, source, 0.5);
}

static ManiculeSuggestions *
list_new (Fixture *fixture)
{
  g_autoptr(GHashTable) rejected = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return manicule_suggestions_new (fixture->set, rejected);
}

/* Takes the suggestions over. */
static void
propose (ManiculeSuggestions *list,
         ManiculeSuggestion  *first,
         ManiculeSuggestion  *second)
{
  g_autoptr(GPtrArray) suggestions = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (suggestions, first);
  if (second != NULL)
    g_ptr_array_add (suggestions, second);
  manicule_suggestions_add (list, suggestions);
}

static void
assert_list (ManiculeSuggestions *list,
             const char          *expected)
{
  g_autoptr(GString) string = g_string_new (NULL);

  for (guint i = 0; i < manicule_suggestions_get_n (list); i++)
    {
      ManiculeRange hull = manicule_suggestion_get_hull (manicule_suggestions_get (list, i));

      g_string_append_printf (string, "%s%s:%u-%u", i > 0 ? " " : "",
                              manicule_suggestion_get_label (manicule_suggestions_get (list, i)), hull.start, hull.end);
    }
  g_assert_cmpstr (string->str, ==, expected);
}

/* What is added leaves the others, also those of the same source; what is proposed already is not proposed twice. One made
 * of a span keeps what that says. */
static void
test_add (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr(ManiculeSuggestions) list = list_new (fixture);
  g_autoptr(GPtrArray) more = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(ManiculeAnnotation) plain = span ("x", "PER", TOMAS);
  g_autoptr(ManiculeAnnotation) noted = manicule_annotation_with_note (plain, "twice");
  g_autoptr(ManiculeAnnotation) origin = manicule_annotation_with_origin (noted, "other", "t7", 0.25);

  propose (list, suggestion ("crf", "PER", INES), NULL);
  g_ptr_array_add (more, manicule_suggestion_new_for (origin));
  g_ptr_array_add (more, suggestion ("other", "PER", INES));
  manicule_suggestions_add (list, more);
  g_assert_cmpuint (manicule_suggestions_get_n (list), ==, 2);
  g_assert_cmpstr (manicule_suggestion_get_source (manicule_suggestions_get (list, 0)), ==, "crf");
  g_assert_cmpstr (manicule_suggestion_get_source (manicule_suggestions_get (list, 1)), ==, "other");
  g_assert_cmpstr (manicule_annotation_get_note (manicule_suggestion_get_proposal (manicule_suggestions_get (list, 1))), ==, "twice");
  g_assert_cmpstr (manicule_annotation_get_id (manicule_suggestion_get_proposal (manicule_suggestions_get (list, 1))), !=, "x");
}

/* A suggestion knows its source and score, and its proposal has them as its origin. */
static void
test_suggestion (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(ManiculeSuggestion) one = suggestion ("crf", "PER", INES);
  ManiculeAnnotation *proposal = manicule_suggestion_get_proposal (one);
  g_autoptr(ManiculeAnnotation) same = span ("a", "PER", INES);
  g_autoptr(ManiculeAnnotation) other_label = span ("b", "ORG", INES);
  g_autoptr(ManiculeAnnotation) other_range = span ("c", "PER", TOMAS);

  g_assert_cmpstr (manicule_suggestion_get_source (one), ==, "crf");
  g_assert_cmpfloat (manicule_suggestion_get_score (one), ==, 0.5);
  g_assert_cmpstr (manicule_annotation_get_origin_source (proposal), ==, "crf");
  g_assert_cmpfloat (manicule_annotation_get_origin_score (proposal), ==, 0.5);
  g_assert_true (manicule_suggestion_is_said_by (one, same));
  g_assert_false (manicule_suggestion_is_said_by (one, other_label));
  g_assert_false (manicule_suggestion_is_said_by (one, other_range));
}

/* Twins of two sources stand once; what the text cannot hold is left out; all in the order of the text. */
static void
test_order (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(ManiculeSuggestions) list = list_new (fixture);
  g_autoptr(GtSignalLogger) logger = gt_signal_logger_new ();

  gt_signal_logger_connect (logger, list, "items-changed");
  propose (list, suggestion ("a", "PER", TOMAS), suggestion ("a", "PER", INES));
  assert_items_changed (logger, list, 0, 0, 2);
  assert_list (list, "PER:0-13 PER:18-30");

  propose (list, suggestion ("b", "PER", INES), suggestion ("b", "PER", 0, 1000000));
  assert_items_changed (logger, list, 0, 2, 2);
  assert_list (list, "PER:0-13 PER:18-30");

  propose (list, suggestion ("a", "GPE", PORT), NULL);
  assert_items_changed (logger, list, 0, 2, 3);
  assert_list (list, "PER:0-13 PER:18-30 GPE:34-45");
}

/* What the set says goes out of the list, by an edit too, and comes back when that is undone. */
static void
test_said (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(ManiculeSuggestions) list = NULL;
  g_autoptr(GtSignalLogger) logger = gt_signal_logger_new ();

  add (fixture, span ("a", "PER", INES));
  list = list_new (fixture);
  propose (list, suggestion ("s", "PER", INES), suggestion ("s", "PER", TOMAS));
  assert_list (list, "PER:18-30");

  gt_signal_logger_connect (logger, list, "items-changed");
  add (fixture, span ("b", "PER", TOMAS));
  assert_items_changed (logger, list, 0, 1, 0);
  assert_list (list, "");

  add (fixture, span ("c", "ORG", TOMAS));
  gt_signal_logger_assert_no_emissions (logger);

  g_assert_true (manicule_history_undo (fixture->history, NULL));
  g_assert_true (manicule_history_undo (fixture->history, NULL));
  assert_items_changed (logger, list, 0, 0, 1);
  assert_list (list, "PER:18-30");
  g_assert_true (manicule_history_redo (fixture->history, NULL));
  assert_list (list, "");
}

/* A rejected suggestion stays away, whoever proposes it again, in another list with the same memory too. */
static void
test_reject (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GHashTable) rejected = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(ManiculeSuggestions) list = manicule_suggestions_new (fixture->set, rejected);
  g_autoptr(ManiculeSuggestions) later = manicule_suggestions_new (fixture->set, rejected);

  propose (list, suggestion ("s", "PER", INES), suggestion ("s", "PER", TOMAS));
  manicule_suggestions_reject (list, manicule_suggestions_get (list, 0));
  assert_list (list, "PER:18-30");
  propose (list, suggestion ("t", "PER", INES), suggestion ("t", "ORG", INES));
  assert_list (list, "ORG:0-13 PER:18-30");

  propose (later, suggestion ("s", "PER", INES), NULL);
  assert_list (later, "");
}

/* Queries and positions agree with a look at every item. */
static void
test_query (Fixture       *fixture,
            gconstpointer  data)
{
  guint n_chars = manicule_text_get_n_chars (fixture->text);

  for (guint round = 0; round < 100; round++)
    {
      g_autoptr(ManiculeSuggestions) list = list_new (fixture);
      g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr(GPtrArray) found = g_ptr_array_new ();
      guint start = (guint) g_test_rand_int_range (0, (int) n_chars - 1), end, k = 0;
      ManiculeRange hull;

      end = (guint) g_test_rand_int_range ((int) start + 1, (int) n_chars + 1);
      hull = (ManiculeRange) { start, end };
      for (guint i = 0; i < 20; i++)
        {
          guint from = (guint) g_test_rand_int_range (0, (int) n_chars);

          g_ptr_array_add (all, suggestion ("s", "PER", from, (guint) g_test_rand_int_range ((int) from, (int) n_chars + 1)));
        }
      g_ptr_array_add (all, suggestion ("s", "ORG", start, end));
      manicule_suggestions_add (list, all);
      manicule_suggestions_query (list, start, end, found);

      for (guint i = 0; i < manicule_suggestions_get_n (list); i++)
        {
          ManiculeSuggestion *item = manicule_suggestions_get (list, i);
          ManiculeRange other = manicule_suggestion_get_hull (item);

          if (i > 0)
            g_assert_cmpint (manicule_suggestion_compare (manicule_suggestions_get (list, i - 1), item), <, 0);
          g_assert_true (manicule_suggestions_find (list, manicule_suggestion_get_proposal (item)) == item);
          if (other.start < end && (other.end > start || (other.start == other.end && other.start >= start)))
            g_assert_true (g_ptr_array_index (found, k++) == item);
          g_assert_true ((i < manicule_suggestions_find_position (list, hull, FALSE))
                         == (other.start < start || (other.start == start && other.end > end)));
          g_assert_true ((i < manicule_suggestions_find_position (list, hull, TRUE))
                         == (other.start < start || (other.start == start && other.end >= end)));
        }
      g_assert_cmpuint (k, ==, found->len);
    }
}

static ManiculeLabel *
structure_label (const char *name,
                 const char *title)
{
  ManiculeLabelFields fields = { .name = name, .title = title, .kind = MANICULE_LABEL_STRUCTURE };

  return manicule_label_new (&fields);
}

static const char news[] =
  "Ferry strike enters its third week\n\n"
  "TALLINN, Estonia (BTA) — Ministers met the crews on Monday.\n\n"
  "Read also: Harbour dues to rise in spring\n\n"
  "Nothing was agreed.\n";

/* The parts of a head are suggested as far as the schema has labels for structure of that name or title. */
static void
test_head (void)
{
  g_autoptr(ManiculeText) text = manicule_text_new_from_string (news);
  g_autoptr(ManiculeSchema) schema = manicule_schema_new ();
  g_autoptr(ManiculeLabel) dateline = structure_label ("DL", "Dateline");
  g_autoptr(ManiculeLabel) boilerplate = structure_label ("BOILERPLATE", NULL);
  g_autoptr(ManiculeLabel) headline = plain_label ("HEADLINE");
  g_autoptr(ManiculeHeadLabels) labels = NULL;
  g_autoptr(GPtrArray) suggestions = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  ManiculeRange hull;

  manicule_schema_add_label (schema, dateline);
  manicule_schema_add_label (schema, boilerplate);
  manicule_schema_add_label (schema, headline);
  labels = manicule_head_labels_new (schema);
  suggestions = manicule_suggest_head (text, labels);

  /* The label HEADLINE is not one for structure. */
  g_assert_cmpuint (suggestions->len, ==, 2);
  hull = manicule_suggestion_get_hull (g_ptr_array_index (suggestions, 0));
  first = manicule_text_get_slice (text, hull.start, hull.end);
  g_assert_cmpstr (first, ==, "TALLINN, Estonia (BTA) —");
  g_assert_cmpstr (manicule_suggestion_get_label (g_ptr_array_index (suggestions, 0)), ==, "DL");
  hull = manicule_suggestion_get_hull (g_ptr_array_index (suggestions, 1));
  second = manicule_text_get_slice (text, hull.start, hull.end);
  g_assert_cmpstr (second, ==, "Read also: Harbour dues to rise in spring");
  g_assert_true (isnan (manicule_suggestion_get_score (g_ptr_array_index (suggestions, 1))));
}

/* Without such labels nothing is suggested. */
static void
test_no_labels (void)
{
  g_autoptr(ManiculeText) text = manicule_text_new_from_string (news);
  g_autoptr(ManiculeSchema) schema = manicule_schema_new ();
  g_autoptr(ManiculeHeadLabels) labels = manicule_head_labels_new (schema);
  g_autoptr(GPtrArray) suggestions = manicule_suggest_head (text, labels);

  g_assert_cmpuint (suggestions->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/suggestions/suggestion", Fixture, NULL, fixture_set_up, test_suggestion, fixture_tear_down);
  g_test_add ("/suggestions/order", Fixture, NULL, fixture_set_up, test_order, fixture_tear_down);
  g_test_add ("/suggestions/add", Fixture, NULL, fixture_set_up, test_add, fixture_tear_down);
  g_test_add ("/suggestions/said", Fixture, NULL, fixture_set_up, test_said, fixture_tear_down);
  g_test_add ("/suggestions/reject", Fixture, NULL, fixture_set_up, test_reject, fixture_tear_down);
  g_test_add ("/suggestions/query", Fixture, NULL, fixture_set_up, test_query, fixture_tear_down);
  g_test_add_func ("/suggestions/head", test_head);
  g_test_add_func ("/suggestions/no-labels", test_no_labels);

  return g_test_run ();
}
