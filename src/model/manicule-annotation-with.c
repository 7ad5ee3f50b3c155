/* manicule-annotation-with.c: annotations made from others
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-annotation-private.h"

#include <math.h>
#include <string.h>

/* NULL and the empty string are one for what is optional. */
static const char *
or_null (const char *string)
{
  return string != NULL && *string != '\0' ? string : NULL;
}

/**
 * manicule_annotation_with_id:
 * @self: an annotation
 * @id: a valid id
 *
 * Returns: (transfer full): one like @self with another id
 */
ManiculeAnnotation *
manicule_annotation_with_id (ManiculeAnnotation *self,
                             const char         *id)
{
  ManiculeAnnotation *copy;

  g_return_val_if_fail (MANICULE_IS_ANNOTATION (self), NULL);
  g_return_val_if_fail (manicule_id_is_valid (id), NULL);

  copy = manicule_annotation_copy (self);
  manicule_annotation_set_id (copy, id);

  return copy;
}

/**
 * manicule_annotation_with_label:
 * @self: an annotation
 * @label: the name of a label, relation type or document label
 *
 * Returns: (transfer full): one like @self with another label
 */
ManiculeAnnotation *
manicule_annotation_with_label (ManiculeAnnotation *self,
                                const char         *label)
{
  ManiculeAnnotation *copy;
  GRefString *interned;

  g_return_val_if_fail (MANICULE_IS_ANNOTATION (self), NULL);
  g_return_val_if_fail (label != NULL, NULL);

  copy = manicule_annotation_copy (self);
  interned = g_ref_string_new_intern (label);
  g_ref_string_release (copy->label);
  copy->label = interned;

  return copy;
}

/**
 * manicule_annotation_with_ranges:
 * @self: a span
 * @ranges: (array length=n_ranges): what it shall cover, in code points
 * @n_ranges: how many
 *
 * Returns: (transfer full): one like @self with other ranges
 */
ManiculeAnnotation *
manicule_annotation_with_ranges (ManiculeAnnotation  *self,
                                 const ManiculeRange *ranges,
                                 guint                n_ranges)
{
  ManiculeAnnotation *copy;

  g_return_val_if_fail (MANICULE_IS_ANNOTATION (self), NULL);
  g_return_val_if_fail (self->kind == MANICULE_ANNOTATION_SPAN, NULL);
  g_return_val_if_fail (manicule_annotation_ranges_are_valid (ranges, n_ranges), NULL);

  copy = manicule_annotation_copy (self);
  manicule_annotation_set_ranges (copy, ranges, n_ranges);

  return copy;
}

/**
 * manicule_annotation_with_ends:
 * @self: a relation
 * @from: the id of the annotation where it shall start
 * @to: the id of the one where it shall end
 *
 * Returns: (transfer full): one like @self with other ends
 */
ManiculeAnnotation *
manicule_annotation_with_ends (ManiculeAnnotation *self,
                               const char         *from,
                               const char         *to)
{
  ManiculeAnnotation *copy;

  g_return_val_if_fail (MANICULE_IS_ANNOTATION (self), NULL);
  g_return_val_if_fail (self->kind == MANICULE_ANNOTATION_RELATION, NULL);
  g_return_val_if_fail (manicule_id_is_valid (from), NULL);
  g_return_val_if_fail (manicule_id_is_valid (to), NULL);

  copy = manicule_annotation_copy (self);
  manicule_annotation_set_ends (copy, from, to);

  return copy;
}

static gboolean
is_attribute_value (GVariant *value)
{
  static const char * const types[] = { "b", "x", "d", "s", "as", NULL };

  return g_strv_contains (types, g_variant_get_type_string (value));
}

static void
add_attribute (GVariantBuilder *builder,
               const char      *name,
               GVariant        *value)
{
  if (value != NULL)
    g_variant_builder_add (builder, "{sv}", name, value);
}

/* Puts the new value where its name belongs, so that the dictionary stays sorted. */
static GVariant *
merge_attribute (GVariant   *attributes,
                 const char *name,
                 GVariant   *value)
{
  g_auto(GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);
  gboolean placed = FALSE;
  GVariantIter iter;
  const char *key;
  GVariant *other;

  if (attributes != NULL)
    {
      g_variant_iter_init (&iter, attributes);
      while (g_variant_iter_loop (&iter, "{&sv}", &key, &other))
        {
          int order = strcmp (name, key);

          if (order <= 0 && !placed)
            {
              add_attribute (&builder, name, value);
              placed = TRUE;
            }
          if (order != 0)
            add_attribute (&builder, key, other);
        }
    }
  if (!placed)
    add_attribute (&builder, name, value);

  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

/**
 * manicule_annotation_with_attribute:
 * @self: an annotation
 * @name: the name of an attribute, not empty
 * @value: (nullable): a boolean, 64-bit integer, double, string or list of strings; sunk when floating. NULL removes
 *   the attribute
 *
 * Returns: (transfer full): one like @self with that attribute
 */
ManiculeAnnotation *
manicule_annotation_with_attribute (ManiculeAnnotation *self,
                                    const char         *name,
                                    GVariant           *value)
{
  g_autoptr(GVariant) held = value != NULL ? g_variant_ref_sink (value) : NULL;
  g_autoptr(GVariant) attributes = NULL;
  ManiculeAnnotation *copy;

  g_return_val_if_fail (MANICULE_IS_ANNOTATION (self), NULL);
  g_return_val_if_fail (name != NULL && *name != '\0', NULL);
  g_return_val_if_fail (held == NULL || is_attribute_value (held), NULL);

  copy = manicule_annotation_copy (self);
  attributes = merge_attribute (manicule_annotation_get_attributes (self), name, held);
  if (g_variant_n_children (attributes) == 0)
    {
      if (copy->rare != NULL)
        g_clear_pointer (&copy->rare->attributes, g_variant_unref);
      return copy;
    }

  /* Asking for the bytes lets go of the tree that the builder made, which is several times larger. */
  g_variant_get_data (attributes);
  g_clear_pointer (&manicule_annotation_ensure_rare (copy)->attributes, g_variant_unref);
  copy->rare->attributes = g_steal_pointer (&attributes);

  return copy;
}

/**
 * manicule_annotation_with_note:
 * @self: an annotation
 * @note: (nullable): the annotator's remark; an empty one counts as NULL
 *
 * Returns: (transfer full): one like @self with that note
 */
ManiculeAnnotation *
manicule_annotation_with_note (ManiculeAnnotation *self,
                               const char         *note)
{
  ManiculeAnnotation *copy;

  g_return_val_if_fail (MANICULE_IS_ANNOTATION (self), NULL);

  copy = manicule_annotation_copy (self);
  g_set_str (&manicule_annotation_ensure_rare (copy)->note, or_null (note));

  return copy;
}

/**
 * manicule_annotation_with_entity:
 * @self: an annotation
 * @entity: (nullable): the id of an entity; an empty one counts as NULL
 *
 * Returns: (transfer full): one like @self that mentions that entity
 */
ManiculeAnnotation *
manicule_annotation_with_entity (ManiculeAnnotation *self,
                                 const char         *entity)
{
  ManiculeAnnotation *copy;

  g_return_val_if_fail (MANICULE_IS_ANNOTATION (self), NULL);

  copy = manicule_annotation_copy (self);
  g_clear_pointer (&manicule_annotation_ensure_rare (copy)->entity, g_ref_string_release);
  if (or_null (entity) != NULL)
    copy->rare->entity = g_ref_string_new_intern (entity);

  return copy;
}

static void
set_origin (ManiculeAnnotation *self,
            const char         *source,
            const char         *id,
            double              score)
{
  ManiculeAnnotationRare *rare = manicule_annotation_ensure_rare (self);

  g_clear_pointer (&rare->origin_source, g_ref_string_release);
  if (or_null (source) != NULL)
    rare->origin_source = g_ref_string_new_intern (source);
  g_set_str (&rare->origin_id, or_null (id));
  rare->origin_score = score;
}

/**
 * manicule_annotation_with_origin:
 * @self: an annotation
 * @source: (nullable): the format or recommender that it came from
 * @id: (nullable): the id that it had there
 * @score: how sure the source was, or NAN
 *
 * Returns: (transfer full): one like @self with that origin
 */
ManiculeAnnotation *
manicule_annotation_with_origin (ManiculeAnnotation *self,
                                 const char         *source,
                                 const char         *id,
                                 double              score)
{
  ManiculeAnnotation *copy;

  g_return_val_if_fail (MANICULE_IS_ANNOTATION (self), NULL);

  copy = manicule_annotation_copy (self);
  set_origin (copy, source, id, score);

  return copy;
}

/**
 * manicule_annotation_new_span_from:
 * @id: a valid id
 * @label: the name of a label
 * @ranges: (array length=n_ranges): what it covers, in code points; see manicule_annotation_ranges_are_valid()
 * @n_ranges: how many
 * @source: the format that it comes from
 * @source_id: the id that it has there
 *
 * What manicule_annotation_new_span() and manicule_annotation_with_origin() do in two steps, for readers of many.
 *
 * Returns: (transfer full): a new span
 */
ManiculeAnnotation *
manicule_annotation_new_span_from (const char          *id,
                                   const char          *label,
                                   const ManiculeRange *ranges,
                                   guint                n_ranges,
                                   const char          *source,
                                   const char          *source_id)
{
  ManiculeAnnotation *self = manicule_annotation_new_span (id, label, ranges, n_ranges);

  if (self != NULL)
    set_origin (self, source, source_id, NAN);

  return self;
}

/**
 * manicule_annotation_with_times:
 * @self: an annotation
 * @created: when it was made, in seconds since 1970, or 0
 * @modified: when it was last edited, in seconds since 1970, or 0
 *
 * Returns: (transfer full): one like @self with those times
 */
ManiculeAnnotation *
manicule_annotation_with_times (ManiculeAnnotation *self,
                                gint64              created,
                                gint64              modified)
{
  ManiculeAnnotation *copy;

  g_return_val_if_fail (MANICULE_IS_ANNOTATION (self), NULL);

  copy = manicule_annotation_copy (self);
  manicule_annotation_ensure_rare (copy)->created = created;
  copy->rare->modified = modified;

  return copy;
}

/**
 * manicule_annotation_with_carried:
 * @self: an annotation
 * @carried: (nullable): what a reader did not understand; an empty string counts as NULL
 *
 * Returns: (transfer full): one like @self that carries it
 */
ManiculeAnnotation *
manicule_annotation_with_carried (ManiculeAnnotation *self,
                                  const char         *carried)
{
  ManiculeAnnotation *copy;

  g_return_val_if_fail (MANICULE_IS_ANNOTATION (self), NULL);

  copy = manicule_annotation_copy (self);
  g_set_str (&manicule_annotation_ensure_rare (copy)->carried, or_null (carried));

  return copy;
}
