/* main.c: starts the program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-application.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

int
main (int    argc,
      char **argv)
{
  const char *folder = g_getenv ("MANICULE_LOCALE_DIR");
  g_autoptr(ManiculeApplication) application = NULL;

  /* Where nothing is installed, the environment tells where the translations are. */
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : MANICULE_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = manicule_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
