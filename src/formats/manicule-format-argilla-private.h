/* manicule-format-argilla-private.h: what reading and writing share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format-input.h"

G_BEGIN_DECLS

#define MANICULE_ARGILLA "argilla"
/* The question that spans answer, where a file brings no other. */
#define MANICULE_ARGILLA_SPANS "spans"

ManiculeOffsetUnit manicule_argilla_parse_unit (const char           *option);
gboolean           manicule_argilla_read       (ManiculeFormatInput  *input,
                                                ManiculeDocumentFunc  func,
                                                gpointer              data,
                                                GError              **error);

G_END_DECLS
