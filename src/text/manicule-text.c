/* manicule-text.c: an immutable text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-text-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_QUARK (manicule-text-error-quark, manicule_text_error)
G_DEFINE_FINAL_TYPE (ManiculeText, manicule_text, G_TYPE_OBJECT)

static void
manicule_text_finalize (GObject *object)
{
  ManiculeText *self = MANICULE_TEXT (object);

  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->marks, g_free);
  g_clear_pointer (&self->lines, g_free);
  g_clear_pointer (&self->sha256, g_free);
  g_clear_pointer (&self->clusters, manicule_text_clusters_free);

  G_OBJECT_CLASS (manicule_text_parent_class)->finalize (object);
}

static void
manicule_text_class_init (ManiculeTextClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = manicule_text_finalize;
}

static void
manicule_text_init (ManiculeText *self)
{
}

/* The line of a byte, from 1, in data that may not be UTF-8. */
static guint
line_of (const char *data,
         guint       byte)
{
  guint line = 1;
  guint i;

  for (i = 0; i < byte; i++)
    line += data[i] == '\n' || (data[i] == '\r' && data[i + 1] != '\n');

  return line;
}

static gboolean
check_size (gsize    n_bytes,
            GError **error)
{
  g_autofree char *size = NULL;
  g_autofree char *limit = NULL;

  if (n_bytes <= MANICULE_TEXT_MAX_BYTES)
    return TRUE;

  size = g_format_size (n_bytes);
  limit = g_format_size (MANICULE_TEXT_MAX_BYTES);
  /* Translators: both are sizes, such as “300 MB” */
  g_set_error (error, MANICULE_TEXT_ERROR, MANICULE_TEXT_ERROR_TOO_LARGE,
               _("The text has %s, but a text may have at most %s; split it into several articles"), size, limit);
  return FALSE;
}

static gboolean
check_utf8 (const char  *data,
            gsize        n_bytes,
            GError     **error)
{
  const char *end;
  guint at;

  if (g_utf8_validate_len (data, n_bytes, &end))
    return TRUE;

  at = (guint) (end - data);
  if (*end == '\0')
    g_set_error (error, MANICULE_TEXT_ERROR, MANICULE_TEXT_ERROR_NUL,
                 /* Translators: the first number counts bytes from 0 */
                 _("There is a NUL at byte %u, line %u, so this is not a text; if it is UTF-16, "
                   "choose that encoding"),
                 at, line_of (data, at));
  else
    g_set_error (error, MANICULE_TEXT_ERROR, MANICULE_TEXT_ERROR_INVALID_UTF8,
                 /* Translators: the first number counts bytes from 0 */
                 _("Byte %u, line %u, is not UTF-8; choose the encoding in which the text was saved"),
                 at, line_of (data, at));
  return FALSE;
}

ManiculeText *
manicule_text_new_take (char     *utf8,
                        gsize     n_bytes,
                        GError  **error)
{
  g_autofree char *owned = utf8;
  ManiculeText *self;

  if (!check_size (n_bytes, error) || !check_utf8 (utf8, n_bytes, error))
    return NULL;

  self = g_object_new (MANICULE_TYPE_TEXT, NULL);
  self->data = owned;
  self->n_bytes = (guint) n_bytes;
  self->bytes = g_bytes_new_take (g_steal_pointer (&owned), n_bytes);
  manicule_text_index_build (self);

  return self;
}

/**
 * manicule_text_new:
 * @utf8: the text, in UTF-8; it is copied
 * @error: return location
 *
 * Makes a text of outside data. Nothing is normalised: a byte order mark, line ends and runs of blank lines stay.
 *
 * Returns: (transfer full): the text, or %NULL with a #ManiculeTextError for what is not UTF-8, holds a NUL or is
 *   larger than %MANICULE_TEXT_MAX_BYTES
 */
ManiculeText *
manicule_text_new (GBytes  *utf8,
                   GError **error)
{
  const char *data;
  char *copy;
  gsize n_bytes;

  g_return_val_if_fail (utf8 != NULL, NULL);

  data = g_bytes_get_data (utf8, &n_bytes);
  if (!check_size (n_bytes, error))
    return NULL;

  copy = g_malloc (n_bytes + 1);
  if (n_bytes > 0)
    memcpy (copy, data, n_bytes);
  copy[n_bytes] = '\0';

  return manicule_text_new_take (copy, n_bytes, error);
}

/**
 * manicule_text_new_from_string:
 * @string: valid UTF-8, at most %MANICULE_TEXT_MAX_BYTES long
 *
 * Makes a text of a string that is known to be one.
 *
 * Returns: (transfer full): the text
 */
ManiculeText *
manicule_text_new_from_string (const char *string)
{
  g_autoptr(GError) error = NULL;
  ManiculeText *self;

  g_return_val_if_fail (string != NULL, NULL);

  self = manicule_text_new_take (g_strdup (string), strlen (string), &error);
  if (self == NULL)
    g_critical ("%s: %s", G_STRFUNC, error->message);

  return self;
}

/**
 * manicule_text_get_data:
 * @self: a text
 *
 * Returns: (transfer none): the text in UTF-8, with a NUL behind it
 */
const char *
manicule_text_get_data (ManiculeText *self)
{
  g_return_val_if_fail (MANICULE_IS_TEXT (self), NULL);

  return self->data;
}

/**
 * manicule_text_get_bytes:
 * @self: a text
 *
 * Returns: (transfer none): the text in UTF-8; the NUL behind it is not counted
 */
GBytes *
manicule_text_get_bytes (ManiculeText *self)
{
  g_return_val_if_fail (MANICULE_IS_TEXT (self), NULL);

  return self->bytes;
}

/**
 * manicule_text_get_n_bytes:
 * @self: a text
 *
 * Returns: the length in bytes
 */
guint
manicule_text_get_n_bytes (ManiculeText *self)
{
  g_return_val_if_fail (MANICULE_IS_TEXT (self), 0);

  return self->n_bytes;
}

/**
 * manicule_text_get_n_chars:
 * @self: a text
 *
 * Returns: the length in code points
 */
guint
manicule_text_get_n_chars (ManiculeText *self)
{
  g_return_val_if_fail (MANICULE_IS_TEXT (self), 0);

  return self->n_chars;
}

/**
 * manicule_text_get_sha256:
 * @self: a text
 *
 * The first call reads the whole text. Thread-safe.
 *
 * Returns: (transfer none): the SHA-256 of the bytes, in lower-case hexadecimal digits
 */
const char *
manicule_text_get_sha256 (ManiculeText *self)
{
  const char *sha256;
  char *made;

  g_return_val_if_fail (MANICULE_IS_TEXT (self), NULL);

  sha256 = g_atomic_pointer_get (&self->sha256);
  if (sha256 != NULL)
    return sha256;

  made = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, self->bytes);
  if (!g_atomic_pointer_compare_and_exchange (&self->sha256, NULL, made))
    g_free (made);

  return g_atomic_pointer_get (&self->sha256);
}

/**
 * manicule_text_get_slice:
 * @self: a text
 * @start: an offset in code points
 * @end: another, not before @start and at most the length
 *
 * Returns: (transfer full): a copy of that part of the text
 */
char *
manicule_text_get_slice (ManiculeText *self,
                         guint         start,
                         guint         end)
{
  guint from, to;

  g_return_val_if_fail (MANICULE_IS_TEXT (self), NULL);
  g_return_val_if_fail (start <= end && end <= self->n_chars, NULL);

  from = manicule_text_char_to_byte (self, start);
  to = manicule_text_char_to_byte (self, end);

  return g_strndup (self->data + from, to - from);
}

/**
 * manicule_text_get_char:
 * @self: a text
 * @chr: an offset in code points, at most the length
 *
 * Returns: the character there, or 0 at the end of the text
 */
gunichar
manicule_text_get_char (ManiculeText *self,
                        guint         chr)
{
  g_return_val_if_fail (MANICULE_IS_TEXT (self), 0);
  g_return_val_if_fail (chr <= self->n_chars, 0);

  return g_utf8_get_char (self->data + manicule_text_char_to_byte (self, chr));
}
