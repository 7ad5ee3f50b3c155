/* manicule-project-private.h: editing a project, for changes alone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-change.h"
#include "manicule-item-list-private.h"
#include "manicule-project.h"

G_BEGIN_DECLS

/* NULL for annotations and statuses, which are in no list of the project. */
ManiculeItemList *manicule_project_get_list (ManiculeProject    *self,
                                             ManiculeChangeKind  kind);

typedef gboolean (* ManiculeAnnotationFunc) (ManiculeAnnotation *annotation,
                                             gpointer            data);

/* Calls @func for every annotation of every loaded set until it returns TRUE; the set where it did, or NULL. */
ManiculeAnnotationSet *manicule_project_search_annotations (ManiculeProject        *self,
                                                            ManiculeAnnotationFunc  func,
                                                            gpointer                data);

G_END_DECLS
