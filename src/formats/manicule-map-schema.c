/* manicule-map-schema.c: a schema under other names
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-map.h"

/* A title that only repeats the name is none, and the title of another name is not the new name's. */
static const char *
get_title (ManiculeMap     *map,
           ManiculeMapKind  kind,
           const char      *name,
           const char      *title)
{
  return manicule_map_get (map, kind, name) != name || g_strcmp0 (title, name) == 0 ? NULL : title;
}

/* The names that @map gives to @names, each once, without those left out; NULL for NULL. */
static char **
map_names (const char * const *names,
           ManiculeMap        *map)
{
  g_autoptr(GStrvBuilder) builder = NULL;
  g_autoptr(GHashTable) seen = NULL;
  guint i;

  if (names == NULL)
    return NULL;

  builder = g_strv_builder_new ();
  seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (i = 0; names[i] != NULL; i++)
    {
      const char *name = manicule_map_get (map, MANICULE_MAP_LABEL, names[i]);

      if (name != NULL && g_hash_table_add (seen, (char *) name))
        g_strv_builder_add (builder, name);
    }

  return g_strv_builder_end (builder);
}

static ManiculeLabel *
rename_label (ManiculeLabel *label,
              ManiculeMap   *map)
{
  const char *name = manicule_label_get_name (label);
  const char *parent = manicule_label_get_parent (label);
  ManiculeLabelFields fields = {
    .name = manicule_map_get (map, MANICULE_MAP_LABEL, name),
    .title = get_title (map, MANICULE_MAP_LABEL, name, manicule_label_get_title (label)),
    .color = manicule_label_get_color (label),
    .key = manicule_label_get_key (label),
    .description = manicule_label_get_description (label),
    .parent = parent != NULL ? manicule_map_get (map, MANICULE_MAP_LABEL, parent) : NULL,
    .kind = manicule_label_get_kind (label),
    .examples = manicule_label_get_examples (label),
    .counter_examples = manicule_label_get_counter_examples (label),
    .carried = manicule_label_get_carried (label),
  };

  return fields.name != NULL ? manicule_label_new (&fields) : NULL;
}

static ManiculeRelationType *
rename_type (ManiculeRelationType *type,
             ManiculeMap          *map)
{
  const char *name = manicule_relation_type_get_name (type);
  g_auto(GStrv) from = map_names (manicule_relation_type_get_from (type), map);
  g_auto(GStrv) to = map_names (manicule_relation_type_get_to (type), map);
  ManiculeRelationTypeFields fields = {
    .name = manicule_map_get (map, MANICULE_MAP_RELATION, name),
    .title = get_title (map, MANICULE_MAP_RELATION, name, manicule_relation_type_get_title (type)),
    .color = manicule_relation_type_get_color (type),
    .key = manicule_relation_type_get_key (type),
    .description = manicule_relation_type_get_description (type),
    .from = (const char * const *) from,
    .to = (const char * const *) to,
    .symmetric = manicule_relation_type_is_symmetric (type),
    .transitive = manicule_relation_type_is_transitive (type),
    .required = manicule_relation_type_is_required (type),
    .carried = manicule_relation_type_get_carried (type),
  };

  return fields.name != NULL ? manicule_relation_type_new (&fields) : NULL;
}

static ManiculeAttribute *
rename_attribute (ManiculeAttribute *attribute,
                  ManiculeMapKind    kind,
                  ManiculeMap       *map)
{
  const char *name = manicule_attribute_get_name (attribute);
  g_auto(GStrv) labels = map_names (manicule_attribute_get_labels (attribute), map);
  ManiculeAttributeFields fields = {
    .name = manicule_map_get (map, kind, name),
    .title = get_title (map, kind, name, manicule_attribute_get_title (attribute)),
    .description = manicule_attribute_get_description (attribute),
    .type = manicule_attribute_get_value_type (attribute),
    .values = manicule_attribute_get_values (attribute),
    .default_value = manicule_attribute_get_default_value (attribute),
    .labels = (const char * const *) labels,
    .carried = manicule_attribute_get_carried (attribute),
  };

  return fields.name != NULL ? manicule_attribute_new (&fields) : NULL;
}

static void
add_renamed_labels (ManiculeSchema *renamed,
                    GListModel     *labels,
                    ManiculeMap    *map)
{
  guint i;

  for (i = 0; i < g_list_model_get_n_items (labels); i++)
    {
      g_autoptr(ManiculeLabel) label = g_list_model_get_item (labels, i);
      g_autoptr(ManiculeLabel) other = rename_label (label, map);

      if (other != NULL)
        manicule_schema_add_label (renamed, other);
    }
}

static void
add_renamed_types (ManiculeSchema *renamed,
                   GListModel     *types,
                   ManiculeMap    *map)
{
  guint i;

  for (i = 0; i < g_list_model_get_n_items (types); i++)
    {
      g_autoptr(ManiculeRelationType) type = g_list_model_get_item (types, i);
      g_autoptr(ManiculeRelationType) other = rename_type (type, map);

      if (other != NULL)
        manicule_schema_add_relation_type (renamed, other);
    }
}

static void
add_renamed_attributes (ManiculeSchema *renamed,
                        GListModel     *attributes,
                        ManiculeMap    *map)
{
  guint i;

  for (i = 0; i < g_list_model_get_n_items (attributes); i++)
    {
      g_autoptr(ManiculeAttribute) attribute = g_list_model_get_item (attributes, i);
      g_autoptr(ManiculeAttribute) other = rename_attribute (attribute, MANICULE_MAP_ATTRIBUTE, map);

      if (other != NULL)
        manicule_schema_add_attribute (renamed, other);
    }
}

static void
add_renamed_document_labels (ManiculeSchema *renamed,
                             GListModel     *labels,
                             ManiculeMap    *map)
{
  guint i;

  for (i = 0; i < g_list_model_get_n_items (labels); i++)
    {
      g_autoptr(ManiculeAttribute) label = g_list_model_get_item (labels, i);
      g_autoptr(ManiculeAttribute) other = rename_attribute (label, MANICULE_MAP_DOCUMENT_LABEL, map);

      if (other != NULL)
        manicule_schema_add_document_label (renamed, other);
    }
}

/**
 * manicule_map_schema:
 * @self: a map
 * @schema: what the files bring
 * @target: a new schema
 *
 * Adds what is in @schema to @target under the new names; of two that get one name the first stays.
 */
void
manicule_map_schema (ManiculeMap    *self,
                     ManiculeSchema *schema,
                     ManiculeSchema *target)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (MANICULE_IS_SCHEMA (schema));
  g_return_if_fail (MANICULE_IS_SCHEMA (target));

  add_renamed_labels (target, manicule_schema_get_labels (schema), self);
  add_renamed_types (target, manicule_schema_get_relation_types (schema), self);
  add_renamed_attributes (target, manicule_schema_get_attributes (schema), self);
  add_renamed_document_labels (target, manicule_schema_get_document_labels (schema), self);

  manicule_schema_set_open (target, manicule_schema_get_open (schema));
  manicule_schema_set_carried (target, manicule_schema_get_carried (schema));
}
