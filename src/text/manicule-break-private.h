/* manicule-break-private.h: ICU's break iterators, and grapheme clusters by them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <unicode/ubrk.h>

G_BEGIN_DECLS

/* This thread's iterator over @data from @start to @end, in bytes from @start. It belongs to the thread and is good
 * until the next call with the same type. */
UBreakIterator *manicule_break_over     (UBreakIteratorType  type,
                                         const char         *data,
                                         guint               start,
                                         guint               end);

/* A walk over grapheme clusters, in bytes. */
typedef struct
{
  const char     *data;
  guint           n_bytes;
  guint           byte;         /* the boundary reached */
  guint           chunk_start;  /* what ICU was asked about last */
  guint           chunk_end;
  UBreakIterator *iterator;     /* (nullable): set inside a chunk */
} ManiculeClusters;

/* @byte has to be a boundary. */
void            manicule_clusters_init  (ManiculeClusters   *self,
                                         const char         *data,
                                         guint               n_bytes,
                                         guint               byte);
/* Goes to the next boundary; not to be called at the end. */
guint           manicule_clusters_next  (ManiculeClusters   *self);

/* The start of the cluster that holds the character at @byte: @byte itself where one begins. @floor is a boundary, and the further from
 * @byte the longer the look can be. */
guint           manicule_cluster_start     (const char         *data,
                                            guint               floor,
                                            guint               byte);
/* The same as a question, which is answered sooner. */
gboolean        manicule_cluster_starts_at (const char         *data,
                                            guint               floor,
                                            guint               n_bytes,
                                            guint               byte);

G_END_DECLS
