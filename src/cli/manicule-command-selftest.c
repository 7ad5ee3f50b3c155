/* manicule-command-selftest.c: does a file system keep our promises?
 *
 * Works in a folder of its own below the one that is named, and removes it. A second process stands in for the one that is
 * killed, for the one that has the project open, and for another program.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-cli.h"

#include "manicule-file.h"
#include "manicule-json.h"
#include "manicule-lock.h"
#include "manicule-project-folder.h"
#include "manicule-save.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#define TEXT "The ferry left late, said Ines Halloran.\nNobody minded.\n"
#define SET_NAME "annotations/anna/ferry.json"
#define N_SPANS 200

/* So often a process is killed while it saves, after so many microseconds. */
#define N_KILLS 10
#define KILL_AFTER 30000

typedef struct
{
  GFile           *folder;   /* (owned): the project */
  ManiculeProject *project;  /* (owned) */
  ManiculeText    *text;     /* (owned) */
} Try;

typedef struct
{
  const char *name;
  const char *title;
  gboolean  (*run) (Try     *self,
                    GError **error);
} Step;

static gboolean
fail (GError     **error,
      const char  *message)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, message);
  return FALSE;
}

/* --- second processes --- */

/* Runs @work in a process of its own, which ends with it. */
static pid_t
start_process (void (*work) (Try *self,
                             int  number),
               Try   *self,
               int    number)
{
  pid_t child = fork ();

  if (child == 0)
    {
      work (self, number);
      _exit (0);
    }
  return child;
}

static gboolean
end_process (pid_t    child,
             gboolean kill_it)
{
  int status = 0;

  if (child <= 0)
    return FALSE;
  if (kill_it)
    kill (child, SIGKILL);
  while (waitpid (child, &status, 0) < 0 && errno == EINTR)
    continue;
  return kill_it || (WIFEXITED (status) && WEXITSTATUS (status) == 0);
}

/* --- the project --- */

/* A set whose spans all carry @number, so that two states cannot be mixed up. */
static ManiculeAnnotationSet *
make_set (Try *self,
          int  number)
{
  ManiculeAnnotationSet *set = manicule_annotation_set_new ("ferry", "anna", self->text);
  g_autoptr(GPtrArray) spans = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *note = g_strdup_printf ("%d", number);
  ManiculeRange range = { 26, 39 };

  for (guint i = 0; i < N_SPANS; i++)
    {
      g_autofree char *id = g_strdup_printf ("s%03u", i);
      g_autoptr(ManiculeAnnotation) span = manicule_annotation_new_span (id, "PER", &range, 1);

      g_ptr_array_add (spans, manicule_annotation_with_note (span, note));
    }
  manicule_annotation_set_add_all (set, spans, NULL);
  return set;
}

static gboolean
check_whole (ManiculeAnnotationSet  *set,
             GError                **error)
{
  ManiculeAnnotation *first = manicule_annotation_set_get (set, 0);

  if (g_list_model_get_n_items (G_LIST_MODEL (set)) != N_SPANS)
    return fail (error, _("A file that was saved has not all of its annotations"));
  for (guint i = 1; i < N_SPANS; i++)
    if (g_strcmp0 (manicule_annotation_get_note (manicule_annotation_set_get (set, i)),
                   manicule_annotation_get_note (first)) != 0)
      return fail (error, _("A file holds parts of two saves"));
  return TRUE;
}

static gboolean
check_project (Try     *self,
               GError **error)
{
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autoptr(ManiculeAnnotationSet) set = NULL;

  if (!manicule_project_folder_clean (self->folder, error) ||
      !manicule_project_folder_check (self->folder, findings, NULL, error))
    return FALSE;
  if (manicule_findings_get_n (findings) > 0)
    {
      g_autofree char *message = manicule_finding_to_string (manicule_findings_get (findings, 0));

      return fail (error, message);
    }

  set = manicule_project_folder_read_set (self->folder, "ferry", "anna", self->text, NULL, error);
  return set != NULL && check_whole (set, error);
}

/* --- steps --- */

static gboolean
try_save (Try     *self,
          GError **error)
{
  g_autoptr(ManiculeSchema) schema = manicule_json_read_template ("news", error);
  g_autoptr(ManiculeArticle) article = manicule_article_new (&(ManiculeArticleFields) {
    .id = "ferry", .title = "Ferry", .sha256 = manicule_text_get_sha256 (self->text),
    .length = manicule_text_get_n_chars (self->text),
  });
  g_autoptr(ManiculeAnnotationSet) set = make_set (self, 0);

  if (schema == NULL)
    return FALSE;

  self->project = manicule_project_new ("Selftest", schema);
  manicule_project_add_annotator (self->project, "anna");
  if (!manicule_project_folder_create (self->folder, self->project, error) ||
      !manicule_project_add_article (self->project, article))
    return FALSE;

  return manicule_project_folder_write_text (self->folder, article, self->text, error) &&
         manicule_project_folder_write_set (self->folder, set, error) &&
         manicule_project_folder_write_lists (self->folder, self->project, error) &&
         check_project (self, error);
}

static void
save_for_ever (Try *self,
               int  number)
{
  for (int i = number * 100000; ; i++)
    {
      g_autoptr(ManiculeAnnotationSet) set = make_set (self, i);

      manicule_project_folder_write_set (self->folder, set, NULL);
    }
}

static gboolean
try_crash (Try     *self,
           GError **error)
{
  for (int i = 1; i <= N_KILLS; i++)
    {
      pid_t child = start_process (save_for_ever, self, i);

      g_usleep (KILL_AFTER + i * 1000);
      if (!end_process (child, TRUE))
        return fail (error, _("A second process cannot be started here"));
      if (!check_project (self, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
try_reload (Try     *self,
            GError **error)
{
  g_autoptr(ManiculeProject) project = manicule_project_folder_read (self->folder, NULL, error);
  g_autoptr(ManiculeAnnotationSet) written = make_set (self, 7);
  g_autoptr(ManiculeAnnotationSet) read = NULL;
  g_autoptr(ManiculeText) text = NULL;
  ManiculeArticle *article = project != NULL ? manicule_project_find_article (project, "ferry") : NULL;

  if (article == NULL)
    return FALSE;

  text = manicule_project_folder_read_text (self->folder, article, error);
  if (text == NULL || !manicule_project_folder_write_set (self->folder, written, error))
    return FALSE;
  read = manicule_project_folder_read_set (self->folder, "ferry", "anna", text, NULL, error);
  if (read == NULL)
    return FALSE;
  return manicule_annotation_set_equal (written, read) || fail (error, _("What is read is not what was saved"));
}

/* Ends with 0 when the lock that the first process holds keeps this one out. */
static void
expect_locked (Try *self,
               int  number)
{
  g_autoptr(GError) error = NULL;
  ManiculeLock *lock = manicule_lock_acquire (self->folder, FALSE, &error);

  _exit (lock == NULL && g_error_matches (error, MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_LOCKED) ? 0 : 1);
}

static void
hold_lock (Try *self,
           int  number)
{
  g_autoptr(ManiculeLock) lock = manicule_lock_acquire (self->folder, FALSE, NULL);

  pause ();
}

static gboolean
wait_for_lock (Try *self)
{
  for (guint i = 0; i < 500; i++)
    {
      if (manicule_file_exists (self->folder, ".lock"))
        return TRUE;
      g_usleep (10000);
    }
  return FALSE;
}

/* The lock of a process that is gone is in nobody's way. */
static gboolean
try_stale_lock (Try     *self,
                GError **error)
{
  pid_t child = start_process (hold_lock, self, 0);
  gboolean held = wait_for_lock (self);
  ManiculeLock *lock;

  if (!end_process (child, TRUE) || !held)
    return fail (error, _("A second process could not take the lock"));

  lock = manicule_lock_acquire (self->folder, FALSE, error);
  if (lock == NULL)
    return FALSE;
  manicule_lock_release (lock);
  return TRUE;
}

static gboolean
try_lock (Try     *self,
          GError **error)
{
  ManiculeLock *lock = manicule_lock_acquire (self->folder, FALSE, error);
  gboolean kept_out;
  gboolean ours;

  if (lock == NULL)
    return FALSE;

  kept_out = end_process (start_process (expect_locked, self, 0), FALSE);
  ours = manicule_lock_verify (lock, error);
  manicule_lock_release (lock);
  if (!kept_out)
    {
      g_clear_error (error);
      return fail (error, _("Two processes can have the project open for writing at the same time"));
    }
  return ours && try_stale_lock (self, error);
}

static void
change_set (Try *self,
            int  number)
{
  g_autofree char *path = g_build_filename (g_file_peek_path (self->folder), SET_NAME, NULL);
  g_autoptr(ManiculeAnnotationSet) set = make_set (self, number);
  g_autoptr(GBytes) bytes = manicule_json_write_annotations (set);
  FILE *file = fopen (path, "w");

  /* Not as we save: in place, as many programs do. */
  if (file == NULL || fwrite (g_bytes_get_data (bytes, NULL), 1, g_bytes_get_size (bytes), file) != g_bytes_get_size (bytes) ||
      fclose (file) != 0)
    _exit (1);
}

static gboolean
try_foreign (Try     *self,
             GError **error)
{
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) local_error = NULL;
  ManiculeStamp stamp;

  bytes = manicule_file_read (self->folder, SET_NAME, MANICULE_FILE_MAX_BYTES, &stamp, error);
  if (bytes == NULL)
    return FALSE;
  if (!manicule_file_verify (self->folder, SET_NAME, &stamp, error))
    return FALSE;
  if (!end_process (start_process (change_set, self, 8), FALSE))
    return fail (error, _("Another program could not write the file"));
  if (manicule_file_verify (self->folder, SET_NAME, &stamp, &local_error) ||
      !g_error_matches (local_error, MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_CHANGED))
    return fail (error, _("What another program changed is not noticed"));
  return TRUE;
}

static const Step steps[] = {
  { "save", N_("Files are saved whole and read back the same"), try_save },
  { "crash", N_("A process that is killed while it saves leaves whole files"), try_crash },
  { "reload", N_("What was saved is read"), try_reload },
  { "lock", N_("One process at a time has the project open for writing"), try_lock },
  { "foreign-change", N_("What another program changes is noticed"), try_foreign },
};

/* --- the report --- */

static void
remove_all (const char *path)
{
  g_autoptr(GDir) folder = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_all (child);
    }
  g_remove (path);
}

static void
report_step (const Step   *step,
             const GError *error,
             JsonBuilder  *builder)
{
  if (builder == NULL)
    {
      if (error == NULL)
        manicule_cli_message (_("ok: %s"), _(step->title));
      else
        manicule_cli_message (_("NOT: %s: %s"), _(step->title), error->message);
      return;
    }

  json_builder_set_member_name (builder, step->name);
  if (error == NULL)
    json_builder_add_boolean_value (builder, TRUE);
  else
    json_builder_add_string_value (builder, error->message);
}

static gboolean
run_steps (Try         *self,
           JsonBuilder *builder)
{
  gboolean sound = TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (steps) && sound; i++)
    {
      g_autoptr(GError) error = NULL;

      sound = steps[i].run (self, &error);
      if (!sound && error == NULL)
        fail (&error, _("The test project is damaged"));
      report_step (&steps[i], error, builder);
    }
  return sound;
}

static gboolean
run_in (const char *path)
{
  g_autoptr(JsonBuilder) builder = manicule_cli_get_json () ? json_builder_new () : NULL;
  Try try = { g_file_new_for_path (path), NULL, manicule_text_new_from_string (TEXT) };
  gboolean sound;

  if (builder != NULL)
    json_builder_begin_object (builder);
  sound = run_steps (&try, builder);
  if (builder != NULL)
    {
      json_builder_end_object (builder);
      manicule_cli_print_json (builder);
    }

  g_object_unref (try.folder);
  g_clear_object (&try.project);
  g_object_unref (try.text);
  return sound;
}

static gboolean
run (char   **arguments,
     GError **error)
{
  g_autofree char *path = g_build_filename (arguments[0], "manicule-selftest-XXXXXX", NULL);
  gboolean sound;

  if (g_mkdtemp (path) == NULL)
    {
      g_set_error (error, MANICULE_CLI_ERROR, MANICULE_CLI_ERROR_USAGE, _("no folder can be made in “%s”: %s"), arguments[0],
                   g_strerror (errno));
      return FALSE;
    }

  sound = run_in (path);
  remove_all (path);
  if (sound)
    return TRUE;
  g_set_error_literal (error, MANICULE_CLI_ERROR, MANICULE_CLI_ERROR_DATA, "");
  return FALSE;
}

const ManiculeCommand manicule_command_selftest = {
  .name = "selftest",
  .arguments = N_("FOLDER"),
  .summary = N_("Try whether a folder’s file system keeps what Manicule promises"),
  .details = N_("Makes a small project in a new folder inside FOLDER, saves it, kills processes that save it, locks it, changes it "
                "as another program would, and removes it again. For network shares, sync folders and sandboxes."),
  .n_min = 1,
  .n_max = 1,
  .run = run,
};
