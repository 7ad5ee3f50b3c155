/* manicule-cas-json-carry.c: pieces of UIMA CAS JSON to be carried
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-cas-json.h"

#include "manicule-json-writer.h"

#include <string.h>

static void
put_marked_name (GString    *out,
                 char        mark,
                 const char *name)
{
  g_autofree char *marked = g_strdup_printf ("%c%s", mark, name);

  manicule_json_put_name (out, marked);
}

static void
put_ids (GString     *out,
         const guint *ids,
         guint        n)
{
  g_string_append_c (out, '[');
  for (guint i = 0; i < n; i++)
    g_string_append_printf (out, "%s%u", i > 0 ? "," : "", ids[i]);
  g_string_append_c (out, ']');
}

static void
put_texts (GString           *out,
           const char *const *texts,
           guint              n)
{
  g_string_append_c (out, '[');
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      if (texts[i] != NULL)
        manicule_json_append_string (out, texts[i]);
      else
        g_string_append (out, "null");
    }
  g_string_append_c (out, ']');
}

/* Numbers are carried as texts, so that they stay as they stand in the file. */
static void
put_numbers (GString    *out,
             const char *text)
{
  g_auto(GStrv) numbers = g_strsplit (text, " ", -1);

  put_texts (out, (const char * const *) numbers, g_strv_length (numbers));
}

/* A number of JSON, or a text that says one. */
static void
put_number (GString                *out,
            const ManiculeCasValue *value)
{
  put_marked_name (out, '#', value->name);
  manicule_json_append_string (out, value->text);
}

static gboolean
is_whole_number (const char *text)
{
  const char *digits = *text == '-' ? text + 1 : text;
  gsize n = strspn (digits, "0123456789");

  return n > 0 && digits[n] == '\0' && (*digits != '0' || n == 1);
}

/**
 * manicule_cas_put_json_value:
 * @out: an object that is not closed yet
 * @value: a value
 *
 * Appends it as a member.
 */
void
manicule_cas_put_json_value (GString                *out,
                             const ManiculeCasValue *value)
{
  switch (value->kind)
    {
    case MANICULE_CAS_REFERENCE:
      put_marked_name (out, '@', value->name);
      g_string_append_printf (out, "%u", value->ids[0]);
      break;

    case MANICULE_CAS_REFERENCES:
      put_marked_name (out, '@', value->name);
      put_ids (out, value->ids, value->n);
      break;

    case MANICULE_CAS_STRINGS:
      manicule_json_put_name (out, value->name);
      put_texts (out, value->texts, value->n);
      break;

    case MANICULE_CAS_NUMBERS:
      put_marked_name (out, '#', value->name);
      put_numbers (out, value->text);
      break;

    case MANICULE_CAS_NUMBER:
      put_number (out, value);
      break;

    case MANICULE_CAS_INTEGER:
      manicule_json_put_name (out, value->name);
      if (is_whole_number (value->text))
        g_string_append (out, value->text);
      else
        manicule_json_append_string (out, value->text);
      break;

    case MANICULE_CAS_BOOLEAN:
      manicule_json_put_name (out, value->name);
      g_string_append (out, value->text);
      break;

    case MANICULE_CAS_STRING:
    default:
      manicule_json_put_string (out, value->name, value->text);
      break;
    }
}

/**
 * manicule_cas_put_json_structure:
 * @out: where to
 * @self: a CAS
 * @structure: one of its structures
 *
 * Appends the structure as an object. What no view lists is marked.
 */
void
manicule_cas_put_json_structure (GString                    *out,
                                 ManiculeCas                *self,
                                 const ManiculeCasStructure *structure)
{
  const ManiculeCasValue *values = manicule_cas_get_values (self, structure);

  g_string_append_c (out, '{');
  manicule_json_put_int (out, "%ID", structure->id);
  manicule_json_put_string (out, "%TYPE", structure->type);
  if (structure->views == 0)
    manicule_json_put_flag (out, "%LOOSE", TRUE);
  if (structure->sofa != 0)
    manicule_json_put_int (out, "@sofa", structure->sofa);
  if (structure->has_offsets)
    {
      manicule_json_put_int (out, "begin", (gint64) structure->begin);
      manicule_json_put_int (out, "end", (gint64) structure->end);
    }
  for (guint i = 0; i < structure->n_values; i++)
    manicule_cas_put_json_value (out, &values[i]);
  g_string_append_c (out, '}');
}

/**
 * manicule_cas_put_json_types:
 * @out: where to
 * @self: a CAS
 * @used: (element-type utf8): the names of the types to declare
 *
 * Appends an object of types.
 */
void
manicule_cas_put_json_types (GString     *out,
                             ManiculeCas *self,
                             GHashTable  *used)
{
  g_autoptr(GPtrArray) types = manicule_cas_types_list (self->types, used);

  g_string_append_c (out, '{');
  for (guint i = 0; i < types->len; i++)
    {
      ManiculeCasType *type = g_ptr_array_index (types, i);

      if (manicule_cas_type_is_known (type))
        continue;
      manicule_json_put_name (out, type->name);
      g_string_append_c (out, '{');
      manicule_json_put_string (out, "%SUPER_TYPE", type->supertype);
      for (guint j = 0; j < type->features->len; j++)
        {
          const ManiculeCasFeature *feature = &g_array_index (type->features, ManiculeCasFeature, j);

          manicule_json_put_name (out, feature->name);
          g_string_append_c (out, '{');
          manicule_json_put_string (out, "%RANGE", feature->range);
          manicule_json_put_string (out, "%ELEMENT_TYPE", feature->element_type);
          manicule_json_put_flag (out, "%SHARED", feature->is_shared);
          g_string_append_c (out, '}');
        }
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, '}');
}
