/* manicule-format-text.c: plain text, one article a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-input.h"
#include "manicule-format-output.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
has_wide_mark (const char *head,
               gsize       length)
{
  return length >= 2 && (memcmp (head, "\xff\xfe", 2) == 0 || memcmp (head, "\xfe\xff", 2) == 0);
}

/* Almost everything is text, so what says that it is something else goes first. */
static guint
sniff (const char *name,
       const char *head,
       gsize       length)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  if (memchr (head, '\0', length) != NULL && !has_wide_mark (head, length))
    return 0;
  if (g_str_has_suffix (lower, ".txt") || g_str_has_suffix (lower, ".text"))
    return 30;

  return strchr (lower, '.') == NULL ? 5 : 0;
}

static gboolean
read_file (ManiculeFormatInput   *input,
           ManiculeDocumentFunc   func,
           gpointer               data,
           GError               **error)
{
  g_autoptr(GBytes) bytes = manicule_format_input_read_bytes (input, NULL, error);
  g_autofree char *id = manicule_format_document_id (manicule_format_input_get_name (input));
  g_autofree char *encoding = NULL;
  g_autofree char *hash = NULL;
  g_autoptr(ManiculeText) text = NULL;
  g_autoptr(ManiculeDocument) document = NULL;
  ManiculeArticleFields fields = { .id = id };

  if (bytes == NULL)
    return FALSE;

  text = manicule_format_input_decode (input, bytes, &encoding, error);
  if (text == NULL)
    return FALSE;

  if (encoding != NULL)
    {
      hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
      fields.encoding = encoding;
      fields.original_sha256 = hash;
    }
  document = manicule_format_input_new_document (input, &fields, text);

  return manicule_format_input_emit (input, document, func, data, error);
}

/* The state is the output itself. */
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
  ManiculeFormatOutput *output = state;
  ManiculeText *text = manicule_document_get_text (document);
  const char *id = manicule_article_get_id (manicule_document_get_article (document));
  g_autofree char *name = g_strconcat (id, ".txt", NULL);

  return manicule_format_output_begin_member (output, name, TRUE, error) &&
         manicule_format_output_write (output, manicule_text_get_data (text), manicule_text_get_n_bytes (text), error) &&
         manicule_format_output_end_member (output, error);
}

static gboolean
end (gpointer   state,
     gboolean   commit,
     GError   **error)
{
  return TRUE;
}

static const char * const suffixes[] = { "txt", "text", NULL };

const ManiculeFormat manicule_format_text = {
  .id = "text",
  .title = N_("Plain Text"),
  .description = N_("The text alone, a file for each article"),
  .suffixes = suffixes,
  .holds = MANICULE_HOLDS_TEXT,
  .unit = MANICULE_OFFSET_CHARS,
  .container = MANICULE_CONTAINER_FOLDER,
  .sniff = sniff,
  .read = read_file,
  .begin = begin,
  .write = write_document,
  .end = end,
};
