/* manicule-format-conll2012-job.c: one document on its way into a file of CoNLL-2012
 *
 * Tokens are cut where a span begins or ends within them, and sentences joined where a span runs over their border.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-conll2012-job.h"

#include "manicule-json-carried.h"

#include <string.h>

static ManiculeConllPiece *
get_piece (ManiculeConll2012Job *self,
           guint                 i)
{
  return &g_array_index (self->pieces, ManiculeConllPiece, i);
}

/* --- tokens --- */

static void
take_rows (ManiculeConll2012Job *self)
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
find_tokens (ManiculeConll2012Job  *self,
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
collect_spans (ManiculeConll2012Job  *self,
               ManiculeAnnotationSet *set)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (set)); i++)
    if (manicule_annotation_get_kind (manicule_annotation_set_get (set, i)) == MANICULE_ANNOTATION_SPAN)
      g_ptr_array_add (self->spans, g_object_ref (manicule_annotation_set_get (set, i)));
}

static void
lay_span (ManiculeConll2012Job *self,
          ManiculeAnnotation   *span,
          guint                *next)
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
lay_spans (ManiculeConll2012Job *self)
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
has_names (ManiculeConll2012Job *self)
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
add_cluster (ManiculeConll2012Job *self,
             guint                 piece,
             const char           *opening,
             const char           *cluster,
             const char           *closing)
{
  GString *cell = ensure_cell (self->clusters, piece);

  if (cell->len > 0 && !self->is_gum)
    g_string_append_c (cell, '|');
  g_string_append_printf (cell, "%s%s%s", opening, cluster, closing);
}

/* What ends stands before what begins, the innermost first. */
static void
print_clusters (ManiculeConll2012Job *self)
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
print_names (ManiculeConll2012Job *self)
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

/* --- one document --- */

/* Whether the line that begins the document still calls it by its name; FALSE where there is none. */
static gboolean
is_called (ManiculeConll2012Job *self)
{
  g_autofree char *wanted = manicule_conll2012_sheet_dup_name (&self->sheet);
  g_autofree char *name = wanted != NULL ? g_strconcat (wanted, ".x", NULL) : NULL;
  g_autofree char *id = name != NULL ? manicule_format_document_id (name) : NULL;

  return g_strcmp0 (id, self->id) == 0;
}

static gboolean
fits_form (ManiculeConll2012Job *self)
{
  gboolean is_gum = self->sheet.form != MANICULE_CONLL2012_LONG;

  return self->sheet.rows->len > 0 && is_gum == self->is_gum &&
         (is_gum || self->sheet.names >= 0 || !has_names (self));
}

static gboolean
is_recut (ManiculeConll2012Job *self)
{
  if (self->pieces->len != self->tokens->len)
    return TRUE;
  for (guint i = 0; i < self->pieces->len; i++)
    if (get_piece (self, i)->token.starts_sentence != g_array_index (self->tokens, ManiculeConllToken, i).starts_sentence)
      return TRUE;

  return FALSE;
}

void
manicule_conll2012_job_init (ManiculeConll2012Job  *self,
                             ManiculeAnnotationSet *set,
                             gboolean               is_gum)
{
  g_autoptr(GPtrArray) former = g_ptr_array_new_with_free_func (manicule_conll2012_mention_free);
  g_autoptr(GArray) faults = g_array_new (FALSE, FALSE, sizeof (ManiculeConll2012Fault));

  *self = (ManiculeConll2012Job) {
    .is_gum = is_gum,
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
  manicule_conll2012_assign_clusters (self->items, former, self->id, is_gum);
  print_clusters (self);
  print_names (self);
  self->has_rows = fits_form (self);
  self->is_renamed = !is_called (self);
  self->is_recut = is_recut (self);
}

void
manicule_conll2012_job_clear (ManiculeConll2012Job *self)
{
  manicule_conll2012_sheet_clear (&self->sheet);
  g_array_unref (self->tokens);
  g_array_unref (self->pieces);
  g_ptr_array_unref (self->spans);
  g_array_unref (self->items);
  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->clusters);
}
