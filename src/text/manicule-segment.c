/* manicule-segment.c: characters, words, sentences, paragraphs around an offset
 *
 * The word rule is stated in manicule-words.c, the sentence rule in manicule-sentences.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-segment.h"

#include "manicule-break-private.h"
#include "manicule-search-private.h"
#include "manicule-sentences-private.h"
#include "manicule-text-private.h"
#include "manicule-words-private.h"

#include <unicode/uchar.h>

/* A sentence is looked for so many bytes to both sides first; an end of one that is so near to the edge of that may be none. */
#define NEARBY 1024
#define NEARBY_EDGE 128

/* The bytes of a line without its break. */
typedef struct
{
  guint start;
  guint end;
  guint n_break;
} Paragraph;

static Paragraph
paragraph_at (ManiculeText *text,
              guint         byte)
{
  guint line = manicule_text_line_at (text, byte);
  Paragraph paragraph = { .start = text->lines[line] };

  paragraph.end = manicule_text_line_end (text, line, &paragraph.n_break);
  return paragraph;
}

static guint
byte_before (ManiculeText *text,
             guint         byte)
{
  return (guint) (g_utf8_prev_char (text->data + byte) - text->data);
}

static ManiculePiece
cluster_around (ManiculeText *text,
                guint         byte)
{
  ManiculePiece cluster = { .kind = MANICULE_PIECE_WORD };
  ManiculeClusters walk;

  cluster.start = manicule_cluster_start (text->data, 0, byte);
  manicule_clusters_init (&walk, text->data, text->n_bytes, cluster.start);
  cluster.end = manicule_clusters_next (&walk);

  return cluster;
}

/* Widens a blank piece over the blank ones beside it. */
static void
join_blanks (ManiculeWords *words,
             ManiculePiece *piece)
{
  ManiculePiece next = *piece;
  ManiculePiece previous = *piece;

  while (manicule_words_next (words, &next) && next.kind == MANICULE_PIECE_BLANK)
    piece->end = next.end;
  while (previous.start > words->start)
    {
      manicule_words_at (words, previous.start - 1, &previous);
      if (previous.kind != MANICULE_PIECE_BLANK)
        break;
      piece->start = previous.start;
    }
}

static ManiculePiece
word_around (ManiculeText    *text,
             const Paragraph *paragraph,
             guint            byte)
{
  ManiculeWords words;
  ManiculePiece piece;

  manicule_words_init (&words, text->data, paragraph->start, paragraph->end);
  manicule_words_at (&words, byte, &piece);
  if (piece.kind == MANICULE_PIECE_BLANK)
    join_blanks (&words, &piece);

  return piece;
}

/* A hyphen, an apostrophe, a slash: not a dash, which stands between words that are not one. */
static gboolean
is_tie (const char          *data,
        const ManiculePiece *piece)
{
  gunichar c = g_utf8_get_char (data + piece->start);

  return piece->kind == MANICULE_PIECE_MARK
         && (c == '-' || c == '\'' || c == '/' || c == 0x2010 || c == 0x2011 || c == 0x2019);
}

static gboolean
find_before (ManiculeWords *words,
             guint          byte,
             ManiculePiece *piece)
{
  if (byte <= words->start)
    return FALSE;

  manicule_words_at (words, (guint) (g_utf8_prev_char (words->data + byte) - words->data), piece);

  return TRUE;
}

static gboolean
find_after (ManiculeWords *words,
            guint          byte,
            ManiculePiece *piece)
{
  if (byte >= words->end)
    return FALSE;

  manicule_words_at (words, byte, piece);

  return TRUE;
}

/* Widens a word, or a tie between two, to all that is tied to it. */
static ManiculePiece
compound_around (ManiculeText    *text,
                 const Paragraph *paragraph,
                 guint            byte)
{
  ManiculePiece whole = word_around (text, paragraph, byte), tie, word;
  ManiculeWords words;

  manicule_words_init (&words, text->data, paragraph->start, paragraph->end);
  if (is_tie (text->data, &whole)
      && find_before (&words, whole.start, &tie) && tie.kind == MANICULE_PIECE_WORD
      && find_after (&words, whole.end, &word) && word.kind == MANICULE_PIECE_WORD)
    whole = word;
  if (whole.kind != MANICULE_PIECE_WORD)
    return whole;

  while (find_before (&words, whole.start, &tie) && is_tie (text->data, &tie)
         && find_before (&words, tie.start, &word) && word.kind == MANICULE_PIECE_WORD)
    whole.start = word.start;
  while (find_after (&words, whole.end, &tie) && is_tie (text->data, &tie)
         && find_after (&words, tie.end, &word) && word.kind == MANICULE_PIECE_WORD)
    whole.end = word.end;

  return whole;
}

/* The sentence with the white space around it, looked for between two bytes. */
static ManiculePiece
sentence_between (ManiculeText *text,
                  guint         start,
                  guint         end,
                  guint         byte)
{
  ManiculePiece whole = { .kind = MANICULE_PIECE_BLANK };
  ManiculeSentences sentences;

  manicule_sentences_init (&sentences, text->data, start, end);
  whole.start = manicule_sentences_start (&sentences, byte);
  whole.end = manicule_sentences_end (&sentences, byte);

  return whole;
}

/* ICU goes far back for a place where a sentence surely begins. In a long paragraph only what is near is looked at, unless the
 * sentence reaches the edge of that. */
static ManiculePiece
whole_sentence_around (ManiculeText    *text,
                       const Paragraph *paragraph,
                       guint            byte)
{
  guint start = byte - MIN (byte - paragraph->start, NEARBY), end = byte + MIN (paragraph->end - byte, NEARBY);
  ManiculePiece whole;

  start = manicule_cluster_start (text->data, 0, start);
  end = end < paragraph->end ? manicule_cluster_start (text->data, 0, end) : end;
  if (end <= byte)
    end = paragraph->end;
  whole = sentence_between (text, start, end, byte);
  if ((start > paragraph->start && whole.start < start + NEARBY_EDGE)
      || (end < paragraph->end && whole.end + NEARBY_EDGE > end))
    return sentence_between (text, paragraph->start, paragraph->end, byte);

  return whole;
}

static ManiculePiece
sentence_around (ManiculeText    *text,
                 const Paragraph *paragraph,
                 guint            byte)
{
  ManiculePiece whole = whole_sentence_around (text, paragraph, byte);
  ManiculePiece sentence = whole;

  sentence.kind = MANICULE_PIECE_WORD;
  manicule_text_trim (text, &sentence.start, &sentence.end);
  if (byte >= sentence.start && byte < sentence.end)
    return sentence;

  if (byte < sentence.start)
    whole.end = sentence.start;
  else
    whole.start = sentence.end;
  return whole;
}

/* What holds @byte, which is before the end of the text: a unit (of the kind WORD, whichever it is), a mark between words, or a blank. */
static ManiculePiece
piece_around (ManiculeText *text,
              ManiculeUnit  unit,
              guint         byte)
{
  Paragraph paragraph;

  if (unit == MANICULE_UNIT_GRAPHEME)
    return cluster_around (text, byte);

  paragraph = paragraph_at (text, byte);
  if (byte >= paragraph.end)
    return (ManiculePiece) { paragraph.end, paragraph.end + paragraph.n_break, MANICULE_PIECE_BLANK };
  if (unit == MANICULE_UNIT_WORD)
    return word_around (text, &paragraph, byte);
  if (unit == MANICULE_UNIT_COMPOUND)
    return compound_around (text, &paragraph, byte);
  if (unit == MANICULE_UNIT_SENTENCE)
    return sentence_around (text, &paragraph, byte);

  return (ManiculePiece) { paragraph.start, paragraph.end, MANICULE_PIECE_WORD };
}

static gboolean
is_by_words (ManiculeUnit unit)
{
  return unit == MANICULE_UNIT_WORD || unit == MANICULE_UNIT_COMPOUND;
}

/* A caret that goes by words stops at marks as well, one that goes by any other unit only at units. */
static gboolean
is_stop (ManiculeUnit         unit,
         const ManiculePiece *piece)
{
  return piece->kind == MANICULE_PIECE_WORD || (is_by_words (unit) && piece->kind == MANICULE_PIECE_MARK);
}

/**
 * manicule_segment_around:
 * @text: a text
 * @unit: a unit
 * @chr: an offset in code points, at most the length
 * @range: (out): the unit that covers @chr, else the gap: a run of white space, a line break, one punctuation mark between words;
 *   empty at the end of the text
 *
 * Returns: whether there is a unit
 */
gboolean
manicule_segment_around (ManiculeText  *text,
                         ManiculeUnit   unit,
                         guint          chr,
                         ManiculeRange *range)
{
  ManiculePiece piece;

  g_return_val_if_fail (MANICULE_IS_TEXT (text), FALSE);
  g_return_val_if_fail (chr <= text->n_chars, FALSE);
  g_return_val_if_fail (range != NULL, FALSE);

  if (chr == text->n_chars)
    {
      *range = (ManiculeRange) { chr, chr };
      return FALSE;
    }

  piece = piece_around (text, unit, manicule_text_char_to_byte (text, chr));
  range->start = manicule_text_byte_to_char (text, piece.start);
  range->end = manicule_text_byte_to_char (text, piece.end);

  return piece.kind == MANICULE_PIECE_WORD;
}

/**
 * manicule_segment_next:
 * @text: a text
 * @unit: a unit
 * @chr: an offset in code points, at most the length
 *
 * Goes forward. By words it stops at the starts and the ends of words and punctuation marks, by other units at their starts; empty
 * paragraphs are passed over.
 *
 * Returns: the offset, or the length of the text when there is none
 */
guint
manicule_segment_next (ManiculeText *text,
                       ManiculeUnit  unit,
                       guint         chr)
{
  ManiculePiece piece;
  guint byte;

  g_return_val_if_fail (MANICULE_IS_TEXT (text), 0);
  g_return_val_if_fail (chr <= text->n_chars, text->n_chars);

  byte = manicule_text_char_to_byte (text, chr);
  if (byte == text->n_bytes)
    return chr;

  piece = piece_around (text, unit, byte);
  if (is_by_words (unit) && is_stop (unit, &piece))
    return manicule_text_byte_to_char (text, piece.end);

  do
    {
      byte = piece.end;
      if (byte == text->n_bytes)
        break;
      piece = piece_around (text, unit, byte);
    }
  while (!is_stop (unit, &piece));

  return manicule_text_byte_to_char (text, byte);
}

/**
 * manicule_segment_previous:
 * @text: a text
 * @unit: a unit
 * @chr: an offset in code points, at most the length
 *
 * Goes back, with the same stops as manicule_segment_next().
 *
 * Returns: the offset, or 0 when there is none
 */
guint
manicule_segment_previous (ManiculeText *text,
                           ManiculeUnit  unit,
                           guint         chr)
{
  ManiculePiece piece;
  guint byte;

  g_return_val_if_fail (MANICULE_IS_TEXT (text), 0);
  g_return_val_if_fail (chr <= text->n_chars, 0);

  byte = manicule_text_char_to_byte (text, chr);
  if (byte == 0)
    return 0;

  piece = piece_around (text, unit, byte_before (text, byte));
  if (is_stop (unit, &piece))
    return manicule_text_byte_to_char (text, piece.start);

  do
    {
      byte = piece.start;
      if (byte == 0)
        return 0;
      piece = piece_around (text, unit, byte_before (text, byte));
    }
  while (!is_stop (unit, &piece));

  return manicule_text_byte_to_char (text, is_by_words (unit) ? byte : piece.start);
}

/* Widens @byte to the start of what holds it. */
static guint
snap_start (ManiculeText *text,
            ManiculeUnit  unit,
            guint         byte)
{
  ManiculePiece piece = piece_around (text, unit, byte);

  return is_stop (unit, &piece) ? piece.start : byte;
}

/* Widens @byte to the end of what stands before it. */
static guint
snap_end (ManiculeText *text,
          ManiculeUnit  unit,
          guint         byte)
{
  ManiculePiece piece = piece_around (text, unit, byte_before (text, byte));

  return is_stop (unit, &piece) ? piece.end : byte;
}

/* A caret inside a unit or a mark takes all of it, a caret beside it nothing. */
static void
snap_caret (ManiculeText *text,
            ManiculeUnit  unit,
            guint        *start,
            guint        *end)
{
  ManiculePiece piece;

  if (*start == text->n_bytes)
    return;

  piece = piece_around (text, unit, *start);
  if (is_stop (unit, &piece) && piece.start < *start)
    {
      *start = piece.start;
      *end = piece.end;
    }
}

/**
 * manicule_segment_snap:
 * @text: a text
 * @unit: a unit
 * @range: a range of the text
 *
 * Trims white space off both ends of @range, then widens it to whole units. A range of nothing but white space becomes the empty one
 * at its end; an empty range grows only where it stands inside a unit.
 *
 * Returns: the range
 */
ManiculeRange
manicule_segment_snap (ManiculeText  *text,
                       ManiculeUnit   unit,
                       ManiculeRange  range)
{
  guint start, end;

  g_return_val_if_fail (MANICULE_IS_TEXT (text), range);
  g_return_val_if_fail (range.start <= range.end && range.end <= text->n_chars, range);

  start = manicule_text_char_to_byte (text, range.start);
  end = manicule_text_char_to_byte (text, range.end);
  manicule_text_trim (text, &start, &end);
  if (start < end)
    {
      start = snap_start (text, unit, start);
      end = snap_end (text, unit, end);
    }
  else
    snap_caret (text, unit, &start, &end);

  return (ManiculeRange) { manicule_text_byte_to_char (text, start), manicule_text_byte_to_char (text, end) };
}

/* Between two of these there is never a boundary (UAX #29, rules WB5 and WB8 to WB10). ICU leaves the scripts from Hangul on to its
 * dictionaries. */
static gboolean
is_word_char (gunichar c)
{
  if (c < 0x80)
    return g_ascii_isalnum ((char) c);
  if (c >= 0x1100)
    return FALSE;

  switch (u_getIntPropertyValue ((UChar32) c, UCHAR_WORD_BREAK))
    {
    case U_WB_ALETTER:
    case U_WB_HEBREW_LETTER:
    case U_WB_NUMERIC:
      return TRUE;
    default:
      return FALSE;
    }
}

gboolean
manicule_segment_is_edge (ManiculeText *text,
                          guint         byte)
{
  gunichar before, after;
  ManiculePiece piece;

  if (byte == 0 || byte == text->n_bytes)
    return TRUE;

  /* Most answers need no look at the words: none ends between two letters, and one does between a letter and a space. */
  before = g_utf8_get_char (text->data + byte_before (text, byte));
  after = g_utf8_get_char (text->data + byte);
  if (is_word_char (before) && is_word_char (after))
    return FALSE;
  if ((is_word_char (before) && after == ' ') || (before == ' ' && is_word_char (after)))
    return TRUE;

  piece = piece_around (text, MANICULE_UNIT_WORD, byte);
  if (is_stop (MANICULE_UNIT_WORD, &piece))
    return piece.start == byte;
  piece = piece_around (text, MANICULE_UNIT_WORD, byte_before (text, byte));

  return is_stop (MANICULE_UNIT_WORD, &piece) && piece.end == byte;
}
