/* manicule-json-merge-private.h: objects that two sides changed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-json-merge.h"
#include "manicule-json-parts.h"

G_BEGIN_DECLS

/* Where a merge is, for messages and for what is special there. */
typedef struct
{
  const char        *name;       /* of the file */
  const char        *item;       /* the key of the item in a list; NULL: the file's own members */
  ManiculeFindings  *conflicts;  /* (nullable) */
  ManiculeJsonParts *beside;     /* used while an object is merged */
} ManiculeJsonMergePlace;

/* JSON text of objects; of lists by the member @key, or of strings where that is NULL. NULL is an empty one. */
char *manicule_json_merge_objects (const ManiculeJsonMergePlace *place,
                                   const char                   *base,
                                   const char                   *ours,
                                   const char                   *theirs) G_GNUC_WARN_UNUSED_RESULT;
ManiculeJsonParts *manicule_json_merge_lists (const ManiculeJsonMergePlace *place,
                                   ManiculeJsonParts            *base,
                                   ManiculeJsonParts            *ours,
                                   ManiculeJsonParts            *theirs) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
