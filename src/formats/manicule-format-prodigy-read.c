/* manicule-format-prodigy-read.c: tasks of Prodigy
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-prodigy-private.h"

#include "manicule-format-draft.h"
#include "manicule-format-meta.h"
#include "manicule-format-records.h"
#include "manicule-json-carried.h"
#include "manicule-json-writer.h"

#include <glib/gi18n-lib.h>

/* What is said of the text stands in the set; the rest, tokens and hashes too, belongs to the text. */
static const char * const task_members[] = {
  "text", "spans", "relations", "label", "accept", "meta", "answer", "_annotator_id", "_session_id", "_timestamp", NULL,
};
static const char * const said_members[] = { "spans", "relations", "label", "accept", "answer", NULL };
static const char * const set_members[] = { "_annotator_id", "_session_id", "_timestamp", NULL };
static const char * const meta_members[] = { "id", NULL };
static const char * const span_members[] = { "start", "end", "label", "token_start", "token_end", NULL };
static const char * const relation_members[] = { "head", "child", "head_span", "child_span", "label", NULL };

typedef struct
{
  ManiculeFormatInput  *input;      /* (not owned) */
  ManiculeRecords      *records;    /* (owned) */
  ManiculeDraft         draft;
  ManiculeDocumentFunc  func;
  gpointer              data;
  ManiculeUnitVote      vote;
  GHashTable           *places;     /* (owned): "start:end:label" and "start:end" to the name of the first such span */
  guint                 n_refused;  /* tasks */
} Reader;

static gboolean
is_text (ManiculeJsonValue  object,
         const char        *member,
         const char        *text)
{
  return g_strcmp0 (manicule_meta_find_text (object, member), text) == 0;
}

/* --- spans --- */

static void
remember_place (Reader                     *self,
                const ManiculeForeignRange *range,
                const char                 *label,
                const char                 *name)
{
  char *place = g_strdup_printf ("%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT, range->start, range->end);
  char *exact = g_strconcat (place, ":", label, NULL);

  /* The first one stays. */
  if (!g_hash_table_contains (self->places, exact))
    g_hash_table_insert (self->places, g_steal_pointer (&exact), g_strdup (name));
  if (!g_hash_table_contains (self->places, place))
    g_hash_table_insert (self->places, g_steal_pointer (&place), g_strdup (name));
  g_free (place);
  g_free (exact);
}

static gboolean
read_span (Reader             *self,
           ManiculeJsonValue   object,
           GError            **error)
{
  ManiculeForeignRange range = manicule_foreign_range_read (manicule_json_get (object, "start"),
                                                            manicule_json_get (object, "end"));
  const char *label = manicule_json_as_label (manicule_json_get (object, "label"));
  g_autofree char *name = g_strdup_printf ("#%u", self->draft.annotations->len);
  ManiculeAnnotation **slot;
  gboolean failed;

  if (!manicule_records_settle (self->records, &failed, error) || failed)
    return *error == NULL;

  slot = manicule_draft_add_span (&self->draft, name, label, &range, manicule_meta_find_text (object, "text"),
                                  manicule_json_get_line (object), error);
  if (slot == NULL)
    return *error == NULL;

  manicule_draft_carry (slot, MANICULE_PRODIGY, object, span_members);
  remember_place (self, &range, label, name);

  return TRUE;
}

/* --- relations --- */

static const char *
find_place (Reader                     *self,
            const ManiculeForeignRange *range,
            const char                 *label)
{
  g_autofree char *place = g_strdup_printf ("%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT, range->start, range->end);
  g_autofree char *exact = g_strconcat (place, ":", label, NULL);
  const char *found = label != NULL ? g_hash_table_lookup (self->places, exact) : NULL;

  return found != NULL ? found : g_hash_table_lookup (self->places, place);
}

/* A relation may also lead to a token that is no span to Prodigy; to us it becomes one. */
static gboolean
add_end (Reader                      *self,
         const ManiculeForeignRange  *range,
         const char                  *label,
         guint                        line,
         GError                     **error)
{
  g_autofree char *name = g_strdup_printf ("#%u", self->draft.annotations->len);
  const char *given = label != NULL && *label != '\0' ? label : MANICULE_PRODIGY_TOKEN;
  ManiculeAnnotation **slot = manicule_draft_add_span (&self->draft, name, given, range, NULL, line, error);

  if (slot == NULL)
    return *error == NULL;

  if (given != label)
    {
      g_autofree char *carried = manicule_meta_carry (MANICULE_PRODIGY, g_strdup (MANICULE_PRODIGY_IS_TOKEN));

      manicule_draft_take (slot, manicule_annotation_with_carried (*slot, carried));
    }
  remember_place (self, range, given, name);

  return TRUE;
}

/* Finds the name of the span that a relation leads to; NULL when it leads nowhere. */
static gboolean
find_end (Reader             *self,
          ManiculeJsonValue   relation,
          const char         *member,
          const char        **name,
          GError            **error)
{
  ManiculeJsonValue span = manicule_json_find_object (relation, member);
  const char *label = manicule_meta_find_text (span, "label");
  ManiculeForeignRange range;

  *name = NULL;
  if (manicule_json_get_kind (span) != MANICULE_JSON_OBJECT)
    return TRUE;

  range = manicule_foreign_range_read (manicule_json_get (span, "start"), manicule_json_get (span, "end"));
  if (manicule_json_reader_failed (span.reader))
    return TRUE;

  *name = find_place (self, &range, label);
  if (*name == NULL && !add_end (self, &range, label, manicule_json_get_line (span), error))
    return FALSE;
  *name = find_place (self, &range, label);

  return TRUE;
}

static gboolean
read_relation (Reader             *self,
               ManiculeJsonValue   object,
               GError            **error)
{
  const char *label = manicule_json_as_label (manicule_json_get (object, "label"));
  const char *head = NULL;
  const char *child = NULL;
  ManiculeAnnotation **slot;
  gboolean failed;

  if (!find_end (self, object, "head_span", &head, error) || !find_end (self, object, "child_span", &child, error))
    return FALSE;
  if (!manicule_records_settle (self->records, &failed, error) || failed)
    return *error == NULL;

  if (head == NULL || child == NULL)
    return manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "relation-end-missing",
                                         manicule_json_get_line (object), error,
                                         _("the relation “%s” does not lead from one place of the text to another; it was left out"),
                                         label);

  slot = manicule_draft_add_relation (&self->draft, NULL, label, head, child, manicule_json_get_line (object), error);
  if (slot != NULL)
    manicule_draft_carry (slot, MANICULE_PRODIGY, object, relation_members);

  return *error == NULL;
}

/* --- labels of the text --- */

static gboolean
add_category (Reader             *self,
              ManiculeJsonValue   value,
              gboolean            is_single,
              GError            **error)
{
  g_autofree char *category = manicule_meta_read_id (value);
  ManiculeAnnotation **slot;

  if (category == NULL)
    {
      manicule_json_as_label (value);
      return manicule_records_settle (self->records, NULL, error);
    }

  slot = manicule_draft_add_category (&self->draft, category, manicule_json_get_line (value));
  if (is_single)
    {
      g_autofree char *carried = manicule_meta_carry (MANICULE_PRODIGY, g_strdup (MANICULE_PRODIGY_SINGLE));

      manicule_draft_take (slot, manicule_annotation_with_carried (*slot, carried));
    }

  return TRUE;
}

static gboolean
read_option (Reader             *self,
             ManiculeJsonValue   value,
             GError            **error)
{
  return add_category (self, value, FALSE, error);
}

static gboolean
read_list (Reader             *self,
           ManiculeJsonValue   task,
           const char         *name,
           gboolean          (*read) (Reader             *self,
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

static gboolean
read_said (Reader             *self,
           ManiculeJsonValue   task,
           GError            **error)
{
  ManiculeJsonValue single = manicule_json_find (task, "label");

  g_hash_table_remove_all (self->places);

  return (manicule_json_get_kind (single) == MANICULE_JSON_ABSENT || add_category (self, single, TRUE, error)) &&
         read_list (self, task, "accept", read_option, error) &&
         read_list (self, task, "spans", read_span, error) &&
         read_list (self, task, "relations", read_relation, error);
}

/* --- tasks --- */

/* Rejected: what is said is wrong, and what is right is not said. Ignored: nobody has decided. Neither is anything that
 * an annotator stands for. */
static gboolean
is_refused (ManiculeJsonValue task)
{
  return is_text (task, "answer", "reject") || is_text (task, "answer", "ignore");
}

/* Those that are null, too. */
static void
append_members (GString            *out,
                ManiculeJsonValue   task,
                const char * const *names)
{
  ManiculeJsonIter iter;

  manicule_json_iter_init (&iter, task);
  while (manicule_json_iter_next (&iter))
    if (g_strv_contains (names, iter.name))
      {
        g_autofree char *raw = manicule_json_dup_raw (iter.value);

        manicule_json_put_name (out, iter.name);
        g_string_append (out, raw);
      }
}

static char *
dup_set_carried (ManiculeJsonValue task)
{
  g_autoptr(GString) inner = g_string_new ("{");

  append_members (inner, task, set_members);
  if (is_refused (task))
    append_members (inner, task, said_members);

  return inner->len > 1 ? manicule_meta_carry (MANICULE_PRODIGY, g_strdup (inner->str + 1)) : NULL;
}

static ManiculeStatus
get_status (ManiculeJsonValue task)
{
  /* A task with one span to say yes or no to says nothing of the others. */
  if (is_text (task, "answer", "accept"))
    return is_text (task, "_view_id", "ner") ? MANICULE_STATUS_IN_PROGRESS : MANICULE_STATUS_DONE;

  return is_refused (task) ? MANICULE_STATUS_NEW : MANICULE_STATUS_IN_PROGRESS;
}

static char *
choose_annotator (ManiculeJsonValue task)
{
  g_autofree char *name = manicule_meta_read_id (manicule_json_find (task, "_annotator_id"));

  if (name == NULL)
    name = manicule_meta_read_id (manicule_json_find (task, "_session_id"));

  return name != NULL ? manicule_draft_fit_annotator (name) : g_strdup (MANICULE_FORMAT_NO_ANNOTATOR);
}

static gboolean
read_set (Reader             *self,
          ManiculeJsonValue   task,
          GError            **error)
{
  g_autofree char *annotator = choose_annotator (task);
  g_autofree char *carried = dup_set_carried (task);
  ManiculeAnnotationSet *set;

  if (is_refused (task))
    self->n_refused++;
  else if (!read_said (self, task, error))
    return FALSE;

  set = manicule_draft_end_set (&self->draft, annotator, error);
  if (set == NULL)
    return FALSE;

  manicule_annotation_set_init_status (set, get_status (task));
  if (carried != NULL)
    manicule_annotation_set_set_carried (set, carried);

  return TRUE;
}

static gboolean
read_task (gpointer            data,
           ManiculeJsonValue   task,
           GError            **error)
{
  Reader *self = data;
  ManiculeJsonValue meta = manicule_json_find_object (task, "meta");
  ManiculeArticleFields fields = { 0 };
  g_autofree char *id = NULL;
  g_autofree char *carried = NULL;
  gboolean failed;

  manicule_draft_take_text (&self->draft, task, "text");
  if (!manicule_records_settle (self->records, &failed, error) || failed)
    return *error == NULL;

  id = manicule_meta_read_id (manicule_json_find (meta, "id"));
  carried = manicule_json_join_carried (manicule_json_dup_unknown (task, task_members, NULL, NULL), "meta",
                                        manicule_meta_read (meta, meta_members, &fields));
  carried = manicule_meta_carry (MANICULE_PRODIGY, carried);
  fields.id = id;
  fields.carried = carried;
  manicule_draft_begin (&self->draft, &fields, manicule_records_get_number (self->records));

  return read_set (self, task, error) && manicule_draft_emit (&self->draft, self->func, self->data, error);
}

/* --- the unit --- */

static gboolean
vote (gpointer            data,
      ManiculeJsonValue   task,
      GError            **error)
{
  Reader *self = data;
  ManiculeJsonValue spans;
  ManiculeJsonIter iter;

  if (manicule_draft_take_text (&self->draft, task, "text") == NULL ||
      manicule_text_get_n_bytes (self->draft.text) == manicule_text_get_n_chars (self->draft.text))
    return TRUE;
  spans = manicule_json_find (task, "spans");
  if (manicule_json_get_kind (spans) != MANICULE_JSON_ARRAY)
    return TRUE;

  manicule_json_iter_init (&iter, spans);
  while (manicule_json_iter_next (&iter))
    {
      const char *covered = manicule_meta_find_text (iter.value, "text");
      ManiculeForeignRange range;

      if (covered == NULL)
        continue;
      range = manicule_foreign_range_read (manicule_json_get (iter.value, "start"), manicule_json_get (iter.value, "end"));
      if (!manicule_json_reader_failed (task.reader))
        manicule_unit_vote_add (&self->vote, self->draft.text, &range, 1, covered);
    }

  return TRUE;
}

static gboolean
report_refused (Reader  *self,
                GError **error)
{
  return self->n_refused == 0 ||
         manicule_format_input_report (self->input, MANICULE_FINDING_WARNING, "tasks-refused", 0, error,
                                       g_dngettext (GETTEXT_PACKAGE,
                                                    "%u task was rejected or ignored: what it proposes is no annotation, and is kept aside",
                                                    "%u tasks were rejected or ignored: what they propose are no annotations, and is kept aside",
                                                    self->n_refused), self->n_refused);
}

static gboolean
read_all (Reader  *self,
          GError **error)
{
  if (!manicule_records_for_each (self->records, vote, self, error) ||
      !manicule_records_rewind (self->records, error))
    return FALSE;

  self->draft.unit = manicule_unit_vote_decide (&self->vote, MANICULE_OFFSET_CHARS);

  return manicule_draft_report_unit (&self->draft, MANICULE_OFFSET_CHARS, TRUE, error) &&
         manicule_records_for_each (self->records, read_task, self, error) &&
         report_refused (self, error);
}

/**
 * manicule_prodigy_read:
 * @input: an input
 * @func: gets each document
 * @data: for @func
 *
 * Reads tasks, twice: first to find out what their offsets count, where spans say what they cover.
 *
 * Returns: FALSE with an error when they cannot be read on
 */
gboolean
manicule_prodigy_read (ManiculeFormatInput   *input,
                       ManiculeDocumentFunc   func,
                       gpointer               data,
                       GError               **error)
{
  Reader reader = { .input = input, .func = func, .data = data };
  gboolean success;

  reader.records = manicule_records_new (input);
  reader.places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  manicule_draft_init (&reader.draft, input, MANICULE_OFFSET_CHARS);

  success = read_all (&reader, error);

  manicule_draft_clear (&reader.draft);
  g_hash_table_unref (reader.places);
  manicule_records_free (reader.records);

  return success;
}
