/* manicule-findings-group.c: what is wrong in files, or was guessed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-findings-group.h"

#include <glib/gi18n-lib.h>

#define N_FIRST 20
#define N_AT_MOST 1000

struct _ManiculeFindingsGroup
{
  AdwPreferencesGroup  parent_instance;

  ManiculeFindings    *findings;  /* (not owned) (nullable) */
  GPtrArray           *rows;      /* (owned) (element-type GtkWidget) */
};

G_DEFINE_FINAL_TYPE (ManiculeFindingsGroup, manicule_findings_group, ADW_TYPE_PREFERENCES_GROUP)

static char *
make_title (const ManiculeFinding *finding)
{
  g_autofree char *base = finding->file != NULL ? g_path_get_basename (finding->file) : NULL;

  if (base == NULL)
    return g_strdup (_("All Files"));
  if (finding->line > 0)
    /* Translators: a file and a line of it */
    return g_strdup_printf (_("%s, line %u"), base, finding->line);

  return g_steal_pointer (&base);
}

static void
add (ManiculeFindingsGroup *self,
     GtkWidget             *row)
{
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static void
add_finding (ManiculeFindingsGroup *self,
             const ManiculeFinding *finding)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = make_title (finding);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), finding->message);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 4);
  if (finding->severity != MANICULE_FINDING_NOTE)
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  add (self, row);
}

static void
add_findings (ManiculeFindingsGroup *self,
              guint                  from,
              guint                  to)
{
  for (guint i = from; i < to; i++)
    add_finding (self, manicule_findings_get (self->findings, i));
}

static void
show_all_cb (AdwButtonRow          *row,
             ManiculeFindingsGroup *self)
{
  g_ptr_array_remove (self->rows, row);
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (row));
  add_findings (self, N_FIRST, MIN (manicule_findings_get_n (self->findings), N_AT_MOST));
}

static void
add_more_button (ManiculeFindingsGroup *self,
                 guint                  n)
{
  GtkWidget *more = adw_button_row_new ();
  g_autofree char *title = g_strdup_printf (_("Show All %u"), n);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (more), title);
  g_signal_connect (more, "activated", G_CALLBACK (show_all_cb), self);
  add (self, more);
}

static void
remove_rows (ManiculeFindingsGroup *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
}

/**
 * manicule_findings_group_show:
 * @self: a group
 * @findings: what to show; must stay until others are shown
 */
void
manicule_findings_group_show (ManiculeFindingsGroup *self,
                              ManiculeFindings      *findings)
{
  guint n = manicule_findings_get_n (findings);
  g_autofree char *title = NULL;

  remove_rows (self);
  self->findings = findings;
  title = manicule_findings_get_n_errors (findings) > 0
          ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u Problem", "%u Problems", n), n)
          : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u Note", "%u Notes", n), n);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), title);
  add_findings (self, 0, MIN (n, N_FIRST));
  if (n > N_FIRST)
    add_more_button (self, n);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}

static void
manicule_findings_group_finalize (GObject *object)
{
  g_ptr_array_unref (MANICULE_FINDINGS_GROUP (object)->rows);

  G_OBJECT_CLASS (manicule_findings_group_parent_class)->finalize (object);
}

static void
manicule_findings_group_class_init (ManiculeFindingsGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = manicule_findings_group_finalize;
}

static void
manicule_findings_group_init (ManiculeFindingsGroup *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
