/* manicule-format-gate-xml.c: GATE XML, a file for each article
 *
 * The text stands between nodes, to which annotations lead; the numbers of the nodes are not looked at, only their
 * places. Relations are those of GATE.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-gate-xml-private.h"

#include "manicule-format-values.h"
#include "manicule-gate.h"
#include "manicule-xml-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static guint
sniff (const char *name,
       const char *head,
       gsize       length)
{
  return strstr (head, "<GateDocument") != NULL ? 95 : 0;
}

/* --- features --- */

static void
put_said (GString    *out,
          const char *element,
          const char *class,
          const char *text)
{
  g_string_append_printf (out, "  <%s", element);
  manicule_xml_append_attribute (out, "className", class);
  g_string_append_c (out, '>');
  manicule_xml_append_text (out, text, -1);
  g_string_append_printf (out, "</%s>\n", element);
}

static char *
print_list (GVariant *list)
{
  g_autofree const char **texts = g_variant_get_strv (list, NULL);
  GString *out = g_string_new ("<?xml version='1.0'?><" MANICULE_GATE_WRAPPER "><value class=\"list\">");

  for (guint i = 0; texts[i] != NULL; i++)
    manicule_xml_append_element (out, "string", texts[i]);
  g_string_append (out, "</value></" MANICULE_GATE_WRAPPER ">");

  return g_string_free_and_steal (out);
}

static void
put_variant (GString  *out,
             GVariant *value)
{
  g_auto(GStrv) texts = manicule_value_dup_texts (value);
  g_autofree char *list = NULL;

  switch (g_variant_classify (value))
    {
    case G_VARIANT_CLASS_BOOLEAN:
      put_said (out, "Value", "java.lang.Boolean", texts[0]);
      break;

    case G_VARIANT_CLASS_INT64:
      put_said (out, "Value", ABS (g_variant_get_int64 (value)) <= G_MAXINT32 ? "java.lang.Integer" : "java.lang.Long", texts[0]);
      break;

    case G_VARIANT_CLASS_DOUBLE:
      put_said (out, "Value", "java.lang.Double", texts[0]);
      break;

    case G_VARIANT_CLASS_ARRAY:
      list = print_list (value);
      put_said (out, "Value", MANICULE_GATE_WRAPPER, list);
      break;

    default:
      put_said (out, "Value", "java.lang.String", texts[0]);
      break;
    }
}

static void
put_carried (GString    *out,
             const char *json)
{
  g_autoptr(GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr(ManiculeJsonReader) reader = manicule_json_reader_new (bytes, MANICULE_GATE, NULL);
  ManiculeJsonValue root;
  const char *class, *text;

  if (reader == NULL)
    return;

  root = manicule_json_reader_get_root (reader);
  if (manicule_json_get_kind (root) != MANICULE_JSON_OBJECT)
    return;
  class = manicule_json_find_string (root, "class");
  text = manicule_json_find_string (root, "text");
  put_said (out, "Value", class != NULL ? class : "java.lang.String", text != NULL ? text : "");
}

static void
put_features (GString   *out,
              GPtrArray *features)
{
  for (guint i = 0; i < features->len; i++)
    {
      const ManiculeGateFeature *feature = features->pdata[i];

      g_string_append (out, "<Feature>\n");
      put_said (out, "Name", "java.lang.String", feature->name);
      if (feature->value != NULL)
        put_variant (out, feature->value);
      else
        put_carried (out, feature->json);
      g_string_append (out, "</Feature>\n");
    }
}

/* --- the text with its nodes --- */

static int
compare_offsets (gconstpointer a,
                 gconstpointer b)
{
  guint first = *(const guint *) a, second = *(const guint *) b;

  return first < second ? -1 : first > second;
}

/* All borders of annotations, in order. */
static GArray *
list_borders (ManiculeAnnotationSet *set)
{
  GArray *borders = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (set));

  for (guint i = 0; i < n; i++)
    {
      ManiculeRange range = manicule_gate_get_range (set, manicule_annotation_set_get (set, i));

      g_array_append_val (borders, range.start);
      g_array_append_val (borders, range.end);
    }
  g_array_sort (borders, compare_offsets);

  return borders;
}

static void
put_text (GString               *out,
          ManiculeAnnotationSet *set)
{
  ManiculeText *text = manicule_annotation_set_get_text (set);
  const char *data = manicule_text_get_data (text);
  g_autoptr(GArray) borders = list_borders (set);
  gsize done = 0;

  g_string_append (out, "<TextWithNodes>");
  for (guint i = 0; i < borders->len; i++)
    {
      guint offset = g_array_index (borders, guint, i);
      gsize place;

      if (i > 0 && offset == g_array_index (borders, guint, i - 1))
        continue;
      place = manicule_text_char_to_byte (text, offset);
      manicule_xml_append_text (out, data + done, (gssize) (place - done));
      g_string_append_printf (out, "<Node id=\"%u\"/>", manicule_text_from_chars (text, MANICULE_OFFSET_UTF16, offset));
      done = place;
    }
  manicule_xml_append_text (out, data + done, -1);
  g_string_append (out, "</TextWithNodes>\n");
}

/* --- annotations --- */

static void
put_annotation (GString               *out,
                ManiculeAnnotationSet *set,
                ManiculeAnnotation    *annotation,
                guint                  number)
{
  ManiculeText *text = manicule_annotation_set_get_text (set);
  ManiculeRange range = manicule_gate_get_range (set, annotation);
  g_autoptr(GPtrArray) features = manicule_gate_list_features (annotation, NULL, text, MANICULE_OFFSET_UTF16, MANICULE_GATE);

  g_string_append_printf (out, "<Annotation Id=\"%u\"", number);
  manicule_xml_append_attribute (out, "Type", manicule_annotation_get_label (annotation));
  manicule_xml_append_uint (out, "StartNode", manicule_text_from_chars (text, MANICULE_OFFSET_UTF16, range.start));
  manicule_xml_append_uint (out, "EndNode", manicule_text_from_chars (text, MANICULE_OFFSET_UTF16, range.end));
  g_string_append (out, ">\n");
  put_features (out, features);
  g_string_append (out, "</Annotation>\n");
}

static void
put_relation (GString               *out,
              ManiculeAnnotationSet *set,
              ManiculeAnnotation    *relation,
              GHashTable            *numbers)
{
  g_autoptr(GPtrArray) features = manicule_gate_list_features (relation, NULL, manicule_annotation_set_get_text (set),
                                                               MANICULE_OFFSET_UTF16, MANICULE_GATE);

  g_string_append_printf (out, "<Relation Id=\"%u\"",
                          GPOINTER_TO_UINT (g_hash_table_lookup (numbers, manicule_annotation_get_id (relation))));
  manicule_xml_append_attribute (out, "Type", manicule_annotation_get_label (relation));
  g_string_append_printf (out, " Members=\"%u;%u\">\n<UserData/>\n",
                          GPOINTER_TO_UINT (g_hash_table_lookup (numbers, manicule_annotation_get_from (relation))),
                          GPOINTER_TO_UINT (g_hash_table_lookup (numbers, manicule_annotation_get_to (relation))));
  put_features (out, features);
  g_string_append (out, "</Relation>\n");
}

static void
put_carried_relations (GString           *out,
                       ManiculeJsonValue  relations)
{
  ManiculeJsonIter iter;

  if (manicule_json_get_kind (relations) != MANICULE_JSON_ARRAY)
    return;

  manicule_json_iter_init (&iter, relations);
  while (manicule_json_iter_next (&iter))
    {
      if (manicule_json_get_kind (iter.value) != MANICULE_JSON_OBJECT)
        continue;
      g_string_append (out, "<Relation");
      manicule_xml_append_attribute (out, "Id", manicule_json_find_string (iter.value, "id"));
      manicule_xml_append_attribute (out, "Type", manicule_json_find_string (iter.value, "type"));
      manicule_xml_append_attribute (out, "Members", manicule_json_find_string (iter.value, "members"));
      g_string_append (out, ">\n<UserData/>\n</Relation>\n");
    }
}

static void
begin_set (GString    *out,
           const char *element,
           const char *name)
{
  g_string_append_printf (out, "<%s", element);
  manicule_xml_append_attribute (out, "Name", *name != '\0' ? name : NULL);
  g_string_append (out, ">\n");
}

/* The set of an annotator has his name, unless it came with another. */
static void
put_set (GString               *out,
         ManiculeAnnotationSet *set)
{
  ManiculeJsonValue value;
  g_autoptr(ManiculeJsonReader) reader = manicule_gate_open_carried (manicule_annotation_set_get_carried (set), MANICULE_GATE, &value);
  const char *carried = reader != NULL ? manicule_json_find_string (value, "set") : NULL;
  const char *name = reader != NULL ? (carried != NULL ? carried : "") : manicule_annotation_set_get_annotator (set);
  g_autoptr(GHashTable) numbers = manicule_gate_number (set);
  g_autoptr(GString) relations = g_string_new (NULL);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (set));

  begin_set (out, "AnnotationSet", name);
  for (guint i = 0; i < n; i++)
    {
      ManiculeAnnotation *annotation = manicule_annotation_set_get (set, i);
      const char *id = manicule_annotation_get_id (annotation);

      if (manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_RELATION)
        put_relation (relations, set, annotation, numbers);
      else
        put_annotation (out, set, annotation, GPOINTER_TO_UINT (g_hash_table_lookup (numbers, id)));
    }
  g_string_append (out, "</AnnotationSet>\n");

  if (reader != NULL)
    put_carried_relations (relations, manicule_json_find (value, "relations"));
  if (relations->len == 0)
    return;
  begin_set (out, "RelationSet", name);
  g_string_append_len (out, relations->str, (gssize) relations->len);
  g_string_append (out, "</RelationSet>\n");
}

char *
manicule_gate_xml_print (ManiculeDocument *document)
{
  ManiculeAnnotationSet *set = manicule_document_get_set (document, 0);
  g_autoptr(GPtrArray) features = manicule_gate_list_document_features (manicule_document_get_article (document), MANICULE_GATE);
  GString *out = g_string_new (MANICULE_XML_DECLARATION "<GateDocument version=\"3\">\n<GateDocumentFeatures>\n");

  put_features (out, features);
  g_string_append (out, "</GateDocumentFeatures>\n");
  put_text (out, set);
  put_set (out, set);
  g_string_append (out, "</GateDocument>\n");

  return g_string_free_and_steal (out);
}

/* --- the state is the output itself --- */

static gpointer
begin (ManiculeFormatOutput  *output,
       ManiculeSchema        *schema,
       GError               **error)
{
  return output;
}

static gboolean
write_document (gpointer           state,
                ManiculeDocument  *document,
                GError           **error)
{
  const char *id = manicule_article_get_id (manicule_document_get_article (document));
  g_autofree char *xml = manicule_gate_xml_print (document);
  g_autofree char *name = g_strconcat (id, ".xml", NULL);

  return manicule_format_output_begin_member (state, name, TRUE, error) &&
         manicule_format_output_write (state, xml, -1, error) &&
         manicule_format_output_end_member (state, error);
}

static gboolean
end (gpointer   state,
     gboolean   commit,
     GError   **error)
{
  return TRUE;
}

static char *
fit_name (ManiculeNameKind  kind,
          const char       *name)
{
  return manicule_xml_fit (name);
}

static const char * const suffixes[] = { "xml", NULL };

const ManiculeFormat manicule_format_gate_xml = {
  .id = "gate-xml",
  .title = "GATE XML",
  .description = N_("A file for each article, with the text between nodes"),
  .suffixes = suffixes,
  .holds = MANICULE_HOLDS_SPANS | MANICULE_HOLDS_NESTED | MANICULE_HOLDS_CROSSING | MANICULE_HOLDS_DISCONTINUOUS |
           MANICULE_HOLDS_ZERO_LENGTH | MANICULE_HOLDS_SUB_TOKEN | MANICULE_HOLDS_RELATIONS |
           MANICULE_HOLDS_RELATION_EXTRAS | MANICULE_HOLDS_ATTRIBUTES | MANICULE_HOLDS_DOCUMENT_LABELS |
           MANICULE_HOLDS_ENTITIES | MANICULE_HOLDS_NOTES | MANICULE_HOLDS_TEXT | MANICULE_HOLDS_METADATA |
           MANICULE_HOLDS_TYPES,
  .unit = MANICULE_OFFSET_UTF16,
  .container = MANICULE_CONTAINER_FOLDER,
  .sniff = sniff,
  .read = manicule_gate_xml_read,
  .begin = begin,
  .write = write_document,
  .end = end,
  .fit_name = fit_name,
  .fits_text = manicule_xml_holds,
};
