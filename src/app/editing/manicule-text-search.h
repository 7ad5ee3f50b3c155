/* manicule-text-search.h: which articles of a project hold a string
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-project.h"

G_BEGIN_DECLS

/* Called in the main thread with some more of the ids (element-type utf8). */
typedef void (*ManiculeTextSearchFunc) (GPtrArray *ids,
                                        gpointer   data);

/* Reads the articles' texts one after the other in a thread, and hands out what was found now and then until it is
 * cancelled. Texts that cannot be read are passed over: opening the article says why. */
void manicule_text_search_run (GFile                  *folder,
                               GListModel             *articles,
                               const char             *needle,
                               GCancellable           *cancellable,
                               ManiculeTextSearchFunc  found,
                               gpointer                data,
                               GDestroyNotify          destroy);

G_END_DECLS
