/* manicule-annotation.c: one annotation: a span, a relation or a document label
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-annotation.h"

#include <math.h>
#include <string.h>

/* An article may carry 200,000 of these, so one with nothing special is a single piece of memory: 72 bytes, 80 with
 * the allocator's. Names that repeat (labels, entities, sources) are interned and given back; all that most
 * annotations lack stands in Rare. */

#define ID_ROOM 23

typedef struct
{
  ManiculeRange *ranges;         /* (owned) (nullable): all of them where there are several */
  guint          n_ranges;
  GVariant      *attributes;     /* (owned) (nullable): a{sv}, sorted, in normal form, not empty */
  char          *note;           /* (owned) (nullable) */
  GRefString    *entity;         /* (owned) (nullable): interned */
  GRefString    *origin_source;  /* (owned) (nullable): interned */
  char          *origin_id;      /* (owned) (nullable) */
  double         origin_score;   /* NAN: none */
  gint64         created;
  gint64         modified;
  char          *carried;        /* (owned) (nullable) */
} Rare;

struct _ManiculeAnnotation
{
  GObject     parent_instance;

  GRefString *label;             /* (owned): interned */
  Rare       *rare;              /* (owned) (nullable) */
  union
  {
    ManiculeRange hull;          /* of a span; else empty */
    char         *ends;          /* (owned): of a relation: from, NUL, to, NUL */
  };
  guint8      kind : 7;
  guint8      id_is_long : 1;
  char        id[ID_ROOM];       /* the id, or, where it has no room, the bytes of an (owned) pointer to it */
};

G_DEFINE_FINAL_TYPE (ManiculeAnnotation, manicule_annotation, G_TYPE_OBJECT)

static char *
long_id (ManiculeAnnotation *self)
{
  char *id;

  memcpy (&id, self->id, sizeof id);

  return id;
}

/* Takes the place of an id that was there before. */
static void
set_id (ManiculeAnnotation *self,
        const char         *id)
{
  char *former = self->id_is_long ? long_id (self) : NULL;
  gsize size = strlen (id) + 1;

  self->id_is_long = size > ID_ROOM;
  if (self->id_is_long)
    {
      char *copy = g_memdup2 (id, size);

      memcpy (self->id, &copy, sizeof copy);
    }
  else
    memcpy (self->id, id, size);

  g_free (former);
}

static void
set_ends (ManiculeAnnotation *self,
          const char         *from,
          const char         *to)
{
  gsize from_size = strlen (from) + 1;
  gsize to_size = strlen (to) + 1;

  self->ends = g_malloc (from_size + to_size);
  memcpy (self->ends, from, from_size);
  memcpy (self->ends + from_size, to, to_size);
}

static void
rare_free (Rare *rare)
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

static Rare *
rare_new (void)
{
  Rare *rare = g_new0 (Rare, 1);

  rare->origin_score = NAN;

  return rare;
}

static Rare *
rare_copy (const Rare *source)
{
  Rare *rare = g_memdup2 (source, sizeof *source);

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

static Rare *
ensure_rare (ManiculeAnnotation *self)
{
  if (self->rare == NULL)
    self->rare = rare_new ();

  return self->rare;
}

static void
set_ranges (ManiculeAnnotation  *self,
            const ManiculeRange *ranges,
            guint                n_ranges)
{
  Rare *rare = n_ranges > 1 ? ensure_rare (self) : self->rare;

  self->hull.start = ranges[0].start;
  self->hull.end = ranges[n_ranges - 1].end;
  if (rare == NULL)
    return;

  g_clear_pointer (&rare->ranges, g_free);
  rare->n_ranges = n_ranges > 1 ? n_ranges : 0;
  if (n_ranges > 1)
    rare->ranges = g_memdup2 (ranges, n_ranges * sizeof *ranges);
}

static ManiculeAnnotation *
annotation_new (ManiculeAnnotationKind  kind,
                const char             *id,
                const char             *label)
{
  ManiculeAnnotation *self = g_object_new (MANICULE_TYPE_ANNOTATION, NULL);

  self->kind = kind;
  self->label = g_ref_string_new_intern (label);
  set_id (self, id);

  return self;
}

static ManiculeAnnotation *
annotation_copy (ManiculeAnnotation *source)
{
  ManiculeAnnotation *self = g_object_new (MANICULE_TYPE_ANNOTATION, NULL);

  self->kind = source->kind;
  self->label = g_ref_string_acquire (source->label);
  set_id (self, manicule_annotation_get_id (source));
  if (self->kind == MANICULE_ANNOTATION_RELATION)
    set_ends (self, manicule_annotation_get_from (source), manicule_annotation_get_to (source));
  else
    self->hull = source->hull;
  if (source->rare != NULL)
    self->rare = rare_copy (source->rare);

  return self;
}

/* NULL and the empty string are one for what is optional. */
static const char *
or_null (const char *string)
{
  return string != NULL && *string != '\0' ? string : NULL;
}

static void
manicule_annotation_finalize (GObject *object)
{
  ManiculeAnnotation *self = MANICULE_ANNOTATION (object);

  g_ref_string_release (self->label);
  if (self->kind == MANICULE_ANNOTATION_RELATION)
    g_free (self->ends);
  if (self->id_is_long)
    g_free (long_id (self));
  g_clear_pointer (&self->rare, rare_free);

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
  set_ranges (self, ranges, n_ranges);

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
  set_ends (self, from, to);

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

  return self->id_is_long ? long_id (self) : self->id;
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

  copy = annotation_copy (self);
  set_id (copy, id);

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

  copy = annotation_copy (self);
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

  copy = annotation_copy (self);
  set_ranges (copy, ranges, n_ranges);

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

  copy = annotation_copy (self);
  g_free (copy->ends);
  set_ends (copy, from, to);

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
 * @name: the name of an attribute
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
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (held == NULL || is_attribute_value (held), NULL);

  copy = annotation_copy (self);
  attributes = merge_attribute (manicule_annotation_get_attributes (self), name, held);
  if (g_variant_n_children (attributes) == 0)
    {
      if (copy->rare != NULL)
        g_clear_pointer (&copy->rare->attributes, g_variant_unref);
      return copy;
    }

  /* Asking for the bytes lets go of the tree that the builder made, which is several times larger. */
  g_variant_get_data (attributes);
  g_clear_pointer (&ensure_rare (copy)->attributes, g_variant_unref);
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

  copy = annotation_copy (self);
  g_set_str (&ensure_rare (copy)->note, or_null (note));

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

  copy = annotation_copy (self);
  g_clear_pointer (&ensure_rare (copy)->entity, g_ref_string_release);
  if (or_null (entity) != NULL)
    copy->rare->entity = g_ref_string_new_intern (entity);

  return copy;
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
  Rare *rare;

  g_return_val_if_fail (MANICULE_IS_ANNOTATION (self), NULL);

  copy = annotation_copy (self);
  rare = ensure_rare (copy);
  g_clear_pointer (&rare->origin_source, g_ref_string_release);
  if (or_null (source) != NULL)
    rare->origin_source = g_ref_string_new_intern (source);
  g_set_str (&rare->origin_id, or_null (id));
  rare->origin_score = score;

  return copy;
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

  copy = annotation_copy (self);
  ensure_rare (copy)->created = created;
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

  copy = annotation_copy (self);
  g_set_str (&ensure_rare (copy)->carried, or_null (carried));

  return copy;
}

static int
compare_numbers (guint a,
                 guint b)
{
  return a < b ? -1 : a > b;
}

/**
 * manicule_annotation_compare:
 * @a: an annotation
 * @b: another
 *
 * The order of an annotation set: document labels, then spans by start and falling end, then relations; what is equal
 * in that is ordered by id.
 *
 * Returns: less than, equal to or greater than 0
 */
int
manicule_annotation_compare (ManiculeAnnotation *a,
                             ManiculeAnnotation *b)
{
  int order;

  g_return_val_if_fail (MANICULE_IS_ANNOTATION (a), 0);
  g_return_val_if_fail (MANICULE_IS_ANNOTATION (b), 0);

  order = compare_numbers (a->kind, b->kind);
  if (order == 0 && a->kind == MANICULE_ANNOTATION_SPAN)
    {
      order = compare_numbers (a->hull.start, b->hull.start);
      if (order == 0)
        order = compare_numbers (b->hull.end, a->hull.end);
    }
  if (order == 0)
    order = strcmp (manicule_annotation_get_id (a), manicule_annotation_get_id (b));

  return order;
}

static gboolean
ranges_equal (ManiculeAnnotation *a,
              ManiculeAnnotation *b)
{
  guint n_a;
  guint n_b;
  const ManiculeRange *ranges_a = manicule_annotation_get_ranges (a, &n_a);
  const ManiculeRange *ranges_b = manicule_annotation_get_ranges (b, &n_b);

  return n_a == n_b && (n_a == 0 || memcmp (ranges_a, ranges_b, n_a * sizeof *ranges_a) == 0);
}

static gboolean
scores_equal (double a,
              double b)
{
  return (isnan (a) && isnan (b)) || a == b;
}

static gboolean
attributes_equal (GVariant *a,
                  GVariant *b)
{
  return a == b || (a != NULL && b != NULL && g_variant_equal (a, b));
}

/* A Rare that says nothing equals none at all. */
static gboolean
rare_equal (ManiculeAnnotation *a,
            ManiculeAnnotation *b)
{
  static const Rare nothing = { .origin_score = NAN };
  const Rare *rare_a = a->rare != NULL ? a->rare : &nothing;
  const Rare *rare_b = b->rare != NULL ? b->rare : &nothing;

  return rare_a->created == rare_b->created &&
         rare_a->modified == rare_b->modified &&
         rare_a->entity == rare_b->entity &&
         rare_a->origin_source == rare_b->origin_source &&
         scores_equal (rare_a->origin_score, rare_b->origin_score) &&
         g_strcmp0 (rare_a->origin_id, rare_b->origin_id) == 0 &&
         g_strcmp0 (rare_a->note, rare_b->note) == 0 &&
         g_strcmp0 (rare_a->carried, rare_b->carried) == 0 &&
         attributes_equal (rare_a->attributes, rare_b->attributes);
}

/**
 * manicule_annotation_equal:
 * @a: an annotation
 * @b: another
 *
 * Returns: whether all of both is the same, also id and times
 */
gboolean
manicule_annotation_equal (ManiculeAnnotation *a,
                           ManiculeAnnotation *b)
{
  g_return_val_if_fail (MANICULE_IS_ANNOTATION (a), FALSE);
  g_return_val_if_fail (MANICULE_IS_ANNOTATION (b), FALSE);

  return a == b ||
         (a->kind == b->kind &&
          a->label == b->label &&
          strcmp (manicule_annotation_get_id (a), manicule_annotation_get_id (b)) == 0 &&
          g_strcmp0 (manicule_annotation_get_from (a), manicule_annotation_get_from (b)) == 0 &&
          g_strcmp0 (manicule_annotation_get_to (a), manicule_annotation_get_to (b)) == 0 &&
          ranges_equal (a, b) &&
          rare_equal (a, b));
}
