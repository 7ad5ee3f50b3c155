/* manicule-format-input.c: what a format reads from: the file, options, findings, the schema that grows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-input-private.h"

#include "manicule-decode.h"
#include "manicule-formats-private.h"
#include "manicule-unicode-stream.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PROGRESS_STEP (256 * 1024)

/* --- making one --- */

/**
 * manicule_format_input_new:
 * @format: the format to read
 * @file: a file
 * @options: (nullable): option name to value, which must outlive the input
 * @schema: a schema that nobody else uses while reading
 * @findings: (nullable): where to report, must outlive the input; NULL to fail at the first error
 * @cancellable: (nullable): cancels the reading
 *
 * Returns: (transfer full): an input; nothing is opened yet
 */
ManiculeFormatInput *
manicule_format_input_new (const ManiculeFormat *format,
                           GFile                *file,
                           GHashTable           *options,
                           ManiculeSchema       *schema,
                           ManiculeFindings     *findings,
                           GCancellable         *cancellable)
{
  ManiculeFormatInput *self;
  g_autofree char *name = NULL;

  g_return_val_if_fail (format != NULL && manicule_format_can_read (format), NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);
  g_return_val_if_fail (MANICULE_IS_SCHEMA (schema), NULL);

  self = g_new0 (ManiculeFormatInput, 1);
  name = g_file_get_basename (file);
  self->format = format;
  self->file = g_object_ref (file);
  self->name = g_filename_display_name (name != NULL ? name : "?");
  self->options = options;
  self->schema = g_object_ref (schema);
  self->findings = findings;
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  self->lines.max_line = MANICULE_FORMAT_MAX_LINE;
  self->learned = manicule_learned_new ();

  return self;
}

/**
 * manicule_format_input_free:
 * @self: an input
 *
 * Frees @self; a reading must not be under way.
 */
void
manicule_format_input_free (ManiculeFormatInput *self)
{
  g_return_if_fail (self != NULL);

  manicule_line_reader_clear (&self->lines);
  manicule_learned_free (self->learned);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->schema);
  g_clear_object (&self->file);
  g_free (self->encoding);
  g_free (self->name);
  g_free (self);
}

/**
 * manicule_format_input_set_encoding:
 * @self: an input that was not read yet
 * @encoding: (nullable): an IANA name; NULL to detect it
 *
 * Says in which encoding a plain text or a page is, or those lines of a file that are not UTF-8.
 */
void
manicule_format_input_set_encoding (ManiculeFormatInput *self,
                                    const char          *encoding)
{
  g_return_if_fail (self != NULL);

  g_set_str (&self->encoding, encoding);
}

/**
 * manicule_format_input_has_encoding:
 * @self: an input
 *
 * Returns: whether an encoding was set, which goes before any that the file names
 */
gboolean
manicule_format_input_has_encoding (ManiculeFormatInput *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->encoding != NULL;
}

/**
 * manicule_format_input_set_for_comparing:
 * @self: an input that was not read yet
 *
 * Says that the documents are only compared with others, for which nothing of what sets carry counts: readers of files
 * whose every line would be carried need not keep them then.
 */
void
manicule_format_input_set_for_comparing (ManiculeFormatInput *self)
{
  g_return_if_fail (self != NULL);

  self->is_for_comparing = TRUE;
}

/**
 * manicule_format_input_carries:
 * @self: an input
 *
 * Returns: whether what sets carry is wanted
 */
gboolean
manicule_format_input_carries (ManiculeFormatInput *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return !self->is_for_comparing;
}

/**
 * manicule_format_input_set_progress:
 * @self: an input that was not read yet
 * @func: (nullable): called with bytes read and bytes in all
 * @data: for @func
 *
 * Says whom to tell how far the reading is, in the thread that reads.
 */
void
manicule_format_input_set_progress (ManiculeFormatInput   *self,
                                    GFileProgressCallback  func,
                                    gpointer               data)
{
  g_return_if_fail (self != NULL);

  self->progress = func;
  self->progress_data = data;
}

/**
 * manicule_format_input_read:
 * @self: an input that was not read yet
 * @func: gets each document
 * @data: for @func
 *
 * Runs the format's reader, then adds to the schema what the documents use and it does not name yet.
 *
 * Returns: FALSE with an error when the file cannot be read, the reading was cancelled or @func failed; documents may
 *   have been handed out before
 */
gboolean
manicule_format_input_read (ManiculeFormatInput   *self,
                            ManiculeDocumentFunc   func,
                            gpointer               data,
                            GError               **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (func != NULL, FALSE);

  if (!self->format->read (self, func, data, error))
    return FALSE;

  manicule_format_input_report_predictions (self);
  manicule_learned_complete (self->learned, self->schema);

  return TRUE;
}

/* --- the file --- */

/**
 * manicule_format_input_get_file:
 * @self: an input
 *
 * Returns: (transfer none): the file that is read
 */
GFile *
manicule_format_input_get_file (ManiculeFormatInput *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->file;
}

/**
 * manicule_format_input_get_name:
 * @self: an input
 *
 * Returns: (transfer none): the base name of the file as UTF-8, for messages
 */
const char *
manicule_format_input_get_name (ManiculeFormatInput *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->name;
}

/**
 * manicule_format_input_get_option:
 * @self: an input
 * @option: the name of an option of the format
 *
 * Returns: (transfer none) (nullable): the value chosen, else the default
 */
const char *
manicule_format_input_get_option (ManiculeFormatInput *self,
                                  const char          *option)
{
  g_return_val_if_fail (self != NULL, NULL);

  return manicule_format_lookup_option (self->format, self->options, option);
}

void
manicule_format_input_advance (ManiculeFormatInput *self,
                               gsize                n_bytes)
{
  self->n_done += (goffset) n_bytes;

  if (self->progress == NULL || self->n_done == self->n_reported)
    return;

  if (self->n_done - self->n_reported >= PROGRESS_STEP || self->n_done == self->n_bytes)
    {
      self->n_reported = self->n_done;
      self->progress (self->n_done, self->n_bytes, self->progress_data);
    }
}

/* A file that the user named may be a symbolic link; one that only stands beside it may not, since that is how a
 * hostile folder would reach for files elsewhere. */
GInputStream *
manicule_format_input_open (ManiculeFormatInput  *self,
                            GFile                *file,
                            goffset              *size,
                            GError              **error)
{
  GFileQueryInfoFlags flags = file == self->file ? G_FILE_QUERY_INFO_NONE : G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS;
  g_autoptr(GFileInfo) info = NULL;

  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE, flags,
                            self->cancellable, error);
  if (info == NULL)
    return NULL;

  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      g_autofree char *name = g_file_get_parse_name (file);

      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, _("%s is not a regular file"), name);
      return NULL;
    }

  *size = g_file_info_get_size (info);
  if (file == self->file)
    self->n_bytes = *size;

  return G_INPUT_STREAM (g_file_read (file, self->cancellable, error));
}

GInputStream *
manicule_format_input_open_decoded (ManiculeFormatInput  *self,
                                    goffset              *size,
                                    GError              **error)
{
  GInputStream *original = manicule_format_input_open (self, self->file, size, error);
  const char *encoding = NULL;
  g_autoptr(GInputStream) stream = NULL;

  if (original != NULL)
    stream = manicule_unicode_stream_new (original, &encoding, self->cancellable, error);
  if (stream == NULL)
    return NULL;

  if (encoding != NULL && !self->has_told_encoding)
    {
      self->has_told_encoding = TRUE;
      if (!manicule_format_input_report (self, MANICULE_FINDING_NOTE, "encoding-detected", 0, error,
                                         _("the text is not UTF-8 and was read as %s"), encoding))
        return NULL;
    }

  return g_steal_pointer (&stream);
}

static gboolean
read_all (ManiculeFormatInput  *self,
          GInputStream         *stream,
          GByteArray           *bytes,
          goffset               size,
          gboolean              count,
          GError              **error)
{
  gssize n;

  do
    {
      guint old = bytes->len;
      guint step = (guint) CLAMP (size - old + 1, 4096, 1024 * 1024);

      g_byte_array_set_size (bytes, old + step);
      n = g_input_stream_read (stream, bytes->data + old, step, self->cancellable, error);
      if (n < 0)
        return FALSE;

      g_byte_array_set_size (bytes, old + (guint) n);
      if (count)
        manicule_format_input_advance (self, (gsize) n);

      /* The file may grow while it is read. */
      if (bytes->len > MANICULE_FORMAT_MAX_BYTES)
        {
          g_set_error (error, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_LIMIT,
                       _("%s is larger than %u MB, which is as much as is read at once"),
                       self->name, MANICULE_FORMAT_MAX_BYTES / (1024 * 1024));
          return FALSE;
        }
    }
  while (n > 0);

  return TRUE;
}

/**
 * manicule_format_input_read_bytes:
 * @self: an input
 * @file: (nullable): a file beside the one being read; NULL: that one
 *
 * Returns: (transfer full): the whole file, or NULL with an error when it is missing, not a regular file, larger than
 *   MANICULE_FORMAT_MAX_BYTES or cannot be read
 */
GBytes *
manicule_format_input_read_bytes (ManiculeFormatInput  *self,
                                  GFile                *file,
                                  GError              **error)
{
  g_autoptr(GInputStream) stream = NULL;
  g_autoptr(GByteArray) bytes = NULL;
  goffset size = 0;
  gsize n_bytes;
  guint8 *data;

  g_return_val_if_fail (self != NULL, NULL);

  if (file == NULL)
    file = self->file;

  stream = manicule_format_input_open (self, file, &size, error);
  if (stream == NULL)
    return NULL;

  bytes = g_byte_array_new ();
  if (!read_all (self, stream, bytes, size, file == self->file, error))
    return NULL;

  /* Texts live long: no more memory than there are bytes. */
  n_bytes = bytes->len;
  data = g_byte_array_free (g_steal_pointer (&bytes), FALSE);

  return g_bytes_new_take (g_realloc (data, n_bytes), n_bytes);
}

/**
 * manicule_format_input_decode:
 * @self: an input
 * @bytes: a plain text
 * @encoding: (out) (nullable) (transfer full): the encoding where it was not UTF-8
 *
 * UTF-8 is taken exactly as it stands; anything else is decoded, by the encoding that was set or by the one that is
 * detected, which a note reports.
 *
 * Returns: (transfer full): the text, or NULL with an error
 */
ManiculeText *
manicule_format_input_decode (ManiculeFormatInput  *self,
                              GBytes               *bytes,
                              char                **encoding,
                              GError              **error)
{
  g_autoptr(GArray) candidates = NULL;
  g_autoptr(ManiculeText) text = NULL;
  const char *name;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (encoding != NULL, NULL);

  name = self->encoding;
  if (name == NULL)
    {
      candidates = manicule_decode_detect (bytes);
      name = g_array_index (candidates, ManiculeEncoding, 0).name;
    }

  text = manicule_decode (bytes, name, error);
  if (text == NULL)
    {
      g_prefix_error (error, "%s: ", self->name);
      return NULL;
    }

  *encoding = g_ascii_strcasecmp (name, "UTF-8") != 0 ? g_strdup (name) : NULL;
  if (*encoding != NULL && self->encoding == NULL)
    manicule_format_input_report (self, MANICULE_FINDING_NOTE, "encoding-detected", 0, NULL,
                                  _("the text is not UTF-8 and was read as %s"), name);

  return g_steal_pointer (&text);
}

/**
 * manicule_format_input_read_text:
 * @self: an input
 * @file: (nullable): a file beside the one being read; NULL: that one
 * @encoding: (out) (optional) (nullable) (transfer full): the encoding where it was not UTF-8
 *
 * Reads a plain text: manicule_format_input_read_bytes() and manicule_format_input_decode() in one.
 *
 * Returns: (transfer full): the text, or NULL with an error
 */
ManiculeText *
manicule_format_input_read_text (ManiculeFormatInput  *self,
                                 GFile                *file,
                                 char                **encoding,
                                 GError              **error)
{
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(ManiculeText) text = NULL;
  g_autofree char *found = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  bytes = manicule_format_input_read_bytes (self, file, error);
  if (bytes == NULL)
    return NULL;

  text = manicule_format_input_decode (self, bytes, &found, error);
  if (text != NULL && encoding != NULL)
    *encoding = g_steal_pointer (&found);

  return g_steal_pointer (&text);
}

/**
 * manicule_format_input_get_sibling:
 * @self: an input
 * @name: a file name
 *
 * Returns: (transfer full) (nullable): the file of that name in the same folder, which need not exist; NULL when
 *   @name would lead out of the folder
 */
GFile *
manicule_format_input_get_sibling (ManiculeFormatInput *self,
                                   const char          *name)
{
  g_autoptr(GFile) folder = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  if (*name == '\0' || strchr (name, '/') != NULL || g_str_equal (name, ".") || g_str_equal (name, ".."))
    return NULL;

  folder = g_file_get_parent (self->file);

  return folder != NULL ? g_file_get_child (folder, name) : NULL;
}

/* --- the schema --- */

/**
 * manicule_format_input_get_schema:
 * @self: an input
 *
 * Returns: (transfer none): the schema, which grows by what the file declares
 */
ManiculeSchema *
manicule_format_input_get_schema (ManiculeFormatInput *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->schema;
}

/**
 * manicule_format_input_ensure_label:
 * @self: an input
 * @name: the label's name, not empty
 * @kind: how it behaves, if it is new
 *
 * Returns: (transfer none): the label of that name
 */
ManiculeLabel *
manicule_format_input_ensure_label (ManiculeFormatInput *self,
                                    const char          *name,
                                    ManiculeLabelKind    kind)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (name != NULL && *name != '\0', NULL);

  return manicule_schema_ensure_label (self->schema, name, kind);
}

/**
 * manicule_format_input_ensure_relation_type:
 * @self: an input
 * @name: the type's name, not empty
 *
 * Returns: (transfer none): the relation type of that name
 */
ManiculeRelationType *
manicule_format_input_ensure_relation_type (ManiculeFormatInput *self,
                                            const char          *name)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (name != NULL && *name != '\0', NULL);

  return manicule_schema_ensure_relation_type (self->schema, name);
}

/**
 * manicule_format_input_ensure_attribute:
 * @self: an input
 * @name: the attribute's name, not empty
 * @type: its type, if it is new
 * @values: (nullable): its values, if it is new and a choice
 *
 * Returns: (transfer none): the attribute of that name
 */
ManiculeAttribute *
manicule_format_input_ensure_attribute (ManiculeFormatInput   *self,
                                        const char            *name,
                                        ManiculeAttributeType  type,
                                        const char * const    *values)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (name != NULL && *name != '\0', NULL);

  if (manicule_schema_find_attribute (self->schema, name) == NULL)
    {
      ManiculeAttributeFields fields = { .name = name, .type = type, .values = values };
      g_autoptr(ManiculeAttribute) attribute = manicule_attribute_new (&fields);

      manicule_schema_add_attribute (self->schema, attribute);
    }

  return manicule_schema_find_attribute (self->schema, name);
}
