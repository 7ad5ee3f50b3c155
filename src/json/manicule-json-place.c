/* manicule-json-place.c: where a value stands, for messages
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-json-reader-private.h"

#include <string.h>

/* From how many tokens on the children of a container are indexed. */
#define MANY_TOKENS 1000

/* The line of a byte. The ends of lines are looked up once, when the first message needs one. */
guint
manicule_json_reader_line_of (ManiculeJsonReader *self,
                              gsize               offset)
{
  guint low = 0, high;

  if (self->line_ends == NULL)
    {
      const char *p = self->data, *end = self->data + self->length;

      self->line_ends = g_array_new (FALSE, FALSE, sizeof (guint32));
      while (p < end && (p = memchr (p, '\n', end - p)) != NULL)
        {
          guint32 line_end = p++ - self->data;

          g_array_append_val (self->line_ends, line_end);
        }
    }

  high = self->line_ends->len;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->line_ends, guint32, middle) < offset)
        low = middle + 1;
      else
        high = middle;
    }
  return self->first_line + low;
}

static guint
next_child (ManiculeJsonReader *self,
            guint               container,
            guint               child)
{
  if (TOKEN (self, container)->kind == MANICULE_JSON_OBJECT)
    child++;
  return TOKEN (self, child)->next;
}

/* Where the children of a container begin. Kept, so that a file full of errors is not slow to read. */
static GArray *
index_children (ManiculeJsonReader *self,
                guint               container)
{
  GArray *children;

  if (self->children == NULL)
    self->children = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);

  children = g_hash_table_lookup (self->children, GUINT_TO_POINTER (container));
  if (children != NULL)
    return children;

  children = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint child = container + 1; child < TOKEN (self, container)->next; child = next_child (self, container, child))
    g_array_append_val (children, child);
  g_hash_table_insert (self->children, GUINT_TO_POINTER (container), children);
  return children;
}

/* The child of a large container that holds @target, and how many stand before it. */
static guint
look_up_child (ManiculeJsonReader *self,
               guint               container,
               guint               target,
               guint              *position)
{
  GArray *children = index_children (self, container);
  guint low = 0, high = children->len;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (children, guint, middle) <= target)
        low = middle;
      else
        high = middle;
    }
  *position = low;
  return g_array_index (children, guint, low);
}

static guint
find_child (ManiculeJsonReader *self,
            guint               container,
            guint               target,
            guint              *position)
{
  guint child = container + 1;

  if (TOKEN (self, container)->next - container > MANY_TOKENS)
    return look_up_child (self, container, target, position);

  *position = 0;
  while (next_child (self, container, child) <= target)
    {
      child = next_child (self, container, child);
      (*position)++;
    }
  return child;
}

/* "annotations[3].ranges"; empty for the root. */
char *
manicule_json_reader_path_of (ManiculeJsonReader *self,
                              guint               target)
{
  GString *path = g_string_new (NULL);
  guint at = 0;

  while (at < target)
    {
      gboolean is_object = TOKEN (self, at)->kind == MANICULE_JSON_OBJECT;
      guint position, child = find_child (self, at, target, &position);

      if (is_object)
        {
          g_autofree char *name = manicule_json_shorten (manicule_json_reader_string_at (self, child));

          g_string_append_printf (path, "%s%s", path->len > 0 ? "." : "", name);
          at = child + 1;
        }
      else
        {
          g_string_append_printf (path, "[%u]", position);
          at = child;
        }
    }
  return g_string_free_and_steal (path);
}
