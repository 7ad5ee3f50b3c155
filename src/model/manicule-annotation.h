/* manicule-annotation.h: one annotation: a span, a relation or a document label
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "manicule-range.h"

G_BEGIN_DECLS

typedef enum
{
  MANICULE_ANNOTATION_DOCUMENT,  /* said of the whole article */
  MANICULE_ANNOTATION_SPAN,      /* one or more ranges of the text */
  MANICULE_ANNOTATION_RELATION,  /* a directed link between two annotations */
} ManiculeAnnotationKind;

/* An immutable value: an edit replaces an annotation by another with the same id, so undo, saving in a thread and
 * comparing need no copies and no locks. The functions named "with" return such another one.
 * Ranges are in code points, sorted, not overlapping, and may be empty ranges; a span has at least one.
 * Attribute values are booleans 'b', whole numbers 'x', numbers 'd', strings 's' or lists of strings 'as'. */
#define MANICULE_TYPE_ANNOTATION (manicule_annotation_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeAnnotation, manicule_annotation, MANICULE, ANNOTATION, GObject)

ManiculeAnnotation     *manicule_annotation_new_span         (const char             *id,
                                                              const char             *label,
                                                              const ManiculeRange    *ranges,
                                                              guint                   n_ranges) G_GNUC_WARN_UNUSED_RESULT;
ManiculeAnnotation     *manicule_annotation_new_span_from    (const char             *id,
                                                              const char             *label,
                                                              const ManiculeRange    *ranges,
                                                              guint                   n_ranges,
                                                              const char             *source,
                                                              const char             *source_id) G_GNUC_WARN_UNUSED_RESULT;
ManiculeAnnotation     *manicule_annotation_new_relation     (const char             *id,
                                                              const char             *label,
                                                              const char             *from,
                                                              const char             *to) G_GNUC_WARN_UNUSED_RESULT;
ManiculeAnnotation     *manicule_annotation_new_document     (const char             *id,
                                                              const char             *label) G_GNUC_WARN_UNUSED_RESULT;

ManiculeAnnotationKind  manicule_annotation_get_kind         (ManiculeAnnotation     *self);
const char             *manicule_annotation_get_id           (ManiculeAnnotation     *self);
const char             *manicule_annotation_get_label        (ManiculeAnnotation     *self);
/* Spans. The hull is the first start and the last end. */
const ManiculeRange    *manicule_annotation_get_ranges       (ManiculeAnnotation     *self,
                                                              guint                  *n_ranges);
ManiculeRange           manicule_annotation_get_hull         (ManiculeAnnotation     *self);
gboolean                manicule_annotation_is_discontinuous (ManiculeAnnotation     *self);
/* Relations: the ids of the two ends; NULL for other kinds. */
const char             *manicule_annotation_get_from         (ManiculeAnnotation     *self);
const char             *manicule_annotation_get_to           (ManiculeAnnotation     *self);

GVariant               *manicule_annotation_get_attributes   (ManiculeAnnotation     *self);  /* a{sv} sorted by key, NULL when none */
GVariant               *manicule_annotation_dup_attribute    (ManiculeAnnotation     *self,
                                                              const char             *name) G_GNUC_WARN_UNUSED_RESULT;
const char             *manicule_annotation_get_note         (ManiculeAnnotation     *self);  /* NULL when none */
const char             *manicule_annotation_get_entity       (ManiculeAnnotation     *self);  /* an entity's id, NULL when none */
const char             *manicule_annotation_get_origin_source (ManiculeAnnotation    *self);  /* NULL: made by hand */
const char             *manicule_annotation_get_origin_id    (ManiculeAnnotation     *self);
double                  manicule_annotation_get_origin_score (ManiculeAnnotation     *self);  /* NAN when none */
gint64                  manicule_annotation_get_created      (ManiculeAnnotation     *self);  /* seconds since 1970, 0 unknown */
gint64                  manicule_annotation_get_modified     (ManiculeAnnotation     *self);
/* What a reader could not understand but carries through, opaque to the model (members of its JSON object). */
const char             *manicule_annotation_get_carried      (ManiculeAnnotation     *self);

ManiculeAnnotation     *manicule_annotation_with_id          (ManiculeAnnotation     *self,
                                                              const char             *id) G_GNUC_WARN_UNUSED_RESULT;
ManiculeAnnotation     *manicule_annotation_with_label       (ManiculeAnnotation     *self,
                                                              const char             *label) G_GNUC_WARN_UNUSED_RESULT;
ManiculeAnnotation     *manicule_annotation_with_ranges      (ManiculeAnnotation     *self,
                                                              const ManiculeRange    *ranges,
                                                              guint                   n_ranges) G_GNUC_WARN_UNUSED_RESULT;
ManiculeAnnotation     *manicule_annotation_with_ends        (ManiculeAnnotation     *self,
                                                              const char             *from,
                                                              const char             *to) G_GNUC_WARN_UNUSED_RESULT;
/* Sinks @value if floating; NULL removes the attribute. */
ManiculeAnnotation     *manicule_annotation_with_attribute   (ManiculeAnnotation     *self,
                                                              const char             *name,
                                                              GVariant               *value) G_GNUC_WARN_UNUSED_RESULT;
ManiculeAnnotation     *manicule_annotation_with_note        (ManiculeAnnotation     *self,
                                                              const char             *note) G_GNUC_WARN_UNUSED_RESULT;
ManiculeAnnotation     *manicule_annotation_with_entity      (ManiculeAnnotation     *self,
                                                              const char             *entity) G_GNUC_WARN_UNUSED_RESULT;
ManiculeAnnotation     *manicule_annotation_with_origin      (ManiculeAnnotation     *self,
                                                              const char             *source,
                                                              const char             *id,
                                                              double                  score) G_GNUC_WARN_UNUSED_RESULT;
ManiculeAnnotation     *manicule_annotation_with_times       (ManiculeAnnotation     *self,
                                                              gint64                  created,
                                                              gint64                  modified) G_GNUC_WARN_UNUSED_RESULT;
ManiculeAnnotation     *manicule_annotation_with_carried     (ManiculeAnnotation     *self,
                                                              const char             *carried) G_GNUC_WARN_UNUSED_RESULT;

/* The order of an annotation set: document labels, then spans by (start, -end), then relations; equal ones by id. */
int                     manicule_annotation_compare          (ManiculeAnnotation     *a,
                                                              ManiculeAnnotation     *b);
gboolean                manicule_annotation_equal            (ManiculeAnnotation     *a,
                                                              ManiculeAnnotation     *b);  /* everything, id and times too */

/* For readers: may a span have these ranges? At least one, sorted, not overlapping, each with start <= end. */
gboolean                manicule_annotation_ranges_are_valid (const ManiculeRange    *ranges,
                                                              guint                   n_ranges);

/* A short random string: a letter, then letters and digits; 51 bits. */
char                   *manicule_id_new                      (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean                manicule_id_is_valid                 (const char             *id);  /* 1-64 of [A-Za-z0-9._-] */

G_END_DECLS
