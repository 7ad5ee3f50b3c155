/* manicule-format-conll-tags.h: B-PER, I-PER, O: entities as tags of tokens
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* IOB1 (Ramshaw and Marcus, 1995) starts an entity with I-, and with B- only where it follows one of the same label;
 * IOB2 (Ratnaparkhi, 1998) starts each with B-. BIOES and BILOU also mark the last token and those that are alone. */
typedef enum
{
  MANICULE_CONLL_IOB2,
  MANICULE_CONLL_IOB1,
  MANICULE_CONLL_BIOES,
  MANICULE_CONLL_BILOU,
} ManiculeConllScheme;

/* One tag. The label is not terminated. */
typedef struct
{
  char        prefix;  /* 'B', 'I', 'E', 'S', 'L', 'U', 'M', 'O'; '\0': not a tag */
  const char *label;   /* NULL without one */
  gsize       length;
} ManiculeConllTag;

ManiculeConllTag manicule_conll_tag_parse (const char *string,
                                           gsize       length);

/* --- which scheme a column follows --- */

/* All that must be known of a column, however long it is. Start it as { 0, }. */
typedef struct
{
  guint64 n_tags;
  guint64 n_entity_tags;    /* all but O */
  guint64 n_other;          /* what is no tag */
  guint64 n_bioes;          /* E-, S-, M- */
  guint64 n_bilou;          /* L-, U- */
  guint64 n_free_i;         /* I- where nothing of its label goes on */
  guint64 n_free_b;         /* B- where nothing of its label went before */
  char    former_prefix;
  guint   former_label;     /* a hash */
} ManiculeConllTagSurvey;

void                manicule_conll_tag_survey_add    (ManiculeConllTagSurvey       *self,
                                                      const char                   *string,
                                                      gsize                         length);
void                manicule_conll_tag_survey_end_sentence (ManiculeConllTagSurvey *self);
ManiculeConllScheme manicule_conll_tag_survey_decide (const ManiculeConllTagSurvey *self);

/* --- entities --- */

/* Tokens from first to last, both included. */
typedef struct
{
  guint            first;
  guint            last;
  ManiculeConllTag tag;    /* of the first one */
} ManiculeConllChunk;

typedef enum
{
  MANICULE_CONLL_NOT_A_TAG,    /* taken for O */
  MANICULE_CONLL_NO_START,     /* goes on with what has not begun: taken for a start */
  MANICULE_CONLL_NOT_ENDED,    /* the entity before it did not end: taken for its end */
} ManiculeConllFaultKind;

typedef struct
{
  ManiculeConllFaultKind kind;
  guint                  token;
} ManiculeConllFault;

/* The entities of one sentence, in order. Every tag is read as far as it makes sense, whatever the scheme; the scheme
 * says what is a fault. Appends to @chunks and @faults. */
void manicule_conll_tags_decode (const ManiculeConllTag *tags,
                                 guint                   n_tags,
                                 ManiculeConllScheme     scheme,
                                 GArray                 *chunks,
                                 GArray                 *faults);
/* The prefix for a token of an entity. @follows: the entity begins right after another of its label. */
char manicule_conll_prefix      (ManiculeConllScheme     scheme,
                                 gboolean                is_first,
                                 gboolean                is_last,
                                 gboolean                follows);

G_END_DECLS
