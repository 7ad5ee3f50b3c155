/* manicule-gzip.c: files that were made smaller with gzip
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-gzip.h"

#include "manicule-format.h"

#include <glib/gi18n-lib.h>

#define MAX_CONTENTS (512u * 1024 * 1024)
/* What is so small may grow as it likes. */
#define SMALL (1024u * 1024)
#define MAX_GROWTH 100u
#define CHUNK (64 * 1024)

/**
 * manicule_gzip_is:
 * @head: the first bytes of a file
 * @length: how many
 *
 * Returns: whether the file is made with gzip
 */
gboolean
manicule_gzip_is (const char *head,
                  gsize       length)
{
  return length > 3 && (guchar) head[0] == 0x1f && (guchar) head[1] == 0x8b && head[2] == 8;
}

static GInputStream *
open_stream (const char *data,
             gsize       length)
{
  g_autoptr(GInputStream) packed = g_memory_input_stream_new_from_data (data, (gssize) length, NULL);
  g_autoptr(GZlibDecompressor) decompressor = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);

  return g_converter_input_stream_new (packed, G_CONVERTER (decompressor));
}

/**
 * manicule_gzip_peek:
 * @head: the first bytes of a file
 * @length: how many
 * @max: how many bytes of what is in it are wanted
 *
 * Returns: (transfer full) (nullable): the beginning of what is in it, with a NUL behind it; %NULL where it is damaged
 */
char *
manicule_gzip_peek (const char *head,
                    gsize       length,
                    gsize       max)
{
  g_autoptr(GInputStream) stream = open_stream (head, length);
  g_autofree char *peeked = g_malloc0 (max + 1);
  gsize n_read = 0;

  /* That it ends too early does not matter. */
  g_input_stream_read_all (stream, peeked, max, &n_read, NULL, NULL);

  return n_read > 0 ? g_steal_pointer (&peeked) : NULL;
}

static gboolean
check_growth (gsize        length,
              gsize        packed,
              const char  *file,
              GError     **error)
{
  if (length <= MAX_CONTENTS && (length <= SMALL || length / MAX_GROWTH <= packed))
    return TRUE;

  g_set_error (error, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_LIMIT,
               _("%s: what is in the file is far larger than the file; it is not read"), file);
  return FALSE;
}

/**
 * manicule_gzip_read:
 * @bytes: a file
 * @file: its name, for messages
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what is in it
 */
GBytes *
manicule_gzip_read (GBytes      *bytes,
                    const char  *file,
                    GError     **error)
{
  gsize packed;
  const char *data = g_bytes_get_data (bytes, &packed);
  g_autoptr(GInputStream) stream = open_stream (data, packed);
  g_autoptr(GByteArray) contents = g_byte_array_new ();
  g_autoptr(GError) local_error = NULL;
  gssize n;

  do
    {
      guint8 chunk[CHUNK];

      n = g_input_stream_read (stream, chunk, sizeof chunk, NULL, &local_error);
      if (n > 0)
        g_byte_array_append (contents, chunk, (guint) n);
      if (!check_growth (contents->len, packed, file, error))
        return NULL;
    }
  while (n > 0);

  if (n == 0)
    return g_byte_array_free_to_bytes (g_steal_pointer (&contents));

  g_set_error (error, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_DAMAGED,
               _("%s: the file is damaged, or ends too early: %s"), file, local_error->message);
  return NULL;
}
