/* manicule-format-webanno-plan.c: a document that is to be written: its lines, and where its spans are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-webanno-plan.h"

#include "manicule-format-webanno-values.h"
#include "manicule-json-carried.h"
#include "manicule-json-writer.h"
#include "manicule-segment.h"
#include "manicule-uima-names.h"

#include <string.h>

/* --- lines --- */

static void
load (ManiculeWebannoSheet *sheet,
      const char           *lines)
{
  manicule_webanno_sheet_init (sheet);
  for (const char *p = lines, *end; *p != '\0'; p = *end != '\0' ? end + 1 : end)
    {
      end = strchrnul (p, '\n');
      manicule_webanno_sheet_add (sheet, p, (gsize) (end - p), 0);
    }
}

static void
append_token (ManiculeWebannoCounter *counter,
              GString                *lines,
              guint                   sentence,
              guint                   number,
              const ManiculeToken    *token)
{
  manicule_json_append_int (lines, sentence);
  g_string_append_c (lines, '-');
  manicule_json_append_int (lines, number);
  manicule_webanno_append_place (counter, lines, "", token->start, token->end);
  g_string_append_c (lines, '\n');
}

/* A line feed within a sentence begins another line. */
static void
append_sentence_text (ManiculeText *text,
                      GString      *lines,
                      guint         start,
                      guint         end)
{
  g_autofree char *slice = manicule_text_get_slice (text, start, end);
  g_auto(GStrv) parts = g_strsplit (slice, "\n", -1);

  if (parts[0] == NULL)
    g_string_append (lines, "#Text=\n");
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_string_append (lines, "#Text=");
      manicule_webanno_append_text (lines, parts[i], strlen (parts[i]));
      g_string_append_c (lines, '\n');
    }
}

/* The lines of a document that did not come from such a file. */
static char *
make_lines (ManiculeAnnotationSet *set)
{
  ManiculeText *text = manicule_annotation_set_get_text (set);
  g_autoptr(GArray) tokens = manicule_segment_tokenize (text, (ManiculeRange) { 0, manicule_text_get_n_chars (text) });
  g_autoptr(GString) lines = g_string_new ("#FORMAT=WebAnno TSV 3.3\n\n\n");
  ManiculeWebannoCounter counter;
  guint n_sentences = 0;

  manicule_webanno_counter_init (&counter, text);
  for (guint first = 0, end; first < tokens->len; first = end)
    {
      for (end = first + 1; end < tokens->len && !g_array_index (tokens, ManiculeToken, end).starts_sentence &&
                            !g_array_index (tokens, ManiculeToken, end).starts_paragraph; end++)
        ;
      append_sentence_text (text, lines, g_array_index (tokens, ManiculeToken, first).start,
                            g_array_index (tokens, ManiculeToken, end - 1).end);
      n_sentences++;
      for (guint i = first; i < end; i++)
        append_token (&counter, lines, n_sentences, i - first + 1, &g_array_index (tokens, ManiculeToken, i));
      if (end < tokens->len)
        g_string_append_c (lines, '\n');
    }

  /* Spans of a text without a token need a place all the same. */
  if (tokens->len == 0 && manicule_annotation_set_get_n (set, MANICULE_ANNOTATION_SPAN) > 0)
    g_string_append (lines, "#Text=\n1-1\t0-0\n");

  return g_string_free_and_steal (g_steal_pointer (&lines));
}

/* What is carried, where it still makes the text; else new lines. */
static void
load_lines (ManiculeWebannoPlan *self)
{
  g_autofree char *carried =
    manicule_json_dup_carried_string (manicule_annotation_set_get_carried (self->set), MANICULE_WEBANNO);
  g_autofree char *text = NULL;
  g_autofree char *lines = NULL;

  if (carried != NULL)
    {
      load (&self->sheet, carried);
      text = manicule_webanno_sheet_assemble (&self->sheet, MANICULE_OFFSET_UTF16, NULL, NULL);
      if (g_strcmp0 (text, manicule_text_get_data (self->text)) == 0 &&
          (self->sheet.units->len > 0 || manicule_annotation_set_get_n (self->set, MANICULE_ANNOTATION_SPAN) == 0))
        return;
      manicule_webanno_sheet_clear (&self->sheet);
    }

  lines = make_lines (self->set);
  load (&self->sheet, lines);
}

/* --- places --- */

static ManiculeWebannoUnit *
get_token (ManiculeWebannoPlan *self,
           guint                i)
{
  return manicule_webanno_sheet_get_unit (&self->sheet, i);
}

/* How many tokens end at @chr or before it. */
static guint
count_ended (ManiculeWebannoPlan *self,
             guint                chr)
{
  guint low = 0, high = self->sheet.units->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (get_token (self, middle)->end <= chr)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static void
add_place (ManiculeWebannoSpan *span,
           guint                token,
           guint                begin,
           guint                end)
{
  ManiculeWebannoPlace place = { token, begin, end };

  g_array_append_val (span->places, place);
}

/* Whether two tokens stand in one sentence, so that what is between them is in the file. */
static gboolean
is_same_sentence (ManiculeWebannoPlan *self,
                  guint                a,
                  guint                b)
{
  const char *x = get_token (self, a)->name, *y = get_token (self, b)->name;

  return strcspn (x, "-") == strcspn (y, "-") && strncmp (x, y, strcspn (x, "-")) == 0;
}

/* Every token that is covered, in whole or in part. What covers none stands at the token before it. */
static void
place_span (ManiculeWebannoPlan *self,
            ManiculeWebannoSpan *span)
{
  ManiculeRange range = manicule_annotation_get_hull (span->span);
  guint i = count_ended (self, range.start);
  guint before = i > 0 ? i - 1 : 0;

  for (; range.start < range.end && i < self->sheet.units->len && get_token (self, i)->begin < range.end; i++)
    add_place (span, i, MAX (range.start, (guint) get_token (self, i)->begin), MIN (range.end, (guint) get_token (self, i)->end));
  if (span->places->len > 0)
    return;

  if (i < self->sheet.units->len && get_token (self, i)->begin <= range.start)
    before = i;
  else if (i == 0 || i == self->sheet.units->len || !is_same_sentence (self, before, i))
    range.start = CLAMP (range.start, (guint) get_token (self, before)->begin, (guint) get_token (self, before)->end);
  add_place (span, before, range.start, range.start);
}

/* --- spans and relations --- */

static void
span_free (gpointer data)
{
  ManiculeWebannoSpan *self = data;

  g_free (self->type);
  g_free (self->identifier);
  g_array_unref (self->places);
  g_free (self);
}

static void
relation_free (gpointer data)
{
  ManiculeWebannoRelation *self = data;

  g_free (self->type);
  g_free (self->slot);
  g_free (self);
}

/* NULL for none, and for what is no name of a type. */
static char *
dup_type (ManiculeAnnotation *annotation)
{
  g_autofree char *type = manicule_annotation_get_carried (annotation) != NULL
                          ? manicule_uima_dup_carried_type (manicule_annotation_get_carried (annotation)) : NULL;

  for (const char *p = type; p != NULL && *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '_' && *p != '.')
      return NULL;

  return type != NULL && *type != '\0' ? g_steal_pointer (&type) : NULL;
}

static void
add_span (ManiculeWebannoPlan *self,
          ManiculeAnnotation  *annotation)
{
  ManiculeWebannoSpan *span = g_new0 (ManiculeWebannoSpan, 1);
  g_autofree char *own = manicule_json_dup_carried_string (manicule_annotation_get_carried (annotation), MANICULE_WEBANNO);
  const char *space = own != NULL ? strchr (own, ' ') : NULL;

  span->span = annotation;
  span->type = dup_type (annotation);
  if (span->type == NULL)
    span->type = g_strdup (MANICULE_UIMA_NAMED_ENTITY);
  span->places = g_array_new (FALSE, FALSE, sizeof (ManiculeWebannoPlace));
  span->number = own != NULL ? g_ascii_strtoull (own, NULL, 10) : 0;
  if (space != NULL)
    span->identifier = g_strdup (space + 1);
  place_span (self, span);

  g_ptr_array_add (self->spans, span);
  g_hash_table_insert (self->by_id, (gpointer) manicule_annotation_get_id (annotation), span);
}

/* The slot that a relation is a link of. */
static void
read_slot (ManiculeWebannoRelation *relation)
{
  const char *carried = manicule_annotation_get_carried (relation->relation);
  g_autofree char *text = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(ManiculeJsonReader) reader = NULL;
  ManiculeJsonValue slot;
  const char *feature;

  if (carried == NULL || strstr (carried, "\"slot\"") == NULL)
    return;

  text = g_strconcat ("{", carried, "}", NULL);
  bytes = g_bytes_new (text, strlen (text));
  reader = manicule_json_reader_new (bytes, MANICULE_WEBANNO, NULL);
  if (reader == NULL)
    return;

  slot = manicule_json_find (manicule_json_find (manicule_json_reader_get_root (reader), MANICULE_UIMA), "slot");
  if (manicule_json_get_kind (slot) != MANICULE_JSON_OBJECT)
    return;
  feature = manicule_json_find_string (slot, "feature");
  relation->slot = feature != NULL && *feature != '\0' && strpbrk (feature, "|\t\n_:") == NULL ? g_strdup (feature) : NULL;
  if (manicule_json_get_kind (manicule_json_find (slot, "index")) == MANICULE_JSON_INTEGER)
    {
      g_autofree char *index = manicule_json_dup_raw (manicule_json_find (slot, "index"));

      relation->index = g_ascii_strtoll (index, NULL, 10);
    }
}

static void
add_relation (ManiculeWebannoPlan *self,
              ManiculeAnnotation  *annotation)
{
  ManiculeWebannoRelation *relation;
  ManiculeWebannoSpan *from = g_hash_table_lookup (self->by_id, manicule_annotation_get_from (annotation));
  ManiculeWebannoSpan *to = g_hash_table_lookup (self->by_id, manicule_annotation_get_to (annotation));

  if (from == NULL || to == NULL)
    return;

  relation = g_new0 (ManiculeWebannoRelation, 1);
  relation->relation = annotation;
  relation->from = from;
  relation->to = to;
  relation->type = dup_type (annotation);
  read_slot (relation);
  g_ptr_array_add (self->relations, relation);
}

void
manicule_webanno_plan_init (ManiculeWebannoPlan   *self,
                            ManiculeAnnotationSet *set)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (set));

  *self = (ManiculeWebannoPlan) {
    .set = set,
    .text = manicule_annotation_set_get_text (set),
    .spans = g_ptr_array_new_with_free_func (span_free),
    .relations = g_ptr_array_new_with_free_func (relation_free),
    .by_id = g_hash_table_new (g_str_hash, g_str_equal),
  };

  load_lines (self);
  manicule_webanno_sheet_place (&self->sheet, self->text, MANICULE_OFFSET_UTF16);
  for (guint i = 0; i < n; i++)
    {
      ManiculeAnnotation *annotation = manicule_annotation_set_get (set, i);

      if (manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_SPAN)
        add_span (self, annotation);
      else if (manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_RELATION)
        add_relation (self, annotation);
    }
  manicule_webanno_plan_layers (self);
}

void
manicule_webanno_plan_clear (ManiculeWebannoPlan *self)
{
  manicule_webanno_sheet_clear (&self->sheet);
  g_ptr_array_unref (self->spans);
  g_ptr_array_unref (self->relations);
  g_hash_table_unref (self->by_id);
}
