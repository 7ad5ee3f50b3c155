/* manicule-describe-croissant.c: a data set in Croissant 1.0
 *
 * After the Croissant format specification, version 1.0 (MLCommons). What a project does not know (licence, address,
 * creators, date of publication) is left to its publisher.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-data-set-private.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

/* More files than that are described by their suffix. */
#define MAX_FILES 24

/* The members of the context, which tools compare with that of the specification. */
static const struct { const char *name; const char *id; const char *type; } context[] = {
  { "@language", "en", NULL }, { "@vocab", "https://schema.org/", NULL },
  { "citeAs", "cr:citeAs", NULL }, { "column", "cr:column", NULL }, { "conformsTo", "dct:conformsTo", NULL },
  { "cr", "http://mlcommons.org/croissant/", NULL }, { "rai", "http://mlcommons.org/croissant/RAI/", NULL },
  { "data", "cr:data", "@json" }, { "dataType", "cr:dataType", "@vocab" }, { "dct", "http://purl.org/dc/terms/", NULL },
  { "examples", "cr:examples", "@json" }, { "extract", "cr:extract", NULL }, { "field", "cr:field", NULL },
  { "fileProperty", "cr:fileProperty", NULL }, { "fileObject", "cr:fileObject", NULL }, { "fileSet", "cr:fileSet", NULL },
  { "format", "cr:format", NULL }, { "includes", "cr:includes", NULL }, { "isLiveDataset", "cr:isLiveDataset", NULL },
  { "jsonPath", "cr:jsonPath", NULL }, { "key", "cr:key", NULL }, { "md5", "cr:md5", NULL },
  { "parentField", "cr:parentField", NULL }, { "path", "cr:path", NULL }, { "recordSet", "cr:recordSet", NULL },
  { "references", "cr:references", NULL }, { "regex", "cr:regex", NULL }, { "repeated", "cr:repeated", NULL },
  { "replace", "cr:replace", NULL }, { "sc", "https://schema.org/", NULL }, { "separator", "cr:separator", NULL },
  { "source", "cr:source", NULL }, { "subField", "cr:subField", NULL }, { "transform", "cr:transform", NULL },
  { "arrayShape", "cr:arrayShape", NULL }, { "isArray", "cr:isArray", NULL },
};

static void
add_string (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_context (JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "@context");
  json_builder_begin_object (builder);
  for (guint i = 0; i < G_N_ELEMENTS (context); i++)
    {
      if (context[i].type == NULL)
        {
          add_string (builder, context[i].name, context[i].id);
          continue;
        }
      json_builder_set_member_name (builder, context[i].name);
      json_builder_begin_object (builder);
      add_string (builder, "@id", context[i].id);
      add_string (builder, "@type", context[i].type);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
}

static void
add_languages (JsonBuilder     *builder,
               ManiculeDataSet *self)
{
  g_autoptr(GPtrArray) languages = manicule_data_set_list_languages (self);

  if (languages->len == 0)
    return;

  json_builder_set_member_name (builder, "inLanguage");
  json_builder_begin_array (builder);
  for (guint i = 0; i < languages->len; i++)
    json_builder_add_string_value (builder, languages->pdata[i]);
  json_builder_end_array (builder);
}

/* --- files --- */

static void
add_file (JsonBuilder            *builder,
          const ManiculeDataFile *file)
{
  g_autofree char *size = g_strdup_printf ("%" G_GUINT64_FORMAT " B", file->n_bytes);

  json_builder_begin_object (builder);
  add_string (builder, "@type", "cr:FileObject");
  add_string (builder, "@id", file->name);
  add_string (builder, "name", file->name);
  add_string (builder, "contentUrl", file->name);
  add_string (builder, "contentSize", size);
  add_string (builder, "encodingFormat", manicule_data_file_get_media_type (file));
  add_string (builder, "sha256", file->sha256);
  json_builder_end_object (builder);
}

static const char *
get_suffix (const ManiculeDataFile *file)
{
  const char *dot = strrchr (file->name, '.');

  return dot != NULL ? dot + 1 : "";
}

/* "train/ *.ann" without the space: the files of one folder and suffix. */
static char *
make_pattern (const ManiculeDataFile *file)
{
  g_autofree char *folder = g_path_get_dirname (file->name);
  const char *suffix = get_suffix (file);
  g_autofree char *base = *suffix != '\0' ? g_strconcat ("*.", suffix, NULL) : g_path_get_basename (file->name);

  return g_str_equal (folder, ".") ? g_steal_pointer (&base) : g_strconcat (folder, "/", base, NULL);
}

static void
add_file_sets (JsonBuilder     *builder,
               ManiculeDataSet *self)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->files->len; i++)
    {
      const ManiculeDataFile *file = self->files->pdata[i];
      g_autofree char *pattern = make_pattern (file);

      if (!g_hash_table_add (seen, g_strdup (pattern)))
        continue;
      json_builder_begin_object (builder);
      add_string (builder, "@type", "cr:FileSet");
      add_string (builder, "@id", pattern);
      add_string (builder, "name", pattern);
      add_string (builder, "encodingFormat", manicule_data_file_get_media_type (file));
      add_string (builder, "includes", pattern);
      json_builder_end_object (builder);
    }
}

/* --- records --- */

static void
add_field (JsonBuilder            *builder,
           const ManiculeDataFile *file,
           const char             *column,
           gboolean                is_number)
{
  g_autofree char *id = g_strconcat (file->name, "/", column, NULL);

  json_builder_begin_object (builder);
  add_string (builder, "@type", "cr:Field");
  add_string (builder, "@id", id);
  add_string (builder, "name", id);
  add_string (builder, "dataType", is_number ? "sc:Integer" : "sc:Text");
  json_builder_set_member_name (builder, "source");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "fileObject");
  json_builder_begin_object (builder);
  add_string (builder, "@id", file->name);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "extract");
  json_builder_begin_object (builder);
  add_string (builder, "column", column);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

/* What has columns: tables, and of our own lines the members that always are texts. */
static char **
dup_columns (ManiculeDataSet        *self,
             const ManiculeDataFile *file)
{
  static const char * const members[] = { "id", "text", NULL };

  if (g_str_equal (self->format->id, "jsonl"))
    return g_strdupv ((char **) members);

  return manicule_data_file_dup_columns (file);
}

static void
add_records (JsonBuilder            *builder,
             ManiculeDataSet        *self,
             const ManiculeDataFile *file)
{
  g_auto(GStrv) columns = dup_columns (self, file);
  g_autofree char *id = g_strconcat ("records of ", file->name, NULL);

  if (columns == NULL)
    return;

  json_builder_begin_object (builder);
  add_string (builder, "@type", "cr:RecordSet");
  add_string (builder, "@id", id);
  add_string (builder, "name", id);
  json_builder_set_member_name (builder, "field");
  json_builder_begin_array (builder);
  for (guint i = 0; columns[i] != NULL; i++)
    add_field (builder, file, columns[i], manicule_data_column_is_number (columns[i]));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

/**
 * manicule_describe_croissant:
 * @self: a data set
 *
 * Returns: (transfer full): its croissant.json
 */
char *
manicule_describe_croissant (ManiculeDataSet *self)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(JsonNode) root = NULL;
  guint n = manicule_data_set_get_n_documents (self);
  /* Translators: a number and the name of a format */
  g_autofree char *description = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u annotated article as %s",
                                                               "%u annotated articles as %s", n),
                                                  n, _(self->format->title));
  g_autofree char *json = NULL;

  json_builder_begin_object (builder);
  add_context (builder);
  add_string (builder, "@type", "sc:Dataset");
  add_string (builder, "name", self->title);
  add_string (builder, "description", description);
  add_string (builder, "conformsTo", "http://mlcommons.org/croissant/1.0");
  add_languages (builder, self);

  json_builder_set_member_name (builder, "distribution");
  json_builder_begin_array (builder);
  if (self->files->len > MAX_FILES)
    add_file_sets (builder, self);
  else
    for (guint i = 0; i < self->files->len; i++)
      add_file (builder, self->files->pdata[i]);
  json_builder_end_array (builder);

  json_builder_set_member_name (builder, "recordSet");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->files->len && self->files->len <= MAX_FILES; i++)
    add_records (builder, self, self->files->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  json = json_to_string (root, TRUE);

  return g_strconcat (json, "\n", NULL);
}
