/* manicule-application.c: the program: its windows, what it is told on the command line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-application.h"

#include "manicule-commands.h"
#include "manicule-settings.h"
#include "manicule-window.h"

#include <glib/gi18n-lib.h>

struct _ManiculeApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (ManiculeApplication, manicule_application, ADW_TYPE_APPLICATION)

/* --- windows */

static ManiculeWindow *
find_window (ManiculeApplication *self,
             GFile               *folder)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    {
      GFile *open = MANICULE_IS_WINDOW (l->data) ? manicule_window_get_folder (l->data) : NULL;

      if (open != NULL && g_file_equal (open, folder))
        return l->data;
    }
  return NULL;
}

/* One without a project, to open one in. */
static ManiculeWindow *
get_empty_window (ManiculeApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (MANICULE_IS_WINDOW (l->data) && manicule_window_get_folder (l->data) == NULL)
      return l->data;
  return manicule_window_new (GTK_APPLICATION (self));
}

static void
manicule_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window == NULL)
    window = GTK_WINDOW (manicule_window_new (GTK_APPLICATION (application)));
  gtk_window_present (window);
}

static gboolean
is_project_file (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return g_strcmp0 (name, "manicule.json") == 0;
}

/* What only a look at the disk can tell is told afterwards. */
static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(ManiculeApplication) self = data;
  g_autoptr(GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr(GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, NULL);
  GtkWindow *window;

  g_application_release (G_APPLICATION (self));
  if (info == NULL || g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
    {
      manicule_application_open_folder (self, G_FILE (source));
      return;
    }
  /* An article: for the project that is open, else for a new one. */
  window = gtk_application_get_active_window (GTK_APPLICATION (self));
  if (window == NULL)
    window = GTK_WINDOW (manicule_window_new (GTK_APPLICATION (self)));
  g_list_store_append (files, source);
  gtk_window_present (window);
  manicule_window_take_files (MANICULE_WINDOW (window), G_LIST_MODEL (files));
}

static void
open_files (ManiculeApplication  *self,
            GFile               **files,
            int                   n_files)
{
  g_autoptr(GListStore) list = g_list_store_new (G_TYPE_FILE);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  for (int i = 0; i < n_files; i++)
    g_list_store_append (list, files[i]);
  if (window == NULL)
    window = GTK_WINDOW (manicule_window_new (GTK_APPLICATION (self)));
  gtk_window_present (window);
  manicule_window_take_files (MANICULE_WINDOW (window), G_LIST_MODEL (list));
}

static void
manicule_application_open (GApplication  *application,
                           GFile        **files,
                           int            n_files,
                           const char    *hint)
{
  ManiculeApplication *self = MANICULE_APPLICATION (application);
  g_autoptr(GFile) folder = NULL;

  if (n_files > 1)
    {
      open_files (self, files, n_files);
      return;
    }
  if (is_project_file (files[0]))
    {
      folder = g_file_get_parent (files[0]);
      manicule_application_open_folder (self, folder);
      return;
    }
  g_application_hold (application);
  g_file_query_info_async (files[0], G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT,
                           NULL, looked_cb, g_object_ref (self));
}

/* --- theme */

static void
theme_cb (ManiculeApplication *self)
{
  static const AdwColorScheme schemes[] = { ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT, ADW_COLOR_SCHEME_FORCE_DARK };
  int theme = g_settings_get_enum (manicule_settings_get (), "theme");

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), schemes[CLAMP (theme, 0, 2)]);
}

/* --- the application */

static void
quit_activated (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  g_autoptr(GList) windows = g_list_copy (gtk_application_get_windows (data));

  /* Each saves first; the program ends with the last one. */
  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
}

static void
manicule_application_startup (GApplication *application)
{
  static const GActionEntry entries[] = { { .name = "quit", .activate = quit_activated } };

  G_APPLICATION_CLASS (manicule_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (MANICULE_APP_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries), application);
  manicule_commands_add_accels (GTK_APPLICATION (application));
  g_signal_connect_object (manicule_settings_get (), "changed::theme", G_CALLBACK (theme_cb), application, G_CONNECT_SWAPPED);
  theme_cb (MANICULE_APPLICATION (application));
}

static int
manicule_application_handle_local_options (GApplication *application,
                                           GVariantDict *options)
{
  if (!g_variant_dict_contains (options, "version"))
    return -1;
  g_print ("Manicule %s\n", MANICULE_VERSION);
  return 0;
}

static void
manicule_application_class_init (ManiculeApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = manicule_application_startup;
  application_class->activate = manicule_application_activate;
  application_class->open = manicule_application_open;
  application_class->handle_local_options = manicule_application_handle_local_options;
}

static void
manicule_application_init (ManiculeApplication *self)
{
  static const GOptionEntry entries[] = {
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Print the version and exit"), NULL },
    { NULL }
  };

  g_application_add_main_option_entries (G_APPLICATION (self), entries);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _("[FOLDER]"));
  g_application_set_option_context_summary (G_APPLICATION (self), _("Annotate news articles, and export data you can trust"));
}

/* Whoever has GTK draw without the graphics card has no use for the drivers that it would load nevertheless: of software that
 * draws as a card does, they are as large as all the rest of the program. */
static void
leave_drivers_out (void)
{
  if (g_strcmp0 (g_getenv ("GSK_RENDERER"), "cairo") == 0)
    g_setenv ("GDK_DISABLE", "gl,vulkan", FALSE);
}

/* To be called before anything else of GTK, and before there are threads. */
ManiculeApplication *
manicule_application_new (void)
{
  leave_drivers_out ();
  return g_object_new (MANICULE_TYPE_APPLICATION,
                       "application-id", MANICULE_APP_ID,
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       NULL);
}

void
manicule_application_open_folder (ManiculeApplication *self,
                                  GFile               *folder)
{
  ManiculeWindow *window;

  g_return_if_fail (MANICULE_IS_APPLICATION (self));

  window = find_window (self, folder);
  if (window == NULL)
    {
      window = get_empty_window (self);
      manicule_window_open_folder (window, folder);
    }
  gtk_window_present (GTK_WINDOW (window));
}
