/* manicule-format-conll2012-sheet.c: the lines of one document of CoNLL-2012, and the text that they make
 *
 * The text is rebuilt: tokens are parted by one space, sentences by a line feed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-conll2012-sheet.h"

#include <string.h>

/* Where CoNLL-2012 has its named entities; files with fewer columns have them somewhere behind the lemma. */
#define NAMES_2012 10
#define COLUMNS_2012 12
#define FIRST_NAMES 6
/* More columns than any of these files has. */
#define MAX_COLUMNS 1000

void
manicule_conll2012_sheet_init (ManiculeConll2012Sheet *self)
{
  *self = (ManiculeConll2012Sheet) {
    .lines = g_string_new (NULL),
    .rows = g_array_new (FALSE, FALSE, sizeof (ManiculeConll2012Row)),
    .text = g_string_new (NULL),
    .names = -1,
    .fields = g_array_new (FALSE, FALSE, sizeof (ManiculeConllField)),
  };
}

void
manicule_conll2012_sheet_clear (ManiculeConll2012Sheet *self)
{
  g_string_free (self->lines, TRUE);
  g_array_unref (self->rows);
  g_string_free (self->text, TRUE);
  g_free (self->no_name);
  g_free (self->no_cluster);
  g_array_unref (self->fields);
}

void
manicule_conll2012_sheet_restart (ManiculeConll2012Sheet *self)
{
  g_string_truncate (self->lines, 0);
  g_array_set_size (self->rows, 0);
  g_string_truncate (self->text, 0);
  self->n_chars = 0;
  self->names = -1;
  g_clear_pointer (&self->no_name, g_free);
  g_clear_pointer (&self->no_cluster, g_free);
}

ManiculeConll2012Row *
manicule_conll2012_sheet_get (ManiculeConll2012Sheet *self,
                              guint                   row)
{
  return &g_array_index (self->rows, ManiculeConll2012Row, row);
}

const char *
manicule_conll2012_sheet_get_line (ManiculeConll2012Sheet *self,
                                   guint                   row)
{
  return self->lines->str + manicule_conll2012_sheet_get (self, row)->offset;
}

static int
find_row (ManiculeConll2012Sheet *self,
          ManiculeConll2012Kind   kind)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (manicule_conll2012_sheet_get (self, i)->kind == kind)
      return (int) i;

  return -1;
}

gboolean
manicule_conll2012_sheet_has (ManiculeConll2012Sheet *self,
                              ManiculeConll2012Kind   kind)
{
  return find_row (self, kind) >= 0;
}

char *
manicule_conll2012_sheet_dup_name (ManiculeConll2012Sheet *self)
{
  int row = find_row (self, MANICULE_CONLL2012_BEGIN);
  ManiculeConllField id = { 0 };
  guint part = 0;

  if (row >= 0)
    manicule_conll2012_parse_begin (manicule_conll2012_sheet_get_line (self, (guint) row),
                                    manicule_conll2012_sheet_get (self, (guint) row)->length, &id, &part);
  if (id.length == 0)
    return NULL;

  return part > 0 ? g_strdup_printf ("%.*s-%u", (int) id.length, id.data, part) : g_strndup (id.data, id.length);
}

/* --- lines --- */

/* What stands behind "#begin document" and the like, in @rest; FALSE where the line is another. */
static gboolean
starts_with (const char         *data,
             gsize               length,
             const char         *words,
             ManiculeConllField *rest)
{
  const char *p = data, *end = data + length;

  if (p == end || *p != '#')
    return FALSE;
  for (p++; p < end && *p == ' '; p++)
    ;
  if ((gsize) (end - p) < strlen (words) || memcmp (p, words, strlen (words)) != 0)
    return FALSE;

  for (p += strlen (words); p < end && (*p == ' ' || *p == '\t'); p++)
    ;
  while (end > p && (end[-1] == ' ' || end[-1] == '\t'))
    end--;
  *rest = (ManiculeConllField) { p, (gsize) (end - p) };

  return TRUE;
}

gboolean
manicule_conll2012_parse_begin (const char         *data,
                                gsize               length,
                                ManiculeConllField *id,
                                guint              *part)
{
  static const char before_part[] = "); part ";
  const char *last;

  *part = 0;
  if (!starts_with (data, length, "begin document", id))
    return FALSE;
  if (id->length == 0 || *id->data != '(')
    return TRUE;

  last = g_strrstr_len (id->data, (gssize) id->length, before_part);
  if (last != NULL)
    {
      const char *start = last + strlen (before_part);
      g_autofree char *number = g_strndup (start, (gsize) (id->data + id->length - start));

      *part = (guint) MIN (g_ascii_strtoull (number, NULL, 10), G_MAXUINT);
      id->length = (gsize) (last - id->data) + 1;
    }
  if (id->length > 1 && id->data[id->length - 1] == ')')
    *id = (ManiculeConllField) { id->data + 1, id->length - 2 };

  return TRUE;
}

static ManiculeConll2012Kind
find_kind (const char *data,
           gsize       length)
{
  ManiculeConllField rest;

  if (strspn (data, " \t") >= length)
    return MANICULE_CONLL2012_BLANK;
  if (*data != '#')
    return MANICULE_CONLL2012_TOKEN;

  return starts_with (data, length, "begin document", &rest) ? MANICULE_CONLL2012_BEGIN
         : starts_with (data, length, "end document", &rest) ? MANICULE_CONLL2012_END : MANICULE_CONLL2012_COMMENT;
}

void
manicule_conll2012_sheet_add (ManiculeConll2012Sheet *self,
                              const char             *data,
                              gsize                   length,
                              guint                   number)
{
  ManiculeConll2012Row row = { .offset = self->lines->len, .length = length, .number = number };

  g_string_append_len (self->lines, data, (gssize) length);
  g_string_append_c (self->lines, '\n');
  row.kind = find_kind (self->lines->str + row.offset, length);
  g_array_append_val (self->rows, row);
}

/* --- fields --- */

GArray *
manicule_conll2012_sheet_split (ManiculeConll2012Sheet *self,
                                guint                   row)
{
  const char *p = manicule_conll2012_sheet_get_line (self, row);
  const char *end = p + manicule_conll2012_sheet_get (self, row)->length;
  guint n = 0;

  /* All at once: fields are too many to be appended one by one. */
  g_array_set_size (self->fields, MAX_COLUMNS);
  while (n < MAX_COLUMNS)
    {
      const char *start;

      for (; !self->has_tabs && p < end && (*p == ' ' || *p == '\t'); p++)
        ;
      if (!self->has_tabs && p == end)
        break;
      for (start = p; p < end && *p != '\t' && (self->has_tabs || *p != ' '); p++)
        ;
      g_array_index (self->fields, ManiculeConllField, n++) = (ManiculeConllField) { start, (gsize) (p - start) };
      if (p == end)
        break;
      p++;
    }
  g_array_set_size (self->fields, n);

  return self->fields;
}

int
manicule_conll2012_form_get_word (ManiculeConll2012Form form)
{
  return form == MANICULE_CONLL2012_LONG ? 3 : form == MANICULE_CONLL2012_SHORT ? 1 : 0;
}

int
manicule_conll2012_form_get_number (ManiculeConll2012Form form)
{
  return form == MANICULE_CONLL2012_LONG ? 2 : form == MANICULE_CONLL2012_SHORT ? 0 : -1;
}

static const ManiculeConllField *
get_field (ManiculeConll2012Sheet *self,
           guint                   column)
{
  return &g_array_index (self->fields, ManiculeConllField, column);
}

static gboolean
is_number (const ManiculeConllField *field)
{
  return field->length > 0 && strspn (field->data, "0123456789") >= field->length;
}

/* Whether the row that was split last can be one of that form. */
static gboolean
fits (ManiculeConll2012Sheet *self,
      ManiculeConll2012Form   form)
{
  guint n = self->fields->len;

  if (n <= (guint) manicule_conll2012_form_get_word (form) + 1)
    return FALSE;
  if (form == MANICULE_CONLL2012_LONG)
    return is_number (get_field (self, 1)) && is_number (get_field (self, 2));

  return form == MANICULE_CONLL2012_SHORT ? is_number (get_field (self, 0)) : n == 2;
}

/* Tabs part the fields where each row has some. */
static gboolean
has_tabs (ManiculeConll2012Sheet *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      const ManiculeConll2012Row *row = manicule_conll2012_sheet_get (self, i);

      if (row->kind == MANICULE_CONLL2012_TOKEN &&
          memchr (manicule_conll2012_sheet_get_line (self, i), '\t', row->length) == NULL)
        return FALSE;
    }

  return TRUE;
}

/* --- the column of names --- */

/* "(PERSON*", "*)", "(PERSON)", "*", "-": what stands among named entities. */
static gboolean
is_bracket_cell (const ManiculeConllField *field)
{
  const char *p = field->data, *end = p + field->length;

  if (field->length == 1 && strchr ("*-_", *p) != NULL)
    return TRUE;
  for (; p < end && *p == '('; p++)
    while (p + 1 < end && strchr ("()*", p[1]) == NULL)
      p++;
  if (p < end && *p == '*')
    p++;
  while (p < end && *p == ')')
    p++;

  return field->length > 0 && p == end;
}

/* --- which columns there are --- */

/* What is known of them when all rows were seen. */
typedef struct
{
  guint   n_fit[MANICULE_CONLL2012_PAIR + 1];
  guint   n_columns;   /* that every row of the long form has */
  guint64 no_names;    /* columns of these that hold something else, a bit for each */
  guint64 names;       /* columns that hold some */
} Survey;

static void
survey_row (ManiculeConll2012Sheet *self,
            Survey                 *survey)
{
  guint n = self->fields->len;

  for (ManiculeConll2012Form form = 0; form < G_N_ELEMENTS (survey->n_fit); form++)
    survey->n_fit[form] += fits (self, form);
  if (!fits (self, MANICULE_CONLL2012_LONG))
    return;

  survey->n_columns = survey->n_fit[MANICULE_CONLL2012_LONG] == 1 ? n : MIN (n, survey->n_columns);
  for (guint column = FIRST_NAMES; column < MIN (n, 64); column++)
    if (!is_bracket_cell (get_field (self, column)))
      survey->no_names |= G_GUINT64_CONSTANT (1) << column;
    else if (*get_field (self, column)->data == '(')
      survey->names |= G_GUINT64_CONSTANT (1) << column;
}

/* In the twelve columns of CoNLL-2012 it has its place; else it is the first that has brackets and nothing else. */
static int
find_names (const Survey *survey)
{
  guint64 columns = survey->names & ~survey->no_names;

  if (survey->n_columns >= COLUMNS_2012)
    return survey->no_names >> NAMES_2012 & 1 ? -1 : NAMES_2012;
  for (guint column = FIRST_NAMES; column + 1 < survey->n_columns; column++)
    if (columns >> column & 1)
      return (int) column;

  return -1;
}

/* The form is that which most rows fit. */
static void
find_columns (ManiculeConll2012Sheet *self)
{
  Survey survey = { { 0, }, 0, 0, 0 };

  self->has_tabs = has_tabs (self);
  for (guint i = 0; i < self->rows->len; i++)
    if (manicule_conll2012_sheet_get (self, i)->kind == MANICULE_CONLL2012_TOKEN)
      {
        manicule_conll2012_sheet_split (self, i);
        survey_row (self, &survey);
      }

  self->form = MANICULE_CONLL2012_LONG;
  for (ManiculeConll2012Form form = MANICULE_CONLL2012_SHORT; form < G_N_ELEMENTS (survey.n_fit); form++)
    if (survey.n_fit[form] > survey.n_fit[self->form])
      self->form = form;
  self->names = self->form == MANICULE_CONLL2012_LONG ? find_names (&survey) : -1;
}

/* A word of nothing but white space could not be found again. */
static gboolean
has_word (ManiculeConll2012Sheet *self)
{
  const ManiculeConllField *word = get_field (self, (guint) manicule_conll2012_form_get_word (self->form));

  for (const char *p = word->data; p < word->data + word->length; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      return TRUE;

  return FALSE;
}

/* What stands where nothing is said: the first such field. */
static void
learn_fillers (ManiculeConll2012Sheet     *self,
               const ManiculeConll2012Row *row)
{
  if (self->no_cluster == NULL &&
      (row->cluster.length == 0 || (row->cluster.length == 1 && strchr ("-_*", *row->cluster.data) != NULL)))
    self->no_cluster = g_strndup (row->cluster.data, row->cluster.length);
  if (self->no_name == NULL && row->name.length == 1)
    self->no_name = g_strndup (row->name.data, row->name.length);
}

/* --- the text --- */

static void
place_token (ManiculeConll2012Sheet   *self,
             ManiculeConll2012Row     *row,
             const ManiculeConllField *word)
{
  if (self->text->len > 0)
    {
      g_string_append_c (self->text, row->starts_sentence ? '\n' : ' ');
      self->n_chars++;
    }
  row->start = self->n_chars;
  g_string_append_len (self->text, word->data, (gssize) word->length);
  self->n_chars += (guint) g_utf8_strlen (word->data, (gssize) word->length);
  row->end = self->n_chars;
}

static void
finish_row (ManiculeConll2012Sheet *self,
            guint                   i,
            gboolean               *starts_sentence)
{
  ManiculeConll2012Row *row = manicule_conll2012_sheet_get (self, i);

  if (row->kind == MANICULE_CONLL2012_BLANK)
    *starts_sentence = TRUE;
  if (row->kind != MANICULE_CONLL2012_TOKEN)
    return;

  manicule_conll2012_sheet_split (self, i);
  if (!fits (self, self->form) || !has_word (self))
    {
      row->kind = MANICULE_CONLL2012_DAMAGED;
      return;
    }

  row->starts_sentence = *starts_sentence;
  *starts_sentence = FALSE;
  row->cluster = *get_field (self, self->fields->len - 1);
  if (self->names >= 0)
    row->name = *get_field (self, (guint) self->names);
  learn_fillers (self, row);
  place_token (self, row, get_field (self, (guint) manicule_conll2012_form_get_word (self->form)));
}

void
manicule_conll2012_sheet_finish (ManiculeConll2012Sheet *self)
{
  gboolean starts_sentence = TRUE;

  find_columns (self);
  for (guint i = 0; i < self->rows->len; i++)
    finish_row (self, i, &starts_sentence);

  if (self->no_name == NULL)
    self->no_name = g_strdup ("*");
  if (self->no_cluster == NULL)
    self->no_cluster = g_strdup (self->form == MANICULE_CONLL2012_LONG ? "-" : "_");
}
