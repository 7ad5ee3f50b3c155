/* manicule-format-csv.c: a table of annotations, commas between the columns
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-table.h"

#include <glib/gi18n-lib.h>

#define SEPARATOR ','

static guint
sniff (const char *name,
       const char *head,
       gsize       length)
{
  return manicule_table_sniff (head, length, SEPARATOR);
}

static gboolean
read_file (ManiculeFormatInput   *input,
           ManiculeDocumentFunc   func,
           gpointer               data,
           GError               **error)
{
  return manicule_table_read (input, SEPARATOR, func, data, error);
}

static gpointer
begin (ManiculeFormatOutput  *output,
       ManiculeSchema        *schema,
       GError               **error)
{
  return manicule_table_begin (output, schema, SEPARATOR, error);
}

static const char * const suffixes[] = { "csv", NULL };

const ManiculeFormat manicule_format_csv = {
  .id = "csv",
  .title = N_("CSV Table"),
  .description = N_("A row for each annotation, for R, pandas and spreadsheets"),
  .suffixes = suffixes,
  .holds = MANICULE_TABLE_HOLDS,
  .unit = MANICULE_OFFSET_CHARS,
  .container = MANICULE_CONTAINER_FILE,
  .options = manicule_table_options,
  .sniff = sniff,
  .read = read_file,
  .begin = begin,
  .write = manicule_table_write,
  .end = manicule_table_end,
};
