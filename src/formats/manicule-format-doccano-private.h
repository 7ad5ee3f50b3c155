/* manicule-format-doccano-private.h: what reading and writing share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format-input.h"

G_BEGIN_DECLS

#define MANICULE_DOCCANO "doccano"

ManiculeOffsetUnit manicule_doccano_parse_unit (const char           *option);
gboolean           manicule_doccano_read       (ManiculeFormatInput  *input,
                                                ManiculeDocumentFunc  func,
                                                gpointer              data,
                                                GError              **error);

G_END_DECLS
