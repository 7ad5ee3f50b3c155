/* manicule-format-prodigy-private.h: what reading and writing share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format-input.h"

G_BEGIN_DECLS

#define MANICULE_PRODIGY "prodigy"

/* What a document label carries that was the only label of its task, not one of several options. */
#define MANICULE_PRODIGY_SINGLE "\"single\":true"
/* What the end of a relation is called that is no span to Prodigy, and what it carries. */
#define MANICULE_PRODIGY_TOKEN "TOKEN"
#define MANICULE_PRODIGY_IS_TOKEN "\"is_token\":true"

gboolean  manicule_prodigy_read         (ManiculeFormatInput   *input,
                                         ManiculeDocumentFunc   func,
                                         gpointer               data,
                                         GError               **error);

/* Arrays of ManiculeCutToken. From the JSON text of a list of tokens; NULL when they do not lie one after the other in
 * the text. */
GArray   *manicule_prodigy_parse_tokens (ManiculeText          *text,
                                         const char            *raw) G_GNUC_WARN_UNUSED_RESULT;
void      manicule_prodigy_put_tokens   (GString               *out,
                                         ManiculeText          *text,
                                         GArray                *tokens);

G_END_DECLS
