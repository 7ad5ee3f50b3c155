/* manicule-project-search.c: which articles of a project hold a string, or an annotation with a label
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-project-search.h"

#include "manicule-project-folder.h"
#include "manicule-search.h"

/* How often the list may change while the search goes on. */
#define INTERVAL (250 * G_TIME_SPAN_MILLISECOND)

typedef struct
{
  GFile                     *folder;     /* (owned) */
  GPtrArray                 *articles;   /* (owned) (element-type ManiculeArticle) */
  char                      *needle;     /* (owned) (nullable) */
  char                      *label;      /* (owned) (nullable) */
  char                      *annotator;  /* (owned) (nullable) */
  ManiculeProjectSearchFunc  found;
  gpointer                   data;
  GDestroyNotify             destroy;
} Search;

typedef struct
{
  GTask     *task;  /* (owned) */
  GPtrArray *ids;   /* (owned) (element-type utf8) */
} Batch;

static void
search_free (Search *search)
{
  g_object_unref (search->folder);
  g_ptr_array_unref (search->articles);
  g_free (search->needle);
  g_free (search->label);
  g_free (search->annotator);
  if (search->destroy != NULL)
    search->destroy (search->data);
  g_free (search);
}

static void
batch_free (Batch *batch)
{
  g_object_unref (batch->task);
  g_ptr_array_unref (batch->ids);
  g_free (batch);
}

static gboolean
deliver_cb (gpointer data)
{
  Batch *batch = data;
  Search *search = g_task_get_task_data (batch->task);

  if (!g_cancellable_is_cancelled (g_task_get_cancellable (batch->task)))
    search->found (batch->ids, search->data);
  return G_SOURCE_REMOVE;
}

static void
deliver (GTask     *task,
         GPtrArray *ids)
{
  Batch *batch;

  if (ids->len == 0)
    {
      g_ptr_array_unref (ids);
      return;
    }
  batch = g_new0 (Batch, 1);
  batch->task = g_object_ref (task);
  batch->ids = ids;
  g_main_context_invoke_full (g_task_get_context (task), G_PRIORITY_DEFAULT_IDLE, deliver_cb, batch, (GDestroyNotify) batch_free);
  /* cppcheck-suppress memleak ; the context frees it */
}

static gboolean
text_holds (Search          *search,
            ManiculeArticle *article,
            GCancellable    *cancellable)
{
  g_autoptr(ManiculeText) text = manicule_project_folder_read_text (search->folder, article, NULL);
  g_autoptr(GArray) hits = NULL;

  if (text == NULL)
    return FALSE;
  hits = manicule_search_find (text, search->needle, MANICULE_SEARCH_FOLD_CASE | MANICULE_SEARCH_FOLD_ACCENTS, cancellable, NULL);
  return hits != NULL && hits->len > 0;
}

static gboolean
holds (Search          *search,
       ManiculeArticle *article,
       GCancellable    *cancellable)
{
  if (search->label != NULL)
    return manicule_project_folder_has_label (search->folder, manicule_article_get_id (article), search->annotator,
                                              search->label);
  return text_holds (search, article, cancellable);
}

static void
search_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Search *search = task_data;
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  gint64 delivered = g_get_monotonic_time ();

  for (guint i = 0; i < search->articles->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      ManiculeArticle *article = g_ptr_array_index (search->articles, i);

      if (holds (search, article, cancellable))
        g_ptr_array_add (ids, g_strdup (manicule_article_get_id (article)));
      if (g_get_monotonic_time () - delivered < INTERVAL)
        continue;
      deliver (task, ids);
      ids = g_ptr_array_new_with_free_func (g_free);
      delivered = g_get_monotonic_time ();
    }
  deliver (task, ids);
  g_task_return_boolean (task, TRUE);
}

void
manicule_project_search_run (GFile                       *folder,
                             GListModel                  *articles,
                             const ManiculeProjectSearch *what,
                             GCancellable                *cancellable,
                             ManiculeProjectSearchFunc    found,
                             gpointer                     data,
                             GDestroyNotify               destroy)
{
  Search *search = g_new0 (Search, 1);
  g_autoptr(GTask) task = NULL;

  g_return_if_fail ((what->needle != NULL) != (what->label != NULL));

  search->folder = g_object_ref (folder);
  search->articles = g_ptr_array_new_with_free_func (g_object_unref);
  search->needle = g_strdup (what->needle);
  search->label = g_strdup (what->label);
  search->annotator = g_strdup (what->annotator);
  search->found = found;
  search->data = data;
  search->destroy = destroy;
  for (guint i = 0; i < g_list_model_get_n_items (articles); i++)
    g_ptr_array_add (search->articles, g_list_model_get_item (articles, i));

  task = g_task_new (NULL, cancellable, NULL, NULL);
  g_task_set_task_data (task, search, (GDestroyNotify) search_free);
  g_task_run_in_thread (task, search_thread);
}
