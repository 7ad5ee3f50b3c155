/* manicule-json-schema.c: the schema
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-json-items.h"

#include "manicule-json-carried.h"
#include "manicule-json-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FORMAT "manicule-schema"

/* Title and description belong to the file, which is one of the templates, and not to the model; they are carried. */
static const char * const read_members[] = {
  "format", "version", "open", "labels", "relations", "attributes", "document_labels", NULL,
};
static const char * const written_members[] = {
  "format", "version", "title", "description", "open", "labels", "relations", "attributes", "document_labels", NULL,
};

/**
 * manicule_json_write_schema:
 * @schema: a schema
 *
 * Writes schema.json.
 *
 * Returns: (transfer full): its bytes
 */
GBytes *
manicule_json_write_schema (ManiculeSchema *schema)
{
  const char *carried;
  g_autofree char *title = NULL, *description = NULL;
  GString *out;

  g_return_val_if_fail (MANICULE_IS_SCHEMA (schema), NULL);

  carried = manicule_schema_get_carried (schema);
  title = manicule_json_dup_carried_string (carried, "title");
  description = manicule_json_dup_carried_string (carried, "description");

  out = g_string_new (NULL);
  manicule_json_put_format (out, FORMAT);
  manicule_json_put_string (out, "title", title);
  manicule_json_put_string (out, "description", description);
  manicule_json_put_flag (out, "open", manicule_schema_get_open (schema));
  manicule_json_put_list (out, "labels", &manicule_json_label, manicule_schema_get_labels (schema));
  manicule_json_put_list (out, "relations", &manicule_json_relation_type, manicule_schema_get_relation_types (schema));
  manicule_json_put_list (out, "attributes", &manicule_json_attribute, manicule_schema_get_attributes (schema));
  manicule_json_put_list (out, "document_labels", &manicule_json_attribute, manicule_schema_get_document_labels (schema));
  manicule_json_put_carried (out, carried, written_members);
  g_string_append (out, "}\n");
  return g_string_free_to_bytes (out);
}

/* --- reading ---------------------------------------------------------------------------------------------------- */

/* One of the four lists: what it is called, what it is of, and how the schema takes an item. */
typedef struct
{
  const char             *name;
  const ManiculeJsonItem *item;
  gboolean              (*add) (ManiculeSchema *schema,
                                gpointer        object);
} List;

static gboolean
add_label (ManiculeSchema *schema,
           gpointer        object)
{
  return manicule_schema_add_label (schema, object);
}

static gboolean
add_relation_type (ManiculeSchema *schema,
                   gpointer        object)
{
  return manicule_schema_add_relation_type (schema, object);
}

static gboolean
add_attribute (ManiculeSchema *schema,
               gpointer        object)
{
  return manicule_schema_add_attribute (schema, object);
}

static gboolean
add_document_label (ManiculeSchema *schema,
                    gpointer        object)
{
  return manicule_schema_add_document_label (schema, object);
}

static const List lists[] = {
  { "labels", &manicule_json_label, add_label },
  { "relations", &manicule_json_relation_type, add_relation_type },
  { "attributes", &manicule_json_attribute, add_attribute },
  { "document_labels", &manicule_json_attribute, add_document_label },
};

static gboolean
read_lists (ManiculeJsonValue   root,
            ManiculeSchema     *schema,
            ManiculeFindings   *findings,
            GError            **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      ManiculeJsonValue list = manicule_json_find_array (root, lists[i].name);
      g_autoptr(GPtrArray) items = manicule_json_read_list (lists[i].item, list, findings, error);

      if (items == NULL)
        return FALSE;
      for (guint j = 0; j < items->len; j++)
        if (!lists[i].add (schema, items->pdata[j]))
          g_return_val_if_reached (FALSE);  /* the keys of a list differ */
    }
  return TRUE;
}

/* Whether going up from @label ends. */
static gboolean
has_root (ManiculeSchema *schema,
          ManiculeLabel  *label)
{
  guint n = g_list_model_get_n_items (manicule_schema_get_labels (schema));

  for (guint i = 0; label != NULL && i <= n; i++)
    {
      const char *parent = manicule_label_get_parent (label);

      label = parent != NULL ? manicule_schema_find_label (schema, parent) : NULL;
    }
  return label == NULL;
}

static void
check_label (ManiculeJsonValue  object,
             ManiculeSchema    *schema,
             ManiculeLabel     *label,
             GHashTable        *keys,
             ManiculeFindings  *findings)
{
  const char *parent = manicule_label_get_parent (label), *key = manicule_label_get_key (label);
  g_autofree char *shown_parent = parent != NULL ? manicule_json_shorten (parent) : NULL;
  g_autofree char *shown_key = key != NULL ? manicule_json_shorten (key) : NULL;

  if (parent != NULL && manicule_schema_find_label (schema, parent) == NULL)
    manicule_json_warn (object, findings, "unknown-parent",
                        /* Translators: the name of a label. */
                        _("the label “%s”, which this one is a kind of, is not in the schema. Add it"), shown_parent);
  else if (!has_root (schema, label))
    manicule_json_warn (object, findings, "parent-circle",
                        _("this label is a kind of itself. Change or remove a “parent” of the circle"));
  if (key != NULL && !g_hash_table_add (keys, (gpointer) key))
    manicule_json_warn (object, findings, "key-clash",
                        /* Translators: a key of the keyboard. */
                        _("the key “%s” belongs to an earlier label. Choose another one"), shown_key);
}

/* What the lists of a schema say of each other. */
static void
check_schema (ManiculeJsonValue  root,
              ManiculeSchema    *schema,
              ManiculeFindings  *findings)
{
  g_autoptr(GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal), seen = g_hash_table_new (NULL, NULL);
  ManiculeJsonIter iter;

  if (findings == NULL)
    return;

  manicule_json_iter_init (&iter, manicule_json_find (root, "labels"));
  while (manicule_json_iter_next (&iter))
    {
      ManiculeJsonValue name = manicule_json_find (iter.value, "name");
      ManiculeLabel *label = NULL;

      if (manicule_json_get_kind (name) == MANICULE_JSON_STRING)
        label = manicule_schema_find_label (schema, manicule_json_as_string (name));
      if (label != NULL && g_hash_table_add (seen, label))
        check_label (iter.value, schema, label, keys, findings);
    }
}

/**
 * manicule_json_read_schema:
 * @bytes: the bytes of schema.json
 * @file: its name for messages
 * @findings: (nullable): where what is wrong is added; damaged items are left out then
 * @error: return location
 *
 * Reads a schema.
 *
 * Returns: (transfer full): the schema, or %NULL with an error
 */
ManiculeSchema *
manicule_json_read_schema (GBytes            *bytes,
                           const char        *file,
                           ManiculeFindings  *findings,
                           GError           **error)
{
  g_autoptr(ManiculeJsonReader) reader = manicule_json_reader_new (bytes, file, error);
  g_autoptr(ManiculeSchema) schema = NULL;
  g_autofree char *carried = NULL;
  ManiculeJsonValue root;

  if (reader == NULL)
    return NULL;

  root = manicule_json_reader_get_root (reader);
  if (manicule_json_check_format (root, FORMAT))
    {
      manicule_json_find_string (root, "title");
      manicule_json_find_string (root, "description");
    }
  if (!manicule_json_reader_settle (reader, NULL, error))
    return NULL;

  schema = manicule_schema_new ();
  manicule_schema_set_open (schema, manicule_json_find_boolean (root, "open"));
  if (!manicule_json_reader_settle (reader, findings, error) || !read_lists (root, schema, findings, error))
    return NULL;
  check_schema (root, schema, findings);

  carried = manicule_json_dup_unknown (root, read_members, NULL, NULL);
  if (carried != NULL)
    manicule_schema_set_carried (schema, carried);
  return g_steal_pointer (&schema);
}
