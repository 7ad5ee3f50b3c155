/* manicule-format-predictions.c: what a model has said, in a file beside what people say
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-input-private.h"

#include <glib/gi18n-lib.h>

/* Where a file does not say what made its predictions. */
#define UNKNOWN_SOURCE "model"

/**
 * manicule_format_input_set_predictions:
 * @self: an input that was not read yet
 * @predictions: what is done with predictions
 *
 * Says whether the predictions in the file come along; by default they are left out, and counted.
 */
void
manicule_format_input_set_predictions (ManiculeFormatInput *self,
                                       ManiculePredictions  predictions)
{
  g_return_if_fail (self != NULL);

  self->predictions = predictions;
}

static gboolean
has_set_of (ManiculeDocument *document,
            const char       *annotator)
{
  for (guint i = 0; i < manicule_document_get_n_sets (document); i++)
    if (g_str_equal (manicule_annotation_set_get_annotator (manicule_document_get_set (document, i)), annotator))
      return TRUE;
  for (guint i = 0; i < manicule_document_get_n_suggestions (document); i++)
    if (g_str_equal (manicule_annotation_set_get_annotator (manicule_document_get_suggestions (document, i)), annotator))
      return TRUE;

  return FALSE;
}

/* A name that no set of the document has: a model may have predicted twice, or be called like a person. */
static char *
choose_name (ManiculeDocument *document,
             const char       *source)
{
  char *name = g_strdup (source);

  for (guint number = 2; has_set_of (document, name); number++)
    {
      g_free (name);
      name = g_strdup_printf ("%s %u", source, number);
    }

  return name;
}

static ManiculeAnnotation *
mark_origin (ManiculeAnnotation *annotation,
             const char         *source)
{
  return manicule_annotation_with_origin (annotation, source, manicule_annotation_get_origin_id (annotation),
                                          manicule_annotation_get_origin_score (annotation));
}

/* Only spans can be suggested. */
static gboolean
is_wanted (ManiculeFormatInput *self,
           ManiculeAnnotation  *annotation)
{
  return self->predictions == MANICULE_PREDICTIONS_ANNOTATIONS ||
         manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_SPAN;
}

/* (element-type ManiculeAnnotation): each says that it comes from @source. @marked_lines gets their lines, where there
 * are @lines. */
static GPtrArray *
mark_wanted (ManiculeFormatInput *self,
             GPtrArray           *annotations,
             GArray              *lines,
             const char          *source,
             GArray              *marked_lines)
{
  GPtrArray *marked = g_ptr_array_new_full (annotations->len, g_object_unref);

  for (guint i = 0; i < annotations->len; i++)
    {
      if (!is_wanted (self, annotations->pdata[i]))
        continue;

      g_ptr_array_add (marked, mark_origin (annotations->pdata[i], source));
      if (lines != NULL)
        g_array_append_val (marked_lines, g_array_index (lines, guint, i));
    }
  self->n_predictions += annotations->len - marked->len;

  return marked;
}

/* @set is what came of predictions that are wanted. */
static void
add_set (ManiculeFormatInput   *self,
         ManiculeDocument      *document,
         ManiculeAnnotationSet *set)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (set));

  if (self->predictions == MANICULE_PREDICTIONS_ANNOTATIONS)
    manicule_document_add_set (document, set);
  else if (n > 0)
    manicule_document_add_suggestions (document, set);
  self->n_suggestions += self->predictions == MANICULE_PREDICTIONS_SUGGESTIONS ? n : 0;
}

/**
 * manicule_format_input_add_predictions:
 * @self: an input
 * @document: the document they are about, with the sets of people already in it
 * @source: (nullable): what made them, "ner-model v2"; NULL where the file does not say it
 * @annotations: (element-type ManiculeAnnotation): in any order; a score stands in an annotation's origin
 * @lines: (element-type guint) (nullable): the line of each
 *
 * Takes predictions as it was asked for: left out and counted, as suggestions, or as an annotation set of their own under
 * the name of @source. Never as what a person has said.
 *
 * Returns: FALSE with an error as manicule_format_input_fill_set()
 */
gboolean
manicule_format_input_add_predictions (ManiculeFormatInput  *self,
                                       ManiculeDocument     *document,
                                       const char           *source,
                                       GPtrArray            *annotations,
                                       GArray               *lines,
                                       GError              **error)
{
  g_autoptr(ManiculeAnnotationSet) set = NULL;
  g_autoptr(GPtrArray) marked = NULL;
  g_autoptr(GArray) marked_lines = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *name = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (MANICULE_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (annotations != NULL, FALSE);

  if (self->predictions == MANICULE_PREDICTIONS_SKIP)
    {
      self->n_predictions += annotations->len;
      return TRUE;
    }
  if (annotations->len == 0)
    return TRUE;

  if (source == NULL || *source == '\0')
    source = UNKNOWN_SOURCE;
  name = choose_name (document, source);
  marked = mark_wanted (self, annotations, lines, source, marked_lines);
  set = manicule_annotation_set_new (manicule_article_get_id (manicule_document_get_article (document)), name,
                                     manicule_document_get_text (document));
  if (!manicule_format_input_fill_set (self, set, marked, lines != NULL ? marked_lines : NULL, error))
    return FALSE;
  add_set (self, document, set);

  return TRUE;
}

static void
report_suggestions (ManiculeFormatInput *self)
{
  if (self->n_suggestions > 0)
    manicule_format_input_report (self, MANICULE_FINDING_NOTE, "predictions-suggested", 0, NULL,
                                  g_dngettext (GETTEXT_PACKAGE,
                                               "%u prediction of a model is suggested in its article",
                                               "%u predictions of a model are suggested in their articles",
                                               self->n_suggestions), self->n_suggestions);
  if (self->n_predictions > 0)
    manicule_format_input_report (self, MANICULE_FINDING_WARNING, "predictions-not-suggested", 0, NULL,
                                  g_dngettext (GETTEXT_PACKAGE,
                                               "%u prediction of a model is no span, so it cannot be suggested and was left out; "
                                               "it can be taken as an annotation",
                                               "%u predictions of a model are no spans, so they cannot be suggested and were left "
                                               "out; they can be taken as annotations",
                                               self->n_predictions), self->n_predictions);
}

/* Once a file, at its end. */
void
manicule_format_input_report_predictions (ManiculeFormatInput *self)
{
  if (self->predictions == MANICULE_PREDICTIONS_SUGGESTIONS)
    report_suggestions (self);
  else if (self->n_predictions > 0)
    manicule_format_input_report (self, MANICULE_FINDING_WARNING, "predictions-left-out", 0, NULL,
                                  g_dngettext (GETTEXT_PACKAGE,
                                               "%u prediction of a model was left out; it can be taken as an annotation set of its own",
                                               "%u predictions of a model were left out; they can be taken as an annotation set of their own",
                                               self->n_predictions), self->n_predictions);
}
