/* manicule-format-refi-qda.c: REFI-QDA projects (.qdpx), and code books (.qdc)
 *
 * A project is a zip archive of project.qde and the texts of its sources. Codes are labels, codings are spans, or labels
 * of the document where they are of no selection; users are annotators; links are relations.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-refi.h"

#include "manicule-format-output.h"
#include "manicule-format-values.h"
#include "manicule-refi-write.h"
#include "manicule-xml-writer.h"
#include "manicule-zip.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char * const suffixes[] = { "qdpx", "qdc", "qde", NULL };

/* --- recognising --- */

static guint
sniff_zip (const char *name,
           const char *head,
           gsize       length)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (const char *p = head; p + 11 < head + length; p++)
    if (g_ascii_strncasecmp (p, "project.qde", 11) == 0)
      return 95;

  /* The project may stand behind its sources. */
  return g_str_has_suffix (lower, ".qdpx") ? 90 : 0;
}

static guint
sniff (const char *name,
       const char *head,
       gsize       length)
{
  if (manicule_zip_is (head, length))
    return sniff_zip (name, head, length);

  if (strstr (head, "urn:QDA-XML:") != NULL)
    return 95;

  return strstr (head, "<Project") != NULL && strstr (head, "<CodeBook") != NULL && strstr (head, "isCodable=") != NULL ? 85 : 0;
}

/* --- writing --- */

static const char * const contents[] = { "project", "code-book", NULL };

static const ManiculeFormatOption options[] = {
  { "content", N_("Content"), N_("the project, or its code book alone (.qdc)"), contents, "project" },
  { NULL },
};

typedef struct
{
  ManiculeRefiWriter *writer;  /* (owned) (nullable): NULL: the code book alone */
  ManiculeZipWriter  *zip;     /* (owned) (nullable) */
} State;

static gboolean
write_code_book (ManiculeFormatOutput  *output,
                 ManiculeSchema        *schema,
                 GError               **error)
{
  g_autofree char *book = manicule_refi_print_code_book (schema);

  if (book != NULL)
    return manicule_format_output_write (output, book, -1, error);

  g_set_error_literal (error, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_OPTION,
                       _("there is no label yet, so there is no code book to write"));
  return FALSE;
}

static gpointer
begin (ManiculeFormatOutput  *output,
       ManiculeSchema        *schema,
       GError               **error)
{
  ManiculeZipWriter *zip;
  State *self;

  if (g_str_equal (manicule_format_output_get_option (output, "content"), "code-book"))
    return write_code_book (output, schema, error) ? g_new0 (State, 1) : NULL;

  zip = manicule_zip_writer_new (output, error);
  if (zip == NULL)
    return NULL;

  self = g_new0 (State, 1);
  self->zip = zip;
  self->writer = manicule_refi_writer_new (schema, output);

  return self;
}

static gboolean
write_document (gpointer           state,
                ManiculeDocument  *document,
                GError           **error)
{
  State *self = state;
  ManiculeText *text = manicule_document_get_text (document);
  g_autofree char *guid = NULL;
  g_autofree char *name = NULL;

  if (self->writer == NULL)
    return TRUE;

  guid = manicule_refi_writer_add (self->writer, document, error);
  if (guid == NULL)
    return FALSE;
  name = g_strconcat ("sources/", guid, ".txt", NULL);

  return manicule_zip_writer_add (self->zip, name, manicule_text_get_data (text), manicule_text_get_n_bytes (text), error);
}

static gboolean
end_project (State     *self,
             gboolean   commit,
             GError   **error)
{
  gboolean success = !commit || manicule_refi_writer_end (self->writer, self->zip, error);

  success = manicule_zip_writer_close (self->zip, commit && success, success ? error : NULL) && success;
  manicule_refi_writer_free (self->writer);

  return success;
}

static gboolean
end (gpointer   state,
     gboolean   commit,
     GError   **error)
{
  State *self = state;
  gboolean success = self->writer == NULL || end_project (self, commit, error);

  g_free (self);

  return success;
}

#define HOLDS (MANICULE_HOLDS_SPANS | MANICULE_HOLDS_NESTED | MANICULE_HOLDS_CROSSING | MANICULE_HOLDS_ZERO_LENGTH | \
               MANICULE_HOLDS_SUB_TOKEN | MANICULE_HOLDS_RELATIONS | MANICULE_HOLDS_DOCUMENT_LABELS | MANICULE_HOLDS_NOTES | \
               MANICULE_HOLDS_TEXT)

static gboolean
is_code_book (GHashTable *table)
{
  return table != NULL && g_strcmp0 (g_hash_table_lookup (table, "content"), "code-book") == 0;
}

/* A code book holds nothing of the articles. */
static ManiculeHolds
holds_with (GHashTable *table,
            guint      *levels)
{
  *levels = 0;

  return is_code_book (table) ? 0 : HOLDS;
}

static const char *
suffix_with (GHashTable *table)
{
  return is_code_book (table) ? "qdc" : suffixes[0];
}

static char *
fit_name (ManiculeNameKind  kind,
          const char       *name)
{
  return manicule_xml_fit (name);
}

/* A carriage return would make others count otherwise. */
static gboolean
fits_text (gunichar c)
{
  return c != '\r' && manicule_xml_holds (c);
}

const ManiculeFormat manicule_format_refi_qda = {
  .id = "refi-qda",
  .title = "REFI-QDA",
  .description = N_("A project for ATLAS.ti, MAXQDA, NVivo and other programs of qualitative research"),
  .suffixes = suffixes,
  .holds = HOLDS,
  .holds_with = holds_with,
  .suffix_with = suffix_with,
  .unit = MANICULE_OFFSET_CHARS,
  .container = MANICULE_CONTAINER_ZIP,
  .options = options,
  .sniff = sniff,
  .read = manicule_refi_read,
  .begin = begin,
  .write = write_document,
  .end = end,
  .fit_name = fit_name,
  .fit_value = manicule_value_fit_as_text,
  .fits_text = fits_text,
};
