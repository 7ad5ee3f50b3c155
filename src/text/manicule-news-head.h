/* manicule-news-head.h: what the first lines of a news text say
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-text.h"

G_BEGIN_DECLS

/* What was recognised, with where it stands. Strings are NULL and ranges empty where nothing was. */
typedef struct
{
  char          *title;        /* (owned) (nullable) */
  char          *date;         /* (owned) (nullable): "2024-12-29", a year and month, or a year */
  char          *place;        /* (owned) (nullable): as a name is written, "Pyongyang" for "PYONGYANG" */
  char          *source;       /* (owned) (nullable): "AP" */
  char          *byline;       /* (owned) (nullable) */
  char          *opening;      /* (owned) (nullable): the first words of the report itself, shortened with "…" */
  ManiculeRange  headline;     /* the headline in the text */
  ManiculeRange  metadata;     /* a line such as "date 2024-12-29" */
  ManiculeRange  dateline;     /* "SEOUL, South Korea (AP) —" */
  GArray        *boilerplate;  /* (owned) (element-type ManiculeRange): "Read also: …" lines and their like */
} ManiculeNewsHead;

ManiculeNewsHead *manicule_news_head_parse (ManiculeText     *text) G_GNUC_WARN_UNUSED_RESULT;
void              manicule_news_head_free  (ManiculeNewsHead *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeNewsHead, manicule_news_head_free)

G_END_DECLS
