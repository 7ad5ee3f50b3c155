/* test-power.c: a power cut at any moment leaves what was acknowledged
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "record-fs.h"
#include "workspace-test.h"

#include <string.h>

/* What is done while all is recorded: edits of two sets and the schema, an undo, saves, an article that is left. */
#define N_EDITS 12

static void
add_label (ManiculeWorkspace *workspace,
           const char        *name)
{
  g_autoptr(ManiculeLabel) label = manicule_label_new (&(ManiculeLabelFields) { .name = name, .color = "#33d17a" });
  g_autoptr(ManiculeChange) change = manicule_change_new_item (MANICULE_CHANGE_LABEL, NULL, label, 0);

  g_assert_true (manicule_history_apply (manicule_workspace_get_history (workspace), change, NULL));
}

static void
edit (ManiculeWorkspace *workspace,
      guint              i)
{
  g_autoptr(ManiculeAnnotationSet) set = workspace_test_load (workspace, i < N_EDITS / 2 ? "one" : "three");
  g_autofree char *id = g_strdup_printf ("x%u", i);

  if (i % 5 == 3)
    add_label (workspace, id);
  else
    workspace_test_add (workspace, set, id, i, i + 3);
}

/* The main loop runs until the window would say that all is saved; that is noted in between the disk's deeds. */
static void
acknowledge (ManiculeWorkspace *workspace,
             guint              n)
{
  while (manicule_workspace_get_unsaved (workspace))
    g_main_context_iteration (NULL, TRUE);
  record_fs_mark (n);
}

static guint
record (GFile *folder)
{
  ManiculeWorkspace *workspace;
  guint n;

  record_fs_begin (folder);
  workspace = workspace_test_open (folder, NULL);
  for (guint i = 0; i < N_EDITS; i++)
    {
      edit (workspace, i);
      acknowledge (workspace, i + 1);
      if (i % 4 == 2)
        workspace_test_save (workspace);
    }
  workspace_test_close (&workspace);
  n = record_fs_end ();

  return n;
}

static gboolean
has_edit (ManiculeWorkspace *workspace,
          guint              i)
{
  g_autoptr(ManiculeAnnotationSet) set = workspace_test_load (workspace, i < N_EDITS / 2 ? "one" : "three");
  g_autofree char *id = g_strdup_printf ("x%u", i);

  if (i % 5 == 3)
    return manicule_schema_find_label (manicule_project_get_schema (manicule_workspace_get_project (workspace)), id) != NULL;

  return manicule_annotation_set_find (set, id) != NULL;
}

/* After each deed, with what was not synced dropped, torn or kept: the project opens, checks clean and holds all edits
 * that were acknowledged, and of the others the first few. */
static void
try_cut (GFile    *folder,
         guint     n_deeds,
         PowerCut  cut)
{
  ManiculeWorkspace *workspace;
  guint acknowledged, n = 0;

  store_test_remove_all (folder);
  acknowledged = record_fs_restore (folder, n_deeds, cut);
  workspace = workspace_test_open (folder, NULL);
  g_assert_false (manicule_workspace_get_read_only (workspace));

  while (n < N_EDITS && has_edit (workspace, n))
    n++;
  g_assert_cmpuint (n, >=, acknowledged);
  for (guint i = n; i < N_EDITS; i++)
    g_assert_false (has_edit (workspace, i));

  workspace_test_close (&workspace);
  store_test_assert_sound (folder);
}

static void
test_power_cut (gconstpointer data)
{
  PowerCut cut = GPOINTER_TO_INT (data);
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(StoreTestFolder) left = store_test_folder_new ();
  guint n;

  store_test_make_project (folder->file);
  n = record (folder->file);
  for (guint i = 0; i <= n; i++)
    try_cut (left->file, i, cut);

  g_test_message ("%u cuts", n + 1);
  record_fs_clear ();
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/power/dropped", GINT_TO_POINTER (POWER_CUT_DROPPED), test_power_cut);
  g_test_add_data_func ("/power/torn", GINT_TO_POINTER (POWER_CUT_TORN), test_power_cut);
  g_test_add_data_func ("/power/kept", GINT_TO_POINTER (POWER_CUT_KEPT), test_power_cut);

  return g_test_run ();
}
