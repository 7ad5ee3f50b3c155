/* manicule-annotation-value.c: how an annotation is kept
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-annotation-private.h"

#include <math.h>
#include <string.h>

char *
manicule_annotation_get_long_id (ManiculeAnnotation *self)
{
  char *id;

  memcpy (&id, self->id, sizeof id);

  return id;
}

void
manicule_annotation_set_id (ManiculeAnnotation *self,
                            const char         *id)
{
  char *former = self->id_is_long ? manicule_annotation_get_long_id (self) : NULL;
  gsize size = strlen (id) + 1;

  self->id_is_long = size > MANICULE_ANNOTATION_ID_ROOM;
  if (self->id_is_long)
    {
      char *copy = g_memdup2 (id, size);

      memcpy (self->id, &copy, sizeof copy);
    }
  else
    memcpy (self->id, id, size);

  g_free (former);
}

void
manicule_annotation_set_ends (ManiculeAnnotation *self,
                              const char         *from,
                              const char         *to)
{
  gsize from_size = strlen (from) + 1;
  gsize to_size = strlen (to) + 1;

  g_free (self->ends);
  self->ends = g_malloc (from_size + to_size);
  memcpy (self->ends, from, from_size);
  memcpy (self->ends + from_size, to, to_size);
}

static void
rare_free (ManiculeAnnotationRare *rare)
{
  g_free (rare->ranges);
  g_clear_pointer (&rare->attributes, g_variant_unref);
  g_free (rare->note);
  g_clear_pointer (&rare->entity, g_ref_string_release);
  g_clear_pointer (&rare->origin_source, g_ref_string_release);
  g_free (rare->origin_id);
  g_free (rare->carried);
  g_free (rare);
}

static ManiculeAnnotationRare *
rare_new (void)
{
  ManiculeAnnotationRare *rare = g_new0 (ManiculeAnnotationRare, 1);

  rare->origin_score = NAN;

  return rare;
}

static ManiculeAnnotationRare *
rare_copy (const ManiculeAnnotationRare *source)
{
  ManiculeAnnotationRare *rare = g_memdup2 (source, sizeof *source);

  rare->ranges = g_memdup2 (source->ranges, source->n_ranges * sizeof (ManiculeRange));
  if (source->attributes != NULL)
    rare->attributes = g_variant_ref (source->attributes);
  rare->note = g_strdup (source->note);
  if (source->entity != NULL)
    rare->entity = g_ref_string_acquire (source->entity);
  if (source->origin_source != NULL)
    rare->origin_source = g_ref_string_acquire (source->origin_source);
  rare->origin_id = g_strdup (source->origin_id);
  rare->carried = g_strdup (source->carried);

  return rare;
}

ManiculeAnnotationRare *
manicule_annotation_ensure_rare (ManiculeAnnotation *self)
{
  if (self->rare == NULL)
    self->rare = rare_new ();

  return self->rare;
}

void
manicule_annotation_set_ranges (ManiculeAnnotation  *self,
                                const ManiculeRange *ranges,
                                guint                n_ranges)
{
  ManiculeAnnotationRare *rare = n_ranges > 1 ? manicule_annotation_ensure_rare (self) : self->rare;

  self->hull.start = ranges[0].start;
  self->hull.end = ranges[n_ranges - 1].end;
  if (rare == NULL)
    return;

  g_clear_pointer (&rare->ranges, g_free);
  rare->n_ranges = n_ranges > 1 ? n_ranges : 0;
  if (n_ranges > 1)
    rare->ranges = g_memdup2 (ranges, n_ranges * sizeof *ranges);
}

ManiculeAnnotation *
manicule_annotation_copy (ManiculeAnnotation *source)
{
  ManiculeAnnotation *self = g_object_new (MANICULE_TYPE_ANNOTATION, NULL);

  self->kind = source->kind;
  self->label = g_ref_string_acquire (source->label);
  manicule_annotation_set_id (self, manicule_annotation_get_id (source));
  if (self->kind == MANICULE_ANNOTATION_RELATION)
    manicule_annotation_set_ends (self, manicule_annotation_get_from (source), manicule_annotation_get_to (source));
  else
    self->hull = source->hull;
  if (source->rare != NULL)
    self->rare = rare_copy (source->rare);

  return self;
}

void
manicule_annotation_clear (ManiculeAnnotation *self)
{
  g_ref_string_release (self->label);
  if (self->kind == MANICULE_ANNOTATION_RELATION)
    g_free (self->ends);
  if (self->id_is_long)
    g_free (manicule_annotation_get_long_id (self));
  g_clear_pointer (&self->rare, rare_free);
}
