/* test-export-faults.c: exports to disks that fail
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fault-libc.h"
#include "workspace-test.h"

#include <errno.h>
#include <string.h>

/* A format that writes a file, a folder, or a packed file. */
typedef struct
{
  const char *format;
  const char *output;
} Kind;

static const Kind kinds[] = {
  { "jsonl", "out.jsonl" },
  { "csv", "out.csv" },
  { "brat", "out" },
  { "xmi", "out" },
  { "label-studio", "out.json" },
  { "refi-qda", "out.qdpx" },
};

static const Fault faults[] = {
  { ENOSPC, FAULT_ONCE }, { EIO, FAULT_ONCE }, { EACCES, FAULT_ONCE }, { EROFS, FAULT_ONCE }, { EINVAL, FAULT_ONCE },
  { ENOSPC, FAULT_FULL }, { EIO, FAULT_LASTING }, { EROFS, FAULT_LASTING }, { 0, FAULT_SHORT },
};

static gboolean
export (ManiculeWorkspace  *workspace,
        const Kind         *kind,
        GFile              *folder,
        GError            **error)
{
  g_autoptr(GFile) output = g_file_get_child (folder, kind->output);
  ManiculeExport export = { .format = manicule_formats_find (kind->format) };
  g_autoptr(ManiculeLossReport) report = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *done = NULL;

  manicule_workspace_export_async (workspace, &export, "anna", FALSE, output, NULL, NULL, NULL, store_test_keep_result, &done);
  result = store_test_wait (&done);
  report = manicule_workspace_export_finish (workspace, result, error);

  return report != NULL;
}

/* What an export wrote, without what is hidden: the list of a folder, and what could not be removed. */
static char *
take_state (GFile *folder)
{
  g_autofree char *all = store_test_fingerprint (folder);
  g_auto(GStrv) lines = g_strsplit (all, "\n", -1);
  GString *state = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (lines[i][0] != '.' && strstr (lines[i], "/.") == NULL)
        g_string_append_printf (state, "%s\n", lines[i]);
    }

  return g_string_free_and_steal (state);
}

typedef struct
{
  guint n_tries;
  guint n_refused;
} Counts;

/* What was there before: an export of the same project with one span less. FALSE when there are not so many calls. */
static gboolean
try_fault (ManiculeWorkspace *workspace,
           GFile             *target,
           const Kind        *kind,
           const Fault       *fault,
           guint              at,
           Counts            *counts)
{
  g_autofree char *before = take_state (target);
  g_autofree char *after = NULL;
  g_autofree char *again = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) final_error = NULL;
  gboolean done;
  guint n_calls;

  fault_libc_begin (g_file_peek_path (target), at, fault->number, fault->kind);
  done = export (workspace, kind, target, &error);
  n_calls = fault_libc_end ();
  if (g_test_verbose ())
    g_test_message ("%s with %s (%d) at %u, which was %s: %s", kind->format, g_strerror (fault->number), fault->kind, at,
                    fault_get_failed (), done ? "done" : error->message);

  after = take_state (target);
  if (fault->kind == FAULT_SHORT)
    g_assert_no_error (error);
  if (!done)
    g_assert_nonnull (error);

  export (workspace, kind, target, &final_error);
  g_assert_no_error (final_error);
  again = take_state (target);
  g_assert_cmpstr (after, ==, !done && strcmp (after, again) != 0 ? before : again);

  counts->n_tries++;
  counts->n_refused += done ? 0 : 1;
  return n_calls >= at;
}

/* Each call in turn fails in each way: what was exported before is as it was, or the new export is whole; and when the disk
 * works again, so does the export. MANICULE_FAULTS=all tries each call, otherwise every so many. */
static void
test_export_faults (gconstpointer data)
{
  const Kind *kind = data;
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(StoreTestFolder) target = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autoptr(ManiculeAnnotationSet) set = NULL;
  g_autoptr(GError) error = NULL;
  guint stride = g_strcmp0 (g_getenv ("MANICULE_FAULTS"), "all") == 0 ? 1 : 17;
  Counts counts = { 0 };

  store_test_make_project (folder->file);
  workspace = workspace_test_open (folder->file, "anna");
  set = workspace_test_load (workspace, "one");
  workspace_test_settle (workspace);
  export (workspace, kind, target->file, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      guint at = stride == 1 ? 1 : g_test_rand_int_range (1, stride);
      gboolean more = TRUE;

      while (more)
        {
          g_autofree char *id = g_strdup_printf ("x%u-%u", i, at);

          workspace_test_add (workspace, set, id, 0, 4);
          workspace_test_save (workspace);
          more = try_fault (workspace, target->file, kind, &faults[i], at, &counts);
          g_object_unref (workspace_test_undo (workspace, FALSE));
          workspace_test_save (workspace);
          export (workspace, kind, target->file, &error);
          g_assert_no_error (error);
          at += stride;
        }
    }

  g_test_message ("%s: %u tries, %u of them refused with a message", kind->format, counts.n_tries, counts.n_refused);
  g_assert_cmpuint (counts.n_refused, >, 0);
  g_clear_object (&set);
  workspace_test_close (&workspace);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *path = g_strconcat ("/export-faults/", kinds[i].format, NULL);

      if (manicule_formats_find (kinds[i].format) != NULL)
        g_test_add_data_func (path, &kinds[i], test_export_faults);
    }

  return g_test_run ();
}
