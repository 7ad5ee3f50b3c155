/* manicule-format-draft.c: a document while its record is read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-draft.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * manicule_draft_init:
 * @self: (out): what to begin
 * @input: the input that is read, which must outlive it
 * @unit: in which offsets count
 *
 * Begins without a document.
 */
void
manicule_draft_init (ManiculeDraft       *self,
                     ManiculeFormatInput *input,
                     ManiculeOffsetUnit   unit)
{
  *self = (ManiculeDraft) { .input = input, .unit = unit };

  self->stem = manicule_format_document_id (manicule_format_input_get_name (input));
  self->annotations = g_ptr_array_new_with_free_func (g_object_unref);
  self->lines = g_array_new (FALSE, FALSE, sizeof (guint));
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * manicule_draft_clear:
 * @self: a draft
 *
 * Frees what it holds.
 */
void
manicule_draft_clear (ManiculeDraft *self)
{
  g_clear_object (&self->text);
  g_clear_object (&self->document);
  g_clear_pointer (&self->annotations, g_ptr_array_unref);
  g_clear_pointer (&self->lines, g_array_unref);
  g_clear_pointer (&self->ids, g_hash_table_unref);
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_clear_pointer (&self->stem, g_free);
}

/* --- the document --- */

/**
 * manicule_draft_take_text:
 * @self: a draft
 * @object: the object that holds the text
 * @member: where it stands; it must be there
 *
 * Returns: (transfer none) (nullable): the text, exactly as it stands there; NULL with a failure of the reader
 */
ManiculeText *
manicule_draft_take_text (ManiculeDraft     *self,
                          ManiculeJsonValue  object,
                          const char        *member)
{
  ManiculeJsonValue value = manicule_json_get (object, member);

  if (manicule_json_get_kind (value) == MANICULE_JSON_ABSENT)
    {
      g_clear_object (&self->text);
      return NULL;
    }

  return manicule_draft_take_text_value (self, value);
}

/**
 * manicule_draft_take_text_value:
 * @self: a draft
 * @value: a text
 *
 * Returns: (transfer none) (nullable): the text, exactly as it stands there; NULL with a failure of the reader
 */
ManiculeText *
manicule_draft_take_text_value (ManiculeDraft     *self,
                                ManiculeJsonValue  value)
{
  const char *string = manicule_json_as_string (value);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;

  g_clear_object (&self->text);
  if (string == NULL)
    return NULL;

  bytes = g_bytes_new (string, strlen (string));
  self->text = manicule_text_new (bytes, &error);
  if (self->text == NULL)
    manicule_json_fail (value, MANICULE_JSON_ERROR_LIMIT, "text-too-large", "%s", error->message);
  else if (manicule_text_get_length (self->text, MANICULE_OFFSET_UTF16) != manicule_text_get_n_chars (self->text))
    self->has_astral = TRUE;

  return self->text;
}

/**
 * manicule_draft_set_text:
 * @self: a draft
 * @string: valid UTF-8, shorter than MANICULE_TEXT_MAX_BYTES
 *
 * Sets the text of the next document.
 */
void
manicule_draft_set_text (ManiculeDraft *self,
                         const char    *string)
{
  g_clear_object (&self->text);
  self->text = manicule_text_new_from_string (string);
}

/**
 * manicule_draft_begin:
 * @self: a draft with a text
 * @fields: what is known of the article; id (nullable)
 * @number: of the record in its file
 *
 * Begins a document without annotations.
 */
void
manicule_draft_begin (ManiculeDraft         *self,
                      ManiculeArticleFields *fields,
                      guint                  number)
{
  g_autofree char *id = NULL;

  g_return_if_fail (self->text != NULL);

  if (fields->id == NULL)
    {
      g_autofree char *name = g_strdup_printf ("%s-%u.x", self->stem, number);

      id = manicule_format_document_id (name);
    }
  else if (!manicule_format_document_id_is_safe (fields->id))
    {
      id = manicule_format_document_id (fields->id);
    }
  if (id != NULL)
    fields->id = id;

  g_clear_object (&self->document);
  self->document = manicule_format_input_new_document (self->input, fields, self->text);
  fields->id = NULL;
}

/* --- the end --- */

static void
start_set (ManiculeDraft *self)
{
  g_ptr_array_set_size (self->annotations, 0);
  g_array_set_size (self->lines, 0);
  g_hash_table_remove_all (self->ids);
  g_hash_table_remove_all (self->names);
  self->n_made = 0;
}

/**
 * manicule_draft_end_set:
 * @self: a draft with a document
 * @annotator: whose set it is
 *
 * Makes a set of what was added and puts it into the document.
 *
 * Returns: (transfer none): the set, to which status and what is carried can be added; NULL with an error
 */
ManiculeAnnotationSet *
manicule_draft_end_set (ManiculeDraft  *self,
                        const char     *annotator,
                        GError        **error)
{
  const char *id = manicule_article_get_id (manicule_document_get_article (self->document));
  g_autoptr(ManiculeAnnotationSet) set = manicule_annotation_set_new (id, annotator, self->text);
  gboolean success = manicule_format_input_fill_set (self->input, set, self->annotations, self->lines, error);

  start_set (self);
  if (!success)
    return NULL;

  manicule_document_add_set (self->document, set);

  return set;
}

/**
 * manicule_draft_end_predictions:
 * @self: a draft with a document, all sets of people in it
 * @source: (nullable): what made them
 *
 * Takes what was added for predictions.
 *
 * Returns: FALSE with an error where nobody collects findings and something had to be left out
 */
gboolean
manicule_draft_end_predictions (ManiculeDraft  *self,
                                const char     *source,
                                GError        **error)
{
  g_autofree char *name = source != NULL && *source != '\0' ? manicule_draft_fit_annotator (source) : NULL;
  gboolean success = manicule_format_input_add_predictions (self->input, self->document, name, self->annotations,
                                                            self->lines, error);

  start_set (self);

  return success;
}

/**
 * manicule_draft_emit:
 * @self: a draft with a document
 * @func: what the reader was given
 * @data: what the reader was given
 *
 * Hands the document on and forgets it.
 *
 * Returns: FALSE with an error to stop
 */
gboolean
manicule_draft_emit (ManiculeDraft         *self,
                     ManiculeDocumentFunc   func,
                     gpointer               data,
                     GError               **error)
{
  g_autoptr(ManiculeDocument) document = g_steal_pointer (&self->document);

  return manicule_format_input_emit (self->input, document, func, data, error);
}

/* --- values --- */

/**
 * manicule_draft_fit_annotator:
 * @name: a name, not empty
 *
 * Returns: (transfer full): the name, changed where it could not be that of a folder
 */
char *
manicule_draft_fit_annotator (const char *name)
{
  g_autofree char *with_suffix = NULL;

  if (manicule_format_document_id_is_safe (name))
    return g_strdup (name);

  with_suffix = g_strconcat (name, ".x", NULL);

  return manicule_format_document_id (with_suffix);
}

/* -1 after a failure. */
static gint64
read_offset (ManiculeJsonValue value)
{
  gint64 offset;

  /* A script may have written 5.0 for 5. */
  if (manicule_json_get_kind (value) == MANICULE_JSON_NUMBER)
    {
      double number = manicule_json_as_double (value);

      offset = number >= 0 && number < G_MAXINT32 ? (gint64) number : -1;
      if ((double) offset != number)
        offset = -1;
    }
  else
    {
      offset = manicule_json_as_int (value);
    }

  if (offset < 0)
    manicule_json_fail (value, MANICULE_JSON_ERROR_VALUE, "offset-damaged",
                        _("an offset is a whole number, 0 or more. The span was left out"));

  return offset;
}

/**
 * manicule_foreign_range_read:
 * @start: the number of the first character
 * @end: the number behind the last one
 *
 * Returns: the range, after a failure of the reader any
 */
ManiculeForeignRange
manicule_foreign_range_read (ManiculeJsonValue start,
                             ManiculeJsonValue end)
{
  gint64 first = read_offset (start);
  gint64 last = read_offset (end);

  return (ManiculeForeignRange) { (guint64) MAX (first, 0), (guint64) MAX (last, 0) };
}

/**
 * manicule_json_as_label:
 * @value: a string that is not empty; anything else makes the reader fail
 *
 * Returns: (nullable): the string, NULL after a failure
 */
const char *
manicule_json_as_label (ManiculeJsonValue value)
{
  const char *label = manicule_json_as_string (value);

  if (label == NULL || *label != '\0')
    return label;

  manicule_json_fail (value, MANICULE_JSON_ERROR_VALUE, "label-missing", _("a label needs a name. It was left out"));

  return NULL;
}

/**
 * manicule_draft_report_unit:
 * @self: a draft with which a file was read
 * @usual: the unit of the format
 * @is_proved: covered texts in the file have shown the unit
 *
 * Notes what a reader took a file's offsets for, where that is worth a word.
 *
 * Returns: FALSE with an error to stop
 */
gboolean
manicule_draft_report_unit (ManiculeDraft       *self,
                            ManiculeOffsetUnit   usual,
                            gboolean             is_proved,
                            GError             **error)
{
  if (self->unit != usual || is_proved)
    return self->unit == usual ||
           manicule_format_input_report (self->input, MANICULE_FINDING_NOTE, "offset-unit", 0, error,
                                         /* Translators: a unit such as "UTF-16 units" */
                                         _("the offsets count %s, as the covered texts show"),
                                         manicule_offset_unit_get_title (self->unit));

  return !self->has_astral ||
         manicule_format_input_report (self->input, MANICULE_FINDING_NOTE, "offset-unit", 0, error,
                                       /* Translators: a unit such as "UTF-16 units" */
                                       _("the offsets were read as %s, and nothing in the file shows whether they are"),
                                       manicule_offset_unit_get_title (self->unit));
}
