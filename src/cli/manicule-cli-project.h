/* manicule-cli-project.h: the projects that commands work on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-cli.h"
#include "manicule-import.h"
#include "manicule-project.h"

G_BEGIN_DECLS

/* Brings what a crash left in the journals into the files, and tells so. */
gboolean          manicule_cli_recover          (GFile                *folder,
                                                 GError              **error);
/* The same, then reads the project's lists. */
ManiculeProject  *manicule_cli_open_project     (GFile                *folder,
                                                 GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* (nullable): the annotator named, else the project's only one; several are an error that lists them. */
const char       *manicule_cli_choose_annotator (ManiculeProject      *project,
                                                 const char           *named,
                                                 GError              **error);
/* Can @name be an annotator? A new one may be named. */
gboolean          manicule_cli_check_annotator  (const char           *name,
                                                 GError              **error);
/* (element-type GFile) */
GPtrArray        *manicule_cli_list_files       (char                **arguments) G_GNUC_WARN_UNUSED_RESULT;
/* Prints an article a line, the duplicates and the findings of an import that was carried out. */
void              manicule_cli_report_import    (ManiculeImport       *plan,
                                                 ManiculeProject      *project,
                                                 guint                 n_articles);

G_END_DECLS
