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

typedef struct
{
  struct archive *archive;      /* (owned) */
  const char     *file;         /* (not owned) */
  guint64         n_allowed;    /* bytes that may still come out of it */
  guint           n_entries;
} Reading;

static void
set_damaged (Reading  *self,
             GError  **error)
{
  const char *reason = archive_error_string (self->archive);
  g_autofree char *shown = g_utf8_make_valid (reason != NULL ? reason : "?", -1);

  g_set_error (error, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_DAMAGED, _("%s: the archive is damaged: %s"), self->file,
               shown);
}

static gboolean
set_too_large (Reading  *self,
               GError  **error)
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
check_entry (Reading               *self,
             struct archive_entry  *entry,
             const char            *name,
             GError               **error)
{
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

static GBytes *
read_contents (Reading  *self,
               GError  **error)
{
  g_autoptr(GByteArray) contents = g_byte_array_new ();
  g_autofree guint8 *block = g_malloc (BLOCK_BYTES);

  for (;;)
    {
      la_ssize_t n = archive_read_data (self->archive, block, BLOCK_BYTES);

      if (n == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&contents));
      if (n < 0)
        {
          set_damaged (self, error);
          return NULL;
        }
      if ((guint64) n > self->n_allowed || contents->len + (guint64) n > MAX_CONTENTS)
        {
          set_too_large (self, error);
          return NULL;
        }
      self->n_allowed -= (guint64) n;
      g_byte_array_append (contents, block, (guint) n);
    }
}

static gboolean
read_entry (Reading               *self,
            struct archive_entry  *entry,
            ManiculeZipFilter      filter,
            ManiculeZipFunc        func,
            gpointer               data,
            GError               **error)
{
  const char *utf8 = archive_entry_pathname_utf8 (entry);
  g_autofree char *name = g_strdup (utf8 != NULL ? utf8 : archive_entry_pathname (entry));
  g_autoptr(GBytes) contents = NULL;

  if (!check_entry (self, entry, name, error))
    return FALSE;
  if (archive_entry_filetype (entry) == AE_IFDIR || !filter (name, data))
    return TRUE;

  contents = read_contents (self, error);

  return contents != NULL && func (name, contents, data, error);
}

static gboolean
read_entries (Reading            *self,
              ManiculeZipFilter   filter,
              ManiculeZipFunc     func,
              gpointer            data,
              GCancellable       *cancellable,
              GError            **error)
{
  struct archive_entry *entry;

  for (;;)
    {
      int result = archive_read_next_header (self->archive, &entry);

      if (result == ARCHIVE_EOF)
        return TRUE;
      if (result < ARCHIVE_WARN)
        {
          set_damaged (self, error);
          return FALSE;
        }
      if (g_cancellable_set_error_if_cancelled (cancellable, error) || !read_entry (self, entry, filter, func, data, error))
        return FALSE;
    }
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
  Reading reading = { .file = file };
  gsize length;
  const void *contents = g_bytes_get_data (bytes, &length);
  gboolean success;

  reading.archive = archive_read_new ();
  reading.n_allowed = (guint64) length * MAX_GROWTH + ALWAYS_ALLOWED;
  archive_read_support_format_zip (reading.archive);
  success = archive_read_open_memory (reading.archive, length > 0 ? contents : "", length) == ARCHIVE_OK;
  if (!success)
    set_damaged (&reading, error);
  success = success && read_entries (&reading, filter, func, data, cancellable, error);
  archive_read_free (reading.archive);

  return success;
}

/* --- writing --- */

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
