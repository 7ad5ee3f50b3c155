/* manicule-format-conllu-body.h: the lines of one document, and the text that they make
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format-conllu-values.h"

G_BEGIN_DECLS

/* CoNLL-U has ten columns; CoNLL-U Plus names its own. */
#define MANICULE_CONLLU_MAX_COLUMNS 64
#define MANICULE_CONLLU_COLUMNS "ID FORM LEMMA UPOS XPOS FEATS HEAD DEPREL DEPS MISC"

typedef struct
{
  guint n_columns;
  char *names[MANICULE_CONLLU_MAX_COLUMNS];  /* (owned) */
  int   id;                                  /* columns; -1: there is none */
  int   form;
  int   misc;
  int   tag;                                 /* B-PER, I-PER, O */
  int   mwe;                                 /* 1:VID, 1, * */
} ManiculeConlluLayout;

typedef enum
{
  MANICULE_CONLLU_COMMENT,
  MANICULE_CONLLU_WORD,
  MANICULE_CONLLU_PART,    /* a word of a range, which has its place */
  MANICULE_CONLLU_RANGE,   /* several words as they are written: "3-4" */
  MANICULE_CONLLU_EMPTY,   /* a word that is not written: "8.1" */
  MANICULE_CONLLU_END,     /* the empty line behind a sentence */
} ManiculeConlluKind;

typedef struct
{
  ManiculeConlluKind kind;
  gsize              offset;  /* in the lines */
  gsize              length;
  gsize              form;    /* where its form and its MISC column are in the lines, which are asked for often */
  gsize              form_length;
  gsize              misc;
  gsize              misc_length;  /* 0 for "_" and "*" */
  gboolean           is_whole;     /* there is a field for each column, and none is empty */
  guint              number;  /* of the line in the file */
  guint              start;   /* in the text, in code points */
  guint              end;
} ManiculeConlluRow;

/* Lines are added one by one; the rows of a sentence have their places when it has ended. */
typedef struct
{
  ManiculeConlluLayout layout;
  GString             *lines;      /* (owned): each with a line feed */
  GArray              *rows;       /* (owned) (element-type ManiculeConlluRow) */
  GString             *text;       /* (owned) */
  guint                n_chars;

  guint                first;      /* the first row of the sentence that is open */
  guint                last_range; /* of it, one more than its row; 0: there is none */
  char                *gap;        /* (owned) (nullable): what follows the sentence before, where it says so */
  gboolean             is_glued;   /* SpaceAfter=No */
  gboolean             has_pars;   /* it says where paragraphs begin */
  gboolean             has_tokens;
  GArray              *faults;     /* (owned) (element-type guint): rows whose sentences are not what "# text" says */
} ManiculeConlluBody;

gboolean            manicule_conllu_layout_parse (ManiculeConlluLayout      *self,
                                                  const ManiculeConlluField *names);
void                manicule_conllu_layout_clear (ManiculeConlluLayout      *self);

void                manicule_conllu_body_init    (ManiculeConlluBody        *self);
void                manicule_conllu_body_clear   (ManiculeConlluBody        *self);
/* Forgets the document; the layout stays. */
void                manicule_conllu_body_restart (ManiculeConlluBody        *self);
/* A line that is not empty, without its end. FALSE when it is neither a comment nor a word: it is not taken then. */
gboolean            manicule_conllu_body_add     (ManiculeConlluBody        *self,
                                                  const char                *data,
                                                  gsize                      length,
                                                  guint                      number);
void                manicule_conllu_body_end_sentence (ManiculeConlluBody   *self);
/* After the last sentence: what follows it belongs to the text. */
void                manicule_conllu_body_finish  (ManiculeConlluBody        *self);

/* A column of a row; empty for -1 and where the line is shorter. "_" stays "_". */
ManiculeConlluField manicule_conllu_body_get_field (ManiculeConlluBody      *self,
                                                  guint                      i,
                                                  int                        column);

static inline ManiculeConlluRow *
manicule_conllu_body_get (ManiculeConlluBody *self,
                          guint               i)
{
  return &g_array_index (self->rows, ManiculeConlluRow, i);
}

static inline ManiculeConlluField
manicule_conllu_body_get_line (ManiculeConlluBody *self,
                               guint               i)
{
  const ManiculeConlluRow *row = manicule_conllu_body_get (self, i);

  return (ManiculeConlluField) { self->lines->str + row->offset, row->length };
}

static inline ManiculeConlluField
manicule_conllu_body_get_form (ManiculeConlluBody *self,
                               guint               i)
{
  const ManiculeConlluRow *row = manicule_conllu_body_get (self, i);

  return (ManiculeConlluField) { self->lines->str + row->form, row->form_length };
}

/* The MISC column without "_". */
static inline ManiculeConlluField
manicule_conllu_body_get_misc (ManiculeConlluBody *self,
                               guint               i)
{
  const ManiculeConlluRow *row = manicule_conllu_body_get (self, i);

  return (ManiculeConlluField) { self->lines->str + row->misc, row->misc_length };
}

G_END_DECLS
