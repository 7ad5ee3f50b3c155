/* manicule-export-formats.h: the formats that can be written, and how much of the project each can hold
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "manicule-workspace.h"

G_BEGIN_DECLS

/* Signals: "selected" (gpointer, a ManiculeFormat): that one is looked at; "activated": and wants to be seen. */
#define MANICULE_TYPE_EXPORT_FORMATS (manicule_export_formats_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeExportFormats, manicule_export_formats, MANICULE, EXPORT_FORMATS, AdwBin)

/* Counts in the background what each format cannot hold as @choices have it (see manicule-export-choices.h), beginning
 * anew each time this is called. */
void manicule_export_formats_survey (ManiculeExportFormats *self,
                                     ManiculeWorkspace     *workspace,
                                     GHashTable            *choices,
                                     const char            *annotator,
                                     gboolean               only_done);
void manicule_export_formats_stop   (ManiculeExportFormats *self);
/* What is known already of one of them. */
void manicule_export_formats_mark   (ManiculeExportFormats *self,
                                     const ManiculeFormat  *format,
                                     ManiculeLossReport    *report);
/* @id NULL or unknown: the first. */
void manicule_export_formats_select (ManiculeExportFormats *self,
                                     const char            *id);
/* The selected row, to give it the focus. */
GtkWidget *manicule_export_formats_get_row (ManiculeExportFormats *self);

G_END_DECLS
