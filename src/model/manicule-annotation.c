/* manicule-annotation.c: one annotation: a span, a relation or a document label
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-annotation-private.h"

#include <math.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (ManiculeAnnotation, manicule_annotation, G_TYPE_OBJECT)

static ManiculeAnnotation *
annotation_new (ManiculeAnnotationKind  kind,
                const char             *id,
                const char             *label)
{
  ManiculeAnnotation *self = g_object_new (MANICULE_TYPE_ANNOTATION, NULL);

  self->kind = kind;
  self->label = g_ref_string_new_intern (label);
  manicule_annotation_set_id (self, id);

  return self;
}

static void
manicule_annotation_finalize (GObject *object)
{
  ManiculeAnnotation *self = MANICULE_ANNOTATION (object);

  manicule_annotation_clear (self);

  G_OBJECT_CLASS (manicule_annotation_parent_class)->finalize (object);
}

static void
manicule_annotation_class_init (ManiculeAnnotationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = manicule_annotation_finalize;
}

static void
manicule_annotation_init (ManiculeAnnotation *self)
{
}

/**
 * manicule_annotation_ranges_are_valid:
 * @ranges: (array length=n_ranges): ranges in code points, from outside
 * @n_ranges: how many
 *
 * Returns: whether a span can have these: at least one, each with start <= end, sorted, not overlapping
 */
gboolean
manicule_annotation_ranges_are_valid (const ManiculeRange *ranges,
                                      guint                n_ranges)
{
  for (guint i = 0; i < n_ranges; i++)
    {
      if (ranges[i].start > ranges[i].end)
        return FALSE;
      if (i > 0 && ranges[i].start < ranges[i - 1].end)
        return FALSE;
    }

  return n_ranges > 0;
}

/**
 * manicule_annotation_new_span:
 * @id: a valid id
 * @label: the name of a label
 * @ranges: (array length=n_ranges): what it covers, in code points; see manicule_annotation_ranges_are_valid()
 * @n_ranges: how many
 *
 * Returns: (transfer full): a new span
 */
ManiculeAnnotation *
manicule_annotation_new_span (const char          *id,
                              const char          *label,
                              const ManiculeRange *ranges,
                              guint                n_ranges)
{
  ManiculeAnnotation *self;

  g_return_val_if_fail (manicule_id_is_valid (id), NULL);
  g_return_val_if_fail (label != NULL, NULL);
  g_return_val_if_fail (manicule_annotation_ranges_are_valid (ranges, n_ranges), NULL);

  self = annotation_new (MANICULE_ANNOTATION_SPAN, id, label);
  manicule_annotation_set_ranges (self, ranges, n_ranges);

  return self;
}

/**
 * manicule_annotation_new_relation:
 * @id: a valid id
 * @label: the name of a relation type
 * @from: the id of the annotation where it starts
 * @to: the id of the one where it ends
 *
 * Returns: (transfer full): a new relation
 */
ManiculeAnnotation *
manicule_annotation_new_relation (const char *id,
                                  const char *label,
                                  const char *from,
                                  const char *to)
{
  ManiculeAnnotation *self;

  g_return_val_if_fail (manicule_id_is_valid (id), NULL);
  g_return_val_if_fail (label != NULL, NULL);
  g_return_val_if_fail (manicule_id_is_valid (from), NULL);
  g_return_val_if_fail (manicule_id_is_valid (to), NULL);

  self = annotation_new (MANICULE_ANNOTATION_RELATION, id, label);
  manicule_annotation_set_ends (self, from, to);

  return self;
}

/**
 * manicule_annotation_new_document:
 * @id: a valid id
 * @label: the name of a document label
 *
 * The answer stands in the attribute "value".
 *
 * Returns: (transfer full): a new document label
 */
ManiculeAnnotation *
manicule_annotation_new_document (const char *id,
                                  const char *label)
{
  g_return_val_if_fail (manicule_id_is_valid (id), NULL);
  g_return_val_if_fail (label != NULL, NULL);

  return annotation_new (MANICULE_ANNOTATION_DOCUMENT, id, label);
}

/**
 * manicule_annotation_get_kind:
 * @self: an annotation
 *
 * Returns: which of the three it is
 */
ManiculeAnnotationKind
manicule_annotation_get_kind (ManiculeAnnotation *self)
{
  g_return_val_if_fail (MANICULE_IS_ANNOTATION (self), MANICULE_ANNOTATION_SPAN);

  return self->kind;
}

/**
 * manicule_annotation_get_id:
 * @self: an annotation
 *
 * Returns: its id, unique in its set
 */
const char *
manicule_annotation_get_id (ManiculeAnnotation *self)
{
  g_return_val_if_fail (MANICULE_IS_ANNOTATION (self), NULL);

  return self->id_is_long ? manicule_annotation_get_long_id (self) : self->id;
}

/**
 * manicule_annotation_get_label:
 * @self: an annotation
 *
 * Returns: the name of its label, relation type or document label. It is interned: as long as both annotations live,
 *   equal labels are equal pointers
 */
const char *
manicule_annotation_get_label (ManiculeAnnotation *self)
{
  g_return_val_if_fail (MANICULE_IS_ANNOTATION (self), NULL);

  return self->label;
}

/**
 * manicule_annotation_get_ranges:
 * @self: an annotation
 * @n_ranges: (out): how many; 0 unless it is a span
 *
 * Returns: (array length=n_ranges) (nullable): what a span covers, in code points; NULL for other kinds
 */
const ManiculeRange *
manicule_annotation_get_ranges (ManiculeAnnotation *self,
                                guint              *n_ranges)
{
  g_return_val_if_fail (MANICULE_IS_ANNOTATION (self), NULL);
  g_return_val_if_fail (n_ranges != NULL, NULL);

  *n_ranges = 0;
  if (self->kind != MANICULE_ANNOTATION_SPAN)
    return NULL;

  if (self->rare != NULL && self->rare->ranges != NULL)
    {
      *n_ranges = self->rare->n_ranges;
      return self->rare->ranges;
    }

  *n_ranges = 1;
  return &self->hull;
}

/**
 * manicule_annotation_get_hull:
 * @self: an annotation
 *
 * Returns: from the first start to the last end of a span, in code points; an empty range at 0 for other kinds
 */
ManiculeRange
manicule_annotation_get_hull (ManiculeAnnotation *self)
{
  static const ManiculeRange none = { 0, 0 };

  g_return_val_if_fail (MANICULE_IS_ANNOTATION (self), none);

  return self->kind == MANICULE_ANNOTATION_SPAN ? self->hull : none;
}

/**
 * manicule_annotation_is_discontinuous:
 * @self: an annotation
 *
 * Returns: whether it is a span of several ranges
 */
gboolean
manicule_annotation_is_discontinuous (ManiculeAnnotation *self)
{
  g_return_val_if_fail (MANICULE_IS_ANNOTATION (self), FALSE);

  return self->rare != NULL && self->rare->ranges != NULL;
}

/**
 * manicule_annotation_get_from:
 * @self: an annotation
 *
 * Returns: (nullable): the id of the annotation where a relation starts; NULL for other kinds
 */
const char *
manicule_annotation_get_from (ManiculeAnnotation *self)
{
  g_return_val_if_fail (MANICULE_IS_ANNOTATION (self), NULL);

  return self->kind == MANICULE_ANNOTATION_RELATION ? self->ends : NULL;
}

/**
 * manicule_annotation_get_to:
 * @self: an annotation
 *
 * Returns: (nullable): the id of the annotation where a relation ends; NULL for other kinds
 */
const char *
manicule_annotation_get_to (ManiculeAnnotation *self)
{
  g_return_val_if_fail (MANICULE_IS_ANNOTATION (self), NULL);

  return self->kind == MANICULE_ANNOTATION_RELATION ? self->ends + strlen (self->ends) + 1 : NULL;
}

/**
 * manicule_annotation_get_attributes:
 * @self: an annotation
 *
 * Returns: (transfer none) (nullable): a{sv} sorted by key; NULL when there are none
 */
GVariant *
manicule_annotation_get_attributes (ManiculeAnnotation *self)
{
  g_return_val_if_fail (MANICULE_IS_ANNOTATION (self), NULL);

  return self->rare != NULL ? self->rare->attributes : NULL;
}

/**
 * manicule_annotation_dup_attribute:
 * @self: an annotation
 * @name: the name of an attribute
 *
 * Returns: (transfer full) (nullable): its value
 */
GVariant *
manicule_annotation_dup_attribute (ManiculeAnnotation *self,
                                   const char         *name)
{
  g_return_val_if_fail (MANICULE_IS_ANNOTATION (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  if (self->rare == NULL || self->rare->attributes == NULL)
    return NULL;

  return g_variant_lookup_value (self->rare->attributes, name, NULL);
}

/**
 * manicule_annotation_get_note:
 * @self: an annotation
 *
 * Returns: (nullable): the annotator's remark
 */
const char *
manicule_annotation_get_note (ManiculeAnnotation *self)
{
  g_return_val_if_fail (MANICULE_IS_ANNOTATION (self), NULL);

  return self->rare != NULL ? self->rare->note : NULL;
}

/**
 * manicule_annotation_get_entity:
 * @self: an annotation
 *
 * Returns: (nullable): the id of the entity that it mentions
 */
const char *
manicule_annotation_get_entity (ManiculeAnnotation *self)
{
  g_return_val_if_fail (MANICULE_IS_ANNOTATION (self), NULL);

  return self->rare != NULL ? self->rare->entity : NULL;
}

/**
 * manicule_annotation_get_origin_source:
 * @self: an annotation
 *
 * Returns: (nullable): the format or recommender that it came from; NULL when it was made by hand
 */
const char *
manicule_annotation_get_origin_source (ManiculeAnnotation *self)
{
  g_return_val_if_fail (MANICULE_IS_ANNOTATION (self), NULL);

  return self->rare != NULL ? self->rare->origin_source : NULL;
}

/**
 * manicule_annotation_get_origin_id:
 * @self: an annotation
 *
 * Returns: (nullable): the id that it had there
 */
const char *
manicule_annotation_get_origin_id (ManiculeAnnotation *self)
{
  g_return_val_if_fail (MANICULE_IS_ANNOTATION (self), NULL);

  return self->rare != NULL ? self->rare->origin_id : NULL;
}

/**
 * manicule_annotation_get_origin_score:
 * @self: an annotation
 *
 * Returns: how sure its source was; NAN when it did not say
 */
double
manicule_annotation_get_origin_score (ManiculeAnnotation *self)
{
  g_return_val_if_fail (MANICULE_IS_ANNOTATION (self), NAN);

  return self->rare != NULL ? self->rare->origin_score : NAN;
}

/**
 * manicule_annotation_get_created:
 * @self: an annotation
 *
 * Returns: when it was made, in seconds since 1970; 0 when not known
 */
gint64
manicule_annotation_get_created (ManiculeAnnotation *self)
{
  g_return_val_if_fail (MANICULE_IS_ANNOTATION (self), 0);

  return self->rare != NULL ? self->rare->created : 0;
}

/**
 * manicule_annotation_get_modified:
 * @self: an annotation
 *
 * Returns: when it was last edited, in seconds since 1970; 0 when not known
 */
gint64
manicule_annotation_get_modified (ManiculeAnnotation *self)
{
  g_return_val_if_fail (MANICULE_IS_ANNOTATION (self), 0);

  return self->rare != NULL ? self->rare->modified : 0;
}

/**
 * manicule_annotation_get_carried:
 * @self: an annotation
 *
 * Returns: (nullable): what a reader did not understand and carries through
 */
const char *
manicule_annotation_get_carried (ManiculeAnnotation *self)
{
  g_return_val_if_fail (MANICULE_IS_ANNOTATION (self), NULL);

  return self->rare != NULL ? self->rare->carried : NULL;
}
