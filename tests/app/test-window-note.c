/* test-window-note.c: what is typed as a note, and what becomes of the annotation meanwhile
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-annotation-panel.h"
#include "workspace-test.h"

/* The window is never shown, so no frame comes between what the tests do. */
typedef struct
{
  StoreTestFolder         *folder;     /* (owned) */
  ManiculeWorkspace       *workspace;  /* (owned) */
  ManiculeEditor          *editor;     /* (owned) */
  GtkWidget               *window;
  ManiculeAnnotationPanel *panel;
} Fixture;

/* Marks a passage that has no mark, and puts the focus there. */
static void
mark (Fixture *fixture)
{
  ManiculeAnnotationSet *set = manicule_editor_get_annotation_set (fixture->editor);
  guint first = manicule_annotation_set_get_n (set, MANICULE_ANNOTATION_DOCUMENT);

  g_assert_true (manicule_editor_apply_label (fixture->editor, "PER", &(ManiculeRange) { 0, 13 }, 0));
  manicule_editor_set_focused (fixture->editor, manicule_annotation_set_get (set, first));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = store_test_folder_new ();
  store_test_make_project (fixture->folder->file);
  fixture->workspace = workspace_test_open (fixture->folder->file, "carla");
  fixture->editor = manicule_editor_new (fixture->workspace);
  manicule_editor_open_article (fixture->editor, "one");
  while (manicule_editor_get_loading (fixture->editor))
    g_main_context_iteration (NULL, TRUE);

  fixture->panel = g_object_new (MANICULE_TYPE_ANNOTATION_PANEL, NULL);
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->panel));
  manicule_annotation_panel_set_editor (fixture->panel, fixture->editor);
  mark (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  workspace_test_settle (fixture->workspace);
  g_assert_finalize_object (g_steal_pointer (&fixture->editor));
  workspace_test_close (&fixture->workspace);
  store_test_folder_free (fixture->folder);
}

static GtkTextView *
find_view (GtkWidget *widget)
{
  if (GTK_IS_TEXT_VIEW (widget))
    return GTK_TEXT_VIEW (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkTextView *view = find_view (child);

      if (view != NULL)
        return view;
    }
  return NULL;
}

static void
type_note (Fixture    *fixture,
           const char *note)
{
  (void) manicule_annotation_panel_edit_note (fixture->panel);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (find_view (GTK_WIDGET (fixture->panel))), note, -1);
}

/* An annotation that gets another label while its note is typed keeps that label, and has the note. */
static void
test_label_meanwhile (Fixture       *fixture,
                      gconstpointer  data)
{
  ManiculeAnnotation *focused;

  type_note (fixture, "who?");
  g_assert_true (manicule_editor_apply_label (fixture->editor, "ORG", NULL, 0));
  manicule_editor_flush (fixture->editor);

  focused = manicule_editor_get_focused (fixture->editor);
  g_assert_cmpstr (manicule_annotation_get_label (focused), ==, "ORG");
  g_assert_cmpstr (manicule_annotation_get_note (focused), ==, "who?");
}

/* One that is taken away meanwhile does not come back for the note. */
static void
test_removed_meanwhile (Fixture       *fixture,
                        gconstpointer  data)
{
  ManiculeAnnotationSet *set = manicule_editor_get_annotation_set (fixture->editor);
  g_autoptr(GPtrArray) removed = g_ptr_array_new ();
  guint n = manicule_annotation_set_get_n (set, MANICULE_ANNOTATION_SPAN);

  type_note (fixture, "who?");
  g_ptr_array_add (removed, manicule_editor_get_focused (fixture->editor));
  g_assert_true (manicule_editor_remove (fixture->editor, removed));
  manicule_editor_flush (fixture->editor);
  g_assert_cmpuint (manicule_annotation_set_get_n (set, MANICULE_ANNOTATION_SPAN), ==, n - 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/window/note/label-meanwhile", Fixture, NULL, set_up, test_label_meanwhile, tear_down);
  g_test_add ("/window/note/removed-meanwhile", Fixture, NULL, set_up, test_removed_meanwhile, tear_down);

  return g_test_run ();
}
