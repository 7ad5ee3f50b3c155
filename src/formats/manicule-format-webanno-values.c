/* manicule-format-webanno-values.c: what stands in the cells of WebAnno TSV
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-webanno-values.h"

#include <string.h>

/* --- values --- */

void
manicule_webanno_append_value (GString    *out,
                               const char *value)
{
  for (const char *p = value; *p != '\0'; p++)
    {
      if (*p == '\t' || *p == '\n')
        {
          g_string_append (out, *p == '\t' ? "\\t" : "\\n");
          continue;
        }
      if (*p == '\r')
        {
          g_string_append (out, "\\r");
          continue;
        }
      if (g_ascii_ispunct (*p) && (strchr ("\\[]|_;*", *p) != NULL || (*p == '-' && p[1] == '>')))
        g_string_append_c (out, '\\');
      g_string_append_c (out, *p);
    }
}

static char
unescape (char c)
{
  switch (c)
    {
    case 't':
      return '\t';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    default:
      return c;
    }
}

char *
manicule_webanno_parse_value (const char *data,
                              gsize       length)
{
  GString *out = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    if (data[i] == '\\' && i + 1 < length)
      g_string_append_c (out, unescape (data[++i]));
    else
      g_string_append_c (out, data[i]);

  return g_string_free_and_steal (out);
}

/* --- texts --- */

static const char text_chars[] = "\\\t\n\r\f\b";
static const char text_escapes[] = "\\tnrfb";

void
manicule_webanno_append_text (GString    *out,
                              const char *data,
                              gsize       length)
{
  for (gsize i = 0; i < length; i++)
    {
      gboolean is_plain = (guchar) data[i] > '\r' && data[i] != '\\';
      const char *found = !is_plain && data[i] != '\0' ? strchr (text_chars, data[i]) : NULL;

      if (found != NULL)
        {
          g_string_append_c (out, '\\');
          g_string_append_c (out, text_escapes[found - text_chars]);
        }
      else
        g_string_append_c (out, data[i]);
    }
}

/* "00FC" at @p; pairs of surrogates are one character. Returns how many bytes were read, 0 where it is none. */
static gsize
parse_unicode (const char *p,
               gunichar   *c)
{
  gunichar units[2] = { 0, 0 };

  for (guint unit = 0; unit < 2; unit++)
    {
      for (guint i = 0; i < 4; i++)
        {
          int digit = g_ascii_xdigit_value (p[6 * unit + i]);

          if (digit < 0)
            return 0;
          units[unit] = units[unit] * 16 + (gunichar) digit;
        }
      if (unit == 0 && (units[0] < 0xd800 || units[0] > 0xdbff))
        {
          *c = units[0];
          return *c > 0 && (*c < 0xdc00 || *c > 0xdfff) ? 4 : 0;
        }
      if (unit == 0 && (p[4] != '\\' || p[5] != 'u'))
        return 0;
    }

  *c = 0x10000 + ((units[0] - 0xd800) << 10) + (units[1] - 0xdc00);

  return units[1] >= 0xdc00 && units[1] <= 0xdfff ? 10 : 0;
}

char *
manicule_webanno_parse_text (const char *data,
                             gboolean    java)
{
  GString *out = g_string_new (NULL);

  for (const char *p = data; *p != '\0'; p++)
    {
      const char *found = *p == '\\' && p[1] != '\0' ? strchr (text_escapes, p[1]) : NULL;
      gunichar c;
      gsize n = java && *p == '\\' && p[1] == 'u' ? parse_unicode (p + 2, &c) : 0;

      if (n > 0)
        {
          g_string_append_unichar (out, c);
          p += n + 1;
        }
      else if (found != NULL)
        {
          g_string_append_c (out, text_chars[found - text_escapes]);
          p++;
        }
      else
        g_string_append_c (out, *p);
    }

  return g_string_free_and_steal (out);
}

/* --- cells --- */

GStrv
manicule_webanno_split (const char *cell,
                        char        separator)
{
  g_autoptr(GStrvBuilder) pieces = NULL;
  const char *start = cell, *p = cell;

  /* Nearly always. */
  if (strchr (cell, separator) == NULL)
    {
      GStrv whole = g_new0 (char *, 2);

      whole[0] = g_strdup (cell);
      return whole;
    }

  pieces = g_strv_builder_new ();
  for (; *p != '\0'; p++)
    {
      if (*p == '\\' && p[1] != '\0')
        p++;
      else if (*p == separator)
        {
          g_strv_builder_take (pieces, g_strndup (start, (gsize) (p - start)));
          start = p + 1;
        }
    }
  g_strv_builder_take (pieces, g_strndup (start, (gsize) (p - start)));

  return g_strv_builder_end (pieces);
}

static gboolean
is_escaped (const char *start,
            const char *p)
{
  guint n = 0;

  while (p > start && p[-1] == '\\')
    {
      n++;
      p--;
    }

  return n % 2 == 1;
}

gsize
manicule_webanno_take_numbers (const char *piece,
                               guint64    *first,
                               guint64    *second)
{
  gsize length = strlen (piece);
  const char *bracket = length > 0 && piece[length - 1] == ']' ? strrchr (piece, '[') : NULL;
  char *p;

  *first = *second = 0;
  if (bracket == NULL || is_escaped (piece, bracket) || !g_ascii_isdigit (bracket[1]))
    return length;

  *first = g_ascii_strtoull (bracket + 1, &p, 10);
  if (*p == '_' && g_ascii_isdigit (p[1]))
    *second = g_ascii_strtoull (p + 1, &p, 10);
  if (p + 1 == piece + length)
    return (gsize) (bracket - piece);

  *first = *second = 0;

  return length;
}

const char *
manicule_webanno_find_arrow (const char *piece)
{
  for (const char *p = piece; *p != '\0'; p++)
    {
      if (*p == '\\' && p[1] != '\0')
        p++;
      else if (*p == '-' && p[1] == '>')
        return p;
    }

  return NULL;
}
