/* manicule-format-conll2012-write.c: writing CoNLL-2012
 *
 * The rows of a file of the same form are written again with other brackets; a field whose brackets are the same stays as it
 * is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-conll2012-job.h"

#include "manicule-json-writer.h"

#include <string.h>

typedef struct
{
  ManiculeFormatOutput *output;
  gboolean              is_gum;
  GString              *out;     /* (owned): one document */
} Writer;

/* A document, and where it goes. */
typedef struct
{
  ManiculeConll2012Job  job;
  GString              *out;     /* (not owned) */
  char                 *row_id;  /* (owned): of the article, as its rows have it */
  guint                 number;  /* of the last token in its sentence */
} Printer;

static ManiculeConllPiece *
get_piece (Printer *self,
           guint    i)
{
  return &g_array_index (self->job.pieces, ManiculeConllPiece, i);
}

/* --- fields --- */

/* What the brackets of a field say: what opens in its order, what closes in any. */
typedef struct
{
  GString   *opening;  /* (owned) */
  GPtrArray *closing;  /* (owned) (element-type utf8) */
} Meaning;

static void
add_meaning (char        kind,
             const char *data,
             gsize       length,
             gpointer    user_data)
{
  Meaning *self = user_data;

  if (kind == ')')
    g_ptr_array_add (self->closing, g_strndup (data, length));
  else
    g_string_append_printf (self->opening, "%c%.*s\n", kind, (int) length, data);
}

static char *
get_meaning (const char *data,
             gsize       length,
             gboolean    is_name)
{
  Meaning self = { g_string_new (NULL), g_ptr_array_new_with_free_func (g_free) };
  ManiculeConllField field = { data, length };

  if (is_name)
    manicule_conll2012_parse_names (&field, add_meaning, &self);
  else
    manicule_conll2012_parse_clusters (&field, add_meaning, &self);
  g_ptr_array_sort_values (self.closing, (GCompareFunc) strcmp);
  for (guint i = 0; i < self.closing->len; i++)
    g_string_append_printf (self.opening, ")%s\n", is_name ? "" : (const char *) g_ptr_array_index (self.closing, i));
  g_ptr_array_unref (self.closing);

  return g_string_free_and_steal (self.opening);
}

/* The brackets of a piece in the place of @former, which stays where it says the same. */
static void
append_brackets (Printer                  *self,
                 const ManiculeConllField *former,
                 GString                  *cell,
                 gboolean                  is_name)
{
  const char *filler = is_name ? self->job.sheet.no_name : self->job.sheet.no_cluster;
  const char *written = cell != NULL ? cell->str : filler;
  g_autofree char *old = get_meaning (former->data, former->length, is_name);
  g_autofree char *new = get_meaning (written, strlen (written), is_name);

  if (g_str_equal (old, new))
    g_string_append_len (self->out, former->data, (gssize) former->length);
  else
    g_string_append (self->out, written);
}

/* What a column holds of the second piece of a token. */
static const char *
get_filler (const ManiculeConllField *field)
{
  return field->length > 0 && (*field->data == '(' || memchr (field->data, '*', field->length) != NULL) ? "*" : "-";
}

/* The id as rows have it, where white space would part fields. */
static char *
make_row_id (const char *id)
{
  GString *out = g_string_new (NULL);

  for (const char *p = id; *p != '\0'; p = g_utf8_next_char (p))
    g_string_append_unichar (out, g_unichar_isspace (g_utf8_get_char (p)) ? '_' : g_utf8_get_char (p));

  return g_string_free_and_steal (out);
}

static void
append_field (Printer                  *self,
              const ManiculeConllField *field,
              int                       column,
              gboolean                  is_last,
              guint                     piece,
              gboolean                  is_first_piece)
{
  ManiculeConll2012Form form = self->job.sheet.form;
  GString *out = self->out;

  if (is_last)
    append_brackets (self, field, g_ptr_array_index (self->job.clusters, piece), FALSE);
  else if (column == self->job.sheet.names)
    append_brackets (self, field, g_ptr_array_index (self->job.names, piece), TRUE);
  else if (column == manicule_conll2012_form_get_word (form))
    g_string_append_len (out, get_piece (self, piece)->data, (gssize) get_piece (self, piece)->n_bytes);
  else if (column == manicule_conll2012_form_get_number (form) && self->job.is_recut)
    manicule_json_append_int (out, self->number);
  else if (column == 0 && form == MANICULE_CONLL2012_LONG && self->job.is_renamed)
    g_string_append (out, self->row_id);
  else if (column == 1 && form == MANICULE_CONLL2012_LONG && self->job.is_renamed)
    g_string_append_c (out, '0');
  else if (is_first_piece || (column <= 1 && form == MANICULE_CONLL2012_LONG))
    g_string_append_len (out, field->data, (gssize) field->length);
  else
    g_string_append (out, get_filler (field));
}

/* --- rows --- */

/* Tokens are numbered from where their sentence was, 0 in most files. */
static void
count_token (Printer *self,
             guint    piece)
{
  guint row = get_piece (self, piece)->token.line;
  int column = self->job.has_rows ? manicule_conll2012_form_get_number (self->job.sheet.form) : -1;

  if (piece > 0 && !get_piece (self, piece)->token.starts_sentence)
    self->number++;
  else if (column < 0)
    self->number = 0;
  else
    {
      GArray *fields = manicule_conll2012_sheet_split (&self->job.sheet, row);

      self->number = (guint) MIN (g_ascii_strtoull (g_array_index (fields, ManiculeConllField, column).data, NULL, 10), G_MAXINT);
    }
}

static void
append_row (Printer *self,
            guint    piece)
{
  guint row = get_piece (self, piece)->token.line;
  gboolean is_first_piece = piece == 0 || get_piece (self, piece - 1)->token.line != row;
  const char *p = manicule_conll2012_sheet_get_line (&self->job.sheet, row);
  const char *end = p + manicule_conll2012_sheet_get (&self->job.sheet, row)->length;
  GArray *fields = manicule_conll2012_sheet_split (&self->job.sheet, row);

  for (guint i = 0; i < fields->len; i++)
    {
      const ManiculeConllField *field = &g_array_index (fields, ManiculeConllField, i);

      g_string_append_len (self->out, p, field->data - p);
      append_field (self, field, (int) i, i + 1 == fields->len, piece, is_first_piece);
      p = field->data + field->length;
    }
  g_string_append_len (self->out, p, end - p);
  g_string_append_c (self->out, '\n');
}

/* The tree of a sentence has no more than a root, which readers ask for. */
static void
append_new_row (Printer *self,
                guint    piece)
{
  gboolean is_first = piece == 0 || get_piece (self, piece)->token.starts_sentence;
  gboolean is_last = piece + 1 == self->job.pieces->len || get_piece (self, piece + 1)->token.starts_sentence;
  GString *name = g_ptr_array_index (self->job.names, piece), *cluster = g_ptr_array_index (self->job.clusters, piece);
  GString *out = self->out;

  if (!self->job.is_gum)
    {
      g_string_append (out, self->row_id);
      g_string_append (out, "\t0\t");
    }
  manicule_json_append_int (out, self->number);
  g_string_append_c (out, '\t');
  g_string_append_len (out, get_piece (self, piece)->data, (gssize) get_piece (self, piece)->n_bytes);
  if (!self->job.is_gum)
    {
      g_string_append (out, is_first ? "\t-\t(TOP*" : "\t-\t*");
      g_string_append (out, is_last ? ")\t-\t-\t-\t-\t" : "\t-\t-\t-\t-\t");
      g_string_append (out, name != NULL ? name->str : "*");
    }
  g_string_append_c (out, '\t');
  g_string_append (out, cluster != NULL ? cluster->str : self->job.is_gum ? "_" : "-");
  g_string_append_c (out, '\n');
}

/* --- documents --- */

static void
append_begin (Printer *self)
{
  if (!self->job.is_gum)
    g_string_append_printf (self->out, "#begin document (%s); part 000\n", self->job.id);
  else if (*self->job.id == '(')
    g_string_append_printf (self->out, "# begin document (%s)\n", self->job.id);
  else
    g_string_append_printf (self->out, "# begin document %s\n", self->job.id);
}

static void
append_end (Printer *self)
{
  g_string_append (self->out, self->job.is_gum ? "# end document\n" : "#end document\n");
}

static void
append_new_document (Printer *self)
{
  append_begin (self);
  for (guint i = 0; i < self->job.pieces->len; i++)
    {
      if (i > 0 && get_piece (self, i)->token.starts_sentence)
        g_string_append_c (self->out, '\n');
      count_token (self, i);
      append_new_row (self, i);
    }
  if (self->job.pieces->len > 0)
    g_string_append_c (self->out, '\n');
  append_end (self);
}

/* Lines that are no tokens stay, but for those that would part what is one sentence now. */
static void
append_other (Printer                    *self,
              const ManiculeConll2012Row *row,
              const char                 *line,
              guint                       next)
{
  gboolean is_within = next > 0 && next < self->job.pieces->len && !get_piece (self, next)->token.starts_sentence;

  if (row->kind == MANICULE_CONLL2012_BEGIN && self->job.is_renamed)
    append_begin (self);
  else if (row->kind != MANICULE_CONLL2012_DAMAGED && !(row->kind == MANICULE_CONLL2012_BLANK && is_within))
    {
      g_string_append_len (self->out, line, (gssize) row->length);
      g_string_append_c (self->out, '\n');
    }
}

static void
append_old_document (Printer *self)
{
  guint next = 0;

  if (!manicule_conll2012_sheet_has (&self->job.sheet, MANICULE_CONLL2012_BEGIN))
    append_begin (self);
  for (guint i = 0; i < self->job.sheet.rows->len; i++)
    {
      const ManiculeConll2012Row *row = manicule_conll2012_sheet_get (&self->job.sheet, i);

      if (row->kind != MANICULE_CONLL2012_TOKEN)
        append_other (self, row, manicule_conll2012_sheet_get_line (&self->job.sheet, i), next);
      for (; next < self->job.pieces->len && get_piece (self, next)->token.line == i; next++)
        {
          count_token (self, next);
          append_row (self, next);
        }
    }
  if (!manicule_conll2012_sheet_has (&self->job.sheet, MANICULE_CONLL2012_END))
    append_end (self);
}

gboolean
manicule_conll2012_write (gpointer           data,
                          ManiculeDocument  *document,
                          GError           **error)
{
  Writer *self = data;
  Printer printer = { .out = self->out };

  g_string_truncate (self->out, 0);
  manicule_conll2012_job_init (&printer.job, manicule_document_get_set (document, 0), self->is_gum);
  printer.row_id = make_row_id (printer.job.id);
  if (printer.job.has_rows)
    append_old_document (&printer);
  else
    append_new_document (&printer);
  manicule_conll2012_job_clear (&printer.job);
  g_free (printer.row_id);

  return manicule_format_output_write (self->output, self->out->str, (gssize) self->out->len, error);
}

/* --- files --- */

gpointer
manicule_conll2012_begin (ManiculeFormatOutput  *output,
                          ManiculeSchema        *schema,
                          GError               **error)
{
  Writer *self = g_new0 (Writer, 1);

  self->output = output;
  self->is_gum = g_str_equal (manicule_format_output_get_option (output, "form"), "gum");
  self->out = g_string_new (NULL);

  return self;
}

gboolean
manicule_conll2012_end (gpointer   data,
                        gboolean   commit,
                        GError   **error)
{
  Writer *self = data;

  g_string_free (self->out, TRUE);
  g_free (self);

  return TRUE;
}
