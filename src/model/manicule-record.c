/* manicule-record.c: the strings of a plain record, kept in one piece of memory
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-record-private.h"

#include <string.h>

/* A project may have 100,000 articles with a dozen strings each; one allocation an article instead of a dozen is what
 * makes them cheap to load. The lists stand at the head, where they are aligned. */

typedef struct
{
  char **lists;
  char  *strings;
} Room;

static const char *
string_at (gconstpointer record,
           gsize         offset)
{
  const char *string = G_STRUCT_MEMBER (const char *, record, offset);

  return string != NULL && *string != '\0' ? string : NULL;
}

static const char * const *
list_at (gconstpointer record,
         gsize         offset)
{
  const char * const *list = G_STRUCT_MEMBER (const char * const *, record, offset);

  return list != NULL && *list != NULL ? list : NULL;
}

static gsize
size_of_strings (const ManiculeRecordLayout *layout,
                 gconstpointer               record)
{
  gsize size = 0;

  for (guint i = 0; i < layout->n_strings; i++)
    {
      const char *string = string_at (record, layout->strings[i]);

      if (string != NULL)
        size += strlen (string) + 1;
    }

  for (guint i = 0; i < layout->n_lists; i++)
    {
      const char * const *list = list_at (record, layout->lists[i]);

      for (guint j = 0; list != NULL && list[j] != NULL; j++)
        size += strlen (list[j]) + 1;
    }

  return size;
}

static gsize
size_of_lists (const ManiculeRecordLayout *layout,
               gconstpointer               record)
{
  gsize n = 0;

  for (guint i = 0; i < layout->n_lists; i++)
    {
      const char * const *list = list_at (record, layout->lists[i]);

      if (list != NULL)
        n += g_strv_length ((char **) list) + 1;
    }

  return n * sizeof (char *);
}

static char *
put_string (Room       *room,
            const char *string)
{
  char *place = room->strings;

  if (string == NULL)
    return NULL;

  room->strings = g_stpcpy (place, string) + 1;

  return place;
}

static char **
put_list (Room               *room,
          const char * const *list)
{
  char **place = room->lists;

  if (list == NULL)
    return NULL;

  for (; *list != NULL; list++)
    *room->lists++ = put_string (room, *list);
  *room->lists++ = NULL;

  return place;
}

gpointer
manicule_record_copy (const ManiculeRecordLayout *layout,
                      gpointer                    target,
                      gconstpointer               source)
{
  gsize lists = size_of_lists (layout, source);
  gpointer memory = g_malloc (lists + size_of_strings (layout, source));
  Room room = { memory, (char *) memory + lists };

  memcpy (target, source, layout->size);
  for (guint i = 0; i < layout->n_strings; i++)
    G_STRUCT_MEMBER (char *, target, layout->strings[i]) = put_string (&room, string_at (source, layout->strings[i]));
  for (guint i = 0; i < layout->n_lists; i++)
    G_STRUCT_MEMBER (char **, target, layout->lists[i]) = put_list (&room, list_at (source, layout->lists[i]));

  return memory;
}

gboolean
manicule_record_equal (const ManiculeRecordLayout *layout,
                       gconstpointer               a,
                       gconstpointer               b)
{
  for (guint i = 0; i < layout->n_strings; i++)
    if (g_strcmp0 (string_at (a, layout->strings[i]), string_at (b, layout->strings[i])) != 0)
      return FALSE;

  for (guint i = 0; i < layout->n_lists; i++)
    {
      const char * const *list_a = list_at (a, layout->lists[i]);
      const char * const *list_b = list_at (b, layout->lists[i]);

      if ((list_a == NULL) != (list_b == NULL))
        return FALSE;
      if (list_a != NULL && !g_strv_equal (list_a, list_b))
        return FALSE;
    }

  return TRUE;
}
