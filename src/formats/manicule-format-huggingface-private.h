/* manicule-format-huggingface-private.h: what reading, writing and the card share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format-input.h"

G_BEGIN_DECLS

#define MANICULE_HUGGINGFACE "huggingface"
#define MANICULE_HUGGINGFACE_CARD "README.md"
#define MANICULE_HUGGINGFACE_INFOS "dataset_infos.json"
/* The column with the tags, where a file brings no other. */
#define MANICULE_HUGGINGFACE_TAGS "ner_tags"

gboolean   manicule_huggingface_read       (ManiculeFormatInput   *input,
                                            ManiculeDocumentFunc   func,
                                            gpointer               data,
                                            GError               **error);

/* --- the card --- */

/* The tags that a card or the older dataset_infos.json gives to the numbers of @column, in their order; any column with
 * tags where it is not described. NULL when there are none. */
GPtrArray *manicule_huggingface_parse_card  (const char           *text,
                                             const char           *column) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *manicule_huggingface_parse_infos (GBytes               *bytes,
                                             const char           *column) G_GNUC_WARN_UNUSED_RESULT;
char      *manicule_huggingface_describe    (ManiculeSchema       *schema) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
