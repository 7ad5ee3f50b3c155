/* manicule-format-webanno-old-translate.c: WebAnno TSV 1 and 2, as if they were 3.3
 *
 * Neither says where a token stands: that is found in the text of its sentence. What is of several tokens begins with "B-" and
 * goes on with "I-"; what is said of the same token is parted by "|", and its place among these tells what goes on.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-webanno-old-private.h"

#include "manicule-format-webanno-values.h"

#include <string.h>

/* What a token has of one layer, at most. */
#define MAX_STACKED 100

/* --- what goes on --- */

/* Lemmas and parts of speech of version 1 are as they stand. */
static gboolean
is_plain (ManiculeWebannoOld *self,
          guint               layer)
{
  guint column = ((ManiculeWebannoLayer *) g_ptr_array_index (self->layers, layer))->column;

  return self->version == MANICULE_WEBANNO_1 && column != MANICULE_WEBANNO_ENTITY;
}

static GStrv
split_cell (ManiculeWebannoOld *self,
            guint               layer,
            const char         *cell)
{
  return is_plain (self, layer) ? g_strsplit (cell, "\t", 1) : g_strsplit (cell, "|", MAX_STACKED);
}

/* What an annotation says in one cell: @how: 'B' begins, 'I' goes on, 'S' is of this token, 0: there is none. */
static const char *
read_piece (ManiculeWebannoOld *self,
            guint               layer,
            const char         *piece,
            char               *how)
{
  const char *type = ((ManiculeWebannoLayer *) g_ptr_array_index (self->layers, layer))->type;
  gsize length = strlen (type);
  gboolean is_marked = !is_plain (self, layer) && (*piece == 'B' || *piece == 'I' || *piece == 'O') &&
                       (piece[1] == '-' || (piece[1] == '_' && self->version == MANICULE_WEBANNO_1));

  *how = 0;
  if (*piece == '\0' || g_str_equal (piece, "_") || (!is_plain (self, layer) && g_str_equal (piece, "O")) ||
      (is_marked && (*piece == 'O' || g_str_equal (piece + 2, "_"))))
    return NULL;

  *how = is_marked ? *piece : 'S';
  piece += is_marked ? 2 : 0;

  /* A feature without a value repeats the layer. */
  return strncmp (piece, type, length) == 0 && (piece[length] == '_' || piece[length] == '\0') ? "" : piece;
}

/* How many there are at the token, and how the one at @index goes on, by the first cell that tells. */
static guint
look_at_row (ManiculeWebannoOld *self,
             ManiculeWebannoRow *row,
             guint               layer,
             char               *how)
{
  ManiculeWebannoLayer *itself = g_ptr_array_index (self->layers, layer);
  guint n = 0;

  for (guint i = 0; i < itself->features->len && row->cells[itself->column + i] != NULL; i++)
    {
      g_auto(GStrv) pieces = split_cell (self, layer, row->cells[itself->column + i]);

      for (guint j = 0; pieces[j] != NULL && j < MAX_STACKED; j++)
        {
          char of_cell;

          read_piece (self, layer, pieces[j], &of_cell);
          for (; n <= j; n++)
            how[n] = 0;
          if (how[j] == 0)
            how[j] = of_cell;
        }
    }

  return n;
}

/* @open: the number of what goes on at each place. */
static void
mark_row (ManiculeWebannoOld *self,
          ManiculeWebannoRow *row,
          guint               layer,
          guint              *open)
{
  char how[MAX_STACKED] = { 0 };
  guint n = look_at_row (self, row, layer, how);
  guint n_here = 0;

  for (guint i = 0; i < n; i++)
    n_here += how[i] != 0;
  memset (open + n, 0, (MAX_STACKED - n) * sizeof *open);
  for (guint i = 0; i < n; i++)
    {
      ManiculeWebannoMark mark = { layer, i, how[i] == 'I' ? open[i] : 0, FALSE };

      if (how[i] == 0)
        {
          open[i] = 0;
          continue;
        }
      mark.begins = mark.number == 0;
      if (mark.begins && (how[i] != 'S' || n_here > 1))
        mark.number = ++self->n_marks;
      open[i] = how[i] != 'S' ? mark.number : 0;
      g_array_append_val (row->marks, mark);
    }
}

/* The marks of a row stand in the order of the layers. */
static gboolean
mark_rows (ManiculeWebannoOld  *self,
           GCancellable        *cancellable,
           GError             **error)
{
  for (guint layer = 0; layer < self->layers->len; layer++)
    {
      guint open[MAX_STACKED] = { 0 };

      if (((ManiculeWebannoLayer *) g_ptr_array_index (self->layers, layer))->kind != MANICULE_WEBANNO_SPANS)
        continue;
      for (guint i = 0; i < self->rows->len; i++)
        {
          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            return FALSE;
          mark_row (self, g_ptr_array_index (self->rows, i), layer, open);
        }
    }

  return TRUE;
}

/* --- what relations lead to --- */

/* For layers of spans the first one of that type, for relations the first one that they lead from and to. */
static void
find_bases (ManiculeWebannoOld *self)
{
  g_autoptr(GHashTable) by_type = g_hash_table_new (g_str_hash, g_str_equal);

  self->bases = g_new0 (guint, self->layers->len);
  for (guint i = 0; i < self->layers->len; i++)
    {
      ManiculeWebannoLayer *layer = g_ptr_array_index (self->layers, i);

      if (layer->kind == MANICULE_WEBANNO_SPANS && !g_hash_table_contains (by_type, layer->type))
        g_hash_table_insert (by_type, layer->type, GUINT_TO_POINTER (i + 1));
    }
  for (guint i = 0; i < self->layers->len; i++)
    {
      ManiculeWebannoLayer *layer = g_ptr_array_index (self->layers, i);
      const char *type = layer->kind == MANICULE_WEBANNO_SPANS ? layer->type : layer->base;

      self->bases[i] = GPOINTER_TO_UINT (g_hash_table_lookup (by_type, type));
    }
}

/* For each base that begins there the number of what begins there first. */
static GHashTable *
collect_ends (ManiculeWebannoOld *self,
              ManiculeWebannoRow *row)
{
  GHashTable *ends = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < row->marks->len; i++)
    {
      const ManiculeWebannoMark *mark = &g_array_index (row->marks, ManiculeWebannoMark, i);
      gpointer base = GUINT_TO_POINTER (self->bases[mark->layer]);

      if (mark->begins && !g_hash_table_contains (ends, base))
        g_hash_table_insert (ends, base, GUINT_TO_POINTER (mark->number));
    }

  return ends;
}

/* The number of what relations of that layer lead to at a token. */
static guint
find_end (ManiculeWebannoOld *self,
          guint               layer,
          ManiculeWebannoRow *row)
{
  if (row == NULL || self->bases[layer] == 0)
    return 0;
  if (row->ends == NULL)
    row->ends = collect_ends (self, row);

  return GPOINTER_TO_UINT (g_hash_table_lookup (row->ends, GUINT_TO_POINTER (self->bases[layer])));
}

/* --- places --- */

static guint64
measure (const char *text,
         gsize       length)
{
  guint64 n = 0;

  for (gsize i = 0; i < length; i++)
    n += (((guchar) text[i] & 0xc0) != 0x80) + ((guchar) text[i] >= 0xf0);

  return n;
}

/* What follows the white space at @text, unless @form begins there: a token can have white space of its own. */
static const char *
skip_spaces (const char *text,
             const char *form)
{
  if (g_str_has_prefix (text, form))
    return text;

  while (*text != '\0' && g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  return text;
}

/* Whether the tokens stand in the text, with nothing but white space before each; they get their places. */
static gboolean
place_tokens (ManiculeWebannoOld     *self,
              ManiculeWebannoPassage *sentence,
              const char             *text,
              guint64                 begin)
{
  const char *p = text;
  guint64 place = begin;

  for (guint i = sentence->first; i < sentence->end; i++)
    {
      ManiculeWebannoRow *row = g_ptr_array_index (self->rows, i);
      const char *found = skip_spaces (p, row->form);
      gsize length = strlen (row->form);

      if (strncmp (found, row->form, length) != 0)
        return FALSE;
      row->begin = place + measure (p, (gsize) (found - p));
      place = row->begin + measure (found, length);
      p = found + length;
    }

  return TRUE;
}

/* The tokens with a space between them; they get their places. */
static char *
join_tokens (ManiculeWebannoOld     *self,
             ManiculeWebannoPassage *sentence,
             guint64                 begin)
{
  GString *text = g_string_new (NULL);
  guint64 place = begin;

  for (guint i = sentence->first; i < sentence->end; i++)
    {
      ManiculeWebannoRow *row = g_ptr_array_index (self->rows, i);

      if (i > sentence->first)
        {
          g_string_append_c (text, ' ');
          place++;
        }
      row->begin = place;
      g_string_append (text, row->form);
      place += measure (row->form, strlen (row->form));
    }

  return g_string_free_and_steal (text);
}

/* The text begins where its first token does: white space before that is none of it. */
static char *
make_text (ManiculeWebannoOld     *self,
           ManiculeWebannoPassage *sentence,
           guint64                 begin,
           guint                  *n_joined)
{
  const char *text;

  if (sentence->text == NULL)
    return join_tokens (self, sentence, begin);

  text = skip_spaces (sentence->text->str, ((ManiculeWebannoRow *) g_ptr_array_index (self->rows, sentence->first))->form);
  if (place_tokens (self, sentence, text, begin))
    return g_strdup (text);
  *n_joined += 1;

  return join_tokens (self, sentence, begin);
}

/* --- lines of version 3.3 --- */

static void
put (ManiculeWebannoSheet *sheet,
     GString              *line,
     guint                 number)
{
  manicule_webanno_sheet_add (sheet, line->str, line->len, number);
  g_string_truncate (line, 0);
}

/* Version 1 always has the same columns. */
static gboolean
is_used (ManiculeWebannoOld *self,
         guint               column)
{
  for (guint i = 0; self->version == MANICULE_WEBANNO_1 && i < self->rows->len; i++)
    if (!g_str_equal (((ManiculeWebannoRow *) g_ptr_array_index (self->rows, i))->cells[column], "_"))
      return TRUE;

  return self->version != MANICULE_WEBANNO_1;
}

static void
put_header (ManiculeWebannoOld   *self,
            ManiculeWebannoSheet *sheet)
{
  g_autoptr(GString) line = g_string_new ("#FORMAT=WebAnno TSV 3.3");

  put (sheet, line, 1);
  for (guint i = 0; i < self->layers->len; i++)
    {
      manicule_webanno_layer_print (g_ptr_array_index (self->layers, i), line);
      g_string_truncate (line, line->len - 1);
      put (sheet, line, 1);
    }
  put (sheet, line, 1);
}

static void
append_number (GString *line,
               guint    number)
{
  if (number > 0)
    g_string_append_printf (line, "[%u]", number);
}

static void
append_value (GString    *line,
              const char *value)
{
  if (value == NULL || *value == '\0')
    g_string_append_c (line, '*');
  else
    manicule_webanno_append_value (line, value);
}

/* @first: the first mark of the layer. */
static void
append_spans (ManiculeWebannoOld *self,
              ManiculeWebannoRow *row,
              guint               first,
              guint               layer,
              guint               column,
              GString            *line)
{
  g_auto(GStrv) pieces = split_cell (self, layer, row->cells[column]);
  guint n = g_strv_length (pieces);
  gsize start = line->len;

  for (guint i = first; i < row->marks->len; i++)
    {
      const ManiculeWebannoMark *mark = &g_array_index (row->marks, ManiculeWebannoMark, i);
      char how;

      if (mark->layer != layer)
        break;
      if (line->len > start)
        g_string_append_c (line, '|');
      append_value (line, mark->index < n ? read_piece (self, layer, pieces[mark->index], &how) : NULL);
      append_number (line, mark->number);
    }
  g_string_append (line, line->len == start ? "_\t" : "\t");
}

static void
append_sources (ManiculeWebannoOld *self,
                ManiculeWebannoRow *row,
                guint               index,
                GString            *line)
{
  ManiculeWebannoLayer *layer = g_ptr_array_index (self->layers, index);
  const char *cell = row->cells[layer->column + layer->n_cells - 1];
  g_auto(GStrv) names = g_strsplit (cell, "|", MAX_STACKED);
  guint target = g_str_equal (cell, "_") ? 0 : find_end (self, index, row);

  for (guint i = 0; names[i] != NULL; i++)
    {
      guint source = find_end (self, index, g_hash_table_lookup (self->by_name, names[i]));
      gboolean is_none = g_str_equal (names[i], "_");

      g_string_append_printf (line, "%s%s", i > 0 ? "|" : "", names[i]);
      if (!is_none && (source > 0 || target > 0))
        g_string_append_printf (line, "[%u_%u]", source, target);
    }
  g_string_append_c (line, '\t');
}

static void
append_relations (ManiculeWebannoOld *self,
                  ManiculeWebannoRow *row,
                  guint               index,
                  GString            *line)
{
  ManiculeWebannoLayer *layer = g_ptr_array_index (self->layers, index);

  for (guint i = 0; i < layer->features->len; i++)
    {
      g_auto(GStrv) pieces = split_cell (self, index, row->cells[layer->column + i]);
      gboolean is_none = g_str_equal (row->cells[layer->column + i], "_");

      for (guint j = 0; !is_none && pieces[j] != NULL; j++)
        {
          char how;

          if (j > 0)
            g_string_append_c (line, '|');
          append_value (line, read_piece (self, index, pieces[j], &how));
        }
      g_string_append (line, is_none ? "_\t" : "\t");
    }
  append_sources (self, row, index, line);
}

static void
put_row (ManiculeWebannoOld   *self,
         ManiculeWebannoRow   *row,
         ManiculeWebannoSheet *sheet,
         GString              *line)
{
  guint mark = 0;

  g_string_append_printf (line, "%s\t%" G_GUINT64_FORMAT "-%" G_GUINT64_FORMAT "\t%s\t", row->name, row->begin,
                          row->begin + measure (row->form, strlen (row->form)), row->form);
  for (guint i = 0; i < self->layers->len; i++)
    {
      ManiculeWebannoLayer *layer = g_ptr_array_index (self->layers, i);

      while (mark < row->marks->len && g_array_index (row->marks, ManiculeWebannoMark, mark).layer < i)
        mark++;
      if (layer->kind == MANICULE_WEBANNO_RELATIONS)
        append_relations (self, row, i, line);
      else
        for (guint j = 0; j < layer->n_cells; j++)
          append_spans (self, row, mark, i, layer->column + j, line);
    }
  put (sheet, line, row->line);
}

/* @place: where the text begins, then where the next one does. */
static gboolean
put_sentence (ManiculeWebannoOld      *self,
              ManiculeWebannoPassage  *sentence,
              guint64                 *place,
              ManiculeWebannoSheet    *sheet,
              guint                   *n_joined,
              GCancellable            *cancellable,
              GError                 **error)
{
  g_autoptr(GString) line = g_string_new ("#Text=");
  g_autofree char *text = make_text (self, sentence, *place, n_joined);

  manicule_webanno_append_text (line, text, strlen (text));
  put (sheet, line, sentence->line);
  for (guint i = sentence->first; i < sentence->end; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      put_row (self, g_ptr_array_index (self->rows, i), sheet, line);
    }
  put (sheet, line, sentence->line);
  *place += measure (text, strlen (text)) + 1;

  return TRUE;
}

/**
 * manicule_webanno_old_translate:
 * @self: a file of which all lines were added
 * @sheet: an empty sheet, which gets the same in version 3.3
 * @n_joined: (out): how many sentences are not what their tokens are, so that these were joined
 * @cancellable: (nullable): cancels it
 *
 * Returns: FALSE with an error when cancelled
 */
gboolean
manicule_webanno_old_translate (ManiculeWebannoOld    *self,
                                ManiculeWebannoSheet  *sheet,
                                guint                 *n_joined,
                                GCancellable          *cancellable,
                                GError               **error)
{
  guint64 place = 0;

  *n_joined = 0;
  for (guint i = self->layers->len; i-- > 0;)
    if (!is_used (self, ((ManiculeWebannoLayer *) g_ptr_array_index (self->layers, i))->column))
      g_ptr_array_remove_index (self->layers, i);
  if (!mark_rows (self, cancellable, error))
    return FALSE;
  find_bases (self);
  put_header (self, sheet);
  for (guint i = 0; i < self->passages->len; i++)
    {
      ManiculeWebannoPassage *sentence = g_ptr_array_index (self->passages, i);

      if (sentence->end > sentence->first && !put_sentence (self, sentence, &place, sheet, n_joined, cancellable, error))
        return FALSE;
    }

  return TRUE;
}
