/* manicule-json-list.c: lists of things, one a line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-json-items.h"

#include "manicule-json-writer.h"

#include <glib/gi18n-lib.h>

/**
 * manicule_json_write_lines:
 * @item: what the list is of
 * @list: the list
 *
 * Returns: (transfer full): the list as JSONL
 */
GBytes *
manicule_json_write_lines (const ManiculeJsonItem *item,
                           GListModel             *list)
{
  GString *out = g_string_new (NULL);
  guint n = g_list_model_get_n_items (list);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GObject) object = g_list_model_get_item (list, i);

      item->append (out, object);
      g_string_append_c (out, '\n');
    }
  return g_string_free_to_bytes (out);
}

/**
 * manicule_json_put_list:
 * @out: the text of an object that is not closed yet
 * @name: the name of the member
 * @item: what the list is of
 * @list: the list
 *
 * Appends a member on a line of its own.
 */
void
manicule_json_put_list (GString                *out,
                        const char             *name,
                        const ManiculeJsonItem *item,
                        GListModel             *list)
{
  guint n = g_list_model_get_n_items (list);

  g_string_append (out, ",\n ");
  manicule_json_append_string (out, name);
  g_string_append (out, n > 0 ? ":[\n" : ":[");
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GObject) object = g_list_model_get_item (list, i);

      g_string_append (out, "  ");
      item->append (out, object);
      g_string_append (out, i + 1 < n ? ",\n" : "\n ");
    }
  g_string_append_c (out, ']');
}

/* Reads one item into @items, unless one with the same key is there. */
static gboolean
read_one (const ManiculeJsonItem  *item,
          ManiculeJsonValue        value,
          GPtrArray               *items,
          GHashTable              *keys,
          ManiculeFindings        *findings,
          GError                 **error)
{
  g_autoptr(GObject) object = item->read (value, findings);

  /* Adding a key that is there would put the new one in its place, which goes with its object. */
  if (object != NULL && g_hash_table_contains (keys, item->get_key (object)))
    {
      g_autofree char *shown = manicule_json_shorten (item->get_key (object));

      manicule_json_fail (manicule_json_get (value, item->key), MANICULE_JSON_ERROR_VALUE, "duplicate-id",
                          /* Translators: %s is an id or a name. */
                          _("“%s” stands in this list already. Give one of the two another name"), shown);
    }
  else if (object != NULL)
    {
      g_hash_table_add (keys, (gpointer) item->get_key (object));
      g_ptr_array_add (items, g_steal_pointer (&object));
    }

  return manicule_json_reader_settle (value.reader, findings, error);
}

/**
 * manicule_json_read_lines:
 * @item: what the list is of
 * @bytes: JSONL
 * @file: its name for messages
 * @findings: (nullable): where what is wrong is added; damaged lines are left out then
 * @error: return location
 *
 * Returns: (transfer full): the items in order, or %NULL with an error
 */
GPtrArray *
manicule_json_read_lines (const ManiculeJsonItem  *item,
                          GBytes                  *bytes,
                          const char              *file,
                          ManiculeFindings        *findings,
                          GError                 **error)
{
  g_autoptr(ManiculeJsonReader) reader = manicule_json_reader_new_many (bytes, file, MANICULE_JSON_LINES, error);
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);

  if (reader == NULL)
    return NULL;

  while (manicule_json_reader_next (reader))
    if (!read_one (item, manicule_json_reader_get_root (reader), items, keys, findings, error))
      return NULL;
  return g_steal_pointer (&items);
}

/**
 * manicule_json_read_list:
 * @item: what the list is of
 * @list: an array, or what is absent
 * @findings: (nullable): where what is wrong is added; damaged items are left out then
 * @error: return location
 *
 * Returns: (transfer full): the items in order, or %NULL with an error
 */
GPtrArray *
manicule_json_read_list (const ManiculeJsonItem  *item,
                         ManiculeJsonValue        list,
                         ManiculeFindings        *findings,
                         GError                 **error)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);
  ManiculeJsonIter iter;

  manicule_json_iter_init (&iter, list);
  while (manicule_json_iter_next (&iter))
    if (!read_one (item, iter.value, items, keys, findings, error))
      return NULL;
  return manicule_json_reader_settle (list.reader, findings, error) ? g_steal_pointer (&items) : NULL;
}
