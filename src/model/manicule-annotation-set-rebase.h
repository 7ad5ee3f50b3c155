/* manicule-annotation-set-rebase.h: annotations, carried over to another version of their text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-annotation-set.h"
#include "manicule-rebase.h"

G_BEGIN_DECLS

/* How many annotations were kept, moved, orphaned. */
typedef struct
{
  guint n[MANICULE_REBASE_ORPHANED + 1];
} ManiculeRebaseCounts;

ManiculeAnnotationSet *manicule_annotation_set_rebase (ManiculeAnnotationSet  *set,
                                                       ManiculeText           *text,
                                                       ManiculeRebase         *rebase,
                                                       ManiculeRebaseCounts   *counts,
                                                       ManiculeAnnotationSet **orphans) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
