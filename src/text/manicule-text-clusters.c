/* manicule-text-clusters.c: the grapheme clusters of a text, counted
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-break-private.h"
#include "manicule-text-private.h"

#include <string.h>

void
manicule_text_clusters_free (ManiculeTextClusters *clusters)
{
  g_free (clusters->marks);
  g_free (clusters);
}

static ManiculeTextClusters *
build (ManiculeText *self)
{
  ManiculeTextClusters *clusters = g_new0 (ManiculeTextClusters, 1);
  ManiculeClusters walk;
  guint mark = 0;

  clusters->marks = g_new (ManiculeTextClusterMark, self->n_marks);
  manicule_clusters_init (&walk, self->data, self->n_bytes, 0);
  for (;;)
    {
      for (; mark < self->n_marks && mark << MANICULE_TEXT_MARK_BITS <= walk.byte; mark++)
        clusters->marks[mark] = (ManiculeTextClusterMark) { walk.byte, clusters->n_clusters };
      if (walk.byte == self->n_bytes)
        return clusters;
      manicule_clusters_next (&walk);
      clusters->n_clusters++;
    }
}

/* Two threads may build it at once; the first one wins. */
static ManiculeTextClusters *
get_clusters (ManiculeText *self)
{
  ManiculeTextClusters *clusters = g_atomic_pointer_get (&self->clusters);

  if (clusters != NULL)
    return clusters;

  clusters = build (self);
  if (!g_atomic_pointer_compare_and_exchange (&self->clusters, NULL, clusters))
    manicule_text_clusters_free (clusters);

  return g_atomic_pointer_get (&self->clusters);
}

/* Every character is a cluster of its own: ASCII without a carriage return. */
static gboolean
is_plain (ManiculeText *self)
{
  return self->n_chars == self->n_bytes && memchr (self->data, '\r', self->n_bytes) == NULL;
}

guint
manicule_text_n_clusters (ManiculeText *self)
{
  return is_plain (self) ? self->n_bytes : get_clusters (self)->n_clusters;
}

/* The number of the cluster that holds @byte. */
guint
manicule_text_cluster_index (ManiculeText *self,
                             guint         byte)
{
  ManiculeTextClusters *clusters = get_clusters (self);
  ManiculeTextClusterMark *mark = &clusters->marks[byte >> MANICULE_TEXT_MARK_BITS];
  ManiculeClusters walk;
  guint n;

  if (byte == self->n_bytes)
    return clusters->n_clusters;
  if (byte < mark->byte)
    return mark->clusters - 1;

  n = mark->clusters;
  manicule_clusters_init (&walk, self->data, self->n_bytes, mark->byte);
  while (manicule_clusters_next (&walk) <= byte)
    n++;

  return n;
}

/* FALSE when there are fewer clusters than @cluster; as many is the end. */
gboolean
manicule_text_cluster_start (ManiculeText *self,
                             guint         cluster,
                             guint        *byte)
{
  ManiculeTextClusters *clusters = get_clusters (self);
  guint low = 0;
  guint high = self->n_marks;
  ManiculeClusters walk;
  guint n;

  if (cluster > clusters->n_clusters)
    return FALSE;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (clusters->marks[middle].clusters <= cluster)
        low = middle;
      else
        high = middle;
    }
  manicule_clusters_init (&walk, self->data, self->n_bytes, clusters->marks[low].byte);
  for (n = clusters->marks[low].clusters; n < cluster; n++)
    manicule_clusters_next (&walk);

  *byte = walk.byte;
  return TRUE;
}
