/* manicule-workspace-journal.c: an open project: every edit into the journal, and out of it after a crash
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-workspace-private.h"

/* --- opening, in a thread --------------------------------------------------------------------------------------- */

void
manicule_workspace_journal_clear (ManiculeWorkspaceJournal *self)
{
  if (self->journal != NULL)
    manicule_journal_end (self->journal);

  g_clear_pointer (&self->journal, manicule_journal_unref);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_clear_pointer (&self->undone, g_ptr_array_unref);
  g_clear_pointer (&self->times, manicule_time_log_free);
}

static gboolean
is_added (ManiculeChange *change)
{
  return manicule_change_get_kind (change) == MANICULE_CHANGE_ARTICLE && manicule_change_get_before (change) == NULL;
}

/* The articles whose import was undone; their files go when it can be done again no more. */
static GPtrArray *
find_undone (ManiculeJournalLog *log,
             ManiculeProject    *project)
{
  GPtrArray *undone = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < log->deeds->len; i++)
    {
      const ManiculeJournalDeed *deed = &g_array_index (log->deeds, ManiculeJournalDeed, i);
      g_autoptr(GPtrArray) changes = NULL;

      if (deed->deed != MANICULE_DEED_UNDO || deed->step == NULL)
        continue;

      changes = manicule_journal_log_read_changes (log, deed->step);
      for (guint j = 0; j < changes->len; j++)
        {
          ManiculeChange *change = g_ptr_array_index (changes, j);
          const char *id = is_added (change) ? manicule_article_get_id (manicule_change_get_after (change)) : NULL;

          if (id != NULL && manicule_project_find_article (project, id) == NULL)
            g_ptr_array_add (undone, g_strdup (id));
        }
    }

  return undone;
}

static void
take_log (ManiculeWorkspaceJournal *self,
          ManiculeJournalLog       *log,
          ManiculeProject          *project)
{
  self->steps = manicule_journal_log_make_steps (log);
  self->position = log->position;
  self->base = log->base;
  self->undone = find_undone (log, project);
  self->times = manicule_time_log_new (log);
}

/**
 * manicule_workspace_journal_open:
 * @self: (out caller-allocates): what is found
 * @folder: a project folder
 * @annotator: whose project it is going to be
 * @lock: (nullable): the lock; %NULL: nothing is written
 * @project: its lists, which are brought up to date
 * @stamps: (inout): what they are on the disk
 * @findings: gets what is wrong
 * @error: return location
 *
 * Brings the edits that the journals hold into the files, and reads what can be undone.
 *
 * Returns: %FALSE when that cannot be written
 */
gboolean
manicule_workspace_journal_open (ManiculeWorkspaceJournal  *self,
                                 GFile                     *folder,
                                 const char                *annotator,
                                 ManiculeLock              *lock,
                                 ManiculeProject           *project,
                                 ManiculeStamp             *stamps,
                                 ManiculeFindings          *findings,
                                 GError                   **error)
{
  g_autoptr(ManiculeJournalLog) log = NULL;

  if (!manicule_recovery_run_others (folder, annotator, lock, project, stamps, findings, &self->recovery, error))
    return FALSE;

  log = manicule_journal_log_read (folder, annotator, error);
  if (log == NULL)
    return FALSE;

  manicule_recovery_examine (log, folder, MANICULE_RECOVERY_N_READ, findings);
  if (lock == NULL)
    {
      manicule_recovery_report_pending (log, folder, findings);
      take_log (self, log, project);
      return TRUE;
    }

  self->journal = manicule_journal_new (folder, annotator, log->last_seq, lock);
  if (!manicule_recovery_run (log, self->journal, folder, project, stamps, findings, &self->recovery, error))
    return FALSE;

  take_log (self, log, project);
  return TRUE;
}

/* --- while it is open ------------------------------------------------------------------------------------------- */

static void
forget_failure (ManiculeWorkspace *self)
{
  if (!self->journal_failed)
    return;

  self->journal_failed = FALSE;
  if (!self->changed_elsewhere)
    manicule_workspace_set_error (self, NULL);
}

static void
on_journal (gpointer data)
{
  ManiculeWorkspace *self = data;
  g_autoptr(GError) error = manicule_journal_dup_error (self->journal);

  if (error != NULL)
    {
      self->journal_failed = TRUE;
      manicule_workspace_set_error (self, error);
      if (!g_error_matches (error, MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_LOCKED))
        manicule_workspace_retry_save (self);
    }
  else
    forget_failure (self);

  if (manicule_journal_take_replaced (self->journal))
    manicule_workspace_hurry_save (self);

  /* The thread reads no step any more. */
  if (manicule_journal_get_durable (self->journal) == manicule_journal_get_pushed (self->journal))
    manicule_history_unload (self->history, MANICULE_WORKSPACE_KEPT_CHANGES);

  manicule_workspace_update_unsaved (self);
}

static void
note_undone (ManiculeWorkspace *self,
             GPtrArray         *ids)
{
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    g_hash_table_add (self->taken_back, g_strdup (g_ptr_array_index (ids, i)));
}

/**
 * manicule_workspace_take_journal:
 * @self: a workspace that has just taken its project
 * @journal: what was found; it is emptied
 */
void
manicule_workspace_take_journal (ManiculeWorkspace        *self,
                                 ManiculeWorkspaceJournal *journal)
{
  if (journal->steps != NULL)
    manicule_history_restore (self->history, journal->steps, journal->position, journal->base);
  note_undone (self, journal->undone);

  g_free (self->recovery);
  self->recovery = manicule_recovery_describe (&journal->recovery);
  if (journal->times != NULL)
    {
      manicule_time_log_free (self->times);
      self->times = g_steal_pointer (&journal->times);
    }

  if (journal->journal == NULL)
    return;

  manicule_workspace_drop_journal (self);
  self->journal = g_steal_pointer (&journal->journal);
  self->wanted = manicule_journal_get_pushed (self->journal);
  self->complete = self->wanted;
  manicule_journal_set_func (self->journal, on_journal, self);
}

void
manicule_workspace_drop_journal (ManiculeWorkspace *self)
{
  if (self->journal != NULL)
    manicule_journal_end (self->journal);

  g_clear_pointer (&self->journal, manicule_journal_unref);
  self->journal_failed = FALSE;
}

/**
 * manicule_workspace_journal_written:
 * @self: a workspace
 * @file: a file
 * @upto: edits up to this line of the journal are in it
 *
 * Tells the journal what the file is. The manifest is in no journal: no step edits it.
 */
void
manicule_workspace_journal_written (ManiculeWorkspace     *self,
                                    ManiculeWorkspaceFile *file,
                                    guint64                upto)
{
  GPtrArray *files;

  if (self->journal == NULL || (file->article_id == NULL && file->list == MANICULE_LIST_MANIFEST))
    return;

  files = g_ptr_array_new_with_free_func ((GDestroyNotify) manicule_journal_file_free);
  g_ptr_array_add (files, manicule_journal_file_new (file->name, file->stamp.exists ? file->stamp.sha256 : NULL, upto));
  manicule_journal_push_files (self->journal, TRUE, files);
  file->journaled = TRUE;
}

/**
 * manicule_workspace_journal_file:
 * @self: a workspace
 * @file: a file that is about to be edited
 */
void
manicule_workspace_journal_file (ManiculeWorkspace     *self,
                                 ManiculeWorkspaceFile *file)
{
  if (!file->journaled)
    manicule_workspace_journal_written (self, file, self->wanted);
}

/* Which articles' files nobody needs any more when the project is closed. */
static void
note_articles (ManiculeWorkspace *self,
               ManiculeStep      *step,
               ManiculeDeed       deed)
{
  for (guint i = 0; i < manicule_step_get_n_changes (step); i++)
    {
      ManiculeChange *change = manicule_step_get_change (step, i);

      if (!is_added (change))
        continue;

      if (deed == MANICULE_DEED_UNDO)
        g_hash_table_add (self->taken_back, g_strdup (manicule_article_get_id (manicule_change_get_after (change))));
      else
        g_hash_table_remove (self->taken_back, manicule_article_get_id (manicule_change_get_after (change)));
    }
}

/**
 * manicule_workspace_journal_step:
 * @self: a workspace
 * @step: a step that was closed, undone or redone
 * @deed: which of these
 * @number: its number
 */
void
manicule_workspace_journal_step (ManiculeWorkspace *self,
                                 ManiculeStep      *step,
                                 ManiculeDeed       deed,
                                 guint              number)
{
  note_articles (self, step, deed);
  manicule_time_log_add (self->times, manicule_step_get_article_id (step), g_get_real_time () / G_USEC_PER_SEC);
  if (self->journal == NULL)
    return;

  manicule_journal_push_step (self->journal, step, deed, number);
  self->wanted = manicule_journal_get_pushed (self->journal);
  manicule_workspace_schedule_save (self);
}

/**
 * manicule_workspace_journal_complete:
 * @self: a workspace after a save
 */
void
manicule_workspace_journal_complete (ManiculeWorkspace *self)
{
  if (self->journal == NULL || self->complete == self->wanted || manicule_workspace_has_unsaved_file (self))
    return;

  manicule_journal_push_files (self->journal, TRUE,
                               g_ptr_array_new_with_free_func ((GDestroyNotify) manicule_journal_file_free));
  self->complete = self->wanted;
}

/**
 * manicule_workspace_get_recovery:
 * @self: a workspace
 *
 * Returns: (nullable): what was restored from the journal when the project was opened, in one sentence; %NULL when
 *   nothing was to be restored
 */
const char *
manicule_workspace_get_recovery (ManiculeWorkspace *self)
{
  g_return_val_if_fail (MANICULE_IS_WORKSPACE (self), NULL);

  return self->recovery;
}

/**
 * manicule_workspace_get_time:
 * @self: a workspace
 * @article_id: an article
 *
 * Returns: how long this annotator worked on it, in seconds
 */
guint64
manicule_workspace_get_time (ManiculeWorkspace *self,
                             const char        *article_id)
{
  g_return_val_if_fail (MANICULE_IS_WORKSPACE (self), 0);
  g_return_val_if_fail (article_id != NULL, 0);

  return manicule_time_log_get (self->times, article_id);
}
