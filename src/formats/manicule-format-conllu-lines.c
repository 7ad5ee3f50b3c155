/* manicule-format-conllu-lines.c: the lines of a document that did not come from CoNLL-U
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-conllu-private.h"

#include "manicule-json-writer.h"
#include "manicule-tokens.h"

#include <string.h>

#define EMPTY_COLUMNS "\t_\t_\t_\t_\t_\t_\t_\t"

/* The rows are those that a reader makes of the lines. */
typedef struct
{
  const char *text;
  const char *end;
  GArray     *tokens;
  guint       n_sentences;
  GArray     *rows;
  GString    *lines;
  guint       number;       /* of the line */
} Printer;

static const ManiculeCutToken *
get_token (Printer *self,
           guint    i)
{
  return &g_array_index (self->tokens, ManiculeCutToken, i);
}

/* Makes room. */
static void
reserve (GArray *rows,
         guint   n)
{
  g_array_set_size (rows, n);
  g_array_set_size (rows, 0);
}

/* Begins the row whose line comes next. */
static ManiculeConlluRow *
add_row (Printer            *self,
         ManiculeConlluKind  kind,
         guint               start,
         guint               end)
{
  ManiculeConlluRow row = {
    .kind = kind, .offset = self->lines->len, .number = ++self->number, .start = start, .end = end,
  };

  g_array_append_val (self->rows, row);

  return &g_array_index (self->rows, ManiculeConlluRow, self->rows->len - 1);
}

/* What stands behind a token. */
static ManiculeConlluField
get_gap (Printer *self,
         guint    i)
{
  const char *start = get_token (self, i)->data + get_token (self, i)->length;
  const char *end = i + 1 < self->tokens->len ? get_token (self, i + 1)->data : self->end;

  return (ManiculeConlluField) { start, (gsize) (end - start) };
}

static gboolean
starts_par (Printer *self,
            guint    i)
{
  ManiculeConlluField gap;

  if (i == 0)
    return TRUE;
  gap = get_gap (self, i - 1);

  return get_token (self, i)->starts_paragraph && gap.length > 0;
}

/* What a reader takes to stand behind a token that says nothing. */
static const char *
get_default_gap (Printer *self,
                 guint    i)
{
  if (i + 1 == self->tokens->len)
    return "";

  return get_token (self, i + 1)->starts_sentence && starts_par (self, i + 1) ? "\n" : " ";
}

static void
append_misc (Printer *self,
             guint    i)
{
  ManiculeConlluField gap = get_gap (self, i);
  gsize start = self->lines->len;

  if (gap.length == 0 && i + 1 < self->tokens->len)
    g_string_append (self->lines, "SpaceAfter=No");
  else if (!manicule_conllu_field_is (&gap, get_default_gap (self, i)))
    {
      g_string_append (self->lines, "SpacesAfter=");
      manicule_conllu_append_spaces (self->lines, gap.data, gap.length);
    }
  if (i == 0 && get_token (self, 0)->data > self->text)
    {
      g_string_append (self->lines, self->lines->len > start ? "|SpacesBefore=" : "SpacesBefore=");
      manicule_conllu_append_spaces (self->lines, self->text, (gsize) (get_token (self, 0)->data - self->text));
    }
  if (self->lines->len == start)
    g_string_append_c (self->lines, '_');
}

static void
end_line (Printer           *self,
          ManiculeConlluRow *row)
{
  row->length = self->lines->len - row->offset;
  g_string_append_c (self->lines, '\n');
}

/* A comment before the token that begins at @start. */
static void
append_comment (Printer    *self,
                guint       start,
                const char *comment)
{
  ManiculeConlluRow *row = add_row (self, MANICULE_CONLLU_COMMENT, start, start);

  g_string_append (self->lines, comment);
  end_line (self, row);
}

static void
append_end (Printer *self)
{
  add_row (self, MANICULE_CONLLU_END, 0, 0)->number = 0;
  g_string_append_c (self->lines, '\n');
}

/* The words as they are, and one space wherever something stands between them. */
static void
append_text (Printer *self,
             guint    first,
             guint    end)
{
  ManiculeConlluRow *row = add_row (self, MANICULE_CONLLU_COMMENT, get_token (self, first)->start, get_token (self, first)->start);

  g_string_append (self->lines, "# text = ");
  for (guint i = first; i < end; i++)
    {
      g_string_append_len (self->lines, get_token (self, i)->data, (gssize) get_token (self, i)->length);
      if (i + 1 < end && get_gap (self, i).length > 0)
        g_string_append_c (self->lines, ' ');
    }
  end_line (self, row);
}

static void
append_word (Printer *self,
             guint    i,
             guint    id)
{
  const ManiculeCutToken *token = get_token (self, i);
  ManiculeConlluRow *row = add_row (self, MANICULE_CONLLU_WORD, token->start, token->end);

  manicule_json_append_uint (self->lines, id);
  g_string_append_c (self->lines, '\t');
  row->form = self->lines->len;
  row->form_length = token->length;
  g_string_append_len (self->lines, token->data, (gssize) token->length);
  g_string_append_len (self->lines, EMPTY_COLUMNS, strlen (EMPTY_COLUMNS));
  row->misc = self->lines->len;
  append_misc (self, i);
  row->misc_length = self->lines->len - row->misc;
  if (row->misc_length == 1)
    row->misc_length = 0;
  row->is_whole = TRUE;
  end_line (self, row);
}

static void
append_sentence (Printer *self,
                 guint    first,
                 guint    end)
{
  guint start = get_token (self, first)->start;
  ManiculeConlluRow *row;

  if (starts_par (self, first))
    append_comment (self, start, "# newpar");
  row = add_row (self, MANICULE_CONLLU_COMMENT, start, start);
  g_string_append (self->lines, "# sent_id = ");
  manicule_json_append_uint (self->lines, ++self->n_sentences);
  end_line (self, row);
  append_text (self, first, end);

  for (guint i = first; i < end; i++)
    append_word (self, i, i - first + 1);
  append_end (self);
}

static void
append_sentences (Printer *self)
{
  guint first = 0;

  for (guint i = 1; i <= self->tokens->len; i++)
    if (i == self->tokens->len || get_token (self, i)->starts_sentence)
      {
        append_sentence (self, first, i);
        first = i;
      }
}

static void
append_spaces (Printer *self)
{
  ManiculeConlluRow *row = add_row (self, MANICULE_CONLLU_COMMENT, 0, 0);

  g_string_append (self->lines, "# text_spaces = ");
  manicule_conllu_append_spaces (self->lines, self->text, (gsize) (self->end - self->text));
  end_line (self, row);
}

/**
 * manicule_conllu_make_body:
 * @body: a body without lines
 * @set: a set that carries none
 *
 * Gives the body the lines and rows of a document that did not come from CoNLL-U, without its text.
 */
void
manicule_conllu_make_body (ManiculeConlluBody    *body,
                           ManiculeAnnotationSet *set)
{
  ManiculeText *text = manicule_annotation_set_get_text (set);
  g_autoptr(GArray) tokens = manicule_tokens_cut (set, FALSE);
  g_autofree char *newdoc = g_strconcat ("# newdoc id = ", manicule_annotation_set_get_article_id (set), NULL);
  Printer self = { .text = manicule_text_get_data (text), .tokens = tokens, .rows = body->rows, .lines = body->lines };

  self.end = self.text + manicule_text_get_n_bytes (text);
  reserve (body->rows, tokens->len + tokens->len / 4);
  append_comment (&self, tokens->len > 0 ? get_token (&self, 0)->start : 0, newdoc);
  if (tokens->len > 0)
    append_sentences (&self);
  else
    {
      if (self.end > self.text)
        append_spaces (&self);
      append_end (&self);
    }
}
