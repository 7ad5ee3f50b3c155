/* manicule-recovery.c: from the journal into the files, after a crash
 *
 * For each file the journal says what it was when it was last seen, and what it was about to become. The file's hash
 * tells which of these it is, and so which changes are not in it. Where it is none of these, another program wrote it:
 * then the changes since it was seen last are applied as far as they fit, and those that do not fit are kept aside.
 * All of this can be cut off at any moment and done again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-recovery.h"

#include "manicule-json.h"
#include "manicule-project-folder-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A file, and what is to be done to it. */
typedef struct
{
  char          *name;        /* (owned) */
  char          *article_id;  /* (owned) (nullable): of a set; NULL for a list */
  char          *annotator;   /* (owned) (nullable) */
  ManiculeList   list;
  guint64        upto;        /* changes up to this line of the journal are in it */
  GPtrArray     *changes;     /* (owned) (element-type ManiculeChange): the others, in order */
} Target;

typedef struct
{
  ManiculeJournalLog *log;
  GFile              *folder;
  GHashTable         *targets;   /* (owned) (element-type utf8 Target), by name */
  GPtrArray          *order;     /* (owned) (element-type Target): in the order in which they were edited first */
  GHashTable         *articles;  /* (owned) (element-type utf8 ManiculeArticle): as the journal last told of them */
  guint               n_lost;    /* deeds whose step is lost */
  GError             *error;     /* (owned) (nullable): the first file that is there and could not be read */
} Plan;

static void
target_free (gpointer data)
{
  Target *target = data;

  g_free (target->name);
  g_free (target->article_id);
  g_free (target->annotator);
  g_ptr_array_unref (target->changes);
  g_free (target);
}

static void
plan_free (Plan *plan)
{
  g_hash_table_unref (plan->targets);
  g_ptr_array_unref (plan->order);
  g_hash_table_unref (plan->articles);
  g_clear_error (&plan->error);
  g_free (plan);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Plan, plan_free)

/* --- what is to be done ----------------------------------------------------------------------------------------- */

/* Index of the last state that was seen on the disk; -1 when there is none. */
static int
find_saved (GArray *states)
{
  int i = (int) states->len - 1;

  while (i >= 0 && !g_array_index (states, ManiculeJournalState, i).saved)
    i--;

  return i;
}

/* The disk failed, so that what is there is not known; a file that is not there, or no sound one, is. */
static gboolean
is_failure (const GError *error)
{
  return error->domain == G_IO_ERROR && error->code != G_IO_ERROR_NOT_FOUND && error->code != G_IO_ERROR_INVALID_DATA;
}

/* Up to which line is what is on the disk complete? */
static guint64
find_upto (Plan       *plan,
           const char *name,
           GArray     *states)
{
  ManiculeStamp stamp = { 0 };
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  int saved;

  if (states == NULL)
    return 0;

  saved = find_saved (states);
  if (saved == (int) states->len - 1)
    return g_array_index (states, ManiculeJournalState, saved).upto;

  bytes = manicule_file_read (plan->folder, name, MANICULE_FILE_MAX_BYTES, &stamp, &error);
  if (bytes == NULL && is_failure (error) && plan->error == NULL)
    plan->error = g_steal_pointer (&error);
  for (int i = (int) states->len - 1; i > saved; i--)
    {
      ManiculeJournalState *state = &g_array_index (states, ManiculeJournalState, i);

      if (bytes != NULL && g_strcmp0 (state->sha256, stamp.sha256) == 0)
        return state->upto;
    }

  return saved >= 0 ? g_array_index (states, ManiculeJournalState, saved).upto : 0;
}

static ManiculeList
get_list (ManiculeChangeKind kind)
{
  switch (kind)
    {
    case MANICULE_CHANGE_ENTITY:
      return MANICULE_LIST_ENTITIES;
    case MANICULE_CHANGE_ARTICLE:
      return MANICULE_LIST_ARTICLES;
    case MANICULE_CHANGE_LABEL:
    case MANICULE_CHANGE_RELATION_TYPE:
    case MANICULE_CHANGE_ATTRIBUTE:
    case MANICULE_CHANGE_DOCUMENT_LABEL:
      return MANICULE_LIST_SCHEMA;
    case MANICULE_CHANGE_ANNOTATION:
    case MANICULE_CHANGE_STATUS:
    default:
      return MANICULE_N_LISTS;
    }
}

static Target *
find_target (Plan           *plan,
             ManiculeChange *change)
{
  const char *article_id = manicule_change_get_article_id (change);
  ManiculeList list = get_list (manicule_change_get_kind (change));
  g_autofree char *name = NULL;
  Target *target;

  name = list != MANICULE_N_LISTS
         ? g_strdup (manicule_list_names[list])
         : manicule_project_folder_set_name (article_id, manicule_change_get_annotator (change));
  target = g_hash_table_lookup (plan->targets, name);
  if (target != NULL)
    return target;

  target = g_new0 (Target, 1);
  target->name = g_steal_pointer (&name);
  target->list = list;
  target->article_id = g_strdup (article_id);
  target->annotator = g_strdup (manicule_change_get_annotator (change));
  target->changes = g_ptr_array_new_with_free_func (g_object_unref);
  target->upto = find_upto (plan, target->name, g_hash_table_lookup (plan->log->files, target->name));
  g_hash_table_insert (plan->targets, target->name, target);
  g_ptr_array_add (plan->order, target);

  return target;
}

static void
add_change (Plan           *plan,
            guint64         seq,
            ManiculeChange *change)
{
  Target *target = find_target (plan, change);

  if (manicule_change_get_kind (change) == MANICULE_CHANGE_ARTICLE)
    {
      ManiculeArticle *article = manicule_change_get_after (change);

      if (article != NULL)
        g_hash_table_insert (plan->articles, g_strdup (manicule_article_get_id (article)), g_object_ref (article));
    }

  if (seq > target->upto)
    g_ptr_array_add (target->changes, g_object_ref (change));
}

static void
add_deed (Plan                      *plan,
          const ManiculeJournalDeed *deed)
{
  g_autoptr(GPtrArray) changes = NULL;

  if (deed->step == NULL)
    {
      plan->n_lost++;
      return;
    }

  changes = manicule_journal_log_read_changes (plan->log, deed->step);
  for (guint i = 0; i < changes->len; i++)
    {
      gboolean back = deed->deed == MANICULE_DEED_UNDO;
      ManiculeChange *change = g_ptr_array_index (changes, back ? changes->len - 1 - i : i);
      g_autoptr(ManiculeChange) done = back ? manicule_change_invert (change) : g_object_ref (change);

      add_change (plan, deed->seq, done);
    }
}

static Plan *
plan_new (ManiculeJournalLog *log,
          GFile              *folder)
{
  Plan *plan = g_new0 (Plan, 1);

  plan->log = log;
  plan->folder = folder;
  plan->targets = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, target_free);
  plan->order = g_ptr_array_new ();
  plan->articles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);

  for (guint i = 0; i < log->deeds->len; i++)
    {
      const ManiculeJournalDeed *deed = &g_array_index (log->deeds, ManiculeJournalDeed, i);

      if (deed->seq > log->complete)
        add_deed (plan, deed);
    }

  return plan;
}

static guint
count_changes (Plan *plan)
{
  guint n = 0;

  for (guint i = 0; i < plan->order->len; i++)
    n += ((Target *) g_ptr_array_index (plan->order, i))->changes->len;

  return n;
}

/**
 * manicule_recovery_is_due:
 * @log: a journal
 *
 * Returns: %FALSE when its last line says that all is in the files
 */
gboolean
manicule_recovery_is_due (ManiculeJournalLog *log)
{
  return log->complete != log->last_seq || log->damages->len > 0;
}

/**
 * manicule_recovery_count:
 * @log: a journal
 * @folder: the project folder
 *
 * Returns: how many changes are in the journal, but not in the files
 */
guint
manicule_recovery_count (ManiculeJournalLog *log,
                         GFile              *folder)
{
  g_autoptr(Plan) plan = plan_new (log, folder);

  return count_changes (plan);
}

/* --- doing it --------------------------------------------------------------------------------------------------- */

typedef struct
{
  Plan              *plan;
  ManiculeJournal   *journal;
  GFile             *folder;
  ManiculeProject   *project;
  ManiculeStamp     *stamps;
  ManiculeFindings  *findings;
  ManiculeRecovery  *result;
  GString           *unplaced;   /* (owned): lines for recovered/ */
  gboolean           touched[MANICULE_N_LISTS];
  gboolean           shrunk;
} Run;

static void
keep_aside (Run            *run,
            ManiculeChange *change)
{
  g_autofree char *line = manicule_json_write_change (change);

  g_string_append (run->unplaced, line);
  run->result->n_unplaced++;
}

/* FALSE where it does not fit. */
static gboolean
place (Run            *run,
       ManiculeChange *change)
{
  g_autoptr(ManiculeChange) fitting = manicule_change_fit (change, run->project);

  if (manicule_change_is_done (change, run->project))
    return TRUE;
  if (!manicule_change_apply (fitting, run->project, NULL))
    return FALSE;

  run->result->n_edits++;
  return TRUE;
}

static void
place_all (Run    *run,
           Target *target)
{
  for (guint i = 0; i < target->changes->len; i++)
    {
      ManiculeChange *change = g_ptr_array_index (target->changes, i);

      if (!place (run, change))
        keep_aside (run, change);
    }
}

/* Says in the journal what the file will be, then writes it, then says that it is so. */
static gboolean
write_file (Run            *run,
            const char     *name,
            GBytes         *bytes,
            ManiculeStamp  *stamp,
            GError        **error)
{
  GPtrArray *before = g_ptr_array_new_with_free_func ((GDestroyNotify) manicule_journal_file_free);
  GPtrArray *after = g_ptr_array_new_with_free_func ((GDestroyNotify) manicule_journal_file_free);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  guint64 upto = run->plan->log->last_seq;

  g_ptr_array_add (before, manicule_journal_file_new (name, sha256, upto));
  g_ptr_array_add (after, manicule_journal_file_new (name, sha256, upto));
  manicule_journal_push_files (run->journal, FALSE, before);

  if (!manicule_journal_flush (run->journal, error) ||
      !manicule_save (run->folder, name, bytes, MANICULE_SAVE_DEFAULT, stamp, error))
    {
      g_ptr_array_unref (after);
      return FALSE;
    }

  manicule_journal_push_files (run->journal, TRUE, after);
  return TRUE;
}

static gboolean
write_lists (Run     *run,
             GError **error)
{
  for (guint i = 0; i < MANICULE_N_LISTS; i++)
    {
      ManiculeListSnapshot *snapshot;
      g_autoptr(GBytes) bytes = NULL;

      if (!run->touched[i])
        continue;

      snapshot = manicule_list_snapshot_new (run->project, i);
      bytes = manicule_list_snapshot_write (snapshot);
      manicule_list_snapshot_free (snapshot);
      if (!write_file (run, manicule_list_names[i], bytes, &run->stamps[i], error))
        return FALSE;
    }

  return TRUE;
}

static void
replay_lists (Run *run)
{
  for (guint i = 0; i < run->plan->order->len; i++)
    {
      Target *target = g_ptr_array_index (run->plan->order, i);

      if (target->list == MANICULE_N_LISTS || target->changes->len == 0)
        continue;

      place_all (run, target);
      run->touched[target->list] = TRUE;
      for (guint j = 0; j < target->changes->len; j++)
        run->shrunk |= manicule_change_get_after (g_ptr_array_index (target->changes, j)) == NULL;
    }
}

/* NULL when the text or the set is not sound: what is there must not be written over. @error is set where the disk
 * failed. */
static ManiculeAnnotationSet *
read_set (Run     *run,
          Target  *target,
          GError **error)
{
  ManiculeArticle *article = manicule_project_find_article (run->project, target->article_id);
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autoptr(ManiculeText) text = NULL;
  g_autoptr(ManiculeAnnotationSet) set = NULL;
  g_autoptr(GError) local_error = NULL;

  if (article == NULL)
    article = g_hash_table_lookup (run->plan->articles, target->article_id);
  if (article == NULL)
    return NULL;

  text = manicule_project_folder_read_text (run->folder, article, &local_error);
  if (text != NULL)
    set = manicule_project_folder_read_set_full (run->folder, target->article_id, target->annotator, text, NULL, findings,
                                                 &local_error);
  if (local_error != NULL && is_failure (local_error))
    g_propagate_error (error, g_steal_pointer (&local_error));

  return set != NULL && manicule_findings_get_n_errors (findings) == 0 ? g_steal_pointer (&set) : NULL;
}

static gboolean
replay_set (Run     *run,
            Target  *target,
            GError **error)
{
  g_autoptr(GError) local_error = NULL;
  g_autoptr(ManiculeAnnotationSet) set = read_set (run, target, &local_error);
  g_autoptr(GBytes) bytes = NULL;

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (set == NULL)
    {
      for (guint i = 0; i < target->changes->len; i++)
        keep_aside (run, g_ptr_array_index (target->changes, i));
      return TRUE;
    }

  manicule_project_hold_set (run->project, set);
  place_all (run, target);
  manicule_project_drop_set (run->project, target->article_id, target->annotator);

  bytes = manicule_json_write_annotations (set);
  return write_file (run, target->name, bytes, NULL, error);
}

static gboolean
replay_sets (Run     *run,
             GError **error)
{
  for (guint i = 0; i < run->plan->order->len; i++)
    {
      Target *target = g_ptr_array_index (run->plan->order, i);

      if (target->list == MANICULE_N_LISTS && target->changes->len > 0 && !replay_set (run, target, error))
        return FALSE;
    }

  return TRUE;
}

/* What does not fit is kept, one change a line. */
static gboolean
write_unplaced (Run     *run,
                GError **error)
{
  g_autofree char *base = g_path_get_basename (run->plan->log->name);
  g_autofree char *name = NULL;
  g_autoptr(GBytes) bytes = NULL;

  if (run->unplaced->len == 0)
    return TRUE;

  bytes = g_bytes_new (run->unplaced->str, run->unplaced->len);
  if (!manicule_recovery_keep (run->folder, base, bytes, &name, error))
    return FALSE;

  manicule_findings_add (run->findings, MANICULE_FINDING_ERROR, "changes-unplaced", name, 0,
                         g_dngettext (GETTEXT_PACKAGE,
                                      "%u edit of the journal does not fit the files as they are now. It is kept here.",
                                      "%u edits of the journal do not fit the files as they are now. They are kept here.",
                                      run->result->n_unplaced), run->result->n_unplaced);
  return TRUE;
}

static gboolean
run_all (Run     *run,
         GError **error)
{
  if (run->plan->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&run->plan->error));
      return FALSE;
    }

  replay_lists (run);

  /* As with every save: nothing on the disk is ever without its label. */
  if (!(run->shrunk || write_lists (run, error)) ||
      !replay_sets (run, error) ||
      !(!run->shrunk || write_lists (run, error)) ||
      !write_unplaced (run, error))
    return FALSE;

  /* What was damaged is told now, and all is in the files. */
  if (run->plan->log->damages->len > 0)
    manicule_journal_push_head (run->journal, FALSE);
  if (run->plan->log->last_seq > 0)
    manicule_journal_push_files (run->journal, TRUE,
                                 g_ptr_array_new_with_free_func ((GDestroyNotify) manicule_journal_file_free));
  return manicule_journal_flush (run->journal, error);
}

/**
 * manicule_recovery_run:
 * @log: a journal
 * @journal: the same, to append to
 * @folder: the project folder
 * @project: its lists, which become those that the journal tells of
 * @stamps: (inout): what the lists are on the disk
 * @findings: gets what cannot be placed
 * @result: (out caller-allocates): what was done; counts are added to what is there
 * @error: return location
 *
 * Brings into the files what the journal holds and they do not.
 *
 * Returns: %FALSE when something could not be written; the journal still holds it then
 */
gboolean
manicule_recovery_run (ManiculeJournalLog  *log,
                       ManiculeJournal     *journal,
                       GFile               *folder,
                       ManiculeProject     *project,
                       ManiculeStamp       *stamps,
                       ManiculeFindings    *findings,
                       ManiculeRecovery    *result,
                       GError             **error)
{
  g_autoptr(Plan) plan = plan_new (log, folder);
  g_autoptr(GString) unplaced = g_string_new (NULL);
  Run run = {
    .plan = plan, .journal = journal, .folder = folder, .project = project, .stamps = stamps,
    .findings = findings, .result = result, .unplaced = unplaced,
  };

  return !manicule_recovery_is_due (log) || run_all (&run, error);
}

static char *
describe_torn (const ManiculeRecovery *result)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       /* Translators: %s is the name of a folder */
                                       "%u damaged line of the project’s lists is kept in “%s”.",
                                       "%u damaged lines of the project’s lists are kept in “%s”.", result->n_torn),
                          result->n_torn, MANICULE_FOLDER_RECOVERED);
}

static char *
describe_restored (const ManiculeRecovery *result)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%u entry of the project’s lists was restored from its texts and journals.",
                                       "%u entries of the project’s lists were restored from its texts and journals.",
                                       result->n_restored), result->n_restored);
}

static char *
describe_renamed (const ManiculeRecovery *result)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%u file or folder got its name back, which had other capitals or accents.",
                                       "%u files or folders got their names back, which had other capitals or accents.",
                                       result->n_renamed), result->n_renamed);
}

/**
 * manicule_recovery_describe:
 * @result: what was done
 *
 * Returns: (transfer full) (nullable): it in one sentence; %NULL when nothing was to be done
 */
char *
manicule_recovery_describe (const ManiculeRecovery *result)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) sentences = NULL;

  if (result->n_torn > 0)
    g_strv_builder_take (builder, describe_torn (result));
  if (result->n_restored > 0)
    g_strv_builder_take (builder, describe_restored (result));
  if (result->n_renamed > 0)
    g_strv_builder_take (builder, describe_renamed (result));
  if (result->n_edits > 0)
    g_strv_builder_take (builder, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u edit was restored from the journal.",
                                                                "%u edits were restored from the journal.", result->n_edits),
                                                   result->n_edits));
  if (result->n_unplaced > 0)
    g_strv_builder_take (builder, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                                "%u edit could not be placed; it is in “%s”.",
                                                                "%u edits could not be placed; they are in “%s”.",
                                                                result->n_unplaced),
                                                   result->n_unplaced, MANICULE_FOLDER_RECOVERED));

  sentences = g_strv_builder_end (builder);
  return sentences[0] != NULL ? g_strjoinv (" ", sentences) : NULL;
}
