/* manicule-item-list.c: a list of immutable items with unique names
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-item-list-private.h"

/* An item's position is kept in its node and is right for the nodes before @n_numbered; an edit in the middle moves
 * that mark, and the next question for a position numbers the rest. So 100,000 articles can be loaded, or removed from
 * the end as undo does, without counting again and again. */

typedef struct
{
  gpointer item;      /* (owned) */
  guint    position;
} Node;

struct _ManiculeItemList
{
  GObject                parent_instance;

  GType                  item_type;
  ManiculeItemNameFunc   get_name;
  ManiculeItemEqualFunc  equal;

  GPtrArray             *nodes;      /* (owned) (element-type Node) */
  GHashTable            *by_name;    /* (owned) (element-type utf8 Node): keys belong to the items */
  guint                  n_numbered;
};

static void manicule_item_list_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ManiculeItemList, manicule_item_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, manicule_item_list_list_model_init))

static void
node_free (gpointer data)
{
  Node *node = data;

  g_object_unref (node->item);
  g_free (node);
}

static Node *
node_at (ManiculeItemList *self,
         guint             position)
{
  return g_ptr_array_index (self->nodes, position);
}

static GType
manicule_item_list_get_item_type (GListModel *model)
{
  return MANICULE_ITEM_LIST (model)->item_type;
}

static guint
manicule_item_list_get_n_items (GListModel *model)
{
  return MANICULE_ITEM_LIST (model)->nodes->len;
}

static gpointer
manicule_item_list_get_item (GListModel *model,
                             guint       position)
{
  ManiculeItemList *self = MANICULE_ITEM_LIST (model);

  return position < self->nodes->len ? g_object_ref (node_at (self, position)->item) : NULL;
}

static void
manicule_item_list_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = manicule_item_list_get_item_type;
  iface->get_n_items = manicule_item_list_get_n_items;
  iface->get_item = manicule_item_list_get_item;
}

static void
manicule_item_list_finalize (GObject *object)
{
  ManiculeItemList *self = MANICULE_ITEM_LIST (object);

  g_hash_table_unref (self->by_name);
  g_ptr_array_unref (self->nodes);

  G_OBJECT_CLASS (manicule_item_list_parent_class)->finalize (object);
}

static void
manicule_item_list_class_init (ManiculeItemListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = manicule_item_list_finalize;
}

static void
manicule_item_list_init (ManiculeItemList *self)
{
  self->nodes = g_ptr_array_new_with_free_func (node_free);
  self->by_name = g_hash_table_new (g_str_hash, g_str_equal);
}

/**
 * manicule_item_list_new:
 * @item_type: the class of the items
 * @get_name: what gives an item's name, which never changes
 * @equal: what compares two items
 *
 * Returns: (transfer full): an empty list
 */
ManiculeItemList *
manicule_item_list_new (GType                 item_type,
                        ManiculeItemNameFunc  get_name,
                        ManiculeItemEqualFunc equal)
{
  ManiculeItemList *self = g_object_new (MANICULE_TYPE_ITEM_LIST, NULL);

  self->item_type = item_type;
  self->get_name = get_name;
  self->equal = equal;

  return self;
}

guint
manicule_item_list_get_n (ManiculeItemList *self)
{
  return self->nodes->len;
}

gpointer
manicule_item_list_get (ManiculeItemList *self,
                        guint             position)
{
  return node_at (self, position)->item;
}

gpointer
manicule_item_list_find (ManiculeItemList *self,
                         const char       *name)
{
  Node *node = g_hash_table_lookup (self->by_name, name);

  return node != NULL ? node->item : NULL;
}

guint
manicule_item_list_get_position (ManiculeItemList *self,
                                 const char       *name)
{
  Node *node = g_hash_table_lookup (self->by_name, name);

  if (node == NULL)
    return G_MAXUINT;

  for (; self->n_numbered < self->nodes->len; self->n_numbered++)
    node_at (self, self->n_numbered)->position = self->n_numbered;

  return node->position;
}

const char *
manicule_item_list_get_name (ManiculeItemList *self,
                             gpointer          item)
{
  return self->get_name (item);
}

gboolean
manicule_item_list_items_equal (ManiculeItemList *self,
                                gpointer          a,
                                gpointer          b)
{
  return self->equal (a, b);
}

gboolean
manicule_item_list_equal (ManiculeItemList *a,
                          ManiculeItemList *b)
{
  if (a->nodes->len != b->nodes->len)
    return FALSE;

  for (guint i = 0; i < a->nodes->len; i++)
    if (!a->equal (node_at (a, i)->item, node_at (b, i)->item))
      return FALSE;

  return TRUE;
}

void
manicule_item_list_insert (ManiculeItemList *self,
                           guint             position,
                           gpointer          item)
{
  Node *node = g_new (Node, 1);

  node->item = g_object_ref (item);
  node->position = position;
  g_ptr_array_insert (self->nodes, position, node);
  g_hash_table_insert (self->by_name, (char *) self->get_name (item), node);
  self->n_numbered = MIN (self->n_numbered, position);

  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
}

void
manicule_item_list_remove (ManiculeItemList *self,
                           guint             position)
{
  g_hash_table_remove (self->by_name, self->get_name (node_at (self, position)->item));
  g_ptr_array_remove_index (self->nodes, position);
  self->n_numbered = MIN (self->n_numbered, position);

  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

void
manicule_item_list_replace (ManiculeItemList *self,
                            guint             position,
                            gpointer          item)
{
  Node *node = node_at (self, position);

  /* The key goes with the item that it belongs to. */
  g_hash_table_replace (self->by_name, (char *) self->get_name (item), node);
  g_set_object (&node->item, item);

  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 1);
}

gboolean
manicule_item_list_append (ManiculeItemList *self,
                           gpointer          item)
{
  if (manicule_item_list_find (self, self->get_name (item)) != NULL)
    return FALSE;

  manicule_item_list_insert (self, self->nodes->len, item);

  return TRUE;
}
