/* manicule-fold-private.h: folded text with its way back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <unicode/unorm2.h>

#include "manicule-search.h"

G_BEGIN_DECLS

/* One character of the folded text, and the bytes of the original from which it comes. Several characters can come from the same bytes
 * ("ß" gives two), which may be searched only as a whole. */
typedef struct
{
  gunichar c;
  guint    start;
  guint    end;
  guint    is_first : 1;  /* of those that come from the same bytes, the first of which is no accent that was left out */
  guint    is_last : 1;
} ManiculeFoldUnit;

#define MANICULE_FOLD_CACHE 1024
#define MANICULE_FOLD_CACHED_UNITS 3

typedef struct
{
  gunichar from;  /* 0 in an empty entry */
  guint    n;
  gunichar to[MANICULE_FOLD_CACHED_UNITS];
} ManiculeFoldEntry;

/* Reads a text and folds it on the way. */
typedef struct
{
  const char           *data;
  guint                 n_bytes;
  ManiculeSearchFlags   flags;
  const UNormalizer2   *nfkd;
  guint                 byte;      /* read so far */

  guint                 start;     /* the segment that is given out */
  GArray               *units;     /* (owned) (element-type gunichar): what it folds to */
  guint                 given;
  gboolean              counts;    /* its first character is no accent that is left out */
  ManiculeFoldEntry    *cache;     /* (owned), by code point */
} ManiculeFolder;

void     manicule_folder_init  (ManiculeFolder      *self,
                                const char          *data,
                                guint                n_bytes,
                                ManiculeSearchFlags  flags);
void     manicule_folder_clear (ManiculeFolder      *self);
/* FALSE at the end. */
gboolean manicule_folder_next  (ManiculeFolder      *self,
                                ManiculeFoldUnit    *unit);

G_END_DECLS
