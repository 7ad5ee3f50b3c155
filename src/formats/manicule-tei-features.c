/* manicule-tei-features.c: attributes of annotations in TEI: those that stand inline, and feature structures
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-tei-private.h"

#include "manicule-format-values.h"
#include "manicule-xml-writer.h"

#include <string.h>

static void
put_value (GString  *out,
           GVariant *value)
{
  g_auto(GStrv) texts = manicule_value_dup_texts (value);

  switch (g_variant_classify (value))
    {
    case G_VARIANT_CLASS_BOOLEAN:
      g_string_append_printf (out, "<binary value=\"%s\"/>", texts[0]);
      break;

    case G_VARIANT_CLASS_INT64:
    case G_VARIANT_CLASS_DOUBLE:
      g_string_append_printf (out, "<numeric value=\"%s\"/>", texts[0]);
      break;

    case G_VARIANT_CLASS_ARRAY:
      g_string_append (out, "<vColl org=\"list\">");
      for (guint i = 0; texts[i] != NULL; i++)
        manicule_xml_append_element (out, "string", texts[i]);
      g_string_append (out, "</vColl>");
      break;

    default:
      manicule_xml_append_element (out, "string", texts[0]);
      break;
    }
}

void
manicule_tei_put_feature (GString    *out,
                          const char *name,
                          GVariant   *value)
{
  g_string_append (out, "<f");
  manicule_xml_append_attribute (out, "name", name);
  g_string_append_c (out, '>');
  put_value (out, value);
  g_string_append (out, "</f>");
}

gboolean
manicule_tei_is_inline (ManiculeAnnotation *annotation,
                        const char         *element,
                        const char         *name,
                        GVariant           *value)
{
  const char *text;

  if (element == NULL || !g_variant_is_of_type (value, G_VARIANT_TYPE_STRING) || !manicule_tei_is_attribute (name))
    return FALSE;
  if (strcmp (name, "type") == 0)
    return !manicule_tei_is_generic (element);
  if (strcmp (name, "ref") != 0 || !manicule_tei_has_ref (element))
    return TRUE;

  text = g_variant_get_string (value, NULL);

  return manicule_annotation_get_entity (annotation) == NULL && !(text[0] == '#' && manicule_id_is_valid (text + 1));
}

gboolean
manicule_tei_has_inline_entity (ManiculeAnnotation *annotation,
                                const char         *element)
{
  const char *entity = manicule_annotation_get_entity (annotation);

  return entity != NULL && element != NULL && manicule_tei_has_ref (element) && manicule_id_is_valid (entity);
}
