/* manicule-export-place.c: where an export is written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-export-place.h"

#include "manicule-settings.h"

#include <glib/gi18n-lib.h>

static void
remember_folder (GFile *folder)
{
  g_autofree char *uri = folder != NULL ? g_file_get_uri (folder) : NULL;

  if (uri != NULL)
    g_settings_set_string (manicule_settings_get (), "export-folder", uri);
}

static void
recall_folder (GtkFileDialog *dialog)
{
  g_autofree char *uri = g_settings_get_string (manicule_settings_get (), "export-folder");
  g_autoptr(GFile) folder = *uri != '\0' ? g_file_new_for_uri (uri) : NULL;

  if (folder != NULL)
    gtk_file_dialog_set_initial_folder (dialog, folder);
}

/* Names of projects may hold what no file name may. */
static char *
base_name_new (const char           *project_name,
               const ManiculeFormat *format)
{
  g_autofree char *name = g_strdelimit (g_strdup (project_name), "/\\:*?\"<>|", '-');

  return g_strconcat (name, "-", format->id, NULL);
}

static void
return_failure (GTask  *task,
                GError *error)
{
  if (g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    {
      g_error_free (error);
      g_task_return_pointer (task, NULL, NULL);
    }
  else
    g_task_return_error (task, error);
}

static void
folder_chosen_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  g_autoptr(GTask) task = data;
  GError *error = NULL;
  g_autoptr(GFile) folder = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, &error);

  remember_folder (folder);
  if (folder != NULL)
    g_task_return_pointer (task, g_file_get_child (folder, g_task_get_task_data (task)), g_object_unref);
  else
    return_failure (task, error);
}

static void
file_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr(GTask) task = data;
  GError *error = NULL;
  g_autoptr(GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);
  g_autoptr(GFile) folder = file != NULL ? g_file_get_parent (file) : NULL;

  remember_folder (folder);
  if (file != NULL)
    g_task_return_pointer (task, g_steal_pointer (&file), g_object_unref);
  else
    return_failure (task, error);
}

void
manicule_export_place_ask_async (GtkWindow            *window,
                                 const char           *project_name,
                                 const ManiculeFormat *format,
                                 const char           *suffix,
                                 GAsyncReadyCallback   callback,
                                 gpointer              data)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *base = base_name_new (project_name, format);
  g_autofree char *name = NULL;
  GTask *task = g_task_new (NULL, NULL, callback, data);

  recall_folder (dialog);
  if (suffix == NULL)
    {
      g_task_set_task_data (task, g_steal_pointer (&base), g_free);
      gtk_file_dialog_set_title (dialog, _("Choose a Folder for the Export"));
      gtk_file_dialog_set_accept_label (dialog, _("_Export Here"));
      gtk_file_dialog_select_folder (dialog, window, NULL, folder_chosen_cb, task);
      return;
    }
  name = g_strdup_printf ("%s.%s", base, suffix);
  gtk_file_dialog_set_title (dialog, _("Export"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, window, NULL, file_chosen_cb, task);
}

GFile *
manicule_export_place_ask_finish (GAsyncResult  *result,
                                  GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
