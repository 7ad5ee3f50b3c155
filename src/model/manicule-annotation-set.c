/* manicule-annotation-set.c: all that one annotator said of one article
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-annotation-set-private.h"

#include <string.h>

typedef enum
{
  PROP_STATUS = 1,
} ManiculeAnnotationSetProperty;

static GParamSpec *props[PROP_STATUS + 1];

static void manicule_annotation_set_list_model_init (GListModelInterface *iface);

G_DEFINE_ENUM_TYPE (ManiculeStatus, manicule_status,
                    G_DEFINE_ENUM_VALUE (MANICULE_STATUS_NEW, "new"),
                    G_DEFINE_ENUM_VALUE (MANICULE_STATUS_IN_PROGRESS, "in-progress"),
                    G_DEFINE_ENUM_VALUE (MANICULE_STATUS_DONE, "done"))

G_DEFINE_FINAL_TYPE_WITH_CODE (ManiculeAnnotationSet, manicule_annotation_set, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, manicule_annotation_set_list_model_init))

static GType
manicule_annotation_set_get_item_type (GListModel *model)
{
  return MANICULE_TYPE_ANNOTATION;
}

static guint
manicule_annotation_set_get_n_items (GListModel *model)
{
  return manicule_annotation_blocks_get_n (MANICULE_ANNOTATION_SET (model)->blocks);
}

static gpointer
manicule_annotation_set_get_item (GListModel *model,
                                  guint       position)
{
  ManiculeAnnotationSet *self = MANICULE_ANNOTATION_SET (model);

  if (position >= manicule_annotation_blocks_get_n (self->blocks))
    return NULL;

  return g_object_ref (manicule_annotation_blocks_get (self->blocks, position));
}

static void
manicule_annotation_set_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = manicule_annotation_set_get_item_type;
  iface->get_n_items = manicule_annotation_set_get_n_items;
  iface->get_item = manicule_annotation_set_get_item;
}

static void
manicule_annotation_set_get_property (GObject    *object,
                                      guint       property_id,
                                      GValue     *value,
                                      GParamSpec *pspec)
{
  ManiculeAnnotationSet *self = MANICULE_ANNOTATION_SET (object);

  switch ((ManiculeAnnotationSetProperty) property_id)
    {
    case PROP_STATUS:
      g_value_set_enum (value, self->status);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
manicule_annotation_set_finalize (GObject *object)
{
  ManiculeAnnotationSet *self = MANICULE_ANNOTATION_SET (object);

  g_clear_pointer (&self->index, manicule_annotation_index_free);
  g_clear_pointer (&self->blocks, manicule_annotation_blocks_free);
  g_mutex_clear (&self->mutex);
  g_free (self->article_id);
  g_free (self->annotator);
  g_free (self->carried);
  g_clear_object (&self->text);

  G_OBJECT_CLASS (manicule_annotation_set_parent_class)->finalize (object);
}

static void
manicule_annotation_set_class_init (ManiculeAnnotationSetClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = manicule_annotation_set_get_property;
  object_class->finalize = manicule_annotation_set_finalize;

  props[PROP_STATUS] = g_param_spec_enum ("status", NULL, NULL, MANICULE_TYPE_STATUS, MANICULE_STATUS_NEW,
                                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
manicule_annotation_set_init (ManiculeAnnotationSet *self)
{
  g_mutex_init (&self->mutex);
}

static ManiculeAnnotationSet *
set_new (const char               *article_id,
         const char               *annotator,
         ManiculeText             *text,
         ManiculeAnnotationBlocks *blocks)
{
  ManiculeAnnotationSet *self = g_object_new (MANICULE_TYPE_ANNOTATION_SET, NULL);

  self->article_id = g_strdup (article_id);
  self->annotator = g_strdup (annotator);
  self->text = g_object_ref (text);
  self->blocks = blocks;

  return self;
}

/**
 * manicule_annotation_set_new:
 * @article_id: the id of the article
 * @annotator: whose annotations these are
 * @text: the article's text
 *
 * Returns: (transfer full): a new, empty set, with status new
 */
ManiculeAnnotationSet *
manicule_annotation_set_new (const char   *article_id,
                             const char   *annotator,
                             ManiculeText *text)
{
  g_return_val_if_fail (article_id != NULL, NULL);
  g_return_val_if_fail (annotator != NULL, NULL);
  g_return_val_if_fail (MANICULE_IS_TEXT (text), NULL);

  return set_new (article_id, annotator, text, manicule_annotation_blocks_new ());
}

static gboolean
is_sorted (GPtrArray *annotations)
{
  for (guint i = 1; i < annotations->len; i++)
    if (manicule_annotation_compare (g_ptr_array_index (annotations, i - 1),
                                     g_ptr_array_index (annotations, i)) > 0)
      return FALSE;

  return TRUE;
}

/* All of the set and all of @annotations, in order. */
static ManiculeAnnotationBlocks *
merge (ManiculeAnnotationSet *self,
       GPtrArray             *annotations)
{
  g_autoptr(GPtrArray) all = g_ptr_array_new ();
  ManiculeAnnotationRun run = { 0, };

  while (manicule_annotation_blocks_next (self->blocks, &run))
    for (guint i = 0; i < run.n; i++)
      g_ptr_array_add (all, run.items[i]);
  g_ptr_array_extend (all, annotations, NULL, NULL);
  if (!is_sorted (all))
    g_ptr_array_sort_values (all, (GCompareFunc) manicule_annotation_compare);

  return manicule_annotation_blocks_new_from (all);
}

/**
 * manicule_annotation_set_add_all:
 * @self: a set that nobody sees yet
 * @annotations: (element-type ManiculeAnnotation): what to add, in any order
 * @error: return location for an error of MANICULE_MODEL_ERROR: DUPLICATE for an id that is taken, RANGE for a range
 *   outside the text, NOT_FOUND for a relation to something that is not there, INVALID for one that is its own end
 *
 * Adds all or none; O(n log n), O(n) when @annotations are in order.
 *
 * Returns: whether they were added
 */
gboolean
manicule_annotation_set_add_all (ManiculeAnnotationSet *self,
                                 GPtrArray             *annotations,
                                 GError               **error)
{
  g_autoptr(ManiculeAnnotationBlocks) blocks = NULL;
  g_autoptr(ManiculeAnnotationIndex) index = NULL;
  guint n_before;

  g_return_val_if_fail (MANICULE_IS_ANNOTATION_SET (self), FALSE);
  g_return_val_if_fail (annotations != NULL, FALSE);

  if (annotations->len == 0)
    return TRUE;

  blocks = merge (self, annotations);
  index = manicule_annotation_index_new_checked (blocks, self->text, error);
  if (index == NULL)
    return FALSE;

  n_before = manicule_annotation_blocks_get_n (self->blocks);
  for (guint i = 0; i < annotations->len; i++)
    self->n_kinds[manicule_annotation_get_kind (g_ptr_array_index (annotations, i))]++;
  g_clear_pointer (&self->index, manicule_annotation_index_free);
  self->index = g_steal_pointer (&index);
  g_clear_pointer (&self->blocks, manicule_annotation_blocks_free);
  self->blocks = g_steal_pointer (&blocks);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, n_before + annotations->len);

  return TRUE;
}

/**
 * manicule_annotation_set_get_article_id:
 * @self: an annotation set
 *
 * Returns: the id of the article
 */
const char *
manicule_annotation_set_get_article_id (ManiculeAnnotationSet *self)
{
  g_return_val_if_fail (MANICULE_IS_ANNOTATION_SET (self), NULL);

  return self->article_id;
}

/**
 * manicule_annotation_set_get_annotator:
 * @self: an annotation set
 *
 * Returns: whose annotations these are
 */
const char *
manicule_annotation_set_get_annotator (ManiculeAnnotationSet *self)
{
  g_return_val_if_fail (MANICULE_IS_ANNOTATION_SET (self), NULL);

  return self->annotator;
}

/**
 * manicule_annotation_set_get_text:
 * @self: an annotation set
 *
 * Returns: (transfer none): the article's text
 */
ManiculeText *
manicule_annotation_set_get_text (ManiculeAnnotationSet *self)
{
  g_return_val_if_fail (MANICULE_IS_ANNOTATION_SET (self), NULL);

  return self->text;
}

/**
 * manicule_annotation_set_get_status:
 * @self: an annotation set
 *
 * Returns: how far the annotator is
 */
ManiculeStatus
manicule_annotation_set_get_status (ManiculeAnnotationSet *self)
{
  g_return_val_if_fail (MANICULE_IS_ANNOTATION_SET (self), MANICULE_STATUS_NEW);

  return self->status;
}

/**
 * manicule_annotation_set_init_status:
 * @self: an annotation set that nobody sees yet
 * @status: its status
 *
 * For readers; afterwards a change sets the status.
 */
void
manicule_annotation_set_init_status (ManiculeAnnotationSet *self,
                                     ManiculeStatus         status)
{
  g_return_if_fail (MANICULE_IS_ANNOTATION_SET (self));

  if (self->status == status)
    return;

  self->status = status;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATUS]);
}

/**
 * manicule_annotation_set_get_carried:
 * @self: an annotation set
 *
 * Returns: (nullable): what a reader did not understand and carries through
 */
const char *
manicule_annotation_set_get_carried (ManiculeAnnotationSet *self)
{
  g_return_val_if_fail (MANICULE_IS_ANNOTATION_SET (self), NULL);

  return self->carried;
}

/**
 * manicule_annotation_set_set_carried:
 * @self: an annotation set
 * @carried: (nullable): what a reader did not understand
 *
 * Keeps @carried for the writer.
 */
void
manicule_annotation_set_set_carried (ManiculeAnnotationSet *self,
                                     const char            *carried)
{
  g_return_if_fail (MANICULE_IS_ANNOTATION_SET (self));

  g_set_str (&self->carried, carried);
}

/**
 * manicule_annotation_set_get_revision:
 * @self: an annotation set
 *
 * Returns: the number of changes that were applied to it
 */
guint64
manicule_annotation_set_get_revision (ManiculeAnnotationSet *self)
{
  g_return_val_if_fail (MANICULE_IS_ANNOTATION_SET (self), 0);

  return self->revision;
}

/**
 * manicule_annotation_set_get:
 * @self: an annotation set
 * @position: a position
 *
 * Returns: (transfer none) (nullable): the annotation there; NULL past the end
 */
ManiculeAnnotation *
manicule_annotation_set_get (ManiculeAnnotationSet *self,
                             guint                  position)
{
  g_return_val_if_fail (MANICULE_IS_ANNOTATION_SET (self), NULL);

  if (position >= manicule_annotation_blocks_get_n (self->blocks))
    return NULL;

  return manicule_annotation_blocks_get (self->blocks, position);
}

ManiculeAnnotationIndex *
manicule_annotation_set_ensure_index (ManiculeAnnotationSet *self)
{
  ManiculeAnnotationIndex *index = g_atomic_pointer_get (&self->index);

  if (index != NULL)
    return index;

  g_mutex_lock (&self->mutex);
  index = g_atomic_pointer_get (&self->index);
  if (index == NULL)
    {
      index = manicule_annotation_index_new_from (self->blocks);
      g_atomic_pointer_set (&self->index, index);
    }
  g_mutex_unlock (&self->mutex);

  return index;
}

/**
 * manicule_annotation_set_find:
 * @self: an annotation set
 * @id: the id of an annotation
 *
 * O(1), after the first call on a snapshot, which is O(n).
 *
 * Returns: (transfer none) (nullable): the annotation with that id
 */
ManiculeAnnotation *
manicule_annotation_set_find (ManiculeAnnotationSet *self,
                              const char            *id)
{
  g_return_val_if_fail (MANICULE_IS_ANNOTATION_SET (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return manicule_annotation_index_find (manicule_annotation_set_ensure_index (self), id);
}

/**
 * manicule_annotation_set_get_position:
 * @self: an annotation set
 * @annotation: an annotation
 *
 * O(log n).
 *
 * Returns: where @annotation, or one with its id at its place, stands; G_MAXUINT when there is none
 */
guint
manicule_annotation_set_get_position (ManiculeAnnotationSet *self,
                                      ManiculeAnnotation    *annotation)
{
  guint position;

  g_return_val_if_fail (MANICULE_IS_ANNOTATION_SET (self), G_MAXUINT);
  g_return_val_if_fail (MANICULE_IS_ANNOTATION (annotation), G_MAXUINT);

  position = manicule_annotation_blocks_find (self->blocks, annotation);
  if (position == manicule_annotation_blocks_get_n (self->blocks))
    return G_MAXUINT;
  if (manicule_annotation_compare (manicule_annotation_blocks_get (self->blocks, position), annotation) != 0)
    return G_MAXUINT;

  return position;
}

/**
 * manicule_annotation_set_get_n:
 * @self: an annotation set
 * @kind: which annotations to count
 *
 * Returns: the number of annotations of that kind
 */
guint
manicule_annotation_set_get_n (ManiculeAnnotationSet  *self,
                               ManiculeAnnotationKind  kind)
{
  g_return_val_if_fail (MANICULE_IS_ANNOTATION_SET (self), 0);
  g_return_val_if_fail (kind <= MANICULE_ANNOTATION_RELATION, 0);

  return self->n_kinds[kind];
}

/**
 * manicule_annotation_set_snapshot:
 * @self: an annotation set
 *
 * Takes O(n / MANICULE_BLOCK_MAX).
 *
 * Returns: (transfer full): a twin that no edit of @self reaches, for reading in other threads
 */
ManiculeAnnotationSet *
manicule_annotation_set_snapshot (ManiculeAnnotationSet *self)
{
  ManiculeAnnotationSet *twin;

  g_return_val_if_fail (MANICULE_IS_ANNOTATION_SET (self), NULL);

  twin = set_new (self->article_id, self->annotator, self->text, manicule_annotation_blocks_copy (self->blocks));
  twin->carried = g_strdup (self->carried);
  twin->status = self->status;
  twin->revision = self->revision;
  memcpy (twin->n_kinds, self->n_kinds, sizeof self->n_kinds);

  return twin;
}

static gboolean
annotations_equal (ManiculeAnnotationSet *a,
                   ManiculeAnnotationSet *b)
{
  guint n = manicule_annotation_blocks_get_n (a->blocks);

  if (n != manicule_annotation_blocks_get_n (b->blocks))
    return FALSE;

  for (guint i = 0; i < n; i++)
    if (!manicule_annotation_equal (manicule_annotation_blocks_get (a->blocks, i),
                                    manicule_annotation_blocks_get (b->blocks, i)))
      return FALSE;

  return TRUE;
}

/**
 * manicule_annotation_set_equal:
 * @a: an annotation set
 * @b: another
 *
 * Revisions may differ, and the text is known by the article's id.
 *
 * Returns: whether both say the same of the same article by the same annotator
 */
gboolean
manicule_annotation_set_equal (ManiculeAnnotationSet *a,
                               ManiculeAnnotationSet *b)
{
  g_return_val_if_fail (MANICULE_IS_ANNOTATION_SET (a), FALSE);
  g_return_val_if_fail (MANICULE_IS_ANNOTATION_SET (b), FALSE);

  return a == b ||
         (a->status == b->status &&
          g_str_equal (a->article_id, b->article_id) &&
          g_str_equal (a->annotator, b->annotator) &&
          g_strcmp0 (a->carried, b->carried) == 0 &&
          annotations_equal (a, b));
}
