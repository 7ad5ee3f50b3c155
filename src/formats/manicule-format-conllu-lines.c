/* manicule-format-conllu-lines.c: the lines of a document that did not come from CoNLL-U
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-conllu-private.h"

#include "manicule-json-writer.h"
#include "manicule-tokens.h"

#include <string.h>

typedef struct
{
  const char *text;
  const char *end;
  GArray     *tokens;
  guint       n_sentences;
  GString    *lines;
} Printer;

static const ManiculeCutToken *
get_token (Printer *self,
           guint    i)
{
  return &g_array_index (self->tokens, ManiculeCutToken, i);
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

/* The words as they are, and one space wherever something stands between them. */
static void
append_text (Printer *self,
             guint    first,
             guint    end)
{
  g_string_append (self->lines, "# text = ");
  for (guint i = first; i < end; i++)
    {
      g_string_append_len (self->lines, get_token (self, i)->data, (gssize) get_token (self, i)->length);
      if (i + 1 < end && get_gap (self, i).length > 0)
        g_string_append_c (self->lines, ' ');
    }
  g_string_append_c (self->lines, '\n');
}

static void
append_sentence (Printer *self,
                 guint    first,
                 guint    end)
{
  if (starts_par (self, first))
    g_string_append (self->lines, "# newpar\n");
  g_string_append_printf (self->lines, "# sent_id = %u\n", ++self->n_sentences);
  append_text (self, first, end);

  for (guint i = first; i < end; i++)
    {
      manicule_json_append_int (self->lines, i - first + 1);
      g_string_append_c (self->lines, '\t');
      g_string_append_len (self->lines, get_token (self, i)->data, (gssize) get_token (self, i)->length);
      g_string_append (self->lines, "\t_\t_\t_\t_\t_\t_\t_\t");
      append_misc (self, i);
      g_string_append_c (self->lines, '\n');
    }
  g_string_append_c (self->lines, '\n');
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

char *
manicule_conllu_make_lines (ManiculeAnnotationSet *set)
{
  ManiculeText *text = manicule_annotation_set_get_text (set);
  g_autoptr(GArray) tokens = manicule_tokens_cut (set, FALSE);
  g_autoptr(GString) lines = g_string_new (NULL);
  Printer self = { .text = manicule_text_get_data (text), .tokens = tokens, .lines = lines };

  self.end = self.text + manicule_text_get_n_bytes (text);
  g_string_append_printf (lines, "# newdoc id = %s\n", manicule_annotation_set_get_article_id (set));
  if (tokens->len > 0)
    append_sentences (&self);
  else
    {
      if (self.end > self.text)
        {
          g_string_append (lines, "# text_spaces = ");
          manicule_conllu_append_spaces (lines, self.text, (gsize) (self.end - self.text));
          g_string_append_c (lines, '\n');
        }
      g_string_append_c (lines, '\n');
    }

  return g_strdup (lines->str);
}
