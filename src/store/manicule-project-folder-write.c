/* manicule-project-folder-write.c: a project on disk: writing its files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-json.h"
#include "manicule-project-folder-private.h"

struct _ManiculeListSnapshot
{
  ManiculeList    list;
  GBytes         *bytes;   /* (owned) (nullable): a manifest is so small that it is written at once */
  ManiculeSchema *schema;  /* (owned) (nullable) */
  GPtrArray      *items;   /* (owned) (nullable) (element-type GObject): articles or entities, which are immutable */
};

/**
 * manicule_list_take_items:
 * @list: a list
 *
 * Returns: (transfer full) (element-type GObject): its items
 */
GPtrArray *
manicule_list_take_items (GListModel *list)
{
  guint n = g_list_model_get_n_items (list);
  GPtrArray *items = g_ptr_array_new_full (n, g_object_unref);
  guint i;

  for (i = 0; i < n; i++)
    g_ptr_array_add (items, g_list_model_get_item (list, i));

  return items;
}

/* Only in the thread: it takes long for a long list. */
static GListModel *
make_model (GPtrArray *items)
{
  GListStore *store = g_list_store_new (G_TYPE_OBJECT);

  g_list_store_splice (store, 0, 0, items->pdata, items->len);
  return G_LIST_MODEL (store);
}

/**
 * manicule_list_snapshot_new:
 * @project: a project
 * @list: which of its lists
 *
 * Returns: (transfer full): that list as it is now
 */
ManiculeListSnapshot *
manicule_list_snapshot_new (ManiculeProject *project,
                            ManiculeList     list)
{
  ManiculeListSnapshot *self = g_atomic_rc_box_new0 (ManiculeListSnapshot);

  self->list = list;

  switch (list)
    {
    case MANICULE_LIST_SCHEMA:
      self->schema = manicule_schema_copy (manicule_project_get_schema (project));
      break;

    case MANICULE_LIST_ENTITIES:
      self->items = manicule_list_take_items (manicule_project_get_entities (project));
      break;

    case MANICULE_LIST_MANIFEST:
      self->bytes = manicule_json_write_project (project);
      break;

    case MANICULE_LIST_ARTICLES:
      self->items = manicule_list_take_items (manicule_project_get_articles (project));
      break;

    case MANICULE_N_LISTS:
    default:
      g_assert_not_reached ();
    }

  return self;
}

/**
 * manicule_list_snapshot_write:
 * @self: a snapshot; any thread
 *
 * Returns: (transfer full): the content of its file
 */
GBytes *
manicule_list_snapshot_write (ManiculeListSnapshot *self)
{
  g_autoptr(GListModel) model = self->items != NULL ? make_model (self->items) : NULL;

  switch (self->list)
    {
    case MANICULE_LIST_SCHEMA:
      return manicule_json_write_schema (self->schema);

    case MANICULE_LIST_ENTITIES:
      return manicule_json_write_entities (model);

    case MANICULE_LIST_MANIFEST:
      return g_bytes_ref (self->bytes);

    case MANICULE_LIST_ARTICLES:
      return manicule_json_write_articles (model);

    case MANICULE_N_LISTS:
    default:
      g_assert_not_reached ();
    }
}

/**
 * manicule_list_snapshot_ref:
 * @self: a snapshot; it never changes
 *
 * Returns: (transfer full): @self
 */
ManiculeListSnapshot *
manicule_list_snapshot_ref (ManiculeListSnapshot *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
snapshot_clear (gpointer data)
{
  ManiculeListSnapshot *self = data;

  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_object (&self->schema);
  g_clear_pointer (&self->items, g_ptr_array_unref);
}

/**
 * manicule_list_snapshot_free:
 * @self: (transfer full): a snapshot
 */
void
manicule_list_snapshot_free (ManiculeListSnapshot *self)
{
  g_atomic_rc_box_release_full (self, snapshot_clear);
}

/**
 * manicule_project_folder_write_list:
 * @folder: a project folder
 * @project: what to write
 * @list: which of its lists
 * @error: return location
 *
 * Returns: %TRUE when it is on the disk
 */
gboolean
manicule_project_folder_write_list (GFile            *folder,
                                    ManiculeProject  *project,
                                    ManiculeList      list,
                                    GError          **error)
{
  ManiculeListSnapshot *snapshot = manicule_list_snapshot_new (project, list);
  g_autoptr(GBytes) bytes = manicule_list_snapshot_write (snapshot);

  manicule_list_snapshot_free (snapshot);
  return manicule_save (folder, manicule_list_names[list], bytes, MANICULE_SAVE_DEFAULT, NULL, error);
}

/**
 * manicule_project_folder_write_lists:
 * @folder: a project folder; the caller holds its lock
 * @project: what to write
 * @error: return location
 *
 * Writes manicule.json, schema.json, entities.jsonl and articles.jsonl, those that are others than on the disk. Each is
 * written whole or not at all; after a failure the ones written before it stay.
 *
 * Returns: %TRUE when all of them are on the disk
 */
gboolean
manicule_project_folder_write_lists (GFile            *folder,
                                     ManiculeProject  *project,
                                     GError          **error)
{
  guint i;

  g_return_val_if_fail (G_IS_FILE (folder), FALSE);
  g_return_val_if_fail (MANICULE_IS_PROJECT (project), FALSE);

  for (i = 0; i < MANICULE_N_LISTS; i++)
    {
      if (!manicule_project_folder_write_list (folder, project, i, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * manicule_project_folder_write_text:
 * @folder: a project folder; the caller holds its lock
 * @article: the article
 * @text: its text
 * @error: return location
 *
 * Writes a text, byte for byte. Texts never change: a file that holds another one is an error, %G_IO_ERROR_EXISTS.
 *
 * Returns: %TRUE when it is on the disk
 */
gboolean
manicule_project_folder_write_text (GFile            *folder,
                                    ManiculeArticle  *article,
                                    ManiculeText     *text,
                                    GError          **error)
{
  g_autofree char *name = manicule_project_folder_text_name (manicule_article_get_id (article));

  g_return_val_if_fail (name != NULL, FALSE);

  return manicule_save (folder, name, manicule_text_get_bytes (text), MANICULE_SAVE_ONCE, NULL, error);
}

/**
 * manicule_project_folder_write_set:
 * @folder: a project folder; the caller holds its lock
 * @set: a set, or a snapshot of one in any thread
 * @error: return location
 *
 * Returns: %TRUE when it is on the disk
 */
gboolean
manicule_project_folder_write_set (GFile                  *folder,
                                   ManiculeAnnotationSet  *set,
                                   GError                **error)
{
  g_autofree char *name = manicule_project_folder_set_name (manicule_annotation_set_get_article_id (set),
                                                            manicule_annotation_set_get_annotator (set));
  g_autoptr(GBytes) bytes = NULL;

  g_return_val_if_fail (name != NULL, FALSE);

  bytes = manicule_json_write_annotations (set);
  return manicule_save (folder, name, bytes, MANICULE_SAVE_DEFAULT, NULL, error);
}
