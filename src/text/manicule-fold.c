/* manicule-fold.c: folded text with its way back
 *
 * Folding is the compatibility caseless form of Unicode (chapter 3.13, D146: NFKD, case folding, NFKD), less accents. The text is folded a
 * segment at a time: a character and the combining marks behind it, which is as far as NFKD looks.
 *
 * An accent is a nonspacing mark whose combining class is that of points and harakat (10 to 36) or of a place around the letter (from 200).
 * Vowel signs, viramas, nuktas and tone marks of Indic and South-East Asian scripts and the Japanese voicing marks have other
 * classes; without them a word would be another word, so they stay.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-fold-private.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ustring.h>

/* A longer pile of marks is folded in parts. */
#define MAX_SEGMENT 64

/* Room for what MAX_SEGMENT characters fold to: a mark gives at most four, and one character in front eighteen. */
#define MAX_FOLDED 1024

static gboolean
is_accent (gunichar c)
{
  guint8 combining_class = u_getCombiningClass ((UChar32) c);

  return ((combining_class >= 10 && combining_class <= 36) || combining_class >= 200)
         && u_charType ((UChar32) c) == U_NON_SPACING_MARK;
}

/* Quotation marks and dashes that are typed with one key. */
static gunichar
plain_mark (gunichar c)
{
  switch (c)
    {
    case 0x02bc: /* modifier letter apostrophe */
    case 0x2018:
    case 0x2019:
    case 0x201a:
    case 0x201b:
    case 0x2032: /* prime */
      return '\'';
    case 0x201c:
    case 0x201d:
    case 0x201e:
    case 0x201f:
      return '"';
    case 0x2010: /* hyphen */
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212: /* minus */
      return '-';
    default:
      return c;
    }
}

static void
add_unit (ManiculeFolder *self,
          gunichar        c)
{
  if (self->flags & MANICULE_SEARCH_FOLD_ACCENTS)
    {
      if (c >= 0x300 && is_accent (c))
        return;
      c = plain_mark (c);
    }
  g_array_append_val (self->units, c);
}

/* Adds what some UTF-16 text folds to; text that does not fit the buffers, which no text should be, is added as it is. */
static void
fold_utf16 (ManiculeFolder *self,
            const UChar    *text,
            gint32          n)
{
  UChar decomposed[MAX_FOLDED], folded[MAX_FOLDED];
  UErrorCode code = U_ZERO_ERROR;
  const UChar *result = decomposed;
  gint32 length = unorm2_normalize (self->nfkd, text, n, decomposed, MAX_FOLDED, &code);
  gint32 i = 0;

  if (self->flags & MANICULE_SEARCH_FOLD_CASE)
    {
      length = u_strFoldCase (folded, MAX_FOLDED, decomposed, length, U_FOLD_CASE_DEFAULT, &code);
      length = unorm2_normalize (self->nfkd, folded, length, decomposed, MAX_FOLDED, &code);
    }
  if (U_FAILURE (code))
    {
      result = text;
      length = n;
    }
  while (i < length)
    {
      UChar32 c;

      U16_NEXT (result, i, length, c);
      add_unit (self, (gunichar) c);
    }
}

static void
fold_bytes (ManiculeFolder *self,
            guint           start,
            guint           end)
{
  UChar text[MAX_SEGMENT * 2];
  UErrorCode code = U_ZERO_ERROR;
  gint32 n;

  u_strFromUTF8 (text, G_N_ELEMENTS (text), &n, self->data + start, (gint32) (end - start), &code);
  fold_utf16 (self, text, n);
}

/* Folds a character without marks behind it, from the cache where it is there. */
static void
fold_char (ManiculeFolder *self,
           gunichar        c,
           guint           start,
           guint           end)
{
  ManiculeFoldEntry *entry = &self->cache[c % MANICULE_FOLD_CACHE];

  if (entry->from == c)
    {
      g_array_append_vals (self->units, entry->to, entry->n);
      return;
    }

  fold_bytes (self, start, end);
  if (self->units->len <= MANICULE_FOLD_CACHED_UNITS)
    {
      entry->from = c;
      entry->n = self->units->len;
      memcpy (entry->to, self->units->data, self->units->len * sizeof (gunichar));
    }
}

/* Whether the character at @byte is a mark that NFKD may move before the one in front of it. */
static gboolean
continues_segment (ManiculeFolder *self,
                   guint           byte)
{
  gunichar c;

  if (byte == self->n_bytes || (guchar) self->data[byte] < 0xcc)
    return FALSE;

  c = g_utf8_get_char (self->data + byte);
  return !unorm2_hasBoundaryBefore (self->nfkd, (UChar32) c);
}

static inline gboolean
is_control (gunichar c)
{
  return c < ' ' || (c >= 0x7f && u_getIntPropertyValue ((UChar32) c, UCHAR_GRAPHEME_CLUSTER_BREAK) == U_GCB_CONTROL);
}

static void
read_segment (ManiculeFolder *self)
{
  guint start = self->byte;
  gunichar c = g_utf8_get_char (self->data + start);
  guint n = 1;

  self->start = start;
  self->given = 0;
  /* An accent at the start stands on nothing; what is moved before it by NFKD does not begin where it stands. */
  self->counts = !((self->flags & MANICULE_SEARCH_FOLD_ACCENTS) && c >= 0x300 && is_accent (c));
  g_array_set_size (self->units, 0);

  self->byte += g_utf8_skip[(guchar) self->data[start]];
  /* A mark behind a line break stands on nothing. */
  for (; !is_control (c) && n < MAX_SEGMENT && continues_segment (self, self->byte); n++)
    self->byte += g_utf8_skip[(guchar) self->data[self->byte]];

  if (n > 1)
    fold_bytes (self, start, self->byte);
  else if (c < 0x80)
    {
      if (self->flags & MANICULE_SEARCH_FOLD_CASE)
        c = (gunichar) g_ascii_tolower ((char) c);
      g_array_append_val (self->units, c);
    }
  else
    fold_char (self, c, start, self->byte);
}

void
manicule_folder_init (ManiculeFolder      *self,
                      const char          *data,
                      guint                n_bytes,
                      ManiculeSearchFlags  flags)
{
  UErrorCode code = U_ZERO_ERROR;

  *self = (ManiculeFolder) { .data = data, .n_bytes = n_bytes, .flags = flags };
  self->nfkd = unorm2_getNFKDInstance (&code);
  if (U_FAILURE (code))
    g_error ("ICU cannot normalise text: %s", u_errorName (code));
  self->units = g_array_sized_new (FALSE, FALSE, sizeof (gunichar), MAX_SEGMENT);
  self->cache = g_new0 (ManiculeFoldEntry, MANICULE_FOLD_CACHE);
}

void
manicule_folder_clear (ManiculeFolder *self)
{
  g_clear_pointer (&self->units, g_array_unref);
  g_clear_pointer (&self->cache, g_free);
}

/* Gives out an ASCII character that another one follows, which is most of most texts, without the buffer. */
static inline gboolean
next_plain (ManiculeFolder   *self,
            ManiculeFoldUnit *unit)
{
  guint byte = self->byte;
  char c;

  if (byte + 1 >= self->n_bytes || (guchar) (self->data[byte] | self->data[byte + 1]) >= 0x80)
    return FALSE;

  c = self->data[byte];
  if (self->flags & MANICULE_SEARCH_FOLD_CASE)
    c = g_ascii_tolower (c);
  *unit = (ManiculeFoldUnit) { (gunichar) c, byte, byte + 1, TRUE, TRUE };
  self->byte++;

  return TRUE;
}

gboolean
manicule_folder_next (ManiculeFolder   *self,
                      ManiculeFoldUnit *unit)
{
  if (self->given == self->units->len && next_plain (self, unit))
    return TRUE;

  while (self->given == self->units->len)
    {
      if (self->byte == self->n_bytes)
        return FALSE;
      read_segment (self);
    }

  unit->c = g_array_index (self->units, gunichar, self->given);
  unit->start = self->start;
  unit->end = self->byte;
  unit->is_first = self->given == 0 && self->counts;
  self->given++;
  unit->is_last = self->given == self->units->len;

  return TRUE;
}

/**
 * manicule_search_fold:
 * @string: valid UTF-8
 * @flags: %MANICULE_SEARCH_FOLD_CASE, %MANICULE_SEARCH_FOLD_ACCENTS, both or neither; the others have no effect
 *
 * Folds a string for comparing and sorting: NFKD, case folded, accents removed and quotation marks and dashes made plain as the flags say.
 *
 * Returns: (transfer full): the folded string
 */
char *
manicule_search_fold (const char          *string,
                      ManiculeSearchFlags  flags)
{
  ManiculeFolder folder;
  ManiculeFoldUnit unit;
  GString *folded;

  g_return_val_if_fail (string != NULL, NULL);

  folded = g_string_sized_new (strlen (string));
  manicule_folder_init (&folder, string, (guint) strlen (string), flags);
  while (manicule_folder_next (&folder, &unit))
    g_string_append_unichar (folded, unit.c);
  manicule_folder_clear (&folder);

  return g_string_free_and_steal (folded);
}
