/* manicule-format-brat-ranges.h: spans as fragments that stand in one line each
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-text.h"

G_BEGIN_DECLS

/* The ranges in a GArray of them. */
#define MANICULE_BRAT_RANGES(array) ((ManiculeRange *) (gpointer) (array)->data)

/* @ranges cut where a line break or tab is, which no line of an .ann file can hold, and the white space around it;
 * never empty: a span of white space alone becomes an empty fragment at its start. (element-type ManiculeRange) */
GArray   *manicule_brat_fragments       (ManiculeText        *text,
                                         const ManiculeRange *ranges,
                                         guint                n_ranges) G_GNUC_WARN_UNUSED_RESULT;
/* The other way: fragments with nothing but white space between them, a line break or tab among it, become one. */
GArray   *manicule_brat_join            (ManiculeText        *text,
                                         const ManiculeRange *fragments,
                                         guint                n_fragments) G_GNUC_WARN_UNUSED_RESULT;
gboolean  manicule_brat_ranges_equal    (const ManiculeRange *a,
                                         guint                n_a,
                                         const ManiculeRange *b,
                                         guint                n_b);
/* "0 5;6 11" */
void      manicule_brat_append_ranges   (GString             *string,
                                         const ManiculeRange *ranges,
                                         guint                n_ranges);
/* "T1\tType 0 5;6 11\ttext", without a line end; @fragments as from manicule_brat_fragments(). */
void      manicule_brat_append_textbound (GString            *string,
                                         const char          *id,
                                         const char          *type,
                                         ManiculeText        *text,
                                         const ManiculeRange *fragments,
                                         guint                n_fragments);

G_END_DECLS
