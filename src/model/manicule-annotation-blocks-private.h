/* manicule-annotation-blocks-private.h: the ordered annotations of a set, in blocks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-annotation.h"

G_BEGIN_DECLS

/* A sorted sequence of annotations in blocks of at most MANICULE_BLOCK_MAX. A copy shares the blocks; whoever edits
 * first copies the one block that the edit touches.
 * What always holds: no block is empty; the order is that of manicule_annotation_compare(); every entry's position is
 * the number of annotations in the blocks before it, and its reach the greatest end of a span in these and its own. */
#define MANICULE_BLOCK_MAX 256

typedef struct _ManiculeAnnotationBlocks ManiculeAnnotationBlocks;

ManiculeAnnotationBlocks *manicule_annotation_blocks_new       (void) G_GNUC_WARN_UNUSED_RESULT;
/* @sorted: (element-type ManiculeAnnotation), in order. */
ManiculeAnnotationBlocks *manicule_annotation_blocks_new_from  (GPtrArray                *sorted) G_GNUC_WARN_UNUSED_RESULT;
ManiculeAnnotationBlocks *manicule_annotation_blocks_copy      (ManiculeAnnotationBlocks *self) G_GNUC_WARN_UNUSED_RESULT;
void                      manicule_annotation_blocks_free      (ManiculeAnnotationBlocks *self);

guint                     manicule_annotation_blocks_get_n     (ManiculeAnnotationBlocks *self);
ManiculeAnnotation       *manicule_annotation_blocks_get       (ManiculeAnnotationBlocks *self,
                                                                guint                     position);
/* The position of the first annotation that does not stand before @annotation; the number of all where none is. */
guint                     manicule_annotation_blocks_find      (ManiculeAnnotationBlocks *self,
                                                                ManiculeAnnotation       *annotation);
/* Appends, borrowed and in order, the spans that end after @start and begin before @end; an empty span counts as if it
 * covered one character. */
void                      manicule_annotation_blocks_query     (ManiculeAnnotationBlocks *self,
                                                                guint                     start,
                                                                guint                     end,
                                                                GPtrArray                *result);

/* The caller sees to the order. */
void                      manicule_annotation_blocks_insert    (ManiculeAnnotationBlocks *self,
                                                                guint                     position,
                                                                ManiculeAnnotation       *annotation);
void                      manicule_annotation_blocks_remove    (ManiculeAnnotationBlocks *self,
                                                                guint                     position);

/* Goes through all annotations in order, one block at a time; starts as { 0, }. */
typedef struct
{
  ManiculeAnnotation **items;
  guint                n;
  guint                next;
} ManiculeAnnotationRun;

gboolean                  manicule_annotation_blocks_next      (ManiculeAnnotationBlocks *self,
                                                                ManiculeAnnotationRun    *run);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeAnnotationBlocks, manicule_annotation_blocks_free)

G_END_DECLS
