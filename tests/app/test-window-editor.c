/* test-window-editor.c: what the annotator's verbs do to the open article
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-editor.h"
#include "workspace-test.h"

#include <libglib-testing/signal-logger.h>
#include <string.h>

/* "Ines Halloran spoke for the Harbour Board.\nShe said it was late.\n" */
#define ARTICLE "one"

typedef struct
{
  StoreTestFolder   *folder;     /* (owned) */
  ManiculeWorkspace *workspace;  /* (owned) */
  ManiculeEditor    *editor;     /* (owned) */
  char              *said;       /* (owned) (nullable): the last announcement */
  guint              n_toasts;
} Fixture;

static void
announce_cb (Fixture    *fixture,
             const char *message)
{
  g_set_str (&fixture->said, message);
}

static void
toast_cb (Fixture *fixture)
{
  fixture->n_toasts++;
}

/* What the text does when it is asked to show an annotation. */
static void
show_cb (Fixture            *fixture,
         ManiculeAnnotation *annotation)
{
  manicule_editor_set_focused (fixture->editor, annotation);
}

static void
wait_until_loaded (ManiculeEditor *editor)
{
  while (manicule_editor_get_loading (editor))
    g_main_context_iteration (NULL, TRUE);
}

static void
open_article (Fixture    *fixture,
              const char *id)
{
  manicule_editor_open_article (fixture->editor, id);
  wait_until_loaded (fixture->editor);
}

static void
set_up_as (Fixture  *fixture,
           gboolean  read_only)
{
  g_autoptr(GError) error = NULL;

  fixture->folder = store_test_folder_new ();
  store_test_make_project (fixture->folder->file);
  fixture->workspace = workspace_test_open_full (fixture->folder->file, "carla", read_only, FALSE, &error);
  g_assert_no_error (error);
  fixture->editor = manicule_editor_new (fixture->workspace);
  g_signal_connect_swapped (fixture->editor, "announce", G_CALLBACK (announce_cb), fixture);
  g_signal_connect_swapped (fixture->editor, "toast", G_CALLBACK (toast_cb), fixture);
  g_signal_connect_swapped (fixture->editor, "show-annotation", G_CALLBACK (show_cb), fixture);
  open_article (fixture, ARTICLE);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  set_up_as (fixture, FALSE);
}

static void
set_up_read_only (Fixture       *fixture,
                  gconstpointer  data)
{
  set_up_as (fixture, TRUE);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  workspace_test_settle (fixture->workspace);
  g_assert_finalize_object (g_steal_pointer (&fixture->editor));
  workspace_test_close (&fixture->workspace);
  store_test_folder_free (fixture->folder);
  g_free (fixture->said);
}

static ManiculeAnnotationSet *
get_set (Fixture *fixture)
{
  return manicule_editor_get_annotation_set (fixture->editor);
}

static guint
get_n_spans (Fixture *fixture)
{
  return manicule_annotation_set_get_n (get_set (fixture), MANICULE_ANNOTATION_SPAN);
}

static guint
get_n_steps (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (manicule_editor_get_history (fixture->editor)));
}

static void
mark (Fixture    *fixture,
      const char *label,
      guint       start,
      guint       end)
{
  g_assert_true (manicule_editor_apply_label (fixture->editor, label, &(ManiculeRange) { start, end }, start));
}

static void
assert_focused (Fixture    *fixture,
                const char *label,
                const char *covered)
{
  ManiculeAnnotation *focused = manicule_editor_get_focused (fixture->editor);
  g_autofree char *text = NULL;

  g_assert_nonnull (focused);
  text = manicule_annotation_set_dup_covered (get_set (fixture), focused);
  g_assert_cmpstr (text, ==, covered);
  g_assert_cmpstr (manicule_annotation_get_label (focused), ==, label);
}

static void
undo (Fixture *fixture)
{
  guint position;

  manicule_editor_undo (fixture->editor);
  do
    {
      g_main_context_iteration (NULL, FALSE);
      g_object_get (manicule_editor_get_history (fixture->editor), "position", &position, NULL);
    }
  while (position == get_n_steps (fixture));
}

/* A selection becomes a span, which gets the focus; the article is in progress from then on, in the same step. */
static void
test_selection (Fixture       *fixture,
                gconstpointer  data)
{
  mark (fixture, "PER", 0, 13);
  assert_focused (fixture, "PER", "Ines Halloran");
  g_assert_cmpuint (get_n_spans (fixture), ==, 1);
  g_assert_cmpint (manicule_annotation_set_get_status (get_set (fixture)), ==, MANICULE_STATUS_IN_PROGRESS);
  g_assert_cmpuint (get_n_steps (fixture), ==, 1);
  g_assert_cmpstr (manicule_editor_get_last_label (fixture->editor), ==, "PER");
  g_assert_cmpint (manicule_annotation_get_created (manicule_editor_get_focused (fixture->editor)), >, 0);

  undo (fixture);
  g_assert_cmpuint (get_n_spans (fixture), ==, 0);
  g_assert_cmpint (manicule_annotation_set_get_status (get_set (fixture)), ==, MANICULE_STATUS_NEW);
}

/* Space around a selection is left out; a selection of nothing else is none. */
static void
test_trim (Fixture       *fixture,
           gconstpointer  data)
{
  mark (fixture, "PER", 13, 20);
  assert_focused (fixture, "PER", "spoke");
  g_assert_false (manicule_editor_apply_label (fixture->editor, "PER", &(ManiculeRange) { 13, 14 }, 13));
  g_assert_cmpuint (get_n_spans (fixture), ==, 1);
}

/* The same label at the same place is not given twice, and that is said. */
static void
test_twin (Fixture       *fixture,
           gconstpointer  data)
{
  mark (fixture, "PER", 0, 13);
  mark (fixture, "ORG", 0, 13);
  g_assert_cmpuint (get_n_spans (fixture), ==, 2);

  g_set_str (&fixture->said, NULL);
  mark (fixture, "PER", 0, 13);
  g_assert_cmpuint (get_n_spans (fixture), ==, 2);
  g_assert_cmpuint (get_n_steps (fixture), ==, 2);
  g_assert_cmpstr (fixture->said, ==, "Already there: Person “Ines Halloran”");
  assert_focused (fixture, "PER", "Ines Halloran");
}

/* Without a selection the focused span gets the label, and stays the same annotation. */
static void
test_focused (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *id = NULL;

  mark (fixture, "PER", 28, 41);
  id = g_strdup (manicule_annotation_get_id (manicule_editor_get_focused (fixture->editor)));
  g_assert_true (manicule_editor_apply_label (fixture->editor, "ORG", NULL, 0));
  assert_focused (fixture, "ORG", "Harbour Board");
  g_assert_cmpstr (manicule_annotation_get_id (manicule_editor_get_focused (fixture->editor)), ==, id);
  g_assert_cmpuint (get_n_spans (fixture), ==, 1);
}

/* Without either it is the word at the caret, also when the caret stands at its end; between words nothing happens. */
static void
test_word (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_true (manicule_editor_apply_label (fixture->editor, "PER", NULL, 7));
  assert_focused (fixture, "PER", "Halloran");
  manicule_editor_set_focused (fixture->editor, NULL);
  g_assert_true (manicule_editor_apply_label (fixture->editor, "ORG", NULL, 4));
  assert_focused (fixture, "ORG", "Ines");

  manicule_editor_set_focused (fixture->editor, NULL);
  g_assert_false (manicule_editor_apply_label (fixture->editor, "ORG", NULL, 66));
  g_assert_cmpstr (fixture->said, ==, "There is no word here");
  g_assert_cmpuint (get_n_spans (fixture), ==, 2);
}

typedef struct
{
  ManiculeEnd   end;
  ManiculeUnit  unit;
  gboolean      forward;
  gboolean      moves;
  const char   *covered;
} Move;

/* Ends move by words and characters, one step each, and never past the other end. */
static void
test_move_end (Fixture       *fixture,
               gconstpointer  data)
{
  static const Move moves[] = {
    { MANICULE_END_END, MANICULE_UNIT_WORD, TRUE, TRUE, "Halloran spoke" },
    { MANICULE_END_START, MANICULE_UNIT_WORD, FALSE, TRUE, "Ines Halloran spoke" },
    { MANICULE_END_START, MANICULE_UNIT_WORD, FALSE, FALSE, "Ines Halloran spoke" },
    { MANICULE_END_START, MANICULE_UNIT_WORD, TRUE, TRUE, "Halloran spoke" },
    { MANICULE_END_END, MANICULE_UNIT_WORD, FALSE, TRUE, "Halloran" },
    { MANICULE_END_END, MANICULE_UNIT_WORD, FALSE, FALSE, "Halloran" },
    { MANICULE_END_END, MANICULE_UNIT_GRAPHEME, FALSE, TRUE, "Hallora" },
    { MANICULE_END_END, MANICULE_UNIT_GRAPHEME, TRUE, TRUE, "Halloran" },
    { MANICULE_END_START, MANICULE_UNIT_GRAPHEME, TRUE, TRUE, "alloran" },
    { MANICULE_END_START, MANICULE_UNIT_WORD, FALSE, TRUE, "Halloran" },
  };
  guint n_steps = 1;

  mark (fixture, "PER", 5, 13);
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      g_assert_true (manicule_editor_move_end (fixture->editor, moves[i].end, moves[i].unit, moves[i].forward) == moves[i].moves);
      assert_focused (fixture, "PER", moves[i].covered);
      n_steps += moves[i].moves;
      g_assert_cmpuint (get_n_steps (fixture), ==, n_steps);
    }
}

/* All places at once are one step, without those that have the label already. */
static void
test_annotate_all (Fixture       *fixture,
                   gconstpointer  data)
{
  const ManiculeRange places[] = { { 0, 4 }, { 14, 19 }, { 28, 35 } };
  g_autoptr(GArray) ranges = g_array_new (FALSE, FALSE, sizeof (ManiculeRange));
  g_autoptr(GArray) left = NULL;

  g_array_append_vals (ranges, places, G_N_ELEMENTS (places));
  mark (fixture, "PER", 14, 19);
  left = manicule_editor_filter_unmarked (fixture->editor, ranges, "PER");
  g_assert_cmpuint (left->len, ==, 2);

  g_assert_true (manicule_editor_annotate_all (fixture->editor, ranges, "PER"));
  g_assert_cmpuint (get_n_spans (fixture), ==, 3);
  g_assert_cmpuint (get_n_steps (fixture), ==, 2);
  g_assert_false (manicule_editor_annotate_all (fixture->editor, ranges, "PER"));

  undo (fixture);
  g_assert_cmpuint (get_n_spans (fixture), ==, 1);
}

/* What is removed comes back by one undo, with its place shown. */
static void
test_remove (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GPtrArray) annotations = g_ptr_array_new_with_free_func (g_object_unref);

  mark (fixture, "PER", 0, 13);
  g_ptr_array_add (annotations, g_object_ref (manicule_editor_get_focused (fixture->editor)));
  mark (fixture, "ORG", 28, 41);
  g_ptr_array_add (annotations, g_object_ref (manicule_editor_get_focused (fixture->editor)));

  g_assert_true (manicule_editor_remove (fixture->editor, annotations));
  g_assert_cmpuint (get_n_spans (fixture), ==, 0);
  g_assert_null (manicule_editor_get_focused (fixture->editor));
  g_assert_cmpuint (fixture->n_toasts, ==, 1);

  undo (fixture);
  g_assert_cmpuint (get_n_spans (fixture), ==, 2);
  g_assert_nonnull (manicule_editor_get_focused (fixture->editor));
}

/* What a program might propose: some places with a label, in the order given. */
static void
suggest (Fixture             *fixture,
         const char          *label,
         const ManiculeRange *ranges,
         guint                n_ranges)
{
  g_autoptr(GPtrArray) suggestions = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_ranges; i++)
    g_ptr_array_add (suggestions, manicule_suggestion_new (label, &ranges[i], 1, "crf", 0.75));
  manicule_suggestions_add (manicule_editor_get_suggestions (fixture->editor), suggestions);
}

static guint
get_n_suggestions (Fixture *fixture)
{
  return manicule_suggestions_get_n (manicule_editor_get_suggestions (fixture->editor));
}

static void
focus_suggestion (Fixture *fixture,
                  guint    position)
{
  ManiculeSuggestions *suggestions = manicule_editor_get_suggestions (fixture->editor);

  manicule_editor_set_focused (fixture->editor, NULL);
  manicule_editor_set_suggestion (fixture->editor, manicule_suggestions_get (suggestions, position));
}

/* An accepted suggestion is an annotation that tells where it comes from, by one step; undone, it is a suggestion again. */
static void
test_accept (Fixture       *fixture,
             gconstpointer  data)
{
  const ManiculeRange places[] = { { 0, 13 }, { 28, 41 } };
  ManiculeAnnotation *focused;

  suggest (fixture, "PER", places, 2);
  g_assert_false (manicule_editor_accept (fixture->editor));
  focus_suggestion (fixture, 1);
  g_assert_true (manicule_editor_accept (fixture->editor));
  assert_focused (fixture, "PER", "Harbour Board");
  focused = manicule_editor_get_focused (fixture->editor);
  g_assert_cmpstr (manicule_annotation_get_origin_source (focused), ==, "crf");
  g_assert_cmpfloat (manicule_annotation_get_origin_score (focused), ==, 0.75);
  g_assert_cmpuint (get_n_steps (fixture), ==, 1);
  g_assert_cmpuint (get_n_suggestions (fixture), ==, 1);

  undo (fixture);
  g_assert_cmpuint (get_n_spans (fixture), ==, 0);
  g_assert_cmpuint (get_n_suggestions (fixture), ==, 2);
}

/* All suggestions that begin in a sentence, or in the article, are taken by one step. */
static void
test_accept_within (Fixture       *fixture,
                    gconstpointer  data)
{
  const ManiculeRange places[] = { { 0, 13 }, { 28, 41 }, { 43, 46 } };

  suggest (fixture, "PER", places, 3);
  g_assert_true (manicule_editor_accept_within (fixture->editor, (ManiculeRange) { 0, 42 }));
  g_assert_cmpuint (get_n_spans (fixture), ==, 2);
  g_assert_cmpuint (get_n_steps (fixture), ==, 1);
  g_assert_cmpstr (fixture->said, ==, "Accepted 2 suggestions");
  g_assert_false (manicule_editor_accept_within (fixture->editor, (ManiculeRange) { 0, 42 }));
  undo (fixture);
  g_assert_cmpuint (get_n_spans (fixture), ==, 0);
  g_assert_true (manicule_editor_accept_within (fixture->editor, (ManiculeRange) { 0, G_MAXUINT }));
  g_assert_cmpuint (get_n_spans (fixture), ==, 3);
}

/* A rejected suggestion is gone, also after another article was open; no step is made of it. */
static void
test_reject (Fixture       *fixture,
             gconstpointer  data)
{
  const ManiculeRange places[] = { { 0, 13 }, { 28, 41 } };

  suggest (fixture, "PER", places, 2);
  focus_suggestion (fixture, 0);
  g_assert_true (manicule_editor_reject (fixture->editor));
  g_assert_true (g_str_has_prefix (fixture->said, "Rejected "));
  g_assert_cmpuint (get_n_steps (fixture), ==, 0);

  open_article (fixture, "two");
  g_assert_cmpuint (get_n_suggestions (fixture), ==, 0);
  open_article (fixture, ARTICLE);
  suggest (fixture, "PER", places, 2);
  g_assert_cmpuint (get_n_suggestions (fixture), ==, 1);
}

/* A label's key on a suggestion takes its place with that label. */
static void
test_relabel_suggestion (Fixture       *fixture,
                         gconstpointer  data)
{
  const ManiculeRange place = { 28, 41 };

  suggest (fixture, "PER", &place, 1);
  focus_suggestion (fixture, 0);
  g_assert_true (manicule_editor_apply_label (fixture->editor, "ORG", NULL, 30));
  assert_focused (fixture, "ORG", "Harbour Board");
}

static void
show_suggestion_cb (ManiculeEditor     *editor,
                    ManiculeSuggestion *suggestion)
{
  manicule_editor_set_focused (editor, NULL);
  manicule_editor_set_suggestion (editor, suggestion);
}

static void
forget_suggestion_cb (ManiculeEditor *editor)
{
  manicule_editor_set_suggestion (editor, NULL);
}

static char *
walk (Fixture  *fixture,
      gboolean  forward)
{
  g_autoptr(GString) way = g_string_new (NULL);

  while (manicule_editor_show_neighbour (fixture->editor, 0, forward))
    {
      ManiculeSuggestion *suggestion = manicule_editor_get_suggestion (fixture->editor);

      if (suggestion != NULL)
        g_string_append_printf (way, "?%u ", manicule_suggestion_get_hull (suggestion).start);
      else
        g_string_append_printf (way, "%u ", manicule_annotation_get_hull (manicule_editor_get_focused (fixture->editor)).start);
    }
  return g_string_free (g_steal_pointer (&way), FALSE);
}

/* The walk meets annotations and suggestions alike, in the order of the text, each once, and back the same way. */
static void
test_walk (Fixture       *fixture,
           gconstpointer  data)
{
  const ManiculeRange places[] = { { 0, 4 }, { 14, 19 }, { 28, 35 }, { 28, 41 } };
  g_autofree char *there = NULL;
  g_autofree char *back = NULL;

  mark (fixture, "ORG", 0, 4);
  mark (fixture, "ORG", 5, 13);
  mark (fixture, "ORG", 28, 41);
  suggest (fixture, "PER", places, 4);
  g_signal_connect (fixture->editor, "show-suggestion", G_CALLBACK (show_suggestion_cb), NULL);
  g_signal_connect (fixture->editor, "show-annotation", G_CALLBACK (forget_suggestion_cb), NULL);

  manicule_editor_set_focused (fixture->editor, NULL);
  there = walk (fixture, TRUE);
  g_assert_cmpstr (there, ==, "0 ?0 5 ?14 ?28 28 ?28 ");
  back = walk (fixture, FALSE);
  g_assert_cmpstr (back, ==, "28 ?28 ?14 5 ?0 0 ");
}

/* In a project that may not be edited nothing is suggested. */
static void
test_no_suggestions (Fixture       *fixture,
                     gconstpointer  data)
{
  g_assert_null (manicule_editor_get_suggestions (fixture->editor));
}

/* Note, attribute and entity replace the annotation and keep its id; the same value again is no step. */
static void
test_values (Fixture       *fixture,
             gconstpointer  data)
{
  ManiculeEditor *editor = fixture->editor;
  g_autoptr(GVariant) value = NULL;

  mark (fixture, "PER", 0, 13);
  g_assert_true (manicule_editor_set_note (editor, manicule_editor_get_focused (editor), "Who?"));
  g_assert_true (manicule_editor_set_note (editor, manicule_editor_get_focused (editor), "Who?"));
  g_assert_true (manicule_editor_set_attribute (editor, manicule_editor_get_focused (editor), "certainty", g_variant_new_string ("sure")));
  g_assert_true (manicule_editor_set_entity (editor, manicule_editor_get_focused (editor), "halloran"));
  g_assert_cmpuint (get_n_steps (fixture), ==, 4);

  g_assert_cmpstr (manicule_annotation_get_note (manicule_editor_get_focused (editor)), ==, "Who?");
  g_assert_cmpstr (manicule_annotation_get_entity (manicule_editor_get_focused (editor)), ==, "halloran");
  value = manicule_annotation_dup_attribute (manicule_editor_get_focused (editor), "certainty");
  g_assert_cmpstr (g_variant_get_string (value, NULL), ==, "sure");

  g_assert_true (manicule_editor_set_note (editor, manicule_editor_get_focused (editor), ""));
  g_assert_null (manicule_annotation_get_note (manicule_editor_get_focused (editor)));
}

/* A new entity and the link to it are one step. */
static void
test_new_entity (Fixture       *fixture,
                 gconstpointer  data)
{
  GListModel *entities = manicule_project_get_entities (manicule_editor_get_project (fixture->editor));
  guint n = g_list_model_get_n_items (entities);
  const char *id;

  mark (fixture, "ORG", 28, 41);
  g_assert_true (manicule_editor_set_new_entity (fixture->editor, manicule_editor_get_focused (fixture->editor), "Harbour Board"));
  g_assert_cmpuint (g_list_model_get_n_items (entities), ==, n + 1);
  id = manicule_annotation_get_entity (manicule_editor_get_focused (fixture->editor));
  g_assert_cmpstr (manicule_entity_get_name (manicule_project_find_entity (manicule_editor_get_project (fixture->editor), id)),
                   ==, "Harbour Board");

  undo (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (entities), ==, n);
  g_assert_null (manicule_annotation_get_entity (manicule_editor_get_focused (fixture->editor)));
}

/* A new label and the span that it was made for are one step; its name has no spaces, and is free. */
static void
test_new_label (Fixture       *fixture,
                gconstpointer  data)
{
  ManiculeSchema *schema = manicule_editor_get_schema (fixture->editor);
  guint n = g_list_model_get_n_items (manicule_schema_get_labels (schema));

  g_assert_true (manicule_editor_apply_new_label (fixture->editor, "Public body", &(ManiculeRange) { 28, 41 }, 28));
  assert_focused (fixture, "Public_body", "Harbour Board");
  g_assert_true (manicule_editor_apply_new_label (fixture->editor, "Public body", &(ManiculeRange) { 0, 4 }, 0));
  assert_focused (fixture, "Public_body_2", "Ines");
  g_assert_cmpuint (get_n_steps (fixture), ==, 2);

  manicule_editor_go_to_step (fixture->editor, 0);
  while (g_list_model_get_n_items (manicule_schema_get_labels (schema)) > n)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (get_n_spans (fixture), ==, 0);
}

/* A document label is given, changed and taken away. */
static void
test_document_label (Fixture       *fixture,
                     gconstpointer  data)
{
  ManiculeEditor *editor = fixture->editor;
  g_autoptr(GVariant) value = NULL;

  g_assert_null (manicule_editor_find_document_label (editor, "topic"));
  g_assert_true (manicule_editor_set_document_label (editor, "topic", NULL));
  g_assert_cmpuint (get_n_steps (fixture), ==, 0);
  g_assert_true (manicule_editor_set_document_label (editor, "topic", g_variant_new_string ("economy")));
  g_assert_true (manicule_editor_set_document_label (editor, "topic", g_variant_new_string ("diplomacy")));
  value = manicule_annotation_dup_attribute (manicule_editor_find_document_label (editor, "topic"), "value");
  g_assert_cmpstr (g_variant_get_string (value, NULL), ==, "diplomacy");
  g_assert_true (manicule_editor_set_document_label (editor, "topic", NULL));
  g_assert_null (manicule_editor_find_document_label (editor, "topic"));
  g_assert_cmpuint (get_n_steps (fixture), ==, 3);
}

/* The label proposed is the one that the same text got last, else the one given last. */
static void
test_propose (Fixture       *fixture,
              gconstpointer  data)
{
  g_assert_null (manicule_editor_propose_label (fixture->editor, "Ines"));
  mark (fixture, "PER", 0, 4);
  mark (fixture, "ORG", 28, 41);
  g_assert_cmpstr (manicule_editor_propose_label (fixture->editor, "Ines"), ==, "PER");
  g_assert_cmpstr (manicule_editor_propose_label (fixture->editor, "said"), ==, "ORG");
  g_assert_cmpstr (manicule_editor_propose_label (fixture->editor, NULL), ==, "ORG");
}

/* Of two articles asked for at once the later one is opened; what does not load says why, and the former is left. */
static void
test_open (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GFile) text = g_file_resolve_relative_path (fixture->folder->file, "articles/three.txt");

  g_assert_true (g_file_delete (text, NULL, NULL));
  open_article (fixture, "three");
  g_assert_null (get_set (fixture));
  g_assert_nonnull (manicule_editor_get_error (fixture->editor));
  g_assert_cmpstr (manicule_article_get_id (manicule_editor_get_article (fixture->editor)), ==, "three");

  manicule_editor_open_article (fixture->editor, "one");
  manicule_editor_open_article (fixture->editor, "two");
  g_assert_cmpstr (manicule_editor_get_article_id (fixture->editor), ==, "two");
  wait_until_loaded (fixture->editor);
  g_assert_cmpstr (manicule_article_get_id (manicule_editor_get_article (fixture->editor)), ==, "two");
  g_assert_cmpstr (manicule_annotation_set_get_article_id (get_set (fixture)), ==, "two");
  g_assert_null (manicule_editor_get_error (fixture->editor));
}

/* Undo goes to the article where the step was made. */
static void
test_undo_elsewhere (Fixture       *fixture,
                     gconstpointer  data)
{
  mark (fixture, "PER", 0, 13);
  open_article (fixture, "three");
  undo (fixture);
  wait_until_loaded (fixture->editor);
  g_assert_cmpstr (manicule_annotation_set_get_article_id (get_set (fixture)), ==, "one");
  g_assert_cmpuint (get_n_spans (fixture), ==, 0);

  manicule_editor_redo (fixture->editor);
  manicule_editor_redo (fixture->editor);
  while (get_n_spans (fixture) == 0)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpstr (fixture->said, !=, "");
}

/* The focus stays with the id when the object is replaced, and goes when it is gone. */
static void
test_focus_follows (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(GtSignalLogger) logger = gt_signal_logger_new ();
  ManiculeAnnotation *before;

  mark (fixture, "PER", 0, 13);
  before = manicule_editor_get_focused (fixture->editor);
  gt_signal_logger_connect (logger, fixture->editor, "notify::focused");
  manicule_editor_set_note (fixture->editor, before, "x");
  g_assert_true (manicule_editor_get_focused (fixture->editor) != before);
  gt_signal_logger_assert_notify_emission_pop (logger, (gpointer) fixture->editor, "focused");
  undo (fixture);
  undo (fixture);
  g_assert_null (manicule_editor_get_focused (fixture->editor));
}

static ManiculeAnnotation *
find_span (Fixture    *fixture,
           const char *label)
{
  g_autoptr(GPtrArray) found = manicule_annotation_set_query_label (get_set (fixture), label);

  g_assert_cmpuint (found->len, ==, 1);
  return g_ptr_array_index (found, 0);
}

static void
assert_refused (Fixture            *fixture,
                ManiculeAnnotation *from,
                ManiculeAnnotation *to,
                const char         *expected)
{
  g_autofree char *refusal = manicule_editor_dup_link_refusal (fixture->editor, from, to);

  g_assert_cmpstr (refusal, ==, expected);
}

/* A relation that the schema allows is one step and not doubled; what it does not allow is refused in words. */
static void
test_link (Fixture       *fixture,
           gconstpointer  data)
{
  ManiculeAnnotation *person, *board;
  g_autoptr(GListModel) types = NULL;
  guint n_steps;

  mark (fixture, "PER", 0, 13);
  mark (fixture, "ORG", 28, 41);
  person = find_span (fixture, "PER");
  board = find_span (fixture, "ORG");
  types = manicule_editor_dup_relation_types (fixture->editor, person, board);
  g_assert_cmpuint (g_list_model_get_n_items (types), ==, 1);
  assert_refused (fixture, person, board, NULL);
  assert_refused (fixture, person, NULL, NULL);
  assert_refused (fixture, NULL, NULL, "No annotation here");
  assert_refused (fixture, person, person, "An annotation cannot be linked to itself");
  assert_refused (fixture, board, NULL, "No relation starts at Organisation");
  assert_refused (fixture, board, person, "No relation leads from Organisation to Person");

  n_steps = get_n_steps (fixture);
  g_assert_true (manicule_editor_link (fixture->editor, "works_for", person, board));
  g_assert_true (manicule_editor_link (fixture->editor, "works_for", person, board));
  g_assert_false (manicule_editor_link (fixture->editor, "works_for", board, person));
  g_assert_cmpuint (get_n_steps (fixture), ==, n_steps + 1);
  g_assert_cmpuint (manicule_annotation_set_get_n (get_set (fixture), MANICULE_ANNOTATION_RELATION), ==, 1);
  undo (fixture);
  g_assert_cmpuint (manicule_annotation_set_get_n (get_set (fixture), MANICULE_ANNOTATION_RELATION), ==, 0);
}

/* An end goes where it is dropped, as one step, unless nothing would be left of the span. */
static void
test_move_end_to (Fixture       *fixture,
                  gconstpointer  data)
{
  guint n_steps;

  mark (fixture, "ORG", 28, 41);
  n_steps = get_n_steps (fixture);
  g_assert_true (manicule_editor_move_end_to (fixture->editor, find_span (fixture, "ORG"), 0, MANICULE_END_END, 35));
  assert_focused (fixture, "ORG", "Harbour");
  g_assert_false (manicule_editor_move_end_to (fixture->editor, find_span (fixture, "ORG"), 0, MANICULE_END_START, 35));
  g_assert_false (manicule_editor_move_end_to (fixture->editor, find_span (fixture, "ORG"), 0, MANICULE_END_END, 10000));
  g_assert_true (manicule_editor_move_end_to (fixture->editor, find_span (fixture, "ORG"), 0, MANICULE_END_START, 24));
  assert_focused (fixture, "ORG", "the Harbour");
  g_assert_cmpuint (get_n_steps (fixture), ==, n_steps + 2);
}

/* In a project that is open read only nothing is edited, and that is said. */
static void
test_read_only (Fixture       *fixture,
                gconstpointer  data)
{
  g_assert_false (manicule_editor_apply_label (fixture->editor, "PER", &(ManiculeRange) { 0, 4 }, 0));
  g_assert_false (manicule_editor_set_status (fixture->editor, MANICULE_STATUS_DONE));
  manicule_editor_undo (fixture->editor);
  g_assert_cmpuint (get_n_spans (fixture), ==, 0);
  g_assert_cmpuint (fixture->n_toasts, ==, 2);
}

#define ADD(path, func) g_test_add ("/window/editor/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("selection", test_selection);
  ADD ("trim", test_trim);
  ADD ("twin", test_twin);
  ADD ("focused", test_focused);
  ADD ("word", test_word);
  ADD ("move-end", test_move_end);
  ADD ("move-end-to", test_move_end_to);
  ADD ("link", test_link);
  ADD ("annotate-all", test_annotate_all);
  ADD ("remove", test_remove);
  ADD ("accept", test_accept);
  ADD ("accept-within", test_accept_within);
  ADD ("reject", test_reject);
  ADD ("relabel-suggestion", test_relabel_suggestion);
  ADD ("walk", test_walk);
  ADD ("values", test_values);
  ADD ("new-entity", test_new_entity);
  ADD ("new-label", test_new_label);
  ADD ("document-label", test_document_label);
  ADD ("propose", test_propose);
  ADD ("open", test_open);
  ADD ("undo-elsewhere", test_undo_elsewhere);
  ADD ("focus-follows", test_focus_follows);
  g_test_add ("/window/editor/no-suggestions", Fixture, NULL, set_up_read_only, test_no_suggestions, tear_down);
  g_test_add ("/window/editor/read-only", Fixture, NULL, set_up_read_only, test_read_only, tear_down);

  return g_test_run ();
}
