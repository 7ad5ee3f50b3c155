/* manicule-format-labelbuddy.c: labelbuddy's documents, as JSONL or one list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-draft.h"
#include "manicule-format-learn.h"
#include "manicule-format-meta.h"
#include "manicule-format-output.h"
#include "manicule-format-records.h"
#include "manicule-json-carried.h"
#include "manicule-json-writer.h"

#include <glib/gi18n-lib.h>

#define LABELBUDDY "labelbuddy"
#define CHECKSUM "utf8_text_md5_checksum"

static const char * const yes_no[] = { "no", "yes", NULL };

static const ManiculeFormatOption options[] = {
  { "list", N_("One List"), N_("One JSON list instead of an article on each line"), yes_no, "no" },
  { NULL }
};

static const char * const document_members[] = { "text", CHECKSUM, "metadata", "list_title", "annotations", NULL };
static const char * const annotation_members[] = {
  "start_char", "end_char", "start_byte", "end_byte", "label_name", "extra_data", NULL,
};

static guint
sniff (const char *name,
       const char *head,
       gsize       length)
{
  g_autofree char *record = manicule_records_peek (head, length);

  if (record == NULL || *record != '{')
    return 0;
  if (manicule_records_mentions (record, CHECKSUM, NULL))
    return 95;
  if (manicule_records_mentions (record, "label_name", "start_char", "end_char", NULL) ||
      manicule_records_mentions (record, "label_name", "start_byte", "end_byte", NULL))
    return 90;
  /* A list of labels. */
  if (manicule_records_mentions (record, "name", "color", NULL) && !manicule_records_mentions (record, "text", NULL))
    return manicule_records_mentions (record, "shortcut_key", NULL) ? 70 : 55;

  return 0;
}

/* --- reading --- */

typedef struct
{
  ManiculeFormatInput  *input;    /* (not owned) */
  ManiculeRecords      *records;  /* (owned) */
  ManiculeDraft         draft;
  ManiculeDocumentFunc  func;
  gpointer              data;
} Reader;

static gboolean
has (ManiculeJsonValue  object,
     const char        *member)
{
  return manicule_json_get_kind (manicule_json_find (object, member)) != MANICULE_JSON_ABSENT;
}

/* Both pairs of offsets must mean the same place. */
static gboolean
check_bytes (Reader                      *self,
             ManiculeJsonValue            object,
             const ManiculeForeignRange  *chars,
             GError                     **error)
{
  ManiculeForeignRange bytes;
  ManiculeRange by_chars, by_bytes;
  gboolean failed;

  if (!has (object, "start_char") || !has (object, "start_byte"))
    return TRUE;

  bytes = manicule_foreign_range_read (manicule_json_get (object, "start_byte"), manicule_json_get (object, "end_byte"));
  if (!manicule_records_settle (self->records, &failed, error) || failed)
    return *error == NULL;

  /* Offsets outside the text are told of elsewhere. */
  if (!manicule_foreign_to_ranges (self->draft.text, MANICULE_OFFSET_CHARS, chars, 1, &by_chars))
    return TRUE;
  if (manicule_foreign_to_ranges (self->draft.text, MANICULE_OFFSET_BYTES, &bytes, 1, &by_bytes) &&
      by_chars.start == by_bytes.start && by_chars.end == by_bytes.end)
    return TRUE;

  return manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "offsets-differ", manicule_json_get_line (object),
                                       error, _("from character %u to %u is another place than the bytes say; "
                                                "the characters were believed"), by_chars.start, by_chars.end);
}

static gboolean
read_annotation (Reader             *self,
                 ManiculeJsonValue   object,
                 GError            **error)
{
  gboolean by_bytes = !has (object, "start_char");
  ManiculeForeignRange range = manicule_foreign_range_read (manicule_json_get (object, by_bytes ? "start_byte" : "start_char"),
                                                            manicule_json_get (object, by_bytes ? "end_byte" : "end_char"));
  const char *label = manicule_json_as_label (manicule_json_get (object, "label_name"));
  const char *extra = manicule_json_find_string (object, "extra_data");
  ManiculeAnnotation **slot;
  gboolean failed;

  if (!manicule_records_settle (self->records, &failed, error) || failed)
    return *error == NULL;
  if (!check_bytes (self, object, &range, error))
    return FALSE;

  self->draft.unit = by_bytes ? MANICULE_OFFSET_BYTES : MANICULE_OFFSET_CHARS;
  slot = manicule_draft_add_span (&self->draft, NULL, label, &range, NULL, manicule_json_get_line (object), error);
  if (slot == NULL)
    return *error == NULL;

  if (extra != NULL)
    manicule_draft_take (slot, manicule_annotation_with_note (*slot, extra));
  manicule_draft_carry (slot, LABELBUDDY, object, annotation_members);

  return TRUE;
}

static gboolean
read_set (Reader             *self,
          ManiculeJsonValue   document,
          GError            **error)
{
  ManiculeJsonIter iter;

  manicule_json_iter_init (&iter, manicule_json_find_array (document, "annotations"));
  if (!manicule_records_settle (self->records, NULL, error))
    return FALSE;
  while (manicule_json_iter_next (&iter))
    if (!read_annotation (self, iter.value, error))
      return FALSE;

  return manicule_draft_end_set (&self->draft, MANICULE_FORMAT_NO_ANNOTATOR, error) != NULL;
}

/* A label of a list of labels, which goes into the schema. */
static gboolean
read_label (Reader             *self,
            ManiculeJsonValue   object,
            GError            **error)
{
  ManiculeSchema *schema = manicule_format_input_get_schema (self->input);
  const char *name = manicule_json_as_label (manicule_json_get (object, "name"));
  const char *color = manicule_json_find_string (object, "color");
  const char *key = manicule_json_find_string (object, "shortcut_key");
  gboolean failed;

  if (!manicule_records_settle (self->records, &failed, error) || failed)
    return *error == NULL;
  manicule_schema_declare_label (schema, name, color, key);

  return TRUE;
}

static gboolean
check_text (Reader             *self,
            ManiculeJsonValue   document,
            GError            **error)
{
  const char *checksum = manicule_json_find_string (document, CHECKSUM);
  ManiculeText *text = self->draft.text;
  g_autofree char *own = NULL;
  gboolean failed;

  if (!manicule_records_settle (self->records, &failed, error) || failed || checksum == NULL)
    return *error == NULL;

  own = g_compute_checksum_for_data (G_CHECKSUM_MD5, (const guchar *) manicule_text_get_data (text),
                                     manicule_text_get_n_bytes (text));

  return g_ascii_strcasecmp (own, checksum) == 0 ||
         manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "text-differs", manicule_json_get_line (document),
                                       error, _("the text is not the one that was annotated: its checksum is another; "
                                                "the offsets were kept"));
}

static void
begin_document (Reader            *self,
                ManiculeJsonValue  document)
{
  static const char * const with_title[] = { "id", "title", NULL };
  static const char * const without_title[] = { "id", NULL };
  ManiculeJsonValue metadata = manicule_json_find_object (document, "metadata");
  ManiculeJsonValue title = manicule_json_find (document, "list_title");
  gboolean has_title = manicule_json_get_kind (title) == MANICULE_JSON_STRING;
  ManiculeArticleFields fields = { 0 };
  g_autofree char *id = manicule_meta_read_id (manicule_json_find (metadata, "id"));
  g_autofree char *carried = NULL;

  carried = manicule_json_join_carried (manicule_json_dup_unknown (document, document_members, NULL, NULL), "metadata",
                                        manicule_meta_read (metadata, has_title ? with_title : without_title, &fields));
  carried = manicule_meta_carry (LABELBUDDY, carried);
  if (has_title)
    fields.title = manicule_json_as_string (title);
  fields.id = id;
  fields.carried = carried;
  manicule_draft_begin (&self->draft, &fields, manicule_records_get_number (self->records));
}

static gboolean
read_record (gpointer            data,
             ManiculeJsonValue   record,
             GError            **error)
{
  Reader *self = data;
  gboolean failed;

  if (manicule_json_get_kind (record) == MANICULE_JSON_OBJECT && !has (record, "text"))
    {
      if (has (record, "name"))
        return read_label (self, record, error);
      if (has (record, CHECKSUM))
        return manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "text-missing",
                                             manicule_json_get_line (record), error,
                                             _("the document is named by its checksum alone; export it with its text"));
    }

  manicule_draft_take_text (&self->draft, record, "text");
  if (!manicule_records_settle (self->records, &failed, error) || failed)
    return *error == NULL;

  begin_document (self, record);

  return check_text (self, record, error) && read_set (self, record, error) &&
         manicule_draft_emit (&self->draft, self->func, self->data, error);
}

static gboolean
read_file (ManiculeFormatInput   *input,
           ManiculeDocumentFunc   func,
           gpointer               data,
           GError               **error)
{
  Reader reader = { .input = input, .func = func, .data = data };
  gboolean success;

  reader.records = manicule_records_new (input);
  manicule_draft_init (&reader.draft, input, MANICULE_OFFSET_CHARS);

  success = manicule_records_for_each (reader.records, read_record, &reader, error);

  manicule_draft_clear (&reader.draft);
  manicule_records_free (reader.records);

  return success;
}

/* --- writing --- */

typedef struct
{
  ManiculeFormatOutput *output;  /* (not owned) */
  GString              *line;    /* (owned) */
  gboolean              is_list;
  guint                 n_documents;
} Writer;

static gpointer
begin (ManiculeFormatOutput  *output,
       ManiculeSchema        *schema,
       GError               **error)
{
  Writer *self = g_new0 (Writer, 1);

  self->output = output;
  self->line = g_string_new (NULL);
  self->is_list = g_str_equal (manicule_format_output_get_option (output, "list"), "yes");

  return self;
}

static gboolean
end (gpointer   state,
     gboolean   commit,
     GError   **error)
{
  Writer *self = state;
  gboolean success = TRUE;

  if (commit && self->is_list)
    success = manicule_format_output_write (self->output, self->n_documents > 0 ? "\n]\n" : "[]\n", -1, error);
  g_string_free (self->line, TRUE);
  g_free (self);

  return success;
}

/* Members stand in the order of their names, as the tool itself writes them. */
static void
append_annotation (Writer             *self,
                   ManiculeText       *text,
                   ManiculeAnnotation *span)
{
  ManiculeRange hull = manicule_annotation_get_hull (span);

  g_string_append_c (self->line, '{');
  manicule_json_put_int (self->line, "end_byte", manicule_text_char_to_byte (text, hull.end));
  manicule_json_put_int (self->line, "end_char", hull.end);
  manicule_json_put_string (self->line, "extra_data", manicule_annotation_get_note (span));
  manicule_json_put_string (self->line, "label_name", manicule_annotation_get_label (span));
  manicule_json_put_int (self->line, "start_byte", manicule_text_char_to_byte (text, hull.start));
  manicule_json_put_int (self->line, "start_char", hull.start);
  manicule_meta_put_carried (self->line, manicule_annotation_get_carried (span), LABELBUDDY, NULL);
  g_string_append_c (self->line, '}');
}

static void
put_annotations (Writer                *self,
                 ManiculeAnnotationSet *set)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (set));

  manicule_json_put_name (self->line, "annotations");
  g_string_append_c (self->line, '[');
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (self->line, ',');
      append_annotation (self, manicule_annotation_set_get_text (set), manicule_annotation_set_get (set, i));
    }
  g_string_append_c (self->line, ']');
}

static void
put_metadata (Writer                      *self,
              const ManiculeArticleFields *fields)
{
  ManiculeArticleFields others = *fields;

  others.title = NULL;
  manicule_json_put_name (self->line, "metadata");
  g_string_append_c (self->line, '{');
  manicule_meta_put_id (self->line, "id", fields->id);
  manicule_meta_put (self->line, &others);
  manicule_meta_put_carried_inner (self->line, fields->carried, LABELBUDDY, "metadata");
  g_string_append_c (self->line, '}');
}

static gboolean
write_document (gpointer           state,
                ManiculeDocument  *document,
                GError           **error)
{
  static const char * const elsewhere[] = { "metadata", NULL };
  Writer *self = state;
  const ManiculeArticleFields *fields = manicule_article_get_fields (manicule_document_get_article (document));
  ManiculeText *text = manicule_document_get_text (document);
  g_autofree char *checksum = g_compute_checksum_for_data (G_CHECKSUM_MD5, (const guchar *) manicule_text_get_data (text),
                                                           manicule_text_get_n_bytes (text));

  g_string_assign (self->line, !self->is_list ? "" : self->n_documents > 0 ? ",\n" : "[\n");
  self->n_documents++;
  g_string_append_c (self->line, '{');
  put_annotations (self, manicule_document_get_set (document, 0));
  manicule_json_put_string (self->line, "list_title", fields->title);
  put_metadata (self, fields);
  manicule_json_put_string (self->line, "text", manicule_text_get_data (text));
  manicule_json_put_string (self->line, CHECKSUM, checksum);
  manicule_meta_put_carried (self->line, fields->carried, LABELBUDDY, elsewhere);
  g_string_append (self->line, self->is_list ? "}" : "}\n");

  return manicule_format_output_write (self->output, self->line->str, (gssize) self->line->len, error);
}

static const char * const suffixes[] = { "jsonl", "json", NULL };

const ManiculeFormat manicule_format_labelbuddy = {
  .id = LABELBUDDY,
  .title = "labelbuddy",
  .description = N_("Documents with spans, in characters and in bytes"),
  .suffixes = suffixes,
  .holds = MANICULE_HOLDS_SPANS | MANICULE_HOLDS_NESTED | MANICULE_HOLDS_CROSSING | MANICULE_HOLDS_SUB_TOKEN |
           MANICULE_HOLDS_NOTES | MANICULE_HOLDS_TEXT | MANICULE_HOLDS_METADATA,
  .unit = MANICULE_OFFSET_CHARS,
  .container = MANICULE_CONTAINER_FILE,
  .options = options,
  .sniff = sniff,
  .read = read_file,
  .begin = begin,
  .write = write_document,
  .end = end,
};
