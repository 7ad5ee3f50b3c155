/* manicule-format-values.h: attribute values as texts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The texts of a value, for formats that do not hold types: "true" or "false", a number in the fewest digits that
 * give it back, the text itself, or the elements of a list. Values with the same texts are the same to such a format. */
char **manicule_value_dup_texts    (GVariant *value) G_GNUC_WARN_UNUSED_RESULT;
/* What a number or a truth is as a text: "5", "0.5", "true"; NULL for texts and lists. For fit_value of formats. */
char  *manicule_value_fit_as_text  (GVariant *value) G_GNUC_WARN_UNUSED_RESULT;
char  *manicule_number_to_string   (double    number) G_GNUC_WARN_UNUSED_RESULT;

/* "2024-12-29", "2024-12" or "2024", as articles have it. */
gboolean manicule_text_is_date     (const char *text);

G_END_DECLS
