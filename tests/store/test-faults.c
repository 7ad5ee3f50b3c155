/* test-faults.c: whatever is done, and whichever call to the disk fails, nothing is lost
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fault-fs.h"
#include "manicule-journal-compact.h"
#include "manicule-journal-log.h"
#include "workspace-test.h"

#include <errno.h>
#include <string.h>

#define ANNA_ONE "annotations/anna/one.json"
#define COPY "annotations/anna/one (conflicted copy 2031-04-18 101500).json"

/* One try. */
typedef struct
{
  GFile                 *folder;     /* the project */
  GFile                 *source;     /* what is imported */
  GFile                 *target;     /* what is exported, or copied */
  ManiculeWorkspace     *workspace;  /* (owned) (nullable) */
  ManiculeImport        *plan;       /* (owned) (nullable) */
} Try;

/* Something that people do. @work is done on a failing disk: FALSE, with an error, when it says that it could not be done.
 * @verify looks what is there after the disk works again, and does it again where it failed. */
typedef struct
{
  const char  *name;
  void       (*make)    (GFile     *folder);  /* the project that is tried, once */
  void       (*prepare) (Try       *try);
  gboolean   (*work)    (Try       *try,
                         GError   **error);
  void       (*verify)  (Try       *try,
                         gboolean   done);
} Operation;

/* --- what the steps share --- */

/* The result of the _async function that is going on; #DONE is for its last two arguments. */
static GAsyncResult *waiting;

#define DONE store_test_keep_result, &waiting

static void
open_project (Try *try)
{
  try->workspace = workspace_test_open (try->folder, "anna");
  workspace_test_settle (try->workspace);
}

static gboolean
add_span (Try        *try,
          const char *article_id,
          const char *id)
{
  g_autoptr(ManiculeAnnotationSet) set = workspace_test_load (try->workspace, article_id);

  workspace_test_add (try->workspace, set, id, 0, 4);
  return TRUE;
}

static void
add_label (Try        *try,
           const char *name)
{
  g_autoptr(ManiculeLabel) label = manicule_label_new (&(ManiculeLabelFields) { .name = name, .color = "#33d17a" });
  g_autoptr(ManiculeChange) change = manicule_change_new_item (MANICULE_CHANGE_LABEL, NULL, label, 0);

  g_assert_true (manicule_history_apply (manicule_workspace_get_history (try->workspace), change, NULL));
}

static gboolean
has_span (Try        *try,
          const char *article_id,
          const char *id)
{
  g_autoptr(ManiculeAnnotationSet) set = workspace_test_load (try->workspace, article_id);

  return manicule_annotation_set_find (set, id) != NULL;
}

static gboolean
has_label (Try        *try,
           const char *name)
{
  ManiculeProject *project = manicule_workspace_get_project (try->workspace);

  return manicule_schema_find_label (manicule_project_get_schema (project), name) != NULL;
}

static guint
get_n_articles (Try *try)
{
  return g_list_model_get_n_items (manicule_project_get_articles (manicule_workspace_get_project (try->workspace)));
}

/* Until the window would say that all is on the disk, or that it could not be written. */
static gboolean
wait_written (Try     *try,
              GError **error)
{
  while (manicule_workspace_get_unsaved (try->workspace) && manicule_workspace_get_error (try->workspace) == NULL)
    g_main_context_iteration (NULL, TRUE);

  if (manicule_workspace_get_error (try->workspace) == NULL)
    return TRUE;

  g_propagate_error (error, g_error_copy (manicule_workspace_get_error (try->workspace)));
  return FALSE;
}

static gboolean
save (Try     *try,
      GError **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  manicule_workspace_save_async (try->workspace, NULL, DONE);
  result = store_test_wait (&waiting);

  return manicule_workspace_save_finish (try->workspace, result, error);
}

/* --- opening, after a crash --- */

static void
make_crashed (GFile *folder)
{
  g_autoptr(StoreTestFolder) live = store_test_folder_new ();
  Try try = { .folder = live->file };

  store_test_make_project (live->file);
  open_project (&try);
  add_label (&try, "SHIP");
  add_span (&try, "one", "x1");
  add_span (&try, "three", "x2");
  while (manicule_workspace_get_unsaved (try.workspace))
    g_main_context_iteration (NULL, TRUE);
  store_test_copy (live->file, folder);
  workspace_test_close (&try.workspace);
}

static gboolean
work_open (Try     *try,
           GError **error)
{
  try->workspace = workspace_test_open_full (try->folder, "anna", FALSE, FALSE, error);
  return try->workspace != NULL;
}

static void
verify_open (Try      *try,
             gboolean  done)
{
  /* It opened read-only, and says why. */
  if (done && manicule_workspace_get_read_only (try->workspace))
    {
      g_assert_cmpuint (manicule_findings_get_n (manicule_workspace_get_findings (try->workspace)), >, 0);
      workspace_test_close (&try->workspace);
    }
  if (try->workspace == NULL)
    open_project (try);

  g_assert_true (has_label (try, "SHIP"));
  g_assert_true (has_span (try, "one", "x1"));
  g_assert_true (has_span (try, "three", "x2"));
}

/* --- importing --- */

static void
prepare_import (Try *try)
{
  open_project (try);
  store_test_write (try->source, "a.txt", "Ines Halloran spoke on Tuesday.\n");
  store_test_write (try->source, "a.ann", "T1\tPER 0 13\tInes Halloran\nT2\tDATE 23 30\tTuesday\n");
  store_test_write (try->source, "b.txt", "Something else.\n");
  try->plan = workspace_test_plan (try->workspace, try->source);
}

static gboolean
work_import (Try     *try,
             GError **error)
{
  return workspace_test_import (try->workspace, try->plan, NULL, error);
}

static void
verify_import (Try      *try,
               gboolean  done)
{
  g_autoptr(GError) error = NULL;

  if (!done)
    {
      g_assert_cmpuint (get_n_articles (try), ==, 3);
      work_import (try, &error);
      g_assert_no_error (error);
    }

  g_assert_cmpuint (get_n_articles (try), ==, 5);
}

/* --- editing, saving, going to another article, undoing --- */

static gboolean
work_edit (Try     *try,
           GError **error)
{
  add_label (try, "SHIP");
  return wait_written (try, error);
}

static void
verify_label (Try      *try,
              gboolean  done)
{
  g_assert_true (has_label (try, "SHIP"));
}

static gboolean
work_save (Try     *try,
           GError **error)
{
  add_label (try, "SHIP");
  return save (try, error);
}

static void
prepare_switch (Try *try)
{
  open_project (try);
  add_span (try, "one", "x1");
}

static gboolean
work_switch (Try     *try,
             GError **error)
{
  g_autoptr(ManiculeAnnotationSet) set = NULL;

  g_autoptr(GAsyncResult) result = NULL;

  manicule_workspace_load_async (try->workspace, "two", NULL, DONE);
  result = store_test_wait (&waiting);
  set = manicule_workspace_load_finish (try->workspace, result, error);

  return set != NULL && wait_written (try, error);
}

static void
verify_switch (Try      *try,
               gboolean  done)
{
  g_assert_true (has_span (try, "one", "x1"));
  g_assert_false (has_span (try, "two", "x1"));
}

/* Closed and opened in between, so that the step has to load what it edits. */
static void
prepare_undo (Try *try)
{
  open_project (try);
  add_span (try, "three", "x1");
  workspace_test_close (&try->workspace);
  open_project (try);
}

static gboolean
work_undo (Try     *try,
           GError **error)
{
  g_autoptr(ManiculeStep) step = NULL;

  g_autoptr(GAsyncResult) result = NULL;

  manicule_workspace_undo_async (try->workspace, FALSE, DONE);
  result = store_test_wait (&waiting);
  step = manicule_workspace_undo_finish (try->workspace, result, error);

  return step != NULL && save (try, error);
}

/* It may be undone, and not in the file yet. */
static void
verify_undo (Try      *try,
             gboolean  done)
{
  if (manicule_history_can_undo (manicule_workspace_get_history (try->workspace)))
    {
      g_assert_false (done);
      g_assert_true (has_span (try, "three", "x1"));
      g_object_unref (workspace_test_undo (try->workspace, FALSE));
    }

  g_assert_false (has_span (try, "three", "x1"));
}

/* --- other hands --- */

#define ANNOTATIONS "\"annotations\":["
#define THEIRS "{\"id\":\"theirs\",\"type\":\"document\",\"label\":\"topic\",\"attributes\":{\"value\":\"economy\"}},"

static void
prepare_merge (Try *try)
{
  open_project (try);
  add_span (try, "one", "x1");
  g_assert_true (wait_written (try, NULL));
  store_test_replace (try->folder, ANNA_ONE, ANNOTATIONS, ANNOTATIONS THEIRS);
  store_test_replace (try->folder, "schema.json", "Organisation", "Organization");
}

static gboolean
work_merge (Try     *try,
            GError **error)
{
  guint n_changes;
  g_autoptr(GAsyncResult) result = NULL;

  manicule_workspace_merge_async (try->workspace, NULL, DONE);
  result = store_test_wait (&waiting);

  return manicule_workspace_merge_finish (try->workspace, result, &n_changes, error) && save (try, error);
}

static void
verify_merge (Try      *try,
              gboolean  done)
{
  g_autofree char *schema = NULL;
  g_autoptr(GError) error = NULL;

  work_merge (try, &error);
  g_assert_no_error (error);
  g_assert_true (has_span (try, "one", "x1"));
  g_assert_true (has_span (try, "one", "theirs"));
  schema = store_test_read (try->folder, "schema.json");
  g_assert_nonnull (strstr (schema, "Organization"));
}

static void
prepare_copies (Try *try)
{
  g_autofree char *content = store_test_read (try->folder, ANNA_ONE);

  store_test_write (try->folder, COPY, content);
  store_test_replace (try->folder, COPY, ANNOTATIONS, ANNOTATIONS THEIRS);
  open_project (try);
}

static gboolean
work_copies (Try     *try,
             GError **error)
{
  guint n_copies;
  g_autoptr(GAsyncResult) result = NULL;

  manicule_workspace_merge_copies_async (try->workspace, DONE);
  result = store_test_wait (&waiting);

  return manicule_workspace_merge_copies_finish (try->workspace, result, &n_copies, error) && work_merge (try, error);
}

static void
verify_copies (Try      *try,
               gboolean  done)
{
  g_autoptr(GError) error = NULL;

  work_copies (try, &error);
  g_assert_no_error (error);
  g_assert_true (has_span (try, "one", "theirs"));
  g_assert_false (store_test_exists (try->folder, COPY));
}

static gboolean
work_reload (Try     *try,
             GError **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  manicule_workspace_reload_async (try->workspace, NULL, DONE);
  result = store_test_wait (&waiting);

  return manicule_workspace_reload_finish (try->workspace, result, error);
}

static void
verify_reload (Try      *try,
               gboolean  done)
{
  g_autoptr(GError) error = NULL;

  work_reload (try, &error);
  g_assert_no_error (error);
  g_assert_true (has_span (try, "one", "theirs"));
}

static gboolean
work_overwrite (Try     *try,
                GError **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  manicule_workspace_overwrite_async (try->workspace, NULL, DONE);
  result = store_test_wait (&waiting);

  return manicule_workspace_overwrite_finish (try->workspace, result, error);
}

static void
verify_overwrite (Try      *try,
                  gboolean  done)
{
  g_autoptr(GError) error = NULL;

  work_overwrite (try, &error);
  g_assert_no_error (error);
  g_assert_true (has_span (try, "one", "x1"));
}

/* --- other places --- */

static gboolean
work_copy (Try     *try,
           GError **error)
{
  guint n_missing;
  gboolean done;
  g_autoptr(GAsyncResult) result = NULL;

  manicule_workspace_save_copy_async (try->workspace, try->target, NULL, DONE);
  result = store_test_wait (&waiting);

  done = manicule_workspace_save_copy_finish (try->workspace, result, &n_missing, error);
  if (!done || n_missing == 0)
    return done;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, "Files could not be read. They are not in the copy.");
  return FALSE;
}

static void
verify_copy (Try      *try,
             gboolean  done)
{
  Try copy = { .folder = try->target };
  g_autofree char *content = NULL;
  g_autoptr(GError) error = NULL;

  if (!done)
    {
      store_test_remove_all (try->target);
      work_copy (try, &error);
      g_assert_no_error (error);
    }

  /* An edit may be in its journal alone. */
  open_project (&copy);
  workspace_test_close (&copy.workspace);
  content = store_test_read (try->target, ANNA_ONE);
  g_assert_nonnull (strstr (content, "\"x1\""));
  store_test_assert_sound (try->target);
}

static gboolean
work_export (Try     *try,
             GError **error)
{
  g_autoptr(GFile) output = g_file_get_child (try->target, "out.jsonl");
  ManiculeExport export = { .format = manicule_formats_find ("jsonl") };
  g_autoptr(ManiculeLossReport) report = NULL;
  g_autoptr(GAsyncResult) result = NULL;

  manicule_workspace_export_async (try->workspace, &export, "anna", FALSE, output, NULL, NULL, NULL, DONE);
  result = store_test_wait (&waiting);

  report = manicule_workspace_export_finish (try->workspace, result, error);
  return report != NULL;
}

static void
verify_export (Try      *try,
               gboolean  done)
{
  g_autofree char *content = NULL;
  g_autoptr(GError) error = NULL;

  if (!done)
    {
      g_assert_false (store_test_exists (try->target, "out.jsonl"));
      work_export (try, &error);
      g_assert_no_error (error);
    }

  content = store_test_read (try->target, "out.jsonl");
  g_assert_nonnull (strstr (content, "\"x1\""));
  g_assert_nonnull (strstr (content, "\"three\""));
}

/* --- compacting, closing --- */

#define N_KEPT 3

/* A long journal, most of which is of steps that others took the place of; closing would make it short. */
static void
make_long_journal (GFile *folder)
{
  g_autoptr(StoreTestFolder) live = store_test_folder_new ();
  g_autoptr(GString) title = g_string_new (NULL);
  g_autoptr(ManiculeAnnotationSet) set = NULL;
  Try try = { .folder = live->file };

  store_test_make_project (live->file);
  open_project (&try);
  for (guint i = 0; i < N_KEPT; i++)
    {
      g_autofree char *id = g_strdup_printf ("x%u", i);

      add_span (&try, "one", id);
    }

  for (guint i = 0; i < 20000; i++)
    g_string_append (title, "tide ");
  set = workspace_test_load (try.workspace, "two");
  for (guint i = 0; i < 8; i++)
    {
      manicule_workspace_begin (try.workspace, set, title->str);
      workspace_test_add (try.workspace, set, "y", i, i + 2);
      manicule_workspace_end (try.workspace);
      g_object_unref (workspace_test_undo (try.workspace, FALSE));
    }
  g_clear_object (&set);
  add_span (&try, "one", "x1-last");

  /* That all is in the files is the journal's last word, a moment after the save. */
  workspace_test_settle (try.workspace);
  g_usleep (200 * 1000);
  store_test_copy (live->file, folder);
  workspace_test_close (&try.workspace);
}

static gboolean
work_compact (Try     *try,
              GError **error)
{
  return manicule_journal_compact_file (try->folder, "anna", error);
}

static void
verify_compact (Try      *try,
                gboolean  done)
{
  g_autoptr(GFile) journal = g_file_get_child (try->folder, "journal/anna.jsonl");
  g_autoptr(GError) error = NULL;
  g_autofree char *content = NULL;
  guint position;

  work_compact (try, &error);
  g_assert_no_error (error);
  content = store_test_read (try->folder, "journal/anna.jsonl");
  g_assert_cmpuint (strlen (content), <, 100000);

  open_project (try);
  g_object_get (manicule_workspace_get_history (try->workspace), "position", &position, NULL);
  g_assert_cmpuint (position, ==, N_KEPT + 1);
  g_assert_true (has_span (try, "one", "x1-last"));
  for (guint i = 0; i <= N_KEPT; i++)
    g_object_unref (workspace_test_undo (try->workspace, FALSE));
  g_assert_false (has_span (try, "one", "x0"));
}

static gboolean
work_close (Try     *try,
            GError **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  manicule_workspace_close_async (try->workspace, DONE);
  result = store_test_wait (&waiting);

  if (!manicule_workspace_close_finish (try->workspace, result, error))
    return FALSE;

  g_clear_object (&try->workspace);
  return TRUE;
}

static void
verify_close (Try      *try,
              gboolean  done)
{
  if (!done)
    workspace_test_close (&try->workspace);

  open_project (try);
  g_assert_true (has_span (try, "one", "x1"));
}

static const Operation operations[] = {
  { "open", make_crashed, NULL, work_open, verify_open },
  { "import", store_test_make_project, prepare_import, work_import, verify_import },
  { "edit", store_test_make_project, open_project, work_edit, verify_label },
  { "save", store_test_make_project, open_project, work_save, verify_label },
  { "switch", store_test_make_project, prepare_switch, work_switch, verify_switch },
  { "undo", store_test_make_project, prepare_undo, work_undo, verify_undo },
  { "merge", store_test_make_project, prepare_merge, work_merge, verify_merge },
  { "merge-copies", store_test_make_project, prepare_copies, work_copies, verify_copies },
  { "reload", store_test_make_project, prepare_merge, work_reload, verify_reload },
  { "overwrite", store_test_make_project, prepare_merge, work_overwrite, verify_overwrite },
  { "save-copy", store_test_make_project, prepare_switch, work_copy, verify_copy },
  { "export", store_test_make_project, prepare_switch, work_export, verify_export },
  { "compact", make_long_journal, NULL, work_compact, verify_compact },
  { "close", store_test_make_project, prepare_switch, work_close, verify_close },
};

/* --- walking through all calls --- */

static const Fault faults[] = {
  { ENOSPC, FAULT_ONCE }, { EIO, FAULT_ONCE }, { EACCES, FAULT_ONCE }, { EROFS, FAULT_ONCE },
  { ENOSPC, FAULT_FULL }, { EDQUOT, FAULT_FULL }, { EIO, FAULT_LASTING }, { EACCES, FAULT_LASTING },
  { EROFS, FAULT_LASTING }, { 0, FAULT_SHORT },
};

/* How often what happened. */
typedef struct
{
  guint n_calls;    /* of one run */
  guint n_tries;
  guint n_refused;  /* that ended with a message */
} Counts;

/* It says what is wrong and what to do: in two sentences, that is. */
static void
assert_message (const Operation *operation,
                const GError    *error)
{
  g_assert_nonnull (error);
  if (strstr (error->message, ". ") == NULL && strstr (error->message, ": ") == NULL)
    g_error ("%s: %s", operation->name, error->message);
}

/* FALSE when there are not so many calls. */
static gboolean
try_fault (const Operation *operation,
           GFile           *template,
           const Fault     *fault,
           guint            at,
           Counts          *counts)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(StoreTestFolder) source = store_test_folder_new ();
  g_autoptr(StoreTestFolder) target = store_test_folder_new ();
  g_autoptr(GError) error = NULL;
  Try try = { .folder = folder->file, .source = source->file, .target = target->file };
  gboolean done;
  guint n_calls;

  store_test_copy (template, folder->file);
  fault_fs_begin (0, 0, FAULT_ONCE);
  if (operation->prepare != NULL)
    operation->prepare (&try);

  fault_fs_begin (at, fault->number, fault->kind);
  done = operation->work (&try, &error);
  if (g_test_verbose ())
    g_test_message ("%s with %s (%d) at %u, which was %s: %s", operation->name, g_strerror (fault->number), fault->kind, at,
                    fault_get_failed (), done ? "done" : error->message);
  n_calls = fault_fs_end ();
  fault_fs_begin (0, 0, FAULT_ONCE);

  if (!done)
    assert_message (operation, error);
  if (fault->kind == FAULT_SHORT)
    g_assert_no_error (error);
  operation->verify (&try, done);
  workspace_test_close (&try.workspace);
  /* What a save may have left goes with the next opening. */
  open_project (&try);
  workspace_test_close (&try.workspace);
  store_test_assert_sound (folder->file);
  fault_fs_end ();

  g_clear_pointer (&try.plan, manicule_import_free);
  counts->n_calls = MAX (counts->n_calls, done && error == NULL ? n_calls : 0);
  counts->n_tries++;
  counts->n_refused += done ? 0 : 1;

  return n_calls >= at;
}

/* Each call in turn fails in each way: the work is done or says why not; the model holds all that was shown; the disk is
 * not worse than before; when it works again, so does all. MANICULE_FAULTS=all tries each call, otherwise every so many. */
static void
test_faults (gconstpointer data)
{
  const Operation *operation = data;
  g_autoptr(StoreTestFolder) template = store_test_folder_new ();
  guint stride = g_strcmp0 (g_getenv ("MANICULE_FAULTS"), "all") == 0 ? 1 : 41;
  Counts counts = { 0 };

  operation->make (template->file);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      guint at = stride == 1 ? 1 : g_test_rand_int_range (1, stride);

      while (try_fault (operation, template->file, &faults[i], at, &counts))
        at += stride;
    }

  g_test_message ("%s: %u calls; %u tries, %u of them refused with a message", operation->name, counts.n_calls, counts.n_tries,
                  counts.n_refused);
  g_assert_cmpuint (counts.n_refused, <, counts.n_tries);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
    {
      g_autofree char *path = g_strconcat ("/faults/", operations[i].name, NULL);

      g_test_add_data_func (path, &operations[i], test_faults);
    }

  return g_test_run ();
}
