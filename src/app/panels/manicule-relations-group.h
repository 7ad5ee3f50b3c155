/* manicule-relations-group.h: what an annotation is linked to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "manicule-editor.h"

G_BEGIN_DECLS

/* A group with a row for each relation that starts or ends at @span; opening one goes to its other end.
 * NULL where there is none. */
GtkWidget *manicule_relations_group_new (ManiculeEditor     *editor,
                                         ManiculeAnnotation *span) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
