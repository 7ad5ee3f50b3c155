/* manicule-export-choices.h: what is chosen for the export of a project, remembered from one export to the next
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-loss.h"

G_BEGIN_DECLS

/* So many projects are remembered. */
#define MANICULE_EXPORT_CHOICES_MAX 20

/* Choices are a table of names and values (element-type utf8 utf8): "format", "articles" ("done" or "all"), "annotator",
 * "split" ("80/10/10"), and for each format that was chosen once "ID/OPTION" and "lossy/ID" (see
 * manicule_loss_policy_parse()). A name that is not there was not chosen; what is there may be out of date. */
GHashTable *manicule_export_choices_recall      (GSettings                *settings,
                                                 const char               *uri) G_GNUC_WARN_UNUSED_RESULT;
void        manicule_export_choices_remember    (GSettings                *settings,
                                                 const char               *uri,
                                                 GHashTable               *choices);

/* NULL when it was not chosen, or cannot be chosen any more. */
const char *manicule_export_choices_get_option  (GHashTable               *choices,
                                                 const ManiculeFormat     *format,
                                                 const ManiculeFormatOption *option);
void        manicule_export_choices_set_option  (GHashTable               *choices,
                                                 const ManiculeFormat     *format,
                                                 const ManiculeFormatOption *option,
                                                 const char               *value);
/* All that were chosen, for an export. */
GHashTable *manicule_export_choices_dup_options (GHashTable               *choices,
                                                 const ManiculeFormat     *format) G_GNUC_WARN_UNUSED_RESULT;
/* The safe defaults where nothing else was chosen. */
void        manicule_export_choices_get_policy  (GHashTable               *choices,
                                                 const ManiculeFormat     *format,
                                                 ManiculeLossPolicy       *policy);
void        manicule_export_choices_set_policy  (GHashTable               *choices,
                                                 const ManiculeFormat     *format,
                                                 const ManiculeLossPolicy *policy);

G_END_DECLS
