/* manicule-format-conll2012-sheet.h: the lines of one document of CoNLL-2012, and the text that they make
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format-conll-layout.h"

G_BEGIN_DECLS

typedef enum
{
  MANICULE_CONLL2012_BEGIN,    /* "#begin document" */
  MANICULE_CONLL2012_TOKEN,
  MANICULE_CONLL2012_BLANK,    /* the end of a sentence */
  MANICULE_CONLL2012_END,      /* "#end document" */
  MANICULE_CONLL2012_COMMENT,
  MANICULE_CONLL2012_DAMAGED,  /* not as many fields as a token has; it says nothing */
} ManiculeConll2012Kind;

typedef struct
{
  ManiculeConll2012Kind kind;
  gsize                 offset;           /* in the lines */
  gsize                 length;
  guint                 number;           /* of the line in the file */

  /* Of a token, once the sheet is finished. */
  guint                 start;            /* in the text, in code points */
  guint                 end;
  gboolean              starts_sentence;
  ManiculeConllField    name;             /* its field of named entities; empty where there is no such column */
  ManiculeConllField    cluster;
} ManiculeConll2012Row;

/* Which columns there are. The last one has the clusters in each. */
typedef enum
{
  MANICULE_CONLL2012_LONG,   /* document, part, number, word, … */
  MANICULE_CONLL2012_SHORT,  /* number, word, …: GUM, SemEval-2010 */
  MANICULE_CONLL2012_PAIR,   /* word, clusters */
} ManiculeConll2012Form;

/* Lines are added one by one; when all are there, they are finished. */
typedef struct
{
  GString               *lines;         /* (owned): each with a line feed */
  GArray                *rows;          /* (owned) (element-type ManiculeConll2012Row) */
  GString               *text;          /* (owned) */
  guint                  n_chars;

  ManiculeConll2012Form  form;
  gboolean               has_tabs;      /* fields end at tabs and may be empty, else at white space */
  int                    names;         /* the column of named entities; -1: there is none */
  char                  *no_name;       /* (owned): what stands there beside an entity, "*" or "-" */
  char                  *no_cluster;    /* (owned): the same among clusters */

  GArray                *fields;        /* (owned) (element-type ManiculeConllField): of the row that was split last */
} ManiculeConll2012Sheet;

void                  manicule_conll2012_sheet_init    (ManiculeConll2012Sheet *self);
void                  manicule_conll2012_sheet_clear   (ManiculeConll2012Sheet *self);
/* Forgets all lines. */
void                  manicule_conll2012_sheet_restart (ManiculeConll2012Sheet *self);
/* A line without its end. */
void                  manicule_conll2012_sheet_add     (ManiculeConll2012Sheet *self,
                                                        const char             *data,
                                                        gsize                   length,
                                                        guint                   number);
/* Finds the columns and the text. */
void                  manicule_conll2012_sheet_finish  (ManiculeConll2012Sheet *self);

ManiculeConll2012Row *manicule_conll2012_sheet_get     (ManiculeConll2012Sheet *self,
                                                        guint                   row);
const char           *manicule_conll2012_sheet_get_line (ManiculeConll2012Sheet *self,
                                                        guint                   row);
gboolean              manicule_conll2012_sheet_has     (ManiculeConll2012Sheet *self,
                                                        ManiculeConll2012Kind   kind);
/* What the article is wanted to be called, by the line that begins the document: "id", "id-1", "id-2" for its parts. NULL
 * where it does not say. */
char                 *manicule_conll2012_sheet_dup_name (ManiculeConll2012Sheet *self) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer none) (element-type ManiculeConllField): valid until the next row is split. */
GArray               *manicule_conll2012_sheet_split   (ManiculeConll2012Sheet *self,
                                                        guint                   row);
/* Which of the fields is the word, and which one numbers it; -1: none does. */
int                   manicule_conll2012_form_get_word   (ManiculeConll2012Form form);
int                   manicule_conll2012_form_get_number (ManiculeConll2012Form form);

/* What a line that begins a document calls it; @part (out): 0 where it does not say. FALSE: it is another line. */
gboolean              manicule_conll2012_parse_begin   (const char             *data,
                                                        gsize                   length,
                                                        ManiculeConllField     *id,
                                                        guint                  *part);

G_END_DECLS
