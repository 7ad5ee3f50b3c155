/* manicule-lock.h: who has a project open
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A project is written only by who holds its lock: the file .lock, which only one can make: a hard link to a filled
 * file, or O_CREAT with O_EXCL where there are no links. Nothing else works on network shares and through the document
 * portal. It says in JSON who, where and since when. A lock whose
 * process is provably gone (same computer, same boot, same process namespace) is taken over; any other one that is in
 * the way is an error which says what to do, and only @steal takes it. Any thread. */
typedef struct _ManiculeLock ManiculeLock;

/* Fails with MANICULE_STORE_ERROR_LOCKED, or with a G_IO_ERROR when the folder cannot be written. */
ManiculeLock *manicule_lock_acquire (GFile         *folder,
                                     gboolean       steal,
                                     GError       **error) G_GNUC_WARN_UNUSED_RESULT;
/* Is the lock still ours? One that vanished is made again; FALSE when another has taken it or it cannot be told. */
gboolean      manicule_lock_verify  (ManiculeLock  *self,
                                     GError       **error);
/* For a thread that looks at it until it ends; after the release it is never ours again. */
ManiculeLock *manicule_lock_ref     (ManiculeLock  *self);
void          manicule_lock_unref   (ManiculeLock  *self);
/* Removes the file if it is still ours, and lets go of @self. */
void          manicule_lock_release (ManiculeLock  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeLock, manicule_lock_release)

G_END_DECLS
