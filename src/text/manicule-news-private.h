/* manicule-news-private.h: parts of a news text's head
 *
 * All work on a line: UTF-8 from @at to @end, without white space at either end.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <string.h>
#include <unicode/uchar.h>

G_BEGIN_DECLS

typedef struct
{
  const char *start;
  const char *end;
} ManiculeLine;

static inline void
manicule_line_skip_spaces (ManiculeLine *rest)
{
  while (rest->start < rest->end && u_isUWhiteSpace ((UChar32) g_utf8_get_char (rest->start)))
    rest->start = g_utf8_next_char (rest->start);
}

/* Reads @text if it comes next. */
static inline gboolean
manicule_line_read (ManiculeLine *rest,
                    const char   *text)
{
  gsize n = strlen (text);

  if ((gsize) (rest->end - rest->start) < n || memcmp (rest->start, text, n) != 0)
    return FALSE;

  rest->start += n;
  return TRUE;
}

/* In characters. */
#define MANICULE_NEWS_MAX_HEADLINE 200

/* One sentence without a full stop that begins and ends like a headline, whatever stands around it. */
gboolean    manicule_news_line_is_headline (const ManiculeLine *line);
/* Only a time: "10:30 AM EST", or nothing. */
gboolean    manicule_news_line_is_time     (const char         *at,
                                            const char         *end);
/* "Jane Doe, John Roe and Bob Poe" */
gboolean    manicule_news_line_is_names    (const char         *at,
                                            const char         *end);

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
