/* manicule-loss-strip.c: annotations without what a format cannot hold of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-loss-reduction-private.h"

#include <math.h>

static void
drop_attributes (ManiculeReduction *self,
                 guint              i,
                 const char        *keep,
                 ManiculeLossKind   kind)
{
  g_autoptr(GVariant) attributes = NULL;
  GVariantIter iter;
  const char *name;
  gboolean lost = FALSE;

  if (manicule_annotation_get_attributes (self->annotations[i]) == NULL)
    return;

  attributes = g_variant_ref (manicule_annotation_get_attributes (self->annotations[i]));
  g_variant_iter_init (&iter, attributes);
  while (g_variant_iter_next (&iter, "{&sv}", &name, NULL))
    if (g_strcmp0 (name, keep) != 0)
      {
        lost = TRUE;
        manicule_reduction_change (self, i, manicule_annotation_with_attribute (self->annotations[i], name, NULL));
      }

  if (lost)
    manicule_reduction_lose (self, kind, i);
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

  if (manicule_reduction_is (self, i, MANICULE_ANNOTATION_RELATION) && !HOLDS (self, RELATION_EXTRAS))
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
  if (self->format->fit_name != NULL)
    fit_names (self, i);
}
