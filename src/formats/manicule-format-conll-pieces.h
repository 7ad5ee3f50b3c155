/* manicule-format-conll-pieces.h: tokens, cut where spans begin and end within them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format-conll-private.h"

G_BEGIN_DECLS

/* A token, or what is left of one that was cut. */
typedef struct
{
  ManiculeConllToken  token;
  const char         *data;     /* in the text */
  gsize               n_bytes;
} ManiculeConllPiece;

/* (transfer full) (element-type ManiculeConllPiece): the @tokens (element-type ManiculeConllToken) of @text, cut at the
 * ends of @spans and at what would end a field; @at_spaces: spaces do, too. */
GArray *manicule_conll_cut (ManiculeText *text,
                            GArray       *tokens,
                            GPtrArray    *spans,
                            gboolean      at_spaces) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
