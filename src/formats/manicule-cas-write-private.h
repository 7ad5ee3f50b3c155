/* manicule-cas-write-private.h: what the parts of writing a CAS share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-cas-write.h"

G_BEGIN_DECLS

/* One annotation on its way out. */
typedef struct
{
  ManiculeAnnotation *annotation;  /* (not owned) */
  guint               id;          /* of its structure; 0: none, the next of a chain */
  const char         *type;        /* (nullable): of its structure */
  const char         *slot;        /* (nullable): the feature of its host that leads to it */
  guint               index;       /* in the slot */
  guint               array_id;    /* of the slot; 0: none */
  gboolean            has_features; /* carries values */
  gboolean            is_end;      /* of a relation */
} ManiculeCasEntry;

typedef struct
{
  ManiculeCas           *cas;        /* (owned): what is built */
  ManiculeCas           *carried;    /* (owned): structures as they came */
  ManiculeDocument      *document;   /* (not owned) */
  ManiculeAnnotationSet *set;        /* (not owned) */
  ManiculeText          *text;       /* (not owned) */
  GHashTable            *layers;     /* (owned): short name to the type of that name, of what was declared */
  GArray                *entries;    /* (owned) (element-type ManiculeCasEntry): in the order of the set */
  GHashTable            *by_id;      /* (owned): annotation id to position in entries + 1 */
  GHashTable            *taken;      /* (owned): ids of structures, a set */
  GHashTable            *places;     /* (owned) (nullable): id to place in the file as it came + 1 */
  GHashTable            *slots;      /* (owned): host's position to a GArray of positions, by slot and index */
  guint                  sofa;
  guint                  next_id;
  gboolean               is_foreign; /* came from a CAS */
} ManiculeCasBuilder;

#define MANICULE_CAS_ENTRY(self, i) (&g_array_index ((self)->entries, ManiculeCasEntry, i))

ManiculeCasEntry *manicule_cas_builder_find        (ManiculeCasBuilder     *self,
                                                    const char             *id);   /* of an annotation; NULL when none */
/* What is carried, then ids, types and slots of all annotations. */
void              manicule_cas_builder_read_carried (ManiculeCasBuilder    *self);
void              manicule_cas_builder_add_entries (ManiculeCasBuilder     *self);
/* Adds the values of an annotation to the last structure. */
void              manicule_cas_builder_put_values  (ManiculeCasBuilder     *self,
                                                    guint                   position);
/* A value as it came, without what it leads to and is gone. */
void              manicule_cas_builder_copy_value  (ManiculeCasBuilder     *self,
                                                    const ManiculeCasValue *value);

G_END_DECLS
