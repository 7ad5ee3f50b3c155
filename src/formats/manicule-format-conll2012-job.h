/* manicule-format-conll2012-job.h: one document on its way into a file of CoNLL-2012
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format-conll-pieces.h"
#include "manicule-format-conll2012-clusters.h"

G_BEGIN_DECLS

/* One document on its way. */
typedef struct
{
  gboolean                is_gum;
  const char             *id;
  ManiculeText           *text;
  ManiculeConll2012Sheet  sheet;       /* what the document came from, no rows where it came from elsewhere */
  gboolean                has_rows;    /* they are written again */
  gboolean                is_renamed;  /* the article has another name than the document */
  GArray                 *tokens;      /* (owned) (element-type ManiculeConllToken): their lines are rows of the sheet */
  GArray                 *pieces;      /* (owned) (element-type ManiculeConllPiece) */
  GPtrArray              *spans;       /* (owned) (element-type ManiculeAnnotation) */
  GArray                 *items;       /* (owned) (element-type ManiculeConll2012Item) */
  GPtrArray              *names;       /* (owned) (element-type GString): the brackets of each piece */
  GPtrArray              *clusters;    /* (owned) (element-type GString) */
  gboolean                is_recut;    /* tokens were cut or sentences joined, so that they are numbered anew */
} ManiculeConll2012Job;

/* @is_gum: in the form of GUM. */
void  manicule_conll2012_job_init  (ManiculeConll2012Job  *self,
                                    ManiculeAnnotationSet *set,
                                    gboolean               is_gum);
void  manicule_conll2012_job_clear (ManiculeConll2012Job  *self);

G_END_DECLS
