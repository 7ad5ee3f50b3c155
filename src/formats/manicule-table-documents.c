/* manicule-table-documents.c: the documents that the rows of a table are about
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-table-foreign-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
row_free (gpointer data)
{
  ManiculeTableRow *self = data;

  g_free (self->label);
  g_free (self->covered);
  g_free (self->annotator);
  g_free (self->note);
  g_free (self->id);
  g_free (self->attributes);
  g_free (self);
}

void
manicule_table_document_free (gpointer data)
{
  ManiculeTableDocument *self = data;

  g_free (self->name);
  g_clear_object (&self->text);
  g_ptr_array_unref (self->rows);
  g_free (self->title);
  g_free (self->date);
  g_free (self->source);
  g_free (self->language);
  g_free (self);
}

/* --- texts --- */

static ManiculeText *
make_text (const char *string)
{
  return strlen (string) < MANICULE_TEXT_MAX_BYTES ? manicule_text_new_from_string (string) : NULL;
}

/* A file beside the table; NULL where there is none, or with an error. */
static ManiculeText *
try_text (ManiculeTableReader *self,
          const char          *name,
          GError             **error)
{
  g_autoptr(GFile) file = manicule_format_input_get_sibling (self->input, name);
  g_autoptr(GError) local_error = NULL;
  ManiculeText *text;

  if (file == NULL || g_file_equal (file, manicule_format_input_get_file (self->input)))
    return NULL;

  text = manicule_format_input_read_text (self->input, file, NULL, &local_error);
  if (text == NULL && !g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) &&
      !g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE))
    g_propagate_error (error, g_steal_pointer (&local_error));

  return text;
}

/* "talk.txt", or "talk" with that suffix; whatever folders stand before it. */
gboolean
manicule_table_load_text (ManiculeTableReader   *self,
                          ManiculeTableDocument *document,
                          GError               **error)
{
  g_autofree char *base = g_path_get_basename (document->name);
  g_autofree char *with_suffix = g_strconcat (base, ".txt", NULL);
  g_autoptr(GError) local_error = NULL;

  if (document->text != NULL)
    return TRUE;

  if (g_str_has_suffix (base, ".txt"))
    document->text = try_text (self, base, &local_error);
  if (document->text == NULL && local_error == NULL)
    document->text = try_text (self, with_suffix, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return document->text != NULL || self->is_silent ||
         manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "text-missing",
                                       document->rows->len > 0 ? ((ManiculeTableRow *) document->rows->pdata[0])->line : 0, error,
                                       _("the text of “%s” is not here; put it beside the table, as “%s”. "
                                         "What is said of it was left out"), document->name,
                                       g_str_has_suffix (base, ".txt") ? base : with_suffix);
}

/* --- rows --- */

static const char *
get_full_text (ManiculeTableReader *self)
{
  const char *text = manicule_table_get_cell (self, MANICULE_ROLE_FULL_TEXT);

  return text == NULL && self->is_full ? manicule_table_get_cell (self, MANICULE_ROLE_TEXT) : text;
}

static const char *
get_covered (ManiculeTableReader *self)
{
  const char *covered = manicule_table_get_cell (self, MANICULE_ROLE_COVERED);

  return covered == NULL && !self->is_full ? manicule_table_get_cell (self, MANICULE_ROLE_TEXT) : covered;
}

/* Takes @key. */
static ManiculeTableDocument *
add_document (ManiculeTableReader *self,
              char                *key,
              const char          *name)
{
  ManiculeTableDocument *document = g_new0 (ManiculeTableDocument, 1);

  document->name = g_strdup (name);
  document->rows = g_ptr_array_new_with_free_func (row_free);
  g_ptr_array_add (self->documents, document);
  g_hash_table_insert (self->by_name, key, document);

  return document;
}

/* What the table is called after. */
static char *
make_stem (ManiculeTableReader *self)
{
  const char *name = manicule_format_input_get_name (self->input);

  return g_strndup (name, strcspn (name, "."));
}

/* What tells the document of the row from others: its name, else its text, else there is only one; both, where “text” is all
 * of it. */
char *
manicule_table_make_key (ManiculeTableReader *self,
                         gboolean             is_full)
{
  const char *given = manicule_table_get_cell (self, MANICULE_ROLE_DOCUMENT);
  const char *full_text = manicule_table_get_cell (self, is_full ? MANICULE_ROLE_TEXT : MANICULE_ROLE_FULL_TEXT);

  if (given != NULL && !is_full)
    return g_strdup (given);
  if (given != NULL || full_text != NULL)
    return g_strconcat (given != NULL ? given : "", "\n", full_text, NULL);

  return make_stem (self);
}

/* A document without a name of its own is the one that the table is called after, unless its text stands there. */
static char *
make_name (ManiculeTableReader *self)
{
  const char *given = manicule_table_get_cell (self, MANICULE_ROLE_DOCUMENT);

  if (given != NULL)
    return g_strdup (given);

  return get_full_text (self) != NULL || (self->is_full && !manicule_table_roles_has (self->roles, MANICULE_ROLE_DOCUMENT))
         ? NULL : make_stem (self);
}

static ManiculeTableDocument *
ensure_document (ManiculeTableReader *self)
{
  g_autofree char *key = manicule_table_make_key (self, self->is_full);
  g_autofree char *name = NULL;
  ManiculeTableDocument *document = g_hash_table_lookup (self->by_name, key);

  if (document != NULL)
    return document;

  name = make_name (self);
  document = add_document (self, g_steal_pointer (&key), name);
  document->title = g_strdup (manicule_table_get_cell (self, MANICULE_ROLE_TITLE));
  document->date = g_strdup (manicule_table_get_cell (self, MANICULE_ROLE_DATE));
  document->source = g_strdup (manicule_table_get_cell (self, MANICULE_ROLE_SOURCE));
  document->language = g_strdup (manicule_table_get_cell (self, MANICULE_ROLE_LANGUAGE));

  return document;
}

static void
add_row (ManiculeTableReader   *self,
         ManiculeTableDocument *document,
         guint64                start,
         guint64                end)
{
  const char *annotator = manicule_table_get_cell (self, MANICULE_ROLE_ANNOTATOR);
  ManiculeTableRow *row = g_new0 (ManiculeTableRow, 1);

  row->label = g_strdup (manicule_table_get_cell (self, MANICULE_ROLE_LABEL));
  row->covered = g_strdup (get_covered (self));
  row->annotator = annotator != NULL ? manicule_draft_fit_annotator (annotator) : g_strdup (MANICULE_FORMAT_NO_ANNOTATOR);
  row->note = g_strdup (manicule_table_get_cell (self, MANICULE_ROLE_NOTE));
  row->id = g_strdup (manicule_table_get_cell (self, MANICULE_ROLE_ID));
  row->attributes = manicule_table_dup_attributes (self);
  row->start = start;
  row->end = end;
  row->line = self->csv->line;
  g_ptr_array_add (document->rows, row);
}

gboolean
manicule_table_take_row (ManiculeTableReader *self,
                         GError             **error)
{
  ManiculeTableDocument *document = ensure_document (self);
  const char *label = manicule_table_get_cell (self, MANICULE_ROLE_LABEL);
  gboolean is_quote = self->roles->kind == MANICULE_TABLE_QUOTES;
  gboolean has_start = manicule_table_get_cell (self, MANICULE_ROLE_START) != NULL;
  guint64 start = 0, end = 0;

  if (document->text == NULL && get_full_text (self) != NULL)
    document->text = make_text (get_full_text (self));
  if (!is_quote && has_start &&
      !(manicule_table_get_number (self, MANICULE_ROLE_START, &start) && manicule_table_get_number (self, MANICULE_ROLE_END, &end)))
    return manicule_table_report (self, "range-damaged", self->csv->line,
                                  _("start and end of the span cannot be read; it was left out"), error);
  /* A row without a place and a label only says that the document is there, and perhaps what its text is. */
  if (is_quote ? get_covered (self) == NULL : !has_start)
    return label == NULL ||
           manicule_table_report (self, "range-damaged", self->csv->line, _("the row does not say where its label belongs; it was left out"),
                   error);
  if (label == NULL)
    return manicule_table_report (self, "label-missing", self->csv->line, _("the row has no label; it was left out"), error);

  add_row (self, document, start, end);

  return TRUE;
}
