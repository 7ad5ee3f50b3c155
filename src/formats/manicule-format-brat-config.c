/* manicule-format-brat-config.c: annotation.conf, visual.conf and kb_shortcuts.conf into a schema
 *
 * The files beside the .ann file are read; brat also looks into the folders above, which are none of our business.
 * What they say is taken over where the schema has no item of the name yet.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-brat-config-private.h"

#include "manicule-format-brat-names.h"
#include "manicule-format-brat-private.h"
#include "manicule-format-meta.h"
#include "manicule-json-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_CONFIG_BYTES (256 * 1024)
/* So many folders above are looked into. */
#define MAX_PARENTS 8
/* "<ENTITY>" stands for every label; of more than these it says nothing worth keeping. */
#define MAX_LABELS_LISTED 256

#define KNOWN_KEY "manicule-brat-configurations"

/* A relation type in the making: a relation, or a role, which several events may have. */
typedef struct
{
  char      *name;        /* (owned) */
  GPtrArray *from;        /* (owned) (element-type utf8) (nullable): NULL for every label */
  GPtrArray *to;
  char      *arguments;   /* (owned) (nullable): the names of the two, where they are not the usual ones */
  gboolean   symmetric;
  gboolean   transitive;
  gboolean   required;
} Type;

typedef struct
{
  ManiculeBratConfig  config;
  ManiculeSchema     *schema;
  GHashTable         *types;    /* (owned): name to Type */
  GPtrArray          *in_order; /* (owned): the same */
} Reading;

static void
type_free (gpointer data)
{
  Type *type = data;

  g_free (type->name);
  g_free (type->arguments);
  g_clear_pointer (&type->from, g_ptr_array_unref);
  g_clear_pointer (&type->to, g_ptr_array_unref);
  g_free (type);
}

/* --- lists of labels --- */

static void
add_name (GPtrArray **names,
          const char *name)
{
  if (*names != NULL && !g_ptr_array_find_with_equal_func (*names, name, g_str_equal, NULL))
    g_ptr_array_add (*names, g_strdup (name));
}

static void
add_section (Reading             *self,
             GPtrArray          **names,
             ManiculeBratSection  section)
{
  for (guint i = 0; *names != NULL && i < self->config.nodes->len; i++)
    {
      const ManiculeBratNode *node = g_ptr_array_index (self->config.nodes, i);

      if (node->section != section)
        continue;
      add_name (names, node->name);
      if ((*names)->len > MAX_LABELS_LISTED)
        g_clear_pointer (names, g_ptr_array_unref);
    }
}

/* Adds "A|B|<ENTITY>"; NULL once every label is meant. */
static void
add_labels (Reading     *self,
            GPtrArray  **names,
            const char  *list)
{
  g_auto(GStrv) labels = g_strsplit (list, "|", -1);

  for (guint i = 0; labels[i] != NULL && *names != NULL; i++)
    {
      if (g_str_equal (labels[i], "<ANY>"))
        g_clear_pointer (names, g_ptr_array_unref);
      else if (g_str_equal (labels[i], "<ENTITY>"))
        add_section (self, names, MANICULE_BRAT_ENTITIES);
      else if (g_str_equal (labels[i], "<EVENT>"))
        add_section (self, names, MANICULE_BRAT_EVENTS);
      else if (*labels[i] != '\0' && *labels[i] != '<')
        {
          g_autofree char *name = manicule_brat_name_decode (labels[i]);

          add_name (names, name);
        }

      if (*names != NULL && (*names)->len > MAX_LABELS_LISTED)
        g_clear_pointer (names, g_ptr_array_unref);
    }
}

/* A list for the schema: NULL for every label, which an empty one means, too. */
static const char * const *
get_list (GPtrArray *names)
{
  if (names == NULL || names->len == 0)
    return NULL;

  g_ptr_array_add (names, NULL);

  return (const char * const *) names->pdata;
}

/* --- labels --- */

static char *
make_carried (const char *text)
{
  g_autoptr(GString) carried = g_string_new ("{");

  if (text == NULL || *text == '\0')
    return NULL;
  manicule_json_put_string (carried, MANICULE_BRAT, text);

  return g_strdup (carried->str + 1);
}

/* One of the labels' keys is what brat's file says, if it is free, else a proposal. */
static char *
choose_key (Reading    *self,
            const char *name)
{
  const char *key = g_hash_table_lookup (self->config.keys, name);
  g_autofree char *lower = key != NULL ? g_utf8_strdown (key, -1) : NULL;

  if (lower != NULL && g_utf8_strlen (lower, -1) == 1 && manicule_schema_find_label_by_key (self->schema, lower) == NULL)
    return g_steal_pointer (&lower);

  return manicule_schema_propose_key (self->schema, name);
}

static void
add_label (Reading                *self,
           const ManiculeBratNode *node)
{
  gboolean is_event = node->section == MANICULE_BRAT_EVENTS;
  const char *color = g_hash_table_lookup (self->config.colors, node->name);
  g_autofree char *proposed = manicule_schema_propose_color (self->schema);
  g_autofree char *key = choose_key (self, node->name);
  g_autofree char *kept = g_strconcat (node->is_unusable ? "!" : "", is_event ? node->arguments : "", NULL);
  g_autofree char *carried = make_carried (kept);
  ManiculeLabelFields fields = {
    .name = node->name,
    .title = g_hash_table_lookup (self->config.titles, node->name),
    .color = color != NULL ? color : proposed,
    .key = key,
    .parent = node->parent,
    .kind = is_event ? MANICULE_LABEL_FRAME : MANICULE_LABEL_ENTITY,
    .carried = carried,
  };
  g_autoptr(ManiculeLabel) label = NULL;

  if (manicule_schema_find_label (self->schema, node->name) != NULL)
    return;

  label = manicule_label_new (&fields);
  manicule_schema_add_label (self->schema, label);
}

/* --- relation types and roles --- */

static Type *
get_type (Reading    *self,
          const char *name,
          gboolean    required)
{
  Type *type = g_hash_table_lookup (self->types, name);

  if (type == NULL)
    {
      type = g_new0 (Type, 1);
      type->name = g_strdup (name);
      type->from = g_ptr_array_new_with_free_func (g_free);
      type->to = g_ptr_array_new_with_free_func (g_free);
      type->required = required;
      g_hash_table_insert (self->types, type->name, type);
      g_ptr_array_add (self->in_order, type);
    }
  type->required &= required;

  return type;
}

/* "Theme+" and "Theme{2}" are roles named "Theme"; those that end in "?" and "*" need not be filled. */
static char *
split_role (const char *role,
            gboolean   *required)
{
  gsize length = strcspn (role, "?*+{");
  g_autofree char *name = g_strndup (role, length);

  *required = role[length] != '?' && role[length] != '*';

  return manicule_brat_name_decode (name);
}

static void
add_roles (Reading                *self,
           const ManiculeBratNode *node)
{
  g_autoptr(GPtrArray) arguments = manicule_brat_node_split_arguments (node);

  for (guint i = 0; i < arguments->len; i++)
    {
      const ManiculeBratPair *argument = g_ptr_array_index (arguments, i);
      gboolean required;
      g_autofree char *name = split_role (argument->key, &required);
      Type *type;

      if (*argument->key == '<' || *name == '\0')
        continue;
      type = get_type (self, name, required);
      add_name (&type->from, node->name);
      add_labels (self, &type->to, argument->value);
    }
}

static void
add_relation (Reading                *self,
              const ManiculeBratNode *node)
{
  g_autoptr(GPtrArray) arguments = manicule_brat_node_split_arguments (node);
  Type *type = get_type (self, node->name, FALSE);
  const ManiculeBratPair *ends[2];
  guint n = 0;

  for (guint i = 0; i < arguments->len; i++)
    {
      const ManiculeBratPair *argument = g_ptr_array_index (arguments, i);

      if (g_str_equal (argument->key, "<REL-TYPE>"))
        {
          type->symmetric |= strstr (argument->value, "symmetric") != NULL;
          type->transitive |= strstr (argument->value, "transitive") != NULL;
        }
      else if (*argument->key != '<' && n < 2)
        ends[n++] = argument;
    }
  /* So does brat, for the files that were made before it asked for the type of a relation. */
  if (g_str_equal (node->name, "Equiv"))
    type->symmetric = type->transitive = TRUE;
  if (n < 2)
    return;

  add_labels (self, &type->from, ends[0]->value);
  add_labels (self, &type->to, ends[1]->value);
  if (type->arguments == NULL && (!g_str_equal (ends[0]->key, "Arg1") || !g_str_equal (ends[1]->key, "Arg2")))
    type->arguments = g_strconcat (ends[0]->key, " ", ends[1]->key, NULL);
}

static void
add_type (Reading *self,
          Type    *type)
{
  const char *color = g_hash_table_lookup (self->config.colors, type->name);
  g_autofree char *proposed = manicule_schema_propose_color (self->schema);
  g_autofree char *carried = make_carried (type->arguments);
  ManiculeRelationTypeFields fields = {
    .name = type->name,
    .title = g_hash_table_lookup (self->config.titles, type->name),
    .color = color != NULL ? color : proposed,
    .from = get_list (type->from),
    .to = get_list (type->to),
    .symmetric = type->symmetric,
    .transitive = type->transitive,
    .required = type->required,
    .carried = carried,
  };
  g_autoptr(ManiculeRelationType) made = NULL;

  if (manicule_schema_find_relation_type (self->schema, type->name) != NULL)
    return;

  made = manicule_relation_type_new (&fields);
  manicule_schema_add_relation_type (self->schema, made);
}

/* --- attributes --- */

static void
add_attribute (Reading                *self,
               const ManiculeBratNode *node)
{
  g_autoptr(GPtrArray) arguments = manicule_brat_node_split_arguments (node);
  g_autoptr(GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  ManiculeAttributeFields fields = { .name = node->name };
  g_autoptr(ManiculeAttribute) attribute = NULL;

  for (guint i = 0; i < arguments->len; i++)
    {
      const ManiculeBratPair *argument = g_ptr_array_index (arguments, i);
      g_auto(GStrv) split = g_strsplit (argument->value, "|", -1);

      if (g_str_equal (argument->key, "Arg"))
        add_labels (self, &labels, argument->value);
      for (guint j = 0; g_str_equal (argument->key, "Value") && split[j] != NULL; j++)
        g_ptr_array_add (values, manicule_brat_value_decode (split[j]));
    }

  fields.title = g_hash_table_lookup (self->config.titles, node->name);
  fields.type = values->len > 0 ? MANICULE_ATTRIBUTE_CHOICE : MANICULE_ATTRIBUTE_FLAG;
  fields.values = get_list (values);
  fields.labels = get_list (labels);
  if (manicule_schema_find_attribute (self->schema, node->name) != NULL)
    return;

  attribute = manicule_attribute_new (&fields);
  manicule_schema_add_attribute (self->schema, attribute);
}

/* --- all of it --- */

/* Rules mean something to brat alone, and go with the schema; those of the first folder do. */
static void
carry_rules (ManiculeSchema *schema,
             const char     *rules)
{
  g_autoptr(GString) inner = g_string_new ("{");

  if (*rules == '\0')
    return;

  manicule_json_put_string (inner, "rules", rules);
  manicule_meta_carry_in_schema (schema, MANICULE_BRAT, g_strdup (inner->str + 1));
}

static void
fill_schema (Reading *self)
{
  GPtrArray *nodes = self->config.nodes;

  for (guint i = 0; i < nodes->len; i++)
    {
      const ManiculeBratNode *node = g_ptr_array_index (nodes, i);

      if (node->section == MANICULE_BRAT_ENTITIES || node->section == MANICULE_BRAT_EVENTS)
        add_label (self, node);
      if (node->section == MANICULE_BRAT_EVENTS)
        add_roles (self, node);
      if (node->section == MANICULE_BRAT_RELATIONS)
        add_relation (self, node);
      if (node->section == MANICULE_BRAT_ATTRIBUTES)
        add_attribute (self, node);
    }

  for (guint i = 0; i < self->in_order->len; i++)
    add_type (self, g_ptr_array_index (self->in_order, i));
  carry_rules (self->schema, self->config.rules->str);
}

/**
 * manicule_brat_find_configuration:
 * @folder: the folder of annotation files
 * @name: the name of a configuration file
 *
 * As brat does, each configuration file is looked for by itself, in the folder and then in those above it.
 *
 * Returns: (transfer full) (nullable): the nearest one; NULL where there is none
 */
GFile *
manicule_brat_find_configuration (GFile      *folder,
                                  const char *name)
{
  g_autoptr(GFile) place = g_object_ref (folder);

  for (guint i = 0; place != NULL && i <= MAX_PARENTS; i++)
    {
      g_autoptr(GFile) file = g_file_get_child (place, name);
      GFile *above;

      if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL) == G_FILE_TYPE_REGULAR)
        return g_steal_pointer (&file);

      above = g_file_get_parent (place);
      g_object_unref (place);
      place = above;
    }

  return NULL;
}

/* NULL where it is missing or of no use, which is reported. */
static char *
read_file (ManiculeFormatInput *input,
           const char          *name)
{
  g_autoptr(GFile) folder = g_file_get_parent (manicule_format_input_get_file (input));
  g_autoptr(GFile) file = folder != NULL ? manicule_brat_find_configuration (folder, name) : NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = file != NULL ? manicule_format_input_read_bytes (input, file, &error) : NULL;
  const char *data;
  gsize length;

  if (file == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return NULL;

  data = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;
  if (bytes == NULL || length > MAX_CONFIG_BYTES || !g_utf8_validate_len (data, length, NULL))
    {
      manicule_format_input_report_in (input, name, MANICULE_FINDING_WARNING, "configuration-unreadable", 0, NULL,
                                       _("the configuration is not a text of at most %u kB and was not read"),
                                       MAX_CONFIG_BYTES / 1024);
      return NULL;
    }

  return g_strndup (data, length);
}

/* Reads each configuration once for each schema. */
static gboolean
is_new_configuration (ManiculeFormatInput *input,
                      ManiculeSchema      *schema)
{
  GHashTable *known = g_object_get_data (G_OBJECT (schema), KNOWN_KEY);
  g_autoptr(GFile) folder = g_file_get_parent (manicule_format_input_get_file (input));
  g_autoptr(GFile) file = NULL;

  if (folder == NULL)
    return FALSE;

  if (known == NULL)
    {
      known = g_hash_table_new_full (g_file_hash, (GEqualFunc) g_file_equal, g_object_unref, NULL);
      g_object_set_data_full (G_OBJECT (schema), KNOWN_KEY, known, (GDestroyNotify) g_hash_table_unref);
    }

  /* Folders are in it, too, so that each is looked for once. */
  if (!g_hash_table_add (known, g_object_ref (folder)))
    return FALSE;

  file = manicule_brat_find_configuration (folder, "annotation.conf");

  return file != NULL && g_hash_table_add (known, g_object_ref (file));
}

static void
report_faults (ManiculeFormatInput      *input,
               const ManiculeBratConfig *config)
{
  for (guint i = 0; i < config->faults->len; i++)
    manicule_format_input_report_in (input, "annotation.conf", MANICULE_FINDING_WARNING, "configuration-line",
                                     g_array_index (config->faults, guint, i), NULL,
                                     _("the line does not define anything that brat knows; it was left out"));
}

/**
 * manicule_brat_read_configuration:
 * @input: an annotation file
 *
 * Reads the configuration files of the folder into the schema. What is wrong with them is reported; it never
 * keeps the annotations from being read.
 */
void
manicule_brat_read_configuration (ManiculeFormatInput *input)
{
  ManiculeSchema *schema = manicule_format_input_get_schema (input);
  Reading self = { .schema = schema };
  g_autofree char *annotation = NULL;
  g_autofree char *visual = NULL;
  g_autofree char *keys = NULL;

  if (!is_new_configuration (input, schema))
    return;
  annotation = read_file (input, "annotation.conf");
  if (annotation == NULL)
    return;
  visual = read_file (input, "visual.conf");
  keys = read_file (input, "kb_shortcuts.conf");

  manicule_brat_config_init (&self.config, annotation, visual, keys);
  self.types = g_hash_table_new (g_str_hash, g_str_equal);
  self.in_order = g_ptr_array_new_with_free_func (type_free);

  fill_schema (&self);
  report_faults (input, &self.config);

  g_hash_table_unref (self.types);
  g_ptr_array_unref (self.in_order);
  manicule_brat_config_clear (&self.config);
}
