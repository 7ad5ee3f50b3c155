/* manicule-format-conll2012-private.h: what reading and writing share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format-conll2012-mentions.h"
#include "manicule-format-input.h"
#include "manicule-format-output.h"

G_BEGIN_DECLS

/* The member that a set carries: the lines of its document. */
#define MANICULE_CONLL2012 "conll2012"

extern const ManiculeFormat manicule_format_conll2012;

gboolean manicule_conll2012_read      (ManiculeFormatInput      *input,
                                       ManiculeDocumentFunc      func,
                                       gpointer                  data,
                                       GError                  **error);

gpointer manicule_conll2012_begin     (ManiculeFormatOutput     *output,
                                       ManiculeSchema           *schema,
                                       GError                  **error);
gboolean manicule_conll2012_write     (gpointer                  data,
                                       ManiculeDocument         *document,
                                       GError                  **error);
gboolean manicule_conll2012_end       (gpointer                  data,
                                       gboolean                  commit,
                                       GError                  **error);

G_END_DECLS
