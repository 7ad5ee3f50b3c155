/* manicule-token-cutter.h: cuts tokens where spans begin and end
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-tokens.h"

G_BEGIN_DECLS

/* Tokens come in order, so nothing is counted from the beginning again. */
typedef struct
{
  GArray     *borders;    /* (owned) (element-type guint): where spans begin and end */
  guint       next;       /* of the borders */
  guint       chr;        /* where the text was looked at last */
  const char *p;
  gboolean    at_spaces;  /* spaces within a token part it, as tabs and line breaks do */
} ManiculeTokenCutter;

void manicule_token_cutter_init       (ManiculeTokenCutter *self,
                                       ManiculeText        *text,
                                       gboolean             at_spaces);
void manicule_token_cutter_clear      (ManiculeTokenCutter *self);
/* Once for each range at whose ends tokens are cut; then they are sorted. */
void manicule_token_cutter_add_border (ManiculeTokenCutter *self,
                                       const ManiculeRange *range);
void manicule_token_cutter_sort       (ManiculeTokenCutter *self);
/* Appends to @pieces (element-type ManiculeCutToken) what the token from @start to @end leaves: no piece begins or ends with
 * white space, and none is empty. They begin no sentence. */
void manicule_token_cutter_cut        (ManiculeTokenCutter *self,
                                       guint                start,
                                       guint                end,
                                       GArray              *pieces);

G_END_DECLS
