/* text-samples.h: texts that try a text layer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-text.h"

G_BEGIN_DECLS

/* A random text of at most @n_pieces pieces: words and marks of many scripts, emoji, combining marks, line breaks. */
ManiculeText *text_samples_random     (guint         n_pieces) G_GNUC_WARN_UNUSED_RESULT;

/* A text of about @n_bytes that reads like news, the same in each run. */
char         *text_samples_news       (gsize         n_bytes) G_GNUC_WARN_UNUSED_RESULT;

/* All of a file under ../shared, or NULL after saying that the test is skipped. */
char         *text_samples_shared     (const char   *path,
                                       gsize        *n_bytes) G_GNUC_WARN_UNUSED_RESULT;

/* (element-type guint): the grapheme boundaries in code points, both ends too, as ICU finds them in the whole text as UTF-16. */
GArray       *text_samples_clusters   (ManiculeText *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
