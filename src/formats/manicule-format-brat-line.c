/* manicule-format-brat-line.c: one line of an .ann file, taken apart
 *
 * As lenient as brat's server (annotation.py), which keeps what it cannot parse as it is; stricter only where it would
 * take nonsense for sense (an argument with two colons).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-brat-line.h"
#include "manicule-format-brat-names.h"

#include <string.h>

/* A stretch of the line that is read from its start. */
typedef struct
{
  const char *p;
  const char *end;
} Cursor;

typedef struct
{
  const char *data;
  gsize       length;
} Word;

static gboolean
next_word (Cursor *cursor,
           Word   *word)
{
  while (cursor->p < cursor->end && *cursor->p == ' ')
    cursor->p++;

  word->data = cursor->p;
  while (cursor->p < cursor->end && *cursor->p != ' ')
    cursor->p++;
  word->length = (gsize) (cursor->p - word->data);

  return word->length > 0;
}

static gboolean
is_at_end (Cursor *cursor)
{
  Word word;

  return !next_word (cursor, &word);
}

static const char *
keep (GStringChunk *strings,
      const char   *data,
      gsize         length)
{
  return g_string_chunk_insert_len (strings, data, (gssize) length);
}

/* Names come back again and again, so each is kept once. */
static const char *
keep_name (GStringChunk *strings,
           const Word   *word)
{
  g_autofree char *name = g_strndup (word->data, word->length);

  return g_string_chunk_insert_const (strings, name);
}

/* "left:right" with one colon and something on both sides. */
static gboolean
split_pair (const Word *word,
            Word       *left,
            Word       *right)
{
  const char *colon = memchr (word->data, ':', word->length);

  if (colon == NULL)
    return FALSE;

  *left = (Word) { word->data, (gsize) (colon - word->data) };
  *right = (Word) { colon + 1, word->length - left->length - 1 };

  return left->length > 0 && right->length > 0 && memchr (right->data, ':', right->length) == NULL;
}

/* Saturates: what is larger than any text is as good as 2^64 - 1. */
static gboolean
next_number (Cursor  *cursor,
             guint64 *number)
{
  const char *start;

  while (cursor->p < cursor->end && *cursor->p == ' ')
    cursor->p++;

  *number = 0;
  for (start = cursor->p; cursor->p < cursor->end && g_ascii_isdigit (*cursor->p); cursor->p++)
    {
      guint64 digit = (guint64) (*cursor->p - '0');

      *number = *number > (G_MAXUINT64 - digit) / 10 ? G_MAXUINT64 : *number * 10 + digit;
    }

  return cursor->p > start;
}

static GArray *
parse_ranges (Cursor cursor)
{
  g_autoptr(GArray) ranges = g_array_new (FALSE, FALSE, sizeof (ManiculeForeignRange));

  while (TRUE)
    {
      ManiculeForeignRange range;

      if (!next_number (&cursor, &range.start) || cursor.p == cursor.end || *cursor.p != ' ' ||
          !next_number (&cursor, &range.end))
        return NULL;
      g_array_append_val (ranges, range);

      if (cursor.p == cursor.end || *cursor.p != ';')
        break;
      cursor.p++;
    }

  return is_at_end (&cursor) ? g_steal_pointer (&ranges) : NULL;
}

/**
 * manicule_brat_parse_ranges:
 * @data: the bytes
 * @length: their number
 *
 * Returns: (transfer full) (nullable) (element-type ManiculeForeignRange): the ranges of "0 5;6 11"
 */
GArray *
manicule_brat_parse_ranges (const char *data,
                            gsize       length)
{
  return parse_ranges ((Cursor) { data, data + length });
}

static gboolean
parse_textbound (ManiculeBratLine *self,
                 Cursor            data,
                 GStringChunk     *strings)
{
  Word type;

  if (!next_word (&data, &type))
    return FALSE;

  self->type = keep_name (strings, &type);
  self->ranges = parse_ranges (data);

  return self->ranges != NULL;
}

static gboolean
parse_arguments (ManiculeBratLine *self,
                 Cursor           *data,
                 GStringChunk     *strings)
{
  Word word;

  self->arguments = g_array_new (FALSE, FALSE, sizeof (ManiculeBratArgument));

  while (next_word (data, &word))
    {
      Word role, ref;
      ManiculeBratArgument argument;

      if (!split_pair (&word, &role, &ref))
        return FALSE;

      argument.role = keep_name (strings, &role);
      argument.ref = keep (strings, ref.data, ref.length);
      g_array_append_val (self->arguments, argument);
    }

  return TRUE;
}

static gboolean
parse_event (ManiculeBratLine *self,
             Cursor            data,
             GStringChunk     *strings)
{
  Word word, type, trigger;

  if (!next_word (&data, &word) || !split_pair (&word, &type, &trigger))
    return FALSE;

  self->type = keep_name (strings, &type);
  self->target = keep (strings, trigger.data, trigger.length);

  return parse_arguments (self, &data, strings);
}

static gboolean
parse_relation (ManiculeBratLine *self,
                Cursor            data,
                GStringChunk     *strings)
{
  const ManiculeBratArgument *arguments;
  Word type;

  if (!next_word (&data, &type))
    return FALSE;

  self->type = keep_name (strings, &type);
  if (!parse_arguments (self, &data, strings) || self->arguments->len != 2)
    return FALSE;

  arguments = (const ManiculeBratArgument *) (gpointer) self->arguments->data;

  return !g_str_equal (arguments[0].role, arguments[1].role);
}

static gboolean
parse_equiv (ManiculeBratLine *self,
             Cursor            data,
             GStringChunk     *strings)
{
  Word word;

  if (!next_word (&data, &word))
    return FALSE;

  self->type = keep_name (strings, &word);
  self->arguments = g_array_new (FALSE, FALSE, sizeof (ManiculeBratArgument));
  while (next_word (&data, &word))
    {
      ManiculeBratArgument member = { .ref = keep (strings, word.data, word.length) };

      g_array_append_val (self->arguments, member);
    }

  return self->arguments->len > 0;
}

/* The type and the target, with which attributes, normalisations and notes begin. */
static gboolean
parse_head (ManiculeBratLine *self,
            Cursor           *data,
            GStringChunk     *strings)
{
  Word type, target;

  if (!next_word (data, &type) || !next_word (data, &target))
    return FALSE;

  self->type = keep_name (strings, &type);
  self->target = keep (strings, target.data, target.length);

  return TRUE;
}

/* The value is all that follows: other tools than brat write some with spaces. */
static gboolean
parse_attribute (ManiculeBratLine *self,
                 Cursor            data,
                 GStringChunk     *strings)
{
  if (!parse_head (self, &data, strings))
    return FALSE;

  while (data.p < data.end && *data.p == ' ')
    data.p++;
  while (data.end > data.p && data.end[-1] == ' ')
    data.end--;

  self->text = data.p < data.end ? keep (strings, data.p, (gsize) (data.end - data.p)) : NULL;

  return TRUE;
}

static gboolean
take_prefix (Word       *word,
             const char *prefix)
{
  gsize length = strlen (prefix);

  if (word->length <= length || memcmp (word->data, prefix, length) != 0)
    return FALSE;

  word->data += length;
  word->length -= length;

  return TRUE;
}

/* "Reference T5 DB:ID", and "Reference Annotation:T5 Referent:DB:ID" in either order of the BioNLP tasks of 2013. */
static gboolean
parse_normalization (ManiculeBratLine *self,
                     Cursor            data,
                     GStringChunk     *strings)
{
  Word type, target, reference;
  const char *colon;

  if (!next_word (&data, &type) || !next_word (&data, &target) || !next_word (&data, &reference) || !is_at_end (&data))
    return FALSE;

  if (take_prefix (&target, "Referent:"))
    {
      Word swap = target;

      target = reference;
      reference = swap;
    }
  take_prefix (&target, "Annotation:");
  take_prefix (&reference, "Referent:");

  colon = memchr (reference.data, ':', reference.length);
  if (colon == NULL || colon == reference.data || colon + 1 == reference.data + reference.length)
    return FALSE;

  self->type = keep_name (strings, &type);
  self->target = keep (strings, target.data, target.length);
  self->database = keep_name (strings, &(Word) { reference.data, (gsize) (colon - reference.data) });
  self->reference = keep (strings, colon + 1, reference.length - (gsize) (colon + 1 - reference.data));

  return TRUE;
}

static gboolean
parse_data (ManiculeBratLine *self,
            Cursor            data,
            GStringChunk     *strings)
{
  switch (*self->id)
    {
    case 'T':
      self->kind = MANICULE_BRAT_TEXTBOUND;
      return parse_textbound (self, data, strings);

    case 'E':
      self->kind = MANICULE_BRAT_EVENT;
      return parse_event (self, data, strings);

    case 'R':
      self->kind = MANICULE_BRAT_RELATION;
      return parse_relation (self, data, strings);

    case '*':
      self->kind = MANICULE_BRAT_EQUIV;
      return parse_equiv (self, data, strings);

    case 'A':
    case 'M':
      self->kind = MANICULE_BRAT_ATTRIBUTE;
      return parse_attribute (self, data, strings);

    case 'N':
      self->kind = MANICULE_BRAT_NORMALIZATION;
      return parse_normalization (self, data, strings);

    case '#':
      self->kind = MANICULE_BRAT_NOTE;
      return parse_head (self, &data, strings) && is_at_end (&data);

    default:
      return FALSE;
    }
}

/* Splits at the first two tabs; what follows is text. */
static gboolean
parse_line (ManiculeBratLine *self,
            const char       *line,
            gsize             length,
            GStringChunk     *strings)
{
  const char *end = line + length;
  const char *tab = memchr (line, '\t', length);
  const char *second;

  if (tab == NULL || tab == line || memchr (line, '\0', length) != NULL)
    return FALSE;

  self->id = keep (strings, line, (gsize) (tab - line));
  if (!g_str_equal (self->id, "*") && (!manicule_brat_id_is_valid (self->id) || strchr (self->id, ' ') != NULL))
    {
      self->id = NULL;
      return FALSE;
    }

  second = memchr (tab + 1, '\t', (gsize) (end - tab - 1));
  if (!parse_data (self, (Cursor) { tab + 1, second != NULL ? second : end }, strings))
    return FALSE;

  /* An attribute's text is its value already. */
  if (second != NULL && second + 1 < end && self->kind != MANICULE_BRAT_ATTRIBUTE)
    self->text = keep (strings, second + 1, (gsize) (end - second - 1));

  return TRUE;
}

/**
 * manicule_brat_line_parse:
 * @self: an uninitialised line
 * @data: the line without its end, UTF-8
 * @length: its bytes
 * @strings: where the strings of @self are kept
 *
 * Takes a line apart. What cannot be understood becomes MANICULE_BRAT_UNPARSED, with its id where it has one.
 */
void
manicule_brat_line_parse (ManiculeBratLine *self,
                          const char       *data,
                          gsize             length,
                          GStringChunk     *strings)
{
  const char *id;

  *self = (ManiculeBratLine) { .kind = MANICULE_BRAT_UNPARSED };

  if (parse_line (self, data, length, strings))
    return;

  id = self->id;
  manicule_brat_line_clear (self);
  *self = (ManiculeBratLine) { .kind = MANICULE_BRAT_UNPARSED, .id = id };
}

/**
 * manicule_brat_line_clear:
 * @self: a line
 *
 * Frees the arrays; the strings are the chunk's.
 */
void
manicule_brat_line_clear (ManiculeBratLine *self)
{
  g_clear_pointer (&self->ranges, g_array_unref);
  g_clear_pointer (&self->arguments, g_array_unref);
}
