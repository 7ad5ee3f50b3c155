/* manicule-uima-names.c: what the layers of UIMA are here
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-uima-names.h"

#include "manicule-annotation.h"
#include "manicule-json-carried.h"
#include "manicule-json-writer.h"

#include <stdlib.h>
#include <string.h>

#define MAX_READABLE 40
#define N_DIGITS 12

static const struct
{
  const char *type;
  const char *feature;
} label_features[] = {
  { MANICULE_UIMA_DOCUMENT_LABEL, "label" },
  { "de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceLink", MANICULE_UIMA_REFERENCE_TYPE },
  { "de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS", "PosValue" },
  { "de.tudarmstadt.ukp.dkpro.core.api.syntax.type.chunk.Chunk", "chunkValue" },
  { "de.tudarmstadt.ukp.dkpro.core.api.syntax.type.dependency.Dependency", "DependencyType" },
};

/* What features mean by themselves, on whatever layer. */
static const char * const special_features[] = {
  "begin", "end", "sofa", MANICULE_UIMA_GOVERNOR, MANICULE_UIMA_DEPENDENT, MANICULE_UIMA_NEXT,
  MANICULE_UIMA_REFERENCE_TYPE, MANICULE_UIMA_REFERENCE_RELATION, MANICULE_UIMA_IDENTIFIER, MANICULE_UIMA_NOTE,
  MANICULE_UIMA_RANGES, NULL,
};

/**
 * manicule_uima_get_short_name:
 * @type: the name of a type, with or without a package
 *
 * Returns: (transfer none): its last part, never empty unless @type is
 */
const char *
manicule_uima_get_short_name (const char *type)
{
  const char *dot = strrchr (type, '.');

  return dot != NULL && dot[1] != '\0' ? dot + 1 : type;
}

/**
 * manicule_uima_get_label_feature:
 * @type: the name of a layer
 *
 * Returns: (transfer none): the feature that its label is taken from
 */
const char *
manicule_uima_get_label_feature (const char *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (label_features); i++)
    if (g_str_equal (label_features[i].type, type))
      return label_features[i].feature;

  return "value";
}

/**
 * manicule_uima_is_segmentation:
 * @type: the name of a type
 *
 * Returns: whether it is a token or a sentence
 */
gboolean
manicule_uima_is_segmentation (const char *type)
{
  return g_str_equal (type, MANICULE_UIMA_TOKEN) || g_str_equal (type, MANICULE_UIMA_SENTENCE);
}

/* --- attributes --- */

static gboolean
has_type_prefix (const char *name)
{
  return name[0] == 'm' && name[1] == '_' && name[2] != '\0' && strchr ("bxdsa", name[2]) != NULL && name[3] == '_';
}

/* The name with what UIMA cannot hold as _xHHHH_. */
static char *
escape (const char *name)
{
  GString *escaped = g_string_new (NULL);

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_ascii_isalnum (*p) || (*p == '_' && p[1] != 'x'))
        g_string_append_c (escaped, *p);
      else
        g_string_append_printf (escaped, "_x%04X_", c);
    }

  return g_string_free_and_steal (escaped);
}

/* The character of an escape at @p and where that ends; 0: there is none. */
static gunichar
read_escape (const char  *p,
             const char **end)
{
  const char *digits = p + 2;
  gsize n_digits;
  gunichar c;

  if (p[0] != '_' || p[1] != 'x')
    return 0;
  n_digits = strspn (digits, "0123456789ABCDEF");
  if (n_digits < 4 || n_digits > 6 || digits[n_digits] != '_')
    return 0;

  c = (gunichar) strtoul (digits, NULL, 16);
  *end = digits + n_digits + 1;

  return g_unichar_validate (c) ? c : 0;
}

static char *
unescape (const char *name)
{
  GString *result = g_string_new (NULL);

  while (*name != '\0')
    {
      const char *end = NULL;
      gunichar c = read_escape (name, &end);

      if (c != 0)
        {
          g_string_append_unichar (result, c);
          name = end;
        }
      else
        {
          g_string_append_c (result, *name++);
        }
    }

  return g_string_free_and_steal (result);
}

/**
 * manicule_uima_is_special_feature:
 * @feature: the name of a feature
 *
 * Returns: whether it means something by itself, on whatever layer
 */
gboolean
manicule_uima_is_special_feature (const char *feature)
{
  return g_strv_contains (special_features, feature);
}

/**
 * manicule_uima_is_plain_name:
 * @attribute: the name of an attribute
 *
 * Returns: whether @attribute can be the name of a feature as it is, unless the label of a layer is taken from that
 */
gboolean
manicule_uima_is_plain_name (const char *attribute)
{
  g_autofree char *escaped = escape (attribute);

  return g_ascii_isalpha (attribute[0]) && g_str_equal (escaped, attribute) && !has_type_prefix (attribute) &&
         !manicule_uima_is_special_feature (attribute);
}

/**
 * manicule_uima_is_plain_feature:
 * @type: the name of a layer
 * @attribute: the name of an attribute
 *
 * Returns: whether @attribute can be the name of a feature of @type as it is
 */
gboolean
manicule_uima_is_plain_feature (const char *type,
                                const char *attribute)
{
  return manicule_uima_is_plain_name (attribute) && !g_str_equal (manicule_uima_get_label_feature (type), attribute);
}

/**
 * manicule_uima_feature_for_attribute:
 * @attribute: the name of an attribute
 * @value_type: the type of its value: 'b', 'x', 'd', 's' or 'a'
 *
 * Returns: (transfer full): the name of a feature that nothing but such a value of that attribute has
 */
char *
manicule_uima_feature_for_attribute (const char *attribute,
                                     char        value_type)
{
  g_autofree char *escaped = escape (attribute);

  g_return_val_if_fail (value_type != '\0' && strchr ("bxdsa", value_type) != NULL, NULL);

  return g_strdup_printf ("m_%c_%s", value_type, escaped);
}

/**
 * manicule_uima_attribute_for_feature:
 * @feature: the name of a feature
 *
 * Returns: (transfer full): the attribute that it is
 */
char *
manicule_uima_attribute_for_feature (const char *feature)
{
  g_autofree char *attribute = NULL;
  g_autofree char *again = NULL;

  if (!has_type_prefix (feature) || feature[4] == '\0')
    return g_strdup (feature);

  attribute = unescape (feature + 4);
  again = escape (attribute);

  /* A name that only looks like one of ours stays. */
  return g_str_equal (again, feature + 4) ? g_steal_pointer (&attribute) : g_strdup (feature);
}

/* --- entities --- */

static gboolean
is_id_char (char c)
{
  return g_ascii_isalnum (c) || c == '.' || c == '_' || c == '-';
}

/**
 * manicule_uima_entity_for_identifier:
 * @identifier: what the feature "identifier" says: an IRI, or an id of the register
 *
 * Returns: (transfer full): a valid id; of an IRI its last part and a checksum
 */
char *
manicule_uima_entity_for_identifier (const char *identifier)
{
  g_autofree char *sum = NULL;
  g_autoptr(GString) id = NULL;
  const char *last;

  if (manicule_id_is_valid (identifier))
    return g_strdup (identifier);

  last = identifier + strlen (identifier);
  while (last > identifier && is_id_char (last[-1]))
    last--;
  id = g_string_new (last);
  g_string_truncate (id, MIN (id->len, MAX_READABLE));
  sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, identifier, -1);
  g_string_append_printf (id, "%s%.*s", id->len > 0 ? "-" : "e", N_DIGITS, sum);

  return g_string_free_and_steal (g_steal_pointer (&id));
}

/* --- what is carried --- */

/**
 * manicule_uima_carry_type:
 * @type: the name of a layer
 *
 * Returns: (transfer full): what an annotation of that layer carries
 */
char *
manicule_uima_carry_type (const char *type)
{
  g_autoptr(GString) carried = g_string_new ("{");

  manicule_json_put_name (carried, MANICULE_UIMA);
  g_string_append_c (carried, '{');
  manicule_json_put_string (carried, "type", type);
  g_string_append_c (carried, '}');

  return g_strdup (carried->str + 1);
}

/**
 * manicule_uima_dup_carried_type:
 * @carried: (nullable): what an annotation carries
 *
 * Returns: (transfer full) (nullable): the name of the layer that it came from
 */
char *
manicule_uima_dup_carried_type (const char *carried)
{
  g_autofree char *text = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(ManiculeJsonReader) reader = NULL;
  ManiculeJsonValue uima, type;

  if (carried == NULL || strstr (carried, "\"" MANICULE_UIMA "\"") == NULL)
    return NULL;

  text = g_strconcat ("{", carried, "}", NULL);
  bytes = g_bytes_new (text, strlen (text));
  reader = manicule_json_reader_new (bytes, MANICULE_UIMA, NULL);
  if (reader == NULL)
    return NULL;

  uima = manicule_json_find (manicule_json_reader_get_root (reader), MANICULE_UIMA);
  if (manicule_json_get_kind (uima) != MANICULE_JSON_OBJECT)
    return NULL;
  type = manicule_json_find (uima, "type");

  return manicule_json_get_kind (type) == MANICULE_JSON_STRING ? g_strdup (manicule_json_as_string (type)) : NULL;
}
