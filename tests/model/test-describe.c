/* test-describe.c: changes in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fixture.h"

typedef ManiculeAnnotation *(* MakeFunc) (Fixture *fixture);

typedef struct
{
  const char *name;
  MakeFunc    before;
  MakeFunc    after;
  const char *words;
} WordsCase;

static ManiculeAnnotation *
tomas (Fixture *fixture)
{
  return span ("tomas", "PER", TOMAS);
}

static ManiculeAnnotation *
tomas_as_place (Fixture *fixture)
{
  return span ("tomas", "LOC", TOMAS);
}

static ManiculeAnnotation *
tomas_short (Fixture *fixture)
{
  return span ("tomas", "PER", 18, 23);
}

static ManiculeAnnotation *
tomas_late (Fixture *fixture)
{
  return span ("tomas", "PER", 24, 30);
}

static ManiculeAnnotation *
tomas_elsewhere (Fixture *fixture)
{
  return span ("tomas", "PER", 99, 105);
}

static ManiculeAnnotation *
tomas_in_parts (Fixture *fixture)
{
  const ManiculeRange ranges[] = { { 18, 20 }, { 24, 30 } };

  return manicule_annotation_new_span ("tomas", "PER", ranges, 2);
}

static ManiculeAnnotation *
tomas_tied (Fixture *fixture)
{
  g_autoptr(ManiculeAnnotation) plain = tomas (fixture);

  return manicule_annotation_with_entity (plain, "tomas-brandt");
}

static ManiculeAnnotation *
tomas_tied_elsewhere (Fixture *fixture)
{
  g_autoptr(ManiculeAnnotation) plain = tomas (fixture);

  return manicule_annotation_with_entity (plain, "thomas-brand");
}

static ManiculeAnnotation *
tomas_noted (Fixture *fixture)
{
  g_autoptr(ManiculeAnnotation) plain = tomas (fixture);

  return manicule_annotation_with_note (plain, "Printed as Thomas Brand");
}

static ManiculeAnnotation *
tomas_noted_again (Fixture *fixture)
{
  g_autoptr(ManiculeAnnotation) plain = tomas (fixture);

  return manicule_annotation_with_note (plain, "Same person");
}

static ManiculeAnnotation *
tomas_answered (Fixture *fixture)
{
  g_autoptr(ManiculeAnnotation) plain = tomas (fixture);

  return manicule_annotation_with_attribute (plain, "mention", g_variant_new_string ("Name"));
}

static ManiculeAnnotation *
tomas_flagged (Fixture *fixture)
{
  g_autoptr(ManiculeAnnotation) plain = tomas (fixture);

  return manicule_annotation_with_attribute (plain, "sure", g_variant_new_boolean (FALSE));
}

static ManiculeAnnotation *
tomas_listed (Fixture *fixture)
{
  static const char * const values[] = { "union", "leader", NULL };
  g_autoptr(ManiculeAnnotation) plain = tomas (fixture);

  return manicule_annotation_with_attribute (plain, "roles", g_variant_new_strv (values, -1));
}

static ManiculeAnnotation *
tomas_counted (Fixture *fixture)
{
  g_autoptr(ManiculeAnnotation) plain = tomas (fixture);

  return manicule_annotation_with_attribute (plain, "age", g_variant_new_int64 (53));
}

static ManiculeAnnotation *
tomas_timed (Fixture *fixture)
{
  g_autoptr(ManiculeAnnotation) plain = tomas (fixture);

  return manicule_annotation_with_times (plain, 1, 2);
}

static ManiculeAnnotation *
quote (Fixture *fixture)
{
  return span ("quote", "QUOTE", QUOTE);
}

static ManiculeAnnotation *
unknown_label (Fixture *fixture)
{
  return span ("x", "EVENT", 0, 4);
}

static ManiculeAnnotation *
source (Fixture *fixture)
{
  return relation ("r", "source", "q", "t");
}

static ManiculeAnnotation *
source_elsewhere (Fixture *fixture)
{
  return relation ("r", "source", "q", "i");
}

static ManiculeAnnotation *
source_of_source (Fixture *fixture)
{
  return relation ("x", "source", "link", "i");
}

static ManiculeAnnotation *
topic (Fixture *fixture)
{
  return manicule_annotation_new_document ("d", "topic");
}

static ManiculeAnnotation *
topic_trade (Fixture *fixture)
{
  g_autoptr(ManiculeAnnotation) plain = topic (fixture);

  return manicule_annotation_with_attribute (plain, "value", g_variant_new_string ("Trade"));
}

static const WordsCase words_cases[] = {
  { "add-span", NULL, tomas, "Added Person “Tomas Brandt”" },
  { "add-long", NULL, quote, "Added Quotation “Nobody drowns for want of a…”" },
  { "add-unknown", NULL, unknown_label, "Added EVENT “Ines”" },
  { "add-relation", NULL, source, "Linked “Nobody drowns for want of a…” to its source" },
  { "add-relation-of-relation", NULL, source_of_source, "Linked “Nobody drowns for want of a…” to its source" },
  { "add-document", NULL, topic, "Added Topic “Topic”" },
  { "add-document-value", NULL, topic_trade, "Added Topic “Trade”" },
  { "remove-span", tomas, NULL, "Removed Person “Tomas Brandt”" },
  { "remove-relation", source, NULL, "Unlinked “Nobody drowns for want of a…” from its source" },
  { "remove-document", topic_trade, NULL, "Removed Topic “Trade”" },
  { "label", tomas, tomas_as_place, "Changed “Tomas Brandt” to Place" },
  { "end", tomas, tomas_short, "Moved end of “Tomas”" },
  { "start", tomas, tomas_late, "Moved start of “Brandt”" },
  { "both-ends", tomas, tomas_elsewhere, "Moved “Brandt”" },
  { "parts", tomas, tomas_in_parts, "Moved “To Brandt”" },
  { "ends", source, source_elsewhere, "Linked “Nobody drowns for want of a…” to another source" },
  { "tie", tomas, tomas_tied, "Tied “Tomas Brandt” to an entity" },
  { "tie-elsewhere", tomas_tied, tomas_tied_elsewhere, "Tied “Tomas Brandt” to another entity" },
  { "untie", tomas_tied, tomas, "Untied “Tomas Brandt” from its entity" },
  { "note", tomas, tomas_noted, "Added note to “Tomas Brandt”" },
  { "change-note", tomas_noted, tomas_noted_again, "Changed note of “Tomas Brandt”" },
  { "remove-note", tomas_noted, tomas, "Removed note from “Tomas Brandt”" },
  { "attribute", tomas, tomas_answered, "Changed Mention of “Tomas Brandt” to Name" },
  { "attribute-flag", tomas, tomas_flagged, "Changed sure of “Tomas Brandt” to No" },
  { "attribute-list", tomas, tomas_listed, "Changed roles of “Tomas Brandt” to union, leader" },
  { "attribute-number", tomas, tomas_counted, "Changed age of “Tomas Brandt” to 53" },
  { "remove-attribute", tomas_answered, tomas, "Removed Mention of “Tomas Brandt”" },
  { "document-value", topic, topic_trade, "Changed Topic to “Trade”" },
  { "times", tomas, tomas_timed, "Changed “Tomas Brandt”" },
};

/* What a change of an annotation is called. */
static void
test_annotation (Fixture       *fixture,
                 gconstpointer  data)
{
  const WordsCase *row = data;
  g_autoptr(ManiculeAnnotation) before = row->before != NULL ? row->before (fixture) : NULL;
  g_autoptr(ManiculeAnnotation) after = row->after != NULL ? row->after (fixture) : NULL;
  g_autoptr(ManiculeChange) change = manicule_change_new_annotation (fixture->set, before, after);
  g_autofree char *words = NULL;

  add (fixture, span ("q", "QUOTE", QUOTE));
  add (fixture, span ("t", "PER", TOMAS));
  add (fixture, span ("i", "PER", INES));
  add (fixture, relation ("link", "source", "q", "t"));

  words = manicule_change_describe (change, fixture->project);
  g_assert_cmpstr (words, ==, row->words);
}

/* Without the set there is no text to cite, and yet some words. */
static void
test_unloaded (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(ManiculeAnnotation) annotation = tomas (fixture);
  g_autoptr(ManiculeAnnotation) link = source (fixture);
  g_autoptr(ManiculeChange) change = manicule_change_new_annotation_for ("quay", "anna", NULL, annotation);
  g_autoptr(ManiculeChange) linking = manicule_change_new_annotation_for ("quay", "anna", NULL, link);
  g_autofree char *words = manicule_change_describe (change, fixture->project);
  g_autofree char *linking_words = manicule_change_describe (linking, fixture->project);

  g_assert_cmpstr (words, ==, "Added Person “Person”");
  g_assert_cmpstr (linking_words, ==, "Linked “source” to its source");
}

/* A change that does not fit its text is described as far as it goes: it may come from a damaged journal. */
static void
test_outside (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(ManiculeAnnotation) annotation = span ("x", "PER", 100, 5000);
  g_autoptr(ManiculeChange) change = manicule_change_new_annotation (fixture->set, NULL, annotation);
  g_autofree char *words = manicule_change_describe (change, fixture->project);

  g_assert_cmpstr (words, ==, "Added Person “”");
}

typedef struct
{
  ManiculeStatus  status;
  const char     *article_id;
  const char     *words;
} StatusCase;

static const StatusCase status_cases[] = {
  { MANICULE_STATUS_DONE, "harbour", "Marked “Averne dockers end strike af…” done" },
  { MANICULE_STATUS_IN_PROGRESS, "harbour", "Marked “Averne dockers end strike af…” in progress" },
  { MANICULE_STATUS_NEW, "harbour", "Marked “Averne dockers end strike af…” new" },
  { MANICULE_STATUS_DONE, "quay", "Marked “quay” done" },
};

/* What a change of status is called, also in an article that is not in the list. */
static void
test_status (Fixture       *fixture,
             gconstpointer  data)
{
  const StatusCase *row = data;
  g_autoptr(ManiculeChange) change = manicule_change_new_status_for (row->article_id, "anna",
                                                                     MANICULE_STATUS_NEW, row->status);
  g_autofree char *words = manicule_change_describe (change, fixture->project);

  g_assert_cmpstr (words, ==, row->words);
}

static void
assert_item_words (Fixture            *fixture,
                   ManiculeChangeKind  kind,
                   gpointer            item,
                   const char         *added,
                   const char         *changed,
                   const char         *removed)
{
  g_autoptr(ManiculeChange) addition = manicule_change_new_item (kind, NULL, item, 0);
  g_autoptr(ManiculeChange) replacement = manicule_change_new_item (kind, item, item, 0);
  g_autoptr(ManiculeChange) removal = manicule_change_new_item (kind, item, NULL, 0);
  g_autofree char *addition_words = manicule_change_describe (addition, fixture->project);
  g_autofree char *replacement_words = manicule_change_describe (replacement, fixture->project);
  g_autofree char *removal_words = manicule_change_describe (removal, fixture->project);

  g_assert_cmpstr (addition_words, ==, added);
  g_assert_cmpstr (replacement_words, ==, changed);
  g_assert_cmpstr (removal_words, ==, removed);
}

/* What a change of one of the project's lists is called. */
static void
test_items (Fixture       *fixture,
            gconstpointer  data)
{
  ManiculeEntityFields fields = { .id = "union", .name = "Dockers’ Union" };
  g_autoptr(ManiculeEntity) entity = manicule_entity_new (&fields);

  assert_item_words (fixture, MANICULE_CHANGE_LABEL, manicule_schema_find_label (fixture->schema, "PER"),
                     "Added label “Person”", "Changed label “Person”", "Removed label “Person”");
  assert_item_words (fixture, MANICULE_CHANGE_RELATION_TYPE, manicule_schema_find_relation_type (fixture->schema, "source"),
                     "Added relation type “source”", "Changed relation type “source”", "Removed relation type “source”");
  assert_item_words (fixture, MANICULE_CHANGE_ATTRIBUTE, manicule_schema_find_attribute (fixture->schema, "mention"),
                     "Added attribute “Mention”", "Changed attribute “Mention”", "Removed attribute “Mention”");
  assert_item_words (fixture, MANICULE_CHANGE_DOCUMENT_LABEL, manicule_schema_find_document_label (fixture->schema, "topic"),
                     "Added document label “Topic”", "Changed document label “Topic”", "Removed document label “Topic”");
  assert_item_words (fixture, MANICULE_CHANGE_ENTITY, entity,
                     "Added entity “Dockers’ Union”", "Changed entity “Dockers’ Union”", "Removed entity “Dockers’ Union”");
  assert_item_words (fixture, MANICULE_CHANGE_ARTICLE, manicule_project_find_article (fixture->project, "harbour"),
                     "Added article “Averne dockers end strike af…”", "Changed article “Averne dockers end strike af…”",
                     "Removed article “Averne dockers end strike af…”");
}

typedef struct
{
  const char *title;
  const char *excerpt;
} ExcerptCase;

static const ExcerptCase excerpt_cases[] = {
  { "Short", "Short" },
  { "Exactly twenty-eight letters", "Exactly twenty-eight letters" },
  { "Exactly twenty-nine letters !", "Exactly twenty-nine letters…" },
  { " Two\n\n lines\tand  gaps ", "Two lines and gaps" },
  { "\xe2\x80\xa8" "Separator\xc2\xa0kept", "Separator kept" },
  { "“Quoted”", "Quoted" },
  { "\"Quoted\"", "Quoted" },
  { "„Zitat“", "Zitat" },
  { "«Citation»", "Citation" },
  { "“Open only", "“Open only" },
  { "“", "“" },
  { "“”", "" },
  { "👩‍👩‍👧‍👦👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦👩‍👩‍👧‍👦" },
  { "ééééééééééééééééééééééééééééé", "éééééééééééééééééééééééééééé…" },
};

/* Excerpts stand on one line, without a second pair of quotation marks, and are cut between two graphemes. */
static void
test_excerpt (Fixture       *fixture,
              gconstpointer  data)
{
  const ExcerptCase *row = data;
  g_autoptr(ManiculeArticle) article = plain_article ("x", row->title);
  g_autoptr(ManiculeChange) change = manicule_change_new_item (MANICULE_CHANGE_ARTICLE, NULL, article, 0);
  g_autofree char *words = manicule_change_describe (change, fixture->project);
  g_autofree char *expected = g_strdup_printf ("Added article “%s”", row->excerpt);

  g_assert_cmpstr (words, ==, expected);
}

/* Whatever is cut, whole graphemes remain, even of text that heaps marks upon letters, and never too much. */
static void
test_excerpt_of_marks (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(GString) title = g_string_new (NULL);
  g_autoptr(ManiculeArticle) article = NULL;
  g_autoptr(ManiculeChange) change = NULL;
  g_autofree char *words = NULL;

  for (guint i = 0; i < 3000; i++)
    g_string_append (title, i % 30 == 0 ? "a" : "\xcc\x81");
  article = plain_article ("x", title->str);
  change = manicule_change_new_item (MANICULE_CHANGE_ARTICLE, NULL, article, 0);
  words = manicule_change_describe (change, fixture->project);

  g_assert_true (g_str_has_suffix (words, "\xcc\x81…”"));
  g_assert_cmpuint ((g_utf8_strlen (words, -1) - strlen ("Added article ") - 3) % 30, ==, 0);
  g_assert_cmpuint (g_utf8_strlen (words, -1), <, 450);
}

#define ADD(path, func) g_test_add ("/describe/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("unloaded", test_unloaded);
  ADD ("outside", test_outside);
  ADD ("items", test_items);
  ADD ("excerpt-of-marks", test_excerpt_of_marks);
  for (guint i = 0; i < G_N_ELEMENTS (words_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/describe/annotation/", words_cases[i].name, NULL);

      g_test_add (path, Fixture, &words_cases[i], fixture_set_up, test_annotation, fixture_tear_down);
    }
  for (guint i = 0; i < G_N_ELEMENTS (status_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/describe/status/%u", i);

      g_test_add (path, Fixture, &status_cases[i], fixture_set_up, test_status, fixture_tear_down);
    }
  for (guint i = 0; i < G_N_ELEMENTS (excerpt_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/describe/excerpt/%u", i);

      g_test_add (path, Fixture, &excerpt_cases[i], fixture_set_up, test_excerpt, fixture_tear_down);
    }

  return g_test_run ();
}
