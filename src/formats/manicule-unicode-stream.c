/* manicule-unicode-stream.c: files in UTF-16, as Windows likes to write them
 *
 * They begin with a byte order mark: nothing else is taken for UTF-16.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-unicode-stream.h"

#include <string.h>

/**
 * manicule_unicode_find:
 * @data: the first bytes of a file
 * @length: how many
 *
 * Returns: (transfer none) (nullable): “UTF-16LE” or “UTF-16BE” when the file is in that, else NULL
 */
const char *
manicule_unicode_find (const char *data,
                       gsize       length)
{
  /* Two more zeros make it UTF-32. */
  if (length >= 4 && memcmp (data, "\xff\xfe\0\0", 4) == 0)
    return NULL;
  if (length >= 2 && memcmp (data, "\xff\xfe", 2) == 0)
    return "UTF-16LE";

  return length >= 2 && memcmp (data, "\xfe\xff", 2) == 0 ? "UTF-16BE" : NULL;
}

/**
 * manicule_unicode_stream_new:
 * @stream: (transfer full): a file from its beginning, which can be sought in
 * @encoding: (out) (transfer none) (nullable): what it is in, NULL when that is not UTF-16
 * @cancellable: (nullable): a cancellable
 *
 * Returns: (transfer full) (nullable): the same file in UTF-8, its byte order mark with it, or NULL with an error
 */
GInputStream *
manicule_unicode_stream_new (GInputStream  *stream,
                             const char   **encoding,
                             GCancellable  *cancellable,
                             GError       **error)
{
  g_autoptr(GInputStream) original = stream;
  g_autoptr(GConverter) converter = NULL;
  char head[4];
  gsize n;

  if (!g_input_stream_read_all (original, head, sizeof head, &n, cancellable, error) ||
      !g_seekable_seek (G_SEEKABLE (original), 0, G_SEEK_SET, cancellable, error))
    return NULL;

  *encoding = manicule_unicode_find (head, n);
  if (*encoding == NULL)
    return g_steal_pointer (&original);

  converter = G_CONVERTER (g_charset_converter_new ("UTF-8", *encoding, error));

  return converter != NULL ? g_converter_input_stream_new (original, converter) : NULL;
}

/**
 * manicule_unicode_decode_head:
 * @head: (transfer full): the first bytes of a file
 *
 * Returns: (transfer full): the same in UTF-8 where they are UTF-16, as far as they are whole, with NUL behind them
 */
GBytes *
manicule_unicode_decode_head (GBytes *head)
{
  gsize length;
  const char *data = g_bytes_get_data (head, &length);
  const char *encoding = manicule_unicode_find (data, length);
  gsize n_read, n_written;
  char *decoded = NULL;

  if (encoding != NULL)
    decoded = g_convert (data, (gssize) (length & ~(gsize) 1), "UTF-8", encoding, &n_read, &n_written, NULL);
  if (decoded == NULL)
    return head;

  g_bytes_unref (head);

  return g_bytes_new_take (decoded, n_written);
}
