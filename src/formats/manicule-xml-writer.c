/* manicule-xml-writer.c: XML, escaped
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-xml-writer.h"

#include <string.h>

/**
 * manicule_xml_holds:
 * @c: a character
 *
 * Returns: whether XML 1.0 has it
 */
gboolean
manicule_xml_holds (gunichar c)
{
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xd7ff) || (c >= 0xe000 && c <= 0xfffd) ||
         (c >= 0x10000 && c <= 0x10ffff);
}

/* What stands for the character at @p; NULL: itself. */
static const char *
find_escape (const char *p,
             gboolean    is_attribute)
{
  switch (*p)
    {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '\r':
      return "&#13;";
    case '"':
      return is_attribute ? "&quot;" : NULL;
    case '\n':
      return is_attribute ? "&#10;" : NULL;
    case '\t':
      return is_attribute ? "&#9;" : NULL;
    case '\xef':
      /* U+FFFE and U+FFFF */
      return (guchar) p[1] == 0xbf && (guchar) p[2] >= 0xbe ? " " : NULL;
    default:
      return (guchar) *p < 0x20 ? " " : NULL;
    }
}

static void
append (GString    *out,
        const char *text,
        gsize       length,
        gboolean    is_attribute)
{
  const char *end = text + length;
  const char *kept = text;

  for (const char *p = text; p < end; p++)
    {
      const char *escape = find_escape (p, is_attribute);

      if (escape == NULL)
        continue;

      g_string_append_len (out, kept, p - kept);
      g_string_append (out, escape);
      if (*p == '\xef')
        p += 2;
      kept = p + 1;
    }

  g_string_append_len (out, kept, end - kept);
}

/**
 * manicule_xml_append_text:
 * @out: where to
 * @text: valid UTF-8
 * @length: how many bytes; -1: up to a NUL
 *
 * Appends the content of an element.
 */
void
manicule_xml_append_text (GString    *out,
                          const char *text,
                          gssize      length)
{
  append (out, text, length < 0 ? strlen (text) : (gsize) length, FALSE);
}

/**
 * manicule_xml_append_attribute:
 * @out: where to, within a start tag
 * @name: the attribute, with its prefix
 * @value: (nullable): its value; NULL: the attribute is left out
 *
 * Appends an attribute.
 */
void
manicule_xml_append_attribute (GString    *out,
                               const char *name,
                               const char *value)
{
  if (value == NULL)
    return;

  g_string_append_c (out, ' ');
  g_string_append (out, name);
  g_string_append (out, "=\"");
  append (out, value, strlen (value), TRUE);
  g_string_append_c (out, '"');
}

/**
 * manicule_xml_append_uint:
 * @out: where to, within a start tag
 * @name: the attribute, with its prefix
 * @value: a number
 *
 * Appends an attribute.
 */
void
manicule_xml_append_uint (GString    *out,
                          const char *name,
                          guint       value)
{
  g_string_append_printf (out, " %s=\"%u\"", name, value);
}

/**
 * manicule_xml_append_element:
 * @out: where to
 * @name: the element, with its prefix
 * @text: its content
 *
 * Appends an element that holds nothing but a text.
 */
void
manicule_xml_append_element (GString    *out,
                             const char *name,
                             const char *text)
{
  g_string_append_printf (out, "<%s>", name);
  manicule_xml_append_text (out, text, -1);
  g_string_append_printf (out, "</%s>", name);
}

/**
 * manicule_xml_fit:
 * @string: valid UTF-8
 *
 * Returns: (transfer full) (nullable): @string with a space for each character that XML does not have; NULL when it
 *   has them all
 */
char *
manicule_xml_fit (const char *string)
{
  g_autoptr(GString) fitted = g_string_new (NULL);
  gboolean is_changed = FALSE;

  for (const char *p = string; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      is_changed |= !manicule_xml_holds (c);
      g_string_append_unichar (fitted, manicule_xml_holds (c) ? c : ' ');
    }

  return is_changed ? g_string_free_and_steal (g_steal_pointer (&fitted)) : NULL;
}
