/* manicule-format-conllu-values.c: how CoNLL-U writes what its columns cannot hold as it is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-conllu-values.h"

#include <string.h>

gboolean
manicule_conllu_field_is (const ManiculeConlluField *self,
                          const char                *string)
{
  return strlen (string) == self->length && memcmp (self->data, string, self->length) == 0;
}

/* Fields are so short that a loop is faster than memchr(). */
guint
manicule_conllu_split (const char          *data,
                       gsize                length,
                       ManiculeConlluField *fields,
                       guint                max)
{
  const char *start = data, *end = data + length;
  guint n = 0;

  for (const char *p = data; p < end; p++)
    {
      if (G_LIKELY (*p != '\t'))
        continue;
      if (n + 1 == max)
        break;
      fields[n++] = (ManiculeConlluField) { start, (gsize) (p - start) };
      start = p + 1;
    }
  fields[n++] = (ManiculeConlluField) { start, (gsize) (end - start) };

  return n;
}

/* --- MISC --- */

gboolean
manicule_conllu_next_item (const char          **p,
                           const char           *end,
                           ManiculeConlluField  *key,
                           ManiculeConlluField  *value)
{
  const char *start = *p;
  const char *bar;
  const char *equals;

  if (start >= end)
    return FALSE;

  bar = memchr (start, '|', (gsize) (end - start));
  *p = bar != NULL ? bar + 1 : end;
  bar = bar != NULL ? bar : end;
  equals = memchr (start, '=', (gsize) (bar - start));

  *key = (ManiculeConlluField) { start, (gsize) ((equals != NULL ? equals : bar) - start) };
  *value = equals != NULL ? (ManiculeConlluField) { equals + 1, (gsize) (bar - equals - 1) }
                          : (ManiculeConlluField) { bar, 0 };

  return TRUE;
}

gboolean
manicule_conllu_find_item (const ManiculeConlluField *misc,
                           const char                *key,
                           ManiculeConlluField       *value)
{
  const char *p = misc->data, *end = misc->data + misc->length;
  gsize length = strlen (key);

  while (p < end)
    {
      const char *rest = p + length;
      const char *bar;

      if ((gsize) (end - p) >= length && memcmp (p, key, length) == 0 && (rest == end || *rest == '=' || *rest == '|'))
        {
          ManiculeConlluField found;

          return manicule_conllu_next_item (&p, end, &found, value);
        }
      bar = memchr (p, '|', (gsize) (end - p));
      p = bar != NULL ? bar + 1 : end;
    }

  return FALSE;
}

/* --- white space --- */

static const char escaped[] = " \t\r\n|\\";
static const char escapes[] = "strnp\\";

void
manicule_conllu_append_spaces (GString    *out,
                               const char *data,
                               gsize       length)
{
  for (gsize i = 0; i < length; i++)
    {
      const char *found = strchr (escaped, data[i]);

      if (found != NULL)
        {
          g_string_append_c (out, '\\');
          g_string_append_c (out, escapes[found - escaped]);
        }
      else
        g_string_append_c (out, data[i]);
    }
}

/* What is no escape stays as it is. */
char *
manicule_conllu_parse_spaces (const ManiculeConlluField *value)
{
  GString *out = g_string_sized_new (value->length);

  for (gsize i = 0; i < value->length; i++)
    {
      const char *found = value->data[i] == '\\' && i + 1 < value->length && value->data[i + 1] != '\0'
                          ? strchr (escapes, value->data[i + 1]) : NULL;

      if (found != NULL)
        {
          g_string_append_c (out, escaped[found - escapes]);
          i++;
        }
      else
        g_string_append_c (out, value->data[i]);
    }

  return g_string_free_and_steal (out);
}

/* --- parts of an entity --- */

static gboolean
must_be_encoded (gunichar c)
{
  return c <= ' ' || (c < 0x80 && strchr ("-()[]|=,:;%<>*", (char) c) != NULL) || c == 0x7f || g_unichar_isspace (c) ||
         g_unichar_iscntrl (c);
}

void
manicule_conllu_append_encoded (GString    *out,
                                const char *string)
{
  for (const char *p = string; *p != '\0'; p = g_utf8_next_char (p))
    {
      const char *next = g_utf8_next_char (p);

      if (!must_be_encoded (g_utf8_get_char (p)))
        g_string_append_len (out, p, next - p);
      else
        for (const char *byte = p; byte < next; byte++)
          g_string_append_printf (out, "%%%02X", (guchar) *byte);
    }
}

/* A sequence that is none, or would make something else than text, stays as it is. */
char *
manicule_conllu_decode (const char *data,
                        gsize       length)
{
  g_autoptr(GString) out = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    {
      int high = data[i] == '%' && i + 2 < length ? g_ascii_xdigit_value (data[i + 1]) : -1;
      int low = high >= 0 ? g_ascii_xdigit_value (data[i + 2]) : -1;

      if (low >= 0 && high * 16 + low > 0)
        {
          g_string_append_c (out, (char) (high * 16 + low));
          i += 2;
        }
      else
        g_string_append_c (out, data[i]);
    }

  return g_utf8_validate_len (out->str, out->len, NULL) ? g_strdup (out->str) : g_strndup (data, length);
}

/* --- comments --- */

gboolean
manicule_conllu_comment_get (const ManiculeConlluField *line,
                             const char                *key,
                             ManiculeConlluField       *value)
{
  const char *p = line->data, *end = line->data + line->length;
  gsize size = strlen (key);

  if (p == end || *p != '#')
    return FALSE;
  for (p++; p < end && *p == ' '; p++)
    ;
  if ((gsize) (end - p) < size || memcmp (p, key, size) != 0)
    return FALSE;
  p += size;
  if (p < end && *p != ' ' && *p != '=')
    return FALSE;

  for (; p < end && *p == ' '; p++)
    ;
  if (p < end && *p != '=')
    return FALSE;
  for (p += p < end; p < end && *p == ' '; p++)
    ;
  *value = (ManiculeConlluField) { p, (gsize) (end - p) };

  return TRUE;
}
