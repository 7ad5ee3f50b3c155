/* manicule-sync-copy.h: copies that sync programs make where two machines changed a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "manicule-finding.h"

G_BEGIN_DECLS

/* "one (conflicted copy 2031-04-18 101500).json" (Dropbox, Nextcloud, in several languages),
 * "one.sync-conflict-20310418-101500-ABCDEFG.json" (Syncthing), "one_conflict-20310418-101500.json" (ownCloud),
 * "one (SFConflict …).json" (Seafile), "one.Conflict.json" (Resilio); and, where the file shows that it is one,
 * "one (1).json" (Google Drive), "one 2.json" (iCloud), "one-ANNAS-PC.json" (OneDrive), "one - Copy.json" (file managers). */
typedef struct
{
  char *name;      /* (owned): a path below the project folder */
  char *original;  /* (owned): of the file that it is a copy of */
} ManiculeSyncCopy;

/* Does a base name say that it is such a copy? @original gets the name of the file itself. */
gboolean   manicule_sync_copy_parse  (const char        *name,
                                      char             **original);
/* The same for a file in @parent, a folder of sets, or "" for the lists; it is looked into where the name says nothing. */
gboolean   manicule_sync_copy_recognize (GFile          *folder,
                                      const char        *parent,
                                      const char        *name,
                                      char             **original);
/* For the base name of a text. */
gboolean   manicule_sync_copy_is_same_text (GFile       *folder,
                                      const char        *name);
/* (element-type ManiculeSyncCopy): those of annotation sets, lists and texts. */
GPtrArray *manicule_sync_copy_find   (GFile             *folder,
                                      GError           **error) G_GNUC_WARN_UNUSED_RESULT;
/* Merges each copy into its file and removes it; for who holds the lock. What a person must decide goes to @findings,
 * with the code "merge-conflict"; a copy that cannot be merged stays, with the code "sync-copy". */
gboolean   manicule_sync_copy_merge  (GFile             *folder,
                                      GPtrArray         *copies,
                                      ManiculeFindings  *findings,
                                      guint             *n_merged,
                                      GError           **error);

G_END_DECLS
