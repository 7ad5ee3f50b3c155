/* manicule-journal-compact.c: a journal without what nobody can undo or redo any more
 *
 * Steps that were undone and then replaced by others, and words about files that were saved again since, go. The new
 * file takes the place of the old one in one move (manicule-save.h), so that at each moment one of the two is there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-journal-compact.h"

#include "manicule-annotation.h"
#include "manicule-save.h"
#include "manicule-time-log.h"

/* A journal of so many bytes is no trouble to anyone. */
#define SMALL (512 * 1024)

/**
 * manicule_journal_wants_compaction:
 * @log: a journal
 *
 * Returns: whether more than half of it is of no use. One that is damaged, or whose edits are not all in the files, stays
 *   as it is
 */
gboolean
manicule_journal_wants_compaction (ManiculeJournalLog *log)
{
  gsize size = g_bytes_get_size (log->bytes);
  gsize used = 0;

  if (size < SMALL || log->complete != log->last_seq || log->damages->len > 0)
    return FALSE;

  for (guint i = 0; i < log->steps->len; i++)
    used += ((ManiculeJournalStep *) g_ptr_array_index (log->steps, i))->length;

  return used < size / 2;
}

static void
append (GString             *out,
        ManiculeJournalLine *line)
{
  line->seq++;
  manicule_json_append_journal_line (out, line);
}

static void
append_step (GString             *out,
             ManiculeJournalLine *line,
             ManiculeJournalLog  *log,
             ManiculeJournalStep *step)
{
  g_autoptr(GPtrArray) changes = manicule_journal_log_read_changes (log, step);

  line->kind = MANICULE_JOURNAL_CHANGE;
  line->step = step->number;
  line->time = step->time;
  for (guint i = 0; i < changes->len; i++)
    {
      line->change = g_ptr_array_index (changes, i);
      line->title = i + 1 == changes->len ? step->title : NULL;
      append (out, line);
    }
}

static void
append_undos (GString             *out,
              ManiculeJournalLine *line,
              ManiculeJournalLog  *log)
{
  line->kind = MANICULE_JOURNAL_UNDO;
  for (guint i = log->steps->len; i > log->position; i--)
    {
      line->step = log->base + i;
      append (out, line);
    }
}

/* The last state of each file that was seen on the disk. */
static GPtrArray *
list_files (ManiculeJournalLog *log,
            guint64             upto)
{
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify) manicule_journal_file_free);
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, log->files);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      GArray *states = value;

      for (guint i = states->len; i > 0; i--)
        {
          const ManiculeJournalState *state = &g_array_index (states, ManiculeJournalState, i - 1);

          if (!state->saved)
            continue;
          g_ptr_array_add (files, manicule_journal_file_new (name, state->sha256, upto));
          break;
        }
    }

  return files;
}

/**
 * manicule_journal_compact:
 * @log: a journal whose edits are all in the files
 * @annotator: whose
 *
 * Returns: (transfer full): it, anew
 */
GBytes *
manicule_journal_compact (ManiculeJournalLog *log,
                          const char         *annotator)
{
  g_autofree char *id = manicule_id_new ();
  g_autoptr(ManiculeTimeLog) times = manicule_time_log_new (log);
  g_autoptr(GPtrArray) none = g_ptr_array_new ();
  g_autoptr(GPtrArray) files = NULL;
  g_autoptr(GPtrArray) spent = manicule_time_log_list (times);
  GString *out = g_string_new (NULL);
  ManiculeJournalLine line = {
    .kind = MANICULE_JOURNAL_HEAD, .time = g_get_real_time () / G_USEC_PER_SEC, .annotator = (char *) annotator, .id = id,
  };

  append (out, &line);
  for (guint i = 0; i < log->steps->len; i++)
    append_step (out, &line, log, g_ptr_array_index (log->steps, i));

  line.time = g_get_real_time () / G_USEC_PER_SEC;
  append_undos (out, &line, log);

  line.kind = MANICULE_JOURNAL_SPENT;
  line.spent = spent;
  append (out, &line);

  files = list_files (log, line.seq);
  line.kind = MANICULE_JOURNAL_SAVED;
  line.files = files;
  if (files->len > 0)
    append (out, &line);
  line.files = none;
  append (out, &line);

  return g_string_free_to_bytes (out);
}

/* Nothing may be lost by it: what was written is read, and compared. */
static gboolean
is_same (ManiculeJournalLog *log,
         GBytes             *bytes)
{
  g_autoptr(ManiculeJournalLog) copy = manicule_journal_log_new (bytes, log->name, NULL);

  if (copy == NULL || copy->steps->len != log->steps->len || copy->position != log->position || copy->damages->len > 0 ||
      (log->steps->len > 0 && copy->base != log->base))
    return FALSE;

  for (guint i = 0; i < log->steps->len; i++)
    {
      ManiculeJournalStep *a = g_ptr_array_index (log->steps, i);
      ManiculeJournalStep *b = g_ptr_array_index (copy->steps, i);

      if (a->number != b->number || a->n_changes != b->n_changes || !g_str_equal (a->title, b->title))
        return FALSE;
    }

  return TRUE;
}

/**
 * manicule_journal_compact_file:
 * @folder: a project folder, whose lock is ours
 * @annotator: whose journal
 * @error: return location
 *
 * Returns: %FALSE when the journal could not be read or written; it is as it was then
 */
gboolean
manicule_journal_compact_file (GFile       *folder,
                               const char  *annotator,
                               GError     **error)
{
  g_autoptr(ManiculeJournalLog) log = manicule_journal_log_read (folder, annotator, error);
  g_autoptr(GBytes) bytes = NULL;

  if (log == NULL)
    return FALSE;
  if (!manicule_journal_wants_compaction (log))
    return TRUE;

  bytes = manicule_journal_compact (log, annotator);
  return !is_same (log, bytes) || manicule_save (folder, log->name, bytes, MANICULE_SAVE_DEFAULT, NULL, error);
}
