/* manicule-format-table.c: a table of annotations, written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-table.h"

#include "manicule-csv.h"
#include "manicule-format-offsets.h"
#include "manicule-format-output.h"
#include "manicule-format-values.h"
#include "manicule-json-reader.h"
#include "manicule-json-writer.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

const char * const manicule_columns[MANICULE_N_COLUMNS] = {
  [MANICULE_COLUMN_DOC_ID]    = "doc_id",
  [MANICULE_COLUMN_ID]        = "id",
  [MANICULE_COLUMN_KIND]      = "kind",
  [MANICULE_COLUMN_LABEL]     = "label",
  [MANICULE_COLUMN_START]     = "start",
  [MANICULE_COLUMN_END]       = "end",
  [MANICULE_COLUMN_TEXT]      = "text",
  [MANICULE_COLUMN_ENTITY]    = "entity",
  [MANICULE_COLUMN_NOTE]      = "note",
  [MANICULE_COLUMN_ANNOTATOR] = "annotator",
  [MANICULE_COLUMN_RANGES]    = "ranges",
  [MANICULE_COLUMN_FROM]      = "from",
  [MANICULE_COLUMN_TO]        = "to",
  [MANICULE_COLUMN_TITLE]     = "title",
  [MANICULE_COLUMN_DATE]      = "date",
  [MANICULE_COLUMN_SOURCE]    = "source",
  [MANICULE_COLUMN_LANGUAGE]  = "language",
  [MANICULE_COLUMN_ORIGIN]    = "origin",
  [MANICULE_COLUMN_ORIGIN_ID] = "origin_id",
  [MANICULE_COLUMN_SCORE]     = "score",
};

static const char * const yes_no[] = { "no", "yes", NULL };

const ManiculeFormatOption manicule_table_options[] = {
  { "excel", N_("For Excel"), N_("Marks the encoding and keeps cells from being taken for formulas"), yes_no, "no" },
  { NULL }
};

typedef struct
{
  ManiculeFormatOutput *output;      /* (not owned) */
  char                  separator;
  gboolean              guard;
  GPtrArray            *attributes;  /* (owned) (element-type utf8): the attributes, a column each */
  GHashTable           *columns;     /* (owned): attribute to its place among them */
  GString              *rows;        /* (owned): the rows of the document */
  GString              *covered;     /* (owned): for one cell */
} Table;

/* --- values --- */

/* Whether the text would be read as something else than itself. */
static gboolean
looks_typed (const char *text)
{
  g_autoptr(GVariant) value = NULL;

  if (*text == '"')
    return TRUE;

  value = manicule_table_cell_to_value (text);

  return !g_variant_is_of_type (value, G_VARIANT_TYPE_STRING);
}

/**
 * manicule_table_value_to_cell:
 * @value: an attribute value
 *
 * Returns: (transfer full): the cell; a text stands as it is unless it looks like a truth, a number or a list
 */
char *
manicule_table_value_to_cell (GVariant *value)
{
  g_auto(GStrv) texts = manicule_value_dup_texts (value);
  GString *cell;

  if (!g_variant_is_of_type (value, G_VARIANT_TYPE_STRING) && !g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY))
    return g_strdup (texts[0]);
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING) && !looks_typed (texts[0]))
    return g_strdup (texts[0]);

  cell = g_string_new (NULL);
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    manicule_json_append_string (cell, texts[0]);
  else
    manicule_json_append_strv (cell, (const char * const *) texts);

  return g_string_free_and_steal (cell);
}

/* (transfer full) (nullable) */
static GVariant *
read_number (const char *cell)
{
  char *end;
  gint64 whole;
  double number;

  if (strspn (cell, "+-.0123456789eE") != strlen (cell) || strpbrk (cell, "0123456789") == NULL)
    return NULL;

  errno = 0;
  whole = g_ascii_strtoll (cell, &end, 10);
  if (*end == '\0' && errno == 0)
    return g_variant_ref_sink (g_variant_new_int64 (whole));

  number = g_ascii_strtod (cell, &end);

  return *end == '\0' && isfinite (number) ? g_variant_ref_sink (g_variant_new_double (number)) : NULL;
}

static GVariant *
read_list (ManiculeJsonValue root)
{
  GVariantBuilder builder;
  ManiculeJsonIter iter;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_STRING_ARRAY);
  manicule_json_iter_init (&iter, root);
  while (manicule_json_iter_next (&iter))
    {
      const char *text = manicule_json_as_string (iter.value);

      if (text != NULL)
        g_variant_builder_add (&builder, "s", text);
    }

  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

/* A list of texts, or a text in quotes; NULL when it is neither. */
static GVariant *
read_json (const char *cell)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (cell, strlen (cell));
  g_autoptr(ManiculeJsonReader) reader = manicule_json_reader_new (bytes, "", NULL);
  g_autoptr(GVariant) value = NULL;
  g_autoptr(GError) error = NULL;
  ManiculeJsonValue root;

  if (reader == NULL)
    return NULL;

  root = manicule_json_reader_get_root (reader);
  if (manicule_json_get_kind (root) == MANICULE_JSON_ARRAY)
    value = read_list (root);
  else if (manicule_json_get_kind (root) == MANICULE_JSON_STRING)
    value = g_variant_ref_sink (g_variant_new_string (manicule_json_as_string (root)));

  return manicule_json_reader_settle (reader, NULL, &error) ? g_steal_pointer (&value) : NULL;
}

/**
 * manicule_table_cell_to_value:
 * @cell: a cell that is there
 *
 * Returns: (transfer full): the attribute value
 */
GVariant *
manicule_table_cell_to_value (const char *cell)
{
  GVariant *value = NULL;

  if (g_str_equal (cell, "true") || g_str_equal (cell, "false"))
    value = g_variant_ref_sink (g_variant_new_boolean (*cell == 't'));
  else if (*cell == '"' || *cell == '[')
    value = read_json (cell);
  else if (*cell != '\0')
    value = read_number (cell);

  return value != NULL ? value : g_variant_ref_sink (g_variant_new_string (cell));
}

/* --- cells --- */

/**
 * manicule_table_needs_guard:
 * @cell: a cell
 *
 * Returns: whether a spreadsheet would take @cell for a formula, or it looks as if it had been guarded from that
 */
gboolean
manicule_table_needs_guard (const char *cell)
{
  return *cell != '\0' && strchr ("=+-@\t\r'", *cell) != NULL;
}

static gboolean
is_number (const char *cell)
{
  g_autoptr(GVariant) number = read_number (cell);

  return number != NULL;
}

static void
append_cell (Table      *self,
             const char *cell)
{
  g_autofree char *guarded = NULL;

  if (self->guard && cell != NULL && manicule_table_needs_guard (cell) && !is_number (cell))
    guarded = g_strconcat ("'", cell, NULL);

  manicule_csv_append (self->rows, guarded != NULL ? guarded : cell, self->separator);
}

/* @attributes: a cell for each attribute column, NULL where there is none; NULL: no cells at all. */
static void
append_row (Table              *self,
            const char * const  cells[MANICULE_N_COLUMNS],
            char              **attributes)
{
  for (guint i = 0; i < MANICULE_N_COLUMNS; i++)
    {
      if (i > 0)
        g_string_append_c (self->rows, self->separator);
      append_cell (self, cells[i]);
    }
  for (guint i = 0; i < self->attributes->len; i++)
    {
      g_string_append_c (self->rows, self->separator);
      append_cell (self, attributes != NULL ? attributes[i] : NULL);
    }

  g_string_append (self->rows, self->guard ? "\r\n" : "\n");
}

static gboolean
flush (Table   *self,
       GError **error)
{
  gboolean success = manicule_format_output_write (self->output, self->rows->str, (gssize) self->rows->len, error);

  g_string_truncate (self->rows, 0);

  return success;
}

/* --- rows --- */

static void
append_article (Table            *self,
                ManiculeDocument *document)
{
  const ManiculeArticleFields *fields = manicule_article_get_fields (manicule_document_get_article (document));
  ManiculeText *text = manicule_document_get_text (document);
  g_autofree char *length = g_strdup_printf ("%u", manicule_text_get_n_chars (text));
  const char *cells[MANICULE_N_COLUMNS] = {
    [MANICULE_COLUMN_DOC_ID] = fields->id,
    [MANICULE_COLUMN_KIND] = "article",
    [MANICULE_COLUMN_START] = "0",
    [MANICULE_COLUMN_END] = length,
    [MANICULE_COLUMN_TEXT] = manicule_text_get_data (text),
    [MANICULE_COLUMN_ANNOTATOR] = manicule_annotation_set_get_annotator (manicule_document_get_set (document, 0)),
    [MANICULE_COLUMN_TITLE] = fields->title,
    [MANICULE_COLUMN_DATE] = fields->date,
    [MANICULE_COLUMN_SOURCE] = fields->source,
    [MANICULE_COLUMN_LANGUAGE] = fields->language,
  };

  append_row (self, cells, NULL);
}

/* "0-5;16-23", NULL for a span in one piece. */
static char *
make_ranges (ManiculeAnnotation *span)
{
  guint n_ranges;
  const ManiculeRange *ranges = manicule_annotation_get_ranges (span, &n_ranges);
  GString *cell;

  if (n_ranges == 1)
    return NULL;

  cell = g_string_new (NULL);
  for (guint i = 0; i < n_ranges; i++)
    g_string_append_printf (cell, "%s%u-%u", i > 0 ? ";" : "", ranges[i].start, ranges[i].end);

  return g_string_free_and_steal (cell);
}

/* The text of the ranges, joined by one space. */
static const char *
get_covered (Table              *self,
             ManiculeText       *text,
             ManiculeAnnotation *span)
{
  guint n_ranges;
  const ManiculeRange *ranges = manicule_annotation_get_ranges (span, &n_ranges);

  g_string_truncate (self->covered, 0);
  for (guint i = 0; i < n_ranges; i++)
    {
      gsize length;
      const char *data = manicule_range_get_data (text, &ranges[i], &length);

      if (i > 0)
        g_string_append_c (self->covered, ' ');
      g_string_append_len (self->covered, data, (gssize) length);
    }

  return self->covered->str;
}

/* A cell for each attribute column; NULL when the annotation has no attributes. */
static char **
make_attributes (Table              *self,
                 ManiculeAnnotation *annotation)
{
  GVariant *attributes = manicule_annotation_get_attributes (annotation);
  GVariantIter iter;
  const char *name;
  GVariant *value;
  char **cells;

  if (attributes == NULL)
    return NULL;

  cells = g_new0 (char *, self->attributes->len);
  g_variant_iter_init (&iter, attributes);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
    {
      gpointer column;

      if (g_hash_table_lookup_extended (self->columns, name, NULL, &column))
        cells[GPOINTER_TO_UINT (column)] = manicule_table_value_to_cell (value);
    }

  return cells;
}

static void
free_attributes (Table  *self,
                 char  **cells)
{
  for (guint i = 0; cells != NULL && i < self->attributes->len; i++)
    g_free (cells[i]);
  g_free (cells);
}

static void
append_annotation (Table                 *self,
                   ManiculeAnnotationSet *set,
                   ManiculeAnnotation    *annotation)
{
  static const char * const kinds[] = {
    [MANICULE_ANNOTATION_DOCUMENT] = "label",
    [MANICULE_ANNOTATION_SPAN] = "span",
    [MANICULE_ANNOTATION_RELATION] = "relation",
  };
  ManiculeAnnotationKind kind = manicule_annotation_get_kind (annotation);
  char **attributes = make_attributes (self, annotation);
  double score = manicule_annotation_get_origin_score (annotation);
  g_autofree char *score_cell = isnan (score) ? NULL : manicule_number_to_string (score);
  g_autofree char *ranges = NULL;
  char start[12];
  char end[12];
  const char *cells[MANICULE_N_COLUMNS] = {
    [MANICULE_COLUMN_DOC_ID] = manicule_annotation_set_get_article_id (set),
    [MANICULE_COLUMN_ID] = manicule_annotation_get_id (annotation),
    [MANICULE_COLUMN_KIND] = kinds[kind],
    [MANICULE_COLUMN_LABEL] = manicule_annotation_get_label (annotation),
    [MANICULE_COLUMN_ENTITY] = manicule_annotation_get_entity (annotation),
    [MANICULE_COLUMN_NOTE] = manicule_annotation_get_note (annotation),
    [MANICULE_COLUMN_ANNOTATOR] = manicule_annotation_set_get_annotator (set),
    [MANICULE_COLUMN_FROM] = manicule_annotation_get_from (annotation),
    [MANICULE_COLUMN_TO] = manicule_annotation_get_to (annotation),
    [MANICULE_COLUMN_ORIGIN] = manicule_annotation_get_origin_source (annotation),
    [MANICULE_COLUMN_ORIGIN_ID] = manicule_annotation_get_origin_id (annotation),
    [MANICULE_COLUMN_SCORE] = score_cell,
  };

  if (kind == MANICULE_ANNOTATION_SPAN)
    {
      ManiculeRange hull = manicule_annotation_get_hull (annotation);

      g_snprintf (start, sizeof start, "%u", hull.start);
      g_snprintf (end, sizeof end, "%u", hull.end);
      ranges = make_ranges (annotation);
      cells[MANICULE_COLUMN_START] = start;
      cells[MANICULE_COLUMN_END] = end;
      cells[MANICULE_COLUMN_RANGES] = ranges;
      cells[MANICULE_COLUMN_TEXT] = get_covered (self, manicule_annotation_set_get_text (set), annotation);
    }

  append_row (self, cells, attributes);
  free_attributes (self, attributes);
}

/* --- the writer --- */

static void
add_attribute (Table      *self,
               const char *name)
{
  if (g_hash_table_contains (self->columns, name))
    return;

  g_ptr_array_add (self->attributes, g_strdup (name));
  g_hash_table_insert (self->columns, g_ptr_array_index (self->attributes, self->attributes->len - 1),
                       GUINT_TO_POINTER (self->attributes->len - 1));
}

static void
add_attributes (Table          *self,
                ManiculeSchema *schema)
{
  GListModel *attributes = manicule_schema_get_attributes (schema);

  if (g_list_model_get_n_items (manicule_schema_get_document_labels (schema)) > 0)
    add_attribute (self, "value");

  for (guint i = 0; i < g_list_model_get_n_items (attributes); i++)
    {
      g_autoptr(ManiculeAttribute) attribute = g_list_model_get_item (attributes, i);

      add_attribute (self, manicule_attribute_get_name (attribute));
    }
}

static void
append_header (Table *self)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->attributes->len; i++)
    g_ptr_array_add (names, g_strconcat (MANICULE_ATTRIBUTE_COLUMN, g_ptr_array_index (self->attributes, i), NULL));

  if (self->guard)
    g_string_append (self->rows, "\xef\xbb\xbf");
  append_row (self, manicule_columns, (char **) names->pdata);
}

/* Closes nothing: the output is the export's. */
static void
table_free (Table *self)
{
  g_ptr_array_unref (self->attributes);
  g_hash_table_unref (self->columns);
  g_string_free (self->rows, TRUE);
  g_string_free (self->covered, TRUE);
  g_free (self);
}

/**
 * manicule_table_begin:
 * @output: where to write
 * @schema: names every attribute that will come; each gets a column
 * @separator: what stands between the columns
 *
 * Writes the first row.
 *
 * Returns: the writer's state, or NULL with an error
 */
gpointer
manicule_table_begin (ManiculeFormatOutput  *output,
                      ManiculeSchema        *schema,
                      char                   separator,
                      GError               **error)
{
  Table *self = g_new0 (Table, 1);

  self->output = output;
  self->separator = separator;
  self->guard = g_str_equal (manicule_format_output_get_option (output, "excel"), "yes");
  self->attributes = g_ptr_array_new_with_free_func (g_free);
  self->columns = g_hash_table_new (g_str_hash, g_str_equal);
  self->rows = g_string_new (NULL);
  self->covered = g_string_new (NULL);

  add_attributes (self, schema);
  append_header (self);
  if (!flush (self, error))
    {
      table_free (self);
      return NULL;
    }

  return self;
}

/**
 * manicule_table_write:
 * @state: the writer's state
 * @document: a document with one annotation set
 *
 * Writes the rows of an article and its annotations.
 *
 * Returns: FALSE with an error when they cannot be written
 */
gboolean
manicule_table_write (gpointer           state,
                      ManiculeDocument  *document,
                      GError           **error)
{
  Table *self = state;
  ManiculeAnnotationSet *set = manicule_document_get_set (document, 0);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (set));

  append_article (self, document);
  for (guint i = 0; i < n; i++)
    append_annotation (self, set, manicule_annotation_set_get (set, i));

  return flush (self, error);
}

/**
 * manicule_table_end:
 * @state: the writer's state, which is freed
 * @commit: unused: nothing is kept back
 *
 * Returns: TRUE
 */
gboolean
manicule_table_end (gpointer   state,
                    gboolean   commit,
                    GError   **error)
{
  table_free (state);

  return TRUE;
}
