/* random-model.h: things to store, made up
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-json.h"

G_BEGIN_DECLS

/* All drawn with g_test_rand_int(), so that a seed repeats them. Strings hold whatever strings may hold. */
char                  *random_string      (guint                 max_pieces) G_GNUC_WARN_UNUSED_RESULT;
/* NULL now and then. */
char                  *random_option      (void) G_GNUC_WARN_UNUSED_RESULT;
/* Unknown members in the form in which they are carried; NULL now and then. */
char                  *random_carried     (void) G_GNUC_WARN_UNUSED_RESULT;
ManiculeText          *random_text        (guint                 max_pieces) G_GNUC_WARN_UNUSED_RESULT;
/* @ids: (element-type utf8): ids that a relation may lead to; gets the new one. */
ManiculeAnnotation    *random_annotation  (ManiculeText         *text,
                                           GPtrArray            *ids) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray             *random_annotations (ManiculeText         *text,
                                           guint                 n) G_GNUC_WARN_UNUSED_RESULT;
ManiculeAnnotationSet *random_set         (ManiculeText         *text,
                                           guint                 n) G_GNUC_WARN_UNUSED_RESULT;
ManiculeArticle       *random_article     (const char           *id,
                                           ManiculeText         *text) G_GNUC_WARN_UNUSED_RESULT;
ManiculeEntity        *random_entity      (const char           *id) G_GNUC_WARN_UNUSED_RESULT;
ManiculeLabel         *random_label       (const char           *name) G_GNUC_WARN_UNUSED_RESULT;
ManiculeRelationType  *random_relation_type (const char         *name) G_GNUC_WARN_UNUSED_RESULT;
ManiculeAttribute     *random_attribute   (const char           *name) G_GNUC_WARN_UNUSED_RESULT;
ManiculeSchema        *random_schema      (guint                 n) G_GNUC_WARN_UNUSED_RESULT;
ManiculeChange        *random_change      (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
