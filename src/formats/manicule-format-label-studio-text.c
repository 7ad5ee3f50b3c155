/* manicule-format-label-studio-text.c: what of a task is annotated, and where in it a region lies
 *
 * A task holds any number of texts, pages and dialogues, and the labelling configuration says which is shown. Without
 * it, what the results say that they cover tells.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-label-studio-private.h"

#include "manicule-format-meta.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* So many results are asked what they cover. */
#define MAX_WITNESSES 8

static const char * const result_lists[] = { "annotations", "completions", "predictions" };

/* --- the results, to find out what they are about --- */

static gboolean
visit_list (ManiculeJsonValue             list,
            ManiculeLabelStudioResultFunc func,
            gpointer                      data)
{
  ManiculeJsonIter annotations;

  if (manicule_json_get_kind (list) != MANICULE_JSON_ARRAY)
    return TRUE;

  manicule_json_iter_init (&annotations, list);
  while (manicule_json_iter_next (&annotations))
    {
      ManiculeJsonValue results;
      ManiculeJsonIter iter;

      if (manicule_json_get_kind (annotations.value) != MANICULE_JSON_OBJECT)
        continue;
      results = manicule_json_find (annotations.value, "result");
      if (manicule_json_get_kind (results) != MANICULE_JSON_ARRAY)
        continue;

      manicule_json_iter_init (&iter, results);
      while (manicule_json_iter_next (&iter))
        if (manicule_json_get_kind (iter.value) == MANICULE_JSON_OBJECT && !func (iter.value, data))
          return FALSE;
    }

  return TRUE;
}

/**
 * manicule_label_studio_visit_results:
 * @task: a task
 * @func: (scope call): gets each result that is an object; FALSE stops
 * @data: for @func
 *
 * Returns: whether all of them were visited
 */
gboolean
manicule_label_studio_visit_results (ManiculeJsonValue             task,
                                     ManiculeLabelStudioResultFunc func,
                                     gpointer                      data)
{
  for (guint i = 0; i < G_N_ELEMENTS (result_lists); i++)
    if (!visit_list (manicule_json_find (task, result_lists[i]), func, data))
      return FALSE;

  return TRUE;
}

static gboolean
is_not_of_page (ManiculeJsonValue result,
                gpointer          data)
{
  return !manicule_label_studio_is_type (result, "hypertextlabels") && !manicule_label_studio_is_type (result, "htmllabels");
}

/* --- which member of the data --- */

/* The name in "$name", NULL when it is none. */
static const char *
get_variable (const char *value)
{
  return value != NULL && value[0] == '$' && value[1] != '\0' ? value + 1 : NULL;
}

/* Where pictures, sounds and the like are to be found; such a string is no text. */
static gboolean
is_address (const char *string)
{
  return strpbrk (string, " \t\n") == NULL &&
         (g_str_has_prefix (string, "/data/") || g_str_has_prefix (string, "data:") || strstr (string, "://") != NULL);
}

/* A text, or the turns of a dialogue. */
static gboolean
is_shown (ManiculeJsonValue value)
{
  ManiculeJsonIter iter;

  if (manicule_json_get_kind (value) == MANICULE_JSON_STRING)
    return TRUE;
  if (manicule_json_get_kind (value) != MANICULE_JSON_ARRAY || manicule_json_get_n (value) == 0)
    return FALSE;

  manicule_json_iter_init (&iter, value);

  return manicule_json_iter_next (&iter) && manicule_json_get_kind (iter.value) == MANICULE_JSON_OBJECT;
}

static gboolean
is_no_source (ManiculeJsonValue result,
              gpointer          data)
{
  const char **source = data;

  *source = get_variable (manicule_meta_find_text (result, "source"));

  return *source == NULL;
}

typedef struct
{
  const char *candidate;
  guint       n_asked;
  guint       n_found;
} Witnesses;

static gboolean
ask_result (ManiculeJsonValue result,
            gpointer          data)
{
  Witnesses *self = data;
  ManiculeJsonValue value = manicule_json_find (result, "value");
  const char *covered;

  if (manicule_json_get_kind (value) != MANICULE_JSON_OBJECT)
    return TRUE;
  covered = manicule_label_studio_find_covered (value);
  if (covered == NULL || *covered == '\0')
    return TRUE;

  self->n_found += strstr (self->candidate, covered) != NULL;

  return ++self->n_asked < MAX_WITNESSES;
}

/* How well a member fits: what results cover stands in it; and the longest text is what is read. */
static guint64
weigh (ManiculeJsonValue task,
       ManiculeJsonValue value)
{
  Witnesses witnesses = { 0 };

  if (manicule_json_get_kind (value) != MANICULE_JSON_STRING)
    return 1;

  witnesses.candidate = manicule_json_as_string (value);
  if (witnesses.candidate == NULL || is_address (witnesses.candidate))
    return 0;
  manicule_label_studio_visit_results (task, ask_result, &witnesses);

  return ((guint64) witnesses.n_found << 32) + strlen (witnesses.candidate) + 1;
}

/* Without anything that says which, the member that fits best; @is_guessed: there are others. */
static const char *
guess_member (ManiculeJsonValue  task,
              ManiculeJsonValue  data,
              gboolean          *is_guessed)
{
  const char *best = NULL;
  guint64 best_weight = 0;
  guint n_candidates = 0;
  ManiculeJsonIter iter;

  manicule_json_iter_init (&iter, data);
  while (manicule_json_iter_next (&iter))
    {
      guint64 weight = is_shown (iter.value) ? weigh (task, iter.value) : 0;

      n_candidates += weight > 0;
      if (weight > best_weight)
        {
          best = iter.name;
          best_weight = weight;
        }
    }
  *is_guessed = n_candidates > 1;

  return best;
}

static const char *
find_member (ManiculeLabelStudioText *self,
             ManiculeJsonValue        task,
             ManiculeJsonValue        data,
             gboolean                *is_guessed)
{
  const char *source = NULL;

  *is_guessed = FALSE;
  for (guint i = 0; i < self->variables->len; i++)
    if (is_shown (manicule_json_find (data, self->variables->pdata[i])))
      return self->variables->pdata[i];
  if (manicule_json_get_kind (manicule_json_find (data, MANICULE_LABEL_STUDIO_TEXT)) != MANICULE_JSON_ABSENT)
    return MANICULE_LABEL_STUDIO_TEXT;

  manicule_label_studio_visit_results (task, is_no_source, &source);
  if (source != NULL && is_shown (manicule_json_find (data, source)))
    return source;

  return guess_member (task, data, is_guessed);
}

/* --- the text --- */

/* "Ann: Well?" on a line of its own; some files have the colon in the name already. */
static void
append_turn (ManiculeLabelStudioText *self,
             ManiculeJsonValue        turn,
             GString                 *text,
             guint                   *n_chars)
{
  const char *author = manicule_meta_find_text (turn, self->name_key);
  const char *words = manicule_meta_find_text (turn, self->text_key);
  gsize begin = text->len;

  if (author != NULL && *author != '\0')
    g_string_append_printf (text, "%s%s ", author, g_str_has_suffix (author, ":") ? "" : ":");
  *n_chars += (guint) g_utf8_strlen (text->str + begin, (gssize) (text->len - begin));
  g_array_append_val (self->turns, *n_chars);

  begin = text->len;
  g_string_append_printf (text, "%s\n", words != NULL ? words : "");
  *n_chars += (guint) g_utf8_strlen (text->str + begin, (gssize) (text->len - begin));
}

static void
take_dialogue (ManiculeLabelStudioText *self,
               ManiculeDraft           *draft,
               ManiculeJsonValue        turns)
{
  g_autoptr(GString) text = g_string_new (NULL);
  guint n_chars = 0;
  ManiculeJsonIter iter;

  self->is_dialogue = TRUE;
  manicule_json_iter_init (&iter, turns);
  while (manicule_json_iter_next (&iter))
    if (manicule_json_get_kind (iter.value) == MANICULE_JSON_OBJECT)
      append_turn (self, iter.value, text, &n_chars);

  if (text->len >= MANICULE_TEXT_MAX_BYTES)
    manicule_json_fail (turns, MANICULE_JSON_ERROR_LIMIT, "text-too-large", _("the dialogue is too long"));
  else
    manicule_draft_set_text (draft, text->str);
}

static void
take_page (ManiculeLabelStudioText *self,
           ManiculeDraft           *draft)
{
  self->page = manicule_label_studio_page_new (manicule_text_get_data (draft->text));
  manicule_draft_set_text (draft, manicule_label_studio_page_get_text (self->page));
}

static void
forget (ManiculeLabelStudioText *self)
{
  g_clear_pointer (&self->page, manicule_label_studio_page_free);
  g_clear_pointer (&self->member, g_free);
  g_array_set_size (self->turns, 0);
  self->is_dialogue = FALSE;
  self->is_guessed = FALSE;
}

void
manicule_label_studio_text_init (ManiculeLabelStudioText *self)
{
  *self = (ManiculeLabelStudioText) {
    .variables = g_ptr_array_new_with_free_func (g_free),
    .name_key = g_strdup ("author"),
    .text_key = g_strdup ("text"),
    .turns = g_array_new (FALSE, FALSE, sizeof (guint)),
  };
}

void
manicule_label_studio_text_clear (ManiculeLabelStudioText *self)
{
  forget (self);
  g_ptr_array_unref (self->variables);
  g_array_unref (self->turns);
  g_free (self->name_key);
  g_free (self->text_key);
}

/**
 * manicule_label_studio_text_show:
 * @self: what is known of the tasks
 * @value: (nullable): of an object of the labelling configuration that shows a text: "$article"
 * @name_key: (nullable): the member of a turn with the speaker
 * @text_key: (nullable): the member of a turn with the words
 *
 * Learns what the labelling configuration shows.
 */
void
manicule_label_studio_text_show (ManiculeLabelStudioText *self,
                                 const char              *value,
                                 const char              *name_key,
                                 const char              *text_key)
{
  if (get_variable (value) != NULL)
    g_ptr_array_add (self->variables, g_strdup (get_variable (value)));
  if (name_key != NULL)
    g_set_str (&self->name_key, name_key);
  if (text_key != NULL)
    g_set_str (&self->text_key, text_key);
}

/**
 * manicule_label_studio_text_take:
 * @self: what is known of the tasks
 * @draft: a draft
 * @task: a task
 *
 * Gives the draft the text of the task; none, with a failure of the reader, where it has none.
 */
void
manicule_label_studio_text_take (ManiculeLabelStudioText *self,
                                 ManiculeDraft           *draft,
                                 ManiculeJsonValue        task)
{
  ManiculeJsonValue data = manicule_json_get_object (task, "data");
  ManiculeJsonValue value;

  forget (self);
  g_clear_object (&draft->text);
  if (manicule_json_get_kind (data) != MANICULE_JSON_OBJECT)
    return;

  self->member = g_strdup (find_member (self, task, data, &self->is_guessed));
  if (self->member == NULL)
    {
      manicule_json_fail (data, MANICULE_JSON_ERROR_VALUE, "task-without-text",
                          _("none of its members is a text; only tasks about texts can be read"));
      return;
    }

  value = manicule_json_get (data, self->member);
  if (manicule_json_get_kind (value) == MANICULE_JSON_ARRAY)
    take_dialogue (self, draft, value);
  else if (manicule_draft_take_text_value (draft, value) != NULL &&
           !manicule_label_studio_visit_results (task, is_not_of_page, NULL))
    take_page (self, draft);
}

/* --- where a region lies --- */

/* A place in a dialogue: the number of a turn and the place in its words, in UTF-16 units. */
static gboolean
find_in_turn (ManiculeLabelStudioText *self,
              ManiculeText            *text,
              const char              *turn,
              guint64                  offset,
              guint                   *position)
{
  guint64 number;
  guint base;

  if (!g_ascii_string_to_unsigned (turn, 10, 0, G_MAXUINT32, &number, NULL) || number >= self->turns->len)
    return FALSE;

  base = manicule_text_from_chars (text, MANICULE_OFFSET_UTF16, g_array_index (self->turns, guint, number));

  return offset <= G_MAXUINT32 && manicule_text_to_chars (text, MANICULE_OFFSET_UTF16, base + offset, position);
}

/* "start" and "startOffset", or "end" and "endOffset". */
static gboolean
find_place (ManiculeLabelStudioText *self,
            ManiculeText            *text,
            ManiculeJsonValue        value,
            const char              *node_name,
            const char              *offset_name,
            guint                   *position)
{
  ManiculeJsonValue node = manicule_json_find (value, node_name);
  ManiculeJsonValue offset = manicule_json_find (value, offset_name);
  g_autofree char *name = manicule_meta_read_id (node);
  gint64 count;

  if (name == NULL || manicule_json_get_kind (offset) != MANICULE_JSON_INTEGER)
    return FALSE;

  count = manicule_json_as_int (offset);
  if (count < 0)
    return FALSE;
  if (self->is_dialogue)
    return find_in_turn (self, text, name, (guint64) count, position);

  return self->page != NULL && manicule_label_studio_page_find (self->page, name, (guint64) count, position);
}

/**
 * manicule_label_studio_text_has_nodes:
 * @self: what is known of the task
 * @value: of a region
 *
 * Returns: whether its place is given by nodes of a page, or turns, and offsets in them
 */
gboolean
manicule_label_studio_text_has_nodes (ManiculeLabelStudioText *self,
                                      ManiculeJsonValue        value)
{
  if (manicule_json_get_kind (manicule_json_find (value, "globalOffsets")) == MANICULE_JSON_OBJECT && !self->is_dialogue)
    return FALSE;

  return manicule_json_get_kind (manicule_json_find (value, "startOffset")) != MANICULE_JSON_ABSENT &&
         (self->is_dialogue || manicule_json_get_kind (manicule_json_find (value, "start")) == MANICULE_JSON_STRING);
}

/**
 * manicule_label_studio_text_locate:
 * @self: what is known of the task
 * @draft: the draft with its text
 * @value: of a region
 *
 * Returns: where the region lies, in the unit of the draft; any, with a failure of the reader, where that cannot be told
 */
ManiculeForeignRange
manicule_label_studio_text_locate (ManiculeLabelStudioText *self,
                                   ManiculeDraft           *draft,
                                   ManiculeJsonValue        value)
{
  ManiculeJsonValue offsets = manicule_json_find (value, "globalOffsets");
  guint start, end;

  if (!manicule_label_studio_text_has_nodes (self, value))
    {
      ManiculeJsonValue numbers = manicule_json_get_kind (offsets) == MANICULE_JSON_OBJECT ? offsets : value;

      return manicule_foreign_range_read (manicule_json_get (numbers, "start"), manicule_json_get (numbers, "end"));
    }

  if (!find_place (self, draft->text, value, "start", "startOffset", &start) ||
      !find_place (self, draft->text, value, "end", "endOffset", &end))
    {
      manicule_json_fail (value, MANICULE_JSON_ERROR_VALUE, "region-lost",
                          _("the region begins or ends at a place that the text does not have; it was left out"));
      return (ManiculeForeignRange) { 0, 0 };
    }

  return (ManiculeForeignRange) {
    manicule_text_from_chars (draft->text, draft->unit, start), manicule_text_from_chars (draft->text, draft->unit, end),
  };
}

/**
 * manicule_label_studio_text_is_of:
 * @self: what is known of the task
 * @result: a result
 *
 * Returns: whether it can be about the text that is read, not about another one or a sound beside it
 */
gboolean
manicule_label_studio_text_is_of (ManiculeLabelStudioText *self,
                                  ManiculeJsonValue        result)
{
  const char *source = get_variable (manicule_meta_find_text (result, "source"));
  ManiculeJsonValue value = manicule_json_find (result, "value");

  if (source != NULL && self->member != NULL && !g_str_equal (source, self->member))
    return FALSE;

  return manicule_json_get_kind (value) != MANICULE_JSON_OBJECT ||
         manicule_json_get_kind (manicule_json_find (value, "channel")) == MANICULE_JSON_ABSENT;
}
