/* manicule-format-doccano-read.c: what doccano exports and imports, in all the shapes that it had
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-doccano-private.h"

#include "manicule-format-draft.h"
#include "manicule-format-meta.h"
#include "manicule-format-records.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* The rest is metadata, which doccano spreads over the record. */
static const char * const members[] = {
  "id", "text", "data", "label", "labels", "entities", "relations", "cats", "annotations", NULL,
};
static const char * const span_members[] = { "id", "label", "start_offset", "end_offset", "user", NULL };
static const char * const relation_members[] = { "id", "from_id", "to_id", "type", NULL };

typedef struct
{
  ManiculeRecords      *records;  /* (owned) */
  ManiculeDraft         draft;
  ManiculeDocumentFunc  func;
  gpointer              data;
} Reader;

/* --- one item --- */

static gboolean
read_category (Reader             *self,
               ManiculeJsonValue   value,
               GError            **error)
{
  const char *category = manicule_json_as_label (value);
  gboolean failed;

  if (!manicule_records_settle (self->records, &failed, error) || failed)
    return *error == NULL;

  manicule_draft_add_category (&self->draft, category, manicule_json_get_line (value));

  return TRUE;
}

/* [0, 2, "ORG"] */
static gboolean
read_triple (Reader             *self,
             ManiculeJsonValue   triple,
             GError            **error)
{
  ManiculeJsonValue items[3];
  ManiculeForeignRange range = { 0, 0 };
  const char *label = NULL;
  ManiculeJsonIter iter;
  gboolean failed;
  guint n = 0;

  manicule_json_iter_init (&iter, triple);
  while (n < G_N_ELEMENTS (items) && manicule_json_iter_next (&iter))
    items[n++] = iter.value;

  if (n == G_N_ELEMENTS (items))
    {
      range = manicule_foreign_range_read (items[0], items[1]);
      label = manicule_json_as_label (items[2]);
    }
  else
    {
      manicule_json_fail (triple, MANICULE_JSON_ERROR_VALUE, "span-damaged",
                          _("a span is a list of a start, an end and a label: [0, 5, \"PER\"]. It was left out"));
    }

  if (!manicule_records_settle (self->records, &failed, error) || failed)
    return *error == NULL;

  manicule_draft_add_span (&self->draft, NULL, label, &range, NULL, manicule_json_get_line (triple), error);

  return *error == NULL;
}

/* Labels were numbers of the project's label list once. */
static char *
read_label (ManiculeJsonValue value)
{
  if (manicule_json_get_kind (value) == MANICULE_JSON_INTEGER)
    return manicule_json_dup_raw (value);

  return g_strdup (manicule_json_as_label (value));
}

static gboolean
read_entity (Reader             *self,
             ManiculeJsonValue   object,
             GError            **error)
{
  g_autofree char *name = manicule_meta_read_id (manicule_json_find (object, "id"));
  g_autofree char *label = read_label (manicule_json_get (object, "label"));
  ManiculeForeignRange range = manicule_foreign_range_read (manicule_json_get (object, "start_offset"),
                                                            manicule_json_get (object, "end_offset"));
  ManiculeAnnotation **slot;
  gboolean failed;

  if (!manicule_records_settle (self->records, &failed, error) || failed)
    return *error == NULL;

  slot = manicule_draft_add_span (&self->draft, name, label, &range, NULL, manicule_json_get_line (object), error);
  if (slot != NULL)
    manicule_draft_carry (slot, MANICULE_DOCCANO, object, span_members);

  return *error == NULL;
}

static gboolean
read_relation (Reader             *self,
               ManiculeJsonValue   object,
               GError            **error)
{
  g_autofree char *id = manicule_meta_read_id (manicule_json_find (object, "id"));
  g_autofree char *from = manicule_meta_read_id (manicule_json_get (object, "from_id"));
  g_autofree char *to = manicule_meta_read_id (manicule_json_get (object, "to_id"));
  g_autofree char *type = read_label (manicule_json_get (object, "type"));
  ManiculeAnnotation **slot;
  gboolean failed;

  if (!manicule_records_settle (self->records, &failed, error) || failed)
    return *error == NULL;

  /* Numbers of relations and numbers of entities know nothing of each other. */
  slot = manicule_draft_add_relation (&self->draft, NULL, type, from != NULL ? from : "", to != NULL ? to : "",
                                      manicule_json_get_line (object), error);
  if (slot == NULL)
    return *error == NULL;

  if (id != NULL)
    manicule_draft_take (slot, manicule_annotation_with_origin (*slot, MANICULE_DOCCANO, id, NAN));
  manicule_draft_carry (slot, MANICULE_DOCCANO, object, relation_members);

  return TRUE;
}

/* Whatever form it has. */
static gboolean
read_item (Reader             *self,
           ManiculeJsonValue   item,
           GError            **error)
{
  switch (manicule_json_get_kind (item))
    {
    case MANICULE_JSON_STRING:
      return read_category (self, item, error);
    case MANICULE_JSON_ARRAY:
      return read_triple (self, item, error);
    default:
      return read_entity (self, item, error);
    }
}

/* --- lists --- */

typedef gboolean (*ReadFunc) (Reader             *self,
                              ManiculeJsonValue   item,
                              GError            **error);

static gboolean
read_list (Reader             *self,
           ManiculeJsonValue   record,
           const char         *name,
           ReadFunc            read,
           GError            **error)
{
  ManiculeJsonValue list = manicule_json_find (record, name);
  ManiculeJsonIter iter;

  /* A single category may stand without a list. */
  if (manicule_json_get_kind (list) == MANICULE_JSON_STRING)
    return read (self, list, error);

  manicule_json_iter_init (&iter, manicule_json_find_array (record, name));
  if (!manicule_records_settle (self->records, NULL, error))
    return FALSE;
  while (manicule_json_iter_next (&iter))
    if (!read (self, iter.value, error))
      return FALSE;

  return TRUE;
}

static gboolean
end_set (Reader      *self,
         const char  *annotator,
         GError     **error)
{
  return manicule_draft_end_set (&self->draft, annotator, error) != NULL;
}

/* --- the exports of old, with a number for each user --- */

static gboolean
read_old_item (Reader             *self,
               ManiculeJsonValue   item,
               GError            **error)
{
  g_autofree char *label = NULL;
  gboolean failed;

  if (manicule_json_get_kind (manicule_json_find (item, "start_offset")) != MANICULE_JSON_ABSENT)
    return read_entity (self, item, error);

  label = read_label (manicule_json_get (item, "label"));
  if (!manicule_records_settle (self->records, &failed, error) || failed)
    return *error == NULL;

  manicule_draft_add_label (&self->draft, NULL, label, manicule_json_get_line (item));

  return TRUE;
}

static char *
read_user (ManiculeJsonValue item)
{
  g_autofree char *user = NULL;

  if (manicule_json_get_kind (item) == MANICULE_JSON_OBJECT)
    user = manicule_meta_read_id (manicule_json_find (item, "user"));

  return user != NULL ? manicule_draft_fit_annotator (user) : g_strdup (MANICULE_FORMAT_NO_ANNOTATOR);
}

/* In the order in which they first come. */
static GPtrArray *
list_users (ManiculeJsonValue list)
{
  GPtrArray *users = g_ptr_array_new_with_free_func (g_free);
  ManiculeJsonIter iter;

  manicule_json_iter_init (&iter, list);
  while (manicule_json_iter_next (&iter))
    {
      g_autofree char *user = read_user (iter.value);

      if (!g_ptr_array_find_with_equal_func (users, user, g_str_equal, NULL))
        g_ptr_array_add (users, g_steal_pointer (&user));
    }

  return users;
}

static gboolean
read_old_sets (Reader             *self,
               ManiculeJsonValue   list,
               GError            **error)
{
  g_autoptr(GPtrArray) users = list_users (list);

  for (guint i = 0; i < users->len; i++)
    {
      ManiculeJsonIter iter;

      manicule_json_iter_init (&iter, list);
      while (manicule_json_iter_next (&iter))
        {
          g_autofree char *user = read_user (iter.value);

          if (g_str_equal (user, users->pdata[i]) && !read_old_item (self, iter.value, error))
            return FALSE;
        }
      if (!end_set (self, users->pdata[i], error))
        return FALSE;
    }

  return TRUE;
}

/* --- records --- */

static gboolean
read_sets (Reader             *self,
           ManiculeJsonValue   record,
           GError            **error)
{
  static const struct { const char *name; ReadFunc read; } lists[] = {
    { "label", read_item }, { "labels", read_item }, { "entities", read_item }, { "cats", read_category },
    { "relations", read_relation },
  };
  ManiculeJsonValue old = manicule_json_find_array (record, "annotations");

  if (!manicule_records_settle (self->records, NULL, error))
    return FALSE;
  if (manicule_json_get_n (old) > 0)
    return read_old_sets (self, old, error);

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (!read_list (self, record, lists[i].name, lists[i].read, error))
      return FALSE;

  return end_set (self, MANICULE_FORMAT_NO_ANNOTATOR, error);
}

static gboolean
begin_document (Reader             *self,
                ManiculeJsonValue   record,
                gboolean           *failed,
                GError            **error)
{
  ManiculeArticleFields fields = { 0 };
  g_autofree char *id = NULL;
  g_autofree char *carried = NULL;
  gboolean is_data;

  is_data = manicule_json_get_kind (manicule_json_find (record, "text")) == MANICULE_JSON_ABSENT &&
            manicule_json_get_kind (manicule_json_find (record, "data")) == MANICULE_JSON_STRING;
  manicule_draft_take_text (&self->draft, record, is_data ? "data" : "text");
  if (!manicule_records_settle (self->records, failed, error) || *failed)
    return *error == NULL;

  id = manicule_meta_read_id (manicule_json_find (record, "id"));
  carried = manicule_meta_carry (MANICULE_DOCCANO, manicule_meta_read (record, members, &fields));
  fields.id = id;
  fields.carried = carried;
  manicule_draft_begin (&self->draft, &fields, manicule_records_get_number (self->records));

  return TRUE;
}

static gboolean
read_record (gpointer            data,
             ManiculeJsonValue   record,
             GError            **error)
{
  Reader *self = data;
  gboolean failed = FALSE;

  if (!begin_document (self, record, &failed, error))
    return FALSE;

  return failed || (read_sets (self, record, error) && manicule_draft_emit (&self->draft, self->func, self->data, error));
}

/**
 * manicule_doccano_read:
 * @input: an input
 * @func: gets each document
 * @data: for @func
 *
 * Reads a file of doccano.
 *
 * Returns: FALSE with an error when it cannot be read on
 */
gboolean
manicule_doccano_read (ManiculeFormatInput   *input,
                       ManiculeDocumentFunc   func,
                       gpointer               data,
                       GError               **error)
{
  ManiculeOffsetUnit unit = manicule_doccano_parse_unit (manicule_format_input_get_option (input, "unit"));
  Reader reader = { .records = manicule_records_new (input), .func = func, .data = data };
  gboolean success;

  manicule_draft_init (&reader.draft, input, unit);
  success = manicule_records_for_each (reader.records, read_record, &reader, error) &&
            manicule_draft_report_unit (&reader.draft, unit, FALSE, error);

  manicule_draft_clear (&reader.draft);
  manicule_records_free (reader.records);

  return success;
}
