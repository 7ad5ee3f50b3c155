/* manicule-finder.h: searching a text without waiting for it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-search.h"

G_BEGIN_DECLS

/* As manicule_search_find(), in a thread. */
void    manicule_finder_find_async  (ManiculeText         *text,
                                     const char           *needle,
                                     ManiculeSearchFlags   flags,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              data);
GArray *manicule_finder_find_finish (GAsyncResult         *result,
                                     GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
