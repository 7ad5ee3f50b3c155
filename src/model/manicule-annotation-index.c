/* manicule-annotation-index.c: the annotations of a set by id, and relations by their ends
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-annotation-index-private.h"

#include <string.h>

#define MIN_SLOTS 16

/* The relations of one annotation, in order. Most have one or two: so there is no room for more than the next power of
 * two, and nothing is written down that follows from it. */
typedef struct
{
  guint               n;
  ManiculeAnnotation *relations[];
} End;

/* An article may carry 200,000 annotations, so they are found by nothing but pointers to themselves: a table with open
 * addressing and linear probing, at most three quarters full (Knuth, "The Art of Computer Programming" 3, 6.4, algorithms
 * L and R). The keys of @by_end are strings of the first relation of each end. */
struct _ManiculeAnnotationIndex
{
  ManiculeAnnotation **slots;    /* (owned): NULL: free */
  guint                n_slots;  /* a power of two */
  guint                n;
  GHashTable          *by_end;   /* (owned) (element-type utf8 End) */
};

/* --- by id ------------------------------------------------------------------------------------------------------ */

/* The low bits of a string's hash follow from its last letters; the product spreads them (Fibonacci hashing). */
static guint
home_of (ManiculeAnnotationIndex *self,
         const char              *id)
{
  guint64 hash = g_str_hash (id) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  return (guint) (hash >> 32) & (self->n_slots - 1);
}

/* Where the annotation with that id is, or the free slot where it would be. */
static guint
find_slot (ManiculeAnnotationIndex *self,
           const char              *id)
{
  guint slot = home_of (self, id);

  while (self->slots[slot] != NULL && !g_str_equal (manicule_annotation_get_id (self->slots[slot]), id))
    slot = (slot + 1) & (self->n_slots - 1);

  return slot;
}

static void
grow (ManiculeAnnotationIndex *self)
{
  g_autofree ManiculeAnnotation **slots = g_steal_pointer (&self->slots);
  guint n_slots = self->n_slots;

  self->n_slots = 2 * n_slots;
  self->slots = g_new0 (ManiculeAnnotation *, self->n_slots);
  for (guint i = 0; i < n_slots; i++)
    if (slots[i] != NULL)
      self->slots[find_slot (self, manicule_annotation_get_id (slots[i]))] = slots[i];
}

/* Closes the gap, so that whoever was put off by the one that goes is still found. */
static void
free_slot (ManiculeAnnotationIndex *self,
           guint                    slot)
{
  guint mask = self->n_slots - 1;

  for (guint next = (slot + 1) & mask; self->slots[next] != NULL; next = (next + 1) & mask)
    {
      guint home = home_of (self, manicule_annotation_get_id (self->slots[next]));

      if (((next - home) & mask) < ((next - slot) & mask))
        continue;
      self->slots[slot] = self->slots[next];
      slot = next;
    }
  self->slots[slot] = NULL;
}

/* --- by end ----------------------------------------------------------------------------------------------------- */

static gboolean
is_full (guint n)
{
  return (n & (n - 1)) == 0;
}

/* Where @relation stands among those of an end, or would. */
static guint
find_place (const End          *end,
            ManiculeAnnotation *relation)
{
  guint low = 0;
  guint high = end->n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (manicule_annotation_compare (end->relations[middle], relation) < 0)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* The string of a relation of that end that says so. */
static const char *
key_of (ManiculeAnnotation *relation,
        const char         *id)
{
  const char *from = manicule_annotation_get_from (relation);

  return g_str_equal (from, id) ? from : manicule_annotation_get_to (relation);
}

static End *
steal_end (ManiculeAnnotationIndex *self,
           const char              *id)
{
  gpointer end = NULL;

  g_hash_table_steal_extended (self->by_end, id, NULL, &end);

  return end;
}

static void
put_end (ManiculeAnnotationIndex *self,
         const char              *id,
         End                     *end)
{
  g_hash_table_insert (self->by_end, (gpointer) key_of (end->relations[0], id), end);
}

static void
add_end (ManiculeAnnotationIndex *self,
         const char              *id,
         ManiculeAnnotation      *relation)
{
  End *end = steal_end (self, id);
  guint place, n = end != NULL ? end->n : 0;

  if (is_full (n))
    end = g_realloc (end, sizeof (End) + MAX (2 * n, 1) * sizeof (ManiculeAnnotation *));
  end->n = n;

  place = find_place (end, relation);
  memmove (&end->relations[place + 1], &end->relations[place], (n - place) * sizeof (ManiculeAnnotation *));
  end->relations[place] = relation;
  end->n++;
  put_end (self, id, end);
}

static void
remove_end (ManiculeAnnotationIndex *self,
            const char              *id,
            ManiculeAnnotation      *relation)
{
  End *end = steal_end (self, id);
  guint place = find_place (end, relation);

  end->n--;
  memmove (&end->relations[place], &end->relations[place + 1], (end->n - place) * sizeof (ManiculeAnnotation *));
  if (end->n == 0)
    {
      g_free (end);
      return;
    }

  if (is_full (end->n))
    end = g_realloc (end, sizeof (End) + end->n * sizeof (ManiculeAnnotation *));
  put_end (self, id, end);
}

/* --- both ------------------------------------------------------------------------------------------------------- */

/**
 * manicule_annotation_index_new:
 *
 * Returns: (transfer full): an empty index
 */
ManiculeAnnotationIndex *
manicule_annotation_index_new (void)
{
  ManiculeAnnotationIndex *self = g_new0 (ManiculeAnnotationIndex, 1);

  self->n_slots = MIN_SLOTS;
  self->slots = g_new0 (ManiculeAnnotation *, self->n_slots);
  self->by_end = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

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
  g_free (self->slots);
  g_hash_table_unref (self->by_end);
  g_free (self);
}

gboolean
manicule_annotation_index_add (ManiculeAnnotationIndex *self,
                               ManiculeAnnotation      *annotation)
{
  const char *from = manicule_annotation_get_from (annotation);
  const char *to = manicule_annotation_get_to (annotation);
  guint slot = find_slot (self, manicule_annotation_get_id (annotation));

  if (self->slots[slot] != NULL)
    return FALSE;

  self->slots[slot] = annotation;
  self->n++;
  if (self->n > self->n_slots / 4 * 3)
    grow (self);
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
  guint slot = find_slot (self, manicule_annotation_get_id (annotation));

  if (self->slots[slot] != NULL)
    {
      free_slot (self, slot);
      self->n--;
    }
  if (from != NULL)
    remove_end (self, from, annotation);
  if (to != NULL && !g_str_equal (from, to))
    remove_end (self, to, annotation);
}

ManiculeAnnotation *
manicule_annotation_index_find (ManiculeAnnotationIndex *self,
                                const char              *id)
{
  return self->slots[find_slot (self, id)];
}

ManiculeAnnotation * const *
manicule_annotation_index_get_relations (ManiculeAnnotationIndex *self,
                                         const char              *id,
                                         guint                   *n)
{
  const End *end = g_hash_table_lookup (self->by_end, id);

  *n = end != NULL ? end->n : 0;

  return end != NULL ? end->relations : NULL;
}
