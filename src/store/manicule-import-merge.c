/* manicule-import-merge.c: the project as an import will leave it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-import-private.h"

#include "manicule-file-name.h"
#include "manicule-json-carried.h"
#include "manicule-json-reader.h"

#include <string.h>

/* --- the schema --- */

static gboolean
is_color_used (ManiculeSchema *schema,
               const char     *color)
{
  GListModel *labels = manicule_schema_get_labels (schema);
  guint i;

  for (i = 0; i < g_list_model_get_n_items (labels); i++)
    {
      g_autoptr(ManiculeLabel) label = g_list_model_get_item (labels, i);

      if (g_ascii_strcasecmp (manicule_label_get_color (label), color) == 0)
        return TRUE;
    }

  return FALSE;
}

/* A label that comes in keeps its colour and key where no label of the project has them. */
static void
add_label (ManiculeSchema *schema,
           ManiculeLabel  *label)
{
  const char *name = manicule_label_get_name (label);
  const char *color = manicule_label_get_color (label);
  const char *key = manicule_label_get_key (label);
  g_autofree char *other_color = NULL;
  g_autofree char *other_key = NULL;
  g_autoptr(ManiculeLabel) added = NULL;

  if (manicule_schema_find_label (schema, name) != NULL)
    return;

  if (color == NULL || is_color_used (schema, color))
    color = other_color = manicule_schema_propose_color (schema);
  if (key == NULL || manicule_schema_find_label_by_key (schema, key) != NULL)
    key = other_key = manicule_schema_propose_key (schema, name);

  added = manicule_label_new (&(ManiculeLabelFields) {
    .name = name,
    .title = manicule_import_title (manicule_label_get_title (label), manicule_label_get_name (label)),
    .color = color,
    .key = key,
    .description = manicule_label_get_description (label),
    .parent = manicule_label_get_parent (label),
    .kind = manicule_label_get_kind (label),
    .examples = manicule_label_get_examples (label),
    .counter_examples = manicule_label_get_counter_examples (label),
    .carried = manicule_label_get_carried (label),
  });
  manicule_schema_add_label (schema, added);
}

/* What is in either; NULL, which means every one, where one of them is NULL. */
static char **
unite (const char * const *a,
       const char * const *b)
{
  g_autoptr(GStrvBuilder) builder = NULL;
  guint i;

  if (a == NULL || b == NULL)
    return NULL;

  builder = g_strv_builder_new ();
  g_strv_builder_addv (builder, (const char **) a);
  for (i = 0; b[i] != NULL; i++)
    {
      if (!g_strv_contains (a, b[i]))
        g_strv_builder_add (builder, b[i]);
    }

  return g_strv_builder_end (builder);
}

static ManiculeRelationType *
unite_relation_types (ManiculeRelationType *ours,
                      ManiculeRelationType *theirs)
{
  g_auto(GStrv) from = unite (manicule_relation_type_get_from (ours), manicule_relation_type_get_from (theirs));
  g_auto(GStrv) to = unite (manicule_relation_type_get_to (ours), manicule_relation_type_get_to (theirs));
  ManiculeRelationTypeFields fields = {
    .name = manicule_relation_type_get_name (ours),
    .title = manicule_import_title (manicule_relation_type_get_title (ours), manicule_relation_type_get_name (ours)),
    .color = manicule_relation_type_get_color (ours),
    .key = manicule_relation_type_get_key (ours),
    .description = manicule_relation_type_get_description (ours),
    .from = (const char * const *) from,
    .to = (const char * const *) to,
    .symmetric = manicule_relation_type_is_symmetric (ours),
    .transitive = manicule_relation_type_is_transitive (ours),
    .required = manicule_relation_type_is_required (ours),
    .carried = manicule_relation_type_get_carried (ours),
  };

  return manicule_relation_type_new (&fields);
}

static gboolean
has_choices (ManiculeAttribute *attribute)
{
  ManiculeAttributeType type = manicule_attribute_get_value_type (attribute);

  return type == MANICULE_ATTRIBUTE_CHOICE || type == MANICULE_ATTRIBUTE_CHOICES;
}

/* Ours, widened so that what comes in with theirs has its place; the kind of its values stays. */
static ManiculeAttribute *
unite_attributes (ManiculeAttribute *ours,
                  ManiculeAttribute *theirs)
{
  const char * const *values = manicule_attribute_get_values (ours);
  g_auto(GStrv) labels = unite (manicule_attribute_get_labels (ours), manicule_attribute_get_labels (theirs));
  g_auto(GStrv) choices = NULL;
  ManiculeAttributeFields fields = {
    .name = manicule_attribute_get_name (ours),
    .title = manicule_import_title (manicule_attribute_get_title (ours), manicule_attribute_get_name (ours)),
    .description = manicule_attribute_get_description (ours),
    .type = manicule_attribute_get_value_type (ours),
    .default_value = manicule_attribute_get_default_value (ours),
    .labels = (const char * const *) labels,
    .carried = manicule_attribute_get_carried (ours),
  };

  if (has_choices (ours) && has_choices (theirs))
    choices = unite (values, manicule_attribute_get_values (theirs));
  fields.values = choices != NULL ? (const char * const *) choices : values;

  return manicule_attribute_new (&fields);
}

/* A list of ours with those of theirs that it lacks; items of both are united. */
static void
merge_attributes (GListModel        *ours,
                  GListModel        *theirs,
                  ManiculeSchema    *old,
                  ManiculeSchema    *merged,
                  ManiculeAttribute *(*find) (ManiculeSchema *schema,
                                              const char     *name),
                  gboolean           (*add)  (ManiculeSchema    *schema,
                                              ManiculeAttribute *attribute),
                  ManiculeSchema    *incoming)
{
  guint i;

  for (i = 0; i < g_list_model_get_n_items (ours); i++)
    {
      g_autoptr(ManiculeAttribute) attribute = g_list_model_get_item (ours, i);
      ManiculeAttribute *other = find (incoming, manicule_attribute_get_name (attribute));
      g_autoptr(ManiculeAttribute) united = other != NULL ? unite_attributes (attribute, other)
                                                          : g_object_ref (attribute);

      add (merged, united);
    }

  for (i = 0; i < g_list_model_get_n_items (theirs); i++)
    {
      g_autoptr(ManiculeAttribute) attribute = g_list_model_get_item (theirs, i);

      if (find (old, manicule_attribute_get_name (attribute)) == NULL)
        add (merged, attribute);
    }
}

static void
merge_labels (ManiculeSchema *merged,
              ManiculeSchema *old,
              ManiculeSchema *incoming)
{
  GListModel *ours = manicule_schema_get_labels (old);
  GListModel *theirs = manicule_schema_get_labels (incoming);
  guint i;

  for (i = 0; i < g_list_model_get_n_items (ours); i++)
    {
      g_autoptr(ManiculeLabel) label = g_list_model_get_item (ours, i);

      manicule_schema_add_label (merged, label);
    }

  for (i = 0; i < g_list_model_get_n_items (theirs); i++)
    {
      g_autoptr(ManiculeLabel) label = g_list_model_get_item (theirs, i);

      add_label (merged, label);
    }
}

static void
merge_relation_types (ManiculeSchema *merged,
                      ManiculeSchema *old,
                      ManiculeSchema *incoming)
{
  GListModel *ours = manicule_schema_get_relation_types (old);
  GListModel *theirs = manicule_schema_get_relation_types (incoming);
  guint i;

  for (i = 0; i < g_list_model_get_n_items (ours); i++)
    {
      g_autoptr(ManiculeRelationType) type = g_list_model_get_item (ours, i);
      ManiculeRelationType *other = manicule_schema_find_relation_type (incoming,
                                                                        manicule_relation_type_get_name (type));
      g_autoptr(ManiculeRelationType) united = other != NULL ? unite_relation_types (type, other)
                                                             : g_object_ref (type);

      manicule_schema_add_relation_type (merged, united);
    }

  for (i = 0; i < g_list_model_get_n_items (theirs); i++)
    {
      g_autoptr(ManiculeRelationType) type = g_list_model_get_item (theirs, i);

      manicule_schema_add_relation_type (merged, type);
    }
}

static ManiculeJsonReader *
open_carried (const char *carried)
{
  g_autofree char *text = g_strdup_printf ("{%s}", carried != NULL ? carried : "");
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));

  return manicule_json_reader_new (bytes, "schema", NULL);
}

/* The names in it, in a list that ends with NULL; they are the reader's. */
static GPtrArray *
list_names (ManiculeJsonReader *reader)
{
  GPtrArray *names = g_ptr_array_new ();
  ManiculeJsonIter iter;

  manicule_json_iter_init (&iter, manicule_json_reader_get_root (reader));
  while (manicule_json_iter_next (&iter))
    g_ptr_array_add (names, (gpointer) iter.name);
  g_ptr_array_add (names, NULL);

  return names;
}

/* What a format keeps for itself comes along with the first files of it. */
static void
merge_carried (ManiculeSchema *merged,
               ManiculeSchema *old,
               ManiculeSchema *incoming)
{
  const char *carried = manicule_schema_get_carried (old);
  g_autoptr(ManiculeJsonReader) known = open_carried (carried);
  g_autoptr(ManiculeJsonReader) brought = open_carried (manicule_schema_get_carried (incoming));
  g_autoptr(GPtrArray) names = known != NULL ? list_names (known) : NULL;
  g_autofree char *others = NULL;
  g_autofree char *joined = NULL;

  if (names != NULL && brought != NULL)
    others = manicule_json_dup_unknown (manicule_json_reader_get_root (brought), (const char * const *) names->pdata, NULL, NULL);
  if (others != NULL && *others != '\0')
    joined = carried != NULL ? g_strdup_printf ("%s,%s", carried, others) : g_strdup (others);
  manicule_schema_set_carried (merged, joined != NULL ? joined : carried);
}

static ManiculeSchema *
merge_schemas (ManiculeSchema *old,
               ManiculeSchema *incoming)
{
  ManiculeSchema *merged = manicule_schema_new ();

  manicule_schema_set_open (merged, manicule_schema_get_open (old));
  merge_carried (merged, old, incoming);

  merge_labels (merged, old, incoming);
  merge_relation_types (merged, old, incoming);
  merge_attributes (manicule_schema_get_attributes (old), manicule_schema_get_attributes (incoming), old, merged,
                    manicule_schema_find_attribute, manicule_schema_add_attribute, incoming);
  merge_attributes (manicule_schema_get_document_labels (old), manicule_schema_get_document_labels (incoming), old,
                    merged, manicule_schema_find_document_label, manicule_schema_add_document_label, incoming);

  return merged;
}

/* --- the register --- */

/* An entity that a file only refers to is named by the first words that are tied to it. */
static void
add_entity (ManiculeProject       *project,
            ManiculeAnnotationSet *set,
            ManiculeAnnotation    *annotation)
{
  const char *id = manicule_annotation_get_entity (annotation);
  g_autofree char *name = NULL;
  g_autoptr(ManiculeEntity) entity = NULL;

  if (id == NULL || manicule_project_find_entity (project, id) != NULL)
    return;

  if (manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_SPAN)
    name = manicule_annotation_set_dup_covered (set, annotation);

  entity = manicule_entity_new (&(ManiculeEntityFields) {
    .id = id,
    .name = name != NULL && *name != '\0' ? name : NULL,
    .label = manicule_annotation_get_label (annotation),
    /* "Wikidata:Q30" names the entity outside as well. */
    .reference = strchr (id, ':') != NULL ? id : NULL,
  });
  manicule_project_add_entity (project, entity);
}

static void
add_entities (ManiculeProject       *project,
              ManiculeAnnotationSet *set)
{
  guint i;

  for (i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (set)); i++)
    add_entity (project, set, manicule_annotation_set_get (set, i));
}

/* --- the whole --- */

/* Unless there is one under nearly the same name. */
static void
add_annotator (ManiculeProject *project,
               const char      *annotator)
{
  const char * const *annotators = manicule_project_get_annotators (project);
  g_autofree char *key = manicule_file_name_key (annotator);
  guint i;

  for (i = 0; annotators != NULL && annotators[i] != NULL; i++)
    {
      g_autofree char *other = manicule_file_name_key (annotators[i]);

      if (strcmp (key, other) == 0)
        return;
    }

  manicule_project_add_annotator (project, annotator);
}

static void
merge_item (ManiculeProject    *merged,
            ManiculeImportItem *item)
{
  guint i;

  if (item->include)
    manicule_project_add_article (merged, manicule_document_get_article (item->document));

  for (i = 0; i < manicule_document_get_n_sets (item->document); i++)
    {
      ManiculeAnnotationSet *set = manicule_document_get_set (item->document, i);

      if (manicule_import_set_is_empty (set))
        continue;

      add_annotator (merged, manicule_annotation_set_get_annotator (set));
      add_entities (merged, set);
    }
}

/**
 * manicule_import_merge:
 * @parts: what the project is now
 * @plan: an import
 * @annotator: (nullable): who imports
 *
 * Returns: (transfer full): what the project will be
 */
ManiculeProject *
manicule_import_merge (ManiculeProjectParts *parts,
                       ManiculeImport       *plan,
                       const char           *annotator)
{
  g_autoptr(ManiculeSchema) schema = merge_schemas (parts->schema, plan->schema);
  ManiculeProject *merged = manicule_project_parts_assemble (parts, schema);
  guint i;

  if (annotator != NULL)
    add_annotator (merged, annotator);

  for (i = 0; i < plan->items->len; i++)
    {
      ManiculeImportItem *item = g_ptr_array_index (plan->items, i);

      if (item->include || manicule_import_item_adds (item))
        merge_item (merged, item);
    }

  return merged;
}

/* --- the changes that lead there --- */

typedef const char *(*NameFunc)  (gpointer item);
typedef gpointer    (*FindFunc)  (gpointer owner,
                                  const char *name);
typedef gboolean    (*EqualFunc) (gpointer a,
                                  gpointer b);

/* How one of a project's lists is read. */
typedef struct
{
  ManiculeChangeKind kind;
  NameFunc           name;
  FindFunc           find;
  EqualFunc          equal;
} ListKind;

static gboolean
bring_up_list (ManiculeHistory  *history,
               const ListKind   *kind,
               gpointer          owner,
               GListModel       *list,
               GListModel       *wanted,
               guint             first,
               GError          **error)
{
  guint n = g_list_model_get_n_items (wanted);
  guint i;

  for (i = first; i < n; i++)
    {
      g_autoptr(GObject) item = g_list_model_get_item (wanted, i);
      g_autoptr(ManiculeChange) change = NULL;
      gpointer present = kind->find (owner, kind->name (item));

      if (present != NULL && kind->equal (present, item))
        continue;

      change = manicule_change_new_item (kind->kind, present, item, g_list_model_get_n_items (list));
      if (!manicule_history_apply (history, change, error))
        return FALSE;
    }

  return TRUE;
}

static const ListKind label_kind = {
  MANICULE_CHANGE_LABEL,
  (NameFunc) manicule_label_get_name, (FindFunc) manicule_schema_find_label, (EqualFunc) manicule_label_equal,
};
static const ListKind relation_type_kind = {
  MANICULE_CHANGE_RELATION_TYPE,
  (NameFunc) manicule_relation_type_get_name, (FindFunc) manicule_schema_find_relation_type,
  (EqualFunc) manicule_relation_type_equal,
};
static const ListKind attribute_kind = {
  MANICULE_CHANGE_ATTRIBUTE,
  (NameFunc) manicule_attribute_get_name, (FindFunc) manicule_schema_find_attribute,
  (EqualFunc) manicule_attribute_equal,
};
static const ListKind document_label_kind = {
  MANICULE_CHANGE_DOCUMENT_LABEL,
  (NameFunc) manicule_attribute_get_name, (FindFunc) manicule_schema_find_document_label,
  (EqualFunc) manicule_attribute_equal,
};
static const ListKind entity_kind = {
  MANICULE_CHANGE_ENTITY,
  (NameFunc) manicule_entity_get_id, (FindFunc) manicule_project_find_entity, (EqualFunc) manicule_entity_equal,
};
static const ListKind article_kind = {
  MANICULE_CHANGE_ARTICLE,
  (NameFunc) manicule_article_get_id, (FindFunc) manicule_project_find_article, (EqualFunc) manicule_article_equal,
};

static gboolean
bring_up_schema (ManiculeHistory  *history,
                 ManiculeSchema   *schema,
                 ManiculeSchema   *wanted,
                 GError          **error)
{
  return bring_up_list (history, &label_kind, schema, manicule_schema_get_labels (schema),
                        manicule_schema_get_labels (wanted), 0, error) &&
         bring_up_list (history, &relation_type_kind, schema, manicule_schema_get_relation_types (schema),
                        manicule_schema_get_relation_types (wanted), 0, error) &&
         bring_up_list (history, &attribute_kind, schema, manicule_schema_get_attributes (schema),
                        manicule_schema_get_attributes (wanted), 0, error) &&
         bring_up_list (history, &document_label_kind, schema, manicule_schema_get_document_labels (schema),
                        manicule_schema_get_document_labels (wanted), 0, error);
}

/**
 * manicule_import_bring_up:
 * @history: the history of the project
 * @plan: an import
 * @parts: what the project was when the import began
 * @merged: what manicule_import_merge() made of @parts and @plan
 * @error: return location
 *
 * Returns: %TRUE when the project has all that the import brings
 */
gboolean
manicule_import_bring_up (ManiculeHistory       *history,
                          ManiculeImport        *plan,
                          ManiculeProjectParts  *parts,
                          ManiculeProject       *merged,
                          GError               **error)
{
  ManiculeProject *project = manicule_history_get_project (history);
  ManiculeSchema *schema = manicule_project_get_schema (project);
  g_autoptr(ManiculeSchema) wanted = merge_schemas (schema, plan->schema);
  const char * const *annotators = manicule_project_get_annotators (merged);
  guint i;

  for (i = 0; annotators != NULL && annotators[i] != NULL; i++)
    manicule_project_add_annotator (project, annotators[i]);

  return bring_up_schema (history, schema, wanted, error) &&
         bring_up_list (history, &entity_kind, project, manicule_project_get_entities (project),
                        manicule_project_get_entities (merged), parts->entities->len, error) &&
         bring_up_list (history, &article_kind, project, manicule_project_get_articles (project),
                        manicule_project_get_articles (merged), parts->articles->len, error);
}
