/* manicule-tokens.h: the tokens of a text, cut where spans begin and end
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-annotation-set.h"

G_BEGIN_DECLS

typedef struct
{
  guint       start;             /* in code points */
  guint       end;
  const char *data;              /* in the text */
  gsize       length;            /* in bytes */
  guint       starts_sentence : 1;
  guint       starts_paragraph : 1;
} ManiculeCutToken;

/* (element-type ManiculeCutToken): by the word rule. No token begins or ends with white space, or holds a tab or a line
 * break. @set is that of the text; with @joins no sentence ends within a span. */
GArray *manicule_tokens_cut (ManiculeAnnotationSet *set,
                             gboolean               joins) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
