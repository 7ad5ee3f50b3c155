/* manicule-format-huggingface-read.c: sentences of tokens with tags, or with the numbers of tags
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-huggingface-private.h"

#include "manicule-format-conll-tags.h"
#include "manicule-format-draft.h"
#include "manicule-format-learn.h"
#include "manicule-format-meta.h"
#include "manicule-format-records.h"
#include "manicule-json-carried.h"
#include "manicule-json-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char * const token_columns[] = { "tokens", "words", NULL };
static const char * const tag_columns[] = { "ner_tags", "ner", "tags", "labels", "label", NULL };
static const char * const document_columns[] = { "document", "document_id", "doc_id", NULL };

/* An entity of the document that is read, in code points. */
typedef struct
{
  guint  start;
  guint  end;
  char  *label;  /* (owned) */
  guint  line;
} Entity;

typedef struct
{
  ManiculeFormatInput  *input;     /* (not owned) */
  ManiculeRecords      *records;   /* (owned) */
  ManiculeDraft         draft;
  ManiculeDocumentFunc  func;
  gpointer              data;
  GPtrArray            *names;     /* (owned) (nullable) (element-type utf8): of tags, by number */

  /* The document. */
  gboolean              is_open;
  char                 *document;  /* (owned) (nullable): what the file calls it */
  char                 *id;        /* (owned) (nullable): of its first sentence */
  guint                 number;    /* of its first sentence */
  GString              *text;      /* (owned) */
  guint                 n_chars;
  GArray               *entities;  /* (owned) */
  GString              *rows;      /* (owned): what is carried of each sentence */

  /* The sentence. */
  GArray               *places;    /* (owned) (element-type guint): where each token starts and ends */
  GArray               *tags;      /* (owned) (element-type ManiculeConllTag) */
} Reader;

static void
entity_clear (gpointer data)
{
  g_free (((Entity *) data)->label);
}

/* --- what tags are called --- */

static GPtrArray *
find_names (Reader  *self,
            GError **error)
{
  static const char * const files[] = { MANICULE_HUGGINGFACE_CARD, MANICULE_HUGGINGFACE_INFOS };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr(GFile) file = manicule_format_input_get_sibling (self->input, files[i]);
      g_autoptr(GBytes) bytes = NULL;
      g_autofree char *text = NULL;
      GPtrArray *names;
      g_autoptr(GError) local_error = NULL;

      bytes = file != NULL ? manicule_format_input_read_bytes (self->input, file, &local_error) : NULL;
      if (bytes == NULL && local_error != NULL && !g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
      if (bytes == NULL)
        continue;

      text = g_utf8_make_valid (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
      names = i == 0 ? manicule_huggingface_parse_card (text, MANICULE_HUGGINGFACE_TAGS)
                     : manicule_huggingface_parse_infos (bytes, MANICULE_HUGGINGFACE_TAGS);
      if (names != NULL)
        return names;
    }

  return NULL;
}

static void
declare_labels (Reader *self)
{
  ManiculeSchema *schema = manicule_format_input_get_schema (self->input);

  for (guint i = 0; self->names != NULL && i < self->names->len; i++)
    {
      const char *name = self->names->pdata[i];
      ManiculeConllTag tag = manicule_conll_tag_parse (name, strlen (name));
      g_autofree char *label = tag.label != NULL ? g_strndup (tag.label, tag.length) : NULL;

      if (label != NULL && *label != '\0')
        manicule_schema_ensure_label (schema, label, MANICULE_LABEL_ENTITY);
    }
}

/* --- documents --- */

static gboolean
add_entities (Reader  *self,
              GError **error)
{
  for (guint i = 0; i < self->entities->len; i++)
    {
      const Entity *entity = &g_array_index (self->entities, Entity, i);
      ManiculeForeignRange range = { entity->start, entity->end };

      if (manicule_draft_add_span (&self->draft, NULL, entity->label, &range, NULL, entity->line, error) == NULL &&
          *error != NULL)
        return FALSE;
    }

  return TRUE;
}

static gboolean
end_document (Reader  *self,
              GError **error)
{
  ManiculeArticleFields fields = { .id = self->document != NULL ? self->document : self->id };
  g_autofree char *rows = NULL;
  g_autofree char *carried = NULL;
  ManiculeAnnotationSet *set;

  if (!self->is_open)
    return TRUE;

  self->is_open = FALSE;
  manicule_draft_set_text (&self->draft, self->text->str);
  manicule_draft_begin (&self->draft, &fields, self->number);
  if (!add_entities (self, error))
    return FALSE;
  set = manicule_draft_end_set (&self->draft, MANICULE_FORMAT_NO_ANNOTATOR, error);
  if (set == NULL)
    return FALSE;

  rows = g_strdup_printf ("\"rows\":[%s]", self->rows->str);
  carried = manicule_meta_carry (MANICULE_HUGGINGFACE, g_steal_pointer (&rows));
  manicule_annotation_set_set_carried (set, carried);

  return manicule_draft_emit (&self->draft, self->func, self->data, error);
}

static void
begin_document (Reader            *self,
                ManiculeJsonValue  record,
                const char        *document)
{
  self->is_open = TRUE;
  g_set_str (&self->document, document);
  g_free (self->id);
  self->id = manicule_meta_read_id (manicule_json_find (record, "id"));
  self->number = manicule_records_get_number (self->records);
  g_string_truncate (self->text, 0);
  self->n_chars = 0;
  g_array_set_size (self->entities, 0);
  g_string_truncate (self->rows, 0);
}

/* --- sentences --- */

static const char *
find_column (ManiculeJsonValue   record,
             const char         *preferred,
             const char * const *columns)
{
  if (preferred != NULL && manicule_json_get_kind (manicule_json_find (record, preferred)) == MANICULE_JSON_ARRAY)
    return preferred;

  for (guint i = 0; columns[i] != NULL; i++)
    if (manicule_json_get_kind (manicule_json_find (record, columns[i])) == MANICULE_JSON_ARRAY)
      return columns[i];

  return preferred != NULL ? preferred : columns[0];
}

/* The tag as a text that lives as long as the record; NULL after a failure. */
static const char *
read_tag (Reader            *self,
          ManiculeJsonValue  value)
{
  guint number;

  if (manicule_json_get_kind (value) != MANICULE_JSON_INTEGER)
    return manicule_json_as_string (value);

  number = manicule_json_as_uint (value);
  if (self->names == NULL)
    manicule_json_fail (value, MANICULE_JSON_ERROR_VALUE, "tag-names-missing",
                        _("tags are numbers here, and no README.md or dataset_infos.json beside the file says what they mean"));
  else if (number >= self->names->len)
    manicule_json_fail (value, MANICULE_JSON_ERROR_VALUE, "tag-unknown",
                        _("there are %u tags, the last of which has the number %u"), self->names->len, self->names->len - 1);
  else
    return self->names->pdata[number];

  return NULL;
}

static void
read_tags (Reader            *self,
           ManiculeJsonValue  record)
{
  const char *column = find_column (record, MANICULE_HUGGINGFACE_TAGS, tag_columns);
  ManiculeJsonValue list = manicule_json_get_array (record, column);
  ManiculeJsonIter iter;

  g_array_set_size (self->tags, 0);
  manicule_json_iter_init (&iter, list);
  while (manicule_json_iter_next (&iter))
    {
      const char *string = read_tag (self, iter.value);
      ManiculeConllTag tag = { 'O', NULL, 0 };

      if (string == NULL)
        return;

      tag = manicule_conll_tag_parse (string, strlen (string));
      /* A label without a prefix; no label at all is no entity. */
      if (*string == '\0')
        tag.prefix = 'O';
      else if (tag.prefix == '\0' || (tag.prefix != 'O' && tag.length == 0))
        tag = (ManiculeConllTag) { 'I', string, strlen (string) };
      g_array_append_val (self->tags, tag);
    }
}

/* Appends the tokens with a space between them. */
static void
read_tokens (Reader            *self,
             ManiculeJsonValue  record)
{
  ManiculeJsonIter iter;

  g_array_set_size (self->places, 0);
  manicule_json_iter_init (&iter, manicule_json_get_array (record, find_column (record, NULL, token_columns)));
  while (manicule_json_iter_next (&iter))
    {
      const char *token = manicule_json_as_string (iter.value);
      guint length;

      if (token == NULL)
        return;
      if (self->places->len > 0)
        {
          g_string_append_c (self->text, ' ');
          self->n_chars++;
        }

      length = (guint) g_utf8_strlen (token, -1);
      g_array_append_val (self->places, self->n_chars);
      g_string_append (self->text, token);
      self->n_chars += length;
      g_array_append_val (self->places, self->n_chars);
    }
}

static gboolean
report_fault (Reader                    *self,
              const ManiculeConllFault  *fault,
              guint                      line,
              GError                   **error)
{
  if (fault->kind == MANICULE_CONLL_NOT_A_TAG)
    return TRUE;

  return manicule_format_input_report (self->input, MANICULE_FINDING_WARNING, "tag-out-of-place", line, error,
                                       _("the tag of token %u goes on with an entity that does not stand before it"),
                                       fault->token + 1);
}

static gboolean
decode (Reader             *self,
        ManiculeJsonValue   record,
        GError            **error)
{
  g_autoptr(GArray) chunks = g_array_new (FALSE, FALSE, sizeof (ManiculeConllChunk));
  g_autoptr(GArray) faults = g_array_new (FALSE, FALSE, sizeof (ManiculeConllFault));
  guint line = manicule_json_get_line (record);

  /* An I- after nothing is how IOB1 starts, so it is no fault. */
  manicule_conll_tags_decode ((const ManiculeConllTag *) (gpointer) self->tags->data, self->tags->len,
                              MANICULE_CONLL_IOB1, chunks, faults);
  for (guint i = 0; i < faults->len; i++)
    if (!report_fault (self, &g_array_index (faults, ManiculeConllFault, i), line, error))
      return FALSE;

  for (guint i = 0; i < chunks->len; i++)
    {
      const ManiculeConllChunk *chunk = &g_array_index (chunks, ManiculeConllChunk, i);
      Entity entity = { .line = line };

      entity.start = g_array_index (self->places, guint, 2 * chunk->first);
      entity.end = g_array_index (self->places, guint, 2 * chunk->last + 1);
      entity.label = g_strndup (chunk->tag.label, chunk->tag.length);
      g_array_append_val (self->entities, entity);
      /* cppcheck-suppress memleak ; the array took it */
    }

  return TRUE;
}

/* The other columns; what is written for us is known by its document. */
static void
carry_row (Reader            *self,
           ManiculeJsonValue  record)
{
  const char *known[] = { find_column (record, NULL, token_columns), find_column (record, MANICULE_HUGGINGFACE_TAGS, tag_columns), NULL };
  g_autofree char *unknown = manicule_json_dup_unknown (record, known, NULL, NULL);

  if (self->rows->len > 0)
    g_string_append_c (self->rows, ',');
  g_string_append_printf (self->rows, "{%s}", unknown != NULL ? unknown : "");
}

/* What the sentence belongs to; NULL where it stands for itself. */
static char *
find_document (ManiculeJsonValue record)
{
  char *document = NULL;

  for (guint i = 0; document == NULL && document_columns[i] != NULL; i++)
    document = manicule_meta_read_id (manicule_json_find (record, document_columns[i]));

  return document;
}

/* Whether it is not data, but a description of data with the names of the tags. */
static gboolean
is_description (ManiculeJsonValue record)
{
  ManiculeJsonIter iter;

  if (manicule_json_get_kind (record) != MANICULE_JSON_OBJECT ||
      manicule_json_get_kind (manicule_json_find (record, find_column (record, NULL, token_columns))) != MANICULE_JSON_ABSENT)
    return FALSE;

  manicule_json_iter_init (&iter, record);

  return manicule_json_iter_next (&iter) && manicule_json_get_kind (iter.value) == MANICULE_JSON_OBJECT &&
         manicule_json_get_kind (manicule_json_find (iter.value, "features")) == MANICULE_JSON_OBJECT;
}

static gboolean
add_sentence (Reader             *self,
              ManiculeJsonValue   record,
              GError            **error)
{
  gsize length = self->text->len;
  guint n_chars = self->n_chars;
  gboolean failed;

  if (self->rows->len > 0)
    {
      g_string_append_c (self->text, '\n');
      self->n_chars++;
    }
  read_tokens (self, record);
  read_tags (self, record);
  if (!manicule_json_reader_failed (record.reader) && self->places->len != 2 * self->tags->len)
    manicule_json_fail (record, MANICULE_JSON_ERROR_VALUE, "tag-count",
                        _("there are %u tokens and %u tags; the sentence was left out"), self->places->len / 2, self->tags->len);
  if (!manicule_json_reader_failed (record.reader) && self->text->len > MANICULE_TEXT_MAX_BYTES)
    manicule_json_fail (record, MANICULE_JSON_ERROR_LIMIT, "text-too-large", _("the document is longer than is read"));

  if (!manicule_records_settle (self->records, &failed, error))
    return FALSE;
  if (failed)
    {
      g_string_truncate (self->text, length);
      self->n_chars = n_chars;
      return TRUE;
    }

  carry_row (self, record);

  return decode (self, record, error);
}

static gboolean
read_record (gpointer            data,
             ManiculeJsonValue   record,
             GError            **error)
{
  Reader *self = data;
  g_autofree char *document = NULL;
  gboolean failed;

  if (is_description (record))
    {
      GPtrArray *names = NULL;
      g_autofree char *raw = manicule_json_dup_raw (record);
      g_autoptr(GBytes) bytes = g_bytes_new_static (raw, strlen (raw));

      names = manicule_huggingface_parse_infos (bytes, MANICULE_HUGGINGFACE_TAGS);
      g_clear_pointer (&self->names, g_ptr_array_unref);
      self->names = names;
      declare_labels (self);
      return TRUE;
    }

  document = find_document (record);
  if (!manicule_records_settle (self->records, &failed, error) || failed)
    return *error == NULL;

  if (!self->is_open || document == NULL || g_strcmp0 (document, self->document) != 0)
    {
      if (!end_document (self, error))
        return FALSE;
      begin_document (self, record, document);
    }

  if (!add_sentence (self, record, error))
    return FALSE;
  /* Nothing of it could be read. */
  if (self->rows->len == 0)
    self->is_open = FALSE;

  return TRUE;
}

static gboolean
end_last (Reader  *self,
          GError **error)
{
  g_autoptr(GError) local_error = NULL;

  if (end_document (self, &local_error))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static gboolean
read_all (Reader  *self,
          GError **error)
{
  g_autoptr(GError) local_error = NULL;

  self->names = find_names (self, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  declare_labels (self);

  return manicule_records_for_each (self->records, read_record, self, error) && end_last (self, error);
}

/**
 * manicule_huggingface_read:
 * @input: an input
 * @func: gets each document
 * @data: for @func
 *
 * Reads sentences; those that name the same document, one after the other, become one text, a line each.
 *
 * Returns: FALSE with an error when they cannot be read on
 */
gboolean
manicule_huggingface_read (ManiculeFormatInput   *input,
                           ManiculeDocumentFunc   func,
                           gpointer               data,
                           GError               **error)
{
  Reader reader = { .input = input, .func = func, .data = data };
  gboolean success;

  reader.records = manicule_records_new (input);
  reader.text = g_string_new (NULL);
  reader.rows = g_string_new (NULL);
  reader.entities = g_array_new (FALSE, FALSE, sizeof (Entity));
  g_array_set_clear_func (reader.entities, entity_clear);
  reader.places = g_array_new (FALSE, FALSE, sizeof (guint));
  reader.tags = g_array_new (FALSE, FALSE, sizeof (ManiculeConllTag));
  manicule_draft_init (&reader.draft, input, MANICULE_OFFSET_CHARS);

  success = read_all (&reader, error);

  manicule_draft_clear (&reader.draft);
  g_array_unref (reader.tags);
  g_array_unref (reader.places);
  g_array_unref (reader.entities);
  g_string_free (reader.rows, TRUE);
  g_string_free (reader.text, TRUE);
  g_free (reader.id);
  g_free (reader.document);
  g_clear_pointer (&reader.names, g_ptr_array_unref);
  manicule_records_free (reader.records);

  return success;
}
