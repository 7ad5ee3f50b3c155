/* manicule-format-huggingface.c: token classification for the libraries of Hugging Face
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-huggingface-private.h"

#include "manicule-format-meta.h"
#include "manicule-format-offsets.h"
#include "manicule-format-output.h"
#include "manicule-format-records.h"
#include "manicule-format-tokens.h"
#include "manicule-json-carried.h"
#include "manicule-json-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static guint
sniff (const char *name,
       const char *head,
       gsize       length)
{
  g_autofree char *record = manicule_records_peek (head, length);

  if (record == NULL || *record != '{')
    return 0;
  if (manicule_records_mentions (record, "features", "_type", "dtype", NULL))
    return 85;
  if (manicule_records_mentions (record, "text", NULL) || manicule_records_mentions (record, "paragraphs", NULL))
    return 0;
  if (!manicule_records_mentions (record, "tokens", NULL) && !manicule_records_mentions (record, "words", NULL))
    return 0;

  return manicule_records_mentions (record, "ner_tags", NULL) ? 90 :
         manicule_records_mentions (record, "tags", NULL) || manicule_records_mentions (record, "ner", NULL) ||
         manicule_records_mentions (record, "labels", NULL) ? 70 : 0;
}

static GPtrArray *
companions (GFile *file)
{
  static const char * const names[] = { MANICULE_HUGGINGFACE_CARD, MANICULE_HUGGINGFACE_INFOS };
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GFile) folder = g_file_get_parent (file);
  g_autofree char *own = g_file_get_basename (file);

  for (guint i = 0; folder != NULL && i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(GFile) companion = g_file_get_child (folder, names[i]);

      if (g_strcmp0 (own, names[i]) != 0 && g_file_query_exists (companion, NULL))
        g_ptr_array_add (found, g_steal_pointer (&companion));
    }

  return found;
}

/* --- writing --- */

typedef struct
{
  ManiculeFormatOutput  *output;   /* (not owned) */
  GString               *line;     /* (owned) */
  ManiculeAnnotationSet *set;      /* (not owned): of the document */
  ManiculeText          *text;     /* (not owned) */
  GArray                *tokens;   /* (owned) (nullable) */
  const char           **tags;     /* (owned) (nullable): of each token, from strings */
  GStringChunk          *strings;  /* (owned) */
} Writer;

/* --- tokens --- */

/* The tokens of the file that it was read from: parted by spaces, sentences by line feeds. */
static GArray *
split_tokens (ManiculeText *text,
              guint        *n_lines)
{
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (ManiculeCutToken));
  const char *p = manicule_text_get_data (text);
  ManiculeCutToken token = { .starts_sentence = TRUE };
  guint chr = 0;

  *n_lines = 1;
  for (;; p = g_utf8_next_char (p), chr++)
    {
      if (*p != ' ' && *p != '\n' && *p != '\0')
        continue;

      token.end = chr;
      g_array_append_val (tokens, token);
      token = (ManiculeCutToken) { .start = chr + 1, .starts_sentence = *p == '\n' };
      if (*p == '\0')
        return tokens;
      *n_lines += *p == '\n';
    }
}

/* Each made of whole tokens of one sentence. */
static gboolean
fit_all_spans (ManiculeAnnotationSet *set,
               GArray                *tokens)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (set));

  for (guint i = 0; i < n; i++)
    {
      ManiculeRange hull = manicule_annotation_get_hull (manicule_annotation_set_get (set, i));
      guint first, last;

      if (!manicule_tokens_find (tokens, hull, &first, &last))
        return FALSE;
      for (guint j = first + 1; j <= last; j++)
        if (g_array_index (tokens, ManiculeCutToken, j).starts_sentence)
          return FALSE;
    }

  return TRUE;
}

static gboolean
has_empty_token (GArray *tokens)
{
  for (guint i = 0; i < tokens->len; i++)
    if (g_array_index (tokens, ManiculeCutToken, i).start == g_array_index (tokens, ManiculeCutToken, i).end)
      return TRUE;

  return FALSE;
}

/* The lines of the file that it was read from, where they still fit; NULL where they are made anew. */
static ManiculeJsonReader *
open_rows (Writer *self)
{
  g_autofree char *raw = manicule_meta_dup_carried (manicule_annotation_set_get_carried (self->set), MANICULE_HUGGINGFACE,
                                                    "rows");
  g_autoptr(GBytes) bytes = raw != NULL ? g_bytes_new (raw, strlen (raw)) : NULL;
  g_autoptr(ManiculeJsonReader) reader = bytes != NULL ? manicule_json_reader_new (bytes, "rows", NULL) : NULL;
  g_autoptr(GArray) tokens = NULL;
  guint n_lines;

  if (reader == NULL)
    return NULL;

  tokens = split_tokens (self->text, &n_lines);
  if (manicule_json_get_n (manicule_json_reader_get_root (reader)) != n_lines || has_empty_token (tokens) ||
      !fit_all_spans (self->set, tokens))
    return NULL;

  self->tokens = g_steal_pointer (&tokens);

  return g_steal_pointer (&reader);
}

static void
find_tags (Writer *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->set));

  self->tags = g_new0 (const char *, MAX (self->tokens->len, 1));
  g_string_chunk_clear (self->strings);
  for (guint i = 0; i < n; i++)
    {
      ManiculeAnnotation *span = manicule_annotation_set_get (self->set, i);
      g_autofree char *begins = g_strconcat ("B-", manicule_annotation_get_label (span), NULL);
      g_autofree char *goes_on = g_strconcat ("I-", manicule_annotation_get_label (span), NULL);
      guint first, last;

      manicule_tokens_find (self->tokens, manicule_annotation_get_hull (span), &first, &last);
      for (guint j = first; j <= last && j < self->tokens->len; j++)
        self->tags[j] = g_string_chunk_insert_const (self->strings, j == first ? begins : goes_on);
    }
}

/* --- sentences --- */

static void
put_tokens (Writer *self,
            guint   first,
            guint   end_token)
{
  manicule_json_put_name (self->line, "tokens");
  g_string_append_c (self->line, '[');
  for (guint i = first; i < end_token; i++)
    {
      const ManiculeCutToken *token = &g_array_index (self->tokens, ManiculeCutToken, i);
      ManiculeRange range = { token->start, token->end };
      gsize length;
      const char *data = manicule_range_get_data (self->text, &range, &length);

      g_string_append (self->line, i > first ? ",\"" : "\"");
      manicule_json_append_escaped (self->line, data, length);
      g_string_append_c (self->line, '"');
    }
  g_string_append_c (self->line, ']');

  manicule_json_put_name (self->line, MANICULE_HUGGINGFACE_TAGS);
  g_string_append_c (self->line, '[');
  for (guint i = first; i < end_token; i++)
    {
      if (i > first)
        g_string_append_c (self->line, ',');
      manicule_json_append_string (self->line, self->tags[i] != NULL ? self->tags[i] : "O");
    }
  g_string_append_c (self->line, ']');
}

/* @row: what the line had beside tokens and tags; absent where it is made anew. */
static void
append_sentence (Writer            *self,
                 const char        *document,
                 guint              number,
                 guint              first,
                 guint              end_token,
                 ManiculeJsonValue *row)
{
  static const char * const none[] = { NULL };

  g_string_append_c (self->line, '{');
  if (row == NULL)
    {
      g_autofree char *id = g_strdup_printf ("%s-%u", document, number);

      manicule_json_put_string (self->line, "id", id);
      manicule_json_put_string (self->line, "document", document);
      put_tokens (self, first, end_token);
    }
  else
    {
      g_autofree char *others = manicule_json_dup_unknown (*row, none, NULL, NULL);

      if (others != NULL)
        g_string_append (self->line, others);
      put_tokens (self, first, end_token);
    }
  g_string_append (self->line, "}\n");
}

static void
append_sentences (Writer             *self,
                  const char         *document,
                  ManiculeJsonReader *rows)
{
  ManiculeJsonIter iter;
  guint first = 0;
  guint number = 0;

  if (rows != NULL)
    manicule_json_iter_init (&iter, manicule_json_reader_get_root (rows));

  for (guint i = 1; i <= self->tokens->len; i++)
    if (i == self->tokens->len || g_array_index (self->tokens, ManiculeCutToken, i).starts_sentence)
      {
        gboolean has_row = rows != NULL && manicule_json_iter_next (&iter);

        append_sentence (self, document, number++, first, i, has_row ? &iter.value : NULL);
        first = i;
      }
}

static gboolean
write_document (gpointer           state,
                ManiculeDocument  *document,
                GError           **error)
{
  Writer *self = state;
  g_autoptr(ManiculeJsonReader) rows = NULL;

  self->text = manicule_document_get_text (document);
  self->set = manicule_document_get_set (document, 0);
  rows = open_rows (self);
  if (rows == NULL)
    self->tokens = manicule_tokens_cut (self->set, TRUE);
  find_tags (self);

  g_string_truncate (self->line, 0);
  append_sentences (self, manicule_article_get_id (manicule_document_get_article (document)), rows);
  g_clear_pointer (&self->tokens, g_array_unref);
  g_clear_pointer (&self->tags, g_free);

  return manicule_format_output_write (self->output, self->line->str, (gssize) self->line->len, error);
}

static gpointer
begin (ManiculeFormatOutput  *output,
       ManiculeSchema        *schema,
       GError               **error)
{
  Writer *self = g_new0 (Writer, 1);

  self->output = output;
  self->line = g_string_new (NULL);
  self->strings = g_string_chunk_new (1024);

  return self;
}

static gboolean
end (gpointer   state,
     gboolean   commit,
     GError   **error)
{
  Writer *self = state;

  g_string_chunk_free (self->strings);
  g_string_free (self->line, TRUE);
  g_free (self);

  return TRUE;
}

static const char * const suffixes[] = { "jsonl", "json", NULL };

const ManiculeFormat manicule_format_huggingface = {
  .id = MANICULE_HUGGINGFACE,
  .title = "Hugging Face",
  .description = N_("Token classification: sentences of tokens with tags, one on each line"),
  .suffixes = suffixes,
  .holds = MANICULE_HOLDS_SPANS,
  .unit = MANICULE_OFFSET_CHARS,
  .container = MANICULE_CONTAINER_FILE,
  .sniff = sniff,
  .companions = companions,
  .read = manicule_huggingface_read,
  .begin = begin,
  .write = write_document,
  .end = end,
  .card_features = manicule_huggingface_describe,
};
