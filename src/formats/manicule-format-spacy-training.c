/* manicule-format-spacy-training.c: the training data of spaCy 2, which has tokens with tags
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-spacy-private.h"

#include "manicule-format-conll-tags.h"
#include "manicule-format-meta.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What is read of a paragraph. */
typedef struct
{
  GString *text;     /* (owned) */
  guint    n_chars;
  GArray  *places;   /* (owned) (element-type guint): where each token starts and ends */
  GArray  *tags;     /* (owned) (element-type ManiculeConllTag) */
  GArray  *lines;    /* (owned) (element-type guint): of each token */
  gboolean has_raw;  /* the text was given; tokens are looked for in it */
  gsize    found;    /* bytes of it that were gone through */
} Paragraph;

static void
paragraph_init (Paragraph  *self,
                const char *raw)
{
  *self = (Paragraph) { .text = g_string_new (raw), .has_raw = raw != NULL };

  self->places = g_array_new (FALSE, FALSE, sizeof (guint));
  self->tags = g_array_new (FALSE, FALSE, sizeof (ManiculeConllTag));
  self->lines = g_array_new (FALSE, FALSE, sizeof (guint));
}

static void
paragraph_clear (Paragraph *self)
{
  g_array_unref (self->lines);
  g_array_unref (self->tags);
  g_array_unref (self->places);
  g_string_free (self->text, TRUE);
}

/* --- where a token stands --- */

/* Treebanks write quotation marks in their own way, and brackets by name. */
static gsize
match_token (const char *p,
             const char *token)
{
  static const char * const written[][2] = {
    { "``", "\"" }, { "''", "\"" }, { "-LRB-", "(" }, { "-RRB-", ")" }, { "-LSB-", "[" }, { "-RSB-", "]" },
    { "-LCB-", "{" }, { "-RCB-", "}" },
  };

  if (g_str_has_prefix (p, token))
    return strlen (token);

  for (guint i = 0; i < G_N_ELEMENTS (written); i++)
    if (g_str_equal (token, written[i][0]) && g_str_has_prefix (p, written[i][1]))
      return strlen (written[i][1]);

  return 0;
}

/* The next place behind white space; FALSE when the token does not stand there. */
static gboolean
find_token (Paragraph  *self,
            const char *token)
{
  const char *p = self->text->str + self->found;
  guint start;
  gsize length;

  for (; g_unichar_isspace (g_utf8_get_char (p)); p = g_utf8_next_char (p))
    self->n_chars++;

  length = match_token (p, token);
  if (length == 0)
    return FALSE;

  start = self->n_chars;
  self->n_chars += (guint) g_utf8_strlen (p, (gssize) length);
  self->found = (gsize) (p - self->text->str) + length;
  g_array_append_val (self->places, start);
  g_array_append_val (self->places, self->n_chars);

  return TRUE;
}

static void
append_token (Paragraph  *self,
              const char *token,
              gboolean    starts_sentence)
{
  if (self->text->len > 0)
    {
      g_string_append_c (self->text, starts_sentence ? '\n' : ' ');
      self->n_chars++;
    }
  g_array_append_val (self->places, self->n_chars);
  g_string_append (self->text, token);
  self->n_chars += (guint) g_utf8_strlen (token, -1);
  g_array_append_val (self->places, self->n_chars);
}

static void
read_token (Paragraph         *self,
            ManiculeJsonValue  object,
            gboolean           starts_sentence)
{
  const char *token = manicule_json_get_string (object, "orth");
  const char *string = manicule_json_find_string (object, "ner");
  ManiculeConllTag tag = { 'O', NULL, 0 };
  guint line;

  if (token == NULL)
    return;

  /* "-": nobody has said. */
  if (string != NULL && strlen (string) > 2)
    tag = manicule_conll_tag_parse (string, strlen (string));
  if (tag.prefix == '\0' || tag.length == 0)
    tag = (ManiculeConllTag) { 'O', NULL, 0 };

  if (!self->has_raw)
    append_token (self, token, starts_sentence);
  else if (*token == '\0' || !find_token (self, token))
    {
      manicule_json_fail (object, MANICULE_JSON_ERROR_VALUE, "token-not-found",
                          _("the token is not the next one in the text; the paragraph was left out"));
      return;
    }
  line = manicule_json_get_line (object);
  g_array_append_val (self->tags, tag);
  g_array_append_val (self->lines, line);
}

static void
read_sentences (Paragraph         *self,
                ManiculeJsonValue  paragraph)
{
  ManiculeJsonIter sentences;

  manicule_json_iter_init (&sentences, manicule_json_get_array (paragraph, "sentences"));
  while (manicule_json_iter_next (&sentences))
    {
      gboolean starts_sentence = TRUE;
      ManiculeJsonIter tokens;

      manicule_json_iter_init (&tokens, manicule_json_get_array (sentences.value, "tokens"));
      while (manicule_json_iter_next (&tokens))
        {
          read_token (self, tokens.value, starts_sentence);
          starts_sentence = FALSE;
        }
    }
}

/* --- documents --- */

static gboolean
add_entities (ManiculeSpacyReader  *self,
              Paragraph            *paragraph,
              GError              **error)
{
  g_autoptr(GArray) chunks = g_array_new (FALSE, FALSE, sizeof (ManiculeConllChunk));
  g_autoptr(GArray) faults = g_array_new (FALSE, FALSE, sizeof (ManiculeConllFault));

  manicule_conll_tags_decode ((const ManiculeConllTag *) (gpointer) paragraph->tags->data, paragraph->tags->len,
                              MANICULE_CONLL_BILOU, chunks, faults);
  for (guint i = 0; i < chunks->len; i++)
    {
      const ManiculeConllChunk *chunk = &g_array_index (chunks, ManiculeConllChunk, i);
      ManiculeForeignRange range = { g_array_index (paragraph->places, guint, 2 * chunk->first),
                                     g_array_index (paragraph->places, guint, 2 * chunk->last + 1) };
      g_autofree char *label = g_strndup (chunk->tag.label, chunk->tag.length);

      if (manicule_draft_add_span (&self->draft, NULL, label, &range, NULL,
                                   g_array_index (paragraph->lines, guint, chunk->first), error) == NULL && *error != NULL)
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_categories (ManiculeSpacyReader  *self,
                ManiculeJsonValue     paragraph,
                GError              **error)
{
  ManiculeJsonIter iter;

  manicule_json_iter_init (&iter, manicule_json_find_array (paragraph, "cats"));
  while (manicule_json_iter_next (&iter))
    {
      const char *category = manicule_json_as_label (manicule_json_get (iter.value, "label"));
      ManiculeJsonValue value = manicule_json_get (iter.value, "value");
      gboolean failed;

      if (!manicule_records_settle (self->records, &failed, error))
        return FALSE;
      if (!failed && !manicule_spacy_add_category (self, category, value, error))
        return FALSE;
    }

  return manicule_records_settle (self->records, NULL, error);
}

static gboolean
emit_paragraph (ManiculeSpacyReader  *self,
                Paragraph            *content,
                ManiculeJsonValue     paragraph,
                const char           *id,
                GError              **error)
{
  ManiculeArticleFields fields = { .id = id };

  manicule_draft_set_text (&self->draft, content->text->str);
  manicule_draft_begin (&self->draft, &fields, manicule_records_get_number (self->records));

  return add_entities (self, content, error) && add_categories (self, paragraph, error) &&
         manicule_draft_end_set (&self->draft, MANICULE_FORMAT_NO_ANNOTATOR, error) != NULL &&
         manicule_draft_emit (&self->draft, self->func, self->data, error);
}

static gboolean
read_paragraph (ManiculeSpacyReader  *self,
                ManiculeJsonValue     paragraph,
                const char           *id,
                GError              **error)
{
  const char *raw = manicule_json_find_string (paragraph, "raw");
  Paragraph content;
  gboolean failed, success;

  paragraph_init (&content, raw);
  read_sentences (&content, paragraph);
  if (!manicule_json_reader_failed (paragraph.reader) && content.text->len > MANICULE_TEXT_MAX_BYTES)
    manicule_json_fail (paragraph, MANICULE_JSON_ERROR_LIMIT, "text-too-large", _("the document is longer than is read"));

  success = manicule_records_settle (self->records, &failed, error);
  if (success && !failed)
    success = emit_paragraph (self, &content, paragraph, id, error);
  paragraph_clear (&content);

  return success;
}

/**
 * manicule_spacy_read_training:
 * @self: the reader
 * @document: an object with paragraphs
 *
 * Reads each paragraph as an article: its raw text, or its tokens with a space between them, a sentence on each line.
 *
 * Returns: FALSE with an error to stop
 */
gboolean
manicule_spacy_read_training (ManiculeSpacyReader  *self,
                              ManiculeJsonValue     document,
                              GError              **error)
{
  g_autofree char *id = manicule_meta_read_id (manicule_json_find (document, "id"));
  ManiculeJsonValue paragraphs = manicule_json_get_array (document, "paragraphs");
  guint n = manicule_json_get_n (paragraphs);
  guint number = 0;
  ManiculeJsonIter iter;
  gboolean failed;

  if (!manicule_records_settle (self->records, &failed, error) || failed)
    return *error == NULL;

  manicule_json_iter_init (&iter, paragraphs);
  while (manicule_json_iter_next (&iter))
    {
      g_autofree char *own_id = id == NULL || n == 1 ? g_strdup (id) : g_strdup_printf ("%s-%u", id, ++number);

      if (!read_paragraph (self, iter.value, own_id, error))
        return FALSE;
    }

  return TRUE;
}
