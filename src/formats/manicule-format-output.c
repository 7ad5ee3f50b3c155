/* manicule-format-output.c: what a format writes to: one file, or the members of a folder
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-output.h"

#include "manicule-export-private.h"
#include "manicule-formats-private.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BUFFER_BYTES (64 * 1024)
#define MAX_NAME_BYTES 255

struct _ManiculeFormatOutput
{
  const ManiculeFormat *format;
  char                 *place;        /* (owned): a path */
  GHashTable           *options;      /* (not owned) (nullable) */
  GCancellable         *cancellable;  /* (owned) (nullable) */
  GPtrArray            *mains;        /* (owned) (element-type utf8): names of the main members */
  GOutputStream        *stream;       /* (owned) (nullable): to the file that is open */
  char                 *open_name;    /* (owned) (nullable): its name, for messages */
  int                   fd;           /* of the file that is open, closed with the stream */
};

static gboolean
set_errno (GError     **error,
           int          code,
           const char  *action,
           const char  *name)
{
  g_autofree char *display = g_filename_display_name (name);

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "%s: %s: %s", display, action, g_strerror (code));

  return FALSE;
}

static gboolean
open_file (ManiculeFormatOutput  *self,
           const char            *path,
           const char            *name,
           GError               **error)
{
  g_autoptr(GOutputStream) raw = NULL;

  /* Never through a link that somebody has put there. */
  self->fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
  if (self->fd < 0)
    return set_errno (error, errno, _("cannot be made"), name);

  raw = g_unix_output_stream_new (self->fd, TRUE);
  self->stream = g_buffered_output_stream_new_sized (raw, BUFFER_BYTES);
  g_set_str (&self->open_name, name);

  return TRUE;
}

/* Streams do not know the name of their file. */
static gboolean
prefix_name (ManiculeFormatOutput  *self,
             GError               **error)
{
  g_autofree char *display = g_filename_display_name (self->open_name);

  g_prefix_error (error, "%s: ", display);

  return FALSE;
}

static gboolean
close_file (ManiculeFormatOutput  *self,
            gboolean               sync,
            GError               **error)
{
  gboolean success;

  success = g_output_stream_flush (self->stream, self->cancellable, error) || prefix_name (self, error);
  if (success && sync && fsync (self->fd) != 0)
    success = set_errno (error, errno, _("cannot be written to the disk"), self->open_name);

  if (!g_output_stream_close (self->stream, NULL, success ? error : NULL) && success)
    success = prefix_name (self, error);
  g_clear_object (&self->stream);

  return success;
}

static gboolean
name_is_safe (const char *name)
{
  gsize length = strlen (name);

  if (length == 0 || length > MAX_NAME_BYTES || *name == '.' || !g_utf8_validate (name, -1, NULL))
    return FALSE;

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    if (*p == '/' || *p == '\\' || g_unichar_iscntrl (g_utf8_get_char (p)))
      return FALSE;

  return TRUE;
}

/**
 * manicule_format_output_new:
 * @format: the format to write
 * @place: where; nothing of that name may exist
 * @options: (nullable): option name to value, which must outlive the output
 * @cancellable: (nullable): cancels the writing
 *
 * Makes the file or the folder.
 *
 * Returns: (transfer full): an output, or NULL with an error
 */
ManiculeFormatOutput *
manicule_format_output_new (const ManiculeFormat  *format,
                            GFile                 *place,
                            GHashTable            *options,
                            GCancellable          *cancellable,
                            GError               **error)
{
  g_autoptr(ManiculeFormatOutput) self = NULL;

  g_return_val_if_fail (format != NULL && manicule_format_can_write (format), NULL);
  g_return_val_if_fail (G_IS_FILE (place) && g_file_peek_path (place) != NULL, NULL);

  self = g_new0 (ManiculeFormatOutput, 1);
  self->format = format;
  self->place = g_file_get_path (place);
  self->options = options;
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  self->mains = g_ptr_array_new_with_free_func (g_free);

  if (format->container == MANICULE_CONTAINER_FOLDER)
    {
      if (g_mkdir (self->place, 0777) != 0)
        {
          set_errno (error, errno, _("cannot be made"), self->place);
          return NULL;
        }
    }
  else if (!open_file (self, self->place, self->place, error))
    {
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * manicule_format_output_free:
 * @self: an output
 *
 * Frees @self. What was written stays where it is.
 */
void
manicule_format_output_free (ManiculeFormatOutput *self)
{
  g_return_if_fail (self != NULL);

  /* Left open only after an error. */
  if (self->stream != NULL)
    g_output_stream_close (self->stream, NULL, NULL);
  g_clear_object (&self->stream);
  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->mains);
  g_free (self->open_name);
  g_free (self->place);
  g_free (self);
}

/**
 * manicule_format_output_finish:
 * @self: an output
 * @sync: whether to wait until all of it is on the disk
 *
 * Ends the writing.
 *
 * Returns: FALSE with an error when something could not be written
 */
gboolean
manicule_format_output_finish (ManiculeFormatOutput  *self,
                               gboolean               sync,
                               GError               **error)
{
  gboolean is_folder;

  g_return_val_if_fail (self != NULL, FALSE);

  is_folder = self->format->container == MANICULE_CONTAINER_FOLDER;
  if (self->stream != NULL && !close_file (self, sync && !is_folder, error))
    return FALSE;

  return !sync || !is_folder || manicule_sync_folder (self->place, TRUE, error);
}

/**
 * manicule_format_output_begin_member:
 * @self: the output of a format whose container is a folder
 * @name: a file name
 * @main: whether the format's reader is called with it
 *
 * Opens a new file of the folder, after closing the one before.
 *
 * Returns: FALSE with an error when the name is unsafe or taken, or the file cannot be made
 */
gboolean
manicule_format_output_begin_member (ManiculeFormatOutput  *self,
                                     const char            *name,
                                     gboolean               main,
                                     GError               **error)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (self->format->container == MANICULE_CONTAINER_FOLDER, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  if (!manicule_format_output_end_member (self, error))
    return FALSE;

  if (!name_is_safe (name))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME,
                   _("“%s” cannot be the name of a file; give the article another id"), name);
      return FALSE;
    }

  path = g_build_filename (self->place, name, NULL);
  if (!open_file (self, path, name, error))
    {
      if (error != NULL && g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_EXISTS))
        {
          g_clear_error (error);
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, _("two articles would both be written to %s"), name);
        }
      return FALSE;
    }

  if (main)
    g_ptr_array_add (self->mains, g_strdup (name));

  return TRUE;
}

/**
 * manicule_format_output_end_member:
 * @self: the output of a format whose container is a folder
 *
 * Closes the file that is open, if one is.
 *
 * Returns: FALSE with an error when the last of it could not be written
 */
gboolean
manicule_format_output_end_member (ManiculeFormatOutput  *self,
                                   GError               **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (self->format->container == MANICULE_CONTAINER_FOLDER, FALSE);

  return self->stream == NULL || close_file (self, FALSE, error);
}

/**
 * manicule_format_output_write:
 * @self: an output with an open file
 * @data: bytes
 * @length: how many; -1: up to a NUL
 *
 * Returns: FALSE with an error when they cannot be written
 */
gboolean
manicule_format_output_write (ManiculeFormatOutput  *self,
                              const char            *data,
                              gssize                 length,
                              GError               **error)
{
  g_return_val_if_fail (self != NULL && self->stream != NULL, FALSE);
  g_return_val_if_fail (data != NULL || length == 0, FALSE);

  return g_output_stream_write_all (self->stream, data, length < 0 ? strlen (data) : (gsize) length, NULL,
                                    self->cancellable, error) || prefix_name (self, error);
}

/**
 * manicule_format_output_new_scratch:
 * @self: an output
 *
 * Returns: (transfer full): a scratch whose file, if there is one, lies on the same disk as the output, and which is
 *   cancelled with it
 */
ManiculeScratch *
manicule_format_output_new_scratch (ManiculeFormatOutput *self)
{
  g_autofree char *folder = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  folder = g_path_get_dirname (self->place);

  return manicule_scratch_new (folder, self->cancellable);
}

/**
 * manicule_format_output_get_option:
 * @self: an output
 * @option: the name of an option of the format
 *
 * Returns: (transfer none) (nullable): the value chosen, else the default
 */
const char *
manicule_format_output_get_option (ManiculeFormatOutput *self,
                                   const char           *option)
{
  g_return_val_if_fail (self != NULL, NULL);

  return manicule_format_lookup_option (self->format, self->options, option);
}

/**
 * manicule_format_output_get_n_main:
 * @self: an output
 *
 * Returns: how many files the format's reader is to be called with
 */
guint
manicule_format_output_get_n_main (ManiculeFormatOutput *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->format->container == MANICULE_CONTAINER_FOLDER ? self->mains->len : 1;
}

/**
 * manicule_format_output_dup_main:
 * @self: an output
 * @index: which
 *
 * Returns: (transfer full): a file that the format's reader can be called with
 */
GFile *
manicule_format_output_dup_main (ManiculeFormatOutput *self,
                                 guint                 index)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < manicule_format_output_get_n_main (self), NULL);

  if (self->format->container == MANICULE_CONTAINER_FOLDER)
    path = g_build_filename (self->place, g_ptr_array_index (self->mains, index), NULL);

  return g_file_new_for_path (path != NULL ? path : self->place);
}
