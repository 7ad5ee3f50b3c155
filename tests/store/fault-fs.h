/* fault-fs.h: a disk that fails when it is told to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-fs.h"

G_BEGIN_DECLS

typedef enum
{
  FAULT_ONCE,     /* one call fails */
  FAULT_LASTING,  /* and all after it */
  FAULT_FULL,     /* all after it that need room: new files, writes, new folders; files can still be moved and removed */
  FAULT_SHORT,    /* none fails, but a write writes only half of what it is given */
} FaultKind;

/* The calls that may fail are counted from 1; call number @at fails with the errno @number, and others by @kind. A write
 * that fails writes half of what it is given before. @at 0: nothing fails, only counts. Nothing is really synced. */
void     fault_fs_begin     (guint     at,
                             int       number,
                             FaultKind kind);
/* Back to the real disk. Returns the number of calls. */
guint    fault_fs_end       (void);
gboolean fault_fs_has_failed (void);
/* The first call that failed, in words. */
const char *fault_fs_get_failed (void);
/* So many files were moved into their place since the beginning. */
guint    fault_fs_n_renames (void);

G_END_DECLS
