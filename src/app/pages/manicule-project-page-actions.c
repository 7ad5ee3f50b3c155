/* manicule-project-page-actions.c: what can be done with a project, its history, its articles and panes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-project-page-private.h"

#include "manicule-export-dialog.h"
#include "manicule-focus.h"
#include "manicule-import-dialog.h"
#include "manicule-settings.h"

#include <glib/gi18n-lib.h>

#define FONT_MIN 8
#define FONT_MAX 48

/* --- history */

static void
undo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  manicule_editor_undo (MANICULE_PROJECT_PAGE (widget)->editor);
}

static void
redo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  manicule_editor_redo (MANICULE_PROJECT_PAGE (widget)->editor);
}

static void
show_history_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  ManiculeProjectPage *self = MANICULE_PROJECT_PAGE (widget);

  g_object_set (self, "show-panel", TRUE, NULL);
  manicule_side_panel_show_history (self->panel);
}

/* --- articles */

/* From the article that was asked for last, so that no key press is lost while one is being loaded. */
static void
open_neighbour (ManiculeProjectPage *self,
                gboolean             forward)
{
  const char *id = manicule_article_list_get_neighbour (self->articles, manicule_editor_get_article_id (self->editor), forward);

  if (id != NULL)
    manicule_editor_open_article (self->editor, id);
  else
    manicule_article_view_announce (self->article, forward ? _("This is the last article") : _("This is the first article"));
}

static void
next_article_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  open_neighbour (MANICULE_PROJECT_PAGE (widget), TRUE);
}

static void
previous_article_action (GtkWidget  *widget,
                         const char *name,
                         GVariant   *parameter)
{
  open_neighbour (MANICULE_PROJECT_PAGE (widget), FALSE);
}

/* On to the next article of the list that is not done; when all are, that is said and nothing moves. */
static void
done_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  ManiculeProjectPage *self = MANICULE_PROJECT_PAGE (widget);
  g_autofree char *next = g_strdup (manicule_article_list_get_next_open (self->articles, manicule_editor_get_article_id (self->editor)));

  if (!manicule_editor_set_status (self->editor, MANICULE_STATUS_DONE))
    return;
  manicule_article_view_announce (self->article, _("Marked as done"));
  if (next != NULL)
    manicule_editor_open_article (self->editor, next);
  else
    manicule_editor_report (self->editor, _("Nothing left to do in this list"));
}

static void
set_status_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  ManiculeProjectPage *self = MANICULE_PROJECT_PAGE (widget);
  const char *status = g_variant_get_string (parameter, NULL);

  if (g_str_equal (status, "done"))
    manicule_editor_set_status (self->editor, MANICULE_STATUS_DONE);
  else if (g_str_equal (status, "in-progress"))
    manicule_editor_set_status (self->editor, MANICULE_STATUS_IN_PROGRESS);
  else
    manicule_editor_set_status (self->editor, MANICULE_STATUS_NEW);
}

/* A floating panel is in the way of the text, a fixed one is not. */
static void
uncover_text (ManiculeProjectPage *self)
{
  adw_navigation_split_view_set_show_content (self->split, TRUE);
  if (manicule_project_page_is_covered (self))
    g_object_set (self, "show-panel", FALSE, NULL);
}

static void
find_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  ManiculeProjectPage *self = MANICULE_PROJECT_PAGE (widget);

  uncover_text (self);
  manicule_article_view_find (self->article);
}

static void
find_next_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  manicule_article_view_find_step (MANICULE_PROJECT_PAGE (widget)->article, TRUE);
}

static void
find_previous_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  manicule_article_view_find_step (MANICULE_PROJECT_PAGE (widget)->article, FALSE);
}

/* --- the focused annotation, in the panel */

static void
note_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  ManiculeProjectPage *self = MANICULE_PROJECT_PAGE (widget);

  g_object_set (self, "show-panel", TRUE, NULL);
  if (!manicule_side_panel_edit_note (self->panel))
    manicule_editor_report (self->editor, _("No annotation here"));
}

static void
link_entity_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  ManiculeProjectPage *self = MANICULE_PROJECT_PAGE (widget);

  g_object_set (self, "show-panel", TRUE, NULL);
  if (!manicule_side_panel_link_entity (self->panel))
    manicule_editor_report (self->editor, _("No annotation here"));
}

/* --- panes */

typedef enum
{
  PANE_ARTICLES,
  PANE_TEXT,
  PANE_PANEL,
  N_PANES
} Pane;

static Pane
get_pane (ManiculeProjectPage *self)
{
  if (manicule_focus_is_within (GTK_WIDGET (self->articles)))
    return PANE_ARTICLES;
  if (manicule_focus_is_within (GTK_WIDGET (self->panel)))
    return PANE_PANEL;
  return PANE_TEXT;
}

static void
focus_pane (ManiculeProjectPage *self,
            Pane                 pane)
{
  manicule_project_page_free_focus (self);
  switch (pane)
    {
    case PANE_ARTICLES:
      adw_navigation_split_view_set_show_content (self->split, FALSE);
      manicule_article_list_grab (self->articles);
      break;
    case PANE_PANEL:
      g_object_set (self, "show-panel", TRUE, NULL);
      manicule_side_panel_grab (self->panel);
      break;
    case PANE_TEXT:
    case N_PANES:
    default:
      adw_navigation_split_view_set_show_content (self->split, TRUE);
      manicule_project_page_focus_text (self);
    }
}

static void
show_page_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  ManiculeProjectPage *self = MANICULE_PROJECT_PAGE (widget);

  g_object_set (self, "show-panel", TRUE, NULL);
  manicule_side_panel_show_page (self->panel, g_variant_get_string (parameter, NULL));
  if (manicule_project_page_is_covered (self))
    focus_pane (self, PANE_PANEL);
}

static void
show_articles_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  ManiculeProjectPage *self = MANICULE_PROJECT_PAGE (widget);

  focus_pane (self, PANE_ARTICLES);
}

void
manicule_project_page_show_menu (ManiculeProjectPage *self)
{
  g_return_if_fail (MANICULE_IS_PROJECT_PAGE (self));

  self->menu_pane = get_pane (self);
  adw_navigation_split_view_set_show_content (self->split, FALSE);
  manicule_article_list_show_menu (self->articles);
}

void
manicule_project_page_leave_menu (ManiculeProjectPage *self)
{
  focus_pane (self, self->menu_pane);
}

static void
next_pane_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  ManiculeProjectPage *self = MANICULE_PROJECT_PAGE (widget);

  focus_pane (self, (get_pane (self) + 1) % N_PANES);
}

static void
previous_pane_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  ManiculeProjectPage *self = MANICULE_PROJECT_PAGE (widget);

  focus_pane (self, (get_pane (self) + N_PANES - 1) % N_PANES);
}

static void
focus_text_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  ManiculeProjectPage *self = MANICULE_PROJECT_PAGE (widget);

  uncover_text (self);
  manicule_article_view_escape (self->article);
  focus_pane (self, PANE_TEXT);
}

/* --- size of the text */

static void
zoom (double factor)
{
  GSettings *settings = manicule_settings_get ();
  double size = g_settings_get_double (settings, "font-size");

  g_settings_set_double (settings, "font-size", CLAMP (size + factor, FONT_MIN, FONT_MAX));
}

static void
zoom_in_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  zoom (1);
}

static void
zoom_out_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  zoom (-1);
}

static void
zoom_reset_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  g_settings_reset (manicule_settings_get (), "font-size");
}

/* --- import and export */

static void
files_chosen_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr(ManiculeProjectPage) self = data;
  g_autoptr(GListModel) model = gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  if (model == NULL || self->editor == NULL)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    g_ptr_array_add (files, g_list_model_get_item (model, i));
  manicule_import_dialog_present (GTK_WIDGET (self), manicule_editor_get_workspace (self->editor), files);
}

static void
import_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Import Articles and Annotations"));
  gtk_file_dialog_open_multiple (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, files_chosen_cb, g_object_ref (widget));
}

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  manicule_export_dialog_present (widget, manicule_editor_get_workspace (MANICULE_PROJECT_PAGE (widget)->editor));
}

/* From the loss report to what would be lost. */
static void
go_to_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  ManiculeProjectPage *self = MANICULE_PROJECT_PAGE (widget);
  const char *article_id, *annotation_id;

  g_variant_get (parameter, "(&s&s)", &article_id, &annotation_id);
  adw_navigation_split_view_set_show_content (self->split, TRUE);
  manicule_editor_go_to (self->editor, article_id, annotation_id);
}

static void
close_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  g_signal_emit_by_name (widget, "close");
}

/* --- setting up */

void
manicule_project_page_enable_actions (ManiculeProjectPage *self)
{
  static const char * const of_article[] = {
    "article.find", "article.find-next", "article.find-previous",
  };
  ManiculeHistory *history = manicule_editor_get_history (self->editor);
  gboolean editable = !manicule_editor_get_read_only (self->editor);
  gboolean loaded = manicule_editor_get_annotation_set (self->editor) != NULL;
  gboolean focused = manicule_editor_get_focused (self->editor) != NULL;
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "history.undo", editable && manicule_history_can_undo (history));
  gtk_widget_action_set_enabled (widget, "history.redo", editable && manicule_history_can_redo (history));
  gtk_widget_action_set_enabled (widget, "project.import", editable);
  gtk_widget_action_set_enabled (widget, "mark.note", focused);
  gtk_widget_action_set_enabled (widget, "mark.link-entity", focused);
  for (guint i = 0; i < G_N_ELEMENTS (of_article); i++)
    gtk_widget_action_set_enabled (widget, of_article[i], loaded);
  gtk_widget_action_set_enabled (widget, "article.done", loaded && editable);
  gtk_widget_action_set_enabled (widget, "article.set-status", loaded && editable);
}

void
manicule_project_page_actions_class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "history.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "history.redo", NULL, redo_action);
  gtk_widget_class_install_action (widget_class, "history.show", NULL, show_history_action);
  gtk_widget_class_install_action (widget_class, "article.next", NULL, next_article_action);
  gtk_widget_class_install_action (widget_class, "article.previous", NULL, previous_article_action);
  gtk_widget_class_install_action (widget_class, "article.done", NULL, done_action);
  gtk_widget_class_install_action (widget_class, "article.set-status", "s", set_status_action);
  gtk_widget_class_install_action (widget_class, "article.find", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "article.find-next", NULL, find_next_action);
  gtk_widget_class_install_action (widget_class, "article.find-previous", NULL, find_previous_action);
  gtk_widget_class_install_action (widget_class, "mark.note", NULL, note_action);
  gtk_widget_class_install_action (widget_class, "mark.link-entity", NULL, link_entity_action);
  gtk_widget_class_install_action (widget_class, "win.show-page", "s", show_page_action);
  gtk_widget_class_install_action (widget_class, "win.show-articles", NULL, show_articles_action);
  gtk_widget_class_install_action (widget_class, "win.next-pane", NULL, next_pane_action);
  gtk_widget_class_install_action (widget_class, "win.previous-pane", NULL, previous_pane_action);
  gtk_widget_class_install_action (widget_class, "win.focus-text", NULL, focus_text_action);
  gtk_widget_class_install_action (widget_class, "view.zoom-in", NULL, zoom_in_action);
  gtk_widget_class_install_action (widget_class, "view.zoom-out", NULL, zoom_out_action);
  gtk_widget_class_install_action (widget_class, "view.zoom-reset", NULL, zoom_reset_action);
  gtk_widget_class_install_action (widget_class, "project.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "project.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "project.go-to", "(ss)", go_to_action);
  gtk_widget_class_install_action (widget_class, "project.close", NULL, close_action);
}
