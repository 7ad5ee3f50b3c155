/* manicule-gate.h: annotations of GATE, in XML and bdoc
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format-input.h"
#include "manicule-json-reader.h"

G_BEGIN_DECLS

/* An annotation of GATE has a type, two offsets and features. What it cannot say by itself is said in features:
 *
 *   manicule.kind      "document": said of the whole document; "relation": leads from manicule.from to manicule.to, which
 *                      are ids (only in bdoc; the XML has relations)
 *   manicule.ranges    "0-5 16-23": the parts of a discontinuous span
 *   manicule.note, manicule.entity
 *   manicule.attribute.NAME   an attribute whose name begins with "manicule."
 *
 * The set of an annotator is an annotation set of that name. Of the features of the document, title, date, source, place,
 * byline, language and url are known; the others are carried. */
#define MANICULE_GATE_KIND "manicule.kind"
#define MANICULE_GATE_FROM "manicule.from"
#define MANICULE_GATE_TO "manicule.to"

/* --- reading --- */

typedef struct _ManiculeGateItem ManiculeGateItem;

ManiculeGateItem   *manicule_gate_item_new   (const char            *id,
                                              const char            *type,
                                              guint                  line) G_GNUC_WARN_UNUSED_RESULT;
void                manicule_gate_item_free  (ManiculeGateItem      *self);
void                manicule_gate_item_set_range (ManiculeGateItem  *self,
                                              ManiculeRange          range);
void                manicule_gate_item_set_ends (ManiculeGateItem   *self,
                                              const char            *from,
                                              const char            *to);
/* @value is sunk. FALSE where that cannot be an attribute, so that it must be carried. */
gboolean            manicule_gate_item_add   (ManiculeGateItem      *self,
                                              const char            *name,
                                              GVariant              *value);
/* @json: a value, carried under the name of the feature. */
void                manicule_gate_item_carry (ManiculeGateItem      *self,
                                              const char            *name,
                                              const char            *json);
guint               manicule_gate_item_get_line (ManiculeGateItem   *self);
/* @unit: of manicule.ranges. @member: the name of what is carried. */
ManiculeAnnotation *manicule_gate_item_make  (ManiculeGateItem      *self,
                                              ManiculeText          *text,
                                              ManiculeOffsetUnit     unit,
                                              const char            *member) G_GNUC_WARN_UNUSED_RESULT;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeGateItem, manicule_gate_item_free)

/* A feature of the document: FALSE where it is not one that is known. @strings keeps the value. */
gboolean            manicule_gate_set_field  (ManiculeArticleFields *fields,
                                              GStringChunk          *strings,
                                              const char            *name,
                                              const char            *value);

/* --- writing --- */

typedef struct
{
  char     *name;   /* (owned) */
  GVariant *value;  /* (owned) (nullable): NULL: carried */
  char     *json;   /* (owned) (nullable): as it was carried */
} ManiculeGateFeature;

/* (element-type ManiculeGateFeature), (transfer full). @ids: annotation id to number; NULL: without the ends. */
GPtrArray          *manicule_gate_list_features (ManiculeAnnotation *annotation,
                                              GHashTable            *ids,
                                              ManiculeText          *text,
                                              ManiculeOffsetUnit     unit,
                                              const char            *member) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray          *manicule_gate_list_document_features (ManiculeArticle *article,
                                              const char            *member) G_GNUC_WARN_UNUSED_RESULT;
/* Numbers for all annotations of a set, their own where they have one: id to number, (transfer full). */
GHashTable         *manicule_gate_number     (ManiculeAnnotationSet *set) G_GNUC_WARN_UNUSED_RESULT;
/* The range that stands for an annotation: its hull, all of the text, or that of where a relation leads. */
ManiculeRange       manicule_gate_get_range  (ManiculeAnnotationSet *set,
                                              ManiculeAnnotation    *annotation);
/* "uima" or the like of what is carried; NULL when there is none. The reader keeps it. */
ManiculeJsonReader *manicule_gate_open_carried (const char          *carried,
                                              const char            *member,
                                              ManiculeJsonValue     *value) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
