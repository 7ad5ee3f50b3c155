/* manicule-gzip.h: files that were made smaller with gzip
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean  manicule_gzip_is   (const char  *head,
                              gsize        length);
/* What the file begins with: of @head, its first bytes, as much as can be had, up to @max bytes; a NUL follows. NULL where
 * nothing can. */
char     *manicule_gzip_peek (const char  *head,
                              gsize        length,
                              gsize        max) G_GNUC_WARN_UNUSED_RESULT;
/* All of it. One that would grow beyond reason is refused: MANICULE_FORMAT_ERROR_LIMIT. */
GBytes   *manicule_gzip_read (GBytes      *bytes,
                              const char  *file,
                              GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
