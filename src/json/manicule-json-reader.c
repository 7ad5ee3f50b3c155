/* manicule-json-reader.c: the one door for JSON from outside
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-json-reader.h"

#include "manicule-json-reader-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define STRING_BLOCK 16384

G_DEFINE_QUARK (manicule-json-error-quark, manicule_json_error)

static const char byte_order_mark[] = "\xef\xbb\xbf";

static ManiculeJsonReader *
reader_alloc (GBytes     *bytes,
              const char *file,
              guint       line)
{
  ManiculeJsonReader *self = g_new0 (ManiculeJsonReader, 1);

  self->bytes = g_bytes_ref (bytes);
  self->data = g_bytes_get_data (bytes, &self->length);
  self->file = g_strdup (file);
  self->first_line = line;
  self->tokens = g_array_new (FALSE, FALSE, sizeof (ManiculeJsonToken));
  self->strings = g_string_chunk_new (STRING_BLOCK);
  return self;
}

/**
 * manicule_json_reader_free:
 * @self: (nullable): a reader
 *
 * Frees the reader with all strings that it gave out. A failure that nobody settled is dropped.
 */
void
manicule_json_reader_free (ManiculeJsonReader *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->children, g_hash_table_unref);
  g_clear_pointer (&self->line_ends, g_array_unref);
  g_array_unref (self->tokens);
  g_string_chunk_free (self->strings);
  g_free (self->message);
  g_free (self->file);
  g_bytes_unref (self->bytes);
  g_free (self);
}

/* Checks the encoding and steps over a byte order mark. */
static gboolean
reader_prepare (ManiculeJsonReader  *self,
                GError             **error)
{
  ManiculeJsonFault fault = { 0 };

  if (!manicule_json_check_encoding (self->data, self->length, &fault))
    {
      manicule_json_reader_take_fault (self, &fault);
      return manicule_json_reader_settle (self, NULL, error);
    }
  if (self->length >= 3 && memcmp (self->data, byte_order_mark, 3) == 0)
    self->pos = 3;
  return TRUE;
}

/**
 * manicule_json_reader_new:
 * @bytes: JSON text; a byte order mark is stepped over
 * @file: its name for messages
 * @error: return location
 *
 * Checks a text that holds one value.
 *
 * Returns: (transfer full): a reader at the value, or %NULL with an error of %MANICULE_JSON_ERROR
 */
ManiculeJsonReader *
manicule_json_reader_new (GBytes      *bytes,
                          const char  *file,
                          GError     **error)
{
  return manicule_json_reader_new_full (bytes, file, 1, MANICULE_JSON_MAX_DEPTH, error);
}

/**
 * manicule_json_reader_new_full:
 * @bytes: JSON text
 * @file: its name for messages
 * @line: the line of @file in which the text begins
 * @depth: containers nested deeper than this seem empty; all of the text is checked nevertheless
 * @error: return location
 *
 * Checks a text that holds one value.
 *
 * Returns: (transfer full): a reader at the value, or %NULL with an error of %MANICULE_JSON_ERROR
 */
ManiculeJsonReader *
manicule_json_reader_new_full (GBytes      *bytes,
                               const char  *file,
                               guint        line,
                               guint        depth,
                               GError     **error)
{
  g_autoptr(ManiculeJsonReader) self = NULL;
  ManiculeJsonFault fault = { 0 };

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (file != NULL, NULL);

  self = reader_alloc (bytes, file, line);
  if (!reader_prepare (self, error))
    return NULL;

  if (!manicule_json_scan (self->data, self->pos, self->length, depth, self->tokens, NULL, &fault))
    {
      manicule_json_reader_take_fault (self, &fault);
      manicule_json_reader_settle (self, NULL, error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * manicule_json_reader_new_many:
 * @bytes: JSON text; a byte order mark is stepped over
 * @file: its name for messages
 * @layout: how the values stand in it
 * @error: return location
 *
 * Begins to read a text that holds any number of values; call manicule_json_reader_next() to get to the first.
 *
 * Returns: (transfer full): a reader, or %NULL with an error of %MANICULE_JSON_ERROR
 */
ManiculeJsonReader *
manicule_json_reader_new_many (GBytes              *bytes,
                               const char          *file,
                               ManiculeJsonLayout   layout,
                               GError             **error)
{
  g_autoptr(ManiculeJsonReader) self = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (file != NULL, NULL);

  self = reader_alloc (bytes, file, 1);
  self->layout = layout;
  if (!reader_prepare (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

static void
skip_space (ManiculeJsonReader *self)
{
  while (self->pos < self->length && strchr (" \t\r\n", self->data[self->pos]) != NULL)
    self->pos++;
}

/**
 * manicule_json_reader_next:
 * @self: a reader made by manicule_json_reader_new_many()
 *
 * Goes to the next value. A failure of the former that was not settled stays.
 *
 * Returns: %FALSE at the end
 */
gboolean
manicule_json_reader_next (ManiculeJsonReader *self)
{
  ManiculeJsonFault fault = { 0 };
  const char *line_end;
  gsize end;

  g_return_val_if_fail (self != NULL, FALSE);

  g_array_set_size (self->tokens, 0);
  manicule_json_reader_drop_strings (self);
  g_clear_pointer (&self->children, g_hash_table_unref);

  skip_space (self);
  if (self->pos == self->length)
    return FALSE;

  line_end = self->layout == MANICULE_JSON_LINES ? memchr (self->data + self->pos, '\n', self->length - self->pos) : NULL;
  end = line_end != NULL ? (gsize) (line_end - self->data) : self->length;
  if (manicule_json_scan (self->data, self->pos, end, MANICULE_JSON_MAX_DEPTH, self->tokens,
                          self->layout == MANICULE_JSON_SEQUENCE ? &end : NULL, &fault))
    {
      self->pos = end;
      return TRUE;
    }

  g_array_set_size (self->tokens, 0);
  manicule_json_reader_take_fault (self, &fault);
  self->pos = end;
  return TRUE;
}

/**
 * manicule_json_reader_get_root:
 * @self: a reader
 *
 * Returns: the value of the text or of the line; absent where there is none
 */
ManiculeJsonValue
manicule_json_reader_get_root (ManiculeJsonReader *self)
{
  ManiculeJsonValue root = { self, NO_TOKEN };

  if (self->tokens->len > 0)
    root.index = 0;
  return root;
}

/**
 * manicule_json_reader_drop_strings:
 * @self: a reader
 *
 * Frees all strings that were given out so far. Values stay good.
 */
void
manicule_json_reader_drop_strings (ManiculeJsonReader *self)
{
  g_string_chunk_clear (self->strings);
}

/* --- failures --------------------------------------------------------------------------------------------------- */

void
manicule_json_reader_take_fault (ManiculeJsonReader *self,
                                 ManiculeJsonFault  *fault)
{
  static const char * const codes[] = {
    [MANICULE_JSON_ERROR_SYNTAX] = "json-syntax",
    [MANICULE_JSON_ERROR_LIMIT] = "json-limit",
    [MANICULE_JSON_ERROR_UTF8] = "json-utf8",
    [MANICULE_JSON_ERROR_DUPLICATE] = "json-duplicate",
  };

  if (self->message == NULL)
    {
      self->error = fault->code;
      self->code = codes[fault->code];
      /* A text that is too large is not looked through for line ends. */
      self->line = fault->offset == 0 ? self->first_line : manicule_json_reader_line_of (self, fault->offset);
      self->message = g_steal_pointer (&fault->message);
    }
  g_clear_pointer (&fault->message, g_free);
}

/**
 * manicule_json_reader_failed:
 * @self: a reader
 *
 * Returns: whether something went wrong since the last manicule_json_reader_settle()
 */
gboolean
manicule_json_reader_failed (ManiculeJsonReader *self)
{
  return self->message != NULL;
}

/**
 * manicule_json_reader_settle:
 * @self: a reader
 * @findings: (nullable): where failures are collected
 * @error: return location, used without @findings
 *
 * Ends with the failure of the reader, if it has one, and forgets it.
 *
 * Returns: whether the caller can go on: there was no failure, or it is among the findings now
 */
gboolean
manicule_json_reader_settle (ManiculeJsonReader  *self,
                             ManiculeFindings    *findings,
                             GError             **error)
{
  g_autofree char *message = g_steal_pointer (&self->message);

  if (message == NULL)
    return TRUE;

  if (findings == NULL)
    {
      g_set_error (error, MANICULE_JSON_ERROR, self->error, "%s:%u: %s", self->file, self->line, message);
      return FALSE;
    }
  manicule_findings_add (findings, MANICULE_FINDING_ERROR, self->code, self->file, self->line, "%s", message);
  return TRUE;
}

static char *message_new (ManiculeJsonValue  value,
                          const char        *format,
                          va_list            args) G_GNUC_PRINTF (2, 0);

static char *
message_new (ManiculeJsonValue  value,
             const char        *format,
             va_list            args)
{
  g_autofree char *message = g_strdup_vprintf (format, args), *path = NULL;

  path = value.index != NO_TOKEN ? manicule_json_reader_path_of (value.reader, value.index) : g_strdup ("");
  if (*path == '\0')
    return g_steal_pointer (&message);
  return g_strconcat (path, ": ", message, NULL);
}

/**
 * manicule_json_fail:
 * @value: the value that is wrong
 * @error: the kind of error
 * @code: (not nullable): a static string, the code of the finding
 * @format: what is wrong and what to do, translated
 * @...: for @format
 *
 * Makes the reader fail, unless it has failed already.
 */
void
manicule_json_fail (ManiculeJsonValue  value,
                    ManiculeJsonError  error,
                    const char        *code,
                    const char        *format,
                    ...)
{
  ManiculeJsonReader *self = value.reader;
  va_list args;

  if (self->message != NULL)
    return;

  self->error = error;
  self->code = code;
  self->line = manicule_json_get_line (value);
  va_start (args, format);
  self->message = message_new (value, format, args);
  va_end (args);
}

/**
 * manicule_json_warn:
 * @value: the value that is odd
 * @findings: (nullable): where the warning is added
 * @code: the code of the finding
 * @format: what is odd and what was done, translated
 * @...: for @format
 *
 * Notes something that need not stop the reading.
 */
void
manicule_json_warn (ManiculeJsonValue  value,
                    ManiculeFindings  *findings,
                    const char        *code,
                    const char        *format,
                    ...)
{
  g_autofree char *message = NULL;
  va_list args;

  if (findings == NULL)
    return;

  va_start (args, format);
  message = message_new (value, format, args);
  va_end (args);
  manicule_findings_add (findings, MANICULE_FINDING_WARNING, code, value.reader->file, manicule_json_get_line (value),
                         "%s", message);
}

/**
 * manicule_json_get_line:
 * @value: a value; an absent one stands where the text begins
 *
 * Returns: the line of the file in which it begins, from 1
 */
guint
manicule_json_get_line (ManiculeJsonValue value)
{
  if (value.index == NO_TOKEN)
    return value.reader->first_line;
  return manicule_json_reader_line_of (value.reader, TOKEN (value.reader, value.index)->start);
}
