/* manicule-change-fit.c: changes that come late, to a project that went on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-change.h"

#include "manicule-project-private.h"

/**
 * manicule_change_fit:
 * @self: a change
 * @project: a project
 *
 * A change of a list says where its item stands; when others came or went, that is somewhere else.
 *
 * Returns: (transfer full): the same change for @project as it is now
 */
ManiculeChange *
manicule_change_fit (ManiculeChange  *self,
                     ManiculeProject *project)
{
  ManiculeItemList *list;
  gpointer thing;
  guint position;

  g_return_val_if_fail (MANICULE_IS_CHANGE (self), NULL);
  g_return_val_if_fail (MANICULE_IS_PROJECT (project), NULL);

  list = manicule_project_get_list (project, manicule_change_get_kind (self));
  if (list == NULL)
    return g_object_ref (self);

  thing = manicule_change_get_before (self);
  position = manicule_change_get_position (self);
  if (thing != NULL && manicule_item_list_find (list, manicule_item_list_get_name (list, thing)) != NULL)
    position = manicule_item_list_get_position (list, manicule_item_list_get_name (list, thing));

  return manicule_change_new_item (manicule_change_get_kind (self), thing, manicule_change_get_after (self),
                                   MIN (position, manicule_item_list_get_n (list)));
}

static gboolean
is_annotation_done (ManiculeChange        *self,
                    ManiculeAnnotationSet *set)
{
  ManiculeAnnotation *before = manicule_change_get_before (self);
  ManiculeAnnotation *after = manicule_change_get_after (self);
  ManiculeAnnotation *present = manicule_annotation_set_find (set, manicule_annotation_get_id (after != NULL ? after : before));

  return after == NULL ? present == NULL : present != NULL && manicule_annotation_equal (present, after);
}

static gboolean
is_item_done (ManiculeChange   *self,
              ManiculeItemList *list)
{
  gpointer before = manicule_change_get_before (self);
  gpointer after = manicule_change_get_after (self);
  gpointer present = manicule_item_list_find (list, manicule_item_list_get_name (list, after != NULL ? after : before));

  return after == NULL ? present == NULL : present != NULL && manicule_item_list_items_equal (list, present, after);
}

/**
 * manicule_change_is_done:
 * @self: a change
 * @project: a project
 *
 * Returns: whether @project is already as @self would make it; %FALSE also where its set is not loaded
 */
gboolean
manicule_change_is_done (ManiculeChange  *self,
                         ManiculeProject *project)
{
  ManiculeItemList *list;
  ManiculeAnnotationSet *set;

  g_return_val_if_fail (MANICULE_IS_CHANGE (self), FALSE);
  g_return_val_if_fail (MANICULE_IS_PROJECT (project), FALSE);

  list = manicule_project_get_list (project, manicule_change_get_kind (self));
  if (list != NULL)
    return is_item_done (self, list);

  set = manicule_project_find_set (project, manicule_change_get_article_id (self), manicule_change_get_annotator (self));
  if (set == NULL)
    return FALSE;

  if (manicule_change_get_kind (self) == MANICULE_CHANGE_STATUS)
    return manicule_annotation_set_get_status (set) == manicule_change_get_status_after (self);

  return is_annotation_done (self, set);
}
