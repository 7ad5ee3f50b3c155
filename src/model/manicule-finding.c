/* manicule-finding.c: something wrong in data from outside, and where
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-finding.h"

struct _ManiculeFindings
{
  GArray *array;     /* (owned) (element-type ManiculeFinding) */
  guint   n_errors;
};

static void
finding_clear (gpointer data)
{
  ManiculeFinding *finding = data;

  g_free (finding->code);
  g_free (finding->file);
  g_free (finding->message);
}

/**
 * manicule_findings_new:
 *
 * Returns: (transfer full): an empty list
 */
ManiculeFindings *
manicule_findings_new (void)
{
  ManiculeFindings *self = g_new0 (ManiculeFindings, 1);

  self->array = g_array_new (FALSE, FALSE, sizeof (ManiculeFinding));
  g_array_set_clear_func (self->array, finding_clear);

  return self;
}

/**
 * manicule_findings_free:
 * @self: (nullable): a list
 *
 * Frees the list and all that is in it.
 */
void
manicule_findings_free (ManiculeFindings *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->array);
  g_free (self);
}

/**
 * manicule_findings_add:
 * @self: a list
 * @severity: how bad it is
 * @code: a fixed word for scripts
 * @file: (nullable): the file, as the user knows it
 * @line: the line, from 1; 0 where there is none
 * @format: the translated message, as for printf()
 * @...: what @format needs
 *
 * Adds a finding at the end.
 */
void
manicule_findings_add (ManiculeFindings *self,
                       ManiculeSeverity  severity,
                       const char       *code,
                       const char       *file,
                       guint             line,
                       const char       *format,
                       ...)
{
  ManiculeFinding *finding;
  va_list arguments;

  g_return_if_fail (self != NULL);
  g_return_if_fail (code != NULL);
  g_return_if_fail (format != NULL);

  g_array_set_size (self->array, self->array->len + 1);
  finding = &g_array_index (self->array, ManiculeFinding, self->array->len - 1);
  finding->severity = severity;
  finding->code = g_strdup (code);
  finding->file = g_strdup (file);
  finding->line = line;
  va_start (arguments, format);
  finding->message = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  if (severity == MANICULE_FINDING_ERROR)
    self->n_errors++;
}

/**
 * manicule_findings_get_n:
 * @self: a list
 *
 * Returns: the number of findings
 */
guint
manicule_findings_get_n (ManiculeFindings *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->array->len;
}

/**
 * manicule_findings_get_n_errors:
 * @self: a list
 *
 * Returns: the number of those that are errors
 */
guint
manicule_findings_get_n_errors (ManiculeFindings *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_errors;
}

/**
 * manicule_findings_get:
 * @self: a list
 * @index: which one, below manicule_findings_get_n()
 *
 * Returns: (transfer none): a finding; it stays where it is until another is added
 */
const ManiculeFinding *
manicule_findings_get (ManiculeFindings *self,
                       guint             index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->array->len, NULL);

  return &g_array_index (self->array, ManiculeFinding, index);
}

/**
 * manicule_finding_to_string:
 * @finding: a finding
 *
 * Returns: (transfer full): "file:line: message", without what is not known
 */
char *
manicule_finding_to_string (const ManiculeFinding *finding)
{
  g_return_val_if_fail (finding != NULL, NULL);

  if (finding->file == NULL)
    return g_strdup (finding->message);
  if (finding->line == 0)
    return g_strdup_printf ("%s: %s", finding->file, finding->message);

  return g_strdup_printf ("%s:%u: %s", finding->file, finding->line, finding->message);
}
