/* manicule-decode-detect.c: guessing the encoding of bytes
 *
 * Valid UTF-8 is taken at its word: other text hardly ever happens to be it. A byte order mark comes next, then the pattern of NULs
 * by which UTF-16 and UTF-32 give themselves away, then ICU's statistics. What cannot decode the bytes is not offered.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-decode.h"

#include "manicule-decode-private.h"

#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

/* ICU sees this much, from the first byte that is not ASCII on: what comes before says nothing, and more says nothing new. */
#define WINDOW (64u * 1024)

typedef struct UCharsetDetector Detector;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Detector, ucsdet_close)

/**
 * manicule_encoding_clear:
 * @self: an encoding
 *
 * Frees what it holds.
 */
void
manicule_encoding_clear (ManiculeEncoding *self)
{
  g_clear_pointer (&self->name, g_free);
}

static gboolean
has (GArray     *encodings,
     const char *name)
{
  guint i;

  for (i = 0; i < encodings->len; i++)
    {
      if (ucnv_compareNames (g_array_index (encodings, ManiculeEncoding, i).name, name) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Adds an encoding that can decode all of the bytes. */
static void
offer (GArray     *encodings,
       GBytes     *bytes,
       const char *name,
       guint       confidence)
{
  g_autoptr(ManiculeText) text = NULL;
  ManiculeEncoding encoding;

  if (has (encodings, name))
    return;
  text = manicule_decode (bytes, name, NULL);
  if (text == NULL)
    return;

  encoding = (ManiculeEncoding) { g_strdup (name), MIN (confidence, 100) };
  g_array_append_val (encodings, encoding);
}

static void
add_encoding (GArray     *encodings,
              const char *name,
              guint       confidence)
{
  ManiculeEncoding encoding = { g_strdup (name), confidence };

  g_array_append_val (encodings, encoding);
}

/* Without a mark, UTF-16 shows by NULs that stand in one half of the units only: those of ASCII, if only of spaces and line ends. */
static void
offer_wide (GArray     *encodings,
            GBytes     *bytes,
            const char *data,
            gsize       n_bytes)
{
  guint nuls[4] = { 0 };
  gsize i;

  for (i = 0; i < MIN (n_bytes, WINDOW); i++)
    nuls[i % 4] += data[i] == '\0';
  if (nuls[0] + nuls[1] + nuls[2] + nuls[3] == 0)
    return;

  if (n_bytes % 4 == 0 && nuls[0] > 0 && nuls[1] > 0 && nuls[3] == 0)
    offer (encodings, bytes, "UTF-32BE", 95);
  if (n_bytes % 4 == 0 && nuls[0] == 0 && nuls[2] > 0 && nuls[3] > 0)
    offer (encodings, bytes, "UTF-32LE", 95);
  if (nuls[0] + nuls[2] < nuls[1] + nuls[3])
    offer (encodings, bytes, "UTF-16LE", 90);
  else
    offer (encodings, bytes, "UTF-16BE", 90);
}

static void
offer_by_statistics (GArray     *encodings,
                     GBytes     *bytes,
                     const char *data,
                     gsize       n_bytes)
{
  UErrorCode code = U_ZERO_ERROR;
  g_autoptr(Detector) detector = ucsdet_open (&code);
  const UCharsetMatch **matches;
  gsize start = 0;
  gint32 n, i;

  while (start < n_bytes && (guchar) data[start] < 0x80)
    start++;
  ucsdet_setText (detector, data + start, (gint32) MIN (n_bytes - start, WINDOW), &code);
  matches = ucsdet_detectAll (detector, &n, &code);
  if (U_FAILURE (code))
    return;

  for (i = 0; i < n; i++)
    {
      const char *name = ucsdet_getName (matches[i], &code);
      gint32 confidence = ucsdet_getConfidence (matches[i], &code);

      offer (encodings, bytes, name, (guint) MAX (confidence, 0));
    }
}

/**
 * manicule_decode_detect:
 * @bytes: the bytes of a file
 *
 * Guesses in which encodings the bytes may be.
 *
 * Returns: (transfer full) (element-type ManiculeEncoding): the encodings that can decode them, best first; never empty: "UTF-8" with 100
 *   alone for valid UTF-8, and with 0 alone for what is no text in any encoding
 */
GArray *
manicule_decode_detect (GBytes *bytes)
{
  GArray *encodings = g_array_new (FALSE, FALSE, sizeof (ManiculeEncoding));
  const ManiculeByteOrderMark *mark;
  const char *data;
  gsize n_bytes;

  g_return_val_if_fail (bytes != NULL, NULL);

  g_array_set_clear_func (encodings, (GDestroyNotify) manicule_encoding_clear);
  data = g_bytes_get_data (bytes, &n_bytes);
  if (n_bytes == 0 || g_utf8_validate_len (data, n_bytes, NULL))
    {
      add_encoding (encodings, "UTF-8", 100);
      return encodings;
    }

  mark = manicule_byte_order_mark_find (data, n_bytes, 0);
  if (mark != NULL)
    offer (encodings, bytes, mark->encoding, 100);
  offer_wide (encodings, bytes, data, n_bytes);
  offer_by_statistics (encodings, bytes, data, n_bytes);
  offer (encodings, bytes, "windows-1252", 1);
  if (encodings->len == 0)
    add_encoding (encodings, "UTF-8", 0);

  return encodings;
}
