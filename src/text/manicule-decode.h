/* manicule-decode.h: bytes of any encoding to a text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-text.h"

G_BEGIN_DECLS

typedef struct
{
  char  *name;        /* (owned): an IANA name, such as "windows-1252" */
  guint  confidence;  /* 0 to 100 */
} ManiculeEncoding;

void   manicule_encoding_clear (ManiculeEncoding  *self);

/* (element-type ManiculeEncoding), best first, never empty: "UTF-8" with 100 alone when the bytes are valid UTF-8. */
GArray *manicule_decode_detect (GBytes            *bytes) G_GNUC_WARN_UNUSED_RESULT;

/* Decodes without loss or fails: the error names the first byte that does not fit. A UTF-8 byte order mark stays in
 * the text, a UTF-16 or UTF-32 one names the byte order and is not part of it. Line ends stay as they are. */
ManiculeText *manicule_decode  (GBytes            *bytes,
                                const char        *encoding,
                                GError           **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
