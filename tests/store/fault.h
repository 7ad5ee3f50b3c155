/* fault.h: which call to the disk is to fail, and how
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  FAULT_ONCE,     /* one call fails */
  FAULT_LASTING,  /* and all after it */
  FAULT_FULL,     /* all after it that need room: new files, writes, new folders; files can still be moved and removed */
  FAULT_SHORT,    /* none fails, but a write writes only half of what it is given */
} FaultKind;

/* What may go wrong with a disk. */
typedef struct
{
  int        number;  /* errno */
  FaultKind  kind;
} Fault;

/* The calls that may fail are counted from 1; call number @at fails with the errno @number, and others by @kind. @at 0:
 * nothing fails, only counts. */
void        fault_plan        (guint        at,
                               int          number,
                               FaultKind    kind);
guint       fault_get_n_calls (void);
gboolean    fault_has_failed  (void);
/* The first call that failed, in words. */
const char *fault_get_failed  (void);

/* For those who stand before the disk. Counts a call, and sets errno where it is to fail. @path: NULL where only a number
 * is known. */
gboolean    fault_strikes     (const char  *name,
                               const char  *path,
                               gboolean     needs_room);
/* How much of @length the write that is not counted yet is to try. */
gsize       fault_cut         (gsize        length);

G_END_DECLS
