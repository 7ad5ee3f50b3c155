/* manicule-relation-ends.c: relations whose ends are gone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-relation-ends.h"

/* Relations are settled as soon as both of their ends are; spans and document labels are from the start. */
typedef struct
{
  ManiculeAnnotation **annotations;  /* (not owned) */
  guint                n;
  GHashTable          *settled;      /* (owned): ids, a set */
  GHashTable          *leaning;      /* (owned): id to GArray of positions of relations that start or end there */
  guint8              *n_open;       /* (owned): for each relation, how many of its ends are not settled */
} Search;

static gboolean
is_relation (ManiculeAnnotation *annotation)
{
  return annotation != NULL && manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_RELATION;
}

static void
lean (Search     *self,
      const char *id,
      guint       position)
{
  GArray *positions = g_hash_table_lookup (self->leaning, id);

  if (positions == NULL)
    {
      positions = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (self->leaning, (gpointer) id, positions);
    }
  g_array_append_val (positions, position);
  self->n_open[position]++;
}

/* Settles @id, and what leans on nothing else any more. */
static void
settle (Search     *self,
        const char *id)
{
  g_autoptr(GPtrArray) ids = g_ptr_array_new ();

  g_ptr_array_add (ids, (gpointer) id);
  while (ids->len > 0)
    {
      const char *last = g_ptr_array_steal_index_fast (ids, ids->len - 1);
      GArray *positions = g_hash_table_lookup (self->leaning, last);

      g_hash_table_add (self->settled, (gpointer) last);
      for (guint i = 0; positions != NULL && i < positions->len; i++)
        {
          guint position = g_array_index (positions, guint, i);

          if (--self->n_open[position] == 0)
            g_ptr_array_add (ids, (gpointer) manicule_annotation_get_id (self->annotations[position]));
        }
    }
}

static gboolean
drop (Search             *self,
      ManiculeLooseFunc   func,
      gpointer            data,
      GError            **error)
{
  for (guint i = 0; i < self->n; i++)
    {
      ManiculeAnnotation *relation = self->annotations[i];
      const char *missing;

      if (!is_relation (relation) || self->n_open[i] == 0)
        continue;

      missing = manicule_annotation_get_from (relation);
      if (g_hash_table_contains (self->settled, missing))
        missing = manicule_annotation_get_to (relation);
      if (!func (i, missing, data, error))
        return FALSE;
      self->annotations[i] = NULL;
    }

  return TRUE;
}

gboolean
manicule_relations_drop_loose (ManiculeAnnotation **annotations,
                               guint                n,
                               ManiculeLooseFunc    func,
                               gpointer             data,
                               GError             **error)
{
  Search search = { .annotations = annotations, .n = n };
  gboolean success = TRUE;

  search.settled = g_hash_table_new (g_str_hash, g_str_equal);
  search.leaning = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);
  search.n_open = g_new0 (guint8, n);

  for (guint i = 0; i < n; i++)
    if (is_relation (annotations[i]))
      {
        lean (&search, manicule_annotation_get_from (annotations[i]), i);
        lean (&search, manicule_annotation_get_to (annotations[i]), i);
      }

  if (g_hash_table_size (search.leaning) > 0)
    {
      for (guint i = 0; i < n; i++)
        if (annotations[i] != NULL && !is_relation (annotations[i]))
          settle (&search, manicule_annotation_get_id (annotations[i]));
      success = drop (&search, func, data, error);
    }

  g_hash_table_unref (search.settled);
  g_hash_table_unref (search.leaning);
  g_free (search.n_open);

  return success;
}
