/* manicule-words.c: the one word rule
 *
 * A word is what ICU takes for one (UAX #29, with its dictionaries for Chinese, Japanese, Thai, Khmer, Lao and Burmese), with these changes:
 *
 * 1. An apostrophe, straight or curly, is a mark of its own: "Korea’s" is "Korea", "’", "s". Only after a Hebrew letter (a geresh) and
 *    between Cyrillic letters (Ukrainian "п'ять") is it part of the word.
 * 2. Hyphens, dashes and slashes are marks of their own, as in ICU: "anti-US", "2024-12-29" and "and/or" are three, five and three.
 *    The parts of a date can so be marked, and a span over all of it begins and ends at words.
 * 3. The point of an abbreviation belongs to it: "U.S.", "Mr.", "a.m.", "Dec.", "J." of "J. K. Rowling", at the end of a sentence too. Which
 *    words those are is said in manicule-abbreviations.c. Every other point is a full stop and a mark of its own.
 * 4. Numbers keep their separators, as in ICU: "10,000", "4.50". So do addresses: "example.com".
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-words-private.h"

#include "manicule-break-private.h"
#include "manicule-segment.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

/* The length of the apostrophe at @at, or 0. */
static inline guint
apostrophe_length (const char *at)
{
  const guchar *c = (const guchar *) at;

  if (c[0] == '\'')
    return 1;
  if (c[0] == 0xe2 && c[1] == 0x80 && (c[2] == 0x98 || c[2] == 0x99))
    return 3;
  if (c[0] == 0xef && c[1] == 0xbc && c[2] == 0x87)
    return 3;
  return 0;
}

static UScriptCode
script_of (gunichar c)
{
  UErrorCode code = U_ZERO_ERROR;

  return uscript_getScript ((UChar32) c, &code);
}

/* Whether the apostrophe of @n bytes at @at, with a letter of the same word before it, is a letter itself. */
static gboolean
apostrophe_is_letter (const char *at,
                      guint       n,
                      const char *end)
{
  UScriptCode before = script_of (g_utf8_get_char (g_utf8_prev_char (at)));
  gunichar after = at + n < end ? g_utf8_get_char (at + n) : 0;

  /* One with something attached to it is no plain apostrophe, and cannot be cut off. */
  return before == USCRIPT_HEBREW
         || (before == USCRIPT_CYRILLIC && script_of (after) == USCRIPT_CYRILLIC)
         || manicule_segment_is_attached (after);
}

/* The length of the apostrophe at @byte that cuts @piece, a word of ICU's, or 0. */
static inline guint
cut_length (ManiculeWords       *self,
            const ManiculePiece *piece,
            guint                byte)
{
  const char *at = self->data + byte;
  guint n = apostrophe_length (at);

  return n > 0 && byte > piece->start && apostrophe_is_letter (at, n, self->data + piece->end) ? 0 : n;
}

static guint
byte_before (ManiculeWords *self,
             guint          byte)
{
  return (guint) (g_utf8_prev_char (self->data + byte) - self->data);
}

/* Cuts @piece, a word of ICU's, to the part that holds @byte: an apostrophe, or what stands between two. Looks no further than that, since
 * a word can have any number of them. */
static void
cut_at_apostrophes (ManiculeWords *self,
                    guint          byte,
                    ManiculePiece *piece)
{
  guint start, end, n;

  while (((guchar) self->data[byte] & 0xc0) == 0x80)
    byte--;
  n = cut_length (self, piece, byte);
  if (n > 0)
    {
      *piece = (ManiculePiece) { byte, byte + n, MANICULE_PIECE_MARK };
      return;
    }

  for (start = byte; start > piece->start; start = byte_before (self, start))
    {
      if (cut_length (self, piece, byte_before (self, start)) > 0)
        break;
    }
  for (end = byte; end < piece->end; end += g_utf8_skip[(guchar) self->data[end]])
    {
      if (cut_length (self, piece, end) > 0)
        break;
    }
  piece->start = start;
  piece->end = end;
}

/**
 * manicule_segment_is_attached:
 * @c: a character
 *
 * Returns: whether ICU's words never begin with @c: a mark, a joiner, a soft hyphen (UAX #29, rule WB4)
 */
gboolean
manicule_segment_is_attached (gunichar c)
{
  int value = c < 0xad ? U_WB_OTHER : u_getIntPropertyValue ((UChar32) c, UCHAR_WORD_BREAK);

  return value == U_WB_EXTEND || value == U_WB_FORMAT || value == U_WB_ZWJ;
}

/**
 * manicule_segment_is_blank:
 * @c: a character
 *
 * Returns: whether @c is white space, or not seen at all: a control, a zero-width space, a byte order mark
 */
gboolean
manicule_segment_is_blank (gunichar c)
{
  if (c < 0x7f)
    return c <= ' ';

  return u_isUWhiteSpace ((UChar32) c)
         || u_isISOControl ((UChar32) c)
         || u_hasBinaryProperty ((UChar32) c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

static gboolean
has_letter (const char *at,
            const char *end)
{
  for (; at < end; at = g_utf8_next_char (at))
    {
      if (u_isalnum ((UChar32) g_utf8_get_char (at)))
        return TRUE;
    }

  return FALSE;
}

/* Where in its segment a word or a mark begins. ICU joins what cannot be seen to what comes after it, and a mark to the white space
 * before it, which then is blank with it. */
static guint
visible_start (ManiculeWords *self)
{
  guint at = self->segment_start;

  while (at < self->segment_end)
    {
      gunichar c = g_utf8_get_char (self->data + at);

      if (!manicule_segment_is_blank (c) && !(at > self->segment_start && manicule_segment_is_attached (c)))
        break;
      at += g_utf8_skip[(guchar) self->data[at]];
    }

  return at;
}

static ManiculePieceKind
segment_kind (ManiculeWords *self)
{
  const char *start = self->data + self->segment_start;

  if (self->is_word && (*start != '_' || has_letter (start, self->data + self->segment_end)))
    return MANICULE_PIECE_WORD;

  return MANICULE_PIECE_MARK;
}

static gboolean
keeps_point (ManiculeWords       *self,
             const ManiculePiece *piece)
{
  return piece->kind == MANICULE_PIECE_WORD
         && piece->end < self->end
         && self->data[piece->end] == '.'
         && manicule_abbreviation_keeps_point (&self->paragraph, self->data + piece->start, self->data + piece->end);
}

static void
set_segment (ManiculeWords *self,
             guint          start,
             guint          end,
             gboolean       is_word)
{
  self->segment_start = start;
  self->segment_end = end;
  self->is_word = is_word;
}

/* What a character is to rules WB3d to WB13 of UAX #29. */
typedef enum
{
  CLASS_UNSURE,   /* the rules or a dictionary have more to say of it */
  CLASS_SPACE,
  CLASS_MARK,     /* alone, and apart from all neighbours */
  CLASS_LETTER,
  CLASS_NUMBER,
  CLASS_MID_NUM,  /* joins two numbers */
  CLASS_MID,      /* joins two letters, or two numbers */
} Class;

static Class
class_by_property (gunichar c)
{
  switch (u_getIntPropertyValue ((UChar32) c, UCHAR_WORD_BREAK))
    {
    case U_WB_ALETTER:
      return CLASS_LETTER;
    case U_WB_NUMERIC:
      return CLASS_NUMBER;
    case U_WB_MIDNUM:
      return CLASS_MID_NUM;
    case U_WB_MIDNUMLET:
      return CLASS_MID;
    case U_WB_OTHER:
      return CLASS_MARK;
    default:
      return CLASS_UNSURE;
    }
}

static Class
class_of (gunichar c)
{
  if (c >= 0x80)
    return (c >= 0xa0 && c < 0x590) || (c >= 0x2010 && c < 0x2070) ? class_by_property (c) : CLASS_UNSURE;
  if (g_ascii_isalpha ((char) c))
    return CLASS_LETTER;
  if (g_ascii_isdigit ((char) c))
    return CLASS_NUMBER;
  if (c == ' ')
    return CLASS_SPACE;
  if (c == '.' || c == '\'')
    return CLASS_MID;
  if (c == ',' || c == ';')
    return CLASS_MID_NUM;

  /* ICU leaves the colon, which joins letters by the rules, to the languages. */
  return g_ascii_ispunct ((char) c) && c != '_' && c != ':' ? CLASS_MARK : CLASS_UNSURE;
}

/* The end of the paragraph is like a space. */
static Class
class_at (ManiculeWords *self,
          guint          byte)
{
  return byte < self->end ? class_of (g_utf8_get_char (self->data + byte)) : CLASS_SPACE;
}

static guint
byte_after (ManiculeWords *self,
            guint          byte)
{
  return byte + g_utf8_skip[(guchar) self->data[byte]];
}

/* The end of the word that begins at @byte, or 0 where ICU has to be asked. */
static guint
plain_word_end (ManiculeWords *self,
                guint          byte)
{
  Class before = class_at (self, byte);
  guint at = byte_after (self, byte);

  while (TRUE)
    {
      Class class;

      for (; at < self->end && g_ascii_isalpha (self->data[at]); at++)
        before = CLASS_LETTER;
      class = class_at (self, at);
      if (class == CLASS_MID || class == CLASS_MID_NUM)
        {
          guint next = byte_after (self, at);
          Class after = class_at (self, next);

          if (after == CLASS_UNSURE)
            return 0;
          if (after != before || (class == CLASS_MID_NUM && before == CLASS_LETTER))
            return at;
          at = next;
        }
      else if (class != CLASS_LETTER && class != CLASS_NUMBER)
        return class != CLASS_UNSURE ? at : 0;
      else
        before = class;
      at = byte_after (self, at);
    }
}

/* The end of the segment that begins at @byte where few characters tell it, as in most of most texts, else 0: ICU has to be asked. What is
 * before a boundary has no part in where the next one is. */
static guint
plain_segment_end (ManiculeWords *self,
                   guint          byte,
                   gboolean      *is_word)
{
  Class class = class_at (self, byte);
  guint at = byte;

  *is_word = class == CLASS_LETTER || class == CLASS_NUMBER;
  if (*is_word)
    return plain_word_end (self, byte);
  if (class == CLASS_UNSURE)
    return 0;

  do
    at = byte_after (self, at);
  while (class == CLASS_SPACE && at < self->end && self->data[at] == ' ');

  return class_at (self, at) != CLASS_UNSURE ? at : 0;
}

/* Moves to the segment that begins at @byte, a boundary of ICU's. */
static void
start_segment (ManiculeWords *self,
               guint          byte)
{
  gboolean is_word;
  guint end = plain_segment_end (self, byte, &is_word);

  if (end > 0)
    {
      set_segment (self, byte, end, is_word);
      return;
    }

  end = self->start + (guint) (self->reached == byte ? ubrk_next (self->iterator)
                                                     : ubrk_following (self->iterator, (gint32) (byte - self->start)));
  self->reached = end;
  set_segment (self, byte, end, ubrk_getRuleStatus (self->iterator) >= UBRK_WORD_NONE_LIMIT);
}

/* Takes the point behind an abbreviation into @piece; a point with a combining mark on it is something else. */
static void
take_point (ManiculeWords *self,
            ManiculePiece *piece)
{
  ManiculeWords former = *self;

  start_segment (self, piece->end);
  if (self->segment_end == piece->end + 1)
    piece->end++;
  else
    set_segment (self, former.segment_start, former.segment_end, former.is_word);
}

/* The piece of the current segment that holds @byte. */
static void
cut_segment (ManiculeWords *self,
             guint          byte,
             ManiculePiece *piece)
{
  guint visible = visible_start (self);

  if (byte < visible)
    {
      *piece = (ManiculePiece) { self->segment_start, visible, MANICULE_PIECE_BLANK };
      return;
    }

  *piece = (ManiculePiece) { visible, self->segment_end, segment_kind (self) };
  if (piece->kind == MANICULE_PIECE_WORD)
    cut_at_apostrophes (self, byte, piece);
  if (piece->end == self->segment_end && keeps_point (self, piece))
    take_point (self, piece);
}

void
manicule_words_init (ManiculeWords *self,
                     const char    *data,
                     guint          start,
                     guint          end)
{
  *self = (ManiculeWords) {
    .data = data,
    .start = start,
    .end = end,
    .paragraph = { data + start, data + end },
    .iterator = manicule_break_over (UBRK_WORD, data, start, end),
    .reached = start,
    .segment_start = start,
    .segment_end = start,
  };
}

/* Moves to ICU's segment that holds @byte. */
static void
seek (ManiculeWords *self,
      guint          byte)
{
  guint end = self->start + (guint) ubrk_following (self->iterator, (gint32) (byte - self->start));
  guint start = self->start + (guint) ubrk_previous (self->iterator);

  ubrk_next (self->iterator);
  self->reached = end;
  set_segment (self, start, end, ubrk_getRuleStatus (self->iterator) >= UBRK_WORD_NONE_LIMIT);
}

void
manicule_words_at (ManiculeWords *self,
                   guint          byte,
                   ManiculePiece *piece)
{
  seek (self, byte);
  if (self->data[byte] == '.' && self->segment_end == byte + 1 && self->segment_start == byte && byte > self->start)
    {
      /* It may be the point of the word before, which then comes out longer than ICU's. */
      seek (self, byte - 1);
      cut_segment (self, byte - 1, piece);
      if (piece->end > byte)
        return;
      seek (self, byte);
    }
  cut_segment (self, byte, piece);
}

gboolean
manicule_words_next (ManiculeWords *self,
                     ManiculePiece *piece)
{
  guint byte = piece->end;

  if (byte == self->end)
    return FALSE;

  if (byte == self->segment_end)
    start_segment (self, byte);
  cut_segment (self, byte, piece);

  return TRUE;
}
