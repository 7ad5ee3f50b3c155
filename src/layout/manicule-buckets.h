/* manicule-buckets.h: what there is most of, pixel by pixel, in a long document
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Adding costs the same for long and short stretches; so a whole document is one pass. Kinds are small numbers. */
typedef struct _ManiculeBuckets ManiculeBuckets;

ManiculeBuckets *manicule_buckets_new    (guint            n_buckets,
                                          guint            n_kinds) G_GNUC_WARN_UNUSED_RESULT;
void             manicule_buckets_free   (ManiculeBuckets *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeBuckets, manicule_buckets_free)

void             manicule_buckets_add    (ManiculeBuckets *self,
                                          guint            kind,
                                          double           from,
                                          double           to);
/* (array length=n_buckets): the kind that lies in each bucket most often, the lowest of equal ones; G_MAXUINT: nothing. */
guint           *manicule_buckets_finish (ManiculeBuckets *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
