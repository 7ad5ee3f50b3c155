/* manicule-tei-header.c: what is known of an article, as the header of TEI
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-tei-private.h"

#include "manicule-xml-writer.h"

#include <string.h>

static void
put_meta (GString    *out,
          const char *name,
          const char *text)
{
  gboolean has_space = text != NULL && (g_ascii_isspace (text[0]) || (*text != '\0' && g_ascii_isspace (text[strlen (text) - 1])));

  if (text == NULL)
    return;

  g_string_append_printf (out, "<%s%s>", name, has_space ? " xml:space=\"preserve\"" : "");
  manicule_xml_append_text (out, text, -1);
  g_string_append_printf (out, "</%s>", name);
}

static void
put_meta_value (GString    *out,
                const char *name,
                const char *attribute,
                const char *value)
{
  if (value == NULL)
    return;

  g_string_append_printf (out, "<%s", name);
  manicule_xml_append_attribute (out, attribute, value);
  g_string_append (out, "/>");
}

char *
manicule_tei_print_header (const ManiculeArticleFields *fields)
{
  GString *out = g_string_new ("\n<teiHeader>\n<fileDesc>\n<titleStmt>");

  put_meta (out, "title", fields->title != NULL ? fields->title : "");
  g_string_append (out, "</titleStmt>\n<publicationStmt><p/></publicationStmt>\n<sourceDesc><bibl>");
  put_meta (out, "author", fields->byline);
  put_meta (out, "publisher", fields->source);
  put_meta (out, "pubPlace", fields->place);
  put_meta_value (out, "date", "when", fields->date);
  put_meta_value (out, "ptr", "target", fields->url);
  g_string_append (out, "</bibl></sourceDesc>\n</fileDesc>\n");
  if (fields->language != NULL)
    {
      g_string_append (out, "<profileDesc><langUsage>");
      put_meta_value (out, "language", "ident", fields->language);
      g_string_append (out, "</langUsage></profileDesc>\n");
    }
  g_string_append (out, "</teiHeader>\n");

  return g_string_free_and_steal (out);
}
