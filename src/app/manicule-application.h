/* manicule-application.h: the program: its windows, what it is told on the command line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define MANICULE_TYPE_APPLICATION (manicule_application_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeApplication, manicule_application, MANICULE, APPLICATION, AdwApplication)

ManiculeApplication *manicule_application_new         (void) G_GNUC_WARN_UNUSED_RESULT;
/* In the window that has it open already, else in one that is still empty, else in a new one. */
void                 manicule_application_open_folder (ManiculeApplication *self,
                                                       GFile               *folder);

G_END_DECLS
