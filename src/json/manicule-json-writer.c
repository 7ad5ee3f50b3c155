/* manicule-json-writer.c: JSON, written the same way every time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-json-writer.h"

#include "manicule-json-time.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* A comma, unless what was begun last is still empty, or a caller who divides lines has written it already. A string
 * ends with its quote, so the last byte tells. */
static void
separate (GString *out)
{
  char last = out->len > 0 ? out->str[out->len - 1] : '{';

  if (strchr ("{[ ", last) == NULL)
    g_string_append_c (out, ',');
}

/* What stands behind the backslash: 'u' and four digits where a byte has no letter of its own; 0: it is not escaped. */
static const char escapes[256] = {
  'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'b', 't', 'n', 'u', 'f', 'r', 'u', 'u',
  'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u',
  ['"'] = '"', ['\\'] = '\\',
};

/* How many bytes more a string takes when it is escaped. */
static gsize
count_escapes (const char *string,
               gsize       length)
{
  gsize n = 0;

  for (gsize i = 0; i < length; i++)
    {
      char escape = escapes[(guchar) string[i]];

      if (G_UNLIKELY (escape != 0))
        n += escape == 'u' ? strlen ("u0000") : 1;
    }

  return n;
}

static inline char *
put_escape (char *p,
            char  c)
{
  static const char hex[] = "0123456789abcdef";
  char escape = escapes[(guchar) c];

  *p++ = '\\';
  *p++ = escape;
  if (G_UNLIKELY (escape == 'u'))
    {
      *p++ = '0';
      *p++ = '0';
      *p++ = hex[(guchar) c >> 4];
      *p++ = hex[c & 0xf];
    }

  return p;
}

/**
 * manicule_json_append_escaped:
 * @out: the text so far
 * @string: UTF-8
 * @length: its bytes
 *
 * Appends the inside of a JSON string. Only what JSON demands is escaped.
 */
void
manicule_json_append_escaped (GString    *out,
                              const char *string,
                              gsize       length)
{
  gsize n_more = count_escapes (string, length);
  gsize former = out->len;
  char *p;

  if (n_more == 0)
    {
      g_string_append_len (out, string, (gssize) length);
      return;
    }

  g_string_set_size (out, former + length + n_more);
  p = out->str + former;
  for (gsize i = 0; i < length; i++)
    if (G_UNLIKELY (escapes[(guchar) string[i]] != 0))
      p = put_escape (p, string[i]);
    else
      *p++ = string[i];
}

/**
 * manicule_json_append_string:
 * @out: the text so far
 * @string: UTF-8
 *
 * Appends a JSON string.
 */
void
manicule_json_append_string (GString    *out,
                             const char *string)
{
  g_string_append_c (out, '"');
  manicule_json_append_escaped (out, string, strlen (string));
  g_string_append_c (out, '"');
}

/**
 * manicule_json_append_strv:
 * @out: the text so far
 * @strings: (array zero-terminated=1): strings
 *
 * Appends a list of strings.
 */
void
manicule_json_append_strv (GString            *out,
                           const char * const *strings)
{
  g_string_append_c (out, '[');
  for (guint i = 0; strings[i] != NULL; i++)
    {
      separate (out);
      manicule_json_append_string (out, strings[i]);
    }
  g_string_append_c (out, ']');
}

/**
 * manicule_json_append_uint:
 * @out: the text so far
 * @number: a number
 *
 * Appends a whole number, in a tenth of the time that a format takes.
 */
void
manicule_json_append_uint (GString *out,
                           guint64  number)
{
  char digits[24], *p = digits + sizeof digits;

  do
    *--p = '0' + number % 10;
  while ((number /= 10) > 0);

  g_string_append_len (out, p, digits + sizeof digits - p);
}

/**
 * manicule_json_append_int:
 * @out: the text so far
 * @number: a number
 *
 * Appends a whole number.
 */
void
manicule_json_append_int (GString *out,
                          gint64   number)
{
  if (number < 0)
    g_string_append_c (out, '-');
  manicule_json_append_uint (out, number < 0 ? -(guint64) number : (guint64) number);
}

/**
 * manicule_json_append_double:
 * @out: the text so far
 * @number: a finite number, which JSON can hold
 *
 * Appends a number with the fewest digits that read back as the same one, and with a point or exponent, so that it
 * does not become a whole number. Up to 15 digits survive any double that is not denormal, so the search begins there.
 */
void
manicule_json_append_double (GString *out,
                             double   number)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE], format[8];

  g_return_if_fail (isfinite (number));

  for (int precision = fabs (number) < DBL_MIN ? 1 : 15; precision <= 17; precision++)
    {
      g_snprintf (format, sizeof format, "%%.%dg", precision);
      g_ascii_formatd (digits, sizeof digits, format, number);
      if (g_ascii_strtod (digits, NULL) == number)
        break;
    }

  g_string_append (out, digits);
  if (strpbrk (digits, ".e") == NULL)
    g_string_append (out, ".0");
}

/**
 * manicule_json_put_name:
 * @out: the text so far
 * @name: the name of a member
 *
 * Appends a name and its colon; a value must follow.
 */
void
manicule_json_put_name (GString    *out,
                        const char *name)
{
  separate (out);
  manicule_json_append_string (out, name);
  g_string_append_c (out, ':');
}

/**
 * manicule_json_put_string:
 * @out: the text so far
 * @name: the name of a member
 * @string: (nullable): its value
 *
 * Appends a member, unless there is no value.
 */
void
manicule_json_put_string (GString    *out,
                          const char *name,
                          const char *string)
{
  if (string == NULL)
    return;

  manicule_json_put_name (out, name);
  manicule_json_append_string (out, string);
}

/**
 * manicule_json_put_int:
 * @out: the text so far
 * @name: the name of a member
 * @number: its value
 *
 * Appends a member.
 */
void
manicule_json_put_int (GString    *out,
                       const char *name,
                       gint64      number)
{
  manicule_json_put_name (out, name);
  manicule_json_append_int (out, number);
}

/**
 * manicule_json_put_flag:
 * @out: the text so far
 * @name: the name of a member
 * @flag: its value
 *
 * Appends a member that is true, or nothing.
 */
void
manicule_json_put_flag (GString    *out,
                        const char *name,
                        gboolean    flag)
{
  if (!flag)
    return;

  manicule_json_put_name (out, name);
  g_string_append (out, "true");
}

/**
 * manicule_json_put_strv:
 * @out: the text so far
 * @name: the name of a member
 * @strings: (nullable): its value
 *
 * Appends a member that is a list of strings, unless there is no list.
 */
void
manicule_json_put_strv (GString            *out,
                        const char         *name,
                        const char * const *strings)
{
  if (strings == NULL)
    return;

  manicule_json_put_name (out, name);
  manicule_json_append_strv (out, strings);
}

/**
 * manicule_json_put_time:
 * @out: the text so far
 * @name: the name of a member
 * @seconds: since 1970, 0 when unknown; times of four-digit years can be written
 *
 * Appends a member that is a time in UTC, unless it is unknown.
 */
void
manicule_json_put_time (GString    *out,
                        const char *name,
                        gint64      seconds)
{
  char time[MANICULE_JSON_TIME_SIZE];

  if (seconds == 0 || !manicule_json_format_time (seconds, time))
    return;

  manicule_json_put_string (out, name, time);
}
