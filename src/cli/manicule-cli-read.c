/* manicule-cli-read.c: reading files without a project
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-cli-read.h"

#include "manicule-cli-distinct.h"
#include "manicule-cli.h"
#include "manicule-format-input.h"

#include <glib/gi18n-lib.h>

/* How many documents may wait between the reader's thread and the export. */
#define PIPE_LENGTH 8

struct _ManiculeCliPipe
{
  const ManiculeFormat *format;
  GFile                *input;      /* (owned) */
  const ManiculeCliReading *reading; /* (not owned) */
  ManiculeFindings     *findings;   /* (not owned): of the first reading */
  ManiculeFindings     *ignored;    /* (owned): of the later ones */
  ManiculeSchema       *schema;     /* (owned): what the files bring */
  ManiculeSchema       *mapped;     /* (owned): the same under the names of the map */
  ManiculeDocumentIds   ids;        /* of the documents of this reading, with files of their own */
  guint                 n_readings;
  GThread              *thread;     /* (owned) (nullable) */

  /* Shared with the thread. */
  GMutex                mutex;
  GCond                 cond;
  GQueue                documents;  /* (owned) */
  gboolean              stop;
  gboolean              finished;
  GError               *error;      /* (owned) (nullable): why the reader failed */
};

static int
compare_files (gconstpointer a,
               gconstpointer b)
{
  g_autofree char *first = g_file_get_uri (*(GFile **) a);
  g_autofree char *second = g_file_get_uri (*(GFile **) b);
  g_autofree char *first_key = g_utf8_collate_key_for_filename (first, -1);
  g_autofree char *second_key = g_utf8_collate_key_for_filename (second, -1);

  return g_strcmp0 (first_key, second_key);
}

/* Adds the files below @folder, hidden ones and symbolic links left out. */
static gboolean
list_folder (GFile      *folder,
             GPtrArray  *files,
             GError    **error)
{
  g_autoptr(GFileEnumerator) enumerator = NULL;
  GFileInfo *info;
  GFile *child;

  enumerator = g_file_enumerate_children (folder, "standard::name,standard::type,standard::is-hidden",
                                          G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, error);
  if (enumerator == NULL)
    return FALSE;
  while (g_file_enumerator_iterate (enumerator, &info, &child, manicule_cli_get_cancellable (), error))
    {
      if (info == NULL)
        return TRUE;
      if (g_file_info_get_is_hidden (info))
        continue;
      if (g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR)
        g_ptr_array_add (files, g_object_ref (child));
      else if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY && !list_folder (child, files, error))
        return FALSE;
    }
  return FALSE;
}

static gboolean
is_of_format (const ManiculeFormat *format,
              GFile                *file)
{
  return manicule_formats_sniff (file, NULL) == format;
}

/* The companions of every file are read with it, never by themselves. */
static GHashTable *
list_companions (const ManiculeFormat *format,
                 GPtrArray            *files)
{
  GHashTable *table = g_hash_table_new_full (g_file_hash, (GEqualFunc) g_file_equal, g_object_unref, NULL);
  guint i, j;

  for (i = 0; format->companions != NULL && i < files->len; i++)
    {
      g_autoptr(GPtrArray) companions = format->companions (g_ptr_array_index (files, i));

      for (j = 0; companions != NULL && j < companions->len; j++)
        g_hash_table_add (table, g_object_ref (g_ptr_array_index (companions, j)));
    }
  return table;
}

static gboolean
read_file (const ManiculeFormat  *format,
           GFile                 *file,
           const ManiculeCliReading *reading,
           ManiculeSchema        *schema,
           ManiculeFindings      *findings,
           ManiculeDocumentFunc   func,
           gpointer               data,
           GError               **error)
{
  g_autoptr(ManiculeFormatInput) input = NULL;

  input = manicule_format_input_new (format, file, reading != NULL ? reading->options : NULL, schema, findings,
                                     manicule_cli_get_cancellable ());
  if (reading != NULL)
    {
      manicule_format_input_set_predictions (input, reading->predictions);
      manicule_format_input_set_encoding (input, reading->encoding);
    }
  return manicule_format_input_read (input, func, data, error);
}

/* (element-type ManiculeFormat): the format of each of @files; NULL: none that is known. */
static GPtrArray *
sniff_files (GPtrArray  *files,
             GError    **error)
{
  g_autoptr(GPtrArray) formats = g_ptr_array_new ();
  guint i;

  for (i = 0; i < files->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (manicule_cli_get_cancellable (), error))
        return NULL;
      g_ptr_array_add (formats, (gpointer) manicule_formats_sniff (g_ptr_array_index (files, i), NULL));
    }
  return g_steal_pointer (&formats);
}

/* Those of @files that are read with another one of them. */
static GHashTable *
list_all_companions (GPtrArray *files,
                     GPtrArray *formats)
{
  GHashTable *table = g_hash_table_new_full (g_file_hash, (GEqualFunc) g_file_equal, g_object_unref, NULL);
  guint i, j;

  for (i = 0; i < files->len; i++)
    {
      const ManiculeFormat *format = g_ptr_array_index (formats, i);
      g_autoptr(GPtrArray) companions = NULL;

      if (format != NULL && format->companions != NULL)
        companions = format->companions (g_ptr_array_index (files, i));
      for (j = 0; companions != NULL && j < companions->len; j++)
        g_hash_table_add (table, g_object_ref (g_ptr_array_index (companions, j)));
    }
  return table;
}

static gboolean
is_plain_text (const ManiculeFormat *format)
{
  return format != NULL && g_str_equal (format->id, "text");
}

/* Are there texts that are read with other files? */
static gboolean
has_text_among (GPtrArray  *files,
                GPtrArray  *formats,
                GHashTable *companions)
{
  guint i;

  for (i = 0; i < files->len; i++)
    {
      if (is_plain_text (g_ptr_array_index (formats, i)) &&
          g_hash_table_contains (companions, g_ptr_array_index (files, i)))
        return TRUE;
    }
  return FALSE;
}

/* Tells of the texts that lie beside pairs of a text and a file of @format, and are in none. */
static void
report_texts (GPtrArray            *files,
              GPtrArray            *formats,
              GHashTable           *companions,
              const ManiculeFormat *format)
{
  guint i;

  for (i = 0; i < files->len; i++)
    {
      GFile *file = g_ptr_array_index (files, i);

      if (is_plain_text (g_ptr_array_index (formats, i)) && !g_hash_table_contains (companions, file))
        /* Translators: a file and the name of a format */
        manicule_cli_message (_("%s: left out, because the folder is read as %s"), g_file_peek_path (file), _(format->title));
    }
}

/* The only format of @formats, where the files in @companions do not count, nor texts beside pairs of a text and another
 * file. */
static const ManiculeFormat *
choose_format (GFile       *folder,
               GPtrArray   *files,
               GPtrArray   *formats,
               GHashTable  *companions,
               GError     **error)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new ();
  g_autoptr(GString) names = g_string_new (NULL);
  gboolean has_pairs = has_text_among (files, formats, companions);
  guint i;

  for (i = 0; i < files->len; i++)
    {
      const ManiculeFormat *format = g_ptr_array_index (formats, i);

      if (format == NULL || g_ptr_array_find (found, format, NULL) ||
          g_hash_table_contains (companions, g_ptr_array_index (files, i)) ||
          (has_pairs && is_plain_text (format)))
        continue;
      g_ptr_array_add (found, (gpointer) format);
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", format->id);
    }
  if (found->len == 1 && has_pairs)
    report_texts (files, formats, companions, g_ptr_array_index (found, 0));
  if (found->len == 1)
    return g_ptr_array_index (found, 0);

  if (found->len == 0)
    g_set_error (error, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_UNKNOWN,
                 _("%s: no file in this folder is in a format that is known"), g_file_peek_path (folder));
  else
    g_set_error (error, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_AMBIGUOUS,
                 /* Translators: a folder and a list of formats */
                 _("%s: the files in this folder are of several formats (%s); name the one to read"),
                 g_file_peek_path (folder), names->str);
  return NULL;
}

/**
 * manicule_cli_sniff:
 * @input: a file, or a folder that is read through
 * @error: return location for an error
 *
 * Returns: (nullable): the format of @input, or %NULL with an error
 */
const ManiculeFormat *
manicule_cli_sniff (GFile   *input,
                    GError **error)
{
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) formats = NULL;
  g_autoptr(GHashTable) companions = NULL;

  if (g_file_query_file_type (input, G_FILE_QUERY_INFO_NONE, NULL) != G_FILE_TYPE_DIRECTORY)
    return manicule_formats_sniff (input, error);

  if (!list_folder (input, files, error))
    return NULL;
  g_ptr_array_sort (files, compare_files);
  formats = sniff_files (files, error);
  if (formats == NULL)
    return NULL;
  companions = list_all_companions (files, formats);
  return choose_format (input, files, formats, companions, error);
}

/**
 * manicule_cli_read:
 * @format: a format that can be read
 * @input: a file, or a folder that is read through
 * @reading: (nullable): how it is read
 * @schema: a schema that grows by what the files bring
 * @findings: (nullable): collects what is wrong
 * @func: gets each document
 * @data: for @func
 * @error: return location for an error
 *
 * Reads one file, or every file of that format in a folder, in the order a person would list them.
 *
 * Returns: whether all was read
 */
gboolean
manicule_cli_read (const ManiculeFormat  *format,
                   GFile                 *input,
                   const ManiculeCliReading *reading,
                   ManiculeSchema        *schema,
                   ManiculeFindings      *findings,
                   ManiculeDocumentFunc   func,
                   gpointer               data,
                   GError               **error)
{
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GHashTable) companions = NULL;
  guint i, n_read = 0;

  if (g_file_query_file_type (input, G_FILE_QUERY_INFO_NONE, NULL) != G_FILE_TYPE_DIRECTORY)
    return read_file (format, input, reading, schema, findings, func, data, error);

  if (!list_folder (input, files, error))
    return FALSE;
  g_ptr_array_sort (files, compare_files);
  companions = list_companions (format, files);
  for (i = 0; i < files->len; i++)
    {
      GFile *file = g_ptr_array_index (files, i);

      if (g_hash_table_contains (companions, file) || !is_of_format (format, file))
        continue;
      if (!read_file (format, file, reading, schema, findings, func, data, error))
        return FALSE;
      n_read++;
    }
  if (n_read > 0)
    return TRUE;

  g_set_error (error, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_UNKNOWN,
               _("%s: no file in this folder is of the format “%s”"), g_file_peek_path (input), _(format->title));
  return FALSE;
}

/* Puts a document into the queue, waiting while it is full. FALSE when nobody wants more. */
static gboolean
push (ManiculeCliPipe   *self,
      ManiculeDocument  *document,
      GError           **error)
{
  gboolean stop;

  g_mutex_lock (&self->mutex);
  while (!self->stop && self->documents.length >= PIPE_LENGTH)
    g_cond_wait (&self->cond, &self->mutex);
  stop = self->stop;
  if (!stop)
    g_queue_push_tail (&self->documents, g_object_ref (document));
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
  if (stop)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "");
  return !stop;
}

/* The same, under an id that no document before it has, where each gets a file of its own. */
static gboolean
push_named (ManiculeCliPipe   *self,
            ManiculeDocument  *document,
            gboolean           is_one_of_several,
            GError           **error)
{
  g_autoptr(ManiculeDocument) distinct = NULL;

  if (!self->reading->is_for_files)
    return push (self, document, error);

  distinct = manicule_cli_distinguish (&self->ids, document, is_one_of_several);
  return push (self, distinct, error);
}

static gboolean
push_sets (ManiculeDocument  *document,
           gpointer           data,
           GError           **error)
{
  guint i, n = manicule_document_get_n_sets (document);

  if (n <= 1)
    return push_named (data, document, FALSE, error);

  for (i = 0; i < n; i++)
    {
      g_autoptr(ManiculeDocument) single = manicule_document_new (manicule_document_get_article (document),
                                                                  manicule_document_get_text (document));

      manicule_document_add_set (single, manicule_document_get_set (document, i));
      if (!push_named (data, single, TRUE, error))
        return FALSE;
    }
  return TRUE;
}

static gpointer
read_in_thread (gpointer data)
{
  ManiculeCliPipe *self = data;
  ManiculeFindings *findings = self->n_readings == 1 ? self->findings : self->ignored;
  GError *error = NULL;

  manicule_cli_read (self->format, self->input, self->reading, self->schema, findings, push_sets, self, &error);

  g_mutex_lock (&self->mutex);
  self->finished = TRUE;
  self->error = error;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
  return NULL;
}

static void
stop_reading (ManiculeCliPipe *self)
{
  if (self->thread == NULL)
    return;

  g_mutex_lock (&self->mutex);
  self->stop = TRUE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
  g_thread_join (g_steal_pointer (&self->thread));
  g_queue_clear_full (&self->documents, g_object_unref);
  g_clear_error (&self->error);
}

static void
start_reading (ManiculeCliPipe *self)
{
  stop_reading (self);
  self->stop = FALSE;
  self->finished = FALSE;
  self->n_readings++;
  manicule_document_ids_clear (&self->ids);
  manicule_document_ids_init (&self->ids);
  self->thread = g_thread_new ("reader", read_in_thread, self);
}

ManiculeCliPipe *
manicule_cli_pipe_new (const ManiculeFormat *format,
                       GFile                *input,
                       const ManiculeCliReading *reading,
                       ManiculeFindings     *findings)
{
  ManiculeCliPipe *self = g_new0 (ManiculeCliPipe, 1);

  self->format = format;
  self->input = g_object_ref (input);
  self->reading = reading;
  self->findings = findings;
  self->ignored = manicule_findings_new ();
  self->schema = manicule_schema_new ();
  self->mapped = manicule_schema_new ();
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  g_queue_init (&self->documents);
  return self;
}

void
manicule_cli_pipe_free (ManiculeCliPipe *self)
{
  stop_reading (self);
  manicule_document_ids_clear (&self->ids);
  g_object_unref (self->input);
  g_object_unref (self->schema);
  g_object_unref (self->mapped);
  manicule_findings_free (self->ignored);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self);
}

static gboolean
has_map (ManiculeCliPipe *self)
{
  return self->reading->map != NULL && !manicule_map_is_empty (self->reading->map);
}

/* Grows while the documents are read for the first time; with a map, at the end of that. */
ManiculeSchema *
manicule_cli_pipe_get_schema (ManiculeCliPipe *self)
{
  return has_map (self) ? self->mapped : self->schema;
}

/* At the end of the first reading it is known what the files bring. */
static gboolean
finish_map (ManiculeCliPipe  *self,
            GError          **error)
{
  if (!has_map (self) || self->n_readings > 1)
    return TRUE;
  if (!manicule_map_check (self->reading->map, self->schema, error))
    return FALSE;

  manicule_map_schema (self->reading->map, self->schema, self->mapped);
  return TRUE;
}

/* The next document as the reader gives it. */
static ManiculeDocument *
pop (ManiculeCliPipe  *self,
     GError          **error)
{
  ManiculeDocument *document;

  g_mutex_lock (&self->mutex);
  while (!self->finished && g_queue_is_empty (&self->documents))
    g_cond_wait (&self->cond, &self->mutex);
  document = g_queue_pop_head (&self->documents);
  g_cond_broadcast (&self->cond);
  if (document == NULL && self->error != NULL)
    g_propagate_error (error, g_steal_pointer (&self->error));
  g_mutex_unlock (&self->mutex);
  return document;
}

/**
 * manicule_cli_pipe_source:
 * @index: which document; 0 starts from the beginning
 * @data: a #ManiculeCliPipe
 * @error: return location for an error
 *
 * Returns: (nullable) (transfer full): the next document; %NULL without an error at the end
 */
ManiculeDocument *
manicule_cli_pipe_source (guint      index,
                          gpointer   data,
                          GError   **error)
{
  ManiculeCliPipe *self = data;
  g_autoptr(ManiculeDocument) document = NULL;
  g_autoptr(GError) local_error = NULL;

  if (index == 0)
    start_reading (self);

  document = pop (self, &local_error);
  if (document == NULL && local_error == NULL)
    finish_map (self, &local_error);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  if (document == NULL || !has_map (self))
    return g_steal_pointer (&document);

  return manicule_map_document (self->reading->map, document);
}
