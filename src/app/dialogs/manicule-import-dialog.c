/* manicule-import-dialog.c: see what files bring before they come in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-import-dialog.h"

#include "manicule-findings-group.h"
#include "manicule-map-group.h"
#include "manicule-recognised-group.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* What is done with texts that the project has already; the rows of the combo. */
typedef enum
{
  DUPLICATES_SKIP,
  DUPLICATES_AGAIN,
  DUPLICATES_ADD_ANNOTATIONS,
} Duplicates;

struct _ManiculeImportDialog
{
  AdwDialog            parent_instance;

  GtkButton           *import_button;
  AdwBanner           *banner;
  GtkStack            *stack;
  GtkLabel            *reading_label;
  GtkBox              *columns;
  GtkWidget           *first_column;
  GtkWidget           *second_column;
  ManiculeRecognisedGroup *recognised_group;
  AdwPreferencesGroup *duplicates_group;
  AdwComboRow         *duplicates_row;
  ManiculeMapGroup    *map_groups[MANICULE_N_MAPS];
  ManiculeFindingsGroup *problems_group;
  AdwStatusPage       *nothing_page;

  GtkWidget           *parent;       /* (not owned) */
  ManiculeWorkspace   *workspace;    /* (owned) */
  GPtrArray           *files;        /* (owned) (element-type GFile) */
  GCancellable        *cancellable;  /* (owned) */
  ManiculeImport      *plan;         /* (owned) (nullable): none while files are read */
};

#define MANICULE_TYPE_IMPORT_DIALOG (manicule_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeImportDialog, manicule_import_dialog, MANICULE, IMPORT_DIALOG, AdwDialog)
G_DEFINE_FINAL_TYPE (ManiculeImportDialog, manicule_import_dialog, ADW_TYPE_DIALOG)

static guint
count_annotations (ManiculeDocument *document)
{
  guint i, n = 0;

  for (i = 0; i < manicule_document_get_n_sets (document); i++)
    n += g_list_model_get_n_items (G_LIST_MODEL (manicule_document_get_set (document, i)));
  return n;
}

/* --- what will come in ---------------------------------------------------------------------------------------- */

static gboolean
comes_in (ManiculeImportDialog *self,
          ManiculeImportItem   *item,
          gboolean             *annotations_only)
{
  Duplicates duplicates = adw_combo_row_get_selected (self->duplicates_row);

  *annotations_only = FALSE;
  if (!manicule_recognised_group_has (self->recognised_group, item->format))
    return FALSE;
  if (item->duplicate_of == NULL || duplicates == DUPLICATES_AGAIN)
    return TRUE;
  *annotations_only = duplicates == DUPLICATES_ADD_ANNOTATIONS && count_annotations (item->document) > 0;
  return FALSE;
}

/* Carries the choices of the dialog over to the plan, and counts. */
static guint
apply_choices (ManiculeImportDialog *self)
{
  gboolean annotations_only;
  guint i, n = 0;

  for (i = 0; i < self->plan->items->len; i++)
    {
      ManiculeImportItem *item = g_ptr_array_index (self->plan->items, i);

      item->include = comes_in (self, item, &annotations_only);
      item->add_annotations = annotations_only;
      n += item->include || annotations_only;
    }
  return n;
}

static void
update_button (ManiculeImportDialog *self)
{
  guint n = apply_choices (self);
  g_autofree char *label = NULL;

  label = n == 0 ? g_strdup (_("_Import"))
                 : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "_Import %u Article", "_Import %u Articles", n), n);
  gtk_button_set_label (self->import_button, label);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.run", n > 0);
}

static void
duplicates_changed_cb (AdwComboRow          *row,
                       GParamSpec           *pspec,
                       ManiculeImportDialog *self)
{
  if (self->plan != NULL)
    update_button (self);
}

static void
show_duplicates (ManiculeImportDialog *self)
{
  g_autofree char *title = NULL;
  guint i, n = 0;

  for (i = 0; i < self->plan->items->len; i++)
    n += ((ManiculeImportItem *) g_ptr_array_index (self->plan->items, i))->duplicate_of != NULL;
  title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u Article Already Here", "%u Articles Already Here", n), n);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->duplicates_row), title);
  gtk_widget_set_visible (GTK_WIDGET (self->duplicates_group), n > 0);
}

/* Names that stay are not in it. */
static ManiculeMap *
make_map (ManiculeImportDialog *self)
{
  ManiculeMap *map = manicule_map_new ();
  guint i;

  for (i = 0; i < MANICULE_N_MAPS; i++)
    manicule_map_group_add_to_map (self->map_groups[i], map);
  return map;
}

static void
show_names (ManiculeImportDialog *self)
{
  ManiculeSchema *schema = manicule_project_get_schema (manicule_workspace_get_project (self->workspace));
  guint i;

  for (i = 0; i < MANICULE_N_MAPS; i++)
    manicule_map_group_show (self->map_groups[i], i, self->plan, schema);
}

/* --- reading and carrying out ---------------------------------------------------------------------------------- */

static void
show_nothing (ManiculeImportDialog *self)
{
  const ManiculeFormat * const *formats = manicule_formats_list ();
  g_autoptr(GString) names = g_string_new (NULL);
  g_autofree char *description = NULL;
  gsize i;

  for (i = 0; formats[i] != NULL; i++)
    if (manicule_format_can_read (formats[i]))
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", _(formats[i]->title));
  /* Translators: the placeholder is a list of formats */
  description = g_strdup_printf (_("These are read: %s"), names->str);
  adw_status_page_set_description (self->nothing_page, description);
  gtk_stack_set_visible_child_name (self->stack, "nothing");
}

static gboolean
has_second_column (ManiculeImportDialog *self)
{
  gboolean any = gtk_widget_get_visible (GTK_WIDGET (self->problems_group));
  guint i;

  for (i = 0; i < MANICULE_N_MAPS; i++)
    any |= gtk_widget_get_visible (GTK_WIDGET (self->map_groups[i]));
  return any;
}

static void
planned_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(ManiculeImportDialog) self = data;
  g_autoptr(ManiculeImport) before = g_steal_pointer (&self->plan);
  g_autoptr(GError) error = NULL;

  self->plan = manicule_workspace_plan_import_finish (MANICULE_WORKSPACE (source), result, &error);
  if (self->plan == NULL)
    {
      self->plan = g_steal_pointer (&before);
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return;
      adw_status_page_set_description (self->nothing_page, error->message);
      gtk_stack_set_visible_child_name (self->stack, "nothing");
      return;
    }
  if (self->plan->items->len == 0 && manicule_findings_get_n (self->plan->findings) == 0)
    {
      show_nothing (self);
      return;
    }

  manicule_recognised_group_show (self->recognised_group, self->plan);
  show_duplicates (self);
  show_names (self);
  manicule_findings_group_show (self->problems_group, self->plan->findings);
  gtk_widget_set_visible (self->second_column, has_second_column (self));
  update_button (self);
  gtk_stack_set_visible_child_name (self->stack, "plan");
}

/* Reads the files as it was chosen. */
static void
read_files (ManiculeImportDialog *self)
{
  ManiculeImportOptions options;
  g_autofree char *label = NULL;

  manicule_recognised_group_get_options (self->recognised_group, &options);
  label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Reading %u file or folder…", "Reading %u files and folders…",
                                        self->files->len), self->files->len);
  gtk_label_set_label (self->reading_label, label);
  gtk_stack_set_visible_child_name (self->stack, "reading");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.run", FALSE);
  manicule_workspace_plan_import_async (self->workspace, self->files, &options, self->cancellable, planned_cb,
                                        g_object_ref (self));
}

static void
format_switched_cb (ManiculeRecognisedGroup *group,
                    ManiculeImportDialog    *self)
{
  update_button (self);
}

static void
read_again_cb (ManiculeRecognisedGroup *group,
               ManiculeImportDialog    *self)
{
  read_files (self);
}

static void
undo_cb (AdwToast  *toast,
         GtkWidget *parent)
{
  gtk_widget_activate_action (parent, "history.undo", NULL);
}

static void
toast_done (ManiculeImportDialog *self,
            guint                 n_articles)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (self->parent, ADW_TYPE_TOAST_OVERLAY);
  g_autofree char *title = NULL;
  AdwToast *toast;

  if (overlay == NULL)
    return;
  title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u article imported", "%u articles imported", n_articles), n_articles);
  toast = adw_toast_new (title);
  adw_toast_set_button_label (toast, _("Undo"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self->parent, 0);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}

static void
imported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(ManiculeImportDialog) self = data;
  g_autoptr(GError) error = NULL;
  guint n_articles;

  adw_dialog_set_can_close (ADW_DIALOG (self), TRUE);
  if (manicule_workspace_import_finish (MANICULE_WORKSPACE (source), result, &n_articles, &error))
    {
      toast_done (self, n_articles);
      adw_dialog_close (ADW_DIALOG (self));
      return;
    }

  gtk_stack_set_visible_child_name (self->stack, "plan");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.run", TRUE);
  adw_banner_set_title (self->banner, error->message);
  adw_banner_set_revealed (self->banner, TRUE);
}

static void
run_action (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  ManiculeImportDialog *self = MANICULE_IMPORT_DIALOG (widget);
  g_autoptr(ManiculeMap) map = make_map (self);

  apply_choices (self);
  manicule_import_map (self->plan, map);
  adw_dialog_set_can_close (ADW_DIALOG (self), FALSE);
  gtk_widget_action_set_enabled (widget, "import.run", FALSE);
  gtk_label_set_label (self->reading_label, _("Importing…"));
  gtk_stack_set_visible_child_name (self->stack, "reading");
  manicule_workspace_import_async (self->workspace, self->plan, self->cancellable, imported_cb, g_object_ref (self));
}

static void
cancel_action (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  ManiculeImportDialog *self = MANICULE_IMPORT_DIALOG (widget);

  if (!adw_dialog_get_can_close (ADW_DIALOG (self)))
    {
      g_cancellable_cancel (self->cancellable);
      return;
    }
  adw_dialog_close (ADW_DIALOG (self));
}

/* --- the object ------------------------------------------------------------------------------------------------ */

static void
manicule_import_dialog_closed (AdwDialog *dialog)
{
  g_cancellable_cancel (MANICULE_IMPORT_DIALOG (dialog)->cancellable);
}

static void
manicule_import_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MANICULE_TYPE_IMPORT_DIALOG);

  G_OBJECT_CLASS (manicule_import_dialog_parent_class)->dispose (object);
}

static void
manicule_import_dialog_finalize (GObject *object)
{
  ManiculeImportDialog *self = MANICULE_IMPORT_DIALOG (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->plan, manicule_import_free);
  g_clear_pointer (&self->files, g_ptr_array_unref);

  G_OBJECT_CLASS (manicule_import_dialog_parent_class)->finalize (object);
}

static void
bind_map_group (GtkWidgetClass  *widget_class,
                const char      *name,
                ManiculeMapKind  kind)
{
  gtk_widget_class_bind_template_child_full (widget_class, name, FALSE,
                                             G_STRUCT_OFFSET (ManiculeImportDialog, map_groups) +
                                             (gssize) (kind * sizeof (ManiculeMapGroup *)));
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/manicule/Manicule/dialogs/manicule-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiculeImportDialog, import_button);
  gtk_widget_class_bind_template_child (widget_class, ManiculeImportDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, ManiculeImportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, ManiculeImportDialog, reading_label);
  gtk_widget_class_bind_template_child (widget_class, ManiculeImportDialog, columns);
  gtk_widget_class_bind_template_child (widget_class, ManiculeImportDialog, first_column);
  gtk_widget_class_bind_template_child (widget_class, ManiculeImportDialog, second_column);
  gtk_widget_class_bind_template_child (widget_class, ManiculeImportDialog, recognised_group);
  gtk_widget_class_bind_template_child (widget_class, ManiculeImportDialog, duplicates_group);
  gtk_widget_class_bind_template_child (widget_class, ManiculeImportDialog, duplicates_row);
  bind_map_group (widget_class, "labels_group", MANICULE_MAP_LABEL);
  bind_map_group (widget_class, "relations_group", MANICULE_MAP_RELATION);
  bind_map_group (widget_class, "attributes_group", MANICULE_MAP_ATTRIBUTE);
  bind_map_group (widget_class, "document_labels_group", MANICULE_MAP_DOCUMENT_LABEL);
  gtk_widget_class_bind_template_child (widget_class, ManiculeImportDialog, problems_group);
  gtk_widget_class_bind_template_child (widget_class, ManiculeImportDialog, nothing_page);
  gtk_widget_class_bind_template_callback (widget_class, duplicates_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, format_switched_cb);
  gtk_widget_class_bind_template_callback (widget_class, read_again_cb);
}

static void
manicule_import_dialog_class_init (ManiculeImportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = manicule_import_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = manicule_import_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = manicule_import_dialog_closed;

  g_type_ensure (MANICULE_TYPE_FINDINGS_GROUP);
  g_type_ensure (MANICULE_TYPE_MAP_GROUP);
  g_type_ensure (MANICULE_TYPE_RECOGNISED_GROUP);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "import.run", NULL, run_action);
  gtk_widget_class_install_action (widget_class, "import.cancel", NULL, cancel_action);
}

static void
manicule_import_dialog_init (ManiculeImportDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.run", FALSE);
}

void
manicule_import_dialog_present (GtkWidget         *parent,
                                ManiculeWorkspace *workspace,
                                GPtrArray         *files)
{
  ManiculeImportDialog *self = g_object_new (MANICULE_TYPE_IMPORT_DIALOG, NULL);

  self->parent = parent;
  self->workspace = g_object_ref (workspace);
  self->files = g_ptr_array_ref (files);
  adw_dialog_present (ADW_DIALOG (self), parent);
  read_files (self);
}
