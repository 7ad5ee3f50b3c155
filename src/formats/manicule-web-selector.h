/* manicule-web-selector.h: where a W3C Web Annotation says that something stands
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format-offsets.h"
#include "manicule-json-reader.h"

G_BEGIN_DECLS

/* A quotation, a position, or both for the same place; within another place where it refines one. */
typedef struct _ManiculeWebSelector ManiculeWebSelector;

struct _ManiculeWebSelector
{
  ManiculeWebSelector  *within;        /* (owned) (nullable) */
  gboolean              has_position;
  ManiculeForeignRange  position;      /* in the unit of the file */
  char                 *exact;         /* (owned) (nullable) */
  char                 *prefix;        /* (owned) (nullable) */
  char                 *suffix;        /* (owned) (nullable) */
};

typedef enum
{
  MANICULE_WEB_FOUND,
  MANICULE_WEB_MOVED,      /* the quotation stands elsewhere than at the position; its place was taken */
  MANICULE_WEB_DIFFERS,    /* the quotation stands nowhere; the position was taken */
  MANICULE_WEB_AMBIGUOUS,  /* the quotation stands in several places, and nothing tells which; the first was taken */
  MANICULE_WEB_NOT_FOUND,
} ManiculeWebResult;

/* From an object or a list of alternatives; NULL where there is none that is understood, or after a failure. */
ManiculeWebSelector *manicule_web_selector_read    (ManiculeJsonValue           value) G_GNUC_WARN_UNUSED_RESULT;
void                 manicule_web_selector_free    (ManiculeWebSelector        *self);
ManiculeWebResult    manicule_web_selector_resolve (const ManiculeWebSelector  *self,
                                                    ManiculeText               *text,
                                                    ManiculeOffsetUnit          unit,
                                                    ManiculeRange              *range);
/* Both selectors of a range, as a list. */
void                 manicule_web_selector_append  (GString                    *out,
                                                    ManiculeText               *text,
                                                    const ManiculeRange        *range);

G_END_DECLS
