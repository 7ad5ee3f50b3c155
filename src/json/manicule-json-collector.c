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
 * Adds an annotation, unless its id is taken, and settles the reader, which forgets its strings.
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

  manicule_json_reader_drop_strings (self->reader);
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

/* NULL where another kind stands or one was left out. */
static ManiculeAnnotation *
relation_at (ManiculeJsonCollector *self,
             guint                  position)
{
  ManiculeAnnotation *annotation = self->annotations->pdata[position];

  if (annotation == NULL || manicule_annotation_get_kind (annotation) != MANICULE_ANNOTATION_RELATION)
    return NULL;
  return annotation;
}

/* Leaves out the relation at @position if an end of it is missing; it is added to @gone then. */
static gboolean
check_relation (ManiculeJsonCollector  *self,
                guint                   position,
                GPtrArray              *gone,
                GError                **error)
{
  ManiculeAnnotation *relation = relation_at (self, position);
  const char *from, *to;

  if (relation == NULL)
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

/* Which relations need an annotation, by its id. One that needs it twice is there twice. */
static GHashTable *
index_ends (ManiculeJsonCollector *self)
{
  GHashTable *relations_of = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);

  for (guint i = 0; i < self->annotations->len; i++)
    {
      ManiculeAnnotation *relation = relation_at (self, i);

      if (relation == NULL)
        continue;
      note_end (relations_of, manicule_annotation_get_from (relation), i);
      note_end (relations_of, manicule_annotation_get_to (relation), i);
    }
  return relations_of;
}

/* A relation that is left out may be the end of others, and those of others. */
static gboolean
check_relations_of (ManiculeJsonCollector  *self,
                    GHashTable             *relations_of,
                    GPtrArray              *gone,
                    GError                **error)
{
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
is_relation (ManiculeJsonCollector *self,
             const char            *id)
{
  guint position = GPOINTER_TO_UINT (g_hash_table_lookup (self->positions, id));

  return position > 0 && relation_at (self, position - 1) != NULL;
}

static guint
count_relations_at_ends (ManiculeJsonCollector *self,
                         ManiculeAnnotation    *relation)
{
  return is_relation (self, manicule_annotation_get_from (relation))
         + is_relation (self, manicule_annotation_get_to (relation));
}

/* Orders the relations so that each stands after those at its ends (Kahn, 1962). Sets the number of ends that could not
 * be put in order, which is 0 unless relations lead in a circle. */
static void
order_relations (ManiculeJsonCollector *self,
                 GHashTable            *relations_of,
                 guint                 *pending)
{
  g_autoptr(GArray) ready = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->annotations->len; i++)
    {
      ManiculeAnnotation *relation = relation_at (self, i);

      pending[i] = relation != NULL ? count_relations_at_ends (self, relation) : 0;
      if (relation != NULL && pending[i] == 0)
        g_array_append_val (ready, i);
    }

  for (guint i = 0; i < ready->len; i++)
    {
      ManiculeAnnotation *relation = relation_at (self, g_array_index (ready, guint, i));
      GArray *positions = g_hash_table_lookup (relations_of, manicule_annotation_get_id (relation));

      for (guint j = 0; positions != NULL && j < positions->len; j++)
        {
          guint position = g_array_index (positions, guint, j);

          if (relation_at (self, position) != NULL && --pending[position] == 0)
            g_array_append_val (ready, position);
        }
    }
}

static gboolean
check_circles (ManiculeJsonCollector  *self,
               GHashTable             *relations_of,
               GError                **error)
{
  g_autofree guint *pending = g_new (guint, self->annotations->len);

  order_relations (self, relations_of, pending);
  for (guint i = 0; i < self->annotations->len; i++)
    {
      if (pending[i] == 0)
        continue;

      manicule_json_fail (g_array_index (self->values, ManiculeJsonValue, i), MANICULE_JSON_ERROR_VALUE, "relation-circle",
                          /* Translators: the id of a relation. */
                          _("the relation “%s” leads in a circle of relations. Change an end of one of them"),
                          manicule_annotation_get_id (self->annotations->pdata[i]));
      g_clear_object ((ManiculeAnnotation **) &self->annotations->pdata[i]);
      if (!manicule_json_reader_settle (self->reader, self->findings, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_nested_relations (ManiculeJsonCollector *self)
{
  for (guint i = 0; i < self->annotations->len; i++)
    {
      ManiculeAnnotation *relation = relation_at (self, i);

      if (relation != NULL && count_relations_at_ends (self, relation) > 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
check_relations (ManiculeJsonCollector  *self,
                 GError                **error)
{
  g_autoptr(GPtrArray) gone = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GHashTable) relations_of = NULL;
  gboolean nested = has_nested_relations (self);

  for (guint i = 0; i < self->annotations->len; i++)
    if (!check_relation (self, i, gone, error))
      return FALSE;
  if (!nested)
    return TRUE;

  relations_of = index_ends (self);
  return check_relations_of (self, relations_of, gone, error) && check_circles (self, relations_of, error);
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
