/* manicule-json-collector.h: annotations on their way from a file into a set
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-json-reader.h"

G_BEGIN_DECLS

/* Sees to what no annotation can tell by itself: that ids differ and that both ends of a relation are there. */
typedef struct _ManiculeJsonCollector ManiculeJsonCollector;

ManiculeJsonCollector *manicule_json_collector_new    (ManiculeJsonReader     *reader,
                                                       ManiculeFindings       *findings) G_GNUC_WARN_UNUSED_RESULT;
void                   manicule_json_collector_free   (ManiculeJsonCollector  *self);
/* @annotation is (transfer full) (nullable): NULL where the reader has failed, which is settled here. */
gboolean               manicule_json_collector_add    (ManiculeJsonCollector  *self,
                                                       ManiculeJsonValue       value,
                                                       ManiculeAnnotation     *annotation,
                                                       GError                **error);
gboolean               manicule_json_collector_finish (ManiculeJsonCollector  *self,
                                                       ManiculeAnnotationSet  *set,
                                                       GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeJsonCollector, manicule_json_collector_free)

G_END_DECLS
