/* manicule-format-conll-tokens.c: the tokens of a document that is to be written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-conll-private.h"

#include "manicule-json-carried.h"
#include "manicule-segment.h"

#include <string.h>

static void
add_token (ManiculeConllTokens *self,
           guint                start,
           guint                end,
           gboolean             starts_sentence,
           guint                line)
{
  ManiculeConllToken token = { start, end, starts_sentence, line };

  g_array_append_val (self->tokens, token);
}

/* --- the lines that are carried --- */

/* "1+5" and what follows it. */
static gboolean
parse_token (const char *line,
             guint64    *gap,
             guint64    *length)
{
  char *end;

  if (!g_ascii_isdigit (*line))
    return FALSE;
  *gap = g_ascii_strtoull (line, &end, 10);
  if (*end != '+' || !g_ascii_isdigit (end[1]))
    return FALSE;
  *length = g_ascii_strtoull (end + 1, &end, 10);

  return *length > 0 && (*end == '\0' || *end == '\t');
}

static gboolean
is_space (ManiculeText *text,
          guint         start,
          guint         end)
{
  for (guint i = start; i < end; i++)
    if (!g_unichar_isspace (manicule_text_get_char (text, i)))
      return FALSE;

  return TRUE;
}

/* Whether the lines make tokens that leave out nothing of the text but white space. */
static gboolean
take_lines (ManiculeConllTokens *self,
            ManiculeText        *text)
{
  guint64 n_chars = manicule_text_get_n_chars (text);
  guint64 place = 0;
  gboolean starts_sentence = TRUE;

  for (guint i = 1; self->lines[i] != NULL; i++)
    {
      const char *line = self->lines[i];
      guint64 gap, length;

      if (*line == '#' || g_str_has_prefix (line, MANICULE_CONLL_NAMES) || g_str_has_prefix (line, MANICULE_CONLL_DOCSTART))
        continue;
      if (*line == '\0')
        {
          starts_sentence = TRUE;
          continue;
        }

      if (!parse_token (line, &gap, &length))
        return FALSE;
      gap += starts_sentence && place > 0;
      if (gap > n_chars - place || length > n_chars - place - gap ||
          !is_space (text, (guint) place, (guint) (place + gap)))
        return FALSE;

      place += gap;
      add_token (self, (guint) place, (guint) (place + length), starts_sentence, i);
      place += length;
      starts_sentence = FALSE;
    }

  return is_space (text, (guint) place, (guint) n_chars);
}

/* A file without such lines: tokens are parted by white space, sentences by line feeds. */
static void
take_words (ManiculeConllTokens *self,
            ManiculeText        *text)
{
  const char *p = manicule_text_get_data (text);
  gboolean starts_sentence = TRUE;
  gboolean is_in_token = FALSE;
  guint start = 0, chr = 0;

  for (; *p != '\0'; p = g_utf8_next_char (p), chr++)
    {
      gunichar c = g_utf8_get_char (p);
      gboolean is_blank = g_unichar_isspace (c);

      if (is_blank && is_in_token)
        {
          add_token (self, start, chr, starts_sentence, MANICULE_CONLL_NO_LINE);
          starts_sentence = FALSE;
        }
      else if (!is_blank && !is_in_token)
        start = chr;

      starts_sentence |= c == '\n';
      is_in_token = !is_blank;
    }
  if (is_in_token)
    add_token (self, start, chr, starts_sentence, MANICULE_CONLL_NO_LINE);
}

/* --- the word rule --- */

static void
segment (ManiculeConllTokens *self,
         ManiculeText        *text)
{
  ManiculeRange all = { 0, manicule_text_get_n_chars (text) };
  g_autoptr(GArray) tokens = manicule_segment_tokenize (text, all);

  g_array_set_size (self->tokens, tokens->len);
  for (guint i = 0; i < tokens->len; i++)
    {
      const ManiculeToken *token = &g_array_index (tokens, ManiculeToken, i);

      g_array_index (self->tokens, ManiculeConllToken, i) =
        (ManiculeConllToken) { token->start, token->end, token->starts_sentence || token->starts_paragraph, MANICULE_CONLL_NO_LINE };
    }
}

/* --- all of it --- */

static gboolean
take_carried (ManiculeConllTokens   *self,
              ManiculeAnnotationSet *set)
{
  g_autofree char *carried = manicule_json_dup_carried_string (manicule_annotation_set_get_carried (set), MANICULE_CONLL);

  if (carried == NULL)
    return FALSE;

  self->lines = g_strsplit (carried, "\n", -1);
  if (self->lines[0] == NULL || !manicule_conll_layout_parse (&self->layout, self->lines[0], strlen (self->lines[0])))
    return FALSE;

  if (self->lines[1] == NULL)
    {
      take_words (self, manicule_annotation_set_get_text (set));
      return TRUE;
    }

  return take_lines (self, manicule_annotation_set_get_text (set));
}

void
manicule_conll_tokens_init (ManiculeConllTokens   *self,
                            ManiculeAnnotationSet *set)
{
  *self = (ManiculeConllTokens) { .tokens = g_array_new (FALSE, FALSE, sizeof (ManiculeConllToken)) };

  if (take_carried (self, set))
    return;

  g_clear_pointer (&self->lines, g_strfreev);
  self->layout.n_columns = 0;
  g_array_set_size (self->tokens, 0);
  segment (self, manicule_annotation_set_get_text (set));
}

void
manicule_conll_tokens_clear (ManiculeConllTokens *self)
{
  g_array_unref (self->tokens);
  g_clear_pointer (&self->lines, g_strfreev);
}
