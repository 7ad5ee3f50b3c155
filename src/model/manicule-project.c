/* manicule-project.c: a project in memory
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-project-private.h"

#include "manicule-annotation-set-private.h"
#include "manicule-schema-private.h"

struct _ManiculeProject
{
  GObject           parent_instance;

  char             *name;        /* (owned) */
  char             *carried;     /* (owned) (nullable) */
  ManiculeSchema   *schema;      /* (owned) */
  GPtrArray        *annotators;  /* (owned) (element-type utf8): NULL-terminated */
  ManiculeItemList *articles;    /* (owned) */
  ManiculeItemList *entities;    /* (owned) */
  GHashTable       *sets;        /* (owned) (element-type utf8 ManiculeAnnotationSet): by key_of_set() */
};

typedef enum
{
  PROP_NAME = 1,
} ManiculeProjectProperty;

static GParamSpec *props[PROP_NAME + 1];

G_DEFINE_QUARK (manicule-model-error-quark, manicule_model_error)

G_DEFINE_FINAL_TYPE (ManiculeProject, manicule_project, G_TYPE_OBJECT)

/* An article's id has no line feed. */
static char *
key_of_set (const char *article_id,
            const char *annotator)
{
  return g_strconcat (article_id, "\n", annotator, NULL);
}

static void
manicule_project_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  ManiculeProject *self = MANICULE_PROJECT (object);

  switch ((ManiculeProjectProperty) property_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
manicule_project_finalize (GObject *object)
{
  ManiculeProject *self = MANICULE_PROJECT (object);

  g_free (self->name);
  g_free (self->carried);
  g_clear_object (&self->schema);
  g_ptr_array_unref (self->annotators);
  g_object_unref (self->articles);
  g_object_unref (self->entities);
  g_hash_table_unref (self->sets);

  G_OBJECT_CLASS (manicule_project_parent_class)->finalize (object);
}

static void
manicule_project_class_init (ManiculeProjectClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = manicule_project_get_property;
  object_class->finalize = manicule_project_finalize;

  props[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL,
                                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
manicule_project_init (ManiculeProject *self)
{
  self->annotators = g_ptr_array_new_null_terminated (1, g_free, TRUE);
  self->articles = manicule_item_list_new (MANICULE_TYPE_ARTICLE,
                                           (ManiculeItemNameFunc) manicule_article_get_id,
                                           (ManiculeItemEqualFunc) manicule_article_equal);
  self->entities = manicule_item_list_new (MANICULE_TYPE_ENTITY,
                                           (ManiculeItemNameFunc) manicule_entity_get_id,
                                           (ManiculeItemEqualFunc) manicule_entity_equal);
  self->sets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

/**
 * manicule_project_new:
 * @name: what people call it
 * @schema: its schema
 *
 * Returns: (transfer full): a new project without articles
 */
ManiculeProject *
manicule_project_new (const char     *name,
                      ManiculeSchema *schema)
{
  ManiculeProject *self;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (MANICULE_IS_SCHEMA (schema), NULL);

  self = g_object_new (MANICULE_TYPE_PROJECT, NULL);
  self->name = g_strdup (name);
  self->schema = g_object_ref (schema);

  return self;
}

/**
 * manicule_project_get_name:
 * @self: a project
 *
 * Returns: what people call it
 */
const char *
manicule_project_get_name (ManiculeProject *self)
{
  g_return_val_if_fail (MANICULE_IS_PROJECT (self), NULL);

  return self->name;
}

/**
 * manicule_project_set_name:
 * @self: a project
 * @name: what people shall call it
 *
 * Renames the project. Notifies only when the name really changes.
 */
void
manicule_project_set_name (ManiculeProject *self,
                           const char      *name)
{
  g_return_if_fail (MANICULE_IS_PROJECT (self));
  g_return_if_fail (name != NULL);

  if (g_set_str (&self->name, name))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NAME]);
}

/**
 * manicule_project_get_schema:
 * @self: a project
 *
 * Returns: (transfer none): its schema, the same object all its life
 */
ManiculeSchema *
manicule_project_get_schema (ManiculeProject *self)
{
  g_return_val_if_fail (MANICULE_IS_PROJECT (self), NULL);

  return self->schema;
}

/**
 * manicule_project_get_annotators:
 * @self: a project
 *
 * Returns: (transfer none): the annotators' names, NULL-terminated, until another is added
 */
const char * const *
manicule_project_get_annotators (ManiculeProject *self)
{
  g_return_val_if_fail (MANICULE_IS_PROJECT (self), NULL);

  return (const char * const *) self->annotators->pdata;
}

/**
 * manicule_project_add_annotator:
 * @self: a project
 * @annotator: a name
 *
 * Adds @annotator after the others.
 *
 * Returns: FALSE when there is one of that name
 */
gboolean
manicule_project_add_annotator (ManiculeProject *self,
                                const char      *annotator)
{
  g_return_val_if_fail (MANICULE_IS_PROJECT (self), FALSE);
  g_return_val_if_fail (annotator != NULL, FALSE);

  if (g_strv_contains (manicule_project_get_annotators (self), annotator))
    return FALSE;

  g_ptr_array_add (self->annotators, g_strdup (annotator));

  return TRUE;
}

/**
 * manicule_project_get_carried:
 * @self: a project
 *
 * Returns: (nullable): what a reader did not understand and carries through
 */
const char *
manicule_project_get_carried (ManiculeProject *self)
{
  g_return_val_if_fail (MANICULE_IS_PROJECT (self), NULL);

  return self->carried;
}

/**
 * manicule_project_set_carried:
 * @self: a project
 * @carried: (nullable): what a reader did not understand
 *
 * Keeps @carried for the writer.
 */
void
manicule_project_set_carried (ManiculeProject *self,
                              const char      *carried)
{
  g_return_if_fail (MANICULE_IS_PROJECT (self));

  g_set_str (&self->carried, carried);
}

/**
 * manicule_project_get_articles:
 * @self: a project
 *
 * Returns: (transfer none): a list of ManiculeArticle
 */
GListModel *
manicule_project_get_articles (ManiculeProject *self)
{
  g_return_val_if_fail (MANICULE_IS_PROJECT (self), NULL);

  return G_LIST_MODEL (self->articles);
}

/**
 * manicule_project_find_article:
 * @self: a project
 * @id: an id
 *
 * O(1).
 *
 * Returns: (transfer none) (nullable): the article with that id
 */
ManiculeArticle *
manicule_project_find_article (ManiculeProject *self,
                               const char      *id)
{
  g_return_val_if_fail (MANICULE_IS_PROJECT (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return manicule_item_list_find (self->articles, id);
}

/**
 * manicule_project_get_article_position:
 * @self: a project
 * @id: an id
 *
 * O(1), after an edit in the middle of the list O(n) once.
 *
 * Returns: where the article with that id stands in the list; G_MAXUINT when there is none
 */
guint
manicule_project_get_article_position (ManiculeProject *self,
                                       const char      *id)
{
  g_return_val_if_fail (MANICULE_IS_PROJECT (self), G_MAXUINT);
  g_return_val_if_fail (id != NULL, G_MAXUINT);

  return manicule_item_list_get_position (self->articles, id);
}

/**
 * manicule_project_get_entities:
 * @self: a project
 *
 * Returns: (transfer none): a list of ManiculeEntity
 */
GListModel *
manicule_project_get_entities (ManiculeProject *self)
{
  g_return_val_if_fail (MANICULE_IS_PROJECT (self), NULL);

  return G_LIST_MODEL (self->entities);
}

/**
 * manicule_project_find_entity:
 * @self: a project
 * @id: an id
 *
 * O(1).
 *
 * Returns: (transfer none) (nullable): the entity with that id
 */
ManiculeEntity *
manicule_project_find_entity (ManiculeProject *self,
                              const char      *id)
{
  g_return_val_if_fail (MANICULE_IS_PROJECT (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return manicule_item_list_find (self->entities, id);
}

/**
 * manicule_project_add_article:
 * @self: a project that nobody sees yet
 * @article: an article
 *
 * Adds @article after the others.
 *
 * Returns: FALSE where the id is taken
 */
gboolean
manicule_project_add_article (ManiculeProject *self,
                              ManiculeArticle *article)
{
  g_return_val_if_fail (MANICULE_IS_PROJECT (self), FALSE);
  g_return_val_if_fail (MANICULE_IS_ARTICLE (article), FALSE);

  return manicule_item_list_append (self->articles, article);
}

/**
 * manicule_project_add_entity:
 * @self: a project that nobody sees yet
 * @entity: an entity
 *
 * Adds @entity after the others.
 *
 * Returns: FALSE where the id is taken
 */
gboolean
manicule_project_add_entity (ManiculeProject *self,
                             ManiculeEntity  *entity)
{
  g_return_val_if_fail (MANICULE_IS_PROJECT (self), FALSE);
  g_return_val_if_fail (MANICULE_IS_ENTITY (entity), FALSE);

  return manicule_item_list_append (self->entities, entity);
}

/**
 * manicule_project_hold_set:
 * @self: a project
 * @set: an annotation set
 *
 * Makes @set the loaded set of its article and annotator, the one that changes edit.
 */
void
manicule_project_hold_set (ManiculeProject       *self,
                           ManiculeAnnotationSet *set)
{
  g_return_if_fail (MANICULE_IS_PROJECT (self));
  g_return_if_fail (MANICULE_IS_ANNOTATION_SET (set));

  g_hash_table_replace (self->sets,
                        key_of_set (manicule_annotation_set_get_article_id (set),
                                    manicule_annotation_set_get_annotator (set)),
                        g_object_ref (set));
}

/**
 * manicule_project_drop_set:
 * @self: a project
 * @article_id: the id of an article
 * @annotator: an annotator's name
 *
 * Lets go of the loaded set of that article and annotator, if there is one.
 */
void
manicule_project_drop_set (ManiculeProject *self,
                           const char      *article_id,
                           const char      *annotator)
{
  g_autofree char *key = NULL;

  g_return_if_fail (MANICULE_IS_PROJECT (self));
  g_return_if_fail (article_id != NULL);
  g_return_if_fail (annotator != NULL);

  key = key_of_set (article_id, annotator);
  g_hash_table_remove (self->sets, key);
}

/**
 * manicule_project_find_set:
 * @self: a project
 * @article_id: the id of an article
 * @annotator: an annotator's name
 *
 * Returns: (transfer none) (nullable): the loaded set of that article and annotator
 */
ManiculeAnnotationSet *
manicule_project_find_set (ManiculeProject *self,
                           const char      *article_id,
                           const char      *annotator)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (MANICULE_IS_PROJECT (self), NULL);
  g_return_val_if_fail (article_id != NULL, NULL);
  g_return_val_if_fail (annotator != NULL, NULL);

  key = key_of_set (article_id, annotator);

  return g_hash_table_lookup (self->sets, key);
}

ManiculeItemList *
manicule_project_get_list (ManiculeProject    *self,
                           ManiculeChangeKind  kind)
{
  switch (kind)
    {
    case MANICULE_CHANGE_LABEL:
      return manicule_schema_get_list (self->schema, MANICULE_SCHEMA_LABELS);
    case MANICULE_CHANGE_RELATION_TYPE:
      return manicule_schema_get_list (self->schema, MANICULE_SCHEMA_RELATION_TYPES);
    case MANICULE_CHANGE_ATTRIBUTE:
      return manicule_schema_get_list (self->schema, MANICULE_SCHEMA_ATTRIBUTES);
    case MANICULE_CHANGE_DOCUMENT_LABEL:
      return manicule_schema_get_list (self->schema, MANICULE_SCHEMA_DOCUMENT_LABELS);
    case MANICULE_CHANGE_ENTITY:
      return self->entities;
    case MANICULE_CHANGE_ARTICLE:
      return self->articles;
    case MANICULE_CHANGE_ANNOTATION:
    case MANICULE_CHANGE_STATUS:
    default:
      return NULL;
    }
}

static gboolean
search_set (ManiculeAnnotationSet  *set,
            ManiculeAnnotationFunc  func,
            gpointer                data)
{
  ManiculeAnnotationRun run = { 0, };

  while (manicule_annotation_blocks_next (set->blocks, &run))
    for (guint i = 0; i < run.n; i++)
      if (func (run.items[i], data))
        return TRUE;

  return FALSE;
}

ManiculeAnnotationSet *
manicule_project_search_annotations (ManiculeProject        *self,
                                     ManiculeAnnotationFunc  func,
                                     gpointer                data)
{
  GHashTableIter iter;
  gpointer set;

  g_hash_table_iter_init (&iter, self->sets);
  while (g_hash_table_iter_next (&iter, NULL, &set))
    if (search_set (set, func, data))
      return set;

  return NULL;
}
