/* manicule-annotation-set-edit.c: what changes do to an annotation set
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-annotation-set-private.h"

static void
emit_replaced (ManiculeAnnotationSet *self,
               guint                  removed_at,
               guint                  added_at)
{
  guint first = MIN (removed_at, added_at);
  guint n = MAX (removed_at, added_at) - first + 1;

  g_list_model_items_changed (G_LIST_MODEL (self), first, n, n);
}

static guint
take (ManiculeAnnotationSet *self,
      ManiculeAnnotation    *annotation)
{
  guint position = manicule_annotation_blocks_find (self->blocks, annotation);

  manicule_annotation_index_remove (manicule_annotation_set_ensure_index (self), annotation);
  self->n_kinds[manicule_annotation_get_kind (annotation)]--;
  manicule_annotation_blocks_remove (self->blocks, position);

  return position;
}

static guint
put (ManiculeAnnotationSet *self,
     ManiculeAnnotation    *annotation)
{
  guint position = manicule_annotation_blocks_find (self->blocks, annotation);

  manicule_annotation_index_add (manicule_annotation_set_ensure_index (self), annotation);
  self->n_kinds[manicule_annotation_get_kind (annotation)]++;
  manicule_annotation_blocks_insert (self->blocks, position, annotation);

  return position;
}

/* @before need only equal what stands there. */
void
manicule_annotation_set_edit (ManiculeAnnotationSet *self,
                              ManiculeAnnotation    *before,
                              ManiculeAnnotation    *after)
{
  guint removed_at = 0;
  guint added_at = 0;

  if (before != NULL)
    removed_at = take (self, manicule_annotation_set_find (self, manicule_annotation_get_id (before)));
  if (after != NULL)
    added_at = put (self, after);
  self->revision++;

  if (before != NULL && after != NULL)
    emit_replaced (self, removed_at, added_at);
  else if (before != NULL)
    g_list_model_items_changed (G_LIST_MODEL (self), removed_at, 1, 0);
  else
    g_list_model_items_changed (G_LIST_MODEL (self), added_at, 0, 1);
}

void
manicule_annotation_set_set_status (ManiculeAnnotationSet *self,
                                    ManiculeStatus         status)
{
  self->revision++;
  manicule_annotation_set_init_status (self, status);
}
