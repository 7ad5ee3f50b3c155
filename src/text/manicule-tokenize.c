/* manicule-tokenize.c: a text as tokens and as sentences, in one pass
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-segment.h"

#include "manicule-sentences-private.h"
#include "manicule-text-private.h"
#include "manicule-words-private.h"

/* As in most texts. */
#define BYTES_A_TOKEN 5
#define BYTES_A_SENTENCE 100

/* A pass over a range: bytes of the text, and the character that has been reached with them, so that nothing is looked up. */
typedef struct
{
  ManiculeText *text;
  guint         from;
  guint         to;
  guint         byte;
  guint         chr;
} Pass;

typedef void (*ParagraphFunc) (Pass   *pass,
                               guint   start,
                               guint   end,
                               GArray *out);

static guint
chars_to (Pass  *pass,
          guint  byte)
{
  for (; pass->byte < byte; pass->byte++)
    pass->chr += ((guchar) pass->text->data[pass->byte] & 0xc0) != 0x80;

  return pass->chr;
}

/* Calls @func for each paragraph that the range touches, with the whole paragraph. There is room for one of @size for
 * each so many bytes. */
static GArray *
run (ManiculeText  *text,
     ManiculeRange  range,
     gsize          size,
     guint          bytes_each,
     ParagraphFunc  func)
{
  Pass pass = { .text = text, .chr = range.start };
  guint line, n_break;
  GArray *out;

  pass.from = pass.byte = manicule_text_char_to_byte (text, range.start);
  pass.to = manicule_text_char_to_byte (text, range.end);
  out = g_array_sized_new (FALSE, TRUE, (guint) size, (pass.to - pass.from) / bytes_each);
  for (line = manicule_text_line_at (text, pass.from); line < text->n_lines && text->lines[line] < pass.to; line++)
    {
      guint end = manicule_text_line_end (text, line, &n_break);

      if (end > pass.from && end > text->lines[line])
        func (&pass, text->lines[line], end, out);
    }

  return out;
}

static void
tokenize_paragraph (Pass   *pass,
                    guint   start,
                    guint   end,
                    GArray *out)
{
  ManiculePiece piece = { start, start, MANICULE_PIECE_BLANK };
  ManiculeSentences sentences;
  ManiculeWords words;
  guint sentence_end = start;
  gboolean is_first = TRUE;

  manicule_words_init (&words, pass->text->data, start, end);
  manicule_sentences_init (&sentences, pass->text->data, start, end);
  while (piece.end < pass->to && manicule_words_next (&words, &piece))
    {
      ManiculeToken token = { .is_word = piece.kind == MANICULE_PIECE_WORD };

      if (piece.kind == MANICULE_PIECE_BLANK)
        continue;
      if (piece.start >= sentence_end)
        {
          token.starts_paragraph = is_first && piece.start >= pass->from;
          token.starts_sentence = piece.start >= pass->from;
          is_first = FALSE;
          sentence_end = manicule_sentences_next (&sentences, piece.start);
        }
      if (piece.end <= pass->from)
        continue;
      token.start = chars_to (pass, MAX (piece.start, pass->from));
      token.end = chars_to (pass, MIN (piece.end, pass->to));
      g_array_append_val (out, token);
    }
}

/**
 * manicule_segment_tokenize:
 * @text: a text
 * @range: a range of the text
 *
 * Cuts the range into words and single punctuation marks; a token that crosses an end of the range is cut there. Sentences and paragraphs are
 * those of the whole text: in a range from the middle of a sentence the first token starts none.
 *
 * Returns: (transfer full) (element-type ManiculeToken): the tokens in order
 */
GArray *
manicule_segment_tokenize (ManiculeText  *text,
                           ManiculeRange  range)
{
  g_return_val_if_fail (MANICULE_IS_TEXT (text), NULL);
  g_return_val_if_fail (range.start <= range.end && range.end <= text->n_chars, NULL);

  return run (text, range, sizeof (ManiculeToken), BYTES_A_TOKEN, tokenize_paragraph);
}

static void
add_sentences (Pass   *pass,
               guint   start,
               guint   end,
               GArray *out)
{
  ManiculeSentences sentences;
  guint next;

  manicule_sentences_init (&sentences, pass->text->data, start, end);
  if (start < pass->from)
    start = manicule_sentences_start (&sentences, pass->from);
  for (; start < end && start < pass->to; start = next)
    {
      guint from = MAX (start, pass->from);
      guint to;

      next = manicule_sentences_next (&sentences, start);
      to = MIN (next, pass->to);
      manicule_text_trim (pass->text, &from, &to);
      if (from < to)
        {
          ManiculeRange sentence = { .start = chars_to (pass, from) };

          sentence.end = chars_to (pass, to);
          g_array_append_val (out, sentence);
        }
    }
}

/**
 * manicule_segment_sentences:
 * @text: a text
 * @range: a range of the text
 *
 * Cuts the range into sentences; one that crosses an end of the range is cut there.
 *
 * Returns: (transfer full) (element-type ManiculeRange): the sentences in order
 */
GArray *
manicule_segment_sentences (ManiculeText  *text,
                            ManiculeRange  range)
{
  g_return_val_if_fail (MANICULE_IS_TEXT (text), NULL);
  g_return_val_if_fail (range.start <= range.end && range.end <= text->n_chars, NULL);

  return run (text, range, sizeof (ManiculeRange), BYTES_A_SENTENCE, add_sentences);
}
