/* manicule-change.c: one reversible step
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-change.h"

struct _ManiculeChange
{
  GObject             parent_instance;

  ManiculeChangeKind  kind;
  char               *article_id;     /* (owned) (nullable) */
  char               *annotator;      /* (owned) (nullable) */
  GObject            *before;         /* (owned) (nullable) */
  GObject            *after;          /* (owned) (nullable) */
  guint               position;
  ManiculeStatus      status_before;
  ManiculeStatus      status_after;
};

G_DEFINE_FINAL_TYPE (ManiculeChange, manicule_change, G_TYPE_OBJECT)

static void
manicule_change_finalize (GObject *object)
{
  ManiculeChange *self = MANICULE_CHANGE (object);

  g_free (self->article_id);
  g_free (self->annotator);
  g_clear_object (&self->before);
  g_clear_object (&self->after);

  G_OBJECT_CLASS (manicule_change_parent_class)->finalize (object);
}

static void
manicule_change_class_init (ManiculeChangeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = manicule_change_finalize;
}

static void
manicule_change_init (ManiculeChange *self)
{
}

static ManiculeChange *
change_new (ManiculeChangeKind  kind,
            const char         *article_id,
            const char         *annotator,
            gpointer            before,
            gpointer            after)
{
  ManiculeChange *self = g_object_new (MANICULE_TYPE_CHANGE, NULL);

  self->kind = kind;
  self->article_id = g_strdup (article_id);
  self->annotator = g_strdup (annotator);
  g_set_object (&self->before, before);
  g_set_object (&self->after, after);

  return self;
}

static GType
type_of_kind (ManiculeChangeKind kind)
{
  switch (kind)
    {
    case MANICULE_CHANGE_ANNOTATION:
      return MANICULE_TYPE_ANNOTATION;
    case MANICULE_CHANGE_LABEL:
      return MANICULE_TYPE_LABEL;
    case MANICULE_CHANGE_RELATION_TYPE:
      return MANICULE_TYPE_RELATION_TYPE;
    case MANICULE_CHANGE_ATTRIBUTE:
    case MANICULE_CHANGE_DOCUMENT_LABEL:
      return MANICULE_TYPE_ATTRIBUTE;
    case MANICULE_CHANGE_ENTITY:
      return MANICULE_TYPE_ENTITY;
    case MANICULE_CHANGE_ARTICLE:
      return MANICULE_TYPE_ARTICLE;
    case MANICULE_CHANGE_STATUS:
    default:
      return G_TYPE_INVALID;
    }
}

static gboolean
is_null_or (gpointer object,
            GType    type)
{
  return object == NULL || G_TYPE_CHECK_INSTANCE_TYPE (object, type);
}

/**
 * manicule_change_new_annotation:
 * @set: the annotation set; only its article's id and its annotator are kept
 * @before: (nullable): the annotation that goes
 * @after: (nullable): the one that comes
 *
 * Returns: (transfer full): a change that has not been applied
 */
ManiculeChange *
manicule_change_new_annotation (ManiculeAnnotationSet *set,
                                ManiculeAnnotation    *before,
                                ManiculeAnnotation    *after)
{
  g_return_val_if_fail (MANICULE_IS_ANNOTATION_SET (set), NULL);

  return manicule_change_new_annotation_for (manicule_annotation_set_get_article_id (set),
                                             manicule_annotation_set_get_annotator (set),
                                             before, after);
}

/**
 * manicule_change_new_annotation_for:
 * @article_id: the id of the article
 * @annotator: whose set it is
 * @before: (nullable): the annotation that goes
 * @after: (nullable): the one that comes
 *
 * For readers of a journal, who have no set at hand.
 *
 * Returns: (transfer full): a change that has not been applied
 */
ManiculeChange *
manicule_change_new_annotation_for (const char         *article_id,
                                    const char         *annotator,
                                    ManiculeAnnotation *before,
                                    ManiculeAnnotation *after)
{
  g_return_val_if_fail (article_id != NULL, NULL);
  g_return_val_if_fail (annotator != NULL, NULL);
  g_return_val_if_fail (before != NULL || after != NULL, NULL);
  g_return_val_if_fail (is_null_or (before, MANICULE_TYPE_ANNOTATION), NULL);
  g_return_val_if_fail (is_null_or (after, MANICULE_TYPE_ANNOTATION), NULL);

  return change_new (MANICULE_CHANGE_ANNOTATION, article_id, annotator, before, after);
}

/**
 * manicule_change_new_status:
 * @set: the annotation set; only its article's id, its annotator and its present status are kept
 * @after: the new status
 *
 * Returns: (transfer full): a change that has not been applied
 */
ManiculeChange *
manicule_change_new_status (ManiculeAnnotationSet *set,
                            ManiculeStatus         after)
{
  g_return_val_if_fail (MANICULE_IS_ANNOTATION_SET (set), NULL);

  return manicule_change_new_status_for (manicule_annotation_set_get_article_id (set),
                                         manicule_annotation_set_get_annotator (set),
                                         manicule_annotation_set_get_status (set),
                                         after);
}

/**
 * manicule_change_new_status_for:
 * @article_id: the id of the article
 * @annotator: whose set it is
 * @before: the status that goes
 * @after: the one that comes
 *
 * For readers of a journal, who have no set at hand.
 *
 * Returns: (transfer full): a change that has not been applied
 */
ManiculeChange *
manicule_change_new_status_for (const char     *article_id,
                                const char     *annotator,
                                ManiculeStatus  before,
                                ManiculeStatus  after)
{
  ManiculeChange *self;

  g_return_val_if_fail (article_id != NULL, NULL);
  g_return_val_if_fail (annotator != NULL, NULL);

  self = change_new (MANICULE_CHANGE_STATUS, article_id, annotator, NULL, NULL);
  self->status_before = before;
  self->status_after = after;

  return self;
}

/**
 * manicule_change_new_item:
 * @kind: which list of the project is edited
 * @before: (nullable): the item that goes
 * @after: (nullable): the item that comes
 * @position: where an added item goes, or a removed one stands, in its list; ignored for a replacement
 *
 * Returns: (transfer full): a change that has not been applied
 */
ManiculeChange *
manicule_change_new_item (ManiculeChangeKind kind,
                          gpointer           before,
                          gpointer           after,
                          guint              position)
{
  ManiculeChange *self;

  g_return_val_if_fail (kind >= MANICULE_CHANGE_LABEL && kind <= MANICULE_CHANGE_ARTICLE, NULL);
  g_return_val_if_fail (before != NULL || after != NULL, NULL);
  g_return_val_if_fail (is_null_or (before, type_of_kind (kind)), NULL);
  g_return_val_if_fail (is_null_or (after, type_of_kind (kind)), NULL);

  self = change_new (kind, NULL, NULL, before, after);
  self->position = before != NULL && after != NULL ? 0 : position;

  return self;
}

/**
 * manicule_change_invert:
 * @self: a change
 *
 * Returns: (transfer full): the change that takes it back
 */
ManiculeChange *
manicule_change_invert (ManiculeChange *self)
{
  ManiculeChange *inverse;

  g_return_val_if_fail (MANICULE_IS_CHANGE (self), NULL);

  inverse = change_new (self->kind, self->article_id, self->annotator, self->after, self->before);
  inverse->position = self->position;
  inverse->status_before = self->status_after;
  inverse->status_after = self->status_before;

  return inverse;
}

/**
 * manicule_change_get_kind:
 * @self: a change
 *
 * Returns: what it changes
 */
ManiculeChangeKind
manicule_change_get_kind (ManiculeChange *self)
{
  g_return_val_if_fail (MANICULE_IS_CHANGE (self), MANICULE_CHANGE_ANNOTATION);

  return self->kind;
}

/**
 * manicule_change_get_article_id:
 * @self: a change
 *
 * Returns: (nullable): the article whose annotation set it changes; NULL for the project's own lists
 */
const char *
manicule_change_get_article_id (ManiculeChange *self)
{
  g_return_val_if_fail (MANICULE_IS_CHANGE (self), NULL);

  return self->article_id;
}

/**
 * manicule_change_get_annotator:
 * @self: a change
 *
 * Returns: (nullable): whose annotation set it changes; NULL for the project's own lists
 */
const char *
manicule_change_get_annotator (ManiculeChange *self)
{
  g_return_val_if_fail (MANICULE_IS_CHANGE (self), NULL);

  return self->annotator;
}

/**
 * manicule_change_get_before:
 * @self: a change
 *
 * Returns: (transfer none) (nullable): what goes; NULL when something is added, and for a status
 */
gpointer
manicule_change_get_before (ManiculeChange *self)
{
  g_return_val_if_fail (MANICULE_IS_CHANGE (self), NULL);

  return self->before;
}

/**
 * manicule_change_get_after:
 * @self: a change
 *
 * Returns: (transfer none) (nullable): what comes; NULL when something is removed, and for a status
 */
gpointer
manicule_change_get_after (ManiculeChange *self)
{
  g_return_val_if_fail (MANICULE_IS_CHANGE (self), NULL);

  return self->after;
}

/**
 * manicule_change_get_position:
 * @self: a change
 *
 * Returns: where in its list an item is added or removed; 0 for other changes
 */
guint
manicule_change_get_position (ManiculeChange *self)
{
  g_return_val_if_fail (MANICULE_IS_CHANGE (self), 0);

  return self->position;
}

/**
 * manicule_change_get_status_before:
 * @self: a change of status
 *
 * Returns: the status that goes
 */
ManiculeStatus
manicule_change_get_status_before (ManiculeChange *self)
{
  g_return_val_if_fail (MANICULE_IS_CHANGE (self), MANICULE_STATUS_NEW);

  return self->status_before;
}

/**
 * manicule_change_get_status_after:
 * @self: a change of status
 *
 * Returns: the status that comes
 */
ManiculeStatus
manicule_change_get_status_after (ManiculeChange *self)
{
  g_return_val_if_fail (MANICULE_IS_CHANGE (self), MANICULE_STATUS_NEW);

  return self->status_after;
}
