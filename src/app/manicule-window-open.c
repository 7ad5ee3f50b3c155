/* manicule-window-open.c: opening and closing a project
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-window-private.h"

#include "manicule-project-folder.h"

#include <glib/gi18n-lib.h>

/* --- opening */

static void open_folder (ManiculeWindow *self,
                         GFile          *folder,
                         gboolean        read_only,
                         gboolean        steal);

static AdwAlertDialog *
alert_new (const char *heading,
           const char *body)
{
  AdwDialog *dialog = adw_alert_dialog_new (heading, body);

  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  return ADW_ALERT_DIALOG (dialog);
}

static void
busy_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr(ManiculeWindow) self = data;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);
  g_autoptr(GFile) folder = g_steal_pointer (&self->folder);

  if (folder == NULL || manicule_window_is_gone (self))
    return;
  if (g_str_equal (response, "read"))
    open_folder (self, folder, TRUE, FALSE);
  else if (g_str_equal (response, "take"))
    open_folder (self, folder, FALSE, TRUE);
}

/* Two who write at once would undo each other's work, so this is asked. */
static void
ask_about_lock (ManiculeWindow *self,
                const GError   *error)
{
  AdwAlertDialog *dialog = alert_new (_("Project Is Open Elsewhere"), error->message);

  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "take", _("_Take Over"), "read", _("_Open Read Only"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "take", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (dialog, "read");
  adw_alert_dialog_choose (dialog, GTK_WIDGET (self), NULL, busy_chosen_cb, g_object_ref (self));
}

static void
no_project_chosen_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      data)
{
  g_autoptr(ManiculeWindow) self = data;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);
  g_autoptr(GFile) folder = g_steal_pointer (&self->folder);
  g_autoptr(GListStore) files = g_list_store_new (G_TYPE_FILE);

  if (folder == NULL || !g_str_equal (response, "new") || manicule_window_is_gone (self))
    return;
  g_list_store_append (files, folder);
  manicule_window_start_project (self, G_LIST_MODEL (files));
}

/* A folder of articles was taken for a project: it can become one. */
static void
offer_new_project (ManiculeWindow *self,
                   const GError   *error)
{
  AdwAlertDialog *dialog = alert_new (_("No Project in This Folder"), error->message);

  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "new", _("_New Project from Articles…"), NULL);
  adw_alert_dialog_set_default_response (dialog, "new");
  adw_alert_dialog_choose (dialog, GTK_WIDGET (self), NULL, no_project_chosen_cb, g_object_ref (self));
}

static void
show_failure (ManiculeWindow *self,
              const GError   *error)
{
  AdwAlertDialog *dialog = alert_new (_("This Project Cannot Be Opened"), error->message);

  g_clear_object (&self->folder);
  adw_alert_dialog_add_response (dialog, "cancel", _("_Close"));
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(ManiculeWindow) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(ManiculeWorkspace) workspace = manicule_workspace_open_finish (result, &error);

  if (manicule_window_is_gone (self))
    return;
  manicule_welcome_page_set_busy (self->welcome, FALSE);
  if (workspace != NULL)
    manicule_window_show_project (self, workspace);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BUSY))
    ask_about_lock (self, error);
  else if (g_error_matches (error, MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_NOT_A_PROJECT))
    offer_new_project (self, error);
  else
    show_failure (self, error);
}

static void
open_folder (ManiculeWindow *self,
             GFile          *folder,
             gboolean        read_only,
             gboolean        steal)
{
  g_set_object (&self->folder, folder);
  manicule_welcome_page_set_busy (self->welcome, TRUE);
  manicule_workspace_open_async (folder, NULL, read_only, steal, NULL, opened_cb, g_object_ref (self));
}

void
manicule_window_open_folder (ManiculeWindow *self,
                             GFile          *folder)
{
  g_return_if_fail (MANICULE_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (folder));

  if (self->folder == NULL)
    open_folder (self, folder, FALSE, FALSE);
}

/* --- closing */

static void
leave (ManiculeWindow *self)
{
  if (self->leaving)
    gtk_window_destroy (GTK_WINDOW (self));
  else
    manicule_window_show_welcome (self);
}

static void
unsaved_chosen_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      data)
{
  g_autoptr(ManiculeWindow) self = data;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);

  if (g_str_equal (response, "close") && !manicule_window_is_gone (self))
    leave (self);
}

static void
closed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(ManiculeWindow) self = data;
  g_autoptr(GError) error = NULL;
  AdwAlertDialog *dialog;

  self->closing = FALSE;
  if (manicule_window_is_gone (self))
    return;
  if (manicule_workspace_close_finish (MANICULE_WORKSPACE (source), result, &error))
    {
      leave (self);
      return;
    }
  dialog = alert_new (_("Not Everything Is Saved"), error->message);
  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "close", _("Close _Without Saving"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "close", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_choose (dialog, GTK_WIDGET (self), NULL, unsaved_chosen_cb, g_object_ref (self));
}

void
manicule_window_close_project (ManiculeWindow *self,
                               gboolean        leave_window)
{
  self->leaving = leave_window;
  if (self->closing || self->project == NULL)
    return;
  self->closing = TRUE;
  manicule_editor_flush (manicule_project_page_get_editor (self->project));
  manicule_project_page_remember (self->project);
  manicule_workspace_close_async (manicule_project_page_get_workspace (self->project), closed_cb, g_object_ref (self));
}
