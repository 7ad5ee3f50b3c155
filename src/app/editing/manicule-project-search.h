/* manicule-project-search.h: which articles of a project hold a string, or an annotation with a label
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-project.h"

G_BEGIN_DECLS

/* Called in the main thread with some more of the ids (element-type utf8). */
typedef void (*ManiculeProjectSearchFunc) (GPtrArray *ids,
                                           gpointer   data);

/* What is looked for: one of the two. */
typedef struct
{
  const char *needle;     /* (nullable): in the texts */
  const char *label;      /* (nullable): in the files of the annotator's sets */
  const char *annotator;
} ManiculeProjectSearch;

/* Reads the files one after the other in a thread, and hands out what was found now and then until it is cancelled.
 * Files that cannot be read are passed over: opening the article says why. */
void manicule_project_search_run (GFile                       *folder,
                                  GListModel                  *articles,
                                  const ManiculeProjectSearch *search,
                                  GCancellable                *cancellable,
                                  ManiculeProjectSearchFunc    found,
                                  gpointer                     data,
                                  GDestroyNotify               destroy);

G_END_DECLS
