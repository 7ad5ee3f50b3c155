/* manicule-export-dialog.c: choose a format, see what it costs, write
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-export-dialog.h"

#include "manicule-export-choices.h"
#include "manicule-export-formats.h"
#include "manicule-export-options.h"
#include "manicule-export-place.h"
#include "manicule-loss-cards.h"
#include "manicule-loss-group.h"
#include "manicule-settings.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _ManiculeExportDialog
{
  AdwDialog              parent_instance;

  AdwNavigationSplitView *split_view;
  AdwNavigationPage      *content_page;
  ManiculeExportFormats  *formats;
  AdwWindowTitle         *format_title;
  GtkStack               *stack;
  GtkWidget              *content_box;
  ManiculeLossCards      *cards;
  ManiculeLossGroup      *loss_group;
  ManiculeExportOptions  *options;
  GtkProgressBar         *progress_bar;
  AdwStatusPage          *error_page;

  GtkWidget              *parent;       /* (not owned): what it was presented on */
  ManiculeWorkspace      *workspace;    /* (owned) */
  GHashTable             *choices;      /* (owned): see manicule-export-choices.h */
  const ManiculeFormat   *format;       /* (nullable) */
  ManiculeLossPolicy      policy;       /* of the chosen format */
  GCancellable           *counting;     /* (owned) (nullable): the count of the chosen format */
  GCancellable           *exporting;    /* (owned) (nullable) */
  GFile                  *file;         /* (owned) (nullable): what is written */
};

#define MANICULE_TYPE_EXPORT_DIALOG (manicule_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeExportDialog, manicule_export_dialog, MANICULE, EXPORT_DIALOG, AdwDialog)
G_DEFINE_FINAL_TYPE (ManiculeExportDialog, manicule_export_dialog, ADW_TYPE_DIALOG)

/* --- what is asked of the workspace -------------------------------------------------------------------------- */

/* @output NULL only counts. */
static void
start (ManiculeExportDialog *self,
       GFile                *output,
       ManiculeProgressFunc  progress,
       GCancellable         *cancellable,
       GAsyncReadyCallback   callback)
{
  g_autoptr(GHashTable) options = manicule_export_choices_dup_options (self->choices, self->format);
  ManiculeExport export = { .format = self->format, .options = options, .policy = self->policy };

  if (output != NULL)
    manicule_export_options_get_split (self->options, export.split);
  manicule_workspace_export_async (self->workspace, &export,
                                   manicule_export_options_get_annotator (self->options),
                                   manicule_export_options_get_only_done (self->options),
                                   output, progress, self, cancellable, callback, g_object_ref (self));
}

static void
survey (ManiculeExportDialog *self)
{
  manicule_export_formats_survey (self->formats, self->workspace, self->choices,
                                  manicule_export_options_get_annotator (self->options),
                                  manicule_export_options_get_only_done (self->options));
}

/* --- the report ----------------------------------------------------------------------------------------------- */

static void
show_error (ManiculeExportDialog *self,
            const GError         *error)
{
  adw_status_page_set_description (self->error_page, error->message);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(ManiculeExportDialog) self = data;
  g_autoptr(ManiculeLossReport) report = NULL;
  g_autoptr(GError) error = NULL;

  report = manicule_workspace_export_finish (MANICULE_WORKSPACE (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "export.run", report != NULL && report->n_articles > 0);
  if (report == NULL)
    {
      show_error (self, error);
      return;
    }

  manicule_loss_cards_show (self->cards, report);
  manicule_export_formats_mark (self->formats, self->format, report);
  manicule_loss_group_show (self->loss_group, g_steal_pointer (&report), self->format, &self->policy, self->workspace);
  gtk_stack_set_visible_child_name (self->stack, "report");
}

static void
count (ManiculeExportDialog *self)
{
  g_cancellable_cancel (self->counting);
  g_set_object (&self->counting, NULL);
  self->counting = g_cancellable_new ();
  start (self, NULL, NULL, self->counting, counted_cb);
}

static void
options_changed_cb (ManiculeExportOptions *options,
                    ManiculeExportDialog  *self)
{
  count (self);
  survey (self);
}

static void
policy_changed_cb (ManiculeLossGroup    *group,
                   guint                 kind,
                   guint                 lossy,
                   ManiculeExportDialog *self)
{
  self->policy.policy[kind] = lossy;
  manicule_export_choices_set_policy (self->choices, self->format, &self->policy);
  count (self);
}

static void
go_to_cb (ManiculeLossGroup    *group,
          const char           *article_id,
          const char           *annotation_id,
          ManiculeExportDialog *self)
{
  gtk_widget_activate_action (self->parent, "project.go-to", "(ss)", article_id, annotation_id);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
format_selected_cb (ManiculeExportFormats *formats,
                    gconstpointer          format,
                    ManiculeExportDialog  *self)
{
  if (format == self->format)
    return;

  self->format = format;
  g_hash_table_insert (self->choices, g_strdup ("format"), g_strdup (self->format->id));
  manicule_export_choices_get_policy (self->choices, self->format, &self->policy);
  adw_window_title_set_title (self->format_title, _(self->format->title));
  adw_window_title_set_subtitle (self->format_title, _(self->format->description));
  adw_navigation_page_set_title (self->content_page, _(self->format->title));
  manicule_export_options_set_format (self->options, self->format);
  count (self);
}

static void
format_activated_cb (ManiculeExportFormats *formats,
                     ManiculeExportDialog  *self)
{
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

/* --- writing -------------------------------------------------------------------------------------------------- */

static void
show_in_folder_cb (AdwToast *toast,
                   gpointer  data)
{
  g_autoptr(GtkFileLauncher) launcher = gtk_file_launcher_new (g_object_get_data (G_OBJECT (toast), "file"));

  gtk_file_launcher_open_containing_folder (launcher, NULL, NULL, NULL, NULL);
}

static void
toast_done (ManiculeExportDialog *self,
            GFile                *file)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (self->parent, ADW_TYPE_TOAST_OVERLAY);
  AdwToast *toast = adw_toast_new (_("Exported and verified"));

  adw_toast_set_button_label (toast, _("Show in Folder"));
  g_object_set_data_full (G_OBJECT (toast), "file", g_object_ref (file), g_object_unref);
  g_signal_connect (toast, "button-clicked", G_CALLBACK (show_in_folder_cb), NULL);
  if (overlay != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
  else
    g_object_unref (g_object_ref_sink (toast));
}

static void
alert (ManiculeExportDialog *self,
       const GError         *error)
{
  gboolean differs = g_error_matches (error, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_DIFFERS);
  AdwDialog *dialog;

  dialog = adw_alert_dialog_new (differs ? _("The Export Differs") : _("Nothing Was Exported"), error->message);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _("_Close"));
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
progress_cb (guint    done,
             guint    total,
             gpointer data)
{
  ManiculeExportDialog *self = data;
  g_autofree char *text = NULL;

  if (total == 0)
    {
      gtk_progress_bar_pulse (self->progress_bar);
      return;
    }
  /* Translators: how many articles are written, of how many */
  text = g_strdup_printf (_("%u of %u"), done, total);
  gtk_progress_bar_set_fraction (self->progress_bar, MIN (1.0, (double) done / total));
  gtk_progress_bar_set_text (self->progress_bar, text);
}

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(ManiculeExportDialog) self = data;
  g_autoptr(ManiculeLossReport) report = NULL;
  g_autoptr(GError) error = NULL;

  report = manicule_workspace_export_finish (MANICULE_WORKSPACE (source), result, &error);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "export.run", TRUE);
  gtk_stack_set_visible_child_name (self->stack, "report");
  adw_dialog_set_can_close (ADW_DIALOG (self), TRUE);
  if (report != NULL)
    {
      toast_done (self, self->file);
      adw_dialog_close (ADW_DIALOG (self));
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    alert (self, error);
  g_clear_object (&self->exporting);
}

static void
write_to (ManiculeExportDialog *self,
          GFile                *file)
{
  self->exporting = g_cancellable_new ();
  g_set_object (&self->file, file);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "export.run", FALSE);
  gtk_progress_bar_set_fraction (self->progress_bar, 0);
  gtk_stack_set_visible_child_name (self->stack, "progress");
  adw_dialog_set_can_close (ADW_DIALOG (self), FALSE);
  start (self, file, progress_cb, self->exporting, exported_cb);
}

static void
remember_choices (ManiculeExportDialog *self)
{
  g_autofree char *uri = g_file_get_uri (manicule_workspace_get_folder (self->workspace));

  manicule_export_choices_remember (manicule_settings_get (), uri, self->choices);
}

static void
place_chosen_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr(ManiculeExportDialog) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = manicule_export_place_ask_finish (result, &error);

  if (error != NULL)
    alert (self, error);
  if (file == NULL)
    return;
  remember_choices (self);
  write_to (self, file);
}

/* What is a folder of files goes into a new folder inside the one that is chosen. */
static void
run_action (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  ManiculeExportDialog *self = MANICULE_EXPORT_DIALOG (widget);
  g_autoptr(GHashTable) options = NULL;
  gboolean in_folder;
  guint split[3];

  if (self->exporting != NULL)
    return;

  options = manicule_export_choices_dup_options (self->choices, self->format);
  manicule_export_options_get_split (self->options, split);
  in_folder = self->format->container == MANICULE_CONTAINER_FOLDER || split[0] + split[1] + split[2] > 0;
  manicule_export_place_ask_async (GTK_WINDOW (gtk_widget_get_root (self->parent)),
                                   manicule_project_get_name (manicule_workspace_get_project (self->workspace)), self->format,
                                   in_folder ? NULL : manicule_format_get_suffix (self->format, options),
                                   place_chosen_cb, g_object_ref (self));
}

static void
cancel_action (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  ManiculeExportDialog *self = MANICULE_EXPORT_DIALOG (widget);

  if (self->exporting != NULL)
    g_cancellable_cancel (self->exporting);
  else
    adw_dialog_close (ADW_DIALOG (self));
}

/* --- the object ------------------------------------------------------------------------------------------------ */

static void
manicule_export_dialog_closed (AdwDialog *dialog)
{
  ManiculeExportDialog *self = MANICULE_EXPORT_DIALOG (dialog);

  g_cancellable_cancel (self->counting);
  manicule_export_formats_stop (self->formats);
}

static void
manicule_export_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MANICULE_TYPE_EXPORT_DIALOG);

  G_OBJECT_CLASS (manicule_export_dialog_parent_class)->dispose (object);
}

static void
manicule_export_dialog_finalize (GObject *object)
{
  ManiculeExportDialog *self = MANICULE_EXPORT_DIALOG (object);

  g_clear_pointer (&self->choices, g_hash_table_unref);
  g_clear_object (&self->workspace);
  g_clear_object (&self->counting);
  g_clear_object (&self->exporting);
  g_clear_object (&self->file);

  G_OBJECT_CLASS (manicule_export_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/manicule/Manicule/dialogs/manicule-export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiculeExportDialog, split_view);
  gtk_widget_class_bind_template_child (widget_class, ManiculeExportDialog, content_page);
  gtk_widget_class_bind_template_child (widget_class, ManiculeExportDialog, formats);
  gtk_widget_class_bind_template_child (widget_class, ManiculeExportDialog, format_title);
  gtk_widget_class_bind_template_child (widget_class, ManiculeExportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, ManiculeExportDialog, content_box);
  gtk_widget_class_bind_template_child (widget_class, ManiculeExportDialog, cards);
  gtk_widget_class_bind_template_child (widget_class, ManiculeExportDialog, loss_group);
  gtk_widget_class_bind_template_child (widget_class, ManiculeExportDialog, options);
  gtk_widget_class_bind_template_child (widget_class, ManiculeExportDialog, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, ManiculeExportDialog, error_page);
  gtk_widget_class_bind_template_callback (widget_class, format_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, format_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, policy_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_to_cb);
  gtk_widget_class_bind_template_callback (widget_class, options_changed_cb);
}

static void
manicule_export_dialog_class_init (ManiculeExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = manicule_export_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = manicule_export_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = manicule_export_dialog_closed;

  g_type_ensure (MANICULE_TYPE_EXPORT_FORMATS);
  g_type_ensure (MANICULE_TYPE_EXPORT_OPTIONS);
  g_type_ensure (MANICULE_TYPE_LOSS_CARDS);
  g_type_ensure (MANICULE_TYPE_LOSS_GROUP);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "export.run", NULL, run_action);
  gtk_widget_class_install_action (widget_class, "export.cancel", NULL, cancel_action);
}

static void
manicule_export_dialog_init (ManiculeExportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "export.run", FALSE);
}

/**
 * manicule_export_dialog_present:
 * @parent: a widget of the project's window
 * @workspace: the project
 *
 * Shows the formats, what each cannot hold of this project, and the way to write one, as it was chosen last time.
 */
void
manicule_export_dialog_present (GtkWidget         *parent,
                                ManiculeWorkspace *workspace)
{
  ManiculeExportDialog *self = g_object_new (MANICULE_TYPE_EXPORT_DIALOG, NULL);
  g_autofree char *uri = g_file_get_uri (manicule_workspace_get_folder (workspace));

  self->parent = parent;
  self->workspace = g_object_ref (workspace);
  self->choices = manicule_export_choices_recall (manicule_settings_get (), uri);
  manicule_export_options_set_workspace (self->options, workspace, self->choices);
  manicule_export_formats_select (self->formats, g_hash_table_lookup (self->choices, "format"));
  adw_dialog_set_focus (ADW_DIALOG (self), manicule_export_formats_get_row (self->formats));
  survey (self);
  adw_dialog_present (ADW_DIALOG (self), parent);
}
