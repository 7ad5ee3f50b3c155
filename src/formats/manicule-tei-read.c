/* manicule-tei-read.c: TEI, read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-tei-read-private.h"

#include "manicule-format-values.h"
#include "manicule-xml-reader.h"
#include "manicule-xml-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* More attributes than any annotation has; each costs a copy of those before. */
#define MAX_ATTRIBUTES 256

/* --- names --- */

gboolean
manicule_tei_is_span_element (const char *name)
{
  static const char * const names[] = {
    "persName", "placeName", "orgName", "name", "rs", "date", "said", "q", "quote", NULL,
  };

  return g_strv_contains (names, name);
}

gboolean
manicule_tei_has_ref (const char *name)
{
  static const char * const names[] = { "persName", "placeName", "orgName", "name", "rs", NULL };

  return g_strv_contains (names, name);
}

gboolean
manicule_tei_is_generic (const char *name)
{
  return strcmp (name, "rs") == 0 || strcmp (name, "name") == 0;
}

gboolean
manicule_tei_is_attribute (const char *name)
{
  static const char * const names[] = {
    "aloud", "calendar", "cert", "corresp", "direct", "evidence", "from", "key", "n", "notAfter", "notBefore", "ref", "rend",
    "resp", "role", "sameAs", "subtype", "to", "toWhom", "type", "when", "who", NULL,
  };

  return g_strv_contains (names, name);
}

/* --- items --- */

void
manicule_tei_item_free (gpointer data)
{
  ManiculeTeiItem *item = data;

  g_free (item->id);
  g_free (item->label);
  g_free (item->element);
  g_free (item->carried);
  g_free (item->entity);
  g_free (item->next);
  g_free (item->ana);
  g_free (item->note);
  g_free (item->from);
  g_free (item->to);
  g_clear_pointer (&item->ranges, g_array_unref);
  g_ptr_array_unref (item->names);
  g_ptr_array_unref (item->values);
  g_free (item);
}

static void
node_free (gpointer data)
{
  ManiculeTeiElement *node = data;

  g_free (node->name);
  g_free (node->attributes);
  g_free (node->xml_id);
  g_free (node);
}

ManiculeTeiItem *
manicule_tei_item_new (guint line)
{
  ManiculeTeiItem *item = g_new0 (ManiculeTeiItem, 1);

  item->names = g_ptr_array_new_with_free_func (g_free);
  item->values = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  item->line = line;

  return item;
}

void
manicule_tei_item_add (ManiculeTeiItem *item,
                       const char      *name,
                       GVariant        *value)
{
  g_autoptr(GVariant) held = g_variant_ref_sink (value);

  for (guint i = 0; i < item->names->len; i++)
    if (g_str_equal (item->names->pdata[i], name))
      return;
  if (*name == '\0' || item->names->len == MAX_ATTRIBUTES)
    return;

  g_ptr_array_add (item->names, g_strdup (name));
  g_ptr_array_add (item->values, g_steal_pointer (&held));
}

/* "#x" leads within the document. */
static char *
dup_pointer (const char *value)
{
  return value != NULL && value[0] == '#' && value[1] != '\0' ? g_strdup (value + 1) : NULL;
}

static const char *
get_xml_id (const ManiculeXmlElement *element)
{
  return manicule_xml_find_attribute_ns (element, MANICULE_XML_NAMESPACE, "id");
}

/* Takes the id of the element; one that is taken is reported where the set is filled. The others get theirs when all are
 * known. */
static void
item_name (ManiculeTeiReading       *self,
           ManiculeTeiItem          *item,
           const ManiculeXmlElement *element)
{
  const char *id = get_xml_id (element);

  if (id != NULL && manicule_id_is_valid (id))
    {
      item->id = g_strdup (id);
      if (!g_hash_table_contains (self->by_id, item->id))
        g_hash_table_insert (self->by_id, item->id, item);
    }
  g_ptr_array_add (self->items, item);
}

/* --- elements as they stand --- */

static gboolean
is_tei (const ManiculeXmlElement *element)
{
  return element->uri == NULL || strcmp (element->uri, MANICULE_TEI_NAMESPACE) == 0;
}

static char *
print_attribute (const ManiculeXmlAttribute *attribute)
{
  g_autofree char *name = attribute->prefix != NULL ? g_strconcat (attribute->prefix, ":", attribute->name, NULL)
                                                    : g_strdup (attribute->name);
  GString *out = g_string_new (NULL);

  manicule_xml_append_attribute (out, name, attribute->value);
  if (attribute->prefix != NULL && strcmp (attribute->prefix, "xml") != 0)
    {
      g_autofree char *declaration = g_strconcat ("xmlns:", attribute->prefix, NULL);

      manicule_xml_append_attribute (out, declaration, attribute->uri);
    }

  return g_string_free_and_steal (out);
}

/* All of them, with the declarations of the namespaces that they and the element are in. */
static char *
print_attributes (const ManiculeXmlElement *element)
{
  GString *out = g_string_new (NULL);

  if (element->prefix != NULL && !is_tei (element))
    {
      g_autofree char *declaration = g_strconcat ("xmlns:", element->prefix, NULL);

      manicule_xml_append_attribute (out, declaration, element->uri);
    }
  else if (!is_tei (element))
    {
      manicule_xml_append_attribute (out, "xmlns", element->uri);
    }
  for (guint i = 0; i < element->n_attributes; i++)
    {
      g_autofree char *printed = print_attribute (&element->attributes[i]);

      g_string_append (out, printed);
    }

  return g_string_free_and_steal (out);
}

static char *
print_name (const ManiculeXmlElement *element)
{
  return element->prefix != NULL && !is_tei (element) ? g_strconcat (element->prefix, ":", element->name, NULL)
                                                      : g_strdup (element->name);
}

/* --- within <text> --- */

static void
add_span_attribute (ManiculeTeiItem            *item,
                    const ManiculeXmlElement   *element,
                    const ManiculeXmlAttribute *attribute,
                    GString                    *carried)
{
  gboolean is_type = strcmp (attribute->name, "type") == 0 && manicule_tei_is_generic (element->name);
  g_autofree char *printed = NULL;

  if (attribute->uri == NULL)
    {
      if (is_type && *attribute->value != '\0')
        return;
      if (strcmp (attribute->name, "ref") == 0 && attribute->value[0] == '#' && manicule_id_is_valid (attribute->value + 1) &&
          manicule_tei_has_ref (element->name))
        {
          item->entity = g_strdup (attribute->value + 1);
          return;
        }
      if (!is_type && manicule_tei_is_attribute (attribute->name))
        {
          manicule_tei_item_add (item, attribute->name, g_variant_new_string (attribute->value));
          return;
        }
      if (strcmp (attribute->name, "next") == 0 || strcmp (attribute->name, "prev") == 0 || strcmp (attribute->name, "ana") == 0)
        return;
    }
  else if (strcmp (attribute->name, "id") == 0 && strcmp (attribute->uri, MANICULE_XML_NAMESPACE) == 0)
    {
      return;
    }

  printed = print_attribute (attribute);
  g_string_append (carried, printed);
}

static ManiculeTeiItem *
begin_span (ManiculeTeiReading       *self,
            const ManiculeXmlElement *element)
{
  const char *type = manicule_xml_find_attribute (element, "type");
  gboolean has_label = manicule_tei_is_generic (element->name) && type != NULL && *type != '\0';
  g_autoptr(GString) carried = g_string_new (NULL);
  ManiculeTeiItem *item = manicule_tei_item_new (element->line);

  item->kind = MANICULE_ANNOTATION_SPAN;
  item->label = g_strdup (has_label ? type : element->name);
  item->element = has_label && strcmp (element->name, "rs") != 0 ? g_strdup (element->name) : NULL;
  item->next = dup_pointer (manicule_xml_find_attribute (element, "next"));
  item->ana = dup_pointer (manicule_xml_find_attribute (element, "ana"));
  item->start = item->end = self->n_chars;
  for (guint i = 0; i < element->n_attributes; i++)
    add_span_attribute (item, element, &element->attributes[i], carried);
  if (carried->len > 0)
    item->carried = g_strdup (carried->str);
  item_name (self, item, element);

  return item;
}

static void
begin_node (ManiculeTeiReading       *self,
            const ManiculeXmlElement *element)
{
  ManiculeTeiElement *node = g_new0 (ManiculeTeiElement, 1);
  const char *id = get_xml_id (element);

  node->depth = element->depth - self->text_depth;
  node->start = node->end = self->n_chars;
  node->xml_id = g_strdup (id);
  if (is_tei (element) && manicule_tei_is_span_element (element->name))
    {
      node->item = begin_span (self, element);
    }
  else
    {
      node->name = print_name (element);
      node->attributes = print_attributes (element);
      if (id != NULL && !g_hash_table_contains (self->places, id))
        g_hash_table_insert (self->places, g_strdup (id), GUINT_TO_POINTER (self->n_chars + 1));
    }
  g_ptr_array_add (self->nodes, node);
  g_ptr_array_add (self->open, node);
}

static void
end_node (ManiculeTeiReading *self)
{
  ManiculeTeiElement *node = g_ptr_array_steal_index (self->open, self->open->len - 1);

  node->end = self->n_chars;
  if (node->item != NULL)
    node->item->end = self->n_chars;
}

/* --- our own <standOff> --- */

static void
begin_aside (ManiculeTeiReading       *self,
             const ManiculeXmlElement *element)
{
  const char *name = element->name;
  const char *type = manicule_xml_find_attribute (element, "type");
  const char *id = get_xml_id (element);

  g_string_truncate (self->said, 0);
  if (strcmp (name, "span") == 0)
    {
      self->item = manicule_tei_item_new (element->line);
      self->item->kind = manicule_xml_find_attribute (element, "from") != NULL ? MANICULE_ANNOTATION_SPAN : MANICULE_ANNOTATION_DOCUMENT;
      self->item->label = g_strdup (type);
      self->item->from = dup_pointer (manicule_xml_find_attribute (element, "from"));
      self->item->to = dup_pointer (manicule_xml_find_attribute (element, "to"));
      self->item->next = dup_pointer (manicule_xml_find_attribute (element, "next"));
      self->item->ana = dup_pointer (manicule_xml_find_attribute (element, "ana"));
      item_name (self, self->item, element);
    }
  else if (strcmp (name, "relation") == 0)
    {
      self->item = manicule_tei_item_new (element->line);
      self->item->kind = MANICULE_ANNOTATION_RELATION;
      self->item->label = g_strdup (manicule_xml_find_attribute (element, "name"));
      self->item->from = dup_pointer (manicule_xml_find_attribute (element, "active"));
      self->item->to = dup_pointer (manicule_xml_find_attribute (element, "passive"));
      self->item->ana = dup_pointer (manicule_xml_find_attribute (element, "ana"));
      item_name (self, self->item, element);
    }
  else if (strcmp (name, "annotation") == 0)
    {
      g_autofree char *target = dup_pointer (manicule_xml_find_attribute (element, "target"));

      self->item = target != NULL ? g_hash_table_lookup (self->by_id, target) : NULL;
    }
  else if (strcmp (name, "fs") == 0)
    {
      self->item = id != NULL ? manicule_tei_item_new (element->line) : NULL;
      if (id != NULL)
        g_hash_table_replace (self->features, g_strdup (id), self->item);
    }
  else if (strcmp (name, "f") == 0)
    {
      g_free (self->feature);
      self->feature = g_strdup (manicule_xml_find_attribute (element, "name"));
    }
  else if (strcmp (name, "vColl") == 0)
    {
      g_clear_pointer (&self->list, g_ptr_array_unref);
      self->list = g_ptr_array_new_with_free_func (g_free);
    }
  else if (self->item != NULL && self->feature != NULL &&
           (strcmp (name, "binary") == 0 || strcmp (name, "numeric") == 0))
    {
      const char *value = manicule_xml_find_attribute (element, "value");
      gint64 whole;

      if (value != NULL && *name == 'b')
        manicule_tei_item_add (self->item, self->feature, g_variant_new_boolean (strcmp (value, "true") == 0 || strcmp (value, "1") == 0));
      else if (value != NULL && g_ascii_string_to_signed (value, 10, G_MININT64, G_MAXINT64, &whole, NULL))
        manicule_tei_item_add (self->item, self->feature, g_variant_new_int64 (whole));
      else if (value != NULL)
        manicule_tei_item_add (self->item, self->feature, g_variant_new_double (g_ascii_strtod (value, NULL)));
    }
}

static void
end_aside (ManiculeTeiReading *self,
           const char         *name)
{
  if (strcmp (name, "string") == 0 && self->list != NULL)
    g_ptr_array_add (self->list, g_strdup (self->said->str));
  else if (strcmp (name, "string") == 0 && self->item != NULL && self->feature != NULL)
    manicule_tei_item_add (self->item, self->feature, g_variant_new_string (self->said->str));
  else if (strcmp (name, "vColl") == 0 && self->list != NULL)
    {
      if (self->item != NULL && self->feature != NULL)
        manicule_tei_item_add (self->item, self->feature, g_variant_new_strv ((const char * const *) self->list->pdata, self->list->len));
      g_clear_pointer (&self->list, g_ptr_array_unref);
    }
  else if (strcmp (name, "note") == 0 && self->item != NULL && self->item->note == NULL && self->said->len > 0)
    self->item->note = g_strdup (self->said->str);
}

/* --- all elements --- */

static void
document_init (ManiculeTeiReading *self)
{
  self->text = g_string_new (NULL);
  self->n_chars = 0;
  self->items = g_ptr_array_new_with_free_func (manicule_tei_item_free);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->nodes = g_ptr_array_new_with_free_func (node_free);
  self->open = g_ptr_array_new ();
  self->asides = g_ptr_array_new_with_free_func (manicule_tei_aside_free);
  self->open_asides = g_ptr_array_new ();
  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->features = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, manicule_tei_item_free);
  self->head = g_string_new (NULL);
  self->tail = g_string_new (NULL);
  self->meta = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->was_text = FALSE;
}

static void
document_clear (ManiculeTeiReading *self)
{
  g_string_free (self->text, TRUE);
  g_ptr_array_unref (self->open);
  g_ptr_array_unref (self->open_asides);
  g_ptr_array_unref (self->asides);
  g_ptr_array_unref (self->nodes);
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->items);
  g_hash_table_unref (self->places);
  g_hash_table_unref (self->features);
  g_string_free (self->head, TRUE);
  g_string_free (self->tail, TRUE);
  g_hash_table_unref (self->meta);
  g_clear_pointer (&self->text_attributes, g_free);
  g_clear_pointer (&self->root_attributes, g_free);
  g_clear_pointer (&self->feature, g_free);
  g_clear_pointer (&self->list, g_ptr_array_unref);
  self->item = NULL;
}

static void
begin_document (ManiculeTeiReading       *self,
                const ManiculeXmlElement *element)
{
  document_init (self);
  self->root_depth = element->depth;
  self->is_bare = strcmp (element->name, "text") == 0;
  self->has_namespace = element->uri != NULL;
  if (!self->is_bare)
    self->root_attributes = print_attributes (element);
}

/* Outside of <text>: kept as it stands, and looked at for what is known of the article. */
static void
begin_other (ManiculeTeiReading       *self,
             const ManiculeXmlElement *element)
{
  GString *out = self->was_text ? self->tail : self->head;
  gsize start = out->len;
  g_autofree char *name = print_name (element);
  g_autofree char *attributes = print_attributes (element);
  const char *when = manicule_xml_find_attribute (element, "when");
  const char *ident = manicule_xml_find_attribute (element, "ident");
  const char *target = manicule_xml_find_attribute (element, "target");

  g_string_append_printf (out, "<%s%s>", name, attributes);
  manicule_tei_aside_begin (self, element, out, start);
  g_string_append_printf (self->path, "/%s", element->name);
  g_ptr_array_add (self->names, g_steal_pointer (&name));
  g_string_truncate (self->said, 0);
  self->is_preserved = g_strcmp0 (manicule_xml_find_attribute_ns (element, MANICULE_XML_NAMESPACE, "space"), "preserve") == 0;
  if (when != NULL || ident != NULL || target != NULL)
    {
      g_autofree char *key = g_strconcat (self->path->str, "@", NULL);

      if (!g_hash_table_contains (self->meta, key))
        g_hash_table_insert (self->meta, g_strdup (key), g_strdup (when != NULL ? when : ident != NULL ? ident : target));
    }
}

static void
end_other (ManiculeTeiReading *self)
{
  GString *out = self->was_text ? self->tail : self->head;
  char *slash = strrchr (self->path->str, '/');

  manicule_tei_aside_end (self, slash + 1, out, FALSE);
  g_string_append_printf (out, "</%s>", (const char *) self->names->pdata[self->names->len - 1]);
  manicule_tei_aside_end (self, slash + 1, out, TRUE);
  g_ptr_array_set_size (self->names, (int) self->names->len - 1);
  if (!g_hash_table_contains (self->meta, self->path->str))
    g_hash_table_insert (self->meta, g_strdup (self->path->str),
                         g_strdup (self->is_preserved ? self->said->str : g_strstrip (self->said->str)));
  self->is_preserved = FALSE;
  g_string_truncate (self->path, (gsize) (slash - self->path->str));
  g_string_truncate (self->said, 0);
}

static gboolean
is_root (const ManiculeXmlElement *element)
{
  return is_tei (element) && (strcmp (element->name, "TEI") == 0 || strcmp (element->name, "TEI.2") == 0 ||
                              (element->depth == 1 && strcmp (element->name, "text") == 0));
}

static gboolean
start_element (ManiculeXmlReader         *reader,
               const ManiculeXmlElement  *element,
               gpointer                   data,
               GError                   **error)
{
  ManiculeTeiReading *self = data;

  if (self->root_depth == 0)
    {
      if (is_root (element))
        begin_document (self, element);
      else if (element->depth == 1 && strcmp (element->name, "teiCorpus") != 0)
        {
          manicule_xml_reader_fail (reader, error, _("this is no TEI: the first element is “%s”"), element->name);
          return FALSE;
        }
      if (self->root_depth == 0 || !self->is_bare)
        return TRUE;
    }

  if (self->text_depth > 0)
    begin_node (self, element);
  else if (self->aside_depth > 0)
    begin_aside (self, element);
  else if (!self->was_text && is_tei (element) && strcmp (element->name, "text") == 0)
    {
      self->text_depth = element->depth;
      self->text_attributes = print_attributes (element);
    }
  else if (is_tei (element) && strcmp (element->name, "standOff") == 0 &&
           g_strcmp0 (manicule_xml_find_attribute (element, "type"), "manicule") == 0)
    self->aside_depth = element->depth;
  else
    begin_other (self, element);

  return TRUE;
}

static gboolean
add_text (ManiculeXmlReader  *reader,
          const char         *text,
          gsize               length,
          gpointer            data,
          GError            **error)
{
  ManiculeTeiReading *self = data;

  if (self->root_depth == 0)
    return TRUE;
  if (self->text_depth > 0)
    {
      g_string_append_len (self->text, text, (gssize) length);
      self->n_chars += (guint) g_utf8_strlen (text, (gssize) length);
      return TRUE;
    }

  g_string_append_len (self->said, text, (gssize) length);
  if (self->aside_depth == 0)
    manicule_xml_append_text (self->was_text ? self->tail : self->head, text, (gssize) length);

  return TRUE;
}

static gboolean
end_document (ManiculeTeiReading  *self,
              GError             **error)
{
  gboolean success = manicule_tei_emit (self, error);

  document_clear (self);
  self->root_depth = 0;

  return success;
}

static gboolean
end_element (ManiculeXmlReader  *reader,
             const char         *name,
             gpointer            data,
             GError            **error)
{
  ManiculeTeiReading *self = data;

  if (self->root_depth == 0)
    return TRUE;

  if (self->text_depth > 0 && self->open->len > 0)
    end_node (self);
  else if (self->text_depth > 0)
    {
      self->text_depth = 0;
      self->was_text = TRUE;
      return !self->is_bare || end_document (self, error);
    }
  else if (self->aside_depth > 0 && strcmp (name, "standOff") == 0)
    self->aside_depth = 0;
  else if (self->aside_depth > 0)
    end_aside (self, name);
  else if (self->names->len > 0)
    end_other (self);
  else
    return end_document (self, error);

  return TRUE;
}

gboolean
manicule_tei_read (ManiculeFormatInput   *input,
                   ManiculeDocumentFunc   func,
                   gpointer               data,
                   GError               **error)
{
  static const ManiculeXmlHandler handler = { start_element, end_element, add_text };
  g_autoptr(GBytes) bytes = manicule_format_input_read_bytes (input, NULL, error);
  ManiculeTeiReading reading = { .input = input, .func = func, .data = data };
  gboolean success;

  if (bytes == NULL)
    return FALSE;

  reading.path = g_string_new (NULL);
  reading.names = g_ptr_array_new_with_free_func (g_free);
  reading.said = g_string_new (NULL);
  success = manicule_xml_read (bytes, manicule_format_input_get_name (input), &handler, &reading, NULL, error);
  if (reading.root_depth > 0)
    document_clear (&reading);
  g_string_free (reading.path, TRUE);
  g_ptr_array_unref (reading.names);
  g_string_free (reading.said, TRUE);

  if (success && reading.n_documents == 0)
    {
      manicule_format_input_fail (input, MANICULE_FORMAT_ERROR_DAMAGED, 0, error, _("there is no text in this TEI"));
      return FALSE;
    }

  return success;
}
