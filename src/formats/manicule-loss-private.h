/* manicule-loss-private.h: the parts of a reduction
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-loss.h"

G_BEGIN_DECLS

void manicule_loss_report_add (ManiculeLossReport *self,
                               ManiculeLossKind    kind,
                               const char         *article_id,
                               const char         *annotation_id);  /* (nullable) */

/* --- manicule-loss-names.c: how names are written in one export --- */

ManiculeLossNames  *manicule_loss_names_new      (const ManiculeFormat *format,
                                                  ManiculeSchema       *schema) G_GNUC_WARN_UNUSED_RESULT;
void                manicule_loss_names_free     (ManiculeLossNames    *self);
/* NULL: as it is. (transfer none), valid as long as @self; for notes and values until the next call. */
const char         *manicule_loss_names_fit      (ManiculeLossNames    *self,
                                                  ManiculeNameKind      kind,
                                                  const char           *name);
/* The annotation with names that the format can write; itself, a new reference, when all can. */
ManiculeAnnotation *manicule_loss_names_apply    (ManiculeLossNames    *self,
                                                  ManiculeAnnotation   *annotation) G_GNUC_WARN_UNUSED_RESULT;
ManiculeSchema     *manicule_loss_names_apply_to_schema (ManiculeLossNames *self,
                                                  ManiculeSchema       *schema) G_GNUC_WARN_UNUSED_RESULT;

/* --- manicule-loss-clusters.c: entities that have numbers --- */

/* The number of the cluster that @entity is in that article, NULL where it has a name of its own. */
char               *manicule_loss_find_cluster   (const ManiculeFormat *format,
                                                  const char           *article_id,
                                                  const char           *entity) G_GNUC_WARN_UNUSED_RESULT;

/* --- manicule-loss-overlap.c: which spans can stand beside each other --- */

typedef enum
{
  MANICULE_OVERLAP_KEPT,
  MANICULE_OVERLAP_NESTED,    /* too deep beside one that is kept */
  MANICULE_OVERLAP_CROSSING,  /* crosses one that is kept, or equals it */
} ManiculeOverlapVerdict;

typedef struct
{
  ManiculeRange           range;
  guint                   rank;     /* the order of labels: of equally long ones the lower is kept */
  const char             *id;       /* (not owned): decides where all else is equal */
  guint                   item;     /* the caller's */
  ManiculeOverlapVerdict  verdict;  /* (out) */
} ManiculeOverlap;

/* @levels: how many may lie in one another, 1: flat, 0: any number. @spans are sorted anew. */
void                manicule_overlaps_resolve    (ManiculeOverlap      *spans,
                                                  guint                 n_spans,
                                                  guint                 levels,
                                                  gboolean              crossing_held,
                                                  ManiculeLossy         nested,
                                                  ManiculeLossy         crossing);

/* --- manicule-loss-tokens.c: spans and tokens --- */

/* Looks at span ends in the order of the text; remembers the tokens of the paragraph it looked at last. */
typedef struct
{
  ManiculeText  *text;       /* (not owned) */
  ManiculeRange  paragraph;
  GArray        *tokens;     /* (owned) (nullable) (element-type ManiculeToken): of the paragraph */
} ManiculeTokenFinder;

void                manicule_token_finder_init   (ManiculeTokenFinder  *self,
                                                  ManiculeText         *text);
void                manicule_token_finder_clear  (ManiculeTokenFinder  *self);
/* Whether @chr lies inside a token; @token (out) (nullable) is set then. */
gboolean            manicule_token_finder_inside (ManiculeTokenFinder  *self,
                                                  guint                 chr,
                                                  ManiculeRange        *token);
/* Without white space at both ends; empty, where it began, when there is nothing else. */
ManiculeRange       manicule_range_trim          (ManiculeText         *text,
                                                  ManiculeRange         range);
/* Without all that the word rule has in no token: white space, what cannot be seen, combining marks on either. */
ManiculeRange       manicule_range_trim_unheld   (ManiculeText         *text,
                                                  ManiculeRange         range);
/* What separates tokens: white space, and control characters, which are in no token. */
gboolean            manicule_char_is_space       (gunichar              c);

G_END_DECLS
