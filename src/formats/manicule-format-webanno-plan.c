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

/* Ends the line that begins at @offset of the lines. */
static void
end_line (ManiculeWebannoSheet    *sheet,
          ManiculeWebannoLineKind  kind,
          gsize                    offset)
{
  ManiculeWebannoLine line = { kind, offset, 0, sheet->units->len };

  g_string_append_c (sheet->lines, '\0');
  g_array_append_val (sheet->index, line);
}

/* A token, which has its place. */
static void
add_token (ManiculeWebannoSheet *sheet,
           guint                 sentence,
           guint                 number,
           guint                 start,
           guint                 end)
{
  ManiculeWebannoUnit unit = { .begin = start, .end = end, .line = sheet->index->len, .is_placed = TRUE };
  gsize offset = sheet->lines->len;

  manicule_json_append_uint (sheet->lines, sentence);
  g_string_append_c (sheet->lines, '-');
  manicule_json_append_uint (sheet->lines, number);
  unit.name = g_string_chunk_insert_len (sheet->names, sheet->lines->str + offset, (gssize) (sheet->lines->len - offset));

  end_line (sheet, MANICULE_WEBANNO_TOKEN, offset);
  g_array_append_val (sheet->units, unit);
}

static void
add_text (ManiculeWebannoSheet *sheet,
          const char           *text)
{
  gsize offset = sheet->lines->len;

  g_string_append (sheet->lines, "#Text=");
  manicule_webanno_append_text (sheet->lines, text, strlen (text));
  end_line (sheet, MANICULE_WEBANNO_TEXT, offset);
}

/* A line feed within a sentence begins another line. */
static void
add_sentence_text (ManiculeWebannoSheet *sheet,
                   ManiculeText         *text,
                   guint                 start,
                   guint                 end)
{
  g_autofree char *slice = manicule_text_get_slice (text, start, end);
  g_auto(GStrv) parts = g_strsplit (slice, "\n", -1);

  if (parts[0] == NULL)
    add_text (sheet, "");
  for (guint i = 0; parts[i] != NULL; i++)
    add_text (sheet, parts[i]);
}

/* The lines of a document that did not come from such a file; that of a token is only its name, as the unit has its place. */
static void
make_sheet (ManiculeWebannoSheet  *sheet,
            ManiculeAnnotationSet *set)
{
  ManiculeText *text = manicule_annotation_set_get_text (set);
  g_autoptr(GArray) tokens = manicule_segment_tokenize (text, (ManiculeRange) { 0, manicule_text_get_n_chars (text) });
  const ManiculeToken *all = (const ManiculeToken *) (gpointer) tokens->data;
  guint n_sentences = 0;

  g_string_append (sheet->lines, "#FORMAT=WebAnno TSV 3.3");
  end_line (sheet, MANICULE_WEBANNO_FORMAT, 0);
  end_line (sheet, MANICULE_WEBANNO_BLANK, sheet->lines->len);
  end_line (sheet, MANICULE_WEBANNO_BLANK, sheet->lines->len);
  for (guint first = 0, end; first < tokens->len; first = end)
    {
      for (end = first + 1; end < tokens->len && !all[end].starts_sentence && !all[end].starts_paragraph; end++)
        ;
      add_sentence_text (sheet, text, all[first].start, all[end - 1].end);
      n_sentences++;
      for (guint i = first; i < end; i++)
        add_token (sheet, n_sentences, i - first + 1, all[i].start, all[i].end);
      if (end < tokens->len)
        end_line (sheet, MANICULE_WEBANNO_BLANK, sheet->lines->len);
    }

  /* Spans of a text without a token need a place all the same. */
  if (tokens->len == 0 && manicule_annotation_set_get_n (set, MANICULE_ANNOTATION_SPAN) > 0)
    {
      add_text (sheet, "");
      add_token (sheet, 1, 1, 0, 0);
    }
}

/* What is carried, where it still makes the text; else new lines. */
static void
load_lines (ManiculeWebannoPlan *self)
{
  g_autofree char *carried =
    manicule_json_dup_carried_string (manicule_annotation_set_get_carried (self->set), MANICULE_WEBANNO);
  g_autofree char *text = NULL;

  if (carried != NULL)
    {
      load (&self->sheet, carried);
      text = manicule_webanno_sheet_assemble (&self->sheet, MANICULE_OFFSET_UTF16, NULL, NULL);
      if (g_strcmp0 (text, manicule_text_get_data (self->text)) == 0 &&
          (self->sheet.units->len > 0 || manicule_annotation_set_get_n (self->set, MANICULE_ANNOTATION_SPAN) == 0))
        {
          manicule_webanno_sheet_place (&self->sheet, self->text, MANICULE_OFFSET_UTF16);
          return;
        }
      manicule_webanno_sheet_clear (&self->sheet);
    }

  manicule_webanno_sheet_init (&self->sheet);
  make_sheet (&self->sheet, self->set);
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
