/* fault-fs.h: a disk that fails when it is told to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fault.h"
#include "manicule-fs.h"

G_BEGIN_DECLS

/* From here on calls fail as fault_plan() says. A write that fails writes half of what it is given before. Nothing is really
 * synced. */
void     fault_fs_begin     (guint     at,
                             int       number,
                             FaultKind kind);
/* Back to the real disk. Returns the number of calls. */
guint    fault_fs_end       (void);
/* So many files were moved into their place since the beginning. */
guint    fault_fs_n_renames (void);

G_END_DECLS
