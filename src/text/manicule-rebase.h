/* manicule-rebase.h: where the passages of a text are in another version of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-range.h"
#include "manicule-text.h"

G_BEGIN_DECLS

typedef enum
{
  MANICULE_REBASE_KEPT,      /* it is where it was, as far as what stands around it says */
  MANICULE_REBASE_MOVED,     /* it went elsewhere, with what stands around it */
  MANICULE_REBASE_ORPHANED,  /* it was changed or removed, or it cannot be told which of several places is meant */
} ManiculeRebaseFate;

/* Compares two versions of a text once; then ranges of the old one are looked up. What is kept or moved covers the same
 * characters, to the last one, and stands among mostly the same ones. Immutable: any thread. */
typedef struct _ManiculeRebase ManiculeRebase;

ManiculeRebase     *manicule_rebase_new      (ManiculeText        *old,
                                              ManiculeText        *new) G_GNUC_WARN_UNUSED_RESULT;
void                manicule_rebase_free     (ManiculeRebase      *self);
/* Sorted ranges that do not overlap; @mapped has room for @n and is filled in unless they are orphaned. */
ManiculeRebaseFate  manicule_rebase_map      (ManiculeRebase      *self,
                                              const ManiculeRange *ranges,
                                              guint                n,
                                              ManiculeRange       *mapped);
/* About where an offset of the old text is in the new one, for showing the place of what is orphaned. */
guint               manicule_rebase_estimate (ManiculeRebase      *self,
                                              guint                offset);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeRebase, manicule_rebase_free)

G_END_DECLS
