/* manicule-cas-read-private.h: what the parts of reading a CAS share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-cas-read.h"
#include "manicule-document.h"

G_BEGIN_DECLS

/* What a structure is here. */
typedef enum
{
  MANICULE_CAS_ROLE_NONE,      /* carried */
  MANICULE_CAS_ROLE_TOKEN,     /* carried, too, unless a relation leads to it */
  MANICULE_CAS_ROLE_META,      /* of the document: carried, and read */
  MANICULE_CAS_ROLE_ARTICLE,   /* our own, read */
  MANICULE_CAS_ROLE_SPAN,
  MANICULE_CAS_ROLE_RELATION,
  MANICULE_CAS_ROLE_DOCUMENT,
  MANICULE_CAS_ROLE_LINK,      /* of a slot: a relation from the span that has it */
} ManiculeCasRole;

/* The slot of a link, or the next of a chain. */
typedef struct
{
  guint             host;      /* position of the span */
  guint             link;      /* position of the link; G_MAXUINT: the host itself, in a chain */
  guint             target;    /* id */
  guint             index;     /* in the slot */
  ManiculeCasValue *value;     /* of the host */
} ManiculeCasSlot;

typedef struct
{
  ManiculeCas         *cas;
  ManiculeFormatInput *input;
  guint8              *roles;   /* (owned): of each structure */
  GArray              *slots;   /* (owned) (element-type ManiculeCasSlot), by host */
} ManiculeCasReading;

void                manicule_cas_find_roles        (ManiculeCasReading         *self);
ManiculeCasRole     manicule_cas_get_role          (ManiculeCasReading         *self,
                                                    guint                       id);
gboolean            manicule_cas_role_is_annotation (ManiculeCasRole            role);
/* "value", or what takes its place in links of chains. */
const char         *manicule_cas_get_label_feature (ManiculeCas                *cas,
                                                    const ManiculeCasStructure *structure);

/* Annotations of one structure, NULL with a finding where that cannot be one; FALSE with an error where the first
 * finding fails. */
gboolean            manicule_cas_make_span         (ManiculeCasReading         *self,
                                                    ManiculeCasStructure       *structure,
                                                    ManiculeText               *text,
                                                    ManiculeAnnotation        **annotation,
                                                    GError                    **error);
ManiculeAnnotation *manicule_cas_make_relation     (ManiculeCasReading         *self,
                                                    ManiculeCasStructure       *structure) G_GNUC_WARN_UNUSED_RESULT;
ManiculeAnnotation *manicule_cas_make_document     (ManiculeCasReading         *self,
                                                    ManiculeCasStructure       *structure) G_GNUC_WARN_UNUSED_RESULT;
ManiculeAnnotation *manicule_cas_make_slot         (ManiculeCasReading         *self,
                                                    const ManiculeCasSlot      *slot) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
