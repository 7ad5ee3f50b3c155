/* manicule-data-set.c: what is known of an exported data set, for its descriptions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-data-set-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How much of a table is read to find its first row. */
#define MAX_HEADER 65536

static void
data_file_free (gpointer data)
{
  ManiculeDataFile *self = data;

  g_free (self->path);
  g_free (self->name);
  g_free (self->sha256);
  g_free (self);
}

/**
 * manicule_data_set_new:
 * @format: the format it is written in
 * @title: what people call it
 *
 * Returns: (transfer full): a data set without documents
 */
ManiculeDataSet *
manicule_data_set_new (const ManiculeFormat *format,
                       const char           *title)
{
  ManiculeDataSet *self = g_new0 (ManiculeDataSet, 1);

  self->format = format;
  self->title = title;
  for (guint i = 0; i < G_N_ELEMENTS (self->counts); i++)
    self->counts[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->languages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->files = g_ptr_array_new_with_free_func (data_file_free);

  return self;
}

/**
 * manicule_data_set_free:
 * @self: a data set
 */
void
manicule_data_set_free (ManiculeDataSet *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->counts); i++)
    g_hash_table_unref (self->counts[i]);
  g_hash_table_unref (self->languages);
  g_ptr_array_unref (self->files);
  g_free (self);
}

static void
count_label (GHashTable *counts,
             const char *label)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, label));

  g_hash_table_replace (counts, g_strdup (label), GUINT_TO_POINTER (n + 1));
}

/**
 * manicule_data_set_add:
 * @self: a data set
 * @part: of a split; 0 where there is none
 * @document: a document as it was written
 *
 * Counts what is in @document.
 */
void
manicule_data_set_add (ManiculeDataSet  *self,
                       guint             part,
                       ManiculeDocument *document)
{
  const ManiculeArticleFields *fields = manicule_article_get_fields (manicule_document_get_article (document));
  ManiculeAnnotationSet *set = manicule_document_get_set (document, 0);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (set));

  self->parts[part].n_documents++;
  self->parts[part].n_annotations += n;
  if (fields->language != NULL)
    g_hash_table_add (self->languages, g_strdup (fields->language));

  for (guint i = 0; i < n; i++)
    {
      ManiculeAnnotation *annotation = manicule_annotation_set_get (set, i);

      count_label (self->counts[manicule_annotation_get_kind (annotation)], manicule_annotation_get_label (annotation));
    }
}

static gboolean
add_up (GInputStream  *stream,
        GChecksum     *checksum,
        guint64       *n_bytes,
        GCancellable  *cancellable,
        GError       **error)
{
  g_autofree guchar *buffer = g_malloc (1 << 16);
  gssize n;

  while ((n = g_input_stream_read (stream, buffer, 1 << 16, cancellable, error)) > 0)
    {
      g_checksum_update (checksum, buffer, n);
      *n_bytes += (guint64) n;
    }

  return n == 0;
}

/**
 * manicule_data_set_add_file:
 * @self: a data set
 * @part: of a split; 0 where there is none
 * @path: where the file is
 * @name: its name in the data set
 * @cancellable: (nullable): cancels the reading
 *
 * Takes down size and hash of a file.
 *
 * Returns: FALSE with an error when it cannot be read
 */
gboolean
manicule_data_set_add_file (ManiculeDataSet  *self,
                            guint             part,
                            const char       *path,
                            const char       *name,
                            GCancellable     *cancellable,
                            GError          **error)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  ManiculeDataFile *data_file;
  guint64 n_bytes = 0;

  if (stream == NULL || !add_up (G_INPUT_STREAM (stream), checksum, &n_bytes, cancellable, error))
    return FALSE;

  data_file = g_new0 (ManiculeDataFile, 1);
  data_file->path = g_strdup (path);
  data_file->name = g_filename_display_name (name);
  data_file->part = part;
  data_file->n_bytes = n_bytes;
  data_file->sha256 = g_strdup (g_checksum_get_string (checksum));
  g_ptr_array_add (self->files, data_file);

  return TRUE;
}

/**
 * manicule_data_set_get_count:
 * @self: a data set
 * @kind: a kind of annotation
 * @label: a label, relation type or document label
 *
 * Returns: how often it stands in the data set
 */
guint
manicule_data_set_get_count (ManiculeDataSet        *self,
                             ManiculeAnnotationKind  kind,
                             const char             *label)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->counts[kind], label));
}

/**
 * manicule_data_set_get_n_documents:
 * @self: a data set
 *
 * Returns: the number of articles in all parts
 */
guint
manicule_data_set_get_n_documents (ManiculeDataSet *self)
{
  guint n = 0;

  for (guint i = 0; i < MANICULE_N_SPLITS; i++)
    n += self->parts[i].n_documents;

  return n;
}

/**
 * manicule_data_set_list_languages:
 * @self: a data set
 *
 * Returns: (transfer container) (element-type utf8): the languages of its articles, sorted
 */
GPtrArray *
manicule_data_set_list_languages (ManiculeDataSet *self)
{
  GPtrArray *languages = g_hash_table_get_keys_as_ptr_array (self->languages);

  g_ptr_array_sort_values (languages, (GCompareFunc) g_strcmp0);

  return languages;
}

/**
 * manicule_data_file_get_media_type:
 * @self: a file
 *
 * Returns: (transfer none): its media type, by the suffix of its name
 */
const char *
manicule_data_file_get_media_type (const ManiculeDataFile *self)
{
  static const struct { const char *suffix; const char *type; } types[] = {
    { ".csv", "text/csv" }, { ".tsv", "text/tab-separated-values" }, { ".jsonl", "application/jsonlines" },
    { ".json", "application/json" }, { ".jsonld", "application/ld+json" }, { ".xml", "application/xml" },
    { ".xmi", "application/vnd.xmi+xml" }, { ".tei", "application/tei+xml" }, { ".html", "text/html" },
    { ".zip", "application/zip" }, { ".qdpx", "application/zip" }, { ".txt", "text/plain" }, { ".ann", "text/plain" },
    { ".conf", "text/plain" }, { ".conll", "text/plain" }, { ".conllu", "text/plain" }, { ".md", "text/markdown" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_has_suffix (self->name, types[i].suffix))
      return types[i].type;

  return "application/octet-stream";
}

static gboolean
read_first_line (const char *path,
                 GString    *line)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GFileInputStream) stream = g_file_read (file, NULL, NULL);
  gsize n = 0;

  if (stream == NULL)
    return FALSE;

  g_string_set_size (line, MAX_HEADER);
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), line->str, MAX_HEADER, &n, NULL, NULL))
    return FALSE;
  g_string_truncate (line, n);
  g_string_truncate (line, strcspn (line->str, "\r\n"));

  return TRUE;
}

/**
 * manicule_data_file_dup_columns:
 * @self: a file
 *
 * Returns: (transfer full) (nullable): the columns that the first row of a table names; NULL where it is no table
 */
char **
manicule_data_file_dup_columns (const ManiculeDataFile *self)
{
  g_autoptr(GString) line = g_string_new (NULL);
  const char *start;
  gboolean tabs = g_str_has_suffix (self->name, ".tsv");

  if ((!tabs && !g_str_has_suffix (self->name, ".csv")) || !read_first_line (self->path, line))
    return NULL;

  start = g_str_has_prefix (line->str, "\xef\xbb\xbf") ? line->str + 3 : line->str;
  /* Names of columns that need quotes are not ours to take apart here. */
  if (*start == '\0' || strchr (start, '"') != NULL)
    return NULL;

  return g_strsplit (start, tabs ? "\t" : ",", -1);
}

/**
 * manicule_data_column_is_number:
 * @column: a column of our tables
 *
 * Returns: whether only whole numbers stand in it
 */
gboolean
manicule_data_column_is_number (const char *column)
{
  return g_str_equal (column, "start") || g_str_equal (column, "end");
}

/**
 * manicule_data_set_get_part_name:
 * @part: one part of a split
 *
 * Returns: (transfer none): its name
 */
const char *
manicule_data_set_get_part_name (guint part)
{
  static const char * const names[MANICULE_N_SPLITS] = { "train", "validation", "test" };

  g_return_val_if_fail (part < MANICULE_N_SPLITS, NULL);

  return names[part];
}
