/* manicule-merge-private.h: one annotation that two sides changed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-annotation.h"

G_BEGIN_DECLS

/* NULL when a field was changed to different things. */
ManiculeAnnotation *manicule_merge_fields     (ManiculeAnnotation *base,     /* (nullable) */
                                               ManiculeAnnotation *ours,
                                               ManiculeAnnotation *theirs) G_GNUC_WARN_UNUSED_RESULT;
/* A total order of all that is said but the id, so that the same one comes first wherever two sides meet: the one
 * modified last, then by content. */
int                 manicule_merge_compare    (ManiculeAnnotation *a,
                                               ManiculeAnnotation *b);
gboolean            manicule_merge_same_place (ManiculeAnnotation *a,
                                               ManiculeAnnotation *b);

G_END_DECLS
