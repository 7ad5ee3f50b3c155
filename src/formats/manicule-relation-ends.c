/* manicule-relation-ends.c: relations whose ends are gone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-relation-ends.h"

typedef struct
{
  ManiculeAnnotation **annotations;  /* (not owned) */
  guint                n;
  GHashTable          *there;        /* (owned): the ids that are there, a set */
  GHashTable          *leaning;      /* (owned): id to GArray of positions of relations that start or end there */
  ManiculeLooseFunc    func;
  gpointer             data;
} Search;

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
}

static void
note_ids (Search *self)
{
  for (guint i = 0; i < self->n; i++)
    {
      ManiculeAnnotation *annotation = self->annotations[i];

      if (annotation == NULL)
        continue;

      g_hash_table_add (self->there, (gpointer) manicule_annotation_get_id (annotation));
      if (manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_RELATION)
        {
          lean (self, manicule_annotation_get_from (annotation), i);
          lean (self, manicule_annotation_get_to (annotation), i);
        }
    }
}

/* Drops what leans on @id; the ids of what is dropped are missing from then on. */
static gboolean
drop_leaning (Search      *self,
              const char  *id,
              GPtrArray   *missing,
              GError     **error)
{
  GArray *positions = g_hash_table_lookup (self->leaning, id);

  for (guint i = 0; positions != NULL && i < positions->len; i++)
    {
      guint position = g_array_index (positions, guint, i);
      ManiculeAnnotation *relation = self->annotations[position];

      if (relation == NULL)
        continue;

      g_ptr_array_add (missing, g_strdup (manicule_annotation_get_id (relation)));
      if (!self->func (position, id, self->data, error))
        return FALSE;
      self->annotations[position] = NULL;
    }

  return TRUE;
}

static gboolean
drop_all (Search  *self,
          GError **error)
{
  g_autoptr(GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->leaning);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (self->there, id))
      g_ptr_array_add (missing, g_strdup (id));

  /* The order of a hash table is no order for messages. */
  g_ptr_array_sort_values (missing, (GCompareFunc) g_strcmp0);

  for (guint i = 0; i < missing->len; i++)
    if (!drop_leaning (self, g_ptr_array_index (missing, i), missing, error))
      return FALSE;

  return TRUE;
}

gboolean
manicule_relations_drop_loose (ManiculeAnnotation **annotations,
                               guint                n,
                               ManiculeLooseFunc    func,
                               gpointer             data,
                               GError             **error)
{
  Search search = { .annotations = annotations, .n = n, .func = func, .data = data };
  gboolean success;

  search.there = g_hash_table_new (g_str_hash, g_str_equal);
  search.leaning = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);

  note_ids (&search);
  success = g_hash_table_size (search.leaning) == 0 || drop_all (&search, error);

  g_hash_table_unref (search.leaning);
  g_hash_table_unref (search.there);

  return success;
}
