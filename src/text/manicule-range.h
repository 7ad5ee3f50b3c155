/* manicule-range.h: a half-open stretch of a text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Half-open, in Unicode code points of one article's text. Always start <= end. */
typedef struct
{
  guint start;
  guint end;
} ManiculeRange;

static inline gboolean
manicule_range_overlaps (const ManiculeRange *a,
                         const ManiculeRange *b)
{
  return a->start < b->end && b->start < a->end;
}

static inline gboolean
manicule_range_contains (const ManiculeRange *outer,
                         const ManiculeRange *inner)
{
  return outer->start <= inner->start && inner->end <= outer->end;
}

G_END_DECLS
