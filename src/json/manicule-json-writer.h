/* manicule-json-writer.h: JSON, written the same way every time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Text is appended to a GString; no tree is built. The same values give the same bytes in every locale: nothing is
 * escaped that need not be, numbers are as short as they can be and still read back the same.
 *
 * Values: */
void manicule_json_append_string  (GString            *out,
                                   const char         *string);
void manicule_json_append_escaped (GString            *out,     /* the inside of a string */
                                   const char         *string,
                                   gsize               length);
void manicule_json_append_strv    (GString            *out,
                                   const char * const *strings);
void manicule_json_append_uint    (GString            *out,
                                   guint64             number);
void manicule_json_append_int     (GString            *out,
                                   gint64              number);
void manicule_json_append_double  (GString            *out,     /* finite */
                                   double              number);

/* Members of the object that was begun last with "{", which get their commas by themselves; what is NULL, FALSE or 0
 * (a time) is left out. */
void manicule_json_put_name       (GString            *out,
                                   const char         *name);
void manicule_json_put_string     (GString            *out,
                                   const char         *name,
                                   const char         *string);
void manicule_json_put_int        (GString            *out,     /* always written */
                                   const char         *name,
                                   gint64              number);
void manicule_json_put_flag       (GString            *out,
                                   const char         *name,
                                   gboolean            flag);
void manicule_json_put_strv       (GString            *out,
                                   const char         *name,
                                   const char * const *strings);
void manicule_json_put_time       (GString            *out,
                                   const char         *name,
                                   gint64              seconds);  /* since 1970; written as 2026-11-24T14:32:05Z */

G_END_DECLS
