/* test-window-import.c: the dialog of an import, from what files bring to what comes in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-editor.h"
#include "manicule-import-dialog.h"
#include "store-test.h"
#include "workspace-test.h"

#include <adwaita.h>
#include <string.h>

#define RECORD "{\"id\":\"tram\",\"text\":\"Ines left Caldmoor.\",\"status\":\"done\",\"annotator\":\"anna\"," \
               "\"spans\":[{\"id\":\"a\",\"label\":\"PERS\",\"start\":0,\"end\":4,\"text\":\"Ines\",\"attributes\":{\"mood\":\"calm\"}}," \
               "{\"id\":\"b\",\"label\":\"Town\",\"start\":10,\"end\":18,\"text\":\"Caldmoor\"}]," \
               "\"relations\":[{\"id\":\"r\",\"label\":\"went\",\"from\":\"a\",\"to\":\"b\"}],\"labels\":[]}\n"

#define COLUMNS "doc_id,kind,start,end,label,text,x\tdoc_id\tkind\tstart\tend\tlabel\ttext\n"

#define TASKS "[{\"id\":7,\"data\":{\"text\":\"Ines left.\"},\"annotations\":[],\"predictions\":[{\"model_version\":\"tagger\"," \
              "\"score\":0.5,\"result\":[{\"id\":\"p\",\"from_name\":\"label\",\"to_name\":\"text\",\"type\":\"labels\"," \
              "\"value\":{\"start\":0,\"end\":4,\"text\":\"Ines\",\"labels\":[\"PER\"]}}]}]}]"

typedef struct
{
  StoreTestFolder   *folder;
  StoreTestFolder   *source;
  ManiculeWorkspace *workspace;
  GtkWindow         *window;
  AdwDialog         *dialog;   /* (not owned) */
} Fixture;

/* --- what is on the screen --- */

static GtkWidget *
find (GtkWidget   *widget,
      GType        type,
      const char  *title)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) &&
      (title == NULL || g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, title);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static AdwComboRow *
get_row (Fixture    *self,
         const char *title)
{
  GtkWidget *row = find (GTK_WIDGET (self->dialog), ADW_TYPE_COMBO_ROW, title);

  if (row == NULL)
    g_error ("there is no row “%s”", title);

  return ADW_COMBO_ROW (row);
}

/* Chooses by its words. */
static void
choose (AdwComboRow *row,
        const char  *words)
{
  GtkStringList *choices = GTK_STRING_LIST (adw_combo_row_get_model (row));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (choices)); i++)
    if (g_str_equal (gtk_string_list_get_string (choices, i), words))
      {
        adw_combo_row_set_selected (row, i);
        return;
      }
  g_error ("there is no choice “%s”", words);
}

static void
wait_for_plan (Fixture *self)
{
  GtkStack *stack = GTK_STACK (find (GTK_WIDGET (self->dialog), GTK_TYPE_STACK, NULL));

  while (g_strcmp0 (gtk_stack_get_visible_child_name (stack), "plan") != 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
run_import (Fixture *self)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->dialog), "import.run", NULL));
  while (adw_window_get_visible_dialog (ADW_WINDOW (self->window)) != NULL)
    g_main_context_iteration (NULL, TRUE);
  workspace_test_settle (self->workspace);
}

/* --- fixture --- */

static void
set_up (Fixture       *self,
        gconstpointer  contents)
{
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  GtkWidget *overlay = adw_toast_overlay_new ();
  GtkWidget *label = gtk_label_new ("");

  self->folder = store_test_folder_new ();
  self->source = store_test_folder_new ();
  store_test_make_project (self->folder->file);
  store_test_write (self->source->file, "data", contents);
  g_ptr_array_add (files, g_file_get_child (self->source->file, "data"));
  self->workspace = workspace_test_open (self->folder->file, "anna");

  self->window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (self->window, 1000, 800);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), label);
  adw_window_set_content (ADW_WINDOW (self->window), overlay);
  gtk_window_present (self->window);
  manicule_import_dialog_present (label, self->workspace, files);
  self->dialog = adw_window_get_visible_dialog (ADW_WINDOW (self->window));
  wait_for_plan (self);
}

static void
tear_down (Fixture       *self,
           gconstpointer  contents)
{
  gtk_window_destroy (self->window);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  workspace_test_close (&self->workspace);
  g_clear_pointer (&self->folder, store_test_folder_free);
  g_clear_pointer (&self->source, store_test_folder_free);
}

static ManiculeSchema *
get_schema (Fixture *self)
{
  return manicule_project_get_schema (manicule_workspace_get_project (self->workspace));
}

static guint
count_articles (Fixture *self)
{
  return g_list_model_get_n_items (manicule_project_get_articles (manicule_workspace_get_project (self->workspace)));
}

/* --- tests --- */

/* Each name that comes in can become one of the schema's, a new one with a colour and a key, or nothing; all of it is
 * one step back and one step on. */
static void
test_names (Fixture       *self,
            gconstpointer  contents)
{
  g_autoptr(ManiculeStep) step = NULL;
  g_autoptr(ManiculeStep) again = NULL;
  ManiculeLabel *town;
  guint before = count_articles (self);

  choose (get_row (self, "PERS"), manicule_label_get_title (manicule_schema_find_label (get_schema (self), "PER")));
  choose (get_row (self, "went"), "Leave Out");
  choose (get_row (self, "mood"), "Leave Out");
  run_import (self);

  g_assert_cmpuint (count_articles (self), ==, before + 1);
  g_assert_null (manicule_schema_find_label (get_schema (self), "PERS"));
  g_assert_null (manicule_schema_find_relation_type (get_schema (self), "went"));
  g_assert_null (manicule_schema_find_attribute (get_schema (self), "mood"));
  town = manicule_schema_find_label (get_schema (self), "Town");
  g_assert_nonnull (town);
  g_assert_nonnull (manicule_label_get_color (town));
  g_assert_nonnull (manicule_label_get_key (town));

  step = workspace_test_undo (self->workspace, FALSE);
  g_assert_cmpuint (count_articles (self), ==, before);
  g_assert_null (manicule_schema_find_label (get_schema (self), "Town"));

  again = workspace_test_undo (self->workspace, TRUE);
  g_assert_cmpuint (count_articles (self), ==, before + 1);
  g_assert_nonnull (manicule_schema_find_label (get_schema (self), "Town"));
}

/* A file that may be of several formats is asked about, and read as it is said to be. */
static void
test_unclear (Fixture       *self,
              gconstpointer  contents)
{
  choose (get_row (self, "data"), "TSV Table");
  while (find (GTK_WIDGET (self->dialog), ADW_TYPE_COMBO_ROW, "data") == NULL ||
         g_str_equal (gtk_stack_get_visible_child_name (GTK_STACK (find (GTK_WIDGET (self->dialog), GTK_TYPE_STACK, NULL))), "reading"))
    g_main_context_iteration (NULL, TRUE);

  /* The question stays, with the answer. */
  g_assert_cmpuint (adw_combo_row_get_selected (get_row (self, "data")), !=, 0);
  adw_dialog_force_close (self->dialog);
}

/* What a model has said is suggested in the article, unless something else is asked for. */
static void
test_suggestions (Fixture       *self,
                  gconstpointer  contents)
{
  g_autoptr(ManiculeEditor) editor = manicule_editor_new (self->workspace);
  g_autoptr(ManiculeArticle) article = NULL;
  ManiculeSuggestion *suggestion;

  run_import (self);
  article = g_list_model_get_item (manicule_project_get_articles (manicule_workspace_get_project (self->workspace)),
                                   count_articles (self) - 1);
  manicule_editor_open_article (editor, manicule_article_get_id (article));
  while (manicule_editor_get_suggestions (editor) == NULL || manicule_suggestions_get_n (manicule_editor_get_suggestions (editor)) == 0)
    g_main_context_iteration (NULL, TRUE);

  suggestion = manicule_suggestions_get (manicule_editor_get_suggestions (editor), 0);
  g_assert_cmpstr (manicule_suggestion_get_label (suggestion), ==, "PER");
  g_assert_cmpstr (manicule_suggestion_get_source (suggestion), ==, "tagger");
  g_assert_cmpfloat (manicule_suggestion_get_score (suggestion), ==, 0.5);
  manicule_editor_set_suggestion (editor, suggestion);
  g_assert_true (manicule_editor_accept (editor));
  g_assert_cmpuint (manicule_suggestions_get_n (manicule_editor_get_suggestions (editor)), ==, 0);
  g_assert_false (g_strv_contains (manicule_project_get_annotators (manicule_workspace_get_project (self->workspace)), "tagger"));
}

/* What a model has said comes in when it is asked for, under the model's name. */
static void
test_predictions (Fixture       *self,
                  gconstpointer  contents)
{
  choose (get_row (self, "Predictions"), "As Annotations of the Model");
  wait_for_plan (self);
  run_import (self);

  g_assert_true (g_strv_contains (manicule_project_get_annotators (manicule_workspace_get_project (self->workspace)), "tagger"));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/window/import/names", Fixture, RECORD, set_up, test_names, tear_down);
  g_test_add ("/window/import/suggestions", Fixture, TASKS, set_up, test_suggestions, tear_down);
  g_test_add ("/window/import/unclear", Fixture, COLUMNS, set_up, test_unclear, tear_down);
  g_test_add ("/window/import/predictions", Fixture, TASKS, set_up, test_predictions, tear_down);

  return g_test_run ();
}
