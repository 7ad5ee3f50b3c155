/* manicule-json-carried.h: members that nobody here knows, kept for those who do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-json-reader.h"

G_BEGIN_DECLS

/* Carried members are JSON text without the braces: "a":1,"b":{}. They are sorted by name and stand after the known
 * members when they are written. What stands in an inner object of a thing is carried with the thing, under that
 * object's name: "origin":{"run":7} are the unknown members of an annotation's known member "origin". */
char *manicule_json_dup_unknown       (ManiculeJsonValue   object,
                                       const char * const *known,
                                       const char * const *reserved,
                                       ManiculeFindings   *findings) G_GNUC_WARN_UNUSED_RESULT;
char *manicule_json_join_carried      (char               *outer,
                                       const char         *name,
                                       char               *inner) G_GNUC_WARN_UNUSED_RESULT;
void  manicule_json_put_carried       (GString            *out,
                                       const char         *carried,
                                       const char * const *known);
void  manicule_json_put_carried_inner (GString            *out,
                                       const char         *carried,
                                       const char         *name);
char *manicule_json_dup_carried_string (const char        *carried,
                                        const char        *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
