/* manicule-zip-writer.c: zip archives of our own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>

struct _ManiculeZipWriter
{
  struct archive       *archive;  /* (owned) */
  ManiculeFormatOutput *output;   /* (not owned) */
  GError               *error;    /* (owned) (nullable): of the output */
};

static la_ssize_t
write_block (struct archive *archive,
             void           *data,
             const void     *block,
             size_t          length)
{
  ManiculeZipWriter *self = data;

  if (self->error != NULL || !manicule_format_output_write (self->output, block, (gssize) length, &self->error))
    return -1;

  return (la_ssize_t) length;
}

static gboolean
set_write_error (ManiculeZipWriter  *self,
                 GError            **error)
{
  if (self->error != NULL)
    g_propagate_error (error, g_steal_pointer (&self->error));
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("the archive cannot be written: %s"),
                 archive_error_string (self->archive));

  return FALSE;
}

/**
 * manicule_zip_writer_new:
 * @output: an open file, which must outlive the writer
 * @error: return location
 *
 * Returns: (transfer full): a writer, or NULL with an error
 */
ManiculeZipWriter *
manicule_zip_writer_new (ManiculeFormatOutput  *output,
                         GError               **error)
{
  ManiculeZipWriter *self = g_new0 (ManiculeZipWriter, 1);

  self->output = output;
  self->archive = archive_write_new ();
  archive_write_set_format_zip (self->archive);
  archive_write_zip_set_compression_deflate (self->archive);
  archive_write_set_bytes_in_last_block (self->archive, 1);
  if (archive_write_open (self->archive, self, NULL, write_block, NULL) == ARCHIVE_OK)
    return self;

  set_write_error (self, error);
  manicule_zip_writer_close (self, FALSE, NULL);

  return NULL;
}

static gboolean
begin_file (ManiculeZipWriter *self,
            const char        *name,
            gsize              length)
{
  struct archive_entry *entry = archive_entry_new ();
  gboolean success;

  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, (la_int64_t) length);
  success = archive_write_header (self->archive, entry) == ARCHIVE_OK;
  archive_entry_free (entry);

  return success;
}

static gboolean
write_data (ManiculeZipWriter *self,
            const char        *data,
            gsize              length)
{
  return length == 0 || archive_write_data (self->archive, data, length) == (la_ssize_t) length;
}

/**
 * manicule_zip_writer_add:
 * @self: a writer
 * @name: the name of a file, in ASCII
 * @contents: what is in it
 * @length: how many bytes
 * @error: return location
 *
 * Adds a file. Archives of the same files are the same.
 *
 * Returns: FALSE with an error when it cannot be written
 */
gboolean
manicule_zip_writer_add (ManiculeZipWriter  *self,
                         const char         *name,
                         const char         *contents,
                         gsize               length,
                         GError            **error)
{
  gboolean success = begin_file (self, name, length) && write_data (self, contents, length) &&
                     archive_write_finish_entry (self->archive) == ARCHIVE_OK;

  return success || set_write_error (self, error);
}

/**
 * manicule_zip_writer_add_pieces:
 * @self: a writer
 * @name: the name of a file, in ASCII
 * @pieces: (element-type GBytes): what is in it, one after the other
 * @error: return location
 *
 * Adds a file that would be too large to be put together in memory.
 *
 * Returns: FALSE with an error when it cannot be written
 */
gboolean
manicule_zip_writer_add_pieces (ManiculeZipWriter  *self,
                                const char         *name,
                                GPtrArray          *pieces,
                                GError            **error)
{
  gsize length = 0;
  gboolean success;

  for (guint i = 0; i < pieces->len; i++)
    length += g_bytes_get_size (g_ptr_array_index (pieces, i));

  success = begin_file (self, name, length);
  for (guint i = 0; i < pieces->len && success; i++)
    {
      gsize size;
      const char *data = g_bytes_get_data (g_ptr_array_index (pieces, i), &size);

      success = write_data (self, data, size);
    }
  success = success && archive_write_finish_entry (self->archive) == ARCHIVE_OK;

  return success || set_write_error (self, error);
}

/**
 * manicule_zip_writer_close:
 * @self: (transfer full): a writer
 * @commit: whether the archive is to be whole
 * @error: return location
 *
 * Ends the archive and frees the writer.
 *
 * Returns: FALSE with an error when it cannot be written
 */
gboolean
manicule_zip_writer_close (ManiculeZipWriter  *self,
                           gboolean            commit,
                           GError            **error)
{
  gboolean success = !commit || archive_write_close (self->archive) == ARCHIVE_OK || set_write_error (self, error);

  if (!commit)
    archive_write_fail (self->archive);
  archive_write_free (self->archive);
  g_clear_error (&self->error);
  g_free (self);

  return success;
}
