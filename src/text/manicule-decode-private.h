/* manicule-decode-private.h: byte order marks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *bytes;
  guint       width;     /* of the mark and of a unit, in bytes */
  const char *encoding;
} ManiculeByteOrderMark;

const ManiculeByteOrderMark *manicule_byte_order_mark_find (const char *data,
                                                            gsize       n_bytes,
                                                            guint       width);

G_END_DECLS
