/* manicule-sentences.c: sentences
 *
 * A sentence is what ICU takes for one (UAX #29), joined again where manicule-abbreviations.c knows that it goes on. Closing quotation
 * marks stay with their sentence, and the end of a paragraph ends it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-sentences-private.h"

#include "manicule-break-private.h"

#include <string.h>
#include <unicode/uchar.h>

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

/* --- without ICU --- */

typedef enum
{
  GOES_ON,
  ENDS,
  UNSURE,  /* what is no ASCII may have a say in it */
} Verdict;

static inline gboolean
is_ascii (char c)
{
  return (guchar) c < 0x80;
}

static inline gboolean
may_end (char c)
{
  return c == '.' || c == '!' || c == '?';
}

/* Of what is no ASCII, most of most texts does not end sentences, which is known without looking it up. */
static gboolean
is_harmless (gunichar c)
{
  if ((c >= 0xa0 && c < 0x300) || (c >= 0x2010 && c < 0x2024))
    return TRUE;

  switch (u_getIntPropertyValue ((UChar32) c, UCHAR_SENTENCE_BREAK))
    {
    case U_SB_ATERM:
    case U_SB_STERM:
    case U_SB_SEP:
      return FALSE;
    default:
      return TRUE;
    }
}

/* The first mark from @at on that may end a sentence, or the end; NULL where that is none of ASCII. */
static const char *
find_mark (const char *at,
           const char *end)
{
  while (at < end)
    {
      if (!is_ascii (*at))
        {
          if (!is_harmless (g_utf8_get_char (at)))
            return NULL;
          at = g_utf8_next_char (at);
        }
      else if (may_end (*at))
        return at;
      else if (*at == '\n' || *at == '\r')
        return NULL;
      else
        at++;
    }

  return end;
}

/* SB6 to SB8, where nothing stands between the point and what follows it: "4.50", "U.S", "example.com". */
static Verdict
judge_point (ManiculeSentences *self,
             const char        *point)
{
  const char *next = point + 1;
  char before = point > self->paragraph.start ? point[-1] : ' ';

  if (next == self->paragraph.end)
    return ENDS;
  if (!is_ascii (*next))
    return UNSURE;
  if (g_ascii_isdigit (*next) || g_ascii_islower (*next) || (g_ascii_isupper (*next) && g_ascii_isalpha (before)))
    return GOES_ON;

  return g_ascii_isupper (*next) && !is_ascii (before) ? UNSURE : ENDS;
}

/* SB8: behind a point a sentence goes on where the next letter is a small one. */
static Verdict
judge_letters (const char *at,
               const char *end)
{
  for (; at < end; at++)
    {
      if (!is_ascii (*at) || *at == '\n' || *at == '\r')
        return UNSURE;
      if (g_ascii_islower (*at))
        return GOES_ON;
      if (g_ascii_isupper (*at) || may_end (*at))
        return ENDS;
    }

  return ENDS;
}

/* Whether the mark at *@at ends a sentence; *@at (out): where the next begins, or where to look on. */
static Verdict
judge_mark (ManiculeSentences  *self,
            const char        **at)
{
  const char *mark = *at, *end = self->paragraph.end;
  Verdict verdict = *mark == '.' ? judge_point (self, mark) : ENDS;
  const char *next = mark + 1;

  *at = next;
  if (verdict != ENDS)
    return verdict;

  /* SB9 to SB11: quotation marks, brackets and white space stay with it. */
  while (next < end && strchr ("\"'()[]{}", *next) != NULL)
    next++;
  while (next < end && strchr (" \t\v\f", *next) != NULL)
    next++;
  *at = next;
  if (next == end)
    return ENDS;

  /* SB8a. The semicolon goes with them in later versions of Unicode only. */
  if (may_end (*next) || strchr (",-:", *next) != NULL)
    return GOES_ON;
  if (!is_ascii (*next) || strchr (";\n\r", *next) != NULL)
    return UNSURE;

  return *mark == '.' ? judge_letters (next, end) : ENDS;
}

/* The boundary of ICU's after @byte, where a sentence begins, or 0 where ICU has to be asked: nearly all of UAX #29 is told
 * in texts that have their marks from ASCII. */
static guint
plain_end (ManiculeSentences *self,
           guint              byte)
{
  const char *at = self->data + byte;

  while (TRUE)
    {
      Verdict verdict;

      at = find_mark (at, self->paragraph.end);
      if (at == NULL)
        return 0;
      verdict = at < self->paragraph.end ? judge_mark (self, &at) : ENDS;
      if (verdict != GOES_ON)
        return verdict == ENDS ? (guint) (at - self->data) : 0;
    }
}

guint
manicule_sentences_next (ManiculeSentences *self,
                         guint              byte)
{
  do
    {
      guint end = plain_end (self, byte);

      byte = end > 0 ? end : self->start + (guint) ubrk_following (self->iterator, (gint32) (byte - self->start));
    }
  while (byte < self->end && !manicule_sentence_may_start (&self->paragraph, self->data + byte));

  return byte;
}

/* --- with ICU --- */

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
