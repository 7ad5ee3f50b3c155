/* manicule-format-conll-layout.c: which column is what
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-conll-layout.h"

#include <string.h>

static const char * const separator_names[] = {
  [MANICULE_CONLL_SPACE] = "space",
  [MANICULE_CONLL_TAB]   = "tab",
  [MANICULE_CONLL_PIPE]  = "pipe",
};

static const char * const column_names[] = {
  [MANICULE_CONLL_EXTRA]  = "extra",
  [MANICULE_CONLL_INDEX]  = "index",
  [MANICULE_CONLL_TOKEN]  = "token",
  [MANICULE_CONLL_TAG]    = "tag",
  [MANICULE_CONLL_NESTED] = "nested",
  [MANICULE_CONLL_GAP]    = "gap",
};

static inline gboolean
is_blank (char c)
{
  return (guchar) c <= ' ' && (c == ' ' || c == '\t' || c == '\r');
}

/* --- layouts --- */

int
manicule_conll_layout_find (const ManiculeConllLayout *self,
                            ManiculeConllColumn        column)
{
  for (guint i = 0; i < self->n_columns; i++)
    if (self->columns[i] == column)
      return (int) i;

  return -1;
}

char *
manicule_conll_layout_print (const ManiculeConllLayout *self)
{
  GString *string = g_string_new (separator_names[self->separator]);

  for (guint i = 0; i < self->n_columns; i++)
    g_string_append_printf (string, " %s", column_names[self->columns[i]]);

  return g_string_free_and_steal (string);
}

static int
find_name (const char * const *names,
           guint               n_names,
           const char         *name)
{
  for (guint i = 0; i < n_names; i++)
    if (g_str_equal (names[i], name))
      return (int) i;

  return -1;
}

/* One token, at the start or after its number, one column of tags, and none of the others twice. */
static gboolean
is_sound (const ManiculeConllLayout *self)
{
  guint n[G_N_ELEMENTS (column_names)] = { 0, };

  for (guint i = 0; i < self->n_columns; i++)
    n[self->columns[i]]++;

  return n[MANICULE_CONLL_TOKEN] == 1 && n[MANICULE_CONLL_TAG] == 1 && n[MANICULE_CONLL_INDEX] <= 1 &&
         n[MANICULE_CONLL_NESTED] <= 1 && n[MANICULE_CONLL_GAP] <= 1 &&
         manicule_conll_layout_find (self, MANICULE_CONLL_TOKEN) == (int) n[MANICULE_CONLL_INDEX] &&
         manicule_conll_layout_find (self, MANICULE_CONLL_INDEX) <= 0;
}

gboolean
manicule_conll_layout_parse (ManiculeConllLayout *self,
                             const char          *string,
                             gsize                length)
{
  g_autofree char *copy = g_strndup (string, length);
  g_auto(GStrv) words = g_strsplit (copy, " ", MANICULE_CONLL_MAX_COLUMNS + 2);
  int separator = words[0] != NULL ? find_name (separator_names, G_N_ELEMENTS (separator_names), words[0]) : -1;

  *self = (ManiculeConllLayout) { .separator = MANICULE_CONLL_SPACE };
  if (separator < 0)
    return FALSE;

  self->separator = (ManiculeConllSeparator) separator;
  for (guint i = 1; words[i] != NULL; i++)
    {
      int column = find_name (column_names, G_N_ELEMENTS (column_names), words[i]);

      if (column < 0 || self->n_columns == MANICULE_CONLL_MAX_COLUMNS)
        return FALSE;
      self->columns[self->n_columns++] = (ManiculeConllColumn) column;
    }

  return is_sound (self);
}

gboolean
manicule_conll_layout_is_2003 (const ManiculeConllLayout *self)
{
  static const ManiculeConllColumn columns[] = {
    MANICULE_CONLL_TOKEN, MANICULE_CONLL_EXTRA, MANICULE_CONLL_EXTRA, MANICULE_CONLL_TAG,
  };

  return self->separator != MANICULE_CONLL_PIPE && self->n_columns == G_N_ELEMENTS (columns) &&
         memcmp (self->columns, columns, sizeof columns) == 0;
}

const char *
manicule_conll_layout_get_filler (const ManiculeConllLayout *self,
                                  guint                      number)
{
  return number == 0 && manicule_conll_layout_is_2003 (self) ? "-X-" : "_";
}

/* --- fields --- */

static guint
split_at_tabs (const char         *data,
               gsize               length,
               ManiculeConllField *fields)
{
  const char *p = data, *end = data + length;
  guint n = 0;

  while (TRUE)
    {
      const char *tab = memchr (p, '\t', (gsize) (end - p));
      const char *stop = tab != NULL ? tab : end;

      if (n < MANICULE_CONLL_MAX_COLUMNS)
        fields[n] = (ManiculeConllField) { p, (gsize) (stop - p) };
      n++;
      if (tab == NULL)
        return n;
      p = tab + 1;
    }
}

static guint
split_at_blanks (const char         *data,
                 gsize               length,
                 ManiculeConllField *fields)
{
  const char *p = data, *end = data + length;
  guint n = 0;

  while (TRUE)
    {
      const char *start;

      while (p < end && is_blank (*p))
        p++;
      if (p == end)
        return n;

      for (start = p; p < end && !is_blank (*p); p++)
        ;
      if (n < MANICULE_CONLL_MAX_COLUMNS)
        fields[n] = (ManiculeConllField) { start, (gsize) (p - start) };
      n++;
    }
}

guint
manicule_conll_split (ManiculeConllSeparator  separator,
                      const char             *data,
                      gsize                   length,
                      ManiculeConllField     *fields)
{
  return separator == MANICULE_CONLL_TAB ? split_at_tabs (data, length, fields)
                                         : split_at_blanks (data, length, fields);
}

/* Splits an item at its last bars, so that a token may hold one. Returns how many fields there are. */
static guint
split_item (const char         *start,
            const char         *end,
            guint               n,
            ManiculeConllField *fields)
{
  guint i = n;

  while (i > 1)
    {
      const char *bar = memrchr (start, '|', (gsize) (end - start));

      if (bar == NULL)
        break;
      i--;
      fields[i] = (ManiculeConllField) { bar + 1, (gsize) (end - bar - 1) };
      end = bar;
    }
  fields[i - 1] = (ManiculeConllField) { start, (gsize) (end - start) };

  return n - i + 1;
}

gboolean
manicule_conll_next_item (const char         **p,
                          const char          *end,
                          guint                n,
                          ManiculeConllField  *fields,
                          guint               *n_found)
{
  ManiculeConllField found[MANICULE_CONLL_MAX_COLUMNS];
  const char *start;

  while (*p < end && is_blank (**p))
    (*p)++;
  if (*p == end)
    return FALSE;

  for (start = *p; *p < end && !is_blank (**p); (*p)++)
    ;
  *n_found = split_item (start, *p, n, found);
  memcpy (fields, found + n - *n_found, *n_found * sizeof *fields);

  return TRUE;
}

/* --- lines --- */

gboolean
manicule_conll_line_is_blank (const char *data,
                              gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (!is_blank (data[i]))
      return FALSE;

  return TRUE;
}

gboolean
manicule_conll_line_is_docstart (const char *data,
                                 gsize       length)
{
  gsize size = strlen (MANICULE_CONLL_DOCSTART);

  return length >= size && memcmp (data, MANICULE_CONLL_DOCSTART, size) == 0 &&
         (length == size || is_blank (data[size]));
}

/* "# key = value", or "# key" alone; spaces as the CoNLL-U format has them. */
static gboolean
has_key (const char *data,
         gsize       length)
{
  const char *p = data + 1, *end = data + length;

  if (p == end || *p != ' ')
    return FALSE;
  for (p++; p < end && (g_ascii_isalnum (*p) || strchr ("_.:-", *p) != NULL); p++)
    ;

  return p > data + 2 && end - p >= 2 && p[0] == ' ' && p[1] == '=' && (end - p == 2 || p[2] == ' ');
}

static gboolean
has_tag (const ManiculeConllField *fields,
         guint                     n)
{
  for (guint i = 1; i < MIN (n, MANICULE_CONLL_MAX_COLUMNS); i++)
    if (manicule_conll_tag_parse (fields[i].data, fields[i].length).prefix != '\0')
      return TRUE;

  return FALSE;
}

gboolean
manicule_conll_line_is_comment (const char *data,
                                gsize       length)
{
  ManiculeConllField fields[MANICULE_CONLL_MAX_COLUMNS];
  guint n;

  if (length == 0 || *data != '#')
    return FALSE;
  if (has_key (data, length) || manicule_conll_comment_starts_document (data, length, NULL))
    return TRUE;

  if (memchr (data, '\t', length) != NULL)
    {
      n = manicule_conll_split (MANICULE_CONLL_TAB, data, length, fields);
      return !has_tag (fields, n);
    }

  /* In words parted by spaces an "O" may be one of a sentence; as the last it is a tag. */
  n = manicule_conll_split (MANICULE_CONLL_SPACE, data, length, fields);

  return n < 2 || n > MANICULE_CONLL_MAX_COLUMNS || !has_tag (&fields[n - 2], 2);
}

static void
strip (ManiculeConllField *field)
{
  while (field->length > 0 && is_blank (*field->data))
    {
      field->data++;
      field->length--;
    }
  while (field->length > 0 && is_blank (field->data[field->length - 1]))
    field->length--;
}

/* What follows "# " and @key, which must be a word; FALSE when it is another comment. */
static gboolean
take_key (const char         *data,
          gsize               length,
          const char         *key,
          ManiculeConllField *rest)
{
  gsize size = strlen (key);

  *rest = (ManiculeConllField) { data + 1, length - 1 };
  strip (rest);
  if (length < 2 || data[1] != ' ' || rest->length < size || memcmp (rest->data, key, size) != 0 ||
      (rest->length > size && rest->data[size] != ' ' && rest->data[size] != '='))
    return FALSE;

  rest->data += size;
  rest->length -= size;
  strip (rest);

  return TRUE;
}

/* "= value" */
static gboolean
take_value (ManiculeConllField *rest)
{
  if (rest->length == 0 || *rest->data != '=')
    return FALSE;

  rest->data++;
  rest->length--;
  strip (rest);

  return TRUE;
}

gboolean
manicule_conll_comment_get (const char         *data,
                            gsize               length,
                            const char         *key,
                            ManiculeConllField *value)
{
  return length > 0 && *data == '#' && take_key (data, length, key, value) && take_value (value);
}

/* "# newdoc", "# newdoc id = X" as in CoNLL-U; "# id X", "# id = X", "# doc_id = X" and, of HIPE, "# document_id = X" as
 * others have it, where what follows the id after a white space is none of it. */
gboolean
manicule_conll_comment_starts_document (const char         *data,
                                        gsize               length,
                                        ManiculeConllField *id)
{
  ManiculeConllField rest;
  ManiculeConllField found = { NULL, 0 };

  if (length == 0 || *data != '#')
    return FALSE;

  if (take_key (data, length, "newdoc", &rest))
    {
      gboolean has_id = rest.length > 2 && memcmp (rest.data, "id", 2) == 0;

      if (has_id)
        {
          rest.data += 2;
          rest.length -= 2;
          strip (&rest);
        }
      if (rest.length > 0 && !(has_id && take_value (&rest)))
        return FALSE;
      found = rest;
    }
  else if (take_key (data, length, "id", &rest) || take_key (data, length, "doc_id", &rest) ||
           take_key (data, length, "document_id", &rest) || take_key (data, length, "hipe2022:document_id", &rest))
    {
      take_value (&rest);
      if (rest.length == 0)
        return FALSE;
      for (found = rest, found.length = 0; found.length < rest.length && !is_blank (rest.data[found.length]); found.length++)
        ;
    }
  else
    return FALSE;

  if (id != NULL)
    *id = found;

  return TRUE;
}
