/* manicule-format-gate-xml-read.c: GATE XML, read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-gate-xml-private.h"

#include "manicule-gate.h"
#include "manicule-json-writer.h"
#include "manicule-xml-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* An annotation set as it is read. */
typedef struct
{
  char      *name;       /* (owned): empty: the default set */
  GPtrArray *items;      /* (owned) (element-type ManiculeGateItem) */
  GString   *relations;  /* (owned): those with other than two members, to be carried */
} Set;

typedef struct
{
  ManiculeFormatInput  *input;
  GString              *text;          /* (owned): of the document */
  guint                 n_chars;
  GHashTable           *nodes;         /* (owned): id to offset + 1 */
  GPtrArray            *sets;          /* (owned) (element-type Set) */
  Set                  *set;           /* (not owned) (nullable): that is being read */
  ManiculeGateItem     *item;          /* (owned) (nullable) */
  GStrv                 members;       /* (owned) (nullable): of a relation */
  ManiculeArticleFields fields;
  GStringChunk         *strings;       /* (owned): of the fields */
  GString              *carried;       /* (owned): features of the document */
  GString              *said;          /* (owned): the text of a name or value */
  char                 *name;          /* (owned) (nullable): of a feature */
  char                 *value;         /* (owned) (nullable) */
  char                 *class;         /* (owned) (nullable): of the value */
  gboolean              in_text;
  gboolean              in_document_features;
  guint                 next_id;       /* for annotations without one */
} Reading;

static Set *
ensure_set (Reading    *self,
            const char *name)
{
  Set *set;

  for (guint i = 0; i < self->sets->len; i++)
    if (g_str_equal (((Set *) self->sets->pdata[i])->name, name))
      return self->sets->pdata[i];

  set = g_new0 (Set, 1);
  set->name = g_strdup (name);
  set->items = g_ptr_array_new_with_free_func ((GDestroyNotify) manicule_gate_item_free);
  set->relations = g_string_new (NULL);
  g_ptr_array_add (self->sets, set);

  return set;
}

static void
set_free (gpointer data)
{
  Set *set = data;

  g_free (set->name);
  g_ptr_array_unref (set->items);
  g_string_free (set->relations, TRUE);
  g_free (set);
}

/* --- values --- */

typedef struct
{
  GPtrArray *texts;    /* (owned) (element-type utf8) */
  GString   *text;     /* (owned) */
  guint      depth;
} ListReading;

/* <gate.corpora.ObjectWrapper><value class="list"><string>…, and nothing else. */
static gboolean
start_list (ManiculeXmlReader         *reader,
            const ManiculeXmlElement  *element,
            gpointer                   data,
            GError                   **error)
{
  static const char * const names[] = { MANICULE_GATE_WRAPPER, "value", "string" };
  const char *class = manicule_xml_find_attribute (element, "class");
  ListReading *self = data;

  self->depth = element->depth;
  g_string_truncate (self->text, 0);
  if (element->depth <= 3 && strcmp (element->name, names[element->depth - 1]) == 0 &&
      (element->depth == 2 ? g_strcmp0 (class, "list") == 0 : element->n_attributes == 0))
    return TRUE;

  manicule_xml_reader_fail (reader, error, "not a list of texts");

  return FALSE;
}

static gboolean
end_list (ManiculeXmlReader  *reader,
          const char         *name,
          gpointer            data,
          GError            **error)
{
  ListReading *self = data;

  if (self->depth == 3)
    g_ptr_array_add (self->texts, g_strdup (self->text->str));
  self->depth--;

  return TRUE;
}

static gboolean
add_list_text (ManiculeXmlReader  *reader,
               const char         *text,
               gsize               length,
               gpointer            data,
               GError            **error)
{
  g_string_append_len (((ListReading *) data)->text, text, (gssize) length);

  return TRUE;
}

/* Lists of texts are the one kind of object that is understood. */
static GVariant *
parse_list (const char *text)
{
  static const ManiculeXmlHandler handler = { start_list, end_list, add_list_text };
  ListReading reading = { .texts = g_ptr_array_new_with_free_func (g_free), .text = g_string_new (NULL) };
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  GVariant *list = NULL;

  if (manicule_xml_read (bytes, "list", &handler, &reading, NULL, NULL))
    list = g_variant_new_strv ((const char * const *) reading.texts->pdata, reading.texts->len);
  g_ptr_array_unref (reading.texts);
  g_string_free (reading.text, TRUE);

  return list;
}

/* (nullable): a floating value; NULL for what can be no attribute. */
static GVariant *
parse_value (const char *class,
             const char *text)
{
  const char *name = g_str_has_prefix (class, "java.lang.") ? class + strlen ("java.lang.") : class;
  gint64 whole;
  double number;
  char *end = NULL;

  if (strcmp (name, "String") == 0)
    return g_variant_new_string (text);
  if (strcmp (name, "Boolean") == 0)
    return g_variant_new_boolean (g_ascii_strcasecmp (text, "true") == 0);
  if (strcmp (name, "Integer") == 0 || strcmp (name, "Long") == 0 || strcmp (name, "Short") == 0 || strcmp (name, "Byte") == 0)
    return g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &whole, NULL) ? g_variant_new_int64 (whole) : NULL;
  if (strcmp (name, "Double") == 0 || strcmp (name, "Float") == 0 || strcmp (name, "java.math.BigDecimal") == 0)
    {
      number = g_ascii_strtod (text, &end);
      return end != text && *end == '\0' ? g_variant_new_double (number) : NULL;
    }

  return strcmp (name, MANICULE_GATE_WRAPPER) == 0 ? parse_list (text) : NULL;
}

static char *
make_carried (const char *class,
              const char *text)
{
  GString *out = g_string_new ("{");

  manicule_json_put_string (out, "class", class);
  manicule_json_put_string (out, "text", text);
  g_string_append_c (out, '}');

  return g_string_free_and_steal (out);
}

static void
add_document_feature (Reading    *self,
                      const char *class,
                      const char *text)
{
  g_autofree char *json = NULL;

  if (strcmp (class, "java.lang.String") == 0 && manicule_gate_set_field (&self->fields, self->strings, self->name, text))
    return;

  json = make_carried (class, text);
  manicule_json_put_name (self->carried, self->name);
  g_string_append (self->carried, json);
}

/* At the end of <Feature>. */
static void
end_feature (Reading *self)
{
  const char *class = self->class != NULL ? self->class : "java.lang.String";
  const char *text = self->value != NULL ? self->value : "";
  GVariant *value;

  if (self->name == NULL)
    return;

  if (self->in_document_features)
    {
      add_document_feature (self, class, text);
    }
  else if (self->item != NULL)
    {
      value = parse_value (class, text);
      if (value == NULL || !manicule_gate_item_add (self->item, self->name, value))
        {
          g_autofree char *json = make_carried (class, text);

          manicule_gate_item_carry (self->item, self->name, json);
        }
    }
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->value, g_free);
  g_clear_pointer (&self->class, g_free);
}

/* --- elements --- */

static gboolean
read_node (Reading                   *self,
           ManiculeXmlReader         *reader,
           const ManiculeXmlElement  *element,
           GError                   **error)
{
  const char *id = manicule_xml_find_attribute (element, "id");

  if (id != NULL && !g_hash_table_contains (self->nodes, id))
    {
      g_hash_table_insert (self->nodes, g_strdup (id), GUINT_TO_POINTER (self->n_chars + 1));
      return TRUE;
    }

  return manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "bad-node", element->line, error,
                                       _("a <Node> has no id, or one that was there before; it was passed over"));
}

static gboolean
find_node (Reading                   *self,
           const ManiculeXmlElement  *element,
           const char                *name,
           guint                     *offset)
{
  const char *id = manicule_xml_find_attribute (element, name);
  guint found = id != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->nodes, id)) : 0;

  *offset = found - 1;

  return found > 0;
}

static char *
dup_id (Reading                  *self,
        const ManiculeXmlElement *element)
{
  const char *id = manicule_xml_find_attribute (element, "Id");

  if (id != NULL && manicule_id_is_valid (id))
    return g_strdup (id);

  return g_strdup_printf ("a%u", ++self->next_id);
}

static gboolean
read_annotation (Reading                   *self,
                 const ManiculeXmlElement  *element,
                 GError                   **error)
{
  const char *type = manicule_xml_find_attribute (element, "Type");
  g_autofree char *id = dup_id (self, element);
  ManiculeRange range;

  if (self->set == NULL)
    return TRUE;
  if (type == NULL || *type == '\0' || !find_node (self, element, "StartNode", &range.start) ||
      !find_node (self, element, "EndNode", &range.end) || range.start > range.end)
    return manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "bad-annotation", element->line, error,
                                         _("annotation %s has no type, or its nodes are not in the text; it was left out"), id);

  g_clear_pointer (&self->item, manicule_gate_item_free);
  self->item = manicule_gate_item_new (id, type, element->line);
  manicule_gate_item_set_range (self->item, range);

  return TRUE;
}

static gboolean
read_relation (Reading                   *self,
               const ManiculeXmlElement  *element,
               GError                   **error)
{
  const char *type = manicule_xml_find_attribute (element, "Type");
  const char *members = manicule_xml_find_attribute (element, "Members");
  g_autofree char *id = dup_id (self, element);

  if (self->set == NULL)
    return TRUE;
  if (type == NULL || *type == '\0' || members == NULL)
    return manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "bad-relation", element->line, error,
                                         _("relation %s has no type or no members; it was left out"), id);

  g_clear_pointer (&self->item, manicule_gate_item_free);
  g_clear_pointer (&self->members, g_strfreev);
  self->members = g_strsplit (members, ";", -1);
  if (g_strv_length (self->members) != 2)
    {
      g_string_append_c (self->set->relations, self->set->relations->len > 0 ? ',' : '[');
      g_string_append_c (self->set->relations, '{');
      manicule_json_put_string (self->set->relations, "id", id);
      manicule_json_put_string (self->set->relations, "type", type);
      manicule_json_put_string (self->set->relations, "members", members);
      g_string_append_c (self->set->relations, '}');
      return TRUE;
    }

  if (!manicule_id_is_valid (self->members[0]) || !manicule_id_is_valid (self->members[1]))
    return manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "bad-relation", element->line, error,
                                         _("relation %s does not say from where to where it leads; it was left out"), id);

  self->item = manicule_gate_item_new (id, type, element->line);
  manicule_gate_item_set_ends (self->item, self->members[0], self->members[1]);

  return TRUE;
}

static gboolean
start_element (ManiculeXmlReader         *reader,
               const ManiculeXmlElement  *element,
               gpointer                   data,
               GError                   **error)
{
  Reading *self = data;
  const char *name = element->name;
  const char *set_name = manicule_xml_find_attribute (element, "Name");
  const char *class = manicule_xml_find_attribute (element, "className");

  if (element->depth == 1 && strcmp (name, "GateDocument") != 0)
    {
      manicule_xml_reader_fail (reader, error, _("this is no document of GATE: the first element is “%s”"), name);
      return FALSE;
    }
  if (self->in_text)
    return strcmp (name, "Node") != 0 || read_node (self, reader, element, error);

  if (strcmp (name, "TextWithNodes") == 0)
    self->in_text = TRUE;
  else if (strcmp (name, "GateDocumentFeatures") == 0)
    self->in_document_features = TRUE;
  else if (strcmp (name, "AnnotationSet") == 0 || strcmp (name, "RelationSet") == 0)
    self->set = ensure_set (self, set_name != NULL ? set_name : "");
  else if (strcmp (name, "Annotation") == 0)
    return read_annotation (self, element, error);
  else if (strcmp (name, "Relation") == 0)
    return read_relation (self, element, error);
  else if (strcmp (name, "Name") == 0 || strcmp (name, "Value") == 0)
    {
      g_string_truncate (self->said, 0);
      if (*name == 'N')
        return TRUE;
      g_free (self->class);
      self->class = g_strdup (class);
    }

  return TRUE;
}

static gboolean
end_element (ManiculeXmlReader  *reader,
             const char         *name,
             gpointer            data,
             GError            **error)
{
  Reading *self = data;

  if (self->in_text)
    self->in_text = strcmp (name, "TextWithNodes") != 0;
  else if (strcmp (name, "GateDocumentFeatures") == 0)
    self->in_document_features = FALSE;
  else if (strcmp (name, "Name") == 0)
    {
      g_free (self->name);
      self->name = *self->said->str != '\0' ? g_strdup (self->said->str) : NULL;
    }
  else if (strcmp (name, "Value") == 0)
    {
      g_free (self->value);
      self->value = g_strdup (self->said->str);
    }
  else if (strcmp (name, "Feature") == 0)
    end_feature (self);
  else if ((strcmp (name, "Annotation") == 0 || strcmp (name, "Relation") == 0) && self->item != NULL && self->set != NULL)
    g_ptr_array_add (self->set->items, g_steal_pointer (&self->item));
  else if (strcmp (name, "AnnotationSet") == 0 || strcmp (name, "RelationSet") == 0)
    self->set = NULL;

  return TRUE;
}

static gboolean
add_text (ManiculeXmlReader  *reader,
          const char         *text,
          gsize               length,
          gpointer            data,
          GError            **error)
{
  Reading *self = data;

  if (!self->in_text)
    {
      g_string_append_len (self->said, text, (gssize) length);
      return TRUE;
    }

  g_string_append_len (self->text, text, (gssize) length);
  self->n_chars += (guint) g_utf8_strlen (text, (gssize) length);

  return TRUE;
}

/* --- documents --- */

static char *
make_set_carried (Set *set)
{
  g_autoptr(GString) out = g_string_new ("{");

  manicule_json_put_name (out, MANICULE_GATE);
  g_string_append_c (out, '{');
  manicule_json_put_string (out, "set", set->name);
  if (set->relations->len > 0)
    {
      manicule_json_put_name (out, "relations");
      g_string_append_printf (out, "%s]", set->relations->str);
    }
  g_string_append_c (out, '}');

  return g_strdup (out->str + 1);
}

static gboolean
add_set (Reading           *self,
         ManiculeDocument  *document,
         Set               *source,
         GError           **error)
{
  ManiculeText *text = manicule_document_get_text (document);
  g_autoptr(GPtrArray) annotations = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GArray) lines = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(ManiculeAnnotationSet) set = NULL;
  g_autofree char *carried = make_set_carried (source);

  for (guint i = 0; i < source->items->len; i++)
    {
      guint line = manicule_gate_item_get_line (source->items->pdata[i]);

      g_ptr_array_add (annotations, manicule_gate_item_make (source->items->pdata[i], text, MANICULE_OFFSET_UTF16, MANICULE_GATE));
      g_array_append_val (lines, line);
    }

  set = manicule_annotation_set_new (manicule_article_get_id (manicule_document_get_article (document)), source->name, text);
  if (!manicule_format_input_fill_set (self->input, set, annotations, lines, error))
    return FALSE;
  manicule_annotation_set_set_carried (set, carried);
  manicule_document_add_set (document, set);

  return TRUE;
}

static ManiculeDocument *
make_document (Reading  *self,
               GError  **error)
{
  g_autofree char *id = manicule_format_document_id (manicule_format_input_get_name (self->input));
  g_autoptr(GBytes) bytes = g_bytes_new (self->text->str, self->text->len);
  g_autoptr(ManiculeText) text = manicule_text_new (bytes, error);
  g_autofree char *carried = NULL;

  if (text == NULL)
    return NULL;

  self->fields.id = id;
  if (self->carried->len > 1)
    carried = g_strdup_printf ("\"" MANICULE_GATE "\":{\"features\":%s}}", self->carried->str);
  self->fields.carried = carried;

  return manicule_format_input_new_document (self->input, &self->fields, text);
}

/* An empty default set is always there; it counts only where there is no other. */
static gboolean
emit (Reading               *self,
      ManiculeDocumentFunc   func,
      gpointer               data,
      GError               **error)
{
  g_autoptr(ManiculeDocument) document = make_document (self, error);

  if (document == NULL)
    return FALSE;

  ensure_set (self, "");
  for (guint i = 0; i < self->sets->len; i++)
    {
      Set *set = self->sets->pdata[i];
      gboolean is_empty = set->items->len == 0 && set->relations->len == 0;

      if ((!is_empty || (i + 1 == self->sets->len && manicule_document_get_n_sets (document) == 0)) &&
          !add_set (self, document, set, error))
        return FALSE;
    }

  return manicule_format_input_emit (self->input, document, func, data, error);
}

static void
reading_init (Reading             *self,
              ManiculeFormatInput *input)
{
  self->input = input;
  self->text = g_string_new (NULL);
  self->nodes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->sets = g_ptr_array_new_with_free_func (set_free);
  self->strings = g_string_chunk_new (256);
  self->carried = g_string_new ("{");
  self->said = g_string_new (NULL);
}

static void
reading_clear (Reading *self)
{
  g_string_free (self->text, TRUE);
  g_hash_table_unref (self->nodes);
  g_ptr_array_unref (self->sets);
  g_clear_pointer (&self->item, manicule_gate_item_free);
  g_clear_pointer (&self->members, g_strfreev);
  g_string_chunk_free (self->strings);
  g_string_free (self->carried, TRUE);
  g_string_free (self->said, TRUE);
  g_free (self->name);
  g_free (self->value);
  g_free (self->class);
}

gboolean
manicule_gate_xml_read (ManiculeFormatInput   *input,
                        ManiculeDocumentFunc   func,
                        gpointer               data,
                        GError               **error)
{
  static const ManiculeXmlHandler handler = { start_element, end_element, add_text };
  g_autoptr(GBytes) bytes = manicule_format_input_read_bytes (input, NULL, error);
  Reading reading = { 0, };
  gboolean success;

  if (bytes == NULL)
    return FALSE;

  reading_init (&reading, input);
  success = manicule_xml_read (bytes, manicule_format_input_get_name (input), &handler, &reading, NULL, error) &&
            emit (&reading, func, data, error);
  reading_clear (&reading);

  return success;
}
