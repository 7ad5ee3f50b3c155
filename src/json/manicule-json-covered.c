/* manicule-json-covered.c: ranges, and the text they cover, each checked by the other
 *
 * A range that does not cover the text that stands beside it is an error and never moved: what is meant, only a person
 * can tell. The message says where the text would be found, if that is plain.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-json-covered.h"

#include "manicule-json-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How far from its range a text is looked for, in code points. */
#define NEARBY 1000

/* How much of a covered text is fetched for a message. */
#define SHOWN_CHARS 80

static const char *
slice (ManiculeText        *text,
       const ManiculeRange *range,
       gsize               *length)
{
  guint start = manicule_text_char_to_byte (text, range->start);

  *length = manicule_text_char_to_byte (text, range->end) - start;
  return manicule_text_get_data (text) + start;
}

/**
 * manicule_json_put_covered:
 * @out: the text of an object that is not closed yet
 * @text: a text
 * @ranges: (array length=n): ranges of it
 * @n: how many
 *
 * Appends the member "text", a list of what each range covers.
 */
void
manicule_json_put_covered (GString             *out,
                           ManiculeText        *text,
                           const ManiculeRange *ranges,
                           guint                n)
{
  manicule_json_put_name (out, "text");
  g_string_append_c (out, '[');
  for (guint i = 0; i < n; i++)
    {
      gsize length;
      const char *covered = slice (text, &ranges[i], &length);

      if (i > 0)
        g_string_append_c (out, ',');
      g_string_append_c (out, '"');
      manicule_json_append_escaped (out, covered, length);
      g_string_append_c (out, '"');
    }
  g_string_append_c (out, ']');
}

/**
 * manicule_json_put_joined:
 * @out: the text of an object that is not closed yet
 * @text: a text
 * @ranges: (array length=n): ranges of it
 * @n: how many
 *
 * Appends the member "text", what all ranges cover, joined by one space.
 */
void
manicule_json_put_joined (GString             *out,
                          ManiculeText        *text,
                          const ManiculeRange *ranges,
                          guint                n)
{
  manicule_json_put_name (out, "text");
  g_string_append_c (out, '"');
  for (guint i = 0; i < n; i++)
    {
      gsize length;
      const char *covered = slice (text, &ranges[i], &length);

      if (i > 0)
        g_string_append_c (out, ' ');
      manicule_json_append_escaped (out, covered, length);
    }
  g_string_append_c (out, '"');
}

/* --- reading ---------------------------------------------------------------------------------------------------- */

static void
check_range (ManiculeJsonValue    where,
             const ManiculeRange *range,
             const ManiculeRange *previous,
             ManiculeText        *text)
{
  if (range->start > range->end)
    manicule_json_fail (where, MANICULE_JSON_ERROR_VALUE, "range-backwards",
                        _("the range from %u to %u ends before it begins"), range->start, range->end);
  else if (previous != NULL && range->start < previous->end)
    manicule_json_fail (where, MANICULE_JSON_ERROR_VALUE, "ranges-not-sorted",
                        _("the range from %u to %u begins before the end of the one in front of it, %u. "
                          "Sort the ranges and join those that overlap"), range->start, range->end, previous->end);
  else if (text != NULL && range->end > manicule_text_get_n_chars (text))
    manicule_json_fail (where, MANICULE_JSON_ERROR_VALUE, "range-outside-text",
                        _("the range from %u to %u lies outside the text, which ends at %u. "
                          "Offsets count Unicode code points from 0"),
                        range->start, range->end, manicule_text_get_n_chars (text));
}

static ManiculeRange
read_range (ManiculeJsonValue value)
{
  ManiculeRange range = { 0, 0 };
  ManiculeJsonIter iter;
  guint n = 0;

  manicule_json_iter_init (&iter, value);
  while (manicule_json_iter_next (&iter) && n < 2)
    {
      guint offset = manicule_json_as_uint (iter.value);

      if (n++ == 0)
        range.start = offset;
      else
        range.end = offset;
    }
  if (manicule_json_get_kind (value) != MANICULE_JSON_ARRAY || manicule_json_get_n (value) != 2)
    manicule_json_fail (value, MANICULE_JSON_ERROR_VALUE, "not-a-range", _("a range is a list of two offsets: [start, end]"));
  return range;
}

/**
 * manicule_json_read_ranges:
 * @list: an array of pairs of offsets; what is absent gives no ranges
 * @text: (nullable): the text they lie in
 *
 * Reads ranges; the reader fails unless there is at least one and they are sorted, apart from each other and in the text.
 *
 * Returns: (transfer full) (element-type ManiculeRange): the ranges
 */
GArray *
manicule_json_read_ranges (ManiculeJsonValue  list,
                           ManiculeText      *text)
{
  GArray *ranges = g_array_sized_new (FALSE, FALSE, sizeof (ManiculeRange), 1);
  ManiculeJsonIter iter;

  manicule_json_iter_init (&iter, list);
  while (!manicule_json_reader_failed (list.reader) && manicule_json_iter_next (&iter))
    {
      ManiculeRange range = read_range (iter.value);

      check_range (iter.value, &range, ranges->len > 0 ? &g_array_index (ranges, ManiculeRange, ranges->len - 1) : NULL, text);
      g_array_append_val (ranges, range);
    }
  if (ranges->len == 0)
    manicule_json_fail (list, MANICULE_JSON_ERROR_VALUE, "no-ranges", _("a span has at least one range"));
  return ranges;
}

/**
 * manicule_json_read_hull:
 * @object: a span with "start" and "end", and "ranges" where it has parts
 * @text: the text it lies in
 *
 * Reads the ranges of a span of a record.
 *
 * Returns: (transfer full) (element-type ManiculeRange): the ranges, which are right unless the reader has failed
 */
GArray *
manicule_json_read_hull (ManiculeJsonValue  object,
                         ManiculeText      *text)
{
  ManiculeRange hull = { manicule_json_get_uint (object, "start"), manicule_json_get_uint (object, "end") };
  ManiculeJsonValue list = manicule_json_find (object, "ranges");
  GArray *ranges;

  check_range (object, &hull, NULL, text);

  if (manicule_json_get_kind (list) == MANICULE_JSON_ABSENT)
    {
      ranges = g_array_sized_new (FALSE, FALSE, sizeof (ManiculeRange), 1);
      g_array_append_val (ranges, hull);
      return ranges;
    }

  ranges = manicule_json_read_ranges (list, text);
  if (!manicule_json_reader_failed (object.reader)
      && (g_array_index (ranges, ManiculeRange, 0).start != hull.start
          || g_array_index (ranges, ManiculeRange, ranges->len - 1).end != hull.end))
    manicule_json_fail (list, MANICULE_JSON_ERROR_VALUE, "ranges-differ",
                        _("the ranges do not begin and end where “start” and “end” say"));
  return ranges;
}

/* Where @claimed stands near @range, if it does so exactly once. */
static gboolean
find_nearby (ManiculeText        *text,
             const ManiculeRange *range,
             const char          *claimed,
             ManiculeRange       *found)
{
  guint n_chars = manicule_text_get_n_chars (text), middle = MIN (range->end, range->start + NEARBY);
  ManiculeRange window = { range->start - MIN (range->start, NEARBY), middle + MIN (n_chars - middle, NEARBY) };
  gsize length, claimed_length = strlen (claimed);
  const char *haystack = slice (text, &window, &length);
  const char *hit = claimed_length > 0 ? memmem (haystack, length, claimed, claimed_length) : NULL;
  guint byte;

  if (hit == NULL || memmem (hit + 1, haystack + length - hit - 1, claimed, claimed_length) != NULL)
    return FALSE;

  byte = hit - manicule_text_get_data (text);
  found->start = manicule_text_byte_to_char (text, byte);
  found->end = manicule_text_byte_to_char (text, byte + claimed_length);
  return TRUE;
}

static void
fail_covered (ManiculeJsonValue    where,
              ManiculeText        *text,
              const ManiculeRange *range,
              const char          *claimed)
{
  g_autofree char *covered = manicule_text_get_slice (text, range->start, MIN (range->end, range->start + SHOWN_CHARS));
  g_autofree char *shown = manicule_json_shorten (covered), *shown_claimed = manicule_json_shorten (claimed);
  ManiculeRange found;

  if (find_nearby (text, range, claimed, &found))
    manicule_json_fail (where, MANICULE_JSON_ERROR_VALUE, "covered-text-differs",
                        /* Translators: the two quotes are pieces of an article. */
                        _("the range from %u to %u covers “%s”, not “%s”, which stands at %u to %u. "
                          "Correct the range"),
                        range->start, range->end, shown, shown_claimed, found.start, found.end);
  else
    manicule_json_fail (where, MANICULE_JSON_ERROR_VALUE, "covered-text-differs",
                        /* Translators: the two quotes are pieces of an article. */
                        _("the range from %u to %u covers “%s”, not “%s”. Correct the range, or restore the text"),
                        range->start, range->end, shown, shown_claimed);
}

/**
 * manicule_json_check_covered:
 * @list: an array with the text of each range; what is absent is not checked
 * @text: the text
 * @ranges: (element-type ManiculeRange): ranges, not looked at when the reader has failed
 *
 * Makes the reader fail where a range covers another text.
 */
void
manicule_json_check_covered (ManiculeJsonValue  list,
                             ManiculeText      *text,
                             GArray            *ranges)
{
  ManiculeJsonIter iter;
  guint i = 0;

  if (!manicule_json_reader_failed (list.reader) && manicule_json_get_n (list) != ranges->len)
    manicule_json_fail (list, MANICULE_JSON_ERROR_VALUE, "covered-text-missing",
                        _("as many texts as ranges must stand here: %u"), ranges->len);

  manicule_json_iter_init (&iter, list);
  for (; !manicule_json_reader_failed (list.reader) && manicule_json_iter_next (&iter); i++)
    {
      const ManiculeRange *range = &g_array_index (ranges, ManiculeRange, i);
      const char *claimed = manicule_json_as_string (iter.value);
      gsize length;
      const char *covered = slice (text, range, &length);

      if (claimed != NULL && (strlen (claimed) != length || memcmp (claimed, covered, length) != 0))
        fail_covered (iter.value, text, range, claimed);
    }
}

/* Compares piece by piece and stops at the first difference, so that it is linear in @claimed. */
static gboolean
joined_equals (ManiculeText *text,
               GArray       *ranges,
               const char   *claimed)
{
  gsize rest = strlen (claimed);

  for (guint i = 0; i < ranges->len; i++)
    {
      gsize length;
      const char *covered = slice (text, &g_array_index (ranges, ManiculeRange, i), &length);

      if (i > 0)
        {
          if (rest == 0 || *claimed != ' ')
            return FALSE;
          claimed++;
          rest--;
        }
      if (length > rest || memcmp (covered, claimed, length) != 0)
        return FALSE;
      claimed += length;
      rest -= length;
    }
  return rest == 0;
}

/**
 * manicule_json_check_joined:
 * @string: a string with what the ranges cover, joined by one space
 * @text: the text
 * @ranges: (element-type ManiculeRange): ranges, not looked at when the reader has failed
 *
 * Makes the reader fail where the ranges cover another text.
 */
void
manicule_json_check_joined (ManiculeJsonValue  string,
                            ManiculeText      *text,
                            GArray            *ranges)
{
  const char *claimed = manicule_json_as_string (string);
  ManiculeRange hull;

  if (manicule_json_reader_failed (string.reader) || joined_equals (text, ranges, claimed))
    return;

  hull.start = g_array_index (ranges, ManiculeRange, 0).start;
  hull.end = g_array_index (ranges, ManiculeRange, ranges->len - 1).end;
  fail_covered (string, text, &hull, claimed);
}
