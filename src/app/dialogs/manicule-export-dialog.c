/* manicule-export-dialog.c: choose a format, see what it costs, write
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-export-dialog.h"

#include "manicule-export-options.h"
#include "manicule-loss-group.h"
#include "manicule-settings.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _ManiculeExportDialog
{
  AdwDialog              parent_instance;

  AdwNavigationSplitView *split_view;
  AdwNavigationPage      *content_page;
  GtkListBox             *format_list;
  AdwWindowTitle         *format_title;
  GtkStack               *stack;
  GtkWidget              *content_box;
  GtkBox                 *cards;
  GtkLabel               *exact_number;
  GtkLabel               *exact_words;
  GtkWidget              *exact_card;
  GtkWidget              *lost_card;
  GtkLabel               *lost_number;
  ManiculeLossGroup      *loss_group;
  ManiculeExportOptions  *options;
  GtkProgressBar         *progress_bar;
  AdwStatusPage          *error_page;

  GtkWidget              *parent;       /* (not owned): what it was presented on */
  ManiculeWorkspace      *workspace;    /* (owned) */
  const ManiculeFormat   *format;       /* (nullable) */
  ManiculeLossPolicy      policy;       /* of the chosen format */
  GHashTable             *policies;     /* (owned): format to ManiculeLossPolicy, for what was chosen before */
  GCancellable           *counting;     /* (owned) (nullable): the count of the chosen format */
  GCancellable           *surveying;    /* (owned): the counts for the list */
  GCancellable           *exporting;    /* (owned) (nullable) */
  guint                   survey_next;  /* the format that is counted next for the list */
  gboolean                quiet;        /* options change because the format does */
};

#define MANICULE_TYPE_EXPORT_DIALOG (manicule_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeExportDialog, manicule_export_dialog, MANICULE, EXPORT_DIALOG, AdwDialog)
G_DEFINE_FINAL_TYPE (ManiculeExportDialog, manicule_export_dialog, ADW_TYPE_DIALOG)

static void survey_next (ManiculeExportDialog *self);

/* --- what is asked of the workspace -------------------------------------------------------------------------- */

/* @output NULL only counts. The options are those on the screen, which belong to the chosen format. */
static void
start (ManiculeExportDialog     *self,
       const ManiculeFormat     *format,
       const ManiculeLossPolicy *policy,
       GFile                    *output,
       ManiculeProgressFunc      progress,
       GCancellable             *cancellable,
       GAsyncReadyCallback       callback)
{
  g_autoptr(GHashTable) table = format == self->format ? manicule_export_options_dup_table (self->options) : NULL;
  ManiculeExport export = { .format = format, .options = table, .policy = *policy };

  if (output != NULL)
    manicule_export_options_get_split (self->options, export.split);
  manicule_workspace_export_async (self->workspace, &export,
                                   manicule_export_options_get_annotator (self->options),
                                   manicule_export_options_get_only_done (self->options),
                                   output, progress, self, cancellable, callback, g_object_ref (self));
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
show_numbers (ManiculeExportDialog *self,
              ManiculeLossReport   *report)
{
  guint n_lost = report->n_annotations - report->n_exact;
  g_autofree char *exact = g_strdup_printf ("%u", report->n_exact);
  g_autofree char *lost = g_strdup_printf ("%u", n_lost);

  gtk_label_set_label (self->exact_number, exact);
  gtk_label_set_label (self->exact_words,
                       n_lost > 0 ? g_dngettext (GETTEXT_PACKAGE, "annotation written exactly",
                                                 "annotations written exactly", report->n_exact)
                                  : _("Everything fits"));
  gtk_label_set_label (self->lost_number, lost);
  gtk_widget_set_visible (self->lost_card, n_lost > 0);
  gtk_widget_set_visible (self->exact_card, report->n_exact > 0 || n_lost == 0);
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

  show_numbers (self, report);
  manicule_loss_group_show (self->loss_group, g_steal_pointer (&report), self->format, &self->policy, self->workspace);
  gtk_stack_set_visible_child_name (self->stack, "report");
}

static void
count (ManiculeExportDialog *self)
{
  g_cancellable_cancel (self->counting);
  g_set_object (&self->counting, NULL);
  self->counting = g_cancellable_new ();
  start (self, self->format, &self->policy, NULL, NULL, self->counting, counted_cb);
}

static void
options_changed_cb (ManiculeExportOptions *options,
                    ManiculeExportDialog  *self)
{
  if (self->quiet || self->format == NULL)
    return;

  count (self);
  self->survey_next = 0;
  survey_next (self);
}

static void
policy_changed_cb (ManiculeLossGroup    *group,
                   guint                 kind,
                   guint                 lossy,
                   ManiculeExportDialog *self)
{
  self->policy.policy[kind] = lossy;
  g_hash_table_insert (self->policies, (gpointer) self->format, g_memdup2 (&self->policy, sizeof self->policy));
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

/* --- the list of formats -------------------------------------------------------------------------------------- */

static const ManiculeFormat *
row_format (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "format");
}

static void
choose_policy (ManiculeExportDialog *self)
{
  ManiculeLossPolicy *chosen = g_hash_table_lookup (self->policies, self->format);

  if (chosen != NULL)
    self->policy = *chosen;
  else
    manicule_loss_policy_init (&self->policy, self->format);
}

static void
format_selected_cb (GtkListBox           *list,
                    GtkListBoxRow        *row,
                    ManiculeExportDialog *self)
{
  if (row == NULL || row_format (row) == self->format)
    return;

  self->format = row_format (row);
  choose_policy (self);
  adw_window_title_set_title (self->format_title, _(self->format->title));
  adw_window_title_set_subtitle (self->format_title, _(self->format->description));
  adw_navigation_page_set_title (self->content_page, _(self->format->title));
  self->quiet = TRUE;
  manicule_export_options_set_format (self->options, self->format);
  self->quiet = FALSE;
  count (self);
}

static void
format_activated_cb (GtkListBox           *list,
                     GtkListBoxRow        *row,
                     ManiculeExportDialog *self)
{
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

static GtkWidget *
new_format_row (const ManiculeFormat *format)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (_(format->title));
  GtkWidget *number = gtk_label_new (NULL);
  GtkWidget *tick = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_widget_set_hexpand (title, TRUE);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (number, "caption");
  gtk_widget_add_css_class (number, "dimmed");
  gtk_widget_add_css_class (number, "numeric");
  gtk_widget_add_css_class (tick, "success");
  gtk_widget_set_visible (number, FALSE);
  gtk_widget_set_visible (tick, FALSE);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), number);
  gtk_box_append (GTK_BOX (box), tick);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "format", (gpointer) format);
  g_object_set_data (G_OBJECT (row), "number", number);
  g_object_set_data (G_OBJECT (row), "tick", tick);
  return row;
}

static void
mark_row (GtkListBoxRow      *row,
          ManiculeLossReport *report)
{
  guint n_lost = report->n_annotations - report->n_exact;
  GtkLabel *number = g_object_get_data (G_OBJECT (row), "number");
  GtkWidget *tick = g_object_get_data (G_OBJECT (row), "tick");
  g_autofree char *text = g_strdup_printf ("%u", n_lost);
  g_autofree char *spoken = NULL;

  gtk_label_set_label (number, text);
  gtk_widget_set_visible (GTK_WIDGET (number), n_lost > 0);
  gtk_widget_set_visible (tick, n_lost == 0);
  /* Translators: a format and how many annotations it cannot hold; only spoken */
  spoken = n_lost > 0 ? g_strdup_printf (_("%s, %u changed or left out"), _(row_format (row)->title), n_lost)
                      : g_strdup_printf (_("%s, everything fits"), _(row_format (row)->title));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
surveyed_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(ManiculeExportDialog) self = data;
  g_autoptr(ManiculeLossReport) report = NULL;
  g_autoptr(GError) error = NULL;
  GtkListBoxRow *row;

  report = manicule_workspace_export_finish (MANICULE_WORKSPACE (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  /* A format that fails to count says why when it is chosen. */
  row = gtk_list_box_get_row_at_index (self->format_list, self->survey_next);
  if (report != NULL && row != NULL)
    mark_row (row, report);
  self->survey_next++;
  survey_next (self);
}

/* Counts for one format after the other, so that the machine stays free for the one that is looked at. */
static void
survey_next (ManiculeExportDialog *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->format_list, self->survey_next);
  ManiculeLossPolicy policy;

  if (self->survey_next == 0)
    {
      g_cancellable_cancel (self->surveying);
      g_object_unref (self->surveying);
      self->surveying = g_cancellable_new ();
    }
  if (row == NULL)
    return;

  manicule_loss_policy_init (&policy, row_format (row));
  start (self, row_format (row), &policy, NULL, NULL, self->surveying, surveyed_cb);
}

/* Formats that hold no annotations go to the end: nobody exports for their sake. */
static void
fill_formats (ManiculeExportDialog *self)
{
  const ManiculeFormat * const *formats = manicule_formats_list ();
  guint pass;
  gsize i;

  for (pass = 0; pass < 2; pass++)
    for (i = 0; formats[i] != NULL; i++)
      if (manicule_format_can_write (formats[i]) && ((formats[i]->holds & MANICULE_HOLDS_SPANS) != 0) == (pass == 0))
        gtk_list_box_append (self->format_list, new_format_row (formats[i]));
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
      toast_done (self, g_object_get_data (G_OBJECT (self->exporting), "file"));
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
  g_object_set_data_full (G_OBJECT (self->exporting), "file", g_object_ref (file), g_object_unref);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "export.run", FALSE);
  gtk_progress_bar_set_fraction (self->progress_bar, 0);
  gtk_stack_set_visible_child_name (self->stack, "progress");
  adw_dialog_set_can_close (ADW_DIALOG (self), FALSE);
  start (self, self->format, &self->policy, file, progress_cb, self->exporting, exported_cb);
}

/* Names of projects may hold what no file name may. */
static char *
dup_base_name (ManiculeExportDialog *self)
{
  g_autofree char *name = g_strdup (manicule_project_get_name (manicule_workspace_get_project (self->workspace)));

  g_strdelimit (name, "/\\:*?\"<>|", '-');
  return g_strdup_printf ("%s-%s", name, self->format->id);
}

/* The next chooser begins where the last export went. */
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

static void
folder_chosen_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  g_autoptr(ManiculeExportDialog) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) folder = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, &error);
  g_autofree char *name = dup_base_name (self);
  g_autoptr(GFile) file = NULL;

  if (folder != NULL)
    {
      remember_folder (folder);
      file = g_file_get_child (folder, name);
      write_to (self, file);
    }
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    alert (self, error);
}

static void
file_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr(ManiculeExportDialog) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);
  g_autoptr(GFile) folder = file != NULL ? g_file_get_parent (file) : NULL;

  remember_folder (folder);
  if (file != NULL)
    write_to (self, file);
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    alert (self, error);
}

/* What is a folder of files goes into a new folder inside the one that is chosen. */
static void
run_action (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  ManiculeExportDialog *self = MANICULE_EXPORT_DIALOG (widget);
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (self->parent));
  g_autofree char *base = dup_base_name (self);
  g_autofree char *name = NULL;
  guint split[3];

  if (self->exporting != NULL)
    return;

  recall_folder (dialog);
  manicule_export_options_get_split (self->options, split);
  if (self->format->container == MANICULE_CONTAINER_FOLDER || split[0] + split[1] + split[2] > 0)
    {
      gtk_file_dialog_set_title (dialog, _("Choose a Folder for the Export"));
      gtk_file_dialog_set_accept_label (dialog, _("_Export Here"));
      gtk_file_dialog_select_folder (dialog, window, NULL, folder_chosen_cb, g_object_ref (self));
      return;
    }
  name = g_strdup_printf ("%s.%s", base, self->format->suffixes[0]);
  gtk_file_dialog_set_title (dialog, _("Export"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, window, NULL, file_chosen_cb, g_object_ref (self));
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
  g_cancellable_cancel (self->surveying);
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

  g_hash_table_unref (self->policies);
  g_clear_object (&self->workspace);
  g_clear_object (&self->counting);
  g_clear_object (&self->surveying);
  g_clear_object (&self->exporting);

  G_OBJECT_CLASS (manicule_export_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/manicule/Manicule/dialogs/manicule-export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiculeExportDialog, split_view);
  gtk_widget_class_bind_template_child (widget_class, ManiculeExportDialog, content_page);
  gtk_widget_class_bind_template_child (widget_class, ManiculeExportDialog, format_list);
  gtk_widget_class_bind_template_child (widget_class, ManiculeExportDialog, format_title);
  gtk_widget_class_bind_template_child (widget_class, ManiculeExportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, ManiculeExportDialog, content_box);
  gtk_widget_class_bind_template_child (widget_class, ManiculeExportDialog, cards);
  gtk_widget_class_bind_template_child (widget_class, ManiculeExportDialog, exact_number);
  gtk_widget_class_bind_template_child (widget_class, ManiculeExportDialog, exact_words);
  gtk_widget_class_bind_template_child (widget_class, ManiculeExportDialog, exact_card);
  gtk_widget_class_bind_template_child (widget_class, ManiculeExportDialog, lost_card);
  gtk_widget_class_bind_template_child (widget_class, ManiculeExportDialog, lost_number);
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

  g_type_ensure (MANICULE_TYPE_LOSS_GROUP);
  g_type_ensure (MANICULE_TYPE_EXPORT_OPTIONS);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "export.run", NULL, run_action);
  gtk_widget_class_install_action (widget_class, "export.cancel", NULL, cancel_action);
}

static void
manicule_export_dialog_init (ManiculeExportDialog *self)
{
  self->policies = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->surveying = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "export.run", FALSE);
}

/**
 * manicule_export_dialog_present:
 * @parent: a widget of the project's window
 * @workspace: the project
 *
 * Shows the formats, what each cannot hold of this project, and the way to write one.
 */
void
manicule_export_dialog_present (GtkWidget         *parent,
                                ManiculeWorkspace *workspace)
{
  ManiculeExportDialog *self = g_object_new (MANICULE_TYPE_EXPORT_DIALOG, NULL);

  self->parent = parent;
  self->workspace = g_object_ref (workspace);
  self->quiet = TRUE;
  manicule_export_options_set_workspace (self->options, workspace);
  self->quiet = FALSE;
  fill_formats (self);
  gtk_list_box_select_row (self->format_list, gtk_list_box_get_row_at_index (self->format_list, 0));
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (gtk_list_box_get_row_at_index (self->format_list, 0)));
  survey_next (self);
  adw_dialog_present (ADW_DIALOG (self), parent);
}
