/* manicule-format-webanno-values.h: what stands in the cells of WebAnno TSV
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Values: a backslash before \ [ ] | _ -> ; *, and \t \n. */
void  manicule_webanno_append_value (GString    *out,
                                     const char *value);
char *manicule_webanno_parse_value  (const char *data,
                                     gsize       length) G_GNUC_WARN_UNUSED_RESULT;
/* Texts after "#Text=": \\ \t \n \r \f \b; with @java (versions up to 3.1) also \u00FC. */
void  manicule_webanno_append_text  (GString    *out,
                                     const char *data,
                                     gsize       length);
char *manicule_webanno_parse_text   (const char *data,
                                     gboolean    java) G_GNUC_WARN_UNUSED_RESULT;

/* The pieces of a cell, which @separator parts where no backslash stands before it. (transfer full) */
GStrv manicule_webanno_split        (const char *cell,
                                     char        separator) G_GNUC_WARN_UNUSED_RESULT;
/* Takes "[7]" off the end, or "[7_8]": the numbers are 0 where there are none. Returns the length of what is before. */
gsize manicule_webanno_take_numbers (const char *piece,
                                     guint64    *first,
                                     guint64    *second);
/* Where "->" stands that no backslash stands before; NULL: nowhere. */
const char *manicule_webanno_find_arrow (const char *piece);

G_END_DECLS
