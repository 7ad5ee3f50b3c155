/* manicule-break.c: ICU's break iterators, and grapheme clusters by them
 *
 * Most neighbours can be told apart by two table look-ups: between two characters whose Grapheme_Cluster_Break is Other
 * or a control there is always a boundary (UAX #29, rules GB4, GB5 and GB999), but for CR LF. ICU is asked only about the chunks
 * between such sure boundaries; no rule looks across a boundary, so a chunk can be cut on its own.
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

/* Neither joined to a neighbour nor joining one, but for CR LF. */
static inline gboolean
stands_alone (gunichar c)
{
  return c < 0x300 || u_getIntPropertyValue ((UChar32) c, UCHAR_GRAPHEME_CLUSTER_BREAK) == U_GCB_OTHER;
}

static inline gboolean
surely_apart (gunichar before,
              gunichar after)
{
  return stands_alone (before) && stands_alone (after) && !(before == '\r' && after == '\n');
}

void
manicule_clusters_init (ManiculeClusters *self,
                        const char       *data,
                        guint             n_bytes,
                        guint             byte)
{
  *self = (ManiculeClusters) { .data = data, .n_bytes = n_bytes, .byte = byte };
}

/* The first sure boundary after @byte. */
static guint
sure_boundary_after (const char *data,
                     guint       n_bytes,
                     guint       byte)
{
  gunichar c = g_utf8_get_char (data + byte);

  for (;;)
    {
      gunichar next;

      byte += g_utf8_skip[(guchar) data[byte]];
      if (byte >= n_bytes)
        return n_bytes;
      next = g_utf8_get_char (data + byte);
      if (surely_apart (c, next))
        return byte;
      c = next;
    }
}

guint
manicule_clusters_next (ManiculeClusters *self)
{
  guint after = self->byte + g_utf8_skip[(guchar) self->data[self->byte]];

  if (self->iterator == NULL)
    {
      if (after >= self->n_bytes)
        return self->byte = self->n_bytes;
      if ((guchar) (self->data[self->byte] | self->data[after]) < 0x80 && self->data[after] != '\n')
        return self->byte = after;

      self->chunk_start = self->byte;
      self->chunk_end = sure_boundary_after (self->data, self->n_bytes, self->byte);
      if (self->chunk_end == after)
        return self->byte = after;
      self->iterator = manicule_break_over (UBRK_CHARACTER, self->data, self->chunk_start, self->chunk_end);
    }

  self->byte = self->chunk_start + (guint) ubrk_next (self->iterator);
  if (self->byte == self->chunk_end)
    self->iterator = NULL;

  return self->byte;
}

guint
manicule_cluster_start (const char *data,
                        guint       n_bytes,
                        guint       byte)
{
  ManiculeClusters walk;
  guint start = byte;
  gunichar c;

  if (byte == 0 || byte >= n_bytes)
    return byte;

  c = g_utf8_get_char (data + start);
  while (start > 0)
    {
      const char *at = g_utf8_prev_char (data + start);
      gunichar before = g_utf8_get_char (at);

      if (surely_apart (before, c))
        break;
      start = (guint) (at - data);
      c = before;
    }
  if (start == byte)
    return byte;

  /* Whether a cluster begins at @byte depends on nothing behind the character there. */
  manicule_clusters_init (&walk, data, byte + g_utf8_skip[(guchar) data[byte]], start);
  while (manicule_clusters_next (&walk) <= byte)
    start = walk.byte;

  return start;
}
