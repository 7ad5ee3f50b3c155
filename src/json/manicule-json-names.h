/* manicule-json-names.h: names that stand twice in one object
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where a name, or any string, stands in a text, without its quotes. */
typedef struct
{
  guint32  start;
  guint32  end;
  gboolean escaped;
} ManiculeJsonName;

char *manicule_json_find_duplicate (const char             *data,
                                    const ManiculeJsonName *names,
                                    guint                   n,
                                    gsize                  *offset) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
