/* manicule-annotation-set.h: all that one annotator said of one article
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "manicule-annotation.h"
#include "manicule-text.h"

G_BEGIN_DECLS

typedef enum
{
  MANICULE_STATUS_NEW,
  MANICULE_STATUS_IN_PROGRESS,
  MANICULE_STATUS_DONE,
} ManiculeStatus;

#define MANICULE_TYPE_STATUS (manicule_status_get_type ())
GType manicule_status_get_type (void) G_GNUC_CONST;

/* A GListModel of ManiculeAnnotation in the order of manicule_annotation_compare(): document labels, spans, relations.
 * Edited only by changes; one edit emits one items-changed with exact numbers. What always holds: ids are unique,
 * ranges lie in the text, both ends of a relation are in the set, and none leads to itself by way of other relations.
 * Property status (ManiculeStatus), readable.
 * Readers, which build a set that nobody sees yet, use manicule_annotation_set_add_all(). */
#define MANICULE_TYPE_ANNOTATION_SET (manicule_annotation_set_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeAnnotationSet, manicule_annotation_set, MANICULE, ANNOTATION_SET, GObject)

ManiculeAnnotationSet *manicule_annotation_set_new             (const char            *article_id,
                                                                const char            *annotator,
                                                                ManiculeText          *text) G_GNUC_WARN_UNUSED_RESULT;
/* Adds (element-type ManiculeAnnotation) in any order, all or none; O(n log n). */
gboolean               manicule_annotation_set_add_all         (ManiculeAnnotationSet *self,
                                                                GPtrArray             *annotations,
                                                                GError               **error);

const char            *manicule_annotation_set_get_article_id  (ManiculeAnnotationSet *self);
const char            *manicule_annotation_set_get_annotator   (ManiculeAnnotationSet *self);
ManiculeText          *manicule_annotation_set_get_text        (ManiculeAnnotationSet *self);
ManiculeStatus         manicule_annotation_set_get_status      (ManiculeAnnotationSet *self);
void                   manicule_annotation_set_init_status     (ManiculeAnnotationSet *self,  /* for readers */
                                                                ManiculeStatus         status);
const char            *manicule_annotation_set_get_carried     (ManiculeAnnotationSet *self);
void                   manicule_annotation_set_set_carried     (ManiculeAnnotationSet *self,
                                                                const char            *carried);
/* Goes up by one with every applied change. */
guint64                manicule_annotation_set_get_revision    (ManiculeAnnotationSet *self);

/* All queries return borrowed annotations; arrays are (transfer container). */
ManiculeAnnotation    *manicule_annotation_set_get             (ManiculeAnnotationSet *self,
                                                                guint                  position);
ManiculeAnnotation    *manicule_annotation_set_find            (ManiculeAnnotationSet *self,
                                                                const char            *id);
guint                  manicule_annotation_set_get_position    (ManiculeAnnotationSet *self,  /* G_MAXUINT when absent; O(log n) */
                                                                ManiculeAnnotation    *annotation);
guint                  manicule_annotation_set_get_n           (ManiculeAnnotationSet *self,
                                                                ManiculeAnnotationKind kind);
/* Spans whose hull touches [start, end) — an empty span counts where it stands — in order; below 5 µs and O(log n + hits)
 * for short spans. Appends to @result, which the caller may use again and again. */
void                   manicule_annotation_set_query           (ManiculeAnnotationSet *self,
                                                                guint                  start,
                                                                guint                  end,
                                                                GPtrArray             *result);
GPtrArray             *manicule_annotation_set_query_label     (ManiculeAnnotationSet *self,
                                                                const char            *label) G_GNUC_WARN_UNUSED_RESULT;
/* Relations that start or end at @id, in order. */
GPtrArray             *manicule_annotation_set_query_relations (ManiculeAnnotationSet *self,
                                                                const char            *id) G_GNUC_WARN_UNUSED_RESULT;
/* The covered text; the parts of a discontinuous span are joined by one space. */
char                  *manicule_annotation_set_dup_covered     (ManiculeAnnotationSet *self,
                                                                ManiculeAnnotation    *span) G_GNUC_WARN_UNUSED_RESULT;
/* A twin with the same content, for reading in another thread while this one is edited. Shares its blocks until one of
 * the two changes (copy on write), so it costs O(n / block): well below 1 ms for 200,000 spans. */
ManiculeAnnotationSet *manicule_annotation_set_snapshot        (ManiculeAnnotationSet *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean               manicule_annotation_set_equal           (ManiculeAnnotationSet *a,
                                                                ManiculeAnnotationSet *b);

G_END_DECLS
