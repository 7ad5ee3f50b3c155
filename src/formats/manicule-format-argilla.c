/* manicule-format-argilla.c: records of Argilla 2, one on each line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-argilla-private.h"

#include "manicule-format-meta.h"
#include "manicule-format-output.h"
#include "manicule-format-records.h"
#include "manicule-format-values.h"
#include "manicule-json-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char * const units[] = { "code-points", "utf-16", NULL };

static const ManiculeFormatOption options[] = {
  { "unit", N_("Offsets"), N_("What offsets count; the tool’s page in the browser has written UTF-16"), units, "code-points" },
  { NULL }
};

ManiculeOffsetUnit
manicule_argilla_parse_unit (const char *option)
{
  return g_str_equal (option, "utf-16") ? MANICULE_OFFSET_UTF16 : MANICULE_OFFSET_CHARS;
}

static guint
sniff (const char *name,
       const char *head,
       gsize       length)
{
  g_autofree char *record = manicule_records_peek (head, length);

  if (record == NULL || *record != '{')
    return 0;
  if (manicule_records_mentions (record, "fields", "responses", NULL) ||
      manicule_records_mentions (record, "fields", "suggestions", NULL))
    return 92;
  if (strstr (record, ".responses\"") != NULL || strstr (record, ".suggestion\"") != NULL)
    return 92;
  if (manicule_records_mentions (record, "annotation", "prediction", NULL) ||
      manicule_records_mentions (record, "annotation_agent", NULL) || manicule_records_mentions (record, "prediction_agent", NULL))
    return 85;

  return manicule_records_mentions (record, "annotation", "tokens", "text", NULL) ? 65 : 0;
}

/* --- writing --- */

typedef struct
{
  ManiculeFormatOutput  *output;  /* (not owned) */
  ManiculeOffsetUnit     unit;
  GString               *line;    /* (owned) */
  ManiculeAnnotationSet *set;     /* (not owned): of the document */
} Writer;

static gpointer
begin (ManiculeFormatOutput  *output,
       ManiculeSchema        *schema,
       GError               **error)
{
  Writer *self = g_new0 (Writer, 1);

  self->output = output;
  self->unit = manicule_argilla_parse_unit (manicule_format_output_get_option (output, "unit"));
  self->line = g_string_new (NULL);

  return self;
}

static gboolean
end (gpointer   state,
     gboolean   commit,
     GError   **error)
{
  Writer *self = state;

  g_string_free (self->line, TRUE);
  g_free (self);

  return TRUE;
}

/* The question that it answers, (transfer full). */
static char *
dup_question (ManiculeAnnotation *annotation)
{
  char *question = NULL;

  if (manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_DOCUMENT)
    return g_strdup (manicule_annotation_get_label (annotation));

  question = manicule_meta_dup_carried_text (manicule_annotation_get_carried (annotation), MANICULE_ARGILLA, "question");

  return question != NULL ? question : g_strdup (MANICULE_ARGILLA_SPANS);
}

static GPtrArray *
list_questions (Writer *self)
{
  GPtrArray *questions = g_ptr_array_new_with_free_func (g_free);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->set));

  for (guint i = 0; i < n; i++)
    {
      char *question = dup_question (manicule_annotation_set_get (self->set, i));

      if (g_ptr_array_find_with_equal_func (questions, question, g_str_equal, NULL))
        g_free (question);
      else
        g_ptr_array_add (questions, question);
    }

  /* That there is nothing is an answer, too. */
  if (questions->len == 0 && manicule_annotation_set_get_status (self->set) != MANICULE_STATUS_NEW)
    g_ptr_array_add (questions, g_strdup (MANICULE_ARGILLA_SPANS));

  return questions;
}

static void
begin_response (Writer   *self,
                gboolean  is_first)
{
  g_string_append (self->line, is_first ? "{" : ",{");
  manicule_json_put_name (self->line, "value");
}

static void
end_response (Writer *self)
{
  static const char * const statuses[] = { "draft", "draft", "submitted" };
  const char *annotator = manicule_annotation_set_get_annotator (self->set);

  if (*annotator != '\0')
    manicule_json_put_string (self->line, "user_id", annotator);
  manicule_json_put_string (self->line, "status", statuses[manicule_annotation_set_get_status (self->set)]);
  g_string_append_c (self->line, '}');
}

static void
append_span (Writer             *self,
             ManiculeAnnotation *span,
             gboolean            is_first)
{
  ManiculeText *text = manicule_annotation_set_get_text (self->set);
  ManiculeRange hull = manicule_annotation_get_hull (span);

  g_string_append (self->line, is_first ? "{" : ",{");
  manicule_json_put_int (self->line, "start", manicule_text_from_chars (text, self->unit, hull.start));
  manicule_json_put_int (self->line, "end", manicule_text_from_chars (text, self->unit, hull.end));
  manicule_json_put_string (self->line, "label", manicule_annotation_get_label (span));
  g_string_append_c (self->line, '}');
}

/* A value that is but the name would say no more than that it is so; a list with it says the value. */
static void
append_value (Writer             *self,
              ManiculeAnnotation *label)
{
  const char *name = manicule_annotation_get_label (label);
  g_autoptr(GVariant) value = manicule_annotation_dup_attribute (label, "value");
  g_auto(GStrv) texts = value != NULL ? manicule_value_dup_texts (value) : NULL;

  if (texts == NULL || texts[0] == NULL)
    manicule_json_append_string (self->line, name);
  else if (texts[1] == NULL && g_str_equal (texts[0], name))
    manicule_json_append_strv (self->line, (const char * const *) texts);
  else
    manicule_meta_append_value (self->line, value);
}

static void
append_spans (Writer     *self,
              const char *question)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->set));
  gboolean is_first = TRUE;

  g_string_append_c (self->line, '[');
  for (guint i = 0; i < n; i++)
    {
      ManiculeAnnotation *span = manicule_annotation_set_get (self->set, i);
      g_autofree char *own = NULL;

      if (manicule_annotation_get_kind (span) != MANICULE_ANNOTATION_SPAN)
        continue;
      own = dup_question (span);
      if (!g_str_equal (own, question))
        continue;
      append_span (self, span, is_first);
      is_first = FALSE;
    }
  g_string_append_c (self->line, ']');
}

static gboolean
has_spans (Writer     *self,
           const char *question)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->set));

  for (guint i = 0; i < n; i++)
    {
      ManiculeAnnotation *annotation = manicule_annotation_set_get (self->set, i);
      g_autofree char *own = dup_question (annotation);

      if (manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_SPAN && g_str_equal (own, question))
        return TRUE;
    }

  return g_list_model_get_n_items (G_LIST_MODEL (self->set)) == 0;
}

static void
put_responses (Writer     *self,
               const char *question)
{
  gboolean is_first = TRUE;

  manicule_json_put_name (self->line, question);
  g_string_append_c (self->line, '[');
  for (guint i = 0; i < manicule_annotation_set_get_n (self->set, MANICULE_ANNOTATION_DOCUMENT); i++)
    {
      ManiculeAnnotation *label = manicule_annotation_set_get (self->set, i);

      if (!g_str_equal (manicule_annotation_get_label (label), question))
        continue;
      begin_response (self, is_first);
      append_value (self, label);
      end_response (self);
      is_first = FALSE;
    }
  if (has_spans (self, question))
    {
      begin_response (self, is_first);
      append_spans (self, question);
      end_response (self);
    }
  g_string_append_c (self->line, ']');
}

static gboolean
write_document (gpointer           state,
                ManiculeDocument  *document,
                GError           **error)
{
  static const char * const elsewhere[] = { "metadata", NULL };
  Writer *self = state;
  const ManiculeArticleFields *fields = manicule_article_get_fields (manicule_document_get_article (document));
  g_autoptr(GPtrArray) questions = NULL;

  self->set = manicule_document_get_set (document, 0);
  questions = list_questions (self);
  g_string_assign (self->line, "{");
  manicule_meta_put_id (self->line, "id", fields->id);
  manicule_json_put_name (self->line, "fields");
  g_string_append_c (self->line, '{');
  manicule_json_put_string (self->line, "text", manicule_text_get_data (manicule_document_get_text (document)));
  g_string_append_c (self->line, '}');
  manicule_json_put_name (self->line, "metadata");
  g_string_append_c (self->line, '{');
  manicule_meta_put (self->line, fields);
  manicule_meta_put_carried_inner (self->line, fields->carried, MANICULE_ARGILLA, "metadata");
  g_string_append_c (self->line, '}');
  manicule_json_put_name (self->line, "responses");
  g_string_append_c (self->line, '{');
  for (guint i = 0; i < questions->len; i++)
    put_responses (self, questions->pdata[i]);
  g_string_append_c (self->line, '}');
  manicule_meta_put_carried (self->line, fields->carried, MANICULE_ARGILLA, elsewhere);
  g_string_append (self->line, "}\n");

  return manicule_format_output_write (self->output, self->line->str, (gssize) self->line->len, error);
}

static const char * const suffixes[] = { "jsonl", "json", NULL };

const ManiculeFormat manicule_format_argilla = {
  .id = MANICULE_ARGILLA,
  .title = "Argilla",
  .description = N_("Records with spans and answers about the text, one on each line"),
  .suffixes = suffixes,
  .holds = MANICULE_HOLDS_SPANS | MANICULE_HOLDS_NESTED | MANICULE_HOLDS_CROSSING | MANICULE_HOLDS_SUB_TOKEN |
           MANICULE_HOLDS_DOCUMENT_LABELS | MANICULE_HOLDS_TEXT | MANICULE_HOLDS_METADATA,
  .unit = MANICULE_OFFSET_CHARS,
  .container = MANICULE_CONTAINER_FILE,
  .options = options,
  .sniff = sniff,
  .read = manicule_argilla_read,
  .begin = begin,
  .write = write_document,
  .end = end,
};
