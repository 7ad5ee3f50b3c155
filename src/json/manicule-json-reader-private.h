/* manicule-json-reader-private.h: what the reader and its values share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-json-reader.h"
#include "manicule-json-scan.h"

G_BEGIN_DECLS

#define NO_TOKEN G_MAXUINT

struct _ManiculeJsonReader
{
  GBytes             *bytes;         /* (owned) */
  const char         *data;
  gsize               length;
  char               *file;          /* (owned) */
  guint               first_line;
  ManiculeJsonLayout  layout;
  gsize               pos;           /* where the next of many values is looked for */
  GArray             *tokens;        /* (owned) (element-type ManiculeJsonToken) */
  GStringChunk       *strings;       /* (owned): what was given out */

  /* Made for the first message that needs them. */
  GArray             *line_ends;     /* (owned) (nullable) (element-type guint32) */
  GHashTable         *children;      /* (owned) (nullable) (element-type guint GArray): container → where its children begin */

  /* The failure; none while message is NULL. */
  char               *message;       /* (owned) (nullable): with the path, without file and line */
  const char         *code;
  ManiculeJsonError   error;
  guint               line;
};

#define TOKEN(reader, index) (&g_array_index ((reader)->tokens, ManiculeJsonToken, (index)))

const char *manicule_json_reader_string_at  (ManiculeJsonReader *self,
                                             guint               index);
guint       manicule_json_reader_line_of    (ManiculeJsonReader *self,
                                             gsize               offset);
char       *manicule_json_reader_path_of    (ManiculeJsonReader *self,
                                             guint               target) G_GNUC_WARN_UNUSED_RESULT;
void        manicule_json_reader_take_fault (ManiculeJsonReader *self,
                                             ManiculeJsonFault  *fault);

G_END_DECLS
