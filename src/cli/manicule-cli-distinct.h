/* manicule-cli-distinct.h: documents that get files of their own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-document.h"
#include "manicule-format-document-ids.h"

G_BEGIN_DECLS

ManiculeDocument *manicule_cli_distinguish (ManiculeDocumentIds *ids,
                                            ManiculeDocument    *document,
                                            gboolean             is_one_of_several) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
