/* manicule-format-conll-read.c: reading files of one token a line, or one sentence a line
 *
 * The file is read twice: first to find out which column is what and which scheme the tags follow, which only the whole
 * file tells, then for its documents, one at a time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-conll-document.h"
#include "manicule-format-conll-header.h"
#include "manicule-format-conll-survey.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  ManiculeFormatInput   *input;
  ManiculeConllLayout    layout;
  int                    token;        /* columns; -1: there is none */
  int                    tag;
  int                    nested;
  int                    gap;
  gboolean               has_header;
  gboolean               has_names;    /* it is that of HIPE */
  int                    misc;
  ManiculeConllDocument *document;     /* (owned) */
  gboolean               is_open;      /* the file says that a document is here, even if it is empty */
  char                  *wanted_id;    /* (owned) (nullable): what the file calls it */
  GHashTable            *ids;          /* (owned): that are taken */
  guint                  n_documents;  /* in all */
  guint                  n_emitted;
  ManiculeDocumentFunc   func;
  gpointer               data;
} Reader;

/* --- the first pass --- */

static const char *
get_scheme_title (ManiculeConllScheme scheme)
{
  switch (scheme)
    {
    case MANICULE_CONLL_IOB1:
      return "IOB1";
    case MANICULE_CONLL_BIOES:
      return "BIOES";
    case MANICULE_CONLL_BILOU:
      return "BILOU";
    default:
      return "IOB2";
    }
}

static gboolean
survey_line (const ManiculeFormatLine  *line,
             gpointer                   data,
             GError                   **error)
{
  manicule_conll_survey_add_line (data, line->data, line->length);

  return TRUE;
}

/* What the first line of HIPE says; @names: (nullable). */
static gboolean
take_names (Reader      *self,
            const char  *names,
            GError     **error)
{
  g_autofree char *read = NULL;
  g_autofree char *kept = NULL;

  self->misc = -1;
  if (names == NULL || self->layout.n_columns == 0)
    return TRUE;

  self->has_names = TRUE;
  self->misc = manicule_conll_header_find (names, "MISC");
  manicule_conll_document_set_header (self->document, names);
  read = manicule_conll_header_list (names, &self->layout, TRUE);
  kept = manicule_conll_header_list (names, &self->layout, FALSE);

  return manicule_format_input_report (self->input, MANICULE_FINDING_NOTE, "columns", 1, error,
                                       /* Translators: two lists of the names of columns */
                                       _("entities are read from %s; what stands in %s is kept, and not shown"), read,
                                       *kept != '\0' ? kept : "–");
}

static gboolean
survey (Reader  *self,
        GError **error)
{
  g_autoptr(ManiculeConllSurvey) survey = manicule_conll_survey_new ();
  ManiculeConllScheme scheme, nested_scheme;

  if (!manicule_format_input_each_line (self->input, survey_line, survey, error))
    return FALSE;

  self->n_documents = manicule_conll_survey_get_n_documents (survey);
  if (!manicule_conll_survey_decide (survey, &self->layout))
    self->layout.n_columns = 0;

  scheme = manicule_conll_survey_get_scheme (survey, &self->layout, MANICULE_CONLL_TAG);
  nested_scheme = manicule_conll_survey_get_scheme (survey, &self->layout, MANICULE_CONLL_NESTED);
  self->has_header = self->layout.n_columns > 0 && manicule_conll_survey_has_header (survey, &self->layout);
  self->document = manicule_conll_document_new (self->input, &self->layout, scheme, nested_scheme);
  if (!take_names (self, manicule_conll_survey_get_names (survey, &self->layout), error))
    return FALSE;

  return self->layout.n_columns == 0 ||
         manicule_format_input_report (self->input, MANICULE_FINDING_NOTE, "scheme", 0, error,
                                       /* Translators: the name of a scheme of tags, such as IOB2, and of a column */
                                       _("the tags are read as %s, from column %d"), get_scheme_title (scheme),
                                       manicule_conll_layout_find (&self->layout, MANICULE_CONLL_TAG) + 1);
}

/* --- documents --- */

static gboolean
is_free (Reader     *self,
         const char *id)
{
  return manicule_format_document_id_is_safe (id) && !g_hash_table_contains (self->ids, id);
}

/* The id that the file gives, made safe; else the name of the file, with a number where there are several documents. */
static char *
make_id (Reader *self)
{
  const char *name = manicule_format_input_get_name (self->input);
  g_autofree char *wanted = self->wanted_id != NULL && *self->wanted_id != '\0'
                            ? g_strconcat (self->wanted_id, ".conll", NULL) : NULL;
  g_autofree char *stem = manicule_format_document_id (wanted != NULL ? wanted : name);
  int width = 1;

  for (guint n = self->n_documents; n >= 10; n /= 10)
    width++;

  if ((wanted != NULL || self->n_documents <= 1) && is_free (self, stem))
    return g_steal_pointer (&stem);

  for (guint number = self->n_emitted + 1; ; number++)
    {
      g_autofree char *file = g_strdup_printf ("%s-%0*u.conll", stem, width, number);
      g_autofree char *id = manicule_format_document_id (file);

      if (is_free (self, id))
        return g_steal_pointer (&id);
    }
}

static gboolean
finish_document (Reader  *self,
                 GError **error)
{
  g_autofree char *id = NULL;

  if (!manicule_conll_document_end_sentence (self->document, error))
    return FALSE;
  if (!self->is_open && manicule_conll_document_is_empty (self->document))
    return TRUE;

  id = make_id (self);
  if (!manicule_conll_document_emit (self->document, id, self->func, self->data, error))
    return FALSE;

  g_hash_table_add (self->ids, g_steal_pointer (&id));
  self->n_emitted++;
  self->is_open = FALSE;
  g_clear_pointer (&self->wanted_id, g_free);

  return TRUE;
}

static gboolean
start_document (Reader  *self,
                GError **error)
{
  if (!finish_document (self, error))
    return FALSE;

  self->is_open = TRUE;

  return TRUE;
}

/* --- lines --- */

/* A document may be opened by both a line and a comment; the second only says more of it. */
static gboolean
read_comment (Reader                    *self,
              const ManiculeFormatLine  *line,
              GError                   **error)
{
  ManiculeConllField id;

  if (!manicule_conll_comment_starts_document (line->data, line->length, &id))
    {
      manicule_conll_document_add_comment (self->document, line->data, line->length);
      return TRUE;
    }

  if (!(self->is_open && self->wanted_id == NULL && manicule_conll_document_is_empty (self->document)) &&
      !start_document (self, error))
    return FALSE;

  g_free (self->wanted_id);
  self->wanted_id = g_strndup (id.data != NULL ? id.data : "", id.length);

  return TRUE;
}

static gboolean
read_docstart (Reader                    *self,
               const ManiculeFormatLine  *line,
               GError                   **error)
{
  if (!(self->is_open && self->wanted_id != NULL && manicule_conll_document_is_empty (self->document)) &&
      !start_document (self, error))
    return FALSE;

  manicule_conll_document_set_docstart (self->document, line->data, line->length);

  return TRUE;
}

/* Every token is kept, but one of nothing but white space could not be found again. */
static gboolean
has_token (const ManiculeConllEntry *entry)
{
  for (const char *p = entry->token.data; p < entry->token.data + entry->token.length; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      return TRUE;

  return FALSE;
}

static gboolean
add_entry (Reader                    *self,
           const ManiculeConllEntry  *entry,
           GError                   **error)
{
  if (has_token (entry))
    {
      manicule_conll_document_add_token (self->document, entry);
      return TRUE;
    }

  return manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "empty-token", entry->line, error,
                                       _("the column of tokens is empty here; the line was left out"));
}

static gboolean
report_fields (Reader                    *self,
               guint                      n,
               gboolean                   has_tag,
               guint                      line,
               GError                   **error)
{
  if (has_tag && self->has_names)
    return manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "wrong-columns", line, error,
                                         _("the line has %u columns where others have %u; they were counted from the "
                                           "first"), n, self->layout.n_columns);
  if (has_tag)
    return manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "wrong-columns", line, error,
                                         _("the line has %u columns where others have %u; the last one was taken for "
                                           "the tag"), n, self->layout.n_columns);

  return manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "wrong-columns", line, error,
                                       _("the line has %u columns where others have %u; the token was taken to have no "
                                         "tag"), n, self->layout.n_columns);
}

static ManiculeConllTag
parse_tag (Reader                   *self,
           const ManiculeConllField *fields,
           int                       column)
{
  if (self->has_names && column >= 0 && fields[column].length == 1 && *fields[column].data == '_')
    column = -1;

  return column >= 0 ? manicule_conll_tag_parse (fields[column].data, fields[column].length)
                     : (ManiculeConllTag) { 'O', NULL, 0 };
}

static void
fill_entry (Reader                   *self,
            const ManiculeConllField *fields,
            ManiculeConllEntry       *entry)
{
  entry->token = fields[self->token];
  entry->tag = parse_tag (self, fields, self->tag);
  entry->nested = parse_tag (self, fields, self->nested);
  entry->space_after = (self->gap < 0 || fields[self->gap].length != 1 || *fields[self->gap].data != '-') &&
                       (self->misc < 0 || !manicule_conll_has_flag (&fields[self->misc], "NoSpaceAfter"));
  for (guint i = 0; i < self->layout.n_columns; i++)
    if (self->layout.columns[i] == MANICULE_CONLL_EXTRA)
      entry->extras[entry->n_extras++] = fields[i];
}

/* Another number of fields than elsewhere: the first is the token, and the last the tag if it looks like one; where columns
 * have names, the one that stands where tags stand. */
static gboolean
fill_damaged (Reader                    *self,
              const ManiculeConllField  *fields,
              guint                      n,
              ManiculeConllEntry        *entry,
              GError                   **error)
{
  guint token = MIN ((guint) self->token, n - 1);
  guint tag = self->has_names ? (guint) self->tag : n - 1;
  ManiculeConllTag found = tag < n && n <= MANICULE_CONLL_MAX_COLUMNS && token < tag
                           ? parse_tag (self, fields, (int) tag) : (ManiculeConllTag) { '\0', NULL, 0 };

  entry->token = fields[token];
  entry->tag = found.prefix != '\0' ? found : parse_tag (self, NULL, -1);
  entry->nested = parse_tag (self, NULL, -1);
  entry->space_after = TRUE;

  return report_fields (self, n, found.prefix != '\0', entry->line, error);
}

static gboolean
read_fields (Reader                    *self,
             const ManiculeConllField  *fields,
             guint                      n,
             guint                      line,
             GError                   **error)
{
  ManiculeConllEntry entry;

  entry.line = line;
  entry.n_extras = 0;
  if (n == self->layout.n_columns)
    fill_entry (self, fields, &entry);
  else if (!fill_damaged (self, fields, n, &entry, error))
    return FALSE;

  return add_entry (self, &entry, error);
}

static gboolean
read_items (Reader                    *self,
            const ManiculeFormatLine  *line,
            GError                   **error)
{
  ManiculeConllField fields[MANICULE_CONLL_MAX_COLUMNS];
  const char *p = line->data;
  guint n;

  while (manicule_conll_next_item (&p, line->data + line->length, self->layout.n_columns, fields, &n))
    if (!read_fields (self, fields, n, line->number, error))
      return FALSE;

  return manicule_conll_document_end_sentence (self->document, error);
}

static gboolean
read_header (Reader                    *self,
             const ManiculeFormatLine  *line,
             GError                   **error)
{
  self->has_header = FALSE;
  if (self->has_names)
    return TRUE;

  return manicule_format_input_report (self->input, MANICULE_FINDING_NOTE, "header", line->number, error,
                                       _("the first line names the columns; it was left out"));
}

static gboolean
read_line (const ManiculeFormatLine  *line,
           gpointer                   data,
           GError                   **error)
{
  Reader *self = data;
  ManiculeConllField fields[MANICULE_CONLL_MAX_COLUMNS];
  guint n;

  if (manicule_conll_line_is_blank (line->data, line->length))
    return manicule_conll_document_end_sentence (self->document, error);
  if (manicule_conll_line_is_docstart (line->data, line->length))
    return read_docstart (self, line, error);
  if (manicule_conll_line_is_comment (line->data, line->length))
    return read_comment (self, line, error);

  if (self->layout.n_columns == 0)
    {
      manicule_format_input_fail (self->input, MANICULE_FORMAT_ERROR_DAMAGED, line->number, error,
                                  _("no column holds tags such as B-PER, I-PER and O"));
      return FALSE;
    }
  if (self->has_header)
    return read_header (self, line, error);
  if (self->layout.separator == MANICULE_CONLL_PIPE)
    return read_items (self, line, error);

  n = manicule_conll_split (self->layout.separator, line->data, line->length, fields);

  return read_fields (self, fields, n, line->number, error);
}

static gboolean
read_documents (Reader  *self,
                GError **error)
{
  self->token = manicule_conll_layout_find (&self->layout, MANICULE_CONLL_TOKEN);
  self->tag = manicule_conll_layout_find (&self->layout, MANICULE_CONLL_TAG);
  self->nested = manicule_conll_layout_find (&self->layout, MANICULE_CONLL_NESTED);
  self->gap = manicule_conll_layout_find (&self->layout, MANICULE_CONLL_GAP);

  if (!manicule_format_input_each_line (self->input, read_line, self, error) || !finish_document (self, error))
    return FALSE;

  return self->n_emitted > 0 ||
         manicule_format_input_report (self->input, MANICULE_FINDING_WARNING, "no-tokens", 0, error,
                                       _("there are no tokens in the file"));
}

/**
 * manicule_conll_read:
 * @input: a file of tokens with tags
 * @func: gets each document
 * @data: for @func
 *
 * Reads the documents of a file, which end where it says so; one that does not say so is one document.
 *
 * Returns: FALSE with an error when that fails
 */
gboolean
manicule_conll_read (ManiculeFormatInput   *input,
                     ManiculeDocumentFunc   func,
                     gpointer               data,
                     GError               **error)
{
  Reader self = { .input = input, .func = func, .data = data };
  gboolean success;

  self.ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  success = survey (&self, error) && manicule_format_input_rewind (input, error) && read_documents (&self, error);

  g_clear_pointer (&self.document, manicule_conll_document_free);
  g_hash_table_unref (self.ids);
  g_free (self.wanted_id);

  return success;
}
