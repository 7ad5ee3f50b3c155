/* manicule-format-offsets.c: in which unit a file counts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-offsets.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The order of preference where units fit equally well. */
static const ManiculeOffsetUnit units[MANICULE_N_OFFSET_UNITS] = {
  MANICULE_OFFSET_CHARS,
  MANICULE_OFFSET_UTF16,
  MANICULE_OFFSET_BYTES,
  MANICULE_OFFSET_GRAPHEMES,
};

/* So many characters are sooner counted than looked up. */
#define SHORT_RANGE 100

/**
 * manicule_range_get_data:
 * @text: a text
 * @range: a range of it
 * @length: (out): the bytes that it takes
 *
 * Returns: (transfer none): where @range begins in the data of @text, which goes on behind it
 */
const char *
manicule_range_get_data (ManiculeText        *text,
                         const ManiculeRange *range,
                         gsize               *length)
{
  const char *data = manicule_text_get_data (text);
  const char *start = data + manicule_text_char_to_byte (text, range->start);

  if (range->end - range->start <= SHORT_RANGE)
    *length = (gsize) (g_utf8_offset_to_pointer (start, range->end - range->start) - start);
  else
    *length = manicule_text_char_to_byte (text, range->end) - (gsize) (start - data);

  return start;
}

static gboolean
is_space (gunichar c)
{
  return g_unichar_isspace (c) || c == '\v' || c == 0x85;
}

/* Goes over stretches of text as if they were one, with any white space within and between them folded to one space,
 * and none at both ends. */
typedef struct
{
  const char          *p;
  const char          *end;
  ManiculeText        *text;     /* (nullable): of the ranges that follow */
  const ManiculeRange *ranges;
  guint                n_ranges;
  gboolean             started;
} Folded;

/* Steps to the next stretch. */
static gboolean
next_stretch (Folded *self)
{
  gsize length;

  if (self->n_ranges == 0)
    return FALSE;

  self->p = manicule_range_get_data (self->text, self->ranges, &length);
  self->end = self->p + length;
  self->ranges++;
  self->n_ranges--;

  return TRUE;
}

/* 0 at the end. */
static gunichar
next_folded (Folded *self)
{
  gboolean gap = FALSE;
  gunichar c;

  while (self->p == self->end || is_space (g_utf8_get_char (self->p)))
    {
      gap = self->started;
      if (self->p < self->end)
        self->p = g_utf8_next_char (self->p);
      else if (!next_stretch (self))
        return 0;
    }
  if (gap)
    {
      /* The character itself is next. */
      self->started = FALSE;
      return ' ';
    }

  c = g_utf8_get_char (self->p);
  self->p = g_utf8_next_char (self->p);
  self->started = TRUE;

  return c;
}

static gboolean
stands_there (ManiculeText        *text,
              const ManiculeRange *range,
              const char          *string,
              gsize                length)
{
  gsize n_bytes;
  const char *data = manicule_range_get_data (text, range, &n_bytes);

  return n_bytes == length && memcmp (data, string, length) == 0;
}

/**
 * manicule_ranges_cover:
 * @text: a text
 * @ranges: ranges of it
 * @n_ranges: how many
 * @covered: what should stand there, valid UTF-8
 *
 * Returns: whether it does, the parts joined by white space and any run of white space taken for any other; at both
 *   ends white space may stand or not
 */
gboolean
manicule_ranges_cover (ManiculeText        *text,
                       const ManiculeRange *ranges,
                       guint                n_ranges,
                       const char          *covered)
{
  Folded is = { .text = text, .ranges = ranges, .n_ranges = n_ranges };
  Folded should_be = { .p = covered, .end = covered + strlen (covered) };
  gunichar c;

  /* Mostly there is nothing to fold. */
  if (n_ranges == 1 && stands_there (text, ranges, covered, (gsize) (should_be.end - covered)))
    return TRUE;

  do
    {
      c = next_folded (&is);
      if (c != next_folded (&should_be))
        return FALSE;
    }
  while (c != 0);

  return TRUE;
}

/**
 * manicule_foreign_to_string:
 * @range: a range as a file gives it
 *
 * Returns: (transfer full): its two offsets, for a message
 */
char *
manicule_foreign_to_string (const ManiculeForeignRange *range)
{
  return g_strdup_printf ("%" G_GUINT64_FORMAT "–%" G_GUINT64_FORMAT, range->start, range->end);
}

/**
 * manicule_foreign_to_ranges:
 * @text: a text
 * @unit: what the offsets count
 * @ranges: ranges from outside
 * @n_ranges: how many
 * @result: (out): room for as many
 *
 * Returns: FALSE when an offset lies past the end or inside a character, or a range ends before it starts
 */
gboolean
manicule_foreign_to_ranges (ManiculeText               *text,
                            ManiculeOffsetUnit          unit,
                            const ManiculeForeignRange *ranges,
                            guint                       n_ranges,
                            ManiculeRange              *result)
{
  for (guint i = 0; i < n_ranges; i++)
    {
      if (ranges[i].start > ranges[i].end)
        return FALSE;
      if (!manicule_text_to_chars (text, unit, ranges[i].start, &result[i].start) ||
          !manicule_text_to_chars (text, unit, ranges[i].end, &result[i].end))
        return FALSE;
    }

  return TRUE;
}

static gboolean
fits (ManiculeText               *text,
      ManiculeOffsetUnit          unit,
      const ManiculeForeignRange *ranges,
      guint                       n_ranges,
      const char                 *covered)
{
  g_autofree ManiculeRange *converted = g_new (ManiculeRange, MAX (n_ranges, 1));

  return manicule_foreign_to_ranges (text, unit, ranges, n_ranges, converted) &&
         manicule_ranges_cover (text, converted, n_ranges, covered);
}

/**
 * manicule_unit_vote_add:
 * @self: the vote
 * @text: the text of the document that the span is in
 * @ranges: where the file says that the span is
 * @n_ranges: in how many parts
 * @covered: what the file says stands there, valid UTF-8
 *
 * Counts for each unit whether the claim fits. The other units take part from the first claim on that does not fit in
 * code points: up to there they cannot do better, and a file that counts in one of them has such claims behind its first
 * character that takes several of them.
 */
void
manicule_unit_vote_add (ManiculeUnitVote           *self,
                        ManiculeText               *text,
                        const ManiculeForeignRange *ranges,
                        guint                       n_ranges,
                        const char                 *covered)
{
  self->n_claims++;
  self->n_mismatches[MANICULE_OFFSET_CHARS] += !fits (text, MANICULE_OFFSET_CHARS, ranges, n_ranges, covered);
  if (self->n_mismatches[MANICULE_OFFSET_CHARS] == 0)
    return;

  for (guint i = 0; i < MANICULE_N_OFFSET_UNITS; i++)
    if (units[i] != MANICULE_OFFSET_CHARS)
      self->n_mismatches[units[i]] += !fits (text, units[i], ranges, n_ranges, covered);
}

/**
 * manicule_unit_vote_decide:
 * @self: the vote over a whole file
 * @declared: what the format asks for
 *
 * Returns: the unit with the fewest mismatches, and @declared where it is as good as any
 */
ManiculeOffsetUnit
manicule_unit_vote_decide (const ManiculeUnitVote *self,
                           ManiculeOffsetUnit      declared)
{
  ManiculeOffsetUnit best = declared;

  for (guint i = 0; i < MANICULE_N_OFFSET_UNITS; i++)
    if (self->n_mismatches[units[i]] < self->n_mismatches[best])
      best = units[i];

  return best;
}

/**
 * manicule_offset_unit_get_title:
 * @unit: a unit
 *
 * Returns: (transfer none): its name, in the plural and translated
 */
const char *
manicule_offset_unit_get_title (ManiculeOffsetUnit unit)
{
  switch (unit)
    {
    case MANICULE_OFFSET_CHARS:
      return _("code points");
    case MANICULE_OFFSET_BYTES:
      return _("UTF-8 bytes");
    case MANICULE_OFFSET_UTF16:
      return _("UTF-16 units");
    case MANICULE_OFFSET_GRAPHEMES:
      return _("grapheme clusters");
    default:
      g_return_val_if_reached ("?");
    }
}
