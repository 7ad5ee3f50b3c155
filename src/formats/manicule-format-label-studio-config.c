/* manicule-format-label-studio-config.c: the labelling configuration of Label Studio, to the schema and back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-label-studio-private.h"

#include "manicule-format-learn.h"
#include "manicule-html.h"

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <string.h>

#define MAX_CONFIG_BYTES (4u * 1024 * 1024)

/* As we write it, and as it is usually kept beside tasks. */
const char * const manicule_label_studio_configs[] = { MANICULE_LABEL_STUDIO_CONFIG, "label_config.xml", "config.xml", NULL };

/* --- reading --- */

/* The values of the elements named @name directly in it. */
static GPtrArray *
list_values (xmlNode    *control,
             const char *name)
{
  GPtrArray *values = g_ptr_array_new ();

  for (xmlNode *node = control; node != NULL; node = manicule_html_next (node, control, TRUE))
    if (manicule_html_is (node, name) && manicule_html_get (node, "value") != NULL)
      g_ptr_array_add (values, (gpointer) manicule_html_get (node, "value"));
  g_ptr_array_add (values, NULL);

  return values;
}

/* A question about regions is an attribute, one about the whole text a document label. */
static void
take_question (ManiculeSchema        *schema,
               xmlNode               *node,
               ManiculeAttributeType  type,
               GPtrArray             *values)
{
  const char *name = manicule_html_get (node, "name");
  const char *each = manicule_html_get (node, "perRegion");
  g_autoptr(ManiculeAttribute) attribute = NULL;

  if (name == NULL || *name == '\0')
    return;

  attribute = manicule_attribute_new (&(ManiculeAttributeFields) {
      .name = name, .type = type, .values = values != NULL ? (const char * const *) values->pdata : NULL,
    });
  if (g_strcmp0 (each, "true") == 0)
    manicule_schema_add_attribute (schema, attribute);
  else
    manicule_schema_add_document_label (schema, attribute);
}

static void
take_choices (ManiculeSchema *schema,
              xmlNode        *node)
{
  g_autoptr(GPtrArray) values = list_values (node, "Choice");
  gboolean is_multiple = g_strcmp0 (manicule_html_get (node, "choice"), "multiple") == 0;

  if (values->len > 1)
    take_question (schema, node, is_multiple ? MANICULE_ATTRIBUTE_CHOICES : MANICULE_ATTRIBUTE_CHOICE, values);
}

static gboolean
shows_text (xmlNode *node)
{
  return manicule_html_is (node, "Text") || manicule_html_is (node, "HyperText") || manicule_html_is (node, "Paragraphs");
}

static void
take_element (ManiculeSchema *schema,
              xmlNode        *node)
{
  const char *value = manicule_html_get (node, "value");

  if (manicule_html_is (node, "Label") && value != NULL && *value != '\0')
    manicule_schema_declare_label (schema, value, manicule_html_get (node, "background"), manicule_html_get (node, "hotkey"));
  else if (manicule_html_is (node, "Relation") && value != NULL && *value != '\0')
    manicule_schema_ensure_relation_type (schema, value);
  else if (manicule_html_is (node, "Choices"))
    take_choices (schema, node);
  else if (manicule_html_is (node, "TextArea"))
    take_question (schema, node, MANICULE_ATTRIBUTE_TEXT, NULL);
  else if (manicule_html_is (node, "Number") || manicule_html_is (node, "Rating"))
    take_question (schema, node, MANICULE_ATTRIBUTE_NUMBER, NULL);
}

static xmlDoc *
parse_config (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (length > MAX_CONFIG_BYTES)
    return NULL;

  return xmlReadMemory (data, (int) length, NULL, NULL, XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NONET);
}

static void
take_tree (ManiculeFormatInput     *input,
           ManiculeLabelStudioText *text,
           xmlNode                 *root)
{
  for (xmlNode *node = root; node != NULL; node = manicule_html_next (node, root, TRUE))
    if (shows_text (node))
      manicule_label_studio_text_show (text, manicule_html_get (node, "value"), manicule_html_get (node, "nameKey"),
                                       manicule_html_get (node, "textKey"));
    else
      take_element (manicule_format_input_get_schema (input), node);
}

/* @is_ours: nothing else has that name. */
static gboolean
read_config (ManiculeFormatInput      *input,
             ManiculeLabelStudioText  *text,
             GBytes                   *bytes,
             gboolean                  is_ours,
             GError                  **error)
{
  xmlDoc *tree = parse_config (bytes);
  xmlNode *root = tree != NULL ? xmlDocGetRootElement (tree) : NULL;

  if (root == NULL && is_ours)
    return manicule_format_input_report_in (input, MANICULE_LABEL_STUDIO_CONFIG, MANICULE_FINDING_WARNING, "config-damaged",
                                            0, error, _("the labelling configuration is not XML; it was left aside"));

  if (root != NULL && (is_ours || manicule_html_is (root, "View")))
    take_tree (input, text, root);
  if (tree != NULL)
    xmlFreeDoc (tree);

  return TRUE;
}

/**
 * manicule_label_studio_read_config:
 * @input: an input of tasks
 * @text: learns what the configuration shows
 *
 * Adds to the schema what the labelling configuration beside the tasks declares, if there is one.
 *
 * Returns: FALSE with an error when it cannot be read, or where nobody collects findings and it is damaged
 */
gboolean
manicule_label_studio_read_config (ManiculeFormatInput      *input,
                                   ManiculeLabelStudioText  *text,
                                   GError                  **error)
{
  for (guint i = 0; manicule_label_studio_configs[i] != NULL; i++)
    {
      g_autoptr(GFile) file = manicule_format_input_get_sibling (input, manicule_label_studio_configs[i]);
      g_autoptr(GError) local_error = NULL;
      g_autoptr(GBytes) bytes = file != NULL ? manicule_format_input_read_bytes (input, file, &local_error) : NULL;

      if (bytes != NULL)
        return read_config (input, text, bytes, i == 0, error);
      if (local_error != NULL && !g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }

  return TRUE;
}

/* --- writing --- */

/**
 * manicule_label_studio_get_control:
 * @attribute: (nullable): an attribute or document label of the schema
 *
 * Returns: how it is asked for
 */
ManiculeControlKind
manicule_label_studio_get_control (ManiculeAttribute *attribute)
{
  if (attribute == NULL)
    return MANICULE_CONTROL_TEXTAREA;

  switch (manicule_attribute_get_value_type (attribute))
    {
    case MANICULE_ATTRIBUTE_NUMBER:
      return MANICULE_CONTROL_NUMBER;
    case MANICULE_ATTRIBUTE_TEXT:
      return MANICULE_CONTROL_TEXTAREA;
    default:
      return MANICULE_CONTROL_CHOICES;
    }
}

static void
append_attribute (GString    *config,
                  const char *name,
                  const char *value)
{
  g_autofree char *escaped = g_markup_escape_text (value, -1);

  g_string_append_printf (config, " %s=\"%s\"", name, escaped);
}

static void
append_label (GString       *config,
              ManiculeLabel *label)
{
  g_string_append (config, "    <Label");
  append_attribute (config, "value", manicule_label_get_name (label));
  if (manicule_label_get_color (label) != NULL)
    append_attribute (config, "background", manicule_label_get_color (label));
  if (manicule_label_get_key (label) != NULL)
    append_attribute (config, "hotkey", manicule_label_get_key (label));
  g_string_append (config, "/>\n");
}

/* The name of the control for labels that no other one has. */
static void
append_labels (GString        *config,
               ManiculeSchema *schema)
{
  GListModel *labels = manicule_schema_get_labels (schema);

  g_string_append_printf (config, "  <Labels name=\"%s\" toName=\"%s\">\n", MANICULE_LABEL_STUDIO_LABELS,
                          MANICULE_LABEL_STUDIO_TEXT);
  for (guint i = 0; i < g_list_model_get_n_items (labels); i++)
    {
      g_autoptr(ManiculeLabel) label = g_list_model_get_item (labels, i);

      append_label (config, label);
    }
  g_string_append (config, "  </Labels>\n");
}

static void
append_choice (GString    *config,
               const char *value)
{
  g_string_append (config, "    <Choice");
  append_attribute (config, "value", value);
  g_string_append (config, "/>\n");
}

static void
append_choices (GString           *config,
                ManiculeAttribute *attribute)
{
  const char * const *values = manicule_attribute_get_values (attribute);

  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    append_choice (config, values[i]);
  if (manicule_attribute_get_value_type (attribute) == MANICULE_ATTRIBUTE_FLAG)
    {
      append_choice (config, "true");
      append_choice (config, "false");
    }
}

static void
append_question (GString           *config,
                 ManiculeAttribute *attribute,
                 const char        *control_name,
                 gboolean           is_per_region)
{
  static const char * const elements[] = {
    [MANICULE_CONTROL_CHOICES] = "Choices", [MANICULE_CONTROL_NUMBER] = "Number", [MANICULE_CONTROL_TEXTAREA] = "TextArea",
  };
  ManiculeControlKind kind = manicule_label_studio_get_control (attribute);

  g_string_append_printf (config, "  <%s", elements[kind]);
  append_attribute (config, "name", control_name);
  append_attribute (config, "toName", MANICULE_LABEL_STUDIO_TEXT);
  if (is_per_region)
    append_attribute (config, "perRegion", "true");
  if (manicule_attribute_get_value_type (attribute) == MANICULE_ATTRIBUTE_CHOICES)
    append_attribute (config, "choice", "multiple");
  if (kind != MANICULE_CONTROL_CHOICES)
    {
      g_string_append (config, "/>\n");
      return;
    }

  g_string_append (config, ">\n");
  append_choices (config, attribute);
  /* That a document label is there may be all that is said. */
  if (!is_per_region && manicule_attribute_get_value_type (attribute) == MANICULE_ATTRIBUTE_FLAG)
    append_choice (config, manicule_attribute_get_name (attribute));
  g_string_append (config, "  </Choices>\n");
}

static void
append_questions (GString        *config,
                  ManiculeSchema *schema,
                  gboolean        is_per_region)
{
  GListModel *list = is_per_region ? manicule_schema_get_attributes (schema)
                                   : manicule_schema_get_document_labels (schema);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr(ManiculeAttribute) attribute = g_list_model_get_item (list, i);
      g_autofree char *name = manicule_label_studio_name_control (schema, manicule_attribute_get_name (attribute),
                                                                  is_per_region);

      append_question (config, attribute, name, is_per_region);
    }
}

/**
 * manicule_label_studio_name_control:
 * @schema: the schema of what is written
 * @name: an attribute or document label
 * @is_per_region: whether it is an attribute
 *
 * Controls of all kinds share one list of names.
 *
 * Returns: (transfer full): the name of the control that asks for it
 */
char *
manicule_label_studio_name_control (ManiculeSchema *schema,
                                    const char     *name,
                                    gboolean        is_per_region)
{
  gboolean is_taken = g_str_equal (name, MANICULE_LABEL_STUDIO_LABELS) || g_str_equal (name, MANICULE_LABEL_STUDIO_TEXT);

  if (is_per_region && (is_taken || manicule_schema_find_document_label (schema, name) != NULL))
    return g_strconcat (name, "-of-region", NULL);

  return is_taken ? g_strconcat (name, "-of-text", NULL) : g_strdup (name);
}

/* The controls that the file brought, with the labels that were used. */
static void
append_other_labels (GString    *config,
                     GHashTable *spans)
{
  g_autoptr(GPtrArray) names = g_hash_table_get_keys_as_ptr_array (spans);

  g_ptr_array_sort_values (names, (GCompareFunc) strcmp);
  for (guint i = 0; i < names->len; i++)
    {
      g_autoptr(GPtrArray) labels = g_hash_table_get_keys_as_ptr_array (g_hash_table_lookup (spans, names->pdata[i]));

      g_ptr_array_sort_values (labels, (GCompareFunc) strcmp);
      g_string_append (config, "  <Labels");
      append_attribute (config, "name", names->pdata[i]);
      append_attribute (config, "toName", MANICULE_LABEL_STUDIO_TEXT);
      g_string_append (config, ">\n");
      for (guint j = 0; j < labels->len; j++)
        {
          g_string_append (config, "    <Label");
          append_attribute (config, "value", labels->pdata[j]);
          g_string_append (config, "/>\n");
        }
      g_string_append (config, "  </Labels>\n");
    }
}

/**
 * manicule_label_studio_print_config:
 * @schema: the schema of what was written
 * @spans: controls beside the usual one, and the labels that they were used for
 *
 * Returns: (transfer full): the labelling configuration
 */
char *
manicule_label_studio_print_config (ManiculeSchema *schema,
                                    GHashTable     *spans)
{
  GString *config = g_string_new ("<View>\n");
  GListModel *types = manicule_schema_get_relation_types (schema);

  if (g_list_model_get_n_items (types) > 0)
    g_string_append (config, "  <Relations>\n");
  for (guint i = 0; i < g_list_model_get_n_items (types); i++)
    {
      g_autoptr(ManiculeRelationType) type = g_list_model_get_item (types, i);

      g_string_append (config, "    <Relation");
      append_attribute (config, "value", manicule_relation_type_get_name (type));
      g_string_append (config, "/>\n");
    }
  if (g_list_model_get_n_items (types) > 0)
    g_string_append (config, "  </Relations>\n");

  append_labels (config, schema);
  append_other_labels (config, spans);
  g_string_append_printf (config, "  <Text name=\"%s\" value=\"$text\"/>\n", MANICULE_LABEL_STUDIO_TEXT);
  append_questions (config, schema, TRUE);
  append_questions (config, schema, FALSE);
  g_string_append (config, "</View>\n");

  return g_string_free_and_steal (config);
}
