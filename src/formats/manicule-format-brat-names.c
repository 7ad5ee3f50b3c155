/* manicule-format-brat-names.c: ids and names as brat can hold them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-brat-names.h"

#include <string.h>

/* No text holds NUL, so its form is free to stand for "". */
#define EMPTY "_x0000_"
#define MAX_HEX 6

/**
 * manicule_brat_id_split:
 * @id: an id of an .ann file
 * @prefix_length: (out): the bytes before the number
 * @number: (out): the number
 *
 * Takes an id apart. brat allows more (leading zeros, a suffix); such ids are kept but never counted on.
 *
 * Returns: whether @id is a prefix and a plain number below 2^31
 */
gboolean
manicule_brat_id_split (const char *id,
                        gsize      *prefix_length,
                        guint      *number)
{
  const char *p = id;
  guint64 value = 0;

  if (*p == '#')
    p++;
  while (g_ascii_isalpha (*p))
    p++;
  if (p == id || !g_ascii_isdigit (*p) || (*p == '0' && p[1] != '\0'))
    return FALSE;

  *prefix_length = (gsize) (p - id);
  for (; g_ascii_isdigit (*p) && value < G_MAXINT32; p++)
    value = value * 10 + (guint64) (*p - '0');
  *number = (guint) value;

  return *p == '\0' && value < G_MAXINT32;
}

/**
 * manicule_brat_id_is_valid:
 * @id: what stands before the first tab of a line
 *
 * Returns: whether brat takes it for an id: letters (or "#" and letters), a number, and anything after it
 */
gboolean
manicule_brat_id_is_valid (const char *id)
{
  const char *p = id;

  if (*p == '#')
    p++;
  while (g_ascii_isalpha (*p))
    p++;

  return p > id && g_ascii_isdigit (*p);
}

/* The bytes of an _xHHHH_ at @p, 0 where none is. */
static gsize
escape_at (const char *p,
           gunichar   *character)
{
  gunichar value = 0;
  gsize n = 0;

  if (p[0] != '_' || p[1] != 'x')
    return 0;

  for (p += 2; g_ascii_isxdigit (*p) && n < MAX_HEX; p++, n++)
    value = value * 16 + (gunichar) g_ascii_xdigit_value (*p);

  if (n < 4 || *p != '_' || !(value == 0 || g_unichar_validate (value)))
    return 0;

  *character = value;

  return n + 3;
}

static gboolean
is_plain (gunichar character)
{
  return character < 128 && (g_ascii_isalnum ((char) character) || character == '_' || character == '-');
}

static gboolean
is_value (gunichar character)
{
  return !g_unichar_isspace (character) && !g_unichar_iscntrl (character) && character != ',' && character != '|';
}

static void
append_escape (GString  *string,
               gunichar  character)
{
  g_string_append_printf (string, "_x%04X_", character);
}

static char *
encode (const char *name,
        gboolean  (*keep) (gunichar character))
{
  GString *string = g_string_new (NULL);

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);
      gunichar literal;

      if (!keep (character) || escape_at (p, &literal) > 0)
        append_escape (string, character);
      else
        g_string_append_unichar (string, character);
    }

  return g_string_free_and_steal (string);
}

/**
 * manicule_brat_name_encode:
 * @name: the name of a label, relation type or attribute
 *
 * Returns: (transfer full): the name as brat can hold it
 */
char *
manicule_brat_name_encode (const char *name)
{
  return *name != '\0' ? encode (name, is_plain) : g_strdup (EMPTY);
}

/**
 * manicule_brat_role_encode:
 * @role: the name of a role
 *
 * Returns: (transfer full): the role as brat can hold it and number it
 */
char *
manicule_brat_role_encode (const char *role)
{
  g_autofree char *name = manicule_brat_name_encode (role);
  gsize length = strlen (name);
  GString *string;

  if (!g_ascii_isdigit (name[length - 1]))
    return g_steal_pointer (&name);

  string = g_string_new_len (name, (gssize) length - 1);
  append_escape (string, (gunichar) name[length - 1]);

  return g_string_free_and_steal (string);
}

/**
 * manicule_brat_value_encode:
 * @value: the value of an attribute
 *
 * Returns: (transfer full): the value as brat can hold it
 */
char *
manicule_brat_value_encode (const char *value)
{
  return *value != '\0' ? encode (value, is_value) : g_strdup (EMPTY);
}

/**
 * manicule_brat_value_decode:
 * @value: a value from an .ann file
 *
 * Returns: (transfer full): the value that was encoded
 */
char *
manicule_brat_value_decode (const char *value)
{
  GString *string = g_string_sized_new (strlen (value));
  const char *p = value;

  while (*p != '\0')
    {
      gunichar character;
      gsize length = escape_at (p, &character);

      if (length == 0)
        g_string_append_c (string, *p++);
      else if (character != 0)
        g_string_append_unichar (string, character);
      p += length;
    }

  return g_string_free_and_steal (string);
}

/**
 * manicule_brat_name_decode:
 * @name: a name from an .ann file
 *
 * Returns: (transfer full): the name that was encoded
 */
char *
manicule_brat_name_decode (const char *name)
{
  char *decoded = manicule_brat_value_decode (name);

  if (*decoded != '\0')
    return decoded;

  g_free (decoded);

  return g_strdup (name);
}

/**
 * manicule_brat_role_strip:
 * @role: a role from an .ann file
 *
 * Returns: (transfer full): the role without the number that tells it from others of its name
 */
char *
manicule_brat_role_strip (const char *role)
{
  gsize length = strlen (role);

  while (length > 1 && g_ascii_isdigit (role[length - 1]))
    length--;

  return g_strndup (role, length);
}
