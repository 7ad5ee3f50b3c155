/* manicule-format-records.c: a file as a stream of JSON values, in bounded memory
 *
 * Here only the borders of the values are found, by counting brackets outside strings; whether a value is JSON is for
 * its reader to say.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-records-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SPACE " \t\r\n"

/**
 * manicule_records_new:
 * @input: an input, which must outlive this; its lines must not be read as well
 *
 * Returns: (transfer full): the values of its file; nothing is opened yet
 */
ManiculeRecords *
manicule_records_new (ManiculeFormatInput *input)
{
  ManiculeRecords *self = g_new0 (ManiculeRecords, 1);

  self->input = input;
  self->line = 1;

  return self;
}

/**
 * manicule_records_new_for_bytes:
 * @input: an input, which must outlive this
 * @bytes: JSON that its file was turned into, line for line
 *
 * Returns: (transfer full): the values in @bytes
 */
ManiculeRecords *
manicule_records_new_for_bytes (ManiculeFormatInput *input,
                                GBytes              *bytes)
{
  ManiculeRecords *self = manicule_records_new (input);

  self->bytes = g_bytes_ref (bytes);

  return self;
}

/**
 * manicule_records_free:
 * @self: values
 *
 * Frees @self and the last value.
 */
void
manicule_records_free (ManiculeRecords *self)
{
  g_clear_pointer (&self->reader, manicule_json_reader_free);
  g_clear_object (&self->stream);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->buffer);
  g_free (self);
}

/* --- the layout --- */

/* A list of records does not begin with a string: then it is a record itself. */
static gboolean
is_list (ManiculeRecords  *self,
         GError          **error)
{
  gsize i = 1;

  while (manicule_records_has_byte (self, i, error) && strchr (SPACE, self->buffer[self->start + i]) != NULL)
    i++;

  return self->start + i >= self->end || self->buffer[self->start + i] != '"';
}

static gboolean
find_layout (ManiculeRecords  *self,
             GError          **error)
{
  gboolean is_lines = FALSE;
  g_autoptr(GError) local_error = NULL;
  char first = manicule_records_skip_space (self, &local_error);

  if (local_error == NULL && first == '[' && is_list (self, &local_error))
    {
      self->layout = MANICULE_RECORDS_LIST;
      manicule_records_drop_bytes (self, 1);
    }
  else if (local_error == NULL && manicule_records_find_whether_lines (self, &is_lines, &local_error))
    {
      self->layout = is_lines ? MANICULE_RECORDS_LINES : MANICULE_RECORDS_SEQUENCE;
    }

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static gboolean
open_file (ManiculeRecords  *self,
           GError          **error)
{
  goffset size = 0;

  self->stream = self->bytes != NULL ? g_memory_input_stream_new_from_bytes (self->bytes)
                                     : manicule_format_input_open_decoded (self->input, &size, error);
  if (self->stream == NULL || !manicule_records_fill (self, error))
    return FALSE;

  if (self->end >= 3 && memcmp (self->buffer, "\xef\xbb\xbf", 3) == 0)
    self->start = 3;

  return find_layout (self, error);
}

/**
 * manicule_records_rewind:
 * @self: values
 *
 * Goes back before the first value, after the last one was asked for.
 *
 * Returns: FALSE with an error when the file cannot be read again
 */
gboolean
manicule_records_rewind (ManiculeRecords  *self,
                         GError          **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  g_clear_pointer (&self->reader, manicule_json_reader_free);
  g_clear_object (&self->stream);
  self->start = self->end = 0;
  self->at_end = self->is_closed = FALSE;
  self->is_quiet = TRUE;
  self->number = 0;
  self->line = 1;
  self->input->n_done = self->input->n_reported = 0;

  return open_file (self, error);
}

/* --- what is damaged --- */

static gboolean
report (ManiculeRecords  *self,
        const char       *code,
        guint             line,
        GError          **error,
        const char       *message)
{
  if (self->is_quiet)
    return TRUE;

  return manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, code, line, error, "%s", message);
}

/* Errors of the JSON reader begin with "file:line: ", which a finding has of its own. */
static gboolean
report_unreadable (ManiculeRecords  *self,
                   const GError     *fault,
                   GError          **error)
{
  g_autofree char *prefix = g_strconcat (self->input->name, ":", NULL);
  const char *message = fault->message;
  guint line = self->line;

  if (g_str_has_prefix (message, prefix))
    {
      char *end;

      line = (guint) g_ascii_strtoull (message + strlen (prefix), &end, 10);
      message = g_str_has_prefix (end, ": ") ? end + 2 : end;
    }

  return report (self, "record-damaged", line, error, message);
}

/* Nothing more can be found in the file. */
static gboolean
give_up (ManiculeRecords  *self,
         GError          **error,
         const char       *message)
{
  self->is_closed = TRUE;

  return report (self, "record-damaged", self->line, error, message);
}

/**
 * manicule_records_settle:
 * @self: values, at one of them
 * @failed: (out) (optional): whether something was wrong
 *
 * Reports what the reader of the value has found wrong.
 *
 * Returns: FALSE with an error where nobody collects findings and something was wrong
 */
gboolean
manicule_records_settle (ManiculeRecords  *self,
                         gboolean         *failed,
                         GError          **error)
{
  g_autoptr(ManiculeFindings) findings = NULL;

  if (failed != NULL)
    *failed = manicule_json_reader_failed (self->reader);
  if (!manicule_json_reader_failed (self->reader))
    return TRUE;

  findings = manicule_findings_new ();
  manicule_json_reader_settle (self->reader, findings, NULL);
  for (guint i = 0; i < manicule_findings_get_n (findings); i++)
    {
      const ManiculeFinding *finding = manicule_findings_get (findings, i);

      if (!manicule_format_input_report (self->input, finding->severity, finding->code, finding->line, error, "%s",
                                         finding->message))
        return FALSE;
    }

  return TRUE;
}

/* --- values --- */

/* Reads the bytes at start. @opened FALSE: they are damaged, which was reported. */
static gboolean
open_value (ManiculeRecords  *self,
            gsize             n,
            gboolean         *opened,
            GError          **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (self->buffer + self->start, n);
  g_autoptr(GError) fault = NULL;

  self->number++;
  self->reader = manicule_json_reader_new_full (bytes, self->input->name, self->line, MANICULE_JSON_MAX_DEPTH, &fault);
  *opened = self->reader != NULL;

  return *opened || report_unreadable (self, fault, error);
}

/* To the beginning of the next value: FALSE at the end of the file or of the list, or with an error. */
static gboolean
find_start (ManiculeRecords  *self,
            GError          **error)
{
  char c = self->is_closed ? '\0' : manicule_records_skip_space (self, error);
  gboolean is_first = self->number == 0;

  if (self->is_closed || self->start == self->end)
    {
      if (self->layout == MANICULE_RECORDS_LIST && !self->is_closed && *error == NULL)
        give_up (self, error, _("the list has no end. The file was cut off; take it from a copy"));
      return FALSE;
    }
  if (self->layout == MANICULE_RECORDS_LINES)
    return TRUE;

  if (c == ',' && !is_first)
    {
      manicule_records_drop_bytes (self, 1);
      c = manicule_records_skip_space (self, error);
      if (*error != NULL || (c == '\0' && self->start == self->end))
        return FALSE;
    }
  else if (self->layout == MANICULE_RECORDS_LIST && c != ']' && !is_first)
    {
      give_up (self, error, _("a comma or ] must stand here; what follows was not read"));
      return FALSE;
    }

  return TRUE;
}

/* The end of the list, or a bracket that closes nothing: nothing may follow. */
static void
close_list (ManiculeRecords  *self,
            GError          **error)
{
  gboolean is_end = self->layout == MANICULE_RECORDS_LIST && self->buffer[self->start] == ']';

  if (is_end)
    manicule_records_drop_bytes (self, 1);
  if (!is_end || manicule_records_skip_space (self, error) != '\0' || self->start < self->end)
    {
      if (*error == NULL)
        give_up (self, error, _("no value begins here; what follows was not read"));
    }
  self->is_closed = TRUE;
}

/* TRUE: @opened says whether there is a value. FALSE: the end, or an error. */
static gboolean
step (ManiculeRecords  *self,
      gboolean         *opened,
      GError          **error)
{
  gsize n;
  ManiculeRecordsEnd end;

  *opened = FALSE;
  if (!find_start (self, error))
    return FALSE;

  if (self->layout == MANICULE_RECORDS_LINES)
    {
      if (!manicule_records_find_line_end (self, &n, error) || !open_value (self, n, opened, error))
        return FALSE;
      manicule_records_drop_bytes (self, n);
      return TRUE;
    }

  if (strchr ("]},", self->buffer[self->start]) != NULL && self->buffer[self->start] != '\0')
    {
      close_list (self, error);
      return FALSE;
    }

  end = manicule_records_find_end (self, &n, error);
  if (end == MANICULE_RECORDS_END_ERROR || !open_value (self, n, opened, error))
    return FALSE;
  manicule_records_drop_bytes (self, n);
  self->is_closed = end == MANICULE_RECORDS_END_MISSING;

  return TRUE;
}

/**
 * manicule_records_next:
 * @self: values
 * @record: (out): the value, good until the next call
 *
 * Goes on to the next value that is JSON.
 *
 * Returns: FALSE at the end, or with an error
 */
gboolean
manicule_records_next (ManiculeRecords    *self,
                       ManiculeJsonValue  *record,
                       GError            **error)
{
  g_autoptr(GError) local_error = NULL;
  gboolean opened = FALSE;

  g_return_val_if_fail (self != NULL, FALSE);

  g_clear_pointer (&self->reader, manicule_json_reader_free);
  if (self->stream == NULL && !open_file (self, error))
    return FALSE;

  while (!opened)
    if (!step (self, &opened, &local_error))
      {
        if (local_error != NULL)
          g_propagate_error (error, g_steal_pointer (&local_error));
        return FALSE;
      }

  *record = manicule_json_reader_get_root (self->reader);

  return TRUE;
}

/**
 * manicule_records_for_each:
 * @self: values
 * @func: gets each value that is JSON
 * @data: for @func
 *
 * Returns: FALSE with an error when they cannot be read on or @func stopped
 */
gboolean
manicule_records_for_each (ManiculeRecords     *self,
                           ManiculeRecordFunc   func,
                           gpointer             data,
                           GError             **error)
{
  g_autoptr(GError) local_error = NULL;
  ManiculeJsonValue record;

  while (manicule_records_next (self, &record, &local_error))
    if (!func (data, record, &local_error))
      break;

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/**
 * manicule_records_get_layout:
 * @self: values, of which one was asked for
 *
 * Returns: how they stand in the file
 */
ManiculeRecordsLayout
manicule_records_get_layout (ManiculeRecords *self)
{
  return self->layout;
}

/**
 * manicule_records_get_number:
 * @self: values
 *
 * Returns: the number of the value in the file, from 1, damaged ones counted
 */
guint
manicule_records_get_number (ManiculeRecords *self)
{
  return self->number;
}
