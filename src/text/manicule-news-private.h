/* manicule-news-private.h: parts of a news text's head
 *
 * All work on a line: UTF-8 from @at to @end, without white space at either end.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *start;
  const char *end;
} ManiculeLine;

/* Reads a date and returns its end, or NULL. @iso (owned) is set to "2024-12-29", "2024-12" or "2024", and to NULL for a day without a year. */
const char *manicule_news_date_parse (const char   *at,
                                      const char   *end,
                                      char        **iso);

/* What stands before the first sentence. */
typedef struct
{
  ManiculeLine place;      /* empty when there is none */
  ManiculeLine source;     /* empty when there is none */
  char        *date;       /* (owned) (nullable) */
  const char  *end;        /* behind the dash or the colon */
  gboolean     is_certain;  /* a source, a region or a date says so; else capitals alone do */
  gboolean     has_colon;
} ManiculeDateline;

gboolean    manicule_dateline_parse  (const ManiculeLine *line,
                                      ManiculeDateline   *dateline);
void        manicule_dateline_clear  (ManiculeDateline   *dateline);
/* "PORT-AU-PRINCE" as "Port-au-Prince" */
char       *manicule_dateline_place  (const ManiculeLine *place) G_GNUC_WARN_UNUSED_RESULT;

/* "Read also: …" */
gboolean    manicule_boilerplate_is  (const ManiculeLine *line);

G_END_DECLS
