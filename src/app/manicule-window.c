/* manicule-window.c: a window: the welcome page, or a project
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-window-private.h"

#include "manicule-commands.h"
#include "manicule-recent.h"
#include "manicule-settings.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (ManiculeWindow, manicule_window, ADW_TYPE_APPLICATION_WINDOW)

static void
open_cb (ManiculeWindow *self,
         GFile          *folder)
{
  manicule_window_open_folder (self, folder);
}

static void
toast_cb (ManiculeWindow *self,
          AdwToast       *toast)
{
  adw_toast_overlay_add_toast (self->toasts, g_object_ref (toast));
}

static void
show_page (ManiculeWindow    *self,
           AdwNavigationPage *page)
{
  adw_navigation_view_replace (self->pages, &page, 1);
}

static void
close_cb (ManiculeWindow *self)
{
  manicule_window_close_project (self, FALSE);
}

/* The page is made anew from what was read anew. */
static void
reload_cb (ManiculeWindow *self)
{
  g_autoptr(ManiculeWorkspace) workspace = g_object_ref (manicule_project_page_get_workspace (self->project));

  manicule_project_page_remember (self->project);
  manicule_window_show_project (self, workspace);
}

static void
active_cb (ManiculeWindow *self)
{
  if (self->project != NULL && !self->closing && gtk_window_is_active (GTK_WINDOW (self)))
    manicule_project_page_verify (self->project);
}

gboolean
manicule_window_is_gone (ManiculeWindow *self)
{
  return self->pages == NULL;
}

/**
 * manicule_window_show_project:
 * @self: a window
 * @workspace: an open project
 *
 * Shows @workspace where the window showed something else, at the article that was open in it last.
 */
void
manicule_window_show_project (ManiculeWindow    *self,
                              ManiculeWorkspace *workspace)
{
  g_autofree char *uri = g_file_get_uri (manicule_workspace_get_folder (workspace));
  g_autoptr(ManiculeRecent) recent = manicule_recent_find (manicule_settings_get (), uri);
  ManiculeProjectPage *page = manicule_project_page_new (workspace, recent != NULL ? recent->article : NULL);

  g_set_object (&self->folder, manicule_workspace_get_folder (workspace));
  g_set_object (&self->project, page);
  g_signal_connect_object (page, "toast", G_CALLBACK (toast_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "close", G_CALLBACK (close_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "reload", G_CALLBACK (reload_cb), self, G_CONNECT_SWAPPED);
  show_page (self, ADW_NAVIGATION_PAGE (page));
  gtk_widget_add_css_class (GTK_WIDGET (self->toasts), "project-toasts");
  gtk_window_set_title (GTK_WINDOW (self), manicule_project_get_name (manicule_workspace_get_project (workspace)));
  manicule_project_page_remember (page);
}

void
manicule_window_show_welcome (ManiculeWindow *self)
{
  g_clear_object (&self->folder);
  show_page (self, ADW_NAVIGATION_PAGE (self->welcome));
  g_clear_object (&self->project);
  gtk_widget_remove_css_class (GTK_WIDGET (self->toasts), "project-toasts");
  gtk_window_set_title (GTK_WINDOW (self), "Manicule");
}

/* --- size */

static void
restore_size (ManiculeWindow *self)
{
  GSettings *settings = manicule_settings_get ();
  int width, height;

  g_settings_get (settings, "window-size", "(ii)", &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), CLAMP (width, 360, 16384), CLAMP (height, 294, 16384));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

static void
remember_size (ManiculeWindow *self)
{
  GSettings *settings = manicule_settings_get ();
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set (settings, "window-size", "(ii)", width, height);
  g_settings_set_boolean (settings, "window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
}

/* A window with a project stays until all is saved. */
static gboolean
manicule_window_close_request (GtkWindow *window)
{
  ManiculeWindow *self = MANICULE_WINDOW (window);

  remember_size (self);
  if (self->project == NULL)
    return GTK_WINDOW_CLASS (manicule_window_parent_class)->close_request (window);
  manicule_window_close_project (self, TRUE);
  return GDK_EVENT_STOP;
}

static void
manicule_window_dispose (GObject *object)
{
  ManiculeWindow *self = MANICULE_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MANICULE_TYPE_WINDOW);
  g_clear_object (&self->project);
  g_clear_object (&self->folder);

  G_OBJECT_CLASS (manicule_window_parent_class)->dispose (object);
}

static void
manicule_window_class_init (ManiculeWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = manicule_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = manicule_window_close_request;

  g_type_ensure (MANICULE_TYPE_WELCOME_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/manicule/Manicule/manicule-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiculeWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, ManiculeWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, ManiculeWindow, welcome);
  gtk_widget_class_bind_template_child (widget_class, ManiculeWindow, drop_page);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, toast_cb);
  manicule_window_actions_class_init (widget_class);
  manicule_window_drop_class_init (widget_class);
}

static void
manicule_window_init (ManiculeWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  restore_size (self);
  manicule_commands_add_keys (GTK_WIDGET (self), MANICULE_SCOPE_WINDOW);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (active_cb), NULL);
}

ManiculeWindow *
manicule_window_new (GtkApplication *application)
{
  return g_object_new (MANICULE_TYPE_WINDOW, "application", application, NULL);
}

GFile *
manicule_window_get_folder (ManiculeWindow *self)
{
  g_return_val_if_fail (MANICULE_IS_WINDOW (self), NULL);

  return self->folder;
}
