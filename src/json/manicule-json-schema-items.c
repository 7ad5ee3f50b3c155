/* manicule-json-schema-items.c: labels, relation types and attributes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-json-items.h"

#include "manicule-json-carried.h"
#include "manicule-json-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char * const label_members[] = {
  "name", "title", "kind", "color", "key", "parent", "description", "examples", "counter_examples", NULL,
};
static const char * const relation_members[] = {
  "name", "title", "color", "key", "from", "to", "symmetric", "transitive", "required", "description", NULL,
};
static const char * const attribute_members[] = {
  "name", "title", "type", "values", "default", "labels", "description", NULL,
};

static const char * const label_kinds[] = {
  [MANICULE_LABEL_HIGHLIGHT] = "highlight",
  [MANICULE_LABEL_ENTITY] = "entity",
  [MANICULE_LABEL_FRAME] = "frame",
  [MANICULE_LABEL_STRUCTURE] = "structure",
  NULL,
};
static const char * const attribute_types[] = {
  [MANICULE_ATTRIBUTE_CHOICE] = "choice",
  [MANICULE_ATTRIBUTE_CHOICES] = "choices",
  [MANICULE_ATTRIBUTE_FLAG] = "flag",
  [MANICULE_ATTRIBUTE_TEXT] = "text",
  [MANICULE_ATTRIBUTE_NUMBER] = "number",
  NULL,
};

/* A title that only repeats the name is left out. */
static void
put_title (GString    *out,
           const char *name,
           const char *title)
{
  if (g_strcmp0 (name, title) != 0)
    manicule_json_put_string (out, "title", title);
}

static const char *
find_color (ManiculeJsonValue object)
{
  const char *color = manicule_json_find_string (object, "color");
  guint n = 1;

  if (color == NULL)
    return NULL;

  if (color[0] == '#')
    while (g_ascii_isxdigit (color[n]))
      n++;
  if (n != 7 || color[n] != '\0')
    manicule_json_fail (manicule_json_get (object, "color"), MANICULE_JSON_ERROR_VALUE, "not-a-color",
                        _("a colour such as #1a5fb4 must stand here"));
  return color;
}

static const char *
find_key (ManiculeJsonValue object)
{
  const char *key = manicule_json_find_string (object, "key");

  if (key != NULL && g_utf8_strlen (key, -1) != 1)
    manicule_json_fail (manicule_json_get (object, "key"), MANICULE_JSON_ERROR_VALUE, "not-a-key",
                        _("a key is one character"));
  return key;
}

/* --- labels ----------------------------------------------------------------------------------------------------- */

static const char *
label_get_key (gpointer item)
{
  return manicule_label_get_name (item);
}

static void
label_append (GString  *out,
              gpointer  item)
{
  g_string_append_c (out, '{');
  manicule_json_put_string (out, "name", manicule_label_get_name (item));
  put_title (out, manicule_label_get_name (item), manicule_label_get_title (item));
  manicule_json_put_string (out, "kind", label_kinds[manicule_label_get_kind (item)]);
  manicule_json_put_string (out, "color", manicule_label_get_color (item));
  manicule_json_put_string (out, "key", manicule_label_get_key (item));
  manicule_json_put_string (out, "parent", manicule_label_get_parent (item));
  manicule_json_put_string (out, "description", manicule_label_get_description (item));
  manicule_json_put_strv (out, "examples", manicule_label_get_examples (item));
  manicule_json_put_strv (out, "counter_examples", manicule_label_get_counter_examples (item));
  manicule_json_put_carried (out, manicule_label_get_carried (item), label_members);
  g_string_append_c (out, '}');
}

static gpointer
label_read (ManiculeJsonValue  object,
            ManiculeFindings  *findings)
{
  g_auto(GStrv) examples = manicule_json_find_strv (object, "examples");
  g_auto(GStrv) counter_examples = manicule_json_find_strv (object, "counter_examples");
  g_autofree char *carried = manicule_json_dup_unknown (object, label_members, NULL, NULL);
  ManiculeLabelFields fields = { NULL };

  fields.name = manicule_json_get_name (object, "name");
  fields.title = manicule_json_find_string (object, "title");
  fields.kind = manicule_json_find_word (object, "kind", label_kinds);
  fields.color = find_color (object);
  fields.key = find_key (object);
  fields.parent = manicule_json_find_string (object, "parent");
  fields.description = manicule_json_find_string (object, "description");
  fields.examples = (const char * const *) examples;
  fields.counter_examples = (const char * const *) counter_examples;
  fields.carried = carried;
  return manicule_json_reader_failed (object.reader) ? NULL : manicule_label_new (&fields);
}

const ManiculeJsonItem manicule_json_label = { "name", label_get_key, label_append, label_read };

/* --- relation types --------------------------------------------------------------------------------------------- */

static const char *
relation_type_get_key (gpointer item)
{
  return manicule_relation_type_get_name (item);
}

static void
relation_type_append (GString  *out,
                      gpointer  item)
{
  g_string_append_c (out, '{');
  manicule_json_put_string (out, "name", manicule_relation_type_get_name (item));
  put_title (out, manicule_relation_type_get_name (item), manicule_relation_type_get_title (item));
  manicule_json_put_string (out, "color", manicule_relation_type_get_color (item));
  manicule_json_put_string (out, "key", manicule_relation_type_get_key (item));
  manicule_json_put_strv (out, "from", manicule_relation_type_get_from (item));
  manicule_json_put_strv (out, "to", manicule_relation_type_get_to (item));
  manicule_json_put_flag (out, "symmetric", manicule_relation_type_is_symmetric (item));
  manicule_json_put_flag (out, "transitive", manicule_relation_type_is_transitive (item));
  manicule_json_put_flag (out, "required", manicule_relation_type_is_required (item));
  manicule_json_put_string (out, "description", manicule_relation_type_get_description (item));
  manicule_json_put_carried (out, manicule_relation_type_get_carried (item), relation_members);
  g_string_append_c (out, '}');
}

static gpointer
relation_type_read (ManiculeJsonValue  object,
                    ManiculeFindings  *findings)
{
  g_auto(GStrv) from = manicule_json_find_strv (object, "from"), to = manicule_json_find_strv (object, "to");
  g_autofree char *carried = manicule_json_dup_unknown (object, relation_members, NULL, NULL);
  ManiculeRelationTypeFields fields = { NULL };

  fields.name = manicule_json_get_name (object, "name");
  fields.title = manicule_json_find_string (object, "title");
  fields.color = find_color (object);
  fields.key = find_key (object);
  fields.from = (const char * const *) from;
  fields.to = (const char * const *) to;
  fields.symmetric = manicule_json_find_boolean (object, "symmetric");
  fields.transitive = manicule_json_find_boolean (object, "transitive");
  fields.required = manicule_json_find_boolean (object, "required");
  fields.description = manicule_json_find_string (object, "description");
  fields.carried = carried;
  return manicule_json_reader_failed (object.reader) ? NULL : manicule_relation_type_new (&fields);
}

const ManiculeJsonItem manicule_json_relation_type = {
  "name", relation_type_get_key, relation_type_append, relation_type_read,
};

/* --- attributes and document labels ----------------------------------------------------------------------------- */

static const char *
attribute_get_key (gpointer item)
{
  return manicule_attribute_get_name (item);
}

static void
attribute_append (GString  *out,
                  gpointer  item)
{
  g_string_append_c (out, '{');
  manicule_json_put_string (out, "name", manicule_attribute_get_name (item));
  put_title (out, manicule_attribute_get_name (item), manicule_attribute_get_title (item));
  manicule_json_put_string (out, "type", attribute_types[manicule_attribute_get_value_type (item)]);
  manicule_json_put_strv (out, "values", manicule_attribute_get_values (item));
  manicule_json_put_string (out, "default", manicule_attribute_get_default_value (item));
  manicule_json_put_strv (out, "labels", manicule_attribute_get_labels (item));
  manicule_json_put_string (out, "description", manicule_attribute_get_description (item));
  manicule_json_put_carried (out, manicule_attribute_get_carried (item), attribute_members);
  g_string_append_c (out, '}');
}

static gpointer
attribute_read (ManiculeJsonValue  object,
                ManiculeFindings  *findings)
{
  g_auto(GStrv) values = manicule_json_find_strv (object, "values"), labels = manicule_json_find_strv (object, "labels");
  g_autofree char *carried = manicule_json_dup_unknown (object, attribute_members, NULL, NULL);
  ManiculeAttributeFields fields = { NULL };

  fields.name = manicule_json_get_name (object, "name");
  fields.title = manicule_json_find_string (object, "title");
  fields.type = manicule_json_as_word (manicule_json_get (object, "type"), attribute_types);
  fields.values = (const char * const *) values;
  fields.default_value = manicule_json_find_string (object, "default");
  fields.labels = (const char * const *) labels;
  fields.description = manicule_json_find_string (object, "description");
  fields.carried = carried;
  return manicule_json_reader_failed (object.reader) ? NULL : manicule_attribute_new (&fields);
}

const ManiculeJsonItem manicule_json_attribute = { "name", attribute_get_key, attribute_append, attribute_read };
