/* manicule-zip-writer.c: zip archives of our own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>

/* Much of what is written are guids, which hardly shrink, however long that is tried. */
#define LEVEL "3"

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
  const char *reason = archive_error_string (self->archive);
  g_autofree char *shown = g_utf8_make_valid (reason != NULL ? reason : "?", -1);

  if (self->error != NULL)
    g_propagate_error (error, g_steal_pointer (&self->error));
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("the archive cannot be written: %s"), shown);

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
  archive_write_set_format_option (self->archive, "zip", "compression-level", LEVEL);
  archive_write_set_bytes_in_last_block (self->archive, 1);
  if (archive_write_open (self->archive, self, NULL, write_block, NULL) == ARCHIVE_OK)
    return self;

  set_write_error (self, error);
  manicule_zip_writer_close (self, FALSE, NULL);

  return NULL;
}

/**
 * manicule_zip_writer_begin:
 * @self: a writer
 * @name: the name of a file, in ASCII
 * @length: how many bytes will be in it
 * @error: return location
 *
 * Begins a file. Archives of the same files are the same.
 *
 * Returns: FALSE with an error when it cannot be written
 */
gboolean
manicule_zip_writer_begin (ManiculeZipWriter  *self,
                           const char         *name,
                           guint64             length,
                           GError            **error)
{
  struct archive_entry *entry = archive_entry_new ();
  gboolean success;

  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, (la_int64_t) length);
  success = archive_write_header (self->archive, entry) == ARCHIVE_OK;
  archive_entry_free (entry);

  return success || set_write_error (self, error);
}

/**
 * manicule_zip_writer_write:
 * @self: a writer with a file that was begun
 * @data: the next bytes of it
 * @length: how many
 * @error: return location
 *
 * Returns: FALSE with an error when they cannot be written
 */
gboolean
manicule_zip_writer_write (ManiculeZipWriter  *self,
                           const char         *data,
                           gsize               length,
                           GError            **error)
{
  return length == 0 || archive_write_data (self->archive, data, length) == (la_ssize_t) length || set_write_error (self, error);
}

/**
 * manicule_zip_writer_end:
 * @self: a writer with a file of which all was written
 * @error: return location
 *
 * Returns: FALSE with an error when it cannot be written
 */
gboolean
manicule_zip_writer_end (ManiculeZipWriter  *self,
                         GError            **error)
{
  return archive_write_finish_entry (self->archive) == ARCHIVE_OK || set_write_error (self, error);
}

/**
 * manicule_zip_writer_add:
 * @self: a writer
 * @name: the name of a file, in ASCII
 * @contents: what is in it
 * @length: how many bytes
 * @error: return location
 *
 * Adds a file.
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
  return manicule_zip_writer_begin (self, name, length, error) && manicule_zip_writer_write (self, contents, length, error) &&
         manicule_zip_writer_end (self, error);
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
