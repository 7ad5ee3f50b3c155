/* manicule-cas-read.h: documents from a CAS
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-cas.h"

G_BEGIN_DECLS

/* Hands on a document for each text of the views; views of the same text are annotation sets of one document. What is
 * no annotation is carried by the sets: {"uima":{"view":…,"types":…,"structures":[…],"order":[…]}}. An annotation carries
 * its layer, and values that are no attributes: {"uima":{"type":…,"features":{…},"slot":{…}}}. Uses up the CAS. */
gboolean manicule_cas_emit (ManiculeCas           *cas,
                            ManiculeFormatInput   *input,
                            ManiculeDocumentFunc   func,
                            gpointer               data,
                            GError               **error);

G_END_DECLS
