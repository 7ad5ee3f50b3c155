/* manicule-format-web-read.c: annotations of the web, and the texts that they are about
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-web-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

typedef struct
{
  ManiculeFormatInput  *input;    /* (not owned) */
  ManiculeRecords      *records;  /* (owned) */
  ManiculeDraft         draft;
  ManiculeDocumentFunc  func;
  gpointer              data;
  GPtrArray            *items;    /* (owned) (element-type ManiculeWebItem) */
  GHashTable           *by_id;    /* (owned): id to item, the first */
  GHashTable           *texts;    /* (owned): source to its ManiculeText, NULL where there is none */
  char                 *title;    /* (owned) (nullable): of the collection */
} Reader;

/* --- annotations --- */

static gboolean
is_collection (ManiculeJsonValue value)
{
  static const char * const lists[] = { "items", "first", "@graph", "rows" };

  if (manicule_json_get_kind (value) != MANICULE_JSON_OBJECT)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (manicule_json_get_kind (manicule_json_find (value, lists[i])) >= MANICULE_JSON_ARRAY)
      return TRUE;

  return FALSE;
}

static gboolean
add_item (Reader             *self,
          ManiculeJsonValue   value,
          GError            **error)
{
  ManiculeWebItem *item = NULL;

  if (manicule_json_get_kind (value) != MANICULE_JSON_OBJECT)
    manicule_json_fail (value, MANICULE_JSON_ERROR_TYPE, "json-type", _("an object must stand here: { … }"));
  else
    item = manicule_web_item_read (value);

  if (item != NULL)
    {
      g_ptr_array_add (self->items, item);
      if (item->id != NULL && !g_hash_table_contains (self->by_id, item->id))
        g_hash_table_insert (self->by_id, item->id, item);
    }

  return manicule_records_settle (self->records, NULL, error);
}

static gboolean
add_items (Reader             *self,
           ManiculeJsonValue   list,
           GError            **error)
{
  ManiculeJsonIter iter;

  manicule_json_iter_init (&iter, list);
  if (!manicule_records_settle (self->records, NULL, error))
    return FALSE;
  while (manicule_json_iter_next (&iter))
    if (!add_item (self, iter.value, error))
      return FALSE;

  return TRUE;
}

static void
take_title (Reader            *self,
            ManiculeJsonValue  collection)
{
  ManiculeJsonValue label = manicule_json_find (collection, "label");

  if (self->title == NULL && manicule_json_get_kind (label) == MANICULE_JSON_STRING)
    self->title = g_strdup (manicule_json_as_string (label));
}

/* An annotation, a page of them, a collection with its first page, or what Hypothesis has found. */
static gboolean
read_record (gpointer            data,
             ManiculeJsonValue   record,
             GError            **error)
{
  static const char * const lists[] = { "items", "@graph", "rows" };
  Reader *self = data;
  ManiculeJsonValue page;

  if (!is_collection (record))
    return add_item (self, record, error);

  take_title (self, record);
  page = manicule_json_find (record, "first");
  if (manicule_json_get_kind (page) != MANICULE_JSON_OBJECT)
    page = record;
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (manicule_json_get_kind (manicule_json_find (page, lists[i])) != MANICULE_JSON_ABSENT)
      return add_items (self, manicule_json_find (page, lists[i]), error);

  return TRUE;
}

/* --- texts --- */

/* "page1" of "http://example.org/page1?x#y" */
static char *
dup_last_segment (const char *iri)
{
  g_autofree char *path = g_strndup (iri, strcspn (iri, "?#"));
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *plain = g_uri_unescape_string (name, "/");

  return plain != NULL ? g_steal_pointer (&plain) : g_steal_pointer (&name);
}

static char *
dup_stem (const char *name)
{
  const char *dot = strrchr (name, '.');

  return dot != NULL && dot > name ? g_strndup (name, (gsize) (dot - name)) : g_strdup (name);
}

/* NULL where there is no such file; @error is set where it cannot be read. */
static ManiculeText *
try_text (Reader      *self,
          const char  *name,
          GError     **error)
{
  g_autoptr(GFile) file = g_utf8_validate (name, -1, NULL) ? manicule_format_input_get_sibling (self->input, name) : NULL;
  g_autoptr(GError) local_error = NULL;
  ManiculeText *text;

  if (file == NULL || g_file_equal (file, manicule_format_input_get_file (self->input)))
    return NULL;

  text = manicule_format_input_read_text (self->input, file, NULL, &local_error);
  if (text == NULL && !g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&local_error));

  return text;
}

/* The file that the source names, else the one beside the annotations. */
static ManiculeText *
find_text (Reader      *self,
           const char  *source,
           GError     **error)
{
  g_autofree char *segment = dup_last_segment (*source != '\0' ? source : manicule_format_input_get_name (self->input));
  g_autofree char *stem = dup_stem (segment);
  g_autofree char *with_suffix = g_strconcat (segment, ".txt", NULL);
  g_autofree char *other_suffix = g_strconcat (stem, ".txt", NULL);
  const char *names[] = { g_str_has_suffix (segment, ".txt") ? segment : NULL, with_suffix, other_suffix };
  g_autoptr(GError) local_error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      ManiculeText *text = names[i] != NULL ? try_text (self, names[i], &local_error) : NULL;

      if (text != NULL)
        return text;
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
    }

  return NULL;
}

static void
unref_text (gpointer text)
{
  g_clear_object ((ManiculeText **) &text);
}

/* Relations are where they begin. */
static const char *
get_source (Reader          *self,
            ManiculeWebItem *item)
{
  for (guint depth = 0; item->from != NULL && depth < 64; depth++)
    {
      ManiculeWebItem *from = g_hash_table_lookup (self->by_id, item->from);

      if (from == NULL)
        break;
      item = from;
    }

  return item->source;
}

static gboolean
load_texts (Reader  *self,
            GError **error)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const char *source = get_source (self, self->items->pdata[i]);
      g_autoptr(GError) local_error = NULL;
      ManiculeText *text;

      if (g_hash_table_contains (self->texts, source))
        continue;
      text = find_text (self, source, &local_error);
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      g_hash_table_insert (self->texts, g_strdup (source), text);
    }

  return TRUE;
}

/* --- the unit --- */

static void
vote (Reader *self)
{
  ManiculeUnitVote votes = { 0 };

  for (guint i = 0; i < self->items->len; i++)
    {
      ManiculeWebItem *item = self->items->pdata[i];
      ManiculeText *text = g_hash_table_lookup (self->texts, item->source);

      if (text == NULL || manicule_text_get_n_bytes (text) == manicule_text_get_n_chars (text))
        continue;
      for (guint j = 0; j < item->selectors->len; j++)
        {
          const ManiculeWebSelector *selector = item->selectors->pdata[j];

          if (selector->has_position && selector->exact != NULL && selector->within == NULL)
            manicule_unit_vote_add (&votes, text, &selector->position, 1, selector->exact);
        }
    }

  self->draft.unit = manicule_unit_vote_decide (&votes, MANICULE_OFFSET_CHARS);
}

/* --- spans --- */

static gboolean
report_place (Reader                 *self,
              const ManiculeWebItem  *item,
              ManiculeWebResult       result,
              const char             *exact,
              GError                **error)
{
  g_autofree char *shown = exact != NULL ? manicule_json_shorten (exact) : NULL;

  switch (result)
    {
    case MANICULE_WEB_MOVED:
      return manicule_format_input_report (self->input, MANICULE_FINDING_WARNING, "quotation-elsewhere", item->line, error,
                                           _("“%s” does not stand where the position says; "
                                             "the place was taken where it does"), shown);
    case MANICULE_WEB_AMBIGUOUS:
      return manicule_format_input_report (self->input, MANICULE_FINDING_WARNING, "quotation-ambiguous", item->line, error,
                                           _("“%s” stands in several places, and nothing tells which one is meant; "
                                             "the first was taken"), shown);
    case MANICULE_WEB_DIFFERS:
      return manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "covered-text-differs", item->line, error,
                                           _("“%s” does not stand in the text; the position was kept"), shown);
    case MANICULE_WEB_NOT_FOUND:
      return manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "range-outside-text", item->line, error,
                                           _("the place of an annotation is not in the text; it was left out"));
    case MANICULE_WEB_FOUND:
    default:
      return TRUE;
    }
}

static int
compare_ranges (gconstpointer a,
                gconstpointer b)
{
  const ManiculeRange *x = a, *y = b;

  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;

  return x->end < y->end ? -1 : x->end > y->end;
}

/* The parts in order; NULL where one is not there, which was reported, with @error where to stop. */
static GArray *
resolve_all (Reader                 *self,
             const ManiculeWebItem  *item,
             GError                **error)
{
  g_autoptr(GArray) ranges = g_array_new (FALSE, FALSE, sizeof (ManiculeRange));

  for (guint i = 0; i < item->selectors->len; i++)
    {
      const ManiculeWebSelector *selector = item->selectors->pdata[i];
      ManiculeRange range = { 0, 0 };
      ManiculeWebResult result = manicule_web_selector_resolve (selector, self->draft.text, self->draft.unit, &range);

      if (!report_place (self, item, result, selector->exact, error) || result == MANICULE_WEB_NOT_FOUND)
        return NULL;
      g_array_append_val (ranges, range);
    }
  g_array_sort (ranges, compare_ranges);
  if (manicule_annotation_ranges_are_valid ((const ManiculeRange *) (gpointer) ranges->data, ranges->len))
    return g_steal_pointer (&ranges);

  manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "ranges-overlap", item->line, error,
                                _("the parts of an annotation overlap; it was left out"));

  return NULL;
}

/* --- sets --- */

static void
add_details (ManiculeAnnotation    **slot,
             const ManiculeWebItem  *item)
{
  GVariantIter iter;
  const char *name;
  GVariant *value;

  if (item->attributes != NULL)
    {
      g_variant_iter_init (&iter, item->attributes);
      while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
        manicule_draft_take (slot, manicule_annotation_with_attribute (*slot, name, value));
    }
  if (item->note != NULL)
    manicule_draft_take (slot, manicule_annotation_with_note (*slot, item->note));
  if (item->entity != NULL)
    manicule_draft_take (slot, manicule_annotation_with_entity (*slot, item->entity));
  if (item->created != 0 || item->modified != 0)
    manicule_draft_take (slot, manicule_annotation_with_times (*slot, item->created, item->modified));
  if (item->carried != NULL)
    manicule_draft_take (slot, manicule_annotation_with_carried (*slot, item->carried));
}

/* Relations may lead to relations, so all of them get their ids before their ends are looked for. */
static gboolean
add_one (Reader                 *self,
         const ManiculeWebItem  *item,
         GError                **error)
{
  ManiculeAnnotation **slot = NULL;

  if (item->from != NULL)
    {
      slot = manicule_draft_add_link (&self->draft, item->id, item->label, item->from, item->to, item->line, error);
    }
  else if (item->selectors->len == 0)
    {
      slot = manicule_draft_add_label (&self->draft, item->id, item->label, item->line);
    }
  else
    {
      g_autoptr(GArray) ranges = resolve_all (self, item, error);

      if (ranges != NULL)
        slot = manicule_draft_add_ranges (&self->draft, item->id, item->label,
                                          (const ManiculeRange *) (gpointer) ranges->data, ranges->len, item->line, error);
    }
  if (slot != NULL)
    add_details (slot, item);

  return *error == NULL;
}

static gboolean
add_set (Reader      *self,
         const char  *source,
         const char  *creator,
         GError     **error)
{
  ManiculeAnnotationSet *set;

  for (guint i = 0; i < self->items->len; i++)
    {
      ManiculeWebItem *item = self->items->pdata[i];

      if (g_str_equal (item->creator, creator) && g_str_equal (get_source (self, item), source) &&
          !add_one (self, item, error))
        return FALSE;
    }

  set = manicule_draft_end_set (&self->draft, creator, error);
  if (set != NULL)
    manicule_annotation_set_init_status (set, MANICULE_STATUS_DONE);

  return set != NULL;
}

/* In the order in which they first come. */
static GPtrArray *
list_creators (Reader     *self,
               const char *source)
{
  GPtrArray *creators = g_ptr_array_new ();

  for (guint i = 0; i < self->items->len; i++)
    {
      ManiculeWebItem *item = self->items->pdata[i];

      if (g_str_equal (get_source (self, item), source) &&
          !g_ptr_array_find_with_equal_func (creators, item->creator, g_str_equal, NULL))
        g_ptr_array_add (creators, item->creator);
    }

  return creators;
}

/* --- documents --- */

static gboolean
report_no_text (Reader      *self,
                const char  *source,
                guint        line,
                GError     **error)
{
  g_autofree char *segment = dup_last_segment (*source != '\0' ? source : manicule_format_input_get_name (self->input));
  g_autofree char *stem = dup_stem (segment);
  g_autofree char *shown = manicule_json_shorten (segment);
  g_autofree char *shown_stem = manicule_json_shorten (stem);

  return manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "text-missing", line, error,
                                       _("the text of “%s” is not here; put it beside the annotations, as “%s.txt”. "
                                         "What is said of it was left out"), shown, shown_stem);
}

static gboolean
emit_document (Reader      *self,
               const char  *source,
               guint        number,
               GError     **error)
{
  g_autoptr(GPtrArray) creators = list_creators (self, source);
  g_autofree char *segment = *source != '\0' ? dup_last_segment (source) : NULL;
  g_autofree char *id = segment != NULL ? dup_stem (segment) : g_strdup (self->draft.stem);
  ManiculeArticleFields fields = { .id = *id != '\0' ? id : NULL, .title = self->title, .file = segment };

  manicule_draft_begin (&self->draft, &fields, number);
  for (guint i = 0; i < creators->len; i++)
    if (!add_set (self, source, creators->pdata[i], error))
      return FALSE;

  return manicule_draft_emit (&self->draft, self->func, self->data, error);
}

static gboolean
emit_all (Reader  *self,
          GError **error)
{
  g_autoptr(GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->items->len; i++)
    {
      const char *source = get_source (self, self->items->pdata[i]);
      ManiculeText *text = g_hash_table_lookup (self->texts, source);

      if (!g_hash_table_add (done, (gpointer) source))
        continue;
      if (text == NULL)
        {
          if (!report_no_text (self, source, ((ManiculeWebItem *) self->items->pdata[i])->line, error))
            return FALSE;
          continue;
        }

      g_set_object (&self->draft.text, text);
      if (!emit_document (self, source, g_hash_table_size (done), error))
        return FALSE;
    }

  return TRUE;
}

/* A collection without annotations may still be that of a text. */
static gboolean
emit_bare (Reader  *self,
           GError **error)
{
  ManiculeText *text = find_text (self, "", error);

  if (text == NULL)
    return *error == NULL;

  g_clear_object (&self->draft.text);
  self->draft.text = text;

  return emit_document (self, "", 1, error);
}

static gboolean
read_all (Reader  *self,
          GError **error)
{
  g_autoptr(GError) local_error = NULL;
  gboolean success;

  success = manicule_records_for_each (self->records, read_record, self, &local_error) && load_texts (self, &local_error);
  if (success)
    {
      vote (self);
      success = manicule_draft_report_unit (&self->draft, MANICULE_OFFSET_CHARS, TRUE, &local_error) &&
                (self->items->len > 0 ? emit_all (self, &local_error) : emit_bare (self, &local_error));
    }
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return success;
}

/**
 * manicule_web_read:
 * @input: an input
 * @func: gets each document
 * @data: for @func
 *
 * Reads the annotations of a file, and the texts beside it that they are about.
 *
 * Returns: FALSE with an error when they cannot be read on
 */
gboolean
manicule_web_read (ManiculeFormatInput   *input,
                   ManiculeDocumentFunc   func,
                   gpointer               data,
                   GError               **error)
{
  Reader reader = { .input = input, .func = func, .data = data };
  gboolean success;

  reader.records = manicule_records_new (input);
  reader.items = g_ptr_array_new_with_free_func ((GDestroyNotify) manicule_web_item_free);
  reader.by_id = g_hash_table_new (g_str_hash, g_str_equal);
  reader.texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_text);
  manicule_draft_init (&reader.draft, input, MANICULE_OFFSET_CHARS);

  success = read_all (&reader, error);

  manicule_draft_clear (&reader.draft);
  g_hash_table_unref (reader.texts);
  g_hash_table_unref (reader.by_id);
  g_ptr_array_unref (reader.items);
  g_free (reader.title);
  manicule_records_free (reader.records);

  return success;
}
