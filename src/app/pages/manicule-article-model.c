/* manicule-article-model.c: the articles of a project, searched, filtered and sorted
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-article-model.h"

#include "manicule-project-search.h"
#include "manicule-search.h"

#include <string.h>

#define FOLD (MANICULE_SEARCH_FOLD_CASE | MANICULE_SEARCH_FOLD_ACCENTS)
#define TEXTS_AFTER 200   /* ms after the last letter */
#define TOTALS_AFTER 100  /* ms after the first change */

typedef struct
{
  ManiculeStatus status;
  guint          n_annotations;
} Summary;

struct _ManiculeArticleModel
{
  GObject             parent_instance;

  ManiculeWorkspace  *workspace;  /* (owned) */
  GtkFilterListModel *filtered;   /* (owned) */
  GtkSortListModel   *sorted;     /* (owned) */
  GtkFilter          *filter;     /* (owned) */

  char               *needle;     /* (owned): as it was typed, without space around it */
  char               *folded;     /* (owned) */
  GHashTable         *hits;       /* (owned) (element-type utf8): ids of articles whose text holds the needle */
  GCancellable       *searching;  /* (owned) (nullable) */
  int                 status;
  char               *source;     /* (owned) (nullable) */
  char               *label;      /* (owned) (nullable) */
  GHashTable         *labelled;   /* (owned) (element-type utf8): ids of articles that have it in their file */
  GCancellable       *looking;    /* (owned) (nullable): for them */
  ManiculeOrder       order;

  GHashTable         *summaries;  /* (owned) (element-type utf8 Summary) */
  guint               n_done;
  guint               n_annotations;

  guint               search_timer;
  guint               totals_timer;
};

enum
{
  TOTALS_CHANGED,
  NEEDLE_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ManiculeArticleModel, manicule_article_model, G_TYPE_OBJECT)

static GListModel *
get_articles (ManiculeArticleModel *self)
{
  return manicule_project_get_articles (manicule_workspace_get_project (self->workspace));
}

static Summary
get_summary (ManiculeArticleModel *self,
             ManiculeArticle      *article)
{
  Summary summary = { MANICULE_STATUS_NEW, 0 };

  manicule_workspace_get_summary (self->workspace, manicule_article_get_id (article), &summary.status, &summary.n_annotations);
  return summary;
}

static gboolean
title_matches (ManiculeArticleModel *self,
               ManiculeArticle      *article)
{
  g_autofree char *title = manicule_search_fold (manicule_article_get_title (article), FOLD);

  return strstr (title, self->folded) != NULL;
}

/* What is loaded may be newer than its file. */
static gboolean
has_label (ManiculeArticleModel *self,
           const char           *id)
{
  ManiculeProject *project = manicule_workspace_get_project (self->workspace);
  ManiculeAnnotationSet *set = manicule_project_find_set (project, id, manicule_workspace_get_annotator (self->workspace));
  g_autoptr(GPtrArray) annotations = NULL;

  if (set == NULL)
    return g_hash_table_contains (self->labelled, id);
  annotations = manicule_annotation_set_query_label (set, self->label);
  for (guint i = 0; i < annotations->len; i++)
    if (manicule_annotation_get_kind (g_ptr_array_index (annotations, i)) == MANICULE_ANNOTATION_SPAN)
      return TRUE;
  return FALSE;
}

static gboolean
matches (gpointer item,
         gpointer data)
{
  ManiculeArticleModel *self = data;
  const ManiculeArticleFields *fields = manicule_article_get_fields (item);

  if (self->status >= 0 && (int) get_summary (self, item).status != self->status)
    return FALSE;
  if (self->source != NULL && g_strcmp0 (self->source, fields->source) != 0)
    return FALSE;
  if (self->label != NULL && !has_label (self, fields->id))
    return FALSE;
  return *self->folded == '\0' || title_matches (self, item) || g_hash_table_contains (self->hits, fields->id);
}

static int
compare_titles (ManiculeArticle *a,
                ManiculeArticle *b)
{
  return g_utf8_collate (manicule_article_get_title (a), manicule_article_get_title (b));
}

static int
compare (gconstpointer a,
         gconstpointer b,
         gpointer      data)
{
  ManiculeArticleModel *self = data;
  ManiculeArticle *first = (ManiculeArticle *) a, *second = (ManiculeArticle *) b;
  Summary first_summary = get_summary (self, first), second_summary = get_summary (self, second);

  switch (self->order)
    {
    case MANICULE_ORDER_TITLE:
      return compare_titles (first, second);
    case MANICULE_ORDER_DATE:
      return g_strcmp0 (manicule_article_get_fields (second)->date, manicule_article_get_fields (first)->date);
    case MANICULE_ORDER_STATUS:
      return (int) first_summary.status - (int) second_summary.status;
    case MANICULE_ORDER_ANNOTATIONS:
      return (second_summary.n_annotations > first_summary.n_annotations) - (second_summary.n_annotations < first_summary.n_annotations);
    case MANICULE_ORDER_LIST:
    default:
      return 0;
    }
}

static gboolean
depends_on_summaries (ManiculeArticleModel *self)
{
  return self->order == MANICULE_ORDER_STATUS || self->order == MANICULE_ORDER_ANNOTATIONS;
}

static gboolean
totals_cb (gpointer data)
{
  ManiculeArticleModel *self = data;
  GtkSorter *sorter = gtk_sort_list_model_get_sorter (self->sorted);

  self->totals_timer = 0;
  if (self->status >= 0 || self->label != NULL)
    gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  if (sorter != NULL && depends_on_summaries (self))
    gtk_sorter_changed (sorter, GTK_SORTER_CHANGE_DIFFERENT);
  g_signal_emit (self, signals[TOTALS_CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static void
queue_totals (ManiculeArticleModel *self)
{
  if (self->totals_timer == 0)
    self->totals_timer = g_timeout_add (TOTALS_AFTER, totals_cb, self);
}

static void
count (ManiculeArticleModel *self,
       const char           *id)
{
  Summary *summary = g_hash_table_lookup (self->summaries, id);

  if (summary == NULL)
    {
      summary = g_new0 (Summary, 1);
      g_hash_table_insert (self->summaries, g_strdup (id), summary);
    }
  self->n_done -= summary->status == MANICULE_STATUS_DONE;
  self->n_annotations -= summary->n_annotations;
  manicule_workspace_get_summary (self->workspace, id, &summary->status, &summary->n_annotations);
  self->n_done += summary->status == MANICULE_STATUS_DONE;
  self->n_annotations += summary->n_annotations;
}

static void
summary_changed_cb (ManiculeArticleModel *self,
                    const char           *article_id)
{
  if (manicule_project_find_article (manicule_workspace_get_project (self->workspace), article_id) == NULL)
    return;
  count (self, article_id);
  queue_totals (self);
}

/* A label can go with the number of annotations as it was. What is in memory now may be in its file alone later. */
static void
stepped_cb (ManiculeArticleModel *self,
            ManiculeStep         *step)
{
  const char *id = manicule_step_get_article_id (step);

  if (self->label == NULL || id == NULL)
    return;
  if (has_label (self, id))
    g_hash_table_add (self->labelled, g_strdup (id));
  else
    g_hash_table_remove (self->labelled, id);
  queue_totals (self);
}

static void look_for_label (ManiculeArticleModel *self);

/* Articles come and go seldom (import, undo): all is counted anew. */
static void
articles_changed_cb (ManiculeArticleModel *self)
{
  GListModel *articles = get_articles (self);

  g_hash_table_remove_all (self->summaries);
  self->n_done = self->n_annotations = 0;
  for (guint i = 0; i < g_list_model_get_n_items (articles); i++)
    {
      g_autoptr(ManiculeArticle) article = g_list_model_get_item (articles, i);

      count (self, manicule_article_get_id (article));
    }
  if (self->label != NULL)
    look_for_label (self);
  queue_totals (self);
}

static void
add_found (ManiculeArticleModel *self,
           GHashTable           *table,
           GPtrArray            *ids)
{
  for (guint i = 0; i < ids->len; i++)
    g_hash_table_add (table, g_strdup (g_ptr_array_index (ids, i)));
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_LESS_STRICT);
}

static void
found_cb (GPtrArray *ids,
          gpointer   data)
{
  ManiculeArticleModel *self = data;

  add_found (self, self->hits, ids);
}

static void
found_label_cb (GPtrArray *ids,
                gpointer   data)
{
  ManiculeArticleModel *self = data;

  add_found (self, self->labelled, ids);
}

static void
stop_looking (ManiculeArticleModel *self)
{
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  g_hash_table_remove_all (self->labelled);
}

static void
look_for_label (ManiculeArticleModel *self)
{
  const ManiculeProjectSearch search = { .label = self->label, .annotator = manicule_workspace_get_annotator (self->workspace) };

  stop_looking (self);
  if (self->label == NULL)
    return;
  self->looking = g_cancellable_new ();
  manicule_project_search_run (manicule_workspace_get_folder (self->workspace), get_articles (self), &search,
                               self->looking, found_label_cb, g_object_ref (self), g_object_unref);
}

static gboolean
search_texts_cb (gpointer data)
{
  ManiculeArticleModel *self = data;

  const ManiculeProjectSearch search = { .needle = self->needle };

  self->search_timer = 0;
  self->searching = g_cancellable_new ();
  manicule_project_search_run (manicule_workspace_get_folder (self->workspace), get_articles (self), &search,
                               self->searching, found_cb, g_object_ref (self), g_object_unref);
  return G_SOURCE_REMOVE;
}

static void
stop_search (ManiculeArticleModel *self)
{
  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  g_clear_handle_id (&self->search_timer, g_source_remove);
  g_hash_table_remove_all (self->hits);
}

static void
manicule_article_model_dispose (GObject *object)
{
  ManiculeArticleModel *self = MANICULE_ARTICLE_MODEL (object);

  stop_search (self);
  stop_looking (self);
  g_clear_handle_id (&self->totals_timer, g_source_remove);
  g_clear_object (&self->sorted);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (manicule_article_model_parent_class)->dispose (object);
}

static void
manicule_article_model_finalize (GObject *object)
{
  ManiculeArticleModel *self = MANICULE_ARTICLE_MODEL (object);

  g_free (self->needle);
  g_free (self->folded);
  g_free (self->source);
  g_free (self->label);
  g_hash_table_unref (self->hits);
  g_hash_table_unref (self->labelled);
  g_hash_table_unref (self->summaries);

  G_OBJECT_CLASS (manicule_article_model_parent_class)->finalize (object);
}

static void
manicule_article_model_class_init (ManiculeArticleModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = manicule_article_model_dispose;
  object_class->finalize = manicule_article_model_finalize;

  signals[TOTALS_CHANGED] = g_signal_new ("totals-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[NEEDLE_CHANGED] = g_signal_new ("needle-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
manicule_article_model_init (ManiculeArticleModel *self)
{
  self->needle = g_strdup ("");
  self->folded = g_strdup ("");
  self->status = -1;
  self->hits = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->labelled = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->summaries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

ManiculeArticleModel *
manicule_article_model_new (ManiculeWorkspace *workspace)
{
  ManiculeArticleModel *self = g_object_new (MANICULE_TYPE_ARTICLE_MODEL, NULL);
  GListModel *articles;

  self->workspace = g_object_ref (workspace);
  articles = get_articles (self);
  self->filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  self->filtered = gtk_filter_list_model_new (g_object_ref (articles), g_object_ref (self->filter));
  gtk_filter_list_model_set_incremental (self->filtered, TRUE);
  self->sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->filtered)), NULL);
  gtk_sort_list_model_set_incremental (self->sorted, TRUE);

  g_signal_connect_object (workspace, "summary-changed", G_CALLBACK (summary_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (manicule_workspace_get_history (workspace), "stepped", G_CALLBACK (stepped_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (articles, "items-changed", G_CALLBACK (articles_changed_cb), self, G_CONNECT_SWAPPED);
  articles_changed_cb (self);
  return self;
}

GListModel *
manicule_article_model_get_list (ManiculeArticleModel *self)
{
  g_return_val_if_fail (MANICULE_IS_ARTICLE_MODEL (self), NULL);

  return G_LIST_MODEL (self->sorted);
}

void
manicule_article_model_set_needle (ManiculeArticleModel *self,
                                   const char           *needle)
{
  g_autofree char *stripped = g_strstrip (g_strdup (needle));

  g_return_if_fail (MANICULE_IS_ARTICLE_MODEL (self));

  if (!g_set_str (&self->needle, stripped))
    return;
  stop_search (self);
  g_free (self->folded);
  self->folded = manicule_search_fold (self->needle, FOLD);
  if (*self->folded != '\0')
    self->search_timer = g_timeout_add (TEXTS_AFTER, search_texts_cb, self);
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  g_signal_emit (self, signals[NEEDLE_CHANGED], 0);
}

const char *
manicule_article_model_get_needle (ManiculeArticleModel *self)
{
  g_return_val_if_fail (MANICULE_IS_ARTICLE_MODEL (self), NULL);

  return self->needle;
}

void
manicule_article_model_set_status (ManiculeArticleModel *self,
                                   int                   status)
{
  g_return_if_fail (MANICULE_IS_ARTICLE_MODEL (self));

  if (self->status == status)
    return;
  self->status = status;
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

void
manicule_article_model_set_source (ManiculeArticleModel *self,
                                   const char           *source)
{
  g_return_if_fail (MANICULE_IS_ARTICLE_MODEL (self));

  if (g_set_str (&self->source, source))
    gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

void
manicule_article_model_set_label (ManiculeArticleModel *self,
                                  const char           *label)
{
  g_return_if_fail (MANICULE_IS_ARTICLE_MODEL (self));

  if (!g_set_str (&self->label, label))
    return;
  look_for_label (self);
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

void
manicule_article_model_set_order (ManiculeArticleModel *self,
                                  ManiculeOrder         order)
{
  g_autoptr(GtkSorter) sorter = NULL;

  g_return_if_fail (MANICULE_IS_ARTICLE_MODEL (self));

  if (self->order == order)
    return;
  self->order = order;
  if (order != MANICULE_ORDER_LIST)
    sorter = GTK_SORTER (gtk_custom_sorter_new (compare, self, NULL));
  gtk_sort_list_model_set_sorter (self->sorted, sorter);
}

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return g_utf8_collate (*(const char * const *) a, *(const char * const *) b);
}

GPtrArray *
manicule_article_model_dup_sources (ManiculeArticleModel *self)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *sources = g_ptr_array_new_with_free_func (g_free);
  GListModel *articles = get_articles (self);

  for (guint i = 0; i < g_list_model_get_n_items (articles); i++)
    {
      g_autoptr(ManiculeArticle) article = g_list_model_get_item (articles, i);
      const char *source = manicule_article_get_fields (article)->source;

      if (source != NULL && g_hash_table_add (seen, (gpointer) source))
        g_ptr_array_add (sources, g_strdup (source));
    }
  g_ptr_array_sort (sources, compare_strings);
  return sources;
}

void
manicule_article_model_get_totals (ManiculeArticleModel *self,
                                   guint                *n_articles,
                                   guint                *n_done,
                                   guint                *n_annotations)
{
  g_return_if_fail (MANICULE_IS_ARTICLE_MODEL (self));

  *n_articles = g_list_model_get_n_items (get_articles (self));
  *n_done = self->n_done;
  *n_annotations = self->n_annotations;
}
