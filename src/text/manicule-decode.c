/* manicule-decode.c: bytes of any encoding to a text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-decode.h"

#include "manicule-decode-private.h"
#include "manicule-text-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unicode/ucnv.h>

typedef struct UConverter Converter;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Converter, ucnv_close)

/* The longer first: a UTF-32 mark may begin like a UTF-16 one. */
static const ManiculeByteOrderMark marks[] = {
  { "\x00\x00\xfe\xff", 4, "UTF-32BE" },
  { "\xff\xfe\x00\x00", 4, "UTF-32LE" },
  { "\xfe\xff", 2, "UTF-16BE" },
  { "\xff\xfe", 2, "UTF-16LE" },
};

/* The byte order mark of units of @width bytes at the start of the data, of any width for 0, or NULL. */
const ManiculeByteOrderMark *
manicule_byte_order_mark_find (const char *data,
                               gsize       n_bytes,
                               guint       width)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      if ((width == 0 || width == marks[i].width)
          && n_bytes >= marks[i].width
          && memcmp (data, marks[i].bytes, marks[i].width) == 0)
        return &marks[i];
    }

  return NULL;
}

static Converter *
open_converter (const char  *encoding,
                GError     **error)
{
  UErrorCode code = U_ZERO_ERROR;
  Converter *converter = *encoding != '\0' ? ucnv_open (encoding, &code) : NULL;

  if (converter == NULL || U_FAILURE (code))
    {
      /* Translators: %s is what was given as the name of an encoding */
      g_set_error (error, MANICULE_TEXT_ERROR, MANICULE_TEXT_ERROR_INVALID_ENCODING,
                   _("There is no encoding “%s”; choose one such as UTF-8, windows-1252 or Shift_JIS"), encoding);
      return NULL;
    }
  ucnv_setToUCallBack (converter, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &code);

  return converter;
}

/* How many bytes a unit of an encoding has that a byte order mark may precede, else 0. */
static guint
unit_width (Converter *converter)
{
  switch (ucnv_getType (converter))
    {
    case UCNV_UTF16:
    case UCNV_UTF16_BigEndian:
    case UCNV_UTF16_LittleEndian:
      return 2;
    case UCNV_UTF32:
    case UCNV_UTF32_BigEndian:
    case UCNV_UTF32_LittleEndian:
      return 4;
    default:
      return 0;
    }
}

/* Sets @converter to one for the byte order that the data's mark names, and returns the mark's length, or -1 when it contradicts
 * the encoding. */
static int
obey_mark (Converter  **converter,
           const char  *data,
           gsize        n_bytes,
           GError     **error)
{
  guint width = unit_width (*converter);
  const ManiculeByteOrderMark *mark = width > 0 ? manicule_byte_order_mark_find (data, n_bytes, width) : NULL;
  UConverterType type = ucnv_getType (*converter);
  UErrorCode code = U_ZERO_ERROR;

  if (mark == NULL)
    return 0;

  if (type != UCNV_UTF16 && type != UCNV_UTF32
      && ucnv_compareNames (ucnv_getName (*converter, &code), mark->encoding) != 0)
    {
      /* Translators: the second is the name of an encoding, such as UTF-16BE */
      g_set_error (error, MANICULE_TEXT_ERROR, MANICULE_TEXT_ERROR_INVALID_ENCODING,
                   _("Byte 0 does not fit %s: the byte order mark there says %s; choose that"),
                   ucnv_getName (*converter, &code), mark->encoding);
      return -1;
    }
  ucnv_close (*converter);
  *converter = open_converter (mark->encoding, error);

  return *converter != NULL ? (int) mark->width : -1;
}

/* Appends the text of the bytes; @encoding is for the message. */
static gboolean
convert (Converter   *converter,
         const char  *encoding,
         const char  *data,
         gsize        start,
         gsize        n_bytes,
         GString     *out,
         GError     **error)
{
  const char *source = data + start;

  while (source < data + n_bytes)
    {
      UErrorCode code = U_ZERO_ERROR;
      guint at = (guint) (source - data);
      UChar32 c = ucnv_getNextUChar (converter, &source, data + n_bytes, &code);

      /* Escape sequences at the end of a stateful encoding stand for nothing. */
      if (code == U_INDEX_OUTOFBOUNDS_ERROR)
        return TRUE;
      if (U_FAILURE (code))
        {
          /* Translators: the number counts bytes from 0; %s is the name of an encoding */
          g_set_error (error, MANICULE_TEXT_ERROR, MANICULE_TEXT_ERROR_INVALID_ENCODING,
                       _("Byte %u does not fit %s; choose another encoding"), at, encoding);
          return FALSE;
        }
      if (c == 0)
        {
          /* Translators: the number counts bytes from 0; %s is the name of an encoding */
          g_set_error (error, MANICULE_TEXT_ERROR, MANICULE_TEXT_ERROR_NUL,
                       _("In %s there is a NUL at byte %u, so this is not a text; choose another encoding"),
                       encoding, at);
          return FALSE;
        }
      g_string_append_unichar (out, (gunichar) c);
    }

  return TRUE;
}

/**
 * manicule_decode:
 * @bytes: the bytes of a file
 * @encoding: an IANA name, such as "windows-1252"
 * @error: return location
 *
 * Decodes without loss or fails: the error names the first byte that does not fit, counted from 0. A UTF-8 byte order mark stays in the
 * text, a UTF-16 or UTF-32 one names the byte order and is no part of it. Line ends stay as they are.
 *
 * Returns: (transfer full): the text, or %NULL with a #ManiculeTextError
 */
ManiculeText *
manicule_decode (GBytes      *bytes,
                 const char  *encoding,
                 GError     **error)
{
  g_autoptr(Converter) converter = NULL;
  g_autoptr(GString) out = NULL;
  const char *data;
  gsize n_bytes, length;
  int start;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (encoding != NULL, NULL);

  if (*encoding != '\0' && ucnv_compareNames (encoding, "UTF-8") == 0)
    return manicule_text_new (bytes, error);

  converter = open_converter (encoding, error);
  if (converter == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &n_bytes);
  start = obey_mark (&converter, data, n_bytes, error);
  if (start < 0)
    return NULL;

  out = g_string_sized_new (n_bytes);
  if (!convert (converter, encoding, data, (gsize) start, n_bytes, out, error))
    return NULL;

  length = out->len;
  return manicule_text_new_take (g_string_free_and_steal (g_steal_pointer (&out)), length, error);
}
