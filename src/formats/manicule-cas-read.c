/* manicule-cas-read.c: documents from a CAS
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-cas-read-private.h"

#include "manicule-cas-json.h"
#include "manicule-json-writer.h"
#include "manicule-uima-names.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define INITIAL_VIEW "_InitialView"
#define NO_LANGUAGE "x-unspecified"

#define VIEW(self, i) (&g_array_index ((self)->cas->views, ManiculeCasView, i))

/* --- what is known of the article --- */

static const char *
find_text (ManiculeCas                *cas,
           const ManiculeCasStructure *structure,
           const char                 *name)
{
  const ManiculeCasValue *value = manicule_cas_find_value (cas, structure, name);

  return value != NULL && value->kind == MANICULE_CAS_STRING && *value->text != '\0' ? value->text : NULL;
}

/* Strings belong to the CAS. */
static void
find_meta_data (ManiculeCasReading    *self,
                guint                  sofa,
                ManiculeArticleFields *fields,
                const char           **annotator)
{
  for (guint i = 0; i < self->cas->structures->len; i++)
    {
      ManiculeCasStructure *structure = manicule_cas_get (self->cas, i);

      if (structure->sofa != sofa)
        continue;

      if (self->roles[i] == MANICULE_CAS_ROLE_META)
        {
          const char *language = find_text (self->cas, structure, "language");
          const char *title = find_text (self->cas, structure, "documentTitle");

          if (language != NULL && strcmp (language, NO_LANGUAGE) != 0)
            fields->language = language;
          if (title != NULL)
            fields->title = title;
        }
      else if (self->roles[i] == MANICULE_CAS_ROLE_ARTICLE)
        {
          fields->date = find_text (self->cas, structure, "date");
          fields->source = find_text (self->cas, structure, "source");
          fields->place = find_text (self->cas, structure, "place");
          fields->byline = find_text (self->cas, structure, "byline");
          fields->url = find_text (self->cas, structure, "url");
          *annotator = find_text (self->cas, structure, "annotator");
          structure->is_used = TRUE;
        }
    }
}

/* --- what is carried --- */

/* Whether a structure goes with the document of the view; those of no view go with the first. */
static gboolean
belongs_to (ManiculeCasReading         *self,
            const ManiculeCasStructure *structure,
            guint                       view)
{
  if (manicule_cas_find_view (self->cas, structure->sofa, NULL) != NULL)
    return structure->sofa == VIEW (self, view)->id;

  return view == 0;
}

static void
put_view (GString               *out,
          const ManiculeCasView *view)
{
  manicule_json_put_name (out, "view");
  g_string_append_c (out, '{');
  manicule_json_put_int (out, "id", view->id);
  manicule_json_put_string (out, "name", view->name);
  manicule_json_put_string (out, "mime", view->mime);
  manicule_json_put_string (out, "uri", view->uri);
  manicule_json_put_flag (out, "missing", view->is_missing);
  g_string_append_c (out, '}');
}

/* Only where the ids do not ascend. */
static void
put_order (GString *out,
           GArray  *order)
{
  gboolean ascends = TRUE;

  for (guint i = 1; i < order->len; i++)
    ascends &= g_array_index (order, guint, i) > g_array_index (order, guint, i - 1);
  if (ascends)
    return;

  manicule_json_put_name (out, "order");
  for (guint i = 0; i < order->len; i++)
    g_string_append_printf (out, "%c%u", i == 0 ? '[' : ',', g_array_index (order, guint, i));
  g_string_append_c (out, ']');
}

static void
put_structures (GString            *out,
                ManiculeCasReading *self,
                guint               view)
{
  gsize start = out->len;
  gboolean is_first = TRUE;

  manicule_json_put_name (out, "structures");
  for (guint i = 0; i < self->cas->structures->len; i++)
    {
      const ManiculeCasStructure *structure = manicule_cas_get (self->cas, i);

      if (structure->is_used || !belongs_to (self, structure, view))
        continue;
      g_string_append_c (out, is_first ? '[' : ',');
      manicule_cas_put_json_structure (out, self->cas, structure);
      is_first = FALSE;
    }

  if (is_first)
    g_string_truncate (out, start);
  else
    g_string_append_c (out, ']');
}

static char *
make_carried (ManiculeCasReading *self,
              guint               view)
{
  g_autoptr(GHashTable) used = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GArray) order = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(GString) out = g_string_new ("{");

  for (guint i = 0; i < self->cas->structures->len; i++)
    {
      const ManiculeCasStructure *structure = manicule_cas_get (self->cas, i);

      if (!belongs_to (self, structure, view) || self->roles[i] == MANICULE_CAS_ROLE_ARTICLE)
        continue;
      g_hash_table_add (used, (gpointer) structure->type);
      g_array_append_val (order, structure->id);
    }

  manicule_json_put_name (out, MANICULE_UIMA);
  g_string_append_c (out, '{');
  put_view (out, VIEW (self, view));
  manicule_json_put_name (out, "types");
  manicule_cas_put_json_types (out, self->cas, used);
  put_structures (out, self, view);
  put_order (out, order);
  g_string_append_c (out, '}');

  return g_strdup (out->str + 1);
}

/* --- annotation sets --- */

static void
take (GPtrArray          *annotations,
      GArray             *lines,
      ManiculeAnnotation *annotation,
      guint               line)
{
  if (annotation == NULL)
    return;

  g_ptr_array_add (annotations, annotation);
  g_array_append_val (lines, line);
}

static gboolean
collect_annotations (ManiculeCasReading  *self,
                     guint                sofa,
                     ManiculeText        *text,
                     GPtrArray           *annotations,
                     GArray              *lines,
                     GError             **error)
{
  /* Slots first: a chain takes a feature of its link. */
  for (guint i = 0; i < self->slots->len; i++)
    {
      const ManiculeCasSlot *slot = &g_array_index (self->slots, ManiculeCasSlot, i);
      const ManiculeCasStructure *host = manicule_cas_get (self->cas, slot->host);

      if (host->sofa == sofa)
        take (annotations, lines, manicule_cas_make_slot (self, slot), host->line);
    }

  for (guint i = 0; i < self->cas->structures->len; i++)
    {
      ManiculeCasStructure *structure = manicule_cas_get (self->cas, i);
      ManiculeAnnotation *annotation = NULL;

      if (structure->sofa != sofa)
        continue;
      if (self->roles[i] == MANICULE_CAS_ROLE_SPAN && !manicule_cas_make_span (self, structure, text, &annotation, error))
        return FALSE;
      if (self->roles[i] == MANICULE_CAS_ROLE_RELATION)
        annotation = manicule_cas_make_relation (self, structure);
      else if (self->roles[i] == MANICULE_CAS_ROLE_DOCUMENT)
        annotation = manicule_cas_make_document (self, structure);
      take (annotations, lines, annotation, structure->line);
    }

  return TRUE;
}

static ManiculeAnnotationSet *
make_set (ManiculeCasReading  *self,
          guint                view,
          ManiculeDocument    *document,
          const char          *annotator,
          GError             **error)
{
  ManiculeText *text = manicule_document_get_text (document);
  const char *article = manicule_article_get_id (manicule_document_get_article (document));
  g_autoptr(GPtrArray) annotations = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GArray) lines = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(ManiculeAnnotationSet) set = manicule_annotation_set_new (article, annotator, text);
  g_autofree char *carried = NULL;

  if (!collect_annotations (self, VIEW (self, view)->id, text, annotations, lines, error) ||
      !manicule_format_input_fill_set (self->input, set, annotations, lines, error))
    return NULL;

  carried = make_carried (self, view);
  manicule_annotation_set_set_carried (set, carried);

  return g_steal_pointer (&set);
}

/* --- types that no type system declares --- */

static void
ensure_types (ManiculeCas *cas)
{
  for (guint i = 0; i < cas->structures->len; i++)
    {
      const ManiculeCasStructure *structure = manicule_cas_get (cas, i);

      if (!manicule_cas_is_array (structure->type))
        manicule_cas_types_ensure (cas->types, structure->type,
                                   structure->has_offsets ? "uima.tcas.Annotation" :
                                   structure->sofa != 0 ? "uima.cas.AnnotationBase" : "uima.cas.TOP");
    }
}

static const char *
guess_range (const ManiculeCasValue *value)
{
  static const char * const ranges[] = {
    [MANICULE_CAS_BOOLEAN] = "uima.cas.Boolean",
    [MANICULE_CAS_INTEGER] = "uima.cas.Long",
    [MANICULE_CAS_NUMBER] = "uima.cas.Double",
    [MANICULE_CAS_STRING] = "uima.cas.String",
    [MANICULE_CAS_REFERENCE] = "uima.cas.TOP",
    [MANICULE_CAS_REFERENCES] = "uima.cas.FSArray",
    [MANICULE_CAS_STRINGS] = "uima.cas.StringArray",
    [MANICULE_CAS_NUMBERS] = "uima.cas.DoubleArray",
  };

  return ranges[value->kind];
}

/* So that what is written has them. */
static void
ensure_features (ManiculeCas *cas)
{
  for (guint i = 0; i < cas->structures->len; i++)
    {
      const ManiculeCasStructure *structure = manicule_cas_get (cas, i);
      const ManiculeCasValue *values = manicule_cas_get_values (cas, structure);
      ManiculeCasType *type = manicule_cas_types_find (cas->types, structure->type);

      for (guint j = 0; type != NULL && j < structure->n_values; j++)
        {
          ManiculeCasFeature feature = { .name = values[j].name, .range = guess_range (&values[j]) };

          if (manicule_cas_types_find_feature (cas->types, type->name, values[j].name) == NULL)
            manicule_cas_types_add_feature (cas->types, type, &feature);
        }
    }
}

/* --- documents --- */

static char *
dup_document_id (ManiculeCasReading *self,
                 guint               view)
{
  const char *name = manicule_format_input_get_name (self->input);
  g_autofree char *stem = manicule_format_document_id (name);
  g_autofree char *with_view = NULL;

  if (view == 0)
    return g_steal_pointer (&stem);

  with_view = g_strconcat (stem, "-", VIEW (self, view)->name, ".", NULL);

  return manicule_format_document_id (with_view);
}

static ManiculeDocument *
make_document (ManiculeCasReading  *self,
               guint                view,
               const char         **annotator,
               GError             **error)
{
  const char *string = VIEW (self, view)->text != NULL ? VIEW (self, view)->text : "";
  g_autofree char *id = dup_document_id (self, view);
  ManiculeArticleFields fields = { .id = id };
  g_autoptr(GBytes) bytes = g_bytes_new (string, strlen (string));
  g_autoptr(ManiculeText) text = manicule_text_new (bytes, error);

  if (text == NULL)
    return NULL;
  if (VIEW (self, view)->text == NULL)
    manicule_format_input_report (self->input, MANICULE_FINDING_NOTE, "no-text", VIEW (self, view)->line, NULL,
                                  _("the view “%s” has no text"), VIEW (self, view)->name);

  find_meta_data (self, VIEW (self, view)->id, &fields, annotator);

  return manicule_format_input_new_document (self->input, &fields, text);
}

static gboolean
is_same_text (ManiculeCasReading *self,
              guint               a,
              guint               b)
{
  return VIEW (self, a)->text != NULL && g_strcmp0 (VIEW (self, a)->text, VIEW (self, b)->text) == 0;
}

/* A view whose text was there before is one more set of that document. */
static gboolean
is_repeated (ManiculeCasReading *self,
             guint               view)
{
  for (guint i = 0; i < view; i++)
    if (is_same_text (self, i, view))
      return TRUE;

  return FALSE;
}

static gboolean
add_set (ManiculeCasReading  *self,
         ManiculeDocument    *document,
         guint                view,
         const char          *annotator,
         GError             **error)
{
  const char *name = VIEW (self, view)->name;
  g_autoptr(ManiculeAnnotationSet) set = NULL;

  if (annotator == NULL)
    annotator = strcmp (name, INITIAL_VIEW) == 0 ? MANICULE_FORMAT_NO_ANNOTATOR : name;
  set = make_set (self, view, document, annotator, error);
  if (set == NULL)
    return FALSE;

  manicule_document_add_set (document, set);

  return TRUE;
}

static gboolean
emit_view (ManiculeCasReading    *self,
           guint                  view,
           ManiculeDocumentFunc   func,
           gpointer               data,
           GError               **error)
{
  const char *annotator = NULL;
  g_autoptr(ManiculeDocument) document = make_document (self, view, &annotator, error);

  if (document == NULL || !add_set (self, document, view, annotator, error))
    return FALSE;

  for (guint i = view + 1; i < self->cas->views->len; i++)
    {
      ManiculeArticleFields ignored = { .id = NULL };

      if (!is_same_text (self, view, i))
        continue;
      annotator = NULL;
      find_meta_data (self, VIEW (self, i)->id, &ignored, &annotator);
      if (!add_set (self, document, i, annotator, error))
        return FALSE;
    }

  return manicule_format_input_emit (self->input, document, func, data, error);
}

/**
 * manicule_cas_emit:
 * @cas: a CAS as it was read
 * @input: what it was read from
 * @func: what the reader was given
 * @data: what the reader was given
 * @error: return location
 *
 * Hands on a document for each text.
 *
 * Returns: FALSE with an error when nothing can be made of it, or when @func does not want more
 */
gboolean
manicule_cas_emit (ManiculeCas           *cas,
                   ManiculeFormatInput   *input,
                   ManiculeDocumentFunc   func,
                   gpointer               data,
                   GError               **error)
{
  ManiculeCasReading self = { .cas = cas, .input = input };
  gboolean success = TRUE;

  if (cas->views->len == 0)
    {
      manicule_format_input_fail (input, MANICULE_FORMAT_ERROR_DAMAGED, 0, error, _("there is no view, and so no text, in it"));
      return FALSE;
    }

  ensure_types (cas);
  manicule_cas_find_roles (&self);
  ensure_features (cas);
  for (guint i = 0; success && i < cas->views->len; i++)
    if (!is_repeated (&self, i))
      success = emit_view (&self, i, func, data, error);

  g_free (self.roles);
  g_array_unref (self.slots);

  return success;
}
