/* manicule-format-values.c: attribute values as texts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-values.h"

#include "manicule-json-writer.h"

#include <math.h>
#include <string.h>

/**
 * manicule_number_to_string:
 * @number: a number
 *
 * Returns: (transfer full): the number in the fewest digits that read back as the same, always with a point or an
 *   exponent, so that it is not taken for a whole number
 */
char *
manicule_number_to_string (double number)
{
  GString *string = g_string_new (NULL);

  if (isfinite (number))
    manicule_json_append_double (string, number);
  else
    g_string_append (string, isnan (number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");

  return g_string_free_and_steal (string);
}

/**
 * manicule_value_dup_texts:
 * @value: an attribute value
 *
 * Returns: (transfer full): its texts; one, except for lists
 */
char **
manicule_value_dup_texts (GVariant *value)
{
  g_autoptr(GStrvBuilder) texts = g_strv_builder_new ();

  g_return_val_if_fail (value != NULL, NULL);

  switch (g_variant_classify (value))
    {
    case G_VARIANT_CLASS_ARRAY:
      return g_variant_dup_strv (value, NULL);

    case G_VARIANT_CLASS_BOOLEAN:
      g_strv_builder_add (texts, g_variant_get_boolean (value) ? "true" : "false");
      break;

    case G_VARIANT_CLASS_INT64:
      g_strv_builder_take (texts, g_strdup_printf ("%" G_GINT64_FORMAT, g_variant_get_int64 (value)));
      break;

    case G_VARIANT_CLASS_DOUBLE:
      g_strv_builder_take (texts, manicule_number_to_string (g_variant_get_double (value)));
      break;

    default:
      g_strv_builder_add (texts, g_variant_get_string (value, NULL));
      break;
    }

  return g_strv_builder_end (texts);
}

/**
 * manicule_text_is_date:
 * @text: a text
 *
 * Returns: whether it has the form of an article's date
 */
gboolean
manicule_text_is_date (const char *text)
{
  static const char pattern[] = "dddd-dd-dd";
  gsize length = strlen (text);

  if (length != 4 && length != 7 && length != 10)
    return FALSE;

  for (gsize i = 0; i < length; i++)
    if (pattern[i] == 'd' ? !g_ascii_isdigit (text[i]) : text[i] != '-')
      return FALSE;

  return TRUE;
}

/**
 * manicule_value_fit_as_text:
 * @value: the value of an attribute
 *
 * Returns: (transfer full) (nullable): the text that a number or a truth becomes where only texts are written; %NULL for
 *   texts and lists
 */
char *
manicule_value_fit_as_text (GVariant *value)
{
  g_auto(GStrv) texts = NULL;

  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING) || g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY))
    return NULL;

  texts = manicule_value_dup_texts (value);

  return g_strdup (texts != NULL ? texts[0] : NULL);
}
