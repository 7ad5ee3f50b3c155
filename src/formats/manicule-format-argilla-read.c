/* manicule-format-argilla-read.c: records of Argilla 2, nested or flat, and of Argilla 1
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-argilla-private.h"

#include "manicule-format-draft.h"
#include "manicule-format-meta.h"
#include "manicule-format-records.h"
#include "manicule-json-carried.h"
#include "manicule-json-writer.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define RESPONSES ".responses"
#define SUGGESTION ".suggestion"

/* Suggestions are carried as well: they are written again as they were. */
static const char * const record_members[] = {
  "id", "fields", "metadata", "responses", "text", "annotation", "annotation_agent", NULL,
};
static const char * const meta_members[] = { NULL };

/* One answer to one question, wherever it stands. */
typedef struct
{
  char              *question;  /* (owned) */
  char              *who;       /* (owned): a user or an agent; "" where it is not said */
  ManiculeJsonValue  value;
  double             score;     /* NAN */
  ManiculeStatus     status;
} Answer;

typedef struct
{
  ManiculeFormatInput  *input;        /* (not owned) */
  ManiculeRecords      *records;      /* (owned) */
  ManiculeDraft         draft;
  ManiculeDocumentFunc  func;
  gpointer              data;
  GArray               *responses;    /* (owned) (element-type Answer): of the record */
  GArray               *suggestions;  /* (owned) (element-type Answer) */
} Reader;

static void
answer_clear (gpointer data)
{
  Answer *answer = data;

  g_free (answer->question);
  g_free (answer->who);
}

static char *
read_who (ManiculeJsonValue value)
{
  char *who = manicule_meta_read_id (value);

  return who != NULL ? who : g_strdup ("");
}

static double
read_score (ManiculeJsonValue value)
{
  ManiculeJsonKind kind = manicule_json_get_kind (value);

  return kind == MANICULE_JSON_INTEGER || kind == MANICULE_JSON_NUMBER ? manicule_json_as_double (value) : (double) NAN;
}

static ManiculeStatus
read_status (ManiculeJsonValue value)
{
  const char *status = manicule_json_get_kind (value) == MANICULE_JSON_STRING ? manicule_json_as_string (value) : "submitted";

  if (g_str_equal (status, "draft"))
    return MANICULE_STATUS_IN_PROGRESS;

  return g_str_equal (status, "discarded") ? MANICULE_STATUS_NEW : MANICULE_STATUS_DONE;
}

static void
add_answer (GArray            *answers,
            const char        *question,
            gsize              length,
            char              *who,
            ManiculeJsonValue  value,
            double             score,
            ManiculeStatus     status)
{
  Answer answer = { g_strndup (question, length), who, value, score, status };

  g_array_append_val (answers, answer);
}

/* --- nested records --- */

static void
list_nested (Reader            *self,
             ManiculeJsonValue  record)
{
  ManiculeJsonIter questions;

  manicule_json_iter_init (&questions, manicule_json_find_object (record, "responses"));
  while (manicule_json_iter_next (&questions))
    {
      ManiculeJsonIter iter;

      manicule_json_iter_init (&iter, questions.value);
      while (manicule_json_iter_next (&iter))
        add_answer (self->responses, questions.name, strlen (questions.name),
                    read_who (manicule_json_find (iter.value, "user_id")), manicule_json_get (iter.value, "value"), NAN,
                    read_status (manicule_json_find (iter.value, "status")));
    }

  manicule_json_iter_init (&questions, manicule_json_find_object (record, "suggestions"));
  while (manicule_json_iter_next (&questions))
    add_answer (self->suggestions, questions.name, strlen (questions.name),
                read_who (manicule_json_find (questions.value, "agent")), manicule_json_get (questions.value, "value"),
                read_score (manicule_json_find (questions.value, "score")), MANICULE_STATUS_NEW);
}

/* --- flat records: "question.responses" and the like --- */

/* The item of that place in the list; absent where there is none. */
static ManiculeJsonValue
find_item (ManiculeJsonValue  record,
           const char        *question,
           const char        *suffix,
           guint              place)
{
  g_autofree char *name = g_strconcat (question, suffix, NULL);
  ManiculeJsonValue list = manicule_json_find (record, name);
  ManiculeJsonIter iter;
  guint i = 0;

  if (manicule_json_get_kind (list) == MANICULE_JSON_ARRAY)
    {
      manicule_json_iter_init (&iter, list);
      while (manicule_json_iter_next (&iter))
        if (i++ == place)
          return iter.value;
    }

  return manicule_json_find (record, "");
}

static void
list_flat (Reader            *self,
           ManiculeJsonValue  record)
{
  ManiculeJsonIter members;

  manicule_json_iter_init (&members, record);
  while (manicule_json_iter_next (&members))
    {
      ManiculeJsonIter iter;
      guint place = 0;

      if (g_str_has_suffix (members.name, RESPONSES) && manicule_json_get_kind (members.value) == MANICULE_JSON_ARRAY)
        {
          g_autofree char *question = g_strndup (members.name, strlen (members.name) - strlen (RESPONSES));

          manicule_json_iter_init (&iter, members.value);
          for (; manicule_json_iter_next (&iter); place++)
            add_answer (self->responses, question, strlen (question),
                        read_who (find_item (record, question, RESPONSES ".users", place)), iter.value, NAN,
                        read_status (find_item (record, question, RESPONSES ".status", place)));
        }
      else if (g_str_has_suffix (members.name, SUGGESTION) && manicule_json_get_kind (members.value) != MANICULE_JSON_NULL)
        {
          g_autofree char *agent = g_strconcat (members.name, ".agent", NULL);
          g_autofree char *score = g_strconcat (members.name, ".score", NULL);

          add_answer (self->suggestions, members.name, strlen (members.name) - strlen (SUGGESTION),
                      read_who (manicule_json_find (record, agent)), members.value,
                      read_score (manicule_json_find (record, score)), MANICULE_STATUS_NEW);
        }
    }
}

/* --- Argilla 1 --- */

static void
list_old (Reader            *self,
          ManiculeJsonValue  record)
{
  ManiculeJsonValue annotation = manicule_json_find (record, "annotation");
  ManiculeJsonValue prediction = manicule_json_find (record, "prediction");

  if (manicule_json_get_kind (annotation) != MANICULE_JSON_ABSENT)
    add_answer (self->responses, "label", 5, read_who (manicule_json_find (record, "annotation_agent")), annotation, NAN,
                MANICULE_STATUS_DONE);
  if (manicule_json_get_kind (prediction) != MANICULE_JSON_ABSENT)
    add_answer (self->suggestions, "label", 5, read_who (manicule_json_find (record, "prediction_agent")), prediction, NAN,
                MANICULE_STATUS_NEW);
}

/* --- answers --- */

typedef struct
{
  ManiculeJsonValue label;
  ManiculeJsonValue start;
  ManiculeJsonValue end;
  double            score;
} Span;

/* {"label": …, "start": …, "end": …}, or ["LABEL", 0, 5] as it was; FALSE for what is no span. */
static gboolean
parse_span (ManiculeJsonValue  item,
            Span              *span)
{
  ManiculeJsonIter iter;
  ManiculeJsonValue items[4] = { 0 };
  guint n = 0;

  if (manicule_json_get_kind (item) == MANICULE_JSON_OBJECT)
    {
      *span = (Span) { manicule_json_find (item, "label"), manicule_json_find (item, "start"), manicule_json_find (item, "end"),
                       read_score (manicule_json_find (item, "score")) };
      return manicule_json_get_kind (span->start) != MANICULE_JSON_ABSENT;
    }
  if (manicule_json_get_kind (item) != MANICULE_JSON_ARRAY)
    return FALSE;

  manicule_json_iter_init (&iter, item);
  while (n < G_N_ELEMENTS (items) && manicule_json_iter_next (&iter))
    items[n++] = iter.value;
  if (n < 3)
    return FALSE;

  *span = (Span) { items[0], items[1], items[2], n > 3 ? read_score (items[3]) : (double) NAN };

  return TRUE;
}

static gboolean
add_span (Reader        *self,
          const Answer  *answer,
          const Span    *span,
          GError       **error)
{
  const char *label = manicule_json_as_label (span->label);
  ManiculeForeignRange range = manicule_foreign_range_read (span->start, span->end);
  double score = isnan (span->score) ? answer->score : span->score;
  ManiculeAnnotation **slot;
  gboolean failed;

  if (!manicule_records_settle (self->records, &failed, error) || failed)
    return *error == NULL;

  slot = manicule_draft_add_span (&self->draft, NULL, label, &range, NULL, manicule_json_get_line (span->start), error);
  if (slot == NULL)
    return *error == NULL;

  if (!isnan (score))
    manicule_draft_take (slot, manicule_annotation_with_origin (*slot, MANICULE_ARGILLA, NULL, score));
  if (!g_str_equal (answer->question, MANICULE_ARGILLA_SPANS))
    {
      g_autoptr(GString) inner = g_string_new ("{");
      g_autofree char *carried = NULL;

      manicule_json_put_string (inner, "question", answer->question);
      carried = manicule_meta_carry (MANICULE_ARGILLA, g_strdup (inner->str + 1));
      manicule_draft_take (slot, manicule_annotation_with_carried (*slot, carried));
    }

  return TRUE;
}

/* A list of spans, or of what else is known by its first item. */
static gboolean
is_span_list (ManiculeJsonValue value)
{
  ManiculeJsonIter iter;
  Span span;

  if (manicule_json_get_kind (value) != MANICULE_JSON_ARRAY)
    return FALSE;

  manicule_json_iter_init (&iter, value);

  return !manicule_json_iter_next (&iter) || parse_span (iter.value, &span);
}

static gboolean
add_spans (Reader        *self,
           const Answer  *answer,
           GError       **error)
{
  ManiculeJsonIter iter;

  manicule_json_iter_init (&iter, answer->value);
  while (manicule_json_iter_next (&iter))
    {
      Span span;

      if (!parse_span (iter.value, &span))
        {
          manicule_json_fail (iter.value, MANICULE_JSON_ERROR_VALUE, "span-damaged",
                              _("a span has a label, a start and an end. It was left out"));
          if (!manicule_records_settle (self->records, NULL, error))
            return FALSE;
        }
      else if (!add_span (self, answer, &span, error))
        {
          return FALSE;
        }
    }

  return TRUE;
}

/* An answer about the whole text. One that is but the name of the question says that it is so. */
static void
add_label (Reader       *self,
           const Answer *answer)
{
  g_autoptr(GVariant) value = manicule_meta_read_value (answer->value);
  ManiculeAnnotation **slot;

  slot = manicule_draft_add_label (&self->draft, NULL, answer->question, manicule_json_get_line (answer->value));
  if (!g_variant_is_of_type (value, G_VARIANT_TYPE_STRING) ||
      !g_str_equal (g_variant_get_string (value, NULL), answer->question))
    manicule_draft_take (slot, manicule_annotation_with_attribute (*slot, "value", value));
  if (!isnan (answer->score))
    manicule_draft_take (slot, manicule_annotation_with_origin (*slot, MANICULE_ARGILLA, NULL, answer->score));
}

static gboolean
add_answers (Reader      *self,
             GArray      *answers,
             const char  *who,
             GError     **error)
{
  for (guint i = 0; i < answers->len; i++)
    {
      const Answer *answer = &g_array_index (answers, Answer, i);

      if (!g_str_equal (answer->who, who) || *answer->question == '\0' ||
          manicule_json_get_kind (answer->value) <= MANICULE_JSON_NULL)
        continue;
      if (!is_span_list (answer->value))
        add_label (self, answer);
      else if (!add_spans (self, answer, error))
        return FALSE;
    }

  return TRUE;
}

/* --- sets --- */

/* In the order in which they first come. */
static GPtrArray *
list_people (GArray *answers)
{
  GPtrArray *people = g_ptr_array_new ();

  for (guint i = 0; i < answers->len; i++)
    {
      char *who = g_array_index (answers, Answer, i).who;

      if (!g_ptr_array_find_with_equal_func (people, who, g_str_equal, NULL))
        g_ptr_array_add (people, who);
    }

  return people;
}

static ManiculeStatus
get_status (GArray     *answers,
            const char *who)
{
  ManiculeStatus status = MANICULE_STATUS_DONE;

  for (guint i = 0; i < answers->len; i++)
    if (g_str_equal (g_array_index (answers, Answer, i).who, who))
      status = MIN (status, g_array_index (answers, Answer, i).status);

  return status;
}

static gboolean
read_sets (Reader  *self,
           GError **error)
{
  g_autoptr(GPtrArray) people = list_people (self->responses);
  g_autoptr(GPtrArray) agents = list_people (self->suggestions);

  for (guint i = 0; i < people->len; i++)
    {
      const char *who = people->pdata[i];
      g_autofree char *name = *who != '\0' ? manicule_draft_fit_annotator (who) : g_strdup (MANICULE_FORMAT_NO_ANNOTATOR);
      ManiculeAnnotationSet *set;

      if (!add_answers (self, self->responses, who, error))
        return FALSE;
      set = manicule_draft_end_set (&self->draft, name, error);
      if (set == NULL)
        return FALSE;
      manicule_annotation_set_init_status (set, get_status (self->responses, who));
    }

  for (guint i = 0; i < agents->len; i++)
    if (!add_answers (self, self->suggestions, agents->pdata[i], error) ||
        !manicule_draft_end_predictions (&self->draft, agents->pdata[i], error))
      return FALSE;

  return TRUE;
}

/* --- records --- */

static void
take_text (Reader            *self,
           ManiculeJsonValue  record)
{
  ManiculeJsonValue fields = manicule_json_find (record, "fields");
  ManiculeJsonIter iter;

  if (manicule_json_get_kind (fields) != MANICULE_JSON_OBJECT)
    fields = manicule_json_find (record, "inputs");
  if (manicule_json_get_kind (fields) != MANICULE_JSON_OBJECT ||
      manicule_json_get_kind (manicule_json_find (fields, "text")) == MANICULE_JSON_STRING)
    {
      gboolean is_inner = manicule_json_get_kind (fields) == MANICULE_JSON_OBJECT;

      manicule_draft_take_text (&self->draft, is_inner ? fields : record, "text");
      return;
    }

  /* A field may have any name. */
  manicule_json_iter_init (&iter, fields);
  while (manicule_json_iter_next (&iter))
    if (manicule_json_get_kind (iter.value) == MANICULE_JSON_STRING)
      {
        manicule_draft_take_text_value (&self->draft, iter.value);
        return;
      }
  manicule_draft_take_text (&self->draft, fields, "text");
}

/* Flat responses are answers, and not carried. */
static char *
dup_unknown (ManiculeJsonValue record)
{
  g_autoptr(GPtrArray) known = g_ptr_array_new ();
  ManiculeJsonIter iter;

  for (guint i = 0; record_members[i] != NULL; i++)
    g_ptr_array_add (known, (gpointer) record_members[i]);
  manicule_json_iter_init (&iter, record);
  while (manicule_json_iter_next (&iter))
    if (strstr (iter.name, RESPONSES) != NULL)
      g_ptr_array_add (known, (gpointer) iter.name);
  g_ptr_array_add (known, NULL);

  return manicule_json_dup_unknown (record, (const char * const *) known->pdata, NULL, NULL);
}

static void
list_answers (Reader            *self,
              ManiculeJsonValue  record)
{
  g_array_set_size (self->responses, 0);
  g_array_set_size (self->suggestions, 0);
  list_nested (self, record);
  list_flat (self, record);
  list_old (self, record);
}

static gboolean
read_record (gpointer            data,
             ManiculeJsonValue   record,
             GError            **error)
{
  Reader *self = data;
  ManiculeArticleFields fields = { 0 };
  ManiculeJsonValue metadata;
  g_autofree char *id = NULL;
  g_autofree char *carried = NULL;
  gboolean failed;

  take_text (self, record);
  if (!manicule_records_settle (self->records, &failed, error) || failed)
    return *error == NULL;

  metadata = manicule_json_find_object (record, "metadata");
  id = manicule_meta_read_id (manicule_json_find (record, "id"));
  carried = manicule_json_join_carried (dup_unknown (record), "metadata", manicule_meta_read (metadata, meta_members, &fields));
  carried = manicule_meta_carry (MANICULE_ARGILLA, carried);
  fields.id = id;
  fields.carried = carried;
  manicule_draft_begin (&self->draft, &fields, manicule_records_get_number (self->records));

  list_answers (self, record);

  return manicule_records_settle (self->records, NULL, error) && read_sets (self, error) &&
         manicule_draft_emit (&self->draft, self->func, self->data, error);
}

/**
 * manicule_argilla_read:
 * @input: an input
 * @func: gets each document
 * @data: for @func
 *
 * Reads records: each user's responses become an annotation set, suggestions predictions.
 *
 * Returns: FALSE with an error when they cannot be read on
 */
gboolean
manicule_argilla_read (ManiculeFormatInput   *input,
                       ManiculeDocumentFunc   func,
                       gpointer               data,
                       GError               **error)
{
  ManiculeOffsetUnit unit = manicule_argilla_parse_unit (manicule_format_input_get_option (input, "unit"));
  Reader reader = { .input = input, .func = func, .data = data };
  gboolean success;

  reader.records = manicule_records_new (input);
  reader.responses = g_array_new (FALSE, FALSE, sizeof (Answer));
  reader.suggestions = g_array_new (FALSE, FALSE, sizeof (Answer));
  g_array_set_clear_func (reader.responses, answer_clear);
  g_array_set_clear_func (reader.suggestions, answer_clear);
  manicule_draft_init (&reader.draft, input, unit);

  success = manicule_records_for_each (reader.records, read_record, &reader, error) &&
            manicule_draft_report_unit (&reader.draft, unit, FALSE, error);

  manicule_draft_clear (&reader.draft);
  g_array_unref (reader.suggestions);
  g_array_unref (reader.responses);
  manicule_records_free (reader.records);

  return success;
}
