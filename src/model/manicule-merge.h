/* manicule-merge.h: two sets of annotations that grew from one, made one again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-history.h"

G_BEGIN_DECLS

typedef enum
{
  MANICULE_MERGE_BOTH_CHANGED,     /* both sides changed it, in ways that do not go together */
  MANICULE_MERGE_REMOVED_CHANGED,  /* one side removed what the other changed: it is kept */
  MANICULE_MERGE_REMOVED_NEEDED,   /* one side removed what a relation of the other leads to: it is kept */
  MANICULE_MERGE_CIRCLE,           /* relations that together would lead back to themselves */
} ManiculeMergeReason;

/* What only a person can decide. The result holds both sides: one under the id, the other under the twin's id. */
typedef struct
{
  ManiculeMergeReason  reason;
  char                *id;       /* (owned) */
  char                *twin_id;  /* (owned) (nullable): where the other version stands */
  ManiculeAnnotation  *base;     /* (owned) (nullable) */
  ManiculeAnnotation  *ours;     /* (owned) (nullable) */
  ManiculeAnnotation  *theirs;   /* (owned) (nullable) */
} ManiculeMergeConflict;

void       manicule_merge_conflict_free   (gpointer        conflict);

/* Arrays (element-type ManiculeAnnotation) with ids that differ, where both ends of a relation are in the same array.
 * Which side is called ours makes no difference to the result. @conflicts (element-type ManiculeMergeConflict) gets
 * what was not decided. */
GPtrArray *manicule_merge_annotations     (GPtrArray      *base,
                                           GPtrArray      *ours,
                                           GPtrArray      *theirs,
                                           GPtrArray      *conflicts) G_GNUC_WARN_UNUSED_RESULT;
ManiculeStatus manicule_merge_status      (ManiculeStatus  base,
                                           ManiculeStatus  ours,
                                           ManiculeStatus  theirs);
/* Is this the id of a twin? @id gets the id of the annotation that it is another version of. */
gboolean   manicule_merge_parse_twin      (const char     *twin_id,
                                           char          **id);

typedef enum
{
  MANICULE_MERGE_KEEP_FIRST,  /* the twin goes */
  MANICULE_MERGE_KEEP_TWIN,   /* the twin takes the other's place */
  MANICULE_MERGE_KEEP_BOTH,   /* the twin gets an id of its own */
} ManiculeMergeChoice;

/* (element-type ManiculeAnnotation): twins whose other version is there too, in order; borrowed. */
GPtrArray *manicule_merge_list_twins      (ManiculeAnnotationSet *set) G_GNUC_WARN_UNUSED_RESULT;
/* What @twin is another version of; NULL when that is not there. Borrowed. */
ManiculeAnnotation *manicule_merge_find_first (ManiculeAnnotationSet *set,
                                           ManiculeAnnotation    *twin);
/* Decides, as one undo step. */
gboolean   manicule_merge_decide          (ManiculeHistory       *history,
                                           ManiculeAnnotationSet *set,
                                           ManiculeAnnotation    *twin,
                                           ManiculeMergeChoice    choice,
                                           GError               **error);

/* The annotations of a set, in order. */
GPtrArray *manicule_merge_take            (ManiculeAnnotationSet *set) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
