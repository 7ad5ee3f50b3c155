/* manicule-recent-row.c: a project that was open before
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-recent-row.h"

#include <glib/gi18n-lib.h>

struct _ManiculeRecentRow
{
  AdwActionRow  parent_instance;

  char         *uri;      /* (owned) */
  char         *words;    /* (owned): what the subtitle says while the folder is there */
  GtkWidget    *locate;
  gboolean      missing;
  GCancellable *looking;  /* (owned) */
};

enum
{
  OPEN,
  FORGET,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ManiculeRecentRow, manicule_recent_row, ADW_TYPE_ACTION_ROW)

/* “~/Research” for a folder in the user's home. */
static char *
dup_place (const char *uri)
{
  g_autoptr(GFile) folder = g_file_new_for_uri (uri);
  g_autoptr(GFile) parent = g_file_get_parent (folder);
  g_autoptr(GFile) home = g_file_new_for_path (g_get_home_dir ());
  g_autofree char *relative = parent != NULL ? g_file_get_relative_path (home, parent) : NULL;

  if (relative != NULL)
    return g_strdup_printf ("~/%s", relative);
  if (parent != NULL && g_file_equal (parent, home))
    return g_strdup ("~");
  return g_file_get_parse_name (parent != NULL ? parent : folder);
}

static char *
dup_words (const ManiculeRecent *recent)
{
  g_autofree char *place = dup_place (recent->uri);

  if (recent->n_articles == 0)
    return g_steal_pointer (&place);
  /* Translators: how many articles of how many are done, and the folder that the project's folder lies in */
  return g_strdup_printf (_("%u of %u done · %s"), recent->n_done, recent->n_articles, place);
}

static void
show_missing (ManiculeRecentRow *self,
              gboolean           missing)
{
  self->missing = missing;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), missing ? _("Folder not found") : self->words);
  gtk_widget_set_visible (self->locate, missing);
  if (missing)
    gtk_widget_add_css_class (GTK_WIDGET (self), "dimmed");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "dimmed");
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(ManiculeRecentRow) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_missing (self, info == NULL);
}

static void
located_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(ManiculeRecentRow) self = data;
  g_autoptr(GFile) folder = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (folder == NULL)
    return;
  g_signal_emit (self, signals[FORGET], 0);
  g_signal_emit (self, signals[OPEN], 0, folder);
}

static void
locate_cb (ManiculeRecentRow *self)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Locate Project"));
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL,
                                 located_cb, g_object_ref (self));
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  key,
                guint                  code,
                GdkModifierType        state,
                ManiculeRecentRow     *self)
{
  if (key != GDK_KEY_Delete && key != GDK_KEY_KP_Delete)
    return GDK_EVENT_PROPAGATE;
  g_signal_emit (self, signals[FORGET], 0);
  return GDK_EVENT_STOP;
}

static void
manicule_recent_row_dispose (GObject *object)
{
  ManiculeRecentRow *self = MANICULE_RECENT_ROW (object);

  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);

  G_OBJECT_CLASS (manicule_recent_row_parent_class)->dispose (object);
}

static void
manicule_recent_row_finalize (GObject *object)
{
  ManiculeRecentRow *self = MANICULE_RECENT_ROW (object);

  g_free (self->uri);
  g_free (self->words);

  G_OBJECT_CLASS (manicule_recent_row_parent_class)->finalize (object);
}

static void
manicule_recent_row_class_init (ManiculeRecentRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = manicule_recent_row_dispose;
  object_class->finalize = manicule_recent_row_finalize;

  signals[OPEN] = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_FILE);
  signals[FORGET] = g_signal_new ("forget", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
manicule_recent_row_init (ManiculeRecentRow *self)
{
  GtkWidget *icon = gtk_image_new_from_icon_name ("folder-symbolic");
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), icon);
  self->locate = gtk_button_new_with_mnemonic (_("_Locate…"));
  gtk_widget_set_valign (self->locate, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->locate, FALSE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->locate);
  g_signal_connect_object (self->locate, "clicked", G_CALLBACK (locate_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "activated", G_CALLBACK (manicule_recent_row_open), NULL);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
  self->looking = g_cancellable_new ();
}

GtkWidget *
manicule_recent_row_new (const ManiculeRecent *recent)
{
  ManiculeRecentRow *self = g_object_new (MANICULE_TYPE_RECENT_ROW, "title", recent->name, NULL);
  g_autoptr(GFile) folder = g_file_new_for_uri (recent->uri);

  self->uri = g_strdup (recent->uri);
  self->words = dup_words (recent);
  show_missing (self, FALSE);
  g_file_query_info_async (folder, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT,
                           self->looking, looked_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}

const char *
manicule_recent_row_get_uri (ManiculeRecentRow *self)
{
  g_return_val_if_fail (MANICULE_IS_RECENT_ROW (self), NULL);

  return self->uri;
}

void
manicule_recent_row_open (ManiculeRecentRow *self)
{
  g_autoptr(GFile) folder = NULL;

  g_return_if_fail (MANICULE_IS_RECENT_ROW (self));

  if (self->missing)
    {
      locate_cb (self);
      return;
    }
  folder = g_file_new_for_uri (self->uri);
  g_signal_emit (self, signals[OPEN], 0, folder);
}
