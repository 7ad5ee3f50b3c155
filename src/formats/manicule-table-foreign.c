/* manicule-table-foreign.c: a table of annotations as other tools write it
 *
 * A row is a span, by its offsets or by what it covers, or a text with its label, which goes through by itself.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-table-foreign.h"

#include "manicule-format-table.h"
#include "manicule-table-foreign-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* --- cells --- */

/* NULL where nothing stands; R writes NA there. */
static const char *
get_field (ManiculeTableReader *self,
           guint                column)
{
  const char *cell = column != MANICULE_NO_COLUMN ? manicule_csv_reader_get (self->csv, column) : NULL;

  return cell != NULL && *cell != '\0' && !g_str_equal (cell, "NA") ? cell : NULL;
}

const char *
manicule_table_get_cell (ManiculeTableReader *self,
                         ManiculeRole         role)
{
  return get_field (self, self->roles->columns[role]);
}

gboolean
manicule_table_get_number (ManiculeTableReader *self,
                           ManiculeRole         role,
                           guint64             *number)
{
  const char *cell = manicule_table_get_cell (self, role);
  char *end;

  if (cell == NULL)
    return FALSE;
  if (g_ascii_string_to_unsigned (cell, 10, 0, G_MAXUINT32, number, NULL))
    return TRUE;

  /* Spreadsheets and pandas make "5.0" of a column with a gap. */
  end = strstr (cell, ".0");

  return end != NULL && end[2] == '\0' && strspn (cell, "0123456789") == (gsize) (end - cell) && end - cell < 10 &&
         (*number = g_ascii_strtoull (cell, NULL, 10)) <= G_MAXUINT32;
}

gboolean
manicule_table_report (ManiculeTableReader *self,
                       const char          *code,
                       guint                line,
                       const char          *message,
                       GError             **error)
{
  return self->is_silent || manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, code, line, error, "%s", message);
}

/* The values of the columns without a role, in one block. */
char **
manicule_table_dup_attributes (ManiculeTableReader *self)
{
  gsize size = sizeof (char *) * (self->extras->len + 1);
  char **values;
  char *p;

  for (guint i = 0; i < self->extras->len; i++)
    {
      const char *cell = get_field (self, g_array_index (self->extras, guint, i));

      size += cell != NULL ? strlen (cell) + 1 : 0;
    }
  values = g_malloc0 (size);
  p = (char *) (values + self->extras->len + 1);
  for (guint i = 0; i < self->extras->len; i++)
    {
      const char *cell = get_field (self, g_array_index (self->extras, guint, i));

      if (cell == NULL)
        continue;
      values[i] = p;
      p = stpcpy (p, cell) + 1;
    }

  return values;
}

void
manicule_table_add_details (ManiculeTableReader    *self,
                            ManiculeAnnotation    **slot,
                            const ManiculeTableRow *row)
{
  if (row->note != NULL)
    manicule_draft_take (slot, manicule_annotation_with_note (*slot, row->note));
  for (guint i = 0; i < self->extras->len; i++)
    {
      const char *name = self->names->pdata[g_array_index (self->extras, guint, i)];

      if (row->attributes[i] != NULL && *name != '\0')
        {
          g_autoptr(GVariant) value = manicule_table_cell_to_value (row->attributes[i]);

          manicule_draft_take (slot, manicule_annotation_with_attribute (*slot, name, value));
        }
    }
}

/* --- rows --- */

static gboolean
check_count (ManiculeTableReader *self,
             gboolean            *fits,
             GError             **error)
{
  guint n = manicule_csv_reader_get_n (self->csv);

  *fits = n == self->names->len;

  return *fits || self->is_silent ||
         manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "column-count", self->csv->line, error,
                                       g_dngettext (GETTEXT_PACKAGE,
                                                    "the row has %u column instead of %u; it was left out",
                                                    "the row has %u columns instead of %u; it was left out", n),
                                       n, self->names->len);
}

gboolean
manicule_table_each_row (ManiculeTableReader   *self,
                         ManiculeTableRowFunc   take,
                         GError               **error)
{
  g_autoptr(GError) local_error = NULL;

  while (!self->is_done && manicule_csv_reader_next (self->csv, &local_error))
    {
      gboolean fits;

      if (!check_count (self, &fits, error) || (fits && !take (self, error)))
        return FALSE;
    }
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/* --- documents --- */

static gboolean
add_span (ManiculeTableReader    *self,
          const ManiculeTableRow *row,
          GError                **error)
{
  ManiculeForeignRange range = { row->start, row->end };
  ManiculeAnnotation **slot;

  if (self->roles->kind == MANICULE_TABLE_QUOTES && row->start == G_MAXUINT32)
    return TRUE;
  if (self->roles->kind == MANICULE_TABLE_SPANS && !manicule_table_shift (self->base, row, &range))
    return manicule_table_report (self, "range-damaged", row->line, _("the offsets count from 1, and the span begins at 0; it was left out"),
                   error);

  slot = manicule_draft_add_span (&self->draft, row->id, row->label, &range, row->covered, row->line, error);
  if (slot != NULL)
    manicule_table_add_details (self, slot, row);

  return *error == NULL;
}

/* @rows: of one annotator. */
static gboolean
add_set (ManiculeTableReader *self,
         GPtrArray           *rows,
         GError             **error)
{
  for (guint i = 0; i < rows->len; i++)
    if (!add_span (self, rows->pdata[i], error))
      return FALSE;

  return manicule_draft_end_set (&self->draft, ((ManiculeTableRow *) rows->pdata[0])->annotator, error) != NULL;
}

static gboolean
add_sets (ManiculeTableReader   *self,
          ManiculeTableDocument *document,
          GError               **error)
{
  g_autoptr(GPtrArray) shares = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr(GHashTable) by_annotator = g_hash_table_new (g_str_hash, g_str_equal);

  if (document->rows->len == 0)
    return manicule_draft_end_set (&self->draft, MANICULE_FORMAT_NO_ANNOTATOR, error) != NULL;

  for (guint i = 0; i < document->rows->len; i++)
    {
      ManiculeTableRow *row = document->rows->pdata[i];
      GPtrArray *share = g_hash_table_lookup (by_annotator, row->annotator);

      if (share == NULL)
        {
          share = g_ptr_array_new ();
          g_ptr_array_add (shares, share);
          g_hash_table_insert (by_annotator, row->annotator, share);
        }
      g_ptr_array_add (share, row);
    }
  for (guint i = 0; i < shares->len; i++)
    if (!add_set (self, shares->pdata[i], error))
      return FALSE;

  return TRUE;
}

gboolean
manicule_table_emit_document (ManiculeTableReader   *self,
                              ManiculeTableDocument *document,
                              GError               **error)
{
  g_autofree char *base = document->name != NULL ? g_path_get_basename (document->name) : NULL;
  g_autofree char *id = NULL;
  ManiculeArticleFields fields = {
    .title = document->title, .date = document->date, .source = document->source, .language = document->language,
  };

  /* Of one with a name it was said that its text is missing. */
  if (document->text == NULL)
    return document->name != NULL || document->rows->len == 0 ||
           manicule_table_report (self, "text-missing", ((ManiculeTableRow *) document->rows->pdata[0])->line,
                                  _("the row has no text; it was left out"), error);

  if (base != NULL && g_str_has_suffix (base, ".txt"))
    base[strlen (base) - strlen (".txt")] = '\0';
  id = manicule_document_ids_take (&self->ids, base, manicule_format_input_get_name (self->input));
  fields.id = id;
  g_set_object (&self->draft.text, document->text);
  manicule_draft_begin (&self->draft, &fields, 0);

  return add_sets (self, document, error) && manicule_draft_emit (&self->draft, self->func, self->data, error);
}

/* --- all of it --- */

static gboolean
read_all (ManiculeTableReader *self,
          GError             **error)
{
  g_autofree char *list = manicule_table_roles_print (self->roles, self->names);

  if (!manicule_format_input_report (self->input, MANICULE_FINDING_NOTE, "columns-understood", 1, error,
                                     /* Translators: a list of columns with what they hold: “begin”: start, “tag”: label */
                                     _("what the columns hold was taken from their names: %s"), list))
    return FALSE;

  return self->roles->kind == MANICULE_TABLE_CLASSES ? manicule_table_each_row (self, manicule_table_take_class, error)
                                                           : manicule_table_read_spans (self, error);
}

/**
 * manicule_table_read_foreign:
 * @input: an input
 * @csv: behind the first row
 * @roles: which column plays which part; its kind is known
 * @names: (element-type utf8): the names of the columns
 * @func: gets each document
 * @data: for @func
 *
 * Reads a table that is not one of ours.
 *
 * Returns: FALSE with an error when it cannot be read on
 */
gboolean
manicule_table_read_foreign (ManiculeFormatInput      *input,
                             ManiculeCsvReader        *csv,
                             const ManiculeTableRoles *roles,
                             GPtrArray                *names,
                             ManiculeDocumentFunc      func,
                             gpointer                  data,
                             GError                  **error)
{
  ManiculeTableReader self = { .input = input, .csv = csv, .roles = roles, .names = names, .func = func, .data = data };
  GError *local_error = NULL;
  gboolean success;

  self.extras = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < names->len; i++)
    if (!manicule_table_roles_uses (roles, i))
      g_array_append_val (self.extras, i);
  self.documents = g_ptr_array_new_with_free_func (manicule_table_document_free);
  self.by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  manicule_document_ids_init (&self.ids);
  manicule_draft_init (&self.draft, input, MANICULE_OFFSET_CHARS);

  success = read_all (&self, &local_error);
  if (local_error != NULL)
    g_propagate_error (error, local_error);

  manicule_draft_clear (&self.draft);
  manicule_document_ids_clear (&self.ids);
  g_hash_table_unref (self.by_name);
  g_ptr_array_unref (self.documents);
  g_array_unref (self.extras);

  return success;
}
