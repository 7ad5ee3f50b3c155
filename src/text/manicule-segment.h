/* manicule-segment.h: characters, words, sentences, paragraphs of a text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-text.h"

G_BEGIN_DECLS

typedef enum
{
  MANICULE_UNIT_GRAPHEME,   /* what a reader takes for one character */
  MANICULE_UNIT_WORD,       /* by the one word rule, see manicule-segment.c */
  MANICULE_UNIT_COMPOUND,   /* words that a hyphen, an apostrophe or a slash ties together: "anti-US", "Korea’s" */
  MANICULE_UNIT_SENTENCE,
  MANICULE_UNIT_PARAGRAPH,  /* up to a line break; the break itself belongs to none */
} ManiculeUnit;

/* All offsets in code points. All functions look only at the paragraph around the offset, so they cost the same in a
 * long text. Thread-safe. */

/* The unit that covers @chr; with @chr at a gap between words the gap itself (a run of spaces, one punctuation mark) and FALSE. */
gboolean       manicule_segment_around     (ManiculeText *text,
                                            ManiculeUnit  unit,
                                            guint         chr,
                                            ManiculeRange *range);
/* The nearest start of a unit after, before @chr (for words and compounds: starts and ends both, so that a caret stops at "anti|-|US"). */
guint          manicule_segment_next       (ManiculeText *text,
                                            ManiculeUnit  unit,
                                            guint         chr);
guint          manicule_segment_previous   (ManiculeText *text,
                                            ManiculeUnit  unit,
                                            guint         chr);
/* Widens both ends of @range outwards to whole units; surrounding space is trimmed from it first. */
ManiculeRange  manicule_segment_snap       (ManiculeText *text,
                                            ManiculeUnit  unit,
                                            ManiculeRange range);

/* One token of the text for token formats: words and single punctuation marks, in order, no white space. */
typedef struct
{
  guint start;
  guint end;
  guint is_word : 1;          /* else a punctuation mark or symbol */
  guint starts_sentence : 1;
  guint starts_paragraph : 1;
} ManiculeToken;

/* (element-type ManiculeToken); abbreviations keep their points, hyphens, apostrophes and slashes are tokens of their own */
GArray        *manicule_segment_tokenize   (ManiculeText *text,
                                            ManiculeRange range) G_GNUC_WARN_UNUSED_RESULT;
/* Is @c in no token by itself: white space, and what is not seen at all? */
gboolean       manicule_segment_is_blank    (gunichar     c);
/* Does @c belong to what stands before it: a combining mark, a joiner? Behind a blank, but not at the beginning of a
 * paragraph, it is blank with it. */
gboolean       manicule_segment_is_attached (gunichar     c);
/* (element-type ManiculeRange), without the white space between them */
GArray        *manicule_segment_sentences  (ManiculeText *text,
                                            ManiculeRange range) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
