/* manicule-format-conll-layout.h: which column is what
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format-conll-tags.h"

G_BEGIN_DECLS

/* More columns than any relative of CoNLL-2003 has; what is beyond them is not looked at. */
#define MANICULE_CONLL_MAX_COLUMNS 40
#define MANICULE_CONLL_DOCSTART "-DOCSTART-"

typedef enum
{
  MANICULE_CONLL_SPACE,  /* any run of spaces and tabs */
  MANICULE_CONLL_TAB,    /* one tab: fields may be empty, and hold spaces */
  MANICULE_CONLL_PIPE,   /* a sentence a line, "token|tag token|tag" */
} ManiculeConllSeparator;

typedef enum
{
  MANICULE_CONLL_EXTRA,   /* anything that says nothing to us: part of speech, chunk, annotator */
  MANICULE_CONLL_INDEX,   /* the number of the token in its sentence */
  MANICULE_CONLL_TOKEN,
  MANICULE_CONLL_TAG,
  MANICULE_CONLL_NESTED,  /* tags of entities within those of the first column of tags */
  MANICULE_CONLL_GAP,     /* "+" or "-": whether a space follows */
} ManiculeConllColumn;

typedef struct
{
  ManiculeConllSeparator separator;
  guint                  n_columns;
  ManiculeConllColumn    columns[MANICULE_CONLL_MAX_COLUMNS];
} ManiculeConllLayout;

typedef struct
{
  const char *data;
  gsize       length;
} ManiculeConllField;

/* Where the column of that kind is, -1 where there is none. */
int      manicule_conll_layout_find     (const ManiculeConllLayout *self,
                                         ManiculeConllColumn        column);
/* Whether it is that of CoNLL-2003: four columns parted by spaces. */
gboolean manicule_conll_layout_is_2003  (const ManiculeConllLayout *self);
/* What stands in the extra column of that number, from 0, where nothing is known. */
const char *manicule_conll_layout_get_filler (const ManiculeConllLayout *self,
                                         guint                      number);
/* "space token extra extra tag", and back; FALSE when it is not that. */
char    *manicule_conll_layout_print    (const ManiculeConllLayout *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean manicule_conll_layout_parse    (ManiculeConllLayout       *self,
                                         const char                *string,
                                         gsize                      length);

/* Splits a line into at most MANICULE_CONLL_MAX_COLUMNS fields; returns how many there are, which may be more. */
guint    manicule_conll_split           (ManiculeConllSeparator     separator,
                                         const char                *data,
                                         gsize                      length,
                                         ManiculeConllField        *fields);
/* The next item of a sentence a line, from *@p on, split into at most @n fields, the tag last; FALSE at the end. */
gboolean manicule_conll_next_item       (const char               **p,
                                         const char                *end,
                                         guint                      n,
                                         ManiculeConllField        *fields,
                                         guint                     *n_found);
gboolean manicule_conll_line_is_blank   (const char                *data,
                                         gsize                      length);
/* "-DOCSTART-", whatever follows it. */
gboolean manicule_conll_line_is_docstart (const char               *data,
                                         gsize                      length);
/* "#" begins a comment, but may be a token, too: then it has a tag. */
gboolean manicule_conll_line_is_comment (const char                *data,
                                         gsize                      length);
/* What stands after "# key ="; FALSE when the comment says something else. */
gboolean manicule_conll_comment_get     (const char                *data,
                                         gsize                      length,
                                         const char                *key,
                                         ManiculeConllField        *value);
/* Whether a new document begins with that comment; @id (out) (optional): its id, NULL or empty where it has none. */
gboolean manicule_conll_comment_starts_document (const char        *data,
                                         gsize                      length,
                                         ManiculeConllField        *id);

G_END_DECLS
