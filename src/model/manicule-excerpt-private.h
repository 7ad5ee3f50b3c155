/* manicule-excerpt-private.h: a few words of a text, for titles
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-annotation-set.h"

G_BEGIN_DECLS

/* On one line, without quotation marks around it, cut between two graphemes with "…" where it is long. */
char *manicule_excerpt_of_string (const char            *string) G_GNUC_WARN_UNUSED_RESULT;
char *manicule_excerpt_of_span   (ManiculeAnnotationSet *set,
                                  ManiculeAnnotation    *span) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
