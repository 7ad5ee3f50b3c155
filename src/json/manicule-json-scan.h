/* manicule-json-scan.h: JSON text, checked and cut into values
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-json-reader.h"

G_BEGIN_DECLS

/* One value, or the name of a member, which stands before its value. Offsets are bytes; those of strings and names
 * leave the quotes out. What always holds of a list of tokens: containers stand before what they contain, and the text
 * was checked as a whole, so that readers of tokens need no checks of their own. */
typedef struct
{
  guint32 start;
  guint32 end;
  guint32 next;     /* the token after this one and all that it contains */
  guint8  kind;     /* ManiculeJsonKind; a name is MANICULE_JSON_STRING */
  guint8  escaped;  /* a string with a backslash */
} ManiculeJsonToken;

typedef struct
{
  ManiculeJsonError  code;
  gsize              offset;
  char              *message;  /* (owned) (nullable): translated */
} ManiculeJsonFault;

gboolean manicule_json_scan            (const char        *data,
                                        gsize              start,
                                        gsize              end,
                                        guint              depth,
                                        GArray            *tokens,
                                        gsize             *stop,
                                        ManiculeJsonFault *fault);
gboolean manicule_json_check_encoding  (const char        *data,
                                        gsize              length,
                                        ManiculeJsonFault *fault);
void     manicule_json_unescape        (const char        *string,
                                        gsize              length,
                                        GString           *result);

G_END_DECLS
