/* manicule-format-webanno-old.c: WebAnno TSV 1 and 2, as if they were 3.3
 *
 * What they look like is told by the readers and writers of WebAnno itself.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-webanno-old-private.h"

#include "manicule-uima-names.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CORE "de.tudarmstadt.ukp.dkpro.core.api."
#define ATTACH "AttachTo="
#define N_COLUMNS_1 10
/* More cells than any row has. */
#define MAX_CELLS 10000

/* --- versions --- */

static guint
count_tabs (const char *line)
{
  guint n = 0;

  for (const char *p = line; *p != '\0' && *p != '\n' && *p != '\r'; p++)
    n += *p == '\t';

  return n;
}

/* "1-1" and a tab */
static gboolean
is_token_name (const char *p)
{
  gsize first = strspn (p, "0123456789");
  gsize second = first > 0 && p[first] == '-' ? strspn (p + first + 1, "0123456789") : 0;

  return second > 0 && p[first + 1 + second] == '\t';
}

/* Whether nothing is said of the token: then the first line, which says what the columns are, is empty. */
static gboolean
has_no_cells (const char *p)
{
  const char *token = strchr (p, '\t') + 1;
  gsize length = strcspn (token, "\t\r\n");

  return token[length] != '\t' || strchr ("\r\n", token[length + 1]) != NULL;
}

/* By the first line that is of a token. */
static ManiculeWebannoVersion
find_by_token (const char *head)
{
  for (const char *p = head; p != NULL; p = strchr (p, '\n'))
    {
      p += *p == '\n';
      if (is_token_name (p))
        return has_no_cells (p) ? MANICULE_WEBANNO_2 : MANICULE_WEBANNO_2_BARE;
      if (g_ascii_isdigit (*p) && strspn (p, "0123456789") == strcspn (p, "\t"))
        return count_tabs (p) == N_COLUMNS_1 - 1 ? MANICULE_WEBANNO_1 : MANICULE_WEBANNO_UNKNOWN;
    }

  return MANICULE_WEBANNO_UNKNOWN;
}

/**
 * manicule_webanno_find_version:
 * @head: the beginning of a file, NUL-terminated
 *
 * Returns: which version of WebAnno TSV it is, if any
 */
ManiculeWebannoVersion
manicule_webanno_find_version (const char *head)
{
  static const char format[] = "#FORMAT=WebAnno TSV ";
  ManiculeWebannoVersion version;

  if (g_str_has_prefix (head, format))
    return g_str_has_prefix (head + strlen (format), "3.") ? MANICULE_WEBANNO_3 : MANICULE_WEBANNO_FUTURE;
  if (g_str_has_prefix (head, "#T_SP=") || g_str_has_prefix (head, "#T_RL=") || g_str_has_prefix (head, "#T_CH="))
    return MANICULE_WEBANNO_3_DRAFT;

  if (g_str_has_prefix (head, " # ") && strcspn (head, "|\n") < strcspn (head, "\n"))
    {
      version = find_by_token (head);
      return version == MANICULE_WEBANNO_2 || version == MANICULE_WEBANNO_2_BARE ? MANICULE_WEBANNO_2 : MANICULE_WEBANNO_UNKNOWN;
    }
  head += strspn (head, "\r\n");
  if (!g_str_has_prefix (head, "#id=") && !g_str_has_prefix (head, "#text="))
    return MANICULE_WEBANNO_UNKNOWN;

  version = find_by_token (head);

  /* CoNLL-U has ten columns, too. */
  return version != MANICULE_WEBANNO_1 || (strstr (head, "#text=") != NULL && strstr (head, "#id=") != NULL)
         ? version : MANICULE_WEBANNO_UNKNOWN;
}

/* --- lines --- */

static void
row_free (gpointer data)
{
  ManiculeWebannoRow *row = data;

  g_free (row->name);
  g_free (row->form);
  g_strfreev (row->cells);
  g_array_unref (row->marks);
  g_clear_pointer (&row->ends, g_hash_table_unref);
  g_free (row);
}

static void
sentence_free (gpointer data)
{
  ManiculeWebannoPassage *sentence = data;

  if (sentence->text != NULL)
    g_string_free (sentence->text, TRUE);
  g_free (sentence);
}

/* Takes @layer, which has all of its features. FALSE: with it there would be too many columns. */
static gboolean
add_layer (ManiculeWebannoOld   *self,
           ManiculeWebannoLayer *layer)
{
  layer->column = self->n_cells;
  manicule_webanno_layer_count (layer);
  if (layer->n_cells > MAX_CELLS - self->n_cells)
    {
      manicule_webanno_layer_free (layer);
      return FALSE;
    }
  self->n_cells += layer->n_cells;
  g_ptr_array_add (self->layers, layer);

  return TRUE;
}

static void
add_layers_1 (ManiculeWebannoOld *self)
{
  static const char * const layers[][2] = {
    [MANICULE_WEBANNO_LEMMA] = { CORE "segmentation.type.Lemma", "value" },
    [MANICULE_WEBANNO_POS] = { CORE "lexmorph.type.pos.POS", "PosValue" },
    [MANICULE_WEBANNO_ENTITY] = { MANICULE_UIMA_NAMED_ENTITY, "value" },
    [MANICULE_WEBANNO_RELATION] = { CORE "syntax.type.dependency.Dependency", "DependencyType" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (layers); i++)
    {
      ManiculeWebannoLayer *layer = manicule_webanno_layer_new (i == MANICULE_WEBANNO_RELATION ? MANICULE_WEBANNO_RELATIONS : MANICULE_WEBANNO_SPANS,
                                                                layers[i][0]);

      manicule_webanno_layer_add (layer, layers[i][1]);
      if (i == MANICULE_WEBANNO_RELATION)
        layer->base = g_strdup (MANICULE_UIMA_TOKEN);
      add_layer (self, layer);
    }
}

/**
 * manicule_webanno_old_new:
 * @version: %MANICULE_WEBANNO_1 or %MANICULE_WEBANNO_2
 *
 * Returns: (transfer full): a file without lines
 */
ManiculeWebannoOld *
manicule_webanno_old_new (ManiculeWebannoVersion version)
{
  ManiculeWebannoOld *self = g_new0 (ManiculeWebannoOld, 1);

  self->version = version;
  self->layers = g_ptr_array_new_with_free_func ((GDestroyNotify) manicule_webanno_layer_free);
  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->passages = g_ptr_array_new_with_free_func (sentence_free);
  self->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  if (version == MANICULE_WEBANNO_1)
    add_layers_1 (self);

  return self;
}

/**
 * manicule_webanno_old_free:
 * @self: a file
 *
 * Frees @self.
 */
void
manicule_webanno_old_free (ManiculeWebannoOld *self)
{
  g_hash_table_unref (self->by_name);
  g_ptr_array_unref (self->layers);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->passages);
  g_free (self->bases);
  g_free (self);
}

/* NULL where it has no name. */
static ManiculeWebannoLayer *
read_layer (const char *string)
{
  g_auto(GStrv) fields = g_strsplit (string, "|", MAX_CELLS + 3);
  ManiculeWebannoLayer *layer;

  if (fields[0] == NULL || *g_strstrip (fields[0]) == '\0')
    return NULL;

  layer = manicule_webanno_layer_new (MANICULE_WEBANNO_SPANS, fields[0]);
  for (guint i = 1; fields[i] != NULL; i++)
    if (g_str_has_prefix (g_strstrip (fields[i]), ATTACH))
      {
        layer->kind = MANICULE_WEBANNO_RELATIONS;
        g_set_str (&layer->base, fields[i] + strlen (ATTACH));
      }
    else
      manicule_webanno_layer_add (layer, fields[i]);

  return layer;
}

/* Whether the header of version 3.3 says the same: what some features are called means something else there, and it has
 * fewer of them. */
static gboolean
fits_header (ManiculeWebannoLayer *layer)
{
  g_autoptr(GString) line = g_string_new (NULL);
  ManiculeWebannoLayer *read;
  gboolean fits;

  manicule_webanno_layer_print (layer, line);
  g_string_truncate (line, line->len - 1);
  read = manicule_webanno_layer_parse (line->str);
  fits = read->n_cells == layer->n_cells && read->features->len == layer->features->len &&
         g_strcmp0 (read->base, layer->base) == 0;
  manicule_webanno_layer_free (read);

  return fits;
}

/* " # type | feature | feature # type | feature | AttachTo=type" */
static gboolean
read_header (ManiculeWebannoOld  *self,
             const char          *line,
             GError             **error)
{
  g_auto(GStrv) layers = g_strsplit (line, "#", MAX_CELLS + 2);

  for (guint i = 1; layers[i] != NULL; i++)
    {
      ManiculeWebannoLayer *layer = i <= MAX_CELLS ? read_layer (layers[i]) : NULL;

      if (i > MAX_CELLS || (layer != NULL && !add_layer (self, layer)))
        {
          g_set_error_literal (error, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_DAMAGED, _("the file has too many columns"));
          return FALSE;
        }
      if (layer != NULL && !fits_header (layer))
        {
          g_set_error (error, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_DAMAGED,
                       /* Translators: of a file of version 2; %s is a type, such as "webanno.custom.Kin" */
                       _("the columns of “%s” cannot be in WebAnno TSV 3.3: there are too many, or their names mean something else there"),
                       layer->type);
          return FALSE;
        }
    }

  return TRUE;
}

static ManiculeWebannoPassage *
ensure_sentence (ManiculeWebannoOld *self,
                 guint               line)
{
  ManiculeWebannoPassage *sentence;

  if (self->is_open)
    return g_ptr_array_index (self->passages, self->passages->len - 1);

  sentence = g_new0 (ManiculeWebannoPassage, 1);
  sentence->first = sentence->end = self->rows->len;
  sentence->line = line;
  g_ptr_array_add (self->passages, sentence);
  self->is_open = TRUE;

  return sentence;
}

static void
end_sentence (ManiculeWebannoOld *self)
{
  self->is_open = FALSE;
}

static gboolean
has_tokens (ManiculeWebannoOld *self)
{
  ManiculeWebannoPassage *sentence = self->is_open ? g_ptr_array_index (self->passages, self->passages->len - 1) : NULL;

  return sentence != NULL && sentence->end > sentence->first;
}

/* "2", in a sentence whose tokens are "4-1", "4-2" */
static char *
name_head (const char *head,
           guint       sentence,
           const char *own)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (head, 10, 0, G_MAXUINT32, &number, NULL))
    return g_strdup ("_");

  return number == 0 ? g_strdup (own) : g_strdup_printf ("%u-%" G_GUINT64_FORMAT, sentence, number);
}

static ManiculeWebannoRow *
new_row (const char *form,
         guint       line)
{
  ManiculeWebannoRow *row = g_new0 (ManiculeWebannoRow, 1);

  row->form = g_strdup (form);
  row->marks = g_array_new (FALSE, FALSE, sizeof (ManiculeWebannoMark));
  row->line = line;

  return row;
}

static ManiculeWebannoRow *
parse_row_1 (ManiculeWebannoOld *self,
             GStrv               fields,
             guint               line)
{
  guint sentence;
  ManiculeWebannoRow *row;

  if (g_strv_length (fields) < N_COLUMNS_1 || fields[0][0] == '\0' || fields[0][strspn (fields[0], "0123456789")] != '\0')
    return NULL;

  if (g_str_equal (fields[0], "1") && has_tokens (self))
    end_sentence (self);
  ensure_sentence (self, line);
  sentence = self->passages->len;
  row = new_row (fields[1], line);
  row->name = g_strdup_printf ("%u-%s", sentence, fields[0]);
  row->cells = g_new0 (char *, MANICULE_WEBANNO_N_CELLS + 1);
  row->cells[MANICULE_WEBANNO_LEMMA] = g_strdup (fields[2]);
  row->cells[MANICULE_WEBANNO_POS] = g_strdup (fields[3]);
  row->cells[MANICULE_WEBANNO_ENTITY] = g_strdup (g_str_equal (fields[4], "-") ? "_" : fields[4]);
  row->cells[MANICULE_WEBANNO_RELATION] = g_strdup (g_ascii_isdigit (fields[6][0]) ? fields[7] : "_");
  row->cells[MANICULE_WEBANNO_HEAD] = name_head (fields[6], sentence, row->name);

  return row;
}

static ManiculeWebannoRow *
parse_row_2 (ManiculeWebannoOld *self,
             const char         *data,
             GStrv               fields,
             guint               line)
{
  guint n = g_strv_length (fields);
  ManiculeWebannoRow *row;

  /* A tab stands behind each cell. */
  n -= n > 0 && *fields[n - 1] == '\0';
  if (!is_token_name (data) || n != self->n_cells + 2)
    return NULL;

  ensure_sentence (self, line);
  row = new_row (fields[1], line);
  row->name = g_strdup (fields[0]);
  row->cells = g_strdupv (fields + 2);

  return row;
}

static gboolean
add_row (ManiculeWebannoOld *self,
         const char         *data,
         guint               line)
{
  g_auto(GStrv) fields = g_strsplit (data, "\t", MAX_CELLS + 4);
  ManiculeWebannoRow *row = self->version == MANICULE_WEBANNO_1 ? parse_row_1 (self, fields, line) : parse_row_2 (self, data, fields, line);

  if (row == NULL)
    return FALSE;

  g_ptr_array_add (self->rows, row);
  if (!g_hash_table_contains (self->by_name, row->name))
    g_hash_table_insert (self->by_name, row->name, row);
  ensure_sentence (self, line)->end = self->rows->len;

  return TRUE;
}

/* Whether that wants to be a token, with however many cells. */
static gboolean
is_row (ManiculeWebannoOld *self,
        const char         *data)
{
  gsize n_digits = strspn (data, "0123456789");

  return self->version == MANICULE_WEBANNO_1 ? n_digits > 0 && data[n_digits] == '\t' : is_token_name (data);
}

/* Before the first token, a line break within the sentence. */
static gboolean
append_line (ManiculeWebannoOld *self,
             const char         *data)
{
  ManiculeWebannoPassage *sentence = self->is_open ? g_ptr_array_index (self->passages, self->passages->len - 1) : NULL;

  if (sentence == NULL || sentence->text == NULL || has_tokens (self) || is_row (self, data))
    return FALSE;
  g_string_append_printf (sentence->text, "\n%s", data);

  return TRUE;
}

/**
 * manicule_webanno_old_add:
 * @self: a file
 * @data: its next line
 * @number: which one it is
 *
 * Returns: FALSE where that is no line of such a file, and with an error where nothing can be read by it
 */
gboolean
manicule_webanno_old_add (ManiculeWebannoOld  *self,
                          const char          *data,
                          guint                number,
                          GError             **error)
{
  ManiculeWebannoPassage *sentence;

  if (*data == '\0' || g_str_has_prefix (data, "#id="))
    {
      end_sentence (self);
      return TRUE;
    }
  if (g_str_has_prefix (data, "#text="))
    {
      if (has_tokens (self))
        end_sentence (self);
      sentence = ensure_sentence (self, number);
      if (sentence->text == NULL)
        sentence->text = g_string_new (data + strlen ("#text="));
      return TRUE;
    }
  if (g_str_has_prefix (data, " # ") && self->rows->len == 0 && self->layers->len == 0)
    return read_header (self, data, error);

  return add_row (self, data, number) || append_line (self, data) || *data == '#';
}
