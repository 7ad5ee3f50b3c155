/* manicule-relation-ends.h: relations whose ends are gone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-annotation.h"

G_BEGIN_DECLS

/* Told of a relation before it goes, with the id that it misses; FALSE with an error to stop. */
typedef gboolean (*ManiculeLooseFunc) (guint       position,
                                       const char *missing,
                                       gpointer    data,
                                       GError    **error);

/* Of @n annotations, where NULL is one that is gone already, sets the relations to NULL (without unreferencing) that
 * do not rest on spans and document labels in the end: that miss an end, lean on one that does, or lead in a circle.
 * What is left can be an annotation set. O(n). */
gboolean manicule_relations_drop_loose (ManiculeAnnotation **annotations,
                                        guint                n,
                                        ManiculeLooseFunc    func,
                                        gpointer             data,
                                        GError             **error);

G_END_DECLS
