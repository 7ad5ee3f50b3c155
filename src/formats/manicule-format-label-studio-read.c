/* manicule-format-label-studio-read.c: tasks of Label Studio with what people and models said of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-label-studio-private.h"

#include "manicule-format-draft.h"
#include "manicule-format-meta.h"
#include "manicule-format-records.h"
#include "manicule-json-carried.h"
#include "manicule-json-writer.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* The predictions are carried as well: they are written again as they were. */
static const char * const task_members[] = { "data", "annotations", "completions", NULL };
static const char * const task_members_with_id[] = { "id", "data", "annotations", "completions", NULL };
static const char * const annotation_members[] = { "result", NULL };

/* --- annotations: what one person said of a task --- */

static char *
find_name (ManiculeJsonValue person)
{
  static const char * const names[] = { "email", "username", "id" };
  char *name = NULL;

  for (guint i = 0; name == NULL && i < G_N_ELEMENTS (names); i++)
    name = manicule_meta_read_id (manicule_json_find (person, names[i]));

  return name;
}

static gboolean
is_taken (ManiculeDraft *draft,
          const char    *annotator)
{
  for (guint i = 0; i < manicule_document_get_n_sets (draft->document); i++)
    if (g_str_equal (manicule_annotation_set_get_annotator (manicule_document_get_set (draft->document, i)), annotator))
      return TRUE;

  return FALSE;
}

/* Somebody may have annotated a task twice: then the second set gets a name of its own. */
static char *
choose_annotator (ManiculeLabelStudioReader *self,
                  ManiculeJsonValue          annotation)
{
  ManiculeJsonValue by = manicule_json_find (annotation, "completed_by");
  g_autofree char *given = NULL;
  g_autofree char *fitted = NULL;
  char *name;

  given = manicule_json_get_kind (by) == MANICULE_JSON_OBJECT ? find_name (by) : manicule_meta_read_id (by);
  if (given == NULL)
    given = manicule_meta_read_id (manicule_json_find (annotation, "created_username"));
  fitted = given != NULL ? manicule_draft_fit_annotator (given) : g_strdup (MANICULE_FORMAT_NO_ANNOTATOR);

  name = g_strdup (fitted);
  for (guint n = 2; is_taken (&self->draft, name); n++)
    {
      g_free (name);
      name = g_strdup_printf ("%s %u", *fitted != '\0' ? fitted : "annotation", n);
    }

  return name;
}

static char *
dup_set_carried (ManiculeLabelStudioReader *self,
                 ManiculeJsonValue          annotation)
{
  g_autoptr(GString) inner = g_string_new ("{");
  g_autofree char *unknown = manicule_json_dup_unknown (annotation, annotation_members, NULL, NULL);

  if (unknown != NULL)
    g_string_append (inner, unknown);
  if (self->unknown->len > 0)
    {
      manicule_json_put_name (inner, "result");
      g_string_append_printf (inner, "[%s]", self->unknown->str);
    }

  return inner->len > 1 ? manicule_meta_carry (MANICULE_LABEL_STUDIO, g_strdup (inner->str + 1)) : NULL;
}

static gboolean
read_annotation (ManiculeLabelStudioReader  *self,
                 ManiculeJsonValue           annotation,
                 GError                    **error)
{
  g_autofree char *annotator = NULL;
  g_autofree char *carried = NULL;
  ManiculeAnnotationSet *set;

  if (manicule_json_get_kind (annotation) != MANICULE_JSON_OBJECT)
    {
      manicule_json_find_object (annotation, "");
      return manicule_records_settle (self->records, NULL, error);
    }

  self->score = NAN;
  if (!manicule_label_studio_read_results (self, annotation, error))
    return FALSE;

  annotator = choose_annotator (self, annotation);
  carried = dup_set_carried (self, annotation);
  set = manicule_draft_end_set (&self->draft, annotator, error);
  if (set == NULL)
    return FALSE;

  if (!manicule_json_find_boolean (annotation, "was_cancelled"))
    manicule_annotation_set_init_status (set, MANICULE_STATUS_DONE);
  if (carried != NULL)
    manicule_annotation_set_set_carried (set, carried);

  return manicule_records_settle (self->records, NULL, error);
}

static gboolean
read_prediction (ManiculeLabelStudioReader  *self,
                 ManiculeJsonValue           prediction,
                 GError                    **error)
{
  ManiculeJsonValue score = manicule_json_find (prediction, "score");
  g_autofree char *version = manicule_meta_read_id (manicule_json_find (prediction, "model_version"));
  gboolean failed;

  if (!manicule_records_settle (self->records, &failed, error) || failed)
    return *error == NULL;

  self->score = manicule_json_get_kind (score) >= MANICULE_JSON_INTEGER &&
                manicule_json_get_kind (score) <= MANICULE_JSON_NUMBER ? manicule_json_as_double (score) : NAN;

  return manicule_label_studio_read_results (self, prediction, error) && manicule_draft_end_predictions (&self->draft, version, error);
}

static gboolean
read_list (ManiculeLabelStudioReader *self,
           ManiculeJsonValue   task,
           const char         *name,
           gboolean          (*read) (ManiculeLabelStudioReader *self,
                                      ManiculeJsonValue   item,
                                      GError            **error),
           GError            **error)
{
  ManiculeJsonIter iter;

  manicule_json_iter_init (&iter, manicule_json_find_array (task, name));
  if (!manicule_records_settle (self->records, NULL, error))
    return FALSE;
  while (manicule_json_iter_next (&iter))
    if (!read (self, iter.value, error))
      return FALSE;

  return TRUE;
}

/* --- tasks --- */

static char *
dup_task_carried (ManiculeLabelStudioReader *self,
                  ManiculeJsonValue          task,
                  ManiculeArticleFields     *fields,
                  gboolean                   has_own_id)
{
  ManiculeJsonValue data = manicule_json_find_object (task, "data");
  /* The turns of a dialogue are carried: they cannot be made again of its text. */
  const char * const data_members[] = {
    "id", MANICULE_LABEL_STUDIO_TEXT, self->text.is_dialogue ? NULL : self->text.member, NULL,
  };
  char *inner = manicule_json_dup_unknown (task, has_own_id ? task_members : task_members_with_id, NULL, NULL);
  char *more = manicule_meta_read (data, data_members, fields);

  if (self->text.page != NULL)
    {
      g_autoptr(GString) page = g_string_new ("{");

      if (more != NULL)
        g_string_append (page, more);
      if (manicule_json_get_kind (manicule_json_find (data, "html")) == MANICULE_JSON_ABSENT)
        manicule_json_put_string (page, "html", manicule_json_as_string (manicule_json_find (data, self->text.member)));
      g_free (more);
      more = g_strdup (page->str + 1);
    }

  return manicule_meta_carry (MANICULE_LABEL_STUDIO, manicule_json_join_carried (inner, "data", more));
}

/* How the text came about, where that is not plain. */
static gboolean
report_text (ManiculeLabelStudioReader  *self,
             ManiculeJsonValue           task,
             GError                    **error)
{
  guint line = manicule_json_get_line (task);

  if (self->text.is_guessed && !self->has_guessed)
    {
      self->has_guessed = TRUE;
      if (!manicule_format_input_report (self->input, MANICULE_FINDING_NOTE, "text-chosen", line, error,
                                         /* Translators: the name of a member, and of a file */
                                         _("the text is taken to be “%s”; the labelling configuration, put beside the file "
                                           "as %s, would tell"), self->text.member, MANICULE_LABEL_STUDIO_CONFIG))
        return FALSE;
    }
  if (self->text.is_dialogue)
    return manicule_format_input_report (self->input, MANICULE_FINDING_NOTE, "dialogue-joined", line, error,
                                         _("the task is about a dialogue; its turns became the lines of one text"));

  return self->text.page == NULL ||
         manicule_format_input_report (self->input, MANICULE_FINDING_NOTE, "page-stripped", line, error,
                                       _("the text of the task is a web page; its markup was left out"));
}

static gboolean
read_task (gpointer            data,
           ManiculeJsonValue   task,
           GError            **error)
{
  ManiculeLabelStudioReader *self = data;
  ManiculeArticleFields fields = { 0 };
  g_autofree char *id = NULL;
  g_autofree char *carried = NULL;
  gboolean has_own_id, failed;

  manicule_label_studio_text_take (&self->text, &self->draft, task);
  if (!manicule_records_settle (self->records, &failed, error) || failed)
    return *error == NULL;

  id = manicule_meta_read_id (manicule_json_find (manicule_json_find_object (task, "data"), "id"));
  has_own_id = id != NULL;
  if (id == NULL)
    id = manicule_meta_read_id (manicule_json_find (task, "id"));
  carried = dup_task_carried (self, task, &fields, has_own_id);
  fields.id = id;
  fields.carried = carried;
  manicule_draft_begin (&self->draft, &fields, manicule_records_get_number (self->records));

  return report_text (self, task, error) &&
         read_list (self, task, "annotations", read_annotation, error) &&
         read_list (self, task, "completions", read_annotation, error) &&
         read_list (self, task, "predictions", read_prediction, error) &&
         manicule_draft_emit (&self->draft, self->func, self->data, error);
}

/* --- the unit --- */

static gboolean
vote_on_result (ManiculeJsonValue result,
                gpointer          data)
{
  ManiculeLabelStudioReader *self = data;
  ManiculeJsonValue value = manicule_json_find (result, "value");
  ManiculeJsonValue labels;
  ManiculeForeignRange range;
  const char *covered;

  if (manicule_json_get_kind (value) != MANICULE_JSON_OBJECT)
    return TRUE;

  labels = manicule_label_studio_find_labels (self, result, value);
  covered = manicule_label_studio_find_covered (value);
  if (manicule_json_get_kind (labels) != MANICULE_JSON_ARRAY || manicule_label_studio_text_has_nodes (&self->text, value))
    return TRUE;

  range = manicule_label_studio_text_locate (&self->text, &self->draft, value);
  if (covered != NULL && !manicule_json_reader_failed (result.reader))
    manicule_unit_vote_add (&self->vote, self->draft.text, &range, 1, covered);

  return TRUE;
}

/* Only texts in which the units differ have a vote. */
static gboolean
vote (gpointer            data,
      ManiculeJsonValue   task,
      GError            **error)
{
  ManiculeLabelStudioReader *self = data;

  manicule_label_studio_text_take (&self->text, &self->draft, task);
  if (self->draft.text == NULL || self->text.is_dialogue || manicule_json_reader_failed (task.reader) ||
      manicule_text_get_n_bytes (self->draft.text) == manicule_text_get_n_chars (self->draft.text))
    return TRUE;

  manicule_label_studio_visit_results (task, vote_on_result, self);

  return TRUE;
}

static gboolean
report_unknown (ManiculeLabelStudioReader  *self,
                GError                    **error)
{
  return self->n_unknown == 0 ||
         manicule_format_input_report (self->input, MANICULE_FINDING_NOTE, "results-carried", 0, error,
                                       g_dngettext (GETTEXT_PACKAGE,
                                                    "%u result is of a kind that is not read, and is kept as it is",
                                                    "%u results are of kinds that are not read, and are kept as they are",
                                                    self->n_unknown), self->n_unknown);
}

static gboolean
read_all (ManiculeLabelStudioReader  *self,
          GError                    **error)
{
  if (!manicule_records_for_each (self->records, vote, self, error) ||
      !manicule_records_rewind (self->records, error))
    return FALSE;

  self->draft.unit = manicule_unit_vote_decide (&self->vote, MANICULE_OFFSET_CHARS);

  return manicule_draft_report_unit (&self->draft, MANICULE_OFFSET_CHARS, TRUE, error) &&
         manicule_records_for_each (self->records, read_task, self, error) &&
         report_unknown (self, error);
}

/**
 * manicule_label_studio_read:
 * @input: an input
 * @func: gets each document
 * @data: for @func
 *
 * Reads tasks, twice: first to find out what their offsets count. A labelling configuration beside them goes into the
 * schema.
 *
 * Returns: FALSE with an error when they cannot be read on
 */
gboolean
manicule_label_studio_read (ManiculeFormatInput   *input,
                            ManiculeDocumentFunc   func,
                            gpointer               data,
                            GError               **error)
{
  ManiculeLabelStudioReader reader = { .input = input, .func = func, .data = data, .score = NAN };
  gboolean success;

  manicule_label_studio_text_init (&reader.text);
  if (!manicule_label_studio_read_config (input, &reader.text, error))
    {
      manicule_label_studio_text_clear (&reader.text);
      return FALSE;
    }

  reader.records = manicule_records_new (input);
  reader.taken = g_hash_table_new (NULL, NULL);
  reader.unknown = g_string_new (NULL);
  manicule_draft_init (&reader.draft, input, MANICULE_OFFSET_CHARS);

  success = read_all (&reader, error);

  manicule_draft_clear (&reader.draft);
  manicule_label_studio_text_clear (&reader.text);
  g_string_free (reader.unknown, TRUE);
  g_hash_table_unref (reader.taken);
  manicule_records_free (reader.records);

  return success;
}
