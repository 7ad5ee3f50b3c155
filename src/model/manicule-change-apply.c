/* manicule-change-apply.c: carrying out a change, or refusing it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-change.h"

#include <glib/gi18n-lib.h>

#include "manicule-annotation-set-private.h"
#include "manicule-project-private.h"

static ManiculeAnnotationSet *
find_set (ManiculeChange   *self,
          ManiculeProject  *project,
          GError          **error)
{
  const char *article_id = manicule_change_get_article_id (self);
  const char *annotator = manicule_change_get_annotator (self);
  ManiculeAnnotationSet *set = manicule_project_find_set (project, article_id, annotator);

  if (set == NULL)
    /* Translators: the first %s is the name of an annotator, the second the id of an article. */
    g_set_error (error, MANICULE_MODEL_ERROR, MANICULE_MODEL_ERROR_NOT_FOUND,
                 _("The annotations of %s in article “%s” are not loaded"), annotator, article_id);

  return set;
}

static gboolean
apply_annotation (ManiculeChange   *self,
                  ManiculeProject  *project,
                  GError          **error)
{
  ManiculeAnnotation *before = manicule_change_get_before (self);
  ManiculeAnnotation *after = manicule_change_get_after (self);
  ManiculeAnnotationSet *set = find_set (self, project, error);

  if (set == NULL || !manicule_annotation_set_check_edit (set, before, after, error))
    return FALSE;

  manicule_annotation_set_edit (set, before, after);

  return TRUE;
}

static gboolean
apply_status (ManiculeChange   *self,
              ManiculeProject  *project,
              GError          **error)
{
  ManiculeAnnotationSet *set = find_set (self, project, error);

  if (set == NULL)
    return FALSE;

  if (manicule_annotation_set_get_status (set) != manicule_change_get_status_before (self))
    {
      /* Translators: %s is the id of an article. */
      g_set_error (error, MANICULE_MODEL_ERROR, MANICULE_MODEL_ERROR_STALE,
                   _("The status of article “%s” was changed meanwhile"), manicule_change_get_article_id (self));
      return FALSE;
    }

  manicule_annotation_set_set_status (set, manicule_change_get_status_after (self));

  return TRUE;
}

typedef struct
{
  ManiculeChangeKind  kind;
  gpointer            item;
  const char         *name;
} Use;

static gboolean
has_attribute (ManiculeAnnotation *annotation,
               ManiculeAttribute  *attribute)
{
  g_autoptr(GVariant) value = NULL;

  if (manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_DOCUMENT ||
      !manicule_attribute_applies_to (attribute, manicule_annotation_get_label (annotation)))
    return FALSE;

  value = manicule_annotation_dup_attribute (annotation, manicule_attribute_get_name (attribute));

  return value != NULL;
}

static gboolean
has_label (ManiculeAnnotation     *annotation,
           ManiculeAnnotationKind  kind,
           const char             *label)
{
  return manicule_annotation_get_kind (annotation) == kind &&
         g_str_equal (manicule_annotation_get_label (annotation), label);
}

static gboolean
uses (ManiculeAnnotation *annotation,
      gpointer            data)
{
  const Use *use = data;

  switch (use->kind)
    {
    case MANICULE_CHANGE_LABEL:
      return has_label (annotation, MANICULE_ANNOTATION_SPAN, use->name);
    case MANICULE_CHANGE_RELATION_TYPE:
      return has_label (annotation, MANICULE_ANNOTATION_RELATION, use->name);
    case MANICULE_CHANGE_DOCUMENT_LABEL:
      return has_label (annotation, MANICULE_ANNOTATION_DOCUMENT, use->name);
    case MANICULE_CHANGE_ATTRIBUTE:
      return has_attribute (annotation, use->item);
    case MANICULE_CHANGE_ENTITY:
      return g_strcmp0 (manicule_annotation_get_entity (annotation), use->name) == 0;
    case MANICULE_CHANGE_ANNOTATION:
    case MANICULE_CHANGE_STATUS:
    case MANICULE_CHANGE_ARTICLE:
    default:
      return FALSE;
    }
}

static gboolean
check_unused (ManiculeChange   *self,
              ManiculeProject  *project,
              const char       *name,
              GError          **error)
{
  Use use = { manicule_change_get_kind (self), manicule_change_get_before (self), name };
  ManiculeAnnotationSet *set = NULL;

  if (use.kind != MANICULE_CHANGE_ARTICLE)
    set = manicule_project_search_annotations (project, uses, &use);
  if (set == NULL)
    return TRUE;

  /* Translators: the first %s is the name of a label, attribute or entity, the second the id of an article. */
  g_set_error (error, MANICULE_MODEL_ERROR, MANICULE_MODEL_ERROR_IN_USE,
               _("“%s” is used in article “%s”; change or remove those annotations first"),
               name, manicule_annotation_set_get_article_id (set));

  return FALSE;
}

static gboolean
add_item (ManiculeChange    *self,
          ManiculeItemList  *list,
          GError           **error)
{
  gpointer after = manicule_change_get_after (self);
  const char *name = manicule_item_list_get_name (list, after);
  guint position = manicule_change_get_position (self);

  if (manicule_item_list_find (list, name) != NULL)
    {
      /* Translators: %s is the name of a label, attribute, entity or article. */
      g_set_error (error, MANICULE_MODEL_ERROR, MANICULE_MODEL_ERROR_DUPLICATE,
                   _("There is already a “%s”; choose another name"), name);
      return FALSE;
    }
  if (position > manicule_item_list_get_n (list))
    {
      /* Translators: %s is the name of a label, attribute, entity or article. */
      g_set_error (error, MANICULE_MODEL_ERROR, MANICULE_MODEL_ERROR_STALE,
                   _("“%s” cannot be put at place %u of a list of %u"),
                   name, position, manicule_item_list_get_n (list));
      return FALSE;
    }

  manicule_item_list_insert (list, position, after);

  return TRUE;
}

static gboolean
check_present (ManiculeItemList  *list,
               gpointer           before,
               GError           **error)
{
  const char *name = manicule_item_list_get_name (list, before);
  gpointer present = manicule_item_list_find (list, name);

  if (present != NULL && manicule_item_list_items_equal (list, present, before))
    return TRUE;

  if (present == NULL)
    /* Translators: %s is the name of a label, attribute, entity or article. */
    g_set_error (error, MANICULE_MODEL_ERROR, MANICULE_MODEL_ERROR_STALE, _("“%s” is not there any more"), name);
  else
    /* Translators: %s is the name of a label, attribute, entity or article. */
    g_set_error (error, MANICULE_MODEL_ERROR, MANICULE_MODEL_ERROR_STALE, _("“%s” was changed meanwhile"), name);

  return FALSE;
}

static gboolean
remove_item (ManiculeChange    *self,
             ManiculeProject   *project,
             ManiculeItemList  *list,
             GError           **error)
{
  gpointer before = manicule_change_get_before (self);
  const char *name = manicule_item_list_get_name (list, before);
  guint position = manicule_change_get_position (self);

  if (!check_present (list, before, error))
    return FALSE;
  if (manicule_item_list_get_position (list, name) != position)
    {
      /* Translators: %s is the name of a label, attribute, entity or article. */
      g_set_error (error, MANICULE_MODEL_ERROR, MANICULE_MODEL_ERROR_STALE,
                   _("“%s” does not stand at place %u of its list any more"), name, position);
      return FALSE;
    }
  if (!check_unused (self, project, name, error))
    return FALSE;

  manicule_item_list_remove (list, position);

  return TRUE;
}

static gboolean
replace_item (ManiculeChange    *self,
              ManiculeItemList  *list,
              GError           **error)
{
  gpointer before = manicule_change_get_before (self);
  gpointer after = manicule_change_get_after (self);
  const char *name = manicule_item_list_get_name (list, before);

  if (!check_present (list, before, error))
    return FALSE;
  if (!g_str_equal (name, manicule_item_list_get_name (list, after)))
    {
      /* Translators: both are names of labels, attributes, entities or articles. */
      g_set_error (error, MANICULE_MODEL_ERROR, MANICULE_MODEL_ERROR_INVALID,
                   _("“%s” cannot become “%s”: names stay, only titles change"),
                   name, manicule_item_list_get_name (list, after));
      return FALSE;
    }

  manicule_item_list_replace (list, manicule_item_list_get_position (list, name), after);

  return TRUE;
}

static gboolean
apply_item (ManiculeChange   *self,
            ManiculeProject  *project,
            GError          **error)
{
  ManiculeItemList *list = manicule_project_get_list (project, manicule_change_get_kind (self));

  if (manicule_change_get_before (self) == NULL)
    return add_item (self, list, error);
  if (manicule_change_get_after (self) == NULL)
    return remove_item (self, project, list, error);

  return replace_item (self, list, error);
}

/**
 * manicule_change_apply:
 * @self: a change
 * @project: the project to edit
 * @error: return location for an error of MANICULE_MODEL_ERROR
 *
 * Carries out the change. Everything is checked first: when it is refused, nothing is changed and nothing emitted.
 * What is emitted: one items-changed of the annotation set or list, or the set's notify::status.
 *
 * Returns: whether it was carried out
 */
gboolean
manicule_change_apply (ManiculeChange   *self,
                       ManiculeProject  *project,
                       GError          **error)
{
  g_return_val_if_fail (MANICULE_IS_CHANGE (self), FALSE);
  g_return_val_if_fail (MANICULE_IS_PROJECT (project), FALSE);

  switch (manicule_change_get_kind (self))
    {
    case MANICULE_CHANGE_ANNOTATION:
      return apply_annotation (self, project, error);
    case MANICULE_CHANGE_STATUS:
      return apply_status (self, project, error);
    case MANICULE_CHANGE_LABEL:
    case MANICULE_CHANGE_RELATION_TYPE:
    case MANICULE_CHANGE_ATTRIBUTE:
    case MANICULE_CHANGE_DOCUMENT_LABEL:
    case MANICULE_CHANGE_ENTITY:
    case MANICULE_CHANGE_ARTICLE:
    default:
      return apply_item (self, project, error);
    }
}
