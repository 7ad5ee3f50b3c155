/* manicule-import-text.c: plain texts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-input.h"
#include "manicule-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char * const suffixes[] = { "txt", "text", NULL };

/* Control characters beyond these in more than one of a hundred are no text that somebody wrote. */
#define SAMPLE_BYTES 4096

static gboolean
looks_binary (ManiculeText *text)
{
  const char *data = manicule_text_get_data (text);
  guint length = MIN (manicule_text_get_n_bytes (text), SAMPLE_BYTES);
  guint n_controls = 0;
  guint i;

  if (g_str_has_prefix (data, "%PDF-") || g_str_has_prefix (data, "{\\rtf") || g_str_has_prefix (data, "PK\003\004"))
    return TRUE;

  for (i = 0; i < length; i++)
    {
      if ((guchar) data[i] < 0x20 && strchr ("\t\n\v\f\r", data[i]) == NULL)
        n_controls++;
    }

  return n_controls * 100 > length;
}

static gboolean
read_text (ManiculeFormatInput   *input,
           ManiculeDocumentFunc   func,
           gpointer               data,
           GError               **error)
{
  GFile *file = manicule_format_input_get_file (input);
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *id = manicule_format_document_id (base);
  g_autofree char *encoding = NULL;
  g_autofree char *sha256 = NULL;
  g_autoptr(ManiculeText) text = NULL;
  g_autoptr(GBytes) original = NULL;
  g_autoptr(ManiculeDocument) document = NULL;
  ManiculeArticleFields fields = { 0 };

  text = manicule_format_input_read_text (input, file, &encoding, error);
  if (text == NULL)
    return FALSE;

  if (looks_binary (text))
    {
      manicule_format_input_fail (input, MANICULE_FORMAT_ERROR_DAMAGED, 0, error,
                                  _("This is not a plain text. Save it as text, then import that."));
      return FALSE;
    }

  if (encoding != NULL)
    {
      original = manicule_format_input_read_bytes (input, file, error);
      if (original == NULL)
        return FALSE;
      sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, original);
    }

  fields.id = id;
  fields.encoding = encoding;
  fields.original_sha256 = sha256;
  document = manicule_format_input_new_document (input, &fields, text);

  return manicule_format_input_emit (input, document, func, data, error);
}

const ManiculeFormat manicule_import_text_format = {
  .id = "text",
  .title = N_("Plain Text"),
  .description = N_("A file for each article, in any encoding"),
  .suffixes = suffixes,
  .holds = MANICULE_HOLDS_TEXT,
  .unit = MANICULE_OFFSET_CHARS,
  .container = MANICULE_CONTAINER_FOLDER,
  .read = read_text,
};

/**
 * manicule_import_is_text:
 * @file: a file that no format recognised
 *
 * Returns: %TRUE when it may be read as a plain text: when it was chosen by itself, or is named like one in a folder
 */
gboolean
manicule_import_is_text (const ManiculeImportFile *file)
{
  const char *dot = strrchr (file->shown, '.');
  const char *slash = strrchr (file->shown, '/');

  if (file->chosen || dot == NULL || (slash != NULL && dot < slash))
    return TRUE;

  return g_ascii_strcasecmp (dot + 1, suffixes[0]) == 0 || g_ascii_strcasecmp (dot + 1, suffixes[1]) == 0;
}
