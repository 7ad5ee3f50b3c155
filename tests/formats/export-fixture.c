/* export-fixture.c: three documents, one of them with everything, and a place to export them to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "export-fixture.h"

void
export_fixture_set_up (ExportFixture *fixture,
                       gconstpointer  format_id)
{
  fixture->folder = test_folder_new ();
  fixture->target = test_folder_get (fixture->folder, "target");
  fixture->schema = test_make_schema ();
  fixture->documents = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (fixture->documents, test_document_new ("000_first", "First.\n", NULL));
  g_ptr_array_add (fixture->documents, test_make_document ("001_everything"));
  g_ptr_array_add (fixture->documents, test_document_new ("002_last", "Last.\n", NULL));
  test_export_init (&fixture->export, manicule_formats_find (format_id), fixture->documents, fixture->schema);
}

void
export_fixture_tear_down (ExportFixture *fixture,
                          gconstpointer  data)
{
  g_clear_pointer (&fixture->folder, test_folder_free);
  g_clear_object (&fixture->target);
  g_clear_object (&fixture->schema);
  g_clear_pointer (&fixture->documents, g_ptr_array_unref);
}

char *
export_fixture_list_names (const char *path)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  g_assert_nonnull (folder);
  while ((name = g_dir_read_name (folder)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort_values (names, (GCompareFunc) g_strcmp0);
  g_ptr_array_add (names, NULL);

  return g_strjoinv (" ", (char **) names->pdata);
}

void
export_fixture_assert_names (const char *path,
                             const char *expected)
{
  g_autofree char *names = export_fixture_list_names (path);

  g_assert_cmpstr (names, ==, expected);
}

void
export_fixture_run (ExportFixture *fixture)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(ManiculeLossReport) report = manicule_export_run (&fixture->export, fixture->target, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (report);
}

char *
export_fixture_run_failing (ExportFixture *fixture,
                            GQuark         domain,
                            int            code)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(ManiculeLossReport) report = manicule_export_run (&fixture->export, fixture->target, NULL, &error);

  g_assert_null (report);
  g_assert_error (error, domain, code);

  return g_strdup (error->message);
}
