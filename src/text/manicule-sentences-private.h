/* manicule-sentences-private.h: sentences, in bytes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <unicode/ubrk.h>

#include "manicule-abbreviations-private.h"

G_BEGIN_DECLS

/* A paragraph being cut into sentences, in bytes of the whole text. Sentences touch and cover all of it, white space between them
 * belongs to the one before. Uses this thread's sentence iterator of ICU, so only one at a time is good. */
typedef struct
{
  const char        *data;
  guint              start;
  guint              end;
  ManiculeParagraph  paragraph;
  UBreakIterator    *iterator;
} ManiculeSentences;

void  manicule_sentences_init  (ManiculeSentences *self,
                                const char        *data,
                                guint              start,
                                guint              end);
/* The end of the sentence that holds @byte, which is before the end of the paragraph. */
guint manicule_sentences_end   (ManiculeSentences *self,
                                guint              byte);
/* The same for a @byte that is where one begins, or has only white space between that and itself: sooner. */
guint manicule_sentences_next  (ManiculeSentences *self,
                                guint              byte);
/* The start of the sentence that holds @byte. */
guint manicule_sentences_start (ManiculeSentences *self,
                                guint              byte);

G_END_DECLS
