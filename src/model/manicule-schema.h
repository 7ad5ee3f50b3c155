/* manicule-schema.h: what may be annotated: labels, relation types, attributes, document labels
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "manicule-attribute.h"
#include "manicule-label.h"
#include "manicule-relation-type.h"

G_BEGIN_DECLS

/* Four lists, each a GListModel in the user's order with unique names. Edited by changes (manicule-change.h); a reader
 * that builds a new schema, which nobody sees yet, uses the functions named "add". */
#define MANICULE_TYPE_SCHEMA (manicule_schema_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeSchema, manicule_schema, MANICULE, SCHEMA, GObject)

ManiculeSchema       *manicule_schema_new                 (void) G_GNUC_WARN_UNUSED_RESULT;
ManiculeSchema       *manicule_schema_copy                (ManiculeSchema       *self) G_GNUC_WARN_UNUSED_RESULT;

GListModel           *manicule_schema_get_labels          (ManiculeSchema       *self);
GListModel           *manicule_schema_get_relation_types  (ManiculeSchema       *self);
GListModel           *manicule_schema_get_attributes      (ManiculeSchema       *self);
GListModel           *manicule_schema_get_document_labels (ManiculeSchema       *self);  /* of ManiculeAttribute */
gboolean              manicule_schema_get_open            (ManiculeSchema       *self);  /* may the annotator add labels? */
void                  manicule_schema_set_open            (ManiculeSchema       *self,
                                                           gboolean              open);
const char           *manicule_schema_get_carried         (ManiculeSchema       *self);
void                  manicule_schema_set_carried         (ManiculeSchema       *self,
                                                           const char           *carried);

/* NULL where there is none of that name; the schema keeps the reference. O(1), by key O(labels). */
ManiculeLabel        *manicule_schema_find_label          (ManiculeSchema       *self,
                                                           const char           *name);
ManiculeLabel        *manicule_schema_find_label_by_key   (ManiculeSchema       *self,
                                                           const char           *key);
ManiculeRelationType *manicule_schema_find_relation_type  (ManiculeSchema       *self,
                                                           const char           *name);
ManiculeAttribute    *manicule_schema_find_attribute      (ManiculeSchema       *self,
                                                           const char           *name);
ManiculeAttribute    *manicule_schema_find_document_label (ManiculeSchema       *self,
                                                           const char           *name);

/* FALSE when the name is taken: nothing is changed. */
gboolean              manicule_schema_add_label           (ManiculeSchema       *self,
                                                           ManiculeLabel        *label);
gboolean              manicule_schema_add_relation_type   (ManiculeSchema       *self,
                                                           ManiculeRelationType *type);
gboolean              manicule_schema_add_attribute       (ManiculeSchema       *self,
                                                           ManiculeAttribute    *attribute);
gboolean              manicule_schema_add_document_label  (ManiculeSchema       *self,
                                                           ManiculeAttribute    *label);

const char           *manicule_schema_default_color       (const char           *name);
/* A colour of the default palette and a free key for a label of that name: its first letter if free, else another of
 * its letters, else any; the key is NULL when none is left. */
char                 *manicule_schema_propose_color       (ManiculeSchema       *self) G_GNUC_WARN_UNUSED_RESULT;
char                 *manicule_schema_propose_key         (ManiculeSchema       *self,
                                                           const char           *name) G_GNUC_WARN_UNUSED_RESULT;
gboolean              manicule_schema_equal               (ManiculeSchema       *a,
                                                           ManiculeSchema       *b);

G_END_DECLS
