/* manicule-format-meta.c: what other programs' files know of an article, and what is carried for them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-meta.h"

#include "manicule-format-table.h"
#include "manicule-json-carried.h"
#include "manicule-json-writer.h"

#include <string.h>

static const struct
{
  const char *name;
  gsize       offset;
} members[] = {
  { "title", G_STRUCT_OFFSET (ManiculeArticleFields, title) },
  { "date", G_STRUCT_OFFSET (ManiculeArticleFields, date) },
  { "source", G_STRUCT_OFFSET (ManiculeArticleFields, source) },
  { "language", G_STRUCT_OFFSET (ManiculeArticleFields, language) },
  { "place", G_STRUCT_OFFSET (ManiculeArticleFields, place) },
  { "byline", G_STRUCT_OFFSET (ManiculeArticleFields, byline) },
  { "url", G_STRUCT_OFFSET (ManiculeArticleFields, url) },
};

#define FIELD(fields, i) G_STRUCT_MEMBER (const char *, (fields), members[i].offset)

/* --- the article --- */

/**
 * manicule_meta_read:
 * @object: an object, or what is absent
 * @known: (array zero-terminated=1): members that are read otherwise
 * @fields: where what is known of the article is put; the strings belong to the reader
 *
 * Returns: (transfer full) (nullable): the other members, to be carried
 */
char *
manicule_meta_read (ManiculeJsonValue      object,
                    const char * const    *known,
                    ManiculeArticleFields *fields)
{
  g_autoptr(GPtrArray) read = g_ptr_array_new ();

  if (manicule_json_get_kind (object) != MANICULE_JSON_OBJECT)
    return NULL;

  for (guint i = 0; known[i] != NULL; i++)
    g_ptr_array_add (read, (gpointer) known[i]);
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      ManiculeJsonValue value = manicule_json_find (object, members[i].name);

      if (manicule_json_get_kind (value) == MANICULE_JSON_STRING && !g_strv_contains (known, members[i].name))
        {
          FIELD (fields, i) = manicule_json_as_string (value);
          g_ptr_array_add (read, (gpointer) members[i].name);
        }
    }
  g_ptr_array_add (read, NULL);

  return manicule_json_dup_unknown (object, (const char * const *) read->pdata, NULL, NULL);
}

/**
 * manicule_meta_put:
 * @out: the text of an object that is not closed yet
 * @fields: what is known of an article
 *
 * Appends the members that manicule_meta_read() takes.
 */
void
manicule_meta_put (GString                     *out,
                   const ManiculeArticleFields *fields)
{
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    manicule_json_put_string (out, members[i].name, FIELD (fields, i));
}

/**
 * manicule_meta_find_text:
 * @object: an object, or what is absent
 * @member: the name of a member
 *
 * Returns: (nullable): its value, which belongs to the reader; NULL where it is no text
 */
const char *
manicule_meta_find_text (ManiculeJsonValue  object,
                         const char        *member)
{
  ManiculeJsonValue value = manicule_json_find (object, member);

  return manicule_json_get_kind (value) == MANICULE_JSON_STRING ? manicule_json_as_string (value) : NULL;
}

/* --- ids --- */

/**
 * manicule_meta_read_id:
 * @value: a value, or what is absent
 *
 * Returns: (transfer full) (nullable): the id; NULL when it is neither a number nor a text that says something
 */
char *
manicule_meta_read_id (ManiculeJsonValue value)
{
  const char *string;

  switch (manicule_json_get_kind (value))
    {
    case MANICULE_JSON_INTEGER:
      return manicule_json_dup_raw (value);

    case MANICULE_JSON_STRING:
      string = manicule_json_as_string (value);
      return *string != '\0' ? g_strdup (string) : NULL;

    default:
      return NULL;
    }
}

static gboolean
is_whole_number (const char *id)
{
  gsize length = strlen (id);

  return length > 0 && length <= 18 && strspn (id, "0123456789") == length && (*id != '0' || length == 1);
}

/**
 * manicule_meta_put_id:
 * @out: the text of an object that is not closed yet
 * @name: the name of a member
 * @id: its value
 *
 * Appends an id, as a number where it reads like one.
 */
void
manicule_meta_put_id (GString    *out,
                      const char *name,
                      const char *id)
{
  manicule_json_put_name (out, name);
  manicule_meta_append_id (out, id);
}

/**
 * manicule_meta_append_id:
 * @out: the text so far
 * @id: an id
 *
 * Appends an id, as a number where it reads like one.
 */
void
manicule_meta_append_id (GString    *out,
                         const char *id)
{
  if (is_whole_number (id))
    g_string_append (out, id);
  else
    manicule_json_append_string (out, id);
}

/* --- what is carried --- */

/**
 * manicule_meta_carry:
 * @format: the id of a format
 * @inner: (transfer full) (nullable): members
 *
 * Returns: (transfer full) (nullable): what to carry
 */
char *
manicule_meta_carry (const char *format,
                     char       *inner)
{
  return manicule_json_join_carried (NULL, format, inner);
}

/**
 * manicule_meta_carry_in_schema:
 * @schema: a schema
 * @format: the id of a format
 * @inner: (transfer full): members
 *
 * Lets the schema carry them for the format, unless it carries some for it already: the first file of a kind says it.
 */
void
manicule_meta_carry_in_schema (ManiculeSchema *schema,
                               const char     *format,
                               char           *inner)
{
  g_autofree char *carried = manicule_meta_carry (format, inner);
  const char *former = manicule_schema_get_carried (schema);
  g_autofree char *quoted = g_strdup_printf ("\"%s\":", format);
  g_autofree char *joined = NULL;

  if (former != NULL && strstr (former, quoted) != NULL)
    return;

  joined = former != NULL ? g_strdup_printf ("%s,%s", former, carried) : g_strdup (carried);
  manicule_schema_set_carried (schema, joined);
}

/* NULL where nothing is carried for the format. */
static ManiculeJsonReader *
open_carried (const char *carried,
              const char *format)
{
  g_autofree char *text = NULL;
  g_autoptr(GBytes) bytes = NULL;

  if (carried == NULL || strstr (carried, format) == NULL)
    return NULL;

  text = g_strconcat ("{", carried, "}", NULL);
  bytes = g_bytes_new (text, strlen (text));

  return manicule_json_reader_new (bytes, "carried", NULL);
}

static ManiculeJsonValue
find_carried (ManiculeJsonReader *reader,
              const char         *format)
{
  return manicule_json_find_object (manicule_json_reader_get_root (reader), format);
}

/**
 * manicule_meta_dup_carried:
 * @carried: (nullable): what a thing carries
 * @format: the id of a format
 * @name: a member
 *
 * Returns: (transfer full) (nullable): the JSON text of the member
 */
char *
manicule_meta_dup_carried (const char *carried,
                           const char *format,
                           const char *name)
{
  g_autoptr(ManiculeJsonReader) reader = open_carried (carried, format);
  ManiculeJsonValue value;

  if (reader == NULL)
    return NULL;

  value = manicule_json_find (find_carried (reader, format), name);

  return manicule_json_get_kind (value) != MANICULE_JSON_ABSENT ? manicule_json_dup_raw (value) : NULL;
}

/**
 * manicule_meta_dup_carried_text:
 * @carried: (nullable): what a thing carries
 * @format: the id of a format
 * @name: a member
 *
 * Returns: (transfer full) (nullable): the text that the member is; NULL when it is something else
 */
char *
manicule_meta_dup_carried_text (const char *carried,
                                const char *format,
                                const char *name)
{
  g_autoptr(ManiculeJsonReader) reader = open_carried (carried, format);
  ManiculeJsonValue value;

  if (reader == NULL)
    return NULL;

  value = manicule_json_find (find_carried (reader, format), name);

  return manicule_json_get_kind (value) == MANICULE_JSON_STRING ? g_strdup (manicule_json_as_string (value)) : NULL;
}

static void
put_members (GString            *out,
             ManiculeJsonValue   object,
             const char * const *except)
{
  static const char * const none[] = { NULL };
  g_autofree char *found = manicule_json_dup_unknown (object, except != NULL ? except : none, NULL, NULL);

  if (found == NULL)
    return;

  if (strchr ("{[", out->str[out->len - 1]) == NULL)
    g_string_append_c (out, ',');
  g_string_append (out, found);
}

/**
 * manicule_meta_put_carried:
 * @out: the text of an object that is not closed yet
 * @carried: (nullable): what a thing carries
 * @format: the id of a format
 * @except: (array zero-terminated=1) (nullable): members that are left out
 *
 * Appends what is carried for @format.
 */
void
manicule_meta_put_carried (GString            *out,
                           const char         *carried,
                           const char         *format,
                           const char * const *except)
{
  g_autoptr(ManiculeJsonReader) reader = open_carried (carried, format);

  if (reader != NULL)
    put_members (out, find_carried (reader, format), except);
}

/**
 * manicule_meta_put_carried_inner:
 * @out: the text of the object @name, which is not closed yet
 * @carried: (nullable): what a thing carries
 * @format: the id of a format
 * @name: an object in what is carried for it
 *
 * Appends the members of an inner object.
 */
void
manicule_meta_put_carried_inner (GString    *out,
                                 const char *carried,
                                 const char *format,
                                 const char *name)
{
  g_autoptr(ManiculeJsonReader) reader = open_carried (carried, format);

  if (reader != NULL)
    put_members (out, manicule_json_find_object (find_carried (reader, format), name), NULL);
}

/* --- categories --- */

/* The sign of equality before the value; at the beginning it belongs to the name. */
static const char *
find_sign (const char *category)
{
  return *category != '\0' ? strchr (category + 1, '=') : NULL;
}

/**
 * manicule_category_to_string:
 * @label: a document label, whose name manicule_category_fit_name() leaves as it is
 *
 * Returns: (transfer full): the label, and its value, if it has one
 */
char *
manicule_category_to_string (ManiculeAnnotation *label)
{
  g_autoptr(GVariant) value = manicule_annotation_dup_attribute (label, "value");
  g_autofree char *cell = NULL;

  if (value == NULL)
    return g_strdup (manicule_annotation_get_label (label));

  cell = manicule_table_value_to_cell (value);

  return g_strconcat (manicule_annotation_get_label (label), "=", cell, NULL);
}

/**
 * manicule_category_from_string:
 * @category: a category, not empty
 * @value: (out) (transfer full) (nullable): the value
 *
 * Returns: (transfer full): the name of the document label
 */
char *
manicule_category_from_string (const char  *category,
                               GVariant   **value)
{
  const char *sign = find_sign (category);
  g_autofree char *again = NULL;

  *value = NULL;
  if (sign == NULL)
    return g_strdup (category);

  /* What would be written in another way, such as "05", is a text. */
  *value = manicule_table_cell_to_value (sign + 1);
  again = manicule_table_value_to_cell (*value);
  if (!g_str_equal (again, sign + 1))
    {
      g_variant_unref (*value);
      *value = g_variant_ref_sink (g_variant_new_string (sign + 1));
    }

  return g_strndup (category, (gsize) (sign - category));
}

/**
 * manicule_category_fit_name:
 * @name: the name of a document label
 *
 * Returns: (transfer full) (nullable): the name as it can stand before a value; NULL when it can as it is
 */
char *
manicule_category_fit_name (const char *name)
{
  g_autofree char *fitted = NULL;

  if (find_sign (name) == NULL)
    return NULL;

  fitted = g_strdup (name);

  return g_strdelimit (g_steal_pointer (&fitted), "=", '-');
}

/* --- values --- */

/* NULL when not all items are texts. */
static GVariant *
read_list (ManiculeJsonValue list)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) texts = NULL;
  ManiculeJsonIter iter;

  manicule_json_iter_init (&iter, list);
  while (manicule_json_iter_next (&iter))
    {
      if (manicule_json_get_kind (iter.value) != MANICULE_JSON_STRING)
        return NULL;
      g_strv_builder_add (builder, manicule_json_as_string (iter.value));
    }
  texts = g_strv_builder_end (builder);

  return g_variant_new_strv ((const char * const *) texts, -1);
}

static gboolean
fits_whole_number (ManiculeJsonValue value)
{
  g_autofree char *raw = manicule_json_dup_raw (value);

  return strlen (raw) <= 18;
}

/**
 * manicule_meta_read_value:
 * @value: a value that is there
 *
 * Returns: (transfer full): it as an attribute value
 */
GVariant *
manicule_meta_read_value (ManiculeJsonValue value)
{
  GVariant *read = NULL;
  g_autofree char *raw = NULL;

  switch (manicule_json_get_kind (value))
    {
    case MANICULE_JSON_BOOLEAN:
      read = g_variant_new_boolean (manicule_json_as_boolean (value));
      break;
    case MANICULE_JSON_INTEGER:
      read = fits_whole_number (value) ? g_variant_new_int64 (manicule_json_as_int (value)) : NULL;
      break;
    case MANICULE_JSON_NUMBER:
      read = g_variant_new_double (manicule_json_as_double (value));
      break;
    case MANICULE_JSON_STRING:
      read = g_variant_new_string (manicule_json_as_string (value));
      break;
    case MANICULE_JSON_ARRAY:
      read = read_list (value);
      break;
    default:
      break;
    }

  if (read == NULL)
    {
      raw = manicule_json_dup_raw (value);
      read = g_variant_new_string (raw);
    }

  return g_variant_ref_sink (read);
}

/**
 * manicule_meta_append_value:
 * @out: the text so far
 * @value: an attribute value
 *
 * Appends it as JSON; a number that JSON cannot hold as a text.
 */
void
manicule_meta_append_value (GString  *out,
                            GVariant *value)
{
  g_autofree const char **list = NULL;

  switch (g_variant_classify (value))
    {
    case G_VARIANT_CLASS_BOOLEAN:
      g_string_append (out, g_variant_get_boolean (value) ? "true" : "false");
      break;
    case G_VARIANT_CLASS_INT64:
      manicule_json_append_int (out, g_variant_get_int64 (value));
      break;
    case G_VARIANT_CLASS_DOUBLE:
      manicule_json_append_double (out, g_variant_get_double (value));
      break;
    case G_VARIANT_CLASS_ARRAY:
      list = g_variant_get_strv (value, NULL);
      manicule_json_append_strv (out, list);
      break;
    default:
      manicule_json_append_string (out, g_variant_get_string (value, NULL));
      break;
    }
}
