/* manicule-journal-log.c: what a journal tells
 *
 * Lines whose checksum is wrong are no lines. Where the numbers of the lines around them show that nothing is missing,
 * they are what a failed write left, and no matter; else something is lost, and steps before that cannot be undone any
 * more, for what came between is not known.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-journal-log.h"

#include "manicule-file-name.h"
#include "manicule-json.h"
#include "manicule-project-folder-private.h"

#include <string.h>

/* Steps of so many changes at most have all of them in memory when a history is made. */
#define SHORT_STEP 16

/* What is known while the lines are read one after the other. */
typedef struct
{
  ManiculeJournalLog  *log;
  const char          *data;
  gsize                length;
  guint                line;       /* the number of the one that is read */
  ManiculeJournalStep *open;       /* (owned) (nullable): its last line was not read yet */
  GArray              *fragments;  /* (owned) (element-type ManiculeJournalDamage): since the last whole line */
  GHashTable          *heads;      /* (owned) (element-type utf8): the ids of those that were read */
} Reading;

/* --- pieces ----------------------------------------------------------------------------------------------------- */

static void
step_clear (gpointer data)
{
  ManiculeJournalStep *step = data;

  g_free (step->title);
  g_clear_object (&step->first);
}

void
manicule_journal_step_unref (ManiculeJournalStep *step)
{
  g_rc_box_release_full (step, step_clear);
}

static void
deed_clear (gpointer data)
{
  ManiculeJournalDeed *deed = data;

  g_clear_pointer (&deed->step, manicule_journal_step_unref);
}

static void
state_clear (gpointer data)
{
  ManiculeJournalState *state = data;

  g_free (state->sha256);
}

/**
 * manicule_journal_name:
 * @annotator: an annotator
 *
 * Returns: (transfer full): where the journal is, below the project folder
 */
char *
manicule_journal_name (const char *annotator)
{
  return g_strconcat (MANICULE_FOLDER_JOURNAL "/", annotator, MANICULE_JOURNAL_SUFFIX, NULL);
}

/**
 * manicule_journal_list_annotators:
 * @folder: a project folder
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type utf8): whose journals are there; %NULL with an error
 */
GPtrArray *
manicule_journal_list_annotators (GFile   *folder,
                                  GError **error)
{
  g_autoptr(GPtrArray) entries = manicule_file_list (folder, MANICULE_FOLDER_JOURNAL, error);
  g_autoptr(GPtrArray) annotators = g_ptr_array_new_with_free_func (g_free);

  if (entries == NULL)
    return NULL;

  for (guint i = 0; i < entries->len; i++)
    {
      ManiculeFileEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *annotator = NULL;

      if (entry->type != MANICULE_FILE_REGULAR || !g_str_has_suffix (entry->name, MANICULE_JOURNAL_SUFFIX))
        continue;

      annotator = g_strndup (entry->name, strlen (entry->name) - strlen (MANICULE_JOURNAL_SUFFIX));
      if (manicule_file_name_is_safe (annotator))
        g_ptr_array_add (annotators, g_steal_pointer (&annotator));
    }

  return g_steal_pointer (&annotators);
}

void
manicule_journal_log_free (ManiculeJournalLog *self)
{
  g_free (self->name);
  g_bytes_unref (self->bytes);
  g_ptr_array_unref (self->steps);
  g_array_unref (self->deeds);
  g_hash_table_unref (self->files);
  g_hash_table_unref (self->spent);
  g_array_unref (self->damages);
  g_free (self);
}

static ManiculeJournalLog *
log_new (GBytes     *bytes,
         const char *name)
{
  ManiculeJournalLog *self = g_new0 (ManiculeJournalLog, 1);

  self->name = g_strdup (name);
  self->bytes = g_bytes_ref (bytes);
  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) manicule_journal_step_unref);
  self->deeds = g_array_new (FALSE, TRUE, sizeof (ManiculeJournalDeed));
  g_array_set_clear_func (self->deeds, deed_clear);
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  self->spent = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->damages = g_array_new (FALSE, TRUE, sizeof (ManiculeJournalDamage));

  return self;
}

/* --- steps ------------------------------------------------------------------------------------------------------ */

/* What came before is not what can be undone from here on. */
static void
forget_steps (ManiculeJournalLog *self,
              guint               base)
{
  g_ptr_array_set_size (self->steps, 0);
  self->position = 0;
  self->base = base;
}

static void
add_deed (ManiculeJournalLog        *self,
          const ManiculeJournalLine *line,
          ManiculeDeed               deed,
          ManiculeJournalStep       *step)
{
  ManiculeJournalDeed added = { line->seq, line->time, deed, step != NULL ? g_rc_box_acquire (step) : NULL };

  g_array_append_val (self->deeds, added);
}

static void
close_step (Reading                   *reading,
            const ManiculeJournalLine *line,
            gsize                      end)
{
  ManiculeJournalLog *self = reading->log;
  ManiculeJournalStep *step = g_steal_pointer (&reading->open);

  step->length = end - step->offset;
  step->time = line->time;
  step->title = g_strdup (line->title);

  if (step->number != self->base + self->position + 1)
    forget_steps (self, step->number - 1);

  g_ptr_array_set_size (self->steps, self->position);
  g_ptr_array_add (self->steps, step);
  self->position++;
  add_deed (self, line, MANICULE_DEED_DO, step);
}

static void
take_change (Reading                   *reading,
             const ManiculeJournalLine *line,
             gsize                      offset,
             gsize                      end)
{
  /* A step without its end was never whole: another one begins. */
  if (reading->open != NULL && reading->open->number != line->step)
    g_clear_pointer (&reading->open, manicule_journal_step_unref);

  if (reading->open == NULL)
    {
      reading->open = g_rc_box_new0 (ManiculeJournalStep);
      reading->open->number = line->step;
      reading->open->offset = offset;
      reading->open->first = g_object_ref (line->change);
    }

  reading->open->n_changes++;
  if (line->title != NULL)
    close_step (reading, line, end);
}

static void
take_undo (ManiculeJournalLog        *self,
           const ManiculeJournalLine *line)
{
  if (self->position == 0 || line->step != self->base + self->position)
    {
      forget_steps (self, line->step - 1);
      add_deed (self, line, MANICULE_DEED_UNDO, NULL);
      return;
    }

  self->position--;
  add_deed (self, line, MANICULE_DEED_UNDO, g_ptr_array_index (self->steps, self->position));
}

static void
take_redo (ManiculeJournalLog        *self,
           const ManiculeJournalLine *line)
{
  if (self->position == self->steps->len || line->step != self->base + self->position + 1)
    {
      forget_steps (self, line->step);
      add_deed (self, line, MANICULE_DEED_REDO, NULL);
      return;
    }

  add_deed (self, line, MANICULE_DEED_REDO, g_ptr_array_index (self->steps, self->position));
  self->position++;
}

/* --- lines ------------------------------------------------------------------------------------------------------ */

static void
take_files (ManiculeJournalLog        *self,
            const ManiculeJournalLine *line)
{
  if (line->kind == MANICULE_JOURNAL_SAVED && line->files->len == 0)
    self->complete = line->seq;

  for (guint i = 0; i < line->files->len; i++)
    {
      const ManiculeJournalFile *file = g_ptr_array_index (line->files, i);
      ManiculeJournalState state = { g_strdup (file->sha256), file->upto, line->time, line->kind == MANICULE_JOURNAL_SAVED };
      GArray *states = g_hash_table_lookup (self->files, file->name);

      if (states == NULL)
        {
          states = g_array_new (FALSE, TRUE, sizeof (ManiculeJournalState));
          g_array_set_clear_func (states, state_clear);
          g_hash_table_insert (self->files, g_strdup (file->name), states);
        }
      g_array_append_val (states, state);
    }
}

static void
take_spent (ManiculeJournalLog        *self,
            const ManiculeJournalLine *line)
{
  g_hash_table_remove_all (self->spent);
  for (guint i = 0; i < line->spent->len; i++)
    {
      const ManiculeJournalSpent *item = g_ptr_array_index (line->spent, i);

      g_hash_table_insert (self->spent, g_strdup (item->article_id), g_memdup2 (&item->seconds, sizeof item->seconds));
    }
  self->spent_upto = line->seq;
}

static void
take_line (Reading                   *reading,
           const ManiculeJournalLine *line,
           gsize                      offset,
           gsize                      end)
{
  ManiculeJournalLog *self = reading->log;

  switch (line->kind)
    {
    case MANICULE_JOURNAL_HEAD:
      break;
    case MANICULE_JOURNAL_CHANGE:
      take_change (reading, line, offset, end);
      break;
    case MANICULE_JOURNAL_UNDO:
      take_undo (self, line);
      break;
    case MANICULE_JOURNAL_REDO:
      take_redo (self, line);
      break;
    case MANICULE_JOURNAL_SAVING:
    case MANICULE_JOURNAL_SAVED:
      take_files (self, line);
      break;
    case MANICULE_JOURNAL_SPENT:
      take_spent (self, line);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
add_fragment (Reading *reading,
              gsize    offset,
              gsize    length)
{
  ManiculeJournalDamage damage = { reading->line, offset, length, 0 };

  g_array_append_val (reading->fragments, damage);
}

/* Lines are missing before this one: so many. */
static void
note_gap (Reading *reading,
          guint64  n_lost,
          gsize    offset)
{
  ManiculeJournalLog *self = reading->log;

  if (reading->fragments->len == 0)
    add_fragment (reading, offset, 0);
  g_array_index (reading->fragments, ManiculeJournalDamage, 0).n_lost = n_lost;
  g_array_append_vals (self->damages, reading->fragments->data, reading->fragments->len);

  g_clear_pointer (&reading->open, manicule_journal_step_unref);
  forget_steps (self, self->base + self->position);
}

/* The numbers begin anew: what stands before is of another copy of the project. */
static void
forget_numbers (ManiculeJournalLog *self)
{
  g_array_set_size (self->deeds, 0);
  g_hash_table_remove_all (self->files);
  self->complete = 0;
  self->spent_upto = 0;
}

/* FALSE for a line that stands there a second time, because the first time it could not be brought to the disk. */
static gboolean
take_number (Reading                   *reading,
             const ManiculeJournalLine *line,
             gsize                      offset)
{
  ManiculeJournalLog *self = reading->log;

  if (line->kind == MANICULE_JOURNAL_HEAD)
    {
      gboolean is_first = g_hash_table_size (reading->heads) == 0;

      if (!g_hash_table_add (reading->heads, g_strdup (line->id)))
        return FALSE;

      /* What was damaged before was told when this was written. */
      if (!is_first && line->seq != self->last_seq + 1)
        forget_steps (self, self->base + self->position);
      if (!is_first && line->seq <= self->last_seq)
        forget_numbers (self);
      g_array_set_size (self->damages, 0);
    }
  else if (line->seq <= self->last_seq)
    return FALSE;
  else if (line->seq != self->last_seq + 1)
    note_gap (reading, line->seq - self->last_seq - 1, offset);

  self->last_seq = line->seq;
  g_array_set_size (reading->fragments, 0);
  return TRUE;
}

static gboolean
read_line (Reading  *reading,
           gsize     offset,
           gsize     end,
           GError  **error)
{
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(ManiculeJournalLine) line = NULL;
  g_autoptr(GError) local_error = NULL;

  if (end == offset)
    return TRUE;

  if (manicule_json_check_journal_line (reading->data + offset, end - offset))
    {
      bytes = g_bytes_new_from_bytes (reading->log->bytes, offset, end - offset);
      line = manicule_json_read_journal_line (bytes, reading->log->name, reading->line, &local_error);
    }

  if (line != NULL)
    {
      if (take_number (reading, line, offset))
        take_line (reading, line, offset, end);
    }
  else if (g_error_matches (local_error, MANICULE_JSON_ERROR, MANICULE_JSON_ERROR_VERSION))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  else
    add_fragment (reading, offset, end - offset);

  return TRUE;
}

/* Is there nothing but what a disk leaves that has lost a file's content? That was a journal once. */
static gboolean
is_wiped (Reading *reading,
          gsize    offset)
{
  return offset == 0 && memchr (reading->data, '\0', reading->length) != NULL;
}

static gboolean
read_lines (Reading  *reading,
            GError  **error)
{
  gsize offset = 0;

  while (offset < reading->length)
    {
      const char *feed = memchr (reading->data + offset, '\n', reading->length - offset);
      gsize end = feed != NULL ? (gsize) (feed - reading->data) : reading->length;

      reading->line++;
      if (!read_line (reading, offset, end, error))
        return FALSE;

      /* The last line was torn off, or a power cut left it empty: it was never acknowledged. */
      if (feed == NULL && reading->fragments->len > 0 && !is_wiped (reading, offset))
        g_array_set_size (reading->fragments, reading->fragments->len - 1);
      offset = end + 1;
    }

  return TRUE;
}

/**
 * manicule_journal_log_new:
 * @bytes: what is in a journal's file
 * @name: its name below the project folder
 * @error: return location
 *
 * Reads a journal as far as it is sound.
 *
 * Returns: (transfer full) (nullable): what it tells; %NULL with %MANICULE_JSON_ERROR_VERSION
 */
ManiculeJournalLog *
manicule_journal_log_new (GBytes      *bytes,
                          const char  *name,
                          GError     **error)
{
  g_autoptr(ManiculeJournalLog) self = log_new (bytes, name);
  g_autoptr(GArray) fragments = g_array_new (FALSE, TRUE, sizeof (ManiculeJournalDamage));
  g_autoptr(GHashTable) heads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Reading reading = { .log = self, .fragments = fragments, .heads = heads };
  gboolean success;

  reading.data = g_bytes_get_data (bytes, &reading.length);
  success = read_lines (&reading, error);
  g_clear_pointer (&reading.open, manicule_journal_step_unref);
  if (!success)
    return NULL;

  g_array_append_vals (self->damages, fragments->data, fragments->len);
  return g_steal_pointer (&self);
}

/**
 * manicule_journal_log_read:
 * @folder: a project folder
 * @annotator: whose journal
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what the journal tells; %NULL with an error
 */
ManiculeJournalLog *
manicule_journal_log_read (GFile       *folder,
                           const char  *annotator,
                           GError     **error)
{
  g_autofree char *name = manicule_journal_name (annotator);
  g_autoptr(GError) local_error = NULL;
  g_autoptr(GBytes) bytes = manicule_file_read (folder, name, MANICULE_FILE_MAX_BYTES, NULL, &local_error);

  if (bytes == NULL && g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    bytes = g_bytes_new_static ("", 0);
  if (bytes == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return manicule_journal_log_new (bytes, name, error);
}

/* --- changes ---------------------------------------------------------------------------------------------------- */

static ManiculeChange *
read_change (ManiculeJournalLog *self,
             gsize               offset,
             gsize               length,
             guint64            *seq)
{
  const char *data = g_bytes_get_data (self->bytes, NULL);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(ManiculeJournalLine) line = NULL;

  if (!manicule_json_check_journal_line (data + offset, length))
    return NULL;

  bytes = g_bytes_new_from_bytes (self->bytes, offset, length);
  line = manicule_json_read_journal_line (bytes, self->name, 1, NULL);
  if (line == NULL || line->kind != MANICULE_JOURNAL_CHANGE || line->seq <= *seq)
    return NULL;

  *seq = line->seq;
  return g_steal_pointer (&line->change);
}

/**
 * manicule_journal_log_read_changes:
 * @self: a log
 * @step: one of its steps
 *
 * Returns: (transfer full) (element-type ManiculeChange): its changes
 */
GPtrArray *
manicule_journal_log_read_changes (ManiculeJournalLog  *self,
                                   ManiculeJournalStep *step)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func (g_object_unref);
  const char *data = g_bytes_get_data (self->bytes, NULL);
  gsize offset = step->offset;
  gsize stop = step->offset + step->length;
  guint64 seq = 0;

  if (step->n_changes == 1)
    {
      g_ptr_array_add (changes, g_object_ref (step->first));
      return changes;
    }

  while (offset < stop)
    {
      const char *feed = memchr (data + offset, '\n', stop - offset);
      gsize end = feed != NULL ? (gsize) (feed - data) : stop;
      ManiculeChange *change = read_change (self, offset, end - offset, &seq);

      if (change != NULL)
        g_ptr_array_add (changes, change);
      offset = end + 1;
    }

  return changes;
}

static ManiculeStep *
make_step (ManiculeJournalLog  *self,
           ManiculeJournalStep *step)
{
  ManiculeStep *made = manicule_step_new_stored (step->title, step->time, step->first, step->n_changes);

  if (step->n_changes > 1 && step->n_changes <= SHORT_STEP)
    {
      g_autoptr(GPtrArray) changes = manicule_journal_log_read_changes (self, step);

      manicule_step_load (made, changes);
    }

  return made;
}

/**
 * manicule_journal_log_make_steps:
 * @self: a log
 *
 * Returns: (transfer full) (element-type ManiculeStep): its steps for a history; long ones are not loaded
 */
GPtrArray *
manicule_journal_log_make_steps (ManiculeJournalLog *self)
{
  GPtrArray *steps = g_ptr_array_new_full (self->steps->len, g_object_unref);

  for (guint i = 0; i < self->steps->len; i++)
    g_ptr_array_add (steps, make_step (self, g_ptr_array_index (self->steps, i)));

  return steps;
}

/**
 * manicule_journal_log_list_articles:
 * @self: a log
 *
 * Returns: (transfer full) (element-type utf8): the ids of articles whose files must stay, also where the list of articles
 *   does not have them: undoing or redoing can bring them back
 */
GHashTable *
manicule_journal_log_list_articles (ManiculeJournalLog *self)
{
  GHashTable *articles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->steps->len; i++)
    {
      g_autoptr(GPtrArray) changes = manicule_journal_log_read_changes (self, g_ptr_array_index (self->steps, i));

      for (guint j = 0; j < changes->len; j++)
        {
          ManiculeChange *change = g_ptr_array_index (changes, j);

          if (manicule_change_get_kind (change) == MANICULE_CHANGE_ARTICLE && manicule_change_get_after (change) != NULL)
            g_hash_table_add (articles, g_strdup (manicule_article_get_id (manicule_change_get_after (change))));
        }
    }

  return articles;
}
