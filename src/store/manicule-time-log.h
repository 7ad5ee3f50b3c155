/* manicule-time-log.h: how long articles were worked on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-journal-log.h"

G_BEGIN_DECLS

/* Who does nothing for so many seconds does something else. */
#define MANICULE_TIME_LOG_IDLE 120

/* The time between two deeds counts for the article of the later one, unless it is longer than that. */
typedef struct _ManiculeTimeLog ManiculeTimeLog;

ManiculeTimeLog *manicule_time_log_new    (ManiculeJournalLog    *log) G_GNUC_WARN_UNUSED_RESULT;  /* (nullable) */
void             manicule_time_log_free   (ManiculeTimeLog       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeTimeLog, manicule_time_log_free)

void             manicule_time_log_add    (ManiculeTimeLog       *self,
                                           const char            *article_id,  /* (nullable) */
                                           gint64                 time);       /* seconds since 1970 */
guint64          manicule_time_log_get    (ManiculeTimeLog       *self,
                                           const char            *article_id); /* in seconds */
/* (element-type ManiculeJournalSpent), by id. */
GPtrArray       *manicule_time_log_list   (ManiculeTimeLog       *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
