/* manicule-window-drop.c: files from outside: what is done with them, and how they are dropped on the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-window-private.h"

#include "manicule-import-dialog.h"

#include <glib/gi18n-lib.h>

/* --- what is done with them */

GPtrArray *
manicule_window_dup_files (GListModel *model)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    g_ptr_array_add (files, g_list_model_get_item (model, i));
  return files;
}

static void
refuse_import (ManiculeWindow *self)
{
  AdwToast *toast = adw_toast_new (_("This project is open read only, so nothing can be imported"));

  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
import_files (ManiculeWindow *self,
              GListModel     *files)
{
  g_autoptr(GPtrArray) array = manicule_window_dup_files (files);

  if (manicule_editor_get_read_only (manicule_project_page_get_editor (self->project)))
    refuse_import (self);
  else
    manicule_import_dialog_present (GTK_WIDGET (self->project), manicule_project_page_get_workspace (self->project), array);
}

typedef struct
{
  ManiculeWindow *self;   /* (owned) */
  GListModel     *files;  /* (owned) */
} Dropped;

static void
dropped_free (Dropped *dropped)
{
  g_object_unref (dropped->self);
  g_object_unref (dropped->files);
  g_free (dropped);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Dropped, dropped_free)

/* A single folder may be a project, which only its manifest tells. */
static void
manifest_looked_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      data)
{
  g_autoptr(Dropped) dropped = data;
  g_autoptr(GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, NULL);
  g_autoptr(GFile) folder = g_file_get_parent (G_FILE (source));

  if (manicule_window_is_gone (dropped->self))
    return;
  if (info != NULL)
    manicule_window_open_anywhere (dropped->self, folder);
  else if (dropped->self->project != NULL)
    import_files (dropped->self, dropped->files);
  else
    manicule_window_start_project (dropped->self, dropped->files);
}

/* The manifest of the project that @file may be: it itself, or what is in it. */
static GFile *
get_manifest (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  if (g_strcmp0 (name, "manicule.json") == 0)
    return g_object_ref (file);
  return g_file_get_child (file, "manicule.json");
}

/**
 * manicule_window_take_files:
 * @self: a window
 * @files: (element-type GFile): files and folders, at least one
 *
 * Opens the project that the only one of @files is. All else is offered for import into the project that is open in
 * @self, or for a new project.
 */
void
manicule_window_take_files (ManiculeWindow *self,
                            GListModel     *files)
{
  g_autoptr(GFile) first = g_list_model_get_item (files, 0);
  g_autoptr(GFile) manifest = NULL;
  Dropped *dropped;

  g_return_if_fail (MANICULE_IS_WINDOW (self));
  g_return_if_fail (first != NULL);

  if (g_list_model_get_n_items (files) > 1)
    {
      if (self->project != NULL)
        import_files (self, files);
      else
        manicule_window_start_project (self, files);
      return;
    }
  manifest = get_manifest (first);
  dropped = g_new0 (Dropped, 1);
  dropped->self = g_object_ref (self);
  dropped->files = g_object_ref (files);
  g_file_query_info_async (manifest, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT, NULL,
                           manifest_looked_cb, dropped);
}

/* --- how they are dropped */

static GdkDragAction
enter_cb (ManiculeWindow *self)
{
  gboolean project = self->project != NULL;

  adw_status_page_set_title (self->drop_page, project ? _("Drop to Import") : _("Drop to Start a Project"));
  adw_status_page_set_description (self->drop_page,
                                   project ? _("You see what the files bring before anything comes in")
                                           : _("Articles start a new project; the folder of a project is opened"));
  gtk_widget_set_visible (GTK_WIDGET (self->drop_page), TRUE);
  return GDK_ACTION_COPY;
}

static void
leave_cb (ManiculeWindow *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->drop_page), FALSE);
}

static gboolean
drop_cb (ManiculeWindow *self,
         const GValue   *value)
{
  g_autoptr(GListStore) files = g_list_store_new (G_TYPE_FILE);
  GSList *dropped = gdk_file_list_get_files (g_value_get_boxed (value));

  for (GSList *l = dropped; l != NULL; l = l->next)
    g_list_store_append (files, l->data);
  g_slist_free (dropped);
  leave_cb (self);
  if (g_list_model_get_n_items (G_LIST_MODEL (files)) == 0)
    return FALSE;
  gtk_window_present (GTK_WINDOW (self));
  manicule_window_take_files (self, G_LIST_MODEL (files));
  return TRUE;
}

void
manicule_window_drop_class_init (GtkWidgetClass *widget_class)
{
  /* Else the template would take its name for a media type. */
  g_type_ensure (GDK_TYPE_FILE_LIST);
  gtk_widget_class_bind_template_callback_full (widget_class, "drop_enter_cb", G_CALLBACK (enter_cb));
  gtk_widget_class_bind_template_callback_full (widget_class, "drop_leave_cb", G_CALLBACK (leave_cb));
  gtk_widget_class_bind_template_callback_full (widget_class, "drop_cb", G_CALLBACK (drop_cb));
}
