/* manicule-json-value.c: the values of a reader, by type
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-json-reader.h"

#include "manicule-json-reader-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* How much of an outside string is shown in a message. */
#define SHOWN_CHARS 60

static const ManiculeJsonToken *
token_of (ManiculeJsonValue value)
{
  return TOKEN (value.reader, value.index);
}

/* The string or name at a token, with its escapes resolved, ended by NUL; it belongs to the reader. */
const char *
manicule_json_reader_string_at (ManiculeJsonReader *self,
                                guint               index)
{
  const ManiculeJsonToken *token = TOKEN (self, index);
  g_autoptr(GString) plain = NULL;

  if (!token->escaped)
    return g_string_chunk_insert_len (self->strings, self->data + token->start, token->end - token->start);

  plain = g_string_sized_new (token->end - token->start);
  manicule_json_unescape (self->data + token->start, token->end - token->start, plain);
  return g_string_chunk_insert_len (self->strings, plain->str, plain->len);
}

static gboolean
name_equals (ManiculeJsonReader *self,
             guint               index,
             const char         *name,
             gsize               length)
{
  const ManiculeJsonToken *token = TOKEN (self, index);

  if (token->escaped)
    return strcmp (manicule_json_reader_string_at (self, index), name) == 0;
  return token->end - token->start == length && memcmp (self->data + token->start, name, length) == 0;
}

/**
 * manicule_json_shorten:
 * @string: a string from outside
 *
 * Makes a string fit for a message: not too long, without control characters.
 *
 * Returns: (transfer full): the string as it can be shown
 */
char *
manicule_json_shorten (const char *string)
{
  GString *shown = g_string_new (NULL);
  const char *p = string;

  for (guint n = 0; *p != '\0' && n < SHOWN_CHARS; n++, p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (shown, g_unichar_iscntrl (c) ? 0xfffd : c);
    }
  if (*p != '\0')
    g_string_append (shown, "…");
  return g_string_free_and_steal (shown);
}

static void
fail_type (ManiculeJsonValue  value,
           const char        *message)
{
  manicule_json_fail (value, MANICULE_JSON_ERROR_TYPE, "json-type", "%s", message);
}

/**
 * manicule_json_get_kind:
 * @value: a value
 *
 * Returns: its kind; %MANICULE_JSON_ABSENT for what is not there
 */
ManiculeJsonKind
manicule_json_get_kind (ManiculeJsonValue value)
{
  return value.index == NO_TOKEN ? MANICULE_JSON_ABSENT : token_of (value)->kind;
}

/**
 * manicule_json_as_string:
 * @value: a string; anything else makes the reader fail
 *
 * Returns: (nullable): the string, which belongs to the reader, or %NULL after a failure
 */
const char *
manicule_json_as_string (ManiculeJsonValue value)
{
  if (manicule_json_get_kind (value) == MANICULE_JSON_STRING)
    return manicule_json_reader_string_at (value.reader, value.index);

  fail_type (value, _("a string must stand here"));
  return NULL;
}

/**
 * manicule_json_as_int:
 * @value: a whole number of 64 bits; anything else makes the reader fail
 *
 * Returns: the number, or 0 after a failure
 */
gint64
manicule_json_as_int (ManiculeJsonValue value)
{
  const ManiculeJsonToken *token;
  const char *p, *end;
  gboolean negative;
  gint64 number = 0;

  if (manicule_json_get_kind (value) != MANICULE_JSON_INTEGER)
    {
      fail_type (value, _("a whole number must stand here"));
      return 0;
    }

  token = token_of (value);
  p = value.reader->data + token->start;
  end = value.reader->data + token->end;
  negative = *p == '-';
  for (p += negative; p < end; p++)
    if (__builtin_mul_overflow (number, 10, &number)
        || (negative ? __builtin_sub_overflow (number, *p - '0', &number)
                     : __builtin_add_overflow (number, *p - '0', &number)))
      {
        manicule_json_fail (value, MANICULE_JSON_ERROR_VALUE, "number-too-large",
                            _("this number is too large. Whole numbers have up to 64 bits"));
        return 0;
      }
  return number;
}

/**
 * manicule_json_as_uint:
 * @value: a whole number of 32 bits, not negative; anything else makes the reader fail
 *
 * Returns: the number, or 0 after a failure
 */
guint
manicule_json_as_uint (ManiculeJsonValue value)
{
  gint64 number = manicule_json_as_int (value);

  if (number >= 0 && number <= G_MAXUINT)
    return number;

  manicule_json_fail (value, MANICULE_JSON_ERROR_VALUE, "number-out-of-range",
                      _("a whole number from 0 to 4294967295 must stand here"));
  return 0;
}

/**
 * manicule_json_as_double:
 * @value: a number; anything else makes the reader fail
 *
 * Returns: the number, always finite, or 0 after a failure
 */
double
manicule_json_as_double (ManiculeJsonValue value)
{
  ManiculeJsonKind kind = manicule_json_get_kind (value);
  g_autofree char *digits = NULL;
  double number;

  if (kind != MANICULE_JSON_NUMBER && kind != MANICULE_JSON_INTEGER)
    {
      fail_type (value, _("a number must stand here"));
      return 0;
    }

  digits = g_strndup (value.reader->data + token_of (value)->start, token_of (value)->end - token_of (value)->start);
  number = g_ascii_strtod (digits, NULL);
  if (isfinite (number))
    return number;

  manicule_json_fail (value, MANICULE_JSON_ERROR_VALUE, "number-too-large", _("this number is too large"));
  return 0;
}

/**
 * manicule_json_as_boolean:
 * @value: true or false; anything else makes the reader fail
 *
 * Returns: the value, or %FALSE after a failure
 */
gboolean
manicule_json_as_boolean (ManiculeJsonValue value)
{
  if (manicule_json_get_kind (value) == MANICULE_JSON_BOOLEAN)
    return value.reader->data[token_of (value)->start] == 't';

  fail_type (value, _("true or false must stand here"));
  return FALSE;
}

/* Copies JSON text without the white space between its tokens. */
static char *
dup_compact (const char *p,
             const char *end)
{
  GString *compact = g_string_sized_new (end - p);
  gboolean in_string = FALSE;

  for (; p < end; p++)
    {
      if (!in_string && strchr (" \t\r\n", *p) != NULL)
        continue;
      g_string_append_c (compact, *p);
      if (*p == '"')
        in_string = !in_string;
      else if (in_string && *p == '\\')
        g_string_append_c (compact, *++p);
    }
  return g_string_free_and_steal (compact);
}

/**
 * manicule_json_dup_raw:
 * @value: a value that is there
 *
 * Returns: (transfer full): its JSON text as it was written, but without white space
 */
char *
manicule_json_dup_raw (ManiculeJsonValue value)
{
  const ManiculeJsonToken *token;
  guint quote;

  g_return_val_if_fail (value.index != NO_TOKEN, NULL);

  token = token_of (value);
  quote = token->kind == MANICULE_JSON_STRING ? 1 : 0;
  return dup_compact (value.reader->data + token->start - quote, value.reader->data + token->end + quote);
}

/* --- members ---------------------------------------------------------------------------------------------------- */

static ManiculeJsonValue
expect_array (ManiculeJsonValue value)
{
  if (value.index != NO_TOKEN && token_of (value)->kind != MANICULE_JSON_ARRAY)
    {
      fail_type (value, _("a list must stand here: [ … ]"));
      value.index = NO_TOKEN;
    }
  return value;
}

static ManiculeJsonValue
expect_object (ManiculeJsonValue value)
{
  if (value.index != NO_TOKEN && token_of (value)->kind != MANICULE_JSON_OBJECT)
    {
      fail_type (value, _("an object must stand here: { … }"));
      value.index = NO_TOKEN;
    }
  return value;
}

static ManiculeJsonValue
look_up (ManiculeJsonValue  object,
         const char        *name)
{
  ManiculeJsonValue member = { object.reader, NO_TOKEN };
  gsize length = strlen (name);
  guint at, end;

  object = expect_object (object);
  if (object.index == NO_TOKEN)
    return member;

  end = token_of (object)->next;
  for (at = object.index + 1; at < end; at = TOKEN (object.reader, at + 1)->next)
    if (name_equals (object.reader, at, name, length))
      {
        member.index = at + 1;
        break;
      }
  return member;
}

/**
 * manicule_json_get:
 * @object: an object
 * @name: a member that must be there; that it is not makes the reader fail
 *
 * Returns: the value of the member; absent after a failure
 */
ManiculeJsonValue
manicule_json_get (ManiculeJsonValue  object,
                   const char        *name)
{
  ManiculeJsonValue member = look_up (object, name);

  if (member.index == NO_TOKEN)
    /* Translators: %s is the name of a member of a JSON object. */
    manicule_json_fail (object, MANICULE_JSON_ERROR_MISSING, "json-missing", _("the member “%s” is missing. Add it"), name);
  return member;
}

/**
 * manicule_json_find:
 * @object: an object, or what is absent
 * @name: a member that need not be there
 *
 * Returns: the value of the member; absent where there is none or where it is null
 */
ManiculeJsonValue
manicule_json_find (ManiculeJsonValue  object,
                    const char        *name)
{
  ManiculeJsonValue member = look_up (object, name);

  if (manicule_json_get_kind (member) == MANICULE_JSON_NULL)
    member.index = NO_TOKEN;
  return member;
}

/**
 * manicule_json_get_string:
 * @object: an object
 * @name: a member that must be a string, else the reader fails
 *
 * Returns: (nullable): the string, which belongs to the reader, or %NULL after a failure
 */
const char *
manicule_json_get_string (ManiculeJsonValue  object,
                          const char        *name)
{
  ManiculeJsonValue member = manicule_json_get (object, name);

  return member.index != NO_TOKEN ? manicule_json_as_string (member) : NULL;
}

/**
 * manicule_json_find_string:
 * @object: an object
 * @name: a member that, where it is, must be a string, else the reader fails
 *
 * Returns: (nullable): the string, which belongs to the reader, or %NULL
 */
const char *
manicule_json_find_string (ManiculeJsonValue  object,
                           const char        *name)
{
  ManiculeJsonValue member = manicule_json_find (object, name);

  return member.index != NO_TOKEN ? manicule_json_as_string (member) : NULL;
}

/**
 * manicule_json_get_uint:
 * @object: an object
 * @name: a member that must be a whole number of 32 bits, not negative, else the reader fails
 *
 * Returns: the number, 0 after a failure
 */
guint
manicule_json_get_uint (ManiculeJsonValue  object,
                        const char        *name)
{
  ManiculeJsonValue member = manicule_json_get (object, name);

  return member.index != NO_TOKEN ? manicule_json_as_uint (member) : 0;
}

/**
 * manicule_json_find_boolean:
 * @object: an object
 * @name: a member that, where it is, must be true or false, else the reader fails
 *
 * Returns: its value, %FALSE where it is absent
 */
gboolean
manicule_json_find_boolean (ManiculeJsonValue  object,
                            const char        *name)
{
  ManiculeJsonValue member = manicule_json_find (object, name);

  return member.index != NO_TOKEN && manicule_json_as_boolean (member);
}

/**
 * manicule_json_find_strv:
 * @object: an object
 * @name: a member that, where it is, must be a list of strings, else the reader fails
 *
 * Returns: (transfer full) (nullable): the strings, or %NULL where it is absent
 */
char **
manicule_json_find_strv (ManiculeJsonValue  object,
                         const char        *name)
{
  g_autoptr(GStrvBuilder) builder = NULL;
  ManiculeJsonValue list = manicule_json_find_array (object, name);
  ManiculeJsonIter iter;

  if (list.index == NO_TOKEN)
    return NULL;

  builder = g_strv_builder_new ();
  manicule_json_iter_init (&iter, list);
  while (manicule_json_iter_next (&iter))
    {
      const char *string = manicule_json_as_string (iter.value);

      if (string != NULL)
        g_strv_builder_add (builder, string);
    }
  return g_strv_builder_end (builder);
}

/**
 * manicule_json_get_array:
 * @object: an object
 * @name: a member that must be an array, else the reader fails
 *
 * Returns: the array; absent after a failure
 */
ManiculeJsonValue
manicule_json_get_array (ManiculeJsonValue  object,
                         const char        *name)
{
  return expect_array (manicule_json_get (object, name));
}

/**
 * manicule_json_find_array:
 * @object: an object
 * @name: a member that, where it is, must be an array, else the reader fails
 *
 * Returns: the array; absent where there is none
 */
ManiculeJsonValue
manicule_json_find_array (ManiculeJsonValue  object,
                          const char        *name)
{
  return expect_array (manicule_json_find (object, name));
}

/**
 * manicule_json_get_object:
 * @object: an object
 * @name: a member that must be an object, else the reader fails
 *
 * Returns: the object; absent after a failure
 */
ManiculeJsonValue
manicule_json_get_object (ManiculeJsonValue  object,
                          const char        *name)
{
  return expect_object (manicule_json_get (object, name));
}

/**
 * manicule_json_find_object:
 * @object: an object
 * @name: a member that, where it is, must be an object, else the reader fails
 *
 * Returns: the object; absent where there is none
 */
ManiculeJsonValue
manicule_json_find_object (ManiculeJsonValue  object,
                           const char        *name)
{
  return expect_object (manicule_json_find (object, name));
}

/* --- stepping --------------------------------------------------------------------------------------------------- */

/**
 * manicule_json_iter_init:
 * @iter: (out): what to begin
 * @container: an array or object, or what is absent; anything else makes the reader fail
 *
 * Begins before the first item or member.
 */
void
manicule_json_iter_init (ManiculeJsonIter  *iter,
                         ManiculeJsonValue  container)
{
  ManiculeJsonKind kind = manicule_json_get_kind (container);
  ManiculeJsonIter begin = { { container.reader, NO_TOKEN }, NULL, 0, 0, kind == MANICULE_JSON_OBJECT };

  if (kind == MANICULE_JSON_ARRAY || kind == MANICULE_JSON_OBJECT)
    {
      begin.next = container.index + 1;
      begin.end = token_of (container)->next;
    }
  else if (kind != MANICULE_JSON_ABSENT)
    fail_type (container, _("a list must stand here: [ … ]"));
  *iter = begin;
}

/**
 * manicule_json_iter_next:
 * @iter: an iterator
 *
 * Goes on to the next item or member and puts it into @iter.
 *
 * Returns: %FALSE at the end
 */
gboolean
manicule_json_iter_next (ManiculeJsonIter *iter)
{
  ManiculeJsonReader *reader = iter->value.reader;

  if (iter->next >= iter->end)
    return FALSE;

  iter->name = iter->is_object ? manicule_json_reader_string_at (reader, iter->next) : NULL;
  iter->value.index = iter->next + (iter->is_object ? 1 : 0);
  iter->next = TOKEN (reader, iter->value.index)->next;
  return TRUE;
}

/**
 * manicule_json_get_n:
 * @container: an array or object, or what is absent
 *
 * Returns: how many items or members it has; linear in them
 */
guint
manicule_json_get_n (ManiculeJsonValue container)
{
  gboolean is_object = manicule_json_get_kind (container) == MANICULE_JSON_OBJECT;
  guint n = 0, at, end;

  if (manicule_json_get_kind (container) < MANICULE_JSON_ARRAY)
    return 0;

  end = token_of (container)->next;
  for (at = container.index + 1; at < end; n++)
    at = TOKEN (container.reader, is_object ? at + 1 : at)->next;
  return n;
}
