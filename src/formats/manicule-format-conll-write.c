/* manicule-format-conll-write.c: writing one token a line, or one sentence a line
 *
 * Tokens are cut where a span begins or ends within them, and sentences joined where a span runs over their border, so
 * that no span is lost or changed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-conll-pieces.h"

#include <string.h>

#define FILLER_2003 "-X-"

typedef struct
{
  ManiculeFormatOutput *output;
  ManiculeConllScheme   scheme;
  ManiculeConllLayout   layout;
  gboolean              is_source;   /* the layout is to be that of the first document */
  gboolean              has_layout;
  gboolean              has_start;   /* the first document was begun */
  gboolean              docstart;
  gboolean              comments;
  GString              *line;        /* (owned) */
} Writer;

/* One document on its way. */
typedef struct
{
  Writer              *writer;
  ManiculeText        *text;
  ManiculeConllTokens  tokens;
  gboolean             has_extras; /* the columns that say nothing to us are those of the file that was read */
  GArray              *pieces;     /* (owned) (element-type ManiculeConllPiece): the tokens, cut */
  GPtrArray           *spans;      /* (owned) (element-type ManiculeAnnotation): in order, those with tokens */
  GPtrArray           *outer;      /* (owned) (nullable elements): the span of each piece */
  GPtrArray           *inner;      /* (owned) (nullable elements) */
} Job;

/* --- layouts --- */

static void
set_layout (ManiculeConllLayout *layout,
            const char          *description)
{
  gboolean is_sound = manicule_conll_layout_parse (layout, description, strlen (description));

  g_assert (is_sound);
}

char *
manicule_conll_print_docstart (const ManiculeConllLayout *layout)
{
  GString *line = g_string_new (MANICULE_CONLL_DOCSTART);

  for (guint i = 1; i < layout->n_columns; i++)
    {
      gboolean is_tag = layout->columns[i] == MANICULE_CONLL_TAG || layout->columns[i] == MANICULE_CONLL_NESTED;

      /* The number before the token is where the word stands. */
      if (layout->columns[i] == MANICULE_CONLL_TOKEN)
        continue;
      g_string_append_c (line, layout->separator == MANICULE_CONLL_TAB ? '\t' : ' ');
      g_string_append (line, is_tag ? "O" : layout->columns[i] == MANICULE_CONLL_GAP ? "-" : FILLER_2003);
    }

  return g_string_free_and_steal (line);
}

static ManiculeConllPiece *
get_piece (Job   *self,
           guint  i)
{
  return &g_array_index (self->pieces, ManiculeConllPiece, i);
}

/* --- spans --- */

static void
collect_spans (Job                   *self,
               ManiculeAnnotationSet *set)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (set));

  for (guint i = 0; i < n; i++)
    {
      ManiculeAnnotation *annotation = manicule_annotation_set_get (set, i);

      if (manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_SPAN)
        g_ptr_array_add (self->spans, g_object_ref (annotation));
    }
}

/* Lays @span over its pieces, from *@next on: beside others in the outer column, else within one in the inner. */
static void
lay_span (Job                *self,
          ManiculeAnnotation *span,
          guint              *next)
{
  ManiculeRange hull = manicule_annotation_get_hull (span);
  gboolean is_inner;
  guint i;

  while (*next < self->pieces->len && get_piece (self, *next)->token.end <= hull.start)
    (*next)++;
  if (*next == self->pieces->len)
    return;

  is_inner = g_ptr_array_index (self->outer, *next) != NULL;
  for (i = *next; i < self->pieces->len && get_piece (self, i)->token.start < hull.end; i++)
    {
      ManiculeConllToken *piece = &get_piece (self, i)->token;

      if (i > *next)
        piece->starts_sentence = FALSE;
      (is_inner ? self->inner : self->outer)->pdata[i] = span;
    }
}

static void
lay_spans (Job *self)
{
  guint next = 0;

  g_ptr_array_set_size (self->outer, (int) self->pieces->len);
  g_ptr_array_set_size (self->inner, (int) self->pieces->len);
  for (guint i = 0; i < self->spans->len; i++)
    lay_span (self, g_ptr_array_index (self->spans, i), &next);
}

static gboolean
is_same_span (GPtrArray *spans,
              guint      i,
              guint      j)
{
  return g_ptr_array_index (spans, i) == g_ptr_array_index (spans, j);
}

static void
append_tag (Job       *self,
            GString   *line,
            GPtrArray *spans,
            guint      i)
{
  ManiculeAnnotation *span = g_ptr_array_index (spans, i);
  gboolean starts = get_piece (self, i)->token.starts_sentence || i == 0;
  gboolean is_first = starts || !is_same_span (spans, i, i - 1);
  gboolean is_last = i + 1 == spans->len || !is_same_span (spans, i, i + 1);
  ManiculeAnnotation *former = !starts ? g_ptr_array_index (spans, i - 1) : NULL;
  gboolean follows;

  if (span == NULL)
    {
      g_string_append_c (line, 'O');
      return;
    }

  follows = is_first && former != NULL &&
            g_str_equal (manicule_annotation_get_label (former), manicule_annotation_get_label (span));
  g_string_append_c (line, manicule_conll_prefix (self->writer->scheme, is_first, is_last, follows));
  g_string_append_c (line, '-');
  g_string_append (line, manicule_annotation_get_label (span));
}

/* --- lines --- */

/* The field of a column that says nothing to us: what the file said where it came from, else a filler. */
static void
append_extra (Job     *self,
              GString *line,
              guint    piece,
              guint    number)
{
  guint carried = get_piece (self, piece)->token.line;
  const char *p = self->has_extras && carried != MANICULE_CONLL_NO_LINE ? self->tokens.lines[carried] : NULL;

  for (guint i = 0; p != NULL && i <= number; i++)
    {
      p = strchr (p, '\t');
      p = p != NULL ? p + 1 : NULL;
    }

  if (p != NULL && *p != '\0' && *p != '\t')
    g_string_append_len (line, p, (gssize) strcspn (p, "\t"));
  else if (p == NULL || self->writer->layout.separator != MANICULE_CONLL_TAB)
    g_string_append (line, manicule_conll_layout_get_filler (&self->writer->layout, number));
}

static gboolean
has_space_after (Job   *self,
                 guint  i)
{
  return i + 1 == self->pieces->len ||
         get_piece (self, i)->token.end <
         get_piece (self, i + 1)->token.start;
}

static void
append_column (Job                 *self,
               GString             *line,
               ManiculeConllColumn  column,
               guint                piece,
               guint                index,
               guint               *n_extras)
{
  switch (column)
    {
    case MANICULE_CONLL_INDEX:
      g_string_append_printf (line, "%u", index);
      break;

    case MANICULE_CONLL_TOKEN:
      g_string_append_len (line, get_piece (self, piece)->data, (gssize) get_piece (self, piece)->n_bytes);
      break;

    case MANICULE_CONLL_TAG:
      append_tag (self, line, self->outer, piece);
      break;

    case MANICULE_CONLL_NESTED:
      append_tag (self, line, self->inner, piece);
      break;

    case MANICULE_CONLL_GAP:
      g_string_append_c (line, has_space_after (self, piece) ? '+' : '-');
      break;

    default:
      append_extra (self, line, piece, (*n_extras)++);
    }
}

static void
append_token (Job     *self,
              GString *line,
              guint    piece,
              guint    index)
{
  static const char separators[] = {
    [MANICULE_CONLL_SPACE] = ' ', [MANICULE_CONLL_TAB] = '\t', [MANICULE_CONLL_PIPE] = '|',
  };
  const ManiculeConllLayout *layout = &self->writer->layout;
  guint n_extras = 0;

  for (guint i = 0; i < layout->n_columns; i++)
    {
      if (i > 0)
        g_string_append_c (line, separators[layout->separator]);
      append_column (self, line, layout->columns[i], piece, index, &n_extras);
    }
}

static gboolean
is_text_comment (const char *line)
{
  ManiculeConllField value;

  return manicule_conll_comment_get (line, strlen (line), "text", &value);
}

/* Comments that stood before the sentence where it came from, and those that are asked for. */
static void
append_comments (Job     *self,
                 GString *line,
                 guint    first,
                 guint    end)
{
  guint carried = get_piece (self, first)->token.line;
  guint start = get_piece (self, first)->token.start;
  g_autofree char *text = NULL;
  guint i;

  if (self->writer->is_source && carried != MANICULE_CONLL_NO_LINE)
    {
      for (i = carried; i > 1 && *self->tokens.lines[i - 1] == '#'; i--)
        ;
      for (; i < carried; i++)
        if (!self->writer->comments || !is_text_comment (self->tokens.lines[i]))
          g_string_append_printf (line, "%s\n", self->tokens.lines[i]);
    }

  if (!self->writer->comments)
    return;

  text = manicule_text_get_slice (self->text, start, get_piece (self, end - 1)->token.end);
  if (strpbrk (text, "\r\n") == NULL)
    g_string_append_printf (line, "# text = %s\n", text);
}

static gboolean
write_sentence (Job     *self,
                guint    first,
                guint    end,
                GError **error)
{
  gboolean is_line = self->writer->layout.separator == MANICULE_CONLL_PIPE;
  GString *line = self->writer->line;

  g_string_truncate (line, 0);
  append_comments (self, line, first, end);

  for (guint i = first; i < end; i++)
    {
      append_token (self, line, i, i - first + 1);
      if (!is_line)
        g_string_append_c (line, '\n');
      else if (i + 1 < end)
        g_string_append_c (line, ' ');
    }
  g_string_append_c (line, '\n');

  return manicule_format_output_write (self->writer->output, line->str, (gssize) line->len, error);
}

static gboolean
write_sentences (Job     *self,
                 GError **error)
{
  guint first = 0;

  for (guint i = 1; i <= self->pieces->len; i++)
    if (i == self->pieces->len || get_piece (self, i)->token.starts_sentence)
      {
        if (!write_sentence (self, first, i, error))
          return FALSE;
        first = i;
      }

  return TRUE;
}

/* --- documents --- */

static char *
make_docstart (Job *self)
{
  const char *former = self->tokens.lines != NULL ? self->tokens.lines[1] : NULL;

  if (former != NULL && g_str_has_prefix (former, MANICULE_CONLL_NAMES))
    former = self->tokens.lines[2];
  if (self->writer->is_source && former != NULL && g_str_has_prefix (former, MANICULE_CONLL_DOCSTART))
    return g_strdup (former);

  return manicule_conll_print_docstart (&self->writer->layout);
}

/* The line that names the columns, once. */
static void
append_names (Job     *self,
              GString *line)
{
  const char *former = self->tokens.lines != NULL ? self->tokens.lines[1] : NULL;

  if (self->writer->is_source && !self->writer->has_start && self->has_extras && former != NULL &&
      g_str_has_prefix (former, MANICULE_CONLL_NAMES))
    g_string_append_printf (line, "%s\n", former + strlen (MANICULE_CONLL_NAMES));
  self->writer->has_start = TRUE;
}

/* A file of sentences has no place for the line that opens a document. */
static gboolean
write_start (Job         *self,
             const char  *id,
             GError     **error)
{
  GString *line = self->writer->line;

  g_string_truncate (line, 0);
  append_names (self, line);
  if (self->writer->docstart && self->writer->layout.separator != MANICULE_CONLL_PIPE)
    {
      g_autofree char *docstart = make_docstart (self);

      g_string_append_printf (line, "%s\n\n", docstart);
    }
  if (self->writer->comments)
    g_string_append_printf (line, "# newdoc id = %s\n", id);

  return manicule_format_output_write (self->writer->output, line->str, (gssize) line->len, error);
}

/* The layout of the first document is that of the file: columns do not change on the way. */
static void
choose_layout (Job *self)
{
  Writer *writer = self->writer;

  if (writer->is_source && !writer->has_layout && self->tokens.layout.n_columns > 0)
    writer->layout = self->tokens.layout;
  writer->has_layout = TRUE;

  self->has_extras = self->tokens.layout.n_columns == writer->layout.n_columns &&
                     memcmp (self->tokens.layout.columns, writer->layout.columns,
                             writer->layout.n_columns * sizeof *writer->layout.columns) == 0;
}

static void
job_init (Job                   *self,
          Writer                *writer,
          ManiculeAnnotationSet *set)
{
  *self = (Job) {
    .writer = writer,
    .text = manicule_annotation_set_get_text (set),
    .spans = g_ptr_array_new_with_free_func (g_object_unref),
    .outer = g_ptr_array_new (),
    .inner = g_ptr_array_new (),
  };

  manicule_conll_tokens_init (&self->tokens, set);
  choose_layout (self);
  collect_spans (self, set);
  self->pieces = manicule_conll_cut (self->text, self->tokens.tokens, self->spans, writer->layout.separator != MANICULE_CONLL_TAB);
  lay_spans (self);
}

static void
job_clear (Job *self)
{
  manicule_conll_tokens_clear (&self->tokens);
  g_array_unref (self->pieces);
  g_ptr_array_unref (self->spans);
  g_ptr_array_unref (self->outer);
  g_ptr_array_unref (self->inner);
}

gboolean
manicule_conll_write (gpointer           data,
                      ManiculeDocument  *document,
                      GError           **error)
{
  Writer *self = data;
  const char *id = manicule_article_get_id (manicule_document_get_article (document));
  gboolean success;
  Job job;

  job_init (&job, self, manicule_document_get_set (document, 0));
  success = write_start (&job, id, error) && write_sentences (&job, error);
  job_clear (&job);

  return success;
}

/* --- options --- */

static gboolean
is_yes (ManiculeFormatOutput *output,
        const char           *option)
{
  return g_str_equal (manicule_format_output_get_option (output, option), "yes");
}

static ManiculeConllScheme
get_scheme (ManiculeFormatOutput *output)
{
  const char *scheme = manicule_format_output_get_option (output, "scheme");

  if (g_str_equal (scheme, "iob1"))
    return MANICULE_CONLL_IOB1;
  if (g_str_equal (scheme, "bioes"))
    return MANICULE_CONLL_BIOES;
  if (g_str_equal (scheme, "bilou"))
    return MANICULE_CONLL_BILOU;

  return MANICULE_CONLL_IOB2;
}

static void
set_columns (Writer *self)
{
  const char *columns = manicule_format_output_get_option (self->output, "columns");

  if (is_yes (self->output, "nested"))
    set_layout (&self->layout, "space index token tag nested");
  else if (g_str_equal (columns, "two"))
    set_layout (&self->layout, "space token tag");
  else
    {
      set_layout (&self->layout, "space token extra extra tag");
      self->is_source = g_str_equal (columns, "source");
    }

  if (g_str_equal (manicule_format_output_get_option (self->output, "separator"), "tab"))
    self->layout.separator = MANICULE_CONLL_TAB;
}

gpointer
manicule_conll_begin (ManiculeFormatOutput  *output,
                      ManiculeSchema        *schema,
                      GError               **error)
{
  Writer *self = g_new0 (Writer, 1);

  self->output = output;
  self->line = g_string_new (NULL);
  self->scheme = get_scheme (output);
  self->docstart = is_yes (output, "docstart");
  self->comments = is_yes (output, "comments");
  set_columns (self);

  return self;
}

gboolean
manicule_conll_end (gpointer   data,
                    gboolean   commit,
                    GError   **error)
{
  Writer *self = data;

  g_string_free (self->line, TRUE);
  g_free (self);

  return TRUE;
}
