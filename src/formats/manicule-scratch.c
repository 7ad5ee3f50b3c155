/* manicule-scratch.c: bytes that are put aside and read again once, in memory or, when they are many, on the disk
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* So many stay in memory. */
#define MAX_HELD (1024 * 1024)
#define BLOCK_BYTES (64 * 1024)
/* It is read again at once: speed before size. */
#define PACKING_LEVEL 1

struct _ManiculeScratch
{
  char          *folder;       /* (owned) */
  GCancellable  *cancellable;  /* (owned) (nullable) */
  GString       *held;         /* (owned): all of it, as long as there is no file */
  GOutputStream *out;          /* (owned) (nullable): to the file, which it closes */
  int            fd;           /* of the file; -1: there is none */
  guint64        length;
};

/**
 * manicule_scratch_new:
 * @folder: where a file may be made, a path
 * @cancellable: (nullable): cancels what is done with the file
 *
 * Returns: (transfer full): a scratch without bytes
 */
ManiculeScratch *
manicule_scratch_new (const char   *folder,
                      GCancellable *cancellable)
{
  ManiculeScratch *self = g_new0 (ManiculeScratch, 1);

  self->folder = g_strdup (folder);
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  self->held = g_string_new (NULL);
  self->fd = -1;

  return self;
}

/**
 * manicule_scratch_free:
 * @self: a scratch
 *
 * Frees @self and what is in it.
 */
void
manicule_scratch_free (ManiculeScratch *self)
{
  g_clear_object (&self->out);
  if (self->fd >= 0)
    close (self->fd);
  g_string_free (self->held, TRUE);
  g_clear_object (&self->cancellable);
  g_free (self->folder);
  g_free (self);
}

/* The file has no name that could be told. */
static gboolean
prefix_folder (ManiculeScratch  *self,
               GError          **error)
{
  g_autofree char *display = g_filename_display_name (self->folder);

  g_prefix_error (error, "%s: ", display);

  return FALSE;
}

/* The file has no name from the beginning, so that nobody finds it and nothing is left of it. */
static gboolean
open_file (ManiculeScratch  *self,
           GError          **error)
{
  g_autofree char *path = g_build_filename (self->folder, ".manicule-XXXXXX", NULL);
  g_autoptr(GConverter) packer = NULL;
  g_autoptr(GOutputStream) raw = NULL;

  self->fd = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);
  if (self->fd < 0 || g_unlink (path) != 0)
    {
      int code = errno;
      g_autofree char *display = g_filename_display_name (self->folder);

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _("%s: no file can be made there: %s"), display, g_strerror (code));
      return FALSE;
    }

  raw = g_unix_output_stream_new (self->fd, FALSE);
  packer = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW, PACKING_LEVEL));
  self->out = g_converter_output_stream_new (raw, packer);

  return TRUE;
}

static gboolean
write_file (ManiculeScratch  *self,
            const char       *data,
            gsize             length,
            GError          **error)
{
  return g_output_stream_write_all (self->out, data, length, NULL, self->cancellable, error) || prefix_folder (self, error);
}

/**
 * manicule_scratch_write:
 * @self: a scratch
 * @data: bytes
 * @length: how many
 * @error: return location
 *
 * Returns: FALSE with an error when they cannot be put aside
 */
gboolean
manicule_scratch_write (ManiculeScratch  *self,
                        const char       *data,
                        gsize             length,
                        GError          **error)
{
  self->length += length;
  if (self->out == NULL && self->held->len + length <= MAX_HELD)
    {
      g_string_append_len (self->held, data, (gssize) length);
      return TRUE;
    }
  if (self->out == NULL)
    {
      if (!open_file (self, error) || !write_file (self, self->held->str, self->held->len, error))
        return FALSE;
      g_string_free (self->held, TRUE);
      self->held = g_string_new (NULL);
    }

  return write_file (self, data, length, error);
}

/**
 * manicule_scratch_get_length:
 * @self: a scratch
 *
 * Returns: how many bytes are in it
 */
guint64
manicule_scratch_get_length (ManiculeScratch *self)
{
  return self->length;
}

static gboolean
read_file (ManiculeScratch      *self,
           ManiculeScratchFunc   func,
           gpointer              user_data,
           GError              **error)
{
  g_autoptr(GConverter) unpacker = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW));
  g_autoptr(GInputStream) raw = g_unix_input_stream_new (self->fd, FALSE);
  g_autoptr(GInputStream) stream = g_converter_input_stream_new (raw, unpacker);
  g_autofree char *block = g_malloc (BLOCK_BYTES);
  gssize n;

  if (lseek (self->fd, 0, SEEK_SET) != 0)
    {
      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
      return prefix_folder (self, error);
    }

  while ((n = g_input_stream_read (stream, block, BLOCK_BYTES, self->cancellable, error)) > 0)
    if (!func (block, (gsize) n, user_data, error))
      return FALSE;

  return n == 0 || prefix_folder (self, error);
}

/**
 * manicule_scratch_read:
 * @self: a scratch
 * @func: gets the bytes, in pieces
 * @user_data: passed to it
 * @error: return location
 *
 * Returns: FALSE with an error when they cannot be read, or @func stopped
 */
gboolean
manicule_scratch_read (ManiculeScratch      *self,
                       ManiculeScratchFunc   func,
                       gpointer              user_data,
                       GError              **error)
{
  if (self->out == NULL)
    return self->held->len == 0 || func (self->held->str, self->held->len, user_data, error);

  if (!g_output_stream_close (self->out, self->cancellable, error))
    return prefix_folder (self, error);

  return read_file (self, func, user_data, error);
}
