/* manicule-json-names.c: names that stand twice in one object
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-json-names.h"

#include "manicule-json-scan.h"

#include <string.h>

/* Up to this many names are compared each with each. */
#define FEW_NAMES 8

typedef struct
{
  char    *name;  /* (owned): without escapes */
  guint32  start;
} SortedName;

static void
sorted_name_clear (gpointer data)
{
  g_free (((SortedName *) data)->name);
}

static int
sorted_name_compare (gconstpointer a,
                     gconstpointer b)
{
  const SortedName *x = a, *y = b;
  int order = strcmp (x->name, y->name);

  return order != 0 ? order : (x->start > y->start) - (x->start < y->start);
}

/* By sorting, so that no choice of names makes it slow. */
static char *
find_among_many (const char             *data,
                 const ManiculeJsonName *names,
                 guint                   n,
                 gsize                  *offset)
{
  g_autoptr(GArray) sorted = g_array_sized_new (FALSE, FALSE, sizeof (SortedName), n);

  g_array_set_clear_func (sorted, sorted_name_clear);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GString) plain = g_string_new (NULL);
      SortedName item = { NULL, names[i].start };

      manicule_json_unescape (data + names[i].start, names[i].end - names[i].start, plain);
      item.name = g_string_free_and_steal (g_steal_pointer (&plain));
      g_array_append_val (sorted, item);
    }
  g_array_sort (sorted, sorted_name_compare);

  for (guint i = 1; i < n; i++)
    {
      SortedName *item = &g_array_index (sorted, SortedName, i);

      if (strcmp (item[-1].name, item->name) == 0)
        {
          *offset = item->start;
          return g_steal_pointer (&item->name);
        }
    }
  return NULL;
}

static char *
find_among_few (const char             *data,
                const ManiculeJsonName *names,
                guint                   n,
                gsize                  *offset)
{
  for (guint i = 1; i < n; i++)
    for (guint j = 0; j < i; j++)
      {
        gsize length = names[i].end - names[i].start;

        if (names[j].end - names[j].start == length
            && memcmp (data + names[i].start, data + names[j].start, length) == 0)
          {
            *offset = names[i].start;
            return g_strndup (data + names[i].start, length);
          }
      }
  return NULL;
}

/**
 * manicule_json_find_duplicate:
 * @data: the text that the names stand in
 * @names: (array length=n): the names of one object
 * @n: how many
 * @offset: (out): where a name stands for the second time
 *
 * Names are equal when they stand for the same characters, with escapes or without.
 *
 * Returns: (transfer full) (nullable): a name that stands twice, %NULL when none does
 */
char *
manicule_json_find_duplicate (const char             *data,
                              const ManiculeJsonName *names,
                              guint                   n,
                              gsize                  *offset)
{
  gboolean escaped = FALSE;

  for (guint i = 0; i < n; i++)
    escaped |= names[i].escaped;

  if (escaped || n > FEW_NAMES)
    return find_among_many (data, names, n, offset);
  return find_among_few (data, names, n, offset);
}
