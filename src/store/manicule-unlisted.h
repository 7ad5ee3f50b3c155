/* manicule-unlisted.h: texts of a project that its list of articles lacks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "manicule-project.h"

G_BEGIN_DECLS

/* A list of articles that was cut off, or is an older one, leaves texts that nobody sees. They are in the folder all the same,
 * and the journals may know what was said of them. Texts of imports that are undone are none of these. */

/* (element-type utf8 ManiculeArticle): by id; an article is NULL where no journal tells of it. */
GHashTable *manicule_unlisted_find    (GFile            *folder,
                                       ManiculeProject  *project,
                                       GError          **error) G_GNUC_WARN_UNUSED_RESULT;
/* Puts them back into @project alone. @hints: what else is known of them, by id. */
gboolean    manicule_unlisted_add     (GFile            *folder,
                                       ManiculeProject  *project,
                                       GHashTable       *hints,
                                       guint            *n_restored,
                                       GError          **error);
/* Puts them back into the list, on the disk and in @project; for who holds the lock. Texts that are damaged stay as they are. */
gboolean    manicule_unlisted_restore (GFile            *folder,
                                       ManiculeProject  *project,
                                       guint            *n_restored,
                                       GError          **error);

G_END_DECLS
