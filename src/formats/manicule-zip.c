/* manicule-zip.c: zip archives from outside, and our own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_ENTRIES 100000u
/* What a file may become, and how many times the size of the archive all of them may become beyond what is always
 * allowed. Texts shrink to a tenth; what shrinks to a hundredth says nothing. */
#define MAX_CONTENTS (512u * 1024 * 1024)
#define MAX_GROWTH 100u
#define ALWAYS_ALLOWED (8u * 1024 * 1024)
#define BLOCK_BYTES (64 * 1024)

/**
 * manicule_zip_is:
 * @head: the first bytes of a file
 * @length: how many
 *
 * Returns: whether the file looks like a zip archive
 */
gboolean
manicule_zip_is (const char *head,
                 gsize       length)
{
  return length >= 4 && memcmp (head, "PK\x03\x04", 4) == 0;
}

/* --- reading --- */

struct _ManiculeZipReader
{
  struct archive *archive;      /* (owned) */
  GInputStream   *stream;       /* (owned) */
  GCancellable   *cancellable;  /* (owned) (nullable) */
  char           *file;         /* (owned) */
  char           *name;         /* (owned) (nullable): of the file that is open */
  guint8         *block;        /* (owned) */
  guint64         n_allowed;    /* bytes that may still come out of it */
  guint64         size;         /* of the file that is open; 0: not known */
  guint           n_entries;
  GError         *error;        /* (owned) (nullable): of reading the stream */
};

static la_ssize_t
read_block (struct archive  *archive,
            void            *data,
            const void     **block)
{
  ManiculeZipReader *self = data;

  *block = self->block;

  return g_input_stream_read (self->stream, self->block, BLOCK_BYTES, self->cancellable, self->error == NULL ? &self->error : NULL);
}

/* Places are what the archive says: one that cannot be gone to is its fault, and not one of the stream. */
static la_int64_t
seek_block (struct archive *archive,
            void           *data,
            la_int64_t      offset,
            int             whence)
{
  ManiculeZipReader *self = data;
  GSeekType type = whence == SEEK_END ? G_SEEK_END : whence == SEEK_CUR ? G_SEEK_CUR : G_SEEK_SET;

  if (!g_seekable_seek (G_SEEKABLE (self->stream), offset, type, self->cancellable, NULL))
    return ARCHIVE_FATAL;

  return g_seekable_tell (G_SEEKABLE (self->stream));
}

static void
set_damaged (ManiculeZipReader  *self,
             GError            **error)
{
  const char *reason = archive_error_string (self->archive);
  g_autofree char *shown = g_utf8_make_valid (reason != NULL ? reason : "?", -1);

  if (self->error != NULL)
    g_propagate_error (error, g_steal_pointer (&self->error));
  else if (!g_cancellable_set_error_if_cancelled (self->cancellable, error))
    g_set_error (error, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_DAMAGED, _("%s: the archive is damaged: %s"), self->file,
                 shown);
}

static gboolean
set_too_large (ManiculeZipReader  *self,
               GError            **error)
{
  g_set_error (error, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_LIMIT,
               _("%s: the archive would become far larger than it is; it was not read"), self->file);

  return FALSE;
}

static gboolean
name_is_safe (const char *name)
{
  g_auto(GStrv) parts = NULL;

  if (*name == '\0' || *name == '/' || strchr (name, '\\') != NULL || (g_ascii_isalpha (name[0]) && name[1] == ':') ||
      !g_utf8_validate (name, -1, NULL))
    return FALSE;

  parts = g_strsplit (name, "/", -1);

  return !g_strv_contains ((const char * const *) parts, "..");
}

static gboolean
check_entry (ManiculeZipReader     *self,
             struct archive_entry  *entry,
             GError               **error)
{
  const char *name = self->name;

  if (name == NULL || !name_is_safe (name) || archive_entry_symlink (entry) != NULL || archive_entry_hardlink (entry) != NULL)
    {
      g_autofree char *shown = g_utf8_make_valid (name != NULL ? name : "?", -1);

      g_set_error (error, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_DAMAGED,
                   _("%s: the archive names “%.100s”, which leads out of it; it was not read"), self->file, shown);
      return FALSE;
    }
  if (archive_entry_is_encrypted (entry))
    {
      g_set_error (error, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_DAMAGED,
                   _("%s: the archive is encrypted; save it without a password"), self->file);
      return FALSE;
    }
  if (++self->n_entries > MAX_ENTRIES)
    return set_too_large (self, error);

  return TRUE;
}

/**
 * manicule_zip_reader_new:
 * @stream: (transfer full): an archive, which can be sought in
 * @length: how many bytes it has
 * @file: its name, for messages
 * @cancellable: (nullable): cancels the reading
 * @error: return location
 *
 * Returns: (transfer full): a reader before the first file, or NULL with an error when it is no archive
 */
ManiculeZipReader *
manicule_zip_reader_new (GInputStream  *stream,
                         guint64        length,
                         const char    *file,
                         GCancellable  *cancellable,
                         GError       **error)
{
  g_autoptr(ManiculeZipReader) self = g_new0 (ManiculeZipReader, 1);

  g_return_val_if_fail (G_IS_SEEKABLE (stream), NULL);

  self->stream = stream;
  self->file = g_strdup (file);
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  self->block = g_malloc (BLOCK_BYTES);
  self->archive = archive_read_new ();
  self->n_allowed = length < G_MAXUINT64 / MAX_GROWTH / 2 ? length * MAX_GROWTH + ALWAYS_ALLOWED : 0;
  archive_read_support_format_zip (self->archive);
  archive_read_set_callback_data (self->archive, self);
  archive_read_set_read_callback (self->archive, read_block);
  archive_read_set_seek_callback (self->archive, seek_block);
  if (archive_read_open1 (self->archive) == ARCHIVE_OK)
    return g_steal_pointer (&self);

  set_damaged (self, error);

  return NULL;
}

/**
 * manicule_zip_reader_free:
 * @self: a reader
 *
 * Frees @self.
 */
void
manicule_zip_reader_free (ManiculeZipReader *self)
{
  archive_read_free (self->archive);
  g_object_unref (self->stream);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_free (self->file);
  g_free (self->name);
  g_free (self->block);
  g_free (self);
}

/**
 * manicule_zip_reader_next:
 * @self: a reader
 * @error: return location
 *
 * Goes on to the next file, as the archive has them; folders are passed over.
 *
 * Returns: (nullable): its name; NULL without an error at the end, and with one when the archive is damaged, or the name
 *   leads out of it
 */
const char *
manicule_zip_reader_next (ManiculeZipReader  *self,
                          GError            **error)
{
  struct archive_entry *entry;

  for (;;)
    {
      int result = archive_read_next_header (self->archive, &entry);
      const char *utf8;

      if (result == ARCHIVE_EOF)
        return NULL;
      if (result < ARCHIVE_WARN)
        {
          set_damaged (self, error);
          return NULL;
        }

      utf8 = archive_entry_pathname_utf8 (entry);
      g_free (self->name);
      self->name = g_strdup (utf8 != NULL ? utf8 : archive_entry_pathname (entry));
      self->size = archive_entry_size_is_set (entry) ? (guint64) archive_entry_size (entry) : 0;
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error) || !check_entry (self, entry, error))
        return NULL;
      if (archive_entry_filetype (entry) != AE_IFDIR)
        return self->name;
    }
}

/**
 * manicule_zip_reader_get_size:
 * @self: a reader at a file
 *
 * Returns: how long the archive says that the file is; 0 where it does not. It may be wrong.
 */
guint64
manicule_zip_reader_get_size (ManiculeZipReader *self)
{
  return self->size;
}

/**
 * manicule_zip_reader_read:
 * @self: a reader at a file
 * @buffer: gets the next bytes of it
 * @length: how many at most
 * @error: return location
 *
 * Returns: how many there were, 0 at the end, or -1 with an error
 */
gssize
manicule_zip_reader_read (ManiculeZipReader  *self,
                          void               *buffer,
                          gsize               length,
                          GError            **error)
{
  la_ssize_t n = archive_read_data (self->archive, buffer, length);

  if (n < 0)
    {
      set_damaged (self, error);
      return -1;
    }
  if ((guint64) n > self->n_allowed)
    {
      set_too_large (self, error);
      return -1;
    }
  self->n_allowed -= (guint64) n;

  return (gssize) n;
}

/**
 * manicule_zip_reader_read_all:
 * @self: a reader at a file
 * @error: return location
 *
 * Returns: (transfer full): the contents of the file, or NULL with an error
 */
GBytes *
manicule_zip_reader_read_all (ManiculeZipReader  *self,
                              GError            **error)
{
  g_autoptr(GByteArray) contents = g_byte_array_new ();
  g_autofree guint8 *block = g_malloc (BLOCK_BYTES);
  gssize n;

  while ((n = manicule_zip_reader_read (self, block, BLOCK_BYTES, error)) > 0)
    {
      if (contents->len + (guint64) n > MAX_CONTENTS)
        {
          set_too_large (self, error);
          return NULL;
        }
      g_byte_array_append (contents, block, (guint) n);
    }

  return n == 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&contents)) : NULL;
}

/**
 * manicule_zip_read:
 * @bytes: an archive
 * @file: its name, for messages
 * @filter: tells which files are wanted
 * @func: gets each of these
 * @data: passed to both
 * @cancellable: (nullable): cancels the reading
 * @error: return location
 *
 * Hands on the files of an archive in the order in which they stand there.
 *
 * Returns: FALSE with an error when the archive is damaged, would become too large, or names files outside of it
 */
gboolean
manicule_zip_read (GBytes             *bytes,
                   const char         *file,
                   ManiculeZipFilter   filter,
                   ManiculeZipFunc     func,
                   gpointer            data,
                   GCancellable       *cancellable,
                   GError            **error)
{
  g_autoptr(ManiculeZipReader) reader = NULL;
  g_autoptr(GError) fault = NULL;
  const char *name;

  reader = manicule_zip_reader_new (g_memory_input_stream_new_from_bytes (bytes), g_bytes_get_size (bytes), file, cancellable, error);
  if (reader == NULL)
    return FALSE;

  while ((name = manicule_zip_reader_next (reader, &fault)) != NULL)
    {
      g_autoptr(GBytes) contents = NULL;

      if (!filter (name, data))
        continue;
      contents = manicule_zip_reader_read_all (reader, error);
      if (contents == NULL || !func (name, contents, data, error))
        return FALSE;
    }
  if (fault == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&fault));

  return FALSE;
}
