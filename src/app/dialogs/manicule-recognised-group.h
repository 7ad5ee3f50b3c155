/* manicule-recognised-group.h: what the files of an import are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "manicule-import.h"

G_BEGIN_DECLS

/* A switch a format, with what it brings; a choice for each file that may be of several formats, one for the predictions
 * of models, and the files that are no format's.
 * Signals: "changed": a format was switched on or off; "read-again": the files must be read with the new options. */
#define MANICULE_TYPE_RECOGNISED_GROUP (manicule_recognised_group_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeRecognisedGroup, manicule_recognised_group, MANICULE, RECOGNISED_GROUP, AdwPreferencesGroup)

/* @plan must stay until another is shown. */
void     manicule_recognised_group_show        (ManiculeRecognisedGroup *self,
                                                ManiculeImport          *plan);
gboolean manicule_recognised_group_has         (ManiculeRecognisedGroup *self,
                                                const ManiculeFormat    *format);
/* How the files are to be read; the tables belong to the group. */
void     manicule_recognised_group_get_options (ManiculeRecognisedGroup *self,
                                                ManiculeImportOptions   *options);

G_END_DECLS
