/* manicule-describe-frictionless.c: a data set as a data package
 *
 * After the Data Package specification (Frictionless Data, version 1): name, title, resources with path, size and hash,
 * and a table schema where a resource is a table.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-data-set-private.h"

#include <json-glib/json-glib.h>

/* "[-a-z0-9._/]", as the specification asks; never empty. */
static char *
make_name (const char *string)
{
  g_autofree char *ascii = g_str_to_ascii (string, "C");
  g_autoptr(GString) name = g_string_new (NULL);

  for (const char *p = ascii; *p != '\0'; p++)
    {
      char c = g_ascii_tolower (*p);

      if (g_ascii_isalnum (c) || c == '.' || c == '_')
        g_string_append_c (name, c);
      else if (name->len > 0 && name->str[name->len - 1] != '-')
        g_string_append_c (name, '-');
    }
  while (name->len > 0 && name->str[name->len - 1] == '-')
    g_string_truncate (name, name->len - 1);

  return g_strdup (name->len > 0 ? name->str : "data");
}

static char *
make_unique_name (const char *string,
                  GHashTable *taken)
{
  g_autofree char *base = make_name (string);
  char *name = g_strdup (base);

  for (guint number = 2; !g_hash_table_add (taken, g_strdup (name)); number++)
    {
      g_free (name);
      name = g_strdup_printf ("%s-%u", base, number);
    }

  return name;
}

static void
add_string (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_table_schema (JsonBuilder            *builder,
                  const ManiculeDataFile *file,
                  char                  **columns)
{
  add_string (builder, "profile", "tabular-data-resource");
  if (g_str_has_suffix (file->name, ".tsv"))
    {
      json_builder_set_member_name (builder, "dialect");
      json_builder_begin_object (builder);
      add_string (builder, "delimiter", "\t");
      json_builder_end_object (builder);
    }

  json_builder_set_member_name (builder, "schema");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "fields");
  json_builder_begin_array (builder);
  for (guint i = 0; columns[i] != NULL; i++)
    {
      json_builder_begin_object (builder);
      add_string (builder, "name", columns[i]);
      add_string (builder, "type", manicule_data_column_is_number (columns[i]) ? "integer" : "string");
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "missingValues");
  json_builder_begin_array (builder);
  json_builder_add_string_value (builder, "");
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_resource (JsonBuilder            *builder,
              const ManiculeDataFile *file,
              GHashTable             *taken)
{
  const char *dot = strrchr (file->name, '.');
  g_auto(GStrv) columns = manicule_data_file_dup_columns (file);
  g_autofree char *name = make_unique_name (file->name, taken);
  g_autofree char *hash = g_strconcat ("sha256:", file->sha256, NULL);

  json_builder_begin_object (builder);
  add_string (builder, "name", name);
  add_string (builder, "path", file->name);
  if (dot != NULL)
    add_string (builder, "format", dot + 1);
  add_string (builder, "mediatype", manicule_data_file_get_media_type (file));
  add_string (builder, "encoding", "utf-8");
  json_builder_set_member_name (builder, "bytes");
  json_builder_add_int_value (builder, (gint64) file->n_bytes);
  add_string (builder, "hash", hash);
  if (columns != NULL)
    add_table_schema (builder, file, columns);
  json_builder_end_object (builder);
}

/**
 * manicule_describe_frictionless:
 * @self: a data set
 *
 * Returns: (transfer full): its datapackage.json
 */
char *
manicule_describe_frictionless (ManiculeDataSet *self)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(JsonNode) root = NULL;
  g_autofree char *name = make_name (self->title);
  g_autofree char *json = NULL;

  json_builder_begin_object (builder);
  add_string (builder, "profile", "data-package");
  add_string (builder, "name", name);
  add_string (builder, "title", self->title);
  json_builder_set_member_name (builder, "resources");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->files->len; i++)
    add_resource (builder, self->files->pdata[i], taken);
  json_builder_end_array (builder);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  json = json_to_string (root, TRUE);

  return g_strconcat (json, "\n", NULL);
}
