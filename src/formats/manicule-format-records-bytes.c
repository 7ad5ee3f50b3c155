/* manicule-format-records-bytes.c: the bytes of a stream of JSON values, and where values end
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-records-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define STEP (256 * 1024)
#define SPACE " \t\r\n"

/* --- bytes --- */

static gboolean
make_room (ManiculeRecords  *self,
           GError          **error)
{
  if (self->start > 0)
    {
      memmove (self->buffer, self->buffer + self->start, self->end - self->start);
      self->end -= self->start;
      self->start = 0;
    }
  if (self->end > MANICULE_JSON_MAX_BYTES)
    {
      manicule_format_input_fail (self->input, MANICULE_FORMAT_ERROR_LIMIT, self->line, error,
                                  _("the value that begins here is longer than %u MB, which is as much as is read at once"),
                                  MANICULE_JSON_MAX_BYTES / (1024 * 1024));
      return FALSE;
    }

  if (self->capacity - self->end < STEP)
    {
      self->capacity = MAX (2 * self->capacity, self->end + STEP);
      self->buffer = g_realloc (self->buffer, self->capacity);
    }

  return TRUE;
}

gboolean
manicule_records_fill (ManiculeRecords  *self,
                       GError          **error)
{
  gssize n;

  if (!make_room (self, error))
    return FALSE;

  n = g_input_stream_read (self->stream, self->buffer + self->end, self->capacity - self->end, self->input->cancellable,
                           error);
  if (n < 0)
    {
      g_prefix_error (error, "%s: ", self->input->name);
      return FALSE;
    }

  self->end += (gsize) n;
  self->at_end = n == 0;
  if (self->bytes == NULL)
    manicule_format_input_advance (self->input, (gsize) n);

  return TRUE;
}

gboolean
manicule_records_has_byte (ManiculeRecords  *self,
                           gsize             offset,
                           GError          **error)
{
  while (self->end - self->start <= offset && !self->at_end)
    if (!manicule_records_fill (self, error))
      return FALSE;

  return self->end - self->start > offset;
}

void
manicule_records_drop_bytes (ManiculeRecords *self,
                             gsize            n)
{
  const char *p = self->buffer + self->start;
  const char *end = p + n;

  while ((p = memchr (p, '\n', (gsize) (end - p))) != NULL)
    {
      self->line++;
      p++;
    }
  self->start += n;
}

char
manicule_records_skip_space (ManiculeRecords  *self,
                             GError          **error)
{
  while (manicule_records_has_byte (self, 0, error))
    {
      gsize n = 0;

      while (self->start + n < self->end && strchr (SPACE, self->buffer[self->start + n]) != NULL &&
             self->buffer[self->start + n] != '\0')
        n++;
      manicule_records_drop_bytes (self, n);
      if (self->start < self->end)
        return self->buffer[self->start];
    }

  return '\0';
}

/* --- borders --- */

typedef struct
{
  gsize    offset;  /* from start: what was looked at */
  guint    depth;
  gboolean is_in_string;
} Walk;

/* Inside a string: up to behind its closing quote. */
static gboolean
walk_string (Walk       *walk,
             const char *data,
             gsize       length)
{
  while (walk->offset < length)
    {
      char c = data[walk->offset];

      if (c == '"')
        {
          walk->offset++;
          walk->is_in_string = FALSE;
          return TRUE;
        }
      if (c == '\\' && walk->offset + 1 == length)
        return FALSE;
      walk->offset += c == '\\' ? 2 : 1;
    }

  return FALSE;
}

/* Returns TRUE behind the last byte of the value. */
static gboolean
walk (Walk       *walk,
      const char *data,
      gsize       length)
{
  while (walk->offset < length)
    {
      char c = data[walk->offset];

      if (walk->is_in_string)
        {
          if (walk_string (walk, data, length) && walk->depth == 0)
            return TRUE;
          if (walk->is_in_string)
            return FALSE;
          continue;
        }

      if (c == '"')
        walk->is_in_string = TRUE;
      else if (c == '{' || c == '[')
        walk->depth++;
      else if (walk->depth == 0 && strchr (SPACE ",]}", c) != NULL && c != '\0')
        return TRUE;
      else if (c == '}' || c == ']')
        walk->depth--;
      walk->offset++;
      if (walk->depth == 0 && (c == '}' || c == ']'))
        return TRUE;
    }

  return FALSE;
}

ManiculeRecordsEnd
manicule_records_find_end (ManiculeRecords  *self,
                           gsize            *n,
                           GError          **error)
{
  Walk at = { 0 };
  g_autoptr(GError) local_error = NULL;

  while (!walk (&at, self->buffer + self->start, self->end - self->start))
    if (!manicule_records_has_byte (self, self->end - self->start, &local_error))
      {
        if (local_error != NULL)
          {
            g_propagate_error (error, g_steal_pointer (&local_error));
            return MANICULE_RECORDS_END_ERROR;
          }
        *n = self->end - self->start;
        return at.depth == 0 && !at.is_in_string ? MANICULE_RECORDS_END_FOUND : MANICULE_RECORDS_END_MISSING;
      }

  *n = at.offset;

  return MANICULE_RECORDS_END_FOUND;
}

gboolean
manicule_records_find_line_end (ManiculeRecords  *self,
                                gsize            *n,
                                GError          **error)
{
  gsize looked_at = 0;
  g_autoptr(GError) local_error = NULL;

  while (manicule_records_has_byte (self, looked_at, &local_error))
    {
      const char *data = self->buffer + self->start;
      const char *feed = memchr (data + looked_at, '\n', self->end - self->start - looked_at);

      looked_at = feed != NULL ? (gsize) (feed - data) : self->end - self->start;
      if (feed != NULL)
        break;
    }
  *n = looked_at;

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/* Whether another value may begin on the next line though the one of this line, of @n bytes, has no end: it does not look
 * as if it went on there. */
static gboolean
is_cut_off (ManiculeRecords  *self,
            gsize             n,
            GError          **error)
{
  while (n > 0 && strchr (SPACE, self->buffer[self->start + n - 1]) != NULL)
    n--;
  if (n > 0 && strchr ("{[,:", self->buffer[self->start + n - 1]) != NULL)
    return FALSE;

  while (manicule_records_has_byte (self, n, error) && strchr (SPACE, self->buffer[self->start + n]) != NULL)
    n++;

  return self->start + n < self->end && self->buffer[self->start + n] == '{';
}

gboolean
manicule_records_find_whether_lines (ManiculeRecords  *self,
                                     gboolean         *is_lines,
                                     GError          **error)
{
  Walk at = { 0 };
  gsize n;

  if (!manicule_records_find_line_end (self, &n, error))
    return FALSE;

  if (walk (&at, self->buffer + self->start, n))
    {
      while (at.offset < n && strchr (" \t\r", self->buffer[self->start + at.offset]) != NULL)
        at.offset++;
      *is_lines = at.offset == n;
    }
  else
    {
      *is_lines = at.is_in_string || is_cut_off (self, n, error);
    }

  return TRUE;
}

/* --- the beginning of a file --- */

/**
 * manicule_records_peek:
 * @head: the first bytes of a file
 * @length: how many
 *
 * Returns: (transfer full) (nullable): the first value of the file or of its list, cut off where @head ends; NULL when
 *   it is neither an object nor a list
 */
char *
manicule_records_peek (const char *head,
                       gsize       length)
{
  Walk at = { 0 };
  const char *p = head;
  const char *end = head + length;

  if (length >= 3 && memcmp (p, "\xef\xbb\xbf", 3) == 0)
    p += 3;
  while (p < end && strchr (SPACE, *p) != NULL && *p != '\0')
    p++;
  if (p < end && *p == '[')
    {
      const char *inner = p + 1;

      while (inner < end && strchr (SPACE, *inner) != NULL && *inner != '\0')
        inner++;
      if (inner < end && *inner != '"')
        p = inner;
    }
  if (p == end || (*p != '{' && *p != '['))
    return NULL;

  walk (&at, p, (gsize) (end - p));

  return g_strndup (p, at.offset);
}

/**
 * manicule_records_mentions:
 * @peeked: what manicule_records_peek() gave
 * @...: names, ended by NULL
 *
 * Returns: whether each of them stands there in quotes, which within a text would be escaped
 */
gboolean
manicule_records_mentions (const char *peeked,
                           ...)
{
  gboolean all = TRUE;
  const char *name;
  va_list names;

  va_start (names, peeked);
  while (all && (name = va_arg (names, const char *)) != NULL)
    {
      g_autofree char *quoted = g_strconcat ("\"", name, "\"", NULL);

      all = strstr (peeked, quoted) != NULL;
    }
  va_end (names);

  return all;
}
