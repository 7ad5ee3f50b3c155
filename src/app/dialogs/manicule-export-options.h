/* manicule-export-options.h: which articles, whose annotations, and the format's own choices
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "manicule-workspace.h"

G_BEGIN_DECLS

/* Shows what @choices say (see manicule-export-choices.h), and writes what is chosen into them.
 * Signal "changed": something else is chosen, so that the losses are others. */
#define MANICULE_TYPE_EXPORT_OPTIONS (manicule_export_options_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeExportOptions, manicule_export_options, MANICULE, EXPORT_OPTIONS, AdwPreferencesGroup)

void        manicule_export_options_set_workspace (ManiculeExportOptions *self,
                                                   ManiculeWorkspace     *workspace,
                                                   GHashTable            *choices);
/* Replaces the rows of the former format. */
void        manicule_export_options_set_format    (ManiculeExportOptions *self,
                                                   const ManiculeFormat  *format);
gboolean    manicule_export_options_get_only_done (ManiculeExportOptions *self);
const char *manicule_export_options_get_annotator (ManiculeExportOptions *self);
/* Weights of train, validation, test; all 0: no split. */
void        manicule_export_options_get_split     (ManiculeExportOptions *self,
                                                   guint                  split[3]);

G_END_DECLS
