/* manicule-save-private.h: what the parts of saving share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* FALSE with errno. */
gboolean manicule_save_sync_fd (int fd);

G_END_DECLS
