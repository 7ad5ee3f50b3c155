/* manicule-format-conllu-job.h: one document on its way into a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format-conllu-private.h"

G_BEGIN_DECLS

/* A place among the rows: twice the number of a row is the row, one more is a row to be inserted behind it. */
typedef gint64 ManiculeConlluPlace;

/* One part of a span. */
typedef struct
{
  ManiculeConlluPlace first;
  ManiculeConlluPlace last;
  gint64              from;   /* how far it begins from where its first word does */
  gint64              to;     /* how far it ends before its last word does */
} ManiculeConlluPart;

typedef struct
{
  ManiculeAnnotation *span;         /* (not owned) */
  GArray             *parts;        /* (owned) (element-type ManiculeConlluPart) */
  char               *eid;          /* (owned) */
  char               *raw;          /* (owned) (nullable): its parts where it came from */
  char               *tag;          /* (owned) (nullable): it came from tags under that name */
  GString            *links;        /* (owned): relations, as items of "other" */
  gboolean            is_target;    /* of such a relation */
  gboolean            is_linked;    /* by any relation */
  gboolean            is_tag;       /* written as tags */
  guint               number;       /* among those in brackets, in their order */
} ManiculeConlluSpan;

typedef struct
{
  ManiculeAnnotationSet *set;
  ManiculeConlluBody     body;
  ManiculeConlluTags     tags;
  ManiculeConlluHeader   header;
  GPtrArray             *spans;     /* (owned) (element-type ManiculeConlluSpan): in the order of the file */
  GHashTable            *by_id;     /* (owned): annotation id to span */
  GPtrArray             *entities;  /* (owned): the value of "Entity=" at each place, a GString (nullable); so are the next */
  GPtrArray             *closings;  /* (owned): what closes at each place */
  GPtrArray             *bridges;   /* (owned): the items of "Bridge=" */
  GPtrArray             *splits;    /* (owned): the items of "SplitAnte=" */
  GPtrArray             *marks;     /* (owned): tags */
  GPtrArray             *mwes;      /* (owned): the expressions that the word at each place is part of */
  gboolean               needs_id;  /* clusters are called after the article, so that the file must name it */
} ManiculeConlluJob;

void     manicule_conllu_job_init   (ManiculeConlluJob       *self,
                                     ManiculeAnnotationSet   *set,
                                     gboolean                 as_tags);
void     manicule_conllu_job_clear  (ManiculeConlluJob       *self);
/* Everything between the brackets, made of the spans; the header may grow. */
void     manicule_conllu_job_print  (ManiculeConlluJob       *self);
GString *manicule_conllu_job_ensure (GPtrArray               *table,
                                     ManiculeConlluPlace      place);
GString *manicule_conllu_job_find   (GPtrArray               *table,
                                     ManiculeConlluPlace      place);
/* manicule-format-conllu-mwe.c: the spans that came from such a column go back to it */
void     manicule_conllu_mark_mwes  (ManiculeConlluJob       *self);
const char *manicule_conllu_get_mwe (ManiculeConlluJob       *self,
                                     guint                    row,
                                     const ManiculeConlluField *former);
/* manicule-format-conllu-places.c */
void     manicule_conllu_place_spans (ManiculeConlluJob      *self);

G_END_DECLS
