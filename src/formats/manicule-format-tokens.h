/* manicule-format-tokens.h: which tokens a span is made of
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-tokens.h"

G_BEGIN_DECLS

/* Of an array of ManiculeCutToken: the first and the last token in a range; FALSE when the range does not begin and end
 * with one. */
gboolean manicule_tokens_find (GArray        *tokens,
                               ManiculeRange  range,
                               guint         *first,
                               guint         *last);

G_END_DECLS
