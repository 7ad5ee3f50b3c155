/* manicule-loss-reduction-private.h: one document on its way to what a format can hold
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-loss-private.h"

G_BEGIN_DECLS

typedef struct
{
  const ManiculeFormat     *format;
  const ManiculeLossPolicy *policy;
  ManiculeLossReport       *report;
  ManiculeHolds             holds;
  guint                     levels;

  const char               *article_id;
  ManiculeText             *text;         /* (owned): as the format holds it */
  ManiculeAnnotationSet    *set;          /* (not owned) (nullable) */
  guint                     n;
  ManiculeAnnotation      **annotations;  /* (owned): of the set, or what they became; NULL: left out */
  gboolean                 *lossy;        /* (owned): something of it is lost */
  GPtrArray                *parts;        /* (owned) (nullable): further annotations, from split spans; may hold NULL */
  GHashTable               *part_ids;     /* (owned) (nullable): a set */
} ManiculeReduction;

#define HOLDS(self, what) (((self)->holds & MANICULE_HOLDS_##what) != 0)

/* Counts a loss of annotation @i, which is still there. */
void     manicule_reduction_lose      (ManiculeReduction      *self,
                                       ManiculeLossKind        kind,
                                       guint                   i);
/* Counts it and leaves the annotation out. */
void     manicule_reduction_drop      (ManiculeReduction      *self,
                                       ManiculeLossKind        kind,
                                       guint                   i);
/* Takes @changed. */
void     manicule_reduction_change    (ManiculeReduction      *self,
                                       guint                   i,
                                       ManiculeAnnotation     *changed);
gboolean manicule_reduction_is        (ManiculeReduction      *self,
                                       guint                   i,
                                       ManiculeAnnotationKind  kind);

void     manicule_reduction_ranges    (ManiculeReduction      *self);   /* manicule-loss-ranges.c */
void     manicule_reduction_overlaps  (ManiculeReduction      *self);
/* Items are annotations and, behind them, parts: item n + i is part i. */
void     manicule_reduction_drop_item (ManiculeReduction      *self,
                                       ManiculeLossKind        kind,
                                       guint                   item);
/* Drops of @overlaps (element-type ManiculeOverlap) what cannot stay: see manicule_overlaps_resolve(). */
void     manicule_reduction_resolve   (ManiculeReduction      *self,
                                       GArray                 *overlaps,
                                       guint                   levels,
                                       gboolean                crossing);
/* Whether the span may lie across others, as what is told apart by the number of its entity. */
gboolean manicule_reduction_is_mention (ManiculeReduction     *self,    /* manicule-loss-clusters.c */
                                       ManiculeAnnotation     *span);
void     manicule_reduction_clusters  (ManiculeReduction      *self);
void     manicule_reduction_strip     (ManiculeReduction      *self,    /* manicule-loss-strip.c */
                                       guint                   i);

G_END_DECLS
