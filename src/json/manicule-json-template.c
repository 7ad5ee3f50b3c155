/* manicule-json-template.c: schemas to begin with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-json.h"

#include "manicule-json-carried.h"
#include "manicule-json-templates.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The files of data/schemas-templates, in the order in which they are offered. */
static const char * const names[] = { "news", "quotations", "events", "ontonotes", "conll", "open-coding", NULL };

/**
 * manicule_json_list_templates:
 *
 * Returns: (transfer full): the names of the templates, in the order in which they are offered
 */
char **
manicule_json_list_templates (void)
{
  return g_strdupv ((char **) names);
}

static GBytes *
look_up (const char  *name,
         GError     **error)
{
  g_autofree char *path = NULL, *all = NULL;

  if (g_strv_contains (names, name))
    {
      path = g_strdup_printf ("/org/manicule/templates/%s.json", name);
      return g_resource_lookup_data (manicule_json_templates_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
    }

  all = g_strjoinv (", ", (char **) names);
  g_set_error (error, MANICULE_JSON_ERROR, MANICULE_JSON_ERROR_VALUE,
               /* Translators: the first is what was asked for, the second a list of what there is. */
               _("There is no template “%s”. Choose one of these: %s"), name, all);
  return NULL;
}

/**
 * manicule_json_read_template:
 * @name: one of manicule_json_list_templates()
 * @error: return location
 *
 * Reads a template, which is compiled in. What it is called in a list, manicule_json_dup_schema_title() tells.
 *
 * Returns: (transfer full): a new schema, or %NULL with an error when there is no such template
 */
ManiculeSchema *
manicule_json_read_template (const char  *name,
                             GError     **error)
{
  g_autoptr(GBytes) bytes = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  bytes = look_up (name, error);
  return bytes != NULL ? manicule_json_read_schema (bytes, name, NULL, error) : NULL;
}

/**
 * manicule_json_dup_schema_title:
 * @schema: a schema
 *
 * Returns: (transfer full) (nullable): what its file says it is called, as a template does
 */
char *
manicule_json_dup_schema_title (ManiculeSchema *schema)
{
  g_return_val_if_fail (MANICULE_IS_SCHEMA (schema), NULL);

  return manicule_json_dup_carried_string (manicule_schema_get_carried (schema), "title");
}

/**
 * manicule_json_dup_schema_description:
 * @schema: a schema
 *
 * Returns: (transfer full) (nullable): what its file says it is for, as a template does
 */
char *
manicule_json_dup_schema_description (ManiculeSchema *schema)
{
  g_return_val_if_fail (MANICULE_IS_SCHEMA (schema), NULL);

  return manicule_json_dup_carried_string (manicule_schema_get_carried (schema), "description");
}
