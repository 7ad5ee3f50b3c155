/* manicule-format-brat-meaning.c: what names in an .ann file mean
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-brat-private.h"

#include "manicule-format-brat-names.h"
#include "manicule-json-carried.h"

#include <string.h>

/* With the hyphen and the digits that tell apart what looks alike, an id of the register has at most 64 bytes. */
#define MAX_READABLE 48
#define N_DIGITS 12

static gboolean
is_id_char (char c)
{
  return g_ascii_isalnum (c) || c == '.' || c == '_' || c == '-';
}

/**
 * manicule_brat_entity_id:
 * @database: the database of a normalisation: "Wikidata"
 * @reference: the id there: "Q30"
 *
 * Makes an id for the register from a reference: "Wikidata-Q30". Where that could be the id of another reference, too,
 * a checksum is added.
 *
 * Returns: (transfer full): a valid id
 */
char *
manicule_brat_entity_id (const char *database,
                         const char *reference)
{
  g_autofree char *whole = NULL;
  g_autofree char *sum = NULL;
  g_autoptr(GString) id = NULL;
  gboolean is_plain = strchr (database, '-') == NULL;

  if (g_str_equal (database, MANICULE_BRAT_DATABASE) && manicule_id_is_valid (reference))
    return g_strdup (reference);

  id = g_string_new (database);
  g_string_append_printf (id, "-%s", reference);
  for (gsize i = 0; i < id->len; i++)
    if (!is_id_char (id->str[i]))
      {
        id->str[i] = '-';
        is_plain = FALSE;
      }

  if (is_plain && id->len <= MAX_READABLE)
    return g_strdup (id->str);

  whole = g_strconcat (database, ":", reference, NULL);
  sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, whole, -1);
  g_string_truncate (id, MIN (id->len, MAX_READABLE));
  g_string_append_printf (id, "-%.*s", N_DIGITS, sum);

  return g_strdup (id->str);
}

/**
 * manicule_brat_role_label:
 * @schema: the schema
 * @role: a role of an event as the file has it: "Theme2"
 *
 * Returns: (transfer full): the name of the relation type: "Theme", unless the schema has one named "Theme2"
 */
char *
manicule_brat_role_label (ManiculeSchema *schema,
                          const char     *role)
{
  g_autofree char *whole = manicule_brat_name_decode (role);
  g_autofree char *stripped = NULL;

  if (manicule_schema_find_relation_type (schema, whole) != NULL)
    return g_steal_pointer (&whole);

  stripped = manicule_brat_role_strip (role);

  return manicule_brat_name_decode (stripped);
}

/**
 * manicule_brat_is_equiv_type:
 * @schema: the schema
 * @name: the name of a relation type
 *
 * Returns: whether it is what brat calls an equivalence: symmetric and transitive
 */
gboolean
manicule_brat_is_equiv_type (ManiculeSchema *schema,
                             const char     *name)
{
  ManiculeRelationType *type = manicule_schema_find_relation_type (schema, name);

  return type != NULL && manicule_relation_type_is_symmetric (type) && manicule_relation_type_is_transitive (type);
}

/* The names of the two arguments of a relation, which annotation.conf may choose: "Arg1 Arg2" where it does not. */
static GStrv
get_argument_names (ManiculeSchema *schema,
                    const char     *label)
{
  ManiculeRelationType *type = manicule_schema_find_relation_type (schema, label);
  const char *carried = type != NULL ? manicule_relation_type_get_carried (type) : NULL;
  g_autofree char *names = manicule_json_dup_carried_string (carried, MANICULE_BRAT);
  GStrv split = g_strsplit (names != NULL ? names : "", " ", -1);

  if (g_strv_length (split) == 2)
    return split;

  g_strfreev (split);

  return g_strsplit ("Arg1 Arg2", " ", -1);
}

/**
 * manicule_brat_relation_get_end:
 * @schema: the schema
 * @line: a relation
 * @end: 0 for the start, 1 for the end
 *
 * A relation leads from the first argument to the second, by their names where they are the usual ones for its type,
 * else by their order in the line.
 *
 * Returns: (transfer none): the id there
 */
const char *
manicule_brat_relation_get_end (ManiculeSchema         *schema,
                                const ManiculeBratLine *line,
                                guint                   end)
{
  const ManiculeBratArgument *arguments = (const ManiculeBratArgument *) (gpointer) line->arguments->data;
  g_autofree char *label = NULL;
  g_auto(GStrv) names = NULL;

  if (g_str_equal (arguments[0].role, "Arg1"))
    return arguments[end].ref;

  label = manicule_brat_name_decode (line->type);
  names = get_argument_names (schema, label);
  if (g_str_equal (arguments[0].role, names[1]) && g_str_equal (arguments[1].role, names[0]))
    end = 1 - end;

  return arguments[end].ref;
}

/**
 * manicule_brat_relation_print:
 * @schema: the schema
 * @id: the id of the line
 * @label: the relation type
 * @from: the id where it starts
 * @to: the id where it ends
 *
 * Returns: (transfer full): the line; brat ends it with a tab
 */
char *
manicule_brat_relation_print (ManiculeSchema *schema,
                              const char     *id,
                              const char     *label,
                              const char     *from,
                              const char     *to)
{
  g_autofree char *type = manicule_brat_name_encode (label);
  g_auto(GStrv) names = get_argument_names (schema, label);

  return g_strdup_printf ("%s\t%s %s:%s %s:%s\t", id, type, names[0], from, names[1], to);
}
