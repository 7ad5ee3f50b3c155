/* manicule-rebase-article-private.h: names of former versions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *manicule_rebase_version_name (const char *id,
                                    const char *sha256,
                                    const char *suffix) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
