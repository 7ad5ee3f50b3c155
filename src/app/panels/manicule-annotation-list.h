/* manicule-annotation-list.h: all annotations of the open article
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "manicule-editor.h"

G_BEGIN_DECLS

/* Properties: order (string: "text" or "label"), label (string: "" for all): what the menu chooses. */
#define MANICULE_TYPE_ANNOTATION_LIST (manicule_annotation_list_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeAnnotationList, manicule_annotation_list, MANICULE, ANNOTATION_LIST, AdwBin)

void manicule_annotation_list_set_editor (ManiculeAnnotationList *self,
                                          ManiculeEditor         *editor);

G_END_DECLS
