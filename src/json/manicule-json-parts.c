/* manicule-json-parts.c: the members of an object or the items of a list, as JSON text, by key and in order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-json-parts.h"

#include "manicule-json-writer.h"

#include <string.h>

typedef struct
{
  char *key;  /* (owned) */
  char *raw;  /* (owned) */
} Part;

struct _ManiculeJsonParts
{
  GPtrArray  *list;    /* (owned) (element-type Part) */
  GHashTable *by_key;  /* (owned): (unowned) Part */
};

static void
part_free (gpointer data)
{
  Part *part = data;

  g_free (part->key);
  g_free (part->raw);
  g_free (part);
}

ManiculeJsonParts *
manicule_json_parts_new (void)
{
  ManiculeJsonParts *self = g_new0 (ManiculeJsonParts, 1);

  self->list = g_ptr_array_new_with_free_func (part_free);
  self->by_key = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
manicule_json_parts_free (ManiculeJsonParts *self)
{
  g_hash_table_unref (self->by_key);
  g_ptr_array_unref (self->list);
  g_free (self);
}

/**
 * manicule_json_parts_append:
 * @self: parts
 * @key: the new part's key; where it is taken nothing happens
 * @raw: its JSON text
 */
void
manicule_json_parts_append (ManiculeJsonParts *self,
                            const char        *key,
                            const char        *raw)
{
  Part *part;

  if (g_hash_table_contains (self->by_key, key))
    return;

  part = g_new (Part, 1);
  part->key = g_strdup (key);
  part->raw = g_strdup (raw);
  g_ptr_array_add (self->list, part);
  g_hash_table_insert (self->by_key, part->key, part);
}

const char *
manicule_json_parts_find (ManiculeJsonParts *self,
                          const char        *key)
{
  Part *part = g_hash_table_lookup (self->by_key, key);

  return part != NULL ? part->raw : NULL;
}

guint
manicule_json_parts_get_n (ManiculeJsonParts *self)
{
  return self->list->len;
}

const char *
manicule_json_parts_get (ManiculeJsonParts  *self,
                         guint               index,
                         const char        **key)
{
  Part *part = self->list->pdata[index];

  *key = part->key;
  return part->raw;
}

/* --- reading and writing ---------------------------------------------------------------------------------------- */

ManiculeJsonParts *
manicule_json_parts_new_object (ManiculeJsonValue object)
{
  ManiculeJsonParts *self = manicule_json_parts_new ();
  ManiculeJsonIter iter;

  manicule_json_iter_init (&iter, object);
  while (manicule_json_iter_next (&iter))
    {
      g_autofree char *raw = manicule_json_dup_raw (iter.value);

      manicule_json_parts_append (self, iter.name, raw);
    }
  return self;
}

ManiculeJsonParts *
manicule_json_parts_new_list (ManiculeJsonValue  list,
                              const char        *key)
{
  ManiculeJsonParts *self = manicule_json_parts_new ();
  ManiculeJsonIter iter;

  manicule_json_iter_init (&iter, list);
  while (manicule_json_iter_next (&iter))
    {
      g_autofree char *raw = manicule_json_dup_raw (iter.value);

      manicule_json_parts_append (self, key != NULL ? manicule_json_get_string (iter.value, key) : raw, raw);
    }
  return self;
}

/**
 * manicule_json_parts_parse:
 * @raw: (nullable): the JSON text of an object or an array
 * @key: (nullable): the member by which the items of an array are known
 * @error: return location
 *
 * Returns: (transfer full): its members or items, or %NULL with an error
 */
ManiculeJsonParts *
manicule_json_parts_parse (const char  *raw,
                           const char  *key,
                           GError     **error)
{
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(ManiculeJsonReader) reader = NULL;
  ManiculeJsonValue root;

  if (raw == NULL || *raw == '\0')
    return manicule_json_parts_new ();

  bytes = g_bytes_new_static (raw, strlen (raw));
  reader = manicule_json_reader_new (bytes, "JSON", error);
  if (reader == NULL)
    return NULL;

  root = manicule_json_reader_get_root (reader);
  return *raw == '[' ? manicule_json_parts_new_list (root, key) : manicule_json_parts_new_object (root);
}

char *
manicule_json_parts_to_object (ManiculeJsonParts *self)
{
  GString *text = g_string_new ("{");

  for (guint i = 0; i < self->list->len; i++)
    {
      Part *part = self->list->pdata[i];

      manicule_json_put_name (text, part->key);
      g_string_append (text, part->raw);
    }
  return g_string_free_and_steal (g_string_append_c (text, '}'));
}

char *
manicule_json_parts_to_list (ManiculeJsonParts *self)
{
  GString *text = g_string_new ("[");

  for (guint i = 0; i < self->list->len; i++)
    {
      Part *part = self->list->pdata[i];

      g_string_append (text, i > 0 ? "," : "");
      g_string_append (text, part->raw);
    }
  return g_string_free_and_steal (g_string_append_c (text, ']'));
}

char *
manicule_json_parts_to_lines (ManiculeJsonParts *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->list->len; i++)
    {
      Part *part = self->list->pdata[i];

      g_string_append (text, part->raw);
      g_string_append_c (text, '\n');
    }
  return g_string_free_and_steal (text);
}

/* --- merging ---------------------------------------------------------------------------------------------------- */

/* Are those of @base that are still in @side in the same order there? */
static gboolean
keeps_order (ManiculeJsonParts *base,
             ManiculeJsonParts *side)
{
  guint at = 0;

  for (guint i = 0; i < side->list->len; i++)
    {
      Part *part = side->list->pdata[i];

      if (!g_hash_table_contains (base->by_key, part->key))
        continue;
      while (at < base->list->len && strcmp (((Part *) base->list->pdata[at])->key, part->key) != 0)
        at++;
      if (at == base->list->len)
        return FALSE;
    }
  return TRUE;
}

/* What stands after @link and was added by the spine alone. */
static GList *
skip_additions (ManiculeJsonParts *base,
                ManiculeJsonParts *other,
                GList             *link)
{
  while (link->next != NULL && !g_hash_table_contains (base->by_key, link->next->data) &&
         !g_hash_table_contains (other->by_key, link->next->data))
    link = link->next;
  return link;
}

/* The keys of both: those of @spine in its order, and after each what @other added after it. */
static GQueue *
weave (ManiculeJsonParts *base,
       ManiculeJsonParts *spine,
       ManiculeJsonParts *other)
{
  GQueue *keys = g_queue_new ();
  g_autoptr(GHashTable) links = g_hash_table_new (g_str_hash, g_str_equal);
  GList *last = NULL;

  g_queue_push_tail (keys, (gpointer) "");
  for (guint i = 0; i < spine->list->len; i++)
    {
      Part *part = spine->list->pdata[i];

      g_queue_push_tail (keys, part->key);
      g_hash_table_insert (links, part->key, keys->tail);
    }

  last = keys->head;
  for (guint i = 0; i < other->list->len; i++)
    {
      Part *part = other->list->pdata[i];
      GList *link = g_hash_table_lookup (links, part->key);

      if (link == NULL)
        {
          last = skip_additions (base, other, last);
          g_queue_insert_after (keys, last, part->key);
          link = last->next;
        }
      last = link;
    }
  g_queue_pop_head (keys);
  return keys;
}

static void
merge_part (ManiculeJsonParts        *result,
            const char               *key,
            const char               *base,
            const char               *ours,
            const char               *theirs,
            const ManiculeJsonMerger *merger)
{
  g_autofree char *merged = NULL;

  if (g_strcmp0 (ours, theirs) == 0 || g_strcmp0 (base, theirs) == 0)
    merged = g_strdup (ours);
  else if (g_strcmp0 (base, ours) == 0)
    merged = g_strdup (theirs);
  else if (ours == NULL || theirs == NULL)
    {
      merged = g_strdup (ours != NULL ? ours : theirs);
      merger->removed_changed (key, merger->data);
    }
  else
    merged = merger->both_changed (key, base, ours, theirs, result, merger->data);

  if (merged != NULL)
    manicule_json_parts_append (result, key, merged);
}

/**
 * manicule_json_parts_merge:
 * @base: what both sides began with
 * @ours: one side
 * @theirs: the other
 * @merger: decides what both changed
 *
 * Returns: (transfer full): the parts of both
 */
ManiculeJsonParts *
manicule_json_parts_merge (ManiculeJsonParts        *base,
                           ManiculeJsonParts        *ours,
                           ManiculeJsonParts        *theirs,
                           const ManiculeJsonMerger *merger)
{
  ManiculeJsonParts *result = manicule_json_parts_new ();
  gboolean theirs_first = keeps_order (base, ours) && !keeps_order (base, theirs);
  GQueue *keys = theirs_first ? weave (base, theirs, ours) : weave (base, ours, theirs);

  for (GList *link = keys->head; link != NULL; link = link->next)
    merge_part (result, link->data, manicule_json_parts_find (base, link->data),
                manicule_json_parts_find (ours, link->data), manicule_json_parts_find (theirs, link->data), merger);
  g_queue_free (keys);
  return result;
}
