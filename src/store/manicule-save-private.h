/* manicule-save-private.h: what the parts of saving share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* FALSE with errno. */
gboolean manicule_save_sync_fd (int fd);
gboolean manicule_save_write_fd (int         fd,
                                 const char *data,
                                 gsize       length);
/* ".NAME.tmp-RANDOM" beside @path; (transfer full). */
char    *manicule_save_temporary_path (const char *path) G_GNUC_WARN_UNUSED_RESULT;
/* A file that must not be there yet: FALSE with errno, which is EEXIST where one is. */
gboolean manicule_save_new     (const char *path,
                                GBytes     *bytes);

G_END_DECLS
