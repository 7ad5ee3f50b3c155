/* manicule-format-brat-config-write.c: a schema as annotation.conf, visual.conf and kb_shortcuts.conf
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-brat-private.h"

#include "manicule-format-brat-names.h"
#include "manicule-format-meta.h"
#include "manicule-json-carried.h"

#include <string.h>

/* Deeper than any hierarchy: what is below stands beside. */
#define MAX_DEPTH 32

/* --- lists --- */

typedef gboolean (*LabelFilter) (ManiculeLabel *label);

static gboolean
is_frame (ManiculeLabel *label)
{
  return manicule_label_get_kind (label) == MANICULE_LABEL_FRAME;
}

static gboolean
is_no_frame (ManiculeLabel *label)
{
  return !is_frame (label);
}

static guint
count_labels (ManiculeSchema *schema)
{
  return g_list_model_get_n_items (manicule_schema_get_labels (schema));
}

/* Borrowed: the schema keeps it. */
static ManiculeLabel *
get_label (ManiculeSchema *schema,
           guint           i)
{
  g_autoptr(ManiculeLabel) label = g_list_model_get_item (manicule_schema_get_labels (schema), i);

  return label;
}

static ManiculeRelationType *
get_type (ManiculeSchema *schema,
          guint           i)
{
  g_autoptr(ManiculeRelationType) type = g_list_model_get_item (manicule_schema_get_relation_types (schema), i);

  return type;
}

static ManiculeAttribute *
get_attribute (ManiculeSchema *schema,
               guint           i)
{
  g_autoptr(ManiculeAttribute) attribute = g_list_model_get_item (manicule_schema_get_attributes (schema), i);

  return attribute;
}

static void
append_name (GString    *string,
             const char *name)
{
  g_autofree char *encoded = manicule_brat_name_encode (name);

  g_string_append (string, encoded);
}

/* "A|B"; @every where @names is NULL or names nothing. */
static void
append_names (GString            *string,
              const char * const *names,
              const char         *every)
{
  if (names == NULL || names[0] == NULL)
    {
      g_string_append (string, every);
      return;
    }

  for (guint i = 0; names[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (string, '|');
      append_name (string, names[i]);
    }
}

/* --- roles and relations --- */

static gboolean
starts_anywhere (ManiculeRelationType *type)
{
  const char * const *from = manicule_relation_type_get_from (type);

  return from == NULL || from[0] == NULL;
}

/* Whether a type stands among the relations: when it may start at what is no frame. What is symmetric is no role, and
 * of what may start anywhere its use tells. */
static gboolean
is_relation (ManiculeRelationType *type,
             ManiculeSchema       *schema,
             ManiculeBratUsage    *usage)
{
  const char * const *from = manicule_relation_type_get_from (type);

  if (manicule_relation_type_is_symmetric (type))
    return TRUE;
  if (starts_anywhere (type))
    return manicule_brat_usage_is_relation (usage, manicule_relation_type_get_name (type));

  for (guint i = 0; from[i] != NULL; i++)
    {
      ManiculeLabel *label = manicule_schema_find_label (schema, from[i]);

      if (label == NULL || is_no_frame (label))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_role_of (ManiculeRelationType *type,
            ManiculeLabel        *frame,
            ManiculeBratUsage    *usage)
{
  const char *name = manicule_label_get_name (frame);

  if (manicule_relation_type_is_symmetric (type))
    return FALSE;
  if (starts_anywhere (type))
    return manicule_brat_usage_has_role (usage, name, manicule_relation_type_get_name (type));

  return g_strv_contains (manicule_relation_type_get_from (type), name);
}

static void
append_role (GString              *string,
             ManiculeRelationType *type)
{
  g_autofree char *name = manicule_brat_role_encode (manicule_relation_type_get_name (type));

  g_string_append_printf (string, "%s%s:", name, manicule_relation_type_is_required (type) ? "+" : "*");
  append_names (string, manicule_relation_type_get_to (type), "<ANY>");
}

/* The roles as the configuration had them say more than the schema can (how often, of which labels for this event), so
 * they are kept as long as they are the same roles. */
static gboolean
are_same_roles (ManiculeSchema *schema,
                GPtrArray      *roles,
                const char     *arguments)
{
  g_auto(GStrv) pairs = g_strsplit (arguments, ",", -1);
  guint n = 0;

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      const char *pair = g_strstrip (pairs[i]);
      g_autofree char *name = g_strndup (pair, strcspn (pair, ":?*+{"));
      g_autofree char *decoded = manicule_brat_name_decode (name);

      if (*name == '\0' || *name == '<')
        continue;
      if (!g_ptr_array_find (roles, manicule_schema_find_relation_type (schema, decoded), NULL))
        return FALSE;
      n++;
    }

  return n == roles->len;
}

static GPtrArray *
find_roles (ManiculeSchema    *schema,
            ManiculeBratUsage *usage,
            ManiculeLabel     *frame)
{
  GPtrArray *roles = g_ptr_array_new ();
  guint n = g_list_model_get_n_items (manicule_schema_get_relation_types (schema));

  for (guint i = 0; i < n; i++)
    if (is_role_of (get_type (schema, i), frame, usage))
      g_ptr_array_add (roles, get_type (schema, i));

  return roles;
}

static void
append_roles (GString           *string,
              ManiculeSchema    *schema,
              ManiculeBratUsage *usage,
              ManiculeLabel     *frame,
              const char        *former)
{
  g_autoptr(GPtrArray) roles = find_roles (schema, usage, frame);

  if (former != NULL && *former != '\0' && are_same_roles (schema, roles, former))
    {
      g_string_append_printf (string, "\t%s", former);
      return;
    }

  for (guint i = 0; i < roles->len; i++)
    {
      g_string_append (string, i > 0 ? ", " : "\t");
      append_role (string, g_ptr_array_index (roles, i));
    }
}

static void
append_relation (GString              *string,
                 ManiculeRelationType *type)
{
  g_autofree char *carried = manicule_json_dup_carried_string (manicule_relation_type_get_carried (type), MANICULE_BRAT);
  g_auto(GStrv) names = g_strsplit (carried != NULL ? carried : "Arg1 Arg2", " ", 2);

  append_name (string, manicule_relation_type_get_name (type));
  g_string_append_printf (string, "\t%s:", names[0]);
  append_names (string, manicule_relation_type_get_from (type), "<ANY>");
  g_string_append_printf (string, ", %s:", names[1] != NULL ? names[1] : "Arg2");
  append_names (string, manicule_relation_type_get_to (type), "<ANY>");
  if (manicule_relation_type_is_symmetric (type))
    g_string_append_printf (string, ", <REL-TYPE>:symmetric%s",
                            manicule_relation_type_is_transitive (type) ? "-transitive" : "");
  g_string_append_c (string, '\n');
}

/* --- labels --- */

/* Whether @label stands at the root of the section that @filter makes. */
static gboolean
is_root (ManiculeSchema *schema,
         ManiculeLabel  *label,
         LabelFilter     filter)
{
  const char *name = manicule_label_get_parent (label);
  ManiculeLabel *parent = name != NULL ? manicule_schema_find_label (schema, name) : NULL;

  return parent == NULL || parent == label || !filter (parent);
}

typedef struct
{
  GString           *string;
  ManiculeSchema    *schema;
  ManiculeBratUsage *usage;
  LabelFilter        filter;
  GHashTable        *written;  /* (owned) (element-type ManiculeLabel): circles of parents end */
} Section;

static void
append_label (Section       *self,
              ManiculeLabel *label,
              guint          depth)
{
  const char *name = manicule_label_get_name (label);
  g_autofree char *former = manicule_json_dup_carried_string (manicule_label_get_carried (label), MANICULE_BRAT);
  gboolean is_unusable = former != NULL && *former == '!';

  if (!g_hash_table_add (self->written, label))
    return;

  for (guint i = 0; i < depth; i++)
    g_string_append_c (self->string, '\t');
  if (is_unusable)
    g_string_append_c (self->string, '!');
  append_name (self->string, name);
  if (is_frame (label))
    append_roles (self->string, self->schema, self->usage, label, former != NULL ? former + is_unusable : NULL);
  g_string_append_c (self->string, '\n');

  for (guint i = 0; depth < MAX_DEPTH && i < count_labels (self->schema); i++)
    {
      ManiculeLabel *child = get_label (self->schema, i);

      if (self->filter (child) && g_strcmp0 (manicule_label_get_parent (child), name) == 0)
        append_label (self, child, depth + 1);
    }
}

/* The roots with what is below them, then what is below nothing that was written. */
static void
append_labels (GString           *string,
               ManiculeSchema    *schema,
               ManiculeBratUsage *usage,
               LabelFilter        filter)
{
  Section self = {
    .string = string, .schema = schema, .usage = usage, .filter = filter, .written = g_hash_table_new (NULL, NULL),
  };

  for (guint i = 0; i < count_labels (schema); i++)
    if (filter (get_label (schema, i)) && is_root (schema, get_label (schema, i), filter))
      append_label (&self, get_label (schema, i), 0);

  for (guint i = 0; i < count_labels (schema); i++)
    if (filter (get_label (schema, i)))
      append_label (&self, get_label (schema, i), 0);

  g_hash_table_unref (self.written);
}

/* --- attributes --- */

static void
append_values (GString            *string,
               const char * const *values)
{
  g_string_append (string, ", Value:");
  for (guint i = 0; values[i] != NULL; i++)
    {
      g_autofree char *value = manicule_brat_value_encode (values[i]);

      g_string_append_printf (string, "%s%s", i > 0 ? "|" : "", value);
    }
}

/* A free text or a number has no values that brat could offer. Named without them, brat would take it for a yes and
 * hide the value; not named, it shows both. So it stands in a comment. */
static void
append_attribute (GString           *string,
                  ManiculeAttribute *attribute)
{
  const char * const *values = manicule_attribute_get_values (attribute);
  ManiculeAttributeType type = manicule_attribute_get_value_type (attribute);
  gboolean has_values = values != NULL && values[0] != NULL;

  if (type != MANICULE_ATTRIBUTE_FLAG && !has_values)
    g_string_append (string, "# any value: ");
  append_name (string, manicule_attribute_get_name (attribute));
  g_string_append (string, "\tArg:");
  append_names (string, manicule_attribute_get_labels (attribute), "<ENTITY>|<EVENT>");
  if (type != MANICULE_ATTRIBUTE_FLAG && has_values)
    append_values (string, values);
  g_string_append_c (string, '\n');
}

/**
 * manicule_brat_describe_schema:
 * @schema: a schema
 * @usage: what its relation types were used for
 *
 * Returns: (transfer full): it as an annotation.conf
 */
char *
manicule_brat_describe_schema (ManiculeSchema    *schema,
                               ManiculeBratUsage *usage)
{
  GString *string = g_string_new ("[entities]\n\n");
  g_autofree char *rules = manicule_meta_dup_carried_text (manicule_schema_get_carried (schema), MANICULE_BRAT, "rules");
  guint n = g_list_model_get_n_items (manicule_schema_get_relation_types (schema));

  append_labels (string, schema, usage, is_no_frame);

  g_string_append (string, "\n[relations]\n\n");
  for (guint i = 0; i < n; i++)
    if (is_relation (get_type (schema, i), schema, usage))
      append_relation (string, get_type (schema, i));
  if (rules != NULL)
    g_string_append (string, rules);

  g_string_append (string, "\n[events]\n\n");
  append_labels (string, schema, usage, is_frame);

  g_string_append (string, "\n[attributes]\n\n");
  n = g_list_model_get_n_items (manicule_schema_get_attributes (schema));
  for (guint i = 0; i < n; i++)
    append_attribute (string, get_attribute (schema, i));

  return g_string_free_and_steal (string);
}

/* --- looks --- */

static void
append_title (GString    *string,
              const char *encoded,
              const char *title)
{
  g_autofree char *shown = g_strdup (title);

  g_strdelimit (shown, "|\t\r\n", ' ');
  if (!g_str_equal (encoded, shown))
    g_string_append_printf (string, "%s | %s\n", encoded, shown);
}

static void
append_titles (GString        *string,
               ManiculeSchema *schema)
{
  guint n = g_list_model_get_n_items (manicule_schema_get_relation_types (schema));

  for (guint i = 0; i < count_labels (schema); i++)
    {
      g_autofree char *name = manicule_brat_name_encode (manicule_label_get_name (get_label (schema, i)));

      append_title (string, name, manicule_label_get_title (get_label (schema, i)));
    }

  for (guint i = 0; i < n; i++)
    {
      ManiculeRelationType *type = get_type (schema, i);
      g_autofree char *name = manicule_brat_name_encode (manicule_relation_type_get_name (type));
      g_autofree char *role = manicule_brat_role_encode (manicule_relation_type_get_name (type));

      append_title (string, name, manicule_relation_type_get_title (type));
      if (!g_str_equal (name, role))
        append_title (string, role, manicule_relation_type_get_title (type));
    }

  n = g_list_model_get_n_items (manicule_schema_get_attributes (schema));
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = manicule_brat_name_encode (manicule_attribute_get_name (get_attribute (schema, i)));

      append_title (string, name, manicule_attribute_get_title (get_attribute (schema, i)));
    }
}

/* Black on light colours, white on dark ones, by the perceived lightness of ITU-R BT.601. */
static const char *
choose_text_color (const char *color)
{
  guint rgb = (guint) g_ascii_strtoull (color + 1, NULL, 16);

  return ((rgb >> 16) * 299 + ((rgb >> 8) & 0xff) * 587 + (rgb & 0xff) * 114) / 1000 >= 128 ? "black" : "white";
}

static void
append_colors (GString        *string,
               ManiculeSchema *schema)
{
  guint n = g_list_model_get_n_items (manicule_schema_get_relation_types (schema));

  for (guint i = 0; i < count_labels (schema); i++)
    {
      const char *color = manicule_label_get_color (get_label (schema, i));

      if (color == NULL || *color != '#')
        continue;
      append_name (string, manicule_label_get_name (get_label (schema, i)));
      g_string_append_printf (string, "\tbgColor:%s, fgColor:%s\n", color, choose_text_color (color));
    }

  for (guint i = 0; i < n; i++)
    {
      const char *color = manicule_relation_type_get_color (get_type (schema, i));

      if (color == NULL || *color != '#')
        continue;
      append_name (string, manicule_relation_type_get_name (get_type (schema, i)));
      g_string_append_printf (string, "\tcolor:%s\n", color);
    }
}

/**
 * manicule_brat_describe_looks:
 * @schema: a schema
 *
 * Returns: (transfer full): its titles and colours as a visual.conf
 */
char *
manicule_brat_describe_looks (ManiculeSchema *schema)
{
  GString *string = g_string_new ("[labels]\n\n");

  append_titles (string, schema);
  g_string_append (string, "\n[drawing]\n\n"
                           "SPAN_DEFAULT\tfgColor:black, bgColor:lightgreen, borderColor:darken\n"
                           "ARC_DEFAULT\tcolor:black, dashArray:-, arrowHead:triangle-5, labelArrow:none\n");
  append_colors (string, schema);

  return g_string_free_and_steal (string);
}

/**
 * manicule_brat_describe_keys:
 * @schema: a schema
 *
 * Returns: (transfer full): its keys as a kb_shortcuts.conf; brat knows the keys of letters only
 */
char *
manicule_brat_describe_keys (ManiculeSchema *schema)
{
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < count_labels (schema); i++)
    {
      const char *key = manicule_label_get_key (get_label (schema, i));

      if (key == NULL || !g_ascii_isalpha (*key) || key[1] != '\0')
        continue;
      g_string_append_printf (string, "%c\t", g_ascii_toupper (*key));
      append_name (string, manicule_label_get_name (get_label (schema, i)));
      g_string_append_c (string, '\n');
    }

  return g_string_free_and_steal (string);
}
