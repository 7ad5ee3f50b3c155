/* manicule-workspace-open.c: an open project: opening, making and closing one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-workspace-private.h"

#include "manicule-rebase-article.h"

#include "manicule-file-name.h"
#include "manicule-journal-compact.h"
#include "manicule-list-mend.h"
#include "manicule-name-mend.h"
#include "manicule-unlisted.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a thread opens. */
typedef struct
{
  GFile            *folder;     /* (owned) */
  char             *annotator;  /* (owned) (nullable): who was asked for; then who it is */
  gboolean          read_only;
  gboolean          steal;
  ManiculeProject  *make;       /* (owned) (nullable): what to make first */

  ManiculeLock     *lock;       /* (owned) (nullable) */
  ManiculeProject  *project;    /* (owned) (nullable) */
  ManiculeFindings *findings;   /* (owned) */
  ManiculeStamp     stamps[MANICULE_N_LISTS];
  guint             n_unlisted; /* texts that no list names */
  ManiculeWorkspaceJournal journal;
} Job;

/* The journal, then the lock under which it was written. */
static void
give_back (Job *job)
{
  manicule_workspace_journal_clear (&job->journal);
  job->journal = (ManiculeWorkspaceJournal) { 0 };
  g_clear_pointer (&job->lock, manicule_lock_release);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->folder);
  g_free (job->annotator);
  g_clear_object (&job->make);
  give_back (job);
  g_clear_object (&job->project);
  g_clear_pointer (&job->findings, manicule_findings_free);
  g_free (job);
}

static Job *
job_new (GFile      *folder,
         const char *annotator)
{
  Job *job = g_new0 (Job, 1);

  job->folder = g_object_ref (folder);
  job->annotator = g_strdup (annotator);
  job->findings = manicule_findings_new ();

  return job;
}

/* --- in the thread --- */

/* A disk that is full, or can only be read, is no reason not to show what is on it. */
static gboolean
go_on_without_lock (Job     *job,
                    GError  *lock_error,
                    GError **error)
{
  g_autoptr(GError) owned = lock_error;

  if (job->make != NULL || g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_TOO_MANY_LINKS))
    {
      g_propagate_error (error, g_steal_pointer (&owned));
      return FALSE;
    }

  manicule_findings_add (job->findings, MANICULE_FINDING_WARNING, "lock-unwritable", NULL, 0,
                         /* Translators: the reason why a file could not be written */
                         _("Nothing can be written into the project’s folder, so it is open read-only. %s"), owned->message);
  return TRUE;
}

/* Fails with G_IO_ERROR_BUSY where another has the project. */
static gboolean
take_lock (Job     *job,
           GError **error)
{
  g_autoptr(GError) local_error = NULL;
  gboolean exists;

  if (job->read_only)
    return TRUE;
  if (!manicule_file_look (job->folder, MANICULE_FOLDER_MANIFEST, &exists, error))
    return FALSE;
  /* A folder that is no project gets no lock; reading it tells what is wrong. */
  if (!exists)
    return TRUE;

  job->lock = manicule_lock_acquire (job->folder, job->steal, &local_error);
  if (job->lock != NULL)
    return TRUE;

  if (!g_error_matches (local_error, MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_LOCKED))
    return go_on_without_lock (job, g_steal_pointer (&local_error), error);

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BUSY, local_error->message);
  return FALSE;
}

/* The user of this computer, as a name that can be a folder. */
static char *
get_user (void)
{
  g_autofree char *name = g_utf8_make_valid (g_get_user_name (), -1);

  return manicule_file_name_is_safe (name) ? g_steal_pointer (&name) : g_strdup ("annotator");
}

/* Whoever was asked for, under the name that the project knows; else its first annotator; else the user. */
static char *
choose_annotator (ManiculeProject *project,
                  const char      *wanted)
{
  const char * const *annotators = manicule_project_get_annotators (project);
  gboolean has_any = annotators != NULL && annotators[0] != NULL;
  g_autofree char *user = NULL;
  g_autofree char *key = NULL;
  guint i;

  if (wanted == NULL && has_any)
    return g_strdup (annotators[0]);

  user = wanted != NULL ? g_strdup (wanted) : get_user ();
  key = manicule_file_name_key (user);
  for (i = 0; has_any && annotators[i] != NULL; i++)
    {
      g_autofree char *other = manicule_file_name_key (annotators[i]);

      if (strcmp (key, other) == 0)
        return g_strdup (annotators[i]);
    }

  return g_steal_pointer (&user);
}

/* Where the edits of the journal cannot be brought into the files, for the disk is full or can only be read, the project
 * opens as it stands: they are still in the journal. */
static gboolean
open_journal (Job     *job,
              GError **error)
{
  ManiculeRecovery mended = job->journal.recovery;
  g_autoptr(GError) local_error = NULL;

  if (manicule_workspace_journal_open (&job->journal, job->folder, job->annotator, job->lock, job->project, job->stamps,
                                       job->findings, &local_error))
    return TRUE;

  give_back (job);
  job->journal.recovery = mended;
  g_clear_object (&job->project);
  manicule_findings_add (job->findings, MANICULE_FINDING_ERROR, "journal-unwritable", NULL, 0,
                         /* Translators: the reason why a file could not be read or written */
                         _("What the journal holds could not be brought into the files, so the project is open read-only. %s"),
                         local_error->message);

  job->project = manicule_project_folder_read_full (job->folder, job->stamps, job->findings, error);
  return job->project != NULL;
}

static guint
count_unlisted (Job *job)
{
  g_autoptr(GHashTable) unlisted = manicule_unlisted_find (job->folder, job->project, NULL);

  return unlisted != NULL ? g_hash_table_size (unlisted) : 0;
}

/* Before the journal looks for them, files have the names that the project knows them by. A text that has another one is a text
 * that no list names. What cannot get its name back is told by the check. */
static void
mend_names (Job *job)
{
  guint *n_renamed = &job->journal.recovery.n_renamed;

  job->n_unlisted = count_unlisted (job);
  if (job->lock == NULL)
    return;

  manicule_name_mend (job->folder, job->project, job->n_unlisted > 0, n_renamed, job->findings, NULL);
  if (*n_renamed > 0)
    job->n_unlisted = count_unlisted (job);
}

/* A list that was cut off at the end of a line looks like any other; the texts tell. */
static void
report_unlisted (Job *job)
{
  guint n = job->n_unlisted;

  if (n > 0)
    manicule_findings_add (job->findings, MANICULE_FINDING_WARNING, "article-unlisted", MANICULE_FOLDER_ARTICLES, 0,
                           g_dngettext (GETTEXT_PACKAGE,
                                        "%u text of the project is not in its list of articles, so nobody sees it. "
                                        "“manicule-cli check --repair” puts it back into the list.",
                                        "%u texts of the project are not in its list of articles, so nobody sees them. "
                                        "“manicule-cli check --repair” puts them back into the list.", n), n);
}

/* Lists with lines that are none are mended where all else in them is sound; else nothing may be written over them. */
static gboolean
mend_lists (Job     *job,
            GError **error)
{
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();

  if (job->lock == NULL || manicule_findings_get_n_errors (job->findings) == 0)
    return TRUE;

  if (!manicule_list_mend (job->folder, FALSE, &job->journal.recovery, NULL) || job->journal.recovery.n_torn == 0)
    return TRUE;

  manicule_findings_free (job->findings);
  job->findings = g_steal_pointer (&findings);
  g_clear_object (&job->project);
  job->project = manicule_project_folder_read_full (job->folder, job->stamps, job->findings, error);
  return job->project != NULL;
}

static gboolean
open_project (Job     *job,
              GError **error)
{
  g_autofree char *wanted = NULL;

  if (job->make != NULL && !manicule_project_folder_create (job->folder, job->make, error))
    return FALSE;

  if (!take_lock (job, error))
    return FALSE;

  /* Where it cannot be ended, reading tells what is not as it should be. */
  if (job->lock != NULL)
    manicule_rebase_end_pending (job->folder, NULL);

  job->project = manicule_project_folder_read_full (job->folder, job->stamps, job->findings, error);
  if (job->project == NULL || !mend_lists (job, error))
    return FALSE;

  /* Lists of which only a part could be read must not be written over the whole. */
  if (manicule_findings_get_n_errors (job->findings) > 0)
    g_clear_pointer (&job->lock, manicule_lock_release);

  /* Leftovers that stay do no harm. */
  if (job->lock != NULL)
    manicule_project_folder_clean (job->folder, NULL);
  mend_names (job);

  wanted = g_steal_pointer (&job->annotator);
  job->annotator = choose_annotator (job->project, wanted);

  if (!open_journal (job, error))
    return FALSE;

  report_unlisted (job);
  manicule_project_folder_check_sources (job->folder, job->findings);
  return TRUE;
}

static void
open_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;

  if (open_project (job, &error))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  /* Whoever hears of it may try again at once. */
  give_back (job);
  g_task_return_error (task, error);
}

/* --- opening --- */

static gboolean
check_annotator (const char          *annotator,
                 GAsyncReadyCallback  callback,
                 gpointer             data)
{
  if (annotator == NULL || manicule_file_name_is_safe (annotator))
    return TRUE;

  g_task_report_new_error (NULL, callback, data, NULL, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           _("“%s” cannot be an annotator’s name: it names a folder too. Use letters, digits and spaces."),
                           annotator);
  return FALSE;
}

static void
run (Job                 *job,
     GCancellable        *cancellable,
     GAsyncReadyCallback  callback,
     gpointer             data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, open_in_thread);
}

/**
 * manicule_workspace_open_async:
 * @folder: a project folder
 * @annotator: (nullable): whose sets to load; %NULL: the project's first annotator, or the user
 * @read_only: do not take the lock
 * @steal: take over whatever lock is there
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @data: for @callback
 *
 * Opens a project.
 */
void
manicule_workspace_open_async (GFile               *folder,
                               const char          *annotator,
                               gboolean             read_only,
                               gboolean             steal,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             data)
{
  Job *job;

  g_return_if_fail (G_IS_FILE (folder));

  if (!check_annotator (annotator, callback, data))
    return;

  job = job_new (folder, annotator);
  job->read_only = read_only;
  job->steal = steal;
  run (job, cancellable, callback, data);
}

static ManiculeWorkspace *
make_workspace (Job *job)
{
  ManiculeWorkspace *self = g_object_new (MANICULE_TYPE_WORKSPACE, NULL);

  self->folder = g_object_ref (job->folder);
  self->annotator = g_steal_pointer (&job->annotator);
  self->lock = g_steal_pointer (&job->lock);
  self->read_only = self->lock == NULL;
  manicule_findings_free (self->findings);
  self->findings = g_steal_pointer (&job->findings);

  manicule_workspace_take_project (self, job->project);
  g_clear_object (&job->project);
  manicule_workspace_add_lists (self, job->stamps);
  manicule_workspace_take_journal (self, &job->journal);
  manicule_workspace_read_summaries (self);

  return self;
}

/**
 * manicule_workspace_open_finish:
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the open project; %NULL with %G_IO_ERROR_BUSY where another has it open, with
 *   %MANICULE_STORE_ERROR_NOT_A_PROJECT, or with another error
 */
ManiculeWorkspace *
manicule_workspace_open_finish (GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  return make_workspace (g_task_get_task_data (G_TASK (result)));
}

/**
 * manicule_workspace_create_async:
 * @folder: where; absent or empty
 * @name: the project's name
 * @schema: its schema; copied
 * @annotator: (nullable): its first annotator; %NULL: the user
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @data: for @callback
 *
 * Makes a project and opens it.
 */
void
manicule_workspace_create_async (GFile               *folder,
                                 const char          *name,
                                 ManiculeSchema      *schema,
                                 const char          *annotator,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             data)
{
  g_autoptr(ManiculeSchema) copy = NULL;
  g_autofree char *first = NULL;
  Job *job;

  g_return_if_fail (G_IS_FILE (folder));
  g_return_if_fail (name != NULL);
  g_return_if_fail (MANICULE_IS_SCHEMA (schema));

  if (!check_annotator (annotator, callback, data))
    return;

  first = annotator != NULL ? g_strdup (annotator) : get_user ();
  copy = manicule_schema_copy (schema);
  job = job_new (folder, first);
  job->make = manicule_project_new (name, copy);
  manicule_project_add_annotator (job->make, first);
  run (job, cancellable, callback, data);
}

/**
 * manicule_workspace_create_finish:
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the new project, open
 */
ManiculeWorkspace *
manicule_workspace_create_finish (GAsyncResult  *result,
                                  GError       **error)
{
  return manicule_workspace_open_finish (result, error);
}

/* --- closing --- */

/* What is left to do on the disk. */
typedef struct
{
  GFile           *folder;      /* (owned) */
  ManiculeLock    *lock;        /* (owned) (nullable) */
  ManiculeJournal *journal;     /* (owned) (nullable) */
  char            *annotator;   /* (owned) */
  GHashTable      *taken_back;  /* (owned) */
} Closing;

static void
closing_free (gpointer data)
{
  Closing *closing = data;

  g_object_unref (closing->folder);
  g_clear_pointer (&closing->journal, manicule_journal_unref);
  g_clear_pointer (&closing->lock, manicule_lock_release);
  g_hash_table_unref (closing->taken_back);
  g_free (closing->annotator);
  g_free (closing);
}

static gboolean
is_among (gpointer id,
          gpointer value,
          gpointer ids)
{
  return g_hash_table_contains (ids, id);
}

/* That they are gone, and nothing else is left to do. */
static void
note_removed (Closing   *closing,
              GPtrArray *names)
{
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify) manicule_journal_file_free);
  guint64 upto = manicule_journal_get_pushed (closing->journal);

  for (guint i = 0; i < names->len; i++)
    g_ptr_array_add (files, manicule_journal_file_new (g_ptr_array_index (names, i), NULL, upto));

  manicule_journal_push_files (closing->journal, TRUE, files);
  manicule_journal_push_files (closing->journal, TRUE,
                               g_ptr_array_new_with_free_func ((GDestroyNotify) manicule_journal_file_free));
}

/* The files of an undone import stay as long as undoing or redoing can bring it back. */
static void
purge (Closing *closing)
{
  g_autoptr(ManiculeJournalLog) log = NULL;
  g_autoptr(GHashTable) articles = NULL;
  g_autoptr(GPtrArray) removed = NULL;

  if (g_hash_table_size (closing->taken_back) == 0 || closing->journal == NULL ||
      !manicule_journal_flush (closing->journal, NULL))
    return;

  log = manicule_journal_log_read (closing->folder, closing->annotator, NULL);
  if (log == NULL)
    return;

  articles = manicule_journal_log_list_articles (log);
  g_hash_table_foreach_remove (closing->taken_back, is_among, articles);
  removed = manicule_workspace_purge (closing->folder, closing->taken_back);
  if (removed->len > 0)
    note_removed (closing, removed);
}

static void
close_in_thread (gpointer      data,
                 GCancellable *cancellable)
{
  Closing *closing = data;
  /* Whoever took the project over, or put another in its place, has the files and the journal now. */
  gboolean is_ours = closing->lock != NULL && manicule_lock_verify (closing->lock, NULL);

  if (is_ours)
    purge (closing);

  /* All edits are on the disk; what may not be is that they are in their files, and that can be told again. */
  if (closing->journal != NULL)
    manicule_journal_close (closing->journal, NULL);

  if (closing->lock != NULL)
    {
      /* A journal that stays long does no harm. */
      if (closing->journal != NULL && is_ours)
        manicule_journal_compact_file (closing->folder, closing->annotator, NULL);
      g_clear_pointer (&closing->lock, manicule_lock_release);
    }
}

static void
on_closed (ManiculeWorkspace *self,
           gpointer           data,
           GTask             *task)
{
  manicule_workspace_leave_slot (self);
  g_task_return_boolean (task, TRUE);
}

/* An edit that was made while the last save ran must not be left behind. */
static void
start_close (ManiculeWorkspace *self,
             GTask             *task)
{
  Closing *closing;

  if (self->was_unsaved && self->lock != NULL)
    {
      manicule_workspace_leave_slot (self);
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PENDING,
                               _("The project was edited while it was being closed. Close it again."));
      return;
    }

  self->closed = TRUE;
  manicule_workspace_stop (self);

  closing = g_new0 (Closing, 1);
  closing->folder = g_object_ref (self->folder);
  closing->lock = g_steal_pointer (&self->lock);
  if (self->journal != NULL)
    manicule_journal_set_func (self->journal, NULL, NULL);
  closing->journal = g_steal_pointer (&self->journal);
  closing->annotator = g_strdup (self->annotator);
  closing->taken_back = g_steal_pointer (&self->taken_back);
  self->taken_back = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  manicule_workspace_run (self, task, NULL, closing, closing_free, close_in_thread, on_closed);
}

static void
on_last_save (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  ManiculeWorkspace *self = MANICULE_WORKSPACE (source);
  g_autoptr(GTask) task = data;
  GError *error = NULL;

  if (!manicule_workspace_save_finish (self, result, &error) && self->lock != NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_clear_error (&error);
  manicule_workspace_enter_slot (self, task, start_close);
}

/**
 * manicule_workspace_close_async:
 * @self: a workspace
 * @callback: called when it is done
 * @data: for @callback
 *
 * Saves, gives the lock back and ends all that goes on. Afterwards the workspace is good for nothing but reading what is
 * loaded.
 */
void
manicule_workspace_close_async (ManiculeWorkspace   *self,
                                GAsyncReadyCallback  callback,
                                gpointer             data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (MANICULE_IS_WORKSPACE (self));

  task = g_task_new (self, NULL, callback, data);
  manicule_workspace_save_async (self, NULL, on_last_save, g_object_ref (task));
}

/**
 * manicule_workspace_close_finish:
 * @self: a workspace
 * @result: the result
 * @error: return location
 *
 * Returns: %TRUE when it is closed; %FALSE when something could not be saved: it is still open then
 */
gboolean
manicule_workspace_close_finish (ManiculeWorkspace  *self,
                                 GAsyncResult       *result,
                                 GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
