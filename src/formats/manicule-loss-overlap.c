/* manicule-loss-overlap.c: which spans can stand beside each other in a format that is flat, or a tree
 *
 * Spans are taken in the order of preference, and each is kept unless it gets in the way of one that was kept before.
 * So whatever is left out gives way to something that stays. Trees over the places of the text answer what gets in the
 * way, so that all takes O(n log n).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-loss-private.h"

/* Places are numbered by the borders of spans in order: border i is place 2i, what lies between it and the next 2i + 1.
 * So that an empty span has a place, too, and a span covers the places strictly between its borders. */
typedef struct
{
  guint  n_places;
  guint *borders;     /* (owned): the offsets, sorted */
  guint  n_borders;
  guint *nearest_end; /* (owned): of the kept spans that cover a place, the lowest end; a tree */
  guint *last_start;  /* (owned): the highest start + 1, 0: none; a tree */
  guint *n_covering;  /* (owned): how many kept spans cover a place; a tree */
  guint *height;      /* (owned): how many lie in one another in the kept span that starts there; a tree of maxima */
  GHashTable *ranges; /* (owned): the ranges that are kept */
} Places;

static int
compare_offsets (gconstpointer a,
                 gconstpointer b)
{
  guint x = *(const guint *) a;
  guint y = *(const guint *) b;

  return (x > y) - (x < y);
}

static void
places_init (Places                *self,
             const ManiculeOverlap *spans,
             guint                  n_spans)
{
  guint n = 0;

  self->borders = g_new (guint, 2 * (gsize) n_spans);
  for (guint i = 0; i < n_spans; i++)
    {
      self->borders[2 * i] = spans[i].range.start;
      self->borders[2 * i + 1] = spans[i].range.end;
    }
  qsort (self->borders, 2 * (gsize) n_spans, sizeof (guint), compare_offsets);

  for (guint i = 0; i < 2 * n_spans; i++)
    if (n == 0 || self->borders[n - 1] != self->borders[i])
      self->borders[n++] = self->borders[i];

  self->n_borders = n;
  self->n_places = 2 * n;
  self->nearest_end = g_new (guint, 2 * (gsize) self->n_places);
  memset (self->nearest_end, 0xff, 2 * self->n_places * sizeof (guint));
  self->last_start = g_new0 (guint, 2 * (gsize) self->n_places);
  self->n_covering = g_new0 (guint, 2 * (gsize) self->n_places);
  self->height = g_new0 (guint, 2 * (gsize) self->n_places);
  self->ranges = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

static void
places_clear (Places *self)
{
  g_free (self->borders);
  g_free (self->nearest_end);
  g_free (self->last_start);
  g_free (self->n_covering);
  g_free (self->height);
  g_hash_table_unref (self->ranges);
}

static guint
border_of (Places *self,
           guint   offset)
{
  guint low = 0;
  guint high = self->n_borders;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (self->borders[middle] < offset)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static gint64
pack (ManiculeRange range)
{
  return (gint64) (((guint64) range.start << 32) | range.end);
}

/* Marks a node of the trees, all of whose places the span covers. */
static void
cover_node (Places              *self,
            guint                node,
            const ManiculeRange *range)
{
  self->nearest_end[node] = MIN (self->nearest_end[node], range->end);
  self->last_start[node] = MAX (self->last_start[node], range->start + 1);
  self->n_covering[node]++;
}

static void
places_keep (Places              *self,
             const ManiculeRange *range,
             guint                height)
{
  guint first = 2 * border_of (self, range->start);
  guint last = 2 * border_of (self, range->end);
  gint64 packed = pack (*range);
  gboolean is_empty = range->start == range->end;

  g_hash_table_add (self->ranges, g_memdup2 (&packed, sizeof packed));

  for (guint i = first + !is_empty + self->n_places; i > 0; i /= 2)
    self->height[i] = MAX (self->height[i], height);

  if (is_empty)
    return;

  /* The iterative segment tree: from the leaves first + 1 … last - 1 upwards. */
  for (guint l = first + 1 + self->n_places, r = last + self->n_places; l < r; l /= 2, r /= 2)
    {
      if (l & 1)
        cover_node (self, l++, range);
      if (r & 1)
        cover_node (self, --r, range);
    }
}

static gboolean
crosses (Places              *self,
         const ManiculeRange *range)
{
  gint64 packed = pack (*range);

  if (g_hash_table_contains (self->ranges, &packed))
    return TRUE;

  /* An empty one crosses nothing. */
  if (range->start == range->end)
    return FALSE;

  for (guint i = 2 * border_of (self, range->start) + self->n_places; i > 0; i /= 2)
    if (self->nearest_end[i] < range->end)
      return TRUE;
  for (guint i = 2 * border_of (self, range->end) + self->n_places; i > 0; i /= 2)
    if (self->last_start[i] > range->start + 1)
      return TRUE;

  return FALSE;
}

/* How many kept spans @range lies in; it crosses none. */
static guint
get_depth (Places              *self,
           const ManiculeRange *range)
{
  guint place = 2 * border_of (self, range->start) + (range->start < range->end);
  guint depth = 0;

  for (guint i = place + self->n_places; i > 0; i /= 2)
    depth += self->n_covering[i];

  return depth;
}

/* How many kept spans that lie in one another @range holds; it crosses none. */
static guint
get_height (Places              *self,
            const ManiculeRange *range)
{
  guint height = 0;
  guint l = 2 * border_of (self, range->start) + 1 + self->n_places;
  guint r = 2 * border_of (self, range->end) + self->n_places;

  for (; l < r; l /= 2, r /= 2)
    {
      if (l & 1)
        {
          height = MAX (height, self->height[l]);
          l++;
        }
      if (r & 1)
        {
          r--;
          height = MAX (height, self->height[r]);
        }
    }

  return height;
}

static int
compare_preference (gconstpointer a,
                    gconstpointer b,
                    gpointer      data)
{
  const ManiculeOverlap *x = a;
  const ManiculeOverlap *y = b;
  gboolean longest_first = GPOINTER_TO_INT (data) == MANICULE_LOSSY_OUTER;
  guint n = x->range.end - x->range.start;
  guint m = y->range.end - y->range.start;

  if (n != m)
    return (n > m) == longest_first ? -1 : 1;
  if (x->rank != y->rank)
    return x->rank < y->rank ? -1 : 1;
  if (x->range.start != y->range.start)
    return x->range.start < y->range.start ? -1 : 1;

  return strcmp (x->id, y->id);
}

/* One pass over those that are still kept. */
static void
pass (ManiculeOverlap *spans,
      guint            n_spans,
      guint            levels,
      ManiculeLossy    preference)
{
  Places places;

  places_init (&places, spans, n_spans);
  g_sort_array (spans, n_spans, sizeof *spans, compare_preference, GINT_TO_POINTER (preference));

  for (guint i = 0; i < n_spans; i++)
    {
      ManiculeOverlap *span = &spans[i];
      guint height;

      if (span->verdict != MANICULE_OVERLAP_KEPT)
        continue;

      if (crosses (&places, &span->range))
        {
          span->verdict = MANICULE_OVERLAP_CROSSING;
          continue;
        }

      /* From the longest on, none that is kept lies in this one; but one that starts with it may hold it. */
      height = preference == MANICULE_LOSSY_OUTER ? 0 : get_height (&places, &span->range);
      if (levels > 0 && get_depth (&places, &span->range) + height >= levels)
        span->verdict = MANICULE_OVERLAP_NESTED;
      else
        places_keep (&places, &span->range, height + 1);
    }

  places_clear (&places);
}

static int
compare_starts (gconstpointer a,
                gconstpointer b,
                gpointer      data)
{
  const ManiculeOverlap *x = a;
  const ManiculeOverlap *y = b;

  return (x->range.start > y->range.start) - (x->range.start < y->range.start);
}

/* Most texts have no spans in each other's way, and then there is no need for trees. */
static gboolean
nothing_overlaps (ManiculeOverlap *spans,
                  guint            n_spans)
{
  guint end = 0;

  g_sort_array (spans, n_spans, sizeof *spans, compare_starts, NULL);

  /* Where two start at one place, both may be empty, and are equal then. */
  for (guint i = 0; i < n_spans; i++)
    {
      if (i > 0 && (spans[i].range.start < end || spans[i].range.start == spans[i - 1].range.start))
        return FALSE;
      end = MAX (end, spans[i].range.end);
    }

  return TRUE;
}

void
manicule_overlaps_resolve (ManiculeOverlap *spans,
                           guint            n_spans,
                           guint            levels,
                           gboolean         crossing_held,
                           ManiculeLossy    nested,
                           ManiculeLossy    crossing)
{
  for (guint i = 0; i < n_spans; i++)
    spans[i].verdict = MANICULE_OVERLAP_KEPT;

  /* A depth is told of trees only, so that crossing spans count as not held where it is limited. */
  if ((crossing_held && levels == 0) || nothing_overlaps (spans, n_spans))
    return;

  if (levels > 0 && nested == crossing)
    {
      pass (spans, n_spans, levels, nested);
      return;
    }

  pass (spans, n_spans, 0, crossing);
  if (levels > 0)
    pass (spans, n_spans, levels, nested);
}
