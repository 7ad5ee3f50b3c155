/* manicule-json-merge.h: two versions of a file of a project, made one again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-finding.h"

G_BEGIN_DECLS

/* Annotation sets, schema.json, manicule.json, articles.jsonl and entities.jsonl, as they stand in their files: needs
 * neither the texts nor the rest of the project. @name tells which of the lists it is, and stands in messages; @base
 * NULL or empty: both sides began with nothing. @conflicts gets what a person must decide (code "merge-conflict");
 * the result holds both sides. NULL with an error where a file is damaged or the two are about different texts. */
GBytes *manicule_json_merge         (const char        *name,
                                     GBytes            *base,
                                     GBytes            *ours,
                                     GBytes            *theirs,
                                     ManiculeFindings  *conflicts,
                                     GError           **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same for what a set carries of members that are not known here. */
char   *manicule_json_merge_carried (const char        *base,
                                     const char        *ours,
                                     const char        *theirs) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
