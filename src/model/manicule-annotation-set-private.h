/* manicule-annotation-set-private.h: editing an annotation set, for changes alone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-annotation-index-private.h"
#include "manicule-annotation-set.h"

G_BEGIN_DECLS

struct _ManiculeAnnotationSet
{
  GObject                   parent_instance;

  char                     *article_id;  /* (owned) */
  char                     *annotator;   /* (owned) */
  ManiculeText             *text;        /* (owned) */
  char                     *carried;     /* (owned) (nullable) */
  ManiculeStatus            status;
  guint64                   revision;

  ManiculeAnnotationBlocks *blocks;      /* (owned) */
  guint                     n_kinds[MANICULE_ANNOTATION_RELATION + 1];

  GMutex                    mutex;       /* guards the making of index: several threads may read one snapshot */
  ManiculeAnnotationIndex  *index;       /* (owned) (nullable): made when first asked for */
};

ManiculeAnnotationIndex *manicule_annotation_set_ensure_index   (ManiculeAnnotationSet *self);

/* Would the set still be right if @before gave way to @after (either may be NULL)? Changes nothing. */
gboolean                 manicule_annotation_set_check_edit     (ManiculeAnnotationSet *self,
                                                                 ManiculeAnnotation    *before,
                                                                 ManiculeAnnotation    *after,
                                                                 GError               **error);
/* An index of all annotations of @blocks; NULL with an error when two ids are equal, a range lies outside @text, an end
 * of a relation is missing, or a relation leads to itself. */
ManiculeAnnotationIndex *manicule_annotation_index_new_checked  (ManiculeAnnotationBlocks *blocks,
                                                                 ManiculeText             *text,
                                                                 GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
/* Carries out what manicule_annotation_set_check_edit() has allowed; emits one items-changed. */
void                     manicule_annotation_set_edit           (ManiculeAnnotationSet *self,
                                                                 ManiculeAnnotation    *before,
                                                                 ManiculeAnnotation    *after);
void                     manicule_annotation_set_set_status     (ManiculeAnnotationSet *self,
                                                                 ManiculeStatus         status);

G_END_DECLS
