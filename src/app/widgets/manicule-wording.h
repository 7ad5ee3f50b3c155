/* manicule-wording.h: things of the model, as people read them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-annotation-set.h"
#include "manicule-article.h"

G_BEGIN_DECLS

/* “3 March”, “29 Dec 2024”; NULL for NULL, and the date itself where it cannot be read. */
char       *manicule_wording_date       (const char      *date,
                                       gboolean         short_month) G_GNUC_WARN_UNUSED_RESULT;
/* “Meridian Wire · 3 March”; NULL where neither is known. */
char       *manicule_wording_origin     (ManiculeArticle *article,
                                       gboolean         short_month) G_GNUC_WARN_UNUSED_RESULT;
/* “today at 14:32”, “yesterday at 9:05”, “on 3 March at 12:00”. Seconds since 1970. */
char       *manicule_wording_moment     (gint64           time) G_GNUC_WARN_UNUSED_RESULT;
/* “Today”, “Yesterday”, “3 March” */
char       *manicule_wording_day        (gint64           time) G_GNUC_WARN_UNUSED_RESULT;
char       *manicule_wording_clock      (gint64           time) G_GNUC_WARN_UNUSED_RESULT;
/* “7 min”, “2 h 5 min” */
char       *manicule_wording_duration   (guint64          seconds) G_GNUC_WARN_UNUSED_RESULT;
const char *manicule_wording_status     (ManiculeStatus   status);
/* Who suggests, as origins have it: “the rules for news texts”; what is not known stays as it is. */
const char *manicule_wording_source     (const char      *source);
/* With its first letter in upper case. */
char       *manicule_wording_sentence   (const char      *text) G_GNUC_WARN_UNUSED_RESULT;
/* One line: runs of white space become one space; at most @max_chars characters, “…” for the rest. */
char       *manicule_wording_one_line   (const char      *text,
                                       guint            max_chars) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
