/* manicule-about-dialog.c: who made it, under which licence
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-about-dialog.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/**
 * manicule_about_dialog_present:
 * @parent: a widget of the window it belongs to
 *
 * Shows name, version and licence.
 */
void
manicule_about_dialog_present (GtkWidget *parent)
{
  adw_show_about_dialog (parent,
                         "application-name", "Manicule",
                         "application-icon", MANICULE_APP_ID,
                         "version", MANICULE_VERSION,
                         "developer-name", _("The Manicule developers"),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "website", "https://manicule.org/",
                         "comments", _("Annotate news articles, and export data you can trust"),
                         /* Translators: put your names here, one a line */
                         "translator-credits", _("translator-credits"),
                         NULL);
}
