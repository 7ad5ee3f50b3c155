/* manicule-format-conll2012-read.c: reading CoNLL-2012
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-conll2012-private.h"

#include "manicule-format-document-ids.h"
#include "manicule-json-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  ManiculeFormatInput    *input;
  ManiculeConll2012Sheet  sheet;
  ManiculeDocumentIds     ids;
  gboolean                is_open;   /* a document was begun, even if there is nothing in it */
  guint                   n_emitted;
  ManiculeDocumentFunc    func;
  gpointer                data;
} Reader;

/* --- findings --- */

static gboolean
report_rows (Reader  *self,
             GError **error)
{
  for (guint i = 0; i < self->sheet.rows->len; i++)
    {
      const ManiculeConll2012Row *row = manicule_conll2012_sheet_get (&self->sheet, i);

      if (row->kind == MANICULE_CONLL2012_DAMAGED &&
          !manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "wrong-columns", row->number, error,
                                         _("the line has not the columns that a token has here; it was left out")))
        return FALSE;
    }

  return TRUE;
}

static gboolean
report_brackets (Reader  *self,
                 GArray  *faults,
                 GError **error)
{
  for (guint i = 0; i < faults->len; i++)
    {
      const ManiculeConll2012Fault *fault = &g_array_index (faults, ManiculeConll2012Fault, i);

      if (!manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "brackets", fault->number, error, "%s",
                                         fault->is_end ? _("a mention ends here that has not begun; its end was left out")
                                                       : _("the mention that begins here does not end; it was left out")))
        return FALSE;
    }

  return TRUE;
}

/* --- documents --- */

static void
add_span (GPtrArray                      *annotations,
          GArray                         *numbers,
          const ManiculeConll2012Mention *mention)
{
  ManiculeRange range = { mention->start, mention->end };
  /* In the order of ids, too, so that those of one place keep theirs. */
  g_autofree char *id = g_strdup_printf ("c%05u", annotations->len + 1);
  ManiculeAnnotation *span = manicule_annotation_new_span (id, mention->label, &range, 1);

  if (mention->entity != NULL)
    {
      g_autoptr(ManiculeAnnotation) untied = span;

      span = manicule_annotation_with_entity (untied, mention->entity);
    }
  g_ptr_array_add (annotations, span);
  g_array_append_val (numbers, mention->number);
}

static ManiculeAnnotationSet *
make_set (Reader        *self,
          const char    *id,
          ManiculeText  *text,
          GError       **error)
{
  g_autoptr(GPtrArray) mentions = g_ptr_array_new_with_free_func (manicule_conll2012_mention_free);
  g_autoptr(GArray) faults = g_array_new (FALSE, FALSE, sizeof (ManiculeConll2012Fault));
  g_autoptr(GPtrArray) annotations = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(ManiculeAnnotationSet) set = manicule_annotation_set_new (id, MANICULE_FORMAT_NO_ANNOTATOR, text);
  g_autoptr(GString) carried = g_string_new ("{");

  manicule_conll2012_find_mentions (&self->sheet, id, mentions, faults);
  for (guint i = 0; i < mentions->len; i++)
    add_span (annotations, numbers, g_ptr_array_index (mentions, i));
  if (!report_rows (self, error) || !report_brackets (self, faults, error) ||
      !manicule_format_input_fill_set (self->input, set, annotations, numbers, error))
    return NULL;

  if (manicule_format_input_carries (self->input))
    {
      manicule_json_put_string (carried, MANICULE_CONLL2012, self->sheet.lines->str);
      manicule_annotation_set_set_carried (set, carried->str + 1);
    }

  return g_steal_pointer (&set);
}

static gboolean
emit (Reader  *self,
      GError **error)
{
  g_autofree char *wanted = manicule_conll2012_sheet_dup_name (&self->sheet);
  g_autofree char *id = manicule_document_ids_take (&self->ids, wanted, manicule_format_input_get_name (self->input));
  ManiculeArticleFields fields = { .id = id };
  g_autoptr(GBytes) bytes = g_bytes_new (self->sheet.text->str, self->sheet.text->len);
  g_autoptr(ManiculeText) text = manicule_text_new (bytes, error);
  g_autoptr(ManiculeAnnotationSet) set = text != NULL ? make_set (self, id, text, error) : NULL;
  g_autoptr(ManiculeDocument) document = NULL;

  if (set == NULL)
    return FALSE;

  document = manicule_format_input_new_document (self->input, &fields, text);
  manicule_document_add_set (document, set);
  self->n_emitted++;

  return manicule_format_input_emit (self->input, document, self->func, self->data, error);
}

static gboolean
finish_document (Reader  *self,
                 GError **error)
{
  if (!self->is_open && !manicule_conll2012_sheet_has (&self->sheet, MANICULE_CONLL2012_TOKEN))
    return TRUE;

  manicule_conll2012_sheet_finish (&self->sheet);
  if (!emit (self, error))
    return FALSE;
  manicule_conll2012_sheet_restart (&self->sheet);
  self->is_open = FALSE;

  return TRUE;
}

static gboolean
read_line (const ManiculeFormatLine  *line,
           gpointer                   data,
           GError                   **error)
{
  Reader *self = data;
  ManiculeConllField id;
  guint part;

  if (manicule_conll2012_parse_begin (line->data, line->length, &id, &part))
    {
      if (!finish_document (self, error))
        return FALSE;
      self->is_open = TRUE;
    }
  manicule_conll2012_sheet_add (&self->sheet, line->data, line->length, line->number);

  return TRUE;
}

static gboolean
read_lines (Reader  *self,
            GError **error)
{
  if (!manicule_format_input_each_line (self->input, read_line, self, error) || !finish_document (self, error))
    return FALSE;

  return self->n_emitted > 0 ||
         manicule_format_input_report (self->input, MANICULE_FINDING_WARNING, "no-tokens", 0, error,
                                       _("there are no tokens in the file"));
}

/**
 * manicule_conll2012_read:
 * @input: a file
 * @func: gets each document, and each part of one that has several
 * @data: for @func
 *
 * Returns: FALSE with an error when that fails
 */
gboolean
manicule_conll2012_read (ManiculeFormatInput   *input,
                         ManiculeDocumentFunc   func,
                         gpointer               data,
                         GError               **error)
{
  Reader self = { .input = input, .func = func, .data = data };
  gboolean success;

  manicule_conll2012_sheet_init (&self.sheet);
  manicule_document_ids_init (&self.ids);
  success = read_lines (&self, error);

  manicule_conll2012_sheet_clear (&self.sheet);
  manicule_document_ids_clear (&self.ids);

  return success;
}
