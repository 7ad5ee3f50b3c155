/* manicule-save.h: files written whole or not at all
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-file.h"

G_BEGIN_DECLS

/* All that the store writes goes through here. A file is written beside its place as ".NAME.tmp-RANDOM", brought to
 * the disk (fsync), moved over the old one and the folder brought to the disk. Whatever happens on the way, the name
 * leads either to the old content or to the new one, never to a part; the temporary file is removed, and where the
 * process was killed, manicule_save_clean() removes it at the next opening. */

typedef enum
{
  MANICULE_SAVE_DEFAULT = 0,
  MANICULE_SAVE_ONCE = 1 << 0,       /* never replaces another content: G_IO_ERROR_EXISTS */
  MANICULE_SAVE_UNSETTLED = 1 << 1,  /* the caller syncs the folder when the last of many files is written */
  MANICULE_SAVE_UNSYNCED = 1 << 2,   /* and the file, by manicule_save_sync_files(), where there was none of that name */
} ManiculeSaveFlags;

/* Makes the folders of @name that are missing below @folder. Where the file has this content already nothing is
 * written. @stamp (nullable) is what the file is afterwards. */
gboolean manicule_save              (GFile              *folder,
                                     const char         *name,
                                     GBytes             *bytes,
                                     ManiculeSaveFlags   flags,
                                     ManiculeStamp      *stamp,
                                     GError            **error);
/* Gives what is in a file a second name, under which it stays when the file is written or removed: the name, below @folder,
 * to remove or put back afterwards. NULL where there is no such file, or no file can have two names. */
char    *manicule_save_keep         (GFile              *folder,
                                     const char         *name) G_GNUC_WARN_UNUSED_RESULT;
gboolean manicule_save_put_back     (GFile              *folder,
                                     const char         *name,
                                     const char         *kept,
                                     GError            **error);
/* Brings the content of many new files to the disk, several at a time: a disk that writes one waits no longer for ten. */
gboolean manicule_save_sync_files   (GFile              *folder,
                                     GPtrArray          *names,
                                     GError            **error);
/* Brings the names in the folder @name below @folder to the disk; "" is @folder itself. */
gboolean manicule_save_sync_folder  (GFile              *folder,
                                     const char         *name,
                                     GError            **error);
/* Makes a folder below @folder, and those above it. */
gboolean manicule_save_make_folder  (GFile              *folder,
                                     const char         *name,
                                     GError            **error);

/* Is this the base name of a temporary file that was left behind? */
gboolean manicule_save_is_leftover  (const char         *name);
/* Removes leftovers in the folder @name below @folder; only for who holds the lock and is not saving. */
gboolean manicule_save_clean        (GFile              *folder,
                                     const char         *name,
                                     GError            **error);

G_END_DECLS
