/* manicule-journal-known.h: what the journals know of the things in a list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-project-folder-private.h"

G_BEGIN_DECLS

/* (element-type utf8 GObject): by id, the articles or entities that the journals tell of, as they should stand in the list's
 * file: what is not in it yet counts as undone. NULL where one was removed, or is not there yet: undoing, redoing or what
 * waits in the journal may bring it. */
GHashTable *manicule_journal_known_read (GFile         *folder,
                                         ManiculeList   list,
                                         GError       **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
