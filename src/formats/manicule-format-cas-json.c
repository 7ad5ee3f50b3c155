/* manicule-format-cas-json.c: UIMA CAS JSON 0.4, a file for each article
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-cas-read.h"
#include "manicule-cas-write.h"
#include "manicule-format-output.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static guint
sniff (const char *name,
       const char *head,
       gsize       length)
{
  const char *p = g_str_has_prefix (head, "\xef\xbb\xbf") ? head + 3 : head;

  p += strspn (p, " \t\r\n");
  if (*p != '{')
    return 0;

  return strstr (p, "\"%TYPES\"") != NULL || strstr (p, "\"%FEATURE_STRUCTURES\"") != NULL || strstr (p, "\"%VIEWS\"") != NULL ? 98 : 0;
}

static gboolean
read_file (ManiculeFormatInput   *input,
           ManiculeDocumentFunc   func,
           gpointer               data,
           GError               **error)
{
  g_autoptr(GBytes) bytes = manicule_format_input_read_bytes (input, NULL, error);
  g_autoptr(ManiculeCasTypes) types = NULL;
  g_autoptr(ManiculeCas) cas = NULL;

  if (bytes == NULL)
    return FALSE;

  types = manicule_cas_types_new ();
  cas = manicule_cas_new (types);

  return manicule_cas_read_json (cas, input, bytes, error) && manicule_cas_emit (cas, input, func, data, error);
}

/* --- writing: the state is the output itself --- */

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
  g_autoptr(ManiculeCasTypes) types = manicule_cas_types_new ();
  g_autoptr(ManiculeCas) cas = manicule_cas_build (types, document);
  g_autofree char *json = manicule_cas_write_json (cas);
  g_autofree char *name = g_strconcat (id, ".json", NULL);

  return manicule_format_output_begin_member (state, name, TRUE, error) &&
         manicule_format_output_write (state, json, -1, error) &&
         manicule_format_output_end_member (state, error);
}

static gboolean
end (gpointer   state,
     gboolean   commit,
     GError   **error)
{
  return TRUE;
}

static const char * const suffixes[] = { "json", NULL };

const ManiculeFormat manicule_format_cas_json = {
  .id = "cas-json",
  .title = "UIMA CAS JSON",
  .description = N_("A file for each article; the way to INCEpTION and back"),
  .suffixes = suffixes,
  .holds = MANICULE_HOLDS_SPANS | MANICULE_HOLDS_NESTED | MANICULE_HOLDS_CROSSING | MANICULE_HOLDS_DISCONTINUOUS |
           MANICULE_HOLDS_ZERO_LENGTH | MANICULE_HOLDS_SUB_TOKEN | MANICULE_HOLDS_RELATIONS |
           MANICULE_HOLDS_RELATION_EXTRAS | MANICULE_HOLDS_ATTRIBUTES | MANICULE_HOLDS_DOCUMENT_LABELS |
           MANICULE_HOLDS_ENTITIES | MANICULE_HOLDS_NOTES | MANICULE_HOLDS_TEXT | MANICULE_HOLDS_METADATA |
           MANICULE_HOLDS_TYPES,
  .unit = MANICULE_OFFSET_UTF16,
  .container = MANICULE_CONTAINER_FOLDER,
  .sniff = sniff,
  .read = read_file,
  .begin = begin,
  .write = write_document,
  .end = end,
};
