/* manicule-annotation-blocks.c: the ordered annotations of a set, in blocks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-annotation-blocks-private.h"

#include <string.h>

/* One level of a B+ tree under an array of entries: 200,000 annotations make about a thousand blocks, and going through
 * a thousand entries after an edit takes less than a microsecond. The covered stretches stand in the block itself, so
 * that a query looks at the annotations only for its hits. */

#define FILL (MANICULE_BLOCK_MAX * 3 / 4)    /* of a block that is made in bulk, so that the first edits split none */
#define SMALL (MANICULE_BLOCK_MAX / 4)       /* a block below this is joined to a neighbour where there is room */

typedef struct
{
  gatomicrefcount     refs;
  guint               n;
  guint               reach;                      /* the greatest end in hulls */
  ManiculeRange       hulls[MANICULE_BLOCK_MAX];  /* starts never fall; what is no span is never hit */
  ManiculeAnnotation *items[MANICULE_BLOCK_MAX];  /* (owned) */
} Block;

typedef struct
{
  Block *block;     /* (owned) */
  guint  position;  /* of its first annotation */
  guint  start;     /* of its first hull */
  guint  reach;     /* the greatest end in this block and those before */
} Entry;

struct _ManiculeAnnotationBlocks
{
  GArray *entries;  /* (owned) (element-type Entry) */
  guint   n;
};

static Entry *
entry_at (ManiculeAnnotationBlocks *self,
          guint                     index)
{
  return &g_array_index (self->entries, Entry, index);
}

static Block *
block_new (void)
{
  Block *block = g_new (Block, 1);

  g_atomic_ref_count_init (&block->refs);
  block->n = 0;
  block->reach = 0;

  return block;
}

static void
block_unref (Block *block)
{
  if (!g_atomic_ref_count_dec (&block->refs))
    return;

  for (guint i = 0; i < block->n; i++)
    g_object_unref (block->items[i]);
  g_free (block);
}

static ManiculeRange
hull_of (ManiculeAnnotation *annotation)
{
  ManiculeRange hull = { 0, 0 };

  switch (manicule_annotation_get_kind (annotation))
    {
    case MANICULE_ANNOTATION_SPAN:
      hull = manicule_annotation_get_hull (annotation);
      hull.end = MAX (hull.end, hull.start + 1);
      break;
    case MANICULE_ANNOTATION_RELATION:
      hull.start = G_MAXUINT;
      break;
    case MANICULE_ANNOTATION_DOCUMENT:
    default:
      break;
    }

  return hull;
}

static void
block_measure (Block *block)
{
  block->reach = 0;
  for (guint i = 0; i < block->n; i++)
    block->reach = MAX (block->reach, block->hulls[i].end);
}

/* Copies annotations to the end of @block. */
static void
block_append (Block       *block,
              const Block *source,
              guint        from,
              guint        n)
{
  memcpy (block->hulls + block->n, source->hulls + from, n * sizeof *block->hulls);
  for (guint i = 0; i < n; i++)
    block->items[block->n + i] = g_object_ref (source->items[from + i]);
  block->n += n;
  block_measure (block);
}

static void
block_truncate (Block *block,
                guint  n)
{
  for (guint i = n; i < block->n; i++)
    g_object_unref (block->items[i]);
  block->n = n;
  block_measure (block);
}

/* The block of entry @index, no longer shared with anyone. */
static Block *
own_block (ManiculeAnnotationBlocks *self,
           guint                     index)
{
  Entry *entry = entry_at (self, index);
  Block *copy;

  if (g_atomic_ref_count_compare (&entry->block->refs, 1))
    return entry->block;

  copy = block_new ();
  block_append (copy, entry->block, 0, entry->block->n);
  block_unref (entry->block);
  entry->block = copy;

  return copy;
}

/* Renews all that entries say of their blocks from @index on. */
static void
update_entries (ManiculeAnnotationBlocks *self,
                guint                     index)
{
  guint position = 0;
  guint reach = 0;

  if (index > 0)
    {
      Entry *previous = entry_at (self, index - 1);

      position = previous->position + previous->block->n;
      reach = previous->reach;
    }

  for (guint i = index; i < self->entries->len; i++)
    {
      Entry *entry = entry_at (self, i);

      reach = MAX (reach, entry->block->reach);
      entry->position = position;
      entry->start = entry->block->hulls[0].start;
      entry->reach = reach;
      position += entry->block->n;
    }

  self->n = position;
}

static void
insert_block (ManiculeAnnotationBlocks *self,
              guint                     index,
              Block                    *block)
{
  Entry entry = { .block = block };

  g_array_insert_val (self->entries, index, entry);
}

static void
clear_entry (gpointer data)
{
  Entry *entry = data;

  block_unref (entry->block);
}

/**
 * manicule_annotation_blocks_new:
 *
 * Returns: (transfer full): an empty sequence
 */
ManiculeAnnotationBlocks *
manicule_annotation_blocks_new (void)
{
  ManiculeAnnotationBlocks *self = g_new0 (ManiculeAnnotationBlocks, 1);

  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->entries, clear_entry);

  return self;
}

/**
 * manicule_annotation_blocks_new_from:
 * @sorted: (element-type ManiculeAnnotation): annotations in order
 *
 * Returns: (transfer full): a sequence of these
 */
ManiculeAnnotationBlocks *
manicule_annotation_blocks_new_from (GPtrArray *sorted)
{
  ManiculeAnnotationBlocks *self = manicule_annotation_blocks_new ();
  Block *block = NULL;

  for (guint i = 0; i < sorted->len; i++)
    {
      ManiculeAnnotation *annotation = g_ptr_array_index (sorted, i);

      if (block == NULL || block->n == FILL)
        {
          block = block_new ();
          insert_block (self, self->entries->len, block);
        }
      block->items[block->n] = g_object_ref (annotation);
      block->hulls[block->n] = hull_of (annotation);
      block->reach = MAX (block->reach, block->hulls[block->n].end);
      block->n++;
    }
  update_entries (self, 0);

  return self;
}

/**
 * manicule_annotation_blocks_copy:
 * @self: a sequence
 *
 * Returns: (transfer full): another with the same blocks, which may be used in another thread
 */
ManiculeAnnotationBlocks *
manicule_annotation_blocks_copy (ManiculeAnnotationBlocks *self)
{
  ManiculeAnnotationBlocks *copy = manicule_annotation_blocks_new ();

  g_array_append_vals (copy->entries, self->entries->data, self->entries->len);
  for (guint i = 0; i < copy->entries->len; i++)
    g_atomic_ref_count_inc (&entry_at (copy, i)->block->refs);
  copy->n = self->n;

  return copy;
}

/**
 * manicule_annotation_blocks_free:
 * @self: a sequence
 *
 * Frees the sequence and those blocks that no copy uses.
 */
void
manicule_annotation_blocks_free (ManiculeAnnotationBlocks *self)
{
  g_array_unref (self->entries);
  g_free (self);
}

/**
 * manicule_annotation_blocks_get_n:
 * @self: a sequence
 *
 * Returns: the number of annotations
 */
guint
manicule_annotation_blocks_get_n (ManiculeAnnotationBlocks *self)
{
  return self->n;
}

/* The last entry whose first annotation stands at or before @position. */
static guint
entry_of_position (ManiculeAnnotationBlocks *self,
                   guint                     position)
{
  guint low = 0;
  guint high = self->entries->len;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (entry_at (self, middle)->position <= position)
        low = middle;
      else
        high = middle;
    }

  return low;
}

/**
 * manicule_annotation_blocks_get:
 * @self: a sequence
 * @position: a position, below the number of annotations
 *
 * Returns: (transfer none): the annotation there
 */
ManiculeAnnotation *
manicule_annotation_blocks_get (ManiculeAnnotationBlocks *self,
                                guint                     position)
{
  Entry *entry;

  g_return_val_if_fail (position < self->n, NULL);

  entry = entry_at (self, entry_of_position (self, position));

  return entry->block->items[position - entry->position];
}

/* The last entry whose first annotation stands before @annotation, or the first entry. */
static guint
entry_of_annotation (ManiculeAnnotationBlocks *self,
                     ManiculeAnnotation       *annotation)
{
  guint low = 0;
  guint high = self->entries->len;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (manicule_annotation_compare (entry_at (self, middle)->block->items[0], annotation) < 0)
        low = middle;
      else
        high = middle;
    }

  return low;
}

guint
manicule_annotation_blocks_find (ManiculeAnnotationBlocks *self,
                                 ManiculeAnnotation       *annotation)
{
  Entry *entry;
  guint low = 0;
  guint high;

  if (self->n == 0)
    return 0;

  entry = entry_at (self, entry_of_annotation (self, annotation));
  high = entry->block->n;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (manicule_annotation_compare (entry->block->items[middle], annotation) < 0)
        low = middle + 1;
      else
        high = middle;
    }

  return entry->position + low;
}

/* The first entry with a span that ends after @start, in it or before; the number of entries where none has. */
static guint
first_entry_to_reach (ManiculeAnnotationBlocks *self,
                      guint                     start)
{
  guint low = 0;
  guint high = self->entries->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (entry_at (self, middle)->reach <= start)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static void
block_query (const Block *block,
             guint        start,
             guint        end,
             GPtrArray   *result)
{
  for (guint i = 0; i < block->n && block->hulls[i].start < end; i++)
    if (block->hulls[i].end > start)
      g_ptr_array_add (result, block->items[i]);
}

void
manicule_annotation_blocks_query (ManiculeAnnotationBlocks *self,
                                  guint                     start,
                                  guint                     end,
                                  GPtrArray                *result)
{
  for (guint i = first_entry_to_reach (self, start); i < self->entries->len; i++)
    {
      Entry *entry = entry_at (self, i);

      if (entry->start >= end)
        break;
      if (entry->block->reach > start)
        block_query (entry->block, start, end, result);
    }
}

/* Makes two of a full block. One that grows at its end, as when an article is annotated from top to bottom, is left
 * full and followed by an empty one. */
static void
split_block (ManiculeAnnotationBlocks *self,
             guint                     index,
             gboolean                  at_end)
{
  guint keep = at_end ? MANICULE_BLOCK_MAX : MANICULE_BLOCK_MAX / 2;
  Block *block = entry_at (self, index)->block;
  Block *tail = block_new ();

  block_append (tail, block, keep, block->n - keep);
  insert_block (self, index + 1, tail);
  if (!at_end)
    block_truncate (own_block (self, index), keep);
}

static void
block_insert (Block              *block,
              guint               index,
              ManiculeAnnotation *annotation)
{
  memmove (block->items + index + 1, block->items + index, (block->n - index) * sizeof *block->items);
  memmove (block->hulls + index + 1, block->hulls + index, (block->n - index) * sizeof *block->hulls);
  block->items[index] = g_object_ref (annotation);
  block->hulls[index] = hull_of (annotation);
  block->reach = MAX (block->reach, block->hulls[index].end);
  block->n++;
}

void
manicule_annotation_blocks_insert (ManiculeAnnotationBlocks *self,
                                   guint                     position,
                                   ManiculeAnnotation       *annotation)
{
  guint index;
  guint first;
  guint inner;

  g_return_if_fail (position <= self->n);

  if (self->n == 0)
    insert_block (self, 0, block_new ());

  /* Between two blocks: at the end of the first. */
  index = entry_of_position (self, position > 0 ? position - 1 : 0);
  first = index;
  inner = position - (self->n == 0 ? 0 : entry_at (self, index)->position);
  if (entry_at (self, index)->block->n == MANICULE_BLOCK_MAX)
    {
      split_block (self, index, position == self->n);
      if (inner > entry_at (self, index)->block->n || position == self->n)
        inner -= entry_at (self, index++)->block->n;
    }

  block_insert (own_block (self, index), inner, annotation);
  update_entries (self, first);
}

/* Joins the block of entry @index to the next where both have room in one. */
static gboolean
join_blocks (ManiculeAnnotationBlocks *self,
             guint                     index)
{
  Block *next;

  if (index + 1 >= self->entries->len)
    return FALSE;

  next = entry_at (self, index + 1)->block;
  if (entry_at (self, index)->block->n + next->n > FILL)
    return FALSE;

  block_append (own_block (self, index), next, 0, next->n);
  g_array_remove_index (self->entries, index + 1);

  return TRUE;
}

void
manicule_annotation_blocks_remove (ManiculeAnnotationBlocks *self,
                                   guint                     position)
{
  guint index;
  guint inner;
  Block *block;

  g_return_if_fail (position < self->n);

  index = entry_of_position (self, position);
  inner = position - entry_at (self, index)->position;
  block = own_block (self, index);
  g_object_unref (block->items[inner]);
  block->n--;
  memmove (block->items + inner, block->items + inner + 1, (block->n - inner) * sizeof *block->items);
  memmove (block->hulls + inner, block->hulls + inner + 1, (block->n - inner) * sizeof *block->hulls);
  block_measure (block);

  if (block->n == 0)
    g_array_remove_index (self->entries, index);
  else if (block->n < SMALL && !join_blocks (self, index) && index > 0 && join_blocks (self, index - 1))
    index--;
  update_entries (self, index);
}

gboolean
manicule_annotation_blocks_next (ManiculeAnnotationBlocks *self,
                                 ManiculeAnnotationRun    *run)
{
  Block *block;

  if (run->next == self->entries->len)
    return FALSE;

  block = entry_at (self, run->next++)->block;
  run->items = block->items;
  run->n = block->n;

  return TRUE;
}
