/* record-fs.h: a disk that remembers in which order it was written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* All that is written through the store's seam is done, and remembered: writes, syncs, moves, removals. Afterwards the
 * disk can be made as a power cut would have left it after any of these. */

/* What is in @folder now is safe. */
void     record_fs_begin    (GFile       *folder);
/* From here on, so much is acknowledged. */
void     record_fs_mark     (guint        acknowledged);
/* Back to the real disk. Returns how many deeds were remembered. */
guint    record_fs_end      (void);
void     record_fs_clear    (void);

typedef enum
{
  POWER_CUT_DROPPED,  /* what was not synced never got there: data, new names, moves */
  POWER_CUT_TORN,     /* names got there; of data that was not synced the first half */
  POWER_CUT_KEPT,     /* all of it got there, as after a kill */
} PowerCut;

/* Fills @folder, which is empty, with what the first @n_deeds leave. Returns what was acknowledged by then. */
guint    record_fs_restore  (GFile       *folder,
                             guint        n_deeds,
                             PowerCut     cut);

G_END_DECLS
