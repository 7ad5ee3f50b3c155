/* manicule-format-tokens.h: tokens that no span cuts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-annotation-set.h"

G_BEGIN_DECLS

/* One token, in code points. */
typedef struct
{
  guint    start;
  guint    end;
  gboolean starts_sentence;
} ManiculeCutToken;

/* By the word rule, cut wherever a span of the set begins or ends. */
GArray   *manicule_tokens_cut  (ManiculeAnnotationSet *set) G_GNUC_WARN_UNUSED_RESULT;
/* The first and the last token in a range; FALSE when the range does not begin and end with one. */
gboolean  manicule_tokens_find (GArray                *tokens,
                                ManiculeRange          range,
                                guint                 *first,
                                guint                 *last);

G_END_DECLS
