/* manicule-format-spacy-read.c: examples of spaCy: pairs, objects, training data, and the same as data in Python
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-spacy-private.h"

#include "manicule-format-meta.h"
#include "manicule-json-carried.h"
#include "manicule-json-writer.h"
#include "manicule-python-literal.h"
#include "manicule-uima-names.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char * const example_members[] = { "text", "entities", "ents", "spans", "cats", "meta", NULL };
static const char * const meta_members[] = { "id", MANICULE_SPACY_REPEATED, NULL };

/* --- categories --- */

gboolean
manicule_spacy_add_category (ManiculeSpacyReader  *self,
                             const char           *category,
                             ManiculeJsonValue     value,
                             GError              **error)
{
  gboolean failed;
  double weight;

  if (manicule_json_get_kind (value) == MANICULE_JSON_BOOLEAN)
    weight = manicule_json_as_boolean (value) ? 1 : 0;
  else
    weight = manicule_json_as_double (value);
  if (!manicule_records_settle (self->records, &failed, error) || failed)
    return *error == NULL;
  if (weight >= 0.5 && *category != '\0')
    manicule_draft_add_category (&self->draft, category, manicule_json_get_line (value));

  return TRUE;
}

/* A category stands once in an object; our own files name those that are there again. */
static gboolean
read_repeated (ManiculeSpacyReader  *self,
               ManiculeJsonValue     said,
               GError              **error)
{
  ManiculeJsonValue meta = manicule_json_find (said, "meta");
  ManiculeJsonValue list;
  ManiculeJsonIter iter;

  if (manicule_json_get_kind (meta) != MANICULE_JSON_OBJECT)
    return TRUE;
  list = manicule_json_find (meta, MANICULE_SPACY_REPEATED);
  if (manicule_json_get_kind (list) != MANICULE_JSON_ARRAY)
    return TRUE;

  manicule_json_iter_init (&iter, list);
  while (manicule_json_iter_next (&iter))
    {
      const char *category = manicule_json_as_label (iter.value);
      gboolean failed;

      if (!manicule_records_settle (self->records, &failed, error))
        return FALSE;
      if (!failed)
        manicule_draft_add_category (&self->draft, category, manicule_json_get_line (iter.value));
    }

  return TRUE;
}

static gboolean
read_categories (ManiculeSpacyReader  *self,
                 ManiculeJsonValue     said,
                 GError              **error)
{
  ManiculeJsonIter iter;

  manicule_json_iter_init (&iter, manicule_json_find_object (said, "cats"));
  if (!manicule_records_settle (self->records, NULL, error))
    return FALSE;
  while (manicule_json_iter_next (&iter))
    if (!manicule_spacy_add_category (self, iter.name, iter.value, error))
      return FALSE;

  return TRUE;
}

/* --- spans --- */

/* {"start": 0, "end": 4, "label": "ORG"}, as Doc.to_json() and displaCy have it; FALSE after a failure. */
static gboolean
read_object (ManiculeJsonValue      object,
             ManiculeForeignRange  *range,
             const char           **label)
{
  *range = manicule_foreign_range_read (manicule_json_get (object, "start"), manicule_json_get (object, "end"));
  *label = manicule_json_as_label (manicule_json_get (object, "label"));

  return !manicule_json_reader_failed (object.reader);
}

/* The first three of [0, 4, "ORG"]; FALSE after a failure. */
static gboolean
read_triple (ManiculeJsonValue      triple,
             ManiculeForeignRange  *range,
             const char           **label)
{
  ManiculeJsonValue items[3];
  ManiculeJsonIter iter;
  guint n = 0;

  if (manicule_json_get_kind (triple) == MANICULE_JSON_OBJECT)
    return read_object (triple, range, label);

  manicule_json_iter_init (&iter, triple);
  while (n < G_N_ELEMENTS (items) && manicule_json_iter_next (&iter))
    items[n++] = iter.value;
  if (n < G_N_ELEMENTS (items))
    manicule_json_fail (triple, MANICULE_JSON_ERROR_VALUE, "span-damaged",
                        _("a span is a list of a start, an end and a label: [0, 5, \"PER\"]. It was left out"));
  if (manicule_json_reader_failed (triple.reader))
    return FALSE;

  *range = manicule_foreign_range_read (items[0], items[1]);
  *label = manicule_json_as_label (items[2]);

  return !manicule_json_reader_failed (triple.reader);
}

static char *
make_key (const ManiculeForeignRange *range,
          const char                 *label)
{
  return g_strdup_printf ("%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT ":%s", range->start, range->end, label);
}

/* An entity that a group names as well is one span, not two. */
static gboolean
is_known (ManiculeSpacyReader        *self,
          const ManiculeForeignRange *range,
          const char                 *label)
{
  g_autofree char *key = make_key (range, label);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->entities, key));

  if (n == 0)
    return FALSE;

  g_hash_table_replace (self->entities, g_steal_pointer (&key), GUINT_TO_POINTER (n - 1));

  return TRUE;
}

/* "kb_id": the row of a knowledge base that is meant. */
static void
take_entity (ManiculeAnnotation **slot,
             ManiculeJsonValue    span)
{
  const char *identifier = manicule_json_get_kind (span) == MANICULE_JSON_OBJECT ? manicule_meta_find_text (span, "kb_id") : NULL;

  if (identifier != NULL && *identifier != '\0')
    {
      g_autofree char *entity = manicule_uima_entity_for_identifier (identifier);

      manicule_draft_take (slot, manicule_annotation_with_entity (*slot, entity));
    }
}

/* @group NULL: an entity. */
static gboolean
read_span (ManiculeSpacyReader  *self,
           ManiculeJsonValue     triple,
           const char           *group,
           GError              **error)
{
  ManiculeForeignRange range = { 0, 0 };
  const char *label = NULL;
  ManiculeAnnotation **slot;

  if (!read_triple (triple, &range, &label))
    return manicule_records_settle (self->records, NULL, error);
  if (group != NULL && is_known (self, &range, label))
    return TRUE;

  slot = manicule_draft_add_span (&self->draft, NULL, label, &range, NULL, manicule_json_get_line (triple), error);
  if (slot == NULL)
    return *error == NULL;

  take_entity (slot, triple);
  if (group == NULL)
    {
      char *key = make_key (&range, label);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->entities, key));

      g_hash_table_replace (self->entities, key, GUINT_TO_POINTER (n + 1));
    }
  else if (!g_str_equal (group, MANICULE_SPACY_GROUP))
    {
      g_autoptr(GString) inner = g_string_new ("{");
      g_autofree char *carried = NULL;

      manicule_json_put_string (inner, "group", group);
      carried = manicule_meta_carry (MANICULE_SPACY, g_strdup (inner->str + 1));
      manicule_draft_take (slot, manicule_annotation_with_carried (*slot, carried));
    }

  return TRUE;
}

static gboolean
read_spans (ManiculeSpacyReader  *self,
            ManiculeJsonValue     list,
            const char           *group,
            GError              **error)
{
  ManiculeJsonIter iter;

  manicule_json_iter_init (&iter, list);
  if (!manicule_records_settle (self->records, NULL, error))
    return FALSE;
  while (manicule_json_iter_next (&iter))
    if (!read_span (self, iter.value, group, error))
      return FALSE;

  return TRUE;
}

static gboolean
read_groups (ManiculeSpacyReader  *self,
             ManiculeJsonValue     said,
             GError              **error)
{
  ManiculeJsonIter iter;

  manicule_json_iter_init (&iter, manicule_json_find_object (said, "spans"));
  if (!manicule_records_settle (self->records, NULL, error))
    return FALSE;
  while (manicule_json_iter_next (&iter))
    if (!read_spans (self, iter.value, iter.name, error))
      return FALSE;

  return TRUE;
}

/* --- examples --- */

static gboolean
fail_example (ManiculeJsonValue value)
{
  manicule_json_fail (value, MANICULE_JSON_ERROR_VALUE, "example-damaged",
                      _("an example is a text and what is said of it: [\"…\", {\"entities\": […]}]"));

  return FALSE;
}

/* [text, what is said] or one object with both. FALSE after a failure. */
static gboolean
take_apart (ManiculeSpacyReader *self,
            ManiculeJsonValue    example,
            ManiculeJsonValue   *said)
{
  ManiculeJsonIter iter;
  ManiculeJsonValue text;

  *said = example;
  if (manicule_json_get_kind (example) == MANICULE_JSON_OBJECT)
    return manicule_draft_take_text (&self->draft, example, "text") != NULL;

  if (manicule_json_get_kind (example) != MANICULE_JSON_ARRAY || manicule_json_get_n (example) < 2)
    return fail_example (example);

  manicule_json_iter_init (&iter, example);
  manicule_json_iter_next (&iter);
  text = iter.value;
  manicule_json_iter_next (&iter);
  *said = iter.value;
  if (manicule_json_get_kind (*said) != MANICULE_JSON_OBJECT)
    return fail_example (*said);

  return manicule_draft_take_text_value (&self->draft, text) != NULL;
}

static void
begin_document (ManiculeSpacyReader *self,
                ManiculeJsonValue    said)
{
  ManiculeJsonValue meta = manicule_json_find (said, "meta");
  ManiculeArticleFields fields = { 0 };
  g_autofree char *id = NULL;
  g_autofree char *carried = NULL;

  if (manicule_json_get_kind (meta) == MANICULE_JSON_OBJECT)
    {
      id = manicule_meta_read_id (manicule_json_find (meta, "id"));
      carried = manicule_meta_read (meta, meta_members, &fields);
    }
  carried = manicule_json_join_carried (manicule_json_dup_unknown (said, example_members, NULL, NULL), "meta", carried);
  carried = manicule_meta_carry (MANICULE_SPACY, carried);
  fields.id = id;
  fields.carried = carried;
  manicule_draft_begin (&self->draft, &fields,
                        self->number > 0 ? self->number : manicule_records_get_number (self->records));
}

static gboolean
read_example (ManiculeSpacyReader  *self,
              ManiculeJsonValue     example,
              GError              **error)
{
  ManiculeJsonValue said;
  gboolean failed;

  take_apart (self, example, &said);
  if (!manicule_records_settle (self->records, &failed, error) || failed)
    return *error == NULL;

  g_hash_table_remove_all (self->entities);
  begin_document (self, said);

  return read_spans (self, manicule_json_find_array (said, "entities"), NULL, error) &&
         read_spans (self, manicule_json_find_array (said, "ents"), NULL, error) &&
         read_groups (self, said, error) && read_categories (self, said, error) && read_repeated (self, said, error) &&
         manicule_draft_end_set (&self->draft, MANICULE_FORMAT_NO_ANNOTATOR, error) != NULL &&
         manicule_draft_emit (&self->draft, self->func, self->data, error);
}

/* {"classes": […], "annotations": [[text, what is said], null, …]}: a project of the NER Text Annotator. */
static gboolean
read_project (ManiculeSpacyReader  *self,
              ManiculeJsonValue     examples,
              GError              **error)
{
  gboolean success = TRUE;
  ManiculeJsonIter iter;

  manicule_json_iter_init (&iter, examples);
  while (success && manicule_json_iter_next (&iter))
    {
      self->number++;
      success = manicule_json_get_kind (iter.value) == MANICULE_JSON_NULL || read_example (self, iter.value, error);
    }
  self->number = 0;

  return success;
}

static gboolean
read_record (gpointer            data,
             ManiculeJsonValue   record,
             GError            **error)
{
  ManiculeSpacyReader *self = data;

  if (manicule_json_get_kind (record) == MANICULE_JSON_OBJECT &&
      manicule_json_get_kind (manicule_json_find (record, "paragraphs")) != MANICULE_JSON_ABSENT)
    return manicule_spacy_read_training (self, record, error);
  if (manicule_json_get_kind (record) == MANICULE_JSON_OBJECT &&
      manicule_json_get_kind (manicule_json_find (record, "annotations")) == MANICULE_JSON_ARRAY &&
      manicule_json_get_kind (manicule_json_find (record, "text")) == MANICULE_JSON_ABSENT)
    return read_project (self, manicule_json_find (record, "annotations"), error);

  return read_example (self, record, error);
}

/* --- files --- */

static gboolean
is_python (ManiculeFormatInput  *input,
           gboolean             *is_literal,
           GError              **error)
{
  g_autoptr(GFileInputStream) stream = g_file_read (manicule_format_input_get_file (input), NULL, error);
  char head[4096];
  gsize n;

  if (stream == NULL || !g_input_stream_read_all (G_INPUT_STREAM (stream), head, sizeof head - 1, &n, NULL, error))
    return FALSE;

  head[n] = '\0';
  *is_literal = manicule_python_is_literal (head, n);

  return TRUE;
}

/* Python has no streams of literals: all of it is read. */
static GBytes *
convert (ManiculeFormatInput  *input,
         GError              **error)
{
  g_autoptr(GBytes) source = manicule_format_input_read_bytes (input, NULL, error);
  const char *text;
  gsize length;
  GBytes *json;

  if (source == NULL)
    return NULL;

  text = g_bytes_get_data (source, &length);
  if (!g_utf8_validate_len (text, length, NULL))
    {
      manicule_format_input_fail (input, MANICULE_FORMAT_ERROR_DAMAGED, 0, error,
                                  _("the file is not UTF-8; convert it to UTF-8"));
      return NULL;
    }

  json = manicule_python_to_json (text, length, error);
  if (json == NULL)
    g_prefix_error (error, "%s:", manicule_format_input_get_name (input));

  return json;
}

static ManiculeRecords *
open_records (ManiculeFormatInput  *input,
              GError              **error)
{
  g_autoptr(GBytes) json = NULL;
  gboolean is_literal = FALSE;

  if (!is_python (input, &is_literal, error))
    return NULL;
  if (!is_literal)
    return manicule_records_new (input);

  json = convert (input, error);

  return json != NULL ? manicule_records_new_for_bytes (input, json) : NULL;
}

/**
 * manicule_spacy_read:
 * @input: an input
 * @func: gets each document
 * @data: for @func
 *
 * Reads examples, in any of the forms that spaCy has used.
 *
 * Returns: FALSE with an error when they cannot be read on
 */
gboolean
manicule_spacy_read (ManiculeFormatInput   *input,
                     ManiculeDocumentFunc   func,
                     gpointer               data,
                     GError               **error)
{
  ManiculeSpacyReader reader = { .input = input, .func = func, .data = data };
  gboolean success;

  reader.records = open_records (input, error);
  if (reader.records == NULL)
    return FALSE;

  reader.entities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  manicule_draft_init (&reader.draft, input, MANICULE_OFFSET_CHARS);

  success = manicule_records_for_each (reader.records, read_record, &reader, error);

  manicule_draft_clear (&reader.draft);
  g_hash_table_unref (reader.entities);
  manicule_records_free (reader.records);

  return success;
}
