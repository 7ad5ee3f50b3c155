/* manicule-sentences.c: sentences
 *
 * A sentence is what ICU takes for one (UAX #29), joined again where manicule-abbreviations.c knows that it goes on. Closing quotation
 * marks stay with their sentence, and the end of a paragraph ends it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-sentences-private.h"

#include "manicule-break-private.h"

void
manicule_sentences_init (ManiculeSentences *self,
                         const char        *data,
                         guint              start,
                         guint              end)
{
  *self = (ManiculeSentences) {
    .data = data,
    .start = start,
    .end = end,
    .paragraph = { data + start, data + end },
    .iterator = manicule_break_over (UBRK_SENTENCE, data, start, end),
  };
}

guint
manicule_sentences_end (ManiculeSentences *self,
                        guint              byte)
{
  gint32 at = ubrk_following (self->iterator, (gint32) (byte - self->start));

  while (self->start + (guint) at < self->end
         && !manicule_sentence_may_start (&self->paragraph, self->paragraph.start + at))
    at = ubrk_next (self->iterator);

  return self->start + (guint) at;
}

guint
manicule_sentences_start (ManiculeSentences *self,
                          guint              byte)
{
  gint32 at = (gint32) (byte - self->start);

  if (!ubrk_isBoundary (self->iterator, at))
    at = ubrk_preceding (self->iterator, at);
  while (at > 0 && !manicule_sentence_may_start (&self->paragraph, self->paragraph.start + at))
    at = ubrk_previous (self->iterator);

  return self->start + (guint) at;
}
