/* manicule-format-webanno-plan.h: what of a document goes to which layer and which cells
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format-webanno-private.h"

G_BEGIN_DECLS

typedef struct
{
  guint token;   /* its unit in the sheet */
  guint begin;   /* in code points; all of the token, or a part */
  guint end;
} ManiculeWebannoPlace;

typedef struct
{
  ManiculeAnnotation   *span;        /* (not owned) */
  char                 *type;        /* (owned) */
  char                 *identifier;  /* (owned) (nullable): what the entity was called where it came from */
  ManiculeWebannoLayer *layer;       /* NULL: a token */
  GArray               *places;      /* (owned) (element-type ManiculeWebannoPlace) */
  guint64               number;      /* 0: none */
  guint                 chain;       /* from 1 */
  guint                 link;
  const char           *next;        /* (nullable): what the relation to the next link is called */
  gboolean              is_numbered;
} ManiculeWebannoSpan;

typedef struct
{
  ManiculeAnnotation     *relation;  /* (not owned) */
  ManiculeWebannoSpan    *from;
  ManiculeWebannoSpan    *to;
  char                   *type;      /* (owned) (nullable) */
  char                   *slot;      /* (owned) (nullable): the feature it is a link of */
  gint64                  index;     /* of that link */
  gboolean                is_chain;
  ManiculeWebannoLayer   *layer;     /* NULL: a link of a slot, or of a chain */
  ManiculeWebannoFeature *feature;   /* of the slot */
} ManiculeWebannoRelation;

typedef struct
{
  ManiculeAnnotationSet *set;
  ManiculeText          *text;
  ManiculeWebannoSheet   sheet;
  GPtrArray             *spans;      /* (owned) (element-type ManiculeWebannoSpan) */
  GPtrArray             *relations;  /* (owned) (element-type ManiculeWebannoRelation) */
  GHashTable            *by_id;      /* (owned): annotation id to span */
} ManiculeWebannoPlan;

void  manicule_webanno_plan_init      (ManiculeWebannoPlan   *self,
                                       ManiculeAnnotationSet *set);
void  manicule_webanno_plan_clear     (ManiculeWebannoPlan   *self);
/* The feature of a layer for an attribute, -1 where it has none. */
int   manicule_webanno_find_feature   (ManiculeWebannoLayer  *layer,
                                       const char            *attribute,
                                       gboolean               is_list);
/* manicule-format-webanno-layers-for.c: which layer each goes to */
void  manicule_webanno_plan_layers    (ManiculeWebannoPlan   *self);

G_END_DECLS
