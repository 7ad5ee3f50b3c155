/* manicule-welcome-page.c: the way into a project
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-welcome-page.h"

#include "manicule-commands.h"
#include "manicule-recent-row.h"
#include "manicule-settings.h"

#include <glib/gi18n-lib.h>

/* Below that many ms the opening of a project shows nothing of itself. */
#define SPINNER_AFTER 300

struct _ManiculeWelcomePage
{
  AdwNavigationPage    parent_instance;

  GtkWidget           *spinner;
  GtkMenuButton       *menu_button;
  GtkWidget           *choices;
  GtkImage            *icon;
  GtkWidget           *new_row;
  AdwPreferencesGroup *recent_group;

  GPtrArray           *rows;       /* (owned) (element-type ManiculeRecentRow) */
  ManiculeRecent      *forgotten;  /* (owned) (nullable): for undo */
  guint                spinner_timer;
};

enum
{
  OPEN,
  TOAST,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ManiculeWelcomePage, manicule_welcome_page, ADW_TYPE_NAVIGATION_PAGE)

/* --- recent projects */

static void
row_open_cb (ManiculeWelcomePage *self,
             GFile               *folder)
{
  g_signal_emit (self, signals[OPEN], 0, folder);
}

static void
undo_forget_cb (ManiculeWelcomePage *self)
{
  if (self->forgotten != NULL)
    manicule_recent_add (manicule_settings_get (), self->forgotten);
  g_clear_pointer (&self->forgotten, manicule_recent_free);
}

static void
forget (ManiculeWelcomePage *self,
        ManiculeRecentRow   *row)
{
  GSettings *settings = manicule_settings_get ();
  const char *uri = manicule_recent_row_get_uri (row);
  AdwToast *toast;
  g_autofree char *message = NULL;

  g_clear_pointer (&self->forgotten, manicule_recent_free);
  self->forgotten = manicule_recent_find (settings, uri);
  if (self->forgotten == NULL)
    return;
  /* Translators: the name of a project */
  message = g_strdup_printf (_("“%s” forgotten"), self->forgotten->name);
  manicule_recent_forget (settings, self->forgotten->uri);
  toast = adw_toast_new (message);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_button_label (toast, _("Undo"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_forget_cb), self, G_CONNECT_SWAPPED);
  g_signal_emit (self, signals[TOAST], 0, toast);
}

static void
row_forget_cb (ManiculeRecentRow   *row,
               ManiculeWelcomePage *self)
{
  forget (self, row);
}

static void
fill_recent (ManiculeWelcomePage *self)
{
  g_autoptr(GPtrArray) list = manicule_recent_list (manicule_settings_get ());

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->recent_group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < list->len; i++)
    {
      GtkWidget *row = manicule_recent_row_new (g_ptr_array_index (list, i));

      g_signal_connect_object (row, "open", G_CALLBACK (row_open_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (row, "forget", G_CALLBACK (row_forget_cb), self, 0);
      adw_preferences_group_add (self->recent_group, row);
      g_ptr_array_add (self->rows, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->recent_group), list->len > 0);
}

static void
open_recent_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  ManiculeWelcomePage *self = MANICULE_WELCOME_PAGE (widget);
  guint number = g_variant_get_uint32 (parameter);

  if (number >= 1 && number <= self->rows->len)
    manicule_recent_row_open (g_ptr_array_index (self->rows, number - 1));
}

/* --- the widget */

static gboolean
spinner_cb (gpointer data)
{
  ManiculeWelcomePage *self = data;

  self->spinner_timer = 0;
  gtk_widget_set_visible (self->spinner, TRUE);
  return G_SOURCE_REMOVE;
}

static void
manicule_welcome_page_dispose (GObject *object)
{
  ManiculeWelcomePage *self = MANICULE_WELCOME_PAGE (object);

  g_clear_handle_id (&self->spinner_timer, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), MANICULE_TYPE_WELCOME_PAGE);

  G_OBJECT_CLASS (manicule_welcome_page_parent_class)->dispose (object);
}

static void
manicule_welcome_page_finalize (GObject *object)
{
  ManiculeWelcomePage *self = MANICULE_WELCOME_PAGE (object);

  g_ptr_array_unref (self->rows);
  g_clear_pointer (&self->forgotten, manicule_recent_free);

  G_OBJECT_CLASS (manicule_welcome_page_parent_class)->finalize (object);
}

static void
manicule_welcome_page_class_init (ManiculeWelcomePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = manicule_welcome_page_dispose;
  object_class->finalize = manicule_welcome_page_finalize;

  signals[OPEN] = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_FILE);
  signals[TOAST] = g_signal_new ("toast", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 1, ADW_TYPE_TOAST);

  gtk_widget_class_install_action (widget_class, "welcome.open-recent", "u", open_recent_action);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/manicule/Manicule/pages/manicule-welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiculeWelcomePage, spinner);
  gtk_widget_class_bind_template_child (widget_class, ManiculeWelcomePage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, ManiculeWelcomePage, choices);
  gtk_widget_class_bind_template_child (widget_class, ManiculeWelcomePage, icon);
  gtk_widget_class_bind_template_child (widget_class, ManiculeWelcomePage, new_row);
  gtk_widget_class_bind_template_child (widget_class, ManiculeWelcomePage, recent_group);
}

static void
manicule_welcome_page_init (ManiculeWelcomePage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  manicule_commands_describe_as (GTK_WIDGET (self->menu_button), "win.show-menu");
  gtk_image_set_from_icon_name (self->icon, MANICULE_APP_ID);
  g_signal_connect_object (manicule_settings_get (), "changed::recent-projects", G_CALLBACK (fill_recent), self, G_CONNECT_SWAPPED);
  fill_recent (self);
  manicule_commands_add_keys (GTK_WIDGET (self), MANICULE_SCOPE_WELCOME);
}

void
manicule_welcome_page_show_menu (ManiculeWelcomePage *self)
{
  g_return_if_fail (MANICULE_IS_WELCOME_PAGE (self));

  gtk_menu_button_popup (self->menu_button);
}

void
manicule_welcome_page_set_busy (ManiculeWelcomePage *self,
                                gboolean             busy)
{
  g_return_if_fail (MANICULE_IS_WELCOME_PAGE (self));

  g_clear_handle_id (&self->spinner_timer, g_source_remove);
  gtk_widget_set_visible (self->spinner, FALSE);
  gtk_widget_set_sensitive (self->choices, !busy);
  if (busy)
    self->spinner_timer = g_timeout_add (SPINNER_AFTER, spinner_cb, self);
}
