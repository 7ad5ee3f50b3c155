/* manicule-workspace-merge-apply.c: an open project: what was merged, as changes of the model
 *
 * What is added comes first and what goes from a list comes last, so that nothing is without its label on the way.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-workspace-private.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  ManiculeWorkspace *workspace;
  ManiculeFindings  *findings;
  guint              n_changes;
} Apply;

static gboolean
apply (Apply           *self,
       ManiculeChange  *change,
       GError         **error)
{
  g_autoptr(ManiculeChange) taken = change;

  if (!manicule_history_apply (self->workspace->history, change, error))
    return FALSE;

  self->n_changes++;
  return TRUE;
}

/* --- annotation sets --- */

static GHashTable *
index_by_id (GPtrArray *annotations)
{
  GHashTable *table = g_hash_table_new (g_str_hash, g_str_equal);
  guint i;

  for (i = 0; i < annotations->len; i++)
    g_hash_table_insert (table, (gpointer) manicule_annotation_get_id (annotations->pdata[i]), annotations->pdata[i]);

  return table;
}

/* What is to become of @set: (element-type ManiculeChange), in an order that mostly works: relations go first and come
 * last. */
static GPtrArray *
list_changes (ManiculeMergePart     *part,
              ManiculeAnnotationSet *set)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GHashTable) wanted = index_by_id (part->annotations);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (set));
  guint i;

  for (i = n; i > 0; i--)
    {
      ManiculeAnnotation *before = manicule_annotation_set_get (set, i - 1);

      if (!g_hash_table_contains (wanted, manicule_annotation_get_id (before)))
        g_ptr_array_add (changes, manicule_change_new_annotation (set, before, NULL));
    }

  for (i = 0; i < part->annotations->len; i++)
    {
      ManiculeAnnotation *after = g_ptr_array_index (part->annotations, i);
      ManiculeAnnotation *before = manicule_annotation_set_find (set, manicule_annotation_get_id (after));

      if (before == NULL || !manicule_annotation_equal (before, after))
        g_ptr_array_add (changes, manicule_change_new_annotation (set, before, after));
    }

  return changes;
}

/* Relations may lead to relations, so what cannot be done yet is tried again while anything else can be. */
static gboolean
apply_set (Apply              *self,
           ManiculeMergePart  *part,
           GError            **error)
{
  ManiculeWorkspaceFile *file = g_hash_table_lookup (self->workspace->files, part->name);
  ManiculeAnnotationSet *set = manicule_workspace_find_set (self->workspace, file);
  g_autoptr(GPtrArray) changes = list_changes (part, set);
  gboolean moved = TRUE;

  while (changes->len > 0 && moved)
    {
      g_autoptr(GPtrArray) later = g_ptr_array_new_with_free_func (g_object_unref);
      guint i;

      g_clear_error (error);
      for (i = 0; i < changes->len; i++)
        {
          ManiculeChange *change = g_ptr_array_index (changes, i);

          g_clear_error (error);
          if (!apply (self, g_object_ref (change), error))
            g_ptr_array_add (later, g_object_ref (change));
        }

      moved = later->len < changes->len;
      g_ptr_array_unref (changes);
      changes = g_steal_pointer (&later);
    }

  if (changes->len > 0)
    return FALSE;

  g_clear_error (error);
  if (manicule_annotation_set_get_status (set) != part->status &&
      !apply (self, manicule_change_new_status (set, part->status), error))
    return FALSE;

  manicule_annotation_set_set_carried (set, part->carried);
  return TRUE;
}

/* --- lists --- */

/* One of the lists of a project: how its items are told apart. */
typedef struct
{
  ManiculeChangeKind   kind;
  const char        *(*get_key) (gpointer item);
  gboolean           (*equal)   (gpointer a,
                                 gpointer b);
  GListModel          *model;   /* what is open here */
  GPtrArray           *wanted;  /* (owned) */
} Items;

#define DEFINE_ITEM(name, key, TYPE) \
  static const char *name##_key (gpointer item) { return manicule_##name##_get_##key (item); } \
  static gboolean name##_same (gpointer a, gpointer b) { return manicule_##name##_equal (a, b); }

DEFINE_ITEM (label, name, LABEL)
DEFINE_ITEM (relation_type, name, RELATION_TYPE)
DEFINE_ITEM (attribute, name, ATTRIBUTE)
DEFINE_ITEM (entity, id, ENTITY)
DEFINE_ITEM (article, id, ARTICLE)

static void
items_clear (gpointer data)
{
  Items *items = data;

  g_ptr_array_unref (items->wanted);
}

static void
add_items (GArray             *list,
           ManiculeChangeKind  kind,
           const char       *(*get_key) (gpointer),
           gboolean          (*equal) (gpointer, gpointer),
           GListModel         *model,
           GPtrArray          *wanted)
{
  Items items = { kind, get_key, equal, model, wanted };

  g_array_append_val (list, items);
}

static void
add_part (Apply             *self,
          ManiculeMergePart *part,
          GArray            *list)
{
  ManiculeProject *project = self->workspace->project;
  ManiculeSchema *schema = manicule_project_get_schema (project);

  if (part->list == MANICULE_LIST_ARTICLES)
    add_items (list, MANICULE_CHANGE_ARTICLE, article_key, article_same, manicule_project_get_articles (project),
               g_ptr_array_ref (part->items));
  else if (part->list == MANICULE_LIST_ENTITIES)
    add_items (list, MANICULE_CHANGE_ENTITY, entity_key, entity_same, manicule_project_get_entities (project),
               g_ptr_array_ref (part->items));
  else if (part->list == MANICULE_LIST_SCHEMA)
    {
      add_items (list, MANICULE_CHANGE_LABEL, label_key, label_same, manicule_schema_get_labels (schema),
                 manicule_list_take_items (manicule_schema_get_labels (part->schema)));
      add_items (list, MANICULE_CHANGE_RELATION_TYPE, relation_type_key, relation_type_same,
                 manicule_schema_get_relation_types (schema),
                 manicule_list_take_items (manicule_schema_get_relation_types (part->schema)));
      add_items (list, MANICULE_CHANGE_ATTRIBUTE, attribute_key, attribute_same, manicule_schema_get_attributes (schema),
                 manicule_list_take_items (manicule_schema_get_attributes (part->schema)));
      add_items (list, MANICULE_CHANGE_DOCUMENT_LABEL, attribute_key, attribute_same,
                 manicule_schema_get_document_labels (schema),
                 manicule_list_take_items (manicule_schema_get_document_labels (part->schema)));
    }
}

static GHashTable *
index_items (const Items *items,
             GPtrArray   *list)
{
  GHashTable *table = g_hash_table_new (g_str_hash, g_str_equal);
  guint i;

  for (i = 0; i < list->len; i++)
    g_hash_table_insert (table, (gpointer) items->get_key (list->pdata[i]), list->pdata[i]);

  return table;
}

static gboolean
put_items (Apply        *self,
           const Items  *items,
           GError      **error)
{
  g_autoptr(GPtrArray) there = manicule_list_take_items (items->model);
  g_autoptr(GHashTable) by_key = index_items (items, there);
  guint i;

  for (i = 0; i < items->wanted->len; i++)
    {
      gpointer after = g_ptr_array_index (items->wanted, i);
      gpointer before = g_hash_table_lookup (by_key, items->get_key (after));
      guint position = MIN (i, g_list_model_get_n_items (items->model));

      if (before != NULL && items->equal (before, after))
        continue;
      if (!apply (self, manicule_change_new_item (items->kind, before, after, position), error))
        return FALSE;
    }

  return TRUE;
}

/* What is still used here stays, and that is told. */
static void
remove_items (Apply       *self,
              const Items *items)
{
  g_autoptr(GHashTable) wanted = index_items (items, items->wanted);
  guint i;

  for (i = g_list_model_get_n_items (items->model); i > 0; i--)
    {
      g_autoptr(GObject) before = g_list_model_get_item (items->model, i - 1);
      g_autoptr(GError) error = NULL;

      if (!g_hash_table_contains (wanted, items->get_key (before)) &&
          !apply (self, manicule_change_new_item (items->kind, before, NULL, i - 1), &error))
        manicule_findings_add (self->findings, MANICULE_FINDING_WARNING, "merge-conflict", NULL, 0,
                               /* Translators: the first %s is a name, the second a reason. */
                               _("“%s” was removed by another program, and stays: %s"), items->get_key (before),
                               error->message);
    }
}

static void
take_manifest (Apply             *self,
               ManiculeMergePart *part)
{
  ManiculeProject *project = self->workspace->project;
  const char * const *annotators = manicule_project_get_annotators (part->project);
  guint i;

  for (i = 0; annotators != NULL && annotators[i] != NULL; i++)
    self->n_changes += manicule_project_add_annotator (project, annotators[i]);

  manicule_project_set_carried (project, manicule_project_get_carried (part->project));
  if (g_strcmp0 (manicule_project_get_name (project), manicule_project_get_name (part->project)) == 0)
    return;

  manicule_project_set_name (project, manicule_project_get_name (part->project));
  self->n_changes++;
}

static void
take_schema (Apply             *self,
             ManiculeMergePart *part)
{
  ManiculeSchema *schema = manicule_project_get_schema (self->workspace->project);

  manicule_schema_set_open (schema, manicule_schema_get_open (part->schema));
  manicule_schema_set_carried (schema, manicule_schema_get_carried (part->schema));
}

/* --- all --- */

static gboolean
apply_sets (Apply      *self,
            GPtrArray  *parts,
            GError    **error)
{
  guint i;

  for (i = 0; i < parts->len; i++)
    {
      ManiculeMergePart *part = g_ptr_array_index (parts, i);

      if (part->annotations != NULL && !apply_set (self, part, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
apply_all (Apply      *self,
           GPtrArray  *parts,
           GError    **error)
{
  g_autoptr(GArray) lists = g_array_new (FALSE, FALSE, sizeof (Items));
  guint i;

  g_array_set_clear_func (lists, items_clear);
  for (i = 0; i < parts->len; i++)
    {
      ManiculeMergePart *part = g_ptr_array_index (parts, i);

      if (part->items != NULL || part->schema != NULL)
        add_part (self, part, lists);
    }

  for (i = 0; i < lists->len; i++)
    {
      if (!put_items (self, &g_array_index (lists, Items, i), error))
        return FALSE;
    }

  if (!apply_sets (self, parts, error))
    return FALSE;

  for (i = lists->len; i > 0; i--)
    remove_items (self, &g_array_index (lists, Items, i - 1));

  return TRUE;
}

/**
 * manicule_workspace_apply_parts:
 * @self: a workspace
 * @parts: (element-type ManiculeMergePart): what was merged, of what the model is now
 * @findings: gets what could not be taken over
 * @n_changes: (out): how much was
 * @error: return location
 *
 * Edits the model as one undo step. On failure it is as before.
 *
 * Returns: %TRUE when the model says what was merged
 */
gboolean
manicule_workspace_apply_parts (ManiculeWorkspace  *self,
                                GPtrArray          *parts,
                                ManiculeFindings   *findings,
                                guint              *n_changes,
                                GError            **error)
{
  Apply all = { self, findings, 0 };
  g_autoptr(GError) local_error = NULL;
  guint i;

  manicule_history_begin (self->history, _("Took Over Changes of Another Program"));
  if (!apply_all (&all, parts, &local_error))
    {
      manicule_history_cancel (self->history);
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  manicule_history_end (self->history);

  for (i = 0; i < parts->len; i++)
    {
      ManiculeMergePart *part = g_ptr_array_index (parts, i);

      if (part->project != NULL)
        take_manifest (&all, part);
      if (part->schema != NULL)
        take_schema (&all, part);
    }

  *n_changes = all.n_changes;
  return TRUE;
}
