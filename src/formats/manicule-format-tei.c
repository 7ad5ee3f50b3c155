/* manicule-format-tei.c: TEI P5, a file for each article
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-output.h"
#include "manicule-tei-private.h"
#include "manicule-xml-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char * const suffixes[] = { "xml", "tei", NULL };

/* The first element that is no declaration, comment or the like. */
static const char *
find_root (const char *head)
{
  const char *p = strchr (head, '<');

  while (p != NULL && (p[1] == '?' || p[1] == '!'))
    p = strchr (p + 1, '<');

  return p;
}

static gboolean
is_named (const char *root,
          const char *name)
{
  gsize length = strlen (name);

  return strncmp (root + 1, name, length) == 0 && strchr (" \t\r\n>/", root[length + 1]) != NULL;
}

static guint
sniff (const char *name,
       const char *head,
       gsize       length)
{
  const char *root = find_root (head);

  if (root == NULL)
    return 0;
  if (strstr (head, "\"" MANICULE_TEI_NAMESPACE "\"") != NULL || strstr (head, "'" MANICULE_TEI_NAMESPACE "'") != NULL)
    return 90;
  if (is_named (root, "TEI") || is_named (root, "TEI.2") || is_named (root, "teiCorpus"))
    return 85;

  return is_named (root, "text") ? 55 : 0;
}

/* --- the state is the output itself --- */

static gpointer
begin (ManiculeFormatOutput  *output,
       ManiculeSchema        *schema,
       GError               **error)
{
  return output;
}

static gboolean
write_document (gpointer           state,
                ManiculeDocument  *document,
                GError           **error)
{
  const char *id = manicule_article_get_id (manicule_document_get_article (document));
  g_autofree char *xml = manicule_tei_print (document);
  g_autofree char *name = g_strconcat (id, ".xml", NULL);

  return manicule_format_output_begin_member (state, name, TRUE, error) &&
         manicule_format_output_write (state, xml, -1, error) &&
         manicule_format_output_end_member (state, error);
}

static gboolean
end (gpointer   state,
     gboolean   commit,
     GError   **error)
{
  return TRUE;
}

static char *
fit_name (ManiculeNameKind  kind,
          const char       *name)
{
  return manicule_xml_fit (name);
}

const ManiculeFormat manicule_format_tei = {
  .id = "tei",
  .title = "TEI P5",
  .description = N_("Names and quotations inline, the rest in a standOff; a file for each article"),
  .suffixes = suffixes,
  .holds = MANICULE_HOLDS_SPANS | MANICULE_HOLDS_NESTED | MANICULE_HOLDS_CROSSING | MANICULE_HOLDS_DISCONTINUOUS |
           MANICULE_HOLDS_ZERO_LENGTH | MANICULE_HOLDS_SUB_TOKEN | MANICULE_HOLDS_RELATIONS |
           MANICULE_HOLDS_RELATION_EXTRAS | MANICULE_HOLDS_ATTRIBUTES | MANICULE_HOLDS_DOCUMENT_LABELS |
           MANICULE_HOLDS_ENTITIES | MANICULE_HOLDS_NOTES | MANICULE_HOLDS_TEXT | MANICULE_HOLDS_METADATA |
           MANICULE_HOLDS_TYPES,
  .unit = MANICULE_OFFSET_CHARS,
  .container = MANICULE_CONTAINER_FOLDER,
  .sniff = sniff,
  .read = manicule_tei_read,
  .begin = begin,
  .write = write_document,
  .end = end,
  .fit_name = fit_name,
  .fits_text = manicule_xml_holds,
};
