/* test-journal.c: writing the journal, and reading it as far as it is sound
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fault-fs.h"
#include "manicule-journal-compact.h"
#include "manicule-journal-log.h"
#include "manicule-journal.h"
#include "manicule-time-log.h"
#include "store-test.h"

#include <errno.h>
#include <string.h>

#define NAME "journal/anna.jsonl"

/* --- pieces --- */

static ManiculeStep *
make_step (guint number,
           guint n_changes)
{
  g_autofree char *title = g_strdup_printf ("Step %u", number);
  g_autoptr(GPtrArray) changes = g_ptr_array_new_with_free_func (g_object_unref);
  ManiculeStep *step;

  for (guint i = 0; i < n_changes; i++)
    {
      g_autofree char *id = g_strdup_printf ("a%u-%u", number, i);
      g_autoptr(ManiculeAnnotation) span = store_test_span (id, "PER", i, i + 1);

      g_ptr_array_add (changes, manicule_change_new_annotation_for ("one", "anna", NULL, span));
    }

  step = manicule_step_new_stored (title, 1800000000 + number, g_ptr_array_index (changes, 0), n_changes);
  g_assert_true (manicule_step_load (step, changes));

  return step;
}

typedef struct
{
  StoreTestFolder *folder;
  ManiculeLock    *lock;
  ManiculeJournal *journal;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fixture->folder = store_test_folder_new ();
  fixture->lock = manicule_lock_acquire (fixture->folder->file, FALSE, &error);
  g_assert_no_error (error);
  fixture->journal = manicule_journal_new (fixture->folder->file, "anna", 0, fixture->lock);
}

static void
close_journal (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (manicule_journal_close (fixture->journal, &error));
  g_assert_no_error (error);
  g_clear_pointer (&fixture->journal, manicule_journal_unref);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->journal != NULL)
    close_journal (fixture);
  manicule_lock_release (fixture->lock);
  store_test_folder_free (fixture->folder);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
push (Fixture      *fixture,
      guint         number,
      guint         n_changes,
      ManiculeDeed  deed)
{
  g_autoptr(ManiculeStep) step = make_step (number, n_changes);

  manicule_journal_push_step (fixture->journal, step, deed, number);
}

static void
flush (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (manicule_journal_flush (fixture->journal, &error));
  g_assert_no_error (error);
}

static ManiculeJournalLog *
read_log (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  ManiculeJournalLog *log = manicule_journal_log_read (fixture->folder->file, "anna", &error);

  g_assert_no_error (error);
  return log;
}

static const char *
get_title (ManiculeJournalLog *log,
           guint               index)
{
  return ((ManiculeJournalStep *) g_ptr_array_index (log->steps, index))->title;
}

/* The bytes as a journal. */
static ManiculeJournalLog *
parse (const char *text,
       gsize       length)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, length);
  g_autoptr(GError) error = NULL;
  ManiculeJournalLog *log = manicule_journal_log_new (bytes, NAME, &error);

  g_assert_no_error (error);
  return log;
}

/* --- writing --- */

/* Steps, undos and redos read back as the history that they made. */
static void
test_journal_write (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(ManiculeJournalLog) log = NULL;
  g_autoptr(GPtrArray) changes = NULL;
  g_autoptr(GPtrArray) steps = NULL;

  push (fixture, 1, 1, MANICULE_DEED_DO);
  push (fixture, 2, 40, MANICULE_DEED_DO);
  push (fixture, 3, 1, MANICULE_DEED_DO);
  push (fixture, 3, 1, MANICULE_DEED_UNDO);
  push (fixture, 2, 40, MANICULE_DEED_UNDO);
  push (fixture, 2, 40, MANICULE_DEED_REDO);
  flush (fixture);
  g_assert_cmpuint (manicule_journal_get_durable (fixture->journal), ==, 1 + 42 + 3);

  log = read_log (fixture);
  g_assert_cmpuint (log->steps->len, ==, 3);
  g_assert_cmpuint (log->position, ==, 2);
  g_assert_cmpuint (log->base, ==, 0);
  g_assert_cmpuint (log->deeds->len, ==, 6);
  g_assert_cmpuint (log->last_seq, ==, 46);
  g_assert_cmpuint (log->damages->len, ==, 0);
  g_assert_cmpstr (get_title (log, 1), ==, "Step 2");

  changes = manicule_journal_log_read_changes (log, g_ptr_array_index (log->steps, 1));
  g_assert_cmpuint (changes->len, ==, 40);
  g_assert_cmpstr (manicule_annotation_get_id (manicule_change_get_after (g_ptr_array_index (changes, 39))), ==, "a2-39");

  /* A long step is in memory by its first change alone. */
  steps = manicule_journal_log_make_steps (log);
  g_assert_true (manicule_step_is_loaded (g_ptr_array_index (steps, 0)));
  g_assert_false (manicule_step_is_loaded (g_ptr_array_index (steps, 1)));
  g_assert_true (manicule_step_load (g_ptr_array_index (steps, 1), changes));
  g_assert_true (manicule_step_is_loaded (g_ptr_array_index (steps, 1)));
}

static void
note_told (gpointer data)
{
  (*(guint *) data)++;
}

/* What is pushed is on the disk soon without a flush, and the main thread is told. */
static void
test_journal_soon (Fixture       *fixture,
                   gconstpointer  data)
{
  gint64 start = g_get_monotonic_time ();
  guint told = 0;

  manicule_journal_set_func (fixture->journal, note_told, &told);
  push (fixture, 1, 1, MANICULE_DEED_DO);
  while (manicule_journal_get_durable (fixture->journal) < 2)
    g_main_context_iteration (NULL, TRUE);
  g_test_message ("on the disk after %.0f ms", (g_get_monotonic_time () - start) / 1000.0);
  g_assert_cmpuint (told, ==, 1);
}

/* After it was closed, the journal goes on where it ended. */
static void
test_journal_go_on (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(ManiculeJournalLog) log = NULL;

  push (fixture, 1, 3, MANICULE_DEED_DO);
  close_journal (fixture);
  log = read_log (fixture);
  fixture->journal = manicule_journal_new (fixture->folder->file, "anna", log->last_seq, fixture->lock);
  push (fixture, 2, 1, MANICULE_DEED_DO);
  close_journal (fixture);

  g_clear_pointer (&log, manicule_journal_log_free);
  log = read_log (fixture);
  g_assert_cmpuint (log->steps->len, ==, 2);
  g_assert_cmpuint (log->damages->len, ==, 0);
}

/* Whichever call fails, nothing that was pushed is lost or done twice, and what was acknowledged is there. */
static void
test_journal_faults (gconstpointer data)
{
  int number = GPOINTER_TO_INT (data);
  gboolean failed = TRUE;

  for (guint i = 1; failed; i++)
    {
      Fixture fixture;
      g_autoptr(ManiculeJournalLog) log = NULL;
      g_autoptr(GError) error = NULL;

      set_up (&fixture, NULL);
      push (&fixture, 1, 5, MANICULE_DEED_DO);
      if (i % 2 == 0)
        flush (&fixture);

      fault_fs_begin (i, number, FAULT_ONCE);
      push (&fixture, 2, 2, MANICULE_DEED_DO);
      if (manicule_journal_flush (fixture.journal, &error))
        g_assert_cmpuint (manicule_journal_get_durable (fixture.journal), ==, manicule_journal_get_pushed (fixture.journal));
      else
        g_assert_nonnull (error);
      failed = fault_has_failed ();
      fault_fs_end ();

      push (&fixture, 3, 1, MANICULE_DEED_DO);
      flush (&fixture);
      log = read_log (&fixture);
      g_assert_cmpuint (log->steps->len, ==, 3);
      g_assert_cmpuint (log->deeds->len, ==, 3);
      g_assert_cmpuint (log->damages->len, ==, 0);
      tear_down (&fixture, NULL);
    }
}

/* A journal that another program removed or replaced is begun again, and that is told. */
static void
test_journal_replaced (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(ManiculeJournalLog) log = NULL;
  g_autoptr(GFile) file = g_file_get_child (fixture->folder->file, NAME);

  push (fixture, 1, 1, MANICULE_DEED_DO);
  flush (fixture);
  g_assert_false (manicule_journal_take_replaced (fixture->journal));

  g_assert_true (g_file_delete (file, NULL, NULL));
  push (fixture, 2, 1, MANICULE_DEED_DO);
  flush (fixture);
  g_assert_true (manicule_journal_take_replaced (fixture->journal));
  g_assert_false (manicule_journal_take_replaced (fixture->journal));

  log = read_log (fixture);
  g_assert_cmpuint (log->damages->len, ==, 0);
  g_assert_cmpuint (log->base, ==, 1);
  g_assert_cmpuint (log->steps->len, ==, 1);
  g_assert_cmpstr (get_title (log, 0), ==, "Step 2");
}

/* Nothing is written for who has lost the project. */
static void
test_journal_lost (Fixture       *fixture,
                   gconstpointer  data)
{
  ManiculeLock *other;
  g_autoptr(GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  push (fixture, 1, 1, MANICULE_DEED_DO);
  flush (fixture);
  before = store_test_read (fixture->folder->file, NAME);

  other = manicule_lock_acquire (fixture->folder->file, TRUE, &error);
  g_assert_no_error (error);
  push (fixture, 2, 1, MANICULE_DEED_DO);
  g_assert_false (manicule_journal_flush (fixture->journal, &error));
  g_assert_error (error, MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_LOCKED);
  after = store_test_read (fixture->folder->file, NAME);
  g_assert_cmpstr (before, ==, after);

  manicule_journal_set_lock (fixture->journal, other);
  flush (fixture);
  manicule_lock_release (other);
}

/* --- reading --- */

/* Ten steps, of which some are long, with undos between them. */
static char *
write_ten (Fixture *fixture)
{
  for (guint i = 1; i <= 10; i++)
    {
      push (fixture, i, i % 3 + 1, MANICULE_DEED_DO);
      if (i % 4 == 0)
        {
          push (fixture, i, 1, MANICULE_DEED_UNDO);
          push (fixture, i, 1, MANICULE_DEED_REDO);
        }
    }
  flush (fixture);

  return store_test_read (fixture->folder->file, NAME);
}

/* Cut off after any byte, the journal tells of all steps that are whole, and of no damage. */
static void
test_journal_torn (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *text = write_ten (fixture);
  guint n_before = 0;

  for (gsize length = 0; length <= strlen (text); length++)
    {
      g_autoptr(ManiculeJournalLog) log = parse (text, length);
      guint n = log->base + log->position;

      g_assert_cmpuint (log->damages->len, ==, 0);
      g_assert_true (n == n_before || n == n_before + 1 || (n + 1 == n_before && n % 4 == 3));
      n_before = n;
    }
  g_assert_cmpuint (n_before, ==, 10);
}

/* A disk that lost the content of a journal left zeros: that is told, for something was there. */
static void
test_journal_wiped (void)
{
  static const char zeros[5000];
  g_autoptr(GBytes) bytes = g_bytes_new_static (zeros, sizeof zeros);
  g_autoptr(ManiculeJournalLog) log = manicule_journal_log_new (bytes, NAME, NULL);

  g_assert_cmpuint (log->damages->len, ==, 1);
  g_assert_cmpuint (log->last_seq, ==, 0);
}

/* A journal goes on after a torn line as if it had not been there. */
static void
test_journal_after_torn (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autofree char *text = write_ten (fixture);
  g_autoptr(ManiculeJournalLog) log = NULL;
  g_autofree char *torn = g_strndup (text, strlen (text) - 30);
  g_autofree char *all = NULL;

  close_journal (fixture);
  store_test_write (fixture->folder->file, NAME, torn);
  log = read_log (fixture);
  g_assert_cmpuint (log->position, ==, 9);
  fixture->journal = manicule_journal_new (fixture->folder->file, "anna", log->last_seq, fixture->lock);
  push (fixture, 10, 2, MANICULE_DEED_DO);
  flush (fixture);

  g_clear_pointer (&log, manicule_journal_log_free);
  log = read_log (fixture);
  g_assert_cmpuint (log->position, ==, 10);
  g_assert_cmpuint (log->damages->len, ==, 0);
  all = store_test_read (fixture->folder->file, NAME);
  g_assert_true (g_str_has_prefix (all, torn));
}

/* A damaged line in the middle is told; steps before it cannot be undone, those after it can. */
static void
test_journal_gap (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *text = write_ten (fixture);
  g_autoptr(ManiculeJournalLog) log = NULL;
  const ManiculeJournalDamage *damage;
  char *fifth = strstr (text, "\"title\":\"Step 5\"");

  fifth[10] = 'X';
  log = parse (text, strlen (text));
  g_assert_cmpuint (log->damages->len, ==, 1);
  damage = &g_array_index (log->damages, ManiculeJournalDamage, 0);
  g_assert_cmpuint (damage->n_lost, ==, 1);
  g_assert_cmpuint (log->base, ==, 5);
  g_assert_cmpuint (log->position, ==, 5);
  g_assert_cmpstr (get_title (log, 0), ==, "Step 6");
}

/* Any bytes at all are read without harm: parts of a journal, put together by chance. */
static void
test_journal_shuffled (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autofree char *text = write_ten (fixture);
  gsize length = strlen (text);

  for (guint i = 0; i < 300; i++)
    {
      g_autoptr(GString) mixed = g_string_new (NULL);
      g_autoptr(ManiculeJournalLog) log = NULL;
      g_autoptr(GPtrArray) steps = NULL;

      for (guint j = 0; j < 12; j++)
        {
          gsize start = g_test_rand_int_range (0, length);

          while (g_test_rand_bit () && start > 0 && text[start - 1] != '\n')
            start--;
          g_string_append_len (mixed, text + start, g_test_rand_int_range (0, length - start) + 1);
        }

      log = parse (mixed->str, mixed->len);
      steps = manicule_journal_log_make_steps (log);
      g_assert_cmpuint (log->position, <=, steps->len);
    }
}

/* A journal of a newer version is not read, and so not written over. */
static void
test_journal_newer (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;
  GString *text = g_string_new ("{\"seq\":1,\"time\":\"2026-11-24T14:32:05Z\",\"format\":\"manicule-journal\",\"version\":2,\"annotator\":\"anna\",\"id\":\"k3f9\"");
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text->str, text->len);

  g_string_append_printf (text, ",\"sum\":\"%.16s\"}\n", sum);
  bytes = g_string_free_to_bytes (text);
  g_assert_null (manicule_journal_log_new (bytes, NAME, &error));
  g_assert_nonnull (error);
}

/* Written anew, a journal tells the same of what can be undone and redone, of times and of files, in less room. */
static void
test_journal_compact (Fixture       *fixture,
                      gconstpointer  data)
{
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify) manicule_journal_file_free);
  g_autoptr(ManiculeJournalLog) log = NULL;
  g_autoptr(ManiculeJournalLog) compact = NULL;
  g_autoptr(GBytes) bytes = NULL;

  g_ptr_array_add (files, manicule_journal_file_new ("schema.json", NULL, 1));
  manicule_journal_push_files (fixture->journal, TRUE, files);
  for (guint i = 0; i < 400; i++)
    {
      push (fixture, i % 2 + 1, 20, MANICULE_DEED_DO);
      if (i % 2 == 1)
        {
          push (fixture, 2, 1, MANICULE_DEED_UNDO);
          push (fixture, 1, 1, MANICULE_DEED_UNDO);
        }
    }
  push (fixture, 1, 20, MANICULE_DEED_REDO);
  flush (fixture);
  log = read_log (fixture);
  g_assert_false (manicule_journal_wants_compaction (log));
  g_clear_pointer (&log, manicule_journal_log_free);

  manicule_journal_push_files (fixture->journal, TRUE, g_ptr_array_new ());
  close_journal (fixture);
  log = read_log (fixture);
  g_assert_true (manicule_journal_wants_compaction (log));
  g_assert_true (manicule_journal_compact_file (fixture->folder->file, "anna", NULL));

  compact = read_log (fixture);
  g_assert_cmpuint (g_bytes_get_size (compact->bytes), <, g_bytes_get_size (log->bytes) / 50);
  g_assert_cmpuint (compact->steps->len, ==, 2);
  g_assert_cmpuint (compact->position, ==, 1);
  g_assert_cmpuint (compact->complete, ==, compact->last_seq);
  g_assert_true (g_hash_table_contains (compact->files, "schema.json"));
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(GPtrArray) a = manicule_journal_log_read_changes (log, g_ptr_array_index (log->steps, i));
      g_autoptr(GPtrArray) b = manicule_journal_log_read_changes (compact, g_ptr_array_index (compact->steps, i));

      g_assert_cmpuint (a->len, ==, b->len);
      g_assert_true (manicule_annotation_equal (manicule_change_get_after (g_ptr_array_index (a, 7)),
                                                manicule_change_get_after (g_ptr_array_index (b, 7))));
    }

  /* It is not worth it twice, and it can be gone on with. */
  g_assert_false (manicule_journal_wants_compaction (compact));
  fixture->journal = manicule_journal_new (fixture->folder->file, "anna", compact->last_seq, fixture->lock);
  push (fixture, 2, 1, MANICULE_DEED_DO);
  flush (fixture);
  g_clear_pointer (&compact, manicule_journal_log_free);
  compact = read_log (fixture);
  g_assert_cmpuint (compact->damages->len, ==, 0);
  g_assert_cmpuint (compact->position, ==, 2);
}

/* Time goes to the article of the later deed; a pause goes to none, and compacting keeps what was counted. */
static void
test_journal_times (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(ManiculeTimeLog) times = manicule_time_log_new (NULL);
  g_autoptr(GPtrArray) list = NULL;

  manicule_time_log_add (times, "a", 1000);
  manicule_time_log_add (times, "a", 1030);
  manicule_time_log_add (times, "b", 1040);
  manicule_time_log_add (times, "b", 1040 + MANICULE_TIME_LOG_IDLE);
  manicule_time_log_add (times, "b", 1040 + 2 * MANICULE_TIME_LOG_IDLE + 1);
  manicule_time_log_add (times, NULL, 1300);
  manicule_time_log_add (times, "a", 1290);
  manicule_time_log_add (times, "a", 1291);

  g_assert_cmpuint (manicule_time_log_get (times, "a"), ==, 31);
  g_assert_cmpuint (manicule_time_log_get (times, "b"), ==, 10 + MANICULE_TIME_LOG_IDLE);
  g_assert_cmpuint (manicule_time_log_get (times, "c"), ==, 0);
  list = manicule_time_log_list (times);
  g_assert_cmpuint (list->len, ==, 2);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/journal/write", test_journal_write);
  ADD ("/journal/soon", test_journal_soon);
  ADD ("/journal/go-on", test_journal_go_on);
  g_test_add_data_func ("/journal/faults/full", GINT_TO_POINTER (ENOSPC), test_journal_faults);
  g_test_add_data_func ("/journal/faults/broken", GINT_TO_POINTER (EIO), test_journal_faults);
  ADD ("/journal/replaced", test_journal_replaced);
  ADD ("/journal/lost", test_journal_lost);
  ADD ("/journal/torn", test_journal_torn);
  g_test_add_func ("/journal/wiped", test_journal_wiped);
  ADD ("/journal/after-torn", test_journal_after_torn);
  ADD ("/journal/gap", test_journal_gap);
  ADD ("/journal/shuffled", test_journal_shuffled);
  ADD ("/journal/newer", test_journal_newer);
  ADD ("/journal/compact", test_journal_compact);
  ADD ("/journal/times", test_journal_times);

  return g_test_run ();
}
