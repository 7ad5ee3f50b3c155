/* manicule-format-brat-read.c: reading a text with its annotation file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-brat-private.h"

#include "manicule-json-writer.h"

#include <glib/gi18n-lib.h>
#include <stdarg.h>
#include <string.h>

/* A span much longer than what the file says of it is no claim worth the comparison. */
#define LONGEST_CLAIM(covered) (2 * strlen (covered) + 64)
/* Bytes of a message, more or less. */
#define MAX_MESSAGE 400

static void
brat_file_clear (ManiculeBratFile *self)
{
  for (guint i = 0; self->records != NULL && i < self->records->len; i++)
    manicule_brat_line_clear (&g_array_index (self->records, ManiculeBratRecord, i).line);

  g_clear_pointer (&self->records, g_array_unref);
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->strings, g_string_chunk_free);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->bytes, g_ptr_array_unref);
  g_clear_object (&self->text);
}

static void
brat_file_init (ManiculeBratFile    *self,
                ManiculeFormatInput *input)
{
  *self = (ManiculeBratFile) {
    .input = input,
    .bytes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref),
    .names = g_ptr_array_new_with_free_func (g_free),
    .strings = g_string_chunk_new (4096),
    .records = g_array_new (FALSE, FALSE, sizeof (ManiculeBratRecord)),
    .by_id = g_hash_table_new (g_str_hash, g_str_equal),
  };
}

/* Ids and names in a message come from the file: they may be of any length and hold anything but white space. */
static char *
make_showable (const char *message)
{
  GString *shown = g_string_new (NULL);

  for (const char *p = message; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (shown->len > MAX_MESSAGE)
        {
          g_string_append (shown, "…");
          break;
        }
      g_string_append_unichar (shown, g_unichar_iscntrl (c) ? 0xfffd : c);
    }

  return g_string_free_and_steal (shown);
}

static gboolean
report (ManiculeBratFile    *self,
        ManiculeBratRecord  *record,
        ManiculeSeverity     severity,
        const char          *code,
        const char          *message,
        GError             **error)
{
  g_autofree char *shown = make_showable (message);

  return manicule_format_input_report_in (self->input, g_ptr_array_index (self->names, record->file), severity, code,
                                          record->number, error, "%s", shown);
}

gboolean
manicule_brat_report (ManiculeBratFile    *self,
                      ManiculeBratRecord  *record,
                      ManiculeSeverity     severity,
                      const char          *code,
                      GError             **error,
                      const char          *format,
                      ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);

  return report (self, record, severity, code, message, error);
}

void
manicule_brat_set_aside (ManiculeBratFile   *self,
                         ManiculeBratRecord *record,
                         ManiculeSeverity    severity,
                         const char         *code,
                         const char         *format,
                         ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);

  record->set_aside = TRUE;
  report (self, record, severity, code, message, NULL);
}

/* --- the files --- */

/* The name without its suffix, and the suffix. */
static char *
split_name (ManiculeFormatInput  *input,
            char                **suffix)
{
  char *name = g_file_get_basename (manicule_format_input_get_file (input));
  char *dot = strrchr (name, '.');

  *suffix = g_strdup (dot != NULL ? dot + 1 : "");
  if (dot != NULL)
    *dot = '\0';

  return name;
}

static gboolean
load_text (ManiculeBratFile  *self,
           const char        *stem,
           char             **encoding,
           GError           **error)
{
  g_autofree char *name = g_strconcat (stem, ".txt", NULL);
  g_autofree char *shown = g_filename_display_name (name);
  g_autoptr(GFile) file = manicule_format_input_get_sibling (self->input, name);
  g_autoptr(GError) local_error = NULL;

  self->text = file != NULL ? manicule_format_input_read_text (self->input, file, encoding, &local_error) : NULL;
  if (self->text != NULL)
    return TRUE;

  if (file != NULL && !g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_propagate_prefixed_error (error, g_steal_pointer (&local_error), "%s: ", shown);
  else
    manicule_format_input_fail (self->input, MANICULE_FORMAT_ERROR_DAMAGED, 0, error,
                                _("the text that it annotates, %s, is not in the same folder; put it there"), shown);

  return FALSE;
}

/* @name NULL: the file that is read. A missing one of a pair is no fault. */
static gboolean
load_annotations (ManiculeBratFile  *self,
                  const char        *name,
                  GError           **error)
{
  g_autoptr(GFile) file = name != NULL ? manicule_format_input_get_sibling (self->input, name) : NULL;
  g_autoptr(GError) local_error = NULL;
  GBytes *bytes;

  if (name != NULL && file == NULL)
    return TRUE;

  bytes = manicule_format_input_read_bytes (self->input, file, &local_error);
  if (bytes == NULL && name != NULL && g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return TRUE;
  if (bytes == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  g_ptr_array_add (self->bytes, bytes);
  g_ptr_array_add (self->names, name != NULL ? g_filename_display_name (name)
                                             : g_strdup (manicule_format_input_get_name (self->input)));

  return TRUE;
}

/* The BioNLP shared tasks gave the entities in an .a1 and the events in an .a2 file; the second refers to the first. */
static gboolean
load_files (ManiculeBratFile  *self,
            char             **id,
            char             **encoding,
            GError           **error)
{
  g_autofree char *suffix = NULL;
  g_autofree char *stem = split_name (self->input, &suffix);
  g_autofree char *first = g_strconcat (stem, ".a1", NULL);
  g_autofree char *second = g_strconcat (stem, ".a2", NULL);

  *id = manicule_format_document_id (manicule_format_input_get_name (self->input));

  return load_text (self, stem, encoding, error) &&
         (g_ascii_strcasecmp (suffix, "a2") != 0 || load_annotations (self, first, error)) &&
         load_annotations (self, NULL, error) &&
         (g_ascii_strcasecmp (suffix, "a1") != 0 || load_annotations (self, second, error));
}

/* --- the lines --- */

/* A line that begins like one of brat's ("T4", "#12", "*") and then is none has been damaged; anything else, such as a
 * comment, was never meant for us. */
static gboolean
looks_like_ours (const char *data,
                 gsize       length)
{
  gsize n = 1;

  if (length == 0 || data[0] == '\0' || strchr ("TREAMN#*", data[0]) == NULL)
    return FALSE;
  if (data[0] != '#' && data[0] != '*')
    while (n < length && g_ascii_isupper (data[n]))
      n++;

  return data[0] == '*' ? n < length && data[n] == '\t' : n < length && g_ascii_isdigit (data[n]);
}

static gboolean
add_record (ManiculeBratFile  *self,
            guint              file,
            guint              number,
            const char        *data,
            gsize              length,
            GError           **error)
{
  ManiculeBratRecord record = { .data = data, .length = length, .number = number, .file = file };

  if (!g_utf8_validate_len (data, length, NULL))
    return manicule_brat_report (self, &record, MANICULE_FINDING_ERROR, "not-utf8", error,
                                 _("the line is not UTF-8; it was left out"));

  manicule_brat_line_parse (&record.line, data, length, self->strings);
  record.set_aside = record.line.kind == MANICULE_BRAT_UNPARSED;
  g_array_append_val (self->records, record);

  if (record.set_aside && length > 0)
    manicule_brat_set_aside (self, &record,
                             looks_like_ours (data, length) ? MANICULE_FINDING_ERROR : MANICULE_FINDING_WARNING,
                             "line-not-understood",
                             _("this is not a line of an annotation file; it is kept as it is"));

  return TRUE;
}

static gboolean
parse_lines (ManiculeBratFile  *self,
             guint              file,
             GError           **error)
{
  gsize size;
  const char *p = g_bytes_get_data (g_ptr_array_index (self->bytes, file), &size);
  const char *end = p + size;

  if (size >= 3 && memcmp (p, "\xef\xbb\xbf", 3) == 0)
    p += 3;

  for (guint number = 1; p < end; number++)
    {
      const char *newline = memchr (p, '\n', (gsize) (end - p));
      const char *stop = newline != NULL ? newline : end;
      gsize length = (gsize) (stop - p);

      if (newline != NULL && length > 0 && stop[-1] == '\r')
        length--;
      if (!add_record (self, file, number, p, length, error))
        return FALSE;

      p = newline != NULL ? newline + 1 : end;
    }

  return TRUE;
}

/* brat, too, keeps a second line of the same id aside. */
static void
index_ids (ManiculeBratFile *self)
{
  for (guint i = 0; i < self->records->len; i++)
    {
      ManiculeBratRecord *record = &g_array_index (self->records, ManiculeBratRecord, i);
      const char *id = record->line.id;

      if (record->set_aside || record->line.kind == MANICULE_BRAT_EQUIV)
        continue;

      if (g_hash_table_contains (self->by_id, id))
        manicule_brat_set_aside (self, record, MANICULE_FINDING_ERROR, "duplicate-id",
                                 _("“%s” is the id of a line before; this line is kept aside as it is"), id);
      else
        g_hash_table_insert (self->by_id, (gpointer) id, GUINT_TO_POINTER (i + 1));
    }
}

/* --- the unit --- */

static gboolean
is_worth_a_vote (const ManiculeBratLine *line)
{
  guint64 length = 0;

  if (line->kind != MANICULE_BRAT_TEXTBOUND || line->text == NULL)
    return FALSE;

  for (guint i = 0; i < line->ranges->len; i++)
    {
      const ManiculeForeignRange *range = &g_array_index (line->ranges, ManiculeForeignRange, i);

      if (range->end < range->start || range->end - range->start > G_MAXUINT32)
        return FALSE;
      length += range->end - range->start;
    }

  return length <= LONGEST_CLAIM (line->text);
}

/* brat's server counts code points, its client and the tools on Java count UTF-16 units, and some scripts bytes: what
 * the lines say of the covered text tells. */
static gboolean
decide_unit (ManiculeBratFile  *self,
             GError           **error)
{
  ManiculeUnitVote vote = { 0, };

  for (guint i = 0; i < self->records->len; i++)
    {
      const ManiculeBratLine *line = &g_array_index (self->records, ManiculeBratRecord, i).line;

      if (is_worth_a_vote (line))
        manicule_unit_vote_add (&vote, self->text, (const ManiculeForeignRange *) (gpointer) line->ranges->data,
                                line->ranges->len, line->text);
    }

  self->unit = manicule_unit_vote_decide (&vote, MANICULE_OFFSET_CHARS);
  if (self->unit == MANICULE_OFFSET_CHARS)
    return TRUE;

  return manicule_format_input_report (self->input, MANICULE_FINDING_NOTE, "offset-unit", 0, error,
                                       _("the offsets count %s, as the covered texts show, and were converted"),
                                       manicule_offset_unit_get_title (self->unit));
}

/* --- the document --- */

static void
carry_order (ManiculeBratFile      *self,
             ManiculeAnnotationSet *set)
{
  g_autofree char *order = manicule_brat_order_describe (self->records);
  g_autoptr(GString) carried = g_string_new ("{");

  if (*order == '\0')
    return;

  manicule_json_put_string (carried, MANICULE_BRAT, order);
  manicule_annotation_set_set_carried (set, carried->str + 1);
}

static gboolean
report_joined (ManiculeBratFile  *self,
               GError           **error)
{
  if (self->n_joined == 0)
    return TRUE;

  return manicule_format_input_report (self->input, MANICULE_FINDING_NOTE, "fragments-joined", 0, error,
                                       g_dngettext (GETTEXT_PACKAGE,
                                                    "%u span runs over a line break; its fragments were joined",
                                                    "%u spans run over a line break; their fragments were joined",
                                                    self->n_joined),
                                       self->n_joined);
}

static ManiculeDocument *
make_document (ManiculeBratFile  *self,
               const char        *id,
               const char        *encoding,
               GError           **error)
{
  ManiculeArticleFields fields = { .id = id, .encoding = encoding };
  g_autoptr(ManiculeDocument) document = manicule_format_input_new_document (self->input, &fields, self->text);
  g_autoptr(ManiculeAnnotationSet) set = manicule_annotation_set_new (id, MANICULE_FORMAT_NO_ANNOTATOR, self->text);
  g_autoptr(GArray) lines = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(GPtrArray) annotations = manicule_brat_build (self, lines, error);

  if (annotations == NULL || !manicule_format_input_fill_set (self->input, set, annotations, lines, error))
    return NULL;

  if (manicule_format_input_carries (self->input))
    carry_order (self, set);
  manicule_document_add_set (document, set);

  return g_steal_pointer (&document);
}

static gboolean
parse_files (ManiculeBratFile  *self,
             GError           **error)
{
  for (guint i = 0; i < self->bytes->len; i++)
    if (!parse_lines (self, i, error))
      return FALSE;

  index_ids (self);

  return decide_unit (self, error);
}

static gboolean
read_file (ManiculeBratFile      *self,
           ManiculeDocumentFunc   func,
           gpointer               data,
           GError               **error)
{
  g_autofree char *id = NULL;
  g_autofree char *encoding = NULL;
  g_autoptr(ManiculeDocument) document = NULL;

  if (!load_files (self, &id, &encoding, error) || !parse_files (self, error))
    return FALSE;

  document = make_document (self, id, encoding, error);

  return document != NULL && report_joined (self, error) &&
         manicule_format_input_emit (self->input, document, func, data, error);
}

/**
 * manicule_brat_read:
 * @input: an .ann, .a1 or .a2 file, with its text beside it
 * @func: gets the document
 * @data: for @func
 *
 * Reads one article with its annotations, and the configuration of its folder into the schema.
 *
 * Returns: FALSE with an error when that fails
 */
gboolean
manicule_brat_read (ManiculeFormatInput   *input,
                    ManiculeDocumentFunc   func,
                    gpointer               data,
                    GError               **error)
{
  ManiculeBratFile self;
  gboolean success;

  manicule_brat_read_configuration (input);

  brat_file_init (&self, input);
  success = read_file (&self, func, data, error);
  brat_file_clear (&self);

  return success;
}
