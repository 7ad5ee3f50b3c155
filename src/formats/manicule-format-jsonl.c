/* manicule-format-jsonl.c: Manicule JSONL, an article with one annotation set on each line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-input.h"
#include "manicule-format-output.h"
#include "manicule-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A text may be so long, and each of its bytes may stand there as an escape. */
#define MAX_LINE (512u * 1024 * 1024)

static gboolean
has_all (const char         *line,
         const char * const *members)
{
  for (guint i = 0; members[i] != NULL; i++)
    if (strstr (line, members[i]) == NULL)
      return FALSE;

  return TRUE;
}

/* What we write before the text tells. Others may have put the text first, and of a line that is longer than the part
 * that is looked at, the rest may lie behind that. */
static guint
sniff (const char *name,
       const char *head,
       gsize       length)
{
  static const char * const always[] = { "\"id\"", "\"text\"", NULL };
  static const char * const ours[] = { "\"annotator\"", "\"status\"", NULL };
  static const char * const lists[] = { "\"spans\"", "\"relations\"", "\"labels\"", NULL };
  const char *line = g_str_has_prefix (head, "\xef\xbb\xbf") ? head + 3 : head;
  g_autofree char *first = NULL;
  g_autofree char *lower = g_ascii_strdown (name, -1);

  while (*line == '\n' || *line == '\r' || *line == ' ')
    line++;
  if (*line != '{')
    return 0;

  first = g_strndup (line, strcspn (line, "\n"));
  if (!has_all (first, always))
    return 0;
  if (has_all (first, ours) || has_all (first, lists))
    return 95;
  /* Without annotator, as it comes from another format. */
  if (strstr (first, "\"status\"") != NULL)
    return 60;

  return g_str_has_suffix (lower, ".jsonl") && strlen (line) == strlen (first) && length >= MANICULE_FORMAT_HEAD_BYTES ? 40 : 0;
}

/* --- reading --- */

/* The reader of JSON adds the file and the line to its messages, as findings have them anyway. */
static const char *
skip_position (const char *message,
               const char *file,
               guint       line)
{
  g_autofree char *position = g_strdup_printf ("%s:%u: ", file, line);

  return g_str_has_prefix (message, position) ? message + strlen (position) : message;
}

/* What is wrong with a whole record leaves it out; what is wrong with an annotation leaves that out. */
static gboolean
report_all (ManiculeFormatInput  *input,
            ManiculeFindings     *findings,
            GError              **error)
{
  for (guint i = 0; i < manicule_findings_get_n (findings); i++)
    {
      const ManiculeFinding *finding = manicule_findings_get (findings, i);

      if (!manicule_format_input_report (input, finding->severity, finding->code, finding->line, error, "%s",
                                         finding->message))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_record (ManiculeFormatInput       *input,
             const ManiculeFormatLine  *line,
             ManiculeDocument         **document,
             GError                   **error)
{
  const char *file = manicule_format_input_get_name (input);
  g_autoptr(GBytes) bytes = g_bytes_new_static (line->data, line->length);
  g_autoptr(ManiculeFindings) findings = NULL;
  g_autoptr(GError) local_error = NULL;

  if (manicule_format_input_get_findings (input) == NULL)
    {
      *document = manicule_json_read_record (bytes, file, line->number, NULL, error);
      return *document != NULL;
    }

  findings = manicule_findings_new ();
  *document = manicule_json_read_record (bytes, file, line->number, findings, &local_error);
  if (!report_all (input, findings, error))
    return FALSE;

  return *document != NULL ||
         manicule_format_input_report (input, MANICULE_FINDING_ERROR, "record-damaged", line->number, error,
                                       _("the article was left out: %s"),
                                       skip_position (local_error->message, file, line->number));
}

static gboolean
is_blank (const ManiculeFormatLine *line)
{
  return strspn (line->data, " \t\r") == line->length;
}

static gboolean
read_file (ManiculeFormatInput   *input,
           ManiculeDocumentFunc   func,
           gpointer               data,
           GError               **error)
{
  g_autoptr(GError) local_error = NULL;
  ManiculeFormatLine line;

  manicule_format_input_set_max_line (input, MAX_LINE);
  while (manicule_format_input_next_line (input, &line, &local_error))
    {
      g_autoptr(ManiculeDocument) document = NULL;

      if (is_blank (&line))
        continue;
      if (!read_record (input, &line, &document, error))
        return FALSE;
      if (document != NULL && !manicule_format_input_emit (input, document, func, data, error))
        return FALSE;
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

/* --- writing --- */

/* The state is the output itself. */
static gpointer
begin (ManiculeFormatOutput  *output,
       ManiculeSchema        *schema,
       GError               **error)
{
  return output;
}

static gboolean
write_document (gpointer           state,
                ManiculeDocument  *document,
                GError           **error)
{
  g_autofree char *line = manicule_json_write_record (manicule_document_get_article (document),
                                                      manicule_document_get_set (document, 0));

  return manicule_format_output_write (state, line, -1, error);
}

static gboolean
end (gpointer   state,
     gboolean   commit,
     GError   **error)
{
  return TRUE;
}

static const char * const suffixes[] = { "jsonl", "ndjson", NULL };

const ManiculeFormat manicule_format_jsonl = {
  .id = "jsonl",
  .title = N_("Manicule JSONL"),
  .description = N_("Everything, an article on each line; for datasets, pandas and jq"),
  .suffixes = suffixes,
  .holds = MANICULE_HOLDS_NESTED | MANICULE_HOLDS_CROSSING | MANICULE_HOLDS_DISCONTINUOUS |
           MANICULE_HOLDS_ZERO_LENGTH | MANICULE_HOLDS_SUB_TOKEN | MANICULE_HOLDS_RELATIONS |
           MANICULE_HOLDS_RELATION_EXTRAS | MANICULE_HOLDS_ATTRIBUTES | MANICULE_HOLDS_DOCUMENT_LABELS |
           MANICULE_HOLDS_ENTITIES | MANICULE_HOLDS_NOTES | MANICULE_HOLDS_ORIGIN | MANICULE_HOLDS_IDS |
           MANICULE_HOLDS_TIMES | MANICULE_HOLDS_STATUS | MANICULE_HOLDS_TEXT | MANICULE_HOLDS_METADATA |
           MANICULE_HOLDS_SPANS | MANICULE_HOLDS_TYPES,
  .unit = MANICULE_OFFSET_CHARS,
  .container = MANICULE_CONTAINER_FILE,
  .sniff = sniff,
  .read = read_file,
  .begin = begin,
  .write = write_document,
  .end = end,
};
