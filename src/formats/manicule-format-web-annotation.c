/* manicule-format-web-annotation.c: W3C Web Annotations in JSON-LD, a collection beside each text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-web-private.h"

#include "manicule-format-meta.h"
#include "manicule-format-output.h"
#include "manicule-json-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SUFFIX ".jsonld"

static guint
sniff (const char *name,
       const char *head,
       gsize       length)
{
  g_autofree char *value = manicule_records_peek (head, length);

  if (value == NULL)
    return 0;
  if (strstr (value, MANICULE_WEB_CONTEXT) != NULL)
    return 96;
  if (manicule_records_mentions (value, "TextQuoteSelector", NULL) ||
      manicule_records_mentions (value, "TextPositionSelector", NULL))
    return 95;

  return manicule_records_mentions (value, "Annotation", "target", NULL) ? 80 : 0;
}

static GPtrArray *
companions (GFile *file)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GFile) folder = g_file_get_parent (file);
  g_autofree char *name = g_file_get_basename (file);
  char *dot = name != NULL ? strrchr (name, '.') : NULL;
  g_autofree char *text = NULL;
  g_autoptr(GFile) companion = NULL;

  if (folder == NULL || dot == NULL)
    return found;

  *dot = '\0';
  text = g_strconcat (name, ".txt", NULL);
  companion = g_file_get_child (folder, text);
  if (g_file_query_exists (companion, NULL))
    g_ptr_array_add (found, g_steal_pointer (&companion));

  return found;
}

/* --- writing --- */

typedef struct
{
  ManiculeFormatOutput  *output;  /* (not owned) */
  GString               *page;    /* (owned) */
  char                  *source;  /* (owned): the name of the text */
  ManiculeAnnotationSet *set;     /* (not owned): of the document */
} Writer;

static gpointer
begin (ManiculeFormatOutput  *output,
       ManiculeSchema        *schema,
       GError               **error)
{
  Writer *self = g_new0 (Writer, 1);

  self->output = output;
  self->page = g_string_new (NULL);

  return self;
}

static gboolean
end (gpointer   state,
     gboolean   commit,
     GError   **error)
{
  Writer *self = state;

  g_free (self->source);
  g_string_free (self->page, TRUE);
  g_free (self);

  return TRUE;
}

/* --- bodies --- */

/* The name of an IRI's last part: what may stand there stays as it is. */
static void
put_iri (Writer     *self,
         const char *name,
         const char *before,
         const char *string)
{
  g_autofree char *escaped = g_uri_escape_string (string, NULL, TRUE);
  g_autofree char *iri = g_strconcat (before, escaped, NULL);

  manicule_json_put_string (self->page, name, iri);
}

static void
append_textual (Writer     *self,
                const char *purpose,
                const char *format,
                const char *value)
{
  g_string_append (self->page, self->page->str[self->page->len - 1] == '[' ? "{" : ",{");
  manicule_json_put_string (self->page, "type", "TextualBody");
  manicule_json_put_string (self->page, "purpose", purpose);
  manicule_json_put_string (self->page, "format", format);
  manicule_json_put_string (self->page, "value", value);
  g_string_append_c (self->page, '}');
}

static void
append_attributes (Writer   *self,
                   GVariant *attributes)
{
  g_autoptr(GString) json = g_string_new ("{");
  GVariantIter iter;
  const char *name;
  GVariant *value;

  g_variant_iter_init (&iter, attributes);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
    {
      manicule_json_put_name (json, name);
      manicule_meta_append_value (json, value);
    }
  g_string_append_c (json, '}');
  append_textual (self, "describing", MANICULE_WEB_ATTRIBUTES, json->str);
}

static void
append_entity (Writer     *self,
               const char *entity)
{
  g_string_append (self->page, ",{");
  manicule_json_put_string (self->page, "type", "SpecificResource");
  manicule_json_put_string (self->page, "purpose", "identifying");
  put_iri (self, "source", MANICULE_WEB_ENTITY, entity);
  g_string_append_c (self->page, '}');
}

static void
put_bodies (Writer             *self,
            ManiculeAnnotation *annotation)
{
  g_autofree char *others = manicule_meta_dup_carried (manicule_annotation_get_carried (annotation), MANICULE_WEB, "body");

  manicule_json_put_name (self->page, "body");
  g_string_append_c (self->page, '[');
  append_textual (self, manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_DOCUMENT ? "classifying" : "tagging",
                  NULL, manicule_annotation_get_label (annotation));
  if (manicule_annotation_get_attributes (annotation) != NULL)
    append_attributes (self, manicule_annotation_get_attributes (annotation));
  if (manicule_annotation_get_entity (annotation) != NULL)
    append_entity (self, manicule_annotation_get_entity (annotation));
  if (manicule_annotation_get_note (annotation) != NULL)
    append_textual (self, "commenting", NULL, manicule_annotation_get_note (annotation));
  /* A list with at least one body: [{…}] */
  if (others != NULL && *others == '[' && strlen (others) > 2)
    g_string_append_printf (self->page, ",%.*s", (int) strlen (others) - 2, others + 1);
  g_string_append_c (self->page, ']');
}

/* --- targets --- */

static void
append_part (Writer              *self,
             const ManiculeRange *range)
{
  g_string_append_c (self->page, '{');
  put_iri (self, "source", "", self->source);
  manicule_json_put_name (self->page, "selector");
  manicule_web_selector_append (self->page, manicule_annotation_set_get_text (self->set), range);
  g_string_append_c (self->page, '}');
}

static void
put_span_target (Writer             *self,
                 ManiculeAnnotation *span)
{
  guint n_ranges;
  const ManiculeRange *ranges = manicule_annotation_get_ranges (span, &n_ranges);

  manicule_json_put_name (self->page, "target");
  if (n_ranges > 1)
    g_string_append_c (self->page, '[');
  for (guint i = 0; i < n_ranges; i++)
    {
      if (i > 0)
        g_string_append_c (self->page, ',');
      append_part (self, &ranges[i]);
    }
  if (n_ranges > 1)
    g_string_append_c (self->page, ']');
}

static void
put_relation_target (Writer             *self,
                     ManiculeAnnotation *relation)
{
  manicule_json_put_name (self->page, "target");
  g_string_append (self->page, "[{");
  put_iri (self, "id", "#", manicule_annotation_get_from (relation));
  g_string_append (self->page, "},{");
  put_iri (self, "id", "#", manicule_annotation_get_to (relation));
  g_string_append (self->page, "}]");
}

static void
append_annotation (Writer             *self,
                   ManiculeAnnotation *annotation)
{
  static const char * const motivations[] = {
    [MANICULE_ANNOTATION_DOCUMENT] = "classifying", [MANICULE_ANNOTATION_SPAN] = "tagging",
    [MANICULE_ANNOTATION_RELATION] = "linking",
  };
  static const char * const elsewhere[] = { "body", NULL };
  const char *annotator = manicule_annotation_set_get_annotator (self->set);

  g_string_append_c (self->page, '{');
  put_iri (self, "id", "#", manicule_annotation_get_id (annotation));
  manicule_json_put_string (self->page, "type", "Annotation");
  manicule_json_put_string (self->page, "motivation", motivations[manicule_annotation_get_kind (annotation)]);
  if (*annotator != '\0')
    {
      manicule_json_put_name (self->page, "creator");
      g_string_append (self->page, "{\"type\":\"Person\"");
      manicule_json_put_string (self->page, "name", annotator);
      g_string_append_c (self->page, '}');
    }
  manicule_json_put_time (self->page, "created", manicule_annotation_get_created (annotation));
  manicule_json_put_time (self->page, "modified", manicule_annotation_get_modified (annotation));
  put_bodies (self, annotation);
  if (manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_SPAN)
    put_span_target (self, annotation);
  else if (manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_RELATION)
    put_relation_target (self, annotation);
  else
    put_iri (self, "target", "", self->source);
  manicule_meta_put_carried (self->page, manicule_annotation_get_carried (annotation), MANICULE_WEB, elsewhere);
  g_string_append_c (self->page, '}');
}

/* --- collections --- */

static void
make_page (Writer     *self,
           const char *id,
           const char *title)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->set));

  g_string_assign (self->page, "{");
  manicule_json_put_string (self->page, "@context", MANICULE_WEB_CONTEXT);
  put_iri (self, "id", "", id);
  manicule_json_put_string (self->page, "type", "AnnotationCollection");
  manicule_json_put_string (self->page, "label", title);
  manicule_json_put_int (self->page, "total", n);
  manicule_json_put_name (self->page, "first");
  g_string_append_c (self->page, '{');
  put_iri (self, "id", "#", "page");
  manicule_json_put_string (self->page, "type", "AnnotationPage");
  manicule_json_put_int (self->page, "startIndex", 0);
  manicule_json_put_name (self->page, "items");
  g_string_append_c (self->page, '[');
  for (guint i = 0; i < n; i++)
    {
      g_string_append (self->page, i > 0 ? ",\n" : "\n");
      append_annotation (self, manicule_annotation_set_get (self->set, i));
    }
  g_string_append (self->page, "\n]}}\n");
}

static gboolean
write_member (ManiculeFormatOutput  *output,
              const char            *name,
              gboolean               is_main,
              const char            *data,
              gsize                  length,
              GError               **error)
{
  return manicule_format_output_begin_member (output, name, is_main, error) &&
         manicule_format_output_write (output, data, (gssize) length, error) &&
         manicule_format_output_end_member (output, error);
}

static gboolean
write_document (gpointer           state,
                ManiculeDocument  *document,
                GError           **error)
{
  Writer *self = state;
  const ManiculeArticleFields *fields = manicule_article_get_fields (manicule_document_get_article (document));
  ManiculeText *text = manicule_document_get_text (document);
  g_autofree char *name = g_strconcat (fields->id, SUFFIX, NULL);

  g_free (self->source);
  self->source = g_strconcat (fields->id, ".txt", NULL);
  self->set = manicule_document_get_set (document, 0);
  make_page (self, name, fields->title);

  return write_member (self->output, self->source, FALSE, manicule_text_get_data (text), manicule_text_get_n_bytes (text), error) &&
         write_member (self->output, name, TRUE, self->page->str, self->page->len, error);
}

static const char * const suffixes[] = { "jsonld", "json", NULL };

const ManiculeFormat manicule_format_web_annotation = {
  .id = MANICULE_WEB,
  .title = "W3C Web Annotation",
  .description = N_("A text and a collection of annotations in JSON-LD for each article"),
  .suffixes = suffixes,
  .holds = MANICULE_HOLDS_SPANS | MANICULE_HOLDS_NESTED | MANICULE_HOLDS_CROSSING | MANICULE_HOLDS_DISCONTINUOUS |
           MANICULE_HOLDS_ZERO_LENGTH | MANICULE_HOLDS_SUB_TOKEN | MANICULE_HOLDS_RELATIONS |
           MANICULE_HOLDS_RELATION_EXTRAS | MANICULE_HOLDS_ATTRIBUTES | MANICULE_HOLDS_DOCUMENT_LABELS |
           MANICULE_HOLDS_ENTITIES | MANICULE_HOLDS_NOTES | MANICULE_HOLDS_IDS | MANICULE_HOLDS_TIMES |
           MANICULE_HOLDS_TEXT | MANICULE_HOLDS_TYPES,
  .unit = MANICULE_OFFSET_CHARS,
  .container = MANICULE_CONTAINER_FOLDER,
  .sniff = sniff,
  .companions = companions,
  .read = manicule_web_read,
  .begin = begin,
  .write = write_document,
  .end = end,
};
