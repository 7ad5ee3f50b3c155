/* manicule-lines.c: in which line of a JSON file things stand
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-check-private.h"

#include "manicule-json-reader.h"

struct _ManiculeLines
{
  GHashTable *lines;  /* (owned) (element-type utf8 guint): by kind, a line feed, value */
};

static ManiculeLines *
lines_new (void)
{
  ManiculeLines *self = g_new (ManiculeLines, 1);

  self->lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

/* The first one of a name counts. */
static void
add (ManiculeLines     *self,
     const char        *kind,
     const char        *value,
     ManiculeJsonValue  object)
{
  char *key;

  if (value == NULL)
    return;

  key = g_strconcat (kind, "\n", value, NULL);
  if (!g_hash_table_contains (self->lines, key))
    g_hash_table_insert (self->lines, key, GUINT_TO_POINTER (manicule_json_get_line (object)));
  else
    g_free (key);
}

/**
 * manicule_lines_new_rows:
 * @bytes: a JSONL file
 * @member: the member that names a row
 *
 * Returns: (transfer full): where its rows stand
 */
ManiculeLines *
manicule_lines_new_rows (GBytes     *bytes,
                         const char *member)
{
  ManiculeLines *self = lines_new ();
  g_autoptr(ManiculeJsonReader) reader = manicule_json_reader_new_many (bytes, "", MANICULE_JSON_LINES, NULL);

  while (reader != NULL && manicule_json_reader_next (reader))
    {
      ManiculeJsonValue root = manicule_json_reader_get_root (reader);
      g_autoptr(ManiculeFindings) findings = manicule_findings_new ();

      if (manicule_json_get_kind (root) == MANICULE_JSON_OBJECT)
        add (self, "", manicule_json_find_string (root, member), root);
      manicule_json_reader_settle (reader, findings, NULL);
    }

  return self;
}

/**
 * manicule_lines_new_arrays:
 * @bytes: a JSON file
 * @kinds: the members that are arrays
 * @member: the member that names an item of them
 *
 * Returns: (transfer full): where the items stand
 */
ManiculeLines *
manicule_lines_new_arrays (GBytes             *bytes,
                           const char * const *kinds,
                           const char         *member)
{
  ManiculeLines *self = lines_new ();
  g_autoptr(ManiculeJsonReader) reader = manicule_json_reader_new (bytes, "", NULL);
  guint i;

  for (i = 0; reader != NULL && kinds[i] != NULL; i++)
    {
      ManiculeJsonIter iter;

      manicule_json_iter_init (&iter, manicule_json_find (manicule_json_reader_get_root (reader), kinds[i]));
      while (manicule_json_iter_next (&iter))
        {
          if (manicule_json_get_kind (iter.value) == MANICULE_JSON_OBJECT)
            add (self, kinds[i], manicule_json_find_string (iter.value, member), iter.value);
        }
    }

  return self;
}

/**
 * manicule_lines_free:
 * @self: (transfer full): lines
 */
void
manicule_lines_free (ManiculeLines *self)
{
  g_hash_table_unref (self->lines);
  g_free (self);
}

/**
 * manicule_lines_find:
 * @self: lines
 * @kind: the array, "" in a JSONL file
 * @value: the name
 *
 * Returns: the line from 1 on, 0 where there is none of that name
 */
guint
manicule_lines_find (ManiculeLines *self,
                     const char    *kind,
                     const char    *value)
{
  g_autofree char *key = g_strconcat (kind, "\n", value, NULL);

  return GPOINTER_TO_UINT (g_hash_table_lookup (self->lines, key));
}
