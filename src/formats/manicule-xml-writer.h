/* manicule-xml-writer.h: XML, escaped
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MANICULE_XML_DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

/* Text is appended to a GString; no tree is built. Line ends and tabs in attributes, and carriage returns anywhere,
 * become references, since a reader would make others of them. What XML 1.0 cannot hold becomes a space; whoever must
 * know asks manicule_xml_holds() before. */
void      manicule_xml_append_text      (GString    *out,
                                         const char *text,
                                         gssize      length);
/* A space, the name, and the value in quotes; nothing where @value is NULL. */
void      manicule_xml_append_attribute (GString    *out,
                                         const char *name,
                                         const char *value);
void      manicule_xml_append_uint      (GString    *out,
                                         const char *name,
                                         guint       value);
/* <name>text</name> */
void      manicule_xml_append_element   (GString    *out,
                                         const char *name,
                                         const char *text);

/* Whether XML 1.0 has the character. */
gboolean  manicule_xml_holds            (gunichar    c);
/* @string with spaces for what XML does not have; NULL when it has all of it. For fit_name of formats. */
char     *manicule_xml_fit              (const char *string) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
