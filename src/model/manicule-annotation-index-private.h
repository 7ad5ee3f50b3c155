/* manicule-annotation-index-private.h: the annotations of a set by id, and relations by their ends
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-annotation-blocks-private.h"

G_BEGIN_DECLS

/* Borrows its annotations: who takes one out of the blocks takes it out of the index first. */
typedef struct _ManiculeAnnotationIndex ManiculeAnnotationIndex;

ManiculeAnnotationIndex *manicule_annotation_index_new           (void) G_GNUC_WARN_UNUSED_RESULT;
ManiculeAnnotationIndex *manicule_annotation_index_new_from      (ManiculeAnnotationBlocks *blocks) G_GNUC_WARN_UNUSED_RESULT;
void                     manicule_annotation_index_free          (ManiculeAnnotationIndex  *self);

/* FALSE, and nothing done, where the id is taken. */
gboolean                 manicule_annotation_index_add           (ManiculeAnnotationIndex  *self,
                                                                  ManiculeAnnotation       *annotation);
void                     manicule_annotation_index_remove        (ManiculeAnnotationIndex  *self,
                                                                  ManiculeAnnotation       *annotation);
ManiculeAnnotation      *manicule_annotation_index_find          (ManiculeAnnotationIndex  *self,
                                                                  const char               *id);
/* (array length=n): the relations that start or end at @id, in order, until the next change. */
ManiculeAnnotation * const *manicule_annotation_index_get_relations (ManiculeAnnotationIndex *self,
                                                                     const char              *id,
                                                                     guint                   *n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeAnnotationIndex, manicule_annotation_index_free)

G_END_DECLS
