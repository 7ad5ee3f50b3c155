/* test-brat-rules.c: what is exported to brat, by brat's own rules
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "format-helpers.h"

#include <string.h>

#define N_DOCUMENTS 40

/* Runs the checker, which knows nothing of our code, over the folder; its last line says how much it saw. */
static void
assert_brat_takes (const char *folder,
                   guint       n_files)
{
  g_autofree char *script = g_build_filename (g_getenv ("MANICULE_SOURCE"), "tests", "formats", "brat-check.py", NULL);
  const char *arguments[] = { "python3", script, folder, NULL };
  g_autofree char *expected = g_strdup_printf ("%u files, ", n_files);
  g_autofree char *output = NULL;
  g_autoptr(GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, &status, &error);
  g_assert_no_error (error);
  g_test_message ("%s", output);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  g_assert_nonnull (strstr (output, expected));
}

/* Documents with everything, and documents made by chance. */
static void
test_rules (void)
{
  g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(TestFolder) folder = test_folder_new ();
  g_autoptr(GFile) place = test_folder_get (folder, "export");
  g_autoptr(ManiculeSchema) schema = test_make_schema ();
  g_autoptr(ManiculeLossReport) report = NULL;
  g_autoptr(GError) error = NULL;
  ManiculeExport export;

  g_ptr_array_add (documents, test_make_document ("everything"));
  g_ptr_array_add (documents, test_document_new ("empty", "", NULL));
  for (guint i = 2; i < N_DOCUMENTS; i++)
    {
      g_autofree char *id = g_strdup_printf ("%03u", i);

      g_ptr_array_add (documents, test_random_document (id, (guint) g_test_rand_int_range (0, 60)));
    }

  test_export_init (&export, manicule_formats_find ("brat"), documents, schema);
  report = manicule_export_run (&export, place, NULL, &error);
  g_assert_no_error (error);
  assert_brat_takes (g_file_peek_path (place), N_DOCUMENTS);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/brat/rules", test_rules);

  return g_test_run ();
}
