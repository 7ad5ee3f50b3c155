/* manicule-format-conll2012-write.c: writing CoNLL-2012
 *
 * Tokens are cut where a span begins or ends within them, and sentences joined where a span runs over their border. The
 * rows of a file of the same form are written again with other brackets; a field whose brackets are the same stays as it is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-conll2012-clusters.h"

#include "manicule-format-conll-pieces.h"
#include "manicule-json-carried.h"

#include <string.h>

typedef struct
{
  ManiculeFormatOutput *output;
  gboolean              is_gum;
  GString              *out;     /* (owned): one document */
} Writer;

/* One document on its way. */
typedef struct
{
  Writer                 *writer;
  const char             *id;
  ManiculeText           *text;
  ManiculeConll2012Sheet  sheet;     /* what the document came from, no rows where it came from elsewhere */
  gboolean                has_rows;  /* they are written again */
  gboolean                is_renamed;
  GArray                 *tokens;    /* (owned) (element-type ManiculeConllToken): their lines are rows of the sheet */
  GArray                 *pieces;    /* (owned) (element-type ManiculeConllPiece) */
  GPtrArray              *spans;     /* (owned) (element-type ManiculeAnnotation) */
  GArray                 *items;     /* (owned) (element-type ManiculeConll2012Item) */
  GPtrArray              *names;     /* (owned) (element-type GString): the brackets of each piece */
  GPtrArray              *clusters;  /* (owned) (element-type GString) */
  gboolean                is_recut;  /* tokens were cut or sentences joined, so that they are numbered anew */
  guint                   number;    /* of the last token in its sentence */
} Job;

static ManiculeConllPiece *
get_piece (Job   *self,
           guint  i)
{
  return &g_array_index (self->pieces, ManiculeConllPiece, i);
}

/* --- tokens --- */

static void
take_rows (Job *self)
{
  self->tokens = g_array_new (FALSE, FALSE, sizeof (ManiculeConllToken));
  for (guint i = 0; i < self->sheet.rows->len; i++)
    {
      const ManiculeConll2012Row *row = manicule_conll2012_sheet_get (&self->sheet, i);
      ManiculeConllToken token = { row->start, row->end, row->starts_sentence, i };

      if (row->kind == MANICULE_CONLL2012_TOKEN)
        g_array_append_val (self->tokens, token);
    }
}

/* The tokens of such a file, if they still make the text; else those of another file, or those of the word rule. */
static void
find_tokens (Job                   *self,
             ManiculeAnnotationSet *set)
{
  g_autofree char *carried =
    manicule_json_dup_carried_string (manicule_annotation_set_get_carried (set), MANICULE_CONLL2012);
  ManiculeConllTokens others;
  guint number = 0;

  manicule_conll2012_sheet_init (&self->sheet);
  for (const char *p = carried, *end; p != NULL && *p != '\0'; p = *end != '\0' ? end + 1 : end)
    {
      end = strchrnul (p, '\n');
      manicule_conll2012_sheet_add (&self->sheet, p, (gsize) (end - p), ++number);
    }
  manicule_conll2012_sheet_finish (&self->sheet);
  if (carried != NULL && g_str_equal (self->sheet.text->str, manicule_text_get_data (self->text)))
    {
      take_rows (self);
      return;
    }

  manicule_conll2012_sheet_restart (&self->sheet);
  manicule_conll_tokens_init (&others, set);
  self->tokens = g_array_ref (others.tokens);
  manicule_conll_tokens_clear (&others);
  for (guint i = 0; i < self->tokens->len; i++)
    g_array_index (self->tokens, ManiculeConllToken, i).line = MANICULE_CONLL_NO_LINE;
}

/* --- spans --- */

static void
collect_spans (Job                   *self,
               ManiculeAnnotationSet *set)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (set)); i++)
    if (manicule_annotation_get_kind (manicule_annotation_set_get (set, i)) == MANICULE_ANNOTATION_SPAN)
      g_ptr_array_add (self->spans, g_object_ref (manicule_annotation_set_get (set, i)));
}

static void
lay_span (Job                *self,
          ManiculeAnnotation *span,
          guint              *next)
{
  ManiculeRange hull = manicule_annotation_get_hull (span);
  ManiculeConll2012Item item = { .span = span };
  guint end;

  while (*next < self->pieces->len && get_piece (self, *next)->token.end <= hull.start)
    (*next)++;
  for (end = *next; end < self->pieces->len && get_piece (self, end)->token.start < hull.end; end++)
    if (end > *next)
      get_piece (self, end)->token.starts_sentence = FALSE;
  if (end == *next)
    return;

  item.first = *next;
  item.last = end - 1;
  item.start = get_piece (self, item.first)->token.start;
  item.end = get_piece (self, item.last)->token.end;
  g_array_append_val (self->items, item);
}

/* Those with a label of their own go first, so that the bracket of their cluster is the first of those at their place. */
static int
compare_items (gconstpointer a,
               gconstpointer b)
{
  const ManiculeConll2012Item *x = a, *y = b;
  gboolean x_is_mention = g_str_equal (manicule_annotation_get_label (x->span), manicule_format_conll2012.mention);
  gboolean y_is_mention = g_str_equal (manicule_annotation_get_label (y->span), manicule_format_conll2012.mention);

  if (x->first != y->first)
    return x->first < y->first ? -1 : 1;
  if (x->last != y->last)
    return x->last > y->last ? -1 : 1;

  return x_is_mention - y_is_mention;
}

static void
lay_spans (Job *self)
{
  guint next = 0;

  for (guint i = 0; i < self->spans->len; i++)
    lay_span (self, g_ptr_array_index (self->spans, i), &next);
  g_array_sort (self->items, compare_items);
}

static void
item_clear (gpointer data)
{
  g_free (((ManiculeConll2012Item *) data)->cluster);
}

/* --- brackets --- */

static gboolean
has_names (Job *self)
{
  for (guint i = 0; i < self->items->len; i++)
    if (g_array_index (self->items, ManiculeConll2012Item, i).name != NULL)
      return TRUE;

  return FALSE;
}

static void
free_cell (gpointer data)
{
  if (data != NULL)
    g_string_free (data, TRUE);
}

static GString *
ensure_cell (GPtrArray *cells,
             guint      piece)
{
  if (cells->pdata[piece] == NULL)
    cells->pdata[piece] = g_string_new (NULL);

  return cells->pdata[piece];
}

/* A bar parts brackets that have nothing but a number. */
static void
add_cluster (Job        *self,
             guint       piece,
             const char *opening,
             const char *cluster,
             const char *closing)
{
  GString *cell = ensure_cell (self->clusters, piece);

  if (cell->len > 0 && !self->writer->is_gum)
    g_string_append_c (cell, '|');
  g_string_append_printf (cell, "%s%s%s", opening, cluster, closing);
}

/* What ends stands before what begins, the innermost first. */
static void
print_clusters (Job *self)
{
  for (guint i = self->items->len; i-- > 0;)
    {
      const ManiculeConll2012Item *item = &g_array_index (self->items, ManiculeConll2012Item, i);

      if (item->cluster != NULL && item->first < item->last)
        add_cluster (self, item->last, "", item->cluster, ")");
    }
  for (guint i = 0; i < self->items->len; i++)
    {
      const ManiculeConll2012Item *item = &g_array_index (self->items, ManiculeConll2012Item, i);

      if (item->cluster != NULL)
        add_cluster (self, item->first, "(", item->cluster, item->first == item->last ? ")" : "");
    }
}

static guint
count_open (GString *cell)
{
  guint n = 0;

  for (const char *p = cell->str; *p != '\0'; p++)
    n += *p == '(';

  return n;
}

/* "(PER*", "*)", and "(PER)" for a single token. */
static void
print_names (Job *self)
{
  g_autofree guint *n_ends = g_new0 (guint, self->pieces->len);

  for (guint i = 0; i < self->items->len; i++)
    {
      const ManiculeConll2012Item *item = &g_array_index (self->items, ManiculeConll2012Item, i);

      if (item->name == NULL)
        continue;
      g_string_append_printf (ensure_cell (self->names, item->first), "(%s", item->name);
      ensure_cell (self->names, item->last);
      n_ends[item->last]++;
    }

  for (guint i = 0; i < self->names->len; i++)
    {
      GString *cell = g_ptr_array_index (self->names, i);

      if (cell == NULL)
        continue;
      if (n_ends[i] != 1 || count_open (cell) != 1)
        g_string_append_c (cell, '*');
      for (guint j = 0; j < n_ends[i]; j++)
        g_string_append_c (cell, ')');
    }
}

/* --- fields --- */

/* What the brackets of a field say: what opens in its order, what closes in any. */
typedef struct
{
  GString   *opening;  /* (owned) */
  GPtrArray *closing;  /* (owned) (element-type utf8) */
} Meaning;

static void
add_meaning (char        kind,
             const char *data,
             gsize       length,
             gpointer    user_data)
{
  Meaning *self = user_data;

  if (kind == ')')
    g_ptr_array_add (self->closing, g_strndup (data, length));
  else
    g_string_append_printf (self->opening, "%c%.*s\n", kind, (int) length, data);
}

static char *
get_meaning (const char *data,
             gsize       length,
             gboolean    is_name)
{
  Meaning self = { g_string_new (NULL), g_ptr_array_new_with_free_func (g_free) };
  ManiculeConllField field = { data, length };

  if (is_name)
    manicule_conll2012_parse_names (&field, add_meaning, &self);
  else
    manicule_conll2012_parse_clusters (&field, add_meaning, &self);
  g_ptr_array_sort_values (self.closing, (GCompareFunc) strcmp);
  for (guint i = 0; i < self.closing->len; i++)
    g_string_append_printf (self.opening, ")%s\n", is_name ? "" : (const char *) g_ptr_array_index (self.closing, i));
  g_ptr_array_unref (self.closing);

  return g_string_free_and_steal (self.opening);
}

/* The brackets of a piece in the place of @former, which stays where it says the same. */
static void
append_brackets (Job                      *self,
                 const ManiculeConllField *former,
                 GString                  *cell,
                 gboolean                  is_name)
{
  const char *filler = is_name ? self->sheet.no_name : self->sheet.no_cluster;
  const char *written = cell != NULL ? cell->str : filler;
  g_autofree char *old = get_meaning (former->data, former->length, is_name);
  g_autofree char *new = get_meaning (written, strlen (written), is_name);

  if (g_str_equal (old, new))
    g_string_append_len (self->writer->out, former->data, (gssize) former->length);
  else
    g_string_append (self->writer->out, written);
}

/* What a column holds of the second piece of a token. */
static const char *
get_filler (const ManiculeConllField *field)
{
  return field->length > 0 && (*field->data == '(' || memchr (field->data, '*', field->length) != NULL) ? "*" : "-";
}

static void
append_id (Job *self)
{
  for (const char *p = self->id; *p != '\0'; p = g_utf8_next_char (p))
    g_string_append_unichar (self->writer->out, g_unichar_isspace (g_utf8_get_char (p)) ? '_' : g_utf8_get_char (p));
}

static void
append_field (Job                      *self,
              const ManiculeConllField *field,
              int                       column,
              gboolean                  is_last,
              guint                     piece,
              gboolean                  is_first_piece)
{
  ManiculeConll2012Form form = self->sheet.form;
  GString *out = self->writer->out;

  if (is_last)
    append_brackets (self, field, g_ptr_array_index (self->clusters, piece), FALSE);
  else if (column == self->sheet.names)
    append_brackets (self, field, g_ptr_array_index (self->names, piece), TRUE);
  else if (column == manicule_conll2012_form_get_word (form))
    g_string_append_len (out, get_piece (self, piece)->data, (gssize) get_piece (self, piece)->n_bytes);
  else if (column == manicule_conll2012_form_get_number (form) && self->is_recut)
    g_string_append_printf (out, "%u", self->number);
  else if (column == 0 && form == MANICULE_CONLL2012_LONG && self->is_renamed)
    append_id (self);
  else if (is_first_piece || (column <= 1 && form == MANICULE_CONLL2012_LONG))
    g_string_append_len (out, field->data, (gssize) field->length);
  else
    g_string_append (out, get_filler (field));
}

/* --- rows --- */

/* Tokens are numbered from where their sentence was, 0 in most files. */
static void
count_token (Job   *self,
             guint  piece)
{
  guint row = get_piece (self, piece)->token.line;
  int column = self->has_rows ? manicule_conll2012_form_get_number (self->sheet.form) : -1;

  if (piece > 0 && !get_piece (self, piece)->token.starts_sentence)
    self->number++;
  else if (column < 0)
    self->number = 0;
  else
    {
      GArray *fields = manicule_conll2012_sheet_split (&self->sheet, row);

      self->number = (guint) MIN (g_ascii_strtoull (g_array_index (fields, ManiculeConllField, column).data, NULL, 10), G_MAXINT);
    }
}

static void
append_row (Job   *self,
            guint  piece)
{
  guint row = get_piece (self, piece)->token.line;
  gboolean is_first_piece = piece == 0 || get_piece (self, piece - 1)->token.line != row;
  const char *p = manicule_conll2012_sheet_get_line (&self->sheet, row);
  const char *end = p + manicule_conll2012_sheet_get (&self->sheet, row)->length;
  GArray *fields = manicule_conll2012_sheet_split (&self->sheet, row);

  for (guint i = 0; i < fields->len; i++)
    {
      const ManiculeConllField *field = &g_array_index (fields, ManiculeConllField, i);

      g_string_append_len (self->writer->out, p, field->data - p);
      append_field (self, field, (int) i, i + 1 == fields->len, piece, is_first_piece);
      p = field->data + field->length;
    }
  g_string_append_len (self->writer->out, p, end - p);
  g_string_append_c (self->writer->out, '\n');
}

/* The tree of a sentence has no more than a root, which readers ask for. */
static void
append_new_row (Job   *self,
                guint  piece)
{
  gboolean is_first = piece == 0 || get_piece (self, piece)->token.starts_sentence;
  gboolean is_last = piece + 1 == self->pieces->len || get_piece (self, piece + 1)->token.starts_sentence;
  GString *name = g_ptr_array_index (self->names, piece), *cluster = g_ptr_array_index (self->clusters, piece);
  GString *out = self->writer->out;

  if (!self->writer->is_gum)
    {
      append_id (self);
      g_string_append (out, "\t0\t");
    }
  g_string_append_printf (out, "%u\t", self->number);
  g_string_append_len (out, get_piece (self, piece)->data, (gssize) get_piece (self, piece)->n_bytes);
  if (!self->writer->is_gum)
    g_string_append_printf (out, "\t-\t%s*%s\t-\t-\t-\t-\t%s", is_first ? "(TOP" : "", is_last ? ")" : "",
                            name != NULL ? name->str : "*");
  g_string_append_printf (out, "\t%s\n", cluster != NULL ? cluster->str : self->writer->is_gum ? "_" : "-");
}

/* --- documents --- */

static void
append_begin (Job *self)
{
  if (!self->writer->is_gum)
    g_string_append_printf (self->writer->out, "#begin document (%s); part 000\n", self->id);
  else if (*self->id == '(')
    g_string_append_printf (self->writer->out, "# begin document (%s)\n", self->id);
  else
    g_string_append_printf (self->writer->out, "# begin document %s\n", self->id);
}

static void
append_end (Job *self)
{
  g_string_append (self->writer->out, self->writer->is_gum ? "# end document\n" : "#end document\n");
}

static void
append_new_document (Job *self)
{
  append_begin (self);
  for (guint i = 0; i < self->pieces->len; i++)
    {
      if (i > 0 && get_piece (self, i)->token.starts_sentence)
        g_string_append_c (self->writer->out, '\n');
      count_token (self, i);
      append_new_row (self, i);
    }
  if (self->pieces->len > 0)
    g_string_append_c (self->writer->out, '\n');
  append_end (self);
}

/* Lines that are no tokens stay, but for those that would part what is one sentence now. */
static void
append_other (Job                        *self,
              const ManiculeConll2012Row *row,
              const char                 *line,
              guint                       next)
{
  gboolean is_within = next > 0 && next < self->pieces->len && !get_piece (self, next)->token.starts_sentence;

  if (row->kind == MANICULE_CONLL2012_BEGIN && self->is_renamed)
    append_begin (self);
  else if (row->kind != MANICULE_CONLL2012_DAMAGED && !(row->kind == MANICULE_CONLL2012_BLANK && is_within))
    {
      g_string_append_len (self->writer->out, line, (gssize) row->length);
      g_string_append_c (self->writer->out, '\n');
    }
}

static gboolean
has_row (Job                   *self,
         ManiculeConll2012Kind  kind)
{
  for (guint i = 0; i < self->sheet.rows->len; i++)
    if (manicule_conll2012_sheet_get (&self->sheet, i)->kind == kind)
      return TRUE;

  return FALSE;
}

static void
append_old_document (Job *self)
{
  guint next = 0;

  if (!has_row (self, MANICULE_CONLL2012_BEGIN))
    append_begin (self);
  for (guint i = 0; i < self->sheet.rows->len; i++)
    {
      const ManiculeConll2012Row *row = manicule_conll2012_sheet_get (&self->sheet, i);

      if (row->kind != MANICULE_CONLL2012_TOKEN)
        append_other (self, row, manicule_conll2012_sheet_get_line (&self->sheet, i), next);
      for (; next < self->pieces->len && get_piece (self, next)->token.line == i; next++)
        {
          count_token (self, next);
          append_row (self, next);
        }
    }
  if (!has_row (self, MANICULE_CONLL2012_END))
    append_end (self);
}

/* --- one document --- */

/* Whether the line that begins the document still calls it by its name; FALSE where there is none. */
static gboolean
is_called (Job *self)
{
  for (guint i = 0; i < self->sheet.rows->len; i++)
    {
      const ManiculeConll2012Row *row = manicule_conll2012_sheet_get (&self->sheet, i);
      g_autofree char *wanted = NULL;
      g_autofree char *name = NULL;
      g_autofree char *id = NULL;
      ManiculeConllField field;
      guint part;

      if (row->kind != MANICULE_CONLL2012_BEGIN ||
          !manicule_conll2012_parse_begin (manicule_conll2012_sheet_get_line (&self->sheet, i), row->length, &field, &part))
        continue;
      wanted = manicule_conll2012_name_part (&field, part);
      name = g_strconcat (wanted, ".x", NULL);
      id = manicule_format_document_id (name);

      return g_str_equal (id, self->id);
    }

  return FALSE;
}

static gboolean
fits_form (Job *self)
{
  gboolean is_gum = self->sheet.form != MANICULE_CONLL2012_LONG;

  return self->sheet.rows->len > 0 && is_gum == self->writer->is_gum &&
         (is_gum || self->sheet.names >= 0 || !has_names (self));
}

static gboolean
is_recut (Job *self)
{
  if (self->pieces->len != self->tokens->len)
    return TRUE;
  for (guint i = 0; i < self->pieces->len; i++)
    if (get_piece (self, i)->token.starts_sentence != g_array_index (self->tokens, ManiculeConllToken, i).starts_sentence)
      return TRUE;

  return FALSE;
}

static void
job_init (Job                   *self,
          Writer                *writer,
          ManiculeAnnotationSet *set)
{
  g_autoptr(GPtrArray) former = g_ptr_array_new_with_free_func (manicule_conll2012_mention_free);
  g_autoptr(GArray) faults = g_array_new (FALSE, FALSE, sizeof (ManiculeConll2012Fault));

  *self = (Job) {
    .writer = writer,
    .id = manicule_annotation_set_get_article_id (set),
    .text = manicule_annotation_set_get_text (set),
    .spans = g_ptr_array_new_with_free_func (g_object_unref),
    .items = g_array_new (FALSE, FALSE, sizeof (ManiculeConll2012Item)),
    .names = g_ptr_array_new_with_free_func (free_cell),
    .clusters = g_ptr_array_new_with_free_func (free_cell),
  };
  g_array_set_clear_func (self->items, item_clear);

  find_tokens (self, set);
  collect_spans (self, set);
  self->pieces = manicule_conll_cut (self->text, self->tokens, self->spans, TRUE);
  lay_spans (self);
  g_ptr_array_set_size (self->names, (int) self->pieces->len);
  g_ptr_array_set_size (self->clusters, (int) self->pieces->len);

  manicule_conll2012_find_mentions (&self->sheet, self->id, former, faults);
  manicule_conll2012_assign_clusters (self->items, former, self->id, writer->is_gum);
  print_clusters (self);
  print_names (self);
  self->has_rows = fits_form (self);
  self->is_renamed = !is_called (self);
  self->is_recut = is_recut (self);
}

static void
job_clear (Job *self)
{
  manicule_conll2012_sheet_clear (&self->sheet);
  g_array_unref (self->tokens);
  g_array_unref (self->pieces);
  g_ptr_array_unref (self->spans);
  g_array_unref (self->items);
  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->clusters);
}

gboolean
manicule_conll2012_write (gpointer           data,
                          ManiculeDocument  *document,
                          GError           **error)
{
  Writer *self = data;
  Job job;

  g_string_truncate (self->out, 0);
  job_init (&job, self, manicule_document_get_set (document, 0));
  if (job.has_rows)
    append_old_document (&job);
  else
    append_new_document (&job);
  job_clear (&job);

  return manicule_format_output_write (self->output, self->out->str, (gssize) self->out->len, error);
}

/* --- files --- */

gpointer
manicule_conll2012_begin (ManiculeFormatOutput  *output,
                          ManiculeSchema        *schema,
                          GError               **error)
{
  Writer *self = g_new0 (Writer, 1);

  self->output = output;
  self->is_gum = g_str_equal (manicule_format_output_get_option (output, "form"), "gum");
  self->out = g_string_new (NULL);

  return self;
}

gboolean
manicule_conll2012_end (gpointer   data,
                        gboolean   commit,
                        GError   **error)
{
  Writer *self = data;

  g_string_free (self->out, TRUE);
  g_free (self);

  return TRUE;
}
