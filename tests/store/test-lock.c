/* test-lock.c: who has a project open
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fault-fs.h"
#include "manicule-lock.h"
#include "manicule-save.h"
#include "store-test.h"

#include <errno.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define DEAD_PID "2147483646"

/* The lock file of this process, with one string in it replaced by another. */
static void
forge (GFile      *folder,
       const char *member,
       const char *value)
{
  g_autoptr(ManiculeLock) lock = manicule_lock_acquire (folder, FALSE, NULL);
  g_autofree char *content = store_test_read (folder, ".lock");
  g_autofree char *pattern = g_strdup_printf ("\"%s\":(\"[^\"]*\"|\\d+)", member);
  g_autofree char *replacement = g_strdup_printf ("\"%s\":%s", member, value);
  g_autoptr(GRegex) regex = g_regex_new (pattern, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);
  g_autofree char *forged = g_regex_replace_literal (regex, content, -1, 0, replacement, G_REGEX_MATCH_DEFAULT, NULL);

  g_assert_nonnull (lock);
  g_assert_cmpstr (forged, !=, content);
  manicule_lock_release (g_steal_pointer (&lock));
  store_test_write (folder, ".lock", forged);
}

static void
assert_locked (GFile      *folder,
               const char *word)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *before = store_test_read (folder, ".lock");
  g_autofree char *after = NULL;

  g_assert_null (manicule_lock_acquire (folder, FALSE, &error));
  g_assert_error (error, MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_LOCKED);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, word));

  after = store_test_read (folder, ".lock");
  g_assert_cmpstr (before, ==, after);
}

/* One lock at a time; given back, it is free; its file is gone. */
static void
test_lock_exclusive (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeLock) lock = NULL;
  g_autoptr(GError) error = NULL;

  lock = manicule_lock_acquire (folder->file, FALSE, &error);
  g_assert_no_error (error);
  g_assert_true (manicule_lock_verify (lock, &error));
  assert_locked (folder->file, "another window");
  assert_locked (folder->file, g_get_host_name ());

  manicule_lock_release (g_steal_pointer (&lock));
  g_assert_false (store_test_exists (folder->file, ".lock"));

  lock = manicule_lock_acquire (folder->file, FALSE, &error);
  g_assert_no_error (error);
}

typedef struct
{
  const char *member;
  const char *value;
  const char *word;  /* that the message says; NULL: the lock is taken over */
} StaleCase;

static const StaleCase stale[] = {
  { "pid", DEAD_PID, NULL },
  { "started", "\"1\"", NULL },
  { "boot", "\"00000000-0000-0000-0000-000000000000\"", "restarted" },
  { "namespace", "\"pid:[1]\"", "by " },
  { "token", "\"other\"", NULL },
  { "pid", "1", NULL },
};

/* Only a lock whose process is proved to be gone is taken over; every other one asks. */
static void
test_lock_stale (gconstpointer data)
{
  const StaleCase *test = data;
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeLock) lock = NULL;
  g_autoptr(GError) error = NULL;

  forge (folder->file, test->member, test->value);
  if (test->word != NULL)
    {
      assert_locked (folder->file, test->word);
      return;
    }

  lock = manicule_lock_acquire (folder->file, FALSE, &error);
  g_assert_no_error (error);
  g_assert_true (manicule_lock_verify (lock, &error));
}

/* On another computer nothing can be proved, though the process number is free here. */
static void
test_lock_other_host (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autofree char *content = NULL;

  forge (folder->file, "pid", DEAD_PID);
  store_test_replace (folder->file, ".lock", "\"host\":\"", "\"host\":\"harbour-");
  content = store_test_read (folder->file, ".lock");
  g_assert_nonnull (strstr (content, "harbour-"));
  store_test_replace (folder->file, ".lock", "\"boot\":\"", "\"boot\":\"f");
  assert_locked (folder->file, "harbour-");
}

/* What cannot be understood stays, until somebody takes it over. */
static void
test_lock_unreadable (gconstpointer data)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeLock) lock = NULL;
  g_autoptr(GError) error = NULL;

  store_test_write (folder->file, ".lock", data);
  assert_locked (folder->file, "cannot be understood");

  lock = manicule_lock_acquire (folder->file, TRUE, &error);
  g_assert_no_error (error);
  g_assert_true (manicule_lock_verify (lock, &error));
}

/* The one whose lock was stolen learns it at the next look, and does not remove the thief's. */
static void
test_lock_stolen (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeLock) first = manicule_lock_acquire (folder->file, FALSE, NULL);
  g_autoptr(ManiculeLock) second = manicule_lock_acquire (folder->file, TRUE, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (first);
  g_assert_nonnull (second);
  g_assert_false (manicule_lock_verify (first, &error));
  g_assert_error (error, MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_LOCKED);
  g_clear_error (&error);

  manicule_lock_release (g_steal_pointer (&first));
  g_assert_true (store_test_exists (folder->file, ".lock"));
  g_assert_true (manicule_lock_verify (second, &error));
}

/* A lock that somebody removed is made again. */
static void
test_lock_vanished (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeLock) lock = manicule_lock_acquire (folder->file, FALSE, NULL);
  g_autoptr(GError) error = NULL;

  store_test_remove_all (folder->file);
  g_assert_true (manicule_lock_verify (lock, &error));
  g_assert_no_error (error);
  g_assert_true (store_test_exists (folder->file, ".lock"));
}

/* A process that dies with the lock leaves it to the next one; one that lives keeps it. */
static void
test_lock_process (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeLock) lock = NULL;
  g_autoptr(GError) error = NULL;
  int ready[2];
  char byte;
  pid_t pid;

  g_assert_cmpint (pipe (ready), ==, 0);
  pid = fork ();
  if (pid == 0)
    {
      ManiculeLock *childs = manicule_lock_acquire (folder->file, FALSE, NULL);

      if (childs == NULL || write (ready[1], "x", 1) != 1)
        _exit (1);
      pause ();
      _exit (0);
    }

  g_assert_cmpint (read (ready[0], &byte, 1), ==, 1);
  assert_locked (folder->file, "open elsewhere");

  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (pid, NULL, 0), ==, pid);
  lock = manicule_lock_acquire (folder->file, FALSE, &error);
  g_assert_no_error (error);

  close (ready[0]);
  close (ready[1]);
}

/* A process that is killed while it takes the lock leaves none, or one that tells whose it was. */
static void
test_lock_torn (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  guint n_left = 0;

  for (guint i = 0; i < 60; i++)
    {
      g_autoptr(ManiculeLock) lock = NULL;
      g_autoptr(GError) error = NULL;
      pid_t pid = fork ();
      int status;

      if (pid == 0)
        {
          for (;;)
            manicule_lock_release (manicule_lock_acquire (folder->file, FALSE, NULL));
        }

      g_usleep (g_test_rand_int_range (500, 8000));
      g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
      g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
      /* It was still at work. */
      g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);

      n_left += store_test_exists (folder->file, ".lock") ? 1 : 0;
      lock = manicule_lock_acquire (folder->file, FALSE, &error);
      g_assert_no_error (error);
      g_assert_true (manicule_save_clean (folder->file, "", &error));
      g_assert_no_error (error);
    }

  g_test_message ("the lock was left %u times", n_left);
}

static int
refuse_link (const char *from,
             const char *to)
{
  errno = EPERM;
  return -1;
}

/* Where the file system has no hard links there is a lock all the same, and only one. */
static void
test_lock_without_links (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeLock) lock = NULL;
  g_autoptr(GError) error = NULL;
  ManiculeFs fs = *manicule_fs_get ();

  fs.link = refuse_link;
  manicule_fs_set (&fs);
  lock = manicule_lock_acquire (folder->file, FALSE, &error);
  g_assert_no_error (error);
  assert_locked (folder->file, "open in another window");
  g_assert_true (manicule_lock_verify (lock, &error));
  manicule_fs_set (NULL);
}

/* Each call in turn fails: there is a lock or an error, and never a lock file without an owner. */
static void
test_lock_faults (gconstpointer data)
{
  int number = GPOINTER_TO_INT (data);
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  guint i;

  for (i = 1; ; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(ManiculeLock) lock = NULL;
      gboolean failed;

      fault_fs_begin (i, number, FAULT_ONCE);
      lock = manicule_lock_acquire (folder->file, FALSE, &error);
      failed = fault_has_failed ();
      fault_fs_end ();

      if (!failed)
        break;

      if (lock == NULL)
        {
          g_assert_nonnull (error);
          g_assert_false (store_test_exists (folder->file, ".lock"));
        }
    }

  g_assert_cmpuint (i, >, 3);
}

int
main (int    argc,
      char **argv)
{
  guint i;

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/lock/exclusive", test_lock_exclusive);
  for (i = 0; i < G_N_ELEMENTS (stale); i++)
    {
      g_autofree char *path = g_strdup_printf ("/lock/stale/%u-%s", i, stale[i].member);

      g_test_add_data_func (path, &stale[i], test_lock_stale);
    }
  g_test_add_func ("/lock/other-host", test_lock_other_host);
  g_test_add_data_func ("/lock/unreadable/empty", "", test_lock_unreadable);
  g_test_add_data_func ("/lock/unreadable/half", "{\"format\":\"manicule-lock\",\"ver", test_lock_unreadable);
  g_test_add_data_func ("/lock/unreadable/other", "locked\n", test_lock_unreadable);
  g_test_add_func ("/lock/stolen", test_lock_stolen);
  g_test_add_func ("/lock/vanished", test_lock_vanished);
  g_test_add_func ("/lock/process", test_lock_process);
  g_test_add_func ("/lock/torn", test_lock_torn);
  g_test_add_func ("/lock/without-links", test_lock_without_links);
  g_test_add_data_func ("/lock/faults/full", GINT_TO_POINTER (ENOSPC), test_lock_faults);
  g_test_add_data_func ("/lock/faults/denied", GINT_TO_POINTER (EACCES), test_lock_faults);

  return g_test_run ();
}
