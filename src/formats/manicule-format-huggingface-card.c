/* manicule-format-huggingface-card.c: which tag is which number: the features in the card of a data set
 *
 * Of YAML only as much is read as such cards hold: nested blocks told by their indentation, names with or without quotes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-huggingface-private.h"

#include "manicule-json-reader.h"
#include "manicule-json-writer.h"

#include <string.h>

#define MAX_TAGS 10000

/* --- reading the card --- */

static gsize
get_indent (const char *line)
{
  return strspn (line, " ");
}

/* Without quotes; escapes are left as they are, but for those of JSON, which we write. */
static char *
unquote (const char *value)
{
  g_autofree char *stripped = g_strstrip (g_strdup (value));
  gsize length = strlen (stripped);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(ManiculeJsonReader) reader = NULL;

  if (length < 2 || stripped[0] != stripped[length - 1] || strchr ("'\"", stripped[0]) == NULL)
    return g_steal_pointer (&stripped);

  if (*stripped == '"')
    {
      bytes = g_bytes_new_static (stripped, length);
      reader = manicule_json_reader_new (bytes, "", NULL);
      if (reader != NULL)
        return g_strdup (manicule_json_as_string (manicule_json_reader_get_root (reader)));
    }

  return g_strndup (stripped + 1, length - 2);
}

/* "- O", "0: O" or "'0': O"; NULL when it is neither. */
static char *
parse_tag (const char *line)
{
  const char *p = line + get_indent (line);

  if (g_str_has_prefix (p, "- "))
    return unquote (p + 2);

  p += strspn (p, "'\"");
  if (!g_ascii_isdigit (*p))
    return NULL;
  p += strspn (p, "0123456789");
  p += strspn (p, "'\"");

  return g_str_has_prefix (p, ": ") ? unquote (p + 2) : NULL;
}

/* The lines after "names:" that lie deeper, or begin with a hyphen at the same depth. */
static GPtrArray *
parse_tags (char  **lines,
            gsize   indent)
{
  GPtrArray *tags = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; lines[i] != NULL && tags->len < MAX_TAGS; i++)
    {
      gsize depth = get_indent (lines[i]);
      char *tag = depth > indent || (depth == indent && lines[i][depth] == '-') ? parse_tag (lines[i]) : NULL;

      if (tag == NULL)
        break;
      g_ptr_array_add (tags, tag);
    }

  return tags;
}

/* The name of the feature in "- name: ner_tags"; NULL for other lines. */
static char *
parse_feature (const char *line)
{
  const char *p = line + get_indent (line);

  return g_str_has_prefix (p, "- name: ") ? unquote (p + strlen ("- name: ")) : NULL;
}

/**
 * manicule_huggingface_parse_card:
 * @text: README.md
 * @column: the column with the tags
 *
 * Returns: (transfer full) (nullable) (element-type utf8): the tags in the order of their numbers
 */
GPtrArray *
manicule_huggingface_parse_card (const char *text,
                                 const char *column)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr(GPtrArray) found = NULL;
  g_autofree char *feature = NULL;

  if (lines[0] == NULL || !g_str_has_prefix (lines[0], "---"))
    return NULL;

  for (guint i = 1; lines[i] != NULL && !g_str_has_prefix (lines[i], "---"); i++)
    {
      char *name = parse_feature (g_strchomp (lines[i]));
      g_autoptr(GPtrArray) tags = NULL;

      if (name != NULL)
        {
          g_free (feature);
          feature = name;
        }
      if (!g_str_has_suffix (lines[i], "names:"))
        continue;

      tags = parse_tags (lines + i + 1, get_indent (lines[i]));
      if (tags->len == 0)
        continue;
      if (g_strcmp0 (feature, column) == 0)
        return g_steal_pointer (&tags);
      if (found == NULL)
        found = g_steal_pointer (&tags);
    }

  return g_steal_pointer (&found);
}

/* --- reading dataset_infos.json --- */

/* The names of a feature: {"feature": {"names": […]}} or {"names": […]} */
static GPtrArray *
read_names (ManiculeJsonValue feature)
{
  ManiculeJsonValue inner = manicule_json_find (feature, "feature");
  g_auto(GStrv) names = NULL;
  GPtrArray *tags;

  if (manicule_json_get_kind (inner) == MANICULE_JSON_OBJECT)
    feature = inner;
  if (manicule_json_get_kind (manicule_json_find (feature, "names")) != MANICULE_JSON_ARRAY)
    return NULL;

  names = manicule_json_find_strv (feature, "names");
  tags = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < MAX_TAGS && names[i] != NULL; i++)
    g_ptr_array_add (tags, g_strdup (names[i]));

  return tags;
}

static GPtrArray *
read_features (ManiculeJsonValue  features,
               const char        *column)
{
  g_autoptr(GPtrArray) found = NULL;
  ManiculeJsonIter iter;

  manicule_json_iter_init (&iter, features);
  while (manicule_json_iter_next (&iter))
    {
      g_autoptr(GPtrArray) tags = NULL;

      if (iter.name == NULL || manicule_json_get_kind (iter.value) != MANICULE_JSON_OBJECT)
        continue;
      tags = read_names (iter.value);
      if (tags != NULL && g_str_equal (iter.name, column))
        return g_steal_pointer (&tags);
      if (found == NULL)
        found = g_steal_pointer (&tags);
    }

  return g_steal_pointer (&found);
}

/**
 * manicule_huggingface_parse_infos:
 * @bytes: dataset_infos.json
 * @column: the column with the tags
 *
 * Returns: (transfer full) (nullable) (element-type utf8): the tags in the order of their numbers
 */
GPtrArray *
manicule_huggingface_parse_infos (GBytes     *bytes,
                                  const char *column)
{
  g_autoptr(ManiculeJsonReader) reader = manicule_json_reader_new (bytes, MANICULE_HUGGINGFACE_INFOS, NULL);
  ManiculeJsonIter iter;

  if (reader == NULL || manicule_json_get_kind (manicule_json_reader_get_root (reader)) != MANICULE_JSON_OBJECT)
    return NULL;

  manicule_json_iter_init (&iter, manicule_json_reader_get_root (reader));
  while (manicule_json_iter_next (&iter))
    {
      ManiculeJsonValue features = { reader, 0 };
      GPtrArray *tags;

      if (manicule_json_get_kind (iter.value) != MANICULE_JSON_OBJECT)
        continue;
      features = manicule_json_find (iter.value, "features");
      tags = manicule_json_get_kind (features) == MANICULE_JSON_OBJECT ? read_features (features, column) : NULL;
      if (tags != NULL)
        return tags;
    }

  return NULL;
}

/* --- writing --- */

/* As it is where YAML takes it for a text, else in quotes. */
static void
append_tag (GString    *features,
            guint       number,
            const char *prefix,
            const char *label)
{
  g_autofree char *tag = g_strconcat (prefix, label, NULL);

  g_string_append_printf (features, "          '%u': ", number);
  if (strspn (tag, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") == strlen (tag))
    g_string_append (features, tag);
  else
    manicule_json_append_string (features, tag);
  g_string_append_c (features, '\n');
}

/**
 * manicule_huggingface_describe:
 * @schema: the schema of what is written
 *
 * The numbers of tags are their places: "O", then "B-" and "I-" of each label in the order of the schema, so that they stay
 * when labels are added behind.
 *
 * Returns: (transfer full): the features of a record, for the front of a card
 */
char *
manicule_huggingface_describe (ManiculeSchema *schema)
{
  GListModel *labels = manicule_schema_get_labels (schema);
  GString *features = g_string_new ("dataset_info:\n"
                                    "  features:\n"
                                    "  - name: id\n"
                                    "    dtype: string\n"
                                    "  - name: document\n"
                                    "    dtype: string\n"
                                    "  - name: tokens\n"
                                    "    sequence: string\n"
                                    "  - name: " MANICULE_HUGGINGFACE_TAGS "\n"
                                    "    sequence:\n"
                                    "      class_label:\n"
                                    "        names:\n");

  append_tag (features, 0, "O", "");
  for (guint i = 0; i < g_list_model_get_n_items (labels); i++)
    {
      g_autoptr(ManiculeLabel) label = g_list_model_get_item (labels, i);

      append_tag (features, 2 * i + 1, "B-", manicule_label_get_name (label));
      append_tag (features, 2 * i + 2, "I-", manicule_label_get_name (label));
    }

  return g_string_free_and_steal (features);
}
