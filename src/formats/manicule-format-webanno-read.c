/* manicule-format-webanno-read.c: reading WebAnno TSV
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-webanno-private.h"

#include "manicule-format-offsets.h"
#include "manicule-json-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
read_lines (ManiculeFormatInput   *input,
            ManiculeWebannoSheet  *sheet,
            GError               **error)
{
  g_autoptr(GError) local_error = NULL;
  ManiculeFormatLine line;

  while (manicule_format_input_next_line (input, &line, &local_error))
    if (manicule_webanno_sheet_add (sheet, line.data, line.length, line.number) == MANICULE_WEBANNO_DAMAGED &&
        !manicule_format_input_report (input, MANICULE_FINDING_ERROR, "not-a-token", line.number, error,
                                       _("the line is no token, such as “1-2”, its offsets, such as “5-7”, and its cells; it was left out")))
      return FALSE;
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/* The unit in which fewer tokens are out of place: UTF-16 as the format has it, or code points, which some tools write. */
static gboolean
find_unit (ManiculeFormatInput   *input,
           ManiculeWebannoSheet  *sheet,
           ManiculeOffsetUnit    *unit,
           GError               **error)
{
  g_autofree char *text = NULL;
  guint n_wrong, n_others;

  *unit = MANICULE_OFFSET_UTF16;
  text = manicule_webanno_sheet_assemble (sheet, *unit, &n_wrong, NULL);
  if (n_wrong == 0)
    return TRUE;

  g_free (text);
  text = manicule_webanno_sheet_assemble (sheet, MANICULE_OFFSET_CHARS, &n_others, NULL);
  if (n_others < n_wrong)
    {
      *unit = MANICULE_OFFSET_CHARS;
      n_wrong = n_others;
      if (!manicule_format_input_report (input, MANICULE_FINDING_NOTE, "offset-unit", 0, error,
                                         _("the offsets count %s, not UTF-16 units"), manicule_offset_unit_get_title (*unit)))
        return FALSE;
    }

  return n_wrong == 0 ||
         manicule_format_input_report (input, MANICULE_FINDING_WARNING, "covered-text", 0, error,
                                       ngettext ("%u token is not what stands there in the text",
                                                 "%u tokens are not what stands there in the text", n_wrong), n_wrong);
}

static ManiculeText *
make_text (ManiculeFormatInput   *input,
           ManiculeWebannoSheet  *sheet,
           GError               **error)
{
  g_autoptr(GArray) faults = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *string = NULL;
  ManiculeText *text;
  ManiculeOffsetUnit unit;

  if (!find_unit (input, sheet, &unit, error))
    return NULL;

  string = manicule_webanno_sheet_assemble (sheet, unit, NULL, faults);
  if (string == NULL)
    {
      manicule_format_input_fail (input, MANICULE_FORMAT_ERROR_DAMAGED, 0, error,
                                  _("the offsets leave more room between sentences than there can be"));
      return NULL;
    }
  for (guint i = 0; i < faults->len; i++)
    {
      guint line = g_array_index (sheet->index, ManiculeWebannoLine, g_array_index (faults, guint, i)).number;

      if (!manicule_format_input_report (input, MANICULE_FINDING_ERROR, "offsets-overlap", line, error,
                                         _("the sentence begins before the one before it ends; what is said of it was left out")))
        return NULL;
    }

  text = manicule_text_new_from_string (string);
  manicule_webanno_sheet_place (sheet, text, unit);

  return text;
}

/* The lines without their cells. */
static char *
make_carried (ManiculeWebannoSheet *sheet,
              ManiculeText         *text)
{
  g_autoptr(GString) lines = g_string_new (NULL);
  g_autoptr(GString) carried = g_string_new ("{");
  ManiculeWebannoCounter counter;

  manicule_webanno_counter_init (&counter, text);
  for (guint i = 0; i < sheet->index->len; i++)
    {
      const ManiculeWebannoLine *line = &g_array_index (sheet->index, ManiculeWebannoLine, i);
      ManiculeWebannoUnit *unit = line->kind == MANICULE_WEBANNO_TOKEN ? manicule_webanno_sheet_get_unit (sheet, line->unit) : NULL;

      if (line->kind == MANICULE_WEBANNO_SUB_TOKEN || line->kind == MANICULE_WEBANNO_DAMAGED || (unit != NULL && !unit->is_placed))
        continue;
      if (unit == NULL)
        g_string_append (lines, manicule_webanno_sheet_get_line (sheet, i));
      else
        manicule_webanno_append_place (&counter, lines, unit->name, (guint) unit->begin, (guint) unit->end);
      g_string_append_c (lines, '\n');
    }
  manicule_json_put_string (carried, MANICULE_WEBANNO, lines->str);

  return g_strdup (carried->str + 1);
}

static gboolean
emit (ManiculeFormatInput   *input,
      ManiculeWebannoSheet  *sheet,
      ManiculeDocumentFunc   func,
      gpointer               data,
      GError               **error)
{
  g_autofree char *id = manicule_format_document_id (manicule_format_input_get_name (input));
  ManiculeArticleFields fields = { .id = id };
  g_autoptr(ManiculeText) text = make_text (input, sheet, error);
  g_autoptr(GPtrArray) annotations = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(ManiculeAnnotationSet) set = NULL;
  g_autoptr(ManiculeDocument) document = NULL;
  g_autofree char *carried = NULL;

  if (text == NULL || !manicule_webanno_build (input, sheet, annotations, numbers, error))
    return FALSE;

  set = manicule_annotation_set_new (id, MANICULE_FORMAT_NO_ANNOTATOR, text);
  if (!manicule_format_input_fill_set (input, set, annotations, numbers, error))
    return FALSE;
  carried = make_carried (sheet, text);
  manicule_annotation_set_set_carried (set, carried);
  document = manicule_format_input_new_document (input, &fields, text);
  manicule_document_add_set (document, set);

  return manicule_format_input_emit (input, document, func, data, error);
}

/**
 * manicule_webanno_read:
 * @input: a file
 * @func: gets the document
 * @data: for @func
 *
 * Returns: FALSE with an error when that fails
 */
gboolean
manicule_webanno_read (ManiculeFormatInput   *input,
                       ManiculeDocumentFunc   func,
                       gpointer               data,
                       GError               **error)
{
  ManiculeWebannoSheet sheet;
  gboolean success;

  manicule_webanno_sheet_init (&sheet);
  success = read_lines (input, &sheet, error);
  if (success && (sheet.index->len == 0 || g_array_index (sheet.index, ManiculeWebannoLine, 0).kind != MANICULE_WEBANNO_FORMAT ||
                  sheet.version < 30))
    {
      manicule_format_input_fail (input, MANICULE_FORMAT_ERROR_DAMAGED, 1, error,
                                  _("the first line is not “#FORMAT=WebAnno TSV 3.3”, nor does it name version 3.1 or 3.2"));
      success = FALSE;
    }
  success = success && emit (input, &sheet, func, data, error);
  manicule_webanno_sheet_clear (&sheet);

  return success;
}
