/* manicule-journal.c: every edit, to the disk at once
 *
 * What is pushed waits in a queue for a thread, and stays there until it is known to be on the disk.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-journal.h"

#include "manicule-journal-writer.h"

struct _ManiculeJournal
{
  gatomicrefcount        ref_count;

  GThread               *thread;      /* (owned) (nullable): NULL once it has ended */

  /* main thread */
  ManiculeJournalFunc    func;
  gpointer               data;

  /* the thread's own */
  ManiculeJournalWriter *writer;      /* (owned) */

  GMutex                 mutex;       /* guards what follows */
  GCond                  pushed_cond;
  GCond                  written_cond;
  GMainContext          *context;     /* (owned) */
  ManiculeLock          *lock;        /* (owned) */
  GQueue                 entries;     /* (element-type ManiculeJournalEntry) (owned): not on the disk, or being written */
  guint64                pushed;
  guint64                durable;
  guint                  n_tries;     /* goes up with each try that failed */
  GError                *error;       /* (owned) (nullable) */
  gboolean               hurry;       /* do not wait for more */
  gboolean               closing;
  gboolean               told;        /* the main thread is about to be told */
  gboolean               replaced;    /* another program took the file away */
};

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
      ManiculeJournalEntry *last = g_ptr_array_index (entries, entries->len - 1);

      self->durable = last->seq + last->n_lines - 1;
      for (guint i = 0; i < entries->len; i++)
        manicule_journal_entry_free (g_queue_pop_head (&self->entries));
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
      gboolean replaced = FALSE;
      GError *error = NULL;

      g_mutex_unlock (&self->mutex);
      if (manicule_lock_verify (lock, &error))
        manicule_journal_writer_write (self->writer, entries, &replaced, &error);
      manicule_lock_unref (lock);
      g_mutex_lock (&self->mutex);
      self->replaced |= replaced;
      note_result (self, entries, error);
    }
  g_mutex_unlock (&self->mutex);

  manicule_journal_writer_close (self->writer);
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
  self->writer = manicule_journal_writer_new (folder, annotator);
  self->context = g_main_context_ref_thread_default ();
  self->lock = manicule_lock_ref (lock);
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

  g_queue_clear_full (&self->entries, (GDestroyNotify) manicule_journal_entry_free);
  g_clear_error (&self->error);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->pushed_cond);
  g_cond_clear (&self->written_cond);
  g_main_context_unref (self->context);
  manicule_lock_unref (self->lock);
  manicule_journal_writer_free (self->writer);
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

/* Takes @entry. The first line of a new file says what it is. */
static void
push (ManiculeJournal      *self,
      ManiculeJournalEntry *entry)
{
  g_mutex_lock (&self->mutex);

  if (self->pushed == 0 && entry->kind != MANICULE_JOURNAL_HEAD)
    {
      ManiculeJournalEntry *head = manicule_journal_entry_new (MANICULE_JOURNAL_HEAD);

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
  ManiculeJournalEntry *entry;

  switch (deed)
    {
    case MANICULE_DEED_DO:
      entry = manicule_journal_entry_new (MANICULE_JOURNAL_CHANGE);
      entry->step = g_object_ref (step);
      entry->n_lines = manicule_step_get_n_changes (step);
      break;
    case MANICULE_DEED_UNDO:
      entry = manicule_journal_entry_new (MANICULE_JOURNAL_UNDO);
      break;
    case MANICULE_DEED_REDO:
      entry = manicule_journal_entry_new (MANICULE_JOURNAL_REDO);
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
  ManiculeJournalEntry *entry = manicule_journal_entry_new (saved ? MANICULE_JOURNAL_SAVED : MANICULE_JOURNAL_SAVING);

  entry->files = files;
  push (self, entry);
}

void
manicule_journal_push_head (ManiculeJournal *self,
                            gboolean         cut)
{
  ManiculeJournalEntry *entry = manicule_journal_entry_new (MANICULE_JOURNAL_HEAD);

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
