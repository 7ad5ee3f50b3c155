/* fault-libc.h: a disk that fails below the libraries too
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fault.h"

G_BEGIN_DECLS

/* What is exported does not go through the store's seam, but through GLib and the format libraries. So this file, once it is
 * linked into a program, stands in front of the C library's functions that change a disk. As fault_fs_begin(), but only for
 * what lies below @folder. */
void     fault_libc_begin      (const char *folder,
                                guint       at,
                                int         number,
                                FaultKind   kind);
guint    fault_libc_end        (void);

G_END_DECLS
