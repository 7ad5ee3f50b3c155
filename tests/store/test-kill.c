/* test-kill.c: a process that is killed in any moment leaves a sound project
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "workspace-test.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *program;

/* --- the child: works on the project until it is killed --- */

/* What the editing child does is fixed, so that others can tell what must be there after so many edits: spans in article
 * after article, a label now and then, steps undone and done again. */
#define ARTICLES 3
#define STRIDE 23

typedef enum
{
  EDIT_SPAN,
  EDIT_LABEL,
  EDIT_UNDO,
  EDIT_REDO,
} EditKind;

static EditKind
get_kind (guint i)
{
  static const EditKind kinds[] = {
    EDIT_SPAN, EDIT_SPAN, EDIT_LABEL, EDIT_SPAN, EDIT_UNDO, EDIT_REDO, EDIT_SPAN, EDIT_SPAN, EDIT_UNDO, EDIT_SPAN,
  };

  return kinds[i % G_N_ELEMENTS (kinds)];
}

static const char *
get_article (guint i)
{
  static const char * const ids[ARTICLES] = { "one", "two", "three" };

  return ids[i / STRIDE % ARTICLES];
}

static void
add_label (ManiculeWorkspace *workspace,
           guint              i)
{
  g_autofree char *name = g_strdup_printf ("L%u", i);
  g_autoptr(ManiculeLabel) label = manicule_label_new (&(ManiculeLabelFields) { .name = name, .color = "#33d17a" });
  g_autoptr(ManiculeChange) change = manicule_change_new_item (MANICULE_CHANGE_LABEL, NULL, label, 0);

  g_assert_true (manicule_history_apply (manicule_workspace_get_history (workspace), change, NULL));
}

static void
edit (ManiculeWorkspace *workspace,
      guint              i)
{
  g_autofree char *id = g_strdup_printf ("x%u", i);
  g_autoptr(ManiculeAnnotationSet) set = NULL;

  switch (get_kind (i))
    {
    case EDIT_SPAN:
      set = workspace_test_load (workspace, get_article (i));
      workspace_test_add (workspace, set, id, i % 20, i % 20 + 5);
      break;
    case EDIT_LABEL:
      add_label (workspace, i);
      break;
    case EDIT_UNDO:
      g_object_unref (workspace_test_undo (workspace, FALSE));
      break;
    case EDIT_REDO:
      g_object_unref (workspace_test_undo (workspace, TRUE));
      break;
    default:
      g_assert_not_reached ();
    }
}

typedef struct
{
  ManiculeWorkspace *workspace;
  guint              n;
} Editing;

/* Each edit is told as soon as it is shown: its number and the time. */
static gboolean
edit_next (gpointer data)
{
  Editing *editing = data;

  edit (editing->workspace, editing->n++);
  printf ("%" G_GINT64_FORMAT "\n", g_get_monotonic_time ());
  fflush (stdout);

  return G_SOURCE_CONTINUE;
}

/* Edits at 50 edits a second, without end. */
static int
edit_for_ever (const char *path)
{
  g_autoptr(GFile) folder = g_file_new_for_path (path);
  Editing editing = { workspace_test_open (folder, NULL), 0 };
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  g_timeout_add (20, edit_next, &editing);
  g_main_loop_run (loop);

  return 0;
}

/* Imports article after article. */
static int
import_for_ever (const char *path)
{
  g_autoptr(GFile) folder = g_file_new_for_path (path);
  g_autofree char *source_path = g_strconcat (path, ".source", NULL);
  g_autoptr(GFile) source = g_file_new_for_path (source_path);
  g_autoptr(GPtrArray) files = g_ptr_array_new ();
  guint i;

  g_ptr_array_add (files, source);
  for (i = 0; ; i++)
    {
      g_autofree char *text = g_strdup_printf ("Report number %d of %u.", (int) getpid (), i);
      g_autofree char *name = g_strdup_printf ("r-%d-%u.txt", (int) getpid (), i);
      g_autoptr(ManiculeProject) project = manicule_project_folder_read (folder, NULL, NULL);
      g_autoptr(ManiculeImport) plan = NULL;

      store_test_remove_all (source);
      store_test_write (source, name, text);
      plan = manicule_import_plan (files, &(ManiculeImportOptions) { .annotator = "anna" }, project, NULL, NULL);
      if (!manicule_project_folder_import (folder, project, plan, "anna", NULL, NULL))
        return 1;
    }
}

/* --- the parent --- */


static GPid
start_child (const char *work,
             const char *path)
{
  char *argv[] = { (char *) program, (char *) "--child", (char *) work, (char *) path, NULL };
  g_autoptr(GError) error = NULL;
  GPid pid;

  g_spawn_async (NULL, argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, &pid, &error);
  g_assert_no_error (error);

  return pid;
}

/* Kills it in some moment after it has changed that file. */
static void
kill_at_work (GPid        pid,
              GFile      *folder,
              const char *name,
              const char *before)
{
  gboolean works = FALSE;
  int status;

  while (!works)
    {
      g_autofree char *now = store_test_read (folder, name);

      works = strcmp (now, before) != 0;
      g_usleep (1000);
    }

  g_usleep (g_test_rand_int_range (0, 30000));
  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  /* It was still at work. */
  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (WTERMSIG (status), ==, SIGKILL);
}

/* --- what must be there --- */

/* All spans and labels that the edits before number @n leave, in the order of the model. */
static char *
get_expected (guint n)
{
  g_autoptr(GPtrArray) steps = g_ptr_array_new ();
  GString *all = g_string_new (NULL);
  guint position = 0;

  for (guint i = 0; i < n; i++)
    {
      EditKind kind = get_kind (i);

      if (kind == EDIT_UNDO)
        position--;
      else if (kind == EDIT_REDO)
        position++;
      else
        {
          g_ptr_array_set_size (steps, position++);
          g_ptr_array_add (steps, GUINT_TO_POINTER (i));
        }
    }

  for (guint i = 0; i < position; i++)
    {
      guint number = GPOINTER_TO_UINT (g_ptr_array_index (steps, i));

      g_string_append_printf (all, get_kind (number) == EDIT_LABEL ? "L%u " : "x%u ", number);
    }

  return g_string_free_and_steal (all);
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  const char *first = *(const char * const *) a, *second = *(const char * const *) b;

  return (int) g_ascii_strtoull (first + 1, NULL, 10) - (int) g_ascii_strtoull (second + 1, NULL, 10);
}

/* The same, of what is there. */
static char *
get_present (ManiculeWorkspace *workspace)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GListModel *labels = manicule_schema_get_labels (manicule_project_get_schema (manicule_workspace_get_project (workspace)));
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < ARTICLES; i++)
    {
      g_autoptr(ManiculeAnnotationSet) set = workspace_test_load (workspace, get_article (i * STRIDE));

      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (set)); j++)
        {
          const char *id = manicule_annotation_get_id (manicule_annotation_set_get (set, j));

          if (id[0] == 'x')
            g_ptr_array_add (names, g_strdup (id));
        }
    }
  for (guint i = 0; i < g_list_model_get_n_items (labels); i++)
    {
      g_autoptr(ManiculeLabel) label = g_list_model_get_item (labels, i);
      const char *name = manicule_label_get_name (label);

      if (name[0] == 'L' && g_ascii_isdigit (name[1]))
        g_ptr_array_add (names, g_strdup (name));
    }

  g_ptr_array_sort (names, compare_numbers);
  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (all, "%s ", (const char *) g_ptr_array_index (names, i));

  return g_string_free_and_steal (all);
}

/* Looks how many edits are there: as many as were shown, or the last few are missing. Prints that number. The project
 * checks clean, and all of it can be undone. */
static int
verify (const char *path,
        guint       n_shown)
{
  g_autoptr(GFile) folder = g_file_new_for_path (path);
  g_autoptr(ManiculeWorkspace) workspace = workspace_test_open (folder, NULL);
  g_autofree char *present = get_present (workspace);
  g_autofree char *left = NULL;
  guint n = n_shown + 2;

  while (n > 0)
    {
      g_autofree char *expected = get_expected (n - 1);

      n--;
      if (strcmp (expected, present) == 0)
        break;
      if (n == 0)
        {
          g_printerr ("%u edits were shown; there is: %s\n", n_shown, present);
          return 1;
        }
    }

  g_assert_cmpuint (manicule_findings_get_n (manicule_workspace_get_findings (workspace)), ==, 0);
  while (manicule_history_can_undo (manicule_workspace_get_history (workspace)))
    g_object_unref (workspace_test_undo (workspace, FALSE));
  left = get_present (workspace);
  g_assert_cmpstr (left, ==, "");
  workspace_test_close (&workspace);
  store_test_assert_sound (folder);
  printf ("%u\n", n);

  return 0;
}

/* --- many at a time, for most of the time they wait --- */

typedef struct
{
  guint  n_trials;     /* atomic: left to do */
  guint  seed;
  GMutex mutex;        /* guards what follows */
  guint  n_done;
  guint  n_failed;
  guint  n_edits;      /* that were shown */
  guint  n_missing;
  double oldest;       /* of those that are missing, in milliseconds before the kill */
} Trials;

/* The times at which edits were shown. */
static GArray *
read_times (int fd)
{
  GArray *times = g_array_new (FALSE, FALSE, sizeof (gint64));
  FILE *stream = fdopen (fd, "r");
  char line[64];

  while (fgets (line, sizeof line, stream) != NULL)
    {
      gint64 time = g_ascii_strtoll (line, NULL, 10);

      if (g_str_has_suffix (line, "\n"))
        g_array_append_val (times, time);
    }
  fclose (stream);

  return times;
}

/* Kills an editing child after a while; returns the times of its edits. */
static GArray *
kill_one (const char *path,
          guint       milliseconds,
          gint64     *killed)
{
  char *argv[] = { (char *) program, (char *) "--child", (char *) "edit", (char *) path, NULL };
  g_autoptr(GError) error = NULL;
  GPid pid;
  int status, out;

  g_spawn_async_with_pipes (NULL, argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  g_usleep (milliseconds * 1000);

  *killed = g_get_monotonic_time ();
  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFSIGNALED (status));

  return read_times (out);
}

static gboolean
verify_one (const char *path,
            guint       n_shown,
            guint      *n_found)
{
  g_autofree char *number = g_strdup_printf ("%u", n_shown);
  char *argv[] = { (char *) program, (char *) "--verify", number, (char *) path, NULL };
  g_autofree char *out = NULL;
  g_autofree char *messages = NULL;
  int status = 1;

  g_spawn_sync (NULL, argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, &messages, &status, NULL);
  if (status != 0)
    {
      g_printerr ("%s%s\n", out, messages);
      return FALSE;
    }

  *n_found = g_ascii_strtoull (out, NULL, 10);
  return TRUE;
}

static void
note_trial (Trials  *trials,
            gboolean success,
            GArray  *times,
            guint    n_found,
            gint64   killed)
{
  g_mutex_lock (&trials->mutex);
  trials->n_done++;
  trials->n_failed += success ? 0 : 1;
  trials->n_edits += times->len;
  if (success && n_found < times->len)
    {
      double age = (killed - g_array_index (times, gint64, n_found)) / 1000.0;

      trials->n_missing += times->len - n_found;
      trials->oldest = MAX (trials->oldest, age);
    }
  g_mutex_unlock (&trials->mutex);
}

static gpointer
try_in_thread (gpointer data)
{
  Trials *trials = data;
  int left;

  while ((left = g_atomic_int_add (&trials->n_trials, -1)) > 0)
    {
      g_autoptr(GRand) rand = g_rand_new_with_seed (trials->seed + left);
      g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
      g_autofree char *path = g_file_get_path (folder->file);
      g_autoptr(GArray) times = NULL;
      guint n_found = 0;
      gboolean success;
      gint64 killed;

      store_test_make_project (folder->file);
      times = kill_one (path, g_rand_int_range (rand, 100, 2500), &killed);
      success = verify_one (path, times->len, &n_found);
      note_trial (trials, success, times, n_found, killed);
    }

  return NULL;
}

static guint
get_number (const char *name,
            guint       otherwise)
{
  const char *value = g_getenv (name);

  return value != NULL ? g_ascii_strtoull (value, NULL, 10) : otherwise;
}

/* Killed in any moment while 50 edits a second are made, the process leaves a project that opens, checks clean and holds
 * all edits but those of the last moment; MANICULE_KILLS times. How long that moment may be, in milliseconds, is what a
 * busy machine needs, unless MANICULE_KILL_LIMIT says it. */
static void
test_kill_edit (void)
{
  Trials trials = { .n_trials = get_number ("MANICULE_KILLS", 12), .seed = g_test_rand_int () };
  guint limit = get_number ("MANICULE_KILL_LIMIT", 3000);
  GThread *threads[6];

  g_mutex_init (&trials.mutex);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("trials", try_in_thread, &trials);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_mutex_clear (&trials.mutex);

  g_test_message ("killed %u times, %u edits shown, %u of them missing, the oldest of those %.0f ms before the kill",
                  trials.n_done, trials.n_edits, trials.n_missing, trials.oldest);
  g_assert_cmpuint (trials.n_failed, ==, 0);
  g_assert_cmpfloat (trials.oldest, <=, limit);
}

/* Killed while it imports, the process leaves a project without errors: at most files that no list names. */
static void
test_kill_import (void)
{
  g_autoptr(StoreTestFolder) parent = store_test_folder_new ();
  g_autoptr(GFile) folder = g_file_get_child (parent->file, "project");
  g_autofree char *path = g_file_get_path (folder);
  guint i, n_articles = 0;

  g_assert_true (g_file_make_directory (folder, NULL, NULL));
  store_test_make_project (folder);

  for (i = 0; i < 20; i++)
    {
      g_autoptr(ManiculeProject) project = NULL;
      g_autofree char *before = store_test_read (folder, "articles.jsonl");

      kill_at_work (start_child ("import", path), folder, "articles.jsonl", before);
      store_test_assert_no_errors (folder);
      project = manicule_project_folder_read (folder, NULL, NULL);
      g_assert_nonnull (project);
      n_articles = g_list_model_get_n_items (manicule_project_get_articles (project));
    }

  g_assert_cmpuint (n_articles, >=, 3 + 20);
}

int
main (int    argc,
      char **argv)
{
  if (argc == 4 && strcmp (argv[1], "--verify") == 0)
    return verify (argv[3], g_ascii_strtoull (argv[2], NULL, 10));
  if (argc == 4 && strcmp (argv[1], "--child") == 0)
    return strcmp (argv[2], "edit") == 0 ? edit_for_ever (argv[3]) : import_for_ever (argv[3]);

  program = argv[0];
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/kill/edit", test_kill_edit);
  g_test_add_func ("/kill/import", test_kill_import);

  return g_test_run ();
}
