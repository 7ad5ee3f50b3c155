/* workspace-test.c: an open project, driven to the end of each thing it does
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "workspace-test.h"

ManiculeWorkspace *
workspace_test_open_full (GFile       *folder,
                          const char  *annotator,
                          gboolean     read_only,
                          gboolean     steal,
                          GError     **error)
{
  GAsyncResult *done = NULL;
  g_autoptr(GAsyncResult) result = NULL;

  manicule_workspace_open_async (folder, annotator, read_only, steal, NULL, store_test_keep_result, &done);
  result = store_test_wait (&done);

  return manicule_workspace_open_finish (result, error);
}

ManiculeWorkspace *
workspace_test_open (GFile      *folder,
                     const char *annotator)
{
  g_autoptr(GError) error = NULL;
  ManiculeWorkspace *workspace = workspace_test_open_full (folder, annotator, FALSE, FALSE, &error);

  g_assert_no_error (error);
  return workspace;
}

void
workspace_test_close (ManiculeWorkspace **workspace)
{
  GAsyncResult *done = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *result;
  gpointer alive = *workspace;

  manicule_workspace_close_async (*workspace, store_test_keep_result, &done);
  result = store_test_wait (&done);
  manicule_workspace_close_finish (*workspace, result, &error);
  g_assert_no_error (error);
  g_object_unref (result);

  /* Threads that were still reading let go of it when they see that they are not needed. */
  g_object_add_weak_pointer (G_OBJECT (*workspace), &alive);
  g_clear_object (workspace);
  while (alive != NULL)
    {
      g_main_context_iteration (NULL, FALSE);
      g_thread_yield ();
    }
}

ManiculeAnnotationSet *
workspace_test_load (ManiculeWorkspace *workspace,
                     const char        *article_id)
{
  GAsyncResult *done = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  ManiculeAnnotationSet *set;

  manicule_workspace_load_async (workspace, article_id, NULL, store_test_keep_result, &done);
  result = store_test_wait (&done);
  set = manicule_workspace_load_finish (workspace, result, &error);
  g_assert_no_error (error);

  return set;
}

void
workspace_test_add (ManiculeWorkspace     *workspace,
                    ManiculeAnnotationSet *set,
                    const char            *id,
                    guint                  start,
                    guint                  end)
{
  g_autoptr(ManiculeAnnotation) span = store_test_span (id, "PER", start, end);
  g_autoptr(ManiculeChange) change = manicule_change_new_annotation (set, NULL, span);
  g_autoptr(GError) error = NULL;

  manicule_workspace_begin (workspace, set, NULL);
  manicule_history_apply (manicule_workspace_get_history (workspace), change, &error);
  g_assert_no_error (error);
  manicule_workspace_end (workspace);
}

gboolean
workspace_test_try_save (ManiculeWorkspace *workspace)
{
  GAsyncResult *done = NULL;
  g_autoptr(GAsyncResult) result = NULL;

  manicule_workspace_save_async (workspace, NULL, store_test_keep_result, &done);
  result = store_test_wait (&done);

  return manicule_workspace_save_finish (workspace, result, NULL);
}

void
workspace_test_save (ManiculeWorkspace *workspace)
{
  g_assert_true (workspace_test_try_save (workspace));
  g_assert_false (manicule_workspace_get_unsaved (workspace));
}

/* Summaries of all articles are known. */
static gboolean
knows_all (ManiculeWorkspace *workspace)
{
  GListModel *articles = manicule_project_get_articles (manicule_workspace_get_project (workspace));
  guint i;

  for (i = 0; i < g_list_model_get_n_items (articles); i++)
    {
      g_autoptr(ManiculeArticle) article = g_list_model_get_item (articles, i);

      if (!manicule_workspace_get_summary (workspace, manicule_article_get_id (article), NULL, NULL))
        return FALSE;
    }

  return TRUE;
}

void
workspace_test_settle (ManiculeWorkspace *workspace)
{
  while (manicule_workspace_get_unsaved (workspace) || !knows_all (workspace))
    g_main_context_iteration (NULL, TRUE);
  workspace_test_save (workspace);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

ManiculeStep *
workspace_test_undo (ManiculeWorkspace *workspace,
                     gboolean           redo)
{
  GAsyncResult *done = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  ManiculeStep *step;

  manicule_workspace_undo_async (workspace, redo, store_test_keep_result, &done);
  result = store_test_wait (&done);
  step = manicule_workspace_undo_finish (workspace, result, &error);
  g_assert_no_error (error);

  return step;
}

ManiculeImport *
workspace_test_plan (ManiculeWorkspace *workspace,
                     GFile             *source)
{
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  GAsyncResult *done = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  ManiculeImport *import;

  g_ptr_array_add (files, g_object_ref (source));
  manicule_workspace_plan_import_async (workspace, files, NULL, NULL, store_test_keep_result, &done);
  result = store_test_wait (&done);
  import = manicule_workspace_plan_import_finish (workspace, result, &error);
  g_assert_no_error (error);

  return import;
}

gboolean
workspace_test_import (ManiculeWorkspace  *workspace,
                       ManiculeImport     *plan,
                       guint              *n,
                       GError            **error)
{
  GAsyncResult *done = NULL;
  g_autoptr(GAsyncResult) result = NULL;

  manicule_workspace_import_async (workspace, plan, NULL, store_test_keep_result, &done);
  result = store_test_wait (&done);

  return manicule_workspace_import_finish (workspace, result, n, error);
}

void
workspace_test_import_text (ManiculeWorkspace *workspace,
                            const char        *name,
                            const char        *text)
{
  g_autoptr(StoreTestFolder) source = store_test_folder_new ();
  g_autoptr(ManiculeImport) plan = NULL;
  g_autoptr(GError) error = NULL;

  store_test_write (source->file, name, text);
  plan = workspace_test_plan (workspace, source->file);
  workspace_test_import (workspace, plan, NULL, &error);
  g_assert_no_error (error);
}

void
workspace_test_add_articles (GFile *folder,
                             guint  n)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(ManiculeProject) project = manicule_project_folder_read (folder, NULL, &error);
  g_autoptr(ManiculeText) text = manicule_text_new_from_string ("abcdefghijklmnopqrstuvwxyz");
  guint i;

  g_assert_no_error (error);
  for (i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("more-%u", i);
      g_autoptr(ManiculeArticle) article = manicule_article_new (&(ManiculeArticleFields) {
        .id = id, .sha256 = manicule_text_get_sha256 (text), .length = manicule_text_get_n_chars (text),
      });

      manicule_project_folder_write_text (folder, article, text, &error);
      g_assert_no_error (error);
      g_assert_true (manicule_project_add_article (project, article));
    }

  manicule_project_folder_write_lists (folder, project, &error);
  g_assert_no_error (error);
}

void
workspace_test_edit_article (ManiculeWorkspace *workspace,
                             guint              number,
                             const char        *id)
{
  g_autofree char *article_id = g_strdup_printf ("more-%u", number);
  g_autoptr(ManiculeAnnotationSet) set = workspace_test_load (workspace, article_id);

  workspace_test_add (workspace, set, id, number, number + 3);
}
