/* manicule-height-index.h: where each display line begins, by the heights of all
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Heights are kept in 1/64 px, so sums are exact: no order of changes leaves an error behind. */
typedef struct _ManiculeHeightIndex ManiculeHeightIndex;

ManiculeHeightIndex *manicule_height_index_new    (void) G_GNUC_WARN_UNUSED_RESULT;
void                 manicule_height_index_free   (ManiculeHeightIndex *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeHeightIndex, manicule_height_index_free)

void                 manicule_height_index_reset  (ManiculeHeightIndex *self,
                                                   const double        *heights,
                                                   guint                n);
guint                manicule_height_index_get_n  (ManiculeHeightIndex *self);
double               manicule_height_index_get    (ManiculeHeightIndex *self,
                                                   guint                line);
void                 manicule_height_index_set    (ManiculeHeightIndex *self,
                                                   guint                line,
                                                   double               height);
double               manicule_height_index_sum    (ManiculeHeightIndex *self,
                                                   guint                n_lines);
guint                manicule_height_index_find   (ManiculeHeightIndex *self,
                                                   double               y,
                                                   double              *into);

G_END_DECLS
