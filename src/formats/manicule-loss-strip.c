/* manicule-loss-strip.c: annotations without what a format cannot hold of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-loss-reduction-private.h"

#include <math.h>

static void
take (ManiculeAnnotation **annotation,
      ManiculeAnnotation  *changed)
{
  g_object_unref (*annotation);
  *annotation = changed;
}

static ManiculeAnnotation *
new_alike (ManiculeAnnotation *annotation)
{
  const char *id = manicule_annotation_get_id (annotation);
  const char *label = manicule_annotation_get_label (annotation);
  guint n_ranges;
  const ManiculeRange *ranges;

  switch (manicule_annotation_get_kind (annotation))
    {
    case MANICULE_ANNOTATION_SPAN:
      ranges = manicule_annotation_get_ranges (annotation, &n_ranges);
      return manicule_annotation_new_span (id, label, ranges, n_ranges);

    case MANICULE_ANNOTATION_RELATION:
      return manicule_annotation_new_relation (id, label, manicule_annotation_get_from (annotation),
                                               manicule_annotation_get_to (annotation));

    case MANICULE_ANNOTATION_DOCUMENT:
    default:
      return manicule_annotation_new_document (id, label);
    }
}

/* The annotation without its attributes. To take them off one by one would copy the rest each time. */
static ManiculeAnnotation *
copy_bare (ManiculeAnnotation *annotation)
{
  ManiculeAnnotation *bare = new_alike (annotation);

  take (&bare, manicule_annotation_with_note (bare, manicule_annotation_get_note (annotation)));
  take (&bare, manicule_annotation_with_entity (bare, manicule_annotation_get_entity (annotation)));
  take (&bare, manicule_annotation_with_origin (bare, manicule_annotation_get_origin_source (annotation),
                                                manicule_annotation_get_origin_id (annotation),
                                                manicule_annotation_get_origin_score (annotation)));
  take (&bare, manicule_annotation_with_times (bare, manicule_annotation_get_created (annotation),
                                               manicule_annotation_get_modified (annotation)));
  take (&bare, manicule_annotation_with_carried (bare, manicule_annotation_get_carried (annotation)));

  return bare;
}

/* Leaves out the attributes, except @keep. */
static void
drop_attributes (ManiculeReduction *self,
                 guint              i,
                 const char        *keep,
                 ManiculeLossKind   kind)
{
  GVariant *attributes = manicule_annotation_get_attributes (self->annotations[i]);
  g_autoptr(GVariant) kept = NULL;
  ManiculeAnnotation *bare;

  if (attributes == NULL)
    return;

  kept = keep != NULL ? manicule_annotation_dup_attribute (self->annotations[i], keep) : NULL;
  if (kept != NULL && g_variant_n_children (attributes) == 1)
    return;

  manicule_reduction_lose (self, kind, i);
  bare = copy_bare (self->annotations[i]);
  if (kept != NULL)
    take (&bare, manicule_annotation_with_attribute (bare, keep, kept));
  manicule_reduction_change (self, i, bare);
}

static void
strip_relation (ManiculeReduction *self,
                guint              i)
{
  ManiculeAnnotation *relation = self->annotations[i];
  gboolean has_note = manicule_annotation_get_note (relation) != NULL;
  gboolean has_attributes = manicule_annotation_get_attributes (relation) != NULL;

  if (!has_note && !has_attributes)
    return;

  if (has_attributes)
    drop_attributes (self, i, NULL, MANICULE_LOSS_RELATION_EXTRAS);
  else
    manicule_reduction_lose (self, MANICULE_LOSS_RELATION_EXTRAS, i);
  if (has_note)
    manicule_reduction_change (self, i, manicule_annotation_with_note (self->annotations[i], NULL));
}

static void
strip_origin (ManiculeReduction *self,
              guint              i)
{
  const char *source = manicule_annotation_get_origin_source (self->annotations[i]);

  /* Where it comes from this format, its writer may want the old id. */
  if (source == NULL || g_str_equal (source, self->format->id))
    return;

  manicule_reduction_lose (self, MANICULE_LOSS_ORIGIN, i);
  manicule_reduction_change (self, i, manicule_annotation_with_origin (self->annotations[i], NULL, NULL, NAN));
}

static void
strip_all (ManiculeReduction *self,
           guint              i)
{
  const char *keep = manicule_reduction_is (self, i, MANICULE_ANNOTATION_DOCUMENT) ? "value" : NULL;

  if (manicule_reduction_is (self, i, MANICULE_ANNOTATION_RELATION) && !HOLDS (self, RELATION_EXTRAS) &&
      !HOLDS (self, RELATION_ATTRIBUTES))
    strip_relation (self, i);
  if (!HOLDS (self, ATTRIBUTES))
    drop_attributes (self, i, keep, MANICULE_LOSS_ATTRIBUTES);
  if (!HOLDS (self, ENTITIES) && manicule_annotation_get_entity (self->annotations[i]) != NULL)
    {
      manicule_reduction_lose (self, MANICULE_LOSS_ENTITIES, i);
      manicule_reduction_change (self, i, manicule_annotation_with_entity (self->annotations[i], NULL));
    }
  if (!HOLDS (self, NOTES) && manicule_annotation_get_note (self->annotations[i]) != NULL)
    {
      manicule_reduction_lose (self, MANICULE_LOSS_NOTES, i);
      manicule_reduction_change (self, i, manicule_annotation_with_note (self->annotations[i], NULL));
    }
  if (!HOLDS (self, ORIGIN))
    strip_origin (self, i);
}

static void
fit_names (ManiculeReduction *self,
           guint              i)
{
  ManiculeAnnotation *fitted = manicule_loss_names_apply (self->report->names, self->annotations[i]);

  if (fitted != self->annotations[i])
    manicule_reduction_lose (self, MANICULE_LOSS_NAMES, i);
  manicule_reduction_change (self, i, fitted);
}

void
manicule_reduction_strip (ManiculeReduction *self,
                          guint              i)
{
  strip_all (self, i);
  if (self->format->fit_name != NULL || self->format->fit_value != NULL)
    fit_names (self, i);
}
