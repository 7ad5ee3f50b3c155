/* manicule-unicode-stream.h: files in UTF-16, as Windows likes to write them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

const char   *manicule_unicode_find        (const char    *data,
                                            gsize          length);
GInputStream *manicule_unicode_stream_new  (GInputStream  *stream,
                                            const char   **encoding,
                                            GCancellable  *cancellable,
                                            GError       **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes       *manicule_unicode_decode_head (GBytes        *head) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
