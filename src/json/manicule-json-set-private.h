/* manicule-json-set-private.h: what stands around the annotations of a set
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-json-reader.h"

G_BEGIN_DECLS

#define MANICULE_JSON_SET_FORMAT "manicule-annotations"

/* Everything before the member "annotations", and after it. */
void  manicule_json_put_set_head    (GString           *out,
                                     const char        *article_id,
                                     const char        *sha256,
                                     guint              length,
                                     const char        *annotator,
                                     ManiculeStatus     status,
                                     const char        *carried);
void  manicule_json_put_set_end     (GString           *out,
                                     const char        *carried);
/* What is to be carried; NULL when there is nothing. */
char *manicule_json_dup_set_unknown (ManiculeJsonValue  root) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
