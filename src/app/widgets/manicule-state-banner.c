/* manicule-state-banner.c: what is wrong with an open project, and the way out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-state-banner.h"

#include "manicule-project-folder.h"

#include <glib/gi18n-lib.h>

struct _ManiculeStateBanner
{
  AdwBin        parent_instance;

  AdwBanner    *banner;
  GSignalGroup *workspace;  /* (owned) */
};

G_DEFINE_FINAL_TYPE (ManiculeStateBanner, manicule_state_banner, ADW_TYPE_BIN)

static void
show (ManiculeStateBanner *self,
      const char          *title,
      const char          *button,
      const char          *action)
{
  adw_banner_set_use_markup (self->banner, FALSE);
  adw_banner_set_title (self->banner, title);
  adw_banner_set_button_label (self->banner, button);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->banner), action);
  adw_banner_set_revealed (self->banner, TRUE);
}

static void
show_error (ManiculeStateBanner *self,
            const GError        *error,
            gboolean             unsaved)
{
  g_autofree char *title = NULL;

  if (g_error_matches (error, MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_CHANGED))
    show (self, _("Changed by another program"), unsaved ? _("Resolve…") : _("Reload"),
          unsaved ? "project.resolve" : "project.reload");
  else if (g_error_matches (error, MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_LOCKED))
    show (self, error->message, _("Resolve…"), "project.resolve");
  else
    {
      /* Translators: the reason why a save failed */
      title = g_strdup_printf (_("Not saved: %s"), error->message);
      /* Saving is tried again by itself, every few seconds. */
      show (self, title, _("Save a Copy Elsewhere…"), "project.save-copy");
    }
}

/* Versions to decide between are offered elsewhere, and why nothing can be written is nothing that is wrong with the project. */
static gboolean
is_of_project (const ManiculeFinding *finding)
{
  return g_strcmp0 (finding->code, "merge-conflict") != 0 && g_strcmp0 (finding->code, "lock-unwritable") != 0;
}

static guint
count_warnings (ManiculeFindings *findings)
{
  guint n = 0;

  for (guint i = 0; i < manicule_findings_get_n (findings); i++)
    {
      const ManiculeFinding *finding = manicule_findings_get (findings, i);

      if (finding->severity == MANICULE_FINDING_WARNING && is_of_project (finding))
        n++;
    }

  return n;
}

static void
update (ManiculeStateBanner *self)
{
  g_autoptr(ManiculeWorkspace) workspace = g_signal_group_dup_target (self->workspace);
  const GError *error = workspace != NULL ? manicule_workspace_get_error (workspace) : NULL;
  ManiculeFindings *findings = workspace != NULL ? manicule_workspace_get_findings (workspace) : NULL;
  guint n_errors = findings != NULL ? manicule_findings_get_n_errors (findings) : 0;
  guint n_warnings = findings != NULL ? count_warnings (findings) : 0;

  if (error != NULL)
    show_error (self, error, manicule_workspace_get_unsaved (workspace));
  else if (n_errors > 0)
    show (self, ngettext ("A file of this project is damaged", "Files of this project are damaged", n_errors),
          _("Show…"), "project.show-findings");
  else if (n_warnings > 0)
    show (self, _("Something in this project is not as it was left"), _("Show…"), "project.show-findings");
  else if (workspace != NULL && manicule_workspace_get_read_only (workspace) && manicule_findings_get_n (findings) > 0)
    show (self, _("Open read only"), _("Show…"), "project.show-findings");
  else if (workspace != NULL && manicule_workspace_get_read_only (workspace))
    show (self, _("Open read only"), NULL, NULL);
  else
    adw_banner_set_revealed (self->banner, FALSE);
}

static void
manicule_state_banner_dispose (GObject *object)
{
  g_clear_object (&MANICULE_STATE_BANNER (object)->workspace);

  G_OBJECT_CLASS (manicule_state_banner_parent_class)->dispose (object);
}

static void
manicule_state_banner_class_init (ManiculeStateBannerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = manicule_state_banner_dispose;
}

static void
manicule_state_banner_init (ManiculeStateBanner *self)
{
  self->banner = ADW_BANNER (adw_banner_new (""));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->banner));
  self->workspace = g_signal_group_new (MANICULE_TYPE_WORKSPACE);
  g_signal_group_connect_swapped (self->workspace, "notify::error", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->workspace, "notify::read-only", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->workspace, "notify::unsaved", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->workspace, "findings-changed", G_CALLBACK (update), self);
}

void
manicule_state_banner_set_workspace (ManiculeStateBanner *self,
                                     ManiculeWorkspace   *workspace)
{
  g_return_if_fail (MANICULE_IS_STATE_BANNER (self));

  g_signal_group_set_target (self->workspace, workspace);
  update (self);
}
