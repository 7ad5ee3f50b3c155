/* manicule-tei-document.c: a document from what was read of TEI
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-tei-read-private.h"

#include "manicule-format-values.h"
#include "manicule-json-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* --- annotations --- */

static void
replace (ManiculeAnnotation **annotation,
         ManiculeAnnotation  *by)
{
  g_object_unref (*annotation);
  *annotation = by;
}

static gboolean
find_place (ManiculeTeiReading *self,
            const char         *id,
            guint              *offset)
{
  guint place = id != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->places, id)) : 0;

  *offset = place - 1;

  return place > 0;
}

static void
give_ids (ManiculeTeiReading *self)
{
  guint n = 0;

  for (guint i = 0; i < self->items->len; i++)
    {
      ManiculeTeiItem *item = self->items->pdata[i];

      while (item->id == NULL)
        {
          g_autofree char *id = g_strdup_printf ("e%u", ++n);

          if (!g_hash_table_contains (self->by_id, id))
            item->id = g_steal_pointer (&id);
        }
    }
}

static gboolean
check_ends (ManiculeTeiReading  *self,
            ManiculeTeiItem     *item,
            GError             **error)
{
  if (item->from != NULL && manicule_id_is_valid (item->from) && item->to != NULL && manicule_id_is_valid (item->to))
    return TRUE;

  item->is_bad = TRUE;

  return manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "relation-end-missing", item->line, error,
                                       _("relation “%s” does not say from where to where it leads; it was left out"), item->id);
}

/* Spans of our <standOff> lie between anchors. */
static gboolean
resolve (ManiculeTeiReading  *self,
         GError             **error)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      ManiculeTeiItem *item = self->items->pdata[i];

      if (item->kind == MANICULE_ANNOTATION_RELATION && !check_ends (self, item, error))
        return FALSE;
      if (item->kind != MANICULE_ANNOTATION_SPAN || item->from == NULL)
        continue;
      item->is_bad = !find_place (self, item->from, &item->start) || !find_place (self, item->to, &item->end) || item->start > item->end;
      if (item->is_bad &&
          !manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "anchor-missing", item->line, error,
                                         _("span “%s” lies between anchors that are not there; it was left out"), item->id))
        return FALSE;
    }

  /* A part is one once, so that chains end. */
  for (guint i = 0; i < self->items->len; i++)
    {
      ManiculeTeiItem *item = self->items->pdata[i];
      ManiculeTeiItem *next = item->next != NULL ? g_hash_table_lookup (self->by_id, item->next) : NULL;

      if (next == NULL || next == item || next->is_part || next->is_bad || next->kind != MANICULE_ANNOTATION_SPAN ||
          next->start < item->end || next->start < item->start || (next->start == item->start && next->end <= item->end))
        g_clear_pointer (&item->next, g_free);
      else
        next->is_part = TRUE;
    }

  return TRUE;
}

static ManiculeAnnotation *
make_span (ManiculeTeiReading *self,
           ManiculeTeiItem    *item)
{
  g_autoptr(GArray) ranges = NULL;

  if (item->ranges != NULL)
    return manicule_annotation_new_span (item->id, item->label, (const ManiculeRange *) (gconstpointer) item->ranges->data,
                                         item->ranges->len);

  ranges = g_array_new (FALSE, FALSE, sizeof (ManiculeRange));
  for (ManiculeTeiItem *part = item; part != NULL; part = part->next != NULL ? g_hash_table_lookup (self->by_id, part->next) : NULL)
    {
      ManiculeRange range = { part->start, part->end };

      g_array_append_val (ranges, range);
    }

  return manicule_annotation_new_span (item->id, item->label, (const ManiculeRange *) (gconstpointer) ranges->data, ranges->len);
}

static void
carry (ManiculeTeiItem     *item,
       ManiculeAnnotation **annotation)
{
  g_autoptr(GString) out = NULL;

  if (item->element == NULL && item->carried == NULL)
    return;

  out = g_string_new ("{");
  manicule_json_put_name (out, MANICULE_TEI);
  g_string_append_c (out, '{');
  manicule_json_put_string (out, "element", item->element);
  manicule_json_put_string (out, "attributes", item->carried);
  g_string_append_c (out, '}');
  replace (annotation, manicule_annotation_with_carried (*annotation, out->str + 1));
}

static void
add_attributes (ManiculeTeiItem     *item,
                ManiculeAnnotation **annotation)
{
  for (guint i = 0; i < item->names->len; i++)
    {
      const char *name = item->names->pdata[i];
      GVariant *value = item->values->pdata[i];

      if (strcmp (name, MANICULE_TEI_ENTITY) == 0)
        {
          if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING) && *g_variant_get_string (value, NULL) != '\0')
            replace (annotation, manicule_annotation_with_entity (*annotation, g_variant_get_string (value, NULL)));
          continue;
        }
      if (g_str_has_prefix (name, MANICULE_TEI_ATTRIBUTE) && name[strlen (MANICULE_TEI_ATTRIBUTE)] != '\0')
        name += strlen (MANICULE_TEI_ATTRIBUTE);
      replace (annotation, manicule_annotation_with_attribute (*annotation, name, value));
    }
}

static ManiculeAnnotation *
make_annotation (ManiculeTeiReading *self,
                 ManiculeTeiItem    *item)
{
  ManiculeTeiItem *features = item->ana != NULL ? g_hash_table_lookup (self->features, item->ana) : NULL;
  ManiculeAnnotation *annotation;

  if (item->is_part || item->is_bad || item->label == NULL || *item->label == '\0')
    return NULL;

  if (item->kind == MANICULE_ANNOTATION_SPAN)
    annotation = make_span (self, item);
  else if (item->kind == MANICULE_ANNOTATION_RELATION)
    annotation = manicule_annotation_new_relation (item->id, item->label, item->from, item->to);
  else
    annotation = manicule_annotation_new_document (item->id, item->label);

  add_attributes (item, &annotation);
  if (features != NULL)
    add_attributes (features, &annotation);
  if (item->entity != NULL)
    replace (&annotation, manicule_annotation_with_entity (annotation, item->entity));
  if (item->note != NULL)
    replace (&annotation, manicule_annotation_with_note (annotation, item->note));
  carry (item, &annotation);

  return annotation;
}

/* --- what is carried --- */

/* The anchors of our own spans are made anew. */
static GHashTable *
list_own_anchors (ManiculeTeiReading *self)
{
  GHashTable *anchors = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->items->len; i++)
    {
      ManiculeTeiItem *item = self->items->pdata[i];

      if (item->kind == MANICULE_ANNOTATION_SPAN && item->from != NULL)
        {
          g_hash_table_add (anchors, item->from);
          if (item->to != NULL)
            g_hash_table_add (anchors, item->to);
        }
    }

  return anchors;
}

static void
put_nodes (GString            *out,
           ManiculeTeiReading *self)
{
  g_autoptr(GHashTable) anchors = list_own_anchors (self);

  manicule_json_put_name (out, "nodes");
  g_string_append_c (out, '[');
  for (guint i = 0; i < self->nodes->len; i++)
    {
      ManiculeTeiElement *node = self->nodes->pdata[i];

      if (node->name != NULL && strcmp (node->name, "anchor") == 0 && node->xml_id != NULL &&
          g_hash_table_contains (anchors, node->xml_id))
        continue;
      g_string_append_printf (out, "%s[%u,%u,%u,", out->str[out->len - 1] == '[' ? "" : ",", node->depth, node->start, node->end);
      if (node->name != NULL)
        manicule_json_append_string (out, node->name);
      else
        g_string_append (out, "null");
      g_string_append_c (out, ',');
      manicule_json_append_string (out, node->item != NULL ? node->item->id : node->attributes);
      g_string_append_c (out, ']');
    }
  g_string_append_c (out, ']');
}

static char *
make_carried (ManiculeTeiReading          *self,
              const ManiculeArticleFields *fields)
{
  g_autoptr(GString) out = g_string_new ("{");

  manicule_json_put_name (out, MANICULE_TEI);
  g_string_append_c (out, '{');
  manicule_json_put_flag (out, "bare", self->is_bare);
  manicule_json_put_flag (out, "namespace", self->has_namespace);
  manicule_json_put_string (out, "root", self->root_attributes);
  manicule_json_put_string (out, "text", self->text_attributes);
  manicule_json_put_string (out, "head", self->head->str);
  manicule_json_put_string (out, "tail", self->tail->str);
  manicule_json_put_string (out, "title", fields->title);
  manicule_json_put_string (out, "date", fields->date);
  manicule_json_put_string (out, "source", fields->source);
  manicule_json_put_string (out, "language", fields->language);
  put_nodes (out, self);
  g_string_append_c (out, '}');

  return g_strdup (out->str + 1);
}

/* --- documents --- */

static const char *
find_meta (ManiculeTeiReading *self,
           const char         *path)
{
  const char *text = g_hash_table_lookup (self->meta, path);

  return text != NULL && *text != '\0' ? text : NULL;
}

static void
find_fields (ManiculeTeiReading    *self,
             ManiculeArticleFields *fields)
{
  const char *date = find_meta (self, "/teiHeader/fileDesc/sourceDesc/bibl/date@");

  fields->title = find_meta (self, "/teiHeader/fileDesc/titleStmt/title");
  fields->date = date != NULL && manicule_text_is_date (date) ? date : NULL;
  fields->source = find_meta (self, "/teiHeader/fileDesc/sourceDesc/bibl/publisher");
  fields->place = find_meta (self, "/teiHeader/fileDesc/sourceDesc/bibl/pubPlace");
  fields->byline = find_meta (self, "/teiHeader/fileDesc/sourceDesc/bibl/author");
  fields->url = find_meta (self, "/teiHeader/fileDesc/sourceDesc/bibl/ptr@");
  fields->language = find_meta (self, "/teiHeader/profileDesc/langUsage/language@");
}

static char *
dup_document_id (ManiculeTeiReading *self)
{
  const char *name = manicule_format_input_get_name (self->input);
  g_autofree char *stem = manicule_format_document_id (name);
  g_autofree char *numbered = NULL;

  if (++self->n_documents == 1)
    return g_steal_pointer (&stem);

  numbered = g_strdup_printf ("%s-%u.", stem, self->n_documents);

  return manicule_format_document_id (numbered);
}

static gboolean
fill (ManiculeTeiReading     *self,
      ManiculeAnnotationSet  *set,
      GError                **error)
{
  g_autoptr(GPtrArray) annotations = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GArray) lines = g_array_new (FALSE, FALSE, sizeof (guint));

  if (!manicule_tei_aside_resolve (self, error))
    return FALSE;
  give_ids (self);
  if (!resolve (self, error))
    return FALSE;

  for (guint i = 0; i < self->items->len; i++)
    {
      ManiculeTeiItem *item = self->items->pdata[i];
      ManiculeAnnotation *annotation = make_annotation (self, item);

      if (annotation == NULL)
        continue;
      g_ptr_array_add (annotations, annotation);
      g_array_append_val (lines, item->line);
    }

  return manicule_format_input_fill_set (self->input, set, annotations, lines, error);
}

gboolean
manicule_tei_emit (ManiculeTeiReading  *self,
                   GError             **error)
{
  g_autofree char *id = dup_document_id (self);
  g_autoptr(GBytes) bytes = g_bytes_new (self->text->str, self->text->len);
  g_autoptr(ManiculeText) text = manicule_text_new (bytes, error);
  ManiculeArticleFields fields = { .id = id };
  g_autoptr(ManiculeDocument) document = NULL;
  g_autoptr(ManiculeAnnotationSet) set = NULL;
  g_autofree char *carried = NULL;

  if (text == NULL)
    return FALSE;

  find_fields (self, &fields);
  document = manicule_format_input_new_document (self->input, &fields, text);
  set = manicule_annotation_set_new (id, MANICULE_FORMAT_NO_ANNOTATOR, text);
  if (!fill (self, set, error))
    return FALSE;

  carried = make_carried (self, &fields);
  manicule_annotation_set_set_carried (set, carried);
  manicule_document_add_set (document, set);

  return manicule_format_input_emit (self->input, document, self->func, self->data, error);
}
