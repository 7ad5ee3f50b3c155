/* manicule-journal-writer.c: the file of a journal
 *
 * The file is only ever appended to. When a write or its fsync fails, nobody knows what of it is on the disk (after a
 * failed fsync the system may have dropped it, see A. Rebello et al., "Can Applications Recover from fsync Failures?",
 * USENIX ATC 2020): the file is opened anew, and all that was not acknowledged is written once more, with the numbers it
 * had. Readers know a line that stands there twice by its number.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-journal-writer.h"

#include "manicule-fs.h"
#include "manicule-journal-log.h"
#include "manicule-project-folder-private.h"
#include "manicule-save-private.h"

#include <errno.h>
#include <fcntl.h>

/* So many bytes are written at once. */
#define PORTION (1024 * 1024)

struct _ManiculeJournalWriter
{
  GFile    *folder;     /* (owned) */
  char     *annotator;  /* (owned) */
  char     *name;       /* (owned): below the folder */
  int       fd;         /* -1: none is open */
  guint64   inode;      /* of the open file */
  guint64   size;
  gboolean  unsettled;  /* its name is not on the disk yet */
};

/* --- lines ------------------------------------------------------------------------------------------------------ */

/* FALSE with errno. */
static gboolean
write_all (ManiculeJournalWriter *self,
           GString               *out)
{
  if (!manicule_save_write_fd (self->fd, out->str, out->len))
    return FALSE;

  self->size += out->len;
  g_string_truncate (out, 0);
  return TRUE;
}

static gboolean
write_step (ManiculeJournalWriter *self,
            ManiculeJournalEntry  *entry,
            GString               *out)
{
  ManiculeJournalLine line = { .kind = MANICULE_JOURNAL_CHANGE, .time = entry->time, .step = entry->number };

  for (guint i = 0; i < entry->n_lines; i++)
    {
      line.seq = entry->seq + i;
      line.change = manicule_step_get_change (entry->step, i);
      line.title = i + 1 == entry->n_lines ? (char *) manicule_step_get_title (entry->step) : NULL;
      manicule_json_append_journal_line (out, &line);

      if (out->len >= PORTION && !write_all (self, out))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_entry (ManiculeJournalWriter *self,
             ManiculeJournalEntry  *entry,
             GString               *out)
{
  ManiculeJournalLine line = {
    .kind = entry->kind, .seq = entry->seq, .time = entry->time, .step = entry->number, .files = entry->files,
    .annotator = self->annotator, .id = entry->id,
  };

  if (entry->kind == MANICULE_JOURNAL_CHANGE)
    return write_step (self, entry, out);

  manicule_json_append_journal_line (out, &line);
  return out->len < PORTION || write_all (self, out);
}

/* --- the file --------------------------------------------------------------------------------------------------- */

static void
close_file (ManiculeJournalWriter *self)
{
  if (self->fd >= 0)
    manicule_fs_get ()->close (self->fd);
  self->fd = -1;
}

typedef enum
{
  PLACE_OURS,     /* the open file is the one that has the name */
  PLACE_OTHER,    /* a program that syncs folders, say, put another there, or took it away */
  PLACE_UNKNOWN,  /* none is open, or it cannot be told */
} Place;

static Place
find_place (ManiculeJournalWriter *self,
            const char            *path)
{
  struct stat info;

  if (self->fd < 0)
    return PLACE_UNKNOWN;
  if (manicule_fs_get ()->lstat (path, &info) != 0)
    return errno == ENOENT ? PLACE_OTHER : PLACE_UNKNOWN;

  return info.st_ino == self->inode && (guint64) info.st_size == self->size ? PLACE_OURS : PLACE_OTHER;
}

static gboolean
note_file (ManiculeJournalWriter *self)
{
  struct stat info;

  if (manicule_fs_get ()->fstat (self->fd, &info) != 0)
    return FALSE;

  self->inode = info.st_ino;
  self->size = info.st_size;
  return TRUE;
}

/* FALSE with errno. */
static gboolean
open_file (ManiculeJournalWriter *self,
           const char            *path)
{
  self->fd = manicule_fs_open (path, O_WRONLY | O_APPEND | O_CREAT, 0666);
  if (self->fd < 0)
    return FALSE;

  if (!note_file (self))
    {
      close_file (self);
      return FALSE;
    }

  return TRUE;
}

/* What a failed write may have left becomes a line of its own. A file that is not the one we knew begins anew. */
static void
begin_file (ManiculeJournalWriter *self,
            GString               *out,
            Place                  place,
            guint64                seq)
{
  g_autofree char *id = manicule_id_new ();
  ManiculeJournalLine head = {
    .kind = MANICULE_JOURNAL_HEAD, .seq = seq - 1, .time = g_get_real_time () / G_USEC_PER_SEC,
    .annotator = self->annotator, .id = id,
  };

  if (self->size > 0)
    g_string_append_c (out, '\n');
  if ((place == PLACE_OTHER || self->size == 0) && seq > 1)
    manicule_json_append_journal_line (out, &head);
}

static gboolean
write_entries (ManiculeJournalWriter  *self,
               GPtrArray              *entries,
               GString                *out,
               GError                **error)
{
  gboolean done = TRUE;

  for (guint i = 0; done && i < entries->len; i++)
    done = write_entry (self, g_ptr_array_index (entries, i), out);

  if (done && write_all (self, out) && manicule_save_sync_fd (self->fd))
    return TRUE;

  manicule_fs_set_error (error, MANICULE_FS_WRITING, self->name, errno);
  close_file (self);
  return FALSE;
}

/* A new file outlives a power cut only when its folder was brought to the disk too. */
static gboolean
settle (ManiculeJournalWriter  *self,
        GError                **error)
{
  if (self->unsettled && !manicule_save_sync_folder (self->folder, MANICULE_FOLDER_JOURNAL, error))
    return FALSE;

  self->unsettled = FALSE;
  return TRUE;
}

/* Opens the file anew, where it is not the one that is open; what is to stand first in it goes to @out. */
static gboolean
prepare (ManiculeJournalWriter  *self,
         guint64                 seq,
         GString                *out,
         gboolean               *replaced,
         GError                **error)
{
  g_autofree char *path = manicule_file_get_path (self->folder, self->name, error);
  Place place;

  if (path == NULL)
    return FALSE;

  place = find_place (self, path);
  if (place == PLACE_OURS)
    return TRUE;

  close_file (self);
  if (!open_file (self, path))
    {
      manicule_fs_set_error (error, MANICULE_FS_WRITING, self->name, errno);
      return FALSE;
    }

  self->unsettled |= self->size == 0;
  begin_file (self, out, place, seq);
  *replaced |= place == PLACE_OTHER;
  return TRUE;
}

/* --- the object ------------------------------------------------------------------------------------------------- */

/**
 * manicule_journal_entry_new:
 * @kind: what it is
 *
 * Returns: (transfer full): an entry of one line, of now; its number is still to be set
 */
ManiculeJournalEntry *
manicule_journal_entry_new (ManiculeJournalKind kind)
{
  ManiculeJournalEntry *self = g_new0 (ManiculeJournalEntry, 1);

  self->kind = kind;
  self->n_lines = 1;
  self->time = g_get_real_time () / G_USEC_PER_SEC;
  if (kind == MANICULE_JOURNAL_HEAD)
    self->id = manicule_id_new ();

  return self;
}

void
manicule_journal_entry_free (ManiculeJournalEntry *self)
{
  g_free (self->id);
  g_clear_object (&self->step);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_free (self);
}

/**
 * manicule_journal_writer_new:
 * @folder: a project folder, whose lock is ours
 * @annotator: whose journal
 *
 * The file is opened, or made, with the first write.
 *
 * Returns: (transfer full): a writer
 */
ManiculeJournalWriter *
manicule_journal_writer_new (GFile      *folder,
                             const char *annotator)
{
  ManiculeJournalWriter *self = g_new0 (ManiculeJournalWriter, 1);

  self->folder = g_object_ref (folder);
  self->annotator = g_strdup (annotator);
  self->name = manicule_journal_name (annotator);
  self->fd = -1;

  return self;
}

void
manicule_journal_writer_free (ManiculeJournalWriter *self)
{
  close_file (self);
  g_object_unref (self->folder);
  g_free (self->annotator);
  g_free (self->name);
  g_free (self);
}

void
manicule_journal_writer_close (ManiculeJournalWriter *self)
{
  close_file (self);
}

/**
 * manicule_journal_writer_write:
 * @self: a writer
 * @entries: (element-type ManiculeJournalEntry): what to append; not empty
 * @replaced: (inout): is set to %TRUE when the file was not the one that was written last
 * @error: return location
 *
 * Returns: whether all of it is on the disk
 */
gboolean
manicule_journal_writer_write (ManiculeJournalWriter  *self,
                               GPtrArray              *entries,
                               gboolean               *replaced,
                               GError                **error)
{
  g_autoptr(GString) out = g_string_new (NULL);
  const ManiculeJournalEntry *first = g_ptr_array_index (entries, 0);

  return manicule_save_make_folder (self->folder, MANICULE_FOLDER_JOURNAL, error) &&
         prepare (self, first->seq, out, replaced, error) &&
         write_entries (self, entries, out, error) &&
         settle (self, error);
}
