/* manicule-json-collector.c: annotations on their way from a file into a set
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-json-collector.h"

#include <glib/gi18n-lib.h>

struct _ManiculeJsonCollector
{
  ManiculeJsonReader *reader;
  ManiculeFindings   *findings;     /* (nullable) */
  GPtrArray          *annotations;  /* (owned) (element-type ManiculeAnnotation): NULL once one is left out */
  GArray             *values;       /* (owned) (element-type ManiculeJsonValue): where each of them stands */
  GHashTable         *positions;    /* (owned) (element-type utf8 guint): id → position + 1 in the two */
};

static void
unref_if_set (gpointer annotation)
{
  if (annotation != NULL)
    g_object_unref (annotation);
}

/**
 * manicule_json_collector_new:
 * @reader: what the annotations come from
 * @findings: (nullable): where what is wrong is added
 *
 * Returns: (transfer full): an empty collector
 */
ManiculeJsonCollector *
manicule_json_collector_new (ManiculeJsonReader *reader,
                             ManiculeFindings   *findings)
{
  ManiculeJsonCollector *self = g_new0 (ManiculeJsonCollector, 1);

  self->reader = reader;
  self->findings = findings;
  self->annotations = g_ptr_array_new_with_free_func (unref_if_set);
  self->values = g_array_new (FALSE, FALSE, sizeof (ManiculeJsonValue));
  self->positions = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

/**
 * manicule_json_collector_free:
 * @self: (nullable): a collector
 */
void
manicule_json_collector_free (ManiculeJsonCollector *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->positions);
  g_array_unref (self->values);
  g_ptr_array_unref (self->annotations);
  g_free (self);
}

/**
 * manicule_json_collector_add:
 * @self: a collector
 * @value: where the annotation stands
 * @annotation: (transfer full) (nullable): the annotation, %NULL where the reader has failed
 * @error: return location
 *
 * Adds an annotation, unless its id is taken, and settles the reader.
 *
 * Returns: whether reading can go on
 */
gboolean
manicule_json_collector_add (ManiculeJsonCollector  *self,
                             ManiculeJsonValue       value,
                             ManiculeAnnotation     *annotation,
                             GError                **error)
{
  g_autoptr(ManiculeAnnotation) owned = annotation;
  const char *id;

  if (owned == NULL)
    return manicule_json_reader_settle (self->reader, self->findings, error);

  id = manicule_annotation_get_id (owned);
  if (g_hash_table_contains (self->positions, id))
    {
      manicule_json_fail (value, MANICULE_JSON_ERROR_VALUE, "duplicate-id",
                          /* Translators: the id of an annotation. */
                          _("another annotation has the id “%s” already. Give this one another id"), id);
      return manicule_json_reader_settle (self->reader, self->findings, error);
    }

  g_array_append_val (self->values, value);
  g_hash_table_insert (self->positions, (gpointer) id, GUINT_TO_POINTER (self->values->len));
  g_ptr_array_add (self->annotations, g_steal_pointer (&owned));
  return TRUE;
}

static gboolean
has (ManiculeJsonCollector *self,
     const char            *id)
{
  return g_hash_table_contains (self->positions, id);
}

/* Leaves out the relation at @position if an end of it is missing; it is added to @gone then. */
static gboolean
check_relation (ManiculeJsonCollector  *self,
                guint                   position,
                GPtrArray              *gone,
                GError                **error)
{
  ManiculeAnnotation *relation = self->annotations->pdata[position];
  const char *from, *to;

  if (relation == NULL || manicule_annotation_get_kind (relation) != MANICULE_ANNOTATION_RELATION)
    return TRUE;

  from = manicule_annotation_get_from (relation);
  to = manicule_annotation_get_to (relation);
  if (has (self, from) && has (self, to))
    return TRUE;

  manicule_json_fail (g_array_index (self->values, ManiculeJsonValue, position), MANICULE_JSON_ERROR_VALUE, "missing-end",
                      /* Translators: both are ids of annotations. */
                      _("the relation “%s” needs the annotation “%s”, which is missing or damaged"),
                      manicule_annotation_get_id (relation), has (self, from) ? to : from);
  g_hash_table_remove (self->positions, manicule_annotation_get_id (relation));
  g_ptr_array_add (gone, relation);
  self->annotations->pdata[position] = NULL;
  return manicule_json_reader_settle (self->reader, self->findings, error);
}

static void
note_end (GHashTable *relations_of,
          const char *id,
          guint       position)
{
  GArray *positions = g_hash_table_lookup (relations_of, id);

  if (positions == NULL)
    {
      positions = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (relations_of, (gpointer) id, positions);
    }
  g_array_append_val (positions, position);
}

/* Which relations need an annotation, by its id. */
static GHashTable *
index_ends (ManiculeJsonCollector *self)
{
  GHashTable *relations_of = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);

  for (guint i = 0; i < self->annotations->len; i++)
    {
      ManiculeAnnotation *annotation = self->annotations->pdata[i];

      if (annotation == NULL || manicule_annotation_get_kind (annotation) != MANICULE_ANNOTATION_RELATION)
        continue;
      note_end (relations_of, manicule_annotation_get_from (annotation), i);
      note_end (relations_of, manicule_annotation_get_to (annotation), i);
    }
  return relations_of;
}

/* A relation that is left out may be the end of others, and those of others. */
static gboolean
check_relations_of (ManiculeJsonCollector  *self,
                    GPtrArray              *gone,
                    GError                **error)
{
  g_autoptr(GHashTable) relations_of = gone->len > 0 ? index_ends (self) : NULL;

  for (guint i = 0; i < gone->len; i++)
    {
      GArray *positions = g_hash_table_lookup (relations_of, manicule_annotation_get_id (gone->pdata[i]));

      for (guint j = 0; positions != NULL && j < positions->len; j++)
        if (!check_relation (self, g_array_index (positions, guint, j), gone, error))
          return FALSE;
    }
  return TRUE;
}

static gboolean
check_relations (ManiculeJsonCollector  *self,
                 GError                **error)
{
  g_autoptr(GPtrArray) gone = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->annotations->len; i++)
    if (!check_relation (self, i, gone, error))
      return FALSE;
  return check_relations_of (self, gone, error);
}

/**
 * manicule_json_collector_finish:
 * @self: a collector, which is of no more use afterwards
 * @set: an empty set
 * @error: return location
 *
 * Adds what is whole to the set.
 *
 * Returns: whether it could be done
 */
gboolean
manicule_json_collector_finish (ManiculeJsonCollector  *self,
                                ManiculeAnnotationSet  *set,
                                GError                **error)
{
  g_autoptr(GPtrArray) whole = NULL;

  if (!check_relations (self, error))
    return FALSE;

  whole = g_ptr_array_new_full (self->annotations->len, NULL);
  for (guint i = 0; i < self->annotations->len; i++)
    if (self->annotations->pdata[i] != NULL)
      g_ptr_array_add (whole, self->annotations->pdata[i]);
  return manicule_annotation_set_add_all (set, whole, error);
}
