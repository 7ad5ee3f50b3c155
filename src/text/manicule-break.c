/* manicule-break.c: ICU's break iterators, and grapheme clusters by them
 *
 * Two neighbours alone nearly always say whether there is a boundary between them (UAX #29, rules GB3 to GB999). Only flags, joined emoji and
 * conjuncts of Indic scripts need a longer look, and ICU is asked about those: about the chunk between two sure boundaries. No rule looks
 * across a boundary, so a chunk can be cut on its own.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-break-private.h"

#include <unicode/uchar.h>
#include <unicode/utext.h>

#define N_TYPES 4

static void
free_iterators (gpointer data)
{
  UBreakIterator **iterators = data;
  guint i;

  for (i = 0; i < N_TYPES; i++)
    ubrk_close (iterators[i]);
  g_free (iterators);
}

/* The root locale: an article's language is often not known, and a word must not depend on the reader's. */
static UBreakIterator *
get_iterator (UBreakIteratorType type)
{
  static GPrivate per_thread = G_PRIVATE_INIT (free_iterators);
  UBreakIterator **iterators = g_private_get (&per_thread);
  UErrorCode code = U_ZERO_ERROR;

  if (iterators == NULL)
    {
      iterators = g_new0 (UBreakIterator *, N_TYPES);
      g_private_set (&per_thread, iterators);
    }
  if (iterators[type] == NULL)
    {
      iterators[type] = ubrk_open (type, "", NULL, 0, &code);
      if (U_FAILURE (code))
        g_error ("ICU has no rules for cutting text: %s", u_errorName (code));
    }

  return iterators[type];
}

UBreakIterator *
manicule_break_over (UBreakIteratorType  type,
                     const char         *data,
                     guint               start,
                     guint               end)
{
  UBreakIterator *iterator = get_iterator (type);
  UText text = UTEXT_INITIALIZER;
  UErrorCode code = U_ZERO_ERROR;

  utext_openUTF8 (&text, data + start, end - start, &code);
  ubrk_setUText (iterator, &text, &code);
  utext_close (&text);
  if (U_FAILURE (code))
    g_error ("ICU cannot read a text: %s", u_errorName (code));

  return iterator;
}

typedef enum
{
  JOINED,
  APART,
  UNSURE,
} Relation;

/* Hangul syllables and their parts (GB6 to GB8). */
static gboolean
is_hangul_pair (int before,
                int after)
{
  switch (before)
    {
    case U_GCB_L:
      return after == U_GCB_L || after == U_GCB_V || after == U_GCB_LV || after == U_GCB_LVT;
    case U_GCB_LV:
    case U_GCB_V:
      return after == U_GCB_V || after == U_GCB_T;
    case U_GCB_LVT:
    case U_GCB_T:
      return after == U_GCB_T;
    default:
      return FALSE;
    }
}

/* The blocks with letters that a virama can join (GB9c), and more. */
static gboolean
is_brahmic (gunichar c)
{
  return (c >= 0x900 && c < 0x1d00) || (c >= 0xa800 && c < 0xac00) || (c >= 0x11000 && c < 0x12000);
}

static gboolean
is_control (int value)
{
  return value == U_GCB_CONTROL || value == U_GCB_CR || value == U_GCB_LF;
}

static Relation
relate_by_property (gunichar before_char,
                    gunichar after_char)
{
  int before = u_getIntPropertyValue ((UChar32) before_char, UCHAR_GRAPHEME_CLUSTER_BREAK);
  int after = u_getIntPropertyValue ((UChar32) after_char, UCHAR_GRAPHEME_CLUSTER_BREAK);

  if (is_control (before) || is_control (after))
    return APART;
  if (after == U_GCB_EXTEND || after == U_GCB_ZWJ || after == U_GCB_SPACING_MARK || before == U_GCB_PREPEND
      || is_hangul_pair (before, after))
    return JOINED;
  if ((before == U_GCB_REGIONAL_INDICATOR && after == U_GCB_REGIONAL_INDICATOR)
      || (before == U_GCB_ZWJ && u_hasBinaryProperty ((UChar32) after_char, UCHAR_EXTENDED_PICTOGRAPHIC))
      || ((before == U_GCB_ZWJ || before == U_GCB_EXTEND) && is_brahmic (after_char)))
    return UNSURE;

  return APART;
}

/* Whether there is a boundary between two neighbours. */
static inline Relation
relate (gunichar before,
        gunichar after)
{
  if (before < 0x300 && after < 0x300)
    return before == '\r' && after == '\n' ? JOINED : APART;

  return relate_by_property (before, after);
}

void
manicule_clusters_init (ManiculeClusters *self,
                        const char       *data,
                        guint             n_bytes,
                        guint             byte)
{
  *self = (ManiculeClusters) { .data = data, .n_bytes = n_bytes, .byte = byte };
}

/* The first sure boundary after @byte; @is_sure says whether every pair on the way is joined, so that all of it is one cluster. */
static guint
sure_boundary_after (const char *data,
                     guint       n_bytes,
                     guint       byte,
                     gboolean   *is_sure)
{
  gunichar c = g_utf8_get_char (data + byte);

  *is_sure = TRUE;
  for (;;)
    {
      Relation relation;
      gunichar next;

      byte += g_utf8_skip[(guchar) data[byte]];
      if (byte >= n_bytes)
        return n_bytes;
      next = g_utf8_get_char (data + byte);
      relation = relate (c, next);
      if (relation == APART)
        return byte;
      if (relation == UNSURE)
        *is_sure = FALSE;
      c = next;
    }
}

guint
manicule_clusters_next (ManiculeClusters *self)
{
  if (self->iterator == NULL)
    {
      guint after = self->byte + 1;
      gboolean is_sure;

      /* Most of most texts. */
      if (after < self->n_bytes && (guchar) (self->data[self->byte] | self->data[after]) < 0x80 && self->data[after] != '\n')
        return self->byte = after;

      self->chunk_start = self->byte;
      self->chunk_end = sure_boundary_after (self->data, self->n_bytes, self->byte, &is_sure);
      if (is_sure)
        return self->byte = self->chunk_end;
      self->iterator = manicule_break_over (UBRK_CHARACTER, self->data, self->chunk_start, self->chunk_end);
    }

  self->byte = self->chunk_start + (guint) ubrk_next (self->iterator);
  if (self->byte == self->chunk_end)
    self->iterator = NULL;

  return self->byte;
}

/* The relation of the characters before and at @byte. */
static Relation
relate_at (const char *data,
           guint       byte)
{
  return relate (g_utf8_get_char (g_utf8_prev_char (data + byte)), g_utf8_get_char (data + byte));
}

guint
manicule_cluster_start (const char *data,
                        guint       floor,
                        guint       byte)
{
  ManiculeClusters walk;
  guint start = byte;

  while (start > floor && relate_at (data, start) != APART)
    start = (guint) (g_utf8_prev_char (data + start) - data);
  if (start == byte)
    return byte;

  /* Whether a cluster begins at @byte depends on nothing behind the character there. */
  manicule_clusters_init (&walk, data, byte + g_utf8_skip[(guchar) data[byte]], start);
  while (manicule_clusters_next (&walk) <= byte)
    start = walk.byte;

  return start;
}

gboolean
manicule_cluster_starts_at (const char *data,
                            guint       floor,
                            guint       n_bytes,
                            guint       byte)
{
  if (byte <= floor || byte >= n_bytes)
    return TRUE;

  switch (relate_at (data, byte))
    {
    case JOINED:
      return FALSE;
    case APART:
      return TRUE;
    default:
      return manicule_cluster_start (data, floor, byte) == byte;
    }
}
