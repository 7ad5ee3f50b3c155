/* manicule-tei-write.c: TEI, written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-tei-private.h"

#include "manicule-gate.h"
#include "manicule-xml-writer.h"

#include <string.h>

/* More elements than depth can be are no tree of ours. */
#define MAX_DEPTH 250

typedef struct
{
  ManiculeDocument      *document;   /* (not owned) */
  ManiculeAnnotationSet *set;        /* (not owned) */
  ManiculeText          *text;       /* (not owned) */
  ManiculeJsonReader    *reader;     /* (owned) (nullable): of what the set carries */
  ManiculeJsonValue      carried;
  ManiculeTeiNode       *root;       /* (owned) */
  GHashTable            *placed;     /* (owned): ids of spans that stand inline, a set */
  GHashTable            *needed;     /* (owned): ids of annotations that something leads to, a set */
  GHashTable            *xml_ids;    /* (owned): annotation id to xml:id */
  GHashTable            *taken;      /* (owned): xml:ids, a set */
  GString               *spans;      /* (owned) */
  GString               *relations;  /* (owned) */
  GString               *notes;      /* (owned) */
  GString               *features;   /* (owned) */
  guint                  n_anchors;
} Writing;

/* --- ids --- */

static void
take_xml_ids (Writing    *self,
              const char *xml)
{
  static const char mark[] = "xml:id=\"";

  for (const char *p = xml != NULL ? strstr (xml, mark) : NULL; p != NULL; p = strstr (p, mark))
    {
      const char *end;

      p += sizeof mark - 1;
      end = strchr (p, '"');
      if (end == NULL)
        return;
      g_hash_table_add (self->taken, g_strndup (p, (gsize) (end - p)));
    }
}

/* An xml:id that nobody has, made from @wish. */
static char *
make_xml_id (Writing    *self,
             const char *wish)
{
  gboolean is_name = g_ascii_isalpha (wish[0]) || wish[0] == '_';
  g_autofree char *base = is_name ? g_strdup (wish) : g_strconcat ("m", wish, NULL);
  char *id = g_strdup (base);

  for (guint i = 2; g_hash_table_contains (self->taken, id); i++)
    {
      g_free (id);
      id = g_strdup_printf ("%s.%u", base, i);
    }
  g_hash_table_add (self->taken, g_strdup (id));

  return id;
}

static const char *
get_xml_id (Writing            *self,
            ManiculeAnnotation *annotation)
{
  const char *id = manicule_annotation_get_id (annotation);
  char *xml_id = g_hash_table_lookup (self->xml_ids, id);

  if (xml_id == NULL)
    {
      xml_id = make_xml_id (self, id);
      g_hash_table_insert (self->xml_ids, (gpointer) id, xml_id);
    }

  return xml_id;
}

/* Ids that reading gives by itself are not written. */
static gboolean
is_given (const char *id)
{
  return id[0] == 'e' && id[1] != '\0' && strspn (id + 1, "0123456789") == strlen (id + 1);
}

static void
put_pointer (GString    *out,
             const char *name,
             const char *id)
{
  g_autofree char *pointer = g_strconcat ("#", id, NULL);

  manicule_xml_append_attribute (out, name, pointer);
}

/* --- features --- */

/* What cannot stand inline in @element (nullable: nothing can), and the pointer to it. */
static void
put_features (Writing            *self,
              GString            *out,
              ManiculeAnnotation *annotation,
              const char         *element)
{
  GVariant *attributes = manicule_annotation_get_attributes (annotation);
  const char *entity = manicule_annotation_get_entity (annotation);
  g_autoptr(GString) features = g_string_new (NULL);
  g_autofree char *wish = NULL;
  g_autofree char *id = NULL;
  GVariantIter iter;
  const char *name;
  GVariant *value;

  if (entity != NULL && !manicule_tei_has_inline_entity (annotation, element))
    {
      g_autoptr(GVariant) held = g_variant_ref_sink (g_variant_new_string (entity));

      manicule_tei_put_feature (features, MANICULE_TEI_ENTITY, held);
    }
  if (attributes != NULL)
    {
      g_variant_iter_init (&iter, attributes);
      while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
        {
          g_autofree char *escaped = g_str_has_prefix (name, "manicule.") ? g_strconcat (MANICULE_TEI_ATTRIBUTE, name, NULL)
                                                                          : g_strdup (name);

          if (!manicule_tei_is_inline (annotation, element, name, value))
            manicule_tei_put_feature (features, escaped, value);
        }
    }
  if (features->len == 0)
    return;

  wish = g_strconcat ("fs.", get_xml_id (self, annotation), NULL);
  id = make_xml_id (self, wish);
  put_pointer (out, "ana", id);
  g_string_append (self->features, "<fs");
  manicule_xml_append_attribute (self->features, "xml:id", id);
  g_string_append_printf (self->features, ">%s</fs>\n", features->str);
}

static void
put_note (Writing            *self,
          ManiculeAnnotation *annotation)
{
  if (manicule_annotation_get_note (annotation) == NULL)
    return;

  g_string_append (self->notes, "<annotation");
  put_pointer (self->notes, "target", get_xml_id (self, annotation));
  g_string_append_c (self->notes, '>');
  manicule_xml_append_element (self->notes, "note", manicule_annotation_get_note (annotation));
  g_string_append (self->notes, "</annotation>\n");
}

/* --- spans that stand inline --- */

static char *
dup_element (ManiculeAnnotation *span,
             char              **attributes)
{
  const char *label = manicule_annotation_get_label (span);
  ManiculeJsonValue value;
  g_autoptr(ManiculeJsonReader) reader = manicule_gate_open_carried (manicule_annotation_get_carried (span), MANICULE_TEI, &value);
  const char *element = reader != NULL ? manicule_json_find_string (value, "element") : NULL;

  *attributes = reader != NULL ? g_strdup (manicule_json_find_string (value, "attributes")) : NULL;
  if (manicule_tei_is_span_element (label))
    return g_strdup (label);

  return g_strdup (element != NULL && manicule_tei_is_generic (element) ? element : "rs");
}

static void
put_inline_attributes (GString            *out,
                       ManiculeAnnotation *span,
                       const char         *element)
{
  GVariant *attributes = manicule_annotation_get_attributes (span);
  GVariantIter iter;
  const char *name;
  GVariant *value;

  if (manicule_tei_has_inline_entity (span, element))
    put_pointer (out, "ref", manicule_annotation_get_entity (span));
  if (attributes == NULL)
    return;

  g_variant_iter_init (&iter, attributes);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
    if (manicule_tei_is_inline (span, element, name, value))
      manicule_xml_append_attribute (out, name, g_variant_get_string (value, NULL));
}

/* The name of its element, and its attributes. */
static char *
print_inline (Writing            *self,
              ManiculeAnnotation *span,
              char              **attributes)
{
  const char *label = manicule_annotation_get_label (span);
  const char *id = manicule_annotation_get_id (span);
  g_autofree char *carried = NULL;
  char *element = dup_element (span, &carried);
  gboolean has_type = strcmp (element, label) != 0;
  GString *out = g_string_new (NULL);

  if (has_type)
    manicule_xml_append_attribute (out, "type", label);
  put_inline_attributes (out, span, element);
  put_features (self, out, span, element);
  put_note (self, span);
  if (!is_given (id) || g_hash_table_contains (self->needed, id))
    manicule_xml_append_attribute (out, "xml:id", get_xml_id (self, span));
  if (carried != NULL && !(has_type && strstr (carried, " type=") != NULL))
    g_string_append (out, carried);
  *attributes = g_string_free_and_steal (out);

  return element;
}

static ManiculeTeiNode *
make_node (Writing            *self,
           ManiculeAnnotation *span)
{
  ManiculeRange hull = manicule_annotation_get_hull (span);

  return manicule_tei_node_new (hull.start, hull.end, NULL, NULL);
}

static void
name_node (Writing            *self,
           ManiculeTeiNode    *node,
           ManiculeAnnotation *span)
{
  node->name = print_inline (self, span, &node->attributes);
  g_hash_table_add (self->placed, (gpointer) manicule_annotation_get_id (span));
}

/* --- the tree --- */

static guint
get_uint (ManiculeJsonValue value)
{
  g_autofree char *raw = manicule_json_get_kind (value) == MANICULE_JSON_INTEGER ? manicule_json_dup_raw (value) : NULL;
  guint64 number = 0;

  if (raw != NULL && !g_ascii_string_to_unsigned (raw, 10, 0, G_MAXUINT32, &number, NULL))
    return 0;

  return (guint) number;
}

static const char *
get_text (ManiculeJsonValue value)
{
  return manicule_json_get_kind (value) == MANICULE_JSON_STRING ? manicule_json_as_string (value) : NULL;
}

static gboolean
is_unmoved (ManiculeAnnotation *span,
            guint               start,
            guint               end)
{
  guint n;
  const ManiculeRange *ranges;

  if (span == NULL || manicule_annotation_get_kind (span) != MANICULE_ANNOTATION_SPAN)
    return FALSE;
  ranges = manicule_annotation_get_ranges (span, &n);

  return n == 1 && ranges[0].start == start && ranges[0].end == end;
}

/* [DEPTH,START,END,NAME,ATTRIBUTES]; FALSE where it does not fit what was before. */
static gboolean
add_carried_node (Writing           *self,
                  ManiculeJsonValue  value,
                  GPtrArray         *stack)
{
  ManiculeJsonIter iter;
  ManiculeJsonValue fields[5];
  guint n = 0, depth, start, end;
  const char *attributes;
  ManiculeTeiNode *parent, *last, *node;

  if (manicule_json_get_kind (value) != MANICULE_JSON_ARRAY)
    return FALSE;
  manicule_json_iter_init (&iter, value);
  while (n < G_N_ELEMENTS (fields) && manicule_json_iter_next (&iter))
    fields[n++] = iter.value;
  if (n < G_N_ELEMENTS (fields))
    return FALSE;

  depth = get_uint (fields[0]);
  start = get_uint (fields[1]);
  end = get_uint (fields[2]);
  attributes = get_text (fields[4]);
  if (depth == 0 || depth > MAX_DEPTH || depth > stack->len)
    return FALSE;
  g_ptr_array_set_size (stack, (int) depth);
  parent = g_ptr_array_index (stack, depth - 1);
  last = parent->children->len > 0 ? g_ptr_array_index (parent->children, parent->children->len - 1) : NULL;
  if (start < parent->start || end > parent->end || start > end || (last != NULL && last->end > start))
    return FALSE;

  node = manicule_tei_node_new (start, end, get_text (fields[3]), NULL);
  if (node->name != NULL)
    {
      node->attributes = g_strdup (attributes);
    }
  else if (attributes != NULL)
    {
      ManiculeAnnotation *span = manicule_annotation_set_find (self->set, attributes);

      if (is_unmoved (span, start, end) && !g_hash_table_contains (self->placed, attributes))
        name_node (self, node, span);
    }
  g_ptr_array_add (parent->children, node);
  g_ptr_array_add (stack, node);

  return TRUE;
}

static gboolean
build_carried (Writing *self)
{
  ManiculeJsonValue nodes = self->reader != NULL ? manicule_json_find (self->carried, "nodes") : (ManiculeJsonValue) { NULL, 0 };
  g_autoptr(GPtrArray) stack = g_ptr_array_new ();
  ManiculeJsonIter iter;

  if (self->reader == NULL || manicule_json_get_kind (nodes) != MANICULE_JSON_ARRAY)
    return FALSE;

  g_ptr_array_add (stack, self->root);
  manicule_json_iter_init (&iter, nodes);
  while (manicule_json_iter_next (&iter))
    if (!add_carried_node (self, iter.value, stack))
      break;

  return TRUE;
}

/* A document that did not come from TEI is one block. */
static void
build_plain (Writing *self)
{
  ManiculeTeiNode *body = manicule_tei_node_new (self->root->start, self->root->end, "body", NULL);

  g_ptr_array_add (body->children, manicule_tei_node_new (self->root->start, self->root->end, "ab", " xml:space=\"preserve\""));
  g_ptr_array_add (self->root->children, body);
}

/* --- spans that stand off --- */

static char *
insert_anchor (Writing *self,
               guint    offset)
{
  g_autofree char *wish = g_strdup_printf ("anchor%u", ++self->n_anchors);
  char *id = make_xml_id (self, wish);
  g_autofree char *attributes = g_strdup_printf (" xml:id=\"%s\"", id);

  manicule_tei_node_insert (self->root, manicule_tei_node_new (offset, offset, "anchor", attributes));

  return id;
}

/* A part for each range, each with the next. */
static void
put_span (Writing            *self,
          ManiculeAnnotation *span)
{
  guint n;
  const ManiculeRange *ranges = manicule_annotation_get_ranges (span, &n);
  g_autofree char *id = g_strdup (get_xml_id (self, span));

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *from = insert_anchor (self, ranges[i].start);
      g_autofree char *to = insert_anchor (self, ranges[i].end);
      g_autofree char *next = i + 1 < n ? make_xml_id (self, id) : NULL;

      g_string_append (self->spans, "<span");
      manicule_xml_append_attribute (self->spans, "xml:id", id);
      manicule_xml_append_attribute (self->spans, "type", i == 0 ? manicule_annotation_get_label (span) : NULL);
      put_pointer (self->spans, "from", from);
      put_pointer (self->spans, "to", to);
      if (i == 0)
        put_features (self, self->spans, span, NULL);
      if (next != NULL)
        put_pointer (self->spans, "next", next);
      g_string_append (self->spans, "/>\n");
      g_free (id);
      id = g_steal_pointer (&next);
    }
  put_note (self, span);
}

static void
put_document_label (Writing            *self,
                    ManiculeAnnotation *label)
{
  g_string_append (self->spans, "<span");
  manicule_xml_append_attribute (self->spans, "xml:id", get_xml_id (self, label));
  manicule_xml_append_attribute (self->spans, "type", manicule_annotation_get_label (label));
  put_features (self, self->spans, label, NULL);
  g_string_append (self->spans, "/>\n");
  put_note (self, label);
}

static void
put_relation (Writing            *self,
              ManiculeAnnotation *relation)
{
  ManiculeAnnotation *from = manicule_annotation_set_find (self->set, manicule_annotation_get_from (relation));
  ManiculeAnnotation *to = manicule_annotation_set_find (self->set, manicule_annotation_get_to (relation));

  g_string_append (self->relations, "<relation");
  manicule_xml_append_attribute (self->relations, "xml:id", get_xml_id (self, relation));
  manicule_xml_append_attribute (self->relations, "name", manicule_annotation_get_label (relation));
  put_pointer (self->relations, "active", get_xml_id (self, from));
  put_pointer (self->relations, "passive", get_xml_id (self, to));
  put_features (self, self->relations, relation, NULL);
  g_string_append (self->relations, "/>\n");
  put_note (self, relation);
}

static void
place_all (Writing *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->set));
  g_autoptr(GPtrArray) off = g_ptr_array_new ();

  for (guint i = 0; i < n; i++)
    {
      ManiculeAnnotation *annotation = manicule_annotation_set_get (self->set, i);
      ManiculeTeiNode *node;

      if (manicule_annotation_get_kind (annotation) != MANICULE_ANNOTATION_SPAN ||
          g_hash_table_contains (self->placed, manicule_annotation_get_id (annotation)))
        continue;
      node = make_node (self, annotation);
      if (!manicule_annotation_is_discontinuous (annotation) && manicule_tei_node_insert (self->root, node))
        {
          name_node (self, node, annotation);
          continue;
        }
      if (manicule_annotation_is_discontinuous (annotation))
        manicule_tei_node_free (node);
      g_ptr_array_add (off, annotation);
    }

  for (guint i = 0; i < off->len; i++)
    put_span (self, off->pdata[i]);
  for (guint i = 0; i < n; i++)
    {
      ManiculeAnnotation *annotation = manicule_annotation_set_get (self->set, i);

      if (manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_DOCUMENT)
        put_document_label (self, annotation);
      else if (manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_RELATION)
        put_relation (self, annotation);
    }
}

static void
find_needed (Writing *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->set));

  for (guint i = 0; i < n; i++)
    {
      ManiculeAnnotation *annotation = manicule_annotation_set_get (self->set, i);

      if (manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_RELATION)
        {
          g_hash_table_add (self->needed, (gpointer) manicule_annotation_get_from (annotation));
          g_hash_table_add (self->needed, (gpointer) manicule_annotation_get_to (annotation));
        }
      if (manicule_annotation_get_note (annotation) != NULL)
        g_hash_table_add (self->needed, (gpointer) manicule_annotation_get_id (annotation));
    }
}

/* --- the rest of the document --- */

static void
put_group (GString       *out,
           const char    *name,
           const GString *contents)
{
  if (contents->len > 0)
    g_string_append_printf (out, "<%s>\n%s</%s>\n", name, contents->str, name);
}

static char *
print_aside (Writing *self)
{
  GString *out = g_string_new (NULL);

  put_group (out, "spanGrp", self->spans);
  put_group (out, "listRelation", self->relations);
  put_group (out, "listAnnotation", self->notes);
  put_group (out, "fvLib", self->features);
  if (out->len > 0)
    {
      g_string_prepend (out, "<standOff type=\"manicule\">\n");
      g_string_append (out, "</standOff>");
    }

  return g_string_free_and_steal (out);
}

static const char *
find_carried (Writing    *self,
              const char *name)
{
  const char *text = self->reader != NULL ? get_text (manicule_json_find (self->carried, name)) : NULL;

  return text != NULL && *text != '\0' ? text : NULL;
}

/* Whether the header still says what is known of the article. */
static gboolean
is_header_true (Writing                     *self,
                const ManiculeArticleFields *fields)
{
  return self->reader != NULL &&
         g_strcmp0 (find_carried (self, "title"), fields->title) == 0 &&
         g_strcmp0 (find_carried (self, "date"), fields->date) == 0 &&
         g_strcmp0 (find_carried (self, "source"), fields->source) == 0 &&
         g_strcmp0 (find_carried (self, "language"), fields->language) == 0;
}

static gboolean
find_flag (Writing    *self,
           const char *name)
{
  return self->reader != NULL && manicule_json_find_boolean (self->carried, name);
}

static char *
print_all (Writing *self)
{
  const ManiculeArticleFields *fields = manicule_article_get_fields (manicule_document_get_article (self->document));
  gboolean keeps_header = is_header_true (self, fields);
  gboolean has_namespace = self->reader == NULL || find_flag (self, "namespace");
  const char *text_attributes = find_carried (self, "text"), *root = find_carried (self, "root");
  const char *head = find_carried (self, "head"), *tail = find_carried (self, "tail");
  g_autofree char *aside = print_aside (self);
  g_autofree char *header = keeps_header ? NULL : manicule_tei_print_header (fields);
  gboolean is_bare = find_flag (self, "bare") && keeps_header && *aside == '\0';
  GString *out = g_string_new (MANICULE_XML_DECLARATION);

  if (find_flag (self, "bare") && header == NULL && !is_bare)
    header = manicule_tei_print_header (fields);
  if (!is_bare)
    g_string_append_printf (out, "<TEI%s%s>%s", has_namespace ? " xmlns=\"" MANICULE_TEI_NAMESPACE "\"" : "",
                            root != NULL ? root : "", header != NULL ? header : head != NULL ? head : "");
  g_string_append_printf (out, "<text%s%s>", is_bare && has_namespace ? " xmlns=\"" MANICULE_TEI_NAMESPACE "\"" : "",
                          text_attributes != NULL ? text_attributes : "");
  manicule_tei_node_print (self->root, self->text, out);
  g_string_append_printf (out, "</text>%s", aside);
  if (!is_bare)
    g_string_append_printf (out, "%s</TEI>", tail != NULL ? tail : self->reader == NULL ? "\n" : "");
  g_string_append_c (out, '\n');

  return g_string_free_and_steal (out);
}

static void
writing_init (Writing          *self,
              ManiculeDocument *document)
{
  self->document = document;
  self->set = manicule_document_get_set (document, 0);
  self->text = manicule_document_get_text (document);
  self->reader = manicule_gate_open_carried (manicule_annotation_set_get_carried (self->set), MANICULE_TEI, &self->carried);
  self->root = manicule_tei_node_new (0, manicule_text_get_n_chars (self->text), NULL, NULL);
  self->placed = g_hash_table_new (g_str_hash, g_str_equal);
  self->needed = g_hash_table_new (g_str_hash, g_str_equal);
  self->xml_ids = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  self->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->spans = g_string_new (NULL);
  self->relations = g_string_new (NULL);
  self->notes = g_string_new (NULL);
  self->features = g_string_new (NULL);
}

static void
writing_clear (Writing *self)
{
  g_clear_pointer (&self->reader, manicule_json_reader_free);
  manicule_tei_node_free (self->root);
  g_hash_table_unref (self->placed);
  g_hash_table_unref (self->needed);
  g_hash_table_unref (self->xml_ids);
  g_hash_table_unref (self->taken);
  g_string_free (self->spans, TRUE);
  g_string_free (self->relations, TRUE);
  g_string_free (self->notes, TRUE);
  g_string_free (self->features, TRUE);
}

char *
manicule_tei_print (ManiculeDocument *document)
{
  Writing self = { 0, };
  char *xml;

  writing_init (&self, document);
  take_xml_ids (&self, manicule_annotation_set_get_carried (self.set));
  find_needed (&self);
  if (!build_carried (&self))
    build_plain (&self);
  place_all (&self);
  xml = print_all (&self);
  writing_clear (&self);

  return xml;
}
