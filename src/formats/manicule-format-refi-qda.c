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

#define UTF8_BOM "\xef\xbb\xbf"

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

/* --- reading --- */

/* The passes over an archive. */
typedef enum { FIND_PROJECT, COUNT_POSITIONS, MAKE_DOCUMENTS } Pass;

typedef struct
{
  ManiculeFormatInput  *input;
  ManiculeDocumentFunc  func;
  gpointer              data;
  ManiculeRefiProject  *project;    /* (owned) */
  GHashTable           *by_path;    /* (owned): path to the sources with that text, a GPtrArray */
  GHashTable           *ids;        /* (owned): of documents, a set */
  ManiculeRefiVote      vote;
  ManiculeRefiCount     count;
  Pass                  pass;
  gboolean              has_project;
  char                 *folder;     /* (owned) (nullable): of the project within the archive: "", or a path with a slash */
} Reading;

/* Who packs a folder again may pack it with its name. */
static gboolean
is_project_name (const char *name)
{
  const char *slash = strrchr (name, '/');

  return g_ascii_strcasecmp (slash != NULL ? slash + 1 : name, "project.qde") == 0;
}

/* A path within the folder of the project, as sources name it: in lower case; NULL where it lies elsewhere. */
static char *
dup_inner_path (Reading    *self,
                const char *name)
{
  return g_str_has_prefix (name, self->folder) ? g_utf8_strdown (name + strlen (self->folder), -1) : NULL;
}

static gboolean
wants_entry (const char *name,
             gpointer    data)
{
  Reading *self = data;
  g_autofree char *lower = NULL;

  if (self->pass == FIND_PROJECT)
    return !self->has_project && is_project_name (name);

  lower = dup_inner_path (self, name);

  return lower != NULL && g_hash_table_contains (self->by_path, lower);
}

/* The mark is no character of the text. */
static ManiculeText *
decode (Reading  *self,
        GBytes   *bytes,
        GError  **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autoptr(GBytes) rest = NULL;
  g_autofree char *encoding = NULL;

  if (length >= 3 && memcmp (data, UTF8_BOM, 3) == 0)
    rest = g_bytes_new_from_bytes (bytes, 3, length - 3);

  return manicule_format_input_decode (self->input, rest != NULL ? rest : bytes, &encoding, error);
}

/* One source, or all of the same text. */
static gboolean
take_text (Reading             *self,
           ManiculeRefiSource  *source,
           ManiculeText        *text,
           GError             **error)
{
  g_autoptr(ManiculeDocument) document = NULL;

  if (self->pass == COUNT_POSITIONS)
    {
      manicule_refi_vote_add (&self->vote, text, source);
      return TRUE;
    }

  source->is_read = TRUE;
  document = manicule_refi_make_document (self->project, self->input, source, text, self->count, self->ids, error);

  return document != NULL && manicule_format_input_emit (self->input, document, self->func, self->data, error);
}

static gboolean
take_entry (const char  *name,
            GBytes      *contents,
            gpointer     data,
            GError     **error)
{
  Reading *self = data;
  g_autofree char *lower = NULL;
  g_autoptr(ManiculeText) text = NULL;
  GPtrArray *sources;

  if (self->pass == FIND_PROJECT)
    {
      self->has_project = TRUE;
      self->folder = g_strndup (name, strlen (name) - strlen ("project.qde"));
      return manicule_refi_read_xml (self->project, self->input, contents, name, error);
    }

  lower = dup_inner_path (self, name);
  text = decode (self, contents, error);
  if (text == NULL)
    return FALSE;
  sources = g_hash_table_lookup (self->by_path, lower);
  for (guint i = 0; i < sources->len; i++)
    if (!((ManiculeRefiSource *) sources->pdata[i])->is_read && !take_text (self, sources->pdata[i], text, error))
      return FALSE;

  return TRUE;
}

/* Texts that stand in the project itself. */
static gboolean
take_inline_texts (Reading  *self,
                   GError  **error)
{
  for (guint i = 0; i < self->project->sources->len; i++)
    {
      ManiculeRefiSource *source = self->project->sources->pdata[i];
      g_autoptr(GBytes) bytes = source->text != NULL ? g_bytes_new (source->text, strlen (source->text)) : NULL;
      g_autoptr(ManiculeText) text = bytes != NULL ? manicule_text_new (bytes, error) : NULL;

      if (bytes == NULL)
        continue;
      if (text == NULL || !take_text (self, source, text, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
run_pass (Reading  *self,
          GBytes   *archive,
          Pass      pass,
          GError  **error)
{
  self->pass = pass;

  return (archive == NULL || manicule_zip_read (archive, manicule_format_input_get_name (self->input), wants_entry, take_entry,
                                                self, NULL, error)) &&
         (pass == FIND_PROJECT || take_inline_texts (self, error));
}

static void
list_paths (Reading *self)
{
  for (guint i = 0; i < self->project->sources->len; i++)
    {
      ManiculeRefiSource *source = self->project->sources->pdata[i];
      GPtrArray *sources;

      if (source->path == NULL || source->text != NULL)
        continue;
      sources = g_hash_table_lookup (self->by_path, source->path);
      if (sources == NULL)
        {
          sources = g_ptr_array_new ();
          g_hash_table_insert (self->by_path, source->path, sources);
        }
      g_ptr_array_add (sources, source);
    }
}

static void
report_count (Reading *self)
{
  static const char * const titles[MANICULE_REFI_N_COUNTS] = {
    [MANICULE_REFI_CHARS_ONE_BREAK] = N_("positions count a line break of two characters as one"),
    [MANICULE_REFI_UTF16] = N_("positions count UTF-16 units"),
    [MANICULE_REFI_UTF16_ONE_BREAK] = N_("positions count UTF-16 units, and a line break of two characters as one"),
  };

  if (self->count != MANICULE_REFI_CHARS)
    manicule_format_input_report (self->input, MANICULE_FINDING_NOTE, "offset-unit", 0, NULL, "%s", _(titles[self->count]));
}

/* What the project has and is not read. */
static gboolean
report_rest (Reading  *self,
             GError  **error)
{
  for (guint i = 0; i < self->project->sources->len; i++)
    {
      ManiculeRefiSource *source = self->project->sources->pdata[i];

      if (!source->is_read &&
          !manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "source-missing", source->line, error,
                                         _("the text of the source “%s” is not in the archive; it was left out"),
                                         source->name != NULL ? source->name : source->guid))
        return FALSE;
    }
  if (self->project->n_other_sources > 0)
    manicule_format_input_report (self->input, MANICULE_FINDING_WARNING, "sources-left-out", 0, NULL,
                                  ngettext ("%u picture or recording was left out", "%u pictures and recordings were left out",
                                            self->project->n_other_sources), self->project->n_other_sources);

  return TRUE;
}

/* Sets, graphs, and the links that are no relations. */
static gboolean
keep_asides (Reading  *self,
             GError  **error)
{
  for (guint i = 0; i < self->project->links->len; i++)
    {
      ManiculeRefiLink *link = self->project->links->pdata[i];

      if (!link->is_read && link->guid != NULL && manicule_refi_is_guid (link->guid))
        manicule_refi_asides_add_link (self->project->asides, link->xml);
    }

  return manicule_refi_asides_carry (self->project->asides, self->input, error);
}

static gboolean
read_project (Reading  *self,
              GBytes   *bytes,
              GError  **error)
{
  const char *name = manicule_format_input_get_name (self->input);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  GBytes *archive = manicule_zip_is (data, length) ? bytes : NULL;

  if (archive == NULL && !manicule_refi_read_xml (self->project, self->input, bytes, name, error))
    return FALSE;
  if (archive != NULL && !run_pass (self, archive, FIND_PROJECT, error))
    return FALSE;
  if (archive != NULL && !self->has_project)
    {
      manicule_format_input_fail (self->input, MANICULE_FORMAT_ERROR_DAMAGED, 0, error, _("there is no project.qde in the archive"));
      return FALSE;
    }

  manicule_refi_add_to_schema (self->project, self->input);
  list_paths (self);
  if (!run_pass (self, archive, COUNT_POSITIONS, error))
    return FALSE;
  self->count = manicule_refi_vote_decide (&self->vote);
  report_count (self);

  return run_pass (self, archive, MAKE_DOCUMENTS, error) && keep_asides (self, error) && report_rest (self, error);
}

static gboolean
read_file (ManiculeFormatInput   *input,
           ManiculeDocumentFunc   func,
           gpointer               data,
           GError               **error)
{
  g_autoptr(GBytes) bytes = manicule_format_input_read_bytes (input, NULL, error);
  Reading reading = { .input = input, .func = func, .data = data };
  gboolean success;

  if (bytes == NULL)
    return FALSE;

  reading.project = manicule_refi_project_new ();
  reading.by_path = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  reading.ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  success = read_project (&reading, bytes, error);
  g_hash_table_unref (reading.by_path);
  g_hash_table_unref (reading.ids);
  g_free (reading.folder);
  manicule_refi_project_free (reading.project);

  return success;
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
  self->writer = manicule_refi_writer_new (schema);

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

  guid = manicule_refi_writer_add (self->writer, document);
  name = g_strconcat ("sources/", guid, ".txt", NULL);

  return manicule_zip_writer_add (self->zip, name, manicule_text_get_data (text), manicule_text_get_n_bytes (text), error);
}

static gboolean
end_project (State     *self,
             gboolean   commit,
             GError   **error)
{
  g_autoptr(GPtrArray) project = commit ? manicule_refi_writer_end (self->writer) : NULL;
  gboolean success = !commit || manicule_zip_writer_add_pieces (self->zip, "project.qde", project, error);

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
  .read = read_file,
  .begin = begin,
  .write = write_document,
  .end = end,
  .fit_name = fit_name,
  .fit_value = manicule_value_fit_as_text,
  .fits_text = fits_text,
};
