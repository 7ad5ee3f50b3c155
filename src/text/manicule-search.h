/* manicule-search.h: finding a string in a text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "manicule-text.h"

G_BEGIN_DECLS

typedef enum
{
  MANICULE_SEARCH_DEFAULT = 0,
  MANICULE_SEARCH_FOLD_CASE = 1 << 0,
  MANICULE_SEARCH_FOLD_ACCENTS = 1 << 1,
  MANICULE_SEARCH_WHOLE_WORDS = 1 << 2,
  MANICULE_SEARCH_REGEX = 1 << 3,       /* Perl-compatible, by GRegex; FOLD_ACCENTS has no effect */
} ManiculeSearchFlags;

/* (element-type ManiculeRange): non-overlapping hits in order, ranges of the original text in code points; a hit
 * never begins or ends inside a grapheme cluster. Curly and straight quotes are equal when FOLD_ACCENTS is set.
 * NULL with an error for a bad pattern or a cancelled search; an empty needle has no hits. */
GArray *manicule_search_find (ManiculeText         *text,
                              const char           *needle,
                              ManiculeSearchFlags   flags,
                              GCancellable         *cancellable,
                              GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/* The folded form of a string, for comparing and sorting: NFKD, case folded, marks removed as the flags say. */
char   *manicule_search_fold (const char           *string,
                              ManiculeSearchFlags   flags) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
