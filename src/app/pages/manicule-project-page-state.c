/* manicule-project-page-state.c: when saving fails or another program changed the project
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-project-page-private.h"

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
  self->verifying = g_cancellable_new ();
  manicule_workspace_verify_async (get_workspace (self), self->verifying, verified_cb, g_object_ref (self));
}

/* --- the ways out */

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(ManiculeProjectPage) self = data;
  g_autoptr(GError) error = NULL;

  if (!manicule_workspace_save_finish (MANICULE_WORKSPACE (source), result, &error))
    report (self, error);
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  ManiculeProjectPage *self = MANICULE_PROJECT_PAGE (widget);

  manicule_workspace_save_async (get_workspace (self), NULL, saved_cb, g_object_ref (self));
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
  gtk_widget_class_install_action (widget_class, "project.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "project.reload", NULL, reload_action);
  gtk_widget_class_install_action (widget_class, "project.resolve", NULL, resolve_action);
  gtk_widget_class_install_action (widget_class, "project.show-findings", NULL, show_findings_action);
}
