/* manicule-format-webanno-read.c: reading WebAnno TSV
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-webanno-private.h"

#include "manicule-format-input-private.h"
#include "manicule-format-offsets.h"
#include "manicule-format-webanno-old.h"
#include "manicule-json-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* So many lines tell the version. */
#define N_HEAD_LINES 100

/* The first lines, of version 3 the first one alone; the reading begins again after that. */
static gboolean
find_version (ManiculeFormatInput     *input,
              ManiculeWebannoVersion  *version,
              GError                 **error)
{
  g_autoptr(GString) head = g_string_new (NULL);
  g_autoptr(GError) local_error = NULL;
  ManiculeFormatLine line;

  *version = MANICULE_WEBANNO_UNKNOWN;
  for (guint i = 0; i < N_HEAD_LINES && *version != MANICULE_WEBANNO_3 &&
                    manicule_format_input_next_line (input, &line, &local_error); i++)
    {
      g_string_append (head, line.data);
      g_string_append_c (head, '\n');
      if (i == 0)
        *version = manicule_webanno_find_version (head->str);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  *version = manicule_webanno_find_version (head->str);

  return manicule_format_input_rewind (input, error);
}

typedef struct
{
  ManiculeFormatInput  *input;
  ManiculeWebannoSheet *sheet;
  ManiculeWebannoOld   *old;    /* (nullable): gets the lines before the sheet */
} Lines;

static gboolean
add_old_line (Lines                     *self,
              const ManiculeFormatLine  *line,
              GError                   **error)
{
  g_autoptr(GError) local_error = NULL;

  if (manicule_webanno_old_add (self->old, line->data, line->number, &local_error))
    return TRUE;
  if (local_error == NULL)
    return manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "not-a-token", line->number, error,
                                         _("the line is no token with as many cells as there are columns; it was left out"));

  manicule_format_input_fail (self->input, local_error->code, line->number, error, "%s", local_error->message);

  return FALSE;
}

static gboolean
add_line (const ManiculeFormatLine  *line,
          gpointer                   data,
          GError                   **error)
{
  Lines *self = data;

  if (self->old != NULL)
    return add_old_line (self, line, error);

  return manicule_webanno_sheet_add (self->sheet, line->data, line->length, line->number) != MANICULE_WEBANNO_DAMAGED ||
         manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "not-a-token", line->number, error,
                                       _("the line is no token, such as “1-2”, its offsets, such as “5-7”, and its cells; it was left out"));
}

static gboolean
read_lines (ManiculeFormatInput   *input,
            ManiculeWebannoSheet  *sheet,
            GError               **error)
{
  Lines lines = { input, sheet, NULL };

  return manicule_format_input_each_line (input, add_line, &lines, error);
}

static gboolean
read_old_lines (ManiculeFormatInput     *input,
                ManiculeWebannoSheet    *sheet,
                ManiculeWebannoVersion   version,
                GError                 **error)
{
  g_autoptr(ManiculeWebannoOld) old = manicule_webanno_old_new (version);
  Lines lines = { input, sheet, old };
  guint n_joined;

  if (!manicule_format_input_each_line (input, add_line, &lines, error) ||
      !manicule_webanno_old_translate (old, sheet, &n_joined, input->cancellable, error))
    return FALSE;

  return manicule_format_input_report (input, MANICULE_FINDING_NOTE, "old-version", 1, error,
                                       _("the file is of version %d of WebAnno TSV; written again it will be of version 3.3"),
                                       version == MANICULE_WEBANNO_1 ? 1 : 2) &&
         (n_joined == 0 ||
          manicule_format_input_report (input, MANICULE_FINDING_WARNING, "covered-text", 0, error,
                                        ngettext ("%u sentence is not what its tokens are; they were joined by spaces instead",
                                                  "%u sentences are not what their tokens are; these were joined by spaces instead",
                                                  n_joined), n_joined));
}

static gboolean
read_version (ManiculeFormatInput     *input,
              ManiculeWebannoSheet    *sheet,
              ManiculeWebannoVersion   version,
              GError                 **error)
{
  const char *message;

  switch (version)
    {
    case MANICULE_WEBANNO_3:
      return read_lines (input, sheet, error);
    case MANICULE_WEBANNO_1:
    case MANICULE_WEBANNO_2:
      return read_old_lines (input, sheet, version, error);
    case MANICULE_WEBANNO_2_BARE:
      message = _("this is WebAnno TSV 2 without its first line, which says what the columns are; export it again as WebAnno TSV 3.3");
      break;
    case MANICULE_WEBANNO_3_DRAFT:
      message = _("this is a draft of WebAnno TSV 3, without “#FORMAT=” in the first line; export it again as WebAnno TSV 3.3");
      break;
    case MANICULE_WEBANNO_FUTURE:
    case MANICULE_WEBANNO_UNKNOWN:
    default:
      message = _("the first line names no version of WebAnno TSV from 3.1 to 3.3; export the file again as WebAnno TSV 3.3");
      break;
    }
  manicule_format_input_fail (input, MANICULE_FORMAT_ERROR_DAMAGED, 1, error, "%s", message);

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
  if (manicule_format_input_carries (input))
    {
      carried = make_carried (sheet, text);
      manicule_annotation_set_set_carried (set, carried);
    }
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
  ManiculeWebannoVersion version;
  gboolean success;

  manicule_webanno_sheet_init (&sheet);
  success = find_version (input, &version, error) && read_version (input, &sheet, version, error);
  success = success && emit (input, &sheet, func, data, error);
  manicule_webanno_sheet_clear (&sheet);

  return success;
}
