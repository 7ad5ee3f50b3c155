/* manicule-format-prodigy-tokens.c: the tokens that Prodigy's tasks come with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-prodigy-private.h"

#include "manicule-format-offsets.h"
#include "manicule-format-tokens.h"
#include "manicule-json-reader.h"
#include "manicule-json-writer.h"

#include <string.h>

#define TOKEN(tokens, i) (&g_array_index ((tokens), ManiculeCutToken, (i)))

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
      ManiculeCutToken token = { .start = manicule_json_get_uint (iter.value, "start"), .end = manicule_json_get_uint (iter.value, "end") };
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
 * Returns: (transfer full) (nullable) (element-type ManiculeCutToken): the tokens; NULL when they do not fit
 */
GArray *
manicule_prodigy_parse_tokens (ManiculeText *text,
                               const char   *raw)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (raw, strlen (raw));
  g_autoptr(ManiculeJsonReader) reader = manicule_json_reader_new (bytes, "tokens", NULL);
  g_autoptr(GArray) tokens = g_array_new (FALSE, FALSE, sizeof (ManiculeCutToken));
  gboolean fits;

  if (reader == NULL)
    return NULL;

  fits = read_tokens (manicule_json_reader_get_root (reader), text, tokens);

  return fits && !manicule_json_reader_failed (reader) ? g_steal_pointer (&tokens) : NULL;
}

/**
 * manicule_prodigy_put_tokens:
 * @out: the text of an object that is not closed yet
 * @text: a text
 * @tokens: (element-type ManiculeCutToken): its tokens
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
