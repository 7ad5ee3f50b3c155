/* surface-sample.h: texts with marks for the tests of the surface
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-annotation-set.h"
#include "manicule-schema.h"

G_BEGIN_DECLS

ManiculeSchema        *surface_sample_schema   (void);
/* "[Place:Oslo] is [Claim:large]", with marks in marks; "[Person#a:Ann] or [Person#a:Lee]" is one of two parts; "\[" is a
 * bracket. */
ManiculeAnnotationSet *surface_sample_parse    (const char *markup);
/* Paragraphs of invented words with about @n_spans marks; with @depth above 1 they lie over each other everywhere. */
ManiculeAnnotationSet *surface_sample_generate (gsize       n_bytes,
                                                guint       n_spans,
                                                guint       depth,
                                                guint       n_relations);
void                   surface_sample_add      (ManiculeAnnotationSet *set,
                                                const char  *id,
                                                const char  *label,
                                                guint        start,
                                                guint        end);
/* A relation “said by”. */
void                   surface_sample_link     (ManiculeAnnotationSet *set,
                                                const char  *id,
                                                const char  *from,
                                                const char  *to);
/* Puts @after in the place of @before, as a change does. */
void                   surface_sample_change   (ManiculeAnnotationSet *set,
                                                ManiculeAnnotation *before,
                                                ManiculeAnnotation *after);

extern const char surface_sample_article[];
extern const char surface_sample_mixed[];

G_END_DECLS
