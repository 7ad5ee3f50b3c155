/* manicule-words-private.h: the one word rule, in bytes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <unicode/ubrk.h>

#include "manicule-abbreviations-private.h"

G_BEGIN_DECLS

typedef enum
{
  MANICULE_PIECE_BLANK,  /* white space and what cannot be seen */
  MANICULE_PIECE_MARK,   /* one punctuation mark or symbol */
  MANICULE_PIECE_WORD,
} ManiculePieceKind;

/* Bytes of the whole text. */
typedef struct
{
  guint             start;
  guint             end;
  ManiculePieceKind kind;
} ManiculePiece;

/* A paragraph being cut into pieces. Pieces touch and cover all of it. Uses this thread's word iterator of ICU, so only one
 * at a time is good. */
typedef struct
{
  const char        *data;
  guint              start;
  guint              end;
  ManiculeParagraph  paragraph;
  UBreakIterator    *iterator;
  guint              reached;        /* where the iterator stands */
  guint              segment_start;  /* what ICU takes for a word, a mark, a space */
  guint              segment_end;
  gboolean           is_word;        /* the segment is one */
} ManiculeWords;

void     manicule_words_init  (ManiculeWords *self,
                               const char    *data,
                               guint          start,
                               guint          end);
/* The piece that holds @byte, which is before the end of the paragraph. */
void     manicule_words_at    (ManiculeWords *self,
                               guint          byte,
                               ManiculePiece *piece);
/* The piece after @piece, or FALSE at the end of the paragraph. @piece has to come from the call before this one, or to end
 * at the start of the paragraph for the first. */
gboolean manicule_words_next  (ManiculeWords *self,
                               ManiculePiece *piece);

G_END_DECLS
