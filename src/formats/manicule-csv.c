/* manicule-csv.c: records of fields (RFC 4180), with any separator
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-csv.h"

#include "manicule-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A field may hold a whole text; lines of it may be as long. */
#define MAX_RECORD (2 * (gsize) MANICULE_TEXT_MAX_BYTES)

void
manicule_csv_reader_init (ManiculeCsvReader   *self,
                          ManiculeFormatInput *input,
                          char                 separator)
{
  *self = (ManiculeCsvReader) { .input = input, .separator = separator };

  self->buffer = g_string_new (NULL);
  self->offsets = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->quoted = g_array_new (FALSE, FALSE, sizeof (gboolean));
  manicule_format_input_set_max_line (input, MAX_RECORD);
}

void
manicule_csv_reader_clear (ManiculeCsvReader *self)
{
  g_string_free (self->buffer, TRUE);
  g_array_unref (self->offsets);
  g_array_unref (self->quoted);
}

/* How many bytes from @p on come before @c, or the end of the line. Never more of the line is looked at than that. */
static gsize
find (const ManiculeFormatLine *line,
      const char               *p,
      char                      c)
{
  gsize n_left = (gsize) (line->data + line->length - p);
  const char *found = memchr (p, c, n_left);

  return found != NULL ? (gsize) (found - p) : n_left;
}

static void
begin_field (ManiculeCsvReader *self,
             gboolean           quoted)
{
  g_array_append_val (self->offsets, self->buffer->len);
  g_array_append_val (self->quoted, quoted);
}

/* Takes the inside of quotes, over as many lines as it takes; *@p stands behind the closing quote afterwards. */
static gboolean
take_quoted (ManiculeCsvReader   *self,
             ManiculeFormatLine  *line,
             const char         **p,
             GError             **error)
{
  g_autoptr(GError) local_error = NULL;

  while (TRUE)
    {
      gsize n = find (line, *p, '"');

      g_string_append_len (self->buffer, *p, (gssize) n);
      *p += n;

      if ((*p)[0] == '"' && (*p)[1] == '"')
        {
          g_string_append_c (self->buffer, '"');
          *p += 2;
          continue;
        }
      if ((*p)[0] == '"')
        {
          (*p)++;
          return TRUE;
        }

      g_string_append (self->buffer, line->eol);
      if (self->buffer->len > MAX_RECORD || !manicule_format_input_next_line (self->input, line, &local_error))
        break;
      *p = line->data;
    }

  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    manicule_format_input_fail (self->input, MANICULE_FORMAT_ERROR_DAMAGED, self->line, error,
                                _("a quote that opens in this record is never closed"));

  return FALSE;
}

static gboolean
take_field (ManiculeCsvReader   *self,
            ManiculeFormatLine  *line,
            const char         **p,
            GError             **error)
{
  gboolean quoted = **p == '"';
  gsize n;

  begin_field (self, quoted);
  if (quoted)
    {
      (*p)++;
      if (!take_quoted (self, line, p, error))
        return FALSE;
    }

  /* Behind a closing quote nothing should stand; what does is kept. */
  n = find (line, *p, self->separator);
  g_string_append_len (self->buffer, *p, (gssize) n);
  g_string_append_c (self->buffer, '\0');
  *p += n;

  return TRUE;
}

gboolean
manicule_csv_reader_next (ManiculeCsvReader  *self,
                          GError            **error)
{
  ManiculeFormatLine line;
  const char *p;

  do
    if (!manicule_format_input_next_line (self->input, &line, error))
      return FALSE;
  while (line.length == 0);

  g_string_truncate (self->buffer, 0);
  g_array_set_size (self->offsets, 0);
  g_array_set_size (self->quoted, 0);
  self->line = line.number;

  p = line.data;
  if (!take_field (self, &line, &p, error))
    return FALSE;
  while (*p == self->separator)
    {
      p++;
      if (!take_field (self, &line, &p, error))
        return FALSE;
    }

  self->ends_in_crlf = g_str_equal (line.eol, "\r\n");

  return TRUE;
}

guint
manicule_csv_reader_get_n (ManiculeCsvReader *self)
{
  return self->offsets->len;
}

const char *
manicule_csv_reader_get (ManiculeCsvReader *self,
                         guint              field)
{
  const char *value;

  if (field >= self->offsets->len)
    return NULL;

  value = self->buffer->str + g_array_index (self->offsets, gsize, field);

  return *value != '\0' || g_array_index (self->quoted, gboolean, field) ? value : NULL;
}

static gboolean
needs_quotes (const char *field,
              char        separator)
{
  const char special[] = { separator, '"', '\r', '\n', '\0' };

  return *field == '\0' || *field == ' ' || field[strlen (field) - 1] == ' ' || strpbrk (field, special) != NULL;
}

void
manicule_csv_append (GString    *record,
                     const char *field,
                     char        separator)
{
  if (field == NULL)
    return;
  if (!needs_quotes (field, separator))
    {
      g_string_append (record, field);
      return;
    }

  g_string_append_c (record, '"');
  for (const char *quote = strchr (field, '"'); quote != NULL; quote = strchr (field, '"'))
    {
      g_string_append_len (record, field, quote + 1 - field);
      g_string_append_c (record, '"');
      field = quote + 1;
    }
  g_string_append (record, field);
  g_string_append_c (record, '"');
}
