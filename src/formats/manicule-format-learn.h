/* manicule-format-learn.h: a schema for what documents use
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-document.h"
#include "manicule-schema.h"

G_BEGIN_DECLS

/* What was seen in documents. Of values only as many are kept as tell a choice from a free text. */
typedef struct _ManiculeLearned ManiculeLearned;

ManiculeLearned      *manicule_learned_new            (void) G_GNUC_WARN_UNUSED_RESULT;
void                  manicule_learned_free           (ManiculeLearned       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeLearned, manicule_learned_free)

void                  manicule_learned_add            (ManiculeLearned       *self,
                                                       ManiculeDocument      *document);
/* Adds to @schema what was seen and is not in it, in the order in which it was seen. */
void                  manicule_learned_complete       (ManiculeLearned       *self,
                                                       ManiculeSchema        *schema);

/* Finds the item of that name or adds one, with a colour and a key of its own; (transfer none). */
ManiculeLabel        *manicule_schema_ensure_label         (ManiculeSchema        *schema,
                                                            const char            *name,
                                                            ManiculeLabelKind      kind);
/* The same, with the colour ("#rrggbb") and the key that a file declares, where they are such; both (nullable). */
void                  manicule_schema_declare_label        (ManiculeSchema        *schema,
                                                            const char            *name,
                                                            const char            *color,
                                                            const char            *key);
ManiculeRelationType *manicule_schema_ensure_relation_type (ManiculeSchema        *schema,
                                                            const char            *name);

G_END_DECLS
