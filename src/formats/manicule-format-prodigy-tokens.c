/* manicule-format-prodigy-tokens.c: the tokens that Prodigy's tasks come with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-prodigy-private.h"

#include "manicule-format-offsets.h"
#include "manicule-json-reader.h"
#include "manicule-json-writer.h"
#include "manicule-segment.h"

#include <string.h>

#define TOKEN(tokens, i) (&g_array_index ((tokens), ManiculeProdigyToken, (i)))

static gboolean
read_tokens (ManiculeJsonValue  list,
             ManiculeText      *text,
             GArray            *tokens)
{
  guint n_chars = manicule_text_get_n_chars (text);
  ManiculeJsonIter iter;

  manicule_json_iter_init (&iter, list);
  while (manicule_json_iter_next (&iter))
    {
      ManiculeProdigyToken token = { manicule_json_get_uint (iter.value, "start"), manicule_json_get_uint (iter.value, "end") };
      guint before = tokens->len > 0 ? TOKEN (tokens, tokens->len - 1)->end : 0;

      if (token.start < before || token.end < token.start || token.end > n_chars ||
          manicule_json_get_uint (iter.value, "id") != tokens->len)
        return FALSE;
      g_array_append_val (tokens, token);
    }

  return TRUE;
}

/**
 * manicule_prodigy_parse_tokens:
 * @text: the text that they are of
 * @raw: JSON text
 *
 * Returns: (transfer full) (nullable) (element-type ManiculeProdigyToken): the tokens; NULL when they do not fit
 */
GArray *
manicule_prodigy_parse_tokens (ManiculeText *text,
                               const char   *raw)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (raw, strlen (raw));
  g_autoptr(ManiculeJsonReader) reader = manicule_json_reader_new (bytes, "tokens", NULL);
  g_autoptr(GArray) tokens = g_array_new (FALSE, FALSE, sizeof (ManiculeProdigyToken));
  gboolean fits;

  if (reader == NULL)
    return NULL;

  fits = read_tokens (manicule_json_reader_get_root (reader), text, tokens);

  return fits && !manicule_json_reader_failed (reader) ? g_steal_pointer (&tokens) : NULL;
}

static int
compare_numbers (const guint *a,
                 const guint *b)
{
  return *a < *b ? -1 : *a > *b;
}

/* Where spans begin and end, in order. */
static GArray *
list_borders (ManiculeAnnotationSet *set)
{
  GArray *borders = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (set));

  for (guint i = 0; i < n; i++)
    {
      ManiculeAnnotation *annotation = manicule_annotation_set_get (set, i);

      if (manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_SPAN)
        {
          ManiculeRange hull = manicule_annotation_get_hull (annotation);

          g_array_append_val (borders, hull.start);
          g_array_append_val (borders, hull.end);
        }
    }
  g_array_sort (borders, (GCompareFunc) compare_numbers);

  return borders;
}

/**
 * manicule_prodigy_make_tokens:
 * @set: an annotation set
 *
 * Returns: (transfer full) (element-type ManiculeProdigyToken): tokens in which no span cuts one
 */
GArray *
manicule_prodigy_make_tokens (ManiculeAnnotationSet *set)
{
  ManiculeText *text = manicule_annotation_set_get_text (set);
  ManiculeRange all = { 0, manicule_text_get_n_chars (text) };
  g_autoptr(GArray) words = manicule_segment_tokenize (text, all);
  g_autoptr(GArray) borders = list_borders (set);
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (ManiculeProdigyToken));
  guint next = 0;

  for (guint i = 0; i < words->len; i++)
    {
      const ManiculeToken *word = &g_array_index (words, ManiculeToken, i);
      ManiculeProdigyToken token = { word->start, word->end };

      for (; next < borders->len && g_array_index (borders, guint, next) < word->end; next++)
        {
          guint border = g_array_index (borders, guint, next);

          if (border > token.start)
            {
              ManiculeProdigyToken head = { token.start, border };

              g_array_append_val (tokens, head);
              token.start = border;
            }
        }
      g_array_append_val (tokens, token);
    }

  return tokens;
}

/**
 * manicule_prodigy_put_tokens:
 * @out: the text of an object that is not closed yet
 * @text: a text
 * @tokens: (element-type ManiculeProdigyToken): its tokens
 *
 * Appends the member "tokens".
 */
void
manicule_prodigy_put_tokens (GString      *out,
                             ManiculeText *text,
                             GArray       *tokens)
{
  manicule_json_put_name (out, "tokens");
  g_string_append_c (out, '[');
  for (guint i = 0; i < tokens->len; i++)
    {
      ManiculeRange range = { TOKEN (tokens, i)->start, TOKEN (tokens, i)->end };
      gboolean is_last = i + 1 == tokens->len;
      gsize length;
      const char *data = manicule_range_get_data (text, &range, &length);

      g_string_append (out, i > 0 ? ",{" : "{");
      manicule_json_put_name (out, "text");
      g_string_append_c (out, '"');
      manicule_json_append_escaped (out, data, length);
      g_string_append_c (out, '"');
      manicule_json_put_int (out, "start", range.start);
      manicule_json_put_int (out, "end", range.end);
      manicule_json_put_int (out, "id", i);
      manicule_json_put_name (out, "ws");
      g_string_append (out, !is_last && TOKEN (tokens, i + 1)->start > range.end ? "true}" : "false}");
    }
  g_string_append_c (out, ']');
}

/* The first token that starts at @chr or later. */
static guint
find_start (GArray *tokens,
            guint   chr)
{
  guint low = 0, high = tokens->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (TOKEN (tokens, middle)->start < chr)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/**
 * manicule_prodigy_find_tokens:
 * @tokens: (element-type ManiculeProdigyToken): tokens
 * @range: a range of their text
 * @first: (out): the first token in it, or where one would be
 * @last: (out): the last one
 *
 * Returns: whether the range begins and ends with a token
 */
gboolean
manicule_prodigy_find_tokens (GArray        *tokens,
                              ManiculeRange  range,
                              guint         *first,
                              guint         *last)
{
  guint behind = find_start (tokens, MAX (range.end, range.start + 1));

  *first = find_start (tokens, range.start);
  *last = behind > *first ? behind - 1 : *first;

  return behind > *first && TOKEN (tokens, *first)->start == range.start && TOKEN (tokens, *last)->end == range.end;
}
