/* manicule-web-selector.c: where a W3C Web Annotation says that something stands
 *
 * By the Web Annotation Data Model, section 4.2: a quotation tells its place by what stands around it, a position counts
 * characters. Where both are given they should agree; a quotation is what somebody has seen, so it goes first.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-web-selector.h"

#include "manicule-format-draft.h"
#include "manicule-format-meta.h"
#include "manicule-json-writer.h"

#include <string.h>

/* So many characters before and behind tell a quotation from its likes. */
#define CONTEXT 32
#define MAX_NESTED 8

/**
 * manicule_web_selector_free:
 * @self: (nullable): a selector
 *
 * Frees @self and what it refines.
 */
void
manicule_web_selector_free (ManiculeWebSelector *self)
{
  if (self == NULL)
    return;

  manicule_web_selector_free (self->within);
  g_free (self->exact);
  g_free (self->prefix);
  g_free (self->suffix);
  g_free (self);
}

/* --- reading --- */

/* A number, which old files write as a text. */
static guint64
read_offset (ManiculeJsonValue  object,
             const char        *member)
{
  ManiculeJsonValue value = manicule_json_get (object, member);
  guint64 offset = 0;

  if (manicule_json_get_kind (value) == MANICULE_JSON_STRING &&
      g_ascii_string_to_unsigned (manicule_json_as_string (value), 10, 0, G_MAXINT64, &offset, NULL))
    return offset;
  if (manicule_json_get_kind (value) == MANICULE_JSON_ABSENT)
    return 0;

  return manicule_foreign_range_read (value, value).start;
}

static gboolean
is_type (ManiculeJsonValue  object,
         const char        *type)
{
  const char *found = manicule_meta_find_text (object, "type");

  if (found == NULL)
    found = manicule_meta_find_text (object, "@type");

  return found != NULL && (g_str_equal (found, type) || (g_str_has_prefix (found, "oa:") && g_str_equal (found + 3, type)));
}

/* Adds what one selector says. FALSE: it is of a kind that is not understood. */
static gboolean
take_one (ManiculeWebSelector *self,
          ManiculeJsonValue    object)
{
  if (is_type (object, "TextQuoteSelector"))
    {
      const char *exact = manicule_json_get_string (object, "exact");

      g_set_str (&self->exact, exact);
      g_set_str (&self->prefix, manicule_meta_find_text (object, "prefix"));
      g_set_str (&self->suffix, manicule_meta_find_text (object, "suffix"));
      return exact != NULL;
    }
  if (is_type (object, "TextPositionSelector"))
    {
      self->position = (ManiculeForeignRange) { read_offset (object, "start"), read_offset (object, "end") };
      self->has_position = TRUE;
      return TRUE;
    }

  return FALSE;
}

static ManiculeWebSelector *read_nested (ManiculeJsonValue value,
                                         guint             depth);

/* The object, and what refines it, which is the place then. */
static ManiculeWebSelector *
read_refined (ManiculeJsonValue object,
              guint             depth)
{
  ManiculeJsonValue inner = manicule_json_find (object, "refinedBy");
  ManiculeWebSelector *refined;
  ManiculeWebSelector *outer;

  if (manicule_json_get_kind (inner) == MANICULE_JSON_ABSENT || depth == MAX_NESTED)
    return NULL;

  refined = read_nested (inner, depth + 1);
  if (refined == NULL)
    return NULL;

  outer = g_new0 (ManiculeWebSelector, 1);
  if (take_one (outer, object))
    {
      ManiculeWebSelector *last = refined;

      while (last->within != NULL)
        last = last->within;
      last->within = outer;
    }
  else
    {
      /* What it refines is a place of another kind, an element of a page, say: then it is looked for everywhere, but a
       * position would count from there. */
      manicule_web_selector_free (outer);
      refined->has_position = FALSE;
      if (refined->exact == NULL)
        {
          manicule_web_selector_free (refined);
          return NULL;
        }
    }

  return refined;
}

static ManiculeWebSelector *
read_nested (ManiculeJsonValue value,
             guint             depth)
{
  ManiculeWebSelector *self = g_new0 (ManiculeWebSelector, 1);
  ManiculeWebSelector *refined = NULL;
  gboolean any = FALSE;
  ManiculeJsonIter iter;

  if (manicule_json_get_kind (value) == MANICULE_JSON_OBJECT)
    {
      refined = read_refined (value, depth);
      any = refined == NULL && take_one (self, value);
    }
  else
    {
      manicule_json_iter_init (&iter, value);
      while (manicule_json_iter_next (&iter))
        if (manicule_json_get_kind (iter.value) == MANICULE_JSON_OBJECT)
          {
            ManiculeWebSelector *found = read_refined (iter.value, depth);

            if (found == NULL)
              any |= take_one (self, iter.value);
            else if (refined == NULL)
              refined = found;
            else
              manicule_web_selector_free (found);
          }
    }

  if (any)
    {
      manicule_web_selector_free (refined);
      return self;
    }
  manicule_web_selector_free (self);

  return refined;
}

/**
 * manicule_web_selector_read:
 * @value: a selector, or a list of them for one place
 *
 * Returns: (transfer full) (nullable): where it is; NULL where nothing of it is understood, or the reader has failed
 */
ManiculeWebSelector *
manicule_web_selector_read (ManiculeJsonValue value)
{
  ManiculeWebSelector *self = read_nested (value, 0);

  if (!manicule_json_reader_failed (value.reader))
    return self;

  manicule_web_selector_free (self);

  return NULL;
}

/* --- finding --- */

typedef struct
{
  const char *start;
  const char *end;
} Bytes;

static Bytes
get_bytes (ManiculeText  *text,
           ManiculeRange  range)
{
  const char *data = manicule_text_get_data (text);

  return (Bytes) { data + manicule_text_char_to_byte (text, range.start), data + manicule_text_char_to_byte (text, range.end) };
}

static gboolean
stands_before (const char *start,
               const char *p,
               const char *prefix)
{
  gsize length = prefix != NULL ? strlen (prefix) : 0;

  return (gsize) (p - start) >= length && memcmp (p - length, prefix != NULL ? prefix : "", length) == 0;
}

static gboolean
stands_at (const char *end,
           const char *p,
           const char *string)
{
  gsize length = string != NULL ? strlen (string) : 0;

  return (gsize) (end - p) >= length && memcmp (p, string != NULL ? string : "", length) == 0;
}

/* The occurrence in the right surroundings that is nearest to @near (nullable). @n: how many are in them. */
static const char *
find_nearest (ManiculeText *text,
              Bytes         place,
              const char   *exact,
              const char   *prefix,
              const char   *suffix,
              const char   *near,
              guint        *n)
{
  const char *data = manicule_text_get_data (text);
  const char *data_end = data + manicule_text_get_n_bytes (text);
  gsize length = strlen (exact);
  const char *best = NULL;

  *n = 0;
  for (const char *p = place.start; (p = g_strstr_len (p, place.end - p, exact)) != NULL && p < place.end; p++)
    {
      if (!stands_before (data, p, prefix) || !stands_at (data_end, p + length, suffix))
        continue;
      (*n)++;
      if (best == NULL || (near != NULL && ABS (p - near) < ABS (best - near)))
        best = p;
      /* Those that follow are farther away. */
      if (near != NULL && p > near)
        break;
    }

  return best;
}

static ManiculeRange
make_range (ManiculeText *text,
            const char   *start,
            gsize         length)
{
  guint byte = (guint) (start - manicule_text_get_data (text));

  return (ManiculeRange) { manicule_text_byte_to_char (text, byte), manicule_text_byte_to_char (text, byte + (guint) length) };
}

static gboolean
find_quotation (const ManiculeWebSelector *self,
                ManiculeText              *text,
                ManiculeRange              within,
                const ManiculeRange       *position,
                ManiculeRange             *range,
                gboolean                  *is_unique)
{
  Bytes place = get_bytes (text, within);
  const char *near = position != NULL ? get_bytes (text, *position).start : NULL;
  guint n = 0;
  const char *found = NULL;

  if (*self->exact == '\0')
    return FALSE;

  found = find_nearest (text, place, self->exact, self->prefix, self->suffix, near, &n);
  if (found == NULL && (self->prefix != NULL || self->suffix != NULL))
    found = find_nearest (text, place, self->exact, NULL, NULL, near, &n);
  if (found == NULL)
    return FALSE;

  *is_unique = n == 1 || near != NULL;
  *range = make_range (text, found, strlen (self->exact));

  return TRUE;
}

/* Positions within another place count from its beginning. */
static gboolean
get_position (const ManiculeWebSelector *self,
              ManiculeText              *text,
              ManiculeOffsetUnit         unit,
              ManiculeRange              within,
              ManiculeRange             *range)
{
  guint base = manicule_text_from_chars (text, unit, within.start);
  ManiculeForeignRange moved = { self->position.start + base, self->position.end + base };

  return self->has_position && self->position.end <= G_MAXUINT32 &&
         manicule_foreign_to_ranges (text, unit, &moved, 1, range) && range->end <= within.end;
}

/**
 * manicule_web_selector_resolve:
 * @self: a selector
 * @text: the text that it is of
 * @unit: what positions in the file count
 * @range: (out): where it stands
 *
 * Returns: how sure that is; @range is not set where it is MANICULE_WEB_NOT_FOUND
 */
ManiculeWebResult
manicule_web_selector_resolve (const ManiculeWebSelector *self,
                               ManiculeText              *text,
                               ManiculeOffsetUnit         unit,
                               ManiculeRange             *range)
{
  ManiculeRange within = { 0, manicule_text_get_n_chars (text) };
  ManiculeRange position = { 0, 0 };
  gboolean has_position, is_unique = TRUE;

  if (self->within != NULL &&
      manicule_web_selector_resolve (self->within, text, unit, &within) == MANICULE_WEB_NOT_FOUND)
    return MANICULE_WEB_NOT_FOUND;

  has_position = get_position (self, text, unit, within, &position);
  if (has_position && (self->exact == NULL || manicule_ranges_cover (text, &position, 1, self->exact)))
    {
      *range = position;
      return MANICULE_WEB_FOUND;
    }

  if (self->exact != NULL && find_quotation (self, text, within, has_position ? &position : NULL, range, &is_unique))
    return self->has_position ? MANICULE_WEB_MOVED : is_unique ? MANICULE_WEB_FOUND : MANICULE_WEB_AMBIGUOUS;
  if (!has_position)
    return MANICULE_WEB_NOT_FOUND;

  *range = position;

  return MANICULE_WEB_DIFFERS;
}

/* --- writing --- */

static void
put_slice (GString      *out,
           ManiculeText *text,
           const char   *name,
           guint         start,
           guint         end)
{
  ManiculeRange range = { start, end };
  Bytes bytes = get_bytes (text, range);

  manicule_json_put_name (out, name);
  g_string_append_c (out, '"');
  manicule_json_append_escaped (out, bytes.start, (gsize) (bytes.end - bytes.start));
  g_string_append_c (out, '"');
}

/**
 * manicule_web_selector_append:
 * @out: the text so far
 * @text: a text
 * @range: a range of it
 *
 * Appends a quotation with what stands around it, and the position in code points; of an empty range the position alone.
 */
void
manicule_web_selector_append (GString             *out,
                              ManiculeText        *text,
                              const ManiculeRange *range)
{
  guint n_chars = manicule_text_get_n_chars (text);

  g_string_append_c (out, '[');
  if (range->end > range->start)
    {
      g_string_append (out, "{\"type\":\"TextQuoteSelector\"");
      put_slice (out, text, "exact", range->start, range->end);
      put_slice (out, text, "prefix", range->start > CONTEXT ? range->start - CONTEXT : 0, range->start);
      put_slice (out, text, "suffix", range->end, MIN (n_chars, range->end + CONTEXT));
      g_string_append (out, "},");
    }
  g_string_append (out, "{\"type\":\"TextPositionSelector\"");
  manicule_json_put_int (out, "start", range->start);
  manicule_json_put_int (out, "end", range->end);
  g_string_append (out, "}]");
}
