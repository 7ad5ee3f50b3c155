/* manicule-window-actions.c: projects opened, made and filled, and the program's own dialogs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-window-private.h"

#include "manicule-about-dialog.h"
#include "manicule-application.h"
#include "manicule-import-dialog.h"
#include "manicule-new-project-dialog.h"
#include "manicule-preferences-dialog.h"
#include "manicule-sample.h"
#include "manicule-shortcuts-dialog.h"

#include <glib/gi18n-lib.h>

static void
toast_error (ManiculeWindow *self,
             const GError   *error)
{
  AdwToast *toast = adw_toast_new (error->message);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static gboolean
is_dismissed (const GError *error)
{
  return g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED)
         || g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED);
}

void
manicule_window_open_anywhere (ManiculeWindow *self,
                               GFile          *folder)
{
  manicule_application_open_folder (MANICULE_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))), folder);
}

/* --- open */

static void
folder_chosen_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  g_autoptr(ManiculeWindow) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) folder = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, &error);

  if (manicule_window_is_gone (self))
    return;
  if (folder != NULL)
    manicule_window_open_anywhere (self, folder);
  else if (!is_dismissed (error))
    toast_error (self, error);
}

static void
open_project_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Open Project"));
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (widget), NULL, folder_chosen_cb, g_object_ref (widget));
}

static void
sample_copied_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  g_autoptr(ManiculeWindow) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) folder = manicule_sample_copy_finish (result, &error);

  if (manicule_window_is_gone (self))
    return;
  if (folder != NULL)
    manicule_window_open_anywhere (self, folder);
  else
    toast_error (self, error);
}

static void
try_sample_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  manicule_sample_copy_async (NULL, sample_copied_cb, g_object_ref (widget));
}

/* --- new */

static void
project_made_cb (ManiculeWorkspace *workspace,
                 GPtrArray         *files,
                 gpointer           data)
{
  ManiculeWindow *self = data;

  /* What is open already stays where it is. */
  if (self->project != NULL)
    {
      self = manicule_window_new (gtk_window_get_application (GTK_WINDOW (self)));
      gtk_window_present (GTK_WINDOW (self));
    }
  manicule_window_show_project (self, workspace);
  if (files != NULL && files->len > 0)
    manicule_import_dialog_present (GTK_WIDGET (self->project), workspace, files);
}

void
manicule_window_start_project (ManiculeWindow *self,
                               GListModel     *files)
{
  g_autoptr(GPtrArray) array = manicule_window_dup_files (files);

  manicule_new_project_dialog_present (GTK_WIDGET (self), array, project_made_cb, self);
}

static void
articles_chosen_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      data)
{
  g_autoptr(ManiculeWindow) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GListModel) files = gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, &error);

  if (manicule_window_is_gone (self))
    return;
  if (files != NULL)
    manicule_window_start_project (self, files);
  else if (!is_dismissed (error))
    toast_error (self, error);
}

static void
new_project_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Choose Articles"));
  gtk_file_dialog_open_multiple (dialog, GTK_WINDOW (widget), NULL, articles_chosen_cb, g_object_ref (widget));
}

/* --- dialogs and menu */

static void
preferences_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  manicule_preferences_dialog_present (widget);
}

static void
shortcuts_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  manicule_shortcuts_dialog_present (widget);
}

static void
about_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  manicule_about_dialog_present (widget);
}

static void
show_menu_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  ManiculeWindow *self = MANICULE_WINDOW (widget);

  if (self->project != NULL)
    manicule_project_page_show_menu (self->project);
  else
    manicule_welcome_page_show_menu (self->welcome);
}

void
manicule_window_actions_class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.new-project", NULL, new_project_action);
  gtk_widget_class_install_action (widget_class, "win.open-project", NULL, open_project_action);
  gtk_widget_class_install_action (widget_class, "win.try-sample", NULL, try_sample_action);
  gtk_widget_class_install_action (widget_class, "win.preferences", NULL, preferences_action);
  gtk_widget_class_install_action (widget_class, "win.shortcuts", NULL, shortcuts_action);
  gtk_widget_class_install_action (widget_class, "win.about", NULL, about_action);
  gtk_widget_class_install_action (widget_class, "win.show-menu", NULL, show_menu_action);
}
