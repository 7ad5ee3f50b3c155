/* manicule-format-gate-xml-private.h: what reading and writing of GATE XML share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format-input.h"
#include "manicule-format-output.h"

G_BEGIN_DECLS

/* What is carried: of features {"features":{NAME:{"class":…,"text":…}}}; of sets {"set":NAME,"relations":[…]}. */
#define MANICULE_GATE "gate"

#define MANICULE_GATE_WRAPPER "gate.corpora.ObjectWrapper"

gboolean  manicule_gate_xml_read   (ManiculeFormatInput   *input,
                                    ManiculeDocumentFunc   func,
                                    gpointer               data,
                                    GError               **error);
char     *manicule_gate_xml_print  (ManiculeDocument      *document) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
