/* manicule-workspace-summary.c: an open project: what its list of articles shows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-workspace-private.h"

#include "manicule-file-name.h"
#include "manicule-fs.h"
#include "manicule-json.h"
#include "manicule-summary-cache.h"

#include <string.h>

/* So many articles are told about at once. */
#define BATCH 256

/* Fewer sets than this are read as fast as their summaries are looked up. */
#define CACHE_MIN 256

/* One article's summary, on its way from the thread. */
typedef struct
{
  char           *article_id;  /* (owned) */
  ManiculeSummary summary;
} Read;

typedef struct
{
  ManiculeWorkspace *workspace;   /* (owned) */
  guint              generation;
  GArray            *reads;       /* (owned) (element-type Read) */
} Batch;

typedef struct
{
  ManiculeWorkspace *workspace;   /* (unowned): it lives longer than the work */
  GMainContext      *context;     /* (unowned): the main thread's */
  GFile             *folder;      /* (owned) */
  char              *annotator;   /* (owned) */
  GPtrArray         *ids;         /* (owned) (element-type utf8): in list order */
  guint              generation;
} Job;

static void
read_clear (gpointer data)
{
  Read *read = data;

  g_free (read->article_id);
}

static GArray *
reads_new (void)
{
  GArray *reads = g_array_new (FALSE, FALSE, sizeof (Read));

  g_array_set_clear_func (reads, read_clear);
  return reads;
}

static void
batch_free (gpointer data)
{
  Batch *batch = data;

  g_object_unref (batch->workspace);
  g_array_unref (batch->reads);
  g_free (batch);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->folder);
  g_free (job->annotator);
  g_ptr_array_unref (job->ids);
  g_free (job);
}

/* --- telling --- */

static gboolean
tell (gpointer data)
{
  ManiculeWorkspace *self = data;
  g_autoptr(GHashTable) changed = g_steal_pointer (&self->summaries_changed);
  GHashTableIter iter;
  gpointer id;

  self->summaries_idle = 0;
  self->summaries_changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_hash_table_iter_init (&iter, changed);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    manicule_workspace_emit_summary (self, id);

  return G_SOURCE_REMOVE;
}

/**
 * manicule_workspace_set_summary:
 * @self: a workspace
 * @article_id: an article
 * @status: its status
 * @n_annotations: how many annotations it has
 *
 * Notes what the list shows. An edit of many annotations is told about once.
 */
void
manicule_workspace_set_summary (ManiculeWorkspace *self,
                                const char        *article_id,
                                ManiculeStatus     status,
                                guint              n_annotations)
{
  ManiculeSummary *summary = g_hash_table_lookup (self->summaries, article_id);

  if (summary != NULL && summary->status == status && summary->n_annotations == n_annotations)
    return;

  if (summary == NULL)
    {
      summary = g_new (ManiculeSummary, 1);
      g_hash_table_insert (self->summaries, g_strdup (article_id), summary);
    }

  summary->status = status;
  summary->n_annotations = n_annotations;

  g_hash_table_add (self->summaries_changed, g_strdup (article_id));
  if (self->summaries_idle == 0)
    self->summaries_idle = g_idle_add_full (G_PRIORITY_DEFAULT, tell, self, NULL);
}

/**
 * manicule_workspace_note_summary:
 * @self: a workspace
 * @change: what was applied to the model
 */
void
manicule_workspace_note_summary (ManiculeWorkspace *self,
                                 ManiculeChange    *change)
{
  const char *id = manicule_change_get_article_id (change);
  ManiculeAnnotationSet *set;

  if (id == NULL || strcmp (manicule_change_get_annotator (change), self->annotator) != 0)
    return;

  set = manicule_project_find_set (self->project, id, self->annotator);
  manicule_workspace_set_summary (self, id, manicule_annotation_set_get_status (set),
                                  g_list_model_get_n_items (G_LIST_MODEL (set)));
}

/**
 * manicule_workspace_get_summary:
 * @self: a workspace
 * @article_id: an article of the project
 * @status: (out) (optional): its status
 * @n_annotations: (out) (optional): how many annotations it has
 *
 * Returns: %FALSE while it is not known
 */
gboolean
manicule_workspace_get_summary (ManiculeWorkspace *self,
                                const char        *article_id,
                                ManiculeStatus    *status,
                                guint             *n_annotations)
{
  ManiculeSummary *summary;

  g_return_val_if_fail (MANICULE_IS_WORKSPACE (self), FALSE);
  g_return_val_if_fail (article_id != NULL, FALSE);

  summary = g_hash_table_lookup (self->summaries, article_id);
  if (summary == NULL)
    return FALSE;

  if (status != NULL)
    *status = summary->status;
  if (n_annotations != NULL)
    *n_annotations = summary->n_annotations;

  return TRUE;
}

/* --- reading --- */

/* What was loaded or edited meanwhile is newer than what the thread read. */
static gboolean
take_batch (gpointer data)
{
  Batch *batch = data;
  ManiculeWorkspace *self = batch->workspace;
  guint i;

  if (batch->generation != self->generation || self->closed)
    return G_SOURCE_REMOVE;

  for (i = 0; i < batch->reads->len; i++)
    {
      Read *read = &g_array_index (batch->reads, Read, i);

      if (!g_hash_table_contains (self->summaries, read->article_id))
        manicule_workspace_set_summary (self, read->article_id, read->summary.status, read->summary.n_annotations);
    }

  return G_SOURCE_REMOVE;
}

static Batch *
batch_new (Job    *job,
           GArray *reads)
{
  Batch *batch = g_new (Batch, 1);

  batch->workspace = g_object_ref (job->workspace);
  batch->generation = job->generation;
  batch->reads = reads;

  return batch;
}

static void
send_batch (Job    *job,
            GArray *reads)
{
  g_autoptr(GSource) source = g_idle_source_new ();

  g_source_set_callback (source, take_batch, batch_new (job, reads), batch_free);
  g_source_attach (source, job->context);
}

/* The names of the annotator's files, so that no time goes into looking for those that are not there. */
static GHashTable *
list_sets (Job *job)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *folder = g_build_filename (MANICULE_FOLDER_SETS, job->annotator, NULL);
  g_autoptr(GPtrArray) entries = manicule_file_list (job->folder, folder, NULL);
  guint i;

  for (i = 0; entries != NULL && i < entries->len; i++)
    {
      ManiculeFileEntry *entry = g_ptr_array_index (entries, i);

      g_hash_table_add (names, g_build_filename (folder, entry->name, NULL));
    }

  return names;
}

/* FALSE for a file that is damaged: what it is like is not known, and loading it tells why. */
static gboolean
read_summary (Job             *job,
              const char      *name,
              ManiculeSummary *summary)
{
  g_autoptr(GBytes) bytes = manicule_file_read (job->folder, name, MANICULE_FILE_MAX_BYTES, NULL, NULL);

  return bytes != NULL &&
         manicule_json_read_summary (bytes, name, &summary->status, &summary->n_annotations, NULL);
}

/* The same, from the cache where that knows the file as it is. */
static gboolean
find_summary (Job                  *job,
              ManiculeSummaryCache *cache,
              const char           *article_id,
              const char           *name,
              ManiculeSummary      *summary)
{
  g_autofree char *path = NULL;
  struct stat info;

  if (cache == NULL)
    return read_summary (job, name, summary);

  path = g_build_filename (g_file_peek_path (job->folder), name, NULL);
  if (manicule_fs_get ()->lstat (path, &info) != 0 || !S_ISREG (info.st_mode))
    return read_summary (job, name, summary);

  if (manicule_summary_cache_find (cache, article_id, &info, &summary->status, &summary->n_annotations))
    return TRUE;
  if (!read_summary (job, name, summary))
    return FALSE;

  manicule_summary_cache_put (cache, article_id, &info, summary->status, summary->n_annotations);
  return TRUE;
}

static void
add_read (GArray                *reads,
          const char            *article_id,
          const ManiculeSummary *summary)
{
  Read read = { g_strdup (article_id), *summary };

  g_array_append_val (reads, read);
}

static void
read_in_thread (gpointer      data,
                GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr(GHashTable) names = list_sets (job);
  g_autoptr(ManiculeSummaryCache) cache = NULL;
  GArray *reads = reads_new ();
  guint i;

  if (g_hash_table_size (names) >= CACHE_MIN)
    cache = manicule_summary_cache_new (job->folder, job->annotator);

  for (i = 0; i < job->ids->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const char *id = g_ptr_array_index (job->ids, i);
      g_autofree char *name = manicule_project_folder_set_name (id, job->annotator);
      ManiculeSummary summary = { MANICULE_STATUS_NEW, 0 };

      if (g_hash_table_contains (names, name) && !find_summary (job, cache, id, name, &summary))
        continue;

      add_read (reads, id, &summary);
      if (reads->len == BATCH)
        {
          send_batch (job, reads);
          reads = reads_new ();
        }
    }

  send_batch (job, reads);
  if (cache != NULL && i == job->ids->len)
    manicule_summary_cache_write (cache);
}

/* The batches tell all there is to tell; the last one is on its way before this is called. */
static void
on_read (ManiculeWorkspace *self,
         gpointer           data,
         GTask             *task)
{
}

/**
 * manicule_workspace_read_summaries:
 * @self: a workspace
 *
 * Starts the reading of what is not known yet.
 */
void
manicule_workspace_read_summaries (ManiculeWorkspace *self)
{
  GListModel *articles = manicule_project_get_articles (self->project);
  guint n = g_list_model_get_n_items (articles);
  Job *job = g_new0 (Job, 1);
  guint i;

  g_cancellable_cancel (self->reading);
  g_object_unref (self->reading);
  self->reading = g_cancellable_new ();

  job->workspace = self;
  job->context = g_main_context_get_thread_default ();
  job->folder = g_object_ref (self->folder);
  job->annotator = g_strdup (self->annotator);
  job->generation = self->generation;
  job->ids = g_ptr_array_new_full (n, g_free);
  for (i = 0; i < n; i++)
    {
      g_autoptr(ManiculeArticle) article = g_list_model_get_item (articles, i);

      g_ptr_array_add (job->ids, g_strdup (manicule_article_get_id (article)));
    }

  manicule_workspace_run (self, NULL, self->reading, job, job_free, read_in_thread, on_read);
}
