/* manicule-format-conllu-mwe.c: multiword expressions in a column of their own
 *
 * As PARSEME has them (Ramisch et al., 2018): each expression of a sentence has a number, which all of its words repeat,
 * and the first one says what it is: "1:VID". A word can be part of several, "1;2:LVC.full"; "*" is part of none.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-conllu-job.h"

#include "manicule-json-writer.h"

#include <string.h>

/* Of those that do not say what they are. */
#define NO_LABEL "MWE"

/* More than any sentence has. */
#define MAX_EXPRESSIONS 10000

typedef struct
{
  char   *label;    /* (owned) (nullable) */
  GArray *ranges;   /* (owned) (element-type ManiculeRange): in the order of the words */
  guint   row;      /* the last of its words so far */
  guint   number;   /* of the line of its first word */
} Expression;

static void
expression_free (gpointer data)
{
  Expression *self = data;

  g_free (self->label);
  g_array_unref (self->ranges);
  g_free (self);
}

/* --- reading --- */

typedef struct
{
  ManiculeConlluBody *body;
  GPtrArray          *annotations;
  GArray             *numbers;
  GHashTable         *by_name;      /* (owned) (not owned values): of the sentence */
  GPtrArray          *expressions;  /* (owned): of the sentence, in order */
  guint               n_made;
} Builder;

/* Whether no word stands between the two. */
static gboolean
is_next_word (ManiculeConlluBody *body,
              guint               row,
              guint               next)
{
  for (guint i = row + 1; i < next; i++)
    if (manicule_conllu_row_is_anchor (body, i))
      return FALSE;

  return TRUE;
}

static void
add_word (Builder    *self,
          Expression *expression,
          guint       row)
{
  const ManiculeConlluRow *word = manicule_conllu_body_get (self->body, row);
  ManiculeRange *last = expression->ranges->len > 0
                        ? &g_array_index (expression->ranges, ManiculeRange, expression->ranges->len - 1) : NULL;

  if (last != NULL && (word->start <= last->end || is_next_word (self->body, expression->row, row)))
    last->end = MAX (last->end, word->end);
  else
    g_array_append_val (expression->ranges, ((ManiculeRange) { word->start, word->end }));
  expression->row = row;
}

static Expression *
ensure_expression (Builder *self,
                   char    *name,
                   guint    row)
{
  Expression *expression = g_hash_table_lookup (self->by_name, name);

  if (expression != NULL || self->expressions->len == MAX_EXPRESSIONS)
    return expression;

  expression = g_new0 (Expression, 1);
  expression->ranges = g_array_new (FALSE, FALSE, sizeof (ManiculeRange));
  expression->number = manicule_conllu_body_get (self->body, row)->number;
  g_ptr_array_add (self->expressions, expression);
  g_hash_table_insert (self->by_name, g_strdup (name), expression);

  return expression;
}

static void
read_cell (Builder                   *self,
           const ManiculeConlluField *field,
           guint                      row)
{
  g_autofree char *string = g_strndup (field->data, field->length);
  g_auto(GStrv) items = g_strsplit (string, ";", -1);

  if (field->length == 0 || manicule_conllu_field_is (field, "*") || manicule_conllu_field_is (field, "_"))
    return;

  for (guint i = 0; items[i] != NULL; i++)
    {
      char *colon = strchr (items[i], ':');
      Expression *expression;

      if (colon != NULL)
        *colon++ = '\0';
      expression = *items[i] != '\0' ? ensure_expression (self, items[i], row) : NULL;
      if (expression == NULL)
        continue;
      if (colon != NULL && *colon != '\0' && expression->label == NULL)
        expression->label = g_strdup (colon);
      add_word (self, expression, row);
    }
}

static void
end_sentence (Builder *self)
{
  g_autoptr(GString) carried = g_string_new ("{");

  manicule_json_put_string (carried, MANICULE_CONLLU_TAG, self->body->layout.names[self->body->layout.mwe]);
  for (guint i = 0; i < self->expressions->len; i++)
    {
      Expression *expression = g_ptr_array_index (self->expressions, i);
      g_autofree char *id = g_strdup_printf ("w%u", ++self->n_made);
      g_autoptr(ManiculeAnnotation) span =
        manicule_annotation_new_span (id, expression->label != NULL ? expression->label : NO_LABEL,
                                      (const ManiculeRange *) (gpointer) expression->ranges->data, expression->ranges->len);

      g_ptr_array_add (self->annotations, manicule_annotation_with_carried (span, carried->str + 1));
      g_array_append_val (self->numbers, expression->number);
    }
  g_hash_table_remove_all (self->by_name);
  g_ptr_array_set_size (self->expressions, 0);
}

void
manicule_conllu_build_mwes (ManiculeConlluBody *body,
                            GPtrArray          *annotations,
                            GArray             *numbers)
{
  Builder self = { .body = body, .annotations = annotations, .numbers = numbers };

  if (body->layout.mwe < 0)
    return;

  self.by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.expressions = g_ptr_array_new_with_free_func (expression_free);
  for (guint i = 0; i < body->rows->len; i++)
    {
      if (manicule_conllu_row_is_anchor (body, i))
        {
          ManiculeConlluField field = manicule_conllu_body_get_field (body, i, body->layout.mwe);

          read_cell (&self, &field, i);
        }
      if (manicule_conllu_body_get (body, i)->kind == MANICULE_CONLLU_END)
        end_sentence (&self);
    }
  end_sentence (&self);

  g_hash_table_unref (self.by_name);
  g_ptr_array_unref (self.expressions);
}

/* --- writing --- */

static gboolean
is_label (const char *label)
{
  for (const char *p = label; *p != '\0'; p = g_utf8_next_char (p))
    if (*p == ';' || g_unichar_isspace (g_utf8_get_char (p)) || g_unichar_iscntrl (g_utf8_get_char (p)))
      return FALSE;

  return *label != '\0';
}

/* Whether the part consists of whole words of the sentence in which the one before ended, and stands off from it. */
static gboolean
fits_part (ManiculeConlluJob        *self,
           const ManiculeConlluPart *part,
           const ManiculeConlluPart *former)
{
  if (part->from != 0 || part->to != 0 || part->first % 2 != 0 || part->last % 2 != 0 ||
      !manicule_conllu_row_is_anchor (&self->body, (guint) (part->first / 2)) ||
      !manicule_conllu_row_is_anchor (&self->body, (guint) (part->last / 2)))
    return FALSE;

  for (ManiculeConlluPlace i = former != NULL ? former->last : part->first; i < part->last; i += 2)
    if (manicule_conllu_body_get (&self->body, (guint) (i / 2))->kind == MANICULE_CONLLU_END)
      return FALSE;

  return former == NULL || (former->last < part->first &&
                            !is_next_word (&self->body, (guint) (former->last / 2), (guint) (part->first / 2)));
}

/* Whether the column can say all of a span. */
static gboolean
fits (ManiculeConlluJob  *self,
      ManiculeConlluSpan *span)
{
  if (span->is_linked || manicule_annotation_get_attributes (span->span) != NULL ||
      manicule_annotation_get_note (span->span) != NULL || manicule_annotation_get_entity (span->span) != NULL ||
      !is_label (manicule_annotation_get_label (span->span)))
    return FALSE;

  for (guint i = 0; i < span->parts->len; i++)
    if (!fits_part (self, &g_array_index (span->parts, ManiculeConlluPart, i),
                    i > 0 ? &g_array_index (span->parts, ManiculeConlluPart, i - 1) : NULL))
      return FALSE;

  return TRUE;
}

static void
mark (ManiculeConlluJob  *self,
      ManiculeConlluSpan *span,
      guint               number)
{
  const char *label = manicule_annotation_get_label (span->span);

  for (guint i = 0; i < span->parts->len; i++)
    {
      const ManiculeConlluPart *part = &g_array_index (span->parts, ManiculeConlluPart, i);

      for (ManiculeConlluPlace place = part->first; place <= part->last; place += 2)
        if (manicule_conllu_row_is_anchor (&self->body, (guint) (place / 2)))
          {
            GString *cell = manicule_conllu_job_ensure (self->mwes, place);

            g_string_append_printf (cell, "%s%u", cell->len > 0 ? ";" : "", number);
            if (label != NULL && !g_str_equal (label, NO_LABEL))
              g_string_append_printf (cell, ":%s", label);
            label = NULL;
          }
    }
  span->is_tag = TRUE;
}

/* Which sentence a place is in: the row at which it ends. */
static guint
find_end (ManiculeConlluJob   *self,
          ManiculeConlluPlace  place)
{
  guint row = (guint) (place / 2);

  while (row < self->body.rows->len && manicule_conllu_body_get (&self->body, row)->kind != MANICULE_CONLLU_END)
    row++;

  return row;
}

void
manicule_conllu_mark_mwes (ManiculeConlluJob *self)
{
  const char *column = self->body.layout.mwe >= 0 ? self->body.layout.names[self->body.layout.mwe] : NULL;
  guint end = 0, number = 0;

  for (guint i = 0; column != NULL && i < self->spans->len; i++)
    {
      ManiculeConlluSpan *span = g_ptr_array_index (self->spans, i);
      ManiculeConlluPlace place = g_array_index (span->parts, ManiculeConlluPart, 0).first;

      if (g_strcmp0 (span->tag, column) != 0 || !fits (self, span))
        continue;
      if (place / 2 >= end)
        {
          end = find_end (self, place);
          number = 0;
        }
      mark (self, span, ++number);
    }
}

/**
 * manicule_conllu_get_mwe:
 * @self: a document that is written
 * @row: a row of it
 * @former: what stood in the column
 *
 * Returns: (transfer none) (nullable): what stands there now; NULL: the same
 */
const char *
manicule_conllu_get_mwe (ManiculeConlluJob         *self,
                         guint                      row,
                         const ManiculeConlluField *former)
{
  GString *cell = manicule_conllu_job_find (self->mwes, 2 * (ManiculeConlluPlace) row);

  if (cell != NULL)
    return cell->str;

  return former->length == 0 || manicule_conllu_field_is (former, "_") ? NULL : "*";
}
