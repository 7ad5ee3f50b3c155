/* manicule-suggest-head.h: suggestions for what the head of a news text is made of
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-schema.h"
#include "manicule-suggestion.h"
#include "manicule-text.h"

G_BEGIN_DECLS

#define MANICULE_SUGGEST_HEAD "news-head"

/* The names of the schema's labels that mean these parts; NULL where there is none. */
typedef struct
{
  char *headline;     /* (owned) (nullable) */
  char *dateline;     /* (owned) (nullable) */
  char *metadata;     /* (owned) (nullable) */
  char *boilerplate;  /* (owned) (nullable) */
} ManiculeHeadLabels;

ManiculeHeadLabels *manicule_head_labels_new  (ManiculeSchema           *schema) G_GNUC_WARN_UNUSED_RESULT;
void                manicule_head_labels_free (ManiculeHeadLabels       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeHeadLabels, manicule_head_labels_free)

/* (element-type ManiculeSuggestion); reads all of the text: for a thread. */
GPtrArray          *manicule_suggest_head     (ManiculeText             *text,
                                               const ManiculeHeadLabels *labels) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
