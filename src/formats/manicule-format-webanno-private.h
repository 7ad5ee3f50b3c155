/* manicule-format-webanno-private.h: what reading and writing share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format-input.h"
#include "manicule-format-output.h"
#include "manicule-format-webanno-sheet.h"

G_BEGIN_DECLS

/* What a set carries: the lines without their cells, with offsets in UTF-16. What a span carries: its number. */
#define MANICULE_WEBANNO "webanno-tsv"

/* Anything may be meant. */
#define MANICULE_WEBANNO_ANY "uima.tcas.Annotation"

/* Adds spans and relations, and the line of each. FALSE with an error as for manicule_format_input_report(). */
gboolean manicule_webanno_build (ManiculeFormatInput   *input,
                                 ManiculeWebannoSheet  *sheet,
                                 GPtrArray             *annotations,
                                 GArray                *numbers,
                                 GError               **error);
gboolean manicule_webanno_read  (ManiculeFormatInput   *input,
                                 ManiculeDocumentFunc   func,
                                 gpointer               data,
                                 GError               **error);

gpointer manicule_webanno_begin (ManiculeFormatOutput  *output,
                                 ManiculeSchema        *schema,
                                 GError               **error);
gboolean manicule_webanno_write (gpointer               data,
                                 ManiculeDocument      *document,
                                 GError               **error);
gboolean manicule_webanno_end   (gpointer               data,
                                 gboolean               commit,
                                 GError               **error);

G_END_DECLS
