/* manicule-journal.c: every edit, to the disk at once
 *
 * The file is only ever appended to. When a write or its fsync fails, nobody knows what of it is on the disk (after a
 * failed fsync the system may have dropped it, see A. Rebello et al., "Can Applications Recover from fsync Failures?",
 * USENIX ATC 2020): the file is opened anew, and all that was not acknowledged is written once more, with the numbers it
 * had. Readers know a line that stands there twice by its number.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-journal.h"

#include "manicule-fs.h"
#include "manicule-journal-log.h"
#include "manicule-project-folder-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* So many bytes are written at once. */
#define PORTION (1024 * 1024)

/* Something that was pushed: one line, or those of a step. */
typedef struct
{
  ManiculeJournalKind  kind;
  guint64              seq;     /* of its first line */
  guint                n_lines;
  gint64               time;
  ManiculeStep        *step;    /* (owned) (nullable) */
  guint                number;
  GPtrArray           *files;   /* (owned) (nullable) */
  char                *id;      /* (owned) (nullable): of a head */
  gboolean             cut;     /* a number is left out before it */
} Entry;

struct _ManiculeJournal
{
  gatomicrefcount      ref_count;

  GFile               *folder;     /* (owned) */
  char                *annotator;  /* (owned) */
  char                *name;       /* (owned): below the folder */
  GThread             *thread;     /* (owned) (nullable): NULL once it has ended */

  /* main thread */
  ManiculeJournalFunc  func;
  gpointer             data;

  /* the thread's own */
  int                  fd;
  guint64              inode;      /* of the open file */
  guint64              size;
  gboolean             unsettled;  /* its name is not on the disk yet */

  GMutex               mutex;      /* guards what follows */
  GCond                pushed_cond;
  GCond                written_cond;
  GMainContext        *context;    /* (owned) */
  ManiculeLock        *lock;       /* (owned) */
  GQueue               entries;    /* (element-type Entry) (owned): not on the disk, or being written */
  guint64              pushed;
  guint64              durable;
  guint                n_tries;    /* goes up with each try that failed */
  GError              *error;      /* (owned) (nullable) */
  gboolean             hurry;      /* do not wait for more */
  gboolean             closing;
  gboolean             told;       /* the main thread is about to be told */
  gboolean             replaced;   /* another program took the file away */
};

static void
entry_free (Entry *entry)
{
  g_free (entry->id);
  g_clear_object (&entry->step);
  g_clear_pointer (&entry->files, g_ptr_array_unref);
  g_free (entry);
}

/* --- lines, in the thread --------------------------------------------------------------------------------------- */

/* FALSE with errno. */
static gboolean
write_all (ManiculeJournal *self,
           GString         *out)
{
  const ManiculeFs *fs = manicule_fs_get ();
  gsize done = 0;

  while (done < out->len)
    {
      gssize n = fs->write (self->fd, out->str + done, out->len - done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n == 0)
        errno = ENOSPC;
      if (n <= 0)
        return FALSE;

      done += n;
      self->size += n;
    }

  g_string_truncate (out, 0);
  return TRUE;
}

static gboolean
write_step (ManiculeJournal *self,
            Entry           *entry,
            GString         *out)
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
write_entry (ManiculeJournal *self,
             Entry           *entry,
             GString         *out)
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

/* --- the file, in the thread ------------------------------------------------------------------------------------ */

static void
close_file (ManiculeJournal *self)
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
find_place (ManiculeJournal *self,
            const char      *path)
{
  struct stat info;

  if (self->fd < 0)
    return PLACE_UNKNOWN;
  if (manicule_fs_get ()->lstat (path, &info) != 0)
    return errno == ENOENT ? PLACE_OTHER : PLACE_UNKNOWN;

  return info.st_ino == self->inode && (guint64) info.st_size == self->size ? PLACE_OURS : PLACE_OTHER;
}

static gboolean
note_file (ManiculeJournal *self)
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
open_file (ManiculeJournal *self,
           const char      *path)
{
  self->fd = manicule_fs_get ()->open (path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
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
begin_file (ManiculeJournal *self,
            GString         *out,
            Place            place,
            guint64          seq)
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

static void
note_replaced (ManiculeJournal *self)
{
  g_mutex_lock (&self->mutex);
  self->replaced = TRUE;
  g_mutex_unlock (&self->mutex);
}

static gboolean
sync_file (ManiculeJournal *self)
{
  int result;

  do
    result = manicule_fs_get ()->fsync (self->fd);
  while (result != 0 && errno == EINTR);

  /* Some network file systems cannot sync at all. */
  return result == 0 || errno == EINVAL || errno == ENOSYS || errno == ENOTSUP;
}

static gboolean
write_entries (ManiculeJournal  *self,
               GPtrArray        *entries,
               GString          *out,
               GError          **error)
{
  gboolean done = TRUE;

  for (guint i = 0; done && i < entries->len; i++)
    done = write_entry (self, g_ptr_array_index (entries, i), out);

  if (done && write_all (self, out) && sync_file (self))
    return TRUE;

  manicule_fs_set_error (error, MANICULE_FS_WRITING, self->name, errno);
  close_file (self);
  return FALSE;
}

/* A new file outlives a power cut only when its folder was brought to the disk too. */
static gboolean
settle (ManiculeJournal  *self,
        GError          **error)
{
  if (self->unsettled && !manicule_save_sync_folder (self->folder, MANICULE_FOLDER_JOURNAL, error))
    return FALSE;

  self->unsettled = FALSE;
  return TRUE;
}

/* Brings @entries to the disk. */
static gboolean
write_batch (ManiculeJournal  *self,
             GPtrArray        *entries,
             GError          **error)
{
  g_autofree char *path = NULL;
  g_autoptr(GString) out = g_string_new (NULL);
  const Entry *first = g_ptr_array_index (entries, 0);
  Place place;

  if (!manicule_save_make_folder (self->folder, MANICULE_FOLDER_JOURNAL, error))
    return FALSE;

  path = manicule_file_get_path (self->folder, self->name, error);
  if (path == NULL)
    return FALSE;

  place = find_place (self, path);
  if (place == PLACE_OURS)
    return write_entries (self, entries, out, error) && settle (self, error);

  close_file (self);
  if (!open_file (self, path))
    {
      manicule_fs_set_error (error, MANICULE_FS_WRITING, self->name, errno);
      return FALSE;
    }

  self->unsettled |= self->size == 0;
  begin_file (self, out, place, first->seq);
  if (place == PLACE_OTHER)
    note_replaced (self);

  return write_entries (self, entries, out, error) && settle (self, error);
}

/* --- the thread ------------------------------------------------------------------------------------------------- */

static gboolean
tell (gpointer data)
{
  ManiculeJournal *self = data;

  g_mutex_lock (&self->mutex);
  self->told = FALSE;
  g_mutex_unlock (&self->mutex);

  if (self->func != NULL)
    self->func (self->data);

  return G_SOURCE_REMOVE;
}

static void
tell_main_thread (ManiculeJournal *self)
{
  g_autoptr(GSource) source = NULL;

  if (self->told)
    return;

  self->told = TRUE;
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, tell, manicule_journal_ref (self), (GDestroyNotify) manicule_journal_unref);
  g_source_attach (source, self->context);
}

/* Waits until there is something to write and there was time for more to come. FALSE at the end. */
static gboolean
wait_for_work (ManiculeJournal *self)
{
  gint64 until;

  while (g_queue_is_empty (&self->entries) || (self->error != NULL && !self->hurry))
    {
      if (self->closing)
        return FALSE;
      g_cond_wait (&self->pushed_cond, &self->mutex);
    }

  until = g_get_monotonic_time () + MANICULE_JOURNAL_DELAY * 1000;
  while (!self->hurry && g_cond_wait_until (&self->pushed_cond, &self->mutex, until))
    ;
  self->hurry = FALSE;

  return TRUE;
}

static GPtrArray *
collect (ManiculeJournal *self)
{
  GPtrArray *entries = g_ptr_array_new ();

  for (GList *link = self->entries.head; link != NULL; link = link->next)
    g_ptr_array_add (entries, link->data);

  return entries;
}

/* What was written is let go of only now, so that a step may end in no other thread than was meant to. */
static void
note_result (ManiculeJournal *self,
             GPtrArray       *entries,
             GError          *error)
{
  g_clear_error (&self->error);
  self->error = error;

  if (error != NULL)
    self->n_tries++;
  else
    {
      Entry *last = g_ptr_array_index (entries, entries->len - 1);

      self->durable = last->seq + last->n_lines - 1;
      for (guint i = 0; i < entries->len; i++)
        entry_free (g_queue_pop_head (&self->entries));
    }

  g_cond_broadcast (&self->written_cond);
  tell_main_thread (self);
}

static gpointer
write_in_thread (gpointer data)
{
  ManiculeJournal *self = data;

  g_mutex_lock (&self->mutex);
  while (wait_for_work (self))
    {
      g_autoptr(GPtrArray) entries = collect (self);
      ManiculeLock *lock = manicule_lock_ref (self->lock);
      GError *error = NULL;

      g_mutex_unlock (&self->mutex);
      if (manicule_lock_verify (lock, &error))
        write_batch (self, entries, &error);
      manicule_lock_unref (lock);
      g_mutex_lock (&self->mutex);
      note_result (self, entries, error);
    }
  g_mutex_unlock (&self->mutex);

  close_file (self);
  manicule_journal_unref (self);
  return NULL;
}

/* --- the object ------------------------------------------------------------------------------------------------- */

/**
 * manicule_journal_new:
 * @folder: a project folder, whose lock is ours
 * @annotator: whose journal
 * @last_seq: the number of the last line that is in it; 0 where it is new
 * @lock: the lock; nothing is written when it is not ours any more
 *
 * The file is made with the first line.
 *
 * Returns: (transfer full): a journal to append to, which is to be ended by manicule_journal_close() or _end()
 */
ManiculeJournal *
manicule_journal_new (GFile        *folder,
                      const char   *annotator,
                      guint64       last_seq,
                      ManiculeLock *lock)
{
  ManiculeJournal *self;

  g_return_val_if_fail (G_IS_FILE (folder), NULL);
  g_return_val_if_fail (annotator != NULL, NULL);
  g_return_val_if_fail (lock != NULL, NULL);

  self = g_new0 (ManiculeJournal, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->folder = g_object_ref (folder);
  self->annotator = g_strdup (annotator);
  self->name = manicule_journal_name (annotator);
  self->context = g_main_context_ref_thread_default ();
  self->lock = manicule_lock_ref (lock);
  self->fd = -1;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->pushed_cond);
  g_cond_init (&self->written_cond);
  g_queue_init (&self->entries);
  self->pushed = last_seq;
  self->durable = last_seq;
  self->thread = g_thread_new ("journal", write_in_thread, manicule_journal_ref (self));

  return self;
}

ManiculeJournal *
manicule_journal_ref (ManiculeJournal *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
manicule_journal_unref (ManiculeJournal *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_queue_clear_full (&self->entries, (GDestroyNotify) entry_free);
  g_clear_error (&self->error);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->pushed_cond);
  g_cond_clear (&self->written_cond);
  g_main_context_unref (self->context);
  manicule_lock_unref (self->lock);
  g_object_unref (self->folder);
  g_free (self->annotator);
  g_free (self->name);
  g_free (self);
}

/**
 * manicule_journal_set_func:
 * @self: a journal
 * @func: (nullable): what to call in the main thread when more is durable, or a write failed or worked again
 * @data: for @func
 */
void
manicule_journal_set_func (ManiculeJournal     *self,
                           ManiculeJournalFunc  func,
                           gpointer             data)
{
  self->func = func;
  self->data = data;

  g_mutex_lock (&self->mutex);
  g_main_context_unref (self->context);
  self->context = g_main_context_ref_thread_default ();
  g_mutex_unlock (&self->mutex);
}

void
manicule_journal_set_lock (ManiculeJournal *self,
                           ManiculeLock    *lock)
{
  g_mutex_lock (&self->mutex);
  manicule_lock_unref (self->lock);
  self->lock = manicule_lock_ref (lock);
  self->hurry = TRUE;
  g_cond_signal (&self->pushed_cond);
  g_mutex_unlock (&self->mutex);
}

static Entry *
entry_new (ManiculeJournalKind kind)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->kind = kind;
  entry->n_lines = 1;
  entry->time = g_get_real_time () / G_USEC_PER_SEC;
  if (kind == MANICULE_JOURNAL_HEAD)
    entry->id = manicule_id_new ();

  return entry;
}

/* Takes @entry. The first line of a new file says what it is. */
static void
push (ManiculeJournal *self,
      Entry           *entry)
{
  g_mutex_lock (&self->mutex);

  if (self->pushed == 0 && entry->kind != MANICULE_JOURNAL_HEAD)
    {
      Entry *head = entry_new (MANICULE_JOURNAL_HEAD);

      head->seq = 1;
      g_queue_push_tail (&self->entries, head);
      self->pushed = 1;
    }

  entry->seq = self->pushed + (entry->cut ? 2 : 1);
  self->pushed = entry->seq + entry->n_lines - 1;
  g_queue_push_tail (&self->entries, entry);
  if (self->error != NULL)
    self->hurry = TRUE;
  g_cond_signal (&self->pushed_cond);

  g_mutex_unlock (&self->mutex);
}

/**
 * manicule_journal_push_step:
 * @self: a journal
 * @step: a step that is closed; loaded when @deed is to do it
 * @deed: whether it was done, undone or done again
 * @number: its number
 */
void
manicule_journal_push_step (ManiculeJournal *self,
                            ManiculeStep    *step,
                            ManiculeDeed     deed,
                            guint            number)
{
  Entry *entry;

  switch (deed)
    {
    case MANICULE_DEED_DO:
      entry = entry_new (MANICULE_JOURNAL_CHANGE);
      entry->step = g_object_ref (step);
      entry->n_lines = manicule_step_get_n_changes (step);
      break;
    case MANICULE_DEED_UNDO:
      entry = entry_new (MANICULE_JOURNAL_UNDO);
      break;
    case MANICULE_DEED_REDO:
      entry = entry_new (MANICULE_JOURNAL_REDO);
      break;
    default:
      g_assert_not_reached ();
    }

  entry->number = number;
  push (self, entry);
}

/**
 * manicule_journal_push_files:
 * @self: a journal
 * @saved: they are on the disk; else they are about to be written
 * @files: (transfer full) (element-type ManiculeJournalFile): files
 */
void
manicule_journal_push_files (ManiculeJournal *self,
                             gboolean         saved,
                             GPtrArray       *files)
{
  Entry *entry = entry_new (saved ? MANICULE_JOURNAL_SAVED : MANICULE_JOURNAL_SAVING);

  entry->files = files;
  push (self, entry);
}

void
manicule_journal_push_head (ManiculeJournal *self,
                            gboolean         cut)
{
  Entry *entry = entry_new (MANICULE_JOURNAL_HEAD);

  entry->cut = cut;
  push (self, entry);
}

guint64
manicule_journal_get_pushed (ManiculeJournal *self)
{
  guint64 pushed;

  g_mutex_lock (&self->mutex);
  pushed = self->pushed;
  g_mutex_unlock (&self->mutex);

  return pushed;
}

guint64
manicule_journal_get_durable (ManiculeJournal *self)
{
  guint64 durable;

  g_mutex_lock (&self->mutex);
  durable = self->durable;
  g_mutex_unlock (&self->mutex);

  return durable;
}

GError *
manicule_journal_dup_error (ManiculeJournal *self)
{
  GError *error;

  g_mutex_lock (&self->mutex);
  error = self->error != NULL ? g_error_copy (self->error) : NULL;
  g_mutex_unlock (&self->mutex);

  return error;
}

/**
 * manicule_journal_take_replaced:
 * @self: a journal
 *
 * Returns: whether, since it was asked last, another program put a file in the place of the journal: what was not
 *   written into the project's files yet is on the disk no more
 */
gboolean
manicule_journal_take_replaced (ManiculeJournal *self)
{
  gboolean replaced;

  g_mutex_lock (&self->mutex);
  replaced = self->replaced;
  self->replaced = FALSE;
  g_mutex_unlock (&self->mutex);

  return replaced;
}

void
manicule_journal_kick (ManiculeJournal *self)
{
  g_mutex_lock (&self->mutex);
  self->hurry = TRUE;
  g_cond_signal (&self->pushed_cond);
  g_mutex_unlock (&self->mutex);
}

/**
 * manicule_journal_flush:
 * @self: a journal
 * @error: return location
 *
 * Waits until all that was pushed is on the disk, or the next try to bring it there has failed.
 *
 * Returns: whether it is there
 */
gboolean
manicule_journal_flush (ManiculeJournal  *self,
                        GError          **error)
{
  gboolean done;
  guint64 wanted;
  guint n_tries;

  g_mutex_lock (&self->mutex);

  wanted = self->pushed;
  n_tries = self->n_tries;
  while (self->durable < wanted && self->n_tries == n_tries && self->thread != NULL)
    {
      self->hurry = TRUE;
      g_cond_signal (&self->pushed_cond);
      g_cond_wait (&self->written_cond, &self->mutex);
    }

  done = self->durable >= wanted;
  if (!done && self->error != NULL)
    g_propagate_error (error, g_error_copy (self->error));

  g_mutex_unlock (&self->mutex);
  return done;
}

/* The thread; (transfer full) (nullable). */
static GThread *
stop (ManiculeJournal *self)
{
  GThread *thread;

  g_mutex_lock (&self->mutex);
  self->closing = TRUE;
  thread = g_steal_pointer (&self->thread);
  g_cond_signal (&self->pushed_cond);
  g_mutex_unlock (&self->mutex);

  return thread;
}

/**
 * manicule_journal_end:
 * @self: a journal
 *
 * The thread writes what there is to write and ends. Does not wait for that.
 */
void
manicule_journal_end (ManiculeJournal *self)
{
  g_autoptr(GThread) thread = stop (self);

  manicule_journal_set_func (self, NULL, NULL);
}

/**
 * manicule_journal_close:
 * @self: a journal
 * @error: return location
 *
 * Flushes and ends. What could not be written is lost then.
 *
 * Returns: whether all that was pushed is on the disk
 */
gboolean
manicule_journal_close (ManiculeJournal  *self,
                        GError          **error)
{
  gboolean done = manicule_journal_flush (self, error);
  GThread *thread = stop (self);

  if (thread != NULL)
    g_thread_join (thread);

  return done;
}
