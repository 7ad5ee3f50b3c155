/* manicule-new-project-dialog.c: name, place, labels, annotator of a new project
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-new-project-dialog.h"

#include "manicule-json.h"
#include "manicule-settings.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _ManiculeNewProjectDialog
{
  AdwDialog               parent_instance;

  AdwBanner              *banner;
  AdwPreferencesGroup    *project_group;
  AdwEntryRow            *name_row;
  AdwActionRow           *folder_row;
  AdwEntryRow            *annotator_row;
  AdwPreferencesGroup    *labels_group;
  GtkWidget              *create_button;

  GtkWidget              *parent;    /* (not owned) */
  GPtrArray              *files;     /* (owned) (nullable) */
  GFile                  *place;     /* (owned) (nullable): the folder in which the project's own is made */
  char                   *template;  /* (owned): the schema to begin with */
  ManiculeNewProjectFunc  func;
  gpointer                data;
};

#define MANICULE_TYPE_NEW_PROJECT_DIALOG (manicule_new_project_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeNewProjectDialog, manicule_new_project_dialog, MANICULE, NEW_PROJECT_DIALOG, AdwDialog)
G_DEFINE_FINAL_TYPE (ManiculeNewProjectDialog, manicule_new_project_dialog, ADW_TYPE_DIALOG)

static char *
dup_stripped (AdwEntryRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

/* The folder's name is the project's, less what no file system wants. */
static GFile *
dup_folder (ManiculeNewProjectDialog *self)
{
  g_autofree char *name = dup_stripped (self->name_row);

  g_strdelimit (name, "/\\:*?\"<>|", '-');
  if (self->place == NULL || *name == '\0' || *name == '.')
    return NULL;
  return g_file_get_child (self->place, name);
}

static void
update (ManiculeNewProjectDialog *self)
{
  g_autoptr(GFile) folder = dup_folder (self);
  g_autofree char *annotator = dup_stripped (self->annotator_row);
  g_autofree char *shown = folder != NULL ? g_file_get_parse_name (folder) : NULL;

  adw_action_row_set_subtitle (self->folder_row, shown != NULL ? shown : _("Choose where to keep it"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "new-project.create", folder != NULL && *annotator != '\0');
}

static void
changed_cb (GtkEditable              *editable,
            ManiculeNewProjectDialog *self)
{
  adw_banner_set_revealed (self->banner, FALSE);
  update (self);
}

static void
folder_chosen_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  g_autoptr(ManiculeNewProjectDialog) self = data;
  g_autoptr(GFile) folder = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, NULL);

  /* Without a folder the user has thought better of it. */
  if (folder == NULL)
    return;
  g_set_object (&self->place, folder);
  adw_banner_set_revealed (self->banner, FALSE);
  update (self);
}

static void
choose_folder_action (GtkWidget  *widget,
                      const char *action,
                      GVariant   *parameter)
{
  ManiculeNewProjectDialog *self = MANICULE_NEW_PROJECT_DIALOG (widget);
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Where to Keep the Project"));
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (gtk_widget_get_root (self->parent)), NULL,
                                 folder_chosen_cb, g_object_ref (self));
}

/* The words of the built-in templates, for translators; a test compares them with the files. */
G_GNUC_UNUSED static const char * const template_words[] = {
  N_("News entities"),
  N_("Names, dates and numbers in news reports, with headline, dateline and boilerplate kept apart. Names may "
     "stand inside each other: mark “Norvale” in “Bank of Norvale” too."),
  N_("Quotations and attribution"),
  N_("Who is reported to have said what, by which word, to whom. A quotation is a frame: its content is marked, "
     "and relations lead from it to source, cue and addressee."),
  N_("Events"),
  N_("What happened, with whom, where and when. The trigger word is a frame; relations lead from it to "
     "participants, place and time, and to other events."),
  N_("OntoNotes 18"),
  N_("The eighteen kinds of names and numbers known from the OntoNotes corpus, so that data and models can be "
     "compared. Spans do not nest: mark the longest name only."),
  N_("CoNLL 4"),
  N_("The four kinds of names known from the CoNLL 2003 task, for data that is to be compared with it. Spans do "
     "not nest: mark the longest name only."),
  N_("Open coding"),
  N_("A few highlighters to begin with, for reading without fixed categories. Add labels while you read, rename "
     "and join them later; write down why in a note."),
};

/* They are compiled in, so one that does not read is our own fault. */
static ManiculeSchema *
read_template (const char *name)
{
  g_autoptr(GError) error = NULL;
  ManiculeSchema *schema = manicule_json_read_template (name, &error);

  if (schema == NULL)
    g_error ("A built-in template is damaged: %s", error->message);
  return schema;
}

static void
created_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(ManiculeNewProjectDialog) self = data;
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autoptr(GError) error = NULL;

  workspace = manicule_workspace_create_finish (result, &error);
  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  if (workspace == NULL)
    {
      adw_banner_set_title (self->banner, error->message);
      adw_banner_set_revealed (self->banner, TRUE);
      return;
    }
  adw_dialog_force_close (ADW_DIALOG (self));
  self->func (workspace, self->files, self->data);
}

static void
create_action (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  ManiculeNewProjectDialog *self = MANICULE_NEW_PROJECT_DIALOG (widget);
  g_autofree char *name = dup_stripped (self->name_row);
  g_autofree char *annotator = dup_stripped (self->annotator_row);
  g_autoptr(GFile) folder = dup_folder (self);
  g_autoptr(ManiculeSchema) schema = read_template (self->template);

  g_settings_set_string (manicule_settings_get (), "last-annotator", annotator);
  gtk_widget_set_sensitive (widget, FALSE);
  manicule_workspace_create_async (folder, name, schema, annotator, NULL, created_cb, g_object_ref (self));
}

static void
cancel_action (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  adw_dialog_close (ADW_DIALOG (widget));
}

static void
template_toggled_cb (GtkCheckButton           *check,
                     ManiculeNewProjectDialog *self)
{
  if (!gtk_check_button_get_active (check))
    return;

  g_free (self->template);
  self->template = g_strdup (g_object_get_data (G_OBJECT (check), "template"));
}

static void
add_template (ManiculeNewProjectDialog *self,
              const char               *name,
              GtkCheckButton          **group)
{
  g_autoptr(ManiculeSchema) schema = read_template (name);
  g_autofree char *title = manicule_json_dup_schema_title (schema);
  g_autofree char *description = manicule_json_dup_schema_description (schema);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title != NULL ? _(title) : name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), description != NULL ? _(description) : "");
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (check), *group);
  g_object_set_data_full (G_OBJECT (check), "template", g_strdup (name), g_free);
  g_signal_connect (check, "toggled", G_CALLBACK (template_toggled_cb), self);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_preferences_group_add (self->labels_group, row);
  if (*group == NULL)
    {
      *group = GTK_CHECK_BUTTON (check);
      gtk_check_button_set_active (*group, TRUE);
    }
}

static void
add_templates (ManiculeNewProjectDialog *self)
{
  g_auto(GStrv) names = manicule_json_list_templates ();
  GtkCheckButton *group = NULL;
  gsize i;

  for (i = 0; names[i] != NULL; i++)
    add_template (self, names[i], &group);
}

static void
manicule_new_project_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MANICULE_TYPE_NEW_PROJECT_DIALOG);

  G_OBJECT_CLASS (manicule_new_project_dialog_parent_class)->dispose (object);
}

static void
manicule_new_project_dialog_finalize (GObject *object)
{
  ManiculeNewProjectDialog *self = MANICULE_NEW_PROJECT_DIALOG (object);

  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_clear_object (&self->place);
  g_free (self->template);

  G_OBJECT_CLASS (manicule_new_project_dialog_parent_class)->finalize (object);
}

static void
manicule_new_project_dialog_class_init (ManiculeNewProjectDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = manicule_new_project_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = manicule_new_project_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/manicule/Manicule/dialogs/manicule-new-project-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiculeNewProjectDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, ManiculeNewProjectDialog, project_group);
  gtk_widget_class_bind_template_child (widget_class, ManiculeNewProjectDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, ManiculeNewProjectDialog, folder_row);
  gtk_widget_class_bind_template_child (widget_class, ManiculeNewProjectDialog, annotator_row);
  gtk_widget_class_bind_template_child (widget_class, ManiculeNewProjectDialog, labels_group);
  gtk_widget_class_bind_template_child (widget_class, ManiculeNewProjectDialog, create_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_install_action (widget_class, "new-project.create", NULL, create_action);
  gtk_widget_class_install_action (widget_class, "new-project.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "new-project.choose-folder", NULL, choose_folder_action);
}

/* In a sandbox only a folder that the user has chosen can be written to. */
static GFile *
default_place (void)
{
  const char *path = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);

  if (g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS))
    return NULL;
  return g_file_new_for_path (path != NULL ? path : g_get_home_dir ());
}

static void
manicule_new_project_dialog_init (ManiculeNewProjectDialog *self)
{
  g_autofree char *annotator = g_settings_get_string (manicule_settings_get (), "last-annotator");
  const char *real_name = g_get_real_name ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->place = default_place ();
  add_templates (self);
  if (*annotator == '\0')
    {
      g_free (annotator);
      annotator = g_strdup (g_str_equal (real_name, "Unknown") ? g_get_user_name () : real_name);
    }
  gtk_editable_set_text (GTK_EDITABLE (self->annotator_row), annotator);
  adw_dialog_set_default_widget (ADW_DIALOG (self), self->create_button);
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->name_row));
  update (self);
}

static char *
dup_parent_name (GPtrArray *files)
{
  g_autoptr(GFile) folder = files != NULL && files->len > 0 ? g_file_get_parent (g_ptr_array_index (files, 0)) : NULL;

  return folder != NULL ? g_file_get_basename (folder) : g_strdup (_("New Project"));
}

static void
queried_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(ManiculeNewProjectDialog) self = data;
  g_autoptr(GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, NULL);
  g_autofree char *proposed = dup_parent_name (self->files);
  g_autofree char *name = g_file_get_basename (G_FILE (source));

  /* What cannot be asked keeps the name it has, and so does what the user has typed meanwhile. */
  if (info != NULL && g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY &&
      g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->name_row)), proposed))
    gtk_editable_set_text (GTK_EDITABLE (self->name_row), name);
}

/* A folder gives the project its own name, files that of the folder they lie in. */
static void
propose_name (ManiculeNewProjectDialog *self)
{
  g_autofree char *name = dup_parent_name (self->files);

  gtk_editable_set_text (GTK_EDITABLE (self->name_row), name);
  if (self->files != NULL && self->files->len == 1)
    g_file_query_info_async (g_ptr_array_index (self->files, 0), G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE,
                             G_PRIORITY_DEFAULT, NULL, queried_cb, g_object_ref (self));
}

void
manicule_new_project_dialog_present (GtkWidget              *parent,
                                     GPtrArray              *files,
                                     ManiculeNewProjectFunc  func,
                                     gpointer                data)
{
  ManiculeNewProjectDialog *self = g_object_new (MANICULE_TYPE_NEW_PROJECT_DIALOG, NULL);
  g_autofree char *description = NULL;

  self->parent = parent;
  self->files = files != NULL ? g_ptr_array_ref (files) : NULL;
  self->func = func;
  self->data = data;
  propose_name (self);
  if (files != NULL && files->len > 0)
    {
      description = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u file or folder will come in",
                                                  "%u files and folders will come in", files->len), files->len);
      adw_preferences_group_set_description (self->project_group, description);
    }
  adw_dialog_present (ADW_DIALOG (self), parent);
}
