/* manicule-format-conll-private.h: what reading and writing share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format-conll-layout.h"
#include "manicule-format-input.h"
#include "manicule-format-output.h"

G_BEGIN_DECLS

/* The member that a set carries: what is needed to write the file again as it was. The first line is the layout. Where
 * tokens are more than what stands between white space, or there is more than tokens and tags, lines follow:
 *
 *     -DOCSTART- …          the line that opened the document, where it is not the usual one
 *     =…                    the first line of the file, which names the columns
 *     # …                   a comment before a sentence
 *     1+5<TAB>NNP<TAB>I-NP  one character, then a token of five, and the fields of the other columns
 *                           an empty line ends a sentence, which ends a line of the text, too
 */
#define MANICULE_CONLL "conll"
#define MANICULE_CONLL_NAMES "="

/* One token that is to be written. */
typedef struct
{
  guint    start;            /* in code points */
  guint    end;
  gboolean starts_sentence;
  guint    line;             /* in the lines of ManiculeConllTokens */
} ManiculeConllToken;

#define MANICULE_CONLL_NO_LINE G_MAXUINT

/* The tokens of a document, with what its file said of them beside the tags. */
typedef struct
{
  ManiculeConllLayout layout;      /* that of the file; n_columns is 0 where it came from elsewhere */
  GArray             *tokens;      /* (owned) (element-type ManiculeConllToken) */
  GStrv               lines;       /* (owned) (nullable): carried lines, the layout first */
} ManiculeConllTokens;

gboolean manicule_conll_read         (ManiculeFormatInput   *input,
                                      ManiculeDocumentFunc   func,
                                      gpointer               data,
                                      GError               **error);

/* From what the set carries, where that still fits the text, else by the word rule. */
void     manicule_conll_tokens_init  (ManiculeConllTokens   *self,
                                      ManiculeAnnotationSet *set);
void     manicule_conll_tokens_clear (ManiculeConllTokens   *self);

/* The line that opens a document in a file of that layout. */
char    *manicule_conll_print_docstart (const ManiculeConllLayout *layout) G_GNUC_WARN_UNUSED_RESULT;

gpointer manicule_conll_begin        (ManiculeFormatOutput  *output,
                                      ManiculeSchema        *schema,
                                      GError               **error);
gboolean manicule_conll_write        (gpointer               data,
                                      ManiculeDocument      *document,
                                      GError               **error);
gboolean manicule_conll_end          (gpointer               data,
                                      gboolean               commit,
                                      GError               **error);

G_END_DECLS
