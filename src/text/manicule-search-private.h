/* manicule-search-private.h: what the ways of searching share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-search.h"

G_BEGIN_DECLS

typedef struct
{
  ManiculeText        *text;
  ManiculeSearchFlags  flags;
  GCancellable        *cancellable;  /* (nullable) */
  GArray              *hits;         /* (element-type ManiculeRange) */
  guint                boundary;     /* of clusters, at or before the next hit */
} ManiculeSearch;

/* Adds a hit of bytes, unless it is cut out of a cluster or, if those were asked for, of a word; FALSE then. */
gboolean manicule_search_add       (ManiculeSearch  *self,
                                    guint            start,
                                    guint            end);
/* FALSE with an error when the search is cancelled. */
gboolean manicule_search_goes_on   (ManiculeSearch  *self,
                                    GError         **error);

gboolean manicule_search_run_regex (ManiculeSearch  *self,
                                    const char      *pattern,
                                    GError         **error);

/* Whether a word or a mark begins or ends at @byte. */
gboolean manicule_segment_is_edge  (ManiculeText    *text,
                                    guint            byte);

G_END_DECLS
