/* manicule-excerpt.h: a piece of the text, and the sentence it stands in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "manicule-annotation-set.h"

G_BEGIN_DECLS

#define MANICULE_TYPE_EXCERPT (manicule_excerpt_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeExcerpt, manicule_excerpt, MANICULE, EXCERPT, GtkBox)

/* @span need not be in @set; its text must be the set's. */
void manicule_excerpt_show (ManiculeExcerpt       *self,
                            ManiculeAnnotationSet *set,
                            ManiculeAnnotation    *span);

G_END_DECLS
