/* manicule-format-conllu-body.c: the lines of one document, and the text that they make
 *
 * What stands between two words is told by SpacesAfter (which UDPipe writes) or SpaceAfter=No; else it is what "# text"
 * has there, and one space where that says nothing. Sentences are parted by a space where "# newpar" says where
 * paragraphs begin, which are lines; else each is a line.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-conllu-body.h"

#include <string.h>

/* --- columns --- */

static gboolean
is_name (const char *name,
         const char *wanted)
{
  const char *colon = strrchr (name, ':');

  return g_ascii_strcasecmp (colon != NULL ? colon + 1 : name, wanted) == 0;
}

static int
find_column (const ManiculeConlluLayout *self,
             const char                 *name)
{
  for (guint i = 0; i < self->n_columns; i++)
    if (is_name (self->names[i], name))
      return (int) i;

  return -1;
}

static int
find_tags (const ManiculeConlluLayout *self)
{
  static const char * const names[] = { "NER", "NE", "ENTITY", "ENTITIES", "TAG" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (find_column (self, names[i]) >= 0)
      return find_column (self, names[i]);

  return -1;
}

/**
 * manicule_conllu_layout_parse:
 * @self: cleared
 * @names: the names of the columns, parted by spaces
 *
 * Returns: FALSE when there are too many of them, or none for the form; @self is cleared then
 */
gboolean
manicule_conllu_layout_parse (ManiculeConlluLayout      *self,
                              const ManiculeConlluField *names)
{
  g_autofree char *string = g_strndup (names->data, names->length);
  g_auto(GStrv) words = g_strsplit_set (string, " \t", -1);

  *self = (ManiculeConlluLayout) { .n_columns = 0 };
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] == '\0')
        continue;
      if (self->n_columns == MANICULE_CONLLU_MAX_COLUMNS)
        break;
      self->names[self->n_columns++] = g_strdup (words[i]);
    }

  self->id = find_column (self, "ID");
  self->form = find_column (self, "FORM");
  self->misc = find_column (self, "MISC");
  self->tag = find_tags (self);
  self->mwe = find_column (self, "MWE");
  if (self->form >= 0 && self->n_columns < MANICULE_CONLLU_MAX_COLUMNS)
    return TRUE;

  manicule_conllu_layout_clear (self);

  return FALSE;
}

void
manicule_conllu_layout_clear (ManiculeConlluLayout *self)
{
  for (guint i = 0; i < self->n_columns; i++)
    g_free (self->names[i]);
  *self = (ManiculeConlluLayout) { .n_columns = 0 };
}

/* --- a body --- */

void
manicule_conllu_body_init (ManiculeConlluBody *self)
{
  const ManiculeConlluField names = { MANICULE_CONLLU_COLUMNS, strlen (MANICULE_CONLLU_COLUMNS) };

  *self = (ManiculeConlluBody) {
    .lines = g_string_new (NULL),
    .rows = g_array_new (FALSE, FALSE, sizeof (ManiculeConlluRow)),
    .text = g_string_new (NULL),
    .faults = g_array_new (FALSE, FALSE, sizeof (guint)),
  };
  manicule_conllu_layout_parse (&self->layout, &names);
}

void
manicule_conllu_body_clear (ManiculeConlluBody *self)
{
  manicule_conllu_layout_clear (&self->layout);
  g_string_free (self->lines, TRUE);
  g_array_unref (self->rows);
  g_string_free (self->text, TRUE);
  g_array_unref (self->faults);
  g_free (self->gap);
}

void
manicule_conllu_body_restart (ManiculeConlluBody *self)
{
  g_string_truncate (self->lines, 0);
  g_array_set_size (self->rows, 0);
  g_string_truncate (self->text, 0);
  g_array_set_size (self->faults, 0);
  g_clear_pointer (&self->gap, g_free);
  self->n_chars = self->first = self->last_range = 0;
  self->is_glued = self->has_pars = self->has_tokens = FALSE;
}

ManiculeConlluField
manicule_conllu_body_get_field (ManiculeConlluBody *self,
                                guint               i,
                                int                 column)
{
  ManiculeConlluField line = manicule_conllu_body_get_line (self, i);
  const char *p = line.data, *end = line.data + line.length;
  const char *tab;

  for (int j = 0; j < column; j++)
    {
      tab = memchr (p, '\t', (gsize) (end - p));
      if (tab == NULL)
        return (ManiculeConlluField) { end, 0 };
      p = tab + 1;
    }
  if (column < 0)
    return (ManiculeConlluField) { end, 0 };

  tab = memchr (p, '\t', (gsize) (end - p));

  return (ManiculeConlluField) { p, (gsize) ((tab != NULL ? tab : end) - p) };
}

/* --- lines --- */

/* "7", "3-4", "8.1"; a file without that column has words only. */
static gboolean
parse_kind (const ManiculeConlluField *id,
            ManiculeConlluKind        *kind)
{
  gsize n = 0;

  *kind = MANICULE_CONLLU_WORD;
  for (; n < id->length && g_ascii_isdigit (id->data[n]); n++)
    ;
  if (n == 0 || n == id->length)
    return n > 0;

  *kind = id->data[n] == '-' ? MANICULE_CONLLU_RANGE : MANICULE_CONLLU_EMPTY;
  if ((id->data[n] != '-' && id->data[n] != '.') || n + 1 == id->length)
    return FALSE;
  for (n++; n < id->length; n++)
    if (!g_ascii_isdigit (id->data[n]))
      return FALSE;

  return TRUE;
}

/* Lines whose columns are parted by spaces, which some files have, are read as if they were parted by tabs. */
static void
append_line (ManiculeConlluBody *self,
             const char         *data,
             gsize               length)
{
  gboolean is_blank = FALSE;

  if (*data == '#' || memchr (data, '\t', length) != NULL)
    {
      g_string_append_len (self->lines, data, (gssize) length);
      return;
    }

  for (gsize i = 0; i < length; i++)
    {
      if (data[i] != ' ')
        g_string_append_c (self->lines, is_blank ? '\t' : data[i]);
      if (data[i] != ' ' && is_blank)
        g_string_append_c (self->lines, data[i]);
      is_blank = data[i] == ' ';
    }
}

static gboolean
is_part (ManiculeConlluBody *self,
         guint               range,
         guint               i)
{
  ManiculeConlluField bounds = manicule_conllu_body_get_field (self, range, self->layout.id);
  ManiculeConlluField id = manicule_conllu_body_get_field (self, i, self->layout.id);
  const char *dash = memchr (bounds.data, '-', bounds.length);
  guint64 number = g_ascii_strtoull (id.data, NULL, 10);

  return dash != NULL && number >= g_ascii_strtoull (bounds.data, NULL, 10) &&
         number <= g_ascii_strtoull (dash + 1, NULL, 10);
}

/* The first line may name the columns; names that make no sense are a comment. */
static void
take_columns (ManiculeConlluBody *self)
{
  ManiculeConlluField line = manicule_conllu_body_get_line (self, 0);
  ManiculeConlluField names;
  ManiculeConlluLayout layout;

  if (self->rows->len != 1 || !manicule_conllu_comment_get (&line, "global.columns", &names) ||
      !manicule_conllu_layout_parse (&layout, &names))
    return;

  manicule_conllu_layout_clear (&self->layout);
  self->layout = layout;
}

/* Sets the places of the form and of MISC in the last row; @id (out): its first column. */
static void
find_fields (ManiculeConlluBody  *self,
             ManiculeConlluField *id)
{
  ManiculeConlluField fields[MANICULE_CONLLU_MAX_COLUMNS];
  ManiculeConlluRow *row = manicule_conllu_body_get (self, self->rows->len - 1);
  const char *lines = self->lines->str;
  int n = (int) manicule_conllu_split (lines + row->offset, row->length, fields, G_N_ELEMENTS (fields));
  int misc = self->layout.misc;

  *id = self->layout.id >= 0 && self->layout.id < n ? fields[self->layout.id] : (ManiculeConlluField) { "", 0 };
  if (self->layout.form < n)
    {
      row->form = (gsize) (fields[self->layout.form].data - lines);
      row->form_length = fields[self->layout.form].length;
    }
  row->misc = row->offset + row->length;
  if (misc >= 0 && misc < n)
    {
      row->misc = (gsize) (fields[misc].data - lines);
      row->misc_length = fields[misc].length == 1 && strchr ("_*", *fields[misc].data) != NULL ? 0 : fields[misc].length;
    }

  row->is_whole = n == (int) self->layout.n_columns;
  for (int i = 0; i < n; i++)
    row->is_whole &= fields[i].length > 0;
}

/* FALSE where it is no word. */
static gboolean
parse_word (ManiculeConlluBody *self)
{
  guint i = self->rows->len - 1;
  ManiculeConlluRow *row = manicule_conllu_body_get (self, i);
  ManiculeConlluField id;

  find_fields (self, &id);
  row->kind = MANICULE_CONLLU_WORD;
  if (row->form_length == 0 || (self->layout.id >= 0 && !parse_kind (&id, &row->kind)))
    return FALSE;

  if (row->kind == MANICULE_CONLLU_RANGE)
    self->last_range = i + 1;
  else if (row->kind == MANICULE_CONLLU_WORD && self->last_range > 0 && is_part (self, self->last_range - 1, i))
    row->kind = MANICULE_CONLLU_PART;

  return TRUE;
}

gboolean
manicule_conllu_body_add (ManiculeConlluBody *self,
                          const char         *data,
                          gsize               length,
                          guint               number)
{
  ManiculeConlluRow row = { .kind = MANICULE_CONLLU_COMMENT, .offset = self->lines->len, .number = number };

  append_line (self, data, length);
  row.length = self->lines->len - row.offset;
  g_string_append_c (self->lines, '\n');
  g_array_append_val (self->rows, row);
  if (*data == '#')
    {
      take_columns (self);
      return TRUE;
    }

  if (parse_word (self))
    return TRUE;

  g_array_set_size (self->rows, self->rows->len - 1);
  g_string_truncate (self->lines, row.offset);

  return FALSE;
}

/* --- the text --- */

static void
append_text (ManiculeConlluBody *self,
             const char         *data,
             gsize               length)
{
  g_string_append_len (self->text, data, (gssize) length);
  self->n_chars += (guint) g_utf8_strlen (data, (gssize) length);
}

static gboolean
is_written (const ManiculeConlluRow *row)
{
  return row->kind == MANICULE_CONLLU_WORD || row->kind == MANICULE_CONLLU_RANGE;
}

/* How a word is written: its form, unless white space in it is told of; then *@spaces (out) (nullable) holds it. */
static ManiculeConlluField
get_surface (ManiculeConlluBody  *self,
             guint                i,
             char               **spaces)
{
  ManiculeConlluField misc = manicule_conllu_body_get_misc (self, i);
  ManiculeConlluField value;

  if (misc.length == 0 || !manicule_conllu_find_item (&misc, "SpacesInToken", &value) || value.length == 0)
    return manicule_conllu_body_get_form (self, i);

  *spaces = manicule_conllu_parse_spaces (&value);

  return (ManiculeConlluField) { *spaces, strlen (*spaces) };
}

/* What the row says that follows it; NULL when it says nothing. *@is_glued (out): it is SpaceAfter=No. */
static char *
dup_gap (ManiculeConlluBody *self,
         guint               i,
         gboolean           *is_glued)
{
  ManiculeConlluField misc = manicule_conllu_body_get_misc (self, i);
  ManiculeConlluField value;

  *is_glued = FALSE;
  if (misc.length == 0)
    return NULL;
  if (manicule_conllu_find_item (&misc, "SpacesAfter", &value))
    return manicule_conllu_parse_spaces (&value);
  if (manicule_conllu_find_item (&misc, "SpaceAfter", &value) && manicule_conllu_field_is (&value, "No"))
    {
      *is_glued = TRUE;
      return g_strdup ("");
    }

  return NULL;
}

static gsize
count_space (const char *p,
             const char *end)
{
  const char *start = p;

  while (p < end && g_unichar_isspace (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);

  return (gsize) (p - start);
}

/* Whether the words follow each other in @text with nothing but white space between them. */
static gboolean
fits (ManiculeConlluBody        *self,
      const ManiculeConlluField *text)
{
  const char *p = text->data, *end = text->data + text->length;

  for (guint i = self->first; i < self->rows->len; i++)
    {
      g_autofree char *spaces = NULL;
      ManiculeConlluField surface;

      if (!is_written (manicule_conllu_body_get (self, i)))
        continue;
      surface = get_surface (self, i, &spaces);
      p += count_space (p, end);
      if ((gsize) (end - p) < surface.length || memcmp (p, surface.data, surface.length) != 0)
        return FALSE;
      p += surface.length;
    }

  return p + count_space (p, end) == end;
}

/* What "# text" has between the words, where nothing else tells of that. */
static gboolean
find_text (ManiculeConlluBody  *self,
           ManiculeConlluField *text)
{
  gboolean is_told = FALSE, is_there = FALSE, is_glued;

  for (guint i = self->first; i < self->rows->len; i++)
    {
      ManiculeConlluField line = manicule_conllu_body_get_line (self, i);

      if (is_written (manicule_conllu_body_get (self, i)))
        {
          g_autofree char *gap = !is_told ? dup_gap (self, i, &is_glued) : NULL;

          is_told |= gap != NULL;
        }
      else if (!is_there && manicule_conllu_body_get (self, i)->kind == MANICULE_CONLLU_COMMENT)
        is_there = manicule_conllu_comment_get (&line, "text", text);
    }

  if (is_there && !fits (self, text))
    {
      g_array_append_val (self->faults, self->first);
      return FALSE;
    }

  return is_there && !is_told;
}

/* What stands between the sentence that begins and the one before. */
static void
part_sentences (ManiculeConlluBody *self)
{
  gboolean starts_par = FALSE;

  for (guint i = self->first; i < self->rows->len; i++)
    {
      ManiculeConlluField line = manicule_conllu_body_get_line (self, i);
      ManiculeConlluField value;

      if (manicule_conllu_body_get (self, i)->kind == MANICULE_CONLLU_COMMENT)
        starts_par |= manicule_conllu_comment_get (&line, "newpar", &value);
    }
  self->has_pars |= starts_par;

  if (!self->has_tokens)
    return;
  if (self->gap != NULL && !(self->is_glued && starts_par))
    append_text (self, self->gap, strlen (self->gap));
  else
    append_text (self, self->has_pars && !starts_par ? " " : "\n", 1);
}

static void
place_token (ManiculeConlluBody        *self,
             guint                      i,
             const ManiculeConlluField *surface)
{
  ManiculeConlluRow *row = manicule_conllu_body_get (self, i);
  ManiculeConlluField misc = manicule_conllu_body_get_misc (self, i);
  ManiculeConlluField value;

  if (misc.length > 0 && manicule_conllu_find_item (&misc, "SpacesBefore", &value))
    {
      g_autofree char *spaces = manicule_conllu_parse_spaces (&value);

      append_text (self, spaces, strlen (spaces));
    }
  row->start = self->n_chars;
  append_text (self, surface->data, surface->length);
  row->end = self->n_chars;
  self->has_tokens = TRUE;
}

/* The words of a sentence one after the other; @text (nullable): what stands between them. */
static void
place_tokens (ManiculeConlluBody        *self,
              const ManiculeConlluField *text)
{
  const char *p = text != NULL ? text->data : NULL;
  const char *end = text != NULL ? text->data + text->length : NULL;
  gboolean is_first = TRUE;

  g_clear_pointer (&self->gap, g_free);
  for (guint i = self->first; i < self->rows->len; i++)
    {
      g_autofree char *spaces = NULL;
      ManiculeConlluField surface;
      gsize n;

      if (!is_written (manicule_conllu_body_get (self, i)))
        continue;

      surface = get_surface (self, i, &spaces);
      n = p != NULL ? count_space (p, end) : 0;
      if (!is_first && p != NULL)
        append_text (self, p, n);
      else if (!is_first)
        append_text (self, self->gap != NULL ? self->gap : " ", self->gap != NULL ? strlen (self->gap) : 1);
      p = p != NULL ? p + n + surface.length : NULL;

      place_token (self, i, &surface);
      g_free (self->gap);
      self->gap = dup_gap (self, i, &self->is_glued);
      is_first = FALSE;
    }
}

/* Where the words of a range are together what is written, each has its own place; else all have that of the range. */
static void
place_parts (ManiculeConlluBody *self,
             guint               range,
             guint               end)
{
  const ManiculeConlluRow *whole = manicule_conllu_body_get (self, range);
  ManiculeConlluField form = manicule_conllu_body_get_form (self, range);
  const char *p = form.data, *stop = form.data + form.length;
  gboolean is_exact = TRUE;

  for (guint pass = 0; pass < 2; pass++)
    {
      guint place = whole->start;

      for (guint i = range + 1; i < end; i++)
        {
          ManiculeConlluRow *row = manicule_conllu_body_get (self, i);
          ManiculeConlluField part = manicule_conllu_body_get_form (self, i);
          guint n_chars = (guint) g_utf8_strlen (part.data, (gssize) part.length);

          if (row->kind != MANICULE_CONLLU_PART)
            continue;
          if (pass == 0)
            {
              is_exact &= (gsize) (stop - p) >= part.length && memcmp (p, part.data, part.length) == 0;
              p += is_exact ? part.length : 0;
              continue;
            }
          row->start = is_exact ? place : whole->start;
          row->end = is_exact ? place + n_chars : whole->end;
          place += n_chars;
        }
      is_exact &= p == stop && whole->end - whole->start == (guint) g_utf8_strlen (form.data, (gssize) form.length);
    }
}

/* What is not written has the place behind what is. */
static void
place_others (ManiculeConlluBody *self,
              guint               start)
{
  guint place = start;

  for (guint i = self->first; i < self->rows->len; i++)
    {
      ManiculeConlluRow *row = manicule_conllu_body_get (self, i);
      guint end = i + 1;

      if (row->kind == MANICULE_CONLLU_RANGE)
        {
          while (end < self->rows->len && (manicule_conllu_body_get (self, end)->kind == MANICULE_CONLLU_PART ||
                                           manicule_conllu_body_get (self, end)->kind == MANICULE_CONLLU_EMPTY))
            end++;
          place_parts (self, i, end);
        }
      if (row->kind == MANICULE_CONLLU_COMMENT || row->kind == MANICULE_CONLLU_EMPTY)
        row->start = row->end = place;
      else
        place = row->end;
    }
}

static guint
get_first_start (ManiculeConlluBody *self)
{
  for (guint i = self->first; i < self->rows->len; i++)
    if (is_written (manicule_conllu_body_get (self, i)))
      return manicule_conllu_body_get (self, i)->start;

  return self->n_chars;
}

static gboolean
has_words (ManiculeConlluBody *self)
{
  for (guint i = self->first; i < self->rows->len; i++)
    if (is_written (manicule_conllu_body_get (self, i)))
      return TRUE;

  return FALSE;
}

void
manicule_conllu_body_end_sentence (ManiculeConlluBody *self)
{
  ManiculeConlluRow end = { .kind = MANICULE_CONLLU_END, .offset = self->lines->len };

  if (self->first == self->rows->len)
    return;

  if (has_words (self))
    {
      ManiculeConlluField text;

      part_sentences (self);
      place_tokens (self, find_text (self, &text) ? &text : NULL);
    }
  place_others (self, get_first_start (self));

  g_string_append_c (self->lines, '\n');
  g_array_append_val (self->rows, end);
  self->first = self->rows->len;
  self->last_range = 0;
}

/* A text without a word is told by a comment of ours. */
void
manicule_conllu_body_finish (ManiculeConlluBody *self)
{
  manicule_conllu_body_end_sentence (self);
  if (self->has_tokens && self->gap != NULL)
    append_text (self, self->gap, strlen (self->gap));

  for (guint i = 0; !self->has_tokens && i < self->rows->len; i++)
    {
      ManiculeConlluField line = manicule_conllu_body_get_line (self, i);
      ManiculeConlluField value;

      if (manicule_conllu_comment_get (&line, "text_spaces", &value))
        {
          g_autofree char *spaces = manicule_conllu_parse_spaces (&value);

          append_text (self, spaces, strlen (spaces));
          return;
        }
    }
}
