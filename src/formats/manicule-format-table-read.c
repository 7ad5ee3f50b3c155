/* manicule-format-table-read.c: a table of annotations, read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-table.h"

#include "manicule-csv.h"
#include "manicule-format-offsets.h"
#include "manicule-table-foreign.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MISSING G_MAXUINT
/* More than any list of questions asks; each that a row answers costs a copy of those before. */
#define MAX_ATTRIBUTES 256

/* The document whose rows are being read. */
typedef struct
{
  ManiculeDocument      *document;     /* (owned) (nullable): before the first article */
  ManiculeAnnotationSet *set;          /* (owned): of it */
  GPtrArray             *annotations;  /* (owned) (element-type ManiculeAnnotation) */
  GArray                *lines;        /* (owned) (element-type guint) */
} Current;

typedef struct
{
  ManiculeFormatInput  *input;
  ManiculeCsvReader     csv;
  guint                 columns[MANICULE_N_COLUMNS];  /* where each stands, or MISSING */
  GPtrArray            *attributes;                   /* (owned) (nullable elements): name for each field */
  guint                 n_attributes;
  gboolean              guarded;
  Current               current;
  ManiculeDocumentFunc  func;
  gpointer              data;
} Reader;

/* --- the header --- */

/* Only what is needed to tell one row from another must be there. */
static const ManiculeColumn needed[] = {
  MANICULE_COLUMN_DOC_ID, MANICULE_COLUMN_KIND, MANICULE_COLUMN_LABEL, MANICULE_COLUMN_START, MANICULE_COLUMN_END,
  MANICULE_COLUMN_TEXT,
};

static gboolean
has_name (GPtrArray      *names,
          ManiculeColumn  column)
{
  return g_ptr_array_find_with_equal_func (names, manicule_columns[column], g_str_equal, NULL);
}

static gboolean
has_needed (GPtrArray *names)
{
  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    if (!has_name (names, needed[i]))
      return FALSE;

  return TRUE;
}

/* Only ours say of each row what it is. */
static gboolean
is_ours (GPtrArray *names)
{
  return has_name (names, MANICULE_COLUMN_KIND);
}

/* Tables of other tools are recognised by names that any table might have: seldom surely. */
static guint
sniff_foreign (GPtrArray *names)
{
  static const guint sureness[] = {
    [MANICULE_TABLE_UNKNOWN] = 0, [MANICULE_TABLE_SPANS] = 60, [MANICULE_TABLE_QUOTES] = 45, [MANICULE_TABLE_CLASSES] = 40,
  };
  ManiculeTableRoles roles;

  manicule_table_roles_find (&roles, names);

  return sureness[roles.kind];
}

/**
 * manicule_table_sniff:
 * @head: the first bytes of a file, NUL-terminated
 * @length: how many
 * @separator: what stands between the columns
 *
 * Returns: 90 when the first row names the columns that our tables have, less for those of others, else 0
 */
guint
manicule_table_sniff (const char *head,
                      gsize       length,
                      char        separator)
{
  g_autofree char *line = NULL;
  g_autoptr(GPtrArray) names = NULL;

  if (g_str_has_prefix (head, "\xef\xbb\xbf"))
    head += 3;

  line = g_strndup (head, strcspn (head, "\n"));
  names = manicule_table_split_header (line, manicule_table_find_separator (line, separator));
  if (names->len < 2)
    return 0;
  if (!is_ours (names))
    return sniff_foreign (names);

  return has_needed (names) ? 90 : 0;
}

static gboolean
check_header (Reader  *self,
              GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    if (self->columns[needed[i]] == MISSING)
      {
        manicule_format_input_fail (self->input, MANICULE_FORMAT_ERROR_DAMAGED, 1, error,
                                    _("there is no column “%s”; the first row must name the columns"),
                                    manicule_columns[needed[i]]);
        return FALSE;
      }

  return TRUE;
}

static void
take_column (Reader     *self,
             guint       field,
             const char *name)
{
  g_ptr_array_add (self->attributes, NULL);
  if (g_str_has_prefix (name, MANICULE_ATTRIBUTE_COLUMN) && name[strlen (MANICULE_ATTRIBUTE_COLUMN)] != '\0' &&
      self->n_attributes < MAX_ATTRIBUTES)
    {
      self->n_attributes++;
      self->attributes->pdata[field] = g_strdup (name + strlen (MANICULE_ATTRIBUTE_COLUMN));
      return;
    }

  for (guint i = 0; i < MANICULE_N_COLUMNS; i++)
    if (g_str_equal (manicule_columns[i], name) && self->columns[i] == MISSING)
      {
        self->columns[i] = field;
        return;
      }

  manicule_format_input_report (self->input, MANICULE_FINDING_WARNING, "column-ignored", 1, NULL,
                                _("the column “%s” is not known, or one too many; it was not read"), name);
}

/* The names in the first row; NULL without an error when there is none. */
static GPtrArray *
read_names (Reader  *self,
            GError **error)
{
  GPtrArray *names;

  if (!manicule_csv_reader_next (&self->csv, error))
    return NULL;

  names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < manicule_csv_reader_get_n (&self->csv); i++)
    {
      const char *name = manicule_csv_reader_get (&self->csv, i);

      g_ptr_array_add (names, g_strdup (name != NULL ? name : ""));
    }

  return names;
}

static gboolean
take_header (Reader     *self,
             GPtrArray  *names,
             GError    **error)
{
  for (guint i = 0; i < MANICULE_N_COLUMNS; i++)
    self->columns[i] = MISSING;
  for (guint i = 0; i < names->len; i++)
    take_column (self, i, names->pdata[i]);

  /* What was written for Excel ends its rows so. */
  self->guarded = self->csv.ends_in_crlf ||
                  g_str_equal (manicule_format_input_get_option (self->input, "excel"), "yes");

  return check_header (self, error);
}

/* --- cells --- */

static const char *
get_field (Reader *self,
           guint   field)
{
  const char *cell = field != MISSING ? manicule_csv_reader_get (&self->csv, field) : NULL;

  if (self->guarded && cell != NULL && cell[0] == '\'' && manicule_table_needs_guard (cell + 1))
    return cell + 1;

  return cell;
}

static const char *
get_cell (Reader         *self,
          ManiculeColumn  column)
{
  return get_field (self, self->columns[column]);
}

static gboolean
get_number (Reader         *self,
            ManiculeColumn  column,
            guint64        *number)
{
  const char *cell = get_cell (self, column);

  return cell != NULL && g_ascii_string_to_unsigned (cell, 10, 0, G_MAXUINT, number, NULL);
}

static gboolean
report (Reader      *self,
        const char  *code,
        const char  *message,
        GError     **error)
{
  return manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, code, self->csv.line, error, "%s", message);
}

/* --- documents --- */

static void
clear_current (Reader *self)
{
  g_clear_object (&self->current.document);
  g_clear_object (&self->current.set);
  g_ptr_array_set_size (self->current.annotations, 0);
  g_array_set_size (self->current.lines, 0);
}

static gboolean
end_document (Reader  *self,
              GError **error)
{
  Current *current = &self->current;
  gboolean success;

  if (current->document == NULL)
    return TRUE;

  success = manicule_format_input_fill_set (self->input, current->set, current->annotations, current->lines, error);
  if (success)
    {
      manicule_document_add_set (current->document, current->set);
      success = manicule_format_input_emit (self->input, current->document, self->func, self->data, error);
    }
  clear_current (self);

  return success;
}

static gboolean
begin_document (Reader  *self,
                GError **error)
{
  const char *doc_id = get_cell (self, MANICULE_COLUMN_DOC_ID);
  const char *content = get_cell (self, MANICULE_COLUMN_TEXT);
  const char *annotator = get_cell (self, MANICULE_COLUMN_ANNOTATOR);
  g_autoptr(GBytes) bytes = g_bytes_new (content, content != NULL ? strlen (content) : 0);
  g_autoptr(ManiculeText) text = NULL;
  g_autofree char *id = NULL;
  ManiculeArticleFields fields;
  guint64 length;

  if (!end_document (self, error))
    return FALSE;
  if (doc_id == NULL || *doc_id == '\0')
    return report (self, "article-without-id", _("the article has no doc_id; it was left out"), error);

  text = manicule_text_new (bytes, error);
  if (text == NULL)
    return FALSE;

  id = manicule_format_document_id_is_safe (doc_id) ? g_strdup (doc_id) : manicule_format_document_id (doc_id);

  /* A text that was cut, as spreadsheets do, would give every span behind the cut another meaning. */
  if (get_number (self, MANICULE_COLUMN_END, &length) && length != manicule_text_get_n_chars (text) &&
      !manicule_format_input_report (self->input, MANICULE_FINDING_WARNING, "text-length", self->csv.line, error,
                                     _("the text of “%s” has the length %u, but had the length %u when it was written"), doc_id,
                                     manicule_text_get_n_chars (text), (guint) length))
    return FALSE;

  fields = (ManiculeArticleFields) {
    .id = id,
    .title = get_cell (self, MANICULE_COLUMN_TITLE),
    .date = get_cell (self, MANICULE_COLUMN_DATE),
    .source = get_cell (self, MANICULE_COLUMN_SOURCE),
    .language = get_cell (self, MANICULE_COLUMN_LANGUAGE),
  };
  self->current.document = manicule_format_input_new_document (self->input, &fields, text);
  self->current.set = manicule_annotation_set_new (id, annotator != NULL ? annotator : MANICULE_FORMAT_NO_ANNOTATOR,
                                                   text);

  return TRUE;
}

/* --- annotations --- */

/* "0-5;16-23", half-open and in order. */
static GArray *
parse_ranges (const char *cell)
{
  g_autoptr(GArray) ranges = g_array_new (FALSE, FALSE, sizeof (ManiculeRange));
  g_auto(GStrv) parts = g_strsplit (cell, ";", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_auto(GStrv) ends = g_strsplit (parts[i], "-", -1);
      guint64 start;
      guint64 end;
      ManiculeRange range;

      if (g_strv_length (ends) != 2 ||
          !g_ascii_string_to_unsigned (ends[0], 10, 0, G_MAXUINT, &start, NULL) ||
          !g_ascii_string_to_unsigned (ends[1], 10, start, G_MAXUINT, &end, NULL))
        return NULL;

      range = (ManiculeRange) { (guint) start, (guint) end };
      if (i > 0 && g_array_index (ranges, ManiculeRange, i - 1).end > range.start)
        return NULL;
      g_array_append_val (ranges, range);
    }

  return ranges->len > 0 ? g_steal_pointer (&ranges) : NULL;
}

static GArray *
get_ranges (Reader *self)
{
  const char *cell = get_cell (self, MANICULE_COLUMN_RANGES);
  GArray *ranges;
  ManiculeRange range;
  guint64 start;
  guint64 end;

  if (cell != NULL)
    return parse_ranges (cell);
  if (!get_number (self, MANICULE_COLUMN_START, &start) || !get_number (self, MANICULE_COLUMN_END, &end) || start > end)
    return NULL;

  range = (ManiculeRange) { (guint) start, (guint) end };
  ranges = g_array_new (FALSE, FALSE, sizeof (ManiculeRange));
  g_array_append_val (ranges, range);

  return ranges;
}

/* Offsets that point elsewhere than the covered text says are never taken. */
static gboolean
is_covered (Reader *self,
            GArray *ranges)
{
  ManiculeText *text = manicule_annotation_set_get_text (self->current.set);
  const char *covered = get_cell (self, MANICULE_COLUMN_TEXT);

  /* Past the end is told when the set is filled. */
  if (g_array_index (ranges, ManiculeRange, ranges->len - 1).end > manicule_text_get_n_chars (text))
    return TRUE;

  return covered == NULL ||
         manicule_ranges_cover (text, (const ManiculeRange *) (gpointer) ranges->data, ranges->len, covered);
}

static ManiculeAnnotation *
make_span (Reader      *self,
           const char  *id,
           const char  *label,
           GError     **error)
{
  g_autoptr(GArray) ranges = get_ranges (self);

  if (ranges == NULL)
    {
      report (self, "range-damaged", _("start and end of the span cannot be read; it was left out"), error);
      return NULL;
    }
  if (!is_covered (self, ranges))
    {
      report (self, "covered-text-differs",
              _("the text from start to end is not the one in the row; the span was left out"), error);
      return NULL;
    }

  return manicule_annotation_new_span (id, label, (const ManiculeRange *) (gpointer) ranges->data, ranges->len);
}

static ManiculeAnnotation *
make_relation (Reader      *self,
               const char  *id,
               const char  *label,
               GError     **error)
{
  const char *from = get_cell (self, MANICULE_COLUMN_FROM);
  const char *to = get_cell (self, MANICULE_COLUMN_TO);

  if (from == NULL || to == NULL || !manicule_id_is_valid (from) || !manicule_id_is_valid (to))
    {
      report (self, "relation-end-missing", _("the relation does not say from where to where; it was left out"), error);
      return NULL;
    }

  return manicule_annotation_new_relation (id, label, from, to);
}

static void
take (ManiculeAnnotation **annotation,
      ManiculeAnnotation  *changed)
{
  g_object_unref (*annotation);
  *annotation = changed;
}

static void
add_origin (Reader              *self,
            ManiculeAnnotation **annotation)
{
  const char *source = get_cell (self, MANICULE_COLUMN_ORIGIN);
  const char *score = get_cell (self, MANICULE_COLUMN_SCORE);
  char *end = NULL;
  double number = score != NULL ? g_ascii_strtod (score, &end) : NAN;

  /* A score that is none is not worth a finding. */
  if (source != NULL)
    take (annotation, manicule_annotation_with_origin (*annotation, source, get_cell (self, MANICULE_COLUMN_ORIGIN_ID),
                                                       end != NULL && *end == '\0' ? number : NAN));
}

static void
add_details (Reader              *self,
             ManiculeAnnotation **annotation)
{
  const char *entity = get_cell (self, MANICULE_COLUMN_ENTITY);
  const char *note = get_cell (self, MANICULE_COLUMN_NOTE);

  if (entity != NULL)
    take (annotation, manicule_annotation_with_entity (*annotation, entity));
  if (note != NULL)
    take (annotation, manicule_annotation_with_note (*annotation, note));
  add_origin (self, annotation);

  for (guint i = 0; i < self->attributes->len; i++)
    {
      const char *name = g_ptr_array_index (self->attributes, i);
      const char *cell = name != NULL ? get_field (self, i) : NULL;

      if (cell != NULL)
        {
          g_autoptr(GVariant) value = manicule_table_cell_to_value (cell);

          take (annotation, manicule_annotation_with_attribute (*annotation, name, value));
        }
    }
}

/* NULL with an error set: stop. NULL without: it was reported and left out. */
static ManiculeAnnotation *
make_annotation (Reader      *self,
                 const char  *kind,
                 GError     **error)
{
  const char *given_id = get_cell (self, MANICULE_COLUMN_ID);
  const char *label = get_cell (self, MANICULE_COLUMN_LABEL);
  g_autofree char *id = given_id != NULL ? g_strdup (given_id) : manicule_id_new ();

  if (label == NULL || *label == '\0')
    report (self, "label-missing", _("the row has no label; it was left out"), error);
  else if (!manicule_id_is_valid (id))
    report (self, "id-invalid", _("an id has 1 to 64 letters, digits, points, hyphens and underscores without accents; "
                                  "the row was left out"), error);
  else if (g_str_equal (kind, "span"))
    return make_span (self, id, label, error);
  else if (g_str_equal (kind, "relation"))
    return make_relation (self, id, label, error);
  else if (g_str_equal (kind, "label"))
    return manicule_annotation_new_document (id, label);
  else
    report (self, "kind-unknown", _("the kind of a row is article, span, relation or label; this one was left out"), error);

  return NULL;
}

/* In the document that was begun, and of its annotator. */
static gboolean
belongs_here (Reader *self)
{
  const char *doc_id = get_cell (self, MANICULE_COLUMN_DOC_ID);
  g_autofree char *id = NULL;

  if (self->current.document == NULL || doc_id == NULL || *doc_id == '\0')
    return FALSE;

  id = manicule_format_document_id_is_safe (doc_id) ? g_strdup (doc_id) : manicule_format_document_id (doc_id);

  return g_str_equal (id, manicule_annotation_set_get_article_id (self->current.set));
}

static gboolean
read_annotation (Reader      *self,
                 const char  *kind,
                 GError     **error)
{
  ManiculeAnnotation *annotation;
  g_autoptr(GError) local_error = NULL;

  if (!belongs_here (self))
    return report (self, "article-missing",
                   _("before the rows of an article must stand one of the kind “article” with its text; "
                     "this row was left out"), error);

  annotation = make_annotation (self, kind, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (annotation != NULL)
    {
      add_details (self, &annotation);
      g_ptr_array_add (self->current.annotations, annotation);
      g_array_append_val (self->current.lines, self->csv.line);
    }

  return TRUE;
}

static gboolean
read_row (Reader  *self,
          GError **error)
{
  const char *kind = get_cell (self, MANICULE_COLUMN_KIND);

  if (manicule_csv_reader_get_n (&self->csv) != self->attributes->len)
    return manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "column-count", self->csv.line, error,
                                         g_dngettext (GETTEXT_PACKAGE,
                                                      "the row has %u column instead of %u; it was left out",
                                                      "the row has %u columns instead of %u; it was left out",
                                                      manicule_csv_reader_get_n (&self->csv)),
                                         manicule_csv_reader_get_n (&self->csv), self->attributes->len);

  if (g_strcmp0 (kind, "article") == 0)
    return begin_document (self, error);

  return read_annotation (self, kind != NULL ? kind : "", error);
}

static gboolean
read_foreign (Reader     *self,
              GPtrArray  *names,
              GError    **error)
{
  ManiculeTableRoles roles;

  manicule_table_roles_find (&roles, names);
  if (roles.kind != MANICULE_TABLE_UNKNOWN)
    return manicule_table_read_foreign (self->input, &self->csv, &roles, names, self->func, self->data, error);

  manicule_format_input_fail (self->input, MANICULE_FORMAT_ERROR_DAMAGED, 1, error,
                              _("the first row must name the columns: one for labels, and beside it those for start and end, "
                                "for what is covered and its document, or for whole texts"));

  return FALSE;
}

static gboolean
read_all (Reader  *self,
          GError **error)
{
  g_autoptr(GError) local_error = NULL;
  g_autoptr(GPtrArray) names = read_names (self, &local_error);

  if (names != NULL && !is_ours (names))
    return read_foreign (self, names, error);

  if (names != NULL && take_header (self, names, &local_error))
    while (manicule_csv_reader_next (&self->csv, &local_error))
      if (!read_row (self, &local_error))
        break;

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return end_document (self, error);
}

/* The separator that the first row is parted by; lines are as long as records may be. */
static gboolean
find_separator (Reader  *self,
                char    *separator,
                GError **error)
{
  ManiculeFormatLine line;
  g_autoptr(GError) local_error = NULL;

  if (manicule_format_input_next_line (self->input, &line, &local_error))
    *separator = manicule_table_find_separator (line.data, *separator);
  if (local_error == NULL)
    return manicule_format_input_rewind (self->input, error);

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static void
free_name (gpointer name)
{
  g_free (name);
}

/**
 * manicule_table_read:
 * @input: an input
 * @separator: what stands between the columns
 * @func: gets each document
 * @data: for @func
 *
 * Reads a table, in which columns are found by their names.
 *
 * Returns: FALSE with an error when it cannot be read on
 */
gboolean
manicule_table_read (ManiculeFormatInput   *input,
                     char                   separator,
                     ManiculeDocumentFunc   func,
                     gpointer               data,
                     GError               **error)
{
  Reader reader = { .input = input, .func = func, .data = data };
  gboolean success;

  manicule_csv_reader_init (&reader.csv, input, separator);
  reader.attributes = g_ptr_array_new_with_free_func (free_name);
  reader.current.annotations = g_ptr_array_new_with_free_func (g_object_unref);
  reader.current.lines = g_array_new (FALSE, FALSE, sizeof (guint));

  success = find_separator (&reader, &reader.csv.separator, error) && read_all (&reader, error);

  clear_current (&reader);
  g_ptr_array_unref (reader.current.annotations);
  g_array_unref (reader.current.lines);
  g_ptr_array_unref (reader.attributes);
  manicule_csv_reader_clear (&reader.csv);

  return success;
}
