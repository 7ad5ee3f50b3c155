/* manicule-format-findings.c: what a reader has to say of its file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-input-private.h"

#include <glib/gi18n-lib.h>

/* How many findings of one file are listed. */
#define MAX_FINDINGS 5000

/**
 * manicule_format_input_get_findings:
 * @self: an input
 *
 * Returns: (transfer none) (nullable): the list of findings; NULL where the first error fails
 */
ManiculeFindings *
manicule_format_input_get_findings (ManiculeFormatInput *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->findings;
}

static void
set_error_at (const char           *file_name,
              guint                 line,
              ManiculeFormatError   code,
              const char           *message,
              GError              **error)
{
  if (line > 0)
    g_set_error (error, MANICULE_FORMAT_ERROR, code, "%s:%u: %s", file_name, line, message);
  else
    g_set_error (error, MANICULE_FORMAT_ERROR, code, "%s: %s", file_name, message);
}

static gboolean
report (ManiculeFormatInput  *self,
        const char           *file_name,
        ManiculeSeverity      severity,
        const char           *code,
        guint                 line,
        GError              **error,
        const char           *message)
{
  if (self->findings == NULL)
    {
      if (severity != MANICULE_FINDING_ERROR)
        return TRUE;
      set_error_at (file_name, line, MANICULE_FORMAT_ERROR_DAMAGED, message, error);
      return FALSE;
    }

  self->n_findings++;
  if (self->n_findings <= MAX_FINDINGS)
    manicule_findings_add (self->findings, severity, code, file_name, line, "%s", message);
  else if (self->n_findings == MAX_FINDINGS + 1)
    manicule_findings_add (self->findings, MANICULE_FINDING_WARNING, "more-findings", file_name, line, "%s",
                           _("there is more, which is not listed: is this file what it seems to be?"));

  return TRUE;
}

/**
 * manicule_format_input_report:
 * @self: an input
 * @severity: how bad it is
 * @code: a fixed code for scripts
 * @line: the line, from 1; 0: none
 * @format: what is wrong and what was done, translated
 *
 * Reports something about the file being read.
 *
 * Returns: TRUE to read on; FALSE with an error where nobody collects findings and @severity is an error
 */
gboolean
manicule_format_input_report (ManiculeFormatInput  *self,
                              ManiculeSeverity      severity,
                              const char           *code,
                              guint                 line,
                              GError              **error,
                              const char           *format,
                              ...)
{
  g_autofree char *message = NULL;
  va_list args;

  g_return_val_if_fail (self != NULL, FALSE);

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);

  return report (self, self->name, severity, code, line, error, message);
}

/**
 * manicule_format_input_report_in:
 * @self: an input
 * @file_name: another file than the one that is read, as the user knows it
 * @severity: how bad it is
 * @code: a fixed code for scripts
 * @line: the line, from 1; 0: none
 * @format: what is wrong and what was done, translated
 *
 * Reports something about a file that is read along.
 *
 * Returns: as manicule_format_input_report()
 */
gboolean
manicule_format_input_report_in (ManiculeFormatInput  *self,
                                 const char           *file_name,
                                 ManiculeSeverity      severity,
                                 const char           *code,
                                 guint                 line,
                                 GError              **error,
                                 const char           *format,
                                 ...)
{
  g_autofree char *message = NULL;
  va_list args;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (file_name != NULL, FALSE);

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);

  return report (self, file_name, severity, code, line, error, message);
}

/**
 * manicule_format_input_fail:
 * @self: an input
 * @code: the code of the error
 * @line: the line, from 1; 0: none
 * @format: what is wrong, translated
 *
 * Sets @error for what cannot be read on; the reader returns FALSE then.
 */
void
manicule_format_input_fail (ManiculeFormatInput  *self,
                            ManiculeFormatError   code,
                            guint                 line,
                            GError              **error,
                            const char           *format,
                            ...)
{
  g_autofree char *message = NULL;
  va_list args;

  g_return_if_fail (self != NULL);

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);

  set_error_at (self->name, line, code, message, error);
}
