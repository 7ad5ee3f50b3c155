/* test-window-articles.c: the articles of a project, filtered
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-article-model.h"
#include "workspace-test.h"

typedef struct
{
  StoreTestFolder      *folder;
  ManiculeWorkspace    *workspace;
  ManiculeArticleModel *model;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->folder = store_test_folder_new ();
  store_test_make_project (self->folder->file);
  self->workspace = workspace_test_open (self->folder->file, "anna");
  self->model = manicule_article_model_new (self->workspace);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_clear_object (&self->model);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  workspace_test_close (&self->workspace);
  g_clear_pointer (&self->folder, store_test_folder_free);
}

static guint
get_n (Fixture *self)
{
  return g_list_model_get_n_items (manicule_article_model_get_list (self->model));
}

/* A list that never gets there ends by the time limit of the test. */
static void
wait_for_n (Fixture *self,
            guint    n)
{
  while (get_n (self) != n)
    g_main_context_iteration (NULL, TRUE);
}

/* Only articles in which the annotator gave the label stay: what stands in files is found there, what is loaded in memory. */
static void
test_label (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr(ManiculeArticle) first = NULL;
  g_autoptr(ManiculeAnnotationSet) set = NULL;

  wait_for_n (self, 3);
  manicule_article_model_set_label (self->model, "ORG");
  wait_for_n (self, 1);
  first = g_list_model_get_item (manicule_article_model_get_list (self->model), 0);
  g_assert_cmpstr (manicule_article_get_id (first), ==, "one");

  manicule_article_model_set_label (self->model, "PER");
  wait_for_n (self, 2);
  set = workspace_test_load (self->workspace, "three");
  workspace_test_add (self->workspace, set, "c1", 0, 7);
  wait_for_n (self, 3);

  /* A relation's name is no label of a span. */
  manicule_article_model_set_label (self->model, "works_for");
  wait_for_n (self, 0);
  manicule_article_model_set_label (self->model, NULL);
  wait_for_n (self, 3);
}

/* An article whose annotation got another label leaves the list and comes back into it, though it has as many as before. */
static void
test_relabel (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr(ManiculeAnnotationSet) set = workspace_test_load (self->workspace, "one");
  g_autoptr(GPtrArray) spans = manicule_annotation_set_query_label (set, "ORG");
  ManiculeAnnotation *span = g_ptr_array_index (spans, 0);
  g_autoptr(ManiculeAnnotation) other = manicule_annotation_with_label (span, "PER");
  g_autoptr(ManiculeChange) change = manicule_change_new_annotation (set, span, other);
  g_autoptr(ManiculeStep) undone = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpuint (spans->len, ==, 1);
  manicule_article_model_set_label (self->model, "ORG");
  wait_for_n (self, 1);
  manicule_history_apply (manicule_workspace_get_history (self->workspace), change, &error);
  g_assert_no_error (error);
  wait_for_n (self, 0);
  undone = workspace_test_undo (self->workspace, FALSE);
  wait_for_n (self, 1);
}

/* Filters add up. */
static void
test_status (Fixture       *self,
             gconstpointer  data)
{
  workspace_test_settle (self->workspace);
  manicule_article_model_set_status (self->model, MANICULE_STATUS_DONE);
  wait_for_n (self, 1);
  manicule_article_model_set_label (self->model, "PER");
  wait_for_n (self, 1);
  manicule_article_model_set_status (self->model, -1);
  wait_for_n (self, 2);
  manicule_article_model_set_source (self->model, "The Lantern");
  wait_for_n (self, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/window/articles/label", Fixture, NULL, set_up, test_label, tear_down);
  g_test_add ("/window/articles/relabel", Fixture, NULL, set_up, test_relabel, tear_down);
  g_test_add ("/window/articles/status", Fixture, NULL, set_up, test_status, tear_down);

  return g_test_run ();
}
