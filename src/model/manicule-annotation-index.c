/* manicule-annotation-index.c: the annotations of a set by id, and relations by their ends
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-annotation-index-private.h"

struct _ManiculeAnnotationIndex
{
  GHashTable *by_id;   /* (owned) (element-type utf8 ManiculeAnnotation): keys belong to the annotations */
  GHashTable *by_end;  /* (owned) (element-type utf8 GPtrArray): keys are owned; arrays are sorted and never empty */
};

/**
 * manicule_annotation_index_new:
 *
 * Returns: (transfer full): an empty index
 */
ManiculeAnnotationIndex *
manicule_annotation_index_new (void)
{
  ManiculeAnnotationIndex *self = g_new0 (ManiculeAnnotationIndex, 1);

  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_end = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  return self;
}

/**
 * manicule_annotation_index_new_from:
 * @blocks: annotations with different ids
 *
 * Returns: (transfer full): an index of all of them
 */
ManiculeAnnotationIndex *
manicule_annotation_index_new_from (ManiculeAnnotationBlocks *blocks)
{
  ManiculeAnnotationIndex *self = manicule_annotation_index_new ();
  ManiculeAnnotationRun run = { 0, };

  while (manicule_annotation_blocks_next (blocks, &run))
    for (guint i = 0; i < run.n; i++)
      manicule_annotation_index_add (self, run.items[i]);

  return self;
}

/**
 * manicule_annotation_index_free:
 * @self: an index
 *
 * Frees the index, not the annotations.
 */
void
manicule_annotation_index_free (ManiculeAnnotationIndex *self)
{
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->by_end);
  g_free (self);
}

/* Where @relation stands in @relations, or would. */
static guint
find_place (GPtrArray          *relations,
            ManiculeAnnotation *relation)
{
  guint low = 0;
  guint high = relations->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (manicule_annotation_compare (g_ptr_array_index (relations, middle), relation) < 0)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static void
add_end (ManiculeAnnotationIndex *self,
         const char              *end,
         ManiculeAnnotation      *relation)
{
  GPtrArray *relations = g_hash_table_lookup (self->by_end, end);

  if (relations == NULL)
    {
      relations = g_ptr_array_new ();
      g_hash_table_insert (self->by_end, g_strdup (end), relations);
    }

  g_ptr_array_insert (relations, find_place (relations, relation), relation);
}

static void
remove_end (ManiculeAnnotationIndex *self,
            const char              *end,
            ManiculeAnnotation      *relation)
{
  GPtrArray *relations = g_hash_table_lookup (self->by_end, end);

  g_ptr_array_remove_index (relations, find_place (relations, relation));
  if (relations->len == 0)
    g_hash_table_remove (self->by_end, end);
}

gboolean
manicule_annotation_index_add (ManiculeAnnotationIndex *self,
                               ManiculeAnnotation      *annotation)
{
  char *id = (char *) manicule_annotation_get_id (annotation);
  const char *from = manicule_annotation_get_from (annotation);
  const char *to = manicule_annotation_get_to (annotation);

  if (g_hash_table_contains (self->by_id, id))
    return FALSE;

  g_hash_table_insert (self->by_id, id, annotation);
  if (from != NULL)
    add_end (self, from, annotation);
  if (to != NULL && !g_str_equal (from, to))
    add_end (self, to, annotation);

  return TRUE;
}

void
manicule_annotation_index_remove (ManiculeAnnotationIndex *self,
                                  ManiculeAnnotation      *annotation)
{
  const char *from = manicule_annotation_get_from (annotation);
  const char *to = manicule_annotation_get_to (annotation);

  g_hash_table_remove (self->by_id, manicule_annotation_get_id (annotation));
  if (from != NULL)
    remove_end (self, from, annotation);
  if (to != NULL && !g_str_equal (from, to))
    remove_end (self, to, annotation);
}

ManiculeAnnotation *
manicule_annotation_index_find (ManiculeAnnotationIndex *self,
                                const char              *id)
{
  return g_hash_table_lookup (self->by_id, id);
}

GPtrArray *
manicule_annotation_index_get_relations (ManiculeAnnotationIndex *self,
                                         const char              *id)
{
  return g_hash_table_lookup (self->by_end, id);
}
