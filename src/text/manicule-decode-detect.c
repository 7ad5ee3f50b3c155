/* manicule-decode-detect.c: guessing the encoding of bytes
 *
 * Valid UTF-8 is taken at its word: other text hardly ever happens to be it. A byte order mark comes next, then the pattern of NULs
 * by which UTF-16 and UTF-32 give themselves away, then ICU's statistics. What cannot decode the bytes is not offered.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-decode.h"

#include "manicule-decode-private.h"

#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/uscript.h>

/* ICU sees this much, from the first byte that is not ASCII on: what comes before says nothing, and more says nothing new. */
#define WINDOW (64u * 1024)

/* Nobody reads a longer list. */
#define MAX_ENCODINGS 6

/* With no more than this ICU says that bytes could be UTF-16, which any even number of bytes could. */
#define HARDLY 10

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

static void
add_encoding (GArray     *encodings,
              const char *name,
              guint       confidence)
{
  ManiculeEncoding encoding = { g_strdup (name), confidence };

  g_array_append_val (encodings, encoding);
}

/* Adds an encoding that can decode all of the bytes; none comes out surer than the one before it. */
static void
offer (GArray     *encodings,
       GBytes     *bytes,
       const char *name,
       guint       confidence)
{
  g_autoptr(ManiculeText) text = NULL;

  if (encodings->len == MAX_ENCODINGS || has (encodings, name))
    return;
  text = manicule_decode (bytes, name, NULL);
  if (text == NULL)
    return;

  if (encodings->len > 0)
    confidence = MIN (confidence, g_array_index (encodings, ManiculeEncoding, encodings->len - 1).confidence);
  add_encoding (encodings, name, confidence);
}

/* The first bytes as UTF-16, or NULL; a pair of units at the end of the window is not cut. */
static ManiculeText *
decode_window (GBytes     *bytes,
               const char *encoding)
{
  gsize n_bytes = MIN (g_bytes_get_size (bytes), WINDOW) & ~(gsize) 1;
  ManiculeText *text = NULL;
  guint i;

  for (i = 0; i < 2 && text == NULL && n_bytes >= 2; i++, n_bytes -= 2)
    {
      g_autoptr(GBytes) window = g_bytes_new_from_bytes (bytes, 0, n_bytes);

      text = manicule_decode (window, encoding, NULL);
    }

  return text;
}

/* How much the bytes look like text: neighbours of one script speak for it, what Unicode does not define against it. */
static int
judge (GBytes     *bytes,
       const char *encoding)
{
  g_autoptr(ManiculeText) text = decode_window (bytes, encoding);
  UScriptCode last = USCRIPT_INVALID_CODE;
  const char *at;
  int score = 0;

  if (text == NULL)
    return G_MININT;

  for (at = manicule_text_get_data (text); *at != '\0'; at = g_utf8_next_char (at))
    {
      UChar32 c = (UChar32) g_utf8_get_char (at);
      UErrorCode code = U_ZERO_ERROR;
      UScriptCode script = uscript_getScript (c, &code);

      if (script == last)
        score++;
      if (!u_isdefined (c) || u_charType (c) == U_PRIVATE_USE_CHAR)
        score -= 4;
      last = script;
    }

  return score;
}

/* Without a mark, UTF-16 shows by its NULs, which no other text has; and if only in spaces and line ends. */
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
  offer (encodings, bytes, judge (bytes, "UTF-16LE") >= judge (bytes, "UTF-16BE") ? "UTF-16LE" : "UTF-16BE", 90);
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

      if (confidence > HARDLY || encodings->len == 0)
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
