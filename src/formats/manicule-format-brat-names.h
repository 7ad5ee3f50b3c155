/* manicule-format-brat-names.h: ids and names as brat can hold them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "T" and 12 of "T12"; FALSE where it is not letters (or "#" and letters), then a number below 2^31 without leading
 * zeros, and nothing after it. */
gboolean  manicule_brat_id_split     (const char *id,
                                      gsize      *prefix_length,
                                      guint      *number);
gboolean  manicule_brat_id_is_valid  (const char *id);

/* Names of types, roles and attributes: brat holds the letters, digits, "_" and "-" of ASCII. Anything else is written
 * as _xHHHH_ with its code point in hexadecimal, the way of ISO 9075-14 for XML names, and reads back. */
char     *manicule_brat_name_encode  (const char *name) G_GNUC_WARN_UNUSED_RESULT;
/* The same for a role, which may not end in a digit either, since brat numbers roles of the same name. */
char     *manicule_brat_role_encode  (const char *role) G_GNUC_WARN_UNUSED_RESULT;
/* The same for the value of an attribute, where only white space is in the way, and what parts the values in
 * annotation.conf; "" has a form, too. */
char     *manicule_brat_value_encode (const char *value) G_GNUC_WARN_UNUSED_RESULT;
/* Undo them. A name that is not empty never becomes empty. */
char     *manicule_brat_name_decode  (const char *name) G_GNUC_WARN_UNUSED_RESULT;
char     *manicule_brat_value_decode (const char *value) G_GNUC_WARN_UNUSED_RESULT;
/* "Theme" of "Theme2"; a role of digits alone stays. */
char     *manicule_brat_role_strip   (const char *role) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
