/* import-test.c: files to import, and plans of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "import-test.h"

#include "store-test.h"

GPtrArray *
import_test_one_file (GFile      *folder,
                      const char *name)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (files, name != NULL ? g_file_resolve_relative_path (folder, name) : g_object_ref (folder));
  return files;
}

ManiculeImport *
import_test_plan_files (GPtrArray       *files,
                        ManiculeProject *project)
{
  g_autoptr(GError) error = NULL;
  ManiculeImport *plan = manicule_import_plan (files, &(ManiculeImportOptions) { .annotator = "anna" }, project, NULL, &error);

  g_assert_no_error (error);
  return plan;
}

ManiculeImport *
import_test_plan_folder (GFile           *folder,
                         ManiculeProject *project)
{
  g_autoptr(GPtrArray) files = import_test_one_file (folder, NULL);

  return import_test_plan_files (files, project);
}

ManiculeImportItem *
import_test_get_item (ManiculeImport *plan,
                      guint           index)
{
  g_assert_cmpuint (index, <, plan->items->len);
  return g_ptr_array_index (plan->items, index);
}

const ManiculeArticleFields *
import_test_get_fields (ManiculeImport *plan,
                        guint           index)
{
  return manicule_article_get_fields (manicule_document_get_article (import_test_get_item (plan, index)->document));
}

guint
import_test_count_findings (ManiculeImport *plan,
                            const char     *code)
{
  guint i, n = 0;

  for (i = 0; i < manicule_findings_get_n (plan->findings); i++)
    n += g_str_equal (manicule_findings_get (plan->findings, i)->code, code) ? 1 : 0;

  return n;
}

ManiculeProject *
import_test_read_project (GFile *folder)
{
  g_autoptr(GError) error = NULL;
  ManiculeProject *project = manicule_project_folder_read (folder, NULL, &error);

  g_assert_no_error (error);
  return project;
}

guint
import_test_get_n_articles (ManiculeProject *project)
{
  return g_list_model_get_n_items (manicule_project_get_articles (project));
}

/* A brat pair: "Ines Halloran" is PER (known), "Harbour Board" is Organisation (an ORG by its title), a date is DATE. */
void
import_test_write_pair (GFile      *folder,
                        const char *text_name,
                        const char *ann_name)
{
  store_test_write (folder, text_name, "Ines Halloran spoke for the Harbour Board on Tuesday.\n");
  store_test_write (folder, ann_name,
                    "T1\tPER 0 13\tInes Halloran\n"
                    "T2\tOrganisation 28 41\tHarbour Board\n"
                    "T3\tDATE 45 52\tTuesday\n"
                    "R1\tspeaks_for Arg1:T1 Arg2:T2\t\n");
}
