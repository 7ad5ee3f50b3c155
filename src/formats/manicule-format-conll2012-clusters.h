/* manicule-format-conll2012-clusters.h: what is to stand in the brackets of each span
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format-conll2012-private.h"

G_BEGIN_DECLS

/* A span that is to be written. */
typedef struct
{
  ManiculeAnnotation *span;     /* (not owned) */
  guint               first;    /* pieces, both included */
  guint               last;
  guint               start;    /* of the first, in code points */
  guint               end;      /* of the last */
  const char         *name;     /* (not owned) (nullable): among named entities */
  char               *cluster;  /* (owned) (nullable): among clusters */
} ManiculeConll2012Item;

/* Fills in names and clusters. @items (element-type ManiculeConll2012Item): in the order in which they open.
 * @former (element-type ManiculeConll2012Mention): those of the file that is written again; they keep their brackets where
 * these still say the same. @is_gum: clusters have labels and names. */
void manicule_conll2012_assign_clusters (GArray     *items,
                                         GPtrArray  *former,
                                         const char *article_id,
                                         gboolean    is_gum);

G_END_DECLS
