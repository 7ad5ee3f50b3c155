/* manicule-annotation-private.h: how an annotation is kept, for its own pieces
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-annotation.h"

G_BEGIN_DECLS

/* An article may carry 200,000 of these, so one with nothing special is a single piece of memory: 72 bytes, 80 with
 * the allocator's. Names that repeat (labels, entities, sources) are interned and given back; all that most
 * annotations lack stands in ManiculeAnnotationRare. */

#define MANICULE_ANNOTATION_ID_ROOM 23

typedef struct
{
  ManiculeRange *ranges;         /* (owned) (nullable): all of them where there are several */
  guint          n_ranges;
  GVariant      *attributes;     /* (owned) (nullable): a{sv}, sorted, in normal form, not empty */
  char          *note;           /* (owned) (nullable) */
  GRefString    *entity;         /* (owned) (nullable): interned */
  GRefString    *origin_source;  /* (owned) (nullable): interned */
  char          *origin_id;      /* (owned) (nullable) */
  double         origin_score;   /* NAN: none */
  gint64         created;
  gint64         modified;
  char          *carried;        /* (owned) (nullable) */
} ManiculeAnnotationRare;

struct _ManiculeAnnotation
{
  GObject                 parent_instance;

  GRefString             *label;      /* (owned): interned */
  ManiculeAnnotationRare *rare;       /* (owned) (nullable) */
  union
  {
    ManiculeRange         hull;       /* of a span; else empty */
    char                 *ends;       /* (owned): of a relation: from, NUL, to, NUL */
  };
  guint8                  kind : 7;
  guint8                  id_is_long : 1;
  char                    id[MANICULE_ANNOTATION_ID_ROOM];  /* or the bytes of an (owned) pointer to a longer one */
};

char                   *manicule_annotation_get_long_id (ManiculeAnnotation  *self);
void                    manicule_annotation_clear       (ManiculeAnnotation  *self);

/* A copy is no value yet: these complete it before anyone else sees it. Each takes the place of what was there. */
ManiculeAnnotation     *manicule_annotation_copy        (ManiculeAnnotation  *source) G_GNUC_WARN_UNUSED_RESULT;
ManiculeAnnotationRare *manicule_annotation_ensure_rare (ManiculeAnnotation  *self);
void                    manicule_annotation_set_id      (ManiculeAnnotation  *self,
                                                         const char          *id);
void                    manicule_annotation_set_ends    (ManiculeAnnotation  *self,
                                                         const char          *from,
                                                         const char          *to);
void                    manicule_annotation_set_ranges  (ManiculeAnnotation  *self,
                                                         const ManiculeRange *ranges,
                                                         guint                n_ranges);

G_END_DECLS
