/* manicule-loss.h: what a format cannot hold, counted before writing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format.h"

G_BEGIN_DECLS

typedef enum
{
  MANICULE_LOSS_NESTED,
  MANICULE_LOSS_CROSSING,
  MANICULE_LOSS_DISCONTINUOUS,
  MANICULE_LOSS_ZERO_LENGTH,
  MANICULE_LOSS_SUB_TOKEN,
  MANICULE_LOSS_RELATIONS,
  MANICULE_LOSS_RELATION_EXTRAS,
  MANICULE_LOSS_ATTRIBUTES,
  MANICULE_LOSS_DOCUMENT_LABELS,
  MANICULE_LOSS_ENTITIES,
  MANICULE_LOSS_NOTES,
  MANICULE_LOSS_ORIGIN,
  MANICULE_LOSS_NAMES,     /* a name or value that the format cannot write as it is */
  MANICULE_LOSS_TEXT,      /* characters of the text that the format cannot write as they are */
  MANICULE_LOSS_SPANS,     /* spans, in a format that holds none */
  MANICULE_N_LOSSES,
} ManiculeLossKind;

/* What is done about one kind. */
typedef enum
{
  MANICULE_LOSSY_DROP,        /* left out */
  MANICULE_LOSSY_OUTER,       /* nested, crossing: the outer (longer) one is kept */
  MANICULE_LOSSY_INNER,
  MANICULE_LOSSY_SPLIT,       /* discontinuous: each part a span of its own */
  MANICULE_LOSSY_HULL,        /* discontinuous: one span over all */
  MANICULE_LOSSY_RETOKENISE,  /* sub-token: the token is cut there; nothing is lost */
  MANICULE_LOSSY_WIDEN,       /* sub-token: widened to the token */
  MANICULE_LOSSY_REPLACE,     /* names, text: what cannot be written becomes something that can */
} ManiculeLossy;

/* Of one kind so many are listed; all are counted. */
#define MANICULE_LOSS_MAX_ITEMS 10000

typedef struct
{
  const char *article_id;     /* owned by the report */
  const char *annotation_id;  /* owned by the report; NULL where the article as a whole is meant */
} ManiculeLossItem;

/* How names are written in one export, kept by its report. */
typedef struct _ManiculeLossNames ManiculeLossNames;

/* The counts of one export. "exact" counts the annotations of which nothing is lost: an annotation that loses several
 * things stands once in each of their counts, one that is left out only in the count of why. */
typedef struct
{
  guint   n_articles;
  guint   n_annotations;
  guint   n_exact;
  guint   n_lost[MANICULE_N_LOSSES];
  GArray *items[MANICULE_N_LOSSES];  /* (element-type ManiculeLossItem), NULL when none */

  GStringChunk      *strings;        /* of the items */
  ManiculeLossNames *names;          /* (nullable) */
} ManiculeLossReport;

typedef struct
{
  ManiculeLossy   policy[MANICULE_N_LOSSES];
  ManiculeSchema *schema;   /* (not owned) (nullable): the order of labels decides between spans of equal length */
  GHashTable     *options;  /* (not owned) (nullable): of the format, where what it holds depends on them */
} ManiculeLossPolicy;

ManiculeLossReport  *manicule_loss_report_new    (void) G_GNUC_WARN_UNUSED_RESULT;
void                 manicule_loss_report_free   (ManiculeLossReport  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeLossReport, manicule_loss_report_free)

void                 manicule_loss_policy_init   (ManiculeLossPolicy  *self,   /* the safe defaults for that format */
                                                  const ManiculeFormat *format);
/* "nested=inner,discontinuous=hull"; the error lists what there is. */
gboolean             manicule_loss_policy_parse  (ManiculeLossPolicy  *self,
                                                  const ManiculeFormat *format,
                                                  const char          *string,
                                                  GError             **error);
const char          *manicule_loss_kind_get_title (ManiculeLossKind    kind);   /* translated: "Nested Spans" */
const char          *manicule_loss_kind_get_name (ManiculeLossKind     kind);   /* "nested" */
const char          *manicule_lossy_get_title    (ManiculeLossKind     kind,
                                                  ManiculeLossy        lossy);  /* translated: "The outer is kept, the inner left out" */
const char          *manicule_lossy_get_name     (ManiculeLossy        lossy);  /* "outer" */
/* Ended by -1; the default first; one element where there is no choice. */
const int           *manicule_loss_kind_get_choices (ManiculeLossKind  kind,
                                                  const ManiculeFormat *format);

/* The document as @format can hold it, counting into @report what that costs. Shares all that does not change. The
 * writer gets this, and reading back must give this. Has exactly one annotation set: the first, or an empty one. */
ManiculeDocument    *manicule_loss_reduce        (ManiculeDocument    *document,
                                                  const ManiculeFormat *format,
                                                  const ManiculeLossPolicy *policy,
                                                  ManiculeLossReport  *report) G_GNUC_WARN_UNUSED_RESULT;
/* A copy of the policy's schema (or an empty one) with the names as @format writes them. */
ManiculeSchema      *manicule_loss_reduce_schema (const ManiculeFormat *format,
                                                  const ManiculeLossPolicy *policy,
                                                  ManiculeLossReport  *report) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
