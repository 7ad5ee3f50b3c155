/* manicule-tei-tree.c: elements as a tree over a text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-tei-private.h"

#include "manicule-xml-writer.h"

#include <string.h>

/**
 * manicule_tei_node_new:
 * @start: where it starts, in code points
 * @end: where it ends
 * @name: (nullable): of the element
 * @attributes: (nullable): as they are written, from the space on
 *
 * Returns: (transfer full): a node without children
 */
ManiculeTeiNode *
manicule_tei_node_new (guint       start,
                       guint       end,
                       const char *name,
                       const char *attributes)
{
  ManiculeTeiNode *self = g_new0 (ManiculeTeiNode, 1);

  self->start = start;
  self->end = end;
  self->name = g_strdup (name);
  self->attributes = g_strdup (attributes);
  self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) manicule_tei_node_free);

  return self;
}

/**
 * manicule_tei_node_free:
 * @self: a node
 *
 * Frees @self and all that is inside.
 */
void
manicule_tei_node_free (ManiculeTeiNode *self)
{
  g_ptr_array_unref (self->children);
  g_free (self->name);
  g_free (self->attributes);
  g_free (self);
}

static ManiculeTeiNode *
get_child (ManiculeTeiNode *self,
           guint            position)
{
  return g_ptr_array_index (self->children, position);
}

/* The first child that ends behind @offset. Children are in order, so their ends ascend. */
static guint
find_child_behind (ManiculeTeiNode *self,
                   guint            offset)
{
  guint low = 0, high = self->children->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (get_child (self, middle)->end > offset)
        high = middle;
      else
        low = middle + 1;
    }

  return low;
}

/* Elements that hold paragraphs, and paragraphs: no name stands around these, nor directly in those. */
static gboolean
is_container (const char *name)
{
  static const char * const names[] = {
    "argument", "back", "body", "castList", "div", "div1", "div2", "div3", "div4", "epigraph", "figure", "floatingText", "front",
    "group", "lg", "list", "listBibl", "row", "sp", "table", "text", NULL,
  };

  return g_strv_contains (names, name);
}

static gboolean
is_block (const char *name)
{
  static const char * const names[] = {
    "ab", "byline", "cell", "closer", "dateline", "head", "item", "l", "label", "opener", "p", "signed", "speaker", "stage", "trailer",
    NULL,
  };

  return is_container (name) || g_strv_contains (names, name);
}

/* A <text> that holds nothing but words, as fragments do, may hold names as well. */
static gboolean
may_hold_names (ManiculeTeiNode *parent,
                ManiculeTeiNode *root)
{
  if (parent != root)
    return parent->name == NULL || !is_container (parent->name);

  for (guint i = 0; i < root->children->len; i++)
    if (get_child (root, i)->name != NULL && is_block (get_child (root, i)->name))
      return FALSE;

  return TRUE;
}

/* The innermost node that holds the range, which is not empty, and how deep it lies. */
static ManiculeTeiNode *
find_parent (ManiculeTeiNode *root,
             guint            start,
             guint            end,
             guint           *depth)
{
  ManiculeTeiNode *parent = root;

  for (*depth = 1;; (*depth)++)
    {
      guint position = find_child_behind (parent, start);
      ManiculeTeiNode *child = position < parent->children->len ? get_child (parent, position) : NULL;

      if (child == NULL || child->start > start || child->end < end)
        return parent;
      parent = child;
    }
}

static void
insert_mark (ManiculeTeiNode *root,
             ManiculeTeiNode *mark)
{
  ManiculeTeiNode *parent = root;

  for (;;)
    {
      guint position = find_child_behind (parent, mark->start);
      ManiculeTeiNode *child = position < parent->children->len ? get_child (parent, position) : NULL;

      if (child == NULL || child->start >= mark->start)
        {
          g_ptr_array_insert (parent->children, (int) position, mark);
          return;
        }
      parent = child;
    }
}

/* Children from @first on that lie within @node become its own. */
static void
move_children (ManiculeTeiNode *parent,
               guint            first,
               guint            n,
               ManiculeTeiNode *node)
{
  for (guint i = first; i < first + n; i++)
    g_ptr_array_add (node->children, parent->children->pdata[i]);

  g_ptr_array_set_free_func (parent->children, NULL);
  if (n > 0)
    g_ptr_array_remove_range (parent->children, first, n);
  g_ptr_array_insert (parent->children, (int) first, node);
  g_ptr_array_set_free_func (parent->children, (GDestroyNotify) manicule_tei_node_free);
}

/**
 * manicule_tei_node_insert:
 * @root: a tree
 * @node: (transfer full): a node without children
 *
 * Puts @node into the tree.
 *
 * Returns: FALSE when it does not fit
 */
gboolean
manicule_tei_node_insert (ManiculeTeiNode *root,
                          ManiculeTeiNode *node)
{
  ManiculeTeiNode *parent;
  guint depth, first, n = 0;

  if (node->start == node->end)
    {
      insert_mark (root, node);
      return TRUE;
    }

  parent = find_parent (root, node->start, node->end, &depth);
  first = find_child_behind (parent, node->start);
  while (first + n < parent->children->len && get_child (parent, first + n)->start < node->end &&
         get_child (parent, first + n)->end <= node->end &&
         (get_child (parent, first + n)->name == NULL || !is_block (get_child (parent, first + n)->name)))
    n++;

  /* The first one may start before, the next one after those that are inside end behind. */
  if (depth < MANICULE_TEI_MAX_INLINE && may_hold_names (parent, root) &&
      (n == 0 || get_child (parent, first)->start >= node->start) &&
      (first + n == parent->children->len || get_child (parent, first + n)->start >= node->end))
    {
      move_children (parent, first, n, node);
      return TRUE;
    }

  manicule_tei_node_free (node);

  return FALSE;
}

static void
print_text (ManiculeText *text,
            guint         start,
            guint         end,
            GString      *out)
{
  const char *data = manicule_text_get_data (text);
  gsize from = manicule_text_char_to_byte (text, start);

  manicule_xml_append_text (out, data + from, (gssize) (manicule_text_char_to_byte (text, end) - from));
}

/**
 * manicule_tei_node_print:
 * @self: a tree
 * @text: the text
 * @out: where to
 *
 * Appends the elements with the text that they hold.
 */
void
manicule_tei_node_print (ManiculeTeiNode *self,
                         ManiculeText    *text,
                         GString         *out)
{
  guint done = self->start;

  if (self->name != NULL)
    g_string_append_printf (out, "<%s%s", self->name, self->attributes != NULL ? self->attributes : "");
  if (self->name != NULL && self->start == self->end && self->children->len == 0)
    {
      g_string_append (out, "/>");
      return;
    }
  if (self->name != NULL)
    g_string_append_c (out, '>');

  for (guint i = 0; i < self->children->len; i++)
    {
      ManiculeTeiNode *child = get_child (self, i);

      print_text (text, done, child->start, out);
      manicule_tei_node_print (child, text, out);
      done = child->end;
    }
  print_text (text, done, self->end, out);

  if (self->name != NULL)
    g_string_append_printf (out, "</%s>", self->name);
}
