/* manicule-summary-cache.h: what a list shows of many annotation sets, remembered from one opening to the next
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <sys/stat.h>

#include "manicule-annotation-set.h"

G_BEGIN_DECLS

/* A file in the user's cache folder, one for each project folder and annotator. An entry counts only while its file has
 * the size, time and inode that it had; so the cache may be old, damaged or gone, and nothing wrong is shown. For one
 * thread at a time. */
typedef struct _ManiculeSummaryCache ManiculeSummaryCache;

ManiculeSummaryCache *manicule_summary_cache_new   (GFile                *folder,
                                                    const char           *annotator) G_GNUC_WARN_UNUSED_RESULT;
void                  manicule_summary_cache_free  (ManiculeSummaryCache *self);
gboolean              manicule_summary_cache_find  (ManiculeSummaryCache *self,
                                                    const char           *article_id,
                                                    const struct stat    *info,
                                                    ManiculeStatus       *status,
                                                    guint                *n_annotations);
/* What was read of the file that has @info. */
void                  manicule_summary_cache_put   (ManiculeSummaryCache *self,
                                                    const char           *article_id,
                                                    const struct stat    *info,
                                                    ManiculeStatus        status,
                                                    guint                 n_annotations);
/* Keeps what was found or put, if any of it is new. That it cannot be written is no failure. */
void                  manicule_summary_cache_write (ManiculeSummaryCache *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeSummaryCache, manicule_summary_cache_free)

G_END_DECLS
