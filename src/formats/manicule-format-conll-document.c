/* manicule-format-conll-document.c: a document in the making, sentence by sentence
 *
 * The text is rebuilt: tokens are parted by one space, or as the file says (a column of gaps, a comment with the text),
 * sentences by a line feed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-conll-document.h"

#include "manicule-json-reader.h"
#include "manicule-json-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const char       *token;        /* in the sentence's strings */
  ManiculeConllTag  tag;
  ManiculeConllTag  nested;
  gboolean          space_after;
  const char       *extras;       /* each with a tab before it */
  guint             line;
  guint             start;        /* in the text, in code points; once the sentence is placed */
  guint             end;
} Token;

struct _ManiculeConllDocument
{
  ManiculeFormatInput *input;
  ManiculeConllLayout  layout;
  ManiculeConllScheme  scheme;
  ManiculeConllScheme  nested_scheme;
  char                *header;       /* (owned) (nullable) */
  char                *date;         /* (owned) (nullable): what comments say of the document, as what follows */
  char                *language;     /* (owned) (nullable) */

  /* The document. */
  GString             *text;         /* (owned) */
  guint                n_chars;
  GString             *lines;        /* (owned): see MANICULE_CONLL */
  gboolean             is_irregular; /* tokens are more than what stands between white space */
  gboolean             has_extras;   /* the other columns say more than fillers */
  GPtrArray           *annotations;  /* (owned) (element-type ManiculeAnnotation) */
  GArray              *numbers;      /* (owned) (element-type guint): the line of each */

  /* The sentence. */
  GStringChunk        *strings;      /* (owned) */
  GArray              *tokens;       /* (owned) (element-type Token) */
  GString             *extras;       /* (owned): of one token */
  GString             *comments;     /* (owned): each with a line feed after it */
  char                *surface;      /* (owned) (nullable): what a comment says that the sentence is */
  GArray              *tags;         /* (owned) (element-type ManiculeConllTag), for decoding */
  GArray              *chunks;       /* (owned) (element-type ManiculeConllChunk) */
  GArray              *faults;       /* (owned) (element-type ManiculeConllFault) */
};

ManiculeConllDocument *
manicule_conll_document_new (ManiculeFormatInput       *input,
                             const ManiculeConllLayout *layout,
                             ManiculeConllScheme        scheme,
                             ManiculeConllScheme        nested_scheme)
{
  ManiculeConllDocument *self = g_new0 (ManiculeConllDocument, 1);

  self->input = input;
  self->layout = *layout;
  self->scheme = scheme;
  self->nested_scheme = nested_scheme;
  self->text = g_string_new (NULL);
  self->lines = g_string_new (NULL);
  self->annotations = g_ptr_array_new_with_free_func (g_object_unref);
  self->numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  self->strings = g_string_chunk_new (4096);
  self->tokens = g_array_new (FALSE, FALSE, sizeof (Token));
  self->extras = g_string_new (NULL);
  self->comments = g_string_new (NULL);
  self->tags = g_array_new (FALSE, FALSE, sizeof (ManiculeConllTag));
  self->chunks = g_array_new (FALSE, FALSE, sizeof (ManiculeConllChunk));
  self->faults = g_array_new (FALSE, FALSE, sizeof (ManiculeConllFault));

  return self;
}

void
manicule_conll_document_free (ManiculeConllDocument *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->header);
  g_free (self->date);
  g_free (self->language);
  g_string_free (self->text, TRUE);
  g_string_free (self->lines, TRUE);
  g_ptr_array_unref (self->annotations);
  g_array_unref (self->numbers);
  g_string_chunk_free (self->strings);
  g_array_unref (self->tokens);
  g_string_free (self->extras, TRUE);
  g_string_free (self->comments, TRUE);
  g_free (self->surface);
  g_array_unref (self->tags);
  g_array_unref (self->chunks);
  g_array_unref (self->faults);
  g_free (self);
}

/* Comments that no sentence has followed are of the next document. */
static void
start_anew (ManiculeConllDocument *self)
{
  g_string_truncate (self->text, 0);
  g_string_truncate (self->lines, 0);
  g_ptr_array_set_size (self->annotations, 0);
  g_array_set_size (self->numbers, 0);
  self->n_chars = 0;
  g_clear_pointer (&self->date, g_free);
  g_clear_pointer (&self->language, g_free);
  self->is_irregular = self->header != NULL;
  self->has_extras = FALSE;
  if (self->header != NULL)
    g_string_append_printf (self->lines, MANICULE_CONLL_NAMES "%s\n", self->header);
}

void
manicule_conll_document_set_header (ManiculeConllDocument *self,
                                    const char            *line)
{
  g_set_str (&self->header, line);
  start_anew (self);
}

gboolean
manicule_conll_document_is_empty (ManiculeConllDocument *self)
{
  return self->text->len == 0 && self->tokens->len == 0;
}

void
manicule_conll_document_set_docstart (ManiculeConllDocument *self,
                                      const char            *line,
                                      gsize                  length)
{
  g_autofree char *usual = manicule_conll_print_docstart (&self->layout);

  if (strlen (usual) == length && memcmp (usual, line, length) == 0)
    return;

  g_string_append_len (self->lines, line, (gssize) length);
  g_string_append_c (self->lines, '\n');
  self->is_irregular = TRUE;
}

void
manicule_conll_document_add_comment (ManiculeConllDocument *self,
                                     const char            *line,
                                     gsize                  length)
{
  ManiculeConllField surface;

  if (manicule_conll_comment_get (line, length, "text", &surface))
    {
      g_free (self->surface);
      self->surface = g_strndup (surface.data, surface.length);
    }

  g_string_append_len (self->comments, line, (gssize) length);
  g_string_append_c (self->comments, '\n');
}

static Token *
get_token (ManiculeConllDocument *self,
           guint                  i)
{
  return &g_array_index (self->tokens, Token, i);
}

static const char *
keep (ManiculeConllDocument *self,
      const char            *data,
      gsize                  length)
{
  return g_string_chunk_insert_len (self->strings, data, (gssize) length);
}

static ManiculeConllTag
keep_tag (ManiculeConllDocument *self,
          ManiculeConllTag       tag)
{
  if (tag.label != NULL)
    tag.label = keep (self, tag.label, tag.length);

  return tag;
}

/* What is written where a file has nothing to say, so that it need not be carried. */
static gboolean
is_filler (ManiculeConllDocument    *self,
           const ManiculeConllField *extra,
           guint                     number)
{
  const char *filler = manicule_conll_layout_get_filler (&self->layout, number);

  return strlen (filler) == extra->length && memcmp (filler, extra->data, extra->length) == 0;
}

/* Nearly always they are those of the token before. */
static gboolean
are_former_extras (ManiculeConllDocument    *self,
                   const ManiculeConllEntry *entry)
{
  const char *p = self->tokens->len > 0 ? get_token (self, self->tokens->len - 1)->extras : "";

  for (guint i = 0; i < entry->n_extras; i++)
    {
      gsize length = entry->extras[i].length;

      if (*p != '\t' || strncmp (p + 1, entry->extras[i].data, length) != 0)
        return FALSE;
      p += 1 + length;
    }

  return *p == '\0';
}

static const char *
keep_extras (ManiculeConllDocument    *self,
             const ManiculeConllEntry *entry)
{
  if (are_former_extras (self, entry))
    return get_token (self, self->tokens->len - 1)->extras;

  g_string_truncate (self->extras, 0);
  for (guint i = 0; i < entry->n_extras; i++)
    {
      g_string_append_c (self->extras, '\t');
      g_string_append_len (self->extras, entry->extras[i].data, (gssize) entry->extras[i].length);
      self->has_extras |= !is_filler (self, &entry->extras[i], i);
    }

  return keep (self, self->extras->str, self->extras->len);
}

void
manicule_conll_document_add_token (ManiculeConllDocument    *self,
                                   const ManiculeConllEntry *entry)
{
  Token token = {
    .token = keep (self, entry->token.data, entry->token.length),
    .tag = keep_tag (self, entry->tag),
    .nested = keep_tag (self, entry->nested),
    .space_after = entry->space_after,
    .extras = entry->n_extras > 0 ? keep_extras (self, entry) : "",
    .line = entry->line,
  };

  g_array_append_val (self->tokens, token);
}

/* --- placing a sentence --- */

/* The characters of @string; *@has_space (out): whether white space is among them. */
static guint
count_chars (const char *string,
             gboolean   *has_space)
{
  guint n = 0;

  *has_space = FALSE;
  for (const char *p = string; *p != '\0'; n++)
    {
      gunichar c = (guchar) *p < 0x80 ? (guchar) *p : g_utf8_get_char (p);

      *has_space |= c <= ' ' || (c >= 0x80 && g_unichar_isspace (c));
      p = g_utf8_next_char (p);
    }

  return n;
}

static void
append_gap (ManiculeConllDocument *self,
            const char            *gap,
            gsize                  length)
{
  g_string_append_len (self->text, gap, (gssize) length);
  self->n_chars += (guint) g_utf8_strlen (gap, (gssize) length);
  self->is_irregular |= length != 1 || *gap != ' ';
}

static void
place_token (ManiculeConllDocument *self,
             Token                 *token)
{
  gboolean has_space;

  token->start = self->n_chars;
  g_string_append (self->text, token->token);
  self->n_chars += count_chars (token->token, &has_space);
  token->end = self->n_chars;
  self->is_irregular |= has_space;
}

/* How many bytes of white space stand at @p. */
static gsize
count_space (const char *p)
{
  const char *start = p;

  while (*p != '\0' && g_unichar_isspace (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);

  return (gsize) (p - start);
}

/* Whether the tokens follow each other in @surface with nothing but white space between them. */
static gboolean
fits_surface (ManiculeConllDocument *self,
              const char            *surface)
{
  const char *p = surface;

  for (guint i = 0; i < self->tokens->len; i++)
    {
      const char *token = get_token (self, i)->token;

      p += count_space (p);
      if (!g_str_has_prefix (p, token))
        return FALSE;
      p += strlen (token);
    }

  return p[count_space (p)] == '\0';
}

static void
place_by_surface (ManiculeConllDocument *self)
{
  const char *p = self->surface + count_space (self->surface);

  for (guint i = 0; i < self->tokens->len; i++)
    {
      gsize gap = i > 0 ? count_space (p) : 0;

      if (i > 0)
        append_gap (self, p, gap);
      place_token (self, get_token (self, i));
      p += gap + strlen (get_token (self, i)->token);
    }
}

static void
place_by_gaps (ManiculeConllDocument *self)
{
  for (guint i = 0; i < self->tokens->len; i++)
    {
      if (i > 0)
        append_gap (self, " ", get_token (self, i - 1)->space_after ? 1 : 0);
      place_token (self, get_token (self, i));
    }
}

static void
place_sentence (ManiculeConllDocument *self)
{
  if (self->text->len > 0)
    {
      g_string_append_c (self->text, '\n');
      self->n_chars++;
    }

  if (self->surface != NULL && fits_surface (self, self->surface))
    place_by_surface (self);
  else
    {
      if (self->surface != NULL)
        manicule_format_input_report (self->input, MANICULE_FINDING_WARNING, "text-differs", get_token (self, 0)->line,
                                      NULL, _("the text in the comment does not consist of the tokens that follow; "
                                              "they were joined by spaces instead"));
      place_by_gaps (self);
    }
}

/* --- its entities --- */

static gboolean
report_fault (ManiculeConllDocument     *self,
              const ManiculeConllFault  *fault,
              GError                   **error)
{
  const Token *token = get_token (self, fault->token);
  g_autofree char *shown = manicule_json_shorten (token->token);

  switch (fault->kind)
    {
    case MANICULE_CONLL_NO_START:
      return manicule_format_input_report (self->input, MANICULE_FINDING_WARNING, "tag-without-start", token->line,
                                           error, _("the tag of “%s” goes on with an entity that has not begun; it was "
                                                    "taken for its beginning"), shown);

    case MANICULE_CONLL_NOT_ENDED:
      return manicule_format_input_report (self->input, MANICULE_FINDING_WARNING, "tag-without-end", token->line,
                                           error, _("the entity that goes on with “%s” does not end; it was taken to "
                                                    "end there"), shown);

    default:
      return manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "unknown-tag", token->line,
                                           error, _("what stands beside “%s” is not a tag, such as B-PER or O; it was "
                                                    "taken for O"), shown);
    }
}

static void
add_span (ManiculeConllDocument    *self,
          const ManiculeConllChunk *chunk)
{
  const Token *first = get_token (self, chunk->first);
  ManiculeRange range = { first->start, get_token (self, chunk->last)->end };
  g_autofree char *id = g_strdup_printf ("c%u", self->annotations->len + 1);
  g_autofree char *label = g_strndup (chunk->tag.label, chunk->tag.length);

  g_ptr_array_add (self->annotations, manicule_annotation_new_span (id, label, &range, 1));
  g_array_append_val (self->numbers, first->line);
}

static gboolean
decode (ManiculeConllDocument  *self,
        ManiculeConllScheme     scheme,
        gboolean                nested,
        GError                **error)
{
  g_array_set_size (self->tags, self->tokens->len);
  g_array_set_size (self->chunks, 0);
  g_array_set_size (self->faults, 0);

  for (guint i = 0; i < self->tokens->len; i++)
    g_array_index (self->tags, ManiculeConllTag, i) = nested ? get_token (self, i)->nested : get_token (self, i)->tag;
  manicule_conll_tags_decode ((const ManiculeConllTag *) (gpointer) self->tags->data, self->tags->len, scheme,
                              self->chunks, self->faults);

  for (guint i = 0; i < self->chunks->len; i++)
    add_span (self, &g_array_index (self->chunks, ManiculeConllChunk, i));
  for (guint i = 0; i < self->faults->len; i++)
    if (!report_fault (self, &g_array_index (self->faults, ManiculeConllFault, i), error))
      return FALSE;

  return TRUE;
}

/* --- what HIPE says of a document --- */

/* "1803-02-11", or such letters as "en". */
static gboolean
is_shaped (const ManiculeConllField *value,
           const char               *shape)
{
  if (value->length != strlen (shape))
    return FALSE;
  for (gsize i = 0; i < value->length; i++)
    if (shape[i] == '0' ? !g_ascii_isdigit (value->data[i]) : shape[i] == 'a' ? !g_ascii_islower (value->data[i])
                                                                              : value->data[i] != shape[i])
      return FALSE;

  return TRUE;
}

static void
take_comment (ManiculeConllDocument *self,
              const char            *line,
              gsize                  length)
{
  ManiculeConllField value;

  if ((manicule_conll_comment_get (line, length, "date", &value) || manicule_conll_comment_get (line, length, "hipe2022:date", &value)) &&
      is_shaped (&value, "0000-00-00") && self->date == NULL)
    self->date = g_strndup (value.data, value.length);
  else if ((manicule_conll_comment_get (line, length, "language", &value) ||
            manicule_conll_comment_get (line, length, "hipe2022:language", &value)) &&
           is_shaped (&value, "aa") && self->language == NULL)
    self->language = g_strndup (value.data, value.length);
}

static void
take_comments (ManiculeConllDocument *self)
{
  const char *p = self->comments->str;

  for (const char *end; self->header != NULL && (end = strchr (p, '\n')) != NULL; p = end + 1)
    take_comment (self, p, (gsize) (end - p));
}

/* --- what is carried --- */

static void
append_lines (ManiculeConllDocument *self)
{
  guint place = get_token (self, 0)->start;

  g_string_append (self->lines, self->comments->str);
  for (guint i = 0; i < self->tokens->len; i++)
    {
      const Token *token = get_token (self, i);

      manicule_json_append_int (self->lines, token->start - place);
      g_string_append_c (self->lines, '+');
      manicule_json_append_int (self->lines, token->end - token->start);
      g_string_append (self->lines, token->extras);
      g_string_append_c (self->lines, '\n');
      place = token->end;
    }
  g_string_append_c (self->lines, '\n');
}

/* --- sentences and documents --- */

gboolean
manicule_conll_document_end_sentence (ManiculeConllDocument  *self,
                                      GError                **error)
{
  gboolean has_nested = manicule_conll_layout_find (&self->layout, MANICULE_CONLL_NESTED) >= 0;

  if (self->tokens->len == 0)
    return TRUE;

  place_sentence (self);
  take_comments (self);
  if (!decode (self, self->scheme, FALSE, error) || (has_nested && !decode (self, self->nested_scheme, TRUE, error)))
    return FALSE;
  if (manicule_format_input_carries (self->input))
    append_lines (self);
  self->is_irregular |= self->comments->len > 0 || self->has_extras;

  g_array_set_size (self->tokens, 0);
  g_string_truncate (self->comments, 0);
  g_clear_pointer (&self->surface, g_free);
  g_string_chunk_clear (self->strings);

  return TRUE;
}

static void
set_carried (ManiculeConllDocument *self,
             ManiculeAnnotationSet *set)
{
  g_autofree char *layout = manicule_conll_layout_print (&self->layout);
  g_autofree char *all = g_strconcat (layout, self->is_irregular ? "\n" : NULL, self->lines->str, NULL);
  g_autoptr(GString) carried = g_string_new ("{");

  manicule_json_put_string (carried, MANICULE_CONLL, all);
  manicule_annotation_set_set_carried (set, carried->str + 1);
}

gboolean
manicule_conll_document_emit (ManiculeConllDocument  *self,
                              const char             *id,
                              ManiculeDocumentFunc    func,
                              gpointer                data,
                              GError                **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (self->text->str, self->text->len);
  g_autoptr(ManiculeText) text = manicule_text_new (bytes, error);
  g_autoptr(ManiculeAnnotationSet) set = NULL;
  g_autoptr(ManiculeDocument) document = NULL;
  ManiculeArticleFields fields = { .id = id, .date = self->date, .language = self->language };

  if (text == NULL)
    return FALSE;

  set = manicule_annotation_set_new (id, MANICULE_FORMAT_NO_ANNOTATOR, text);
  if (!manicule_format_input_fill_set (self->input, set, self->annotations, self->numbers, error))
    return FALSE;
  if (manicule_format_input_carries (self->input))
    set_carried (self, set);

  document = manicule_format_input_new_document (self->input, &fields, text);
  manicule_document_add_set (document, set);
  start_anew (self);

  return manicule_format_input_emit (self->input, document, func, data, error);
}
