/* manicule-folder-documents.c: the documents of a project folder, one after the other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-folder-documents-private.h"

#include "manicule-json.h"
#include "manicule-project-folder-private.h"

struct _ManiculeFolderDocuments
{
  GFile      *folder;     /* (owned) */
  GPtrArray  *articles;   /* (owned) (element-type ManiculeArticle) */
  char       *annotator;  /* (owned) */
  GHashTable *newer;      /* (owned) (element-type utf8 ManiculeAnnotationSet): by article, what is not on the disk */
};

/* Is the set of that article marked done? A set that is damaged is, so that the export fails at it and says why,
 * rather than leave it out in silence. */
static gboolean
is_done (ManiculeFolderDocuments *self,
         const char              *article_id)
{
  ManiculeAnnotationSet *set = g_hash_table_lookup (self->newer, article_id);
  g_autofree char *name = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  ManiculeStatus status;
  guint n;

  if (set != NULL)
    return manicule_annotation_set_get_status (set) == MANICULE_STATUS_DONE;

  name = manicule_project_folder_set_name (article_id, self->annotator);
  bytes = manicule_file_read (self->folder, name, MANICULE_FILE_MAX_BYTES, NULL, &error);
  if (bytes == NULL)
    return !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);

  return !manicule_json_read_summary (bytes, name, &status, &n, NULL) || status == MANICULE_STATUS_DONE;
}

/**
 * manicule_folder_documents_keep_done:
 * @self: documents
 * @cancellable: (nullable): a cancellable
 * @error: return location
 *
 * Leaves out articles that are not marked done. Reads all sets.
 *
 * Returns: %FALSE when cancelled
 */
gboolean
manicule_folder_documents_keep_done (ManiculeFolderDocuments  *self,
                                     GCancellable             *cancellable,
                                     GError                  **error)
{
  g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func (g_object_unref);
  guint i;

  for (i = 0; i < self->articles->len; i++)
    {
      ManiculeArticle *article = g_ptr_array_index (self->articles, i);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;

      if (is_done (self, manicule_article_get_id (article)))
        g_ptr_array_add (kept, g_object_ref (article));
    }

  g_ptr_array_unref (self->articles);
  self->articles = g_steal_pointer (&kept);
  return TRUE;
}

/**
 * manicule_folder_documents_new_all:
 * @folder: a project folder
 * @project: the project in it
 * @annotator: whose sets
 *
 * Returns: (transfer full): all documents of the project, as it is now; nothing is read yet
 */
ManiculeFolderDocuments *
manicule_folder_documents_new_all (GFile           *folder,
                                   ManiculeProject *project,
                                   const char      *annotator)
{
  ManiculeFolderDocuments *self = g_new0 (ManiculeFolderDocuments, 1);
  GListModel *articles = manicule_project_get_articles (project);
  guint n = g_list_model_get_n_items (articles);
  guint i;

  self->folder = g_object_ref (folder);
  self->annotator = g_strdup (annotator);
  self->newer = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->articles = g_ptr_array_new_full (n, g_object_unref);
  for (i = 0; i < n; i++)
    g_ptr_array_add (self->articles, g_list_model_get_item (articles, i));

  return self;
}

/**
 * manicule_folder_documents_add_newer:
 * @self: documents
 * @set: (transfer full): a set that is given in the place of the one on the disk
 */
void
manicule_folder_documents_add_newer (ManiculeFolderDocuments *self,
                                     ManiculeAnnotationSet   *set)
{
  g_hash_table_insert (self->newer, g_strdup (manicule_annotation_set_get_article_id (set)), set);
}

/**
 * manicule_folder_documents_new:
 * @folder: a project folder
 * @project: the project in it
 * @annotator: whose sets; a safe name
 * @only_done: leave out articles that are not marked done
 * @cancellable: (nullable): a cancellable
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the documents; %NULL when cancelled
 */
ManiculeFolderDocuments *
manicule_folder_documents_new (GFile            *folder,
                               ManiculeProject  *project,
                               const char       *annotator,
                               gboolean          only_done,
                               GCancellable     *cancellable,
                               GError          **error)
{
  g_autoptr(ManiculeFolderDocuments) self = NULL;

  g_return_val_if_fail (G_IS_FILE (folder), NULL);
  g_return_val_if_fail (MANICULE_IS_PROJECT (project), NULL);
  g_return_val_if_fail (annotator != NULL, NULL);

  self = manicule_folder_documents_new_all (folder, project, annotator);
  if (only_done && !manicule_folder_documents_keep_done (self, cancellable, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * manicule_folder_documents_free:
 * @self: (transfer full): documents
 */
void
manicule_folder_documents_free (ManiculeFolderDocuments *self)
{
  g_object_unref (self->folder);
  g_ptr_array_unref (self->articles);
  g_free (self->annotator);
  g_hash_table_unref (self->newer);
  g_free (self);
}

/**
 * manicule_folder_documents_get_n:
 * @self: documents
 *
 * Returns: how many there are
 */
guint
manicule_folder_documents_get_n (ManiculeFolderDocuments *self)
{
  return self->articles->len;
}

/**
 * manicule_folder_documents_get:
 * @index: from 0 on
 * @data: a ManiculeFolderDocuments
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the document of that number, with one set; %NULL without an error at the end
 */
ManiculeDocument *
manicule_folder_documents_get (guint      index,
                               gpointer   data,
                               GError   **error)
{
  ManiculeFolderDocuments *self = data;
  g_autoptr(ManiculeAnnotationSet) set = NULL;
  g_autoptr(ManiculeDocument) document = NULL;
  g_autoptr(ManiculeText) text = NULL;
  ManiculeAnnotationSet *newer;
  ManiculeArticle *article;
  const char *id;

  if (index >= self->articles->len)
    return NULL;

  article = g_ptr_array_index (self->articles, index);
  id = manicule_article_get_id (article);
  newer = g_hash_table_lookup (self->newer, id);

  if (newer != NULL)
    {
      text = g_object_ref (manicule_annotation_set_get_text (newer));
      set = g_object_ref (newer);
    }
  else
    {
      text = manicule_project_folder_read_text (self->folder, article, error);
      if (text == NULL)
        return NULL;

      set = manicule_project_folder_read_set (self->folder, id, self->annotator, text, NULL, error);
      if (set == NULL)
        return NULL;
    }

  document = manicule_document_new (article, text);
  manicule_document_add_set (document, set);
  return g_steal_pointer (&document);
}
