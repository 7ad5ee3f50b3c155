/* manicule-project-page-state.c: when saving fails or another program changed the project
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-project-page-private.h"

#include "manicule-conflicts-dialog.h"
#include "manicule-merge.h"
#include "manicule-project-folder.h"

#include <glib/gi18n-lib.h>

/* How many findings the dialog shows. */
#define FINDINGS_MAX 20

static ManiculeWorkspace *
get_workspace (ManiculeProjectPage *self)
{
  return manicule_editor_get_workspace (self->editor);
}

static void
report (ManiculeProjectPage *self,
        const GError        *error)
{
  if (self->editor != NULL)
    manicule_editor_report (self->editor, error->message);
}

/* --- looking */

static void
verified_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(ManiculeProjectPage) self = data;

  /* What it found is in the workspace's property error, which the banner follows. */
  (void) manicule_workspace_verify_finish (MANICULE_WORKSPACE (source), result, NULL);
  g_clear_object (&self->verifying);
}

void
manicule_project_page_verify (ManiculeProjectPage *self)
{
  g_return_if_fail (MANICULE_IS_PROJECT_PAGE (self));

  if (self->verifying != NULL)
    return;
  self->merge_failed = FALSE;
  self->verifying = g_cancellable_new ();
  manicule_workspace_verify_async (get_workspace (self), self->verifying, verified_cb, g_object_ref (self));
}

/* --- taking over what other programs wrote */

static guint
count_twins (ManiculeProjectPage *self)
{
  ManiculeAnnotationSet *set = manicule_editor_get_annotation_set (self->editor);
  g_autoptr(GPtrArray) twins = set != NULL ? manicule_merge_list_twins (set) : g_ptr_array_new ();

  return twins->len;
}

static void
decide_cb (ManiculeProjectPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "project.show-conflicts", NULL);
}

static void
withdraw (AdwToast **place)
{
  g_autoptr(AdwToast) toast = g_steal_pointer (place);

  if (toast != NULL)
    adw_toast_dismiss (toast);
}

/* A toast that stays: who looks away must not miss that there is something to decide. */
static void
offer_decisions (ManiculeProjectPage *self,
                 guint                n)
{
  g_autofree char *message = g_strdup_printf (ngettext ("%u annotation has two versions", "%u annotations have two versions", n), n);
  AdwToast *toast = adw_toast_new (message);

  withdraw (&self->decision_toast);
  g_set_object (&self->decision_toast, toast);
  adw_toast_set_timeout (toast, 0);
  adw_toast_set_button_label (toast, _("Decide…"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (decide_cb), self, G_CONNECT_SWAPPED);
  g_signal_emit_by_name (self, "toast", toast);
}

static void
tell_taken_over (ManiculeProjectPage *self,
                 guint                n_changes)
{
  g_autofree char *message = g_strdup_printf (ngettext ("%u change of another program taken over",
                                                        "%u changes of another program taken over", n_changes), n_changes);
  guint n_twins = count_twins (self);

  if (n_changes > 0)
    manicule_editor_report (self->editor, message);
  if (n_twins > 0)
    offer_decisions (self, n_twins);
}

static void
merged_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(ManiculeProjectPage) self = data;
  guint n_changes;

  /* Why it failed is in the workspace's property error, which the banner follows. */
  self->merge_failed = !manicule_workspace_merge_finish (MANICULE_WORKSPACE (source), result, &n_changes, NULL);
  self->merging = FALSE;
  if (!self->merge_failed && self->editor != NULL)
    tell_taken_over (self, n_changes);
}

static void
merge (ManiculeProjectPage *self)
{
  self->merging = TRUE;
  manicule_workspace_merge_async (get_workspace (self), NULL, merged_cb, g_object_ref (self));
}

static void
error_cb (ManiculeProjectPage *self)
{
  ManiculeWorkspace *workspace = get_workspace (self);

  if (self->merging || self->merge_failed || manicule_workspace_get_read_only (workspace) ||
      !g_error_matches (manicule_workspace_get_error (workspace), MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_CHANGED))
    return;

  merge (self);
}

/* --- copies of sync programs */

static void
copies_merged_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  g_autoptr(ManiculeProjectPage) self = data;
  g_autoptr(GError) error = NULL;
  guint n_copies;

  if (!manicule_workspace_merge_copies_finish (MANICULE_WORKSPACE (source), result, &n_copies, &error))
    report (self, error);
  else if (self->editor != NULL && !self->merging)
    merge (self);
}

static void
merge_copies_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  ManiculeProjectPage *self = MANICULE_PROJECT_PAGE (widget);

  withdraw (&self->copies_toast);
  manicule_workspace_merge_copies_async (get_workspace (self), copies_merged_cb, g_object_ref (self));
}

static void
merge_copies_cb (ManiculeProjectPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "project.merge-copies", NULL);
}

static void
copies_found_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr(ManiculeProjectPage) self = data;
  g_autofree char *message = NULL;
  AdwToast *toast;
  guint n;

  /* A folder that cannot be listed has worse to tell elsewhere. */
  if (!manicule_workspace_find_copies_finish (MANICULE_WORKSPACE (source), result, &n, NULL) || n == 0 || self->editor == NULL)
    return;

  message = g_strdup_printf (ngettext ("A sync program left %u copy of a file", "A sync program left %u copies of files", n), n);
  toast = adw_toast_new (message);
  g_set_object (&self->copies_toast, toast);
  adw_toast_set_timeout (toast, 0);
  adw_toast_set_button_label (toast, _("Merge"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (merge_copies_cb), self, G_CONNECT_SWAPPED);
  g_signal_emit_by_name (self, "toast", toast);
}

static gboolean
look_for_copies (gpointer data)
{
  ManiculeProjectPage *self = data;

  if (self->editor != NULL && !manicule_editor_get_read_only (self->editor))
    manicule_workspace_find_copies_async (get_workspace (self), copies_found_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

/* --- annotations that lost their place */

typedef struct
{
  ManiculeProjectPage   *page;  /* (owned) */
  ManiculeAnnotationSet *set;   /* (owned): what they belonged to */
} Listing;

static void
listing_free (Listing *listing)
{
  g_object_unref (listing->page);
  g_object_unref (listing->set);
  g_free (listing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Listing, listing_free)

static void
review_cb (ManiculeProjectPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "project.show-orphans", NULL);
}

static void
orphans_listed_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      data)
{
  g_autoptr(Listing) listing = data;
  ManiculeProjectPage *self = listing->page;
  g_autoptr(GPtrArray) orphans = manicule_workspace_list_orphans_finish (MANICULE_WORKSPACE (source), result, NULL);
  g_autofree char *message = NULL;
  AdwToast *toast;

  /* What cannot be read is told where it is looked at. Meanwhile another article may have been opened. */
  if (orphans == NULL || orphans->len == 0 || self->editor == NULL
      || manicule_editor_get_annotation_set (self->editor) != listing->set)
    return;

  message = g_strdup_printf (ngettext ("%u annotation lost its place when the text changed",
                                       "%u annotations lost their place when the text changed", orphans->len), orphans->len);
  toast = adw_toast_new (message);
  withdraw (&self->orphans_toast);
  g_set_object (&self->orphans_toast, toast);
  adw_toast_set_timeout (toast, 0);
  adw_toast_set_button_label (toast, _("Review"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (review_cb), self, G_CONNECT_SWAPPED);
  g_signal_emit_by_name (self, "toast", toast);
}

static void
show_orphans_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  ManiculeProjectPage *self = MANICULE_PROJECT_PAGE (widget);

  withdraw (&self->orphans_toast);
  g_object_set (self, "show-panel", TRUE, NULL);
  manicule_side_panel_show_orphans (self->panel);
}

static void
look_for_orphans (ManiculeProjectPage *self)
{
  ManiculeAnnotationSet *set = manicule_editor_get_annotation_set (self->editor);
  Listing *listing;

  withdraw (&self->orphans_toast);
  if (set == NULL || manicule_editor_get_read_only (self->editor))
    return;
  listing = g_new0 (Listing, 1);
  listing->page = g_object_ref (self);
  listing->set = g_object_ref (set);
  manicule_workspace_list_orphans_async (get_workspace (self), manicule_annotation_set_get_article_id (set),
                                         orphans_listed_cb, listing);
}

static void
article_shown_cb (ManiculeProjectPage *self)
{
  guint n_twins = count_twins (self);

  look_for_orphans (self);
  withdraw (&self->decision_toast);
  if (n_twins > 0 && !manicule_editor_get_read_only (self->editor))
    offer_decisions (self, n_twins);
}

/* After a crash, once. */
static gboolean
tell_recovery (gpointer data)
{
  ManiculeProjectPage *self = data;
  const char *recovery = self->editor != NULL ? manicule_workspace_get_recovery (get_workspace (self)) : NULL;
  AdwToast *toast;

  if (recovery == NULL)
    return G_SOURCE_REMOVE;

  toast = adw_toast_new (recovery);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_timeout (toast, 0);
  g_signal_emit_by_name (self, "toast", toast);
  return G_SOURCE_REMOVE;
}

void
manicule_project_page_follow_state (ManiculeProjectPage *self)
{
  g_signal_connect_object (get_workspace (self), "notify::error", G_CALLBACK (error_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "notify::annotation-set", G_CALLBACK (article_shown_cb), self, G_CONNECT_SWAPPED);
  /* Not before the window shows the page, which shows the toast. */
  g_idle_add_full (G_PRIORITY_LOW, tell_recovery, g_object_ref (self), g_object_unref);
  g_idle_add_full (G_PRIORITY_LOW, look_for_copies, g_object_ref (self), g_object_unref);
}

static void
show_conflicts_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  ManiculeProjectPage *self = MANICULE_PROJECT_PAGE (widget);

  withdraw (&self->decision_toast);
  adw_dialog_present (ADW_DIALOG (manicule_conflicts_dialog_new (self->editor)), widget);
}

/* --- the ways out */

static void
copied_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(ManiculeProjectPage) self = data;
  g_autoptr(GError) error = NULL;
  guint n_missing;

  if (!manicule_workspace_save_copy_finish (MANICULE_WORKSPACE (source), result, &n_missing, &error))
    report (self, error);
  else if (n_missing > 0 && self->editor != NULL)
    manicule_editor_report (self->editor,
                            ngettext ("Copy saved, but a file could not be read", "Copy saved, but some files could not be read",
                                      n_missing));
  else if (self->editor != NULL)
    manicule_editor_report (self->editor, _("Copy saved"));
}

static void
copy_folder_chosen_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      data)
{
  g_autoptr(ManiculeProjectPage) self = data;
  g_autoptr(GFile) folder = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (folder != NULL && self->editor != NULL)
    manicule_workspace_save_copy_async (get_workspace (self), folder, NULL, copied_cb, g_object_ref (self));
}

static void
save_copy_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Choose an Empty Folder for the Copy"));
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, copy_folder_chosen_cb,
                                 g_object_ref (widget));
}

static void
reloaded_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(ManiculeProjectPage) self = data;
  g_autoptr(GError) error = NULL;

  if (manicule_workspace_reload_finish (MANICULE_WORKSPACE (source), result, &error))
    g_signal_emit_by_name (self, "reload");
  else
    report (self, error);
}

static void
reload_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  ManiculeProjectPage *self = MANICULE_PROJECT_PAGE (widget);

  manicule_workspace_reload_async (get_workspace (self), NULL, reloaded_cb, g_object_ref (self));
}

static void
overwritten_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr(ManiculeProjectPage) self = data;
  g_autoptr(GError) error = NULL;

  if (!manicule_workspace_overwrite_finish (MANICULE_WORKSPACE (source), result, &error))
    report (self, error);
}

static void
resolved_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(ManiculeProjectPage) self = data;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);

  if (self->editor == NULL)
    return;
  if (g_str_equal (response, "reload"))
    gtk_widget_activate_action (GTK_WIDGET (self), "project.reload", NULL);
  else if (g_str_equal (response, "overwrite"))
    manicule_workspace_overwrite_async (get_workspace (self), NULL, overwritten_cb, g_object_ref (self));
}

/* Neither way can be undone, so this is asked. */
static void
resolve_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  ManiculeProjectPage *self = MANICULE_PROJECT_PAGE (widget);
  const GError *error = manicule_workspace_get_error (get_workspace (self));
  AdwDialog *dialog = adw_alert_dialog_new (_("Which Version Counts?"), error != NULL ? error->message : NULL);

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Cancel"), "reload", _("_Reload"),
                                  "overwrite", _("_Keep What Is Open Here"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "overwrite", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (dialog), widget, NULL, resolved_cb, g_object_ref (self));
}

static void
show_findings_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  ManiculeProjectPage *self = MANICULE_PROJECT_PAGE (widget);
  ManiculeFindings *findings = manicule_workspace_get_findings (get_workspace (self));
  guint n = manicule_findings_get_n (findings);
  g_autoptr(GString) text = g_string_new (NULL);
  AdwDialog *dialog;

  for (guint i = 0; i < MIN (n, FINDINGS_MAX); i++)
    {
      g_autofree char *line = manicule_finding_to_string (manicule_findings_get (findings, i));

      g_string_append_printf (text, "%s\n", line);
    }
  if (n > FINDINGS_MAX)
    g_string_append_printf (text, ngettext ("and %u more", "and %u more", n - FINDINGS_MAX), n - FINDINGS_MAX);
  dialog = adw_alert_dialog_new (_("Damaged Files"), text->str);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _("_Close"));
  adw_dialog_present (dialog, widget);
}

void
manicule_project_page_state_class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "project.save-copy", NULL, save_copy_action);
  gtk_widget_class_install_action (widget_class, "project.reload", NULL, reload_action);
  gtk_widget_class_install_action (widget_class, "project.resolve", NULL, resolve_action);
  gtk_widget_class_install_action (widget_class, "project.show-conflicts", NULL, show_conflicts_action);
  gtk_widget_class_install_action (widget_class, "project.show-orphans", NULL, show_orphans_action);
  gtk_widget_class_install_action (widget_class, "project.merge-copies", NULL, merge_copies_action);
  gtk_widget_class_install_action (widget_class, "project.show-findings", NULL, show_findings_action);
}
